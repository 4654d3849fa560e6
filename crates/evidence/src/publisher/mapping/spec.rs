//! What a mapping file says, checked.

use std::collections::BTreeMap;

use ideal_model::{ObsStatus, Period, Source};

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
    pub file: Layout,
    /// Where a row's territory comes from.
    pub territory: Places,
    /// Where its crime area comes from; `*` unless said otherwise.
    pub crime_area: Pick,
    /// Where its indicator comes from; `None` where the value columns say it.
    pub indicator: Option<Pick>,
    /// Where its period comes from.
    pub period: When,
    /// Where its value comes from.
    pub value: What,
    /// Conditions a row must meet, in the order of the file.
    pub keep: Vec<Keep>,
    /// What several rows of one key mean.
    pub rows: Combine,
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

/// The layout of the file.
#[derive(Clone, Debug)]
pub struct Layout {
    /// CSV or workbook; `None`: by the file's ending.
    pub workbook: Option<bool>,
    /// Windows-1252 (a superset of Latin-1) instead of UTF-8.
    pub latin1: bool,
    /// Field delimiter of a CSV file.
    pub delimiter: u8,
    /// Decimal comma instead of decimal point.
    pub decimal_comma: bool,
    /// The sheet; `None`: the first.
    pub sheet: Option<String>,
    /// Where the header row is.
    pub header: Header,
    /// Column that is blank from the first row of the footer on.
    pub footer: Option<String>,
    /// Texts that stand for a missing value, beside the empty cell.
    pub missing: Vec<String>,
}

/// Where the header row is.
#[derive(Clone, Debug)]
pub enum Header {
    /// Row number, from 1.
    Row(u32),
    /// The first row that has all these cells.
    Has(Vec<String>),
}

/// How a territory is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Codes {
    /// ISO 3166-1 alpha-3, in capitals.
    Iso3,
    /// The same in small letters.
    Iso3Lower,
    /// UN M49 numbers, with or without leading zeros.
    M49,
    /// The publisher's names, through the alias table.
    Name,
    /// Only what the mapping's own table lists.
    Table,
}

/// Where territories come from.
#[derive(Clone, Debug)]
pub struct Places {
    /// The column, or one territory for the whole file.
    pub from: From,
    /// How the column writes them.
    pub codes: Codes,
    /// Cells translated before anything else.
    pub table: BTreeMap<String, String>,
    /// Cells that are known and left out.
    pub leave_out: Vec<String>,
    /// Parent of territories that do not ship.
    pub parent: Option<String>,
    /// Names of territories that do not ship, where the cell is none.
    pub names: BTreeMap<String, String>,
}

/// A column or a constant.
#[derive(Clone, Debug)]
pub enum From {
    /// A column, by its head.
    Column(String),
    /// The same for every row.
    Value(String),
}

/// A code picked from a column through a table, or a constant.
#[derive(Clone, Debug)]
pub struct Pick {
    /// Where from.
    pub from: From,
    /// Cell → code. Empty with a constant.
    pub table: BTreeMap<String, String>,
}

/// How months are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Months {
    /// 1 to 12.
    Number,
    /// English names.
    En,
    /// Spanish names.
    Es,
    /// Portuguese names.
    Pt,
}

/// Where periods come from.
#[derive(Clone, Debug)]
pub enum When {
    /// A column of periods (`2023`, `2023-Q1`, `2023-04`).
    Column {
        /// The column.
        column: String,
        /// Added to the year.
        offset: i32,
    },
    /// A year column and a month column.
    YearMonth {
        /// Year column.
        year: String,
        /// Month column.
        month: String,
        /// How months are written.
        months: Months,
        /// Whether the month is kept or summed into its year.
        by_month: bool,
    },
    /// A column of dates (a spreadsheet's, or `YYYY-MM-DD`, or `DD/MM/YYYY`).
    Date {
        /// The column.
        column: String,
        /// Whether periods are months or years.
        by_month: bool,
    },
    /// Columns headed by years.
    YearHeads {
        /// First and last year read; columns outside are left out and counted.
        span: Option<(i32, i32)>,
    },
    /// Columns headed by months, with a year column.
    MonthHeads {
        /// Year column.
        year: String,
        /// How months are written.
        months: Months,
        /// Whether the month is kept or summed into its year.
        by_month: bool,
    },
    /// One period for the whole file.
    Value(Period),
}

/// Where values come from.
#[derive(Clone, Debug)]
pub struct What {
    /// The columns.
    pub from: Values,
    /// Unit written on every row.
    pub unit: String,
    /// Least and greatest value allowed.
    pub range: Option<[f64; 2]>,
    /// Factor applied to every number.
    pub factor: f64,
}

/// Which cells hold values.
#[derive(Clone, Debug)]
pub enum Values {
    /// One column.
    Column(String),
    /// Columns, each an indicator.
    Columns(BTreeMap<String, String>),
    /// The columns that `period` names.
    Heads,
    /// Each row counts this much.
    Each(f64),
}

/// A condition on a column.
#[derive(Clone, Debug)]
pub struct Keep {
    /// The column.
    pub column: String,
    /// Cells that are kept.
    pub only: Vec<String>,
    /// Cells that are left out.
    pub not: Vec<String>,
    /// Why rows are left out, in the summary.
    pub reason: String,
}

/// What several rows of one (territory, area, indicator, period) mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Combine {
    /// They are a mistake.
    Single,
    /// They are added up; a sum with a missing part is missing.
    Sum,
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
