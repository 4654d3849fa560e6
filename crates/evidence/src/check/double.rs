//! Evidence that counts twice: two leaves with the same rows, two sources built from one.

use std::collections::{BTreeMap, BTreeSet};

use ideal_model::method::Indicator;
use ideal_model::{AssessmentInput, Finding, Findings};

use super::leaves::RowsOf;
use super::listed;
use crate::project::ancestors;

/// Two leaves that read the same rows for the same area count them twice.
pub(super) fn series_read_twice(a: &AssessmentInput, out: &mut Findings) {
    let mut readers: BTreeMap<(&str, Option<&str>), Served<'_>> = BTreeMap::new();
    for y in a.method.indicators.iter().filter(|i| i.parent.is_some() && i.weight > 0.0) {
        let served = readers.entry((&y.series, y.area.as_deref())).or_default();
        for x in served.earlier(y) {
            let message = format!(
                "`{}` and `{}` read the same rows of `{}` for the same crime areas",
                x.code, y.code, x.series
            );
            let f =
                Finding::warning("counted-twice", message).in_file(&a.method_file).at_line(y.line);
            out.push(f.hint("give the two disjoint `crime_areas`, or drop one"));
        }
        served.all.push(y);
    }
}

/// The leaves of one series so far.
#[derive(Default)]
struct Served<'a> {
    all: Vec<&'a Indicator>,
}

impl<'a> Served<'a> {
    /// Those that serve an area of this leaf's too. Of very many the first are enough: each leaf is
    /// named once at least.
    fn earlier(&self, y: &Indicator) -> Vec<&'a Indicator> {
        const LOOKED_AT: usize = 100;
        let own: BTreeSet<&str> = y.crime_areas.iter().map(String::as_str).collect();
        let meets = |x: &Indicator| {
            x.crime_areas.is_empty()
                || own.is_empty()
                || x.crime_areas.iter().any(|c| own.contains(c.as_str()))
        };
        self.all.iter().take(LOOKED_AT).copied().filter(|x| meets(x)).collect()
    }
}

/// Sources whose lineages are compared, each with each, and how many ancestors they may have in
/// all.
const COMPARED: usize = 1000;
const ANCESTORS: usize = 1_000_000;

/// Leaves from different sources that are built from the same one: in part, one piece of evidence
/// counts twice.
pub(super) fn shared_lineage(
    a: &AssessmentInput,
    rows: &RowsOf,
    file: &str,
    lines: &[u64],
    out: &mut Findings,
) {
    let lineage: BTreeMap<&str, &[String]> =
        a.sources.iter().map(|s| (s.id.as_str(), s.lineage.as_slice())).collect();
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
    // Only what has a lineage, or stands in one, can share it.
    let named: BTreeSet<&str> =
        a.sources.iter().flat_map(|s| s.lineage.iter().map(String::as_str)).collect();
    let related = |id: &str| named.contains(id) || lineage.get(id).is_some_and(|l| !l.is_empty());
    let mut used: Vec<(&str, BTreeSet<String>)> = Vec::new();
    let mut ancestors = 0;
    for id in leaves.keys().copied().filter(|id| related(id)) {
        let all = closure(id);
        ancestors += all.len();
        if used.len() >= COMPARED || ancestors > ANCESTORS {
            let message = format!(
                "the lineages of the first {} sources are compared, and no others: there are too \
                 many",
                used.len()
            );
            out.push(Finding::note("lineage-not-compared", message).in_file(file));
            break;
        }
        used.push((id, all));
    }
    let places: BTreeMap<&str, usize> =
        a.sources.iter().enumerate().map(|(i, s)| (s.id.as_str(), i)).collect();
    for (n, (x, of_x)) in used.iter().enumerate() {
        for (y, of_y) in used.iter().skip(n + 1) {
            let Some(common) = of_x.intersection(of_y).next() else { continue };
            // The source that is built from the other is the one to look at.
            let (derived, other) = if common == y { (x, y) } else { (y, x) };
            let message = if common == other {
                format!("`{derived}` is built from `{other}`, and leaves of the tree read both")
            } else {
                format!(
                    "`{x}` and `{y}` are both built from `{common}`, and leaves of the tree read \
                     both"
                )
            };
            let list = |id: &str| leaves.get(id).map_or_else(String::new, |l| listed(l, 12));
            let line = places.get(derived).and_then(|i| lines.get(*i)).copied();
            let mut f = Finding::note("shared-lineage", message).in_file(file);
            f.line = line;
            out.push(f.hint(format!(
                "part of one evidence counts twice, in {} and in {}",
                list(derived),
                list(other)
            )));
        }
    }
}
