//! Quantities in words: the value of a leaf, its unit, and which way is more.

use ideal_model::method::Direction;
use ideal_model::{IndicatorIx, LeafResult, Status};

use crate::error::ReportError;
use crate::reading::Reading;
use crate::words::say;

/// The value of a leaf as the method compares it: denominated, with its state where it is no plain
/// number.
pub(super) fn value(reading: &Reading<'_>, leaf: &LeafResult) -> Result<String, ReportError> {
    match (leaf.status, leaf.denominated.or(leaf.value)) {
        (_, Some(v)) if leaf.imputed => {
            say!(reading.words, "value-imputed", value = reading.numbers.value(v))
        }
        (Status::Nil, _) => say!(reading.words, "status-nil"),
        (Status::Censored, Some(v)) => {
            say!(reading.words, "value-censored", value = reading.numbers.value(v))
        }
        (_, Some(v)) => Ok(reading.numbers.value(v)),
        (_, None) => say!(reading.words, "status-missing"),
    }
}

/// The unit an indicator is compared in: its own, or per something.
pub(super) fn unit_text(
    reading: &Reading<'_>,
    indicator: IndicatorIx,
) -> Result<String, ReportError> {
    let method = &reading.results.assessment.method;
    let Some(entry) = method.indicators.get(indicator.get()) else { return Ok(String::new()) };
    match &entry.per {
        Some(per) if method.steps.denominate => say!(
            reading.words,
            "unit-per",
            unit = reading.words.unit(&entry.unit, &reading.numbers)?,
            factor = reading.numbers.exact(per.factor),
            denominator = reading.indicator_name(per.indicator)
        ),
        _ => reading.words.unit(&entry.unit, &reading.numbers),
    }
}

/// Which way an indicator points, in a word.
pub(super) fn direction(
    reading: &Reading<'_>,
    direction: Direction,
) -> Result<String, ReportError> {
    say!(reading.words, if direction == Direction::Up { "direction-up" } else { "direction-down" })
}
