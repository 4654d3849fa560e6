//! Small tables read whole: the project's `sources.csv`, `territories.csv`, `crime_areas.csv`,
//! `indicators.csv`, and ratings.

use std::collections::{BTreeMap, BTreeSet};

use csv::StringRecord;
use ideal_model::{Finding, Names, Severity, did_you_mean};

use crate::decode::{self, Encoding};
use crate::findings::FileFindings;
use crate::naming;
use crate::plain::plain;
use crate::records::Records;
use crate::tail;
use crate::tidy::shortened;
use crate::unread_marks;

/// Rows of a table: some fifty times the municipalities of Latin America.
const ROWS: usize = 500_000;

/// A table read whole: its header and its rows, each with its line.
#[derive(Debug)]
pub(crate) struct Table {
    header: Vec<String>,
    /// Where each column stands.
    places: BTreeMap<String, usize>,
    rows: Vec<(u64, StringRecord)>,
    /// Rows with more or fewer cells than the header, which are refused.
    uneven: Vec<(u64, StringRecord)>,
}

/// A row of a table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TableRow<'a> {
    table: &'a Table,
    record: &'a StringRecord,
    /// Its line.
    pub(crate) line: u64,
}

impl Table {
    /// Reads a table with a header. `None`, with findings, where there is none.
    pub(super) fn read(bytes: &[u8], findings: &mut FileFindings) -> Option<Table> {
        Self::read_as(bytes, Encoding::Utf8, findings)
    }

    /// The same in an encoding, where the bytes do not show another.
    pub(crate) fn read_as(
        bytes: &[u8],
        encoding: Encoding,
        findings: &mut FileFindings,
    ) -> Option<Table> {
        let text = match decode::text(bytes, encoding) {
            Ok(decoded) => decoded,
            Err(f) => {
                findings.push(f.hint("save the table as UTF-8 (\"CSV UTF-8\" in Excel)"));
                return None;
            }
        };
        let delimiter = text.delimiter.unwrap_or_else(|| decode::delimiter(&text.text));
        tail::unended(&text.text, delimiter).into_iter().for_each(|f| findings.push(f));
        let mut records = Records::new(&text.text, delimiter);
        let mut table: Option<Table> = None;
        loop {
            let (line, mut record) = match records.next() {
                Ok(Some((line, record))) => (line, record.clone()),
                Ok(None) => return table,
                Err(stop) => {
                    findings.push(stop.finding());
                    return None;
                }
            };
            record.trim();
            match &mut table {
                None => {
                    let header: Vec<String> =
                        record.iter().map(|h| plain(h).into_owned()).collect();
                    // Of two columns with one name the first counts.
                    let places = header
                        .iter()
                        .enumerate()
                        .rev()
                        .map(|(i, name)| (name.clone(), i))
                        .collect();
                    table = Some(Table { header, places, rows: Vec::new(), uneven: Vec::new() })
                }
                Some(_) if record.iter().all(str::is_empty) => {}
                Some(t) if t.rows.len() + t.uneven.len() == ROWS => {
                    findings.push(
                        Finding::error("too-large", format!("the table has more than {ROWS} rows"))
                            .at_line(line),
                    );
                    return None;
                }
                Some(t) if record.len() == t.header.len() => t.rows.push((line, record)),
                Some(t) => {
                    let message = format!(
                        "the row has {} cells, the header {}",
                        record.len(),
                        t.header.len()
                    );
                    findings.push(Finding::error("cell-count", message).at_line(line));
                    t.uneven.push((line, record));
                }
            }
        }
    }

    /// Reports what the header lacks and, unless other columns have a meaning, what it has too much
    /// of. Whether it will do.
    pub(crate) fn expect(
        &self,
        required: &[&str],
        optional: &[&str],
        others_mean_something: bool,
        findings: &mut FileFindings,
    ) -> bool {
        let mut fine = true;
        let mut seen = BTreeSet::new();
        for column in &self.header {
            if !seen.insert(column) {
                fine = false;
                findings.push(
                    Finding::error("column-twice", format!("the column `{column}` stands twice"))
                        .at_line(1),
                );
            }
        }
        let strange = || {
            self.header
                .iter()
                .map(String::as_str)
                .filter(|c| !required.contains(c) && !optional.contains(c))
        };
        for column in required.iter().filter(|c| !self.has(c)) {
            fine = false;
            let mut f =
                Finding::error("missing-column", format!("the header lacks `{column}`")).at_line(1);
            f.hint = did_you_mean(column, strange())
                .or_else(|| Some(format!("the header has {}", shortened(&self.header.join(", ")))));
            findings.push(f);
        }
        // A mark in a cell that nobody reads would let its row out; in a remark, too.
        let marks = ["tlp", "handling"];
        let unread: Vec<&str> = strange()
            .chain(self.has("note").then_some("note"))
            .filter(|column| !marks.contains(column))
            .collect();
        for column in unread {
            if let Some(row) = self.rows().find(|row| unread_marks::cell(row.get(column))) {
                fine = false;
                let at = match column {
                    "" => format!("`{}`, in a column without a head,", shortened(row.get(column))),
                    _ => format!(
                        "`{}` in the column `{}`",
                        shortened(row.get(column)),
                        shortened(column)
                    ),
                };
                findings.push(unread_marks::finding(&at).at_line(row.line));
            }
        }
        if !others_mean_something && fine {
            for column in strange() {
                if unread_marks::column(column) {
                    let at = format!("the column `{}`", shortened(column));
                    findings.push(unread_marks::finding(&at).at_line(1));
                    continue;
                }
                let mut f = Finding::warning(
                    "unknown-column",
                    format!("the column `{column}` is not read"),
                )
                .at_line(1);
                if findings.hints(Severity::Warning, "unknown-column") {
                    f.hint = did_you_mean(column, required.iter().chain(optional).copied());
                }
                findings.push(f);
            }
        }
        fine
    }

    /// Whether the table has a column.
    pub(super) fn has(&self, column: &str) -> bool {
        self.places.contains_key(column)
    }

    /// The rows that have as many cells as the header.
    pub(crate) fn rows(&self) -> impl Iterator<Item = TableRow<'_>> {
        self.rows.iter().map(|(line, record)| TableRow { table: self, record, line: *line })
    }

    /// All rows, those too that are refused.
    pub(super) fn all_rows(&self) -> impl Iterator<Item = TableRow<'_>> {
        self.rows.iter().chain(&self.uneven).map(|(line, record)| TableRow {
            table: self,
            record,
            line: *line,
        })
    }

    /// Warns of names that do something where they are read.
    pub(super) fn look_at_names(&self, findings: &mut FileFindings) {
        for (line, record) in &self.rows {
            for (column, text) in self.header.iter().zip(record) {
                naming::cell(column, text, *line, findings);
            }
        }
    }

    /// How many rows it has.
    pub(super) fn len(&self) -> u64 {
        self.rows.len() as u64
    }
}

impl<'a> TableRow<'a> {
    /// The cell of a column; empty where there is no such column.
    pub(crate) fn get(&self, column: &str) -> &'a str {
        self.table.places.get(column).and_then(|i| self.record.get(*i)).unwrap_or("")
    }

    /// The cells of the columns other than those named, each with the place of its column and the
    /// head.
    pub(super) fn others(
        &self,
        known: &'a BTreeSet<&str>,
    ) -> impl Iterator<Item = (usize, &'a str, &'a str)> {
        let heads = self.table.header.iter().map(String::as_str);
        let cells =
            heads.zip(self.record).enumerate().map(|(place, (head, cell))| (place, head, cell));
        cells.filter(|(_, head, _)| !head.is_empty() && !known.contains(head))
    }

    /// `name`, or `name_en`, `name_es`, `name_pt`.
    pub(super) fn names(&self) -> Names {
        let some = |c: &str| Some(self.get(c)).filter(|s| !s.is_empty()).map(str::to_owned);
        Names {
            en: some("name_en").or_else(|| some("name")),
            es: some("name_es"),
            pt: some("name_pt"),
        }
    }
}
