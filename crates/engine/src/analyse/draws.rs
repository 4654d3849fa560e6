//! The draws themselves, handed to whoever asks for more of them than intervals.

use ideal_model::{NodeIx, UnitIx};

use crate::error::EngineError;
use crate::progress::Progress;
use crate::run::Run;
use crate::simulate::block::Block;
use crate::simulate::columns::ColumnMap;
use crate::simulate::prepare;
use crate::simulate::shock::Places;

/// Values that a block of draws may keep.
const BLOCK_VALUES: usize = 1 << 23;

/// A stretch of the draws of a run.
pub struct DrawBlock<'a> {
    first: usize,
    block: &'a Block,
    columns: &'a ColumnMap,
}

impl DrawBlock<'_> {
    /// The number of its first draw, from 0.
    #[must_use]
    pub fn first(&self) -> usize {
        self.first
    }

    /// How many draws it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.block.draws()
    }

    /// Whether it has none; none that is handed on does.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The scores of a node of a unit or roll-up, one per draw, on the method's scale; NaN where a
    /// mean is undefined in a draw. `None` for gaps and for indices that are not there.
    #[must_use]
    pub fn scores(&self, unit: UnitIx, node: NodeIx) -> Option<&[f64]> {
        self.columns.get(unit, node).map(|column| self.block.column(column))
    }
}

impl std::fmt::Debug for DrawBlock<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DrawBlock").field("first", &self.first).field("len", &self.len()).finish()
    }
}

/// Takes the draws of a run again and hands them to `sink`, block after block in their order: as
/// many as its assessment asks for, the very ones that its intervals, rank ranges and probabilities
/// were made of. Draws of one number belong together, whatever the unit and the node. (Where there
/// are many, the ends of the intervals are read from a histogram of them.)
///
/// # Errors
/// [`EngineError::Stopped`] if `progress` asks to stop.
pub fn draws(
    run: &Run,
    progress: &dyn Progress,
    sink: &mut dyn FnMut(DrawBlock<'_>),
) -> Result<(), EngineError> {
    let simulator = prepare(run.sources());
    let all = run.results().assessment.draws as usize;
    let mut block = simulator.block_keeping(0..simulator.columns.width());
    let step = (BLOCK_VALUES / block.width().max(1)).clamp(64, 4096);
    let parts = simulator.widths_of_parts().len();
    progress.start("draw", all as u64);
    for first in (0..all).step_by(step) {
        if progress.stopped() {
            progress.done();
            return Err(EngineError::Stopped);
        }
        let n = step.min(all - first);
        let nobody = vec![(); parts];
        simulator.draw(n, &Places::From(first as u64), &mut block, nobody, |(), _| {
            Ok::<(), EngineError>(())
        })?;
        sink(DrawBlock { first, block: &block, columns: &simulator.columns });
        progress.advance(n as u64);
    }
    progress.done();
    Ok(())
}
