//! Templates: minijinja, strict, with the catalogue as its only source of words.

use std::sync::Arc;

use fluent_bundle::{FluentArgs, FluentValue};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Kwargs, Serde, Value};
use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior};
use serde::Serialize;

use crate::error::ReportError;
use crate::reading::Reading;

const TEMPLATES: [(&str, &str); 9] = [
    ("report.html", include_str!("../../../../reports/templates/report.html")),
    ("audit.html", include_str!("../../../../reports/templates/audit.html")),
    ("marks.html", include_str!("../../../../reports/templates/marks.html")),
    ("summary.html", include_str!("../../../../reports/templates/summary.html")),
    ("rankings.html", include_str!("../../../../reports/templates/rankings.html")),
    ("profiles.html", include_str!("../../../../reports/templates/profiles.html")),
    ("quality.html", include_str!("../../../../reports/templates/quality.html")),
    ("method.html", include_str!("../../../../reports/templates/method.html")),
    ("sources.html", include_str!("../../../../reports/templates/sources.html")),
];

/// Lays a page out by one of the templates.
pub(super) fn render(reading: &Reading<'_>, template: &str, page: &impl Serialize) -> Result<String, ReportError> {
    let mut env = Environment::new();
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    let words = Arc::clone(&reading.words);
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
