//! The score of a criminal group: which ratings of its attributes speak, and what they add up to.

use std::cmp::Ordering;

use ideal_composite::moments::median;

use crate::crime_group::{GroupRating, GroupSheets, RatedAs};
use crate::group_method::{AttributeRating, GroupAttribute, GroupMethod};
use crate::outcome::Verdict;
use crate::period::Period;

/// What an attribute adds to the score of a group.
#[derive(Clone, Debug, PartialEq)]
pub struct AttributeScore {
    /// Places of the ratings that speak, among those of the sheets.
    pub rows: Vec<usize>,
    /// What they say together; none where there is no row: it is missing.
    pub said: Option<RatedAs>,
    /// What that counts, in points.
    pub points: f64,
    /// Weight times points.
    pub contribution: f64,
    /// Whether nobody knows: it is unknown or missing.
    pub open: bool,
}

/// What the draws say of a score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GroupDraws {
    /// 5 % quantile.
    pub low: f64,
    /// Median.
    pub median: f64,
    /// 95 % quantile.
    pub high: f64,
    /// Share of the variance that is of unknown and missing attributes, 0 to 1.
    pub open_share: f64,
}

/// The score of a group.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupScore {
    /// Place of the group among those of the sheets.
    pub group: usize,
    /// `Gap` under the method's least coverage; `NotApplicable` for a group that is not there in the
    /// year of the edition.
    pub verdict: Verdict,
    /// Share of the weight that has a row, 0 to 1.
    pub coverage: f64,
    /// By attribute, in the order of the method.
    pub attributes: Vec<AttributeScore>,
    /// Attributes that nobody knows.
    pub unknown: usize,
    /// Attributes without a row.
    pub missing: usize,
    /// The score; none without the verdict `Assessed`.
    pub score: Option<f64>,
    /// The least that unknown and missing attributes could make of it, and the most.
    pub reach: Option<[f64; 2]>,
    /// What the draws say; none without draws or score.
    pub draws: Option<GroupDraws>,
}

/// The scores of all groups by a method as of an edition, in the order of the sheets.
///
/// Of an attribute the newest ratings speak, those of later years than the edition left aside. A
/// group scores the sum of weight times points; of several raters the median counts, and who does
/// not know is left out of it, unless nobody knows.
#[must_use]
pub fn group_scores(
    sheets: &GroupSheets,
    method: &GroupMethod,
    edition: Option<Period>,
) -> Vec<GroupScore> {
    let cells = speaking(sheets, method, edition).into_iter().enumerate();
    let one = |(group, rows): (usize, Vec<Vec<usize>>)| {
        let sheet = sheets.groups.get(group);
        let there = sheet.is_some_and(|g| edition.is_none_or(|e| g.is_active(e)));
        score(sheets, method, (group, there), rows)
    };
    cells.map(one).collect()
}

/// Per group and attribute of a method, the places of the ratings that speak: those of the newest
/// period that ends no later than the edition.
fn speaking(
    sheets: &GroupSheets,
    method: &GroupMethod,
    edition: Option<Period>,
) -> Vec<Vec<Vec<usize>>> {
    let columns: Vec<Option<usize>> =
        sheets.attributes.iter().map(|id| method.position(id)).collect();
    let mut cells = vec![vec![Vec::new(); method.attributes.len()]; sheets.groups.len()];
    for (i, r) in sheets.ratings.iter().enumerate() {
        let column = columns.get(r.attribute as usize).copied().flatten();
        let row = cells.get_mut(r.group as usize);
        let Some(cell) = row.zip(column).and_then(|(row, column)| row.get_mut(column)) else {
            continue;
        };
        if edition.is_some_and(|e| !r.period.ends_no_later_than(e)) {
            continue;
        }
        let newest = cell.first().and_then(|first: &usize| sheets.ratings.get(*first));
        match newest.map(|n| n.period.cmp(&r.period)) {
            Some(Ordering::Greater) => {}
            Some(Ordering::Less) => *cell = vec![i],
            Some(Ordering::Equal) | None => cell.push(i),
        }
    }
    cells
}

/// The points of a rating that says something; none where its rater does not know.
#[must_use]
pub fn known_points(method: &GroupMethod, rating: RatedAs) -> Option<f64> {
    match rating {
        RatedAs::Word(AttributeRating::Unknown) => None,
        RatedAs::Word(word) => Some(method.points.of(word)),
        RatedAs::Points(points) => Some(points),
    }
}

/// The score of a group by the ratings that speak of each attribute; `there` is whether the group is
/// there at all in the year that is assessed.
fn score(
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
    let points: Vec<f64> = said.iter().filter_map(|r| known_points(method, r.rating)).collect();
    let middle = median(&points);
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
    let same = |rating: &RatedAs| known_points(method, *rating) == Some(points);
    let words = AttributeRating::KNOWN.map(RatedAs::Word);
    let given = given.iter().map(|r| r.rating).find(same);
    given.or_else(|| words.into_iter().find(same)).unwrap_or(RatedAs::Points(points))
}
