//! What the range of a row says: where its ends lie at the method's level, and what standard error
//! that is.

use ideal_composite::draws::normal_quantile;
use ideal_model::method::Raters;
use ideal_model::{Observation, PlausibleRange, Value};

/// Reads ranges at the level of a method.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ranges {
    /// What a range is taken to hold, in per cent.
    level: f64,
    /// Standard deviations from the middle to an end, of a normal distribution with that share
    /// between its ends.
    pub(crate) deviations: f64,
}

impl Ranges {
    /// At the level of a method.
    pub(crate) fn new(raters: &Raters) -> Self {
        let level = raters.range_level;
        Ranges { level, deviations: normal_quantile(0.5 + level / 200.0) }
    }

    /// The ends of a range at the level, low before high: linearly about the value, as the IDEA
    /// protocol makes ranges of different confidence comparable (Hemming and others 2018, *A
    /// practical guide to structured expert elicitation using the IDEA protocol*).
    pub(crate) fn ends(&self, value: f64, range: &PlausibleRange) -> [f64; 2] {
        let widened = self.level / range.confidence.unwrap_or(self.level);
        [value - (value - range.low) * widened, value + (range.high - value) * widened]
    }

    /// The standard error of a row: half its range at the level over as many standard deviations,
    /// else the published one.
    pub(crate) fn se(&self, o: &Observation) -> Option<f64> {
        match (&o.range, o.value) {
            (Some(range), Value::Number(x)) => {
                let [low, high] = self.ends(x, range);
                Some((high - low) / (2.0 * self.deviations))
            }
            _ => o.se,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_brought_to_the_level() {
        let ranges = Ranges::new(&Raters::default());
        let range = |confidence| PlausibleRange { low: 4.0, high: 9.0, confidence };
        // Of 80 per cent nothing changes; one of 50 is wider by 8 to 5, one of 100 narrower by 4 to
        // 5.
        assert_eq!(ranges.ends(6.0, &range(None)), [4.0, 9.0]);
        assert_eq!(ranges.ends(6.0, &range(Some(80.0))), [4.0, 9.0]);
        let close = |a: [f64; 2], b: [f64; 2]| a.iter().zip(b).all(|(x, y)| (x - y).abs() < 1e-12);
        assert!(close(ranges.ends(6.0, &range(Some(50.0))), [2.8, 10.8]));
        assert!(close(ranges.ends(6.0, &range(Some(100.0))), [4.4, 8.4]));
        // scipy.stats.norm.ppf(0.9)
        assert!((ranges.deviations - 1.281_551_565_544_600_4).abs() < 1e-14);
    }
}
