//! Sobol' sequence in double precision.

use super::SensitivityError;
use super::joe_kuo::JOE_KUO;
use crate::draws::{Stream, stream_id};

/// Dimensions with direction numbers.
pub const MOST_DIMENSIONS: usize = JOE_KUO.len() + 1;

const BITS: usize = 52;
const ONE: u64 = 0x3ff0_0000_0000_0000;

/// Sobol' low-discrepancy sequence (Sobol' 1967; direction numbers of Joe and Kuo 2008, set D6) in
/// Gray-code order, which permutes the points inside every block of 2^k but not their set.
///
/// With a seed every coordinate is shifted digitally (all its points are combined by exclusive or
/// with one random number), which keeps the structure, makes estimates unbiased, and leaves no
/// point on the border: coordinates then lie in (0, 1), without a seed in [0, 1).
#[derive(Debug, Clone)]
pub struct Sobol {
    dimensions: usize,
    /// Direction numbers, bit by bit, one per dimension.
    directions: Vec<u64>,
    shift: Vec<u64>,
    offset: f64,
}

impl Sobol {
    /// A sequence of points with this many coordinates.
    ///
    /// # Errors
    /// [`SensitivityError::Dimensions`] for none or more than [`MOST_DIMENSIONS`].
    pub fn new(dimensions: usize, seed: Option<u64>) -> Result<Self, SensitivityError> {
        if dimensions == 0 || dimensions > MOST_DIMENSIONS {
            return Err(SensitivityError::Dimensions { asked: dimensions });
        }
        let mut directions = vec![0; BITS * dimensions];
        for dimension in 0..dimensions {
            // The first dimension is the van der Corput sequence: m = 1 throughout.
            let (polynomial, initial): (u32, &[u32]) = match dimension {
                0 => (0, &[]),
                d => JOE_KUO[d - 1],
            };
            let degree = initial.len();
            let mut v = [0_u64; BITS];
            for i in 0..BITS {
                v[i] = if degree == 0 {
                    1 << (BITS - 1 - i)
                } else if i < degree {
                    u64::from(initial[i]) << (BITS - 1 - i)
                } else {
                    // m_i = 2 a_1 m_(i-1) ^ 4 a_2 m_(i-2) ^ ... ^ 2^s m_(i-s) ^ m_(i-s), scaled.
                    let mut x = v[i - degree] ^ (v[i - degree] >> degree);
                    for k in 1..degree {
                        if (polynomial >> (degree - k)) & 1 == 1 {
                            x ^= v[i - k];
                        }
                    }
                    x
                };
            }
            for (i, x) in v.into_iter().enumerate() {
                directions[i * dimensions + dimension] = x;
            }
        }
        let stream = stream_id("sobol.shift");
        let shift = match seed {
            Some(seed) => (0..dimensions as u64)
                .map(|d| Stream::new(seed, stream, d).next_u64() >> 12)
                .collect(),
            None => vec![0; dimensions],
        };
        // Half a step away from the border; exact, since points are multiples of 2^-52.
        let offset = if seed.is_some() { libm::exp2(-53.0) } else { 0.0 };
        Ok(Self { dimensions, directions, shift, offset })
    }

    /// Coordinates of a point.
    #[must_use]
    pub fn dimensions(&self) -> usize {
        self.dimensions
    }

    /// The first `out.len() / dimensions` points, one after another.
    pub fn fill(&self, out: &mut [f64]) {
        let mut x = self.shift.clone();
        for (index, point) in out.chunks_exact_mut(self.dimensions).enumerate() {
            if index > 0 {
                let bit = index.trailing_zeros() as usize;
                let step = &self.directions[bit * self.dimensions..(bit + 1) * self.dimensions];
                for (x, v) in x.iter_mut().zip(step) {
                    *x ^= v;
                }
            }
            for (coordinate, x) in point.iter_mut().zip(&x) {
                *coordinate = f64::from_bits(ONE | x) - 1.0 + self.offset;
            }
        }
    }

    /// One point, by its index (below 2^52).
    pub fn point(&self, index: u64, out: &mut [f64]) {
        let gray = index ^ (index >> 1);
        for (d, coordinate) in out.iter_mut().enumerate().take(self.dimensions) {
            let mut x = self.shift[d];
            for bit in (0..BITS).filter(|b| (gray >> b) & 1 == 1) {
                x ^= self.directions[bit * self.dimensions + d];
            }
            *coordinate = f64::from_bits(ONE | x) - 1.0 + self.offset;
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn points_are_those_of_scipy() {
        // scipy.stats.qmc.Sobol(d=256, scramble=False).random(1024), rows 8, 777 and 1000, at
        // coordinates 1, 2, 3, 11, 101, 201 and 256.
        let expected = [
            (
                777,
                [
                    0.692_382_81,
                    0.936_523_44,
                    0.163_085_94,
                    0.745_117_19,
                    0.842_773_44,
                    0.991_210_94,
                    0.635_742_19,
                ],
            ),
            (
                1000,
                [
                    0.219_726_56,
                    0.096_679_69,
                    0.518_554_69,
                    0.084_960_94,
                    0.768_554_69,
                    0.752_929_69,
                    0.249_023_44,
                ],
            ),
        ];
        let sobol = Sobol::new(MOST_DIMENSIONS, None).unwrap();
        let mut all = vec![0.0; 1024 * 256];
        sobol.fill(&mut all);
        for (row, values) in expected {
            for (coordinate, value) in [0, 1, 2, 10, 100, 200, 255].into_iter().zip(values) {
                assert!((all[row * 256 + coordinate] - value).abs() < 1e-8, "{row} {coordinate}");
            }
        }
        assert_eq!(&all[8 * 256..8 * 256 + 6], [0.1875, 0.3125, 0.9375, 0.4375, 0.5625, 0.3125]);
    }

    #[test]
    fn every_coordinate_is_stratified() {
        for seed in [None, Some(11)] {
            let sobol = Sobol::new(MOST_DIMENSIONS, seed).unwrap();
            let n = 256;
            let mut all = vec![0.0; n * MOST_DIMENSIONS];
            sobol.fill(&mut all);
            for d in 0..MOST_DIMENSIONS {
                let mut seen = vec![false; n];
                for row in 0..n {
                    let x = all[row * MOST_DIMENSIONS + d];
                    assert!((0.0..1.0).contains(&x) && (seed.is_none() || x > 0.0));
                    seen[(x * n as f64) as usize] = true;
                }
                assert!(seen.into_iter().all(|s| s), "coordinate {d} misses a cell");
            }
        }
    }

    #[test]
    fn single_points_agree() {
        let sobol = Sobol::new(7, Some(3)).unwrap();
        let mut all = vec![0.0; 100 * 7];
        sobol.fill(&mut all);
        let mut one = [0.0; 7];
        for (i, row) in all.chunks(7).enumerate() {
            sobol.point(i as u64, &mut one);
            assert_eq!(row, one);
        }
        assert!(Sobol::new(0, None).is_err() && Sobol::new(257, None).is_err());
    }
}
