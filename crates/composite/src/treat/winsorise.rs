//! Winsorisation: the farthest points are moved to the farthest one kept.

use super::{Limits, TreatError};
use crate::moments::{extent, present, skewness};

/// How far winsorisation may go.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Winsorise {
    /// It stops once this many points are moved; none: only the test stops it. Points that tie move
    /// together, so one step can go past the number.
    pub max: Option<usize>,
    /// The test that ends it.
    pub limits: Limits,
    /// Go on to `max` although the column passes.
    pub force: bool,
}

/// A winsorised column.
#[derive(Clone, Debug, PartialEq)]
pub struct Winsorised {
    /// The values; NaN where the input was.
    pub values: Vec<f64>,
    /// Places of the points that were lowered, ascending.
    pub high: Vec<usize>,
    /// Places of the points that were raised, ascending.
    pub low: Vec<usize>,
}

impl Winsorise {
    /// Moves points one after the other, on the side of the skewness, until the test passes or
    /// `max` is reached. Points moved before move on with the next one.
    ///
    /// # Errors
    /// [`TreatError::Undecidable`] if the test cannot be made, before or on the way.
    pub fn apply(&self, xs: &[f64]) -> Result<Winsorised, TreatError> {
        let mut out = Winsorised { values: xs.to_vec(), high: Vec::new(), low: Vec::new() };
        let undecidable = || TreatError::Undecidable { n: present(xs).len() };
        let max = self.max.unwrap_or(xs.len());
        loop {
            let passed = self.limits.test(&out.values).pass.ok_or_else(undecidable)?;
            if (passed && !self.force) || out.high.len() + out.low.len() >= max {
                return Ok(out);
            }
            let (lowest, highest) = extent(&out.values).ok_or_else(undecidable)?;
            let upwards = skewness(&out.values).ok_or_else(undecidable)? >= 0.0;
            let edge = if upwards { highest } else { lowest };
            let moved: Vec<usize> = out
                .values
                .iter()
                .enumerate()
                .filter(|(_, x)| **x == edge)
                .map(|(k, _)| k)
                .collect();
            let kept: Vec<f64> = out.values.iter().copied().filter(|x| *x != edge).collect();
            let (next_low, next_high) = extent(&kept).ok_or_else(undecidable)?;
            for &k in &moved {
                if let Some(x) = out.values.get_mut(k) {
                    *x = if upwards { next_high } else { next_low };
                }
            }
            if upwards {
                out.high = moved;
            } else {
                out.low = moved;
            }
        }
    }
}
