//! The scores beside another index: coefficients, a scatter for each node, and who lies far from
//! the line.

use ideal_engine::{Against, AgainstNode, AgainstPoint, AuditObject};
use serde::Serialize;

use super::super::Figure;
use super::super::table::{PageCell, PageTable};
use super::groups::{Cells, row, unit_name};
use crate::chart::{self, Scatter, ScatterPoint};
use crate::error::ReportError;
use crate::view::View;
use crate::words::say;

/// The section.
#[derive(Serialize)]
pub(super) struct Beside {
    lead: String,
    table: PageTable,
    pub figures: Vec<Figure>,
    outliers: Option<PageTable>,
}

fn object_name(view: &View<'_>, object: AuditObject) -> Result<String, ReportError> {
    match object {
        AuditObject::Cells => say!(view.words, "object-cells"),
        AuditObject::Territories => say!(view.words, "object-territories"),
    }
}

pub(super) fn beside(view: &View<'_>, found: &Against) -> Result<Beside, ReportError> {
    let file = found.file.rsplit(['/', '\\']).next().unwrap_or_default();
    let lead = say!(
        view.words,
        "against-lead",
        file = file,
        column = found.column.as_str(),
        count = view.numbers.count(found.given),
        assessed = view.numbers.count(found.given - found.elsewhere)
    )?;
    let mut figures = Vec::new();
    for node in &found.nodes {
        figures.extend(drawn(view, found, node)?);
    }
    Ok(Beside {
        lead,
        table: coefficients(view, found)?,
        figures,
        outliers: outliers(view, found)?,
    })
}

/// A line per node.
fn coefficients(view: &View<'_>, found: &Against) -> Result<PageTable, ReportError> {
    let cells = Cells { view };
    let mut rows = Vec::new();
    for n in &found.nodes {
        rows.push(row(vec![
            cells.named(&n.node),
            PageCell::Text { text: object_name(view, n.object)? },
            cells.count(n.n),
            cells.number(n.r, 2)?,
            cells.interval(n.low.zip(n.high), 2)?,
            cells.p(n.p)?,
            cells.number(n.spearman, 2)?,
            cells.interval(n.spearman_low.zip(n.spearman_high), 2)?,
            cells.number(n.kendall, 2)?,
        ]));
    }
    let columns = cells.columns(&[
        ("col-node", false),
        ("col-object", false),
        ("col-rows", true),
        ("col-pearson", true),
        ("col-r-interval", true),
        ("col-p", true),
        ("col-spearman", true),
        ("col-r-interval", true),
        ("col-kendall", true),
    ])?;
    let caption = say!(view.words, "against-table", column = found.column.as_str())?;
    Ok(PageTable { caption: Some(caption), columns, rows })
}

/// A scatter of one node.
fn drawn(
    view: &View<'_>,
    found: &Against,
    node: &AgainstNode,
) -> Result<Option<Figure>, ReportError> {
    let points = found.points.iter().filter(|p| p.node == node.node && p.object == node.object);
    let points = points
        .map(|p| ScatterPoint {
            label: p.territory.clone(),
            name: unit_name(view, &p.territory, &p.crime_area),
            x: p.other,
            y: p.score,
            outlier: p.outlier,
        })
        .collect();
    let name = view.name_of(&node.node);
    let r = match node.r {
        Some(r) => view.numbers.fixed(r, 2),
        None => say!(view.words, "audit-none")?,
    };
    let what = Scatter {
        file: format!("audit_against_{}_{}.{}", node.object, chart::stem(&node.node), view.locale),
        node: &name,
        column: &found.column,
        r: r.clone(),
        line: node.intercept.zip(node.slope),
        points,
    };
    let caption = say!(
        view.words,
        "against-caption",
        node = name.as_str(),
        column = found.column.as_str(),
        r = r,
        object = object_name(view, node.object)?
    )?;
    Ok(chart::scatter(view, &what)?.map(|chart| Figure::new(chart, caption, 640)))
}

/// Points far from their line, the furthest first.
fn outliers(view: &View<'_>, found: &Against) -> Result<Option<PageTable>, ReportError> {
    let mut far: Vec<&AgainstPoint> = found.points.iter().filter(|p| p.outlier).collect();
    if far.is_empty() {
        return Ok(None);
    }
    let size = |p: &AgainstPoint| p.residual.map_or(0.0, f64::abs);
    far.sort_by(|a, b| size(b).total_cmp(&size(a)));
    let cells = Cells { view };
    let mut rows = Vec::new();
    for p in far {
        rows.push(row(vec![
            cells.name(unit_name(view, &p.territory, &p.crime_area)),
            PageCell::Text { text: view.name_of(&p.node) },
            PageCell::Figure { text: view.shown(p.score) },
            cells.number(Some(p.other), 2)?,
            PageCell::Figure { text: view.numbers.signed(p.residual.unwrap_or(0.0), 1) },
        ]));
    }
    let columns = cells.columns(&[
        ("col-unit-of-analysis", false),
        ("col-node", false),
        ("col-score", true),
        ("col-other", true),
        ("col-residual", true),
    ])?;
    let caption = Some(say!(view.words, "against-outliers")?);
    Ok(Some(PageTable { caption, columns, rows }))
}
