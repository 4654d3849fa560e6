//! What both tables write: lines, posts and denominators.

use ideal_model::IndicatorIx;
use ideal_model::method::{Indicator, Method, Normalise};

/// One line of CSV.
pub(super) fn line(out: &mut String, cells: &[String]) {
    for (i, cell) in cells.iter().enumerate() {
        if i > 0 {
            out.push(',');
        }
        if cell.contains([',', '"', '\n', '\r']) {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(cell);
        }
    }
    out.push('\n');
}

/// The indicator's fixed posts, if it is normalised by them.
pub(super) fn posts(m: &Method, i: IndicatorIx) -> Option<[f64; 2]> {
    let ind = &m.indicators[i];
    let by = ind.normalise.unwrap_or(m.steps.normalise);
    ind.goalposts.filter(|_| matches!(by, Normalise::Goalposts | Normalise::None))
}

/// The denominator's code and the factor, if the indicator is divided by one.
pub(super) fn denominator<'m>(m: &'m Method, ind: &'m Indicator) -> Option<(&'m str, f64)> {
    let per = ind.per.as_ref().filter(|_| m.steps.denominate)?;
    Some((m.indicators.get(per.indicator.get())?.code.as_str(), per.factor))
}
