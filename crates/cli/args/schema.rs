//! Arguments of `schema`, and the files that have one.

use clap::{Args, ValueEnum};

/// Arguments of `schema`.
#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// Which file [default: all].
    #[arg(value_enum)]
    pub what: Option<SchemaOf>,
}

/// Files that have a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// assessment.toml
    Assessment,
    /// method.toml
    Method,
    /// A mapping for `ideal import mapping`.
    Mapping,
    /// Tidy evidence: a row of it.
    Evidence,
    /// sources.csv
    Sources,
    /// territories.csv
    Territories,
    /// crime_areas.csv
    #[value(name = "crime_areas")]
    CrimeAreas,
    /// indicators.csv
    Indicators,
    /// weights.csv
    Weights,
    /// groups.csv
    Groups,
    /// links.csv
    Links,
    /// group_ratings.csv
    #[value(name = "group_ratings")]
    GroupRatings,
    /// none_found.csv
    #[value(name = "none_found")]
    NoneFound,
    /// results.json
    Results,
    /// A table of a result as JSON: tables/NAME.json
    Tables,
    /// What `ideal compare --format json` prints
    Compared,
    /// What `ideal calibrate --format json` prints
    Calibration,
    /// What `ideal weights --format json` prints
    #[value(name = "proposed_weights")]
    ProposedWeights,
    /// What `ideal agreement --format json` prints
    Agreement,
    /// What `ideal collect status --format json` prints
    #[value(name = "round_status")]
    RoundStatus,
}
