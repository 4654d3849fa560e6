//! What a mapping mentions and the file does not have: a cell in `only` that no row matched is more often a misspelling than a
//! year without cases.

use std::collections::{BTreeMap, BTreeSet};

use super::rows::Which;
use super::spec::{Mapping, Pick};
use crate::plain::looks_like;
use crate::publisher::tally::Tally;

/// How many other cells of a column are remembered, to find what was meant.
const OTHERS: usize = 2_000;

/// How many publishers' totals are named.
const AGGREGATES: usize = 8;

/// Cells of a column.
#[derive(Debug, Default)]
struct Seen {
    cells: BTreeSet<String>,
}

impl Seen {
    fn see(&mut self, cell: &str, mentioned: impl FnOnce() -> bool) {
        if !self.cells.contains(cell) && (self.cells.len() < OTHERS || mentioned()) {
            self.cells.insert(cell.to_owned());
        }
    }
}

/// Cells of the columns that a mapping lists cells of.
#[derive(Debug, Default)]
pub(super) struct Mentions {
    keep: BTreeMap<usize, Seen>,
    total: Seen,
    territory: Seen,
    area: Seen,
    indicator: Seen,
    /// Publishers' totals that were left out, with their names.
    aggregates: BTreeMap<String, String>,
}

impl Mentions {
    /// A cell that the closed list of publishers' totals knows: `CHI` is the Channel Islands there, and somebody's Chile.
    pub(super) fn aggregate(&mut self, cell: &str, name: &str) {
        if !self.aggregates.contains_key(cell) {
            self.aggregates.insert(cell.to_owned(), name.to_owned());
        }
    }

    pub(super) fn keep(&mut self, condition: usize, cell: &str, mapping: &Mapping) {
        let listed = || mapping.keep.get(condition).is_some_and(|k| k.only.iter().chain(&k.not).any(|c| c == cell));
        self.keep.entry(condition).or_default().see(cell, listed);
    }

    pub(super) fn total(&mut self, cell: &str, mapping: &Mapping) {
        self.total.see(cell, || mapping.total.as_ref().is_some_and(|t| t.only.iter().any(|c| c == cell)));
    }

    pub(super) fn territory(&mut self, cell: &str, mapping: &Mapping) {
        let t = &mapping.territory;
        self.territory.see(cell, || t.table.contains_key(cell) || t.leave_out.iter().any(|c| c == cell));
    }

    pub(super) fn pick(&mut self, which: Which, cell: &str, pick: &Pick) {
        let seen = if which == Which::Area { &mut self.area } else { &mut self.indicator };
        seen.see(cell, || pick.table.contains_key(cell) || pick.leave_out.iter().any(|c| c == cell));
    }

    /// Notes every cell that the mapping lists and no row has.
    pub(super) fn close(&self, mapping: &Mapping, tally: &mut Tally) {
        if !self.aggregates.is_empty() {
            let list: Vec<String> = self.aggregates.iter().take(AGGREGATES).map(|(cell, name)| format!("`{cell}` ({name})")).collect();
            let more = self.aggregates.len() - list.len();
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            tally.note(format!("left out as no territories of their own: {}{more}", list.join(", ")));
        }
        let empty = Seen::default();
        for (i, k) in mapping.keep.iter().enumerate() {
            let seen = self.keep.get(&i).unwrap_or(&empty);
            let list = if k.only.is_empty() { "not" } else { "only" };
            unmatched(&format!("[[keep]] `{list}`, column `{}`", k.column), k.only.iter().chain(&k.not), seen, tally);
        }
        if let Some(t) = &mapping.total {
            unmatched(&format!("[total] `only`, column `{}`", t.column), t.only.iter(), &self.total, tally);
        }
        let t = &mapping.territory;
        if !matches!(t.from, super::spec::From::Value(_)) {
            // Several spellings of one place are listed so that one of them is met.
            let met: BTreeSet<&String> =
                t.table.iter().filter(|(cell, _)| self.territory.cells.contains(*cell)).map(|(_, code)| code).collect();
            let open = t.table.iter().filter(|(_, code)| !met.contains(code)).map(|(cell, _)| cell);
            unmatched("[territory] `table`", open, &self.territory, tally);
            unmatched("[territory] `leave_out`", t.leave_out.iter(), &self.territory, tally);
        }
        for (name, pick, seen) in
            [("crime_area", Some(&mapping.crime_area), &self.area), ("indicator", mapping.indicator.as_ref(), &self.indicator)]
        {
            if let Some(p) = pick {
                unmatched(&format!("[{name}] `table`"), p.table.keys(), seen, tally);
                unmatched(&format!("[{name}] `leave_out`"), p.leave_out.iter(), seen, tally);
            }
        }
    }
}

fn unmatched<'m>(place: &str, entries: impl Iterator<Item = &'m String>, seen: &Seen, tally: &mut Tally) {
    let open: Vec<&String> = entries.filter(|e| !seen.cells.contains(*e)).collect();
    if open.is_empty() {
        return;
    }
    let cells = || seen.cells.iter().map(String::as_str);
    let each = open.iter().map(|e| {
        // Only where one is meant: most entries have no misspelt twin in the file.
        let near = cells().find_map(|c| looks_like(c, [e.as_str()])).or_else(|| {
            let near = ideal_model::nearest(e, cells());
            near.first().filter(|n| strsim::levenshtein(n, e) <= 2).map(|n| format!("did you mean `{n}`?"))
        });
        match near {
            Some(near) => format!("`{e}` ({near})"),
            None => format!("`{e}`"),
        }
    });
    tally.note(format!("{place}: no row has {}", each.collect::<Vec<_>>().join(", ")));
}
