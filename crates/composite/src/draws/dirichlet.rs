//! Weights drawn around stated weights.

use super::{DrawError, LANES, Lanes, Stream, elementary, wide};

/// Dirichlet distribution around stated weights: parameters `concentration · wᵢ / Σw`.
///
/// The mean of a draw is the stated weights (made to sum to one), and the variance of one weight p
/// is p (1 − p) / (concentration + 1): a concentration of 50 gives a weight of 0.2 a standard
/// deviation of 0.056. A weight stated as zero is zero in every draw, and no other is: one that no
/// double could hold is written as one above 1e-300, so that what is left when the others are taken
/// away still has weights, and these are distributed as they should be. With `n` equal weights and
/// concentration `n` every set of weights is equally likely.
#[derive(Debug, Clone, PartialEq)]
pub struct Dirichlet {
    shapes: Vec<f64>,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    /// Every positive shape is at least 1: gammas cannot all be zero, and sixteen draws go
    /// together.
    Large,
    /// Some shape is below 1: work with logarithms so that no draw loses all its mass.
    Small,
}

impl Dirichlet {
    /// A distribution around `stated` (finite, not negative, not all zero) with a positive
    /// concentration.
    ///
    /// # Errors
    /// [`DrawError`] names the weight or the concentration that does not qualify.
    pub fn new(stated: &[f64], concentration: f64) -> Result<Self, DrawError> {
        if stated.is_empty() {
            return Err(DrawError::NoWeights);
        }
        if !(concentration > 0.0 && concentration.is_finite()) {
            return Err(DrawError::BadConcentration(concentration));
        }
        if let Some(index) = stated.iter().position(|w| !(*w >= 0.0 && w.is_finite())) {
            return Err(DrawError::BadWeight { index, value: stated[index] });
        }
        // Scaled by the largest first, so that neither huge nor tiny weights leave the range.
        let largest = stated.iter().copied().fold(0.0, f64::max);
        if largest == 0.0 {
            return Err(DrawError::AllZero);
        }
        let sum: f64 = stated.iter().map(|w| w / largest).sum();
        // Shapes below 1e-6 would need logarithms of uniforms beyond the range of a double.
        let shapes: Vec<f64> = stated
            .iter()
            .map(|w| if *w > 0.0 { (concentration * (w / largest) / sum).max(1e-6) } else { 0.0 })
            .collect();
        let positive = || shapes.iter().copied().filter(|a| *a > 0.0);
        let kind = if positive().all(|a| a >= 1.0) { Kind::Large } else { Kind::Small };
        Ok(Self { shapes, kind })
    }

    /// Number of weights.
    #[must_use]
    pub fn len(&self) -> usize {
        self.shapes.len()
    }

    /// Never true: a distribution has at least one weight.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.shapes.is_empty()
    }

    /// One draw into `out`; the weights sum to one. Elements of `out` beyond [`Dirichlet::len`]
    /// are left alone, and a shorter `out` gets the first weights only.
    pub fn fill(&self, stream: &mut Stream, out: &mut [f64]) {
        let mut sum = 0.0;
        match self.kind {
            Kind::Large => {
                for (w, &a) in out.iter_mut().zip(&self.shapes) {
                    *w = if a == 0.0 { 0.0 } else { stream.gamma(a) };
                    sum += *w;
                }
            }
            Kind::Small => {
                let mut top = f64::NEG_INFINITY;
                for (w, &a) in out.iter_mut().zip(&self.shapes) {
                    *w = if a == 0.0 { f64::NEG_INFINITY } else { stream.ln_gamma(a) };
                    top = if *w > top { *w } else { top };
                }
                let n = out.len().min(self.shapes.len());
                let weights = &mut out[..n];
                weights.iter_mut().for_each(|w| *w -= top);
                raise(weights);
                for w in weights {
                    *w = if *w == f64::NEG_INFINITY { 0.0 } else { elementary::exp(*w) };
                    sum += *w;
                }
            }
        }
        for w in out.iter_mut().take(self.shapes.len()) {
            *w /= sum;
        }
    }

    /// Draws `first, first + 1, ...`, as many as fit: `out` holds a row of draws per weight, one
    /// row after another, with the same bits as [`Dirichlet::fill`] on each draw's own stream. What
    /// does not fill a row is left alone.
    pub fn fill_rows(&self, seed: u64, stream: u64, first: u64, out: &mut [f64]) {
        let n = out.len() / self.shapes.len();
        fill_rows(self, seed, stream, first, n, out);
    }

    /// Sixteen draws from `first` on: `out[i][l]` is weight `i` of draw `first + l`, with the same
    /// bits as [`Dirichlet::fill`] on that draw's own stream. `out` holds [`Dirichlet::len`] rows.
    #[inline(always)]
    pub(crate) fn fill_lanes(&self, seed: u64, stream: u64, first: u64, out: &mut [[f64; LANES]]) {
        if self.kind != Kind::Small {
            let mut lanes = Lanes::new(seed, stream, first);
            let mut sum = [0.0; LANES];
            for (row, &a) in out.iter_mut().zip(&self.shapes) {
                *row = if a == 0.0 { [0.0; LANES] } else { lanes.gamma(a) };
                for l in 0..LANES {
                    sum[l] += row[l];
                }
            }
            for row in out.iter_mut() {
                for l in 0..LANES {
                    row[l] /= sum[l];
                }
            }
        } else {
            let mut one = vec![0.0; self.shapes.len()];
            for l in 0..LANES {
                self.fill(&mut Stream::new(seed, stream, first.wrapping_add(l as u64)), &mut one);
                for (row, w) in out.iter_mut().zip(&one) {
                    row[l] = *w;
                }
            }
        }
    }
}

/// How far below the greatest a logarithm may lie and stay as it is, and how far down the others
/// are brought: their exponentials are numbers without loss.
const KEPT: f64 = -200.0;
const LOWEST: f64 = -690.0;

/// e^-36 is half of the last digit of 1: farther apart, the lesser adds nothing to the greater.
const APART: f64 = 36.0;

/// Brings logarithms, the greatest of them 0, within the range of exponentials: below [`KEPT`] each
/// lies as far under the next greater one as before, or by [`APART`] where that was more. Infinite
/// ones stay.
fn raise(logs: &mut [f64]) {
    let low = |x: &f64| *x < KEPT && *x > f64::NEG_INFINITY;
    if !logs.iter().any(low) {
        return;
    }
    let mut deep: Vec<usize> = (0..logs.len()).filter(|&i| low(&logs[i])).collect();
    deep.sort_by(|&a, &b| logs[b].total_cmp(&logs[a]).then(a.cmp(&b)));
    let (mut before, mut raised) = (KEPT, KEPT);
    for i in deep {
        raised = (raised - (before - logs[i]).min(APART)).max(LOWEST);
        before = logs[i];
        logs[i] = raised;
    }
}

wide! {
    fn fill_rows<'a>(dirichlet: &'a Dirichlet, seed: u64, stream: u64, first: u64, n: usize, out: &'a mut [f64]) -> () {
        let mut tile = vec![[0.0; LANES]; dirichlet.shapes.len()];
        for from in (0..n).step_by(LANES) {
            dirichlet.fill_lanes(seed, stream, first.wrapping_add(from as u64), &mut tile);
            let live = LANES.min(n - from);
            for (row, lanes) in out.chunks_exact_mut(n).zip(&tile) {
                row[from..from + live].copy_from_slice(&lanes[..live]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    fn moments(d: &Dirichlet, draws: u64) -> (Vec<f64>, Vec<f64>) {
        let m = d.len();
        let (mut mean, mut square, mut w) = (vec![0.0; m], vec![0.0; m], vec![0.0; m]);
        for draw in 0..draws {
            d.fill(&mut Stream::new(17, 3, draw), &mut w);
            assert!((w.iter().sum::<f64>() - 1.0).abs() < 1e-12 && w.iter().all(|x| *x >= 0.0));
            for i in 0..m {
                mean[i] += w[i] / draws as f64;
                square[i] += w[i] * w[i] / draws as f64;
            }
        }
        let variance = square.iter().zip(&mean).map(|(s, m)| s - m * m).collect();
        (mean, variance)
    }

    #[test]
    fn moments_are_those_of_the_distribution() {
        for (stated, c) in [
            (vec![2.0, 1.0, 1.0, 0.0], 50.0),
            (vec![1.0; 5], 5.0),
            (vec![0.5, 0.3, 0.2], 0.6),
            (vec![1e300, 1e300, 2e300], 8.0),
        ] {
            let n = 40_000;
            let d = Dirichlet::new(&stated, c).unwrap();
            let largest = stated.iter().copied().fold(0.0, f64::max);
            let sum: f64 = stated.iter().map(|w| w / largest).sum();
            let (mean, variance) = moments(&d, n);
            for i in 0..stated.len() {
                let p = stated[i] / largest / sum;
                let v = p * (1.0 - p) / (c + 1.0);
                assert!(
                    (mean[i] - p).abs() < 5.0 * (v / n as f64).sqrt() + 1e-15,
                    "mean {i} at {c}"
                );
                assert!((variance[i] - v).abs() < 0.05 * v + 1e-15, "variance {i} at {c}");
            }
        }
    }

    #[test]
    fn lanes_give_the_same_bits() {
        for (stated, c) in
            [(vec![1.0; 35], 35.0), (vec![3.0, 1.0, 0.0, 2.0], 20.0), (vec![1.0, 2.0], 0.4)]
        {
            let d = Dirichlet::new(&stated, c).unwrap();
            let mut rows = vec![[0.0; LANES]; stated.len()];
            d.fill_lanes(9, 8, 32, &mut rows);
            let mut w = vec![0.0; stated.len()];
            for l in 0..LANES {
                d.fill(&mut Stream::new(9, 8, 32 + l as u64), &mut w);
                assert!(rows.iter().zip(&w).all(|(r, x)| r[l].to_bits() == x.to_bits()));
            }
            let mut all = vec![0.0; stated.len() * 37];
            d.fill_rows(9, 8, 5, &mut all);
            for n in 0..37 {
                d.fill(&mut Stream::new(9, 8, 5 + n as u64), &mut w);
                assert!(all.chunks(37).zip(&w).all(|(r, x)| r[n].to_bits() == x.to_bits()));
            }
        }
    }

    #[test]
    fn tiny_concentration_keeps_its_mass() {
        let d = Dirichlet::new(&[1.0; 15], 0.01).unwrap();
        let mut w = [0.0; 15];
        for draw in 0..5_000 {
            d.fill(&mut Stream::new(1, 1, draw), &mut w);
            assert!((w.iter().sum::<f64>() - 1.0).abs() < 1e-12, "{w:?}");
        }
        let single = Dirichlet::new(&[0.0, 4.0, 0.0], 3.0).unwrap();
        let mut w = [9.0; 3];
        single.fill(&mut Stream::new(1, 1, 1), &mut w);
        assert_eq!(w, [0.0, 1.0, 0.0]);
    }

    /// Beside 1 a weight of 1e-5 has a gamma variable of the shape 5e-4, whose logarithm is -2000 in
    /// the mean, far below what a double can hold.
    #[test]
    fn a_weight_that_no_double_holds_is_above_nothing() {
        let d = Dirichlet::new(&[1.0, 1e-5, 1e-5, 0.0], 50.0).unwrap();
        let mut w = [0.0; 4];
        let mut halves = 0;
        for draw in 0..2_000 {
            d.fill(&mut Stream::new(5, 5, draw), &mut w);
            assert!(w[0] > 0.9 && w[1] > 1e-301 && w[2] > 1e-301 && w[3] == 0.0, "{w:?}");
            let left = w[1] / (w[1] + w[2]);
            assert!((0.0..=1.0).contains(&left), "{left}");
            halves += i32::from((0.01..0.99).contains(&left));
        }
        // Without the first they follow Beta(5e-4, 5e-4), which is nearly always at one of its ends:
        // mpmath.betainc(5e-4, 5e-4, 0.01, 0.99, regularized=True) gives 0.0022945, so that 4.6 of
        // 2000 are expected between.
        assert!(halves <= 15, "{halves}");
    }

    #[test]
    fn bad_parameters_are_named() {
        assert_eq!(Dirichlet::new(&[], 1.0), Err(DrawError::NoWeights));
        assert_eq!(Dirichlet::new(&[0.0, 0.0], 1.0), Err(DrawError::AllZero));
        assert_eq!(Dirichlet::new(&[1.0], 0.0), Err(DrawError::BadConcentration(0.0)));
        let bad = Dirichlet::new(&[1.0, -1.0], 1.0);
        assert_eq!(bad, Err(DrawError::BadWeight { index: 1, value: -1.0 }));
        assert!(Dirichlet::new(&[f64::NAN], 1.0).is_err());
    }
}
