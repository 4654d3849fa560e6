//! What ships holds together: methods, taxonomy tables and catalogue.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeSet;
use std::path::PathBuf;

use ideal_model::method::{Child, Kind, UnitKind};
use ideal_model::{CrimeAreas, IndicatorCatalogue, Method, Territories, parse_method};

const METHODS: [&str; 7] = [
    "latam-open",
    "latam-groups",
    "latam-open-arithmetic",
    "latam-open-measured",
    "latam-ocindex",
    "oc-index",
    "hdi",
];

fn datasets() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../datasets")
}

fn text(id: &str) -> String {
    std::fs::read_to_string(datasets().join("methods").join(format!("{id}.toml"))).unwrap()
}

fn method(id: &str) -> Method {
    let (method, findings) = parse_method(&text(id), "method.toml");
    assert!(findings.is_empty(), "{id}: {findings:#?}");
    method.unwrap()
}

#[test]
fn every_shipped_method_is_clean_and_whole() {
    let areas = CrimeAreas::shipped().unwrap();
    let territories = Territories::shipped().unwrap();
    let catalogue = IndicatorCatalogue::shipped().unwrap();
    for id in METHODS {
        let m = method(id);
        assert_eq!(m.id, id);
        for n in &m.nodes {
            assert!(
                n.names.en.is_some() && n.names.es.is_some() && n.names.pt.is_some(),
                "{id}: {}",
                n.id
            );
        }
        for i in &m.indicators {
            assert!(
                i.names.en.is_some()
                    && i.names.es.is_some()
                    && i.names.pt.is_some()
                    && !i.unit.is_empty(),
                "{id}: {}",
                i.code
            );
            for area in i.crime_areas.iter().chain(&i.area) {
                assert!(areas.get(area).is_some(), "{id}: {} names the area {area}", i.code);
            }
            // Slots for national ratings are the method's own; everything else an importer can
            // fill.
            if !i.series.starts_with("expert.") {
                let known = catalogue
                    .get(&i.series)
                    .unwrap_or_else(|| panic!("{id}: {} is not in the catalogue", i.series));
                // A method may name the year of its dollars, which the catalogue leaves open.
                let unit = i
                    .unit
                    .split_once(' ')
                    .filter(|(year, _)| year.parse::<u16>().is_ok())
                    .map_or(i.unit.as_str(), |(_, rest)| rest);
                assert_eq!(
                    (unit, i.kind.word()),
                    (known.unit.as_str(), known.kind.as_str()),
                    "{id}: {}",
                    i.code
                );
            }
        }
        for group in m.rollup_region.iter().flat_map(|r| &r.groups) {
            assert!(territories.group(group).is_some(), "{id}: {group}");
        }
        for (area, _) in m.rollup_territory.iter().flat_map(|r| &r.weights) {
            assert!(areas.get(area).is_some(), "{id}: {area}");
        }
    }
}

/// Each table says everything on a line of its own, so that a reader (or a script) can change it
/// there.
#[test]
fn every_key_that_matters_is_written_out() {
    for id in METHODS {
        let text = text(id);
        let m = method(id);
        let count =
            |key: &str| text.lines().filter(|l| l.starts_with(&format!("{key} = "))).count();
        let rollups = [&m.rollup_territory, &m.rollup_crime_area, &m.rollup_region]
            .into_iter()
            .flatten()
            .count();
        let leaves = m.indicators.iter().filter(|i| i.parent.is_some()).count();
        assert_eq!(count("parent"), m.nodes.len() - 1 + leaves, "{id}: parent");
        assert_eq!(count("weight"), m.nodes.len() - 1 + leaves, "{id}: weight");
        assert_eq!(count("aggregate"), m.nodes.len() + rollups, "{id}: aggregate");
        assert_eq!(count("min_coverage"), m.nodes.len() + rollups, "{id}: min_coverage");
        assert_eq!(
            count("goalposts"),
            m.indicators.iter().filter(|i| i.goalposts.is_some()).count(),
            "{id}: goalposts"
        );
    }
}

fn leaf_areas(m: &Method, node: &str) -> BTreeSet<String> {
    let areas = |c: &Child| match c {
        Child::Leaf(i) if !m.indicators[*i].series.starts_with("expert.") => {
            m.indicators[*i].crime_areas.clone()
        }
        _ => Vec::new(),
    };
    m.nodes[m.node_index(node).unwrap()].children.iter().flat_map(areas).collect()
}

/// 47 open indicators, 3 denominators; 27 areas, of which 13 can have a priority and 7 a threat
/// only.
#[test]
fn latam_open_is_the_demonstrations_method() {
    let m = method("latam-open");
    let open = m
        .indicators
        .iter()
        .filter(|i| i.parent.is_some() && !i.series.starts_with("expert."))
        .count();
    let denominators = m.indicators.iter().filter(|i| i.parent.is_none()).count();
    assert_eq!((open, denominators, m.indicators.len()), (47, 3, 47 + 3 + 5));
    let (market, impact) = (leaf_areas(&m, "market"), leaf_areas(&m, "impact"));
    assert_eq!(market.len(), 20);
    assert_eq!(market.intersection(&impact).count(), 13);
    let zero: BTreeSet<String> =
        m.rollup_territory.as_ref().unwrap().weights.iter().map(|(a, _)| a.clone()).collect();
    assert_eq!(zero.len(), 14);
    assert!(market.intersection(&impact).all(|a| !zero.contains(a)));
    for node in ["police", "cooperation", "victims"] {
        assert_eq!(m.nodes[m.node_index(node).unwrap()].weight, 0.0, "{node}");
    }
    // Enforcement counts all have stretched posts: at least a hundred-fold range of logarithms on
    // each side of the middle.
    for i in m.indicators.iter().filter(|i| i.kind == Kind::Enforcement) {
        let [low, high] = i.goalposts.unwrap();
        assert!(high / low >= 1e4, "{}: {low}..{high}", i.code);
    }
}

#[test]
fn latam_open_measured_has_no_enforcement_count() {
    let m = method("latam-open-measured");
    assert!(m.indicators.iter().all(|i| i.kind != Kind::Enforcement));
    let zero: BTreeSet<&str> =
        m.rollup_territory.as_ref().unwrap().weights.iter().map(|(a, _)| a.as_str()).collect();
    let both: Vec<String> =
        leaf_areas(&m, "market").intersection(&leaf_areas(&m, "impact")).cloned().collect();
    assert_eq!(zero.len() + both.len(), 27);
}

/// The demonstration carries its method with it, so that its folder is a whole project.
#[test]
fn the_demonstrations_method_is_the_shipped_one() {
    let own = std::fs::read_to_string(datasets().join("latam/method.toml")).unwrap();
    assert!(
        own == text("latam-open"),
        "datasets/latam/method.toml differs from datasets/methods/latam-open.toml"
    );
}

/// What the arithmetic variant and the demonstration share stays shared: same leaves, posts and
/// weights.
#[test]
fn the_arithmetic_variant_differs_in_its_means_alone() {
    let (a, b) = (method("latam-open"), method("latam-open-arithmetic"));
    let leaves = |m: &Method| {
        m.indicators
            .iter()
            .map(|i| {
                format!(
                    "{} {} {:?} {:?} {:?}",
                    i.code, i.weight, i.goalposts, i.transform, i.crime_areas
                )
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(leaves(&a), leaves(&b));
    assert!(b.nodes.iter().all(|n| n.aggregate == ideal_model::method::Mean::Arithmetic));
    let weights = |m: &Method| m.nodes.iter().map(|n| (n.id.clone(), n.weight)).collect::<Vec<_>>();
    assert_eq!(weights(&a), weights(&b));
}

/// Every market of the Index is one leaf, read from its primary area; the importer's table says the
/// same.
#[test]
fn the_index_method_follows_the_market_table() {
    let m = method("oc-index");
    assert_eq!(m.unit, UnitKind::Territory);
    let areas = CrimeAreas::shipped().unwrap();
    let catalogue = IndicatorCatalogue::shipped().unwrap();
    let mut markets =
        csv::Reader::from_path(datasets().join("taxonomy/ocindex_markets.csv")).unwrap();
    let mut seen = BTreeSet::new();
    for row in markets.records() {
        let row = row.unwrap();
        let (market, since, primary) = (&row[0], &row[2], &row[3]);
        let all: Vec<&str> = row[4].split(' ').collect();
        assert_eq!(all[0], primary, "{market}");
        let mut crosswalk: Vec<&str> =
            areas.by_ocindex(market).iter().map(|a| a.code.as_str()).collect();
        let mut listed = all.clone();
        crosswalk.sort_unstable();
        listed.sort_unstable();
        assert_eq!(crosswalk, listed, "{market}");
        let leaf = m
            .indicators
            .iter()
            .find(|i| i.code == format!("ocindex.market@{primary}"))
            .expect(market);
        assert_eq!(leaf.since.map_or("2021".to_owned(), |p| p.to_string()), since, "{market}");
        assert!(seen.insert(primary.to_owned()), "{primary} is read twice");
    }
    assert_eq!(seen.len(), 15);
    let mut items = csv::Reader::from_path(datasets().join("taxonomy/ocindex_items.csv")).unwrap();
    for row in items.records() {
        let row = row.unwrap();
        assert!(m.indicators.iter().any(|i| i.code == row[1]), "{}", &row[1]);
        assert_eq!(catalogue.get(&row[1]).unwrap().series, &row[0]);
    }
    assert_eq!(m.indicators.len(), 15 + 5 + 12);
}
