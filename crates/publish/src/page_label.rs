//! "Page 3 of 40": words with the places of two numbers.

/// A part of the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part<'a> {
    /// Words.
    Words(&'a str),
    /// The number of the page.
    Page,
    /// How many pages there are.
    Pages,
}

/// The parts of a label in which `{page}` and `{pages}` stand for the numbers.
pub(crate) fn parts(label: &str) -> Vec<Part<'_>> {
    let mut out = Vec::new();
    let mut rest = label;
    while let Some(at) = rest.find("{page") {
        let (before, from) = rest.split_at(at);
        let found = [("{page}", Part::Page), ("{pages}", Part::Pages)]
            .into_iter()
            .find_map(|(sign, part)| from.strip_prefix(sign).map(|after| (part, after)));
        let Some((part, after)) = found else { break };
        if !before.is_empty() {
            out.push(Part::Words(before));
        }
        out.push(part);
        rest = after;
    }
    if !rest.is_empty() {
        out.push(Part::Words(rest));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_their_places() {
        let all = [Part::Words("Page "), Part::Page, Part::Words(" of "), Part::Pages];
        assert_eq!(parts("Page {page} of {pages}"), all);
        assert_eq!(parts("{pages}{page} {pag"), [Part::Pages, Part::Page, Part::Words(" {pag")]);
        assert_eq!(parts("{pageant}"), [Part::Words("{pageant}")]);
    }
}
