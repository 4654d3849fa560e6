//! Groups as a method ranks them, with what the draws leave open.

use ideal_engine::{GroupPlace, GroupRanking, GroupScore};
use ideal_model::Verdict;

use super::super::table::{PageCell, PageColumn, PageRow, PageTable};
use super::super::{Figure, printed};
use super::sheets::{Sheets, method_name};
use super::{Part, Piece};
use crate::chart::{self, GroupBar};
use crate::error::ReportError;
use crate::words::say;

/// Groups in the table, at most.
const SHOWN: usize = 100;
/// Groups in the chart, at most.
const DRAWN: usize = 40;

/// The part of the method with this number.
pub(super) fn part(
    sheets: &Sheets<'_, '_>,
    number: usize,
    ranking: &GroupRanking,
) -> Result<Part, ReportError> {
    let (view, method) = (sheets.view, &ranking.method);
    let words = &view.words;
    let name = method_name(view, method);
    let lead = say!(
        words,
        "crime-groups-ranking-lead",
        method = name.as_str(),
        attributes = view.numbers.count(method.attributes.len()),
        maximum = view.numbers.exact(method.maximum()),
        unknown = view.numbers.exact(method.points.unknown),
        coverage = printed::percent(words, &view.numbers, method.min_coverage)?.text
    )?;
    let mut pieces = vec![Piece::Paragraph { text: lead }];
    if ranking.draws > 0 {
        pieces.push(Piece::Note { text: say!(words, "crime-groups-ranking-draws")? });
    }
    let places: Vec<&GroupPlace> = ranking.lists.iter().flat_map(|l| &l.places).collect();
    pieces.extend(figure(sheets, number, ranking, &places)?);
    pieces.push(Piece::Table {
        id: format!("crime_groups_{}", number + 1),
        table: table(sheets, ranking, &places)?,
    });
    if let Some(more) = places.len().checked_sub(SHOWN).filter(|n| *n > 0) {
        let more = view.numbers.count(more);
        pieces.push(Piece::Note { text: say!(words, "crime-groups-more", count = more)? });
    }
    Ok(Part {
        anchor: format!("crime-groups-method-{}", number + 1),
        title: say!(words, "crime-groups-ranking", method = name)?,
        pieces,
        parts: Vec::new(),
    })
}

fn table(
    sheets: &Sheets<'_, '_>,
    ranking: &GroupRanking,
    places: &[&GroupPlace],
) -> Result<PageTable, ReportError> {
    let words = &sheets.view.words;
    let drawn = ranking.draws > 0;
    let mut columns = vec![
        PageColumn::figures(say!(words, "col-rank")?),
        PageColumn::texts(say!(words, "col-crime-group")?),
        PageColumn::texts(say!(words, "col-principal")?),
        PageColumn::figures(say!(words, "col-score")?),
        PageColumn::figures(say!(words, "col-share-of-most")?),
    ];
    if drawn {
        for id in ["col-interval", "col-rank-range", "col-tie-group"] {
            columns.push(PageColumn::figures(say!(words, id)?));
        }
    }
    columns.push(PageColumn::figures(say!(words, "col-attributes-unknown")?));
    columns.push(PageColumn::figures(say!(words, "col-attributes-missing")?));
    let mut rows = Vec::new();
    for place in places.iter().take(SHOWN) {
        rows.extend(row(sheets, ranking, place, drawn)?);
    }
    let caption = say!(
        words,
        "crime-groups-ranking-table",
        method = method_name(sheets.view, &ranking.method),
        edition = sheets.view.edition_name(sheets.view.last)
    )?;
    Ok(PageTable { caption: Some(caption), columns, rows })
}

fn row(
    sheets: &Sheets<'_, '_>,
    ranking: &GroupRanking,
    place: &GroupPlace,
    drawn: bool,
) -> Result<Option<PageRow>, ReportError> {
    let view = sheets.view;
    let (Some(group), Some(score)) = (sheets.group(place.group), ranking.scores.get(place.group))
    else {
        return Ok(None);
    };
    let blank = || PageCell::Figure { text: String::new() };
    let count = |n: usize| printed::count(view, n).map(|number| PageCell::Number { number });
    let mut cells = vec![
        match place.rank {
            Some(rank) => count(rank as usize)?,
            None => blank(),
        },
        sheets.named(group),
        PageCell::Text { text: sheets.area(&group.principal) },
    ];
    match score.score {
        Some(points) => {
            let share = points / ranking.method.maximum();
            cells.push(PageCell::Number { number: printed::exact(view, points)? });
            cells.push(PageCell::Number {
                number: printed::percent(&view.words, &view.numbers, share)?,
            });
        }
        None => cells.extend([PageCell::Figure { text: no_score(sheets, score)? }, blank()]),
    }
    if drawn {
        let found = place.draws.as_ref();
        cells.push(PageCell::Figure { text: interval(sheets, score)?.unwrap_or_default() });
        cells.push(PageCell::Figure {
            text: match found {
                Some(d) => say!(
                    view.words,
                    if d.low == d.high { "rank-one" } else { "rank-range" },
                    low = view.numbers.count(d.low),
                    high = view.numbers.count(d.high)
                )?,
                None => String::new(),
            },
        });
        cells.push(match found.and_then(|d| d.tie_group) {
            Some(tie) => count(tie)?,
            None => blank(),
        });
    }
    cells.extend([count(score.unknown)?, count(score.missing)?]);
    Ok(Some(PageRow { cells, unused: score.score.is_none() }))
}

/// Why there is no score, in a word.
fn no_score(sheets: &Sheets<'_, '_>, score: &GroupScore) -> Result<String, ReportError> {
    let gone = score.verdict == Verdict::NotApplicable;
    say!(sheets.view.words, if gone { "crime-groups-gone" } else { "gap-short" })
}

/// The interval of a score in whole points: draws know no tenths.
fn interval(sheets: &Sheets<'_, '_>, score: &GroupScore) -> Result<Option<String>, ReportError> {
    let Some(d) = score.draws else { return Ok(None) };
    let numbers = &sheets.view.numbers;
    let (low, high) = (numbers.fixed(d.low, 0), numbers.fixed(d.high, 0));
    say!(sheets.view.words, "interval", low = low, high = high).map(Some)
}

/// The chart of the first of them; nothing without a score.
fn figure(
    sheets: &Sheets<'_, '_>,
    number: usize,
    ranking: &GroupRanking,
    places: &[&GroupPlace],
) -> Result<Option<Piece>, ReportError> {
    let view = sheets.view;
    let mut bars = Vec::new();
    for place in places.iter().take(DRAWN) {
        let (Some(group), Some(score)) =
            (sheets.group(place.group), ranking.scores.get(place.group))
        else {
            continue;
        };
        let (Some(points), Some(reach)) = (score.score, score.reach) else { continue };
        bars.push(GroupBar {
            name: sheets.label(group).to_owned(),
            text: view.numbers.exact(points),
            score: points,
            reach,
            interval: score.draws.map(|d| [d.low, d.high]),
            tie: place.draws.as_ref().and_then(|d| d.tie_group),
        });
    }
    if bars.is_empty() {
        return Ok(None);
    }
    let name = format!("crime-groups-{}.{}", number + 1, view.locale);
    let chart = chart::group_ranking(
        view,
        &name,
        &method_name(view, &ranking.method),
        ranking.method.maximum(),
        &bars,
    )?;
    let caption = say!(view.words, "crime-groups-chart-caption")?;
    Ok(Some(Piece::Figure { figure: Figure::new(chart, caption, 620) }))
}
