//! What can only be said of the whole: leaves without rows, rows nobody reads, evidence that counts twice.

use std::collections::{BTreeMap, BTreeSet};

use ideal_model::method::Impute;
use ideal_model::{Assessment, Finding};

use crate::project::ancestors;

/// Notes and warnings about an assessment whose files are all right.
pub(crate) fn assessment(a: &Assessment, sources_file: &str, source_lines: &[u64]) -> Vec<Finding> {
    let mut out = Vec::new();
    let rows = RowsOf::count(a);
    leaves_without_rows(a, &rows, &mut out);
    unused_rows(&rows, a, &mut out);
    series_read_twice(a, &mut out);
    shared_lineage(a, &rows, sources_file, source_lines, &mut out);
    unknown_preferences(a, &mut out);
    out
}

/// Rows by what they are about.
struct RowsOf {
    /// Sources of each series, by index of the indicator.
    sources: BTreeMap<u32, BTreeSet<u32>>,
    /// Indicators with a row for a territory that is assessed.
    with_rows: BTreeSet<u32>,
    /// Per file: rows about other territories, rows about other crime areas, each with the first line.
    elsewhere: BTreeMap<u32, [(u64, u64); 2]>,
}

impl RowsOf {
    fn count(a: &Assessment) -> Self {
        let e = &a.evidence;
        let assessed: BTreeSet<&str> = a.territories.iter().map(|t| t.code.as_str()).collect();
        let territory: Vec<bool> = e.territories.iter().map(|c| assessed.contains(c)).collect();
        let mut areas: BTreeSet<&str> = a.crime_areas.iter().map(|c| c.code.as_str()).collect();
        areas.extend(a.method.indicators.iter().filter_map(|i| i.area.as_deref()));
        let area: Vec<bool> = e.crime_areas.iter().map(|c| areas.contains(c)).collect();
        let series: BTreeSet<&str> = a.method.indicators.iter().map(|i| i.series.as_str()).collect();
        let read: Vec<bool> = e.indicators.iter().map(|c| series.contains(c)).collect();
        let yes = |flags: &[bool], i: u32| flags.get(i as usize).copied().unwrap_or(false);
        let mut out = RowsOf { sources: BTreeMap::new(), with_rows: BTreeSet::new(), elsewhere: BTreeMap::new() };
        for o in e.observations.iter().filter(|o| yes(&read, o.indicator)) {
            let here = yes(&territory, o.territory);
            let kind = if !here {
                0
            } else if o.crime_area.is_some_and(|x| !yes(&area, x)) {
                1
            } else {
                out.with_rows.insert(o.indicator);
                if let Some(s) = o.source {
                    out.sources.entry(o.indicator).or_default().insert(s);
                }
                continue;
            };
            if let Some((n, line)) = out.elsewhere.entry(o.origin.file).or_default().get_mut(kind) {
                let this = u64::from(o.origin.line);
                *line = if *n == 0 { this } else { (*line).min(this) };
                *n += 1;
            }
        }
        out
    }
}

fn leaves_without_rows(a: &Assessment, rows: &RowsOf, out: &mut Vec<Finding>) {
    for i in &a.method.indicators {
        let found = a.evidence.indicators.find(&i.series).is_some_and(|s| rows.with_rows.contains(&s));
        if !found {
            let message = format!("no row of the evidence is for `{}`", i.code);
            let f = Finding::note("no-rows-for-indicator", message).in_file(&a.method_file).at_line(i.line);
            let by_row = matches!(a.method.steps.impute, Some(Impute::Row { .. }));
            out.push(f.hint(if by_row {
                "it is imputed from each unit's other indicators, as the method's [steps] ask: part of the collection plan all the same"
            } else {
                "it stays in the tree as a gap: part of the collection plan"
            }));
        }
    }
}

fn unused_rows(rows: &RowsOf, a: &Assessment, out: &mut Vec<Finding>) {
    let messages = ["the row is about a territory that is not assessed", "the row is about a crime area that is not assessed"];
    for (file, counts) in &rows.elsewhere {
        for (&(n, line), message) in counts.iter().zip(messages) {
            if n > 0 {
                let mut f = Finding::note("row-elsewhere", message).in_file(a.evidence.files.code(*file)).at_line(line);
                f.count = n;
                out.push(f);
            }
        }
    }
}

/// Two leaves that read the same rows for the same area count them twice.
fn series_read_twice(a: &Assessment, out: &mut Vec<Finding>) {
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
fn shared_lineage(a: &Assessment, rows: &RowsOf, file: &str, lines: &[u64], out: &mut Vec<Finding>) {
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

/// Preferred sources that the project does not declare.
fn unknown_preferences(a: &Assessment, out: &mut Vec<Finding>) {
    for i in &a.method.indicators {
        for s in i.sources.iter().filter(|s| !a.sources.iter().any(|x| x.id == **s)) {
            let message = format!("`{}` prefers the source `{s}`, which the project does not declare", i.code);
            out.push(Finding::note("undeclared-source", message).in_file(&a.method_file).at_line(i.line));
        }
    }
}
