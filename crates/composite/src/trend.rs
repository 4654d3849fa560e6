//! Change of a series over time.
//!
//! ```
//! use ideal_composite::trend::cagr;
//!
//! assert!((cagr(&[2018.0, 2020.0], &[100.0, 121.0]).unwrap() - 0.1).abs() < 1e-12);
//! ```

use crate::moments::{count, mean};
use crate::sum::sum;

/// The points of a series that are there, by time; none of a series with more times than values, or
/// fewer.
fn known(times: &[f64], xs: &[f64]) -> Vec<(f64, f64)> {
    if times.len() != xs.len() {
        return Vec::new();
    }
    let mut points: Vec<(f64, f64)> = times
        .iter()
        .copied()
        .zip(xs.iter().copied())
        .filter(|(t, x)| t.is_finite() && x.is_finite())
        .collect();
    points.sort_by(|a, b| a.0.total_cmp(&b.0));
    points
}

/// Compound growth per unit of time from the first value to the last, (last / first)^(1 / span) −
/// 1; 0 if they are equal. None under two values, without a span, or if the ratio is not above 0 (a
/// change of sign has no growth rate), or the lengths differ.
#[must_use]
pub fn cagr(times: &[f64], xs: &[f64]) -> Option<f64> {
    let points = known(times, xs);
    let (&(t0, x0), &(t1, x1)) = (points.first()?, points.last()?);
    if t1 <= t0 {
        return None;
    }
    if x0 == x1 {
        return Some(0.0);
    }
    let ratio = x1 / x0;
    (ratio.is_finite() && ratio > 0.0).then(|| libm::pow(ratio, 1.0 / (t1 - t0)) - 1.0)
}

/// Change per `per` units of time in percent of where the series started. With three values or
/// more: slope of the least-squares line over its value at the first point of time; with two: their
/// difference over the first. None under two values, without a span, if the start is 0, or if the
/// lengths differ.
#[must_use]
pub fn percent_change(times: &[f64], xs: &[f64], per: f64) -> Option<f64> {
    let points = known(times, xs);
    let (&(t0, x0), &(t1, x1)) = (points.first()?, points.last()?);
    if t1 <= t0 {
        return None;
    }
    let (slope, start) = if points.len() > 2 {
        let slope = slope(&points)?;
        let (t, x): (Vec<f64>, Vec<f64>) = points.iter().copied().unzip();
        (slope, mean(&x)? + slope * (t0 - mean(&t)?))
    } else {
        ((x1 - x0) / (t1 - t0), x0)
    };
    let change = slope * per / start * 100.0;
    change.is_finite().then_some(change)
}

/// Slope of the least-squares line per unit of time, with its standard error (none under three
/// points). None under two values, without a span, or if the lengths differ.
#[must_use]
pub fn fitted(times: &[f64], xs: &[f64]) -> Option<(f64, Option<f64>)> {
    let points = known(times, xs);
    let b = slope(&points)?;
    let (t, x): (Vec<f64>, Vec<f64>) = points.iter().copied().unzip();
    let (mt, mx) = (mean(&t)?, mean(&x)?);
    let squares = sum(t.iter().map(|t| (t - mt) * (t - mt)));
    let rest = sum(points.iter().map(|(t, x)| {
        let e = x - mx - b * (t - mt);
        e * e
    }));
    let error = (points.len() > 2).then(|| libm::sqrt(rest / count(points.len() - 2) / squares));
    Some((b, error))
}

fn slope(points: &[(f64, f64)]) -> Option<f64> {
    let (t, x): (Vec<f64>, Vec<f64>) = points.iter().copied().unzip();
    let (mt, mx) = (mean(&t)?, mean(&x)?);
    let squares = sum(t.iter().map(|t| (t - mt) * (t - mt)));
    let b = sum(points.iter().map(|(t, x)| (t - mt) * (x - mx))) / squares;
    b.is_finite().then_some(b)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn times_without_values() {
        let (t, x) = ([2000.0, 2001.0, 2002.0], [1.0, 2.0]);
        assert_eq!((cagr(&t, &x), percent_change(&t, &x, 1.0), fitted(&t, &x)), (None, None, None));
        assert_eq!(percent_change(&t[..2], &x, f64::NAN), None);
    }

    #[test]
    fn by_hand() {
        let (t, x) = ([2000.0, 2001.0, 2002.0, 2003.0], [10.0, 12.0, f64::NAN, 16.0]);
        assert!((percent_change(&t, &x, 1.0).unwrap() - 20.0).abs() < 1e-12);
        assert!((percent_change(&t[..2], &x[..2], 1.0).unwrap() - 20.0).abs() < 1e-12);
        let (b, se) = fitted(&t, &x).unwrap();
        assert!((b - 2.0).abs() < 1e-12 && se.unwrap() < 1e-12);
        assert_eq!(
            (
                cagr(&t[..1], &x[..1]),
                cagr(&[1.0, 2.0], &[-1.0, 1.0]),
                cagr(&[1.0, 2.0], &[0.0, 0.0])
            ),
            (None, None, Some(0.0))
        );
        assert_eq!(
            (
                percent_change(&[1.0, 1.0], &[1.0, 2.0], 1.0),
                percent_change(&[1.0, 2.0], &[0.0, 2.0], 1.0)
            ),
            (None, None)
        );
    }
}
