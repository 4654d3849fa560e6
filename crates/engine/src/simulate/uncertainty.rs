//! What the draws say: intervals, band probabilities, changes, rank ranges, tie groups.

use std::collections::BTreeMap;

use ideal_composite::robustness::{NodeSpec, NodeStatistics, RankSpec, RankStatistics, change_cuts};
use ideal_model::{Finding, Interval, RankDraws, Results};
use ndarray::ArrayView2;
use rayon::prelude::*;

use crate::error::EngineError;
use crate::foreseen::few_draws;
use crate::progress::Progress;
use crate::simulate::{Block, Places, Simulator};

/// Share of draws that must agree before one band, or a change, is named.
const AGREEMENT: f64 = 0.80;
/// Values that a block of draws may keep.
const BLOCK_VALUES: usize = 1 << 23;

/// A ranking that follows the draws: its rows in the results, best first, and the column of each. Where the units are the
/// territories, two lists of the results rank the same columns.
struct Followed {
    lists: Vec<Vec<usize>>,
    columns: Vec<usize>,
    statistics: RankStatistics,
}

/// Runs the draws of an assessment and writes what they say into its results.
///
/// # Errors
/// [`EngineError::Findings`] where a statistic refuses its input; [`EngineError::Stopped`] if the caller asks to stop.
pub(crate) fn uncertainty(s: &Simulator<'_>, r: &mut Results, progress: &dyn Progress) -> Result<Vec<Finding>, EngineError> {
    let m = s.m;
    let draws = r.assessment.draws;
    let total = draws as usize;
    let refused = |what: &str, e: &dyn std::fmt::Display| EngineError::Findings(vec![Finding::error("draws", format!("{what}: {e}"))]);
    let mut findings: Vec<Finding> = few_draws(draws).into_iter().collect();

    // Columns by unit and node, with the cuts of each node's bands.
    let n_nodes = m.nodes.len();
    let mut of_column = vec![(0, 0); s.width];
    for unit in 0..r.units.len() {
        for node in 0..n_nodes {
            if let Some(slot) = s.column(unit, node).and_then(|c| of_column.get_mut(c)) {
                *slot = (unit, node);
            }
        }
    }
    let bands: Vec<Vec<usize>> =
        (0..n_nodes).map(|n| m.bands_of(n).iter().filter_map(|b| m.bands.iter().position(|x| std::ptr::eq(x, *b))).collect()).collect();
    let cuts: Vec<Vec<f64>> = bands.iter().map(|b| b.iter().filter_map(|&i| m.bands[i].below).collect()).collect();
    let cuts_of: Vec<Option<usize>> = of_column.iter().map(|&(_, node)| (!bands[node].is_empty()).then_some(node)).collect();
    let mut nodes = NodeStatistics::new(total, NodeSpec { cuts, moments: false, ..NodeSpec::default() }, &cuts_of)
        .map_err(|e| refused("intervals", &e))?;

    // Changes of the ranked nodes: pairs of columns drawn together.
    let ranked = m.ranked_nodes();
    let changes: Vec<(usize, usize, usize, usize)> = (1..r.units.len())
        .flat_map(|u| ranked.iter().map(move |&n| (u, n)))
        .filter(|&(u, n)| r.node(u, n).is_some_and(|x| x.change.is_some()))
        .filter_map(|(u, n)| Some((u, n, s.column(u, n)?, s.column(u - 1, n)?)))
        .collect();
    let threshold = |&(u, n, ..): &(usize, usize, usize, usize)| {
        m.uncertainty.change_threshold * s.widths.node(r.units.get(u).map_or(0, |k| usize::from(k.edition)), n)
    };
    let cuts = changes.iter().map(|c| change_cuts(threshold(c))).collect();
    let spec = NodeSpec { quantiles: Vec::new(), cuts, moments: false, ..NodeSpec::default() };
    let own: Vec<Option<usize>> = (0..changes.len()).map(Some).collect();
    let mut moves = NodeStatistics::new(total, spec, &own).map_err(|e| refused("changes", &e))?;

    let mut rankings = follow(s, r, total).map_err(|e| refused("rankings", &e))?;

    let looked_at = rankings.iter().flat_map(|f| f.columns.iter().copied()).chain(changes.iter().flat_map(|c| [c.2, c.3]));
    let mut block = Block::keeping(s, looked_at);
    let step = (BLOCK_VALUES / block.width().max(1) / 64).clamp(1, 15);
    // An odd number of sixty-fours: columns a power of two apart would share a few sets of a cache.
    let step = 64 * ((step - 1) | 1);
    progress.start("draw", u64::from(draws));
    let mut from = 0;
    while from < total {
        if progress.stopped() {
            progress.done();
            return Err(EngineError::Stopped);
        }
        let n = step.min(total - from);
        // A territory's draws are counted while they are still in the cache of the thread that made them.
        let groups = nodes.groups(n, &s.widths()).map_err(|e| refused("intervals", &e))?;
        s.block(n, &Places::From(from as u64), &mut block, groups, |group, values| group.take(values))
            .map_err(|e| refused("intervals", &e))?;
        let mut differences = vec![0.0; changes.len() * n];
        for ((_, _, now, before), out) in changes.iter().zip(differences.chunks_exact_mut(n)) {
            for ((o, a), b) in out.iter_mut().zip(block.column(*now)).zip(block.column(*before)) {
                *o = a - b;
            }
        }
        let moved = ArrayView2::from_shape((changes.len(), n), &differences).map_err(|e| refused("changes", &e))?;
        moves.push_block(moved.reversed_axes()).map_err(|e| refused("changes", &e))?;
        rankings
            .par_iter_mut()
            .map(|f| {
                let columns: Vec<&[f64]> = f.columns.iter().map(|&c| block.column(c)).collect();
                f.statistics.push_columns(&columns)
            })
            .collect::<Result<Vec<()>, _>>()
            .map_err(|e| refused("rankings", &e))?;
        from += n;
        progress.advance(n as u64);
    }
    progress.done();

    let mut undefined: BTreeMap<usize, (u64, u64)> = BTreeMap::new();
    for (summary, &(unit, node)) in nodes.finish().into_iter().zip(&of_column) {
        let lost = u64::from(draws).saturating_sub(summary.draws);
        if lost > 0 {
            let (count, most) = undefined.entry(node).or_default();
            (*count, *most) = (*count + 1, lost.max(*most));
        }
        let [low, median, high] = summary.quantiles.as_slice() else { continue };
        let (low, median, high) = (*low, *median, *high);
        let Some(n) = r.nodes.get_mut(unit * n_nodes + node) else { continue };
        // An order-statistic interval of 95 % is about 3.92 standard errors wide.
        let error = |b: ideal_composite::robustness::Bound| (b.high - b.low) / 3.92;
        let (first, last) = name_bands(&summary.bands);
        n.band = first.and_then(|k| bands[node].get(k)).and_then(|&b| u16::try_from(b).ok());
        n.band_to = last.filter(|l| Some(*l) != first).and_then(|k| bands[node].get(k)).and_then(|&b| u16::try_from(b).ok());
        n.interval = Some(Box::new(Interval {
            low: low.value,
            median: median.value,
            high: high.value,
            low_error: error(low),
            high_error: error(high),
            bands: summary.bands,
            up: None,
            down: None,
        }));
    }
    for (node, (count, most)) in undefined {
        #[expect(clippy::cast_precision_loss, reason = "a percentage")]
        let share = 100.0 * most as f64 / f64::from(draws);
        let id = &m.nodes[node].id;
        let mut f = Finding::warning(
            "undefined-draws",
            format!("the mean of `{id}` is undefined in up to {share:.1} % of the draws: its intervals and probabilities are those of the others"),
        )
        .hint("give the node a `floor`, or another `aggregate`");
        f.count = count;
        findings.push(f);
    }
    for (summary, &(unit, node, ..)) in moves.finish().into_iter().zip(&changes) {
        if let (Some(i), [down, _, up]) =
            (r.nodes.get_mut(unit * n_nodes + node).and_then(|n| n.interval.as_mut()), summary.bands.as_slice())
        {
            i.down = Some(*down);
            i.up = Some(*up);
        }
    }
    for f in rankings {
        let outcome = f.statistics.finish();
        let ranges = outcome.acceptability.ranges(0.05, 0.95).map_err(|e| refused("rank ranges", &e))?;
        let ranked = f.columns.len();
        let listed = ranked <= RankDraws::MOST_LISTED && outcome.acceptability.width() == 1;
        for (k, &row) in f.lists.iter().flat_map(|rows| rows.iter().enumerate()) {
            let Some(range) = ranges.get(k).copied().flatten() else { continue };
            let place = outcome.order.iter().position(|&u| u == k);
            let row = &mut r.rankings[row];
            row.draws = Some(RankDraws {
                low: u32::try_from(range.low).unwrap_or(u32::MAX),
                high: u32::try_from(range.high).unwrap_or(u32::MAX),
                tie_group: outcome.groups.get(k).copied().flatten().and_then(|g| u32::try_from(g).ok()).unwrap_or(0),
                top: m.uncertainty.top.iter().map(|&t| outcome.acceptability.top(k, t as usize)).collect(),
                acceptability: if listed { (0..ranked).map(|rank| outcome.acceptability.share(k, rank)).collect() } else { Vec::new() },
                wins_next: place.and_then(|p| outcome.neighbours.get(p)).map(|n| n.winning).filter(|w| w.is_finite()),
            });
        }
    }
    r.draws = draws;
    Ok(findings)
}

/// One follower per ranking, edition and node.
fn follow(s: &Simulator<'_>, r: &Results, draws: usize) -> Result<Vec<Followed>, ideal_composite::robustness::RobustnessError> {
    let mut out: Vec<Followed> = Vec::new();
    let top = s.m.uncertainty.top.iter().copied().max().unwrap_or(10) as usize;
    let mut at = 0;
    while let Some(first) = r.rankings.get(at) {
        let key = (first.ranking, first.edition, first.node);
        let end = at + r.rankings[at..].iter().take_while(|x| (x.ranking, x.edition, x.node) == key).count();
        let rows: Vec<usize> = (at..end).filter(|&i| r.rankings[i].rank.is_some()).collect();
        let units: Vec<usize> = rows.iter().map(|&i| r.rankings[i].unit as usize).collect();
        let columns: Vec<usize> = units.iter().filter_map(|&u| s.column(u, usize::from(key.2))).collect();
        let point: Vec<f64> = units.iter().filter_map(|&u| r.node(u, usize::from(key.2)).and_then(|n| n.score)).collect();
        if !rows.is_empty() && columns.len() == rows.len() && point.len() == rows.len() {
            let spec = RankSpec { tie: s.m.uncertainty.tie, top, ..RankSpec::default() };
            match out.iter_mut().find(|f| f.columns == columns) {
                Some(same) => same.lists.push(rows),
                None => out.push(Followed { lists: vec![rows], columns, statistics: RankStatistics::new(&point, draws, spec)? }),
            }
        }
        at = end;
    }
    Ok(out)
}

/// The fewest neighbouring bands that hold enough of the draws: first and last. Of several equally few, the likeliest.
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
