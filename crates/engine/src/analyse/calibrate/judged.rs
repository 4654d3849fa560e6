//! One value against the draws that foretell it, and the measures of many.

use ideal_composite::forecast::crps;
use ideal_composite::moments::{mean, quantile, sd};
use ideal_model::NodeIx;

use crate::analyse::calibrate::found::{Foretold, Measures};

/// Nominal level of the intervals.
pub(super) const LEVEL: f64 = 0.9;
/// A value at the end of an interval, but for rounding, lies in it.
const SLACK: f64 = 1e-9;

/// A value against the draws that foretell it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Judged {
    pub of: Foretold,
    pub node: NodeIx,
    /// Below the interval, in it, above it: -1, 0, 1.
    pub side: i8,
    /// Mean of the draws less the value.
    pub error: f64,
    pub width: f64,
    pub crps: f64,
}

impl Judged {
    /// None where no draw has a value.
    pub(super) fn new(of: Foretold, node: NodeIx, draws: &[f64], value: f64) -> Option<Self> {
        // Sorted once: what follows sorts again, which costs nothing then.
        let mut draws = draws.to_vec();
        draws.sort_unstable_by(f64::total_cmp);
        let tail = (1.0 - LEVEL) / 2.0;
        let (low, high) = (quantile(&draws, tail)?, quantile(&draws, 1.0 - tail)?);
        Some(Judged {
            of,
            node,
            side: i8::from(value > high + SLACK) - i8::from(value < low - SLACK),
            error: mean(&draws)? - value,
            width: high - low,
            crps: crps(&draws, value)?,
        })
    }
}

/// The measures of values by run; none where there are no values. Node, what was withheld and share
/// are those of all together.
pub(super) fn measures(of: Foretold, runs: &[Vec<Judged>]) -> Option<Measures> {
    let all: Vec<&Judged> = runs.iter().flatten().collect();
    let average =
        |f: &dyn Fn(&Judged) -> f64| mean(&all.iter().map(|j| f(j)).collect::<Vec<f64>>());
    let inside = |j: &Judged| f64::from(u8::from(j.side == 0));
    let each: Vec<f64> =
        runs.iter().filter_map(|run| mean(&run.iter().map(inside).collect::<Vec<f64>>())).collect();
    #[expect(clippy::cast_precision_loss, reason = "a count of runs")]
    let coverage_error = sd(&each).map(|sd| sd / (each.len() as f64).sqrt());
    Some(Measures {
        of,
        node: "*".to_owned(),
        withheld: None,
        share: None,
        n: all.len(),
        coverage: average(&inside)?,
        coverage_error,
        below_low: average(&|j| f64::from(u8::from(j.side < 0)))?,
        above_high: average(&|j| f64::from(u8::from(j.side > 0)))?,
        bias: average(&|j| j.error)?,
        rmse: average(&|j| j.error * j.error)?.sqrt(),
        width: average(&|j| j.width)?,
        crps: average(&|j| j.crps)?,
    })
}

/// The values of one kind, and of one node if it is named, run by run.
pub(super) fn only(runs: &[Vec<Judged>], of: Foretold, node: Option<NodeIx>) -> Vec<Vec<Judged>> {
    let wanted = |j: &&Judged| j.of == of && node.is_none_or(|n| n == j.node);
    runs.iter().map(|run| run.iter().filter(wanted).copied().collect()).collect()
}
