//! Breakages that a second look found: codes that nobody knows, grades of another scheme, scales on
//! which nothing ranks, lists without an end, and numbers that pass the largest there is.

use std::sync::Arc;

use ideal::engine::EngineError;
use ideal::model::method::{
    Band, Child, Function, Mean, MethodBuilder, Normalise, Penalty, Per, Switch, ValueTransform,
};
use ideal::model::{
    AssessmentInput, ClosedScale, Finding, IndicatorIx, Lang, Method, Names, Value, parse_method,
};
use ideal::{Assessment, Error, RankingRow};

use super::{Broken, against, evidence, leaf, refused, valid};

#[test]
fn what_a_second_look_found_is_refused() {
    for (what, code, named, change) in METHODS {
        let mut a = valid();
        change(Arc::make_mut(&mut a.method));
        refused(a, what, code, named);
    }
    for (what, code, named, change) in ASSESSMENTS {
        let mut a = valid();
        change(&mut a);
        refused(a, what, code, named);
    }
}

fn band(id: &str, below: Option<f64>) -> Band {
    Band { id: id.into(), names: Names::default(), below, of: None }
}

const METHODS: &[Broken<Method>] = &[
    ("a weight of no area", "unknown-crime-area", &["drug_cocain", "rollup.territory"], |m| {
        m.rollup_territory.as_mut().unwrap().weights.push(("drug_cocain".into(), 1.0));
    }),
    ("a weight of no area at a node", "unknown-crime-area", &["zzz", "rollup.territory"], |m| {
        let weights = vec![("zzz".to_owned(), 1.0)];
        m.rollup_territory.as_mut().unwrap().weights_of.push((m.root, weights));
    }),
    ("a weight of no territory", "unknown-territory", &["QQQ", "rollup.crime_area"], |m| {
        m.rollup_crime_area.as_mut().unwrap().weights.push(("QQQ".into(), 1.0));
    }),
    ("an area that is none", "unknown-crime-area", &["drug_cocain"], |m| {
        m.indicators[0].crime_areas.push("drug_cocain".into());
    }),
    ("a weight twice", "code-twice", &["drug_cocaine", "rollup.territory"], |m| {
        let weights = &mut m.rollup_territory.as_mut().unwrap().weights;
        weights.clear();
        weights.extend([("drug_cocaine".to_owned(), 1.0), ("drug_cocaine".to_owned(), 2.0)]);
    }),
    ("a node with weights twice", "code-twice", &["weights_of"], |m| {
        let of = &mut m.rollup_territory.as_mut().unwrap().weights_of;
        of.clear();
        of.extend([(m.root, Vec::new()), (m.root, Vec::new())]);
    }),
    ("weights of a roll-up that overflow", "weights-apart", &["rollup.territory"], |m| {
        let weights = [("drug_cocaine".to_owned(), 1e308), ("drug_heroin".to_owned(), 1e308)];
        m.rollup_territory.as_mut().unwrap().weights = weights.to_vec();
    }),
    ("a scale that nine decimals do not divide", "bad-scale", &["nine decimals"], |m| {
        m.scale = [0.0, 1e-9];
    }),
    ("a scale far from 0", "bad-scale", &["nine decimals"], |m| m.scale = [1e12, 1e12 + 100.0]),
    ("a range that nine decimals do not divide", "bad-range", &["[steps]"], |m| {
        m.steps.normalise = against(Function::MinMax { range: [50.0, 50.0 + 1e-9] });
    }),
    ("an indicator's range likewise", "bad-range", &["nine decimals"], |m| {
        m.indicators[0].normalise = Some(against(Function::MinMax { range: [5.0, 5.0 + 1e-9] }));
    }),
    ("denominators in a circle", "divided-denominator", &["is divided by"], |m| {
        for (i, by) in [(0, 1), (1, 0)] {
            let indicator = IndicatorIx::new(by).unwrap();
            m.indicators[i].per = Some(Per { indicator, factor: 1.0 });
        }
    }),
    ("a denominator that is divided itself", "divided-denominator", &["is divided by"], |m| {
        for (i, by) in [(0, 1), (1, 2)] {
            let indicator = IndicatorIx::new(by).unwrap();
            m.indicators[i].per = Some(Per { indicator, factor: 1.0 });
        }
    }),
    ("an error of no grade", "bad-grade", &["Z9", "admiralty"], |m| {
        m.uncertainty.sd.push(("Z9".into(), 3.0));
    }),
    ("an error of one letter", "bad-grade", &["`B`"], |m| m.uncertainty.sd.push(("B".into(), 3.0))),
    ("an error twice", "grade-twice", &["B2"], |m| {
        m.uncertainty.sd = vec![("B2".into(), 3.0), ("B2".into(), 4.0)];
    }),
    ("a reliability of no scheme", "bad-grade", &["`Z`", "reliability"], |m| {
        m.confidence.reliability.push(('Z', 0.5));
    }),
    ("a credibility of no scheme", "bad-grade", &["`9`", "credibility"], |m| {
        m.confidence.credibility.push(('9', 0.5));
    }),
    ("goalposts that a root makes equal", "goalposts-too-near", &["goalposts"], |m| {
        let (i, _) = leaf(m);
        m.indicators[i].transform = Some(ValueTransform::Sqrt);
        m.indicators[i].normalise = Some(Normalise::Goalposts);
        m.indicators[i].goalposts = Some([1e16, 1e16 + 2.0]);
        m.indicators[i].weight = 0.0;
    }),
    ("a band below the scale", "band-off-scale", &["`none`", "0 to 100"], |m| {
        m.bands = vec![band("none", Some(0.0)), band("some", Some(50.0)), band("rest", None)];
    }),
    ("a band above the scale", "band-off-scale", &["`much`"], |m| {
        m.bands = vec![band("some", Some(50.0)), band("much", Some(150.0)), band("rest", None)];
    }),
    ("two bands of one id", "band-twice", &["`some`"], |m| {
        m.bands = vec![band("some", Some(50.0)), band("some", None)];
    }),
    ("bands without an end", "method-too-large", &["10001 bands"], |m| {
        let cut = |i: i32| Some(f64::from(i + 1) / 200.0);
        m.bands = (0..10_000).map(|i| band(&format!("b{i}"), cut(i))).collect();
        m.bands.push(band("last", None));
    }),
    ("a huge top", "out-of-range", &["top", "1900000"], |m| m.uncertainty.top.push(1_900_000)),
    ("tops without an end", "method-too-large", &["top"], |m| m.uncertainty.top = vec![3; 101]),
    ("switches without an end", "method-too-large", &["switch"], |m| {
        let switch = Switch { node: m.root, to: Mean::Geometric, p: 0.5 };
        m.uncertainty.switch = vec![switch; 20_000];
    }),
    ("an error beyond everything", "out-of-range", &["sd"], |m| m.uncertainty.sd_ungraded = 1e300),
    ("a concentration without a spread", "out-of-range", &["concentration"], |m| {
        m.uncertainty.concentration = 1.7e308;
    }),
];

const ASSESSMENTS: &[Broken<AssessmentInput>] = &[
    ("a value off its closed scale", "outside-scale", &["0 to 1", "csv:"], |a| {
        let o = a.evidence.observations.iter().find(|o| matches!(o.value, Value::Number(_)));
        let indicator = o.unwrap().indicator;
        let series = a.evidence.indicators.code(indicator).to_owned();
        let m = Arc::make_mut(&mut a.method);
        for i in m.indicators.iter_mut().filter(|i| i.series == series) {
            i.scale = Some(ClosedScale { low: 0.0, high: 1.0 });
        }
        let of = |o: &&mut ideal::model::Observation| o.indicator == indicator;
        let rows = &mut evidence(a).observations;
        rows.iter_mut().find(of).unwrap().value = Value::Number(80.0);
    }),
    ("draws without an end", "too-many-draws", &["4000000000"], |a| a.draws = 4_000_000_000),
];

/// The same mistakes in a file are found there, each at its place.
#[test]
fn a_file_keeps_the_same_rules() {
    const LEAF: &str = "[indicator.x]\nparent = \"top\"\ngoalposts = [0, 9]\n";
    let text = |more: &str| format!("id = \"m\"\n{more}\n");
    for (more, code, place) in [
        ("scale = [0, 1e-9]\n[node.top]\n", "bad-scale", "m.toml:2:9"),
        ("[node.top]\n[confidence]\nreliability = { Z = 1 }\n", "bad-grade", "m.toml:4:21"),
        ("[node.top]\n[uncertainty]\nsd = { B2 = 1, Z9 = 1 }\n", "bad-grade", "m.toml:4:21"),
        ("[node.top]\n[uncertainty]\ntop = [3, 1900000]\n", "out-of-range", "m.toml:4:7"),
        (
            "[node.top]\n[[band]]\nid = \"a\"\nbelow = 900\n[[band]]\nid = \"b\"\n",
            "band-off-scale",
            "m.toml:3:1",
        ),
        (
            "[node.top]\n[steps]\nnormalise = { method = \"minmax\", range = [5, 5.0000000001] }\n",
            "bad-range",
            "m.toml:3:1",
        ),
        (
            "[node.top]\n[indicator.y]\nper = \"z\"\n[indicator.z]\nper = \"y\"\n",
            "divided-denominator",
            "m.toml:3:12",
        ),
    ] {
        let (method, findings) = parse_method(&(text(more) + LEAF), "m.toml");
        let at: Vec<String> =
            findings.iter().filter(|f| f.code == code).map(Finding::place).collect();
        assert!(
            method.is_none() && at.first().is_some_and(|p| p == place),
            "{code}: {findings:#?}"
        );
    }
}

/// A project of one territory and one crime area, with this method and these rows.
fn project(method: MethodBuilder, rows: &str, draws: u32) -> Result<Assessment, Error> {
    let method = method.build().unwrap_or_else(|f| panic!("{f:#?}"));
    let mut input = valid();
    input.findings.clear();
    input.method = Arc::new(method);
    input.groups.clear();
    input.draws = draws;
    let mut files = ideal::evidence::InMemory::new();
    let text = format!("territory,crime_area,indicator,period,value\n{rows}");
    files.insert("evidence/a.csv", text.into_bytes());
    let settings = "id = \"x\"\neditions = [\"2023\"]\nterritories = [\"*\"]\ncrime_areas = \
                    [\"drug_cocaine\"]\nmethod = \"m.toml\"\nevidence = [\"evidence/*.csv\"]\n";
    files.insert("assessment.toml", settings.as_bytes().to_vec());
    let loaded = ideal::evidence::load_with(&files, Method::clone(&input.method), "0".repeat(64));
    let mut a = loaded.assessment.unwrap_or_else(|| panic!("{:#?}", loaded.findings));
    a.draws = draws;
    Assessment::from_input(a)
}

/// What stops a run.
fn stopped(a: &Assessment) -> Vec<Finding> {
    match ideal::engine::run(Arc::new((**a).clone()), &()) {
        Err(EngineError::Findings(findings)) => findings,
        other => panic!("{other:?}"),
    }
}

fn one_leaf(change: impl FnOnce(&mut ideal::model::method::Indicator)) -> MethodBuilder {
    Method::builder("m").root("top", |_| {}).indicator("own.x", "top", |i| {
        i.goalposts = Some([0.0, 10.0]);
        change(i);
    })
}

#[test]
fn a_quantity_that_passes_the_largest_number_is_an_error_of_its_row() {
    let per = one_leaf(|_| {}).denominator("own.people", |_| {}).per("own.x", "own.people", 1e300);
    let rows = "COL,*,own.x,2023,1e9\nCOL,*,own.people,2023,1\nPER,*,own.x,2023,1\n\
                PER,*,own.people,2023,1\n";
    let found = stopped(&project(per, rows, 0).unwrap());
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(
        (found[0].code.as_str(), found[0].place().as_str()),
        ("overflow", "evidence/a.csv:2")
    );
    assert!(found[0].message.contains("`own.x` of COL in 2023, divided by `own.people`"));

    let smooth = one_leaf(|i| i.smooth = Some(3));
    let rows = "COL,*,own.x,2021,1e308\nCOL,*,own.x,2022,1e308\nCOL,*,own.x,2023,1e308\n";
    let found = stopped(&project(smooth, rows, 0).unwrap());
    assert!(
        found.iter().any(|f| f.code == "overflow" && f.message.contains("3 years")),
        "{found:#?}"
    );

    let minmax =
        one_leaf(|i| i.normalise = Some(against(Function::MinMax { range: [0.0, 100.0] })));
    let rows = "COL,*,own.x,2023,1e308\nPER,*,own.x,2023,-1e308\nBOL,*,own.x,2023,0\n";
    let found = stopped(&project(minmax, rows, 0).unwrap());
    assert!(found.iter().any(|f| f.code == "overflow"), "{found:#?}");
}

/// No number of a result is none: a light leaf beside a heavy one that is not in question has its
/// draws, and a score whose draws have no mean has no interval.
#[test]
fn no_interval_is_no_number() {
    let light = Method::builder("m")
        .root("top", |n| n.min_coverage = 0.0)
        .indicator("own.x", "top", |i| i.goalposts = Some([0.0, 10.0]))
        .indicator("own.y", "top", |i| {
            (i.goalposts, i.weight) = (Some([0.0, 10.0]), 1e-5);
        });
    let rows = "COL,*,own.x,2023,not_applicable\nCOL,*,own.y,2023,5\nPER,*,own.x,2023,1\n\
                PER,*,own.y,2023,1\n";
    let results = project(light, rows, 1_000).unwrap().run().unwrap();
    let top = results.cell("COL", "drug_cocaine").unwrap().node("top").unwrap();
    let interval = top.interval.as_ref().unwrap();
    assert!(interval.low < interval.high && interval.low > 0.0 && interval.high < 100.0);

    let switched = Method::builder("m")
        .root("top", |n| n.floor = Some(0.0))
        .indicator("own.x", "top", |i| i.goalposts = Some([0.0, 10.0]))
        .indicator("own.y", "top", |i| i.goalposts = Some([0.0, 10.0]))
        .with(|m| {
            let to = Mean::MazziottaPareto(Penalty::Subtract);
            m.uncertainty.switch.push(Switch { node: m.root, to, p: 1.0 });
            m.uncertainty.sd_ungraded = 0.0;
            m.scale = [-50.0, 50.0];
        });
    let rows = "COL,*,own.x,2023,0\nCOL,*,own.y,2023,1\nPER,*,own.x,2023,9\nPER,*,own.y,2023,8\n";
    let results = project(switched, rows, 1_000).unwrap().run().unwrap();
    let of = |territory| results.cell(territory, "drug_cocaine").unwrap().node("top").unwrap();
    assert!(of("COL").score.is_some() && of("COL").interval.is_none());
    assert!(of("PER").interval.is_some());
    let said: Vec<&Finding> =
        results.findings.iter().filter(|f| f.code == "undefined-draws").collect();
    assert!(said.len() == 1 && said[0].message.contains("in all draws"), "{said:?}");
    let row = results.ranking(ideal::Ranking::Units).find(|r| r.territory == "PER").unwrap();
    assert!(row.low.zip(row.high).zip(row.score).is_some_and(|((l, h), s)| l <= s && s <= h));
    for node in results.nodes.iter() {
        let interval = node.interval.as_ref();
        assert!(interval.is_none_or(|i| [i.low, i.median, i.high].iter().all(|x| x.is_finite())));
        assert!(interval.is_none_or(|i| i.bands.iter().all(|p| (0.0..=1.0).contains(p))));
    }
}

#[test]
fn a_moderate_confidence_of_0_leaves_none_below_it() {
    let method = one_leaf(|i| i.kind = ideal::model::method::Kind::Enforcement)
        .with(|m| m.confidence.moderate = 0.0);
    let results = project(method, "COL,*,own.x,2023,5\n", 0).unwrap().run().unwrap();
    let top = results.cell("COL", "drug_cocaine").unwrap().node("top").unwrap();
    assert_eq!(top.confidence, Some(0.0));
}

/// The findings of a check are those of the method that an assessment has.
#[test]
fn a_check_follows_the_method() {
    let demo = Assessment::demo().unwrap().with_draws(0);
    let shares =
        |a: &Assessment| a.check().iter().filter(|f| f.code == "weights-like-shares").count();
    assert_eq!(shares(&demo), 0);
    let root = demo.method.root;
    let names: Vec<String> = (demo.method.nodes[root].children.iter())
        .filter_map(|c| match *c {
            Child::Node(i) => Some(demo.method.nodes[i].id.clone()),
            Child::Leaf(_) => None,
        })
        .collect();
    let odd = names.iter().zip([0.5, 0.3, 0.1, 0.05]).map(|(n, w)| (n.as_str(), w));
    let odd = demo.clone().weighed(odd).unwrap();
    assert_eq!(shares(&odd), 1, "{:#?}", odd.check());
    // What other files say stays, and once.
    let others = |a: &Assessment| {
        let mut all: Vec<Finding> =
            a.check().iter().filter(|f| f.file == "sources.csv").cloned().collect();
        all.sort();
        all
    };
    assert_eq!(others(&odd), others(&demo));
    let narrow = one_leaf(|_| {}).build().unwrap();
    let other = demo.clone().with_method(narrow).unwrap();
    assert!(other.check().iter().any(|f| f.code == "no-rows-for-indicator"
        && f.message.contains("`own.x`")
        && f.file == "m"
        && f.line.is_none()));
    let again = Assessment::from_input((*demo).clone()).unwrap();
    let heavier = again.with_weight("threat", 2.0).unwrap();
    assert_eq!(
        heavier.check().len(),
        demo.clone().with_weight("threat", 2.0).unwrap().check().len()
    );
}

/// What is too large for the memory is refused before it is reserved.
#[test]
fn an_assessment_in_code_is_no_larger_than_one_in_files() {
    let mut a = valid();
    let editions =
        (0..1200_i32).flat_map(|y| (1..=12).map(move |m| format!("{}-{m:02}", 1000 + y)));
    let editions: Vec<ideal::Period> = editions.filter_map(|e| e.parse().ok()).collect();
    a.editions = editions;
    let Err(Error::Project { findings, .. }) = Assessment::from_input(a) else {
        panic!("it is taken");
    };
    assert!(findings.iter().any(|f| f.code == "too-large"), "{findings:#?}");
    let demo = Assessment::demo().unwrap().with_draws(4_000_000_000);
    let error = demo.run().unwrap_err().to_string();
    assert!(error.contains("4000000000 draws") && error.contains("10000000"), "{error}");
}

/// A name may hold what commands a terminal; a printed row never does.
#[test]
fn what_is_printed_commands_no_terminal() {
    let mut a = valid();
    a.languages = vec![Lang::En.into()];
    a.territories[0].names = Names::same("\u{1b}[31mred\u{7}");
    let results = Assessment::from_input(a).unwrap().run().unwrap();
    let rows: Vec<RankingRow> = results.ranking(ideal::Ranking::Territories).collect();
    let named = rows.iter().find(|r| r.name.contains("red")).unwrap();
    assert!(named.name.contains('\u{1b}'));
    let printed = named.to_string();
    assert!(
        printed.contains("<U+001B>[31mred<U+0007>") && !printed.contains('\u{1b}'),
        "{printed}"
    );
    let finding = Finding::error("x", "\u{1b}]0;x").in_file("\u{9b}a").hint("\u{202e}");
    assert!(!finding.to_string().contains(['\u{1b}', '\u{9b}', '\u{202e}']), "{finding}");
}
