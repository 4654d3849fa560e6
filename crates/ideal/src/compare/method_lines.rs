//! What two methods, and what the assessments declare beside them, say otherwise.

use std::collections::{BTreeMap, BTreeSet};

use ideal_model::method::{Indicator, Node, Rollup, UnitKind, mean_in_words};
use ideal_model::{AssessmentInput, Method, Names, NodeIx, shortest};
use serde::Serialize;
use serde_json::Value;

use crate::compared::{MethodLine, Reach};
use crate::error::Error;

/// What is said of one thing, such as a node: each key with its value and how far it reaches.
type Said = BTreeMap<String, (String, Reach)>;

/// What a method says, thing by thing.
#[derive(Default)]
struct Lines(BTreeMap<String, Said>);

/// The lines that differ, by key; a node, indicator, band or table that only one has is one line.
/// `editions` asks for the lists of editions too: where one edition is compared with itself, who
/// else is listed can only reach its scores as a choice of method.
///
/// # Errors
/// [`Error::Json`], for which there is no occasion.
pub(super) fn method_lines(
    [a, b]: [&AssessmentInput; 2],
    editions: bool,
) -> Result<Vec<MethodLine>, Error> {
    let ids = |of: &AssessmentInput| -> BTreeSet<String> {
        of.sources.iter().map(|s| s.id.clone()).collect()
    };
    // A source that only one of them declares is one of rows that only it has.
    let sources: BTreeSet<String> = ids(a).intersection(&ids(b)).cloned().collect();
    let [a, b] = [lines(a, &sources, editions)?.0, lines(b, &sources, editions)?.0];
    let things: BTreeSet<&String> = a.keys().chain(b.keys()).collect();
    let mut out = Vec::new();
    for thing in things {
        match (a.get(thing), b.get(thing)) {
            (Some(a), Some(b)) => {
                let keys: BTreeSet<&String> = a.keys().chain(b.keys()).collect();
                let lines = keys.into_iter().filter_map(|key| {
                    let (before, after) = (a.get(key), b.get(key));
                    let reach = before.or(after)?.1;
                    let text = |side: Option<&(String, Reach)>| side.map(|(text, _)| text.clone());
                    (before != after).then(|| MethodLine {
                        key: path(thing, key),
                        before: text(before),
                        after: text(after),
                        reach,
                    })
                });
                out.extend(lines);
            }
            (before, after) => out.push(MethodLine {
                key: thing.clone(),
                before: before.map(whole),
                after: after.map(whole),
                reach: before.or(after).map_or(Reach::Score, farthest),
            }),
        }
    }
    Ok(out)
}

/// All that is said of a thing, in one line.
fn whole(said: &Said) -> String {
    let parts: Vec<String> = said.iter().map(|(key, (text, _))| format!("{key} {text}")).collect();
    parts.join(", ")
}

/// How far what is said of a thing reaches at most.
fn farthest(said: &Said) -> Reach {
    said.values().map(|(_, reach)| *reach).min().unwrap_or(Reach::Score)
}

fn path(thing: &str, key: &str) -> String {
    if thing.is_empty() { key.to_owned() } else { format!("{thing}.{key}") }
}

/// A part of a key, in quotes where TOML needs them.
fn quoted(part: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if !part.is_empty() && part.chars().all(bare) { part.to_owned() } else { format!("\"{part}\"") }
}

fn lines(
    input: &AssessmentInput,
    sources: &BTreeSet<String>,
    editions: bool,
) -> Result<Lines, Error> {
    let mut out = Lines::default();
    let m = &*input.method;
    for (key, text) in [("id", &m.id), ("version", &m.version), ("owner", &m.owner)] {
        out.put("", key, text.clone(), Reach::Words);
    }
    let unit = if m.unit == UnitKind::Territory { "territory" } else { "territory-area" };
    out.put("", "unit", unit.to_owned(), Reach::Score);
    out.flat("", "scale", &m.scale, Reach::Score)?;
    out.flat("", "decimals", &m.decimals, Reach::Words)?;
    out.flat("", "rounding", &m.rounding, Reach::Words)?;
    m.nodes.iter().try_for_each(|node| out.node(m, node))?;
    m.indicators.iter().try_for_each(|indicator| out.indicator(m, indicator))?;
    for (table, rollup) in [
        ("territory", &m.rollup_territory),
        ("crime_area", &m.rollup_crime_area),
        ("region", &m.rollup_region),
    ] {
        rollup.iter().try_for_each(|rollup| out.rollup(m, table, rollup))?;
    }
    for band in &m.bands {
        let of = band.of.map_or("*".to_owned(), |n| quoted(id(m, n)));
        let thing = format!("band.{of}.{}", quoted(&band.id));
        let below = band.below.map_or_else(|| "the end".to_owned(), shortest);
        out.put(&thing, "below", below, Reach::Words);
        out.names(&thing, &band.names);
    }
    out.flat("confidence", "", &m.confidence, Reach::Score)?;
    out.flat("steps", "", &m.steps, Reach::Score)?;
    out.flat("raters", "", &m.raters, Reach::Draws)?;
    out.uncertainty(m)?;
    out.declared(input, sources, editions);
    out.reaches();
    Ok(out)
}

/// A value as a method file has it, numbers in their shortest form; none where nothing is said.
fn in_short(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        Value::Number(n) => Some(n.as_f64().map_or_else(|| n.to_string(), shortest)),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().filter_map(in_short).collect();
            Some(format!("[{}]", items.join(", ")))
        }
        other => Some(other.to_string()),
    }
}

fn id(m: &Method, node: NodeIx) -> &str {
    m.nodes.get(node.get()).map_or("", |n| n.id.as_str())
}

impl Lines {
    fn put(&mut self, thing: &str, key: &str, text: String, reach: Reach) {
        if !text.is_empty() {
            self.0.entry(thing.to_owned()).or_default().insert(key.to_owned(), (text, reach));
        }
    }

    fn names(&mut self, thing: &str, names: &Names) {
        for (lang, name) in [("en", &names.en), ("es", &names.es), ("pt", &names.pt)] {
            let name = name.clone().unwrap_or_default();
            self.put(thing, &format!("name.{lang}"), name, Reach::Words);
        }
    }

    /// Every value of something, each under its own key.
    fn flat(
        &mut self,
        thing: &str,
        key: &str,
        value: &impl Serialize,
        reach: Reach,
    ) -> Result<(), Error> {
        self.spread(thing, key, &serde_json::to_value(value)?, reach);
        Ok(())
    }

    fn spread(&mut self, thing: &str, key: &str, value: &Value, reach: Reach) {
        match value {
            Value::Object(keys) => {
                for (part, value) in keys {
                    let part = quoted(part);
                    let key = if key.is_empty() { part } else { format!("{key}.{part}") };
                    self.spread(thing, &key, value, reach);
                }
            }
            other => {
                if let Some(text) = in_short(other) {
                    self.put(thing, key, text, reach);
                }
            }
        }
    }

    /// The fields of something but for some, which are said in another way or mean nothing.
    fn fields(&mut self, thing: &str, of: &impl Serialize, but: &[&str]) -> Result<(), Error> {
        let mut value = serde_json::to_value(of)?;
        if let Value::Object(keys) = &mut value {
            keys.retain(|key, _| !but.contains(&key.as_str()));
        }
        self.spread(thing, "", &value, Reach::Score);
        Ok(())
    }

    fn node(&mut self, m: &Method, node: &Node) -> Result<(), Error> {
        let thing = format!("node.{}", quoted(&node.id));
        // The order of children means nothing, and each names its parent.
        let but = ["id", "names", "parent", "aggregate", "children", "line"];
        self.fields(&thing, node, &but)?;
        self.put(&thing, "aggregate", mean_in_words(node.aggregate), Reach::Score);
        let parent = node.parent.map(|p| id(m, p).to_owned()).unwrap_or_default();
        self.put(&thing, "parent", parent, Reach::Score);
        self.names(&thing, &node.names);
        Ok(())
    }

    fn indicator(&mut self, m: &Method, indicator: &Indicator) -> Result<(), Error> {
        let thing = format!("indicator.{}", quoted(&indicator.code));
        self.fields(&thing, indicator, &["code", "names", "parent", "per", "line"])?;
        let parent = indicator.parent.map(|p| id(m, p).to_owned()).unwrap_or_default();
        self.put(&thing, "parent", parent, Reach::Score);
        if let Some(per) = &indicator.per {
            let of = m.indicators.get(per.indicator.get()).map_or("", |i| i.code.as_str());
            self.put(&thing, "per.indicator", of.to_owned(), Reach::Score);
            self.put(&thing, "per.factor", shortest(per.factor), Reach::Score);
        }
        self.names(&thing, &indicator.names);
        Ok(())
    }

    fn rollup(&mut self, m: &Method, table: &str, rollup: &Rollup) -> Result<(), Error> {
        let thing = format!("rollup.{table}");
        self.fields(&thing, rollup, &["aggregate", "weights", "weights_of"])?;
        self.put(&thing, "aggregate", mean_in_words(rollup.aggregate), Reach::Score);
        for (code, weight) in &rollup.weights {
            let key = format!("weights.{}", quoted(code));
            self.put(&thing, &key, shortest(*weight), Reach::Score);
        }
        for (node, weights) in &rollup.weights_of {
            for (code, weight) in weights {
                let key = format!("weights_of.{}.{}", quoted(id(m, *node)), quoted(code));
                self.put(&thing, &key, shortest(*weight), Reach::Score);
            }
        }
        Ok(())
    }

    fn uncertainty(&mut self, m: &Method) -> Result<(), Error> {
        let mut value = serde_json::to_value(&m.uncertainty)?;
        if let Value::Object(keys) = &mut value {
            keys.remove("switch");
        }
        self.spread("uncertainty", "", &value, Reach::Draws);
        for switch in &m.uncertainty.switch {
            let key = format!("switch.{}.{}", quoted(id(m, switch.node)), mean_in_words(switch.to));
            self.put("uncertainty", &key, shortest(switch.p), Reach::Draws);
        }
        Ok(())
    }

    /// What an assessment declares of its units and sources: it reaches scores as a method does.
    fn declared(&mut self, input: &AssessmentInput, sources: &BTreeSet<String>, editions: bool) {
        if editions {
            let all: Vec<String> = input.editions.iter().map(ToString::to_string).collect();
            self.put("assessment", "editions", all.join(", "), Reach::Score);
        }
        for (at, t) in input.territories.iter().enumerate() {
            let thing = format!("territories.{}", quoted(&t.code));
            self.put(&thing, "kind", t.kind.word().to_owned(), Reach::Score);
            self.put(&thing, "parent", t.parent.clone().unwrap_or_default(), Reach::Score);
            let group = input.impute_groups.get(at).cloned().flatten().unwrap_or_default();
            self.put(&thing, "imputed_among", group, Reach::Score);
        }
        for group in &input.groups {
            let thing = format!("groups.{}", quoted(&group.code));
            self.put(&thing, "members", group.members.join(" "), Reach::Score);
        }
        for source in input.sources.iter().filter(|s| sources.contains(&s.id)) {
            let thing = format!("sources.{}", quoted(&source.id));
            self.put(&thing, "lineage", source.lineage.join(" "), Reach::Score);
        }
    }

    /// What reaches less far than the table that it stands in.
    fn reaches(&mut self) {
        for (thing, said) in &mut self.0 {
            for (key, (_, reach)) in said {
                match (thing.as_str(), key.as_str()) {
                    ("raters", "adjust") => *reach = Reach::Score,
                    ("confidence", "moderate" | "high") => *reach = Reach::Words,
                    (indicator, "drift") if indicator.starts_with("indicator.") => {
                        *reach = Reach::Draws;
                    }
                    (indicator, "unit") if indicator.starts_with("indicator.") => {
                        *reach = Reach::Words;
                    }
                    _ => {}
                }
            }
        }
    }
}
