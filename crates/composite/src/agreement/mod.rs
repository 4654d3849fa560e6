//! How far raters agree who rate the same units.
//!
//! * [`alpha`]: Krippendorff's alpha, for figures of any level of measurement and any pattern of
//!   missing ratings; [`AlphaBootstrap`] gives its interval.
//! * [`icc`]: the intraclass correlations ICC(A,1) and ICC(A,k), over the units that all raters
//!   rated.
//! * [`kendall_w`]: Kendall's coefficient of concordance, over the raters who rated all units.
//!
//! [`Measures`] are all of them. What is not defined is an [`Undefined`], which says why, and never
//! a number.
//!
//! ```
//! use ideal_composite::agreement::{Level, Undefined, alpha, kendall_w};
//! use ideal_composite::ratings::Ratings;
//! use ndarray::array;
//!
//! // Three units in rows, three raters in columns.
//! let ratings = array![[1.0, 1.0, 2.0], [3.0, 3.0, f64::NAN], [9.0, 8.0, 9.0]];
//! let ratings = Ratings::of_matrix(ratings.view())?;
//! assert!(alpha(&ratings, Level::Interval).is_ok_and(|a| a > 0.9));
//! assert_eq!(alpha(&ratings.map(|_| 5.0), Level::Interval), Err(Undefined::NoVariation));
//! // The first two rated all units, and put them in the same order.
//! assert!(kendall_w(&ratings).is_ok_and(|w| w.raters == 2 && w.w == 1.0));
//! # Ok::<(), ideal_composite::ratings::RatingsError>(())
//! ```

mod alpha;
mod bootstrap;
mod concordance;
mod intraclass;
mod measures;
mod pairable;
#[cfg(test)]
mod tables;
#[cfg(test)]
mod tests;
mod undefined;

pub use alpha::alpha;
pub use bootstrap::{AlphaBootstrap, AlphaInterval, LEAST_UNITS};
pub use concordance::{Concordance, kendall_w};
pub use intraclass::{Intraclass, icc};
pub use measures::Measures;
pub use pairable::Level;
pub use undefined::Undefined;
