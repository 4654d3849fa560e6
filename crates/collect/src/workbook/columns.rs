//! The sheets of a workbook, the columns of its ratings and the keys of its machine sheet.

/// Version of this layout, which the machine sheet of a workbook carries.
pub const SCHEMA: &str = "1";

/// Row of the machine names of columns in the sheet of ratings, from 1; it is hidden.
pub const NAMES_ROW: u32 = 1;

/// First row of ratings, from 1; labels stand in the row before.
pub const FIRST_ROW: u32 = 3;

/// Least confidence in a range, per cent: less says that the truth is rather outside.
pub const LEAST_CONFIDENCE: f64 = 50.0;

/// Greatest confidence in a range, per cent.
pub const MOST_CONFIDENCE: f64 = 100.0;

ideal_model::words! {
    /// A sheet; its name is the same in every language.
    pub enum Sheet {
        /// What this is and how to rate.
        Guide = "Guide",
        /// What is rated.
        Ratings = "Ratings",
        /// What weighs how much, where the round asks for weights.
        Weights = "Weights",
        /// Choices of the drop-downs.
        Lists = "Lists",
        /// What programs read, and the rater's pseudonym.
        Round = "Round",
    }
}

ideal_model::words! {
    /// A key of the machine sheet: keys stand in column A, values beside them in column B.
    pub enum MachineKey {
        /// Version of the layout: [`SCHEMA`].
        Schema = "schema",
        /// Id of the round.
        Round = "round",
        /// Id of the panel.
        Panel = "panel",
        /// Language of the workbook.
        Language = "language",
        /// SHA-256 of the method file.
        MethodSha256 = "method_sha256",
        /// `true` in a second round, else `false`.
        Second = "second",
        /// The rater's pseudonym: the one cell of this sheet that a rater fills in.
        Rater = "rater",
        /// What the rater is asked, in digits: what decides whether the answers are to the
        /// questions of now.
        IssuedFrom = "issued_from",
    }
}

ideal_model::words! {
    /// A column of the sheet of ratings, by its machine name.
    pub enum Field {
        /// The stable id of the row.
        Id = "id",
        /// Code of the territory; empty for a vignette.
        Territory = "territory",
        /// Code of the crime area, `*` for all; empty for a vignette.
        CrimeArea = "crime_area",
        /// Code of the indicator.
        Indicator = "indicator",
        /// Number of the row as issued, for people.
        Number = "number",
        /// Name of the territory, or that of the case.
        TerritoryName = "territory_name",
        /// Name of the crime area.
        CrimeAreaName = "crime_area_name",
        /// What is asked, or the case.
        Question = "question",
        /// The figure of the edition before.
        Previous = "previous",
        /// The rater's own rating in the first round.
        OwnBest = "own_best",
        /// Its low end.
        OwnLow = "own_low",
        /// Its high end.
        OwnHigh = "own_high",
        /// Raters of the panel who rated it in the first round.
        PanelRaters = "panel_raters",
        /// Their median.
        PanelMedian = "panel_median",
        /// Their lower quartile.
        PanelLow = "panel_low_quartile",
        /// Their upper quartile.
        PanelHigh = "panel_high_quartile",
        /// The reasons they gave.
        PanelReasons = "panel_reasons",
        /// The rating: a number on the item's scale, `unknown`, `not_applicable` or `nil`.
        Best = "best",
        /// Low end of the plausible range.
        Low = "low",
        /// High end of the plausible range.
        High = "high",
        /// That the range holds the truth, per cent.
        Confidence = "confidence",
        /// Reliability of the source, a letter or digit of the method's scheme.
        Reliability = "reliability",
        /// Credibility of the information, likewise.
        Credibility = "credibility",
        /// TLP label of the rating, where it is stricter than the round's.
        Tlp = "tlp",
        /// Why, in words.
        Reason = "reason",
    }
}

/// A column of the sheet of ratings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Column {
    /// Which; its word stands in row 1.
    pub field: Field,
    /// Whether the rater fills it in.
    pub filled: bool,
    /// Whether only the workbooks of a second round have it.
    pub second: bool,
    /// Width, in characters; none for one that is hidden because programs alone read it.
    pub width: Option<f64>,
}

const fn machine(field: Field) -> Column {
    Column { field, filled: false, second: false, width: None }
}

const fn shown(field: Field, width: f64) -> Column {
    Column { field, filled: false, second: false, width: Some(width) }
}

const fn second(field: Field, width: f64) -> Column {
    Column { field, filled: false, second: true, width: Some(width) }
}

const fn filled(field: Field, width: f64) -> Column {
    Column { field, filled: true, second: false, width: Some(width) }
}

/// All columns, in the order of the sheet. Together they are as wide as a sheet of paper across
/// takes with letters that can be read; a second round takes two.
pub const COLUMNS: &[Column] = &[
    machine(Field::Id),
    machine(Field::Territory),
    machine(Field::CrimeArea),
    machine(Field::Indicator),
    shown(Field::Number, 6.0),
    shown(Field::TerritoryName, 11.0),
    shown(Field::CrimeAreaName, 15.0),
    shown(Field::Question, 38.0),
    shown(Field::Previous, 8.0),
    second(Field::OwnBest, 7.0),
    second(Field::OwnLow, 7.0),
    second(Field::OwnHigh, 7.0),
    second(Field::PanelRaters, 11.0),
    second(Field::PanelMedian, 8.0),
    second(Field::PanelLow, 8.0),
    second(Field::PanelHigh, 8.0),
    second(Field::PanelReasons, 36.0),
    filled(Field::Best, 12.0),
    filled(Field::Low, 8.0),
    filled(Field::High, 8.0),
    filled(Field::Confidence, 9.0),
    filled(Field::Reliability, 12.0),
    filled(Field::Credibility, 12.0),
    filled(Field::Tlp, 9.0),
    filled(Field::Reason, 21.0),
];

/// The columns of a workbook of the first or of the second round, in the order of the sheet.
pub fn columns(second: bool) -> impl Iterator<Item = &'static Column> {
    COLUMNS.iter().filter(move |c| second || !c.second)
}
