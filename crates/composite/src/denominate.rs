//! Denomination: a quantity per head, per area, per unit of output.
//!
//! ```
//! use ideal_composite::denominate::denominate;
//!
//! let rates = denominate(&[5.0, 1.0], &[50_000.0, 0.0], 100_000.0).unwrap();
//! assert_eq!(rates.values[0], 10.0);
//! assert!(rates.values[1].is_nan() && rates.refused == [1]);
//! ```

/// A denominated column.
#[derive(Clone, Debug, PartialEq)]
pub struct Denominated {
    /// The rates; NaN where either part is missing or the denominator was refused.
    pub values: Vec<f64>,
    /// Units with a value whose denominator is 0, negative or infinite: there is no rate per
    /// nothing.
    pub refused: Vec<usize>,
}

/// Why a column could not be denominated.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum DenominateError {
    /// One denominator per value is needed.
    #[error("{denominators} denominators for {values} values")]
    Lengths {
        /// Denominators.
        denominators: usize,
        /// Values.
        values: usize,
    },
    /// The factor must be finite and above 0.
    #[error("the factor is {0}")]
    Factor(f64),
}

/// Divides each value by its denominator over `factor` (so `factor` is 100 000 for a rate per 100
/// 000).
///
/// # Errors
/// [`DenominateError`].
pub fn denominate(
    xs: &[f64],
    denominators: &[f64],
    factor: f64,
) -> Result<Denominated, DenominateError> {
    if xs.len() != denominators.len() {
        return Err(DenominateError::Lengths {
            denominators: denominators.len(),
            values: xs.len(),
        });
    }
    if !(factor.is_finite() && factor > 0.0) {
        return Err(DenominateError::Factor(factor));
    }
    let mut refused = Vec::new();
    let one = |(unit, (&x, &d)): (usize, (&f64, &f64))| {
        if (d > 0.0 && d.is_finite()) || d.is_nan() || x.is_nan() {
            return x / (d / factor);
        }
        refused.push(unit);
        f64::NAN
    };
    let values = xs.iter().zip(denominators).enumerate().map(one).collect();
    Ok(Denominated { values, refused })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_is_no_denominator() {
        let n = f64::NAN;
        let d = denominate(&[1.0, n, 1.0, 1.0, n], &[n, 2.0, -3.0, 4.0, 0.0], 1.0);
        assert!(d.as_ref().is_ok_and(|d| d.refused == [2]
            && d.values[3] == 0.25
            && d.values[..3].iter().all(|x| x.is_nan())));
        let d = denominate(&[1.0], &[f64::INFINITY], 1.0);
        assert!(d.is_ok_and(|d| d.refused == [0] && d.values[0].is_nan()));
        assert_eq!(
            denominate(&[1.0], &[], 1.0),
            Err(DenominateError::Lengths { denominators: 0, values: 1 })
        );
        assert_eq!(denominate(&[1.0], &[1.0], 0.0), Err(DenominateError::Factor(0.0)));
    }
}
