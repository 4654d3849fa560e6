//! What can be typed.

mod analyses;
mod collect;
mod compare;
mod formats;
mod groups;
mod import;
mod incidents;
mod report;
mod run;
mod schema;
mod size;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use ideal::{Audience, Locale, Period};

pub use self::analyses::{
    AgreementArgs, AgreementFormat, AuditArgs, CalibrateArgs, DecimalSign, ExportArgs, ExportTo,
    GapsArgs, MeasurementLevel, PoolBy, SensitivityArgs, WeightsArgs, WeightsFormat, WeightsFrom,
};
pub use self::collect::{
    CloseArgs, CollectCommand, IssueArgs, PlanArgs, ReceiveArgs, StatusArgs, StatusFormat,
};
pub use self::compare::CompareArgs;
pub use self::groups::{
    GroupsArgs, GroupsCommand, GroupsExplainArgs, GroupsMatrixArgs, GroupsRankArgs, GroupsWithin,
};
pub use self::import::ImportArgs;
pub use self::incidents::IncidentsArgs;
pub use self::report::ReportArgs;
pub use self::run::{RunArgs, RunFormat, VerifyArgs};
pub use self::schema::{SchemaArgs, SchemaOf};

const ABOUT: &str =
    "Organised-crime threat assessment: checked evidence, a declared method, honest uncertainty";

const FIRST_STEPS: &str = "\
First steps:
  ideal run                          assess the embedded demonstration into ./ideal-out
  ideal rank --by territories        its ranking, in the terminal
  ideal explain COL/drug_cocaine     one score, opened down to the rows it comes from
  ideal new mine && ideal run mine   the demonstration as a project of your own

Every command takes the project as its last argument. Without one it is the current folder if it
holds assessment.toml, else the embedded demonstration.

People are spoken to in the language of `--lang` or of LC_ALL, LC_MESSAGES, LANG: es, pt, en. Codes,
CSV, JSON and exit codes are the same in all.

Exit codes: 0 fine, 1 findings, 2 bad input or usage, 3 internal fault.";

/// The command line.
#[derive(Debug, Parser)]
#[command(name = "ideal", version, about = ABOUT, after_help = FIRST_STEPS, max_term_width = 100)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,

    /// Most memory that reading one file may take: 4G, 900M.
    ///
    /// Without it that is 640M, or 64 times the size of the file where that is more. A file itself
    /// may have half of it, and 1G at least. A file that would take more is refused before it is
    /// read.
    #[arg(long, global = true, value_name = "SIZE", value_parser = size::bytes, help_heading = "Limits")]
    pub max_memory: Option<u64>,
}

impl Command {
    /// The language in which the command is asked to speak. The first language of a report is that
    /// of who makes it.
    pub fn language(&self) -> Option<Locale> {
        match self {
            Command::Run(args) => args.lang.first().copied(),
            Command::Check(args) => args.lang,
            Command::Explain(args) => args.lang,
            Command::Rank(args) => args.lang,
            Command::Gaps(args) => args.lang,
            _ => None,
        }
    }
}

/// The commands, in the order a user meets them.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Assess a project and write its result folder: report, tables, charts, manifest.
    ///
    /// The folder appears complete or not at all; an earlier result is replaced, anything else is
    /// refused, and so is a result into which somebody put files, unless --replace says so. The
    /// path of index.html, or with `--format json` a line of JSON, is the only line on stdout.
    ///
    /// `--for` makes a version for readers with a lower clearance: rows marked above it are taken out
    /// before anything is computed, and nothing of them is in any byte of the folder.
    #[command(after_help = "\
Examples:
  ideal run                                   the demonstration, into ./ideal-out
  ideal run mine --out result --lang es,en    a project, in Spanish and English
  ideal run mine --formats all                HTML, PDF, Word, workbook and Markdown
  ideal run mine --draws 0                    without intervals: seconds faster
  ideal run mine --for TLP:GREEN --out green  a version for the community: rows above it withheld
  ideal run mine --format json                for a job: one line with paths, counts and mark
  open \"$(ideal run mine)\"                    the report, in a browser")]
    Run(RunArgs),

    /// Report everything that is wrong with a project, each with file, line and what to do; nothing
    /// is written.
    ///
    /// Where the files hold no error, the assessment is also run without draws, for the errors that
    /// a run would stop at.
    #[command(after_help = "\
Examples:
  ideal check mine
  ideal check mine --strict          exit 1 for warnings too
  ideal check mine --verbose         every row that no leaf reads, with its reason
  ideal check mine --format json     {\"findings\": [{severity, code, file, line, column, message, hint, count}]}")]
    Check(CheckArgs),

    /// Make a project: the demonstration to edit, an empty one for a shipped method, or an exercise.
    #[command(after_help = "\
Examples:
  ideal new mine                        the demonstration with its evidence, method and licences
  ideal new mine --method latam-open    an empty project, with a round of ratings planned
  ideal new training --exercise         three invented countries, to practise a round of ratings
  ideal new hdi --method hdi            then: ideal import undp-hdr FILE --into hdi && ideal run hdi")]
    New(NewArgs),

    /// Open one score into its nodes, leaves and source rows.
    ///
    /// Contributions add up to the score of their parent. UNIT is TERRITORY/AREA; `*` stands for
    /// the roll-up over all.
    #[command(after_help = "\
Examples:
  ideal explain COL/drug_cocaine                    the root, latest edition
  ideal explain COL/drug_cocaine/threat mine        one node, in a project
  ideal explain 'COL/*' --edition 2019              the territory's roll-up in an earlier edition
  ideal explain ECU/prison_crime --format json      for programs")]
    Explain(ExplainArgs),

    /// Rank territories, crime areas or units.
    #[command(after_help = "\
Examples:
  ideal rank --by territories
  ideal rank mine --by units --node threat --edition 2021
  ideal rank --by crime-areas --format csv > areas.csv

`ideal sensitivity` sets the ranking beside those under other weights and other aggregation, Copeland's among them.")]
    Rank(RankArgs),

    /// Compare two editions: what moved, and whether it was data, method or the world.
    ///
    /// For every territory, crime area and cell: score, band, rank and verdict of both, and the
    /// difference split into what was revised in the data, what was changed in the method, and what
    /// has happened since.
    #[command(after_help = compare::COMPARE)]
    Compare(CompareArgs),

    /// Say what the ranking depends on: weights, errors, gaps, choices of method.
    ///
    /// Variance-based indices (Sobol) of groups of random numbers with bootstrap intervals, and
    /// what leaving one indicator or one source out, other weights or other aggregation (Copeland's
    /// outranking among it) do to the ranks.
    #[command(after_help = "\
Examples:
  ideal sensitivity mine
  ideal sensitivity --output ECU/prison_crime    of one score instead of the ranking
  ideal sensitivity --base 8192 --format json    narrower intervals, for programs
  ideal sensitivity mine --no-leave-one-out      the indices alone: quicker")]
    Sensitivity(SensitivityArgs),

    /// List what is missing or weak by what knowing it would be worth: the collection plan.
    #[command(after_help = "\
Examples:
  ideal gaps --top 20
  ideal gaps mine --format csv > plan.csv")]
    Gaps(GapsArgs),

    /// Rank criminal groups by what is known of them, with what is not.
    #[command(subcommand, after_help = groups::GROUPS)]
    Groups(GroupsCommand),

    /// Audit the index statistically, as the OECD/JRC Handbook asks: is it built on sand?
    ///
    /// Availability per indicator and unit, outliers and values at a goalpost, correlations between
    /// siblings and with parent and root, Cronbach's alpha, principal components and sampling
    /// adequacy per node, of cells and of the territories that are ranked; weights as stated beside
    /// weights as they work; whether evidence is missing at random; and the ranking if goalposts,
    /// normalisation or floors were others. With `--against`, the scores beside another index.
    ///
    /// p values and intervals are those of a cluster bootstrap over territories, because the cells of
    /// one are not independent; under ten territories there are none. What cannot be computed is
    /// empty, never zero.
    #[command(after_help = "\
Examples:
  ideal audit mine
  ideal audit --edition 2021 --format json
  ideal audit mine --out audit --lang en     a page with charts, and its tables as CSV
  ideal audit mine --out audit --calibrate   with whether the intervals hold what they promise
  ideal audit mine --against index.csv --column criminality     beside another index")]
    Audit(AuditArgs),

    /// Ask whether the intervals hold what they promise: known evidence is deleted and foretold.
    ///
    /// Rows, or whole series of an indicator in a territory, are deleted at random (5, 10, 15, 30 %
    /// of the rows; 5, 15 % of the series), and the assessment is run again. Of the scores that
    /// lost evidence and are still assessed: does the score from all the evidence lie in the 90 %
    /// interval of the reduced run? And of single indicators, hidden a tenth at a time: how far are
    /// their draws from their value, and does that depend on what their siblings say?
    #[command(after_help = "\
What is printed:
  n          values foretold
  coverage   share of them inside the interval: 0.90 is what a 90 % interval promises (its nominal
             level); less, and intervals are too narrow; more, and they say less than is known
  error      standard error of the coverage, from its spread over the runs
  bias       mean of the draws less the value, in points
  width      mean width of the interval, in points: sharpness; of two that cover as much, the
             narrower is the better
  crps       continuous ranked probability score, in points: 0 is best, the absolute error of a
             forecast without spread; it punishes misses and needless width alike
             (Gneiting and Raftery, Journal of the American Statistical Association 102, 2007)
  tercile    thirds of the hidden indicators by the mean of their known siblings in the node: a
             forecast that is pulled to the middle is too high for the low and too low for the high

The OECD/JRC Handbook on Constructing Composite Indicators (2008, step 7) asks an index for an
uncertainty analysis; this asks whether to believe it.

Examples:
  ideal calibrate mine
  ideal calibrate --replications 20 --format json > calibration.json
  ideal calibrate mine --out calibration --lang en    two CSV tables and a chart")]
    Calibrate(CalibrateArgs),

    /// Say how far raters agree who rated the same units, in a table of anybody.
    ///
    /// FILE is a long table with a row per rating and the columns unit, rater, value, in any order
    /// and beside others: CSV with commas, semicolons or tabs. A missing rating is no row, an empty
    /// value, `unknown` or `not_applicable`. Nothing else is needed, no project.
    #[command(after_help = analyses::AGREEMENT)]
    Agreement(AgreementArgs),

    /// Propose weights, from the data or from experts, as a block for the method file.
    ///
    /// Weights read from data say how indicators vary and go together, not how much they matter:
    /// set them beside the stated ones before you replace them. Those of experts come from
    /// weights.csv, with each expert's own, how consistent they are and how far they agree.
    #[command(after_help = "\
Examples:
  ideal weights --by equal mine
  ideal weights --by optimise mine > weights.toml     so that importance follows the stated weights
  ideal weights --by experts mine                     what the experts of weights.csv say")]
    Weights(WeightsArgs),

    /// Write an edition, or criminal groups, in another tool's format.
    ///
    /// Groups leave as organisations, never as persons: a name that looks like a person's stays here.
    /// What a format cannot hold is said, on stderr and in summary.txt beside the file.
    #[command(after_help = "\
Examples:
  ideal export ftm aleph mine                         the sheets of groups, for Aleph and others
  ideal export stix misp mine --for TLP:GREEN         the same as STIX 2.1, marked by TLP 2.0
  ideal export coinr tables mine                      iData.csv and iMeta.csv, for R
  ideal import coinr tables/iData.csv tables/iMeta.csv --into again")]
    Export(ExportArgs),

    /// Turn a publisher's own file into checked evidence.
    ///
    /// What the file holds is accounted for on stderr: rows read, used, and left out by reason. A
    /// file that is not what it should be stops the import with its place, and nothing is written.
    #[command(after_help = import::help())]
    Import(ImportArgs),

    /// Count and add up single records, of incidents or seizures, by territory, crime area and
    /// period.
    ///
    /// A recipe says which columns name the place, the offence and the day, and what is counted.
    /// Tens of millions of rows are read as a stream by all processors; every row is accounted for.
    #[command(after_help = incidents::help())]
    Incidents(IncidentsArgs),

    /// Ask national points of contact: plan a round, send workbooks, take the answers in.
    ///
    /// What open sources cannot say, officers rate: each in a workbook, with a best value, a range
    /// and how sure they are. A round is a folder of the project, rounds/ID.
    #[command(subcommand, after_help = collect::ROUND)]
    Collect(CollectCommand),

    /// Write the report of a project alone, as HTML, PDF, Word, Markdown, or its tables as a workbook.
    #[command(after_help = "\
Examples:
  ideal report --out informe.html --lang es
  ideal report mine --out informe.docx           the format by the ending of the file
  ideal report mine --out report.html --lang en
  ideal report mine --out report.html --lang es,pt     report.es.html and report.pt.html")]
    Report(ReportArgs),

    /// Print the JSON Schema of a file: for editors that complete and check.
    #[command(after_help = "\
Examples:
  ideal schema method > method.schema.json
  ideal schema results      of results.json
  ideal schema tables       of tables/scores.json and the others
  ideal schema              all of them, in one object")]
    Schema(SchemaArgs),

    /// Recompute a result folder from its project and compare every file.
    #[command(after_help = "\
Examples:
  ideal verify ideal-out mine                    exit 0 if every byte is the same, 1 if not
  ideal verify ideal-out mine --draws 50000      of a result that was made with more draws than the project says")]
    Verify(VerifyArgs),

    /// Print a completion script for a shell.
    #[command(after_help = "\
Examples:
  ideal completions bash > ~/.local/share/bash-completion/completions/ideal
  ideal completions fish > ~/.config/fish/completions/ideal.fish")]
    Completions {
        /// The shell.
        shell: Shell,
    },
}

/// How results are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For reading.
    #[default]
    #[value(alias = "text")]
    Table,
    /// For spreadsheets.
    Csv,
    /// For programs.
    Json,
}

/// A whole number, which programs write as `100.0` too.
fn whole(text: &str) -> Result<u32, std::num::ParseIntError> {
    text.split_once('.')
        .filter(|(_, zeros)| zeros.bytes().all(|b| b == b'0'))
        .map_or(text, |(number, _)| number)
        .parse()
}

/// Draws and seed, where a command computes.
#[derive(Debug, Clone, Copy, Default, Args)]
pub struct DrawArgs {
    /// Monte Carlo draws; 0 for none [default: the project's].
    #[arg(long, value_name = "N", value_parser = whole)]
    pub draws: Option<u32>,

    /// Seed of the draws [default: the project's].
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
}

impl DrawArgs {
    /// For what needs no draws.
    pub const NONE: Self = DrawArgs { draws: Some(0), seed: None };
}

/// Who a result is made for.
#[derive(Debug, Clone, Copy, Default, Args)]
pub struct AudienceArgs {
    /// Make it for an audience: rows marked above it are taken out before anything else is read of
    /// them, with whatever only they name. A TLP label; where rows carry handling codes, the
    /// strictest that the audience may read as well: TLP:AMBER,H1.
    #[arg(long = "for", value_name = "MARK[,CODE]")]
    pub audience: Option<Audience>,
}

/// Arguments of `check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// The project's folder.
    pub project: Option<PathBuf>,

    /// How to print.
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,

    /// Let warnings count as errors.
    #[arg(long)]
    pub strict: bool,

    /// List every row that no leaf reads, where otherwise they are counted by reason.
    #[arg(long)]
    pub verbose: bool,

    /// Language of what people read: es, en, pt, or es-MX [default: that of the environment].
    #[arg(long, value_name = "LANG")]
    pub lang: Option<Locale>,

    /// Who it is made for.
    #[command(flatten)]
    pub audience: AudienceArgs,
}

/// Arguments of `new`.
#[derive(Debug, Args)]
pub struct NewArgs {
    /// The folder to make; it must not exist or be empty.
    pub dir: PathBuf,

    /// A shipped method, for an empty project.
    #[arg(long, value_name = "ID")]
    pub method: Option<String>,

    /// The training exercise: invented countries, a round of ratings, and filled workbooks.
    #[arg(long, conflicts_with = "method")]
    pub exercise: bool,
}

/// Arguments of `explain`.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// TERRITORY/AREA, or TERRITORY/AREA/NODE.
    #[arg(value_name = "UNIT[/NODE]")]
    pub unit: String,

    /// The project's folder.
    pub project: Option<PathBuf>,

    /// The edition [default: the latest].
    #[arg(long, value_name = "PERIOD")]
    pub edition: Option<Period>,

    /// How to print.
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,

    /// Language of names and of what people read: es, en, pt, or es-MX [default: that of the
    /// environment, and the project's].
    #[arg(long, value_name = "LANG")]
    pub lang: Option<Locale>,

    /// Draws and seed.
    #[command(flatten)]
    pub draw: DrawArgs,

    /// Who it is made for.
    #[command(flatten)]
    pub audience: AudienceArgs,
}

/// What `rank` ranks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum By {
    /// Territories, by their roll-up over crime areas.
    #[default]
    Territories,
    /// Crime areas, by their roll-up over territories.
    CrimeAreas,
    /// Territory and crime area together.
    Units,
}

/// Arguments of `rank`.
#[derive(Debug, Args)]
pub struct RankArgs {
    /// The project's folder.
    pub project: Option<PathBuf>,

    /// What to rank.
    #[arg(long, value_enum, default_value_t)]
    pub by: By,

    /// A node instead of the root: one of the root's children.
    #[arg(long, value_name = "NODE")]
    pub node: Option<String>,

    /// The edition [default: the latest].
    #[arg(long, value_name = "PERIOD")]
    pub edition: Option<Period>,

    /// How to print.
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,

    /// Language of names and of what people read: es, en, pt, or es-MX [default: that of the
    /// environment, and the project's].
    #[arg(long, value_name = "LANG")]
    pub lang: Option<Locale>,

    /// Draws and seed.
    #[command(flatten)]
    pub draw: DrawArgs,

    /// Who it is made for.
    #[command(flatten)]
    pub audience: AudienceArgs,
}
