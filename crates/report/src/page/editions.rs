//! Pictures of the editions side by side: one of all territories, and a small one of each.

use ideal_model::{EditionIx, PlaceIx, Ranking, UnitIx};

use super::pieces::direction;
use super::{Figure, MOST_PROFILE_CHARTS};
use crate::chart::{self, Move, SlopeLine, Trend, TrendPoint};
use crate::error::ReportError;
use crate::view::View;
use crate::words::say;

/// Editions that are drawn, at most: the last ones.
const MOST: usize = 6;
/// Territories without a score in any of them that are named, at most.
const NAMED: usize = 12;

/// The territories and the editions that pictures have room for.
struct Drawn {
    places: Vec<PlaceIx>,
    editions: Vec<EditionIx>,
    names: Vec<String>,
    /// Said where not all territories are drawn.
    note: Option<String>,
}

impl Drawn {
    fn of(view: &View<'_>) -> Result<Self, ReportError> {
        let rows = view.results.ranking(Ranking::Territories, view.last, view.root);
        let ranked = rows.filter_map(|r| view.results.units.get(r.unit.get())).map(|u| u.place);
        let mut places: Vec<PlaceIx> = ranked.filter(|p| view.territories.contains(p)).collect();
        let all = places.len();
        let mut note = None;
        if all > MOST_PROFILE_CHARTS {
            places.truncate(chart::ranking_shown(all));
            let (shown, count) = (view.numbers.count(places.len()), view.numbers.count(all));
            note = Some(say!(view.words, "editions-first", shown = shown, count = count)?);
        }
        let until = view.last.get() + 1;
        let editions: Vec<EditionIx> =
            EditionIx::all(until).skip(until.saturating_sub(MOST)).collect();
        let names = editions.iter().map(|&e| view.edition_name(e)).collect();
        Ok(Drawn { places, editions, names, note })
    }

    /// The caption with the note at its end.
    fn caption(&self, caption: String) -> String {
        self.note.iter().fold(caption, |text, note| [text.as_str(), note].join(" "))
    }
}

/// The score of a territory in an edition, with its unit.
fn scored(view: &View<'_>, place: PlaceIx, edition: EditionIx) -> Option<(UnitIx, f64)> {
    let unit = view.territory_unit(place, edition)?;
    Some((unit, view.score(unit, view.root)?))
}

/// Whether a score corresponds to that of the edition before.
fn corresponds(view: &View<'_>, unit: UnitIx) -> bool {
    view.node(unit, view.root).is_some_and(|n| n.change.is_some())
}

/// A line for each territory; nothing for fewer than two editions.
pub(super) fn slope(view: &View<'_>) -> Result<Option<Figure>, ReportError> {
    let drawn = Drawn::of(view)?;
    let (mut lines, mut never) = (Vec::new(), Vec::new());
    for &place in &drawn.places {
        let found: Vec<Option<(UnitIx, f64)>> =
            drawn.editions.iter().map(|&e| scored(view, place, e)).collect();
        if found.iter().flatten().count() == 0 {
            never.push(view.place_name(place));
            continue;
        }
        let step = |later: &Option<(UnitIx, f64)>| {
            later.filter(|(unit, _)| corresponds(view, *unit)).map(|(unit, _)| {
                match direction(view, unit) {
                    "up" => Move::Up,
                    "down" => Move::Down,
                    _ => Move::Noise,
                }
            })
        };
        lines.push(SlopeLine {
            name: view.place_name(place),
            steps: found.iter().skip(1).map(step).collect(),
            scores: found.into_iter().map(|f| f.map(|(_, score)| score)).collect(),
        });
    }
    let Some(chart) = chart::slope(view, &drawn.names, &lines)? else { return Ok(None) };
    let mut caption = say!(view.words, "slope-caption", root = view.node_name(view.root))?;
    if (1..=NAMED).contains(&never.len()) {
        let names = view.words.list(&never)?;
        caption = [caption, say!(view.words, "slope-never", names = names)?].join(" ");
    }
    Ok(Some(Figure::new(chart, drawn.caption(caption), 760)))
}

/// A small picture for each territory; nothing for fewer than two editions.
pub(super) fn trends(view: &View<'_>) -> Result<Option<Figure>, ReportError> {
    let drawn = Drawn::of(view)?;
    let mut all = Vec::new();
    for &place in &drawn.places {
        let mut points = Vec::new();
        for &edition in &drawn.editions {
            points.push(match scored(view, place, edition) {
                Some((unit, score)) => Some(TrendPoint {
                    score,
                    ground: view.ground(unit, view.root, score)?,
                    interval: view
                        .node(unit, view.root)
                        .and_then(|n| n.interval.as_ref())
                        .map(|i| (i.low, i.high)),
                    joined: corresponds(view, unit),
                }),
                None => None,
            });
        }
        all.push(Trend { name: view.place_name(place), points });
    }
    let Some(chart) = chart::trends(view, &drawn.names, &all)? else { return Ok(None) };
    let caption = say!(view.words, "trends-caption", root = view.node_name(view.root))?;
    Ok(Some(Figure::new(chart, drawn.caption(caption), 760)))
}
