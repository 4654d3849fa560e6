//! A mapping opened: read, checked against the shipped tables, its own tables joined.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use ideal_model::{Finding, Findings, IndicatorCatalogue};

use super::parse::{Joins, joins, parse_mapping, parse_recipe};
use super::shipped::{shipped_mapping, shipped_mappings, shipped_recipe, shipped_recipes};
use super::spec::{CodeOrigin, Mapping, Recipe, Values, indicator_of};
use crate::decode;
use crate::files::regular;
use crate::plain::plain;
use crate::publisher::error::ImportError;
use crate::publisher::grid::Grid;
use crate::publisher::load::TextFormat;
use crate::publisher::places::Gazetteer;

/// Bytes of a mapping: as of every TOML file.
const LARGEST: u64 = crate::bounds::TOML as u64;

/// Reads a mapping from a file, or one that ships by its name.
///
/// # Errors
/// [`ImportError::Mapping`] with every mistake in it, or where there is no such file;
/// [`ImportError`] as of a table that it joins.
pub fn open_mapping(path: &Path) -> Result<Mapping, ImportError> {
    let name = path.to_string_lossy();
    let text = text_of(path, shipped_mapping, "mappings", &shipped_mappings())?;
    let (mapping, mut findings) = parse_mapping(&text, &name);
    let Some(mut mapping) = mapping else { return Err(ImportError::Mapping(findings)) };
    if let Some(table) = joins(&text) {
        join(&mut mapping, &table, path)?;
    }
    unknown_indicators(&mapping, &name, &mut findings)?;
    unknown_parents(&mapping, &name, &mut findings)?;
    unknown_places(&mapping, &name, &mut findings)?;
    two_units(&mapping, &name, &mut findings);
    whole(mapping, findings)
}

/// Reads a recipe from a file, or one that ships by its name.
///
/// # Errors
/// As [`open_mapping`].
pub fn open_recipe(path: &Path) -> Result<Recipe, ImportError> {
    let name = path.to_string_lossy();
    let text = text_of(path, shipped_recipe, "recipes", &shipped_recipes())?;
    let (recipe, mut findings) = parse_recipe(&text, &name);
    let Some(mut recipe) = recipe else { return Err(ImportError::Mapping(findings)) };
    if let Some(table) = joins(&text) {
        join(&mut recipe.mapping, &table, path)?;
        let joined = &recipe.mapping.territory.table;
        recipe.measures.iter_mut().for_each(|m| m.mapping.territory.table.clone_from(joined));
    }
    let defined = recipe.mapping.define.clone();
    for measure in &mut recipe.measures {
        measure.mapping.define.clone_from(&defined);
        unknown_indicators(&measure.mapping, &name, &mut findings)?;
    }
    unknown_parents(&recipe.mapping, &name, &mut findings)?;
    whole(recipe, findings)
}

/// What was read, or all the errors that were found in it.
fn whole<T>(read: T, findings: Vec<Finding>) -> Result<T, ImportError> {
    if !findings.iter().any(Finding::is_error) {
        return Ok(read);
    }
    // Of each kind some are listed and the rest counted.
    let mut all = Findings::default();
    all.extend(findings);
    Err(ImportError::Mapping(all.finish()))
}

/// The text of a file, or of one that ships by its name.
fn text_of(
    path: &Path,
    shipped: fn(&str) -> Option<&'static str>,
    what: &str,
    known: &[&str],
) -> Result<String, ImportError> {
    let name = path.to_string_lossy();
    match crate::bounds::read_within(path, LARGEST) {
        Ok(bytes) => Ok(decode::toml(&bytes)
            .map_err(|f| ImportError::Mapping(vec![f.in_file(name.clone())]))?
            .to_owned()),
        Err(error) => match shipped(&name) {
            Some(text) => Ok(text.to_owned()),
            None => {
                let hint = ideal_model::did_you_mean(&name, known.iter().copied())
                    .unwrap_or_else(|| format!("{what} that ship: {}", known.join(", ")));
                let finding = Finding::error("mapping-read", format!("cannot be read: {error}"))
                    .in_file(name.clone())
                    .hint(hint);
                Err(ImportError::Mapping(vec![finding]))
            }
        },
    }
}

/// The tables that a mapping file joins, wherever they are named: what is made by the mapping is
/// made from them. Nothing of one that cannot be read.
#[must_use]
pub fn joined_tables(mapping: &Path) -> Vec<PathBuf> {
    let bytes = crate::bounds::read_within(mapping, LARGEST).ok();
    let table = bytes.as_deref().and_then(|b| decode::toml(b).ok()).and_then(joins);
    table.and_then(|t| beside(mapping, &t.file).ok()).into_iter().collect()
}

/// Where a table that a mapping names lies: in the mapping's folder. The mapping may be a
/// stranger's, and what a table has in it is shown where it is wrong.
fn beside(mapping: &Path, file: &str) -> Result<PathBuf, ImportError> {
    let folder = mapping.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let path = folder.join(file);
    let inside = match (folder.canonicalize(), path.canonicalize()) {
        (Ok(folder), Ok(path)) => path.starts_with(folder),
        // What is not there is told by who reads it.
        _ => true,
    };
    if regular(file).is_ok() && inside {
        return Ok(path);
    }
    let message =
        format!("`file` of [territory] join is `{file}`, and that is not in the mapping's folder");
    let f = Finding::error("join-outside", message).in_file(mapping.to_string_lossy());
    Err(ImportError::Mapping(vec![f.hint("put the table itself beside the mapping")]))
}

/// The cells and codes of a table beside the mapping go into its own; what the mapping itself lists
/// goes before them.
fn join(mapping: &mut Mapping, join: &Joins, mapping_path: &Path) -> Result<(), ImportError> {
    let path = beside(mapping_path, &join.file)?;
    let grid = Grid::text(&path, TextFormat::default())?;
    let Some((header, body)) = grid.rows.split_first() else {
        return Err(ImportError::file(&grid.file, "an empty file", "a header and rows"));
    };
    let columns = grid.columns(header);
    let (key, code) = (columns.find(&join.key)?, columns.find(&join.code)?);
    for row in body.iter().filter(|r| !r.is_blank()) {
        grid.whole_row(row, &columns)?;
        let (cell, code) = (row.cell(key).text(), row.cell(code).text());
        if cell.is_empty() || code.is_empty() {
            return Err(grid.bad_cell(
                row,
                &join.key,
                "an empty cell",
                "a cell and its code in every row",
            ));
        }
        let spec = &mut mapping.territory;
        let code = plain(&format!("{}{code:0>width$}", spec.prefix, width = spec.pad)).into_owned();
        match spec.table.get(&cell) {
            Some(other) if *other != code => {
                let expected = format!("one code for each cell; before it was `{other}`");
                return Err(grid.bad_cell(
                    row,
                    &join.code,
                    &format!("`{code}` for `{cell}`"),
                    &expected,
                ));
            }
            Some(_) => {}
            None => {
                spec.table.insert(cell, code);
            }
        }
    }
    Ok(())
}

/// An indicator that neither ships nor is defined would leave a project that does not load.
fn unknown_indicators(
    mapping: &Mapping,
    file: &str,
    findings: &mut Vec<Finding>,
) -> Result<(), ImportError> {
    let catalogue = IndicatorCatalogue::shipped()?;
    let mut codes: Vec<&str> = Vec::new();
    if let Some(pick) = &mapping.indicator {
        codes.extend(pick.table.values().map(String::as_str));
        if let CodeOrigin::Value(v) = &pick.from {
            codes.push(v);
        }
    }
    if let Values::Columns(columns) = &mapping.value.from {
        codes.extend(columns.iter().filter_map(|(_, code)| code.as_deref()));
    }
    codes.sort_unstable();
    codes.dedup();
    let defined: BTreeSet<&str> = mapping.define.iter().map(|d| d.code.as_str()).collect();
    let mut unknown = 0;
    for text in codes {
        let (code, _) = indicator_of(text);
        if catalogue.get(&code).is_none() && !defined.contains(code.as_str()) {
            unknown += 1;
            // Likeness is dear, and of many mistakes the first are shown.
            let near = if unknown > 50 {
                None
            } else {
                ideal_model::did_you_mean(&code, catalogue.iter().map(|e| e.code.as_str()))
            };
            let near = near.unwrap_or_default();
            let hint = format!("{near} add [[define]] with its code, name, unit and kind")
                .trim_start()
                .to_owned();
            findings.push(
                Finding::error(
                    "unknown-indicator",
                    format!("`{code}` is not in the shipped catalogue"),
                )
                .in_file(file)
                .hint(hint),
            );
        }
    }
    Ok(())
}

/// A place of a complete register is one that the mapping can read.
fn unknown_places(
    mapping: &Mapping,
    file: &str,
    findings: &mut Vec<Finding>,
) -> Result<(), ImportError> {
    let places = Gazetteer::shipped()?;
    let spec = &mapping.territory;
    let listed: BTreeSet<&String> = spec.table.values().collect();
    let own = |code: &String| {
        listed.contains(code) || spec.names.contains_key(code) || spec.parents.contains_key(code)
    };
    for code in mapping.absent.iter().flatten().filter(|c| places.get(c).is_none() && !own(c)) {
        let message = format!(
            "`places` names `{code}`, which is no known territory and no code of [territory]"
        );
        findings.push(
            Finding::error("unknown-territory", message)
                .in_file(file)
                .hint("codes of territory.table, or of the registry"),
        );
    }
    Ok(())
}

/// The unit of the values and that of the one indicator they are of are the same.
fn two_units(mapping: &Mapping, file: &str, findings: &mut Vec<Finding>) {
    let unit = mapping.value.unit.as_str();
    let other = mapping
        .define
        .iter()
        .find(|d| !unit.is_empty() && !d.unit.is_empty() && mapping.unit_of(&d.code) != d.unit);
    if let Some(d) = other {
        let message = format!(
            "the unit of the values is `{unit}` under [value], and that of `{}` is `{}` under \
             [[define]]",
            d.code, d.unit
        );
        findings.push(
            Finding::error("two-units", message)
                .in_file(file)
                .hint("one unit for one indicator: `factor` under [value] converts"),
        );
    }
}

/// Where the levels above a part of a country end.
#[derive(Clone, Copy)]
enum Top<'m> {
    /// At a territory that ships.
    Ships,
    /// At a code that nobody knows.
    Unknown(&'m String),
    /// Nowhere: they lead in a circle.
    Circle,
}

/// Every level above a part of a country ends at a territory that ships.
fn unknown_parents(
    mapping: &Mapping,
    file: &str,
    findings: &mut Vec<Finding>,
) -> Result<(), ImportError> {
    let places = Gazetteer::shipped()?;
    let spec = &mapping.territory;
    let named: BTreeSet<&String> = spec.parent.iter().chain(spec.parents.values()).collect();
    // No step of a chain is gone twice.
    let mut tops: BTreeMap<&String, Top<'_>> = BTreeMap::new();
    let mut said: BTreeSet<&String> = BTreeSet::new();
    for parent in named {
        let (mut at, mut way) = (parent, BTreeSet::new());
        let top = loop {
            if let Some(known) = tops.get(at) {
                break *known;
            }
            if places.get(at).is_some() {
                break Top::Ships;
            }
            if !way.insert(at) {
                break Top::Circle;
            }
            match spec.parents.get(at) {
                Some(above) => at = above,
                None => break Top::Unknown(at),
            }
        };
        tops.extend(way.into_iter().map(|step| (step, top)));
        let (message, hint) = match top {
            Top::Unknown(at) if said.insert(at) => {
                let near = if at == "XXX" {
                    "XXX is the draft's placeholder: put the country's code, such as MEX".to_owned()
                } else {
                    places.code(at).err().unwrap_or_default()
                };
                (
                    format!("the parent `{at}` is no known territory"),
                    format!("{near}; a level between is given its own parent in `parents`"),
                )
            }
            Top::Circle => (
                format!("the parents of `{parent}` lead back to itself"),
                "each level names the one above it, up to a country".to_owned(),
            ),
            Top::Ships | Top::Unknown(_) => continue,
        };
        findings.push(Finding::error("unknown-parent", message).in_file(file).hint(hint));
    }
    Ok(())
}
