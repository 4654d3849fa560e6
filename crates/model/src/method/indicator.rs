//! Indicators: what each measures, and how it becomes a score.

use ideal_composite::normalise::Direction;
use serde::{Deserialize, Serialize};

use crate::closed_scale::ClosedScale;
use crate::ids::{IndicatorIx, NodeIx};
use crate::names::Names;
use crate::period::Period;

use super::{Normalise, Over, ValueTransform};

crate::words! {
    /// What an indicator measures.
    #[derive(Default)]
    pub enum Kind {
        /// How much of the phenomenon there is.
        #[default]
        Prevalence = "prevalence",
        /// Offences recorded after complaints.
        Recorded = "recorded",
        /// Damage done.
        Harm = "harm",
        /// Output of police and justice: seizures, arrests, detections.
        Enforcement = "enforcement",
        /// What institutions do.
        Response = "response",
        /// Circumstances.
        Context = "context",
        /// Judgement of experts.
        Expert = "expert",
        /// Opinion of a population or of businesses.
        Perception = "perception",
    }
}

/// Which lengths of period an indicator takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lengths {
    /// Periods at least as long as the edition's: a month never stands for a year.
    #[default]
    Edition,
    /// Any: the newest speaks, however short.
    Any,
}

/// A denominator.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Per {
    /// Index of the denominator in the indicators.
    pub indicator: IndicatorIx,
    /// What the ratio is multiplied by.
    pub factor: f64,
}

/// An indicator: a leaf of the tree, or a denominator.
#[derive(Clone, Debug, Serialize)]
pub struct Indicator {
    /// The code as the method writes it, with any `@area`.
    pub code: String,
    /// The code whose rows it reads: `reads`, else the code before any `@`.
    pub series: String,
    /// With `unit = "territory"`: the area it is read from; `None` reads `*` rows.
    pub area: Option<String>,
    /// Its names.
    pub names: Names,
    /// Index of its parent node; none for a denominator.
    pub parent: Option<NodeIx>,
    /// Weight under its parent.
    pub weight: f64,
    /// What it measures.
    pub kind: Kind,
    /// The unit of its rows, in words.
    pub unit: String,
    /// Its scale, where its values cannot pass two ends: a value outside is a mistake.
    pub scale: Option<ClosedScale>,
    /// Which way it points.
    pub direction: Direction,
    /// Goalposts in its own unit after denomination and before the transform, low < high.
    pub goalposts: Option<[f64; 2]>,
    /// Transformation of each value by itself, after denomination.
    pub transform: Option<ValueTransform>,
    /// Its own normalisation, if not that of the steps.
    pub normalise: Option<Normalise>,
    /// Population of its own normalisation; of no meaning without one.
    pub over: Over,
    /// Denominator.
    pub per: Option<Per>,
    /// Greatest age of a usable row, in years.
    pub max_age: f64,
    /// How far its score moves in a year, as a standard deviation in points of a 0-100 scale; none
    /// where the method leaves it to its history.
    pub drift: Option<f64>,
    /// Which lengths of period count.
    pub periods: Lengths,
    /// Preferred sources, best first.
    pub sources: Vec<String>,
    /// The crime areas it serves; empty means all.
    pub crime_areas: Vec<String>,
    /// First edition it applies to.
    pub since: Option<Period>,
    /// Last edition it applies to.
    pub until: Option<Period>,
    /// Window of years for a moving mean.
    pub smooth: Option<u8>,
    /// Line in the method file.
    pub line: u64,
}

impl Indicator {
    /// Whether it is a leaf for this crime area.
    #[must_use]
    pub fn serves(&self, area: &str) -> bool {
        self.crime_areas.is_empty() || self.crime_areas.iter().any(|a| a == area)
    }

    /// Whether a row of this period may speak for an edition: it is as long at least, unless the
    /// method takes any.
    #[must_use]
    pub fn takes(&self, period: Period, edition: Period) -> bool {
        self.periods == Lengths::Any || !period.is_shorter_than(edition)
    }

    /// Whether an edition lies outside `since` and `until`.
    #[must_use]
    pub fn outside(&self, edition: Period) -> bool {
        self.since.is_some_and(|s| edition.end_month() < s.end_month())
            || self.until.is_some_and(|u| edition.end_month() > u.end_month())
    }
}
