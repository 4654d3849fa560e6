//! What is said of every attribute of every group: five states told apart by how far a cell is filled,
//! never by a colour alone, and what nobody rated.

use super::Chart;
use super::canvas::{Canvas, Type, draw, times, two_lines};
use crate::error::ReportError;
use crate::palette;
use crate::view::View;
use crate::words::say;

const NAMES: i32 = 178;
const CELL: i32 = 26;
const HEAD: i32 = 152;
const LEGEND: i32 = 66;

/// The head of a column.
pub(crate) struct MatrixHead {
    pub name: String,
    /// As it is printed.
    pub weight: String,
}

/// A group.
pub(crate) struct MatrixRow {
    pub name: String,
    /// In the order of the heads.
    pub states: Vec<GroupState>,
}

/// What is said of an attribute.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum GroupState {
    /// Rated: which share of the points of `high`; 0 is `nil`.
    Filled(f64),
    /// Whoever was asked does not know.
    Unknown,
    /// Nobody rated it.
    Missing,
}

/// The matrix of a method, the weights printed at its head.
pub(crate) fn group_matrix(
    view: &View<'_>,
    name: &str,
    method: &str,
    heads: &[MatrixHead],
    rows: &[MatrixRow],
) -> Result<Chart, ReportError> {
    let words = &view.words;
    let count = |wanted: fn(&GroupState) -> bool| {
        let all = rows.iter().flat_map(|r| &r.states);
        view.numbers.count(all.filter(|s| wanted(s)).count())
    };
    let title = say!(words, "crime-groups-matrix-title", method = method)?;
    let alt = say!(
        words,
        "crime-groups-matrix-alt",
        groups = view.numbers.count(rows.len()),
        attributes = view.numbers.count(heads.len()),
        rated = count(|s| matches!(s, GroupState::Filled(_))),
        unknown = count(|s| *s == GroupState::Unknown),
        missing = count(|s| *s == GroupState::Missing)
    )?;
    let mut legend = Vec::new();
    for (id, state) in [
        ("crime-groups-state-high", GroupState::Filled(1.0)),
        ("crime-groups-state-medium", GroupState::Filled(0.5)),
        ("crime-groups-state-low", GroupState::Filled(0.25)),
        ("crime-groups-state-nil", GroupState::Filled(0.0)),
        ("crime-groups-state-unknown", GroupState::Unknown),
        ("crime-groups-state-missing", GroupState::Missing),
    ] {
        legend.push((say!(words, id)?, state));
    }
    let weight = say!(words, "col-weight")?;
    let bottom = HEAD + CELL * times(rows.len());
    let width = (NAMES + CELL * times(heads.len()) + 8).max(620);
    draw(name, (width, bottom + LEGEND), &title, &alt, |c| {
        let small = Type::new(Type::SMALL);
        c.text(NAMES - 10, HEAD - 12, &c.fit(&weight, NAMES - 14, small)?, small.right())?;
        for (i, head) in heads.iter().enumerate() {
            let middle = NAMES + CELL * times(i) + CELL / 2;
            draw_head(c, middle, head)?;
        }
        for (i, row) in rows.iter().enumerate() {
            let y = HEAD + CELL * times(i);
            let style = Type::new(Type::BODY).right();
            c.text(NAMES - 10, y + CELL / 2, &c.fit(&row.name, NAMES - 14, style)?, style)?;
            for (k, state) in row.states.iter().enumerate() {
                mark(c, (NAMES + CELL * times(k) + 3, y + 3), *state)?;
            }
        }
        draw_legend(c, (width, bottom + 20), &legend)
    })
}

/// The name of an attribute upwards, its weight under it.
fn draw_head(c: &Canvas<'_>, middle: i32, head: &MatrixHead) -> Result<(), String> {
    let style = Type::new(Type::SMALL).upwards();
    let lines = two_lines(c, &head.name, HEAD - 34, style)?;
    for (k, line) in lines.iter().enumerate() {
        let shift = if lines.len() == 1 { 0 } else { 12 * times(k) - 6 };
        c.text(middle + shift, HEAD - 26, line, style)?;
    }
    let room = c.fit(&head.weight, CELL, Type::new(Type::SMALL))?;
    c.text(middle, HEAD - 12, &room, Type::new(Type::SMALL).bold().centre())
}

/// A state: a frame filled from below as far as it is rated, a dash for what is absent, a question
/// mark for what nobody knows, the hatch for what nobody rated.
fn mark(c: &Canvas<'_>, (x, y): (i32, i32), state: GroupState) -> Result<(), String> {
    let side = CELL - 6;
    let middle = (x + side / 2, y + side / 2);
    match state {
        GroupState::Missing => c.hatch(x, y, side, side),
        GroupState::Unknown => {
            c.text(middle.0, middle.1, "?", Type::new(Type::BODY).bold().centre())
        }
        GroupState::Filled(share) => {
            let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 };
            let high = (f64::from(side) * share).round() as i32;
            if high > 0 {
                c.rect(x, y + side - high, side, high, palette::EVIDENCE)?;
            } else {
                c.line((x + 5, middle.1), (x + side - 5, middle.1), palette::INK, 1)?;
            }
            c.frame(x, y, side, side, palette::MUTED)
        }
    }
}

/// The legend, in as many lines as it needs.
fn draw_legend(
    c: &Canvas<'_>,
    (width, top): (i32, i32),
    legend: &[(String, GroupState)],
) -> Result<(), String> {
    let style = Type::new(Type::SMALL + 1.0).color(palette::MUTED);
    let (mut x, mut y) = (8, top);
    for (label, state) in legend {
        let long = 28 + c.width(label, style)? + 18;
        if x > 8 && x + long > width {
            (x, y) = (8, y + 24);
        }
        mark(c, (x, y - 10), *state)?;
        c.text(x + 28, y, label, style)?;
        x += long;
    }
    Ok(())
}
