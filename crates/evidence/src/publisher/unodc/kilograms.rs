//! Sums of figures as they were published, in decimal: 0.1 and 0.2 are 0.3.

/// A decimal number: digits, and how many of them stand behind the point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Exact {
    digits: i128,
    places: u32,
}

impl Exact {
    /// The shortest decimal that gives the number back, which is the one that was published. None
    /// where it has too many digits for that to be so.
    pub(super) fn of(number: f64) -> Option<Self> {
        let text = ideal_model::shortest(number);
        let (whole, behind) = text.split_once('.').unwrap_or((&text, ""));
        Some(Exact {
            digits: format!("{whole}{behind}").parse().ok()?,
            places: u32::try_from(behind.len()).ok()?,
        })
    }

    /// The sum, if it has no more digits than can be kept.
    pub(super) fn plus(self, other: Exact) -> Option<Self> {
        let places = self.places.max(other.places);
        let at = |e: Exact| e.digits.checked_mul(10_i128.checked_pow(places - e.places)?);
        Some(Exact { digits: at(self)?.checked_add(at(other)?)?, places })
    }

    /// The double nearest to it.
    pub(super) fn number(self) -> Option<f64> {
        format!("{}e-{}", self.digits, self.places).parse().ok().filter(|n: &f64| n.is_finite())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn sums_are_those_of_the_decimals() {
        let sum = |all: &[f64]| {
            all.iter()
                .try_fold(Exact::default(), |s, n| s.plus(Exact::of(*n)?))
                .unwrap()
                .number()
                .unwrap()
        };
        assert_eq!(sum(&[0.1, 0.2]).to_bits(), 0.3_f64.to_bits());
        assert_eq!(sum(&[74_193.787_1, 505_682.551_5]).to_bits(), 579_876.338_6_f64.to_bits());
        assert_eq!(sum(&[0.1; 10]).to_bits(), 1.0_f64.to_bits());
        assert_eq!(sum(&[1e9, 1e-17]).to_bits(), 1e9_f64.to_bits());
        assert_eq!(Exact::default().plus(Exact::of(1e-60).unwrap()), None);
    }
}
