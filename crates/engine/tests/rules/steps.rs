//! Imputation, treatment and the population of a normalisation.

use crate::build::{assessment, index, leaf, node, results};
use ideal_model::{NodeIx, Results, Treated};

/// Leaves on posts 0 to 100, `a` and `b` under `left`, `c` under the root, with the steps given.
fn method(steps: &str) -> String {
    let leaf = |code: &str, parent: &str, more: &str| {
        format!(
            "[indicator.{code}]\nparent = \"{parent}\"\ngoalposts = [0, 100]\nmax_age = 0\n{more}\n"
        )
    };
    format!(
        "id = \"m\"\nunit = \"territory\"\n[node.top]\nmin_coverage = 0.0\n[node.left]\nparent = \
         \"top\"\nmin_coverage = 0.0\n{}{}{}[steps]\n{steps}\n",
        leaf("a", "left", ""),
        leaf("b", "left", "direction = \"down\""),
        leaf("c", "top", ""),
    )
}

fn run(steps: &str, editions: &[&str], territories: &[&str], rows: &str) -> Results {
    results(assessment(&method(steps), editions, territories, &[], rows))
}

/// The value of `a` after the steps, and whether it was imputed.
fn a(r: &Results, unit: &str) -> (Option<f64>, bool) {
    let l = leaf(r, unit, "a");
    (l.denominated, l.imputed)
}

const SERIES: &str = "COL * a 2016 10\nCOL * a 2020 30\nCOL * c 2016 1\nCOL * c 2025 1";

#[test]
fn a_gap_in_time_is_filled_as_the_method_says() {
    let editions = ["2015", "2016", "2018", "2020", "2022"];
    for (way, want) in [
        ("latest", [None, Some(10.0), Some(10.0), Some(30.0), Some(30.0)]),
        ("constant", [Some(10.0), Some(10.0), Some(10.0), Some(30.0), Some(30.0)]),
        ("linear", [Some(10.0), Some(10.0), Some(20.0), Some(30.0), Some(30.0)]),
        ("linear-constant", [Some(10.0), Some(10.0), Some(20.0), Some(30.0), Some(30.0)]),
    ] {
        let r = run(&format!("impute = {{ method = \"{way}\" }}"), &editions, &["COL"], SERIES);
        for (e, want) in editions.iter().zip(want) {
            let observed = *e == "2016" || *e == "2020";
            assert_eq!(
                a(&r, &format!("COL/*@{e}")),
                (want, want.is_some() && !observed),
                "{way} {e}"
            );
        }
        let notes: Vec<_> = r
            .findings
            .iter()
            .filter(|f| f.code == "imputed" && f.message.contains("`a`"))
            .collect();
        assert_eq!(notes.len(), 1);
        assert_eq!(notes[0].count, want.iter().flatten().count() as u64 - 2, "{way}");
    }
}

#[test]
fn the_last_edition_never_knows_its_future_and_an_earlier_one_stays_before_it() {
    let rows = "COL * a 2016 10\nCOL * a 2020 30";
    let r = run("impute = { method = \"linear-constant\" }", &["2016", "2018"], &["COL"], rows);
    // 2020 lies beyond the last edition, so that 2018 has one value to go by.
    assert_eq!(a(&r, "COL/*@2018"), (Some(10.0), true));
    let r = run("impute = { method = \"linear\" }", &["2016", "2018"], &["COL"], rows);
    assert_eq!(a(&r, "COL/*@2018"), (None, false));
    let within = |years: &str| {
        run(
            &format!("impute = {{ method = \"latest\", max_years = {years} }}"),
            &["2018"],
            &["COL"],
            rows,
        )
    };
    assert_eq!(a(&within("2"), "COL/*@2018"), (Some(10.0), true));
    assert_eq!(a(&within("1.9"), "COL/*@2018"), (None, false));
}

#[test]
fn an_imputed_value_names_its_rows_and_carries_their_mark_but_no_trust() {
    let rows = "COL * a 2016 10 grade=A1 tlp=TLP:RED\nCOL * a 2020 30 grade=A1\nCOL * a 2021 \
                unknown grade=A1\nCOL * c 2018 1 grade=A1";
    let mut m = assessment(
        &method("impute = { method = \"linear\" }"),
        &["2018", "2021"],
        &["COL"],
        &[],
        rows,
    );
    m.draws = 2000;
    let r = results(m);
    let l = leaf(&r, "COL/*@2018", "a");
    assert_eq!((l.imputed, l.confidence, r.observations(l.rows).len()), (true, Some(0.0), 2));
    assert_eq!(r.mark.to_string(), "TLP:RED");
    // A word of the edition itself is filled too, and its grade says nothing of the value put in
    // its place.
    let l = leaf(&r, "COL/*@2021", "a");
    assert_eq!((l.imputed, l.denominated, l.confidence), (true, Some(30.0), Some(0.0)));
    assert_eq!(l.status, ideal_model::Status::Unknown);
    // The error of 2018 is that of an ungraded figure (15) and half the distance of its neighbours
    // (10): 90 % of a normal distribution lie within 1.645 standard deviations of 20, clipped at 0.
    let i = r.node(index(&r, "COL/*@2018"), NodeIx::from(1)).unwrap().interval.as_deref().unwrap();
    let sd = f64::hypot(15.0, 10.0);
    assert!((i.high - (20.0 + 1.645 * sd)).abs() < 2.0, "{i:?}");
    assert_eq!(i.low, 0.0);
}

#[test]
fn a_column_gives_its_mean_and_its_spread() {
    let rows = "ARG * a 2020 10\nBRA * a 2020 50\nCHL * a 2020 90\nCOL * c 2020 1\nCOL * a 2020 \
                unknown grade=A1";
    let mut m = assessment(
        &method("impute = { method = \"mean\" }"),
        &["2020"],
        &["ARG", "BRA", "CHL", "COL"],
        &[],
        rows,
    );
    m.draws = 4000;
    let r = results(m);
    assert_eq!(a(&r, "COL/*@2020"), (Some(50.0), true));
    assert_eq!(leaf(&r, "COL/*@2020", "a").confidence, Some(0.0));
    // The three values have a standard deviation of 40: with that of an ungraded figure, 5 % lie
    // below 0 and above 100.
    let i = r.node(index(&r, "COL/*@2020"), NodeIx::from(1)).unwrap().interval.as_deref().unwrap();
    assert!(i.low <= 0.5 && i.high >= 99.5, "{i:?}");
}

#[test]
fn a_row_is_read_on_the_scale_of_its_posts() {
    // 80 of `a` is a score of 80; 40 of `b`, where less is more, one of 60.
    let rows = "COL * a 2020 80\nCOL * b 2020 40\nPER * a 2020 30\nPER * c 2020 90";
    let of = |among: &str, unit: &str, code: &str| {
        let r = run(
            &format!("impute = {{ method = \"mean\", by = \"row\"{among} }}"),
            &["2020"],
            &["COL", "PER"],
            rows,
        );
        let l = leaf(&r, unit, code);
        (l.denominated, l.imputed)
    };
    assert_eq!(of("", "COL/*@2020", "c"), (Some(70.0), true));
    // 30 and 90 are 60 on the scale, which is 40 of `b`.
    assert_eq!(of("", "PER/*@2020", "b"), (Some(40.0), true));
    assert_eq!(of(", among = \"siblings\"", "PER/*@2020", "b"), (Some(70.0), true));
    assert_eq!(of(", among = \"siblings\"", "COL/*@2020", "c"), (None, false));
}

#[test]
fn a_population_over_all_editions_keeps_the_ends_where_they_are() {
    let rows = "ARG * a 2018 0\nBRA * a 2018 10\nARG * a 2020 5\nBRA * a 2020 20";
    let scores = |over: &str| {
        let r = run(
            &format!("normalise = {{ method = \"minmax\"{over} }}"),
            &["2018", "2020"],
            &["ARG", "BRA"],
            rows,
        );
        ["ARG/*@2018", "BRA/*@2018", "ARG/*@2020", "BRA/*@2020"]
            .map(|u| leaf(&r, u, "a").normalised)
    };
    assert_eq!(scores(""), [0.0, 100.0, 0.0, 100.0].map(Some));
    assert_eq!(scores(", over = \"edition\""), [0.0, 100.0, 0.0, 100.0].map(Some));
    assert_eq!(scores(", over = \"all-editions\""), [0.0, 50.0, 25.0, 100.0].map(Some));
    // An indicator's own normalisation has its own population.
    let own = method("normalise = { method = \"minmax\", over = \"all-editions\" }").replace(
        "parent = \"left\"\ngoalposts = [0, 100]\nmax_age = 0\n\n[indicator.b]",
        "parent = \"left\"\nnormalise = \"rank\"\nmax_age = 0\n\n[indicator.b]",
    );
    let r = results(assessment(&own, &["2018", "2020"], &["ARG", "BRA"], &[], rows));
    assert_eq!(leaf(&r, "ARG/*@2020", "a").normalised, Some(1.0));
    assert_eq!(r.posts.iter().filter(|p| p.indicator == 0.into()).count(), 2);
}

#[test]
fn a_transformed_column_takes_everybody_along_and_fixed_posts_never() {
    let codes: Vec<String> =
        (0..20).map(|k| format!("T{k:02}")).chain(["REG!".to_owned()]).collect();
    let names: Vec<&str> = codes.iter().map(String::as_str).collect();
    let mut rows: String = (0..19).map(|k| format!("T{k:02} * a 2020 {k}\n")).collect();
    rows.push_str("T19 * a 2020 1000 se=100\nREG * a 2020 9\n");
    let with = |normalise: &str, then: &str| {
        let steps = format!("treat = {{ winsorise = 0, then = {then} }}\nnormalise = {normalise}");
        let mut m = assessment(&method(&steps), &["2020"], &names, &[], &rows);
        m.draws = 2000;
        results(m)
    };
    let r = with("\"minmax\"", "{ boxcox = 0.0 }");
    let l = leaf(&r, "T19/*@2020", "a");
    assert_eq!(
        (l.denominated, l.treated.map(Treated::word)),
        (Some(1001_f64.ln()), Some("boxcox"))
    );
    // A region is no part of the population, but its figure is in the same unit as theirs.
    let region = leaf(&r, "REG/*@2020", "a");
    assert!((region.denominated.unwrap() - 10_f64.ln()).abs() < 1e-12 && region.treated.is_some());
    // A standard error of 100 at 1000 is a tenth on the logarithm, whose range of 6.9 makes 100
    // points.
    let i = node(&r, "T19/*@2020", "left").interval.as_deref().unwrap();
    let want = 100.0 - 1.645 * 100.0 * (1101_f64.ln() - 901_f64.ln()) / 2.0 / 1001_f64.ln();
    assert!((i.low - want).abs() < 0.3, "{i:?} {want}");
    let r = with("\"goalposts\"", "\"log_ct\"");
    assert_eq!(
        (leaf(&r, "T19/*@2020", "a").denominated, leaf(&r, "T19/*@2020", "a").treated),
        (Some(1000.0), None)
    );
    assert!(
        r.findings.iter().any(|f| f.code == "still-skewed" && f.message.contains("fixed posts"))
    );
    // One logarithm is enough.
    let steps = "treat = { winsorise = 0, then = \"log_ct\" }\nnormalise = \"minmax\"";
    let own = method(steps).replace(
        "goalposts = [0, 100]\nmax_age = 0\n\n[indicator.b]",
        "transform = \"log1p\"\nmax_age = 0\n[indicator.b]",
    );
    let r = results(assessment(&own, &["2020"], &names, &[], &rows));
    assert_eq!(
        (leaf(&r, "T19/*@2020", "a").denominated, leaf(&r, "T19/*@2020", "a").normalised),
        (Some(1000.0), Some(100.0))
    );
    assert!(r.findings.iter().any(|f| f.code == "still-skewed" && f.message.contains("transform")));
}

#[test]
fn editions_that_were_transformed_apart_are_not_pooled_in_silence() {
    let codes: Vec<String> = (0..20).map(|k| format!("T{k:02}")).collect();
    let names: Vec<&str> = codes.iter().map(String::as_str).collect();
    let mut rows = String::new();
    for k in 0..20 {
        rows.push_str(&format!(
            "T{k:02} * a 2018 {k}\nT{k:02} * a 2020 {}\n",
            if k == 19 { 1000 } else { k }
        ));
    }
    let warned = |over: &str, then: &str| {
        let steps = format!(
            "treat = {{ winsorise = 0{then} }}\nnormalise = {{ method = \"minmax\", over = \
             \"{over}\" }}"
        );
        let r = run(&steps, &["2018", "2020"], &names, &rows);
        r.findings
            .iter()
            .filter(|f| f.code == "unlike-editions" && f.message.contains("2020"))
            .count()
    };
    assert_eq!(warned("all-editions", ", then = \"log_ct\""), 1);
    assert_eq!(warned("edition", ", then = \"log_ct\""), 0);
    assert_eq!(warned("all-editions", ""), 0);
}

#[test]
fn a_series_is_denominated_before_it_is_filled() {
    let method = method("impute = { method = \"linear\" }")
        .replace(
            "[indicator.a]\nparent",
            "[indicator.a]\nper = { indicator = \"pop\", factor = 100 }\nparent",
        )
        .replace("[steps]", "[indicator.pop]\nmax_age = 0\n[steps]");
    // 10 of 100 and 60 of 200 are 10 and 30 per hundred; 50 of 2019 has no population.
    let rows =
        "COL * a 2016 10\nCOL * pop 2016 100\nCOL * a 2019 50\nCOL * a 2020 60\nCOL * pop 2020 200";
    let r = results(assessment(&method, &["2018", "2020"], &["COL"], &[], rows));
    let l = leaf(&r, "COL/*@2018", "a");
    assert_eq!((l.denominated, l.value), (Some(20.0), None));
    let lines = |range| {
        r.observations(range)
            .iter()
            .map(|&i| r.assessment.evidence.observations[i as usize].origin.line)
            .collect::<Vec<_>>()
    };
    assert_eq!((lines(l.rows), lines(l.denominator_rows)), (vec![2, 5], vec![3, 6]));
}

#[test]
fn a_value_lost_for_want_of_a_denominator_may_be_imputed_and_then_says_so() {
    let method = method("impute = { method = \"latest\" }")
        .replace(
            "[indicator.a]\nparent",
            "[indicator.a]\nper = { indicator = \"pop\", factor = 100 }\nparent",
        )
        .replace("[steps]", "[indicator.pop]\nmax_age = 0\n[steps]");
    let rows = "COL * a 2016 10\nCOL * pop 2016 100\nCOL * a 2018 50";
    let r = results(assessment(&method, &["2018"], &["COL"], &[], rows));
    let l = leaf(&r, "COL/*@2018", "a");
    assert_eq!((l.denominated, l.imputed, l.value), (Some(10.0), true, Some(50.0)));
    assert!(r.findings.iter().any(|f| f.code == "imputed"));
}

/// The errors that a run of `a` to `c` stops at.
fn stops(method: &str, territories: &[&str], rows: &str) -> Vec<ideal_model::Finding> {
    let a = assessment(method, &["2020"], territories, &[], rows);
    let Err(ideal_engine::EngineError::Findings(f)) =
        ideal_engine::run(std::sync::Arc::new(a), &())
    else {
        panic!("no error")
    };
    f
}

#[test]
fn values_out_of_a_transform_are_one_error_of_their_indicator() {
    let with = |transform: &str| {
        let leaf = "goalposts = [0, 100]\nmax_age = 0\n\n[indicator.b]";
        method("normalise = \"minmax\"")
            .replace(leaf, &format!("transform = \"{transform}\"\n[indicator.b]"))
    };
    let line = |text: &str| text.lines().position(|l| l == "[indicator.a]").unwrap() as u64 + 1;
    let zeros = "ARG * a 2020 5\nBRA * a 2020 0\nCOL * a 2020 0";
    let f = stops(&with("log"), &["ARG", "BRA", "COL"], zeros);
    assert_eq!(f.len(), 1, "{f:?}");
    assert_eq!(
        (f[0].code.as_str(), f[0].place(), f[0].count),
        ("transform", format!("method.toml:{}", line(&with("log"))), 2)
    );
    // It names the transform and the first row.
    assert!(f[0].message.contains("`a`") && f[0].message.contains("`log`"), "{}", f[0].message);
    assert!(f[0].message.ends_with("0 for BRA (evidence/rows.csv:3)"), "{}", f[0].message);
    assert!(f[0].hint.as_ref().unwrap().starts_with("`log1p` takes zeros"));
    // What it advises helps, and is not advised where it does not.
    for transform in ["log1p", "sqrt"] {
        results(assessment(&with(transform), &["2020"], &["ARG", "BRA", "COL"], &[], zeros));
    }
    let f = stops(&with("log"), &["ARG", "BRA"], "ARG * a 2020 0\nBRA * a 2020 -7");
    assert_eq!((f.len(), f[0].count), (1, 2));
    assert!(!f[0].hint.as_ref().unwrap().contains("takes zeros"));
    // The same without a population.
    let alone = with("log").replace("minmax", "none").replace("goalposts = [0, 100]\n", "");
    let f = stops(&alone, &["ARG", "BRA"], "ARG * a 2020 0\nBRA * a 2020 0");
    assert_eq!(
        f.iter().map(|f| (f.code.as_str(), f.line, f.count)).collect::<Vec<_>>(),
        [("transform", Some(line(&alone)), 2)]
    );
}

#[test]
fn units_that_screening_leaves_out_are_said() {
    let rows = "ARG * a 2020 5\nARG * b 2020 5\nARG * c 2020 5\nBRA * a 2020 7\nCOL * c 2020 1";
    let at = |threshold: &str| {
        method(&format!(
            "screen = {{ by = \"available\", threshold = {threshold} }}\nnormalise = \"minmax\""
        ))
    };
    let said = |threshold: &str| {
        let r = results(assessment(&at(threshold), &["2020"], &["ARG", "BRA", "COL"], &[], rows));
        r.findings.into_iter().filter(|f| f.code == "screened").collect::<Vec<_>>()
    };
    let f = said("0.9");
    assert_eq!(f.len(), 1);
    assert_eq!(f[0].severity, ideal_model::Severity::Warning);
    assert!(
        f[0].message.starts_with("screening left out 2 of 3 units: ")
            && f[0].message.contains("(BRA@2020, COL@2020)"),
        "{}",
        f[0].message
    );
    assert!(f[0].hint.as_ref().unwrap().contains("threshold"));
    assert!(said("0.3").is_empty());
    // An edition without a unit is said once, not once for every indicator.
    let two = assessment(
        &at("0.9"),
        &["2020", "2021"],
        &["ARG", "BRA"],
        &[],
        "ARG * a 2020 5\nARG * b 2020 5\nARG * c 2020 5\nBRA * a 2021 7",
    );
    let found = results(two).findings;
    let (screened, rest): (Vec<_>, Vec<_>) = found
        .iter()
        .filter(|f| f.code == "screened" || f.code == "no-population")
        .partition(|f| f.code == "screened");
    assert!(
        screened.len() == 1 && screened[0].message.ends_with("; nothing is left of 2021"),
        "{screened:?}"
    );
    assert!(rest.iter().all(|f| !f.message.contains("2021")), "{rest:?}");
    // With nobody left there is nothing to give.
    let f = stops(&at("0.9"), &["BRA", "COL"], "BRA * a 2020 7\nCOL * c 2020 1");
    assert_eq!(f.iter().map(|f| f.code.as_str()).collect::<Vec<_>>(), ["screened"]);
    assert!(
        f[0].message.starts_with("screening left out 2 of 2 units: ")
            && f[0].message.ends_with("nothing is left to score")
    );
}
