//! Codes of crime areas and territories that a method names.

use super::Method;
use crate::finding::Finding;

/// What a code that a method names is one of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamedKind {
    /// A crime area: of an indicator, or weighed by the roll-up of territories.
    CrimeArea,
    /// A territory: weighed by the roll-up of crime areas or of regions.
    Territory,
}

/// A code that a method names, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedCode<'m> {
    /// What it is one of.
    pub kind: NamedKind,
    /// The code.
    pub code: &'m str,
    by: NamedBy<'m>,
}

/// What names a code.
#[derive(Clone, Debug, PartialEq, Eq)]
enum NamedBy<'m> {
    /// An indicator, by its code and its line.
    Indicator(&'m str, u64),
    /// A roll-up, by its table.
    Rollup(&'static str),
}

impl Method {
    /// The codes of crime areas and territories that it names, as often as it does: those of its
    /// indicators, then those of its roll-ups' weights.
    pub fn named_codes(&self) -> impl Iterator<Item = NamedCode<'_>> {
        let of_indicators = self.indicators.iter().flat_map(|i| {
            i.crime_areas.iter().chain(&i.area).map(|area| NamedCode {
                kind: NamedKind::CrimeArea,
                code: area,
                by: NamedBy::Indicator(&i.code, i.line),
            })
        });
        // A territory's roll-up runs over crime areas, the other two over territories.
        let of_rollups = [
            (NamedKind::CrimeArea, "territory", &self.rollup_territory),
            (NamedKind::Territory, "crime_area", &self.rollup_crime_area),
            (NamedKind::Territory, "region", &self.rollup_region),
        ]
        .into_iter()
        .flat_map(|(kind, table, rollup)| {
            let weights = rollup.iter().flat_map(|r| {
                r.weights.iter().chain(r.weights_of.iter().flat_map(|(_, weights)| weights))
            });
            weights.map(move |(code, _)| NamedCode { kind, code, by: NamedBy::Rollup(table) })
        });
        of_indicators.chain(of_rollups)
    }
}

impl NamedCode<'_> {
    /// The error for a code that nobody knows, at its line where it has one.
    #[must_use]
    pub fn unknown(&self) -> Finding {
        let (code, what, kind) = match self.kind {
            NamedKind::CrimeArea => (self.code, "crime area", "unknown-crime-area"),
            NamedKind::Territory => (self.code, "territory", "unknown-territory"),
        };
        match self.by {
            NamedBy::Indicator(by, line) => {
                let message = format!("`{by}` names the {what} `{code}`, which is not known");
                Finding::error(kind, message).at_line(line)
            }
            NamedBy::Rollup(table) => Finding::error(
                kind,
                format!("[rollup.{table}] weighs `{code}`, which is no known {what}"),
            ),
        }
    }
}
