//! The schemas of what a result holds for programs, and of two compared.

use ideal_model::RowBand;
use serde_json::{Map, Value, json};

use super::row;
use crate::tables::SCHEMA;
use crate::tables::columns::{
    AUDIT, COMPARED, DEPENDENCE, FLOORS, GROUP_TABLES, METHOD_CHANGED, ROWS_CHANGED,
    SEVERITY_TABLES, TABLES, TableColumns,
};

/// Tables that every result has, and those that some have.
fn always() -> impl Iterator<Item = &'static TableColumns> {
    TABLES.iter().chain([&FLOORS]).chain(AUDIT)
}

fn sometimes() -> impl Iterator<Item = &'static TableColumns> {
    DEPENDENCE.iter().chain(SEVERITY_TABLES).chain(GROUP_TABLES)
}

/// The schema of a table as JSON: which columns each table has, made from where they are declared.
pub(super) fn tables() -> Value {
    let one = |t: &'static TableColumns| {
        let values = |mut items: Value| {
            let about = items.as_object_mut().and_then(|o| o.remove("description"));
            json!({ "type": "array", "items": items, "description": about })
        };
        let mut columns = row(t);
        for key in ["properties", "patternProperties"] {
            for column in columns[key].as_object_mut().into_iter().flat_map(Map::values_mut) {
                *column = values(column.take());
            }
        }
        json!({
            "type": "object",
            "required": ["schema", "table", "rows", "columns"],
            "properties": {
                "schema": { "const": SCHEMA },
                "table": { "const": t.name },
                "rows": { "type": "integer", "minimum": 0 },
                "columns": columns
            },
            "additionalProperties": false
        })
    };
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "tables/NAME.json",
        "description": "A table of a result: each column a list of one value a row, in the order of the rows.",
        "oneOf": always().chain(sometimes()).map(one).collect::<Vec<Value>>()
    })
}

/// The schema of `results.json`.
pub(super) fn results() -> Value {
    let entry = json!({
        "type": "object",
        "required": ["file", "rows"],
        "properties": {
            "file": { "type": "string", "description": "The table as JSON, from the folder of the result; as CSV and Parquet it stands beside." },
            "rows": { "type": "integer", "minimum": 0 }
        },
        "additionalProperties": false
    });
    let tables: Map<String, Value> =
        always().chain(sometimes()).map(|t| (t.name.to_owned(), entry.clone())).collect();
    let names: Vec<&str> = always().map(|t| t.name).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "results.json",
        "description": "What the results of an assessment are, and where each table of them is.",
        "type": "object",
        "required": ["schema", "engine", "version", "assessment", "method", "handling", "editions", "seed", "draws", "scale", "counts", "nodes", "tables"],
        "properties": {
            "schema": { "const": SCHEMA, "description": "Version of what this file and the JSON of tables hold; a column more changes nothing of it." },
            "engine": { "const": "ideal" },
            "version": { "type": "string", "description": "Version of the engine." },
            "assessment": { "type": "object", "required": ["id", "title"] },
            "method": {
                "type": "object", "required": ["id", "version", "sha256"],
                "properties": { "id": { "type": "string" }, "version": { "type": "string" }, "sha256": { "type": "string", "pattern": "^[0-9a-f]{64}$" }, "modified": { "const": true, "description": "Only where the method is not the file's: it was built or changed in code." } }
            },
            "handling": { "type": "string", "description": "The strictest handling mark among \
                                                            project and rows used." },
            "audience": { "type": "string", "description": "Who it is made for: a TLP label, with the strictest handling code that may be read; absent where all evidence was read." },
            "withheld": {
                "type": "object", "required": ["rows", "blocks"],
                "description": "Evidence rows that the audience may not read, in bands of counts, altogether and by child of the root; absent with `audience`.",
                "properties": { "rows": withheld_band(), "blocks": { "type": "object", "additionalProperties": withheld_band() } }
            },
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
            "tables": { "type": "object", "required": names, "properties": tables, "additionalProperties": false }
        }
    })
}

/// A count of withheld rows: none, or a band of counts.
fn withheld_band() -> Value {
    let bands = RowBand::ALL.iter().map(|(word, _)| *word);
    let words: Vec<&str> = ["0"].into_iter().chain(bands).collect();
    json!({ "enum": words })
}

/// The schema of what `compare` finds.
pub(super) fn compared() -> Value {
    let text = |about: &str| json!({ "type": "string", "description": about });
    let rows = |table: &TableColumns, nullable: bool| {
        let kind = if nullable { json!(["array", "null"]) } else { json!("array") };
        json!({ "type": kind, "items": row(table) })
    };
    let properties = json!({
        "edition": text("The edition after."),
        "edition_a": text("The edition before."),
        "handling": text("The stricter of the two handling marks."),
        "rows": rows(&COMPARED, false),
        "rows_changed": rows(&ROWS_CHANGED, true),
        "method_changed": rows(&METHOD_CHANGED, true),
        "notes": { "type": "array", "items": { "type": "string" } }
    });
    let required: Vec<&String> = properties.as_object().into_iter().flat_map(Map::keys).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "compared.json",
        "description": "Two editions set side by side: what `ideal compare --format json` prints. Rows and lines that changed are null where two results were compared, which hold neither.",
        "type": "object",
        "required": required,
        "properties": properties,
        "additionalProperties": false
    })
}
