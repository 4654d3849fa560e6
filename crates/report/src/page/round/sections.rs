//! What each section of the page of a round says.

use std::collections::BTreeSet;

use super::{PanelRow, RoundPage, Titled};
use crate::chart::{Deviation, DeviationRow, Deviations, deviations};
use crate::error::ReportError;
use crate::numbers::Numbers;
use crate::page::Figure;
use crate::page::pieces::Share;
use crate::page::table::{Leads, PageCell, PageColumn, PageRow, PageTable};
use crate::words::{Words, say};

/// Differences that the page lists, at most.
const MOST_DIFFERENCES: usize = 200;

/// Standard errors from the middle of a normal distribution to the ends of 95 % of it.
const NORMAL_95: f64 = 1.96;

/// A page with its words and numbers.
pub(super) struct Sections<'a> {
    pub page: &'a RoundPage,
    pub words: &'a Words,
    pub numbers: &'a Numbers,
}

impl Sections<'_> {
    /// "3 of 5".
    pub(super) fn part(&self, part: usize, whole: usize) -> Result<String, ReportError> {
        let count = |n: usize| self.numbers.count(n);
        say!(self.words, "status-part", part = count(part), whole = count(whole))
    }

    fn share(&self, share: Option<f64>) -> Result<Option<Share>, ReportError> {
        share.map(|share| Share::new(self.words, self.numbers, share)).transpose()
    }

    /// What to do next.
    pub(super) fn next(&self) -> Result<Vec<String>, ReportError> {
        let mut waiting = Vec::new();
        for p in self.page.panels.iter().filter(|p| p.raters < p.expected) {
            let part = self.part(p.raters, p.expected)?;
            waiting.push(say!(self.words, "status-waiting-panel", panel = &*p.id, part = part)?);
        }
        let mut out = Vec::new();
        if !waiting.is_empty() {
            out.push(say!(self.words, "status-waiting", panels = self.words.list(&waiting)?)?);
        }
        let n = self.page.differences.len();
        if n > 0 {
            let id = if self.page.second > 0 { "status-differ-still" } else { "status-differ" };
            out.push(say!(self.words, id, n = n, count = self.numbers.count(n))?);
        }
        if out.is_empty() {
            out.push(say!(self.words, "status-close")?);
        }
        Ok(out)
    }

    /// Panels by items: which share is answered.
    pub(super) fn complete(&self) -> Result<Vec<PanelRow>, ReportError> {
        let mut out = Vec::new();
        for p in &self.page.panels {
            out.push(PanelRow {
                id: p.id.clone(),
                territories: p.territories.clone(),
                raters: self.part(p.raters, p.expected)?,
                answered: self.part(p.answered, p.rows)?,
                unknown: self.numbers.count(p.unknown),
                share: self.share(p.share)?,
                by_item: p.by_item.iter().map(|s| self.share(*s)).collect::<Result<_, _>>()?,
            });
        }
        Ok(out)
    }

    /// Who gave weights; nothing where the round asks for none.
    pub(super) fn weights(&self) -> Result<Option<String>, ReportError> {
        Ok(match self.page.weights.as_deref() {
            None => None,
            Some([]) => Some(say!(self.words, "status-weights")?),
            Some(raters) => {
                Some(say!(self.words, "status-weights-given", raters = self.words.list(raters)?)?)
            }
        })
    }

    /// A table with a name in its first column.
    fn table(
        &self,
        heads: &[(&str, bool)],
        rows: Vec<(String, Vec<String>)>,
    ) -> Result<PageTable, ReportError> {
        let mut columns = Vec::new();
        for (id, figures) in heads {
            columns.push(PageColumn { label: say!(self.words, id)?, figures: *figures });
        }
        let row = |(name, texts): (String, Vec<String>)| {
            let name = PageCell::Name { text: name, code: None, leads: Leads::Nowhere };
            let figures = heads.iter().skip(1).map(|(_, figures)| *figures);
            let cells = figures.zip(texts).map(|(figures, text)| match figures {
                true => PageCell::Figure { text },
                false => PageCell::Text { text },
            });
            PageRow { cells: std::iter::once(name).chain(cells).collect(), unused: false }
        };
        Ok(PageTable { caption: None, columns, rows: rows.into_iter().map(row).collect() })
    }

    /// Measures of agreement, item by item.
    pub(super) fn agreement(&self) -> Result<PageTable, ReportError> {
        let number = |x: Option<f64>| x.map_or("–".to_owned(), |x| self.numbers.fixed(x, 2));
        let mut rows = Vec::new();
        for item in &self.page.items {
            let interval = match item.interval {
                Some([low, high]) => say!(
                    self.words,
                    "interval",
                    low = self.numbers.fixed(low, 2),
                    high = self.numbers.fixed(high, 2)
                )?,
                None => "–".to_owned(),
            };
            let texts = vec![
                self.numbers.count(item.raters),
                self.numbers.count(item.units),
                number(item.alpha),
                interval,
                number(item.icc),
                number(item.w),
            ];
            rows.push((item.name.clone(), texts));
        }
        let heads = [
            ("col-indicator", false),
            ("status-raters", true),
            ("status-rows", true),
            ("status-alpha", true),
            ("status-interval", true),
            ("status-icc", true),
            ("status-w", true),
        ];
        self.table(&heads, rows)
    }

    /// How far ratings lie from their panel's median: a chart for each item that two raters of a
    /// panel rated.
    pub(super) fn spreads(&self) -> Result<Vec<Titled>, ReportError> {
        let mut out = Vec::new();
        for (number, item) in self.page.items.iter().enumerate() {
            let mut rows = Vec::new();
            for (panel, five) in self.page.panels.iter().zip(&item.spread) {
                let Some([least, low, middle, high, greatest]) = *five else { continue };
                let quartiles = say!(
                    self.words,
                    "interval",
                    low = self.numbers.signed(low, 1),
                    high = self.numbers.signed(high, 1)
                )?;
                rows.push(DeviationRow {
                    label: panel.id.clone(),
                    deviation: Deviation::Box([least, low, middle, high, greatest]),
                    text: say!(self.words, "status-quartiles", quartiles = quartiles)?,
                    begins: false,
                });
            }
            let what = Deviations {
                file: format!("round-spread-{number}.{}", self.page.lang),
                title: say!(self.words, "status-spread-title", item = &*item.name)?,
                alt: say!(
                    self.words,
                    "status-spread-alt",
                    item = &*item.name,
                    count = self.numbers.count(rows.len())
                )?,
                axis: say!(self.words, "status-spread-axis")?,
                rows: &rows,
            };
            if let Some(chart) = deviations(self.numbers, &what)? {
                let figure = Figure::new(chart, String::new(), 640);
                out.push(Titled { title: item.name.clone(), figure });
            }
        }
        Ok(out)
    }

    /// The severities with their intervals.
    pub(super) fn severity(&self) -> Result<Option<Figure>, ReportError> {
        let raters = &self.page.raters;
        if raters.iter().all(|r| r.severity.is_none()) {
            return Ok(None);
        }
        let mut rows: Vec<DeviationRow> = Vec::new();
        let mut before = None;
        for r in raters {
            let (deviation, text) = match (r.severity, r.se) {
                (Some(at), Some(se)) => {
                    let (low, high) = (at - NORMAL_95 * se, at + NORMAL_95 * se);
                    let interval = say!(
                        self.words,
                        "interval",
                        low = self.numbers.signed(low, 1),
                        high = self.numbers.signed(high, 1)
                    )?;
                    let text = format!("{} ({interval})", self.numbers.signed(at, 1));
                    (Deviation::Estimate { at, low, high }, text)
                }
                _ => (Deviation::Unknown, say!(self.words, "status-severity-none")?),
            };
            rows.push(DeviationRow {
                label: format!("{}/{}", r.panel, r.rater),
                deviation,
                text,
                begins: before.replace(&r.panel) != Some(&r.panel),
            });
        }
        let what = Deviations {
            file: format!("round-severity.{}", self.page.lang),
            title: say!(self.words, "status-severity")?,
            alt: say!(self.words, "status-severity-alt", count = self.numbers.count(raters.len()))?,
            axis: say!(self.words, "status-severity-axis")?,
            rows: &rows,
        };
        let chart = deviations(self.numbers, &what)?;
        Ok(chart.map(|chart| Figure::new(chart, String::new(), 640)))
    }

    /// What severities do not say.
    pub(super) fn severity_notes(&self) -> Result<Vec<String>, ReportError> {
        let raters = &self.page.raters;
        let mut out = Vec::new();
        if raters.iter().all(|r| r.severity.is_none()) {
            out.push(say!(self.words, "status-severity-nothing")?);
        }
        let apart: Vec<&str> = raters.iter().filter(|r| !r.connected).map(|r| &*r.panel).collect();
        if !apart.is_empty() && self.page.panels.len() > 1 {
            let mut panels: Vec<String> = apart.iter().map(|p| (*p).to_owned()).collect();
            panels.dedup();
            out.push(say!(
                self.words,
                "status-severity-apart",
                count = self.numbers.count(apart.len()),
                panels = self.words.list(&panels)?
            )?);
        }
        let estimated = raters.iter().filter(|r| r.severity.is_some());
        let parts: BTreeSet<usize> = estimated.map(|r| r.part).collect();
        if parts.len() > 1 {
            out.push(say!(
                self.words,
                "status-severity-parts",
                count = self.numbers.count(parts.len())
            )?);
        }
        Ok(out)
    }

    /// Where raters differ, and how many more such rows there are.
    pub(super) fn differences(&self) -> Result<(Option<PageTable>, Option<String>), ReportError> {
        let all = &self.page.differences;
        if all.is_empty() {
            return Ok((None, None));
        }
        let mut rows = Vec::new();
        for d in all.iter().take(MOST_DIFFERENCES) {
            let [low, high] = d.quartiles.map(|q| self.numbers.exact(q));
            let texts = vec![
                d.area.clone(),
                d.item.clone(),
                d.panel.clone(),
                self.numbers.count(d.raters),
                self.numbers.exact(d.median),
                say!(self.words, "interval", low = low, high = high)?,
            ];
            rows.push((d.territory.clone(), texts));
        }
        let heads = [
            ("col-territory", false),
            ("col-area", false),
            ("col-indicator", false),
            ("status-panel", false),
            ("status-raters", true),
            ("status-median", true),
            ("status-quartiles-head", true),
        ];
        let more = match all.len().saturating_sub(MOST_DIFFERENCES) {
            0 => None,
            n => Some(say!(self.words, "status-more", n = n, count = self.numbers.count(n))?),
        };
        Ok((Some(self.table(&heads, rows)?), more))
    }
}
