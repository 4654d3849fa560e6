//! Parts of the raters that units connect, and what the ratings say within each.

use nalgebra::{DMatrix, DVector, SymmetricEigen};

use super::likelihood::{Ratio, Term};
use super::{NotEstimated, RaterEffect};
use crate::moments::count;
use crate::ratings::Ratings;
use crate::sum::sum;

/// The connected part of each rater, from 0 in the order of their first raters, and how many there
/// are. Two raters are connected by a unit that both rated; a rater without such a unit is a part
/// of his own.
#[must_use]
pub fn components(ratings: &Ratings) -> (Vec<usize>, usize) {
    let mut above: Vec<usize> = (0..ratings.raters()).collect();
    for unit in ratings.by_unit() {
        let Some((first, others)) = unit.split_first() else { continue };
        for (other, _) in others {
            let (a, b) = (top(&mut above, first.0), top(&mut above, *other));
            // The earlier rater stands above, so that parts are numbered by their first.
            if let Some(slot) = above.get_mut(a.max(b)) {
                *slot = a.min(b);
            }
        }
    }
    let mut number = vec![None; above.len()];
    let mut parts = 0;
    let mut out = Vec::with_capacity(above.len());
    for rater in 0..above.len() {
        let top = top(&mut above, rater);
        let Some(number) = number.get_mut(top) else { continue };
        out.push(*number.get_or_insert_with(|| {
            parts += 1;
            parts - 1
        }));
    }
    (out, parts)
}

/// The first rater of a part; the way to it is shortened.
fn top(above: &mut [usize], mut rater: usize) -> usize {
    while let Some(&next) = above.get(rater)
        && next != rater
    {
        let beyond = above.get(next).copied().unwrap_or(next);
        if let Some(slot) = above.get_mut(rater) {
            *slot = beyond;
        }
        rater = beyond;
    }
    rater
}

/// A connected part of at least two raters. With the levels of units eliminated, the equations of
/// its severities have the matrix K = diag(n) - sum over units z z' / m, for the ratings n of each
/// rater and the raters z of each unit of m; here it stands as its eigenvectors. The one of equal
/// severities has the eigenvalue 0: their mean is not known.
pub(super) struct Part {
    /// Its number.
    number: usize,
    /// Its raters.
    pub(super) raters: Vec<usize>,
    /// Eigenvectors, by column.
    vectors: DMatrix<f64>,
    /// The eigenvalue and the projection of the raters' totals, by eigenvector; 0 and 0 for the one
    /// of equal severities.
    terms: Vec<Term>,
}

impl Part {
    /// The part of this number; none for a single rater.
    pub(super) fn of(
        ratings: &Ratings,
        component: &[usize],
        part: usize,
        totals: &[f64],
    ) -> Result<Option<Self>, NotEstimated> {
        let raters: Vec<usize> =
            (0..component.len()).filter(|r| component.get(*r) == Some(&part)).collect();
        let size = raters.len();
        if size < 2 {
            return Ok(None);
        }
        let mut matrix = DMatrix::zeros(size, size);
        for unit in ratings.by_unit().filter(|unit| unit.len() > 1) {
            // All raters of a unit are of one part.
            let Some(Ok(_)) = unit.first().map(|(r, _)| raters.binary_search(r)) else { continue };
            let share = 1.0 / count(unit.len());
            let places: Vec<usize> =
                unit.iter().filter_map(|(r, _)| raters.binary_search(r).ok()).collect();
            for &i in &places {
                for &j in &places {
                    if let Some(cell) = matrix.get_mut((i, j)) {
                        *cell += if i == j { 1.0 - share } else { -share };
                    }
                }
            }
        }
        /// Sweeps per eigenvalue; two or three are usual.
        const SWEEPS: usize = 100;
        let found = SymmetricEigen::try_new(matrix, f64::EPSILON, SWEEPS * size);
        let SymmetricEigen { eigenvectors, eigenvalues } =
            found.ok_or(NotEstimated::Convergence)?;
        let of_part = raters.iter().map(|r| totals.get(*r).copied().unwrap_or(0.0));
        let projected = eigenvectors.tr_mul(&DVector::from_iterator(size, of_part));
        let least = eigenvalues.imin();
        let terms = (0..size)
            .map(|i| match (eigenvalues.get(i), projected.get(i)) {
                (Some(&d), Some(&c)) if i != least && d > 0.0 => Term { d, c },
                _ => Term { d: 0.0, c: 0.0 },
            })
            .collect();
        Ok(Some(Part { number: part, raters, vectors: eigenvectors, terms }))
    }

    /// What the likelihood takes.
    pub(super) fn terms(&self) -> impl Iterator<Item = Term> + '_ {
        self.terms.iter().copied().filter(|t| t.d > 0.0)
    }

    /// The sum over eigenvectors of the rater's entry in each, as `of` has it.
    fn over_vectors(&self, row: usize, of: impl Fn(f64, &Term) -> f64) -> f64 {
        let entries = self.vectors.row(row).iter().copied().collect::<Vec<f64>>();
        sum(entries.iter().zip(&self.terms).map(|(q, term)| of(*q, term)))
    }

    /// Severities as if raters were free, with mean 0: by rater.
    pub(super) fn free(&self) -> impl Iterator<Item = (usize, f64)> + '_ {
        self.raters.iter().enumerate().map(|(row, rater)| {
            let of = |q: f64, t: &Term| if t.d > 0.0 { q * t.c / t.d } else { 0.0 };
            (*rater, self.over_vectors(row, of))
        })
    }

    /// Predictions and their errors at a ratio of variances, given that of raters: by rater.
    pub(super) fn predicted(
        &self,
        ratio: Ratio,
        variance: f64,
    ) -> impl Iterator<Item = (usize, RaterEffect)> + '_ {
        let severity = move |q: f64, t: &Term| match ratio {
            Ratio::Finite(ratio) => q * ratio * t.c / (1.0 + ratio * t.d),
            Ratio::Infinite if t.d > 0.0 => q * t.c / t.d,
            Ratio::Infinite => 0.0,
        };
        let error = move |q: f64, t: &Term| match ratio {
            Ratio::Finite(ratio) => q * q / (1.0 + ratio * t.d),
            Ratio::Infinite if t.d > 0.0 => 0.0,
            Ratio::Infinite => q * q,
        };
        self.raters.iter().enumerate().map(move |(row, rater)| {
            let se = libm::sqrt(variance * self.over_vectors(row, error));
            let severity = self.over_vectors(row, severity);
            (*rater, RaterEffect { severity, se, part: self.number })
        })
    }
}
