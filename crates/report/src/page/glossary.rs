//! The words of the report in a sentence each.

use serde::Serialize;

use crate::error::ReportError;
use crate::view::View;
use crate::words::say;

/// The terms: their messages, each with that of its meaning.
const TERMS: [(&str, &str); 31] = [
    ("glossary-aggregation", "glossary-aggregation-means"),
    ("glossary-band", "glossary-band-means"),
    ("glossary-break", "glossary-break-means"),
    ("glossary-cell", "glossary-cell-means"),
    ("glossary-censored", "glossary-censored-means"),
    ("glossary-composition", "glossary-composition-means"),
    ("glossary-confidence", "glossary-confidence-means"),
    ("glossary-contribution", "glossary-contribution-means"),
    ("glossary-corroboration", "glossary-corroboration-means"),
    ("glossary-coverage", "glossary-coverage-means"),
    ("glossary-crime-area", "glossary-crime-area-means"),
    ("glossary-denominator", "glossary-denominator-means"),
    ("glossary-edition", "glossary-edition-means"),
    ("glossary-enforcement", "glossary-enforcement-means"),
    ("glossary-gap", "glossary-gap-means"),
    ("glossary-grade", "glossary-grade-means"),
    ("glossary-imputation", "glossary-imputation-means"),
    ("glossary-indicator", "glossary-indicator-means"),
    ("glossary-interval", "glossary-interval-means"),
    ("glossary-key-judgement", "glossary-key-judgement-means"),
    ("glossary-likelihood", "glossary-likelihood-means"),
    ("glossary-minimum", "glossary-minimum-means"),
    ("glossary-nil", "glossary-nil-means"),
    ("glossary-node", "glossary-node-means"),
    ("glossary-noise", "glossary-noise-means"),
    ("glossary-reference", "glossary-reference-means"),
    ("glossary-simulation", "glossary-simulation-means"),
    ("glossary-score", "glossary-score-means"),
    ("glossary-tie", "glossary-tie-means"),
    ("glossary-tlp", "glossary-tlp-means"),
    ("glossary-weight", "glossary-weight-means"),
];

/// A term and what it means.
#[derive(Serialize)]
pub(super) struct Term {
    pub term: String,
    pub means: String,
}

/// The terms, in the order of a dictionary of the language.
pub(super) fn glossary(view: &View<'_>) -> Result<Vec<Term>, ReportError> {
    let words = &view.words;
    let term = |(term, means): &(&str, &str)| -> Result<Term, ReportError> {
        Ok(Term { term: say!(words, term)?, means: say!(words, means)? })
    };
    let mut out = TERMS.iter().map(term).collect::<Result<Vec<_>, _>>()?;
    out.sort_by(|a, b| words.compare(&a.term, &b.term));
    Ok(out)
}
