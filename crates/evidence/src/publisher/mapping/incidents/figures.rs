//! What was counted becomes rows of evidence, one for each territory, crime area, period and
//! measure, territory by territory: millions of rows are never in memory at once.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use ideal_model::{ObsStatus, Period};

use super::above::{Counted as Suppressible, Of, hidden};
use super::count::{Counts, Key, Span, Sum, month_of};
use super::months::Months;
use super::quantity::Exact;
use crate::publisher::mapping::figure::Words;
use crate::publisher::mapping::spec::{Blank, Counted, Measure, Recipe};
use crate::publisher::part_years::{ALL_MONTHS, bit, note};
use crate::publisher::row::{PlaceInFile, TidyRow, TidyValue};

/// What figures are divided by, by indicator, territory and year.
pub type Denominators = BTreeMap<(String, String, i32), f64>;

/// What figures are made of.
#[derive(Debug)]
pub(super) struct Figures {
    recipe: Recipe,
    counts: Counts,
    months: Months,
    words: Words,
    /// The first file that was read.
    file: String,
    /// Whether heads say when or where.
    is_wide: bool,
    /// Places of the sums, territory by territory in the order of their codes, and the order of the
    /// measures by theirs.
    order: Vec<u32>,
    measures: Vec<usize>,
    distinct: HashMap<(usize, Key), u64>,
    denominators: Denominators,
    /// Figures that would give a suppressed count away.
    hidden: BTreeSet<(String, Of)>,
}

/// A measure of a territory, a crime area and a period on its way to a figure.
#[derive(Clone, Copy, Debug)]
struct Gathered<'w> {
    area: &'w str,
    period: Period,
    measure: usize,
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
            format!("{what}: {count}, the first {first}")
        };
        self.counts.iter().map(line).collect()
    }

    /// How many figures are of periods that are not over or not fully reported, and the first.
    pub(super) fn partial(&self) -> Option<&(u64, String)> {
        self.counts.get(PARTIAL)
    }
}

const PARTIAL: &str = "figures of periods that are not over or not fully reported (obs_status P, with why in the note)";
const LOST: &str = "figures not given because a quantity of theirs is blank (blank = \"leave_out\" adds up the others)";
const NO_DENOMINATOR: &str =
    "figures not given because the project lacks what they are divided by (`per`)";
const NOT_SMOOTH: &str = "figures not given because a period of their mean is missing, suppressed or provisional (`smooth`)";
const GIVEN_AWAY: &str =
    "figures not given because a suppressed count could be worked out from them and a sum";
const HIDDEN: &str = "shares not given because a count behind them is suppressed";

/// A figure with crime area, place of its measure, and period, by which figures are sorted.
type Found<'g, 'r> = (&'g str, Option<usize>, Period, &'g Gathered<'g>, Figure<'r>);

/// The period before another, of its length.
fn before(period: Period) -> Option<Period> {
    let year = period.calendar_year();
    if period.is_year() {
        return Period::year(year - 1).ok();
    }
    let text = match month_of(period) {
        0 => {
            let quarter = period.end_month().rem_euclid(12);
            let quarter = if quarter == 0 { 4 } else { quarter / 3 };
            if quarter == 1 {
                format!("{}-Q4", year - 1)
            } else {
                format!("{year}-Q{}", quarter - 1)
            }
        }
        1 => format!("{:04}-12", year - 1),
        month => format!("{year:04}-{:02}", month - 1),
    };
    text.parse().ok()
}

/// A figure before its words.
struct Figure<'r> {
    value: TidyValue,
    rule: &'r str,
    reported: u16,
    status: Option<ObsStatus>,
}

impl Figures {
    /// Puts what was counted in order.
    pub(super) fn of(
        recipe: &Recipe,
        counts: Counts,
        (months, words, order): (Months, Words, Vec<u32>),
        (file, is_wide, denominators): (String, bool, Denominators),
    ) -> Figures {
        let mut measures: Vec<usize> = (0..recipe.measures.len()).collect();
        measures.sort_by_key(|at| recipe.measures.get(*at).map(|m| m.code.clone()));
        let mut figures = Figures {
            recipe: recipe.clone(),
            distinct: counts.distinct(),
            denominators,
            hidden: BTreeSet::new(),
            order,
            counts,
            months,
            words,
            file,
            is_wide,
            measures,
        };
        if recipe.sums_up && recipe.measures.iter().any(|m| m.suppress_under.is_some()) {
            figures.hidden = figures.given_away();
        }
        figures
    }

    /// The figures that would give a suppressed count away.
    fn given_away(&self) -> BTreeSet<(String, Of)> {
        let mut all: Vec<Suppressible> = Vec::new();
        self.each(&mut Doubts::default(), |territory, of, figure| {
            let suppresses =
                self.recipe.measures.get(of.measure).is_some_and(|m| m.suppress_under.is_some());
            if suppresses {
                all.push(Suppressible {
                    territory: territory.to_owned(),
                    of: (of.area.to_owned(), of.period, of.measure),
                    sum: of.sum,
                    is_suppressed: matches!(figure.value, TidyValue::Censored(_)),
                });
            }
        });
        hidden(&self.recipe.mapping.territory, &all)
    }

    /// How many figures there are, and what is to be said of them.
    pub(super) fn count(&self) -> (u64, Doubts) {
        let (mut count, mut doubts) = (0, Doubts::default());
        self.each(&mut doubts, |_, _, _| count += 1);
        (count, doubts)
    }

    /// The rows, one after the other in their order.
    pub(super) fn rows(&self, mut take: impl FnMut(TidyRow)) {
        self.each(&mut Doubts::default(), |territory, of, figure| {
            take(self.row(territory, of, figure))
        });
    }

    /// Goes through the figures in the order of their rows.
    fn each(&self, doubts: &mut Doubts, mut take: impl FnMut(&str, &Gathered<'_>, Figure<'_>)) {
        let territory = |place: &u32| {
            self.counts.groups.keys.get(*place as usize).map(|(key, _)| key.territory)
        };
        let rank = |measure: usize| self.measures.iter().position(|m| *m == measure);
        for places in self.order.chunk_by(|a, b| territory(a) == territory(b)) {
            let Some(code) = places.first().and_then(territory) else { continue };
            let code = self.words.text(code);
            let gathered = self.gathered(places);
            let mut found: Vec<(&str, Option<usize>, Period, &Gathered<'_>, Figure<'_>)> =
                Vec::new();
            for cell in gathered.chunk_by(|a, b| (a.area, a.period) == (b.area, b.period)) {
                for of in cell {
                    if let Some(figure) = self.figure(code, of, cell, doubts) {
                        found.push((of.area, rank(of.measure), of.period, of, figure));
                    }
                }
            }
            found.sort_by(|a, b| (a.0, a.1, a.2).cmp(&(b.0, b.1, b.2)));
            self.smooth(code, &mut found, doubts);
            for (_, _, _, of, figure) in found {
                take(code, of, figure);
            }
        }
    }

    /// Puts means of several periods in the place of figures whose measure asks for them.
    fn smooth(&self, territory: &str, found: &mut Vec<Found<'_, '_>>, doubts: &mut Doubts) {
        let whole = |f: &Found<'_, '_>| match f.4.value {
            TidyValue::Number(n) if f.4.status != Some(ObsStatus::Provisional) => Some(n),
            _ => None,
        };
        let values: BTreeMap<(&str, usize, Period), Option<f64>> =
            found.iter().map(|f| ((f.0, f.3.measure, f.2), whole(f))).collect();
        found.retain_mut(|f| {
            let Some(measure) = self.recipe.measures.get(f.3.measure) else { return true };
            let Some(periods) = measure.smooth else { return true };
            let (mut sum, mut at) = (0.0, Some(f.2));
            for _ in 0..periods {
                let value =
                    at.and_then(|at| values.get(&(f.0, f.3.measure, at)).copied().flatten());
                let Some(value) = value else {
                    doubts.see(NOT_SMOOTH, || {
                        format!("{} of {territory}, {}, {}", measure.code, f.0, f.2)
                    });
                    return false;
                };
                sum += value;
                at = at.and_then(before);
            }
            f.4.value = TidyValue::Number(sum / f64::from(periods));
            true
        });
    }

    /// The sums of a territory, months put together, by crime area, period and measure.
    fn gathered(&self, places: &[u32]) -> Vec<Gathered<'_>> {
        let mut all: Vec<Gathered<'_>> =
            Vec::with_capacity(places.len() * self.recipe.measures.len());
        for place in places {
            let Some((key, span)) = self.counts.groups.keys.get(*place as usize) else { continue };
            let sums = self.counts.groups.of(*place as usize);
            for (measure, (spec, sum)) in self.recipe.measures.iter().zip(sums).enumerate() {
                // Of records that are there none may be of this measure: that is zero.
                if *sum == Sum::default() && spec.only.is_none() {
                    continue;
                }
                let area = spec.area.as_deref().unwrap_or_else(|| self.words.text(key.area));
                all.push(self.part((measure, spec), key, *span, *sum, area));
            }
        }
        all.sort_by(|a, b| (a.area, a.period, a.measure).cmp(&(b.area, b.period, b.measure)));
        let mut out: Vec<Gathered<'_>> = Vec::with_capacity(all.len());
        for part in all {
            match out.last_mut() {
                Some(last)
                    if (last.area, last.period, last.measure)
                        == (part.area, part.period, part.measure) =>
                {
                    last.add(&part, self.recipe.measures.get(part.measure));
                }
                _ => out.push(part),
            }
        }
        out
    }

    fn part<'w>(
        &self,
        (measure, spec): (usize, &Measure),
        key: &Key,
        span: Span,
        sum: Sum,
        area: &'w str,
    ) -> Gathered<'w> {
        let distinct = matches!(spec.of, Counted::Distinct(_));
        let leaves_out = spec.blank == Blank::LeaveOut || distinct;
        let month = bit(u32::from(key.month));
        let lost = sum.blank > 0 && !leaves_out;
        let quantity = if distinct {
            // Different cells of a period are not those of its months.
            let whole = Key { month: 0, ..*key };
            Exact::count(self.distinct.get(&(measure, whole)).copied().unwrap_or(0))
        } else if lost {
            Exact::default()
        } else {
            sum.sum
        };
        Gathered {
            area,
            period: key.period,
            measure,
            sum: quantity,
            records: sum.records,
            blank: sum.blank,
            months: if !lost && sum.records > 0 { month } else { 0 },
            lost: if lost { month } else { 0 },
            span,
        }
    }

    /// The figure of what was gathered; none where there is none.
    fn figure(
        &self,
        territory: &str,
        of: &Gathered<'_>,
        cell: &[Gathered<'_>],
        doubts: &mut Doubts,
    ) -> Option<Figure<'_>> {
        let measure = self.recipe.measures.get(of.measure)?;
        let name = || format!("{} of {territory}, {}, {}", measure.code, of.area, of.period);
        let by_year = self.recipe.mapping.period.sums_to_years();
        let is_lost = of.blank > 0
            && measure.blank == Blank::Missing
            && !matches!(measure.of, Counted::Distinct(_));
        let reported = if self.is_wide {
            of.months
        } else {
            self.months.of_year(of.period.calendar_year()) & !of.lost
        };
        if is_lost && (!by_year || reported & of.months == 0) {
            doubts.see(LOST, name);
            return None;
        }
        if self.is_wide && by_year && reported == 0 {
            return None;
        }
        if self
            .hidden
            .contains(&(territory.to_owned(), (of.area.to_owned(), of.period, of.measure)))
        {
            doubts.see(GIVEN_AWAY, name);
            return None;
        }
        let (mut value, rule) = match &measure.share_of {
            None => match measure.suppress_under.filter(|under| of.sum.is_small(*under)) {
                Some(under) => (TidyValue::Censored(Exact::count(under).number()), ""),
                None => (TidyValue::Number(of.sum.number()), ""),
            },
            Some((whole, rule)) => {
                let at = self.recipe.measures.iter().position(|m| m.code == *whole)?;
                let whole = cell.iter().find(|g| g.measure == at)?;
                let under =
                    measure.suppress_under.max(self.recipe.measures.get(at)?.suppress_under);
                let mut rest = whole.sum;
                rest.subtract(of.sum);
                let of_whole = (of.area.to_owned(), of.period, at);
                let is_hidden = self.hidden.contains(&(territory.to_owned(), of_whole));
                if is_hidden
                    || under.is_some_and(|n| {
                        [of.sum, whole.sum, rest].iter().any(|sum| sum.is_small(n))
                    })
                {
                    doubts.see(HIDDEN, name);
                    return None;
                }
                (TidyValue::Number(of.sum.percent_of(whole.sum)?), rule.as_str())
            }
        };
        if let Some((indicator, factor)) = &measure.per {
            let TidyValue::Number(sum) = value else {
                doubts.see(HIDDEN, name);
                return None;
            };
            let key = (indicator.clone(), territory.to_owned(), of.period.calendar_year());
            let Some(whole) = self.denominators.get(&key).filter(|whole| **whole > 0.0) else {
                doubts.see(NO_DENOMINATOR, name);
                return None;
            };
            value = TidyValue::Number(sum * factor / whole);
        }
        let mut status = self.recipe.mapping.obs_status;
        if (by_year && reported != ALL_MONTHS) || self.unfinished(of, reported).next().is_some() {
            doubts.see(PARTIAL, name);
            status = Some(status.map_or(ObsStatus::Provisional, |s| s.max(ObsStatus::Provisional)));
        }
        Some(Figure { value, rule, reported, status })
    }

    /// What is to be said of months of a figure that are not over or not fully reported.
    fn unfinished<'a>(
        &'a self,
        of: &Gathered<'_>,
        reported: u16,
    ) -> impl Iterator<Item = String> + use<'a> {
        let (year, by_year) =
            (of.period.calendar_year(), self.recipe.mapping.period.sums_to_years());
        let (own, is_wide) = (month_of(of.period), self.is_wide);
        let months = self
            .months
            .unfinished
            .iter()
            .filter(move |((y, m), _)| *y == year && (by_year || own == *m));
        months.flat_map(move |((_, month), read)| {
            let early = read
                .ends_early
                .map(|day| format!("month {month} is not over: its last row is of day {day}"));
            let thin = read
                .usual_places
                .filter(|_| !is_wide || reported & bit(u32::from(*month)) == 0)
                .map(|usual| {
                    format!(
                        "month {month} has rows of {} places, where {usual} are usual",
                        read.places
                    )
                });
            early.into_iter().chain(thin)
        })
    }

    /// The row of a figure.
    fn row(&self, territory: &str, of: &Gathered<'_>, figure: Figure<'_>) -> TidyRow {
        let mapping = &self.recipe.mapping;
        let measure = self.recipe.measures.get(of.measure);
        let mut notes: Vec<String> = Vec::new();
        // How many records there are would say what a suppressed count is.
        if !self.recipe.measures.iter().any(|m| m.suppress_under.is_some()) {
            notes.push(if of.records == 1 {
                "1 record".to_owned()
            } else {
                format!("{} records", of.records)
            });
            notes.extend(days(of.span));
        }
        if let Some(periods) = measure.and_then(|m| m.smooth) {
            notes.push(format!("mean of {periods} periods up to this one"));
        }
        if let Some((indicator, factor)) = measure.and_then(|m| m.per.as_ref()) {
            notes.push(format!("per {} of {indicator}", ideal_model::shortest(*factor)));
        }
        if of.blank > 0 && measure.is_some_and(|m| m.blank == Blank::LeaveOut) {
            notes.push(format!("{} more without a quantity", of.blank));
        }
        notes.extend(
            [figure.rule, &mapping.note]
                .into_iter()
                .filter(|text| !text.is_empty())
                .map(str::to_owned),
        );
        if mapping.period.sums_to_years() && figure.reported != ALL_MONTHS {
            notes.push(note(figure.reported));
        }
        notes.extend(self.unfinished(of, figure.reported));
        notes.push(format!("recipe {}", self.recipe.fingerprint()));
        TidyRow {
            territory: territory.to_owned(),
            crime_area: of.area.to_owned(),
            indicator: measure.map(|m| m.code.clone()).unwrap_or_default(),
            period: of.period,
            value: figure.value,
            unit: measure.map(|m| m.mapping.unit_of(&m.code).to_owned()).unwrap_or_default(),
            se: None,
            source: mapping.source.id.clone(),
            reliability: mapping.reliability,
            credibility: mapping.credibility,
            obs_status: figure.status,
            rater: String::new(),
            note: notes.join("; "),
            origin: PlaceInFile { file: self.file.clone(), sheet: None, row: 1 },
        }
    }

    /// The recipe that the figures follow.
    pub(super) fn recipe(&self) -> &Recipe {
        &self.recipe
    }
}

impl Gathered<'_> {
    /// Puts another month, or other records, of the same figure to it.
    fn add(&mut self, other: &Gathered<'_>, measure: Option<&Measure>) {
        if !measure.is_some_and(|m| matches!(m.of, Counted::Distinct(_))) {
            self.sum += other.sum;
        }
        self.records += other.records;
        self.blank += other.blank;
        self.months |= other.months;
        self.lost |= other.lost;
        // A month of which a quantity is blank is not known, whoever else has one.
        self.months &= !self.lost;
        self.span.see(other.span);
    }
}

/// The days between which the records lie.
fn days(span: Span) -> Option<String> {
    let day = |n: u32| format!("{:04}-{:02}-{:02}", n / 10_000, n / 100 % 100, n % 100);
    (span.first > 0).then(|| {
        if span.first == span.last {
            day(span.first)
        } else {
            format!("{} to {}", day(span.first), day(span.last))
        }
    })
}
