//! Leaves that rest on the scores of criminal groups: what the draws of the groups make of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use ideal_model::{
    AssessmentInput, GroupMarkets, GroupSeries, HighestShares, Period, TerritoryIx, Value,
};
use rayon::prelude::*;

use crate::frame::Frame;
use crate::groups::sampler::{Drawn, GroupSampler, PanelWords, Space};
use crate::ids::LeafAt;
use crate::select::leaf::RawLeaf;
use crate::select::territory::TerritoryLeaves;

/// Draws by which the standard deviation of a figure is told, which the draws themselves do not use.
pub(crate) const TOLD_BY: usize = 448;

/// Groups that one task draws.
const TOGETHER: usize = 8;

/// A threat as it varies with the groups that it is made of.
pub(crate) struct GroupFigure {
    /// What the quantity is multiplied by.
    times: f64,
    /// The column of each group, and what of its share counts. All that have a score: in another
    /// draw others are the strongest.
    of: Vec<(usize, f64)>,
}

/// The groups that figures rest on, each as of an edition, as they vary.
#[derive(Default)]
pub(crate) struct GroupColumns {
    samplers: Vec<GroupSampler>,
    maximum: f64,
    raters: usize,
    seed: u64,
}

/// The leaves that rest on groups.
#[derive(Clone, Default)]
pub(crate) struct GroupFigures {
    leaves: BTreeMap<LeafAt, Arc<GroupFigure>>,
    pub(crate) columns: Arc<GroupColumns>,
}

impl GroupFigures {
    /// Those of an assessment: leaves of [`GroupSeries::Threat`] that are what their one row says,
    /// times a number.
    pub(crate) fn new(frame: &Frame, raw: &[TerritoryLeaves]) -> Self {
        let a = &*frame.assessment;
        let mut found = Finding { a, markets: BTreeMap::new(), columns: BTreeMap::new() };
        let mut leaves = BTreeMap::new();
        let is_threat: Vec<bool> =
            a.method.indicators.iter().map(|i| of_series(&i.series)).collect();
        if is_threat.contains(&true) {
            for (t, territory) in TerritoryIx::all(raw.len()).zip(raw) {
                let own = territory.leaves.iter().enumerate();
                for (l, leaf) in own.filter(|(_, leaf)| is_threat[leaf.indicator.get()]) {
                    if let Some(figure) = found.figure(territory, leaf) {
                        leaves.insert(LeafAt { territory: t, leaf: l }, Arc::new(figure));
                    }
                }
            }
        }
        GroupFigures { leaves, columns: Arc::new(found.columns()) }
    }

    /// What a leaf rests on, if on groups.
    pub(crate) fn of(&self, at: LeafAt) -> Option<&Arc<GroupFigure>> {
        self.leaves.get(&at)
    }

    /// Forgets a leaf that is more than its row.
    pub(crate) fn forget(&mut self, at: LeafAt) {
        self.leaves.remove(&at);
    }
}

/// Whether a series is the threat of groups.
pub(crate) fn of_series(series: &str) -> bool {
    GroupSeries::from_word(series) == Some(GroupSeries::Threat)
}

/// Figures while they are found.
struct Finding<'a> {
    a: &'a AssessmentInput,
    markets: BTreeMap<Period, GroupMarkets<'a>>,
    /// Number of the column of a group as of an edition.
    columns: BTreeMap<(Period, usize), usize>,
}

impl Finding<'_> {
    fn figure(&mut self, territory: &TerritoryLeaves, leaf: &RawLeaf) -> Option<GroupFigure> {
        let (a, times) = (self.a, leaf.times?);
        let e = &a.evidence;
        let [row] = leaf.rows.of(&territory.rows) else { return None };
        let o = e.observations.get(*row as usize).filter(|o| e.is_of_groups(o))?;
        let markets = self
            .markets
            .entry(o.period)
            .or_insert_with(|| GroupMarkets::new(&a.group_sheets, o.period));
        let area = o.crime_area.map(|c| e.crime_areas.code(c));
        let max_age = a.method.indicators[leaf.indicator].max_age;
        let said =
            markets.said(GroupSeries::Threat, e.territories.code(o.territory), area, max_age)?;
        if !matches!(said.value, Value::Number(_)) {
            return None;
        }
        let scored = said.groups.iter().filter(|g| g.share.is_some());
        let of = scored
            .map(|g| {
                let next = self.columns.len();
                (*self.columns.entry((o.period, g.group)).or_insert(next), g.part)
            })
            .collect();
        Some(GroupFigure { times, of })
    }

    fn columns(self) -> GroupColumns {
        let Finding { a, markets, columns } = self;
        let Some(method) = a.group_sheets.scoring().filter(|_| !columns.is_empty()) else {
            return GroupColumns::default();
        };
        let mut order: Vec<((Period, usize), usize)> = columns.into_iter().collect();
        order.sort_unstable_by_key(|(_, column)| *column);
        let samplers: Vec<GroupSampler> = order
            .par_iter()
            .filter_map(|((edition, group), _)| {
                let score = markets.get(edition)?.scores().get(*group)?;
                Some(GroupSampler::new(a, method, score))
            })
            .collect();
        let raters = samplers.iter().map(GroupSampler::raters).max().unwrap_or(0);
        GroupColumns { samplers, maximum: method.maximum(), raters, seed: a.seed }
    }
}

impl GroupColumns {
    /// Whether no figure rests on any.
    pub(crate) fn is_empty(&self) -> bool {
        self.samplers.is_empty()
    }

    /// The shares of the maximum in every draw, column after column.
    pub(crate) fn fill(&self, n: usize, drawn: &Drawn<'_>) -> Vec<f64> {
        let mut out = vec![0.0; self.samplers.len() * n];
        if out.is_empty() {
            return out;
        }
        let words = PanelWords::new(self.seed, self.raters, drawn, n);
        out.par_chunks_mut(n).zip(&self.samplers).with_min_len(TOGETHER).for_each_init(
            Space::default,
            |space, (column, sampler)| {
                sampler.fill(drawn, &words, space, column);
                column.iter_mut().for_each(|score| *score /= self.maximum);
            },
        );
        out
    }
}

impl GroupFigure {
    /// The quantity in every draw, from the shares of all columns.
    pub(crate) fn fill(&self, shares: &[f64], row: &mut [f64]) {
        let n = row.len();
        for (d, x) in row.iter_mut().enumerate() {
            let mut highest = HighestShares::default();
            for (column, part) in &self.of {
                highest.take(shares[column * n + d] * part);
            }
            *x = highest.power_mean().map_or(f64::NAN, |threat| threat * self.times);
        }
    }
}
