//! Evidence that is not missing at random, and the ranking under other choices.

use ideal_engine::{Audit, SelectionAudit, Variant};
use serde::Serialize;

use super::super::table::{PageCell, PageTable};
use super::groups::{Cells, Folded, row};
use crate::error::ReportError;
use crate::view::View;
use crate::words::say;

/// Whether evidence is missing at random.
#[derive(Serialize)]
pub(super) struct Missing {
    /// Lines that seem not to be; none where there are none.
    selected: Option<PageTable>,
    said: String,
    all: Folded,
}

fn lines<'l>(
    view: &View<'_>,
    lines: impl Iterator<Item = &'l SelectionAudit>,
) -> Result<PageTable, ReportError> {
    let cells = Cells { view };
    let mut rows = Vec::new();
    for s in lines {
        rows.push(row(vec![
            cells.named(&s.indicator),
            PageCell::Text { text: view.name_of(&s.node) },
            cells.count(s.territories_known),
            cells.count(s.territories_missing),
            cells.number(Some(s.mean_known), 1)?,
            cells.number(Some(s.mean_missing), 1)?,
            PageCell::Figure { text: view.numbers.signed(s.difference, 1) },
            cells.interval(s.low.zip(s.high), 1)?,
            cells.p(s.p)?,
        ]));
    }
    let columns = cells.columns(&[
        ("col-indicator", false),
        ("col-node", false),
        ("col-known-in", true),
        ("col-missing-in", true),
        ("col-mean-known", true),
        ("col-mean-missing", true),
        ("col-difference", true),
        ("col-r-interval", true),
        ("col-p", true),
    ])?;
    Ok(PageTable { caption: Some(say!(view.words, "missing-table")?), columns, rows })
}

/// Nothing where no indicator is known in one place and missing in another.
pub(super) fn missing(view: &View<'_>, audit: &Audit) -> Result<Option<Missing>, ReportError> {
    if audit.selection.is_empty() {
        return Ok(None);
    }
    let mut worst: Vec<&SelectionAudit> = audit.selection.iter().filter(|s| s.selected).collect();
    worst.sort_by(|a, b| a.p.unwrap_or(1.0).total_cmp(&b.p.unwrap_or(1.0)));
    let tested = audit.selection.iter().filter(|s| s.p.is_some()).count();
    let said = say!(
        view.words,
        "missing-said",
        n = worst.len(),
        count = view.numbers.count(worst.len()),
        tested = view.numbers.count(tested),
        all = view.numbers.count(audit.selection.len()),
        level = view.numbers.fixed(0.05, 2)
    )?;
    let selected = if worst.is_empty() { None } else { Some(lines(view, worst.into_iter())?) };
    let count = view.numbers.count(audit.selection.len());
    let all = Folded {
        summary: say!(view.words, "missing-fold", count = count)?,
        table: lines(view, audit.selection.iter())?,
    };
    Ok(Some(Missing { selected, said, all }))
}

fn variant_name(view: &View<'_>, variant: Variant) -> Result<String, ReportError> {
    let words = &view.words;
    match variant {
        Variant::PostsWider => say!(words, "variant-posts-wider"),
        Variant::PostsNarrower => say!(words, "variant-posts-narrower"),
        Variant::PostsPercentiles => say!(words, "variant-posts-percentiles"),
        Variant::MinMax => say!(words, "variant-min-max"),
        Variant::PercentileRanks => say!(words, "variant-percentile-ranks"),
        Variant::StandardScores => say!(words, "variant-standard-scores"),
        Variant::FloorsNone => say!(words, "variant-floors-none"),
        Variant::FloorsHalf => say!(words, "variant-floors-half"),
        Variant::FloorsHigher => say!(words, "variant-floors-higher"),
    }
}

/// The ranking under other choices; nothing where none changes anything.
pub(super) fn variants(view: &View<'_>, audit: &Audit) -> Result<Option<PageTable>, ReportError> {
    if audit.variants.is_empty() {
        return Ok(None);
    }
    let cells = Cells { view };
    let mut rows = Vec::new();
    for v in &audit.variants {
        let name = cells.name(variant_name(view, v.variant)?);
        let max = match v.max_rank_shift {
            Some(max) => cells.count(max as usize),
            None => cells.number(None, 0)?,
        };
        rows.push(row(vec![
            name,
            cells.count(v.ranked),
            cells.number(v.mean_rank_shift, 2)?,
            max,
            cells.number(v.spearman, 2)?,
            cells.count(v.unranked as usize),
            cells.count(v.newly_ranked),
            cells.count(v.kept),
        ]));
    }
    let columns = cells.columns(&[
        ("col-variant", false),
        ("col-shift-over", true),
        ("col-shift-mean", true),
        ("col-shift-max", true),
        ("col-spearman", true),
        ("col-loses", true),
        ("col-gains", true),
        ("col-unchanged", true),
    ])?;
    let root = view.node_name(view.root);
    let caption = Some(say!(view.words, "choices-table", root = root.as_str())?);
    Ok(Some(PageTable { caption, columns, rows }))
}
