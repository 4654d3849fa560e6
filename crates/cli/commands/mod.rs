//! The commands: each reads its arguments, calls the library and prints what it says.

mod agreement;
mod audit;
mod calibrate;
mod check;
mod collect;
mod compare;
mod explain;
mod export;
mod gaps;
mod groups;
mod import;
mod incidents;
mod new;
mod rank;
mod report;
mod run;
mod schema;
mod sensitivity;
mod verify;
mod weights;

use std::path::Path;

use ideal::engine::Calibration;
use ideal::{Assessed, Assessment, Locale, Project, Tlp};
use serde::Serialize;

use crate::args::{AudienceArgs, Command, DrawArgs};
use crate::exit::{Failure, Outcome};
use crate::progress::Bar;
use crate::render::say;
use crate::speech::tell;

/// Carries out a command.
pub fn run(command: Command) -> Outcome {
    match command {
        Command::Run(args) => run::run(&args),
        Command::Check(args) => check::check(&args),
        Command::New(args) => new::new(&args),
        Command::Explain(args) => explain::explain(&args),
        Command::Rank(args) => rank::rank(&args),
        Command::Compare(args) => compare::compare(&args),
        Command::Sensitivity(args) => sensitivity::sensitivity(&args),
        Command::Gaps(args) => gaps::gaps(&args),
        Command::Groups(command) => groups::run(&command),
        Command::Audit(args) => audit::audit(&args),
        Command::Calibrate(args) => calibrate::calibrate(&args),
        Command::Agreement(args) => agreement::agreement(&args),
        Command::Weights(args) => weights::weights(&args),
        Command::Export(args) => export::export(&args),
        Command::Import(args) => import::import(&args),
        Command::Incidents(args) => incidents::incidents(&args),
        Command::Collect(command) => collect::run(&command),
        Command::Report(args) => report::report(&args),
        Command::Schema(args) => schema::schema(&args),
        Command::Verify(args) => verify::verify(&args),
        Command::Completions { shell } => schema::completions(shell),
    }
}

/// The project a command means; says so where it is the demonstration.
fn project(named: Option<&Path>) -> Project {
    let project = Project::find(named);
    if project == Project::Demonstration {
        say(&tell("terminal-demonstration", &[]));
    }
    project
}

/// An assessment for the audience, with the draws and seed asked for.
fn open(
    project: &Project,
    audience: AudienceArgs,
    draw: DrawArgs,
    languages: &[Locale],
) -> Result<Assessment, Failure> {
    let assessment = match audience.audience {
        Some(audience) => Assessment::load_for(project, audience)?,
        None => Assessment::load(project)?,
    };
    if let Some(release) = &assessment.release {
        let audience = release.audience.to_string();
        say(&match release.withheld.rows {
            None => tell("terminal-made-for-whole", &[("audience", &audience)]),
            Some(rows) => {
                let of = [("audience", audience.as_str()), ("rows", rows.word())];
                tell("terminal-made-for", &of)
            }
        });
    }
    let mut assessment = assessment.with_languages(languages);
    if let Some(draws) = draw.draws {
        assessment = assessment.with_draws(draws);
    }
    if let Some(seed) = draw.seed {
        assessment = assessment.with_seed(seed);
    }
    Ok(assessment)
}

/// Runs it, with a progress bar where stderr is a terminal.
fn compute(assessment: &Assessment) -> Result<Assessed, Failure> {
    Ok(assessment.run_with(&Bar::new())?)
}

/// What a calibration found, with the mark that it must carry.
#[derive(Serialize)]
struct MarkedCalibration<'a> {
    handling: String,
    #[serde(flatten)]
    found: &'a Calibration,
}

impl<'a> MarkedCalibration<'a> {
    /// Name of the file with all of it.
    const FILE: &'static str = "calibration.json";

    fn new(results: &Assessed, found: &'a Calibration) -> Self {
        MarkedCalibration { handling: results.mark.to_string(), found }
    }

    fn text(&self) -> Result<String, Failure> {
        Ok(serde_json::to_string_pretty(self).map_err(ideal::Error::from)?)
    }
}

/// Whether a file of a calibration has this path.
fn is_calibration(path: &str) -> bool {
    let chart = |path: &str| {
        path.strip_prefix("charts/calibration.")
            .and_then(|n| n.strip_suffix(".svg"))
            .is_some_and(|l| l.parse::<Locale>().is_ok())
    };
    path == MarkedCalibration::FILE
        || matches!(path, "tables/calibration.csv" | "tables/calibration_terciles.csv")
        || chart(path)
}

/// Says the mark that what is printed must carry, where it asks anything of the reader.
fn say_mark(results: &Assessed) {
    if results.mark.tlp != Tlp::Clear {
        say(&results.mark.to_string());
    }
}
