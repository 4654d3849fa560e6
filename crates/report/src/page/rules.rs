//! The rules by which texts follow from results, a sentence each, for the annex on the method.

use serde::Serialize;

use super::key_judgements::{AMONG_FIRST, MOST, margin};
use crate::error::ReportError;
use crate::view::View;
use crate::words::say;

/// The rules.
#[derive(Serialize)]
pub(super) struct Rules {
    pub lead: String,
    pub rules: Vec<String>,
}

/// The rules that the texts of this report follow.
pub(super) fn rules(view: &View<'_>) -> Result<Rules, ReportError> {
    let words = &view.words;
    let draws = view.results.draws;
    let method = &view.results.assessment.method;
    let threshold = view.numbers.exact(method.uncertainty.change_threshold * method.width());
    let mut rules = Vec::new();
    for (id, holds) in [
        ("rule-ladder", draws > 0),
        ("rule-first", draws > 0),
        ("rule-areas", draws > 0 && !view.territories_only()),
        ("rule-moves", draws > 0),
        ("rule-region", draws > 0),
        ("rule-gaps", draws > 0),
        ("rule-confidence", draws > 0),
        ("rule-priorities", view.bands_of(view.root).len() > 1),
        ("rule-moved", view.last.before().is_some()),
        ("rule-outlook", draws > 0),
        ("rule-collection", view.collection.is_some()),
    ] {
        if holds {
            rules.push(say!(
                words,
                id,
                margin = margin(view),
                threshold = threshold.as_str(),
                most = view.numbers.count(AMONG_FIRST),
                judgements = view.numbers.count(MOST)
            )?);
        }
    }
    Ok(Rules { lead: say!(words, "rules-lead")?, rules })
}
