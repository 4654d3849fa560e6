//! A list of findings that stays short, whatever a file holds.

use std::collections::BTreeMap;
use std::ops::Deref;

use crate::finding::{Finding, Severity};

/// How many findings of one kind are listed; the rest are counted.
const LISTED: usize = 50;

/// How many findings of one kind get a hint that is looked for by likeness, which is dear.
const HINTED: usize = 10;

/// Longest message or hint, in bytes: a name in it may be a megabyte long.
const LONGEST: usize = 4000;

/// Findings in the order they were made. Of one code and severity the first 50 are listed and the
/// rest counted, so that a file of a hundred thousand mistakes is answered in a moment and can be
/// read.
///
/// ```
/// use ideal_model::{Finding, Findings};
/// let mut all = Findings::default();
/// for line in 1..=100_000 {
///     all.push(Finding::error("unknown-key", "unknown key").in_file("x.toml").at_line(line));
/// }
/// let all = all.finish();
/// assert_eq!(all.len(), 51);
/// assert_eq!(all[50].to_string(), "x.toml:51: error[unknown-key]: and 99 950 more findings of this kind, from here on");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Findings {
    list: Vec<Finding>,
    kinds: BTreeMap<(String, Severity), Kind>,
    made: u64,
    /// Where the last one went that is not listed: whoever adds a hint to it does no harm.
    spare: Option<Finding>,
}

/// What is known of one kind.
#[derive(Clone, Debug, Default)]
struct Kind {
    listed: usize,
    further: u64,
    first: Option<Finding>,
}

impl Findings {
    /// Adds a finding, and gives it back to be completed.
    pub fn push(&mut self, mut finding: Finding) -> &mut Finding {
        self.made += 1;
        if self.lists(finding.severity, &finding.code) {
            shorten(&mut finding.message);
            finding.hint.iter_mut().for_each(shorten);
            self.kind(&finding).listed += 1;
            let at = self.list.len();
            self.list.push(finding);
            return &mut self.list[at];
        }
        self.count(&finding, 1);
        self.spare.insert(finding)
    }

    /// Adds `count` findings of one kind that are not listed; the first of them is `finding`.
    pub fn leave_out(&mut self, finding: &Finding, count: u64) {
        self.made += count;
        self.count(finding, count);
    }

    fn count(&mut self, finding: &Finding, count: u64) {
        let kind = self.kind(finding);
        kind.further += count;
        kind.first.get_or_insert_with(|| finding.clone());
    }

    fn kind(&mut self, finding: &Finding) -> &mut Kind {
        self.kinds.entry((finding.code.clone(), finding.severity)).or_default()
    }

    fn listed(&self, severity: Severity, code: &str) -> usize {
        self.kinds.get(&(code.to_owned(), severity)).map_or(0, |k| k.listed)
    }

    /// Whether another finding of this kind would be listed; if not, nobody reads what it says.
    #[must_use]
    pub fn lists(&self, severity: Severity, code: &str) -> bool {
        self.listed(severity, code) < LISTED
    }

    /// Whether another finding of this kind is worth a hint that is looked for by likeness.
    #[must_use]
    pub fn hints(&self, severity: Severity, code: &str) -> bool {
        self.listed(severity, code) < HINTED
    }

    /// How many findings were made, listed or not.
    #[must_use]
    pub fn made(&self) -> u64 {
        self.made
    }

    /// Whether an error is among them.
    #[must_use]
    pub fn failed(&self) -> bool {
        self.kinds.iter().any(|((_, severity), kind)| {
            *severity == Severity::Error && (kind.listed > 0 || kind.further > 0)
        })
    }

    /// Adds those of another list, and what it has left out.
    pub fn absorb(&mut self, other: Findings) {
        for finding in other.list {
            self.push(finding);
        }
        for kind in other.kinds.into_values() {
            if let Some(first) = kind.first {
                self.leave_out(&first, kind.further);
            }
        }
    }

    /// Takes the listed ones out; what was left out stays.
    pub fn take(&mut self) -> Vec<Finding> {
        std::mem::take(&mut self.list)
    }

    /// Keeps the listed findings of which `keep` is true.
    pub fn retain(&mut self, keep: impl FnMut(&Finding) -> bool) {
        self.list.retain(keep);
        // What is gone stands for nothing any more.
        for kind in self.kinds.values_mut() {
            kind.listed = 0;
        }
        for i in 0..self.list.len() {
            let key = (self.list[i].code.clone(), self.list[i].severity);
            self.kinds.entry(key).or_default().listed += 1;
        }
    }

    /// Puts the listed findings in the order of their places.
    pub fn sort_by_place(&mut self) {
        self.list.sort_by_key(|f| (f.line, f.column));
    }

    /// The last finding that was made, to complete it; none before the first.
    pub fn last_mut(&mut self) -> Option<&mut Finding> {
        self.list.last_mut()
    }

    /// The list; what it leaves out of a kind comes at its end, as one finding with their number.
    #[must_use]
    pub fn finish(self) -> Vec<Finding> {
        let mut out = self.list;
        for kind in self.kinds.into_values() {
            if let Some(mut f) = kind.first {
                let findings = if kind.further == 1 { "finding" } else { "findings" };
                f.message = format!(
                    "and {} more {findings} of this kind, from here on",
                    grouped(kind.further, ' ')
                );
                (f.column, f.hint, f.count) = (None, None, 1);
                out.push(f);
            }
        }
        out
    }
}

impl Deref for Findings {
    type Target = [Finding];

    fn deref(&self) -> &[Finding] {
        &self.list
    }
}

impl Extend<Finding> for Findings {
    fn extend<T: IntoIterator<Item = Finding>>(&mut self, findings: T) {
        for finding in findings {
            self.push(finding);
        }
    }
}

impl From<Finding> for Findings {
    fn from(finding: Finding) -> Self {
        let mut all = Findings::default();
        all.push(finding);
        all
    }
}

/// Cuts a text that nobody would read to its end.
fn shorten(text: &mut String) {
    if text.len() > LONGEST {
        text.truncate(text.floor_char_boundary(LONGEST));
        text.push('…');
    }
}

/// A count with a sign between its thousands: `99 950`, `99,950`.
#[must_use]
pub fn grouped(n: u64, sign: char) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(sign);
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(code: &str, n: u64) -> Findings {
        let mut all = Findings::default();
        for line in 1..=n {
            all.push(Finding::error(code, format!("mistake {line}")).in_file("a").at_line(line))
                .hint = Some("do".into());
        }
        all
    }

    #[test]
    fn a_kind_has_fifty_and_a_count() {
        let mut all = made("x", 50);
        assert_eq!(all.clone().finish().len(), 50);
        all.absorb(made("x", 1_234_567));
        all.absorb(made("y", 2));
        all.push(Finding::warning("x", "another severity"));
        assert_eq!((all.made(), all.failed()), (1_234_620, true));
        let out = all.finish();
        assert_eq!(out.len(), 50 + 2 + 1 + 1);
        let rest: Vec<&Finding> = out.iter().filter(|f| f.message.starts_with("and ")).collect();
        assert_eq!(rest.len(), 1);
        assert_eq!(
            rest[0].to_string(),
            "a:1: error[x]: and 1 234 567 more findings of this kind, from here on"
        );
    }

    #[test]
    fn an_error_that_is_only_counted_is_an_error() {
        let mut all = Findings::default();
        all.leave_out(&Finding::error("x", ""), 3);
        assert!(all.failed() && all.is_empty());
        assert_eq!(all.finish()[0].message, "and 3 more findings of this kind, from here on");
        assert!(!Findings::default().failed());
    }

    #[test]
    fn no_message_is_a_megabyte_long() {
        let mut all = Findings::default();
        all.push(Finding::error("x", "á".repeat(1 << 20)).hint("b".repeat(1 << 20)));
        assert!(
            all[0].message.len() < 4010 && all[0].hint.as_ref().is_some_and(|h| h.len() < 4010)
        );
    }
}
