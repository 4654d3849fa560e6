//! What `import` takes on the command line.

use std::path::PathBuf;

use clap::Args;
use ideal::Period;

/// Arguments of `import`.
#[derive(Debug, Args)]
#[command(override_usage = "ideal import <SOURCE> <FILES>... (--into PROJECT | --out FILE) \
                      [OPTIONS]\n       ideal import mapping (FILE --draft | --explain | --show \
                      NAME)")]
#[command(group = clap::ArgGroup::new("target").required(true).args(["into", "out", "draft", "explain", "show"]))]
pub struct ImportArgs {
    /// The publisher's format: one of those listed below.
    pub source: String,

    /// The publisher's files; of several the later wins.
    #[arg(required_unless_present_any = ["explain", "show"])]
    pub files: Vec<PathBuf>,

    /// Put the evidence into this project: evidence/SOURCE.csv, and what it needs in sources.csv
    /// and the other tables. A row replaces the earlier one of the same territory, crime area,
    /// indicator, period, source and rater; every other row stays.
    #[arg(long, value_name = "PROJECT")]
    pub into: Option<PathBuf>,

    /// With --into: first remove the earlier rows of every indicator that the import brings, also
    /// those it says nothing about.
    #[arg(long, requires = "into")]
    pub replace_series: bool,

    /// Write the evidence to this file alone.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,

    /// How to read the file, for `mapping`: a file, or the name of a shipped mapping.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["draft", "explain", "show"])]
    pub mapping: Option<PathBuf>,

    /// For `mapping`: look at a file and print a mapping for it, with questions where it says too
    /// little.
    #[arg(long)]
    pub draft: bool,

    /// For `mapping`: print the mapping language, key by key, with an example for each.
    #[arg(long)]
    pub explain: bool,

    /// For `mapping`: print a mapping that ships.
    #[arg(long, value_name = "NAME")]
    pub show: Option<String>,

    /// Keep series outside the shipped catalogue too.
    #[arg(long)]
    pub all_series: bool,

    /// The period of the figures, for `coinr`, whose tables may have no column Time: a year, such
    /// as 2020.
    #[arg(long, value_name = "PERIOD")]
    pub period: Option<Period>,
}

/// Examples, and the publishers' formats there are.
pub(super) fn help() -> String {
    let mut text = String::from(
        "\
Examples:
  ideal import undp-hdr HDR23-24_Composite_indices_complete_time_series.csv --into hdi
  ideal import worldbank API_VC.IHR.PSRC.P5_DS2_es_csv_v2_8348.csv --out homicide.csv
  ideal import unodc-seizures 7.1_2018-2022.xlsx 7.1_2019-2023.xlsx --into mine
  ideal import mapping data.csv --mapping mine.toml --into mine
  ideal import worldbank NEW.csv --into mine --replace-series    earlier rows of its indicators go

Sources:
",
    );
    for importer in ideal::evidence::publisher::importers() {
        text.push_str(&format!(
            "  {:<17} {}\n{:20}{}\n",
            importer.id, importer.about, "", importer.files
        ));
    }
    let mappings: Vec<&str> = ideal::evidence::publisher::shipped_mappings();
    text.push_str(&format!("\nShipped mappings: {}", mappings.join(", ")));
    text
}
