//! `ideal collect receive`

use std::path::Path;

use ideal::collect::{self, FileOutcome, ReceiveError, Received, ReceivedFile};

use super::opened;
use crate::args::ReceiveArgs;
use crate::commands::import::failure;
use crate::exit::{BAD_INPUT, FINDINGS, FINE, Failure, Outcome};
use crate::render::{self, print, say};

pub fn receive(args: &ReceiveArgs) -> Outcome {
    // The first that is a folder is the project.
    let (named, files) = match args.files.split_first() {
        Some((first, rest)) if first.is_dir() => (Some(first.as_path()), rest),
        _ => (None, args.files.as_slice()),
    };
    if files.is_empty() {
        return Err(Failure::input(
            "no file to receive is named",
            Some("ideal collect receive PROJECT --round ID back/*.xlsx"),
        ));
    }
    let (folder, assessment) = opened(named)?;
    let round = &args.round;
    let found =
        collect::receive(&folder, round, &assessment, files, waiting).map_err(|e| match e {
            ReceiveError::Round(findings) => Failure::Findings {
                findings,
                project: Some(ideal::Project::Folder(folder.clone())),
                code: BAD_INPUT,
            },
            ReceiveError::Project(e) => failure(e, Some(&folder)),
            other => Failure::input(other.to_string(), None),
        })?;
    if !found.findings.is_empty() {
        say(&render::findings(&found.findings, None));
    }
    account(&found);
    for path in &found.written {
        print(&folder.join(path).display().to_string())?;
    }
    Ok(match (found.refused(), found.files.len()) {
        (0, _) => FINE,
        (refused, all) if refused == all => BAD_INPUT,
        _ => FINDINGS,
    })
}

/// Says what became of each file.
fn account(found: &Received) {
    for file in &found.files {
        match file.outcome {
            FileOutcome::Taken => taken(file),
            FileOutcome::Known => say(&format!("{}: was taken in before", file.file)),
            FileOutcome::Refused => say(&format!("{}: refused, nothing of it went in", file.file)),
        }
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

fn waiting(project: &Path) {
    say(&format!("waiting for another command that writes into {} to end", project.display()));
}
