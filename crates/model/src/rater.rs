//! Who judged: a pseudonym, and the panel that it belongs to.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// The panel of a rater: of `COL/R3` it is `COL`. None for a rater who is written alone; the raters
/// of a source that names no panels are one.
#[must_use]
pub fn panel_of(rater: &str) -> Option<&str> {
    rater.rsplit_once('/').map(|(panel, _)| panel)
}

/// A rater as readers are told of one: by panel and number, never by pseudonym.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RaterPlace {
    /// The panel; none where raters name none.
    pub panel: Option<String>,
    /// Place among the raters of the panel, in the order of their pseudonyms, from 1.
    pub number: u32,
}

impl RaterPlace {
    /// The places of raters, in the order given.
    #[must_use]
    pub fn of<'r>(raters: impl IntoIterator<Item = &'r str>) -> Vec<RaterPlace> {
        let all: Vec<&str> = raters.into_iter().collect();
        let mut sorted = all.clone();
        sorted.sort_unstable();
        sorted.dedup();
        let mut met: BTreeMap<Option<&str>, u32> = BTreeMap::new();
        let mut places: BTreeMap<&str, RaterPlace> = BTreeMap::new();
        for rater in sorted {
            let panel = panel_of(rater);
            let number = met.entry(panel).or_insert(0);
            *number += 1;
            places.insert(rater, RaterPlace { panel: panel.map(str::to_owned), number: *number });
        }
        all.iter().filter_map(|rater| places.get(rater).cloned()).collect()
    }
}

/// What a rater is called, by index: by pseudonym to whoever coordinates, and by panel and number
/// where an assessment is made for an audience.
#[derive(Clone, Debug)]
pub struct RaterNames<'r> {
    pseudonyms: Vec<&'r str>,
    /// Of those who may be told by panel and number alone.
    places: Option<Vec<RaterPlace>>,
}

impl<'r> RaterNames<'r> {
    /// The names of raters, in the order given; `released` says whether readers are told them.
    #[must_use]
    pub fn new(raters: impl IntoIterator<Item = &'r str>, released: bool) -> Self {
        let pseudonyms: Vec<&str> = raters.into_iter().collect();
        let places = released.then(|| RaterPlace::of(pseudonyms.iter().copied()));
        RaterNames { pseudonyms, places }
    }

    /// What the rater at this place is called; empty where there is none.
    #[must_use]
    pub fn of(&self, index: usize) -> Cow<'r, str> {
        match &self.places {
            Some(places) => places.get(index).map(|p| Cow::Owned(p.to_string())),
            None => self.pseudonyms.get(index).map(|name| Cow::Borrowed(*name)),
        }
        .unwrap_or_default()
    }
}

impl std::fmt::Display for RaterPlace {
    /// As tables say it: `rater 3 of COL`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.panel {
            Some(panel) => write!(f, "rater {} of {panel}", self.number),
            None => write!(f, "rater {}", self.number),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panel_stands_before_the_pseudonym() {
        assert_eq!(panel_of("COL/R3"), Some("COL"));
        assert_eq!(panel_of("R3"), None);
    }

    #[test]
    fn a_release_tells_no_pseudonym() {
        let raters = ["COL/R9", "PER/zorro", "COL/R2"];
        let told = |released| {
            let names = RaterNames::new(raters, released);
            [0, 1, 2, 3].map(|i| names.of(i).into_owned())
        };
        assert_eq!(told(false), ["COL/R9", "PER/zorro", "COL/R2", ""]);
        assert_eq!(told(true), ["rater 2 of COL", "rater 1 of PER", "rater 1 of COL", ""]);
    }

    #[test]
    fn readers_are_told_a_number_in_a_panel() {
        let places = RaterPlace::of(["COL/R9", "PER/zorro", "COL/R2", "solo"]);
        let said: Vec<String> = places.iter().map(ToString::to_string).collect();
        assert_eq!(said, ["rater 2 of COL", "rater 1 of PER", "rater 1 of COL", "rater 1"]);
    }
}
