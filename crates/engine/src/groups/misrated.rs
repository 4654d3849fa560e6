//! How often a rating errs, by its grade.

use ideal_model::{Grade, Scheme};

/// Probability of the neighbouring rating on either side, by the trust that the worse part of a grade
/// stands for in its scheme: A1, B2, C3 of the Admiralty code, and what is worth no more than an
/// ungraded row.
const BY_TRUST: [(f64, f64); 4] = [(1.0, 0.02), (0.8, 0.10), (0.6, 0.20), (0.2, UNGRADED)];

/// The same of a row without a grade, or with one that cannot be judged.
const UNGRADED: f64 = 0.30;

/// Probability that a rating of this grade should have been its neighbour above, and the same below.
/// Between the grades of the table it goes along a straight line: B1 errs as B2 does, D4 by 25 %.
pub(super) fn misrated(scheme: Scheme, grade: Grade) -> f64 {
    let reliability = grade.reliability.and_then(|part| scheme.reliability(part));
    let credibility = grade.credibility.and_then(|part| scheme.credibility(part));
    let Some((r, c)) = reliability.zip(credibility) else { return UNGRADED };
    let trust = r.min(c);
    let between = |pair: &&[(f64, f64)]| pair.last().is_some_and(|(least, _)| trust >= *least);
    match BY_TRUST.windows(2).find(between) {
        Some(&[(above, from), (below, to)]) => {
            let part = (above - trust).max(0.0) / (above - below);
            part.mul_add(to - from, from)
        }
        _ => UNGRADED,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grades_of_the_table_and_between_them() {
        let of = |text: &str| {
            let mut parts = text.chars();
            misrated(
                Scheme::Admiralty,
                Grade { reliability: parts.next(), credibility: parts.next() },
            )
        };
        for (grade, want) in [
            ("A1", 0.02),
            ("B2", 0.10),
            ("A2", 0.10),
            ("C3", 0.20),
            ("B3", 0.20),
            ("D4", 0.25),
            ("E5", 0.30),
            ("F1", 0.30),
            ("A6", 0.30),
            ("A", 0.30),
            ("", 0.30),
        ] {
            assert!((of(grade) - want).abs() < 1e-12, "{grade}: {}", of(grade));
        }
    }
}
