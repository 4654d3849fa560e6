//! Functions by which quantities become scores.

use serde::{Deserialize, Serialize};

/// A normalisation.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Normalise {
    /// Fixed posts of the indicator.
    Goalposts,
    /// Already on the scale.
    None,
    /// Least and greatest of the population onto `range`.
    Minmax {
        /// Target range; the scale if none.
        range: Option<[f64; 2]>,
    },
    /// Standard score with this mean and standard deviation.
    Zscore {
        /// Mean of the result.
        mean: f64,
        /// Standard deviation of the result.
        sd: f64,
    },
    /// Rank, 1 for the least.
    Rank,
    /// Percentile rank.
    PercentileRank {
        /// Target range; the scale if none.
        range: Option<[f64; 2]>,
    },
    /// Rank - 1.
    Borda,
    /// Distance to a target above which the score is full.
    DistanceToTarget {
        /// The target, in the indicator's unit.
        target: f64,
        /// Target range; the scale if none.
        range: Option<[f64; 2]>,
    },
    /// Distance to the value of a reference territory's unit.
    DistanceToReference {
        /// The reference value, in the indicator's unit.
        reference: f64,
        /// Target range; the scale if none.
        range: Option<[f64; 2]>,
    },
    /// Distance to the greatest of the population.
    DistanceToMax {
        /// Target range; the scale if none.
        range: Option<[f64; 2]>,
    },
    /// Share of the greatest of the population.
    FractionOfMax {
        /// Target range; the scale if none.
        range: Option<[f64; 2]>,
    },
}

impl Normalise {
    /// Whether the score of a value depends on the values of others.
    #[must_use]
    pub fn needs_population(self) -> bool {
        !matches!(self, Normalise::Goalposts | Normalise::None)
    }
}
