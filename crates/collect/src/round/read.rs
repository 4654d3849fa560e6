//! `round.toml` becomes a [`Round`], or every reason why not.

use std::collections::BTreeSet;

use ideal_model::document::{Item as Value, ItemValue, Position, Reader, Section};
use ideal_model::{AssessmentInput, Finding, JudgedBy, Lang, Mark, Names};

use super::doubts::doubts;
use super::{BridgeUse, Item, Panel, Round, Vignette, WeightsAsked, is_id};

const TOP: [&str; 9] =
    ["id", "edition", "languages", "handling", "bridge", "weights", "panel", "item", "vignette"];
const PANEL: [&str; 4] = ["territories", "language", "raters", "bridge"];
const ITEM: [&str; 5] = ["crime_areas", "scale", "step", "question", "anchor"];
const VIGNETTE: [&str; 2] = ["item", "text"];
const WEIGHTS: [&str; 2] = ["nodes", "method"];
const START: Position = Position { line: 1, column: 1 };

/// Raters of a panel, at most.
const MOST_RATERS: i64 = 1000;

/// Reads `round.toml` and checks it against its project: the edition, territories, crime areas,
/// indicators and nodes must be the assessment's. The round is there exactly if no finding is an
/// error.
///
/// `file` is the path that findings name; the round's `id` must be that of its folder, `id`.
#[must_use]
pub fn read_round(
    text: &str,
    file: &str,
    id: &str,
    project: &AssessmentInput,
) -> (Option<Round>, Vec<Finding>) {
    let mut reader = Reading { r: Reader::new(file), project };
    let round = reader.round(text, id);
    let failed = reader.r.findings.failed();
    (round.filter(|_| !failed), reader.r.findings.finish())
}

/// Steps of a scale, at most.
const MOST_STEPS: f64 = 1e9;

/// Whether nothing can be read in any language, or in one that is written.
fn is_blank(names: &Names) -> bool {
    let mut written = [&names.es, &names.pt, &names.en].into_iter().flatten().peekable();
    written.peek().is_none() || written.any(|text| text.trim().is_empty())
}

struct Reading<'p> {
    r: Reader,
    project: &'p AssessmentInput,
}

impl Reading<'_> {
    fn round(&mut self, text: &str, id: &str) -> Option<Round> {
        let mut top = self.r.parse(text)?;
        match self.r.text(&mut top, "id") {
            Some((found, _)) if found == id => {}
            Some((found, at)) => {
                let message = format!("`id` is `{found}`, and the folder of the round is `{id}`");
                self.r.error(at, "round-id", message).hint =
                    Some("write the name of the folder, or rename the folder".into());
            }
            None => self.missing(START, "id"),
        }
        let edition_at = top.place("edition").unwrap_or(START);
        let edition = self.r.period(&mut top, "edition");
        match edition {
            Some(e) if !self.project.editions.contains(&e) => {
                let all: Vec<String> =
                    self.project.editions.iter().map(ToString::to_string).collect();
                let message = format!("`edition` is {e}, which the project does not assess");
                self.r.error(edition_at, "round-edition", message).hint =
                    Some(format!("its editions are {}", all.join(", ")));
            }
            Some(_) => {}
            None if edition_at == START => self.missing(START, "edition"),
            None => {}
        }
        if !top.has("languages") {
            self.missing(START, "languages");
        }
        let languages = self.languages(&mut top, "languages");
        let handling = self.handling(&mut top);
        let bridge = self.r.word(&mut top, "bridge", BridgeUse::ALL).unwrap_or_default();
        let weights = self.weights(&mut top);
        let items = self.items(&mut top);
        let panels = self.panels(&mut top);
        doubts(&mut self.r, self.project, &panels, &items);
        let panels = panels.into_iter().map(|(panel, _)| panel).collect();
        let vignettes = self.vignettes(&mut top, &items, &languages);
        self.r.unknown_keys(top, &TOP, "round.toml");
        for (item, at) in &items {
            self.translated(
                &item.question,
                &languages,
                *at,
                &format!("question of `{}`", item.code),
            );
        }
        Some(Round {
            id: id.to_owned(),
            edition: edition?,
            languages,
            handling,
            bridge,
            panels,
            items: items.into_iter().map(|(item, _)| item).collect(),
            vignettes,
            weights,
        })
    }

    fn missing(&mut self, at: Position, key: &str) {
        self.r.error(at, "missing-key", format!("`{key}` is missing")).hint =
            Some("`ideal collect plan` writes a whole one for a new round".into());
    }

    /// Warns of a text that some language of the round lacks: another's is shown there.
    fn translated(&mut self, names: &Names, languages: &[Lang], at: Position, what: &str) {
        let lacking: Vec<&str> = languages
            .iter()
            .filter(|lang| match lang {
                Lang::Es => names.es.is_none(),
                Lang::En => names.en.is_none(),
                Lang::Pt => names.pt.is_none(),
            })
            .map(|lang| lang.tag())
            .collect();
        if !lacking.is_empty() {
            let message = format!("the {what} is not written in {}", lacking.join(", "));
            self.r.warning(at, "untranslated", message).hint =
                Some("raters read it in another language".into());
        }
    }

    /// One language, or a list of them; each once.
    fn languages(&mut self, section: &mut Section, key: &str) -> Vec<Lang> {
        let listed = match section.take(key) {
            None => return Vec::new(),
            Some(Value { value: ItemValue::List(items), .. }) => items,
            Some(one) => vec![one],
        };
        let mut out = Vec::new();
        for Value { at, value } in listed {
            let ItemValue::Text(text) = value else {
                let message = format!("`{key}` should name languages in quotes");
                self.r.error(at, "wrong-type", message);
                continue;
            };
            match text.parse::<Lang>() {
                Ok(lang) if !out.contains(&lang) => out.push(lang),
                Ok(_) => {}
                Err(e) => {
                    self.r.error(at, "unknown-language", format!("`{key}`: {e}"));
                }
            }
        }
        out
    }

    /// The mark of the round. A round of an exercise is one too, whatever its plan says; one below
    /// the project's own mark is a doubt, because workbooks show figures of the project.
    fn handling(&mut self, top: &mut Section) -> Mark {
        let project = self.project.handling;
        let (text, at) = self.r.text(top, "handling").unwrap_or_else(|| (String::new(), START));
        let (mut mark, errors) = Mark::read(&text);
        for e in errors {
            self.r.error(at, "bad-handling", format!("`handling`: {e}"));
        }
        mark.exercise |= project.exercise;
        if mark.strictest(project) != mark {
            let message = format!("the round is marked {mark}, and the project {project}");
            self.r.warning(at, "round-below-project", message).hint = Some(format!(
                "its workbooks go out as {mark}; handling = \"{project}\" in round.toml marks them as \
                 the project is"
            ));
        }
        mark
    }

    fn weights(&mut self, top: &mut Section) -> Option<WeightsAsked> {
        let mut section = self.r.table(top, "weights")?;
        let at = section.at;
        let listed = self.r.texts(&mut section, "nodes").unwrap_or_default();
        if listed.is_empty() {
            self.missing(at, "weights.nodes");
        }
        let mut nodes: Vec<String> = Vec::new();
        for (node, at) in listed {
            let Some(found) = self.project.method.node_index(&node) else {
                let known = self.project.method.nodes.iter().map(|n| n.id.as_str());
                let hint = self.r.like(&node, "unknown-node", known);
                let message = format!("the method has no node `{node}`");
                self.r.error(at, "unknown-node", message).hint = hint;
                continue;
            };
            if nodes.contains(&node) {
                self.r.warning(at, "code-twice", format!("`{node}` stands twice"));
            } else if self.project.method.weighed_children(found).len() < 2 {
                let message = format!("`{node}` has fewer than two children with a weight");
                self.r.error(at, "nothing-to-weigh", message).hint =
                    Some("leave it out: there is nothing to weigh against one another".into());
            } else {
                nodes.push(node);
            }
        }
        let method = self.r.word(&mut section, "method", JudgedBy::ALL);
        if method.is_none() && !section.has("method") {
            self.missing(at, "weights.method");
        }
        self.r.unknown_keys(section, &WEIGHTS, "[weights]");
        method.map(|method| WeightsAsked { nodes, method })
    }

    /// The sections under `[key.NAME]`, in the order of the file.
    fn sections(&mut self, top: &mut Section, key: &str) -> Vec<(String, Position, Section)> {
        let Some(mut all) = self.r.table(top, key) else { return Vec::new() };
        let mut out = Vec::new();
        for (name, at, value) in all.take_all() {
            match value.value {
                ItemValue::Table(section) => out.push((name, at, section)),
                _ => {
                    let message = format!("`{key}.{name}` should be a section [{key}.\"{name}\"]");
                    self.r.error(at, "wrong-type", message);
                }
            }
        }
        out
    }

    fn panels(&mut self, top: &mut Section) -> Vec<(Panel, Position)> {
        let sections = self.sections(top, "panel");
        if sections.is_empty() {
            self.r.error(START, "no-panels", "the round has no panel").hint =
                Some("add a section [panel.COL] with `territories`".into());
        }
        sections.into_iter().map(|(id, at, section)| (self.panel(id, at, section), at)).collect()
    }

    fn panel(&mut self, id: String, at: Position, mut section: Section) -> Panel {
        if !is_id(&id) {
            let message = format!("`{id}` cannot be the id of a panel");
            self.r.error(at, "bad-id", message).hint =
                Some("letters, digits, `-`, `_` and `.`: it becomes the name of a file".into());
        }
        let territories = self.territories(&mut section, "territories");
        if territories.is_empty() {
            self.missing(at, &format!("panel.{id}.territories"));
        }
        let bridge_at = section.place("bridge").unwrap_or(at);
        let mut bridge = self.territories(&mut section, "bridge");
        for own in bridge.iter().filter(|b| territories.contains(b)) {
            let message =
                format!("`{own}` is a territory of the panel {id} and its bridge as well");
            self.r.error(bridge_at, "bridge-to-itself", message).hint =
                Some("a bridge leads to a territory of another panel".into());
        }
        bridge.retain(|b| !territories.contains(b));
        if !section.has("language") {
            self.missing(at, &format!("panel.{id}.language"));
        }
        let languages = self.languages(&mut section, "language");
        let raters = self.r.integer(&mut section, "raters", 1..=MOST_RATERS).unwrap_or(1);
        self.r.unknown_keys(section, &PANEL, &format!("[panel.{id}]"));
        Panel { id, territories, languages, raters: u32::try_from(raters).unwrap_or(1), bridge }
    }

    /// Codes of territories that are assessed, each once.
    fn territories(&mut self, section: &mut Section, key: &str) -> Vec<String> {
        let listed = self.r.texts(section, key).unwrap_or_default();
        self.known(listed, "territory", |p, code| p.territories.iter().any(|t| t.code == code))
    }

    /// The codes that the project assesses, each once; a finding for any other.
    fn known(
        &mut self,
        listed: Vec<(String, Position)>,
        what: &str,
        is: impl Fn(&AssessmentInput, &str) -> bool,
    ) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        for (code, at) in listed {
            if out.contains(&code) {
                self.r.warning(at, "code-twice", format!("`{code}` stands twice"));
            } else if is(self.project, &code) {
                out.push(code);
            } else {
                let message = format!("the project does not assess the {what} `{code}`");
                self.r.error(at, "not-assessed", message).hint =
                    Some("assessment.toml lists what is assessed".into());
            }
        }
        out
    }

    fn items(&mut self, top: &mut Section) -> Vec<(Item, Position)> {
        let sections = self.sections(top, "item");
        if sections.is_empty() {
            self.r.error(START, "no-items", "the round asks nothing: it has no item").hint =
                Some("add a section [item.\"CODE\"] for an indicator of the method".into());
        }
        sections.into_iter().map(|(code, at, s)| (self.item(code, at, s), at)).collect()
    }

    fn item(&mut self, code: String, at: Position, mut section: Section) -> Item {
        let method = &self.project.method;
        let leaves: Vec<_> = method.indicators.iter().filter(|i| i.series == code).collect();
        if leaves.is_empty() {
            let known = method.indicators.iter().map(|i| i.series.as_str());
            let hint = self.r.like(&code, "unknown-indicator", known);
            let message = format!("the method has no indicator `{code}`");
            self.r.error(at, "unknown-indicator", message).hint = hint;
        }
        let areas_of_method: BTreeSet<&str> = leaves
            .iter()
            .flat_map(|i| i.crime_areas.iter().map(String::as_str).chain(i.area.as_deref()))
            .collect();
        let none = section.has("crime_areas");
        let listed = self.r.texts(&mut section, "crime_areas").unwrap_or_default();
        if none && listed.is_empty() {
            let message = format!("`crime_areas` of `{code}` names none");
            self.r.error(at, "no-areas", message).hint =
                Some("write [\"*\"] for one rating that holds for all of them".into());
        }
        let crime_areas = if listed.is_empty() || listed.iter().any(|(a, _)| a == "*") {
            vec!["*".to_owned()]
        } else {
            self.known(listed, "crime area", |p, code| {
                areas_of_method.contains(code) || p.crime_areas.iter().any(|a| a.code == code)
            })
        };
        let scale_at = section.place("scale").unwrap_or(at);
        let scale = match self.r.pair(&mut section, "scale") {
            Some(([low, high], _)) if low < high => [low, high],
            Some(([low, high], place)) => {
                let message = format!("`scale` is [{low}, {high}]; its low end must be below");
                self.r.error(place, "out-of-range", message);
                [0.0, 10.0]
            }
            None => [0.0, 10.0],
        };
        if let Some(closed) = leaves.iter().find_map(|i| i.scale)
            && scale.iter().any(|end| !closed.holds(*end))
        {
            let message = format!(
                "`scale` is [{}, {}], and the method's own for `{code}` is {closed}",
                scale[0], scale[1]
            );
            self.r.error(scale_at, "beyond-scale", message);
        }
        let step = match self.r.number(&mut section, "step") {
            Some((step, place)) if step > 0.0 && (scale[1] - scale[0]) / step > MOST_STEPS => {
                let message = format!("`step` is {step}: no double tells its ratings apart");
                self.r.error(place, "out-of-range", message);
                1.0
            }
            Some((step, _)) if step > 0.0 && step <= scale[1] - scale[0] => step,
            Some((step, place)) => {
                let message = format!("`step` is {step}; it must lie above 0 and in the scale");
                self.r.error(place, "out-of-range", message);
                1.0
            }
            None => 1.0,
        };
        let question = self.r.names(&mut section, "question");
        if is_blank(&question) {
            self.missing(at, &format!("item.\"{code}\".question"));
        }
        let anchors = self.anchors(&mut section, scale);
        self.r.unknown_keys(section, &ITEM, &format!("[item.\"{code}\"]"));
        Item { code, crime_areas, scale, step, question, anchors }
    }

    fn anchors(&mut self, section: &mut Section, scale: [f64; 2]) -> Vec<(f64, Names)> {
        let Some(mut table) = self.r.table(section, "anchor") else { return Vec::new() };
        let mut out: Vec<(f64, Names)> = Vec::new();
        let keys: Vec<String> = table.keys().map(str::to_owned).collect();
        for key in keys {
            let at = table.place(&key).unwrap_or_default();
            let names = self.r.names(&mut table, &key);
            match key.parse::<f64>() {
                Ok(point) if (scale[0]..=scale[1]).contains(&point) => out.push((point, names)),
                _ => {
                    let message = format!(
                        "`anchor.\"{key}\"` is no point of the scale {} to {}",
                        scale[0], scale[1]
                    );
                    self.r.error(at, "bad-anchor", message);
                }
            }
        }
        out.sort_by(|a, b| a.0.total_cmp(&b.0));
        out
    }

    fn vignettes(
        &mut self,
        top: &mut Section,
        items: &[(Item, Position)],
        languages: &[Lang],
    ) -> Vec<Vignette> {
        let mut out = Vec::new();
        for (id, at, mut section) in self.sections(top, "vignette") {
            if !is_id(&id) {
                self.r.error(at, "bad-id", format!("`{id}` cannot be the id of a vignette")).hint =
                    Some("letters, digits, `-` and `_`".into());
            }
            let item = match self.r.text(&mut section, "item") {
                Some((item, place)) => {
                    if !items.iter().any(|(i, _)| i.code == item) {
                        let known = items.iter().map(|(i, _)| i.code.as_str());
                        let hint = self.r.like(&item, "unknown-item", known);
                        let message = format!("the round has no item `{item}`");
                        self.r.error(place, "unknown-item", message).hint = hint;
                    }
                    item
                }
                None => {
                    self.missing(at, &format!("vignette.{id}.item"));
                    String::new()
                }
            };
            let text = self.r.names(&mut section, "text");
            if is_blank(&text) {
                self.missing(at, &format!("vignette.{id}.text"));
            } else {
                self.translated(&text, languages, at, &format!("text of the vignette `{id}`"));
            }
            self.r.unknown_keys(section, &VIGNETTE, &format!("[vignette.{id}]"));
            out.push(Vignette { id, item, text });
        }
        out
    }
}
