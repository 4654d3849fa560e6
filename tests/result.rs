//! What stands in a result folder.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use ideal::tables::columns::{AUDIT, DEPENDENCE, FLOORS, TABLES, TableColumns};

use crate::support::{demo, demo_result, files, ideal, table};

/// A row of a table, by column.
type Row = BTreeMap<String, String>;

/// A table of a result as JSON.
fn json_table(out: &Path, name: &str) -> serde_json::Value {
    let bytes = std::fs::read(out.join(format!("tables/{name}.json"))).unwrap();
    serde_json::from_slice(&bytes).unwrap()
}

/// How many rows a table has by `results.json`.
fn json_rows(out: &Path, name: &str) -> usize {
    let json: serde_json::Value =
        serde_json::from_slice(&std::fs::read(out.join("results.json")).unwrap()).unwrap();
    json["tables"][name]["rows"].as_u64().unwrap() as usize
}

#[test]
fn every_table_has_its_columns_in_order_and_rows_in_order() {
    let tables = demo_result().join("tables");
    for TableColumns { name, columns } in TABLES.iter().chain([&FLOORS]) {
        let path = tables.join(format!("{name}.csv"));
        let mut reader = csv::Reader::from_path(&path).unwrap();
        let head: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let wanted: Vec<&str> = columns.iter().filter(|c| !c.needs_draws).map(|c| c.name).collect();
        assert_eq!(head, wanted, "{name}");
        assert_eq!(&std::fs::read(tables.join(format!("{name}.parquet"))).unwrap()[..4], b"PAR1");
    }
    let keys: Vec<(String, String, String)> = table(&tables.join("scores.csv"))
        .iter()
        .map(|r| (r["territory"].clone(), r["crime_area"].clone(), r["edition"].clone()))
        .collect();
    assert!(keys.is_sorted(), "scores are sorted by territory, crime area, edition");
}

/// With draws a result says what its ranking depends on; without them those tables are not there.
#[test]
fn what_the_ranking_depends_on_comes_with_the_draws() {
    let (tmp, _) = demo();
    ideal(tmp.path(), &["run", "demo", "--draws", "1000", "--lang", "en"]).expect_code(0);
    let out = tmp.path().join("ideal-out");
    for TableColumns { name, columns } in DEPENDENCE {
        let mut reader = csv::Reader::from_path(out.join(format!("tables/{name}.csv"))).unwrap();
        let head: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        assert_eq!(head, columns.iter().map(|c| c.name).collect::<Vec<_>>(), "{name}");
        assert_eq!(reader.records().count(), json_rows(&out, name), "{name}");
        assert!(!demo_result().join(format!("tables/{name}.csv")).exists(), "{name}");
    }
    // Every score has its median beside it, and says where it lies in its interval; what bands and
    // ranks have columns for stands before that.
    for name in ["scores", "ranking_territories"] {
        let path = out.join(format!("tables/{name}.csv"));
        let head: Vec<String> = table(&path)[0].keys().cloned().collect();
        assert!(head.iter().any(|c| c == "median"), "{name}: {head:?}");
        let text = std::fs::read_to_string(&path).unwrap();
        let head = text.lines().next().unwrap();
        assert!(head.contains(",point_in_interval"), "{name}: {head}");
        assert!(head.find("p_band_").unwrap() < head.find("without").unwrap(), "{name}: {head}");
    }
    for row in table(&out.join("tables/scores.csv")).iter().filter(|r| !r["score"].is_empty()) {
        let number = |key: &str| row[key].parse::<f64>().unwrap();
        let (score, low, high) = (number("score"), number("low"), number("high"));
        let strip = (high - low) / 10.0;
        let place = if score < low || score > high {
            "outside"
        } else if score < low + strip || score > high - strip {
            "outer"
        } else {
            "inside"
        };
        // At a border the last bits decide.
        let near = |border: f64| (score - border).abs() < 1e-6;
        if ![low, high, low + strip, high - strip].into_iter().any(near) {
            assert_eq!(row["point_in_interval"], place, "{row:?}");
        }
    }
    let indices = table(&out.join("tables/sensitivity.csv"));
    let (factors, whole) = indices.split_at(indices.len() - 2);
    let column =
        |name: &str| -> Vec<f64> { factors.iter().map(|r| r[name].parse().unwrap()).collect() };
    let totals = column("total");
    assert!(totals.len() > 5 && totals.is_sorted_by(|a, b| a >= b), "largest first: {totals:?}");
    // What they explain by themselves, and what is left of the whole; no interval is wider than a
    // tenth.
    let share = |row: &Row, name: &str| row[name].parse::<f64>().unwrap();
    assert_eq!([&whole[0]["factor"], &whole[1]["factor"]], ["sum", "joint"]);
    let sum = share(&whole[0], "first_order");
    assert!((column("first_order").iter().sum::<f64>() - sum).abs() < 1e-9);
    assert!((sum + share(&whole[1], "first_order") - 1.0).abs() < 1e-9);
    for row in factors {
        for of in ["first", "total"] {
            let width = share(row, &format!("{of}_high")) - share(row, &format!("{of}_low"));
            assert!(width <= 0.1, "{row:?}");
        }
    }
    // Each weighting has a rank or a loss for everything ranked, and what is told of it agrees with
    // those.
    let ranks = table(&out.join("tables/weighting_ranks.csv"));
    let weightings = table(&out.join("tables/weightings.csv"));
    let stated = ranks.iter().filter(|r| r["weights"] == "stated").count();
    let names: BTreeSet<&str> = weightings.iter().map(|w| w["weights"].as_str()).collect();
    assert!(
        ["equal", "without_enforcement", "entropy", "critic"].iter().all(|n| names.contains(n)),
        "{names:?}"
    );
    // Who is assessed stays so; beside it, who would not by these weights.
    let codes: BTreeSet<&str> = ranks.iter().map(|r| r["territory"].as_str()).collect();
    let would_lose = |w: &Row| w["would_lose_rank"].split_whitespace().collect::<Vec<_>>().len();
    let judged = |w: &Row| w["would_lose_rank"].split_whitespace().all(|c| codes.contains(c));
    assert!(weightings.iter().all(|w| w["unranked"] == "0" && judged(w)), "{weightings:?}");
    assert!(weightings.iter().any(|w| would_lose(w) > 0), "{weightings:?}");
    for w in &weightings {
        let own: Vec<_> = ranks.iter().filter(|r| r["weights"] == w["weights"]).collect();
        assert_eq!(own.len(), stated, "{w:?}");
        assert_eq!(
            own.iter().filter(|r| r["rank"].is_empty()).count().to_string(),
            w["unranked"],
            "{w:?}"
        );
        let shifts: Vec<f64> = own
            .iter()
            .filter(|r| !r["rank"].is_empty())
            .map(|r| r["rank_shift"].parse::<f64>().unwrap().abs())
            .collect();
        let mean = shifts.iter().sum::<f64>() / shifts.len() as f64;
        assert!((mean - w["mean_rank_shift"].parse::<f64>().unwrap()).abs() < 1e-12, "{w:?}");
        assert_eq!(
            shifts.iter().fold(0.0, |a: f64, &b| a.max(b)),
            w["max_rank_shift"].parse::<f64>().unwrap(),
            "{w:?}"
        );
    }
    assert!(out.join("charts/weightings.en.svg").is_file());
    // Other aggregation the same way. The method gives every node a function already, so no rank is
    // lost for another.
    let ranks = table(&out.join("tables/aggregation_ranks.csv"));
    let aggregations = table(&out.join("tables/aggregations.csv"));
    let names: Vec<&str> = aggregations.iter().map(|a| a["aggregation"].as_str()).collect();
    let all = [
        "arithmetic",
        "geometric",
        "harmonic",
        "mazziotta_pareto_subtract",
        "mazziotta_pareto_add",
        "copeland",
        "copeland_leaves",
    ];
    assert_eq!(names, all);
    for a in &aggregations {
        let own: Vec<_> = ranks.iter().filter(|r| r["aggregation"] == a["aggregation"]).collect();
        assert_eq!((own.len(), a["unranked"].as_str()), (stated, "0"), "{a:?}");
        let shifts: Vec<f64> =
            own.iter().map(|r| r["rank_shift"].parse::<f64>().unwrap().abs()).collect();
        let mean = shifts.iter().sum::<f64>() / shifts.len() as f64;
        assert!((mean - a["mean_rank_shift"].parse::<f64>().unwrap()).abs() < 1e-12, "{a:?}");
    }
    copeland_by_hand(&out, &ranks);
    assert!(out.join("charts/aggregations.en.svg").is_file());
    let page = std::fs::read_to_string(out.join("index.html")).unwrap();
    assert!(page.contains("id=\"dependence\"") && page.contains("Probability of each rank"));
    assert!(
        !std::fs::read_to_string(demo_result().join("index.html"))
            .unwrap()
            .contains("id=\"dependence\"")
    );
}

/// Every pair of territories and of crime areas is there, and groups part only those who are told
/// apart pair by pair.
#[test]
fn every_pair_across_tie_groups_is_told_apart() {
    let (tmp, _) = demo();
    ideal(tmp.path(), &["run", "demo", "--draws", "1000", "--lang", "en"]).expect_code(0);
    let out = tmp.path().join("ideal-out/tables");
    let pairs = table(&out.join("winning.csv"));
    for (ranking, code) in [("territories", "territory"), ("crime_areas", "crime_area")] {
        let rows = table(&out.join(format!("ranking_{ranking}.csv")));
        let ranked: Vec<&Row> = rows.iter().filter(|r| !r["rank"].is_empty()).collect();
        let find = |pair: &Row, which: &str| {
            let is = |r: &&&Row| {
                r["edition"] == pair["edition"]
                    && r["node"] == pair["node"]
                    && r[code] == pair[which]
            };
            *ranked.iter().find(is).unwrap()
        };
        let mut lists: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for r in &ranked {
            *lists.entry((&r["edition"], &r["node"])).or_default() += 1;
            let n = |c: &str| r[c].parse::<u32>().unwrap();
            assert!(n("rank_low") <= n("rank_median") && n("rank_median") <= n("rank_high"));
        }
        let own: Vec<&Row> = pairs.iter().filter(|p| p["ranking"] == ranking).collect();
        assert_eq!(own.len(), lists.values().map(|n| n * (n - 1) / 2).sum::<usize>());
        let mut clear: BTreeMap<(&str, &str, &str), u32> = BTreeMap::new();
        for pair in own {
            let index: f64 = pair["index"].parse().unwrap();
            let (above, below) = (find(pair, "above"), find(pair, "below"));
            assert!(above["score"].parse::<f64>().unwrap() >= below["score"].parse().unwrap());
            assert!(above["tie_group"] == below["tie_group"] || index >= 0.8, "{pair:?}");
            for winner in [(index, above), (1.0 - index, below)] {
                if winner.0 >= 0.8 {
                    let r = winner.1;
                    *clear.entry((&r["edition"], &r["node"], &r[code])).or_default() += 1;
                }
            }
        }
        for r in &ranked {
            let key = (r["edition"].as_str(), r["node"].as_str(), r[code].as_str());
            assert_eq!(r["clearly_above"], clear.get(&key).unwrap_or(&0).to_string(), "{r:?}");
        }
    }
    let units = table(&out.join("ranking_units.csv"));
    assert!(units.iter().all(|r| r["tie_group"].is_empty() && r["clearly_above"].is_empty()));
    assert!(units.iter().any(|r| !r["wins_next"].is_empty()));
}

/// Copeland's ranks of the territories on threat, impact and exposure (2:2:1), from the printed
/// scores.
fn copeland_by_hand(out: &Path, ranks: &[BTreeMap<String, String>]) {
    let weights = [("threat", 2.0), ("impact", 2.0), ("exposure", 1.0)];
    let scores: BTreeMap<(String, String), f64> = table(&out.join("tables/scores.csv"))
        .iter()
        .filter(|r| r["edition"] == "2023" && r["crime_area"] == "*" && !r["score"].is_empty())
        .map(|r| ((r["territory"].clone(), r["node"].clone()), r["score"].parse().unwrap()))
        .collect();
    let ranked: Vec<&str> = ranks
        .iter()
        .filter(|r| r["aggregation"] == "copeland")
        .map(|r| r["territory"].as_str())
        .collect();
    let of = |t: &str, node: &str| scores.get(&(t.to_owned(), node.to_owned())).copied();
    let sign = |x: f64| if x.abs() < 1e-9 { 0.0 } else { x.signum() };
    // The weight on which a is higher, less that on which b is, among what both have.
    let won = |a: &str, b: &str| {
        weights
            .iter()
            .filter_map(|(node, w)| Some(w * sign(of(a, node)? - of(b, node)?)))
            .sum::<f64>()
    };
    let points = |a: &str| ranked.iter().filter(|b| **b != a).map(|b| sign(won(a, b))).sum::<f64>();
    for r in ranks.iter().filter(|r| r["aggregation"] == "copeland") {
        let own = points(&r["territory"]);
        let rank = 1 + ranked.iter().filter(|b| points(b) > own).count();
        assert_eq!(rank.to_string(), r["rank"], "{r:?}");
    }
}

/// The audit comes with every result, with or without draws: its tables, and a page in each
/// language.
#[test]
fn the_audit_stands_beside_the_report() {
    let out = demo_result();
    for TableColumns { name, columns } in AUDIT {
        let mut reader = csv::Reader::from_path(out.join(format!("tables/{name}.csv"))).unwrap();
        let head: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        assert_eq!(head, columns.iter().map(|c| c.name).collect::<Vec<_>>(), "{name}");
        assert_eq!(reader.records().count(), json_rows(out, name), "{name}");
        assert_eq!(
            &std::fs::read(out.join(format!("tables/{name}.parquet"))).unwrap()[..4],
            b"PAR1"
        );
    }
    let manifest = std::fs::read_to_string(out.join("manifest.json")).unwrap();
    for lang in ["es", "en", "pt"] {
        let page = std::fs::read_to_string(out.join(format!("audit.{lang}.html"))).unwrap();
        assert!(
            page.contains(">TLP:CLEAR<")
                && !page.contains("<script")
                && page.contains("id=\"attention\""),
            "{lang}"
        );
        assert!(manifest.contains(&format!("\"audit.{lang}.html\"")), "{lang}");
        let report = std::fs::read_to_string(out.join(format!("report.{lang}.html"))).unwrap();
        assert!(report.contains(&format!("href=\"audit.{lang}.html\"")), "{lang}");
    }
    assert!(
        std::fs::read_to_string(out.join("index.html")).unwrap().contains("href=\"audit.es.html\"")
    );
    // The same numbers as the command prints.
    let tmp = tempfile::tempdir().unwrap();
    ideal(tmp.path(), &["audit", "--out", "a"]).expect_code(0);
    for TableColumns { name, .. } in AUDIT {
        let file = format!("{name}.csv");
        assert_eq!(
            std::fs::read(tmp.path().join("a/tables").join(&file)).unwrap(),
            std::fs::read(out.join("tables").join(&file)).unwrap(),
            "{name}"
        );
    }
}

#[test]
fn a_score_is_there_exactly_where_the_verdict_says_so() {
    let scores = table(&demo_result().join("tables/scores.csv"));
    let verdicts: BTreeSet<&str> = scores.iter().map(|r| r["verdict"].as_str()).collect();
    assert!(
        verdicts.is_subset(&BTreeSet::from(["assessed", "gap", "not_applicable"]))
            && verdicts.contains("gap"),
        "{verdicts:?}"
    );
    for r in &scores {
        assert_eq!(r["score"].is_empty(), r["verdict"] != "assessed", "{r:?}");
        assert_eq!(r["score"].is_empty(), r["shown"].is_empty(), "{r:?}");
        if !r["score"].is_empty() {
            assert!((0.0..=100.0).contains(&r["score"].parse::<f64>().unwrap()), "{r:?}");
        }
    }
    let gaps = table(&demo_result().join("tables/gaps.csv"));
    assert_eq!(gaps.len(), scores.iter().filter(|r| r["verdict"] == "gap").count());
}

#[test]
fn ranks_are_competition_ranks_of_the_scores_beside_them() {
    for name in ["territories", "crime_areas", "units"] {
        let rows = table(&demo_result().join(format!("tables/ranking_{name}.csv")));
        let mut groups: BTreeMap<(String, String), Vec<(f64, u32)>> = BTreeMap::new();
        for r in &rows {
            assert_eq!(r["rank"].is_empty(), !r["reason"].is_empty(), "{r:?}");
            assert_eq!(r["rank"].is_empty(), r["score"].is_empty(), "{r:?}");
            if let (Ok(score), Ok(rank)) = (r["score"].parse::<f64>(), r["rank"].parse()) {
                groups
                    .entry((r["edition"].clone(), r["node"].clone()))
                    .or_default()
                    .push(((score * 1e9).round() / 1e9, rank));
            }
        }
        assert!(!groups.is_empty());
        for group in groups.values() {
            for (score, rank) in group {
                assert_eq!(
                    *rank as usize,
                    1 + group.iter().filter(|(other, _)| other > score).count()
                );
            }
        }
    }
}

#[test]
fn the_manifest_tells_the_truth() {
    let (tmp, project) = demo();
    ideal(tmp.path(), &["run", "demo", "--draws", "0", "--lang", "pt"]).expect_code(0);
    let out = tmp.path().join("ideal-out");
    let manifest: serde_json::Value =
        serde_json::from_slice(&std::fs::read(out.join("manifest.json")).unwrap()).unwrap();
    let mut there = files(&out);
    there.remove("manifest.json");
    let listed: BTreeMap<String, String> = manifest["outputs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|o| (o["path"].as_str().unwrap().to_owned(), o["sha256"].as_str().unwrap().to_owned()))
        .collect();
    let hashed: BTreeMap<String, String> =
        there.iter().map(|(p, b)| (p.clone(), ideal::manifest::sha256(b))).collect();
    assert_eq!(listed, hashed);
    let inputs = manifest["inputs"].as_array().unwrap();
    assert!(inputs.iter().any(|i| i["path"] == "method.toml") && inputs.len() > 8);
    for i in inputs {
        let bytes = std::fs::read(project.join(i["path"].as_str().unwrap())).unwrap();
        assert_eq!(i["sha256"].as_str().unwrap(), ideal::manifest::sha256(&bytes));
    }
    let secret = tmp.path().to_string_lossy().into_owned();
    for (path, bytes) in files(&out) {
        assert!(
            !String::from_utf8_lossy(&bytes).contains(&secret),
            "{path} names a path of this machine"
        );
    }
}

#[test]
fn json_and_csv_say_the_same() {
    let out = demo_result();
    for TableColumns { name, .. } in TABLES {
        let rows = table(&out.join(format!("tables/{name}.csv")));
        let same = json_table(out, name);
        assert_eq!(rows.len(), json_rows(out, name), "{name}");
        for (i, csv) in rows.iter().enumerate().step_by(97) {
            for (key, cell) in csv {
                match &same["columns"][key.as_str()][i] {
                    serde_json::Value::Null => assert_eq!(cell, ""),
                    serde_json::Value::String(s) => assert_eq!(cell, s),
                    serde_json::Value::Bool(b) => assert_eq!(cell, &b.to_string()),
                    n => {
                        // The test's JSON reader may be off by the last bit; the text it reads is
                        // exact.
                        let (a, b): (f64, f64) = (cell.parse().unwrap(), n.as_f64().unwrap());
                        assert!(
                            (a - b).abs() <= 2.0 * f64::EPSILON * a.abs(),
                            "{name}.{key}: {a} and {b}"
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn a_mark_travels_from_one_row_to_everything_that_is_printed() {
    let (tmp, project) = demo();
    let evidence = project.join("evidence/bti.csv");
    let text = std::fs::read_to_string(&evidence).unwrap();
    let mark = |mark: &str| {
        let lines: Vec<String> = text
            .lines()
            .enumerate()
            .map(|(i, l)| format!("{l},{}", if i == 0 { "tlp" } else { mark }))
            .collect();
        std::fs::write(&evidence, lines.join("\n") + "\n").unwrap();
    };
    mark("TLP:AMBER");
    ideal(tmp.path(), &["run", "demo", "--draws", "0", "--lang", "en"]).expect_code(0);
    for file in ["manifest.json", "results.json", "index.html"] {
        let text = std::fs::read_to_string(tmp.path().join("ideal-out").join(file)).unwrap();
        assert!(text.contains("TLP:AMBER"), "{file}");
    }
    let explained = ideal(tmp.path(), &["explain", "COL/drug_cocaine", "demo", "--format", "json"])
        .expect_code(0)
        .json();
    assert_eq!(explained["handling"], "TLP:AMBER");
    mark("TLP:RED");
    let refused =
        ideal(tmp.path(), &["run", "demo", "--draws", "0", "--out", "red"]).expect_code(2);
    assert!(
        refused.stderr.contains("evidence/bti.csv:2")
            && refused.stderr.contains("--acknowledge TLP:RED"),
        "{}",
        refused.stderr
    );
    assert!(!tmp.path().join("red").exists());
    ideal(
        tmp.path(),
        &[
            "run",
            "demo",
            "--draws",
            "0",
            "--lang",
            "en",
            "--out",
            "red",
            "--acknowledge",
            "TLP:RED",
        ],
    )
    .expect_code(0);
    assert!(
        std::fs::read_to_string(tmp.path().join("red/manifest.json"))
            .unwrap()
            .contains("\"handling\": \"TLP:RED\"")
    );
}
