//! What was counted becomes rows of evidence, one for each territory, crime area, period and
//! measure.

use std::collections::{BTreeMap, HashMap};

use ideal_model::{ObsStatus, Period};

use super::count::{Counts, Key, Span, Sum, month_of};
use super::months::Months;
use super::quantity::Exact;
use crate::publisher::error::ImportError;
use crate::publisher::mapping::figure::Words;
use crate::publisher::mapping::spec::{Blank, Counted, Measure, Partial, Recipe};
use crate::publisher::part_years::{ALL_MONTHS, bit, note};
use crate::publisher::row::{PlaceInFile, TidyRow, TidyValue};

/// Territory, crime area, period.
type Cell<'w> = (&'w str, &'w str, Period);

/// A measure of a cell on its way to a figure.
#[derive(Clone, Debug, Default)]
struct Gathered {
    sum: Exact,
    records: u64,
    blank: u64,
    /// Months with a known quantity, and those of which one is blank.
    months: u16,
    lost: u16,
    span: Span,
}

/// Why figures are not given, or are only part of one, each with how many there are and the first.
#[derive(Debug, Default)]
pub(super) struct Doubts {
    counts: BTreeMap<&'static str, (u64, String)>,
}

impl Doubts {
    fn see(&mut self, what: &'static str, name: impl FnOnce() -> String) {
        let (count, _) = self.counts.entry(what).or_insert_with(|| (0, name()));
        *count += 1;
    }

    /// In words.
    pub(super) fn said(&self) -> Vec<String> {
        let line = |(what, (count, first)): (&&str, &(u64, String))| {
            format!("{count} {what}, the first {first}")
        };
        self.counts.iter().map(line).collect()
    }
}

const PARTIAL: &str = "figures are of periods that are not over or not fully reported (obs_status P, with why in the note)";
const LOST: &str = "figures are not given because a quantity of theirs is blank (blank = \"leave_out\" adds up the others)";
const HIDDEN: &str = "shares are not given because a count behind them is suppressed";

/// The rows, in their order.
pub(super) struct Figures {
    pub(super) rows: Vec<TidyRow>,
    pub(super) doubts: Doubts,
}

/// Makes the rows. `file` is the first that was read.
pub(super) fn figures(
    recipe: &Recipe,
    counts: &Counts,
    months: &Months,
    words: &Words,
    (file, is_wide): (&str, bool),
) -> Result<Figures, ImportError> {
    let gathered = gathered(recipe, counts, words);
    let mut out = Figures { rows: Vec::new(), doubts: Doubts::default() };
    for ((territory, area, period), measures) in &gathered {
        for (measure, of) in recipe.measures.iter().zip(measures) {
            let Some(of) = of else { continue };
            let cell = (*territory, *area, *period);
            let Some(row) = row(recipe, measure, measures, of, (cell, months, is_wide), &mut out.doubts) else {
                continue;
            };
            out.rows.push(TidyRow {
                origin: PlaceInFile { file: file.to_owned(), sheet: None, row: 1 },
                ..row
            });
        }
    }
    if recipe.mapping.partial == Partial::Refuse
        && let Some((count, first)) = out.doubts.counts.get(PARTIAL)
    {
        return Err(ImportError::file(
            file,
            &format!("{count} figures of periods that are not over or not fully reported, the first {first}"),
            "whole periods, as `partial = \"refuse\"` asks: leave the last months out by [[keep]], or write partial = \"say\" under [period]",
        ));
    }
    out.rows.sort_by(TidyRow::order);
    Ok(out)
}

/// Sums by cell, the months of a year put together: for each measure what it has.
fn gathered<'w>(recipe: &'w Recipe, counts: &Counts, words: &'w Words) -> BTreeMap<Cell<'w>, Vec<Option<Gathered>>> {
    let distinct = counts.distinct();
    let count = recipe.measures.len();
    let mut out: BTreeMap<Cell<'_>, Vec<Option<Gathered>>> = BTreeMap::new();
    let mut counted: HashMap<(usize, Key), ()> = HashMap::new();
    for (place, (key, span)) in counts.groups.keys.iter().enumerate() {
        let territory = words.text(key.territory);
        for (at, (measure, sum)) in recipe.measures.iter().zip(counts.groups.of(place)).enumerate() {
            let area = measure.area.as_deref().unwrap_or_else(|| words.text(key.area));
            // Of records that are there none may be of this measure: that is zero.
            if *sum == Sum::default() && measure.only.is_none() {
                continue;
            }
            let cell = out.entry((territory, area, key.period)).or_insert_with(|| vec![None; count]);
            let Some(there) = cell.get_mut(at) else { continue };
            let there = there.get_or_insert_with(Gathered::default);
            let whole = Key { month: 0, ..*key };
            if let Counted::Distinct(_) = measure.of {
                // Different cells of a period are not those of its months.
                if counted.insert((at, whole), ()).is_none() {
                    there.sum += Exact::count(distinct.get(&(at, whole)).copied().unwrap_or(0));
                }
                there.take(*sum, key, *span, true);
            } else {
                if sum.blank == 0 || measure.blank == Blank::LeaveOut {
                    there.sum += sum.sum;
                }
                there.take(*sum, key, *span, measure.blank == Blank::LeaveOut);
            }
        }
    }
    out
}

impl Gathered {
    fn take(&mut self, sum: Sum, key: &Key, span: Span, leaves_out: bool) {
        self.records += sum.records;
        self.blank += sum.blank;
        let month = bit(u32::from(key.month));
        if sum.blank > 0 && !leaves_out {
            self.lost |= month;
        } else if sum.records > 0 {
            self.months |= month;
        }
        if span.first > 0 {
            self.span.first = if self.span.first == 0 { span.first } else { self.span.first.min(span.first) };
            self.span.last = self.span.last.max(span.last);
        }
    }
}

/// The row of a measure in a cell; none where it has no figure.
fn row(
    recipe: &Recipe,
    measure: &Measure,
    all: &[Option<Gathered>],
    of: &Gathered,
    (cell, months, is_wide): (Cell<'_>, &Months, bool),
    doubts: &mut Doubts,
) -> Option<TidyRow> {
    let (territory, area, period) = cell;
    let mapping = &recipe.mapping;
    let name = || format!("{} of {territory}, {area}, {period}", measure.code);
    let by_year = mapping.period.sums_to_years();
    let is_lost = of.blank > 0 && measure.blank == Blank::Missing && !matches!(measure.of, Counted::Distinct(_));
    let reported = if is_wide { of.months } else { months.of_year(period.calendar_year()) & !of.lost };
    if is_lost && (!by_year || reported & of.months == 0) {
        doubts.see(LOST, name);
        return None;
    }
    if is_wide && by_year && reported == 0 {
        return None;
    }
    let suppress = recipe.measures.iter().any(|m| m.suppress_under.is_some());
    let (value, rule) = match &measure.share_of {
        None => match measure.suppress_under.filter(|under| of.sum.is_small(*under)) {
            Some(under) => (TidyValue::Censored(Exact::count(under).number()), ""),
            None => (TidyValue::Number(of.sum.number()), ""),
        },
        Some((whole, rule)) => {
            let at = recipe.measures.iter().position(|m| m.code == *whole)?;
            let (whole, spec) = (all.get(at)?.as_ref()?, recipe.measures.get(at)?);
            let under = measure.suppress_under.max(spec.suppress_under);
            let mut rest = whole.sum;
            rest.subtract(of.sum);
            if under.is_some_and(|n| [of.sum, whole.sum, rest].iter().any(|sum| sum.is_small(n))) {
                doubts.see(HIDDEN, name);
                return None;
            }
            (TidyValue::Number(of.sum.percent_of(whole.sum)?), rule.as_str())
        }
    };
    let mut notes: Vec<String> = Vec::new();
    let mut partial: Vec<String> = Vec::new();
    if by_year && reported != ALL_MONTHS {
        partial.push(note(reported));
    }
    let year = period.calendar_year();
    let of_period = |(y, m): (i32, u8)| y == year && (by_year || month_of(period) == m);
    for (month, read) in months.all.iter().filter(|(month, _)| of_period(**month)) {
        if let Some(day) = read.ends_early {
            partial.push(format!("month {} is not over: its last row is of day {day}", month.1));
        }
        if let Some(usual) = read.usual_places.filter(|_| !is_wide || reported & bit(u32::from(month.1)) == 0) {
            partial.push(format!("month {} has rows of {} places, where {usual} are usual", month.1, read.places));
        }
    }
    let status = if partial.is_empty() {
        mapping.obs_status
    } else {
        doubts.see(PARTIAL, name);
        Some(mapping.obs_status.map_or(ObsStatus::Provisional, |s| s.max(ObsStatus::Provisional)))
    };
    // How many records there are would say what a suppressed count is.
    if !suppress {
        notes.push(if of.records == 1 { "1 record".to_owned() } else { format!("{} records", of.records) });
        if let Some(days) = days(of.span) {
            notes.push(days);
        }
    }
    if of.blank > 0 && measure.blank == Blank::LeaveOut {
        notes.push(format!("{} more without a quantity", of.blank));
    }
    notes.extend([rule.to_owned(), mapping.note.clone()].into_iter().filter(|text| !text.is_empty()));
    notes.extend(partial);
    notes.push(format!("recipe {}", recipe.fingerprint()));
    Some(TidyRow {
        territory: territory.to_owned(),
        crime_area: area.to_owned(),
        indicator: measure.code.clone(),
        period,
        value,
        unit: measure.mapping.unit_of(&measure.code).to_owned(),
        se: None,
        source: mapping.source.id.clone(),
        reliability: mapping.reliability,
        credibility: mapping.credibility,
        obs_status: status,
        rater: String::new(),
        note: notes.join("; "),
        origin: PlaceInFile::default(),
    })
}

/// The days between which the records lie.
fn days(span: Span) -> Option<String> {
    let day = |n: u32| format!("{:04}-{:02}-{:02}", n / 10_000, n / 100 % 100, n % 100);
    (span.first > 0).then(|| {
        if span.first == span.last { day(span.first) } else { format!("{} to {}", day(span.first), day(span.last)) }
    })
}
