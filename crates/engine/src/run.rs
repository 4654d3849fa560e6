//! A run: from a resolved assessment to its results, stage after stage, kept with all that they
//! were made from.

use std::collections::BTreeMap;
use std::sync::Arc;

use ideal_model::{
    AssessmentInput, DriftRate, Finding, Findings, RankRow, Results, TerritoryIx, Unadjusted,
};
use rayon::prelude::*;

use crate::error::EngineError;
use crate::frame::Frame;
use crate::progress::Progress;
use crate::scale::beyond::{beyond_posts, off_scale};
use crate::scale::drift::{rates, widen};
use crate::scale::ratings::PanelRatings;
use crate::scale::scaled::{Scaled, scale};
use crate::score::assemble::{assemble, mark};
use crate::score::change::change;
use crate::score::layout::Layout;
use crate::score::matched::Matched;
use crate::score::rank::rankings;
use crate::score::territory::evaluate_territory;
use crate::score::unit::Evaluated;
use crate::select::denominators::{lost_denominators, passed_over};
use crate::select::index::Index;
use crate::select::lookup::Lookup;
use crate::select::overflow::overflowed;
use crate::select::short::short_periods;
use crate::select::territory::{TerritoryLeaves, territory_leaves};
use crate::simulate::{Sources, prepare, uncertainty};

/// An assessment that was run: its results, and every stage on the way to them.
///
/// Analyses that ask what lies behind the results take it as it is, so that nothing is computed
/// twice.
pub struct Run {
    /// What stays the same.
    pub(crate) frame: Frame,
    /// Per territory the leaves, with the rows selected for them.
    pub(crate) raw: Vec<TerritoryLeaves>,
    /// The leaves after normalisation.
    pub(crate) scaled: Scaled,
    /// Where units stand in the results.
    pub(crate) layout: Layout,
    /// What each edition is compared with the one before by.
    pub(crate) matched: Matched,
    /// What it says.
    pub(crate) results: Results,
}

impl std::fmt::Debug for Run {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Run")
            .field("assessment", &self.results.assessment.id)
            .finish_non_exhaustive()
    }
}

impl Run {
    /// What the assessment says.
    #[must_use]
    pub fn results(&self) -> &Results {
        &self.results
    }

    /// The results alone; what they were made from is given up.
    #[must_use]
    pub fn into_results(self) -> Results {
        self.results
    }

    /// The rankings as they would be had the severity of one panel's raters not been taken out, and
    /// that of all others had; in the order of the results' rankings. Nothing where the method does
    /// not take severity out. `source` is the id of the source of its ratings.
    ///
    /// # Errors
    /// As [`run`]: a mean that is undefined for these scores.
    pub fn with_panel_as_given(
        &self,
        source: &str,
        panel: &str,
    ) -> Result<Vec<Unadjusted>, EngineError> {
        let Run { frame, raw, scaled, results, .. } = self;
        if scaled.severity.is_empty() {
            return Ok(Vec::new());
        }
        let sources = &frame.assessment.evidence.sources;
        let is = |p: &PanelRatings| {
            p.name == panel && p.source.is_some_and(|s| sources.code(s) == source)
        };
        unadjusted(frame, raw, &scaled.as_given(is, frame.assessment.method.scale), results)
    }

    /// What a simulation is prepared from.
    pub(crate) fn sources(&self) -> Sources<'_> {
        let Run { frame, raw, scaled, layout, matched, results } = self;
        Sources { frame, raw, scaled, layout, matched, results, only: None }
    }
}

/// Runs an assessment.
///
/// Pure: no clock, disk or environment; the same input gives the same bytes for any number of
/// threads.
///
/// Nothing unchecked is run: an assessment that was built or changed in code has to keep the rules
/// of one that was read.
///
/// # Errors
/// [`EngineError::Findings`] where [`AssessmentInput::validate`] refuses the assessment, and where
/// the evidence does not fit the method: a value off the scale of a leaf that is not normalised, a
/// value its transform does not take, a mean that is undefined.
pub fn run(assessment: Arc<AssessmentInput>, progress: &dyn Progress) -> Result<Run, EngineError> {
    assessment.validate().map_err(EngineError::Findings)?;
    run_checked(&with_groups(assessment), progress)
}

/// The assessment with what its sheets of criminal groups say among its evidence.
fn with_groups(assessment: Arc<AssessmentInput>) -> Arc<AssessmentInput> {
    let evidence = assessment.evidence_with_groups();
    if Arc::ptr_eq(&evidence, &assessment.evidence) {
        return assessment;
    }
    Arc::new(AssessmentInput { evidence, ..AssessmentInput::clone(&assessment) })
}

/// Runs an assessment that was made of one that is checked.
pub(crate) fn run_checked(
    assessment: &Arc<AssessmentInput>,
    progress: &dyn Progress,
) -> Result<Run, EngineError> {
    let mut run = point_results(assessment, progress)?;
    if assessment.draws > 0 {
        let simulator = prepare(run.sources());
        let said = uncertainty(&simulator, &mut run.results, progress)?;
        run.results.findings.extend(said);
    }
    Ok(run)
}

/// An assessment up to the scores of its leaves.
pub(crate) struct Measured {
    /// What stays the same.
    pub(crate) frame: Frame,
    /// Per territory the leaves, with the rows selected for them.
    pub(crate) raw: Vec<TerritoryLeaves>,
    /// The leaves after normalisation.
    pub(crate) scaled: Scaled,
}

/// Selects the rows of an assessment and scores its leaves, without the errors of older rows; what
/// there is to say goes to the findings.
///
/// # Errors
/// [`EngineError::Findings`] where a value does not fit the method.
pub(crate) fn measure(
    assessment: &Arc<AssessmentInput>,
    findings: &mut Vec<Finding>,
    progress: &dyn Progress,
) -> Result<Measured, EngineError> {
    let frame = Frame::new(assessment);
    let index = Index::new(&assessment.evidence);
    let raw = select(&frame, &Lookup::new(assessment, &index), findings, progress);
    of_leaves(frame, raw, findings)
}

/// Scores leaves that are selected already.
fn of_leaves(
    frame: Frame,
    raw: Vec<TerritoryLeaves>,
    findings: &mut Vec<Finding>,
) -> Result<Measured, EngineError> {
    let overflowed = overflowed(&frame, &raw);
    if !overflowed.is_empty() {
        return Err(EngineError::Findings(overflowed));
    }
    findings.extend(bounded(beyond_posts(&frame, &raw)));
    let mut scaled = scale(&frame, &raw).map_err(|f| EngineError::Findings(bounded(f)))?;
    findings.extend(bounded(std::mem::take(&mut scaled.findings)));
    Ok(Measured { frame, raw, scaled })
}

/// A run without draws.
fn point_results(
    assessment: &Arc<AssessmentInput>,
    progress: &dyn Progress,
) -> Result<Run, EngineError> {
    let frame = Frame::new(assessment);
    let mut findings = assessment.findings.clone();
    let index = Index::new(&assessment.evidence);
    let lookup = Lookup::new(assessment, &index);
    let raw = select(&frame, &lookup, &mut findings, progress);
    from_leaves(frame, raw, findings, progress, |m| rates(&m.frame, &m.raw, &m.scaled, &lookup))
}

/// A run without draws of leaves that are there already, after what was found in selecting them;
/// `drift` says how far their scores move in a year.
pub(crate) fn from_leaves(
    frame: Frame,
    raw: Vec<TerritoryLeaves>,
    mut findings: Vec<Finding>,
    progress: &dyn Progress,
    drift: impl FnOnce(&Measured) -> Vec<DriftRate>,
) -> Result<Run, EngineError> {
    let measured = of_leaves(frame, raw, &mut findings)?;
    let rates = drift(&measured);
    let Measured { frame, raw, mut scaled } = measured;
    widen(&frame, &raw, &mut scaled, rates);
    let evaluated = evaluate(&frame, &raw, &scaled, progress)?;
    let (mut results, layout) =
        assemble(&frame, &raw, &scaled, evaluated).map_err(|f| EngineError::Findings(vec![*f]))?;
    let matched = Matched::new(&frame, &scaled, &layout, &results);
    change(&matched, &mut results);
    results.rankings = rankings(&results);
    if !scaled.severity.is_empty() {
        let given = scaled.as_given(|_| true, frame.assessment.method.scale);
        results.unadjusted = unadjusted(&frame, &raw, &given, &results)?;
    }
    results.mark = mark(&results);
    findings.extend(off_scale(&results));
    results.findings = findings;
    Ok(Run { frame, raw, scaled, layout, matched, results })
}

/// The rankings as they would be with the severity of raters as it is `given`.
fn unadjusted(
    frame: &Frame,
    raw: &[TerritoryLeaves],
    given: &Scaled,
    results: &Results,
) -> Result<Vec<Unadjusted>, EngineError> {
    let evaluated = evaluate(frame, raw, given, &())?;
    let (mut others, _) =
        assemble(frame, raw, given, evaluated).map_err(|f| EngineError::Findings(vec![*f]))?;
    others.rankings = rankings(&others);
    // Units and nodes are the same; their places in the rankings are not.
    let ranks: BTreeMap<_, _> = others
        .rankings
        .iter()
        .map(|row| ((row.ranking, row.edition, row.node, row.unit), row.rank))
        .collect();
    let was = |(at, row): (usize, &RankRow)| Unadjusted {
        at,
        score: others.node(row.unit, row.node).and_then(|n| n.score),
        rank: ranks.get(&(row.ranking, row.edition, row.node, row.unit)).copied().flatten(),
    };
    Ok(results.rankings.iter().enumerate().map(was).collect())
}

/// The leaves of every territory, with warnings about what could not be used.
fn select(
    frame: &Frame,
    lookup: &Lookup<'_>,
    findings: &mut Vec<Finding>,
    progress: &dyn Progress,
) -> Vec<TerritoryLeaves> {
    let a = &*frame.assessment;
    let leaves = |code: &str| territory_leaves(frame, lookup, code);
    let raw = counted("select", progress, a.territories.par_iter(), |t| leaves(&t.code));
    findings.extend(bounded(lost_denominators(frame, &raw)));
    findings.extend(bounded(passed_over(frame, &raw)));
    findings.extend(bounded(short_periods(frame, lookup, &raw)));
    raw
}

/// The units of every territory.
fn evaluate(
    frame: &Frame,
    raw: &[TerritoryLeaves],
    scaled: &Scaled,
    progress: &dyn Progress,
) -> Result<Vec<Vec<Evaluated>>, EngineError> {
    let territories: Vec<TerritoryIx> = TerritoryIx::all(raw.len()).collect();
    let units = counted("score", progress, territories.par_iter().zip(raw), |(t, leaves)| {
        evaluate_territory(frame, *t, leaves, scaled)
    });
    units.into_iter().collect::<Result<_, _>>().map_err(|f| EngineError::Findings(vec![*f]))
}

/// Does one thing for each territory on all threads, in order, and says how far it is.
fn counted<T: Send, R: Send>(
    stage: &str,
    progress: &dyn Progress,
    territories: impl IndexedParallelIterator<Item = T>,
    one: impl Fn(T) -> R + Sync,
) -> Vec<R> {
    progress.start(stage, territories.len() as u64);
    let all = territories
        .map(|t| {
            let done = one(t);
            progress.advance(1);
            done
        })
        .collect();
    progress.done();
    all
}

/// So many findings of a kind as anybody reads, and how many more there are.
fn bounded(findings: impl IntoIterator<Item = Finding>) -> Vec<Finding> {
    let mut all = Findings::default();
    all.extend(findings);
    all.finish()
}
