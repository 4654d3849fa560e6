//! A leaf before it is scaled: selected, denominated, smoothed, with all that its confidence and
//! its error need.

use ideal_model::{Grade, ObsStatus, Period, Status};

/// A leaf of one territory, area and edition.
#[derive(Clone, Debug)]
pub(crate) struct RawLeaf {
    /// Index of the indicator.
    pub indicator: usize,
    /// State.
    pub status: Status,
    /// Period selected.
    pub period: Option<Period>,
    /// Selected quantity in the indicator's own unit.
    pub value: Option<f64>,
    /// After denomination and smoothing.
    pub denominated: Option<f64>,
    /// Published standard error after denomination.
    pub se: Option<f64>,
    /// Half range between sources after denomination.
    pub disagreement: f64,
    /// Mean absolute deviation of raters, in the indicator's own unit.
    pub rater_deviation: Option<f64>,
    /// Grade x timeliness x corroboration, 0..=1; agreement follows with the posts.
    pub trust: f64,
    /// Worst grade.
    pub grade: Grade,
    /// Worst SDMX status.
    pub obs_status: ObsStatus,
    /// Bound of a censored count after denomination.
    pub censored_below: Option<f64>,
    /// Half the distance between the values it lies between, in the indicator's own unit, where
    /// `denominated` was imputed along time; 0 where one value was carried.
    pub imputed: Option<f64>,
    /// Whether the series has a break between the row of the edition before and this one.
    pub broken: bool,
    /// Whether a quantity was lost for want of a usable denominator.
    pub no_denominator: bool,
    /// Rows joined, as a range of the territory's rows.
    pub rows: (u32, u32),
    /// Rows of the denominator, likewise.
    pub denominator_rows: (u32, u32),
}

impl RawLeaf {
    /// A leaf of which nothing is known yet.
    pub(crate) fn missing(indicator: usize) -> Self {
        RawLeaf {
            indicator,
            status: Status::Missing,
            period: None,
            value: None,
            denominated: None,
            se: None,
            disagreement: 0.0,
            rater_deviation: None,
            trust: 0.0,
            grade: Grade::default(),
            obs_status: ObsStatus::Normal,
            censored_below: None,
            imputed: None,
            broken: false,
            no_denominator: false,
            rows: (0, 0),
            denominator_rows: (0, 0),
        }
    }
}

/// The rows of a range.
pub(crate) fn rows_in(rows: &[u32], range: (u32, u32)) -> &[u32] {
    rows.get(range.0 as usize..range.1 as usize).unwrap_or(&[])
}

/// Adds rows; gives the range they stand in.
pub(crate) fn push(rows: &mut Vec<u32>, new: &[u32]) -> (u32, u32) {
    let from = rows.len();
    rows.extend_from_slice(new);
    (u32::try_from(from).unwrap_or(0), u32::try_from(rows.len()).unwrap_or(0))
}
