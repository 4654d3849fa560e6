//! `none_found.csv`: where somebody looked for groups and found none.

use std::collections::BTreeMap;

use ideal_model::{CrimeGroup, Finding, NoneFound};

use super::cells::GroupRow;
use crate::findings::FileFindings;
use crate::inputs::heads;
use crate::project::table::Table;
use crate::tidy::Known;

/// The rows of a table, as far as their cells can be read.
pub(super) fn none_found(
    table: &Table,
    (known, groups): (&Known<'_>, &[CrimeGroup]),
    out: &mut FileFindings,
) -> Vec<NoneFound> {
    if !table.expect(&heads("none_found", true), &heads("none_found", false), false, out) {
        return Vec::new();
    }
    let mut all: BTreeMap<_, NoneFound> = BTreeMap::new();
    for row in table.rows() {
        let row = GroupRow::new(row, known);
        let Some(none) = read(&row, out) else { continue };
        if let Some(group) = groups.iter().find(|g| contradicts(g, &none)) {
            out.add("found-after-all", &none.territory, none.line, || {
                let message = format!(
                    "none was found in {} in {}, and `{}` of line {} is there",
                    none.territory, none.period, group.code, group.line
                );
                Finding::warning("found-after-all", message).hint("the group counts")
            });
        }
        let key =
            (none.territory.clone(), none.crime_area.clone(), none.period, none.source.clone());
        if let Some(first) = all.get(&key) {
            let message = format!("the row already stands in line {}", first.line);
            out.push(Finding::error("none-found-twice", message).at_line(none.line));
            continue;
        }
        all.insert(key, none);
    }
    all.into_values().collect()
}

fn read(row: &GroupRow<'_>, out: &mut FileFindings) -> Option<NoneFound> {
    let territory = row.needed("territory", out).and_then(|text| row.territory(text, out));
    let crime_area = match row.needed("crime_area", out) {
        Some("*") => Some(None),
        Some(text) => row.area(text, out).map(Some),
        None => None,
    };
    let period = row.needed("period", out).and_then(|_| row.period("period", out).flatten());
    let standing = row.standing(out);
    let standing = standing?;
    Some(NoneFound {
        territory: territory?,
        crime_area: crime_area?,
        period: period?,
        source: standing.source,
        mark: standing.mark,
        line: row.line(),
    })
}

/// Whether a group was there where and when none was found.
fn contradicts(group: &CrimeGroup, none: &NoneFound) -> bool {
    let active = |area: &String| group.principal == *area || group.secondary.contains(area);
    group.is_active(none.period)
        && group.territories.iter().any(|p| p.territory == none.territory)
        && none.crime_area.as_ref().is_none_or(active)
}
