//! What deserves attention, in words: every flag of the audit, the gravest kind first, and in it
//! the worst first.

use fluent_bundle::FluentArgs;
use ideal_engine::{
    Audit, HIGH, IndicatorAudit, LOW, PairAudit, PairFlag, Relation, WeightAudit, WeightFlag,
};
use ideal_model::NodeIx;
use serde::Serialize;

use crate::error::ReportError;
use crate::view::View;
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

/// The tables of the audit that have every line.
const PAIRS: &str = "tables/audit_correlations.csv";
const MATRIX: &str = "tables/audit_matrix.csv";
const WEIGHTS: &str = "tables/audit_weights.csv";
const NODES: &str = "tables/audit_nodes.csv";
const INDICATORS: &str = "tables/audit_indicators.csv";
const SELECTION: &str = "tables/audit_selection.csv";

/// Lines of a kind, each as far as it could be said.
type Lines = Vec<Result<String, ReportError>>;

/// Says the flags of an audit, kind after kind.
struct Writer<'w, 'a> {
    view: &'w View<'a>,
    audit: &'w Audit,
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
        lines: Lines,
    ) -> Result<(), ReportError> {
        if lines.is_empty() {
            return Ok(());
        }
        let words = &self.view.words;
        let n = lines.len();
        let rest = n.saturating_sub(MOST);
        let more = match rest {
            0 => None,
            _ => Some(say!(
                words,
                "attention-more",
                n = rest,
                count = self.view.numbers.count(rest),
                file = file
            )?),
        };
        let title = say!(
            words,
            "attention-group",
            title = words.say(title, &FluentArgs::new())?,
            count = self.view.numbers.count(n)
        )?;
        let lines = lines.into_iter().take(MOST).collect::<Result<_, _>>()?;
        self.kinds.push(Kind { title, why, lines, more });
        self.count += n;
        Ok(())
    }

    /// Parts that count against their whole or one another.
    fn opposed(&mut self) -> Result<(), ReportError> {
        let words = &self.view.words;
        let found =
            pairs(self.audit, |p| !siblings(p) && p.flag == Some(PairFlag::Negative), |r| -r);
        let lines = found.into_iter().map(|p| self.pair("attention-against-line", p)).collect();
        self.kind("attention-against", say!(words, "attention-against-why")?, PAIRS, lines)?;
        let found =
            pairs(self.audit, |p| siblings(p) && p.flag == Some(PairFlag::Negative), |r| -r);
        let lines = found.into_iter().map(|p| self.pair("attention-contradict-line", p)).collect();
        self.kind("attention-contradict", say!(words, "attention-contradict-why")?, PAIRS, lines)
    }

    /// Parts whose effective weight is far from the stated one.
    fn weighted(&mut self) -> Result<(), ReportError> {
        let words = &self.view.words;
        let found = weights(self.audit, WeightFlag::Silent, |ratio| -ratio);
        let lines = found.into_iter().map(|w| self.weight(w)).collect();
        self.kind("attention-silent", say!(words, "attention-silent-why")?, WEIGHTS, lines)?;
        let found = weights(self.audit, WeightFlag::Dominates, |ratio| ratio);
        let lines = found.into_iter().map(|w| self.weight(w)).collect();
        self.kind("attention-dominates", say!(words, "attention-dominates-why")?, WEIGHTS, lines)
    }

    /// Nodes whose parts do not measure one thing.
    fn inconsistent(&mut self) -> Result<(), ReportError> {
        let words = &self.view.words;
        let object = self.audit.object;
        let mut nodes: Vec<_> =
            self.audit.nodes.iter().filter(|n| n.inconsistent && n.object == object).collect();
        nodes.sort_by(|a, b| a.alpha.unwrap_or(0.0).total_cmp(&b.alpha.unwrap_or(0.0)));
        let lines = nodes
            .into_iter()
            .map(|n| {
                say!(
                    words,
                    "attention-inconsistent-line",
                    node = self.view.name_of(&n.node),
                    alpha = self.decimal(n.alpha, 2),
                    n = n.complete,
                    count = self.view.numbers.count(n.complete)
                )
            })
            .collect();
        let least = self.view.numbers.fixed(LEAST_ALPHA, 1);
        let why = say!(words, "attention-inconsistent-why", least = least)?;
        self.kind("attention-inconsistent", why, NODES, lines)
    }

    /// Indicators with values far from all others.
    fn outlying(&mut self) -> Result<(), ReportError> {
        let words = &self.view.words;
        let found = indicators(self.audit, |i| i.outliers, |i| i.skewness.map_or(0.0, f64::abs));
        let lines = found
            .into_iter()
            .map(|i| {
                say!(
                    words,
                    "attention-outliers-line",
                    a = self.view.name_of(&i.indicator),
                    skewness = self.decimal(i.skewness, 1),
                    kurtosis = self.decimal(i.kurtosis, 1)
                )
            })
            .collect();
        self.kind("attention-outliers", say!(words, "attention-outliers-why")?, INDICATORS, lines)
    }

    /// Indicators whose values stand at a goalpost.
    fn saturated(&mut self) -> Result<(), ReportError> {
        let words = &self.view.words;
        let found = indicators(self.audit, |i| i.saturated, |i| i.on_post.unwrap_or(0.0));
        let count = |n: Option<usize>| self.view.numbers.count(n.unwrap_or(0));
        let lines = found
            .into_iter()
            .map(|i| {
                say!(
                    words,
                    "attention-saturated-line",
                    a = self.view.name_of(&i.indicator),
                    low = count(i.at_low_post),
                    high = count(i.at_high_post),
                    known = self.view.numbers.count(i.available)
                )
            })
            .collect();
        let why = say!(words, "attention-saturated-why")?;
        self.kind("attention-saturated", why, INDICATORS, lines)
    }

    /// Indicators that are missing where their siblings are others.
    fn selected(&mut self) -> Result<(), ReportError> {
        let words = &self.view.words;
        let mut found: Vec<_> = self.audit.selection.iter().filter(|s| s.selected).collect();
        found.sort_by(|a, b| a.p.unwrap_or(1.0).total_cmp(&b.p.unwrap_or(1.0)));
        let lines = found
            .into_iter()
            .map(|s| {
                say!(
                    words,
                    "attention-selected-line",
                    a = self.view.name_of(&s.indicator),
                    missing = self.decimal(Some(s.mean_missing), 1),
                    known = self.decimal(Some(s.mean_known), 1)
                )
            })
            .collect();
        let why = say!(words, "attention-selected-why")?;
        self.kind("attention-selected", why, SELECTION, lines)
    }

    /// Indicators that are seldom known.
    fn unknown(&mut self) -> Result<(), ReportError> {
        let words = &self.view.words;
        let worst = |i: &IndicatorAudit| 1.0 - i.share.unwrap_or(0.0);
        let lines = indicators(self.audit, |i| i.low_availability, worst)
            .into_iter()
            .map(|i| {
                say!(
                    words,
                    "attention-unknown-line",
                    a = self.view.name_of(&i.indicator),
                    part = self.view.numbers.count(i.available),
                    whole = self.view.numbers.count(i.expected)
                )
            })
            .collect();
        let least = self.view.numbers.count(LEAST_KNOWN as usize);
        let why = say!(words, "attention-unknown-why", least = least)?;
        self.kind("attention-unknown", why, INDICATORS, lines)
    }

    /// Indicators that hardly tell units apart.
    fn flat(&mut self) -> Result<(), ReportError> {
        let words = &self.view.words;
        // What is seldom known has few of everything: said once is enough.
        let flat = |i: &IndicatorAudit| (i.many_zeros || i.few_unique) && !i.low_availability;
        let worst = |i: &IndicatorAudit| {
            if i.expected > 0 { -(i.unique as f64) / i.expected as f64 } else { 0.0 }
        };
        let lines = indicators(self.audit, flat, worst)
            .into_iter()
            .map(|i| {
                say!(
                    words,
                    "attention-flat-line",
                    a = self.view.name_of(&i.indicator),
                    nonzero = self.view.numbers.count(i.non_zero),
                    whole = self.view.numbers.count(i.expected),
                    unique = self.view.numbers.count(i.unique)
                )
            })
            .collect();
        self.kind("attention-flat", say!(words, "attention-flat-why")?, INDICATORS, lines)
    }

    /// Parts of one node that say the same.
    fn twice(&mut self) -> Result<(), ReportError> {
        let words = &self.view.words;
        let found = pairs(self.audit, |p| p.flag == Some(PairFlag::High), |r| r);
        let lines = found.into_iter().map(|p| self.pair("attention-contradict-line", p)).collect();
        let high = self.view.numbers.fixed(HIGH, 1);
        let why = say!(words, "attention-twice-why", high = high)?;
        self.kind("attention-twice", why, PAIRS, lines)
    }

    /// Indicators of different nodes that say the same.
    fn apart(&mut self) -> Result<(), ReportError> {
        let (view, audit) = (self.view, self.audit);
        let words = &view.words;
        // Siblings are said already, as what counts twice.
        let mut apart: Vec<_> = audit
            .matrix
            .iter()
            .filter(|p| {
                p.flag == Some(PairFlag::High) && node_of(view, &p.a) != node_of(view, &p.b)
            })
            .collect();
        apart.sort_by(|a, b| b.r.unwrap_or(0.0).total_cmp(&a.r.unwrap_or(0.0)));
        let under = |id: &str| node_of(view, id).map(|n| view.node_name(n)).unwrap_or_default();
        let lines = apart
            .into_iter()
            .map(|p| {
                say!(
                    words,
                    "attention-apart-line",
                    a = view.name_of(&p.a),
                    b = view.name_of(&p.b),
                    one = under(&p.a),
                    other = under(&p.b),
                    r = self.decimal(p.r, 2),
                    count = view.numbers.count(p.n)
                )
            })
            .collect();
        let high = view.numbers.fixed(HIGH, 1);
        let why = say!(words, "attention-apart-why", high = high)?;
        self.kind("attention-apart", why, MATRIX, lines)
    }

    /// Parts that have little to do with their whole or with one another.
    fn unrelated(&mut self) -> Result<(), ReportError> {
        let words = &self.view.words;
        let found =
            pairs(self.audit, |p| !siblings(p) && p.flag == Some(PairFlag::Low), |r| -r.abs());
        let lines = found.into_iter().map(|p| self.pair("attention-weak-line", p)).collect();
        let low = self.view.numbers.fixed(LOW, 1);
        self.kind("attention-weak", say!(words, "attention-weak-why", low = low)?, PAIRS, lines)?;
        let found =
            pairs(self.audit, |p| siblings(p) && p.flag == Some(PairFlag::Low), |r| -r.abs());
        let lines = found.into_iter().map(|p| self.pair("attention-contradict-line", p)).collect();
        self.kind("attention-strangers", say!(words, "attention-strangers-why")?, PAIRS, lines)
    }

    /// What is written, with the sentence that leads to it.
    fn finish(self) -> Result<Attention, ReportError> {
        let words = &self.view.words;
        let n = self.count;
        let lead = if n == 0 {
            say!(words, "attention-clean")?
        } else {
            say!(words, "attention-lead", n = n, count = self.view.numbers.count(n))?
        };
        Ok(Attention { count: n, lead, kinds: self.kinds })
    }

    /// The line of a pair in the words of this message.
    fn pair(&self, id: &str, p: &PairAudit) -> Result<String, ReportError> {
        say!(
            self.view.words,
            id,
            a = self.view.name_of(&p.a),
            b = self.view.name_of(&p.b),
            node = self.view.name_of(&p.node),
            r = self.decimal(p.r, 2),
            count = self.view.numbers.count(p.n)
        )
    }

    /// The line of a weight: what is stated and what it comes to.
    fn weight(&self, w: &WeightAudit) -> Result<String, ReportError> {
        say!(
            self.view.words,
            "attention-silent-line",
            a = self.view.name_of(&w.child),
            node = self.view.name_of(&w.node),
            stated = self.view.numbers.percent(w.stated),
            effective = self.view.numbers.percent(w.effective.unwrap_or(0.0))
        )
    }

    /// A number with this many decimals; nothing where there is none.
    fn decimal(&self, x: Option<f64>, decimals: u8) -> String {
        x.map_or_else(String::new, |x| self.view.numbers.fixed(x, decimals))
    }
}

/// Whether a pair is of two parts of one node.
fn siblings(p: &PairAudit) -> bool {
    p.relation == Relation::Siblings
}

/// Pairs of a part with its whole or another part, worst first.
fn pairs(
    audit: &Audit,
    keep: impl Fn(&PairAudit) -> bool,
    worst: impl Fn(f64) -> f64,
) -> Vec<&PairAudit> {
    let of_units = |p: &&PairAudit| p.object == audit.object && keep(p);
    let mut out: Vec<&PairAudit> = audit.correlations.iter().filter(of_units).collect();
    out.sort_by(|a, b| worst(b.r.unwrap_or(0.0)).total_cmp(&worst(a.r.unwrap_or(0.0))));
    out
}

/// Weights with this flag, worst first.
fn weights(audit: &Audit, flag: WeightFlag, worst: impl Fn(f64) -> f64) -> Vec<&WeightAudit> {
    let mut out: Vec<&WeightAudit> =
        audit.weights.iter().filter(|w| w.flag == Some(flag)).collect();
    out.sort_by(|a, b| worst(b.ratio.unwrap_or(1.0)).total_cmp(&worst(a.ratio.unwrap_or(1.0))));
    out
}

/// Indicators that are kept, worst first.
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
fn node_of(view: &View<'_>, code: &str) -> Option<NodeIx> {
    view.results.assessment.method.indicators.iter().find(|i| i.code == code).and_then(|i| i.parent)
}

/// Every flag of the audit in words.
pub(super) fn attention(view: &View<'_>, audit: &Audit) -> Result<Attention, ReportError> {
    let mut writer = Writer { view, audit, kinds: Vec::new(), count: 0 };
    writer.opposed()?;
    writer.weighted()?;
    writer.inconsistent()?;
    writer.outlying()?;
    writer.saturated()?;
    writer.selected()?;
    writer.unknown()?;
    writer.flat()?;
    writer.twice()?;
    writer.apart()?;
    writer.unrelated()?;
    writer.finish()
}
