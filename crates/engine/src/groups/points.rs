//! Points: what ratings of attributes add up to.

use ideal_model::{
    AttributeRating, GroupAttribute, GroupMethod, GroupRating, GroupSheets, RatedAs, Verdict,
};

use crate::groups::found::{AttributeScore, GroupScore};
use crate::select::selection::median;

/// The points of a rating that says something; none where its rater does not know.
pub(super) fn known(method: &GroupMethod, rating: RatedAs) -> Option<f64> {
    match rating {
        RatedAs::Word(AttributeRating::Unknown) => None,
        RatedAs::Word(word) => Some(method.points.of(word)),
        RatedAs::Points(points) => Some(points),
    }
}

/// The score of a group by the ratings that speak of each attribute; `there` is whether the group is
/// there at all in the year that is assessed.
pub(super) fn score(
    sheets: &GroupSheets,
    method: &GroupMethod,
    (group, there): (usize, bool),
    rows: Vec<Vec<usize>>,
) -> GroupScore {
    let attributes: Vec<AttributeScore> = (method.attributes.iter().zip(rows))
        .map(|(a, rows)| attribute(sheets, method, a, rows))
        .collect();
    let weighed = || method.attributes.iter().zip(&attributes);
    let all: f64 = method.attributes.iter().map(|a| a.weight).sum();
    let rated = weighed().filter(|(_, s)| s.said.is_some());
    // Without any it is 0, where a sum of nothing would be -0.
    let covered = rated.fold(0.0, |all, (a, _)| all + a.weight);
    let coverage = if all > 0.0 { covered / all } else { 0.0 };
    // A hair's breadth is no gap: 0.6 of 190 is not a number that a computer holds.
    let verdict = match () {
        () if !there => Verdict::NotApplicable,
        () if coverage < method.min_coverage - 1e-9 => Verdict::Gap,
        () => Verdict::Assessed,
    };
    let assessed = verdict == Verdict::Assessed;
    let with = |open: f64| -> f64 {
        weighed().map(|(a, s)| if s.open { a.weight * open } else { s.contribution }).sum()
    };
    let missing = attributes.iter().filter(|s| s.said.is_none()).count();
    GroupScore {
        group,
        verdict,
        coverage,
        unknown: attributes.iter().filter(|s| s.open).count() - missing,
        missing,
        score: assessed.then(|| attributes.iter().map(|s| s.contribution).sum()),
        reach: assessed.then(|| [with(method.points.nil), with(method.points.high)]),
        attributes,
        draws: None,
    }
}

/// Of several raters the median of those who know; where nobody does, what `unknown` counts, as it
/// does for an attribute without a row.
fn attribute(
    sheets: &GroupSheets,
    method: &GroupMethod,
    a: &GroupAttribute,
    rows: Vec<usize>,
) -> AttributeScore {
    let said: Vec<&GroupRating> = rows.iter().filter_map(|i| sheets.ratings.get(*i)).collect();
    let mut points: Vec<f64> = said.iter().filter_map(|r| known(method, r.rating)).collect();
    let middle = median(&mut points);
    let said = match middle {
        Some(points) => Some(word_of(method, points, &said)),
        None if rows.is_empty() => None,
        None => Some(RatedAs::Word(AttributeRating::Unknown)),
    };
    let points = middle.unwrap_or(method.points.unknown);
    AttributeScore { rows, said, points, contribution: a.weight * points, open: middle.is_none() }
}

/// The rating that is worth so many points: one that was given, else one of the method's, else the
/// points themselves.
fn word_of(method: &GroupMethod, points: f64, given: &[&GroupRating]) -> RatedAs {
    let same = |rating: &RatedAs| known(method, *rating) == Some(points);
    let words = AttributeRating::KNOWN.map(RatedAs::Word);
    let given = given.iter().map(|r| r.rating).find(same);
    given.or_else(|| words.into_iter().find(same)).unwrap_or(RatedAs::Points(points))
}
