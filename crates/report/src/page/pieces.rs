//! The small pieces that several sections are made of.

use ideal_engine::Drawn;
use ideal_model::{
    AreaIx, IndicatorIx, NodeIx, Part, PlaceIx, RankDraws, RollUpKind, UnitIx, Verdict,
};
use serde::Serialize;

use super::printed;
use crate::document::{Band, Number};
use crate::error::ReportError;
use crate::numbers::Numbers;
use crate::palette::Rgb;
use crate::sentences::{Rated, no_change_id, of_hundred, point, quality};
use crate::view::{BandView, Lacking, Trust, View};
use crate::words::{Words, say};

/// A place on the page.
#[derive(Serialize)]
pub(super) struct Link {
    pub anchor: String,
    pub label: String,
}

impl From<BandView> for Band {
    fn from(view: BandView) -> Self {
        Band { ground: view.ground.hex(), ink: view.ground.ink().hex(), label: view.label }
    }
}

/// A node of a unit: a score, or why there is none.
#[derive(Serialize)]
pub(super) struct Score {
    /// The score in its published form, with its band and what has to be said beside it; none for
    /// a gap.
    #[serde(rename = "text")]
    pub number: Option<Number>,
    /// Place on the scale in per cent, for the bar.
    pub at: String,
    /// Colour of the bar.
    pub ground: String,
    pub band: Option<Band>,
    /// "41,2–56,0", with draws.
    pub interval: Option<String>,
    /// Median of the draws.
    pub median: Option<Number>,
    /// The sentence that says the median beside a score at an end of its interval.
    pub beside: Option<String>,
    /// Why there is no score.
    pub gap: Option<String>,
    /// Dimensions that a score of the root was made without.
    pub without: Option<Lacking>,
    /// Not applicable rather than a gap.
    pub out: bool,
    /// Whether it rests on enforcement counts alone.
    pub enforcement: bool,
    pub coverage: Share,
    pub confidence: Option<Confidence>,
    /// Anchor of the place that explains it.
    pub explained: Option<String>,
}

/// A share of one.
#[derive(Serialize)]
pub(super) struct Share {
    /// In per cent, without the sign.
    pub text: String,
    /// In per cent, for the bar.
    pub at: String,
    /// The share with the sign.
    #[serde(skip)]
    pub number: Number,
}

/// A confidence.
#[derive(Serialize)]
pub(super) struct Confidence {
    pub word: String,
    /// Of 100, as it agrees with the word.
    #[serde(rename = "text")]
    pub number: Number,
    pub at: String,
    /// 1 low, 2 moderate, 3 high.
    pub level: u8,
    /// What it is made of.
    pub about: Option<String>,
}

/// A change since the previous edition.
#[derive(Serialize)]
pub(super) struct Change {
    /// With the word, where it is a change.
    #[serde(rename = "text")]
    pub number: Number,
    /// `up`, `down` or `same`.
    pub way: &'static str,
    pub word: String,
    /// How the score moved beyond that, and because of what.
    pub composition: Option<String>,
}

/// Per cent for a style sheet: ASCII whatever the language.
pub(super) fn css(share: f64) -> String {
    format!("{:.1}%", if share.is_finite() { (share * 100.0).clamp(0.0, 100.0) } else { 0.0 })
}

impl Share {
    pub(super) fn new(words: &Words, numbers: &Numbers, share: f64) -> Result<Self, ReportError> {
        let number = printed::percent(words, numbers, share)?;
        Ok(Share { text: numbers.percent(share), at: css(share), number })
    }
}

pub(super) fn share(view: &View<'_>, share: f64) -> Result<Share, ReportError> {
    Share::new(&view.words, &view.numbers, share)
}

pub(super) fn confidence(view: &View<'_>, value: f64) -> Result<Confidence, ReportError> {
    let level = match view.trust(value) {
        Trust::Low => 1,
        Trust::Moderate => 2,
        Trust::High => 3,
    };
    Ok(Confidence {
        word: view.trust_word(value)?,
        number: printed::fixed(view, of_hundred(&view.results.assessment.method, value), 0)?,
        at: css(value),
        level,
        about: None,
    })
}

/// The confidence of a node of a unit, with what it is made of.
pub(super) fn rated_confidence(
    view: &View<'_>,
    unit: UnitIx,
    node: NodeIx,
) -> Result<Option<Confidence>, ReportError> {
    let Some(result) = view.node(unit, node) else { return Ok(None) };
    let Some(value) = result.confidence else { return Ok(None) };
    let mut out = confidence(view, value)?;
    if let Some(basis) = &view.bases.of(unit, node) {
        let method = &view.results.assessment.method;
        let rated = Rated { confidence: value, coverage: result.coverage, basis };
        out.about = Some(quality(&view.words, &view.numbers, method, &rated)?);
    }
    Ok(Some(out))
}

/// What is known of a score and what is missing beside it, with who has it if `name` is given; only
/// where the score lies at an end of its interval.
fn beside(
    view: &View<'_>,
    unit: UnitIx,
    node: NodeIx,
    name: Option<&str>,
) -> Result<Option<String>, ReportError> {
    let interval = view.node(unit, node).and_then(|n| n.interval.as_ref());
    let Some((score, i)) = view.score(unit, node).zip(interval) else { return Ok(None) };
    let method = &view.results.assessment.method;
    point(&view.words, &view.numbers, method, (score, &Drawn::of(score, i)), name)
}

/// The same of several scores of the root, each with its name.
pub(super) fn all_beside(
    view: &View<'_>,
    scores: impl Iterator<Item = (UnitIx, String)>,
) -> Result<Vec<String>, ReportError> {
    let mut out = Vec::new();
    for (unit, name) in scores {
        out.extend(beside(view, unit, view.root, Some(&name))?);
    }
    Ok(out)
}

pub(super) fn score(view: &View<'_>, unit: UnitIx, node: NodeIx) -> Result<Score, ReportError> {
    let result = view.node(unit, node);
    let value = view.score(unit, node);
    let ground = match value {
        Some(v) => view.ground(unit, node, v)?,
        None => Rgb(255, 255, 255),
    };
    let draws = result.and_then(|n| n.interval.as_ref()).filter(|_| value.is_some());
    let interval = match draws {
        Some(i) => {
            Some(say!(view.words, "interval", low = view.shown(i.low), high = view.shown(i.high))?)
        }
        None => None,
    };
    let (band, without) = (view.band(unit, node)?.map(Band::from), view.without(unit, node)?);
    let enforcement = view.enforcement_alone(unit, node);
    let mut number = value.map(|v| printed::score(view, v)).transpose()?;
    if let Some(number) = &mut number {
        number.band.clone_from(&band);
        if enforcement {
            number.notes.push(say!(view.words, "mark-enforcement")?);
        }
        number.notes.extend(without.as_ref().map(|w| w.text.clone()));
    }
    Ok(Score {
        number,
        at: css(value.map_or(0.0, |v| view.share(v))),
        ground: ground.hex(),
        band,
        interval,
        median: draws.map(|i| printed::score(view, i.median)).transpose()?,
        beside: beside(view, unit, node, None)?,
        gap: if value.is_some() { None } else { Some(view.reason(unit, node)?) },
        without,
        out: result.is_some_and(|n| n.verdict == Verdict::NotApplicable),
        enforcement,
        coverage: share(view, result.map_or(0.0, |n| n.coverage))?,
        confidence: match result.and_then(|n| n.confidence) {
            Some(c) => Some(confidence(view, c)?),
            None => None,
        },
        explained: explained_at(view, unit),
    })
}

/// The change of the root: judged by the draws where there are any, else shown beside the method's
/// threshold.
pub(super) fn change(view: &View<'_>, unit: UnitIx) -> Result<Option<Change>, ReportError> {
    let Some(node) = view.node(unit, view.root) else { return Ok(None) };
    let Some(change) = node.change else { return Ok(None) };
    let way = direction(view, unit);
    let id = match way {
        "up" => "change-up",
        "down" => "change-down",
        "unjudged" => "change-unjudged",
        _ => "change-same",
    };
    let composition = match node.composition {
        Some(beyond) => composition(view, unit, change, beyond)?,
        None => None,
    };
    let word = say!(view.words, id)?;
    let mut number = printed::signed(view, change, view.results.assessment.method.decimals)?;
    match way {
        "up" => number.notes.push(format!("▲ {word}")),
        "down" => number.notes.push(format!("▼ {word}")),
        "unjudged" => number.notes.push(word.clone()),
        _ => {}
    }
    Ok(Some(Change { number, way, word, composition }))
}

/// How the score of a root moved altogether, with what entered or left by name; none where nothing
/// did.
fn composition(
    view: &View<'_>,
    unit: UnitIx,
    change: f64,
    beyond: f64,
) -> Result<Option<String>, ReportError> {
    let entrants = view.results.entrants(unit, view.root);
    let (entered, left) =
        (parts(view, unit, &entrants.entered)?, parts(view, unit, &entrants.left)?);
    let id = match (entered.is_empty(), left.is_empty()) {
        (true, true) => return Ok(None),
        (false, true) => "composition-entered",
        (true, false) => "composition-left",
        (false, false) => "composition-both",
    };
    let because = say!(view.words, id, entered = entered, left = left)?;
    let none = view.signed(0.0);
    let shown = view.signed(beyond);
    let unmoved = shown == none || shown == view.signed(-0.0);
    say!(
        view.words,
        if unmoved { "change-composition-none" } else { "change-composition" },
        total = view.signed(change + beyond),
        change = view.signed(change),
        composition = view.signed(beyond),
        because = because
    )
    .map(Some)
}

/// Names of what entered or left, the first few of them.
fn parts(view: &View<'_>, unit: UnitIx, parts: &[Part]) -> Result<String, ReportError> {
    const NAMED: usize = 4;
    let kind = view.results.rollup(unit).map(|r| r.kind);
    let name = |part: &Part| match *part {
        Part::Indicator(i) => view.indicator_name(i),
        Part::Member(member) => {
            let key = view.results.units.get(member.get());
            match kind {
                Some(RollUpKind::Territory) => key.map(|k| view.area_name(k.area)),
                _ => key.map(|k| view.place_name(k.place)),
            }
            .unwrap_or_default()
        }
    };
    let mut names: Vec<String> = parts.iter().take(NAMED).map(name).collect();
    if parts.len() > NAMED {
        let more = view.numbers.count(parts.len() - NAMED);
        names.push(say!(view.words, "composition-more", n = more)?);
    }
    view.words.list(&names)
}

/// Why a score has no change since the previous edition, as a sentence; none where it has one, and
/// where no edition comes before.
pub(super) fn no_change(view: &View<'_>, unit: UnitIx) -> Result<Option<String>, ReportError> {
    let Some(why) = view.results.no_change(unit, view.root) else { return Ok(None) };
    let before = view.last.before().map(|e| view.edition_name(e)).unwrap_or_default();
    say!(view.words, no_change_id(why), before = before).map(Some)
}

/// `up` or `down` where the change can be told apart from none, `unjudged` where no draw has both
/// editions, else `same`.
pub(super) fn direction(view: &View<'_>, unit: UnitIx) -> &'static str {
    let method = &view.results.assessment.method;
    let Some(node) = view.node(unit, view.root) else { return "same" };
    let Some(change) = node.change else { return "same" };
    if let Some(draws) = &node.interval {
        return match (draws.up, draws.down) {
            (Some(up), _) if up >= 0.8 => "up",
            (_, Some(down)) if down >= 0.8 => "down",
            (None, None) => "unjudged",
            _ => "same",
        };
    }
    let threshold = method.uncertainty.change_threshold * method.width();
    if change > threshold {
        "up"
    } else if change < -threshold {
        "down"
    } else {
        "same"
    }
}

/// "12 of 25".
pub(super) fn of(view: &View<'_>, part: usize, whole: usize) -> Result<String, ReportError> {
    let count = |n: usize| view.numbers.count(n);
    say!(view.words, "of", part = count(part), whole = count(whole))
}

/// The ranks that the draws leave open: "3–7", or the one rank that they give.
pub(super) fn rank_range(view: &View<'_>, draws: &RankDraws) -> Result<String, ReportError> {
    say!(
        view.words,
        if draws.low == draws.high { "rank-one" } else { "rank-range" },
        low = view.numbers.count(draws.low as usize),
        high = view.numbers.count(draws.high as usize)
    )
}

/// The median of the rank: "median 4".
pub(super) fn rank_median(view: &View<'_>, draws: &RankDraws) -> Result<String, ReportError> {
    say!(view.words, "rank-median", rank = view.numbers.count(draws.median as usize))
}

/// How many others a row lies clearly above and clearly below: "9 / 3"; nothing where not every
/// pair is compared.
pub(super) fn clear(view: &View<'_>, draws: &RankDraws) -> Result<Option<String>, ReportError> {
    let count = |n: u32| view.numbers.count(n as usize);
    draws
        .clear
        .map(|c| say!(view.words, "clear-rows", above = count(c.above), below = count(c.below)))
        .transpose()
}

/// From which share of the draws on one row lies clearly above another, in per cent.
pub(super) fn tie(view: &View<'_>) -> String {
    view.numbers.percent(view.results.assessment.method.uncertainty.tie)
}

/// The anchor of the place that explains the scores of a unit: the profile of its territory, or of
/// its crime area where it is a roll-up of that; none of a region, which has no profile.
pub(super) fn explained_at(view: &View<'_>, unit: UnitIx) -> Option<String> {
    let key = view.results.units.get(unit.get())?;
    if view.cells.contains(&unit) {
        Some(cell_anchor(view, unit))
    } else if view.territories.contains(&key.place) {
        Some(place_anchor(view, key.place))
    } else {
        view.area_unit(key.area, key.edition)
            .is_some_and(|u| u == unit)
            .then(|| area_anchor(view, key.area))
            .filter(|_| view.areas.contains(&key.area))
    }
}

/// The anchor of the profiles of territories: what leads to one that has none leads there.
const PROFILES: &str = "territories";

/// The anchor of a territory's profile.
pub(super) fn place_anchor(view: &View<'_>, place: PlaceIx) -> String {
    if !view.has_profile(place) {
        return PROFILES.to_owned();
    }
    anchor("t", view.place_code(place), place.get())
}

/// The anchor of the rows of evidence under a territory.
pub(super) fn rows_anchor(view: &View<'_>, place: PlaceIx) -> String {
    anchor("e", view.place_code(place), place.get())
}

/// The anchor of a crime area's profile.
pub(super) fn area_anchor(view: &View<'_>, area: AreaIx) -> String {
    anchor("a", view.area_code(area), area.get())
}

/// The anchor of an indicator in the annex on the method.
pub(super) fn indicator_anchor(view: &View<'_>, indicator: IndicatorIx) -> String {
    let indicators = &view.results.assessment.method.indicators;
    let code = indicators.get(indicator.get()).map_or("", |i| i.code.as_str());
    anchor("i", code, indicator.get())
}

/// The anchor of a cell, opened: `cell-col-extortion`; of a territory that is assessed as a whole
/// `cell-col`.
pub(super) fn cell_anchor(view: &View<'_>, unit: UnitIx) -> String {
    let Some(key) = view.results.units.get(unit.get()) else { return "cell".to_owned() };
    if !view.has_profile(key.place) {
        return PROFILES.to_owned();
    }
    let place = anchor("cell", view.place_code(key.place), key.place.get()).to_lowercase();
    if view.territories_only() {
        return place;
    }
    anchor(&place, view.area_code(key.area), key.area.get()).to_lowercase()
}

/// The anchor of a place or area: its code, or its index where the code has letters an address
/// cannot carry.
fn anchor(kind: &str, code: &str, index: usize) -> String {
    let plain = !code.is_empty()
        && code.len() <= 40
        && code.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.'));
    if plain { format!("{kind}-{code}") } else { format!("{kind}-{index}") }
}
