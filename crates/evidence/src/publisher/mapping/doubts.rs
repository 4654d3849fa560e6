//! What is doubtful about sums once all of them are there.

use super::spec::{Combine, Mapping, Partial, Values};
use super::sums::{Amounts, Together};
use crate::publisher::part_years::listed;
use crate::publisher::tally::Tally;

/// Some things by name, and how many there are.
#[derive(Debug, Default)]
pub(super) struct Examples {
    named: Vec<String>,
    count: usize,
}

impl Examples {
    /// Counts one more, and keeps the name of the first few.
    pub(super) fn add(&mut self, name: impl FnOnce() -> String) {
        self.count += 1;
        if self.named.len() < 4 {
            self.named.push(name());
        }
    }

    /// `a; b; and 3 more`.
    fn words(&self) -> String {
        let more = self.count - self.named.len();
        let more = if more > 0 { format!("; and {more} more") } else { String::new() };
        format!("{}{more}", self.named.join("; "))
    }
}

/// What is doubtful about sums once all of them are there.
#[derive(Debug, Default)]
pub(super) struct Doubts {
    /// Years of fewer than twelve months.
    pub(super) partial: Examples,
    /// Sums and means that lack a part.
    pub(super) lost: Examples,
    /// Sums in which a month stands more than once, and months that stand once, in all.
    repeated: Examples,
    once: usize,
    /// Sums of three rows and more, and those of which one row is as much as all the others.
    several: usize,
    totals: Examples,
    /// The greatest of such rows, and how many there would be by chance.
    largest: f64,
    by_chance: f64,
    /// Sums with a part below zero beside others, and the least of these parts.
    negative: Examples,
    smallest: f64,
    /// Totals that are other figures than their parts come to.
    differs: Examples,
}

impl Doubts {
    /// Looks at a sum or a mean.
    pub(super) fn see(&mut self, sum: &Together, name: impl Fn() -> String) {
        if sum.again != 0 {
            self.repeated.add(|| format!("{} ({})", name(), listed(sum.again)));
        }
        self.once += (sum.months & !sum.again).count_ones() as usize;
        let all = &sum.amounts;
        if all.smallest < 0.0 && all.largest > 0.0 {
            self.smallest = self.smallest.min(all.smallest);
            self.negative.add(&name);
        }
        if sum.differs {
            self.differs.add(name);
        }
    }

    /// Looks at the rows of one key and month, all of which are added up.
    pub(super) fn see_parts(&mut self, all: &Amounts, name: impl Fn() -> String) {
        if all.numbers >= 3 && all.sum > 0.0 {
            self.several += 1;
            // One of so many numbers is as much as the others together, among as many figures as
            // the greatest has.
            self.by_chance += all.numbers as f64 / (all.largest + 1.0);
            if (2.0 * all.largest - all.sum).abs() <= 1e-9 * all.sum {
                self.largest = self.largest.max(all.largest);
                self.totals.add(name);
            }
        }
    }

    /// Whether rows that are as much as all others together are too many to be so by chance.
    fn has_totals(&self) -> bool {
        let found = self.totals.count;
        found > 0
            && ((found * 2 >= self.several && self.largest >= 10.0)
                || (found == self.several && found >= 5)
                || (found as f64 > 4.0 * self.by_chance && self.largest >= 30.0))
    }

    /// Notes the doubts; refuses those that the mapping has asked to.
    pub(super) fn close(self, mapping: &Mapping, tally: &mut Tally) -> Result<(), String> {
        if self.partial.count > 0 {
            if mapping.partial == Partial::Refuse {
                return Err(format!(
                    "{} of fewer than twelve months: {}",
                    if self.partial.count == 1 {
                        "a year".to_owned()
                    } else {
                        format!("{} years", self.partial.count)
                    },
                    self.partial.words()
                ));
            }
            tally.note(format!(
                "{} yearly figures are of fewer than twelve months and marked provisional (P): {}",
                self.partial.count,
                self.partial.words()
            ));
        }
        if self.lost.count > 0 {
            tally.note(format!(
                "left out for want of a part that is blank or suppressed: {}",
                self.lost.words()
            ));
        }
        // In a register of incidents a month has many rows. Where nearly every month has one, a
        // second is a revision or a slip.
        let table = matches!(mapping.value.from, Values::Columns(_));
        if table && self.repeated.count > 0 && self.once >= 9 * self.repeated.count {
            let done =
                if mapping.rows == Combine::Sum { "added up" } else { "averaged with the others" };
            let what = format!(
                "months that stand more than once are {done}, where others stand once: {}",
                self.repeated.words()
            );
            if mapping.partial == Partial::Refuse {
                return Err(what);
            }
            tally.note(format!("{what}: is one of the rows a revision?"));
        }
        if self.differs.count > 0 {
            tally.note(format!(
                "totals that are other figures than their parts come to; the parts are used: {}",
                self.differs.words()
            ));
        }
        if self.negative.count > 0 {
            tally.note(format!(
                "{} has a part below zero, down to {}: if that is how the file writes a missing \
                 value, list it under `missing` ({})",
                if self.negative.count == 1 {
                    "a sum".to_owned()
                } else {
                    format!("each of {} sums", self.negative.count)
                },
                ideal_model::shortest(self.smallest),
                self.negative.words()
            ));
        }
        if self.has_totals() {
            tally.note(format!(
                "in {} of {} sums of three rows and more one row is as much as all others \
                 together: is it a total? [total], [[keep]] or `footer` leaves it out ({})",
                self.totals.count,
                self.several,
                self.totals.words()
            ));
        }
        Ok(())
    }
}
