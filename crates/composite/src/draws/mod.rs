//! Random numbers as a pure function of (seed, stream, draw).
//!
//! Every random quantity of a simulation has a *stream* (a number; [`stream_id`] turns a name such
//! as `weights:priority` into one) and every repetition has a *draw* number. [`Stream::new`] opens
//! the sequence of that pair at its start, so it does not matter which thread computes a draw, in
//! which order, or in how many pieces: the bits are the same.
//!
//! The generator is xoshiro256++ (Blackman and Vigna 2021), its state filled by splitmix64 steps
//! over seed, stream and draw. [`Lanes`] runs sixteen neighbouring draws side by side and gives the
//! same numbers; it exists because the compiler can turn it into wide instructions. [`Single`] is
//! for a quantity that takes one number per draw: an output of splitmix64 by its position, no state
//! to fill.
//!
//! Nothing here calls the platform's mathematics library. Logarithms and exponentials are the
//! polynomials of [`elementary`] (shorter ones in single precision for [`Single`], with sine and
//! cosine), and only additions, multiplications, fused or not, divisions and square roots are used,
//! which IEEE 754 defines to the last bit.
//!
//! ```
//! use ideal_composite::draws::{Dirichlet, Stream, stream_id};
//!
//! let weights = Dirichlet::new(&[2.0, 1.0, 1.0, 0.0], 50.0)?;
//! let mut drawn = [0.0; 4];
//! weights.fill(&mut Stream::new(7, stream_id("weights:priority"), 0), &mut drawn);
//! assert!((drawn.iter().sum::<f64>() - 1.0).abs() < 1e-12);
//! assert_eq!(drawn[3], 0.0); // a stated zero stays zero
//! # Ok::<(), ideal_composite::draws::DrawError>(())
//! ```

mod dirichlet;
pub mod elementary;
mod lanes;
mod normal;
mod rng;
mod single;
mod stream;
mod wide;

pub use dirichlet::Dirichlet;
pub use lanes::{LANES, Lanes};
pub use normal::normal_quantile;
pub use single::Single;
pub use stream::{Stream, stream_id};
pub(crate) use wide::wide;

/// What can be wrong with the parameters of a distribution.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum DrawError {
    /// A Dirichlet distribution needs at least one stated weight.
    #[error("no weights to draw around")]
    NoWeights,
    /// A stated weight is negative, infinite or not a number.
    #[error("weight {index} is {value}; weights are finite and not negative")]
    BadWeight {
        /// Position in the slice that was given.
        index: usize,
        /// The offending weight.
        value: f64,
    },
    /// All stated weights are zero, or so small that their sum is.
    #[error("all weights are zero")]
    AllZero,
    /// The concentration is not a positive finite number.
    #[error("concentration is {0}; it must be positive and finite")]
    BadConcentration(f64),
}
