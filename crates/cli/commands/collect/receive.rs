//! `ideal collect receive`

use std::io;
use std::path::{Path, PathBuf};

use ideal::collect::{self, FileOutcome, ReceiveError, ReceiveOptions, Received, ReceivedFile};
use ideal::evidence::is_left_by_programs;

use super::opened;
use crate::args::ReceiveArgs;
use crate::commands::import::failure;
use crate::exit::{BAD_INPUT, FINDINGS, FINE, Failure, Outcome};
use crate::render::{self, print, say};

pub fn receive(args: &ReceiveArgs) -> Outcome {
    let named = project_among(&args.files);
    let files = files_of(args.files.iter().filter(|path| Some(path.as_path()) != named))?;
    if files.is_empty() && args.withdraw.is_empty() {
        return Err(Failure::input(
            "no file to receive is named",
            Some("ideal collect receive PROJECT --round ID back/*.xlsx"),
        ));
    }
    let (folder, assessment) = opened(named)?;
    let round = &args.round;
    let options = ReceiveOptions {
        again: args.again,
        withdraw: args.withdraw.clone(),
        new_raters: args.new_rater,
    };
    let found = collect::receive_with(&folder, round, &assessment, &files, &options, waiting)
        .map_err(|e| match e {
            ReceiveError::Round(findings) => Failure::Findings {
                findings,
                project: Some(ideal::Project::Folder(folder.clone())),
                code: BAD_INPUT,
            },
            ReceiveError::Project(e) => failure(*e, Some(&folder)),
            other => Failure::input(other.to_string(), None),
        })?;
    if !found.findings.is_empty() {
        say(&render::findings(&found.findings, None));
    }
    account(&found);
    for path in &found.written {
        match print(&folder.join(path).display().to_string()) {
            // The project is written by now, whoever hears of it.
            Err(e) if e.kind() != io::ErrorKind::BrokenPipe => {
                say(&format!("cannot write to stdout: {e}; what was taken in is in the project"));
                return Ok(FINDINGS);
            }
            printed => printed?,
        }
    }
    Ok(match (found.refused(), found.files.len()) {
        (0, _) => FINE,
        (refused, all) if refused == all => BAD_INPUT,
        _ => FINDINGS,
    })
}

/// The project among what is named: the first folder. One without an assessment.toml holds files
/// that came back, where the command runs in a project.
fn project_among(named: &[PathBuf]) -> Option<&Path> {
    let is_project = |path: &Path| path.join("assessment.toml").exists();
    let mut folders = named.iter().map(PathBuf::as_path).filter(|path| path.is_dir());
    match folders.clone().find(|path| is_project(path)) {
        None if is_project(Path::new(".")) => None,
        None => folders.next(),
        found => found,
    }
}

/// Ends of the names of files that may have come back.
const ENDS: [&str; 6] = ["xlsx", "xlsm", "xlsb", "xls", "ods", "csv"];

/// The files that are named, and those of folders that are; without what programs leave behind.
fn files_of<'p>(named: impl Iterator<Item = &'p PathBuf>) -> Result<Vec<PathBuf>, Failure> {
    let mut out = Vec::new();
    let named: Vec<&PathBuf> = named.collect();
    // A hidden file of a folder was hidden by somebody; one that is named is meant.
    let named_ones: Vec<PathBuf> = named.iter().map(|path| (*path).clone()).collect();
    for path in named {
        if path.is_dir() {
            let unread = |e: io::Error| {
                Failure::input(format!("the folder {} cannot be read: {e}", path.display()), None)
            };
            let mut inside = Vec::new();
            for entry in path.read_dir().map_err(unread)? {
                let file = entry.map_err(unread)?.path();
                let end = file.extension().map(|end| end.to_string_lossy().to_ascii_lowercase());
                if file.is_file() && end.is_some_and(|end| ENDS.contains(&end.as_str())) {
                    inside.push(file);
                }
            }
            inside.sort();
            out.extend(inside);
        } else {
            out.push(path.clone());
        }
    }
    let (left, files): (Vec<PathBuf>, Vec<PathBuf>) = out.into_iter().partition(|path| {
        let name =
            path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        is_left_by_programs(&name) || (name.starts_with('.') && !named_ones.contains(path))
    });
    for path in left {
        say(&format!("{}: left behind by a program or hidden, and passed over", path.display()));
    }
    Ok(files)
}

/// Says what became of each file.
fn account(found: &Received) {
    for file in &found.files {
        match file.outcome {
            FileOutcome::Taken => taken(file),
            FileOutcome::Known => say(&format!("{}: was taken in before", file.file)),
            FileOutcome::Superseded => say(&format!(
                "{}: was taken in before and stays out, {} is in force",
                file.file,
                file.superseded_by.join(", ")
            )),
            FileOutcome::Empty => say(&format!("{}: answers nothing, left out", file.file)),
            FileOutcome::Refused => say(&format!("{}: refused, nothing of it went in", file.file)),
        }
    }
    for rater in &found.withdrawn {
        say(&format!("{rater}: all answers were taken out"));
    }
    if found.written.is_empty() {
        say("the project is as it was");
    }
}

fn taken(file: &ReceivedFile) {
    for line in &file.lines {
        let round = if line.second { ", second round" } else { "" };
        say(&format!(
            "{}: {}/{}{round}: {} of {} rows answered, {} of them unknown",
            file.file, line.panel, line.rater, line.answered, line.rows, line.unknown
        ));
    }
    if !file.supersedes.is_empty() {
        say(&format!("  takes the place of {}", file.supersedes.join(", ")));
    }
}

pub(super) fn waiting(project: &Path) {
    say(&format!("waiting for another command that writes into {} to end", project.display()));
}
