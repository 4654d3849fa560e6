//! Arguments of the analyses: sensitivity, gaps, audit, weights, and the way out to other tools.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use ideal::{Date, Locale, Period};

use super::{AudienceArgs, Format};

/// Arguments of `sensitivity`.
#[derive(Debug, Args)]
pub struct SensitivityArgs {
    /// The project's folder.
    pub project: Option<PathBuf>,

    /// A score to explain instead of the ranking: TERRITORY/AREA or TERRITORY/AREA/NODE of the
    /// latest edition.
    #[arg(long, alias = "of", value_name = "UNIT[/NODE]")]
    pub output: Option<String>,

    /// Leave out what leaving out indicators, sources and raters, other weights and other
    /// aggregation would do.
    #[arg(long)]
    pub no_leave_one_out: bool,

    /// Base rows of the design, best a power of two; the model runs base x (factors + 2) times
    /// [default: from 1024 on, doubled up to 4096 until no interval is wider than 10 %].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(2..=65_536))]
    pub base: Option<u32>,

    /// Seed of the design [default: the project's].
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,

    /// How to print.
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,

    /// Who it is made for.
    #[command(flatten)]
    pub audience: AudienceArgs,
}

/// Arguments of `gaps`.
#[derive(Debug, Args)]
pub struct GapsArgs {
    /// The project's folder.
    pub project: Option<PathBuf>,

    /// Only the first N.
    #[arg(long, value_name = "N")]
    pub top: Option<usize>,

    /// How far coverage is from its floor, for every node of every territory and unit, in place of
    /// the collection plan; the nearest first.
    #[arg(long)]
    pub floors: bool,

    /// How to print.
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,

    /// Language of what people read: es, en, pt, or es-MX [default: that of the environment].
    #[arg(long, value_name = "LANG")]
    pub lang: Option<Locale>,

    /// Who it is made for.
    #[command(flatten)]
    pub audience: AudienceArgs,
}

/// Arguments of `audit`.
#[derive(Debug, Args)]
pub struct AuditArgs {
    /// The project's folder.
    pub project: Option<PathBuf>,

    /// Write the audit into this folder: a page per language, tables as CSV, charts, and with
    /// `--format json` audit.json; it is new, empty or an earlier audit.
    #[arg(long, short, value_name = "DIR")]
    pub out: Option<PathBuf>,

    /// Another index to put beside the scores: CSV, TSV or a workbook with columns `territory`
    /// (codes or names) and a value, and if need be `crime_area` and `period` (or `year`).
    #[arg(long, value_name = "FILE")]
    pub against: Option<PathBuf>,

    /// The column of its values, where several are of numbers.
    #[arg(long, value_name = "NAME", requires = "against")]
    pub column: Option<String>,

    /// Languages of the pages: es, en, pt [default: the project's].
    #[arg(long, value_name = "LANG", value_delimiter = ',')]
    pub lang: Vec<Locale>,

    /// The edition [default: the latest].
    #[arg(long, value_name = "PERIOD")]
    pub edition: Option<Period>,

    /// How to print.
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,

    /// Measure too whether the intervals hold what they promise, as `ideal calibrate` does: a
    /// section of the page, its tables and its chart.
    #[arg(long, requires = "out")]
    pub calibrate: bool,

    /// Write tables that rest on rows marked TLP:RED.
    #[arg(long, value_name = "MARK", value_parser = ["TLP:RED"])]
    pub acknowledge: Option<String>,

    /// Who it is made for.
    #[command(flatten)]
    pub audience: AudienceArgs,
}

/// Arguments of `calibrate`.
#[derive(Debug, Args)]
pub struct CalibrateArgs {
    /// The project's folder.
    pub project: Option<PathBuf>,

    /// Write the calibration into this folder: tables as CSV, a chart per language, and with
    /// `--format json` calibration.json; it is new, empty or an earlier calibration.
    #[arg(long, short, value_name = "DIR")]
    pub out: Option<PathBuf>,

    /// Languages of the charts: es, en, pt [default: the project's].
    #[arg(long, value_name = "LANG", value_delimiter = ',', requires = "out")]
    pub lang: Vec<Locale>,

    /// Times that each share is deleted, 1 to 1000.
    #[arg(long, value_name = "N", default_value_t = 8)]
    pub replications: u32,

    /// Draws of each run, 100 to 10000.
    #[arg(long, value_name = "N", default_value_t = 1000)]
    pub draws: u32,

    /// Seed of what is deleted and of the draws [default: the project's].
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,

    /// How to print.
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,

    /// Write tables that rest on rows marked TLP:RED.
    #[arg(long, value_name = "MARK", value_parser = ["TLP:RED"])]
    pub acknowledge: Option<String>,

    /// Who it is made for.
    #[command(flatten)]
    pub audience: AudienceArgs,
}

/// Where weights come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum WeightsFrom {
    /// The same for every sibling.
    Equal,
    /// Squared loadings of the first principal component.
    Pca,
    /// Entropy: what tells the units apart.
    Entropy,
    /// CRITIC: spread times conflict with the siblings.
    Critic,
    /// Correlations with the node in the proportion of the stated weights.
    Optimise,
    /// Benefit of the doubt: the mean of what flatters each unit most.
    Bod,
    /// What experts said in the project's weights.csv (`ideal schema weights` has its columns).
    Experts,
}

/// How experts become one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PoolBy {
    /// The geometric mean of each child's weights, normalised.
    Geometric,
    /// The mean of each child's weights.
    Arithmetic,
}

/// How weights are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum WeightsFormat {
    /// A block for the method file.
    #[default]
    Toml,
    /// For programs.
    Json,
}

/// Arguments of `weights`.
#[derive(Debug, Args)]
pub struct WeightsArgs {
    /// The project's folder.
    pub project: Option<PathBuf>,

    /// How to find them.
    #[arg(long, value_enum)]
    pub by: WeightsFrom,

    /// The edition [default: the latest].
    #[arg(long, value_name = "PERIOD")]
    pub edition: Option<Period>,

    /// How the weights of several experts become one, with `--by experts` [default: the method's].
    #[arg(long, value_enum)]
    pub pool: Option<PoolBy>,

    /// How to print.
    #[arg(long, value_enum, default_value_t)]
    pub format: WeightsFormat,

    /// Who it is made for.
    #[command(flatten)]
    pub audience: AudienceArgs,
}

/// Formats there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportTo {
    /// iData.csv and iMeta.csv of COINr, the R package of the OECD/JRC school.
    Coinr,
    /// groups.ftm.json, the project's criminal groups in FollowTheMoney, the data model of Aleph.
    Ftm,
    /// groups.stix.json, the project's criminal groups as a bundle of STIX 2.1.
    Stix,
}

/// Arguments of `export`.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// The format.
    #[arg(value_enum)]
    pub format: ExportTo,

    /// The folder to write into; it is made where there is none, and files of an earlier export are
    /// replaced.
    pub dir: PathBuf,

    /// The project's folder.
    pub project: Option<PathBuf>,

    /// The edition, with coinr [default: the latest].
    #[arg(long, value_name = "PERIOD")]
    pub edition: Option<Period>,

    /// When the objects were last modified, with stix, as in 2026-03-31 [default: when the latest
    /// edition begins].
    #[arg(long, value_name = "DATE")]
    pub date: Option<Date>,

    /// Write tables that rest on rows marked TLP:RED.
    #[arg(long, value_name = "MARK", value_parser = ["TLP:RED"])]
    pub acknowledge: Option<String>,

    /// Who it is made for.
    #[command(flatten)]
    pub audience: AudienceArgs,
}

/// What `agreement --help` ends with.
pub const AGREEMENT: &str = "\
What is printed:
  alpha      Krippendorff's alpha, for any level and any pattern of missing ratings: 1 where raters
             agree on every unit, 0 where the ratings of a unit differ as any two ratings do, less
             where they differ more. Krippendorff relies on 0.800 and more, and draws tentative
             conclusions from 0.667. The 95 % interval is a bootstrap over units
  ICC(A,1)   intraclass correlation, absolute agreement, two-way random model (McGraw and Wong
             1996): how far one rater's figure can stand for that of any other; over the units that
             all raters rated
  ICC(A,k)   the same for the mean of all k raters
  W          Kendall's coefficient of concordance, over the raters who rated all units: 1 where they
             put the units in one order, 0 where their orders cancel out; p is the probability that
             unrelated orders would agree as much
  level      what the distance of two figures is. ICC takes steps as equal at every level but
             nominal, W takes the order alone; at the nominal level there is only alpha, and values
             may be names
A figure that is not defined is empty (null in JSON) with its reason.

Examples:
  ideal agreement ratings.csv
  ideal agreement ratings.csv --level ordinal --format json
  ideal agreement codes.csv --level nominal        names instead of numbers";

/// How `agreement` prints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum AgreementFormat {
    /// For reading.
    #[default]
    Table,
    /// For programs.
    Json,
}

/// What the distance of two figures is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum MeasurementLevel {
    /// Names, or numbers that stand for names: the same or not.
    Nominal,
    /// An order without equal steps: low, middle, high.
    Ordinal,
    /// Equal steps, as on a scale from 0 to 10.
    Interval,
    /// Equal steps from a true zero, as amounts of money: what counts is the proportion.
    Ratio,
}

/// Which sign is decimal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DecimalSign {
    /// 6.5
    Point,
    /// 6,5
    Comma,
}

/// Arguments of `agreement`.
#[derive(Debug, Args)]
pub struct AgreementArgs {
    /// A long table with the columns unit, rater, value.
    pub file: PathBuf,

    /// What the distance of two figures is.
    #[arg(long, value_enum, default_value_t = MeasurementLevel::Interval)]
    pub level: MeasurementLevel,

    /// Which sign is decimal, where the values leave it open [default: a point, or a comma if all
    /// values can be read so and not with a point].
    #[arg(long, value_enum)]
    pub decimal: Option<DecimalSign>,

    /// How to print.
    #[arg(long, value_enum, default_value_t)]
    pub format: AgreementFormat,
}
