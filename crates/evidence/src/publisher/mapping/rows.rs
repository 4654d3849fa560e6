//! One row of the table becomes figures: is it kept, where, what, when, how much.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use ideal_model::ObsStatus;

use super::amounts::{Amounts, Undecided};
use super::combine::{Gathered, Why};
use super::ends::Ends;
use super::figure::{Key, Part, Place};
use super::heads::{Slot, slots};
use super::marks::without_marks;
use super::mentions::{Mentions, Which};
use super::months::whole_year;
use super::remarks::{other_years, said_by_conditions, sums_of_heads, unread_parts};
use super::repeated::Repeated;
use super::sheet::Table;
use super::slipped::{kept_beside, shifted};
use super::spec::{
    Codes, Combine, Duplicates, From, Head, Keep, Mapping, Pick, Places, indicator_of,
};
use super::totals::Totals;
use super::when::Times;
use crate::bounds;
use crate::numeral::whole;
use crate::publisher::error::ImportError;
use crate::publisher::grid::{Cell, GridRow, address};
use crate::publisher::places::{Gazetteer, Placed};
use crate::publisher::tally::Tally;
use crate::publisher::unknown::Unknown;

/// What rows of all sheets write into.
#[derive(Debug, Default)]
pub(super) struct Out {
    pub(super) gathered: Gathered,
    pub(super) tally: Tally,
    pub(super) unknown: Unknowns,
    pub(super) mentions: Mentions,
    pub(super) repeated: Repeated,
    /// Numbers that the tables so far do not decide.
    pub(super) undecided: Undecided,
    /// Rows of this table that say that they are totals.
    pub(super) totals: Totals,
    /// Where its rows end.
    pub(super) ends: Ends,
    /// Codes and names of territories that do not ship.
    pub(super) parts: BTreeMap<String, String>,
}

/// Bytes of the longest name or code that a place may have.
const LONGEST_PLACE: usize = 1_000;

/// Cells that no table knows, by what they should name.
#[derive(Debug, Default)]
pub(super) struct Unknowns {
    pub(super) territory: Unknown,
    pub(super) crime_area: Unknown,
    pub(super) indicator: Unknown,
}

/// A table's reader: the mapping, with every column it names found.
pub(super) struct Reader<'a> {
    mapping: &'a Mapping,
    table: &'a Table,
    places: &'a Gazetteer,
    slots: Vec<Slot>,
    territory: Option<usize>,
    crime_area: Option<usize>,
    indicator: Option<usize>,
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

/// What of a row is no figure.
struct Skip(&'static str);

impl<'a> Reader<'a> {
    pub(super) fn new(
        mapping: &'a Mapping,
        table: &'a Table,
        places: &'a Gazetteer,
        out: &mut Out,
    ) -> Result<Self, ImportError> {
        let find = |head: &Option<Head>| head.as_ref().map(|h| table.find(h)).transpose();
        let from = |from: &From| match from {
            From::Column(head) => table.find(head).map(Some),
            From::Value(_) | From::Heads | From::SheetName => Ok(None),
        };
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
        out.mentions.heads(mapping, &table.columns.heads());
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
        let by_sheet = mapping.territory.from == From::SheetName || mapping.period.is_of_sheet();
        let mut alike: Vec<&str> =
            table.columns.heads().into_iter().map(|(head, _)| head).collect();
        alike.extend(table.grid.sheet.as_deref().filter(|_| by_sheet));
        alike.extend(Some(table.grid.file.as_str()).filter(|_| mapping.period.is_of_file()));
        let years_in_rows = slots.iter().all(|slot| slot.year.is_none());
        Ok(Reader {
            mapping,
            table,
            places,
            slots,
            years_in_rows,
            territory: from(&mapping.territory.from)?,
            crime_area: from(&mapping.crime_area.from)?,
            indicator: mapping.indicator.as_ref().map_or(Ok(None), |p| from(&p.from))?,
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
                // A row that lacks this one cell alone is no footer.
                if let Some(f) = self.footer.filter(|f| {
                    row.cell(*f).is_empty() && self.is_like_data(row) && self.names_a_place(row)
                }) {
                    let expected = "a footer from where the column of `footer` is blank, and this \
                                    is a row of data: fill the cell, or name another column under \
                                    [file]: footer";
                    return Err(self.table.grid.bad_cell(
                        row,
                        &address(f, row.number),
                        "a blank",
                        expected,
                    ));
                }
                if let Some(f) =
                    self.footer.filter(|f| !row.cell(*f).is_empty() && self.is_like_data(row))
                {
                    let expected = "a footer to the end: a row above is blank in the column of \
                                    `footer`, and this one is a row of data";
                    return Err(self.table.grid.bad_cell(
                        row,
                        &address(f, row.number),
                        &format!("`{}`", row.cell(f).text()),
                        expected,
                    ));
                }
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

    /// Whether a row names a territory of its own that is known, and is no total.
    fn names_a_place(&self, row: &GridRow) -> bool {
        let spec = &self.mapping.territory;
        if !matches!(spec.from, From::Column(_)) {
            return false;
        }
        let cell = self.text(row, self.territory);
        let known = match spec.codes {
            Codes::Iso3 => self.places.code(&cell).is_ok(),
            Codes::Iso2 => self.places.iso2(&cell).is_ok(),
            Codes::M49 => self.places.m49(&cell).is_ok(),
            Codes::Name => self.places.name(&cell).is_ok(),
            Codes::Iso3Lower => self.places.code(&cell.to_uppercase()).is_ok(),
            Codes::Prefix => prefixed(spec, &cell).is_ok(),
            Codes::Table => false,
        };
        known || spec.table.contains_key(&cell)
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

    fn row(
        &self,
        row: &GridRow,
        amounts: &mut Amounts<'_>,
        out: &mut Out,
    ) -> Result<Result<(), Skip>, ImportError> {
        for (i, (column, keep)) in self.keep.iter().enumerate() {
            self.has_value(row, *column)?;
            let cell = row.cell(*column).text();
            out.mentions.keep(i, &cell, self.mapping);
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
                out.tally.leave_out(&keep.reason, self.slots.len() as u64);
                return Ok(Ok(()));
            }
        }
        for column in &self.named {
            self.has_value(row, *column)?;
        }
        if let Some(year) = self.times.outside(row) {
            out.mentions.outside(year);
            return Ok(Err(Skip("years outside `span`")));
        }
        if out.repeated.is_repeated(self.alike, row) {
            match self.mapping.duplicates {
                Duplicates::Keep => {}
                Duplicates::Drop => {
                    return Ok(Err(Skip(
                        "rows that repeat an earlier one in every cell (duplicates = \"drop\")",
                    )));
                }
                Duplicates::Refuse => {
                    let grid = &self.table.grid;
                    let expected = "each row once, as `duplicates = \"refuse\"` asks: take the row \
                                    out of the file, or write duplicates = \"drop\" to leave such \
                                    rows out, or \"keep\" to count them";
                    let found =
                        format!("a row that repeats row {} in every cell", out.repeated.earlier());
                    return Err(ImportError::row(
                        &grid.file,
                        grid.sheet.as_deref(),
                        row.number,
                        &found,
                        expected,
                    ));
                }
            }
        }
        let total = self.total.and_then(|(column, k)| {
            let cell = row.cell(column).text();
            out.mentions.total(&cell, self.mapping);
            k.holds(&cell).then(|| out.gathered.words.number(&cell))
        });
        let area = match self.pick(row, &self.mapping.crime_area, self.crime_area, Which::Area, out)
        {
            Picked::Code(code) => code,
            Picked::LeftOut => return Ok(Err(Skip("crime areas that the mapping leaves out"))),
            Picked::Unknown => String::new(),
        };
        let indicator = match &self.mapping.indicator {
            Some(p) => match self.pick(row, p, self.indicator, Which::Indicator, out) {
                Picked::Code(code) => Some(indicator_of(&code)),
                Picked::LeftOut => return Ok(Err(Skip("indicators that the mapping leaves out"))),
                Picked::Unknown => Some((String::new(), None)),
            },
            None => None,
        };
        let of_row = match &self.mapping.territory.from {
            From::Heads => None,
            from => match self.place(row, &self.territory_cell(row, from), out)? {
                Ok(code) => Some(code),
                Err(skip) => return Ok(Err(skip)),
            },
        };
        if self.mapping.rows == Combine::Sum && total.is_none() {
            out.totals.see(row);
        }
        for (i, slot) in self.slots.iter().enumerate() {
            let territory = match (&slot.territory, &of_row) {
                (Some(cell), None) => match self.place(row, cell, out)? {
                    Ok(code) => code,
                    Err(Skip(reason)) => {
                        out.tally.leave_out(reason, 1);
                        continue;
                    }
                },
                (_, of_row) => of_row.clone().unwrap_or_default(),
            };
            let Some((code, own)) = slot.indicator.as_ref().or(indicator.as_ref()) else {
                continue;
            };
            let (period, month, day) = self.times.read(row, slot)?;
            if i == 0 {
                out.ends.see(row, self.years_in_rows.then(|| period.calendar_year()));
            }
            let amount = amounts.read(row, i)?;
            let is_blank =
                amount.is_none() && !matches!(self.mapping.rows, Combine::Sum | Combine::Mean);
            out.tally.leave_out("no value published", u64::from(is_blank));
            let words = &mut out.gathered.words;
            let key = Key {
                territory: words.number(&territory),
                area: words.number(own.as_deref().unwrap_or(&area)),
                indicator: words.number(code),
                period,
                rater: words.number(&self.text(row, self.beside[0])),
            };
            if is_blank {
                out.gathered.blank(key);
                continue;
            }
            let part = Part {
                amount,
                month,
                day,
                total,
                se: amounts.error(row, i, amount)?,
                note: self.text(row, self.beside[1]),
                obs_status: amounts.status(row, i)?.max(self.status(row)?),
                place: Place { sheet: self.sheet, row: row.number },
            };
            self.take(row, key, part, out)?;
        }
        Ok(Ok(()))
    }

    fn take(&self, row: &GridRow, key: Key, part: Part, out: &mut Out) -> Result<(), ImportError> {
        if let Some(month) = part.month {
            out.gathered.covers(key.period, month);
        }
        let Err(clash) = out.gathered.take(self.mapping.rows, key, part) else { return Ok(()) };
        // What the row names may be unknown, and then two unknown names are no mistake of the rows.
        if out.unknown.any() {
            return Ok(());
        }
        let words = &out.gathered.words;
        let grid = &self.table.grid;
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
        let near = out.mentions.unmatched_conditions(self.mapping);
        Err(ImportError::row(
            &grid.file,
            grid.sheet.as_deref(),
            row.number,
            &found,
            &format!("{expected}{near}"),
        ))
    }

    fn text(&self, row: &GridRow, column: Option<usize>) -> String {
        column.map(|c| row.cell(c).text()).unwrap_or_default()
    }

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

    fn territory_cell(&self, row: &GridRow, from: &From) -> String {
        match from {
            From::Value(code) => code.clone(),
            From::SheetName => self.table.grid.sheet.clone().unwrap_or_default(),
            From::Column(_) | From::Heads => self.text(row, self.territory),
        }
    }

    /// The territory that a cell means, or why it is left out. One that nobody knows is noted, and
    /// told with all others.
    fn place(
        &self,
        row: &GridRow,
        cell: &str,
        out: &mut Out,
    ) -> Result<Result<String, Skip>, ImportError> {
        let spec = &self.mapping.territory;
        let fixed = matches!(spec.from, From::Value(_));
        out.mentions.territory(cell, self.mapping);
        if !fixed && spec.leave_out.contains(cell) {
            return Ok(Err(Skip("territories that the mapping leaves out")));
        }
        if let Some(code) = spec.table.get(cell).map(String::as_str).or(fixed.then_some(cell)) {
            return self.own(row, code, cell, out).map(Ok);
        }
        let placed = match spec.codes {
            // No place is called so: a page of text is not compared with every name.
            _ if cell.len() > LONGEST_PLACE => {
                Err(format!("a known place; this is a text of {} bytes", cell.len()))
            }
            Codes::Iso3 => self.places.code(cell),
            Codes::Iso3Lower if cell.chars().any(char::is_uppercase) => {
                Err("a code in small letters".to_owned())
            }
            Codes::Iso3Lower => self.places.code(&cell.to_uppercase()),
            Codes::Iso2 => self.places.iso2(cell),
            Codes::M49 => self.places.m49(cell),
            Codes::Name => self.places.name(cell),
            Codes::Prefix => match prefixed(spec, cell) {
                Ok(code) => return self.own(row, &code, cell, out).map(Ok),
                Err(expected) => Err(expected),
            },
            Codes::Table => {
                let near = near(cell, &spec.table, &out.unknown.territory);
                Err(format!("a cell of the mapping's `territory.table`; {near}")
                    .trim_end_matches([' ', ';'])
                    .to_owned())
            }
        };
        match placed {
            Ok(Placed::Territory(code)) => Ok(Ok(code)),
            Ok(Placed::Aggregate { reason, name, .. }) => {
                out.mentions.aggregate(cell, &name);
                Ok(Err(Skip(reason)))
            }
            Err(expected) => {
                let head = if let From::Column(head) = &spec.from {
                    head.to_string()
                } else {
                    "territory".to_owned()
                };
                out.unknown.territory.add(&self.table.grid, row, &head, cell, &expected);
                Ok(Ok(String::new()))
            }
        }
    }

    /// A code of the mapping's own: one that ships, or a part of the parent it names.
    fn own(
        &self,
        row: &GridRow,
        code: &str,
        cell: &str,
        out: &mut Out,
    ) -> Result<String, ImportError> {
        if self.places.get(code).is_none() {
            let spec = &self.mapping.territory;
            if spec.parent.is_none() && !spec.parents.contains_key(code) {
                let expected =
                    "a code of the registry, or `territory.parent` for parts of a country";
                return Err(self.table.grid.bad_cell(
                    row,
                    "territory",
                    &format!("`{code}`"),
                    expected,
                ));
            }
            let name = spec.names.get(code).map_or(cell, String::as_str);
            out.parts.entry(code.to_owned()).or_insert_with(|| name.to_owned());
        }
        Ok(code.to_owned())
    }

    fn pick(
        &self,
        row: &GridRow,
        pick: &Pick,
        column: Option<usize>,
        which: Which,
        out: &mut Out,
    ) -> Picked {
        let (From::Column(head), Some(column)) = (&pick.from, column) else {
            return Picked::Code(if let From::Value(v) = &pick.from {
                v.clone()
            } else {
                String::new()
            });
        };
        let cell = row.cell(column).text();
        out.mentions.pick(which, &cell, pick);
        if pick.leave_out.contains(&cell) {
            return Picked::LeftOut;
        }
        if let Some(code) = pick.table.get(&cell) {
            return Picked::Code(code.clone());
        }
        let unknown = if which == Which::Area {
            &mut out.unknown.crime_area
        } else {
            &mut out.unknown.indicator
        };
        let expected =
            format!("a cell of the mapping's table; {}", near(&cell, &pick.table, unknown));
        unknown.add(
            &self.table.grid,
            row,
            &head.to_string(),
            &cell,
            expected.trim_end_matches([' ', ';']),
        );
        Picked::Unknown
    }
}

/// The code that a cell means with the mapping's prefix, or what was expected.
fn prefixed(spec: &Places, cell: &str) -> Result<String, String> {
    // Letters of a code are few: `Total` and names are none.
    let is_code = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric());
    let letters = cell.bytes().filter(u8::is_ascii_alphabetic).count();
    if whole(cell).is_none() && !(letters <= 4 && cell.split(['-', '_']).all(is_code)) {
        return Err("a code: digits, or up to four letters, parted by - or _".to_owned());
    }
    // Zeros before a number are part of a code, unless it is filled up with them anyway; `5.0` is
    // how some programs write 5.
    let number = match whole(cell) {
        Some(n) if spec.pad > 0 || cell.contains('.') => n.to_string(),
        _ => cell.to_owned(),
    };
    if spec.pad > 0 && number.len() > spec.pad {
        return Err(format!("a cell of at most {} digits, as `pad` says", spec.pad));
    }
    Ok(format!("{}{number:0>width$}", spec.prefix, width = spec.pad))
}

/// What a cell that a table lacks may have been meant as.
fn near(cell: &str, table: &BTreeMap<String, String>, unknown: &Unknown) -> String {
    if !unknown.wants(cell) {
        return String::new();
    }
    let keys = || table.keys().map(String::as_str);
    crate::plain::looks_like(cell, keys())
        .or_else(|| ideal_model::did_you_mean(cell, keys()))
        .unwrap_or_default()
}

/// Rows up to the footer.
fn body(table: &Table, footer: Option<usize>) -> impl Iterator<Item = &GridRow> + Clone {
    table
        .body()
        .iter()
        .filter(|r| !r.is_blank())
        .take_while(move |r| footer.is_none_or(|f| !r.cell(f).is_empty()))
}

enum Picked {
    Code(String),
    LeftOut,
    Unknown,
}

impl Unknowns {
    fn any(&self) -> bool {
        [&self.territory, &self.crime_area, &self.indicator].into_iter().any(|u| !u.is_empty())
    }
}
