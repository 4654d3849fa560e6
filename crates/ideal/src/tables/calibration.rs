//! How well draws foretell evidence that was withheld, as tables.

use std::borrow::Cow;

use ideal_engine::{Calibration, Measures, TercileBias, Withheld};

use super::columns as c;
use super::table::{Over, Table};

/// The tables of a calibration: its measures, and the bias by tercile.
pub(super) fn tables(found: &Calibration) -> [Table<'_>; 2] {
    let measures = Over::new(&c::CALIBRATION_MEASURES, &found.measures)
        .text(c::FORETOLD, |m: &Measures| Cow::Borrowed(m.of.word()))
        .text(c::NODE, |m| Cow::Owned(m.node.clone()))
        .text(c::WITHHELD, |m| Cow::Borrowed(m.withheld.map_or("", Withheld::word)))
        .number(c::WITHHELD_SHARE, |m| m.share)
        .count(c::FORETOLD_VALUES, |m| Some(m.n as u64))
        .number(c::INTERVAL_COVERAGE, |m| Some(m.coverage))
        .number(c::COVERAGE_ERROR, |m| m.coverage_error)
        .number(c::BELOW_LOW, |m| Some(m.below_low))
        .number(c::ABOVE_HIGH, |m| Some(m.above_high))
        .number(c::BIAS, |m| Some(m.bias))
        .number(c::RMSE, |m| Some(m.rmse))
        .number(c::WIDTH, |m| Some(m.width))
        .number(c::CRPS, |m| Some(m.crps))
        .finish();
    let terciles = Over::new(&c::CALIBRATION_TERCILES, &found.terciles)
        .text(c::WITHHELD, |t: &TercileBias| Cow::Borrowed(t.withheld.word()))
        .text(c::NODE, |t| Cow::Owned(t.node.clone()))
        .text(c::TERCILE, |t| Cow::Borrowed(t.tercile.word()))
        .count(c::FORETOLD_VALUES, |t| Some(t.n as u64))
        .number(c::BIAS, |t| Some(t.bias))
        .number(c::INTERVAL_COVERAGE, |t| Some(t.coverage))
        .number(c::CRPS, |t| Some(t.crps))
        .finish();
    [measures, terciles]
}
