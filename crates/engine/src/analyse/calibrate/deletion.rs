//! Known evidence is deleted at random, and scores that lost some of it are judged: does the score
//! from all evidence lie among the draws of the reduced run?

use std::sync::Arc;

use ideal_model::method::UnitKind;
use ideal_model::{AssessmentInput, NodeResult, Results, RollUpKind, UnitIx, Value};

use crate::analyse::alternatives::each;
use crate::analyse::calibrate::found::Foretold;
use crate::analyse::calibrate::judged::Judged;
use crate::analyse::calibrate::known::Known;
use crate::analyse::calibrate::options::{CalibrationOptions, Deletion};
use crate::error::EngineError;
use crate::progress::Progress;
use crate::run::{Run, run_checked};
use crate::simulate::shock::Places;
use crate::simulate::{Sources, prepare};

/// Smallest difference of score or coverage that is one.
const DIFFERENCE: f64 = 1e-9;

/// A reduced run.
pub(super) struct Reduced {
    pub deletion: Deletion,
    /// The scores that lost evidence; none where the run has no result.
    pub judged: Option<Vec<Judged>>,
}

/// Every deletion in every replication, in order.
pub(super) fn reduced_runs(
    run: &Run,
    known: &Known,
    options: &CalibrationOptions,
    progress: &dyn Progress,
) -> Result<Vec<Reduced>, EngineError> {
    let a = &*run.frame.assessment;
    let base = AssessmentInput { draws: 0, findings: Vec::new(), ..a.clone() };
    let tasks: Vec<(Deletion, u32)> = options
        .deletions
        .iter()
        .flat_map(|d| (0..options.replications).map(|replication| (*d, replication)))
        .collect();
    each("delete evidence", tasks, progress, |(deletion, replication)| {
        let mut evidence = (*base.evidence).clone();
        for row in known.taken(deletion, replication, options.seed) {
            if let Some(o) = evidence.observations.get_mut(row as usize) {
                o.value = Value::Missing;
            }
        }
        let seed = options.seed.wrapping_add(u64::from(replication));
        let assessment = AssessmentInput { evidence: Arc::new(evidence), seed, ..base.clone() };
        let judged = match run_checked(&Arc::new(assessment), &()) {
            Ok(reduced) => Some(judge(run, &reduced, options.draws as usize)?),
            Err(EngineError::Findings(_)) => None,
            Err(e) => return Err(e),
        };
        Ok(Reduced { deletion, judged })
    })
}

/// The scores of the last edition that both have and that are not the same.
fn judge(full: &Run, reduced: &Run, n: usize) -> Result<Vec<Judged>, EngineError> {
    let (f, r) = (&full.results, &reduced.results);
    let last = f.last_edition();
    let simulator = prepare(Sources { only: Some(last), ..reduced.sources() });
    let mut affected = Vec::new();
    for unit in f.unit_indices().filter(|&u| f.units[u].edition == last) {
        for node in f.assessment.method.node_indices() {
            if let (Some(of), Some(before), Some(now)) =
                (class(f, unit), f.node(unit, node), r.node(unit, node))
                && let Some(value) = before.score.filter(|_| is_affected(before, now))
                && let Some(column) = simulator.columns.get(unit, node)
            {
                affected.push((of, node, value, column));
            }
        }
    }
    let mut block = simulator.block_keeping(affected.iter().map(|(.., column)| *column));
    let nobody = vec![(); simulator.widths_of_parts().len()];
    simulator.draw(n, &Places::From(0), &mut block, nobody, |(), _| Ok::<(), EngineError>(()))?;
    let judged = affected
        .iter()
        .filter_map(|&(of, node, value, column)| Judged::new(of, node, block.column(column), value))
        .collect();
    Ok(judged)
}

/// Whether a score is still there, and lost evidence: it or its coverage changed.
fn is_affected(before: &NodeResult, now: &NodeResult) -> bool {
    let differ = |a: f64, b: f64| (a - b).abs() > DIFFERENCE;
    match (before.score, now.score) {
        (Some(a), Some(b)) => differ(a, b) || differ(before.coverage, now.coverage),
        _ => false,
    }
}

/// What kind of row a unit is.
fn class(r: &Results, unit: UnitIx) -> Option<Foretold> {
    if !r.units.get(unit.get())?.rollup {
        return Some(match r.assessment.method.unit {
            UnitKind::Territory => Foretold::Territories,
            UnitKind::TerritoryArea => Foretold::Cells,
        });
    }
    Some(match r.rollup(unit)?.kind {
        RollUpKind::Territory => Foretold::Territories,
        RollUpKind::CrimeArea => Foretold::CrimeAreas,
        RollUpKind::Region => Foretold::Regions,
    })
}
