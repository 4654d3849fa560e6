//! Findings of one file: one per cause, with a count, and never so many that nobody reads them.

use std::collections::{BTreeMap, HashMap};

use ideal_model::Finding;

/// How many different causes of one kind are listed for a file.
const LISTED: usize = 100;

/// Collects the findings of one file.
#[derive(Debug)]
pub(crate) struct Finds {
    file: String,
    list: Vec<Finding>,
    // Looked up by key only, never iterated.
    index: HashMap<&'static str, Kind>,
}

#[derive(Debug, Default)]
struct Kind {
    by_cause: HashMap<String, usize>,
    further: u64,
    first_line: u64,
    error: bool,
}

impl Finds {
    /// Findings that name `file`.
    pub(crate) fn new(file: &str) -> Self {
        Finds { file: file.to_owned(), list: Vec::new(), index: HashMap::new() }
    }

    /// Records a finding as it is.
    pub(crate) fn push(&mut self, finding: Finding) {
        self.list.push(finding.in_file(&self.file));
    }

    /// Records one more case of `cause` (the offending text) at `line`; the finding is only made for the first.
    pub(crate) fn add(&mut self, code: &'static str, cause: &str, line: u64, make: impl FnOnce() -> Finding) {
        let kind = self.index.entry(code).or_default();
        if let Some(&i) = kind.by_cause.get(cause) {
            if let Some(f) = self.list.get_mut(i) {
                f.count += 1;
            }
            return;
        }
        if kind.by_cause.len() < LISTED {
            let mut finding = make().in_file(&self.file);
            finding.line = Some(line);
            kind.by_cause.insert(cause.to_owned(), self.list.len());
            kind.error = finding.is_error();
            self.list.push(finding);
            return;
        }
        if kind.further == 0 {
            kind.first_line = line;
        }
        kind.further += 1;
    }

    /// Whether an error was found.
    pub(crate) fn failed(&self) -> bool {
        self.list.iter().any(Finding::is_error)
    }

    /// All findings, in the order of the lines.
    pub(crate) fn finish(mut self) -> Vec<Finding> {
        let mut further: BTreeMap<&'static str, Kind> = BTreeMap::new();
        #[expect(clippy::iter_over_hash_type, reason = "goes straight into a sorted map")]
        for (code, kind) in self.index {
            further.insert(code, kind);
        }
        self.list.sort_by_key(|f| (f.line, f.column));
        for (code, kind) in further {
            if kind.further > 0 {
                let message = format!("and {} more findings of this kind in this file, from this line on", kind.further);
                let mut f = if kind.error { Finding::error(code, message) } else { Finding::warning(code, message) };
                f.count = 1;
                self.list.push(f.in_file(&self.file).at_line(kind.first_line));
            }
        }
        self.list
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_finding_per_cause_and_a_limit() {
        let mut finds = Finds::new("x.csv");
        for line in 2..500 {
            finds.add("unknown-territory", "XXX", line, || Finding::error("unknown-territory", "XXX"));
            finds.add("not-a-number", &format!("v{line}"), line, || Finding::error("not-a-number", "v"));
        }
        let all = finds.finish();
        let xxx: Vec<_> = all.iter().filter(|f| f.code == "unknown-territory").collect();
        assert_eq!((xxx.len(), xxx[0].count, xxx[0].line), (1, 498, Some(2)));
        let numbers: Vec<_> = all.iter().filter(|f| f.code == "not-a-number").collect();
        assert_eq!(numbers.len(), LISTED + 1);
        assert!(numbers.last().is_some_and(|f| f.message.starts_with("and 398 more")));
    }
}
