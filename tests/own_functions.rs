//! Functions of the caller's: copies of declared ones give what those give, from the same rows to the same ranks; what
//! breaks its word is refused.

#![allow(clippy::unwrap_used, clippy::disallowed_methods)]

use ideal::model::method::{
    Aggregation, ErrorModel, Indicator, Mean, Named, Own, Transformation, ValueTransform,
};
use ideal::model::{Grade, Method};
use ideal::{Assessed, Assessment, Error};

#[derive(Debug)]
struct Copied(&'static str);

impl Named for Copied {
    fn name(&self) -> &str {
        self.0
    }
}

impl Aggregation for Copied {
    fn value(&self, xs: &[f64], ws: &[f64]) -> Option<f64> {
        let (mut sum, mut weights) = (0.0, 0.0);
        for (x, w) in xs.iter().zip(ws) {
            sum += x * x * w;
            weights += w;
        }
        Some((sum / weights).sqrt())
    }

    fn contributions(&self, xs: &[f64], ws: &[f64]) -> Option<Vec<f64>> {
        let (mean, sum) = (Aggregation::value(self, xs, ws)?, ws.iter().sum::<f64>());
        Some(xs.iter().zip(ws).map(|(x, w)| w / sum * x * x / mean).collect())
    }
}

impl Transformation for Copied {
    fn value(&self, x: f64) -> Option<f64> {
        (x > -1.0).then(|| (1.0 + x).ln())
    }

    fn inverse(&self, y: f64) -> f64 {
        y.exp() - 1.0
    }
}

impl ErrorModel for Copied {
    fn sd(&self, _: &Indicator, grade: Grade) -> f64 {
        // As the demonstration's method says it, grade by grade.
        match (grade.reliability, grade.credibility) {
            (Some(r), Some(c)) if r == 'A' && c == '1' => 3.0,
            (Some(_), Some(_)) => 7.0,
            _ => 11.0,
        }
    }
}

#[derive(Debug)]
struct Broken;

impl Named for Broken {
    fn name(&self) -> &str {
        "broken"
    }
}

impl Transformation for Broken {
    fn value(&self, x: f64) -> Option<f64> {
        Some(-x)
    }

    fn inverse(&self, y: f64) -> f64 {
        -y
    }
}

impl ErrorModel for Broken {
    fn sd(&self, _: &Indicator, _: Grade) -> f64 {
        f64::NAN
    }
}

impl Aggregation for Broken {
    fn value(&self, _: &[f64], _: &[f64]) -> Option<f64> {
        None
    }
}

static COPY: Copied = Copied("copy");
static BROKEN: Broken = Broken;

fn demo() -> Assessment {
    Assessment::demo().unwrap().with_draws(400)
}

fn under(change: impl FnOnce(&mut Method)) -> Result<Assessment, Error> {
    let demo = demo();
    let mut method = Method::clone(&demo.method);
    change(&mut method);
    demo.with_method(method)
}

fn near(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() < 1e-9,
        (a, b) => a.is_none() && b.is_none(),
    }
}

/// Scores, ends of intervals and ranks of two results, beside each other.
fn same(own: &Assessed, declared: &Assessed) {
    assert_eq!(own.nodes.len(), declared.nodes.len());
    let mut drawn = 0;
    for (a, b) in own.nodes.iter().zip(&declared.nodes) {
        assert!(near(a.score, b.score), "{:?} {:?}", a.score, b.score);
        assert_eq!(a.interval.is_some(), b.interval.is_some());
        if let (Some(a), Some(b)) = (&a.interval, &b.interval) {
            drawn += 1;
            assert!((a.low - b.low).abs() < 1e-9 && (a.high - b.high).abs() < 1e-9);
        }
    }
    assert!(drawn > 1000, "{drawn}");
    let ranks = |r: &Assessed| r.rankings.iter().map(|r| r.rank).collect::<Vec<_>>();
    assert_eq!(ranks(own), ranks(declared));
}

#[test]
fn a_mean_of_ones_own_is_used_as_a_declared_one() {
    let all = |mean: Mean| {
        let changed = under(|m| {
            for node in &mut m.nodes {
                node.aggregate = mean;
                // A floor is for a function that takes one: of the caller's that is not known.
                node.floor = None;
            }
        });
        changed.unwrap().run().unwrap()
    };
    let (own, declared) = (all(Mean::Own(Own::new(&COPY))), all(Mean::Power(2.0)));
    same(&own, &declared);
    let parts = |r: &Assessed| -> Vec<Option<f64>> {
        let threat = r.cell("COL", "drug_cocaine").unwrap().node("threat").unwrap().explain();
        threat.unwrap().tree.children.iter().map(|c| c.contribution).collect()
    };
    assert!(parts(&own).iter().zip(parts(&declared)).all(|(a, b)| near(*a, b)));
    assert!(parts(&own).iter().any(Option::is_some));
}

#[test]
fn a_transformation_of_ones_own_is_used_as_a_declared_one() {
    let own = under(|m| {
        let logs = m.indicators.iter_mut().filter(|i| i.transform == Some(ValueTransform::Log1p));
        let copied = logs.map(|i| i.transform = Some(ValueTransform::Own(Own::new(&COPY)))).count();
        assert!(copied > 0);
    });
    same(&own.unwrap().run().unwrap(), &demo().run().unwrap());
}

/// The same errors, once as a function and once as the table of a method.
#[test]
fn an_error_model_of_ones_own_is_used_as_the_grades_are() {
    let own = under(|m| m.uncertainty.errors = Some(Own::new(&COPY))).unwrap();
    let graded: Vec<(String, f64)> = "ABCDEF"
        .chars()
        .flat_map(|r| "123456".chars().map(move |c| format!("{r}{c}")))
        .map(|grade| {
            let sd = if grade == "A1" { 3.0 } else { 7.0 };
            (grade, sd)
        })
        .collect();
    let table = under(|m| {
        m.uncertainty.sd = graded;
        m.uncertainty.sd_ungraded = 11.0;
    });
    let own = own.run().unwrap();
    let table = table.unwrap().run().unwrap();
    // What no figure stands behind is as wide as an ungraded one, which the method says of both.
    let scores = |r: &Assessed| r.nodes.iter().map(|n| n.score).collect::<Vec<_>>();
    assert_eq!(scores(&own), scores(&table));
    let stated = demo().run().unwrap();
    let widths = |r: &Assessed| {
        r.nodes.iter().filter_map(|n| n.interval.as_ref()).map(|i| i.high - i.low).sum::<f64>()
    };
    assert!((widths(&own) / widths(&table) - 1.0).abs() < 0.02);
    assert!((widths(&own) / widths(&stated) - 1.0).abs() > 0.02);
}

#[test]
fn what_breaks_its_word_is_refused() {
    let refused = |change: fn(&mut Method)| match under(change).and_then(|a| a.run()) {
        Err(Error::Project { findings, .. }) => findings[0].code.clone(),
        Err(other) => other.to_string(),
        Ok(_) => panic!("taken"),
    };
    let broken = refused(|m| m.uncertainty.errors = Some(Own::new(&BROKEN)));
    assert_eq!(broken, "bad-error-model");
    let falling = refused(|m| {
        for i in m.indicators.iter_mut().filter(|i| i.goalposts.is_some()) {
            i.transform = Some(ValueTransform::Own(Own::new(&BROKEN)));
        }
    });
    assert_eq!(falling, "goalposts-transform");
    let undefined = refused(|m| {
        for node in &mut m.nodes {
            node.aggregate = Mean::Own(Own::new(&BROKEN));
        }
    });
    assert_eq!(undefined, "undefined-mean");
}

/// The annex of a report names them, and the panel that weighs anew is not there: no script knows them.
#[test]
fn a_report_names_them() {
    let own = under(|m| {
        m.nodes.iter_mut().for_each(|n| n.aggregate = Mean::Own(Own::new(&COPY)));
        m.uncertainty.errors = Some(Own::new(&COPY));
    });
    let results = own.unwrap().run().unwrap();
    let page =
        ideal::report::Report::new(&results).language(ideal::model::Lang::En).html().unwrap();
    assert!(page.contains("function of one’s own “copy”"));
    assert!(page.contains("Error model of one’s own"));
}
