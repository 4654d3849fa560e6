//! How severe raters are, and what their ratings are without it.

use std::collections::{BTreeMap, BTreeSet};

use ideal_composite::moments::{mean, variance as variance_of};
use ideal_composite::ratings::{Rating, Ratings};
use ideal_composite::severity::{Severity, severity};
use ideal_model::method::{Adjust, Method};
use ideal_model::{AssessmentInput, Finding, RaterPlace, RaterSeverity, panel_of};

use crate::frame::Frame;
use crate::scale::ruler::Ruler;
use crate::select::selection::quantity;

/// What is taken out of the ratings of a rater, and how sure that is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TakenOut {
    /// The severity, in points.
    pub points: f64,
    /// Standard error of it beside the mean of the raters that it is compared with, in points.
    pub own: f64,
    /// Standard error of that mean, in points: all raters of the part err by it together.
    pub common: f64,
    /// The part.
    pub part: usize,
}

/// The severity of every rater; of none where the method does not take it out.
#[derive(Clone, Debug, Default)]
pub(crate) struct Severities {
    /// By id of the source and rater.
    of: BTreeMap<(String, String), TakenOut>,
    /// The same for the results, in that order.
    pub said: Vec<RaterSeverity>,
    /// A warning where panels cannot be compared.
    pub findings: Vec<Finding>,
}

impl Severities {
    /// Estimates them from every rating of the evidence and from those that serve to compare, each
    /// in points by the ruler of the first indicator that reads its series.
    pub(crate) fn new(frame: &Frame, rulers: &[Option<Ruler>]) -> Self {
        let a = &*frame.assessment;
        if a.method.raters.adjust == Adjust::None {
            return Severities::default();
        }
        let mut said = Said::default();
        said.evidence(a, rulers);
        said.comparisons(a, rulers);
        said.estimate()
    }

    /// What is taken out of the ratings of a rater.
    pub(crate) fn of(&self, source: &str, rater: &str) -> Option<TakenOut> {
        self.of.get(&(source.to_owned(), rater.to_owned())).copied()
    }
}

/// Ratings with their raters and what was rated, numbered in the order of first mention.
#[derive(Default)]
struct Said {
    raters: BTreeMap<(String, String), usize>,
    units: BTreeMap<(String, String), usize>,
    ratings: Vec<Rating>,
}

impl Said {
    fn add(&mut self, rater: (&str, &str), of: (String, &str), value: f64) {
        let next = self.raters.len();
        let rater = (rater.0.to_owned(), rater.1.to_owned());
        let rater = *self.raters.entry(rater).or_insert(next);
        let next = self.units.len();
        let unit = *self.units.entry((of.0, of.1.to_owned())).or_insert(next);
        self.ratings.push(Rating { unit, rater, value });
    }

    fn evidence(&mut self, a: &AssessmentInput, rulers: &[Option<Ruler>]) {
        let e = &a.evidence;
        for o in e.observations.iter().filter(|o| o.rater.is_some()) {
            let series = e.indicators.code(o.indicator);
            let Some(score) = quantity(o).and_then(|x| score(&a.method, rulers, series, x)) else {
                continue;
            };
            self.add((e.source_of(o), e.rater_of(o)), (e.cell_of(o), series), score);
        }
    }

    fn comparisons(&mut self, a: &AssessmentInput, rulers: &[Option<Ruler>]) {
        for c in &a.comparisons {
            if let Some(score) = score(&a.method, rulers, &c.indicator, c.value) {
                self.add((&c.source, &c.rater), (c.of.clone(), &c.indicator), score);
            }
        }
    }

    fn estimate(self) -> Severities {
        let Said { raters, units, ratings } = self;
        let mut out = Severities::default();
        let Ok(table) = Ratings::new(units.len(), raters.len(), &ratings) else { return out };
        let found = severity(&table);
        let mut counts = vec![0_u32; raters.len()];
        ratings.iter().for_each(|r| counts[r.rater] += 1);
        let places = RaterPlace::of(raters.keys().map(|(_, rater)| rater.as_str()));
        let means = means(&raters, &found);
        let mut parts: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
        for (((source, rater), number), place) in raters.iter().zip(places) {
            if let Some(part) = found.parts.get(*number) {
                parts.entry(*part).or_default().insert(panel_of(rater).unwrap_or(source));
            }
            // Who shares nothing with anybody is not compared.
            let Some(one) = found.raters.get(*number).and_then(Option::as_ref) else { continue };
            let shared = means.get(&one.part).copied().unwrap_or_default();
            let taken = TakenOut {
                points: one.severity,
                own: (one.se * one.se - shared.assumed).max(0.0).sqrt(),
                common: shared.assumed.max(shared.of_panels).sqrt(),
                part: one.part,
            };
            out.of.insert((source.clone(), rater.clone()), taken);
            out.said.push(RaterSeverity {
                source: source.clone(),
                rater: place,
                ratings: counts[*number],
                severity: one.severity,
                se: one.se,
                part: u32::try_from(one.part + 1).unwrap_or(u32::MAX),
            });
        }
        out.findings.extend(apart(&parts));
        if let Err(why) = &found.spread
            && !ratings.is_empty()
        {
            let message = format!("the severity of raters cannot be estimated: {why}");
            out.findings.push(Finding::warning("severity-unknown", message).hint(CONNECT));
        }
        out
    }
}

/// How little is known of the mean severity of the raters of a part, which nothing that they rated
/// tells: a variance, in points squared.
#[derive(Clone, Copy, Default)]
struct MeanVariance {
    /// Were raters severe each by himself: the variance of severities over their number. It is in
    /// their standard errors.
    assumed: f64,
    /// Raters come in panels, which have ways of their own: the variance of the panels' means over
    /// the number of panels, 0 for one.
    of_panels: f64,
}

fn means(
    raters: &BTreeMap<(String, String), usize>,
    found: &Severity,
) -> BTreeMap<usize, MeanVariance> {
    let Ok(spread) = &found.spread else { return BTreeMap::new() };
    let mut parts: BTreeMap<usize, BTreeMap<&str, Vec<f64>>> = BTreeMap::new();
    for ((source, rater), number) in raters {
        if let Some(one) = found.raters.get(*number).and_then(Option::as_ref) {
            let panel = panel_of(rater).unwrap_or(source);
            parts.entry(one.part).or_default().entry(panel).or_default().push(one.severity);
        }
    }
    let variance = |panels: &BTreeMap<&str, Vec<f64>>| {
        let all: usize = panels.values().map(Vec::len).sum();
        let means: Vec<f64> = panels.values().filter_map(|p| mean(p)).collect();
        #[expect(clippy::cast_precision_loss, reason = "counts of raters and panels")]
        let (all, count) = (all.max(1) as f64, means.len().max(1) as f64);
        MeanVariance {
            assumed: spread.raters * spread.raters / all,
            of_panels: variance_of(&means).map_or(0.0, |v| v / count),
        }
    };
    parts.iter().map(|(part, panels)| (*part, variance(panels))).collect()
}

/// What makes raters comparable.
const CONNECT: &str = "vignettes, and territories that several panels rate (`bridge` in \
                       round.toml), connect panels";

/// The score of a quantity of a series, in points. None where no leaf reads it, one that is divided
/// does, or its normalisation looks at other values, too.
fn score(m: &Method, rulers: &[Option<Ruler>], series: &str, x: f64) -> Option<f64> {
    let reads = |i: &&ideal_model::method::Indicator| i.series == series && i.parent.is_some();
    let i = m.indicators.iter().find(reads)?;
    let divided = i.per.is_some() && m.steps.denominate;
    let ruler = rulers.get(m.indicator_index(&i.code)?.get())?.as_ref()?;
    if divided { None } else { ruler.score(x) }
}

/// A warning where raters fall into parts that rated nothing in common, given the panels of each.
fn apart(parts: &BTreeMap<usize, BTreeSet<&str>>) -> Option<Finding> {
    if parts.len() < 2 {
        return None;
    }
    let list = |panels: &BTreeSet<&str>| panels.iter().copied().collect::<Vec<_>>().join(" ");
    let named: Vec<String> = parts.values().map(list).collect();
    let message = format!(
        "the raters fall into {} parts that rated nothing in common ({}): how severe one is \
         beside those of another part is not known, and nothing is adjusted across",
        parts.len(),
        named.join("; ")
    );
    Some(Finding::warning("panels-apart", message).hint(CONNECT))
}
