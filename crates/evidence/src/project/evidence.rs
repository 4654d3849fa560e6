//! The evidence of a project: which files are read, and each by the reader of its kind.

use std::collections::{BTreeMap, BTreeSet};

use ideal_model::document::Position;
use ideal_model::{Concern, Evidence, Finding, Mark};

use super::Load;
use super::settings::{Entry, FILE, Settings};
#[cfg(feature = "parquet")]
use crate::columnar;
use crate::files::expand;
use crate::findings::{FileFindings, Gathered};
use crate::tidy::{Dialect, Known, Rows, read_text};
use crate::workbook::{self, Sheets};

impl Load<'_> {
    /// All evidence files, each once and in the order of their paths, with the entry that speaks
    /// for it.
    fn evidence_files(&mut self, settings: &Settings) -> BTreeMap<String, Entry> {
        let mut out: BTreeMap<String, Entry> = BTreeMap::new();
        for entry in &settings.evidence {
            let at = entry.at;
            let here = |f: Finding| f.in_file(FILE).at(at.line, at.column);
            let found = match expand(self.project, &entry.pattern) {
                Ok(found) => found,
                Err(e) => {
                    self.findings.push(here(
                        Finding::error("bad-path", e.to_string()).about(Concern::LeadsOut),
                    ));
                    continue;
                }
            };
            if found.is_empty() {
                self.findings.push(here(self.no_evidence(&entry.pattern)));
            }
            for (path, folder) in found {
                if folder {
                    let f = Finding::error(
                        "is-a-folder",
                        format!(
                            "the evidence `{}` matches `{path}`, which is a folder",
                            entry.pattern
                        ),
                    );
                    self.findings
                        .push(here(f.hint(format!("write `{path}/*.csv` for the files in it"))));
                    continue;
                }
                match out.get(&path) {
                    Some(old)
                        if old.detailed
                            && entry.detailed
                            && (old.dialect != entry.dialect || old.sheets != entry.sheets) =>
                    {
                        let f = Finding::error(
                            "two-dialects",
                            format!("two entries of `evidence` read `{path}` in different ways"),
                        );
                        self.findings.push(here(f));
                    }
                    Some(old) if old.detailed || !entry.detailed => {}
                    _ => {
                        out.insert(path, entry.clone());
                    }
                }
            }
        }
        self.beside_evidence(settings, &out);
        out
    }

    /// Whether a file holds the ratings of a round, which `ideal collect receive` writes anew with
    /// whatever is in force.
    fn is_of_round(&self, path: &str) -> bool {
        let of = |round: &String| path == format!("evidence/round-{round}.csv");
        self.planned_rounds().iter().any(of)
    }

    /// The mark of the round whose ratings a file holds, as it is planned by now: its rows are never
    /// under a lower one.
    fn mark_of_rows(&self, path: &str) -> Mark {
        let rounds = self.planned_rounds();
        let of = rounds.iter().find(|round| path == format!("evidence/round-{round}.csv"));
        of.and_then(|round| self.mark_of_round(round)).unwrap_or_default()
    }

    /// What is said of an entry that matches no file: it is a mistake, unless a round is planned,
    /// whose workbooks bring the evidence. A file that is named has to be there all the same.
    fn no_evidence(&self, pattern: &str) -> Finding {
        let planned = self.planned_rounds();
        let missing = format!("the evidence `{pattern}` matches no file");
        match planned.last() {
            Some(round) if pattern.contains(['*', '?', '[']) => Finding::note(
                "no-evidence-yet",
                format!("{missing} yet; round `{round}` is planned"),
            )
            .hint(format!("`ideal collect issue --round {round} --out DIR` makes its workbooks")),
            _ => Finding::error("missing-evidence", missing)
                .hint("paths are relative to the project folder"),
        }
    }

    /// Files that look like evidence, stand beside it and are read by no entry.
    fn beside_evidence(&mut self, settings: &Settings, read: &BTreeMap<String, Entry>) {
        const KINDS: [&str; 9] =
            ["csv", "tsv", "tab", "xlsx", "xls", "xlsm", "xlsb", "ods", "parquet"];
        let mut folders: BTreeMap<&str, Position> = BTreeMap::new();
        for entry in &settings.evidence {
            // The project's own tables lie at its top.
            if let Some((folder, _)) = entry
                .pattern
                .trim_start_matches("./")
                .rsplit_once('/')
                .filter(|(f, _)| !f.contains(['*', '?', '[']))
            {
                folders.entry(folder).or_insert(entry.at);
            }
        }
        for (folder, at) in folders {
            let evidence = |name: &str| {
                let kind = name
                    .rsplit_once('.')
                    .is_some_and(|(_, e)| KINDS.contains(&e.to_lowercase().as_str()));
                kind && !name.starts_with(['.', '~'])
            };
            let entries = self.project.list(folder).unwrap_or_default();
            for entry in entries.into_iter().filter(|e| !e.folder && evidence(&e.name)) {
                let path = format!("{folder}/{}", entry.name);
                if !read.contains_key(&path) {
                    let f = Finding::warning(
                        "evidence-not-read",
                        format!(
                            "`{path}` stands beside the evidence, and no entry of `evidence` reads \
                             it"
                        ),
                    );
                    self.findings.push(
                        f.in_file(FILE)
                            .at(at.line, at.column)
                            .hint(format!("add \"{path}\" to `evidence`, or move the file away")),
                    );
                }
            }
        }
    }

    /// Reads the evidence files, and notes how many rows each has.
    pub(super) fn evidence(&mut self, settings: &Settings, known: &Known<'_>) -> Evidence {
        let mut rows = Rows::new(known, self.clearance.as_ref().map(|c| c.audience));
        let mut gathered = Gathered::default();
        let mut withheld_files = BTreeSet::new();
        for (path, mut entry) in self.evidence_files(settings) {
            if self.hides_file(&path) {
                continue;
            }
            entry.dialect.least = self.mark_of_rows(&path);
            let bytes = match self.read(&path) {
                Ok(bytes) => bytes,
                Err(e) => {
                    self.unreadable(&path, &e);
                    continue;
                }
            };
            let mut findings = FileFindings::new(&path);
            let file = rows.file(&path);
            let ending = path.rsplit_once('.').map_or("", |(_, e)| e).to_lowercase();
            let text_only = entry.dialect.delimiter.is_some()
                || entry.dialect.encoding != Dialect::default().encoding;
            let count = match ending.as_str() {
                "csv" | "tsv" | "tab" | "txt" | "parquet" if entry.sheets != Sheets::First => {
                    findings.push(Finding::error(
                        "not-for-this-file",
                        "`sheet` and `sheets` are for workbooks",
                    ));
                    0
                }
                "csv" | "tsv" | "tab" | "txt" => {
                    read_text(&bytes, entry.dialect, file, &mut rows, &mut findings)
                }
                "xlsx" | "xls" | "xlsm" | "xlsb" | "ods" | "parquet" if text_only => {
                    findings.push(Finding::error(
                        "not-for-this-file",
                        "`delimiter` and `encoding` are for text files",
                    ));
                    0
                }
                "xlsx" | "xls" | "xlsm" | "xlsb" | "ods" => workbook::read(
                    &bytes,
                    &entry.sheets,
                    entry.dialect,
                    file,
                    &mut rows,
                    &mut findings,
                ),
                #[cfg(feature = "parquet")]
                "parquet" => columnar::read(&bytes, entry.dialect, file, &mut rows, &mut findings),
                _ => {
                    let f = Finding::error(
                        "unknown-format",
                        format!("`.{ending}` is no kind of file that evidence is read from"),
                    );
                    findings.push(f.hint(".csv, .tsv, .txt, .xlsx, .xls, .ods and .parquet are"));
                    0
                }
            };
            if count == 0 && !findings.failed() && self.is_of_round(&path) {
                let message = "every rating of the round was withdrawn by newer files";
                findings.push(Finding::note("no-rows", message).at_line(1));
            } else {
                rows.close(count, &mut findings);
            }
            let tally = rows.end_file();
            if count == 0 && tally.as_ref().is_some_and(|t| t.withheld > 0) {
                withheld_files.insert(path.clone());
            }
            if let Some(input) = self.inputs.get_mut(&path) {
                input.rows = count;
                if let Some(tally) = tally {
                    input.sha256 = tally.sha256;
                }
            }
            gathered.add(findings);
        }
        self.findings.absorb(gathered.finish());
        self.taken = rows.taken_out();
        self.taken.names.files = withheld_files;
        rows.finish()
    }
}
