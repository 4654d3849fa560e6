//! Heat maps, each as a drawing and as a table of the same cells.

use ideal_model::{AreaIx, NodeIx, PlaceIx};

use super::{Figure, pieces, printed};
use crate::chart;
use crate::document::{Band, Cell, Text};
use crate::error::ReportError;
use crate::view::View;
use crate::words::say;

/// The cells of a heat map in the order of its drawing.
pub(super) struct Grid {
    /// Name of the node.
    pub node: String,
    /// What stands under the drawing where nobody can point at a cell.
    pub caption: String,
    /// Names of the crime areas, a column each.
    pub areas: Vec<String>,
    pub rows: Vec<GridRow>,
}

/// A territory.
pub(super) struct GridRow {
    pub name: String,
    pub anchor: String,
    /// One for each crime area: a score as short as in the drawing, or why there is none.
    pub cells: Vec<Cell>,
}

/// Heat maps of the root, and of its first dimension where more is known of that.
pub(super) fn heatmaps(view: &View<'_>) -> Result<(Vec<Figure>, Vec<Grid>), ReportError> {
    let words = &view.words;
    let basis = view.basis();
    let nodes: Vec<NodeIx> = if basis == view.root { vec![basis] } else { vec![view.root, basis] };
    let id = if view.results.draws > 0 { "heatmap-caption-draws" } else { "heatmap-caption" };
    let lacking = view.cells.iter().any(|&u| !view.results.without(u).is_empty());
    let (mut heatmaps, mut grids) = (Vec::new(), Vec::new());
    for node in nodes {
        let Some(chart) = chart::heatmap(view, node)? else { continue };
        let edition = view.edition_name(view.last);
        let caption = say!(words, id, node = view.node_name(node), edition = edition)?;
        let (mut pointed, mut printed) = (caption.clone(), caption);
        if node == view.root && lacking {
            pointed = [pointed, say!(words, "heatmap-caption-without")?].join(" ");
            printed = [printed, say!(words, "heatmap-caption-without-table")?].join(" ");
        }
        heatmaps.push(Figure::new(chart, pointed, 860));
        grids.push(grid(view, node, printed)?);
    }
    Ok((heatmaps, grids))
}

fn grid(view: &View<'_>, node: NodeIx, caption: String) -> Result<Grid, ReportError> {
    let (places, areas) = chart::heatmap_order(view, node);
    let mut rows = Vec::new();
    for place in places {
        let cells = areas.iter().map(|&area| cell(view, node, place, area));
        rows.push(GridRow {
            name: view.place_name(place),
            anchor: pieces::place_anchor(view, place),
            cells: cells.collect::<Result<_, _>>()?,
        });
    }
    let areas = areas.into_iter().map(|a| view.area_name(a)).collect();
    Ok(Grid { node: view.node_name(node), caption, areas, rows })
}

fn cell(view: &View<'_>, node: NodeIx, place: PlaceIx, area: AreaIx) -> Result<Cell, ReportError> {
    let Some(unit) = view.unit(place, area, view.last) else {
        return Ok(Cell::Text(Text::plain(say!(view.words, "legend-not-applicable")?)));
    };
    let Some(score) = view.score(unit, node) else {
        return Ok(Cell::Text(Text::plain(view.reason_word(unit, node)?)));
    };
    let mut number = printed::short_score(view, score)?;
    number.band = view.band(unit, node)?.map(Band::from);
    if view.enforcement_alone(unit, node) {
        number.notes.push(say!(view.words, "col-alone")?);
    }
    number.notes.extend(view.without(unit, node)?.map(|lacking| lacking.text));
    Ok(Cell::Number(number))
}
