//! The ranking of territories: where each stands, and what that rests on.

use super::super::content::Head;
use super::super::ranking::RankingSection;
use super::cells::{
    band, change, confidence, figure, figures, headed, leading, list, noted, number, number_if,
    row, score, section, share, table, texts, word, word_if,
};
use crate::document::{Block, Cell, Look, Row, Section, Text};
use crate::error::ReportError;
use crate::words::{Words, say};

pub(super) fn ranking(
    words: &Words,
    head: &Head,
    found: &RankingSection,
) -> Result<Section, ReportError> {
    let root = head.root.as_str();
    let mut out = section("ranking", say!(words, "section-ranking", root = root)?);
    out.blocks.extend(found.chart.as_ref().map(figure));
    out.blocks.extend(places(words, head, found)?);
    out.blocks.extend(noted(basis(words, head, found)?, &found.notes));
    if let Some(lines) = list(&found.beside) {
        out.parts.push(Section {
            blocks: vec![lines],
            ..section("ranking-beside", say!(words, "points-beside")?)
        });
    }
    if let Some(chart) = &found.ranks {
        out.parts.push(Section {
            blocks: vec![figure(chart)],
            ..section("ranking-ranks", say!(words, "acceptability-head")?)
        });
    }
    for (anchor, id, table) in [
        ("ranking-unranked", "unranked-title", unranked(words, found)?),
        ("ranking-regions", "regions-title", regions(words, found)?),
    ] {
        if let Some(table) = table {
            let part = section(anchor, say!(words, id)?);
            out.parts.push(Section { blocks: vec![table], ..part });
        }
    }
    Ok(out)
}

/// Where each territory stands.
fn places(
    words: &Words,
    head: &Head,
    found: &RankingSection,
) -> Result<Option<Block>, ReportError> {
    let columns = vec![
        figures(words, "col-rank")?,
        figures(words, "col-rank-range")?,
        figures(words, "col-tie")?,
        texts(words, "col-territory")?,
        texts(words, "col-band")?,
        figures(words, "col-score")?,
        figures(words, "col-draws-median")?,
        figures(words, "col-interval")?,
        figures(words, "col-change")?,
    ];
    let mut rows = Vec::new();
    for r in &found.rows {
        let cells = vec![
            number(&r.rank),
            ranks(r.range.as_deref(), r.median.as_deref()),
            number_if(r.tie.as_ref()),
            leading(&r.name, &r.anchor),
            band(r.score.band.as_ref()),
            score(words, &r.score)?,
            number_if(r.score.median.as_ref()),
            word_if(r.score.interval.as_deref()),
            change(r.change.as_ref()),
        ];
        rows.push(Row { cells, group: r.new_group, ..Row::default() });
    }
    let (root, edition) = (head.root.as_str(), head.edition.as_str());
    let caption = say!(words, "ranking-table", root = root, edition = edition)?;
    Ok(table("ranking", caption, columns, rows))
}

/// The ranks that the draws leave open, with their median.
pub(super) fn ranks(range: Option<&str>, median: Option<&str>) -> Cell {
    let Some(range) = range else { return Cell::Blank };
    let range = Text::plain(range);
    Cell::Text(match median {
        Some(median) => range.and(" ", Look::Plain).and(median, Look::Aside),
        None => range,
    })
}

/// What the place of each territory rests on.
fn basis(words: &Words, head: &Head, found: &RankingSection) -> Result<Option<Block>, ReportError> {
    let mut columns = vec![texts(words, "col-territory")?, figures(words, "col-clear")?];
    columns.extend(found.top.as_ref().map(headed));
    columns.extend([
        texts(words, "col-confidence")?,
        figures(words, "col-of-hundred")?,
        figures(words, "col-coverage")?,
    ]);
    if found.cells {
        columns.push(figures(words, "col-cells")?);
    }
    let rows = found.rows.iter().map(|r| {
        let mut cells = vec![leading(&r.name, &r.anchor), word_if(r.clear.as_deref())];
        if found.top.is_some() {
            cells.push(r.top.as_ref().map_or(Cell::Blank, share));
        }
        cells.extend(confidence(r.confidence.as_ref()));
        cells.push(share(&r.score.coverage));
        if found.cells {
            cells.push(word(&r.known));
        }
        Row { cells, group: r.new_group, ..Row::default() }
    });
    let rows = rows.collect();
    let (root, edition) = (head.root.as_str(), head.edition.as_str());
    let caption = say!(words, "ranking-basis-table", root = root, edition = edition)?;
    Ok(table("places_basis", caption, columns, rows))
}

/// Territories without a rank.
fn unranked(words: &Words, found: &RankingSection) -> Result<Option<Block>, ReportError> {
    let mut columns = vec![
        texts(words, "col-territory")?,
        texts(words, "col-reason")?,
        figures(words, "col-coverage")?,
    ];
    if found.cells {
        columns.push(figures(words, "col-cells")?);
    }
    let rows = found.unranked.iter().map(|r| {
        let mut cells = vec![leading(&r.name, &r.anchor), word(&r.reason), share(&r.coverage)];
        if found.cells {
            cells.push(word(&r.known));
        }
        row(cells)
    });
    let rows = rows.collect();
    Ok(table("unranked", say!(words, "unranked-title")?, columns, rows))
}

/// Regions and groups.
fn regions(words: &Words, found: &RankingSection) -> Result<Option<Block>, ReportError> {
    let columns = vec![
        texts(words, "col-region")?,
        texts(words, "col-band")?,
        figures(words, "col-score")?,
        figures(words, "col-draws-median")?,
        figures(words, "col-interval")?,
        texts(words, "col-confidence")?,
        figures(words, "col-of-hundred")?,
        figures(words, "col-coverage")?,
    ];
    let mut rows = Vec::new();
    for r in &found.regions {
        let [trust, of_hundred] = confidence(r.score.confidence.as_ref());
        rows.push(row(vec![
            word(&r.name),
            band(r.score.band.as_ref()),
            score(words, &r.score)?,
            number_if(r.score.median.as_ref()),
            word_if(r.score.interval.as_deref()),
            trust,
            of_hundred,
            share(&r.score.coverage),
        ]));
    }
    Ok(table("regions", say!(words, "regions-title")?, columns, rows))
}
