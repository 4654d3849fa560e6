//! Which value each factor takes in each run.

use super::{SensitivityError, Sobol};
use ndarray::Array2;

/// Where a factor's value in a run comes from. A factor that is a whole stream of random numbers
/// (all weights under a node, all errors of a block) keys its stream by this instead of by one
/// uniform number: equal sources mean equal numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source {
    /// Row of the base matrices.
    pub base: usize,
    /// Whether the value is the second matrix's.
    pub second: bool,
}

impl Source {
    /// A draw number for [`Stream::new`](crate::draws::Stream::new): twice the base row, plus one
    /// for the second matrix.
    #[must_use]
    pub fn draw(self) -> u64 {
        2 * self.base as u64 + u64::from(self.second)
    }
}

/// The runs of a variance-based analysis, in the order A, B, AB₁, ..., AB_d; AB_i is A with the
/// column of factor i from B.
#[derive(Debug, Clone, PartialEq)]
pub struct Design {
    factors: usize,
    base: usize,
    /// Base row by base row: the factors of A, then those of B.
    points: Vec<f64>,
}

impl Design {
    /// A quasi-random design: `base` points of a shifted Sobol' sequence with two coordinates per
    /// factor. A power of two of base rows keeps the sequence's balance.
    ///
    /// # Errors
    /// [`SensitivityError`] for no factor, more than 128, or fewer than two base rows.
    pub fn sobol(factors: usize, base: usize, seed: u64) -> Result<Self, SensitivityError> {
        if base < 2 || base as u64 > 1 << 32 {
            return Err(SensitivityError::BaseRows(base));
        }
        let dimensions = factors.saturating_mul(2);
        let sobol = Sobol::new(dimensions, Some(seed))?;
        let mut points = vec![0.0; base * dimensions];
        sobol.fill(&mut points);
        Ok(Self { factors, base, points })
    }

    /// Number of factors.
    #[must_use]
    pub fn factors(&self) -> usize {
        self.factors
    }

    /// Base rows N.
    #[must_use]
    pub fn base(&self) -> usize {
        self.base
    }

    /// Runs in all, N (d + 2).
    #[must_use]
    pub fn runs(&self) -> usize {
        self.base * (self.factors + 2)
    }

    /// Where the value of `factor` in `run` comes from.
    #[must_use]
    pub fn source(&self, run: usize, factor: usize) -> Source {
        let second = match run / self.base {
            0 => false,
            1 => true,
            matrix => matrix - 2 == factor,
        };
        Source { base: run % self.base, second }
    }

    /// Uniform numbers in (0, 1) of the factors of a run, into `out`; zeros beyond the last run.
    pub fn row(&self, run: usize, out: &mut [f64]) {
        let d = self.factors;
        if run >= self.runs() {
            out.fill(0.0);
            return;
        }
        let base = run % self.base;
        let (a, b) = self.points[base * 2 * d..(base + 1) * 2 * d].split_at(d);
        match run / self.base {
            1 => out.iter_mut().zip(b).for_each(|(o, x)| *o = *x),
            matrix => {
                out.iter_mut().zip(a).for_each(|(o, x)| *o = *x);
                if let Some(factor) = matrix.checked_sub(2)
                    && let (Some(o), Some(x)) = (out.get_mut(factor), b.get(factor))
                {
                    *o = *x;
                }
            }
        }
    }

    /// All runs, runs x factors.
    #[must_use]
    pub fn matrix(&self) -> Array2<f64> {
        let mut out = Array2::zeros((self.runs(), self.factors));
        if let Some(flat) = out.as_slice_mut() {
            for (run, row) in flat.chunks_exact_mut(self.factors).enumerate() {
                self.row(run, row);
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn matrices_differ_where_they_should() {
        let design = Design::sobol(3, 8, 5).unwrap();
        let all = design.matrix();
        assert_eq!(all.dim(), (40, 3));
        for run in 0..40 {
            for factor in 0..3 {
                let source = design.source(run, factor);
                let row = if source.second { 8 + source.base } else { source.base };
                assert_eq!(all[(run, factor)], all[(row, factor)]);
            }
        }
        assert_eq!(design.source(8 * 3 + 4, 1), Source { base: 4, second: true });
        assert_eq!((design.source(4, 1).draw(), design.source(12, 1).draw()), (8, 9));
    }

    #[test]
    fn bad_designs_are_named() {
        assert!(matches!(Design::sobol(0, 8, 1), Err(SensitivityError::Dimensions { .. })));
        assert!(matches!(
            Design::sobol(129, 8, 1),
            Err(SensitivityError::Dimensions { asked: 258 })
        ));
        assert_eq!(Design::sobol(3, 1, 1), Err(SensitivityError::BaseRows(1)));
    }
}
