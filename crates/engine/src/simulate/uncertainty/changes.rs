//! Changes of the ranked nodes between editions, which are drawn together.

use ideal_composite::robustness::{NodeSpec, NodeStatistics, change_cuts};
use ideal_model::{NodeIx, Results, UnitIx};
use ndarray::ArrayView2;

use crate::error::EngineError;
use crate::simulate::block::Block;
use crate::simulate::simulator::Simulator;
use crate::simulate::uncertainty::refused::refused;

/// A node that has a change, with the columns of what both editions have.
struct Change {
    unit: UnitIx,
    node: NodeIx,
    now: usize,
    before: usize,
}

/// The changes of a simulation, counted as they are drawn.
pub(crate) struct Changes {
    statistics: NodeStatistics,
    changes: Vec<Change>,
}

impl Changes {
    pub(crate) fn new(s: &Simulator, r: &Results) -> Result<Self, EngineError> {
        let m = &s.m;
        let ranked = m.ranked_nodes();
        let changes: Vec<Change> = r
            .unit_indices()
            .flat_map(|unit| ranked.iter().map(move |&node| (unit, node)))
            .filter(|&(unit, node)| r.node(unit, node).is_some_and(|x| x.change.is_some()))
            .filter_map(|(unit, node)| {
                let [before, now] = s.columns.pair(unit.before()?, unit, node)?;
                Some(Change { unit, node, now, before })
            })
            .collect();
        let threshold = |c: &Change| {
            let edition = r.units[c.unit].edition;
            m.uncertainty.change_threshold * s.widths.node(edition, c.node)
        };
        let cuts = changes.iter().map(|c| change_cuts(threshold(c))).collect();
        let spec = NodeSpec { quantiles: Vec::new(), cuts, moments: false, ..NodeSpec::default() };
        let own: Vec<Option<usize>> = (0..changes.len()).map(Some).collect();
        let statistics = NodeStatistics::new(r.assessment.draws as usize, spec, &own)
            .map_err(|e| refused("changes", &e))?;
        Ok(Changes { statistics, changes })
    }

    /// The columns that are looked at.
    pub(crate) fn columns(&self) -> impl Iterator<Item = usize> {
        self.changes.iter().flat_map(|c| [c.now, c.before])
    }

    /// Counts the draws of a block.
    pub(crate) fn push(&mut self, block: &Block) -> Result<(), EngineError> {
        let n = block.draws();
        let mut differences = vec![0.0; self.changes.len() * n];
        for (c, out) in self.changes.iter().zip(differences.chunks_exact_mut(n.max(1))) {
            for ((o, a), b) in out.iter_mut().zip(block.column(c.now)).zip(block.column(c.before)) {
                *o = a - b;
            }
        }
        let moved = ArrayView2::from_shape((self.changes.len(), n), &differences)
            .map_err(|e| refused("changes", &e))?;
        self.statistics.push_block(moved.reversed_axes()).map_err(|e| refused("changes", &e))
    }

    /// Writes the probabilities of a move either way into the results, beside the intervals.
    pub(crate) fn write(self, r: &mut Results) {
        for (summary, c) in self.statistics.finish().into_iter().zip(&self.changes) {
            let interval = r.node_mut(c.unit, c.node).and_then(|n| n.interval.as_mut());
            // Both editions may have draws, and no draw both.
            if summary.draws == 0 {
                continue;
            }
            if let (Some(i), [down, _, up]) = (interval, summary.bands.as_slice()) {
                i.down = Some(*down);
                i.up = Some(*up);
            }
        }
    }
}
