//! What moved since the last edition, beyond the noise, and why.

use ideal_model::method::Rounding;
use ideal_model::{AreaIx, PlaceIx, Ranking, shown};
use serde::Serialize;

use super::table::{Leads, PageCell, PageColumn, PageRow, PageTable};
use super::{moved, pieces, printed};
use crate::changes::{EditionChanges, Moved, NoiseBy};
use crate::error::ReportError;
use crate::view::View;
use crate::words::say;

/// What a page prints where there is nothing to say.
const DASH: &str = "–";

#[derive(Serialize)]
pub(super) struct ChangesSection {
    /// What was compared, and what is told.
    pub lead: Vec<String>,
    pub territories: Told,
    /// None where territories are assessed as a whole.
    pub areas: Option<Told>,
    /// Which indicators moved most, a sentence for each territory that moved.
    pub why: Vec<String>,
    /// How the parts of a difference are to be read.
    pub parts: Vec<String>,
    /// Rows of evidence by source, or a sentence in place of the table.
    pub rows: Option<PageTable>,
    pub rows_said: Option<String>,
    /// Lines of the method, or a sentence in their place.
    pub method: Vec<String>,
    pub method_said: Option<String>,
}

/// What is told of the territories, or of the crime areas.
#[derive(Serialize)]
pub(super) struct Told {
    pub sentences: Vec<String>,
    /// Those that moved beyond the noise; none where nobody did.
    pub table: Option<PageTable>,
}

/// The section; nothing without an earlier edition.
pub(super) fn section(view: &View<'_>) -> Result<Option<ChangesSection>, ReportError> {
    let words = &view.words;
    let Some(found) = view.changes else { return Ok(None) };
    let [before, after] = found.editions.map(|e| e.to_string());
    let root = view.node_name(view.root);
    let same = before == after;
    let id = if same { "changes-lead-same" } else { "changes-lead" };
    let noise = match found.noise {
        NoiseBy::Difference => "changes-noise",
        NoiseBy::Intervals => "changes-noise-intervals",
        NoiseBy::Nothing => "changes-noise-nothing",
    };
    let mut lead = vec![
        say!(words, id, before = before, after = after, root = root)?,
        say!(words, "changes-two-ways")?,
        say!(words, noise)?,
    ];
    for (id, codes) in ["changes-aside-before", "changes-aside-now"].into_iter().zip(&found.aside) {
        if !codes.is_empty() {
            let names: Vec<String> = codes.iter().map(|code| name_of(view, code)).collect();
            lead.push(say!(words, id, names = words.list(&names)?)?);
        }
    }
    let [beyond, cells] = found.cells;
    if cells > 0 {
        let count = |n: usize| view.numbers.count(n);
        lead.push(say!(
            words,
            "changes-cells",
            n = beyond,
            moved = count(beyond),
            all = count(cells)
        )?);
    }
    let areas = !view.areas.is_empty() && !view.territories_only();
    let areas = if areas { Some(told(view, found, Ranking::CrimeAreas)?) } else { None };
    Ok(Some(ChangesSection {
        lead,
        territories: told(view, found, Ranking::Territories)?,
        areas,
        why: why(view, found)?,
        parts: parts(view, found)?,
        rows: rows(view, found)?,
        rows_said: if found.rows.as_ref().is_some_and(Vec::is_empty) {
            Some(say!(words, "changes-rows-none")?)
        } else {
            None
        },
        method: found.method.clone().unwrap_or_default(),
        method_said: if found.method.as_ref().is_some_and(Vec::is_empty) {
            Some(say!(words, "changes-method-none")?)
        } else {
            None
        },
    }))
}

/// Which indicators moved most in each territory that is told of; nothing where another edition was
/// compared than the one before in these results.
fn why(view: &View<'_>, found: &EditionChanges) -> Result<Vec<String>, ReportError> {
    let editions = &view.results.assessment.editions;
    let before = view.last.before().and_then(|e| editions.get(e.get()));
    let own = before == Some(&found.editions[0])
        && editions.get(view.last.get()) == Some(&found.editions[1]);
    let mut out = Vec::new();
    for &place in view.territories.iter().filter(|_| own) {
        let code = view.place_code(place);
        let told = |m: &&Moved| m.ranking == Ranking::Territories && m.code == code && m.beyond;
        if found.moved.iter().find(told).and_then(difference).is_some_and(|d| d != 0.0) {
            out.extend(moved::sentence(view, place)?);
        }
    }
    Ok(out)
}

/// How the parts of the differences are to be read; why there are none where results were compared.
fn parts(view: &View<'_>, found: &EditionChanges) -> Result<Vec<String>, ReportError> {
    if found.method.is_none() {
        return Ok(vec![say!(view.words, "changes-no-parts")?]);
    }
    let mut out = vec![say!(view.words, "changes-parts")?];
    let shown = |m: &&Moved| m.beyond && difference(m).is_some();
    if found.moved.iter().filter(shown).any(|m| m.parts.is_none()) {
        out.push(say!(view.words, "changes-gap-between")?);
    }
    Ok(out)
}

/// The name of a territory, crime area or indicator; its code where this edition does not have it.
fn name_of(view: &View<'_>, code: &str) -> String {
    let results = view.results;
    let indicators = &results.assessment.method.indicators;
    let places = results.places.iter().find(|p| p.code == code).map(|p| &p.names);
    let areas = || results.areas.iter().find(|a| a.code == code).map(|a| &a.names);
    let leaves = || indicators.iter().find(|i| i.code == code).map(|i| &i.names);
    let names = places.or_else(areas).or_else(leaves);
    names.map_or(code, |names| names.or_code(view.lang, code)).to_owned()
}

fn difference(moved: &Moved) -> Option<f64> {
    Some(moved.scores[1]? - moved.scores[0]?)
}

/// What the report knows of the territory or crime area of a row: its name and where it leads.
fn named(view: &View<'_>, moved: &Moved) -> Option<(String, Leads)> {
    let code = moved.code.as_str();
    match moved.ranking {
        Ranking::CrimeAreas => {
            let at = view.results.areas.iter().position(|a| a.code == code);
            let area = at.and_then(AreaIx::new).filter(|a| view.areas.contains(a))?;
            Some((view.area_name(area), Leads::Here(pieces::area_anchor(view, area))))
        }
        Ranking::Territories | Ranking::Units => {
            let at = view.results.places.iter().position(|p| p.code == code);
            let place = at.and_then(PlaceIx::new).filter(|p| view.territories.contains(p))?;
            Some((view.place_name(place), Leads::Here(pieces::place_anchor(view, place))))
        }
    }
}

fn told(view: &View<'_>, found: &EditionChanges, of: Ranking) -> Result<Told, ReportError> {
    let words = &view.words;
    let mut all: Vec<(&Moved, String, Leads)> = Vec::new();
    for moved in found.moved.iter().filter(|m| m.ranking == of) {
        // Regions and groups are ranked nowhere, and told nowhere.
        all.extend(named(view, moved).map(|(name, leads)| (moved, name, leads)));
    }
    all.sort_by(|x, y| words.compare(&x.1, &y.1));
    let names = |which: &dyn Fn(&Moved) -> bool| -> Vec<String> {
        all.iter().filter(|(m, ..)| which(m)).map(|(_, name, _)| name.clone()).collect()
    };
    let entered = names(&|m| m.scores[0].is_none() && m.scores[1].is_some());
    let left = names(&|m| m.scores[0].is_some() && m.scores[1].is_none());
    let both = all.iter().filter(|(m, ..)| difference(m).is_some()).count();
    all.retain(|(m, ..)| m.beyond && difference(m).is_some_and(|d| d != 0.0));
    let up = all.iter().filter(|(m, ..)| difference(m).is_some_and(|d| d > 0.0)).count();
    let id = if of == Ranking::CrimeAreas { "changes-areas" } else { "changes-territories" };
    let count = |n: usize| view.numbers.count(n);
    let mut sentences = vec![say!(
        words,
        id,
        moved = count(all.len()),
        all = count(both),
        up = count(up),
        down = count(all.len() - up)
    )?];
    for (id, names) in [("changes-entered", &entered), ("changes-left", &left)] {
        if !names.is_empty() {
            sentences.push(say!(words, id, names = words.list(names)?)?);
        }
    }
    // The farthest first; of equals by name.
    all.sort_by(|x, y| {
        let far = |m: &Moved| difference(m).unwrap_or_default().abs();
        far(y.0).total_cmp(&far(x.0))
    });
    let table = if all.is_empty() { None } else { Some(movers(view, found, of, all)?) };
    Ok(Told { sentences, table })
}

/// Those that moved, each with its difference, the parts of it and its ranks.
fn movers(
    view: &View<'_>,
    found: &EditionChanges,
    of: Ranking,
    all: Vec<(&Moved, String, Leads)>,
) -> Result<PageTable, ReportError> {
    let words = &view.words;
    let areas = of == Ranking::CrimeAreas;
    let split = found.method.is_some();
    let intervals = found.noise == NoiseBy::Difference;
    let mut columns =
        vec![PageColumn::texts(say!(words, if areas { "col-area" } else { "col-territory" })?)];
    columns.push(PageColumn::figures(say!(words, "col-before")?));
    columns.push(PageColumn::figures(say!(words, "col-now")?));
    columns.push(PageColumn::figures(say!(words, "col-score-difference")?));
    if intervals {
        columns.push(PageColumn::figures(say!(words, "col-interval")?));
    }
    if split {
        for id in ["col-part-data", "col-part-method", "col-part-world"] {
            columns.push(PageColumn::figures(say!(words, id)?));
        }
    }
    columns.push(PageColumn::figures(say!(words, "col-ranks")?));
    let mut rows = Vec::new();
    for (moved, text, leads) in all {
        let mut cells = vec![PageCell::Name { text, code: None, leads }];
        for score in moved.scores {
            cells.push(match score {
                Some(score) => PageCell::Number { number: printed::score(view, score)? },
                None => figure(DASH),
            });
        }
        cells.push(points(view, difference(moved))?);
        if intervals {
            cells.push(interval(view, moved)?);
        }
        if split {
            for at in 0..3 {
                cells.push(points(view, moved.parts.and_then(|p| p.get(at).copied()))?);
            }
        }
        cells.push(ranks(view, moved)?);
        rows.push(PageRow { cells, unused: false });
    }
    let id = if areas { "changes-table-areas" } else { "changes-table-territories" };
    let root = view.node_name(view.root);
    let caption = Some(say!(words, id, root = root)?);
    Ok(PageTable { caption, columns, rows })
}

fn figure(text: impl Into<String>) -> PageCell {
    PageCell::Figure { text: text.into() }
}

/// Points of the scale with their sign.
fn points(view: &View<'_>, points: Option<f64>) -> Result<PageCell, ReportError> {
    let decimals = view.results.assessment.method.decimals;
    Ok(match points {
        Some(x) => PageCell::Number { number: printed::signed(view, x, decimals)? },
        None => figure(DASH),
    })
}

fn interval(view: &View<'_>, moved: &Moved) -> Result<PageCell, ReportError> {
    let Some([low, high]) = moved.interval else { return Ok(figure(DASH)) };
    let decimals = view.results.assessment.method.decimals;
    // An end that only rounding makes zero would deny that the interval does not hold it.
    let beside_zero = |x: f64, decimals| {
        x != 0.0
            && shown(x, decimals, Rounding::HalfUp).bytes().all(|b| !(b'1'..=b'9').contains(&b))
    };
    let clear_of_zero = low * high > 0.0;
    let enough =
        |x: f64| (decimals..decimals + 4).find(|d| !beside_zero(x, *d)).unwrap_or(decimals);
    let decimals = if clear_of_zero { enough(low).max(enough(high)) } else { decimals };
    let (low, high) = (view.numbers.signed(low, decimals), view.numbers.signed(high, decimals));
    Ok(figure(say!(view.words, "changes-interval", low = low, high = high)?))
}

fn ranks(view: &View<'_>, moved: &Moved) -> Result<PageCell, ReportError> {
    let rank =
        |r: Option<u32>| r.map_or_else(|| DASH.to_owned(), |r| view.numbers.count(r as usize));
    let [before, now] = moved.ranks.map(rank);
    Ok(figure(say!(view.words, "changes-ranks", before = before, now = now)?))
}

/// Rows that are not the same, by source; none where none is another, or that is not known.
fn rows(view: &View<'_>, found: &EditionChanges) -> Result<Option<PageTable>, ReportError> {
    let words = &view.words;
    let Some(sources) = found.rows.as_ref().filter(|s| !s.is_empty()) else { return Ok(None) };
    let mut columns = vec![PageColumn::texts(say!(words, "col-source")?)];
    for id in ["col-revised", "col-new", "col-vanished", "col-later"] {
        columns.push(PageColumn::figures(say!(words, id)?));
    }
    let mut rows = Vec::new();
    for of in sources {
        let text = if of.source.is_empty() {
            say!(words, "changes-no-source")?
        } else {
            of.source.clone()
        };
        let mut cells = vec![PageCell::Name { text, code: None, leads: Leads::Nowhere }];
        for n in [of.revised, of.new, of.vanished, of.later] {
            cells.push(PageCell::Number { number: printed::count(view, n)? });
        }
        rows.push(PageRow { cells, unused: false });
    }
    let caption = Some(say!(words, "changes-rows-table")?);
    Ok(Some(PageTable { caption, columns, rows }))
}
