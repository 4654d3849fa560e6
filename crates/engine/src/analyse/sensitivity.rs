//! What a result really depends on: variance-based indices of the groups of random numbers, and
//! what happens when an indicator, a source or a rater is left out, or the weights or the
//! aggregation are others.

use std::convert::Infallible;

use ideal_composite::rank::competition;
use ideal_composite::sensitivity::{
    Design, FactorIndices, IndexSpec, SobolIndices, mean_rank_shift, sobol_indices,
};
use ideal_model::{EditionIx, Finding, NodeIx, Ranking, Results, UnitIx};
use rayon::prelude::*;
use serde::Serialize;

use crate::analyse::aggregations::{Aggregation, NoAggregation, other_functions, outranking};
use crate::analyse::alternatives::{
    LeftOut, NoWeighting, Weighting, leave_one_out, other_weights, weightings,
};
use crate::analyse::held_set::{HeldSet, Ranked};
use crate::error::EngineError;
use crate::progress::Progress;
use crate::run::Run;
use crate::simulate::factor::{Factor, FactorName};
use crate::simulate::shock::Places;
use crate::simulate::{Simulator, Sources, prepare};

/// Runs that a block of the design holds.
const BLOCK: usize = 256;

/// What is explained.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Output {
    /// Mean absolute shift of the ranks of the root among the territories of the last edition
    /// (among the units, where territories are not ranked).
    #[default]
    RankShift,
    /// The score of a node of a unit of the results.
    Node {
        /// Index of the unit.
        unit: UnitIx,
        /// Index of the node.
        node: NodeIx,
    },
}

/// What a sensitivity analysis explains, by codes; written as a reader is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OutputName {
    /// The mean absolute shift of the ranks of the root in this ranking.
    RankShift(Ranking),
    /// A score.
    Score {
        /// Code of the territory.
        territory: String,
        /// Code of the crime area; `*` where there is none.
        crime_area: String,
        /// Id of the node.
        node: String,
    },
}

impl std::fmt::Display for OutputName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            OutputName::RankShift(Ranking::Territories) => {
                f.write_str("mean absolute rank shift of territories")
            }
            OutputName::RankShift(Ranking::CrimeAreas) => {
                f.write_str("mean absolute rank shift of crime areas")
            }
            OutputName::RankShift(Ranking::Units) => {
                f.write_str("mean absolute rank shift of units")
            }
            OutputName::Score { territory, crime_area, node } => {
                write!(f, "score of {territory}/{crime_area}/{node}")
            }
        }
    }
}

impl Serialize for OutputName {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Base rows of the design: there are N (factors + 2) runs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum BaseRows {
    /// So many, at least two.
    Fixed(usize),
    /// So many as are needed: from a number of rows on, twice as many again and again, until the
    /// 95 % interval of no index is wider than `width`, or the most are reached. A row's numbers do
    /// not depend on how many there are, so that rows once run are kept.
    Grown {
        /// The first number of rows.
        from: usize,
        /// The last.
        most: usize,
        /// Widest interval of a first-order or total index, a share of the variance.
        width: f64,
    },
}

impl Default for BaseRows {
    /// From 1 024 to 4 096 rows, until no interval is wider than a tenth.
    fn default() -> Self {
        BaseRows::Grown { from: 1024, most: 4096, width: 0.1 }
    }
}

/// Settings of a sensitivity analysis.
#[derive(Clone, Debug, PartialEq)]
pub struct SensitivityOptions {
    /// Base rows of the design.
    pub base: BaseRows,
    /// What is explained.
    pub output: Output,
    /// Whether indicators, sources and raters are left out one by one too, and other weights and
    /// aggregation are tried.
    pub leave_one_out: bool,
}

impl Default for SensitivityOptions {
    fn default() -> Self {
        SensitivityOptions {
            base: BaseRows::default(),
            output: Output::RankShift,
            leave_one_out: true,
        }
    }
}

/// The result of a sensitivity analysis.
#[derive(Clone, Debug, Serialize)]
pub struct Sensitivity {
    /// What is explained.
    pub output: OutputName,
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
    /// The ranks that leaving out, other weights and other aggregation are compared with, best
    /// first.
    pub ranked: Vec<Ranked>,
    /// What the factors explain by themselves all in all: the sum of the first-order indices.
    pub first_order_sum: Share,
    /// What is left of the variance: what several factors explain together. 0 where nothing varies.
    pub joint: Share,
    /// Width of the widest interval of a factor's index.
    pub widest: f64,
}

/// A share of the variance, with the ends of its 95 % interval; not clipped to [0, 1].
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Share {
    /// The estimate.
    pub share: f64,
    /// Lower end of its interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Share {
    /// Whether it can be told from 0: its interval lies above. A share that cannot is no number
    /// that a reader should be shown.
    #[must_use]
    pub fn told_from_zero(&self) -> bool {
        self.low > 0.0
    }
}

/// Indices of a factor, with 95 % bootstrap intervals.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FactorIndex {
    /// The group of random numbers.
    pub factor: FactorName,
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

impl FactorIndex {
    /// What it explains by itself.
    #[must_use]
    pub fn alone(&self) -> Share {
        Share { share: self.first_order, low: self.first_low, high: self.first_high }
    }

    /// What it takes part in.
    #[must_use]
    pub fn in_all(&self) -> Share {
        Share { share: self.total, low: self.total_low, high: self.total_high }
    }
}

/// Variance-based sensitivity on the radial design of Saltelli et al. (2010): first-order and total
/// (Jansen 1999) indices with bootstrap intervals, for groups of random numbers.
///
/// A factor is a whole stream of random numbers, so the design chooses which numbers of the stream
/// a run takes: those of the row in the first or in the second matrix.
///
/// # Errors
/// A finding where there is nothing to explain (no uncertainty, or nothing ranked);
/// [`EngineError::Stopped`] if the caller asks to stop.
pub fn sensitivity(
    run: &Run,
    options: &SensitivityOptions,
    progress: &dyn Progress,
) -> Result<Sensitivity, EngineError> {
    let r = &run.results;
    let edition = match options.output {
        Output::Node { unit, .. } => {
            r.units.get(unit.get()).map_or(r.last_edition(), |u| u.edition)
        }
        Output::RankShift => r.last_edition(),
    };
    let simulator = prepare(Sources { only: Some(edition), ..run.sources() });
    let explained = Explained::new(r, &simulator, &options.output, edition).map_err(refuse)?;
    let (design, indices) =
        explained.indices(&simulator, options.base, r.assessment.seed, progress)?;
    let held = HeldSet::new(run);
    let (first_order_sum, joint) = whole(&indices);
    let mut out = Sensitivity {
        output: explained.name,
        edition: r
            .assessment
            .editions
            .get(edition.get())
            .map(ToString::to_string)
            .unwrap_or_default(),
        base: design.base(),
        runs: design.runs(),
        mean: indices.mean,
        variance: indices.variance,
        factors: by_total(&simulator, &indices.factors),
        leave_one_out: Vec::new(),
        weightings: Vec::new(),
        weightings_left_out: Vec::new(),
        aggregations: Vec::new(),
        aggregations_left_out: Vec::new(),
        ranked: held.ranked().to_vec(),
        first_order_sum,
        joint,
        widest: indices.widest(),
    };
    if options.leave_one_out {
        let weights = other_weights(run, progress)?;
        out.leave_one_out = leave_one_out(&r.assessment, &held, progress)?;
        (out.weightings, out.weightings_left_out) = weightings(&held, weights, progress)?;
        let functions = other_functions(&r.assessment.method, &held, progress)?;
        for outcome in functions.into_iter().chain(outranking(run, &held)) {
            match outcome {
                Ok(a) => out.aggregations.push(a),
                Err(a) => out.aggregations_left_out.push(a),
            }
        }
    }
    Ok(out)
}

fn refuse(why: String) -> EngineError {
    EngineError::Findings(vec![Finding::error("sensitivity", why)])
}

/// The design of the runs: a column per factor.
fn design(s: &Simulator, base: usize, seed: u64) -> Result<Design, EngineError> {
    if s.factors.is_empty() {
        return Err(refuse("the method has no uncertainty: nothing varies".into()));
    }
    Design::sobol(s.factors.len(), base, seed).map_err(|e| refuse(e.to_string()))
}

/// What the factors explain by themselves, and what is left; neither where nothing varies.
fn whole(indices: &SobolIndices) -> (Share, Share) {
    if indices.variance <= 0.0 {
        return (Share::default(), Share::default());
    }
    let SobolIndices { first_order_sum: share, sum_low: low, sum_high: high, .. } = *indices;
    (Share { share, low, high }, Share { share: 1.0 - share, low: 1.0 - high, high: 1.0 - low })
}

/// The indices of all factors, the largest first.
fn by_total(s: &Simulator, indices: &[FactorIndices]) -> Vec<FactorIndex> {
    let index = |(f, i): (&Factor, &FactorIndices)| FactorIndex {
        factor: f.name(&s.m),
        first_order: i.first_order,
        first_low: i.first_low,
        first_high: i.first_high,
        total: i.total,
        total_low: i.total_low,
        total_high: i.total_high,
    };
    let mut factors: Vec<FactorIndex> = s.factors.iter().zip(indices).map(index).collect();
    factors.sort_by(|a, b| b.total.total_cmp(&a.total).then_with(|| a.factor.cmp(&b.factor)));
    factors
}

/// Competition ranks as numbers; NaN where there is none.
fn ranks(scores: &[f64]) -> Vec<f64> {
    competition(scores).into_iter().map(|r| r.map_or(f64::NAN, f64::from)).collect()
}

/// What is explained: the columns that make it up.
struct Explained {
    columns: Vec<usize>,
    /// Competition ranks of the point scores; none where a single score is explained.
    reference: Option<Vec<f64>>,
    name: OutputName,
}

impl Explained {
    fn new(
        r: &Results,
        s: &Simulator,
        output: &Output,
        edition: EditionIx,
    ) -> Result<Self, String> {
        let m = &s.m;
        match *output {
            Output::Node { unit, node } => {
                r.node(unit, node).ok_or("there is no such unit or node in the results")?;
                let column = s
                    .columns
                    .get(unit, node)
                    .ok_or("the node is a gap: it has no score to explain")?;
                let id = m.nodes.get(node.get()).map_or("", |n| n.id.as_str());
                let name = OutputName::Score {
                    territory: r.place_code(unit).to_owned(),
                    crime_area: r.area_code(unit).to_owned(),
                    node: id.to_owned(),
                };
                Ok(Explained { columns: vec![column], reference: None, name })
            }
            Output::RankShift => {
                for ranking in [Ranking::Territories, Ranking::Units] {
                    let ranked = r.ranking(ranking, edition, m.root).filter(|x| x.rank.is_some());
                    let units: Vec<UnitIx> = ranked.map(|x| x.unit).collect();
                    if units.len() > 1 {
                        let columns =
                            units.iter().filter_map(|&u| s.columns.get(u, m.root)).collect();
                        let point: Vec<f64> =
                            units.iter().filter_map(|&u| r.node(u, m.root)?.score).collect();
                        let name = OutputName::RankShift(ranking);
                        return Ok(Explained { columns, reference: Some(ranks(&point)), name });
                    }
                }
                Err("fewer than two are ranked: there is no ranking to explain".into())
            }
        }
    }

    /// The indices of all factors, and the design that they come from.
    fn indices(
        &self,
        s: &Simulator,
        rows: BaseRows,
        seed: u64,
        progress: &dyn Progress,
    ) -> Result<(Design, SobolIndices), EngineError> {
        let (mut base, most, width) = match rows {
            BaseRows::Fixed(base) => (base, base, 0.0),
            BaseRows::Grown { from, most, width } => (from.min(most), most, width),
        };
        let spec = IndexSpec { seed, ..IndexSpec::default() };
        let mut outputs = Vec::new();
        loop {
            let design = design(s, base, seed)?;
            outputs = self.outputs(s, &design, &outputs, progress)?;
            let indices = sobol_indices(&outputs, s.factors.len(), &spec)
                .map_err(|e| refuse(e.to_string()))?;
            if base >= most || indices.widest() <= width {
                return Ok((design, indices));
            }
            base = base.saturating_mul(2).min(most);
        }
    }

    /// Its value in every run of a design; `known` holds those of a design with fewer rows, which
    /// begins with the same.
    fn outputs(
        &self,
        s: &Simulator,
        design: &Design,
        known: &[f64],
        progress: &dyn Progress,
    ) -> Result<Vec<f64>, EngineError> {
        let (base, matrices) = (design.base(), design.factors() + 2);
        let had = known.len() / matrices;
        let mut outputs = vec![f64::NAN; design.runs()];
        for (all, part) in outputs.chunks_exact_mut(base).zip(known.chunks_exact(had.max(1))) {
            all.iter_mut().zip(part).for_each(|(o, k)| *o = *k);
        }
        let new: Vec<usize> = (0..matrices).flat_map(|m| m * base + had..(m + 1) * base).collect();
        let mut block = s.block_keeping(self.columns.iter().copied());
        progress.start("sensitivity", new.len() as u64);
        for runs in new.chunks(BLOCK) {
            if progress.stopped() {
                return Err(EngineError::Stopped);
            }
            let n = runs.len();
            let draws =
                |factor| runs.iter().map(|&run| design.source(run, factor).draw()).collect();
            let places = Places::Chosen((0..s.factors.len()).map(draws).collect());
            let parts = vec![(); s.widths_of_parts().len()];
            s.draw(n, &places, &mut block, parts, |(), _| Ok::<(), Infallible>(()))
                .unwrap_or_else(|never| match never {});
            let columns: Vec<&[f64]> = self.columns.iter().map(|&c| block.column(c)).collect();
            let values: Vec<f64> =
                (0..n).into_par_iter().map(|d| self.value(&columns, d)).collect();
            for (&run, value) in runs.iter().zip(values) {
                if let Some(slot) = outputs.get_mut(run) {
                    *slot = value;
                }
            }
            progress.advance(n as u64);
        }
        progress.done();
        Ok(outputs)
    }

    /// Its value in a draw.
    fn value(&self, columns: &[&[f64]], draw: usize) -> f64 {
        let mut scores = columns.iter().filter_map(|column| column.get(draw).copied());
        match &self.reference {
            Some(reference) => mean_rank_shift(reference, &ranks(&scores.collect::<Vec<f64>>())),
            None => scores.next().unwrap_or(f64::NAN),
        }
    }
}
