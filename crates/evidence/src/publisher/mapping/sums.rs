//! What the rows of a key amount to, month by month and together.

use super::figure::Amount;
use crate::numeral::decimals;
use crate::publisher::part_years::bit;
use crate::publisher::tally::Tally;

/// What the rows of a month amount to.
#[derive(Clone, Debug, Default)]
pub(super) struct Amounts {
    pub(super) month: Option<u32>,
    /// The total that the first of them is, as its cell calls it.
    pub(super) word: Option<u32>,
    pub(super) numbers: u64,
    pub(super) missing: u64,
    pub(super) censored: u64,
    pub(super) sum: f64,
    pub(super) decimals: usize,
    /// The greatest number, and the least where it is below zero.
    pub(super) largest: f64,
    pub(super) smallest: f64,
}

impl Amounts {
    /// Adds an amount; none is a part that is blank.
    pub(super) fn add(&mut self, amount: Option<Amount>) {
        match amount {
            Some(Amount::Number(n)) => {
                self.sum += n;
                self.largest = self.largest.max(n);
                self.smallest = self.smallest.min(n);
                self.decimals = self.decimals.max(decimals(n));
                self.numbers += 1;
            }
            Some(Amount::Censored(_)) => self.censored += 1,
            None => self.missing += 1,
        }
    }

    /// How many amounts there are.
    pub(super) fn count(&self) -> u64 {
        self.numbers + self.missing + self.censored
    }

    /// Whether no part is blank or suppressed.
    pub(super) fn is_whole(&self) -> bool {
        self.missing + self.censored == 0
    }
}

/// The rows of a key put together.
#[derive(Debug, Default)]
pub(super) struct Together {
    pub(super) amounts: Amounts,
    /// Months that it is made from, those of which there are several rows, and those left out for a
    /// part that is missing.
    pub(super) months: u16,
    pub(super) again: u16,
    pub(super) lost: u16,
    /// Whether a total is another figure than its parts come to.
    pub(super) differs: bool,
    /// Whether nothing is left for a part that is missing.
    pub(super) is_lost: bool,
}

impl Together {
    /// Adds the rows of a month; gives how many of them are left out because one is missing.
    pub(super) fn add(
        &mut self,
        month: &Amounts,
        what: &str,
        by_year: bool,
        tally: &mut Tally,
    ) -> u64 {
        let at = month.month.map_or(0, bit);
        if !month.is_whole() {
            let why = if month.missing > 0 { "missing" } else { "suppressed" };
            let of = if by_year { "month" } else { what };
            tally.leave_out(&format!("parts of a {of} that has a {why} part"), month.count());
            self.lost |= at;
            return month.count();
        }
        self.months |= at;
        self.again |= if month.numbers > 1 { at } else { 0 };
        let all = &mut self.amounts;
        all.numbers += month.numbers;
        all.sum += month.sum;
        all.decimals = all.decimals.max(month.decimals);
        all.largest = all.largest.max(month.largest);
        all.smallest = all.smallest.min(month.smallest);
        0
    }
}
