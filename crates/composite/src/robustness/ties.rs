//! Units whose keys agree: their order by the scores themselves, and those that are equal.

use crate::draws::LANES;

/// A unit whose score equals the score of the unit before it: it stands at `position` but has
/// `rank`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tie {
    pub(super) lane: u32,
    pub(super) position: u32,
    pub(super) rank: u32,
    pub(super) unit: u32,
}

/// A unit number in an order: 16 bits where they suffice, since the buffers are what memory holds.
pub(super) trait Unit: Copy + Default + Send + Sync {
    fn from_u32(x: u32) -> Self;
    fn at(self) -> usize;
}

impl Unit for u16 {
    #[inline(always)]
    fn from_u32(x: u32) -> Self {
        x as Self
    }
    #[inline(always)]
    fn at(self) -> usize {
        self as usize
    }
}

impl Unit for u32 {
    #[inline(always)]
    fn from_u32(x: u32) -> Self {
        x
    }
    #[inline(always)]
    fn at(self) -> usize {
        self as usize
    }
}

/// Puts a run of units whose keys agree into the order of their scores (then of their numbers) and
/// records those that are equal to the last bit. `start` is the position of the run's first unit.
pub(super) fn settle(
    run: &mut [u32],
    scores: &[f64],
    lane: usize,
    start: usize,
    ties: &mut Vec<Tie>,
) {
    let score = |unit: u32| scores[unit as usize * LANES + lane];
    run.sort_unstable_by(|&a, &b| {
        // A missing score compares with nothing and goes last.
        let by_score = || score(a).is_nan().cmp(&score(b).is_nan());
        score(b).partial_cmp(&score(a)).unwrap_or_else(by_score).then(a.cmp(&b))
    });
    let mut rank = start;
    for k in 1..run.len() {
        if score(run[k]) == score(run[k - 1]) {
            ties.push(Tie {
                lane: lane as u32,
                position: (start + k) as u32,
                rank: rank as u32,
                unit: run[k],
            });
        } else {
            rank = start + k;
        }
    }
}
