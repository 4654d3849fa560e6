//! The table that a mapping speaks of: which sheets, which row is its header, what merged and blank
//! cells repeat.

use std::collections::BTreeSet;
use std::path::Path;

use super::spec::{Head, Header, Layout, Sheets};
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
pub(super) fn tables(layout: &Layout, path: &Path) -> Result<Vec<Table>, ImportError> {
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

fn grids(layout: &Layout, path: &Path) -> Result<Vec<Grid>, ImportError> {
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
fn text(layout: &Layout, path: &Path) -> Result<Grid, ImportError> {
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

fn table(layout: &Layout, grid: Grid) -> Result<Table, ImportError> {
    let sheet = grid.sheet.as_deref();
    let at = |n: u32| grid.rows.iter().position(|r| r.number == n + grid.lines_before);
    let missing =
        |expected: String| Err(ImportError::row(&grid.file, sheet, 1, "no such row", &expected));
    let rows: Vec<usize> = match &layout.header {
        Header::None => Vec::new(),
        Header::First => grid.rows.iter().position(|r| !r.is_blank()).into_iter().collect(),
        Header::Rows(numbers) => {
            let found: Vec<usize> = numbers.iter().filter_map(|n| at(*n)).collect();
            if found.len() < numbers.len() {
                let list: Vec<String> = numbers.iter().map(ToString::to_string).collect();
                let blank = numbers.iter().find(|n| at(**n).is_none()).copied().unwrap_or_default();
                let expected = format!(
                    "a header in row {}, as the mapping says under [file]",
                    list.join(" and ")
                );
                return Err(ImportError::row(
                    &grid.file,
                    sheet,
                    blank,
                    "a blank row, or none at all",
                    &expected,
                ));
            }
            found
        }
        Header::Has(heads) => match grid.rows.iter().position(|r| has_all(r, heads)) {
            Some(i) => vec![i],
            None => {
                let cells = || {
                    grid.rows
                        .iter()
                        .take(50)
                        .flat_map(|r| &r.cells)
                        .filter(|c| !c.is_empty())
                        .map(Cell::text)
                };
                let near = heads.iter().find_map(|head| {
                    let key = ideal_model::name_key(head);
                    let twin = cells().find(|c| c != head && ideal_model::name_key(c) == key);
                    twin.map(|twin| format!("; `{head}` is written `{twin}` in the file"))
                });
                return missing(format!(
                    "a header row with the columns {}{}",
                    heads.join(", "),
                    near.unwrap_or_default()
                ));
            }
        },
    };
    let header = joined(&grid, &rows);
    let columns = grid.columns(&header);
    let first = rows.last().map_or(0, |i| i + 1);
    let mut table = Table { columns, first, header: rows, grid };
    if layout.short_rows {
        let width = header.cells.len();
        let missing = |r: &GridRow| width.saturating_sub(r.cells.len()) as u64;
        let more: u64 = table.body().iter().map(missing).sum();
        bounded(&table.grid, more.saturating_mul(CELL), "short_rows")?;
        for row in table
            .grid
            .rows
            .get_mut(first..)
            .unwrap_or_default()
            .iter_mut()
            .filter(|r| r.cells.len() < width)
        {
            row.cells.resize(width, Cell::Empty);
        }
    }
    for head in &layout.fill_down {
        let column = table.find(head)?;
        let mut above = 0;
        let mut more = 0_u64;
        for row in table.body().iter().filter(|r| !r.is_blank()) {
            let cell = row.cell(column);
            if cell.is_empty() {
                more = more.saturating_add(above)
            } else {
                above = CELL + cell.text().len() as u64
            }
        }
        bounded(&table.grid, more, "fill_down")?;
        let rows = table.grid.rows.get_mut(first..).unwrap_or_default();
        let blank: Vec<u32> = rows
            .iter()
            .filter(|r| !r.is_blank() && r.cell(column).is_empty())
            .map(|r| r.number)
            .collect();
        fill_down(rows, column);
        if let [one, ..] = blank.as_slice() {
            let last = blank.last().unwrap_or(one);
            let rows =
                if one == last { format!("row {one}") } else { format!("rows {one} to {last}") };
            let cells = if blank.len() == 1 {
                "a blank cell".to_owned()
            } else {
                format!("{} blank cells", blank.len())
            };
            table
                .grid
                .notes
                .push(format!("`fill_down`: {cells} of {head}, in {rows}, took what stands above"));
        }
    }
    Ok(table)
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

fn fill_down(rows: &mut [GridRow], column: usize) {
    let mut above = Cell::Empty;
    for row in rows.iter_mut().filter(|r| !r.is_blank()) {
        if row.cell(column).is_empty() {
            if row.cells.len() <= column {
                row.cells.resize(column + 1, Cell::Empty);
            }
            if let Some(cell) = row.cells.get_mut(column) {
                cell.clone_from(&above);
            }
        } else {
            above = row.cell(column).clone();
        }
    }
}

/// The first column as the several that it holds, as Eurostat writes them:
/// `freq,unit,geo\TIME_PERIOD` over `A,NR,AL`. What stands behind the last backslash of the head is
/// about the other columns.
pub(super) fn split(mut grid: Grid, sign: char) -> Result<Grid, ImportError> {
    let parts = |text: &str| {
        text.split(sign)
            .filter(|_| !text.is_empty())
            .map(|p| p.trim().to_owned())
            .collect::<Vec<_>>()
    };
    let mut wanted = 0;
    for i in 0..grid.rows.len() {
        let Some(row) = grid.rows.get(i) else { continue };
        let text = row.cell(0).text();
        let head = wanted == 0 && text.contains(sign);
        let text = if head {
            text.rsplit_once('\\').map_or(text.as_str(), |(before, _)| before).to_owned()
        } else {
            text
        };
        let found = parts(&text);
        wanted = if head { found.len() } else { wanted };
        if !row.is_blank() && found.len() != wanted && wanted > 0 {
            let expected = format!(
                "{wanted} parts joined by `{sign}`, as the head has; `split` under [file] takes \
                 the first column apart"
            );
            return Err(grid.bad_cell(
                row,
                &crate::publisher::grid::address(0, row.number),
                &format!("`{text}`"),
                &expected,
            ));
        }
        let blank = vec![Cell::Empty; wanted.max(1)];
        let cells = if found.is_empty() {
            blank
        } else {
            found
                .into_iter()
                .map(|t| if t.is_empty() { Cell::Empty } else { Cell::Text(t) })
                .collect()
        };
        if let Some(row) = grid.rows.get_mut(i).filter(|_| wanted > 0) {
            row.cells.splice(0..row.cells.len().min(1), cells);
        }
    }
    if wanted < 2 {
        return Err(ImportError::file(
            &grid.file,
            &format!("no `{sign}` in the first column"),
            "a first column that `split` can take apart",
        ));
    }
    Ok(grid)
}

/// Refuses a row of a text table that lacks cells, before its cells are exchanged for those of
/// columns: which of them it lacks is not to be seen, and afterwards nothing shows it. A line of
/// one cell is a title or a footnote.
fn even(grid: &Grid, short_rows: bool) -> Result<(), ImportError> {
    let width = grid.rows.iter().map(|r| r.cells.len()).max().unwrap_or(0);
    let short = |r: &&GridRow| !r.is_blank() && r.cells.len() > 1 && r.cells.len() < width;
    match grid.rows.iter().find(short).filter(|_| !grid.workbook && !short_rows) {
        None => Ok(()),
        Some(row) => {
            let found = format!("a row of {} cells", row.cells.len());
            let expected = format!(
                "{width} cells, as the longest row has, because `transpose` makes columns of rows; \
                 short_rows = \"blank\" under [file] takes those that lack at the end for blank"
            );
            Err(grid.bad_row(row, &found, &expected))
        }
    }
}

/// Rows and columns exchanged. A row's number is then that of the column it was, from 1.
fn transposed(mut grid: Grid) -> Grid {
    let width = grid.rows.iter().map(|r| r.cells.len()).max().unwrap_or(0);
    let rows = (0..width).map(|i| GridRow {
        number: u32::try_from(i + 1).unwrap_or(u32::MAX),
        cells: grid.rows.iter().map(|r| r.cell(i).clone()).collect(),
    });
    grid.rows = rows.collect();
    grid.lines_before = 0;
    grid.workbook = true;
    grid
}
