//! What is said of every attribute of every group, side by side.

use ideal_engine::{AttributeScore, GroupPlace, GroupRanking};
use ideal_model::{AttributeRating, GroupAttribute, RatedAs};

use super::super::Figure;
use super::super::printed;
use super::super::table::{PageCell, PageColumn, PageRow, PageTable};
use super::Piece;
use super::sheets::{Sheets, method_name};
use crate::chart::{self, GroupState, MatrixHead, MatrixRow};
use crate::error::ReportError;
use crate::words::say;

/// Groups shown, at most: the first of the ranking.
const SHOWN: usize = 60;
/// Groups in one table: as many as have room beside one another on a page.
const BESIDE: usize = 12;

/// The drawing, and tables that say the same in words.
pub(super) fn pieces(
    sheets: &Sheets<'_, '_>,
    number: usize,
    ranking: &GroupRanking,
) -> Result<Vec<Piece>, ReportError> {
    let view = sheets.view;
    let words = &view.words;
    let places: Vec<&GroupPlace> =
        ranking.lists.iter().flat_map(|l| &l.places).take(SHOWN).collect();
    let mut out = vec![figure(sheets, number, ranking, &places)?];
    for (i, chunk) in places.chunks(BESIDE).enumerate() {
        out.push(Piece::Table {
            id: format!("crime_groups_{}_matrix_{}", number + 1, i + 1),
            table: table(sheets, ranking, chunk)?,
        });
    }
    let all: usize = ranking.lists.iter().map(|l| l.places.len()).sum();
    if all > SHOWN {
        let count = view.numbers.count(all - SHOWN);
        out.push(Piece::Note { text: say!(words, "crime-groups-more", count = count)? });
    }
    Ok(out)
}

fn figure(
    sheets: &Sheets<'_, '_>,
    number: usize,
    ranking: &GroupRanking,
    places: &[&GroupPlace],
) -> Result<Piece, ReportError> {
    let view = sheets.view;
    let heads: Vec<MatrixHead> = (ranking.method.attributes.iter())
        .map(|a| MatrixHead { name: name(sheets, a), weight: view.numbers.exact(a.weight) })
        .collect();
    let rows: Vec<MatrixRow> = (places.iter())
        .filter_map(|p| {
            let score = ranking.scores.get(p.group)?;
            let states = score.attributes.iter().map(|a| state(ranking, a)).collect();
            Some(MatrixRow { name: sheets.label(sheets.group(p.group)?).to_owned(), states })
        })
        .collect();
    let file = format!("crime-groups-matrix-{}.{}", number + 1, view.locale);
    let chart =
        chart::group_matrix(view, &file, &method_name(view, &ranking.method), &heads, &rows)?;
    let caption = say!(view.words, "crime-groups-matrix-caption")?;
    Ok(Piece::Figure { figure: Figure::new(chart, caption, 620) })
}

fn table(
    sheets: &Sheets<'_, '_>,
    ranking: &GroupRanking,
    places: &[&GroupPlace],
) -> Result<PageTable, ReportError> {
    let view = sheets.view;
    let words = &view.words;
    let mut columns = vec![
        PageColumn::texts(say!(words, "col-attribute")?),
        PageColumn::figures(say!(words, "col-weight")?),
    ];
    let codes = places.iter().filter_map(|p| Some(sheets.group(p.group)?.code.clone()));
    columns.extend(codes.map(PageColumn::texts));
    let mut rows = Vec::new();
    for (i, attribute) in ranking.method.attributes.iter().enumerate() {
        let mut cells = vec![
            PageCell::Text { text: name(sheets, attribute) },
            PageCell::Number { number: printed::exact(view, attribute.weight)? },
        ];
        for place in places {
            let score = ranking.scores.get(place.group);
            let found = score.and_then(|s| s.attributes.get(i));
            cells.push(PageCell::Text {
                text: match found {
                    Some(found) => in_words(sheets, found)?,
                    None => String::new(),
                },
            });
        }
        rows.push(PageRow { cells, unused: false });
    }
    let method = method_name(view, &ranking.method);
    let caption = say!(words, "crime-groups-matrix-table", method = method)?;
    Ok(PageTable { caption: Some(caption), columns, rows })
}

fn name(sheets: &Sheets<'_, '_>, attribute: &GroupAttribute) -> String {
    attribute.names.or_code(sheets.view.lang, &attribute.id).to_owned()
}

/// What is said of an attribute, in a word.
fn in_words(sheets: &Sheets<'_, '_>, found: &AttributeScore) -> Result<String, ReportError> {
    let words = &sheets.view.words;
    match found.said {
        Some(RatedAs::Word(rating)) => {
            say!(words, &format!("crime-groups-state-{}", rating.word()))
        }
        Some(RatedAs::Points(points)) => Ok(sheets.view.numbers.exact(points)),
        None => say!(words, "crime-groups-state-missing"),
    }
}

fn state(ranking: &GroupRanking, found: &AttributeScore) -> GroupState {
    match found.said {
        Some(RatedAs::Word(AttributeRating::Unknown)) => GroupState::Unknown,
        Some(RatedAs::Word(AttributeRating::Nil)) => GroupState::Filled(0.0),
        Some(RatedAs::Word(AttributeRating::Low)) => GroupState::Filled(0.25),
        Some(RatedAs::Word(AttributeRating::Medium)) => GroupState::Filled(0.5),
        Some(RatedAs::Word(AttributeRating::High)) => GroupState::Filled(1.0),
        Some(RatedAs::Points(points)) => GroupState::Filled(points / ranking.method.points.high),
        None => GroupState::Missing,
    }
}
