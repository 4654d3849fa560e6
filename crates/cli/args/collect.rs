//! Arguments of collection rounds.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// How the commands of a round follow one another; shown under the help of each.
pub const ROUND: &str = "\
A round, from the first workbook to the report:
  ideal collect plan mine --round 2026-1                  draft rounds/2026-1/round.toml; edit it
  ideal collect issue mine --round 2026-1 --out books     a workbook per panel and language
  ideal collect receive mine --round 2026-1 back/*.xlsx   check what comes back, and take it in
  ideal collect status mine --round 2026-1                who answered, and where raters differ
  ideal collect issue mine --round 2026-1 --out again --second
  ideal run mine                                          assess, with the ratings";

/// What to do with a round.
#[derive(Debug, Subcommand)]
pub enum CollectCommand {
    /// Draft a round from what the method asks of experts and the evidence lacks.
    ///
    /// Writes rounds/ID/round.toml: a panel for each territory, in the language of its country, with
    /// two or three territories of other panels that it rates too, so that panels can be compared;
    /// an item for each leaf of kind `expert` without evidence, with question and scale in three
    /// languages; and invented cases (vignettes). Edit it before workbooks go out. A round that is
    /// there is never written again.
    #[command(after_help = "\
Examples:
  ideal collect plan mine --round 2026-1
  ideal collect plan --round 2026-1          in the folder of the project")]
    Plan(PlanArgs),
}

/// Arguments of `collect plan`.
#[derive(Debug, Args)]
pub struct PlanArgs {
    /// The project's folder.
    pub project: Option<PathBuf>,

    /// Id of the round: the name of its folder under rounds.
    #[arg(long, value_name = "ID")]
    pub round: String,
}
