//! The draws of leaves themselves, for who asks how well they foretell what is known.

use ideal_model::TerritoryIx;

use crate::simulate::shock::Places;
use crate::simulate::simulator::Simulator;
use crate::simulate::territory::{Common, Rows};

impl Simulator {
    /// The scores of leaves of a territory, by position, in the first `n` draws: a list for each
    /// leaf. NaN where a leaf has no value in any draw.
    pub(crate) fn leaf_draws(
        &self,
        territory: TerritoryIx,
        leaves: &[usize],
        n: usize,
    ) -> Vec<Vec<f64>> {
        let Some(draws) = self.territories.get(territory.get()) else { return Vec::new() };
        let places = Places::From(0);
        let mut rows = Rows::default();
        let groups = self.groups.fill(n, &places);
        let common = Common { n, places: &places, weights: &[], switched: &[], groups: &groups };
        rows.draw(draws, &common);
        let numbers = rows.numbers(&common);
        leaves
            .iter()
            .map(|&l| {
                let mut scores = vec![f64::NAN; n];
                if let Some(leaf) = draws.leaves.get(l) {
                    self.leaf(draws, *leaf, &numbers, &mut scores);
                }
                scores
            })
            .collect()
    }
}
