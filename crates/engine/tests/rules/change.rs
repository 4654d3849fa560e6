//! Change between editions: of the evidence that both have.

use crate::build::{assessment, index, node, results};
use ideal_model::{AssessmentInput, NoChange, NodeIx, Part, Results};

const TREE: &str = r#"
id = "m"
unit = "territory-area"
[node.top]
min_coverage = 0.3
[node.p]
parent = "top"
min_coverage = 0.3
[node.q]
parent = "top"
min_coverage = 0.3
[indicator.x]
parent = "p"
goalposts = [0, 100]
max_age = 1
[indicator.y]
parent = "p"
goalposts = [0, 100]
max_age = 1
[indicator.z]
parent = "q"
goalposts = [0, 100]
max_age = 10
[rollup.territory]
min_coverage = 0.1
"#;

/// Six territories that report everything in both years; `own` are the rows of COL.
fn of(own: &str, draws: u32) -> Results {
    let mut rows = own.to_owned() + "\n";
    for (k, t) in ["ARG", "BRA", "CHL", "ECU", "PER", "URY"].iter().enumerate() {
        for year in [2021, 2023] {
            for i in ["x", "y", "z"] {
                rows += &format!("{t} * {i} {year} {} grade=A1\n", 20 + 10 * k);
            }
        }
    }
    let territories = ["ARG", "BRA", "CHL", "COL", "ECU", "PER", "URY"];
    let a = assessment(TREE, &["2021", "2023"], &territories, &["one", "two"], &rows);
    results(AssessmentInput { draws, ..a })
}

fn moved(r: &Results, unit: &str) -> (Option<f64>, Option<f64>) {
    let n = node(r, unit, "top");
    (n.change, n.composition)
}

#[test]
fn a_row_that_grew_too_old_is_composition_and_no_change() {
    // x rises by 10, y leaves: of what both have p rises from 40 to 50, top from 50 to 55.
    let r =
        of("COL * x 2021 40\nCOL * y 2021 0\nCOL * z 2021 60\nCOL * x 2023 50\nCOL * z 2023 60", 0);
    assert_eq!(node(&r, "COL/one@2021", "top").score, Some(40.0));
    assert_eq!(node(&r, "COL/one@2023", "top").score, Some(55.0));
    assert_eq!(moved(&r, "COL/one@2023"), (Some(5.0), Some(10.0)));
    assert_eq!(moved(&r, "COL/*@2023"), (Some(5.0), Some(10.0)));
    assert_eq!(moved(&r, "PER/one@2023"), (Some(0.0), None));
    let y = r.assessment.method.indicator_index("y").unwrap();
    for unit in ["COL/one@2023", "COL/*@2023"] {
        let parts = r.entrants(index(&r, unit), NodeIx::FIRST);
        assert_eq!((parts.entered, parts.left), (vec![], vec![Part::Indicator(y)]), "{unit}");
    }
}

#[test]
fn areas_that_enter_are_composition() {
    // Area two is a gap in the first edition.
    let r = of(
        "COL one x 2021 40\nCOL one y 2021 40\nCOL * z 2021 60\nCOL two x 2023 90\n\
         COL two y 2023 90\nCOL one x 2023 44\nCOL one y 2023 44",
        0,
    );
    assert_eq!(moved(&r, "COL/one@2023"), (Some(2.0), None));
    // Without p, area two is z alone in 2021: a node that entered is no change.
    assert_eq!(moved(&r, "COL/two@2023"), (Some(0.0), Some(15.0)));
    assert_eq!(moved(&r, "COL/*@2023"), (Some(1.0), Some(7.5)));
}

#[test]
fn where_two_editions_have_nothing_in_common_there_is_no_change() {
    let z = "COL * z 2021 60\nCOL * z 2023 60\n";
    let r = of(&format!("{z}COL * x 2021 40\nCOL * y 2021 40\nCOL * y 2023 90"), 0);
    assert_eq!(moved(&r, "COL/one@2023"), (Some(25.0), Some(0.0)));
    // p is x in one edition and y in the other: what both have is z.
    let r = of(&format!("{z}COL * x 2021 40\nCOL * y 2023 90"), 0);
    assert_eq!(moved(&r, "COL/one@2023"), (Some(0.0), Some(25.0)));
    assert_eq!(node(&r, "COL/one@2023", "p").change, None);
}

#[test]
fn nothing_moves_in_any_draw_where_both_editions_read_the_same_rows() {
    // z of 2020 is read by both editions, x and y are missing in both.
    let r = of("COL * z 2020 60 grade=C3", 2000);
    for unit in ["COL/one@2023", "COL/*@2023"] {
        let n = node(&r, unit, "q");
        assert_eq!(n.change, Some(0.0), "{unit}");
    }
    let n = node(&r, "COL/*@2023", "top");
    let i = n.interval.as_ref().unwrap();
    assert_eq!((n.change, i.up, i.down), (Some(0.0), Some(0.0), Some(0.0)));
    assert!(i.high - i.low > 5.0);
}

#[test]
fn a_row_that_aged_out_moves_no_draw_by_itself() {
    // y was 0 and grew too old; x and z stay: the score rises, what both have does not.
    let r = of(
        "COL * x 2021 50 grade=A1\nCOL * y 2021 0 grade=A1\nCOL * z 2021 50 grade=A1\n\
         COL * x 2023 50 grade=A1\nCOL * z 2023 50 grade=A1",
        4000,
    );
    let n = node(&r, "COL/one@2023", "top");
    assert_eq!((n.change, n.composition), (Some(0.0), Some(12.5)));
    let i = n.interval.as_ref().unwrap();
    assert!(i.up.unwrap() < 0.3 && i.down.unwrap() < 0.3, "{i:?}");
}

#[test]
fn a_leaf_that_the_method_ends_between_two_editions_is_composition() {
    // y is asked until 2021 and was 0, w from 2023 on and is 100: of what both have, x rises by 10.
    let tree = TREE.replacen(
        "[indicator.y]\nparent = \"p\"\n",
        "[indicator.w]\nparent = \"p\"\nsince = \"2023\"\ngoalposts = [0, 100]\n[indicator.y]\n\
         parent = \"p\"\nuntil = \"2021\"\n",
        1,
    );
    let rows = "COL * x 2021 40\nCOL * y 2021 0\nCOL * z 2021 60\nCOL * x 2023 50\n\
                COL * z 2023 60\nCOL * w 2023 100";
    let of = |rows: &str, territories: &[&str], draws: u32| {
        let a = assessment(&tree, &["2021", "2023"], territories, &["one", "two"], rows);
        results(AssessmentInput { draws, ..a })
    };
    let r = of(rows, &["COL"], 0);
    assert_eq!(node(&r, "COL/one@2021", "top").score, Some(40.0));
    assert_eq!(node(&r, "COL/one@2023", "top").score, Some(67.5));
    assert_eq!(moved(&r, "COL/one@2023"), (Some(5.0), Some(22.5)));
    assert_eq!(moved(&r, "COL/*@2023"), (Some(5.0), Some(22.5)));
    assert_eq!(node(&r, "COL/one@2023", "q").composition, None);
    let [w, y] = ["w", "y"].map(|i| r.assessment.method.indicator_index(i).unwrap());
    let parts = r.entrants(index(&r, "COL/one@2023"), NodeIx::FIRST);
    assert_eq!((parts.entered, parts.left), (vec![Part::Indicator(w)], vec![Part::Indicator(y)]));
    // Where nobody knows them, what other territories had is no move in any draw.
    let known = "PER * x 2021 40 grade=A1\nPER * y 2021 90 grade=A1\nPER * x 2023 40 grade=A1\n\
                 PER * w 2023 10 grade=A1\nCHL * x 2021 60 grade=A1\nCHL * y 2021 80 grade=A1\n\
                 CHL * x 2023 60 grade=A1\nCHL * w 2023 20 grade=A1\nCOL * z 2020 60 grade=A1\n\
                 COL * x 2021 50 grade=A1";
    let still = tree.replace("max_age = 1\n", "max_age = 10\n");
    let a = assessment(&still, &["2021", "2023"], &["CHL", "COL", "PER"], &["one"], known);
    let r = results(AssessmentInput { draws: 2000, ..a });
    let n = node(&r, "COL/one@2023", "top");
    let i = n.interval.as_ref().unwrap();
    assert_eq!((n.change, i.up, i.down), (Some(0.0), Some(0.0), Some(0.0)), "{i:?}");
}

#[test]
fn why_there_is_no_change_is_told() {
    let why = |own: &str, node: &str| {
        let r = of(own, 0);
        let node = r.assessment.method.node_index(node).unwrap();
        r.no_change(index(&r, "COL/one@2023"), node)
    };
    let z = "COL * z 2021 60\nCOL * z 2023 60\n";
    let nothing = format!("{z}COL * x 2021 40\nCOL * y 2023 90");
    assert_eq!(why(&nothing, "p"), Some(NoChange::NothingInCommon));
    assert_eq!(why(&nothing, "q"), None);
    assert_eq!(why(&format!("{z}COL * x 2023 40"), "p"), Some(NoChange::GapBefore));
    let broken = format!("{z}COL * x 2021 40\nCOL * x 2022 41\nCOL * x 2023 90 status=B");
    assert_eq!(why(&broken, "p"), Some(NoChange::Break));
    // A gap has no change to speak of.
    assert_eq!(why(z, "p"), None);
}
