//! The data that ships: whole, licensed, and described.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::support::table;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("datasets")
}

#[test]
fn the_demonstrations_method_is_the_shipped_one() {
    let own = std::fs::read_to_string(root().join("latam/method.toml")).unwrap();
    assert_eq!(own, std::fs::read_to_string(root().join("methods/latam-open.toml")).unwrap());
}

#[test]
fn every_shipped_method_parses() {
    for (id, text) in ideal::shipped::methods() {
        let (method, findings) = ideal_model::parse_method(text, id);
        assert_eq!(method.map(|m| m.id).as_deref(), Some(id), "{findings:?}");
    }
    assert_eq!(
        ideal::shipped::method_ids(),
        [
            "hdi",
            "latam-groups",
            "latam-ocindex",
            "latam-open",
            "latam-open-arithmetic",
            "latam-open-measured",
            "oc-index"
        ]
    );
}

#[test]
fn every_row_has_a_source_with_a_licence() {
    let sources = table(&root().join("latam/sources.csv"));
    let ids: BTreeSet<&str> = sources.iter().map(|s| s["id"].as_str()).collect();
    let licences = std::fs::read_to_string(root().join("latam/LICENCES.md")).unwrap();
    for s in &sources {
        assert!(
            !s["licence"].is_empty() && !s["url"].is_empty() && !s["retrieved"].is_empty(),
            "{s:?}"
        );
    }
    let mut rows = 0;
    for entry in std::fs::read_dir(root().join("latam/evidence")).unwrap() {
        let path = entry.unwrap().path();
        for row in table(&path) {
            rows += 1;
            assert!(ids.contains(row["source"].as_str()), "{}: {row:?}", path.display());
            assert!(
                !row["indicator"].starts_with("ocindex") && !row["indicator"].starts_with("cpi"),
                "may not be redistributed: {row:?}"
            );
        }
    }
    assert!(rows > 1_000, "{rows} rows");
    assert!(licences.contains("UNODC") && licences.contains("CC BY 4.0"));
}

#[test]
fn the_data_package_describes_the_files_that_are_there() {
    let text = std::fs::read_to_string(root().join("latam/datapackage.json")).unwrap();
    let package: serde_json::Value = serde_json::from_str(&text).unwrap();
    let mut described = BTreeSet::new();
    for resource in package["resources"].as_array().unwrap() {
        let paths: Vec<&str> = match &resource["path"] {
            serde_json::Value::String(p) => vec![p.as_str()],
            list => list.as_array().unwrap().iter().map(|p| p.as_str().unwrap()).collect(),
        };
        let fields: BTreeSet<&str> = resource["schema"]["fields"]
            .as_array()
            .map(|f| f.iter().map(|x| x["name"].as_str().unwrap()).collect())
            .unwrap_or_default();
        for path in paths {
            let file = root().join("latam").join(path);
            assert!(file.exists(), "{path} is described and not there");
            if !fields.is_empty() && path.ends_with(".csv") {
                let head = csv::Reader::from_path(&file).unwrap().headers().unwrap().clone();
                assert!(
                    head.iter().all(|h| fields.contains(h)),
                    "{path}: {head:?} is not described by {fields:?}"
                );
            }
            described.insert(path.to_owned());
        }
    }
    for entry in std::fs::read_dir(root().join("latam/evidence")).unwrap() {
        let name = format!("evidence/{}", entry.unwrap().file_name().to_string_lossy());
        assert!(described.contains(&name), "{name} is not described");
    }
}
