//! iData: units, groups and figures.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use ideal_model::{CatalogueEntry, Names, Period};

use super::meta::{Item, Items, Type};
use super::tables::{Decimal, Table, is_na, text};
use super::times::{Asked, Times};
use super::{IMPORTER, SOURCE, codes};
use crate::bounds;
use crate::publisher::error::ImportError;
use crate::publisher::grid::GridRow;
use crate::publisher::row::{Import, PlaceInFile, Summary, TidyRow, TidyValue};

/// A unit of iData.
pub(super) struct Unit {
    pub(super) code: String,
    pub(super) name: String,
    /// Its value in each group column.
    pub(super) groups: Vec<String>,
}

/// Where the columns of iData are.
struct Heads<'i> {
    code: usize,
    name: Option<usize>,
    time: Option<usize>,
    values: Vec<(usize, &'i Item)>,
    groups: Vec<(usize, &'i Item)>,
    /// Columns of Type Other that nothing divides by.
    others: u64,
    decimal: Decimal,
    /// Heads of columns that number the rows.
    row_names: Vec<String>,
}

impl<'i> Heads<'i> {
    fn find(table: &Table, items: &'i Items) -> Result<Self, ImportError> {
        let code = table.columns.find("uCode")?;
        let row_names = strange_columns(table, items, code)?;
        let used: BTreeSet<&str> =
            items.list.iter().filter_map(|i| i.denominator.as_deref()).collect();
        let (mut values, mut groups, mut missing, mut others) =
            (Vec::new(), Vec::new(), Vec::new(), 0);
        for item in items.list.iter().filter(|i| i.kind != Type::Aggregate) {
            let used = used.contains(item.code.as_str());
            match (table.optional(&item.original)?, item.kind) {
                (None, Type::Other) if !used => {}
                (None, _) => {
                    missing.push(format!("`{}` (line {} of iMeta)", item.original, item.row))
                }
                (Some(_), Type::Other) if !used => others += 1,
                (Some(at), Type::Group) => groups.push((at, item)),
                (Some(at), _) => values.push((at, item)),
            }
        }
        if !missing.is_empty() {
            let expected = "a column for each row of iMeta that is no aggregate; add it to iData, \
                            or take the row out of iMeta";
            return Err(table.bad_header(&format!("no column {}", missing.join(", ")), expected));
        }
        let (name, time) = (table.optional("uName")?, table.optional("Time")?);
        let numbers: Vec<usize> = values.iter().map(|(at, _)| *at).chain(time).collect();
        let decimal = table.decimal(&numbers)?;
        Ok(Heads { code, name, time, values, groups, others, decimal, row_names })
    }
}

/// Refuses columns that iMeta does not list, and aggregates: COINr takes neither. Gives the heads
/// of row numbers.
fn strange_columns(table: &Table, items: &Items, code: usize) -> Result<Vec<String>, ImportError> {
    let (mut unlisted, mut aggregates, mut row_names) = (Vec::new(), Vec::new(), Vec::new());
    for (head, column) in table.columns.heads() {
        match items.called(head).map(|i| i.kind) {
            _ if matches!(head, "uCode" | "uName" | "Time") => {}
            Some(Type::Aggregate) => aggregates.push(format!("`{head}`")),
            Some(_) => {}
            None if table.is_row_names(column, Some(code)) => row_names.push(format!("`{head}`")),
            None => unlisted.push(format!("`{head}`")),
        }
    }
    if !unlisted.is_empty() {
        let expected = "columns that iMeta lists: give each a row of Type Other there, which is \
                        read past, or take it out of iData";
        return Err(table.bad_header(
            &format!("columns that are not in iMeta: {}", unlisted.join(", ")),
            expected,
        ));
    }
    if !aggregates.is_empty() {
        let expected =
            "no aggregate among the data: they are computed; take these columns out of iData";
        return Err(table.bad_header(
            &format!("columns that iMeta has as aggregates: {}", aggregates.join(", ")),
            expected,
        ));
    }
    Ok(row_names)
}

/// The figures of iData, and its units.
pub(super) fn figures(
    table: &mut Table,
    items: &Items,
    asked: Option<Asked>,
) -> Result<(Import, Vec<Unit>), ImportError> {
    table.check_unnamed(table.optional("uCode")?)?;
    let heads = Heads::find(table, items)?;
    let times = Times::read(table, heads.time, heads.decimal, asked)?;
    let raw: Vec<String> = table.body.iter().map(|r| r.cell(heads.code).text()).collect();
    let safe = codes::safe(raw.iter().map(String::as_str), &[]);
    let mut summary = Summary { file: table.grid.file.clone(), ..Summary::default() };
    summary.notes.append(&mut table.notes);
    if !heads.row_names.is_empty() {
        summary.notes.push(format!(
            "{}: {} numbers the rows; it is not read",
            table.name(),
            heads.row_names.join(", ")
        ));
    }
    summary.notes.extend(times.note(table));
    let mut rows: BTreeMap<(String, String, Period), TidyRow> = BTreeMap::new();
    let mut units: BTreeMap<String, Unit> = BTreeMap::new();
    let mut seen: BTreeMap<(String, Period), u32> = BTreeMap::new();
    let mut no_group: BTreeMap<&str, u64> = BTreeMap::new();
    let most = bounds::figures(Path::new(&table.grid.file));
    for (row, original) in table.body.iter().zip(&raw) {
        if rows.len() as u64 > most {
            return Err(ImportError::file(
                &table.name(),
                &format!("more than {most} figures"),
                bounds::FEWER_FIGURES,
            ));
        }
        let Some(code) = safe.get(original).filter(|_| !original.is_empty()) else {
            return Err(table.bad(row, "uCode", original, "a uCode in every row"));
        };
        let period = times.of(table, row)?;
        if let Some(first) = seen.insert((code.clone(), period), row.number) {
            let expected = match heads.time {
                Some(_) => format!("each unit and year once (first in line {first})"),
                None => format!(
                    "each unit once (first in line {first}); a panel has a column `Time` with the \
                     year of each row"
                ),
            };
            return Err(table.bad(row, "uCode", original, &expected));
        }
        let name = Some(text(row, heads.name))
            .filter(|n| !n.is_empty())
            .unwrap_or_else(|| original.clone());
        for (at, item) in &heads.groups {
            if row.cell(*at).text() == "NA" {
                *no_group.entry(&item.original).or_default() += 1;
            }
        }
        let groups = heads.groups.iter().map(|(at, _)| text(row, Some(*at))).collect();
        // Of a panel the groups of the unit's last row in the file.
        units.insert(code.clone(), Unit { code: code.clone(), name, groups });
        summary.read += heads.values.len() as u64 + heads.others;
        summary.leave_out("columns of Type Other", heads.others);
        for (column, item) in &heads.values {
            let value = value(table, row, (*column, item), heads.decimal)?;
            match value {
                TidyValue::Missing => summary.leave_out("no value (NA), listed as missing", 1),
                _ => summary.used += 1,
            }
            rows.insert(
                (code.clone(), item.code.clone(), period),
                tidy(table, row, code, item, period, value),
            );
        }
    }
    if rows.is_empty() {
        return Err(ImportError::file(&table.name(), "no unit", "a row per unit"));
    }
    summary.observations = rows.len() as u64;
    summary.notes.extend(unit_notes(&raw, &safe, no_group));
    let import = Import {
        rows: rows.into_values().collect(),
        summaries: vec![summary],
        sources: IMPORTER.source().into_iter().collect(),
        territories: Vec::new(),
        indicators: spare(items, &heads),
    };
    Ok((import, units.into_values().collect()))
}

/// What a reader should know of the units.
fn unit_notes(
    raw: &[String],
    safe: &BTreeMap<String, String>,
    no_group: BTreeMap<&str, u64>,
) -> Vec<String> {
    let mut notes: Vec<String> = codes::note("uCodes", safe).into_iter().collect();
    if raw.iter().any(|c| c == "NA") {
        notes.push(
            "the uCode `NA` is taken for a code (Namibia's, say), not for a missing one".to_owned(),
        );
    }
    for (group, rows) in no_group {
        notes.push(format!(
            "the group `{group}` is `NA` in {rows} rows: no group, as R reads it; if \
                            a group is meant, call it otherwise"
        ));
    }
    notes
}

/// The value of a cell. A goalpost that truncates nothing in COINr must have nothing to truncate
/// here either.
fn value(
    table: &Table,
    row: &GridRow,
    (column, item): (usize, &Item),
    decimal: Decimal,
) -> Result<TidyValue, ImportError> {
    let cell = row.cell(column);
    let found = cell.text();
    if is_na(&found) {
        return Ok(TidyValue::Missing);
    }
    let bad = |expected: &str| table.bad(row, &item.original, &found, expected);
    let number = decimal.number(cell).ok_or_else(|| bad(&format!("{}, or NA", decimal.word())))?;
    if let Some(posts) = item.posts.filter(|p| !p.truncated) {
        let expected = "TRUE under goalpost_trunc2posts in iMeta: scores here never leave the \
                        scale, so values beyond a post score as the post does";
        if item.denominator.is_some() || !(posts.low..=posts.high).contains(&number) {
            return Err(bad(expected));
        }
    }
    Ok(TidyValue::Number(number))
}

/// What the method does not name is declared, so that its rows are known.
fn spare(items: &Items, heads: &Heads<'_>) -> Vec<CatalogueEntry> {
    let used: BTreeSet<&str> = items.list.iter().filter_map(|i| i.denominator.as_deref()).collect();
    let spare = heads
        .values
        .iter()
        .filter(|(_, i)| i.kind != Type::Indicator && !used.contains(i.code.as_str()));
    spare
        .map(|(_, i)| CatalogueEntry {
            code: i.code.clone(),
            names: Names { en: Some(i.name.clone()), ..Names::default() },
            unit: i.unit.clone(),
            kind: "context".to_owned(),
            series: i.original.clone(),
            scale: None,
        })
        .collect()
}

fn tidy(
    table: &Table,
    row: &GridRow,
    unit: &str,
    item: &Item,
    period: Period,
    value: TidyValue,
) -> TidyRow {
    TidyRow {
        territory: unit.to_owned(),
        crime_area: "*".to_owned(),
        indicator: item.code.clone(),
        period,
        value,
        unit: item.unit.clone(),
        se: None,
        source: SOURCE.to_owned(),
        reliability: None,
        credibility: None,
        obs_status: None,
        rater: String::new(),
        note: String::new(),
        origin: PlaceInFile {
            file: table.grid.file.clone(),
            sheet: table.grid.sheet.clone(),
            row: row.number,
        },
    }
}
