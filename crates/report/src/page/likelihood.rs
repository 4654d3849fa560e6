//! The words for how likely something is: the ladder of the United States' Intelligence Community
//! Directive 203, which services of the region use in their own languages.

use super::printed;
use super::table::{PageCell, PageColumn, PageRow, PageTable};
use crate::error::ReportError;
use crate::view::View;
use crate::words::say;

/// A rung of the ladder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likelihood {
    Remote,
    VeryUnlikely,
    Unlikely,
    Even,
    Likely,
    VeryLikely,
    Certain,
}

/// The rungs from the lowest on, each with its ends in per cent, its word in messages, and the
/// message that is its word in tables.
const LADDER: [(Likelihood, [u8; 2], &str, &str); 7] = [
    (Likelihood::Remote, [1, 5], "remote", "likelihood-remote"),
    (Likelihood::VeryUnlikely, [5, 20], "very-unlikely", "likelihood-very-unlikely"),
    (Likelihood::Unlikely, [20, 45], "unlikely", "likelihood-unlikely"),
    (Likelihood::Even, [45, 55], "even", "likelihood-even"),
    (Likelihood::Likely, [55, 80], "likely", "likelihood-likely"),
    (Likelihood::VeryLikely, [80, 95], "very-likely", "likelihood-very-likely"),
    (Likelihood::Certain, [95, 99], "certain", "likelihood-certain"),
];
/// Where the upper rungs begin.
const EDGES: [f64; 3] = [0.55, 0.80, 0.95];
/// Shares of draws are whole numbers over a whole number: what is nearer than this is at an edge.
const SLACK: f64 = 1e-9;

impl Likelihood {
    /// The rung of a share of so many draws. A share counts as nearer to one half by one over the
    /// root of the draws, so that one at the edge of two rungs takes the weaker word.
    pub(super) fn of(share: f64, draws: u32) -> Likelihood {
        let margin = if draws == 0 { 0.5 } else { 1.0 / f64::from(draws).sqrt() };
        let far = (share - 0.5).abs() - margin + SLACK;
        let steps = EDGES.iter().filter(|edge| far >= **edge - 0.5).count();
        match (share >= 0.5, steps) {
            (_, 0) => Likelihood::Even,
            (true, 1) => Likelihood::Likely,
            (true, 2) => Likelihood::VeryLikely,
            (true, _) => Likelihood::Certain,
            (false, 1) => Likelihood::Unlikely,
            (false, 2) => Likelihood::VeryUnlikely,
            (false, _) => Likelihood::Remote,
        }
    }

    /// Its word in messages.
    pub(super) fn level(self) -> &'static str {
        LADDER.iter().find(|(rung, ..)| *rung == self).map_or("", |(.., level, _)| level)
    }

    /// Its word by itself.
    pub(super) fn word(self, view: &View<'_>) -> Result<String, ReportError> {
        let id = LADDER.iter().find(|(rung, ..)| *rung == self).map_or("", |(.., id)| id);
        say!(view.words, id)
    }

    /// What Spanish verbs ask: whether it is as good as certain.
    pub(super) fn mood(self) -> &'static str {
        if self == Likelihood::Certain { "certain" } else { "other" }
    }
}

/// A share of the draws as it is printed beside its word: never all of them and never none, which
/// draws cannot tell.
pub(super) fn share_of_draws(view: &View<'_>, share: f64) -> Result<String, ReportError> {
    let percent = |share| printed::percent(&view.words, &view.numbers, share).map(|n| n.text);
    if share > 0.99 {
        say!(view.words, "likelihood-over", share = percent(0.99)?)
    } else if share < 0.01 {
        say!(view.words, "likelihood-under", share = percent(0.01)?)
    } else {
        percent(share)
    }
}

/// The words with their percentages, the highest first.
pub(super) fn ladder(view: &View<'_>) -> Result<PageTable, ReportError> {
    let words = &view.words;
    let columns = vec![
        PageColumn::texts(say!(words, "col-likelihood")?),
        PageColumn::figures(say!(words, "col-probability")?),
    ];
    let mut rows = Vec::new();
    for (_, [low, high], _, id) in LADDER.iter().rev() {
        let range = say!(words, "likelihood-range", low = low.to_string(), high = high.to_string());
        let cells =
            vec![PageCell::Text { text: say!(words, id)? }, PageCell::Figure { text: range? }];
        rows.push(PageRow { cells, unused: false });
    }
    Ok(PageTable { caption: Some(say!(words, "likelihood-table")?), columns, rows })
}

#[cfg(test)]
mod tests {
    use super::Likelihood::{self, *};

    #[test]
    fn a_share_at_an_edge_takes_the_word_nearer_to_one_half() {
        // With 10,000 draws a share has to be a hundredth past an edge.
        for (share, word) in [
            (0.0, Remote),
            (0.04, Remote),
            (0.041, VeryUnlikely),
            (0.05, VeryUnlikely),
            (0.19, VeryUnlikely),
            (0.195, Unlikely),
            (0.44, Unlikely),
            (0.445, Even),
            (0.5, Even),
            (0.55, Even),
            (0.5599, Even),
            (0.56, Likely),
            (0.8, Likely),
            (0.8099, Likely),
            (0.81, VeryLikely),
            (0.9599, VeryLikely),
            (0.96, Certain),
            (1.0, Certain),
        ] {
            assert_eq!(Likelihood::of(share, 10_000), word, "{share}");
        }
        // With 100 draws that is a tenth, and the highest word is out of reach but for all of them.
        for (share, word) in
            [(0.64, Even), (0.65, Likely), (0.89, Likely), (0.9, VeryLikely), (1.0, VeryLikely)]
        {
            assert_eq!(Likelihood::of(share, 100), word, "{share}");
        }
        assert_eq!(Likelihood::of(1.0, 0), Even);
    }
}
