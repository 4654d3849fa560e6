//! Blocks of draws as callers hand them over: draws x columns, by row or by column in memory.

use crate::draws::wide;
use ndarray::ArrayView2;
use rayon::prelude::*;

/// Lines of a block that one task looks through.
const TOGETHER: usize = 32;

/// Whether the draws of a column lie one after another.
pub(super) fn by_column(block: &ArrayView2<'_, f64>) -> bool {
    block.nrows() > 1 && block.strides()[0] == 1
}

/// Row and column of an infinite value, if there is one: the first in the order of memory.
pub(super) fn infinite(block: &ArrayView2<'_, f64>) -> Option<(usize, usize)> {
    let along = |lines: ArrayView2<'_, f64>| {
        lines.outer_iter().into_par_iter().with_min_len(TOGETHER).enumerate().find_map_first(
            |(line, values)| {
                let at = match values.as_slice() {
                    Some(values) => infinite_in(values),
                    None => values.iter().position(|v| v.is_infinite()),
                };
                at.map(|at| (line, at))
            },
        )
    };
    if by_column(block) {
        along(block.view().reversed_axes()).map(|(column, row)| (row, column))
    } else {
        along(block.view())
    }
}

/// Position of the first infinite value.
pub(super) fn infinite_in(values: &[f64]) -> Option<usize> {
    if any_infinite(values) { values.iter().position(|v| v.is_infinite()) } else { None }
}

wide! {
    /// Whether there is an infinite value; without a branch, because there hardly ever is one.
    pub(super) fn any_infinite<'a>(values: &'a [f64]) -> bool {
        values.iter().fold(false, |any, v| any | v.is_infinite())
    }
}
