//! The steps of construction between the evidence and the tree, in the order of the OECD/JRC
//! Handbook.

use ideal_composite::impute::{Fill, Statistic};
use ideal_composite::treat::Transform;
use serde::Serialize;

use super::Normalise;

/// The Handbook's order of construction.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Steps {
    /// Whether `per` is honoured.
    pub denominate: bool,
    /// Imputation.
    pub impute: Option<Impute>,
    /// Screening of units.
    pub screen: Option<Screen>,
    /// Treatment of outliers.
    pub treat: Option<Treat>,
    /// Normalisation of indicators that name none.
    pub normalise: Normalise,
    /// Population of that normalisation.
    pub over: Over,
}

impl Default for Steps {
    fn default() -> Self {
        Steps {
            denominate: true,
            impute: None,
            screen: None,
            treat: None,
            normalise: Normalise::Goalposts,
            over: Over::Edition,
        }
    }
}

/// Imputation of missing values, after denomination. What is imputed is no observation: it counts
/// for coverage, its confidence is 0, and its error is at least that of an ungraded figure.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Impute {
    /// From the other units' values of the indicator in the edition.
    Column {
        /// What is taken of them.
        statistic: Statistic,
        /// Group column of the territories table within which it is taken.
        group: Option<String>,
    },
    /// From the unit's own other indicators, brought to one scale first: that of the goalposts
    /// where an indicator is normalised by them, else from the least to the greatest value of the
    /// edition, turned round where less is more.
    Row {
        /// What is taken of them.
        statistic: Statistic,
        /// Which indicators.
        among: Among,
    },
    /// From the unit's own values of the indicator in other periods, none of them later than the
    /// last edition.
    Time {
        /// How the gap is filled.
        fill: Fill,
        /// Only periods within so many years of the edition are looked at; without a limit if none.
        max_years: Option<f64>,
    },
}

impl Impute {
    /// The group column within which a column is imputed.
    #[must_use]
    pub fn group(&self) -> Option<&str> {
        if let Impute::Column { group, .. } = self { group.as_deref() } else { None }
    }
}

/// What a word for `impute.method` means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImputeWord {
    /// A statistic, by column or by row.
    Statistic(Statistic),
    /// A way to fill gaps in time.
    Time(Fill),
}

/// Which of a unit's indicators fill the gap of another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Among {
    /// All of them.
    #[default]
    All,
    /// Those under the same node.
    Siblings,
}

/// Screening of units by data availability.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Screen {
    /// What is counted.
    pub by: ScreenBy,
    /// Units below this share are left out.
    pub threshold: f64,
}

/// What screening counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ScreenBy {
    /// Share of indicators with a value.
    Available,
    /// Share of available values that are not zero.
    NonZero,
}

/// Treatment of outliers.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Treat {
    /// Greatest number of points winsorised.
    pub winsorise: u32,
    /// Skewness beyond which, together with kurtosis, a column is treated.
    pub skewness: f64,
    /// Kurtosis beyond which, together with skewness, a column is treated.
    pub kurtosis: f64,
    /// The transformation of the whole column that follows where winsorisation does not suffice; never for an indicator with fixed posts,
    /// which are in another unit than a transformed value, nor for one with a transform of its own.
    pub then: Option<Transform>,
    /// Whether it takes the winsorised values instead of those before.
    pub combine: bool,
}

/// Whose values are the population of a normalisation.
///
/// Over one edition a score says where a unit stands among the others of its time, and a change
/// mixes its own movement with theirs. Over all editions the ends are the same throughout, so that
/// changes can be compared; a new edition then moves the scores of the old ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Over {
    /// The units of the edition.
    #[default]
    Edition,
    /// The units of all editions together.
    AllEditions,
}
