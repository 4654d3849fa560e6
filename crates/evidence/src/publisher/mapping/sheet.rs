//! The table that a mapping speaks of: which sheets, which row is its header, what merged and blank
//! cells repeat.

use std::collections::BTreeSet;
use std::path::Path;

use super::reshape::{even, split, transposed};
use super::spec::{FileLayout, Head, Header, Sheets};
use crate::book::Fault;
use crate::bounds;
use crate::publisher::error::ImportError;
use crate::publisher::grid::{Cell, Columns, Grid, GridRow};
use crate::publisher::load::TextFormat;

/// A header and the rows under it.
pub(super) struct Table {
    pub(super) grid: Grid,
    pub(super) columns: Columns,
    /// Index of the first row of `grid` under the header, and those of the header.
    first: usize,
    header: Vec<usize>,
}

impl Table {
    /// The rows under the header.
    pub(super) fn body(&self) -> &[GridRow] {
        self.grid.rows.get(self.first..).unwrap_or_default()
    }

    /// Other cells of a column that are no better than one that was refused: ` (likewise `Otro`,
    /// `Sin dato`)`.
    pub(super) fn also(&self, column: usize, refused: &str, is: impl Fn(&str) -> bool) -> String {
        const SHOWN: usize = 12;
        let cells = self
            .body()
            .iter()
            .map(|r| r.cell(column).text())
            .filter(|t| !t.is_empty() && t != refused && is(t));
        let all: BTreeSet<String> = cells.collect();
        if all.is_empty() {
            return String::new();
        }
        let named: Vec<String> = all.iter().take(SHOWN).map(|t| format!("`{t}`")).collect();
        let more = if all.len() > SHOWN {
            format!(" and {} more", all.len() - SHOWN)
        } else {
            String::new()
        };
        format!(" (likewise {}{more})", named.join(", "))
    }

    /// The cells of the header that have no value, each with its column and row.
    pub(super) fn heads_without_value(&self) -> impl Iterator<Item = (usize, &GridRow, &Fault)> {
        let rows = self.header.iter().filter_map(|i| self.grid.rows.get(*i));
        let cells = rows.flat_map(|row| {
            row.cells.iter().enumerate().map(move |(column, cell)| (column, row, cell))
        });
        cells.filter_map(|(column, row, cell)| {
            if let Cell::Fault(fault) = cell { Some((column, row, fault)) } else { None }
        })
    }

    /// Takes cells that rows lack at their end for blank ones.
    fn fill_short_rows(&mut self, width: usize) -> Result<(), ImportError> {
        let missing = |r: &GridRow| width.saturating_sub(r.cells.len()) as u64;
        let more: u64 = self.body().iter().map(missing).sum();
        bounded(&self.grid, more.saturating_mul(CELL), "short_rows")?;
        let body = self.grid.rows.get_mut(self.first..).unwrap_or_default();
        for row in body.iter_mut().filter(|r| r.cells.len() < width) {
            row.cells.resize(width, Cell::Empty);
        }
        Ok(())
    }

    /// Fills the blank cells of a column with what stands above them, and says which.
    fn fill_down(&mut self, head: &Head) -> Result<(), ImportError> {
        let column = self.find(head)?;
        let mut above = 0;
        let mut more = 0_u64;
        for row in self.body().iter().filter(|r| !r.is_blank()) {
            let cell = row.cell(column);
            if cell.is_empty() {
                more = more.saturating_add(above)
            } else {
                above = CELL + cell.text().len() as u64
            }
        }
        bounded(&self.grid, more, "fill_down")?;
        let mut above = Cell::Empty;
        let mut filled = Vec::new();
        let body = self.grid.rows.get_mut(self.first..).unwrap_or_default();
        for row in body.iter_mut().filter(|r| !r.is_blank()) {
            if !row.cell(column).is_empty() {
                above = row.cell(column).clone();
                continue;
            }
            filled.push(row.number);
            if row.cells.len() <= column {
                row.cells.resize(column + 1, Cell::Empty);
            }
            if let Some(cell) = row.cells.get_mut(column) {
                cell.clone_from(&above);
            }
        }
        let (Some(first), Some(last)) = (filled.first(), filled.last()) else { return Ok(()) };
        let rows =
            if first == last { format!("row {first}") } else { format!("rows {first} to {last}") };
        let cells = if filled.len() == 1 {
            "a blank cell".to_owned()
        } else {
            format!("{} blank cells", filled.len())
        };
        self.grid
            .notes
            .push(format!("`fill_down`: {cells} of {head}, in {rows}, took what stands above"));
        Ok(())
    }

    /// The column of a head: the first of its alternatives that the file has.
    pub(super) fn find(&self, head: &Head) -> Result<usize, ImportError> {
        let heads = self.columns.heads();
        let there: Vec<&String> =
            head.0.iter().filter(|name| heads.iter().any(|(h, _)| h == name)).collect();
        if let [one, other, ..] = there.as_slice() {
            return Err(self.columns.missing(&format!(
                "one of the columns `{head}`, of which the first that is there counts, and `{one}` \
                 and `{other}` both are: name the one that is meant (columns that are added up are \
                 listed under [value.columns], with rows = \"sum\")"
            )));
        }
        for name in &head.0 {
            if heads.iter().any(|(h, _)| h == name) {
                return self.columns.find(name);
            }
            if let Some(column) = letter(name) {
                let width = self.grid.rows.iter().map(|r| r.cells.len()).max().unwrap_or(0);
                return if column < width {
                    Ok(column)
                } else {
                    Err(self
                        .columns
                        .missing(&format!("a column {name}; the table has {width} columns")))
                };
            }
        }
        match head.0.as_slice() {
            [one] => self.columns.find(one),
            _ => Err(self.columns.missing(&format!("one of the columns `{head}`"))),
        }
    }
}

/// The column that `letter:C` names, from 0.
pub(super) fn letter(name: &str) -> Option<usize> {
    let letters = name.strip_prefix("letter:")?.trim().to_ascii_uppercase();
    if !(1..=3).contains(&letters.len()) || !letters.bytes().all(|b| b.is_ascii_uppercase()) {
        return None;
    }
    let number = letters.bytes().fold(0, |n, b| n * 26 + usize::from(b - b'A') + 1);
    number.checked_sub(1)
}

/// The tables of a file, one per sheet that is read.
pub(super) fn tables(layout: &FileLayout, path: &Path) -> Result<Vec<Table>, ImportError> {
    let prepared = |grid| {
        let grid = match layout.split {
            Some(sign) => split(grid, sign)?,
            None => grid,
        };
        if layout.transpose {
            let width = grid.rows.iter().map(|r| r.cells.len()).max().unwrap_or(0) as u64;
            bounded(
                &grid,
                width.saturating_mul(grid.rows.len() as u64).saturating_mul(CELL),
                "transpose",
            )?;
            even(&grid, layout.short_rows)?;
        }
        table(layout, if layout.transpose { transposed(grid) } else { grid })
    };
    grids(layout, path)?.into_iter().map(prepared).collect()
}

fn grids(layout: &FileLayout, path: &Path) -> Result<Vec<Grid>, ImportError> {
    let ending =
        path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    let workbook = layout
        .workbook
        .unwrap_or(matches!(ending.as_str(), "xlsx" | "xls" | "xlsm" | "xlsb" | "ods"));
    if !workbook {
        return text(layout, path).map(|grid| vec![grid]);
    }
    let wanted = |names: &[String]| match &layout.sheets {
        Sheets::All => Ok(names.to_vec()),
        Sheets::First => names.first().map(|s| vec![s.clone()]).ok_or_else(|| "a sheet".to_owned()),
        Sheets::Named(list) => match list.iter().find(|s| !names.contains(s)) {
            None => Ok(list.clone()),
            Some(s) => {
                let near = ideal_model::did_you_mean(s, names.iter().map(String::as_str))
                    .unwrap_or_default();
                Err(format!("a sheet `{s}`; {near}").trim_end_matches([' ', ';']).to_owned())
            }
        },
    };
    let all = std::cell::RefCell::new(Vec::new());
    let mut grids = Grid::sheets(path, &|names| {
        names.clone_into(&mut all.borrow_mut());
        wanted(names)
    })?;
    let all = all.into_inner();
    if layout.sheets == Sheets::First && all.len() > 1 {
        let others: Vec<String> = all.iter().skip(1).map(|n| format!("`{n}`")).collect();
        if let Some(grid) = grids.first_mut() {
            let first = grid.sheet.clone().unwrap_or_default();
            grid.notes.push(format!(
                "read is the first sheet, `{first}`, and not {} (`sheet` or `sheets` under [file])",
                others.join(", ")
            ));
        }
    }
    if grids.is_empty() {
        Err(ImportError::file(&path.display().to_string(), "no sheet", "a sheet"))
    } else {
        Ok(grids)
    }
}

/// Bytes of a cell, besides its letters.
const CELL: u64 = 40;

/// Refuses a table that a key of the mapping would make larger than reading a file may take.
fn bounded(grid: &Grid, bytes: u64, key: &str) -> Result<(), ImportError> {
    let limit = bounds::memory(0);
    if bytes <= limit {
        return Ok(());
    }
    let found = format!("a table that `{key}` makes {} large", bounds::in_words(bytes));
    let expected = format!(
        "at most {}; take out what is not needed, or raise the limit with --max-memory",
        bounds::in_words(limit)
    );
    Err(ImportError::file(&grid.file, &found, &expected))
}

/// A text file. Where neither mapping nor file names the delimiter, it is the one under which the
/// header is found: a banner above it may have other signs.
fn text(layout: &FileLayout, path: &Path) -> Result<Grid, ImportError> {
    let read = |delimiter| Grid::text(path, TextFormat { delimiter, encoding: layout.encoding });
    let found = |grid: &Grid| match &layout.header {
        Header::Has(heads) => grid.rows.iter().any(|r| has_all(r, heads)),
        Header::Rows(numbers) => {
            let last = numbers.last().map(|n| n + grid.lines_before);
            grid.rows.iter().any(|r| Some(r.number) == last && r.cells.len() > 1)
        }
        Header::First | Header::None => true,
    };
    let first = read(layout.delimiter)?;
    if layout.delimiter.is_some() || found(&first) {
        return Ok(first);
    }
    for delimiter in [b',', b';', b'\t', b'|'] {
        if let Ok(grid) = read(Some(delimiter))
            && found(&grid)
        {
            return Ok(grid);
        }
    }
    Ok(first)
}

fn has_all(row: &GridRow, heads: &[String]) -> bool {
    heads.iter().all(|h| row.cells.iter().any(|c| c.text() == *h))
}

/// The table of a grid: its header found, short rows filled up and cells filled down as the mapping
/// says.
pub(super) fn table(layout: &FileLayout, grid: Grid) -> Result<Table, ImportError> {
    let rows = header_rows(layout, &grid)?;
    let header = joined(&grid, &rows);
    let columns = grid.columns(&header);
    let first = rows.last().map_or(0, |i| i + 1);
    let mut table = Table { columns, first, header: rows, grid };
    if layout.short_rows {
        table.fill_short_rows(header.cells.len())?;
    }
    for head in &layout.fill_down {
        table.fill_down(head)?;
    }
    Ok(table)
}

/// Where the rows of the header stand in the grid; none where the table has no header.
fn header_rows(layout: &FileLayout, grid: &Grid) -> Result<Vec<usize>, ImportError> {
    match &layout.header {
        Header::None => Ok(Vec::new()),
        Header::First => Ok(grid.rows.iter().position(|r| !r.is_blank()).into_iter().collect()),
        Header::Rows(numbers) => numbered(grid, numbers),
        Header::Has(heads) => match grid.rows.iter().position(|r| has_all(r, heads)) {
            Some(i) => Ok(vec![i]),
            None => Err(no_header(grid, heads)),
        },
    }
}

/// Where the rows with these numbers stand in the grid.
fn numbered(grid: &Grid, numbers: &[u32]) -> Result<Vec<usize>, ImportError> {
    let at = |n: u32| grid.rows.iter().position(|r| r.number == n + grid.lines_before);
    let found: Vec<usize> = numbers.iter().filter_map(|n| at(*n)).collect();
    if found.len() == numbers.len() {
        return Ok(found);
    }
    let list: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    let blank = numbers.iter().find(|n| at(**n).is_none()).copied().unwrap_or_default();
    Err(ImportError::row(
        &grid.file,
        grid.sheet.as_deref(),
        blank,
        "a blank row, or none at all",
        &format!("a header in row {}, as the mapping says under [file]", list.join(" and ")),
    ))
}

/// What to say where no row has all of these heads.
fn no_header(grid: &Grid, heads: &[String]) -> ImportError {
    let cells = || {
        let top = grid.rows.iter().take(50).flat_map(|r| &r.cells);
        top.filter(|c| !c.is_empty()).map(Cell::text)
    };
    let near = heads.iter().find_map(|head| {
        let key = ideal_model::name_key(head);
        let twin = cells().find(|c| c != head && ideal_model::name_key(c) == key);
        twin.map(|twin| format!("; `{head}` is written `{twin}` in the file"))
    });
    let expected =
        format!("a header row with the columns {}{}", heads.join(", "), near.unwrap_or_default());
    ImportError::row(&grid.file, grid.sheet.as_deref(), 1, "no such row", &expected)
}

/// The header of one row, or of several joined; of none, as wide as the widest row and without a
/// head.
pub(super) fn joined(grid: &Grid, rows: &[usize]) -> GridRow {
    let header = |i: &usize| grid.rows.get(*i);
    let number = rows.last().and_then(header).map_or(0, |r| r.number);
    if let [one] = rows {
        return header(one).cloned().unwrap_or(GridRow { number, cells: Vec::new() });
    }
    let width = grid.rows.iter().map(|r| r.cells.len()).max().unwrap_or(0);
    if rows.is_empty() {
        return GridRow { number, cells: vec![Cell::Empty; width] };
    }
    let mut cells = vec![String::new(); width];
    for (level, row) in rows.iter().filter_map(header).enumerate() {
        let lowest = level + 1 == rows.len();
        let mut left = String::new();
        for (i, cell) in cells.iter_mut().enumerate() {
            let own = row.cell(i).text();
            // A merged head keeps its text in the first of its columns.
            let text = if own.is_empty() && !lowest { left.clone() } else { own };
            left.clone_from(&text);
            if !text.is_empty() {
                if !cell.is_empty() {
                    cell.push_str(" / ");
                }
                cell.push_str(&text);
            }
        }
    }
    GridRow {
        number,
        cells: cells
            .into_iter()
            .map(|t| if t.is_empty() { Cell::Empty } else { Cell::Text(t) })
            .collect(),
    }
}
