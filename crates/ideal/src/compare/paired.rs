//! How much of a difference the draws cannot tell from nothing: the draws of both, pair by pair.

use ideal_composite::moments::quantile;
use ideal_engine::DrawBlock;
use ideal_model::{NodeIx, UnitIx};

use crate::error::Error;
use crate::results::Assessed;

/// The most differences that are kept at once; of more draws than fit, the first are taken.
const MOST_VALUES: usize = 1 << 24;

/// The scores of one node in both, by unit and node of `a` and of `b`.
pub(super) type Pair = [(UnitIx, NodeIx); 2];

/// Whether the draws of both belong together: those of one number have the same errors of the same
/// rows, the same guesses of what is missing and weights that vary alike, because every random
/// number is a function of the seed, of what it disturbs and of the draw.
pub(super) fn belong_together([a, b]: [&Assessed; 2]) -> bool {
    a.draws > 0 && b.draws > 0 && a.assessment.seed == b.assessment.seed
}

/// For each pair the 5 % and 95 % quantile of the later draw less the earlier, in points; none
/// where a side has no draws. Empty unless the draws belong together.
///
/// # Errors
/// As [`Assessed::draws`].
pub(super) fn paired(
    results: [&Assessed; 2],
    pairs: &[Pair],
) -> Result<Vec<Option<[f64; 2]>>, Error> {
    if pairs.is_empty() || !belong_together(results) {
        return Ok(Vec::new());
    }
    let [a, b] = results;
    let draws = a.draws.min(b.draws) as usize;
    let kept = draws.min(MOST_VALUES / pairs.len()).max(1);
    // What no draw fills stays without a value.
    let mut values = vec![f64::NAN; pairs.len() * kept];
    a.draws(|block| each(&block, pairs, 0, (&mut values, kept), |_, score| score))?;
    b.draws(|block| each(&block, pairs, 1, (&mut values, kept), |before, score| score - before))?;
    let quantiles = |of: &[f64]| Some([quantile(of, 0.05)?, quantile(of, 0.95)?]);
    Ok(values.chunks_exact(kept).map(quantiles).collect())
}

/// Puts the draws of one side into the values kept of each pair.
fn each(
    block: &DrawBlock<'_>,
    pairs: &[Pair],
    side: usize,
    (values, kept): (&mut [f64], usize),
    put: impl Fn(f64, f64) -> f64,
) {
    for (pair, row) in pairs.iter().zip(values.chunks_exact_mut(kept)) {
        let Some(slots) = row.get_mut(block.first()..) else { return };
        let scores = pair.get(side).and_then(|(unit, node)| block.scores(*unit, *node));
        match scores {
            Some(scores) => {
                slots.iter_mut().zip(scores).for_each(|(slot, score)| *slot = put(*slot, *score));
            }
            // Of a gap there is no draw: its difference is none.
            None => slots.iter_mut().take(block.len()).for_each(|slot| *slot = f64::NAN),
        }
    }
}
