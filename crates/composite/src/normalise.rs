//! Normalisation: one indicator's values brought to a common scale.
//!
//! **Direction is handled here and nowhere else.** Where higher is worse ([`Direction::Down`]),
//! fixed posts ([`Normalise::Goalposts`], [`Normalise::Scaled`]) and [`Normalise::None`] are
//! computed in the indicator's own direction and then flipped; every other function takes −x first,
//! as COINr does. Posts, targets and references are always given in the indicator's own unit and
//! direction: nobody has to negate anything. A higher score is then always the better one, with one
//! exception kept for the sake of COINr's numbers, [`Normalise::FractionOfMax`] of a `Down`
//! indicator; [`Normalise::reverses`] knows it.
//!
//! A missing value is NaN and stays NaN. The population of a normalisation is the finite values of
//! the column, or a population given apart ([`Normalise::column_against`]): all editions together,
//! or the units that count.
//!
//! A population that does not vary, or of a single value, says nothing about who is higher:
//! functions that depend on a population then return [`NormaliseError::Constant`] rather than a
//! made-up score (min-max would be 0/0, every rank 1).
//!
//! ```
//! use ideal_composite::normalise::{Direction, Normalise};
//!
//! let rates = [2.0, 12.0, f64::NAN, 22.0];
//! let minmax = Normalise::MinMax { range: [0.0, 100.0] };
//! assert_eq!(minmax.column(&rates, Direction::Up).unwrap()[..2], [0.0, 50.0]);
//! let posts = Normalise::Goalposts { low: 0.0, high: 20.0, range: [0.0, 100.0], clamp: true };
//! assert_eq!(posts.column(&rates, Direction::Down).unwrap()[3], 0.0);
//! ```
//!
//! Formulas: OECD/JRC Handbook on Constructing Composite Indicators (2008), step 5.

mod matrix;

pub use matrix::MatrixError;

use crate::moments::{count, extent, mean, sd};
use crate::rank::Ties;

/// Whether higher values mean more of what the index measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
pub enum Direction {
    /// They do.
    #[default]
    Up,
    /// They mean less of it.
    Down,
}

/// A normalisation. `range` is `[low, high]` of the scale that a result of 0..=1 is stretched to.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
pub enum Normalise {
    /// As it is; `Down` gives low + high − x. With the range `[0, 0]` that is −x, COINr's "none".
    None {
        /// The scale the values are already on.
        range: [f64; 2],
    },
    /// (x − low) / (high − low), clamped to 0..=1 if `clamp`, stretched to `range`; `Down` flips
    /// within `range`.
    Goalposts {
        /// Lower post, in the indicator's unit.
        low: f64,
        /// Upper post, above `low`.
        high: f64,
        /// The scale.
        range: [f64; 2],
        /// Whether values beyond the posts are held at the ends of the scale.
        clamp: bool,
    },
    /// Goalposts without clamping, stretched from 0 to `factor`.
    Scaled {
        /// The two posts, low < high, in the indicator's unit.
        posts: [f64; 2],
        /// What the upper post becomes.
        factor: f64,
    },
    /// (x − min) / (max − min), stretched to `range`.
    MinMax {
        /// The scale.
        range: [f64; 2],
    },
    /// (x − mean) / sd, with the sample's standard deviation (n − 1), moved to `mean` and `sd`.
    ZScore {
        /// The mean of the result.
        mean: f64,
        /// The standard deviation of the result, above 0.
        sd: f64,
    },
    /// Rank among the population, 1 for the lowest. Raw: not stretched to a scale.
    Rank {
        /// What equal values share.
        ties: Ties,
    },
    /// (rank − 1) / (n − 1), stretched to `range`.
    PercentileRank {
        /// The scale.
        range: [f64; 2],
        /// What equal values share.
        ties: Ties,
    },
    /// Rank − 1: how many of the population are lower. Raw.
    Borda {
        /// What equal values share.
        ties: Ties,
    },
    /// (x − min) / (target − min), stretched to `range`.
    DistanceToTarget {
        /// The target, in the indicator's unit: better than the worst of the population.
        target: f64,
        /// The scale.
        range: [f64; 2],
        /// Whether what lies beyond the target is held at it.
        cap: bool,
    },
    /// 1 − (reference − x) / (reference − min), stretched to `range`: the same line as a distance
    /// to a target.
    DistanceToReference {
        /// The reference unit's value, in the indicator's unit: better than the worst of the
        /// population.
        reference: f64,
        /// The scale.
        range: [f64; 2],
        /// Whether what lies beyond the reference is held at it.
        cap: bool,
    },
    /// 1 − (max − x) / (max − min), stretched to `range`: min-max, counted from the top.
    DistanceToMax {
        /// The scale.
        range: [f64; 2],
    },
    /// x / max, stretched to `range`; the maximum is above 0.
    ///
    /// With `Down` both are negated first, as in COINr, which gives x / min. **Of positive values
    /// that runs the wrong way:** the lowest and best gets 1 and every worse one more, without
    /// limit ([`Normalise::reverses`]); a minimum of 0 is an error. Where lower is better take
    /// [`Normalise::Goalposts`] from 0 to the maximum, which is 1 − x / max, or
    /// [`Normalise::DistanceToMax`].
    FractionOfMax {
        /// The scale.
        range: [f64; 2],
    },
}

/// Why a column could not be normalised.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum NormaliseError {
    /// No finite value in the population.
    #[error("no value in the population")]
    Empty,
    /// One value, or all values equal.
    #[error("all {n} value(s) of the population are equal to {value}")]
    Constant {
        /// How many.
        n: usize,
        /// The value.
        value: f64,
    },
    /// A parameter that makes no sense: posts that are not low < high, a number that is not finite,
    /// sd not above 0.
    #[error("{what} is {value}")]
    Parameter {
        /// Which, and what it should be.
        what: &'static str,
        /// What it is.
        value: f64,
    },
    /// The target or reference equals the population's minimum (its maximum, for `Down`), or the
    /// maximum is 0.
    #[error("the span to {to} is zero: every value would be divided by it")]
    Span {
        /// The value at the other end of the span.
        to: f64,
    },
    /// The target or reference is worse than every value of the population, or the maximum is below
    /// 0: the division turns the order round.
    #[error("{what} is {value}, worse than {end}: the scores would run the wrong way")]
    Reversed {
        /// Target, reference or maximum.
        what: &'static str,
        /// Its value.
        value: f64,
        /// What it has to be better than.
        end: f64,
    },
    /// A score that is not finite: values too far apart, or too near one another, for a double.
    #[error("the score of value {position} (counted from 1) is out of range")]
    OutOfRange {
        /// Where in the column.
        position: usize,
    },
    /// An infinite value in the column.
    #[error("value {position} (counted from 1) is infinite")]
    Infinite {
        /// Where in the column.
        position: usize,
    },
}

impl Normalise {
    /// Normalises a column against its own values.
    ///
    /// # Errors
    /// See [`NormaliseError`].
    pub fn column(&self, xs: &[f64], direction: Direction) -> Result<Vec<f64>, NormaliseError> {
        self.column_against(xs, xs, direction)
    }

    /// Normalises `xs` against the finite values of `population`, for example those of all
    /// editions.
    ///
    /// A value that is not in the population is ranked at the place it would take: with n lower
    /// values its percentile is n / (size − 1), held at 1. `xs` of any length, also none.
    ///
    /// # Errors
    /// See [`NormaliseError`].
    pub fn column_against(
        &self,
        population: &[f64],
        xs: &[f64],
        direction: Direction,
    ) -> Result<Vec<f64>, NormaliseError> {
        let scores = self.scores(population, xs, direction)?;
        match xs.iter().zip(&scores).position(|(x, s)| !x.is_nan() && !s.is_finite()) {
            Some(k) => Err(NormaliseError::OutOfRange { position: k + 1 }),
            None => Ok(scores),
        }
    }

    /// Whether a worse value gets the higher score: a fraction of the maximum where lower is better
    /// and all values are positive. Every other function keeps the direction or refuses.
    ///
    /// ```
    /// use ideal_composite::normalise::{Direction, Normalise};
    ///
    /// let f = Normalise::FractionOfMax { range: [0.0, 1.0] };
    /// assert_eq!(f.column(&[8.0, 16.0], Direction::Down).unwrap(), [1.0, 2.0]);
    /// assert!(f.reverses(&[8.0, 16.0], Direction::Down));
    /// assert!(!f.reverses(&[8.0, 16.0], Direction::Up));
    /// ```
    #[must_use]
    pub fn reverses(&self, population: &[f64], direction: Direction) -> bool {
        matches!(self, Normalise::FractionOfMax { .. })
            && direction == Direction::Down
            && extent(population).is_some_and(|e| e.0 > 0.0)
    }

    /// Whether the score of a value depends on the values of others.
    #[must_use]
    pub fn needs_population(&self) -> bool {
        !matches!(
            self,
            Normalise::None { .. } | Normalise::Goalposts { .. } | Normalise::Scaled { .. }
        )
    }

    /// The scale that the scores are stretched to, low end first; none for functions without one:
    /// ranks and standard scores.
    #[must_use]
    pub fn range(&self) -> Option<[f64; 2]> {
        match *self {
            Normalise::None { range }
            | Normalise::Goalposts { range, .. }
            | Normalise::MinMax { range }
            | Normalise::PercentileRank { range, .. }
            | Normalise::DistanceToTarget { range, .. }
            | Normalise::DistanceToReference { range, .. }
            | Normalise::DistanceToMax { range }
            | Normalise::FractionOfMax { range } => Some(range),
            Normalise::Scaled { factor, .. } => Some([0.0, factor]),
            Normalise::ZScore { .. } | Normalise::Rank { .. } | Normalise::Borda { .. } => None,
        }
    }

    fn scores(
        &self,
        population: &[f64],
        xs: &[f64],
        direction: Direction,
    ) -> Result<Vec<f64>, NormaliseError> {
        self.check()?;
        for column in [population, xs] {
            if let Some(k) = column.iter().position(|x| x.is_infinite()) {
                return Err(NormaliseError::Infinite { position: k + 1 });
            }
        }
        let down = direction == Direction::Down;
        let each = |f: &dyn Fn(f64) -> f64| {
            Ok(xs.iter().map(|&x| if x.is_nan() { x } else { f(x) }).collect())
        };
        // Functions with fixed ends need no population.
        match *self {
            Normalise::None { range: [low, high] } => {
                return each(&|x| if down { low + high - x } else { x });
            }
            Normalise::Goalposts { low, high, range, clamp } => {
                return each(&|x| {
                    let share =
                        if down { (high - x) / (high - low) } else { (x - low) / (high - low) };
                    stretch(if clamp { share.clamp(0.0, 1.0) } else { share }, range)
                });
            }
            Normalise::Scaled { posts: [low, high], factor } => {
                return each(&|x| {
                    if down {
                        (high - x) / (high - low) * factor
                    } else {
                        (x - low) / (high - low) * factor
                    }
                });
            }
            _ => {}
        }
        let turned = |x: f64| if down { -x } else { x };
        let mut people: Vec<f64> =
            population.iter().filter(|x| !x.is_nan()).map(|&x| turned(x)).collect();
        let (min, max) = extent(&people).ok_or(NormaliseError::Empty)?;
        if min == max {
            return Err(NormaliseError::Constant { n: people.len(), value: turned(min) });
        }
        match *self {
            Normalise::MinMax { range } => {
                each(&|x| stretch((turned(x) - min) / (max - min), range))
            }
            Normalise::DistanceToMax { range } => {
                each(&|x| stretch(1.0 - (max - turned(x)) / (max - min), range))
            }
            Normalise::ZScore { mean: to_mean, sd: to_sd } => {
                let (m, s) = (mean(&people).unwrap_or(f64::NAN), sd(&people).unwrap_or(f64::NAN));
                each(&|x| (turned(x) - m) / s * to_sd + to_mean)
            }
            Normalise::FractionOfMax { range } => {
                if max == 0.0 {
                    return Err(NormaliseError::Span { to: 0.0 });
                }
                if max < 0.0 && !down {
                    return Err(NormaliseError::Reversed {
                        what: "the maximum",
                        value: max,
                        end: 0.0,
                    });
                }
                each(&|x| stretch(turned(x) / max, range))
            }
            Normalise::DistanceToTarget { target, range, cap } => {
                let target = beyond("the target", turned(target), min, turned)?;
                each(&|x| stretch(capped((turned(x) - min) / (target - min), cap), range))
            }
            Normalise::DistanceToReference { reference, range, cap } => {
                let reference = beyond("the reference", turned(reference), min, turned)?;
                each(&|x| {
                    stretch(capped(1.0 - (reference - turned(x)) / (reference - min), cap), range)
                })
            }
            Normalise::Rank { ties } => ranked(&mut people, xs, turned, ties, |r, _| r),
            Normalise::Borda { ties } => ranked(&mut people, xs, turned, ties, |r, _| r - 1.0),
            Normalise::PercentileRank { range, ties } => {
                ranked(&mut people, xs, turned, ties, |r, n| {
                    stretch(((r - 1.0) / (n - 1.0)).clamp(0.0, 1.0), range)
                })
            }
            Normalise::None { .. } | Normalise::Goalposts { .. } | Normalise::Scaled { .. } => {
                each(&|x| x)
            }
        }
    }

    fn check(&self) -> Result<(), NormaliseError> {
        let finite = |what, value: f64| {
            if value.is_finite() { Ok(()) } else { Err(NormaliseError::Parameter { what, value }) }
        };
        let ends = |[low, high]: [f64; 2]| {
            finite("the low end of the range", low)?;
            finite("the high end of the range", high)
        };
        let posts = |low: f64, high: f64| {
            finite("the low post", low)?;
            finite("the high post", high)?;
            if low < high {
                Ok(())
            } else {
                Err(NormaliseError::Parameter {
                    what: "the high post, which must be above the low one,",
                    value: high,
                })
            }
        };
        match *self {
            Normalise::None { range }
            | Normalise::MinMax { range }
            | Normalise::DistanceToMax { range } => ends(range),
            Normalise::FractionOfMax { range } | Normalise::PercentileRank { range, .. } => {
                ends(range)
            }
            Normalise::Goalposts { low, high, range, .. } => ends(range).and(posts(low, high)),
            Normalise::Scaled { posts: [low, high], factor } => {
                finite("the scale factor", factor).and(posts(low, high))
            }
            Normalise::ZScore { mean, sd } => {
                finite("the mean", mean)?;
                if sd.is_finite() && sd > 0.0 {
                    Ok(())
                } else {
                    Err(NormaliseError::Parameter {
                        what: "the standard deviation, which must be above 0,",
                        value: sd,
                    })
                }
            }
            Normalise::DistanceToTarget { target, range, .. } => {
                ends(range).and(finite("the target", target))
            }
            Normalise::DistanceToReference { reference, range, .. } => {
                ends(range).and(finite("the reference", reference))
            }
            Normalise::Rank { .. } | Normalise::Borda { .. } => Ok(()),
        }
    }
}

/// The far end of a span that starts at the worst value; both already turned.
fn beyond(
    what: &'static str,
    end: f64,
    min: f64,
    turned: impl Fn(f64) -> f64,
) -> Result<f64, NormaliseError> {
    if end == min {
        Err(NormaliseError::Span { to: turned(min) })
    } else if end < min {
        Err(NormaliseError::Reversed { what, value: turned(end), end: turned(min) })
    } else {
        Ok(end)
    }
}

fn stretch(share: f64, [low, high]: [f64; 2]) -> f64 {
    share * (high - low) + low
}

fn capped(share: f64, cap: bool) -> f64 {
    if cap { share.min(1.0) } else { share }
}

/// Ranks of `xs` among the population, ascending. `First` and `Last` count the equal values met
/// before in `xs`, which is what they mean when `xs` is the population.
fn ranked(
    people: &mut [f64],
    xs: &[f64],
    turned: impl Fn(f64) -> f64,
    ties: Ties,
    finish: impl Fn(f64, f64) -> f64,
) -> Result<Vec<f64>, NormaliseError> {
    people.sort_by(|a, b| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal));
    let n = count(people.len());
    let mut values: Vec<f64> = people.to_vec();
    values.dedup();
    let mut met = vec![0_usize; values.len()];
    let rank = |x: f64| {
        let x = turned(x);
        let lower = people.partition_point(|p| *p < x);
        let equal = people.partition_point(|p| *p <= x) - lower;
        let distinct = values.partition_point(|p| *p < x);
        // A newcomer takes the place after those below it, alone.
        let (first, last) = (count(lower + 1), count(lower + equal.max(1)));
        let seen = match met.get_mut(distinct) {
            Some(m) if equal > 0 => {
                *m += 1;
                (*m).min(equal)
            }
            _ => 1,
        };
        match ties {
            Ties::Min => first,
            Ties::Max => last,
            Ties::Average => f64::midpoint(first, last),
            Ties::First => count(lower + seen),
            Ties::Last => count(lower + equal.max(1) + 1 - seen),
            Ties::Dense => count(distinct + 1),
        }
    };
    let mut rank = rank;
    Ok(xs.iter().map(|&x| if x.is_nan() { x } else { finish(rank(x), n) }).collect())
}

#[cfg(test)]
mod tests;
