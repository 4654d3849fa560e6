//! What a result really depends on: variance-based indices of the groups of random numbers, and what happens when an
//! indicator, a source or a rater is left out, or the weights or the aggregation are others.

use std::convert::Infallible;
use std::sync::Arc;

use ideal_composite::rank::competition;
use ideal_composite::sensitivity::{Design, IndexSpec, mean_rank_shift, sobol_indices};
use ideal_model::{Assessment, Finding, Ranking, Results};
use rayon::prelude::*;
use serde::Serialize;

use crate::analyse::aggregations::{Aggregation, NoAggregation, other_functions, outranking};
use crate::analyse::alternatives::{LeftOut, NoWeighting, Ranked, Weighting, leave_one_out, other_weights, root_ranks, weightings};
use crate::error::EngineError;
use crate::progress::Progress;
use crate::run::{Stage, staged};
use crate::simulate::{Block, Places, Simulator};

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
    /// Whether indicators, sources and raters are left out one by one too, and other weights and aggregation are tried.
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
    /// Weightings that could not be computed, and why.
    pub weightings_left_out: Vec<NoWeighting>,
    /// Effect of other aggregation with the stated weights.
    pub aggregations: Vec<Aggregation>,
    /// Aggregation that gives no ranking, and why.
    pub aggregations_left_out: Vec<NoAggregation>,
    /// The ranks that leaving out, other weights and other aggregation are compared with, best first.
    pub ranked: Vec<Ranked>,
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

/// Variance-based sensitivity on a quasi-random design: first-order (Saltelli et al. 2010) and total (Jansen 1999)
/// indices with bootstrap intervals, for groups of random numbers.
///
/// A factor is a whole stream of random numbers, so the design chooses which numbers of the stream a run takes.
///
/// # Errors
/// As [`crate::run`]; a finding where there is nothing to explain (no uncertainty, or nothing ranked).
pub fn sensitivity(
    assessment: &Arc<Assessment>,
    options: &SensitivityOptions,
    progress: &dyn Progress,
) -> Result<Sensitivity, EngineError> {
    let refuse = |e: String| EngineError::Findings(vec![Finding::error("sensitivity", e)]);
    let (mut out, others) = staged(assessment, progress, |stage: Stage<'_>| {
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
        let mut block = Block::keeping(&s, columns.iter().copied());
        progress.start("sensitivity", design.runs() as u64);
        while outputs.len() < design.runs() {
            if progress.stopped() {
                return Err(EngineError::Stopped);
            }
            let from = outputs.len();
            let n = BLOCK.min(design.runs() - from);
            let places = (0..k).map(|factor| (from..from + n).map(|run| design.source(run, factor).draw()).collect()).collect();
            let parts = vec![(); s.widths().len()];
            s.block(n, &Places::Chosen(places), &mut block, parts, |(), _| Ok::<(), Infallible>(())).unwrap_or_else(|never| match never {});
            let draws: Vec<&[f64]> = columns.iter().map(|&c| block.column(c)).collect();
            let values: Vec<f64> = (0..n)
                .into_par_iter()
                .map(|d| {
                    let scores: Vec<f64> = draws.iter().filter_map(|column| column.get(d).copied()).collect();
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
            weightings_left_out: Vec::new(),
            aggregations: Vec::new(),
            aggregations_left_out: Vec::new(),
            ranked: root_ranks(r),
        };
        let others = if options.leave_one_out { Some((other_weights(r, progress)?, outranking(r, &out.ranked))) } else { None };
        Ok((out, others))
    })?;
    if let Some((weights, outranked)) = others {
        out.leave_one_out = leave_one_out(assessment, &out.ranked, progress)?;
        (out.weightings, out.weightings_left_out) = weightings(assessment, &out.ranked, weights, progress)?;
        for outcome in other_functions(assessment, &out.ranked, progress)?.into_iter().chain(outranked) {
            match outcome {
                Ok(a) => out.aggregations.push(a),
                Err(a) => out.aggregations_left_out.push(a),
            }
        }
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
            let found = r.node(unit, node).ok_or("there is no such unit or node in the results")?;
            let column = s.column(unit, node).ok_or("the node is a gap: it has no score to explain")?;
            let score = found.score.unwrap_or(f64::NAN);
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
