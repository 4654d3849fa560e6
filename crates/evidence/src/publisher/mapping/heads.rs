//! Columns whose heads say something: a year, a month, a territory, an indicator.

use std::collections::{BTreeMap, BTreeSet};

use super::forms::{is_part_of_a_year, is_quarter_or_half, month_form, year_form, year_in};
use super::sheet::{Table, letter};
use super::spec::{Combine, Head, Mapping, Values, What, When, indicator_of};
use crate::calendar::{Months, is_like_a_month, month_of, year_of};
use crate::publisher::error::ImportError;
use crate::publisher::grid::{Cell, GridRow, address, by_letter};
use crate::publisher::toml_text::quoted;

/// A column that holds values, with what its head says.
#[derive(Clone, Debug, Default)]
pub(super) struct Slot {
    /// None where each row counts by itself.
    pub(super) column: Option<usize>,
    pub(super) head: String,
    pub(super) indicator: Option<(String, Option<String>)>,
    pub(super) year: Option<i32>,
    pub(super) month: Option<u32>,
    pub(super) territory: Option<String>,
    /// The form of heads by which it was read.
    form: usize,
    /// Columns of the standard error, and of the ends of an interval.
    pub(super) beside: [Option<usize>; 3],
    /// Whether the mapping names it by its letter.
    pub(super) by_letter: bool,
}

/// What stands for `{year}`, `{month}` and `{territory}` in a head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) year: Option<i32>,
    pub(super) month: Option<u32>,
    pub(super) territory: Option<String>,
}

const HOLES: [&str; 3] = ["{year}", "{month}", "{territory}"];

/// Whether a head of a mapping has a place for something in it.
pub(super) fn is_pattern(head: &str) -> bool {
    HOLES.iter().any(|h| head.contains(h))
}

/// What a head says by a pattern; none where it is no such head. `{year} [YR{year}]` needs the same
/// year twice.
pub(super) fn says(pattern: &str, head: &str, months: Months, found: &Found) -> Option<Found> {
    let hole = HOLES.iter().filter_map(|h| Some((pattern.find(h)?, *h))).min();
    let Some((at, hole)) = hole else {
        return (pattern.to_lowercase() == head.to_lowercase()).then(|| found.clone());
    };
    // Publishers write the same head in several ways over the years: `CPI score 2014`, `CPI Score
    // 2013`.
    let (before, rest) = head.split_at_checked(at)?;
    if before.to_lowercase() != pattern.get(..at)?.to_lowercase() {
        return None;
    }
    let pattern = pattern.get(at + hole.len()..)?;
    let ends = rest.char_indices().map(|(i, _)| i).skip(1).chain([rest.len()]);
    ends.filter(|_| !rest.is_empty()).find_map(|end| {
        let (text, rest) = rest.split_at_checked(end)?;
        let mut now = found.clone();
        match hole {
            "{year}" => {
                let year = year_of(text)
                    .filter(|y| found.year.is_none_or(|f| f == *y) && text.len() == 4)?;
                now.year = Some(year);
            }
            "{month}" => {
                let month =
                    month_of(text, months).filter(|m| found.month.is_none_or(|f| f == *m))?;
                now.month = Some(month);
            }
            _ => {
                if found.territory.as_deref().is_some_and(|t| t != text) {
                    return None;
                }
                now.territory = Some(text.to_owned());
            }
        }
        says(pattern, rest, months, &now)
    })
}

/// The columns of values. `rows` are those that are read.
pub(super) fn slots<'r>(
    mapping: &Mapping,
    table: &Table,
    rows: impl Iterator<Item = &'r GridRow> + Clone,
) -> Result<Vec<Slot>, ImportError> {
    let what = &mapping.value;
    let Values::Columns(columns) = &what.from else { return Ok(vec![Slot::default()]) };
    let months = match &mapping.period {
        When::MonthHeads { months, .. } => *months,
        _ => Months::Number,
    };
    parts_of_years(mapping, columns, table)?;
    let mut out: Vec<Slot> = Vec::new();
    for (head, code) in columns {
        let before = out.len();
        for slot in of_head(head, months, table)? {
            // `{territory}` alone fits every head, also those of columns that say something else.
            let named =
                slot.territory.as_deref().is_some_and(|t| t == slot.head && mapping.names_head(t));
            if named || is_left_out(mapping, &slot.head) {
                continue;
            }
            if in_span(&mapping.period, &slot) {
                let beside = beside(what, &slot, table)?;
                out.push(Slot { indicator: code.as_deref().map(indicator_of), beside, ..slot });
            }
        }
        if out.len() == before {
            return Err(nothing(head, &mapping.period, table));
        }
    }
    if let Some(head) = same_head(&out) {
        let expected = format!(
            "each head once, and `{head}` is there twice: where the row above tells them apart, \
             header = [{}, {}] under [file] joins the two; else name one of them by its letter \
             (letter:B)",
            table.columns.row().saturating_sub(1).max(1),
            table.columns.row().max(2)
        );
        return Err(table.columns.missing(&expected));
    }
    // Columns that are put together may say the same: men and women of one year.
    let together = matches!(mapping.rows, Combine::Sum | Combine::Mean);
    if let Some(twice) = twice(&out, together) {
        let cure = if together {
            "by the same form of its head: leave one of them out (leave_out under [value])"
        } else {
            "(rows = \"sum\" adds up what they hold)"
        };
        return Err(table.columns.missing(&format!(
            "columns that say different things; `{}` says what another one says {cure}",
            twice.head
        )));
    }
    near_misses(mapping, &out, table)?;
    headless(mapping, &out, table, rows.clone())?;
    one_error_each(&out, table)?;
    whole_span(&mapping.period, &out, table)?;
    Ok(out)
}

/// Refuses one part of the year alone in the place of the year: `{year}Q1`. All of them together,
/// added up, are the year.
fn parts_of_years(
    mapping: &Mapping,
    columns: &[(Head, Option<String>)],
    table: &Table,
) -> Result<(), ImportError> {
    if !matches!(mapping.period, When::YearHeads { month: None, .. }) {
        return Ok(());
    }
    for (head, _) in columns {
        let parts: Vec<&String> =
            head.0.iter().filter(|h| h.contains("{year}") && is_quarter_or_half(h)).collect();
        let Some(first) = parts.first() else { continue };
        if mapping.rows != Combine::Sum || !matches!(parts.len(), 2 | 4) {
            let expected = format!(
                "columns of whole years: `{first}` is a part of one, and would stand for all of \
                 it. Where all parts are there, rows = \"sum\" adds them up: column = \
                 [\"{{year}}Q1\", \"{{year}}Q2\", \"{{year}}Q3\", \"{{year}}Q4\"]; a quarter \
                 alone is read where a column of the file says 2023-Q1; if the head is of the \
                 whole year, write it without that"
            );
            return Err(table.columns.missing(&expected));
        }
        // A year of fewer quarters is none.
        let months = Months::Number;
        let mut of: BTreeMap<i32, BTreeSet<&String>> = BTreeMap::new();
        for (name, _) in table.columns.heads() {
            for part in &parts {
                if let Some(Found { year: Some(year), .. }) =
                    says(part, name, months, &Found::default())
                {
                    of.entry(year).or_default().insert(part);
                }
            }
        }
        let outside =
            |year: i32| !in_span(&mapping.period, &Slot { year: Some(year), ..Slot::default() });
        if let Some((year, found)) =
            of.iter().find(|(year, found)| found.len() < parts.len() && !outside(**year))
        {
            let lacks: Vec<String> = parts
                .iter()
                .filter(|p| !found.contains(**p))
                .map(|p| p.replace("{year}", &year.to_string()))
                .collect();
            let expected = format!(
                "all parts of every year, and there is no `{}`: span under [period] leaves the \
                 year out",
                lacks.join("`, `")
            );
            return Err(table.columns.missing(&expected));
        }
    }
    Ok(())
}

fn of_head(head: &Head, months: Months, table: &Table) -> Result<Vec<Slot>, ImportError> {
    if !head.0.iter().any(|h| is_pattern(h)) {
        let column = table.find(head)?;
        let name = table.columns.head_of(column).map_or_else(|| head.to_string(), str::to_owned);
        let by_letter = head.0.iter().any(|h| letter(h).is_some());
        return Ok(vec![Slot { column: Some(column), head: name, by_letter, ..Slot::default() }]);
    }
    let mut out: Vec<Slot> = Vec::new();
    let mut taken = BTreeSet::new();
    for (form, pattern) in head.0.iter().enumerate() {
        for (name, column) in table.columns.heads() {
            if taken.contains(&column) {
                continue;
            }
            if let Some(found) = says(pattern, name, months, &Found::default()) {
                let Found { year, month, territory } = found;
                taken.insert(column);
                out.push(Slot {
                    column: Some(column),
                    head: name.to_owned(),
                    year,
                    month,
                    territory,
                    form,
                    ..Slot::default()
                });
            }
        }
    }
    Ok(out)
}

/// A head that nearly says what the columns of values say must not pass for one that says nothing:
/// `2021 (p)` beside `2020`.
fn near_misses(mapping: &Mapping, slots: &[Slot], table: &Table) -> Result<(), ImportError> {
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
fn headless<'r>(
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

/// Whether a cell is a figure, however it is written: `<5`, `8 p`, `15%`, `1'234`, `(5)`.
pub(super) fn is_figure(mapping: &Mapping, cell: &Cell) -> bool {
    match cell {
        Cell::Text(t) => {
            let count = |is: fn(char) -> bool| t.chars().filter(|c| is(*c)).count();
            let begins = t.chars().next().is_some_and(|c| !c.is_alphabetic());
            mapping.file.numerals.read(t).is_ok()
                || (begins && count(char::is_numeric) > 0 && count(char::is_alphabetic) <= 3)
        }
        Cell::Number(_) => true,
        _ => false,
    }
}

/// A head that several columns of values have.
fn same_head(slots: &[Slot]) -> Option<&str> {
    let mut seen = BTreeSet::new();
    // What a letter names is told apart by it.
    let heads =
        slots.iter().filter(|s| !s.head.is_empty() && !s.by_letter).map(|s| s.head.as_str());
    heads.into_iter().find(|head| !seen.insert(*head))
}

/// Refuses one column as the error of several columns of values.
fn one_error_each(slots: &[Slot], table: &Table) -> Result<(), ImportError> {
    let mut of: BTreeMap<usize, &Slot> = BTreeMap::new();
    for (slot, beside) in slots.iter().flat_map(|s| s.beside.iter().flatten().map(move |b| (s, *b)))
    {
        match of.insert(beside, slot) {
            Some(other) if other.column != slot.column => {
                let name = table.columns.head_of(beside).unwrap_or_default();
                return Err(table.columns.missing(&format!(
                    "an error for each column of values: `{name}` would be that of `{}` and of \
                     `{}`. Where the heads have a year, write it as {{year}} in both; else read \
                     each column by a mapping of its own",
                    other.head, slot.head
                )));
            }
            _ => {}
        }
    }
    Ok(())
}

pub(super) fn is_left_out(mapping: &Mapping, head: &str) -> bool {
    mapping.value.leave_out.contains(head)
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

fn in_span(period: &When, slot: &Slot) -> bool {
    match period {
        When::YearHeads { span: Some((a, b)), .. } => {
            slot.year.is_none_or(|y| (*a..=*b).contains(&y))
        }
        When::MonthHeads { span: Some((a, b)), .. } => {
            slot.month.is_none_or(|m| (*a..=*b).contains(&m))
        }
        _ => true,
    }
}

/// The columns of the error beside a column of values: their heads say what its head says.
fn beside(what: &What, slot: &Slot, table: &Table) -> Result<[Option<usize>; 3], ImportError> {
    let filled = |head: &Head| -> Result<Option<usize>, ImportError> {
        let one = |h: &String| {
            let mut name = h.clone();
            if let Some(y) = slot.year {
                name = name.replace("{year}", &y.to_string());
            }
            if let Some(t) = &slot.territory {
                name = name.replace("{territory}", t);
            }
            name
        };
        table.find(&Head(head.0.iter().map(one).collect())).map(Some)
    };
    let se = what.beside.se.as_ref().map_or(Ok(None), filled)?;
    let (low, high) = match &what.beside.interval {
        Some((low, high, _)) => (filled(low)?, filled(high)?),
        None => (None, None),
    };
    Ok([se, low, high])
}

fn nothing(head: &Head, period: &When, table: &Table) -> ImportError {
    let (what, form) = match period {
        When::YearHeads { .. } => (format!("columns headed by a year, `{head}`"), year_form(table)),
        When::MonthHeads { .. } => (
            format!("columns headed by months, `{head}`, as the mapping's `months` writes them"),
            month_form(table),
        ),
        _ => (format!("columns `{head}`"), None),
    };
    table.columns.missing(&format!("{what}{}", form.map(|f| format!("; {f}")).unwrap_or_default()))
}

/// A column that says what another one says; `by_form`: by the same form of its head, as `Enero`
/// and `Ene.` do.
fn twice(slots: &[Slot], by_form: bool) -> Option<&Slot> {
    let mut seen = BTreeSet::new();
    // What is named in full is meant.
    let said = |s: &Slot| s.year.is_some() || s.month.is_some() || s.territory.is_some();
    let form = |s: &Slot| if by_form { s.form } else { 0 };
    slots
        .iter()
        .filter(|s| !by_form || said(s))
        .find(|s| !seen.insert((&s.indicator, s.year, s.month, &s.territory, form(s))))
}

/// Every year of a span that is declared.
fn whole_span(period: &When, slots: &[Slot], table: &Table) -> Result<(), ImportError> {
    let When::YearHeads { span: Some((first, last)), .. } = period else { return Ok(()) };
    match (*first..=*last).find(|y| !slots.iter().any(|s| s.year == Some(*y))) {
        Some(year) => Err(table
            .columns
            .missing(&format!("a column for every year of `span`; there is none for {year}"))),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(
        pattern: &str,
        head: &str,
        months: Months,
    ) -> Option<(Option<i32>, Option<u32>, Option<String>)> {
        says(pattern, head, months, &Found::default()).map(|f| (f.year, f.month, f.territory))
    }

    #[test]
    fn heads_say_what_their_pattern_has_a_place_for() {
        assert_eq!(found("{year}", "2021", Months::Number), Some((Some(2021), None, None)));
        assert_eq!(
            found("{year} [YR{year}]", "2021 [YR2021]", Months::Number),
            Some((Some(2021), None, None))
        );
        assert_eq!(found("{year} [YR{year}]", "2021 [YR2022]", Months::Number), None);
        assert_eq!(
            found("CPI score {year}", "CPI score 2022", Months::Number),
            Some((Some(2022), None, None))
        );
        assert_eq!(found("CPI score {year}", "CPI rank 2022", Months::Number), None);
        assert_eq!(
            found("CPI score {year}", "CPI Score 2013", Months::Number),
            Some((Some(2013), None, None))
        );
        assert_eq!(
            found("{month} {year}", "Setiembre 2022", Months::Es),
            Some((Some(2022), Some(9), None))
        );
        assert_eq!(
            found("{month}{year}", "ene2020", Months::Es),
            Some((Some(2020), Some(1), None))
        );
        assert_eq!(
            found("{territory}", "Côte d'Ivoire", Months::Number),
            Some((None, None, Some("Côte d'Ivoire".to_owned())))
        );
        assert_eq!(found("{year}", "", Months::Number), None);
        assert_eq!(found("{year}", "20211", Months::Number), None);
    }
}
