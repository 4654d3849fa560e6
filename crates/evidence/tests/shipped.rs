//! What ships must check clean: the demonstration, and each method on the demonstration's evidence.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::{Path, PathBuf};

use ideal_evidence::{Files, Folder, InMemory, load};
use ideal_model::{Finding, Severity, Status};

fn datasets() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../datasets")
}

fn loud(findings: &[Finding]) -> Vec<String> {
    findings.iter().filter(|f| f.severity != Severity::Note).map(ToString::to_string).collect()
}

#[test]
fn the_demonstration_checks_clean() {
    let loaded = load(&Folder::new(datasets().join("latam")), &[]);
    assert!(loud(&loaded.findings).is_empty(), "{:#?}", loud(&loaded.findings));
    let a = loaded.assessment.unwrap();
    assert_eq!((a.territories.len(), a.crime_areas.len(), a.editions.len()), (20, 27, 3));
    let slots: Vec<&str> = a
        .findings
        .iter()
        .filter(|f| f.code == "no-rows-for-indicator")
        .map(|f| f.message.as_str())
        .collect();
    assert!(slots.iter().all(|m| m.contains("`expert.")), "{slots:#?}");
    // UNODC suppresses small counts of victims; they must not have become numbers or holes.
    let censored =
        a.evidence.observations.iter().filter(|o| o.value.status() == Status::Censored).count();
    assert!(censored >= 27, "{censored}");
    assert!(a.evidence.observations.iter().all(|o| o.source.is_some()));
    eprintln!("{} rows", a.evidence.observations.len());
    for f in &a.findings {
        eprintln!("{f}");
    }
}

#[test]
fn every_shipped_method_reads_the_demonstration() {
    let folder = Folder::new(datasets().join("latam"));
    let mut project = InMemory::new();
    for path in ["assessment.toml", "sources.csv"] {
        project.insert(path, folder.read(path).unwrap());
    }
    for e in folder.list("evidence").unwrap() {
        let path = format!("evidence/{}", e.name);
        project.insert(path.clone(), folder.read(&path).unwrap());
    }
    let methods: Vec<(String, String)> = Folder::new(datasets().join("methods"))
        .list("")
        .unwrap()
        .into_iter()
        .filter_map(|e| {
            Some((
                e.name.strip_suffix(".toml")?.to_owned(),
                std::fs::read_to_string(datasets().join("methods").join(&e.name)).unwrap(),
            ))
        })
        .collect();
    assert!(methods.len() >= 6);
    let shipped: Vec<(&str, &str)> =
        methods.iter().map(|(i, t)| (i.as_str(), t.as_str())).collect();
    let assessment = String::from_utf8(project.read("assessment.toml").unwrap()).unwrap();
    for (id, _) in &shipped {
        let p = project
            .clone()
            .with("assessment.toml", &assessment.replace("\"method.toml\"", &format!("\"{id}\"")));
        let loaded = load(&p, &shipped);
        assert!(loud(&loaded.findings).is_empty(), "{id}: {:#?}", loud(&loaded.findings));
        assert_eq!(loaded.assessment.unwrap().method_file, *id);
    }
}
