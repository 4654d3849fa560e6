//! The audit beyond correlations: components, p values over territories, roll-ups, evidence that is
//! not missing at random, other choices, another index.

use std::fmt::Write as _;

use ideal_engine::{AgainstError, Audit, AuditObject, Run, Variant, audit, compare_with};
use ideal_model::{EditionIx, OtherIndex, OtherValue};

use crate::build::{assessment, ran};

/// Two indicators under one node, and one beside them.
const METHOD: &str = "id = \"m\"\nunit = \"territory\"\n\
    [node.top]\nmin_coverage = 0.5\n\
    [node.left]\nparent = \"top\"\nmin_coverage = 0.0\n\
    [node.right]\nparent = \"top\"\nmin_coverage = 0.0\n\
    [indicator.\"a\"]\nparent = \"left\"\ngoalposts = [0, 100]\n\
    [indicator.\"b\"]\nparent = \"left\"\ngoalposts = [0, 100]\n\
    [indicator.\"c\"]\nparent = \"right\"\ngoalposts = [0, 100]\n";

/// Codes of so many territories.
fn codes(n: usize) -> Vec<String> {
    (0..n).map(|k| format!("T{k:02}")).collect()
}

/// An assessment of one row per territory and indicator, NaN for none.
fn run_of(method: &str, rows: &[Vec<(&str, f64)>]) -> Run {
    let codes = codes(rows.len());
    let names: Vec<&str> = codes.iter().map(String::as_str).collect();
    let mut text = String::new();
    for (code, row) in codes.iter().zip(rows) {
        for (indicator, value) in row.iter().filter(|(_, x)| x.is_finite()) {
            writeln!(text, "{code} * {indicator} 2020 {value}").unwrap();
        }
    }
    ran(assessment(method, &["2020"], &names, &[], &text))
}

fn audited(method: &str, rows: &[Vec<(&str, f64)>]) -> Audit {
    audit(&run_of(method, rows), EditionIx::FIRST)
}

/// A whole number below 100 that looks like chance.
fn mixed(k: usize, salt: usize) -> f64 {
    f64::from(u32::try_from((k * 37 + salt * 61 + k * k * 11) % 97).unwrap())
}

#[test]
fn two_parts_have_the_components_of_a_textbook() {
    let rows: Vec<Vec<(&str, f64)>> = [(10.0, 20.0), (20.0, 10.0), (30.0, 40.0), (40.0, 30.0)]
        .iter()
        .map(|&(a, b)| vec![("a", a), ("b", b), ("c", a)])
        .collect();
    let found = audited(METHOD, &rows);
    // r = 0.6: eigenvalues 1 + r and 1 - r, loadings of the first the root of 0.8; two parts have
    // an adequacy of a half.
    let of_left: Vec<_> = found.components.iter().filter(|c| c.node == "left").collect();
    assert_eq!(of_left.len(), 2);
    assert!((of_left[0].eigenvalue - 1.6).abs() < 1e-12 && of_left[0].kept);
    assert!((of_left[1].eigenvalue - 0.4).abs() < 1e-12 && !of_left[1].kept);
    assert!((of_left[0].share - 0.8).abs() < 1e-12 && (of_left[1].cumulative - 1.0).abs() < 1e-12);
    let loadings: Vec<f64> =
        found.loadings.iter().filter(|l| l.node == "left").map(|l| l.loading).collect();
    assert_eq!(loadings.len(), 2, "of the component that is kept");
    assert!(loadings.iter().all(|l| (l - f64::sqrt(0.8)).abs() < 1e-12), "{loadings:?}");
    let left = found.nodes.iter().find(|n| n.node == "left").unwrap();
    assert_eq!(left.kept, Some(1));
    assert!((left.kmo.unwrap() - 0.5).abs() < 1e-12);
    let item = found.items.iter().find(|i| i.child == "a").unwrap();
    assert_eq!(item.alpha_without, None, "one item is left");
    // Territories are the units: nothing stands beside them, and four are too few for a p value.
    assert_eq!((found.object, found.rollups), (AuditObject::Territories, 0));
    assert!(found.correlations.iter().all(|p| p.p.is_none() && p.territories <= 4));
}

/// Four areas that repeat what one says add nothing: the p value is that of the territories.
#[test]
fn cells_that_repeat_one_another_make_nothing_more_certain() {
    let method = "id = \"m\"\n[node.top]\nmin_coverage = 0.0\n\
        [indicator.\"a\"]\nparent = \"top\"\ngoalposts = [0, 100]\n\
        [indicator.\"b\"]\nparent = \"top\"\ngoalposts = [0, 100]\n";
    let codes = codes(14);
    let names: Vec<&str> = codes.iter().map(String::as_str).collect();
    let of = |areas: &[&str]| {
        let mut rows = String::new();
        for (k, code) in codes.iter().enumerate() {
            for area in areas {
                let (a, b) = (mixed(k, 1), 0.5 * mixed(k, 1) + 0.5 * mixed(k, 5));
                writeln!(rows, "{code} {area} a 2020 {a}\n{code} {area} b 2020 {b}").unwrap();
            }
        }
        let found =
            audit(&ran(assessment(method, &["2020"], &names, areas, &rows)), EditionIx::FIRST);
        found.correlations.iter().find(|p| p.a == "a" && p.b == "b").unwrap().clone()
    };
    let (one, four) = (of(&["w"]), of(&["w", "x", "y", "z"]));
    assert_eq!((one.n, four.n, one.territories, four.territories), (14, 56, 14, 14));
    assert!((one.r.unwrap() - four.r.unwrap()).abs() < 1e-12);
    assert!((one.p.unwrap() - four.p.unwrap()).abs() < 1e-9, "{one:?} {four:?}");
    assert!((one.low.unwrap() - four.low.unwrap()).abs() < 1e-9);
    assert!(one.low.unwrap() < one.r.unwrap() && one.r.unwrap() < one.high.unwrap());
}

#[test]
fn the_territories_that_are_ranked_are_audited_beside_the_cells() {
    let method = "id = \"m\"\n[node.top]\nmin_coverage = 0.0\n\
        [node.l]\nparent = \"top\"\nmin_coverage = 0.0\n\
        [node.r]\nparent = \"top\"\nmin_coverage = 0.0\n\
        [indicator.\"a\"]\nparent = \"l\"\ngoalposts = [0, 100]\n\
        [indicator.\"b\"]\nparent = \"r\"\ngoalposts = [0, 100]\n\
        [rollup.territory]\naggregate = \"arithmetic\"\n";
    let codes = codes(12);
    let names: Vec<&str> = codes.iter().map(String::as_str).collect();
    let mut rows = String::new();
    for (k, code) in codes.iter().enumerate() {
        // Within a territory the two go opposite ways, between territories the same way.
        let level = 20.0 + 4.0 * f64::from(u32::try_from(k).unwrap());
        for (area, side) in [("x", 1.0), ("y", -1.0)] {
            let (a, b) = (level + 18.0 * side, level - 18.0 * side + mixed(k, 3) / 40.0);
            writeln!(rows, "{code} {area} a 2020 {a}\n{code} {area} b 2020 {b}").unwrap();
        }
    }
    let found =
        audit(&ran(assessment(method, &["2020"], &names, &["x", "y"], &rows)), EditionIx::FIRST);
    assert_eq!((found.object, found.rollups, found.units), (AuditObject::Cells, 12, 24));
    let r = |object| {
        let mut of = found.correlations.iter().filter(|p| p.object == object && p.a == "l");
        of.find(|p| p.b == "r").unwrap().clone()
    };
    let (cells, territories) = (r(AuditObject::Cells), r(AuditObject::Territories));
    assert_eq!((cells.n, territories.n), (24, 12));
    assert!(cells.r.unwrap() < 0.0 && territories.r.unwrap() > 0.99, "{cells:?} {territories:?}");
    // Of the territories only the root has children that are nodes; leaves have no roll-up.
    let of_territories: Vec<&str> = found
        .nodes
        .iter()
        .filter(|n| n.object == AuditObject::Territories)
        .map(|n| n.node.as_str())
        .collect();
    assert_eq!(of_territories, ["top"]);
    let leaves = |p: &&ideal_engine::PairAudit| p.a == "a" && p.object == AuditObject::Territories;
    assert!(!found.correlations.iter().any(|p| leaves(&p)));
}

#[test]
fn values_at_a_goalpost_are_counted() {
    let rows: Vec<Vec<(&str, f64)>> = (0..10)
        .map(|k| {
            // Three below or at 0, one at 100, the rest between.
            let a = match k {
                0..3 => -f64::from(k),
                3 => 100.0,
                _ => f64::from(10 * k),
            };
            vec![("a", a), ("b", f64::from(k) * 5.0 + 1.0), ("c", 50.0)]
        })
        .collect();
    let found = audited(METHOD, &rows);
    let of = |code: &str| found.indicators.iter().find(|i| i.indicator == code).unwrap();
    let a = of("a");
    assert_eq!((a.at_low_post, a.at_high_post, a.saturated), (Some(3), Some(1), true));
    assert!((a.on_post.unwrap() - 0.4).abs() < 1e-12);
    assert_eq!((of("b").at_low_post, of("b").saturated), (Some(0), false));
}

#[test]
fn evidence_that_is_missing_where_its_siblings_are_low_is_found() {
    // Of twenty territories the eight lowest on b have no a; b differs, c is another node's.
    let of = |missing: &dyn Fn(usize) -> bool| {
        let rows: Vec<Vec<(&str, f64)>> = (0..20)
            .map(|k| {
                let b = 5.0 + 4.0 * f64::from(u32::try_from(k).unwrap());
                vec![("a", if missing(k) { f64::NAN } else { 50.0 }), ("b", b), ("c", 1.0)]
            })
            .collect();
        audited(METHOD, &rows).selection
    };
    let low = of(&|k| k < 8);
    assert_eq!(low.len(), 1);
    let a = &low[0];
    assert_eq!((a.indicator.as_str(), a.node.as_str()), ("a", "left"));
    assert_eq!((a.territories_known, a.territories_missing), (12, 8));
    // b is 5 to 33 where a is missing and 37 to 81 where it is known.
    assert!((a.mean_missing - 19.0).abs() < 1e-12 && (a.mean_known - 59.0).abs() < 1e-12);
    assert!((a.difference + 40.0).abs() < 1e-12 && a.selected && a.p.unwrap() < 0.001, "{a:?}");
    let at_random = of(&|k| k % 3 == 1);
    assert!(!at_random[0].selected && at_random[0].p.unwrap() > 0.3, "{at_random:?}");
    // Three on a side are told and not tested.
    let few = of(&|k| k < 3);
    assert_eq!((few[0].p, few[0].selected, few[0].territories_missing), (None, false, 3));
    assert!(of(&|_| false).is_empty());
}

/// A logarithm does not take the 0 that a goalpost holds: that indicator keeps its posts.
#[test]
fn an_indicator_whose_values_need_posts_keeps_them() {
    let method = METHOD.replace(
        "parent = \"right\"\ngoalposts = [0, 100]",
        "parent = \"right\"\ngoalposts = [1, 100]\ntransform = \"log\"",
    );
    let of = |least: f64| {
        let rows: Vec<Vec<(&str, f64)>> = (0..12)
            .map(|k| {
                let c = if k == 0 { least } else { mixed(k, 3) + 2.0 };
                vec![("a", mixed(k, 1)), ("b", mixed(k, 2)), ("c", c)]
            })
            .collect();
        let found = audited(&method, &rows).variants;
        found.into_iter().find(|v| v.variant == Variant::MinMax).unwrap()
    };
    let (zero, one) = (of(0.0), of(1.0));
    assert_eq!((zero.kept, zero.ranked, zero.reason), (1, 12, None));
    assert_eq!((one.kept, one.ranked, one.reason), (0, 12, None));
}

#[test]
fn other_choices_move_ranks_only_where_they_can() {
    let values: Vec<(f64, f64, f64)> =
        (0..12).map(|k| (mixed(k, 1), mixed(k, 2), mixed(k, 3))).collect();
    let rows: Vec<Vec<(&str, f64)>> = values
        .iter()
        .enumerate()
        // The last has one of two dimensions: half of the weight.
        .map(|(k, v)| vec![("a", v.0), ("b", v.1), ("c", if k < 11 { v.2 } else { f64::NAN })])
        .collect();
    let found = audited(METHOD, &rows);
    let of = |v: Variant| found.variants.iter().find(|x| x.variant == v).unwrap();
    // All between the posts, all posts the same: wider ones are another unit and no other order.
    let wider = of(Variant::PostsWider);
    assert_eq!((wider.ranked, wider.max_rank_shift, wider.unranked), (12, Some(0), 0));
    assert!((wider.spearman.unwrap() - 1.0).abs() < 1e-12 && wider.mean_rank_shift == Some(0.0));
    // A floor of 0.5 met exactly is not met at 0.75; and without floors nothing changes.
    let higher = of(Variant::FloorsHigher);
    assert_eq!((higher.ranked, higher.unranked, higher.newly_ranked), (11, 1, 0));
    assert_eq!(of(Variant::FloorsNone).max_rank_shift, Some(0));
    // Mean ranks of the order by min-max, by hand: the least and the greatest of each as posts.
    let range = |of: fn(&(f64, f64, f64)) -> f64, n: usize| {
        let all = values.iter().take(n).map(of);
        let low = all.clone().fold(f64::INFINITY, f64::min);
        (low, all.fold(f64::NEG_INFINITY, f64::max) - low)
    };
    let (a, b, c) = (range(|v| v.0, 12), range(|v| v.1, 12), range(|v| v.2, 11));
    let score = |k: usize, scaled: bool| {
        let v = &values[k];
        let at =
            |x: f64, (low, span): (f64, f64)| if scaled { (x - low) / span } else { x / 100.0 };
        let left = (at(v.0, a) + at(v.1, b)) / 2.0;
        if k < 11 { (left + at(v.2, c)) / 2.0 } else { left }
    };
    let rank =
        |k: usize, scaled: bool| (0..12).filter(|&j| score(j, scaled) > score(k, scaled)).count();
    let shifts: usize = (0..12).map(|k| rank(k, true).abs_diff(rank(k, false))).sum();
    let minmax = of(Variant::MinMax);
    let mean = f64::from(u32::try_from(shifts).unwrap()) / 12.0;
    assert!((minmax.mean_rank_shift.unwrap() - mean).abs() < 1e-12, "{minmax:?} for {mean}");
    assert!(found.variants.iter().all(|v| v.reason.is_none()), "{:?}", found.variants);
}

/// Pearson, Spearman, Kendall of the next test by numpy 2 and scipy 1.17.1.
const NUMPY: [f64; 3] = [0.750_748_135_511_814, 0.718_039_630_046_805, 0.748_113_400_276_763];

#[test]
fn scores_stand_beside_another_index() {
    let rows: Vec<Vec<(&str, f64)>> =
        (0..12).map(|k| ["a", "b", "c"].map(|i| (i, f64::from(8 * k))).to_vec()).collect();
    let run = run_of(METHOD, &rows);
    let codes = codes(12);
    let value = |(k, code): (usize, &String)| OtherValue {
        territory: code.clone(),
        crime_area: None,
        // One of them is far off.
        value: f64::from(u32::try_from(k).unwrap()) + if k == 2 { 9.0 } else { 0.0 },
    };
    let mut other = OtherIndex {
        file: "o.csv".to_owned(),
        column: "o".to_owned(),
        values: codes.iter().enumerate().map(value).collect(),
    };
    other.values.push(OtherValue { territory: "QQQ".to_owned(), crime_area: None, value: 1.0 });
    let found = compare_with(&run, EditionIx::FIRST, &other).unwrap();
    assert_eq!((found.given, found.elsewhere), (13, 1));
    let nodes: Vec<&str> = found.nodes.iter().map(|n| n.node.as_str()).collect();
    assert_eq!(nodes, ["top", "left", "right"]);
    let top = &found.nodes[0];
    // x = 0..11 with 11 for the third, y = 8 k: corrcoef, spearmanr, kendalltau.
    assert!((top.r.unwrap() - NUMPY[0]).abs() < 1e-9, "{top:?}");
    assert!((top.spearman.unwrap() - NUMPY[1]).abs() < 1e-9, "{top:?}");
    assert!((top.kendall.unwrap() - NUMPY[2]).abs() < 1e-9, "{top:?}");
    assert!(top.low.unwrap() < NUMPY[0] && top.high.unwrap() > NUMPY[0] && top.territories == 12);
    let far: Vec<&str> = found
        .points
        .iter()
        .filter(|p| p.node == "top" && p.outlier)
        .map(|p| p.territory.as_str())
        .collect();
    assert_eq!(far, ["T02"]);
    let nothing = OtherIndex { values: other.values.split_off(12), ..other };
    assert_eq!(
        compare_with(&run, EditionIx::FIRST, &nothing),
        Err(AgainstError::Nothing { given: 1, elsewhere: 1 })
    );
    assert_eq!(compare_with(&run, 7.into(), &nothing), Err(AgainstError::Edition));
}
