//! How severe raters are, and what taking that out did to the rankings.

use std::borrow::Cow;

use ideal_model::{Results, Unadjusted};

use super::columns as c;
use super::edition_text;
use super::scores::node_id;
use super::table::{Over, Table};

/// How severe every rater is. Readers are told of one by number and panel, never by pseudonym.
pub(super) fn raters(results: &Results) -> Table<'_> {
    Over::new(&c::RATERS, &results.severity)
        .text(c::SOURCE, |s| Cow::Owned(s.source.clone()))
        .maybe_text(c::PANEL, |s| s.rater.panel.clone().map(Cow::Owned))
        .text(c::RATER, |s| Cow::Owned(s.rater.to_string()))
        .count(c::RATINGS, |s| Some(u64::from(s.ratings)))
        .number(c::RATER_SEVERITY, |s| Some(s.severity))
        .number(c::SE, |s| Some(s.se))
        .count(c::PART, |s| Some(u64::from(s.part)))
        .finish()
}

/// The rankings with and without the severity of raters.
pub(super) fn adjustment(results: &Results) -> Table<'_> {
    let row = |u: &Unadjusted| results.rankings.get(u.at);
    Over::new(&c::ADJUSTMENT, &results.unadjusted)
        .maybe_text(c::RANKING, |u| Some(Cow::Borrowed(row(u)?.ranking.word())))
        .maybe_text(c::TERRITORY, |u| Some(Cow::Borrowed(results.place_code(row(u)?.unit))))
        .maybe_text(c::CRIME_AREA, |u| Some(Cow::Borrowed(results.area_code(row(u)?.unit))))
        .maybe_text(c::EDITION, |u| Some(edition_text(results, row(u)?.unit)))
        .maybe_text(c::NODE, |u| Some(node_id(results, row(u)?.node)))
        .count(c::RANK, |u| row(u)?.rank.map(u64::from))
        .number(c::SCORE, |u| {
            let row = row(u)?;
            results.node(row.unit, row.node)?.score
        })
        .count(c::RANK_UNADJUSTED, |u| u.rank.map(u64::from))
        .number(c::SCORE_UNADJUSTED, |u| u.score)
        .finish()
}
