//! The units of one territory, evaluated one after another.

use ideal_model::method::Method;
use ideal_model::{Finding, GapReason, NodeResult, Status, TerritoryIx};

use crate::frame::{Frame, Unit};
use crate::plan::is_enforcement;
use crate::scale::scaled::Scaled;
use crate::score::evaluate::{LeafState, Scratch, evaluate};
use crate::score::unit::Evaluated;
use crate::score::without;
use crate::select::territory::TerritoryLeaves;

/// Evaluates the units of a territory, in their order.
///
/// # Errors
/// A finding where a mean is undefined for the values it meets, with the unit.
pub(crate) fn evaluate_territory(
    frame: &Frame,
    t: TerritoryIx,
    territory: &TerritoryLeaves,
    scaled: &Scaled,
) -> Result<Vec<Evaluated>, Box<Finding>> {
    let m = &frame.assessment.method;
    let mut scratch = Scratch::default();
    let mut states: Vec<LeafState> = Vec::new();
    let mut out = Vec::with_capacity(frame.units_per_territory());
    for unit in frame.units() {
        let screened = scaled.screened(t, unit.position);
        leaf_states(m, t, territory, scaled, &unit, &mut states);
        let mut nodes = vec![NodeResult::default(); m.nodes.len()];
        let mut reasons = vec![None; m.nodes.len()];
        evaluate(m, unit.plan, &states, &mut scratch, &mut nodes, &mut reasons).map_err(
            |mut f| {
                let area = frame.area_code(&unit);
                f.message =
                    format!("{}/{area}: {}", frame.assessment.territories[t].code, f.message);
                f
            },
        )?;
        if screened {
            for r in reasons.iter_mut().flatten() {
                *r = GapReason::Screened;
            }
        }
        let without = without::of_unit(m, &nodes);
        out.push(Evaluated { nodes, reasons, without });
    }
    Ok(out)
}

/// The leaves of a unit as its tree meets them, into `out`: none has a score where the unit was
/// screened out.
pub(crate) fn leaf_states(
    m: &Method,
    t: TerritoryIx,
    territory: &TerritoryLeaves,
    scaled: &Scaled,
    unit: &Unit<'_>,
    out: &mut Vec<LeafState>,
) {
    let screened = scaled.screened(t, unit.position);
    out.clear();
    out.extend(unit.leaves.clone().map(|l| {
        let raw = &territory.leaves[l];
        let n = scaled.leaf(t, l);
        LeafState {
            applies: raw.status != Status::NotApplicable,
            score: if screened { None } else { n.score },
            confidence: if n.score.is_some() { n.confidence } else { 0.0 },
            enforcement: is_enforcement(m, raw.indicator),
        }
    }));
}
