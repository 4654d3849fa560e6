//! Sums that lose almost nothing.
//!
//! R adds in extended precision. A plain sum of doubles differs from it in the last digit, which is
//! enough to break a tie: an imputed mean that is exactly 1 would no longer equal a recorded 1.
//! Neumaier's compensated sum (ZAMM 54, 1974) keeps the lost low parts and gives, in practice, the
//! correctly rounded sum.

/// A running compensated sum.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sum {
    high: f64,
    low: f64,
}

impl Sum {
    /// Adds a number.
    #[inline]
    pub(crate) fn add(&mut self, x: f64) {
        let t = self.high + x;
        self.low +=
            if self.high.abs() >= x.abs() { (self.high - t) + x } else { (x - t) + self.high };
        self.high = t;
    }

    /// The sum.
    #[inline]
    pub(crate) fn value(self) -> f64 {
        // An infinite or undefined total has no low part to speak of.
        if self.high.is_finite() { self.high + self.low } else { self.high }
    }

    /// The sum over `n`, rounded once.
    pub(crate) fn over(self, n: f64) -> f64 {
        let total = self.value();
        if !total.is_finite() {
            return total / n;
        }
        let rest = (self.high - total) + self.low;
        let q = total / n;
        q + ((-q).mul_add(n, total) + rest) / n
    }
}

impl FromIterator<f64> for Sum {
    fn from_iter<I: IntoIterator<Item = f64>>(iter: I) -> Self {
        let mut s = Self::default();
        for x in iter {
            s.add(x);
        }
        s
    }
}

/// The compensated sum of the numbers.
pub(crate) fn sum(xs: impl IntoIterator<Item = f64>) -> f64 {
    xs.into_iter().collect::<Sum>().value()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_what_a_plain_sum_loses() {
        assert!((sum([1.0, 1e100, 1.0, -1e100]) - 2.0).abs() < f64::EPSILON);
        // Ten tenths are one; the plain sum says 0.9999999999999999.
        let tenths: Sum = std::iter::repeat_n(0.1, 10).collect();
        assert_eq!(tenths.value().to_bits(), 1.0_f64.to_bits());
        assert_eq!(tenths.over(10.0).to_bits(), 0.1_f64.to_bits());
        assert_eq!(sum([f64::INFINITY, 1.0]).to_bits(), f64::INFINITY.to_bits());
    }
}
