//! Roll-ups: node by node the same node of the units, never their children again.

use ideal_model::method::{Method, Rollup};
use ideal_model::{Finding, GapReason, NodeResult, Verdict};

use crate::plan::floor_of;
use crate::score::evaluate::{COVERAGE_SLACK, mean_on_scale, undefined};
use crate::score::unit::{Evaluated, Member};
use crate::score::without;

/// Rolls the members up. Gives one result per node of the method, with the reason where it is a
/// gap.
///
/// # Errors
/// A finding where a mean is undefined for the values it meets.
pub(crate) fn roll_up(
    m: &Method,
    spec: &Rollup,
    members: &[Member<'_>],
) -> Result<Evaluated, Box<Finding>> {
    let mut out = Vec::with_capacity(m.nodes.len());
    let mut reasons = Vec::with_capacity(m.nodes.len());
    let floor = floor_of(m, spec.aggregate, spec.floor);
    let mut xs = Vec::with_capacity(members.len());
    let mut ws = Vec::with_capacity(members.len());
    for node in m.node_indices() {
        xs.clear();
        ws.clear();
        let (mut applying, mut covered, mut trusted, mut enforcement, mut used) =
            (0.0, 0.0, 0.0, 0.0, 0.0);
        let mut alone = true;
        let mut any_member = false;
        let mut evidence = false;
        for member in members {
            let w = spec.weight(member.code, node);
            let Some(n) = member.of.nodes.get(node.get()) else { continue };
            if n.verdict == Verdict::NotApplicable || w <= 0.0 {
                continue;
            }
            any_member = true;
            evidence |= n.evidence;
            applying += w;
            if let Some(score) = n.score {
                covered += w * n.coverage;
                trusted += w * n.confidence.unwrap_or(0.0);
                enforcement += w * n.enforcement;
                used += w;
                alone &= n.on_enforcement_alone;
                xs.push(floor.map_or(score, |f| score.max(f)));
                ws.push(w);
            }
        }
        let mut result = NodeResult { evidence, ..NodeResult::default() };
        if !any_member {
            // Members that all do not apply make a roll-up that does not; a roll-up of nothing at
            // all is a gap.
            let none_applies = members.iter().any(|m| {
                m.of.nodes.get(node.get()).is_some_and(|n| n.verdict == Verdict::NotApplicable)
            });
            result.verdict = if none_applies { Verdict::NotApplicable } else { Verdict::Gap };
            reasons.push((!none_applies).then_some(GapReason::NoEvidence));
            out.push(result);
            continue;
        }
        result.coverage = covered / applying;
        result.confidence = Some(trusted / applying);
        if used > 0.0 {
            result.enforcement = enforcement / used;
        }
        let reason = if used <= 0.0 {
            Some(GapReason::NoEvidence)
        } else if result.coverage < spec.min_coverage - COVERAGE_SLACK {
            Some(GapReason::Coverage)
        } else if node == m.root && trusted / applying < m.confidence.floor {
            Some(GapReason::Confidence)
        } else {
            None
        };
        if reason.is_none() {
            let Some(score) = mean_on_scale(m, spec.aggregate, &xs, &ws) else {
                return Err(undefined(
                    &format!("roll-up of `{}`", m.nodes[node].id),
                    spec.aggregate,
                    &xs,
                ));
            };
            result.score = Some(score);
            result.verdict = Verdict::Assessed;
            result.on_enforcement_alone = alone;
        }
        reasons.push(reason);
        out.push(result);
    }
    let without = without::of_rollup(m, spec, &out, members);
    Ok(Evaluated { nodes: out, reasons, without })
}
