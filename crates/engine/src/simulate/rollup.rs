//! Roll-ups in every draw: the mean of their members, and what is not known about the members that
//! are gaps.
//!
//! A gap has no score in any draw, and the centre of a roll-up is that of its assessed members, as
//! in the point result. But a roll-up of twelve areas out of twenty-five says less about the
//! territory than one of all twenty-five. So a missing member moves it, draw by draw, by its share
//! of the weight times how far another territory's score in its place lies from where that
//! territory's own roll-up would have it.

use ideal_composite::batch_means::{Child, Sum, Values, Weights, mean};
use ideal_model::method::Mean;
use rayon::prelude::*;

use crate::simulate::block::Block;
use crate::simulate::given::{Cards, Given};
use crate::simulate::shock::{Places, Shock};

/// A node of a roll-up.
pub(crate) struct Rolled {
    pub column: usize,
    pub aggregate: Mean,
    pub floor: Option<f64>,
    /// Columns of the assessed members, with their weights.
    pub members: Vec<(usize, f64)>,
    /// Missing members, with their shares of the weight.
    pub missing: Vec<(usize, f64)>,
    /// Ends of the scale that its score keeps to.
    pub limits: (f64, f64),
}

/// A node that is a gap in a member of a roll-up.
pub(crate) struct Unknown {
    /// How a score in its place is made of another territory's, less what is expected.
    pub given: Given,
    pub card: Shock,
    pub error: Shock,
    /// Standard deviation of the error on top, in points.
    pub sd: f64,
}

/// All roll-ups of a simulation.
#[derive(Default)]
pub(crate) struct RollUps {
    /// Those of territories and crime areas, by column.
    pub first: Vec<Rolled>,
    /// Those of regions, which read the territories', by column.
    pub regions: Vec<Rolled>,
    /// Those of territories and crime areas, of what two editions have in common.
    pub pairs: Vec<Rolled>,
    /// Those of regions, likewise.
    pub region_pairs: Vec<Rolled>,
    pub unknown: Vec<Unknown>,
    /// What is unknown is made of.
    pub cards: Cards,
}

impl RollUps {
    /// All of them, in the order of their columns.
    fn lists(&self) -> [&[Rolled]; 4] {
        [&self.first, &self.regions, &self.pairs, &self.region_pairs]
    }

    /// Columns that roll-ups are made of.
    pub(crate) fn members(&self) -> impl Iterator<Item = usize> {
        self.lists().into_iter().flatten().flat_map(|r| r.members.iter().map(|(column, _)| *column))
    }

    /// Fills in the columns of the roll-ups from those of their members.
    pub(crate) fn fill(&self, places: &Places, block: &mut Block) {
        let n = block.draws();
        let mut unknown = vec![0.0; self.unknown.len() * n];
        unknown.par_chunks_exact_mut(n.max(1)).zip(&self.unknown).for_each_init(
            || (vec![0; n], vec![0.0; n]),
            |(cards, errors), (out, u)| self.deviation(u, places, cards, errors, out),
        );
        for list in self.lists() {
            // The columns of a list are neighbours, and all that it reads lies before them.
            let Some(first) = list.first() else { continue };
            let (before, own) = block.split(first.column);
            own.par_chunks_exact_mut(n.max(1)).zip(list).for_each(|(out, rolled)| {
                let children: Vec<Child<'_>> = rolled
                    .members
                    .iter()
                    .map(|&(c, w)| Child {
                        values: Values::Each(before.get(c)),
                        weights: Weights::Same(w),
                    })
                    .collect();
                mean(rolled.aggregate, &children, Sum::Any, rolled.floor, out);
                for &(u, share) in &rolled.missing {
                    out.iter_mut()
                        .zip(&unknown[u * n..(u + 1) * n])
                        .for_each(|(x, d)| *x = share.mul_add(*d, *x));
                }
                out.iter_mut().for_each(|x| *x = x.clamp(rolled.limits.0, rolled.limits.1));
            });
        }
    }

    fn deviation(
        &self,
        u: &Unknown,
        places: &Places,
        cards: &mut [u32],
        errors: &mut [f32],
        out: &mut [f64],
    ) {
        u.card.words(places, cards);
        u.error.normals(places, errors);
        let deck = self.cards.of(u.given.deck);
        for ((x, card), z) in out.iter_mut().zip(cards).zip(errors) {
            *x = u.given.dealt(deck, *card) + u.sd * f64::from(*z);
        }
    }
}
