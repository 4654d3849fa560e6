//! What is asked of the draws of a column, and what they say.

/// How the draws of a column are kept until its quantiles are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Storage {
    /// [`Storage::Exact`] up to four million values in all, else [`Storage::Histogram`].
    #[default]
    Auto,
    /// Every value: 8 bytes x columns x draws, quantiles exact.
    Exact,
    /// The first 256 draws as they are, then 509 counts over twice their range: about 4 kB per
    /// column whatever the number of draws. A quantile that falls inside that range is exact to
    /// one count's width, that is 1/254 of the range of the first 256 draws (for a normal
    /// variable about 0.022 standard deviations, as much as the standard error of a 5 % quantile
    /// of 10 000 draws), and in practice nearer, because values are spread evenly inside a count.
    /// Smallest and largest value are kept, and no quantile leaves them.
    Histogram,
}

/// Settings of a [`NodeStatistics`](super::NodeStatistics).
#[derive(Debug, Clone, PartialEq)]
pub struct NodeSpec {
    /// Probabilities of the quantiles, each in [0, 1].
    pub quantiles: Vec<f64>,
    /// Sets of ascending cut points; a column may use one of them for its bands. A set of k cuts
    /// makes k + 1 bands: below the first; from one (included) to the next (excluded); from the
    /// last.
    pub cuts: Vec<Vec<f64>>,
    /// How draws are kept.
    pub storage: Storage,
    /// Whether means and standard deviations are wanted.
    pub moments: bool,
}

impl Default for NodeSpec {
    fn default() -> Self {
        Self {
            quantiles: vec![0.05, 0.5, 0.95],
            cuts: Vec::new(),
            storage: Storage::Auto,
            moments: true,
        }
    }
}

/// Cut points that turn a column of changes into P(down), P(no change), P(up): the bands are below
/// −`threshold`, from −`threshold` to `threshold` (both included), and above.
#[must_use]
pub fn change_cuts(threshold: f64) -> Vec<f64> {
    let t = threshold.abs();
    vec![-t, t.next_up()]
}

/// A quantile and the interval of its Monte Carlo error.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bound {
    /// The quantile of the draws (type 7, the default of R and NumPy).
    pub value: f64,
    /// Lower end of a 95 % interval for the quantile of the simulated distribution.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// Everything about one column.
#[derive(Debug, Clone, PartialEq)]
pub struct NodeSummary {
    /// Draws in which the column has a value.
    pub draws: u64,
    /// Mean; NaN without draws, or where moments are not wanted.
    pub mean: f64,
    /// Standard deviation (n − 1); 0 for one draw, NaN without draws, or where moments are not
    /// wanted.
    pub sd: f64,
    /// Smallest value; NaN without draws.
    pub min: f64,
    /// Largest value; NaN without draws.
    pub max: f64,
    /// One per probability asked for, NaN without draws. `low` and `high` are the order statistics
    /// at n p ± 1.96 √(n p (1 − p)): the number of draws below the true quantile is binomial.
    pub quantiles: Vec<Bound>,
    /// Share of the draws in each band; empty for a column without cut points.
    pub bands: Vec<f64>,
}
