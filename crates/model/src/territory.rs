//! Territories: countries, their parts, publishers' aggregates, and the named groups they belong
//! to.
//!
//! The registry is built from the tables in `datasets/taxonomy`. A publisher's spelling is matched
//! exactly, after taking away what carries no meaning (case, accents, punctuation); nothing is ever
//! matched by likeness, because Niger is not Nigeria and Dominica is not the Dominican Republic.

mod key;
mod registry;
mod tables;

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Names;

pub use key::name_key;
pub use registry::Territories;
pub(crate) use tables::rows;

/// A country, a part of one, or a publisher's aggregate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Territory {
    /// ISO 3166-1 alpha-3 for countries (`COL`), ISO 3166-2 or a national code for parts
    /// (`CO-ANT`), the publisher's code for aggregates (`ZZH.LAC`).
    pub code: String,
    /// Its names.
    pub names: Names,
    /// The code of the territory it is a part of; none for countries and aggregates.
    pub parent: Option<String>,
    /// Country, part or aggregate.
    pub kind: TerritoryKind,
    /// Codes of the groups it belongs to, in order.
    pub groups: Vec<String>,
}

/// What a territory is.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum TerritoryKind {
    /// A part of a country, or a unit of the project's own that is none of the other two.
    #[default]
    Part,
    /// A country or an area with an ISO 3166-1 code (and Kosovo, `XKX`).
    Country,
    /// A publisher's aggregate: scored, never ranked, rolled up or used as population of a
    /// normalisation.
    Region,
}

impl TerritoryKind {
    /// The word used in files: `part`, `country` or `region`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            TerritoryKind::Part => "part",
            TerritoryKind::Country => "country",
            TerritoryKind::Region => "region",
        }
    }
}

impl fmt::Display for TerritoryKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl FromStr for TerritoryKind {
    type Err = TaxonomyError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        match s {
            "part" => Ok(TerritoryKind::Part),
            "country" => Ok(TerritoryKind::Country),
            "region" => Ok(TerritoryKind::Region),
            other => Err(TaxonomyError::Kind(other.to_owned())),
        }
    }
}

/// A named group of territories: an M49 region, the members of an organisation, a project's own
/// grouping.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Group {
    /// Its code (`CLASI`, `M49-419`), or the value of a project's group column.
    pub code: String,
    /// Its names.
    pub names: Names,
    /// Codes of its members, in code order, each once.
    pub members: Vec<String>,
    /// Where the membership was read.
    pub source: String,
}

/// A publisher's total or other area that is no territory of its own: a closed list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Aggregate {
    /// The publisher's code, or one of ours where the publisher has only a name.
    pub code: String,
    /// The publisher's name, in English.
    pub name: String,
    /// `region`, `income` (class), `area` (of more than one territory), `sub_area` (of a country),
    /// `former` (state) or `residual` (what is left over).
    pub kind: String,
    /// Who publishes it.
    pub publisher: String,
}

/// What is wrong with a territory, a crime area or a table of them.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TaxonomyError {
    /// A shipped table cannot be read.
    #[error("datasets/taxonomy/{table}, line {line}: {message}")]
    Table {
        /// The table's file name.
        table: &'static str,
        /// Line, from 1.
        line: u64,
        /// What is wrong there.
        message: String,
    },
    /// A code that cannot be used: empty, `*`, or with blanks, commas or slashes in it.
    #[error(
        "`{0}` cannot be a code: it must not be empty or `*` and must have no blank, comma or \
         slash in it"
    )]
    Code(String),
    /// A kind of territory that does not exist.
    #[error("`{0}` is no kind of territory; the kinds are part, country, region")]
    Kind(String),
    /// The same code twice, with a difference that matters.
    #[error("`{code}` is already known as {known} and cannot also be {given}")]
    Twice {
        /// The code.
        code: String,
        /// What the registry has.
        known: String,
        /// What was to be added.
        given: String,
    },
    /// A parent that is not in the registry.
    #[error("`{code}` names the parent `{parent}`, which is no known territory{}", hint(.near))]
    Parent {
        /// The territory's code.
        code: String,
        /// The parent it names.
        parent: String,
        /// Known ones nearest to it, as hints.
        near: Vec<String>,
    },
    /// One spelling for two territories of a shipped table.
    #[error("the spelling `{name}` stands for both {first} and {second}")]
    Spelling {
        /// The spelling.
        name: String,
        /// One code.
        first: String,
        /// The other.
        second: String,
    },
}

fn hint(near: &[String]) -> String {
    if near.is_empty() { String::new() } else { format!("; did you mean {}?", near.join(" or ")) }
}

/// Refuses codes that could not stand in a file, a path of `explain` or a list.
pub(crate) fn check_code(code: &str) -> Result<(), TaxonomyError> {
    let bad = |c: char| c.is_whitespace() || c.is_control() || matches!(c, ',' | '/' | '*' | '"');
    if code.is_empty() || code.contains(bad) {
        Err(TaxonomyError::Code(code.to_owned()))
    } else {
        Ok(())
    }
}
