//! Cells that should name a territory (or anything else a table lists) and do not, collected over a
//! whole file and told in one message.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use ideal_model::visible;

use super::error::ImportError;
use super::grid::{Grid, GridRow};
use super::places::KNOWN_PLACE;
use super::toml_text::quoted;

/// How many are listed; the rest is a count.
const LISTED: usize = 50;

/// What the reader of the message can do.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Cure<'a> {
    /// The file was read by an importer, which knows no other spellings.
    Importer,
    /// The file is read in one way only.
    File,
    /// The file was read by a mapping: names go into this table of it (`territory.table`).
    Table {
        /// The section and key, as the mapping writes it.
        table: &'a str,
        /// Whether the section has a `leave_out`, too.
        leave_out: bool,
        /// The word for the codes that it reads already.
        codes: &'a str,
    },
}

/// One of them.
#[derive(Clone, Debug)]
struct Seen {
    rows: u64,
    file: String,
    sheet: Option<String>,
    row: u32,
    column: String,
    expected: String,
    /// The order in which they were met.
    at: usize,
}

/// What was not understood so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct Unknown {
    names: BTreeMap<String, Seen>,
}

impl Unknown {
    /// Notes a cell that is not known; `expected` is what the look-up said, with its hints.
    pub(crate) fn add(
        &mut self,
        grid: &Grid,
        row: &GridRow,
        column: &str,
        text: &str,
        expected: &str,
    ) {
        let at = self.names.len();
        let seen = self.names.entry(text.to_owned()).or_insert_with(|| Seen {
            rows: 0,
            file: grid.file.clone(),
            sheet: grid.sheet.clone(),
            row: row.number,
            column: column.to_owned(),
            expected: expected.to_owned(),
            at,
        });
        seen.rows += 1;
    }

    /// Whether another mention of a cell would be listed for the first time: only then anybody
    /// reads what was expected.
    pub(crate) fn wants(&self, text: &str) -> bool {
        self.names.len() < LISTED && !self.names.contains_key(text)
    }

    /// Whether nothing was noted.
    pub(crate) fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Says in how many rows each was met, where whoever asked asked once for all of them. Those
    /// of no row are forgotten.
    pub(crate) fn recount(&mut self, rows: &[(&str, u64)]) {
        for (text, rows) in rows {
            if let Some(seen) = self.names.get_mut(*text) {
                seen.rows = *rows;
            }
        }
        self.names.retain(|_, seen| seen.rows > 0);
    }

    /// Refuses the file if anything was noted: one message with all of them, in the order of the
    /// file.
    pub(crate) fn refuse(&self, cure: Cure<'_>) -> Result<(), ImportError> {
        let mut all: Vec<(&str, &Seen)> =
            self.names.iter().map(|(name, seen)| (name.as_str(), seen)).collect();
        all.sort_by_key(|(_, seen)| seen.at);
        let Some((_, first)) = all.first() else { return Ok(()) };
        // The text has lines of its own, so that what it repeats of the file must not bring any.
        let shown = |text: &String| visible(text).into_owned();
        let (file, sheet, row, column) =
            (shown(&first.file), first.sheet.as_ref().map(shown), first.row, shown(&first.column));
        let text = match cure {
            Cure::Importer => listed(&all, true),
            Cure::File => listed(&all, false),
            Cure::Table { table, leave_out, codes } => to_paste(&all, table, leave_out, codes),
        };
        Err(ImportError::Unknown { file, sheet, row, column, text })
    }
}

/// The count and what was expected of all of them.
fn opening(all: &[(&str, &Seen)]) -> String {
    let rows: u64 = all.iter().map(|(_, s)| s.rows).sum();
    let expected = all.first().map(|(_, s)| s.expected.as_str()).unwrap_or_default();
    let common = if places_alone(all) { KNOWN_PLACE } else { "" };
    match (all, common) {
        ([(name, _)], "") => {
            format!("found `{}`{}; expected {expected}", visible(beginning(name)), in_rows(rows))
        }
        ([(name, _)], _) => {
            format!("found `{}`{}, which is not {common}", visible(beginning(name)), in_rows(rows))
        }
        (_, "") => format!("found {} cells that are not known, in {rows} rows", all.len()),
        (_, _) => format!("found {} names in {rows} rows, none of which is {common}", all.len()),
    }
}

/// Whether all of them should name a territory.
fn places_alone(all: &[(&str, &Seen)]) -> bool {
    all.iter().all(|(_, s)| s.expected.starts_with(KNOWN_PLACE))
}

fn in_rows(rows: u64) -> String {
    if rows > 1 { format!(" in {rows} rows") } else { String::new() }
}

/// What the look-up said about one beyond what holds for all.
fn hint(seen: &Seen) -> &str {
    seen.expected.strip_prefix(KNOWN_PLACE).unwrap_or(&seen.expected).trim_start_matches("; ")
}

fn place_and_hint(seen: &Seen) -> String {
    let sheet = seen.sheet.as_ref().map(|s| format!("sheet `{s}`, ")).unwrap_or_default();
    let word = if seen.sheet.is_some() { "row" } else { "line" };
    let rows = if seen.rows == 1 { "once".to_owned() } else { format!("{} rows", seen.rows) };
    let mut out = format!("{rows}, first in {sheet}{word} {}", seen.row);
    if !hint(seen).is_empty() {
        // Writing to a String cannot fail.
        let _ = write!(out, "; {}", hint(seen));
    }
    out
}

/// All of them; where a mapping could read the file in another way, that is said.
fn listed(all: &[(&str, &Seen)], by_mapping: bool) -> String {
    let mut out = opening(all);
    if let [(_, one)] = all {
        if !hint(one).is_empty() && one.expected.starts_with(KNOWN_PLACE) {
            let _ = write!(out, "; {}", hint(one));
        }
    } else {
        for (name, seen) in all.iter().take(LISTED) {
            let _ = write!(
                out,
                "\n  `{}` ({})",
                visible(beginning(name)),
                visible(&place_and_hint(seen))
            );
        }
        more(&mut out, all.len());
    }
    let verb = if all.len() == 1 { "it" } else { "them" };
    let _ = write!(out, "\n  correct {verb} in the file");
    if !by_mapping {
        return out;
    }
    let _ = write!(
        out,
        ", or read the file by a mapping that says in {} or \
         `leave_out` what each is (`ideal import mapping FILE --draft` begins one)",
        if places_alone(all) { "`[territory] table`" } else { "its tables" }
    );
    out
}

fn to_paste(all: &[(&str, &Seen)], table: &str, leave_out: bool, codes: &str) -> String {
    let mut out = opening(all);
    let _ =
        write!(out, "\n  write into the mapping what each is, and fill in the codes:\n  [{table}]");
    // What is blank names nothing: it is filled, or left out.
    for (name, seen) in
        all.iter().filter(|(name, _)| !name.is_empty() || all.len() == 1).take(LISTED)
    {
        let _ = write!(
            out,
            "\n  {} = \"\"  # {}",
            quoted(beginning(name)),
            visible(&place_and_hint(seen))
        );
    }
    more(&mut out, all.len());
    if let Some((_, blank)) = all.iter().find(|(name, _)| name.is_empty()) {
        let _ = write!(
            out,
            "\n  a blank cell that repeats the one above it, as below a merged cell: fill_down = \
             [{}] under [file]",
            quoted(&blank.column)
        );
    }
    if let Some((what, word)) =
        places_alone(all).then(|| codes_of(all)).flatten().filter(|(_, word)| *word != codes)
    {
        let _ = write!(
            out,
            "\n  or, if these are countries by their {what}, under [territory]:\n  codes = \
             \"{word}\""
        );
    }
    if leave_out {
        let names: Vec<String> =
            all.iter().take(LISTED).map(|(name, _)| quoted(beginning(name))).collect();
        let section = table.split('.').next().unwrap_or(table);
        let _ = write!(
            out,
            "\n  or, for those that should not be read, under [{section}]:\n  leave_out = [{}]",
            names.join(", ")
        );
    }
    out
}

/// What codes of countries all of them could be, and the word of a mapping for it.
fn codes_of(all: &[(&str, &Seen)]) -> Option<(&'static str, &'static str)> {
    let each = |is: fn(&str) -> bool| all.iter().all(|(name, _)| is(name));
    let letters =
        |n: &str, count: usize| n.len() == count && n.bytes().all(|b| b.is_ascii_alphabetic());
    if each(|n| n.len() == 2 && n.bytes().all(|b| b.is_ascii_uppercase())) {
        Some(("codes of two letters (ISO 3166-1 alpha-2)", "iso2"))
    } else if all.iter().all(|(n, _)| letters(n, 3)) {
        let small = all.iter().all(|(n, _)| n.bytes().all(|b| b.is_ascii_lowercase()));
        Some((
            "codes of three letters (ISO 3166-1 alpha-3)",
            if small { "iso3-lower" } else { "iso3" },
        ))
    } else if each(|n| !n.is_empty() && n.len() <= 3 && n.bytes().all(|b| b.is_ascii_digit())) {
        Some(("UN M49 numbers", "m49"))
    } else {
        None
    }
}

fn more(out: &mut String, all: usize) {
    if all > LISTED {
        let _ = write!(out, "\n  and {} more", all - LISTED);
    }
}

fn beginning(text: &str) -> &str {
    const LONGEST: usize = 500;
    text.get(..text.floor_char_boundary(LONGEST)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::grid::Cell;
    use super::*;

    fn collected(names: &[&str], expected: &str) -> Unknown {
        let grid = Grid {
            file: "a.csv".to_owned(),
            sheet: None,
            rows: Vec::new(),
            delimiter: None,
            workbook: false,
            lines_before: 0,
            notes: Vec::new(),
            cut: None,
            siblings: Vec::new(),
        };
        let mut unknown = Unknown::default();
        for (number, name) in (2..).zip(names) {
            let row = GridRow { number, cells: vec![Cell::Text((*name).to_owned())] };
            unknown.add(&grid, &row, "country", name, expected);
        }
        unknown
    }

    #[test]
    fn nothing_unknown_is_no_error() {
        assert!(Unknown::default().refuse(Cure::Importer).is_ok());
    }

    #[test]
    fn all_come_in_one_message_in_the_order_of_the_file() {
        let unknown = collected(&["Zubrowka", "Atlantis", "Zubrowka"], KNOWN_PLACE);
        let text = unknown.refuse(Cure::Importer).unwrap_err().to_string();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(
            lines[..3],
            [
                "a.csv, line 2, `country`: found 2 names in 3 rows, none of which is a \
                 territory of the registry or its alias table",
                "  `Zubrowka` (2 rows, first in line 2)",
                "  `Atlantis` (once, first in line 3)",
            ]
        );
        assert!(lines[3].contains("--draft"));
    }

    /// What is to be pasted is TOML that a mapping can hold, for names with marks in them, too.
    #[test]
    fn a_mapping_gets_lines_to_paste() {
        let unknown = collected(
            &["Peru b", "a \"quoted\" \\ name"],
            &format!("{KNOWN_PLACE}; the nearest are `PER` (Peru)"),
        );
        let cure = Cure::Table { table: "territory.table", leave_out: true, codes: "name" };
        let text = unknown.refuse(cure).unwrap_err().to_string();
        let body: String = text
            .lines()
            .filter(|l| l.contains(" = ") || l.contains("[territory.table]"))
            .flat_map(|l| [l.trim(), "\n"])
            .collect();
        let (table, leave_out) = body.split_at(body.find("leave_out").unwrap());
        let table: toml::Table = table.parse().unwrap();
        assert_eq!(table["territory"]["table"].as_table().unwrap().len(), 2);
        assert_eq!(
            leave_out.parse::<toml::Table>().unwrap()["leave_out"][1].as_str(),
            Some("a \"quoted\" \\ name")
        );
        assert!(text.contains("# once, first in line 2; the nearest are `PER` (Peru)"), "{text}");
    }

    #[test]
    fn a_long_list_ends_in_a_count() {
        let names: Vec<String> = (0..60).map(|i| format!("n{i}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let text = collected(&names, KNOWN_PLACE).refuse(Cure::Importer).unwrap_err().to_string();
        assert!(text.contains("and 10 more") && text.contains("`n49`") && !text.contains("`n50`"));
    }
}
