//! Arguments of `compare`.

use std::path::PathBuf;

use clap::Args;
use ideal::Period;

use super::{AudienceArgs, DrawArgs, Format};

/// What `compare --help` ends with.
pub const COMPARE: &str = "\
What is printed:
  difference  score after less score before, in points
  90 %        its interval, draw by draw: errors of the same rows are the same before and after, and
              cancel; one that holds 0 is marked `may be noise`
  data        what of it comes of rows revised, new or vanished for periods that the earlier edition
              could have used
  method      what of it comes of the method: tree, weights, posts, functions
  world       what of it comes of the edition itself, with the evidence of the time since; 0 where
              both compare one edition
Each of the three is the mean of what its change moves over all orders in which they can be changed
(Shapley's value), and they add up to the difference. Where a score is a gap before, after or on the
way, there is a reason in their place.

A and B are two projects, last year's and this year's, or two result folders of `ideal run`. Results
hold neither evidence nor method nor draws: they are compared without the three, and differences
whose 90 % intervals before and after overlap are marked.

Territories, crime areas, leaves and root have to be the same, else the comparison is refused with
the names of all that are not. With --common, territories and crime areas of one alone are left out
of both, roll-ups included, and leaves of one alone count as a change of the method.

Examples:
  ideal compare 2024 2025                      the latest edition of each
  ideal compare 2024 2025 --edition 2023       what has become of the scores of 2023
  ideal compare 2024 2025 --format json        for programs, with rows and method lines that changed
  ideal compare 2024 2025 --out changes        a folder with three tables, and compared.json
  ideal compare out-2024 out-2025              two results";

/// Arguments of `compare`.
#[derive(Debug, Args)]
pub struct CompareArgs {
    /// The project or result before.
    pub a: PathBuf,

    /// The project or result after.
    pub b: PathBuf,

    /// The edition of both [default: the latest of each].
    #[arg(long, value_name = "PERIOD")]
    pub edition: Option<Period>,

    /// Compare what both have where otherwise the comparison is refused.
    #[arg(long)]
    pub common: bool,

    /// Write the comparison into this folder: three tables as CSV, and all of it as compared.json;
    /// it is new, empty or an earlier comparison.
    #[arg(long, short, value_name = "DIR")]
    pub out: Option<PathBuf>,

    /// How to print; with --out nothing but the folder is.
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,

    /// Draws and seed of both, for their intervals.
    #[command(flatten)]
    pub draw: DrawArgs,

    /// Write tables that rest on rows marked TLP:RED.
    #[arg(long, value_name = "MARK", value_parser = ["TLP:RED"])]
    pub acknowledge: Option<String>,

    /// Who both projects are read for.
    #[command(flatten)]
    pub audience: AudienceArgs,
}
