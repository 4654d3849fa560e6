//! Ranks, and what answers would do to them.

use std::collections::BTreeMap;

use ideal_composite::rank::{competition, rounded};
use ideal_model::{AssessmentInput, GroupMethod, GroupScore};

use crate::groups::found::{GroupList, GroupPlace, GroupsBy, OpenPlaces};

/// The lists in which groups are ranked.
pub(super) fn lists(
    a: &AssessmentInput,
    by: GroupsBy,
    method: &GroupMethod,
    scores: &[GroupScore],
) -> Vec<GroupList> {
    let mut members: BTreeMap<Option<&str>, Vec<usize>> = BTreeMap::new();
    for (i, group) in a.group_sheets.groups.iter().enumerate() {
        let mut within: Vec<Option<&str>> = match by {
            GroupsBy::All => vec![None],
            GroupsBy::Area => vec![Some(&group.principal)],
            GroupsBy::Territory => {
                group.territories.iter().map(|p| Some(p.territory.as_str())).collect()
            }
        };
        within.dedup();
        within.into_iter().for_each(|code| members.entry(code).or_default().push(i));
    }
    let list = |(within, members): (Option<&str>, Vec<usize>)| GroupList {
        within: within.map(str::to_owned),
        places: places(method, &members, scores),
    };
    members.into_iter().map(list).collect()
}

fn places(method: &GroupMethod, members: &[usize], scores: &[GroupScore]) -> Vec<GroupPlace> {
    let members: Vec<&GroupScore> = members.iter().filter_map(|i| scores.get(*i)).collect();
    let point: Vec<f64> = members.iter().map(|s| s.score.unwrap_or(f64::NAN)).collect();
    let mut sorted: Vec<f64> = point.iter().filter(|s| !s.is_nan()).map(|s| rounded(*s)).collect();
    sorted.sort_by(f64::total_cmp);
    let mut out: Vec<GroupPlace> = (members.iter().zip(competition(&point)))
        .map(|(s, rank)| GroupPlace {
            group: s.group,
            rank,
            draws: None,
            open: rank.and_then(|_| open(method, s, &sorted)),
        })
        .collect();
    // Groups are in the order of their codes, so ties are listed by code.
    out.sort_by_key(|p| (p.rank.unwrap_or(u32::MAX), p.group));
    out
}

/// The ranks that answers would give a group among these scores, in ascending order, of which its own
/// is one.
fn open(method: &GroupMethod, s: &GroupScore, sorted: &[f64]) -> Option<OpenPlaces> {
    let (own, [least, most]) = (s.score?, s.reach?);
    let rank = |score: f64| {
        let score = rounded(score);
        let above = sorted.len() - sorted.partition_point(|other| *other <= score);
        1 + above - usize::from(rounded(own) > score)
    };
    let weight = |i: &usize| method.attributes.get(*i).map_or(0.0, |a| a.weight);
    let asked = (0..s.attributes.len()).filter(|i| s.attributes.get(*i).is_some_and(|a| a.open));
    // Of two as heavy the first of the method.
    let ask = asked.rev().max_by(|x, y| weight(x).total_cmp(&weight(y)))?;
    let answered = |points: f64| own + weight(&ask) * (points - method.points.unknown);
    Some(OpenPlaces {
        best: rank(most),
        worst: rank(least),
        ask,
        ask_best: rank(answered(method.points.high)),
        ask_worst: rank(answered(method.points.nil)),
    })
}
