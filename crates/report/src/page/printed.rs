//! Numbers with the form in which every format prints them.

use ideal_model::method::Rounding;
use serde::{Serialize, Serializer};

use crate::document::{Number, NumberForm};
use crate::error::ReportError;
use crate::numbers::Numbers;
use crate::sentences::short_decimals;
use crate::view::View;
use crate::words::{Words, say};

/// On a page a number is its printed form.
impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

/// The printed form of a value: the one place where a form becomes characters. The rounding is that
/// of plain decimals and shares; everything else is rounded half away from zero.
pub(crate) fn text(
    words: &Words,
    numbers: &Numbers,
    value: f64,
    (form, rounding): (NumberForm, Rounding),
) -> Result<String, ReportError> {
    Ok(match form {
        NumberForm::Decimals(decimals) => numbers.rounded(value, decimals, rounding),
        NumberForm::Signed(decimals) => numbers.signed(value, decimals),
        NumberForm::Percent(decimals) => {
            let share = numbers.rounded(100.0 * value, decimals, rounding);
            // No line ends before the sign.
            say!(words, "percent", share = share)?.replace(' ', "\u{a0}")
        }
        NumberForm::Count => numbers.fixed(value, 0),
        NumberForm::Exact => numbers.exact(value),
    })
}

fn made(
    words: &Words,
    numbers: &Numbers,
    value: f64,
    (form, rounding): (NumberForm, Rounding),
) -> Result<Number, ReportError> {
    let text = text(words, numbers, value, (form, rounding))?;
    Ok(Number { value, text, form, band: None, notes: Vec::new() })
}

fn number(
    view: &View<'_>,
    value: f64,
    form: NumberForm,
    rounding: Rounding,
) -> Result<Number, ReportError> {
    made(&view.words, &view.numbers, value, (form, rounding))
}

/// A score in its published form.
pub(super) fn score(view: &View<'_>, score: f64) -> Result<Number, ReportError> {
    let method = &view.results.assessment.method;
    number(view, score, NumberForm::Decimals(method.decimals), method.rounding)
}

/// A score as short as its scale allows.
pub(super) fn short_score(view: &View<'_>, score: f64) -> Result<Number, ReportError> {
    let method = &view.results.assessment.method;
    number(view, score, NumberForm::Decimals(short_decimals(method)), method.rounding)
}

/// A number with so many decimals.
pub(super) fn fixed(view: &View<'_>, value: f64, decimals: u8) -> Result<Number, ReportError> {
    number(view, value, NumberForm::Decimals(decimals), Rounding::HalfUp)
}

/// A number with so many decimals and its sign.
pub(super) fn signed(view: &View<'_>, value: f64, decimals: u8) -> Result<Number, ReportError> {
    number(view, value, NumberForm::Signed(decimals), Rounding::HalfUp)
}

/// A share of one in whole per cent.
pub(super) fn percent(words: &Words, numbers: &Numbers, share: f64) -> Result<Number, ReportError> {
    made(words, numbers, share, (NumberForm::Percent(0), Rounding::HalfUp))
}

/// A whole number.
pub(super) fn count(view: &View<'_>, n: usize) -> Result<Number, ReportError> {
    #[expect(clippy::cast_precision_loss, reason = "counts of rows, cells and ranks")]
    let value = n as f64;
    number(view, value, NumberForm::Count, Rounding::HalfUp)
}

/// A number of a method file.
pub(super) fn exact(view: &View<'_>, value: f64) -> Result<Number, ReportError> {
    number(view, value, NumberForm::Exact, Rounding::HalfUp)
}
