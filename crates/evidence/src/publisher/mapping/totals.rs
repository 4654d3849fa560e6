//! Rows that say that they are a total, among the rows that are added up.

use std::collections::{BTreeMap, BTreeSet};

use super::sheet::Table;
use crate::publisher::grid::{Cell, GridRow};
use crate::publisher::tally::Tally;

/// How many names of totals are remembered.
const WORDS: usize = 8;

/// The rows of each column that are added up: those that say `Total` in it, and the others.
#[derive(Debug, Default)]
pub(super) struct Totals {
    of: BTreeMap<usize, Counts>,
}

#[derive(Debug, Default)]
struct Counts {
    totals: u64,
    others: u64,
    /// How totals are called, some of them.
    words: BTreeSet<String>,
}

impl Totals {
    /// Takes note of a row that is added up.
    pub(super) fn see(&mut self, row: &GridRow) {
        for (column, cell) in row.cells.iter().enumerate() {
            let Cell::Text(text) = cell else { continue };
            let of = self.of.entry(column).or_default();
            if is_total(text) {
                of.totals += 1;
                if of.words.len() < WORDS && !of.words.contains(text) {
                    of.words.insert(text.clone());
                }
            } else {
                of.others += 1;
            }
        }
    }

    /// Says of columns that have both that they are added up.
    pub(super) fn close(self, table: &Table, tally: &mut Tally) {
        for (column, of) in self.of.into_iter().filter(|(_, of)| of.totals > 0 && of.others > 0) {
            let head = table.columns.head_of(column).unwrap_or_default();
            let words: Vec<String> = of.words.iter().map(|word| format!("`{word}`")).collect();
            tally.note(format!(
                "{} rows that say {} in the column `{head}` are added to {} that do not: is that a \
                 total of the others? [total] or [[keep]] leaves it out",
                of.totals,
                words.join(" or "),
                of.others
            ));
        }
    }
}

/// `Total`, `Total general`, `TOTALES`, `Subtotal`, `Gran total`, `Todas`, `Ambos sexos`, `Suma`,
/// `General`, `EM_TOTAL`.
pub(super) fn is_total(text: &str) -> bool {
    // Asked of every text: most are none by their letters.
    let begins = text
        .bytes()
        .next()
        .is_some_and(|b| matches!(b.to_ascii_lowercase(), b't' | b's' | b'a' | b'b' | b'c' | b'g'));
    let ends = || text.as_bytes().windows(4).any(|w| w.eq_ignore_ascii_case(b"otal"));
    if text.len() > 40 || !(begins || ends()) {
        return false;
    }
    let key = ideal_model::name_key(text);
    let words: Vec<&str> = key.split(' ').collect();
    let total = |w: &&str| {
        let w = w.strip_prefix("sub").unwrap_or(w);
        matches!(w, "total" | "totales" | "totais" | "totals" | "totalgeneral")
    };
    // `CONJUNTO RESIDENCIAL` is a place.
    let all = |w: &&str| match *w {
        "suma" | "soma" | "sum" | "conjunto" | "general" => words.len() == 1,
        "todos" | "todas" | "todo" | "all" | "both" | "ambos" | "ambas" => words.len() <= 3,
        _ => false,
    };
    words.first().is_some_and(|w| total(w) || all(w)) || words.last().is_some_and(total)
}
