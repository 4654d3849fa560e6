//! Rankings of the root and of each of its children, edition by edition.

use ideal_composite::rank::competition;
use ideal_model::method::UnitKind;
use ideal_model::{EditionIx, NodeIx, RankRow, Ranking, Results, UnitIx, Unranked, Verdict};

/// All rankings of the results: by edition, node, ranking, then rank and code; what is not ranked
/// comes last.
pub(crate) fn rankings(r: &Results) -> Vec<RankRow> {
    let mut out = Vec::new();
    for ranking in [Ranking::Territories, Ranking::CrimeAreas, Ranking::Units] {
        let members: Vec<UnitIx> = r.unit_indices().filter(|&u| takes(r, ranking, u)).collect();
        for edition in EditionIx::all(r.assessment.editions.len()) {
            let now = |u: &UnitIx| r.units[*u].edition == edition;
            let members: Vec<UnitIx> = members.iter().copied().filter(now).collect();
            for node in r.assessment.method.ranked_nodes() {
                let places = places(r, ranking, node, &members);
                out.extend(places.into_iter().map(|(rank, unit, unranked)| RankRow {
                    ranking,
                    edition,
                    node,
                    rank,
                    unit,
                    unranked,
                    draws: None,
                }));
            }
        }
    }
    out
}

/// Whether a ranking lists a unit, be it with a rank or without.
fn takes(r: &Results, ranking: Ranking, unit: UnitIx) -> bool {
    let everywhere = r.place_code(unit) == "*";
    let whole = r.area_code(unit) == "*";
    let rollup = r.units[unit].rollup;
    match ranking {
        Ranking::Territories => {
            let of_territories = r.assessment.method.unit == UnitKind::Territory || rollup;
            whole && !everywhere && (of_territories || r.is_region(unit))
        }
        Ranking::CrimeAreas => everywhere && !whole,
        Ranking::Units => !rollup,
    }
}

/// A line of a ranking: its rank, or why it has none.
type RankPlace = (Option<u32>, UnitIx, Option<Unranked>);

/// The lines of one ranking, best first, what is not ranked last.
fn places(r: &Results, ranking: Ranking, node: NodeIx, members: &[UnitIx]) -> Vec<RankPlace> {
    let mut ranked: Vec<(UnitIx, f64)> = Vec::new();
    let mut unranked: Vec<(Unranked, UnitIx)> = Vec::new();
    for &u in members {
        let Some(n) = r.node(u, node) else { continue };
        if ranking != Ranking::CrimeAreas && r.is_region(u) {
            unranked.push((Unranked::Region, u));
        } else if let Some(score) = n.score {
            ranked.push((u, score));
        } else if n.verdict == Verdict::NotApplicable {
            unranked.push((Unranked::NotApplicable, u));
        } else {
            unranked.push((Unranked::Gap, u));
        }
    }
    let scores: Vec<f64> = ranked.iter().map(|(_, s)| *s).collect();
    let ranks = competition(&scores).into_iter().zip(&ranked);
    let mut rows: Vec<RankPlace> = ranks.map(|(rank, (u, _))| (rank, *u, None)).collect();
    // Units are in the order of their codes, so ties are listed by code.
    rows.sort_by_key(|(rank, u, _)| (rank.unwrap_or(u32::MAX), *u));
    unranked.sort();
    rows.extend(unranked.into_iter().map(|(why, u)| (None, u, Some(why))));
    rows
}
