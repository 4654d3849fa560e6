//! Draws block after block, and counts them.

use ideal_model::{Finding, Results};

use crate::error::EngineError;
use crate::foreseen::few_draws;
use crate::progress::Progress;
use crate::simulate::shock::Places;
use crate::simulate::simulator::Simulator;
use crate::simulate::uncertainty::changes::Changes;
use crate::simulate::uncertainty::intervals::Intervals;
use crate::simulate::uncertainty::ranks::Ranks;
use crate::simulate::uncertainty::refused::refused;

/// Values that a block of draws may keep.
const BLOCK_VALUES: usize = 1 << 23;

/// Runs the draws of an assessment and writes what they say into its results.
///
/// # Errors
/// [`EngineError::Findings`] where a statistic refuses its input; [`EngineError::Stopped`] if the
/// caller asks to stop.
pub(crate) fn uncertainty(
    s: &Simulator,
    r: &mut Results,
    progress: &dyn Progress,
) -> Result<Vec<Finding>, EngineError> {
    let draws = r.assessment.draws;
    let mut findings: Vec<Finding> = few_draws(draws).into_iter().collect();
    let mut intervals = Intervals::new(s, r)?;
    let mut changes = Changes::new(s, r)?;
    let mut ranks = Ranks::new(s, r)?;

    let mut block = s.block_keeping(ranks.columns().chain(changes.columns()));
    let step = (BLOCK_VALUES / block.width().max(1) / 64).clamp(1, 15);
    // An odd number of sixty-fours: columns a power of two apart would share a few sets of a cache.
    let step = 64 * ((step - 1) | 1);
    let widths = s.widths_of_parts();
    progress.start("draw", u64::from(draws));
    let mut from = 0;
    while from < draws as usize {
        if progress.stopped() {
            progress.done();
            return Err(EngineError::Stopped);
        }
        let n = step.min(draws as usize - from);
        // A territory's draws are counted while they are still in the cache of the thread that made
        // them.
        let groups = intervals.groups(n, &widths).map_err(|e| refused("intervals", &e))?;
        s.draw(n, &Places::From(from as u64), &mut block, groups, |group, values| {
            group.take(values)
        })
        .map_err(|e| refused("intervals", &e))?;
        changes.push(&block)?;
        ranks.push(&block)?;
        from += n;
        progress.advance(n as u64);
    }
    progress.done();

    findings.extend(intervals.write(r));
    changes.write(r);
    findings.extend(ranks.write(s, r)?);
    r.draws = draws;
    Ok(findings)
}
