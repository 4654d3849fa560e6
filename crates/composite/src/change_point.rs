//! Whether, and after which value, a series changed its level: the test of Pettitt.
//!
//! Pettitt, A. N. (1979): A non-parametric approach to the change-point problem. Applied Statistics
//! 28 (2), 126-135.

/// The most likely place of one change of level.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChangePoint {
    /// How many values stand before the change.
    pub after: usize,
    /// Pettitt's K, the greatest |U|.
    pub statistic: f64,
    /// Its approximate two-sided p value, 2 exp(-6 K² / (n³ + n²)), at most 1; it is conservative
    /// where values are tied.
    pub p_value: f64,
}

/// Pettitt's test of `values`, in their order along time. `None` for less than two values, or where
/// one of them is no number.
///
/// U after `t` values is 2 (sum of their ranks) - t (n + 1), tied values at their middle rank; of
/// several places with the same |U| the first is given.
///
/// ```
/// use ideal_composite::change_point::pettitt;
///
/// let found = pettitt(&[3.0, 2.0, 3.0, 2.5, 9.0, 8.0, 9.5, 8.5]).unwrap();
/// assert_eq!((found.after, found.statistic), (4, 16.0));
/// assert!(pettitt(&[1.0]).is_none());
/// ```
#[must_use]
pub fn pettitt(values: &[f64]) -> Option<ChangePoint> {
    let n = values.len();
    if n < 2 || values.iter().any(|v| !v.is_finite()) {
        return None;
    }
    let ranks = middle_ranks(values);
    #[expect(clippy::cast_precision_loss, reason = "series are far shorter than 2^52")]
    let size = n as f64;
    let (mut sum, mut best, mut seen) = (0.0, (0, -1.0), 0.0);
    for (t, rank) in ranks.iter().enumerate().take(n - 1) {
        sum += rank;
        seen += 1.0;
        let u = (2.0 * sum - seen * (size + 1.0)).abs();
        if u > best.1 {
            best = (t + 1, u);
        }
    }
    let (after, statistic) = best;
    let p_value =
        2.0 * libm::exp(-6.0 * statistic * statistic / (size * size * size + size * size));
    Some(ChangePoint { after, statistic, p_value: p_value.min(1.0) })
}

/// Ranks from 1, tied values at the mean of theirs.
fn middle_ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    let value = |i: &usize| values.get(*i).copied().unwrap_or_default();
    order.sort_by(|a, b| value(a).total_cmp(&value(b)));
    let mut ranks = vec![0.0; values.len()];
    let mut from = 0;
    while let Some(first) = order.get(from) {
        let tied = order
            .iter()
            .skip(from)
            .take_while(|i| value(i).total_cmp(&value(first)).is_eq())
            .count();
        #[expect(clippy::cast_precision_loss, reason = "series are far shorter than 2^52")]
        let rank = (from + 1 + from + tied) as f64 / 2.0;
        for at in order.iter().skip(from).take(tied) {
            if let Some(r) = ranks.get_mut(*at) {
                *r = rank;
            }
        }
        from += tied;
    }
    ranks
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// Discharge of the Nile at Aswan, 1871 to 1970, in 10^8 cubic metres: Cobb, G. W. (1978): The
    /// problem of the Nile. Biometrika 65 (2), 243-251, where the level falls after 1898.
    const NILE: [i32; 100] = [
        1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960,
        1180, 799, 958, 1140, 1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694,
        940, 833, 701, 916, 692, 1020, 1050, 969, 831, 726, 456, 824, 702, 1120, 1100, 832, 764,
        821, 768, 845, 864, 862, 698, 845, 744, 796, 1040, 759, 781, 865, 845, 944, 984, 897, 822,
        1010, 771, 676, 649, 846, 812, 742, 801, 1040, 860, 874, 848, 890, 744, 749, 838, 1050,
        918, 986, 797, 923, 975, 815, 1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740,
    ];

    #[test]
    fn the_nile_falls_after_1898() {
        let values: Vec<f64> = NILE.iter().map(|v| f64::from(*v)).collect();
        let found = pettitt(&values).unwrap();
        assert_eq!(1870 + found.after, 1898);
        assert!(found.p_value < 1e-6, "{found:?}");
    }

    /// Pettitt's own definition: U after t is the sum of the signs of all differences across t.
    #[test]
    fn ranks_and_signs_are_the_same() {
        let values: Vec<f64> = NILE.iter().take(37).map(|v| f64::from(*v / 30)).collect();
        let signs = |t: usize| -> f64 {
            let (before, after) = values.split_at(t);
            before
                .iter()
                .flat_map(|a| {
                    after
                        .iter()
                        .map(move |b| (a - b).partial_cmp(&0.0).map_or(0.0, |o| f64::from(o as i8)))
                })
                .sum()
        };
        let best = (1..values.len())
            .map(|t| (t, signs(t).abs()))
            .fold((0, -1.0), |best, next| if next.1 > best.1 { next } else { best });
        let found = pettitt(&values).unwrap();
        assert_eq!((found.after, found.statistic), best);
        let (n, k): (f64, f64) = (37.0, best.1);
        let p = 2.0 * libm::exp(-6.0 * k * k / (n * n * n + n * n));
        assert!((found.p_value - p.min(1.0)).abs() < 1e-12);
    }
}
