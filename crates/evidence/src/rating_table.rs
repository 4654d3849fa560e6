//! Ratings of anything by anybody: a long table with the columns `unit`, `rater` and `value`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use ideal_model::Finding;

use crate::bounds;
use crate::decode::Encoding;
use crate::findings::FileFindings;
use crate::numeral::{Fault, Judge, Numerals, both, settings, shape};
use crate::plain::plain;
use crate::project::table::Table;

const UNIT: &str = "unit";
const RATER: &str = "rater";
const VALUE: &str = "value";

/// Cells that say that there is no rating, beside empty ones.
const NO_RATING: [&str; 2] = ["unknown", "not_applicable"];

/// How a table of ratings is to be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RatingsRead {
    /// Whether values that are no numbers are names.
    pub names: bool,
    /// Whether a comma is decimal (true) or a point (false); none to see by the values.
    pub decimal_comma: Option<bool>,
}

/// A table of ratings as it was read. The order of its rows changes nothing in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RatingTable {
    /// What is rated, in alphabetical order; those too of which every rating is missing.
    pub units: Vec<String>,
    /// Who rates, in alphabetical order.
    pub raters: Vec<String>,
    /// Places of unit and rater, and the figure; a name has the place of its text among all of
    /// them in alphabetical order.
    pub ratings: Vec<(usize, usize, f64)>,
    /// Whether the figures are places of names.
    pub named: bool,
    /// Rows without a rating.
    pub missing: usize,
    /// What a person should know of how it was read: notes and warnings.
    pub findings: Vec<Finding>,
}

/// A rating with its line.
struct Row<'a> {
    line: u64,
    unit: usize,
    rater: usize,
    value: &'a str,
}

/// Reads a text table (CSV, with semicolons or tabs too; UTF-8, UTF-16 or Latin-1) with the columns
/// `unit`, `rater`, `value`; others are left aside. An empty value, `unknown` and `not_applicable`
/// are no rating. Numbers have a decimal point; where one has a comma and all can be read so, and
/// none could be thousands, they have a decimal comma, and a note says so.
///
/// # Errors
/// All findings where one of them is an error, each with its line: a file that cannot be read, a
/// column that is not there, an empty unit or rater, a value that is no number, numbers that can be
/// read in two ways, a rater who rates a unit twice.
pub fn read_ratings(path: &Path, how: RatingsRead) -> Result<RatingTable, Vec<Finding>> {
    let mut findings = FileFindings::new(&path.display().to_string());
    let table = match bounds::read(path) {
        Ok(bytes) => of_bytes(&bytes, how, &mut findings),
        Err(e) => {
            findings.push(Finding::error("unreadable", format!("the file cannot be read: {e}")));
            None
        }
    };
    let failed = findings.failed();
    let findings = findings.finish().finish();
    match table {
        Some(table) if !failed => Ok(RatingTable { findings, ..table }),
        _ => Err(findings),
    }
}

fn of_bytes(bytes: &[u8], how: RatingsRead, findings: &mut FileFindings) -> Option<RatingTable> {
    // Where the bytes are UTF-8 they are read as that.
    let table = Table::read_as(bytes, Encoding::Windows1252, findings)?;
    if !table.expect(&[UNIT, RATER, VALUE], &[], true, findings) {
        return None;
    }
    let names = |column: &str| -> Vec<String> {
        let all: BTreeSet<String> =
            table.rows().map(|row| plain(row.get(column)).into_owned()).collect();
        all.into_iter().filter(|name| !name.is_empty()).collect()
    };
    let (units, raters) = (names(UNIT), names(RATER));
    let mut rows = Vec::new();
    let mut missing = 0;
    let mut seen: BTreeMap<(usize, usize), u64> = BTreeMap::new();
    for row in table.rows() {
        let place = |column: &str, all: &[String], findings: &mut FileFindings| {
            let place = all.binary_search_by(|name| name.as_str().cmp(&*plain(row.get(column))));
            if place.is_err() {
                let message = format!("the row has no {column}");
                findings.add("no-name", column, row.line, || Finding::error("no-name", message));
            }
            place.ok()
        };
        let unit = place(UNIT, &units, findings);
        let rater = place(RATER, &raters, findings);
        let (Some(unit), Some(rater)) = (unit, rater) else { continue };
        if let Some(first) = seen.insert((unit, rater), row.line) {
            let (unit, rater) = (plain(row.get(UNIT)), plain(row.get(RATER)));
            let message = format!("`{rater}` rates `{unit}` a second time (first in line {first})");
            findings.push(
                Finding::error("rated-twice", message)
                    .at_line(row.line)
                    .hint("a rater has one row per unit: which of the two counts?"),
            );
        }
        let value = row.get(VALUE);
        if value.is_empty() || NO_RATING.contains(&value) {
            missing += 1;
        } else {
            rows.push(Row { line: row.line, unit, rater, value });
        }
    }
    let (ratings, named) = figures(&rows, how, findings);
    Some(RatingTable { units, raters, ratings, named, missing, findings: Vec::new() })
}

/// Places of unit and rater, and the figure.
type Placed = (usize, usize, f64);

/// The figures of the rows, and whether they are places of names. A row whose value is neither a
/// number nor may be a name has a finding instead.
fn figures(rows: &[Row<'_>], how: RatingsRead, findings: &mut FileFindings) -> (Vec<Placed>, bool) {
    let way = |comma: bool| Numerals { decimal_comma: comma, thousands: None, declared: true };
    let readable = |comma: bool| rows.iter().all(|row| way(comma).read(row.value).is_ok());
    let comma = match how.decimal_comma {
        Some(comma) => comma,
        None if readable(false) => {
            note_of_three_decimals(rows, findings);
            false
        }
        None if readable(true) => {
            judge_commas(rows, findings);
            true
        }
        None => false,
    };
    if how.names && !readable(comma) {
        let all: BTreeSet<_> = rows.iter().map(|row| plain(row.value)).collect();
        let places: BTreeMap<_, usize> = all.into_iter().zip(0..).collect();
        #[expect(clippy::cast_precision_loss, reason = "a table has fewer than 2^53 rows")]
        let figure = |row: &Row<'_>| places.get(&plain(row.value)).map(|place| *place as f64);
        let named = rows.iter().filter_map(|row| Some((row.unit, row.rater, figure(row)?)));
        return (named.collect(), true);
    }
    let mut out = Vec::with_capacity(rows.len());
    for row in rows {
        match way(comma).read(row.value) {
            Ok(figure) => out.push((row.unit, row.rater, figure)),
            Err(fault) => findings
                .add("not-a-number", row.value, row.line, || no_number(row.value, comma, fault)),
        }
    }
    (out, false)
}

/// What is said of a value that is no number.
fn no_number(text: &str, comma: bool, fault: Fault) -> Finding {
    let sign = if comma { "comma" } else { "point" };
    let message = format!("the value `{text}` is no number with a decimal {sign}");
    let hint = match fault {
        Fault::Otherwise => settings(text).map(|ways| {
            format!(
                "{ways}; --decimal says which sign is decimal, and nothing stands between thousands"
            )
        }),
        Fault::NotFinite | Fault::Inexact => {
            Some("a finite number that a computer holds exactly".to_owned())
        }
        Fault::Text | Fault::Bound => Some(
            "a missing rating is an empty cell, `unknown` or `not_applicable`; names are read with \
             --level nominal"
                .to_owned(),
        ),
    };
    let finding = Finding::error("not-a-number", message);
    match hint {
        Some(hint) => finding.hint(hint),
        None => finding,
    }
}

/// A note where every number with a point has three digits behind it, as thousands would.
fn note_of_three_decimals(rows: &[Row<'_>], findings: &mut FileFindings) {
    let mut pointed = rows.iter().filter(|row| row.value.contains('.')).peekable();
    let Some(first) = pointed.peek().map(|row| (row.line, row.value)) else { return };
    if pointed.all(|row| shape(row.value)) {
        let message = format!(
            "every number with a point in it has three digits behind it (`{}`), and is read as a \
             decimal",
            first.1
        );
        findings.push(Finding::note("three-decimals", message).at_line(first.0));
    }
}

/// A note that commas are decimal, or an error where they could stand between thousands.
fn judge_commas(rows: &[Row<'_>], findings: &mut FileFindings) {
    let mut judge = Judge::default();
    rows.iter().for_each(|row| judge.see(row.value, row.line));
    let Some((text, line)) = judge.ambiguous().or_else(|| judge.few()) else {
        let message = "numbers are read with a decimal comma";
        return findings.push(Finding::note("decimal-comma", message));
    };
    let message = format!("every comma could stand between thousands: {}", both(text));
    let hint = "--decimal comma makes it decimal; if it stands between thousands, take it out of \
                the file";
    findings.push(Finding::error("two-readings", message).at_line(line).hint(hint));
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn read(bytes: &[u8], how: RatingsRead) -> Result<RatingTable, Vec<Finding>> {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("ratings.csv");
        std::fs::write(&path, bytes).unwrap();
        read_ratings(&path, how)
    }

    const PLAIN: &str = "unit,rater,value\nb,R2,7\na,R1,6.5\na,R2,\nb,R1,unknown\n";

    #[test]
    fn a_table_is_the_same_however_it_is_saved() {
        let plain = read(PLAIN.as_bytes(), RatingsRead::default()).unwrap();
        assert_eq!(plain.units, ["a", "b"]);
        assert_eq!(plain.raters, ["R1", "R2"]);
        assert_eq!(plain.missing, 2);
        let mut sorted = plain.ratings.clone();
        sorted.sort_by(|a, b| a.partial_cmp(b).unwrap());
        assert_eq!(sorted, [(0, 0, 6.5), (1, 1, 7.0)]);
        let semicolons = PLAIN.replace(',', ";").replace("6.5", "6,5");
        let wide: Vec<u8> = semicolons.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let tabs = PLAIN.replace(',', "\t");
        let more = "note,value,rater,unit\nx,7,R2,b\n,6.5,R1,a\n,,R2,a\n,not_applicable,R1,b\n";
        for bytes in [semicolons.as_bytes(), &wide, tabs.as_bytes(), more.as_bytes()] {
            let other = read(bytes, RatingsRead::default()).unwrap();
            assert_eq!(RatingTable { findings: Vec::new(), ..other }, plain);
        }
        let latin = read(b"unit,rater,value\nPer\xfa,R1,1\n", RatingsRead::default()).unwrap();
        assert_eq!(latin.units, ["Per\u{fa}"]);
    }

    #[test]
    fn names_are_read_where_they_are_asked_for() {
        let text = "unit,rater,value\na,R1,yes\na,R2,no\nb,R1,yes\n";
        let names = RatingsRead { names: true, ..RatingsRead::default() };
        let table = read(text.as_bytes(), names).unwrap();
        assert!(table.named);
        assert_eq!(table.ratings, [(0, 0, 1.0), (0, 1, 0.0), (1, 0, 1.0)]);
        assert!(!read(PLAIN.as_bytes(), names).unwrap().named);
    }

    #[test]
    fn every_mistake_is_told_with_its_line() {
        let said = |text: &str| -> Vec<(String, Option<u64>)> {
            let all = read(text.as_bytes(), RatingsRead::default()).unwrap_err();
            all.into_iter().filter(Finding::is_error).map(|f| (f.code, f.line)).collect()
        };
        let at = |code: &str, line| (code.to_owned(), Some(line));
        assert_eq!(
            said("unit,rater,value\na,R1,many\n,R1,4\na,R1,5\nb,R2,N/A\nb,R3\n"),
            [
                at("not-a-number", 2),
                at("no-name", 3),
                at("rated-twice", 4),
                at("not-a-number", 5),
                at("cell-count", 6)
            ]
        );
        assert_eq!(said("unit,reter,value\na,R1,1\n"), [at("missing-column", 1)]);
        let thousands = "unit;rater;value\na;R1;1,234\nb;R1;2,345\nc;R1;3,456\n";
        assert_eq!(said(thousands), [at("two-readings", 2)]);
        let how = RatingsRead { decimal_comma: Some(true), ..RatingsRead::default() };
        assert_eq!(read(thousands.as_bytes(), how).unwrap().ratings[0].2, 1.234);
        assert_eq!(said("unit,rater,value\na,R1,1e999\n"), [at("not-a-number", 2)]);
        assert_eq!(said(""), [at("empty-file", 1)]);
        let nothing = read_ratings(Path::new("/no/such/file.csv"), how).unwrap_err();
        assert_eq!(nothing[0].code, "unreadable");
    }
}
