//! Other weights on the page: its own script against the engine, digit by digit and rank by rank.

use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;

use ideal_engine::run;
use ideal_model::method::{Child, Mean, Method, Penalty};
use ideal_model::{AssessmentInput, Lang, Ranking, Results, Unranked, shown};
use ideal_testing::fixture::{Fixture, HDI, ran};
use ideal_testing::skipped;
use serde_json::{Value, json};

use super::{ISLAND, small};
use crate::Report;

/// The arithmetic of the page, as the page holds it.
const WEIGH: &str = include_str!("../../reports/templates/weigh.js");
/// What is asked of it: every weight set, and what comes of it in the published form.
const ASK: &str = r#"
const { data, sets } = JSON.parse(require("fs").readFileSync(0, "utf8"));
const line = (one) => [one.score === null ? null : shown(one.score, data.decimals, data.even), one.rank];
console.log(JSON.stringify(sets.map((set) => {
  const made = weigh(data, set);
  return made.undefined ? null : { cells: made.cells.map(line), places: made.places.map(line) };
})));
"#;
/// Weight sets for each method.
const SETS: u64 = 50;

/// A program that runs JavaScript without a page; said loudly where there is none.
fn node() -> Option<PathBuf> {
    let named = std::env::var_os("IDEAL_NODE").map(PathBuf::from);
    let node = named.unwrap_or_else(|| PathBuf::from("node"));
    let there = Command::new(&node).arg("--version").output().is_ok_and(|o| o.status.success());
    if !there {
        skipped("no node (IDEAL_NODE or on PATH), so the page's weights are not compared");
    }
    there.then_some(node)
}

/// A number of 0..1 that depends on nothing but its arguments.
fn chance(state: &mut u64) -> f64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*state >> 11) as f64 / (1_u64 << 53) as f64
}

/// A weight: none now and then, else of one to four decimals.
fn weight(state: &mut u64) -> f64 {
    if chance(state) < 0.15 {
        return 0.0;
    }
    let places = [10.0, 100.0, 10_000.0][(chance(state) * 3.0) as usize];
    (chance(state) * 5.0 * places).ceil() / places
}

/// The method under weights of the root's children and of theirs, and the same as the page has them.
fn weighed(method: &Method, state: &mut u64) -> (Method, Value) {
    loop {
        let mut other = method.clone();
        let mut set = Vec::new();
        for child in method.nodes[method.root].children.clone() {
            let own = weight(state);
            let mut parts = Vec::new();
            match child {
                Child::Leaf(i) => other.indicators[i].weight = own,
                Child::Node(i) => {
                    other.nodes[i].weight = own;
                    for part in method.nodes[i].children.clone() {
                        let w = weight(state);
                        match part {
                            Child::Leaf(l) => other.indicators[l].weight = w,
                            Child::Node(n) => other.nodes[n].weight = w,
                        }
                        parts.push(w);
                    }
                }
            }
            set.push(json!({ "own": own, "parts": parts }));
        }
        // All of a node's parts at 0 is no method.
        if other.validate().is_ok() {
            return (other, Value::Array(set));
        }
    }
}

/// Scores and ranks of the last edition's cells and territories, in the order of the page's data.
fn expected(results: &Results, data: &Value) -> Value {
    let method = &results.assessment.method;
    let last = results.last_edition();
    let line = |ranking: Ranking| {
        let rows = results.ranking(ranking, last, method.root);
        rows.filter(|row| row.unranked != Some(Unranked::Region)).map(move |row| {
            let score = results.node(row.unit, method.root).unwrap().score;
            let text = score.map(|s| shown(s, method.decimals, method.rounding));
            (row.unit, json!([text, row.rank]))
        })
    };
    let mut cells: Vec<_> = line(Ranking::Units).collect();
    cells.sort_by_key(|(unit, _)| *unit);
    let territories: Vec<_> = line(Ranking::Territories)
        .map(|(unit, line)| (format!("t-{}", results.place_code(unit)), line))
        .collect();
    let mut places = Vec::new();
    if !data["rolled"].is_null() {
        for place in data["places"].as_array().unwrap() {
            let found = territories.iter().find(|(a, _)| *a == place["anchor"]);
            places.push(found.map_or(json!([null, null]), |(_, line)| line.clone()));
        }
    }
    json!({ "cells": cells.into_iter().map(|(_, line)| line).collect::<Vec<_>>(), "places": places })
}

/// Runs the page's script and the engine on the same weight sets and compares all they say.
fn same_digits(node: &PathBuf, input: &AssessmentInput, seed: u64) {
    let stated = run(Arc::new(input.clone()), &()).unwrap().into_results();
    let html = Report::new(&stated).language(Lang::Es).html().unwrap();
    assert!(html.contains(WEIGH), "the page holds another script");
    let island = html.split(ISLAND).nth(1).unwrap().split("</script>").next().unwrap();
    let page: Value = serde_json::from_str(island).unwrap();
    let data = &page["weighing"];
    let mut state = seed;
    let (mut sets, mut wanted) = (Vec::new(), Vec::new());
    let mut scored = 0;
    for _ in 0..SETS {
        let (method, set) = weighed(&input.method, &mut state);
        let other = AssessmentInput { method: Arc::new(method), ..input.clone() };
        let want = run(Arc::new(other), &()).map(|run| expected(run.results(), data));
        if let Ok(want) = &want {
            let cells = want["cells"].as_array().unwrap();
            scored += cells.iter().filter(|c| !c[0].is_null()).count();
        }
        sets.push(set);
        wanted.push(want.unwrap_or(Value::Null));
    }
    assert!(scored > 50, "{scored} scores say nothing");
    let dir = tempfile::tempdir().unwrap();
    let (script, asked) = (dir.path().join("ask.js"), dir.path().join("asked.json"));
    std::fs::write(&script, format!("{WEIGH}{ASK}")).unwrap();
    std::fs::write(&asked, json!({ "data": data, "sets": sets }).to_string()).unwrap();
    let out =
        Command::new(node).arg(script).stdin(std::fs::File::open(asked).unwrap()).output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let got: Vec<Value> = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(got.len(), wanted.len());
    for (k, (got, want)) in got.iter().zip(&wanted).enumerate() {
        assert_eq!(got, want, "weight set {k}: {}", sets[k]);
    }
}

#[test]
fn the_page_has_the_digits_of_the_engine_for_fifty_weight_sets() {
    let Some(node) = node() else { return };
    let latam = (*ran(&small()).results().assessment).clone();
    same_digits(&node, &latam, 1);
    let hdi = Fixture { method: HDI, territories: 30, areas: 0, editions: 1, ..Fixture::default() };
    same_digits(&node, &(*ran(&hdi).results().assessment).clone(), 2);
    // Every mean, in turn at the root, under it and in the roll-up, with a floor of confidence.
    let means = [
        Mean::Harmonic,
        Mean::Power(3.0),
        Mean::Power(-0.7),
        Mean::Power(0.01),
        Mean::Median,
        Mean::Min,
        Mean::Max,
        Mean::MazziottaPareto(Penalty::Add),
        Mean::MazziottaPareto(Penalty::Subtract),
    ];
    for (k, mean) in means.into_iter().enumerate() {
        let mut input = latam.clone();
        let mut method = (*input.method).clone();
        let at = k % 3;
        let root = method.root;
        let nodes =
            method.node_indices().filter(|&n| n == root || method.nodes[n].parent == Some(root));
        for n in nodes.collect::<Vec<_>>() {
            if (n == root) == (at == 0) {
                method.nodes[n].aggregate = mean;
            }
        }
        if at == 2 {
            method.rollup_territory.iter_mut().for_each(|r| r.aggregate = mean);
        }
        method.confidence.floor = if k % 2 == 0 { 0.3 } else { 0.0 };
        method.decimals = if k % 2 == 0 { 2 } else { 1 };
        input.method = Arc::new(method);
        same_digits(&node, &input, 3 + k as u64);
    }
}
