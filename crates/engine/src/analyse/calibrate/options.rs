//! What a calibration is asked to do.

use ideal_model::Finding;
use serde::Serialize;

use crate::error::EngineError;

ideal_model::words! {
    /// What is withheld at random.
    pub enum Withheld {
        /// Single rows: an older row may speak in their place.
        Rows = "rows",
        /// Every row of an indicator in a territory.
        Series = "series",
    }
}

/// A share of the known evidence that is deleted at random.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Deletion {
    /// Rows, or whole series.
    pub withheld: Withheld,
    /// Share of them, above 0 and at most 0.9.
    pub share: f64,
}

/// Settings of a calibration.
#[derive(Clone, Debug, PartialEq)]
pub struct CalibrationOptions {
    /// What is deleted, each by itself.
    pub deletions: Vec<Deletion>,
    /// Times that each is deleted, at least 1.
    pub replications: u32,
    /// Draws of each run, 100 to 10 000.
    pub draws: u32,
    /// Seed of what is withheld and of the draws.
    pub seed: u64,
}

impl Default for CalibrationOptions {
    fn default() -> Self {
        let rows = |share| Deletion { withheld: Withheld::Rows, share };
        let series = |share| Deletion { withheld: Withheld::Series, share };
        CalibrationOptions {
            deletions: vec![
                rows(0.05),
                rows(0.10),
                rows(0.15),
                rows(0.30),
                series(0.05),
                series(0.15),
            ],
            replications: 8,
            draws: 1000,
            seed: 1,
        }
    }
}

/// With fewer draws an end of a 90 % interval rests on less than five of them.
const LEAST_DRAWS: u32 = 100;
/// All draws of a run are kept until it is judged.
const MOST_DRAWS: u32 = 10_000;
/// Beyond this there is next to nothing left to assess.
const MOST_SHARE: f64 = 0.9;
/// Runs that are enough for any purpose, and keep a slip of the finger from taking days.
const MOST_REPLICATIONS: u32 = 1000;

impl CalibrationOptions {
    /// # Errors
    /// A finding for the first setting outside its bounds.
    pub(super) fn check(&self) -> Result<(), EngineError> {
        let refuse = |message: String| {
            Err(EngineError::Findings(vec![Finding::error("calibration", message)]))
        };
        if !(1..=MOST_REPLICATIONS).contains(&self.replications) {
            return refuse(format!(
                "{} replications: it takes 1 to {MOST_REPLICATIONS}",
                self.replications
            ));
        }
        if !(LEAST_DRAWS..=MOST_DRAWS).contains(&self.draws) {
            return refuse(format!("{} draws: it takes {LEAST_DRAWS} to {MOST_DRAWS}", self.draws));
        }
        let outside = |d: &&Deletion| !(d.share > 0.0 && d.share <= MOST_SHARE);
        match self.deletions.iter().find(outside) {
            _ if self.deletions.is_empty() => refuse("nothing is to be deleted".to_owned()),
            Some(d) => refuse(format!(
                "a share of {} cannot be deleted: above 0 and at most {MOST_SHARE}",
                d.share
            )),
            None => Ok(()),
        }
    }
}
