//! Normalisation against a population.

use std::collections::{BTreeMap, BTreeSet};

use ideal_composite::normalise::{Direction as Way, Normalise as Function};
use ideal_composite::rank::Ties;
use ideal_model::method::{Direction, Indicator, Method, Normalise, Over};
use ideal_model::{Finding, Posts, Treated};

use super::{Cell, Errors, Ground, Populations, spread};
use crate::scale::normalise::{normalise_of, over_of, score_range, score_width, transformed};

/// Share of a range's width by which rounding may carry a score past its end.
const ROUNDING: f64 = 1e-9;

/// A leaf normalised against a population.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scored {
    pub score: f64,
    /// Its errors in points of the scale.
    pub errors: Errors,
    /// Half the width of the population in the indicator's own unit, before treatment and transform.
    pub half_width: f64,
    /// Width of the scale the score lies on.
    pub width: f64,
}

/// The cells that are one population, each with its edition, by edition (none: all together) and indicator.
type Groups = BTreeMap<(Option<usize>, usize), Vec<(usize, Cell)>>;

impl Populations {
    /// Scores every leaf without fixed posts.
    pub(super) fn normalise(&mut self, ground: &Ground<'_>) {
        let m = &*ground.frame.assessment.method;
        let mut groups = Groups::new();
        for ((edition, indicator), cells) in &ground.columns {
            if ground.rulers[*indicator].is_none() {
                let over = Some(*edition).filter(|_| over_of(m, &m.indicators[*indicator]) == Over::Edition);
                groups.entry((over, *indicator)).or_default().extend(cells.iter().map(|c| (*edition, *c)));
            }
        }
        for ((edition, indicator), cells) in groups {
            // Screening said so already.
            if !cells.iter().all(|(_, c)| self.is_screened(c)) {
                self.score_group(ground, edition, indicator, &cells);
            }
        }
    }

    fn score_group(&mut self, ground: &Ground<'_>, edition: Option<usize>, indicator: usize, cells: &[(usize, Cell)]) {
        let a = ground.frame.assessment;
        let m = &*a.method;
        let ind = &m.indicators[indicator];
        let place = edition.map_or_else(|| "all editions together".to_owned(), |e| a.editions[e].to_string());
        if edition.is_none() {
            self.warn_of_mixture(ground, indicator, cells);
        }
        let mut refused = std::mem::take(&mut self.refused);
        let everyone: Vec<f64> = cells
            .iter()
            .map(|(_, c)| {
                // Not a number: a treatment that its unit's value does not take.
                let Some(x) = self.value(ground, c).filter(|x| !x.is_nan()) else { return f64::NAN };
                transformed(ind.transform, x).unwrap_or_else(|| {
                    let territory = &ground.raw[c.territory];
                    refused.push(ground.index, &territory.leaves[c.leaf], (c.territory, territory), x);
                    f64::NAN
                })
            })
            .collect();
        self.refused = refused;
        let population: Vec<f64> = cells.iter().zip(&everyone).filter(|((_, c), _)| self.counts(c)).map(|(_, x)| *x).collect();
        let finite: Vec<f64> = population.iter().copied().filter(|x| x.is_finite()).collect();
        let extent = |xs: &mut dyn Iterator<Item = f64>| xs.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), x| (l.min(x), h.max(x)));
        let (low, high) = extent(&mut finite.iter().copied());
        let own = |c: &Cell| ground.raw[c.territory].leaves[c.leaf].denominated;
        let (own_low, own_high) = extent(&mut cells.iter().filter(|(_, c)| self.counts(c)).filter_map(|(_, c)| own(c)));
        let way = if ind.direction == Direction::Down { Way::Down } else { Way::Up };
        let normalisation = function(m, normalise_of(m, ind));
        if normalisation.reverses(&finite, way) {
            self.findings.push(
                Finding::warning(
                    "reversed",
                    format!(
                        "`{}` in {place}: a fraction of the maximum, where lower is better and every value is positive, gives the worst value the highest score",
                        ind.code
                    ),
                )
                .hint("take `minmax`, `distance_to_max` or goalposts for this indicator; COINr's `n_fracmax` does the same"),
            );
        }
        let scores = match normalisation.column_against(&population, &everyone, way) {
            Ok(scores) => scores,
            Err(e) => {
                self.findings.push(Finding::warning(
                    "no-population",
                    format!("`{}` cannot be normalised in {place}: {e}; it counts as missing", ind.code),
                ));
                return;
            }
        };
        let scores = self.held(m, ind, &place, scores);
        let members = cells.iter().zip(&scores).filter(|((_, c), s)| self.counts(c) && s.is_finite());
        let (slow, shigh) = extent(&mut members.map(|(_, s)| *s));
        let slope = if high > low { (shigh - slow) / (high - low) } else { 0.0 };
        let width = score_width(m, ind, finite.len());
        for ((_, c), score) in cells.iter().zip(&scores) {
            if !score.is_finite() {
                continue;
            }
            let Some(x) = self.value(ground, c) else { continue };
            let through = |e: f64| slope * spread(|x| transformed(ind.transform, x), x, e);
            let errors = self.errors(ground.raw, c.territory, c.leaf).through(through);
            self.scores.insert(c.key(), Scored { score: *score, errors, half_width: (own_high - own_low) / 2.0, width });
        }
        let mean = ideal_composite::moments::mean(&finite).unwrap_or(f64::NAN);
        let editions: BTreeSet<usize> = cells.iter().map(|(e, _)| *e).collect();
        for e in editions {
            self.posts.push(Posts {
                indicator: u16::try_from(indicator).unwrap_or(0),
                edition: u16::try_from(e).unwrap_or(0),
                area: None,
                values: vec![("min", low), ("mean", mean), ("max", high)],
                n: u32::try_from(finite.len()).unwrap_or(u32::MAX),
            });
        }
    }

    /// Scores held at the ends of the range that they are to lie in, with a warning where one lay beyond: past a target or a
    /// reference, below nothing of a maximum, or that of an aggregate, which is in no population.
    fn held(&mut self, m: &Method, ind: &Indicator, place: &str, mut scores: Vec<f64>) -> Vec<f64> {
        let Some([low, high]) = score_range(m, ind) else { return scores };
        let slack = ROUNDING * (high - low);
        let beyond = scores.iter().filter(|s| **s < low - slack || **s > high + slack).count();
        // What is no number stays none.
        scores.iter_mut().for_each(|s| *s = s.clamp(low, high));
        if beyond > 0 {
            let (n, what) = (beyond, if beyond == 1 { "score lies" } else { "scores lie" });
            let message = format!("`{}` in {place}: {n} {what} beyond {low} to {high}, and count as the end that is nearer", ind.code);
            let mut f = Finding::warning("beyond-range", message);
            f.count = beyond as u64;
            self.findings
                .push(f.hint("take a target or reference that no value passes, or goalposts, if values beyond are to be told apart"));
        }
        scores
    }

    /// Outliers are treated edition by edition, and a transformation has the ends of its edition in it.
    fn warn_of_mixture(&mut self, ground: &Ground<'_>, indicator: usize, cells: &[(usize, Cell)]) {
        let a = ground.frame.assessment;
        let all: BTreeSet<usize> = cells.iter().filter(|(_, c)| self.value(ground, c).is_some()).map(|(e, _)| *e).collect();
        let transformed = |c: &Cell| matches!(self.treated.get(&c.key()), Some(Treated::Transformed(_)));
        let some: BTreeSet<usize> = cells.iter().filter(|(_, c)| transformed(c)).map(|(e, _)| *e).collect();
        if all.len() < 2 || some.is_empty() {
            return;
        }
        let list: Vec<String> = some.iter().map(|e| a.editions[*e].to_string()).collect();
        let what = format!(
            "`{}` is normalised over all editions, but its outliers were transformed in {}, each edition with its own ends: unlike figures are compared",
            a.method.indicators[indicator].code,
            list.join(", ")
        );
        self.findings.push(
            Finding::warning("unlike-editions", what)
                .hint("give it a `transform` of its own, or leave `then` out of `treat`; COINr compares them as they are, too"),
        );
    }
}

/// The composite function of a normalisation, with the scale as its range where none is given.
fn function(m: &Method, n: Normalise) -> Function {
    let or_scale = |r: Option<[f64; 2]>| r.unwrap_or(m.scale);
    match n {
        Normalise::Goalposts | Normalise::None => Function::None { range: m.scale },
        Normalise::Minmax { range } => Function::MinMax { range: or_scale(range) },
        Normalise::Zscore { mean, sd } => Function::ZScore { mean, sd },
        Normalise::Rank => Function::Rank { ties: Ties::Min },
        Normalise::PercentileRank { range } => Function::PercentileRank { range: or_scale(range), ties: Ties::Min },
        Normalise::Borda => Function::Borda { ties: Ties::Min },
        Normalise::DistanceToTarget { target, range } => Function::DistanceToTarget { target, range: or_scale(range), cap: false },
        Normalise::DistanceToReference { reference, range } => {
            Function::DistanceToReference { reference, range: or_scale(range), cap: false }
        }
        Normalise::DistanceToMax { range } => Function::DistanceToMax { range: or_scale(range) },
        Normalise::FractionOfMax { range } => Function::FractionOfMax { range: or_scale(range) },
    }
}
