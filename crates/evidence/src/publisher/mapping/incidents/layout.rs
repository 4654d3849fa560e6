//! Where the columns of a file are that a recipe reads.

use std::collections::BTreeMap;

use super::block::Kept;
use crate::publisher::error::ImportError;
use crate::publisher::grid::GridRow;
use crate::publisher::mapping::heads::{Slot, slots};
use crate::publisher::mapping::sheet::Table;
use crate::publisher::mapping::spec::{CodeOrigin, Counted, Head, Mapping, Recipe};

/// A column of quantities, or the record itself, with the measure that it belongs to.
#[derive(Debug)]
pub(super) struct Part {
    /// Place of the measure in the recipe.
    pub(super) measure: usize,
    /// Place of the slot among those of its measure.
    pub(super) slot: usize,
    /// Place of its column among those that are read; none where records are counted.
    pub(super) quantity: Option<usize>,
}

/// The columns of a table that a recipe reads, by their places in a block.
#[derive(Debug)]
pub(super) struct Layout {
    /// The table's columns, by their places in a block, and how each is kept.
    pub(super) columns: Vec<usize>,
    pub(super) kept: Vec<Kept>,
    pub(super) keep: Vec<usize>,
    pub(super) territory: Option<usize>,
    pub(super) area: Option<usize>,
    /// The columns that say when; none where heads or names do.
    pub(super) time: Vec<usize>,
    pub(super) id: Option<usize>,
    /// For each measure the column of its condition, and that of which different cells count.
    pub(super) only: Vec<Option<usize>>,
    pub(super) distinct: Vec<Option<usize>>,
    /// For each measure its columns of quantities.
    pub(super) slots: Vec<Vec<Slot>>,
    pub(super) parts: Vec<Part>,
    /// Whether the heads of quantities say when or where.
    pub(super) is_wide: bool,
}

/// Columns as they are asked for, each once.
struct Asked<'t> {
    table: &'t Table,
    places: BTreeMap<(usize, bool), usize>,
    columns: Vec<usize>,
    kept: Vec<Kept>,
}

impl Asked<'_> {
    fn at(&mut self, column: usize, kept: Kept) -> usize {
        let next = self.columns.len();
        let place = *self.places.entry((column, kept == Kept::Cells)).or_insert(next);
        if place == next {
            self.columns.push(column);
            self.kept.push(kept);
        }
        place
    }

    fn head(&mut self, head: &Head, kept: Kept) -> Result<usize, ImportError> {
        let column = self.table.find(head)?;
        Ok(self.at(column, kept))
    }

    fn of(&mut self, from: &CodeOrigin) -> Result<Option<usize>, ImportError> {
        match from {
            CodeOrigin::Column(head) => self.head(head, Kept::Cells).map(Some),
            CodeOrigin::Value(_) | CodeOrigin::Heads | CodeOrigin::SheetName => Ok(None),
        }
    }
}

impl Layout {
    /// Finds the columns. `rows` are some of the table's.
    pub(super) fn find(
        recipe: &Recipe,
        mapping: &Mapping,
        table: &Table,
        rows: &[GridRow],
    ) -> Result<Layout, ImportError> {
        let (places, columns, kept) = (BTreeMap::new(), Vec::new(), Vec::new());
        let mut asked = Asked { table, places, columns, kept };
        let keep = mapping
            .keep
            .iter()
            .map(|k| asked.head(&k.column, Kept::Cells))
            .collect::<Result<Vec<_>, _>>()?;
        let territory = asked.of(&mapping.territory.from)?;
        let area = asked.of(&mapping.crime_area.from)?;
        let time = mapping
            .period
            .columns()
            .into_iter()
            .map(|head| asked.head(head, Kept::Cells))
            .collect::<Result<Vec<_>, _>>()?;
        let id = recipe.id.as_ref().map(|head| asked.head(head, Kept::Numbers)).transpose()?;
        let mut layout = Layout {
            columns: Vec::new(),
            kept: Vec::new(),
            keep,
            territory,
            area,
            time,
            id,
            only: Vec::new(),
            distinct: Vec::new(),
            slots: Vec::new(),
            parts: Vec::new(),
            is_wide: false,
        };
        for (measure, spec) in recipe.measures.iter().enumerate() {
            let only =
                spec.only.as_ref().map(|k| asked.head(&k.column, Kept::Cells)).transpose()?;
            let distinct = match &spec.of {
                Counted::Distinct(head) => Some(asked.head(head, Kept::Numbers)?),
                Counted::Records | Counted::Sum => None,
            };
            let found = slots(&spec.mapping, table, rows.iter())?;
            for (slot, found) in found.iter().enumerate() {
                let quantity = found.column.map(|column| asked.at(column, Kept::Cells));
                layout.parts.push(Part { measure, slot, quantity });
                layout.is_wide |=
                    found.year.is_some() || found.month.is_some() || found.territory.is_some();
            }
            layout.only.push(only);
            layout.distinct.push(distinct);
            layout.slots.push(found);
        }
        (layout.columns, layout.kept) = (asked.columns, asked.kept);
        Ok(layout)
    }

    /// The slot of a part.
    pub(super) fn slot(&self, part: &Part) -> Option<&Slot> {
        self.slots.get(part.measure)?.get(part.slot)
    }
}
