//! The files as R, pandas and spreadsheets write them: commas, semicolons or tabs, UTF-8 or
//! Latin-1, two files or two sheets of one workbook, with R's row names or without.

use std::path::{Path, PathBuf};

use super::SOURCE;
use crate::decode::{self, Encoding};
use crate::publisher::error::ImportError;
use crate::publisher::grid::{Cell, Columns, Grid, GridRow, address};
use crate::publisher::load::TextFormat;

/// Rows above the header that are looked through for it.
const BANNER: usize = 10;

/// One of COINr's tables.
pub(super) struct Table {
    pub(super) grid: Grid,
    pub(super) header: GridRow,
    pub(super) columns: Columns,
    /// The rows below the header that hold anything.
    pub(super) body: Vec<GridRow>,
    /// Whether commas separate the cells, so that none is a decimal mark.
    commas: bool,
    /// Whether points may separate thousands: where semicolons stand between the cells, and in a
    /// workbook's texts.
    points: bool,
    pub(super) notes: Vec<String>,
}

/// The two tables, told apart by their heads.
pub(super) fn read(files: &[PathBuf]) -> Result<(Table, Table), ImportError> {
    let expected = "iData.csv and iMeta.csv (in any order), or a workbook with both as sheets: one \
                    table has a column `uCode`, the other a column `iCode`";
    let wrong = |found: String| ImportError::Files {
        id: SOURCE.to_owned(),
        found,
        expected: expected.to_owned(),
    };
    if files.len() > 2 {
        return Err(wrong(format!("{} files", files.len())));
    }
    let (mut all, mut unread) = (Vec::new(), None);
    for path in files {
        let (tables, error) = tables_of(path)?;
        all.extend(tables);
        unread = unread.or(error);
    }
    let names: Vec<String> = files.iter().map(|f| f.display().to_string()).collect();
    let (mut data, mut meta) = (Vec::new(), Vec::new());
    for table in all {
        match (table.has("uCode"), table.has("iCode")) {
            (true, false) => data.push(table),
            (false, true) => meta.push(table),
            _ => {}
        }
    }
    let mut one = |list: Vec<Table>, head: &str, name: &str| -> Result<Table, ImportError> {
        if list.is_empty() {
            // A sheet that cannot be read may be the one that is missing.
            if let Some(error) = unread.take() {
                return Err(error);
            }
            return Err(wrong(format!(
                "{}, where no table has a column `{head}` (as COINr spells it)",
                names.join(" and ")
            )));
        }
        let sheets: Vec<String> = list.iter().map(Table::name).collect();
        let mut named: Vec<Table> = if list.len() == 1 {
            list
        } else {
            list.into_iter().filter(|t| t.is_called(name)).collect()
        };
        match (named.pop(), named.is_empty()) {
            (Some(table), true) => Ok(table),
            _ => {
                let found = format!("several tables with a column `{head}`: {}", sheets.join("; "));
                let expected = format!(
                    "one, or one sheet called {name}; of several years make one table with a \
                     column `Time`"
                );
                Err(ImportError::Files { id: SOURCE.to_owned(), found, expected })
            }
        }
    };
    Ok((one(data, "uCode", "iData")?, one(meta, "iCode", "iMeta")?))
}

/// The tables of a file: one, or those of a workbook that can be read, with what is wrong with the
/// first that cannot.
fn tables_of(path: &Path) -> Result<(Vec<Table>, Option<ImportError>), ImportError> {
    let start = crate::bounds::read(path).map_err(|e| ImportError::read(path, &e))?;
    let workbook = start.starts_with(b"PK\x03\x04") || start.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]);
    if workbook {
        return sheets_of(path);
    }
    // Latin-1 where the bytes are not UTF-8; UTF-16 says so itself.
    let encoding = Encoding::Windows1252;
    let decoded = decode::text(&start, encoding).ok();
    let delimiter =
        decoded.as_ref().map_or(b',', |d| d.delimiter.unwrap_or_else(|| delimiter(&d.text)));
    let mut notes = Vec::new();
    if !start.is_ascii() && decoded.is_some_and(|d| d.instead.is_none()) {
        notes.push(format!(
            "{}: not UTF-8, read as Latin-1 (Windows-1252); check the accents of its names",
            path.display()
        ));
    }
    let grid = Grid::text(path, TextFormat { delimiter: Some(delimiter), encoding })?;
    let file = grid.file.clone();
    notes.extend(grid.remark_on_end().map(|note| format!("{file}, {note}")));
    let (commas, points) = (delimiter == b',', delimiter == b';');
    Table::new(grid, commas, points, notes)?.map_or_else(
        || Err(ImportError::file(&file, "an empty file", "a header and rows")),
        |t| Ok((vec![t], None)),
    )
}

/// The sheets of a workbook, each on its own: a spoilt one among others does no harm unless it is
/// called as a table is.
fn sheets_of(path: &Path) -> Result<(Vec<Table>, Option<ImportError>), ImportError> {
    let names = std::cell::RefCell::new(Vec::new());
    Grid::sheets(path, &|all| {
        names.borrow_mut().extend(all.iter().cloned());
        Ok(Vec::new())
    })?;
    let (mut tables, mut unread) = (Vec::new(), None);
    for name in names.into_inner() {
        match Grid::sheets(path, &|_| Ok(vec![name.clone()])) {
            Ok(grids) => {
                for grid in grids {
                    tables.extend(Table::new(grid, false, true, Vec::new())?);
                }
            }
            Err(error) if called(&name, "iData") || called(&name, "iMeta") => return Err(error),
            Err(error) => unread = unread.or(Some(error)),
        }
    }
    Ok((tables, unread))
}

/// Whether a sheet is called as COINr calls a table: `iData`, `Log.new_coin.iData`.
fn called(sheet: &str, name: &str) -> bool {
    sheet.trim().to_lowercase().ends_with(&name.to_lowercase())
}

/// The sign between the cells: the one that makes a head of COINr's a cell of its own.
fn delimiter(text: &str) -> u8 {
    let has = |sign: char| {
        let line = |l: &str| {
            l.split(sign).any(|c| {
                matches!(
                    c.trim_matches(|c: char| c.is_whitespace() || c == '"' || c == '\u{feff}'),
                    "uCode" | "iCode"
                )
            })
        };
        text.lines().take(BANNER).any(line)
    };
    [b',', b';', b'\t', b'|'].into_iter().find(|d| has(char::from(*d))).unwrap_or(b',')
}

impl Table {
    /// The table under the header; none where there is no row at all.
    fn new(
        grid: Grid,
        commas: bool,
        points: bool,
        notes: Vec<String>,
    ) -> Result<Option<Table>, ImportError> {
        let head =
            |r: &GridRow| r.cells.iter().any(|c| matches!(c.text().as_str(), "uCode" | "iCode"));
        let at = grid.rows.iter().take(BANNER).position(head);
        let at = at.or_else(|| grid.rows.iter().position(|r| !r.is_blank()));
        let Some([header, body @ ..]) = at.and_then(|at| grid.rows.get(at..)) else {
            return Ok(None);
        };
        let mut header = header.clone();
        let body: Vec<GridRow> = body.iter().filter(|r| !r.is_blank()).cloned().collect();
        // R's write.table() leaves the corner above its row names out.
        let longer = !grid.workbook
            && !body.is_empty()
            && body.iter().all(|r| r.cells.len() == header.cells.len() + 1);
        if longer && numbered(body.iter().map(|r| r.cell(0).text())) {
            header.cells.insert(0, Cell::Empty);
        }
        let columns = grid.columns(&header);
        for row in &body {
            grid.whole_row(row, &columns)?;
        }
        Ok(Some(Table { grid, header, columns, body, commas, points, notes }))
    }

    fn has(&self, head: &str) -> bool {
        self.header.cells.iter().any(|c| c.text() == head)
    }

    /// File and sheet, as a message names them.
    pub(super) fn name(&self) -> String {
        self.grid
            .sheet
            .as_ref()
            .map_or_else(|| self.grid.file.clone(), |s| format!("{}, sheet `{s}`", self.grid.file))
    }

    fn is_called(&self, name: &str) -> bool {
        self.grid.sheet.as_deref().is_some_and(|s| called(s, name))
    }

    /// The column of a head that may be missing.
    pub(super) fn optional(&self, head: &str) -> Result<Option<usize>, ImportError> {
        if self.has(head) { self.columns.find(head).map(Some) } else { Ok(None) }
    }

    /// An error about a cell of the table.
    pub(super) fn bad(
        &self,
        row: &GridRow,
        head: &str,
        found: &str,
        expected: &str,
    ) -> ImportError {
        self.grid.bad_cell(row, head, &format!("`{found}`"), expected)
    }

    /// An error about the header.
    pub(super) fn bad_header(&self, found: &str, expected: &str) -> ImportError {
        self.grid.bad_row(&self.header, found, expected)
    }

    /// Whether a column holds R's row names or an index of pandas: a head that stands for one, and
    /// numbers that are all different, or the codes of the rows again.
    pub(super) fn is_row_names(&self, column: usize, codes: Option<usize>) -> bool {
        let head = self.header.cell(column).text();
        let numbered_head = |prefix: &str| {
            head.strip_prefix(prefix)
                .is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit() || b == b'.'))
        };
        let meant = matches!(
            head.as_str(),
            "" | "rownames" | "row.names" | "rowname" | "row_names" | "index" | "Index" | "level_0"
        ) || numbered_head("X")
            || numbered_head("...")
            || numbered_head("Unnamed: ");
        let cells = || self.body.iter().map(|r| r.cell(column).text());
        let repeats =
            |c: usize| self.body.iter().all(|r| r.cell(column).text() == r.cell(c).text());
        meant && (numbered(cells()) || codes.is_some_and(repeats))
    }

    /// Refuses values in a column without a head, unless it holds row names. COINr finds such a
    /// column nowhere either.
    pub(super) fn check_unnamed(&mut self, codes: Option<usize>) -> Result<(), ImportError> {
        let widest = self.body.iter().map(|r| r.cells.len()).max().unwrap_or(0);
        for column in (0..widest).filter(|c| self.header.cell(*c).is_empty()) {
            let Some(row) = self.body.iter().find(|r| !r.cell(column).is_empty()) else { continue };
            if self.is_row_names(column, codes) {
                self.notes.push(format!(
                    "{}: its first column has no head and numbers the rows; it is not read",
                    self.name()
                ));
            } else {
                let place = address(column, row.number);
                return Err(self.bad(
                    row,
                    &place,
                    &row.cell(column).text(),
                    "no values in a column without a head; give it one, or take it out",
                ));
            }
        }
        Ok(())
    }

    /// How the numbers of these columns are written.
    pub(super) fn decimal(&self, columns: &[usize]) -> Result<Decimal, ImportError> {
        if self.commas {
            return Ok(Decimal::Point);
        }
        let cells = || {
            self.body.iter().flat_map(move |r| {
                columns.iter().filter_map(move |c| match r.cell(*c) {
                    Cell::Text(t) => Some((r, *c, t.as_str())),
                    _ => None,
                })
            })
        };
        let written_with = |mark: char| cells().filter(move |(_, _, t)| marked(t, mark));
        let (decimal, mark) = if written_with(',').next().is_some() {
            (Decimal::Comma, ',')
        } else {
            (Decimal::Point, '.')
        };
        let unsure = mark == ',' || self.points;
        let proven = written_with(mark).any(|(_, _, t)| !in_thousands(t, mark));
        if let (true, false, Some((row, column, text))) =
            (unsure, proven, written_with(mark).next())
        {
            let plain = text.replace(mark, "");
            let expected = format!(
                "numbers that can be read one way: this is {plain} if `{mark}` separates thousands \
                 and {} if it is the decimal mark; write them without marks between thousands and \
                 with a decimal point",
                text.replace(mark, ".")
            );
            return Err(self.bad(row, &self.header.cell(column).text(), text, &expected));
        }
        Ok(decimal)
    }
}

/// The decimal mark of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Decimal {
    Point,
    Comma,
}

impl Decimal {
    /// A cell as a finite number.
    pub(super) fn number(self, cell: &Cell) -> Option<f64> {
        match (self, cell) {
            (Decimal::Comma, Cell::Text(t)) if t.contains('.') => None,
            (Decimal::Comma, Cell::Text(t)) => Cell::Text(t.replacen(',', ".", 1)).number(),
            _ => cell.number(),
        }
    }

    /// What a message asks for.
    pub(super) fn word(self) -> &'static str {
        match self {
            Decimal::Point => "a number with a decimal point and no marks between thousands",
            Decimal::Comma => {
                "a number with a decimal comma, as others of this table have one, and no marks \
                 between thousands"
            }
        }
    }
}

/// Text of a cell, with `NA` as nothing.
pub(super) fn text(row: &GridRow, column: Option<usize>) -> String {
    let text = column.map(|c| row.cell(c).text()).unwrap_or_default();
    if is_na(&text) { String::new() } else { text }
}

/// What R and pandas write for a missing value.
pub(super) fn is_na(text: &str) -> bool {
    matches!(text, "" | "NA" | "NaN" | "nan")
}

/// Whole numbers, each once: what a column of row numbers is.
fn numbered(cells: impl Iterator<Item = String>) -> bool {
    let mut seen = std::collections::BTreeSet::new();
    let mut any = false;
    for cell in cells {
        any = true;
        if cell.is_empty() || !cell.bytes().all(|b| b.is_ascii_digit()) || !seen.insert(cell) {
            return false;
        }
    }
    any
}

/// Digits with this mark between them, and nothing but a sign or an exponent beside.
fn marked(text: &str, mark: char) -> bool {
    let body = text.strip_prefix(['-', '+']).unwrap_or(text);
    let plain =
        body.chars().all(|c| c.is_ascii_digit() || c == mark || matches!(c, 'e' | 'E' | '-' | '+'));
    plain && body.contains(mark) && body.starts_with(|c: char| c.is_ascii_digit() || c == mark)
}

/// Whether a number's mark could as well separate thousands: `1.018`, not `0.337` or `1.5`.
fn in_thousands(text: &str, mark: char) -> bool {
    let body = text.strip_prefix(['-', '+']).unwrap_or(text);
    let mut groups = body.split(mark);
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    let first = groups
        .next()
        .is_some_and(|g| (1..=3).contains(&g.len()) && !g.starts_with('0') && digits(g));
    first && groups.all(|g| g.len() == 3 && digits(g))
}
