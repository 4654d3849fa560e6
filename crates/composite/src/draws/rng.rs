//! A [`Stream`] as a generator of the `rand` crates, so that whatever draws from one of those
//! draws from a stream too.

use std::convert::Infallible;

use rand::TryRng;
use rand::rand_core::utils::fill_bytes_via_next_word;

use super::Stream;

/// The numbers of [`Stream::next_u64`]; of a number of 32 bits the high half, which is the better
/// one of xoshiro256++.
///
/// ```
/// use ideal_composite::draws::{Stream, stream_id};
/// use rand_distr::{Distribution, Gamma};
///
/// let gamma = Gamma::new(2.0, 1.5).unwrap();
/// let of_draw = |draw| gamma.sample(&mut Stream::new(7, stream_id("errors:mine"), draw));
/// assert_eq!(of_draw(3), of_draw(3));
/// assert_ne!(of_draw(3), of_draw(4));
/// ```
impl TryRng for Stream {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok((self.next_u64() >> 32) as u32)
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(self.next_u64())
    }

    fn try_fill_bytes(&mut self, dst: &mut [u8]) -> Result<(), Infallible> {
        fill_bytes_via_next_word(dst, || self.try_next_u64())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use rand_xoshiro::Xoshiro256PlusPlus;
    use rand_xoshiro::rand_core::{Rng, SeedableRng};

    use super::*;

    /// The generator of another crate in the same state gives the same words and bytes.
    #[test]
    fn a_stream_is_xoshiro_by_every_door() {
        let mut ours = Stream::new(1, 2, 3);
        let seed: Vec<u8> = ours.state().into_iter().flat_map(u64::to_le_bytes).collect();
        let mut theirs = Xoshiro256PlusPlus::from_seed(seed.try_into().unwrap());
        for _ in 0..100 {
            assert_eq!(Rng::next_u64(&mut ours), theirs.next_u64());
            assert_eq!(Rng::next_u32(&mut ours), theirs.next_u32());
        }
        let (mut a, mut b) = ([0; 21], [0; 21]);
        ours.fill_bytes(&mut a);
        theirs.fill_bytes(&mut b);
        assert_eq!(a, b);
    }
}
