//! The range that a value may lie in: `low`, `high` and `confidence` of a row.

use ideal_model::{Finding, PlausibleRange, Value};

use super::cell::number;
use super::layout::{Column, shortened};
use super::stated::Stated;
use super::written::{Cells, Written};
use crate::findings::FileFindings;

/// Reads the range of a row: `None`, with findings, where it is none; `Some(None)` where the row
/// has none.
pub(super) fn range<C: Cells>(
    row: &Written<'_, C>,
    value: Option<Value>,
    findings: &mut FileFindings,
) -> Option<Option<Box<PlausibleRange>>> {
    if [Column::Low, Column::High, Column::Confidence].iter().all(|c| row.cell(*c).is_empty()) {
        return Some(None);
    }
    let mut read =
        |column| number(column, (row.cell(column), row.place.dialect.numerals), row, findings);
    let [low, high, confidence] =
        [read(Column::Low)?, read(Column::High)?, read(Column::Confidence)?];
    let (low, high) = match (low, high) {
        (Some(low), Some(high)) => (low, high),
        (None, None) => {
            let column = Column::Confidence;
            wrong(row, findings, "confidence-without-range", column, |text| {
                (
                    format!("a confidence (`{text}`), and no range that it is of"),
                    "fill in `low` and `high`, or empty the cell",
                )
            });
            return None;
        }
        (low, _) => {
            let column = if low.is_some() { Column::Low } else { Column::High };
            wrong(row, findings, "half-a-range", column, |text| {
                (
                    format!("the range has one end only, `{text}`"),
                    "a range needs both, `low` and `high`; where an end is not known, it is the \
                     end of the scale",
                )
            });
            return None;
        }
    };
    about(row, value?, (low, high), findings)?;
    let [least, most] = PlausibleRange::CONFIDENCE;
    if confidence.is_some_and(|c| !(least..=most).contains(&c)) {
        wrong(row, findings, "bad-confidence", Column::Confidence, |text| {
            (
                format!("the confidence is {text}; it lies in {least} to {most} per cent"),
                "how sure is it that the range holds the truth? Who is less sure than 50 per cent \
                 gives a wider range; 0.8 is written 80",
            )
        });
        return None;
    }
    Some(Some(Box::new(PlausibleRange { low, high, confidence })))
}

/// Reports a range that has no number to be about, or does not hold it.
fn about<C: Cells>(
    row: &Written<'_, C>,
    value: Value,
    (low, high): (f64, f64),
    findings: &mut FileFindings,
) -> Option<()> {
    if low > high {
        wrong(row, findings, "range-upside-down", Column::Low, |text| {
            (
                format!("`low` is {text} and `high` {}", shortened(row.cell(Column::High))),
                "the low end comes first; have the two been exchanged?",
            )
        });
        return None;
    }
    let Value::Number(x) = value else {
        wrong(row, findings, "range-without-number", Column::Low, |_| {
            (
                "a range, and no number that lies in it".to_owned(),
                "fill in the value, the best figure within the range, or empty `low`, `high` and \
                 `confidence`",
            )
        });
        return None;
    };
    if (low..=high).contains(&x) {
        return Some(());
    }
    let column = if x < low { Column::Low } else { Column::High };
    wrong(row, findings, "outside-range", column, |text| {
        let side = column.name();
        (
            format!(
                "the value {} lies outside its range: `{side}` is {text}",
                row.cell(Column::Value)
            ),
            "the value is the best figure within the range; has the row slipped by a cell?",
        )
    });
    None
}

/// Whether both ends lie on the closed scale of the indicator; reports one that does not.
pub(super) fn on_scale<C: Cells>(
    row: &Written<'_, C>,
    stated: Option<&Stated>,
    range: Option<&PlausibleRange>,
    findings: &mut FileFindings,
) -> bool {
    let scale = stated.and_then(|s| s.scale.as_ref());
    let Some((range, (scale, _))) = range.zip(scale) else { return true };
    let ends = [(Column::Low, range.low), (Column::High, range.high)];
    let Some((column, _)) = ends.into_iter().find(|(_, x)| !scale.holds(*x)) else { return true };
    wrong(row, findings, "outside-scale", column, |text| {
        (
            format!("`{}` is {text}, on a scale of {scale}", column.name()),
            "an end that is not known is the end of the scale",
        )
    });
    false
}

/// Adds an error about the cell of a column: its message, made of its text, and its cure.
fn wrong<C: Cells>(
    row: &Written<'_, C>,
    findings: &mut FileFindings,
    code: &'static str,
    column: Column,
    what: impl Fn(&str) -> (String, &'static str),
) {
    findings.add(code, column.name(), row.place.line, || {
        let (message, cure) = what(&shortened(row.cell(column)));
        Finding::error(code, format!("{message}{}", row.at(column))).hint(cure)
    });
}

/// Says of a row that has a standard error, too, that its range counts.
pub(super) fn doubt_both<C: Cells>(
    row: &Written<'_, C>,
    se: Option<f64>,
    range: Option<&PlausibleRange>,
    findings: &mut FileFindings,
) {
    if se.is_none() || range.is_none() {
        return;
    }
    findings.add("range-and-error", "", row.place.line, || {
        let message = format!(
            "the row has a standard error and a range; the range counts{}",
            row.at(Column::Se)
        );
        Finding::warning("range-and-error", message).hint("empty the one that is not meant")
    });
}
