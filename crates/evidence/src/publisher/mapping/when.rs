//! When: the period of a row, from its columns, the heads, or the name of the file.

use ideal_model::Period;

use super::dates::Dates;
use super::forms::{names_a_part, year_in};
use super::heads::Slot;
use super::sheet::Table;
use super::spec::{Combine, Head, Mapping, StandsFor, When, YearFrom};
use crate::calendar::{
    Months, Order, is_like_a_date, is_month_and_short_year, month_and_year, month_of, year_of,
};
use crate::publisher::error::ImportError;
use crate::publisher::grid::{Cell, GridRow, address};
use crate::publisher::toml_text::quoted;

/// Where a row's period comes from, with its columns found.
enum Clock {
    /// One for the whole table.
    Fixed(Period),
    /// A column of periods.
    Column(usize),
    /// A year and a month's column.
    Month {
        year: Year,
        column: usize,
        months: Months,
    },
    Date {
        column: usize,
        order: Order,
    },
    /// A date for its whole year.
    YearOfDate {
        column: usize,
        order: Order,
    },
    /// The heads say it, and the year of months where they do not.
    Heads {
        year: Option<Year>,
    },
    /// The heads say the year, and a column the month.
    YearHeads {
        column: usize,
        months: Months,
    },
}

#[derive(Clone, Copy)]
enum Year {
    Column(usize),
    Fixed(i32),
    /// In the cell of the month.
    WithMonth,
}

/// What lacks where neither heads nor mapping say the year.
const NO_YEAR: &str = "heads with a year of four digits in them, written as {year} under [value]; \
                       or year_value = \"2023\" under [period], if all of them are of one year";

/// What a column of periods holds.
const PERIODS: &str = "a period from 1900 to 2100, such as 2023, 2023-Q1 or 2023-04";

/// Tells the period of a table's rows.
pub(super) struct Times<'a> {
    mapping: &'a Mapping,
    table: &'a Table,
    clock: Clock,
    by_month: bool,
}

/// A row's period, and month and day within it where the row says them.
pub(super) type At = (Period, Option<u32>, u32);

impl<'a> Times<'a> {
    /// `rows` are those that are read: the order of their dates is found out.
    pub(super) fn new<'r>(
        mapping: &'a Mapping,
        table: &'a Table,
        rows: impl Iterator<Item = &'r GridRow> + Clone,
    ) -> Result<Self, ImportError> {
        let by_month = match &mapping.period {
            When::YearMonth { by_month, .. }
            | When::Date { by_month, .. }
            | When::MonthHeads { by_month, .. } => *by_month,
            When::YearHeads { month: Some(month), .. } => month.by_month,
            _ => false,
        };
        let mut times = Times { mapping, table, clock: Clock::Heads { year: None }, by_month };
        times.clock = times.clock(rows)?;
        times.no_spans()?;
        Ok(times)
    }

    /// Refuses a column of spans of years whose cells look like months: `2000-07` beside `2007-15`.
    fn no_spans(&self) -> Result<(), ImportError> {
        let Clock::Column(column) = self.clock else { return Ok(()) };
        let parts = |row: &GridRow| {
            let text = row.cell(column).text();
            let (year, more) = text.split_once('-')?;
            let year = year_of(year).filter(|_| more.len() == 2)?;
            Some((year, more.parse::<i32>().ok()?))
        };
        let span =
            |row: &&GridRow| parts(row).is_some_and(|(year, more)| more > 12 && more > year % 100);
        let Some(row) = self.table.body().iter().find(span) else { return Ok(()) };
        let found = format!("`{}`", row.cell(column).text());
        let expected = "periods; this is a span of years, and others of the column that look like \
                        months are spans as well: write the year that each is to count as";
        Err(self.bad(row, column, &found, expected))
    }

    fn clock<'r>(
        &self,
        rows: impl Iterator<Item = &'r GridRow> + Clone,
    ) -> Result<Clock, ImportError> {
        let table = self.table;
        Ok(match &self.mapping.period {
            When::Value(p) => Clock::Fixed(*p),
            When::FileName => {
                Clock::Fixed(self.period_of_year(year_in_name(table, &YearFrom::FileName)?)?)
            }
            When::SheetName => {
                Clock::Fixed(self.period_of_year(year_in_name(table, &YearFrom::SheetName)?)?)
            }
            When::Column { column, .. } => Clock::Column(table.find(column)?),
            When::YearMonth { year, month, months, .. } => Clock::Month {
                year: self.year_from(year)?,
                column: table.find(month)?,
                months: *months,
            },
            When::Date { column, order, stands_for, .. } => {
                let at = table.find(column)?;
                let dates = self.dates(at, column);
                let order = match order {
                    Some(order) => {
                        dates.are_not_turned(rows.clone())?;
                        *order
                    }
                    None => dates.order(rows.clone())?,
                };
                match stands_for {
                    Some(StandsFor::Year) => return Ok(Clock::YearOfDate { column: at, order }),
                    Some(StandsFor::Day) => {}
                    None => dates.are_days(rows, order)?,
                }
                Clock::Date { column: at, order }
            }
            When::YearHeads { month: Some(month), .. } => {
                Clock::YearHeads { column: table.find(&month.column)?, months: month.months }
            }
            When::YearHeads { month: None, .. } => Clock::Heads { year: None },
            When::MonthHeads { year, .. } => {
                Clock::Heads { year: year.as_ref().map(|y| self.year_from(y)).transpose()? }
            }
        })
    }

    fn dates<'h>(&'h self, column: usize, head: &'h Head) -> Dates<'h> {
        // Where rows are put together the months of a year are counted, and the latest found, also
        // where periods are years.
        let yearly =
            matches!(&self.mapping.period, When::Date { stands_for: Some(StandsFor::Year), .. });
        let by_month = self.by_month || (!yearly && self.mapping.rows != Combine::Single);
        Dates {
            grid: &self.table.grid,
            column,
            head: head.0.first().map_or("", String::as_str),
            by_month,
        }
    }

    fn year_from(&self, from: &YearFrom) -> Result<Year, ImportError> {
        match from {
            YearFrom::Column(head) => self.table.find(head).map(Year::Column),
            YearFrom::Value(y) => Ok(Year::Fixed(*y)),
            YearFrom::FileName | YearFrom::SheetName => {
                year_in_name(self.table, from).map(Year::Fixed)
            }
            YearFrom::Month => Ok(Year::WithMonth),
        }
    }

    fn period_of_year(&self, year: i32) -> Result<Period, ImportError> {
        Period::year(year).map_err(|e| {
            ImportError::file(&self.table.grid.file, &year.to_string(), &e.to_string())
        })
    }

    /// Period, and month and day within it where the row says them.
    pub(super) fn read(&self, row: &GridRow, slot: &Slot) -> Result<At, ImportError> {
        let (year, month, day) = match &self.clock {
            Clock::Fixed(p) => return Ok((*p, None, 0)),
            Clock::Column(column) => return self.period_cell(row, *column).map(|p| (p, None, 0)),
            Clock::Month { year, column, months } => {
                let (year, month) = self.month_cell(row, *column, *year, *months)?;
                (year, Some(month), 0)
            }
            Clock::Date { column, order } => {
                let (y, m, d) = self.date_cell(row, *column, *order)?;
                (y, Some(m), d)
            }
            Clock::YearOfDate { column, order } => {
                (self.date_cell(row, *column, *order)?.0, None, 0)
            }
            Clock::YearHeads { column, months } => {
                let year = slot.year.ok_or_else(|| self.table.columns.missing(NO_YEAR))?;
                let (year, month) = self.month_cell(row, *column, Year::Fixed(year), *months)?;
                (year, Some(month), 0)
            }
            Clock::Heads { year } => match (slot.year, year) {
                (Some(y), Some(year)) if self.year(row, *year)? != y => {
                    let found = format!(
                        "the year {y} in the head `{}`, and {} in the row",
                        slot.head,
                        self.year(row, *year)?
                    );
                    return Err(self.table.grid.bad_cell(
                        row,
                        &slot.head,
                        &found,
                        "one year: take `year` out of [period], or the year out of the heads",
                    ));
                }
                (Some(y), _) => (y, slot.month, 0),
                (None, Some(year)) => (self.year(row, *year)?, slot.month, 0),
                (None, None) => return Err(self.table.columns.missing(NO_YEAR)),
            },
        };
        let text = match month {
            Some(m) if self.by_month => format!("{year:04}-{m:02}"),
            _ => format!("{year:04}"),
        };
        let period = text.parse().map_err(|e: ideal_model::PeriodError| {
            self.table.grid.bad_cell(row, &slot.head, &format!("`{text}`"), &e.to_string())
        })?;
        Ok((period, month, day))
    }

    fn date_cell(
        &self,
        row: &GridRow,
        column: usize,
        order: Order,
    ) -> Result<(i32, u32, u32), ImportError> {
        match &self.mapping.period {
            When::Date { column: head, .. } => self.dates(column, head).read(row, order),
            _ => Err(self.bad(row, column, "a date", "a period")),
        }
    }

    /// The cell of a row's year where it is outside the `span` of a column of periods. Before 1900
    /// there are only years, and what has fewer than four digits is none.
    pub(super) fn outside(&self, row: &GridRow) -> Option<String> {
        let (When::Column { offset, span: Some((first, last)), .. }, Clock::Column(column)) =
            (&self.mapping.period, &self.clock)
        else {
            return None;
        };
        let cell = row.cell(*column).text();
        let period = || cell.parse::<Period>().ok().map(|p| p.calendar_year());
        let early =
            || (cell.trim_start_matches('-').len() >= 4).then(|| cell.parse().ok()).flatten();
        let year = year_of(&cell).or_else(period).or_else(early);
        year.filter(|y| !(*first..=*last).contains(&(y + offset))).map(|_| cell)
    }

    /// Year and month of a row that has a cell for its month.
    fn month_cell(
        &self,
        row: &GridRow,
        column: usize,
        year: Year,
        months: Months,
    ) -> Result<(i32, u32), ImportError> {
        let cell = row.cell(column).text();
        let bad = |expected: &str| self.bad(row, column, &format!("`{cell}`"), expected);
        if let Year::WithMonth = year {
            // A spreadsheet makes a date of `ene-2020` where it is typed.
            return match row.cell(column) {
                Cell::Date(y, m, _) => Ok((*y, *m)),
                _ => month_and_year(&cell, months).ok_or_else(|| {
                    let others = read_by(|m| month_and_year(&cell, m).is_some());
                    bad(&format!(
                        "a month and its year in four digits (ene-2020, 2020-01), as the \
                                  mapping's `months` writes it{others}; or name the column of the \
                                  year with `year`"
                    ))
                }),
            };
        }
        let month = month_of(&cell, months).ok_or_else(|| {
            let others = read_by(|m| month_of(&cell, m).is_some());
            let all = self.table.also(column, &cell, |text| month_of(text, months).is_none());
            bad(&format!(
                "a month, as the mapping's `months` writes it{others}{all}; rows of totals \
                          and footnotes are left out by `footer` under [file] or by [[keep]]"
            ))
        })?;
        Ok((self.year(row, year)?, month))
    }

    fn year(&self, row: &GridRow, year: Year) -> Result<i32, ImportError> {
        match year {
            Year::Fixed(y) => Ok(y),
            // Read with the month; nothing else asks for it.
            Year::WithMonth => Err(self.table.columns.missing("a column of the year")),
            Year::Column(column) => {
                let cell = row.cell(column).text();
                year_of(&cell).ok_or_else(|| {
                    self.bad(row, column, &format!("`{cell}`"), "a year from 1900 to 2100")
                })
            }
        }
    }

    fn period_cell(&self, row: &GridRow, column: usize) -> Result<Period, ImportError> {
        let cell = row.cell(column).text();
        let found = format!("`{cell}`");
        let in_place_of = |what: &str| {
            self.bad(row, column, &found, &format!("{PERIODS}; {what} in place of `column`"))
        };
        if matches!(row.cell(column), Cell::Date(..)) {
            let years = self.table.body().iter().any(|r| year_of(&r.cell(column).text()).is_some());
            return Err(if years {
                let expected = format!(
                    "{PERIODS}, as in other rows; this cell has the format of a date: make it a \
                     number, and type the year"
                );
                self.bad(row, column, &found, &expected)
            } else {
                in_place_of("a column of dates is read with `date`")
            });
        }
        let bad = |_: ideal_model::PeriodError| {
            let mut named = Months::WORDS.into_iter().filter(|(_, m)| *m != Months::Number);
            if is_like_a_date(&cell) {
                in_place_of("a column of dates is read with `date`")
            } else if let Some((word, _)) = named.find(|(_, m)| month_and_year(&cell, *m).is_some())
            {
                in_place_of(&format!(
                    "months with their year are read with `month` and `months = \"{word}\"`"
                ))
            } else if month_and_year(&cell, Months::Number).is_some() {
                in_place_of("months with their year are read with `month`")
            } else if is_month_and_short_year(&cell) {
                in_place_of(
                    "write the year in four digits in the file; months with their year are read \
                     with `month`",
                )
            } else if cell.is_empty() {
                let head = self.table.columns.head_of(column).map(quoted).unwrap_or_default();
                let expected = format!(
                    "{PERIODS}; if a blank cell repeats the one above it, as below a merged cell, \
                     write fill_down = [{head}] under [file]; if the table ends above and its \
                     footer begins here, write footer = \"COLUMN\" under [file], a column that is \
                     blank from here on; rows without a figure are left out by [[keep]] not = \
                     [\"\"]"
                );
                self.bad(row, column, &found, &expected)
            } else if cell.len() <= 2 && cell.parse::<u32>().is_ok() {
                let expected = format!(
                    "{PERIODS}; a year of two digits is not read, since nobody can say which it \
                     is: write four in the file, or leave the row out by [[keep]]"
                );
                self.bad(row, column, &found, &expected)
            } else if cell.parse::<i32>().is_ok() {
                let expected = format!(
                    "{PERIODS}; span = [1900, 2100] under [period] leaves rows of other years out"
                );
                self.bad(row, column, &found, &expected)
            } else {
                let beside = match year_in(&cell) {
                    Some(_) if names_a_part(&cell) => {
                        "; write a quarter as 2023-Q1, and months as 2023-04"
                    }
                    Some(_) => "; take what stands beside the year off in the file",
                    None => "",
                };
                let expected = format!(
                    "{PERIODS}{beside}; rows of totals and footnotes are left out by `footer` \
                     under [file] or by [[keep]]"
                );
                self.bad(row, column, &found, &expected)
            }
        };
        let period = match year_of(&cell) {
            Some(y) => Period::year(y).map_err(bad)?,
            None => cell.parse().map_err(bad)?,
        };
        let offset =
            if let When::Column { offset, .. } = &self.mapping.period { *offset } else { 0 };
        if offset == 0 {
            return Ok(period);
        }
        if !period.is_year() {
            return Err(self.bad(
                row,
                column,
                &found,
                "a year, because the mapping has an `offset` in years",
            ));
        }
        Period::year(period.calendar_year() + offset).map_err(bad)
    }

    fn bad(&self, row: &GridRow, column: usize, found: &str, expected: &str) -> ImportError {
        let head = self
            .table
            .columns
            .head_of(column)
            .map_or_else(|| address(column, row.number), str::to_owned);
        self.table.grid.bad_cell(row, &head, found, expected)
    }
}

/// The only year in the name of the file or the sheet.
pub(super) fn year_in_name(table: &Table, from: &YearFrom) -> Result<i32, ImportError> {
    let grid = &table.grid;
    let (what, name) = if *from == YearFrom::SheetName {
        ("sheet", grid.sheet.as_deref().unwrap_or_default())
    } else {
        ("file", grid.file.rsplit(['/', '\\']).next().unwrap_or_default())
    };
    let mut years: Vec<i32> =
        name.split(|c: char| !c.is_ascii_digit()).filter_map(year_of).collect();
    years.dedup();
    match years.as_slice() {
        [one] => Ok(*one),
        _ => Err(ImportError::file(
            &grid.file,
            &format!("{} years in the name of the {what}, `{name}`", years.len()),
            &format!(
                "exactly one year from 1900 to 2100 in it, as the mapping's {what}-name needs: \
                 rename it, or say the year in the mapping (year_value = \"2023\" beside months, \
                 else value = \"2023\", under [period])"
            ),
        )),
    }
}

/// The ways of writing months by which a cell is one: `, which months = "en" reads`.
fn read_by(reads: impl Fn(Months) -> bool) -> String {
    let words: Vec<String> = Months::WORDS
        .into_iter()
        .filter(|(_, m)| reads(*m))
        .map(|(word, _)| format!("months = \"{word}\""))
        .collect();
    if words.is_empty() {
        String::new()
    } else {
        format!(" ({} reads this one)", words.join(" or "))
    }
}
