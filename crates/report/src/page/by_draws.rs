//! Where the draws contradict the order of the scores.

use ideal_model::{RankRow, Ranking, UnitIx};

use super::pieces;
use crate::error::ReportError;
use crate::view::View;
use crate::words::say;

/// A winning index over the next row below this is the other way round; nearer to one half the
/// draws are undecided, and rounding would show a half.
const OTHER_WAY: f64 = 0.495;
/// Rows named in a sentence, at most.
const NAMED: usize = 5;

/// Sentences on the ranking of the root in the last edition: neighbours that lie the other way
/// round in most draws, and ranks outside their own range; of units that are `told` of. Nothing
/// where score and draws agree.
pub(super) fn contradictions(
    view: &View<'_>,
    ranking: Ranking,
    told: impl Fn(UnitIx) -> bool,
) -> Result<Vec<String>, ReportError> {
    let words = &view.words;
    let rows: Vec<&RankRow> = view
        .results
        .ranking(ranking, view.last, view.root)
        .filter(|r| r.rank.is_some() && r.draws.is_some())
        .collect();
    let mut pairs = Vec::new();
    for pair in rows.windows(2) {
        let [above, below] = pair else { continue };
        if !told(above.unit) || !told(below.unit) {
            continue;
        }
        let index = above.draws.as_ref().and_then(|d| d.wins_next);
        if let Some(index) = index.filter(|w| *w < OTHER_WAY) {
            pairs.push(say!(
                words,
                "item-other-way",
                below = name(view, ranking, below.unit),
                above = name(view, ranking, above.unit),
                share = view.numbers.percent(1.0 - index)
            )?);
        }
    }
    let mut outside = Vec::new();
    for row in rows.iter().filter(|r| told(r.unit)) {
        let (Some(rank), Some(draws)) = (row.rank, &row.draws) else { continue };
        if !(draws.low..=draws.high).contains(&rank) {
            outside.push(say!(
                words,
                "item-outside-range",
                name = name(view, ranking, row.unit),
                rank = view.numbers.count(rank as usize),
                range = pieces::rank_range(view, draws)?
            )?);
        }
    }
    let mut out = Vec::new();
    for (id, items) in [("order-other-way", pairs), ("order-outside-range", outside)] {
        let all = items.len();
        if all > 0 {
            let named: Vec<String> = items.into_iter().take(NAMED).collect();
            let more = view.numbers.count(all - named.len());
            out.push(say!(
                words,
                id,
                names = words.list(&named)?,
                rest = all - named.len(),
                more = more
            )?);
        }
    }
    Ok(out)
}

fn name(view: &View<'_>, ranking: Ranking, unit: UnitIx) -> String {
    let Some(key) = view.results.units.get(unit.get()) else { return String::new() };
    match ranking {
        Ranking::CrimeAreas => view.area_name(key.area),
        Ranking::Territories | Ranking::Units => view.place_name(key.place),
    }
}
