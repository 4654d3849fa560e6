//! What a collection round changed: the assessment with the ratings of the round beside the same
//! without them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ideal_engine::Progress;
use ideal_model::{
    AssessmentInput, Evidence, Observation, RankRow, Ranking, Results, Unadjusted, UnitIx, Value,
    Verdict,
};

use crate::assessment::Assessment;
use crate::error::Error;
use crate::results::Assessed;
use crate::round_change::{PanelSeverity, RoundChange};

/// What a round changed in the last edition.
#[derive(Debug)]
pub struct RoundChanges {
    /// The results with the round, without draws.
    pub results: Assessed,
    /// What changed, in the order of the rankings.
    pub changes: Vec<RoundChange>,
    /// What the severity of each panel does, where the method takes it out: only what it moves, by
    /// ranking, then by panel.
    pub severity: Vec<PanelSeverity>,
    /// How many rows of the evidence the round gave.
    pub rows: usize,
}

impl RoundChanges {
    /// The cells that were gaps and are assessed now, at the root.
    pub fn assessed_now(&self) -> impl Iterator<Item = &RoundChange> {
        let root = self.results.assessment.method.root;
        self.changes.iter().filter(move |c| {
            c.node == root
                && c.ranking == Ranking::Units
                && c.was == Verdict::Gap
                && c.is == Verdict::Assessed
        })
    }
}

impl Assessment {
    /// What the ratings of a round changed: rows whose source is `source`, and ratings of it that
    /// serve to compare raters.
    ///
    /// # Errors
    /// As [`Assessment::run`].
    pub fn round_changes(
        &self,
        source: &str,
        progress: &dyn Progress,
    ) -> Result<RoundChanges, Error> {
        let with = self.clone().with_draws(0);
        let results = with.run_with(progress)?;
        let before = ideal_engine::run(Arc::new(without(&with, source)), progress)
            .map_err(|e| Error::engine(e, self.project()))?;
        let of_round = |o: &&Observation| with.evidence.source_of(o) == source;
        let rows = with.evidence.observations.iter().filter(of_round).count();
        let changes = compare(before.results(), &results, source);
        let panels: BTreeSet<&str> = with
            .evidence
            .observations
            .iter()
            .filter(of_round)
            .map(|o| with.evidence.panel_of(o))
            .collect();
        let mut severity = Vec::new();
        for panel in panels {
            let given = results.behind().with_panel_as_given(source, panel);
            let given = given.map_err(|e| Error::engine(e, self.project()))?;
            severity.extend(moved(&results, &given, panel));
        }
        severity.sort_by_key(|(at, _)| *at);
        let severity = severity.into_iter().map(|(_, moved)| moved).collect();
        Ok(RoundChanges { results, changes, severity, rows })
    }
}

/// The same assessment before the round.
fn without(a: &AssessmentInput, source: &str) -> AssessmentInput {
    let mut evidence = (*a.evidence).clone();
    if let Some(round) = evidence.sources.find(source) {
        for o in evidence.observations.iter_mut().filter(|o| o.source == Some(round)) {
            o.value = Value::Missing;
            // A range is one about a value.
            o.range = None;
        }
    }
    let comparisons = a.comparisons.iter().filter(|c| c.source != source).cloned().collect();
    AssessmentInput { evidence: Arc::new(evidence), comparisons, ..a.clone() }
}

/// What differs in the rankings of the last edition.
fn compare(before: &Results, after: &Results, source: &str) -> Vec<RoundChange> {
    let last = after.last_edition();
    let key = |row: &RankRow| (row.ranking, row.node, row.unit);
    let was: BTreeMap<_, _> =
        before.rankings.iter().filter(|r| r.edition == last).map(|r| (key(r), r.rank)).collect();
    let unadjusted: BTreeMap<usize, _> =
        after.unadjusted.iter().map(|u| (u.at, (u.score, u.rank))).collect();
    let mut out = Vec::new();
    let rows = after.rankings.iter().enumerate().filter(|(_, r)| r.edition == last);
    for (at, row) in rows {
        // Both have the same units: they are those of territories, areas and editions.
        let (Some(old), Some(new)) =
            (before.node(row.unit, row.node), after.node(row.unit, row.node))
        else {
            continue;
        };
        let ranks = [was.get(&key(row)).copied().flatten(), row.rank];
        if old.score == new.score && old.verdict == new.verdict && ranks[0] == ranks[1] {
            continue;
        }
        out.push(RoundChange {
            ranking: row.ranking,
            unit: row.unit,
            node: row.node,
            was: old.verdict,
            is: new.verdict,
            scores: [old.score, new.score],
            ranks,
            unadjusted: unadjusted.get(&at).copied(),
            panels: panels(after, row.unit, source),
        });
    }
    out
}

/// What leaving the severity of a panel in moves in the last edition, each with its place in the
/// rankings.
fn moved<'a>(
    r: &'a Results,
    given: &'a [Unadjusted],
    panel: &'a str,
) -> impl Iterator<Item = (usize, PanelSeverity)> + 'a {
    let last = r.last_edition();
    given.iter().filter_map(move |g| {
        let row = r.rankings.get(g.at).filter(|row| row.edition == last)?;
        let score = r.node(row.unit, row.node)?.score;
        let found = PanelSeverity {
            ranking: row.ranking,
            unit: row.unit,
            node: row.node,
            panel: panel.to_owned(),
            scores: [score, g.score],
            ranks: [row.rank, g.rank],
        };
        (found.scores[0] != found.scores[1] || found.ranks[0] != found.ranks[1])
            .then_some((g.at, found))
    })
}

/// The panels whose ratings of the round a unit rests on.
fn panels(r: &Results, unit: UnitIx, source: &str) -> Vec<String> {
    let e: &Evidence = &r.assessment.evidence;
    let mut found = BTreeSet::new();
    let mut units = vec![unit];
    while let Some(unit) = units.pop() {
        if let Some(rollup) = r.rollup(unit) {
            units.extend(&rollup.members);
        }
        let rows = r.leaves_of(unit).iter().flat_map(|l| r.observations(l.rows));
        let rated = rows.filter_map(|i| e.observations.get(*i as usize));
        found.extend(rated.filter(|o| e.source_of(o) == source).map(|o| e.panel_of(o).to_owned()));
    }
    found.into_iter().collect()
}
