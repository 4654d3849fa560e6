//! Composite-indicator mathematics on plain arrays, after the OECD/JRC Handbook on Constructing
//! Composite Indicators (2008).
//!
//! Matrices have a row per unit and a column per indicator; NaN is a missing value. There are no
//! files here and no subject matter: whoever has numbers can build an index, step by step.
//!
//! | step | modules |
//! |---|---|
//! | data | [`screen`], [`denominate`], [`impute`], [`treat`], [`statistics`], [`moments`] |
//! | scale | [`normalise`], [`rank`] |
//! | weights | [`weight`], [`multivariate`] |
//! | index | [`aggregate`], [`tree`], [`outrank`] |
//! | change | [`attribution`] |
//! | audit | [`correlate`], [`cluster`], [`reliability`], [`adequacy`], [`regress`], [`strength`], [`trend`], [`remove`] |
//! | raters | [`ratings`], [`agreement`], [`severity`] |
//! | uncertainty | [`draws`], [`batch_means`], [`robustness`], [`sensitivity`] |
//!
//! Results are pure functions of their input, the same bytes for any number of threads: sums are
//! compensated, and logarithms and powers come from one library on every platform. Nothing panics
//! on bad input; what is not defined is an error or a missing value, as the function says.
//! `COINR.md` beside the manifest compares this crate with COINr.
//!
//! Whole matrices: [`Normalise::matrix`](normalise::Normalise::matrix) and
//! [`Mean::rows`](aggregate::Mean::rows). The folder `examples` has programs to copy:
//! `normalise_and_aggregate` (the Human Development Index from its indicators),
//! `rank_acceptability` (SMAA over weights that keep an order), `sobol_indices` (Ishigami's
//! function) and `weights_from_data` (entropy, CRITIC, principal components).
//!
//! ```
//! use ideal_composite::aggregate::Mean;
//! use ideal_composite::impute::{Statistic, column};
//! use ideal_composite::normalise::{Direction, Normalise};
//! use ideal_composite::rank::competition;
//! use ideal_composite::tree::{Element, Floor, How, Tree};
//! use ndarray::Array2;
//!
//! // Four units; three indicators, the last one better when lower.
//! let raw = [[3.0, 6.0, f64::NAN, 9.0], [10.0, 40.0, 20.0, 30.0], [5.0, 1.0, 2.0, 4.0]];
//! let minmax = Normalise::MinMax { range: [0.0, 100.0] };
//! let mut scores = Vec::new();
//! for (indicator, way) in raw.iter().zip([Direction::Up, Direction::Up, Direction::Down]) {
//!     scores.extend(minmax.column(&column(indicator, Statistic::Mean), way)?);
//! }
//! let matrix = Array2::from_shape_vec((3, 4), scores)?.reversed_axes();
//!
//! // The first two under one node, geometrically; it counts double beside the third.
//! let tree = Tree::new(3, vec![
//!     Element::leaf(3, 1.0),
//!     Element::leaf(3, 1.0),
//!     Element::leaf(4, 1.0),
//!     Element::node(Some(4), 2.0, How::Mean(Mean::Geometric), Floor::Share(0.5)),
//!     Element::node(None, 1.0, How::Mean(Mean::Arithmetic), Floor::None),
//! ])?;
//! let all = tree.aggregate(matrix.view())?;
//! assert_eq!(competition(&all.column(4).to_vec()), [Some(4), Some(1), Some(3), Some(2)]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod adequacy;
pub mod aggregate;
pub mod agreement;
pub mod attribution;
pub mod batch_means;
pub mod change_point;
pub mod cluster;
pub mod correlate;
pub mod denominate;
pub mod draws;
pub mod forecast;
pub mod impute;
mod logarithm;
pub mod moments;
pub mod multivariate;
pub mod normalise;
pub mod outrank;
pub mod own;
mod own_mean;
pub mod rank;
pub mod ratings;
pub mod regress;
pub mod reliability;
pub mod remove;
pub mod robustness;
pub mod screen;
pub mod sensitivity;
pub mod severity;
pub mod statistics;
pub mod strength;
mod sum;
pub mod treat;
pub mod tree;
pub mod trend;
pub mod weight;

/// The examples of the README, which are tests as well.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
