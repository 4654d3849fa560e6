//! The scale and the ranges of normalisations: wide enough for ranks, and not too wide.

use super::super::{Method, Normalise};
use super::Places;
use crate::document::Reader;

/// The least width: scores are ranked by nine decimals, which tell a million of them apart on it.
const LEAST: f64 = 1e-3;

/// How far an end may lie from 0: nine decimals of a score beyond are lost in the sixteen digits of
/// a double.
const FARTHEST: f64 = 1e6;

/// Errors about a scale or a range on which nine decimals do not rank.
pub(super) fn ranked(m: &Method, places: &Places, r: &mut Reader) {
    let [low, high] = m.scale;
    if high - low < LEAST || low < -FARTHEST || high > FARTHEST {
        let message = format!(
            "the scale runs from {low} to {high}; scores are ranked by nine decimals, so that it \
             must be {LEAST} wide and lie within {FARTHEST} of 0"
        );
        r.error(places.scale, "bad-scale", message).hint =
            Some("common scales are 0 to 1, 0 to 10 and 0 to 100".into());
        return;
    }
    let narrow = |n: Normalise| match n {
        Normalise::Against(against) => {
            against.function().range().filter(|[low, high]| high - low < LEAST)
        }
        Normalise::Goalposts | Normalise::None => None,
    };
    let message = |of: &str, [low, high]: [f64; 2]| {
        format!(
            "the `range` of {of} runs from {low} to {high}; scores are ranked by nine decimals, so \
             that it must be {LEAST} wide"
        )
    };
    if let Some(range) = narrow(m.steps.normalise) {
        r.error(places.steps, "bad-range", message("[steps]", range));
    }
    for (ind, at) in m.indicators.iter().zip(&places.indicators) {
        if let Some(range) = ind.normalise.and_then(narrow) {
            r.error(*at, "bad-range", message(&format!("`{}`", ind.code), range));
        }
    }
}
