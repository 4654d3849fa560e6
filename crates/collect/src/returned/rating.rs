//! What one rater says about one row.

use ideal_model::{Grade, Tlp, Value};

use super::under::Under;

/// A rating as it was received.
#[derive(Clone, Debug, PartialEq)]
pub struct Rating {
    /// A number on the item's scale, or that it is unknown, not applicable or nil.
    pub best: Value,
    /// Low end of the plausible range, in the unit of the item; there exactly if `high` is.
    pub low: Option<f64>,
    /// High end of the plausible range.
    pub high: Option<f64>,
    /// That the range holds the truth, per cent, 50..=100.
    pub confidence: Option<f64>,
    /// Grade of what it rests on.
    pub grade: Grade,
    /// TLP label, where the rater gave one.
    pub tlp: Option<Tlp>,
    /// Why, in words; may be empty.
    pub reason: String,
    /// What it was given under; none in records of before that was kept.
    pub under: Option<Under>,
}

impl Rating {
    /// This rating of the second round over that of the first: what it leaves empty of grade and
    /// mark stays. Who marked an answer strictly has not taken that back by saying nothing of it,
    /// and the grade is of what the answer rests on.
    pub(super) fn over(&self, first: &Rating) -> Rating {
        let mut out = self.clone();
        out.tlp = self.tlp.or(first.tlp);
        if matches!(self.best, Value::Number(_)) {
            let Grade { reliability, credibility } = &mut out.grade;
            *reliability = reliability.or(first.grade.reliability);
            *credibility = credibility.or(first.grade.credibility);
        }
        out
    }
}

/// Whether a spreadsheet would run a text, were it not for apostrophes at its beginning.
fn runs(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@'])
}

/// A text as files have it: what a spreadsheet would run begins with an apostrophe.
pub(super) fn guarded(text: &str) -> String {
    if runs(text) { format!("'{text}") } else { text.to_owned() }
}

/// The text of [`guarded`] as it was.
pub(super) fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').filter(|_| runs(text)).unwrap_or(text)
}
