//! What must hold between the parts of a method.

mod shares;

use super::parse::Places;
use super::{Child, Method, Normalise, Transform, UnitKind};
use crate::document::{Place, Reader};

/// Checks the whole method and finds its root.
pub(super) fn validate(m: &mut Method, places: &Places, r: &mut Reader) {
    tree(m, places, r);
    weights(m, places, r);
    indicators(m, places, r);
    series_scales(m, places, r);
    shares::look_like_shares(m, places, r);
    bands(m, places, r);
    if m.unit == UnitKind::Territory {
        let start = Place { line: 1, column: 1 };
        for (key, there) in [("territory", m.rollup_territory.is_some()), ("crime_area", m.rollup_crime_area.is_some())] {
            if there {
                r.error(start, "rollup-not-legal", format!("[rollup.{key}] has nothing to roll up where unit = \"territory\"")).hint =
                    Some("only [rollup.region] is legal here".into());
            }
        }
    }
}

fn tree(m: &mut Method, places: &Places, r: &mut Reader) {
    let start = Place { line: 1, column: 1 };
    if m.nodes.is_empty() {
        r.error(start, "no-nodes", "the method has no [node.ID], so there is no tree");
        return;
    }
    let roots: Vec<usize> = (0..m.nodes.len()).filter(|&i| m.nodes[i].parent.is_none()).collect();
    // A node whose parent could not be resolved is already reported; do not call it a second root.
    let unresolved = r.findings.iter().any(|f| f.code == "unknown-reference");
    match roots.as_slice() {
        [] => {}
        [one] => m.root = *one,
        [first, rest @ ..] => {
            m.root = *first;
            if !unresolved {
                for &i in rest {
                    let message =
                        format!("`{}` has no parent, and neither has `{}`: a tree has one root", m.nodes[i].id, m.nodes[*first].id);
                    r.error(places.nodes[i], "two-roots", message);
                }
            }
        }
    }
    let mut in_cycle = vec![false; m.nodes.len()];
    for (i, circular) in in_cycle.iter_mut().enumerate() {
        let mut at = m.nodes[i].parent;
        let mut steps = 0;
        while let Some(p) = at {
            if p == i {
                *circular = true;
                break;
            }
            steps += 1;
            if steps > m.nodes.len() {
                break;
            }
            at = m.nodes[p].parent;
        }
    }
    if let Some(first) = in_cycle.iter().position(|c| *c) {
        let mut chain = vec![m.nodes[first].id.as_str()];
        let mut at = m.nodes[first].parent;
        while let Some(p) = at {
            chain.push(m.nodes[p].id.as_str());
            if p == first {
                break;
            }
            at = m.nodes[p].parent;
        }
        r.error(places.nodes[first], "cycle", format!("the tree runs in a circle: {}", chain.join(" under ")));
    } else if roots.is_empty() {
        r.error(start, "no-root", "every node has a parent; one node, the root, must have none");
    }
    for (i, n) in m.nodes.iter().enumerate() {
        // A child that names a parent nobody has may be the one that is missing here.
        if n.children.is_empty() && !unresolved {
            r.error(places.nodes[i], "childless", format!("`{}` has no children: no node and no indicator names it as parent", n.id));
        }
    }
}

fn weights(m: &Method, places: &Places, r: &mut Reader) {
    for (i, n) in m.nodes.iter().enumerate() {
        let weight = |c: &Child| match *c {
            Child::Node(j) => m.nodes[j].weight,
            Child::Leaf(j) => m.indicators[j].weight,
        };
        if !n.children.is_empty() && n.children.iter().all(|c| weight(c) == 0.0) {
            let at = match n.children[0] {
                Child::Node(j) => places.node_weights[j],
                Child::Leaf(j) => places.indicator_weights[j],
            };
            let at = if at.line == 0 { places.nodes[i] } else { at };
            r.error(at, "weights-all-zero", format!("all children of `{}` have weight 0, so it has nothing to be made of", n.id));
        }
        // 0 switches the floor off, also on a scale that does not hold it.
        if let Some(f) = n.floor
            && f != 0.0
            && !(m.scale[0]..=m.scale[1]).contains(&f)
        {
            r.error(
                places.nodes[i],
                "out-of-range",
                format!("the floor of `{}` is {f}, outside the scale {} to {}", n.id, m.scale[0], m.scale[1]),
            );
        }
    }
}

fn indicators(m: &Method, places: &Places, r: &mut Reader) {
    for (i, ind) in m.indicators.iter().enumerate() {
        let is_denominator = m.indicators.iter().any(|o| o.per.as_ref().is_some_and(|p| p.indicator == i));
        if ind.parent.is_none() && !is_denominator {
            if !r.findings.iter().any(|f| f.code == "unknown-reference") {
                r.error(
                    places.indicators[i],
                    "unreachable",
                    format!("`{}` has no parent and no `per` names it: nothing reads it", ind.code),
                );
            }
            continue;
        }
        if ind.per.as_ref().is_some_and(|p| p.indicator == i) {
            r.error(places.indicators[i], "self-denominator", format!("`{}` is its own denominator", ind.code));
        }
        if let Some([low, high]) = ind.goalposts {
            goalposts(&ind.code, low, high, ind.transform, places.goalposts[i], r);
        } else if ind.parent.is_some()
            && ind.normalise.unwrap_or(m.steps.normalise) == Normalise::Goalposts
            && !places.misread.get(i).copied().unwrap_or(false)
            && !places.steps_misread
        {
            r.error(
                places.indicators[i],
                "no-goalposts",
                format!("`{}` has no goalposts, and none of its steps normalises otherwise", ind.code),
            )
            .hint = Some("add `goalposts = [low, high]` in the indicator's own unit, or a `normalise`".into());
        }
        if let (Some(s), Some(u)) = (ind.since, ind.until)
            && u.end_month() < s.end_month()
        {
            r.error(places.indicators[i], "never-applies", format!("`{}` applies since {s} until {u}: never", ind.code));
        }
    }
}

/// A row has one scale, whichever leaf reads it.
fn series_scales(m: &Method, places: &Places, r: &mut Reader) {
    for (i, ind) in m.indicators.iter().enumerate() {
        let other = m.indicators.iter().take(i).find(|o| o.series == ind.series && o.scale.is_some() && o.scale != ind.scale);
        if let (Some(scale), Some(other)) = (ind.scale, other)
            && let Some(first) = other.scale
        {
            let message = format!("`{}` and `{}` read the same rows, on a scale of {first} and of {scale}", other.code, ind.code);
            r.error(places.indicators[i], "two-scales", message).hint = Some("give both the scale that the rows are on".into());
        }
    }
}

fn goalposts(code: &str, low: f64, high: f64, transform: Option<Transform>, at: Place, r: &mut Reader) {
    if low == high {
        r.error(at, "goalposts-equal", format!("both goalposts of `{code}` are {low}: every value would score the same"));
    } else if low > high {
        r.error(at, "goalposts-reversed", format!("the goalposts of `{code}` are [{low}, {high}]; the low one comes first")).hint =
            Some("goalposts are given in the indicator's own direction; for \"less is more\" write direction = \"down\"".into());
    }
    let bad = match transform {
        Some(Transform::Log) => low <= 0.0,
        Some(Transform::Log1p) => low <= -1.0,
        Some(Transform::Sqrt) => low < 0.0,
        None => false,
    };
    if bad {
        r.error(at, "goalposts-transform", format!("the low goalpost of `{code}` is {low}, which its transform does not take"));
    }
}

fn bands(m: &Method, places: &Places, r: &mut Reader) {
    let mut groups: Vec<Option<usize>> = m.bands.iter().map(|b| b.of).collect();
    groups.sort_unstable();
    groups.dedup();
    for of in groups {
        let mine: Vec<usize> = (0..m.bands.len()).filter(|&i| m.bands[i].of == of).collect();
        let mut last = f64::NEG_INFINITY;
        for (k, &i) in mine.iter().enumerate() {
            let at = places.bands.get(i).copied().unwrap_or(Place { line: 1, column: 1 });
            match m.bands[i].below {
                Some(b) if k + 1 == mine.len() => {
                    r.error(
                        at,
                        "bands-open",
                        format!("the last band, `{}`, ends at {b}; scores above it would have none", m.bands[i].id),
                    )
                    .hint = Some("leave out `below` in the last band".into());
                }
                Some(b) if b <= last => {
                    r.error(at, "bands-order", format!("band `{}` ends at {b}, not above the one before it", m.bands[i].id));
                }
                Some(b) => last = b,
                None if k + 1 < mine.len() => {
                    r.error(at, "bands-open", format!("band `{}` has no `below`, and it is not the last", m.bands[i].id));
                }
                None => {}
            }
        }
    }
}
