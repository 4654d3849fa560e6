//! Rows that repeat an earlier one in every cell: in a file of incidents two equal rows may be two incidents, or one counted
//! twice. Nobody but its publisher knows, so they are counted and said.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::spec::Duplicates;
use crate::publisher::grid::GridRow;
use crate::publisher::tally::Tally;

/// Rows seen so far.
#[derive(Debug, Default)]
pub(super) struct Repeated {
    // Asked by key only, never iterated.
    seen: HashSet<(u64, u64)>,
    rows: u64,
    repeated: u64,
    last: bool,
}

impl Repeated {
    /// Takes a row that is used, and says whether it repeats an earlier one of a table that says the same around it, by number.
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
        self.last = !self.seen.insert((hash(0), hash(1)));
        self.repeated += u64::from(self.last);
        self.last
    }

    /// Whether the row taken last repeats an earlier one.
    pub(super) fn last_was_repeated(&self) -> bool {
        self.last
    }

    /// Says how many there were.
    pub(super) fn close(&self, rule: Duplicates, tally: &mut Tally) {
        if self.repeated > 0 && rule == Duplicates::Keep {
            tally.note(format!(
                "{} of {} rows repeat an earlier one in every cell; all are counted, because equal incidents may be several (duplicates = \"drop\" in the mapping leaves repetitions out)",
                self.repeated, self.rows
            ));
        }
    }
}
