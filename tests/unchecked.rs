//! Nothing unchecked is run: every way to break an assessment in code is refused, with its place.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod extremes;

use std::sync::Arc;

use ideal::engine::EngineError;
use ideal::model::method::{
    Against, Band, Child, Fill, Function, Impute, Mean, Normalise, Per, Screen, ScreenBy,
    Statistic, Switch, Transform, Treat, UnitKind,
};
use ideal::model::{
    AssessmentInput, ClosedScale, EditionIx, Evidence, Group, IndicatorIx, Method, Names, NodeIx,
    Source, Value,
};

/// A normalisation against a population.
fn against(function: Function) -> Normalise {
    Normalise::Against(Against::new(function).unwrap())
}

/// The demonstration, valid, without draws.
fn valid() -> AssessmentInput {
    let demo = ideal::Assessment::demo().unwrap().with_draws(0);
    (*demo).clone()
}

/// Whether a run refuses it, with an error of this kind that names all of these.
fn refused(a: AssessmentInput, what: &str, code: &str, named: &[&str]) {
    let Err(EngineError::Findings(findings)) = ideal::engine::run(Arc::new(a), &()) else {
        panic!("{what}: it runs");
    };
    let fits = |f: &&ideal::Finding| f.code == code && named.iter().all(|n| f.message.contains(n));
    assert!(findings.iter().any(|f| fits(&f) && f.is_error()), "{what}: {findings:#?}");
}

/// What is broken, the code of its finding, and words of it.
type Broken<T> = (&'static str, &'static str, &'static [&'static str], fn(&mut T));

const NAN: f64 = f64::NAN;
const INF: f64 = f64::INFINITY;

/// An index beyond every list.
fn beyond<I: From<u16>>() -> I {
    I::from(60_000)
}

/// The indicator that these tests break, and the node above it.
fn leaf(m: &Method) -> (usize, usize) {
    let i = m.indicators.iter().position(|i| i.parent.is_some()).unwrap();
    (i, m.indicators[i].parent.unwrap().get())
}

/// What `with` takes away is missed, not looked for where it stood.
#[test]
fn a_builder_survives_its_own_shears() {
    let cut = Method::builder("m")
        .root("top", |_| {})
        .indicator("a", "top", |i| i.goalposts = Some([0.0, 1.0]))
        .indicator("b", "top", |i| i.goalposts = Some([0.0, 1.0]))
        .with(|m| m.indicators.truncate(1))
        .build();
    assert!(cut.is_err_and(|findings| findings.iter().any(|f| f.code == "index-out-of-range")));
}

/// Breaks the methods of the demonstration; the names are those of the first leaf and its node.
#[test]
fn a_broken_method_is_refused() {
    let leaf_weight: [f64; 4] = [-1.0, NAN, INF, -INF];
    for weight in leaf_weight {
        let mut a = valid();
        let m = Arc::make_mut(&mut a.method);
        let (i, _) = leaf(m);
        m.indicators[i].weight = weight;
        let (code, kind) = (m.indicators[i].code.clone(), kind(weight));
        refused(a, "the weight of a leaf", kind, &["weight", &code]);
        let mut a = valid();
        let m = Arc::make_mut(&mut a.method);
        let (_, n) = leaf(m);
        m.nodes[n].weight = weight;
        let id = m.nodes[n].id.clone();
        refused(a, "the weight of a node", kind, &["weight", &id]);
    }
    for (posts, kind) in [
        (None, "no-goalposts"),
        (Some([NAN, 1.0]), "not-finite"),
        (Some([0.0, INF]), "not-finite"),
        (Some([1.0, 1.0]), "goalposts-equal"),
        (Some([2.0, 1.0]), "goalposts-reversed"),
        (Some([-f64::MAX, f64::MAX]), "goalposts-too-far"),
    ] {
        let mut a = valid();
        let m = Arc::make_mut(&mut a.method);
        let (i, _) = leaf(m);
        m.indicators[i].goalposts = posts;
        let code = m.indicators[i].code.clone();
        refused(a, &format!("{posts:?}"), kind, &["goalposts", &code]);
    }
    let all: [&[Broken<Method>]; 4] = [TREE, NUMBERS, CONSTANTS, INDICES];
    for (what, code, named, change) in all.into_iter().flatten() {
        let mut a = valid();
        change(Arc::make_mut(&mut a.method));
        refused(a, what, code, named);
    }
}

fn kind(x: f64) -> &'static str {
    if x.is_finite() { "out-of-range" } else { "not-finite" }
}

const TREE: &[Broken<Method>] = &[
    ("no nodes", "no-nodes", &[], |m| m.nodes.clear()),
    ("a root that has a parent", "no-root", &["root"], |m| {
        let child = m.node_indices().find(|&i| m.nodes[i].parent.is_some());
        m.root = child.unwrap();
    }),
    ("two roots", "two-roots", &["no parent"], |m| {
        let root = m.root;
        let at = m.nodes[root].children.iter().position(|c| matches!(c, Child::Node(_))).unwrap();
        if let Child::Node(i) = m.nodes[root].children.remove(at) {
            m.nodes[i].parent = None;
        }
    }),
    ("a root of all that is in a circle", "no-root", &["parent"], |m| {
        let (_, n) = leaf(m);
        let n = NodeIx::new(n).unwrap();
        let root = m.root;
        m.nodes[root].parent = Some(n);
        m.nodes[n].children.push(Child::Node(root));
    }),
    ("a circle beside the tree", "cycle", &["circle"], |m| {
        // Two nodes that are each other's parents, and nobody else's.
        let (a, b) = (NodeIx::new(m.nodes.len()).unwrap(), NodeIx::new(m.nodes.len() + 1).unwrap());
        for (id, parent, child) in [("one", b, b), ("other", a, a)] {
            let mut n = m.nodes[m.root].clone();
            n.id = id.to_owned();
            (n.parent, n.children) = (Some(parent), vec![Child::Node(child)]);
            m.nodes.push(n);
        }
    }),
    ("a node that is its own parent", "cycle", &["alone under alone"], |m| {
        let me = NodeIx::new(m.nodes.len()).unwrap();
        let mut n = m.nodes[m.root].clone();
        (n.id, n.parent, n.children) = ("alone".to_owned(), Some(me), vec![Child::Node(me)]);
        m.nodes.push(n);
    }),
    ("a node without children", "childless", &["bare"], |m| {
        let mut n = m.nodes[m.root].clone();
        (n.id, n.parent, n.children) = ("bare".to_owned(), Some(m.root), Vec::new());
        let child = Child::Node(NodeIx::new(m.nodes.len()).unwrap());
        m.nodes.push(n);
        let root = m.root;
        m.nodes[root].children.push(child);
    }),
    ("a child twice", "child-twice", &["child of"], |m| {
        let (_, n) = leaf(m);
        let first = m.nodes[n].children[0];
        m.nodes[n].children.push(first);
    }),
    ("a child of two nodes", "child-twice", &["child of"], |m| {
        let (i, _) = leaf(m);
        let root = m.root;
        m.nodes[root].children.push(Child::Leaf(IndicatorIx::new(i).unwrap()));
    }),
    ("a child whose parent is another", "wrong-parent", &["whose parent is"], |m| {
        let (i, _) = leaf(m);
        m.indicators[i].parent = Some(m.root);
    }),
    ("a child that its parent does not list", "child-missing", &["not among the children"], |m| {
        let (_, n) = leaf(m);
        m.nodes[n].children.pop();
    }),
    ("two nodes of one id", "node-twice", &["two nodes"], |m| {
        m.nodes[1].id = m.nodes[0].id.clone();
    }),
    ("two indicators of one code", "indicator-twice", &["two indicators"], |m| {
        m.indicators[1].code = m.indicators[0].code.clone();
    }),
    ("an indicator that nothing reads", "unreachable", &["nothing reads it"], |m| {
        let mut i = m.indicators[leaf(m).0].clone();
        (i.code, i.parent) = ("spare".to_owned(), None);
        m.indicators.push(i);
    }),
    ("weights whose sum overflows", "weights-apart", &["billion"], |m| {
        let (i, n) = leaf(m);
        m.indicators[i].weight = 1e308;
        let children = m.nodes[n].children.clone();
        assert!(children.len() > 1, "the leaf has a sibling");
    }),
    ("weights that vanish", "weights-apart", &["billion"], |m| {
        let (i, _) = leaf(m);
        m.indicators[i].weight = 5e-324;
    }),
    ("children that have no weight", "weights-all-zero", &["weight 0"], |m| {
        let (_, n) = leaf(m);
        for child in m.nodes[n].children.clone() {
            match child {
                Child::Node(i) => m.nodes[i].weight = 0.0,
                Child::Leaf(i) => m.indicators[i].weight = 0.0,
            }
        }
    }),
];

const INDICES: &[Broken<Method>] = &[
    ("a root that is not there", "index-out-of-range", &["root", "60000"], |m| m.root = beyond()),
    ("a parent that is not there", "index-out-of-range", &["parent", "60000"], |m| {
        let (_, n) = leaf(m);
        m.nodes[n].parent = Some(beyond());
    }),
    ("a leaf's parent that is not there", "index-out-of-range", &["parent", "60000"], |m| {
        let (i, _) = leaf(m);
        m.indicators[i].parent = Some(beyond());
    }),
    ("a child node that is not there", "index-out-of-range", &["child", "60000"], |m| {
        m.nodes[0].children.push(Child::Node(beyond()));
    }),
    ("a leaf that is not there", "index-out-of-range", &["child", "60000"], |m| {
        m.nodes[0].children.push(Child::Leaf(beyond()));
    }),
    ("a denominator that is not there", "index-out-of-range", &["denominator", "60000"], |m| {
        m.indicators[0].per = Some(Per { indicator: beyond(), factor: 1.0 });
    }),
    ("a denominator of itself", "self-denominator", &["own denominator"], |m| {
        let (i, _) = leaf(m);
        let indicator = IndicatorIx::new(i).unwrap();
        m.indicators[i].per = Some(Per { indicator, factor: 1.0 });
    }),
    ("a band of no node", "index-out-of-range", &["band", "60000"], |m| {
        m.bands[0].of = Some(beyond());
    }),
    ("a switch of no node", "index-out-of-range", &["switch", "60000"], |m| {
        let to = Mean::Geometric;
        m.uncertainty.switch.push(Switch { node: beyond(), to, p: 0.5 });
    }),
    ("weights of no node", "index-out-of-range", &["weights_of", "60000"], |m| {
        m.rollup_territory.as_mut().unwrap().weights_of.push((beyond(), Vec::new()));
    }),
];

const NUMBERS: &[Broken<Method>] = &[
    ("a scale reversed", "bad-range", &["scale"], |m| m.scale = [100.0, 0.0]),
    ("a scale without width", "bad-range", &["scale"], |m| m.scale = [1.0, 1.0]),
    ("a scale that is NaN", "bad-range", &["scale"], |m| m.scale[0] = NAN),
    ("an endless scale", "bad-range", &["scale"], |m| m.scale = [-f64::MAX, f64::MAX]),
    ("decimals", "out-of-range", &["decimals"], |m| m.decimals = 13),
    ("a coverage", "out-of-range", &["min_coverage"], |m| m.nodes[0].min_coverage = 1.5),
    ("a coverage that is NaN", "not-finite", &["min_coverage"], |m| m.nodes[0].min_coverage = NAN),
    ("a floor", "out-of-range", &["floor"], |m| m.nodes[0].floor = Some(-3.0)),
    ("a floor that is NaN", "not-finite", &["floor"], |m| m.nodes[0].floor = Some(NAN)),
    ("a power of 0", "bad-power", &["power"], |m| m.nodes[0].aggregate = Mean::Power(0.0)),
    ("a power", "not-finite", &["power"], |m| m.nodes[0].aggregate = Mean::Power(NAN)),
    ("an age", "out-of-range", &["max_age"], |m| m.indicators[0].max_age = -1.0),
    ("an age that is NaN", "not-finite", &["max_age"], |m| m.indicators[0].max_age = NAN),
    ("a closed scale", "bad-range", &["scale"], |m| {
        m.indicators[0].scale = Some(ClosedScale { low: 3.0, high: 1.0 });
    }),
    ("a factor", "out-of-range", &["factor"], |m| {
        let other = IndicatorIx::new(1).unwrap();
        m.indicators[0].per = Some(Per { indicator: other, factor: 0.0 });
    }),
    ("a window", "out-of-range", &["smooth"], |m| m.indicators[0].smooth = Some(0)),
    ("a wide window", "out-of-range", &["smooth"], |m| m.indicators[0].smooth = Some(51)),
    ("an area", "area-in-code", &["area"], |m| m.indicators[0].area = Some("x".into())),
    ("never", "never-applies", &["never"], |m| {
        let (i, _) = leaf(m);
        m.indicators[i].since = Some("2020".parse().unwrap());
        m.indicators[i].until = Some("2019".parse().unwrap());
    }),
    ("bands that fall", "bands-order", &["band"], |m| {
        m.bands[0].below = Some(90.0);
        m.bands[1].below = Some(10.0);
    }),
    ("a band that is NaN", "not-finite", &["band", "below"], |m| m.bands[0].below = Some(NAN)),
    ("an open band", "bands-open", &["band"], |m| m.bands[0].below = None),
    ("a closed last band", "bands-open", &["last band"], |m| {
        let below = Some(1e9);
        m.bands.push(Band { id: "top".into(), names: Names::default(), below, of: None });
        let n = m.bands.len();
        m.bands[n - 2].below = Some(1e8);
    }),
];

const CONSTANTS: &[Broken<Method>] = &[
    ("a range reversed", "bad-range", &["range"], |m| {
        m.indicators[0].normalise = Some(against(Function::MinMax { range: [2.0, 1.0] }));
    }),
    ("a range beyond", "range-beyond-scale", &["range"], |m| {
        m.steps.normalise = against(Function::DistanceToMax { range: [0.0, 1000.0] });
    }),
    ("a deviation", "out-of-range", &["sd"], |m| {
        m.steps.normalise = against(Function::ZScore { mean: 0.0, sd: 0.0 });
    }),
    ("a target", "not-finite", &["target"], |m| {
        m.steps.normalise =
            against(Function::DistanceToTarget { target: NAN, range: [0.0, 100.0], cap: false });
    }),
    ("a reference", "not-finite", &["reference"], |m| {
        m.steps.normalise = against(Function::DistanceToReference {
            reference: INF,
            range: [0.0, 100.0],
            cap: false,
        });
    }),
    ("a window of imputation", "out-of-range", &["max_years"], |m| {
        m.steps.impute =
            Some(Impute::Time { fill: Fill::Latest { max_back: None }, max_years: Some(0.0) });
    }),
    ("a group of imputation", "impute-groups", &["group"], |m| {
        let group = Some("income".to_owned());
        m.steps.impute = Some(Impute::Column { statistic: Statistic::Mean, group });
    }),
    ("a screen", "out-of-range", &["threshold"], |m| {
        m.steps.screen = Some(Screen { by: ScreenBy::Available, threshold: -0.1 });
    }),
    ("a skewness", "not-finite", &["skewness"], |m| m.steps.treat = Some(treat(NAN, None))),
    ("a transformation", "not-finite", &["boxcox"], |m| {
        m.steps.treat = Some(treat(2.0, Some(Transform::BoxCox { lambda: NAN })));
    }),
    ("a share", "out-of-range", &["ungraded"], |m| m.confidence.ungraded = 2.0),
    ("a loss", "not-finite", &["corroboration"], |m| m.confidence.corroboration = NAN),
    ("a year", "out-of-range", &["timeliness"], |m| m.confidence.timeliness = 0.0),
    ("a cut", "out-of-range", &["moderate"], |m| m.confidence.moderate = -0.5),
    ("cuts reversed", "bad-cuts", &["moderate", "high"], |m| {
        (m.confidence.moderate, m.confidence.high) = (0.9, 0.2);
    }),
    ("a floor of confidence", "out-of-range", &["floor"], |m| m.confidence.floor = 7.0),
    ("a reliability", "out-of-range", &["confidence"], |m| {
        m.confidence.reliability.push(('A', 1.5));
    }),
    ("a concentration", "out-of-range", &["concentration"], |m| m.uncertainty.concentration = 0.0),
    ("an endless concentration", "not-finite", &["concentration"], |m| {
        m.uncertainty.concentration = INF;
    }),
    ("an error", "out-of-range", &["sd"], |m| m.uncertainty.sd.push(("D4".into(), -1.0))),
    ("no grade", "bad-grade", &["grade"], |m| m.uncertainty.sd.push(("D".into(), 1.0))),
    ("an ungraded error", "not-finite", &["ungraded"], |m| m.uncertainty.sd_ungraded = NAN),
    ("a threshold", "out-of-range", &["change_threshold"], |m| {
        m.uncertainty.change_threshold = -1.0;
    }),
    ("a tie", "not-finite", &["tie"], |m| m.uncertainty.tie = NAN),
    ("a top", "out-of-range", &["top"], |m| m.uncertainty.top.push(0)),
    ("a probability", "out-of-range", &["switch"], |m| {
        let to = Mean::Geometric;
        m.uncertainty.switch.push(Switch { node: m.root, to, p: 1.5 });
    }),
    ("a weight of a roll-up", "out-of-range", &["drug_cocaine", "rollup.territory"], |m| {
        m.rollup_territory.as_mut().unwrap().weights.push(("drug_cocaine".into(), -1.0));
    }),
    ("a weight of a roll-up's node", "not-finite", &["rollup.territory"], |m| {
        let weights = vec![("drug_cocaine".to_owned(), NAN)];
        m.rollup_territory.as_mut().unwrap().weights_of.push((m.root, weights));
    }),
    ("a coverage of a roll-up", "out-of-range", &["rollup.territory"], |m| {
        m.rollup_territory.as_mut().unwrap().min_coverage = -0.5;
    }),
    ("a floor of a roll-up", "out-of-range", &["rollup.territory"], |m| {
        m.rollup_territory.as_mut().unwrap().floor = Some(1000.0);
    }),
];

fn treat(skewness: f64, then: Option<Transform>) -> Treat {
    Treat { winsorise: 5, skewness, kurtosis: 3.5, then, combine: false }
}

#[test]
fn a_broken_assessment_is_refused() {
    for (what, code, named, change) in ASSESSMENT {
        let mut a = valid();
        change(&mut a);
        refused(a, what, code, named);
    }
}

const ASSESSMENT: &[Broken<AssessmentInput>] = &[
    ("no editions", "no-editions", &[], |a| a.editions.clear()),
    ("an edition twice", "edition-twice", &["2023"], |a| a.editions.push("2023".parse().unwrap())),
    ("editions that go back", "editions-order", &["2001"], |a| {
        a.editions.push("2001".parse().unwrap());
    }),
    ("no territories", "no-territories", &[], |a| a.territories.clear()),
    ("a territory twice", "territory-twice", &["stands twice"], |a| {
        let first = a.territories[0].clone();
        a.territories.insert(0, first);
    }),
    ("territories out of order", "territories-order", &["stands after"], |a| {
        a.territories.reverse();
    }),
    ("the code of everywhere", "bad-code", &["territory"], |a| {
        a.territories[0].code = "*".into();
    }),
    ("territories within each other", "parent-circle", &["a part of itself"], |a| {
        let (one, two) = (a.territories[0].code.clone(), a.territories[1].code.clone());
        a.territories[0].parent = Some(two);
        a.territories[1].parent = Some(one);
    }),
    ("a territory within itself", "parent-circle", &["a part of itself"], |a| {
        a.territories[3].parent = Some(a.territories[3].code.clone());
    }),
    ("no crime areas", "no-crime-areas", &[], |a| a.crime_areas.clear()),
    ("a crime area twice", "crime-area-twice", &["stands twice"], |a| {
        let first = a.crime_areas[0].clone();
        a.crime_areas.insert(0, first);
    }),
    ("crime areas where there are none", "crime-areas", &["as a whole"], |a| {
        let m = Arc::make_mut(&mut a.method);
        m.unit = UnitKind::Territory;
        (m.rollup_territory, m.rollup_crime_area) = (None, None);
    }),
    ("a group of everybody", "bad-code", &["`*`"], |a| a.groups.push(group("*", "COL"))),
    ("a group of strangers", "unknown-territory", &["XXX"], |a| a.groups.push(group("G", "XXX"))),
    ("a group that is a territory", "group-twice", &["COL"], |a| {
        a.groups.push(group("COL", "COL"))
    }),
    ("a group that is not there", "unknown-group", &["ANDES"], |a| {
        let m = Arc::make_mut(&mut a.method);
        let mut rollup = m.rollup_territory.clone().unwrap();
        rollup.weights.clear();
        rollup.groups = vec!["ANDES".into()];
        m.rollup_region = Some(rollup);
    }),
    ("a source twice", "source-twice", &["again"], |a| {
        for _ in 0..2 {
            a.sources.push(Source { id: "again".into(), ..Source::default() });
        }
    }),
    ("a territory that is not there", "index-out-of-range", &["territory", "60000", "csv:"], |a| {
        evidence(a).observations[7].territory = 60_000;
    }),
    ("a crime area that is not there", "index-out-of-range", &["crime area", "csv:"], |a| {
        evidence(a).observations[7].crime_area = Some(60_000);
    }),
    ("an indicator that is not there", "index-out-of-range", &["indicator", "csv:"], |a| {
        evidence(a).observations[7].indicator = u32::MAX;
    }),
    ("a source that is not there", "index-out-of-range", &["source", "csv:"], |a| {
        evidence(a).observations[7].source = Some(60_000);
    }),
    ("a rater that is not there", "index-out-of-range", &["rater", "csv:"], |a| {
        evidence(a).observations[7].rater = Some(60_000);
    }),
    ("a file that is not there", "index-out-of-range", &["file", "observation 7"], |a| {
        evidence(a).observations[7].origin.file = 60_000;
    }),
    ("a sheet that is not there", "index-out-of-range", &["sheet", "csv:"], |a| {
        evidence(a).observations[7].origin.sheet = Some(60_000);
    }),
    ("a value that is infinite", "bad-value", &["inf", "csv:"], |a| {
        evidence(a).observations[7].value = Value::Number(INF);
    }),
    ("a value that is NaN", "bad-value", &["NaN", "csv:"], |a| {
        evidence(a).observations[7].value = Value::Number(NAN);
    }),
    ("a count below nothing", "bad-value", &["-5", "csv:"], |a| {
        evidence(a).observations[7].value = Value::Censored(-5.0);
    }),
    ("an error below 0", "bad-se", &["-1", "csv:"], |a| {
        evidence(a).observations[7].se = Some(-1.0);
    }),
    ("an endless error", "bad-se", &["inf", "csv:"], |a| {
        evidence(a).observations[7].se = Some(INF);
    }),
    ("a row twice", "duplicate-row", &["csv:"], |a| {
        let rows = &mut evidence(a).observations;
        let again = rows[7].clone();
        rows.push(again);
    }),
];

fn evidence(a: &mut AssessmentInput) -> &mut Evidence {
    Arc::make_mut(&mut a.evidence)
}

fn group(code: &str, member: &str) -> Group {
    Group {
        code: code.into(),
        names: Names::default(),
        members: vec![member.into()],
        source: String::new(),
    }
}

/// What is shipped keeps every rule that is asked of code.
#[test]
fn what_is_valid_is_run() {
    let a = valid();
    assert_eq!(a.validate(), Ok(()));
    for (id, text) in ideal::shipped::methods() {
        let (method, findings) = ideal::model::parse_method(text, id);
        assert_eq!(method.unwrap_or_else(|| panic!("{findings:?}")).validate(), Ok(()), "{id}");
    }
    let r = ideal::engine::run(Arc::new(a), &()).unwrap().into_results();
    assert!(r.last_edition() > EditionIx::FIRST);
}
