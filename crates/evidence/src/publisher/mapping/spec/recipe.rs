//! What a recipe says, checked: a mapping that counts and adds up records.

use super::{Head, Keep, Mapping};

/// A checked recipe: how single records, of incidents or seizures, become figures.
#[derive(Clone, Debug)]
pub struct Recipe {
    /// The mapping that it is, without what is measured.
    pub(crate) mapping: Mapping,
    /// What is counted and added up, in the order of the file.
    pub(crate) measures: Vec<Measure>,
    /// What offences mean that the table does not have.
    pub(crate) other_areas: Others,
    /// What rows mean that cannot be read.
    pub(crate) unreadable: Others,
    /// The column by which records are told apart.
    pub(crate) id: Option<Head>,
    /// Whether territories above the places get the sums of these.
    pub(crate) sums_up: bool,
    /// SHA-256 of its text.
    pub(crate) sha256: String,
}

impl Recipe {
    /// The indicators that figures are divided by: whoever has them gives them.
    #[must_use]
    pub fn denominators(&self) -> Vec<&str> {
        self.measures.iter().filter_map(|m| m.per.as_ref()).map(|(code, _)| code.as_str()).collect()
    }

    /// Its id, in kebab case.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.mapping.id
    }

    /// The first eight digits of its SHA-256, by which rows name it.
    #[must_use]
    pub fn fingerprint(&self) -> &str {
        self.sha256.get(..8).unwrap_or_default()
    }
}

/// What rows mean that are none of those a recipe expects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Others {
    /// They are left out, counted and listed.
    Count,
    /// They stop the reading.
    Refuse,
}

/// One figure that a recipe makes of the records of a place, a crime area and a period.
#[derive(Clone, Debug)]
pub(crate) struct Measure {
    /// Code of the indicator.
    pub(crate) code: String,
    /// The crime area that its code says, in place of the row's.
    pub(crate) area: Option<String>,
    /// What is counted or added up.
    pub(crate) of: Counted,
    /// The records that it is of; all where there is none.
    pub(crate) only: Option<Keep>,
    /// What a blank quantity means.
    pub(crate) blank: Blank,
    /// The measure that it is a share of, and the rule by which records belong to the share.
    pub(crate) share_of: Option<(String, String)>,
    /// Counts from 1 to one less than this are written as censored.
    pub(crate) suppress_under: Option<u64>,
    /// What it is divided by, of the territory and the year, and what is multiplied with it.
    pub(crate) per: Option<(String, f64)>,
    /// How many periods, up to each, its figures are the mean of.
    pub(crate) smooth: Option<u32>,
    /// The mapping of this measure alone: its indicator, and its column of values.
    pub(crate) mapping: Mapping,
}

/// What a measure counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Counted {
    /// The records.
    Records,
    /// The quantities of a column, or of several by their heads.
    Sum,
    /// The different cells of a column.
    Distinct(Head),
}

/// What a blank quantity means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Blank {
    /// It is not known, and the sum is not known either.
    Missing,
    /// The record is left out of the sum, which says so.
    LeaveOut,
}
