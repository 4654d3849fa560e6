//! What is stated of the values of an indicator, and by whom.

use ideal_model::ClosedScale;

/// A unit as somebody wrote it down, and where.
#[derive(Clone, Debug)]
pub(super) struct StatedUnit {
    /// The words.
    pub(super) words: String,
    /// Whose words: `method.toml:12`, the catalogue.
    pub(super) place: String,
}

/// What is known of an indicator's rows.
#[derive(Clone, Debug, Default)]
pub(super) struct Stated {
    /// Units that its rows may be in; none where nobody says.
    pub(super) units: Vec<StatedUnit>,
    /// Its closed scale, and where it is declared.
    pub(super) scale: Option<(ClosedScale, String)>,
    /// Whether people judge it, so that two of them may differ.
    pub(super) judged: bool,
}
