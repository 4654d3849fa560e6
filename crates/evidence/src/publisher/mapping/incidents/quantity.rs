//! Quantities that are added up exactly: whole numbers of billionths.

use std::ops::AddAssign;

/// Decimals that a quantity may have.
pub(super) const DECIMALS: u32 = 9;

/// A sum of quantities, in billionths: the order in which they are added changes nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Exact(i128);

impl Exact {
    /// One.
    pub(super) const ONE: Exact = Exact(1_000_000_000);

    /// A number as its shortest decimal form says it; none where that has more decimals, or more
    /// digits than can be added up.
    pub(super) fn of(number: f64) -> Option<Exact> {
        let text = ideal_model::shortest(number);
        let (sign, digits) = text.strip_prefix('-').map_or((1, text.as_str()), |rest| (-1, rest));
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        if part.len() > DECIMALS as usize || whole.len() > 20 {
            return None;
        }
        let whole: i128 = whole.parse().ok()?;
        let part: i128 = format!("{part:0<width$}", width = DECIMALS as usize).parse().ok()?;
        Some(Exact(sign * (whole * Exact::ONE.0 + part)))
    }

    /// The number nearest to it that a double holds.
    pub(super) fn number(self) -> f64 {
        #[expect(
            clippy::cast_precision_loss,
            reason = "up to here a double holds every whole number"
        )]
        if self.0 % Exact::ONE.0 == 0 && (self.0 / Exact::ONE.0).unsigned_abs() <= 1 << 53 {
            return (self.0 / Exact::ONE.0) as f64;
        }
        let (whole, part) = (
            self.0.unsigned_abs() / Exact::ONE.0.unsigned_abs(),
            self.0.unsigned_abs() % Exact::ONE.0.unsigned_abs(),
        );
        let sign = if self.0 < 0 { "-" } else { "" };
        // The parser rounds once, and correctly.
        format!("{sign}{whole}.{part:09}").parse().unwrap_or(f64::NAN)
    }

    /// Whether it is above zero and below a whole number.
    pub(super) fn is_small(self, under: u64) -> bool {
        self.0 > 0 && self.0 < i128::from(under) * Exact::ONE.0
    }

    /// The percentage that it is of another; none of nothing.
    pub(super) fn percent_of(self, whole: Exact) -> Option<f64> {
        (whole.0 > 0).then(|| 100.0 * (self.number() / whole.number()))
    }
}

impl AddAssign for Exact {
    fn add_assign(&mut self, other: Exact) {
        // A register of more than 10^9 records of 10^20 each does not exist.
        self.0 = self.0.saturating_add(other.0);
    }
}

impl Exact {
    /// So many times one.
    pub(super) fn count(n: u64) -> Exact {
        Exact(i128::from(n) * Exact::ONE.0)
    }

    /// Takes another away.
    pub(super) fn subtract(&mut self, other: Exact) {
        self.0 = self.0.saturating_sub(other.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_do_not_depend_on_their_order() {
        let numbers = [0.1, 0.2, 0.3, 1e15, -1e15, 2.7];
        let sum = |of: &mut dyn Iterator<Item = &f64>| {
            of.fold(Exact::default(), |mut sum, n| {
                sum += Exact::of(*n).unwrap_or_default();
                sum
            })
        };
        assert_eq!(sum(&mut numbers.iter()), sum(&mut numbers.iter().rev()));
        assert_eq!(sum(&mut numbers.iter()).number().to_string(), "3.3");
        assert_eq!(Exact::of(-2.5).map(Exact::number), Some(-2.5));
        assert_eq!((Exact::of(1e-10), Exact::of(1e25)), (None, None));
        assert_eq!(Exact::count(3), Exact::of(3.0).unwrap_or_default());
    }

    #[test]
    fn what_is_small_is_above_zero() {
        assert!(
            Exact::ONE.is_small(5) && !Exact::default().is_small(5) && !Exact::count(5).is_small(5)
        );
        assert_eq!(Exact::ONE.percent_of(Exact::count(8)), Some(12.5));
        assert_eq!(Exact::ONE.percent_of(Exact::default()), None);
    }
}
