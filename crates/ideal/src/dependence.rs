//! What the ranking of a result depends on: an analysis small enough to stand in every report that
//! has draws.

use std::borrow::Cow;

use ideal_engine::{
    BaseRows, EngineError, NoAggregation, NoWeighting, Output, Progress, Run, Sensitivity,
    SensitivityOptions,
};
use ideal_model::{Finding, Ranking, Results};

use crate::error::Error;

/// Fewest base rows of the design, of an assessment that is large: enough to tell the large factors
/// from the small.
const LEAST_ROWS: usize = 128;
/// Base rows times the units of an edition, at most: seconds.
const MOST_WORK: usize = 1 << 21;
/// With fewer draws than this a reader is in a hurry, and so are we.
const LEAST_DRAWS: u32 = 1000;
/// With more units in an edition the report would wait for minutes.
const MOST_UNITS: usize = 2000;

/// The analysis of a result, and the result with notes in its findings on what could not be
/// analysed.
pub(crate) fn dependence<'r>(
    run: &'r Run,
    progress: &dyn Progress,
) -> Result<(Option<Sensitivity>, Cow<'r, Results>), Error> {
    let results = run.results();
    if !worth_it(results) {
        return Ok((None, Cow::Borrowed(results)));
    }
    let options = SensitivityOptions {
        base: rows(units(results)),
        output: Output::RankShift,
        leave_one_out: true,
    };
    let (found, notes) = match ideal_engine::sensitivity(run, &options, progress) {
        Ok(found) => {
            let left_out = |w: &NoWeighting| {
                Finding::note(
                    "weighting",
                    format!("the weights `{}` are left out: {}", w.weights, w.reason),
                )
            };
            let no_ranking = |a: &NoAggregation| {
                Finding::note(
                    "aggregation",
                    format!("the aggregation `{}` is left out: {}", a.aggregation, a.reason),
                )
            };
            let notes = found
                .weightings_left_out
                .iter()
                .map(left_out)
                .chain(found.aggregations_left_out.iter().map(no_ranking))
                .collect();
            (Some(found), notes)
        }
        Err(EngineError::Findings(findings)) => (
            None,
            findings
                .into_iter()
                .map(|f| Finding::note("sensitivity", f.message))
                .collect::<Vec<_>>(),
        ),
        Err(EngineError::Stopped) => return Err(Error::Stopped),
    };
    if notes.is_empty() {
        return Ok((found, Cow::Borrowed(results)));
    }
    let mut noted = results.clone();
    noted.findings.extend(notes);
    Ok((found, Cow::Owned(noted)))
}

/// Units of the last edition.
fn units(results: &Results) -> usize {
    let last = results.last_edition();
    results.units.iter().filter(|u| u.edition == last && !u.rollup).count()
}

/// As many base rows as the indices need, and no more than a reader waits for with so many units.
fn rows(units: usize) -> BaseRows {
    let affordable = (MOST_WORK / units.max(1)).max(LEAST_ROWS);
    match BaseRows::default() {
        // Powers of two, however large the assessment.
        BaseRows::Grown { from, most, width } => {
            let most = most.min(1 << affordable.ilog2());
            BaseRows::Grown { from: from.min(most), most, width }
        }
        fixed @ BaseRows::Fixed(_) => fixed,
    }
}

/// Whether there are draws, a ranking, and no more units than can be run again and again.
fn worth_it(results: &Results) -> bool {
    let last = results.last_edition();
    let root = results.assessment.method.root;
    let ranked =
        |ranking| results.ranking(ranking, last, root).filter(|r| r.rank.is_some()).count();
    results.draws >= LEAST_DRAWS
        && units(results) <= MOST_UNITS
        && (ranked(Ranking::Territories) >= 2 || ranked(Ranking::Units) >= 2)
}
