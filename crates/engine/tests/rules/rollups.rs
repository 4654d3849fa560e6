//! What roll-ups are made of: in the results and opened up they are the same.

use ideal_engine::explain;
use ideal_model::{AssessmentInput, NodeIx, RollUpKind};

use crate::build::{assessment, index, node, results};

const METHOD: &str = "id = \"m\"\n[node.top]\n[indicator.\"x\"]\nparent = \"top\"\ngoalposts = [0, \
                      100]\n[rollup.territory]\n[rollup.crime_area]\n[rollup.region]\n";

/// A country with a part, and a publishers' aggregate with a part.
fn parts() -> AssessmentInput {
    let rows = "BRA * x 2023 10\nBR-SP * x 2023 20\nCAR * x 2023 90\nJAM * x 2023 50";
    let mut a = assessment(METHOD, &["2023"], &["BRA", "BR-SP", "CAR!", "JAM"], &["a"], rows);
    for (code, parent) in [("BR-SP", "BRA"), ("JAM", "CAR")] {
        let t = a.territories.iter_mut().find(|t| t.code == code).unwrap();
        t.parent = Some(parent.to_owned());
    }
    a
}

/// A part of a country that is assessed counts in it alone; a part of an aggregate, which no
/// roll-up is made of, counts.
#[test]
fn a_part_of_an_aggregate_counts_and_a_part_of_a_country_does_not() {
    let r = results(parts());
    for unit in ["*/*@2023", "*/a@2023"] {
        assert_eq!(node(&r, unit, "top").score, Some(30.0), "{unit}: the mean of 10 and 50");
        let opened = explain(&r, index(&r, unit), NodeIx::FIRST).unwrap().tree;
        let members: Vec<(&str, Option<f64>)> =
            opened.children.iter().map(|c| (c.node.as_str(), c.contribution)).collect();
        assert_eq!(members, [("BRA", Some(5.0)), ("JAM", Some(25.0))], "{unit}");
    }
}

#[test]
fn the_contributions_of_the_members_are_the_score() {
    let r = results(parts());
    let mut seen = Vec::new();
    for rollup in &r.rollups {
        let unit = rollup.unit;
        let opened = explain(&r, unit, NodeIx::FIRST).unwrap().tree;
        let sum: f64 = opened.children.iter().filter_map(|c| c.contribution).sum();
        assert!(
            (sum - opened.score.unwrap()).abs() < 1e-12,
            "{}/{}",
            r.place_code(unit),
            r.area_code(unit)
        );
        assert_eq!(opened.children.len(), rollup.members.len());
        seen.push((r.place_code(unit), r.area_code(unit), rollup.kind));
    }
    use RollUpKind::{CrimeArea, Region, Territory};
    assert_eq!(
        seen,
        [
            ("*", "*", Region),
            ("*", "a", CrimeArea),
            ("BR-SP", "*", Territory),
            ("BRA", "*", Territory),
            ("JAM", "*", Territory)
        ]
    );
}
