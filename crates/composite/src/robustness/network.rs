//! A sorting network over rows of sixteen 32-bit keys: sixteen independent sorts in step.
//!
//! Batcher's bitonic network (1968) in the form where every comparator points the same way: the
//! first step of a merge compares i with its mirror image, the later ones with i plus a power of
//! two. Up to three steps are done on registers between one load and one store.

use crate::draws::LANES;
use pulp::{Simd, WithSimd};

/// Rows are padded to a multiple of this with [`u32::MAX`], which never moves from the end.
pub(super) const ROWS: usize = 8;

/// Sorts every lane of `keys` (rows of sixteen, a multiple of [`ROWS`] rows) in ascending order.
pub(super) struct SortLanes<'a> {
    pub(super) keys: &'a mut [u32],
}

impl WithSimd for SortLanes<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        sort_rows(simd, self.keys);
    }
}

/// The network itself, for callers that are already inside a dispatched region.
#[inline(always)]
pub(super) fn sort_rows<S: Simd>(simd: S, keys: &mut [u32]) {
    let (vectors, _) = S::as_mut_simd_u32s(keys);
    match S::U32_LANES {
        16 => network::<S, 1>(simd, vectors),
        8 => network::<S, 2>(simd, vectors),
        4 => network::<S, 4>(simd, vectors),
        _ => network::<S, LANES>(simd, vectors),
    }
}

/// `V` vectors make a row; each of the `V` columns of vectors is sorted apart.
#[inline(always)]
fn network<S: Simd, const V: usize>(simd: S, v: &mut [S::u32s]) {
    let rows = v.len() / V;
    for column in 0..V {
        for first in (0..rows).step_by(ROWS) {
            sort_eight::<S, V>(simd, v, first, column);
        }
        let mut size = 2 * ROWS;
        while size < 2 * rows {
            merge::<S, V>(simd, v, rows, column, size);
            size *= 2;
        }
    }
}

/// Merges neighbouring sorted runs of `size / 2` rows into runs of `size` rows.
#[inline(always)]
fn merge<S: Simd, const V: usize>(
    simd: S,
    v: &mut [S::u32s],
    rows: usize,
    column: usize,
    size: usize,
) {
    let steps = size.trailing_zeros() as usize; // comparisons at distance size/2, size/4, ..., 1
    let before = steps - 3; // the last three are done by `finish`
    let mut distance = size;
    match before % 3 {
        1 => {
            mirror::<S, V, 2>(simd, v, rows, column, size);
            distance /= 2;
        }
        2 => {
            mirror::<S, V, 4>(simd, v, rows, column, size);
            distance /= 4;
        }
        _ => {
            mirror::<S, V, 8>(simd, v, rows, column, size);
            distance /= 8;
        }
    }
    while distance > 8 {
        stride::<S, V>(simd, v, rows, column, distance);
        distance /= 8;
    }
    for first in (0..rows).step_by(ROWS) {
        finish::<S, V>(simd, v, first, column);
    }
}

#[inline(always)]
fn exchange<S: Simd, const R: usize>(simd: S, r: &mut [S::u32s; R], a: usize, b: usize) {
    let (x, y) = (r[a], r[b]);
    r[a] = simd.min_u32s(x, y);
    r[b] = simd.max_u32s(x, y);
}

#[inline(always)]
fn largest<S: Simd>(simd: S) -> S::u32s {
    simd.splat_u32s(u32::MAX)
}

/// Mirror step and the next log2(R) - 1 steps, on R rows at a time.
#[inline(always)]
fn mirror<S: Simd, const V: usize, const R: usize>(
    simd: S,
    v: &mut [S::u32s],
    rows: usize,
    column: usize,
    size: usize,
) {
    let half = R / 2;
    let step = size / R;
    for block in (0..rows).step_by(size) {
        // A block whose upper half is missing is sorted already.
        if block + size / 2 >= rows {
            break;
        }
        for i in 0..step {
            let place = |j: usize| {
                if j < half {
                    block + i + j * step
                } else {
                    block + size - 1 - i - (R - 1 - j) * step
                }
            };
            let mut r = [largest(simd); R];
            for (j, x) in r.iter_mut().enumerate() {
                if let Some(row) = v.get(place(j) * V + column) {
                    *x = *row;
                }
            }
            for j in 0..half {
                exchange(simd, &mut r, j, R - 1 - j);
            }
            butterfly(simd, &mut r, half / 2);
            for (j, x) in r.iter().enumerate() {
                if let Some(row) = v.get_mut(place(j) * V + column) {
                    *row = *x;
                }
            }
        }
    }
}

/// Three steps at distances `span / 2`, `span / 4`, `span / 8`.
#[inline(always)]
fn stride<S: Simd, const V: usize>(
    simd: S,
    v: &mut [S::u32s],
    rows: usize,
    column: usize,
    span: usize,
) {
    let step = span / 8;
    for block in (0..rows).step_by(span) {
        for i in 0..step {
            let first = block + i;
            if first >= rows {
                break;
            }
            let mut r = [largest(simd); 8];
            for (j, x) in r.iter_mut().enumerate() {
                if let Some(row) = v.get((first + j * step) * V + column) {
                    *x = *row;
                }
            }
            butterfly(simd, &mut r, 4);
            for (j, x) in r.iter().enumerate() {
                if let Some(row) = v.get_mut((first + j * step) * V + column) {
                    *row = *x;
                }
            }
        }
    }
}

/// Comparisons at register distances `distance`, `distance / 2`, ..., 1.
#[inline(always)]
fn butterfly<S: Simd, const R: usize>(simd: S, r: &mut [S::u32s; R], distance: usize) {
    let mut d = distance;
    while d > 0 {
        for j in 0..R {
            if j & d == 0 {
                exchange(simd, r, j, j + d);
            }
        }
        d /= 2;
    }
}

#[inline(always)]
fn load_eight<S: Simd, const V: usize>(
    v: &[S::u32s],
    first: usize,
    column: usize,
    fill: S::u32s,
) -> [S::u32s; 8] {
    let mut r = [fill; 8];
    for (j, x) in r.iter_mut().enumerate() {
        if let Some(row) = v.get((first + j) * V + column) {
            *x = *row;
        }
    }
    r
}

#[inline(always)]
fn store_eight<S: Simd, const V: usize>(
    v: &mut [S::u32s],
    first: usize,
    column: usize,
    r: &[S::u32s; 8],
) {
    for (j, x) in r.iter().enumerate() {
        if let Some(row) = v.get_mut((first + j) * V + column) {
            *row = *x;
        }
    }
}

#[inline(always)]
fn finish<S: Simd, const V: usize>(simd: S, v: &mut [S::u32s], first: usize, column: usize) {
    let mut r = load_eight::<S, V>(v, first, column, largest(simd));
    butterfly(simd, &mut r, 4);
    store_eight::<S, V>(v, first, column, &r);
}

/// Eight rows by Batcher's odd-even merge network, 19 comparators.
#[inline(always)]
fn sort_eight<S: Simd, const V: usize>(simd: S, v: &mut [S::u32s], first: usize, column: usize) {
    const NETWORK: [(usize, usize); 19] = [
        (0, 1),
        (2, 3),
        (4, 5),
        (6, 7),
        (0, 2),
        (1, 3),
        (4, 6),
        (5, 7),
        (1, 2),
        (5, 6),
        (0, 4),
        (1, 5),
        (2, 6),
        (3, 7),
        (2, 4),
        (3, 5),
        (1, 2),
        (3, 4),
        (5, 6),
    ];
    let mut r = load_eight::<S, V>(v, first, column, largest(simd));
    for (a, b) in NETWORK {
        exchange(simd, &mut r, a, b);
    }
    store_eight::<S, V>(v, first, column, &r);
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::draws::Stream;
    use pulp::Scalar;

    #[test]
    fn sorts_every_lane_for_every_length_on_every_path() {
        for n in (1..=34_usize).chain([63, 100, 129, 193, 256, 257, 1000]) {
            let rows = n.next_multiple_of(ROWS);
            let mut stream = Stream::new(1, n as u64, 0);
            let mut keys = vec![u32::MAX; rows * LANES];
            for key in &mut keys[..n * LANES] {
                // Many repeats for small n, to meet equal keys.
                *key = (stream.next_u64() as u32) >> if n % 2 == 0 { 29 } else { 0 };
            }
            let mut other = keys.clone();
            let expected: Vec<Vec<u32>> = (0..LANES)
                .map(|l| {
                    let mut lane: Vec<u32> = keys.iter().skip(l).step_by(LANES).copied().collect();
                    lane.sort_unstable();
                    lane
                })
                .collect();
            pulp::Arch::new().dispatch(SortLanes { keys: &mut keys });
            SortLanes { keys: &mut other }.with_simd(Scalar);
            assert_eq!(keys, other, "paths differ for {n}");
            for (l, lane) in expected.iter().enumerate() {
                assert!(keys.iter().skip(l).step_by(LANES).eq(lane), "lane {l} of {n} rows");
            }
        }
    }
}
