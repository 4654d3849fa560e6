//! A table in a sheet that came back, found by the machine names of its columns.

use std::collections::BTreeMap;
use std::fmt::Display;

use ideal_evidence::{CellRow, CellSheet, CellValue, cell_address};
use ideal_model::{Finding, Findings};

use super::number::narrow;

/// Rows at the top of a sheet among which the machine names of columns are looked for.
const HEAD: usize = 20;

/// What to do about a workbook that is no longer laid out as it was issued.
pub(super) const COPY: &str = "copy the answers into a workbook as it was issued";

/// Rows that a message names, at most.
pub(super) const NAMED: usize = 3;

/// Whether what is seen in any row is that of another one, which is told once, with the first cells.
pub(super) fn is_mixed(mixed: &[(u32, String)], findings: &mut Findings) -> bool {
    let Some((line, _)) = mixed.first() else { return false };
    let named = mixed.iter().take(NAMED).map(|(_, place)| place.as_str()).collect::<Vec<_>>();
    let more = if mixed.len() > NAMED { ", …" } else { "" };
    let message = format!(
        "what is seen belongs to another row than the hidden id, in rows: {} ({}{more})",
        mixed.len(),
        named.join(", ")
    );
    let hint = "were columns sorted without the hidden ones before them? Undo it, or copy the \
                answers into a workbook as it was issued";
    let finding = Finding::error("mixed-rows", message).at_line(u64::from(*line));
    findings.push(finding.hint(hint));
    true
}

/// Position of the row of machine names among the rows of a sheet: the first that has all of these.
pub(super) fn named_row(sheet: &CellSheet, names: &[&str]) -> Option<usize> {
    let has = |row: &CellRow, name: &str| row.cells.iter().any(|(_, c)| narrow(&c.text()) == name);
    let all = |row: &CellRow| names.iter().all(|name| has(row, name));
    sheet.rows.iter().take(HEAD).position(all)
}

/// A table with its columns.
pub(super) struct Heads<'s, F> {
    pub sheet: &'s CellSheet,
    /// Rows below the machine names.
    pub body: &'s [CellRow],
    /// Where the column of each field is.
    places: BTreeMap<F, u32>,
}

impl<'s, F: Copy + Ord + Display> Heads<'s, F> {
    /// Finds the columns below the row of machine names at `at`; none where one of `needed` is
    /// missing or any stands twice, which is told.
    pub(super) fn new(
        sheet: &'s CellSheet,
        at: usize,
        read: impl Fn(&str) -> Option<F>,
        needed: impl Iterator<Item = F>,
        findings: &mut Findings,
    ) -> Option<Self> {
        let (head, body) = (sheet.rows.get(at)?, sheet.rows.get(at + 1..)?);
        let mut places = BTreeMap::new();
        let mut fine = true;
        for (column, cell) in &head.cells {
            let Some(field) = read(&narrow(&cell.text())) else { continue };
            if places.insert(field, *column).is_some() {
                let place = format!("{}!{}", sheet.name, cell_address(*column, head.number));
                let message = format!("the column `{field}` stands twice ({place})");
                let finding = Finding::error("changed-structure", message).hint(COPY);
                findings.push(finding.at_line(u64::from(head.number)));
                fine = false;
            }
        }
        for field in needed {
            if !places.contains_key(&field) {
                let place = format!("{}!A{}", sheet.name, head.number);
                let message = format!("the column `{field}` is missing ({place})");
                let finding = Finding::error("missing-column", message).hint(COPY);
                findings.push(finding.at_line(u64::from(head.number)));
                fine = false;
            }
        }
        fine.then_some(Heads { sheet, body, places })
    }

    pub(super) fn cell(&self, row: &'s CellRow, field: F) -> Option<&'s CellValue> {
        row.cell(*self.places.get(&field)?)
    }

    /// Address of a cell, as a message names it: `Ratings!R12`.
    pub(super) fn place(&self, number: u32, field: F) -> String {
        let column = self.places.get(&field).copied().unwrap_or(0);
        format!("{}!{}", self.sheet.name, cell_address(column, number))
    }

    /// An error at a cell.
    pub(super) fn error<'f>(
        &self,
        row: &CellRow,
        field: F,
        code: &str,
        message: &str,
        findings: &'f mut Findings,
    ) -> &'f mut Finding {
        let message = format!("{message} ({})", self.place(row.number, field));
        findings.push(Finding::error(code, message).at_line(u64::from(row.number)))
    }
}
