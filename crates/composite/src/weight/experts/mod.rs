//! Weights from judgements: what experts say of the children of a node becomes weights, one expert
//! at a time, and the experts become one.
//!
//! * [`points`] and [`swing`]: numbers given to each child (Edwards and von Winterfeldt, Decision
//!   Analysis and Behavioral Research, 1986).
//! * [`rank_order_centroid`]: an order alone.
//! * [`analytic_hierarchy`]: pairs, "twice as important" (Saaty 1980).
//! * [`best_worst`]: pairs with the best and with the worst only (Rezaei 2016).
//! * [`Panel`]: several experts as one, and one drawn at random for the panel.
//!
//! All weights are >= 0 and add up to 1.
//!
//! ```
//! use ideal_composite::weight::experts::{Panel, Pool, points, rank_order_centroid};
//!
//! let first = points(&[60.0, 30.0, 10.0])?;
//! let second = rank_order_centroid(&[1.0, 3.0, 2.0])?;
//! let pooled = Panel::new(&[first, second], Pool::Arithmetic)?.pooled();
//! assert!((pooled[0] - (0.6 + 11.0 / 18.0) / 2.0).abs() < 1e-12);
//! # Ok::<(), ideal_composite::weight::experts::JudgementError>(())
//! ```

mod best_worst;
mod numbers;
mod pairs;
mod panel;

pub use best_worst::{BestWorst, best_worst};
pub use numbers::{points, rank_order_centroid, swing};
pub use pairs::{LARGEST_RANDOM_INDEX, Pair, Pairwise, Triad, analytic_hierarchy};
pub use panel::{Panel, Pool};

/// The strongest judgement of a comparison: nine times as important.
pub const STRONGEST: f64 = 9.0;

/// The weakest that a ratio may be: a ninth, which is often written 0.11.
pub const WEAKEST: f64 = 0.11;

/// The points that a swing gives to the best child.
pub const SWING_BEST: f64 = 100.0;

/// Why judgements make no weights. Children are named by their places.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum JudgementError {
    /// Nothing was judged.
    #[error("there is nothing to weigh")]
    Nothing,
    /// A number that is negative or not finite.
    #[error("child {child} has {value}; a judgement is a finite number, 0 or above")]
    Number {
        /// The child.
        child: usize,
        /// What was said of it.
        value: f64,
    },
    /// All children have 0.
    #[error("every child has 0")]
    AllZero,
    /// A swing whose best child has not 100 points.
    #[error("the largest swing is {0}; the best child has 100 points")]
    Swing(f64),
    /// A rank below 1.
    #[error("child {child} has the rank {value}; ranks begin with 1")]
    Rank {
        /// The child.
        child: usize,
        /// Its rank.
        value: f64,
    },
    /// A child that there is not.
    #[error("there is no child {0}")]
    Child(usize),
    /// A child compared with itself.
    #[error("child {0} is compared with itself")]
    Itself(usize),
    /// Two judgements of one pair.
    #[error("children {0} and {1} are compared twice")]
    PairTwice(usize, usize),
    /// A ratio beyond the scale of the method.
    #[error("children {first} and {second} have the ratio {ratio}, which is beyond the scale")]
    Ratio {
        /// The first.
        first: usize,
        /// The second.
        second: usize,
        /// The ratio.
        ratio: f64,
    },
    /// Pairs that leave children without any way of comparison.
    #[error("nothing compares child {0} with the first, not even through others")]
    Apart(usize),
    /// The search for the weights came to no end.
    #[error("the weights of these comparisons cannot be found")]
    Unsolved,
    /// Vectors of different lengths.
    #[error("there are {found} numbers for {wanted} children")]
    Length {
        /// Numbers there are.
        found: usize,
        /// Children.
        wanted: usize,
    },
    /// Geometric pooling where every child has 0 from somebody.
    #[error("every child has 0 from some expert: a geometric mean leaves no weight")]
    Vetoed,
}
