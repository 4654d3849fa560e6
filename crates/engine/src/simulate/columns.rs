//! Which column of a block holds the draws of a node.

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
            width: 0,
        }
    }

    /// What is added from here on belongs to the next territory, or to the roll-ups.
    pub(crate) fn start(&mut self) {
        self.starts.push(self.width);
    }

    /// Gives a node of a unit the next column.
    pub(crate) fn add(&mut self, unit: UnitIx, node: NodeIx) {
        if let Some(slot) = self.of.get_mut(unit.get() * self.nodes + node.get()) {
            *slot = Some(self.width);
            self.width += 1;
        }
    }

    /// The column of a node of a unit of the results; none for gaps, and for what is not there.
    pub(crate) fn get(&self, unit: UnitIx, node: NodeIx) -> Option<usize> {
        let row = self.of.get(unit.get() * self.nodes..(unit.get() + 1) * self.nodes)?;
        row.get(node.get()).copied().flatten()
    }

    /// The columns of a territory.
    pub(crate) fn territory(&self, t: usize) -> std::ops::Range<usize> {
        self.starts[t]..self.starts[t + 1]
    }

    /// Number of columns of each territory.
    pub(crate) fn of_territories(&self) -> impl Iterator<Item = usize> {
        self.starts.windows(2).map(|w| w[1] - w[0])
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
