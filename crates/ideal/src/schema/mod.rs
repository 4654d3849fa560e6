//! JSON Schema (draft 2020-12) of the files a user writes and of `results.json`. That of a table is
//! of its rows.
//!
//! Editors complete and check TOML with them. The program itself does not: its own checks say more,
//! and name the line.

mod inputs;

use serde_json::{Map, Value, json};

use crate::error::Error;
use crate::tables::columns::{
    AUDIT, ColumnType, DEPENDENCE, Declared, FAMILIES, FLOORS, TABLES, TableColumns,
};

/// A file that has a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Schema {
    /// `assessment.toml`
    Assessment,
    /// `method.toml`
    Method,
    /// `results.json`
    Results,
    /// A mapping of `ideal import mapping`.
    Mapping,
    /// Tidy evidence.
    Evidence,
    /// `sources.csv`
    Sources,
    /// `territories.csv`
    Territories,
    /// `crime_areas.csv`
    CrimeAreas,
    /// `indicators.csv`
    Indicators,
}

impl Schema {
    /// All of them, by name.
    pub const ALL: [(&'static str, Schema); 9] = [
        ("assessment", Schema::Assessment),
        ("method", Schema::Method),
        ("results", Schema::Results),
        ("mapping", Schema::Mapping),
        ("evidence", Schema::Evidence),
        ("sources", Schema::Sources),
        ("territories", Schema::Territories),
        ("crime_areas", Schema::CrimeAreas),
        ("indicators", Schema::Indicators),
    ];

    fn name(self) -> &'static str {
        Schema::ALL.iter().find(|(_, s)| *s == self).map_or("", |(name, _)| name)
    }
}

/// The schema of a file, as JSON text.
///
/// ```
/// use ideal::schema::{Schema, text};
/// assert!(text(Schema::Method)?.contains("\"goalposts\""));
/// # Ok::<(), ideal::Error>(())
/// ```
///
/// # Errors
/// [`Error::Json`], for which there is no occasion.
pub fn text(schema: Schema) -> Result<String, Error> {
    match schema {
        Schema::Assessment => Ok(include_str!("assessment.json").to_owned()),
        Schema::Method => Ok(include_str!("method.json").to_owned()),
        Schema::Results => Ok(serde_json::to_string_pretty(&results())?),
        Schema::Mapping => Ok(serde_json::to_string_pretty(&inputs::mapping())?),
        table => Ok(serde_json::to_string_pretty(&inputs::table(table.name()))?),
    }
}

/// All schemas, as one JSON object with a key for each file.
///
/// # Errors
/// [`Error::Json`], for which there is no occasion.
pub fn all() -> Result<String, Error> {
    let mut out = Map::new();
    for (name, schema) in Schema::ALL {
        out.insert(name.to_owned(), serde_json::from_str(&text(schema)?)?);
    }
    Ok(serde_json::to_string_pretty(&out)?)
}

/// The schema of `results.json`, made from the columns of the tables.
fn results() -> Value {
    let tables: Map<String, Value> = TABLES
        .iter()
        .chain([&FLOORS])
        .chain(AUDIT)
        .chain(DEPENDENCE)
        .map(|t| (t.name.to_owned(), json!({ "type": "array", "items": row(t) })))
        .collect();
    let names: Vec<&str> = TABLES.iter().chain([&FLOORS]).chain(AUDIT).map(|t| t.name).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "results.json",
        "description": "The results of an assessment: the same rows as the tables.",
        "type": "object",
        "required": ["engine", "version", "assessment", "method", "handling", "editions", "seed", "draws", "scale", "counts", "nodes", "tables"],
        "properties": {
            "engine": { "const": "ideal" },
            "version": { "type": "string", "description": "Version of the engine." },
            "assessment": { "type": "object", "required": ["id", "title"] },
            "method": {
                "type": "object", "required": ["id", "version", "sha256"],
                "properties": { "id": { "type": "string" }, "version": { "type": "string" }, "sha256": { "type": "string", "pattern": "^[0-9a-f]{64}$" }, "modified": { "const": true, "description": "Only where the method is not the file's: it was built or changed in code." } }
            },
            "handling": { "type": "string", "description": "The strictest handling mark among \
                                                            project and rows used." },
            "editions": { "type": "array", "items": { "type": "string" } },
            "seed": { "type": "integer", "minimum": 0 },
            "draws": { "type": "integer", "minimum": 0 },
            "scale": { "type": "array", "items": { "type": "number" }, "minItems": 2, "maxItems": 2 },
            "counts": { "type": "object", "additionalProperties": { "type": "integer", "minimum": 0 } },
            "nodes": {
                "type": "array",
                "items": {
                    "type": "object", "required": ["id", "name", "parent", "weight"],
                    "properties": { "id": { "type": "string" }, "name": { "type": "object" }, "parent": { "type": ["string", "null"] }, "weight": { "type": ["number", "null"] } }
                }
            },
            "tables": { "type": "object", "required": names, "properties": tables }
        }
    })
}

fn row(table: &TableColumns) -> Value {
    let columns = table.columns;
    let properties: Map<String, Value> =
        columns.iter().map(|c| (c.name.to_owned(), column(c))).collect();
    let required: Vec<&str> = columns.iter().filter(|c| !c.needs_draws).map(|c| c.name).collect();
    let families: Map<String, Value> = FAMILIES
        .iter()
        .map(|f| {
            (format!("^{}", f.prefix), json!({ "type": ["number", "null"], "minimum": 0, "maximum": 1, "description": f.about }))
        })
        .collect();
    json!({ "type": "object", "required": required, "properties": properties, "patternProperties": families, "additionalProperties": false })
}

fn column(declared: &Declared) -> Value {
    let about = declared.about;
    match declared.kind {
        ColumnType::Text => json!({ "type": ["string", "null"], "description": about }),
        ColumnType::Number => json!({ "type": ["number", "null"], "description": about }),
        ColumnType::Count => {
            json!({ "type": ["integer", "null"], "minimum": 0, "description": about })
        }
        ColumnType::Flag => json!({ "type": ["boolean", "null"], "description": about }),
    }
}
