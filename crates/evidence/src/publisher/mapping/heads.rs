//! Columns whose heads say something: a year, a month, a territory, an indicator.

mod near;

use std::collections::{BTreeMap, BTreeSet};

use self::near::{headless, near_misses};
use super::forms::{is_quarter_or_half, month_form, year_form};
use super::patterns::{Found, is_pattern, says};
use super::sheet::{Table, letter};
use super::spec::{Combine, Head, Mapping, Values, What, When, indicator_of};
use crate::calendar::Months;
use crate::publisher::error::ImportError;
use crate::publisher::grid::GridRow;

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

/// Whether the mapping leaves a column out by its head.
pub(super) fn is_left_out(mapping: &Mapping, head: &str) -> bool {
    mapping.value.leave_out.contains(head)
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
