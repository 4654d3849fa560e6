//! Tidy evidence: one row per value, `territory, crime_area, indicator, period, value` and optional
//! columns.
//!
//! Whatever the file's format, each row goes through the same checks ([`row`]); the readers only
//! differ in how they come by the cells.

mod cell;
mod commas;
#[cfg(test)]
mod commas_tests;
mod counts;
mod expected;
mod known;
mod layout;
mod memo;
mod named;
mod number;
mod points;
mod range;
mod row;
mod stated;
mod text;
mod withheld;
mod written;

pub(crate) use commas::cut_in_two;
pub(crate) use known::{Known, MethodCodes, OwnIndicator, Refused, RefusedCodes};
pub(crate) use layout::{Column, TidyHeader, column_name, shortened};
pub(crate) use row::Rows;
pub(crate) use text::read as read_text;
pub(crate) use withheld::{Names, TakenOut};
pub(crate) use written::RowPlace;

/// How a text file is written, where it is not the usual way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Dialect {
    /// The delimiter; none: read off the header.
    pub(crate) delimiter: Option<u8>,
    /// How numbers are written.
    pub(crate) numerals: crate::numeral::Numerals,
    /// The encoding.
    pub(crate) encoding: crate::decode::Encoding,
    /// Which codes name territories.
    pub(crate) codes: TerritoryCodes,
    /// The least mark of its rows, whatever they say.
    pub(crate) least: ideal_model::Mark,
}

/// How a file names its territories.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum TerritoryCodes {
    /// By the codes that the project knows: ISO 3166-1 alpha-3, and those of `territories.csv`.
    #[default]
    Project,
    /// By ISO 3166-1 alpha-2, where two letters stand. `NA` is Namibia.
    Iso2,
}

impl TerritoryCodes {
    /// The words that declare them.
    pub(crate) const WORDS: [(&'static str, TerritoryCodes); 2] =
        [("iso3", TerritoryCodes::Project), ("iso2", TerritoryCodes::Iso2)];
}

/// What stands in a value cell; none where it is no value.
pub(crate) fn value_of(
    text: &str,
    numerals: crate::numeral::Numerals,
) -> Option<ideal_model::Value> {
    number::value(text, numerals).ok()
}
