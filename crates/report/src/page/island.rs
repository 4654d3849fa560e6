//! What the script of a page knows: data beside the markup, which runs nothing and ends nothing.

use std::collections::BTreeMap;

use serde::Serialize;

use super::weighing::Weighing;
use crate::error::ReportError;
use crate::view::View;

/// What the script says, with the variables that it fills in.
const SAID: [(&str, &[&str]); 25] = [
    ("find-count", &["shown", "all"]),
    ("find-none", &[]),
    ("find-territory", &[]),
    ("find-area", &[]),
    ("find-cell", &[]),
    ("find-indicator", &[]),
    ("find-section", &[]),
    ("sift-label", &[]),
    ("sift-count", &["shown", "all", "hidden"]),
    ("sift-all", &["all"]),
    ("sort-up", &["column"]),
    ("sort-down", &["column"]),
    ("sort-none", &[]),
    ("percent", &["share"]),
    ("gap-short", &[]),
    ("what-if-weight", &["name"]),
    ("what-if-zero", &["name"]),
    ("what-if-apart", &["name"]),
    ("what-if-undefined", &[]),
    ("what-if-unknown", &[]),
    ("what-if-moved", &["changed", "all", "most"]),
    ("what-if-edge", &[]),
    ("what-if-unchanged", &[]),
    ("what-if-copied", &[]),
    ("what-if-selected", &[]),
];

/// The data of a page.
#[derive(Serialize)]
struct Island<'a> {
    /// Sentences by their names; `{name}` stands for a variable.
    words: BTreeMap<&'static str, String>,
    /// The decimal mark of the page's numbers.
    decimal: String,
    grouping: Grouping,
    weighing: Option<&'a Weighing>,
}

/// How long whole numbers are grouped by three.
#[derive(Serialize)]
struct Grouping {
    mark: String,
    /// Digits from which on.
    least: usize,
}

/// The data as they stand in the element.
pub(super) fn island(view: &View<'_>, weighing: Option<&Weighing>) -> Result<String, ReportError> {
    let mut words = BTreeMap::new();
    for (id, variables) in SAID {
        let mut args = fluent_bundle::FluentArgs::new();
        for name in variables {
            args.set(*name, format!("{{{name}}}"));
        }
        words.insert(id, view.words.say(id, &args)?);
    }
    let signs = |text: String| text.chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
    let (decimal, mark) = (signs(view.numbers.fixed(0.5, 1)), signs(view.numbers.count(100_000)));
    let least = if signs(view.numbers.count(1_000)).is_empty() { 5 } else { 4 };
    inert(&Island { words, decimal, grouping: Grouping { mark, least }, weighing })
}

/// JSON in which no sign can end the element or begin another.
fn inert(data: &impl Serialize) -> Result<String, ReportError> {
    let json = serde_json::to_string(data).map_err(|e| ReportError::Template(e.to_string()))?;
    Ok(json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026"))
}
