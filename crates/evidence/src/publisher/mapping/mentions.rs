//! What a mapping mentions and the file does not have: a cell in `only` that no row matched is more
//! often a misspelling than a year without cases.

use std::collections::{BTreeMap, BTreeSet};

use super::spec::{Keep, Mapping, Pick};
use crate::plain::looks_like;
use crate::publisher::error::ImportError;
use crate::publisher::tally::Tally;
use crate::tidy::shortened;

/// Which table a cell is looked up in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    Area,
    Indicator,
}

/// How many other cells of a column are remembered, to find what was meant.
const OTHERS: usize = 2_000;

/// How many conditions on a column are spoken of.
const CONDITIONS: usize = 50;

/// How many cells a message names.
const SHOWN: usize = 8;

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

/// What the conditions on a column list, and the cells seen in it.
#[derive(Default)]
struct KeptCells<'m> {
    conditions: Vec<&'m Keep>,
    listed: BTreeSet<&'m String>,
    cells: BTreeSet<&'m String>,
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
    /// Heads of all tables, where the mapping leaves some out.
    heads: BTreeSet<String>,
    /// Years outside the span, as their cells write them.
    outside: BTreeSet<String>,
}

impl Mentions {
    /// A cell that the closed list of publishers' totals knows: `CHI` is the Channel Islands there,
    /// and somebody's Chile.
    pub(super) fn aggregate(&mut self, cell: &str, name: &str) {
        if !self.aggregates.contains_key(cell) {
            self.aggregates.insert(cell.to_owned(), name.to_owned());
        }
    }

    /// The heads of a table.
    pub(super) fn heads(&mut self, mapping: &Mapping, heads: &[(&str, usize)]) {
        if !mapping.value.leave_out.is_empty() {
            self.heads.extend(heads.iter().take(OTHERS).map(|(head, _)| (*head).to_owned()));
        }
    }

    /// A year that the mapping's `span` leaves out.
    pub(super) fn outside(&mut self, cell: String) {
        if self.outside.len() < OTHERS {
            self.outside.insert(cell);
        }
    }

    /// A cell of the column of a condition.
    pub(super) fn keep(&mut self, condition: usize, cell: &str, mapping: &Mapping) {
        let listed = || {
            mapping
                .keep
                .get(condition)
                .is_some_and(|k| k.only.contains(cell) || k.not.contains(cell))
        };
        self.keep.entry(condition).or_default().see(cell, listed);
    }

    /// A cell of the column of totals.
    pub(super) fn total(&mut self, cell: &str, mapping: &Mapping) {
        self.total.see(cell, || mapping.total.as_ref().is_some_and(|t| t.only.contains(cell)));
    }

    /// A cell that names a territory.
    pub(super) fn territory(&mut self, cell: &str, mapping: &Mapping) {
        let t = &mapping.territory;
        self.territory.see(cell, || t.table.contains_key(cell) || t.leave_out.contains(cell));
    }

    /// A cell that names a crime area or an indicator.
    pub(super) fn pick(&mut self, which: Which, cell: &str, pick: &Pick) {
        let seen = if which == Which::Area { &mut self.area } else { &mut self.indicator };
        seen.see(cell, || pick.table.contains_key(cell) || pick.leave_out.contains(cell));
    }

    /// The columns that conditions are on.
    fn columns<'m>(&'m self, mapping: &'m Mapping) -> BTreeMap<&'m [String], KeptCells<'m>> {
        let mut out: BTreeMap<&[String], KeptCells<'_>> = BTreeMap::new();
        for (i, k) in mapping.keep.iter().enumerate() {
            let of = out.entry(k.column.0.as_slice()).or_default();
            of.listed.extend(k.only.iter().chain(&k.not));
            of.conditions.push(k);
            of.cells.extend(self.keep.get(&i).into_iter().flat_map(|seen| &seen.cells));
        }
        out
    }

    /// Refuses a cell that differs from a listed one, which is there as well, in capitals, accents,
    /// blanks or signs alone: it would be left out, or kept, without a word. Where the listed one
    /// is not there, that is said ([`Mentions::close`]).
    pub(super) fn refuse_near(&self, mapping: &Mapping, file: &str) -> Result<(), ImportError> {
        let columns = self.columns(mapping);
        let conditions =
            columns.values().flat_map(|of| of.conditions.iter().map(move |k| (*k, of)));
        for (k, of) in conditions {
            let near = nearly(k, &of.listed, &of.cells);
            if !near.is_empty() {
                let list = if k.only.is_empty() { "not" } else { "only" };
                let found = format!(
                    "cells in the column `{}` that are nearly those that [[keep]] lists: {}",
                    k.column,
                    near.join(", ")
                );
                let expected = format!(
                    "each of them in `{list}`, if it means the same; if it does not, in a [[keep]] \
                     of the same column with `not`, or in `only` where it is to be kept"
                );
                return Err(ImportError::file(file, &found, &expected));
            }
        }
        if let Some(total) = &mapping.total {
            let conditions = mapping.keep.iter().filter(|k| k.column == total.column);
            let near = nearly_totals(
                total,
                &self.total.cells,
                &conditions.flat_map(|k| &k.only).collect(),
            );
            if !near.is_empty() {
                let found = format!(
                    "cells in the column `{}` that are nearly those that [total] lists: {}",
                    total.column,
                    near.join(", ")
                );
                return Err(ImportError::file(
                    file,
                    &found,
                    "each of them in `only`, if it is a total, too; if it is a part, a [[keep]] of \
                     the same column whose `only` lists all that are read",
                ));
            }
        }
        Ok(())
    }

    /// What conditions list and no row so far has, with what may be meant, for a message about
    /// their rows: `; [[keep]] ...`.
    pub(super) fn unmatched_conditions(&self, mapping: &Mapping) -> String {
        let mut tally = Tally::default();
        for (i, k) in mapping.keep.iter().enumerate().take(CONDITIONS) {
            if let Some(seen) = self.keep.get(&i).filter(|_| k.only.is_empty()) {
                unmatched(
                    &format!("[[keep]] `not`, column `{}`", k.column),
                    k.not.iter(),
                    seen,
                    &mut tally,
                );
            }
        }
        tally.notes.iter().map(|note| format!("; {note}")).collect()
    }

    /// Notes every cell that the mapping lists and no row has, and what was left out.
    pub(super) fn close(&self, mapping: &Mapping, tally: &mut Tally) {
        if !self.outside.is_empty() {
            let outside: Vec<&String> = self.outside.iter().collect();
            tally.note(format!("left out as outside `span`: {}", some(&outside)));
        }
        if !self.aggregates.is_empty() {
            let list: Vec<String> = self
                .aggregates
                .iter()
                .take(SHOWN)
                .map(|(cell, name)| format!("`{cell}` ({name})"))
                .collect();
            let more = self.aggregates.len() - list.len();
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            tally.note(format!(
                "left out as no territories of their own: {}{more}",
                list.join(", ")
            ));
        }
        for of in self.columns(mapping).values() {
            let seen = Seen { cells: of.cells.iter().map(|cell| (*cell).clone()).collect() };
            for k in of.conditions.iter().take(CONDITIONS) {
                let list = if k.only.is_empty() { "not" } else { "only" };
                unmatched(
                    &format!("[[keep]] `{list}`, column `{}`", k.column),
                    k.only.iter().chain(&k.not),
                    &seen,
                    tally,
                );
                let kept: BTreeSet<&String> = k.only.iter().collect();
                let others: Vec<&String> = seen
                    .cells
                    .iter()
                    .filter(|cell| !kept.is_empty() && !kept.contains(cell))
                    .collect();
                if !others.is_empty() {
                    tally.note(format!(
                        "[[keep]] leaves out, in the column `{}`: {}",
                        k.column,
                        some(&others)
                    ));
                }
            }
        }
        let heads = Seen { cells: self.heads.clone() };
        unmatched_in(
            "no head",
            "[value] `leave_out`",
            mapping.value.leave_out.iter().filter(|h| !h.starts_with("letter:")),
            &heads,
            tally,
        );
        if let Some(t) = &mapping.total {
            unmatched(
                &format!("[total] `only`, column `{}`", t.column),
                t.only.iter(),
                &self.total,
                tally,
            );
        }
        let t = &mapping.territory;
        if !matches!(t.from, super::spec::CodeOrigin::Value(_)) {
            // Several spellings of one place are listed so that one of them is met.
            let met: BTreeSet<&String> = t
                .table
                .iter()
                .filter(|(cell, _)| self.territory.cells.contains(*cell))
                .map(|(_, code)| code)
                .collect();
            let open = t.table.iter().filter(|(_, code)| !met.contains(code)).map(|(cell, _)| cell);
            unmatched("[territory] `table`", open, &self.territory, tally);
            unmatched("[territory] `leave_out`", t.leave_out.iter(), &self.territory, tally);
        }
        for (name, pick, seen) in [
            ("crime_area", Some(&mapping.crime_area), &self.area),
            ("indicator", mapping.indicator.as_ref(), &self.indicator),
        ] {
            if let Some(p) = pick {
                unmatched(&format!("[{name}] `table`"), p.table.keys(), seen, tally);
                unmatched(&format!("[{name}] `leave_out`"), p.leave_out.iter(), seen, tally);
            }
        }
    }
}

/// Cells that a condition does not list and that differ from one it lists, which is there as well,
/// in what readers overlook.
fn nearly(k: &Keep, listed: &BTreeSet<&String>, there: &BTreeSet<&String>) -> Vec<String> {
    let met: Vec<&String> =
        k.only.iter().chain(&k.not).filter(|cell| there.contains(cell)).collect();
    let by_key: BTreeMap<String, &String> =
        met.iter().map(|cell| (ideal_model::name_key(cell), *cell)).collect();
    let twin = |cell: &&String| {
        let twin = by_key.get(&ideal_model::name_key(cell)).filter(|_| !cell.is_empty());
        twin.map(|l| format!("`{cell}` (listed is `{l}`)"))
            .or_else(|| looks_like(cell, met.iter().map(|l| l.as_str())))
    };
    there.iter().filter(|cell| !listed.contains(**cell)).filter_map(twin).take(8).collect()
}

/// Cells that are called nearly as a listed total: `Total general`, `TOTAL`, `Totales` beside
/// `Total`. As parts they would count double. Another word (`Fatal`) is a part, however few letters
/// differ.
fn nearly_totals(total: &Keep, there: &BTreeSet<String>, parts: &BTreeSet<&String>) -> Vec<String> {
    let foreign = |text: &str| text.chars().any(|c| c.is_alphabetic() && c > '\u{36f}');
    let twin = |cell: &&String| {
        let key = ideal_model::name_key(cell);
        let plain = |key: &str| key.replace('0', "o").replace(['1', 'i'], "l");
        let near = |listed: &&String| {
            let of = ideal_model::name_key(listed);
            let word = of.chars().count() >= 4
                && key
                    .strip_prefix(&of)
                    .is_some_and(|rest| matches!(rest, "s" | "es") || rest.starts_with(' '));
            let same = !of.is_empty() && (key == of || plain(&key) == plain(&of));
            same || word || (foreign(cell) && strsim::levenshtein(&key, &of) <= 2)
        };
        let listed = total.only.iter().find(near)?;
        Some(
            looks_like(cell, [listed.as_str()])
                .unwrap_or_else(|| format!("`{cell}` (listed is `{listed}`)")),
        )
    };
    let open = there.iter().filter(|cell| {
        !total.only.contains(cell.as_str()) && !parts.contains(cell) && !cell.is_empty()
    });
    open.filter_map(|cell| twin(&cell)).take(8).collect()
}

/// Some of these cells, and how many more there are.
fn some(cells: &[&String]) -> String {
    let list: Vec<String> =
        cells.iter().take(SHOWN).map(|cell| format!("`{}`", shortened(cell))).collect();
    let more = cells.len() - list.len();
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}{more}", list.join(", "))
}

fn unmatched<'m>(
    place: &str,
    entries: impl Iterator<Item = &'m String>,
    seen: &Seen,
    tally: &mut Tally,
) {
    unmatched_in("no row that is read", place, entries, seen, tally);
}

/// Notes entries that `nowhere` has.
fn unmatched_in<'m>(
    nowhere: &str,
    place: &str,
    entries: impl Iterator<Item = &'m String>,
    seen: &Seen,
    tally: &mut Tally,
) {
    let open: Vec<&String> = entries.filter(|e| !seen.cells.contains(*e)).collect();
    if open.is_empty() {
        return;
    }
    let cells = || seen.cells.iter().map(String::as_str);
    let more = open.len().saturating_sub(SHOWN);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let each = open.iter().take(SHOWN).map(|e| {
        // Only where one is meant: most entries have no misspelt twin in the file.
        let key = ideal_model::name_key(e);
        let twin = || {
            cells()
                .find(|c| !key.is_empty() && ideal_model::name_key(c) == key)
                .map(|c| format!("did you mean `{c}`?"))
        };
        let near = cells().find_map(|c| looks_like(c, [e.as_str()])).or_else(twin).or_else(|| {
            let near = ideal_model::nearest(e, cells());
            near.first()
                .filter(|n| strsim::levenshtein(n, e) <= 2)
                .map(|n| format!("did you mean `{n}`?"))
        });
        match near {
            Some(near) => format!("`{e}` ({near})"),
            None => format!("`{e}`"),
        }
    });
    tally.note(format!("{place}: {nowhere} has {}{more}", each.collect::<Vec<_>>().join(", ")));
}
