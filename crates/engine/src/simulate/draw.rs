//! The draws of a block: common weights, territory after territory, roll-ups.

use ideal_composite::draws::Stream;
use rayon::prelude::*;

use crate::simulate::block::{Block, KeptColumns};
use crate::simulate::numbers::row;
use crate::simulate::shock::Places;
use crate::simulate::simulator::{PIECE, Simulator};
use crate::simulate::territory::{Common, Rows};
use crate::simulate::variation::{Weighing, WeightSet};

impl Simulator {
    /// Computes `n` draws. As soon as the columns of a territory are there, and at the end those of
    /// the roll-ups, `then` sees them with its part: one per element of
    /// [`Simulator::widths_of_parts`].
    pub(crate) fn draw<P: Send, E: Send>(
        &self,
        n: usize,
        places: &Places,
        block: &mut Block,
        mut parts: Vec<P>,
        then: impl Fn(P, &[f64]) -> Result<(), E> + Sync,
    ) -> Result<(), E> {
        let weights: Vec<Vec<f64>> =
            self.sets.par_iter().map(|s| self.weights(s, n, places)).collect();
        let switched: Vec<Vec<bool>> = self
            .switches
            .iter()
            .zip(&self.m.uncertainty.switch)
            .map(|((stream, factor), s)| {
                places
                    .of(*factor, n)
                    .map(|d| Stream::new(self.seed, *stream, d).chance(s.p))
                    .collect()
            })
            .collect();
        let of_rollups = parts.split_off(self.territories.len().min(parts.len()));
        block.resize(n);
        let ends = (0..self.territories.len()).map(|t| self.columns.territory(t).end);
        let territories: Vec<(KeptColumns<'_>, P)> =
            block.parts(ends).into_iter().zip(parts).collect();
        let groups = self.groups.fill(n, places);
        let common = Common { n, places, weights: &weights, switched: &switched, groups: &groups };
        territories.into_par_iter().enumerate().try_for_each_init(
            Rows::default,
            |rows, (t, (kept, part))| {
                let own = self.territory(t, &common, rows);
                then(part, &own[..self.columns.told_of_territory(t) * n])?;
                // Most columns end here, while they are still in the cache of the thread that made
                // them.
                let first = self.columns.territory(t).start;
                for (c, values) in kept.columns.iter().zip(kept.values.chunks_exact_mut(n.max(1))) {
                    values.copy_from_slice(row(own, c - first, n));
                }
                Ok(())
            },
        )?;
        self.rollups.fill(places, block);
        let rolled = block.split(self.columns.rolled().start).1;
        rolled[..self.columns.told_of_rollups() * n]
            .par_chunks((PIECE * n).max(1))
            .zip(of_rollups)
            .try_for_each(|(columns, part)| then(part, columns))
    }

    /// The weights of a set in every draw, row by row.
    fn weights(&self, set: &WeightSet, n: usize, places: &Places) -> Vec<f64> {
        let k = set.stated.len();
        let mut out = vec![0.0; k * n];
        match (&set.weighing, places) {
            (Weighing::Stated, _) => {
                for (row, w) in out.chunks_exact_mut(n.max(1)).zip(&set.stated) {
                    row.fill(*w);
                }
            }
            (Weighing::Dirichlet(dirichlet), Places::From(first)) => {
                dirichlet.fill_rows(self.seed, set.stream, *first, &mut out)
            }
            (Weighing::Dirichlet(dirichlet), Places::Chosen(_)) => {
                self.each_draw(set, n, places, &mut out, |stream, one| dirichlet.fill(stream, one));
            }
            (Weighing::Experts(experts), _) => {
                let mut all = vec![0.0; experts.judged];
                self.each_draw(set, n, places, &mut out, |stream, one| {
                    experts.fill(stream, &mut all, one);
                });
            }
        }
        out
    }

    /// Fills in the weights of a set draw by draw, a row per member.
    fn each_draw(
        &self,
        set: &WeightSet,
        n: usize,
        places: &Places,
        out: &mut [f64],
        mut fill: impl FnMut(&mut Stream, &mut [f64]),
    ) {
        let mut one = vec![0.0; set.stated.len()];
        for (d, draw) in places.of(set.factor, n).enumerate() {
            fill(&mut Stream::new(self.seed, set.stream, draw), &mut one);
            for (i, w) in one.iter().enumerate() {
                out[i * n + d] = *w;
            }
        }
    }
}
