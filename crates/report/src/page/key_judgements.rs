//! Key judgements: what the draws say of the ranking, of changes and of cells, in the words of the
//! ladder of likelihoods, each with the confidence in its evidence and the table it rests on.
//!
//! Every judgement follows from the results by a rule that the annex on the method says. Likelihood
//! and confidence never share a sentence: one is about the event, the other about the evidence.

use ideal_model::{PlaceIx, RankRow, Ranking, UnitIx, Unranked, Verdict};
use serde::Serialize;

use super::likelihood::{Likelihood, ladder, share_of_draws};
use super::pieces;
use super::pieces::Link;
use super::table::PageTable;
use crate::error::ReportError;
use crate::sentences::{Rated, of_hundred, quality_parts};
use crate::view::{Trust, View};
use crate::words::say;

/// Judgements, at most.
pub(super) const MOST: usize = 7;
/// Territories said to be among the first, at most.
pub(super) const AMONG_FIRST: usize = 2;
/// Names in a sentence, at most.
const NAMED: usize = 6;

/// The section.
#[derive(Serialize)]
pub(super) struct KeyJudgements {
    pub lead: String,
    pub judgements: Vec<KeyJudgement>,
    /// The words with their percentages; none without draws.
    pub ladder: Option<PageTable>,
    /// Which word a share at the edge of two takes.
    pub edge: Option<String>,
}

/// A judgement.
#[derive(Serialize)]
pub(super) struct KeyJudgement {
    pub text: String,
    /// How good the evidence is, and why; none where there is none to judge by.
    pub confidence: Option<String>,
    /// The table it rests on.
    pub rests: Link,
}

/// The section; without draws a sentence that says why there is none.
pub(super) fn section(view: &View<'_>) -> Result<KeyJudgements, ReportError> {
    let words = &view.words;
    if view.results.draws == 0 {
        let lead = say!(words, "judgements-no-draws")?;
        return Ok(KeyJudgements { lead, judgements: Vec::new(), ladder: None, edge: None });
    }
    let mut judgements = territories(view)?;
    judgements.extend(areas(view)?);
    for up in [true, false] {
        judgements.extend(moved(view, up)?);
    }
    judgements.extend(cell(view)?);
    judgements.extend(region(view)?);
    let gaps = unjudged(view)?;
    judgements.truncate(MOST - usize::from(gaps.is_some()));
    judgements.extend(gaps);
    let draws = view.numbers.count(view.results.draws as usize);
    Ok(KeyJudgements {
        lead: say!(words, "judgements-lead", draws = draws)?,
        judgements,
        ladder: Some(ladder(view)?),
        edge: Some(say!(words, "judgements-edge", margin = margin(view))?),
    })
}

/// How near to an edge of the ladder a share is at it, in percentage points.
pub(super) fn margin(view: &View<'_>) -> String {
    let draws = f64::from(view.results.draws.max(1));
    view.numbers.fixed(100.0 / draws.sqrt(), 1)
}

/// Rows of a ranking of the root that have a rank and draws.
pub(super) fn ranked<'a>(view: &View<'a>, of: Ranking) -> Vec<&'a RankRow> {
    let rows = view.results.ranking(of, view.last, view.root);
    rows.filter(|r| r.rank.is_some() && r.draws.is_some()).collect()
}

/// Share of the draws in which a row is among the first `k`; none where that is not kept.
pub(super) fn among_first(view: &View<'_>, row: &RankRow, k: usize) -> Option<f64> {
    let draws = row.draws.as_ref()?;
    if draws.acceptability.is_empty() {
        let top = &view.results.assessment.method.uncertainty.top;
        let at = top.iter().position(|&t| t as usize == k)?;
        return draws.top.get(at).copied();
    }
    Some(draws.acceptability.iter().take(k).sum())
}

/// The first places that are told of: the least `k` above 1 of the method among so many rows.
fn first_places(view: &View<'_>, rows: usize) -> Option<usize> {
    let top = view.results.assessment.method.uncertainty.top.iter();
    top.map(|&k| k as usize).filter(|&k| k > 1 && k < rows).min()
}

/// Rows by how often they are among the first `k`, most often first, of those with at least the
/// likelihood "likely".
fn likely_first<'a>(
    view: &View<'_>,
    rows: &[&'a RankRow],
    k: usize,
) -> Vec<(f64, Likelihood, &'a RankRow)> {
    let of = |row: &&'a RankRow| {
        let share = among_first(view, row, k)?;
        Some((share, Likelihood::of(share, view.results.draws), *row))
    };
    let mut found: Vec<_> = rows.iter().filter_map(of).collect();
    found.retain(|(_, word, _)| *word >= Likelihood::Likely);
    found.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.2.unit.cmp(&y.2.unit)));
    found
}

/// Who is first, and who is among the first.
fn territories(view: &View<'_>) -> Result<Vec<KeyJudgement>, ReportError> {
    let words = &view.words;
    let rows = ranked(view, Ranking::Territories);
    if rows.len() < 2 {
        return Ok(Vec::new());
    }
    let node = view.node_name(view.root);
    let count = view.numbers.count(rows.len());
    let place = |row: &RankRow| view.results.units.get(row.unit.get()).map(|key| key.place);
    let mut out = Vec::new();
    let mut first = None;
    if let Some(&(share, word, row)) = likely_first(view, &rows, 1).first()
        && let Some(of) = place(row)
    {
        let subject = view.subject(of)?;
        let text = say!(
            words,
            "judgement-first",
            level = word.level(),
            mood = word.mood(),
            share = share_of_draws(view, share)?,
            n = subject.n,
            name = subject.name,
            node = node.as_str(),
            count = count.as_str()
        )?;
        out.push(judged(view, text, row.unit, "ranking")?);
        first = Some(row.unit);
    } else {
        out.extend(tied(view, &rows)?);
    }
    let Some(k) = first_places(view, rows.len()) else { return Ok(out) };
    let among = likely_first(view, &rows, k).into_iter().filter(|(.., r)| Some(r.unit) != first);
    for (share, word, row) in among.take(AMONG_FIRST) {
        let Some(of) = place(row) else { continue };
        let subject = view.subject(of)?;
        let text = say!(
            words,
            "judgement-among-first",
            level = word.level(),
            mood = word.mood(),
            share = share_of_draws(view, share)?,
            n = subject.n,
            name = subject.name,
            k = view.numbers.count(k),
            node = node.as_str(),
            count = count.as_str()
        )?;
        out.push(judged(view, text, row.unit, "ranking")?);
    }
    Ok(out)
}

/// That nobody can be said to be first, with the group that leads.
fn tied(view: &View<'_>, rows: &[&RankRow]) -> Result<Option<KeyJudgement>, ReportError> {
    let group = |row: &RankRow| row.draws.as_ref().and_then(|d| d.tie_group);
    let place = |row: &RankRow| view.results.units.get(row.unit.get()).map(|key| key.place);
    let leading: Vec<PlaceIx> =
        rows.iter().filter(|r| group(r) == Some(1)).filter_map(|r| place(r)).collect();
    if leading.len() < 2 {
        return Ok(None);
    }
    let mut names: Vec<String> = leading.iter().map(|&p| view.place_name(p)).collect();
    names.sort_by(|a, b| view.words.compare(a, b));
    let id = if names.len() > NAMED { "judgement-tied-many" } else { "judgement-tied" };
    names.truncate(NAMED);
    let text = say!(
        view.words,
        id,
        node = view.node_name(view.root),
        count = view.numbers.count(leading.len()),
        names = view.words.list(&names)?
    )?;
    let rests = rests(view, "ranking")?;
    Ok(Some(KeyJudgement { text, confidence: None, rests }))
}

/// The crime area that leads, or is most often among the first; none that rests on enforcement
/// counts alone.
fn areas(view: &View<'_>) -> Result<Option<KeyJudgement>, ReportError> {
    let rows = ranked(view, Ranking::CrimeAreas);
    if rows.len() < 2 {
        return Ok(None);
    }
    for k in [Some(1), first_places(view, rows.len())].into_iter().flatten() {
        let mut found = likely_first(view, &rows, k);
        found.retain(|(.., row)| !view.enforcement_alone(row.unit, view.root));
        let Some(&(share, word, row)) = found.first() else { continue };
        let Some(key) = view.results.units.get(row.unit.get()) else { continue };
        let text = say!(
            view.words,
            if k == 1 { "judgement-area-first" } else { "judgement-area-among-first" },
            level = word.level(),
            mood = word.mood(),
            share = share_of_draws(view, share)?,
            name = view.area_name(key.area),
            k = view.numbers.count(k),
            node = view.node_name(view.root),
            count = view.numbers.count(rows.len())
        )?;
        return judged(view, text, row.unit, "areas").map(Some);
    }
    Ok(None)
}

/// The territory that moved farthest in one direction, of those whose change stands out from the
/// noise and whose confidence is at least moderate.
fn moved(view: &View<'_>, up: bool) -> Result<Option<KeyJudgement>, ReportError> {
    let Some(before) = view.last.before() else { return Ok(None) };
    let way = if up { "up" } else { "down" };
    let of =
        |&place: &PlaceIx| {
            let unit = view.territory_unit(place, view.last)?;
            let node = view.node(unit, view.root)?;
            let draws = node.interval.as_ref()?;
            let share = if up { draws.up } else { draws.down }?;
            let trusted = node.confidence.is_some_and(|c| view.trust(c) >= Trust::Moderate);
            (pieces::direction(view, unit) == way && trusted && !node.on_enforcement_alone)
                .then_some((node.change?, share, place, unit))
        };
    let mut found: Vec<_> = view.territories.iter().filter_map(of).collect();
    // Of equals the first by name, which is the order they come in.
    found.sort_by(|x, y| y.0.abs().total_cmp(&x.0.abs()));
    let Some(&(change, share, place, unit)) = found.first() else { return Ok(None) };
    let word = Likelihood::of(share, view.results.draws);
    let method = &view.results.assessment.method;
    let threshold = method.uncertainty.change_threshold * method.width();
    let subject = view.subject(place)?;
    let text = say!(
        view.words,
        if up { "judgement-up" } else { "judgement-down" },
        level = word.level(),
        mood = word.mood(),
        share = share_of_draws(view, share)?,
        n = subject.n,
        name = subject.name,
        node = view.node_name(view.root),
        threshold = view.numbers.exact(threshold),
        change = view.signed(change),
        before = view.edition_name(before)
    )?;
    let rests = Link {
        anchor: pieces::place_anchor(view, place),
        label: say!(view.words, "judgement-rests-profile", name = view.place_name(place))?,
    };
    let confidence = confidence(view, unit)?;
    Ok(Some(KeyJudgement { text, confidence, rests }))
}

/// The cell that is most often among the first; none that rests on enforcement counts alone.
fn cell(view: &View<'_>) -> Result<Option<KeyJudgement>, ReportError> {
    if view.territories_only() {
        return Ok(None);
    }
    let rows = ranked(view, Ranking::Units);
    let Some(k) = first_places(view, rows.len()) else { return Ok(None) };
    let mut found = likely_first(view, &rows, k);
    found.retain(|(.., row)| !view.enforcement_alone(row.unit, view.root));
    let Some(&(share, word, row)) = found.first() else { return Ok(None) };
    let Some(key) = view.results.units.get(row.unit.get()) else { return Ok(None) };
    let text = say!(
        view.words,
        "judgement-cell",
        level = word.level(),
        mood = word.mood(),
        share = share_of_draws(view, share)?,
        area = view.area_name(key.area),
        territory = view.place_name(key.place),
        k = view.numbers.count(k),
        node = view.node_name(view.root),
        count = view.numbers.count(rows.len())
    )?;
    let rests = Link {
        anchor: pieces::place_anchor(view, key.place),
        label: say!(view.words, "judgement-rests-profile", name = view.place_name(key.place))?,
    };
    let confidence = confidence(view, row.unit)?;
    Ok(Some(KeyJudgement { text, confidence, rests }))
}

/// The band of all territories together, where the draws agree on one.
fn region(view: &View<'_>) -> Result<Option<KeyJudgement>, ReportError> {
    let Some(unit) = view.every_unit() else { return Ok(None) };
    let Some(shares) = view.node(unit, view.root).and_then(|n| n.interval.as_ref()) else {
        return Ok(None);
    };
    let bands = view.bands_of(view.root);
    let most = shares.bands.iter().zip(bands).max_by(|x, y| x.0.total_cmp(y.0));
    let Some((&share, band)) = most else { return Ok(None) };
    let word = Likelihood::of(share, view.results.draws);
    if word < Likelihood::Likely {
        return Ok(None);
    }
    let text = say!(
        view.words,
        "judgement-region",
        level = word.level(),
        mood = word.mood(),
        share = share_of_draws(view, share)?,
        node = view.node_name(view.root),
        count = view.numbers.count(view.territories.len()),
        band = band.label
    )?;
    judged(view, text, unit, "ranking").map(Some)
}

/// What cannot be judged: cells without a score, and territories without a rank.
fn unjudged(view: &View<'_>) -> Result<Option<KeyJudgement>, ReportError> {
    let words = &view.words;
    let gap = |u: UnitIx| view.node(u, view.root).is_some_and(|n| n.verdict == Verdict::Gap);
    let gaps = view.cells.iter().filter(|&&u| gap(u)).count();
    if gaps == 0 {
        return Ok(None);
    }
    let mut names: Vec<String> = view
        .results
        .ranking(Ranking::Territories, view.last, view.root)
        .filter(|r| r.unranked == Some(Unranked::Gap))
        .filter_map(|r| view.results.units.get(r.unit.get()))
        .map(|key| view.place_name(key.place))
        .collect();
    names.sort_by(|a, b| words.compare(a, b));
    let unranked = names.len();
    let id = match (view.territories_only(), unranked) {
        (true, _) => "judgement-gaps-territories",
        (false, 0) => "judgement-gaps",
        (false, _) if unranked > NAMED => "judgement-gaps-many",
        (false, _) => "judgement-gaps-names",
    };
    names.truncate(NAMED);
    let text = say!(
        words,
        id,
        node = view.node_name(view.root),
        gaps = view.numbers.count(gaps),
        total = view.numbers.count(view.cells.len()),
        n = unranked,
        unranked = view.numbers.count(unranked),
        names = words.list(&names)?
    )?;
    let rests = rests(view, "gaps")?;
    Ok(Some(KeyJudgement { text, confidence: None, rests }))
}

/// A judgement of a unit that rests on a section.
fn judged(
    view: &View<'_>,
    text: String,
    unit: UnitIx,
    section: &str,
) -> Result<KeyJudgement, ReportError> {
    Ok(KeyJudgement { text, confidence: confidence(view, unit)?, rests: rests(view, section)? })
}

fn rests(view: &View<'_>, section: &str) -> Result<Link, ReportError> {
    let root = view.node_name(view.root);
    let name = say!(view.words, &format!("section-{section}"), root = root)?;
    let label = say!(view.words, "judgement-rests", section = name)?;
    Ok(Link { anchor: section.to_owned(), label })
}

/// The sentence on how good the evidence behind the root of a unit is, and what that is made of.
fn confidence(view: &View<'_>, unit: UnitIx) -> Result<Option<String>, ReportError> {
    let Some(node) = view.node(unit, view.root) else { return Ok(None) };
    let Some(value) = node.confidence else { return Ok(None) };
    let method = &view.results.assessment.method;
    let of = view.numbers.fixed(of_hundred(method, value), 0);
    let word = view.trust_word(value)?;
    let Some(basis) = &view.bases.of(unit, view.root) else {
        return say!(view.words, "judgement-confidence", word = word, of = of).map(Some);
    };
    let rated = Rated { confidence: value, coverage: node.coverage, basis };
    let parts = quality_parts(&view.words, &view.numbers, &rated)?;
    say!(view.words, "judgement-confidence-why", word = word, of = of, parts = parts).map(Some)
}
