//! What the ranking of a result depends on: an analysis small enough to stand in every report that has draws.

use std::borrow::Cow;

use ideal_engine::{EngineError, Output, Sensitivity, SensitivityOptions};
use ideal_model::{Finding, Ranking, Results};

use crate::error::Error;

/// Base rows of the design: enough to tell the large from the small.
const BASE: usize = 128;
/// With fewer draws than this a reader is in a hurry, and so are we.
const LEAST_DRAWS: u32 = 1000;
/// With more units in an edition the report would wait for minutes.
const MOST_UNITS: usize = 2000;

/// The analysis of a result, and the result with a note in its findings where there was nothing to analyse.
pub(crate) fn dependence(results: &Results) -> Result<(Option<Sensitivity>, Cow<'_, Results>), Error> {
    if !worth_it(results) {
        return Ok((None, Cow::Borrowed(results)));
    }
    let options = SensitivityOptions { base: BASE, output: Output::RankShift, leave_one_out: true };
    match ideal_engine::sensitivity(&results.assessment, &options, &()) {
        Ok(found) => Ok((Some(found), Cow::Borrowed(results))),
        Err(EngineError::Findings(findings)) => {
            let mut noted = results.clone();
            noted.findings.extend(findings.into_iter().map(|f| Finding::note("sensitivity", f.message)));
            Ok((None, Cow::Owned(noted)))
        }
        Err(EngineError::Stopped) => Err(Error::Stopped),
    }
}

/// Whether there are draws, a ranking, and no more units than can be run again and again.
fn worth_it(results: &Results) -> bool {
    let last = results.last_edition();
    let root = results.assessment.method.root;
    let ranked = |ranking| results.ranking(ranking, last, root).filter(|r| r.rank.is_some()).count();
    results.draws >= LEAST_DRAWS
        && results.units.iter().filter(|u| u.edition == last && !u.rollup).count() <= MOST_UNITS
        && (ranked(Ranking::Territories) >= 2 || ranked(Ranking::Units) >= 2)
}
