//! Ranks in every draw: their ranges, tie groups, acceptability, and pair against pair.

use ideal_composite::robustness::{
    RankOutcome, RankRange, RankSpec, RankStatistics, RobustnessError,
};
use ideal_model::{
    ClearRows, EditionIx, Finding, NodeIx, RankDraws, Ranking, Results, UnitIx, WinningPair,
};
use rayon::prelude::*;

use crate::error::EngineError;
use crate::simulate::block::Block;
use crate::simulate::simulator::Simulator;
use crate::simulate::uncertainty::refused::refused;

/// A place of a longer ranking than those of which every pair is listed is compared with at least
/// so many of the places below it.
const LEAST_REACH: usize = 8;

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

    /// Writes what the draws say of each rank and of each pair into the results; gives a note on
    /// each ranking that is too long for its pairs to be listed.
    pub(crate) fn write(self, s: &Simulator, r: &mut Results) -> Result<Vec<Finding>, EngineError> {
        let tie = s.m.uncertainty.tie;
        let mut notes = Vec::new();
        for f in self.0 {
            let said = Said::new(f.statistics.finish(), tie, &s.m.uncertainty.top)
                .map_err(|e| refused("rank ranges", &e))?;
            for rows in &f.lists {
                let Some(first) = rows.first().and_then(|&row| r.rankings.get(row)) else {
                    continue;
                };
                let key = (first.ranking, first.edition, first.node);
                for (k, &row) in rows.iter().enumerate() {
                    if let Some(draws) = said.of(k, key.0)
                        && let Some(line) = r.rankings.get_mut(row)
                    {
                        line.draws = Some(draws);
                    }
                }
                if key.0 == Ranking::Units {
                    continue;
                }
                let units: Vec<UnitIx> =
                    rows.iter().filter_map(|&row| r.rankings.get(row)).map(|x| x.unit).collect();
                if said.outcome.winning.all_pairs() {
                    r.winning.extend(said.pairs(&units, key));
                } else if key.1 == r.last_edition() && key.2 == s.m.root {
                    notes.push(too_long(units.len(), said.outcome.winning.reach()));
                }
            }
        }
        Ok(notes)
    }
}

fn too_long(ranked: usize, reach: usize) -> Finding {
    let most = WinningPair::MOST_RANKED;
    Finding::note(
        "winning-pairs",
        format!(
            "{ranked} are ranked: up to {most}, every pair is compared and listed in \
             tables/winning.csv; of a longer ranking none is listed, and tie groups rest on each \
             place and the {reach} below it"
        ),
    )
}

/// What the draws say of a ranking.
struct Said<'m> {
    outcome: RankOutcome,
    ranges: Vec<Option<RankRange>>,
    medians: Vec<Option<RankRange>>,
    /// By position in the ranking, what each can be told apart from; none where not every pair was
    /// compared.
    clear: Option<Vec<(usize, usize)>>,
    /// For which k the probability of the first k is asked.
    top: &'m [u32],
}

impl<'m> Said<'m> {
    fn new(outcome: RankOutcome, tie: f64, top: &'m [u32]) -> Result<Self, RobustnessError> {
        Ok(Said {
            ranges: outcome.acceptability.ranges(0.05, 0.95)?,
            medians: outcome.acceptability.ranges(0.5, 0.5)?,
            clear: outcome.winning.clear(tie),
            outcome,
            top,
        })
    }

    /// Of the rank of the `k`th; none where no draw has a score of it.
    fn of(&self, k: usize, ranking: Ranking) -> Option<RankDraws> {
        let rank = |r: usize| u32::try_from(r).unwrap_or(u32::MAX);
        let outcome = &self.outcome;
        let ranks = &outcome.acceptability;
        let range = self.ranges.get(k).copied().flatten()?;
        let median = self.medians.get(k).copied().flatten()?;
        let listed = ranks.ranked() <= RankDraws::MOST_LISTED && ranks.width() == 1;
        let place = outcome.order.iter().position(|&u| u == k);
        // Units are too many for every pair of them.
        let grouped = ranking != Ranking::Units;
        let clear = self.clear.as_ref().filter(|_| grouped).and_then(|c| c.get(place?));
        Some(RankDraws {
            low: rank(range.low),
            high: rank(range.high),
            // The middle of a column that holds several ranks.
            median: rank(median.low.midpoint(median.high)),
            tie_group: outcome.groups.get(k).copied().flatten().filter(|_| grouped).map(rank),
            clear: clear
                .map(|&(above, below)| ClearRows { above: rank(above), below: rank(below) }),
            top: self.top.iter().map(|&t| ranks.top(k, t as usize)).collect(),
            acceptability: if listed {
                (0..ranks.ranked()).map(|rank| ranks.share(k, rank)).collect()
            } else {
                Vec::new()
            },
            wins_next: place
                .and_then(|p| outcome.neighbours.get(p))
                .map(|n| n.winning)
                .filter(|w| w.is_finite()),
        })
    }

    /// Every pair of the ranked units that has a draw in common.
    fn pairs(
        &self,
        units: &[UnitIx],
        (ranking, edition, node): (Ranking, EditionIx, NodeIx),
    ) -> impl Iterator<Item = WinningPair> {
        let order = &self.outcome.order;
        let unit = |place: usize| units.get(*order.get(place)?).copied();
        let places = (0..order.len()).flat_map(|i| (i + 1..order.len()).map(move |j| (i, j)));
        places.filter_map(move |(i, j)| {
            let index = self.outcome.winning.index(i, j)?;
            let (above, below) = (unit(i)?, unit(j)?);
            Some(WinningPair { ranking, edition, node, above, below, index })
        })
    }
}

/// With how many of the places below it each place of a ranking is compared: with all as far as
/// pairs are listed, with those near it in a longer one, so that memory does not grow with the
/// square of its length, and with the next alone among units.
fn reach(ranking: Ranking, ranked: usize) -> usize {
    const MOST: usize = WinningPair::MOST_RANKED;
    match ranking {
        Ranking::Units => 1,
        _ if ranked <= MOST => usize::MAX,
        _ => (MOST * MOST / 2 / ranked).max(LEAST_REACH),
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
            let reach = reach(key.0, rows.len());
            let spec = RankSpec { tie: s.m.uncertainty.tie, top, reach, ..RankSpec::default() };
            match out.iter_mut().find(|f| f.columns == columns) {
                // Territories come before the units that they may be.
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
