//! The order of day, month and year in a column of dates, found out where the mapping does not say
//! it.

use chrono::{Datelike, NaiveDate};

use crate::calendar::{NoDate, Order, date, names_a_month};
use crate::publisher::error::ImportError;
use crate::publisher::grid::{Cell, Grid, GridRow};

/// A column of dates.
pub(super) struct Dates<'a> {
    pub(super) grid: &'a Grid,
    pub(super) column: usize,
    pub(super) head: &'a str,
    /// Whether more than its year is read off a date.
    pub(super) by_month: bool,
}

const ORDERS: [Order; 3] = [Order::Dmy, Order::Mdy, Order::Ymd];

impl Dates<'_> {
    /// The order in which every text of the column is a date. Where several are and give other
    /// periods, nobody can say which is meant.
    pub(super) fn order<'r>(
        &self,
        rows: impl Iterator<Item = &'r GridRow> + Clone,
    ) -> Result<Order, ImportError> {
        let mut open = [true; 3];
        let mut differ: Option<(&GridRow, &str)> = None;
        let mut last: Option<(&GridRow, &str)> = None;
        self.are_not_turned(rows.clone())?;
        for row in rows {
            let Cell::Text(text) = row.cell(self.column) else { continue };
            let text = text.as_str();
            let read = ORDERS.map(|o| date(text, o).ok());
            if read.iter().all(Option::is_none) {
                return Err(self.no_date(row, text));
            }
            for (o, r) in open.iter_mut().zip(&read) {
                *o &= r.is_some();
            }
            if open == [false; 3] {
                return Err(self.no_order(row, text, last));
            }
            let periods: Vec<(i32, u32)> = read
                .iter()
                .zip(open)
                .filter(|(_, o)| *o)
                .filter_map(|(r, _)| r.map(|d| self.period(d)))
                .collect();
            if differ.is_none() && periods.windows(2).any(|w| matches!(w, [a, b] if a != b)) {
                differ = Some((row, text));
            }
            last = Some((row, text));
        }
        let fits: Vec<Order> =
            ORDERS.into_iter().zip(open).filter(|(_, o)| *o).map(|(order, _)| order).collect();
        match (fits.as_slice(), differ) {
            ([order], _) => Ok(*order),
            ([first, ..], None) => Ok(*first),
            // Every text that read differently was in an order that a later text excluded.
            ([first, ..], Some((row, text))) => {
                let still = fits
                    .iter()
                    .filter_map(|o| date(text, *o).ok())
                    .map(|d| self.period(d))
                    .collect::<Vec<_>>();
                if still.windows(2).all(|w| matches!(w, [a, b] if a == b)) {
                    Ok(*first)
                } else {
                    Err(self.ambiguous(row, text, &fits))
                }
            }
            ([], _) => Ok(Order::Ymd),
        }
    }

    /// Refuses a column of which a spreadsheet in the other language made dates where it could, day
    /// and month exchanged, and left the rest as text.
    pub(super) fn are_not_turned<'r>(
        &self,
        rows: impl Iterator<Item = &'r GridRow>,
    ) -> Result<(), ImportError> {
        let (mut early, mut late): (Option<bool>, Option<&GridRow>) = (None, None);
        for row in rows {
            match row.cell(self.column) {
                Cell::Date(_, _, d) => early = Some(early.unwrap_or(true) && *d <= 12),
                Cell::Text(t) => {
                    let read = [Order::Dmy, Order::Mdy]
                        .into_iter()
                        .filter(|o| date(t, *o).is_ok())
                        .count();
                    if read == 1 && date(t, Order::Ymd).is_err() {
                        late = Some(row);
                    }
                }
                _ => {}
            }
        }
        let (Some(true), Some(row)) = (early, late) else { return Ok(()) };
        let found = format!(
            "the text `{}` in a column whose other cells are dates of days 1 to 12 only",
            row.cell(self.column).text()
        );
        let expected = "one kind of dates: a spreadsheet has turned part of these into other days. \
                        Take the file as it was published";
        Err(self.grid.bad_cell(row, self.head, &found, expected))
    }

    /// Refuses dates that look like years: all of them the first day of one, or all the last.
    pub(super) fn are_days<'r>(
        &self,
        rows: impl Iterator<Item = &'r GridRow>,
        order: Order,
    ) -> Result<(), ImportError> {
        let (mut first, mut last): (Option<&GridRow>, Option<(u32, u32)>) = (None, None);
        let mut count = 0;
        for row in rows.filter(|r| !r.cell(self.column).is_empty()) {
            let Ok((_, month, day)) = self.read(row, order) else { return Ok(()) };
            if !matches!((month, day), (1, 1) | (12, 31)) || last.is_some_and(|l| l != (month, day))
            {
                return Ok(());
            }
            last = Some((month, day));
            first.get_or_insert(row);
            count += 1;
        }
        let (Some(row), Some((month, _)), true) = (first, last, count >= 3) else { return Ok(()) };
        let day = if month == 1 { "1 January" } else { "31 December" };
        let found =
            format!("`{}`, and every date of the column is {day}", row.cell(self.column).text());
        let expected = "to know what these dates stand for: write stands_for = \"year\" under \
                        [period] if each stands for its whole year, \"day\" if the days are meant";
        Err(self.grid.bad_cell(row, self.head, &found, expected))
    }

    fn period(&self, d: NaiveDate) -> (i32, u32) {
        (d.year(), if self.by_month { d.month() } else { 0 })
    }

    /// Year, month and day of a cell.
    pub(super) fn read(&self, row: &GridRow, order: Order) -> Result<(i32, u32, u32), ImportError> {
        match row.cell(self.column) {
            Cell::Date(y, m, d) => Ok((*y, *m, *d)),
            Cell::Text(t) => match date(t, order) {
                Ok(d) => Ok((d.year(), d.month(), d.day())),
                Err(_) if ORDERS.iter().any(|o| date(t, *o).is_ok()) => {
                    let expected = format!(
                        "a date in the order of the others, `order = \"{}\"`",
                        order.word()
                    );
                    Err(self.grid.bad_cell(row, self.head, &format!("`{t}`"), &expected))
                }
                Err(_) => Err(self.no_date(row, t)),
            },
            other => Err(self.no_date(row, &other.text())),
        }
    }

    fn no_date(&self, row: &GridRow, text: &str) -> ImportError {
        let expected = match date(text, Order::Dmy) {
            Err(NoDate::Serial(day)) => format!(
                "a date; this is how a spreadsheet counts days ({day}): give the column the format \
                 of a date there, and save it again"
            ),
            Err(NoDate::ShortYear) => "a date whose year has four digits, since nobody can say \
                                       which century two of them mean: give the column the format \
                                       31/12/2023 in the spreadsheet, and save it again"
                .to_owned(),
            Err(NoDate::Day) => {
                "a day that the calendar has: correct it in the file, or leave the \
                                 row out by [[keep]]"
                    .to_owned()
            }
            _ if let Some(year) = year_beyond(text) => {
                format!("a date from 1900 to 2100; {year} is none of its years")
            }
            _ if text.is_empty() => {
                "a date; rows of totals and footnotes are left out by `footer` \
                                     under [file] or by [[keep]]"
                    .to_owned()
            }
            _ => {
                "a date: a spreadsheet's own, 2023-12-31, 31/12/2023, or 31 December 2023, with or \
                  without a time of day; rows of totals and footnotes are left out by `footer` \
                  under [file] or by [[keep]]"
                    .to_owned()
            }
        };
        self.grid.bad_cell(row, self.head, &format!("`{text}`"), &expected)
    }

    fn no_order(&self, row: &GridRow, text: &str, before: Option<(&GridRow, &str)>) -> ImportError {
        let words = |t: &str| {
            let list: Vec<&str> =
                ORDERS.into_iter().filter(|o| date(t, *o).is_ok()).map(Order::word).collect();
            list.join(" or ")
        };
        let other = before.map_or_else(String::new, |(r, t)| {
            format!(", and `{t}` in row {} only as {}", r.number, words(t))
        });
        let expected = format!(
            "dates of one order; this is a date only as {}{other}, or another row excludes it",
            words(text)
        );
        self.grid.bad_cell(row, self.head, &format!("`{text}`"), &expected)
    }

    fn ambiguous(&self, row: &GridRow, text: &str, fits: &[Order]) -> ImportError {
        let readings: Vec<String> = fits
            .iter()
            .filter_map(|o| {
                date(text, *o)
                    .ok()
                    .map(|d| format!("{} with order = \"{}\"", d.format("%-d %B %Y"), o.word()))
            })
            .collect();
        let expected = format!(
            "dates of one order: this one, and every one written like it, fits more than one ({}); \
             write `order` under [period]",
            readings.join(", ")
        );
        self.grid.bad_cell(row, self.head, &format!("`{text}`"), &expected)
    }
}

/// The year of a text that has the form of a date, where it is before 1900 or after 2100.
fn year_beyond(text: &str) -> Option<i32> {
    let parts: Vec<&str> =
        text.split(|c: char| !c.is_ascii_digit()).filter(|p| !p.is_empty()).collect();
    let year = parts.iter().find(|p| p.len() == 4)?.parse().ok()?;
    let named = text.split(|c: char| !c.is_alphabetic()).any(names_a_month);
    ((parts.len() >= 3 || (parts.len() == 2 && named)) && !ideal_model::YEARS.contains(&year))
        .then_some(year)
}
