//! Figures of a file on their way to observations: what each is of, how much, and where it stands.

use std::collections::BTreeMap;

use ideal_model::{ObsStatus, Period};

/// Texts that come again and again, by number.
#[derive(Debug, Default)]
pub(super) struct Words {
    by_text: BTreeMap<String, u32>,
    texts: Vec<String>,
}

impl Words {
    /// The number of a text, which it gets where it is new.
    pub(super) fn number(&mut self, text: &str) -> u32 {
        if let Some(n) = self.by_text.get(text) {
            return *n;
        }
        let n = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        self.by_text.insert(text.to_owned(), n);
        self.texts.push(text.to_owned());
        n
    }

    /// For each number the place of its text among all in their order.
    pub(super) fn ranks(&self) -> Vec<u32> {
        let mut ranks = vec![0; self.texts.len()];
        for (rank, number) in self.by_text.values().enumerate() {
            if let Some(there) = ranks.get_mut(*number as usize) {
                *there = u32::try_from(rank).unwrap_or(u32::MAX);
            }
        }
        ranks
    }

    /// The text of a number.
    pub(super) fn text(&self, number: u32) -> &str {
        self.texts.get(number as usize).map_or("", String::as_str)
    }
}

/// Territory, area, indicator, period and rater, texts by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub(super) territory: u32,
    pub(super) area: u32,
    pub(super) indicator: u32,
    pub(super) period: Period,
    pub(super) rater: u32,
}

/// A number, or a suppressed count.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Amount {
    Number(f64),
    Censored(f64),
}

/// One figure of the file on its way to a key.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) amount: Option<Amount>,
    /// Month and day within the period, where the row says them; for the order of `latest`.
    pub(super) month: Option<u32>,
    pub(super) day: u32,
    /// Where the row is a total of others: what its cell calls it, by number.
    pub(super) total: Option<u32>,
    pub(super) se: Option<f64>,
    pub(super) note: String,
    pub(super) obs_status: Option<ObsStatus>,
    pub(super) place: FigurePlace,
}

/// Where a figure stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct FigurePlace {
    /// The sheet, by number.
    pub(super) sheet: u32,
    pub(super) row: u32,
}

/// One observation.
#[derive(Clone, Debug)]
pub(super) struct Figure {
    pub(super) key: Key,
    pub(super) amount: Amount,
    pub(super) se: Option<f64>,
    pub(super) obs_status: Option<ObsStatus>,
    pub(super) note: String,
    /// Month and day of the row that counts, where one does.
    pub(super) day: Option<(u32, u32)>,
    pub(super) place: FigurePlace,
}
