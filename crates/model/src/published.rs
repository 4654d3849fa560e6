//! The published form of numbers, the same in every language.

use serde::{Deserialize, Serialize};

/// How the published form is rounded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rounding {
    /// Half away from zero.
    #[default]
    HalfUp,
    /// Half to even.
    HalfEven,
}

/// The shortest decimal that reads back as the same double: no exponent, no `-0`. Not finite:
/// empty.
///
/// ```
/// assert_eq!(ideal_model::shortest(0.1 + 0.2), "0.30000000000000004");
/// assert_eq!(ideal_model::shortest(-0.0), "0");
/// assert_eq!(ideal_model::shortest(1e21), "1000000000000000000000");
/// ```
#[must_use]
pub fn shortest(x: f64) -> String {
    if !x.is_finite() {
        return String::new();
    }
    // Display of f64 is the shortest round-trip decimal and never uses an exponent.
    if x == 0.0 { "0".to_owned() } else { x.to_string() }
}

/// `x` rounded to 12 significant digits and then, in decimal, to `decimals` places: what a
/// published table shows.
///
/// Two steps, because a mean that is 6.235 in exact arithmetic may be a hair below it as a double;
/// the first step takes the hair away, the second rounds as a person would. Half goes away from
/// zero ([`Rounding::HalfUp`]) or to the even digit ([`Rounding::HalfEven`]); trailing zeros are
/// kept. Not finite: empty.
///
/// ```
/// use ideal_model::{method::Rounding, shown};
/// assert_eq!(shown(6.234999999999999, 2, Rounding::HalfUp), "6.24");
/// assert_eq!(shown(0.125, 2, Rounding::HalfEven), "0.12");
/// assert_eq!(shown(-0.04, 1, Rounding::HalfUp), "0.0");
/// ```
#[must_use]
pub fn shown(x: f64, decimals: u8, rounding: Rounding) -> String {
    if !x.is_finite() {
        return String::new();
    }
    let decimals = usize::from(decimals);
    // d.ddddddddddde±x: twelve significant digits, correctly rounded by the formatter.
    let text = format!("{:.11e}", x.abs());
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let digits: Vec<u8> = mantissa.bytes().filter(u8::is_ascii_digit).map(|b| b - b'0').collect();
    // The digit of 10^p is digits[exponent - p]; places before the first or after the last digit
    // are zero.
    let digit = |p: i32| {
        usize::try_from(exponent - p).ok().and_then(|i| digits.get(i)).copied().unwrap_or(0)
    };
    let last = -i32::try_from(decimals).unwrap_or(0);
    let top = exponent.max(0);
    let mut kept: Vec<u8> = (last..=top).rev().map(digit).collect();
    let next = digit(last - 1);
    let rest = digits
        .iter()
        .enumerate()
        .any(|(i, &d)| d != 0 && exponent - i32::try_from(i).unwrap_or(0) < last - 1);
    let up = match rounding {
        Rounding::HalfUp => next >= 5,
        Rounding::HalfEven => {
            next > 5 || (next == 5 && (rest || kept.last().is_some_and(|d| d % 2 == 1)))
        }
    };
    if up {
        let mut carry = true;
        for d in kept.iter_mut().rev() {
            if !carry {
                break;
            }
            *d = if *d == 9 { 0 } else { *d + 1 };
            carry = *d == 0;
        }
        if carry {
            kept.insert(0, 1);
        }
    }
    let whole = kept.len() - decimals;
    let mut out = String::with_capacity(kept.len() + 2);
    if x < 0.0 && kept.iter().any(|&d| d != 0) {
        out.push('-');
    }
    for (i, d) in kept.iter().enumerate() {
        if i == whole {
            out.push('.');
        }
        out.push(char::from(b'0' + d));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_in_decimal() {
        for (x, d, want) in [
            (0.0, 1, "0.0"),
            (99.95, 1, "100.0"),
            (9.995, 2, "10.00"),
            (7.25, 1, "7.3"),
            (0.8295, 3, "0.830"),
            (1234.5, 0, "1235"),
            (0.0004, 3, "0.000"),
            (0.0005, 3, "0.001"),
            (-12.345, 2, "-12.35"),
            (1e-9, 2, "0.00"),
            (5.0, 0, "5"),
        ] {
            assert_eq!(shown(x, d, Rounding::HalfUp), want, "{x} at {d}");
        }
        assert_eq!(shown(0.135, 2, Rounding::HalfEven), "0.14");
        assert_eq!(shown(2.5, 0, Rounding::HalfEven), "2");
        assert_eq!(shown(2.51, 0, Rounding::HalfEven), "3");
    }

    #[test]
    fn a_mean_of_published_items_meets_its_table() {
        // Organized Crime Index: three items 6, 6.5, 6.205 whose mean is 6.235 in exact arithmetic.
        let mean = (6.0 + 6.5 + 6.205) / 3.0;
        assert_eq!(shown(mean, 2, Rounding::HalfUp), "6.24");
    }
}
