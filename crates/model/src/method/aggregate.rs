//! Functions by which children become their parent.

use serde::{Deserialize, Serialize};

/// An aggregation function.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aggregate {
    /// Weighted arithmetic mean.
    #[default]
    Arithmetic,
    /// Weighted geometric mean.
    Geometric,
    /// Weighted harmonic mean.
    Harmonic,
    /// Weighted power mean with this exponent, not 0.
    Power(f64),
    /// Weighted median.
    Median,
    /// Smallest child.
    Min,
    /// Largest child.
    Max,
    /// Weighted arithmetic mean with a penalty for imbalance between the children, S^2 / M
    /// (Mazziotta and Pareto, 2013).
    MazziottaPareto(Penalty),
}

/// Which way the penalty of a Mazziotta-Pareto mean counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Penalty {
    /// Off the mean, MPI-: for a node whose high scores are good. What the word alone means, as its
    /// authors' index of well-being has it.
    #[default]
    Subtract,
    /// Onto the mean, MPI+: for a node whose high scores are bad, such as a threat.
    Add,
}

impl Aggregate {
    /// What children are raised to, where the function takes a floor: the one that is stated, of
    /// which 0 switches it off, else one by the scale.
    ///
    /// Where a single zero would decide alone that is 1 % of the scale above its low end. A
    /// Mazziotta-Pareto mean takes zeros, but has no value where the mean is below zero, and a
    /// penalty that is subtracted can lead a child below the scale: to its parent that is the low
    /// end.
    #[must_use]
    pub fn floor(self, stated: Option<f64>, scale: [f64; 2]) -> Option<f64> {
        let by_scale = match self {
            Aggregate::Geometric | Aggregate::Harmonic => scale[0] + 0.01 * (scale[1] - scale[0]),
            Aggregate::Power(p) if p <= 0.0 => scale[0] + 0.01 * (scale[1] - scale[0]),
            Aggregate::MazziottaPareto(_) => scale[0],
            Aggregate::Arithmetic
            | Aggregate::Power(_)
            | Aggregate::Median
            | Aggregate::Min
            | Aggregate::Max => return None,
        };
        match stated {
            Some(0.0) => None,
            Some(f) => Some(f),
            None => Some(by_scale),
        }
    }
}

/// As a method file says it: `arithmetic`, `power 2`, `mazziotta_pareto add`.
impl std::fmt::Display for Aggregate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Aggregate::Arithmetic => "arithmetic",
            Aggregate::Geometric => "geometric",
            Aggregate::Harmonic => "harmonic",
            Aggregate::Power(p) => return write!(f, "power {}", crate::published::shortest(*p)),
            Aggregate::Median => "median",
            Aggregate::Min => "min",
            Aggregate::Max => "max",
            Aggregate::MazziottaPareto(Penalty::Subtract) => "mazziotta_pareto subtract",
            Aggregate::MazziottaPareto(Penalty::Add) => "mazziotta_pareto add",
        })
    }
}
