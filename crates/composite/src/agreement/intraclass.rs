//! Intraclass correlations of absolute agreement.

use statrs::function::beta::inv_beta_reg;

use super::undefined::Undefined;
use crate::moments::{count, mean};
use crate::ratings::Ratings;
use crate::sum::sum;

/// Intraclass correlations of the two-way random model, absolute agreement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Intraclass {
    /// ICC(A,1), of one rating, at most 1. Below 0 where ratings of a unit differ more than chance
    /// lets any two differ.
    pub single: f64,
    /// The 95 % interval of `single`, low and high.
    pub single_interval: Result<(f64, f64), Undefined>,
    /// ICC(A,k), of the mean of all raters, at most 1.
    pub mean: Result<f64, Undefined>,
    /// The 95 % interval of `mean`, low and high.
    pub mean_interval: Result<(f64, f64), Undefined>,
    /// Raters k.
    pub raters: usize,
    /// Units n that every one of them rated.
    pub units: usize,
}

/// Mean squares of rows (units), columns (raters) and what is left.
#[derive(Clone, Copy, Debug)]
struct MeanSquares {
    units: f64,
    raters: f64,
    rest: f64,
}

/// ICC(A,1) and ICC(A,k) over the units that every rater rated, with intervals by Satterthwaite's
/// approximation (McGraw and Wong, Forming inferences about some intraclass correlation
/// coefficients, Psychological Methods 1, 1996, tables 4 and 7, case 2). Raters without any rating
/// do not count.
///
/// # Errors
/// [`Undefined::OneRater`], [`Undefined::FewCompleteUnits`], [`Undefined::NoVariation`],
/// [`Undefined::NoUnitVariance`].
pub fn icc(ratings: &Ratings) -> Result<Intraclass, Undefined> {
    let raters = ratings.per_rater().iter().filter(|n| **n > 0).count();
    if raters < 2 {
        return Err(Undefined::OneRater);
    }
    let rows: Vec<Vec<f64>> = ratings
        .by_unit()
        .filter(|unit| unit.len() == raters)
        .map(|unit| unit.iter().map(|(_, value)| *value).collect())
        .collect();
    if rows.len() < 2 {
        return Err(Undefined::FewCompleteUnits);
    }
    let squares = mean_squares(&rows, raters).ok_or(Undefined::NoVariation)?;
    let MeanSquares { units: of_units, raters: of_raters, rest } = squares;
    let (n, k) = (count(rows.len()), count(raters));
    let all = of_units + (k - 1.0) * rest + k / n * (of_raters - rest);
    if all <= 0.0 {
        return Err(Undefined::NoUnitVariance);
    }
    let single = (of_units - rest) / all;
    let of_means = of_units + (of_raters - rest) / n;
    let mean = if of_means > 0.0 {
        Ok((of_units - rest) / of_means)
    } else {
        Err(Undefined::NoUnitVariance)
    };
    let single_interval = interval(squares, single, n, k);
    // The formula of Spearman and Brown, which rises with the coefficient.
    let stepped = |x: f64| k * x / (1.0 + (k - 1.0) * x);
    let mean_interval = match single_interval {
        Ok((low, high)) if mean.is_ok() && 1.0 + (k - 1.0) * low > 0.0 => {
            Ok((stepped(low), stepped(high)))
        }
        Ok(_) => Err(Undefined::NoUnitVariance),
        Err(reason) => Err(reason),
    };
    Ok(Intraclass { single, single_interval, mean, mean_interval, raters, units: rows.len() })
}

/// The mean squares of a complete table; none where all its figures are the same.
fn mean_squares(rows: &[Vec<f64>], raters: usize) -> Option<MeanSquares> {
    let (n, k) = (count(rows.len()), count(raters));
    let first = *rows.first()?.first()?;
    if rows.iter().flatten().all(|x| *x == first) {
        return None;
    }
    // From one of them, so that figures far from 0 lose nothing in differences.
    let rows: Vec<Vec<f64>> =
        rows.iter().map(|row| row.iter().map(|x| x - first).collect()).collect();
    let all = sum(rows.iter().flatten().copied()) / (n * k);
    let of_rows: Vec<f64> = rows.iter().map(|row| mean(row)).collect::<Option<_>>()?;
    let of_columns: Vec<f64> = (0..raters)
        .map(|rater| sum(rows.iter().filter_map(|row| row.get(rater)).copied()) / n)
        .collect();
    let square = |x: f64| x * x;
    let rest = sum(rows.iter().zip(&of_rows).flat_map(|(row, of_row)| {
        row.iter().zip(&of_columns).map(move |(x, of_column)| {
            let left = x - of_row - of_column + all;
            left * left
        })
    }));
    Some(MeanSquares {
        units: k * sum(of_rows.iter().map(|x| square(x - all))) / (n - 1.0),
        raters: n * sum(of_columns.iter().map(|x| square(x - all))) / (k - 1.0),
        rest: rest / ((n - 1.0) * (k - 1.0)),
    })
}

/// The 95 % interval of ICC(A,1).
fn interval(squares: MeanSquares, single: f64, n: f64, k: f64) -> Result<(f64, f64), Undefined> {
    let MeanSquares { units, raters, rest } = squares;
    if single >= 1.0 {
        return Err(Undefined::NoDisagreement);
    }
    let a = k * single / (n * (1.0 - single));
    let b = 1.0 + k * single * (n - 1.0) / (n * (1.0 - single));
    let square = |x: f64| x * x;
    let freedom = square(a * raters + b * rest)
        / (square(a * raters) / (k - 1.0) + square(b * rest) / ((n - 1.0) * (k - 1.0)));
    let above = f_97_5(n - 1.0, freedom).ok_or(Undefined::NoSpread)?;
    let below = f_97_5(freedom, n - 1.0).ok_or(Undefined::NoSpread)?;
    let others = k * raters + (k * n - k - n) * rest;
    let low = n * (units - above * rest) / (above * others + n * units);
    let high = n * (below * units - rest) / (others + n * below * units);
    if low.is_finite() && high.is_finite() && low <= single && single <= high {
        Ok((low, high))
    } else {
        Err(Undefined::NoSpread)
    }
}

/// The value that 2.5 % of an F distribution of these degrees of freedom pass.
fn f_97_5(over: f64, under: f64) -> Option<f64> {
    if !(over > 0.0 && under > 0.0 && over.is_finite() && under.is_finite()) {
        return None;
    }
    // Of the other tail, so that a large value loses nothing as 1 less a small number.
    let x = inv_beta_reg(under / 2.0, over / 2.0, 0.025);
    let f = under * (1.0 - x) / (over * x);
    f.is_finite().then_some(f)
}
