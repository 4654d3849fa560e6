//! Tidy workbooks (.xlsx, .xls, .xlsb, .ods).

mod surprises;

use std::collections::BTreeSet;

use ideal_model::{Finding, did_you_mean};

use crate::book::{Book, Content, Refused, Sheet, SheetRow, address};
use crate::findings::FileFindings;
use crate::numeral::{Judge, both};
use crate::plain::plain;
use crate::tidy::{Column, Dialect, RowPlace, Rows, TidyHeader, shortened};
use surprises::Surprises;

/// Which sheets of a workbook are evidence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Sheets {
    /// The first, where the entry says nothing.
    #[default]
    First,
    /// Those it names.
    These(Vec<String>),
    /// All that have the evidence columns.
    All,
}

/// Rows that are looked at for the header of a sheet nobody asked for.
const HEAD: usize = 20;

/// Rows times columns of a sheet, the empty cells among them.
const TABLE: u64 = 1 << 28;

/// Reads the sheets asked for into `rows`; returns how many data rows they have.
///
/// The header is the first row of a sheet that is not empty. A sheet with the evidence columns that
/// is not read is named.
pub(crate) fn read(
    bytes: &[u8],
    sheets: &Sheets,
    dialect: Dialect,
    file: u32,
    rows: &mut Rows<'_>,
    findings: &mut FileFindings,
) -> u64 {
    let mut book = match Book::open(bytes) {
        Ok(book) => book,
        Err(refused) => {
            findings.push(refused.finding());
            return 0;
        }
    };
    let names = book.names();
    let Some(wanted) = wanted(&mut book, &names, sheets, findings) else { return 0 };
    let mut count = 0;
    for name in &wanted {
        findings.next_table();
        match book.sheet(name) {
            Ok(mut sheet) => {
                if rows.withholds() && !clear(&mut sheet, name, dialect, file, rows) {
                    continue;
                }
                count += read_sheet(&sheet, name, dialect, file, rows, findings);
            }
            Err(refused) => findings.push(unreadable(name, &refused)),
        }
    }
    if *sheets != Sheets::All {
        not_read(&mut book, &names, &wanted, sheets, findings);
    }
    count
}

fn unreadable(name: &str, refused: &Refused) -> Finding {
    Finding::error(refused.code, format!("the sheet `{name}` cannot be read: {}", refused.found))
        .hint(refused.cure)
}

/// The names of the sheets to read; `None`, with a finding, where one is not there or none is
/// evidence.
fn wanted(
    book: &mut Book<'_>,
    names: &[String],
    sheets: &Sheets,
    findings: &mut FileFindings,
) -> Option<Vec<String>> {
    let Some(first) = names.first() else {
        findings.push(Finding::error("empty-file", "the workbook has no sheet"));
        return None;
    };
    match sheets {
        Sheets::First => Some(vec![first.clone()]),
        Sheets::These(list) => {
            let missing: Vec<&String> = list.iter().filter(|w| !names.contains(w)).collect();
            for name in &missing {
                let hint = did_you_mean(name, names.iter().map(String::as_str))
                    .unwrap_or_else(|| format!("its sheets are {}", names.join(", ")));
                findings.push(
                    Finding::error("unknown-sheet", format!("the workbook has no sheet `{name}`"))
                        .hint(hint),
                );
            }
            missing.is_empty().then(|| list.clone())
        }
        Sheets::All => {
            // A sheet with most of the columns is meant to have all: that one is missing is said
            // when it is read.
            let (ours, others): (Vec<String>, Vec<String>) =
                names.iter().cloned().partition(|n| columns(book, n) >= 3);
            if ours.is_empty() {
                let found =
                    format!("none of the sheets {} has the evidence columns", quoted(names));
                findings.push(
                    Finding::error("missing-column", found)
                        .hint("each sheet has a header of its own: territory, crime_area, …"),
                );
                return None;
            }
            if !others.is_empty() {
                let message = format!(
                    "left out, because they do not have the evidence columns: {}",
                    quoted(&others)
                );
                findings.push(Finding::note("sheets-left-out", message));
            }
            Some(ours)
        }
    }
}

/// The row of heads: that of the rows at the top that has most of the columns that evidence must
/// have, for there may be a title above it; else the first that is not blank.
fn header(rows: &[SheetRow]) -> Option<usize> {
    let most = rows.iter().take(HEAD).map(named).max().filter(|n| *n > 2);
    let found = most.and_then(|most| rows.iter().take(HEAD).position(|r| named(r) == most));
    found.or_else(|| rows.iter().position(|r| !r.is_blank()))
}

/// How many of the required columns a row names.
fn named(row: &SheetRow) -> usize {
    let has = |wanted: &str| {
        row.cells
            .iter()
            .any(|(_, c)| matches!(c, Content::Text(t) if plain(t).eq_ignore_ascii_case(wanted)))
    };
    Column::required().filter(|name| has(name)).count()
}

fn quoted(names: &[String]) -> String {
    names.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", ")
}

/// How many of the required columns a sheet has in its header. A sheet that cannot be read has
/// none.
fn columns(book: &mut Book<'_>, name: &str) -> usize {
    let Ok(sheet) = book.top(name, HEAD) else { return 0 };
    header(&sheet.rows).and_then(|at| sheet.rows.get(at)).map_or(0, named)
}

/// Names the sheets that look like evidence and are not read: a warning, or a note where the entry
/// chose others.
fn not_read(
    book: &mut Book<'_>,
    names: &[String],
    read: &[String],
    sheets: &Sheets,
    findings: &mut FileFindings,
) {
    let all = Column::required().count();
    let others: Vec<String> = names.iter().filter(|n| !read.contains(n)).cloned().collect();
    let mut like = Vec::new();
    for name in others {
        if columns(book, &name) == all
            && let Ok(sheet) = book.sheet(&name)
        {
            let rows = sheet.rows.iter().filter(|r| !r.is_blank()).count().saturating_sub(1);
            like.push((name, rows));
        }
    }
    if like.is_empty() {
        return;
    }
    let list = like
        .iter()
        .map(|(n, rows)| format!("`{n}` ({rows} {})", if *rows == 1 { "row" } else { "rows" }))
        .collect::<Vec<_>>();
    let message = format!(
        "not read, although they have the evidence columns: the sheets {}",
        list.join(", ")
    );
    let message = if like.len() == 1 {
        format!("the sheet {} has the evidence columns and is not read", list.join(""))
    } else {
        message
    };
    let hint = "write the evidence entry as { path = \"...\", sheets = \"all\" }, or name the \
                sheets: sheets = [\"...\", \"...\"]";
    findings.push(if *sheets == Sheets::First {
        Finding::warning("sheets-not-read", message).hint(hint)
    } else {
        Finding::note("sheets-not-read", message)
    });
}

/// Takes the rows out of a sheet that are withheld, as if they had been deleted; whether anything is
/// left to be read.
fn clear(sheet: &mut Sheet, name: &str, dialect: Dialect, file: u32, rows: &mut Rows<'_>) -> bool {
    let left = sheet.left();
    let Some(at) = header(&sheet.rows) else { return true };
    let Some((head, body)) = sheet.rows.get(at..).and_then(<[SheetRow]>::split_first) else {
        return true;
    };
    let Some(layout) = layout(head, left, &mut FileFindings::new("")) else { return true };
    let mut texts = RowTexts::new(&layout, left, dialect);
    let mut withheld = BTreeSet::new();
    for row in body.iter().filter(|row| !row.is_blank()) {
        // The name of a sheet is noted where a row of it is kept.
        let line = u64::from(row.number);
        let place = RowPlace { file, line, sheet: Some((0, name, left)), dialect };
        if rows.is_withheld(&layout, texts.of(row), place) {
            withheld.insert(row.number);
        }
    }
    if withheld.is_empty() {
        return true;
    }
    let mut gone = 0;
    sheet.rows.retain_mut(|row| {
        let kept = !withheld.contains(&row.number);
        gone += u32::from(!kept);
        row.number = row.number.saturating_sub(gone);
        kept
    });
    // Which of the rows are hidden is not known.
    sheet.hidden_rows = 0;
    sheet.rows.iter().skip(at + 1).any(|row| !row.is_blank())
}

/// Reads one sheet; returns how many data rows it has.
fn read_sheet(
    sheet: &Sheet,
    name: &str,
    dialect: Dialect,
    file: u32,
    rows: &mut Rows<'_>,
    findings: &mut FileFindings,
) -> u64 {
    let left = sheet.left();
    let Some((header, body)) = header_and_body(sheet, name, findings) else { return 0 };
    hidden(sheet, name, findings);
    let Some(layout) = layout(header, left, findings) else { return 0 };
    let judged = !dialect.numerals.declared;
    let refused = too_large(body, &layout, name)
        .or_else(|| merged(sheet, header.number, (left, layout.width), name))
        .or_else(|| judged.then(|| doubtful(body, &layout, left, name)).flatten());
    if let Some(finding) = refused {
        findings.push(finding);
        return 0;
    }
    let surprises = Surprises::new(&layout, left, name);
    let sheet_index = rows.sheet(name);
    let mut texts = RowTexts::new(&layout, left, dialect);
    let mut count = 0;
    let mut before = header.number;
    for row in body {
        for number in before + 1..row.number {
            rows.blank(u64::from(number));
        }
        before = row.number;
        if row.is_blank() {
            rows.blank(u64::from(row.number));
            continue;
        }
        count += 1;
        if has_stray_cell(row, left as usize + layout.width, name, findings)
            || surprises.found(row, findings)
        {
            continue;
        }
        let line = u64::from(row.number);
        let place = RowPlace { file, line, sheet: Some((sheet_index, name, left)), dialect };
        rows.row(&layout, texts.of(row), place, findings);
    }
    count
}

/// The row of heads and the rows under it; rows above it are noted.
fn header_and_body<'s>(
    sheet: &'s Sheet,
    name: &str,
    findings: &mut FileFindings,
) -> Option<(&'s SheetRow, &'s [SheetRow])> {
    let Some(at) = header(&sheet.rows) else {
        findings.push(Finding::error("empty-file", format!("the sheet `{name}` is empty")));
        return None;
    };
    let (header, body) = sheet.rows.get(at..).and_then(<[SheetRow]>::split_first)?;
    let above = sheet.rows.iter().take(at).filter(|r| !r.is_blank()).count();
    if above > 0 {
        let (rows, are) = if above == 1 { ("row", "is") } else { ("rows", "are") };
        let message = format!(
            "{above} {rows} above the heads of the sheet `{name}`, in row {}, {are} left out",
            header.number
        );
        findings.push(Finding::note("rows-above-heads", message));
    }
    Some((header, body))
}

/// Why a sheet is not read in which cells under its heads are merged downwards: what is seen in all
/// of their rows, a mark say, stands in the first alone.
fn merged(sheet: &Sheet, header: u32, (left, width): (u32, usize), name: &str) -> Option<Finding> {
    let among =
        |column: u32| column.checked_sub(left).is_some_and(|column| (column as usize) < width);
    let (row, column) =
        sheet.merged.iter().find(|(row, column)| *row >= header && among(*column))?;
    let cell = address(*column, row + 1);
    let message = format!("in the sheet `{name}` the cell {cell} is merged with those below it");
    Some(
        Finding::error("merged-cells", message)
            .at_line(u64::from(row + 1))
            .hint("its text stands in its first row alone: split the cells, and fill every row"),
    )
}

/// Why a sheet is not read that has more cells, the empty ones among them, than a table may have.
fn too_large(body: &[SheetRow], layout: &TidyHeader, name: &str) -> Option<Finding> {
    if body.len() as u64 * layout.width as u64 <= TABLE {
        return None;
    }
    let message = format!(
        "the sheet `{name}` has {} rows under a header of {} columns",
        body.len(),
        layout.width
    );
    Some(Finding::error("too-large", message).hint("delete the columns that are not evidence"))
}

/// Reports a cell right of the last head, at column `right` or beyond; whether there is one.
fn has_stray_cell(row: &SheetRow, right: usize, name: &str, findings: &mut FileFindings) -> bool {
    let mut beyond = row.cells.iter().filter(|(c, cell)| *c as usize >= right && !cell.is_blank());
    let Some((column, stray)) = beyond.next() else { return false };
    findings.add("cell-count", "", u64::from(row.number), || {
        let mut text = String::new();
        stray.write(&mut text);
        let (text, cell) = (shortened(&text), address(*column, row.number));
        Finding::error(
            "cell-count",
            format!("`{text}` stands right of the last column of the header ({name}!{cell})"),
        )
        .hint("give the column a name in the header, or delete the cell")
    });
    true
}

/// The cells of a row as texts, one for each column of the layout, in space that all rows share.
struct RowTexts {
    left: u32,
    /// Whether the entry says that numbers have a decimal comma.
    decimal_comma: bool,
    /// Where the numbers stand.
    number_columns: [Option<usize>; Column::NUMBERS.len()],
    cells: Vec<String>,
}

impl RowTexts {
    fn new(layout: &TidyHeader, left: u32, dialect: Dialect) -> Self {
        RowTexts {
            left,
            decimal_comma: dialect.numerals.decimal_comma,
            number_columns: Column::NUMBERS.map(|c| layout.place(c)),
            cells: vec![String::new(); layout.width],
        }
    }

    /// Those of a row. A number has no separator of its own: it is written as the entry says that
    /// numbers are.
    fn of(&mut self, row: &SheetRow) -> &Vec<String> {
        self.cells.iter_mut().for_each(String::clear);
        for (column, content) in &row.cells {
            let i = (column - self.left) as usize;
            let Some(text) = self.cells.get_mut(i) else { continue };
            content.write(text);
            if self.decimal_comma
                && matches!(content, Content::Number(_))
                && self.number_columns.contains(&Some(i))
            {
                *text = text.replace('.', ",");
            }
        }
        &self.cells
    }
}

/// Why the numbers typed as text cannot be read: each of them could be decimal or have thousands.
fn doubtful(body: &[SheetRow], layout: &TidyHeader, left: u32, name: &str) -> Option<Finding> {
    let mut judge = Judge::default();
    let column = layout.place(Column::Value).and_then(|i| u32::try_from(i).ok()).map(|i| left + i);
    let numbers = body
        .iter()
        .flat_map(|r| &r.cells)
        .filter(|(c, content)| Some(*c) == column && matches!(content, Content::Number(_)));
    judge.count(numbers.count() as u64);
    typed(body, layout, left).for_each(|(row, text)| judge.see(text, u64::from(row)));
    let (text, line) = judge.ambiguous()?;
    let message = format!(
        "every number typed as text in the sheet `{name}` could be decimal or have thousands: {}",
        both(text)
    );
    let sign = if text.contains(',') { ',' } else { '.' };
    let other = if sign == ',' { '.' } else { ',' };
    let hint = format!(
        "declare in the evidence entry how they are written: {{ path = \"...\", decimal = \
         \"{sign}\" }} if the {sign} is decimal, {{ path = \"...\", thousands = \"{sign}\", \
         decimal = \"{other}\" }} if it stands between thousands; or make numbers of the cells"
    );
    Some(Finding::error("ambiguous-number", message).at_line(line).hint(hint))
}

/// The texts in the column of the values, with their rows: numbers typed as text are judged as a
/// column, before any of them is read.
fn typed<'s>(
    body: &'s [SheetRow],
    layout: &TidyHeader,
    left: u32,
) -> impl Iterator<Item = (u32, &'s str)> {
    let column = layout.place(Column::Value).and_then(|i| u32::try_from(i).ok()).map(|i| left + i);
    body.iter().filter_map(move |row| {
        row.cells.iter().find(|(c, _)| Some(*c) == column).and_then(|(_, content)| match content {
            Content::Text(t) => Some((row.number, t.trim())),
            _ => None,
        })
    })
}

/// The header of a sheet, understood.
fn layout(header: &SheetRow, left: u32, findings: &mut FileFindings) -> Option<TidyHeader> {
    let mut heads: Vec<String> = Vec::new();
    // Columns right of the last head may hold nothing.
    for (column, content) in header.cells.iter().filter(|(_, c)| !c.is_blank()) {
        let i = (column - left) as usize;
        heads.resize(i + 1, String::new());
        if let Some(head) = heads.get_mut(i) {
            content.write(head);
        }
    }
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    TidyHeader::read(&heads, u64::from(header.number), findings)
}

/// Says what a user of a spreadsheet does not see at once: that rows or a whole sheet are hidden.
/// They are read.
fn hidden(sheet: &Sheet, name: &str, findings: &mut FileFindings) {
    if sheet.hidden {
        findings.push(Finding::note(
            "hidden-sheet",
            format!("the sheet `{name}` is hidden, and is read like any other"),
        ));
    }
    if sheet.hidden_rows > 0 {
        let (n, what) =
            (sheet.hidden_rows, if sheet.hidden_rows == 1 { "row is" } else { "rows are" });
        let first = sheet.first_hidden;
        let message = format!(
            "{n} {what} hidden in the sheet `{name}` (the first is row {first}), by hand or by a \
             filter; hidden rows are read like any other"
        );
        findings.push(
            Finding::note("hidden-rows", message).hint("delete the rows that should not count"),
        );
    }
}

#[cfg(test)]
mod tests;
