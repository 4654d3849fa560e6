//! One evidence file with an import's rows in it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use ideal_model::{Finding, Period, Value};

use super::{COLUMNS, MergedFile, cells};
use crate::calendar::year_of;
use crate::publisher::error::ImportError;
use crate::publisher::part_years;
use crate::publisher::row::{TidyRow, TidyValue};
use crate::publisher::table::{Record, Table};
use crate::tidy::{self, Dialect, TerritoryCodes};

/// What makes a row the same row: territory, crime area, indicator, period, source and rater.
type Key = (String, String, String, Period, String, String);

/// An evidence file after the merge.
pub(super) struct Outcome {
    pub(super) file: MergedFile,
    pub(super) notes: Vec<String>,
    /// What is to be written; none where the file stays as it is.
    pub(super) bytes: Option<Vec<u8>>,
}

/// What an import's row does to an earlier row of its key.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Change {
    Value,
    OtherCells,
    None,
}

/// Merges the rows of one source into the file at `path`, which is written in `dialect`.
pub(super) fn merge(
    dir: &Path,
    path: &str,
    dialect: Dialect,
    rows: &[&TidyRow],
    replace_series: bool,
) -> Result<Outcome, ImportError> {
    if dialect.codes == TerritoryCodes::Iso2 {
        let message = "an import writes codes of three letters, and the file's entry in \
                       assessment.toml says codes = \"iso2\"";
        let hint = "name the files of two letters one by one in `evidence`, so that the entry is \
                    not that of imports";
        return Err(ImportError::Project(vec![
            Finding::error("codes-of-file", message).in_file(path).hint(hint),
        ]));
    }
    let mut table =
        Table::open(dir, path, dialect)?.unwrap_or_else(|| Table::in_dialect(&COLUMNS, dialect));
    if rows.iter().any(|r| !r.rater.is_empty()) {
        table.need_column("rater");
    }
    let mut merge = Merge::new(table, path, dialect)?;
    let file = MergedFile { path: path.to_owned(), imported: rows.len(), ..MergedFile::default() };
    let mut outcome = Outcome { file, notes: Vec::new(), bytes: None };
    merge.rows(rows, &mut outcome.file)?;
    if replace_series {
        merge.remove_series(rows, &mut outcome.file);
    }
    merge.beside(rows);
    let file = &mut outcome.file;
    file.replaced = file.changed + file.amended + file.unchanged;
    file.kept = merge.earlier - file.replaced - file.removed.values().sum::<usize>();
    file.rows = file.new + file.replaced + file.kept;
    outcome.notes = merge.remarks.notes(path);
    if file.differs() {
        outcome.notes.extend(merge.table.remark_on_end(path));
        outcome.bytes = Some(merge.sorted().to_bytes(path)?);
    }
    Ok(outcome)
}

struct Merge<'a> {
    table: Table,
    /// The key of each row of the table.
    keys: Vec<Key>,
    /// Rows of each key.
    index: BTreeMap<Key, Vec<usize>>,
    /// How many rows were there before.
    earlier: usize,
    /// Those of them whose place a row of the import took.
    taken: BTreeSet<usize>,
    /// Rows that go.
    gone: BTreeSet<usize>,
    /// Where each of [`COLUMNS`] is.
    places: Vec<(&'static str, usize)>,
    /// Columns that no import writes: a person's.
    own: Vec<usize>,
    /// Where the raters are.
    rater: Option<usize>,
    dialect: Dialect,
    path: &'a str,
    remarks: Remarks,
}

impl<'a> Merge<'a> {
    fn new(mut table: Table, path: &'a str, dialect: Dialect) -> Result<Self, ImportError> {
        let found = |f: Finding| ImportError::Project(vec![f.in_file(path)]);
        if let Some(missing) = COLUMNS.iter().take(5).find(|c| table.column(c).is_none()) {
            let f = Finding::error("missing-column", format!("the header lacks `{missing}`"))
                .at_line(1);
            return Err(found(f.hint(format!("the header has {}", table.head().join(", ")))));
        }
        let rater = table.column("rater");
        let marks = [table.column("tlp"), table.column("handling")];
        let places: Vec<(&str, usize)> =
            COLUMNS.iter().map(|c| (*c, table.need_column(c))).collect();
        let ours = |i: &usize| {
            places.iter().any(|(_, p)| p == i) || Some(*i) == rater || marks.contains(&Some(*i))
        };
        let own = (0..table.head().len()).filter(|i| !ours(i)).collect();
        let place =
            |name: &str| places.iter().find(|(c, _)| *c == name).map_or(usize::MAX, |(_, i)| *i);
        let [territory, area, indicator, period, source] =
            ["territory", "crime_area", "indicator", "period", "source"].map(place);
        let mut keys = Vec::with_capacity(table.rows.len());
        let mut index: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
        for (i, r) in table.rows.iter().enumerate() {
            // As the check reads it: programs that know only decimals write a column of years as
            // 2022.0.
            let text = r.cell(period);
            let when: Period = text
                .parse()
                .or_else(|e| year_of(text).and_then(|y| Period::year(y).ok()).ok_or(e))
                .map_err(|e: ideal_model::PeriodError| {
                    found(
                        Finding::error("bad-period", format!("{e} (column `period`)"))
                            .at_line(r.line()),
                    )
                })?;
            let cell = |at: usize| r.cell(at).to_owned();
            let key = (
                cell(territory),
                cell(area),
                cell(indicator),
                when,
                cell(source),
                rater.map(cell).unwrap_or_default(),
            );
            index.entry(key.clone()).or_default().push(i);
            keys.push(key);
        }
        let earlier = keys.len();
        let remarks =
            Remarks { marks: marks.into_iter().flatten().collect(), ..Remarks::default() };
        let (taken, gone) = (BTreeSet::new(), BTreeSet::new());
        Ok(Merge {
            table,
            keys,
            index,
            earlier,
            taken,
            gone,
            places,
            own,
            rater,
            dialect,
            path,
            remarks,
        })
    }

    /// Puts each row in its place.
    fn rows(&mut self, rows: &[&TidyRow], file: &mut MergedFile) -> Result<(), ImportError> {
        for row in rows {
            let cells = self.in_dialect(row);
            let key = key_of(row);
            let Some(there) = self.index.get(&key).cloned() else {
                file.new += 1;
                let mut record = Record::default();
                self.places
                    .iter()
                    .zip(&cells)
                    .for_each(|((_, place), text)| record.set(*place, text));
                if let Some(rater) = self.rater {
                    record.set(rater, &row.rater);
                }
                self.keys.push(key);
                self.table.rows.push(record);
                continue;
            };
            self.one_value(&there)?;
            // The key may stand twice, with one value or with none: then both are the earlier row.
            for i in there {
                self.taken.insert(i);
                if self.keeps(i, row)? {
                    file.unchanged += 1;
                    continue;
                }
                match self.replace(i, row, &cells)? {
                    Change::Value => file.changed += 1,
                    Change::OtherCells => file.amended += 1,
                    Change::None => file.unchanged += 1,
                }
            }
        }
        Ok(())
    }

    /// What an earlier row has in a column of numbers.
    fn number(&self, i: usize, column: &str) -> Result<Value, ImportError> {
        let at =
            self.places.iter().find(|(c, _)| *c == column).map_or(usize::MAX, |(_, place)| *place);
        let Some(record) = self.table.rows.get(i) else { return Ok(Value::Missing) };
        let text = record.cell(at);
        let numerals = self.dialect.numerals;
        tidy::value_of(text, numerals).ok_or_else(|| {
            let message = format!("`{text}` is no value of evidence (column `{column}`)");
            let f =
                Finding::error("not-a-number", message).in_file(self.path).at_line(record.line());
            let hint = format!(
                "numbers of this file have {numerals}, as its evidence entry in \
                                assessment.toml says"
            );
            ImportError::Project(vec![f.hint(hint)])
        })
    }

    /// Refuses earlier rows of one key with two values: which of them the import's row is the later
    /// of, nobody can say.
    fn one_value(&self, there: &[usize]) -> Result<(), ImportError> {
        let mut first: Option<(u64, Value)> = None;
        for i in there {
            let (value, line) =
                (self.number(*i, "value")?, self.table.rows.get(*i).map_or(0, Record::line));
            match first {
                _ if value == Value::Missing => {}
                Some((line_of_first, other)) if other != value => {
                    let message =
                        format!("the row has the key of line {line_of_first} and another value");
                    let f = Finding::error("two-values", message).in_file(self.path).at_line(line);
                    return Err(ImportError::Project(vec![
                        f.hint("keep the right one; then the import takes its place"),
                    ]));
                }
                Some(_) => {}
                None => first = Some((line, value)),
            }
        }
        Ok(())
    }

    /// Whether an earlier row stays although the import has its key: silence of a register takes no
    /// figure's place.
    ///
    /// # Errors
    /// Where a year of some months would take the place of one with others.
    fn keeps(&mut self, i: usize, row: &TidyRow) -> Result<bool, ImportError> {
        let Some(record) = self.table.rows.get(i) else { return Ok(false) };
        let note = self
            .places
            .iter()
            .find(|(c, _)| *c == "note")
            .map_or("", |(_, place)| record.cell(*place));
        if let Some((why, cure)) = part_years::loses(note, &row.note) {
            let message = format!("{} of {}, {}: {why}", row.period, row.territory, row.indicator);
            let f =
                Finding::error("part-of-a-year", message).in_file(self.path).at_line(record.line());
            return Err(ImportError::Project(vec![f.hint(cure)]));
        }
        let (value, line) = (self.number(i, "value")?, record.line());
        let keeps = row.is_silence() && !matches!(value, Value::Missing | Value::Number(0.0));
        if keeps {
            self.remarks.silence.see(line);
        }
        Ok(keeps)
    }

    /// Gives an earlier row the import's cells. What no import writes stays: marks, and a person's
    /// own columns. A cell that says the same in other letters (`1.50`) stays as it is.
    fn replace(
        &mut self,
        i: usize,
        row: &TidyRow,
        cells: &[String],
    ) -> Result<Change, ImportError> {
        let (value, se) = (self.number(i, "value")?, self.number(i, "se")?);
        let Some(record) = self.table.rows.get_mut(i) else { return Ok(Change::None) };
        let mut differ: Vec<(&str, usize, &String)> = Vec::new();
        let mut change = Change::None;
        for ((column, place), text) in self.places.iter().zip(cells) {
            let there = record.cell(*place);
            let same = match *column {
                "value" => same(value, row.value),
                "se" => same(se, row.se.map_or(TidyValue::Missing, TidyValue::Number)),
                "period" => true,
                _ => there == text,
            };
            if !same {
                change = if *column == "value" {
                    Change::Value
                } else if change == Change::None {
                    Change::OtherCells
                } else {
                    change
                };
                differ.push((column, *place, text));
            }
        }
        if change != Change::None {
            self.remarks.replaced(record, change, &differ, &self.own);
            differ.iter().for_each(|(_, place, text)| record.set(*place, text));
        }
        Ok(change)
    }

    /// The row's cells, with numbers as the file writes them.
    fn in_dialect(&self, row: &TidyRow) -> Vec<String> {
        let mut out = cells(row);
        for (cell, column) in out.iter_mut().zip(COLUMNS) {
            if self.dialect.numerals.decimal_comma && matches!(column, "value" | "se") {
                *cell = cell.replace('.', ",");
            }
        }
        out
    }

    /// Notes the earlier rows that speak about the same as a row of the import and are not the same
    /// row.
    fn beside(&mut self, rows: &[&TidyRow]) {
        let spoken: BTreeSet<(&str, &str, &str, Period)> = rows.iter().map(|r| r.key()).collect();
        for i in (0..self.earlier).filter(|i| !self.taken.contains(i) && !self.gone.contains(i)) {
            if let (Some((t, a, ind, p, ..)), Some(row)) =
                (self.keys.get(i), self.table.rows.get(i))
                && spoken.contains(&(t.as_str(), a.as_str(), ind.as_str(), *p))
            {
                self.remarks.beside.see(row.line());
            }
        }
    }

    /// Lets the earlier rows of every series go that the import brings, but for those whose place
    /// its rows took.
    fn remove_series(&mut self, rows: &[&TidyRow], file: &mut MergedFile) {
        let series: BTreeSet<(&str, &str)> =
            rows.iter().map(|r| (r.indicator.as_str(), r.source.as_str())).collect();
        for (i, (_, _, indicator, _, source, _)) in self.keys.iter().enumerate().take(self.earlier)
        {
            if !self.taken.contains(&i) && series.contains(&(indicator.as_str(), source.as_str())) {
                self.gone.insert(i);
                *file.removed.entry(indicator.clone()).or_default() += 1;
            }
        }
    }

    /// The table in the order of its keys.
    fn sorted(mut self) -> Table {
        let rows = std::mem::take(&mut self.table.rows);
        let mut keyed: Vec<(Key, Record)> = self
            .keys
            .into_iter()
            .zip(rows)
            .enumerate()
            .filter(|(i, _)| !self.gone.contains(i))
            .map(|(_, r)| r)
            .collect();
        keyed.sort_by(|a, b| a.0.cmp(&b.0));
        self.table.rows = keyed.into_iter().map(|(_, r)| r).collect();
        self.table
    }
}

fn key_of(row: &TidyRow) -> Key {
    (
        row.territory.clone(),
        row.crime_area.clone(),
        row.indicator.clone(),
        row.period,
        row.source.clone(),
        row.rater.clone(),
    )
}

fn same(there: Value, new: TidyValue) -> bool {
    match (there, new) {
        #[expect(clippy::float_cmp, reason = "a value is the same or it is another")]
        (Value::Number(a), TidyValue::Number(b)) | (Value::Censored(a), TidyValue::Censored(b)) => {
            a == b
        }
        (Value::Nil, TidyValue::Nil)
        | (Value::NotApplicable, TidyValue::NotApplicable)
        | (Value::Unknown, TidyValue::Unknown)
        | (Value::Missing, TidyValue::Missing) => true,
        _ => false,
    }
}

/// Rows of one kind: how many, and where the first is.
#[derive(Default)]
struct Seen {
    count: usize,
    line: u64,
}

impl Seen {
    fn see(&mut self, line: u64) {
        self.line = if self.count == 0 { line } else { self.line.min(line) };
        self.count += 1;
    }
}

/// What a person should know of the rows that were replaced.
#[derive(Default)]
struct Remarks {
    /// Columns of handling marks.
    marks: Vec<usize>,
    marked: Seen,
    commented: Seen,
    noted: Seen,
    beside: Seen,
    silence: Seen,
}

impl Remarks {
    fn replaced(
        &mut self,
        row: &Record,
        change: Change,
        differ: &[(&str, usize, &String)],
        own: &[usize],
    ) {
        if self.marks.iter().any(|i| !row.cell(*i).is_empty()) {
            self.marked.see(row.line());
        }
        if change == Change::Value && own.iter().any(|i| !row.cell(*i).is_empty()) {
            self.commented.see(row.line());
        }
        if differ.iter().any(|(column, place, _)| *column == "note" && !row.cell(*place).is_empty())
        {
            self.noted.see(row.line());
        }
    }

    fn notes(&self, path: &str) -> Vec<String> {
        let texts = [
            (
                &self.marked,
                "rows were replaced and keep the handling mark they had",
                "take it off by hand where it no longer holds",
            ),
            (
                &self.commented,
                "rows have another value now and keep what stands in columns of your own",
                "see whether it still holds",
            ),
            (
                &self.noted,
                "rows had another text in `note` before",
                "the publisher's stands there now",
            ),
            (
                &self.beside,
                "rows are about what this import brings too, under another source, no source or a \
                 rater, and stay",
                "see that nothing counts twice",
            ),
            (
                &self.silence,
                "rows have a figure and the import's register is silent on them: a zero of silence \
                 takes no figure's place, and they stay",
                "where the register covers them, remove the rows, or all earlier ones of the \
                 series with --replace-series",
            ),
        ];
        let said = texts.into_iter().filter(|(seen, ..)| seen.count > 0);
        said.map(|(seen, what, cure)| {
            format!("{path}: {} {what} (the first was line {}); {cure}", seen.count, seen.line)
        })
        .collect()
    }
}
