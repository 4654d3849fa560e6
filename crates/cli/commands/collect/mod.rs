//! `ideal collect`

mod close;
mod issue;
mod plan;
mod receive;
mod status;

use std::path::{Path, PathBuf};

use ideal::collect::{self, Round};
use ideal::evidence::Folder;
use ideal::{Assessment, Project};

use super::open;
use crate::args::{AudienceArgs, CollectCommand, DrawArgs};
use crate::exit::{BAD_INPUT, Failure, Outcome};
use crate::render::{self, say};

pub fn run(command: &CollectCommand) -> Outcome {
    match command {
        CollectCommand::Plan(args) => plan::plan(args),
        CollectCommand::Issue(args) => issue::issue(args),
        CollectCommand::Receive(args) => receive::receive(args),
        CollectCommand::Close(args) => close::close(args),
        CollectCommand::Status(args) => status::status(args),
    }
}

/// The round of a project. What is wrong with it ends the command; warnings are said.
fn round_of(folder: &Path, project: &Assessment, id: &str) -> Result<Round, Failure> {
    let (round, findings) = collect::open_round(&Folder::new(folder), id, project);
    let from = Some(project.project().clone());
    match round {
        Some(round) => {
            if !findings.is_empty() {
                say(&render::findings(&findings, from.as_ref()));
            }
            Ok(round)
        }
        None => Err(Failure::Findings { findings, project: from, code: BAD_INPUT }),
    }
}

/// Says where no territory can be ranked by what a round asks, because its crime areas weigh nothing
/// in the roll-up of territories.
fn say_unranked(project: &Assessment, round: &Round) {
    let method = &project.method;
    let Some(rollup) = &method.rollup_territory else { return };
    let mut areas = round.items.iter().flat_map(|i| &i.crime_areas);
    if areas.all(|area| area != "*" && rollup.weight(area, method.root) == 0.0) {
        say(
            "no territory is ranked by these answers: the crime areas that are asked have a weight of \
             0 in [rollup.territory]; give them one in a method of your own",
        );
    }
}

/// The folder of the project that is meant, and its assessment. A round is kept in the project, so
/// the demonstration has none before it is copied.
fn opened(named: Option<&Path>) -> Result<(PathBuf, Assessment), Failure> {
    let (folder, project) = folder_of(named)?;
    Ok((folder, open(&project, AudienceArgs::default(), DrawArgs::NONE, &[])?))
}

/// The folder of the project that is meant, and the project.
fn folder_of(named: Option<&Path>) -> Result<(PathBuf, Project), Failure> {
    let project = Project::find(named);
    let Some(folder) = project.folder().map(Path::to_owned) else {
        return Err(Failure::input(
            "a round is kept in the folder of a project, and no project is named",
            Some("`ideal new mine` makes one; then `ideal collect plan mine --round 2026-1`"),
        ));
    };
    Ok((folder, project))
}
