//! Ranks in every draw: their ranges, tie groups and acceptability.

use ideal_composite::robustness::{RankOutcome, RankSpec, RankStatistics, RobustnessError};
use ideal_model::{RankDraws, Results, UnitIx};
use rayon::prelude::*;

use crate::error::EngineError;
use crate::simulate::block::Block;
use crate::simulate::simulator::Simulator;
use crate::simulate::uncertainty::refused::refused;

/// A ranking that follows the draws: its rows in the results, best first, and the column of each.
/// Where the units are the territories, two lists of the results rank the same columns.
struct Followed {
    lists: Vec<Vec<usize>>,
    columns: Vec<usize>,
    statistics: RankStatistics,
}

/// All rankings of the results.
pub(crate) struct Ranks(Vec<Followed>);

impl Ranks {
    /// One follower per ranking, edition and node.
    pub(crate) fn new(s: &Simulator, r: &Results) -> Result<Self, EngineError> {
        follow(s, r).map(Ranks).map_err(|e| refused("rankings", &e))
    }

    /// The columns that are looked at.
    pub(crate) fn columns(&self) -> impl Iterator<Item = usize> {
        self.0.iter().flat_map(|f| f.columns.iter().copied())
    }

    /// Counts the draws of a block.
    pub(crate) fn push(&mut self, block: &Block) -> Result<(), EngineError> {
        self.0
            .par_iter_mut()
            .map(|f| {
                let columns: Vec<&[f64]> = f.columns.iter().map(|&c| block.column(c)).collect();
                f.statistics.push_columns(&columns)
            })
            .collect::<Result<Vec<()>, _>>()
            .map(|_| ())
            .map_err(|e| refused("rankings", &e))
    }

    /// Writes what the draws say of each rank into the results.
    pub(crate) fn write(self, s: &Simulator, r: &mut Results) -> Result<(), EngineError> {
        for f in self.0 {
            let outcome = f.statistics.finish();
            let ranges =
                outcome.acceptability.ranges(0.05, 0.95).map_err(|e| refused("rank ranges", &e))?;
            let ranked = f.columns.len();
            for (k, &row) in f.lists.iter().flat_map(|rows| rows.iter().enumerate()) {
                let Some(range) = ranges.get(k).copied().flatten() else { continue };
                let ends = (range.low, range.high);
                r.rankings[row].draws = Some(said(&outcome, k, ends, ranked, &s.m.uncertainty.top));
            }
        }
        Ok(())
    }
}

/// What the draws say of the rank of the `k`th.
fn said(
    outcome: &RankOutcome,
    k: usize,
    (low, high): (usize, usize),
    ranked: usize,
    top: &[u32],
) -> RankDraws {
    let rank = |r: usize| u32::try_from(r).unwrap_or(u32::MAX);
    let listed = ranked <= RankDraws::MOST_LISTED && outcome.acceptability.width() == 1;
    let place = outcome.order.iter().position(|&u| u == k);
    RankDraws {
        low: rank(low),
        high: rank(high),
        tie_group: outcome
            .groups
            .get(k)
            .copied()
            .flatten()
            .and_then(|g| u32::try_from(g).ok())
            .unwrap_or(0),
        top: top.iter().map(|&t| outcome.acceptability.top(k, t as usize)).collect(),
        acceptability: if listed {
            (0..ranked).map(|rank| outcome.acceptability.share(k, rank)).collect()
        } else {
            Vec::new()
        },
        wins_next: place
            .and_then(|p| outcome.neighbours.get(p))
            .map(|n| n.winning)
            .filter(|w| w.is_finite()),
    }
}

fn follow(s: &Simulator, r: &Results) -> Result<Vec<Followed>, RobustnessError> {
    let draws = r.assessment.draws as usize;
    let mut out: Vec<Followed> = Vec::new();
    let top = s.m.uncertainty.top.iter().copied().max().unwrap_or(10) as usize;
    let mut at = 0;
    while let Some(first) = r.rankings.get(at) {
        let key = (first.ranking, first.edition, first.node);
        let end = at
            + r.rankings[at..].iter().take_while(|x| (x.ranking, x.edition, x.node) == key).count();
        let rows: Vec<usize> = (at..end).filter(|&i| r.rankings[i].rank.is_some()).collect();
        let units: Vec<UnitIx> = rows.iter().map(|&i| r.rankings[i].unit).collect();
        let columns: Vec<usize> = units.iter().filter_map(|&u| s.columns.get(u, key.2)).collect();
        let point: Vec<f64> =
            units.iter().filter_map(|&u| r.node(u, key.2).and_then(|n| n.score)).collect();
        if !rows.is_empty() && columns.len() == rows.len() && point.len() == rows.len() {
            let spec = RankSpec { tie: s.m.uncertainty.tie, top, ..RankSpec::default() };
            match out.iter_mut().find(|f| f.columns == columns) {
                Some(same) => same.lists.push(rows),
                None => out.push(Followed {
                    lists: vec![rows],
                    columns,
                    statistics: RankStatistics::new(&point, draws, spec)?,
                }),
            }
        }
        at = end;
    }
    Ok(out)
}
