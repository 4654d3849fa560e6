//! `verify` never says of a changed result that it is as recomputed.

use std::path::PathBuf;

use ideal::{Assessment, Project, verify};
use ideal_fuzz::campaign::{Outcome, run};
use ideal_fuzz::corpus::{Entry, documents};
use ideal_fuzz::damage::{Language, cases};

use crate::packed;

/// A small project and its result, and the result's files.
fn result(dir: &std::path::Path) -> (PathBuf, PathBuf) {
    let (project, out) = (dir.join("project"), dir.join("out"));
    for folder in ["e", "f"] {
        std::fs::create_dir_all(project.join(folder)).unwrap();
    }
    let files = documents::project("assessment.toml", documents::assessments()[0].bytes.clone());
    for name in [
        "assessment.toml",
        "m.toml",
        "e/a.csv",
        "f/x.csv",
        "sources.csv",
        "territories.csv",
        "crime_areas.csv",
        "indicators.csv",
        "weights.csv",
    ] {
        std::fs::write(project.join(name), ideal::evidence::Files::read(&files, name).unwrap())
            .unwrap();
    }
    Assessment::open(&project).unwrap().run().unwrap().write_to(&out).unwrap();
    (project, out)
}

#[test]
fn manifests() {
    let dir = tempfile::tempdir().unwrap();
    let (project, out) = result(dir.path());
    let project = Project::Folder(project);
    let path = out.join("manifest.json");
    let original = std::fs::read(&path).unwrap();
    assert_eq!(verify(&out, &project, None).unwrap().differences, []);
    let corpus = vec![Entry::new("manifest.json", original.clone())];
    let judge = |bytes: &[u8]| {
        std::fs::write(&path, bytes).unwrap();
        match verify(&out, &project, None) {
            Ok(found) if found.differences.is_empty() && bytes != original => {
                Err("a changed manifest is as recomputed".to_owned())
            }
            Ok(found) if !found.differences.is_empty() && bytes == original => {
                Err(format!("{:?}", found.differences))
            }
            Ok(_) => Ok(Outcome::Read),
            Err(_) => Ok(Outcome::Refused),
        }
    };
    run(
        packed("manifest", 60),
        &cases(Language::Json),
        |case| case.bytes(&corpus),
        |_, bytes| judge(bytes),
    );
}
