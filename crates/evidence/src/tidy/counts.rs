//! Rows of a file that are no mistake and are worth a note: blank ones, those that no score uses,
//! those without a source, provisional and red ones.

use ideal_model::{Concern, Finding, Mark, ObsStatus, Tlp};

use crate::findings::FileFindings;

/// What is counted per file.
#[derive(Debug, Default)]
pub(super) struct Counts {
    blank: Counted,
    unused: Counted,
    unsourced: Counted,
    provisional: Counted,
    red: Counted,
}

/// How many rows are of a kind, and the line of the first.
#[derive(Clone, Copy, Debug, Default)]
struct Counted {
    rows: u64,
    first: u64,
}

impl Counted {
    /// Counts the row of a line.
    fn see(&mut self, line: u64) {
        if self.rows == 0 {
            self.first = line;
        }
        self.rows += 1;
    }
}

impl Counts {
    /// Counts a row that holds nothing at all.
    pub(super) fn blank(&mut self, line: u64) {
        self.blank.see(line);
    }

    /// Counts a row whose indicator no leaf of the method reads.
    pub(super) fn unused(&mut self, line: u64) {
        self.unused.see(line);
    }

    /// Counts a row that names no source.
    pub(super) fn unsourced(&mut self, line: u64) {
        self.unsourced.see(line);
    }

    /// Counts a row that a score uses by its status.
    pub(super) fn status(&mut self, obs_status: ObsStatus, line: u64) {
        if obs_status == ObsStatus::Provisional {
            self.provisional.see(line);
        }
    }

    /// Counts a row by its mark.
    pub(super) fn mark(&mut self, mark: Mark, line: u64) {
        if mark.tlp == Tlp::Red {
            self.red.see(line);
        }
    }

    /// Notes each kind that has a row.
    pub(super) fn note(&self, findings: &mut FileFindings) {
        let mut note = |code: &str, counted: Counted, message: &str, hint: &str, about| {
            if counted.rows > 0 {
                let mut f = Finding::note(code, message).at_line(counted.first);
                if !hint.is_empty() {
                    f = f.hint(hint);
                }
                f.count = counted.rows;
                f.concern = about;
                findings.push(f);
            }
        };
        note(
            "unused-row",
            self.unused,
            "the row's indicator is known, and no leaf of the method reads it: no score uses the \
             row",
            "a leaf reads it once the method has one: [indicator.\"CODE\"] with its parent and \
             goalposts",
            Some(Concern::IdleRows),
        );
        note(
            "no-source",
            self.unsourced,
            "the row names no source",
            "a column `source`, and a row for each source in sources.csv, say where figures come \
             from",
            None,
        );
        note(
            "provisional-row",
            self.provisional,
            "the row is provisional (P): a first figure, or a part of its period; scores use it \
             like any other",
            "its note says what it is of; a later figure of the same key takes its place",
            None,
        );
        note(
            "tlp-red",
            self.red,
            "the row is marked TLP:RED: a run stops unless this is acknowledged",
            "",
            None,
        );
        note("blank-row", self.blank, "a row without any content was left out", "", None);
    }
}
