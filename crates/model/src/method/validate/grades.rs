//! Grades that tables of confidence and error speak of: those of the scheme, each once.

use std::collections::BTreeSet;

use super::super::{ErrorModel, Method, Own, Uncertainty};
use super::Places;
use crate::document::{Position, Reader};
use crate::grade::{Grade, Scheme};

/// Errors about letters and digits that are none of the scheme's.
pub(super) fn grades(m: &Method, places: &Places, r: &mut Reader) {
    let (scheme, c) = (m.confidence.scheme, &m.confidence);
    for (key, table, at, known) in [
        ("reliability", &c.reliability, &places.reliability, scheme.reliabilities()),
        ("credibility", &c.credibility, &places.credibility, scheme.credibilities()),
    ] {
        let mut seen = BTreeSet::new();
        for (&(part, _), at) in table.iter().zip(at) {
            if !known.contains(part) {
                let message =
                    format!("`{part}` in `{key}` is no grade of the scheme `{}`", scheme.word());
                r.error(*at, "bad-grade", message).hint = Some(format!("it has {}", listed(known)));
            } else if !seen.insert(part) {
                r.error(*at, "grade-twice", format!("`{part}` stands twice in `{key}`"));
            }
        }
    }
    let u = &m.uncertainty;
    if let Some(own) = u.errors {
        errors_of_ones_own(m, own, r);
    }
    // The errors of a method that says nothing of them are for the letters of three schemes.
    if u.sd == Uncertainty::default().sd {
        return;
    }
    let mut seen = BTreeSet::new();
    for ((grade, _), at) in u.sd.iter().zip(&places.sd) {
        if !is_grade(scheme, grade) {
            not_of(scheme, grade, *at, r);
        } else if !seen.insert(grade) {
            r.error(*at, "grade-twice", format!("`{grade}` stands twice in `sd`"));
        }
    }
}

/// Tries an error model of the caller's on every indicator and every grade that a row may have.
fn errors_of_ones_own(m: &Method, own: Own<dyn ErrorModel>, r: &mut Reader) {
    let letters = |of: &'static str| of.chars().map(Some).chain([None]);
    let scheme = m.confidence.scheme;
    for indicator in m.indicators.iter().filter(|i| i.parent.is_some()) {
        for reliability in letters(scheme.reliabilities()) {
            for credibility in letters(scheme.credibilities()) {
                let grade = Grade { reliability, credibility };
                let sd = own.sd(indicator, grade);
                if !(0.0..=100.0).contains(&sd) {
                    let grade: String = [reliability, credibility].into_iter().flatten().collect();
                    let message = format!(
                        "the error model `{}` gives {sd} for `{}` and the grade `{grade}`; a \
                         standard deviation is within 0 and 100 points",
                        own.name(),
                        indicator.code
                    );
                    r.error(Position::default(), "bad-error-model", message);
                    return;
                }
            }
        }
    }
}

/// Whether a word is a reliability and a credibility of the scheme.
fn is_grade(scheme: Scheme, word: &str) -> bool {
    let mut parts = word.chars();
    match (parts.next(), parts.next(), parts.next()) {
        (Some(r), Some(c), None) => {
            scheme.reliabilities().contains(r) && scheme.credibilities().contains(c)
        }
        _ => false,
    }
}

fn not_of(scheme: Scheme, grade: &str, at: Position, r: &mut Reader) {
    let message = format!("`{grade}` in `sd` is no grade of the scheme `{}`", scheme.word());
    r.error(at, "bad-grade", message).hint = Some(format!(
        "reliability is one of {}, credibility one of {}",
        listed(scheme.reliabilities()),
        listed(scheme.credibilities())
    ));
}

/// Letters or digits in words.
fn listed(parts: &str) -> String {
    parts.chars().map(String::from).collect::<Vec<_>>().join(", ")
}
