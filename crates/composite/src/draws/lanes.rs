//! Sixteen neighbouring draws of one stream side by side.

use super::elementary::ln;
use super::stream::{state, to_half_open};

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
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::draws::Stream;

    #[test]
    fn lanes_are_streams() {
        let mut lanes = Lanes::new(42, 7, 100);
        let mut singles: Vec<Stream> = (0..LANES as u64).map(|l| Stream::new(42, 7, 100 + l)).collect();
        for _ in 0..50 {
            let a = lanes.exponential();
            for (x, s) in a.iter().zip(&mut singles) {
                assert_eq!(x.to_bits(), s.exponential().to_bits());
            }
        }
    }
}
