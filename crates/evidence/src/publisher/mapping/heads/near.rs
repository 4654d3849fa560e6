//! Heads that are nearly those of values, and figures under no head: nothing of them is passed over
//! without a word.

use std::collections::BTreeSet;

use super::super::cell_kinds::is_figure;
use super::super::forms::{is_part_of_a_year, year_in};
use super::super::patterns::is_pattern;
use super::super::sheet::Table;
use super::super::spec::{Mapping, Values};
use super::{Slot, in_span, is_left_out};
use crate::calendar::is_like_a_month;
use crate::publisher::error::ImportError;
use crate::publisher::grid::{GridRow, address, by_letter};
use crate::publisher::toml_text::quoted;

/// A head that nearly says what the columns of values say must not pass for one that says nothing:
/// `2021 (p)` beside `2020`.
pub(super) fn near_misses(
    mapping: &Mapping,
    slots: &[Slot],
    table: &Table,
) -> Result<(), ImportError> {
    let Values::Columns(columns) = &mapping.value.from else { return Ok(()) };
    let patterns: Vec<&String> =
        columns.iter().flat_map(|(h, _)| &h.0).filter(|h| is_pattern(h)).collect();
    let read: BTreeSet<usize> =
        slots.iter().flat_map(|s| s.beside.iter().copied().chain([s.column])).flatten().collect();
    let years: BTreeSet<i32> = slots.iter().filter_map(|s| s.year).collect();
    let is_near_miss = |(head, column): &(&str, usize)| {
        let open = !(patterns.is_empty()
            || read.contains(column)
            || head.is_empty()
            || mapping.names_head(head)
            || is_left_out(mapping, head));
        // A year before 1900 is none that is read, and is outside every span.
        let early = || head.trim().parse().ok().filter(|y: &i32| (1000..3000).contains(y));
        let inside = || {
            in_span(
                &mapping.period,
                &Slot { year: year_in(head).or_else(early), ..Slot::default() },
            )
        };
        open && inside() && patterns.iter().any(|p| is_near(p, head, &years))
    };
    let near: Vec<&str> =
        table.columns.heads().into_iter().filter(is_near_miss).map(|(head, _)| head).collect();
    if let Some(head) = near.first() {
        let pattern = patterns.first().map_or("", |p| p.as_str());
        let other = match year_in(head) {
            Some(y) => head.replacen(&y.to_string(), "{year}", 1),
            None => (*head).to_owned(),
        };
        let all: Vec<String> = near.iter().map(|head| quoted(head)).collect();
        // A form without a place for the year says nothing of when.
        let both = if is_pattern(&other) && !is_part_of_a_year(&other) {
            format!(" or list both ways: column = [{}, {}]", quoted(pattern), quoted(&other))
        } else {
            String::new()
        };
        let expected = format!(
            "no head beside those of values that has a year of its own or nearly their form: \
             `{head}` is not read as it is written. If it holds the same quantity for the whole of \
             its period, rename it in the file{both}; if it does not, list it under [value]: \
             leave_out = [{}]",
            all.join(", ")
        );
        return Err(table.columns.missing(&expected));
    }
    Ok(())
}

/// Refuses figures right of the first column of values that stand under no head: a head may have
/// been lost, and its figures with it.
pub(super) fn headless<'r>(
    mapping: &Mapping,
    slots: &[Slot],
    table: &Table,
    rows: impl Iterator<Item = &'r GridRow>,
) -> Result<(), ImportError> {
    let Values::Columns(columns) = &mapping.value.from else { return Ok(()) };
    let Some(first) = slots.iter().filter_map(|s| s.column).min() else { return Ok(()) };
    if !columns.iter().flat_map(|(h, _)| &h.0).any(|h| is_pattern(h)) {
        return Ok(());
    }
    // `letter:C` may be what another part of the mapping reads, or leaves out.
    let is_spoken_of = |column: usize| {
        mapping.names_head(&by_letter(column)) || is_left_out(mapping, &by_letter(column))
    };
    if let Some((column, row, fault)) =
        table.heads_without_value().find(|(column, ..)| !is_spoken_of(*column))
    {
        return Err(table.grid.no_value(row, column, fault));
    }
    let headed: BTreeSet<usize> =
        table.columns.heads().into_iter().map(|(_, column)| column).collect();
    for row in rows {
        for (column, cell) in row.cells.iter().enumerate().skip(first) {
            if !headed.contains(&column) && is_figure(mapping, cell) && !is_spoken_of(column) {
                let expected = format!(
                    "a head over every column of figures: write the head in the file, or list the \
                     column under [value] if it holds something else: leave_out = [\"{}\"]",
                    by_letter(column)
                );
                let found = format!("`{}` under no head", cell.text());
                return Err(table.grid.bad_cell(
                    row,
                    &address(column, row.number),
                    &found,
                    &expected,
                ));
            }
        }
    }
    Ok(())
}

/// Whether a head that a pattern does not read is nearly of its form. `years` are those that are
/// read.
fn is_near(pattern: &str, head: &str, years: &BTreeSet<i32>) -> bool {
    let (pattern, lower) = (pattern.to_lowercase(), head.to_lowercase());
    let (has_year, has_month) = (pattern.contains("{year}"), pattern.contains("{month}"));
    // Words of the pattern before its first hole: `Homicidios {territory}` beside `Homicidio ECU`.
    let before: usize = pattern.find('{').unwrap_or(0);
    let words: String = pattern.get(..before).unwrap_or_default().trim().to_owned();
    let begins: String = lower.chars().take(words.chars().count()).collect();
    let alike = words.chars().count() >= 4 && strsim::levenshtein(&words, begins.trim()) <= 2;
    if has_month
        && has_year
        && lower
            .split(|c: char| !c.is_alphabetic())
            .any(|word| !word.is_empty() && is_like_a_month(word))
    {
        return true;
    }
    if !has_year {
        return pattern.contains("{territory}") && alike;
    }
    // Digits of other widths, signs within a year (`2.021`), letters for digits (`2O21`).
    let plain: String = lower.chars().filter(|c| c.is_alphanumeric()).map(digit).collect();
    if plain.len() == 4 && plain.bytes().all(|b| b.is_ascii_digit()) {
        return true;
    }
    let Some(year) = year_in(head) else {
        let numbers = with_hole(&lower);
        return numbers.as_deref() == Some(pattern.as_str())
            || (pattern.contains("{territory}") && alike);
    };
    let generic = lower.replacen(&year.to_string(), "{year}", 1);
    // A year that no column of values has may be there under another name; heads of months and of
    // territories have years in every column.
    !years.contains(&year)
        || has_month
        || pattern.contains("{territory}")
        || generic.starts_with(&pattern)
        // A short word may be another one: `Tasa 2018` beside `Casos 2018`.
        || strsim::levenshtein(&generic, &pattern) <= (1 + pattern.replace("{year}", "").trim().chars().count() / 4).min(3)
}

/// The digit that a sign stands for, where it is of another width or a letter that looks like one.
fn digit(c: char) -> char {
    match c {
        'o' => '0',
        'l' | 'i' => '1',
        '\u{ff10}'..='\u{ff19}' => char::from_digit(u32::from(c) - 0xff10, 10).unwrap_or(c),
        _ => c,
    }
}

/// A head with `{year}` in the place of its first number.
fn with_hole(head: &str) -> Option<String> {
    let start = head.find(|c: char| c.is_ascii_digit())?;
    let rest = head.get(start..)?;
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    Some(format!("{}{{year}}{}", head.get(..start)?, rest.get(end..)?))
}
