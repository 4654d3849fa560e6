//! What the cells of a row name: a territory, a crime area, an indicator. What nobody knows is
//! noted, and told with all others when the file is read.

use std::collections::BTreeMap;

use super::mentions::{Mentions, Which};
use super::sheet::Table;
use super::spec::{CodeOrigin, Codes, Mapping, Pick, Places};
use crate::numeral::whole;
use crate::publisher::error::ImportError;
use crate::publisher::grid::GridRow;
use crate::publisher::places::{Gazetteer, Placed};
use crate::publisher::unknown::Unknown;

/// Bytes of the longest name or code that a place may have.
const LONGEST_PLACE: usize = 1_000;

/// What the cells of a file have named so far.
#[derive(Debug, Default)]
pub(super) struct NamedCells {
    pub(super) unknown: Unknowns,
    pub(super) mentions: Mentions,
    /// Codes and names of territories that do not ship.
    pub(super) parts: BTreeMap<String, String>,
}

/// Cells that no table knows, by what they should name.
#[derive(Debug, Default)]
pub(super) struct Unknowns {
    pub(super) territory: Unknown,
    pub(super) crime_area: Unknown,
    pub(super) indicator: Unknown,
}

impl Unknowns {
    /// Whether there is any.
    pub(super) fn any(&self) -> bool {
        [&self.territory, &self.crime_area, &self.indicator].into_iter().any(|u| !u.is_empty())
    }
}

/// Why figures are left out, as the summary words it.
pub(super) struct Skip<'a>(pub(super) &'a str);

/// Reads the cells that name something, with their columns found.
pub(super) struct Names<'a> {
    mapping: &'a Mapping,
    table: &'a Table,
    places: &'a Gazetteer,
    territory: Option<usize>,
    crime_area: Option<usize>,
    indicator: Option<usize>,
}

impl<'a> Names<'a> {
    /// Finds the columns that the mapping names.
    pub(super) fn new(
        mapping: &'a Mapping,
        table: &'a Table,
        places: &'a Gazetteer,
    ) -> Result<Self, ImportError> {
        let from = |from: &CodeOrigin| match from {
            CodeOrigin::Column(head) => table.find(head).map(Some),
            CodeOrigin::Value(_) | CodeOrigin::Heads | CodeOrigin::SheetName => Ok(None),
        };
        Ok(Names {
            mapping,
            table,
            places,
            territory: from(&mapping.territory.from)?,
            crime_area: from(&mapping.crime_area.from)?,
            indicator: mapping.indicator.as_ref().map_or(Ok(None), |p| from(&p.from))?,
        })
    }

    /// The crime area of a row; empty where nobody knows it.
    pub(super) fn crime_area(
        &self,
        row: &GridRow,
        met: &mut NamedCells,
    ) -> Result<String, Skip<'static>> {
        self.pick(row, &self.mapping.crime_area, self.crime_area, Which::Area, met)
    }

    /// The indicator of a row, where the mapping has one for rows; empty where nobody knows it.
    pub(super) fn indicator(
        &self,
        row: &GridRow,
        met: &mut NamedCells,
    ) -> Result<Option<String>, Skip<'static>> {
        let Some(pick) = &self.mapping.indicator else { return Ok(None) };
        self.pick(row, pick, self.indicator, Which::Indicator, met).map(Some)
    }

    /// The territory of a row, unless the heads say it; empty where nobody knows it.
    pub(super) fn territory(
        &self,
        row: &GridRow,
        met: &mut NamedCells,
    ) -> Result<Result<Option<String>, Skip<'static>>, ImportError> {
        let cell = match &self.mapping.territory.from {
            CodeOrigin::Heads => return Ok(Ok(None)),
            CodeOrigin::Value(code) => code.clone(),
            CodeOrigin::SheetName => self.table.grid.sheet.clone().unwrap_or_default(),
            CodeOrigin::Column(_) => self.territory_cell(row),
        };
        Ok(self.place(row, &cell, met)?.map(Some))
    }

    /// The territory that a cell or head means, or why it is left out; empty where nobody knows it.
    pub(super) fn place(
        &self,
        row: &GridRow,
        cell: &str,
        met: &mut NamedCells,
    ) -> Result<Result<String, Skip<'static>>, ImportError> {
        let spec = &self.mapping.territory;
        let fixed = matches!(spec.from, CodeOrigin::Value(_));
        met.mentions.territory(cell, self.mapping);
        if !fixed && spec.leave_out.contains(cell) {
            return Ok(Err(Skip("territories that the mapping leaves out")));
        }
        if let Some(code) = spec.table.get(cell).map(String::as_str).or(fixed.then_some(cell)) {
            return self.own(row, code, cell, met).map(Ok);
        }
        // No place is called so: a page of text is not compared with every name.
        let placed = if cell.len() > LONGEST_PLACE {
            Err(format!("a known place; this is a text of {} bytes", cell.len()))
        } else if spec.codes == Codes::Iso3Lower && cell.chars().any(char::is_uppercase) {
            Err("a code in small letters".to_owned())
        } else if let Some(placed) = self.registered(cell) {
            placed
        } else if spec.codes == Codes::Prefix {
            match prefixed(spec, cell) {
                Ok(code) => return self.own(row, &code, cell, met).map(Ok),
                Err(expected) => Err(expected),
            }
        } else {
            let near = near(cell, &spec.table, &met.unknown.territory);
            Err(format!("a cell of the mapping's `territory.table`; {near}")
                .trim_end_matches([' ', ';'])
                .to_owned())
        };
        match placed {
            Ok(Placed::Territory(code)) => Ok(Ok(code)),
            Ok(Placed::Aggregate { reason, name, .. }) => {
                met.mentions.aggregate(cell, &name);
                Ok(Err(Skip(reason)))
            }
            Err(expected) => {
                let head = if let CodeOrigin::Column(head) = &spec.from {
                    head.to_string()
                } else {
                    "territory".to_owned()
                };
                met.unknown.territory.add(&self.table.grid, row, &head, cell, &expected);
                Ok(Ok(String::new()))
            }
        }
    }

    /// Whether a row names a territory of its own that is known, and is no total.
    pub(super) fn names_a_place(&self, row: &GridRow) -> bool {
        let spec = &self.mapping.territory;
        if !matches!(spec.from, CodeOrigin::Column(_)) {
            return false;
        }
        let cell = self.territory_cell(row);
        let known = match self.registered(&cell) {
            Some(placed) => placed.is_ok(),
            None => spec.codes == Codes::Prefix && prefixed(spec, &cell).is_ok(),
        };
        known || spec.table.contains_key(&cell)
    }

    /// What the registry says of a cell, by the codes that the mapping reads; none where these are
    /// the mapping's own.
    fn registered(&self, cell: &str) -> Option<Result<Placed, String>> {
        Some(match self.mapping.territory.codes {
            Codes::Iso3 => self.places.code(cell),
            Codes::Iso3Lower => self.places.code(&cell.to_uppercase()),
            Codes::Iso2 => self.places.iso2(cell),
            Codes::M49 => self.places.m49(cell),
            Codes::Name => self.places.name(cell),
            Codes::Prefix | Codes::Table => return None,
        })
    }

    fn territory_cell(&self, row: &GridRow) -> String {
        self.territory.map(|column| row.cell(column).text()).unwrap_or_default()
    }

    /// A code of the mapping's own: one that ships, or a part of the parent it names.
    fn own(
        &self,
        row: &GridRow,
        code: &str,
        cell: &str,
        met: &mut NamedCells,
    ) -> Result<String, ImportError> {
        if self.places.get(code).is_none() {
            let spec = &self.mapping.territory;
            if spec.parent.is_none() && !spec.parents.contains_key(code) {
                let expected =
                    "a code of the registry, or `territory.parent` for parts of a country";
                return Err(self.table.grid.bad_cell(
                    row,
                    "territory",
                    &format!("`{code}`"),
                    expected,
                ));
            }
            let name = spec.names.get(code).map_or(cell, String::as_str);
            met.parts.entry(code.to_owned()).or_insert_with(|| name.to_owned());
        }
        Ok(code.to_owned())
    }

    /// The code that the cell of a row means by the mapping's table.
    fn pick(
        &self,
        row: &GridRow,
        pick: &Pick,
        column: Option<usize>,
        which: Which,
        met: &mut NamedCells,
    ) -> Result<String, Skip<'static>> {
        let (CodeOrigin::Column(head), Some(column)) = (&pick.from, column) else {
            return Ok(if let CodeOrigin::Value(v) = &pick.from {
                v.clone()
            } else {
                String::new()
            });
        };
        let cell = row.cell(column).text();
        met.mentions.pick(which, &cell, pick);
        if pick.leave_out.contains(&cell) {
            return Err(Skip(match which {
                Which::Area => "crime areas that the mapping leaves out",
                Which::Indicator => "indicators that the mapping leaves out",
            }));
        }
        if let Some(code) = pick.table.get(&cell) {
            return Ok(code.clone());
        }
        let unknown = match which {
            Which::Area => &mut met.unknown.crime_area,
            Which::Indicator => &mut met.unknown.indicator,
        };
        let expected =
            format!("a cell of the mapping's table; {}", near(&cell, &pick.table, unknown));
        unknown.add(
            &self.table.grid,
            row,
            &head.to_string(),
            &cell,
            expected.trim_end_matches([' ', ';']),
        );
        Ok(String::new())
    }
}

/// The code that a cell means with the mapping's prefix, or what was expected.
fn prefixed(spec: &Places, cell: &str) -> Result<String, String> {
    // Letters of a code are few: `Total` and names are none.
    let is_code = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric());
    let letters = cell.bytes().filter(u8::is_ascii_alphabetic).count();
    if whole(cell).is_none() && !(letters <= 4 && cell.split(['-', '_']).all(is_code)) {
        return Err("a code: digits, or up to four letters, parted by - or _".to_owned());
    }
    // Zeros before a number are part of a code, unless it is filled up with them anyway; `5.0` is
    // how some programs write 5.
    let number = match whole(cell) {
        Some(n) if spec.pad > 0 || cell.contains('.') => n.to_string(),
        _ => cell.to_owned(),
    };
    if spec.pad > 0 && number.len() > spec.pad {
        return Err(format!("a cell of at most {} digits, as `pad` says", spec.pad));
    }
    Ok(format!("{}{number:0>width$}", spec.prefix, width = spec.pad))
}

/// What a cell that a table lacks may have been meant as.
fn near(cell: &str, table: &BTreeMap<String, String>, unknown: &Unknown) -> String {
    if !unknown.wants(cell) {
        return String::new();
    }
    let keys = || table.keys().map(String::as_str);
    crate::plain::looks_like(cell, keys())
        .or_else(|| ideal_model::did_you_mean(cell, keys()))
        .unwrap_or_default()
}
