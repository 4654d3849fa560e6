//! Schemas of mappings and of the tables a user writes, made from the lists that their readers use.

use ideal_evidence::publisher::mapping::{Form, Key, PARTS, Part};
use ideal_evidence::{INPUTS, InputTable};
use serde_json::{Map, Value, json};

/// A mapping file.
pub(super) fn mapping() -> Value {
    let top = PARTS.iter().find(|p| p.name.is_empty());
    let mut properties: Map<String, Value> = top.map(keys).unwrap_or_default();
    for part in PARTS.iter().filter(|p| !p.name.is_empty() && p.name != "join") {
        let table = section(part);
        properties.insert(
            part.name.to_owned(),
            if part.list { json!({ "type": "array", "items": table }) } else { table },
        );
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "mapping.toml",
        "description": "How a table becomes evidence: `ideal import mapping FILE --mapping THIS`.",
        "type": "object",
        "required": ["id", "source", "territory", "period", "value"],
        "additionalProperties": false,
        "properties": properties
    })
}

fn section(part: &Part) -> Value {
    json!({ "type": "object", "description": part.about, "additionalProperties": false, "properties": keys(part) })
}

fn keys(part: &Part) -> Map<String, Value> {
    part.keys.iter().map(|k| (k.name.to_owned(), key(k))).collect()
}

fn key(k: &Key) -> Value {
    let mut value = form(k.form);
    if let Value::Object(map) = &mut value {
        map.insert("description".to_owned(), json!(k.about));
        map.insert("examples".to_owned(), json!([k.example]));
    }
    value
}

fn form(form: Form) -> Value {
    let texts = || json!({ "type": "array", "items": { "type": "string" }, "minItems": 1 });
    match form {
        Form::Text => json!({ "type": "string" }),
        Form::TextOrTexts => json!({ "anyOf": [{ "type": "string" }, texts()] }),
        Form::Texts => texts(),
        Form::Word(words) => json!({ "enum": words }),
        Form::Number => json!({ "type": "number" }),
        Form::Integer => json!({ "type": "integer" }),
        Form::IntegerOrIntegers => {
            json!({ "anyOf": [{ "type": "integer" }, { "type": "array", "items": { "type": "integer" } }] })
        }
        Form::Boolean => json!({ "type": "boolean" }),
        Form::Pair => {
            json!({ "type": "array", "items": { "type": "number" }, "minItems": 2, "maxItems": 2 })
        }
        Form::Table => json!({ "type": "object", "additionalProperties": { "type": "string" } }),
    }
}

/// A row of one of the tables.
pub(super) fn table(name: &str) -> Value {
    INPUTS.iter().find(|t| t.name == name).map_or(json!(true), row)
}

fn row(table: &InputTable) -> Value {
    let column = |about: &str, example: &str| json!({ "type": "string", "description": about, "examples": [example] });
    let properties: Map<String, Value> =
        table.columns.iter().map(|c| (c.name.to_owned(), column(c.about, c.example))).collect();
    let required: Vec<&str> = table.columns.iter().filter(|c| c.required).map(|c| c.name).collect();
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": table.file,
        "description": table.about,
        "type": "object",
        "required": required,
        "properties": properties
    });
    if let (Value::Object(map), Some(others)) = (&mut schema, table.others) {
        map.insert(
            "additionalProperties".to_owned(),
            json!({ "type": "string", "description": others }),
        );
    }
    schema
}
