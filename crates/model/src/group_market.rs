//! What sheets of criminal groups say of a crime area in a territory.

use std::collections::{BTreeMap, BTreeSet};

use crate::crime_group::{CrimeGroup, GroupSheets, NoneFound};
use crate::group_method::GroupMethod;
use crate::group_score::{GroupScore, group_scores};
use crate::observation::Value;
use crate::period::Period;

crate::words! {
    /// What is derived from the sheets of groups, by the series under which a method reads it.
    pub enum GroupSeries {
        /// How strong the strongest groups are: the power mean of the three highest shares.
        Threat = "groups.threat",
        /// How many groups live on the crime area first.
        Count = "groups.count",
        /// In how many territories those are that live on it first and are present here.
        Reach = "groups.reach",
    }
}

/// The highest shares among those that come in, three at most.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct HighestShares {
    /// From the highest down.
    top: [f64; Self::MOST],
    taken: usize,
}

impl HighestShares {
    /// How many count: more weak groups beside three strong ones do not make a market stronger.
    pub const MOST: usize = 3;

    /// Takes a share in, if it is among the highest.
    pub fn take(&mut self, share: f64) {
        let mut share = share;
        for slot in self.top.iter_mut().take(self.taken) {
            if share > *slot {
                std::mem::swap(slot, &mut share);
            }
        }
        if let Some(slot) = self.top.get_mut(self.taken) {
            *slot = share;
            self.taken += 1;
        }
    }

    /// Their power mean of exponent 2: the strongest counts most. None where there is none.
    #[must_use]
    pub fn power_mean(&self) -> Option<f64> {
        let of = self.top.get(..self.taken).filter(|of| !of.is_empty())?;
        let squares: f64 = of.iter().map(|share| share * share).sum();
        #[expect(clippy::cast_precision_loss, reason = "three at most")]
        let mean = squares / self.taken as f64;
        Some(mean.sqrt())
    }
}

/// A group that a derived figure rests on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MarketGroup {
    /// Its place among the groups of the sheets.
    pub group: usize,
    /// Its score as a share of the method's maximum, 0 to 1; none where it is a gap.
    pub share: Option<f64>,
    /// What of that counts: all where the area is its principal activity, half of it where it is a
    /// secondary one.
    pub part: f64,
    /// Whether the figure is made of it: a group that is a gap, or weaker than three others, adds
    /// nothing to a threat.
    pub counts: bool,
}

impl MarketGroup {
    /// The part of a secondary activity.
    pub const SECONDARY: f64 = 0.5;

    /// The share that comes in.
    #[must_use]
    pub fn counted_share(&self) -> Option<f64> {
        self.share.map(|share| share * self.part)
    }
}

/// What is said of a crime area in a territory.
#[derive(Clone, Debug, PartialEq)]
pub struct SaidByGroups {
    /// A number; nil where somebody looked and found none; unknown where there are groups and none
    /// of them has a score.
    pub value: Value,
    /// The groups behind it, in the order of their codes.
    pub groups: Vec<MarketGroup>,
    /// Of a nil the place, among those of the sheets, of the row that says so.
    pub none_found: Option<usize>,
}

/// The groups of an edition, by the territories in which they are present.
#[derive(Clone, Debug)]
pub struct GroupMarkets<'s> {
    sheets: &'s GroupSheets,
    method: Option<&'s GroupMethod>,
    edition: Period,
    scores: Vec<GroupScore>,
    present: BTreeMap<&'s str, Vec<usize>>,
}

impl<'s> GroupMarkets<'s> {
    /// Scores the groups as of an edition, by [`GroupSheets::scoring`].
    #[must_use]
    pub fn new(sheets: &'s GroupSheets, edition: Period) -> Self {
        let method = sheets.scoring();
        let mut present: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (i, group) in sheets.groups.iter().enumerate().filter(|(_, g)| g.is_active(edition)) {
            for territory in territories(group) {
                present.entry(territory).or_default().push(i);
            }
        }
        let scores = method.map(|m| group_scores(sheets, m, Some(edition))).unwrap_or_default();
        GroupMarkets { sheets, method, edition, scores, present }
    }

    /// The method that scored them; none where the sheets have none.
    #[must_use]
    pub fn method(&self) -> Option<&'s GroupMethod> {
        self.method
    }

    /// The scores, in the order of the sheets.
    #[must_use]
    pub fn scores(&self) -> &[GroupScore] {
        &self.scores
    }

    /// What is said of a crime area in a territory, or of all areas together, each group once. None
    /// where no group is recorded: that is missing, and no nil, unless somebody looked no more than
    /// `max_age` years before the edition and found none.
    #[must_use]
    pub fn said(
        &self,
        series: GroupSeries,
        territory: &str,
        area: Option<&str>,
        max_age: f64,
    ) -> Option<SaidByGroups> {
        let here = self.present.get(territory).map_or(&[][..], Vec::as_slice);
        let active: Vec<MarketGroup> = here.iter().filter_map(|i| self.active(*i, area)).collect();
        if active.is_empty() {
            let none_found = Some(self.none_found(territory, area, max_age)?);
            return Some(SaidByGroups { value: Value::Nil, groups: Vec::new(), none_found });
        }
        let (value, groups) = match series {
            GroupSeries::Threat => threat(active),
            GroupSeries::Count => {
                let groups = principal(active)?;
                #[expect(clippy::cast_precision_loss, reason = "a count of groups")]
                let count = groups.len() as f64;
                (Value::Number(count), groups)
            }
            GroupSeries::Reach => {
                let groups = principal(active)?;
                let sheets = groups.iter().filter_map(|g| self.sheets.groups.get(g.group));
                let reached: BTreeSet<&str> = sheets.flat_map(territories).collect();
                #[expect(clippy::cast_precision_loss, reason = "a count of territories")]
                let count = reached.len() as f64;
                (Value::Number(count), groups)
            }
        };
        Some(SaidByGroups { value, groups, none_found: None })
    }

    /// A group as it takes part in a crime area; none where it does not.
    fn active(&self, group: usize, area: Option<&str>) -> Option<MarketGroup> {
        let sheet = self.sheets.groups.get(group)?;
        let part = match area {
            Some(area) if sheet.principal != area => {
                sheet.secondary.iter().any(|a| a == area).then_some(MarketGroup::SECONDARY)?
            }
            _ => 1.0,
        };
        let score = self.scores.get(group).and_then(|s| s.score);
        let share = score.zip(self.method).map(|(score, m)| score / m.maximum());
        Some(MarketGroup { group, share, part, counts: false })
    }

    /// The newest row that found none; one that a group contradicts which was there later says
    /// nothing any more.
    fn none_found(&self, territory: &str, area: Option<&str>, max_age: f64) -> Option<usize> {
        let year = self.edition.calendar_year();
        let later = |none: &NoneFound, g: &CrimeGroup| {
            let after = |p: Period| p.calendar_year() > none.period.calendar_year();
            let of_area = |area| g.principal == area || g.secondary.iter().any(|a| a == area);
            g.until.is_some_and(after)
                && g.since.is_none_or(|p| p.calendar_year() <= year)
                && territories(g).any(|t| t == territory)
                && area.is_none_or(of_area)
        };
        let speaks = |none: &NoneFound| {
            none.territory == territory
                && none.crime_area.as_deref().is_none_or(|of| area == Some(of))
                && none.period.ends_no_later_than(self.edition)
                && none.period.age_at(self.edition) <= max_age + 1e-9
                && !self.sheets.groups.iter().any(|g| later(none, g))
        };
        let rows = self.sheets.none_found.iter().enumerate().filter(|(_, none)| speaks(none));
        rows.max_by_key(|(_, none)| (none.period, none.line)).map(|(at, _)| at)
    }
}

/// The territories in which a group is present, each once.
fn territories(group: &CrimeGroup) -> impl Iterator<Item = &str> {
    let all: BTreeSet<&str> = group.territories.iter().map(|p| p.territory.as_str()).collect();
    all.into_iter()
}

/// The groups whose principal activity it is; none where there is none.
fn principal(mut active: Vec<MarketGroup>) -> Option<Vec<MarketGroup>> {
    active.retain(|g| g.part > MarketGroup::SECONDARY);
    active.iter_mut().for_each(|g| g.counts = true);
    (!active.is_empty()).then_some(active)
}

/// The power mean of the three highest shares, and which groups those are.
fn threat(mut active: Vec<MarketGroup>) -> (Value, Vec<MarketGroup>) {
    let mut order: Vec<(f64, usize)> =
        (0..).zip(&active).filter_map(|(at, g)| Some((g.counted_share()?, at))).collect();
    order.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
    order.truncate(HighestShares::MOST);
    let mut highest = HighestShares::default();
    for (share, at) in order {
        highest.take(share);
        if let Some(group) = active.get_mut(at) {
            group.counts = true;
        }
    }
    (highest.power_mean().map_or(Value::Unknown, Value::Number), active)
}

impl GroupSheets {
    /// The method by which derived figures score groups: the usual one where a rating is of one of
    /// its attributes, or where nothing is rated; else the first, in the order of their ids, of
    /// which one is.
    #[must_use]
    pub fn scoring(&self) -> Option<&GroupMethod> {
        let usual = self.methods.iter().find(|m| m.id == GroupMethod::USUAL);
        let rated = |m: &&GroupMethod| self.attributes.iter().any(|id| m.position(id).is_some());
        usual.filter(rated).or_else(|| self.methods.iter().find(rated)).or(usual)
    }
}

#[cfg(test)]
mod tests;
