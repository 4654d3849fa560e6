//! The decks that missing leaves are drawn from: the scores of the other territories.

use ideal_model::TerritoryIx;
use std::collections::{BTreeMap, BTreeSet};

use crate::ids::Column;
use crate::simulate::prepare::sources::Sources;

/// A score that other territories may be dealt.
struct Card {
    territory: TerritoryIx,
    score: f64,
}

/// The scores of every column.
pub(crate) struct LeafDecks(BTreeMap<Column, Vec<Card>>);

impl LeafDecks {
    pub(crate) fn new(s: &Sources<'_>) -> Self {
        let mut decks: BTreeMap<Column, Vec<Card>> = BTreeMap::new();
        let territories = TerritoryIx::all(s.raw.len()).zip(s.raw);
        for (t, territory) in territories.filter(|(t, _)| s.frame.in_population(*t)) {
            // A figure that several areas share is one card, not one per area.
            let mut dealt = BTreeSet::new();
            for unit in s.frame.units() {
                for l in unit.leaves.clone() {
                    let leaf = &territory.leaves[l];
                    let column = Column { edition: unit.edition, indicator: leaf.indicator };
                    let figure = leaf.rows.of(&territory.rows);
                    let scaled = s.scaled.leaf(t, l);
                    // What was imputed is nothing that another territory could have.
                    if let Some(score) = scaled.score.filter(|_| !scaled.imputed)
                        && dealt.insert((column, score.to_bits(), figure))
                    {
                        decks.entry(column).or_default().push(Card { territory: t, score });
                    }
                }
            }
        }
        LeafDecks(decks)
    }

    /// The scores of a column that a territory does not have itself.
    pub(crate) fn of_others(
        &self,
        column: Column,
        territory: TerritoryIx,
    ) -> impl Iterator<Item = f64> {
        self.0
            .get(&column)
            .into_iter()
            .flatten()
            .filter(move |c| c.territory != territory)
            .map(|c| c.score)
    }
}
