//! Normalisation against a population.

use std::collections::{BTreeMap, BTreeSet};

use ideal_composite::normalise::Normalise as Function;
use ideal_model::method::{Indicator, Method, Normalise, Over};
use ideal_model::{EditionIx, Finding, IndicatorIx, Posts, Treated};

use crate::scale::error::spread;
use crate::scale::population::{Cell, Populations, Scored, StepInputs};
use crate::scale::refused::RefusedValue;
use crate::scale::ruler::{normalise_of, over_of, score_range, score_width, transformed};

/// The largest value in size of a population: the square of a sum of such is still a number.
const LARGEST: f64 = 1e150;

/// Share of a range's width by which rounding may carry a score past its end.
const ROUNDING: f64 = 1e-9;

/// What is one population.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct PopulationOf {
    /// The edition; none: all together.
    edition: Option<EditionIx>,
    indicator: IndicatorIx,
}

/// The cells that are scored against one population.
struct Group<'a> {
    of: PopulationOf,
    /// The cells, each with its edition.
    cells: Vec<(EditionIx, Cell)>,
    inputs: &'a StepInputs<'a>,
}

/// Scores every leaf without fixed posts.
pub(crate) fn normalise(out: &mut Populations, inputs: &StepInputs<'_>) {
    let m = &*inputs.frame.assessment.method;
    let mut groups: BTreeMap<PopulationOf, Vec<(EditionIx, Cell)>> = BTreeMap::new();
    for (column, cells) in &inputs.columns {
        if inputs.rulers[column.indicator.get()].is_none() {
            let own = over_of(m, &m.indicators[column.indicator]) == Over::Edition;
            let of = PopulationOf {
                edition: Some(column.edition).filter(|_| own),
                indicator: column.indicator,
            };
            groups.entry(of).or_default().extend(cells.iter().map(|c| (column.edition, *c)));
        }
    }
    for (of, cells) in groups {
        // Screening said so already.
        if !cells.iter().all(|(_, c)| out.is_screened(c)) {
            Group { of, cells, inputs }.score(out);
        }
    }
}

/// The least and the greatest of some numbers.
fn extent(xs: impl Iterator<Item = f64>) -> (f64, f64) {
    xs.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), x| (l.min(x), h.max(x)))
}

impl<'a> Group<'a> {
    fn spec(&self) -> &'a Indicator {
        &self.inputs.frame.assessment.method.indicators[self.of.indicator]
    }

    /// Its edition in words.
    fn place(&self) -> String {
        self.of
            .edition
            .map_or_else(|| "all editions together".to_owned(), |e| self.inputs.edition(e))
    }

    fn score(&self, out: &mut Populations) {
        let m = &*self.inputs.frame.assessment.method;
        let ind = self.spec();
        if self.of.edition.is_none() {
            self.warn_of_mixture(out);
        }
        let everyone = self.transformed(out);
        let population: Vec<f64> = self
            .cells
            .iter()
            .zip(&everyone)
            .filter(|((_, c), _)| out.counts(c))
            .map(|(_, x)| *x)
            .collect();
        let finite: Vec<f64> = population.iter().copied().filter(|x| x.is_finite()).collect();
        if let Some(x) = finite.iter().find(|x| x.abs() > LARGEST) {
            let message = format!(
                "`{}` has the value {x:e} in {}: sums over its values would pass the largest number",
                ind.code,
                self.place()
            );
            out.findings.push(Finding::error("overflow", message).hint(
                "are the value, its denominator and the `factor` right? A `transform` makes large \
                 numbers small",
            ));
            return;
        }
        let normalisation = function(m, normalise_of(m, ind));
        if normalisation.reverses(&finite, ind.direction) {
            out.findings.push(self.reversed());
        }
        match normalisation.column_against(&population, &everyone, ind.direction) {
            Ok(scores) => {
                let scores = self.held(out, scores);
                self.keep(out, &finite, &scores);
            }
            Err(e) => out.findings.push(Finding::warning(
                "no-population",
                format!(
                    "`{}` cannot be normalised in {}: {e}; it counts as missing",
                    ind.code,
                    self.place()
                ),
            )),
        }
    }

    /// The quantities of all cells after the indicator's transform; NaN where there is none. What
    /// it does not take is refused.
    fn transformed(&self, out: &mut Populations) -> Vec<f64> {
        let inputs = self.inputs;
        let mut values = Vec::with_capacity(self.cells.len());
        for (_, c) in &self.cells {
            // Not a number: a treatment that its unit's value does not take.
            let x = out.value(inputs, c).filter(|x| !x.is_nan());
            let y = x.and_then(|x| transformed(self.spec().transform, x));
            if let (Some(x), None) = (x, y) {
                let territory = &inputs.raw[c.at.territory.get()];
                let origin = territory.origin(inputs.leaf(c.at), &inputs.frame.assessment.evidence);
                out.refused
                    .push(self.of.indicator, RefusedValue { origin, territory: c.at.territory, x });
            }
            values.push(y.unwrap_or(f64::NAN));
        }
        values
    }

    /// Takes the scores down with their errors, and the statistics of the population.
    fn keep(&self, out: &mut Populations, finite: &[f64], scores: &[f64]) {
        let ind = self.spec();
        let (low, high) = extent(finite.iter().copied());
        let counted = || self.cells.iter().zip(scores).filter(|((_, c), _)| out.counts(c));
        let (own_low, own_high) =
            extent(counted().filter_map(|((_, c), _)| self.inputs.leaf(c.at).denominated));
        let (least, greatest) = extent(counted().map(|(_, s)| *s).filter(|s| s.is_finite()));
        let slope = if high > low { (greatest - least) / (high - low) } else { 0.0 };
        let width = score_width(&self.inputs.frame.assessment.method, ind, finite.len());
        for ((_, c), score) in self.cells.iter().zip(scores).filter(|(_, s)| s.is_finite()) {
            let Some(x) = out.value(self.inputs, c) else { continue };
            let through = |e: f64| slope * spread(|x| transformed(ind.transform, x), x, e);
            let errors = out.errors(c.at, self.inputs.leaf(c.at)).through(through);
            out.scores.insert(
                c.at,
                Scored { score: *score, errors, half_width: (own_high - own_low) / 2.0, width },
            );
        }
        let mean = ideal_composite::moments::mean(finite).unwrap_or(f64::NAN);
        let editions: BTreeSet<EditionIx> = self.cells.iter().map(|(e, _)| *e).collect();
        for e in editions {
            out.posts.push(Posts {
                indicator: self.of.indicator,
                edition: e,
                area: None,
                values: vec![("min", low), ("mean", mean), ("max", high)],
                n: u32::try_from(finite.len()).unwrap_or(u32::MAX),
            });
        }
    }

    /// Scores held at the ends of the range that they are to lie in, with a warning where one lay
    /// beyond: past a target or a reference, below nothing of a maximum, or that of an aggregate,
    /// which is in no population.
    fn held(&self, out: &mut Populations, mut scores: Vec<f64>) -> Vec<f64> {
        let ind = self.spec();
        let Some([low, high]) = score_range(&self.inputs.frame.assessment.method, ind) else {
            return scores;
        };
        let slack = ROUNDING * (high - low);
        let beyond = scores.iter().filter(|s| **s < low - slack || **s > high + slack).count();
        // What is no number stays none.
        scores.iter_mut().for_each(|s| *s = s.clamp(low, high));
        if beyond > 0 {
            let (n, what) = (beyond, if beyond == 1 { "score lies" } else { "scores lie" });
            let place = self.place();
            let message = format!(
                "`{}` in {place}: {n} {what} beyond {low} to {high}, and count as the end that is \
                 nearer",
                ind.code
            );
            let mut f = Finding::warning("beyond-range", message);
            f.count = beyond as u64;
            out.findings.push(f.hint(
                "take a target or reference that no value passes, or goalposts, if \
                              values beyond are to be told apart",
            ));
        }
        scores
    }

    fn reversed(&self) -> Finding {
        let what = format!(
            "`{}` in {}: a fraction of the maximum, where lower is better and every value is \
             positive, gives the worst value the highest score",
            self.spec().code,
            self.place()
        );
        Finding::warning("reversed", what).hint(
            "take `minmax`, `distance_to_max` or goalposts for this indicator; COINr's \
                   `n_fracmax` does the same",
        )
    }

    /// Outliers are treated edition by edition, and a transformation has the ends of its edition in
    /// it.
    fn warn_of_mixture(&self, out: &mut Populations) {
        let all: BTreeSet<EditionIx> = self
            .cells
            .iter()
            .filter(|(_, c)| out.value(self.inputs, c).is_some())
            .map(|(e, _)| *e)
            .collect();
        let transformed =
            |c: &Cell| matches!(out.treated.get(&c.at), Some(Treated::Transformed(_)));
        let some: BTreeSet<EditionIx> =
            self.cells.iter().filter(|(_, c)| transformed(c)).map(|(e, _)| *e).collect();
        if all.len() < 2 || some.is_empty() {
            return;
        }
        let list: Vec<String> = some.iter().map(|e| self.inputs.edition(*e)).collect();
        let what = format!(
            "`{}` is normalised over all editions, but its outliers were transformed in {}, each \
             edition with its own ends: unlike figures are compared",
            self.spec().code,
            list.join(", ")
        );
        out.findings.push(Finding::warning("unlike-editions", what).hint(
            "give it a `transform` of its own, or leave `then` out of `treat`; COINr \
                       compares them as they are, too",
        ));
    }
}

/// The function that scores an indicator; what stands on the scale already, or is put there by fixed
/// posts, stays as it is.
fn function(m: &Method, n: Normalise) -> Function {
    match n {
        Normalise::Goalposts | Normalise::None => Function::None { range: m.scale },
        Normalise::Against(against) => against.function(),
    }
}
