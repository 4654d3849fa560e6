//! How far coverage is from its floor: what a leaf is said to decide, it decides when its row is
//! taken away or put there.

use std::collections::BTreeSet;

use crate::build::{assessment, ran, results};
use ideal_engine::{Run, floors};
use ideal_model::{GapReason, Verdict};

const METHOD: &str = r#"
id = "m"
[node.top]
min_coverage = 0.45
[node.market]
parent = "top"
required = true
weight = 2
min_coverage = 0.5
[node.context]
parent = "top"
weight = 3
min_coverage = 0.4
[node.harm]
parent = "top"
weight = 1
aggregate = "geometric"
floor = 1
[indicator."m1"]
parent = "market"
goalposts = [0, 100]
weight = 2
[indicator."m2"]
parent = "market"
goalposts = [0, 100]
crime_areas = ["a", "b"]
[indicator."c1"]
parent = "context"
goalposts = [0, 100]
weight = 2
[indicator."c2"]
parent = "context"
goalposts = [0, 100]
[indicator."h1"]
parent = "harm"
goalposts = [0, 100]
crime_areas = ["c"]
[rollup.territory]
min_coverage = 0.45
"#;

const ROWS: &str = "COL a m1 2023 10
COL b m2 2023 20
COL * c1 2023 30
COL c m1 2023 60
COL c h1 2023 70
PER a m1 2023 40
PER b m1 2023 45
PER * c2 2023 50
PER c m1 2022 50
ECU a m2 2023 10
ECU b m2 2023 15
ECU * c1 2023 10
ECU * c2 2023 10
ECU c m1 2023 not_applicable";

const TERRITORIES: [&str; 3] = ["COL", "ECU", "PER"];
const AREAS: [&str; 3] = ["a", "b", "c"];

/// A leaf that decides: unit, node, then the leaf as `CODE` or `CODE@AREA`.
type Deciding = BTreeSet<(String, String, String)>;

fn of(rows: &str) -> Run {
    ran(assessment(METHOD, &["2023"], &TERRITORIES, &AREAS, rows))
}

/// What the analysis says: of scores if `lost`, else of gaps.
fn said(run: &Run, lost: bool) -> Deciding {
    let r = run.results();
    let m = &r.assessment.method;
    let mut out = Deciding::new();
    for f in floors(run) {
        let n = r.node(f.unit, f.node).unwrap();
        assert!((n.coverage - f.min_coverage - f.margin).abs() < 1e-12);
        assert_eq!(f.reason.is_none(), n.verdict == Verdict::Assessed);
        if f.reason.is_none() != lost {
            continue;
        }
        for leaf in &f.deciding {
            let code = &m.indicators[leaf.indicator].code;
            let code = leaf.crime_area.as_ref().map_or(code.clone(), |a| format!("{code}@{a}"));
            let unit = format!("{}/{}", r.place_code(f.unit), r.area_code(f.unit));
            out.insert((unit, m.nodes[f.node].id.clone(), code));
        }
    }
    out
}

/// What changing one row turns round in the territory's own units: from a score to a gap if `lost`.
fn turned(before: &Run, rows: &str, row: &str, lost: bool) -> Vec<(String, String)> {
    let after = results(assessment(METHOD, &["2023"], &TERRITORIES, &AREAS, rows));
    let before = before.results();
    let (from, to) =
        if lost { (Verdict::Assessed, Verdict::Gap) } else { (Verdict::Gap, Verdict::Assessed) };
    let mut out = Vec::new();
    for unit in before.unit_indices().filter(|u| row.starts_with(before.place_code(*u))) {
        for node in before.assessment.method.node_indices() {
            let verdict = |r: &ideal_model::Results| r.node(unit, node).unwrap().verdict;
            if (verdict(before), verdict(&after)) == (from, to) {
                let unit = format!("{}/{}", before.place_code(unit), before.area_code(unit));
                out.push((unit, before.assessment.method.nodes[node].id.clone()));
            }
        }
    }
    out
}

/// The leaf of a row as the rows of the territory name it, and as those of a cell do.
fn named(row: &str, unit: &str) -> String {
    let cells: Vec<&str> = row.split_whitespace().collect();
    let of_territory = unit.ends_with("/*");
    // `h1` serves one area, and needs none beside its code.
    if of_territory && cells[1] != "*" && cells[2] != "h1" {
        format!("{}@{}", cells[2], cells[1])
    } else {
        cells[2].to_owned()
    }
}

#[test]
fn a_leaf_decides_exactly_where_taking_its_row_away_leaves_a_gap() {
    let run = of(ROWS);
    let mut tried = Deciding::new();
    for row in ROWS.lines().filter(|r| !r.ends_with("not_applicable")) {
        let rest: Vec<&str> = ROWS.lines().filter(|r| *r != row).collect();
        for (unit, node) in turned(&run, &rest.join("\n"), row, true) {
            let leaf = named(row, &unit);
            tried.insert((unit, node, leaf));
        }
    }
    assert_eq!(said(&run, true), tried);
    assert!(tried.iter().any(|(unit, node, _)| unit == "COL/*" && node == "top"), "{tried:?}");
}

#[test]
fn a_leaf_decides_exactly_where_putting_its_row_there_gives_a_score() {
    let run = of(ROWS);
    let mut tried = Deciding::new();
    for territory in TERRITORIES {
        // Rows of `m1`, `m2` and `h1` are of one area, those of `c1` and `c2` of all.
        for (area, code) in [
            ("a", "m1"),
            ("b", "m1"),
            ("c", "m1"),
            ("a", "m2"),
            ("b", "m2"),
            ("c", "h1"),
            ("*", "c1"),
            ("*", "c2"),
        ] {
            let row = format!("{territory} {area} {code} 2023 55");
            if ROWS.lines().any(|r| r.starts_with(&row[..row.len() - 8])) {
                continue;
            }
            for (unit, node) in turned(&run, &format!("{ROWS}\n{row}"), &row, false) {
                let leaf = named(&row, &unit);
                tried.insert((unit, node, leaf));
            }
        }
    }
    assert_eq!(said(&run, false), tried);
    assert!(tried.iter().any(|(unit, ..)| unit.ends_with("/*")), "{tried:?}");
}

#[test]
fn the_distance_is_that_of_the_coverage_and_a_required_gap_may_stand_above_it() {
    let run = of(ROWS);
    let r = run.results();
    let floor = |unit: &str, node: &str| {
        let (t, a) = unit.split_once('/').unwrap();
        let unit = r.find_unit(t, a, "2023".parse().unwrap()).unwrap();
        let node = r.assessment.method.node_index(node).unwrap();
        floors(&run).into_iter().find(|f| f.unit == unit && f.node == node).unwrap()
    };
    // Market of Colombia's area a: 2 of 3 against 0.5; without m1 a third is left.
    let market = floor("COL/a", "market");
    assert!((market.margin - (2.0 / 3.0 - 0.5)).abs() < 1e-12);
    assert_eq!(market.deciding.len(), 1);
    // Ecuador's area a: the market is a gap (1 of 3), the root for want of it; context is whole.
    let top = floor("ECU/a", "top");
    assert_eq!(top.reason, Some(GapReason::Required));
    assert!((top.margin - (3.0 / 6.0 - 0.45)).abs() < 1e-12);
    let context = floor("ECU/a", "context");
    assert!((context.margin - 0.6).abs() < 1e-12 && context.deciding.len() == 1);
    // What does not apply has no distance.
    let c = r.find_unit("ECU", "c", "2023".parse().unwrap()).unwrap();
    let market = r.assessment.method.node_index("market").unwrap();
    assert!(!floors(&run).iter().any(|f| f.unit == c && f.node == market));
}
