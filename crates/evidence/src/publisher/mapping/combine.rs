//! Several rows of one key: added up, averaged, the latest, the first, or a mistake.

use std::collections::{BTreeMap, BTreeSet};

use ideal_model::{ObsStatus, Period};

use super::doubts::Doubts;
use super::figure::{Amount, Figure, FigurePlace, Key, Part, Words};
use super::spec::{CodeOrigin, Combine, Mapping, Pick, Values, indicator_of};
use super::sums::{Amounts, Together};
use crate::bounds;
use crate::numeral::{exact, mean};
use crate::publisher::part_years::{self, ALL_MONTHS, bit, listed, note};
use crate::publisher::tally::Tally;

/// The rows of a key: parts of what it is about, and totals of such parts.
#[derive(Clone, Debug, Default)]
struct Cell {
    parts: Pile,
    totals: Pile,
}

/// Rows of a key of one kind.
#[derive(Clone, Debug, Default)]
struct Pile {
    /// The row that counts, for `single`, `first` and `latest`.
    chosen: Option<Part>,
    count: u64,
    /// What they amount to, month by month; where rows say no month it is one.
    months: Vec<Amounts>,
}

/// Everything read, by key.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) words: Words,
    cells: BTreeMap<Key, Cell>,
    /// Keys of which a row says that there is no value.
    blank: BTreeSet<Key>,
    /// Months of each year that the file reaches over.
    months_of_file: BTreeMap<i32, u16>,
}

/// Why two rows cannot both stand.
pub(super) struct Clash {
    /// Where the first stands.
    pub(super) first: FigurePlace,
    pub(super) why: Why,
}

/// What two rows of a key have in common.
pub(super) enum Why {
    /// The key, and each key has one row.
    Key,
    /// Month and day, where the latest row counts.
    Day,
    /// That they are totals, and are called by two names.
    Totals,
}

impl Gathered {
    /// Notes that the file reaches over a month, also where no row of it is read.
    pub(super) fn covers(&mut self, period: Period, month: u32) {
        *self.months_of_file.entry(period.calendar_year()).or_default() |= bit(month);
    }

    /// Notes that a row says of a key that there is no value: no register is silent on it.
    pub(super) fn blank(&mut self, key: Key) {
        self.blank.insert(key);
    }

    /// How many figures there are, before their parts are put together.
    pub(super) fn len(&self) -> u64 {
        self.cells.len() as u64
    }

    /// Takes one figure.
    pub(super) fn take(&mut self, rule: Combine, key: Key, part: Part) -> Result<(), Clash> {
        let cell = self.cells.entry(key).or_default();
        if part.total.is_some() {
            cell.totals.take(rule, part)
        } else {
            cell.parts.take(rule, part)
        }
    }

    /// The observations, and the account of what went into them.
    pub(super) fn figures(
        mut self,
        mapping: &Mapping,
        tally: &mut Tally,
    ) -> Result<(Vec<Figure>, Words), String> {
        let silent = self.silent(mapping);
        if let Some(note) = self.beyond(mapping) {
            tally.note(note);
        }
        let yearly = mapping.period.sums_to_years();
        let by_year = yearly && matches!(mapping.rows, Combine::Sum | Combine::Mean);
        let mut doubts = Doubts::default();
        let mut out = Vec::with_capacity(self.cells.len() + silent.len());
        for (key, cell) in std::mem::take(&mut self.cells) {
            let name = || {
                format!(
                    "{} of {}, {}",
                    key.period,
                    self.words.text(key.territory),
                    self.words.text(key.indicator)
                )
            };
            let together = match mapping.rows {
                Combine::Single | Combine::First | Combine::Latest => {
                    let Some(mut figure) = cell.one(key, mapping.rows, tally) else { continue };
                    if let Some((month, day)) =
                        figure.day.filter(|_| mapping.rows == Combine::Latest)
                    {
                        join(&mut figure.note, &part_years::latest(month, day, yearly));
                    }
                    out.push(figure);
                    continue;
                }
                rule @ (Combine::Sum | Combine::Mean) => cell.together(rule, by_year, tally),
            };
            // In a register of incidents a place without a row in a month had none: the months are
            // those of the whole file.
            let of_file =
                self.months_of_file.get(&key.period.calendar_year()).copied().unwrap_or_default();
            let months =
                if mapping.is_register() { of_file & !together.lost } else { together.months };
            doubts.see(&together, name);
            if mapping.rows == Combine::Sum {
                cell.parts.months.iter().for_each(|month| doubts.see_parts(month, name));
            }
            if together.is_lost {
                doubts.lost.add(name);
            }
            let Some(mut figure) = together.figure(key, mapping.rows, &cell, tally) else {
                continue;
            };
            if by_year && months != ALL_MONTHS {
                doubts.partial.add(|| format!("{} ({})", name(), listed(months)));
                provisional(&mut figure, months);
            }
            out.push(figure);
        }
        for mut figure in silent {
            let key = figure.key;
            let months =
                self.months_of_file.get(&key.period.calendar_year()).copied().unwrap_or_default();
            if by_year && months != ALL_MONTHS {
                let name = || {
                    format!(
                        "{} of {}, {}",
                        key.period,
                        self.words.text(key.territory),
                        self.words.text(key.indicator)
                    )
                };
                doubts.partial.add(|| format!("{} ({})", name(), listed(months)));
                provisional(&mut figure, months);
            }
            out.push(figure);
        }
        doubts.close(mapping, tally)?;
        Ok((out, self.words))
    }

    /// Refuses a register whose zeros come to more than reading a file may take; a figure with its
    /// note takes some hundred bytes.
    pub(super) fn bounded(&self, mapping: &Mapping) -> Result<(), String> {
        let Some(places) = &mapping.absent else { return Ok(()) };
        let (series, periods) = (series(mapping).len(), self.periods().len());
        let count = places.len().saturating_mul(series).saturating_mul(periods) as u64;
        if count <= bounds::memory(0) / 256 {
            return Ok(());
        }
        Err(format!("{} places, {series} series and {periods} periods for `absent`", places.len()))
    }

    /// Places of the file that the places of a complete register lack.
    fn beyond(&self, mapping: &Mapping) -> Option<String> {
        let listed = mapping.absent.as_ref()?;
        let there: BTreeSet<&str> =
            self.cells.keys().map(|key| self.words.text(key.territory)).collect();
        let beyond: Vec<String> = there
            .into_iter()
            .filter(|t| !listed.iter().any(|l| l == t))
            .take(8)
            .map(|t| format!("`{t}`"))
            .collect();
        (!beyond.is_empty()).then(|| {
            format!(
                "`places` lacks places that the file has: {}; only those it lists are zero \
                     where the file is silent",
                beyond.join(", ")
            )
        })
    }

    fn periods(&self) -> BTreeSet<Period> {
        self.cells.keys().map(|key| key.period).collect()
    }

    /// Zeros of a complete register: every place, in every period of which a row is read, for every
    /// indicator.
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
                    if !self.cells.contains_key(&key) && !self.blank.contains(&key) {
                        let note = part_years::SILENCE.to_owned();
                        let place = FigurePlace::default();
                        out.push(Figure {
                            key,
                            amount: Amount::Number(0.0),
                            se: None,
                            obs_status: None,
                            note,
                            day: None,
                            place,
                        });
                    }
                }
            }
        }
        out
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
        CodeOrigin::Value(v) => vec![v.clone()],
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

impl Pile {
    fn take(&mut self, rule: Combine, part: Part) -> Result<(), Clash> {
        let clash = |first: &Part, why: Why| Err(Clash { first: first.place, why });
        match &mut self.chosen {
            None => self.chosen = Some(part.clone()),
            Some(first) => match rule {
                Combine::Single => return clash(first, Why::Key),
                Combine::Latest if (part.month, part.day) == (first.month, first.day) => {
                    return clash(first, Why::Day);
                }
                Combine::Latest if (part.month, part.day) > (first.month, first.day) => {
                    *first = part.clone()
                }
                Combine::Latest | Combine::First => {}
                Combine::Sum | Combine::Mean => {
                    let other = self.months.iter().find(|m| m.month == part.month).map(|m| m.word);
                    if other.is_some_and(|word| word != part.total) {
                        return clash(first, Why::Totals);
                    }
                    first.obs_status = first.obs_status.max(part.obs_status);
                }
            },
        }
        self.count += 1;
        match self.months.iter_mut().find(|m| m.month == part.month) {
            Some(month) => month.add(part.amount),
            None => {
                let mut month =
                    Amounts { month: part.month, word: part.total, ..Amounts::default() };
                month.add(part.amount);
                self.months.push(month);
            }
        }
        Ok(())
    }
}

impl Cell {
    /// Puts together what is reported: the parts of each month, or its total where there is none or
    /// not all of them are.
    fn together(&self, rule: Combine, by_year: bool, tally: &mut Tally) -> Together {
        let what = if rule == Combine::Sum { "sum" } else { "mean" };
        let mut out = Together::default();
        let mut unreported = 0;
        for part in &self.parts.months {
            let total = self.totals.months.iter().find(|t| t.month == part.month);
            let used = match total {
                // A total is the sum of its parts, and no mean of them.
                Some(total) if !part.is_whole() && rule == Combine::Sum => {
                    tally.leave_out(
                        "parts of a total, of which some are blank or suppressed",
                        part.count(),
                    );
                    total
                }
                Some(total) => {
                    tally.leave_out("totals whose components are reported", total.count());
                    let far =
                        (total.sum - part.sum).abs() > 1e-9 * total.sum.abs().max(part.sum.abs());
                    out.differs |= rule == Combine::Sum && total.is_whole() && far;
                    part
                }
                None => part,
            };
            unreported += out.add(used, what, by_year, tally);
        }
        for total in &self.totals.months {
            if !self.parts.months.iter().any(|part| part.month == total.month) {
                unreported += out.add(total, what, by_year, tally);
            }
        }
        // A year is the sum of the months that it has; what has no months is whole or nothing.
        out.is_lost = unreported > 0 && (!by_year || out.amounts.numbers == 0);
        if out.is_lost && !by_year {
            tally.leave_out(
                &format!("parts of a {what} of which another is blank or suppressed"),
                out.amounts.numbers,
            );
        }
        out
    }

    /// The row that counts.
    fn one(self, key: Key, rule: Combine, tally: &mut Tally) -> Option<Figure> {
        let pile = if self.parts.count > 0 {
            tally.leave_out("totals whose components are reported", self.totals.count);
            self.parts
        } else {
            self.totals
        };
        let chosen = pile.chosen?;
        tally.used += 1;
        tally.leave_out(
            if rule == Combine::Latest { "earlier rows of a key" } else { "later rows of a key" },
            pile.count - 1,
        );
        let Part { amount, month, day, se, note, obs_status, place, .. } = chosen;
        Some(Figure {
            key,
            amount: amount?,
            se,
            obs_status,
            note,
            day: month.map(|m| (m, day)),
            place,
        })
    }
}

impl Together {
    fn figure(self, key: Key, rule: Combine, cell: &Cell, tally: &mut Tally) -> Option<Figure> {
        let all = self.amounts;
        if self.is_lost || all.numbers == 0 {
            return None;
        }
        tally.used += all.numbers;
        let (parts, totals) = (&cell.parts.chosen, &cell.totals.chosen);
        let chosen = parts.as_ref().or(totals.as_ref())?;
        if all.numbers > 1 && chosen.se.is_some() {
            tally.note(
                "standard errors of rows that are put together are left out: a sum has its own",
            );
        }
        // The error of a sum or a mean is not that of one of its parts.
        let alone = all.numbers == 1 && cell.parts.count + cell.totals.count == 1;
        let sum = exact(all.sum, all.decimals);
        let amount = Amount::Number(if rule == Combine::Sum {
            sum
        } else {
            mean(sum, all.decimals, all.numbers)
        });
        let (se, obs_status) = (chosen.se.filter(|_| alone), chosen.obs_status);
        Some(Figure {
            key,
            amount,
            se,
            obs_status,
            note: chosen.note.clone(),
            day: None,
            place: chosen.place,
        })
    }
}

/// Marks a year that is made from these months.
fn provisional(figure: &mut Figure, months: u16) {
    figure.obs_status =
        Some(figure.obs_status.map_or(ObsStatus::Provisional, |s| s.max(ObsStatus::Provisional)));
    join(&mut figure.note, &note(months));
}

fn join(note: &mut String, more: &str) {
    if !note.is_empty() {
        note.push_str("; ");
    }
    note.push_str(more);
}
