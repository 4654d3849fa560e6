//! A round is planned: from what the method asks of experts and the evidence lacks.

mod bridges;
mod draft;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use ideal_evidence::Update;
use ideal_model::method::{Indicator, Kind};
use ideal_model::{
    AssessmentInput, GroupSeries, Lang, Mark, Method, Territory, TerritoryKind, Tlp, Value,
};

use crate::countries::{country, language};
use crate::error::CollectError;
use crate::round::{
    BridgeUse, Item, Panel, Round, is_id, is_of_round, item_names, round_path, write_round,
};
use bridges::bridges;
use draft::{Catalogues, concept};

/// Raters that a panel is drafted with.
const RATERS: u32 = 5;

/// Widest scale whose points are one apart; wider ones have ten steps.
const WIDEST_IN_ONES: f64 = 20.0;

/// A planned round.
#[derive(Clone, Debug)]
pub struct Planned {
    /// Where its `round.toml` was written.
    pub path: PathBuf,
    /// The round.
    pub round: Round,
    /// Codes of its items that have no weight in the method: no score uses them.
    pub idle: Vec<String>,
}

/// Plans the round `id` of the project in `folder`, and writes its `round.toml`, whole or not at
/// all. `waiting` is called once where another command that writes makes this one wait.
///
/// # Errors
/// [`CollectError`]: a round of this id is there, or there is nothing to ask; nothing is written.
pub fn plan(
    folder: &Path,
    project: &AssessmentInput,
    id: &str,
    waiting: fn(&Path),
) -> Result<Planned, CollectError> {
    if !is_id(id) {
        return Err(CollectError::BadId(id.to_owned()));
    }
    let update = Update::begin(folder, waiting)?;
    let place = round_path(id);
    let path = folder.join(&place);
    if fs::symlink_metadata(&path).is_ok() {
        return Err(CollectError::Planned(path));
    }
    let round = draft_round(project, id)?;
    update.commit(&[(place, write_round(&round).into_bytes())])?;
    let method = &project.method;
    let moves = |code: &str| {
        method.indicators.iter().any(|leaf| leaf.series == code && counts(method, leaf))
    };
    let codes = round.items.iter().map(|i| i.code.clone());
    let idle = codes.filter(|code| !moves(code)).collect();
    Ok(Planned { path, round, idle })
}

/// A round of the project's newest edition that asks its open slots of every territory.
///
/// Each territory is a panel of its own, in the language of its country, with two or three bridge
/// territories such that all panels can be compared.
///
/// # Errors
/// [`CollectError::NoSlots`], [`CollectError::NoTerritories`].
pub fn draft_round(project: &AssessmentInput, id: &str) -> Result<Round, CollectError> {
    let territories: Vec<Territory> =
        project.territories.iter().filter(|t| t.kind != TerritoryKind::Region).cloned().collect();
    let edition = project.editions.last().copied().filter(|_| !territories.is_empty());
    let edition = edition.ok_or(CollectError::NoTerritories)?;
    let slots = open_slots(project);
    if slots.is_empty() {
        return Err(CollectError::NoSlots);
    }
    let words = Catalogues::new()?;
    let codes: Vec<&str> = slots.iter().map(|slot| slot.leaf.series.as_str()).collect();
    let named = |lang| (lang, item_names(&project.method, &codes, lang));
    let names: BTreeMap<Lang, Vec<String>> = Lang::ALL.map(named).into();
    let (mut items, mut vignettes) = (Vec::new(), Vec::new());
    let mut illustrated = BTreeSet::new();
    for (i, slot) in slots.iter().enumerate() {
        let concept = concept(&project.method, slot.leaf);
        let name = |lang| names.get(&lang).and_then(|n| n.get(i)).cloned().unwrap_or_default();
        let mut item = slot.item();
        item.question = words.question(concept, name, edition)?;
        item.anchors = words.anchors(concept, &item)?;
        if illustrated.insert(concept) {
            vignettes.extend(words.vignettes(concept, &item.code)?);
        }
        items.push(item);
    }
    let panels = panels(&territories);
    let mut languages: Vec<Lang> = Vec::new();
    for locale in &project.languages {
        if !languages.contains(&locale.lang) {
            languages.push(locale.lang);
        }
    }
    for lang in panels.iter().flat_map(|p| &p.languages) {
        if !languages.contains(lang) {
            languages.push(*lang);
        }
    }
    Ok(Round {
        id: id.to_owned(),
        edition,
        languages,
        handling: project.handling.strictest(Mark::new(Tlp::Amber, None)),
        bridge: BridgeUse::default(),
        panels,
        items,
        vignettes,
        weights: None,
    })
}

/// A panel for each territory.
fn panels(territories: &[Territory]) -> Vec<Panel> {
    let bridges = bridges(territories);
    let code = |i: &usize| territories.get(*i).map(|t| t.code.clone());
    let panel = |(t, bridge): (&Territory, &Vec<usize>)| Panel {
        id: if is_id(&t.code) { t.code.clone() } else { spelt_as_id(&t.code) },
        territories: vec![t.code.clone()],
        languages: vec![language(country(t))],
        raters: RATERS,
        bridge: bridge.iter().filter_map(code).collect(),
    };
    territories.iter().zip(&bridges).map(panel).collect()
}

/// A code with signs that an id cannot have, as an id.
fn spelt_as_id(code: &str) -> String {
    let kept = |c: char| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' };
    format!("P{}", code.chars().map(kept).collect::<String>())
}

/// A series that experts are to rate.
struct Slot<'p> {
    leaf: &'p Indicator,
    crime_areas: Vec<String>,
}

impl Slot<'_> {
    /// Its item, without words.
    fn item(&self) -> Item {
        let ends = self.leaf.scale.map(|s| [s.low, s.high]).or(self.leaf.goalposts);
        let scale = ends.unwrap_or([0.0, 10.0]);
        let width = scale[1] - scale[0];
        Item {
            code: self.leaf.series.clone(),
            crime_areas: self.crime_areas.clone(),
            scale,
            step: if (1.0..=WIDEST_IN_ONES).contains(&width) { 1.0 } else { width / 10.0 },
            question: Default::default(),
            anchors: Vec::new(),
        }
    }
}

/// The leaves of kind `expert` that are no figures of the sheets of groups, without a row in the evidence, by series, each with the crime areas
/// that lack one; in the order of the method.
fn open_slots(project: &AssessmentInput) -> Vec<Slot<'_>> {
    let Some(edition) = project.editions.last() else { return Vec::new() };
    let known = known_rows(project);
    let lacks = |series: &str, area: &str| !known.contains(&(series, area));
    let mut out: Vec<Slot<'_>> = Vec::new();
    let asked = |i: &&Indicator| {
        let derived = GroupSeries::from_word(&i.series).is_some();
        i.kind == Kind::Expert && !derived && i.parent.is_some() && !i.outside(*edition)
    };
    for leaf in project.method.indicators.iter().filter(asked) {
        let named: Vec<&str> = match &leaf.area {
            Some(area) => vec![area],
            None if leaf.crime_areas.is_empty() => vec!["*"],
            None => {
                let served = project.crime_areas.iter().map(|a| a.code.as_str());
                served.filter(|a| leaf.serves(a)).collect()
            }
        };
        let any = known.iter().any(|(series, _)| *series == leaf.series);
        let open = named.into_iter().filter(|area| {
            if *area == "*" { !any } else { lacks(&leaf.series, area) && lacks(&leaf.series, "*") }
        });
        let crime_areas: Vec<String> = open.map(str::to_owned).collect();
        match out.iter_mut().find(|slot| slot.leaf.series == leaf.series) {
            _ if crime_areas.is_empty() => {}
            Some(slot) => slot.crime_areas.extend(crime_areas),
            None => out.push(Slot { leaf, crime_areas }),
        }
    }
    out
}

/// Series and crime areas that have a row with a value. Ratings of earlier rounds do not count:
/// experts are asked again for each edition.
fn known_rows(project: &AssessmentInput) -> BTreeSet<(&str, &str)> {
    let evidence = &project.evidence;
    let current = project.editions.last();
    evidence
        .observations
        .iter()
        .filter(|o| o.value != Value::Missing)
        .filter(|o| {
            let of_round = o.source.is_some_and(|s| is_of_round(evidence.sources.code(s)));
            !of_round || Some(&o.period) == current
        })
        .map(|o| {
            let area = o.crime_area.map_or("*", |a| evidence.crime_areas.code(a));
            (evidence.indicators.code(o.indicator), area)
        })
        .collect()
}

/// Whether a leaf can move a score: it and all nodes over it have a weight.
fn counts(method: &Method, leaf: &Indicator) -> bool {
    let mut at = leaf.parent;
    let mut counts = leaf.weight > 0.0;
    while let Some(node) = at.and_then(|i| method.nodes.get(i.get())) {
        counts &= node.parent.is_none() || node.weight > 0.0;
        at = node.parent;
    }
    counts
}
