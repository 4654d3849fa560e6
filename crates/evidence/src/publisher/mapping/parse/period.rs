//! `[period]`: where periods come from.

use ideal_model::Period;
use ideal_model::document::{Position, Reader, Section};

use super::keys::{head, no_other_keys, required_part};
use crate::calendar::{Months, Order, year_of};
use crate::publisher::mapping::spec::{MonthColumn, StandsFor, When, YearFrom};

/// [period]: where a row's period comes from.
pub(super) fn period(r: &mut Reader, root: &mut Section) -> Option<When> {
    let mut s = required_part(r, root, "period")?;
    let at = s.at;
    let said = ["value", "year_value", "column", "date", "year", "month"].map(|key| s.has(key));
    let column = head(r, &mut s, "column");
    let date = head(r, &mut s, "date");
    let year = head(r, &mut s, "year").map(YearFrom::Column);
    let year_value = r.text(&mut s, "year_value").and_then(|(t, at)| year_value(r, &t, at));
    let month = head(r, &mut s, "month");
    let heads = r.word(&mut s, "heads", &[("year", false), ("month", true)]);
    let value = r.text(&mut s, "value").and_then(|(t, at)| whole_file(r, &t, at));
    let given = ["offset", "span", "by", "months"].map(|key| (key, s.has(key)));
    let offset = if s.has("offset") { r.integer(&mut s, "offset", -20..=20) } else { None };
    let order = r.word(&mut s, "order", &Order::WORDS);
    let months = r.word(&mut s, "months", &Months::WORDS).unwrap_or(Months::Number);
    let by_month = r.word(&mut s, "by", &[("month", true), ("year", false)]).unwrap_or(true);
    let stands_for = r.word(&mut s, "stands_for", &StandsFor::WORDS);
    let span = span(r, &mut s, heads);
    no_other_keys(r, s, "period");
    if year.is_some() && year_value.is_some() {
        r.error(at, "mapping-period", "`year` and `year_value` both name the year; keep one");
    }
    if order.is_some() && date.is_none() {
        r.error(at, "mapping-period", "`order` is the order of day, month and year in a `date`");
    }
    if stands_for.is_some() && date.is_none() {
        r.error(at, "mapping-period", "`stands_for` says what each `date` stands for");
    }
    let months_are_said = date.is_some() || month.is_some() || heads == Some(true);
    for (key, has) in given {
        let (fits, belongs) = match key {
            "offset" => (column.is_some(), "a `column` of years"),
            "span" => (column.is_some() || heads.is_some(), "a `column` of periods, or `heads`"),
            "by" => (months_are_said, "a `date`, a `month`, or heads of months"),
            _ => (month.is_some() || heads == Some(true), "a `month`, or heads of months"),
        };
        if has && !fits {
            r.error(
                at,
                "mapping-period",
                format!("`{key}` belongs to {belongs}; here nothing reads it"),
            );
        }
    }
    // A value that is no period has its own error.
    let read = [
        value.is_some(),
        year_value.is_some(),
        column.is_some(),
        date.is_some(),
        year.is_some(),
        month.is_some(),
    ];
    let misread = read.iter().zip(said).any(|(read, said)| !read && said);
    let year = year.or(year_value);
    let offset = i32::try_from(offset.unwrap_or(0)).unwrap_or(0);
    match (column, date, year, month, heads, value) {
        (Some(column), None, None, None, None, None) => {
            Some(When::Column { column, offset, span: span.map(|[a, b]| (a, b)) })
        }
        (None, Some(column), None, None, None, None) => {
            Some(When::Date { column, order, by_month, stands_for })
        }
        (None, None, None, Some(month), None, None) => {
            Some(When::YearMonth { year: YearFrom::Month, month, months, by_month })
        }
        (None, None, Some(year), Some(month), None, None) => {
            Some(When::YearMonth { year, month, months, by_month })
        }
        (None, None, None, month, Some(false), None) => {
            let month = month.map(|column| MonthColumn { column, months, by_month });
            Some(When::YearHeads { span: span.map(|[a, b]| (a, b)), month })
        }
        (None, None, year, None, Some(true), None) => {
            let month = |n: i32| u32::try_from(n).unwrap_or_default();
            Some(When::MonthHeads {
                year,
                months,
                by_month,
                span: span.map(|[a, b]| (month(a), month(b))),
            })
        }
        (None, None, None, None, None, Some(when)) => Some(when),
        _ if misread => None,
        _ => {
            r.error(
                at,
                "mapping-period",
                "[period] needs exactly one of: `column`; `date`; \
                                           `month`, with `year` or `year_value` where its cells \
                                           have none; `heads = \"year\"`; `heads = \"month\"`; \
                                           `value`",
            );
            None
        }
    }
}

/// A draft that nobody has answered.
fn open_question(r: &mut Reader, key: &str, at: Position) {
    r.error(
        at,
        "open-question",
        format!("`{key}` of [period] is still the draft's question mark"),
    )
    .hint = Some("write the period that the file is about, such as 2023".to_owned());
}

fn year_value(r: &mut Reader, text: &str, at: Position) -> Option<YearFrom> {
    match text {
        "?" => {
            open_question(r, "year_value", at);
            None
        }
        "file-name" => Some(YearFrom::FileName),
        "sheet-name" => Some(YearFrom::SheetName),
        _ => {
            let year = year_of(text).map(YearFrom::Value);
            if year.is_none() {
                r.error(
                    at,
                    "bad-period",
                    format!("`year_value` is a year, file-name or sheet-name, found `{text}`"),
                );
            }
            year
        }
    }
}

fn whole_file(r: &mut Reader, text: &str, at: Position) -> Option<When> {
    match text {
        "?" => {
            open_question(r, "value", at);
            None
        }
        "file-name" => Some(When::FileName),
        "sheet-name" => Some(When::SheetName),
        _ => match text.parse::<Period>() {
            Ok(p) => Some(When::Value(p)),
            Err(e) => {
                r.error(
                    at,
                    "bad-period",
                    format!("`value`: {e}; file-name and sheet-name take the year from there"),
                );
                None
            }
        },
    }
}

/// Two years, or two months where the heads are months.
fn span(r: &mut Reader, s: &mut Section, heads: Option<bool>) -> Option<[i32; 2]> {
    if !s.has("span") {
        return None;
    }
    let ([a, b], at) = r.pair(s, "span")?;
    let (low, high) = if heads == Some(true) { (1.0, 12.0) } else { (1900.0, 2100.0) };
    if a.fract() != 0.0 || b.fract() != 0.0 || a > b || a < low || b > high {
        r.error(
            at,
            "bad-period",
            "`span` should be [first, last]: two years, or two months from 1 \
                                   to 12 under `heads = \"month\"`",
        );
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "whole numbers between 1 and 2100")]
    Some([a as i32, b as i32])
}
