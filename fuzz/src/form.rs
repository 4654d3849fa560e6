//! Other ways of writing a table down, none of which changes what it says.

use polars::prelude::{Column, DataFrame, IntoColumn as _, NamedFrom as _, ParquetWriter, Series};
use rust_xlsxwriter::Workbook;

/// A way of writing a table as text.
#[derive(Clone, Copy, Debug)]
pub struct Text {
    /// Between the cells.
    pub delimiter: u8,
    /// Whether every cell is quoted, or those only that have to be.
    pub quoted: bool,
    /// Whether lines end as on Windows.
    pub crlf: bool,
    /// Whether the file begins with a byte-order mark.
    pub marked: bool,
}

/// Numbers that look like chance and follow from a seed (SplitMix64).
#[derive(Clone, Debug)]
pub struct Chance(pub u64);

impl Chance {
    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % n.max(1) as u64).unwrap_or(0)
    }

    /// A list in another order.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for i in (1..list.len()).rev() {
            list.swap(i, self.below(i + 1));
        }
    }

    /// One way of writing text.
    pub fn text(&mut self) -> Text {
        Text {
            delimiter: [b',', b';', b'\t'][self.below(3)],
            quoted: self.below(2) == 0,
            crlf: self.below(2) == 0,
            marked: self.below(2) == 0,
        }
    }
}

/// The table with its columns, and the rows below its header, in another order.
pub fn reordered(table: &mut [Vec<String>], chance: &mut Chance) {
    let Some(width) = table.first().map(Vec::len) else { return };
    let mut order: Vec<usize> = (0..width).collect();
    chance.shuffle(&mut order);
    for row in table.iter_mut() {
        *row = order.iter().map(|i| row[*i].clone()).collect();
    }
    chance.shuffle(&mut table[1..]);
}

/// The table as text.
///
/// # Panics
/// Where it cannot be written into memory.
#[must_use]
pub fn text(table: &[Vec<String>], form: Text) -> Vec<u8> {
    let mut out = if form.marked { "\u{feff}".as_bytes().to_vec() } else { Vec::new() };
    let mut writer = csv::WriterBuilder::new()
        .delimiter(form.delimiter)
        .flexible(true)
        .quote_style(if form.quoted { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary })
        .terminator(if form.crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') })
        .from_writer(&mut out);
    for row in table {
        writer.write_record(row).unwrap();
    }
    writer.flush().unwrap();
    drop(writer);
    out
}

/// The table as the only sheet of a workbook. A cell of a column that `numeric` names is a number
/// where it reads as one. `None` where a cell is longer than any sheet's.
#[must_use]
pub fn workbook(table: &[Vec<String>], numeric: &[&str]) -> Option<Vec<u8>> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Data").ok()?;
    let heads = table.first()?;
    for (r, row) in (0u32..).zip(table) {
        for ((c, cell), head) in
            (0u16..).zip(row).zip(heads).filter(|((_, cell), _)| !cell.is_empty())
        {
            let number = cell
                .parse::<f64>()
                .ok()
                .filter(|n| n.is_finite() && r > 0 && numeric.contains(&head.as_str()));
            match number {
                Some(number) => sheet.write_number(r, c, number).ok()?,
                None => sheet.write_string(r, c, cell).ok()?,
            };
        }
    }
    book.save_to_buffer().ok()
}

/// The table as Parquet: columns of text, and of numbers those that `numeric` names and that hold
/// nothing else.
///
/// # Panics
/// Where it cannot be written into memory.
#[must_use]
pub fn parquet(table: &[Vec<String>], numeric: &[&str]) -> Vec<u8> {
    let (heads, rows) = table.split_first().unwrap();
    let columns: Vec<Column> = heads
        .iter()
        .enumerate()
        .map(|(i, head)| {
            let cells: Vec<Option<&str>> =
                rows.iter().map(|r| Some(r[i].as_str()).filter(|c| !c.is_empty())).collect();
            let number = |c: &Option<&str>| {
                c.map(|c| c.parse::<f64>().ok().filter(|n| n.is_finite()))
                    .map_or(Some(None), |n| n.map(Some))
            };
            let numbers: Option<Vec<Option<f64>>> = cells.iter().map(number).collect();
            match numbers.filter(|_| numeric.contains(&head.as_str())) {
                Some(numbers) => Series::new(head.as_str().into(), numbers).into_column(),
                None => Series::new(head.as_str().into(), cells).into_column(),
            }
        })
        .collect();
    let mut bytes = Vec::new();
    let mut frame = DataFrame::new(rows.len(), columns).unwrap();
    ParquetWriter::new(&mut bytes).finish(&mut frame).unwrap();
    bytes
}
