//! Territories by crime areas: the bands as colours, gaps hatched, enforcement counts and missing
//! dimensions marked.

use ideal_model::{AreaIx, NodeIx, PlaceIx, UnitIx, Verdict};

use super::Chart;
use super::canvas::{Canvas, Type, draw, two_lines};
use crate::error::ReportError;
use crate::palette::{self, Rgb};
use crate::view::View;
use crate::words::say;

const CELL_W: i32 = 34;
const CELL_H: i32 = 22;
const HEAD: i32 = 190;
const NAMES: i32 = 158;
const LEGEND: i32 = 46;

/// What a cell shows.
enum Cell {
    Score { text: String, ground: Rgb, enforcement: bool, without: Option<String> },
    Gap,
    NotApplicable,
}

/// What the legend explains.
enum Key {
    Band(Rgb),
    Gap,
    Enforcement,
    Without,
    NotApplicable,
}

/// Pixels of so many rows or columns: bounded, so that they can be multiplied.
fn count(n: usize) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX / 100).min(20_000)
}

/// The heat map of one node; nothing if the units have no crime areas or no cell has a score.
pub(crate) fn heatmap(view: &View<'_>, node: NodeIx) -> Result<Option<Chart>, ReportError> {
    if view.territories_only() || view.areas.is_empty() {
        return Ok(None);
    }
    let grid = Grid::of(view, node)?;
    if grid.known() == 0 {
        return Ok(None);
    }
    let (title, alt) = (grid.title(view)?, grid.alt(view)?);
    let legend = grid.legend(view)?;
    let size = grid.size();
    let node_id =
        view.results.assessment.method.nodes.get(node.get()).map_or("", |n| n.id.as_str());
    let name = format!("heatmap_{}.{}", super::stem(node_id), view.locale);
    draw(&name, size, &title, &alt, |c| {
        grid.draw_heads(c)?;
        grid.draw_rows(c)?;
        draw_legend(c, size.1 - 18, &legend)
    })
    .map(Some)
}

/// The order of the rows and columns of a node's heat map: rows by the score of their roll-up, what
/// has none last; columns without any score to the right: both in the order of names otherwise.
pub(crate) fn heatmap_order(view: &View<'_>, node: NodeIx) -> (Vec<PlaceIx>, Vec<AreaIx>) {
    let of_row = |p: PlaceIx| view.territory_unit(p, view.last).and_then(|u| view.score(u, node));
    // Of very many territories those are drawn that have a profile.
    let mut rows: Vec<PlaceIx> =
        view.territories.iter().copied().filter(|place| view.has_profile(*place)).collect();
    rows.sort_by(|&a, &b| match (of_row(a), of_row(b)) {
        (Some(a), Some(b)) => b.total_cmp(&a),
        (a, b) => b.is_some().cmp(&a.is_some()),
    });
    let scored =
        |cells: Vec<UnitIx>| cells.into_iter().filter(|&u| view.score(u, node).is_some()).count();
    let mut columns = view.areas.clone();
    columns.sort_by_key(|&a| scored(view.cells_of_area(a)) == 0);
    (rows, columns)
}

/// The cells of a node in their order.
struct Grid {
    node: NodeIx,
    names: Vec<String>,
    heads: Vec<String>,
    /// Row by row.
    cells: Vec<Vec<Cell>>,
}

impl Grid {
    fn of(view: &View<'_>, node: NodeIx) -> Result<Self, ReportError> {
        let (rows, columns) = heatmap_order(view, node);
        let mut cells = Vec::new();
        for &place in &rows {
            let line = columns.iter().map(|&area| cell(view, node, place, area));
            cells.push(line.collect::<Result<Vec<Cell>, ReportError>>()?);
        }
        Ok(Grid {
            node,
            names: rows.iter().map(|&p| view.place_name(p)).collect(),
            heads: columns.iter().map(|&a| view.area_name(a)).collect(),
            cells,
        })
    }

    /// How many cells are so.
    fn number(&self, is: impl Fn(&Cell) -> bool) -> usize {
        self.cells.iter().flatten().filter(|c| is(c)).count()
    }

    /// Cells with a score.
    fn known(&self) -> usize {
        self.number(|c| matches!(c, Cell::Score { .. }))
    }

    /// Cells whose score rests on enforcement counts alone.
    fn marked(&self) -> usize {
        self.number(|c| matches!(c, Cell::Score { enforcement: true, .. }))
    }

    /// Cells whose score was made without a dimension.
    fn lacking(&self) -> usize {
        self.number(|c| matches!(c, Cell::Score { without: Some(_), .. }))
    }

    /// What the chart shows, in a few words.
    fn title(&self, view: &View<'_>) -> Result<String, ReportError> {
        say!(
            view.words,
            "heatmap-title",
            node = view.node_name(self.node),
            edition = view.edition_name(view.last)
        )
    }

    /// What there is to see.
    fn alt(&self, view: &View<'_>) -> Result<String, ReportError> {
        let words = &view.words;
        let n = |i: usize| view.numbers.count(i);
        let alt = say!(
            words,
            "heatmap-alt",
            node = view.node_name(self.node),
            territories = n(self.names.len()),
            areas = n(self.heads.len()),
            known = n(self.known()),
            marked = n(self.marked()),
            gaps = n(self.number(|c| matches!(c, Cell::Gap)))
        )?;
        Ok(match self.lacking() {
            0 => alt,
            lacking => [alt, say!(words, "heatmap-alt-without", n = lacking, count = n(lacking))?]
                .join(" "),
        })
    }

    /// The keys of what occurs, each with its text.
    fn legend(&self, view: &View<'_>) -> Result<Vec<(Key, String)>, ReportError> {
        let words = &view.words;
        let bands = view.bands_of(self.node);
        let mut legend: Vec<(Key, String)> =
            bands.into_iter().map(|b| (Key::Band(b.ground), b.label)).collect();
        legend.push((Key::Gap, say!(words, "legend-gap")?));
        if self.marked() > 0 {
            legend.push((Key::Enforcement, say!(words, "legend-enforcement")?));
        }
        if self.lacking() > 0 {
            legend.push((Key::Without, say!(words, "legend-without")?));
        }
        if self.number(|c| matches!(c, Cell::NotApplicable)) > 0 {
            legend.push((Key::NotApplicable, say!(words, "legend-not-applicable")?));
        }
        Ok(legend)
    }

    /// Width and height of the drawing.
    fn size(&self) -> (i32, i32) {
        let width = (NAMES + CELL_W * count(self.heads.len()) + 8).max(560);
        (width, HEAD + CELL_H * count(self.names.len()) + LEGEND)
    }

    /// Draws the names of the columns, upwards.
    fn draw_heads(&self, c: &Canvas<'_>) -> Result<(), String> {
        for (i, head) in self.heads.iter().enumerate() {
            let style = Type::new(Type::SMALL + 1.0).upwards();
            let lines = two_lines(c, head, HEAD - 14, style)?;
            let middle = NAMES + CELL_W * count(i) + CELL_W / 2;
            for (k, line) in lines.iter().enumerate() {
                let shift = if lines.len() == 1 { 0 } else { 14 * count(k) - 7 };
                c.text(middle + shift, HEAD - 8, line, style)?;
            }
        }
        Ok(())
    }

    /// Draws the rows, each with its name before it.
    fn draw_rows(&self, c: &Canvas<'_>) -> Result<(), String> {
        for (r, (name, line)) in self.names.iter().zip(&self.cells).enumerate() {
            let y = HEAD + CELL_H * count(r);
            let style = Type::new(Type::BODY).right();
            c.text(NAMES - 10, y + CELL_H / 2, &c.fit(name, NAMES - 14, style)?, style)?;
            for (k, cell) in line.iter().enumerate() {
                let x = NAMES + CELL_W * count(k);
                mark(c, x, y, CELL_W - 2, CELL_H - 2, cell)?;
            }
        }
        Ok(())
    }
}

/// The cell of a territory and a crime area.
fn cell(view: &View<'_>, node: NodeIx, place: PlaceIx, area: AreaIx) -> Result<Cell, ReportError> {
    let Some(unit) = view.unit(place, area, view.last) else {
        return Ok(Cell::NotApplicable);
    };
    let Some(score) = view.score(unit, node) else {
        return Ok(match view.node(unit, node).map(|n| n.verdict) {
            Some(Verdict::NotApplicable) => Cell::NotApplicable,
            _ => Cell::Gap,
        });
    };
    let text = view.short(score);
    let without = match view.without(unit, node)? {
        Some(lacking) => {
            let score =
                say!(view.words, "score-without", score = text.as_str(), without = lacking.title)?;
            Some(say!(
                view.words,
                "item-cell",
                area = view.area_name(area),
                territory = view.place_name(place),
                score = score
            )?)
        }
        None => None,
    };
    Ok(Cell::Score {
        ground: view.ground(unit, node, score)?,
        enforcement: view.enforcement_alone(unit, node),
        text,
        without,
    })
}

/// Draws the legend as one line.
fn draw_legend(c: &Canvas<'_>, y: i32, legend: &[(Key, String)]) -> Result<(), String> {
    let mut x = NAMES;
    for (key, label) in legend {
        let style = Type::new(Type::SMALL + 1.0).color(palette::MUTED);
        match key {
            Key::Band(ground) => c.rect(x, y - 6, 18, 12, *ground)?,
            Key::Gap => c.hatch(x, y - 6, 18, 12)?,
            Key::Enforcement => {
                c.frame(x, y - 6, 18, 12, palette::QUIET)?;
                c.corner(x + 18, y - 6, 8, palette::INK)?;
            }
            Key::Without => {
                c.frame(x, y - 6, 18, 12, palette::QUIET)?;
                c.corner_below(x, y + 6, 8, palette::INK)?;
            }
            Key::NotApplicable => {
                c.text(x + 9, y, "–", Type::new(Type::SMALL).centre().color(palette::MUTED))?
            }
        }
        c.text(x + 24, y, label, style)?;
        x += 24 + c.width(label, style)? + 20;
    }
    Ok(())
}

/// Draws a cell.
fn mark(c: &Canvas<'_>, x: i32, y: i32, w: i32, h: i32, cell: &Cell) -> Result<(), String> {
    match cell {
        Cell::Score { text, ground, enforcement, without } => {
            c.rect(x, y, w, h, *ground)?;
            c.text(
                x + w / 2,
                y + h / 2,
                text,
                Type::new(Type::SMALL + 0.5).centre().color(ground.ink()),
            )?;
            if *enforcement {
                c.corner(x + w, y, 7, ground.ink())?;
            }
            if let Some(title) = without {
                c.corner_below(x, y + h, 7, ground.ink())?;
                c.title(x, y, w, h, title);
            }
            Ok(())
        }
        Cell::Gap => c.hatch(x, y, w, h),
        Cell::NotApplicable => {
            c.text(x + w / 2, y + h / 2, "–", Type::new(Type::SMALL).centre().color(palette::MUTED))
        }
    }
}
