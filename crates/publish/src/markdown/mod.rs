//! Markdown: CommonMark with pipe tables, as GitHub and pandoc read them.

mod inline;

use ideal_report::document::{Cell, Column, Document, Fact, Look, Row, Table, Text, readable};

use crate::error::PublishError;
use crate::format::{Format, Published};
use crate::outline::{Outline, Piece};
use inline::{Place, escaped, inline};

/// Markdown, with the charts as drawings in a folder beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Markdown {
    /// The folder of the drawings.
    pub charts: String,
}

impl Format for Markdown {
    fn name(&self) -> &'static str {
        "md"
    }

    fn write(&self, document: &Document) -> Result<Vec<Published>, PublishError> {
        let outline = Outline::of(document)?;
        let mut page = Page { charts: as_link(&self.charts), ..Page::default() };
        page.cover(document);
        page.contents(&outline);
        for piece in &outline.pieces {
            page.piece(piece, document);
        }
        page.line("---");
        for text in &document.colophon {
            page.paragraph(text);
        }
        page.mark(document);
        let name = format!("report.{}.md", document.locale);
        let mut out = vec![Published { name, bytes: page.text.into_bytes() }];
        out.extend(outline.pieces.iter().filter_map(|piece| match piece {
            Piece::Figure { chart, .. } => Some(Published {
                name: format!("{}/{}.svg", self.charts, chart.name),
                bytes: chart.svg.clone().into_bytes(),
            }),
            _ => None,
        }));
        Ok(out)
    }
}

/// A path as it stands in a link: what may end one or mean something in it is written by its bytes.
fn as_link(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// A page as it grows: blocks with an empty line between them.
#[derive(Default)]
struct Page {
    text: String,
    /// The folder of the charts, as a link has it.
    charts: String,
}

impl Page {
    /// A block of one line or several.
    fn line(&mut self, block: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(block);
        self.text.push('\n');
    }

    fn paragraph(&mut self, text: &Text) {
        let text = inline(text, Place::Line);
        if !text.is_empty() {
            self.line(&text);
        }
    }

    fn strong(&mut self, text: &str) {
        self.paragraph(&Text::of(text, Look::Strong));
    }

    fn mark(&mut self, document: &Document) {
        self.strong(&document.cover.mark);
    }

    fn heading(&mut self, level: usize, anchor: Option<&str>, title: &str) {
        let signs = "#".repeat(level.clamp(1, 6));
        let place = anchor.map_or_else(String::new, |a| format!("<span id=\"{a}\"></span>"));
        self.line(&format!("{signs} {place}{}", escaped(&readable(title), Place::Line)));
    }

    fn cover(&mut self, document: &Document) {
        let cover = &document.cover;
        self.mark(document);
        self.paragraph(&Text::plain(&cover.kicker));
        self.heading(1, None, &cover.title);
        self.strong(&cover.edition);
        if let Some(date) = &cover.date {
            self.paragraph(&Text::plain(date));
        }
        self.facts(&cover.facts);
    }

    fn contents(&mut self, outline: &Outline<'_>) {
        self.heading(2, None, &outline.document.labels.contents);
        let mut lines = Vec::new();
        for piece in &outline.pieces {
            if let Piece::Heading { level: level @ 1..=2, section, .. } = piece {
                let indent = "  ".repeat(level - 1);
                let title = escaped(&readable(&section.title), Place::Line);
                lines.push(format!("{indent}- [{title}](#{})", section.anchor));
            }
        }
        self.line(&lines.join("\n"));
    }

    fn list<'t>(&mut self, items: impl Iterator<Item = &'t Text>) {
        let lines: Vec<String> =
            items.map(|item| format!("- {}", inline(item, Place::Line))).collect();
        self.line(&lines.join("\n"));
    }

    fn facts(&mut self, facts: &[Fact]) {
        let whole = |fact: &Fact| {
            let name = Text::of(&fact.name, Look::Strong).and(" ", Look::Plain);
            Text([name.0.as_slice(), fact.text.0.as_slice()].concat())
        };
        let texts: Vec<Text> = facts.iter().map(whole).collect();
        if !texts.is_empty() {
            self.list(texts.iter());
        }
    }

    fn piece(&mut self, piece: &Piece<'_>, document: &Document) {
        match piece {
            Piece::Heading { level, section, .. } => {
                self.heading(level + 1, Some(&section.anchor), &section.title);
            }
            Piece::Paragraph(text) => self.paragraph(text),
            Piece::List(items) => self.list(items.iter()),
            Piece::Facts(facts) => self.facts(facts),
            Piece::Notice { title, lines } => {
                let title = Text::of(*title, Look::Strong);
                let all: Vec<String> = std::iter::once(&title)
                    .chain(lines.iter())
                    .map(|line| format!("> {}", inline(line, Place::Line)))
                    .collect();
                self.line(&all.join("\n>\n"));
            }
            Piece::Table { number, table } => {
                self.caption(&document.labels.table, *number, &table.caption);
                self.table(table);
                table.notes.iter().for_each(|note| self.paragraph(note));
            }
            Piece::Figure { number, chart, caption } => {
                let alt = escaped(&readable(&chart.alt), Place::Line);
                self.line(&format!("![{alt}]({}/{}.svg)", self.charts, chart.name));
                self.caption(&document.labels.figure, *number, caption);
            }
        }
    }

    fn caption(&mut self, label: &str, number: usize, caption: &Text) {
        let name = Text::of(format!("{label} {number}"), Look::Strong).and(" ", Look::Plain);
        self.paragraph(&Text([name.0.as_slice(), caption.0.as_slice()].concat()));
    }

    /// Rows that are a tree are moved in by blanks that Markdown leaves alone.
    fn table(&mut self, table: &Table) {
        let head = |c: &Column| escaped(&readable(&c.head), Place::Cell);
        let mut lines = vec![row(table.columns.iter().map(head))];
        let rule = |c: &Column| if c.numbers { "---:" } else { "---" }.to_owned();
        lines.push(row(table.columns.iter().map(rule)));
        let cells = |r: &Row| {
            let indent = "\u{2003}".repeat(usize::from(r.depth));
            row(r
                .cells
                .iter()
                .enumerate()
                .map(|(i, c)| if i == 0 { indent.clone() + &cell(c) } else { cell(c) }))
        };
        lines.extend(table.rows.iter().map(cells));
        self.line(&lines.join("\n"));
    }
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Blank => String::new(),
        Cell::Text(text) => inline(text, Place::Cell),
        Cell::Number(number) => {
            let beside =
                |text: Text, note: &String| text.and(" ", Look::Plain).and(note, Look::Aside);
            inline(&number.notes.iter().fold(Text::plain(&number.text), beside), Place::Cell)
        }
    }
}

fn row(cells: impl Iterator<Item = String>) -> String {
    cells.fold("|".to_owned(), |row, cell| row + " " + &cell + " |")
}
