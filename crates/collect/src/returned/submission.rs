//! What one rater sent back.

use std::collections::{BTreeMap, BTreeSet};

use ideal_model::{Finding, Findings, Judgement, Lang, Mark, Value};

use super::asked::{Asked, AskedRows};
use super::pseudonym::{CURE, offered, pseudonym, read_alike};
use super::rating::Rating;
use crate::origin::{PROJECT, RATER, differing, mark, origin};
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
    /// Rows that it is asked; in a second round those of the file.
    pub rows: usize,
    /// Ids of the rows that it has.
    pub asks: BTreeSet<String>,
    /// SHA-256 of what it says and when it was sent in, of a line of an export; else empty.
    pub line_sha256: String,
}

impl Submission {
    /// Ratings that say that the rater does not know.
    pub(super) fn unknown(&self) -> usize {
        self.ratings.values().filter(|r| r.best == Value::Unknown).count()
    }

    /// The weights that it gives, if any.
    pub(super) fn says_of_weights(&self) -> &[Judgement] {
        self.weights.as_deref().unwrap_or_default()
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
    pub language: Stated,
    /// What was asked: it decides, and not the hash of the method, of which a weight may change.
    pub issued_from: Stated,
}

/// A text with its place.
#[derive(Clone, Debug, Default)]
pub(super) struct Stated {
    pub text: String,
    /// As a message names it: `Round!B7`.
    pub at: String,
    /// Whether its place is there and nothing stands in it.
    pub emptied: bool,
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
    /// The language of what was read.
    pub lang: Lang,
    /// The mark that was promised: that of the file, and no less than that of the round.
    pub mark: Mark,
}

impl Sender {
    /// Checks who it is from and whether it is about this round; what is wrong joins the findings.
    pub(super) fn known<'a, 'r>(
        &self,
        asked: &'a Asked<'r>,
        findings: &mut Findings,
    ) -> Option<Known<'a, 'r>> {
        let before = findings.made();
        self.tell_emptied(findings);
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
        self.is_expected(asked, &rater, findings)?;
        let lang = self.lang(asked, findings)?;
        self.asks_the_same(asked, lang, second.then_some(rater.as_str()), findings)?;
        let promised = mark(&self.issued_from.text).unwrap_or_default();
        let mark = asked.round.handling.strictest(promised);
        Some(Known { panel, rater, second, rows, lang, mark })
    }

    /// Tells of a cell that programs read and that was emptied: what it said cannot be checked then.
    fn tell_emptied(&self, findings: &mut Findings) {
        for cell in [&self.method_sha256, &self.language, &self.issued_from] {
            if cell.emptied {
                let message = "what programs read here was emptied".to_owned();
                cell.error("changed-structure", message, findings).hint =
                    Some("copy the answers into a workbook as it was issued".to_owned());
            }
        }
    }

    /// Whether a pseudonym is one that the workbook offers, or of somebody who answered before; what
    /// differs from such a one in zeros and dashes alone is never another.
    fn is_expected(&self, asked: &Asked<'_>, rater: &str, findings: &mut Findings) -> Option<()> {
        let panel = asked.round.panel(&self.panel.text)?;
        let before = asked.raters.iter().filter(|key| key.panel == panel.id);
        let known: Vec<String> =
            offered(panel.raters).chain(before.map(|key| key.rater.clone())).collect();
        if known.iter().any(|k| k == rater) {
            return Some(());
        }
        // The text itself may be a name: it is not repeated.
        let message = format!(
            "the pseudonym is not among those of the {} raters that are expected, R1 to R{}",
            panel.raters, panel.raters
        );
        let near = known.iter().find(|k| read_alike(k) == read_alike(rater));
        if near.is_none() && asked.new_raters {
            return Some(());
        }
        let hint = match near {
            Some(near) => format!("did you mean {near}? Choose it in the file"),
            None => {
                "choose the pseudonym that was given out; where more raters are asked, write so \
                     into `raters`, or take it in with `--new-rater`"
                    .to_owned()
            }
        };
        self.rater.error("other-rater", message, findings).hint = Some(hint);
        None
    }

    /// The language of what was read; that of the panel where an export does not say it.
    fn lang(&self, asked: &Asked<'_>, findings: &mut Findings) -> Option<Lang> {
        if self.language.text.is_empty() {
            return asked.round.panel(&self.panel.text)?.languages.first().copied();
        }
        let found = self.language.text.parse();
        if found.is_err() {
            let message = format!("`{}` is no language", self.language.text);
            self.language.error("changed-structure", message, findings).hint =
                Some("copy the answers into a workbook as it was issued".to_owned());
        }
        found.ok()
    }

    /// Checks that what was asked is what the round asks now: answers to other questions are none.
    fn asks_the_same(
        &self,
        asked: &Asked<'_>,
        lang: Lang,
        second: Option<&str>,
        findings: &mut Findings,
    ) -> Option<()> {
        let panel = asked.round.panel(&self.panel.text)?;
        let now = origin(asked.project, asked.round, panel, lang, second);
        let other = differing(&self.issued_from.text, &now);
        if other.is_empty() {
            return Some(());
        }
        let message = format!("it was issued with something else: {}", other.join(", "));
        self.issued_from.error("other-questions", message, findings).hint = Some(
            if other == [RATER] {
                "a workbook of the second round is for one rater: each answers in his own"
            } else if other.contains(&PROJECT) {
                "is it of another project? Receive it there; where `id` in assessment.toml was \
                 changed, put it back while workbooks are out"
            } else {
                "put round.toml back as it was that day, or issue the workbook again and copy the \
                 answers"
            }
            .to_owned(),
        );
        None
    }
}
