//! The cells under the recommended priorities, opened: an annex of documents. A page has every cell
//! in its territory's profile.

use std::collections::BTreeSet;

use super::super::opened::{Opened, OpenedCell, OpenedRow};
use super::super::profiles::Profile;
use super::cells::{beside, figures, paragraph, section, table, texts, word};
use crate::document::{Block, Cell, Row, Section, Series};
use crate::error::ReportError;
use crate::words::{Words, say};

/// The annex; nothing where no cell is listed.
pub(super) fn annex(
    words: &Words,
    profiles: &[Profile],
    listed: &BTreeSet<String>,
) -> Result<Option<Section>, ReportError> {
    let mut out = section("opened", say!(words, "section-opened")?);
    out.blocks.push(paragraph(say!(words, "opened-lead")?));
    for (profile, found) in profiles.iter().filter_map(|p| Some((p, p.opened.as_ref()?))) {
        for cell in found.cells.iter().filter(|c| listed.contains(&c.anchor)) {
            let id = format!("opened_{}", out.parts.len() + 1);
            let title = if cell.name == profile.name {
                cell.name.clone()
            } else {
                let (area, territory) = (cell.name.as_str(), profile.name.as_str());
                say!(words, "priority-cell", area = area, territory = territory)?
            };
            let mut part = section(&cell.anchor, title);
            part.blocks.extend(tree(words, id, &part.title, (cell, found))?);
            part.blocks.extend(cell.reason.as_ref().map(paragraph));
            part.blocks.extend(cell.missing.as_ref().map(paragraph));
            out.parts.push(part);
        }
    }
    Ok(if out.parts.is_empty() { None } else { Some(out) })
}

/// The tree of a cell, with what its leaves were read from.
fn tree(
    words: &Words,
    id: String,
    title: &str,
    (cell, found): (&OpenedCell, &Opened),
) -> Result<Option<Block>, ReportError> {
    let columns = vec![
        texts(words, "col-part")?,
        figures(words, "col-score")?,
        figures(words, "col-weight")?,
        figures(words, "col-contribution")?,
        texts(words, "col-evidence")?,
    ];
    let mut rows = Vec::new();
    for line in &cell.lines {
        let row = line.row.and_then(|n| found.rows.get(n.checked_sub(1)?));
        let cells = vec![
            Cell::Text(beside(&line.name, line.note.as_deref().unwrap_or_default())),
            word(&line.score),
            word(&line.weight),
            word(&line.part),
            row.map_or(Cell::Blank, |row| word(&told(row))),
        ];
        let depth = u8::try_from(line.depth).unwrap_or(u8::MAX);
        rows.push(Row { cells, depth, ..Row::default() });
    }
    let mut block = table(id, title, columns, rows);
    if let Some(Block::Table(found)) = &mut block {
        let head = say!(words, "col-cell")?;
        found.series = Some(Series { id: "each_opened".to_owned(), head });
    }
    Ok(block)
}

/// What a leaf was read from, in a cell of a table.
fn told(row: &OpenedRow) -> String {
    let parts = [&row.value, &row.period, &row.sources, &row.grade, &row.places];
    let said: Vec<&str> = parts.into_iter().map(String::as_str).filter(|s| !s.is_empty()).collect();
    said.join(" · ")
}
