//! Weights that a draw takes from a panel of experts.

use crate::build::{assessment, node, ran, results};
use ideal_engine::{BaseRows, SensitivityOptions, expert_weights, sensitivity};
use ideal_model::method::Pool;
use ideal_model::{AssessmentInput, JudgedBy, Judgement};

const METHOD: &str = r#"
id = "m"
unit = "territory"
[node.top]
[indicator."a"]
parent = "top"
goalposts = [0, 100]
[indicator."b"]
parent = "top"
goalposts = [0, 100]
[uncertainty]
sd = { A1 = 0.0, ungraded = 0.0 }
drift = 0
"#;

/// The share of `a` by five experts.
const EXPERTS: [f64; 5] = [0.2, 0.3, 0.4, 0.5, 0.8];

fn judgements(shares: &[f64]) -> Vec<Judgement> {
    let mut out = Vec::new();
    for (k, share) in shares.iter().enumerate() {
        for (child, value) in [("a", *share), ("b", 1.0 - share)] {
            out.push(Judgement {
                expert: format!("E{k}"),
                method: JudgedBy::Direct,
                node: "top".into(),
                child: child.into(),
                other: None,
                value,
                mark: Default::default(),
                line: 0,
            });
        }
    }
    out
}

/// COL has 100 on `a` and 0 on `b`: its score is the share of `a`. ECU has it the other way round.
fn of(uncertainty: &str, judgements: Vec<Judgement>, draws: u32) -> AssessmentInput {
    let rows = "COL * a 2023 100 grade=A1\nCOL * b 2023 0 grade=A1\nECU * a 2023 0 grade=A1\n\
                ECU * b 2023 100 grade=A1\n";
    let method = format!("{METHOD}{uncertainty}\n");
    let a = assessment(&method, &["2023"], &["COL", "ECU"], &[], rows);
    AssessmentInput { judgements, draws, ..a }
}

#[test]
fn a_draw_takes_the_weights_of_a_panel_drawn_with_replacement() {
    let arithmetic = "weights = \"experts\"\nexpert_pool = \"arithmetic\"";
    let r = results(of(arithmetic, judgements(&EXPERTS), 20_000));
    let i = node(&r, "COL/*@2023", "top").interval.clone().unwrap();
    // All 5^5 panels, each as likely as another: numpy 2.4,
    // quantile([mean(p) for p in product(w, repeat=5)], [.05, .5, .95], method='inverted_cdf')
    // is 0.30, 0.44, 0.60. The point keeps the stated weights.
    for (got, want) in [(i.low, 30.0), (i.median, 44.0), (i.high, 60.0)] {
        assert!((got - want).abs() < 0.5, "{got} for {want}");
    }
    assert_eq!(node(&r, "COL/*@2023", "top").score, Some(50.0));
    // The same for geometric pooling: 0.2904, 0.4377, 0.6162.
    let r = results(of("weights = \"experts\"", judgements(&EXPERTS), 20_000));
    let i = node(&r, "COL/*@2023", "top").interval.clone().unwrap();
    for (got, want) in [(i.low, 29.04), (i.median, 43.77), (i.high, 61.62)] {
        assert!((got - want).abs() < 0.8, "{got} for {want}");
    }
}

#[test]
fn a_crime_area_takes_the_children_that_it_has_of_the_panels() {
    let method = METHOD.replace("unit = \"territory\"\n", "").replace(
        "[uncertainty]",
        "[indicator.\"c\"]\nparent = \"top\"\ngoalposts = [0, 100]\ncrime_areas = [\"two\"]\n\
         [uncertainty]\nweights = \"experts\"\nexpert_pool = \"arithmetic\"",
    );
    let rows = "COL * a 2023 100 grade=A1\nCOL * b 2023 0 grade=A1\nCOL two c 2023 0 grade=A1\n";
    let mut all = judgements(&EXPERTS);
    // Every expert gives the third child twice as much as the two together.
    for k in 0..EXPERTS.len() {
        let third = Judgement { child: "c".into(), value: 2.0, ..all[2 * k].clone() };
        all.push(third);
    }
    let a = assessment(&method, &["2023"], &["COL"], &["one", "two"], rows);
    let r = results(AssessmentInput { judgements: all, draws: 20_000, ..a });
    let ends = |unit| {
        let i = node(&r, unit, "top").interval.clone().unwrap();
        [i.low, i.median, i.high]
    };
    for (got, want) in ends("COL/one@2023").into_iter().zip([30.0, 44.0, 60.0]) {
        assert!((got - want).abs() < 0.5, "{got} for {want}");
    }
    // A third of it with the third child, and in each draw by the same panel.
    for (two, one) in ends("COL/two@2023").into_iter().zip(ends("COL/one@2023")) {
        assert!((two - one / 3.0).abs() < 0.2, "{two} for a third of {one}");
    }
}

#[test]
fn one_expert_alone_does_not_vary_and_keeps_the_dirichlet() {
    let stated = results(of("", Vec::new(), 500));
    let alone = results(of("weights = \"experts\"", judgements(&EXPERTS[..1]), 500));
    let interval = |r| node(r, "COL/*@2023", "top").interval.clone().unwrap();
    assert_eq!(interval(&stated), interval(&alone));
    let two = results(of("weights = \"experts\"", judgements(&EXPERTS[..2]), 500));
    assert!(interval(&two).high <= 30.5 && interval(&two).low >= 19.5, "{:?}", interval(&two));
}

#[test]
fn the_sensitivity_analysis_knows_the_experts() {
    let options = SensitivityOptions {
        base: BaseRows::Fixed(256),
        leave_one_out: false,
        ..SensitivityOptions::default()
    };
    let run = ran(of("weights = \"experts\"", judgements(&[0.3, 0.4, 0.6, 0.7]), 0));
    let s = sensitivity(&run, &options, &()).unwrap();
    // The errors of the evidence are 0: the experts are all that varies.
    let factor = s.factors.first().unwrap();
    assert_eq!(factor.factor.to_string(), "weights:top");
    assert!(s.variance > 0.0 && (factor.first_order - 1.0).abs() < 0.1, "{factor:?}");
}

#[test]
fn a_child_that_an_expert_gives_nothing_leaves_no_draw_without_a_mean() {
    // Of ECU `a` alone is known, and one of the experts gives it nothing.
    let mut a =
        of("weights = \"experts\"\nexpert_pool = \"arithmetic\"", judgements(&[0.0, 0.5]), 500);
    let rows = &mut std::sync::Arc::make_mut(&mut a.evidence).observations;
    rows.pop();
    let r = results(a);
    let i = node(&r, "ECU/*@2023", "top").interval.clone();
    assert!(i.is_none_or(|i| i.low.is_finite() && i.high.is_finite()));
    let i = node(&r, "COL/*@2023", "top").interval.clone().unwrap();
    assert!(i.low < 0.001 && i.high > 49.9, "{i:?}");
}

#[test]
fn a_method_that_asks_for_experts_has_some() {
    let codes = |a: &AssessmentInput| -> Vec<String> {
        a.validate().err().unwrap_or_default().into_iter().map(|f| f.code).collect()
    };
    assert_eq!(codes(&of("weights = \"experts\"", Vec::new(), 0)), ["no-expert-weights"]);
    assert!(codes(&of("weights = \"experts\"", judgements(&EXPERTS), 0)).is_empty());
    assert!(codes(&of("", Vec::new(), 0)).is_empty());
    // Each gives one child nothing: under a geometric mean nothing is left.
    let against = of("weights = \"experts\"", judgements(&[0.0, 1.0]), 0);
    assert_eq!(codes(&against), ["no-weights"]);
    let mut broken = of("weights = \"experts\"", judgements(&EXPERTS), 0);
    broken.judgements[0].value = f64::NAN;
    assert_eq!(codes(&broken), ["out-of-scale"]);
    // What experts said of a node of another method is no error here.
    let mut other = of("weights = \"experts\"", judgements(&EXPERTS), 0);
    other.judgements.push(Judgement { node: "elsewhere".into(), ..other.judgements[0].clone() });
    assert!(codes(&other).is_empty());
}

#[test]
fn experts_propose_weights_beside_the_stated_ones() {
    let found = expert_weights(&of("", judgements(&EXPERTS), 0), Pool::Arithmetic);
    let [top] = found.nodes.as_slice() else { panic!("{found:?}") };
    assert_eq!((top.weights.node.as_str(), top.experts.len()), ("top", 5));
    let proposed: Vec<f64> = top.weights.children.iter().map(|c| c.proposed).collect();
    assert!((proposed[0] - 0.44).abs() < 1e-12 && (proposed[1] - 0.56).abs() < 1e-12);
    assert!(top.weights.children.iter().all(|c| c.leaf && c.stated == 1.0));
    assert_eq!(top.experts[4].weights, [0.8, 1.0 - 0.8]);
    // By hand: three put `b` first, one ties, one puts `a` first. Rank sums 6.5 and 8.5 about 7.5,
    // S = 2, one tie of two: 12 x 2 / (25 x 6 - 5 x 6).
    assert!((top.agreement.unwrap() - 0.2).abs() < 1e-12);
    let alone = expert_weights(&of("", judgements(&EXPERTS[..1]), 0), Pool::Arithmetic);
    assert_eq!(alone.nodes[0].agreement, None);
}
