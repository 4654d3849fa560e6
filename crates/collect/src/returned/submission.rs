//! What one rater sent back.

use std::collections::BTreeMap;

use ideal_model::{Finding, Findings, Judgement, Value};

use super::asked::{Asked, AskedRows};
use super::pseudonym::{CURE, pseudonym};
use super::rating::Rating;
use crate::workbook::SCHEMA;

/// The ratings of one rater in one file.
#[derive(Clone, Debug)]
pub(super) struct Submission {
    pub panel: String,
    pub rater: String,
    /// Whether it answers the second round.
    pub second: bool,
    /// By id of the row; rows that were not answered are left out.
    pub ratings: BTreeMap<String, Rating>,
    /// The weights it gives, without an expert; none of a file that does not speak of weights.
    pub weights: Option<Vec<Judgement>>,
    /// Rows of the file that the panel is asked.
    pub rows: usize,
}

impl Submission {
    /// Ratings that say that the rater does not know.
    pub(super) fn unknown(&self) -> usize {
        self.ratings.values().filter(|r| r.best == Value::Unknown).count()
    }
}

/// Who sent a file, and what it answers: the machine sheet of a workbook, or fields of a form. Each
/// with the place it stands at; a field that is not there is empty, and stands where it should.
#[derive(Clone, Debug, Default)]
pub(super) struct Sender {
    pub schema: Stated,
    pub round: Stated,
    pub panel: Stated,
    pub method_sha256: Stated,
    pub second: Stated,
    pub rater: Stated,
}

/// A text with its place.
#[derive(Clone, Debug, Default)]
pub(super) struct Stated {
    pub text: String,
    /// As a message names it: `Round!B7`.
    pub at: String,
    pub line: u32,
}

impl Stated {
    fn error<'f>(&self, code: &str, message: String, to: &'f mut Findings) -> &'f mut Finding {
        let message = format!("{message} ({})", self.at);
        to.push(Finding::error(code, message).at_line(u64::from(self.line)))
    }
}

/// A sender that was checked.
pub(super) struct Known<'a, 'r> {
    pub panel: String,
    pub rater: String,
    pub second: bool,
    pub rows: &'a AskedRows<'r>,
}

impl Sender {
    /// Checks who it is from and whether it is about this round; what is wrong joins the findings.
    pub(super) fn known<'a, 'r>(
        &self,
        asked: &'a Asked<'r>,
        findings: &mut Findings,
    ) -> Option<Known<'a, 'r>> {
        let before = findings.made();
        if self.schema.text != SCHEMA {
            let message = format!("the layout is `{}`, and `{SCHEMA}` is read", self.schema.text);
            self.schema.error("other-layout", message, findings).hint =
                Some("issue the workbook again with this version, and copy the answers".to_owned());
        }
        let round = &asked.round.id;
        if self.round.text != *round {
            let message = format!("this is of round `{}`, not of `{round}`", self.round.text);
            self.round.error("other-round", message, findings).hint =
                Some(format!("receive it with `--round {}`", self.round.text));
        }
        let rows = asked.of(&self.panel.text);
        if rows.is_none() {
            let message = format!("the round has no panel `{}`", self.panel.text);
            self.panel.error("unknown-panel", message, findings).hint =
                Some(format!("its panels are {}", asked.panel_ids()));
        }
        if self.method_sha256.text != asked.method_sha256 {
            let message = "this was issued for another method, or before the method was changed";
            self.method_sha256.error("other-method", message.to_owned(), findings).hint = Some(
                "put the method of that day back, or issue the workbook again and copy the answers"
                    .to_owned(),
            );
        }
        let second = match self.second.text.to_ascii_lowercase().as_str() {
            "true" => Some(true),
            "false" => Some(false),
            other => {
                let message = format!("`{other}` is neither true nor false");
                self.second.error("changed-structure", message, findings).hint =
                    Some("copy the answers into a workbook as it was issued".to_owned());
                None
            }
        };
        let rater = if self.rater.text.is_empty() {
            let message = "the rater's pseudonym is missing".to_owned();
            self.rater.error("no-rater", message, findings).hint = Some(CURE.to_owned());
            None
        } else {
            match pseudonym(&self.rater.text) {
                Ok(rater) => Some(rater),
                Err(why) => {
                    // The text itself may be a name: it is not repeated.
                    let message = format!("what stands for the rater {why}");
                    self.rater.error("no-pseudonym", message, findings).hint =
                        Some(CURE.to_owned());
                    None
                }
            }
        };
        if findings.made() > before {
            return None;
        }
        let (panel, rater, second, rows) = (self.panel.text.clone(), rater?, second?, rows?);
        Some(Known { panel, rater, second, rows })
    }
}
