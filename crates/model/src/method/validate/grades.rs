//! Grades that tables of confidence and error speak of: those of the scheme, each once.

use std::collections::BTreeSet;

use super::super::{Method, Uncertainty};
use super::Places;
use crate::document::{Position, Reader};
use crate::grade::Scheme;

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
