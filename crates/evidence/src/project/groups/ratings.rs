//! `group_ratings.csv`: what is said of an attribute of a group.

use std::collections::BTreeMap;

use ideal_model::{
    AttributeRating, Codes, Finding, GroupMethod, GroupRating, Period, RatedAs, Severity,
    did_you_mean,
};

use super::GroupCodes;
use super::cells::GroupRow;
use crate::findings::FileFindings;
use crate::inputs::heads;
use crate::numeral::Numerals;
use crate::personal;
use crate::plain::plain;
use crate::project::table::Table;
use crate::tidy::{Known, shortened};

/// Ratings, with the codes that they name.
#[derive(Default)]
pub(super) struct Rated {
    pub(super) ratings: Vec<GroupRating>,
    pub(super) attributes: Codes,
    pub(super) sources: Codes,
    pub(super) raters: Codes,
}

/// Who says what of what: group, attribute, period, and the rater or else the source.
type RatingKey = (u32, u32, Period, Option<u32>, u32);

/// The ratings of a table, as far as their cells can be read; a row without a rating is none.
pub(super) fn ratings(
    table: &Table,
    (known, codes): (&Known<'_>, &GroupCodes<'_>),
    methods: &[GroupMethod],
    out: &mut FileFindings,
) -> Rated {
    let mut rated = Rated::default();
    if !table.expect(&heads("group_ratings", true), &heads("group_ratings", false), false, out) {
        return rated;
    }
    let mut seen: BTreeMap<RatingKey, u64> = BTreeMap::new();
    for row in table.rows() {
        let row = GroupRow::new(row, known);
        if row.text("rating").is_empty() {
            continue;
        }
        let Some(rating) = rating(&row, codes, methods, &mut rated, out) else { continue };
        // A rater is one person whatever the source that the row names.
        let of_source = if rating.rater.is_some() { u32::MAX } else { rating.source };
        let key = (rating.group, rating.attribute, rating.period, rating.rater, of_source);
        if let Some(first) = seen.insert(key, rating.line) {
            let message = format!(
                "`{}` of `{}` in {} is rated twice by one rater, first in line {first}",
                row.text("attribute"),
                row.text("group"),
                rating.period
            );
            out.push(Finding::error("rated-twice", message).at_line(rating.line).hint(
                "a rater, or a source without raters, has one row: which of the two counts?",
            ));
            continue;
        }
        rated.ratings.push(rating);
    }
    let name = |r: &GroupRating| {
        let rater = r.rater.map_or("", |rater| rated.raters.code(rater));
        (rated.attributes.code(r.attribute), r.period, rater, rated.sources.code(r.source))
    };
    rated.ratings.sort_by(|a, b| (a.group, name(a)).cmp(&(b.group, name(b))));
    rated
}

fn rating(
    row: &GroupRow<'_>,
    codes: &GroupCodes<'_>,
    methods: &[GroupMethod],
    rated: &mut Rated,
    out: &mut FileFindings,
) -> Option<GroupRating> {
    let group = row.needed("group", out).and_then(|code| codes.place(code, row, out));
    let attribute = row.needed("attribute", out).and_then(|id| attribute(id, methods, row, out));
    let period = row.period("period", out)?;
    if period.is_none() {
        let _ = row.needed("period", out);
    }
    let said = said(row, attribute, methods, out);
    let rater = rater(row, out);
    let standing = row.standing(out)?;
    let (group, attribute) = (u32::try_from(group?).ok()?, attribute?);
    Some(GroupRating {
        group,
        attribute: rated.attributes.intern(attribute),
        rating: said?,
        period: period?,
        source: rated.sources.intern(&standing.source),
        rater: rater.map(|name| rated.raters.intern(name)),
        grade: standing.grade,
        mark: standing.mark,
        line: row.line(),
    })
}

/// The id of an attribute that a method has.
fn attribute<'a>(
    id: &'a str,
    methods: &[GroupMethod],
    row: &GroupRow<'_>,
    out: &mut FileFindings,
) -> Option<&'a str> {
    if methods.iter().any(|m| m.position(id).is_some()) {
        return Some(id);
    }
    let hints = out.hints(Severity::Error, "unknown-attribute");
    out.add("unknown-attribute", id, row.line(), || {
        let message = format!("`{}` is no attribute of any method of groups", shortened(id));
        let all = || methods.iter().flat_map(|m| &m.attributes).map(|a| a.id.as_str());
        let plain = plain(id).to_lowercase().replace([' ', '-'], "_");
        let near = hints.then(|| did_you_mean(&plain, all())).flatten();
        let ids: Vec<&str> = methods.iter().map(|m| m.id.as_str()).collect();
        Finding::error("unknown-attribute", message).hint(near.unwrap_or_else(|| {
            format!("the methods are {}; a project's own lie in group_methods", ids.join(", "))
        }))
    });
    None
}

/// A rating in words, or points on the scale of the methods that have the attribute.
fn said(
    row: &GroupRow<'_>,
    attribute: Option<&str>,
    methods: &[GroupMethod],
    out: &mut FileFindings,
) -> Option<RatedAs> {
    let text = row.text("rating");
    if let Some(word) = AttributeRating::from_word(text) {
        return Some(RatedAs::Word(word));
    }
    let Ok(points) = Numerals::default().read(text) else {
        out.add("unknown-rating", text, row.line(), || {
            let words = || AttributeRating::ALL.iter().map(|(word, _)| *word);
            let message = format!("`{}` is no rating", shortened(text));
            let near = did_you_mean(text, words());
            let list = words().collect::<Vec<_>>().join(", ");
            Finding::error("unknown-rating", message).hint(near.unwrap_or_else(|| {
                format!("a rating is {list}, or a number of points; a missing one is an empty cell")
            }))
        });
        return None;
    };
    let id = attribute?;
    let off = methods
        .iter()
        .filter(|m| m.position(id).is_some())
        .find(|m| !(m.points.nil..=m.points.high).contains(&points));
    if let Some(m) = off {
        out.add("rating-off-scale", text, row.line(), || {
            let (least, most) = (m.points.nil, m.points.high);
            let message = format!("{points} points lie outside the scale of `{}`", m.id);
            Finding::error("rating-off-scale", message)
                .hint(format!("its ratings go from {least} to {most}"))
        });
        return None;
    }
    Some(RatedAs::Points(points))
}

/// Who rated, by pseudonym; the name itself is not repeated: the finding travels further than the file.
fn rater<'a>(row: &GroupRow<'a>, out: &mut FileFindings) -> Option<&'a str> {
    let text = row.text("rater");
    if personal::rater(text) {
        out.add("personal-data", "rater", row.line(), || {
            Finding::warning("personal-data", "the cell `rater` looks like a person's name")
                .hint("call a rater by a pseudonym, such as R1")
        });
    }
    (!text.is_empty()).then_some(text)
}
