//! One cell: a period, a value, an error, a mark, a status. What is wrong with it is reported with
//! its place.

use ideal_model::{Finding, HandlingCode, Mark, ObsStatus, Period, Tlp, Value, did_you_mean};

use super::layout::{Column, shortened};
use super::number as value_cell;
use super::written::{Cells, Written};
use crate::calendar::{NoDate, Order, date};
use crate::findings::FileFindings;
use crate::numeral::{Fault, Numerals, settings};

pub(super) fn empty<T>(
    column: Column,
    line: u64,
    at: &impl Fn(Column) -> String,
    findings: &mut FileFindings,
) -> Option<T> {
    findings.add("empty-cell", column.name(), line, || {
        Finding::error("empty-cell", format!("the cell `{}` is empty{}", column.name(), at(column)))
    });
    None
}

/// What is near to a text. A cell may hold a megabyte, and likeness is dear: nothing is near to a
/// long one.
pub(super) fn hinted<T: Default>(text: &str, near: impl FnOnce(&str) -> T) -> T {
    if text.len() > 100 { T::default() } else { near(text) }
}

pub(super) fn near(finding: Finding, near: &[String], otherwise: &str) -> Finding {
    if near.is_empty() {
        finding.hint(otherwise)
    } else {
        finding.hint(format!("did you mean {}?", near.join(" or ")))
    }
}

pub(super) fn period(
    text: &str,
    line: u64,
    at: &impl Fn(Column) -> String,
    findings: &mut FileFindings,
) -> Option<Period> {
    if text.is_empty() {
        return empty(Column::Period, line, at, findings);
    }
    match text.parse() {
        Ok(p) => Some(p),
        Err(e) => {
            findings.add("bad-period", text, line, || {
                let hint = match date(text, Order::Ymd) {
                    Err(NoDate::Serial(day)) if text.len() == 5 => {
                        format!(
                            "this is how a spreadsheet counts days ({day}): format the column \
                                 as text there, and type 2021, or 2021-01 for a month"
                        )
                    }
                    _ => {
                        "a year is 2021, a quarter 2021-Q1, a month 2021-01; a day belongs to one \
                          of them"
                            .to_owned()
                    }
                };
                Finding::error(
                    "bad-period",
                    format!("{}{}", shortened(&e.to_string()), at(Column::Period)),
                )
                .hint(hint)
            });
            None
        }
    }
}

pub(super) fn value(
    text: &str,
    numerals: Numerals,
    line: u64,
    at: &impl Fn(Column) -> String,
    findings: &mut FileFindings,
) -> Option<Value> {
    match value_cell::value(text, numerals) {
        Ok(v) => Some(v),
        Err(fault) => {
            not_a_number(Column::Value, (text, numerals), fault, line, at, findings);
            None
        }
    }
}

pub(super) fn standard_error(
    text: &str,
    numerals: Numerals,
    line: u64,
    at: &impl Fn(Column) -> String,
    findings: &mut FileFindings,
) -> Option<Option<f64>> {
    if text.is_empty() {
        return Some(None);
    }
    match numerals.read(text) {
        Ok(n) if n >= 0.0 => Some(Some(n)),
        Ok(_) => {
            findings.add("negative-se", text, line, || {
                Finding::error(
                    "negative-se",
                    format!(
                        "the standard error is {}; it cannot be negative{}",
                        shortened(text),
                        at(Column::Se)
                    ),
                )
            });
            None
        }
        Err(fault) => {
            not_a_number(Column::Se, (text, numerals), fault, line, at, findings);
            None
        }
    }
}

/// A number, where the cell holds one: `Some(None)` for an empty cell, `None` with a finding for
/// anything else.
pub(super) fn number<C: Cells>(
    column: Column,
    (text, numerals): (&str, Numerals),
    row: &Written<'_, C>,
    findings: &mut FileFindings,
) -> Option<Option<f64>> {
    if text.is_empty() {
        return Some(None);
    }
    let read = numerals.read(text);
    if let Err(fault) = read {
        not_a_number(column, (text, numerals), fault, row.place.line, &|c| row.at(c), findings);
    }
    read.ok().map(Some)
}

fn not_a_number(
    column: Column,
    (text, numerals): (&str, Numerals),
    fault: Fault,
    line: u64,
    at: &impl Fn(Column) -> String,
    findings: &mut FileFindings,
) {
    let code = if fault == Fault::NotFinite { "not-finite" } else { "not-a-number" };
    findings.add(code, &format!("{} {text}", column.name()), line, || {
        let shown = shortened(text);
        let place = at(column);
        let f = |message: String| Finding::error(code, format!("{message}{place}"));
        match fault {
            Fault::NotFinite => f(format!("`{shown}` is not a finite number"))
                .hint("leave the cell empty if there is no value"),
            Fault::Inexact => f(format!(
                "`{shown}` is a number that a computer's number does not \
                                         hold: another would be read"
            ))
            .hint("write it with at most 15 digits, or in another unit"),
            Fault::Otherwise => {
                let f = f(format!(
                    "`{shown}` is no number with {numerals}, as numbers of this file \
                                   have"
                ));
                f.hint(format!(
                    "declare it in assessment.toml, evidence = [{{ path = \"FILE\", ... }}]: {}",
                    settings(text).unwrap_or_default()
                ))
            }
            Fault::Bound => {
                f(format!("`{shown}` is below nothing; a censored count is written <5"))
            }
            Fault::Text => {
                let words = ["nil", "not_applicable", "unknown"];
                let hint = hinted(text, |t| did_you_mean(t, words)).unwrap_or_else(|| {
                    "a value is a number, nil, not_applicable, unknown, a \
                                        censored count such as <5, or empty"
                        .into()
                });
                f(format!("`{shown}` is no number")).hint(hint)
            }
        }
    });
}

pub(super) fn mark(
    tlp: &str,
    handling: &str,
    line: u64,
    at: &impl Fn(Column) -> String,
    findings: &mut FileFindings,
) -> Option<Mark> {
    let mut bad = |column: Column, text: &str, message: String| {
        findings.add(
            if column == Column::Tlp { "bad-tlp" } else { "bad-handling" },
            text,
            line,
            || {
                Finding::error(
                    if column == Column::Tlp { "bad-tlp" } else { "bad-handling" },
                    format!("{}{}", message, at(column)),
                )
            },
        );
    };
    let tlp = match tlp {
        "" => Some(Tlp::Clear),
        text => text
            .parse()
            .map_err(|e: ideal_model::HandlingError| bad(Column::Tlp, text, e.to_string()))
            .ok(),
    };
    let code = match handling {
        "" => Some(None),
        text => match text.parse::<HandlingCode>() {
            Ok(c) => Some(Some(c)),
            Err(e) => {
                bad(Column::Handling, text, e.to_string());
                None
            }
        },
    };
    Some(Mark::new(tlp?, code?))
}

pub(super) fn obs_status(
    text: &str,
    line: u64,
    at: &impl Fn(Column) -> String,
    findings: &mut FileFindings,
) -> Option<ObsStatus> {
    if text.is_empty() {
        return Some(ObsStatus::Normal);
    }
    let found = ObsStatus::from_code(text);
    if found.is_none() {
        findings.add("bad-obs-status", text, line, || {
            let message =
                format!("`{}` is no observation status{}", shortened(text), at(Column::ObsStatus));
            Finding::error("bad-obs-status", message).hint(
                "A normal, B break in series, E estimated, P provisional, S suspect as published",
            )
        });
    }
    found
}
