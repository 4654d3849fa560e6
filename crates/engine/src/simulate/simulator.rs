//! Everything needed to compute a block of draws.

use std::sync::Arc;

use ideal_model::method::Method;

use crate::groups::figures::GroupColumns;
use crate::groups::sampler::Drawn;
use crate::scale::ruler::Ruler;
use crate::simulate::block::Block;
use crate::simulate::columns::ColumnMap;
use crate::simulate::factor::Factor;
use crate::simulate::given::Cards;
use crate::simulate::rollup::RollUps;
use crate::simulate::scale::Widths;
use crate::simulate::shock::Places;
use crate::simulate::variation::{ActiveUnit, TerritoryDraws, WeightSet};

/// Everything needed to compute a block of draws.
pub(crate) struct Simulator {
    pub m: Arc<Method>,
    pub seed: u64,
    pub factors: Vec<Factor>,
    pub territories: Vec<TerritoryDraws>,
    /// What is missing is made of.
    pub cards: Cards,
    pub rulers: Vec<Option<Ruler>>,
    /// Of the scales that scores lie on.
    pub widths: Widths,
    pub sets: Vec<WeightSet>,
    /// Per switch of the method: the stream that throws it, and its factor.
    pub switches: Vec<(u64, usize)>,
    /// Per territory its units: what to compute.
    pub active: Vec<Vec<ActiveUnit>>,
    pub columns: ColumnMap,
    pub rollups: RollUps,
    /// Criminal groups that leaves rest on.
    pub groups: SimulatedGroups,
}

/// The criminal groups that leaves rest on, which vary together with one factor.
pub(crate) struct SimulatedGroups {
    pub columns: Arc<GroupColumns>,
    pub factor: usize,
}

impl SimulatedGroups {
    /// Their shares in every draw, column after column.
    pub(super) fn fill(&self, n: usize, places: &Places) -> Vec<f64> {
        self.columns.fill(n, &Drawn { places, factor: self.factor })
    }
}

/// Columns of roll-ups that one task looks at.
pub(crate) const PIECE: usize = 64;

impl Simulator {
    /// A block that keeps these columns, and what roll-ups read and make.
    pub(crate) fn block_keeping(&self, wanted: impl IntoIterator<Item = usize>) -> Block {
        Block::keeping(
            wanted.into_iter().chain(self.rollups.members()).chain(self.columns.rolled()),
        )
    }

    /// Columns of each territory, and after them those of the roll-ups in pieces.
    pub(crate) fn widths_of_parts(&self) -> Vec<usize> {
        let rolled = self.columns.told_of_rollups();
        let pieces = (0..rolled).step_by(PIECE).map(|from| PIECE.min(rolled - from));
        self.columns.of_territories().chain(pieces).collect()
    }
}
