//! A mapping applied to one file.

use std::collections::BTreeMap;
use std::path::Path;

use ideal_model::Period;

use super::calendar::{date_of, month_of, year_of};
use super::spec::{Codes, Combine, From, Header, Keep, Layout, Mapping, Pick, Values, When};
use crate::publisher::error::ImportError;
use crate::publisher::grid::{Cell, Columns, Grid, GridRow, TextFormat, plain_number};
use crate::publisher::places::{Gazetteer, Placed};
use crate::publisher::tally::Tally;

/// One figure read from the file.
#[derive(Clone, Debug)]
pub(super) struct Figure {
    pub(super) territory: String,
    pub(super) crime_area: String,
    pub(super) indicator: String,
    pub(super) period: Period,
    pub(super) amount: Amount,
    pub(super) sheet: Option<String>,
    pub(super) row: u32,
}

/// A number, or a suppressed count.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Amount {
    Number(f64),
    Censored(f64),
}

/// What a file gave.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub(super) figures: Vec<Figure>,
    pub(super) tally: Tally,
    /// Codes and names of territories that do not ship.
    pub(super) parts: BTreeMap<String, String>,
}

type Key = (String, String, String, Period);

/// A column that holds values, with what its head says.
struct Slot {
    column: Option<usize>,
    head: String,
    indicator: Option<(String, Option<String>)>,
    year: Option<i32>,
    month: Option<u32>,
}

/// Reads one file.
pub(super) fn read(mapping: &Mapping, path: &Path, places: &Gazetteer) -> Result<Read, ImportError> {
    let grid = load(&mapping.file, path)?;
    let (header, body) = split(&mapping.file, &grid)?;
    let columns = grid.columns(header);
    let reader = Reader::new(mapping, &grid, &columns, places)?;
    let mut out = Read::default();
    let mut sums: BTreeMap<Key, Sum> = BTreeMap::new();
    let mut seen: BTreeMap<Key, u32> = BTreeMap::new();
    for row in body {
        reader.row(row, &mut out, &mut sums, &mut seen)?;
    }
    if mapping.rows == Combine::Sum {
        for ((territory, crime_area, indicator, period), sum) in sums {
            let parts = sum.numbers + sum.missing + sum.censored;
            if sum.missing > 0 {
                out.tally.leave_out("parts of a sum that has a missing part", parts);
            } else if sum.censored > 0 {
                out.tally.leave_out("parts of a sum that has a suppressed part", parts);
            } else {
                out.tally.used += parts;
                let amount = Amount::Number(sum.total);
                out.figures.push(Figure { territory, crime_area, indicator, period, amount, sheet: grid.sheet.clone(), row: sum.row });
            }
        }
    }
    Ok(out)
}

/// The rows of one key, added up.
#[derive(Default)]
struct Sum {
    total: f64,
    numbers: u64,
    missing: u64,
    censored: u64,
    row: u32,
}

fn load(layout: &Layout, path: &Path) -> Result<Grid, ImportError> {
    let ending = path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    let workbook = layout.workbook.unwrap_or(matches!(ending.as_str(), "xlsx" | "xls" | "xlsm" | "xlsb" | "ods"));
    if !workbook {
        return Grid::text(path, TextFormat { delimiter: layout.delimiter, latin1: layout.latin1 });
    }
    let wanted = |names: &[String]| match &layout.sheet {
        Some(s) if names.contains(s) => Ok(vec![s.clone()]),
        Some(s) => Err(format!("a sheet `{s}`")),
        None => names.first().map(|s| vec![s.clone()]).ok_or_else(|| "a sheet".to_owned()),
    };
    let file = path.display().to_string();
    Grid::sheets(path, &wanted)?.into_iter().next().ok_or_else(|| ImportError::file(&file, "no sheet", "a sheet"))
}

fn split<'a>(layout: &Layout, grid: &'a Grid) -> Result<(&'a GridRow, &'a [GridRow]), ImportError> {
    let sheet = grid.sheet.as_deref();
    let at = match &layout.header {
        Header::Row(n) => grid.rows.iter().position(|r| r.number == *n),
        Header::Has(heads) => grid.rows.iter().position(|r| heads.iter().all(|h| r.cells.iter().any(|c| c.text() == *h))),
    };
    let Some(at) = at else {
        let expected = match &layout.header {
            Header::Row(n) => format!("a header in row {n}"),
            Header::Has(heads) => format!("a header row with the columns {}", heads.join(", ")),
        };
        return Err(ImportError::row(&grid.file, sheet, 1, "no such row", &expected));
    };
    match grid.rows.get(at..) {
        Some([header, body @ ..]) => Ok((header, body)),
        _ => Err(ImportError::file(&grid.file, "no header", "a header row")),
    }
}

struct Reader<'a> {
    mapping: &'a Mapping,
    grid: &'a Grid,
    columns: &'a Columns,
    places: &'a Gazetteer,
    slots: Vec<Slot>,
    territory: Option<(usize, &'a str)>,
    crime_area: Option<(usize, &'a str)>,
    indicator: Option<(usize, &'a str)>,
    keep: Vec<(usize, &'a Keep)>,
    footer: Option<usize>,
    period: PeriodColumns<'a>,
}

enum PeriodColumns<'a> {
    One(usize, &'a str),
    Two(usize, &'a str, usize, &'a str),
    None,
}

fn column_of<'a>(columns: &Columns, from: &'a From) -> Result<Option<(usize, &'a str)>, ImportError> {
    match from {
        From::Column(head) => Ok(Some((columns.find(head)?, head))),
        From::Value(_) => Ok(None),
    }
}

impl<'a> Reader<'a> {
    fn new(mapping: &'a Mapping, grid: &'a Grid, columns: &'a Columns, places: &'a Gazetteer) -> Result<Self, ImportError> {
        let one = |head: &'a str| -> Result<PeriodColumns<'a>, ImportError> { Ok(PeriodColumns::One(columns.find(head)?, head)) };
        let period = match &mapping.period {
            When::Column { column, .. } | When::Date { column, .. } => one(column)?,
            When::YearMonth { year, month, .. } => PeriodColumns::Two(columns.find(year)?, year, columns.find(month)?, month),
            When::MonthHeads { year, .. } => one(year)?,
            When::YearHeads { .. } | When::Value(_) => PeriodColumns::None,
        };
        let mut keep = Vec::with_capacity(mapping.keep.len());
        for k in &mapping.keep {
            keep.push((columns.find(&k.column)?, k));
        }
        Ok(Reader {
            mapping,
            grid,
            columns,
            places,
            slots: slots(mapping, columns)?,
            territory: column_of(columns, &mapping.territory.from)?,
            crime_area: column_of(columns, &mapping.crime_area.from)?,
            indicator: match &mapping.indicator {
                Some(p) => column_of(columns, &p.from)?,
                None => None,
            },
            keep,
            footer: mapping.file.footer.as_ref().map(|f| columns.find(f)).transpose()?,
            period,
        })
    }

    fn row(&self, row: &GridRow, out: &mut Read, sums: &mut BTreeMap<Key, Sum>, seen: &mut BTreeMap<Key, u32>) -> Result<(), ImportError> {
        if row.is_blank() {
            return Ok(());
        }
        let cells = self.slots.len() as u64;
        out.tally.read += cells;
        if out.tally.in_footer || self.footer.is_some_and(|f| row.cell(f).is_empty()) {
            out.tally.in_footer = true;
            out.tally.leave_out("rows of the footer", cells);
            return Ok(());
        }
        self.grid.whole_row(row, self.columns)?;
        for (column, keep) in &self.keep {
            let cell = row.cell(*column).text();
            let kept = if keep.only.is_empty() { !keep.not.contains(&cell) } else { keep.only.contains(&cell) };
            if !kept {
                out.tally.leave_out(&keep.reason, cells);
                return Ok(());
            }
        }
        let territory = match self.place(row, out)? {
            Ok(code) => code,
            Err(reason) => {
                out.tally.leave_out(reason, cells);
                return Ok(());
            }
        };
        let area = self.pick(row, &self.mapping.crime_area, self.crime_area)?;
        let of_row = match &self.mapping.indicator {
            Some(p) => Some(indicator_of(&self.pick(row, p, self.indicator)?)),
            None => None,
        };
        let (year, month) = self.when(row)?;
        for slot in &self.slots {
            let (indicator, own_area) = match slot.indicator.as_ref().or(of_row.as_ref()) {
                Some((code, own)) => (code.clone(), own.clone()),
                None => continue,
            };
            let period = self.period(row, slot, year, month)?;
            let key = (territory.clone(), own_area.unwrap_or_else(|| area.clone()), indicator, period);
            let amount = self.amount(row, slot)?;
            if self.mapping.rows == Combine::Sum {
                let sum = sums.entry(key).or_insert_with(|| Sum { row: row.number, ..Sum::default() });
                match amount {
                    Some(Amount::Number(n)) => {
                        sum.total += n;
                        sum.numbers += 1;
                    }
                    Some(Amount::Censored(_)) => sum.censored += 1,
                    None => sum.missing += 1,
                }
                continue;
            }
            let Some(amount) = amount else {
                out.tally.leave_out("no value published", 1);
                continue;
            };
            if let Some(first) = seen.insert(key.clone(), row.number) {
                let found = format!("{}, {}, {}, {} again (first in row {first})", key.0, key.1, key.2, key.3);
                let expected = "each key once; if the rows are parts of one figure, write `rows = \"sum\"` in the mapping";
                return Err(ImportError::row(&self.grid.file, self.grid.sheet.as_deref(), row.number, &found, expected));
            }
            out.tally.used += 1;
            let (territory, crime_area, indicator, period) = key;
            out.figures.push(Figure { territory, crime_area, indicator, period, amount, sheet: self.grid.sheet.clone(), row: row.number });
        }
        Ok(())
    }

    /// The row's territory, or why it has none.
    fn place(&self, row: &GridRow, out: &mut Read) -> Result<Result<String, &'static str>, ImportError> {
        let spec = &self.mapping.territory;
        let (cell, head) = match (&spec.from, self.territory) {
            (From::Value(code), _) => return self.own(row, code, code, out).map(Ok),
            (From::Column(head), Some((i, _))) => (row.cell(i).text(), head.as_str()),
            (From::Column(head), None) => return Err(self.grid.bad_cell(row, head, "no such column", "the column")),
        };
        if spec.leave_out.contains(&cell) {
            return Ok(Err("territories that the mapping leaves out"));
        }
        if let Some(code) = spec.table.get(&cell) {
            return self.own(row, code, &cell, out).map(Ok);
        }
        let placed = match spec.codes {
            Codes::Iso3 => self.places.code(&cell),
            Codes::Iso3Lower if cell.chars().any(char::is_uppercase) => Err("a code in small letters".to_owned()),
            Codes::Iso3Lower => self.places.code(&cell.to_uppercase()),
            Codes::M49 => self.places.m49(&cell),
            Codes::Name => self.places.name(&cell),
            Codes::Table => {
                let near = ideal_model::did_you_mean(&cell, spec.table.keys().map(String::as_str)).unwrap_or_default();
                Err(format!("a cell of the mapping's `territory.table` {near}").trim_end().to_owned())
            }
        };
        match placed {
            Ok(Placed::Territory(code)) => Ok(Ok(code)),
            Ok(Placed::Aggregate { reason, .. }) => Ok(Err(reason)),
            Err(expected) => Err(self.grid.bad_cell(row, head, &format!("`{cell}`"), &expected)),
        }
    }

    /// A code of the mapping's own: one that ships, or a part of the parent it names.
    fn own(&self, row: &GridRow, code: &str, cell: &str, out: &mut Read) -> Result<String, ImportError> {
        if self.places.get(code).is_none() {
            if self.mapping.territory.parent.is_none() {
                let expected = "a code of the registry, or `territory.parent` for parts of a country";
                return Err(self.grid.bad_cell(row, "territory", &format!("`{code}`"), expected));
            }
            let name = self.mapping.territory.names.get(code).map_or(cell, String::as_str);
            out.parts.entry(code.to_owned()).or_insert_with(|| name.to_owned());
        }
        Ok(code.to_owned())
    }

    fn pick(&self, row: &GridRow, pick: &Pick, column: Option<(usize, &str)>) -> Result<String, ImportError> {
        match (&pick.from, column) {
            (From::Value(v), _) => Ok(v.clone()),
            (From::Column(_), Some((i, head))) => {
                let cell = row.cell(i).text();
                pick.table.get(&cell).cloned().ok_or_else(|| {
                    let known: Vec<&str> = pick.table.keys().map(String::as_str).take(8).collect();
                    let expected = format!("a cell of the mapping's table ({}), or a [[keep]] that leaves it out", known.join(", "));
                    self.grid.bad_cell(row, head, &format!("`{cell}`"), &expected)
                })
            }
            (From::Column(head), None) => Err(self.grid.bad_cell(row, head, "no such column", "the column")),
        }
    }

    /// Year and month as the row has them.
    fn when(&self, row: &GridRow) -> Result<(Option<i32>, Option<u32>), ImportError> {
        match (&self.mapping.period, &self.period) {
            (When::YearMonth { months, .. }, PeriodColumns::Two(y, year, m, month)) => {
                let cell = row.cell(*m).text();
                let number = month_of(&cell, *months)
                    .ok_or_else(|| self.grid.bad_cell(row, month, &format!("`{cell}`"), "a month, as the mapping's `months` writes it"))?;
                Ok((Some(self.year(row, *y, year)?), Some(number)))
            }
            (When::MonthHeads { .. }, PeriodColumns::One(y, year)) => Ok((Some(self.year(row, *y, year)?), None)),
            (When::Date { .. }, PeriodColumns::One(i, head)) => {
                let cell = row.cell(*i);
                let (y, m) = date_of(cell).ok_or_else(|| {
                    self.grid.bad_cell(row, head, &format!("`{}`", cell.text()), "a date (a worksheet's, YYYY-MM-DD or DD/MM/YYYY)")
                })?;
                Ok((Some(y), Some(m)))
            }
            _ => Ok((None, None)),
        }
    }

    fn year(&self, row: &GridRow, column: usize, head: &str) -> Result<i32, ImportError> {
        let cell = row.cell(column).text();
        year_of(&cell).ok_or_else(|| self.grid.bad_cell(row, head, &format!("`{cell}`"), "a year from 1900 to 2100"))
    }

    fn period(&self, row: &GridRow, slot: &Slot, year: Option<i32>, month: Option<u32>) -> Result<Period, ImportError> {
        let by_month = match &self.mapping.period {
            When::Value(p) => return Ok(*p),
            When::Column { offset, .. } => return self.period_cell(row, *offset),
            When::YearHeads { .. } => false,
            When::YearMonth { by_month, .. } | When::Date { by_month, .. } | When::MonthHeads { by_month, .. } => *by_month,
        };
        let year = slot.year.or(year);
        let month = slot.month.or(month);
        let text = match (year, month) {
            (Some(y), Some(m)) if by_month => format!("{y:04}-{m:02}"),
            (Some(y), _) => format!("{y:04}"),
            (None, _) => String::new(),
        };
        text.parse().map_err(|e: ideal_model::PeriodError| self.grid.bad_cell(row, &slot.head, &format!("`{text}`"), &e.to_string()))
    }

    fn period_cell(&self, row: &GridRow, offset: i32) -> Result<Period, ImportError> {
        let PeriodColumns::One(i, head) = &self.period else {
            return Err(self.grid.bad_cell(row, "period", "no column", "a column of periods"));
        };
        let cell = row.cell(*i).text();
        let bad = |e: ideal_model::PeriodError| self.grid.bad_cell(row, head, &format!("`{cell}`"), &e.to_string());
        let period: Period = cell.parse().map_err(bad)?;
        if offset == 0 {
            return Ok(period);
        }
        if !period.is_year() {
            return Err(self.grid.bad_cell(row, head, &format!("`{cell}`"), "a year, because the mapping has an `offset` in years"));
        }
        Period::year(period.calendar_year() + offset).map_err(bad)
    }

    fn amount(&self, row: &GridRow, slot: &Slot) -> Result<Option<Amount>, ImportError> {
        let what = &self.mapping.value;
        let Some(column) = slot.column else {
            let each = if let Values::Each(n) = what.from { n } else { 1.0 };
            return Ok(Some(Amount::Number(each)));
        };
        let cell = row.cell(column);
        let text = cell.text();
        if cell.is_empty() || self.mapping.file.missing.contains(&text) {
            return Ok(None);
        }
        let bad = |expected: &str| self.grid.bad_cell(row, &slot.head, &format!("`{text}`"), expected);
        let (number, censored) = match cell {
            Cell::Number(n) if n.is_finite() => (*n, false),
            Cell::Text(t) => {
                let (t, censored) = t.strip_prefix('<').map_or((t.as_str(), false), |rest| (rest.trim(), true));
                let plain = if self.mapping.file.decimal_comma {
                    if t.contains('.') { None } else { plain_number(&t.replace(',', ".")) }
                } else {
                    plain_number(t)
                };
                let expected =
                    if self.mapping.file.decimal_comma { "a number with a decimal comma" } else { "a number with a decimal point" };
                (plain.ok_or_else(|| bad(expected))?, censored)
            }
            _ => return Err(bad("a number")),
        };
        if let Some([low, high]) = what.range
            && !(low..=high).contains(&number)
        {
            return Err(bad(&format!("a value from {} to {}", ideal_model::shortest(low), ideal_model::shortest(high))));
        }
        #[expect(clippy::float_cmp, reason = "a factor of exactly 1 changes nothing")]
        let scaled = if what.factor == 1.0 { number } else { number * what.factor };
        if !scaled.is_finite() {
            return Err(bad("a number that stays finite"));
        }
        Ok(Some(if censored { Amount::Censored(scaled) } else { Amount::Number(scaled) }))
    }
}

/// `code@area` says the crime area as well.
pub(super) fn indicator_of(text: &str) -> (String, Option<String>) {
    match text.split_once('@') {
        Some((code, area)) => (code.to_owned(), Some(area.to_owned())),
        None => (text.to_owned(), None),
    }
}

fn slots(mapping: &Mapping, columns: &Columns) -> Result<Vec<Slot>, ImportError> {
    let one = |column: Option<usize>, head: &str| Slot { column, head: head.to_owned(), indicator: None, year: None, month: None };
    let mut out = Vec::new();
    match (&mapping.value.from, &mapping.period) {
        (Values::Column(head), _) => out.push(one(Some(columns.find(head)?), head)),
        (Values::Each(_), _) => out.push(one(None, "")),
        (Values::Columns(table), _) => {
            for (head, code) in table {
                out.push(Slot { indicator: Some(indicator_of(code)), ..one(Some(columns.find(head)?), head) });
            }
        }
        (Values::Heads, When::YearHeads { span }) => {
            for (head, i) in columns.heads() {
                let Some(year) = year_of(head) else { continue };
                if span.is_none_or(|(a, b)| (a..=b).contains(&year)) {
                    columns.find(head)?;
                    out.push(Slot { year: Some(year), ..one(Some(i), head) });
                }
            }
            if out.is_empty() {
                return Err(columns.missing("a column headed by a year"));
            }
        }
        (Values::Heads, When::MonthHeads { months, .. }) => {
            for (head, i) in columns.heads() {
                if let Some(month) = month_of(head, *months) {
                    columns.find(head)?;
                    out.push(Slot { month: Some(month), ..one(Some(i), head) });
                }
            }
            if out.len() != 12 {
                return Err(columns.missing("twelve columns headed by months, as the mapping's `months` writes them"));
            }
        }
        (Values::Heads, _) => return Err(columns.missing("columns headed by periods")),
    }
    Ok(out)
}
