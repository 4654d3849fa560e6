//! What the script of a page knows: data beside the markup, which runs nothing and ends nothing.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::error::ReportError;
use crate::view::View;

/// What the script says, with the variables that it fills in.
const SAID: [(&str, &[&str]); 13] = [
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
];

/// The data of a page.
#[derive(Serialize)]
struct Island {
    /// Sentences by their names; `{name}` stands for a variable.
    words: BTreeMap<&'static str, String>,
    /// The decimal mark of the page's numbers.
    decimal: String,
}

/// The data as they stand in the element.
pub(super) fn island(view: &View<'_>) -> Result<String, ReportError> {
    let mut words = BTreeMap::new();
    for (id, variables) in SAID {
        let mut args = fluent_bundle::FluentArgs::new();
        for name in variables {
            args.set(*name, format!("{{{name}}}"));
        }
        words.insert(id, view.words.say(id, &args)?);
    }
    let decimal = view.numbers.fixed(0.5, 1).chars().filter(|c| !c.is_ascii_digit()).collect();
    inert(&Island { words, decimal })
}

/// JSON in which no sign can end the element or begin another.
fn inert(data: &impl Serialize) -> Result<String, ReportError> {
    let json = serde_json::to_string(data).map_err(|e| ReportError::Template(e.to_string()))?;
    Ok(json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026"))
}
