//! What is not known of a quantity, in its own unit and in points of the scale.

use ideal_model::method::Method;
use ideal_model::{Grade, IndicatorIx, ObsStatus};

use crate::select::leaf::RawLeaf;

/// Errors of a leaf, in the unit of its quantity.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Errors {
    /// Published standard error.
    pub se: Option<f64>,
    /// Half the range between sources.
    pub disagreement: f64,
    /// Spread of what an imputed value was made from.
    pub imputed: Option<f64>,
}

impl Errors {
    /// The errors on the other side of a function of the quantity.
    pub(crate) fn through(self, spread: impl Fn(f64) -> f64) -> Self {
        let at = |e: f64| if e > 0.0 { spread(e) } else { 0.0 };
        Errors {
            se: self.se.map(at),
            disagreement: at(self.disagreement),
            imputed: self.imputed.map(at),
        }
    }
}

/// Half the distance between what a function makes of one error less and one error more; on one
/// side of `x` where the other has no value.
pub(crate) fn spread(f: impl Fn(f64) -> Option<f64>, x: f64, e: f64) -> f64 {
    match (f(x - e), f(x), f(x + e)) {
        (Some(a), _, Some(b)) => (b - a).abs() / 2.0,
        (None, Some(here), Some(b)) => (b - here).abs(),
        (Some(a), Some(here), None) => (here - a).abs(),
        _ => 0.0,
    }
}

/// What is not known of a score, in points of its scale.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct PointError {
    /// Half the range between sources.
    pub disagreement: f64,
    /// Standard deviation of all of it.
    pub sd: f64,
    /// Standard deviation of what is beside the ratings that the leaf rests on: all of it where it
    /// rests on none.
    pub beside: f64,
}

impl PointError {
    /// One that is made of a standard deviation and half a range between sources.
    fn new(sd: f64, disagreement: f64) -> Self {
        let sd = libm::hypot(sd, disagreement);
        PointError { disagreement, sd, beside: sd }
    }

    /// The same of a leaf that rests on ratings, which vary so far.
    pub(crate) fn of_ratings(self, sd: f64) -> Self {
        PointError { sd: libm::hypot(sd, self.disagreement), beside: self.disagreement, ..self }
    }

    /// With an independent error more.
    pub(crate) fn widened(self, sd: f64) -> Self {
        PointError { sd: libm::hypot(self.sd, sd), beside: libm::hypot(self.beside, sd), ..self }
    }
}

/// The errors of a leaf, which are given in points: of an imputed value that of an ungraded figure
/// and the spread of what it was made from, whatever rows that was.
pub(crate) fn in_points(m: &Method, leaf: &RawLeaf, errors: Errors, width: f64) -> PointError {
    if let Some(spread) = errors.imputed {
        return PointError::new(libm::hypot(ungraded(m, width), spread), 0.0);
    }
    PointError::new(combined_sd(m, leaf, errors.se, width), errors.disagreement)
}

/// 1 - mean absolute deviation of the raters over half the posts' width, within 0..=1.
pub(crate) fn agreement(deviation: Option<f64>, half_width: f64) -> f64 {
    match deviation {
        Some(d) if half_width > 0.0 => (1.0 - d / half_width).clamp(0.0, 1.0),
        _ => 1.0,
    }
}

/// Standard deviation of an ungraded figure on a scale of this width.
pub(crate) fn ungraded(m: &Method, width: f64) -> f64 {
    m.uncertainty.sd_ungraded * width / 100.0
}

/// Standard deviation on a scale of this width: the published one, else that of the grade; doubled
/// for suspect and provisional values.
fn combined_sd(m: &Method, leaf: &RawLeaf, published: Option<f64>, width: f64) -> f64 {
    let sd =
        published.unwrap_or_else(|| sd_of_grade(m, leaf.indicator, leaf.grade) * width / 100.0);
    if matches!(leaf.obs_status, ObsStatus::Suspect | ObsStatus::Provisional) {
        2.0 * sd
    } else {
        sd
    }
}

/// The standard deviation of an indicator's figure of this grade, on a 0-100 scale: what an error
/// model of the caller's says, else what the method says of the grade. A grade the table does not list takes the worse
/// of the entries that share its reliability or its credibility step; a part that cannot be judged
/// takes the widest error.
pub(crate) fn sd_of_grade(m: &Method, indicator: IndicatorIx, g: Grade) -> f64 {
    let u = &m.uncertainty;
    if let Some(own) = u.errors {
        return own.sd(&m.indicators[indicator], g);
    }
    let scheme = m.confidence.scheme;
    let (Some(r), Some(c)) = (g.reliability, g.credibility) else { return u.sd_ungraded };
    if let Some((_, sd)) = u.sd.iter().find(|(k, _)| k.chars().eq([r, c])) {
        return *sd;
    }
    let (Some(rv), Some(cv)) = (scheme.reliability(r), scheme.credibility(c)) else {
        return u.sd_ungraded;
    };
    // The worse part decides: the least listed error whose grade is no better in either part.
    let worse = rv.min(cv);
    u.sd.iter()
        .filter(|(k, _)| {
            let mut parts = k.chars();
            let of =
                |p: Option<char>, f: &dyn Fn(char) -> Option<f64>| p.and_then(f).unwrap_or(0.0);
            let kr = of(parts.next(), &|p| scheme.reliability(p));
            let kc = of(parts.next(), &|p| scheme.credibility(p));
            kr.min(kc) <= worse + 1e-12
        })
        .map(|(_, sd)| *sd)
        .min_by(f64::total_cmp)
        .unwrap_or(u.sd_ungraded)
}
