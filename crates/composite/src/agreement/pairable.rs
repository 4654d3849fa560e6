//! Observed and expected disagreement of the ratings that can be paired.

use ndarray::Array2;

use super::undefined::Undefined;
use crate::moments::count;
use crate::ratings::Ratings;
use crate::sum::{Sum, sum};

/// The level of measurement: what the distance d of two figures c and k is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Level {
    /// Names: d = 0 for the same, else 1.
    Nominal,
    /// Order alone: d = the number of ratings between the two, half of their own included.
    Ordinal,
    /// Equal steps: d = c - k.
    Interval,
    /// Equal steps from a true zero: d = (c - k) / (c + k); no figure is below 0.
    Ratio,
}

impl Level {
    /// All of them with their words, from the least that is assumed to the most.
    pub const ALL: [(&'static str, Level); 4] = [
        ("nominal", Level::Nominal),
        ("ordinal", Level::Ordinal),
        ("interval", Level::Interval),
        ("ratio", Level::Ratio),
    ];

    /// The word of it in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        Level::ALL.iter().find(|(_, level)| *level == self).map_or("", |(word, _)| word)
    }

    /// The one with this word; none for any other text.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Level::ALL.iter().find(|(w, _)| *w == word).map(|(_, level)| *level)
    }
}

/// Up to so many different figures the distances of a ratio scale are kept; beyond, resamples take
/// what is linear in the change of the counts.
const KEPT: usize = 1024;

/// The units with at least two ratings, their figures by place among the different ones.
pub(super) struct Pairable {
    level: Level,
    /// The different figures, rising.
    values: Vec<f64>,
    /// Where the figures of each unit begin, and the end of the last.
    starts: Vec<usize>,
    /// Places in `values`, by unit.
    places: Vec<usize>,
    /// Twice the sum of squared distances over the pairs of a unit, over its ratings less one;
    /// nothing at the ordinal level, where distances follow from the counts.
    within: Vec<f64>,
    ratio: Ratio,
}

/// What the expected disagreement of a ratio scale is made from.
enum Ratio {
    /// Another level.
    None,
    /// The squared distances of all figures.
    Kept(Array2<f64>),
    /// For each figure the sum of squared distances to all ratings.
    Linear(Vec<f64>),
}

/// The two disagreements, each the mean squared distance of a pair.
#[derive(Clone, Copy, Debug)]
pub(super) struct Disagreement {
    /// Of two ratings of one unit.
    pub(super) observed: f64,
    /// Of any two ratings.
    pub(super) expected: f64,
}

impl Disagreement {
    /// Alpha; none where nothing varies.
    pub(super) fn alpha(self) -> Option<f64> {
        (self.expected > 0.0).then(|| 1.0 - self.observed / self.expected)
    }
}

impl Pairable {
    /// The units that count.
    pub(super) fn new(ratings: &Ratings, level: Level) -> Result<Self, Undefined> {
        if ratings.per_rater().iter().filter(|n| **n > 0).count() < 2 {
            return Err(Undefined::OneRater);
        }
        let units: Vec<&[(usize, f64)]> = ratings.by_unit().filter(|u| u.len() > 1).collect();
        if units.is_empty() {
            return Err(Undefined::NoPair);
        }
        let figures = || units.iter().flat_map(|u| u.iter().map(|(_, value)| *value));
        if level == Level::Ratio && figures().any(|x| x < 0.0) {
            return Err(Undefined::Negative);
        }
        let mut values: Vec<f64> = figures().collect();
        values.sort_by(f64::total_cmp);
        values.dedup_by(|a, b| a == b);
        if values.len() < 2 {
            return Err(Undefined::NoVariation);
        }
        let place = |x: f64| values.partition_point(|v| *v < x);
        let mut starts = vec![0];
        let mut places = Vec::new();
        for unit in &units {
            places.extend(unit.iter().map(|(_, value)| place(*value)));
            starts.push(places.len());
        }
        let within = match level {
            Level::Ordinal => Vec::new(),
            _ => units.iter().map(|u| pairs_of_unit(u, level)).collect(),
        };
        let mut pairable = Pairable { level, values, starts, places, within, ratio: Ratio::None };
        if level == Level::Ratio {
            pairable.ratio = pairable.distances();
        }
        Ok(pairable)
    }

    /// How many units count.
    pub(super) fn units(&self) -> usize {
        self.starts.len() - 1
    }

    /// How many ratings count.
    pub(super) fn ratings(&self) -> usize {
        self.places.len()
    }

    /// The places of the figures of each unit.
    fn by_unit(&self) -> impl Iterator<Item = &[usize]> {
        self.starts.windows(2).map(|ends| match ends {
            [from, to] => self.places.get(*from..*to).unwrap_or_default(),
            _ => &[],
        })
    }

    /// How often each figure stands in the units, where each counts so many times.
    fn counts(&self, times: &[f64]) -> Vec<f64> {
        let mut counts = vec![0.0; self.values.len()];
        for (unit, times) in self.by_unit().zip(times) {
            for place in unit {
                if let Some(count) = counts.get_mut(*place) {
                    *count += times;
                }
            }
        }
        counts
    }

    /// The two disagreements if each unit counts so many times.
    pub(super) fn disagreement(&self, times: &[f64]) -> Disagreement {
        let counts = self.counts(times);
        let n = sum(counts.iter().copied());
        let (within, between) = match self.level {
            Level::Nominal => {
                let same = sum(counts.iter().map(|c| c * c));
                (self.within(times), n * n - same)
            }
            Level::Ordinal => {
                let ranks = middle_ranks(&counts);
                let units = self.by_unit().zip(times).filter(|(_, t)| **t > 0.0);
                let within = sum(units.map(|(unit, times)| {
                    times * twice_squares(unit.iter().filter_map(|p| ranks.get(*p)).copied())
                }));
                (within, weighted_squares(&ranks, &counts, n))
            }
            Level::Interval => (self.within(times), weighted_squares(&self.values, &counts, n)),
            Level::Ratio => (self.within(times), self.ratio_distances(&counts, n)),
        };
        Disagreement { observed: within / n, expected: between / (n * (n - 1.0)) }
    }

    /// The sum over the pairs of units, where no distance depends on the counts.
    fn within(&self, times: &[f64]) -> f64 {
        sum(self.within.iter().zip(times).map(|(d, t)| d * t))
    }

    /// What the expected disagreement of a ratio scale needs.
    fn distances(&self) -> Ratio {
        let v = &self.values;
        if v.len() <= KEPT {
            let all = v.iter().flat_map(|c| v.iter().map(|k| ratio_distance(*c, *k))).collect();
            return Array2::from_shape_vec((v.len(), v.len()), all)
                .map_or(Ratio::None, Ratio::Kept);
        }
        let counts = self.counts(&vec![1.0; self.units()]);
        let to_all = |c: &f64| sum(v.iter().zip(&counts).map(|(k, n)| n * ratio_distance(*c, *k)));
        Ratio::Linear(v.iter().map(to_all).collect())
    }

    /// The sum of squared distances over all ordered pairs of ratings.
    fn ratio_distances(&self, counts: &[f64], n: f64) -> f64 {
        match &self.ratio {
            Ratio::None => 0.0,
            Ratio::Kept(distances) => sum(distances
                .rows()
                .into_iter()
                .zip(counts)
                .filter(|(_, c)| **c > 0.0)
                .map(|(row, c)| c * row.iter().zip(counts).map(|(d, k)| d * k).sum::<f64>())),
            Ratio::Linear(to_all) => {
                // N' D N about the counts M of all units, scaled by s: 2 s N' D M - s^2 M' D M.
                let s = n / count(self.ratings());
                let stated = self.counts(&vec![1.0; self.units()]);
                let along = |n: &[f64]| sum(n.iter().zip(to_all).map(|(n, d)| n * d));
                2.0 * s * along(counts) - s * s * along(&stated)
            }
        }
    }

    /// What each unit adds to the observed disagreement.
    fn of_units(&self) -> Vec<f64> {
        if self.level != Level::Ordinal {
            return self.within.clone();
        }
        let ranks = middle_ranks(&self.counts(&vec![1.0; self.units()]));
        let of = |u: &[usize]| twice_squares(u.iter().filter_map(|p| ranks.get(*p)).copied());
        self.by_unit().map(of).collect()
    }

    /// The least that a unit with any disagreement adds to the observed one, as a share of it; none
    /// without disagreement.
    pub(super) fn least_share(&self) -> Option<f64> {
        let of_units = self.of_units();
        let all = sum(of_units.iter().copied());
        of_units.iter().filter(|d| **d > 0.0).map(|d| d / all).min_by(f64::total_cmp)
    }

    /// Degrees of freedom of an error that is estimated from units: 2 U / (k - 1) for U units, with
    /// the kurtosis k of what each adds to the logarithm of the observed disagreement (that of a
    /// normal distribution is 3); from 5 to U - 1.
    pub(super) fn freedom(&self) -> f64 {
        /// With fewer, Student's t would say more of its own tails than of the ratings.
        const LEAST: f64 = 5.0;
        let of_units = self.of_units();
        let all = sum(of_units.iter().copied());
        let sizes = self.by_unit().map(|unit| count(unit.len()) / count(self.ratings()));
        let squares: Vec<f64> =
            of_units.iter().zip(sizes).map(|(d, size)| d / all - size).map(|x| x * x).collect();
        let (units, second) = (count(self.units()), sum(squares.iter().copied()));
        let kurtosis = units * sum(squares.iter().map(|x| x * x)) / (second * second);
        let freedom = 2.0 * units / (kurtosis - 1.0);
        let most = units - 1.0;
        if freedom >= LEAST { freedom.min(most) } else { LEAST.min(most) }
    }
}

/// Twice the sum of squared distances over the pairs of a unit, over its ratings less one.
fn pairs_of_unit(unit: &[(usize, f64)], level: Level) -> f64 {
    let figures = || unit.iter().map(|(_, value)| *value);
    if level == Level::Interval {
        return twice_squares(figures());
    }
    let distance = |c: f64, k: f64| match level {
        Level::Ratio => ratio_distance(c, k),
        _ => f64::from(c != k),
    };
    let pairs = figures()
        .enumerate()
        .flat_map(|(i, c)| figures().skip(i + 1).map(move |k| 2.0 * distance(c, k)));
    sum(pairs) / count(unit.len() - 1)
}

/// The squared distance of two figures of a ratio scale.
fn ratio_distance(c: f64, k: f64) -> f64 {
    if c == k {
        return 0.0;
    }
    // Halves, so that the sum of two large figures is finite.
    let d = (c / 2.0 - k / 2.0) / (c / 2.0 + k / 2.0);
    d * d
}

/// Twice the sum of squared differences over the pairs of some figures, over their number less one:
/// 2 (m S2 - S1^2) / (m - 1) for the sums of the differences from the first, which are exactly 0
/// where all figures are the same.
fn twice_squares(figures: impl Iterator<Item = f64> + Clone) -> f64 {
    let Some(first) = figures.clone().next() else { return 0.0 };
    let (mut m, mut s1, mut s2) = (0.0, Sum::default(), Sum::default());
    for x in figures {
        let d = x - first;
        m += 1.0;
        s1.add(d);
        s2.add(d * d);
    }
    if m < 2.0 { 0.0 } else { 2.0 * (m * s2.value() - s1.value() * s1.value()) / (m - 1.0) }
}

/// Sum of squared differences over all ordered pairs of counted figures: 2 n times the squares
/// about the mean.
fn weighted_squares(values: &[f64], counts: &[f64], n: f64) -> f64 {
    let mean = sum(values.iter().zip(counts).map(|(v, c)| v * c)) / n;
    2.0 * n * sum(values.iter().zip(counts).map(|(v, c)| c * (v - mean) * (v - mean)))
}

/// The middle of the ranks that each figure takes up. The ordinal distance of two figures, the
/// counts from one to the other less half of their own, is the difference of these.
fn middle_ranks(counts: &[f64]) -> Vec<f64> {
    let mut below = 0.0;
    counts
        .iter()
        .map(|c| {
            let middle = below + c / 2.0;
            below += c;
            middle
        })
        .collect()
}
