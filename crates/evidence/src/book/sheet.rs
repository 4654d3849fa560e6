//! One sheet, read into the rows and cells that hold something.

use std::collections::BTreeSet;

use calamine::{Reader, XlsxError};

use super::{
    Book, CELL, COLUMNS, Content, Fault, Inner, ROW, ROWS, Refused, SHEETS, TEXT, package,
};
use crate::guard::guarded;

/// The cells of a sheet that hold something.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sheet {
    /// Its rows, top to bottom; a row with no such cell is left out.
    pub(crate) rows: Vec<SheetRow>,
    /// How many of them are hidden, by hand or by a filter.
    pub(crate) hidden_rows: u64,
    /// The first of them.
    pub(crate) first_hidden: u32,
    /// Whether the sheet itself is hidden.
    pub(crate) hidden: bool,
    /// Cells (row and column, from 0) that are merged with those below them, which are blank.
    pub(crate) merged: Vec<(u32, u32)>,
    /// Bytes that it takes, and its rows once they are evidence.
    pub(crate) cost: u64,
}

/// A row of a sheet.
#[derive(Clone, Debug)]
pub(crate) struct SheetRow {
    /// Its number, from 1.
    pub(crate) number: u32,
    /// Column, from 0, and what stands there; left to right.
    pub(crate) cells: Vec<(u32, Content)>,
}

impl Sheet {
    /// The leftmost column with a cell.
    pub(crate) fn left(&self) -> u32 {
        self.rows
            .iter()
            .filter_map(|r| r.cells.first())
            .map(|(column, _)| *column)
            .min()
            .unwrap_or(0)
    }
}

impl SheetRow {
    /// Whether nothing but blanks stands in it.
    pub(crate) fn is_blank(&self) -> bool {
        self.cells.iter().all(|(_, c)| c.is_blank())
    }
}

impl Book<'_> {
    /// Reads a sheet.
    pub(crate) fn sheet(&mut self, name: &str) -> Result<Sheet, Refused> {
        self.top(name, usize::MAX)
    }

    /// Reads at least the first `limit` rows of a sheet that have a cell.
    pub(crate) fn top(&mut self, name: &str, limit: usize) -> Result<Sheet, Refused> {
        let at = self
            .sheets
            .iter()
            .position(|(n, _)| n == name)
            .ok_or_else(|| Refused::damaged("it has no such sheet"))?;
        let (inner, bytes, recalculated) = (&mut self.inner, self.bytes, self.recalculated);
        // The reader holds some of the file; of what is left this sheet may take all, and all
        // sheets not too many times.
        let left = self.memory.saturating_mul(SHEETS).saturating_sub(self.spent);
        let room = Gathered {
            limit: self.memory.saturating_sub(self.held).min(left),
            ..Gathered::default()
        };
        let part = self.parts.get(at).copied().flatten();
        let emptied = self.emptied.get(at).map(Vec::as_slice).unwrap_or_default();
        let (faults, raised) =
            (self.faults.get(at).map(Vec::as_slice).unwrap_or_default(), self.raised.as_ref());
        let rows = guarded(|| -> Result<Gathered, Refused> {
            match inner {
                Inner::Xlsx(book) => {
                    let (mut rows, unknown) = xlsx(book, name, limit, recalculated, room)?;
                    if !unknown.is_empty() {
                        let places =
                            part.map_or(Ok(None), |index| package::errors(bytes, index))?;
                        rows.unknown_errors(unknown, places)?;
                    }
                    if let (Some(shared), Some(index)) = (raised, part) {
                        rows.spoil(&package::raised(bytes, index, shared)?, &Fault::Raised);
                    }
                    Ok(rows)
                }
                Inner::Xlsb(book) => xlsb(book, name, room),
                Inner::Ods(book) => {
                    let formulas = book
                        .worksheet_formula(name)
                        .map_err(|e| Refused::damaged(e.to_string()))?;
                    let mut rows = dense(
                        &book.worksheet_range(name).map_err(|e| Refused::damaged(e.to_string()))?,
                        &formulas,
                        room,
                    )?;
                    rows.spoil(faults, &Fault::Error("a cell that shows an error".to_owned()));
                    Ok(rows)
                }
                Inner::Xls(book) => {
                    let range =
                        book.worksheet_range(name).map_err(|e| Refused::damaged(e.to_string()))?;
                    let mut rows = dense(&range, &calamine::Range::empty(), room)?;
                    for place in emptied {
                        rows.push(*place, Content::Fault(Fault::Blank))?;
                    }
                    Ok(rows)
                }
            }
        })
        .map_err(Refused::damaged)
        .flatten()?;
        let cost = rows.cost;
        self.spent = self.spent.saturating_add(cost);
        let mut rows = rows.finish()?;
        rows.shrink_to_fit();
        let hidden = self.hidden.get(at).map(Vec::as_slice).unwrap_or_default();
        let is_hidden = |number: u32| hidden.binary_search(&number).is_ok();
        let hidden_rows = rows.iter().filter(|r| is_hidden(r.number)).count() as u64;
        let first_hidden =
            rows.iter().map(|r| r.number).find(|number| is_hidden(*number)).unwrap_or_default();
        Ok(Sheet {
            rows,
            hidden_rows,
            first_hidden,
            hidden: self.sheets.get(at).is_some_and(|(_, hidden)| *hidden),
            merged: self.merged.get(at).cloned().unwrap_or_default(),
            cost,
        })
    }
}

/// Cells as they come, row after row, with what they take.
#[derive(Default)]
struct Gathered {
    rows: Vec<SheetRow>,
    /// Bytes that they take, and how many they may.
    cost: u64,
    limit: u64,
    unsorted: bool,
}

impl Gathered {
    fn push(&mut self, (row, column): (u32, u32), content: Content) -> Result<(), Refused> {
        if u64::from(row) >= ROWS || u64::from(column) >= COLUMNS {
            return Err(Refused::damaged(format!(
                "it has a cell in row {} and column {}, where no sheet has any",
                row + 1,
                column + 1
            )));
        }
        let number = row + 1;
        let text = content.size() as u64;
        let starts = self.rows.last().is_none_or(|last| last.number != number);
        self.charge(CELL + if text > 0 { TEXT + text } else { 0 } + if starts { ROW } else { 0 })?;
        match self.rows.last_mut() {
            Some(last) if last.number == number => {
                self.unsorted |= last.cells.last().is_some_and(|(c, _)| *c >= column);
                last.cells.push((column, content));
            }
            last => {
                let width = last.map_or(0, |last| {
                    self.unsorted |= last.number > number;
                    last.cells.len()
                });
                // As many as the row before has, but not so many that a few cells far apart reserve
                // much.
                let mut cells = Vec::with_capacity(width.min(64));
                cells.push((column, content));
                self.rows.push(SheetRow { number, cells });
            }
        }
        Ok(())
    }

    /// Takes some of the memory; refuses where there is none left.
    fn charge(&mut self, bytes: u64) -> Result<(), Refused> {
        self.cost += bytes;
        if self.cost > self.limit {
            Err(Refused::memory("its cells", self.cost, self.limit))
        } else {
            Ok(())
        }
    }

    /// Puts a fault in the place of what these cells hold, where that is none.
    fn spoil(&mut self, places: &[(u32, u32)], fault: &Fault) {
        let places: BTreeSet<(u32, u32)> = places.iter().copied().collect();
        if places.is_empty() {
            return;
        }
        for row in &mut self.rows {
            for (column, content) in &mut row.cells {
                if places.contains(&(row.number - 1, *column))
                    && !matches!(content, Content::Fault(_))
                {
                    *content = Content::Fault(fault.clone());
                }
            }
        }
    }

    /// Puts errors such as `#SPILL!`, which came without their cells, where they stand: at the
    /// `places` of errors at which nothing was read.
    fn unknown_errors(
        &mut self,
        values: Vec<String>,
        places: Option<Vec<(u32, u32)>>,
    ) -> Result<(), Refused> {
        let read: BTreeSet<(u32, u32)> = self
            .rows
            .iter()
            .flat_map(|r| {
                r.cells
                    .iter()
                    .filter(|(_, c)| matches!(c, Content::Fault(_)))
                    .map(|(column, _)| (r.number - 1, *column))
            })
            .collect();
        let mut free: Vec<(u32, u32)> =
            places.unwrap_or_default().into_iter().filter(|p| !read.contains(p)).collect();
        free.truncate(values.len());
        if free.len() != values.len() {
            let found = format!(
                "it has a cell with the error value {}, and where cannot be told",
                values.join(", ")
            );
            return Err(Refused {
                code: "not-a-workbook",
                found,
                cure: "mend the formula, or type the value, and save the file",
            });
        }
        for (place, value) in free.into_iter().zip(values) {
            self.push(place, Content::Fault(Fault::Error(value)))?;
        }
        Ok(())
    }

    /// The rows in their order. A file may give cells in any, but each once.
    fn finish(self) -> Result<Vec<SheetRow>, Refused> {
        if !self.unsorted {
            return Ok(self.rows);
        }
        let mut cells: Vec<(u32, u32, Content)> = self
            .rows
            .into_iter()
            .flat_map(|r| r.cells.into_iter().map(move |(column, c)| (r.number, column, c)))
            .collect();
        cells.sort_by_key(|(row, column, _)| (*row, *column));
        let mut out: Vec<SheetRow> = Vec::new();
        for (number, column, content) in cells {
            match out.last_mut() {
                Some(last) if last.number == number => {
                    if last.cells.last().is_some_and(|(c, _)| *c == column) {
                        let found = format!(
                            "the cell in row {number} and column {} is there twice",
                            column + 1
                        );
                        return Err(Refused::damaged(found));
                    }
                    last.cells.push((column, content));
                }
                _ => out.push(SheetRow { number, cells: vec![(column, content)] }),
            }
        }
        Ok(out)
    }
}

/// The cells of a sheet, and the error values that the reader does not know, in their order.
fn xlsx<RS: std::io::Read + std::io::Seek>(
    book: &mut calamine::Xlsx<RS>,
    name: &str,
    limit: usize,
    recalculated: bool,
    mut out: Gathered,
) -> Result<(Gathered, Vec<String>), Refused> {
    let mut reader =
        book.worksheet_cells_reader(name).map_err(|e| Refused::damaged(e.to_string()))?;
    let mut unknown = Vec::new();
    // The row after the last one wanted shows that this one is whole.
    while out.rows.len() <= limit {
        let cell = match reader.next_cell_with_formula_metadata() {
            Ok(Some(cell)) => cell,
            Ok(None) => break,
            // It passes over such a cell and reads on with the next.
            Err(XlsxError::CellError(value)) => {
                out.charge(CELL + TEXT + value.len() as u64)?;
                unknown.push(value);
                continue;
            }
            Err(e) => return Err(Refused::damaged(e.to_string())),
        };
        match (cell.value, cell.formula) {
            (calamine::DataRef::Empty, Some(_)) => {
                out.push(cell.pos, Content::Fault(Fault::Unstored))?
            }
            // Programs that do not calculate write a 0 for every result, and ask for calculation
            // when the file is opened.
            (calamine::DataRef::Float(0.0) | calamine::DataRef::Int(0), Some(_))
                if recalculated =>
            {
                out.push(cell.pos, Content::Fault(Fault::Unstored))?;
            }
            (value, _) => {
                if let Some(content) = Content::of_ref(value) {
                    out.push(cell.pos, content)?;
                }
            }
        }
    }
    Ok((out, unknown))
}

fn xlsb<RS: std::io::Read + std::io::Seek>(
    book: &mut calamine::Xlsb<RS>,
    name: &str,
    mut out: Gathered,
) -> Result<Gathered, Refused> {
    let refused = |e: calamine::XlsbError| Refused::damaged(e.to_string());
    let mut formulas = BTreeSet::new();
    let mut reader = book.worksheet_cells_reader(name).map_err(refused)?;
    // A formula that is not understood tells nothing, and those after it neither.
    while let Ok(Some(cell)) = reader.next_formula() {
        formulas.insert(cell.get_position());
        let cost = formulas.len() as u64 * CELL;
        if cost > out.limit {
            return Err(Refused::memory("its formulas", cost, out.limit));
        }
    }
    drop(reader);
    let mut reader = book.worksheet_cells_reader(name).map_err(refused)?;
    while let Some(cell) = reader.next_cell().map_err(refused)? {
        formulas.remove(&cell.get_position());
        if let Some(content) = Content::of_ref(cell.get_value().clone()) {
            out.push(cell.get_position(), content)?;
        }
    }
    // The reader passes over formulas whose result is an error: a formula without a value is one.
    for place in formulas {
        out.push(
            place,
            Content::Fault(Fault::Error("an error as the result of a formula".to_owned())),
        )?;
    }
    Ok(out)
}

/// A sheet that its reader has laid out as a rectangle.
fn dense(
    range: &calamine::Range<calamine::Data>,
    formulas: &calamine::Range<String>,
    mut out: Gathered,
) -> Result<Gathered, Refused> {
    let (top, left) = range.start().unwrap_or((0, 0));
    for (row, cells) in (top..).zip(range.rows()) {
        for (column, cell) in (left..).zip(cells) {
            let Some(content) = Content::of(cell) else { continue };
            let calculated = || formulas.get_value((row, column)).is_some_and(|f| !f.is_empty());
            let content = match content {
                // LibreOffice stores an error as the text it shows.
                Content::Text(t)
                    if (t.starts_with('#') || t.starts_with("Err:")) && calculated() =>
                {
                    Content::Fault(Fault::Error(t))
                }
                other => other,
            };
            out.push((row, column), content)?;
        }
    }
    let (top, left) = formulas.start().unwrap_or((0, 0));
    for (row, cells) in (top..).zip(formulas.rows()) {
        for (column, _) in (left..).zip(cells).filter(|(_, f)| !f.is_empty()) {
            if range.get_value((row, column)).is_none_or(|v| *v == calamine::Data::Empty) {
                out.push((row, column), Content::Fault(Fault::Unstored))?;
            }
        }
    }
    Ok(out)
}
