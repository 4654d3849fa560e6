//! What must hold between the parts of a method.

mod bands;
mod denominators;
mod functions;
mod goalposts;
mod grades;
mod ranges;
mod shares;
mod structure;
mod values;
mod width;

use std::collections::{BTreeMap, BTreeSet};

use super::places::Places;
use super::{Child, Indicator, Method, Normalise, UnitKind};
use crate::closed_scale::ClosedScale;
use crate::document::{Position, Reader};
use crate::finding::Finding;
use crate::findings::Findings;
use crate::ids::{IndicatorIx, NodeIx};

impl Method {
    /// Checks a method that was built or changed in code, by the rules that a file has to keep:
    /// that indices lead somewhere, the tree is one and has no circle, weights, shares, goalposts
    /// and all other constants are finite and lie where they may.
    ///
    /// Of a method whose indices lead nowhere nothing else is looked at, and of one whose numbers
    /// are out of range not what holds between them.
    ///
    /// ```
    /// let text = "id = \"m\"\n[node.top]\n[indicator.x]\nparent = \"top\"\ngoalposts = [0, 9]\n";
    /// let mut method = ideal_model::parse_method(text, "m.toml").0.unwrap();
    /// assert!(method.validate().is_ok());
    /// method.indicators[0].weight = -1.0;
    /// let findings = method.validate().unwrap_err();
    /// assert!(findings[0].message.contains("`weight` of `x` is -1"));
    /// ```
    ///
    /// # Errors
    /// Every rule that is broken, with the node, the indicator or the table that breaks it.
    pub fn validate(&self) -> Result<(), Vec<Finding>> {
        let mut findings = Findings::default();
        structure::structure(self, &mut findings);
        if !findings.failed() {
            values::values(self, &mut findings);
        }
        if !findings.failed() {
            let mut reader = Reader::new("");
            rules(self, &Places::none(self), &mut reader);
            reader.findings.retain(Finding::is_error);
            findings.absorb(reader.findings);
        }
        let errors: Vec<Finding> = findings.finish().into_iter().map(placeless).collect();
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }

    /// What a reader of a method that keeps the rules should know of it: weights that look like
    /// shares of a whole and do not add up to one. A file says it of itself when it is read.
    #[must_use]
    pub fn remarks(&self) -> Vec<Finding> {
        if self.validate().is_err() {
            return Vec::new();
        }
        let mut reader = Reader::new("");
        rules(self, &Places::none(self), &mut reader);
        reader.findings.finish().into_iter().map(placeless).collect()
    }
}

/// A finding about a method that stands in no file.
fn placeless(f: Finding) -> Finding {
    Finding { line: None, column: None, ..f }
}

/// Where a finding about the whole file stands.
const START: Position = Position { line: 1, column: 1 };

/// Checks the whole method and finds its root.
pub(super) fn validate(m: &mut Method, places: &Places, r: &mut Reader) {
    if let Some(root) = rules(m, places, r) {
        m.root = root;
    }
}

/// What must hold between the parts of a method; gives its root.
fn rules(m: &Method, places: &Places, r: &mut Reader) -> Option<NodeIx> {
    width::ranked(m, places, r);
    let root = tree(m, places, r);
    weights(m, places, r);
    indicators(m, places, r);
    denominators::denominators(m, places, r);
    series_scales(m, places, r);
    shares::look_like_shares(m, places, r);
    bands::bands(m, places, r);
    grades::grades(m, places, r);
    counts(m, places, r);
    if m.unit == UnitKind::Territory {
        for (key, there) in [
            ("territory", m.rollup_territory.is_some()),
            ("crime_area", m.rollup_crime_area.is_some()),
        ] {
            if there {
                r.error(
                    START,
                    "rollup-not-legal",
                    format!("[rollup.{key}] has nothing to roll up where unit = \"territory\""),
                )
                .hint = Some("only [rollup.region] is legal here".into());
            }
        }
    }
    root
}

/// Nodes of a method, and indicators of it. The largest published index has some four hundred.
const MOST: usize = 10_000;

/// The tree: one root, no circle, no node without children. Gives the first node without a parent.
fn tree(m: &Method, places: &Places, r: &mut Reader) -> Option<NodeIx> {
    for (what, all) in [("nodes", &places.nodes), ("indicators", &places.indicators)] {
        if let Some(at) = all.get(MOST) {
            r.error(
                *at,
                "method-too-large",
                format!("the method has {} {what}; it may have {MOST}", all.len()),
            );
        }
    }
    if m.nodes.is_empty() {
        r.error(START, "no-nodes", "the method has no [node.ID], so there is no tree");
        return None;
    }
    let roots: Vec<NodeIx> = m.node_indices().filter(|&i| m.nodes[i].parent.is_none()).collect();
    // A node whose parent could not be resolved is already reported; do not call it a second root.
    let unresolved = r.findings.iter().any(|f| f.code == "unknown-reference");
    if let [first, rest @ ..] = roots.as_slice()
        && !unresolved
    {
        for &i in rest {
            let message = format!(
                "`{}` has no parent, and neither has `{}`: a tree has one root",
                m.nodes[i].id, m.nodes[*first].id
            );
            r.error(places.nodes[i.get()], "two-roots", message);
        }
    }
    match climb(m) {
        Climb::Circle(first) => {
            let message = format!("the tree runs in a circle: {}", circle(m, first));
            r.error(places.nodes[first.get()], "cycle", message);
        }
        Climb::Ends(_) if roots.is_empty() => {
            r.error(
                START,
                "no-root",
                "every node has a parent; one node, the root, must have none",
            );
        }
        Climb::Ends(levels) => {
            if let Some(i) = levels.iter().position(|level| *level > LEVELS) {
                let message = format!(
                    "`{}` stands {} levels below the root; a tree has {LEVELS} at most",
                    m.nodes[i].id, levels[i]
                );
                r.error(places.nodes[i], "tree-too-deep", message);
            }
        }
    }
    for (i, n) in m.nodes.iter().enumerate() {
        // A child that names a parent nobody has may be the one that is missing here.
        if n.children.is_empty() && !unresolved {
            r.error(
                places.nodes[i],
                "childless",
                format!("`{}` has no children: no node and no indicator names it as parent", n.id),
            );
        }
    }
    roots.first().copied()
}

/// Levels of a tree, the root not counted. Published indices have three or four.
const LEVELS: usize = 100;

/// What climbing from each node to its root comes to.
enum Climb {
    /// The first node of the file that is above itself.
    Circle(NodeIx),
    /// How many nodes are above each.
    Ends(Vec<usize>),
}

fn climb(m: &Method) -> Climb {
    let mut levels: Vec<Option<usize>> = vec![None; m.nodes.len()];
    // The climb that came by first.
    let mut seen: Vec<Option<NodeIx>> = vec![None; m.nodes.len()];
    let mut first_of_circles: Option<NodeIx> = None;
    for start in m.node_indices() {
        let mut path = Vec::new();
        let mut at = Some(start);
        let above = loop {
            let Some(i) = at else { break Some(0) };
            if let Some(level) = levels[i.get()] {
                break Some(level + 1);
            }
            if seen[i.get()] == Some(start) {
                let circle = path.iter().skip_while(|p| **p != i).copied().min();
                first_of_circles = first_of_circles.into_iter().chain(circle).min();
                break None;
            }
            if seen[i.get()].is_some() {
                // It leads into a circle that an earlier climb has found.
                break None;
            }
            seen[i.get()] = Some(start);
            path.push(i);
            at = m.nodes[i].parent;
        };
        if let Some(above) = above {
            path.iter().rev().enumerate().for_each(|(k, i)| levels[i.get()] = Some(above + k));
        }
    }
    match first_of_circles {
        Some(first) => Climb::Circle(first),
        None => Climb::Ends(levels.into_iter().map(|level| level.unwrap_or(0)).collect()),
    }
}

/// The circle through a node in words, its middle left out where it is long.
fn circle(m: &Method, first: NodeIx) -> String {
    const SHOWN: usize = 12;
    let mut chain = vec![m.nodes[first].id.as_str()];
    let mut at = m.nodes[first].parent;
    while let Some(p) = at {
        chain.push(m.nodes[p].id.as_str());
        if p == first {
            break;
        }
        at = m.nodes[p].parent;
    }
    if chain.len() <= SHOWN {
        return chain.join(" under ");
    }
    let (begin, more) = chain.split_at(SHOWN - 1);
    format!("{} under {} more, under {}", begin.join(" under "), more.len() - 1, m.nodes[first].id)
}

/// The least and the greatest weight above 0, and how many times the least the greatest may be:
/// beyond, sums of weights and shares in them lose the small ones, or all.
const WEIGHTS: [f64; 2] = [1e-100, 1e100];
const MOST_APART: f64 = 1e9;

/// What is wrong with weights of children that lie too far apart to be added up.
fn apart(under: &str, weights: impl Iterator<Item = f64>) -> Option<String> {
    let above = weights.filter(|w| *w > 0.0);
    let (low, high) = above.fold((f64::INFINITY, 0.0_f64), |(l, h), w| (l.min(w), h.max(w)));
    let wrong = low <= high && (low < WEIGHTS[0] || high > WEIGHTS[1] || high / low > MOST_APART);
    wrong.then(|| {
        format!(
            "the weights {under} run from {low:e} to {high:e}; the greatest may be a \
             billion times the least, and none beyond 1e-100 to 1e100"
        )
    })
}

fn weights(m: &Method, places: &Places, r: &mut Reader) {
    rolled_weights(m, r);
    for (i, n) in m.nodes.iter().enumerate() {
        if !n.children.is_empty() && n.children.iter().all(|c| m.weight(*c) == 0.0) {
            let at = match n.children[0] {
                Child::Node(j) => places.node_weights[j.get()],
                Child::Leaf(j) => places.indicator_weights[j.get()],
            };
            let at = if at.line == 0 { places.nodes[i] } else { at };
            r.error(
                at,
                "weights-all-zero",
                format!(
                    "all children of `{}` have weight 0, so it has nothing to be made of",
                    n.id
                ),
            );
        }
        let under = format!("under `{}`", n.id);
        if let Some(message) = apart(&under, n.children.iter().map(|c| m.weight(*c))) {
            r.error(places.nodes[i], "weights-apart", message).hint =
                Some("0 leaves a child out; else give weights of a like size".into());
        }
        // 0 switches the floor off, also on a scale that does not hold it.
        if let Some(f) = n.floor
            && f != 0.0
            && !(m.scale[0]..=m.scale[1]).contains(&f)
        {
            r.error(
                places.nodes[i],
                "out-of-range",
                format!(
                    "the floor of `{}` is {f}, outside the scale {} to {}",
                    n.id, m.scale[0], m.scale[1]
                ),
            );
        }
    }
}

/// Weights of members of roll-ups that lie too far apart.
fn rolled_weights(m: &Method, r: &mut Reader) {
    for (table, rollup) in structure::rollups(m) {
        let own = rollup.weights_of.iter().map(|(_, weights)| weights);
        for weights in std::iter::once(&rollup.weights).chain(own) {
            let all = weights.iter().map(|(_, weight)| *weight);
            if let Some(message) = apart(&format!("in [rollup.{table}]"), all) {
                r.error(START, "weights-apart", message).hint =
                    Some("0 leaves a member out; else give weights of a like size".into());
            }
        }
    }
}

/// The k of P(top k), and how many of them. More than any ranking is read for, and few enough to
/// be counted in every draw.
const TOP: u32 = 10_000;
const TOPS: usize = 100;
/// Switches. Every one is drawn in every draw.
const SWITCHES: usize = 1_000;
/// Beyond, no drawn weight differs from the stated one, and sums of gamma variables overflow.
const CONCENTRATION: f64 = 1e15;
/// In points of a 0-100 scale: draws beyond it all lie at the ends.
const SD: f64 = 1e6;

/// Lists of the uncertainty analysis that would be counted or drawn for hours, and constants whose
/// draws overflow.
fn counts(m: &Method, places: &Places, r: &mut Reader) {
    let u = &m.uncertainty;
    let sd = u.sd.iter().map(|(_, sd)| ("sd", *sd, SD)).chain([("sd", u.sd_ungraded, SD)]);
    for (key, x, most) in sd.chain([("concentration", u.concentration, CONCENTRATION)]) {
        if x > most {
            let message = format!("`{key}` of the uncertainty is {x:e}; {most:e} is the most");
            r.error(places.uncertainty, "out-of-range", message);
        }
    }
    if let Some(k) = u.top.iter().find(|k| **k > TOP) {
        let message = format!("`top` asks for the first {k} of a ranking; {TOP} is the most");
        r.error(places.top, "out-of-range", message);
    }
    for (what, has, most, at) in [
        ("top", u.top.len(), TOPS, places.top),
        ("switch", u.switch.len(), SWITCHES, places.switch),
    ] {
        if has > most {
            let message =
                format!("`{what}` of the uncertainty has {has} entries, more than {most}");
            r.error(at, "method-too-large", message);
        }
    }
}

fn indicators(m: &Method, places: &Places, r: &mut Reader) {
    let denominators: BTreeSet<IndicatorIx> =
        m.indicators.iter().filter_map(|o| o.per.as_ref().map(|p| p.indicator)).collect();
    let unresolved = r.findings.iter().any(|f| f.code == "unknown-reference");
    for ((i, ind), index) in m.indicators.iter().enumerate().zip(m.indicator_indices()) {
        if ind.parent.is_none() && !denominators.contains(&index) {
            if !unresolved {
                r.error(
                    places.indicators[i],
                    "unreachable",
                    format!("`{}` has no parent and no `per` names it: nothing reads it", ind.code),
                );
            }
            continue;
        }
        if let Some([low, high]) = ind.goalposts {
            goalposts::goalposts(&ind.code, low, high, ind.transform, places.goalposts[i], r);
        } else if ind.parent.is_some()
            && ind.normalise.unwrap_or(m.steps.normalise) == Normalise::Goalposts
            && !places.misread.get(i).copied().unwrap_or(false)
            && !places.steps_misread
        {
            r.error(
                places.indicators[i],
                "no-goalposts",
                format!(
                    "`{}` has no goalposts, and none of its steps normalises otherwise",
                    ind.code
                ),
            )
            .hint = Some(
                "add `goalposts = [low, high]` in the indicator's own unit, or a `normalise`"
                    .into(),
            );
        }
        if let (Some(s), Some(u)) = (ind.since, ind.until)
            && u.end_month() < s.end_month()
        {
            r.error(
                places.indicators[i],
                "never-applies",
                format!("`{}` applies since {s} until {u}: never", ind.code),
            );
        }
    }
}

/// A row has one scale, whichever leaf reads it.
fn series_scales(m: &Method, places: &Places, r: &mut Reader) {
    // The first leaf with a scale, and the first whose scale is another.
    let mut scales: BTreeMap<&str, Vec<(&Indicator, ClosedScale)>> = BTreeMap::new();
    for (i, ind) in m.indicators.iter().enumerate() {
        let Some(scale) = ind.scale else { continue };
        let known = scales.entry(&ind.series).or_default();
        let other = known.iter().find(|(_, first)| *first != scale).copied();
        if known.len() < 2 && known.iter().all(|(_, first)| *first != scale) {
            known.push((ind, scale));
        }
        if let Some((other, first)) = other {
            let message = format!(
                "`{}` and `{}` read the same rows, on a scale of {first} and of {scale}",
                other.code, ind.code
            );
            r.error(places.indicators[i], "two-scales", message).hint =
                Some("give both the scale that the rows are on".into());
        }
    }
}
