//! Arguments of `run` and `verify`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use ideal::{Date, Locale};

use super::formats::{self, Formats};
use super::{AudienceArgs, DrawArgs, whole};

/// What `run` prints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum RunFormat {
    /// The path of index.html.
    #[default]
    Path,
    /// For programs: {index, out, mark, audience, withheld, counts, warnings} in one line.
    Json,
}

/// Arguments of `run`.
#[derive(Debug, Args)]
pub struct RunArgs {
    /// The project's folder.
    pub project: Option<PathBuf>,

    /// The result folder.
    #[arg(long, short, value_name = "DIR", default_value = "ideal-out")]
    pub out: PathBuf,

    /// Replace a result also where files were put into it that ideal did not write; they are
    /// deleted and named.
    #[arg(long)]
    pub replace: bool,

    /// The edition before, last year's project or its result: the report tells what has changed
    /// since, as `ideal compare` does.
    #[arg(long, value_name = "FOLDER")]
    pub previous: Option<PathBuf>,

    /// Languages of the report, the first being that of index.html and of what is said meanwhile:
    /// es, en, pt, or as a country writes one, es-MX, whose decimal mark and paper they have
    /// [default: the project's].
    #[arg(long, value_name = "LANG", value_delimiter = ',')]
    pub lang: Vec<Locale>,

    /// Date on the cover of the report, as in 2026-03-31; without it none is printed.
    #[arg(long, value_name = "DATE")]
    pub date: Option<Date>,

    /// Formats of the report: html, xlsx, pdf, docx, md, or all.
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', default_value = "html,xlsx", value_parser = formats::several)]
    pub formats: Vec<Formats>,

    /// Draw every chart as a picture too, charts/*.png beside the .svg: 200 pixels in an inch on
    /// white, for slides and for programs that do not read SVG. The same result gives the same
    /// bytes, the manifest lists them, and `ideal verify` draws them again.
    #[arg(long)]
    pub png: bool,

    /// Draws and seed.
    #[command(flatten)]
    pub draw: DrawArgs,

    /// Write a result that rests on rows marked TLP:RED.
    #[arg(long, value_name = "MARK", value_parser = ["TLP:RED"])]
    pub acknowledge: Option<String>,

    /// Who it is made for.
    #[command(flatten)]
    pub audience: AudienceArgs,

    /// What is printed on stdout: the path of index.html, or one line of JSON.
    #[arg(long, value_enum, default_value_t)]
    pub format: RunFormat,
}

/// Arguments of `verify`.
#[derive(Debug, Args)]
pub struct VerifyArgs {
    /// The result folder.
    pub folder: PathBuf,

    /// The project's folder.
    pub project: Option<PathBuf>,

    /// The edition before that the result was made beside, as `run --previous` names it.
    #[arg(long, value_name = "FOLDER")]
    pub previous: Option<PathBuf>,

    /// Most draws to recompute with; a result made with more differs [default: the project's].
    #[arg(long, value_name = "N", value_parser = whole)]
    pub draws: Option<u32>,
}
