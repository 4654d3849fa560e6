//! What the ranking depends on, what is missing, and how the index holds up.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods)]

use crate::support::{demo, ideal, names, replace, small, table};

#[test]
fn sensitivity_names_what_the_ranking_depends_on() {
    let tmp = tempfile::tempdir().unwrap();
    let json = ideal(
        tmp.path(),
        &["sensitivity", "--base", "64", "--no-leave-one-out", "--format", "json"],
    )
    .expect_code(0)
    .json();
    assert!(json["output"].as_str().unwrap().contains("rank shift"));
    let factors = json["factors"].as_array().unwrap();
    assert!(factors.len() >= 3);
    for f in factors {
        let n = |k: &str| f[k].as_f64().unwrap();
        assert!(
            n("total_low") <= n("total")
                && n("total") <= n("total_high")
                && n("first_low") <= n("first_high"),
            "{f}"
        );
    }
    assert!(json["leave_one_out"].as_array().unwrap().is_empty());
    let text = ideal(tmp.path(), &["sensitivity", "--base", "64", "--no-leave-one-out"])
        .expect_code(0)
        .stdout;
    assert!(
        text.starts_with("The ranking depends above all on ") && text.contains("in all"),
        "{text}"
    );
    let csv = ideal(
        tmp.path(),
        &["sensitivity", "--base", "64", "--no-leave-one-out", "--format", "csv"],
    )
    .expect_code(0)
    .stdout;
    assert!(
        csv.starts_with("factor,first_order,first_low,first_high,total,total_low,total_high\n")
    );
    let one = ["sensitivity", "--base", "64", "--no-leave-one-out", "--output", "COL/*/threat"];
    assert!(ideal(tmp.path(), &one).expect_code(0).stdout.starts_with("The score depends"));
    ideal(tmp.path(), &["sensitivity", "--output", "XXX/*"]).expect_code(2);
    let whole = ideal(tmp.path(), &["sensitivity", "--base", "4", "--format", "json"])
        .expect_code(0)
        .json();
    let weightings = whole["weightings"].as_array().unwrap();
    assert!(
        weightings.len() >= 5
            && weightings.iter().all(|w| w["ranks"].as_array().unwrap().len()
                == whole["ranked"].as_array().unwrap().len())
    );
    let aggregations = whole["aggregations"].as_array().unwrap();
    assert_eq!(
        (aggregations.len(), whole["aggregations_left_out"].as_array().unwrap().len()),
        (7, 0)
    );
    let text = ideal(tmp.path(), &["sensitivity", "--base", "4"]).expect_code(0).stdout;
    assert!(
        text.contains("Copeland on the indicators")
            && text.contains("from the data: entropy")
            && text.contains("stated weights stay under"),
        "{text}"
    );
}

#[test]
fn gaps_come_in_the_order_of_their_value() {
    let tmp = tempfile::tempdir().unwrap();
    let json =
        ideal(tmp.path(), &["gaps", "--top", "25", "--format", "json"]).expect_code(0).json();
    let gaps = json["gaps"].as_array().unwrap();
    assert_eq!(gaps.len(), 25);
    for key in ["territory", "crime_area", "edition", "node", "indicator", "reason", "value"] {
        assert!(gaps.iter().all(|g| !g[key].is_null()), "{key}");
    }
    let values: Vec<f64> = gaps.iter().map(|g| g["value"].as_f64().unwrap()).collect();
    assert!(values.windows(2).all(|w| w[0] >= w[1]));
}

#[test]
fn distances_to_the_floors_come_nearest_first_and_with_the_leaves_that_decide() {
    let tmp = tempfile::tempdir().unwrap();
    let json = ideal(tmp.path(), &["gaps", "--floors", "--format", "json"]).expect_code(0).json();
    let floors = json["floors"].as_array().unwrap();
    let margins: Vec<f64> = floors.iter().map(|f| f["margin"].as_f64().unwrap().abs()).collect();
    assert!(margins.is_sorted());
    for f in floors.iter().step_by(53) {
        let of = |key: &str| f[key].as_f64().unwrap();
        assert!((of("coverage") - of("min_coverage") - of("margin")).abs() < 1e-12, "{f}");
        assert_eq!(f["verdict"] == "gap", !f["reason"].is_null(), "{f}");
    }
    // Venezuela's rank hangs on single figures.
    let venezuela = |f: &&serde_json::Value| {
        f["territory"] == "VEN" && f["crime_area"] == "*" && f["node"] == "priority"
    };
    let venezuela = floors.iter().find(venezuela).unwrap();
    assert!(venezuela["margin"].as_f64().unwrap().abs() < 0.01, "{venezuela}");
    assert!(venezuela["deciding"].as_str().unwrap().contains("wb.homicide"), "{venezuela}");
    // The result folder has the same rows, in the order of the results.
    let table = crate::support::table(&crate::support::demo_result().join("tables/floors.csv"));
    assert_eq!(table.len(), floors.len());
    let shown = ideal(tmp.path(), &["gaps", "--floors"]).expect_code(0).stdout;
    assert!(shown.contains("reason") && shown.contains("coverage"), "{shown}");
    let text = ideal(tmp.path(), &["gaps", "--top", "3"]).expect_code(0);
    assert!(text.stdout.contains("VEN") && text.stderr.contains("floor"), "{}", text.stdout);
}

#[test]
fn an_explanation_says_median_and_interval_where_draws_are_asked_for() {
    let tmp = tempfile::tempdir().unwrap();
    let explain = |more: &[&str]| {
        let args = [&["explain", "BOL/*", "--lang", "en"], more].concat();
        ideal(tmp.path(), &args).expect_code(0)
    };
    let plain = explain(&[]).stdout;
    assert!(plain.contains("Evidence quality") && plain.contains("moderate from 0.35"), "{plain}");
    assert!(plain.contains("no draws") && !plain.contains("median 3"), "{plain}");
    let drawn = explain(&["--draws", "500"]).stdout;
    assert!(drawn.contains("90 % interval") && !drawn.contains("no draws"), "{drawn}");
    assert!(drawn.lines().all(|l| l.chars().count() <= 100), "{drawn}");
    let json = explain(&["--draws", "500", "--format", "json"]).json();
    let draws = &json["tree"]["draws"];
    let (low, median, high) = (&draws["low"], &draws["median"], &draws["high"]);
    assert!(low.as_f64() < median.as_f64() && median.as_f64() < high.as_f64(), "{draws}");
    assert!(draws["point_in_interval"].is_string() && json["tree"]["basis"]["figures"].is_number());
}

#[test]
fn an_audit_goes_to_the_terminal_to_json_and_to_a_folder_of_its_own() {
    let tmp = tempfile::tempdir().unwrap();
    let json = ideal(tmp.path(), &["audit", "--format", "json"]).expect_code(0).json();
    for part in [
        "indicators",
        "availability",
        "nodes",
        "correlations",
        "matrix",
        "weights",
        "components",
        "loadings",
        "items",
        "selection",
        "variants",
    ] {
        assert!(!json[part].as_array().unwrap().is_empty(), "{part}");
    }
    let stated: f64 = json["weights"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|w| w["node"] == "priority")
        .map(|w| w["stated"].as_f64().unwrap())
        .sum();
    assert!((stated - 1.0).abs() < 1e-9, "{stated}");
    let text = ideal(tmp.path(), &["audit", "--edition", "2021"]).expect_code(0);
    assert!(
        text.stdout.contains("Correlations worth a look") && text.stderr.contains("edition 2021")
    );
    ideal(tmp.path(), &["audit", "--out", "a", "--lang", "en,pt"]).expect_code(0);
    assert_eq!(
        names(&tmp.path().join("a")),
        ["audit.en.html", "audit.pt.html", "charts", "tables"]
    );
    assert_eq!(names(&tmp.path().join("a/tables")).len(), 11);
    assert!(names(&tmp.path().join("a/charts")).contains(&"audit_indicators.pt.svg".to_owned()));
    let page = std::fs::read_to_string(tmp.path().join("a/audit.en.html")).unwrap();
    assert!(page.contains("<svg") && !page.contains("report.en.html"), "it leads to no report");
    let weights = table(&tmp.path().join("a/tables/audit_weights.csv"));
    assert_eq!(weights.len(), json["weights"].as_array().unwrap().len());
    // Every pair of indicators once.
    let pairs = table(&tmp.path().join("a/tables/audit_matrix.csv"));
    let n = json["indicators"].as_array().unwrap().len();
    assert_eq!(pairs.len(), n * (n - 1) / 2);
    // Again over its own files, never beside somebody else's; the titles of an older edition say
    // so.
    ideal(
        tmp.path(),
        &["audit", "--out", "a", "--format", "json", "--lang", "es", "--edition", "2021"],
    )
    .expect_code(0);
    assert_eq!(names(&tmp.path().join("a")), ["audit.es.html", "audit.json", "charts", "tables"]);
    let chart =
        std::fs::read_to_string(tmp.path().join("a/charts/audit_indicators.es.svg")).unwrap();
    assert!(chart.contains("edición 2021"));
    std::fs::write(tmp.path().join("a/tables/mine.txt"), "mine").unwrap();
    let refused = ideal(tmp.path(), &["audit", "--out", "a"]).expect_code(2);
    assert!(refused.stderr.contains("mine.txt"), "{}", refused.stderr);
    ideal(tmp.path(), &["audit", "--format", "csv"]).expect_code(2);
    ideal(tmp.path(), &["audit", "--lang", "en"]).expect_code(2);
    ideal(tmp.path(), &["audit", "--edition", "1999"]).expect_code(2);
}

#[test]
fn a_calibration_goes_to_the_terminal_to_files_and_onto_the_page_of_the_audit() {
    let (tmp, _) = small();
    let dir = tmp.path();
    let quick = ["calibrate", "small", "--replications", "2", "--draws", "100"];
    let with = |more: &[&str]| ideal(dir, &[&quick[..], more].concat());
    let shown = with(&[]).expect_code(0);
    assert!(shown.stdout.contains("Coverage of 90 % intervals"), "{}", shown.stdout);
    let csv = with(&["--format", "csv"]).expect_code(0).stdout;
    assert!(csv.starts_with(
        "of,node,withheld,share,n,coverage,coverage_error,below_low,above_high,bias,"
    ));
    assert_eq!(csv, with(&["--format", "csv"]).expect_code(0).stdout);
    assert_ne!(csv, with(&["--format", "csv", "--seed", "8"]).expect_code(0).stdout);

    with(&["--out", "k", "--lang", "en,pt"]).expect_code(0);
    assert_eq!(names(&dir.join("k")), ["charts", "tables"]);
    assert_eq!(names(&dir.join("k/tables")), ["calibration.csv", "calibration_terciles.csv"]);
    assert_eq!(names(&dir.join("k/charts")), ["calibration.en.svg", "calibration.pt.svg"]);
    assert_eq!(std::fs::read_to_string(dir.join("k/tables/calibration.csv")).unwrap(), csv);
    // Again over its own files, and never over others.
    with(&["--out", "k", "--lang", "es"]).expect_code(0);
    assert_eq!(names(&dir.join("k/charts")), ["calibration.es.svg"]);
    std::fs::write(dir.join("k/mine.txt"), "mine").unwrap();
    with(&["--out", "k"]).expect_code(2);

    let page = |out: &str| std::fs::read_to_string(dir.join(out).join("audit.en.html")).unwrap();
    ideal(dir, &["audit", "small", "--out", "a"]).expect_code(0);
    assert!(!page("a").contains("id=\"calibration\""));
    ideal(dir, &["audit", "small", "--out", "a", "--calibrate", "--format", "json"]).expect_code(0);
    let with_it = page("a");
    assert!(with_it.contains("<section id=\"calibration\">"));
    assert!(with_it.contains("href=\"#calibration\""));
    assert!(names(&dir.join("a/charts")).contains(&"calibration.en.svg".to_owned()));
    assert_eq!(names(&dir.join("a/tables")).len(), 13);
    let file = std::fs::read(dir.join("a/calibration.json")).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&file).unwrap();
    assert_eq!((json["runs"].as_u64(), json["level"].as_f64()), (Some(48), Some(0.9)));

    for bad in [&["--replications", "0"][..], &["--draws", "99"], &["--draws", "10001"]] {
        let refused = ideal(dir, &[&["calibrate", "small"][..], bad].concat()).expect_code(2);
        assert!(refused.stderr.contains("it takes 1"), "{}", refused.stderr);
    }
    with(&["--lang", "en"]).expect_code(2);
    ideal(dir, &["audit", "small", "--calibrate"]).expect_code(2);
}

#[test]
fn weights_come_as_toml_with_the_stated_ones_beside() {
    let tmp = tempfile::tempdir().unwrap();
    for by in ["equal", "pca", "entropy", "critic", "optimise", "bod"] {
        let text = ideal(tmp.path(), &["weights", "--by", by]).expect_code(0).stdout;
        let block: toml::Table = text.parse().unwrap_or_else(|e| panic!("{by}: {e}\n{text}"));
        for node in ["threat", "impact", "exposure"] {
            let weight = block["node"][node]["weight"].as_float().unwrap();
            assert!((0.0..=2.0).contains(&weight), "{by} {node} {weight}");
        }
        assert_eq!(text.contains("not how much anything matters"), by != "equal", "{by}");
        assert!(text.contains("# stated: 2.0"), "{text}");
    }
    ideal(tmp.path(), &["weights"]).expect_code(2);
    ideal(tmp.path(), &["weights", "--by", "fancy"]).expect_code(2);
}

#[test]
fn a_mean_with_a_penalty_runs_from_the_method_file_to_the_explanation() {
    let (tmp, project) = demo();
    let dir = tmp.path();
    let method = project.join("method.toml");
    let text = std::fs::read_to_string(&method).unwrap();
    let root = text.find("aggregate = \"geometric\"").unwrap();
    let (before, after) = text.split_at(root);
    let mut text = before.to_owned() + &after.replacen("\"geometric\"", "\"mazziotta_pareto\"", 1);
    text =
        text.replacen("aggregate = \"geometric\"", "aggregate = { mazziotta_pareto = \"add\" }", 1);
    std::fs::write(&method, text).unwrap();
    ideal(dir, &["run", "demo", "--draws", "200", "--lang", "en"]).expect_code(0);
    let rows = table(&dir.join("ideal-out/tables/scores.csv"));
    assert!(rows.iter().all(|r| r["score"].is_empty() == r["low"].is_empty()));
    let page = std::fs::read_to_string(dir.join("ideal-out/index.html")).unwrap();
    assert!(
        page.contains("mean less its imbalance (Mazziotta–Pareto)")
            && page.contains("mean plus its imbalance (Mazziotta–Pareto)")
    );
    let json = ideal(dir, &["explain", "COL/drug_cocaine", "demo", "--format", "json"])
        .expect_code(0)
        .json();
    assert_eq!(json["tree"]["aggregate"], serde_json::json!({ "mazziotta_pareto": "subtract" }));
    let parts: Vec<(f64, f64, f64)> = json["tree"]["children"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| {
            (
                c["seen"].as_f64().unwrap(),
                c["weight"].as_f64().unwrap(),
                c["contribution"].as_f64().unwrap(),
            )
        })
        .collect();
    let weight: f64 = parts.iter().map(|p| p.1).sum();
    let mean = parts.iter().map(|p| p.0 * p.1).sum::<f64>() / weight;
    let variance = parts.iter().map(|p| p.1 * (p.0 - mean).powi(2)).sum::<f64>() / weight;
    let score = json["tree"]["score"].as_f64().unwrap();
    assert!(
        (score - (mean - variance / mean)).abs() < 1e-9
            && (score - parts.iter().map(|p| p.2).sum::<f64>()).abs() < 1e-9
    );
    let said = ideal(dir, &["explain", "COL/drug_cocaine", "demo"]).expect_code(0).stdout;
    assert!(
        said.contains("(mazziotta_pareto subtract)") && said.contains("(mazziotta_pareto add)"),
        "{said}"
    );
    // COINr has no such function, and is not handed another in silence.
    let said = ideal(dir, &["export", "coinr", "tables", "demo"]).expect_code(0).stderr;
    assert!(
        said.contains("no Mazziotta-Pareto mean")
            && said.contains("m - sum(w * (x - m)^2)")
            && said.contains("/ m }: priority"),
        "{said}"
    );
    assert!(said.contains("m + sum(w * (x - m)^2)") && said.contains("/ m }: threat"), "{said}");
}

#[test]
fn a_mark_goes_with_what_is_written() {
    let (tmp, project) = demo();
    replace(&project.join("assessment.toml"), "TLP:CLEAR", "TLP:RED");
    for args in [&["audit", "demo", "--out", "a"][..], &["export", "coinr", "a", "demo"]] {
        let refused = ideal(tmp.path(), args).expect_code(2);
        assert!(refused.stderr.contains("TLP:RED"), "{}", refused.stderr);
        assert!(!tmp.path().join("a").exists());
    }
    for args in [
        &["gaps", "demo", "--format", "json"][..],
        &["sensitivity", "demo", "--base", "16", "--no-leave-one-out", "--format", "json"],
    ] {
        let printed = ideal(tmp.path(), args).expect_code(0);
        assert!(printed.stderr.contains("TLP:RED"), "{}", printed.stderr);
        assert_eq!(printed.json()["handling"], "TLP:RED");
    }
    let given = ideal(tmp.path(), &["export", "coinr", "a", "demo", "--acknowledge", "TLP:RED"])
        .expect_code(0);
    assert!(given.stderr.contains("TLP:RED"));
}
