//! Rows that repeat an earlier one in every cell: in a file of incidents two equal rows may be two
//! incidents, or one counted twice. Nobody but its publisher knows, so they are counted and said.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::spec::Duplicates;
use crate::publisher::grid::GridRow;
use crate::publisher::tally::Tally;

/// Rows seen so far.
#[derive(Debug, Default)]
pub(super) struct Repeated {
    // Asked by key only, never iterated: the row that says it first.
    seen: HashMap<(u64, u64), u32>,
    rows: u64,
    repeated: u64,
    /// The row that the one taken last repeats, and the first that repeats one.
    last: Option<u32>,
    first: u32,
}

impl Repeated {
    /// Takes a row that is used, and says whether it repeats an earlier one of a table that says
    /// the same around it, by number.
    pub(super) fn is_repeated(&mut self, table: u32, row: &GridRow) -> bool {
        let hash = |salt: u8| {
            let mut hasher = DefaultHasher::new();
            (salt, table).hash(&mut hasher);
            for cell in &row.cells {
                cell.text().hash(&mut hasher);
            }
            hasher.finish()
        };
        self.rows += 1;
        self.last = match self.seen.entry((hash(0), hash(1))) {
            Entry::Occupied(earlier) => Some(*earlier.get()),
            Entry::Vacant(new) => {
                new.insert(row.number);
                None
            }
        };
        if self.last.is_some() {
            self.repeated += 1;
            if self.repeated == 1 {
                self.first = row.number;
            }
        }
        self.last.is_some()
    }

    /// The row that the one taken last repeats.
    pub(super) fn earlier(&self) -> u32 {
        self.last.unwrap_or_default()
    }

    /// Whether the row taken last repeats an earlier one.
    pub(super) fn last_was_repeated(&self) -> bool {
        self.last.is_some()
    }

    /// Says how many there were.
    pub(super) fn close(&self, rule: Duplicates, tally: &mut Tally) {
        if self.repeated > 0 && rule == Duplicates::Keep {
            tally.note(format!(
                "{} of {} rows repeat an earlier one in every cell, the first in row {}; all are \
                 counted, because equal incidents may be several (duplicates = \"drop\" in the \
                 mapping leaves repetitions out)",
                self.repeated, self.rows, self.first
            ));
        }
    }
}
