//! Heat maps as figures and as tables, and matrices.

use super::super::content::{Head, ReportContent};
use super::super::heatmaps::Grid;
use super::cells::{figure, headed, leading, noted, row, section, table, texts};
use crate::document::{Block, Section, Text};
use crate::error::ReportError;
use crate::words::{Words, say};

/// Crime areas beside one another in a table: what a page has room for.
const ABREAST: usize = 8;

/// The heat maps; nothing without one.
pub(super) fn heatmaps(
    words: &Words,
    content: &ReportContent,
) -> Result<Option<Section>, ReportError> {
    if content.heatmaps.is_empty() {
        return Ok(None);
    }
    let mut out = section("heatmap", say!(words, "section-heatmap")?);
    for (i, (map, grid)) in content.heatmaps.iter().zip(&content.grids).enumerate() {
        let (chart, caption) = (map.chart.clone(), Text::plain(&grid.caption));
        out.blocks.push(Block::Figure { chart, caption });
        out.blocks.extend(tables(words, &content.head, grid, i + 1)?);
    }
    if !content.flat.is_empty() {
        let lines = content.flat.iter().map(Text::plain).collect();
        out.blocks.push(Block::Notice { title: say!(words, "flat-title")?, lines });
    }
    Ok(Some(out))
}

/// The cells of a heat map, so many areas at a time.
fn tables(words: &Words, head: &Head, grid: &Grid, i: usize) -> Result<Vec<Block>, ReportError> {
    let mut out = Vec::new();
    for (part, areas) in grid.areas.chunks(ABREAST).enumerate() {
        let before = part * ABREAST;
        let mut columns = vec![texts(words, "col-territory")?];
        columns.extend(areas.iter().map(headed));
        let rows = grid.rows.iter().map(|r| {
            let cells = r.cells.iter().skip(before).take(areas.len()).cloned();
            row(std::iter::once(leading(&r.name, &r.anchor)).chain(cells).collect())
        });
        let caption = say!(
            words,
            "heatmap-table",
            node = grid.node.as_str(),
            edition = head.edition.as_str(),
            first = before + 1,
            last = before + areas.len(),
            count = grid.areas.len()
        )?;
        let table = table(format!("heatmap_{i}_{}", part + 1), caption, columns, rows.collect());
        out.extend(noted(table, &[say!(words, "heatmap-table-note")?]));
    }
    Ok(out)
}

/// The matrices; nothing without one.
pub(super) fn matrices(content: &ReportContent) -> Option<Section> {
    if content.matrices.is_empty() {
        return None;
    }
    let blocks = content.matrices.iter().map(figure).collect();
    Some(Section { blocks, ..section("matrix", &content.matrix_title) })
}
