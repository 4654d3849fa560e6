//! What two assessments have in common: territories, crime areas, the tree and its leaves.

use std::collections::BTreeSet;

use ideal_model::{AssessmentInput, Finding};

use crate::error::Error;

/// What there is on one side of a comparison.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Holdings {
    /// Codes of the territories assessed.
    pub territories: BTreeSet<String>,
    /// Codes of the crime areas assessed; empty where territories are assessed as a whole.
    pub crime_areas: BTreeSet<String>,
    /// Codes of the leaves.
    pub leaves: BTreeSet<String>,
    /// Ids of the nodes.
    pub nodes: BTreeSet<String>,
    /// Id of the root.
    pub root: String,
    /// Whether units are territories as a whole.
    pub whole: bool,
}

impl Holdings {
    /// Of an assessment that can be run.
    pub(super) fn of(a: &AssessmentInput) -> Self {
        let m = &*a.method;
        let leaves = m.indicators.iter().filter(|i| i.parent.is_some());
        Holdings {
            territories: a.territories.iter().map(|t| t.code.clone()).collect(),
            crime_areas: a.crime_areas.iter().map(|c| c.code.clone()).collect(),
            leaves: leaves.map(|i| i.code.clone()).collect(),
            nodes: m.nodes.iter().map(|n| n.id.clone()).collect(),
            root: m.nodes.get(m.root.get()).map(|n| n.id.clone()).unwrap_or_default(),
            whole: m.unit == ideal_model::method::UnitKind::Territory,
        }
    }
}

/// What two sides have in common, and what of each is left aside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Common {
    /// Territories of both.
    pub territories: BTreeSet<String>,
    /// Crime areas of both.
    pub crime_areas: BTreeSet<String>,
    /// Nodes of both.
    pub nodes: BTreeSet<String>,
    /// Whether a territory stands on one side alone.
    pub other_territories: bool,
    /// Whether a crime area does.
    pub other_areas: bool,
    /// Whether a leaf does.
    pub other_leaves: bool,
    /// Codes of what only one side has, of the first and of the second.
    pub aside: [Vec<String>; 2],
    /// What a reader should know of what is left aside.
    pub notes: Vec<String>,
}

/// What both sides have. Territories, crime areas, leaves and the root have to be the same, unless
/// `common` asks for what both have: territories and crime areas of one alone are then left out of
/// both, roll-ups included, and leaves of one alone count as a change of the method. Nodes between
/// root and leaves may differ: those of one alone are not compared.
///
/// # Errors
/// [`Error::NotComparable`] with everything that only one has, by name.
pub(super) fn common(sides: [&Holdings; 2], common: bool) -> Result<Common, Error> {
    let [a, b] = sides;
    if a.whole != b.whole {
        let kind = |h: &Holdings| if h.whole { "territories as a whole" } else { "crime areas" };
        let message =
            format!("A assesses {}, and B assesses {}: no unit is the same", kind(a), kind(b));
        let f = Finding::error("units-differ", message);
        return Err(not_comparable(vec![f.hint("compare assessments of one kind of unit")]));
    }
    let mut refused = Vec::new();
    for (what, code, of) in [
        ("territory", "territories-differ", [&a.territories, &b.territories]),
        ("crime area", "crime-areas-differ", [&a.crime_areas, &b.crime_areas]),
        ("leaf", "leaves-differ", [&a.leaves, &b.leaves]),
    ] {
        refused.extend(differing(what, code, of));
    }
    if a.root != b.root {
        let message = format!("the root of A is `{}`, and that of B is `{}`", a.root, b.root);
        refused.push(Finding::error("roots-differ", message));
    }
    if !refused.is_empty() && !common {
        let hint = "`ideal compare A B --common` compares what both have";
        return Err(not_comparable(refused.into_iter().map(|f| f.hint(hint)).collect()));
    }
    let both = |x: &BTreeSet<String>, y: &BTreeSet<String>| x.intersection(y).cloned().collect();
    let found = Common {
        territories: both(&a.territories, &b.territories),
        crime_areas: both(&a.crime_areas, &b.crime_areas),
        nodes: both(&a.nodes, &b.nodes),
        other_territories: a.territories != b.territories,
        other_areas: a.crime_areas != b.crime_areas,
        other_leaves: a.leaves != b.leaves,
        aside: [(a, b), (b, a)].map(|(of, other)| only(of, other)),
        notes: refused.into_iter().map(|f| f.message).chain(nodes(sides)).collect(),
    };
    let no_areas = found.crime_areas.is_empty() && !a.whole;
    for (none, what) in [
        (found.territories.is_empty(), "territory"),
        (no_areas, "crime area"),
        (found.nodes.is_empty(), "node"),
    ] {
        if none {
            let message =
                format!("A and B have no {what} in common, so there is nothing to compare");
            return Err(not_comparable(vec![Finding::error("nothing-in-common", message)]));
        }
    }
    Ok(found)
}

pub(super) fn not_comparable(findings: Vec<Finding>) -> Error {
    Error::NotComparable { findings }
}

/// Codes of territories, crime areas and leaves that only one side has.
fn only(of: &Holdings, other: &Holdings) -> Vec<String> {
    let territories = of.territories.difference(&other.territories);
    let areas = of.crime_areas.difference(&other.crime_areas);
    let leaves = of.leaves.difference(&other.leaves);
    territories.chain(areas).chain(leaves).cloned().collect()
}

/// A finding for each side that has what the other has not.
fn differing(what: &str, code: &str, [a, b]: [&BTreeSet<String>; 2]) -> Vec<Finding> {
    [("A", "B", a, b), ("B", "A", b, a)]
        .into_iter()
        .filter_map(|(has, lacks, of, other)| {
            let names: Vec<String> = of.difference(other).map(|n| format!("`{n}`")).collect();
            let what = match (what, names.len()) {
                (_, 0) => return None,
                (what, 1) => what,
                ("territory", _) => "territories",
                ("leaf", _) => "leaves",
                _ => "crime areas",
            };
            let message = format!("{has} has the {what} {}, and {lacks} has not", names.join(", "));
            Some(Finding::error(code, message))
        })
        .collect()
}

/// What is said of nodes that only one side has.
fn nodes([a, b]: [&Holdings; 2]) -> Vec<String> {
    let only = |x: &Holdings, y: &Holdings| {
        x.nodes.difference(&y.nodes).map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", ")
    };
    [("A", only(a, b)), ("B", only(b, a))]
        .into_iter()
        .filter(|(_, names)| !names.is_empty())
        .map(|(side, names)| format!("nodes of {side} alone are not compared: {names}"))
        .collect()
}

/// Leaves out of an assessment what is not in common. Its roll-ups are then over what is.
pub(super) fn restrict(a: &mut AssessmentInput, to: &Common) {
    let keep: Vec<bool> = a.territories.iter().map(|t| to.territories.contains(&t.code)).collect();
    // The method may name what is no longer assessed.
    a.declared.territories.extend(a.territories.iter().map(|t| t.code.clone()));
    a.declared.crime_areas.extend(a.crime_areas.iter().map(|c| c.code.clone()));
    if a.impute_groups.len() == keep.len() {
        let mut kept = keep.iter();
        a.impute_groups.retain(|_| kept.next().copied().unwrap_or(true));
    }
    a.territories.retain(|t| to.territories.contains(&t.code));
    a.crime_areas.retain(|c| to.crime_areas.contains(&c.code));
    for group in &mut a.groups {
        group.members.retain(|m| to.territories.contains(m));
    }
}
