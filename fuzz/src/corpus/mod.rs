//! Small files of every kind that is read, with figures that we made up.

pub mod compound;
pub mod documents;
pub mod publishers;
pub mod rounds;
pub mod tidy;
pub mod xlsb;

use rust_xlsxwriter::Workbook;

/// A file of the corpus.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its name, whose ending says what it is.
    pub name: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// How it is read, in the words of its target; mostly nothing.
    pub how: &'static str,
}

impl Entry {
    /// A file that is read as its name says.
    pub fn new(name: &'static str, bytes: impl Into<Vec<u8>>) -> Self {
        Entry { name, bytes: bytes.into(), how: "" }
    }

    /// The same, read in a way of its own.
    #[must_use]
    pub fn read_as(self, how: &'static str) -> Self {
        Entry { how, ..self }
    }
}

/// Rows of cells from a text with `|` between them.
#[must_use]
pub fn cells(text: &str) -> Vec<Vec<String>> {
    text.lines().map(|l| l.split('|').map(|c| c.trim().to_owned()).collect()).collect()
}

/// A workbook of sheets of cells; a cell that reads as a number is one.
///
/// # Panics
/// Where the writer refuses it.
#[must_use]
pub fn workbook(sheets: &[(&str, Vec<Vec<String>>)]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet().set_name(*name).unwrap();
        for (r, row) in (0u32..).zip(rows) {
            for (c, cell) in (0u16..).zip(row).filter(|(_, cell)| !cell.is_empty()) {
                match cell.parse::<f64>() {
                    Ok(number) => sheet.write_number(r, c, number).unwrap(),
                    Err(_) => sheet.write_string(r, c, cell).unwrap(),
                };
            }
        }
    }
    book.save_to_buffer().unwrap()
}
