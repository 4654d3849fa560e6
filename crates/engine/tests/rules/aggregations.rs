//! The ranking under other aggregation, worked out by hand.

use crate::build::{assessment, ran};
use ideal_engine::{BaseRows, OtherAggregation, Sensitivity, SensitivityOptions, sensitivity};
use ideal_model::AssessmentInput;

fn of(a: AssessmentInput) -> Sensitivity {
    sensitivity(
        &ran(a),
        &SensitivityOptions { base: BaseRows::Fixed(4), ..SensitivityOptions::default() },
        &(),
    )
    .unwrap()
}

/// The ranks under one of them, with the codes of what is ranked.
fn ranks<'s>(s: &'s Sensitivity, aggregation: &str) -> Vec<(&'s str, Option<u32>)> {
    let found = s
        .aggregations
        .iter()
        .find(|a| a.aggregation.word() == aggregation)
        .unwrap_or_else(|| panic!("{:?}", s.aggregations_left_out));
    s.ranked.iter().map(|r| r.territory.as_str()).zip(found.ranks.iter().copied()).collect()
}

fn reason<'s>(s: &'s Sensitivity, aggregation: &str) -> &'s str {
    &s.aggregations_left_out.iter().find(|a| a.aggregation.word() == aggregation).unwrap().reason
}

const TREE: &str = r#"
id = "m"
unit = "territory"
[node.top]
[node.p]
parent = "top"
weight = 2
min_coverage = 0.4
[node.q]
parent = "top"
required = true
invert = true
[node.shown]
parent = "top"
weight = 0
[indicator."x"]
parent = "p"
goalposts = [0, 100]
[indicator."z"]
parent = "p"
goalposts = [0, 100]
[indicator."y"]
parent = "q"
goalposts = [0, 100]
[indicator."w"]
parent = "shown"
goalposts = [0, 100]
"#;

#[test]
fn pairs_are_compared_on_what_both_have() {
    // ARG: p 50, q seen as 70; BRA: 48, 80; CHL: 30, 90; PER lacks z: 35, 75. COL lacks a part it
    // cannot do without.
    let rows = "ARG * x 2023 80\nARG * z 2023 20\nARG * y 2023 30\nBRA * x 2023 40\nBRA * z \
                2023 56\nBRA * y 2023 20\nCHL * x 2023 30\nCHL * z 2023 30\nCHL * y 2023 10\n\
                PER * x 2023 35\nPER * y 2023 25\nCOL * x 2023 99\nCOL * z 2023 99\nCHL * w \
                2023 99\nBRA * w 2023 1";
    let s = of(assessment(TREE, &["2023"], &["ARG", "BRA", "CHL", "COL", "PER"], &[], rows));
    let with = |ranks: [u32; 4]| {
        ["BRA", "ARG", "CHL", "PER"].into_iter().zip(ranks.map(Some)).collect::<Vec<_>>()
    };
    let stated: Vec<_> = s.ranked.iter().map(|r| (r.territory.as_str(), Some(r.rank))).collect();
    assert_eq!(stated, with([1, 2, 3, 4]));
    // Two thirds of the weight lie on p, so p decides: 50, 48, 35, 30.
    assert_eq!(ranks(&s, "copeland"), with([2, 1, 4, 3]));
    // Three leaves of a third each. BRA beats ARG on z and y, CHL on x and z, PER on x and y; CHL
    // beats ARG on z and y; PER, on x and y alone, ties with both. 3, -2, 0, -1.
    assert_eq!(ranks(&s, "copeland_leaves"), with([1, 4, 2, 3]));
    // p with its imbalance 68, 49.3, 30 and 35: the root 68.7, 63.1, 66 and 55.6 with that of its
    // own.
    assert_eq!(ranks(&s, "mazziotta_pareto_add"), with([3, 1, 2, 4]));
    // p 32, 46.7, 30, 35: the root 37.5, 53.5, 34 and 41.0.
    assert_eq!(ranks(&s, "mazziotta_pareto_subtract"), with([1, 3, 4, 2]));
    assert_eq!(ranks(&s, "arithmetic"), stated);
    let copeland =
        s.aggregations.iter().find(|a| a.aggregation == OtherAggregation::Copeland).unwrap();
    assert_eq!((copeland.mean_rank_shift, copeland.max_rank_shift, copeland.unranked), (1.0, 1, 0));
    assert_eq!(copeland.shifts, [1, -1, 1, -1].map(Some));
    assert!(s.aggregations_left_out.is_empty());
}

#[test]
fn rounding_wins_nothing() {
    // The same three leaves but for a last digit that no score is known to.
    let method = "id = \"m\"\nunit = \"territory\"\n[node.top]\n[node.p]\nparent = \"top\"\n\
                  [node.q]\nparent = \"top\"\n[indicator.x]\nparent = \"p\"\ngoalposts = [0, 100]\n\
                  [indicator.y]\nparent = \"p\"\ngoalposts = [0, 100]\n[indicator.z]\nparent = \
                  \"p\"\ngoalposts = [0, 100]\n[indicator.v]\nparent = \"q\"\ngoalposts = [0, \
                  100]\n";
    let rows = "COL * x 2023 10\nCOL * y 2023 20\nCOL * z 2023 70.1\nCOL * v 2023 50\n\
        PER * x 2023 70.1\nPER * y 2023 10.00000000000001\nPER * z 2023 20\nPER * v 2023 50";
    let s = of(assessment(method, &["2023"], &["COL", "PER"], &[], rows));
    assert_eq!(ranks(&s, "copeland"), [("COL", Some(1)), ("PER", Some(1))]);
}

const AREAS: &str = r#"
id = "m"
[node.top]
[node.p]
parent = "top"
[node.q]
parent = "top"
[indicator."x"]
parent = "p"
goalposts = [0, 100]
[indicator."y"]
parent = "q"
goalposts = [0, 100]
[rollup.territory]
weights = { firearms = 3 }
min_coverage = 0
"#;

#[test]
fn a_territory_is_compared_on_the_leaves_of_its_areas_by_the_weight_of_each() {
    let run = |rows: &str| {
        of(assessment(AREAS, &["2023"], &["COL", "PER"], &["firearms", "wildlife"], rows))
    };
    let all = "COL firearms x 2023 10\nCOL firearms y 2023 60\nCOL wildlife x 2023 90\nCOL \
               wildlife y 2023 20\nPER firearms x 2023 20\nPER firearms y 2023 50\n";
    // What Colombia has on wildlife and Peru has not wins nothing: one leaf of firearms each.
    assert_eq!(ranks(&run(all), "copeland_leaves"), [("COL", Some(1)), ("PER", Some(1))]);
    // Both leaves of wildlife to Peru: 1.5 + 1 of 4 against 1.5.
    let s = run(&format!("{all}PER wildlife x 2023 95\nPER wildlife y 2023 30\n"));
    assert_eq!(ranks(&s, "copeland_leaves").iter().find(|r| r.0 == "PER").unwrap().1, Some(1));
    // A leaf that only half decides: 1.5 to Peru, 1.5 + 0.5 to Colombia, 0.5 to Peru is a tie;
    // without the last, Colombia's.
    let s = run(&format!("{all}PER wildlife x 2023 80\nPER wildlife y 2023 20\n"));
    assert_eq!(ranks(&s, "copeland_leaves").iter().find(|r| r.0 == "COL").unwrap().1, Some(1));
    assert_eq!(ranks(&s, "copeland_leaves").iter().find(|r| r.0 == "PER").unwrap().1, Some(2));
}

#[test]
fn what_cannot_be_compared_says_why() {
    // Leaves at the root have no roll-up.
    let flat = "id = \"m\"\n[node.top]\n[indicator.\"x\"]\nparent = \"top\"\ngoalposts = [0, 100]\n\
                [indicator.\"y\"]\nparent = \"top\"\ngoalposts = [0, 100]\n[rollup.territory]\n\
                min_coverage = 0\n";
    let rows = "COL * x 2023 10\nCOL * y 2023 60\nPER * x 2023 20\nPER * y 2023 50";
    let s = of(assessment(flat, &["2023"], &["COL", "PER"], &["firearms"], rows));
    assert!(reason(&s, "copeland").contains("hang at the root"));
    assert_eq!(ranks(&s, "copeland_leaves"), [("COL", Some(1)), ("PER", Some(1))]);
    // One country's crime areas are measured on different things, though its parts have scores in
    // each.
    let rows = "COL firearms x 2023 10\nCOL firearms y 2023 60\nCOL wildlife x 2023 90\nCOL \
                wildlife y 2023 20";
    let s = of(assessment(AREAS, &["2023"], &["COL"], &["firearms", "wildlife"], rows));
    assert!(reason(&s, "copeland_leaves").contains("different crime areas"));
    assert!(s.aggregations.iter().any(|a| a.aggregation == OtherAggregation::Copeland));
    // One criterion outranks nothing, and a harmonic mean of what is below zero is none.
    let one = "id = \"m\"\nunit = \"territory\"\nscale = [-10, 10]\n[node.top]\n[node.p]\nparent = \
               \"top\"\n[indicator.\"x\"]\nparent = \"p\"\ngoalposts = [0, 100]\n";
    let s =
        of(assessment(one, &["2023"], &["COL", "PER"], &[], "COL * x 2023 10\nPER * x 2023 60"));
    assert!(reason(&s, "copeland").contains("fewer than two criteria"));
    assert!(reason(&s, "harmonic").contains("harmonic mean"));
    assert_eq!(ranks(&s, "arithmetic"), [("PER", Some(1)), ("COL", Some(2))]);
}
