//! Transformations of a whole column that bring a long tail in.

use super::TreatError;
use crate::moments::{extent, present, skewness};

/// A transformation. All of them keep the order of the values.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
pub enum Transform {
    /// ln(x − min + (max − min) / 100).
    LogCt,
    /// ln(x − min + 1).
    LogCtOrig,
    /// As [`LogCt`](Self::LogCt) for a positive skewness, else mirrored: −ln(max − x + (max − min)
    /// / 100).
    LogCtPlus,
    /// ln((max − 1) (x − min) / (max − min) + 1), the Global Innovation Index's; needs max > 1.
    LogGii,
    /// ((x − min + 1)^lambda − 1) / lambda, and ln(x − min + 1) for lambda 0.
    BoxCox {
        /// The exponent.
        lambda: f64,
    },
}

impl Transform {
    /// The transformed column; NaN stays NaN.
    ///
    /// # Errors
    /// [`TreatError::Undecidable`] without a value, [`TreatError::Domain`] if the formula is not
    /// defined: all values equal (unless the formula has no division by their range), max not above
    /// 1 for `LogGii`, lambda not finite.
    pub fn apply(self, xs: &[f64]) -> Result<Vec<f64>, TreatError> {
        let f = self.function(xs)?;
        let out: Vec<f64> = xs.iter().map(|&x| if x.is_nan() { x } else { f(x) }).collect();
        if out.iter().any(|x| x.is_infinite()) {
            let (low, high) = extent(xs).ok_or(TreatError::Undecidable { n: 0 })?;
            return Err(TreatError::Domain { transform: "the transformation", low, high });
        }
        Ok(out)
    }

    /// What the column's transformation makes of a value that is not in it. Outside the column a
    /// value may have no logarithm: NaN.
    ///
    /// ```
    /// use ideal_composite::treat::Transform;
    ///
    /// let f = Transform::LogCtOrig.function(&[2.0, 5.0])?;
    /// assert_eq!(f(5.0), f64::ln(4.0));
    /// assert!(f(0.5).is_nan());
    /// # Ok::<(), ideal_composite::treat::TreatError>(())
    /// ```
    ///
    /// # Errors
    /// As [`apply`](Self::apply).
    pub fn function(self, xs: &[f64]) -> Result<Box<dyn Fn(f64) -> f64>, TreatError> {
        let (low, high) = extent(xs).ok_or(TreatError::Undecidable { n: 0 })?;
        let domain = |transform| TreatError::Domain { transform, low, high };
        let range = high - low;
        Ok(match self {
            Transform::LogCt if range == 0.0 => return Err(domain("log_ct")),
            Transform::LogCt => Box::new(move |x| libm::log(x - low + 0.01 * range)),
            // Differences far below 1 would drown in the 1 if it were added first.
            Transform::LogCtOrig => Box::new(move |x| libm::log1p(x - low)),
            Transform::LogCtPlus => {
                let skew = skewness(xs).ok_or(TreatError::Undecidable { n: present(xs).len() })?;
                if skew > 0.0 {
                    return Transform::LogCt.function(xs);
                }
                Box::new(move |x| -libm::log(high + 0.01 * range - x))
            }
            Transform::LogGii if range == 0.0 || high <= 1.0 => return Err(domain("log_gii")),
            Transform::LogGii => {
                Box::new(move |x| libm::log((high - 1.0) * (x - low) / range + 1.0))
            }
            Transform::BoxCox { lambda } if !lambda.is_finite() => return Err(domain("box_cox")),
            Transform::BoxCox { lambda: 0.0 } => Box::new(move |x| libm::log1p(x - low)),
            Transform::BoxCox { lambda } => {
                Box::new(move |x| libm::expm1(lambda * libm::log1p(x - low)) / lambda)
            }
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::disallowed_methods)]
    use super::*;

    #[test]
    fn the_innovation_index_transform_maps_its_ends() {
        // By the formula the lowest becomes ln 1 and the highest ln max.
        let t = Transform::LogGii.apply(&[2.0, f64::NAN, 5.0, 50.0]).unwrap();
        assert_eq!(t[0], 0.0);
        assert!(t[1].is_nan());
        assert!((t[3] - 50_f64.ln()).abs() < 1e-14);
        assert!(matches!(
            Transform::BoxCox { lambda: f64::NAN }.apply(&[0.1, 0.9]),
            Err(TreatError::Domain { .. })
        ));
        assert!(matches!(
            Transform::BoxCox { lambda: 900.0 }.apply(&[0.0, 9.0]),
            Err(TreatError::Domain { .. })
        ));
        assert!(matches!(Transform::LogGii.apply(&[0.1, 0.9]), Err(TreatError::Domain { .. })));
        assert!(matches!(Transform::LogCt.apply(&[3.0, 3.0]), Err(TreatError::Domain { .. })));
    }

    #[test]
    fn box_cox_by_hand_and_at_its_limits() {
        // From 3 on: x - min + 1 is 1, 2, 4, 9. Square root: 2 (root - 1). Reciprocal: 1 - 1/y.
        // Square: (y^2 - 1) / 2.
        let xs = [3.0, 4.0, 6.0, 11.0];
        for (lambda, want) in [
            (0.5, [0.0, 2.0 * (2_f64.sqrt() - 1.0), 2.0, 4.0]),
            (-1.0, [0.0, 0.5, 0.75, 8.0 / 9.0]),
            (2.0, [0.0, 1.5, 7.5, 40.0]),
            (1.0, [0.0, 1.0, 3.0, 8.0]),
            (0.0, [0.0, 2_f64.ln(), 4_f64.ln(), 9_f64.ln()]),
            // Next to 0 it is the logarithm; the difference of two numbers near 1 would be noise.
            (1e-14, [0.0, 2_f64.ln(), 4_f64.ln(), 9_f64.ln()]),
        ] {
            let got = Transform::BoxCox { lambda }.apply(&xs).unwrap();
            assert!(got.iter().zip(want).all(|(g, w)| (g - w).abs() < 1e-12), "{lambda}: {got:?}");
        }
        // An indicator of tiny numbers keeps its order.
        for t in [
            Transform::LogCtOrig,
            Transform::BoxCox { lambda: 0.0 },
            Transform::BoxCox { lambda: -0.5 },
        ] {
            let got = t.apply(&[1e-20, 3e-20, 2e-20]).unwrap();
            assert!(got[0] < got[2] && got[2] < got[1], "{t:?}: {got:?}");
        }
    }
}
