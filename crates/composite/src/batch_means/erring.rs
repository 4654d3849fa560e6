//! Scores that err.

use crate::draws::wide;

/// A score with a normal error in every draw, clipped to limits.
#[derive(Clone, Copy, Debug)]
pub struct Erring<'a> {
    /// The score.
    pub score: f64,
    /// Standard deviation of its error, in points.
    pub sd: f64,
    /// Lowest and highest value.
    pub limits: (f64, f64),
    /// Standard normals, one for every draw.
    pub errors: &'a [f32],
}

impl Erring<'_> {
    /// The value in a draw.
    pub(super) fn at(self, draw: usize) -> Option<f64> {
        self.errors.get(draw).map(|z| erred(self.score, self.sd, self.limits, *z))
    }

    /// The values of these errors, as many as the shorter of the two slices holds.
    #[inline(always)]
    pub(super) fn write(self, errors: &[f32], out: &mut [f64]) {
        out.iter_mut()
            .zip(errors)
            .for_each(|(x, z)| *x = erred(self.score, self.sd, self.limits, *z));
    }
}

#[inline(always)]
fn erred(score: f64, sd: f64, (low, high): (f64, f64), z: f32) -> f64 {
    let v = sd.mul_add(f64::from(z), score);
    let v = if v < low { low } else { v };
    if v > high { high } else { v }
}

wide! {
    /// Gives each score an error of `sd` points times its standard normal in `errors`, and clips it
    /// to `limits` (lowest, highest); of as many scores as the shorter of the two slices holds.
    pub fn add_errors<'a>(sd: f64, limits: (f64, f64), errors: &'a [f32], scores: &'a mut [f64]) -> () {
        scores.iter_mut().zip(errors).for_each(|(x, z)| *x = erred(*x, sd, limits, *z));
    }
}
