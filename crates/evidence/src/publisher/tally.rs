//! The count of cells or rows that an importer read: used, or left out for a reason.

use std::collections::BTreeMap;

/// Counts of one file.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally {
    pub(crate) read: u64,
    pub(crate) used: u64,
    pub(crate) left_out: BTreeMap<String, u64>,
    /// What a person should know of the file beside the counts, each said once.
    pub(crate) notes: Vec<String>,
}

impl Tally {
    /// Counts what is left out for a reason.
    pub(crate) fn leave_out(&mut self, reason: &str, count: u64) {
        if count > 0 {
            *self.left_out.entry(reason.to_owned()).or_default() += count;
        }
    }

    /// Notes something, unless it is noted already.
    pub(crate) fn note(&mut self, text: impl Into<String>) {
        let text = text.into();
        if !self.notes.contains(&text) {
            self.notes.push(text);
        }
    }
}
