//! What a collection round changed.

use std::borrow::Cow;

use ideal_model::Results;

use super::columns as c;
use super::scores::node_id;
use super::table::{Over, Table};
use crate::round_change::{PanelSeverity, RoundChange};

/// What a round changed, in the order of the rankings.
pub(super) fn changes<'a>(results: &'a Results, changes: &[RoundChange]) -> Table<'a> {
    let rank = |r: Option<u32>| r.map(u64::from);
    Over::new(&c::ROUND_CHANGES, changes)
        .text(c::RANKING, |k| Cow::Borrowed(k.ranking.word()))
        .text(c::TERRITORY, |k| Cow::Borrowed(results.place_code(k.unit)))
        .text(c::CRIME_AREA, |k| Cow::Borrowed(results.area_code(k.unit)))
        .text(c::NODE, |k| node_id(results, k.node))
        .text(c::WAS, |k| Cow::Borrowed(k.was.word()))
        .text(c::IS, |k| Cow::Borrowed(k.is.word()))
        .number(c::SCORE_BEFORE, |k| k.scores[0])
        .number(c::SCORE, |k| k.scores[1])
        .count(c::RANK_BEFORE, |k| rank(k.ranks[0]))
        .count(c::RANK, |k| rank(k.ranks[1]))
        .number(c::SCORE_UNADJUSTED, |k| k.unadjusted?.0)
        .count(c::RANK_UNADJUSTED, |k| rank(k.unadjusted?.1))
        .text(c::ROUND_PANELS, |k| Cow::Owned(k.panels.join(" ")))
        .text(c::ROUND_HANDLING, |_| Cow::Owned(results.mark.to_string()))
        .finish()
}

/// What the severity of each panel does, in the order of the rankings.
pub(super) fn severity<'a>(results: &'a Results, found: &[PanelSeverity]) -> Table<'a> {
    let rank = |r: Option<u32>| r.map(u64::from);
    Over::new(&c::ROUND_SEVERITY, found)
        .text(c::RANKING, |k| Cow::Borrowed(k.ranking.word()))
        .text(c::TERRITORY, |k| Cow::Borrowed(results.place_code(k.unit)))
        .text(c::CRIME_AREA, |k| Cow::Borrowed(results.area_code(k.unit)))
        .text(c::NODE, |k| node_id(results, k.node))
        .text(c::PANEL_LEFT, |k| Cow::Owned(k.panel.clone()))
        .number(c::SCORE, |k| k.scores[0])
        .count(c::RANK, |k| rank(k.ranks[0]))
        .number(c::SCORE_LEFT, |k| k.scores[1])
        .count(c::RANK_LEFT, |k| rank(k.ranks[1]))
        .text(c::ROUND_HANDLING, |_| Cow::Owned(results.mark.to_string()))
        .finish()
}
