//! What a project must learn of an import: parts of countries, and indicators that do not ship.

use std::collections::BTreeMap;

use ideal_model::{CatalogueEntry, Names, TerritoryKind};

use super::spec::{Define, Mapping};
use crate::publisher::places::Gazetteer;
use crate::publisher::row::NewTerritory;

/// Parts of countries with every level above them that does not ship, by code.
pub(super) fn with_parents(
    mapping: &Mapping,
    parts: Vec<(String, String)>,
    places: &Gazetteer,
) -> Vec<NewTerritory> {
    let spec = &mapping.territory;
    let mut out: BTreeMap<String, NewTerritory> = BTreeMap::new();
    let mut open: Vec<(String, String)> = parts;
    while let Some((code, name)) = open.pop() {
        if out.contains_key(&code) {
            continue;
        }
        let parent =
            spec.parents.get(&code).or(spec.parent.as_ref()).filter(|p| **p != code).cloned();
        if let Some(p) = parent.as_ref().filter(|p| places.get(p).is_none()) {
            open.push((p.clone(), spec.names.get(p).unwrap_or(p).clone()));
        }
        out.insert(code.clone(), NewTerritory { code, name, parent, kind: TerritoryKind::Part });
    }
    out.into_values().collect()
}

/// An indicator that a mapping defines, as the catalogue has it.
pub(super) fn entry(d: &Define) -> CatalogueEntry {
    CatalogueEntry {
        code: d.code.clone(),
        names: Names::same(&d.name),
        unit: d.unit.clone(),
        kind: d.kind.clone(),
        ..CatalogueEntry::default()
    }
}
