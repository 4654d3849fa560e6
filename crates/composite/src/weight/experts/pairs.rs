//! Weights from pairs: the analytic hierarchy process.

use super::{JudgementError, STRONGEST, WEAKEST};
use crate::moments::count;
use crate::sum::sum;

/// A judgement of two children by their places.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// The child that is judged.
    pub first: usize,
    /// The one it is compared with.
    pub second: usize,
    /// How many times as important the first is: 1/9 (0.11 will do) to 9.
    pub ratio: f64,
}

/// Three children whose comparisons contradict each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Triad {
    /// Their places, ascending.
    pub children: [usize; 3],
    /// The first over the third as stated.
    pub stated: f64,
    /// The first over the third as the second has it: first over second, times second over third.
    pub implied: f64,
    /// How far apart the two are: 1 less the smaller over the larger, 0..1 (Koczkodaj, Mathematical
    /// and Computer Modelling 18, 1993).
    pub contradiction: f64,
}

/// Weights from pairs, and how far the pairs contradict each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Pairwise {
    /// A weight per child.
    pub weights: Vec<f64>,
    /// The largest eigenvalue; the number of children where nothing contradicts.
    pub eigenvalue: f64,
    /// (eigenvalue - n) / (n - 1), 0 for one child.
    pub consistency_index: f64,
    /// The index over that of random comparisons; up to 0.1 is held to be consistent enough. None
    /// where pairs are missing, because random indices are of complete comparisons, and above
    /// [`LARGEST_RANDOM_INDEX`] children.
    pub consistency_ratio: Option<f64>,
    /// Pairs that were not compared.
    pub missing: usize,
    /// Triads with a contradiction, the greatest first.
    pub triads: Vec<Triad>,
}

/// Mean consistency index of random comparisons of 1 to 15 children (Saaty, Theory and Applications
/// of the Analytic Network Process, 2005, p. 31).
const RANDOM_INDEX: [f64; LARGEST_RANDOM_INDEX] =
    [0.0, 0.0, 0.52, 0.89, 1.11, 1.25, 1.35, 1.40, 1.45, 1.49, 1.52, 1.54, 1.56, 1.58, 1.59];

/// The most children for which a random index is published.
pub const LARGEST_RANDOM_INDEX: usize = 15;

/// Steps of the power method, at most.
const STEPS: usize = 200_000;

/// Contradictions below this are what is lost in writing 0.33 for a third.
const ROUNDING: f64 = 0.02;

/// Weights as the principal eigenvector of the comparisons (Saaty, The Analytic Hierarchy Process,
/// 1980).
///
/// `n` children, each pair compared once at most, in either direction. Missing pairs are filled
/// after Harker (Mathematical Modelling 9, 1987): they count as the ratio of the weights
/// themselves, which puts 0 in their place and adds 1 to the diagonal for each. All children must
/// be compared with each other at least through others.
///
/// # Errors
/// [`JudgementError::Nothing`], [`JudgementError::Child`], [`JudgementError::Itself`],
/// [`JudgementError::PairTwice`], [`JudgementError::Ratio`], [`JudgementError::Apart`], and
/// [`JudgementError::Unsolved`] where the power method does not come to rest.
pub fn analytic_hierarchy(n: usize, pairs: &[Pair]) -> Result<Pairwise, JudgementError> {
    if n == 0 {
        return Err(JudgementError::Nothing);
    }
    let comparisons = Comparisons::new(n, pairs)?;
    if let Some(child) = comparisons.apart() {
        return Err(JudgementError::Apart(child));
    }
    let (weights, eigenvalue) = comparisons.principal().ok_or(JudgementError::Unsolved)?;
    let missing = n * (n - 1) / 2 - pairs.len();
    // Rounding may leave it a hair below.
    let excess = (eigenvalue - count(n)).max(0.0);
    let consistency_index = if n > 1 { excess / count(n - 1) } else { 0.0 };
    let random = RANDOM_INDEX.get(n - 1).filter(|_| missing == 0);
    let consistency_ratio =
        random.map(|random| if *random > 0.0 { consistency_index / random } else { 0.0 });
    let triads = comparisons.triads();
    Ok(Pairwise { weights, eigenvalue, consistency_index, consistency_ratio, missing, triads })
}

/// A row of ratios per child; none where a pair was not compared, 1 on the diagonal.
struct Comparisons {
    rows: Vec<Vec<Option<f64>>>,
}

impl Comparisons {
    fn new(n: usize, pairs: &[Pair]) -> Result<Self, JudgementError> {
        let mut rows = vec![vec![None; n]; n];
        for (i, row) in rows.iter_mut().enumerate() {
            row.iter_mut().skip(i).take(1).for_each(|own| *own = Some(1.0));
        }
        for &Pair { first, second, ratio } in pairs {
            if first == second {
                return Err(JudgementError::Itself(first));
            }
            if !(WEAKEST..=STRONGEST).contains(&ratio) {
                return Err(JudgementError::Ratio { first, second, ratio });
            }
            for (i, j, ratio) in [(first, second, ratio), (second, first, 1.0 / ratio)] {
                let row = rows.get_mut(i).ok_or(JudgementError::Child(i))?;
                let cell = row.get_mut(j).ok_or(JudgementError::Child(j))?;
                if cell.is_some() {
                    return Err(JudgementError::PairTwice(first, second));
                }
                *cell = Some(ratio);
            }
        }
        Ok(Comparisons { rows })
    }

    fn get(&self, i: usize, j: usize) -> Option<f64> {
        self.rows.get(i)?.get(j).copied().flatten()
    }

    /// A child that nothing compares with the first, not even through others.
    fn apart(&self) -> Option<usize> {
        let mut reached = vec![false; self.rows.len()];
        let mut open = vec![0];
        while let Some(at) = open.pop() {
            let Some(slot) = reached.get_mut(at).filter(|r| !**r) else { continue };
            *slot = true;
            open.extend((0..self.rows.len()).filter(|&j| self.get(at, j).is_some()));
        }
        reached.iter().position(|r| !r)
    }

    /// The principal eigenvector, adding up to 1, and its eigenvalue, by the power method. The
    /// matrix has a positive diagonal and all children hang together, so the method converges.
    fn principal(&self) -> Option<(Vec<f64>, f64)> {
        let n = self.rows.len();
        // Harker: an entry that is missing is w_i / w_j, whose product with w_j is w_i.
        let times = |w: &[f64]| -> Vec<f64> {
            let row = |(row, own): (&Vec<Option<f64>>, &f64)| {
                sum(row.iter().zip(w).map(|(a, w)| a.map_or(*own, |a| a * w)))
            };
            self.rows.iter().zip(w).map(row).collect()
        };
        let mut w = vec![1.0 / count(n); n];
        for _ in 0..STEPS {
            let next = times(&w);
            let total = sum(next.iter().copied());
            let next: Vec<f64> = next.iter().map(|x| x / total).collect();
            let moved = next.iter().zip(&w).map(|(a, b)| (a - b).abs() / b).fold(0.0, f64::max);
            w = next;
            if moved < 1e-14 {
                let ratios = times(&w).into_iter().zip(&w).map(|(x, w)| x / w);
                return Some((w.clone(), sum(ratios) / count(n)));
            }
        }
        None
    }

    fn triads(&self) -> Vec<Triad> {
        let n = self.rows.len();
        let mut out = Vec::new();
        for i in 0..n {
            for j in i + 1..n {
                for k in j + 1..n {
                    let (Some(a), Some(b), Some(stated)) =
                        (self.get(i, j), self.get(j, k), self.get(i, k))
                    else {
                        continue;
                    };
                    let implied = a * b;
                    let contradiction = 1.0 - (implied / stated).min(stated / implied);
                    if contradiction > ROUNDING {
                        out.push(Triad { children: [i, j, k], stated, implied, contradiction });
                    }
                }
            }
        }
        out.sort_by(|a, b| b.contradiction.total_cmp(&a.contradiction));
        out
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// Saaty's relative consumption of drinks in the United States: coffee, wine, tea, beer, sodas,
    /// milk, water (Decision making with the analytic hierarchy process, International Journal of
    /// Services Sciences 1, 2008, table 3).
    fn drinks() -> Vec<Pair> {
        let above = [
            (0, 1, 9.0),
            (0, 2, 5.0),
            (0, 3, 2.0),
            (0, 4, 1.0),
            (0, 5, 1.0),
            (0, 6, 1.0 / 2.0),
            (1, 2, 1.0 / 3.0),
            (1, 3, 1.0 / 9.0),
            (1, 4, 1.0 / 9.0),
            (1, 5, 1.0 / 9.0),
            (1, 6, 1.0 / 9.0),
            (2, 3, 1.0 / 3.0),
            (2, 4, 1.0 / 4.0),
            (2, 5, 1.0 / 3.0),
            (2, 6, 1.0 / 9.0),
            (3, 4, 1.0 / 2.0),
            (3, 5, 1.0),
            (3, 6, 1.0 / 3.0),
            (4, 5, 2.0),
            (4, 6, 1.0 / 2.0),
            (5, 6, 1.0 / 3.0),
        ];
        above.map(|(first, second, ratio)| Pair { first, second, ratio }).to_vec()
    }

    fn near(got: &[f64], want: &[f64], by: f64) {
        assert_eq!(got.len(), want.len());
        assert!(got.iter().zip(want).all(|(g, w)| (g - w).abs() < by), "{got:?} for {want:?}");
    }

    #[test]
    fn saatys_drinks() {
        let found = analytic_hierarchy(7, &drinks()).unwrap();
        // As published: to three decimals, the consistency ratio .022.
        near(&found.weights, &[0.177, 0.019, 0.042, 0.116, 0.190, 0.129, 0.327], 5.1e-4);
        assert!((found.consistency_ratio.unwrap() - 0.022).abs() < 5e-4);
        // ahpy 2.1, Compare('d', comparisons, precision=10, random_index='saaty').
        let ahpy = [
            0.177_456_747_4,
            0.019_149_476,
            0.041_831_181_7,
            0.116_417_031_7,
            0.189_572_375_3,
            0.128_780_548_5,
            0.326_792_639_3,
        ];
        near(&found.weights, &ahpy, 1e-10);
        assert!((found.consistency_ratio.unwrap() - 0.021_806_054_2).abs() < 1e-9);
        // numpy 2.4, the largest of linalg.eig.
        assert!((found.eigenvalue - 7.176_629_039_330_35).abs() < 1e-9);
        assert_eq!(found.missing, 0);
        // The same pairs the other way round, in another order.
        let turned: Vec<Pair> = drinks()
            .into_iter()
            .rev()
            .map(|p| Pair { first: p.second, second: p.first, ratio: 1.0 / p.ratio })
            .collect();
        near(&analytic_hierarchy(7, &turned).unwrap().weights, &found.weights, 1e-12);
    }

    #[test]
    fn comparisons_at_random() {
        // numpy 2.4, linalg.eig of the reciprocal matrix with
        // a_ij = s[(7 i + 5 j + 3 i j) mod 17], s = 1..9, 1/2..1/9, for i < j < 6.
        let pairs = [
            (0, 1, 6.0),
            (0, 2, 1.0 / 3.0),
            (0, 3, 1.0 / 8.0),
            (0, 4, 4.0),
            (0, 5, 9.0),
            (1, 2, 7.0),
            (1, 3, 1.0 / 7.0),
            (1, 4, 6.0),
            (1, 5, 1.0 / 6.0),
            (2, 3, 1.0 / 6.0),
            (2, 4, 8.0),
            (2, 5, 2.0),
            (3, 4, 1.0 / 2.0),
            (3, 5, 7.0),
            (4, 5, 1.0 / 4.0),
        ]
        .map(|(first, second, ratio)| Pair { first, second, ratio });
        let found = analytic_hierarchy(6, &pairs).unwrap();
        let numpy = [
            0.192_494_419_688_596_12,
            0.131_103_289_769_498_75,
            0.131_348_898_312_001_1,
            0.361_220_279_030_919_13,
            0.074_619_878_718_922_64,
            0.109_213_234_480_052_02,
        ];
        near(&found.weights, &numpy, 1e-9);
        assert!((found.eigenvalue - 12.205_279_967_520_035).abs() < 1e-8);
        // (12.205 - 6) / 5 / 1.25: far beyond 0.1.
        assert!(found.consistency_ratio.unwrap() > 0.99);
        let worst = found.triads.first().unwrap();
        assert!(found.triads.iter().all(|t| t.contradiction <= worst.contradiction));
        assert!(worst.contradiction > 0.98, "{worst:?}");
    }

    #[test]
    fn missing_pairs_after_harker() {
        // numpy 2.4, linalg.eig of Harker's matrix: 0 for a missing pair, 1 + their number on the
        // diagonal.
        let left_out = [(0, 1), (0, 6), (2, 5), (3, 4), (1, 6)];
        let pairs: Vec<Pair> =
            drinks().into_iter().filter(|p| !left_out.contains(&(p.first, p.second))).collect();
        let found = analytic_hierarchy(7, &pairs).unwrap();
        let numpy = [
            0.179_172_894_612_994_15,
            0.014_605_258_079_795_918,
            0.039_668_015_017_509_016,
            0.114_759_439_920_059_92,
            0.176_374_233_416_693_53,
            0.124_446_339_263_089_57,
            0.350_973_819_689_858_9,
        ];
        near(&found.weights, &numpy, 1e-9);
        assert!((found.eigenvalue - 7.066_907_157_923_432).abs() < 1e-8);
        assert_eq!((found.missing, found.consistency_ratio), (5, None));
        // A chain that contradicts nothing says 4 : 2 : 1.
        let chain = [(0, 1), (1, 2)].map(|(first, second)| Pair { first, second, ratio: 2.0 });
        let found = analytic_hierarchy(3, &chain).unwrap();
        near(&found.weights, &[4.0 / 7.0, 2.0 / 7.0, 1.0 / 7.0], 1e-12);
        assert!(found.consistency_index < 1e-12);
        // The longest chain of the scale still comes to rest.
        let long: Vec<Pair> =
            (0..39).map(|i| Pair { first: i, second: i + 1, ratio: 1.0 }).collect();
        let found = analytic_hierarchy(40, &long).unwrap();
        near(&found.weights, &[1.0 / 40.0; 40], 1e-9);
    }

    #[test]
    fn a_contradiction_is_named() {
        // A > B > C, and C > A.
        let pairs = [(0, 1, 3.0), (1, 2, 3.0), (0, 2, 1.0 / 3.0)];
        let found = analytic_hierarchy(
            3,
            &pairs.map(|(first, second, ratio)| Pair { first, second, ratio }),
        )
        .unwrap();
        let [triad] = found.triads.as_slice() else { panic!("{found:?}") };
        assert_eq!((triad.children, triad.implied), ([0, 1, 2], 9.0));
        assert!((triad.contradiction - (1.0 - 1.0 / 27.0)).abs() < 1e-12);
        near(&found.weights, &[1.0 / 3.0; 3], 1e-9);
    }

    #[test]
    fn what_it_refuses() {
        let pair = |first, second, ratio| Pair { first, second, ratio };
        let of = |n, pairs: &[Pair]| analytic_hierarchy(n, pairs).map(|p| p.weights);
        assert_eq!(of(1, &[]), Ok(vec![1.0]));
        assert_eq!(of(0, &[]), Err(JudgementError::Nothing));
        assert_eq!(of(2, &[]), Err(JudgementError::Apart(1)));
        assert_eq!(of(2, &[pair(1, 1, 2.0)]), Err(JudgementError::Itself(1)));
        assert_eq!(of(2, &[pair(0, 2, 2.0)]), Err(JudgementError::Child(2)));
        let twice = [pair(0, 1, 2.0), pair(1, 0, 0.5)];
        assert_eq!(of(2, &twice), Err(JudgementError::PairTwice(1, 0)));
        for ratio in [0.1, 9.5, f64::NAN, -2.0] {
            assert!(matches!(of(2, &[pair(0, 1, ratio)]), Err(JudgementError::Ratio { .. })));
        }
        assert!(of(2, &[pair(0, 1, 0.11)]).is_ok());
    }
}
