//! Groups part by part, correlations with their intervals, and the territories beside the cells.

use ideal_engine::{Audit, AuditObject, NodeAudit, PairAudit, Relation};
use serde::Serialize;

use super::super::table::{Leads, PageCell, PageColumn, PageRow, PageTable};
use crate::error::ReportError;
use crate::view::View;
use crate::words::say;

/// A long table that is opened by its title.
#[derive(Serialize)]
pub(super) struct Folded {
    pub summary: String,
    pub table: PageTable,
}

/// Writes the cells of the audit's tables.
pub(super) struct Cells<'w, 'a> {
    pub view: &'w View<'a>,
}

impl Cells<'_, '_> {
    /// The name of a node or indicator.
    pub(super) fn named(&self, code: &str) -> PageCell {
        self.name(self.view.name_of(code))
    }

    pub(super) fn name(&self, text: String) -> PageCell {
        PageCell::Name { text, code: None, leads: Leads::Nowhere }
    }

    /// A number with so many decimals, or that it cannot be computed.
    pub(super) fn number(&self, x: Option<f64>, decimals: u8) -> Result<PageCell, ReportError> {
        let text = match x {
            Some(x) => self.view.numbers.fixed(x, decimals),
            None => say!(self.view.words, "audit-none")?,
        };
        Ok(PageCell::Figure { text })
    }

    pub(super) fn count(&self, n: usize) -> PageCell {
        PageCell::Figure { text: self.view.numbers.count(n) }
    }

    /// "−0.12 to 0.61", or that there is none.
    pub(super) fn interval(
        &self,
        ends: Option<(f64, f64)>,
        decimals: u8,
    ) -> Result<PageCell, ReportError> {
        let words = &self.view.words;
        let text = match ends {
            Some((low, high)) => say!(
                words,
                "range",
                low = self.view.numbers.fixed(low, decimals),
                high = self.view.numbers.fixed(high, decimals)
            )?,
            None => say!(words, "audit-none")?,
        };
        Ok(PageCell::Figure { text })
    }

    /// A p value; under a thousandth it is said so.
    pub(super) fn p(&self, p: Option<f64>) -> Result<PageCell, ReportError> {
        match p {
            Some(p) if p < 0.001 => {
                let text = say!(self.view.words, "p-below", p = self.view.numbers.fixed(0.001, 3))?;
                Ok(PageCell::Figure { text })
            }
            p => self.number(p, 3),
        }
    }

    /// Heads of columns: the first a text, the others as told.
    pub(super) fn columns(&self, heads: &[(&str, bool)]) -> Result<Vec<PageColumn>, ReportError> {
        heads
            .iter()
            .map(|&(id, figures)| {
                let label = say!(self.view.words, id)?;
                Ok(if figures { PageColumn::figures(label) } else { PageColumn::texts(label) })
            })
            .collect()
    }
}

/// A unit by its codes: territory, and crime area where there is one.
pub(super) fn unit_name(view: &View<'_>, territory: &str, crime_area: &str) -> String {
    let place = view.results.places.iter().find(|p| p.code == territory);
    let place = place.map_or(territory, |p| p.names.or_code(view.lang, &p.code));
    let area = view.results.areas.iter().find(|a| a.code == crime_area && a.code != "*");
    match area {
        Some(area) => format!("{place} · {}", area.names.or_code(view.lang, &area.code)),
        None => place.to_owned(),
    }
}

pub(super) fn row(cells: Vec<PageCell>) -> PageRow {
    PageRow { cells, unused: false }
}

fn folded(view: &View<'_>, id: &str, table: PageTable) -> Result<Option<Folded>, ReportError> {
    if table.rows.is_empty() {
        return Ok(None);
    }
    let summary = say!(view.words, id, count = view.numbers.count(table.rows.len()))?;
    Ok(Some(Folded { summary, table }))
}

/// Every part of every group of the units: alpha without it, its adequacy, its loadings.
pub(super) fn items(view: &View<'_>, audit: &Audit) -> Result<Option<Folded>, ReportError> {
    let cells = Cells { view };
    let mut rows = Vec::new();
    for item in audit.items.iter().filter(|i| i.object == audit.object) {
        let loadings: Vec<String> = audit
            .loadings
            .iter()
            .filter(|l| l.object == item.object && l.node == item.node && l.child == item.child)
            .map(|l| view.numbers.fixed(l.loading, 2))
            .collect();
        let text = if loadings.is_empty() {
            say!(view.words, "audit-none")?
        } else {
            loadings.join(" · ")
        };
        rows.push(row(vec![
            cells.named(&item.child),
            PageCell::Text { text: view.name_of(&item.node) },
            cells.number(item.alpha_without, 2)?,
            cells.number(item.kmo, 2)?,
            PageCell::Figure { text },
        ]));
    }
    let columns = cells.columns(&[
        ("col-part", false),
        ("col-node", false),
        ("col-alpha-without", true),
        ("col-kmo", true),
        ("col-loadings", true),
    ])?;
    let caption = Some(say!(view.words, "items-table")?);
    folded(view, "items-fold", PageTable { caption, columns, rows })
}

/// The eigenvalues of every group of the units.
pub(super) fn components(view: &View<'_>, audit: &Audit) -> Result<Option<Folded>, ReportError> {
    let cells = Cells { view };
    let mut rows = Vec::new();
    for node in audit.nodes.iter().filter(|n| n.object == audit.object) {
        let mut values = Vec::new();
        for c in audit.components.iter().filter(|c| c.object == node.object && c.node == node.node)
        {
            values.push(say!(
                view.words,
                if c.kept { "eigenvalue-kept" } else { "eigenvalue" },
                value = view.numbers.fixed(c.eigenvalue, 2),
                share = view.numbers.percent(c.share)
            )?);
        }
        if !values.is_empty() {
            let text = values.join(" · ");
            rows.push(row(vec![cells.named(&node.node), PageCell::Text { text }]));
        }
    }
    let columns = cells.columns(&[("col-node", false), ("col-eigenvalues", false)])?;
    let caption = Some(say!(view.words, "components-table")?);
    folded(view, "components-fold", PageTable { caption, columns, rows })
}

/// Every correlation of siblings and with the parent, of the units.
pub(super) fn pairs(view: &View<'_>, audit: &Audit) -> Result<Option<Folded>, ReportError> {
    let cells = Cells { view };
    let of_units = |p: &&PairAudit| p.object == audit.object && p.relation != Relation::Root;
    let mut rows = Vec::new();
    for p in audit.correlations.iter().filter(of_units) {
        rows.push(row(vec![
            cells.named(&p.a),
            PageCell::Text { text: view.name_of(&p.b) },
            cells.count(p.n),
            cells.count(p.territories),
            cells.number(p.r, 2)?,
            cells.interval(p.low.zip(p.high), 2)?,
            cells.p(p.p)?,
        ]));
    }
    let columns = cells.columns(&[
        ("col-part", false),
        ("col-with", false),
        ("col-rows", true),
        ("col-territories", true),
        ("col-r", true),
        ("col-r-interval", true),
        ("col-p", true),
    ])?;
    let caption = Some(say!(view.words, "pairs-table")?);
    folded(view, "pairs-fold", PageTable { caption, columns, rows })
}

/// The territories as they are ranked, beside the cells.
#[derive(Serialize)]
pub(super) struct Ranked {
    territories: String,
    pairs: PageTable,
    groups: PageTable,
}

/// Nothing where no territories are rolled up.
pub(super) fn ranked(view: &View<'_>, audit: &Audit) -> Result<Option<Ranked>, ReportError> {
    if audit.rollups == 0 || audit.object == AuditObject::Territories {
        return Ok(None);
    }
    let cells = Cells { view };
    let both = |p: &PairAudit| {
        audit.correlations.iter().find(|c| {
            c.object == audit.object && c.relation == p.relation && c.a == p.a && c.b == p.b
        })
    };
    let mut rows = Vec::new();
    let siblings =
        |p: &&PairAudit| p.object == AuditObject::Territories && p.relation == Relation::Siblings;
    for p in audit.correlations.iter().filter(siblings) {
        let of_cells = both(p);
        rows.push(row(vec![
            cells.named(&p.a),
            PageCell::Text { text: view.name_of(&p.b) },
            cells.number(of_cells.and_then(|c| c.r), 2)?,
            cells.interval(of_cells.and_then(|c| c.low.zip(c.high)), 2)?,
            cells.p(of_cells.and_then(|c| c.p))?,
            cells.number(p.r, 2)?,
            cells.interval(p.low.zip(p.high), 2)?,
            cells.p(p.p)?,
        ]));
    }
    let pairs = PageTable {
        caption: Some(say!(view.words, "ranked-pairs")?),
        columns: cells.columns(&[
            ("col-part", false),
            ("col-with", false),
            ("col-r-cells", true),
            ("col-r-interval", true),
            ("col-p", true),
            ("col-r-territories", true),
            ("col-r-interval", true),
            ("col-p", true),
        ])?,
        rows,
    };
    let mut rows = Vec::new();
    for node in audit.nodes.iter().filter(|n| n.object == AuditObject::Territories) {
        let of_cells = audit.nodes.iter().find(|n| n.object == audit.object && n.node == node.node);
        let number = |of: fn(&NodeAudit) -> Option<f64>| -> Result<[PageCell; 2], ReportError> {
            Ok([cells.number(of_cells.and_then(of), 2)?, cells.number(of(node), 2)?])
        };
        let mut line = vec![cells.named(&node.node)];
        line.extend(number(|n| n.alpha)?);
        line.extend(number(|n| n.first_component)?);
        line.extend(number(|n| n.kmo)?);
        rows.push(row(line));
    }
    let groups = PageTable {
        caption: Some(say!(view.words, "ranked-groups")?),
        columns: cells.columns(&[
            ("col-node", false),
            ("col-alpha-cells", true),
            ("col-alpha-territories", true),
            ("col-component-cells", true),
            ("col-component-territories", true),
            ("col-kmo-cells", true),
            ("col-kmo-territories", true),
        ])?,
        rows,
    };
    Ok(Some(Ranked { territories: view.numbers.count(audit.rollups), pairs, groups }))
}
