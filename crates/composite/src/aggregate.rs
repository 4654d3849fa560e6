//! Means of a node's children and what each child contributed.

/// A mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Mean {
    /// Weighted arithmetic mean.
    Arithmetic,
    /// Weighted geometric mean.
    Geometric,
    /// Weighted harmonic mean.
    Harmonic,
    /// Weighted power mean.
    Power(f64),
    /// Weighted median.
    Median,
    /// Smallest.
    Min,
    /// Largest.
    Max,
}

impl Mean {
    /// The mean.
    #[must_use]
    pub fn value(self, xs: &[f64], ws: &[f64]) -> Option<f64> {
        let total: f64 = ws.iter().sum();
        if total <= 0.0 { return None; }
        let dot = |f: &dyn Fn(f64) -> f64| xs.iter().zip(ws).map(|(x, w)| w * f(*x)).sum::<f64>() / total;
        let v = match self {
            Mean::Arithmetic => dot(&|x| x),
            Mean::Geometric => if xs.iter().any(|x| *x < 0.0) { return None } else if xs.contains(&0.0) { 0.0 } else { libm::exp(dot(&|x| libm::log(x))) },
            Mean::Harmonic => if xs.iter().any(|x| *x < 0.0) { return None } else if xs.contains(&0.0) { 0.0 } else { 1.0 / dot(&|x| 1.0 / x) },
            Mean::Power(p) => if p == 2.0 { libm::sqrt(dot(&|x| x * x)) } else { libm::pow(dot(&|x| libm::pow(x, p)), 1.0 / p) },
            Mean::Median => { let mut o: Vec<usize> = (0..xs.len()).collect(); o.sort_by(|a, b| xs[*a].total_cmp(&xs[*b])); let mut c = 0.0; let mut out = xs[o[0]]; for i in o { c += ws[i]; out = xs[i]; if c >= total / 2.0 { break; } } out }
            Mean::Min => xs.iter().copied().fold(f64::INFINITY, f64::min),
            Mean::Max => xs.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        };
        v.is_finite().then_some(v)
    }

    /// Euler's allocation.
    #[must_use]
    pub fn contributions(self, xs: &[f64], ws: &[f64]) -> Option<Vec<f64>> {
        let y = self.value(xs, ws)?;
        let total: f64 = ws.iter().sum();
        Some(match self {
            Mean::Arithmetic => xs.iter().zip(ws).map(|(x, w)| w * x / total).collect(),
            Mean::Geometric => ws.iter().map(|w| y * w / total).collect(),
            Mean::Harmonic => xs.iter().zip(ws).map(|(x, w)| y * y * w / total / x).collect(),
            Mean::Power(p) => xs.iter().zip(ws).map(|(x, w)| if y == 0.0 { 0.0 } else { w / total * libm::pow(*x, p) * libm::pow(y, 1.0 - p) }).collect(),
            _ => { let k = xs.iter().position(|x| *x == y).unwrap_or(0); (0..xs.len()).map(|i| if i == k { y } else { 0.0 }).collect() }
        })
    }
}
