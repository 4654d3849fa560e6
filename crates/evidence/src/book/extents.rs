//! How many cells the tables of an OpenDocument spreadsheet come to once its repetitions are
//! written out.
//!
//! A row of such a file may stand for a million rows and a cell for sixteen thousand; the reader
//! writes all of them out.

use super::markup::Tag;
use super::{COLUMNS, ROWS, Refused};

/// Bytes of text that count as one more cell.
const BYTES_PER_CELL: u64 = 64;

/// Blanks that one mark may stand for.
const BLANKS: u64 = 100_000;

/// Elements one within another.
const DEPTH: usize = 256;

/// Counts tables as their tags go by.
#[derive(Debug, Default)]
pub(super) struct Extents {
    /// Names of the elements that are open. The reader looks for the end of each beyond the end of
    /// the file.
    open: Vec<String>,
    tables: Vec<Table>,
    row: RowRun,
    cell: Option<CellRun>,
    /// Cells of all tables, written out.
    cells: u64,
    /// Bytes that they may take.
    limit: u64,
}

/// Bytes of a cell in the two rectangles, of values and of formulas, that the reader lays out.
const LAID_OUT: u64 = 56;

#[derive(Debug, Default)]
struct Table {
    /// Rows so far, and the first and last of them with a cell.
    rows: u64,
    used: Option<(u64, u64)>,
    columns: Option<(u64, u64)>,
    hidden: Vec<u32>,
    /// Cells (row and column, from 0) that hold a number and show an error.
    faults: Vec<(u32, u32)>,
    /// Cells that stand for those below them too.
    merged: Vec<(u32, u32)>,
}

/// How many such cells are remembered, of all tables.
const FAULTS: usize = 100_000;

/// How the text of an error begins.
const ERRORS: [&[u8]; 8] =
    [b"#DIV/0!", b"#VALUE!", b"#REF!", b"#NAME?", b"#NUM!", b"#N/A", b"#NULL!", b"Err:"];

#[derive(Debug, Default)]
struct RowRun {
    repeats: u64,
    hidden: bool,
    columns: u64,
    used: Option<(u64, u64)>,
    cells: u64,
    /// Columns of cells that show an error.
    faults: Vec<u64>,
    /// Columns of cells that are merged with those below.
    merged: Vec<u64>,
}

#[derive(Debug)]
struct CellRun {
    repeats: u64,
    used: bool,
    bytes: u64,
    /// Whether it shows an error.
    error: bool,
}

/// What a table is once it is written out.
#[derive(Default)]
pub(super) struct Written {
    /// Hidden rows (from 1) of each table.
    pub(super) hidden: Vec<Vec<u32>>,
    /// Cells (row and column, from 0) of each that hold a number and show an error.
    pub(super) faults: Vec<Vec<(u32, u32)>>,
    /// Cells (row and column, from 0) of each that are merged with those below them.
    pub(super) merged: Vec<Vec<(u32, u32)>>,
    /// Bytes that the reader will hold.
    pub(super) held: u64,
}

impl Extents {
    /// Tables that may take so many bytes.
    pub(super) fn new(limit: u64) -> Self {
        Extents { limit, ..Extents::default() }
    }

    /// Takes note of a tag of the content.
    pub(super) fn see(&mut self, tag: Tag<'_>) -> Result<(), Refused> {
        self.nest(tag)?;
        if let Some(cell) = &mut self.cell {
            cell.bytes += (tag.len() + tag.text) as u64;
        }
        match (tag.name(), tag.closes()) {
            ("table-cell" | "covered-table-cell", true) => self.close_cell(),
            ("table-cell" | "covered-table-cell", false) => {
                self.close_cell();
                let value = [
                    "value",
                    "string-value",
                    "date-value",
                    "time-value",
                    "boolean-value",
                    "value-type",
                    "formula",
                ];
                let used = value.iter().any(|name| tag.attribute(name).is_some());
                self.cell = Some(CellRun {
                    repeats: repeats(tag, "number-columns-repeated", COLUMNS),
                    used,
                    bytes: tag.len() as u64,
                    error: false,
                });
                if repeats(tag, "number-rows-spanned", ROWS) > 1 && self.row.merged.len() < FAULTS {
                    self.row.merged.push(self.row.columns);
                }
                if tag.is_empty() {
                    self.close_cell();
                }
            }
            ("table-row", true) => self.close_row()?,
            ("table-row", false) => {
                let hidden = matches!(tag.attribute("visibility"), Some("collapse" | "filter"));
                self.row = RowRun {
                    repeats: repeats(tag, "number-rows-repeated", ROWS),
                    hidden,
                    ..RowRun::default()
                };
                if tag.is_empty() {
                    self.close_row()?;
                }
            }
            ("table", false) => self.tables.push(Table::default()),
            ("s", false) => self.blanks(tag)?,
            // A spreadsheet program may store 0 as the value of a cell whose formula failed.
            ("p", true) => {
                let error = ERRORS.iter().any(|e| tag.head.starts_with(e));
                self.cell.iter_mut().for_each(|cell| cell.error |= error);
            }
            _ => {}
        }
        Ok(())
    }

    /// Elements end in the order in which they began, the last first.
    fn nest(&mut self, tag: Tag<'_>) -> Result<(), Refused> {
        let name = tag.full_name();
        if tag.closes() {
            return match self.open.pop() {
                Some(open) if open == name => Ok(()),
                Some(open) => Err(Refused::damaged(format!(
                    "in its content `{name}` ends where `{open}` should"
                ))),
                None => {
                    Err(Refused::damaged(format!("in its content `{name}` ends and has not begun")))
                }
            };
        }
        if !tag.is_empty() {
            self.open.push(name.to_owned());
        }
        if self.open.len() > DEPTH {
            return Err(Refused::damaged(format!(
                "its content has more than {DEPTH} elements one within another"
            )));
        }
        Ok(())
    }

    /// A mark that stands for several blanks.
    fn blanks(&mut self, tag: Tag<'_>) -> Result<(), Refused> {
        let blanks = tag.attribute("c").map_or(1, |c| c.trim().parse().unwrap_or(u64::MAX));
        if blanks > BLANKS {
            return Err(Refused::too_large(format!("a text of it is {blanks} blanks long")));
        }
        if let Some(cell) = &mut self.cell {
            cell.bytes += blanks;
        }
        Ok(())
    }

    fn close_cell(&mut self) {
        let Some(cell) = self.cell.take() else { return };
        let row = &mut self.row;
        let first = row.columns;
        row.columns = (first + cell.repeats).min(COLUMNS);
        if cell.used {
            // Empty cells before it are written out with it.
            row.used = Some((row.used.map_or(first, |(f, _)| f), row.columns.max(1) - 1));
            row.cells += cell.repeats.saturating_mul(1 + cell.bytes / BYTES_PER_CELL);
            if cell.error && row.faults.len() < FAULTS {
                row.faults.extend((first..row.columns).take(FAULTS));
            }
        }
    }

    fn close_row(&mut self) -> Result<(), Refused> {
        self.close_cell();
        let row = std::mem::take(&mut self.row);
        let Some(table) = self.tables.last_mut() else { return Ok(()) };
        let first = table.rows;
        table.rows = (first + row.repeats.max(1)).min(ROWS);
        let place =
            |line: u64, column: u64| Some((u32::try_from(line).ok()?, u32::try_from(column).ok()?));
        if table.merged.len() < FAULTS {
            table.merged.extend(row.merged.iter().filter_map(|c| place(first, *c)));
        }
        let Some((left, right)) = row.used else { return Ok(()) };
        table.used = Some((table.used.map_or(first, |(f, _)| f), table.rows.max(1) - 1));
        table.columns =
            Some(table.columns.map_or((left, right), |(l, r)| (l.min(left), r.max(right))));
        for line in (first..table.rows).take_while(|_| !row.faults.is_empty()) {
            if table.faults.len() > FAULTS {
                return Err(Refused::damaged(format!(
                    "more than {FAULTS} of its cells show an error"
                )));
            }
            table.faults.extend(row.faults.iter().filter_map(|c| place(line, *c)));
        }
        if row.hidden {
            table.hidden.extend((first + 1..=table.rows).filter_map(|n| u32::try_from(n).ok()));
        }
        self.cells = self
            .cells
            .saturating_add(row.cells.saturating_mul(row.repeats.max(1)))
            .saturating_add(right + 1);
        self.within(self.cells, self.cells).map(drop)
    }

    /// The hidden rows of each table (from 1), its cells that show an error, and how many bytes the
    /// reader will hold; refuses tables that are too large once written out.
    pub(super) fn finish(self) -> Result<Written, Refused> {
        if let Some(open) = self.open.last() {
            return Err(Refused::damaged(format!("its content ends within `{open}`")));
        }
        let boxes = self.tables.iter().filter_map(|t| t.used.zip(t.columns));
        let area: u64 = boxes
            .map(|((top, bottom), (left, right))| {
                (bottom - top + 1).saturating_mul(right - left + 1)
            })
            .sum();
        let held = self.within(area, self.cells)?;
        let mut written = Written { held, ..Written::default() };
        for table in self.tables {
            written.hidden.push(table.hidden);
            written.faults.push(table.faults);
            written.merged.push(table.merged);
        }
        Ok(written)
    }

    /// The bytes of so many cells laid out, and of those among them with something in them.
    fn within(&self, area: u64, used: u64) -> Result<u64, Refused> {
        let bytes =
            area.saturating_mul(LAID_OUT).saturating_add(used.saturating_mul(BYTES_PER_CELL));
        if bytes > self.limit { Err(Refused::cells(area, bytes, self.limit)) } else { Ok(bytes) }
    }
}

fn repeats(tag: Tag<'_>, name: &str, limit: u64) -> u64 {
    // A count that is no number is the reader's to refuse.
    tag.attribute(name).and_then(|n| n.trim().parse::<u64>().ok()).unwrap_or(1).min(limit)
}
