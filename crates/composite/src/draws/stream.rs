//! One stream of random numbers, opened at (seed, stream, draw).

use super::elementary::ln;
use super::normal::{normal_quantile, quantile_in_lanes};
use super::wide;

pub(super) const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;
const HALF_OPEN: f64 = 1.0 / 9_007_199_254_740_992.0; // 2^-53

/// The finaliser of splitmix64 (Steele, Lea and Flood 2014).
#[inline(always)]
pub(super) fn mix(z: u64) -> u64 {
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// The four words of state for one (seed, stream, draw). Two chains of mixing give 128 bits of
/// key, so two draws of a simulation share a sequence with negligible probability.
#[inline(always)]
pub(super) fn state(seed: u64, stream: u64, draw: u64) -> [u64; 4] {
    let one = mix(key(seed, stream).wrapping_add(draw));
    let two = mix(mix(mix(draw ^ GOLDEN) ^ stream.rotate_left(32)) ^ seed.rotate_left(17));
    [
        mix(one.wrapping_add(GOLDEN)),
        mix(one.wrapping_add(GOLDEN.wrapping_mul(2))),
        mix(two.wrapping_add(GOLDEN.wrapping_mul(3))),
        mix(two.wrapping_add(GOLDEN.wrapping_mul(4))) | 1, // never the all-zero state
    ]
}

/// One word for one (seed, stream).
#[inline(always)]
pub(super) fn key(seed: u64, stream: u64) -> u64 {
    mix(mix(seed.wrapping_add(GOLDEN)).wrapping_add(stream))
}

/// A stream number from a name: FNV-1a over the bytes, then one splitmix64 step.
///
/// The mapping is part of the published results: changing it changes every simulated figure.
#[must_use]
pub fn stream_id(name: &str) -> u64 {
    let hash = name
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    mix(hash)
}

/// Uniform in (0, 1] from the high 53 bits.
#[inline(always)]
pub(super) fn to_half_open(x: u64) -> f64 {
    // 2^52 in the exponent turns the low 52 bits into a float without a conversion instruction;
    // the 53rd bit is added apart, exactly.
    let high = f64::from_bits(0x4330_0000_0000_0000 | (x >> 12)) - 4_503_599_627_370_496.0;
    let low = f64::from_bits(0x3ff0_0000_0000_0000 & (((x >> 11) & 1).wrapping_neg()));
    (2.0 * high + low + 1.0) * HALF_OPEN
}

/// Uniform in (0, 1) from the high 52 bits: exact, and never an end point.
#[inline(always)]
pub(super) fn to_open(x: u64) -> f64 {
    f64::from_bits(0x3ff0_0000_0000_0000 | (x >> 12)) - 1.0 + HALF_OPEN
}

wide! {
    /// Normal quantiles of uniform numbers; false if one of them lies too far out for this.
    fn quantiles<'a>(uniforms: &'a [f64], out: &'a mut [f64]) -> bool {
        let mut outside = 0_u64;
        for (z, u) in out.iter_mut().zip(uniforms) {
            let (value, holds) = quantile_in_lanes(*u);
            *z = value;
            outside += u64::from(!holds);
        }
        outside == 0
    }
}

/// A stream of random numbers: xoshiro256++ keyed by (seed, stream, draw).
///
/// ```
/// use ideal_composite::draws::Stream;
///
/// let mut a = Stream::new(1, 2, 3);
/// let mut b = Stream::new(1, 2, 3);
/// assert_eq!(a.normal(), b.normal());
/// assert_ne!(Stream::new(1, 2, 4).next_u64(), Stream::new(1, 2, 3).next_u64());
/// ```
#[derive(Debug, Clone)]
pub struct Stream {
    s: [u64; 4],
}

impl Stream {
    /// Opens the stream at its start. Any three numbers are good.
    #[inline]
    #[must_use]
    pub fn new(seed: u64, stream: u64, draw: u64) -> Self {
        Self { s: state(seed, stream, draw) }
    }

    /// A stream in the middle of its sequence.
    pub(super) fn resume(s: [u64; 4]) -> Self {
        Self { s }
    }

    /// Where the sequence stands.
    pub(super) fn state(&self) -> [u64; 4] {
        self.s
    }

    /// The next 64 random bits.
    #[inline]
    pub fn next_u64(&mut self) -> u64 {
        let [s0, s1, s2, s3] = &mut self.s;
        let out = s0.wrapping_add(*s3).rotate_left(23).wrapping_add(*s0);
        let t = *s1 << 17;
        *s2 ^= *s0;
        *s3 ^= *s1;
        *s1 ^= *s2;
        *s0 ^= *s3;
        *s2 ^= t;
        *s3 = s3.rotate_left(45);
        out
    }

    /// Uniform in [0, 1), a multiple of 2^-53.
    #[inline]
    pub fn uniform(&mut self) -> f64 {
        (self.next_u64() >> 11) as f64 * HALF_OPEN
    }

    /// Uniform in (0, 1): never an end point. Odd multiples of 2^-53.
    #[inline]
    pub fn uniform_open(&mut self) -> f64 {
        to_open(self.next_u64())
    }

    /// Exponential with mean 1: −ln of a uniform in (0, 1].
    #[inline]
    pub fn exponential(&mut self) -> f64 {
        -ln(to_half_open(self.next_u64()))
    }

    /// Standard normal: the normal quantile of one open uniform.
    #[inline]
    pub fn normal(&mut self) -> f64 {
        normal_quantile(self.uniform_open())
    }

    /// Fills a slice with standard normals, the same numbers as repeated [`Stream::normal`] but
    /// faster: the generator runs first and the quantile function over the whole slice after it.
    pub fn fill_normal(&mut self, out: &mut [f64]) {
        const CHUNK: usize = 128;
        let mut uniforms = [0.0; CHUNK];
        for chunk in out.chunks_mut(CHUNK) {
            for u in &mut uniforms[..chunk.len()] {
                *u = self.uniform_open();
            }
            if !quantiles(&uniforms, chunk) {
                for (z, &u) in chunk.iter_mut().zip(&uniforms) {
                    *z = normal_quantile(u);
                }
            }
        }
    }

    /// Gamma with the given shape (> 0) and scale 1; NaN for a shape that is not positive and
    /// finite.
    ///
    /// Marsaglia and Tsang (2000). Shape 1 is one [`Stream::exponential`]; a shape below 1 is
    /// exp of [`Stream::ln_gamma`].
    pub fn gamma(&mut self, shape: f64) -> f64 {
        if !(shape > 0.0 && shape.is_finite()) {
            return f64::NAN;
        }
        if shape == 1.0 {
            return self.exponential();
        }
        if shape < 1.0 {
            super::elementary::exp(self.ln_gamma(shape))
        } else {
            self.gamma_large(shape)
        }
    }

    /// Natural logarithm of a gamma variate (shape > 0). Small shapes give values far below the
    /// smallest double; their logarithm is still exact enough to compare and normalise.
    pub fn ln_gamma(&mut self, shape: f64) -> f64 {
        if !(shape > 0.0 && shape.is_finite()) {
            return f64::NAN;
        }
        if shape >= 1.0 {
            // libm, because a variate may be subnormal or zero when the shape is exactly 1.
            return libm::log(self.gamma(shape));
        }
        // G(a) = G(a + 1) U^(1/a).
        let base = ln(self.gamma_large(shape + 1.0));
        base + ln(self.uniform_open()) / shape
    }

    pub(super) fn gamma_large(&mut self, shape: f64) -> f64 {
        // `Lanes::gamma` takes the same steps for sixteen draws.
        let d = shape - 1.0 / 3.0;
        let c = 1.0 / (9.0 * d).sqrt();
        loop {
            let x = self.normal();
            let u = self.uniform_open();
            let t = 1.0 + c * x;
            if t <= 0.0 {
                continue;
            }
            let v = t * t * t;
            let x2 = x * x;
            if u < 1.0 - 0.0331 * x2 * x2 || ln(u) < 0.5 * x2 + d * (1.0 - v + ln(v)) {
                return d * v;
            }
        }
    }

    /// A whole number in `0..n` without bias (Lemire 2019); 0 when `n` is 0 or 1.
    #[inline]
    pub fn index(&mut self, n: usize) -> usize {
        let n = n as u64;
        if n < 2 {
            return 0;
        }
        let mut wide = u128::from(self.next_u64()) * u128::from(n);
        if (wide as u64) < n {
            let threshold = n.wrapping_neg() % n;
            while (wide as u64) < threshold {
                wide = u128::from(self.next_u64()) * u128::from(n);
            }
        }
        (wide >> 64) as usize
    }

    /// True with probability `p` (values outside [0, 1] act as 0 or 1).
    #[inline]
    pub fn chance(&mut self, p: f64) -> bool {
        self.uniform() < p
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use rand_xoshiro::Xoshiro256PlusPlus;
    use rand_xoshiro::rand_core::{Rng, SeedableRng};
    use statrs::distribution::{ContinuousCDF, Exp, Gamma, Normal, Uniform};

    #[test]
    fn generator_is_xoshiro256plusplus() {
        let s = state(11, 22, 33);
        let mut bytes = [0; 32];
        for (chunk, word) in bytes.chunks_mut(8).zip(s) {
            chunk.copy_from_slice(&word.to_le_bytes());
        }
        let mut theirs = Xoshiro256PlusPlus::from_seed(bytes);
        let mut ours = Stream::new(11, 22, 33);
        assert!((0..1000).all(|_| ours.next_u64() == theirs.next_u64()));
    }

    /// Kolmogorov-Smirnov distance of 40 000 numbers, one per draw, from their distribution.
    fn distance(cdf: impl Fn(f64) -> f64, sample: impl Fn(&mut Stream) -> f64) -> f64 {
        let n = 40_000_u64;
        let mut xs: Vec<f64> = (0..n).map(|d| sample(&mut Stream::new(5, 9, d))).collect();
        xs.sort_by(f64::total_cmp);
        let at = |i: usize| i as f64 / n as f64;
        xs.iter()
            .enumerate()
            .map(|(i, &x)| (cdf(x) - at(i)).abs().max((cdf(x) - at(i + 1)).abs()))
            .fold(0.0, f64::max)
    }

    #[test]
    fn distributions_fit() {
        let limit = 1.95 / 200.0; // 0.1 % level for 40 000 numbers
        let uniform = Uniform::new(0.0, 1.0).unwrap();
        assert!(distance(|x| uniform.cdf(x), Stream::uniform) < limit);
        assert!(distance(|x| uniform.cdf(x), Stream::uniform_open) < limit);
        let normal = Normal::new(0.0, 1.0).unwrap();
        assert!(distance(|x| normal.cdf(x), Stream::normal) < limit);
        let exponential = Exp::new(1.0).unwrap();
        assert!(distance(|x| exponential.cdf(x), Stream::exponential) < limit);
        for shape in [0.3, 1.0, 1.7, 25.0] {
            let gamma = Gamma::new(shape, 1.0).unwrap();
            assert!(distance(|x| gamma.cdf(x), |s| s.gamma(shape)) < limit, "shape {shape}");
        }
        // The second number of a stream must be as good as the first.
        assert!(
            distance(
                |x| normal.cdf(x),
                |s| {
                    s.next_u64();
                    s.normal()
                }
            ) < limit
        );
    }

    #[test]
    fn streams_do_not_move_together() {
        let n = 20_000;
        let pairs: Vec<(f64, f64)> = (0..n)
            .map(|d| (Stream::new(1, 0, d).normal(), Stream::new(1, 1, d).normal()))
            .collect();
        let r = pairs.iter().map(|(a, b)| a * b).sum::<f64>() / n as f64;
        assert!(r.abs() < 4.0 / (n as f64).sqrt(), "correlation {r}");
        let lag: f64 = pairs.windows(2).map(|w| w[0].0 * w[1].0).sum::<f64>() / n as f64;
        assert!(lag.abs() < 4.0 / (n as f64).sqrt(), "between draws {lag}");
    }

    #[test]
    fn slices_and_whole_numbers() {
        let mut one = Stream::new(3, 1, 4);
        let mut many = vec![0.0; 333];
        Stream::new(3, 1, 4).fill_normal(&mut many);
        assert!(many.iter().all(|z| z.to_bits() == one.normal().to_bits()));
        let mut counts = [0_u32; 7];
        (0..70_000).for_each(|_| counts[one.index(7)] += 1);
        assert!(counts.iter().all(|&c| c.abs_diff(10_000) < 400), "{counts:?}");
        assert_eq!((one.index(0), one.index(1)), (0, 0));
        assert!(one.gamma(0.0).is_nan() && one.gamma(f64::NAN).is_nan());
        assert!((0..100).all(|_| one.chance(1.0) && !one.chance(0.0)));
    }
}
