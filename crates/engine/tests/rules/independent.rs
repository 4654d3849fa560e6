//! The draws of a small project against a simulation that shares no code with the engine.
//!
//! `tests/independent/draws.py` draws it in numpy and printed the quantiles below, of a million draws.

use crate::build::{assessment, node, results};
use ideal_model::AssessmentInput;

const METHOD: &str = r#"
id = "small"
unit = "territory-area"
[node.priority]
aggregate = "geometric"
min_coverage = 0.3
[node.threat]
parent = "priority"
weight = 2.0
aggregate = "geometric"
min_coverage = 0.3
floor = 5.0
[node.actors]
parent = "threat"
min_coverage = 0.3
[node.market]
parent = "threat"
weight = 2.0
min_coverage = 0.3
[node.impact]
parent = "priority"
min_coverage = 0.3
invert = true
[indicator.a]
parent = "actors"
weight = 2.0
goalposts = [0, 100]
[indicator.b]
parent = "actors"
goalposts = [0, 100]
[indicator.c]
parent = "market"
crime_areas = ["one"]
goalposts = [0, 100]
[indicator.d]
parent = "market"
crime_areas = ["two"]
goalposts = [0, 100]
[indicator.e]
parent = "impact"
goalposts = [0, 100]
[rollup.territory]
min_coverage = 0.1
[rollup.crime_area]
min_coverage = 0.1
[uncertainty]
sd = { A1 = 2.0, B2 = 5.0, C3 = 10.0 }
drift = 3.0
switch = [{ what = "aggregate", node = "priority", to = "arithmetic", p = 0.25 }]
"#;

const TERRITORIES: [&str; 8] = ["ARG", "BOL", "BRA", "CHL", "COL", "ECU", "PER", "URY"];

/// Indicator, grade, year, and the value of each territory; none where there is no row.
type Column = (&'static str, &'static str, u32, [Option<u32>; 8]);

const ROWS: [Column; 5] = [
    ("a", "A1", 2023, all([60, 40, 12, 80, 55, 33, 71, 20])),
    ("b", "B2", 2023, but(2, [55, 30, 0, 75, 62, 28, 66, 31])),
    ("c", "C3", 2023, but(3, [70, 20, 50, 0, 64, 45, 80, 15])),
    ("d", "B2", 2023, all([30, 35, 90, 98, 41, 52, 63, 22])),
    ("e", "C3", 2021, all([20, 60, 45, 65, 52, 38, 70, 25])),
];

const fn all(values: [u32; 8]) -> [Option<u32>; 8] {
    let mut out = [None; 8];
    let mut k = 0;
    while k < 8 {
        out[k] = Some(values[k]);
        k += 1;
    }
    out
}

const fn but(missing: usize, values: [u32; 8]) -> [Option<u32>; 8] {
    let mut out = all(values);
    out[missing] = None;
    out
}

/// Unit, node, and its 5 %, 50 % and 95 % quantiles.
const EXPECTED: &[(&str, &str, [f64; 3])] = &[
    ("BRA/one", "actors", [7.840, 13.161, 19.744]),
    ("BRA/one", "market", [33.541, 50.024, 66.458]),
    ("BRA/one", "threat", [22.550, 31.748, 42.244]),
    ("BRA/one", "priority", [29.298, 38.307, 47.988]),
    ("BRA/two", "actors", [7.840, 13.161, 19.744]),
    ("BRA/two", "market", [81.782, 90.004, 98.229]),
    ("BRA/two", "threat", [35.260, 47.697, 60.161]),
    ("BRA/two", "priority", [39.333, 49.797, 60.198]),
    ("CHL/one", "actors", [74.692, 78.359, 81.885]),
    ("CHL/one", "threat", [41.180, 79.722, 92.979]),
    ("CHL/one", "priority", [36.635, 60.026, 74.893]),
    ("CHL/two", "actors", [74.692, 78.359, 81.885]),
    ("CHL/two", "market", [89.768, 97.994, 100.000]),
    ("CHL/two", "threat", [85.303, 90.521, 94.161]),
    ("CHL/two", "priority", [51.512, 67.894, 78.499]),
    ("PER/one", "actors", [65.699, 69.361, 72.888]),
    ("PER/one", "market", [63.553, 79.998, 96.402]),
    ("PER/one", "threat", [65.360, 76.177, 86.578]),
    ("PER/one", "priority", [41.019, 57.171, 69.011]),
    ("PER/two", "actors", [65.699, 69.361, 72.888]),
    ("PER/two", "market", [54.764, 63.011, 71.220]),
    ("PER/two", "threat", [59.022, 65.072, 70.711]),
    ("PER/two", "priority", [37.471, 51.317, 60.279]),
    ("BRA/*", "actors", [7.840, 13.161, 19.744]),
    ("CHL/*", "actors", [74.692, 78.359, 81.885]),
    ("PER/*", "actors", [65.699, 69.361, 72.888]),
    ("*/one", "actors", [44.659, 46.055, 47.442]),
    ("*/two", "actors", [44.659, 46.055, 47.442]),
    ("BRA/*", "threat", [29.779, 39.809, 50.020]),
    ("CHL/*", "threat", [65.644, 84.855, 92.368]),
    ("PER/*", "threat", [64.380, 70.601, 76.502]),
    ("*/one", "threat", [43.531, 49.057, 53.606]),
    ("*/two", "threat", [46.123, 48.443, 50.911]),
    ("BRA/*", "priority", [34.943, 44.081, 53.374]),
    ("CHL/*", "priority", [46.778, 63.130, 75.696]),
    ("PER/*", "priority", [39.455, 54.389, 63.939]),
    ("*/one", "priority", [43.242, 47.967, 52.714]),
    ("*/two", "priority", [44.298, 47.859, 51.554]),
    ("CHL/*", "market", [78.352, 96.353, 100.000]),
    ("*/one", "market", [41.678, 49.166, 56.724]),
];

#[test]
fn an_independent_simulation_has_the_same_quantiles() {
    let mut rows = String::new();
    for (indicator, grade, year, values) in ROWS {
        for (t, value) in TERRITORIES.iter().zip(values) {
            if let Some(value) = value {
                rows += &format!("{t} * {indicator} {year} {value} grade={grade}\n");
            }
        }
    }
    let a = assessment(METHOD, &["2023"], &TERRITORIES, &["one", "two"], &rows);
    let r = results(AssessmentInput { draws: 40_000, ..a });
    let mut worst: (f64, String) = (0.0, String::new());
    for (unit, id, expected) in EXPECTED {
        let i = node(&r, &format!("{unit}@2023"), id).interval.as_ref().unwrap();
        // Monte Carlo errors of ours; that of the median lies below those of both ends.
        let error = i.low_error.max(i.high_error).max(0.02);
        for (got, want) in [i.low, i.median, i.high].iter().zip(expected) {
            let z = (got - want).abs() / error;
            if z > worst.0 {
                worst = (z, format!("{unit}/{id}: {got} against {want}"));
            }
        }
    }
    assert!(worst.0 < 4.0, "{worst:?}");
}
