//! Tables of a series become one, which can be sorted and filtered: a sheet for each profile would be
//! a workbook that nobody reads.

use std::borrow::Cow;
use std::collections::BTreeMap;

use ideal_report::document::{Cell, Column, Row, Series, Table, Text};

/// A table with the heading of the section that it stands in.
pub(super) struct Found<'a> {
    pub number: usize,
    pub section: &'a str,
    pub table: Cow<'a, Table>,
}

/// The tables in their order, those of a series as one in the place of the first.
pub(super) fn stacked<'a>(found: Vec<(usize, &'a str, &'a Table)>) -> Vec<Found<'a>> {
    let mut out: Vec<Found<'a>> = Vec::new();
    let mut places: BTreeMap<&'a str, usize> = BTreeMap::new();
    for (number, section, table) in found {
        let Some(series) = &table.series else {
            out.push(Found { number, section, table: Cow::Borrowed(table) });
            continue;
        };
        let place = *places.entry(&series.id).or_insert_with(|| {
            out.push(Found {
                number,
                section: &series.head,
                table: Cow::Owned(empty(series, table)),
            });
            out.len() - 1
        });
        if let Some(whole) = out.get_mut(place) {
            add(whole.table.to_mut(), section, table);
        }
    }
    out
}

/// The table of a series, with no row yet.
fn empty(series: &Series, first: &Table) -> Table {
    let head = Column { head: series.head.clone(), numbers: false };
    Table {
        id: series.id.clone(),
        caption: first.caption.clone(),
        columns: vec![head],
        rows: Vec::new(),
        notes: Vec::new(),
        series: None,
    }
}

/// Puts the rows of a table under those that are there, each under the heads that it has.
fn add(whole: &mut Table, section: &str, table: &Table) {
    let mut places = Vec::new();
    for column in &table.columns {
        let there = whole.columns.iter().skip(1).position(|c| c == column).map(|at| at + 1);
        places.push(there.unwrap_or_else(|| {
            whole.columns.push(column.clone());
            whole.columns.len() - 1
        }));
    }
    let width = whole.columns.len();
    for row in &mut whole.rows {
        row.cells.resize(width, Cell::Blank);
    }
    for row in &table.rows {
        let mut cells = vec![Cell::Blank; width];
        if let Some(first) = cells.first_mut() {
            *first = Cell::Text(Text::plain(section));
        }
        for (cell, place) in row.cells.iter().zip(&places) {
            if let Some(free) = cells.get_mut(*place) {
                *free = cell.clone();
            }
        }
        whole.rows.push(Row { cells, depth: 0, ..row.clone() });
    }
    for note in &table.notes {
        if !whole.notes.contains(note) {
            whole.notes.push(note.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn table(heads: &[&str], cells: &[&[&str]]) -> Table {
        let column = |head: &&str| Column { head: (*head).to_owned(), numbers: false };
        let cell = |text: &&str| Cell::Text(Text::plain(*text));
        Table {
            id: "own".to_owned(),
            caption: Text::plain("What it is made of"),
            columns: heads.iter().map(column).collect(),
            rows: cells
                .iter()
                .map(|row| Row { cells: row.iter().map(cell).collect(), ..Row::default() })
                .collect(),
            notes: Vec::new(),
            series: Some(Series { id: "each_tree".to_owned(), head: "Territory".to_owned() }),
        }
    }

    #[test]
    fn each_row_stands_under_the_heads_that_its_table_has() {
        let (a, b) = (
            table(&["Node", "Score"], &[&["Threat", "7"]]),
            table(&["Node", "Median"], &[&["Threat", "5"], &["Impact", "4"]]),
        );
        let alone = Table { series: None, ..table(&["Node"], &[&["x"]]) };
        let out = stacked(vec![(3, "Chile", &a), (4, "", &alone), (5, "Cuba", &b)]);
        assert_eq!(
            out.iter().map(|f| (f.number, f.section)).collect::<Vec<_>>(),
            [(3, "Territory"), (4, "")]
        );
        let whole = &out[0].table;
        assert_eq!(whole.id, "each_tree");
        let heads: Vec<&str> = whole.columns.iter().map(|c| c.head.as_str()).collect();
        assert_eq!(heads, ["Territory", "Node", "Score", "Median"]);
        let said = |row: &Row| -> Vec<String> {
            let text = |cell: &Cell| match cell {
                Cell::Text(text) => text.characters(),
                _ => "-".to_owned(),
            };
            row.cells.iter().map(text).collect()
        };
        let rows: Vec<Vec<String>> = whole.rows.iter().map(said).collect();
        assert_eq!(rows[0], ["Chile", "Threat", "7", "-"]);
        assert_eq!(rows[2], ["Cuba", "Impact", "-", "4"]);
    }
}
