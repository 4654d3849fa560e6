//! Arguments of the analyses: sensitivity, gaps, audit, weights, and the way out to other tools.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use ideal::{Lang, Period};

use super::Format;

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
    pub lang: Vec<Lang>,

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
    pub lang: Vec<Lang>,

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
}

/// Formats there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportTo {
    /// iData.csv and iMeta.csv of COINr, the R package of the OECD/JRC school.
    Coinr,
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

    /// The edition [default: the latest].
    #[arg(long, value_name = "PERIOD")]
    pub edition: Option<Period>,

    /// Write tables that rest on rows marked TLP:RED.
    #[arg(long, value_name = "MARK", value_parser = ["TLP:RED"])]
    pub acknowledge: Option<String>,
}
