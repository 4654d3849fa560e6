//! Territories above the places that records name: they get the sums of these, and a count that is
//! suppressed must not be worked out from them.

use std::collections::{BTreeMap, BTreeSet};

use ideal_model::Period;

use super::quantity::Exact;
use crate::publisher::mapping::spec::Places;
use crate::publisher::places::Gazetteer;

/// The territory right above another, as a recipe has it.
pub(super) fn parent<'s>(spec: &'s Places, code: &str) -> Option<&'s str> {
    let parent = spec.parents.get(code).or(spec.parent.as_ref())?;
    (parent != code).then_some(parent.as_str())
}

/// The territories above another, nearest first, up to the first that ships.
pub(super) fn above(spec: &Places, places: &Gazetteer, code: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut at = code.to_owned();
    while places.get(&at).is_none()
        && let Some(next) = parent(spec, &at)
        && !out.iter().any(|seen| seen == next)
    {
        out.push(next.to_owned());
        next.clone_into(&mut at);
    }
    out
}

/// What a figure is of: crime area, period, and the place of its measure.
pub(super) type Of = (String, Period, usize);

/// A figure of a territory.
pub(super) struct Counted {
    pub(super) territory: String,
    pub(super) of: Of,
    pub(super) sum: Exact,
    pub(super) is_suppressed: bool,
}

/// The figures that are not given, so that no suppressed count is what a sum leaves of the others:
/// of a territory that has one suppressed place alone, the smallest of its other places that is not
/// zero; and so on level by level (Hundepool et al. 2012, Statistical Disclosure Control, 4.3:
/// secondary cell suppression).
pub(super) fn hidden(spec: &Places, figures: &[Counted]) -> BTreeSet<(String, Of)> {
    let mut families: BTreeMap<(&str, &Of), Vec<&Counted>> = BTreeMap::new();
    for figure in figures {
        if let Some(parent) = parent(spec, &figure.territory) {
            families.entry((parent, &figure.of)).or_default().push(figure);
        }
    }
    let mut hidden: BTreeSet<(String, Of)> = BTreeSet::new();
    loop {
        let before = hidden.len();
        for ((parent, of), children) in &families {
            let is_out = |child: &&&Counted| {
                child.is_suppressed || hidden.contains(&(child.territory.clone(), (*of).clone()))
            };
            // A sum that is not told gives nothing away.
            let parents_own = figures.iter().find(|f| f.territory == *parent && f.of == **of);
            if parents_own.is_none_or(|f| is_out(&&f))
                || children.iter().filter(is_out).count() != 1
            {
                continue;
            }
            let others =
                children.iter().filter(|child| !is_out(child) && child.sum > Exact::default());
            if let Some(least) =
                others.min_by(|a, b| (a.sum, &a.territory).cmp(&(b.sum, &b.territory)))
            {
                hidden.insert((least.territory.clone(), (*of).clone()));
            }
        }
        if hidden.len() == before {
            return hidden;
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::publisher::mapping::spec::{CodeOrigin, Codes};

    #[test]
    fn one_suppressed_place_hides_the_smallest_other() {
        let parents = [("A1", "A"), ("A2", "A"), ("A3", "A"), ("A", "X")];
        let spec = Places {
            from: CodeOrigin::Heads,
            codes: Codes::Table,
            table: BTreeMap::new(),
            prefix: String::new(),
            pad: 0,
            leave_out: BTreeSet::new(),
            parent: None,
            parents: parents.map(|(a, b)| (a.to_owned(), b.to_owned())).into(),
            names: BTreeMap::new(),
        };
        let of: Of = ("*".to_owned(), Period::year(2023).unwrap(), 0);
        let figure = |territory: &str, n: u64, is_suppressed| Counted {
            territory: territory.to_owned(),
            of: of.clone(),
            sum: Exact::count(n),
            is_suppressed,
        };
        let all = [
            figure("A1", 2, true),
            figure("A2", 9, false),
            figure("A3", 7, false),
            figure("A", 18, false),
        ];
        let out: Vec<String> = hidden(&spec, &all).into_iter().map(|(t, _)| t).collect();
        assert_eq!(out, ["A3"]);
        let two = [
            figure("A1", 2, true),
            figure("A2", 3, true),
            figure("A3", 7, false),
            figure("A", 12, false),
        ];
        assert!(hidden(&spec, &two).is_empty());
        let alone = [figure("A1", 2, true), figure("A2", 0, false), figure("A", 2, true)];
        assert!(hidden(&spec, &alone).is_empty());
    }
}
