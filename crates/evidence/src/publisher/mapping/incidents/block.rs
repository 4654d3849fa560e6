//! Some rows of a file as a recipe needs them: of each column that it reads the different cells,
//! and which of them each row has. What a cell means is asked once for all rows that have it.

use std::hash::{BuildHasher, Hasher};

use foldhash::fast::FixedState;
use hashbrown::HashTable;

use crate::publisher::error::ImportError;
use crate::publisher::grid::Cell;

/// Seeds of the two halves by which a text is known; together they tell apart more texts than any
/// register has.
const HALVES: [u64; 2] = [0x243f_6a88_85a3_08d3, 0x1319_8a2e_0370_7344];

/// The number by which a text is known.
pub(super) fn known_by(text: &[u8]) -> u128 {
    let [high, low] = HALVES.map(|seed| {
        let mut hasher = FixedState::with_seed(seed).build_hasher();
        hasher.write(text);
        hasher.finish()
    });
    (u128::from(high) << 64) | u128::from(low)
}

/// How a column is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kept {
    /// Its different cells, and which each row has.
    Cells,
    /// A number that a cell is known by, for each row: it is different in most rows.
    Numbers,
}

/// A column of some rows.
#[derive(Debug)]
pub(super) enum Column {
    Cells(Cells),
    /// 0 for a blank cell.
    Numbers(Vec<u128>),
}

/// The different cells of a column, and which of them each row has.
#[derive(Debug, Default)]
pub(super) struct Cells {
    /// For each row the place of its cell.
    pub(super) of: Vec<u32>,
    /// The different cells, in the order of the rows.
    pub(super) cells: Vec<Cell>,
    /// For each of them the line of the first row that has it.
    pub(super) lines: Vec<u32>,
    /// Places of the texts, and their bytes one after the other with the end of each.
    table: HashTable<u32>,
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Cells {
    fn text(&self, place: u32) -> &[u8] {
        let end = self.ends.get(place as usize).copied().unwrap_or_default();
        let start = (place as usize)
            .checked_sub(1)
            .and_then(|p| self.ends.get(p))
            .copied()
            .unwrap_or_default();
        self.bytes.get(start..end).unwrap_or_default()
    }

    /// Takes the cell of the next row, by its text as the file writes it.
    pub(super) fn take(&mut self, text: &[u8], line: u32, cell: impl FnOnce() -> Cell) {
        // Files are often sorted: the next row has the same.
        if let Some(last) = self.of.last().copied()
            && self.text(last) == text
        {
            self.of.push(last);
            return;
        }
        let state = FixedState::with_seed(HALVES[0]);
        let hash = |bytes: &[u8]| {
            let mut hasher = state.build_hasher();
            hasher.write(bytes);
            hasher.finish()
        };
        let wanted = hash(text);
        if let Some(place) = self.table.find(wanted, |place| self.text(*place) == text) {
            self.of.push(*place);
            return;
        }
        let place = u32::try_from(self.cells.len()).unwrap_or(u32::MAX);
        self.bytes.extend_from_slice(text);
        self.ends.push(self.bytes.len());
        self.cells.push(cell());
        self.lines.push(line);
        self.of.push(place);
        let mut table = std::mem::take(&mut self.table);
        table.insert_unique(wanted, place, |place| hash(self.text(*place)));
        self.table = table;
    }
}

/// Some rows.
#[derive(Debug, Default)]
pub(super) struct Block {
    /// The columns that the recipe reads, in their order.
    pub(super) columns: Vec<Column>,
    /// The number that each row as a whole is known by, where anybody asks.
    pub(super) whole: Vec<u128>,
    /// The line of each row.
    pub(super) lines: Vec<u32>,
    /// Rows that repeat the header.
    pub(super) headers: u64,
    /// Rows that have another number of cells, and the first of them.
    pub(super) misshapen: u64,
    pub(super) first_misshapen: Option<(u32, ImportError)>,
}

impl Block {
    /// Without rows, of columns that are kept so.
    pub(super) fn new(kept: &[Kept]) -> Block {
        let column = |kept: &Kept| match kept {
            Kept::Cells => Column::Cells(Cells::default()),
            Kept::Numbers => Column::Numbers(Vec::new()),
        };
        Block { columns: kept.iter().map(column).collect(), ..Block::default() }
    }

    /// How many rows there are.
    pub(super) fn rows(&self) -> usize {
        self.lines.len()
    }

    /// Takes the cell of the next row in the column at a place, by its text.
    pub(super) fn take(&mut self, at: usize, text: &[u8], line: u32, cell: impl FnOnce() -> Cell) {
        match self.columns.get_mut(at) {
            Some(Column::Cells(cells)) => cells.take(text, line, cell),
            Some(Column::Numbers(numbers)) => {
                let cell = cell();
                numbers.push(if cell.is_empty() { 0 } else { known_by(cell.text().as_bytes()) });
            }
            None => {}
        }
    }

    /// Notes a row that has another number of cells than the header.
    pub(super) fn misshapen(&mut self, line: u32, error: ImportError) {
        self.misshapen += 1;
        self.first_misshapen.get_or_insert((line, error));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_know_their_cells() {
        let mut block = Block::new(&[Kept::Cells, Kept::Numbers]);
        for (line, (a, b)) in
            [("x", "1"), ("y", "1"), ("y", ""), ("x", "2")].into_iter().enumerate()
        {
            let line = u32::try_from(line).unwrap_or(0) + 2;
            block.take(0, a.as_bytes(), line, || Cell::of_text(a));
            block.take(1, b.as_bytes(), line, || Cell::of_text(b));
            block.lines.push(line);
        }
        let [Column::Cells(cells), Column::Numbers(numbers)] = block.columns.as_slice() else {
            panic!("two columns");
        };
        assert_eq!(
            (cells.of.as_slice(), cells.lines.as_slice()),
            ([0, 1, 1, 0].as_slice(), [2, 3].as_slice())
        );
        assert_eq!(numbers.first(), numbers.get(1));
        assert!(numbers.get(2) == Some(&0) && numbers.get(3) != numbers.first());
    }
}
