//! Monte Carlo robustness: intervals, rank ranges, rank acceptability, tie groups, central weights.
//!
//! Four entrances, one machine behind them:
//!
//! * [`WeightsOnly`] – the Handbook's question "does the ranking hang on the weights?". It draws
//!   the weights, aggregates and ranks by itself, and is built for speed.
//! * [`GivenWeights`] – the same over weights that a caller has drawn, for every mean and with gaps.
//! * [`NodeStatistics`] – a caller simulates whatever it likes and hands over blocks of draws; out
//!   come quantiles with their Monte Carlo error, band probabilities and moments per column.
//! * [`RankStatistics`] – the same for a ranking: rank ranges, acceptability, P(top k), pairwise
//!   winning index of neighbours or of all pairs, tie groups and central weights, with gaps where a
//!   draw has no score.
//!
//! # What is exact, and what memory holds
//! Ranks are competition ranks (ties share the best place, 1 is the highest score) and are decided
//! on the full double: the short keys used for sorting only propose an order, and wherever two of
//! them agree the scores themselves decide. Memory grows with units, not with draws. Up to
//! [`EXACT_UNITS`] units the acceptability table has a column per rank; above it the columns hold
//! several ranks each ([`Acceptability::width`]), while P(top k) and mean ranks stay exact.
//!
//! # Where the time goes
//! Sixteen draws run side by side. Per unit and draw, a weighted sum of m indicators costs m fused
//! multiply-adds, far less than ranking it; ranking is a sorting network of minimum and maximum
//! instructions on 32-bit keys (score quantised within its draw, unit number in the low bits);
//! counting walks the table rank by rank, so that the row in use stays in the nearest cache. Units
//! are renumbered by their place in the point ranking first, which keeps those rows local too.
//! Instructions are chosen at run time by `pulp`; every path gives the same bits, because each
//! score is one chain of fused multiply-adds in the order of the indicators.
//!
//! ```
//! use ideal_composite::robustness::WeightsOnly;
//! use ndarray::array;
//!
//! // Two criteria, uniform weights: the first unit leads while its weight w satisfies
//! // 3w > 1, that is in two thirds of all weightings.
//! let values = array![[2.0, 0.0], [0.0, 1.0]];
//! let outcome = WeightsOnly::new(values.view(), &[1.0, 1.0])?
//!     .concentration(2.0)
//!     .draws(20_000)
//!     .seed(1)
//!     .run()?;
//! assert!((outcome.acceptability.top(0, 1) - 2.0 / 3.0).abs() < 0.02);
//! # Ok::<(), ideal_composite::robustness::RobustnessError>(())
//! ```

mod acceptability;
mod aligned;
mod column;
mod draw_block;
mod engine;
mod exact_ranks;
mod given_weights;
mod groups;
mod histogram;
mod large;
mod network;
mod nodes;
mod ranking;
mod scores;
mod smaa;
mod summary;
mod ties;
mod weigh;
mod weights_only;
mod winning;

pub use acceptability::{Acceptability, RankRange};
pub use given_weights::{GivenWeights, GivenWeightsOutcome};
pub use groups::{Neighbour, tie_groups};
pub use nodes::{NodeGroup, NodeStatistics};
pub use ranking::{RankOutcome, RankSpec, RankStatistics};
pub use smaa::{CentralWeights, confidence_factors};
pub use summary::{Bound, NodeSpec, NodeSummary, Storage, change_cuts};
pub use weights_only::{ScoreMean, WeightsOnly, WeightsOutcome};
pub use winning::WinningIndices;

use crate::batch_means::RowsError;
use crate::draws::DrawError;

/// Up to this many units an acceptability table has a column for every rank.
pub const EXACT_UNITS: usize = 4096;

/// What can be wrong with a robustness analysis.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum RobustnessError {
    /// There is nothing to rank, or no indicator to rank it by.
    #[error("nothing to simulate: {units} units and {indicators} indicators")]
    Empty {
        /// Units given.
        units: usize,
        /// Indicators given.
        indicators: usize,
    },
    /// More units than a rank can number.
    #[error("{0} units are more than {max}, the most a ranking takes", max = exact_ranks::MOST_UNITS)]
    TooManyUnits(usize),
    /// The weights do not fit the indicators.
    #[error("{weights} weights for {indicators} indicators")]
    WeightCount {
        /// Weights given.
        weights: usize,
        /// Columns of the matrix.
        indicators: usize,
    },
    /// A draw of weights without a positive one.
    #[error("draw {draw} (counted from 0) has no positive weight")]
    Weightless {
        /// The draw.
        draw: usize,
    },
    /// The mean has no scores.
    #[error(transparent)]
    Mean(#[from] RowsError),
    /// A value is NaN or infinite where a number is needed.
    #[error("value {value} at row {row}, column {column} is not usable here")]
    BadValue {
        /// Row in the array that was given.
        row: usize,
        /// Column in the array that was given.
        column: usize,
        /// The offending value.
        value: f64,
    },
    /// A geometric mean needs positive values.
    #[error("a geometric mean takes positive values; row {row}, column {column} is {value}")]
    NotPositive {
        /// Row in the array that was given.
        row: usize,
        /// Column in the array that was given.
        column: usize,
        /// The offending value.
        value: f64,
    },
    /// No draws were asked for, or more than a count can hold.
    #[error("{0} draws; between 1 and 4 000 000 000 are possible")]
    BadDraws(usize),
    /// A block of draws does not have the shape announced.
    #[error(
        "a block of {rows} draws x {columns} columns, where {expected} columns and at most {left} \
         draws were expected"
    )]
    BlockShape {
        /// Draws in the block.
        rows: usize,
        /// Columns in the block.
        columns: usize,
        /// Columns announced.
        expected: usize,
        /// Draws still to come.
        left: usize,
    },
    /// A probability outside [0, 1], or cut points that do not ascend.
    #[error("{what} is {value}")]
    BadSetting {
        /// The setting.
        what: &'static str,
        /// Its value.
        value: f64,
    },
    /// Winning indices of all pairs that are not as many rows as columns.
    #[error("{rows} x {columns} winning indices; there are as many rows as columns")]
    NotSquare {
        /// Rows given.
        rows: usize,
        /// Columns given.
        columns: usize,
    },
    /// A column refers to a set of cut points that does not exist.
    #[error("column {column} uses cut set {set}, but there are {sets}")]
    NoSuchCuts {
        /// The column.
        column: usize,
        /// The set it names.
        set: usize,
        /// Number of sets.
        sets: usize,
    },
    /// A distribution could not be set up.
    #[error(transparent)]
    Draw(#[from] DrawError),
}
