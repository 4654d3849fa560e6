//! The sentence under the name of a territory or a crime area.

use ideal_model::{Ranking, UnitIx};

use crate::error::ReportError;
use crate::view::View;
use crate::words::say;

pub(super) fn territory_sentence(
    view: &View<'_>,
    unit: UnitIx,
    name: &str,
    cells: &[UnitIx],
) -> Result<String, ReportError> {
    let words = &view.words;
    let root = view.node_name(view.root);
    let Some(score) = view.score(unit, view.root) else {
        return say!(
            words,
            "profile-gap",
            name = name,
            root = root,
            reason = view.reason(unit, view.root)?
        );
    };
    let known = cells.iter().filter(|&&u| view.score(u, view.root).is_some()).count();
    let rows = view.results.ranking(Ranking::Territories, view.last, view.root);
    let ranked = rows.filter(|r| r.rank.is_some()).count();
    let row =
        view.results.ranking(Ranking::Territories, view.last, view.root).find(|r| r.unit == unit);
    let confidence = match view.node(unit, view.root).and_then(|n| n.confidence) {
        Some(c) => view.trust_word(c)?,
        None => String::new(),
    };
    let count = |n: usize| view.numbers.count(n);
    let score = view.shown(score);
    let without = without(view, unit)?;
    let place = match row.and_then(|r| r.draws.as_ref().map(|d| (d.low, d.high))) {
        Some((low, high)) if low != high => say!(
            words,
            "profile-place-range",
            low = view.numbers.count(low as usize),
            high = view.numbers.count(high as usize),
            of = count(ranked)
        )?,
        _ => match row.and_then(|r| r.rank) {
            Some(rank) => say!(
                words,
                "profile-place",
                rank = view.numbers.count(rank as usize),
                of = count(ranked)
            )?,
            None => say!(words, "profile-place-none")?,
        },
    };
    let id = if view.territories_only() { "profile-territory-only" } else { "profile-territory" };
    let known = count(known);
    let first = say!(
        words,
        id,
        root = root,
        score = score,
        confidence = confidence,
        known = known,
        total = count(cells.len())
    )?;
    Ok([first, place].into_iter().chain(without).collect::<Vec<_>>().join(" "))
}

pub(super) fn area_sentence(
    view: &View<'_>,
    unit: UnitIx,
    name: &str,
    cells: &[UnitIx],
) -> Result<String, ReportError> {
    let words = &view.words;
    let basis = view.basis();
    let known = cells.iter().filter(|&&u| view.score(u, basis).is_some()).count();
    let alone = cells.iter().filter(|&&u| view.enforcement_alone(u, basis)).count();
    let count = |n: usize| view.numbers.count(n);
    let id = match (view.score(unit, view.root).is_some(), known) {
        (_, 0) => "profile-area-gap",
        (true, _) if alone == known => "profile-area-enforcement",
        (true, _) => "profile-area",
        (false, _) => "profile-area-partial",
    };
    let first = say!(
        words,
        id,
        name = name,
        node = view.node_name(basis),
        root = view.node_name(view.root),
        known = count(known),
        alone = count(alone),
        total = count(cells.len())
    )?;
    Ok(std::iter::once(first).chain(without(view, unit)?).collect::<Vec<_>>().join(" "))
}

/// The sentence that says what a score of the root was made without, and why.
fn without(view: &View<'_>, unit: UnitIx) -> Result<Option<String>, ReportError> {
    match view.without(unit, view.root)? {
        Some(w) => Ok(Some(say!(
            view.words,
            "profile-without",
            root = view.node_name(view.root),
            without = w.title
        )?)),
        None => Ok(None),
    }
}
