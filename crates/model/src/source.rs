//! Sources of evidence.

use serde::{Deserialize, Serialize};

/// A source, as `sources.csv` declares it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The id that evidence rows name.
    pub id: String,
    /// Who publishes it.
    pub publisher: String,
    /// Its title.
    pub title: String,
    /// Where it is found.
    pub url: String,
    /// Under which terms; never guessed.
    pub licence: String,
    /// When it was retrieved, as written.
    pub retrieved: String,
    /// Ids of the sources it is built from.
    pub lineage: Vec<String>,
}
