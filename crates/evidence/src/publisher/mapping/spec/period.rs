//! Where a row's period comes from.

use ideal_model::Period;

use super::Head;
use crate::calendar::{Months, Order};

/// Where a year comes from that no head says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum YearFrom {
    Column(Head),
    Value(i32),
    /// The only year in the file's name.
    FileName,
    /// The only year in the sheet's name.
    SheetName,
    /// The cell that says the month.
    Month,
}

/// Where periods come from.
#[derive(Clone, Debug)]
pub(crate) enum When {
    /// A column of periods (`2023`, `2023-Q1`, `2023-04`), years shifted by `offset`; years off the
    /// span are left out.
    Column { column: Head, offset: i32, span: Option<(i32, i32)> },
    /// A year and a column of months.
    YearMonth { year: YearFrom, month: Head, months: Months, by_month: bool },
    /// A column of dates; the order is found out where it is not declared.
    Date { column: Head, order: Option<Order>, by_month: bool, stands_for: Option<StandsFor> },
    /// Columns headed by years, within the span; rows may be of single months.
    YearHeads { span: Option<(i32, i32)>, month: Option<MonthColumn> },
    /// Columns headed by months, within the span of months; the year is in the heads too where
    /// there is none here.
    MonthHeads { year: Option<YearFrom>, months: Months, by_month: bool, span: Option<(u32, u32)> },
    /// One period for the whole file.
    Value(Period),
    /// The year in the name of the file.
    FileName,
    /// The year in the name of the sheet.
    SheetName,
}

/// What a date stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StandsFor {
    /// Its day.
    Day,
    /// Its whole year: annual figures under 2020-01-01.
    Year,
}

impl StandsFor {
    /// Both with the word a mapping uses for each.
    pub(crate) const WORDS: [(&'static str, StandsFor); 2] =
        [("day", StandsFor::Day), ("year", StandsFor::Year)];
}

/// A column of months beside columns headed by years.
#[derive(Clone, Debug)]
pub(crate) struct MonthColumn {
    pub(crate) column: Head,
    pub(crate) months: Months,
    pub(crate) by_month: bool,
}

impl When {
    /// The columns that it is read from.
    pub(crate) fn columns(&self) -> Vec<&Head> {
        match self {
            When::Column { column, .. } | When::Date { column, .. } => vec![column],
            When::YearMonth { year: YearFrom::Column(year), month, .. } => vec![month, year],
            When::YearMonth { month, .. } => vec![month],
            When::MonthHeads { year: Some(YearFrom::Column(year)), .. } => vec![year],
            When::YearHeads { month: Some(month), .. } => vec![&month.column],
            _ => Vec::new(),
        }
    }

    /// Whether years are made from months or days.
    pub(crate) fn sums_to_years(&self) -> bool {
        matches!(
            self,
            When::YearMonth { by_month: false, .. }
                | When::Date { by_month: false, stands_for: None | Some(StandsFor::Day), .. }
                | When::MonthHeads { by_month: false, .. }
                | When::YearHeads { month: Some(MonthColumn { by_month: false, .. }), .. }
        )
    }

    /// Whether the name of the sheet says it.
    pub(crate) fn is_of_sheet(&self) -> bool {
        matches!(
            self,
            When::SheetName
                | When::YearMonth { year: YearFrom::SheetName, .. }
                | When::MonthHeads { year: Some(YearFrom::SheetName), .. }
        )
    }

    /// Whether a column holds its years.
    pub(crate) fn is_of_years_in(&self, head: &str) -> bool {
        let column = match self {
            When::Column { column, .. }
            | When::YearMonth { year: YearFrom::Column(column), .. }
            | When::MonthHeads { year: Some(YearFrom::Column(column)), .. } => column,
            _ => return false,
        };
        column.0.iter().any(|h| h == head)
    }

    /// Whether the name of the file says it.
    pub(crate) fn is_of_file(&self) -> bool {
        matches!(
            self,
            When::FileName
                | When::YearMonth { year: YearFrom::FileName, .. }
                | When::MonthHeads { year: Some(YearFrom::FileName), .. }
        )
    }

    /// Whether a row says more than its period: a month or a day within it.
    pub(crate) fn is_dated(&self) -> bool {
        match self {
            When::YearMonth { .. }
            | When::MonthHeads { .. }
            | When::YearHeads { month: Some(_), .. } => true,
            When::Date { stands_for, .. } => *stands_for != Some(StandsFor::Year),
            _ => false,
        }
    }
}
