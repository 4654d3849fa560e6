//! What a mean of the caller's has to say of itself.

use crate::own::Named;

/// A mean of one's own, for [`Mean::Own`](crate::aggregate::Mean::Own).
///
/// ```
/// use ideal_composite::aggregate::{Aggregation, Mean};
/// use ideal_composite::own::{Named, Own};
///
/// /// The weighted quadratic mean.
/// #[derive(Debug)]
/// struct Quadratic;
///
/// impl Named for Quadratic {
///     fn name(&self) -> &str {
///         "quadratic"
///     }
/// }
///
/// impl Aggregation for Quadratic {
///     fn value(&self, xs: &[f64], ws: &[f64]) -> Option<f64> {
///         let sum: f64 = xs.iter().zip(ws).map(|(x, w)| w * x * x).sum();
///         Some((sum / ws.iter().sum::<f64>()).sqrt())
///     }
/// }
///
/// let mean = Mean::Own(Own::new(&Quadratic));
/// assert_eq!(mean.value(&[3.0, 4.0], &[1.0, 1.0]), Mean::Power(2.0).value(&[3.0, 4.0], &[1.0, 1.0]));
/// ```
pub trait Aggregation: Named {
    /// The mean of children `xs` with weights `ws`, of one length and at least one; all values are
    /// finite, all weights finite and above 0, not renormalised. None, or a number that is not
    /// finite, where it is not defined for them. It must not depend on the order of the children
    /// beyond rounding, nor on the unit of the weights.
    fn value(&self, xs: &[f64], ws: &[f64]) -> Option<f64>;

    /// What each child contributes to `value`, in their order and adding up to it; none where the
    /// function does not say, and its parts are then not told.
    fn contributions(&self, xs: &[f64], ws: &[f64]) -> Option<Vec<f64>> {
        let _ = (xs, ws);
        None
    }

    /// Whether the mean never lies below its lowest child nor above its highest (internality:
    /// Grabisch, Marichal, Mesiar and Pap, Aggregation Functions, 2009, section 2.2).
    fn is_internal(&self) -> bool {
        true
    }

    /// Whether it has a value for all children, on a scale that may start below 0.
    fn is_total(&self) -> bool {
        false
    }
}
