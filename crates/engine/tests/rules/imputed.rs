//! What is made from other values: it is no surer than they are, and keeps their marks and their
//! population.

use ideal_engine::{
    BaseRows, OtherAggregation, OtherWeights, Output, SensitivityOptions, WeightsBy, sensitivity,
};
use ideal_model::{AssessmentInput, Tlp};

use crate::build::{assessment, index, node, ran, results};

const FOUR: [&str; 4] = ["ARG", "BOL", "BRA", "CHL"];

#[test]
fn a_comparison_keeps_the_population_of_all_editions() {
    // An arithmetic tree with equal weights, ranked against both editions: other functions and
    // weights that are the same functions and weights move nobody. Against the last edition alone
    // the order would be another.
    let method = "id = \"m\"\nunit = \"territory\"\n[node.top]\n[indicator.\"a\"]\nparent = \
                  \"top\"\nnormalise = { method = \"minmax\", over = \"all-editions\" }\n\
                  [indicator.\"b\"]\nparent = \"top\"\ngoalposts = [0, 100]\n";
    let rows = "ARG * a 2018 0\nARG * a 2020 40\nARG * b 2020 70\nBOL * a 2018 50\nBOL * a 2020 \
                50\nBOL * b 2020 50\nBRA * a 2018 100\nBRA * a 2020 60\nBRA * b 2020 20\nCHL * \
                a 2018 50\nCHL * a 2020 52\nCHL * b 2020 41";
    let run = ran(assessment(method, &["2018", "2020"], &FOUR, &[], rows));
    let s = sensitivity(
        &run,
        &SensitivityOptions {
            base: BaseRows::Fixed(8),
            output: Output::RankShift,
            leave_one_out: true,
        },
        &(),
    )
    .unwrap();
    let same =
        s.aggregations.iter().find(|x| x.aggregation == OtherAggregation::Arithmetic).unwrap();
    assert_eq!((same.mean_rank_shift, same.max_rank_shift, same.unranked), (0.0, 0, 0));
    let equal =
        s.weightings.iter().find(|x| x.weights == OtherWeights::By(WeightsBy::Equal)).unwrap();
    assert_eq!((equal.mean_rank_shift, equal.max_rank_shift, equal.unranked), (0.0, 0, 0));
}

#[test]
fn an_imputed_value_errs_anew_in_every_edition() {
    let method = "id = \"m\"\nunit = \"territory\"\n[steps]\nimpute = { method = \"mean\", by = \
                  \"row\" }\n[node.top]\nmin_coverage = 0\n[indicator.\"a\"]\nparent = \"top\"\n\
                  goalposts = [0, 100]\nmax_age = 0\n[indicator.\"b\"]\nparent = \"top\"\n\
                  goalposts = [0, 100]\nmax_age = 0\n";
    // Argentina lacks a in both editions; what is known of b moves by 3 points.
    let rows = "ARG * b 2018 50 se=0.001\nARG * b 2020 53 se=0.001\nBOL * a 2018 25\nBOL * b 2018 \
                50\nBOL * a 2020 40\nBOL * b 2020 53";
    let a = assessment(method, &["2018", "2020"], &["ARG", "BOL"], &[], rows);
    let r = results(AssessmentInput { draws: 4000, ..a });
    let i = node(&r, "ARG/*@2020", "top").interval.clone().unwrap();
    // Two errors of 15 points at half weight each: the change has a standard deviation of 10.6, its
    // threshold is 2.5. P(3 + 10.6 z > 2.5) = P(z > -0.05) = 0.52.
    assert!((i.up.unwrap() - 0.52).abs() < 0.03 && i.down.unwrap() > 0.2, "{i:?}");
}

#[test]
fn a_value_carried_through_a_smoothed_denominator_has_its_mark() {
    let method = "id = \"m\"\nunit = \"territory\"\n[steps]\nimpute = { method = \"latest\" }\n\
                  [node.top]\n[indicator.\"a\"]\nparent = \"top\"\nper = { indicator = \"pop\", \
                  factor = 100 }\nsmooth = { window = 2 }\ngoalposts = [0, 10]\nmax_age = 1\n\
                  [indicator.\"pop\"]\n";
    let rows = "ARG * a 2014 5\nARG * pop 2014 100 tlp=AMBER\nARG * a 2015 5\nARG * pop 2015 101";
    for edition in ["2015", "2020"] {
        let r = results(assessment(method, &[edition], &["ARG"], &[], rows));
        assert_eq!(r.mark.tlp, Tlp::Amber, "{edition}");
        // 5 of 100 and 5 of 101, per hundred.
        let score = node(&r, &format!("ARG/*@{edition}"), "top").score.unwrap();
        assert!((score - 10.0 * (5.0 + 500.0 / 101.0) / 2.0).abs() < 1e-9, "{score}");
    }
}

#[test]
fn what_is_outside_the_population_widens_no_error_in_it() {
    let method = "id = \"m\"\nunit = \"territory\"\n[steps]\nnormalise = { method = \"minmax\" }\n\
                  [node.top]\n[indicator.\"a\"]\nparent = \"top\"\n";
    let rows = "ARG * a 2020 2 se=1\nBOL * a 2020 0 se=1\nBRA * a 2020 10 se=1\n";
    let width = |extra: &str| {
        let a = assessment(
            method,
            &["2020"],
            &["ARG", "BOL", "BRA", "ZZR!"],
            &[],
            &format!("{rows}{extra}"),
        );
        let r = results(AssessmentInput { draws: 1000, ..a });
        let i = node(&r, "ARG/*@2020", "top").interval.clone().unwrap();
        assert_eq!(index(&r, "ARG/*@2020").get(), 0);
        i.high - i.low
    };
    assert_eq!(width(""), width("ZZR * a 2020 1000\n"));
}
