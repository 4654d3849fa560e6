//! How the ratings of several people become one figure.

use serde::Serialize;

crate::words! {
    /// What a draw takes of the ratings of one cell.
    pub enum Pool {
        /// The median of as many raters of the panel, taken from it with replacement.
        Panel = "panel",
        /// The view of one of them: the linear pool (Stone 1961, *The opinion pool*).
        Linear = "linear",
    }
}

crate::words! {
    /// What is done about raters who see more in everything than others do.
    pub enum Adjust {
        /// Nothing.
        None = "none",
        /// Their severity, estimated from what several of them rated, is taken out.
        Severity = "severity",
    }
}

/// Constants of ratings: rows of evidence that name a rater, and rows with a range.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Raters {
    /// What a draw takes of the ratings of a cell.
    pub pool: Pool,
    /// What is done about severity.
    pub adjust: Adjust,
    /// Standard deviation of an error that all ratings of a panel share in a draw, in points of a
    /// 0-100 scale: what people who think alike do not know together.
    pub panel_sd: f64,
    /// What a range without a confidence is taken to hold, in per cent, 50 to below 100.
    pub range_level: f64,
}

impl Default for Raters {
    fn default() -> Self {
        Raters { pool: Pool::Panel, adjust: Adjust::None, panel_sd: 0.0, range_level: 80.0 }
    }
}

impl Raters {
    /// Whether a level can be what a range is taken to hold: at 100 per cent it has no ends.
    #[must_use]
    pub fn is_level(level: f64) -> bool {
        (50.0..100.0).contains(&level)
    }

    /// Whether a number can be the error that a panel shares.
    #[must_use]
    pub fn is_panel_sd(sd: f64) -> bool {
        (0.0..=100.0).contains(&sd)
    }
}
