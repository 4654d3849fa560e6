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
const NAMED: usize = 3;

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

    /// Columns of a row in which something stands and which hold no field.
    pub(super) fn outside(&self, row: &'s CellRow) -> impl Iterator<Item = u32> {
        let columns = row.cells.iter().map(|(column, _)| *column);
        columns.filter(|column| !self.places.values().any(|c| c == column))
    }

    /// Address of a cell, as a message names it: `Ratings!R12`.
    pub(super) fn place(&self, number: u32, field: F) -> String {
        self.address(number, self.places.get(&field).copied().unwrap_or(0))
    }

    fn address(&self, number: u32, column: u32) -> String {
        format!("{}!{}", self.sheet.name, cell_address(column, number))
    }

    /// Whether a cell of these columns stands for those below it as well, which is told: the rows
    /// below would count as not answered, and who merged them meant one answer for all.
    pub(super) fn has_merged(
        &self,
        filled: impl Iterator<Item = F>,
        findings: &mut Findings,
    ) -> bool {
        let filled: Vec<u32> =
            filled.filter_map(|field| self.places.get(&field).copied()).collect();
        let row = |number: u32| self.body.iter().find(|row| row.number == number);
        let mut any = false;
        for (number, column) in &self.sheet.merged {
            let answer =
                filled.contains(column) && row(*number).is_some_and(|r| r.cell(*column).is_some());
            if answer {
                let place = self.address(*number, *column);
                let message = format!("the cell is merged with those below it ({place})");
                let finding = Finding::error("merged-cells", message).at_line(u64::from(*number));
                findings.push(
                    finding.hint("unmerge it, and write the answer into each row it is meant for"),
                );
                any = true;
            }
        }
        any
    }

    /// A warning where something stands beside the table, or in rows of nothing that is asked:
    /// nobody reads it, and it may have been meant as an answer.
    pub(super) fn warn_of_unread(&self, unread: &[(u32, u32)], findings: &mut Findings) {
        let Some((line, _)) = unread.first() else { return };
        let named: Vec<String> =
            unread.iter().take(NAMED).map(|(row, column)| self.address(*row, *column)).collect();
        let more = if unread.len() > NAMED { ", …" } else { "" };
        let message = format!(
            "cells beside what is asked are not read: {} ({}{more})",
            unread.len(),
            named.join(", ")
        );
        let finding = Finding::warning("unread-cells", message).at_line(u64::from(*line));
        findings.push(finding.hint("a remark on a rating belongs into its `reason`"));
    }

    /// A warning of rows that are asked and that the sheet has no more, by id.
    pub(super) fn warn_of_deleted<'i>(
        &self,
        gone: impl Iterator<Item = &'i str>,
        findings: &mut Findings,
    ) {
        let gone: Vec<&str> = gone.collect();
        if gone.is_empty() {
            return;
        }
        let named = gone.iter().take(NAMED).map(|id| format!("`{id}`")).collect::<Vec<_>>();
        let more = if gone.len() > NAMED { ", …" } else { "" };
        let message = format!(
            "rows that were deleted count as not answered: {} ({}{more}; {}!A1)",
            gone.len(),
            named.join(", "),
            self.sheet.name
        );
        findings.push(Finding::warning("deleted-rows", message).at_line(1));
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
