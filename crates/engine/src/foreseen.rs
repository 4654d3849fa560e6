//! What draws will have to say, known before any is taken.

use ideal_model::Finding;
use ideal_model::method::{Mean, Method};

/// Fewer draws than this cannot place a 5 % bound well.
const FEW_DRAWS: u32 = 1000;

/// The warning that a run gives for too few draws.
#[must_use]
pub fn few_draws(draws: u32) -> Option<Finding> {
    (1..FEW_DRAWS).contains(&draws).then(|| {
        Finding::warning(
            "few-draws",
            format!("{draws} draws place the ends of a 90 % interval only roughly"),
        )
        .hint(format!("take at least {FEW_DRAWS}; 10000 is the default"))
    })
}

/// Whether a mean may be undefined in a draw although it is not in the point result: a function of
/// positive values that no floor protects.
#[must_use]
pub fn draws_may_be_undefined(m: &Method) -> bool {
    let rollups = [&m.rollup_territory, &m.rollup_crime_area, &m.rollup_region];
    let nodes = m.nodes.iter().map(|n| (n.aggregate, n.floor));
    let switch = &m.uncertainty.switch;
    let switched = switch.iter().filter_map(|s| Some((s.to, m.nodes.get(s.node.get())?.floor)));
    nodes.chain(switched).chain(rollups.into_iter().flatten().map(|r| (r.aggregate, r.floor))).any(
        |(function, floor)| match function {
            Mean::Arithmetic | Mean::Median | Mean::Min | Mean::Max => false,
            Mean::Own(own) => !own.is_total(),
            Mean::Power(p) if p > 0.0 => m.scale[0] < 0.0,
            _ => m.scale[0] < 0.0 || function.floor(floor, m.scale).is_none(),
        },
    )
}
