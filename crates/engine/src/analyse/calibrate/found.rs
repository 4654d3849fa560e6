//! What a calibration finds.

use serde::Serialize;

use crate::analyse::calibrate::options::{Deletion, Withheld};

ideal_model::words! {
    /// What is foretold.
    pub enum Foretold {
        /// Scores of territory and crime area together.
        Cells = "cells",
        /// Scores of territories.
        Territories = "territories",
        /// Scores of crime areas.
        CrimeAreas = "crime_areas",
        /// Scores of the region and of groups of territories.
        Regions = "regions",
        /// Hidden leaves: normalised values of single indicators.
        Leaves = "leaves",
    }
}

ideal_model::words! {
    /// A third of the hidden leaves of a node, by what their siblings say.
    pub enum Tercile {
        /// The siblings are low.
        Low = "low",
        /// The siblings lie between.
        Middle = "middle",
        /// The siblings are high.
        High = "high",
    }
}

/// How well draws foretell what was withheld.
///
/// Of scores: for each whose evidence was partly deleted, the score from all evidence against the
/// draws of the reduced run. Of leaves: the known value against the draws of the leaf when it was
/// hidden.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Calibration {
    /// Edition whose scores are judged, the last; hidden leaves are of every edition.
    pub edition: String,
    /// Nominal level of the intervals: 0.9.
    pub level: f64,
    /// What was deleted.
    pub deletions: Vec<Deletion>,
    /// Times that each was deleted.
    pub replications: u32,
    /// Draws of each run.
    pub draws: u32,
    /// Seed.
    pub seed: u64,
    /// Rows of known evidence that could be deleted.
    pub rows: usize,
    /// Series of known evidence, an indicator in a territory each.
    pub series: usize,
    /// Reduced runs that were judged.
    pub runs: usize,
    /// Reduced runs that had no result, because a mean or a population was undefined without what
    /// was deleted.
    pub failed: usize,
    /// Parts that leaves were hidden in, one part at a time; each leaf once.
    pub folds: usize,
    /// Hidden leaves that nothing foretells: no other territory has a value.
    pub unforetold: usize,
    /// The measures, in lines: of each kind all together, by what was withheld, and by node.
    pub measures: Vec<Measures>,
    /// Bias of hidden leaves by what their siblings say: of all nodes, then node by node.
    pub terciles: Vec<TercileBias>,
}

/// The measures of one kind of row. Distances are in points of the scale.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Measures {
    /// What is foretold.
    pub of: Foretold,
    /// Node, of leaves the one above them; `*` for all.
    pub node: String,
    /// What was withheld; none for all together.
    pub withheld: Option<Withheld>,
    /// Share that was deleted; none for all together and for leaves.
    pub share: Option<f64>,
    /// Values foretold; one that was affected in several runs counts in each.
    pub n: usize,
    /// Share of them inside the 90 % interval, 0..=1.
    pub coverage: f64,
    /// Standard error of the coverage, from its spread over runs (over folds, of leaves); none of
    /// fewer than two.
    pub coverage_error: Option<f64>,
    /// Share below the interval.
    pub below_low: f64,
    /// Share above it.
    pub above_high: f64,
    /// Mean of the draws less the value, on average.
    pub bias: f64,
    /// Root mean square of the same.
    pub rmse: f64,
    /// Mean width of the interval: sharpness.
    pub width: f64,
    /// Mean continuous ranked probability score.
    pub crps: f64,
}

/// The bias of hidden leaves whose siblings are low, between or high.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TercileBias {
    /// What was withheld beside the leaf: its rows alone, or its series.
    pub withheld: Withheld,
    /// Node above the leaves; `*` for all.
    pub node: String,
    /// Third by the weighted mean of the known siblings, within the node.
    pub tercile: Tercile,
    /// Leaves.
    pub n: usize,
    /// Mean of the draws less the value, in points, on average.
    pub bias: f64,
    /// Share of values inside the 90 % interval, 0..=1.
    pub coverage: f64,
    /// Mean continuous ranked probability score, in points.
    pub crps: f64,
}
