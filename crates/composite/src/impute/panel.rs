//! Imputation along time.

use ndarray::{Array2, ArrayView2};

/// How a gap in time is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
pub enum Fill {
    /// The last value of an earlier point of time, at most `max_back` points earlier if given;
    /// nothing before the first.
    Latest {
        /// How many points back at most.
        max_back: Option<usize>,
    },
    /// The last earlier value; before the first value, the first.
    Constant,
    /// On the line between the neighbours; nothing outside them.
    Between,
    /// On the line between the neighbours; outside them, the nearest value. A line needs two
    /// values: a series with one stays as it is.
    Linear,
    /// As [`Linear`](Self::Linear), and a series with one value takes it everywhere.
    LinearConstant,
}

/// Why a panel could not be imputed.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum PanelError {
    /// Times and values differ in number.
    #[error("{times} times for {values} values")]
    Lengths {
        /// Times.
        times: usize,
        /// Values.
        values: usize,
    },
    /// Times must be finite and strictly increasing.
    #[error("time {time} does not follow the one before it")]
    Times {
        /// The first that does not.
        time: f64,
    },
}

/// Fills the gaps of one series; `times` are strictly increasing.
///
/// # Errors
/// [`PanelError`].
pub fn series(times: &[f64], xs: &[f64], fill: Fill) -> Result<Vec<f64>, PanelError> {
    if times.len() != xs.len() {
        return Err(PanelError::Lengths { times: times.len(), values: xs.len() });
    }
    if let Some(&t) = times.iter().find(|t| !t.is_finite()) {
        return Err(PanelError::Times { time: t });
    }
    if let Some(pair) = times.windows(2).find(|p| p[0] >= p[1]) {
        return Err(PanelError::Times { time: pair[1] });
    }
    let known: Vec<(usize, f64, f64)> = times
        .iter()
        .zip(xs)
        .enumerate()
        .filter(|(_, (_, x))| !x.is_nan())
        .map(|(k, (&t, &x))| (k, t, x))
        .collect();
    let fill_one = |k: usize, t: f64| -> f64 {
        let after = known.partition_point(|p| p.0 < k);
        let before = after.checked_sub(1).and_then(|b| known.get(b));
        match (fill, before, known.get(after)) {
            (Fill::Latest { max_back }, Some(&(b, _, x)), _)
                if max_back.is_none_or(|m| k - b <= m) =>
            {
                x
            }
            (Fill::Linear, _, _) if known.len() < 2 => f64::NAN,
            (Fill::Constant | Fill::Linear | Fill::LinearConstant, None, Some(&(_, _, x)))
            | (Fill::Constant, Some(&(_, _, x)), _)
            | (Fill::Linear | Fill::LinearConstant, Some(&(_, _, x)), None) => x,
            (
                Fill::Between | Fill::Linear | Fill::LinearConstant,
                Some(&(_, t0, x0)),
                Some(&(_, t1, x1)),
            ) => x0 + (x1 - x0) * ((t - t0) / (t1 - t0)),
            _ => f64::NAN,
        }
    };
    Ok(times
        .iter()
        .zip(xs)
        .enumerate()
        .map(|(k, (&t, &x))| if x.is_nan() { fill_one(k, t) } else { x })
        .collect())
}

/// Fills the gaps of every series of a panel of units (rows) by points of time (columns).
///
/// # Errors
/// [`PanelError`].
pub fn panel(
    times: &[f64],
    xs: ArrayView2<'_, f64>,
    fill: Fill,
) -> Result<Array2<f64>, PanelError> {
    let mut out = xs.to_owned();
    for mut row in out.rows_mut() {
        let filled = series(times, &row.to_vec(), fill)?;
        row.iter_mut().zip(filled).for_each(|(x, f)| *x = f);
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn each_way_between_and_beyond() {
        let (t, x) =
            ([2000.0, 2001.0, 2002.0, 2004.0, 2006.0], [f64::NAN, 1.0, f64::NAN, 7.0, f64::NAN]);
        let f = |fill| {
            series(&t, &x, fill)
                .unwrap()
                .into_iter()
                .map(|v| (!v.is_nan()).then_some(v))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            f(Fill::Latest { max_back: None }),
            [None, Some(1.0), Some(1.0), Some(7.0), Some(7.0)]
        );
        assert_eq!(f(Fill::Latest { max_back: Some(0) })[2], None);
        assert_eq!(f(Fill::Constant), [Some(1.0), Some(1.0), Some(1.0), Some(7.0), Some(7.0)]);
        assert_eq!(f(Fill::Between), [None, Some(1.0), Some(3.0), Some(7.0), None]);
        assert_eq!(f(Fill::Linear), [Some(1.0), Some(1.0), Some(3.0), Some(7.0), Some(7.0)]);
        assert_eq!(f(Fill::LinearConstant), f(Fill::Linear));
        assert!(series(&[1.0, 1.0], &[1.0, 2.0], Fill::Linear).is_err());
        assert!(series(&[1.0], &[], Fill::Linear).is_err());
        // A single value: nothing to interpolate, and no crash (COINr's issue 63).
        assert!(series(&[1.0, 2.0], &[5.0, f64::NAN], Fill::Linear).unwrap()[1].is_nan());
        assert_eq!(
            series(&[1.0, 2.0], &[f64::NAN, 5.0], Fill::LinearConstant).unwrap(),
            [5.0, 5.0]
        );
    }
}
