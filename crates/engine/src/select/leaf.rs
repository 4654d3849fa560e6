//! A leaf before it is scaled: selected, denominated, smoothed, with all that its confidence and
//! its error need.

use ideal_model::{Grade, IndicatorIx, ObsStatus, Period, Span, Status};

use crate::select::division::NoDenominator;

/// A leaf of one territory, area and edition.
#[derive(Clone, Debug)]
pub(crate) struct RawLeaf {
    /// The indicator.
    pub indicator: IndicatorIx,
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
    /// What a quantity of one of its rows is multiplied by; none where the leaf is more than its
    /// rows of one period divided.
    pub times: Option<f64>,
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
    /// Of a leaf without a quantity: what its series said nearest in time.
    pub nearest: Option<Reading>,
    /// Newer rows that could not be divided, by index of the evidence, newest first; the leaf
    /// speaks of an older period in their place.
    pub passed_over: Vec<u32>,
    /// Why the newest of them could not.
    pub passed_why: Option<NoDenominator>,
    /// Rows joined, as a range of the territory's rows.
    pub rows: Span,
    /// Rows of the denominator, likewise.
    pub denominator_rows: Span,
}

/// A quantity of a series in a period.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Reading {
    /// Its period.
    pub period: Period,
    /// After denomination and smoothing.
    pub value: f64,
    /// Published standard error, after denomination.
    pub se: Option<f64>,
    /// Worst grade of its rows.
    pub grade: Grade,
    /// Whether its series breaks here: what lies before is another quantity.
    pub is_break: bool,
}

impl Reading {
    /// Years from a reading to one that follows it.
    pub(crate) fn years_to(&self, later: Period) -> f64 {
        self.period.age_at(later)
    }
}

impl RawLeaf {
    /// A leaf of which nothing is known yet.
    pub(crate) fn missing(indicator: IndicatorIx) -> Self {
        RawLeaf {
            indicator,
            status: Status::Missing,
            period: None,
            value: None,
            denominated: None,
            se: None,
            times: None,
            disagreement: 0.0,
            rater_deviation: None,
            trust: 0.0,
            grade: Grade::default(),
            obs_status: ObsStatus::Normal,
            censored_below: None,
            imputed: None,
            broken: false,
            no_denominator: false,
            nearest: None,
            passed_over: Vec::new(),
            passed_why: None,
            rows: Span::default(),
            denominator_rows: Span::default(),
        }
    }
}
