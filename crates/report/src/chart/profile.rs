//! Where one territory or area stands among all, dimension by dimension.

use super::Chart;
use super::canvas::{Type, draw};
use crate::error::ReportError;
use crate::palette::{self, Rgb};
use crate::view::View;
use crate::words::say;
use ideal_model::{NodeIx, UnitIx};

const NAMES: i32 = 236;
const PLOT: i32 = 300;
const VALUES: i32 = 56;
const ROW: i32 = 26;
const HEAD: i32 = 12;
const FOOT: i32 = 26;

struct NodeLine {
    name: String,
    depth: i32,
    others: Vec<f64>,
    own: Option<(f64, Rgb)>,
    interval: Option<(f64, f64)>,
}

/// The scores of `unit` on these nodes as dots among the ticks of `peers`; nothing if fewer than
/// two are assessed.
pub(crate) fn profile(
    view: &View<'_>,
    stem: &str,
    name: &str,
    unit: UnitIx,
    peers: &[UnitIx],
    nodes: &[(NodeIx, usize)],
) -> Result<Option<Chart>, ReportError> {
    let mut lines = Vec::new();
    for &(node, depth) in nodes {
        let own = match view.score(unit, node) {
            Some(score) => Some((score, view.ground(unit, node, score)?)),
            None => None,
        };
        lines.push(NodeLine {
            name: view.node_name(node),
            depth: i32::try_from(depth).unwrap_or(0).min(6),
            others: peers
                .iter()
                .filter(|&&u| u != unit)
                .filter_map(|&u| view.score(u, node))
                .collect(),
            own,
            interval: view
                .node(unit, node)
                .and_then(|n| n.interval.as_ref())
                .map(|i| (i.low, i.high)),
        });
    }
    if lines.iter().filter(|l| l.own.is_some()).count() < 2 {
        return Ok(None);
    }
    let words = &view.words;
    let title = say!(words, "profile-title", name = name)?;
    let assessed = lines.iter().filter(|l| l.own.is_some()).count();
    let alt = say!(
        words,
        "profile-alt",
        name = name,
        count = view.numbers.count(assessed),
        peers = view.numbers.count(peers.iter().filter(|&&u| u != unit).count())
    )?;
    let count = |n: usize| i32::try_from(n).unwrap_or(1000).min(1000);
    let bottom = HEAD + ROW * count(lines.len());
    let at = |score: f64| NAMES + (view.share(score) * f64::from(PLOT)).round() as i32;
    let scale = view.results.assessment.method.scale;
    let file = format!("{stem}.{}", view.locale);
    draw(&file, (NAMES + PLOT + VALUES, bottom + FOOT), &title, &alt, |c| {
        for (i, line) in lines.iter().enumerate() {
            let y = HEAD + ROW * count(i) + ROW / 2;
            let style =
                if line.depth == 0 { Type::new(Type::BODY).bold() } else { Type::new(Type::BODY) };
            let x = 14 * line.depth;
            c.text(x, y, &c.fit(&line.name, NAMES - 12 - x, style)?, style)?;
            if line.own.is_none() {
                c.hatch(NAMES, y - 6, PLOT, 12)?;
                continue;
            }
            c.line((NAMES, y), (NAMES + PLOT, y), palette::RULE, 1)?;
            if let Some((low, high)) = line.interval {
                c.rect(at(low), y - 4, (at(high) - at(low)).max(2), 8, palette::RULE)?;
            }
            for &other in &line.others {
                c.line((at(other), y - 5), (at(other), y + 5), palette::QUIET, 1)?;
            }
            if let Some((score, ground)) = line.own {
                c.dot((at(score), y), 7, palette::INK)?;
                c.dot((at(score), y), 6, ground)?;
                c.text(
                    NAMES + PLOT + 50,
                    y,
                    &view.shown(score),
                    Type::new(Type::BODY).right().bold(),
                )?;
            }
        }
        for i in 0..=4 {
            let t = scale[0] + (scale[1] - scale[0]) * f64::from(i) / 4.0;
            c.text(
                at(t),
                bottom + 14,
                &view.numbers.value(t),
                Type::new(Type::SMALL).centre().color(palette::MUTED),
            )?;
        }
        Ok(())
    })
    .map(Some)
}
