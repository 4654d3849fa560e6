//! Sixteen neighbouring draws of one stream side by side.

use super::elementary::ln;
use super::normal::quantile_in_lanes;
use super::stream::{Stream, state, to_half_open, to_open};

/// Draws that run side by side.
pub const LANES: usize = 16;

/// [`LANES`] streams at draws `first, first + 1, ...`: lane `l` gives exactly the numbers of
/// [`Stream::new`](super::Stream::new)`(seed, stream, first + l)`.
#[derive(Debug, Clone)]
pub struct Lanes {
    s: [[u64; LANES]; 4],
}

impl Lanes {
    /// Opens the streams of sixteen draws from `first` on.
    #[inline(always)]
    #[must_use]
    pub fn new(seed: u64, stream: u64, first: u64) -> Self {
        let mut s = [[0; LANES]; 4];
        for l in 0..LANES {
            let one = state(seed, stream, first.wrapping_add(l as u64));
            for (word, lanes) in one.into_iter().zip(&mut s) {
                lanes[l] = word;
            }
        }
        Self { s }
    }

    /// The next 64 random bits of every lane.
    #[inline(always)]
    pub fn next_u64(&mut self) -> [u64; LANES] {
        let [s0, s1, s2, s3] = &mut self.s;
        let mut out = [0; LANES];
        for l in 0..LANES {
            out[l] = s0[l].wrapping_add(s3[l]).rotate_left(23).wrapping_add(s0[l]);
            let t = s1[l] << 17;
            s2[l] ^= s0[l];
            s3[l] ^= s1[l];
            s1[l] ^= s2[l];
            s0[l] ^= s3[l];
            s2[l] ^= t;
            s3[l] = s3[l].rotate_left(45);
        }
        out
    }

    /// The next exponential of every lane.
    #[inline(always)]
    pub fn exponential(&mut self) -> [f64; LANES] {
        let bits = self.next_u64();
        let mut out = [0.0; LANES];
        for l in 0..LANES {
            out[l] = -ln(to_half_open(bits[l]));
        }
        out
    }

    /// The next gamma variate of every lane, for a shape of at least 1. All lanes make the first
    /// attempt together; the few that need the logarithmic test or a second attempt go on alone.
    #[inline(always)]
    pub(super) fn gamma(&mut self, shape: f64) -> [f64; LANES] {
        if shape == 1.0 {
            return self.exponential();
        }
        let before = self.s;
        let d = shape - 1.0 / 3.0;
        let c = 1.0 / (9.0 * d).sqrt();
        let (xs, us) = (self.next_u64(), self.next_u64());
        let mut out = [0.0; LANES];
        let mut pass = [false; LANES];
        for l in 0..LANES {
            let (x, holds) = quantile_in_lanes(to_open(xs[l]));
            let t = 1.0 + c * x;
            let x2 = x * x;
            out[l] = d * (t * t * t);
            pass[l] = holds & (t > 0.0) & (to_open(us[l]) < 1.0 - 0.0331 * x2 * x2);
        }
        if pass != [true; LANES] {
            for l in (0..LANES).filter(|&l| !pass[l]) {
                let mut alone = Stream::resume(before.map(|word| word[l]));
                out[l] = alone.gamma_large(shape);
                for (word, own) in self.s.iter_mut().zip(alone.state()) {
                    word[l] = own;
                }
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::draws::Stream;

    #[test]
    fn lanes_are_streams() {
        let mut lanes = Lanes::new(42, 7, 100);
        let mut singles: Vec<Stream> =
            (0..LANES as u64).map(|l| Stream::new(42, 7, 100 + l)).collect();
        for _ in 0..50 {
            let a = lanes.exponential();
            for (x, s) in a.iter().zip(&mut singles) {
                assert_eq!(x.to_bits(), s.exponential().to_bits());
            }
        }
        for shape in [1.0, 1.43, 7.0, 300.0] {
            for _ in 0..400 {
                let a = lanes.gamma(shape);
                for (x, s) in a.iter().zip(&mut singles) {
                    assert_eq!(x.to_bits(), s.gamma(shape).to_bits());
                }
            }
        }
    }
}
