//! Rankings of the root and of each of its children, edition by edition.

use ideal_composite::rank::competition;
use ideal_model::method::UnitKind;
use ideal_model::{RankRow, Ranking, Results, TerritoryKind, Unranked, Verdict};

/// All rankings of the results: by edition, node, ranking, then rank and code; what is not ranked
/// comes last.
pub(crate) fn rankings(r: &Results) -> Vec<RankRow> {
    let mut out = Vec::new();
    let m = &r.assessment.method;
    let star_area = r.areas.iter().position(|a| a.code == "*").and_then(|i| u32::try_from(i).ok());
    let star_place =
        r.places.iter().position(|p| p.code == "*").and_then(|i| u32::try_from(i).ok());
    let whole = m.unit == UnitKind::Territory;
    let is_territory = |u: usize| {
        r.places.get(r.units[u].place as usize).is_some_and(|p| p.kind != TerritoryKind::Region)
    };
    for ranking in [Ranking::Territories, Ranking::CrimeAreas, Ranking::Units] {
        let members: Vec<usize> = (0..r.units.len())
            .filter(|&u| {
                let k = r.units[u];
                let (at_star_area, at_star_place) =
                    (Some(k.area) == star_area, Some(k.place) == star_place);
                match ranking {
                    Ranking::Territories => {
                        at_star_area && !at_star_place && (whole || k.rollup || !is_territory(u))
                    }
                    Ranking::CrimeAreas => at_star_place && !at_star_area,
                    Ranking::Units => !k.rollup,
                }
            })
            .collect();
        for edition in 0..r.assessment.editions.len() {
            let members: Vec<usize> = members
                .iter()
                .copied()
                .filter(|&u| usize::from(r.units[u].edition) == edition)
                .collect();
            for node in m.ranked_nodes() {
                rank_one(r, ranking, edition, node, &members, &is_territory, &mut out);
            }
        }
    }
    out
}

fn rank_one(
    r: &Results,
    ranking: Ranking,
    edition: usize,
    node: usize,
    members: &[usize],
    is_territory: &dyn Fn(usize) -> bool,
    out: &mut Vec<RankRow>,
) {
    let mut ranked: Vec<(usize, f64)> = Vec::new();
    let mut unranked: Vec<(Unranked, usize)> = Vec::new();
    for &u in members {
        let Some(n) = r.node(u, node) else { continue };
        if ranking != Ranking::CrimeAreas && !is_territory(u) {
            unranked.push((Unranked::Region, u));
        } else if let Some(score) = n.score {
            ranked.push((u, score));
        } else {
            unranked.push((
                if n.verdict == Verdict::NotApplicable {
                    Unranked::NotApplicable
                } else {
                    Unranked::Gap
                },
                u,
            ));
        }
    }
    let scores: Vec<f64> = ranked.iter().map(|(_, s)| *s).collect();
    let mut rows: Vec<(Option<u32>, usize, Option<Unranked>)> = competition(&scores)
        .into_iter()
        .zip(&ranked)
        .map(|(rank, (u, _))| (rank, *u, None))
        .collect();
    // Units are in the order of their codes, so ties are listed by code.
    rows.sort_by_key(|(rank, u, _)| (rank.unwrap_or(u32::MAX), *u));
    unranked.sort();
    rows.extend(unranked.into_iter().map(|(why, u)| (None, u, Some(why))));
    out.extend(rows.into_iter().map(|(rank, unit, unranked)| RankRow {
        ranking,
        edition: u16::try_from(edition).unwrap_or(0),
        node: u16::try_from(node).unwrap_or(0),
        rank,
        unit: u32::try_from(unit).unwrap_or(0),
        unranked,
        draws: None,
    }));
}
