//! Arguments of `report`.

use std::path::PathBuf;

use clap::Args;
use ideal::export::FormatName;
use ideal::{Date, Locale};

use super::{AudienceArgs, DrawArgs, formats};

/// Arguments of `report`.
#[derive(Debug, Args)]
pub struct ReportArgs {
    /// The project's folder.
    pub project: Option<PathBuf>,

    /// The file to write.
    #[arg(long, short, value_name = "FILE")]
    pub out: PathBuf,

    /// Format of the report: html, pdf, docx, md, or xlsx for its tables [default: by the ending of
    /// FILE].
    #[arg(long, value_name = "FORMAT", value_parser = formats::one)]
    pub format: Option<FormatName>,

    /// Draw every chart of the report as a picture too, *.png in the folder FILE_files beside it: 200
    /// pixels in an inch on white, for slides and for programs that do not read SVG.
    #[arg(long)]
    pub png: bool,

    /// Language of the report, also as a country writes it, es-MX [default: the project's first]. Of
    /// several, separated by commas, each gets a file of its own, `FILE` with the language before its
    /// ending, and pages lead to one another.
    #[arg(long, value_delimiter = ',', value_name = "LANG,...")]
    pub lang: Vec<Locale>,

    /// Date on its cover, as in 2026-03-31; without it none is printed.
    #[arg(long, value_name = "DATE")]
    pub date: Option<Date>,

    /// Draws and seed.
    #[command(flatten)]
    pub draw: DrawArgs,

    /// Write a report that rests on rows marked TLP:RED.
    #[arg(long, value_name = "MARK", value_parser = ["TLP:RED"])]
    pub acknowledge: Option<String>,

    /// Who it is made for.
    #[command(flatten)]
    pub audience: AudienceArgs,
}
