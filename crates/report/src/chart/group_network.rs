//! The network of groups: who works with whom, who supplies or fights whom. Kinds of links differ by
//! their lines, never by colour alone.

use ideal_model::LinkKind;

use super::Chart;
use super::canvas::{Canvas, Type, draw, times};
use super::springs::places;
use crate::error::ReportError;
use crate::palette;
use crate::view::View;
use crate::words::say;

const WIDTH: i32 = 760;
/// Room for names to the right of the last node, and before the first.
const SIDES: (i32, i32) = (30, 190);
const TOP: i32 = 24;
/// Height for each group.
const STEP: i32 = 26;
const LEGEND: i32 = 62;
/// A name needs so much height and width.
const NAME: (i32, i32) = (18, 180);

/// A link between two groups, by their places among the names.
pub(crate) struct NetworkLink {
    pub ends: (usize, usize),
    pub kind: LinkKind,
}

/// The network of these groups.
pub(crate) fn group_network(
    view: &View<'_>,
    names: &[String],
    links: &[NetworkLink],
) -> Result<Chart, ReportError> {
    let words = &view.words;
    let title = say!(words, "crime-groups-links")?;
    let alt = say!(
        words,
        "crime-groups-links-alt",
        groups = view.numbers.count(names.len()),
        links = view.numbers.count(links.len())
    )?;
    let mut legend = Vec::new();
    for (id, kind) in [
        ("crime-groups-link-cooperates", LinkKind::Cooperates),
        ("crime-groups-link-supplies", LinkKind::Supplies),
        ("crime-groups-link-conflicts", LinkKind::Conflicts),
        ("crime-groups-link-part-of", LinkKind::PartOf),
        ("crime-groups-link-succeeds", LinkKind::Succeeds),
    ] {
        if links.iter().any(|l| l.kind == kind) {
            legend.push((say!(words, id)?, kind));
        }
    }
    let height = (STEP * times(names.len())).max(220);
    let ends: Vec<(usize, usize)> = links.iter().map(|l| l.ends).collect();
    let at = pixels(&places(names.len(), &ends), height);
    let bottom = at.iter().map(|p| p.1).fold(TOP + height, i32::max);
    let name = format!("crime-groups-links.{}", view.locale);
    draw(&name, (WIDTH, bottom + LEGEND), &title, &alt, |c| {
        for link in links {
            if let (Some(a), Some(b)) = (at.get(link.ends.0), at.get(link.ends.1)) {
                joined(c, *a, *b, link.kind)?;
            }
        }
        let style = Type::new(Type::BODY);
        for (name, &(x, y)) in names.iter().zip(&at) {
            let text = c.fit(name, NAME.1 - 14, style)?;
            // Names stand on paper, so that no line runs through them.
            c.rect(x + 8, y - 9, c.width(&text, style)? + 4, NAME.0, palette::PAPER)?;
            c.dot((x, y), 6, palette::EVIDENCE)?;
            c.text(x + 10, y, &text, style)?;
        }
        draw_legend(c, bottom + 28, &legend)
    })
}

/// Pixels of the nodes, from the top: where a name would lie on one above it, its node moves down.
fn pixels(at: &[(f64, f64)], height: i32) -> Vec<(i32, i32)> {
    let wide = f64::from(WIDTH - SIDES.0 - SIDES.1);
    let mut out: Vec<(i32, i32)> = (at.iter())
        .map(|(x, y)| {
            let x = SIDES.0 + (x * wide).round() as i32;
            (x, TOP + (y * f64::from(height)).round() as i32)
        })
        .collect();
    let mut order: Vec<usize> = (0..out.len()).collect();
    order.sort_by_key(|&i| (out.get(i).map_or(0, |p| p.1), i));
    let mut laid: Vec<(i32, i32)> = Vec::new();
    for i in order {
        let Some(node) = out.get_mut(i) else { continue };
        // Each step goes below a name that is laid already, so it ends below the last at the latest.
        while let Some(above) = laid.iter().find(|a| lies_on(**a, *node)) {
            node.1 = above.1 + NAME.0;
        }
        laid.push(*node);
    }
    out
}

/// Whether the names of two nodes lie on each other.
fn lies_on(a: (i32, i32), b: (i32, i32)) -> bool {
    (a.0 - b.0).abs() < NAME.1 && (a.1 - b.1).abs() < NAME.0
}

/// The line of a link: plain, long dashes for a fight, dots for what came after, thick for a part; an
/// arrow where it has a direction.
fn joined(c: &Canvas<'_>, a: (i32, i32), b: (i32, i32), kind: LinkKind) -> Result<(), String> {
    let ink = palette::MUTED;
    match kind {
        LinkKind::Cooperates => c.line(a, b, ink, 1),
        LinkKind::Supplies => {
            c.line(a, b, ink, 1)?;
            arrow(c, a, b)
        }
        LinkKind::Conflicts => dashed(c, a, b, (9.0, 5.0), 2),
        LinkKind::PartOf => {
            c.line(a, b, ink, 4)?;
            arrow(c, a, b)
        }
        LinkKind::Succeeds => {
            dashed(c, a, b, (2.0, 5.0), 2)?;
            arrow(c, a, b)
        }
    }
}

/// A point of the way from one to the other.
fn between(a: (i32, i32), b: (i32, i32), share: f64) -> (i32, i32) {
    let mix = |a: i32, b: i32| a + (f64::from(b - a) * share).round() as i32;
    (mix(a.0, b.0), mix(a.1, b.1))
}

fn length(a: (i32, i32), b: (i32, i32)) -> f64 {
    let (dx, dy) = (f64::from(b.0 - a.0), f64::from(b.1 - a.1));
    libm::sqrt(dx * dx + dy * dy)
}

fn dashed(
    c: &Canvas<'_>,
    a: (i32, i32),
    b: (i32, i32),
    (on, off): (f64, f64),
    width: u32,
) -> Result<(), String> {
    let long = length(a, b);
    let mut at = 0.0;
    while at < long {
        let end = (at + on).min(long);
        c.line(between(a, b, at / long), between(a, b, end / long), palette::MUTED, width)?;
        at += on + off;
    }
    Ok(())
}

/// An arrow in the middle of the line, pointing to the second end.
fn arrow(c: &Canvas<'_>, a: (i32, i32), b: (i32, i32)) -> Result<(), String> {
    let long = length(a, b);
    if long < 1.0 {
        return Ok(());
    }
    let (ux, uy) = (f64::from(b.0 - a.0) / long, f64::from(b.1 - a.1) / long);
    let tip = between(a, b, 0.5 + 4.0 / long.max(8.0));
    for side in [1.0, -1.0] {
        let (x, y) = (
            f64::from(tip.0) - 9.0 * ux + side * 5.0 * uy,
            f64::from(tip.1) - 9.0 * uy - side * 5.0 * ux,
        );
        c.line((x.round() as i32, y.round() as i32), tip, palette::INK, 2)?;
    }
    Ok(())
}

/// The kinds that occur, in as many lines as they need.
fn draw_legend(c: &Canvas<'_>, top: i32, legend: &[(String, LinkKind)]) -> Result<(), String> {
    let style = Type::new(Type::SMALL + 1.0).color(palette::MUTED);
    let (mut x, mut y) = (8, top);
    for (label, kind) in legend {
        let long = 48 + c.width(label, style)? + 18;
        if x > 8 && x + long > WIDTH {
            (x, y) = (8, y + 22);
        }
        joined(c, (x, y), (x + 40, y), *kind)?;
        c.text(x + 48, y, label, style)?;
        x += long;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_lies_on_another_up_to_the_most_that_are_drawn() {
        for n in [2_usize, 12, 40] {
            let links: Vec<(usize, usize)> = (1..n).map(|i| (i / 3, i)).collect();
            let height = (STEP * times(n)).max(220);
            let at = pixels(&places(n, &links), height);
            for (i, a) in at.iter().enumerate() {
                assert!(at.iter().skip(i + 1).all(|b| !lies_on(*a, *b)), "{n}: {a:?}");
                assert!((0..=WIDTH - SIDES.1).contains(&a.0) && a.1 <= 2 * height, "{n}: {a:?}");
            }
        }
    }
}
