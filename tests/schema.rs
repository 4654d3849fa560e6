//! The schemas against the files they are about.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use serde_json::Value;

use crate::support::{demo_result, ideal, small};

/// What is wrong with `value` by `schema`, for the keywords our schemas use; an unknown keyword
/// fails the test.
fn violations(root: &Value, schema: &Value, value: &Value, at: &str, out: &mut Vec<String>) {
    let Some(keywords) = schema.as_object() else { return };
    for (key, rule) in keywords {
        let bad = match key.as_str() {
            // Patterns are for editors; what they stand for is tested where it is parsed.
            "$schema" | "$defs" | "title" | "description" | "pattern" | "patternProperties" => None,
            "$ref" | "items" | "properties" | "additionalProperties" | "oneOf" => {
                below(root, schema, (key, rule), value, at, out)
            }
            _ => alone(key, rule, value),
        };
        if let Some(bad) = bad {
            out.push(format!("{at} {bad}"));
        }
    }
}

/// What is wrong by a keyword that leads to other schemas; faults of what lies under `value` go to
/// `out`.
fn below(
    root: &Value,
    schema: &Value,
    (key, rule): (&str, &Value),
    value: &Value,
    at: &str,
    out: &mut Vec<String>,
) -> Option<String> {
    let members = || value.as_object().into_iter().flatten();
    match key {
        "$ref" => {
            let path = rule.as_str().unwrap().strip_prefix('#').unwrap();
            let target = root.pointer(path).expect("a $ref that leads somewhere");
            violations(root, target, value, at, out);
            None
        }
        "items" => {
            for (i, v) in value.as_array().into_iter().flatten().enumerate() {
                violations(root, rule, v, &format!("{at}[{i}]"), out);
            }
            None
        }
        "properties" => {
            for (k, v) in members() {
                if let Some(s) = rule.get(k) {
                    violations(root, s, v, &format!("{at}.{k}"), out);
                }
            }
            None
        }
        "additionalProperties" => {
            let known = |k: &str| {
                schema["properties"].get(k).is_some()
                    || schema["patternProperties"].as_object().is_some_and(|p| {
                        p.keys().any(|prefix| k.starts_with(prefix.trim_start_matches('^')))
                    })
            };
            let mut unknown = None;
            for (k, v) in members().filter(|(k, _)| !known(k)) {
                if rule == &Value::Bool(false) {
                    unknown = Some(format!("has an unknown key {k}"));
                } else {
                    violations(root, rule, v, &format!("{at}.{k}"), out);
                }
            }
            unknown
        }
        "oneOf" => {
            let fits = |s: &&Value| {
                let mut inner = Vec::new();
                violations(root, s, value, at, &mut inner);
                inner.is_empty()
            };
            let n = rule.as_array().unwrap().iter().filter(fits).count();
            (n != 1).then(|| format!("fits {n} of the alternatives"))
        }
        other => panic!("{other} leads to no other schema"),
    }
}

/// What is wrong by a keyword about the value itself.
fn alone(key: &str, rule: &Value, value: &Value) -> Option<String> {
    let texts = |list: &Value| -> Vec<String> {
        list.as_array().unwrap().iter().map(|v| v.as_str().unwrap().to_owned()).collect()
    };
    let few = |n: usize| (n as u64) < rule.as_u64().unwrap();
    let many = |n: usize| n as u64 > rule.as_u64().unwrap();
    let bound = || rule.as_f64().unwrap();
    match key {
        "type" => {
            let names = match rule {
                Value::String(s) => vec![s.clone()],
                list => texts(list),
            };
            (!names.iter().any(|n| is(value, n))).then(|| format!("is no {}", names.join(" or ")))
        }
        "const" => (value != rule).then(|| format!("is not {rule}")),
        "enum" => (!rule.as_array().unwrap().contains(value))
            .then(|| format!("{value} is not among {rule}")),
        "minimum" => {
            value.as_f64().filter(|v| *v < bound()).map(|v| format!("{v} is below {rule}"))
        }
        "maximum" => {
            value.as_f64().filter(|v| *v > bound()).map(|v| format!("{v} is above {rule}"))
        }
        "minLength" => value.as_str().filter(|s| few(s.len())).map(|_| "is too short".to_owned()),
        "minItems" => {
            value.as_array().filter(|a| few(a.len())).map(|_| "has too few items".to_owned())
        }
        "maxItems" => {
            value.as_array().filter(|a| many(a.len())).map(|_| "has too many items".to_owned())
        }
        "minProperties" => {
            value.as_object().filter(|a| few(a.len())).map(|_| "has too few keys".to_owned())
        }
        "required" => value.as_object().and_then(|o| {
            let missing: Vec<String> =
                texts(rule).into_iter().filter(|r| !o.contains_key(r)).collect();
            (!missing.is_empty()).then(|| format!("lacks {missing:?}"))
        }),
        other => panic!("the test does not know the keyword {other}"),
    }
}

fn is(value: &Value, name: &str) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        "integer" => {
            value.is_i64() || value.is_u64() || value.as_f64().is_some_and(|f| f.fract() == 0.0)
        }
        "number" => value.is_number(),
        other => panic!("no such type: {other}"),
    }
}

/// What is wrong with a document by one of our schemas.
pub(crate) fn check(schema: &str, value: &Value) -> Vec<String> {
    let tmp = tempfile::tempdir().unwrap();
    let schema = ideal(tmp.path(), &["schema", schema]).expect_code(0).json();
    let mut out = Vec::new();
    violations(&schema, &schema, value, "$", &mut out);
    out
}

fn toml_file(text: &str) -> Value {
    let table: toml::Table = text.parse().unwrap();
    serde_json::to_value(table).unwrap()
}

#[test]
fn shipped_methods_fit_the_schema_of_methods() {
    for (id, text) in ideal::shipped::methods() {
        assert_eq!(check("method", &toml_file(text)), Vec::<String>::new(), "{id}");
    }
    let wrong = toml_file(
        "id = \"x\"\n[node.a]\nwieght = 1\nmin_coverage = 2\n[indicator.b]\nkind = \"guess\"\n",
    );
    assert_eq!(check("method", &wrong).len(), 3);
}

#[test]
fn the_demonstration_fits_the_schema_of_assessments() {
    let text = std::fs::read_to_string(format!(
        "{}/datasets/latam/assessment.toml",
        env!("CARGO_MANIFEST_DIR")
    ))
    .unwrap();
    assert_eq!(check("assessment", &toml_file(&text)), Vec::<String>::new());
}

#[test]
fn results_fit_the_schemas_of_results_and_tables() {
    let read = |file: &str| -> Value {
        serde_json::from_slice(&std::fs::read(demo_result().join(file)).unwrap()).unwrap()
    };
    let json = read("results.json");
    let found = check("results", &json);
    assert!(found.is_empty(), "{:?}", found.iter().take(5).collect::<Vec<_>>());
    for (name, entry) in json["tables"].as_object().unwrap() {
        let table = read(entry["file"].as_str().unwrap());
        assert_eq!(check("tables", &table), Vec::<String>::new(), "{name}");
        assert_eq!(table["rows"], entry["rows"], "{name}");
        for column in table["columns"].as_object().unwrap().values() {
            assert_eq!(Some(column.as_array().unwrap().len() as u64), entry["rows"].as_u64());
        }
    }
    // Every table lists as many values in each column; one more is none.
    let mut wrong = read("tables/scores.json");
    wrong["columns"]["verdict"] = Value::from("assessed");
    assert_eq!(check("tables", &wrong).len(), 1);
    assert_eq!(
        json["tables"].as_object().unwrap().len(),
        ideal::tables::TableKind::ALL.len() + 1 + ideal::tables::columns::AUDIT.len()
    );
}

#[test]
fn proposed_weights_fit_their_schema() {
    let (tmp, project) = small();
    let table = "expert,method,node,child,other,value\nE1,ahp,root,threat,t.harm,3\n\
                 E2,rank,root,threat,,1\nE2,rank,root,t.harm,,2\n";
    std::fs::write(project.join("weights.csv"), table).unwrap();
    for by in ["equal", "entropy", "experts"] {
        let words = ["weights", "small", "--by", by, "--format", "json"];
        let json = ideal(tmp.path(), &words).expect_code(0).json();
        assert_eq!(check("proposed_weights", &json), Vec::<String>::new(), "{by}");
    }
}

#[test]
fn a_calibration_fits_its_schema_printed_and_written() {
    let (tmp, _) = small();
    let words = ["calibrate", "small", "--replications", "2", "--draws", "100", "--format", "json"];
    let printed = ideal(tmp.path(), &words).expect_code(0).json();
    assert_eq!(check("calibration", &printed), Vec::<String>::new());
    ideal(tmp.path(), &[&words[..], &["--out", "k"]].concat()).expect_code(0);
    let written = std::fs::read(tmp.path().join("k/calibration.json")).unwrap();
    assert_eq!(serde_json::from_slice::<Value>(&written).unwrap(), printed);
    let mut wrong = printed;
    wrong["measures"][0]["covrage"] = 1.into();
    wrong.as_object_mut().unwrap().remove("runs");
    assert_eq!(check("calibration", &wrong).len(), 2);
}

/// The parser of methods has its own list of known keys; the schema must know the same ones.
#[test]
fn the_schema_knows_every_key_the_parser_knows() {
    let schema: Value =
        serde_json::from_str(&ideal::schema::text(ideal::schema::Schema::Method).unwrap()).unwrap();
    for (at, place) in [
        ("node", "[node.a]"),
        ("indicator", "[indicator.b]"),
        ("confidence", "[confidence]"),
        ("steps", "[steps]"),
        ("uncertainty", "[uncertainty]"),
        ("raters", "[raters]"),
    ] {
        let text = format!("id = \"x\"\n[node.r]\n{place}\nno_such_key = 1\n");
        let (_, findings) = ideal_model::parse_method(&text, "m.toml");
        let hint = findings
            .iter()
            .find(|f| f.code == "unknown-key")
            .and_then(|f| f.hint.clone())
            .unwrap_or_default();
        let known =
            hint.strip_prefix("known here: ").unwrap_or_else(|| panic!("{place}: {hint:?}"));
        let mut parser: Vec<&str> = known.split(", ").collect();
        let mut ours: Vec<&str> = schema["$defs"][at]["properties"]
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        parser.sort_unstable();
        ours.sort_unstable();
        assert_eq!(parser, ours, "{at}");
    }
}

/// A word that a method file may say stands in the vocabulary and in the schema, in the same order.
#[test]
fn the_schema_has_the_words_of_the_vocabulary() {
    use ideal::model::method;
    fn enums<'a>(value: &'a Value, out: &mut Vec<Vec<&'a str>>) {
        match value {
            Value::Array(all) => all.iter().for_each(|v| enums(v, out)),
            Value::Object(keys) => {
                if let Some(Value::Array(words)) = keys.get("enum") {
                    out.push(words.iter().filter_map(Value::as_str).collect());
                }
                keys.values().for_each(|v| enums(v, out));
            }
            _ => {}
        }
    }
    fn words<T>(of: &[(&'static str, T)]) -> Vec<&'static str> {
        of.iter().map(|(word, _)| *word).collect()
    }
    let tmp = tempfile::tempdir().unwrap();
    let schema = ideal(tmp.path(), &["schema", "method"]).expect_code(0).json();
    let mut found = Vec::new();
    enums(&schema, &mut found);
    for wanted in [
        words(&method::MEANS),
        words(&method::PENALTIES),
        words(&method::DIRECTIONS),
        words(&method::NORMALISATIONS),
        words(&method::IMPUTATIONS),
        words(&method::LOGARITHMS),
        words(method::Kind::ALL),
        words(&method::VALUE_TRANSFORMS),
    ] {
        assert!(found.contains(&wanted), "the schema lacks {wanted:?}");
    }
}
