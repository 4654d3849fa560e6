#![allow(clippy::unwrap_used)]
use super::*;
use crate::ids::NodeIx;
use crate::method::{Child, Mean, Penalty, Per, mean_in_words};

const GOOD: &str = r#"
id = "m"
version = "1"

[node.priority]
name.en = "Priority"
aggregate = "geometric"

[node.threat]
parent = "priority"
weight = 2
required = true

[node.response]
parent = "priority"
invert = true

[indicator."a"]
parent = "threat"
goalposts = [0.1, 10]
transform = "log"
per = { indicator = "pop", factor = 100000 }

[indicator."b"]
parent = "response"
goalposts = [0, 1]
direction = "down"

[indicator."pop"]
max_age = 3
"#;

fn codes(text: &str) -> Vec<String> {
    let (m, f) = parse_method(text, "method.toml");
    assert!(m.is_none());
    f.into_iter().map(|f| format!("{}@{}", f.code, f.line.unwrap())).collect()
}

#[test]
fn a_good_method_is_read() {
    let (m, f) = parse_method(GOOD, "method.toml");
    assert_eq!(f, []);
    let m = m.unwrap();
    assert_eq!(m.nodes[m.root].id, "priority");
    assert_eq!(m.nodes[1].children, [Child::Leaf(0.into())]);
    assert_eq!(m.indicators[0].per, Some(Per { indicator: 2.into(), factor: 100_000.0 }));
    assert!(m.is_inverted(2.into()) && !m.is_inverted(1.into()));
    assert_eq!(m.bands_of(0.into()).len(), 4);
    assert!(m.bands_of(2.into()).is_empty());
    assert_eq!(m.ranked_nodes(), [0, 1, 2].map(NodeIx::from));
}

#[test]
fn an_indicator_says_whether_short_periods_count() {
    let lengths = |keys: &str| {
        parse_method(
            &GOOD.replace("max_age = 3\n", &format!("max_age = 3\n{keys}\n")),
            "method.toml",
        )
    };
    let of = |keys: &str| lengths(keys).0.unwrap().indicators[2].clone();
    let p = |s: &str| s.parse::<crate::Period>().unwrap();
    for keys in ["", "period = \"edition\""] {
        let pop = of(keys);
        assert!(
            pop.takes(p("2023"), p("2023"))
                && pop.takes(p("2022"), p("2023-Q1"))
                && pop.takes(p("2023-Q1"), p("2023-04"))
        );
        assert!(
            !pop.takes(p("2023-12"), p("2023"))
                && !pop.takes(p("2023-Q4"), p("2023"))
                && !pop.takes(p("2023-03"), p("2023-Q1"))
        );
    }
    assert!(of("period = \"any\"").takes(p("2023-12"), p("2023")));
    let (m, f) = lengths("period = \"month\"");
    assert!(m.is_none() && f[0].message.contains("month"), "{f:?}");
}

#[test]
fn all_mistakes_come_in_one_pass_with_their_lines() {
    let bad = GOOD
        .replace("weight = 2", "weight = -1")
        .replace("[0, 1]", "[5, 5]")
        .replace("required = true", "requird = true")
        .replace("\"down\"", "\"dwon\"");
    assert_eq!(
        codes(&bad),
        ["negative-weight@11", "unknown-key@12", "goalposts-equal@26", "unknown-word@27"]
    );
}

#[test]
fn structure() {
    assert_eq!(
        codes(&GOOD.replace("[node.priority]", "[node.priority]\nparent = \"threat\"")),
        ["cycle@5"]
    );
    assert_eq!(
        codes(&GOOD.replace("parent = \"response\"", "parent = \"threat\"")),
        ["childless@14"]
    );
    assert_eq!(codes(&GOOD.replace("[0, 1]", "[9, 1]")), ["goalposts-reversed@26"]);
    assert_eq!(codes(&GOOD.replace("[0.1, 10]", "[0, 10]")), ["goalposts-transform@20"]);
    assert_eq!(
        codes(&GOOD.replace("per = { indicator = \"pop\", factor = 100000 }", "")),
        ["unreachable@29"]
    );
    assert_eq!(codes(&GOOD.replace("aggregate = \"geometric\"", "weight = 1")), ["root-weight@7"]);
    assert_eq!(codes(""), ["empty-method@1"]);
    assert_eq!(codes("{ this is json? }"), ["toml-syntax@1"]);
    assert_eq!(codes("id = \"x\""), ["no-nodes@1"]);
}

#[test]
fn an_unknown_parent_is_one_finding() {
    let f = parse_method(&GOOD.replace("parent = \"response\"", "parent = \"responce\""), "m").1;
    let errors: Vec<_> = f.iter().filter(|f| f.is_error()).collect();
    assert_eq!(errors[0].code, "unknown-reference");
    assert!(errors[0].hint.as_deref().unwrap().contains("`response`"));
    assert_eq!(errors.len(), 1);
}

#[test]
fn the_function_of_a_node_is_a_word_or_a_table_of_one() {
    let with = |how: &str| GOOD.replace("aggregate = \"geometric\"", &format!("aggregate = {how}"));
    let read = |how: &str| {
        let (m, f) = parse_method(&with(how), "method.toml");
        let m = m.unwrap_or_else(|| panic!("{how}: {f:?}"));
        (m.nodes[m.root].aggregate, mean_in_words(m.nodes[m.root].aggregate))
    };
    assert_eq!(read("{ power = 0.5 }"), (Mean::Power(0.5), "power 0.5".to_owned()));
    // The word alone is the index of its authors, for phenomena where high is good.
    let subtract =
        (Mean::MazziottaPareto(Penalty::Subtract), "mazziotta_pareto subtract".to_owned());
    assert_eq!(read("\"mazziotta_pareto\""), subtract);
    assert_eq!(read("{ mazziotta_pareto = \"subtract\" }"), subtract);
    assert_eq!(read("{ mazziotta_pareto = \"add\" }").0, Mean::MazziottaPareto(Penalty::Add));
    for (how, code) in [
        ("\"mazziota_pareto\"", "unknown-word"),
        ("\"copeland\"", "unknown-word"),
        ("{ mazziotta_pareto = \"up\" }", "unknown-word"),
        ("{ mazziotta_pareto = true }", "wrong-type"),
        ("{ mazziotta = \"add\" }", "unknown-key"),
        ("{ power = 2, mazziotta_pareto = \"add\" }", "two-functions"),
        ("{ power = 0 }", "bad-power"),
        ("{ power = \"2\" }", "wrong-type"),
        ("{}", "missing-key"),
        ("\"power\"", "missing-key"),
        ("2", "wrong-type"),
    ] {
        assert_eq!(codes(&with(how)), [format!("{code}@7")], "{how}");
    }
    let hint = |how: &str| parse_method(&with(how), "m").1[0].hint.clone().unwrap();
    assert!(hint("\"mazziota_pareto\"").contains("`mazziotta_pareto`"));
    assert!(hint("\"copeland\"").contains("ideal sensitivity"));
    assert_eq!(hint("\"power\""), "write aggregate = { power = 2 }; 0 is \"geometric\"");
    assert!(hint("\"xyz\"").ends_with("mazziotta_pareto, power"), "{}", hint("\"xyz\""));
}

#[test]
fn a_closed_scale_is_read_and_one_series_has_one() {
    let (m, f) = parse_method(
        &GOOD.replace("goalposts = [0, 1]", "goalposts = [0, 1]\nscale = [0, 10]"),
        "method.toml",
    );
    assert_eq!(f, []);
    let scale = m.unwrap().indicators[1].scale.unwrap();
    assert!(scale.holds(0.0) && scale.holds(10.0) && !scale.holds(80.0) && !scale.holds(-0.1));
    assert_eq!(
        codes(&GOOD.replace("goalposts = [0, 1]", "goalposts = [0, 1]\nscale = [10, 0]")),
        ["bad-scale@27"]
    );
    let twice = format!(
        "{GOOD}scale = [0, 1]\n[indicator.c]\nreads = \"pop\"\nparent = \"threat\"\ngoalposts = \
         [0, 1]\nscale = [0, 2]\n"
    );
    assert_eq!(codes(&twice), ["two-scales@32"]);
}

#[test]
fn one_mistake_is_one_finding() {
    // A parent that is misspelt leaves its node without children, and posts that cannot be read are
    // no missing posts.
    assert_eq!(
        codes(&GOOD.replace("parent = \"response\"\ngoalposts", "parent = \"respnse\"\ngoalposts")),
        ["unknown-reference@25"]
    );
    assert_eq!(codes(&GOOD.replace("goalposts = [0, 1]", "goalpots = [0, 1]")), ["unknown-key@26"]);
    assert_eq!(codes(&GOOD.replace("goalposts = [0, 1]", "goalposts = 3")), ["wrong-type@26"]);
    assert_eq!(
        codes(&GOOD.replace("goalposts = [0, 1]", "normalise = \"minmx\"")),
        ["unknown-word@26"]
    );
}

#[test]
fn weights_that_look_like_shares_are_noted_with_what_they_come_to() {
    let shares = |a: &str, b: &str| {
        let text = GOOD.replace("weight = 2", &format!("weight = {a}")).replace(
            "parent = \"priority\"\ninvert",
            &format!("parent = \"priority\"\nweight = {b}\ninvert"),
        );
        let (m, f) = parse_method(&text, "method.toml");
        assert!(m.is_some());
        f.into_iter().map(|f| f.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(shares("2", "1"), Vec::<String>::new());
    assert_eq!(shares("0.6", "0.4"), Vec::<String>::new());
    let said = shares("0.6", "40");
    assert!(
        said.len() == 1 && said[0].starts_with("method.toml:11:10: note[weights-like-shares]"),
        "{said:?}"
    );
    assert!(said[0].contains("`threat` 1.5 %, `response` 98.5 %"), "{said:?}");
    assert!(shares("60", "45")[0].contains("`threat` 57.1 %, `response` 42.9 %"));
}
