//! What the steps that look at more than one value read, and what they have made of the leaves so
//! far.
//!
//! The population of a column is the edition's assessed units that have a value, or those of all
//! editions where the method says so; publishers' aggregates are scored against it and never belong
//! to it.

use std::collections::BTreeMap;

use ideal_model::{EditionIx, Finding, Posts, Status, TerritoryIx, Treated};

use crate::frame::Frame;
use crate::ids::{Column, LeafAt};
use crate::scale::error::Errors;
use crate::scale::refused::Refused;
use crate::scale::ruler::Ruler;
use crate::select::leaf::RawLeaf;
use crate::select::territory::TerritoryLeaves;

/// A leaf of a column: where it stands, and whether it belongs to the population.
#[derive(Clone, Copy)]
pub(crate) struct Cell {
    pub at: LeafAt,
    /// Position of its unit among those of the territory.
    pub unit: usize,
    pub member: bool,
}

/// What the steps read.
pub(crate) struct StepInputs<'a> {
    pub frame: &'a Frame,
    pub raw: &'a [TerritoryLeaves],
    pub rulers: &'a [Option<Ruler>],
    /// The cells to which each indicator applies.
    pub columns: BTreeMap<Column, Vec<Cell>>,
}

impl<'a> StepInputs<'a> {
    /// Sorts the leaves into columns.
    pub(crate) fn new(
        frame: &'a Frame,
        raw: &'a [TerritoryLeaves],
        rulers: &'a [Option<Ruler>],
    ) -> Self {
        let mut columns: BTreeMap<Column, Vec<Cell>> = BTreeMap::new();
        for (t, territory) in TerritoryIx::all(raw.len()).zip(raw) {
            let member = frame.in_population(t);
            for unit in frame.units() {
                for leaf in unit.leaves.clone() {
                    let l = &territory.leaves[leaf];
                    if l.status != Status::NotApplicable {
                        let cell =
                            Cell { at: LeafAt { territory: t, leaf }, unit: unit.position, member };
                        columns
                            .entry(Column { edition: unit.edition, indicator: l.indicator })
                            .or_default()
                            .push(cell);
                    }
                }
            }
        }
        StepInputs { frame, raw, rulers, columns }
    }

    /// The leaf of a cell as it was selected.
    pub(crate) fn leaf(&self, at: LeafAt) -> &'a RawLeaf {
        &self.raw[at.territory.get()].leaves[at.leaf]
    }

    /// An edition in words.
    pub(crate) fn edition(&self, edition: EditionIx) -> String {
        self.frame
            .assessment
            .editions
            .get(edition.get())
            .map(ToString::to_string)
            .unwrap_or_default()
    }
}

/// A leaf normalised against a population.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scored {
    pub score: f64,
    /// Its errors in points of the scale.
    pub errors: Errors,
    /// Half the width of the population in the indicator's own unit, before treatment and
    /// transform.
    pub half_width: f64,
    /// Width of the scale the score lies on.
    pub width: f64,
}

/// What the steps made of the leaves.
#[derive(Default)]
pub(crate) struct Populations {
    /// Quantities that imputation or treatment changed.
    pub changed: BTreeMap<LeafAt, f64>,
    /// Imputed leaves, with the spread of what they were made from, in the quantity's unit.
    pub imputed: BTreeMap<LeafAt, f64>,
    /// What treatment made of a leaf.
    pub treated: BTreeMap<LeafAt, Treated>,
    /// Errors of leaves whose unit a transformation changed.
    pub errors: BTreeMap<LeafAt, Errors>,
    /// Leaves that are normalised against a population.
    pub scores: BTreeMap<LeafAt, Scored>,
    /// Per territory and unit of it: whether screening leaves it out. Empty without a screen.
    pub screened: Vec<Vec<bool>>,
    /// Statistics of the populations in use.
    pub posts: Vec<Posts>,
    pub findings: Vec<Finding>,
    /// Values that a transform does not take.
    pub refused: Refused,
}

impl Populations {
    /// Errors of a leaf after the steps.
    pub(crate) fn errors(&self, at: LeafAt, leaf: &RawLeaf) -> Errors {
        if let Some(e) = self.errors.get(&at) {
            return *e;
        }
        match leaf.imputed.or_else(|| self.imputed.get(&at).copied()) {
            Some(imputed) => Errors { imputed: Some(imputed), ..Errors::default() },
            None => Errors { se: leaf.se, disagreement: leaf.disagreement, imputed: None },
        }
    }

    /// The quantity of a cell as it stands.
    pub(crate) fn value(&self, inputs: &StepInputs<'_>, c: &Cell) -> Option<f64> {
        self.changed.get(&c.at).copied().or(inputs.leaf(c.at).denominated)
    }

    /// Whether a cell belongs to the population.
    pub(crate) fn counts(&self, c: &Cell) -> bool {
        c.member && !self.is_screened(c)
    }

    /// Whether screening leaves the unit of a cell out.
    pub(crate) fn is_screened(&self, c: &Cell) -> bool {
        is_screened(&self.screened, c.at.territory, c.unit)
    }
}

/// Whether screening leaves a unit of a territory out.
pub(crate) fn is_screened(screened: &[Vec<bool>], territory: TerritoryIx, unit: usize) -> bool {
    screened.get(territory.get()).and_then(|s| s.get(unit)).copied().unwrap_or(false)
}
