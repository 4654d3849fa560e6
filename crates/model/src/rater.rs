//! Who judged: a pseudonym, and the panel that it belongs to.

/// The panel of a rater: of `COL/R3` it is `COL`. None for a rater who is written alone; the raters
/// of a source that names no panels are one.
#[must_use]
pub fn panel_of(rater: &str) -> Option<&str> {
    rater.rsplit_once('/').map(|(panel, _)| panel)
}

#[cfg(test)]
mod tests {
    use super::panel_of;

    #[test]
    fn a_panel_stands_before_the_pseudonym() {
        assert_eq!(panel_of("COL/R3"), Some("COL"));
        assert_eq!(panel_of("R3"), None);
    }
}
