//! All measures of one table of ratings.

use super::alpha::alpha;
use super::bootstrap::{AlphaBootstrap, AlphaInterval};
use super::concordance::{Concordance, kendall_w};
use super::intraclass::{Intraclass, icc};
use super::pairable::Level;
use super::undefined::Undefined;
use crate::ratings::Ratings;

/// How far raters agree, by every measure that the level of measurement admits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measures {
    /// Units with a rating.
    pub units: usize,
    /// Raters with a rating.
    pub raters: usize,
    /// Ratings that stand beside another of the same unit.
    pub pairable: usize,
    /// Krippendorff's alpha.
    pub alpha: Result<f64, Undefined>,
    /// Alpha with its 95 % interval.
    pub interval: Result<AlphaInterval, Undefined>,
    /// Intraclass correlations; [`Undefined::Names`] at the nominal level.
    pub icc: Result<Intraclass, Undefined>,
    /// Kendall's W; [`Undefined::Names`] at the nominal level.
    pub w: Result<Concordance, Undefined>,
}

impl Measures {
    /// The measures of some ratings.
    #[must_use]
    pub fn of(ratings: &Ratings, level: Level, bootstrap: AlphaBootstrap) -> Self {
        let sizes = || ratings.by_unit().map(<[_]>::len);
        let ordered = level != Level::Nominal;
        Measures {
            units: sizes().filter(|n| *n > 0).count(),
            raters: ratings.per_rater().iter().filter(|n| **n > 0).count(),
            pairable: sizes().filter(|n| *n > 1).sum(),
            alpha: alpha(ratings, level),
            interval: bootstrap.interval(ratings, level),
            icc: if ordered { icc(ratings) } else { Err(Undefined::Names) },
            w: if ordered { kendall_w(ratings) } else { Err(Undefined::Names) },
        }
    }
}
