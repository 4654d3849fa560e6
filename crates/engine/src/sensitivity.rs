//! What a result really depends on: variance-based indices of the groups of random numbers, and what happens when an
//! indicator, a source or a rater is left out, or the weights are others.

use std::sync::Arc;

use ideal_composite::rank::competition;
use ideal_composite::sensitivity::{Design, IndexSpec, mean_rank_shift, sobol_indices};
use ideal_model::method::Kind;
use ideal_model::{Assessment, Finding, Ranking, Results, Value};
use rayon::prelude::*;
use serde::Serialize;

use crate::error::EngineError;
use crate::progress::Progress;
use crate::run::{Stage, run, staged};
use crate::simulate::Simulator;

/// Runs that a block of the design holds.
const BLOCK: usize = 256;

/// What is explained.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Output {
    /// Mean absolute shift of the ranks of the root among the territories of the last edition (among the units, where
    /// territories are not ranked).
    #[default]
    RankShift,
    /// The score of a node of a unit of the results.
    Node {
        /// Index of the unit.
        unit: usize,
        /// Index of the node.
        node: usize,
    },
}

/// Settings of a sensitivity analysis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SensitivityOptions {
    /// Base rows of the design, best a power of two; there are N (factors + 2) runs.
    pub base: usize,
    /// What is explained.
    pub output: Output,
    /// Whether indicators, sources and raters are left out one by one too.
    pub leave_one_out: bool,
}

impl Default for SensitivityOptions {
    fn default() -> Self {
        SensitivityOptions { base: 512, output: Output::RankShift, leave_one_out: true }
    }
}

/// The result of a sensitivity analysis.
#[derive(Clone, Debug, Serialize)]
pub struct Sensitivity {
    /// What is explained, in words.
    pub output: String,
    /// Edition it speaks about.
    pub edition: String,
    /// Base rows.
    pub base: usize,
    /// Runs of the model.
    pub runs: usize,
    /// Mean of the output.
    pub mean: f64,
    /// Variance of the output.
    pub variance: f64,
    /// Indices by factor, largest total first.
    pub factors: Vec<FactorIndex>,
    /// Effect of leaving something out, largest first.
    pub leave_one_out: Vec<LeftOut>,
    /// Effect of other weights.
    pub weightings: Vec<Weighting>,
}

/// Indices of a factor, with 95 % bootstrap intervals.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FactorIndex {
    /// `weights:NODE`, `error:BLOCK`, `missing:BLOCK` or `switch:NODE`.
    pub factor: String,
    /// Share of the variance that it explains by itself.
    pub first_order: f64,
    /// Lower end of its interval.
    pub first_low: f64,
    /// Upper end.
    pub first_high: f64,
    /// Share of the variance that involves it.
    pub total: f64,
    /// Lower end of its interval.
    pub total_low: f64,
    /// Upper end.
    pub total_high: f64,
}

/// What leaving something out does to the ranking of the root.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LeftOut {
    /// `indicator`, `source` or `rater`.
    pub what: &'static str,
    /// Its code or id.
    pub code: String,
    /// Mean absolute shift over what is ranked with and without it.
    pub mean_rank_shift: f64,
    /// Largest shift.
    pub max_rank_shift: u32,
    /// How many lose their rank.
    pub unranked: u32,
}

/// What other weights do to the ranking of the root.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Weighting {
    /// `equal`, or `without_enforcement`: enforcement counts at weight 0.
    pub weights: &'static str,
    /// Mean absolute shift against the stated weights.
    pub mean_rank_shift: f64,
    /// Largest shift.
    pub max_rank_shift: u32,
}

/// Variance-based sensitivity on a quasi-random design: first-order (Saltelli et al. 2010) and total (Jansen 1999)
/// indices with bootstrap intervals, for groups of random numbers.
///
/// A factor is a whole stream of random numbers, so the design chooses which numbers of the stream a run takes.
///
/// # Errors
/// As [`run`]; a finding where there is nothing to explain (no uncertainty, or nothing ranked).
pub fn sensitivity(
    assessment: &Arc<Assessment>,
    options: &SensitivityOptions,
    progress: &dyn Progress,
) -> Result<Sensitivity, EngineError> {
    let refuse = |e: String| EngineError::Findings(vec![Finding::error("sensitivity", e)]);
    let (mut out, reference) = staged(assessment, &(), |stage: Stage<'_>| {
        let r = &stage.results;
        let last = match options.output {
            Output::Node { unit, .. } => r.units.get(unit).map_or(r.last_edition(), |u| u.edition),
            Output::RankShift => r.last_edition(),
        };
        let s = Simulator::new(stage.frame, stage.lookup, stage.raw, stage.normalised, r, stage.layout, Some(last));
        let (columns, point, words) = explained(r, &s, &options.output, last).map_err(refuse)?;
        let k = s.factors.len();
        if k == 0 {
            return Err(refuse("the method has no uncertainty: nothing varies".into()));
        }
        let design = Design::sobol(k, options.base, r.assessment.seed).map_err(|e| refuse(e.to_string()))?;
        let reference: Vec<f64> = ranks(&point);
        let mut outputs = Vec::with_capacity(design.runs());
        progress.start("sensitivity", design.runs() as u64);
        while outputs.len() < design.runs() {
            if progress.stopped() {
                return Err(EngineError::Stopped);
            }
            let from = outputs.len();
            let n = BLOCK.min(design.runs() - from);
            let block = s.block(stage.layout, n, &|factor, d| design.source(from + d, factor).draw());
            let values: Vec<f64> = (0..n)
                .into_par_iter()
                .map(|d| {
                    let scores: Vec<f64> = columns.iter().filter_map(|&c| block.column(c).get(d).copied()).collect();
                    match options.output {
                        Output::RankShift => mean_rank_shift(&reference, &ranks(&scores)),
                        Output::Node { .. } => scores.first().copied().unwrap_or(f64::NAN),
                    }
                })
                .collect();
            outputs.extend(values);
            progress.advance(n as u64);
        }
        progress.done();
        let spec = IndexSpec { seed: r.assessment.seed, ..IndexSpec::default() };
        let indices = sobol_indices(&outputs, k, &spec).map_err(|e| refuse(e.to_string()))?;
        let mut factors: Vec<FactorIndex> = s
            .factors
            .iter()
            .zip(&indices.factors)
            .map(|(f, i)| FactorIndex {
                factor: f.name(s.m),
                first_order: i.first_order,
                first_low: i.first_low,
                first_high: i.first_high,
                total: i.total,
                total_low: i.total_low,
                total_high: i.total_high,
            })
            .collect();
        factors.sort_by(|a, b| b.total.total_cmp(&a.total).then_with(|| a.factor.cmp(&b.factor)));
        let edition = r.assessment.editions.get(usize::from(last)).map(ToString::to_string).unwrap_or_default();
        let out = Sensitivity {
            output: words,
            edition,
            base: design.base(),
            runs: design.runs(),
            mean: indices.mean,
            variance: indices.variance,
            factors,
            leave_one_out: Vec::new(),
            weightings: Vec::new(),
        };
        Ok((out, root_ranks(r)))
    })?;
    if options.leave_one_out {
        out.leave_one_out = leave_one_out(assessment, &reference)?;
        out.weightings = weightings(assessment, &reference)?;
    }
    Ok(out)
}

/// Competition ranks as numbers; NaN where there is none.
fn ranks(scores: &[f64]) -> Vec<f64> {
    competition(scores).into_iter().map(|r| r.map_or(f64::NAN, f64::from)).collect()
}

/// The columns that make up the output, their point scores, and what it is in words.
fn explained(r: &Results, s: &Simulator<'_>, output: &Output, edition: u16) -> Result<(Vec<usize>, Vec<f64>, String), String> {
    let m = s.m;
    match *output {
        Output::Node { unit, node } => {
            let column = s.column(unit, node).ok_or("the node is a gap: it has no score to explain")?;
            let score = r.node(unit, node).and_then(|n| n.score).unwrap_or(f64::NAN);
            let id = m.nodes.get(node).map_or("", |n| n.id.as_str());
            Ok((vec![column], vec![score], format!("score of {}/{}/{id}", r.place_code(unit), r.area_code(unit))))
        }
        Output::RankShift => {
            for (ranking, words) in [(Ranking::Territories, "territories"), (Ranking::Units, "units")] {
                let units: Vec<usize> = r.ranking(ranking, edition, m.root).filter(|x| x.rank.is_some()).map(|x| x.unit as usize).collect();
                if units.len() > 1 {
                    let columns = units.iter().filter_map(|&u| s.column(u, m.root)).collect();
                    let point = units.iter().filter_map(|&u| r.node(u, m.root).and_then(|n| n.score)).collect();
                    return Ok((columns, point, format!("mean absolute rank shift of {words}")));
                }
            }
            Err("fewer than two are ranked: there is no ranking to explain".into())
        }
    }
}

/// Ranks of the root in the last edition, by code; of the territories, or of the units where those are not ranked.
fn root_ranks(r: &Results) -> Vec<(String, u32)> {
    let of = |ranking| {
        r.ranking(ranking, r.last_edition(), r.assessment.method.root)
            .filter_map(|x| Some((format!("{}/{}", r.place_code(x.unit as usize), r.area_code(x.unit as usize)), x.rank?)))
            .collect::<Vec<_>>()
    };
    let territories = of(Ranking::Territories);
    if territories.len() > 1 { territories } else { of(Ranking::Units) }
}

/// Mean and largest shift against a reference, and how many lost their rank.
fn shift(reference: &[(String, u32)], other: &[(String, u32)]) -> (f64, u32, u32) {
    let mut shifts: Vec<u32> = Vec::new();
    let mut lost = 0;
    for (code, rank) in reference {
        match other.iter().find(|(c, _)| c == code) {
            Some((_, now)) => shifts.push(rank.abs_diff(*now)),
            None => lost += 1,
        }
    }
    let n = shifts.len();
    #[expect(clippy::cast_precision_loss, reason = "counts of territories")]
    let mean = if n == 0 { 0.0 } else { f64::from(shifts.iter().sum::<u32>()) / n as f64 };
    (mean, shifts.into_iter().max().unwrap_or(0), lost)
}

/// The point ranks of a changed assessment of the last edition.
fn ranks_of(assessment: Assessment) -> Result<Vec<(String, u32)>, EngineError> {
    run(Arc::new(assessment), &()).map(|r| root_ranks(&r))
}

/// The assessment reduced to its last edition and without draws.
fn last_edition(a: &Assessment) -> Assessment {
    Assessment { editions: a.editions.last().copied().into_iter().collect(), draws: 0, findings: Vec::new(), ..a.clone() }
}

fn leave_one_out(assessment: &Arc<Assessment>, reference: &[(String, u32)]) -> Result<Vec<LeftOut>, EngineError> {
    let base = last_edition(assessment);
    let e = &base.evidence;
    let m = &base.method;
    // Only what has rows can be left out.
    let has_rows = |i: usize| e.indicators.find(&m.indicators[i].series).is_some();
    let mut tasks: Vec<(&'static str, String, Assessment)> = Vec::new();
    for i in (0..m.indicators.len()).filter(|&i| m.indicators[i].parent.is_some() && has_rows(i)) {
        let mut method = (**m).clone();
        method.indicators[i].weight = 0.0;
        tasks.push(("indicator", m.indicators[i].code.clone(), Assessment { method: Arc::new(method), ..base.clone() }));
    }
    let mut without = |what, codes: &ideal_model::Codes, of: &dyn Fn(&ideal_model::Observation) -> Option<u32>| {
        for (k, code) in codes.iter().enumerate() {
            let k = u32::try_from(k).ok();
            let mut evidence = (**e).clone();
            for o in evidence.observations.iter_mut().filter(|o| of(o) == k) {
                o.value = Value::Missing;
            }
            tasks.push((what, code.to_owned(), Assessment { evidence: Arc::new(evidence), ..base.clone() }));
        }
    };
    without("source", &e.sources, &|o| o.source);
    without("rater", &e.raters, &|o| o.rater);
    let mut out: Vec<LeftOut> = tasks
        .into_par_iter()
        .map(|(what, code, changed)| {
            let (mean_rank_shift, max_rank_shift, unranked) = shift(reference, &ranks_of(changed)?);
            Ok(LeftOut { what, code, mean_rank_shift, max_rank_shift, unranked })
        })
        .collect::<Result<_, EngineError>>()?;
    out.sort_by(|a, b| {
        let weight = |x: &LeftOut| x.mean_rank_shift + f64::from(x.unranked);
        weight(b).total_cmp(&weight(a)).then_with(|| (a.what, &a.code).cmp(&(b.what, &b.code)))
    });
    Ok(out)
}

/// Stated against other weights. Children of weight 0 stay out: a slot is not part of the index.
fn weightings(assessment: &Arc<Assessment>, reference: &[(String, u32)]) -> Result<Vec<Weighting>, EngineError> {
    let base = last_edition(assessment);
    let one = |w: &mut f64| {
        if *w > 0.0 {
            *w = 1.0;
        }
    };
    let mut equal = (*base.method).clone();
    equal.nodes.iter_mut().for_each(|n| one(&mut n.weight));
    equal.indicators.iter_mut().for_each(|i| one(&mut i.weight));
    let mut measured = (*base.method).clone();
    for i in measured.indicators.iter_mut().filter(|i| i.kind == Kind::Enforcement) {
        i.weight = 0.0;
    }
    [("equal", equal), ("without_enforcement", measured)]
        .into_iter()
        .map(|(weights, method)| {
            let (mean_rank_shift, max_rank_shift, _) =
                shift(reference, &ranks_of(Assessment { method: Arc::new(method), ..base.clone() })?);
            Ok(Weighting { weights, mean_rank_shift, max_rank_shift })
        })
        .collect()
}
