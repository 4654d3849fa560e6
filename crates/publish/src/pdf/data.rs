//! A document as the template reads it: plain data, every text of which is legible in our fonts.

use ideal_report::document::{Cell, Document, Fact, Look, Row, Table, Text, readable};
use ideal_report::palette;
use serde::Serialize;

use super::letters::Letters;
use crate::format::Paper;
use crate::measure::{Layout, MARGINS, is_long, turned};
use crate::outline::{Lead, Outline, Piece, spans};
use crate::page_label::{self, Part};

/// All that the template reads.
#[derive(Serialize)]
pub(super) struct Data {
    lang: &'static str,
    /// Its country, where one is named.
    region: Option<String>,
    /// Width and height of the paper, in millimetres.
    paper: (f64, f64),
    /// Width of the text, in millimetres: upright, and on its side.
    room: (f64, f64),
    colours: Colours,
    family: &'static str,
    cover: CoverData,
    contents: String,
    table: String,
    figure: String,
    /// The label of a page: words, and `null` followed by `page` or `pages`.
    page: Vec<PagePart>,
    /// The pieces of pages that lie alike, in their order.
    runs: Vec<Pages>,
    colophon: Vec<Vec<SpanData>>,
}

#[derive(Serialize)]
struct Colours {
    ink: String,
    muted: String,
    rule: String,
    evidence: String,
}

#[derive(Serialize)]
struct CoverData {
    kicker: String,
    title: String,
    edition: String,
    mark: String,
    date: Option<String>,
    facts: Vec<FactData>,
}

#[derive(Serialize)]
struct FactData {
    name: Vec<String>,
    text: Vec<SpanData>,
}

#[derive(Serialize)]
#[serde(tag = "kind", content = "text", rename_all = "lowercase")]
enum PagePart {
    Words(String),
    Page,
    Pages,
}

#[derive(Serialize)]
struct SpanData {
    /// Its letters, in pieces between which it may break.
    text: Vec<String>,
    look: &'static str,
    /// The anchor that it leads to.
    section: Option<String>,
    /// The address that it leads to.
    web: Option<String>,
}

#[derive(Serialize)]
struct Pages {
    turned: bool,
    pieces: Vec<PieceData>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum PieceData {
    Heading { level: usize, anchor: String, title: String },
    Paragraph { text: Vec<SpanData> },
    List { items: Vec<Vec<SpanData>> },
    Facts { facts: Vec<FactData> },
    Notice { title: String, lines: Vec<Vec<SpanData>> },
    Table(TableData),
    Figure { file: String, alt: String, caption: Vec<SpanData> },
}

#[derive(Serialize)]
struct TableData {
    caption: Vec<SpanData>,
    size: f64,
    /// Share of each column of the width of the text.
    shares: Vec<f64>,
    heads: Vec<HeadData>,
    rows: Vec<RowData>,
    notes: Vec<Vec<SpanData>>,
}

#[derive(Serialize)]
struct HeadData {
    text: Vec<String>,
    right: bool,
}

#[derive(Serialize)]
struct RowData {
    unused: bool,
    group: bool,
    long: bool,
    /// Steps that its first cell is moved in.
    depth: u8,
    cells: Vec<CellData>,
}

#[derive(Serialize)]
struct CellData {
    text: Vec<SpanData>,
    /// What stands below in smaller letters.
    notes: Vec<Vec<String>>,
    right: bool,
    ground: Option<String>,
    ink: Option<String>,
}

/// The path of a chart in the little world that the template sees.
pub(super) fn chart_path(name: &str) -> String {
    format!("charts/{name}.svg")
}

impl Data {
    pub(super) fn of(outline: &Outline<'_>, paper: Paper, letters: &Letters) -> Self {
        let document = outline.document;
        let writer = Writer { paper, letters };
        let labels = &document.labels;
        let page = page_label::parts(&labels.page).into_iter().map(|part| match part {
            Part::Words(words) => PagePart::Words(letters.legible(words)),
            Part::Page => PagePart::Page,
            Part::Pages => PagePart::Pages,
        });
        let mut runs: Vec<Pages> = Vec::new();
        for (piece, turned) in outline.pieces.iter().zip(turned(&outline.pieces, paper)) {
            let piece = writer.piece(piece);
            match runs.last_mut() {
                Some(last) if last.turned == turned => last.pieces.push(piece),
                _ => runs.push(Pages { turned, pieces: vec![piece] }),
            }
        }
        Data {
            lang: document.locale.lang.tag(),
            region: document.locale.region().map(str::to_owned),
            paper: paper.size(false),
            room: (paper.size(false).0 - MARGINS, paper.size(true).0 - MARGINS),
            colours: Colours {
                ink: palette::INK.hex(),
                muted: palette::MUTED.hex(),
                rule: palette::RULE.hex(),
                evidence: palette::EVIDENCE.hex(),
            },
            family: palette::FAMILY,
            cover: writer.cover(document),
            contents: letters.legible(&labels.contents),
            table: letters.legible(&labels.table),
            figure: letters.legible(&labels.figure),
            page: page.collect(),
            runs,
            colophon: writer.texts(&document.colophon),
        }
    }
}

struct Writer<'a> {
    paper: Paper,
    letters: &'a Letters,
}

impl Writer<'_> {
    fn text(&self, text: &Text) -> Vec<SpanData> {
        let span = |span: crate::outline::Span| {
            let (section, web) = match span.leads {
                Some(Lead::Section(anchor)) => (Some(anchor), None),
                Some(Lead::Web(address)) => (None, Some(address)),
                None => (None, None),
            };
            let look = match span.look {
                Look::Plain => "plain",
                Look::Strong => "strong",
                Look::Emphasis => "emphasis",
                Look::Aside => "aside",
                Look::Code => "code",
            };
            SpanData { text: self.letters.pieces(&span.text), look, section, web }
        };
        spans(text).into_iter().map(span).collect()
    }

    fn texts(&self, texts: &[Text]) -> Vec<Vec<SpanData>> {
        texts.iter().map(|text| self.text(text)).collect()
    }

    fn facts(&self, facts: &[Fact]) -> Vec<FactData> {
        let fact = |fact: &Fact| FactData {
            name: self.letters.pieces(&fact.name),
            text: self.text(&fact.text),
        };
        facts.iter().map(fact).collect()
    }

    fn cover(&self, document: &Document) -> CoverData {
        let cover = &document.cover;
        let legible = |text: &String| self.letters.legible(text);
        CoverData {
            kicker: legible(&cover.kicker),
            title: legible(&cover.title),
            edition: legible(&cover.edition),
            mark: legible(&cover.mark),
            date: cover.date.as_ref().map(legible),
            facts: self.facts(&cover.facts),
        }
    }

    fn piece(&self, piece: &Piece<'_>) -> PieceData {
        match piece {
            Piece::Heading { level, section, .. } => PieceData::Heading {
                level: *level,
                anchor: section.anchor.clone(),
                title: self.letters.legible(&section.title),
            },
            Piece::Paragraph(text) => PieceData::Paragraph { text: self.text(text) },
            Piece::List(items) => PieceData::List { items: self.texts(items) },
            Piece::Facts(facts) => PieceData::Facts { facts: self.facts(facts) },
            Piece::Notice { title, lines } => {
                PieceData::Notice { title: self.letters.legible(title), lines: self.texts(lines) }
            }
            Piece::Table { table, .. } => PieceData::Table(self.table(table)),
            Piece::Figure { chart, caption, .. } => PieceData::Figure {
                file: chart_path(&chart.name),
                alt: readable(&chart.alt).into_owned(),
                caption: self.text(caption),
            },
        }
    }

    fn table(&self, table: &Table) -> TableData {
        let layout = Layout::of(table, self.paper);
        let head = |column: &ideal_report::document::Column| HeadData {
            text: self.letters.pieces(&column.head),
            right: column.numbers,
        };
        let row = |row: &Row| RowData {
            unused: row.unused,
            group: row.group,
            long: is_long(row),
            depth: row.depth,
            cells: row
                .cells
                .iter()
                .zip(&table.columns)
                .map(|(c, k)| self.cell(c, k.numbers))
                .collect(),
        };
        TableData {
            caption: self.text(&table.caption),
            size: layout.size,
            shares: layout.shares,
            heads: table.columns.iter().map(head).collect(),
            rows: table.rows.iter().map(row).collect(),
            notes: self.texts(&table.notes),
        }
    }

    fn cell(&self, cell: &Cell, right: bool) -> CellData {
        let plain = |text| CellData { text, notes: Vec::new(), right, ground: None, ink: None };
        match cell {
            Cell::Blank => plain(Vec::new()),
            Cell::Text(text) => plain(self.text(text)),
            Cell::Number(number) => CellData {
                text: self.text(&Text::plain(&number.text)),
                notes: number.notes.iter().map(|note| self.letters.pieces(note)).collect(),
                right: true,
                ground: number.band.as_ref().map(|band| band.ground.clone()),
                ink: number.band.as_ref().map(|band| band.ink.clone()),
            },
        }
    }
}
