//! Whether the intervals hold what they promise: a section of the page of the audit.

use ideal_engine::{Calibration, Foretold, Measures, Tercile, Withheld};
use serde::Serialize;

use super::Figure;
use super::table::{Leads, PageCell, PageColumn, PageRow, PageTable};
use crate::chart::{self, Chart, Covered, CoveredNode};
use crate::error::ReportError;
use crate::view::View;
use crate::words::say;

/// What the section says.
#[derive(Serialize)]
pub(super) struct CalibrationSection {
    lead: String,
    pub(super) figure: Option<Figure>,
    measures: PageTable,
    terciles: PageTable,
}

/// The kinds of row that the chart tells apart, in the order of their lines.
const SHOWN: [(Foretold, Option<Withheld>); 4] = [
    (Foretold::Cells, None),
    (Foretold::Territories, None),
    (Foretold::CrimeAreas, None),
    (Foretold::Leaves, Some(Withheld::Rows)),
];

/// The section; nothing without a calibration.
pub(super) fn calibration(view: &View<'_>) -> Result<Option<CalibrationSection>, ReportError> {
    let Some(found) = view.calibration else { return Ok(None) };
    let words = &view.words;
    let count = |n: usize| view.numbers.count(n);
    let shares = || found.deletions.iter().map(|d| d.share);
    let lead = say!(
        words,
        "calibration-lead",
        edition = found.edition.as_str(),
        rows = count(found.rows),
        runs = count(found.runs),
        draws = count(found.draws as usize),
        least = view.numbers.percent(shares().fold(1.0, f64::min)),
        most = view.numbers.percent(shares().fold(0.0, f64::max)),
        level = view.numbers.percent(found.level)
    )?;
    let caption = say!(words, "calibration-caption")?;
    Ok(Some(CalibrationSection {
        lead,
        figure: calibration_chart(view, found)?.map(|chart| Figure::new(chart, caption, 760)),
        measures: measures(view, found)?,
        terciles: terciles(view, found)?,
    }))
}

/// Coverage by node and kind of row.
pub(crate) fn calibration_chart(
    view: &View<'_>,
    found: &Calibration,
) -> Result<Option<Chart>, ReportError> {
    let line = |node: &str, (of, withheld): (Foretold, Option<Withheld>)| {
        let of_node = |m: &&Measures| {
            m.of == of && m.node == node && m.withheld == withheld && m.share.is_none()
        };
        found.measures.iter().find(of_node)
    };
    let nodes: Vec<&str> = view
        .tree(view.root)
        .into_iter()
        .filter_map(|(n, _)| view.results.assessment.method.nodes.get(n.get()))
        .map(|n| n.id.as_str())
        .collect();
    let shown: Vec<(Foretold, Option<Withheld>)> = SHOWN
        .into_iter()
        .filter(|kind| nodes.iter().any(|node| line(node, *kind).is_some()))
        .collect();
    let mut names = Vec::new();
    for (of, withheld) in &shown {
        names.push(kind(view, *of, *withheld)?);
    }
    let covered: Vec<CoveredNode> = nodes
        .iter()
        .map(|node| CoveredNode {
            name: view.name_of(node),
            covered: shown
                .iter()
                .enumerate()
                .filter_map(|(kind, shown)| {
                    let m = line(node, *shown)?;
                    Some(Covered { kind, coverage: m.coverage, error: m.coverage_error })
                })
                .collect(),
        })
        .filter(|n| !n.covered.is_empty())
        .collect();
    chart::calibration(view, (&found.edition, found.level), &names, &covered)
}

/// What is foretold, in words.
fn kind(view: &View<'_>, of: Foretold, withheld: Option<Withheld>) -> Result<String, ReportError> {
    let id = match (of, withheld) {
        (Foretold::Cells, _) => "calibration-cells",
        (Foretold::Territories, _) => "calibration-territories",
        (Foretold::CrimeAreas, _) => "calibration-areas",
        (Foretold::Regions, _) => "calibration-regions",
        (Foretold::Leaves, Some(Withheld::Series)) => "calibration-leaves-series",
        (Foretold::Leaves, _) => "calibration-leaves",
    };
    say!(view.words, id)
}

fn name(text: String) -> PageCell {
    PageCell::Name { text, code: None, leads: Leads::Nowhere }
}

/// All of each kind together.
fn measures(view: &View<'_>, found: &Calibration) -> Result<PageTable, ReportError> {
    let words = &view.words;
    let percent = |share: f64| say!(words, "percent", share = view.numbers.fixed(100.0 * share, 1));
    let whole = |m: &&Measures| {
        m.node == "*" && m.share.is_none() && (m.of == Foretold::Leaves || m.withheld.is_none())
    };
    let mut rows = Vec::new();
    for m in found.measures.iter().filter(whole) {
        let figures = [
            view.numbers.count(m.n),
            percent(m.coverage)?,
            percent(m.below_low)?,
            percent(m.above_high)?,
            view.numbers.signed(m.bias, 1),
            view.numbers.fixed(m.rmse, 1),
            view.numbers.fixed(m.width, 1),
            view.numbers.fixed(m.crps, 1),
        ];
        let figures = figures.map(|text| PageCell::Figure { text });
        let cells = std::iter::once(name(kind(view, m.of, m.withheld)?)).chain(figures).collect();
        rows.push(PageRow { cells, unused: false });
    }
    let columns = vec![
        PageColumn::texts(say!(words, "col-foretold")?),
        PageColumn::figures(say!(words, "col-foretold-count")?),
        PageColumn::figures(say!(words, "col-interval-coverage")?),
        PageColumn::figures(say!(words, "col-below")?),
        PageColumn::figures(say!(words, "col-above")?),
        PageColumn::figures(say!(words, "col-bias")?),
        PageColumn::figures(say!(words, "col-rmse")?),
        PageColumn::figures(say!(words, "col-width")?),
        PageColumn::figures(say!(words, "col-crps")?),
    ];
    Ok(PageTable { caption: Some(say!(words, "calibration-measures")?), columns, rows })
}

/// The thirds of all nodes together.
fn terciles(view: &View<'_>, found: &Calibration) -> Result<PageTable, ReportError> {
    let words = &view.words;
    let mut rows = Vec::new();
    for t in found.terciles.iter().filter(|t| t.node == "*") {
        let tercile = match t.tercile {
            Tercile::Low => say!(words, "calibration-low")?,
            Tercile::Middle => say!(words, "calibration-middle")?,
            Tercile::High => say!(words, "calibration-high")?,
        };
        let coverage = view.numbers.fixed(100.0 * t.coverage, 1);
        let figures = [
            view.numbers.count(t.n),
            view.numbers.signed(t.bias, 1),
            say!(words, "percent", share = coverage)?,
            view.numbers.fixed(t.crps, 1),
        ];
        let mut cells = vec![
            name(kind(view, Foretold::Leaves, Some(t.withheld))?),
            PageCell::Text { text: tercile },
        ];
        cells.extend(figures.map(|text| PageCell::Figure { text }));
        rows.push(PageRow { cells, unused: false });
    }
    let columns = vec![
        PageColumn::texts(say!(words, "col-foretold")?),
        PageColumn::texts(say!(words, "col-siblings")?),
        PageColumn::figures(say!(words, "col-foretold-count")?),
        PageColumn::figures(say!(words, "col-bias")?),
        PageColumn::figures(say!(words, "col-interval-coverage")?),
        PageColumn::figures(say!(words, "col-crps")?),
    ];
    Ok(PageTable { caption: Some(say!(words, "calibration-terciles")?), columns, rows })
}
