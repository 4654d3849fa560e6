//! What a mapping and its table say against each other before a row is read: other times than the
//! period, parts of years that nothing reads, columns that have no sum.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::forms::{
    is_part_of_a_year, names_a_part, names_parts, names_years, spans_a_year, without_year, year_in,
};
use super::heads::Slot;
use super::sheet::Table;
use super::spec::{Combine, Mapping, When, YearFrom};
use super::totals::is_total;
use super::when::year_in_name;
use crate::calendar::year_of;
use crate::publisher::error::ImportError;
use crate::publisher::toml_text::quoted;

/// Refuses rows that a condition keeps by another year than the one they would be of; notes where
/// it is a part of the year.
pub(super) fn said_by_conditions(
    mapping: &Mapping,
    table: &Table,
) -> Result<Option<String>, ImportError> {
    let Some(year) = fixed_year(&mapping.period, table)? else { return Ok(None) };
    let part = |text: &str| {
        let form = text.replace(&year.to_string(), "{year}");
        is_part_of_a_year(&form) && names_a_part(&form)
    };
    let name = match &mapping.period {
        When::FileName => {
            Path::new(&table.grid.file).file_stem().map(|s| s.to_string_lossy().into_owned())
        }
        When::SheetName => table.grid.sheet.clone(),
        _ => None,
    };
    let cure = "`value` under [period] can say a quarter or a month (2023-Q1), and obs_status = \
                \"P\" marks figures provisional";
    if let Some(name) = name.filter(|name| part(name)) {
        return Ok(Some(format!(
            "the name `{name}` says a part of the year, and its rows become the whole of {year}: \
             {cure}"
        )));
    }
    for k in &mapping.keep {
        for word in &k.only {
            // A year in a name (`Ley 30068/2013`) is no time; one alone may be that of an edition.
            let form = without_year(word);
            let says_a_time = form != *word && names_a_part(&form) || spans_a_year(&form);
            if says_a_time && year_in(word).is_some_and(|of| of != year) {
                let found = format!(
                    "rows that [[keep]] keeps by `{word}` in the column `{}`, and the period \
                     {year}",
                    k.column
                );
                return Err(ImportError::file(
                    &table.grid.file,
                    &found,
                    "one year: correct `only`, or `value` under [period]",
                ));
            }
            if form.trim() == "{year}" && year_in(word).is_some_and(|of| of != year) {
                return Ok(Some(format!(
                    "rows are kept by `{word}` in the column `{}`, and are of {year}: is the year \
                     right?",
                    k.column
                )));
            }
            if part(word) {
                return Ok(Some(format!(
                    "the rows that [[keep]] keeps say `{word}`, a part of the year, and become the \
                     whole of {year}: {cure}"
                )));
            }
        }
    }
    Ok(None)
}

/// Columns that are added up and should not be: a total beside its parts, what is accumulated, a
/// rate.
pub(super) fn sums_of_heads(mapping: &Mapping, slots: &[Slot]) -> Vec<String> {
    if mapping.rows != Combine::Sum {
        return Vec::new();
    }
    let mut out = Vec::new();
    let mut of: BTreeMap<_, Vec<&Slot>> = BTreeMap::new();
    for slot in slots {
        of.entry((&slot.indicator, slot.year, slot.month, &slot.territory)).or_default().push(slot);
    }
    let totals = |of: &&Vec<&Slot>| {
        of.len() > 1
            && of.iter().any(|s| is_total(&s.head))
            && of.iter().any(|s| !is_total(&s.head))
    };
    if let Some(of) = of.values().find(totals) {
        let heads: Vec<String> = of.iter().take(6).map(|s| format!("`{}`", s.head)).collect();
        out.push(format!(
            "the columns {} are added up: is one of them a total of the others? \
                          leave_out under [value]",
            heads.join(", ")
        ));
    }
    let grows = |s: &&Slot| {
        ideal_model::name_key(&s.head)
            .split(' ')
            .any(|w| w.starts_with("acum") || w.starts_with("cumul") || w == "ytd")
    };
    if let Some(slot) = slots.iter().find(grows) {
        out.push(format!(
            "`{}` is added up, and says that it is accumulated already: {}",
            slot.head,
            if mapping.period.is_dated() {
                "rows = \"latest\" takes the last one"
            } else {
                "[[keep]] takes the last one"
            }
        ));
    }
    let unit =
        |s: &Slot| mapping.unit_of(s.indicator.as_ref().map_or("", |(code, _)| code)).to_owned();
    let rate = |unit: &String| {
        let key = ideal_model::name_key(unit);
        let words: Vec<&str> = key.split(' ').collect();
        let word = |w: &&str| {
            matches!(
                *w,
                "per"
                    | "percent"
                    | "percentage"
                    | "pct"
                    | "porcentaje"
                    | "porcentagem"
                    | "rate"
                    | "tasa"
                    | "taxa"
                    | "index"
                    | "indice"
                    | "score"
            )
        };
        // `por 100 000`, `casos/100 mil`
        let by_number = unit.split_once('/').is_some_and(|(_, below)| below.trim_start().starts_with(|c: char| c.is_ascii_digit()))
            || words
                .windows(2)
                .any(|w| matches!(w, ["por", n] if n.starts_with(|c: char| c.is_ascii_digit()) || matches!(*n, "cien" | "mil")));
        unit.contains(['%', '‰']) || words.iter().any(word) || by_number
    };
    if let Some(unit) = slots.iter().map(unit).find(rate) {
        out.push(format!(
            "rows are added up, and the unit is `{unit}`: rates have no sum; rows = \"mean\", or \
             [[keep]] for one row of each"
        ));
    }
    out
}

/// A column of months or quarters that nothing reads, beside years that are put together.
pub(super) fn unread_parts(mapping: &Mapping, table: &Table) -> Option<String> {
    let yearly = matches!(
        mapping.period,
        When::Column { .. }
            | When::FileName
            | When::SheetName
            | When::YearHeads { month: None, .. }
    ) || matches!(mapping.period, When::Value(p) if p.is_year());
    if !yearly || mapping.rows == Combine::Single {
        return None;
    }
    let heads = table.columns.heads();
    let (head, _) =
        heads.iter().find(|(head, _)| names_parts(head) && !mapping.names_head(head))?;
    Some(format!(
        "nothing reads `{head}`, which says the part of the year that a row is of: a year that \
         lacks some is not marked; a month is read with `month` under [period]"
    ))
}

/// Columns and heads that say another year than the one that all rows are of.
pub(super) fn other_years(
    mapping: &Mapping,
    table: &Table,
    slots: &[Slot],
) -> Result<Vec<String>, ImportError> {
    let Some(year) = fixed_year(&mapping.period, table)? else { return Ok(Vec::new()) };
    let mut out = Vec::new();
    for (head, column) in table.columns.heads() {
        let unread = names_years(head)
            && !mapping.names_head(head)
            && !mapping.value.leave_out.contains(head);
        if !unread || slots.iter().any(|s| s.column == Some(column)) {
            continue;
        }
        let years: BTreeSet<i32> =
            table.body().iter().filter_map(|r| year_of(&r.cell(column).text())).collect();
        if years.iter().any(|y| *y != year) {
            let some: Vec<String> = years.iter().take(5).map(ToString::to_string).collect();
            let found = format!(
                "the years {} in `{head}`, which nothing reads, and the period {year}",
                some.join(", ")
            );
            let expected = format!(
                "the year of each row: column = {} under [period]; if that column says something \
                 else, list it under [value]: leave_out",
                quoted(head)
            );
            return Err(ImportError::file(&table.grid.file, &found, &expected));
        }
    }
    let says = |text: &str| {
        let other = year_in(text).filter(|of| *of != year).map(|of| of.to_string());
        let form = without_year(text);
        let part = is_part_of_a_year(&form) && names_a_part(&form);
        other.or_else(|| part.then(|| "a part of the year".to_owned()))
    };
    let words = mapping.indicator.iter().flat_map(|p| p.table.keys().map(String::as_str));
    if let Some((text, what)) = slots
        .iter()
        .map(|s| s.head.as_str())
        .chain(words)
        .find_map(|text| Some((text, says(text)?)))
    {
        out.push(format!(
            "`{text}` says {what}, and its figures are of {year}: is the period right?"
        ));
    }
    Ok(out)
}

/// The year that all rows are of, where the mapping or a name says it and it is a whole one.
fn fixed_year(period: &When, table: &Table) -> Result<Option<i32>, ImportError> {
    Ok(match period {
        When::Value(p) if p.is_year() => Some(p.calendar_year()),
        When::FileName => Some(year_in_name(table, &YearFrom::FileName)?),
        When::SheetName => Some(year_in_name(table, &YearFrom::SheetName)?),
        _ => None,
    })
}
