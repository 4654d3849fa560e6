//! First-order and total indices with bootstrap intervals.

use super::SensitivityError;
use crate::draws::{Stream, normal_quantile, stream_id, wide};
use rayon::prelude::*;

/// Settings of [`sobol_indices`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct IndexSpec {
    /// Bootstrap resamples of the base rows; 0 gives intervals of no width.
    pub resamples: usize,
    /// Level of the intervals, in (0, 1).
    pub level: f64,
    /// Whether the mean output is taken off first. It changes no index in the limit but lowers the
    /// error of the first-order estimate where the mean is large beside the spread. COINr does not.
    pub centre: bool,
    /// Seed of the resamples.
    pub seed: u64,
}

impl Default for IndexSpec {
    /// 100 resamples, 95 %, centred, seed 0.
    fn default() -> Self {
        Self { resamples: 100, level: 0.95, centre: true, seed: 0 }
    }
}

/// Indices of one factor. Intervals are the estimate ± z times the standard deviation of the
/// bootstrap, so they hold the estimate; like the estimates they are not clipped to [0, 1].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FactorIndices {
    /// Share of the variance that the factor explains by itself (Saltelli et al. 2010, table 2, b).
    pub first_order: f64,
    /// Lower end of its interval.
    pub first_low: f64,
    /// Upper end.
    pub first_high: f64,
    /// Share that involves the factor, interactions included (Jansen 1999).
    pub total: f64,
    /// Lower end of its interval.
    pub total_low: f64,
    /// Upper end.
    pub total_high: f64,
}

/// What [`sobol_indices`] found.
#[derive(Debug, Clone, PartialEq)]
pub struct SobolIndices {
    /// Mean output over A and B.
    pub mean: f64,
    /// Variance of the output over A and B (2N − 1).
    pub variance: f64,
    /// Base rows used.
    pub rows: usize,
    /// Base rows left out because one of their runs has no finite output.
    pub dropped: usize,
    /// One per factor. All zero if the output does not vary: there is nothing to explain.
    pub factors: Vec<FactorIndices>,
    /// Sum of the first-order indices: the share that the factors explain by themselves. What is
    /// left to 1 is explained by several of them together. For independent factors the share lies
    /// in [0, 1]; the estimate may not.
    pub first_order_sum: f64,
    /// Lower end of its interval, from the same resamples as those of the indices.
    pub sum_low: f64,
    /// Upper end.
    pub sum_high: f64,
}

impl SobolIndices {
    /// Width of the widest interval of the factors, first-order or total.
    #[must_use]
    pub fn widest(&self) -> f64 {
        let widths =
            |f: &FactorIndices| (f.first_high - f.first_low).max(f.total_high - f.total_low);
        self.factors.iter().map(widths).fold(0.0, f64::max)
    }
}

/// Resamples that are worked on side by side.
const SIDE: usize = 8;

/// Indices from the outputs of a [`Design`](super::Design), in its order of runs.
///
/// A run that failed (NaN or infinite output) takes its base row out of every sum, and nothing
/// else.
///
/// # Errors
/// [`SensitivityError`] if the number of outputs is not N x (`factors` + 2), fewer than two base
/// rows are complete, or the level is not in (0, 1).
pub fn sobol_indices(
    outputs: &[f64],
    factors: usize,
    spec: &IndexSpec,
) -> Result<SobolIndices, SensitivityError> {
    let matrices = factors + 2;
    let base = outputs.len() / matrices;
    if factors == 0 || base == 0 || !outputs.len().is_multiple_of(matrices) {
        return Err(SensitivityError::OutputCount { outputs: outputs.len(), factors });
    }
    if !(spec.level > 0.0 && spec.level < 1.0) {
        return Err(SensitivityError::BadLevel(spec.level));
    }
    let complete: Vec<usize> = if outputs.iter().all(|y| y.is_finite()) {
        (0..base).collect()
    } else {
        (0..base).filter(|r| (0..matrices).all(|m| outputs[m * base + r].is_finite())).collect()
    };
    let rows = complete.len();
    if rows < 2 {
        return Err(SensitivityError::TooFewRows(rows));
    }
    let matrix = |m: usize| complete.iter().map(move |r| outputs[m * base + r]);
    let mean = (matrix(0).sum::<f64>() + matrix(1).sum::<f64>()) / (2 * rows) as f64;

    // Per base row: for each factor the summands of both estimators, then those of the variance.
    let a: Vec<f64> = matrix(0).map(|y| y - mean).collect();
    let b: Vec<f64> = matrix(1).map(|y| y - mean).collect();
    let off = if spec.centre { 0.0 } else { mean };
    let mut terms = Vec::with_capacity((2 * factors + 2) * rows);
    for factor in 0..factors {
        let ab: Vec<f64> = matrix(factor + 2).map(|y| y - mean).collect();
        terms.extend(a.iter().zip(&b).zip(&ab).map(|((a, b), ab)| (b + off) * (ab - a)));
        terms.extend(a.iter().zip(&ab).map(|(a, ab)| (a - ab) * (a - ab)));
    }
    terms.extend(a.iter().zip(&b).map(|(a, b)| a + b));
    terms.extend(a.iter().zip(&b).map(|(a, b)| a * a + b * b));

    let sums: Vec<f64> = terms.chunks_exact(rows).map(|t| t.iter().sum()).collect();
    let variance = spread(&sums, rows);
    let estimate = ratios(&sums, variance, rows);

    let groups = spec.resamples.div_ceil(SIDE);
    let resampled: Vec<Vec<f64>> = (0..groups)
        .into_par_iter()
        .with_min_len(4)
        .flat_map_iter(|group| {
            let many = SIDE.min(spec.resamples - group * SIDE);
            let sums = resample(&terms, rows, spec.seed, group);
            (0..many).map(move |lane| {
                let own: Vec<f64> = sums.iter().map(|s| s[lane]).collect();
                ratios(&own, spread(&own, rows), rows)
            })
        })
        .collect();
    let z = normal_quantile(0.5 + 0.5 * spec.level);
    let margin = |i: usize| z * deviation(resampled.iter().map(|r| r[i]));
    let first_orders = |r: &[f64]| r.iter().step_by(2).sum::<f64>();
    let first_order_sum = first_orders(&estimate);
    let of_sum = z * deviation(resampled.iter().map(|r| first_orders(r)));
    let factors = (0..factors)
        .map(|f| {
            let (first_order, total) = (estimate[2 * f], estimate[2 * f + 1]);
            let (first, whole) = (margin(2 * f), margin(2 * f + 1));
            FactorIndices {
                first_order,
                first_low: first_order - first,
                first_high: first_order + first,
                total,
                total_low: total - whole,
                total_high: total + whole,
            }
        })
        .collect();
    Ok(SobolIndices {
        mean,
        variance,
        rows,
        dropped: base - rows,
        factors,
        first_order_sum,
        sum_low: first_order_sum - of_sum,
        sum_high: first_order_sum + of_sum,
    })
}

/// Standard deviation (n - 1); 0 of fewer than two.
fn deviation(values: impl Iterator<Item = f64> + Clone) -> f64 {
    let n = values.clone().count();
    if n < 2 {
        return 0.0;
    }
    let mean = values.clone().sum::<f64>() / n as f64;
    let square: f64 = values.map(|x| (x - mean) * (x - mean)).sum();
    (square / (n as f64 - 1.0)).sqrt()
}

/// Variance from the last two sums.
fn spread(sums: &[f64], rows: usize) -> f64 {
    let [.., sum, square] = sums else { return 0.0 };
    let n = (2 * rows) as f64;
    ((square - sum * sum / n) / (n - 1.0)).max(0.0)
}

/// First-order and total index of each factor, alternating.
fn ratios(sums: &[f64], variance: f64, rows: usize) -> Vec<f64> {
    let n = rows as f64;
    let factors = &sums[..sums.len() - 2];
    if variance <= 0.0 {
        return vec![0.0; factors.len()];
    }
    factors
        .iter()
        .enumerate()
        .map(|(i, s)| if i % 2 == 0 { s / n / variance } else { s / (2.0 * n) / variance })
        .collect()
}

/// Sums of every term over eight resamples of the rows. A resample is a count per row, so each sum
/// is a product of counts and terms, eight at a time.
fn resample(terms: &[f64], rows: usize, seed: u64, group: usize) -> Vec<[f64; SIDE]> {
    let stream = stream_id("sobol.bootstrap");
    let mut counts = vec![[0.0; SIDE]; rows];
    for lane in 0..SIDE {
        let mut random = Stream::new(seed, stream, (group * SIDE + lane) as u64);
        let mut add = |row: usize| {
            if let Some(own) = counts.get_mut(row) {
                own[lane] += 1.0;
            }
        };
        let Ok(n) = u32::try_from(rows) else {
            (0..rows).for_each(|_| add(random.index(rows)));
            continue;
        };
        // Two row numbers from each 64 bits, without bias (Lemire 2019).
        let threshold = n.wrapping_neg() % n;
        let mut left = rows;
        while left > 0 {
            let bits = random.next_u64();
            for half in [bits as u32, (bits >> 32) as u32] {
                let wide = u64::from(half) * u64::from(n);
                if wide as u32 >= threshold && left > 0 {
                    add((wide >> 32) as usize);
                    left -= 1;
                }
            }
        }
    }
    weigh(terms, &counts)
}

wide! {
    /// Sums of every term under each of eight sets of counts.
    fn weigh<'a>(terms: &'a [f64], counts: &'a [[f64; SIDE]]) -> Vec<[f64; SIDE]> {
        let rows = counts.len();
        let mut sums = Vec::with_capacity(terms.len() / rows);
        // There are two terms per factor and two more; a pair shares the loading of the counts.
        for pair in terms.chunks_exact(2 * rows) {
            let (one, two) = pair.split_at(rows);
            let mut sum = [[0.0; SIDE]; 4];
            let (ones, last_one) = one.as_chunks::<2>();
            let (twos, last_two) = two.as_chunks::<2>();
            let (pairs, last) = counts.as_chunks::<2>();
            for ((a, b), c) in ones.iter().zip(twos).zip(pairs) {
                for l in 0..SIDE {
                    sum[0][l] += a[0] * c[0][l];
                    sum[1][l] += b[0] * c[0][l];
                    sum[2][l] += a[1] * c[1][l];
                    sum[3][l] += b[1] * c[1][l];
                }
            }
            for ((a, b), c) in last_one.iter().zip(last_two).zip(last) {
                for l in 0..SIDE {
                    sum[0][l] += a * c[l];
                    sum[1][l] += b * c[l];
                }
            }
            let [mut first, mut second, first_rest, second_rest] = sum;
            for (total, rest) in [(&mut first, first_rest), (&mut second, second_rest)] {
                total.iter_mut().zip(rest).for_each(|(t, r)| *t += r);
            }
            sums.extend([first, second]);
        }
        sums
    }
}

/// Mean absolute difference of two rankings over the units that have a rank in both (NaN: none);
/// 0 if there is none. NaN, an output that failed, if one has more units than the other. The usual
/// output of a sensitivity analysis of a ranking.
#[must_use]
pub fn mean_rank_shift(reference: &[f64], ranks: &[f64]) -> f64 {
    if reference.len() != ranks.len() {
        return f64::NAN;
    }
    let shifts = || reference.iter().zip(ranks).map(|(a, b)| (a - b).abs()).filter(|s| !s.is_nan());
    let n = shifts().count();
    if n == 0 { 0.0 } else { shifts().sum::<f64>() / n as f64 }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods)]
    use super::super::Design;
    use super::*;
    use std::f64::consts::PI;

    fn analyse(d: usize, base: usize, model: impl Fn(&[f64]) -> f64) -> SobolIndices {
        let design = Design::sobol(d, base, 7).unwrap();
        let outputs: Vec<f64> =
            design.matrix().rows().into_iter().map(|r| model(r.as_slice().unwrap())).collect();
        sobol_indices(&outputs, d, &IndexSpec::default()).unwrap()
    }

    #[test]
    fn ishigami() {
        // Ishigami and Homma (1990) with a = 7, b = 0.1; exact indices from the variances.
        let model = |u: &[f64]| {
            let x: Vec<f64> = u.iter().map(|u| PI * (2.0 * u - 1.0)).collect();
            x[0].sin() + 7.0 * x[1].sin().powi(2) + 0.1 * x[2].powi(4) * x[0].sin()
        };
        let v1 = 0.5 * (1.0 + 0.1 * PI.powi(4) / 5.0).powi(2);
        let v2 = 49.0 / 8.0;
        let v13 = 0.01 * PI.powi(8) * (1.0 / 18.0 - 1.0 / 50.0);
        let v = v1 + v2 + v13;
        let out = analyse(3, 4096, model);
        assert!((out.variance / v - 1.0).abs() < 0.02 && (out.mean - 3.5).abs() < 0.05);
        let first = [v1 / v, v2 / v, 0.0];
        let total = [(v1 + v13) / v, v2 / v, v13 / v];
        for (i, f) in out.factors.iter().enumerate() {
            assert!((f.first_order - first[i]).abs() < 0.02, "S{}: {f:?}", i + 1);
            assert!((f.total - total[i]).abs() < 0.02, "T{}: {f:?}", i + 1);
            // 95 % intervals of a quasi-random design are conservative.
            assert!(f.first_low <= first[i] && first[i] <= f.first_high);
            assert!(f.total_low <= total[i] && total[i] <= f.total_high);
        }
    }

    #[test]
    fn g_function() {
        // Sobol' g-function; V_i = 1 / (3 (1 + a_i)^2), total variance Π (1 + V_i) - 1.
        let a = [0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0];
        let model = |u: &[f64]| {
            u.iter().zip(a).map(|(u, a)| ((4.0 * u - 2.0).abs() + a) / (1.0 + a)).product()
        };
        let v: Vec<f64> = a.iter().map(|a| 1.0 / (3.0 * (1.0 + a) * (1.0 + a))).collect();
        let all: f64 = v.iter().map(|v| 1.0 + v).product();
        let out = analyse(8, 4096, model);
        for (i, f) in out.factors.iter().enumerate() {
            let first = v[i] / (all - 1.0);
            let total = v[i] * (all / (1.0 + v[i])) / (all - 1.0);
            assert!((f.first_order - first).abs() < 0.02, "S{}: {f:?} {first}", i + 1);
            assert!((f.total - total).abs() < 0.02, "T{}: {f:?} {total}", i + 1);
        }
    }

    #[test]
    fn agrees_with_coinr() {
        let consequence = "so COINr's sensitivity indices were not compared";
        let Some(folder) = ideal_testing::Data::Reference.folder(consequence) else { return };
        let folder = folder.join("coinr");
        let read = |name: &str| -> Vec<Vec<f64>> {
            let mut reader = csv::Reader::from_path(folder.join(name)).unwrap();
            let number = |x: &str| x.parse().unwrap_or(f64::NAN);
            reader.records().map(|r| r.unwrap().iter().map(number).collect()).collect()
        };
        // An analytic model of four inputs, and the mean rank shift of ASEM under three factors.
        for (outputs, column, indices) in [
            ("functions/sa_y.csv", 0, "functions/sa_indices.csv"),
            ("asem/sens/sa_y.csv", 1, "asem/sens/sa_indices.csv"),
        ] {
            let outputs: Vec<f64> = read(outputs).into_iter().map(|r| r[column]).collect();
            let theirs = read(indices);
            let spec = IndexSpec { centre: false, ..IndexSpec::default() };
            let ours = sobol_indices(&outputs, theirs.len(), &spec).unwrap();
            let close = |a: f64, b: f64| (a - b).abs() / b.abs().max(1e-3);
            let mut worst: f64 = 0.0;
            for (own, theirs) in ours.factors.iter().zip(&theirs) {
                worst =
                    worst.max(close(own.first_order, theirs[1])).max(close(own.total, theirs[2]));
                worst = worst.max(theirs.get(3).map_or(0.0, |v| close(ours.variance, *v)));
            }
            eprintln!("{indices}: largest relative difference {worst:e}");
            assert!(worst < 1e-9, "{indices}");
        }
    }

    #[test]
    fn intervals_shrink_with_the_root_of_the_rows() {
        // Plain random rows, so that the bootstrap's assumption holds.
        let width = |base: usize| {
            let mut s = Stream::new(1, 1, base as u64);
            let (a, b): (Vec<f64>, Vec<f64>) =
                (0..base).map(|_| (s.uniform(), s.uniform())).unzip();
            let y = |x: f64| x * x;
            let outputs: Vec<f64> = a
                .iter()
                .map(|x| y(*x))
                .chain(b.iter().map(|x| y(*x)))
                .chain(b.iter().map(|x| y(*x)))
                .collect();
            let out =
                sobol_indices(&outputs, 1, &IndexSpec { resamples: 400, ..IndexSpec::default() })
                    .unwrap();
            out.factors[0].total_high - out.factors[0].total_low
        };
        let ratio = width(200) / width(20_000);
        assert!((ratio - 10.0).abs() < 3.0, "{ratio}");
    }

    #[test]
    fn failures_cost_their_row_only() {
        let design = Design::sobol(2, 256, 3).unwrap();
        let mut outputs: Vec<f64> =
            design.matrix().rows().into_iter().map(|r| 50.0 + r[0] + 2.0 * r[1]).collect();
        let whole = sobol_indices(&outputs, 2, &IndexSpec::default()).unwrap();
        outputs[3] = f64::NAN;
        outputs[256 * 3 + 9] = f64::INFINITY;
        let holed = sobol_indices(&outputs, 2, &IndexSpec::default()).unwrap();
        assert_eq!((holed.rows, holed.dropped), (254, 2));
        assert!((whole.factors[1].total - holed.factors[1].total).abs() < 0.05);
    }

    #[test]
    fn degenerate_input_is_defined() {
        let flat = sobol_indices(&[4.0; 40], 2, &IndexSpec::default()).unwrap();
        assert!(
            flat.variance == 0.0
                && flat.factors.iter().all(|f| f.total == 0.0 && f.total_high == 0.0)
        );
        assert!(matches!(
            sobol_indices(&[1.0; 7], 2, &IndexSpec::default()),
            Err(SensitivityError::OutputCount { .. })
        ));
        assert!(matches!(
            sobol_indices(&[], 2, &IndexSpec::default()),
            Err(SensitivityError::OutputCount { .. })
        ));
        assert_eq!(
            sobol_indices(&[f64::NAN; 8], 2, &IndexSpec::default()),
            Err(SensitivityError::TooFewRows(0))
        );
        let level = IndexSpec { level: 1.0, ..IndexSpec::default() };
        assert_eq!(sobol_indices(&[1.0; 8], 2, &level), Err(SensitivityError::BadLevel(1.0)));
        assert_eq!(mean_rank_shift(&[1.0, 2.0, f64::NAN], &[2.0, 1.0, 3.0]), 1.0);
        assert_eq!(mean_rank_shift(&[f64::NAN], &[1.0]), 0.0);
        assert!(mean_rank_shift(&[1.0, 2.0], &[2.0]).is_nan());
    }
}
