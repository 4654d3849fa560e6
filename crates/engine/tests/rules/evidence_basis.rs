//! What a confidence is made of, and what is said of a grade that is not there.

use crate::build::{assessment, index, node, one_leaf, results};
use ideal_engine::{EvidenceBases, Explained, ExplainedRow, explain, explain_with, rows_under};
use ideal_model::{AssessmentInput, NodeIx, PointInInterval, Results};

const TREE: &str = r#"
id = "m"
[node.top]
min_coverage = 0.3
[node.market]
parent = "top"
[node.context]
parent = "top"
[indicator."x"]
parent = "market"
goalposts = [0, 100]
crime_areas = ["a", "b"]
[indicator."y"]
parent = "context"
goalposts = [0, 100]
[indicator."z"]
parent = "context"
goalposts = [0, 100]
[indicator."idle"]
parent = "context"
goalposts = [0, 100]
weight = 0
[rollup.territory]
"#;

fn of(rows: &str) -> Results {
    results(assessment(TREE, &["2023"], &["COL"], &["a", "b"], rows))
}

#[test]
fn one_figure_is_said_with_its_grade_its_age_and_its_sources() {
    let r = of("COL a x 2021 50 grade=B2");
    let market = NodeIx::from(1);
    let basis = EvidenceBases::new(&r).of(index(&r, "COL/a@2023"), market).unwrap();
    assert_eq!((basis.figures, basis.grade.as_str(), basis.one_grade), (1, "B2", true));
    assert!((basis.age - 2.0).abs() < 1e-12 && (basis.oldest - 2.0).abs() < 1e-12);
    assert_eq!((basis.fewest_sources, basis.most_sources), (1, 1));
    // And that is what the confidence is made of: B 0.8, 2 0.8, two years of five, a single source.
    let expected = 0.8 * 0.8 * (-2.0f64 / 5.0).exp() * 0.8;
    let found = node(&r, "COL/a@2023", "market").confidence.unwrap();
    assert!((found - expected).abs() < 1e-12);
    // Nothing is said of a gap.
    assert_eq!(EvidenceBases::new(&r).of(index(&r, "COL/b@2023"), market), None);
}

#[test]
fn of_several_figures_the_usual_and_the_worst_are_said_and_each_counts_once() {
    // `y` and `z` serve both areas and are one figure each; `idle` has no weight. Two sources built
    // from a third are one.
    let r = of("COL a x 2023 50 grade=A1 source=p
         COL b x 2022 60 grade=C3 source=p
         COL * y 2019 50 grade=B2 source=q<w
         COL * y 2019 52 grade=B2 source=v<w
         COL * z 2021 50 grade=B2 source=q<w
         COL * z 2021 55 grade=B3 source=t
         COL * idle 2023 50 grade=E5");
    let basis = EvidenceBases::new(&r).of(index(&r, "COL/*@2023"), NodeIx::FIRST).unwrap();
    assert_eq!(basis.figures, 4);
    assert_eq!((basis.grade.as_str(), basis.one_grade), ("B2", false));
    assert_eq!(basis.worst_grade, "C3");
    // Ages 0, 1, 2 and 4.
    assert!((basis.age - 1.5).abs() < 1e-12 && (basis.oldest - 4.0).abs() < 1e-12);
    assert_eq!((basis.fewest_sources, basis.most_sources), (1, 2));
}

#[test]
fn enforcement_counts_alone_are_told_from_figures_that_measure() {
    let row = "COL a x 2023 50 grade=A1";
    for (kind, counts) in [("enforcement", true), ("recorded", false)] {
        let method = one_leaf(&format!("kind = \"{kind}\""));
        let r = results(assessment(&method, &["2023"], &["COL"], &["a"], row));
        let unit = index(&r, "COL/a@2023");
        let basis = EvidenceBases::new(&r).of(unit, NodeIx::FIRST).unwrap();
        assert_eq!(basis.counts_alone, counts, "{kind}");
        // What is said of them is why the confidence is no more than low.
        let confidence = node(&r, "COL/a@2023", "top").confidence.unwrap();
        assert_eq!(confidence < r.assessment.method.confidence.moderate, counts, "{kind}");
    }
}

/// The leaf `x` of Colombia in area a, opened.
fn leaf(rows: &str) -> Explained {
    let a = assessment(&one_leaf("max_age = 5"), &["2023"], &["COL"], &["a"], rows);
    let r = results(a);
    explain(&r, index(&r, "COL/a@2023"), NodeIx::FIRST).unwrap().tree.children.remove(0)
}

#[test]
fn a_newer_figure_without_a_grade_says_which_one_it_hides() {
    let opened = leaf("COL a x 2022 50\nCOL a x 2021 40 grade=B2\nCOL a x 2019 30 grade=A1");
    assert_eq!(opened.score, Some(50.0));
    let hidden = opened.passed_over.unwrap();
    assert_eq!((hidden.period.as_str(), hidden.grade.as_str()), ("2021", "B2"));
    assert!((hidden.trust - 0.64).abs() < 1e-12 && (hidden.ungraded_trust - 0.04).abs() < 1e-12);
    // A graded one hides nothing, nor does one without an older beside it.
    assert_eq!(leaf("COL a x 2022 50 grade=C3\nCOL a x 2021 40 grade=B2").passed_over, None);
    assert_eq!(leaf("COL a x 2022 50\nCOL a x 2016 40 grade=B2").passed_over, None);
}

#[test]
fn an_explanation_says_what_the_draws_say_and_where_the_point_lies() {
    let rows = "COL a x 2023 50 grade=A1\nCOL * y 2023 40 grade=B2\nPER * z 2023 90 grade=B2";
    let a = assessment(TREE, &["2023"], &["COL", "PER"], &["a", "b"], rows);
    let r = results(AssessmentInput { draws: 500, ..a });
    let opened = explain(&r, index(&r, "COL/a@2023"), NodeIx::FIRST).unwrap().tree;
    let said = opened.draws.unwrap();
    let interval = node(&r, "COL/a@2023", "top").interval.as_ref().unwrap();
    assert_eq!((said.low, said.median, said.high), (interval.low, interval.median, interval.high));
    assert_eq!(said.point_in_interval, interval.place_of(opened.score.unwrap()));
    assert!(PointInInterval::ALL.iter().any(|(word, _)| *word == said.point_in_interval.word()));
    // Without draws nothing is said of them.
    let r = of("COL a x 2023 50");
    let opened = explain(&r, index(&r, "COL/a@2023"), NodeIx::FIRST).unwrap().tree;
    assert_eq!(opened.draws, None);
}

#[test]
fn the_rows_under_a_node_are_those_that_its_explanation_opens_down_to() {
    fn gather(node: Explained, out: &mut Vec<ExplainedRow>) {
        out.extend(node.rows);
        node.children.into_iter().for_each(|child| gather(child, out));
    }
    let r = of("COL a x 2023 50 grade=A1\nCOL * y 2019 50 grade=B2\nCOL * z 2021 50 grade=B2");
    let bases = EvidenceBases::new(&r);
    let lines = |rows: &[ExplainedRow]| rows.iter().map(|r| r.line).collect::<Vec<_>>();
    for (unit, rows) in [("COL/a@2023", 3), ("COL/*@2023", 0)] {
        let unit = index(&r, unit);
        let mut opened = Vec::new();
        gather(explain_with(&bases, unit, NodeIx::FIRST).unwrap().tree, &mut opened);
        let under = rows_under(&r, unit, NodeIx::FIRST);
        assert_eq!((under.len(), lines(&under)), (rows, lines(&opened)));
    }
}
