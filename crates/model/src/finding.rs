//! What a check has to say: one finding per cause, with the place it was found at.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::visible::visible;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The assessment cannot be run.
    Error,
    /// It runs, and a reader should know this.
    Warning,
    /// Worth knowing, nothing to do.
    Note,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        })
    }
}

/// What a finding is about, where a program decides by it: texts and codes are for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Concern {
    /// A code that nobody declares, or not yet.
    Undeclared,
    /// A file of rows that has none.
    NoRows,
    /// A path or a file that leads out of the project, or never ends.
    LeadsOut,
    /// Two values of one key.
    TwoValues,
    /// Rows that no score uses.
    IdleRows,
}

/// One finding: what, where, why, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Finding {
    /// Error, warning or note.
    pub severity: Severity,
    /// A stable identifier of the kind of finding, in kebab case (`unknown-territory`).
    pub code: String,
    /// The file, as a path relative to the project; empty for findings about no file.
    pub file: String,
    /// Line, from 1 (for a workbook: the row).
    pub line: Option<u64>,
    /// Column, from 1, in characters.
    pub column: Option<u64>,
    /// What was found, in one sentence.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
    /// How many times the same cause was seen; the place is that of the first.
    pub count: u64,
    /// What it is about, where somebody decides by it; no part of the document.
    #[serde(skip)]
    pub concern: Option<Concern>,
}

impl Finding {
    /// A finding without a place.
    #[must_use]
    pub fn new(severity: Severity, code: &str, message: impl Into<String>) -> Self {
        Finding {
            severity,
            code: code.to_owned(),
            file: String::new(),
            line: None,
            column: None,
            message: message.into(),
            hint: None,
            count: 1,
            concern: None,
        }
    }

    /// An error without a place.
    #[must_use]
    pub fn error(code: &str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message)
    }

    /// A warning without a place.
    #[must_use]
    pub fn warning(code: &str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message)
    }

    /// A note without a place.
    #[must_use]
    pub fn note(code: &str, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, message)
    }

    /// Names the file.
    #[must_use]
    pub fn in_file(mut self, file: impl Into<String>) -> Self {
        self.file = file.into();
        self
    }

    /// Names the line, from 1; 0, that of what was made in code, is none.
    #[must_use]
    pub fn at_line(mut self, line: u64) -> Self {
        self.line = (line > 0).then_some(line);
        self
    }

    /// Names line and column, both from 1.
    #[must_use]
    pub fn at(mut self, line: u64, column: u64) -> Self {
        self.line = Some(line);
        self.column = Some(column);
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Says what it is about, to those who decide by it.
    #[must_use]
    pub fn about(mut self, concern: Concern) -> Self {
        self.concern = Some(concern);
        self
    }

    /// Whether it stops a run.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// `file:line:column`, as much of it as is known.
    #[must_use]
    pub fn place(&self) -> String {
        let mut place = self.file.clone();
        for part in [self.line, self.column].into_iter().flatten() {
            place.push(':');
            place.push_str(&part.to_string());
        }
        place
    }
}

/// In one line and, with a hint, another: signs that nobody sees, those that command a terminal among
/// them, are shown by their code points.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = self.place();
        if !place.is_empty() {
            write!(f, "{}: ", visible(&place))?;
        }
        write!(f, "{}[{}]: {}", self.severity, self.code, visible(&self.message))?;
        if self.count > 1 {
            write!(f, " ({} times)", self.count)?;
        }
        if let Some(hint) = &self.hint {
            write!(f, "\n  hint: {}", visible(hint))?;
        }
        Ok(())
    }
}

/// The known words nearest to `word`, best first, at most three. A hint only: nothing is ever
/// matched by likeness.
#[must_use]
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    // Below this likeness a suggestion confuses more than it helps.
    const FLOOR: f64 = 0.75;
    // Likeness costs the product of both lengths. No name that somebody misspelt is so long, in
    // bytes.
    const LONGEST: usize = 400;
    /// Products of two lengths that are looked at for one word.
    const MOST: usize = 3_000_000;
    if word.len() > LONGEST {
        return Vec::new();
    }
    let lower = word.to_lowercase();
    // Twenty thousand names of two hundred letters would be looked at for seconds.
    let mut letters = MOST;
    let mut affordable = |k: &&str| {
        letters = letters.saturating_sub(word.len() * k.len());
        letters > 0
    };
    let known = known.into_iter().filter(|k| k.len() <= LONGEST).take_while(|k| affordable(k));
    let mut scored: Vec<(f64, &str)> = known
        .map(|k| (strsim::jaro_winkler(&lower, &k.to_lowercase()), k))
        .filter(|(s, _)| *s >= FLOOR)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    scored.dedup_by(|a, b| a.1 == b.1);
    scored.into_iter().take(3).map(|(_, k)| k).collect()
}

/// "did you mean `a`, `b`?" for the nearest known words, if any is near.
#[must_use]
pub fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let near = nearest(word, known);
    if near.is_empty() {
        return None;
    }
    let quoted: Vec<String> = near.iter().map(|n| format!("`{n}`")).collect();
    Some(format!("did you mean {}?", quoted.join(" or ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_key_finds_its_neighbour_and_nonsense_finds_none() {
        assert_eq!(nearest("min_covrage", ["min_coverage", "weight"]), ["min_coverage"]);
        assert!(nearest("zzz", ["min_coverage", "weight"]).is_empty());
    }

    #[test]
    fn a_finding_reads_like_a_compilers() {
        let f = Finding::error("weight-negative", "weight is -1")
            .in_file("method.toml")
            .at(9, 10)
            .hint("give a weight of 0 or more");
        assert_eq!(
            f.to_string(),
            "method.toml:9:10: error[weight-negative]: weight is -1\n  hint: give a weight of 0 or \
             more"
        );
    }
}
