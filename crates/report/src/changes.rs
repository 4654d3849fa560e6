//! What moved since the last edition, as whoever compared both hands it to the report.

use ideal_model::{Period, Ranking};

/// Two editions side by side, as far as a report tells of them: scores of the root.
#[derive(Clone, Debug, PartialEq)]
pub struct EditionChanges {
    /// The editions compared, the earlier and the later.
    pub editions: [Period; 2],
    /// By what a difference is told from noise.
    pub noise: NoiseBy,
    /// Territories and crime areas, in any order.
    pub moved: Vec<Moved>,
    /// Cells that moved beyond the noise, and cells that have a score in both.
    pub cells: [usize; 2],
    /// Codes of territories, crime areas and indicators that only the earlier edition has, and that
    /// only the later one has: they are not compared.
    pub aside: [Vec<String>; 2],
    /// Rows of evidence that are not the same in both, by source; none where that is not known.
    pub rows: Option<Vec<ChangedSource>>,
    /// Lines of the method that are not the same, as `node.threat.weight 2 → 3`; none where that is
    /// not known.
    pub method: Option<Vec<String>>,
}

/// By what a difference is told from noise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoiseBy {
    /// Its own 90 % interval, draw by draw, does not hold 0.
    Difference,
    /// The 90 % intervals of both scores do not overlap.
    Intervals,
    /// Nothing: without draws every difference is told.
    Nothing,
}

/// The root of a territory or crime area in both editions.
#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    /// The ranking that it stands in: territories or crime areas.
    pub ranking: Ranking,
    /// Its code.
    pub code: String,
    /// Score before and now, in points of the scale.
    pub scores: [Option<f64>; 2],
    /// Rank before and now.
    pub ranks: [Option<u32>; 2],
    /// 5 % and 95 % quantile of the difference.
    pub interval: Option<[f64; 2]>,
    /// Whether the difference is beyond the noise.
    pub beyond: bool,
    /// What of the difference is data, method and world; none where a score is a gap on the way, or
    /// where that is not known.
    pub parts: Option<[f64; 3]>,
}

/// Rows of a source that are not the same in both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChangedSource {
    /// Its id; empty for rows that name none.
    pub source: String,
    /// Rows that say something else.
    pub revised: usize,
    /// Rows that are new.
    pub new: usize,
    /// Rows that have vanished.
    pub vanished: usize,
    /// Rows of periods that the earlier edition could not have used.
    pub later: usize,
}
