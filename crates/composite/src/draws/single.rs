//! One random number per draw: what a simulation needs most, without opening a stream for each.
//!
//! The number of draw `d` is the `d`-th output of splitmix64 (Steele, Lea and Flood 2014) started
//! at a key made of seed and stream, so any draw can be had without those before it. Normals come
//! in pairs by Box and Muller (1958) in single precision: draws 2k and 2k + 1 share an output,
//! whose halves are a radius and an angle. An error of measurement does not need more: square radii
//! differ from exact ones by less than 4e-7 of themselves (of one, where they are smaller), sines
//! and cosines by less than 3e-7, and the numbers reach out to 5.9 standard deviations.

use super::stream::{GOLDEN, key, mix};
use super::wide;

/// Numbers computed side by side.
const TILE: usize = 64;

/// A stream that gives every draw one number.
///
/// ```
/// use ideal_composite::draws::Single;
///
/// let stream = Single::new(7, 3);
/// let (mut a, mut b) = ([0.0; 100], [0.0; 2]);
/// stream.normals(0, &mut a);
/// stream.normals_at(&[99, 5], &mut b);
/// assert_eq!(b, [a[99], a[5]]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Single {
    key: u64,
}

impl Single {
    /// The stream of this number under this seed.
    #[must_use]
    pub fn new(seed: u64, stream: u64) -> Self {
        Self { key: key(seed, stream) }
    }

    /// Standard normals of the draws `first, first + 1, ...`.
    pub fn normals(self, first: u64, out: &mut [f32]) {
        // An odd start is the second half of a pair.
        let odd = (first % 2) as usize;
        if let (1, Some((head, rest))) = (odd, out.split_first_mut()) {
            *head = normal_pair(self.bits(first / 2)).1;
            fill_normals(self.key, first / 2 + 1, rest);
        } else {
            fill_normals(self.key, first / 2, out);
        }
    }

    /// Standard normals of these draws, one each; as many as the shorter of the two slices holds.
    pub fn normals_at(self, draws: &[u64], out: &mut [f32]) {
        pick_normals(self.key, draws, out);
    }

    /// 32 random bits of the draws `first, first + 1, ...`: a choice, or a place in an interval.
    pub fn words(self, first: u64, out: &mut [u32]) {
        fill_words(self.key, first, out);
    }

    /// 32 random bits of these draws, for each; as many as the shorter of the two slices holds.
    pub fn words_at(self, draws: &[u64], out: &mut [u32]) {
        for (word, d) in out.iter_mut().zip(draws) {
            *word = (self.bits(*d) >> 32) as u32;
        }
    }

    #[inline(always)]
    fn bits(self, position: u64) -> u64 {
        output(self.key, position)
    }
}

#[inline(always)]
fn output(key: u64, position: u64) -> u64 {
    mix(key.wrapping_add(position.wrapping_mul(GOLDEN)))
}

/// Radius from the high half, angle from the low one: cosine and sine.
#[inline(always)]
fn normal_pair(bits: u64) -> (f32, f32) {
    let r = radius((bits >> 32) as u32);
    let (sin, cos) = sin_cos(bits as u32);
    (r * cos, r * sin)
}

/// Square root of −2 ln u, u in (0, 1) from 24 of the bits.
#[inline(always)]
fn radius(bits: u32) -> f32 {
    const HALF_OPEN: f32 = 1.0 / 33_554_432.0; // 2^-25
    // Odd multiples of 2^-25, exact in single precision below one half and rounded above.
    let u = ((bits >> 8) as i32 as f32).mul_add(2.0 * HALF_OPEN, HALF_OPEN);
    let ln = ln(u);
    // A u that rounds to one has a logarithm of zero, never above.
    (-2.0 * if ln < 0.0 { ln } else { 0.0 }).sqrt()
}

/// Natural logarithm of a number in [2^-25, 1], within about 1e-7 of it or of one: 2 atanh series
/// on [√½, √2].
#[inline(always)]
fn ln(x: f32) -> f32 {
    const SQRT_2: u32 = 0x0035_04f3; // mantissa of √2
    let bits = x.to_bits();
    let mantissa = bits & 0x007f_ffff;
    let up = u32::from(mantissa > SQRT_2);
    let k = ((bits >> 23) + up) as i32 as f32 - 127.0;
    let m = f32::from_bits((mantissa | 0x3f80_0000) - (up << 23));
    let f = m - 1.0;
    let s = f / (2.0 + f);
    let z = s * s;
    let tail = z.mul_add(z.mul_add(z.mul_add(2.0 / 9.0, 2.0 / 7.0), 2.0 / 5.0), 2.0 / 3.0);
    k.mul_add(std::f32::consts::LN_2, (s * z).mul_add(tail, 2.0 * s))
}

/// Sine and cosine of a full turn times `bits` / 2^32.
#[inline(always)]
fn sin_cos(bits: u32) -> (f32, f32) {
    // The nearest quarter turn, and what is left of it: within an eighth of a turn on either side.
    let quarter = bits.wrapping_add(1 << 29) >> 30;
    let rest = bits.wrapping_sub(quarter << 30) as i32;
    let x = (rest as f32) * (std::f32::consts::TAU / 4_294_967_296.0);
    let z = x * x;
    // Power series: the first term left out is below 1e-8 at an eighth of a turn.
    let sin =
        z.mul_add(z.mul_add(z.mul_add(1.0 / 362_880.0, -1.0 / 5_040.0), 1.0 / 120.0), -1.0 / 6.0);
    let sin = (x * z).mul_add(sin, x);
    let cos = z.mul_add(
        z.mul_add(z.mul_add(z.mul_add(1.0 / 40_320.0, -1.0 / 720.0), 1.0 / 24.0), -0.5),
        1.0,
    );
    let (a, b) = if quarter & 1 == 1 { (cos, sin) } else { (sin, cos) };
    // Signs by the quarter: the sine is negative in the last two, the cosine in the middle two.
    let sin = f32::from_bits(a.to_bits() ^ ((quarter & 2) << 30));
    let cos = f32::from_bits(b.to_bits() ^ ((quarter.wrapping_add(1) & 2) << 30));
    (sin, cos)
}

wide! {
    /// Normals of the pairs from `pair` on.
    fn fill_normals<'a>(key: u64, pair: u64, out: &'a mut [f32]) -> () {
        let mut at = key.wrapping_add(pair.wrapping_mul(GOLDEN));
        for tile in out.chunks_mut(TILE) {
            let (mut high, mut low) = ([0_u32; TILE / 2], [0_u32; TILE / 2]);
            for (i, (h, l)) in high.iter_mut().zip(&mut low).enumerate() {
                let bits = mix(at.wrapping_add((i as u64).wrapping_mul(GOLDEN)));
                *h = (bits >> 32) as u32;
                *l = bits as u32;
            }
            at = at.wrapping_add((TILE as u64 / 2).wrapping_mul(GOLDEN));
            let (mut even, mut odd) = ([0.0_f32; TILE / 2], [0.0_f32; TILE / 2]);
            for i in 0..TILE / 2 {
                let r = radius(high[i]);
                let (sin, cos) = sin_cos(low[i]);
                even[i] = r * cos;
                odd[i] = r * sin;
            }
            if let Some(tile) = tile.first_chunk_mut::<TILE>() {
                for i in 0..TILE / 2 {
                    tile[2 * i] = even[i];
                    tile[2 * i + 1] = odd[i];
                }
            } else {
                for (d, z) in tile.iter_mut().enumerate() {
                    *z = if d % 2 == 0 { even[d / 2] } else { odd[d / 2] };
                }
            }
        }
    }
}

wide! {
    /// Normals of draws in any order.
    fn pick_normals<'a>(key: u64, draws: &'a [u64], out: &'a mut [f32]) -> () {
        for (z, d) in out.iter_mut().zip(draws) {
            let (even, odd) = normal_pair(output(key, d / 2));
            *z = if d % 2 == 0 { even } else { odd };
        }
    }
}

wide! {
    fn fill_words<'a>(key: u64, first: u64, out: &'a mut [u32]) -> () {
        for (i, word) in out.iter_mut().enumerate() {
            *word = (output(key, first.wrapping_add(i as u64)) >> 32) as u32;
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods)]
    use super::*;
    use statrs::distribution::{ContinuousCDF, Normal};

    const N: usize = 400_000;

    fn normals(stream: u64) -> Vec<f64> {
        let mut z = vec![0.0_f32; N];
        Single::new(11, stream).normals(0, &mut z);
        z.into_iter().map(f64::from).collect()
    }

    #[test]
    fn first_outputs_are_those_of_splitmix64() {
        // Vigna's splitmix64.c started at 1234567 gives these; ours adds the increment before the
        // first output as well, so position 1 is his first.
        let theirs =
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423];
        for (i, t) in (1..).zip(theirs) {
            assert_eq!(output(1_234_567, i), t);
        }
    }

    #[test]
    fn parts_agree_with_exact_functions() {
        for i in 0..200_000_u32 {
            let bits = i.wrapping_mul(0x9e37_79b9);
            let u = (f64::from(bits >> 8) + 0.5) / 16_777_216.0;
            // The square, because near u = 1 a step of u is all there is.
            let (r, want) = (f64::from(radius(bits)), -2.0 * libm::log(u));
            assert!((r * r - want).abs() < 3e-7 * want.max(1.0), "{u}");
            let (s, c) = sin_cos(bits);
            let angle = std::f64::consts::TAU * f64::from(bits) / 4_294_967_296.0;
            assert!((f64::from(s) - libm::sin(angle)).abs() < 3e-7, "{angle}: {s}");
            assert!((f64::from(c) - libm::cos(angle)).abs() < 3e-7, "{angle}: {c}");
        }
        assert!(radius(0) > 5.8 && radius(u32::MAX) >= 0.0 && radius(u32::MAX) < 1e-3);
    }

    #[test]
    fn normals_fit_their_distribution() {
        let normal = Normal::new(0.0, 1.0).unwrap();
        let mut z = normals(1);
        let n = N as f64;
        let moment = |k: i32| z.iter().map(|x| x.powi(k)).sum::<f64>() / n;
        // Five standard errors of each moment.
        assert!(moment(1).abs() < 5.0 / n.sqrt());
        assert!((moment(2) - 1.0).abs() < 5.0 * (2.0 / n).sqrt());
        assert!(moment(3).abs() < 5.0 * (15.0 / n).sqrt());
        assert!((moment(4) - 3.0).abs() < 5.0 * (96.0 / n).sqrt());
        z.sort_by(f64::total_cmp);
        let at = |i: usize| i as f64 / n;
        let ks = z
            .iter()
            .enumerate()
            .map(|(i, &x)| (normal.cdf(x) - at(i)).abs().max((normal.cdf(x) - at(i + 1)).abs()))
            .fold(0.0, f64::max);
        assert!(ks < 1.95 / n.sqrt(), "distance {ks}");
    }

    #[test]
    fn neighbours_and_streams_do_not_move_together() {
        let (a, b) = (normals(1), normals(2));
        let limit = 4.5 / (N as f64).sqrt();
        let r = |x: &[f64], y: &[f64]| {
            x.iter().zip(y).map(|(p, q)| p * q).sum::<f64>() / x.len() as f64
        };
        assert!(r(&a, &b).abs() < limit);
        assert!(r(&a[1..], &a[..N - 1]).abs() < limit);
        let square = |x: &[f64]| x.iter().map(|v| (v * v - 1.0) / 2f64.sqrt()).collect::<Vec<_>>();
        assert!(r(&square(&a)[1..], &square(&a)[..N - 1]).abs() < limit);
        assert!(r(&square(&a), &square(&b)).abs() < limit);
    }

    #[test]
    fn any_start_and_any_order_give_the_same_numbers() {
        let s = Single::new(3, 9);
        let mut all = vec![0.0; 1000];
        s.normals(0, &mut all);
        let mut words = vec![0; 1000];
        s.words(0, &mut words);
        for (from, n) in [(0, 1), (1, 1), (1, 130), (2, 63), (7, 64), (500, 500), (999, 1)] {
            let mut part = vec![0.0; n];
            s.normals(from as u64, &mut part);
            assert_eq!(part, all[from..from + n], "{from} {n}");
            let draws: Vec<u64> = (from as u64..(from + n) as u64).rev().collect();
            s.normals_at(&draws, &mut part);
            assert!(part.iter().rev().eq(&all[from..from + n]));
            let mut part = vec![0; n];
            s.words(from as u64, &mut part);
            assert_eq!(part, words[from..from + n]);
            s.words_at(&draws, &mut part);
            assert!(part.iter().rev().eq(&words[from..from + n]));
        }
        s.normals(1, &mut []);
    }
}
