//! The interval of Krippendorff's alpha: a bootstrap over units.

use rayon::prelude::*;

use super::pairable::{Level, Pairable};
use super::undefined::Undefined;
use crate::cluster::student_95;
use crate::draws::{Stream, stream_id};
use crate::moments::{count, sd};
use crate::ratings::Ratings;

/// With fewer units with two ratings than this there is no interval.
pub const LEAST_UNITS: usize = 5;

/// Alpha with its 95 % interval: low <= alpha <= high <= 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AlphaInterval {
    /// Alpha of the ratings.
    pub alpha: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// How often units are drawn, and with which random numbers: a function of seed, resample and
/// number of units alone.
///
/// Whole units are drawn with replacement, as many as there are, and **both** disagreements are
/// computed anew; alpha of each resample is taken as z = ln(1 + (k - 1) alpha) - ln(1 - alpha) with
/// the mean number k of ratings per unit, which is twice Fisher's z of an intraclass correlation of
/// k raters (Fisher, Statistical Methods for Research Workers, 1925, section 39): its spread
/// depends little on alpha, and both ends of alpha's range, -1 / (k - 1) and 1, lie at infinity.
/// The standard deviation of z, times the root of U / (U - 1) for U units, is the standard error,
/// and the interval is that of Student's t about z of the ratings, with the degrees of freedom that
/// the kurtosis of the units' disagreements leaves (Satterthwaite, Biometrics Bulletin 2, 1946): a
/// few units that decide it are few, however many others agree. So it contains alpha, never leaves
/// its range, and narrows with the root of the number of units.
///
/// Over 4000 simulated tables each of 50 to 200 units, with 2 to 6 raters, ratings missing or not,
/// alphas from 0.05 to 0.88, at all four levels, it held the true alpha in 94.6 to 96.4 %, and of
/// 20 units in 94.7 (a test counts 1000 of each of ten). Quantiles of the same resamples hold it in
/// 90 to 95 % and need not contain alpha. Of 50 units of which one rating in six is of the rarer of
/// two kinds both hold it in 90 %, and lie too low where they miss it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AlphaBootstrap {
    resamples: u32,
    seed: u64,
}

impl Default for AlphaBootstrap {
    /// 2000 resamples, seed 1.
    fn default() -> Self {
        AlphaBootstrap { resamples: 2000, seed: 1 }
    }
}

impl AlphaBootstrap {
    /// So many resamples. The standard error is known to one part in the root of twice their
    /// number: 1.6 % with 2000.
    #[must_use]
    pub fn new(resamples: u32, seed: u64) -> Self {
        AlphaBootstrap { resamples, seed }
    }

    /// The interval. A resample without any disagreement counts as half of the least that one unit
    /// shows; one without variation is left out.
    ///
    /// # Errors
    /// As [`alpha`](super::alpha), and [`Undefined::FewUnits`] under [`LEAST_UNITS`] units,
    /// [`Undefined::NoDisagreement`], [`Undefined::NoSpread`].
    pub fn interval(&self, ratings: &Ratings, level: Level) -> Result<AlphaInterval, Undefined> {
        let pairable = Pairable::new(ratings, level)?;
        let units = pairable.units();
        let found = pairable.disagreement(&vec![1.0; units]);
        let alpha = found.alpha().ok_or(Undefined::NoVariation)?;
        if units < LEAST_UNITS {
            return Err(Undefined::FewUnits);
        }
        let least = pairable.least_share().ok_or(Undefined::NoDisagreement)?;
        let scale = Scale {
            raters: count(pairable.ratings()) / count(units),
            least: (1.0 - alpha) * least / 2.0,
        };
        let stream = stream_id("agreement");
        let zs: Vec<f64> = (0..u64::from(self.resamples))
            .into_par_iter()
            .filter_map(|resample| {
                let mut random = Stream::new(self.seed, stream, resample);
                let mut times = vec![0.0; units];
                for _ in 0..units {
                    if let Some(times) = times.get_mut(random.index(units)) {
                        *times += 1.0;
                    }
                }
                pairable.disagreement(&times).alpha().map(|a| scale.z(a))
            })
            .collect();
        let error = sd(&zs).filter(|_| zs.len() * 2 >= self.resamples as usize);
        let error = error.ok_or(Undefined::NoSpread)? * libm::sqrt(count(units) / count(units - 1));
        let half = student_95(pairable.freedom()).map(|t| t * error);
        let half = half.filter(|h| *h > 0.0 && h.is_finite()).ok_or(Undefined::NoSpread)?;
        let z = scale.z(alpha);
        // Beyond the ends of the scale, and by rounding, the way back may miss alpha.
        let (low, high) = (scale.alpha(z - half).min(alpha), scale.alpha(z + half).max(alpha));
        Ok(AlphaInterval { alpha, low, high })
    }
}

/// The scale on which alpha's error is even.
struct Scale {
    /// Mean number of ratings per unit.
    raters: f64,
    /// What 1 - alpha, and the distance from the lower end, count as at least.
    least: f64,
}

impl Scale {
    fn z(&self, alpha: f64) -> f64 {
        let above = (1.0 + (self.raters - 1.0) * alpha).max(self.least);
        libm::log(above) - libm::log((1.0 - alpha).max(self.least))
    }

    fn alpha(&self, z: f64) -> f64 {
        // (e^z - 1) / (e^z + k - 1), divided by e^z so that no large one overflows.
        let e = libm::exp(-z);
        if e.is_infinite() {
            -1.0 / (self.raters - 1.0)
        } else {
            (1.0 - e) / (1.0 + (self.raters - 1.0) * e)
        }
    }
}
