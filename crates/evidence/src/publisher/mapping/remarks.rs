//! What a mapping and its table say against each other before a row is read: other times than the period, parts of years that
//! nothing reads, columns that have no sum.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::forms::{is_part_of_a_year, names_a_part, names_parts};
use super::heads::Slot;
use super::sheet::Table;
use super::spec::{Combine, Mapping, When, YearFrom};
use super::totals::is_total;
use super::when::year_in_name;
use crate::calendar::year_of;
use crate::publisher::error::ImportError;

/// Refuses rows that a condition keeps by another year than the one they would be of; notes where it is a part of the year.
pub(super) fn said_by_conditions(mapping: &Mapping, table: &Table) -> Result<Option<String>, ImportError> {
    let Some(year) = fixed_year(&mapping.period, table)? else { return Ok(None) };
    let part = |text: &str| {
        let form = text.replace(&year.to_string(), "{year}");
        is_part_of_a_year(&form) && names_a_part(&form)
    };
    let name = match &mapping.period {
        When::FileName => Path::new(&table.grid.file).file_stem().map(|s| s.to_string_lossy().into_owned()),
        When::SheetName => table.grid.sheet.clone(),
        _ => None,
    };
    let cure = "`value` under [period] can say a quarter or a month (2023-Q1), and obs_status = \"P\" marks figures provisional";
    if let Some(name) = name.filter(|name| part(name)) {
        return Ok(Some(format!("the name `{name}` says a part of the year, and its rows become the whole of {year}: {cure}")));
    }
    for k in &mapping.keep {
        for word in &k.only {
            let years: BTreeSet<i32> = word.split(|c: char| !c.is_ascii_digit()).filter_map(year_of).collect();
            if years.len() == 1 && !years.contains(&year) {
                let found = format!("rows that [[keep]] keeps by `{word}` in the column `{}`, and the period {year}", k.column);
                return Err(ImportError::file(&table.grid.file, &found, "one year: correct `only`, or `value` under [period]"));
            }
            if part(word) {
                return Ok(Some(format!(
                    "the rows that [[keep]] keeps say `{word}`, a part of the year, and become the whole of {year}: {cure}"
                )));
            }
        }
    }
    Ok(None)
}

/// Columns that are added up and should not be: a total beside its parts, what is accumulated, a rate.
pub(super) fn sums_of_heads(mapping: &Mapping, slots: &[Slot]) -> Vec<String> {
    if mapping.rows != Combine::Sum {
        return Vec::new();
    }
    let mut out = Vec::new();
    let mut of: BTreeMap<_, Vec<&Slot>> = BTreeMap::new();
    for slot in slots {
        of.entry((&slot.indicator, slot.year, slot.month, &slot.territory)).or_default().push(slot);
    }
    let totals = |of: &&Vec<&Slot>| of.len() > 1 && of.iter().any(|s| is_total(&s.head)) && of.iter().any(|s| !is_total(&s.head));
    if let Some(of) = of.values().find(totals) {
        let heads: Vec<String> = of.iter().take(6).map(|s| format!("`{}`", s.head)).collect();
        out.push(format!("the columns {} are added up: is one of them a total of the others? leave_out under [value]", heads.join(", ")));
    }
    let grows =
        |s: &&Slot| ideal_model::name_key(&s.head).split(' ').any(|w| w.starts_with("acum") || w.starts_with("cumul") || w == "ytd");
    if let Some(slot) = slots.iter().find(grows) {
        out.push(format!("`{}` is added up, and says that it is accumulated already: rows = \"latest\" takes the last one", slot.head));
    }
    let unit = |s: &Slot| mapping.unit_of(s.indicator.as_ref().map_or("", |(code, _)| code)).to_owned();
    let rate = |unit: &String| unit.contains('%') || unit.split_whitespace().any(|w| matches!(w, "per" | "percent" | "por"));
    if let Some(unit) = slots.iter().map(unit).find(rate) {
        out.push(format!(
            "rows are added up, and the unit is `{unit}`: rates have no sum; rows = \"mean\" or \"latest\", or [[keep]] for one row of each"
        ));
    }
    out
}

/// A column of months or quarters that nothing reads, beside years that are put together.
pub(super) fn unread_parts(mapping: &Mapping, table: &Table) -> Option<String> {
    if !matches!(mapping.period, When::Column { .. }) || !matches!(mapping.rows, Combine::Sum | Combine::Mean) {
        return None;
    }
    let heads = table.columns.heads();
    let (head, _) = heads.iter().find(|(head, _)| names_parts(head) && !mapping.names_head(head))?;
    Some(format!(
        "nothing reads `{head}`, which says the part of the year that a row is of: a year that lacks some is not marked; a month is read with `month` under [period]"
    ))
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
