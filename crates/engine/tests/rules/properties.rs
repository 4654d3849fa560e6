//! What holds for any numbers.

use crate::build::{assessment, node, results};
use proptest::prelude::*;

const TREE: &str = r#"
id = "m"
[node.top]
aggregate = "geometric"
[node.p]
parent = "top"
weight = W1
[node.q]
parent = "top"
weight = W2
aggregate = { power = 2 }
[indicator."x"]
parent = "p"
goalposts = [0, 100]
[indicator."y"]
parent = "p"
goalposts = [0, 100]
[indicator."z"]
parent = "q"
goalposts = [0, 100]
"#;

fn top(weights: (f64, f64), v: [f64; 3]) -> f64 {
    let method =
        TREE.replace("W1", &format!("{:?}", weights.0)).replace("W2", &format!("{:?}", weights.1));
    let rows = format!("COL * x 2023 {}\nCOL * y 2023 {}\nCOL * z 2023 {}", v[0], v[1], v[2]);
    let r = results(assessment(&method, &["2023"], &["COL"], &["a"], &rows));
    node(&r, "COL/a@2023", "top").score.unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn monotone_in_every_indicator(v in [0.0..100.0, 0.0..100.0, 0.0..100.0], which in 0usize..3, up in 0.0..50.0) {
        let mut higher = v;
        higher[which] += up;
        prop_assert!(top((1.0, 2.0), higher) >= top((1.0, 2.0), v) - 1e-9);
    }

    #[test]
    fn weights_count_by_their_ratio(v in [0.0..100.0, 0.0..100.0, 0.0..100.0], a in 0.1..9.0, b in 0.1..9.0, scale in 0.01..100.0) {
        prop_assert!((top((a, b), v) - top((a * scale, b * scale), v)).abs() < 1e-9);
    }

    #[test]
    fn a_score_lies_between_its_children(v in [2.0..100.0, 2.0..100.0, 2.0..100.0]) {
        let s = top((1.0, 1.0), v);
        let (low, high) = (v.iter().copied().fold(f64::INFINITY, f64::min), v.iter().copied().fold(0.0, f64::max));
        prop_assert!(s >= low - 1e-9 && s <= high + 1e-9);
    }
}
