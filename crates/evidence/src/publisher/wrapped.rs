//! Tables whose every line is one cell, as a spreadsheet saves a file that it opened without
//! parting the cells: the line stands in quotation marks, and those within it are doubled.

use super::grid::{Cell, Grid, GridRow};

/// Rows at the top in which the heads are looked for.
const TOP: usize = 20;

/// The text of a row that is a single cell.
fn one(row: &GridRow) -> Option<&str> {
    match row.cells.split_first() {
        Some((Cell::Text(t), rest)) if rest.iter().all(Cell::is_empty) => Some(t),
        _ => None,
    }
}

/// The first row at the top that is one cell and looks like a line of heads.
pub(crate) fn first_line(grid: &Grid, is_heads: impl Fn(&str) -> bool) -> Option<String> {
    grid.rows.iter().take(TOP).filter_map(one).find(|t| is_heads(t)).map(str::to_owned)
}

/// A text table of which all rows are one cell, each with as many delimiters as the first, parted
/// into the cells that they are.
pub(crate) fn unwrapped(grid: Grid) -> Grid {
    let filled = || grid.rows.iter().filter(|r| !r.is_blank());
    let Some(header) = filled().next().and_then(one).map(str::to_owned) else { return grid };
    let delimiter = char::from(crate::decode::delimiter(&header));
    // Between quotation marks it parts nothing.
    let signs = |t: &str| {
        t.split('"').step_by(2).map(|part| part.matches(delimiter).count()).sum::<usize>()
    };
    let like_it = |r: &GridRow| one(r).is_some_and(|t| signs(t) >= signs(&header));
    if signs(&header) == 0 || filled().count() < 2 || !filled().all(like_it) {
        return grid;
    }
    let mut out = parted_lines(grid, &header);
    out.notes.push(
        "every line stood in quotation marks as one cell, as a spreadsheet saves what it did not \
         part: read were the cells within"
            .to_owned(),
    );
    out
}

/// The lines of a grid, parted by the delimiter of its heads.
pub(crate) fn parted_lines(grid: Grid, header: &str) -> Grid {
    let delimiter = crate::decode::delimiter(header);
    let part = |row: GridRow| {
        let Some(line) = one(&row) else { return row };
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(line.as_bytes());
        let records: Result<Vec<csv::StringRecord>, _> = reader.records().collect();
        match (records.as_deref(), line.matches('"').count() % 2) {
            (Ok([record]), 0) => {
                GridRow { number: row.number, cells: record.iter().map(Cell::of_text).collect() }
            }
            // What is no line of its own stays as it is, and is refused for its count of cells.
            _ => row,
        }
    };
    // A line has as many cells as the header, in a workbook, too.
    Grid {
        rows: grid.rows.into_iter().map(part).collect(),
        workbook: false,
        delimiter: Some(delimiter),
        ..grid
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::load::TextFormat;
    use super::*;

    #[test]
    fn lines_in_quotation_marks_are_parted() {
        let dir = tempfile::tempdir().unwrap();
        let cells = |text: &str| {
            let path = dir.path().join("a.csv");
            std::fs::write(&path, text).unwrap();
            let grid = Grid::text(&path, TextFormat::default()).unwrap();
            grid.rows
                .iter()
                .map(|r| r.cells.iter().map(Cell::text).collect::<Vec<_>>().join("|"))
                .collect::<Vec<_>>()
        };
        let wrapped =
            "\"pais,anio,\"\"casos, en miles\"\"\"\n\"COL,2020,5\"\n\"PER,2021,\"\"1,5\"\"\"\n";
        assert_eq!(cells(wrapped), ["pais|anio|casos, en miles", "COL|2020|5", "PER|2021|1,5"]);
        // A table of one column stays one.
        assert_eq!(cells("pais\nCOL\nPER\n"), ["pais", "COL", "PER"]);
        assert_eq!(cells("\"Casos, por mil\"\n5\n6\n"), ["Casos, por mil", "5", "6"]);
    }
}
