//! `ideal import`

use std::path::Path;

use ideal::Project;
use ideal::evidence::publisher::{self, ImportError, Merged, MergedFile, Options, Placing};

use crate::args::ImportArgs;
use crate::exit::{BAD_INPUT, FINE, Failure, Outcome};
use crate::render::{Text, print, print_bytes, say, toml};

pub fn import(args: &ImportArgs) -> Outcome {
    let failure = |e: ImportError| failure(e, args.into.as_deref());
    if args.draft || args.explain || args.show.is_some() {
        return about_mappings(args);
    }
    let placing = Placing { replace_series: args.replace_series, waiting: wait };
    // COINr's two tables make a whole project, not only evidence.
    if let ("coinr", Some(dir)) = (args.source.as_str(), &args.into) {
        let (import, merged) =
            publisher::import_coinr(&args.files, dir, args.period, &placing).map_err(failure)?;
        account(&import.summaries);
        changes(&merged);
        print(&dir.display().to_string())?;
        return Ok(FINE);
    }
    if args.period.is_some() && args.source != "coinr" {
        let hint = "a mapping says it itself (`[period] value`); publishers' files have their \
                    periods in them";
        return Err(Failure::input(
            "--period is for `coinr`, whose tables may have none",
            Some(hint),
        ));
    }
    if let Some(out) = &args.out {
        refuse_other_ending(out)?;
    }
    let options = Options {
        all_series: args.all_series,
        mapping: args.mapping.clone(),
        territories: args
            .into
            .as_deref()
            .map(|dir| silent_territories(&args.source, dir))
            .unwrap_or_default(),
    };
    let import = publisher::import(&args.source, &args.files, &options).map_err(failure)?;
    let written = match (&args.into, &args.out) {
        (Some(dir), _) => {
            let merged = import.into_project_as(dir, &placing).map_err(failure)?;
            account(&import.summaries);
            changes(&merged);
            dir
        }
        (None, Some(file)) => {
            let joined = args.mapping.as_deref().map(publisher::joined_tables).unwrap_or_default();
            ideal::folder::spare_inputs(
                file,
                args.files.iter().chain(&args.mapping).cloned().chain(joined),
            )?;
            import.write_csv(file).map_err(failure)?;
            account(&import.summaries);
            file
        }
        // clap asks for one of the two.
        (None, None) => {
            return Err(Failure::input("name a project (--into) or a file (--out)", None));
        }
    };
    print(&written.display().to_string())?;
    Ok(FINE)
}

/// Refuses a file whose ending says that it is no CSV.
pub(super) fn refuse_other_ending(out: &Path) -> Result<(), Failure> {
    let ending = out.extension().and_then(|e| e.to_str()).unwrap_or_default();
    let others = ["xlsx", "xlsm", "xls", "xlsb", "ods", "parquet", "json"];
    if !others.contains(&ending.to_ascii_lowercase().as_str()) {
        return Ok(());
    }
    Err(Failure::input(
        format!(
            "an import writes CSV, and a file that ends in .{ending} would be taken for another \
             kind"
        ),
        Some("name it .csv: every spreadsheet opens it"),
    ))
}

/// What helps to write a mapping: its language, one that ships, one for a file.
fn about_mappings(args: &ImportArgs) -> Outcome {
    if args.source != "mapping" {
        let hint = "ideal import mapping FILE --draft, ideal import mapping --explain, ideal \
                    import mapping --show NAME";
        return Err(Failure::input("--draft, --explain and --show are about mappings", Some(hint)));
    }
    let text = match (&args.show, args.files.as_slice()) {
        (Some(name), _) => match publisher::shipped_mapping(name) {
            Some(text) => text.to_owned(),
            None => {
                let known = publisher::shipped_mappings().join(", ");
                return Err(Failure::input(
                    format!("no mapping `{name}` ships"),
                    Some(&format!("shipped are {known}")),
                ));
            }
        },
        (None, _) if args.explain => publisher::mapping_reference(),
        (None, [file]) => publisher::draft_mapping(file).map_err(|e| failure(e, None))?,
        (None, _) => return Err(Failure::input("--draft looks at one file", None)),
    };
    print_bytes(toml(text.trim_end()).as_bytes())?;
    Ok(FINE)
}

/// For the coca file, whose silence about a country means that none grows there: the countries of
/// the project.
fn silent_territories(source: &str, dir: &Path) -> Vec<String> {
    if source != "unodc-coca" {
        return Vec::new();
    }
    let loaded = Project::Folder(dir.to_owned()).load();
    loaded
        .assessment
        .map(|a| a.territories.iter().map(|t| t.code.clone()).collect())
        .unwrap_or_default()
}

fn account(summaries: &[publisher::Summary]) {
    for summary in summaries {
        say(&Text::of_lines(&summary.to_string()));
    }
}

pub(super) fn changes(merged: &Merged) {
    for file in &merged.evidence {
        evidence(file);
    }
    for (file, added) in &merged.added {
        say(&format!("{file}: {added} added"));
    }
    for note in &merged.notes {
        say(&format!("note: {note}"));
    }
}

/// What became of the rows of one file.
fn evidence(file: &MergedFile) {
    for (indicator, n) in &file.removed {
        let rows = if *n == 1 { "row" } else { "rows" };
        say(&format!(
            "{}: removed {n} earlier {rows} of {indicator} that this import does not bring",
            file.path
        ));
    }
    let head = format!("{}: {} rows imported", file.path, file.imported);
    if !file.differs() {
        say(&format!("{head}, all there already: nothing changed, {} in all", file.rows));
        return;
    }
    let mut parts = vec![format!("{} new", file.new)];
    if file.replaced > 0 {
        let mut replaced = vec![format!("{} changed", file.changed)];
        if file.amended > 0 {
            replaced.push(format!(
                "{} with the same value and another unit, error, grade, status or note",
                file.amended
            ));
        }
        replaced.push(format!("{} unchanged", file.unchanged));
        parts.push(format!("{} replaced ({})", file.replaced, replaced.join(", ")));
    }
    say(&format!("{head}: {}; {} earlier kept, {} in all", parts.join(", "), file.kept, file.rows));
}

pub(super) fn wait(project: &Path) {
    say(&format!("waiting for another import into {} to end", project.display()));
}

/// What is said of a file that was not read.
pub(super) fn failure(e: ImportError, project: Option<&Path>) -> Failure {
    match e {
        ImportError::Text(finding) => {
            Failure::Findings { findings: vec![*finding], project: None, code: BAD_INPUT }
        }
        ImportError::Project(findings) => {
            let project = project.map(|dir| Project::Folder(dir.to_owned()));
            Failure::Findings { findings, project, code: BAD_INPUT }
        }
        ImportError::Mapping(findings) => {
            Failure::Findings { findings, project: None, code: BAD_INPUT }
        }
        // A list, whose names are shown as the terminal takes them already.
        ImportError::Unknown { .. } => Failure::input(Text::of_lines(&e.to_string()), None),
        other => Failure::input(other.to_string(), None),
    }
}
