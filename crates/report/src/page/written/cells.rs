//! What sections are made of: columns, cells, tables, figures and lists.

use super::super::table::{Leads, PageCell, PageTable};
use super::super::{Figure, pieces};
use crate::document::{Band, Block, Cell, Column, Look, Number, Row, Section, Table, Target, Text};
use crate::error::ReportError;
use crate::words::{Words, say};

/// What a page prints where there is nothing to say.
const DASH: &str = "–";

/// A section that says nothing yet.
pub(super) fn section(anchor: impl Into<String>, title: impl Into<String>) -> Section {
    Section { anchor: anchor.into(), title: title.into(), blocks: Vec::new(), parts: Vec::new() }
}

/// The head of a column of words, by its message.
pub(super) fn texts(words: &Words, id: &str) -> Result<Column, ReportError> {
    Ok(Column { head: say!(words, id)?, numbers: false })
}

/// The head of a column of numbers, by its message.
pub(super) fn figures(words: &Words, id: &str) -> Result<Column, ReportError> {
    Ok(headed(say!(words, id)?))
}

/// The head of a column of numbers.
pub(super) fn headed(head: impl Into<String>) -> Column {
    Column { head: head.into(), numbers: true }
}

/// A row like any other.
pub(super) fn row(cells: Vec<Cell>) -> Row {
    Row { cells, ..Row::default() }
}

/// A table; nothing without rows. Columns in which no row says anything are left out, but for the
/// first.
pub(super) fn table(
    id: impl Into<String>,
    caption: impl Into<String>,
    columns: Vec<Column>,
    mut rows: Vec<Row>,
) -> Option<Block> {
    if rows.is_empty() {
        return None;
    }
    let said = |i: usize| rows.iter().any(|r| r.cells.get(i).is_some_and(|c| *c != Cell::Blank));
    let kept: Vec<bool> = (0..columns.len()).map(|i| i == 0 || said(i)).collect();
    for row in &mut rows {
        row.cells = only(std::mem::take(&mut row.cells), &kept);
    }
    Some(Block::Table(Table {
        id: id.into(),
        caption: Text::plain(caption),
        columns: only(columns, &kept),
        rows,
        notes: Vec::new(),
        series: None,
    }))
}

/// Those that are kept.
fn only<T>(items: Vec<T>, kept: &[bool]) -> Vec<T> {
    items.into_iter().zip(kept).filter(|(_, kept)| **kept).map(|(item, _)| item).collect()
}

/// The table with notes under it.
pub(super) fn noted(table: Option<Block>, notes: &[String]) -> Option<Block> {
    table.map(|block| match block {
        Block::Table(mut table) => {
            table.notes.extend(notes.iter().map(Text::plain));
            Block::Table(table)
        }
        other => other,
    })
}

/// A table of a page; `caption` where it has none of its own.
pub(super) fn paged(id: &str, page: &PageTable, caption: &str) -> Option<Block> {
    let columns = page.columns.iter();
    let columns = columns.map(|c| Column { head: c.label.clone(), numbers: c.figures }).collect();
    let rows = page.rows.iter().map(|r| Row {
        cells: r.cells.iter().map(page_cell).collect(),
        unused: r.unused,
        ..Row::default()
    });
    let caption = page.caption.as_deref().unwrap_or(caption);
    table(id, caption, columns, rows.collect())
}

fn page_cell(cell: &PageCell) -> Cell {
    match cell {
        PageCell::Text { text } | PageCell::Figure { text } => word(text),
        PageCell::Number { number } => Cell::Number(number.clone()),
        PageCell::Name { text, code, leads } => {
            let name = Text::plain(text);
            let name = match leads {
                Leads::Nowhere => name,
                Leads::Here(anchor) => name.leading(&Target::Section(anchor.clone())),
                Leads::Web(address) => name.leading(&Target::Web(address.clone())),
            };
            Cell::Text(match code {
                Some(code) => name.and(" ", Look::Plain).and(code, Look::Code),
                None => name,
            })
        }
    }
}

/// Words in a cell; blank where a page prints nothing but a dash.
pub(super) fn word(text: &str) -> Cell {
    if text.is_empty() || text == DASH { Cell::Blank } else { Cell::Text(Text::plain(text)) }
}

/// Words that may not be there.
pub(super) fn word_if(text: Option<&str>) -> Cell {
    text.map_or(Cell::Blank, word)
}

/// A number.
pub(super) fn number(number: &Number) -> Cell {
    Cell::Number(number.clone())
}

/// A number that may not be there.
pub(super) fn number_if(found: Option<&Number>) -> Cell {
    found.map_or(Cell::Blank, number)
}

/// A number, or the dash that a sentence beside it explains.
pub(super) fn number_or_dash(found: Option<&Number>) -> Cell {
    found.map_or_else(|| Cell::Text(Text::plain(DASH)), number)
}

/// A name with something smaller beside it.
pub(super) fn beside(name: &str, aside: &str) -> Text {
    let name = Text::plain(name);
    if aside.is_empty() { name } else { name.and(" ", Look::Plain).and(aside, Look::Aside) }
}

/// A name with its code.
pub(super) fn coded(name: &str, code: &str) -> Text {
    Text::plain(name).and(" ", Look::Plain).and(code, Look::Code)
}

/// A name that leads to the profile of what it names.
pub(super) fn leading(name: &str, anchor: &str) -> Cell {
    Cell::Text(Text::plain(name).leading(&Target::Section(anchor.to_owned())))
}

/// The name of a band.
pub(super) fn band(band: Option<&Band>) -> Cell {
    word_if(band.map(|b| b.label.as_str()))
}

/// A score, or that there is none and why.
pub(super) fn score(words: &Words, score: &pieces::Score) -> Result<Cell, ReportError> {
    Ok(match &score.number {
        Some(found) => number(found),
        None => Cell::Text(no_score(words, score)?),
    })
}

/// A score as words: with what has to be said beside it, or that there is none and why.
pub(super) fn score_text(words: &Words, score: &pieces::Score) -> Result<Text, ReportError> {
    let Some(number) = &score.number else { return no_score(words, score) };
    Ok(with_notes(Text::of(&number.text, Look::Strong), number))
}

/// A text with what has to be said beside a number at its end.
pub(super) fn with_notes(text: Text, number: &Number) -> Text {
    number.notes.iter().fold(text, |text, note| text.and(" ", Look::Plain).and(note, Look::Aside))
}

fn no_score(words: &Words, score: &pieces::Score) -> Result<Text, ReportError> {
    if score.out {
        return Ok(Text::plain(say!(words, "verdict-not-applicable")?));
    }
    Ok(beside(&say!(words, "gap-short")?, score.gap.as_deref().unwrap_or_default()))
}

/// A confidence: its word and its number.
pub(super) fn confidence(found: Option<&pieces::Confidence>) -> [Cell; 2] {
    match found {
        Some(c) => [word(&c.word), number(&c.number)],
        None => [Cell::Blank, Cell::Blank],
    }
}

/// A change.
pub(super) fn change(found: Option<&pieces::Change>) -> Cell {
    number_if(found.map(|c| &c.number))
}

/// A share.
pub(super) fn share(found: &pieces::Share) -> Cell {
    number(&found.number)
}

/// A paragraph.
pub(super) fn paragraph(text: impl Into<String>) -> Block {
    Block::Paragraph(Text::plain(text))
}

/// A paragraph for each text.
pub(super) fn paragraphs(texts: &[String]) -> impl Iterator<Item = Block> {
    texts.iter().map(paragraph)
}

/// A list; nothing without lines.
pub(super) fn list(lines: &[String]) -> Option<Block> {
    (!lines.is_empty()).then(|| Block::List(lines.iter().map(Text::plain).collect()))
}

/// A chart with what stands under it.
pub(super) fn figure(figure: &Figure) -> Block {
    Block::Figure { chart: figure.chart.clone(), caption: Text::plain(&figure.caption) }
}
