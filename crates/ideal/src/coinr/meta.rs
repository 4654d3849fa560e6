//! `iMeta`: a row per indicator, aggregate and group.

use ideal_engine::transformed;
use ideal_model::method::{Child, Direction, Method, Normalise, ValueTransform};
use ideal_model::{IndicatorIx, Lang, NodeIx, shortest};

use super::cells::{denominator, line, posts};
use super::codes::CodeBook;

/// A row of iMeta.
pub(super) struct MetaRow {
    level: usize,
    code: String,
    name: String,
    direction: i8,
    weight: f64,
    unit: String,
    parent: Option<String>,
    kind: &'static str,
    posts: Option<[f64; 2]>,
}

const META: [&str; 12] = [
    "Level",
    "iCode",
    "iName",
    "Direction",
    "Weight",
    "Unit",
    "Parent",
    "Type",
    "goalpost_lower",
    "goalpost_upper",
    "goalpost_scale",
    "goalpost_trunc2posts",
];

/// The table of these rows and of groups, each with its code and name, on a scale of this width.
pub(super) fn table(rows: Vec<MetaRow>, groups: &[(String, String)], width: f64) -> String {
    let mut out = String::new();
    line(&mut out, &META.map(str::to_owned));
    for row in rows {
        line(&mut out, &row.cells(width));
    }
    for (code, name) in groups {
        let cells = ["NA", code, name, "NA", "NA", "NA", "NA", "Group", "NA", "NA", "NA", "NA"];
        line(&mut out, &cells.map(str::to_owned));
    }
    out
}

impl MetaRow {
    /// Its cells, on a scale of this width.
    fn cells(self, width: f64) -> [String; 12] {
        let built = self.level > 0;
        let na = || "NA".to_owned();
        let of_built = |text: String| if built { text } else { na() };
        [
            of_built(self.level.to_string()),
            self.code,
            self.name,
            of_built(self.direction.to_string()),
            of_built(shortest(self.weight)),
            self.unit,
            self.parent.unwrap_or_else(na),
            self.kind.to_owned(),
            self.posts.map_or_else(na, |p| shortest(p[0])),
            self.posts.map_or_else(na, |p| shortest(p[1])),
            self.posts.map_or_else(na, |_| shortest(width)),
            self.posts.map_or_else(na, |_| "TRUE".to_owned()),
        ]
    }
}

/// The rows of iMeta. COINr wants every parent exactly one level up, so that an element which hangs
/// higher gets aggregates with a single child in between: they change no score.
pub(super) fn rows(
    m: &Method,
    leaves: &[IndicatorIx],
    book: &mut CodeBook,
    lang: Lang,
) -> Vec<MetaRow> {
    let mut level = vec![0; m.nodes.len()];
    levels(m, m.root, &mut level);
    let mut out = Vec::new();
    let mut between = Vec::new();
    for &i in leaves {
        let ind = &m.indicators[i];
        let Some(parent) = ind.parent else { continue };
        let code = book.code(&ind.code);
        let unit = match denominator(m, ind) {
            Some((per, 1.0)) => format!("{} per {per}", ind.unit),
            Some((per, factor)) => format!("{} per {} {per}", ind.unit, shortest(factor)),
            None => ind.unit.clone(),
        };
        let unit = match ind.transform {
            None => unit,
            Some(ValueTransform::Log) => format!("log {unit}"),
            Some(ValueTransform::Log1p) => format!("log(1 + x), {unit}"),
            Some(ValueTransform::Sqrt) => format!("square root, {unit}"),
            Some(ValueTransform::Own(own)) => format!("{}, {unit}", own.name()),
        };
        let (up, weight) =
            chain(m, &code, 1, parent, level[parent.get()], ind.weight, book, &mut between);
        let ends = posts(m, i).or_else(|| {
            let raw = ind.normalise.unwrap_or(m.steps.normalise) == Normalise::None;
            raw.then_some(m.scale)
        });
        let ends = ends.and_then(|[low, high]| {
            Some([transformed(ind.transform, low)?, transformed(ind.transform, high)?])
        });
        out.push(MetaRow {
            level: 1,
            name: ind.names.or_code(lang, &ind.code).to_owned(),
            code,
            direction: if ind.direction == Direction::Down { -1 } else { 1 },
            weight,
            unit,
            parent: Some(up),
            kind: "Indicator",
            posts: ends,
        });
    }
    for (i, node) in m.node_indices().zip(&m.nodes) {
        let code = book.code(&node.id);
        let (parent, weight) = match node.parent {
            Some(p) => {
                let (up, w) = chain(
                    m,
                    &code,
                    level[i.get()],
                    p,
                    level[p.get()],
                    node.weight,
                    book,
                    &mut between,
                );
                (Some(up), w)
            }
            None => (None, 1.0),
        };
        let name = node.names.or_code(lang, &node.id).to_owned();
        out.push(MetaRow {
            level: level[i.get()],
            code,
            name,
            direction: 1,
            weight,
            unit: "Score".into(),
            parent,
            kind: "Aggregate",
            posts: None,
        });
    }
    out.append(&mut between);
    out.sort_by_key(|r| r.level);
    out
}

/// The parent and weight of an element under aggregates that bridge the levels between.
#[expect(clippy::too_many_arguments, reason = "one step of a walk over the tree")]
fn chain(
    m: &Method,
    code: &str,
    from: usize,
    parent: NodeIx,
    to: usize,
    weight: f64,
    book: &mut CodeBook,
    out: &mut Vec<MetaRow>,
) -> (String, f64) {
    let top = book.code(&m.nodes[parent].id);
    if from + 1 >= to {
        return (top, weight);
    }
    let steps: Vec<String> =
        (from + 1..to).map(|l| book.code(&format!("{code}.level{l}"))).collect();
    for (k, step) in steps.iter().enumerate() {
        let last = k + 1 == steps.len();
        out.push(MetaRow {
            level: from + 1 + k,
            code: step.clone(),
            name: format!("{code}, carried up"),
            direction: 1,
            weight: if last { weight } else { 1.0 },
            unit: "Score".into(),
            parent: Some(steps.get(k + 1).unwrap_or(&top).clone()),
            kind: "Aggregate",
            posts: None,
        });
    }
    (steps.first().cloned().unwrap_or(top), 1.0)
}

/// Level of a node: one above the highest of its children, with leaves at 1.
fn levels(m: &Method, node: NodeIx, out: &mut [usize]) -> usize {
    let below = m.nodes[node].children.iter().map(|c| match *c {
        Child::Leaf(_) => 1,
        Child::Node(i) => levels(m, i, out),
    });
    let level = 1 + below.max().unwrap_or(1);
    out[node.get()] = level;
    level
}
