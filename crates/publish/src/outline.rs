//! A document piece by piece, checked: what every format walks along.

use std::collections::BTreeSet;

use ideal_report::Chart;
use ideal_report::document::{
    Block, Cell, Document, Fact, Row, Section, Table, Target, Text, readable,
};

use crate::error::DocumentFault;

/// A document with its pieces in the order they are read.
pub(crate) struct Outline<'a> {
    pub(crate) document: &'a Document,
    pub(crate) pieces: Vec<Piece<'a>>,
}

/// A piece of a document.
pub(crate) enum Piece<'a> {
    /// A heading: its level, 1 for those of sections, and its place among the headings, from 0.
    Heading {
        level: usize,
        place: usize,
        section: &'a Section,
    },
    Paragraph(&'a Text),
    List(&'a [Text]),
    Facts(&'a [Fact]),
    Notice {
        title: &'a str,
        lines: &'a [Text],
    },
    /// A table with its number, from 1.
    Table {
        number: usize,
        table: &'a Table,
    },
    /// A chart with its number, from 1.
    Figure {
        number: usize,
        chart: &'a Chart,
        caption: &'a Text,
    },
}

/// Characters that look the same and lead to the same place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    /// As they are printed.
    pub(crate) text: String,
    pub(crate) look: ideal_report::document::Look,
    pub(crate) leads: Option<Lead>,
}

/// Where a span leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Lead {
    /// To the anchor of a section.
    Section(String),
    /// To an address: ASCII, no blank, no quotation mark, no bracket.
    Web(String),
}

/// The runs of a text as they are printed, those that look and lead the same as one.
pub(crate) fn spans(text: &Text) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for run in text.0.iter().filter(|run| !run.text.is_empty()) {
        let leads = match &run.leads {
            Some(Target::Section(anchor)) => Some(Lead::Section(anchor.clone())),
            Some(Target::Web(address)) => web(address).map(Lead::Web),
            None => None,
        };
        let shown = readable(&run.text);
        match out.last_mut() {
            Some(last) if last.look == run.look && last.leads == leads => last.text += &shown,
            _ => out.push(Span { text: shown.into_owned(), look: run.look, leads }),
        }
    }
    out
}

/// The characters of a text as they are printed.
pub(crate) fn printed(text: &Text) -> String {
    spans(text).into_iter().map(|span| span.text).collect()
}

/// An address of the web in the signs that RFC 3986 allows, others by their bytes; none where it is
/// of another kind.
fn web(address: &str) -> Option<String> {
    let scheme = ["https://", "http://"].into_iter().find(|s| address.starts_with(s))?;
    if address.len() == scheme.len() {
        return None;
    }
    let mut out = String::with_capacity(address.len());
    for byte in address.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~:/?#@!$&*+,;=%".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    Some(out)
}

impl<'a> Outline<'a> {
    /// The pieces of a document.
    ///
    /// # Errors
    /// [`DocumentFault`] where it contradicts itself.
    pub(crate) fn of(document: &'a Document) -> Result<Self, DocumentFault> {
        let mut reader = Reader::default();
        for section in &document.sections {
            reader.section(section, 1)?;
        }
        let covered = document.cover.facts.iter().map(|fact| &fact.text);
        for text in covered.chain(&document.colophon) {
            reader.text(text);
        }
        if let Some(lost) = reader.links.iter().find(|to| !reader.anchors.contains(*to)) {
            return Err(DocumentFault::NoSection((*lost).to_owned()));
        }
        Ok(Outline { document, pieces: reader.pieces })
    }
}

/// What was met on the way through a document.
#[derive(Default)]
struct Reader<'a> {
    pieces: Vec<Piece<'a>>,
    anchors: BTreeSet<&'a str>,
    links: BTreeSet<&'a str>,
    tables: BTreeSet<String>,
    charts: BTreeSet<&'a str>,
}

impl<'a> Reader<'a> {
    fn section(&mut self, section: &'a Section, level: usize) -> Result<(), DocumentFault> {
        let anchor = section.anchor.as_str();
        if anchor.is_empty()
            || !anchor.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
        {
            return Err(DocumentFault::Anchor(anchor.to_owned()));
        }
        let place = self.anchors.len();
        if !self.anchors.insert(anchor) {
            return Err(DocumentFault::SameAnchor(anchor.to_owned()));
        }
        self.pieces.push(Piece::Heading { level, place, section });
        for block in &section.blocks {
            self.block(block)?;
        }
        for part in &section.parts {
            self.section(part, level + 1)?;
        }
        Ok(())
    }

    fn block(&mut self, block: &'a Block) -> Result<(), DocumentFault> {
        let piece = match block {
            Block::Paragraph(text) => {
                self.text(text);
                Piece::Paragraph(text)
            }
            Block::List(items) => {
                items.iter().for_each(|text| self.text(text));
                Piece::List(items)
            }
            Block::Facts(facts) => {
                facts.iter().for_each(|fact| self.text(&fact.text));
                Piece::Facts(facts)
            }
            Block::Notice { title, lines } => {
                lines.iter().for_each(|text| self.text(text));
                Piece::Notice { title, lines }
            }
            Block::Table(table) => {
                self.table(table)?;
                Piece::Table { number: self.tables.len(), table }
            }
            Block::Figure { chart, caption } => {
                self.text(caption);
                let sign = |b: u8| b.is_ascii_alphanumeric() || b"-_.".contains(&b);
                if chart.name.is_empty()
                    || chart.name.starts_with('.')
                    || !chart.name.bytes().all(sign)
                {
                    return Err(DocumentFault::ChartName(chart.name.clone()));
                }
                if !self.charts.insert(&chart.name) {
                    return Err(DocumentFault::SameChart(chart.name.clone()));
                }
                Piece::Figure { number: self.charts.len(), chart, caption }
            }
        };
        self.pieces.push(piece);
        Ok(())
    }

    fn table(&mut self, table: &'a Table) -> Result<(), DocumentFault> {
        let id = table.id.as_str();
        let named = id.len() <= 31
            && id.bytes().next().is_some_and(|b| b.is_ascii_alphabetic())
            && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        if !named {
            return Err(DocumentFault::TableId(id.to_owned()));
        }
        if !self.tables.insert(id.to_ascii_lowercase()) {
            return Err(DocumentFault::SameTable(id.to_owned()));
        }
        if table.columns.is_empty() {
            return Err(DocumentFault::NoColumns(id.to_owned()));
        }
        self.text(&table.caption);
        table.notes.iter().for_each(|text| self.text(text));
        for (i, row) in table.rows.iter().enumerate() {
            if row.cells.len() != table.columns.len() {
                return Err(DocumentFault::Cells {
                    table: id.to_owned(),
                    row: i + 1,
                    cells: row.cells.len(),
                    columns: table.columns.len(),
                });
            }
            self.row(row)?;
        }
        Ok(())
    }

    fn row(&mut self, row: &'a Row) -> Result<(), DocumentFault> {
        for cell in &row.cells {
            match cell {
                Cell::Blank => {}
                Cell::Text(text) => self.text(text),
                Cell::Number(number) => {
                    let colours = number.band.iter().flat_map(|band| [&band.ground, &band.ink]);
                    if let Some(none) = colours.into_iter().find(|c| !is_colour(c)) {
                        return Err(DocumentFault::Colour(none.clone()));
                    }
                }
            }
        }
        Ok(())
    }

    fn text(&mut self, text: &'a Text) {
        self.links.extend(text.0.iter().filter_map(|run| match &run.leads {
            Some(Target::Section(anchor)) => Some(anchor.as_str()),
            _ => None,
        }));
    }
}

fn is_colour(text: &str) -> bool {
    text.strip_prefix('#')
        .is_some_and(|hex| hex.len() == 6 && hex.bytes().all(|b| b.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_of_the_web_and_breaks_nothing() {
        assert_eq!(web("javascript:alert(1)"), None);
        assert_eq!(web("https://"), None);
        assert_eq!(
            web("https://a.org/é|(b)\"><x>").as_deref(),
            Some("https://a.org/%C3%A9%7C%28b%29%22%3E%3Cx%3E")
        );
    }
}
