//! Ratings of collection rounds that are no evidence: `rounds/ID/vignettes.csv` and
//! `rounds/ID/bridge.csv`, which `ideal collect receive` writes. They are read where the method
//! takes severity out.

use ideal_model::{ComparisonRating, Finding, Mark, rated_cell};

use super::Load;
use super::table::{Table, TableRow};
use crate::findings::FileFindings;
use crate::numeral::Numerals;
use crate::round_files::changed_files;

/// The folder of rounds in a project.
const ROUNDS: &str = "rounds";

/// The file in the folder of a round that plans it.
const PLAN: &str = "round.toml";

/// A kind of rating beside the evidence.
struct Kind {
    /// Its file in the folder of a round.
    file: &'static str,
    /// The columns that name what was rated.
    of: &'static [&'static str],
    /// That name.
    name: fn(&TableRow<'_>) -> String,
}

const KINDS: [Kind; 2] = [
    Kind {
        file: "bridge.csv",
        of: &["territory", "crime_area", "period"],
        name: |r| rated_cell(r.get("territory"), r.get("crime_area"), r.get("period")),
    },
    Kind {
        file: "vignettes.csv",
        of: &["vignette"],
        name: |r| format!("vignette {}", r.get("vignette")),
    },
];

impl Load<'_> {
    /// The ids of the rounds that are planned, in alphabetical order.
    pub(super) fn planned_rounds(&self) -> Vec<String> {
        let rounds = self.project.list(ROUNDS).unwrap_or_default();
        let planned = |round: &String| {
            self.project.is_folder(&format!("{ROUNDS}/{round}/{PLAN}")) == Some(false)
        };
        rounds.into_iter().filter(|r| r.folder).map(|r| r.name).filter(planned).collect()
    }

    /// Warns of files of rounds that are not as `collect receive` wrote them. An audience may not know
    /// of what it may not read.
    pub(super) fn changed_rounds(&mut self) {
        if self.clearance.is_some() {
            return;
        }
        for round in self.planned_rounds() {
            let changed = match changed_files(self.project, &round) {
                Ok(changed) => changed.unwrap_or_default(),
                Err(finding) => {
                    self.findings.push(*finding);
                    continue;
                }
            };
            for file in changed {
                let finding = Finding::warning("changed-record", file.said()).in_file(&file.path);
                self.findings.push(finding.hint(format!(
                    "put it back from a copy, or receive the files of the round again: `ideal \
                     collect receive --round {round} FILE...` says which"
                )));
            }
        }
    }

    /// The ratings of all rounds that serve to compare raters.
    pub(super) fn comparisons(&mut self) -> Vec<ComparisonRating> {
        let mut out = Vec::new();
        let rounds = self.project.list(ROUNDS).unwrap_or_default();
        for round in rounds.iter().filter(|r| r.folder) {
            let folder = format!("{ROUNDS}/{}", round.name);
            if self.withholds_round(&folder) {
                continue;
            }
            for kind in &KINDS {
                let path = format!("{folder}/{}", kind.file);
                let source = format!("round-{}", round.name);
                let read = |table: &Table, findings: &mut FileFindings| {
                    ratings(table, kind, &source, findings)
                };
                out.extend(
                    self.table(&path, "", &mut Default::default(), read).unwrap_or_default(),
                );
            }
        }
        out
    }
}

fn ratings(
    table: &Table,
    kind: &Kind,
    source: &str,
    findings: &mut FileFindings,
) -> Vec<ComparisonRating> {
    let required: Vec<&str> =
        kind.of.iter().copied().chain(["indicator", "rater", "value"]).collect();
    if !table.expect(&required, &[], true, findings) {
        return Vec::new();
    }
    let mut out = Vec::new();
    for row in table.rows() {
        let text = row.get("value");
        let value = match text {
            // A rater who does not know says nothing of being severe.
            "" | "unknown" | "not_applicable" => continue,
            "nil" => 0.0,
            _ => match Numerals::default().read(text) {
                Ok(value) => value,
                Err(_) => {
                    let message = format!("`{text}` is no rating");
                    findings.push(Finding::error("not-a-number", message).at_line(row.line).hint(
                        "`ideal collect receive` writes this file: receive the workbooks again",
                    ));
                    continue;
                }
            },
        };
        let (mark, unread) = Mark::read(&format!("{} {}", row.get("tlp"), row.get("handling")));
        for e in unread {
            let f = Finding::error("bad-handling", e.to_string()).at_line(row.line);
            findings.push(
                f.hint("`ideal collect receive` writes this file: receive the workbooks again"),
            );
        }
        out.push(ComparisonRating {
            mark,
            source: source.to_owned(),
            rater: row.get("rater").to_owned(),
            of: (kind.name)(&row),
            indicator: row.get("indicator").to_owned(),
            value,
        });
    }
    out
}
