//! What the draws must and must not do.

use crate::build::{assessment, index, node, ran, results};
use ideal_engine::{BaseRows, Omitted, Output, SensitivityOptions, collection_plan, sensitivity};
use ideal_model::{AssessmentInput, EditionIx, NodeIx, Ranking, Results, UnitIx};

const TREE: &str = r#"
id = "m"
unit = "territory"
[node.top]
aggregate = "geometric"
[node.p]
parent = "top"
[node.q]
parent = "top"
aggregate = { power = 2 }
[indicator."x"]
parent = "p"
goalposts = [0, 100]
[indicator."y"]
parent = "p"
goalposts = [0, 100]
[indicator."z"]
parent = "q"
goalposts = [0, 100]
"#;

fn rows(skip: &str) -> String {
    let mut out = String::new();
    for (t, x) in [("ARG", 20), ("BRA", 45), ("CHL", 47), ("COL", 80), ("PER", 10)] {
        for i in ["x", "y", "z"] {
            if format!("{t}{i}") != skip {
                out += &format!("{t} * {i} 2023 {x} grade=B2\n");
            }
        }
    }
    out
}

fn drawn(method: &str, rows: &str, draws: u32) -> AssessmentInput {
    AssessmentInput {
        draws,
        ..assessment(method, &["2023"], &["ARG", "BRA", "CHL", "COL", "PER"], &[], rows)
    }
}

#[test]
fn without_uncertainty_every_quantile_is_the_score() {
    let method = TREE.to_owned() + "[uncertainty]\nconcentration = 1e12\nsd = { B2 = 0 }\n";
    let r = results(drawn(&method, &rows(""), 500));
    for unit in r.unit_indices() {
        let n = r.node(unit, NodeIx::FIRST).unwrap();
        let i = n.interval.as_ref().unwrap();
        for q in [i.low, i.median, i.high] {
            assert!((q - n.score.unwrap()).abs() < 1e-3, "{q} for {:?}", n.score);
        }
    }
    // Nothing ties: everybody below always loses.
    let groups: Vec<u32> = r
        .ranking(Ranking::Territories, EditionIx::FIRST, NodeIx::FIRST)
        .filter_map(|x| x.draws.as_ref()?.tie_group)
        .collect();
    assert_eq!(groups, [1, 2, 3, 4, 5]);
}

#[test]
fn territories_closer_than_the_noise_are_tied() {
    let r = results(drawn(TREE, &rows(""), 2000));
    let group = |t: &str| {
        r.ranking(Ranking::Territories, EditionIx::FIRST, NodeIx::FIRST)
            .find(|x| r.place_code(x.unit) == t)
            .unwrap()
            .draws
            .as_ref()
            .unwrap()
            .tie_group
    };
    assert_eq!(group("BRA"), group("CHL"));
    assert!(group("COL") < group("CHL") && group("BRA") < group("ARG"));
}

#[test]
fn losing_an_input_widens_the_interval_and_does_not_move_the_others() {
    let width = |r: &ideal_model::Results, t: &str| {
        let i = node(r, &format!("{t}/*@2023"), "top").interval.clone().unwrap();
        i.high - i.low
    };
    let all = results(drawn(TREE, &rows(""), 2000));
    let method = TREE.replace("[node.p]\n", "[node.p]\nmin_coverage = 0.4\n");
    let less = results(drawn(&method, &rows("CHLx"), 2000));
    assert!(width(&less, "CHL") > 1.5 * width(&all, "CHL"));
    assert_eq!(width(&less, "COL"), width(&all, "COL"));
}

#[test]
fn a_roll_up_is_less_sure_for_every_member_it_lacks_and_stays_in_its_place() {
    const AREAS: [&str; 3] = ["firearms", "drug_cocaine", "wildlife"];
    let method = r#"
id = "m"
[node.top]
[indicator."x"]
parent = "top"
goalposts = [0, 100]
[rollup.territory]
aggregate = "arithmetic"
min_coverage = 0
[rollup.crime_area]
aggregate = "arithmetic"
min_coverage = 0
"#;
    let run = |skip: &str| {
        let mut rows = String::new();
        for (t, x) in [("ARG", 30), ("BRA", 45), ("CHL", 50), ("COL", 70), ("PER", 55)] {
            for (area, more) in AREAS.iter().zip([0, 10, 20]) {
                if format!("{t}/{area}") != skip {
                    rows += &format!("{t} {area} x 2023 {} grade=B2\n", x + more);
                }
            }
        }
        let a = assessment(method, &["2023"], &["ARG", "BRA", "CHL", "COL", "PER"], &AREAS, &rows);
        results(AssessmentInput { draws: 4000, ..a })
    };
    let interval =
        |r: &ideal_model::Results, unit: &str| node(r, unit, "top").interval.clone().unwrap();
    let (all, less) = (run(""), run("CHL/wildlife"));
    for unit in ["CHL/*@2023", "*/wildlife@2023"] {
        let (a, l) = (interval(&all, unit), interval(&less, unit));
        assert!(l.high - l.low > 1.3 * (a.high - a.low), "{unit}");
        // The centre is that of the members there are: 55 for Chile's two areas, 70 for the four
        // territories.
        let score = node(&less, unit, "top").score.unwrap();
        assert!((l.median - score).abs() < 1.0, "{unit}: {} around {score}", l.median);
    }
    assert!(node(&less, "CHL/wildlife@2023", "top").interval.is_none());
    // What reads nothing of it does not move by a bit.
    for unit in ["COL/*@2023", "*/firearms@2023"] {
        let bits = |r: &ideal_model::Results| {
            (interval(r, unit).low.to_bits(), interval(r, unit).high.to_bits())
        };
        assert_eq!(bits(&all), bits(&less), "{unit}");
    }
}

#[test]
fn a_gap_stays_a_gap_in_every_draw() {
    let r = results(drawn(TREE, &rows("CHLz"), 200));
    assert!(node(&r, "CHL/*@2023", "top").interval.is_none());
    assert!(node(&r, "CHL/*@2023", "p").interval.is_some());
}

#[test]
fn threads_and_row_order_change_no_bit() {
    let forward = rows("");
    let backward = forward.lines().rev().collect::<Vec<_>>().join("\n");
    let bits = |rows: &str, threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let r = pool.install(|| results(drawn(TREE, rows, 700)));
        let i = index(&r, "CHL/*@2023");
        r.node(i, NodeIx::FIRST)
            .unwrap()
            .interval
            .clone()
            .map(|i| (i.low.to_bits(), i.high.to_bits()))
    };
    let one = bits(&forward, 1);
    assert!(one.is_some());
    assert_eq!(one, bits(&forward, 4));
    assert_eq!(one, bits(&backward, 2));
}

#[test]
fn sensitivity_names_what_varies() {
    let options =
        SensitivityOptions { base: BaseRows::Fixed(128), ..SensitivityOptions::default() };
    let s = sensitivity(&ran(drawn(TREE, &rows(""), 1)), &options, &()).unwrap();
    let names: Vec<String> = s.factors.iter().map(|f| f.factor.to_string()).collect();
    for f in ["weights:top", "weights:p", "error:p", "error:q"] {
        assert!(names.iter().any(|name| name == f), "{names:?}");
    }
    for f in &s.factors {
        assert!(
            f.total >= f.first_order - 0.15 && f.total_low <= f.total && f.total <= f.total_high,
            "{f:?}"
        );
    }
    assert!(s.leave_one_out.iter().any(|l| l.what == Omitted::Indicator));
}

/// Five territories and two areas; two territories lack the second.
fn two_areas(method: &str, scores: [(u32, u32); 5]) -> ideal_model::Results {
    let mut rows = String::new();
    for (t, (x, y)) in ["ARG", "BRA", "CHL", "COL", "PER"].into_iter().zip(scores) {
        rows += &format!("{t} firearms x 2023 {x} grade=B2\n");
        if !["CHL", "PER"].contains(&t) {
            rows += &format!("{t} wildlife x 2023 {y} grade=B2\n");
        }
    }
    let a = assessment(
        method,
        &["2023"],
        &["ARG", "BRA", "CHL", "COL", "PER"],
        &["firearms", "wildlife"],
        &rows,
    );
    results(AssessmentInput { draws: 1000, ..a })
}

#[test]
fn a_roll_up_keeps_to_the_scale_also_where_rounding_would_put_its_score_past_the_end() {
    let method = r#"
id = "m"
[node.top]
[indicator."x"]
parent = "top"
goalposts = [0, 100]
[rollup.crime_area]
aggregate = "geometric"
min_coverage = 0
[uncertainty]
sd = { B2 = 0 }
"#;
    let r = two_areas(method, [(100, 100); 5]);
    let wildlife = node(&r, "*/wildlife@2023", "top");
    let raised = ideal_composite::aggregate::Mean::Geometric.value(&[100.0; 3], &[1.0; 3]).unwrap();
    assert!(raised > 100.0, "the test needs a mean that rounding raises");
    assert_eq!(wildlife.score, Some(100.0));
    let i = wildlife.interval.as_ref().unwrap();
    assert!(i.low < 100.0 && i.high <= 100.0, "{i:?}");
}

#[test]
fn draws_of_a_roll_up_of_standard_scores_go_either_way() {
    let method = r#"
id = "m"
[node.top]
[indicator."x"]
parent = "top"
normalise = { method = "zscore", mean = 0, sd = 1 }
[rollup.territory]
aggregate = "arithmetic"
min_coverage = 0
[uncertainty]
sd = { B2 = 0 }
"#;
    let r = two_areas(method, [(30, 33), (45, 48), (50, 53), (70, 73), (55, 58)]);
    // Both lack an area; one has a score above zero, where the scale happens to begin.
    for (unit, positive) in [("CHL/*@2023", false), ("PER/*@2023", true)] {
        let n = node(&r, unit, "top");
        assert_eq!(n.score.unwrap() > 0.0, positive);
        let i = n.interval.as_ref().unwrap();
        assert!(i.low < -0.5 && i.high > 0.5, "{unit}: {i:?}");
    }
    // What has no ends leaves a scale that has some, and that is said.
    let said: Vec<_> = r.findings.iter().filter(|f| f.code == "off-scale").collect();
    assert_eq!(said.len(), 1);
    assert!(
        said[0]
            .message
            .contains(" scores lie outside the scale 0 to 100; the farthest is `top` of "),
        "{}",
        said[0].message
    );
}

#[test]
fn a_node_that_is_not_there_has_no_sensitivity() {
    let run = ran(drawn(TREE, &rows(""), 10));
    let of = |unit, node| {
        let options = SensitivityOptions {
            base: BaseRows::Fixed(8),
            output: Output::Node { unit: UnitIx::from(unit), node: NodeIx::from(node) },
            leave_one_out: false,
        };
        sensitivity(&run, &options, &())
    };
    assert!(of(0, 2).is_ok());
    // The number after the last node must not be taken for the first node of the next unit.
    assert!(of(0, 3).is_err() && of(999, 0).is_err());
}

#[test]
fn errors_follow_the_scale_that_scores_lie_on() {
    // Half the territories lack y: errors of known figures, of other territories' scores, of a gap
    // in a roll-up.
    let method = |normalise: &str| {
        format!(
            "id = \"m\"\n[steps]\nnormalise = {normalise}\n[node.top]\nmin_coverage = 0.4\n\
             [node.part]\nparent = \"top\"\n[indicator.\"x\"]\nparent = \"top\"\n\
             [indicator.\"y\"]\nparent = \"part\"\n[rollup.region]\nmin_coverage = 0\n\
             [rollup.territory]\n"
        )
    };
    let rows = "COL * x 2023 30 grade=B2\nPER * x 2023 80\nCHL * x 2023 55\nBOL * x 2023 20\nCOL * \
                y 2023 12\nPER * y 2023 71";
    let of = |normalise: &str| {
        let a =
            assessment(&method(normalise), &["2023"], &["COL", "PER", "CHL", "BOL"], &["a"], rows);
        results(AssessmentInput { draws: 2000, ..a })
    };
    let width = |r: &Results, unit: &str, id: &str| {
        let i = node(r, unit, id).interval.clone().unwrap();
        assert!(i.high > i.low, "{unit} {id}");
        i.high - i.low
    };
    let same = |a: &Results, b: &Results, factor: f64| {
        for (unit, id) in [
            ("COL/a@2023", "top"),
            ("CHL/a@2023", "top"),
            ("COL/a@2023", "part"),
            ("*/*@2023", "part"),
            ("*/*@2023", "top"),
        ] {
            let (a, b) = (width(a, unit, id), width(b, unit, id));
            assert!((a * factor - b).abs() < 1e-6 * b, "{unit} {id}: {a} * {factor} for {b}");
        }
    };
    // Another unit of the same scale.
    let [hundred, one] = [[0, 100], [0, 1]]
        .map(|[l, h]| of(&format!("{{ method = \"minmax\", range = [{l}, {h}] }}")));
    same(&one, &hundred, 100.0);
    let [standard, wide] = [(0, 1), (10, 20)]
        .map(|(mean, sd)| of(&format!("{{ method = \"zscore\", mean = {mean}, sd = {sd} }}")));
    same(&standard, &wide, 20.0);
    // The error of a grade B2 is 5 points of 100, on a scale as wide as sqrt(12) standard
    // deviations: what the draws say of one figure that nothing clips.
    let i = node(&standard, "COL/a@2023", "part").interval.clone().unwrap();
    let ungraded = 0.15 * 12_f64.sqrt();
    assert!(((i.high - i.low) / (2.0 * 1.645 * ungraded) - 1.0).abs() < 0.1, "{i:?}");
}

#[test]
fn changes_and_gaps_weigh_the_same_on_every_scale() {
    // A change counts from a share of the scale on; what is not known is worth what its scores
    // could be on it, where nobody has any (z) too.
    let method = |normalise: &str| {
        format!(
            "id = \"m\"\n[steps]\nnormalise = {{ {normalise}, over = \"all-editions\" }}\n\
             [node.top]\nmin_coverage = 0.3\n[indicator.\"x\"]\nparent = \"top\"\nmax_age = 0\n\
             [indicator.\"y\"]\nparent = \"top\"\nmax_age = 0\n[indicator.\"z\"]\nparent = \
             \"top\"\nmax_age = 0\n"
        )
    };
    let rows = "COL * x 2021 30\nPER * x 2021 80\nCHL * x 2021 55\nBOL * x 2021 20\nCOL * x \
                2023 37\nPER * x 2023 72\nCHL * x 2023 57\nBOL * x 2023 90\nCOL * y 2021 12\n\
                PER * y 2021 71\nCOL * y 2023 14\nCHL * y 2023 70";
    let of = |normalise: &str| {
        let a = assessment(
            &method(normalise),
            &["2021", "2023"],
            &["COL", "PER", "CHL", "BOL"],
            &["a"],
            rows,
        );
        AssessmentInput { draws: 4000, ..a }
    };
    let told = |normalise: &str| {
        let run = ran(of(normalise));
        let r = run.results();
        let changes: Vec<(f64, f64)> = ["COL", "PER", "CHL", "BOL"]
            .iter()
            .filter_map(|t| {
                node(r, &format!("{t}/a@2023"), "top")
                    .interval
                    .as_ref()
                    .and_then(|i| i.up.zip(i.down))
            })
            .collect();
        let plan: Vec<(String, String, f64)> = collection_plan(&run)
            .into_iter()
            .map(|i| (i.territory, i.indicator, i.value))
            .collect();
        (changes, plan)
    };
    for [one, other] in [
        ["method = \"minmax\", range = [0, 1]", "method = \"minmax\", range = [0, 100]"],
        ["method = \"zscore\", mean = 0, sd = 1", "method = \"zscore\", mean = 10, sd = 20"],
    ] {
        let ((changes, plan), (others, other_plan)) = (told(one), told(other));
        assert!(
            changes.len() == 4 && changes.iter().any(|(up, _)| *up > 0.2 && *up < 0.9),
            "{changes:?}"
        );
        for (a, b) in changes.iter().zip(&others) {
            assert!(
                (a.0 - b.0).abs() < 1e-3 && (a.1 - b.1).abs() < 1e-3,
                "{one}: {changes:?} and {others:?}"
            );
        }
        assert!(plan.iter().any(|i| i.1 == "z") && plan.len() == other_plan.len());
        for (a, b) in plan.iter().zip(&other_plan) {
            assert!(
                (&a.0, &a.1) == (&b.0, &b.1) && (a.2 - b.2).abs() < 1e-6 * b.2.abs(),
                "{one}: {plan:?} and {other_plan:?}"
            );
        }
    }
}
