//! Scores under another method or other evidence, with who is assessed held as it is: another
//! weight moves a score, and says nothing of whether there is enough to score.

use ideal_composite::aggregate::Mean;
use ideal_model::method::{Method, Rollup};
use ideal_model::{EditionIx, Finding, NodeResult, TerritoryIx};

use crate::frame::Frame;
use crate::plan::{Plan, Slot, floor_of};
use crate::scale::scaled::Scaled;
use crate::score::evaluate::{LeafState, Scratch, evaluate, mean_on_scale, seen, undefined};
use crate::score::territory::leaf_states;
use crate::score::unit::Evaluated;
use crate::select::territory::TerritoryLeaves;

/// A unit under another method or other evidence.
pub(crate) struct Rescored {
    /// The score of the root, where the unit is assessed as stated and anything is left to score.
    pub score: Option<f64>,
    /// What became of its nodes where coverage and confidence are judged anew; their scores are
    /// arithmetic means and of no use.
    pub judged: Evaluated,
}

/// The units of a territory in an edition, area by area, under the method of the frame and with
/// these leaves. `stated` gives the nodes of an area's unit as they are stated: one that has no
/// score there has none here.
///
/// # Errors
/// A finding where a mean is undefined for the values it meets.
pub(crate) fn rescore_territory<'s>(
    frame: &Frame,
    (t, edition): (TerritoryIx, EditionIx),
    territory: &TerritoryLeaves,
    scaled: &Scaled,
    stated: impl Fn(usize) -> &'s [NodeResult],
) -> Result<Vec<Rescored>, Box<Finding>> {
    let m = &*frame.assessment.method;
    // Coverage and confidence do not depend on the function, and this one is defined for all.
    let mut judge = m.clone();
    judge.nodes.iter_mut().for_each(|n| n.aggregate = Mean::Arithmetic);
    let mut scratch = Scratch::default();
    let mut states: Vec<LeafState> = Vec::new();
    let mut out = Vec::with_capacity(frame.plans.len());
    for unit in frame.units().filter(|u| u.edition == edition) {
        states.clear();
        states.extend(leaf_states(m, t, territory, scaled, &unit));
        let mut nodes = vec![NodeResult::default(); m.nodes.len()];
        let mut reasons = vec![None; m.nodes.len()];
        evaluate(&judge, unit.plan, &states, &mut scratch, &mut nodes, &mut reasons)?;
        let judged = Evaluated { nodes, reasons, without: Vec::new() };
        let score = root(m, unit.plan, &states, stated(unit.area)).map_err(|mut f| {
            let (code, area) = (&frame.assessment.territories[t].code, frame.area_code(&unit));
            f.message = format!("{code}/{area}: {}", f.message);
            f
        })?;
        out.push(Rescored { score, judged });
    }
    Ok(out)
}

/// The score of the root from the children that have one, node by node as far as each is assessed
/// as stated; also where nothing is left of a child that the method requires, since whether a score
/// may stand is not asked again.
fn root(
    m: &Method,
    plan: &Plan,
    leaves: &[LeafState],
    stated: &[NodeResult],
) -> Result<Option<f64>, Box<Finding>> {
    let mut scores: Vec<Option<f64>> = vec![None; m.nodes.len()];
    let (mut xs, mut ws) = (Vec::new(), Vec::new());
    for p in &plan.nodes {
        if stated.get(p.node.get()).is_none_or(|n| n.score.is_none()) {
            continue;
        }
        let node = &m.nodes[p.node];
        let floor = floor_of(m, node.aggregate, node.floor);
        xs.clear();
        ws.clear();
        for c in p.children.iter().filter(|c| c.weight > 0.0) {
            let score = match c.what {
                Slot::Leaf(slot) => leaves.get(slot).filter(|l| l.applies).and_then(|l| l.score),
                Slot::Node(i) => scores.get(i.get()).copied().flatten(),
            };
            if let Some(score) = score {
                xs.push(seen(m, score, c.invert, floor));
                ws.push(c.weight);
            }
        }
        if let Some(slot) = scores.get_mut(p.node.get()).filter(|_| !xs.is_empty()) {
            let score = mean_on_scale(m, node.aggregate, &xs, &ws);
            *slot = Some(
                score.ok_or_else(|| undefined(&format!("`{}`", node.id), node.aggregate, &xs))?,
            );
        }
    }
    Ok(scores.get(m.root.get()).copied().flatten())
}

/// The root of a roll-up over members, each with its code and score.
///
/// # Errors
/// A finding where the mean is undefined.
pub(crate) fn roll_up_scores<'c>(
    m: &Method,
    spec: &Rollup,
    members: impl Iterator<Item = (&'c str, Option<f64>)>,
) -> Result<Option<f64>, Box<Finding>> {
    let floor = floor_of(m, spec.aggregate, spec.floor);
    let scored = members.filter_map(|(code, score)| Some((spec.weight(code, m.root), score?)));
    let (xs, ws): (Vec<f64>, Vec<f64>) = scored
        .filter(|(w, _)| *w > 0.0)
        .map(|(w, score)| (seen(m, score, false, floor), w))
        .unzip();
    if xs.is_empty() {
        return Ok(None);
    }
    let score = mean_on_scale(m, spec.aggregate, &xs, &ws);
    score.map(Some).ok_or_else(|| undefined("roll-up of the root", spec.aggregate, &xs))
}
