//! Reads publishers' files into grids: text tables and workbooks.

use std::path::Path;

use ideal_model::Finding;

use super::error::ImportError;
use super::grid::{Cell, Grid, GridRow};
use super::wrapped::unwrapped;
use crate::book::{Book, Content, Fault, Refused};
use crate::bounds;
use crate::decode::{self, Encoding};
use crate::records::Records;
use crate::tail;

/// How a text file is written.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct TextFormat {
    /// Field delimiter; none: read off the header, or off a first line `sep=;`.
    pub(crate) delimiter: Option<u8>,
    /// The encoding that is declared; what the bytes show goes before it.
    pub(crate) encoding: Encoding,
}

/// Bytes of a cell of the rows of a workbook, which reach up to the last of each.
const SLOT: u64 = 40;

/// Chooses among the sheets of a workbook; the error is what was expected.
pub(crate) type Choose<'a> = dyn Fn(&[String]) -> Result<Vec<String>, String> + 'a;

impl Grid {
    /// Reads a delimited text file.
    pub(crate) fn text(path: &Path, format: TextFormat) -> Result<Grid, ImportError> {
        let file = path.display().to_string();
        let bytes = bounds::read(path).map_err(|e| ImportError::read(path, &e))?;
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return Err(ImportError::file(&file, "an empty file", "a table with a header"));
        }
        if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
            let (found, expected) = match crate::book::archived(&bytes) {
                Some(names) => (
                    format!("an archive (ZIP) of {names}"),
                    "the table itself: unpack the archive and name the file in it",
                ),
                None => ("a workbook".to_owned(), "a text table (CSV)"),
            };
            return Err(ImportError::file(&file, &found, expected));
        }
        if bytes.starts_with(b"PAR1") {
            let expected = "a text table or a workbook: save it as .csv; a Parquet file with the \
                            columns of `ideal schema evidence` is evidence as it is, under a \
                            project's evidence/";
            return Err(ImportError::file(&file, "a Parquet file", expected));
        }
        let decoded = decode::text(&bytes, format.encoding).map_err(|f| refused(&file, &f))?;
        let tabs = path
            .extension()
            .is_some_and(|e| e.eq_ignore_ascii_case("tsv") || e.eq_ignore_ascii_case("tab"))
            && decoded.text.lines().next().is_some_and(|line| line.contains('\t'));
        let declared = format.delimiter.or(decoded.delimiter).or(tabs.then_some(b'\t'));
        let delimiter = declared.unwrap_or_else(|| decode::any_delimiter(&decoded.text));
        let mut records = Records::new(&decoded.text, delimiter);
        let mut rows = Vec::new();
        loop {
            match records.next() {
                Ok(None) => break,
                Ok(Some((line, record))) => {
                    let number = u32::try_from(line).unwrap_or(u32::MAX);
                    rows.push(GridRow {
                        number,
                        cells: record.iter().map(Cell::of_text).collect(),
                    });
                }
                Err(stop) => return Err(refused(&file, &stop.finding())),
            }
        }
        let lines_before = decoded.lines_before();
        let mut grid = Grid {
            file,
            sheet: None,
            rows,
            workbook: false,
            delimiter: Some(delimiter),
            lines_before,
            notes: Vec::new(),
            cut: tail::cut(&decoded.text, delimiter),
            siblings: Vec::new(),
        };
        if let Some(encoding) = decoded.instead.filter(|_| format.encoding != Encoding::Utf8) {
            let (declared, found) = (format.encoding.name(), encoding.name());
            grid.notes.push(format!(
                "declared as {declared}, and the file is {found}: it was read as that"
            ));
        }
        Ok(unwrapped(grid))
    }

    /// The sheets of a workbook that `wanted` names, in that order; every one must be there. `None`
    /// reads the first.
    pub(crate) fn sheets(path: &Path, wanted: &Choose<'_>) -> Result<Vec<Grid>, ImportError> {
        let file = path.display().to_string();
        if path.is_dir() {
            return Err(ImportError::file(&file, "a folder", "a workbook"));
        }
        let refused = |sheet: Option<&str>, e: Refused| {
            let whole = sheet.map_or_else(
                || "no readable workbook".to_owned(),
                |s| format!("a sheet `{s}` that cannot be read"),
            );
            ImportError::file(
                &file,
                &format!("{whole} ({})", e.found),
                &format!("a whole workbook: {}", e.cure),
            )
        };
        let bytes = bounds::read(path).map_err(|e| ImportError::read(path, &e))?;
        let mut book = Book::open(&bytes).map_err(|e| refused(None, e))?;
        let names = book.names();
        let sheets = wanted(&names).map_err(|expected| {
            ImportError::file(
                &file,
                &format!(
                    "sheets {}",
                    names.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", ")
                ),
                &expected,
            )
        })?;
        let mut out = Vec::new();
        // Rows are as wide as their last cell: a few cells far out must not come to a million rows
        // of that width.
        let memory = bounds::memory(bytes.len());
        let mut taken = 0;
        for name in sheets {
            let sheet = book.sheet(&name).map_err(|e| refused(Some(&name), e))?;
            taken += sheet.cost;
            let mut rows = Vec::with_capacity(sheet.rows.len());
            for row in sheet.rows {
                let width = row.cells.last().map_or(0, |(column, _)| *column as usize + 1);
                taken += width.saturating_sub(row.cells.len()) as u64 * SLOT;
                if taken > memory {
                    let found = format!(
                        "sheets that come to more than {} with the cells left of their last ones",
                        bounds::in_words(memory)
                    );
                    let expected = "a table: delete cells that stand far off, name the sheets to \
                                    read, or raise the limit with --max-memory";
                    return Err(ImportError::file(&file, &found, expected));
                }
                let mut cells = vec![Cell::Empty; width];
                for (column, content) in row.cells {
                    if let Some(cell) = cells.get_mut(column as usize) {
                        *cell = data(content);
                    }
                }
                rows.push(GridRow { number: row.number, cells });
            }
            let mut notes: Vec<String> = Vec::new();
            if sheet.hidden_rows > 0 {
                let what = if sheet.hidden_rows == 1 {
                    "row is hidden and was"
                } else {
                    "rows are hidden and were"
                };
                let first = sheet.first_hidden;
                notes.push(format!(
                    "sheet `{name}`: {} {what} read like any other (the first is row {first})",
                    sheet.hidden_rows
                ));
            }
            let siblings = names.iter().filter(|n| **n != name).cloned().collect();
            out.push(Grid {
                file: file.clone(),
                sheet: Some(name),
                rows,
                workbook: true,
                delimiter: None,
                lines_before: 0,
                notes,
                cut: None,
                siblings,
            });
        }
        Ok(out)
    }
}

/// A finding of the text reader, as an import says it.
fn refused(file: &str, finding: &Finding) -> ImportError {
    ImportError::Text(Box::new(finding.clone().in_file(file)))
}

fn data(content: Content) -> Cell {
    match content {
        Content::Text(t) | Content::Time(t) => Cell::of_text(&t),
        Content::Number(n) => Cell::Number(n),
        Content::Bool(b) => Cell::Text(b.to_string()),
        Content::Date(d) => d
            .year_as_date()
            .map_or(Cell::Date(d.year, d.month, d.day), |year| Cell::Fault(Fault::Year(year))),
        Content::Fault(fault) => Cell::Fault(fault),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::publisher::real::text;

    #[test]
    fn text_files_that_are_none_are_refused() {
        let dir = tempfile::tempdir().unwrap();
        let refused = |name: &str, bytes: &[u8]| {
            let error = Grid::text(&text(dir.path(), name, bytes), TextFormat::default())
                .unwrap_err()
                .to_string();
            assert!(error.contains(name), "{error}");
            error
        };
        assert!(refused("empty.csv", b" \n").contains("empty"));
        assert!(refused("book.csv", b"PK\x03\x04....").contains("workbook"));
        assert!(refused("nul.csv", b"a,b\n1,\0\n").contains("nul.csv:2"));
        assert!(refused("latin.csv", b"a,b\n1,\xe9\n").contains("latin.csv:2"));
        assert!(refused("cut.csv", b"a,b\n\"x\",\"y").contains("not closed"));
        assert!(matches!(
            Grid::text(dir.path(), TextFormat::default()),
            Err(ImportError::Read { .. })
        ));
        assert!(matches!(
            Grid::text(&dir.path().join("none.csv"), TextFormat::default()),
            Err(ImportError::Read { .. })
        ));
    }

    #[test]
    fn rows_keep_their_line_and_a_byte_order_mark_is_no_text() {
        let dir = tempfile::tempdir().unwrap();
        let grid = Grid::text(
            &text(dir.path(), "a.csv", "\u{feff}a,b\n\n\"x\ny\",2\n3,4\n"),
            TextFormat::default(),
        )
        .unwrap();
        assert_eq!(grid.rows.iter().map(|r| r.number).collect::<Vec<_>>(), [1, 3, 5]);
        let columns = grid.columns(&grid.rows[0]);
        assert_eq!(columns.find("a").unwrap(), 0);
        assert!(columns.find("A").unwrap_err().to_string().contains("did you mean `a`"));
    }
}
