//! What a mapping file says, checked.

mod period;
mod recipe;

use std::collections::{BTreeMap, BTreeSet};

use ideal_model::{ObsStatus, Source};

use crate::decode::Encoding;
use crate::numeral::Numerals;

pub(crate) use period::{MonthColumn, StandsFor, When, YearFrom};
pub use recipe::Recipe;
pub(crate) use recipe::{Blank, Counted, Measure, Others};

/// A checked mapping.
#[derive(Clone, Debug)]
pub struct Mapping {
    /// Its id, in kebab case.
    pub id: String,
    /// One line on what it reads.
    pub about: String,
    /// The source that every row names.
    pub source: Source,
    /// How the file is laid out.
    pub(crate) file: FileLayout,
    /// Where a row's territory comes from.
    pub(crate) territory: Places,
    /// Where its crime area comes from; `*` unless said otherwise.
    pub(crate) crime_area: Pick,
    /// Where its indicator comes from; `None` where the value columns say it.
    pub(crate) indicator: Option<Pick>,
    /// Where its period comes from.
    pub(crate) period: When,
    /// Where its value comes from.
    pub(crate) value: What,
    /// Conditions a row must meet, in the order of the file.
    pub(crate) keep: Vec<Keep>,
    /// Rows that are totals of others, used only where none of those is there.
    pub(crate) total: Option<Keep>,
    /// What several rows of one key mean.
    pub(crate) rows: Combine,
    /// What exact repetitions of whole rows mean.
    pub(crate) duplicates: Duplicates,
    /// What a year means that is summed from fewer than its months.
    pub(crate) partial: Partial,
    /// Places for which silence is zero.
    pub(crate) absent: Option<Vec<String>>,
    /// Reliability on every row.
    pub reliability: Option<char>,
    /// Credibility on every row.
    pub credibility: Option<char>,
    /// SDMX status on every row.
    pub obs_status: Option<ObsStatus>,
    /// Note on every row.
    pub note: String,
    /// Catalogue entries of the indicators that do not ship.
    pub define: Vec<Define>,
}

impl Mapping {
    /// Every column that the mapping names outside [value].
    pub(crate) fn columns_named(&self) -> Vec<&Head> {
        let mut out: Vec<&Head> = Vec::new();
        for f in [
            Some(&self.territory.from),
            Some(&self.crime_area.from),
            self.indicator.as_ref().map(|p| &p.from),
        ]
        .into_iter()
        .flatten()
        {
            if let CodeOrigin::Column(h) = f {
                out.push(h);
            }
        }
        out.extend(self.period.columns());
        let beside = &self.value.beside;
        out.extend(
            [&beside.rater, &beside.note]
                .into_iter()
                .flatten()
                .chain(beside.obs_status.as_ref().map(|(head, _)| head)),
        );
        out.extend(self.keep.iter().chain(&self.total).map(|k| &k.column));
        out
    }

    /// Whether a place without a row in a period had none of what is counted: the file is a
    /// register of single incidents, or says that it is complete.
    pub(crate) fn is_register(&self) -> bool {
        matches!(self.value.from, Values::Each(_)) || self.absent.is_some()
    }

    /// Whether the mapping names a column by this head.
    pub(crate) fn names_head(&self, head: &str) -> bool {
        self.columns_named().into_iter().any(|h| h.0.iter().any(|n| n == head))
    }

    /// Whether rows are of more than one indicator.
    pub(crate) fn has_several_indicators(&self) -> bool {
        let by_column = matches!(&self.value.from, Values::Columns(columns) if columns.iter().any(|(_, code)| code.is_some()));
        let by_cell = self.indicator.as_ref().is_some_and(|pick| {
            let mut codes = pick.table.values();
            let first = codes.next();
            codes.any(|code| Some(code) != first)
        });
        by_column || by_cell
    }

    /// The unit of an indicator's rows: its own where there are several indicators, else that of
    /// the values.
    pub(crate) fn unit_of(&self, code: &str) -> &str {
        let own = self
            .define
            .iter()
            .find(|d| d.code == code)
            .map(|d| d.unit.as_str())
            .filter(|u| !u.is_empty());
        match own {
            Some(own) if self.value.unit.is_empty() || self.has_several_indicators() => own,
            _ => &self.value.unit,
        }
    }
}

/// A column, by the heads it may have: the first that is there counts. `letter:C` is the third
/// column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Head(pub(crate) Vec<String>);

impl std::fmt::Display for Head {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.join("` or `"))
    }
}

/// The layout of the file.
#[derive(Clone, Debug)]
pub(crate) struct FileLayout {
    /// CSV or workbook; `None`: by the file's ending.
    pub(crate) workbook: Option<bool>,
    pub(crate) encoding: Encoding,
    /// Field delimiter of a CSV file; `None`: read off the header.
    pub(crate) delimiter: Option<u8>,
    pub(crate) numerals: Numerals,
    pub(crate) sheets: Sheets,
    pub(crate) header: Header,
    /// Columns whose blank cells repeat the cell above.
    pub(crate) fill_down: Vec<Head>,
    /// Whether rows and columns are exchanged before anything else.
    pub(crate) transpose: bool,
    /// Column that is blank from the first row of the footer on.
    pub(crate) footer: Option<Head>,
    /// Texts that stand for a missing value, beside the empty cell.
    pub(crate) missing: Vec<String>,
    /// Whether cells that a row lacks at its end are blank.
    pub(crate) short_rows: bool,
    /// The sign by which the first column holds several.
    pub(crate) split: Option<char>,
}

/// The sheets of a workbook that are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Sheets {
    /// The first.
    First,
    /// These, in this order.
    Named(Vec<String>),
    /// All of them.
    All,
}

/// Where the header is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Header {
    /// The first row with anything in it.
    First,
    /// Row numbers, from 1: heads of two rows and more are joined with ` / `, and a blank cell of
    /// an upper row continues the one on its left.
    Rows(Vec<u32>),
    /// The first row that has all these cells.
    Has(Vec<String>),
    /// There is none; columns are named by letter.
    None,
}

/// How a territory is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Codes {
    /// ISO 3166-1 alpha-3, in capitals.
    Iso3,
    /// The same in small letters.
    Iso3Lower,
    /// ISO 3166-1 alpha-2.
    Iso2,
    /// UN M49 numbers, with or without leading zeros.
    M49,
    /// The publisher's names, through the alias table.
    Name,
    /// Only what the mapping's own table lists.
    Table,
    /// A code of the mapping's own: a prefix and the cell.
    Prefix,
}

impl Codes {
    /// All of them with the word a mapping uses for each.
    pub(crate) const WORDS: [(&'static str, Codes); 7] = [
        ("iso3", Codes::Iso3),
        ("iso3-lower", Codes::Iso3Lower),
        ("iso2", Codes::Iso2),
        ("m49", Codes::M49),
        ("name", Codes::Name),
        ("table", Codes::Table),
        ("prefix", Codes::Prefix),
    ];

    /// Its word.
    pub(crate) fn word(self) -> &'static str {
        Codes::WORDS.iter().find(|(_, codes)| *codes == self).map_or("", |(word, _)| word)
    }
}

/// Where territories come from.
#[derive(Clone, Debug)]
pub(crate) struct Places {
    pub(crate) from: CodeOrigin,
    /// How the cells write them.
    pub(crate) codes: Codes,
    /// Cells translated before anything else.
    pub(crate) table: BTreeMap<String, String>,
    /// What goes before a cell to make it a code.
    pub(crate) prefix: String,
    /// How many digits a cell has in a code, zeros put before it.
    pub(crate) pad: usize,
    /// Cells that are known and left out.
    pub(crate) leave_out: BTreeSet<String>,
    /// Parent of territories that do not ship.
    pub(crate) parent: Option<String>,
    /// Parents of single territories, of any level.
    pub(crate) parents: BTreeMap<String, String>,
    /// Names of territories that do not ship, where the cell is none.
    pub(crate) names: BTreeMap<String, String>,
}

/// Where a code comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum CodeOrigin {
    /// A column.
    Column(Head),
    /// The same for every row.
    Value(String),
    /// The heads of the value columns: what stands for `{territory}` in them.
    Heads,
    /// The name of the sheet.
    SheetName,
}

/// A code picked through a table, or a constant.
#[derive(Clone, Debug)]
pub(crate) struct Pick {
    pub(crate) from: CodeOrigin,
    /// Cell → code. Empty with a constant.
    pub(crate) table: BTreeMap<String, String>,
    /// Cells that are known and left out.
    pub(crate) leave_out: BTreeSet<String>,
}

/// Where values come from.
#[derive(Clone, Debug)]
pub(crate) struct What {
    pub(crate) from: Values,
    /// Unit written on every row.
    pub(crate) unit: String,
    /// Least and greatest value allowed.
    pub(crate) range: Option<[f64; 2]>,
    /// Factor applied to every number.
    pub(crate) factor: f64,
    /// Heads of columns that are known and are no values.
    pub(crate) leave_out: BTreeSet<String>,
    /// What letters behind a number say of it.
    pub(crate) flags: BTreeMap<String, ObsStatus>,
    /// What is published beside the value.
    pub(crate) beside: Beside,
}

/// Columns beside the value's.
#[derive(Clone, Debug, Default)]
pub(crate) struct Beside {
    /// Standard error.
    pub(crate) se: Option<Head>,
    /// Ends of an interval, and how many standard errors lie on either side of its middle.
    pub(crate) interval: Option<(Head, Head, f64)>,
    pub(crate) rater: Option<Head>,
    pub(crate) note: Option<Head>,
    /// SDMX status, through its table.
    pub(crate) obs_status: Option<(Head, BTreeMap<String, ObsStatus>)>,
}

/// Which cells hold values.
#[derive(Clone, Debug)]
pub(crate) enum Values {
    /// Columns, with the indicator each one is of, where its head says so. Heads may have `{year}`,
    /// `{month}` and `{territory}` in them.
    Columns(Vec<(Head, Option<String>)>),
    /// Each row counts this much.
    Each(f64),
}

/// A condition on a column.
#[derive(Clone, Debug)]
pub(crate) struct Keep {
    pub(crate) column: Head,
    /// Cells that are kept.
    pub(crate) only: BTreeSet<String>,
    /// Cells that are left out.
    pub(crate) not: BTreeSet<String>,
    /// Why rows are left out, in the summary.
    pub(crate) reason: String,
}

impl Keep {
    /// Whether a row with this cell meets the condition.
    pub(crate) fn holds(&self, cell: &str) -> bool {
        if self.only.is_empty() { !self.not.contains(cell) } else { self.only.contains(cell) }
    }
}

/// What several rows of one (territory, area, indicator, period) mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Combine {
    /// They are a mistake.
    Single,
    /// They are added up; a sum with a missing part is missing.
    Sum,
    /// Their arithmetic mean counts; a mean with a missing part is missing.
    Mean,
    /// The one of the latest month or day counts.
    Latest,
    /// The first in the file counts.
    First,
}

impl Combine {
    /// All of them with the word a mapping uses for each.
    pub(crate) const WORDS: [(&'static str, Combine); 5] = [
        ("single", Combine::Single),
        ("sum", Combine::Sum),
        ("mean", Combine::Mean),
        ("latest", Combine::Latest),
        ("first", Combine::First),
    ];
}

/// What rows mean that repeat an earlier one in every cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Duplicates {
    /// They are rows like any other: two equal incidents may be two.
    Keep,
    /// They are left out and counted.
    Drop,
    /// They stop the import.
    Refuse,
}

/// What a year means that is made from fewer than its months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Partial {
    /// It is provisional (`P`), with its months in the note.
    Mark,
    /// It stops the import.
    Refuse,
}

/// A catalogue entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Define {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its unit.
    pub unit: String,
    /// Its kind, as the method's vocabulary has it.
    pub kind: String,
}

/// `code@area` says the crime area as well.
pub(super) fn indicator_of(text: &str) -> (String, Option<String>) {
    match text.split_once('@') {
        Some((code, area)) => (code.to_owned(), Some(area.to_owned())),
        None => (text.to_owned(), None),
    }
}
