//! Why a measure of agreement has no value.

/// Why a measure of agreement, or its interval, has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Undefined {
    /// One rater, or none: there is nobody to agree with.
    #[error("fewer than two raters")]
    OneRater,
    /// No unit was rated by two raters.
    #[error("no unit has two ratings")]
    NoPair,
    /// All ratings that count are the same figure: whether raters would agree on anything else is
    /// not known.
    #[error("all ratings are the same")]
    NoVariation,
    /// A figure below 0, at a level of measurement whose figures are ratios to a true zero.
    #[error("a figure below 0 has no place on a ratio scale")]
    Negative,
    /// Too few units for an interval.
    #[error("too few units")]
    FewUnits,
    /// No two ratings of a unit differ, so that resamples say nothing about how rare differences
    /// are.
    #[error("no two ratings of a unit differ")]
    NoDisagreement,
    /// Resamples do not vary, or most of them have no value.
    #[error("resamples do not vary, or most of them have no value")]
    NoSpread,
    /// Fewer than two units were rated by every rater.
    #[error("fewer than two units were rated by every rater")]
    FewCompleteUnits,
    /// Fewer than two raters rated every unit.
    #[error("fewer than two raters rated every unit")]
    FewCompleteRaters,
    /// Fewer than two units.
    #[error("fewer than two units")]
    OneUnit,
    /// Names have neither order nor distance.
    #[error("names have neither order nor distance")]
    Names,
    /// Units differ less than their ratings do, so that means of ratings tell nothing apart.
    #[error("units differ less than the ratings of each do")]
    NoUnitVariance,
}

impl Undefined {
    /// All of them.
    pub const ALL: [Undefined; 12] = [
        Undefined::OneRater,
        Undefined::NoPair,
        Undefined::NoVariation,
        Undefined::Negative,
        Undefined::FewUnits,
        Undefined::NoDisagreement,
        Undefined::NoSpread,
        Undefined::FewCompleteUnits,
        Undefined::FewCompleteRaters,
        Undefined::OneUnit,
        Undefined::Names,
        Undefined::NoUnitVariance,
    ];

    /// The word of it in files.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Undefined::OneRater => "one_rater",
            Undefined::NoPair => "no_pair",
            Undefined::NoVariation => "no_variation",
            Undefined::Negative => "negative",
            Undefined::FewUnits => "few_units",
            Undefined::NoDisagreement => "no_disagreement",
            Undefined::NoSpread => "no_spread",
            Undefined::FewCompleteUnits => "few_complete_units",
            Undefined::FewCompleteRaters => "few_complete_raters",
            Undefined::OneUnit => "one_unit",
            Undefined::Names => "names",
            Undefined::NoUnitVariance => "no_unit_variance",
        }
    }
}
