//! Columns of months: every month of the year has one, or the mapping says how far they reach.

use super::heads::{Found, Slot, is_figure, is_left_out, says};
use super::sheet::Table;
use super::spec::{Mapping, Values, When};
use crate::calendar::{Months, is_like_a_month, year_of};
use crate::publisher::error::ImportError;
use crate::publisher::grid::GridRow;

/// How heads begin of what is made from the months beside it.
const SUMMARIES: [&str; 20] = [
    "total",
    "subtotal",
    "suma",
    "soma",
    "sum",
    "acum",
    "cumul",
    "ytd",
    "yearto",
    "prom",
    "media",
    "average",
    "mean",
    "var",
    "dif",
    "change",
    "anual",
    "annual",
    "gran",
    "participacion",
];

/// Twelve months, or those of the span, or fewer where no other head could be one that is misspelt.
pub(super) fn whole_year<'r>(
    mapping: &Mapping,
    slots: &[Slot],
    table: &Table,
    rows: impl Iterator<Item = &'r GridRow> + Clone,
) -> Result<(), ImportError> {
    let When::MonthHeads { year: Some(_), span, months, .. } = &mapping.period else {
        return Ok(());
    };
    let (first, last) = span.unwrap_or((1, 12));
    let lacking: Vec<u32> =
        (first..=last).filter(|m| !slots.iter().any(|s| s.month == Some(*m))).collect();
    let months_read = || slots.iter().filter_map(|s| s.month);
    let (earliest, latest) = (months_read().min().unwrap_or(1), months_read().max().unwrap_or(12));
    let forms = forms_of_months(mapping);
    let other_language = language(&forms, table, *months);
    let columns = || slots.iter().filter_map(|s| s.column);
    let (left, right) = (columns().min().unwrap_or(0), columns().max().unwrap_or(0));
    let put_together = |head: &str| {
        let key = ideal_model::name_key(head).replace(' ', "");
        year_of(head).is_some() || SUMMARIES.iter().any(|word| key.starts_with(word))
    };
    // Right of what is made from the months there are none.
    let totals = table
        .columns
        .heads()
        .into_iter()
        .filter(|(h, i)| right < *i && put_together(h))
        .map(|(_, i)| i);
    let end = totals.min().unwrap_or(usize::MAX);
    let unread: Vec<String> = table
        .columns
        .heads()
        .into_iter()
        .filter(|(h, i)| {
            let beside =
                mapping.names_head(h) || slots.iter().any(|s| s.beside.contains(&Some(*i)));
            let figures = || rows.clone().any(|row| is_figure(mapping, row.cell(*i)));
            // A month outside the span, in a form that the mapping has.
            let beyond =
                forms.iter().any(|form| says(form, h, *months, &Found::default()).is_some());
            let like_one = || (is_like_a_month(h) || month_within(h).is_some()) && figures();
            let among = || {
                left < *i
                    && (*i < right || (*i < end && h.contains(char::is_alphanumeric) && figures()))
            };
            // Where the mapping says how far the months reach, what stands behind them is something
            // else. Beside a whole year only what is nearly a month: `Enero (p)` beside `Enero`.
            let whole = lacking.is_empty() && span.is_none();
            let may_be_one = !beyond
                && (like_one() && !(whole && put_together(h))
                    || !whole && (span.is_none() || !lacking.is_empty()) && among());
            !columns().any(|c| c == *i) && !is_left_out(mapping, h) && !beside && may_be_one
        })
        .map(|(h, _)| format!("`{h}`"))
        .collect();
    if unread.is_empty()
        && (lacking.is_empty() || span.is_none() && lacking.iter().all(|m| *m > latest))
    {
        return Ok(());
    }
    let months: Vec<String> = lacking.iter().map(ToString::to_string).collect();
    // `Diciembre (p)` beside `Noviembre`.
    let other = table
        .columns
        .heads()
        .into_iter()
        .filter(|(h, i)| !columns().any(|c| c == *i) && !is_left_out(mapping, h))
        .find_map(|(h, _)| month_within(h));
    // `Diciembre (p)` is a month as the others are, `Diciembre 2020` and `Tasa diciembre` are not.
    let same = |form: &String| {
        let more: String = form.replace("{month}", "");
        more.trim().len() <= 4 && !more.bytes().any(|b| b.is_ascii_digit())
    };
    let cure = match (other.filter(|form| same(form) && !lacking.is_empty()), forms.first()) {
        (Some(form), Some(pattern)) => {
            format!(
                "If one of them has another form, list both ways under [value]: column = \
                     [\"{pattern}\", \"{form}\"]"
            )
        }
        _ if other_language.is_some() => {
            format!(
                "months = \"{}\" under [period] reads the months of these heads",
                other_language.unwrap_or_default()
            )
        }
        _ if !unread.is_empty() && lacking.iter().all(|m| *m < earliest || *m > latest) => format!(
            "If one of them is a month, write it in the file as the others are written; if the \
             table ends earlier, span = [{earliest}, {latest}] under [period] says so"
        ),
        _ if !unread.is_empty() => "If one of them is a month, write it in the file as the others \
                                    are written"
            .to_owned(),
        _ if lacking.iter().any(|m| *m < latest) => {
            "Where the file has none for them (quarters, say), put a blank column with the name of \
             each in its place, or read every column by its own name under [value.columns]"
                .to_owned()
        }
        _ => {
            format!("If the table ends earlier, write span = [{earliest}, {latest}] under [period]")
        }
    };
    let heads = format!("these heads are no month: {}", unread.join(", "));
    let lack = format!(
        "there is none for {} {}{}",
        if lacking.len() == 1 { "month" } else { "months" },
        months.join(", "),
        if unread.is_empty() { String::new() } else { format!(", and {heads}") }
    );
    let expected = format!(
        "a column for every month from {first} to {last}; {}. {cure}; a column of something \
         else is listed under [value]: leave_out",
        if lacking.is_empty() { heads } else { lack },
    );
    Err(table.columns.missing(&expected))
}

/// The way of writing months that reads more heads of these forms than the mapping's, if there is
/// one.
fn language(forms: &[&String], table: &Table, now: Months) -> Option<&'static str> {
    let heads = table.columns.heads();
    let read = |months: Months| {
        heads
            .iter()
            .filter(|(h, _)| forms.iter().any(|f| says(f, h, months, &Found::default()).is_some()))
            .count()
    };
    let best =
        Months::WORDS.into_iter().filter(|(_, m)| *m != now).max_by_key(|(_, m)| read(*m))?;
    (read(best.1) > read(now).max(2)).then_some(best.0)
}

/// The forms in which the mapping says that heads have a month.
fn forms_of_months(mapping: &Mapping) -> Vec<&String> {
    let Values::Columns(columns) = &mapping.value.from else { return Vec::new() };
    columns.iter().flat_map(|(h, _)| &h.0).filter(|h| h.contains("{month}")).collect()
}

/// A head with a month and something else, with `{month}` in its place.
fn month_within(head: &str) -> Option<String> {
    let mut months = head
        .split(|c: char| !c.is_alphabetic())
        .filter(|w| w.chars().count() > 2 && is_like_a_month(w));
    // `Enero-Marzo` is a quarter.
    let (Some(word), None) = (months.next(), months.next()) else { return None };
    let (before, after) = head.split_once(word)?;
    let alone =
        !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric);
    let form = head.replacen(word, "{month}", 1);
    (form != "{month}" && alone).then_some(form)
}
