//! Calibration by deletion: known evidence is withheld at random, foretold as what is missing
//! always is, and compared with what it was.
//!
//! Coverage says whether 90 % intervals hold what they should nine times in ten; the continuous
//! ranked probability score (Gneiting and Raftery, 2007) also how wide they had to be for it. The
//! OECD/JRC Handbook asks an index for an uncertainty analysis (step 7); this asks whether to
//! believe it.

mod deletion;
pub(crate) mod found;
mod hiding;
mod judged;
mod known;
pub(crate) mod options;
mod terciles;

use ideal_model::{Finding, NodeIx};

use crate::analyse::calibrate::deletion::{Reduced, reduced_runs};
use crate::analyse::calibrate::found::{Calibration, Foretold, Measures};
use crate::analyse::calibrate::hiding::{FOLDS, Hidden, HiddenLeaf, hide};
use crate::analyse::calibrate::judged::{Judged, LEVEL, measures, only};
use crate::analyse::calibrate::known::Known;
use crate::analyse::calibrate::options::{CalibrationOptions, Withheld};
use crate::analyse::calibrate::terciles::terciles;
use crate::error::EngineError;
use crate::progress::Progress;
use crate::run::Run;

/// Withholds known evidence at random and measures how well the draws foretell it.
///
/// Evidence is every row of a series that a leaf reads; denominators stay. Whether the run has
/// draws does not matter.
///
/// # Errors
/// [`EngineError::Findings`] for options outside their bounds, and where there is no evidence to
/// delete; [`EngineError::Stopped`] if `progress` asks to stop.
pub fn calibrate(
    run: &Run,
    options: &CalibrationOptions,
    progress: &dyn Progress,
) -> Result<Calibration, EngineError> {
    options.check()?;
    let a = &run.frame.assessment;
    let known = Known::new(a);
    if known.rows() == 0 {
        let message = "there is no evidence to delete".to_owned();
        return Err(EngineError::Findings(vec![Finding::error("calibration", message)]));
    }
    let reduced = reduced_runs(run, &known, options, progress)?;
    let mut lines = of_scores(run, options, &reduced);
    let (mut thirds, mut unforetold) = (Vec::new(), 0);
    for &(_, withheld) in Withheld::ALL {
        let Hidden { folds, unforetold: none } = hide(run, withheld, options, progress)?;
        unforetold += none;
        lines.extend(of_leaves(run, withheld, &folds));
        thirds.extend(terciles(&run.results, withheld, &folds));
    }
    if lines.is_empty() {
        let message = "nothing that was deleted can be foretold: no score that is left lost evidence, \
                       and no hidden leaf has a known sibling and another territory to be drawn from";
        return Err(EngineError::Findings(vec![Finding::error("calibration", message)]));
    }
    let failed = reduced.iter().filter(|r| r.judged.is_none()).count();
    let edition = a.editions.get(run.results.last_edition().get());
    Ok(Calibration {
        edition: edition.map(ToString::to_string).unwrap_or_default(),
        level: LEVEL,
        deletions: options.deletions.clone(),
        replications: options.replications,
        draws: options.draws,
        seed: options.seed,
        rows: known.rows(),
        series: known.series(),
        runs: reduced.len() - failed,
        failed,
        folds: FOLDS,
        unforetold,
        measures: lines,
        terciles: thirds,
    })
}

/// The measures of scores, kind by kind: all, by deletion, by node.
fn of_scores(run: &Run, options: &CalibrationOptions, reduced: &[Reduced]) -> Vec<Measures> {
    let judged = |wanted: &dyn Fn(&Reduced) -> bool| -> Vec<Vec<Judged>> {
        reduced.iter().filter(|r| wanted(r)).filter_map(|r| r.judged.clone()).collect()
    };
    let all = judged(&|_| true);
    let mut out = Vec::new();
    for &(_, of) in Foretold::ALL {
        out.extend(measures(of, &only(&all, of, None)));
        for d in &options.deletions {
            let runs = judged(&|r| r.deletion == *d);
            let line = measures(of, &only(&runs, of, None));
            let (withheld, share) = (Some(d.withheld), Some(d.share));
            out.extend(line.map(|line| Measures { withheld, share, ..line }));
        }
        out.extend(by_node(run, of, &all));
    }
    out
}

/// The measures of hidden leaves: all, by node.
fn of_leaves(run: &Run, withheld: Withheld, folds: &[Vec<HiddenLeaf>]) -> Vec<Measures> {
    let folds: Vec<Vec<Judged>> =
        folds.iter().map(|fold| fold.iter().map(|leaf| leaf.judged).collect()).collect();
    let all = measures(Foretold::Leaves, &folds);
    let lines = all.into_iter().chain(by_node(run, Foretold::Leaves, &folds));
    lines.map(|line| Measures { withheld: Some(withheld), ..line }).collect()
}

/// The measures of every node in the order of the method.
fn by_node(run: &Run, of: Foretold, runs: &[Vec<Judged>]) -> Vec<Measures> {
    let m = &run.frame.assessment.method;
    let line = |node: NodeIx| {
        let line = measures(of, &only(runs, of, Some(node)))?;
        Some(Measures { node: m.nodes[node].id.clone(), ..line })
    };
    m.node_indices().filter_map(line).collect()
}
