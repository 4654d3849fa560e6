//! Steps that look at a whole column: imputation, screening, treatment, and every normalisation without fixed posts.
//!
//! The population of a column is the edition's assessed units that have a value; publishers' aggregates are scored
//! against it and never belong to it.

use std::collections::BTreeMap;

use ideal_composite::normalise::{Direction as Way, Normalise as Function};
use ideal_composite::rank::Ties;
use ideal_composite::treat::{Limits, Transform, Treatment, treat};
use ideal_model::method::{Direction, ImputeMethod, Method, Normalise, ScreenBy, TreatThen};
use ideal_model::{Finding, Posts, Status};

use crate::normalise::{Ruler, in_population, normalise_of, transformed};
use crate::run::{Frame, TerritoryLeaves};

/// What the population steps made of the leaves.
#[derive(Default)]
pub(crate) struct Populations {
    /// Quantities that imputation or treatment changed, by territory and leaf.
    changed: BTreeMap<(usize, usize), f64>,
    /// Score, slope in points per unit, and half width of the population, by territory and leaf.
    scores: BTreeMap<(usize, usize), (f64, f64, f64)>,
    pub(crate) screened: Vec<Vec<bool>>,
    pub(crate) posts: Vec<Posts>,
    pub(crate) findings: Vec<Finding>,
}

/// A leaf of a column: where it stands, and whether it belongs to the population.
#[derive(Clone, Copy)]
struct Cell {
    territory: usize,
    unit: usize,
    leaf: usize,
    member: bool,
}

impl Populations {
    /// The quantity after imputation and treatment, where they changed it.
    pub(crate) fn quantity(&self, territory: usize, leaf: usize) -> Option<f64> {
        self.changed.get(&(territory, leaf)).copied()
    }

    /// Score, slope and half width of a leaf that is normalised against a population.
    pub(crate) fn score(&self, territory: usize, leaf: usize) -> Option<(f64, f64, f64)> {
        self.scores.get(&(territory, leaf)).copied()
    }

    /// Runs the steps the method asks for.
    pub(crate) fn build(frame: &Frame<'_>, raw: &[TerritoryLeaves], rulers: &[Option<Ruler>]) -> Result<Self, Vec<Finding>> {
        let a = frame.assessment;
        let m = &*a.method;
        let mut out = Populations::default();
        let leaves_used = |i: usize| m.indicators[i].parent.is_some();
        let needs = (0..m.indicators.len()).any(|i| leaves_used(i) && rulers[i].is_none());
        if !needs && m.steps.impute.is_none() && m.steps.screen.is_none() && m.steps.treat.is_none() {
            return Ok(out);
        }
        let mut errors = Vec::new();
        let mut columns: BTreeMap<(usize, usize), Vec<Cell>> = BTreeMap::new(); // (edition, indicator)
        for (t, territory) in raw.iter().enumerate() {
            let member = in_population(a.territories[t].kind);
            for (unit, (_, edition, range)) in frame.units().enumerate() {
                for leaf in range {
                    let l = &territory.leaves[leaf];
                    if l.status != Status::NotApplicable {
                        columns.entry((edition, l.indicator)).or_default().push(Cell { territory: t, unit, leaf, member });
                    }
                }
            }
        }
        let quantity = |out: &Populations, c: &Cell| out.quantity(c.territory, c.leaf).or(raw[c.territory].leaves[c.leaf].denominated);

        if let Some(step) = &m.steps.impute {
            for ((_, indicator), cells) in &columns {
                out.impute(frame, raw, step.method, *indicator, cells);
            }
        }
        if let Some(step) = m.steps.screen {
            let mut counts: BTreeMap<(usize, usize), (usize, usize, usize)> = BTreeMap::new(); // leaves, available, zero
            for cells in columns.values() {
                for c in cells {
                    let n = counts.entry((c.territory, c.unit)).or_default();
                    n.0 += 1;
                    if let Some(x) = quantity(&out, c) {
                        n.1 += 1;
                        n.2 += usize::from(x == 0.0);
                    }
                }
            }
            out.screened = vec![vec![false; frame.units_per_territory()]; raw.len()];
            for ((t, unit), (leaves, available, zero)) in counts {
                #[expect(clippy::cast_precision_loss, reason = "counts of leaves")]
                let share = match step.by {
                    ScreenBy::Available => available as f64 / leaves as f64,
                    // One division, as for a threshold that a share meets exactly; nothing known is nothing that counts.
                    ScreenBy::NonZero => (available - zero) as f64 / available.max(1) as f64,
                };
                if share < step.threshold {
                    out.screened[t][unit] = true;
                }
            }
        }
        let kept =
            |out: &Populations, c: &Cell| c.member && !out.screened.get(c.territory).and_then(|s| s.get(c.unit)).copied().unwrap_or(false);
        for ((edition, indicator), cells) in &columns {
            let ind = &m.indicators[*indicator];
            let members: Vec<Cell> = cells.iter().copied().filter(|c| kept(&out, c)).collect();
            if let Some(step) = m.steps.treat {
                let column: Vec<f64> = members.iter().map(|c| quantity(&out, c).unwrap_or(f64::NAN)).collect();
                let limits = Limits { skewness: step.skewness, kurtosis: step.kurtosis };
                let then = (step.then == Some(TreatThen::LogCt)).then_some(Transform::LogCt);
                let spec = Treatment::standard(step.winsorise as usize, limits, then);
                let treated = treat(&column, &spec);
                for (c, (before, after)) in members.iter().zip(column.iter().zip(&treated.values)) {
                    if before != after && after.is_finite() {
                        out.changed.insert((c.territory, c.leaf), *after);
                    }
                }
            }
            if rulers[*indicator].is_some() {
                continue;
            }
            let mut column = |c: &Cell, out: &Populations| {
                let Some(x) = quantity(out, c) else { return f64::NAN };
                transformed(ind.transform, x).unwrap_or_else(|| {
                    errors.push(Finding::error(
                        "transform",
                        format!("`{}` is {x} for {}, which its transform does not take", ind.code, a.territories[c.territory].code),
                    ));
                    f64::NAN
                })
            };
            let population: Vec<f64> = members.iter().map(|c| column(c, &out)).collect();
            let everyone: Vec<f64> = cells.iter().map(|c| column(c, &out)).collect();
            let finite: Vec<f64> = population.iter().copied().filter(|x| x.is_finite()).collect();
            let (low, high) = finite.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), &x| (l.min(x), h.max(x)));
            let way = if ind.direction == Direction::Down { Way::Down } else { Way::Up };
            let normalisation = function(m, normalise_of(m, ind));
            if normalisation.reverses(&finite, way) {
                out.findings.push(
                    Finding::warning(
                        "reversed",
                        format!(
                            "`{}` in {}: a fraction of the maximum, where lower is better and every value is positive, gives the worst value the highest score",
                            ind.code, a.editions[*edition]
                        ),
                    )
                    .hint("take `minmax`, `distance_to_max` or goalposts for this indicator; COINr's `n_fracmax` does the same"),
                );
            }
            let scores = match normalisation.column_against(&population, &everyone, way) {
                Ok(scores) => scores,
                Err(e) => {
                    out.findings.push(Finding::warning(
                        "no-population",
                        format!("`{}` cannot be normalised in {}: {e}; it counts as missing", ind.code, a.editions[*edition]),
                    ));
                    continue;
                }
            };
            let (slow, shigh) =
                scores.iter().filter(|s| s.is_finite()).fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), &s| (l.min(s), h.max(s)));
            let width = high - low;
            let slope = if width > 0.0 { (shigh - slow) / width } else { 0.0 };
            for (c, score) in cells.iter().zip(&scores) {
                if score.is_finite() {
                    out.scores.insert((c.territory, c.leaf), (*score, slope, width / 2.0));
                }
            }
            let mean = ideal_composite::moments::mean(&finite).unwrap_or(f64::NAN);
            out.posts.push(Posts {
                indicator: u16::try_from(*indicator).unwrap_or(0),
                edition: u16::try_from(*edition).unwrap_or(0),
                area: None,
                values: vec![("min", low), ("mean", mean), ("max", high)],
                n: u32::try_from(finite.len()).unwrap_or(u32::MAX),
            });
        }
        if errors.is_empty() { Ok(out) } else { Err(errors) }
    }

    /// Fills the missing values of a column by a statistic of the available ones, within groups where there are any.
    fn impute(&mut self, frame: &Frame<'_>, raw: &[TerritoryLeaves], method: ImputeMethod, indicator: usize, cells: &[Cell]) {
        let a = frame.assessment;
        let group = |c: &Cell| a.impute_groups.get(c.territory).cloned().flatten();
        let mut by_group: BTreeMap<Option<String>, Vec<f64>> = BTreeMap::new();
        let grouped = !a.impute_groups.is_empty();
        for c in cells.iter().filter(|c| c.member) {
            if let Some(x) = raw[c.territory].leaves[c.leaf].denominated {
                by_group.entry(if grouped { group(c) } else { None }).or_default().push(x);
            }
        }
        let mut filled = 0;
        for c in cells.iter().filter(|c| c.member) {
            if raw[c.territory].leaves[c.leaf].denominated.is_some() {
                continue;
            }
            let g = if grouped { group(c) } else { None };
            // A unit without a group stays missing, as there is nothing it could be compared with.
            if grouped && g.is_none() {
                continue;
            }
            let Some(values) = by_group.get(&g) else { continue };
            let statistic = match method {
                ImputeMethod::Mean => ideal_composite::impute::mean(values),
                ImputeMethod::Median => ideal_composite::impute::median(values),
            };
            if let Some(x) = statistic {
                self.changed.insert((c.territory, c.leaf), x);
                filled += 1;
            }
        }
        if filled > 0 {
            let mut f = Finding::note(
                "imputed",
                format!(
                    "`{}`: missing values were imputed, as the method's [steps] ask",
                    frame.assessment.method.indicators[indicator].code
                ),
            );
            f.count = filled;
            self.findings.push(f);
        }
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
