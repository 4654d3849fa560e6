//! `ideal import`

use std::path::Path;

use ideal::Project;
use ideal::evidence::publisher::{self, ImportError, Merged, Options};

use crate::args::ImportArgs;
use crate::exit::{BAD_INPUT, FINE, Failure, Outcome};
use crate::render::{print, say};

pub fn import(args: &ImportArgs) -> Outcome {
    // COINr's two tables make a whole project, not only evidence.
    if let ("coinr", Some(dir)) = (args.source.as_str(), &args.into) {
        let (import, merged) = publisher::import_coinr(&args.files, dir, args.period).map_err(failure)?;
        account(&import.summaries);
        changes(&merged);
        print(&dir.display().to_string())?;
        return Ok(FINE);
    }
    if args.period.is_some() && args.source != "coinr" {
        let hint = "a mapping says it itself (`[period] value`); publishers' files have their periods in them";
        return Err(Failure::input("--period is for `coinr`, whose tables may have none", Some(hint)));
    }
    let options = Options {
        all_series: args.all_series,
        mapping: args.mapping.clone(),
        territories: args.into.as_deref().map(|dir| silent_territories(&args.source, dir)).unwrap_or_default(),
    };
    let import = publisher::import(&args.source, &args.files, &options).map_err(failure)?;
    let written = match (&args.into, &args.out) {
        (Some(dir), _) => {
            let merged = import.into_project(dir).map_err(failure)?;
            account(&import.summaries);
            changes(&merged);
            dir
        }
        (None, Some(file)) => {
            import.write_csv(file).map_err(failure)?;
            account(&import.summaries);
            file
        }
        // clap asks for one of the two.
        (None, None) => return Err(Failure::input("name a project (--into) or a file (--out)", None)),
    };
    print(&written.display().to_string())?;
    Ok(FINE)
}

/// For the coca file, whose silence about a country means that none grows there: the countries of the project.
fn silent_territories(source: &str, dir: &Path) -> Vec<String> {
    if source != "unodc-coca" {
        return Vec::new();
    }
    let loaded = Project::Folder(dir.to_owned()).load();
    loaded.assessment.map(|a| a.territories.iter().map(|t| t.code.clone()).collect()).unwrap_or_default()
}

fn account(summaries: &[publisher::Summary]) {
    for summary in summaries {
        say(&summary.to_string());
    }
}

fn changes(merged: &Merged) {
    for file in &merged.evidence {
        let replaced = if file.replaced > 0 { format!(", {} earlier ones replaced", file.replaced) } else { String::new() };
        say(&format!("{}: {} rows imported{replaced}, {} in all", file.path, file.imported, file.rows));
    }
    for (file, added) in &merged.added {
        say(&format!("{file}: {added} added"));
    }
    for note in &merged.notes {
        say(&format!("note: {note}"));
    }
}

fn failure(e: ImportError) -> Failure {
    match e {
        ImportError::Text(finding) => Failure::Findings { findings: vec![*finding], project: None, code: BAD_INPUT },
        ImportError::Mapping(findings) => Failure::Findings { findings, project: None, code: BAD_INPUT },
        other => Failure::input(other.to_string(), None),
    }
}
