//! Marks of figures: signs of suppressed counts, letters and stars behind numbers.

use std::collections::BTreeMap;

use ideal_model::ObsStatus;

/// A number and the mark behind it, letters or stars, in brackets or not: `1.07 b`, `792 (p)`,
/// `8*`; none where there is none.
pub(super) fn number_and_mark(text: &str) -> Option<(&str, &str)> {
    let is_mark = |c: char| c.is_ascii_alphabetic() || matches!(c, '(' | ')' | '*' | '/' | '†');
    let number = text.trim_end_matches(|c: char| is_mark(c) || c == ' ');
    let mark = text
        .get(number.len()..)
        .map(str::trim)
        .filter(|m| (1..=6).contains(&m.len()) && m.chars().all(is_mark))?;
    (!number.is_empty()).then_some((number, mark))
}

/// The number in a text with the sign of a suppressed count before it or a mark behind it, as far
/// as there is one.
pub(super) fn without_marks(text: &str) -> &str {
    let bare = text.strip_prefix('<').unwrap_or(text).trim_start();
    number_and_mark(bare).map_or(bare, |(number, _)| number)
}

/// The mark behind a number as the mapping lists it: `p` is what `(p)` says.
pub(super) fn listed<'m>(
    flags: &'m BTreeMap<String, ObsStatus>,
    mark: &str,
) -> Option<&'m ObsStatus> {
    flags.get(mark).or_else(|| flags.get(mark.strip_prefix('(')?.strip_suffix(')')?))
}
