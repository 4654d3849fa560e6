//! The steps of construction between the evidence and the tree, in the order of the OECD/JRC
//! Handbook.

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
    /// The words of a method file, `by` column or row first.
    pub const METHODS: [(&'static str, ImputeWord); 6] = [
        ("mean", ImputeWord::Statistic(Statistic::Mean)),
        ("median", ImputeWord::Statistic(Statistic::Median)),
        ("latest", ImputeWord::Time(Fill::Latest)),
        ("constant", ImputeWord::Time(Fill::Constant)),
        ("linear", ImputeWord::Time(Fill::Linear)),
        ("linear-constant", ImputeWord::Time(Fill::LinearConstant)),
    ];

    /// The group column within which a column is imputed.
    #[must_use]
    pub fn group(&self) -> Option<&str> {
        if let Impute::Column { group, .. } = self { group.as_deref() } else { None }
    }

    /// The word of its method.
    #[must_use]
    pub fn word(&self) -> &'static str {
        let own = match *self {
            Impute::Column { statistic, .. } | Impute::Row { statistic, .. } => {
                ImputeWord::Statistic(statistic)
            }
            Impute::Time { fill, .. } => ImputeWord::Time(fill),
        };
        Impute::METHODS.iter().find(|(_, w)| *w == own).map_or("", |(w, _)| w)
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

/// The statistic that fills a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Statistic {
    /// Mean.
    Mean,
    /// Median.
    Median,
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

/// How a gap in time is filled, in COINr's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fill {
    /// The last earlier value; nothing before the first.
    Latest,
    /// The last earlier value; before the first value, the first.
    Constant,
    /// On the line between the neighbours, beyond them the nearest value; a series of one value has
    /// no line.
    Linear,
    /// As `Linear`, and a series of one value has it everywhere.
    LinearConstant,
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
    /// What follows where winsorisation does not suffice; never for an indicator with fixed posts,
    /// which are in another unit than a transformed value, nor for one with a transform of its own.
    pub then: Option<TreatThen>,
    /// Whether it takes the winsorised values instead of those before.
    pub combine: bool,
}

/// The second step of treatment: a transformation of the whole column, with the population's least
/// and greatest value.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TreatThen {
    /// ln(x - min + 0.01 (max - min)), COINr's `log_CT`.
    LogCt,
    /// ln(x - min + 1), COINr's `log_CT_orig`.
    LogCtOrig,
    /// As `LogCt` for a positive skewness, else -ln(max - x + 0.01 (max - min)); COINr's
    /// `log_CT_plus`.
    LogCtPlus,
    /// ln((max - 1) (x - min) / (max - min) + 1), of the Global Innovation Index; COINr's
    /// `log_GII`, which has no effect there.
    LogGii,
    /// ((x - min + 1)^lambda - 1) / lambda, and ln(x - min + 1) for lambda 0; COINr's `boxcox`.
    #[serde(rename = "boxcox")]
    BoxCox(f64),
}

impl TreatThen {
    /// The logarithms with the word a method file uses for each; a Box-Cox transformation is `{
    /// boxcox = lambda }`.
    pub const LOGARITHMS: [(&'static str, TreatThen); 4] = [
        ("log_ct", TreatThen::LogCt),
        ("log_ct_orig", TreatThen::LogCtOrig),
        ("log_ct_plus", TreatThen::LogCtPlus),
        ("log_gii", TreatThen::LogGii),
    ];

    /// The word.
    #[must_use]
    pub fn word(self) -> &'static str {
        TreatThen::LOGARITHMS.iter().find(|(_, t)| *t == self).map_or("boxcox", |(w, _)| w)
    }
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
