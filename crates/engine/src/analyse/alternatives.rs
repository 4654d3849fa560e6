//! The ranking under another choice: an indicator, a source, a panel or a rater left out, or other
//! weights.

use std::collections::BTreeMap;
use std::sync::Arc;

use ideal_model::method::{Kind, Method, Over};
use ideal_model::{AssessmentInput, IndicatorIx, Observation, RaterPlace, Value};
use rayon::prelude::*;
use serde::Serialize;

use crate::analyse::held_set::{HeldSet, Other, Ranked};
use crate::analyse::weighting::{ProposedWeights, WeightsBy, propose_weights};
use crate::error::EngineError;
use crate::progress::Progress;
use crate::run::Run;
use crate::scale::ruler::over_of;

ideal_model::words! {
    /// A kind of thing that is left out.
    pub enum Omitted {
        /// An indicator: its weight is 0.
        Indicator = "indicator",
        /// A panel of raters: none of their ratings count.
        Panel = "panel",
        /// A rater: none of the ratings count.
        Rater = "rater",
        /// A source: none of its rows count.
        Source = "source",
    }
}

/// What leaving something out does to the ranking of the root.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LeftOut {
    /// What kind of thing it is.
    pub what: Omitted,
    /// Its code or id; a rater has a number in a panel, as readers are told of one.
    pub code: String,
    /// That number and panel, of a rater.
    #[serde(skip)]
    pub rater: Option<RaterPlace>,
    /// Mean absolute shift among those that have a score without it too: what others leave behind
    /// is no move.
    pub mean_rank_shift: f64,
    /// Largest shift.
    pub max_rank_shift: u32,
    /// How many have no score without it, though they are assessed: nothing else is known of them.
    /// All, where a mean is undefined without it.
    pub unranked: u32,
    /// Who would have no rank if coverage and confidence were judged without it: codes of
    /// territories, or `TERRITORY/AREA` where units are ranked.
    pub would_lose_rank: Vec<String>,
}

/// Weights that the stated ones are compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OtherWeights {
    /// Equal, or read from the scores of the edition.
    By(WeightsBy),
    /// The stated ones, with enforcement counts at weight 0.
    WithoutEnforcement,
}

impl OtherWeights {
    /// The word in tables: `without_enforcement`, or that of the way they were found.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            OtherWeights::By(by) => by.word(),
            OtherWeights::WithoutEnforcement => "without_enforcement",
        }
    }
}

ideal_model::written_as_word!(OtherWeights);

/// What other weights do to the ranking of the root.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Weighting {
    /// Which weights.
    pub weights: OtherWeights,
    /// Mean absolute shift against the stated weights, among those that have a score under both.
    /// Who is assessed is judged by the stated weights: other weights move scores, and do not ask
    /// whether there is evidence enough.
    pub mean_rank_shift: f64,
    /// Largest shift.
    pub max_rank_shift: u32,
    /// How many have no score under these weights, though they are assessed: all that is known of
    /// them has weight 0.
    pub unranked: u32,
    /// Nodes that keep the stated weights, because the data propose none.
    pub kept: Vec<String>,
    /// The rank of each under these weights, in the order of
    /// [`Sensitivity::ranked`](crate::Sensitivity::ranked).
    pub ranks: Vec<Option<u32>>,
    /// The shift of each in the same order: its rank among those that are ranked under both, less
    /// the same under the stated weights; negative is nearer the top.
    pub shifts: Vec<Option<i32>>,
    /// Who would have no rank if coverage and confidence were judged by these weights too: codes of
    /// territories, or `TERRITORY/AREA` where units are ranked.
    pub would_lose_rank: Vec<String>,
}

/// A weighting that has no ranking to compare with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NoWeighting {
    /// Which weights.
    pub weights: OtherWeights,
    /// Why not.
    pub reason: String,
}

/// A ranking against the stated one.
pub(crate) struct Shift {
    pub mean: f64,
    pub max: u32,
    pub unranked: u32,
    pub ranks: Vec<Option<u32>>,
    pub shifts: Vec<Option<i32>>,
}

pub(crate) fn shift(reference: &[Ranked], ranks: Vec<Option<u32>>) -> Shift {
    // Competition ranks among what both have: one, and those that lie above.
    let both: Vec<(u32, u32)> =
        reference.iter().zip(&ranks).filter_map(|(r, now)| Some((r.rank, (*now)?))).collect();
    let above = |rank: u32, of: fn(&(u32, u32)) -> u32| {
        i32::try_from(both.iter().filter(|p| of(p) < rank).count()).unwrap_or(i32::MAX)
    };
    let shifts: Vec<Option<i32>> = reference
        .iter()
        .zip(&ranks)
        .map(|(r, now)| now.map(|now| above(now, |p| p.1) - above(r.rank, |p| p.0)))
        .collect();
    let n = both.len();
    let total: f64 = shifts.iter().flatten().map(|&s| f64::from(s.unsigned_abs())).sum();
    #[expect(clippy::cast_precision_loss, reason = "counts of territories")]
    let mean = if n == 0 { 0.0 } else { total / n as f64 };
    let max = shifts.iter().flatten().map(|s| s.unsigned_abs()).max().unwrap_or(0);
    Shift {
        mean,
        max,
        unranked: u32::try_from(reference.len() - n).unwrap_or(u32::MAX),
        ranks,
        shifts,
    }
}

/// The assessment without draws, and reduced to its last edition unless that is normalised against
/// the others.
pub(crate) fn last_edition(a: &AssessmentInput) -> AssessmentInput {
    let m = &*a.method;
    let pooled =
        m.indicators.iter().any(|i| i.parent.is_some() && over_of(m, i) == Over::AllEditions);
    let editions =
        if pooled { a.editions.clone() } else { a.editions.last().copied().into_iter().collect() };
    AssessmentInput { editions, draws: 0, findings: Vec::new(), ..a.clone() }
}

/// Runs `one` for each task on all threads, in order, as far as nobody asks to stop.
pub(crate) fn each<T: Send, R: Send>(
    what: &str,
    tasks: Vec<T>,
    progress: &dyn Progress,
    one: impl Fn(T) -> Result<R, EngineError> + Sync,
) -> Result<Vec<R>, EngineError> {
    progress.start(what, tasks.len() as u64);
    let out = tasks
        .into_par_iter()
        .map(|task| {
            if progress.stopped() {
                return Err(EngineError::Stopped);
            }
            let done = one(task);
            progress.advance(1);
            done
        })
        .collect();
    progress.done();
    out
}

/// The most raters that are left out one by one; of more, panels alone are: a round of thirty
/// panels would be selected and scored for an hour.
const MOST_RATERS: usize = 40;

/// What is left out of an assessment.
#[derive(Clone)]
enum Without {
    Indicator(IndicatorIx),
    /// By index of the evidence.
    Source(u32),
    /// Those of a panel, by index of the evidence.
    Panel(Vec<u32>),
    Rater(u32, RaterPlace),
}

impl Without {
    fn kind(&self) -> Omitted {
        match self {
            Without::Indicator(_) => Omitted::Indicator,
            Without::Source(_) => Omitted::Source,
            Without::Panel(_) => Omitted::Panel,
            Without::Rater(..) => Omitted::Rater,
        }
    }

    /// The ranking without it; `base` is the assessment reduced to its last edition.
    fn from(&self, held: &HeldSet<'_>, base: &AssessmentInput) -> Result<Other, EngineError> {
        let names = |o: &Observation| match self {
            Without::Indicator(_) => false,
            Without::Source(k) => o.source == Some(*k),
            Without::Panel(raters) => o.rater.is_some_and(|r| raters.contains(&r)),
            Without::Rater(k, _) => o.rater == Some(*k),
        };
        if let Without::Indicator(i) = self {
            let mut method = (*base.method).clone();
            method.indicators[*i].weight = 0.0;
            return held.under(method).map_err(|f| EngineError::Findings(vec![*f]));
        }
        let mut evidence = (*base.evidence).clone();
        for o in evidence.observations.iter_mut().filter(|o| names(o)) {
            o.value = Value::Missing;
        }
        held.from(AssessmentInput { evidence: Arc::new(evidence), ..base.clone() })
    }
}

/// The panels, where there are several, and the raters, where they are not too many.
fn raters(base: &AssessmentInput) -> Vec<(Without, String)> {
    let places = RaterPlace::of(base.evidence.raters.iter());
    let mut panels: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for (k, place) in (0..).zip(&places) {
        if let Some(panel) = &place.panel {
            panels.entry(panel).or_default().push(k);
        }
    }
    let several = panels.len() > 1;
    let panels = panels.into_iter().filter(|_| several);
    let mut out: Vec<(Without, String)> =
        panels.map(|(name, of)| (Without::Panel(of), name.to_owned())).collect();
    if places.len() <= MOST_RATERS {
        let one =
            |(k, place): (u32, &RaterPlace)| (Without::Rater(k, place.clone()), place.to_string());
        out.extend((0..).zip(&places).map(one));
    }
    out
}

/// Leaves out each indicator, source, panel and rater that has rows, one at a time; the largest
/// effect first.
pub(crate) fn leave_one_out(
    assessment: &AssessmentInput,
    held: &HeldSet<'_>,
    progress: &dyn Progress,
) -> Result<Vec<LeftOut>, EngineError> {
    let base = last_edition(assessment);
    let e = &base.evidence;
    let m = &base.method;
    let has_rows = |i: IndicatorIx| e.indicators.find(&m.indicators[i].series).is_some();
    let indicators =
        m.indicator_indices().filter(|&i| m.indicators[i].parent.is_some() && has_rows(i));
    let mut tasks: Vec<(Without, String)> =
        indicators.map(|i| (Without::Indicator(i), m.indicators[i].code.clone())).collect();
    tasks.extend((0..).map(Without::Source).zip(e.sources.iter().map(str::to_owned)));
    tasks.extend(raters(&base));
    let reference = held.ranked();
    let mut out = each("leave one out", tasks, progress, |(without, code)| {
        // The changed copies are made where they are used, so that a few live at a time.
        let other = match without.from(held, &base) {
            // A mean that is undefined without it has no ranking: nobody has a score.
            Err(EngineError::Findings(_)) => {
                Other { ranks: vec![None; reference.len()], would_lose_rank: Vec::new() }
            }
            other => other?,
        };
        let s = shift(reference, other.ranks);
        Ok(LeftOut {
            what: without.kind(),
            code,
            rater: match without {
                Without::Rater(_, place) => Some(place),
                _ => None,
            },
            mean_rank_shift: s.mean,
            max_rank_shift: s.max,
            unranked: s.unranked,
            would_lose_rank: other.would_lose_rank,
        })
    })?;
    out.sort_by(|a, b| {
        let weight = |x: &LeftOut| x.mean_rank_shift + f64::from(x.unranked);
        weight(b).total_cmp(&weight(a)).then_with(|| (a.what, &a.code).cmp(&(b.what, &b.code)))
    });
    Ok(out)
}

/// Other weights, ready to score with.
pub(crate) struct OtherMethod {
    weights: OtherWeights,
    method: Method,
    kept: Vec<String>,
}

/// The weightings that a result can be compared with, from its last edition; and those it cannot,
/// with the reason.
///
/// Children of weight 0 stay out of each: a slot is not part of the index.
///
/// # Errors
/// [`EngineError::Stopped`].
pub(crate) fn other_weights(
    run: &Run,
    progress: &dyn Progress,
) -> Result<(Vec<OtherMethod>, Vec<NoWeighting>), EngineError> {
    let results = &run.results;
    let stated = &*results.assessment.method;
    let mut equal = stated.clone();
    let weights = equal
        .nodes
        .iter_mut()
        .map(|n| &mut n.weight)
        .chain(equal.indicators.iter_mut().map(|i| &mut i.weight));
    weights.filter(|w| **w > 0.0).for_each(|w| *w = 1.0);
    let mut measured = stated.clone();
    for i in measured.indicators.iter_mut().filter(|i| i.kind == Kind::Enforcement) {
        i.weight = 0.0;
    }
    let mut found = vec![
        OtherMethod {
            weights: OtherWeights::By(WeightsBy::Equal),
            method: equal,
            kept: Vec::new(),
        },
        OtherMethod {
            weights: OtherWeights::WithoutEnforcement,
            method: measured,
            kept: Vec::new(),
        },
    ];
    let mut none = Vec::new();
    let from_data = vec![
        WeightsBy::Pca,
        WeightsBy::Entropy,
        WeightsBy::Critic,
        WeightsBy::Optimise,
        WeightsBy::Bod,
    ];
    let proposed = each("weights from the data", from_data, progress, |by| {
        Ok((OtherWeights::By(by), adopt(stated, &propose_weights(run, results.last_edition(), by))))
    })?;
    for (weights, adopted) in proposed {
        match adopted {
            Ok((method, kept)) => found.push(OtherMethod { weights, method, kept }),
            Err(reason) => none.push(NoWeighting { weights, reason }),
        }
    }
    Ok((found, none))
}

/// The method with the weights proposed, and the nodes that keep theirs; an error where all do.
fn adopt(stated: &Method, proposed: &ProposedWeights) -> Result<(Method, Vec<String>), String> {
    let weighed = || proposed.nodes.iter().filter(|n| n.children.len() > 1);
    if weighed().all(|n| n.kept.is_some()) {
        let first =
            weighed().find_map(|n| Some(format!("under `{}` {}", n.node, n.kept.as_deref()?)));
        return Err(first.unwrap_or_else(|| "no node has two children to weigh".to_owned()));
    }
    let mut method = stated.clone();
    for child in weighed().filter(|n| n.kept.is_none()).flat_map(|n| &n.children) {
        let slot = if child.leaf {
            method
                .indicators
                .iter_mut()
                .find(|i| i.code == child.child && i.parent.is_some())
                .map(|i| &mut i.weight)
        } else {
            method.nodes.iter_mut().find(|n| n.id == child.child).map(|n| &mut n.weight)
        };
        if let Some(weight) = slot {
            *weight = child.proposed;
        }
    }
    Ok((method, weighed().filter(|n| n.kept.is_some()).map(|n| n.node.clone()).collect()))
}

/// Stated against other weights. A weighting under which a mean is undefined is told among those
/// without one.
pub(crate) fn weightings(
    held: &HeldSet<'_>,
    (others, mut none): (Vec<OtherMethod>, Vec<NoWeighting>),
    progress: &dyn Progress,
) -> Result<(Vec<Weighting>, Vec<NoWeighting>), EngineError> {
    let ran = each("weightings", others, progress, |OtherMethod { weights, method, kept }| {
        Ok(held
            .under(method)
            .map(|other| {
                let Shift { mean, max, unranked, ranks, shifts } =
                    shift(held.ranked(), other.ranks);
                Weighting {
                    weights,
                    mean_rank_shift: mean,
                    max_rank_shift: max,
                    unranked,
                    kept,
                    ranks,
                    shifts,
                    would_lose_rank: other.would_lose_rank,
                }
            })
            .map_err(|f| NoWeighting { weights, reason: f.message }))
    })?;
    let mut found = Vec::new();
    for outcome in ran {
        match outcome {
            Ok(w) => found.push(w),
            Err(w) => none.push(w),
        }
    }
    Ok((found, none))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranked(list: &[(&str, u32)]) -> Vec<Ranked> {
        list.iter()
            .map(|&(t, rank)| Ranked { territory: t.to_owned(), crime_area: "*".to_owned(), rank })
            .collect()
    }

    #[test]
    fn a_shift_counts_what_kept_its_rank_and_tells_what_lost_it() {
        let stated = ranked(&[("A", 1), ("B", 2), ("C", 3), ("D", 4)]);
        let s = shift(&stated, vec![Some(2), Some(3), Some(1), None]);
        assert_eq!((s.max, s.unranked, s.ranks), (2, 1, vec![Some(2), Some(3), Some(1), None]));
        assert_eq!(s.shifts, [Some(1), Some(1), Some(-2), None]);
        assert!((s.mean - 4.0 / 3.0).abs() < 1e-15);
        // The first is lost: nobody else has moved for that.
        let up = shift(&stated, vec![None, Some(1), Some(2), Some(3)]);
        assert_eq!(
            (up.mean, up.unranked, up.shifts),
            (0.0, 1, vec![None, Some(0), Some(0), Some(0)])
        );
        let lost = shift(&stated, vec![None; 4]);
        assert_eq!((lost.mean, lost.max, lost.unranked), (0.0, 0, 4));
    }

    #[test]
    fn a_caller_can_stop_between_two_rankings() {
        struct Impatient;
        impl Progress for Impatient {
            fn start(&self, _: &str, _: u64) {}
            fn advance(&self, _: u64) {}
            fn done(&self) {}
            fn stopped(&self) -> bool {
                true
            }
        }
        assert!(matches!(each("x", vec![1, 2], &Impatient, Ok), Err(EngineError::Stopped)));
        assert!(each("x", vec![1, 2], &(), Ok).is_ok_and(|v| v == [1, 2]));
    }
}
