//! One cell of the results: a territory in a crime area and an edition, with all its numbers.

use std::ops::Deref;

use ideal_engine::{ExplainedRow, Explanation};
use ideal_model::{LeafResult, NodeIx, NodeResult, Period, UnitIx, did_you_mean};

use crate::error::Error;
use crate::results::Assessed;

/// A unit or a roll-up of the results.
#[derive(Clone, Copy, Debug)]
pub struct Cell<'r> {
    results: &'r Assessed,
    unit: UnitIx,
}

/// A node of a cell: its numbers are those of [`NodeResult`], `score`, `interval`, `change`,
/// `coverage`, `confidence` and `verdict` among them.
#[derive(Clone, Copy, Debug)]
pub struct CellNode<'r> {
    cell: Cell<'r>,
    node: NodeIx,
    numbers: &'r NodeResult,
}

impl Assessed {
    /// The cell of a territory and a crime area in the latest edition; `*` for roll-ups.
    ///
    /// ```
    /// let results = ideal::Assessment::demo()?.with_draws(0).run()?;
    /// let cell = results.cell("COL", "drug_cocaine")?;
    /// let threat = cell.node("threat")?;
    /// assert!(threat.score.is_some_and(|s| (0.0..=100.0).contains(&s)));
    /// assert!(threat.rows().iter().all(|row| row.line > 0));
    /// let error = results.cell("COL", "drug_cocain").unwrap_err();
    /// assert!(error.hint().is_some_and(|hint| hint.contains("`drug_cocaine`")));
    /// # Ok::<(), ideal::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Unknown`] for a code the results do not have, with the nearest that they do.
    pub fn cell(&self, territory: &str, crime_area: &str) -> Result<Cell<'_>, Error> {
        self.cell_of(territory, crime_area, None)
    }

    /// The same in an edition, the latest if none is named.
    ///
    /// # Errors
    /// As [`Assessed::cell`].
    pub fn cell_of(
        &self,
        territory: &str,
        crime_area: &str,
        edition: Option<Period>,
    ) -> Result<Cell<'_>, Error> {
        Ok(Cell { results: self, unit: self.find_cell(territory, crime_area, edition)? })
    }

    /// All cells, roll-ups among them, in the order of their codes and editions.
    pub fn cells(&self) -> impl ExactSizeIterator<Item = Cell<'_>> {
        self.unit_indices().map(|unit| Cell { results: self, unit })
    }

    /// The index of a node of the method.
    ///
    /// # Errors
    /// [`Error::Unknown`] for an id that the method does not have, with the nearest that it does.
    pub fn node_named(&self, id: &str) -> Result<NodeIx, Error> {
        let method = &self.assessment.method;
        method.node_index(id).ok_or_else(|| {
            Error::unknown(
                format!("the method has no node `{id}`"),
                did_you_mean(id, method.nodes.iter().map(|n| n.id.as_str())),
            )
        })
    }
}

impl<'r> Cell<'r> {
    /// Its index in the results.
    #[must_use]
    pub fn unit(self) -> UnitIx {
        self.unit
    }

    /// Code of its territory, region or group, or `*`.
    #[must_use]
    pub fn territory(self) -> &'r str {
        self.results.place_code(self.unit)
    }

    /// Code of its crime area, or `*`.
    #[must_use]
    pub fn crime_area(self) -> &'r str {
        self.results.area_code(self.unit)
    }

    /// Its edition.
    #[must_use]
    pub fn edition(self) -> Option<Period> {
        self.results.edition_of(self.unit)
    }

    /// Whether it is a roll-up.
    #[must_use]
    pub fn is_rollup(self) -> bool {
        self.results.rollup(self.unit).is_some()
    }

    /// Its score, at full precision: that of the root; none for a gap.
    #[must_use]
    pub fn score(self) -> Option<f64> {
        self.results.node(self.unit, self.results.assessment.method.root)?.score
    }

    /// One of its nodes.
    ///
    /// # Errors
    /// [`Error::Unknown`] for an id that the method does not have, with the nearest that it does.
    pub fn node(self, id: &str) -> Result<CellNode<'r>, Error> {
        let node = self.results.node_named(id)?;
        let missing = || Error::unknown(format!("there is no node `{id}` here"), None);
        self.at(node).ok_or_else(missing)
    }

    /// All its nodes, in the order of the method.
    pub fn nodes(self) -> impl Iterator<Item = CellNode<'r>> {
        self.results.assessment.method.node_indices().filter_map(move |node| self.at(node))
    }

    /// Its leaves, in the order of the method; a roll-up has none.
    #[must_use]
    pub fn leaves(self) -> &'r [LeafResult] {
        self.results.leaves_of(self.unit)
    }

    fn at(self, node: NodeIx) -> Option<CellNode<'r>> {
        let numbers = self.results.node(self.unit, node)?;
        Some(CellNode { cell: self, node, numbers })
    }
}

impl CellNode<'_> {
    /// Its index in the method.
    #[must_use]
    pub fn index(&self) -> NodeIx {
        self.node
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> &str {
        let nodes = &self.cell.results.assessment.method.nodes;
        nodes.get(self.node.get()).map_or("", |n| n.id.as_str())
    }

    /// Its score as published.
    #[must_use]
    pub fn shown(&self) -> Option<String> {
        let method = &self.cell.results.assessment.method;
        self.numbers.score.map(|s| ideal_model::shown(s, method.decimals, method.rounding))
    }

    /// Id of its band, or both ids where the draws do not agree on one.
    #[must_use]
    pub fn band_name(&self) -> Option<String> {
        crate::tables::band(self.cell.results, self.numbers).map(std::borrow::Cow::into_owned)
    }

    /// The node with everything below it, down to the rows.
    #[must_use]
    pub fn explain(&self) -> Option<Explanation> {
        ideal_engine::explain(self.cell.results, self.cell.unit, self.node)
    }

    /// The rows that it was made of, leaf by leaf; none of a roll-up, whose members have them. A row
    /// that two leaves read, one of them as its denominator perhaps, stands here for each.
    #[must_use]
    pub fn rows(&self) -> Vec<ExplainedRow> {
        ideal_engine::rows_under(self.cell.results, self.cell.unit, self.node)
    }
}

impl Deref for CellNode<'_> {
    type Target = NodeResult;

    fn deref(&self) -> &NodeResult {
        self.numbers
    }
}
