//! The statistical audit and weights from the data, on numbers worked out by hand.

use ideal_engine::{Audit, PairAudit, PairFlag, WeightsBy, audit, propose_weights};
use ideal_model::EditionIx;

use crate::build::{assessment, ran};

/// Four territories; `a` and `b` under `left` agree but for one, `c` stands alone under `right`,
/// which is seen inverted.
const METHOD: &str = "id = \"m\"\nunit = \"territory\"\n\
    [node.top]\nmin_coverage = 0.0\n\
    [node.left]\nparent = \"top\"\nweight = 3\nmin_coverage = 0.0\n\
    [node.right]\nparent = \"top\"\nweight = 1\nmin_coverage = 0.0\ninvert = true\n\
    [indicator.\"a\"]\nparent = \"left\"\ngoalposts = [0, 100]\n\
    [indicator.\"b\"]\nparent = \"left\"\ngoalposts = [0, 100]\n\
    [indicator.\"c\"]\nparent = \"right\"\ngoalposts = [0, 100]\n";

fn rows(values: &[(&str, [f64; 3])]) -> String {
    let line = |(t, v): &(&str, [f64; 3])| {
        ["a", "b", "c"]
            .iter()
            .zip(v)
            .filter(|(_, x)| x.is_finite())
            .map(|(i, x)| format!("{t} * {i} 2020 {x}\n"))
            .collect::<String>()
    };
    values.iter().map(line).collect()
}

fn audited(values: &[(&str, [f64; 3])]) -> Audit {
    let codes: Vec<&str> = values.iter().map(|v| v.0).collect();
    let r = ran(assessment(METHOD, &["2020"], &codes, &[], &rows(values)));
    audit(&r, EditionIx::FIRST)
}

fn pair<'a>(a: &'a Audit, relation: &str, x: &str, y: &str) -> &'a PairAudit {
    a.correlations
        .iter()
        .find(|p| (p.relation.word(), p.a.as_str(), p.b.as_str()) == (relation, x, y))
        .unwrap()
}

const FOUR: [(&str, [f64; 3]); 4] = [
    ("AAA", [10.0, 20.0, 90.0]),
    ("BBB", [20.0, 10.0, 80.0]),
    ("CCC", [30.0, 40.0, 70.0]),
    ("DDD", [40.0, 30.0, f64::NAN]),
];

#[test]
fn an_audit_says_what_a_textbook_says() {
    let found = audited(&FOUR);
    assert_eq!((found.edition.as_str(), found.units), ("2020", 4));
    let a = &found.indicators[0];
    assert_eq!(
        (a.expected, a.available, a.mean, a.median, a.min, a.max),
        (4, 4, Some(25.0), Some(25.0), Some(10.0), Some(40.0))
    );
    // Deviations -15, -5, 5, 15: sum of squares 500 over 3.
    assert!(
        (a.sd.unwrap() - (500.0_f64 / 3.0).sqrt()).abs() < 1e-12
            && a.skewness.unwrap().abs() < 1e-12
    );
    assert_eq!((found.indicators[2].available, found.indicators[2].share), (3, Some(0.75)));
    // Products of deviations: 75 + 75 + 75 + 75 = 300 of 500.
    let ab = pair(&found, "siblings", "a", "b");
    assert!((ab.r.unwrap() - 0.6).abs() < 1e-12 && ab.n == 4 && ab.flag.is_none());
    // Alpha of two columns with equal variances is 2 r / (1 + r).
    let left = found.nodes.iter().find(|n| n.node == "left").unwrap();
    assert!((left.alpha.unwrap() - 0.75).abs() < 1e-12 && !left.inconsistent);
    assert!((left.first_component.unwrap() - 0.8).abs() < 1e-12);
    assert_eq!((left.children, left.complete), (2, 4));
    // Both children of `left` correlate alike with it, so that each has half of the influence: as
    // stated.
    let weight = |child: &str| found.weights.iter().find(|w| w.child == child).unwrap();
    assert!(
        (weight("a").effective.unwrap() - 0.5).abs() < 1e-12
            && (weight("a").stated - 0.5).abs() < 1e-12
    );
    assert!(
        (weight("a").in_root - 0.375).abs() < 1e-12
            && (weight("left").in_root - 0.75).abs() < 1e-12
    );
    assert!((weight("a").importance.unwrap() - 0.8).abs() < 1e-12);
    assert_eq!(found.availability[3].available, 2);
}

#[test]
fn what_a_parent_sees_inverted_is_turned_round() {
    let found = audited(&FOUR);
    // As `c` falls `left` rises; the root sees 100 - c, which rises with it.
    assert!(pair(&found, "siblings", "left", "right").r.unwrap() > 0.5);
    assert!(pair(&found, "parent", "c", "right").r.unwrap() > 0.999);
    assert!(pair(&found, "root", "c", "top").r.unwrap() > 0.5);
}

#[test]
fn columns_that_say_nothing_are_null_and_raise_no_flag() {
    let same = audited(&[
        ("AAA", [10.0, 20.0, f64::NAN]),
        ("BBB", [10.0, 30.0, f64::NAN]),
        ("CCC", [10.0, 40.0, f64::NAN]),
    ]);
    let ab = pair(&same, "siblings", "a", "b");
    assert_eq!((ab.r, ab.p, ab.flag, ab.n), (None, None, None, 3));
    let a = same.weights.iter().find(|w| w.child == "a").unwrap();
    assert_eq!((a.importance, a.effective, a.ratio, a.flag), (None, None, None, None));
    let c = &same.indicators[2];
    assert_eq!((c.available, c.mean, c.sd, c.low_availability), (0, None, None, true));
    assert_eq!(same.nodes.iter().find(|n| n.node == "right").unwrap().alpha, None);
    // One unit, and an edition that does not exist.
    let one = audited(&FOUR[..1]);
    assert!(one.correlations.iter().all(|p| p.r.is_none() && p.flag.is_none()));
    let r = ran(assessment(METHOD, &["2020"], &["AAA"], &[], &rows(&FOUR[..1])));
    assert_eq!(audit(&r, 7.into()), Audit::default());
}

#[test]
fn a_correlation_on_few_rows_is_told_but_not_flagged() {
    let codes: Vec<String> =
        (0..10u8).map(|k| format!("{0}{0}{0}", char::from(b'A' + k))).collect();
    let values: Vec<(&str, [f64; 3])> = codes
        .iter()
        .zip(1..)
        .map(|(c, k)| (c.as_str(), [f64::from(k), f64::from(2 * k), 100.0 - f64::from(k * k)]))
        .collect();
    for (rows, flag) in [(9, None), (10, Some(PairFlag::High))] {
        let found = audited(&values[..rows]);
        let ab = pair(&found, "siblings", "a", "b");
        assert!((ab.r.unwrap() - 1.0).abs() < 1e-12);
        assert_eq!((ab.n, ab.flag), (rows, flag));
    }
}

#[test]
fn evidence_for_every_area_counts_once_per_territory() {
    let method = "id = \"m\"\n[node.top]\nmin_coverage = 0.0\n\
        [indicator.\"all\"]\nparent = \"top\"\ngoalposts = [0, 100]\n\
        [indicator.\"own\"]\nparent = \"top\"\ngoalposts = [0, 100]\n";
    let rows = "AAA * all 2020 10\nBBB * all 2020 30\nAAA x own 2020 1\nAAA y own 2020 2\nBBB x \
                own 2020 3\n";
    let r = ran(assessment(method, &["2020"], &["AAA", "BBB"], &["x", "y"], rows));
    let found = audit(&r, EditionIx::FIRST);
    assert_eq!(
        (found.units, found.indicators[0].expected, found.indicators[0].available),
        (4, 2, 2)
    );
    assert_eq!((found.indicators[1].expected, found.indicators[1].available), (4, 3));
}

#[test]
fn proposed_weights_are_shares_and_say_where_they_fail() {
    let r = ran(assessment(METHOD, &["2020"], &["AAA", "BBB", "CCC", "DDD"], &[], &rows(&FOUR)));
    for by in [
        WeightsBy::Equal,
        WeightsBy::Pca,
        WeightsBy::Entropy,
        WeightsBy::Critic,
        WeightsBy::Optimise,
        WeightsBy::Bod,
    ] {
        let found = propose_weights(&r, EditionIx::FIRST, by);
        assert_eq!(found.nodes.len(), 3, "{by:?}");
        for node in &found.nodes {
            assert!(node.kept.is_none(), "{by:?} {node:?}");
            let total: f64 = node.children.iter().map(|c| c.proposed).sum();
            assert!(
                (total - 1.0).abs() < 1e-9 && node.children.iter().all(|c| c.proposed >= 0.0),
                "{by:?} {node:?}"
            );
        }
    }
    // Two columns have equal loadings on their first component, whatever their correlation.
    let pca = propose_weights(&r, EditionIx::FIRST, WeightsBy::Pca);
    let left = pca.nodes.iter().find(|n| n.node == "left").unwrap();
    assert!((left.children[0].proposed - 0.5).abs() < 1e-9 && left.rows == 4);
    // One row is not enough for components: the stated weights stay, with the reason.
    let r = ran(assessment(METHOD, &["2020"], &["AAA"], &[], &rows(&FOUR[..1])));
    let top = propose_weights(&r, EditionIx::FIRST, WeightsBy::Pca)
        .nodes
        .into_iter()
        .find(|n| n.node == "top")
        .unwrap();
    assert!(top.kept.unwrap().contains("1 rows have all 2 children"));
    assert_eq!(top.children.iter().map(|c| c.proposed).collect::<Vec<_>>(), [3.0, 1.0]);
}

#[test]
fn indicators_of_different_areas_are_compared_by_territory_but_not_flagged() {
    let leaf = |code: &str, areas: &str| {
        format!("[indicator.{code}]\nparent = \"top\"\ngoalposts = [0, 100]\n{areas}")
    };
    let method = format!(
        "id = \"m\"\n[node.top]\nmin_coverage = 0.0\n{}{}{}{}",
        leaf("x", "crime_areas = [\"a\"]\n"),
        leaf("y", "crime_areas = [\"b\"]\n"),
        leaf("z", ""),
        leaf("w", ""),
    );
    let codes: Vec<String> = (0..12).map(|k| format!("T{k:02}")).collect();
    let names: Vec<&str> = codes.iter().map(String::as_str).collect();
    let mut rows = String::new();
    for k in 0..12 {
        // z is one fact for both areas, w another in each.
        rows.push_str(&format!(
            "T{k:02} a x 2020 {k}\nT{k:02} b y 2020 {}\nT{k:02} * z 2020 {}\n",
            2 * k + 1,
            50 - k * k / 4
        ));
        rows.push_str(&format!("T{k:02} a w 2020 {k}\nT{k:02} b w 2020 {}\n", 20 - k));
    }
    let found =
        audit(&ran(assessment(&method, &["2020"], &names, &["a", "b"], &rows)), EditionIx::FIRST);
    let of = |a: &str, b: &str| found.matrix.iter().find(|p| p.a == a && p.b == b).unwrap();
    assert_eq!(found.matrix.len(), 6);
    let xy = of("x", "y");
    assert_eq!((xy.n, xy.r, xy.spearman, xy.flag), (12, Some(1.0), Some(1.0), None));
    assert!((xy.kendall.unwrap() - 1.0).abs() < 1e-12);
    // Siblings that meet in a unit: 12 facts, and the opposite of one another.
    assert_eq!((of("x", "z").n, of("x", "z").flag), (12, Some(PairFlag::Negative)));
    assert!(of("x", "z").spearman.unwrap() < of("x", "z").r.unwrap());
    // One that differs between the areas of a territory is compared by unit: only where the other
    // is.
    assert_eq!(
        (of("x", "w").n, of("x", "w").r, of("x", "w").flag),
        (12, Some(1.0), Some(PairFlag::High))
    );
    assert_eq!((of("z", "w").n, of("y", "w").r), (24, Some(-1.0)));
}

#[test]
fn what_was_imputed_is_no_known_fact() {
    let method = format!("{METHOD}[steps]\nimpute = {{ method = \"mean\" }}\n");
    let codes: Vec<&str> = FOUR.iter().map(|v| v.0).collect();
    let found =
        audit(&ran(assessment(&method, &["2020"], &codes, &[], &rows(&FOUR))), EditionIx::FIRST);
    let c = &found.indicators[2];
    assert_eq!(
        (c.expected, c.available, c.imputed, c.share, c.mean),
        (4, 3, 1, Some(0.75), Some(80.0))
    );
    assert_eq!((found.availability[3].available, found.availability[3].imputed), (2, 1));
}

#[test]
fn a_weight_is_measured_where_its_indicator_has_a_say() {
    let method = "id = \"m\"\n[node.top]\n[indicator.\"x\"]\nparent = \"top\"\ngoalposts = [0, \
                  100]\n[indicator.\"y\"]\nparent = \"top\"\ngoalposts = [0, 100]\ncrime_areas \
                  = [\"a\"]\n[rollup.territory]\nweights = { a = 0 }\n";
    let rows: String = [("AAA", 10, 20), ("BBB", 20, 10), ("CCC", 30, 40), ("DDD", 40, 30)]
        .iter()
        .map(|(t, x, y)| format!("{t} a x 2020 {x}\n{t} b x 2020 {}\n{t} a y 2020 {y}\n", 90 - x))
        .collect();
    let found = audit(
        &ran(assessment(method, &["2020"], &["AAA", "BBB", "CCC", "DDD"], &["a", "b"], &rows)),
        EditionIx::FIRST,
    );
    let weight = |child: &str| found.weights.iter().find(|w| w.child == child).unwrap();
    // In area a the two correlate alike with their mean; area b, where x stands alone, is no
    // concern of y.
    let y = weight("y");
    assert!(
        (y.stated - 0.5).abs() < 1e-12
            && (y.effective.unwrap() - 0.5).abs() < 1e-12
            && y.flag.is_none(),
        "{y:?}"
    );
    assert!((weight("x").stated - 0.75).abs() < 1e-12);
    // What the roll-up leaves out has no share of the root.
    assert_eq!(y.in_root, 0.0);
}
