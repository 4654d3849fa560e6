//! Which column of a block holds the draws of a node.

use std::collections::BTreeMap;

use ideal_model::{NodeIx, Results, UnitIx};

/// The columns of a simulation: those of the territories one after another, then those of the
/// roll-ups.
pub(crate) struct ColumnMap {
    /// Column of each unit and node, row-major over the results' units.
    of: Vec<Option<usize>>,
    /// Number of nodes of the method.
    nodes: usize,
    /// First column of each territory; the roll-ups' columns follow the last.
    starts: Vec<usize>,
    /// Of each territory, and of the roll-ups, how many columns are scores of the results; the
    /// others, of what two editions have in common, stand behind them.
    told: Vec<usize>,
    /// Columns in the edition before and in this one of what both have, where that is not all.
    pairs: BTreeMap<(UnitIx, NodeIx), [usize; 2]>,
    /// Number of columns.
    width: usize,
}

impl ColumnMap {
    /// No columns yet, for these results.
    pub(crate) fn new(results: &Results) -> Self {
        let nodes = results.node_count();
        ColumnMap {
            of: vec![None; results.units.len() * nodes],
            nodes,
            starts: Vec::new(),
            told: Vec::new(),
            pairs: BTreeMap::new(),
            width: 0,
        }
    }

    /// What is added from here on belongs to the next territory, or to the roll-ups.
    pub(crate) fn start(&mut self) {
        self.starts.push(self.width);
        self.told.push(0);
    }

    /// Gives a node of a unit the next column.
    pub(crate) fn add(&mut self, unit: UnitIx, node: NodeIx) {
        if let Some(slot) = self.of.get_mut(unit.get() * self.nodes + node.get()) {
            *slot = Some(self.width);
            self.width += 1;
            if let Some(told) = self.told.last_mut() {
                *told += 1;
            }
        }
    }

    /// The next column, for what is no score of the results.
    pub(crate) fn add_untold(&mut self) -> usize {
        self.width += 1;
        self.width - 1
    }

    /// Says in which columns a node of a unit has what it shares with the edition before, in that
    /// one and in this.
    pub(crate) fn set_pair(&mut self, unit: UnitIx, node: NodeIx, columns: [usize; 2]) {
        self.pairs.insert((unit, node), columns);
    }

    /// The columns of what a node of a unit has in common with the edition before, in that one and
    /// in this; those of the scores where nothing entered or left.
    pub(crate) fn pair(&self, before: UnitIx, unit: UnitIx, node: NodeIx) -> Option<[usize; 2]> {
        match self.pairs.get(&(unit, node)) {
            Some(pair) => Some(*pair),
            None => Some([self.get(before, node)?, self.get(unit, node)?]),
        }
    }

    /// The column of a node of a unit of the results; none for gaps, and for what is not there.
    pub(crate) fn get(&self, unit: UnitIx, node: NodeIx) -> Option<usize> {
        let row = self.of.get(unit.get() * self.nodes..(unit.get() + 1) * self.nodes)?;
        row.get(node.get()).copied().flatten()
    }

    /// The first column of the territory, or of the roll-ups, that columns are being given to.
    pub(crate) fn current_start(&self) -> usize {
        self.starts.last().copied().unwrap_or(0)
    }

    /// The columns of a territory.
    pub(crate) fn territory(&self, t: usize) -> std::ops::Range<usize> {
        self.starts[t]..self.starts[t + 1]
    }

    /// Number of columns of each territory that are scores of the results.
    pub(crate) fn of_territories(&self) -> impl Iterator<Item = usize> {
        let territories = self.told.len().saturating_sub(1);
        self.told.iter().take(territories).copied()
    }

    /// Number of columns of a territory that are scores of the results.
    pub(crate) fn told_of_territory(&self, t: usize) -> usize {
        self.told.get(t).copied().unwrap_or(0)
    }

    /// The same of the roll-ups.
    pub(crate) fn told_of_rollups(&self) -> usize {
        self.told.last().copied().unwrap_or(0)
    }

    /// The columns that are scores of the results, ascending.
    pub(crate) fn told(&self) -> impl Iterator<Item = usize> {
        self.starts.iter().zip(&self.told).flat_map(|(start, told)| *start..start + told)
    }

    /// The columns of the roll-ups.
    pub(crate) fn rolled(&self) -> std::ops::Range<usize> {
        self.starts.last().copied().unwrap_or(0)..self.width
    }

    /// Number of columns.
    pub(crate) fn width(&self) -> usize {
        self.width
    }
}
