//! The library from a researcher's desk: in from memory, other methods, out in numbers.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use ideal::evidence::InMemory;
use ideal::model::method::{Direction, Mean, Rollup};
use ideal::model::{Method, Names};
use ideal::polars::prelude::*;
use ideal::{Assessed, Assessment, Error, Settings};

fn demo() -> Assessment {
    Assessment::demo().unwrap().with_draws(0)
}

fn codes(e: &Error) -> Vec<String> {
    match e {
        Error::Project { findings, .. } => findings.iter().map(|f| f.code.clone()).collect(),
        other => panic!("{other}"),
    }
}

/// All scores of a result, in their order.
fn all_scores(r: &Assessed) -> Vec<Option<f64>> {
    r.nodes.iter().map(|n| n.score).collect()
}

#[test]
fn files_in_memory_are_a_project() {
    let mut files = InMemory::new();
    for (path, bytes) in ideal::shipped::demonstration() {
        files.insert(path, bytes);
    }
    let here = Assessment::from_files(&files).unwrap().with_draws(0).run().unwrap();
    assert_eq!(all_scores(&here), all_scores(&demo().run().unwrap()));
    let error = Assessment::from_files(&InMemory::new()).unwrap_err();
    assert_eq!(codes(&error), ["missing-file"]);
}

/// The evidence of the demonstration as a data frame, and back.
#[test]
fn a_data_frame_is_evidence() {
    let demo = demo();
    let rows = &demo.evidence.observations;
    let e = &demo.evidence;
    let mut frame = ideal::evidence::observations_frame(e).unwrap();
    // A status is a word in the column of values.
    let values: Vec<String> = rows.iter().map(|o| o.value.to_string()).collect();
    frame.replace("value", Series::new("value".into(), values).into_column()).unwrap();
    let frame = frame.drop_many(["status", "file", "sheet", "line", "handling"]);
    let mut settings = Settings::new("again")
        .editions(demo.editions.iter().map(ToString::to_string))
        .territories(demo.territories.iter().map(|t| t.code.clone()))
        .crime_areas(demo.crime_areas.iter().map(|a| a.code.clone()))
        .draws(0);
    let tables = ["sources.csv", "territories.csv", "crime_areas.csv", "indicators.csv"];
    for (name, bytes) in ideal::shipped::demonstration() {
        if tables.contains(&name.as_str()) {
            settings = settings.table(name, bytes);
        }
    }
    let method = Method::clone(&demo.method);
    let again = Assessment::from_frame(method.clone(), &frame, &settings).unwrap();
    assert_eq!(again.evidence.observations.len(), rows.len());
    assert!(again.method_modified);
    let (ours, theirs) = (again.run().unwrap(), demo.run().unwrap());
    assert_eq!(all_scores(&ours), all_scores(&theirs));

    // What is wrong in a row is said with its number and its column.
    let wrong = df!(
        "territory" => ["COL", "XXX"], "crime_area" => ["*", "*"],
        "indicator" => ["wb.homicide", "wb.homicide"], "period" => ["2023", "2023"],
        "value" => [1.0, 2.0],
    )
    .unwrap();
    let error = Assessment::from_frame(method, &wrong, &settings).unwrap_err();
    let Error::Project { findings, .. } = &error else { panic!("{error}") };
    let of_row = findings.iter().find(|f| f.is_error()).unwrap();
    assert_eq!(of_row.place(), "evidence.parquet:2");
    assert!(of_row.message.contains("XXX"), "{of_row}");
}

/// A method built in code is the method that a file says.
#[test]
fn a_built_method_is_that_of_the_file() {
    let text = r#"
id = "m"
version = "2"
[node.threat]
aggregate = "geometric"
[node.markets]
parent = "threat"
weight = 2
name = { en = "Markets" }
[node.response]
parent = "threat"
invert = true
[indicator."own.flows"]
parent = "markets"
goalposts = [0, 10]
per = { indicator = "own.people", factor = 1000 }
[indicator."own.courts"]
parent = "response"
goalposts = [0, 5]
direction = "down"
[indicator."own.people"]
[rollup.territory]
aggregate = { power = 2 }
"#;
    let (read, findings) = ideal::model::parse_method(text, "m.toml");
    let mut read = read.unwrap_or_else(|| panic!("{findings:?}"));
    read.nodes.iter_mut().for_each(|n| n.line = 0);
    read.indicators.iter_mut().for_each(|i| i.line = 0);
    let built = Method::builder("m")
        .root("threat", |n| n.aggregate = Mean::Geometric)
        .node("markets", "threat", |n| {
            n.weight = 2.0;
            n.names = Names { en: Some("Markets".into()), ..Names::default() };
        })
        .node("response", "threat", |n| n.invert = true)
        .indicator("own.flows", "markets", |i| i.goalposts = Some([0.0, 10.0]))
        .indicator("own.courts", "response", |i| {
            i.goalposts = Some([0.0, 5.0]);
            i.direction = Direction::Down;
        })
        .denominator("own.people", |_| {})
        .per("own.flows", "own.people", 1000.0)
        .with(|m| {
            m.version = "2".into();
            m.rollup_territory = Some(Rollup::by(Mean::Power(2.0)));
        })
        .build()
        .unwrap();
    let json = |m: &Method| serde_json::to_string_pretty(m).unwrap();
    assert_eq!(json(&built), json(&read));

    let wrong = Method::builder("m").root("a", |_| {}).node("b", "aa", |_| {}).build().unwrap_err();
    assert_eq!(wrong[0].code, "unknown-reference");
    let wrong = Method::builder("m").root("a", |_| {}).build().unwrap_err();
    assert_eq!(wrong[0].code, "childless");
}

/// Another weight is another method, and the manifest says so; the stated one is none.
#[test]
fn a_weight_changes_the_hash_and_the_manifest() {
    let folder = tempfile::tempdir().unwrap();
    let manifest = |name: &str, a: &Assessment| -> serde_json::Value {
        let at = folder.path().join(name);
        a.run().unwrap().write_to(&at).unwrap();
        serde_json::from_slice(&std::fs::read(at.join("manifest.json")).unwrap()).unwrap()
    };
    let plain = manifest("plain", &demo());
    assert!(plain["method"].get("modified").is_none());
    let node = demo().method.nodes.iter().find(|n| n.parent.is_some()).unwrap().clone();
    let same = demo().with_weight(&node.id, node.weight).unwrap();
    assert_eq!(manifest("same", &same)["method"], plain["method"]);
    let other = demo().with_weight(&node.id, node.weight + 1.0).unwrap();
    let other = manifest("other", &other);
    assert_eq!(other["method"]["modified"], true);
    assert_ne!(other["method"]["sha256"], plain["method"]["sha256"]);
    // A project has the method of its file, and never this result.
    let verified =
        ideal::verify(&folder.path().join("other"), &ideal::Project::Demonstration, None).unwrap();
    assert!(!verified.differences.is_empty());

    for (element, weight, code) in [
        ("nothing", 1.0, "unknown-element"),
        (node.id.as_str(), -1.0, "out-of-range"),
        (node.id.as_str(), f64::NAN, "not-finite"),
        (demo().method.nodes[demo().method.root].id.as_str(), 2.0, "no-weight"),
    ] {
        assert_eq!(codes(&demo().with_weight(element, weight).unwrap_err()), [code], "{element}");
    }
}

/// Weights proposed by the data are those that the assessment then has.
#[test]
fn proposed_weights_can_be_taken() {
    let results = demo().run().unwrap();
    let proposed = results.propose_weights(ideal::engine::WeightsBy::Equal, None).unwrap();
    let taken = demo().with_weights(&proposed).unwrap();
    for child in proposed.nodes.iter().filter(|n| n.kept.is_none()).flat_map(|n| &n.children) {
        let element = taken.method.element(&child.child).unwrap();
        assert_eq!(taken.method.weight(element), child.proposed, "{}", child.child);
    }
    assert_ne!(all_scores(&taken.run().unwrap()), all_scores(&results));
}

/// The draws that are handed on are those that the intervals were made of: to the last digits where
/// the intervals are sorted, and within a cell of their histogram where there are more.
#[test]
fn quantiles_of_the_draws_are_the_intervals() {
    compare_quantiles(120, |_| 1e-9);
    compare_quantiles(2000, |draws| 2.0 * (draws[draws.len() - 1] - draws[0]) / 250.0 + 1e-9);
}

fn compare_quantiles(asked: u32, within: impl Fn(&[f64]) -> f64) {
    let results = demo().with_draws(asked).run().unwrap();
    let nodes: Vec<_> = results
        .cells()
        .flat_map(|cell| cell.nodes().map(move |n| (cell.unit(), n.index())))
        .collect();
    let mut drawn: Vec<Vec<f64>> = vec![Vec::new(); nodes.len()];
    let mut next = 0;
    results
        .draws(|block| {
            assert_eq!(block.first(), next);
            next += block.len();
            for (all, (unit, node)) in drawn.iter_mut().zip(&nodes) {
                all.extend(block.scores(*unit, *node).unwrap_or_default());
            }
        })
        .unwrap();
    assert_eq!(next, asked as usize);
    let mut compared = 0;
    for ((unit, node), mut draws) in nodes.into_iter().zip(drawn) {
        let interval = results.node(unit, node).unwrap().interval.as_ref();
        assert_eq!(interval.is_some(), !draws.is_empty());
        let Some(interval) = interval else { continue };
        draws.sort_by(f64::total_cmp);
        for (p, said) in [(0.05, interval.low), (0.5, interval.median), (0.95, interval.high)] {
            let ours = quantile(&draws, p);
            // The interval of a score at an end of the scale begins there.
            let score = results.node(unit, node).unwrap().score;
            if [0.0, 100.0].contains(&said) && score == Some(said) {
                continue;
            }
            assert!((ours - said).abs() <= within(&draws), "{asked} draws, {p}: {ours} {said}");
            compared += 1;
        }
    }
    assert!(compared > 1000, "{compared}");
}

/// Hyndman and Fan's seventh definition, of sorted values: R's and NumPy's.
fn quantile(sorted: &[f64], p: f64) -> f64 {
    let at = p * (sorted.len() - 1) as f64;
    let (low, high) = (sorted[at.floor() as usize], sorted[at.ceil() as usize]);
    low + (high - low) * (at - at.floor())
}

/// The plain tree scores as the assessment does, where it has all values and no floor.
#[test]
fn the_plain_tree_scores_as_the_assessment() {
    let leaf = |i: &mut ideal::model::method::Indicator| i.goalposts = Some([0.0, 100.0]);
    let method = Method::builder("plain")
        .root("threat", |n| n.aggregate = Mean::Geometric)
        .node("one", "threat", |n| n.weight = 3.0)
        .node("two", "threat", |n| n.aggregate = Mean::Harmonic)
        .indicator("own.a", "one", leaf)
        .indicator("own.b", "two", leaf)
        .indicator("own.c", "one", |i| {
            leaf(i);
            i.weight = 0.5;
        })
        .indicator("own.d", "two", |i| {
            leaf(i);
            i.crime_areas = vec!["oc_homicide".into()];
        })
        .build()
        .unwrap();
    let series = ["own.a", "own.b", "own.c", "own.d"];
    let places = ["BOL", "COL", "ECU", "PER"];
    let rows: Vec<(&str, &str, f64)> = places
        .iter()
        .flat_map(|p| series.iter().map(move |s| (*p, *s)))
        .zip(0..)
        .map(|((p, s), k)| (p, s, 5.0 + f64::from(k * 37 % 89)))
        .collect();
    let evidence = df!(
        "territory" => rows.iter().map(|r| r.0).collect::<Vec<_>>(),
        "crime_area" => vec!["*"; rows.len()],
        "indicator" => rows.iter().map(|r| r.1).collect::<Vec<_>>(),
        "period" => vec![2023; rows.len()],
        "value" => rows.iter().map(|r| r.2).collect::<Vec<_>>(),
    )
    .unwrap();
    let settings = Settings::new("plain")
        .crime_areas(["oc_homicide", "firearms"])
        .draws(0)
        .caveat(ideal::model::Bias::Low, ideal::model::Names::same("Bolivia: \"little\""));
    let results = Assessment::from_frame(method.clone(), &evidence, &settings).unwrap();
    assert_eq!(results.caveats, settings.caveats, "they come through the file");
    let results = results.run().unwrap();
    for (area, columns) in [("oc_homicide", 4), ("firearms", 3)] {
        let of = results.matrix(None, area).unwrap();
        assert_eq!(of.values.dim(), (places.len(), columns));
        let tree = ideal::engine::tree(&method, Some(area)).unwrap();
        assert_eq!(tree.indicators, of.indicators);
        let scores = tree.tree.aggregate(of.values.view()).unwrap();
        for (row, unit) in of.units.iter().enumerate() {
            for node in method.node_indices() {
                let said = results.node(*unit, node).unwrap().score.unwrap();
                assert!((scores[[row, tree.element(node).unwrap()]] - said).abs() < 1e-9);
            }
        }
    }
    let error = ideal::engine::tree(&demo().method, Some("oc_homicide"));
    assert_eq!(error.is_err(), demo().method.nodes.iter().any(|n| n.invert));
    assert!(results.matrix(None, "nothing").unwrap_err().to_string().contains("nothing"));
}

#[test]
fn a_cell_has_what_the_tables_have() {
    let results = demo().run().unwrap();
    let scores = results.scores().unwrap();
    let wide = ideal::wide(&scores, &["territory", "crime_area", "edition"], "node", "score");
    let wide = wide.unwrap();
    assert_eq!(wide.height(), results.units.len());
    for (row, cell) in results.cells().enumerate() {
        let text = |name: &str| wide.column(name).unwrap().str().unwrap().get(row).unwrap();
        assert_eq!((text("territory"), text("crime_area")), (cell.territory(), cell.crime_area()));
        for node in cell.nodes() {
            let said = wide.column(node.id()).unwrap().f64().unwrap().get(row);
            assert_eq!(said, node.score);
        }
    }
    let cell = results.cell("COL", "drug_cocaine").unwrap();
    let explained = results.explain("COL/drug_cocaine/threat", None).unwrap();
    assert_eq!(cell.node("threat").unwrap().score, explained.tree.score);
    assert!(!cell.node("threat").unwrap().rows().is_empty());
    for (place, area, node, near) in [
        ("COLL", "drug_cocaine", "threat", "`COL`"),
        ("COL", "drug_cocain", "threat", "`drug_cocaine`"),
        ("COL", "drug_cocaine", "thraet", "`threat`"),
    ] {
        let error = results.cell(place, area).and_then(|c| c.node(node).map(|_| ())).unwrap_err();
        assert!(error.hint().unwrap().contains(near), "{error}: {:?}", error.hint());
    }
    assert!(ideal::wide(&scores, &["nothing"], "node", "score").is_err());
}
