//! The findings of a file, and of several: one per cause, with a count, the first few of each kind.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use ideal_model::{Finding, Findings, Severity};

/// How many different causes of one kind are listed.
const LISTED: usize = 10;

/// How many further lines of its file a finding names, and how many further files.
const PLACES: usize = 2;

/// Collects the findings of one file.
#[derive(Debug)]
pub(crate) struct FileFindings {
    file: String,
    list: Vec<Caused>,
    // Looked up by key only, never iterated.
    index: HashMap<&'static str, Kind>,
    /// Those that stand for themselves: as they come, of each kind as many as are worth listing.
    single: Findings,
    /// Lines with an error that stands for itself.
    wrong_lines: BTreeSet<u64>,
    /// Which table of the file is read: lines are counted in each anew.
    table: usize,
}

/// A finding and what caused it: the offending text.
#[derive(Debug)]
struct Caused {
    cause: String,
    finding: Finding,
    /// Which table of the file its line is of.
    table: usize,
    /// The first further lines of that table.
    lines: Vec<u64>,
}

/// Where a finding of several cases was found beside its own place.
#[derive(Debug, Default)]
struct Places {
    /// Further lines of its file.
    lines: Vec<u64>,
    /// Places in further files.
    files: Vec<String>,
    /// How many files more.
    more: usize,
}

impl Places {
    /// As a message ends: `; also in lines 4 and 7, b.csv:2 and 3 more files`.
    fn text(&self) -> String {
        let lines = match self.lines.as_slice() {
            [] => None,
            [line] => Some(format!("line {line}")),
            [lines @ .., last] => Some(format!(
                "lines {} and {last}",
                lines.iter().map(u64::to_string).collect::<Vec<_>>().join(", ")
            )),
        };
        let named: Vec<String> = lines.into_iter().chain(self.files.iter().cloned()).collect();
        let also = if named.is_empty() {
            String::new()
        } else {
            format!("; also in {}", named.join(", "))
        };
        if self.more > 0 { format!("{also} and {} more files", self.more) } else { also }
    }
}

#[derive(Debug, Default)]
struct Kind {
    by_cause: HashMap<String, usize>,
    further: u64,
    first_line: u64,
    error: bool,
}

impl FileFindings {
    /// Findings that name `file`.
    pub(crate) fn new(file: &str) -> Self {
        FileFindings {
            file: file.to_owned(),
            list: Vec::new(),
            index: HashMap::new(),
            single: Findings::default(),
            wrong_lines: BTreeSet::new(),
            table: 0,
        }
    }

    /// What follows is of the next sheet of the file, which has lines of its own.
    pub(crate) fn next_table(&mut self) {
        self.table += 1;
    }

    /// Records a finding as it is.
    pub(crate) fn push(&mut self, finding: Finding) {
        if finding.is_error() {
            self.wrong_lines.extend(finding.line);
        }
        self.single.push(finding.in_file(&self.file));
    }

    /// Whether an error of this kind that stands for itself would be listed, with a hint that is
    /// looked for by likeness.
    pub(crate) fn hints(&self, severity: Severity, code: &str) -> bool {
        self.single.hints(severity, code)
    }

    /// Lines with an error that stands for itself, listed or not.
    pub(crate) fn wrong_lines(&self) -> &BTreeSet<u64> {
        &self.wrong_lines
    }

    /// Records one more case of `cause` (the offending text) at `line`; the finding is only made
    /// for the first.
    pub(crate) fn add(
        &mut self,
        code: &'static str,
        cause: &str,
        line: u64,
        make: impl FnOnce() -> Finding,
    ) {
        let kind = self.index.entry(code).or_default();
        if let Some(&i) = kind.by_cause.get(cause) {
            if let Some(f) = self.list.get_mut(i) {
                f.finding.count += 1;
                if f.lines.len() < PLACES
                    && f.table == self.table
                    && f.finding.line != Some(line)
                    && !f.lines.contains(&line)
                {
                    f.lines.push(line);
                }
            }
            return;
        }
        if kind.by_cause.len() < LISTED {
            let mut finding = make().in_file(&self.file);
            finding.line = Some(line);
            kind.by_cause.insert(cause.to_owned(), self.list.len());
            kind.error = finding.is_error();
            self.list.push(Caused {
                cause: cause.to_owned(),
                finding,
                table: self.table,
                lines: Vec::new(),
            });
            return;
        }
        if kind.further == 0 {
            kind.first_line = line;
        }
        kind.further += 1;
    }

    /// Whether an error was found.
    pub(crate) fn failed(&self) -> bool {
        self.single.failed() || self.list.iter().any(|c| c.finding.is_error())
    }

    /// All findings, in the order of the lines.
    pub(crate) fn finish(self) -> Findings {
        let mut all = Gathered::default();
        all.add(self);
        all.finish()
    }
}

/// The findings of several files, in the order of the files: the same cause in two of them is one
/// finding.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    list: Vec<Finding>,
    /// Further places of each finding of the list.
    places: Vec<Places>,
    // Looked up by key only, never iterated.
    seen: HashMap<(String, String), usize>,
    /// How many causes of each kind are listed.
    listed: BTreeMap<String, usize>,
    /// What is not listed.
    rest: Findings,
}

impl Gathered {
    /// Adds the findings of a file.
    pub(crate) fn add(&mut self, findings: FileFindings) {
        let FileFindings { file, list, index, mut single, .. } = findings;
        let mut all: Vec<(Option<String>, Finding, Vec<u64>)> =
            list.into_iter().map(|c| (Some(c.cause), c.finding, c.lines)).collect();
        all.extend(single.take().into_iter().map(|f| (None, f, Vec::new())));
        all.sort_by_key(|(_, f, _)| (f.line, f.column));
        for (cause, finding, lines) in all {
            // What is said of a file as a whole is the same cause in the next one, unless it is a
            // mistake to mend there.
            let cause = cause.or_else(|| (!finding.is_error()).then(|| finding.message.clone()));
            match cause {
                Some(cause) => self.caused(cause, finding, lines),
                None => self.list(finding, lines),
            }
        }
        self.rest.absorb(single);
        let mut further: BTreeMap<&'static str, Kind> = BTreeMap::new();
        #[expect(clippy::iter_over_hash_type, reason = "goes straight into a sorted map")]
        for (code, kind) in index {
            further.insert(code, kind);
        }
        for (code, kind) in further {
            if kind.further > 0 {
                let f =
                    if kind.error { Finding::error(code, "") } else { Finding::warning(code, "") };
                self.rest.leave_out(&f.in_file(&file).at_line(kind.first_line), kind.further);
            }
        }
    }

    fn caused(&mut self, cause: String, finding: Finding, lines: Vec<u64>) {
        let key = (finding.code.clone(), cause);
        if let Some(&i) = self.seen.get(&key) {
            if let (Some(first), Some(places)) = (self.list.get_mut(i), self.places.get_mut(i)) {
                first.count += finding.count;
                if places.files.len() < PLACES {
                    places.files.push(finding.place())
                } else {
                    places.more += 1
                }
            }
            return;
        }
        let listed = self.listed.entry(finding.code.clone()).or_default();
        if *listed == LISTED {
            self.rest.leave_out(&finding, finding.count);
            return;
        }
        *listed += 1;
        self.seen.insert(key, self.list.len());
        self.list(finding, lines);
    }

    fn list(&mut self, finding: Finding, lines: Vec<u64>) {
        self.list.push(finding);
        self.places.push(Places { lines, ..Places::default() });
    }

    /// All of them.
    pub(crate) fn finish(self) -> Findings {
        let mut out = self.list;
        for (f, places) in out.iter_mut().zip(self.places) {
            f.message.push_str(&places.text());
        }
        let mut all = Findings::default();
        all.extend(out);
        all.absorb(self.rest);
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_finding_per_cause_and_a_limit() {
        let mut findings = FileFindings::new("x.csv");
        for line in 2..500 {
            findings.add("unknown-territory", "XXX", line, || {
                Finding::error("unknown-territory", "XXX")
            });
            findings.add("not-a-number", &format!("v{line}"), line, || {
                Finding::error("not-a-number", "v")
            });
        }
        let all = findings.finish().finish();
        let xxx: Vec<_> = all.iter().filter(|f| f.code == "unknown-territory").collect();
        assert_eq!((xxx.len(), xxx[0].count, xxx[0].line), (1, 498, Some(2)));
        let numbers: Vec<_> = all.iter().filter(|f| f.code == "not-a-number").collect();
        assert_eq!(numbers.len(), LISTED + 1);
        assert!(
            numbers
                .last()
                .is_some_and(|f| f.message.starts_with("and 488 more") && f.line == Some(12))
        );
    }

    #[test]
    fn one_cause_in_several_files_is_one_finding() {
        let mut all = Gathered::default();
        for file in 0..20 {
            let mut findings = FileFindings::new(&format!("{file:02}.csv"));
            for line in 2..5 {
                findings.add("unknown-source", "wb", line, || {
                    Finding::error("unknown-source", "no source `wb`")
                });
            }
            findings.add("unknown-territory", &format!("X{file}"), 7, || {
                Finding::error("unknown-territory", "no territory")
            });
            findings.push(
                Finding::note("blank-row", "a row without any content was left out").at_line(9),
            );
            all.add(findings);
        }
        let all = all.finish().finish();
        let of = |code: &str| all.iter().filter(|f| f.code == code).collect::<Vec<_>>();
        assert_eq!((of("unknown-source").len(), of("unknown-source")[0].count), (1, 60));
        assert_eq!(
            of("unknown-source")[0].message,
            "no source `wb`; also in lines 3 and 4, 01.csv:2, 02.csv:2 and 17 more files"
        );
        assert_eq!(of("blank-row").len(), 1);
        assert_eq!(of("unknown-territory").len(), LISTED + 1);
        assert_eq!(
            of("unknown-territory")[LISTED].message,
            "and 10 more findings of this kind, from here on"
        );
        assert_eq!(of("unknown-territory")[LISTED].place(), "10.csv:7");
    }
}
