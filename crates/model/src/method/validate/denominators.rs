//! Denominators: an indicator is divided by what is there, once.

use super::super::Method;
use super::Places;
use crate::document::Reader;

/// An error for an indicator that is divided by itself, or by one that has a denominator of its
/// own: rows of the denominator are taken as they are, so that its own would go unheard.
pub(super) fn denominators(m: &Method, places: &Places, r: &mut Reader) {
    for ((i, ind), index) in m.indicators.iter().enumerate().zip(m.indicator_indices()) {
        let Some(per) = &ind.per else { continue };
        let by = &m.indicators[per.indicator];
        if per.indicator == index {
            let message = format!("`{}` is its own denominator", ind.code);
            r.error(places.indicators[i], "self-denominator", message);
        } else if by.per.is_some() {
            let message = format!(
                "`{}` is divided by `{}`, which is divided itself; a denominator is taken as its \
                 rows say",
                ind.code, by.code
            );
            r.error(places.indicators[i], "divided-denominator", message).hint = Some(format!(
                "divide by an indicator without `per`, which may read the same rows: `reads = \
                 \"{}\"`",
                by.series
            ));
        }
    }
}
