//! Random numbers of a block of draws: which draw stands in which place, and the streams they are
//! taken from.

use ideal_composite::draws::{Single, stream_id};

/// A random number of one territory in every draw.
pub(crate) struct Shock {
    stream: Single,
    factor: usize,
}

impl Shock {
    /// The stream of a name, varied with a factor.
    pub(crate) fn new(seed: u64, name: &str, factor: usize) -> Self {
        Shock { stream: Single::new(seed, stream_id(name)), factor }
    }

    /// Standard normals of the draws in their places.
    pub(crate) fn normals(&self, places: &Places, row: &mut [f32]) {
        match places {
            Places::From(first) => self.stream.normals(*first, row),
            Places::Chosen(draws) => {
                self.stream.normals_at(draws.get(self.factor).map_or(&[], Vec::as_slice), row)
            }
        }
    }

    /// 32 random bits of the draws in their places.
    pub(crate) fn words(&self, places: &Places, row: &mut [u32]) {
        match places {
            Places::From(first) => self.stream.words(*first, row),
            Places::Chosen(draws) => {
                self.stream.words_at(draws.get(self.factor).map_or(&[], Vec::as_slice), row)
            }
        }
    }
}

/// Which draw stands in each place of a block.
pub(crate) enum Places {
    /// One after another, from this one on, for every factor.
    From(u64),
    /// By factor and place.
    Chosen(Vec<Vec<u64>>),
}

impl Places {
    /// The draws of a factor, in order of places.
    pub(crate) fn of(&self, factor: usize, n: usize) -> impl Iterator<Item = u64> {
        let chosen = match self {
            Places::From(_) => None,
            Places::Chosen(draws) => draws.get(factor),
        };
        let first = if let Places::From(first) = *self { first } else { 0 };
        (0..n).map(move |d| chosen.and_then(|c| c.get(d)).copied().unwrap_or(first + d as u64))
    }
}

/// One of so many cards that 32 random bits choose, and a number in [0, 1) of what is left of them.
pub(crate) fn card(of: usize, word: u32) -> (usize, f64) {
    // The whole part of word / 2^32 times the number of cards, and what lies behind the point.
    let place = u64::from(word) * of as u64;
    let rest = place & u64::from(u32::MAX);
    #[expect(clippy::cast_precision_loss, reason = "32 bits")]
    let rest = rest as f64 / 4_294_967_296.0;
    ((place >> 32) as usize, rest)
}

/// The number in (0, 1) that 32 random bits stand for.
pub(crate) fn uniform(word: u32) -> f64 {
    (f64::from(word) + 0.5) / 4_294_967_296.0
}
