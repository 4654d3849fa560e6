//! One row of the table becomes figures: is it kept, where, what, when, how much.

use std::collections::BTreeSet;
use std::path::Path;

use ideal_model::ObsStatus;

use super::amounts::Amounts;
use super::combine::{Gathered, Why};
use super::ends::Ends;
use super::figure::{FigurePlace, Key, Part};
use super::handling_marks::no_marks;
use super::heads::{Slot, slots};
use super::marks::without_marks;
use super::months::whole_year;
use super::names::{NamedCells, Names, Skip};
use super::remarks::{other_years, said_by_conditions, sums_of_heads, unread_parts};
use super::repeated::Repeated;
use super::sheet::Table;
use super::slipped::{kept_beside, shifted};
use super::spec::{CodeOrigin, Combine, Duplicates, Head, Keep, Mapping, indicator_of};
use super::totals::Totals;
use super::when::Times;
use super::whole_columns::Undecided;
use crate::bounds;
use crate::publisher::error::ImportError;
use crate::publisher::grid::{Cell, GridRow, address};
use crate::publisher::places::Gazetteer;
use crate::publisher::tally::Tally;

/// What rows of all sheets write into.
#[derive(Debug, Default)]
pub(super) struct Out {
    pub(super) gathered: Gathered,
    pub(super) tally: Tally,
    pub(super) met: NamedCells,
    pub(super) repeated: Repeated,
    /// Numbers that the tables so far do not decide.
    pub(super) undecided: Undecided,
    /// Rows of this table that say that they are totals.
    pub(super) totals: Totals,
    /// Where its rows end.
    pub(super) ends: Ends,
}

/// What a row says of all its figures.
struct OfRow {
    /// Where it is a total of others: what its cell calls it, by number.
    total: Option<u32>,
    area: String,
    indicator: Option<(String, Option<String>)>,
    /// None where the heads say it.
    territory: Option<String>,
}

/// A table's reader: the mapping, with every column it names found.
pub(super) struct Reader<'a> {
    mapping: &'a Mapping,
    table: &'a Table,
    names: Names<'a>,
    slots: Vec<Slot>,
    keep: Vec<(usize, &'a Keep)>,
    total: Option<(usize, &'a Keep)>,
    footer: Option<usize>,
    times: Times<'a>,
    beside: [Option<usize>; 3],
    /// All columns that are named, and hold no values.
    named: Vec<usize>,
    sheet: u32,
    /// What equal rows must have in common to repeat each other: the heads, and the name of sheet
    /// or file where it says something.
    alike: u32,
    /// Whether all values of a row are of one year.
    years_in_rows: bool,
}

impl<'a> Reader<'a> {
    /// Finds the columns that the mapping names, and looks at the table as a whole.
    pub(super) fn new(
        mapping: &'a Mapping,
        table: &'a Table,
        places: &'a Gazetteer,
        out: &mut Out,
    ) -> Result<Self, ImportError> {
        let find = |head: &Option<Head>| head.as_ref().map(|h| table.find(h)).transpose();
        let mut keep = Vec::with_capacity(mapping.keep.len());
        for k in &mapping.keep {
            keep.push((table.find(&k.column)?, k));
        }
        let total = match &mapping.total {
            Some(k) => Some((table.find(&k.column)?, k)),
            None => None,
        };
        let b = &mapping.value.beside;
        let beside = [
            find(&b.rater)?,
            find(&b.note)?,
            b.obs_status.as_ref().map(|(h, _)| table.find(h)).transpose()?,
        ];
        let footer = find(&mapping.file.footer)?;
        let times_kept =
            said_by_conditions(mapping, table)?.into_iter().chain(unread_parts(mapping, table));
        times_kept.into_iter().for_each(|note| out.tally.note(note));
        let mut named: Vec<usize> = beside.iter().copied().flatten().collect();
        for head in mapping.columns_named() {
            named.push(table.find(head)?);
        }
        out.met.mentions.heads(mapping, &table.columns.heads());
        no_marks(table, &keep)?;
        let read = body(table, footer)
            .filter(|r| keep.iter().all(|(c, k): &(usize, &Keep)| k.holds(&r.cell(*c).text())));
        let slots = slots(mapping, table, read.clone());
        // A slip is told as one before its cells are told as what they are not.
        let figures = slots
            .iter()
            .flatten()
            .flat_map(|slot| slot.beside.iter().copied().chain([slot.column]))
            .flatten();
        let touched: BTreeSet<usize> = figures
            .chain(named.iter().copied())
            .chain(keep.iter().map(|(column, _)| *column))
            .collect();
        shifted(mapping, table, &keep, &touched, body(table, footer))?;
        let times = Times::new(mapping, table, read.clone())?;
        let slots = slots?;
        whole_year(mapping, &slots, table, read)?;
        other_years(mapping, table, &slots)?.into_iter().for_each(|note| out.tally.note(note));
        sums_of_heads(mapping, &slots).into_iter().for_each(|note| out.tally.note(note));
        let by_sheet =
            mapping.territory.from == CodeOrigin::SheetName || mapping.period.is_of_sheet();
        let mut alike: Vec<&str> =
            table.columns.heads().into_iter().map(|(head, _)| head).collect();
        alike.extend(table.grid.sheet.as_deref().filter(|_| by_sheet));
        alike.extend(Some(table.grid.file.as_str()).filter(|_| mapping.period.is_of_file()));
        let years_in_rows = slots.iter().all(|slot| slot.year.is_none());
        Ok(Reader {
            mapping,
            table,
            names: Names::new(mapping, table, places)?,
            slots,
            years_in_rows,
            keep,
            total,
            footer,
            times,
            beside,
            named,
            alike: out.gathered.words.number(&alike.join("\n")),
            sheet: out.gathered.words.number(table.grid.sheet.as_deref().unwrap_or_default()),
        })
    }

    /// Reads every row of the table.
    pub(super) fn read(&self, out: &mut Out) -> Result<(), ImportError> {
        let cells = self.slots.len() as u64;
        self.table.grid.tell(&mut out.tally);
        let mut amounts = Amounts::new(self.mapping, &self.table.grid, &self.slots);
        let most = bounds::figures(Path::new(&self.table.grid.file));
        let mut in_footer = false;
        for row in self.table.body().iter().filter(|r| !r.is_blank()) {
            out.tally.read += cells;
            in_footer |= self.footer.is_some_and(|f| row.cell(f).is_empty());
            if in_footer {
                self.is_of_footer(row)?;
                out.tally.leave_out("rows of the footer", cells);
                continue;
            }
            if out.gathered.len() > most {
                return Err(ImportError::file(
                    &self.table.grid.file,
                    &format!("more than {most} figures"),
                    bounds::FEWER_FIGURES,
                ));
            }
            self.table.grid.whole_row_but(
                row,
                &self.table.columns,
                &self.mapping.value.leave_out,
            )?;
            match self.row(row, &mut amounts, out)? {
                Ok(()) => {}
                Err(Skip(reason)) => out.tally.leave_out(reason, cells),
            }
        }
        std::mem::take(&mut out.totals).close(self.table, &mut out.tally);
        let figures: Vec<usize> = self.slots.iter().filter_map(|s| s.column).collect();
        std::mem::take(&mut out.ends).close(
            self.table,
            self.mapping,
            &figures,
            &self.keep,
            &mut out.tally,
        );
        amounts.close(self.table, &mut out.undecided, &mut out.tally)
    }

    /// Refuses a row of data at the beginning of the footer, or in it.
    fn is_of_footer(&self, row: &GridRow) -> Result<(), ImportError> {
        let Some(column) = self.footer.filter(|_| self.is_like_data(row)) else { return Ok(()) };
        let cell = row.cell(column);
        let (found, expected) = if cell.is_empty() {
            // A row that lacks this one cell alone is no footer.
            if !self.names.names_a_place(row) {
                return Ok(());
            }
            (
                "a blank".to_owned(),
                "a footer from where the column of `footer` is blank, and this is a row of data: \
                 fill the cell, or name another column under [file]: footer",
            )
        } else {
            (
                format!("`{}`", cell.text()),
                "a footer to the end: a row above is blank in the column of `footer`, and this one \
                 is a row of data",
            )
        };
        Err(self.table.grid.bad_cell(row, &address(column, row.number), &found, expected))
    }

    /// Whether a row below the first of the footer has a period and a value all the same.
    fn is_like_data(&self, row: &GridRow) -> bool {
        let numerals = self.mapping.file.numerals;
        self.slots.first().is_some_and(|slot| {
            // A suppressed count, a figure with a mark and a missing one are data, too.
            let figure = |text: &str| {
                numerals.read(without_marks(text)).is_ok()
                    || self.mapping.file.missing.iter().any(|m| m == text)
            };
            let number = slot
                .column
                .is_none_or(|c| row.cell(c).number().is_some() || figure(&row.cell(c).text()));
            number && self.times.read(row, slot).is_ok()
        })
    }

    /// Refuses a cell that is read and has no value.
    fn has_value(&self, row: &GridRow, column: usize) -> Result<(), ImportError> {
        match row.cell(column) {
            Cell::Fault(fault) if !self.mapping.file.missing.contains(&fault.text()) => {
                Err(self.table.grid.no_value(row, column, fault))
            }
            _ => Ok(()),
        }
    }

    /// Reads a row, unless it is left out.
    fn row(
        &self,
        row: &GridRow,
        amounts: &mut Amounts<'_>,
        out: &mut Out,
    ) -> Result<Result<(), Skip<'a>>, ImportError> {
        if let Some(skip) = self.left_out(row, out)? {
            return Ok(Err(skip));
        }
        let of_row = match self.of_row(row, out)? {
            Ok(of_row) => of_row,
            Err(skip) => return Ok(Err(skip)),
        };
        if self.mapping.rows == Combine::Sum && of_row.total.is_none() {
            out.totals.see(row);
        }
        for at in 0..self.slots.len() {
            if let Err(Skip(reason)) = self.figure(row, &of_row, at, amounts, out)? {
                out.tally.leave_out(reason, 1);
            }
        }
        Ok(Ok(()))
    }

    /// Why a row is left out before anything is read from it, if it is.
    fn left_out(&self, row: &GridRow, out: &mut Out) -> Result<Option<Skip<'a>>, ImportError> {
        for (i, (column, keep)) in self.keep.iter().enumerate() {
            self.has_value(row, *column)?;
            let cell = row.cell(*column).text();
            out.met.mentions.keep(i, &cell, self.mapping);
            if !keep.holds(&cell) {
                kept_beside(self.table, row, (*column, keep), &self.slots, self.mapping)?;
                out.ends.leave_out(i, row, cell.is_empty());
                // A register reaches over a month also where none of its rows is read.
                if self.mapping.period.sums_to_years()
                    && let Some(slot) = self.slots.first()
                    && let Ok((period, Some(month), _)) = self.times.read(row, slot)
                {
                    out.gathered.covers(period, month);
                }
                return Ok(Some(Skip(&keep.reason)));
            }
        }
        for column in &self.named {
            self.has_value(row, *column)?;
        }
        if let Some(year) = self.times.outside(row) {
            out.met.mentions.outside(year);
            return Ok(Some(Skip("years outside `span`")));
        }
        self.repeats(row, out)
    }

    /// Leaves out or refuses a row that repeats an earlier one, as the mapping says.
    fn repeats(&self, row: &GridRow, out: &mut Out) -> Result<Option<Skip<'a>>, ImportError> {
        if !out.repeated.is_repeated(self.alike, row) {
            return Ok(None);
        }
        match self.mapping.duplicates {
            Duplicates::Keep => Ok(None),
            Duplicates::Drop => Ok(Some(Skip(
                "rows that repeat an earlier one in every cell (duplicates = \"drop\")",
            ))),
            Duplicates::Refuse => {
                let expected = "each row once, as `duplicates = \"refuse\"` asks: take the row \
                                out of the file, or write duplicates = \"drop\" to leave such \
                                rows out, or \"keep\" to count them";
                let found =
                    format!("a row that repeats row {} in every cell", out.repeated.earlier());
                Err(self.table.grid.bad_row(row, &found, expected))
            }
        }
    }

    /// What a row says of all its figures, or why it is left out.
    fn of_row(
        &self,
        row: &GridRow,
        out: &mut Out,
    ) -> Result<Result<OfRow, Skip<'static>>, ImportError> {
        let met = &mut out.met;
        let total = self.total.and_then(|(column, k)| {
            let cell = row.cell(column).text();
            met.mentions.total(&cell, self.mapping);
            k.holds(&cell).then(|| out.gathered.words.number(&cell))
        });
        let named = self.names.crime_area(row, met).and_then(|area| {
            let indicator = self.names.indicator(row, met)?;
            Ok((area, indicator.as_deref().map(indicator_of)))
        });
        let (area, indicator) = match named {
            Ok(named) => named,
            Err(skip) => return Ok(Err(skip)),
        };
        let territory = self.names.territory(row, met)?;
        Ok(territory.map(|territory| OfRow { total, area, indicator, territory }))
    }

    /// Reads the figure of a row in one column of values, or says why it is left out.
    fn figure(
        &self,
        row: &GridRow,
        of_row: &OfRow,
        at: usize,
        amounts: &mut Amounts<'_>,
        out: &mut Out,
    ) -> Result<Result<(), Skip<'static>>, ImportError> {
        let Some(slot) = self.slots.get(at) else { return Ok(Ok(())) };
        let territory = match (&slot.territory, &of_row.territory) {
            (Some(cell), None) => match self.names.place(row, cell, &mut out.met)? {
                Ok(code) => code,
                Err(skip) => return Ok(Err(skip)),
            },
            (_, of_row) => of_row.clone().unwrap_or_default(),
        };
        let Some((code, own)) = slot.indicator.as_ref().or(of_row.indicator.as_ref()) else {
            return Ok(Ok(()));
        };
        let (period, month, day) = self.times.read(row, slot)?;
        if at == 0 {
            out.ends.see(row, self.years_in_rows.then(|| period.calendar_year()));
        }
        let amount = amounts.read(row, at)?;
        let words = &mut out.gathered.words;
        let key = Key {
            territory: words.number(&territory),
            area: words.number(own.as_deref().unwrap_or(&of_row.area)),
            indicator: words.number(code),
            period,
            rater: words.number(&self.text(row, self.beside[0])),
        };
        // Sums and means have to know of the parts that they lack.
        if amount.is_none() && !matches!(self.mapping.rows, Combine::Sum | Combine::Mean) {
            out.gathered.blank(key);
            return Ok(Err(Skip("no value published")));
        }
        let part = Part {
            amount,
            month,
            day,
            total: of_row.total,
            se: amounts.error(row, at, amount)?,
            note: self.text(row, self.beside[1]),
            obs_status: amounts.status(row, at)?.max(self.status(row)?),
            place: FigurePlace { sheet: self.sheet, row: row.number },
        };
        self.take(row, key, part, out)?;
        Ok(Ok(()))
    }

    /// Puts a figure to those of its key; refuses one that cannot stand beside them.
    fn take(&self, row: &GridRow, key: Key, part: Part, out: &mut Out) -> Result<(), ImportError> {
        if let Some(month) = part.month {
            out.gathered.covers(key.period, month);
        }
        let Err(clash) = out.gathered.take(self.mapping.rows, key, part) else { return Ok(()) };
        // What the row names may be unknown, and then two unknown names are no mistake of the rows.
        if out.met.unknown.any() {
            return Ok(());
        }
        let words = &out.gathered.words;
        let sheet = if clash.first.sheet == self.sheet {
            String::new()
        } else {
            format!(" of sheet `{}`", words.text(clash.first.sheet))
        };
        let found = format!(
            "{}, {}, {}, {} again (first in row {}{sheet})",
            words.text(key.territory),
            words.text(key.area),
            words.text(key.indicator),
            key.period,
            clash.first.row
        );
        let expected = match clash.why {
            Why::Day => {
                "one latest row: two of them are of the same month or day, and the mapping cannot \
                 say which counts: take one out, or tell them apart by [[keep]]"
            }
            Why::Totals => {
                "one total: two cells that [total] lists under `only` are totals of the same; \
                 leave one of them out by [[keep]]"
            }
            Why::Key if out.repeated.last_was_repeated() => {
                "each key once; the row repeats an earlier one in every cell: `duplicates = \
                 \"drop\"` leaves such rows out"
            }
            Why::Key => {
                "each key once; if a column says what is measured, name it under [indicator] or \
                 leave rows out by [[keep]]; if the rows are parts of one figure, write `rows = \
                 \"sum\"` in the mapping"
            }
        };
        let near = out.met.mentions.unmatched_conditions(self.mapping);
        Err(self.table.grid.bad_row(row, &found, &format!("{expected}{near}")))
    }

    /// The text of a row in a column that the mapping may have.
    fn text(&self, row: &GridRow, column: Option<usize>) -> String {
        column.map(|c| row.cell(c).text()).unwrap_or_default()
    }

    /// The status of a row's figures, by its own column or by the mapping.
    fn status(&self, row: &GridRow) -> Result<Option<ObsStatus>, ImportError> {
        let (Some((head, table)), Some(column)) =
            (&self.mapping.value.beside.obs_status, self.beside[2])
        else {
            return Ok(self.mapping.obs_status);
        };
        let cell = row.cell(column).text();
        if cell.is_empty() {
            return Ok(self.mapping.obs_status);
        }
        let status = table.get(&cell).copied().or_else(|| ObsStatus::from_code(&cell));
        status.map(Some).ok_or_else(|| {
            let all = self.table.also(column, &cell, |text| {
                table.get(text).is_none() && ObsStatus::from_code(text).is_none()
            });
            let expected =
                format!("A, B, E, P or S, or a cell of the mapping's `value.status`{all}");
            self.table.grid.bad_cell(row, &head.to_string(), &format!("`{cell}`"), &expected)
        })
    }
}

/// Rows up to the footer.
fn body(table: &Table, footer: Option<usize>) -> impl Iterator<Item = &GridRow> + Clone {
    table
        .body()
        .iter()
        .filter(|r| !r.is_blank())
        .take_while(move |r| footer.is_none_or(|f| !r.cell(f).is_empty()))
}
