//! Quantities in words: the value of a leaf, its unit, and which way is more.

use ideal_model::method::Direction;
use ideal_model::{IndicatorIx, LeafResult, Status};

use crate::error::ReportError;
use crate::view::View;
use crate::words::say;

/// The value of a leaf as the method compares it: denominated, with its state where it is no plain
/// number.
pub(super) fn value(view: &View<'_>, leaf: &LeafResult) -> Result<String, ReportError> {
    match (leaf.status, leaf.denominated.or(leaf.value)) {
        (_, Some(v)) if leaf.imputed => {
            say!(view.words, "value-imputed", value = view.numbers.value(v))
        }
        (Status::Nil, _) => say!(view.words, "status-nil"),
        (Status::Censored, Some(v)) => {
            say!(view.words, "value-censored", value = view.numbers.value(v))
        }
        (_, Some(v)) => Ok(view.numbers.value(v)),
        (_, None) => say!(view.words, "status-missing"),
    }
}

/// The unit an indicator is compared in: its own, or per something.
pub(super) fn unit_text(view: &View<'_>, indicator: IndicatorIx) -> Result<String, ReportError> {
    let method = &view.results.assessment.method;
    let Some(entry) = method.indicators.get(indicator.get()) else { return Ok(String::new()) };
    match &entry.per {
        Some(per) if method.steps.denominate => say!(
            view.words,
            "unit-per",
            unit = view.words.unit(&entry.unit, &view.numbers)?,
            factor = view.numbers.exact(per.factor),
            denominator = view.indicator_name(per.indicator)
        ),
        _ => view.words.unit(&entry.unit, &view.numbers),
    }
}

/// Which way an indicator points, in a word.
pub(super) fn direction(view: &View<'_>, direction: Direction) -> Result<String, ReportError> {
    say!(view.words, if direction == Direction::Up { "direction-up" } else { "direction-down" })
}
