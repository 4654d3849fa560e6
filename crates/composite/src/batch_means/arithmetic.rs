//! The arithmetic mean, whose sums stay in registers.

use super::separable::Separable;
use super::{Child, Sum, TILE, Weights};
use pulp::Simd;

/// Registers that are summed in side by side, so that none waits for the one before.
const TOGETHER: usize = 4;

/// The mean of the children in every draw.
pub(super) fn mean(children: &[Child<'_>], sum: Sum, floor: f64, out: &mut [f64]) {
    let done = pulp::Arch::new().dispatch(Arithmetic { children, sum, floor, out: &mut *out });
    let rest: Vec<Child<'_>> = children.iter().filter_map(|c| c.from(done)).collect();
    let (range, out) =
        ((f64::NEG_INFINITY, f64::INFINITY), out.get_mut(done..).unwrap_or_default());
    // A missing value stays one: there is nothing to repair.
    Separable { children: &rest, sum, floor, range, out, logs: None, f: |x| x, g: |s| s }.run();
}

/// Its output is the number of draws it has done: whole tiles of four registers.
pub(super) struct Arithmetic<'a> {
    pub(super) children: &'a [Child<'a>],
    pub(super) sum: Sum,
    pub(super) floor: f64,
    pub(super) out: &'a mut [f64],
}

impl pulp::WithSimd for Arithmetic<'_> {
    type Output = usize;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> usize {
        let Self { children, sum, floor, out } = self;
        let tile = TOGETHER * S::F64_LANES;
        let floors = (floor > f64::NEG_INFINITY).then(|| simd.splat_f64s(floor));
        let mut own = [0.0; TILE];
        let mut done = 0;
        for out in S::as_mut_simd_f64s(out).0.as_chunks_mut::<TOGETHER>().0 {
            let mut weighted = [simd.splat_f64s(0.0); TOGETHER];
            let mut total = weighted;
            for c in children {
                let Some(xs) = c.values.tile(done..done + tile, &mut own) else { continue };
                let Some(mut xs) = S::as_simd_f64s(xs).0.first_chunk::<TOGETHER>().copied() else {
                    continue;
                };
                let ws = match c.weights {
                    Weights::Same(w) => [simd.splat_f64s(w); TOGETHER],
                    Weights::Each(ws) => {
                        let Some(ws) = ws.get(done..done + tile) else { continue };
                        let Some(ws) = S::as_simd_f64s(ws).0.first_chunk::<TOGETHER>() else {
                            continue;
                        };
                        *ws
                    }
                };
                if let Some(floor) = floors {
                    xs = xs.map(|x| simd.select_f64s(simd.less_than_f64s(x, floor), floor, x));
                }
                for i in 0..TOGETHER {
                    weighted[i] = simd.mul_add_f64s(ws[i], xs[i], weighted[i]);
                }
                if sum == Sum::Any {
                    for i in 0..TOGETHER {
                        total[i] = simd.add_f64s(total[i], ws[i]);
                    }
                }
            }
            *out = match sum {
                Sum::One => weighted,
                Sum::Any => std::array::from_fn(|i| simd.div_f64s(weighted[i], total[i])),
            };
            done += tile;
        }
        done
    }
}
