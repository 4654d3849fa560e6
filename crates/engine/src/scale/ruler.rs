//! How a quantity becomes a score by itself: fixed posts or the identity, and the scale that scores
//! lie on.

use ideal_model::method::{
    Direction, Function, Indicator, Method, Normalise, Over, ValueTransform,
};

/// The normalisation an indicator uses.
pub(crate) fn normalise_of(m: &Method, i: &Indicator) -> Normalise {
    i.normalise.unwrap_or(m.steps.normalise)
}

/// The population of the normalisation an indicator uses.
pub(crate) fn over_of(m: &Method, i: &Indicator) -> Over {
    if i.normalise.is_some() { i.over } else { m.steps.over }
}

/// The transformed value; `None` where the transform does not take it. No transform is the
/// identity.
#[must_use]
pub fn transformed(t: Option<ValueTransform>, x: f64) -> Option<f64> {
    let y = match t {
        None => x,
        Some(ValueTransform::Log) if x > 0.0 => libm::log(x),
        Some(ValueTransform::Log1p) if x > -1.0 => libm::log1p(x),
        Some(ValueTransform::Sqrt) if x >= 0.0 => libm::sqrt(x),
        Some(ValueTransform::Own(own)) => own.value(x)?,
        Some(_) => return None,
    };
    y.is_finite().then_some(y)
}

/// Fixed posts, or the identity: normalisations that look at one value only.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ruler {
    clip: Option<[f64; 2]>,
    transform: Option<ValueTransform>,
    low: f64,
    high: f64,
    scale: [f64; 2],
    down: bool,
}

impl Ruler {
    /// The ruler of an indicator, if its normalisation needs no population.
    pub(crate) fn new(m: &Method, i: &Indicator) -> Option<Self> {
        let down = i.direction == Direction::Down;
        match normalise_of(m, i) {
            Normalise::Goalposts => {
                let [low, high] = i.goalposts?;
                let (l, h) = (transformed(i.transform, low)?, transformed(i.transform, high)?);
                Some(Ruler {
                    clip: Some([low, high]),
                    transform: i.transform,
                    low: l,
                    high: h,
                    scale: m.scale,
                    down,
                })
            }
            Normalise::None => Some(Ruler {
                clip: i.goalposts,
                transform: i.transform,
                low: m.scale[0],
                high: m.scale[1],
                scale: m.scale,
                down,
            }),
            _ => None,
        }
    }

    /// The ruler of an indicator that is normalised by fixed posts, low before high.
    pub(crate) fn of_posts(m: &Method, i: &Indicator) -> Option<Self> {
        if normalise_of(m, i) == Normalise::Goalposts { Self::new(m, i) } else { None }
    }

    /// How far a quantity lies beyond a post, in widths of the posts as they are transformed;
    /// negative between them. `None` where the transform does not take it.
    pub(crate) fn beyond(&self, x: f64) -> Option<f64> {
        let y = transformed(self.transform, x)?;
        Some((self.low - y).max(y - self.high) / (self.high - self.low))
    }

    /// The score of a quantity; `None` where the transform does not take it.
    pub(crate) fn score(&self, x: f64) -> Option<f64> {
        let clipped = self.clip.map_or(x, |[l, h]| x.clamp(l, h));
        let y = transformed(self.transform, clipped)?;
        let (lo, hi) = (self.scale[0], self.scale[1]);
        // With posts equal to the scale this is the identity, and must be it to the last bit.
        let s = if self.low == lo && self.high == hi {
            y
        } else {
            lo + (y - self.low) / (self.high - self.low) * (hi - lo)
        };
        // An end becomes the other, whatever rounding makes of their sum.
        let s = match self.down {
            true if s == hi => lo,
            true if s == lo => hi,
            true => lo + hi - s,
            false => s,
        };
        // Between the posts it is on the scale: rounding carries it no further. What is said to be
        // on the scale and is not stays as it is, to be refused.
        let between = (self.low..=self.high).contains(&y);
        Some(if between { s.clamp(lo, hi) } else { s })
    }

    /// The quantity with this score.
    pub(crate) fn quantity(&self, score: f64) -> f64 {
        let (lo, hi) = (self.scale[0], self.scale[1]);
        let s = if self.down { lo + hi - score } else { score };
        let y = if self.low == lo && self.high == hi {
            s
        } else {
            self.low + (s - lo) / (hi - lo) * (self.high - self.low)
        };
        match self.transform {
            None => y,
            Some(ValueTransform::Log) => libm::exp(y),
            Some(ValueTransform::Log1p) => libm::expm1(y),
            Some(ValueTransform::Sqrt) => y * y,
            Some(ValueTransform::Own(own)) => own.inverse(y),
        }
    }

    /// Half the distance between the posts in the indicator's own unit.
    pub(crate) fn half_width(&self) -> f64 {
        self.clip.map_or((self.scale[1] - self.scale[0]) / 2.0, |[l, h]| (h - l) / 2.0)
    }
}

/// The ends of the scores that an indicator's normalisation gives, for one that has ends.
pub(crate) fn score_range(m: &Method, i: &Indicator) -> Option<[f64; 2]> {
    match normalise_of(m, i) {
        Normalise::Goalposts | Normalise::None => Some(m.scale),
        Normalise::Against(against) => against.function().range(),
    }
}

/// The width of the scale that an indicator's scores lie on, `units` of them: a point of error is a
/// hundredth of it. Where the scale has no ends, it is as wide as one on which evenly spread scores
/// have the same standard deviation: that of a uniform distribution is its width over the root of
/// 12. Ranks are spread evenly from first to last.
pub(crate) fn score_width(m: &Method, i: &Indicator, units: usize) -> f64 {
    if let Some([low, high]) = score_range(m, i) {
        return high - low;
    }
    match normalise_of(m, i) {
        Normalise::Against(against) if let Function::ZScore { sd, .. } = against.function() => {
            sd.abs() * libm::sqrt(12.0)
        }
        #[expect(clippy::cast_precision_loss, reason = "a count of units")]
        _ => units.saturating_sub(1) as f64,
    }
}
