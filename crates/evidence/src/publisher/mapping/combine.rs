//! Several rows of one key: added up, averaged, the latest, the first, or a mistake.

use std::collections::BTreeMap;

use ideal_model::{ObsStatus, Period};

use super::rows::indicator_of;
use super::spec::{Combine, From, Mapping, Partial, Pick, Values};
use crate::bounds;
use crate::numeral::{decimals, exact, mean};
use crate::publisher::part_years::{ALL_MONTHS, bit, listed, note};
use crate::publisher::tally::Tally;

/// Texts that come again and again, by number.
#[derive(Debug, Default)]
pub(super) struct Words {
    by_text: BTreeMap<String, u32>,
    texts: Vec<String>,
}

impl Words {
    pub(super) fn number(&mut self, text: &str) -> u32 {
        if let Some(n) = self.by_text.get(text) {
            return *n;
        }
        let n = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        self.by_text.insert(text.to_owned(), n);
        self.texts.push(text.to_owned());
        n
    }

    pub(super) fn text(&self, number: u32) -> &str {
        self.texts.get(number as usize).map_or("", String::as_str)
    }
}

/// Territory, area, indicator, period and rater, texts by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub(super) territory: u32,
    pub(super) area: u32,
    pub(super) indicator: u32,
    pub(super) period: Period,
    pub(super) rater: u32,
}

/// A number, or a suppressed count.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Amount {
    Number(f64),
    Censored(f64),
}

/// One figure of the file on its way to a key.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) amount: Option<Amount>,
    /// Month and day within the period, where the row says them; for the order of `latest`.
    pub(super) month: Option<u32>,
    pub(super) day: u32,
    pub(super) total: bool,
    pub(super) se: Option<f64>,
    pub(super) note: String,
    pub(super) obs_status: Option<ObsStatus>,
    pub(super) place: Place,
}

/// Where a figure stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// The sheet, by number.
    pub(super) sheet: u32,
    pub(super) row: u32,
}

/// One observation.
#[derive(Clone, Debug)]
pub(super) struct Figure {
    pub(super) key: Key,
    pub(super) amount: Amount,
    pub(super) se: Option<f64>,
    pub(super) obs_status: Option<ObsStatus>,
    pub(super) note: String,
    pub(super) place: Place,
}

/// What the rows of a key amount to so far.
#[derive(Clone, Debug)]
struct Cell {
    numbers: u64,
    missing: u64,
    censored: u64,
    sum: f64,
    decimals: usize,
    /// Months seen, bit by bit, and those seen more than once.
    months: u16,
    again: u16,
    /// The greatest number.
    largest: f64,
    /// The row that counts, for `single`, `first` and `latest`.
    chosen: Part,
    /// Rows that are totals of others.
    totals: Vec<Part>,
    parts: u64,
}

/// Everything read, by key.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) words: Words,
    cells: BTreeMap<Key, Cell>,
    /// Months of each year in which the file has any row.
    months_of_file: BTreeMap<i32, u16>,
}

/// Why two rows cannot both stand.
pub(super) struct Clash {
    /// Where the first stands.
    pub(super) first: Place,
    /// Whether the rule is `latest`, and both are of one day.
    pub(super) same_day: bool,
}

impl Gathered {
    /// Notes that the file reaches over a month, also where no row of it is read.
    pub(super) fn covers(&mut self, period: Period, month: u32) {
        *self.months_of_file.entry(period.calendar_year()).or_default() |= bit(month);
    }

    /// Takes one figure.
    pub(super) fn take(&mut self, rule: Combine, key: Key, part: Part) -> Result<(), Clash> {
        if let Some(m) = part.month {
            self.covers(key.period, m);
        }
        if part.amount.is_none() && matches!(rule, Combine::Single | Combine::First | Combine::Latest) {
            return Ok(());
        }
        let Some(cell) = self.cells.get_mut(&key) else {
            self.cells.insert(key, Cell::of(part));
            return Ok(());
        };
        if part.total {
            cell.totals.push(part);
            return Ok(());
        }
        if cell.parts > 0 {
            match rule {
                Combine::Single => return Err(Clash { first: cell.chosen.place, same_day: false }),
                Combine::Latest => {
                    let order = |p: &Part| (p.month, p.day);
                    if order(&part) == order(&cell.chosen) {
                        return Err(Clash { first: cell.chosen.place, same_day: true });
                    }
                    if order(&part) > order(&cell.chosen) {
                        cell.chosen = part.clone();
                    }
                }
                Combine::First | Combine::Sum | Combine::Mean => {}
            }
        } else {
            cell.chosen = part.clone();
        }
        cell.add(&part);
        Ok(())
    }

    /// The observations, and the account of what went into them.
    pub(super) fn figures(mut self, mapping: &Mapping, tally: &mut Tally) -> Result<(Vec<Figure>, Words), String> {
        let silent = self.silent(mapping);
        let by_year = mapping.period.sums_to_years() && matches!(mapping.rows, Combine::Sum | Combine::Mean);
        // In a register of incidents a place without a row in a month had none: the months are those of the whole file.
        let whole = matches!(mapping.value.from, Values::Each(_)) || mapping.absent.is_some();
        let mut doubts = Doubts::default();
        let mut out = Vec::with_capacity(self.cells.len() + silent.len());
        for (key, cell) in std::mem::take(&mut self.cells) {
            let months =
                if whole { self.months_of_file.get(&key.period.calendar_year()).copied().unwrap_or_default() } else { cell.months };
            if matches!(mapping.rows, Combine::Sum) {
                doubts.see(&cell, || format!("{} of {}, {}", key.period, self.words.text(key.territory), self.words.text(key.indicator)));
            }
            let Some(mut figure) = cell.figure(key, mapping.rows, tally) else { continue };
            if by_year && months != ALL_MONTHS {
                doubts.partial.add(|| {
                    format!("{} of {}, {} ({})", key.period, self.words.text(key.territory), self.words.text(key.indicator), listed(months))
                });
                figure.obs_status = Some(figure.obs_status.map_or(ObsStatus::Provisional, |s| s.max(ObsStatus::Provisional)));
                join(&mut figure.note, &note(months));
            }
            out.push(figure);
        }
        doubts.close(mapping, tally)?;
        for mut figure in silent {
            let months = self.months_of_file.get(&figure.key.period.calendar_year()).copied().unwrap_or_default();
            if by_year && months != ALL_MONTHS {
                figure.obs_status = Some(ObsStatus::Provisional);
                join(&mut figure.note, &note(months));
            }
            out.push(figure);
        }
        Ok((out, self.words))
    }

    /// Refuses a register whose zeros come to more than reading a file may take; a figure with its note takes some hundred bytes.
    pub(super) fn bounded(&self, mapping: &Mapping) -> Result<(), String> {
        let Some(places) = &mapping.absent else { return Ok(()) };
        let (series, periods) = (series(mapping).len(), self.periods().len());
        let count = places.len().saturating_mul(series).saturating_mul(periods) as u64;
        if count <= bounds::memory(0) / 256 {
            return Ok(());
        }
        Err(format!("{} places, {series} series and {periods} periods for `absent`", places.len()))
    }

    fn periods(&self) -> Vec<Period> {
        let mut periods: Vec<Period> = self.cells.keys().map(|k| k.period).collect();
        periods.sort();
        periods.dedup();
        periods
    }

    /// Zeros of a complete register: every place, in every period of the file, for every indicator.
    fn silent(&mut self, mapping: &Mapping) -> Vec<Figure> {
        let Some(places) = &mapping.absent else { return Vec::new() };
        let (series, periods) = (series(mapping), self.periods());
        let rater = self.words.number("");
        let mut out = Vec::new();
        for place in places {
            let territory = self.words.number(place);
            for (area, indicator) in &series {
                let (area, indicator) = (self.words.number(area), self.words.number(indicator));
                for period in &periods {
                    let key = Key { territory, area, indicator, period: *period, rater };
                    if !self.cells.contains_key(&key) {
                        let note = "no row in a register that is complete".to_owned();
                        out.push(Figure { key, amount: Amount::Number(0.0), se: None, obs_status: None, note, place: Place::default() });
                    }
                }
            }
        }
        out
    }
}

/// Some things by name, and how many there are.
#[derive(Debug, Default)]
struct Examples {
    named: Vec<String>,
    count: usize,
}

impl Examples {
    fn add(&mut self, name: impl FnOnce() -> String) {
        self.count += 1;
        if self.named.len() < 4 {
            self.named.push(name());
        }
    }

    /// `a; b; and 3 more`.
    fn words(&self) -> String {
        let more = self.count - self.named.len();
        let more = if more > 0 { format!("; and {more} more") } else { String::new() };
        format!("{}{more}", self.named.join("; "))
    }
}

/// What is doubtful about sums once all of them are there.
#[derive(Debug, Default)]
struct Doubts {
    /// Years of fewer than twelve months.
    partial: Examples,
    /// Sums in which a month stands more than once, and months that stand once, in all.
    repeated: Examples,
    once: usize,
    /// Sums of three rows and more, and those of which one row is as much as all the others.
    several: usize,
    totals: Examples,
    /// The greatest of such rows.
    largest: f64,
}

impl Doubts {
    fn see(&mut self, cell: &Cell, name: impl Fn() -> String) {
        if cell.again != 0 {
            self.repeated.add(|| format!("{} ({})", name(), listed(cell.again)));
        }
        self.once += (cell.months & !cell.again).count_ones() as usize;
        if cell.numbers >= 3 && cell.sum > 0.0 {
            self.several += 1;
            if (2.0 * cell.largest - cell.sum).abs() <= 1e-9 * cell.sum {
                self.largest = self.largest.max(cell.largest);
                self.totals.add(name);
            }
        }
    }

    fn close(self, mapping: &Mapping, tally: &mut Tally) -> Result<(), String> {
        if self.partial.count > 0 {
            if mapping.partial == Partial::Refuse {
                return Err(format!(
                    "{} of fewer than twelve months: {}",
                    if self.partial.count == 1 { "a year".to_owned() } else { format!("{} years", self.partial.count) },
                    self.partial.words()
                ));
            }
            tally.note(format!(
                "{} yearly figures are of fewer than twelve months and marked provisional (P): {}",
                self.partial.count,
                self.partial.words()
            ));
        }
        // In a register of incidents a month has many rows. Where nearly every month has one, a second is a revision or a slip.
        let table = matches!(mapping.value.from, Values::Columns(_));
        if table && self.repeated.count > 0 && self.once >= 9 * self.repeated.count {
            let what = format!("months that stand more than once are added up, where others stand once: {}", self.repeated.words());
            if mapping.partial == Partial::Refuse {
                return Err(what);
            }
            tally.note(format!("{what}: is one of the rows a revision?"));
        }
        if self.totals.count * 2 >= self.several && self.largest >= 10.0 {
            tally.note(format!(
                "in {} of {} sums of three rows and more one row is as much as all others together: is it a total? [total], [[keep]] or `footer` leaves it out ({})",
                self.totals.count,
                self.several,
                self.totals.words()
            ));
        }
        Ok(())
    }
}

/// The areas and indicators that a mapping can give, each pair once.
fn series(mapping: &Mapping) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = Vec::new();
    for pair in pairs(mapping) {
        if !out.contains(&pair) {
            out.push(pair);
        }
    }
    out
}

/// The areas and indicators that a mapping can give.
fn pairs(mapping: &Mapping) -> Vec<(String, String)> {
    let codes = |p: &Pick| match &p.from {
        From::Value(v) => vec![v.clone()],
        _ => p.table.values().cloned().collect::<Vec<_>>(),
    };
    let mut indicators = mapping.indicator.as_ref().map(codes).unwrap_or_default();
    if let Values::Columns(columns) = &mapping.value.from {
        indicators.extend(columns.iter().filter_map(|(_, code)| code.clone()));
    }
    let areas = codes(&mapping.crime_area);
    let mut out = Vec::new();
    for text in indicators {
        let (code, own) = indicator_of(&text);
        match own {
            Some(area) => out.push((area, code)),
            None => out.extend(areas.iter().map(|a| (a.clone(), code.clone()))),
        }
    }
    out
}

impl Cell {
    fn of(part: Part) -> Self {
        let empty = Part { amount: None, note: String::new(), ..part.clone() };
        let mut cell = Cell {
            numbers: 0,
            missing: 0,
            censored: 0,
            sum: 0.0,
            decimals: 0,
            months: 0,
            again: 0,
            largest: 0.0,
            chosen: empty,
            totals: Vec::new(),
            parts: 0,
        };
        if part.total {
            cell.totals.push(part);
        } else {
            cell.chosen = part.clone();
            cell.add(&part);
        }
        cell
    }

    fn add(&mut self, part: &Part) {
        self.parts += 1;
        let month = part.month.map_or(0, bit);
        self.again |= self.months & month;
        self.months |= month;
        match part.amount {
            Some(Amount::Number(n)) => {
                self.sum += n;
                self.largest = self.largest.max(n);
                self.decimals = self.decimals.max(decimals(n));
                self.numbers += 1;
            }
            Some(Amount::Censored(_)) => self.censored += 1,
            None => self.missing += 1,
        }
    }

    fn figure(mut self, key: Key, rule: Combine, tally: &mut Tally) -> Option<Figure> {
        let totals = std::mem::take(&mut self.totals);
        if self.parts > 0 {
            tally.leave_out("totals whose components are reported", totals.len() as u64);
        } else {
            let mut totals = totals.into_iter();
            let first = totals.next()?;
            self.chosen = first.clone();
            self.add(&first);
            totals.for_each(|t| self.add(&t));
        }
        let chosen = &self.chosen;
        let amount = match rule {
            Combine::Single | Combine::First | Combine::Latest => {
                tally.used += 1;
                tally.leave_out(if rule == Combine::Latest { "earlier rows of a key" } else { "later rows of a key" }, self.parts - 1);
                chosen.amount?
            }
            Combine::Sum | Combine::Mean => {
                let what = if rule == Combine::Sum { "sum" } else { "mean" };
                if self.missing > 0 {
                    tally.leave_out(&format!("parts of a {what} that has a missing part"), self.parts);
                    return None;
                }
                if self.censored > 0 {
                    tally.leave_out(&format!("parts of a {what} that has a suppressed part"), self.parts);
                    return None;
                }
                tally.used += self.parts;
                let sum = exact(self.sum, self.decimals);
                Amount::Number(if rule == Combine::Sum { sum } else { mean(sum, self.decimals, self.numbers) })
            }
        };
        if self.parts > 1 && chosen.se.is_some() && matches!(rule, Combine::Sum | Combine::Mean) {
            tally.note("standard errors of rows that are put together are left out: a sum has its own");
        }
        // The error of a sum or a mean is not that of one of its parts.
        let se = chosen.se.filter(|_| self.parts == 1 || !matches!(rule, Combine::Sum | Combine::Mean));
        Some(Figure { key, amount, se, obs_status: chosen.obs_status, note: chosen.note.clone(), place: chosen.place })
    }
}

fn join(note: &mut String, more: &str) {
    if !note.is_empty() {
        note.push_str("; ");
    }
    note.push_str(more);
}
