//! Ranges and panels: what ratings are in the draws.

use std::collections::BTreeSet;

use ideal_engine::draws;
use ideal_model::{AssessmentInput, ComparisonRating, Interval, Mark, NodeIx, Tlp};

use crate::build::{assessment, index, leaf, node, one_leaf, ran, results};

/// The interval of COL, of draws enough for half a point.
fn interval(method: &str, rows: &str) -> Interval {
    let a = assessment(method, &["2023"], &["COL", "PER"], &[], rows);
    let r = results(AssessmentInput { draws: 40_000, ..a });
    let found = node(&r, "COL/*@2023", "top").interval.clone();
    *found.unwrap()
}

fn method(raters: &str) -> String {
    format!("unit = \"territory\"\n{}[uncertainty]\ndrift = 0\n[raters]\n{raters}\n", one_leaf(""))
}

fn close(found: &Interval, [low, median, high]: [f64; 3], points: f64) {
    for (found, want) in [(found.low, low), (found.median, median), (found.high, high)] {
        assert!((found - want).abs() < points, "{found} for {want}");
    }
}

/// The 5 and 95 % quantiles of a normal distribution whose 10 and 90 % quantiles are the ends:
/// `scipy.stats.norm.ppf(.95) / scipy.stats.norm.ppf(.9)` as far from the middle as they.
const REACH: f64 = 1.283_485_547_603_787_4;

#[test]
fn a_range_is_a_normal_of_two_pieces_with_its_ends_as_quantiles() {
    let of = |row: &str| interval(&method(""), row);
    let whole = of("COL * x 2023 60 range=40..70 grade=A1\n");
    close(&whole, [60.0 - 20.0 * REACH, 60.0, 60.0 + 10.0 * REACH], 0.6);
    // Less sure: the same range as wide again as 80 is to 50.
    let unsure = of("COL * x 2023 60 range=40..70 sure=50 grade=A1\n");
    close(&unsure, [60.0 - 32.0 * REACH, 60.0, 60.0 + 16.0 * REACH], 0.8);
    // A standard error beside it does not count.
    let both = of("COL * x 2023 60 range=40..70 se=1 grade=A1\n");
    assert_eq!(both, whole);
    let at_95 = interval(&method("range_level = 90"), "COL * x 2023 60 range=40..70 grade=A1\n");
    close(&at_95, [40.0, 60.0, 70.0], 0.6);
}

/// Three raters who say 30, 50 and 60, each give or take 10 at 80 %.
const PANEL: &str = "COL * x 2023 30 range=20..40 rater=COL/R1 source=round
    COL * x 2023 50 range=40..60 rater=COL/R2 source=round
    COL * x 2023 60 range=50..70 rater=COL/R3 source=round\n";

/// numpy, four million draws: `v = [30, 50, 60] + 10 / norm.ppf(.9) * normal((n, 3))`, three taken
/// of each row with replacement, `median(...) + 5 * normal(n)`, quantiles .05, .5, .95; for the
/// linear pool one of each row.
#[test]
fn a_panel_is_drawn_as_numpy_draws_it() {
    let panel = interval(&method("panel_sd = 5"), PANEL);
    close(&panel, [21.915, 48.549, 68.994], 0.6);
    let linear = interval(&method("panel_sd = 5\npool = \"linear\""), PANEL);
    close(&linear, [20.377, 48.232, 70.224], 0.6);
}

#[test]
fn what_a_panel_does_not_know_together_moves_all_that_it_rated() {
    let differences = |panels: [&str; 2]| {
        let rows: String = ["COL", "PER"]
            .iter()
            .zip(panels)
            .map(|(t, p)| format!("{t} * x 2023 50 range=50..50 rater={p}/R1 source=round\n"))
            .collect();
        let a = assessment(&method("panel_sd = 10"), &["2023"], &["COL", "PER"], &[], &rows);
        let run = ran(AssessmentInput { draws: 200, ..a });
        let [col, per] = ["COL/*@2023", "PER/*@2023"].map(|unit| index(run.results(), unit));
        let mut found = BTreeSet::new();
        draws(&run, &(), &mut |block| {
            let of = |unit| block.scores(unit, NodeIx::FIRST).unwrap().iter();
            found.extend(of(col).zip(of(per)).map(|(a, b)| (a - b).to_bits()));
        })
        .unwrap();
        found.len()
    };
    assert_eq!(differences(["A", "A"]), 1);
    assert!(differences(["A", "B"]) > 190);
}

#[test]
fn panels_of_one_source_judge_apart() {
    // Two raters of one panel say 20, one of the other 80: the panels have a vote each.
    let rows = "COL * x 2023 20 rater=COL/R1 source=round
        COL * x 2023 20 rater=COL/R2 source=round
        COL * x 2023 80 rater=PER/R1 source=round\n";
    let a = assessment(&method(""), &["2023"], &["COL"], &[], rows);
    let r = results(a);
    assert_eq!(leaf(&r, "COL/*@2023", "x").value, Some(50.0));
}

/// A leaf of raters who say these, with the roles of its rows.
fn said(scale: &str, words: &[&str]) -> (ideal_model::LeafResult, Vec<&'static str>) {
    let rows: String = (1..)
        .zip(words)
        .map(|(k, word)| format!("COL * x 2023 {word} rater=COL/R{k} source=round\n"))
        .collect();
    let a = assessment(&method("").replace("[0, 100]", scale), &["2023"], &["COL"], &[], &rows);
    let r = results(a);
    let unit = index(&r, "COL/*@2023");
    let opened = ideal_engine::explain(&r, unit, NodeIx::FIRST).unwrap();
    let roles = opened.tree.children[0].rows.iter().map(|row| row.role.word()).collect();
    (leaf(&r, "COL/*@2023", "x").clone(), roles)
}

#[test]
fn nil_is_a_rating_like_a_number_and_most_say_whether_a_thing_applies() {
    // The median of 9, 0, 0 and 0 as if nil were typed as 0; all four rows are shown.
    for zero in ["nil", "0"] {
        let (found, roles) = said("[0, 10]", &["9", zero, zero, zero]);
        assert_eq!((found.value, found.rated.unwrap().raters), (Some(0.0), 4), "{zero}");
        assert_eq!(roles, ["value"; 4]);
    }
    assert_eq!(said("[0, 10]", &["9", "nil"]).0.value, Some(4.5));
    assert_eq!(said("[0, 10]", &["nil", "nil"]).0.status.word(), "nil");
    // On a scale from 1 nil is its low end: by itself, and beside a 4.
    let from_one = "[1, 5]\nscale = [1, 5]";
    assert_eq!(said(from_one, &["nil"]).0.normalised, Some(0.0));
    assert_eq!(said(from_one, &["nil", "4"]).0.normalised, Some(37.5));
    // Three of four say that it does not apply; of two and two the ratings stand. Who does not know
    // has no vote.
    let no = "not_applicable";
    let (found, roles) = said("[0, 10]", &["9", no, no, no]);
    assert_eq!((found.status.word(), found.value), (no, None));
    assert_eq!(roles, ["value", "value", "value", "not_counted"]);
    let (found, roles) = said("[0, 10]", &["9", "nil", no, no, "unknown"]);
    assert_eq!(found.value, Some(4.5));
    assert_eq!(roles, ["value", "value", "not_counted", "not_counted", "not_counted"]);
}

/// Two panels of three that rate a territory each, and both a third one: the raters of `B` see 20
/// points more in everything.
fn severe(adjust: &str, bridge: bool) -> AssessmentInput {
    let mut rows = String::new();
    for (panel, own, more) in [("A", "COL", 0), ("B", "PER", 20)] {
        for (k, own_sense) in [(1, -2), (2, 0), (3, 2)] {
            for (t, truth) in [(own, 50), ("MEX", 40), ("CHL", 30)] {
                if t == own || bridge {
                    let value = truth + more + own_sense;
                    rows +=
                        &format!("{t} * x 2023 {value} rater={panel}/R{k} source=round grade=A1\n");
                }
            }
        }
    }
    let method = method(&format!("adjust = \"{adjust}\""));
    assessment(&method, &["2023"], &["COL", "PER"], &[], &rows)
}

#[test]
fn severity_is_taken_out_where_a_bridge_shows_it() {
    let scores = |a: AssessmentInput| {
        let r = results(a);
        let of = |t: &str| node(&r, &format!("{t}/*@2023"), "top").score.unwrap();
        (of("COL"), of("PER"), r)
    };
    let (col, per, plain) = scores(severe("none", true));
    assert_eq!((col, per), (50.0, 70.0));
    assert!(plain.severity.is_empty() && plain.unadjusted.is_empty());
    // Half of what lies between the panels is taken from each, as far as shrinkage goes.
    let (col, per, r) = scores(severe("severity", true));
    assert!((per - col).abs() < 1.0, "{col} {per}");
    assert!((col - 60.0).abs() < 1.0, "{col}");
    let said: Vec<String> = r.severity.iter().map(|s| s.rater.to_string()).collect();
    assert_eq!(said[0], "rater 1 of A");
    assert!(r.severity.iter().all(|s| s.part == 1 && s.ratings == 3));
    assert!(r.severity[4].severity > 9.0 && r.severity[1].severity < -9.0);
    // What stood before is kept beside it, and the ratings as they were given.
    let was = r.unadjusted.iter().find(|u| r.rankings[u.at].unit == index(&r, "PER/*@2023"));
    assert_eq!(was.and_then(|u| u.score), Some(70.0));
    let rated = leaf(&r, "PER/*@2023", "x").rated.unwrap();
    assert_eq!((rated.raters, rated.panels, rated.low, rated.high), (3, 1, 68.0, 72.0));
    assert!((rated.adjusted + 10.0).abs() < 1.0);
}

#[test]
fn without_a_bridge_nothing_is_adjusted_across() {
    let r = results(severe("severity", false));
    let of = |t: &str| node(&r, &format!("{t}/*@2023"), "top").score.unwrap();
    // Each panel in its own part: its median stays where it was.
    assert!((of("COL") - 50.0).abs() < 1e-9 && (of("PER") - 70.0).abs() < 1e-9);
    assert!(r.findings.iter().any(|f| f.code == "severity-unknown"));
    let finding = r.findings.iter().find(|f| f.code == "panels-apart").unwrap();
    assert!(finding.message.contains("(A; B)"), "{}", finding.message);
}

#[test]
fn vignettes_connect_panels_as_bridges_do() {
    let mut a = severe("severity", false);
    for (panel, more) in [("A", 0.0), ("B", 20.0)] {
        for (k, own) in [(1, -2.0), (2, 0.0), (3, 2.0)] {
            for (vignette, truth) in [("v1", 40.0), ("v2", 30.0)] {
                a.comparisons.push(ComparisonRating {
                    mark: Mark::new(Tlp::Amber, None),
                    source: "round".into(),
                    rater: format!("{panel}/R{k}"),
                    of: format!("vignette {vignette}"),
                    indicator: "x".into(),
                    value: truth + more + own,
                });
            }
        }
    }
    let r = results(a);
    let of = |t: &str| node(&r, &format!("{t}/*@2023"), "top").score.unwrap();
    assert!((of("PER") - of("COL")).abs() < 1.0);
    assert!(r.findings.iter().all(|f| f.code != "panels-apart"));
    // What tells severity marks what it is taken out of.
    assert_eq!(r.mark.tlp, Tlp::Amber);
}

#[test]
fn what_is_not_known_of_severity_widens_the_interval() {
    let width = |adjust: &str| {
        let a = severe(adjust, true);
        let r = results(AssessmentInput { draws: 8_000, ..a });
        let i = node(&r, "COL/*@2023", "top").interval.clone().unwrap();
        i.high - i.low
    };
    assert!(width("severity") > width("none"), "{} {}", width("severity"), width("none"));
}
