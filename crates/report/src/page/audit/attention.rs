//! What deserves attention, in words: every flag of the audit, the gravest kind first, and in it
//! the worst first.

use fluent_bundle::FluentArgs;
use ideal_engine::{Audit, HIGH, IndicatorAudit, LOW, PairAudit, WeightAudit};
use ideal_model::NodeIx;
use serde::Serialize;

use crate::error::ReportError;
use crate::reading::Reading;
use crate::words::say;

/// Lines of a kind that the page shows; the tables have all.
const MOST: usize = 6;
/// A share under which an indicator is flagged as seldom known, in per cent; as the audit has it.
const LEAST_KNOWN: u32 = 65;
/// Alpha under which a group is flagged.
const LEAST_ALPHA: f64 = 0.7;

#[derive(Serialize)]
pub(super) struct Attention {
    pub count: usize,
    lead: String,
    kinds: Vec<Kind>,
}

#[derive(Serialize)]
struct Kind {
    title: String,
    why: String,
    lines: Vec<String>,
    more: Option<String>,
}

struct Writer<'w, 'a> {
    reading: &'w Reading<'a>,
    kinds: Vec<Kind>,
    count: usize,
}

impl Writer<'_, '_> {
    /// Adds a kind, if it has a line; `lines` worst first, each with how it is said.
    fn kind(
        &mut self,
        title: &str,
        why: String,
        file: &str,
        lines: Vec<Result<String, ReportError>>,
    ) -> Result<(), ReportError> {
        if lines.is_empty() {
            return Ok(());
        }
        let words = &self.reading.words;
        let n = lines.len();
        let rest = n.saturating_sub(MOST);
        let more = match rest {
            0 => None,
            _ => Some(say!(
                words,
                "attention-more",
                n = rest,
                count = self.reading.numbers.count(rest),
                file = file
            )?),
        };
        let title = say!(
            words,
            "attention-group",
            title = words.say(title, &FluentArgs::new())?,
            count = self.reading.numbers.count(n)
        )?;
        let lines = lines.into_iter().take(MOST).collect::<Result<_, _>>()?;
        self.kinds.push(Kind { title, why, lines, more });
        self.count += n;
        Ok(())
    }
}

fn pairs(
    audit: &Audit,
    keep: impl Fn(&PairAudit) -> bool,
    worst: impl Fn(f64) -> f64,
) -> Vec<&PairAudit> {
    let mut out: Vec<&PairAudit> = audit.correlations.iter().filter(|p| keep(p)).collect();
    out.sort_by(|a, b| worst(b.r.unwrap_or(0.0)).total_cmp(&worst(a.r.unwrap_or(0.0))));
    out
}

fn weights<'w>(audit: &'w Audit, flag: &str, worst: impl Fn(f64) -> f64) -> Vec<&'w WeightAudit> {
    let mut out: Vec<&WeightAudit> =
        audit.weights.iter().filter(|w| w.flag == Some(flag)).collect();
    out.sort_by(|a, b| worst(b.ratio.unwrap_or(1.0)).total_cmp(&worst(a.ratio.unwrap_or(1.0))));
    out
}

fn indicators(
    audit: &Audit,
    keep: impl Fn(&IndicatorAudit) -> bool,
    worst: impl Fn(&IndicatorAudit) -> f64,
) -> Vec<&IndicatorAudit> {
    let mut out: Vec<&IndicatorAudit> = audit.indicators.iter().filter(|i| keep(i)).collect();
    out.sort_by(|a, b| worst(b).total_cmp(&worst(a)));
    out
}

/// The node above an indicator.
fn node_of(reading: &Reading<'_>, code: &str) -> Option<NodeIx> {
    reading
        .results
        .assessment
        .method
        .indicators
        .iter()
        .find(|i| i.code == code)
        .and_then(|i| i.parent)
}

/// Every flag of the audit in words.
pub(super) fn attention(reading: &Reading<'_>, audit: &Audit) -> Result<Attention, ReportError> {
    const PAIRS: &str = "tables/audit_correlations.csv";
    const MATRIX: &str = "tables/audit_matrix.csv";
    const WEIGHTS: &str = "tables/audit_weights.csv";
    const NODES: &str = "tables/audit_nodes.csv";
    const INDICATORS: &str = "tables/audit_indicators.csv";
    let words = &reading.words;
    let count = |n: usize| reading.numbers.count(n);
    let name = |id: &str| reading.name_of(id);
    let two = |x: Option<f64>| x.map_or_else(String::new, |x| reading.numbers.fixed(x, 2));
    let one = |x: Option<f64>| x.map_or_else(String::new, |x| reading.numbers.fixed(x, 1));
    let percent = |x: f64| reading.numbers.percent(x);
    let limit = |x: f64| reading.numbers.fixed(x, 1);
    let siblings = |p: &PairAudit| p.relation == "siblings";
    let mut w = Writer { reading, kinds: Vec::new(), count: 0 };

    let line = |id: &str, p: &PairAudit| {
        say!(
            words,
            id,
            a = name(&p.a),
            b = name(&p.b),
            node = name(&p.node),
            r = two(p.r),
            count = count(p.n)
        )
    };
    let found = pairs(audit, |p| !siblings(p) && p.flag == Some("negative"), |r| -r);
    let lines = found.into_iter().map(|p| line("attention-against-line", p)).collect();
    w.kind("attention-against", say!(words, "attention-against-why")?, PAIRS, lines)?;

    let found = pairs(audit, |p| siblings(p) && p.flag == Some("negative"), |r| -r);
    let lines = found.into_iter().map(|p| line("attention-contradict-line", p)).collect();
    w.kind("attention-contradict", say!(words, "attention-contradict-why")?, PAIRS, lines)?;

    let weight = |x: &WeightAudit| {
        let effective = percent(x.effective.unwrap_or(0.0));
        say!(
            words,
            "attention-silent-line",
            a = name(&x.child),
            node = name(&x.node),
            stated = percent(x.stated),
            effective = effective
        )
    };
    let lines = weights(audit, "silent", |ratio| -ratio).into_iter().map(weight).collect();
    w.kind("attention-silent", say!(words, "attention-silent-why")?, WEIGHTS, lines)?;
    let lines = weights(audit, "dominates", |ratio| ratio).into_iter().map(weight).collect();
    w.kind("attention-dominates", say!(words, "attention-dominates-why")?, WEIGHTS, lines)?;

    let mut nodes: Vec<_> = audit.nodes.iter().filter(|n| n.inconsistent).collect();
    nodes.sort_by(|a, b| a.alpha.unwrap_or(0.0).total_cmp(&b.alpha.unwrap_or(0.0)));
    let lines = nodes
        .into_iter()
        .map(|n| {
            say!(
                words,
                "attention-inconsistent-line",
                node = name(&n.node),
                alpha = two(n.alpha),
                n = n.complete,
                count = count(n.complete)
            )
        })
        .collect();
    w.kind(
        "attention-inconsistent",
        say!(words, "attention-inconsistent-why", least = limit(LEAST_ALPHA))?,
        NODES,
        lines,
    )?;

    let lines = indicators(audit, |i| i.outliers, |i| i.skewness.map_or(0.0, f64::abs))
        .into_iter()
        .map(|i| {
            say!(
                words,
                "attention-outliers-line",
                a = name(&i.indicator),
                skewness = one(i.skewness),
                kurtosis = one(i.kurtosis)
            )
        })
        .collect();
    w.kind("attention-outliers", say!(words, "attention-outliers-why")?, INDICATORS, lines)?;

    let lines = indicators(audit, |i| i.low_availability, |i| 1.0 - i.share.unwrap_or(0.0))
        .into_iter()
        .map(|i| {
            say!(
                words,
                "attention-unknown-line",
                a = name(&i.indicator),
                part = count(i.available),
                whole = count(i.expected)
            )
        })
        .collect();
    w.kind(
        "attention-unknown",
        say!(words, "attention-unknown-why", least = count(LEAST_KNOWN as usize))?,
        INDICATORS,
        lines,
    )?;

    // What is seldom known has few of everything: said once is enough.
    let flat = |i: &IndicatorAudit| (i.many_zeros || i.few_unique) && !i.low_availability;
    let lines = indicators(audit, flat, |i| {
        if i.expected > 0 { -(i.unique as f64) / i.expected as f64 } else { 0.0 }
    })
    .into_iter()
    .map(|i| {
        let (nonzero, whole, unique) = (count(i.non_zero), count(i.expected), count(i.unique));
        say!(
            words,
            "attention-flat-line",
            a = name(&i.indicator),
            nonzero = nonzero,
            whole = whole,
            unique = unique
        )
    })
    .collect();
    w.kind("attention-flat", say!(words, "attention-flat-why")?, INDICATORS, lines)?;

    let found = pairs(audit, |p| p.flag == Some("high"), |r| r);
    let lines = found.into_iter().map(|p| line("attention-contradict-line", p)).collect();
    w.kind(
        "attention-twice",
        say!(words, "attention-twice-why", high = limit(HIGH))?,
        PAIRS,
        lines,
    )?;

    // Siblings are said above.
    let mut apart: Vec<_> = audit
        .matrix
        .iter()
        .filter(|p| p.flag == Some("high") && node_of(reading, &p.a) != node_of(reading, &p.b))
        .collect();
    apart.sort_by(|a, b| b.r.unwrap_or(0.0).total_cmp(&a.r.unwrap_or(0.0)));
    let lines = apart
        .into_iter()
        .map(|p| {
            let under =
                |id: &str| node_of(reading, id).map(|n| reading.node_name(n)).unwrap_or_default();
            let (a, b) = (name(&p.a), name(&p.b));
            say!(
                words,
                "attention-apart-line",
                a = a,
                b = b,
                one = under(&p.a),
                other = under(&p.b),
                r = two(p.r),
                count = count(p.n)
            )
        })
        .collect();
    w.kind(
        "attention-apart",
        say!(words, "attention-apart-why", high = limit(HIGH))?,
        MATRIX,
        lines,
    )?;

    let found = pairs(audit, |p| !siblings(p) && p.flag == Some("low"), |r| -r.abs());
    let lines = found.into_iter().map(|p| line("attention-weak-line", p)).collect();
    w.kind("attention-weak", say!(words, "attention-weak-why", low = limit(LOW))?, PAIRS, lines)?;

    let found = pairs(audit, |p| siblings(p) && p.flag == Some("low"), |r| -r.abs());
    let lines = found.into_iter().map(|p| line("attention-contradict-line", p)).collect();
    w.kind("attention-strangers", say!(words, "attention-strangers-why")?, PAIRS, lines)?;

    let Writer { kinds, count: n, .. } = w;
    let lead = if n == 0 {
        say!(words, "attention-clean")?
    } else {
        say!(words, "attention-lead", n = n, count = count(n))?
    };
    Ok(Attention { count: n, lead, kinds })
}
