//! Draws block after block, counted for scores and ranks.

use ideal_composite::robustness::{
    NodeSpec, NodeStatistics, RankSpec, RankStatistics, RobustnessError,
};
use ideal_model::{AssessmentInput, GroupDraws, GroupMethod, GroupScore, WinningPair};
use ndarray::{ArrayView2, ShapeBuilder};
use rayon::prelude::*;

use crate::error::EngineError;
use crate::groups::found::{GroupList, PlaceDraws};
use crate::groups::sampler::{Drawn, GroupSampler, PanelWords, Space};
use crate::progress::Progress;
use crate::simulate::shock::Places;
use crate::simulate::uncertainty::refused::refused;

/// Draws of a block. An odd number of sixty-fours: columns a power of two apart would share a few sets
/// of a cache.
const BLOCK: usize = 64 * 7;

/// Groups that one task draws.
const TOGETHER: usize = 8;

/// A list that follows the draws.
struct Followed {
    /// The column of each of its ranked groups, in the order of the list.
    columns: Vec<usize>,
    /// None without a ranked group.
    statistics: Option<RankStatistics>,
}

/// Writes what the draws say into scores and lists.
pub(super) fn follow(
    a: &AssessmentInput,
    method: &GroupMethod,
    (scores, lists): (&mut [GroupScore], &mut [GroupList]),
    progress: &dyn Progress,
) -> Result<(), EngineError> {
    let scored: Vec<usize> =
        scores.iter().enumerate().filter(|(_, s)| s.score.is_some()).map(|(i, _)| i).collect();
    if scored.is_empty() {
        return Ok(());
    }
    let samplers: Vec<GroupSampler> =
        scored.par_iter().map(|i| GroupSampler::new(a, method, &scores[*i])).collect();
    let draws = a.draws as usize;
    let mut intervals = NodeStatistics::new(draws, NodeSpec::default(), &vec![None; scored.len()])
        .map_err(|e| refused("intervals of groups", &e))?;
    let mut ranks = ranks(a, &scored, scores, lists).map_err(|e| refused("ranks of groups", &e))?;
    let most = samplers.iter().map(GroupSampler::raters).max().unwrap_or(0);
    let mut block = vec![0.0; scored.len() * BLOCK.min(draws)];
    progress.start("draw groups", u64::from(a.draws));
    for from in (0..draws).step_by(BLOCK) {
        if progress.stopped() {
            progress.done();
            return Err(EngineError::Stopped);
        }
        let n = BLOCK.min(draws - from);
        let block = &mut block[..scored.len() * n];
        let drawn = Drawn { places: &Places::From(from as u64), factor: 0 };
        let words = PanelWords::new(a.seed, most, &drawn, n);
        block
            .par_chunks_mut(n)
            .zip(&samplers)
            .with_min_len(TOGETHER)
            .for_each_init(Space::default, |space, (column, sampler)| {
                sampler.fill(&drawn, &words, space, column)
            });
        let view = ArrayView2::from_shape((n, scored.len()).f(), &*block)
            .map_err(|e| refused("draws of groups", &e))?;
        intervals.push_block(view).map_err(|e| refused("intervals of groups", &e))?;
        ranks
            .par_iter_mut()
            .map(|f| {
                let columns: Vec<&[f64]> =
                    f.columns.iter().map(|c| &block[c * n..(c + 1) * n]).collect();
                f.statistics.as_mut().map_or(Ok(()), |s| s.push_columns(&columns))
            })
            .collect::<Result<Vec<()>, RobustnessError>>()
            .map_err(|e| refused("ranks of groups", &e))?;
        progress.advance(n as u64);
    }
    progress.done();
    for ((summary, sampler), i) in intervals.finish().iter().zip(&samplers).zip(&scored) {
        let [low, median, high] = summary.quantiles.as_slice() else { continue };
        let variance = summary.sd * summary.sd;
        scores[*i].draws = Some(GroupDraws {
            low: low.value,
            median: median.value,
            high: high.value,
            open_share: if variance > 0.0 {
                (sampler.open_variance() / variance).clamp(0.0, 1.0)
            } else {
                0.0
            },
        });
    }
    write(a, ranks, lists).map_err(|e| refused("rank ranges of groups", &e))
}

/// One follower for each list, in their order.
fn ranks(
    a: &AssessmentInput,
    scored: &[usize],
    scores: &[GroupScore],
    lists: &[GroupList],
) -> Result<Vec<Followed>, RobustnessError> {
    let top = a.method.uncertainty.top.iter().copied().max().unwrap_or(10) as usize;
    let of = |list: &GroupList| {
        let ranked = list.places.iter().filter(|p| p.rank.is_some());
        let columns: Vec<usize> =
            ranked.filter_map(|p| scored.binary_search(&p.group).ok()).collect();
        let point: Vec<f64> = columns.iter().filter_map(|c| scores[scored[*c]].score).collect();
        let reach = if point.len() > WinningPair::MOST_RANKED { 1 } else { usize::MAX };
        let spec = RankSpec { tie: a.method.uncertainty.tie, top, reach, ..RankSpec::default() };
        let some = !point.is_empty();
        let statistics = some.then(|| RankStatistics::new(&point, a.draws as usize, spec));
        Ok(Followed { columns, statistics: statistics.transpose()? })
    };
    lists.iter().map(of).collect()
}

fn write(
    a: &AssessmentInput,
    ranks: Vec<Followed>,
    lists: &mut [GroupList],
) -> Result<(), RobustnessError> {
    for (followed, list) in ranks.into_iter().zip(lists) {
        let told_apart = followed.columns.len() <= WinningPair::MOST_RANKED;
        let Some(outcome) = followed.statistics.map(RankStatistics::finish) else { continue };
        let ranges = outcome.acceptability.ranges(0.05, 0.95)?;
        let ranked = list.places.iter_mut().filter(|p| p.rank.is_some());
        for (k, place) in ranked.enumerate() {
            let Some(range) = ranges.get(k).copied().flatten() else { continue };
            let top = |t: &u32| outcome.acceptability.top(k, *t as usize);
            place.draws = Some(PlaceDraws {
                low: range.low,
                high: range.high,
                tie_group: outcome.groups.get(k).copied().flatten().filter(|_| told_apart),
                top: a.method.uncertainty.top.iter().map(top).collect(),
            });
        }
    }
    Ok(())
}
