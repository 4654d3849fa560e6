//! Arguments of collection rounds.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::Format;

/// How the commands of a round follow one another; shown under the help of each.
pub const ROUND: &str = "\
A round, from the first workbook to the report:
  ideal collect plan mine --round 2026-1                  draft rounds/2026-1/round.toml; edit it
  ideal collect issue mine --round 2026-1 --out books     a workbook per panel and language
  ideal collect receive mine --round 2026-1 back/*.xlsx   check what comes back, and take it in
  ideal collect status mine --round 2026-1                who answered, and where raters differ
  ideal collect issue mine --round 2026-1 --out again --second
  ideal collect close mine --round 2026-1                 what the ratings change
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

    /// Make the workbooks of a round: one for each panel and language.
    ///
    /// A workbook opens in Excel and LibreOffice, and explains itself: sheet Guide says how to rate,
    /// Ratings has a row for each thing that is rated, and on Round the rater chooses a pseudonym.
    /// Invented cases come first, the panel's own territories next, territories of other panels
    /// last. Drop-downs and checks help while it is filled in; everything is checked again by
    /// `ideal collect receive`. The files are kept in rounds/ID/issued as well.
    ///
    /// With --second it is the second round: only the rows on which the raters of a panel differ, in
    /// a workbook for each rater, with the own rating, the panel's median and quartiles, and the
    /// reasons that were given, without who gave them.
    #[command(after_help = "\
Examples:
  ideal collect issue mine --round 2026-1 --out books
  ideal collect issue mine --round 2026-1 --out books --panel COL
  ideal collect issue mine --round 2026-1 --out forms --xlsform            for ODK and Kobo as well
  ideal collect issue mine --round 2026-1 --out again --second
  ideal collect issue mine --round 2026-1 --out again --second --threshold 3")]
    Issue(IssueArgs),

    /// Take in the workbooks that came back.
    ///
    /// Reads workbooks as Excel and LibreOffice save them, whatever they are called, and exports of
    /// the form (CSV of ODK Central or Kobo, with names and values of the XML). Every cell is checked
    /// again, and all that is wrong in any file is told with sheet and cell. A file with an error
    /// goes in not at all, the others do: into evidence/round-ID.csv, and into vignettes.csv,
    /// bridge.csv, reasons.csv and the log received.csv beside round.toml. A rater's newer file takes
    /// the place of the older one; a file that was taken in before changes nothing, unless --again
    /// says that it is meant after all. Answers of the second round stand over those of the first,
    /// whichever came first. --withdraw takes all answers of a rater out. Of a name that is no pseudonym
    /// of the round nothing is taken in without --new-rater, and the log calls a file by its name only
    /// where that is made of words of the round.
    ///
    /// Answers stay what they were given under: where round.toml says another edition, scale or
    /// question by now, or a less strict mark, nothing goes in before it is put back. Where a file of
    /// the round was deleted or changed by hand, it says which, and what brings it back.
    ///
    /// Of a folder all workbooks and exports in it are taken. Files that programs leave behind, such
    /// as Excel's ~$NAME.xlsx, are passed over.
    ///
    /// Exit code 0: all files are in. 1: some were refused, or what went in could not be told. 2: none
    /// went in.
    #[command(after_help = "\
Examples:
  ideal collect receive mine --round 2026-1 back/*.xlsx
  ideal collect receive --round 2026-1 back/COL-R3.xlsx     in the folder of the project
  ideal collect receive mine --round 2026-1 export.csv      from ODK Central or Kobo
  ideal collect receive mine --round 2026-1 back            all workbooks of a folder
  ideal collect receive mine --round 2026-1 --again back/COL-R3.xlsx
  ideal collect receive mine --round 2026-1 --withdraw COL/R3")]
    Receive(ReceiveArgs),

    /// Say how a round stands: who has answered what, and where raters differ.
    ///
    /// Prints for each panel the raters and rows that have come back, of those expected; for each
    /// item how far raters agree (Krippendorff's alpha with its 95 % interval, ICC(A,1), Kendall's
    /// W); the rows on which the quartiles of a panel lie more than a fifth of the scale apart, or a
    /// rater at least two fifths from the median, which a second round asks again; and the severity
    /// of raters: what each gives more than those he can be compared with, in points of 0 to 100.
    /// Vignettes and territories of other panels count for agreement and severity; without them no
    /// panel can be compared with another. Ratings of a second round count in the place of those of
    /// the first. What to do next stands last.
    ///
    /// With --out it is a page as well: status.html in the main language of the round, and
    /// status.LANG.html in its others, each a single file. It has the raters' pseudonyms, and is
    /// for the coordinator alone.
    #[command(after_help = "\
Examples:
  ideal collect status mine --round 2026-1
  ideal collect status mine --round 2026-1 --out standing       the page, with charts
  ideal collect status mine --round 2026-1 --format json        ideal schema round_status has the keys")]
    Status(StatusArgs),

    /// Say what the round changed.
    ///
    /// Runs the assessment with the ratings of the round and without them, and writes what differs in
    /// the last edition to rounds/ID/changes.csv: cells that were gaps and are assessed now, scores and
    /// ranks before and after, the panels that they rest on, and, where the method takes the severity
    /// of raters out, what they would be if it did not. There rounds/ID/severity.csv says it panel by
    /// panel as well: what each score and rank would be were the severity of that panel alone left in.
    #[command(after_help = "\
Examples:
  ideal collect close mine --round 2026-1
  ideal collect close mine --round 2026-1 --format json")]
    Close(CloseArgs),
}

/// Arguments of `collect close`.
#[derive(Debug, Args)]
pub struct CloseArgs {
    /// The project's folder.
    pub project: Option<PathBuf>,

    /// Id of the round: the name of its folder under rounds.
    #[arg(long, value_name = "ID")]
    pub round: String,

    /// How to print it.
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
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

/// Arguments of `collect issue`.
#[derive(Debug, Args)]
pub struct IssueArgs {
    /// The project's folder.
    pub project: Option<PathBuf>,

    /// Id of the round: the name of its folder under rounds.
    #[arg(long, value_name = "ID")]
    pub round: String,

    /// The folder that workbooks are written to; of the same names in it those are replaced that
    /// nobody has filled in.
    #[arg(long, short, value_name = "DIR")]
    pub out: PathBuf,

    /// Only those of this panel.
    #[arg(long, value_name = "ID")]
    pub panel: Option<String>,

    /// The second round: ask again only where raters differ.
    #[arg(long)]
    pub second: bool,

    /// With --second: interquartile range, in points of the item's scale, over which a row is asked
    /// again, or of which a rater lies twice as far from the median [default: a fifth of the scale].
    #[arg(long, value_name = "POINTS", requires = "second", value_parser = points)]
    pub threshold: Option<f64>,

    /// Write over workbooks of the same names that are filled in or changed as well.
    #[arg(long)]
    pub replace: bool,

    /// Write a form for ODK and Kobo (XLSForm) beside each panel's workbooks.
    #[arg(long, conflicts_with = "second")]
    pub xlsform: bool,
}

/// Arguments of `collect receive`.
#[derive(Debug, Args)]
pub struct ReceiveArgs {
    /// The project's folder, if it is not this one; workbooks and exports, or folders of them.
    #[arg(required_unless_present = "withdraw", num_args = 1.., value_name = "PROJECT|FILE")]
    pub files: Vec<PathBuf>,

    /// Take in files that were taken in before once more, in the place of what came after them.
    #[arg(long)]
    pub again: bool,

    /// Take in raters whose pseudonyms are not among those that are expected (R1, R2, ...).
    #[arg(long)]
    pub new_rater: bool,

    /// Take out all that a rater said in this round.
    #[arg(long, value_name = "PANEL/RATER")]
    pub withdraw: Vec<String>,

    /// Id of the round: the name of its folder under rounds.
    #[arg(long, value_name = "ID")]
    pub round: String,
}

/// Arguments of `collect status`.
#[derive(Debug, Args)]
pub struct StatusArgs {
    /// The project's folder.
    pub project: Option<PathBuf>,

    /// Id of the round: the name of its folder under rounds.
    #[arg(long, value_name = "ID")]
    pub round: String,

    /// How to print.
    #[arg(long, value_enum, default_value_t)]
    pub format: StatusFormat,

    /// Write the coordinator's page into this folder; files of the same names in it are replaced.
    #[arg(long, short, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

/// How `collect status` prints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum StatusFormat {
    /// For reading.
    #[default]
    Table,
    /// For programs.
    Json,
}

/// A number of points, 0 or more.
fn points(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(n) if n.is_finite() && n >= 0.0 => Ok(n),
        _ => Err("a number of points, 0 or more, with a decimal point".to_owned()),
    }
}
