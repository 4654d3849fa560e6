//! Functions of one's own within the engine: a mean, a transformation and an error model, with
//! draws, ranks and explanations as with the declared ones.

use ideal::model::method::{
    Aggregation, ErrorModel, Indicator, Mean, Named, Own, Transformation, ValueTransform,
};
use ideal::model::{Grade, Method};
use ideal::{Assessed, Assessment};

/// The weighted mean of the children at or above their weighted median: what is worst, without
/// letting one of them decide.
#[derive(Debug)]
struct UpperHalf;

impl Named for UpperHalf {
    fn name(&self) -> &str {
        "mean of the upper half"
    }
}

impl Aggregation for UpperHalf {
    fn value(&self, xs: &[f64], ws: &[f64]) -> Option<f64> {
        let middle = Mean::Median.value(xs, ws)?;
        let upper = xs.iter().zip(ws).filter(|(x, _)| **x >= middle);
        let (sum, weight) = upper.fold((0.0, 0.0), |(s, t), (x, w)| (s + w * x, t + w));
        Some(sum / weight)
    }

    fn is_total(&self) -> bool {
        true
    }
}

/// x / (x + 5), which rises ever more slowly: half of what there is to reach at five.
#[derive(Debug)]
struct Saturating;

impl Named for Saturating {
    fn name(&self) -> &str {
        "x / (x + 5)"
    }
}

impl Transformation for Saturating {
    fn value(&self, x: f64) -> Option<f64> {
        (x >= 0.0).then(|| x / (x + 5.0))
    }

    fn inverse(&self, y: f64) -> f64 {
        5.0 * y / (1.0 - y)
    }
}

/// Every figure errs alike, those without a grade twice as far.
#[derive(Debug)]
struct SameForAll;

impl Named for SameForAll {
    fn name(&self) -> &str {
        "6 points, 12 without a grade"
    }
}

impl ErrorModel for SameForAll {
    fn sd(&self, _: &Indicator, grade: Grade) -> f64 {
        if grade.reliability.is_some() { 6.0 } else { 12.0 }
    }
}

/// The demonstration's method with another mean over all territories, another transformation of
/// homicides, and another error.
fn changed(stated: &Method) -> Method {
    let mut method = stated.clone();
    for node in &mut method.nodes {
        node.aggregate = Mean::Own(Own::new(&UpperHalf));
    }
    for indicator in &mut method.indicators {
        if indicator.transform == Some(ValueTransform::Log1p) {
            indicator.transform = Some(ValueTransform::Own(Own::new(&Saturating)));
        }
    }
    method.uncertainty.errors = Some(Own::new(&SameForAll));
    method
}

pub(crate) fn main() -> Result<(), Box<dyn std::error::Error>> {
    let demo = Assessment::demo()?.with_draws(500);
    let own = demo.clone().with_method(changed(&demo.method))?;
    assert!(own.method_modified && own.method_sha256 != demo.method_sha256);
    let (stated, own) = (demo.run()?, own.run()?);
    for territory in ["COL", "CHL", "MEX"] {
        let threat = |of: &Assessed| -> Result<Option<String>, ideal::Error> {
            Ok(of.cell(territory, "drug_cocaine")?.node("threat")?.shown())
        };
        let (before, after) = (threat(&stated)?, threat(&own)?);
        println!("{territory}: {before:?}, with functions of one's own {after:?}");
        // What is worst weighs more: no country's threat is lower for it.
        assert!(before.is_some() == after.is_some());
    }
    Ok(())
}
