//! Which leaves would read a row, and why none does.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use ideal_model::method::{Impute, Indicator, UnitKind};
use ideal_model::{AssessmentInput, ObsStatus, Observation, Period, Value};

use super::{UnreadReason, UnreadRows};

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
pub(in crate::check) struct Readers<'a> {
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
    /// Looks up who reads what in an assessment.
    pub(in crate::check) fn new(a: &'a AssessmentInput) -> Self {
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
    pub(in crate::check) fn is_about(&self, o: &Observation) -> bool {
        let read = !at(&self.leaves, o.indicator).is_empty()
            || !at(&self.denominators, o.indicator).is_empty();
        read && self.is_territory(o)
            && o.crime_area.is_none_or(|c| self.area.get(c as usize).copied().unwrap_or(false))
    }

    fn is_territory(&self, o: &Observation) -> bool {
        self.territory.get(o.territory as usize).copied().unwrap_or(false)
    }

    /// The leaves that read an indicator of the evidence.
    pub(in crate::check) fn leaves_of(&self, indicator: u32) -> impl Iterator<Item = &Indicator> {
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
    pub(in crate::check) fn unread(&self) -> Vec<UnreadRows> {
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
