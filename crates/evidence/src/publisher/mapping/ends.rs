//! Rows that end earlier than the others: in a row that lost a cell, what follows stands one column
//! too far left.

use std::collections::BTreeMap;

use super::sheet::Table;
use super::spec::{Keep, Mapping};
use super::totals::is_total;
use crate::publisher::grid::GridRow;
use crate::publisher::tally::Tally;

/// In which column the rows of each year have their last cell.
#[derive(Debug, Default)]
pub(super) struct Ends {
    /// By year, where the rows say one, and of all years together; by column: how many rows, and
    /// the first of them.
    of: BTreeMap<Option<i32>, BTreeMap<usize, (usize, u32)>>,
    /// By condition: rows that it leaves out, how many of them because of a blank, and the first of
    /// these.
    left_out: BTreeMap<usize, (usize, usize, u32)>,
}

impl Ends {
    /// Takes note of a row that is read.
    pub(super) fn see(&mut self, row: &GridRow, year: Option<i32>) {
        let Some(last) = row.cells.iter().rposition(|c| !c.is_empty()) else { return };
        for group in [None].into_iter().chain(year.map(Some)) {
            let of = self.of.entry(group).or_default().entry(last).or_insert((0, row.number));
            of.0 += 1;
        }
    }

    /// Years far from all others that hardly a row is of: `2062` for 2026.
    fn lone_years(&self) -> Vec<String> {
        let of: Vec<(i32, usize, u32)> = self
            .of
            .iter()
            .filter_map(|(year, ends)| {
                Some((
                    (*year)?,
                    ends.values().map(|(count, _)| count).sum(),
                    ends.values().map(|(_, first)| *first).min()?,
                ))
            })
            .collect();
        let all: usize = of.iter().map(|(_, count, _)| count).sum();
        // Those on one side of a gap of five years and more.
        let Some(gap) = of.windows(2).position(|pair| matches!(pair, [a, b] if b.0 - a.0 >= 5))
        else {
            return Vec::new();
        };
        let (before, after) = of.split_at(gap + 1);
        let rows =
            |side: &[(i32, usize, u32)]| side.iter().map(|(_, count, _)| count).sum::<usize>();
        let few = if rows(before) < rows(after) { before } else { after };
        if rows(few) > 3 || rows(few) * 10 > all {
            return Vec::new();
        }
        let said = |(year, count, row): &(i32, usize, u32)| {
            let rows =
                if *count == 1 { "a row is".to_owned() } else { format!("{count} rows are") };
            format!(
                "{rows} of {year}, five years and more from all others: row {row}; is the year \
                 right?"
            )
        };
        few.iter().map(said).collect()
    }

    /// Takes note of a row that a condition leaves out.
    pub(super) fn leave_out(&mut self, condition: usize, row: &GridRow, blank: bool) {
        let (all, blanks, first) = self.left_out.entry(condition).or_default();
        *all += 1;
        let total =
            || row.cells.iter().find(|c| !c.is_empty()).is_some_and(|c| is_total(&c.text()));
        if blank && !total() {
            *blanks += 1;
            if *blanks == 1 {
                *first = row.number;
            }
        }
    }

    /// Says of the few rows of a year that end one column before all others; a year that ends early
    /// does so in all its rows.
    pub(super) fn close(
        self,
        table: &Table,
        mapping: &Mapping,
        figures: &[usize],
        keep: &[(usize, &Keep)],
        tally: &mut Tally,
    ) {
        const ROWS: usize = 5;
        // Of so many rows one may be a slip.
        const ONE_IN: usize = 8;
        const MOST: usize = 3;
        let name = |column: usize| table.columns.head_of(column).unwrap_or_default();
        for (condition, (all, blanks, first)) in &self.left_out {
            let Some((column, _)) =
                keep.get(*condition).filter(|_| *blanks > 0 && *blanks <= MOST && *all >= ROWS)
            else {
                continue;
            };
            let rows =
                if *blanks == 1 { "a row is".to_owned() } else { format!("{blanks} rows are") };
            tally.note(format!(
                "{rows} left out because nothing stands in `{}`, a column of [[keep]], where other \
                 rows have something: row {first}; is a cell missing?",
                name(*column)
            ));
        }
        self.lone_years().into_iter().for_each(|note| tally.note(note));
        let mut found = Vec::new();
        let (mut rows, mut of_years) = (0, false);
        // What a year says of a row goes before what all of them say.
        for (year, ends) in self.of.iter().rev() {
            if year.is_none() && !found.is_empty() {
                continue;
            }
            let Some((last, (count, _))) = ends
                .iter()
                .max_by_key(|(_, (count, _))| *count)
                .filter(|(_, (count, _))| *count >= ROWS)
            else {
                continue;
            };
            // A value that is missing is told as one, and what the mapping leaves out by its name
            // says nothing.
            if figures == [*last] || mapping.value.leave_out.contains(name(*last)) {
                continue;
            }
            let shorter: usize = ends.range(..last).map(|(_, (count, _))| count).sum();
            let before = last.checked_sub(1).and_then(|before| ends.get(&before));
            let Some((few, first)) =
                before.filter(|(few, _)| *few <= MOST.max(count / ONE_IN) && *few == shorter)
            else {
                continue;
            };
            rows += few;
            of_years |= year.is_some();
            let head = name(*last);
            let of = year.map_or_else(String::new, |year| format!(" of {year}"));
            found.push(format!("row {first}{of} (`{head}` is filled in {count} others)"));
        }
        if found.is_empty() {
            return;
        }
        let more = found.len().saturating_sub(3);
        let more = if more > 0 { format!(" and in {more} more places") } else { String::new() };
        tally.note(format!(
            "{} one column before all others{}: {}{more}; has a cell been taken out, so that what \
             follows stands in the column before its own?",
            if rows == 1 { "a row ends".to_owned() } else { format!("{rows} rows end") },
            if of_years { " of their year" } else { "" },
            found.into_iter().take(3).collect::<Vec<_>>().join(", ")
        ));
    }
}
