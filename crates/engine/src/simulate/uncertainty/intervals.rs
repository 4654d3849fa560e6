//! Intervals of every score, and the probabilities of its bands.

use std::collections::BTreeMap;

use ideal_composite::robustness::{Bound, NodeGroup, NodeSpec, NodeStatistics, RobustnessError};
use ideal_model::{Finding, Interval, NodeIx, Results, UnitIx};

use crate::error::EngineError;
use crate::simulate::scale::node_ends;
use crate::simulate::simulator::Simulator;
use crate::simulate::uncertainty::refused::refused;

/// Share of draws that must agree before one band is named.
const AGREEMENT: f64 = 0.80;

/// The columns of a simulation, counted as they are drawn.
pub(crate) struct Intervals {
    statistics: NodeStatistics,
    /// Unit and node of each column.
    of_column: Vec<(UnitIx, NodeIx)>,
    /// Per node its bands, by index of the method.
    bands: Vec<Vec<usize>>,
    /// Per node the ends of its scale, where it has ends.
    ends: Vec<(f64, f64)>,
}

impl Intervals {
    pub(crate) fn new(s: &Simulator, r: &Results) -> Result<Self, EngineError> {
        let m = &s.m;
        let mut standing: BTreeMap<usize, (UnitIx, NodeIx)> = BTreeMap::new();
        for unit in r.unit_indices() {
            for node in m.node_indices() {
                standing.extend(s.columns.get(unit, node).map(|column| (column, (unit, node))));
            }
        }
        let of_column: Vec<(UnitIx, NodeIx)> =
            s.columns.told().filter_map(|column| standing.get(&column).copied()).collect();
        let bands_of = |n| {
            m.bands_of(n)
                .iter()
                .filter_map(|b| m.bands.iter().position(|x| std::ptr::eq(x, *b)))
                .collect()
        };
        let bands: Vec<Vec<usize>> = m.node_indices().map(bands_of).collect();
        let cuts: Vec<Vec<f64>> =
            bands.iter().map(|b| b.iter().filter_map(|&i| m.bands[i].below).collect()).collect();
        let cuts_of: Vec<Option<usize>> = of_column
            .iter()
            .map(|&(_, node)| (!bands[node.get()].is_empty()).then_some(node.get()))
            .collect();
        let spec = NodeSpec { cuts, moments: false, ..NodeSpec::default() };
        let statistics = NodeStatistics::new(r.assessment.draws as usize, spec, &cuts_of)
            .map_err(|e| refused("intervals", &e))?;
        let ends = m.node_indices().map(|n| node_ends(m, n, &[], &[])).collect();
        Ok(Intervals { statistics, of_column, bands, ends })
    }

    /// What takes the next `n` draws, for each part of the columns.
    pub(crate) fn groups(
        &mut self,
        n: usize,
        widths: &[usize],
    ) -> Result<Vec<NodeGroup<'_>>, RobustnessError> {
        self.statistics.groups(n, widths)
    }

    /// Writes intervals and bands into the results; gives a warning for each node whose mean is
    /// undefined in some draws.
    pub(crate) fn write(self, r: &mut Results) -> Vec<Finding> {
        let draws = r.assessment.draws;
        let mut undefined: BTreeMap<NodeIx, Undefined> = BTreeMap::new();
        for (summary, &(unit, node)) in self.statistics.finish().into_iter().zip(&self.of_column) {
            let lost = u64::from(draws).saturating_sub(summary.draws);
            if lost > 0 {
                let of = undefined.entry(node).or_default();
                of.columns += 1;
                of.most = of.most.max(lost);
            }
            // Without a draw there is no quantile.
            if summary.draws == 0 {
                continue;
            }
            let [low, median, high] = summary.quantiles.as_slice() else { continue };
            let (low, median, high) = (*low, *median, *high);
            let Some(n) = r.node_mut(unit, node) else { continue };
            // An order-statistic interval of 95 % is about 3.92 standard errors wide.
            let error = |b: Bound| (b.high - b.low) / 3.92;
            let (first, last) = name_bands(&summary.bands);
            let band = |k: Option<usize>| {
                k.and_then(|k| self.bands[node.get()].get(k)).and_then(|&b| u16::try_from(b).ok())
            };
            n.band = band(first);
            n.band_to = band(last.filter(|l| Some(*l) != first));
            // Errors cannot lead past an end of the scale, so a score that lies there has draws on
            // one side only: its interval is one-sided, and begins where the score is.
            let (least, most) = self.ends.get(node.get()).copied().unwrap_or((f64::MIN, f64::MAX));
            let at = |end: f64| n.score.is_some_and(|s| s == end);
            n.interval = Some(Box::new(Interval {
                low: if at(least) { least } else { low.value },
                median: median.value,
                high: if at(most) { most } else { high.value },
                low_error: error(low),
                high_error: error(high),
                bands: summary.bands,
                up: None,
                down: None,
            }));
        }
        undefined
            .into_iter()
            .map(|(node, of)| of.warning(&r.assessment.method.nodes[node].id, draws))
            .collect()
    }
}

/// Draws in which the mean of a node is undefined.
#[derive(Default)]
struct Undefined {
    /// Columns with such draws.
    columns: u64,
    /// The most of them in one column.
    most: u64,
}

impl Undefined {
    fn warning(&self, id: &str, draws: u32) -> Finding {
        #[expect(clippy::cast_precision_loss, reason = "a percentage")]
        let share = 100.0 * self.most as f64 / f64::from(draws);
        let message = if self.most < u64::from(draws) {
            format!(
                "the mean of `{id}` is undefined in up to {share:.1} % of the draws: its intervals \
                 and probabilities are those of the others"
            )
        } else {
            format!(
                "the mean of `{id}` is undefined in all draws of some of its scores, which have no \
                 interval; of the others, intervals and probabilities are those of the draws that \
                 have one"
            )
        };
        let mut f = Finding::warning("undefined-draws", message)
            .hint("give the node a `floor`, or another `aggregate`");
        f.count = self.columns;
        f
    }
}

/// The fewest neighbouring bands that hold enough of the draws: first and last. Of several equally
/// few, the likeliest.
fn name_bands(p: &[f64]) -> (Option<usize>, Option<usize>) {
    for width in 1..=p.len() {
        let mut best: Option<(usize, f64)> = None;
        for first in 0..=p.len() - width {
            let share: f64 = p[first..first + width].iter().sum();
            if share >= AGREEMENT - 1e-12 && best.is_none_or(|(_, b)| share > b) {
                best = Some((first, share));
            }
        }
        if let Some((first, _)) = best {
            return (Some(first), Some(first + width - 1));
        }
    }
    (None, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_band_is_named_only_when_the_draws_agree() {
        assert_eq!(name_bands(&[0.1, 0.85, 0.05]), (Some(1), Some(1)));
        assert_eq!(name_bands(&[0.1, 0.5, 0.4]), (Some(1), Some(2)));
        assert_eq!(name_bands(&[0.3, 0.4, 0.3]), (Some(0), Some(2)));
        assert_eq!(name_bands(&[]), (None, None));
    }
}
