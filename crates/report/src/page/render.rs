//! Templates: minijinja, strict, with the catalogue as its only source of words.

use std::sync::{Arc, Mutex, PoisonError};

use fluent_bundle::{FluentArgs, FluentValue};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Kwargs, Serde, Value};
use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior, escape_formatter};
use serde::Serialize;

use super::safe::{Looks, SCRIPT, sentence, shown};
use crate::error::ReportError;
use crate::words::Words;

const TEMPLATES: [(&str, &str); 20] = [
    ("report.html", include_str!("../../reports/templates/report.html")),
    ("audit.html", include_str!("../../reports/templates/audit.html")),
    ("round.html", include_str!("../../reports/templates/round.html")),
    ("marks.html", include_str!("../../reports/templates/marks.html")),
    ("head.html", include_str!("../../reports/templates/head.html")),
    ("summary.html", include_str!("../../reports/templates/summary.html")),
    ("judgements.html", include_str!("../../reports/templates/judgements.html")),
    ("changes.html", include_str!("../../reports/templates/changes.html")),
    ("rankings.html", include_str!("../../reports/templates/rankings.html")),
    ("region.html", include_str!("../../reports/templates/region.html")),
    ("opened.html", include_str!("../../reports/templates/opened.html")),
    ("profiles.html", include_str!("../../reports/templates/profiles.html")),
    ("what_if.html", include_str!("../../reports/templates/what_if.html")),
    ("quality.html", include_str!("../../reports/templates/quality.html")),
    ("method.html", include_str!("../../reports/templates/method.html")),
    ("crime_groups.html", include_str!("../../reports/templates/crime_groups.html")),
    ("outlook.html", include_str!("../../reports/templates/outlook.html")),
    ("collection.html", include_str!("../../reports/templates/collection.html")),
    ("glossary.html", include_str!("../../reports/templates/glossary.html")),
    ("sources.html", include_str!("../../reports/templates/sources.html")),
];

/// Lays a page out by one of the templates.
pub(super) fn render(
    words: &Arc<Words>,
    template: &str,
    page: &impl Serialize,
) -> Result<String, ReportError> {
    let mut env = Environment::new();
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    // What is no markup of ours passes here on its way into the page. An address has no neighbours
    // to be kept apart from, and marks in it would lead elsewhere.
    env.set_formatter(|out, state, value| match value.as_str() {
        Some(text) if !value.is_safe() => {
            let address = text.starts_with("https://") || text.starts_with("http://");
            escape_formatter(
                out,
                state,
                &Value::from(if address { shown(text) } else { sentence(text) }),
            )
        }
        _ => escape_formatter(out, state, value),
    });
    looks(&mut env);
    let words = Arc::clone(words);
    env.add_function("t", move |id: &str, variables: Kwargs| -> Result<String, Error> {
        let mut args = FluentArgs::new();
        for name in variables.args() {
            let value: Value = variables.get(name)?;
            let value = match i64::try_from(value.clone()) {
                Ok(n) => FluentValue::from(n),
                Err(_) => FluentValue::from(value.to_string()),
            };
            args.set(name.to_owned(), value);
        }
        words.say(id, &args).map_err(|e| Error::new(ErrorKind::InvalidOperation, e.to_string()))
    });
    for (name, source) in TEMPLATES {
        env.add_template(name, source)?;
    }
    Ok(env.get_template(template)?.render(Value::from(Serde(page)))?)
}

/// The functions of a page's style: `look(v=..)` a class, `script()` the script, and when both have
/// been asked for all that the page needs, `sheet(css)` and `policy(css)`.
fn looks(env: &mut Environment<'_>) {
    let looks = Arc::new(Mutex::new(Looks::default()));
    let of = Arc::clone(&looks);
    env.add_function("look", move |properties: Kwargs| -> Result<String, Error> {
        let mut list = Vec::new();
        for name in properties.args() {
            let value: Value = properties.get(name)?;
            list.push((name.to_owned(), value.to_string()));
        }
        let class = of.lock().unwrap_or_else(PoisonError::into_inner).class(&list);
        class.ok_or_else(|| Error::new(ErrorKind::InvalidOperation, format!("{list:?} is no look")))
    });
    let of = Arc::clone(&looks);
    env.add_function("script", move || {
        of.lock().unwrap_or_else(PoisonError::into_inner).script = true;
        Value::from_safe_string(SCRIPT.to_owned())
    });
    let of = Arc::clone(&looks);
    env.add_function("sheet", move |css: &str| {
        Value::from_safe_string(of.lock().unwrap_or_else(PoisonError::into_inner).sheet(css))
    });
    env.add_function("policy", move |css: &str| {
        Value::from_safe_string(looks.lock().unwrap_or_else(PoisonError::into_inner).policy(css))
    });
}
