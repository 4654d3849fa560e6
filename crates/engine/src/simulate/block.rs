//! The draws of a block: common weights, territory after territory, roll-ups.

use ideal_composite::draws::Stream;
use rayon::prelude::*;

use super::territory::{Common, Rows, row};
use super::{Places, Simulator, WeightSet};

/// The draws of some columns over a block: those that are looked at together, or again. One is filled again and again.
pub(crate) struct Block {
    /// Number of draws.
    pub(super) draws: usize,
    /// The columns kept, ascending.
    kept: Vec<usize>,
    /// Their values, one column after another.
    values: Vec<f64>,
}

impl Block {
    /// A block that keeps these columns, and what roll-ups read and make.
    pub(crate) fn keeping(s: &Simulator<'_>, wanted: impl IntoIterator<Item = usize>) -> Self {
        let rolled = s.starts.last().copied().unwrap_or(0)..s.width;
        let mut kept: Vec<usize> = wanted.into_iter().chain(s.rollups.members()).chain(rolled).collect();
        kept.sort_unstable();
        kept.dedup();
        Self { draws: 0, kept, values: Vec::new() }
    }

    /// Number of columns kept.
    pub(crate) fn width(&self) -> usize {
        self.kept.len()
    }

    /// The draws of a column; none unless it is kept.
    pub(crate) fn column(&self, c: usize) -> &[f64] {
        Columns { draws: self.draws, kept: &self.kept, values: &self.values }.get(c)
    }

    /// The columns before this one, and the values of it and all after it.
    pub(super) fn from(&mut self, c: usize) -> (Columns<'_>, &mut [f64]) {
        let at = self.kept.partition_point(|k| *k < c);
        let (before, from) = self.values.split_at_mut(at * self.draws);
        (Columns { draws: self.draws, kept: &self.kept[..at], values: before }, from)
    }

    fn resize(&mut self, draws: usize) {
        self.draws = draws;
        self.values.resize(self.kept.len() * draws, 0.0);
    }
}

/// Columns that are kept, to be read.
#[derive(Clone, Copy)]
pub(super) struct Columns<'a> {
    draws: usize,
    kept: &'a [usize],
    values: &'a [f64],
}

impl<'a> Columns<'a> {
    /// The draws of a column; none unless it is kept.
    pub(super) fn get(self, c: usize) -> &'a [f64] {
        self.kept.binary_search(&c).ok().and_then(|at| self.values.get(at * self.draws..(at + 1) * self.draws)).unwrap_or(&[])
    }
}

/// The columns of a territory that are kept, to be filled.
struct Kept<'a> {
    columns: &'a [usize],
    values: &'a mut [f64],
}

/// Columns of roll-ups that one task looks at.
const PIECE: usize = 64;

impl Simulator<'_> {
    /// Columns of each territory, and after them those of the roll-ups in pieces.
    pub(crate) fn widths(&self) -> Vec<usize> {
        let rolled = self.width - self.starts.last().copied().unwrap_or(0);
        let pieces = (0..rolled).step_by(PIECE).map(|from| PIECE.min(rolled - from));
        self.starts.windows(2).map(|w| w[1] - w[0]).chain(pieces).collect()
    }

    /// Computes `n` draws. As soon as the columns of a territory are there, and at the end those of the roll-ups, `then`
    /// sees them with its part: one per element of [`Simulator::widths`].
    pub(crate) fn block<P: Send, E: Send>(
        &self,
        n: usize,
        places: &Places,
        block: &mut Block,
        mut parts: Vec<P>,
        then: impl Fn(P, &[f64]) -> Result<(), E> + Sync,
    ) -> Result<(), E> {
        let weights: Vec<Vec<f64>> = self.sets.par_iter().map(|s| self.weights(s, n, places)).collect();
        let switched: Vec<Vec<bool>> = self
            .switches
            .iter()
            .zip(&self.m.uncertainty.switch)
            .map(|((stream, factor), s)| places.of(*factor, n).map(|d| Stream::new(self.seed, *stream, d).chance(s.p)).collect())
            .collect();
        let of_rollups = parts.split_off(self.territories.len().min(parts.len()));
        block.resize(n);
        let first_rolled = self.starts.last().copied().unwrap_or(0);
        let mut territories: Vec<(Kept<'_>, P)> = Vec::with_capacity(self.territories.len());
        let (mut kept, mut rest) = (block.kept.as_slice(), block.values.as_mut_slice());
        for (w, part) in self.starts.windows(2).zip(parts) {
            let (columns, others) = kept.split_at(kept.partition_point(|c| *c < w[1]));
            let (values, next) = rest.split_at_mut(columns.len() * n);
            territories.push((Kept { columns, values }, part));
            (kept, rest) = (others, next);
        }
        let common = Common { n, places, weights: &weights, switched: &switched };
        territories.into_par_iter().enumerate().try_for_each_init(Rows::default, |rows, (t, (kept, part))| {
            let own = self.territory(t, &common, rows);
            then(part, own)?;
            // Most columns end here, while they are still in the cache of the thread that made them.
            for (c, values) in kept.columns.iter().zip(kept.values.chunks_exact_mut(n.max(1))) {
                values.copy_from_slice(row(own, c - self.starts[t], n));
            }
            Ok(())
        })?;
        self.rollups.fill(places, block);
        let rolled = block.from(first_rolled).1;
        rolled.par_chunks((PIECE * n).max(1)).zip(of_rollups).try_for_each(|(columns, part)| then(part, columns))
    }

    fn weights(&self, set: &WeightSet, n: usize, places: &Places) -> Vec<f64> {
        let k = set.stated.len();
        let mut out = vec![0.0; k * n];
        match (&set.dirichlet, places) {
            (None, _) => {
                for (row, w) in out.chunks_exact_mut(n.max(1)).zip(&set.stated) {
                    row.fill(*w);
                }
            }
            (Some(dirichlet), Places::From(first)) => dirichlet.fill_rows(self.seed, set.stream, *first, &mut out),
            (Some(dirichlet), Places::Chosen(_)) => {
                let mut one = vec![0.0; k];
                for (d, draw) in places.of(set.factor, n).enumerate() {
                    dirichlet.fill(&mut Stream::new(self.seed, set.stream, draw), &mut one);
                    for (i, w) in one.iter().enumerate() {
                        out[i * n + d] = *w;
                    }
                }
            }
        }
        out
    }
}
