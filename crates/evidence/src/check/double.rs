//! Evidence that counts twice: two leaves with the same rows, two sources built from one.

use std::collections::{BTreeMap, BTreeSet};

use ideal_model::{Assessment, Finding};

use super::leaves::RowsOf;
use crate::project::ancestors;

/// Two leaves that read the same rows for the same area count them twice.
pub(super) fn series_read_twice(a: &Assessment, out: &mut Vec<Finding>) {
    let leaves: Vec<_> = a.method.indicators.iter().filter(|i| i.parent.is_some() && i.weight > 0.0).collect();
    for (n, x) in leaves.iter().enumerate() {
        for y in leaves.iter().skip(n + 1).filter(|y| y.series == x.series && y.area == x.area) {
            let meet = x.crime_areas.is_empty() || y.crime_areas.is_empty() || x.crime_areas.iter().any(|c| y.crime_areas.contains(c));
            if meet {
                let message = format!("`{}` and `{}` read the same rows of `{}` for the same crime areas", x.code, y.code, x.series);
                let f = Finding::warning("counted-twice", message).in_file(&a.method_file).at_line(y.line);
                out.push(f.hint("give the two disjoint `crime_areas`, or drop one"));
            }
        }
    }
}

/// Leaves from different sources that are built from the same one: in part, one piece of evidence counts twice.
pub(super) fn shared_lineage(a: &Assessment, rows: &RowsOf, file: &str, lines: &[u64], out: &mut Vec<Finding>) {
    let lineage: BTreeMap<&str, &[String]> = a.sources.iter().map(|s| (s.id.as_str(), s.lineage.as_slice())).collect();
    let closure = |id: &str| {
        let mut all = ancestors(id, |x| lineage.get(x).copied());
        all.insert(id.to_owned());
        all
    };
    // Leaves of positive weight by the sources their rows name.
    let mut leaves: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for i in a.method.indicators.iter().filter(|i| i.parent.is_some() && i.weight > 0.0) {
        let found = a.evidence.indicators.find(&i.series).and_then(|s| rows.sources.get(&s));
        for source in found.into_iter().flatten() {
            leaves.entry(a.evidence.sources.code(*source)).or_default().push(&i.code);
        }
    }
    let used: Vec<(&str, BTreeSet<String>)> = leaves.keys().map(|id| (*id, closure(id))).collect();
    for (n, (x, of_x)) in used.iter().enumerate() {
        for (y, of_y) in used.iter().skip(n + 1) {
            let Some(common) = of_x.intersection(of_y).next() else { continue };
            // The source that is built from the other is the one to look at.
            let (derived, other) = if common == y { (x, y) } else { (y, x) };
            let message = if common == other {
                format!("`{derived}` is built from `{other}`, and leaves of the tree read both")
            } else {
                format!("`{x}` and `{y}` are both built from `{common}`, and leaves of the tree read both")
            };
            let list = |id: &str| leaves.get(id).map_or_else(String::new, |l| l.join(", "));
            let line = a.sources.iter().position(|s| s.id == *derived).and_then(|i| lines.get(i)).copied();
            let mut f = Finding::note("shared-lineage", message).in_file(file);
            f.line = line;
            out.push(f.hint(format!("part of one evidence counts twice, in {} and in {}", list(derived), list(other))));
        }
    }
}
