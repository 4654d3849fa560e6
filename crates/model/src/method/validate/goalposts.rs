//! Goalposts: two numbers in order, far enough apart for what lies between to be told apart.

use super::super::ValueTransform;
use crate::document::{Position, Reader};

/// The least distance of goalposts as a share of the greater. Nearer ones become the same number
/// under a logarithm or a root, of which a double keeps sixteen digits.
const NEAREST: f64 = 1e-12;

/// Errors about the goalposts of an indicator.
pub(super) fn goalposts(
    code: &str,
    low: f64,
    high: f64,
    transform: Option<ValueTransform>,
    at: Position,
    r: &mut Reader,
) {
    if !(high - low).is_finite() {
        r.error(
            at,
            "goalposts-too-far",
            format!(
                "the goalposts of `{code}` are [{low:e}, {high:e}]: no number is as large as \
                     what lies between"
            ),
        );
    }
    if low == high {
        r.error(
            at,
            "goalposts-equal",
            format!("both goalposts of `{code}` are {low}: every value would score the same"),
        );
    } else if low > high {
        r.error(
            at,
            "goalposts-reversed",
            format!(
                "the goalposts of `{code}` are [{low}, {high}]; \
                                                   the low one comes first"
            ),
        )
        .hint = Some(
            "goalposts are given in the indicator's own direction; for \"less is more\" write \
                  direction = \"down\""
                .into(),
        );
    } else if high - low < NEAREST * low.abs().max(high.abs()) {
        let message = format!(
            "the goalposts of `{code}` are [{low}, {high}], too near each other to tell what lies \
             between them apart"
        );
        r.error(at, "goalposts-too-near", message);
    }
    let bad = match transform {
        Some(ValueTransform::Log) => low <= 0.0,
        Some(ValueTransform::Log1p) => low <= -1.0,
        Some(ValueTransform::Sqrt) => low < 0.0,
        Some(ValueTransform::Own(own)) => {
            let ends = own.value(low).zip(own.value(high));
            !ends.is_some_and(|(l, h)| l.is_finite() && h.is_finite() && l < h)
        }
        None => false,
    };
    if bad {
        r.error(
            at,
            "goalposts-transform",
            format!("the low goalpost of `{code}` is {low}, which its transform does not take"),
        );
    }
}
