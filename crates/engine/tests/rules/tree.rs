//! Scores, roll-ups, ranks, bands, confidence, change, explanation.

use crate::build::{assessment, index, leaf, node, one_leaf, results};
use ideal_engine::explain;
use ideal_model::{EditionIx, NodeIx, Ranking, Unranked, Verdict};

const TREE: &str = r#"
id = "m"
[node.priority]
aggregate = "geometric"
[node.threat]
parent = "priority"
weight = 2
required = true
aggregate = { power = 2 }
[node.response]
parent = "priority"
weight = 1
invert = true
[indicator."x"]
parent = "threat"
goalposts = [0, 100]
[indicator."y"]
parent = "threat"
goalposts = [0, 100]
weight = 3
[indicator."z"]
parent = "response"
goalposts = [0, 10]
direction = "down"
[rollup.territory]
weights = { a = 3 }
min_coverage = 0.2
[rollup.crime_area]
[rollup.region]
"#;

#[test]
fn a_tree_by_hand() {
    let r = results(assessment(
        TREE,
        &["2023"],
        &["COL"],
        &["a"],
        "COL * x 2023 30\nCOL * y 2023 40\nCOL * z 2023 4",
    ));
    let threat = ((900.0_f64 + 3.0 * 1600.0) / 4.0).sqrt();
    assert!((node(&r, "COL/a@2023", "threat").score.unwrap() - threat).abs() < 1e-12);
    assert_eq!(node(&r, "COL/a@2023", "response").score, Some(60.0));
    let priority = (threat * threat * 40.0).powf(1.0 / 3.0);
    assert!((node(&r, "COL/a@2023", "priority").score.unwrap() - priority).abs() < 1e-12);
    // low < 40 <= moderate < 60, and no band for what the parent sees inverted.
    assert_eq!(node(&r, "COL/a@2023", "threat").band, Some(0));
    assert_eq!(node(&r, "COL/a@2023", "response").band, None);
}

#[test]
fn a_geometric_node_raises_its_children_to_the_floor() {
    let r = results(assessment(
        TREE,
        &["2023"],
        &["COL"],
        &["a"],
        "COL * x 2023 0\nCOL * y 2023 0\nCOL * z 2023 0",
    ));
    // threat 0 is raised to 1; response 100 is seen as 0 and raised to 1.
    assert!((node(&r, "COL/a@2023", "priority").score.unwrap() - 1.0).abs() < 1e-12);
    let e = explain(&r, index(&r, "COL/a@2023"), NodeIx::from(0)).unwrap();
    assert!(e.tree.children.iter().all(|c| c.floored && c.seen == Some(1.0)));
}

#[test]
fn contributions_add_up_and_lead_to_rows() {
    let r = results(assessment(
        TREE,
        &["2023"],
        &["COL"],
        &["a", "b"],
        "COL * x 2023 30\nCOL a y 2023 40\nCOL b y 2023 70\nCOL * z 2023 4",
    ));
    for unit in ["COL/a@2023", "COL/*@2023", "*/a@2023", "*/*@2023"] {
        let e = explain(&r, index(&r, unit), NodeIx::from(0)).unwrap();
        let total: f64 = e.tree.children.iter().filter_map(|c| c.contribution).sum();
        assert!((total - e.tree.score.unwrap()).abs() < 1e-9, "{unit}");
    }
    let e = explain(&r, index(&r, "COL/a@2023"), NodeIx::from(1)).unwrap();
    assert_eq!(
        (e.tree.children[0].rows[0].file.as_str(), e.tree.children[0].rows[0].line),
        ("evidence/rows.csv", 2)
    );
}

#[test]
fn a_roll_up_takes_the_same_node_of_its_units() {
    let r = results(assessment(
        TREE,
        &["2023"],
        &["COL"],
        &["a", "b", "c"],
        "COL a x 2023 30\nCOL a y 2023 30\nCOL b x 2023 50\nCOL b y 2023 50\nCOL * z 2023 10",
    ));
    // Area c is a gap: 3 x 30 + 50 over 4, coverage 4 of 5.
    let all = node(&r, "COL/*@2023", "threat");
    assert!((all.score.unwrap() - 35.0).abs() < 1e-12);
    assert!((all.coverage - 0.8).abs() < 1e-12);
    assert_eq!(node(&r, "COL/c@2023", "threat").verdict, Verdict::Gap);
}

#[test]
fn ranks_are_competition_ranks_and_gaps_and_regions_have_none() {
    let rows = "ARG * x 2023 50\nBRA * x 2023 50.00000000001\nCHL * x 2023 10\nXXR * x 2023 99";
    let method = one_leaf("").replace("id = \"m\"", "id = \"m\"\nunit = \"territory\"");
    let r =
        results(assessment(&method, &["2023"], &["ARG", "BRA", "CHL", "COL", "XXR!"], &[], rows));
    let ranks: Vec<(&str, Option<u32>, Option<Unranked>)> = r
        .ranking(Ranking::Territories, EditionIx::FIRST, NodeIx::FIRST)
        .map(|x| (r.place_code(x.unit), x.rank, x.unranked))
        .collect();
    assert_eq!(
        ranks,
        [
            ("ARG", Some(1), None),
            ("BRA", Some(1), None),
            ("CHL", Some(3), None),
            ("COL", None, Some(Unranked::Gap)),
            ("XXR", None, Some(Unranked::Region))
        ]
    );
}

#[test]
fn confidence_is_grade_times_timeliness_times_corroboration() {
    let r =
        results(assessment(&one_leaf(""), &["2023"], &["COL"], &["a"], "COL * x 2021 10 grade=B2"));
    let want = 0.8 * 0.8 * (-2.0_f64 / 5.0).exp() * 0.8;
    assert!((leaf(&r, "COL/a@2023", "x").confidence.unwrap() - want).abs() < 1e-12);
    // Two independent sources, then two of which one is built from the other.
    let two = |b: &str| {
        let r = results(assessment(
            &one_leaf(""),
            &["2023"],
            &["COL"],
            &["a"],
            &format!("COL * x 2023 10 grade=A1 source=p\nCOL * x 2023 12 grade=A1 source={b}"),
        ));
        leaf(&r, "COL/a@2023", "x").confidence.unwrap()
    };
    assert!((two("q") - 0.9).abs() < 1e-12);
    assert!((two("q<p") - 0.8).abs() < 1e-12);
    // Raters: median 3, mean absolute deviation 2/3, over half the posts' width of 50.
    let r = results(assessment(
        &one_leaf(""),
        &["2023"],
        &["COL"],
        &["a"],
        "COL * x 2023 3 grade=A1 rater=p\nCOL * x 2023 2 grade=A1 rater=q\nCOL * x 2023 4 grade=A1 \
         rater=r",
    ));
    assert!(
        (leaf(&r, "COL/a@2023", "x").confidence.unwrap() - 0.8 * (1.0 - 2.0 / 3.0 / 50.0)).abs()
            < 1e-12
    );
}

#[test]
fn enforcement_alone_is_marked_and_never_confident() {
    let method = one_leaf("kind = \"enforcement\"") + "[confidence]\nmoderate = 0.35\nhigh = 0.5\n";
    let r = results(assessment(&method, &["2023"], &["COL"], &["a"], "COL * x 2023 10 grade=A1"));
    let n = node(&r, "COL/a@2023", "top");
    assert!(n.on_enforcement_alone && n.confidence.unwrap() < 0.35 && n.enforcement == 1.0);
}

#[test]
fn change_is_empty_across_a_break() {
    let run = |status: &str| {
        let r = results(assessment(
            &one_leaf(""),
            &["2021", "2023"],
            &["COL"],
            &["a"],
            &format!("COL * x 2021 10\nCOL * x 2022 30 {status}\nCOL * x 2023 25"),
        ));
        node(&r, "COL/a@2023", "top").change
    };
    assert_eq!(run(""), Some(15.0));
    assert_eq!(run("status=B"), None);
}

#[test]
fn values_off_the_scale_and_out_of_a_transform_are_errors_with_their_row() {
    let method = one_leaf("normalise = \"none\"").replace("goalposts = [0, 100]\n", "");
    let e = ideal_engine::run(
        std::sync::Arc::new(assessment(&method, &["2023"], &["COL"], &["a"], "COL * x 2023 101")),
        &(),
    )
    .unwrap_err();
    assert_eq!(
        (e.findings()[0].code.as_str(), e.findings()[0].place().as_str()),
        ("off-scale", "evidence/rows.csv:2")
    );
}
