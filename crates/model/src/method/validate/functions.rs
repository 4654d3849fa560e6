//! Whether the constants of a method's functions lie where they may.

use std::fmt::Display;

use super::super::{Function, Impute, Mean, Normalise, Transform};
use super::ranges::Values;

/// The exponent of a power mean.
pub(super) fn aggregate(v: &mut Values<'_>, of: impl Display, function: Mean) {
    if let Mean::Power(p) = function {
        v.finite(&of, "power", p);
        if p == 0.0 {
            v.error("bad-power", format!("the `power` of {of} is 0, which is the geometric mean"));
        }
    }
}

/// The constants of a normalisation, and its target range within the scale.
pub(super) fn normalise(
    v: &mut Values<'_>,
    of: impl Display,
    function: Normalise,
    [low, high]: [f64; 2],
) {
    let Normalise::Against(against) = function else { return };
    let function = against.function();
    match function {
        Function::ZScore { mean, sd } => {
            v.finite(&of, "mean", mean);
            v.positive(&of, "sd", sd);
        }
        Function::DistanceToTarget { target, .. } => v.finite(&of, "target", target),
        Function::DistanceToReference { reference, .. } => v.finite(&of, "reference", reference),
        _ => {}
    }
    let Some(range) = function.range() else { return };
    v.pair(&of, "range", range);
    if range[0] < low || range[1] > high {
        let message = format!(
            "the `range` of {of} runs from {} to {}, beyond the scale {low} to {high}",
            range[0], range[1]
        );
        v.error("range-beyond-scale", message);
    }
}

/// How far imputation along time looks.
pub(super) fn impute(v: &mut Values<'_>, of: impl Display, step: Option<&Impute>) {
    if let Some(Impute::Time { max_years: Some(years), .. }) = step {
        v.positive(of, "max_years", *years);
    }
}

/// The exponent of a Box-Cox transformation.
pub(super) fn treat(v: &mut Values<'_>, of: impl Display, function: Transform) {
    if let Transform::BoxCox { lambda } = function {
        v.finite(of, "boxcox", lambda);
    }
}
