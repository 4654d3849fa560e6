//! Which inputs the result hangs on: variance-based sensitivity after Sobol' (2001).
//!
//! A [`Design`] says which values each run of a model gets; the caller runs the model; and
//! [`sobol_indices`] turns the outputs into first-order and total indices with intervals. The
//! design is the radial one of Saltelli et al. (2010): two quasi-random matrices A and B of N rows,
//! and for each of d factors a third that is A with that factor's column from B, N (d + 2) runs in
//! all. First-order indices use the estimator of that paper, total ones that of Jansen (1999).
//!
//! ```
//! use ideal_composite::sensitivity::{Design, IndexSpec, sobol_indices};
//!
//! // y = x1 + 2 x2 with independent uniforms: the variances are 1/12 and 4/12.
//! let design = Design::sobol(2, 1024, 1)?;
//! let mut x = [0.0; 2];
//! let outputs: Vec<f64> = (0..design.runs())
//!     .map(|run| {
//!         design.row(run, &mut x);
//!         x[0] + 2.0 * x[1]
//!     })
//!     .collect();
//! let indices = sobol_indices(&outputs, 2, &IndexSpec::default())?;
//! assert!((indices.factors[0].first_order - 0.2).abs() < 0.01);
//! assert!((indices.factors[1].total - 0.8).abs() < 0.01);
//! # Ok::<(), ideal_composite::sensitivity::SensitivityError>(())
//! ```

mod design;
mod indices;
mod joe_kuo;
mod sobol;

pub use design::{Design, Source};
pub use indices::{FactorIndices, IndexSpec, SobolIndices, mean_rank_shift, sobol_indices};
pub use sobol::{MOST_DIMENSIONS, Sobol};

/// What can be wrong with a sensitivity analysis.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum SensitivityError {
    /// The sequence has direction numbers for so many dimensions only.
    #[error("{asked} dimensions; the sequence has 1 to {MOST_DIMENSIONS} (two per factor)")]
    Dimensions {
        /// Dimensions asked for.
        asked: usize,
    },
    /// A design needs at least two base rows (and at most 2^32).
    #[error("{0} base rows; a design needs at least 2 and takes at most 2^32")]
    BaseRows(usize),
    /// The outputs are not those of a design with this number of factors.
    #[error("{outputs} outputs are not N x ({factors} + 2)")]
    OutputCount {
        /// Outputs given.
        outputs: usize,
        /// Factors given.
        factors: usize,
    },
    /// Too few base rows have all their outputs.
    #[error("only {0} base rows have finite outputs in every run; at least 2 are needed")]
    TooFewRows(usize),
    /// The confidence level is outside (0, 1).
    #[error("confidence level {0} is not between 0 and 1")]
    BadLevel(f64),
}
