//! The random numbers of a block of draws, row by row.

use crate::simulate::shock::Places;

/// The random numbers of a territory, row by row.
#[derive(Clone, Copy)]
pub(crate) struct Numbers<'a> {
    /// How many draws.
    pub(super) n: usize,
    /// Which draws they are of.
    pub(super) places: &'a Places,
    pub(super) normals: &'a [f32],
    pub(super) words: &'a [u32],
    /// Shares of criminal groups, which all territories have in common.
    pub(super) groups: &'a [f64],
}

impl<'a> Numbers<'a> {
    pub(super) fn normal(&self, at: usize) -> &'a [f32] {
        row(self.normals, at, self.n)
    }

    pub(super) fn word(&self, at: usize) -> &'a [u32] {
        row(self.words, at, self.n)
    }
}

/// The draws of a column, or a row, of `n` each.
pub(crate) fn row<T>(rows: &[T], at: usize, n: usize) -> &[T] {
    &rows[at * n..(at + 1) * n]
}
