//! A [`Round`] becomes a `round.toml` that a coordinator edits.

use ideal_model::{Lang, Names, shortest};

use super::{Item, Panel, Round, Vignette};

const HEAD: &str = "\
# A collection round: what the panels are asked. Edit what you like here before the workbooks go
# out; `ideal collect issue` makes them, and takes back what was made from this text alone.
";
const PANELS: &str = "
# Panels: the raters of one point of contact. `territories` are its own; those in `bridge` belong
# to other panels and are rated as well, which shows how severe each panel is. `raters` are expected.
";
const ITEMS: &str = "
# Items: what is rated. A crime area of `*` is one rating for all of them. Anchors say what points
# of the scale mean; those of 0 and of the greatest rating are worth most.
";
const VIGNETTES: &str = "
# Vignettes: invented cases that every rater sees, so that severity is seen apart from the country.
# They are never evidence. Name no real place or person.
";

/// The text of `round.toml`; [`read_round`](super::read_round) reads the same round from it.
#[must_use]
pub fn write_round(round: &Round) -> String {
    let mut out = String::from(HEAD);
    out.push_str(&format!("\nid = {}\n", quoted(&round.id)));
    out.push_str(&format!("edition = {}\n", quoted(&round.edition.to_string())));
    out.push_str(&format!("languages = {}\n", list(round.languages.iter().map(|l| l.tag()))));
    out.push_str("# The mark of every rating; a rater may mark one more strictly.\n");
    out.push_str(&format!("handling = {}\n", quoted(&round.handling.to_string())));
    out.push_str(
        "# What ratings of bridge territories serve: \"severity\" alone, or \"evidence\".\n",
    );
    out.push_str(&format!("bridge = {}\n", quoted(round.bridge.word())));
    if let Some(weights) = &round.weights {
        out.push_str("\n# Weights that experts are asked for.\n[weights]\n");
        let nodes = list(weights.nodes.iter().map(String::as_str));
        out.push_str(&format!("nodes = {nodes}\nmethod = {}\n", quoted(weights.method.word())));
    }
    out.push_str(PANELS);
    round.panels.iter().for_each(|p| panel(&mut out, p));
    out.push_str(ITEMS);
    round.items.iter().for_each(|i| item(&mut out, i));
    if !round.vignettes.is_empty() {
        out.push_str(VIGNETTES);
        round.vignettes.iter().for_each(|v| vignette(&mut out, v));
    }
    out
}

fn panel(out: &mut String, panel: &Panel) {
    out.push_str(&format!("\n[panel.{}]\n", key(&panel.id)));
    let codes = |codes: &[String]| list(codes.iter().map(String::as_str));
    out.push_str(&format!("territories = {}\n", codes(&panel.territories)));
    let language = match panel.languages.as_slice() {
        [one] => quoted(one.tag()),
        several => list(several.iter().map(|l| l.tag())),
    };
    out.push_str(&format!("language = {language}\nraters = {}\n", panel.raters));
    out.push_str(&format!("bridge = {}\n", codes(&panel.bridge)));
}

fn item(out: &mut String, item: &Item) {
    out.push_str(&format!("\n[item.{}]\n", quoted(&item.code)));
    let areas = list(item.crime_areas.iter().map(String::as_str));
    let [low, high] = item.scale.map(shortest);
    out.push_str(&format!("crime_areas = {areas}\nscale = [{low}, {high}]\n"));
    out.push_str(&format!("step = {}\n", shortest(item.step)));
    names(out, "question", &item.question);
    for (point, anchor) in &item.anchors {
        names(out, &format!("anchor.\"{}\"", shortest(*point)), anchor);
    }
}

fn vignette(out: &mut String, vignette: &Vignette) {
    out.push_str(&format!("\n[vignette.{}]\n", key(&vignette.id)));
    out.push_str(&format!("item = {}\n", quoted(&vignette.item)));
    names(out, "text", &vignette.text);
}

/// A line for each language there is.
fn names(out: &mut String, key: &str, names: &Names) {
    for (lang, name) in [(Lang::Es, &names.es), (Lang::Pt, &names.pt), (Lang::En, &names.en)] {
        if let Some(name) = name {
            out.push_str(&format!("{key}.{lang} = {}\n", quoted(name)));
        }
    }
}

/// A key as it is where TOML allows it, else in quotes.
fn key(id: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if !id.is_empty() && id.chars().all(bare) { id.to_owned() } else { quoted(id) }
}

fn list<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    format!("[{}]", texts.map(quoted).collect::<Vec<_>>().join(", "))
}

/// A text in double quotes on one line.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
