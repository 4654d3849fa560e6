//! `ideal collect`

mod plan;
mod receive;

use std::path::{Path, PathBuf};

use ideal::{Assessment, Project};

use super::open;
use crate::args::{CollectCommand, DrawArgs};
use crate::exit::{Failure, Outcome};

pub fn collect(command: &CollectCommand) -> Outcome {
    match command {
        CollectCommand::Plan(args) => plan::plan(args),
        CollectCommand::Receive(args) => receive::receive(args),
    }
}

/// The folder of the project that is meant, and its assessment. A round is kept in the project, so
/// the demonstration has none before it is copied.
fn opened(named: Option<&Path>) -> Result<(PathBuf, Assessment), Failure> {
    let project = Project::find(named);
    let Some(folder) = project.folder().map(Path::to_owned) else {
        return Err(Failure::input(
            "a round is kept in the folder of a project, and no project is named",
            Some("`ideal new mine` makes one; then `ideal collect plan mine --round 2026-1`"),
        ));
    };
    Ok((folder, open(&project, DrawArgs::NONE, &[])?))
}
