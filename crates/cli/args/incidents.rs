//! What `incidents` takes on the command line.

use std::path::PathBuf;

use clap::Args;

/// Arguments of `incidents`.
#[derive(Debug, Args)]
#[command(override_usage = "ideal incidents <RECIPE> <FILES>... (--into PROJECT | --out FILE) \
                      [OPTIONS]\n       ideal incidents (--explain | --show NAME)")]
#[command(group = clap::ArgGroup::new("destination").required(true).args(["into", "out", "explain", "show"]))]
pub struct IncidentsArgs {
    /// How the records become figures: a recipe file, or the name of one that ships.
    #[arg(required_unless_present_any = ["explain", "show"])]
    pub recipe: Option<PathBuf>,

    /// The records: CSV, workbooks or Parquet. Several are parts of one register; `*` and `?` in a
    /// name are understood also where no shell does it.
    #[arg(required_unless_present_any = ["explain", "show"])]
    pub files: Vec<PathBuf>,

    /// Put the figures into this project: evidence/SOURCE.csv, and what they need in sources.csv and
    /// the other tables. A row replaces the earlier one of the same territory, crime area,
    /// indicator, period and source; every other row stays.
    #[arg(long, value_name = "PROJECT")]
    pub into: Option<PathBuf>,

    /// With --into: first remove the earlier rows of every indicator that the recipe measures.
    #[arg(long, requires = "into")]
    pub replace_series: bool,

    /// Write the figures to this file alone.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,

    /// Write what is to be said of the records into this folder: rows by outcome, offences without a
    /// crime area, months without records, changes of level, and all of it as JSON.
    #[arg(long, value_name = "DIR", requires = "recipe")]
    pub quality: Option<PathBuf>,

    /// Print the keys that a recipe has beside those of a mapping, with an example for each.
    #[arg(long, conflicts_with_all = ["recipe", "files"])]
    pub explain: bool,

    /// Print a recipe that ships.
    #[arg(long, value_name = "NAME", conflicts_with_all = ["recipe", "files"])]
    pub show: Option<String>,
}

/// Examples, and the recipes that ship.
pub(super) fn help() -> String {
    let recipes = ideal::evidence::publisher::shipped_recipes().join(", ");
    format!(
        "\
Examples:
  ideal incidents colombia-ponal homicidios_*.xls* --out homicides.csv --quality quality
  ideal incidents mine.toml records/*.parquet --into mine
  ideal incidents --show colombia-ponal > mine.toml      a recipe to begin with
  ideal incidents --explain                              the keys of a recipe

Rows read = rows used + rows left out, by reason; the account is printed and, with --quality,
written. Sums are exact: neither the order of rows, nor how they are parted into files, nor the
number of threads (RAYON_NUM_THREADS) changes a figure.

Recipes that ship: {recipes}"
    )
}
