//! What the ranking depends on: groups of random numbers, what is left out, other weights, other
//! aggregation.

use ideal_engine::{
    FactorIndex, FactorKind, FactorName, LeftOut, Omitted, OutputName, Sensitivity,
};
use ideal_model::RaterPlace;
use serde::Serialize;

use super::compared::{self, Compared, Shifts};
use super::{Figure, aggregations, pieces, printed, weightings};
use crate::chart::{self, Bar, Chart};
use crate::document::Number;
use crate::error::ReportError;
use crate::view::View;
use crate::words::say;

/// Groups of random numbers drawn, at most.
const MOST_BARS: usize = 10;
/// A group below this share of the variance is not drawn.
const LEAST_SHARE: f64 = 0.005;
/// Lines of the leave-one-out table.
const MOST_LEFT_OUT: usize = 10;

#[derive(Serialize)]
pub(super) struct Dependence {
    pub lead: Vec<String>,
    pub chart: Option<Figure>,
    pub notes: Vec<String>,
    pub left_out: Vec<LeftOutRow>,
    /// Where leaving any single thing out changes nothing.
    pub left_nothing: Option<String>,
    pub weightings: Option<Compared>,
    pub aggregations: Option<Compared>,
}

impl Dependence {
    /// Its charts, in their order.
    pub(super) fn figures(&self) -> impl Iterator<Item = &Figure> {
        let ways = self.weightings.iter().chain(&self.aggregations);
        self.chart.iter().chain(ways.filter_map(|w| w.chart.as_ref()))
    }
}

#[derive(Serialize)]
pub(super) struct LeftOutRow {
    pub what: String,
    pub name: String,
    pub code: String,
    #[serde(flatten)]
    pub shifts: Shifts,
    /// Place of the mean shift among those shown, in per cent, for the bar.
    pub at: String,
    pub would_lose: Number,
}

/// Whether an analysis explains the ranking; one of a single score belongs on no page about the
/// whole.
fn of_the_ranking(found: &Sensitivity) -> bool {
    matches!(found.output, OutputName::RankShift(_))
}

/// The section; nothing without an analysis of the ranking.
pub(super) fn section(view: &View<'_>) -> Result<Option<Dependence>, ReportError> {
    let Some(found) = view.sensitivity.filter(|s| of_the_ranking(s)) else { return Ok(None) };
    let words = &view.words;
    let lead = lead(view, found)?;
    let mut notes = Vec::new();
    let chart = drawn(view, found)?;
    let chart = match chart {
        Some(chart) => {
            let shown = bars(found).len();
            let rest = found.factors.len().saturating_sub(shown);
            notes.push(say!(
                words,
                "dependence-note",
                runs = view.numbers.count(found.runs),
                width = view.numbers.percent(found.widest)
            )?);
            if rest > 0 {
                notes.push(say!(
                    words,
                    "dependence-rest",
                    n = rest,
                    count = view.numbers.count(rest)
                )?);
            }
            Some(Figure::new(chart, say!(words, "dependence-caption")?, 700))
        }
        None => None,
    };
    let most = found.leave_one_out.iter().map(|l| l.mean_rank_shift).fold(0.0, f64::max);
    let mut left_out = Vec::new();
    for line in found
        .leave_one_out
        .iter()
        .filter(|l| l.mean_rank_shift > 0.0 || l.unranked > 0 || !l.would_lose_rank.is_empty())
        .take(MOST_LEFT_OUT)
    {
        left_out.push(left(view, line, most, found.ranked.len())?);
    }
    let nothing = !found.leave_one_out.is_empty() && left_out.is_empty();
    let left_nothing = if nothing { Some(say!(words, "dependence-left-nothing")?) } else { None };
    let (weightings, aggregations) =
        (weightings::weightings(view, found)?, aggregations::aggregations(view, found)?);
    Ok(Some(Dependence { lead, chart, notes, left_out, left_nothing, weightings, aggregations }))
}

/// The sentences at the beginning: what matters most, and how much of the variation things explain
/// by themselves. No share stands in them that cannot be told from 0.
fn lead(view: &View<'_>, found: &Sensitivity) -> Result<Vec<String>, ReportError> {
    let words = &view.words;
    let first = found.factors.first().filter(|f| found.variance > 0.0 && f.total > 0.0);
    let Some(first) = first else { return Ok(vec![say!(words, "dependence-nothing")?]) };
    let shift = view.numbers.fixed(found.mean, 1);
    if !first.in_all().told_from_zero() {
        return Ok(vec![say!(words, "dependence-untold", shift = shift)?]);
    }
    let percent = |share: f64| view.numbers.percent(share.clamp(0.0, 1.0));
    let mut out = vec![say!(
        words,
        "dependence-lead",
        factor = factor(view, &first.factor)?,
        share = percent(first.total),
        shift = shift
    )?];
    let sum = found.first_order_sum;
    if sum.told_from_zero() {
        // What is printed adds up.
        let alone = (100.0 * sum.share.clamp(0.0, 1.0)).round() / 100.0;
        let told = found.joint.told_from_zero();
        out.push(say!(
            words,
            if told { "dependence-joint" } else { "dependence-alone" },
            sum = percent(alone),
            low = percent(sum.low),
            high = percent(sum.high),
            joint = percent(1.0 - alone)
        )?);
    }
    Ok(out)
}

/// The chart of the groups; nothing where nothing varies.
fn drawn(view: &View<'_>, found: &Sensitivity) -> Result<Option<Chart>, ReportError> {
    if found.variance <= 0.0 {
        return Ok(None);
    }
    let mut out = Vec::new();
    for f in bars(found) {
        out.push(Bar { name: factor(view, &f.factor)?, alone: f.alone(), in_all: f.in_all() });
    }
    chart::dependence(view, &out)
}

/// The groups that are drawn: the largest.
fn bars(found: &Sensitivity) -> &[FactorIndex] {
    let n = found.factors.iter().take(MOST_BARS).take_while(|f| f.total >= LEAST_SHARE).count();
    found.factors.get(..n).unwrap_or_default()
}

/// A group of random numbers in words.
fn factor(view: &View<'_>, factor: &FactorName) -> Result<String, ReportError> {
    let node = match view.results.assessment.method.node_index(&factor.node) {
        Some(node) => view.node_name(node),
        None => factor.node.clone(),
    };
    let message = match factor.kind {
        FactorKind::Weights => "factor-weights",
        FactorKind::Error => "factor-error",
        FactorKind::Missing => "factor-missing",
        FactorKind::Switch => "factor-switch",
        FactorKind::Raters => "factor-raters",
        FactorKind::Severity => "factor-severity",
    };
    say!(view.words, message, node = node)
}

fn left(
    view: &View<'_>,
    line: &LeftOut,
    most: f64,
    ranked: usize,
) -> Result<LeftOutRow, ReportError> {
    let words = &view.words;
    let assessment = &view.results.assessment;
    let (what, name) = match line.what {
        Omitted::Indicator => {
            let at = assessment.method.indicator_index(&line.code);
            (say!(words, "left-indicator")?, at.map(|i| view.indicator_name(i)))
        }
        Omitted::Source => (
            say!(words, "left-source")?,
            assessment.sources.iter().find(|s| s.id == line.code).map(|s| s.title.clone()),
        ),
        Omitted::Panel => (say!(words, "left-panel")?, None),
        Omitted::Rater => {
            let number = |n: u32| view.numbers.count(n as usize);
            let name = match &line.rater {
                Some(RaterPlace { panel: Some(panel), number: n }) => {
                    say!(words, "left-rater-of", number = number(*n), panel = panel.clone())?
                }
                Some(RaterPlace { panel: None, number: n }) => {
                    say!(words, "left-rater-alone", number = number(*n))?
                }
                None => line.code.clone(),
            };
            (say!(words, "left-rater")?, Some(name))
        }
    };
    let over = ranked.saturating_sub(line.unranked as usize);
    let shifts = compared::shifts(view, (line.mean_rank_shift, 2), line.max_rank_shift, over)?;
    Ok(LeftOutRow {
        what,
        name: name.filter(|n| !n.is_empty()).unwrap_or_else(|| line.code.clone()),
        // What a rater is called for programs is no name that a reader looks up.
        code: if line.rater.is_some() { String::new() } else { line.code.clone() },
        shifts,
        at: pieces::css(if most > 0.0 { line.mean_rank_shift / most } else { 0.0 }),
        would_lose: printed::count(view, line.would_lose_rank.len())?,
    })
}
