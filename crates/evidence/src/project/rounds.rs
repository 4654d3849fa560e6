//! Ratings of collection rounds that are no evidence: `rounds/ID/vignettes.csv` and
//! `rounds/ID/bridge.csv`, which `ideal collect receive` writes. They are read where the method
//! takes severity out.

use std::collections::{BTreeMap, BTreeSet};

use ideal_model::{ComparisonRating, Evidence, Finding, Judgement, Mark, rated_cell, shortest};

use super::table::{Table, TableRow};
use super::{Load, judgements};
use crate::findings::FileFindings;
use crate::numeral::Numerals;
use crate::returned::read_delimited;
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
    pub(super) fn changed_rounds(&mut self, weights: &[Judgement]) {
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
            self.changed_weights(&round, weights);
            for file in changed {
                let finding = Finding::warning("changed-record", file.said()).in_file(&file.path);
                self.findings.push(finding.hint(format!(
                    "put it back from a copy, or receive the files of the round again: `ideal \
                     collect receive --round {round} FILE...` says which"
                )));
            }
        }
    }

    /// Warns where the project's table of weights has other judgements of a round's raters than the
    /// record of the round, or none of them.
    fn changed_weights(&mut self, round: &str, weights: &[Judgement]) {
        let Ok(bytes) = self.project.read(&format!("{ROUNDS}/{round}/weights.csv")) else { return };
        let Ok(rows) = read_delimited(&bytes) else { return };
        let prefix = format!("round-{round}/");
        let recorded: BTreeSet<[String; 6]> = rows
            .iter()
            .skip(1)
            .map(|row| {
                let text =
                    |column: u32| row.cell(column).map(|cell| cell.text()).unwrap_or_default();
                let expert = format!("{prefix}{}/{}", text(0), text(1));
                [expert, text(2), text(3), text(4), text(5), text(6)]
            })
            .collect();
        let own: Vec<&Judgement> =
            weights.iter().filter(|j| j.expert.starts_with(&prefix)).collect();
        let is_recorded = |j: &&&Judgement| {
            let other = j.other.clone().unwrap_or_default();
            let [expert, node, child] = [&j.expert, &j.node, &j.child].map(String::clone);
            let row = [expert, j.method.word().to_owned(), node, child, other, shortest(j.value)];
            recorded.contains(&row)
        };
        let changed = own.iter().filter(|j| !is_recorded(j)).count();
        let message = match (changed, own.is_empty() && !recorded.is_empty()) {
            (0, false) => return,
            (0, true) => format!("the judgements of weights of round `{round}` are gone from it"),
            (n, _) => format!(
                "{n} judgements of weights in it are not those that `collect receive` took in for \
                 round `{round}`"
            ),
        };
        let f = Finding::warning("changed-record", message).in_file(judgements::FILE);
        self.findings.push(f.hint(format!(
            "receive any file of the round again: `ideal collect receive --round {round} FILE` \
             writes them anew"
        )));
    }

    /// The marks of the planned rounds, by id.
    pub(super) fn marks_of_rounds(&self) -> BTreeMap<String, Mark> {
        let rounds = self.planned_rounds().into_iter();
        rounds.filter_map(|round| Some((round.clone(), self.mark_of_round(&round)?))).collect()
    }

    /// The ratings of all rounds that serve to compare raters.
    pub(super) fn comparisons(&mut self) -> Vec<ComparisonRating> {
        let mut out = Vec::new();
        let rounds = self.project.list(ROUNDS).unwrap_or_default();
        for round in rounds.iter().filter(|r| r.folder) {
            let folder = format!("{ROUNDS}/{}", round.name);
            if self.withholds_round(&round.name) {
                continue;
            }
            let least = self.mark_of_round(&round.name).unwrap_or_default();
            for kind in &KINDS {
                let path = format!("{folder}/{}", kind.file);
                let source = format!("round-{}", round.name);
                let read = |table: &Table, findings: &mut FileFindings| {
                    ratings(table, kind, (&source, least), findings)
                };
                out.extend(
                    self.table(&path, "", &mut Default::default(), read).unwrap_or_default(),
                );
            }
        }
        out
    }
}

/// Warns of raters whose ratings of one thing and period came in by several rounds: each counts.
pub(super) fn rated_twice(evidence: &Evidence) -> Option<Finding> {
    let mut sources: BTreeMap<_, BTreeSet<u32>> = BTreeMap::new();
    for o in &evidence.observations {
        let (Some(rater), Some(source)) = (o.rater, o.source) else { continue };
        if evidence.sources.code(source).starts_with("round-") {
            let key = (o.territory, o.crime_area, o.indicator, o.period, rater);
            sources.entry(key).or_default().insert(source);
        }
    }
    let mut twice = sources.iter().filter(|(_, of)| of.len() > 1);
    let ((territory, _, indicator, period, rater), of) = twice.next()?;
    let rounds: Vec<&str> = of.iter().map(|s| evidence.sources.code(*s)).collect();
    let message = format!(
        "{} ratings came in by several rounds from the same rater, and all count: {} rated {} of {}, \
         {period}, in {}",
        1 + twice.count(),
        evidence.raters.code(*rater),
        evidence.indicators.code(*indicator),
        evidence.territories.code(*territory),
        rounds.join(" and "),
    );
    Some(Finding::warning("rated-twice", message).hint(
        "take them out of one of the rounds: `ideal collect receive --round ID --withdraw PANEL/RATER`",
    ))
}

fn ratings(
    table: &Table,
    kind: &Kind,
    (source, least): (&str, Mark),
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
            mark: mark.strictest(least),
            source: source.to_owned(),
            rater: row.get("rater").to_owned(),
            of: (kind.name)(&row),
            indicator: row.get("indicator").to_owned(),
            value,
        });
    }
    out
}
