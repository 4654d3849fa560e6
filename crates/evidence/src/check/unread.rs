//! Rows that no leaf reads, by reason.
//!
//! The rules are those of the engine's selection, taken generously: a row that it may use, were the
//! newer ones not there, is never called unread. A row that is beaten by a newer or a better one is
//! no matter of this.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use ideal_model::method::{Impute, Indicator, UnitKind};
use ideal_model::{AssessmentInput, Finding, ObsStatus, Observation, Period, Value};

use super::{listed, place};

/// Why no leaf reads a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum UnreadReason {
    /// The method does not have its indicator.
    NotInMethod,
    /// Its territory is not assessed.
    Territory,
    /// Its crime area is not assessed.
    CrimeArea,
    /// No leaf of its indicator serves its crime area.
    NotServed,
    /// It ends after the last edition.
    TooLate,
    /// It is older than `max_age` allows in every edition.
    TooOld,
    /// `since` and `until` leave out the editions that could read it.
    OutsideSinceUntil,
    /// It covers less time than the editions do, and a row that covers enough speaks for the same
    /// time.
    TooShort,
    /// It covers less time than the editions do, and nothing else speaks for its time: the run
    /// warns of it.
    ShortPeriod,
    /// It is a denominator, and no row of its territory is divided by one of its period.
    NothingToDivide,
}

impl UnreadReason {
    /// The code of its finding.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            UnreadReason::NotInMethod => "unused-row",
            UnreadReason::Territory | UnreadReason::CrimeArea => "row-elsewhere",
            UnreadReason::NotServed => "area-not-served",
            UnreadReason::TooLate => "row-too-late",
            UnreadReason::TooOld => "row-too-old",
            UnreadReason::OutsideSinceUntil => "row-outside-since-until",
            UnreadReason::TooShort => "row-too-short",
            UnreadReason::ShortPeriod => "short-period",
            UnreadReason::NothingToDivide => "denominator-not-needed",
        }
    }

    /// The reason, as a sentence about a row.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            UnreadReason::NotInMethod => {
                "the row's indicator is known, and the method does not read it"
            }
            UnreadReason::Territory => "the row is about a territory that is not assessed",
            UnreadReason::CrimeArea => "the row is about a crime area that is not assessed",
            UnreadReason::NotServed => {
                "the row is about a crime area that no leaf of its indicator serves"
            }
            UnreadReason::TooLate => "the row ends after the last edition",
            UnreadReason::TooOld => {
                "the row is older than its indicator's `max_age` allows in every edition"
            }
            UnreadReason::OutsideSinceUntil => {
                "`since` or `until` of its indicator leaves out every edition that could read the \
                 row"
            }
            UnreadReason::TooShort => {
                "the row is of a month or a quarter, and a part does not stand for the whole period"
            }
            UnreadReason::ShortPeriod => {
                "the row is of a month or a quarter, and there is none of the whole period"
            }
            UnreadReason::NothingToDivide => {
                "the row is a denominator, and nothing is divided by one of its period"
            }
        }
    }

    fn hint(self) -> Option<&'static str> {
        Some(match self {
            UnreadReason::NotServed => {
                "the method lists what an indicator serves under `crime_areas`: add the area \
                 there, or correct the row; where units are territories (`unit = \
                 \"territory\"`) only rows of `*` are read"
            }
            UnreadReason::Territory | UnreadReason::CrimeArea => {
                "to assess it, name it in assessment.toml under `territories` or `crime_areas`"
            }
            UnreadReason::TooLate => "add an edition to assessment.toml if it is to count",
            UnreadReason::TooShort => {
                "write `period = \"any\"` under its indicator in the method if the newest month or \
                 quarter may stand for the whole"
            }
            UnreadReason::TooOld => "raise `max_age`, or add an earlier edition, if it is to count",
            _ => return None,
        })
    }
}

/// The rows that no leaf reads for one reason, in the order of the evidence's files and lines.
#[derive(Clone, Debug)]
pub struct UnreadRows {
    /// The reason.
    pub reason: UnreadReason,
    /// Their indices in the evidence.
    pub rows: Vec<u32>,
}

impl UnreadRows {
    /// A note per row, with what it says: territory, crime area, indicator, period, value.
    #[must_use]
    pub fn findings(&self, a: &AssessmentInput) -> Vec<Finding> {
        let e = &a.evidence;
        let of = |o: &Observation| {
            let area = o.crime_area.map_or("*", |c| e.crime_areas.code(c));
            let (territory, indicator) =
                (e.territories.code(o.territory), e.indicators.code(o.indicator));
            let sheet = o
                .origin
                .sheet
                .map_or_else(String::new, |s| format!(" (sheet {})", e.sheets.code(s)));
            let message = format!(
                "{territory}, {area}, {indicator}, {}, {}{sheet}: {}",
                o.period,
                o.value,
                self.reason.sentence()
            );
            Finding::note(self.reason.code(), message)
                .in_file(e.files.code(o.origin.file))
                .at_line(u64::from(o.origin.line))
        };
        self.rows.iter().filter_map(|&i| e.observations.get(i as usize)).map(of).collect()
    }

    /// One finding for all of them; none for rows that are counted where they are read, for those
    /// that the run warns of, nor for denominators that nothing needs: there is nothing to be done
    /// about them.
    pub(super) fn finding(&self, a: &AssessmentInput) -> Option<Finding> {
        if matches!(
            self.reason,
            UnreadReason::NotInMethod | UnreadReason::NothingToDivide | UnreadReason::ShortPeriod
        ) {
            return None;
        }
        let e = &a.evidence;
        let (first, further) = self.earliest(a)?;
        // Counted by index: there may be a million of them.
        let mut about: BTreeMap<(u32, Option<u32>), u64> = BTreeMap::new();
        for o in self.rows.iter().filter_map(|&i| e.observations.get(i as usize)) {
            let what = match self.reason {
                UnreadReason::Territory => (o.territory, None),
                UnreadReason::CrimeArea => (0, o.crime_area),
                UnreadReason::NotServed => (o.indicator, o.crime_area),
                _ => (o.indicator, None),
            };
            *about.entry(what).or_default() += 1;
        }
        let area = |c: Option<u32>| c.map_or("*", |c| e.crime_areas.code(c));
        let name = |(what, c): (u32, Option<u32>)| match self.reason {
            UnreadReason::Territory => format!("`{}`", e.territories.code(what)),
            UnreadReason::CrimeArea => format!("`{}`", area(c)),
            UnreadReason::NotServed => format!("`{}` for `{}`", e.indicators.code(what), area(c)),
            _ => format!("`{}`", e.indicators.code(what)),
        };
        let mut most: Vec<(String, u64)> =
            about.into_iter().map(|(what, n)| (name(what), n)).collect();
        most.sort_by(|x, y| y.1.cmp(&x.1).then_with(|| x.0.cmp(&y.0)));
        let named: Vec<String> = most
            .into_iter()
            .map(|(name, n)| if n > 1 { format!("{name} ({n})") } else { name })
            .collect();
        let mut message = format!("{}: {}", self.reason.sentence(), listed(&named, 5));
        let further: Vec<String> = further.into_iter().map(|i| place(a, i)).collect();
        if !further.is_empty() {
            message.push_str(&format!("; also in {}", further.join(", ")));
        }
        let o = e.observations.get(first as usize)?;
        let mut f = Finding::note(self.reason.code(), message)
            .in_file(e.files.code(o.origin.file))
            .at_line(u64::from(o.origin.line));
        f.count = self.rows.len() as u64;
        let verbose = "`ideal check --verbose` lists the rows";
        f.hint = Some(
            self.reason.hint().map_or_else(|| verbose.to_owned(), |h| format!("{h}; {verbose}")),
        );
        Some(f)
    }

    /// The row that stands first in the evidence's files, and the two after it. Found without
    /// sorting: there may be a million.
    fn earliest(&self, a: &AssessmentInput) -> Option<(u32, Vec<u32>)> {
        let mut rows = self.rows.clone();
        if rows.len() > 3 {
            rows.select_nth_unstable_by_key(2, |i| origin(a, *i));
            rows.truncate(3);
        }
        rows.sort_unstable_by_key(|i| origin(a, *i));
        let mut rows = rows.into_iter();
        Some((rows.next()?, rows.collect()))
    }
}

/// Where a row stands. Files are numbered in the order of their names.
fn origin(a: &AssessmentInput, row: u32) -> Option<(u32, Option<u32>, u32)> {
    a.evidence
        .observations
        .get(row as usize)
        .map(|o| (o.origin.file, o.origin.sheet, o.origin.line))
}

/// The rows that no leaf reads, by reason.
#[must_use]
pub fn unread_rows(a: &AssessmentInput) -> Vec<UnreadRows> {
    let mut all = Readers::new(a).unread();
    all.iter_mut().for_each(|of| of.rows.sort_unstable_by_key(|i| origin(a, *i)));
    all
}

/// Whether an indicator reads rows about each crime area of the evidence, and rows for every area.
fn served(a: &AssessmentInput, i: &Indicator) -> (Vec<bool>, bool) {
    let listed: BTreeSet<&str> = i.crime_areas.iter().map(String::as_str).collect();
    let serves = |area: &str| listed.is_empty() || listed.contains(area);
    let reads = |area: Option<&str>| match (a.method.unit, area) {
        (UnitKind::Territory, area) => area == i.area.as_deref(),
        // A row for every area is read where any area assessed is served.
        (UnitKind::TerritoryArea, None) => a.crime_areas.iter().any(|c| serves(&c.code)),
        (UnitKind::TerritoryArea, Some(area)) => serves(area),
    };
    (a.evidence.crime_areas.iter().map(|c| reads(Some(c))).collect(), reads(None))
}

/// Which leaves and denominators read which rows.
pub(super) struct Readers<'a> {
    a: &'a AssessmentInput,
    territory: Vec<bool>,
    /// Crime areas that are assessed, or that a leaf names.
    area: Vec<bool>,
    /// Indices of the method's leaves that read a series.
    leaves: Vec<Vec<usize>>,
    /// Indices of the method's denominators that read a series.
    denominators: Vec<Vec<usize>>,
    /// Per indicator of the method: the editions it applies to, oldest first, by the month they
    /// end.
    editions: Vec<Vec<Period>>,
    horizon: Option<Period>,
    /// Per indicator of the method: whether it serves each crime area of the evidence, and rows for
    /// every area.
    served: Vec<(Vec<bool>, bool)>,
    /// Per leaf with a denominator and per territory: the months in which its rows end.
    divided: BTreeMap<(usize, u32), BTreeSet<i32>>,
    /// Per territory and series: the last month that a row of a whole period reaches to.
    whole: HashMap<(u32, u32), i32>,
}

impl<'a> Readers<'a> {
    pub(super) fn new(a: &'a AssessmentInput) -> Self {
        let (e, m) = (&a.evidence, &*a.method);
        let assessed: BTreeSet<&str> = a.territories.iter().map(|t| t.code.as_str()).collect();
        let mut areas: BTreeSet<&str> = a.crime_areas.iter().map(|c| c.code.as_str()).collect();
        areas.extend(m.indicators.iter().filter_map(|i| i.area.as_deref()));
        let mut denominator = vec![false; m.indicators.len()];
        for per in m
            .indicators
            .iter()
            .filter(|i| i.parent.is_some() && m.steps.denominate)
            .filter_map(|i| i.per.as_ref())
        {
            if let Some(yes) = denominator.get_mut(per.indicator.get()) {
                *yes = true;
            }
        }
        let mut by_series: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (i, x) in m.indicators.iter().enumerate() {
            by_series.entry(&x.series).or_default().push(i);
        }
        let reading = |wanted: &dyn Fn(usize, &Indicator) -> bool| -> Vec<Vec<usize>> {
            let wanted = |i: &usize| m.indicators.get(*i).is_some_and(|x| wanted(*i, x));
            let of = |code: &str| {
                by_series.get(code).into_iter().flatten().copied().filter(|i| wanted(i)).collect()
            };
            e.indicators.iter().map(of).collect()
        };
        let mut sorted = a.editions.clone();
        sorted.sort_by_key(|p| p.end_month());
        let mut out = Readers {
            a,
            territory: e.territories.iter().map(|c| assessed.contains(c)).collect(),
            area: e.crime_areas.iter().map(|c| areas.contains(c)).collect(),
            leaves: reading(&|_, x| x.parent.is_some()),
            denominators: reading(&|i, _| denominator.get(i).copied().unwrap_or(false)),
            editions: m
                .indicators
                .iter()
                .map(|i| sorted.iter().copied().filter(|p| !i.outside(*p)).collect())
                .collect(),
            horizon: sorted.last().copied(),
            served: m.indicators.iter().map(|i| served(a, i)).collect(),
            divided: BTreeMap::new(),
            whole: HashMap::new(),
        };
        out.whole = out.wholes();
        out.divide();
        out
    }

    /// Notes which rows are divided by something.
    fn divide(&mut self) {
        let mut divided: BTreeMap<(usize, u32), BTreeSet<i32>> = BTreeMap::new();
        for o in self.a.evidence.observations.iter().filter(|o| o.value.is_quantity()) {
            for &l in at(&self.leaves, o.indicator) {
                let has_denominator =
                    self.a.method.indicators.get(l).is_some_and(|i| i.per.is_some());
                if has_denominator && self.serves(l, o) && self.in_time(l, o) {
                    divided.entry((l, o.territory)).or_default().insert(o.period.end_month());
                }
            }
        }
        self.divided = divided;
    }

    /// Where there are rows of parts of a period: how far those of whole ones reach.
    fn wholes(&self) -> HashMap<(u32, u32), i32> {
        let all = &self.a.evidence.observations;
        let is_short =
            |o: &Observation| self.a.editions.iter().any(|e| o.period.is_shorter_than(*e));
        let mut whole = HashMap::new();
        if !all.iter().any(is_short) {
            return whole;
        }
        for o in all.iter().filter(|o| o.value != Value::Missing && !is_short(o)) {
            let end = whole.entry((o.territory, o.indicator)).or_insert(i32::MIN);
            *end = (*end).max(o.period.end_month());
        }
        whole
    }

    /// Whether a row is too short for every edition of its leaves. What is newer than every row
    /// that is not, the run warns of, which would have used it.
    fn too_short(
        &self,
        leaves: impl Iterator<Item = usize>,
        o: &Observation,
    ) -> Option<UnreadReason> {
        let takes = |l: usize| {
            let (Some(i), Some(of)) = (self.a.method.indicators.get(l), self.editions.get(l))
            else {
                return true;
            };
            of.iter().any(|e| i.takes(o.period, *e))
        };
        let reached = self
            .whole
            .get(&(o.territory, o.indicator))
            .is_some_and(|end| o.period.end_month() <= *end);
        if leaves.into_iter().any(takes) {
            return None;
        }
        Some(if reached { UnreadReason::TooShort } else { UnreadReason::ShortPeriod })
    }

    /// Whether a row is about something that the method reads, a territory and an area that are
    /// assessed.
    pub(super) fn is_about(&self, o: &Observation) -> bool {
        let read = !at(&self.leaves, o.indicator).is_empty()
            || !at(&self.denominators, o.indicator).is_empty();
        read && self.is_territory(o)
            && o.crime_area.is_none_or(|c| self.area.get(c as usize).copied().unwrap_or(false))
    }

    fn is_territory(&self, o: &Observation) -> bool {
        self.territory.get(o.territory as usize).copied().unwrap_or(false)
    }

    /// The leaves that read an indicator of the evidence.
    pub(super) fn leaves_of(&self, indicator: u32) -> impl Iterator<Item = &Indicator> {
        at(&self.leaves, indicator).iter().filter_map(|&l| self.a.method.indicators.get(l))
    }

    /// Whether a leaf reads rows about the crime area of this one.
    fn serves(&self, leaf: usize, o: &Observation) -> bool {
        let Some((areas, all)) = self.served.get(leaf) else { return false };
        o.crime_area.map_or(*all, |c| areas.get(c as usize).copied().unwrap_or(false))
    }

    /// Whether some edition of a leaf may use a row of this period.
    fn in_time(&self, leaf: usize, o: &Observation) -> bool {
        let (Some(i), Some(editions)) =
            (self.a.method.indicators.get(leaf), self.editions.get(leaf))
        else {
            return false;
        };
        let ended = self.horizon.is_some_and(|h| o.period.ends_no_later_than(h));
        if !ended || editions.is_empty() {
            return false;
        }
        // Smoothing reaches back from the period that was selected, over whole years.
        let window = i.smooth.map_or(0.0, |w| f64::from(w.saturating_sub(1)));
        // The first edition that does not end before it is the one in which it is youngest.
        let next = editions.get(editions.partition_point(|e| !o.period.ends_no_later_than(*e)));
        if next.is_some_and(|e| o.period.age_at(*e) <= i.max_age + window + 1e-9) {
            return true;
        }
        // A break between two editions empties the change, whatever its age.
        if o.obs_status == ObsStatus::Break {
            return true;
        }
        match self.a.method.steps.impute {
            Some(Impute::Time { max_years, .. }) => editions.iter().any(|e| {
                max_years.is_none_or(|most| o.period.age_at(*e).abs() <= most + window + 1e-9)
            }),
            _ => false,
        }
    }

    /// Whether a denominator's row is of a period that a row of its territory is divided by.
    fn divides(&self, denominator: usize, o: &Observation) -> bool {
        let Some(max_age) = self.a.method.indicators.get(denominator).map(|d| d.max_age) else {
            return false;
        };
        let by = |l: usize| {
            self.a
                .method
                .indicators
                .get(l)
                .and_then(|i| i.per.as_ref())
                .is_some_and(|p| p.indicator.get() == denominator)
        };
        let end = o.period.end_month();
        (0..self.a.method.indicators.len()).filter(|&l| by(l)).any(|l| {
            let months = self.divided.get(&(l, o.territory));
            months
                .and_then(|m| m.range(end..).next())
                .is_some_and(|next| f64::from(next - end) / 12.0 <= max_age + 1e-9)
        })
    }

    /// Whether a denominator's row is young enough for a leaf, had that one a row as old as it may
    /// be.
    fn may_divide(&self, denominator: usize, o: &Observation) -> bool {
        let age_of =
            |i: &Indicator| i.max_age + i.smooth.map_or(0.0, |w| f64::from(w.saturating_sub(1)));
        let m = &self.a.method;
        let Some(max_age) = m.indicators.get(denominator).map(|d| d.max_age) else { return false };
        m.indicators
            .iter()
            .enumerate()
            .filter(|(_, i)| i.per.as_ref().is_some_and(|p| p.indicator.get() == denominator))
            .any(|(l, i)| {
                let next = self.editions.get(l).and_then(|all| {
                    all.get(all.partition_point(|e| !o.period.ends_no_later_than(*e)))
                });
                next.is_some_and(|e| o.period.age_at(*e) <= age_of(i) + max_age + 1e-9)
            })
    }

    /// Why nothing reads a row; none where something may.
    fn reason(&self, o: &Observation) -> Option<UnreadReason> {
        let (leaves, denominators) =
            (at(&self.leaves, o.indicator), at(&self.denominators, o.indicator));
        if leaves.is_empty() && denominators.is_empty() {
            return Some(UnreadReason::NotInMethod);
        }
        if !self.is_territory(o) {
            return Some(UnreadReason::Territory);
        }
        let area_assessed =
            o.crime_area.is_none_or(|c| self.area.get(c as usize).copied().unwrap_or(false));
        if self.a.method.unit == UnitKind::TerritoryArea && !area_assessed {
            return Some(UnreadReason::CrimeArea);
        }
        if denominators.iter().any(|&d| self.divides(d, o)) {
            return None;
        }
        let serving = || leaves.iter().copied().filter(|&l| self.serves(l, o));
        if serving().any(|l| self.in_time(l, o)) {
            return self.too_short(serving(), o);
        }
        if self.horizon.is_none_or(|h| !o.period.ends_no_later_than(h)) {
            return Some(UnreadReason::TooLate);
        }
        if !denominators.is_empty() {
            let old = !denominators.iter().any(|&d| self.may_divide(d, o));
            return Some(if old { UnreadReason::TooOld } else { UnreadReason::NothingToDivide });
        }
        if serving().next().is_none() {
            return Some(UnreadReason::NotServed);
        }
        let outside = serving().all(|l| {
            let (Some(i), Some(of)) = (self.a.method.indicators.get(l), self.editions.get(l))
            else {
                return false;
            };
            let young = |e: &&Period| {
                o.period.ends_no_later_than(**e) && o.period.age_at(**e) <= i.max_age + 1e-9
            };
            of.len() < self.a.editions.len() && self.a.editions.iter().any(|e| young(&e))
        });
        Some(if outside { UnreadReason::OutsideSinceUntil } else { UnreadReason::TooOld })
    }

    /// All rows that nothing reads, in the order of the evidence. An empty cell is listed
    /// elsewhere, and never read.
    pub(super) fn unread(&self) -> Vec<UnreadRows> {
        let mut by_reason: BTreeMap<UnreadReason, Vec<u32>> = BTreeMap::new();
        let all = &self.a.evidence.observations;
        for (i, o) in all.iter().enumerate().filter(|(_, o)| o.value != Value::Missing) {
            if let (Some(reason), Ok(i)) = (self.reason(o), u32::try_from(i)) {
                by_reason.entry(reason).or_default().push(i);
            }
        }
        by_reason.into_iter().map(|(reason, rows)| UnreadRows { reason, rows }).collect()
    }
}

fn at(lists: &[Vec<usize>], index: u32) -> &[usize] {
    lists.get(index as usize).map_or(&[], Vec::as_slice)
}
