//! A method built in code, and what is said of one that cannot be.

use ideal::model::Method;
use ideal::model::method::{Direction, Mean, Rollup};
use ideal::polars::prelude::*;
use ideal::{Assessment, Settings};

pub(crate) fn main() -> Result<(), Box<dyn std::error::Error>> {
    let method = Method::builder("two-pillars")
        .root("threat", |n| n.aggregate = Mean::Geometric)
        .node("markets", "threat", |n| n.weight = 2.0)
        .node("state", "threat", |n| n.min_coverage = 1.0)
        .indicator("own.flows", "markets", |i| i.goalposts = Some([0.0, 10.0]))
        .indicator("own.murders", "markets", |i| i.goalposts = Some([0.0, 50.0]))
        .denominator("own.people", |_| {})
        .per("own.murders", "own.people", 1e5)
        .indicator("own.courts", "state", |i| {
            i.goalposts = Some([0.0, 5.0]);
            i.direction = Direction::Down;
        })
        .with(|m| m.rollup_territory = Some(Rollup::by(Mean::Arithmetic)))
        .build()
        .map_err(said)?;

    let codes = ["own.flows", "own.murders", "own.people", "own.courts"];
    let evidence = df!(
        "territory" => ["COL"; 4], "crime_area" => ["*"; 4], "indicator" => codes,
        "period" => [2023; 4], "value" => [5.0, 13_000.0, 52e6, 2.0],
    )?;
    let settings = Settings::new("one").crime_areas(["drug_cocaine"]).draws(0);
    let results = Assessment::from_frame(method, &evidence, &settings)?.run()?;
    let cell = results.cell("COL", "drug_cocaine")?;
    for node in cell.nodes() {
        println!("{:<8} {}", node.id(), node.shown().unwrap_or_default());
    }
    // 25 murders per 100 000 are half of the way, as are the flows; of the courts 60 % are missing.
    // The geometric mean of them, the markets twice: its cube is their product.
    let [markets, state] = [50.0, 60.0];
    let cube = cell.score().map(|score| score * score * score);
    assert!(cube.is_some_and(|cube| (cube / (markets * markets * state) - 1.0).abs() < 1e-12));

    // What breaks a rule is refused, with its place.
    let wrong = Method::builder("x")
        .root("threat", |_| {})
        .indicator("own.flows", "thread", |i| i.goalposts = Some([10.0, 0.0]))
        .build();
    let refused = wrong.err().ok_or("it was built")?;
    println!("{}", said(refused.clone()));
    assert_eq!(refused[0].hint.as_deref(), Some("did you mean `threat`?"));
    Ok(())
}

fn said(findings: Vec<ideal::Finding>) -> String {
    findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}
