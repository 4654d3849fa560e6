//! Arguments of `groups`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::{AudienceArgs, DrawArgs, Format};

/// From a list to the ranking; shown under the help of each command.
pub const GROUPS: &str = "\
From a list of groups to their ranking:
  groups.csv          a row for each group: code, name, principal crime area, territories
  group_ratings.csv   a row for each rating: group, attribute, high | medium | low | nil | unknown
  links.csv           what joins two groups; may be left out
  none_found.csv      where somebody looked and found none; may be left out
  ideal schema groups               the columns of groups.csv; of the others likewise
  ideal check mine                  what is wrong with them, each with file and line
  ideal groups rank mine            the ranking
  ideal groups explain CO-01 mine   one group, down to the rows
  ideal run mine                    the result folder, with the tables groups, group_matrix, ...

Organisations only, never persons. Methods that ship: sleipnir (19 attributes, 760 points at most)
and most-threatening (4 attributes, 16); a project's own lie in group_methods/ID.toml.";

/// What to do with criminal groups.
#[derive(Debug, Subcommand)]
pub enum GroupsCommand {
    /// Rank the groups by a method, each with its interval.
    ///
    /// A group scores the sum of weight times points. An unknown attribute counts as the method says,
    /// in SLEIPNIR as medium; `least` and `most` are what the unknown ones could at all make of the
    /// score, and the interval what they make of it in the draws, together with ratings that err by
    /// their grade and raters taken from the panel with replacement. Of several raters the median
    /// counts. A group under the method's least coverage is a gap, never a low score.
    #[command(after_help = "\
Examples:
  ideal groups rank mine
  ideal groups rank mine --by area                  within each principal crime area
  ideal groups rank mine --method most-threatening --format csv > groups.csv")]
    Rank(GroupsRankArgs),

    /// Open one group into its attributes and the rows that speak of them.
    ///
    /// Last comes the group's own collection plan: how many places its unknowns are worth, and the
    /// one answer that would move it most.
    #[command(after_help = "\
Examples:
  ideal groups explain CO-01 mine
  ideal groups explain CO-01 mine --format json     for programs")]
    Explain(GroupsExplainArgs),

    /// Set the ratings of all groups side by side.
    #[command(after_help = "\
Examples:
  ideal groups matrix mine
  ideal groups matrix mine --format csv > matrix.csv")]
    Matrix(GroupsMatrixArgs),
}

/// What groups are ranked within.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum GroupsWithin {
    /// A crime area: groups by their principal one.
    Area,
    /// A territory: groups that are present there.
    Territory,
}

/// Arguments of `groups rank`.
#[derive(Debug, Args)]
pub struct GroupsRankArgs {
    /// The project's folder.
    pub project: Option<PathBuf>,

    /// Rank them within something instead of all together.
    #[arg(long, value_enum, value_name = "WHAT")]
    pub by: Option<GroupsWithin>,

    /// What every command of groups takes.
    #[command(flatten)]
    pub groups: GroupsArgs,
}

/// Arguments of `groups explain`.
#[derive(Debug, Args)]
pub struct GroupsExplainArgs {
    /// Code of the group.
    #[arg(value_name = "GROUP")]
    pub group: String,

    /// The project's folder.
    pub project: Option<PathBuf>,

    /// What every command of groups takes.
    #[command(flatten)]
    pub groups: GroupsArgs,
}

/// Arguments of `groups matrix`.
#[derive(Debug, Args)]
pub struct GroupsMatrixArgs {
    /// The project's folder.
    pub project: Option<PathBuf>,

    /// What every command of groups takes.
    #[command(flatten)]
    pub groups: GroupsArgs,
}

/// What every command of groups takes.
#[derive(Debug, Args)]
pub struct GroupsArgs {
    /// Id of the method: sleipnir, most-threatening, or one of the project's group_methods
    /// [default: sleipnir].
    #[arg(long, value_name = "ID")]
    pub method: Option<String>,

    /// How to print; `text` is another word for `table`.
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,

    /// Draws and seed.
    #[command(flatten)]
    pub draw: DrawArgs,

    /// Who it is made for.
    #[command(flatten)]
    pub audience: AudienceArgs,
}
