//! Quantiles, moments and band probabilities of many columns at once.

use super::RobustnessError;
use super::column::{Column, STEP};
use super::draw_block::{by_column, infinite, infinite_in};
use super::ranking::MOST_DRAWS;
use super::summary::{NodeSpec, NodeSummary, Storage};
use ndarray::{ArrayView2, Axis, Slice};
use rayon::prelude::*;

/// Draws kept before a histogram is laid out.
const FIRST: usize = 256;
/// Values that [`Storage::Auto`] keeps.
const KEPT: usize = 1 << 22;
/// Columns that one task handles, wide enough that a row of a block is read in whole cache lines.
const TOGETHER: usize = 32;

/// Collects columns of draws, a block at a time.
///
/// Values may be NaN: the column has no value in that draw (a gap), and its statistics are those of
/// the other draws. Infinite values are refused. Results do not depend on threads, nor on how the
/// draws are cut into blocks.
///
/// ```
/// use ideal_composite::robustness::{NodeSpec, NodeStatistics};
/// use ndarray::array;
///
/// let spec = NodeSpec { cuts: vec![vec![40.0, 60.0]], ..NodeSpec::default() };
/// let mut nodes = NodeStatistics::new(4, spec, &[Some(0), None])?;
/// nodes.push_block(array![[35.0, 1.0], [45.0, 1.0]].view())?;
/// nodes.push_block(array![[55.0, 1.0], [60.0, 1.0]].view())?;
/// let out = nodes.finish();
/// assert_eq!(out[0].bands, [0.25, 0.5, 0.25]);
/// assert_eq!(out[0].quantiles[1].value, 50.0);
/// assert_eq!(out[1].quantiles[0].low, 1.0); // no uncertainty: every quantile is the value
/// # Ok::<(), ideal_composite::robustness::RobustnessError>(())
/// ```
pub struct NodeStatistics {
    columns: Vec<Column>,
    spec: NodeSpec,
    left: usize,
}

impl NodeStatistics {
    /// `cuts_of` has one element per column: the set of cut points it uses, if any. `draws` is the
    /// number of draws that will come.
    ///
    /// # Errors
    /// [`RobustnessError`] for zero or too many draws, a probability outside [0, 1], cut points
    /// that are NaN or do not ascend, or a set that does not exist.
    pub fn new(
        draws: usize,
        spec: NodeSpec,
        cuts_of: &[Option<usize>],
    ) -> Result<Self, RobustnessError> {
        if draws == 0 || draws > MOST_DRAWS {
            return Err(RobustnessError::BadDraws(draws));
        }
        if let Some(&value) = spec.quantiles.iter().find(|p| !(0.0..=1.0).contains(*p)) {
            return Err(RobustnessError::BadSetting { what: "probability", value });
        }
        for set in &spec.cuts {
            let bad = set.iter().copied().find(|c| c.is_nan());
            let descends = || set.windows(2).find(|w| w[0] >= w[1]).map(|w| w[1]);
            if let Some(value) = bad.or_else(descends) {
                return Err(RobustnessError::BadSetting { what: "cut point out of order", value });
            }
        }
        let sets = spec.cuts.len();
        if let Some((column, set)) =
            cuts_of.iter().enumerate().find_map(|(i, c)| c.filter(|&s| s >= sets).map(|s| (i, s)))
        {
            return Err(RobustnessError::NoSuchCuts { column, set, sets });
        }
        let keep = match spec.storage {
            Storage::Exact => draws,
            Storage::Auto if draws.saturating_mul(cuts_of.len()) <= KEPT => draws,
            Storage::Auto | Storage::Histogram => FIRST.min(draws),
        };
        let columns = cuts_of
            .iter()
            .map(|&cuts| Column::new(cuts, keep, cuts.map_or(0, |s| spec.cuts[s].len())))
            .collect();
        Ok(Self { columns, spec, left: draws })
    }

    /// Draws per block that keep a block of all columns within about 32 MB; any number works.
    #[must_use]
    pub fn block_len(&self) -> usize {
        (KEPT / self.columns.len().max(1)).clamp(16, 1024)
    }

    /// Takes in a block, draws x columns.
    ///
    /// # Errors
    /// [`RobustnessError::BlockShape`] if the shape does not fit or there are more draws than
    /// announced; [`RobustnessError::BadValue`] for an infinite value. The statistics are then
    /// unchanged.
    pub fn push_block(&mut self, block: ArrayView2<'_, f64>) -> Result<(), RobustnessError> {
        let (rows, columns) = block.dim();
        if columns != self.columns.len() || rows > self.left {
            let (expected, left) = (self.columns.len(), self.left);
            return Err(RobustnessError::BlockShape { rows, columns, expected, left });
        }
        if let Some((row, column)) = infinite(&block) {
            return Err(RobustnessError::BadValue { row, column, value: block[(row, column)] });
        }
        let spec = &self.spec;
        if by_column(&block) {
            self.columns
                .par_iter_mut()
                .zip(block.axis_iter(Axis(1)))
                .with_min_len(TOGETHER)
                .for_each(|(column, draws)| {
                    if let Some(draws) = draws.as_slice() {
                        column.push(draws, spec);
                    }
                });
        } else {
            self.columns.par_chunks_mut(TOGETHER).enumerate().for_each_init(
                || vec![[f64::NAN; STEP]; TOGETHER],
                |turned, (group, columns)| {
                    let first = group * TOGETHER;
                    for step in block.axis_chunks_iter(Axis(0), STEP) {
                        for (d, row) in step.outer_iter().enumerate() {
                            let part =
                                row.slice_axis(Axis(0), Slice::from(first..first + columns.len()));
                            for (own, v) in turned.iter_mut().zip(part) {
                                own[d] = *v;
                            }
                        }
                        for (column, draws) in columns.iter_mut().zip(turned.iter()) {
                            column.push(&draws[..step.nrows()], spec);
                        }
                    }
                },
            );
        }
        self.left -= rows;
        Ok(())
    }

    /// Hands out the columns in groups of neighbours, `widths` of them each, to take in the next
    /// `draws` draws group by group on whatever thread has them at hand. Every group must take its
    /// draws exactly once.
    ///
    /// # Errors
    /// [`RobustnessError::BlockShape`] if the widths do not add up to the columns, or there are
    /// more draws than announced.
    pub fn groups(
        &mut self,
        draws: usize,
        widths: &[usize],
    ) -> Result<Vec<NodeGroup<'_>>, RobustnessError> {
        let (expected, left) = (self.columns.len(), self.left);
        let columns = widths.iter().sum();
        if columns != expected || draws > left {
            return Err(RobustnessError::BlockShape { rows: draws, columns, expected, left });
        }
        self.left -= draws;
        let (spec, mut rest) = (&self.spec, self.columns.as_mut_slice());
        let groups = widths.iter().map(|&width| {
            let (columns, others) = std::mem::take(&mut rest).split_at_mut(width);
            rest = others;
            NodeGroup { columns, draws, spec }
        });
        Ok(groups.collect())
    }

    /// Summaries of the draws taken in so far, one per column.
    #[must_use]
    pub fn finish(self) -> Vec<NodeSummary> {
        let spec = &self.spec;
        self.columns.into_par_iter().map(|column| column.finish(spec)).collect()
    }
}

/// Neighbouring columns of a [`NodeStatistics`], ready for their draws.
pub struct NodeGroup<'a> {
    columns: &'a mut [Column],
    draws: usize,
    spec: &'a NodeSpec,
}

impl NodeGroup<'_> {
    /// Takes in the draws of the group: all of its first column, then all of its second, and so on.
    ///
    /// # Errors
    /// [`RobustnessError::BlockShape`] for another number of values; [`RobustnessError::BadValue`]
    /// for an infinite value, with its draw and its column in the group. The statistics as a whole
    /// are then of no use.
    pub fn take(self, values: &[f64]) -> Result<(), RobustnessError> {
        let Self { columns, draws, spec } = self;
        if values.len() != columns.len() * draws {
            let rows = values.len() / columns.len().max(1);
            return Err(RobustnessError::BlockShape {
                rows,
                columns: columns.len(),
                expected: columns.len(),
                left: draws,
            });
        }
        for (number, (column, draws)) in
            columns.iter_mut().zip(values.chunks_exact(draws.max(1))).enumerate()
        {
            column.push(draws, spec);
            // Its extremes tell, without another look at every value.
            if let Some(row) = column.is_infinite().then(|| infinite_in(draws)).flatten() {
                return Err(RobustnessError::BadValue { row, column: number, value: draws[row] });
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::super::column::type_seven;
    use super::super::summary::change_cuts;
    use super::*;
    use crate::draws::{Stream, normal_quantile};
    use ndarray::Array2;

    fn normals(draws: usize, columns: usize) -> Array2<f64> {
        let mut out = Array2::zeros((draws, columns));
        for (d, mut row) in out.rows_mut().into_iter().enumerate() {
            let mut stream = Stream::new(2, 6, d as u64);
            row.iter_mut().for_each(|x| *x = 50.0 + 8.0 * stream.normal());
        }
        out
    }

    fn collect(
        block: &Array2<f64>,
        spec: &NodeSpec,
        cuts: Option<usize>,
        cut: usize,
    ) -> Vec<NodeSummary> {
        let mut stats =
            NodeStatistics::new(block.nrows(), spec.clone(), &vec![cuts; block.ncols()]).unwrap();
        for from in (0..block.nrows()).step_by(cut) {
            let to = (from + cut).min(block.nrows());
            stats.push_block(block.slice_axis(Axis(0), Slice::from(from..to))).unwrap();
        }
        stats.finish()
    }

    #[test]
    fn type_seven_is_that_of_r() {
        // quantile(c(1, 3, 4, 8, 20), c(.05, .5, .9)) in R
        let x = [1.0, 3.0, 4.0, 8.0, 20.0];
        let q: Vec<f64> = [0.05, 0.5, 0.9].iter().map(|&p| type_seven(&x, p)).collect();
        assert!(q.iter().zip([1.4, 4.0, 15.2]).all(|(a, b)| (a - b).abs() < 1e-12), "{q:?}");
    }

    #[test]
    fn quantiles_of_a_normal_variable() {
        let block = normals(10_000, 40);
        for storage in [Storage::Exact, Storage::Histogram] {
            let spec =
                NodeSpec { storage, cuts: vec![vec![40.0, 50.0, 60.0]], ..NodeSpec::default() };
            let out = collect(&block, &spec, Some(0), 1000);
            let mut covered = 0;
            for node in &out {
                assert!((node.mean - 50.0).abs() < 0.4 && (node.sd - 8.0).abs() < 0.3);
                for (q, p) in node.quantiles.iter().zip([0.05, 0.5, 0.95]) {
                    let truth = 50.0 + 8.0 * normal_quantile(p);
                    assert!((q.value - truth).abs() < 0.7, "{storage:?} {p}: {}", q.value);
                    assert!(q.low <= q.value && q.value <= q.high);
                    covered += u32::from(q.low <= truth && truth <= q.high);
                }
                assert!((node.bands.iter().sum::<f64>() - 1.0).abs() < 1e-12);
                assert!((node.bands[0] - 0.105_65).abs() < 0.02);
            }
            // 95 % intervals of 120 quantiles: 114 expected.
            assert!(
                (105..=120).contains(&covered),
                "{storage:?}: {covered} of 120 intervals hold the truth"
            );
        }
    }

    #[test]
    fn histogram_is_within_its_bound() {
        let block = normals(5_000, 30);
        let wide = |storage| NodeSpec {
            storage,
            quantiles: vec![0.0, 0.01, 0.05, 0.3, 0.5, 0.95, 1.0],
            ..NodeSpec::default()
        };
        let exact = collect(&block, &wide(Storage::Exact), None, 700);
        let rough = collect(&block, &wide(Storage::Histogram), None, 700);
        for (c, (a, b)) in exact.iter().zip(&rough).enumerate() {
            let column = block.column(c);
            let first = column.slice_axis(Axis(0), Slice::from(..FIRST));
            let range = first.iter().copied().fold(f64::MIN, f64::max)
                - first.iter().copied().fold(f64::MAX, f64::min);
            for (x, y) in a.quantiles.iter().zip(&b.quantiles) {
                assert!((x.value - y.value).abs() <= range / 254.0, "{} {}", x.value, y.value);
            }
            assert_eq!((a.mean, a.sd, a.min, a.max), (b.mean, b.sd, b.min, b.max));
        }
    }

    #[test]
    fn blocks_and_threads_do_not_matter() {
        let block = normals(1_500, 70);
        for storage in [Storage::Exact, Storage::Histogram] {
            let spec = NodeSpec { storage, cuts: vec![vec![45.0]], ..NodeSpec::default() };
            let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
            let first = pool.install(|| collect(&block, &spec, Some(0), 1_500));
            assert_eq!(first, collect(&block, &spec, Some(0), 7));
        }
    }

    #[test]
    fn no_uncertainty_gives_the_score_back() {
        let block = Array2::from_elem((3_000, 3), 61.234_567_890_123);
        for storage in [Storage::Exact, Storage::Histogram] {
            for node in collect(&block, &NodeSpec { storage, ..NodeSpec::default() }, None, 500) {
                assert!(
                    node.quantiles
                        .iter()
                        .all(|q| [q.value, q.low, q.high] == [61.234_567_890_123; 3])
                );
                assert_eq!((node.mean, node.sd), (61.234_567_890_123, 0.0));
            }
        }
        // A rare event after a constant start leaves the quantiles at the common value.
        let mut rare = Array2::from_elem((3_000, 1), 10.0);
        rare[(2_000, 0)] = 90.0;
        rare[(2_001, 0)] = -5.0;
        let out = collect(
            &rare,
            &NodeSpec { storage: Storage::Histogram, ..NodeSpec::default() },
            None,
            999,
        );
        assert!(out[0].quantiles.iter().all(|q| q.value == 10.0));
        assert_eq!((out[0].min, out[0].max), (-5.0, 90.0));
    }

    #[test]
    fn gaps_and_changes() {
        let changes =
            ndarray::array![[-3.0, f64::NAN], [2.5, f64::NAN], [2.500_000_1, 1.0], [0.0, f64::NAN]];
        let spec = NodeSpec { cuts: vec![change_cuts(2.5)], ..NodeSpec::default() };
        let out = collect(&changes, &spec, Some(0), 3);
        assert_eq!(out[0].bands, [0.25, 0.5, 0.25]);
        assert_eq!(
            (out[1].draws, out[1].mean, out[1].sd, out[1].quantiles[0].value),
            (1, 1.0, 0.0, 1.0)
        );
        let nothing = collect(&Array2::from_elem((4, 1), f64::NAN), &spec, Some(0), 4);
        assert!(
            nothing[0].mean.is_nan()
                && nothing[0].quantiles[0].value.is_nan()
                && nothing[0].draws == 0
        );
    }

    #[test]
    fn bad_settings_are_named() {
        let spec = |quantiles: Vec<f64>, cuts: Vec<Vec<f64>>| NodeSpec {
            quantiles,
            cuts,
            ..NodeSpec::default()
        };
        assert!(NodeStatistics::new(0, NodeSpec::default(), &[None]).is_err());
        assert!(NodeStatistics::new(5, spec(vec![1.5], vec![]), &[None]).is_err());
        assert!(NodeStatistics::new(5, spec(vec![], vec![vec![2.0, 1.0]]), &[Some(0)]).is_err());
        assert!(NodeStatistics::new(5, spec(vec![], vec![vec![f64::NAN]]), &[None]).is_err());
        assert!(matches!(
            NodeStatistics::new(5, NodeSpec::default(), &[None, Some(0)]),
            Err(RobustnessError::NoSuchCuts { column: 1, set: 0, sets: 0 })
        ));
        let mut stats = NodeStatistics::new(2, NodeSpec::default(), &[None]).unwrap();
        assert!(stats.push_block(Array2::zeros((3, 1)).view()).is_err());
        assert!(stats.push_block(Array2::zeros((1, 2)).view()).is_err());
        assert!(stats.push_block(Array2::from_elem((1, 1), f64::INFINITY).view()).is_err());
        // In groups, one that fills a step and one that waits for more.
        for (draws, bad) in [(64, 3), (65, 64)] {
            let mut stats = NodeStatistics::new(draws, NodeSpec::default(), &[None, None]).unwrap();
            let mut values = vec![1.0; 2 * draws];
            values[draws + bad] = f64::NEG_INFINITY;
            for group in stats.groups(draws, &[2]).unwrap() {
                assert!(
                    matches!(group.take(&values), Err(RobustnessError::BadValue { row, column: 1, .. }) if row == bad)
                );
            }
        }
    }
}
