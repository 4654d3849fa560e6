//! What sheets of criminal groups say of a crime area, as leaves of a method: rows, gaps, marks, and
//! draws beside an exhaustive enumeration.

use std::sync::Arc;

use ideal_engine::{GroupsBy, Run, explain, rank_groups, run};
use ideal_model::{
    AssessmentInput, AttributeRating, CrimeGroup, Grade, GroupRating, GroupSheets, Mark, NoneFound,
    Presence, RatedAs, Status, read_group_method,
};

use crate::build::assessment;

const METHOD: &str = "id = \"m\"\n[node.top]\n[indicator.\"groups.threat\"]\nparent = \"top\"\n\
                      goalposts = [0, 1]\nmax_age = 2\n[indicator.\"groups.count\"]\nparent = \
                      \"top\"\nweight = 0\ngoalposts = [0, 10]\nmax_age = 2\n[indicator.\"groups.reach\"]\nparent \
                      = \"top\"\nweight = 0\ngoalposts = [0, 10]\nmax_age = 2\n";

/// Three attributes of weights 3, 2 and 1: 24 points at most.
const THREE: &str = "id = \"three\"\n[points]\nhigh = 4\nmedium = 2\nlow = 1\nnil = 0\nunknown = 2\n\
                     [attribute.a]\nweight = 3\n[attribute.b]\nweight = 2\n[attribute.c]\nweight = \
                     1\n";

/// Groups as `code principal secondary territories`, with their ratings of a, b and c.
fn with_groups(groups: &[(&str, [&str; 3])], editions: &[&str], draws: u32) -> AssessmentInput {
    let a = assessment(METHOD, editions, &["COL", "ECU", "PER"], &["x", "y"], "");
    let mut sheets = GroupSheets {
        methods: vec![read_group_method(THREE, "three").0.unwrap()],
        ..GroupSheets::default()
    };
    for (place, (text, ratings)) in groups.iter().enumerate() {
        let cells: Vec<&str> = text.split(' ').collect();
        let [code, principal, secondary, territories] = cells[..] else { panic!("{text}") };
        let list = |text: &str| -> Vec<String> {
            text.split(';').filter(|t| *t != "-").map(str::to_owned).collect()
        };
        sheets.groups.push(CrimeGroup {
            code: code.to_owned(),
            name: None,
            principal: principal.to_owned(),
            secondary: list(secondary),
            territories: list(territories)
                .into_iter()
                .map(|territory| Presence { territory, role: None })
                .collect(),
            members: None,
            since: None,
            until: None,
            counting_rule: String::new(),
            source: String::new(),
            grade: Grade { reliability: Some('A'), credibility: Some('1') },
            mark: Mark::default(),
            line: place as u64 + 2,
        });
        for (attribute, rating) in ["a", "b", "c"].iter().zip(ratings) {
            let Some(word) = AttributeRating::from_word(rating) else { continue };
            sheets.ratings.push(GroupRating {
                group: u32::try_from(place).unwrap(),
                attribute: sheets.attributes.intern(attribute),
                rating: RatedAs::Word(word),
                period: "2021".parse().unwrap(),
                source: sheets.sources.intern(""),
                rater: None,
                grade: Grade { reliability: Some('B'), credibility: Some('2') },
                mark: Mark::default(),
                line: sheets.ratings.len() as u64 + 2,
            });
        }
    }
    AssessmentInput { group_sheets: Arc::new(sheets), draws, ..a }
}

fn ran(a: AssessmentInput) -> Run {
    run(Arc::new(a), &()).unwrap()
}

/// The status, quantity and score of a leaf.
fn leaf(run: &Run, territory: &str, area: &str, code: &str) -> (Status, Option<f64>, Option<f64>) {
    let r = run.results();
    let unit = r.find_unit(territory, area, *r.assessment.editions.last().unwrap()).unwrap();
    let indicator = r.assessment.method.indicator_index(code).unwrap();
    let found = r.leaves_of(unit).iter().find(|l| l.indicator == indicator).unwrap();
    (found.status, found.denominated, found.normalised)
}

const FIVE: [(&str, [&str; 3]); 5] = [
    ("g1 x - COL;ECU", ["high"; 3]),
    ("g2 x - COL", ["low"; 3]),
    ("g3 y x COL", ["high"; 3]),
    ("g4 x - COL", ["medium"; 3]),
    ("g5 x - PER", ["-", "-", "high"]),
];

#[test]
fn figures_stand_under_a_score_and_open_down_to_the_sheets() {
    let none = |territory: &str, area: Option<&str>| NoneFound {
        territory: territory.to_owned(),
        crime_area: area.map(str::to_owned),
        period: "2022".parse().unwrap(),
        source: String::new(),
        mark: Mark::default(),
        line: 2,
    };
    let mut a = with_groups(&FIVE, &["2021", "2023"], 0);
    Arc::make_mut(&mut a.group_sheets).none_found = vec![none("ECU", Some("y"))];
    let run = ran(a);
    let (status, threat, score) = leaf(&run, "COL", "x", "groups.threat");
    assert_eq!(status, Status::Value);
    assert!((threat.unwrap() - 0.5_f64.sqrt()).abs() < 1e-15);
    assert!((score.unwrap() - 100.0 * 0.5_f64.sqrt()).abs() < 1e-12);
    assert_eq!(leaf(&run, "COL", "x", "groups.count"), (Status::Value, Some(3.0), Some(30.0)));
    assert_eq!(leaf(&run, "COL", "x", "groups.reach"), (Status::Value, Some(2.0), Some(20.0)));
    assert_eq!(leaf(&run, "ECU", "y", "groups.threat"), (Status::Nil, Some(0.0), Some(0.0)));
    assert_eq!(leaf(&run, "PER", "x", "groups.threat"), (Status::Unknown, None, None));
    assert_eq!(leaf(&run, "PER", "x", "groups.count").1, Some(1.0));
    assert_eq!(leaf(&run, "PER", "y", "groups.threat"), (Status::Missing, None, None));
    // A gap, and no calm.
    let r = run.results();
    let root = r.assessment.method.root;
    let unit = |t: &str, area: &str| r.find_unit(t, area, "2023".parse().unwrap()).unwrap();
    assert_eq!(r.node(unit("PER", "y"), root).unwrap().score, None);
    assert_eq!(r.node(unit("ECU", "y"), root).unwrap().score, Some(0.0));
    let opened = explain(r, unit("COL", "x"), root).unwrap();
    let row = &opened.tree.children[0].rows[0];
    assert_eq!((row.file.as_str(), row.line, row.grade.as_str()), ("groups.csv", 2, "B2"));
    let behind: Vec<_> = row
        .groups
        .iter()
        .map(|g| (g.group.as_str(), g.file, g.line, g.share, g.part, g.counts))
        .collect();
    assert_eq!(
        behind,
        [
            ("g1", "groups.csv", 2, Some(1.0), 1.0, true),
            ("g2", "groups.csv", 3, Some(0.25), 1.0, false),
            ("g3", "groups.csv", 4, Some(1.0), 0.5, true),
            ("g4", "groups.csv", 5, Some(0.5), 1.0, true),
        ]
    );
    let nil = explain(r, unit("ECU", "y"), root).unwrap();
    assert_eq!(nil.tree.children[0].rows[0].file, "none_found.csv");
}

#[test]
fn a_figure_is_as_strict_as_the_strictest_row_behind_it() {
    let marks = |change: &dyn Fn(&mut GroupSheets)| -> Vec<String> {
        let mut a = with_groups(&FIVE, &["2023"], 0);
        change(Arc::make_mut(&mut a.group_sheets));
        let e = a.evidence_with_groups();
        let of = |o: &&ideal_model::Observation| {
            (e.territories.code(o.territory), o.crime_area.map(|c| e.crime_areas.code(c)))
                == ("COL", Some("x"))
        };
        let rows = e.observations.iter().filter(of);
        rows.map(|o| format!("{} {}", e.indicators.code(o.indicator), o.mark)).collect()
    };
    let amber = || Mark::new("TLP:AMBER".parse().unwrap(), None);
    let clear = ["groups.count TLP:CLEAR", "groups.reach TLP:CLEAR", "groups.threat TLP:CLEAR"];
    assert_eq!(marks(&|_| ()), clear);
    // That the fourth is weaker than three others rests on it.
    let all = clear.map(|text| text.replace("CLEAR", "AMBER"));
    assert_eq!(marks(&|s| s.groups[1].mark = amber()), all);
    // A rating is behind the threat, and behind no count.
    assert_eq!(marks(&|s| s.ratings[0].mark = amber()), [clear[0], clear[1], &all[2]]);
    assert_eq!(marks(&|s| s.groups[4].mark = amber()), clear);
}

#[test]
fn counts_under_two_rules_stop_the_run() {
    let mut a = with_groups(&FIVE, &["2023"], 0);
    let sheets = Arc::make_mut(&mut a.group_sheets);
    for (group, rule) in sheets.groups.iter_mut().zip(["police", "police", "press", "police", ""]) {
        group.counting_rule = rule.to_owned();
    }
    let found = a.findings_of_groups();
    let [one] = &found[..] else { panic!("{found:?}") };
    assert_eq!((one.code.as_str(), one.place()), ("two-counting-rules", "groups.csv:4".to_owned()));
    assert!(one.message.contains("`press`") && one.message.contains("(groups.csv:2)"), "{one:?}");
    assert!(run(Arc::new(a.clone()), &()).is_err());
    // One that is not counted here matters not: not assessed, or of no leaf.
    let sheets = Arc::make_mut(&mut a.group_sheets);
    sheets.groups[2].principal = "z".to_owned();
    sheets.groups[4].counting_rule = "police".to_owned();
    assert_eq!(a.findings_of_groups(), []);
}

#[test]
fn rows_of_evidence_do_not_stand_in_the_place_of_sheets() {
    let rows = "COL x groups.threat 2023 0.4";
    let a = assessment(METHOD, &["2023"], &["COL"], &["x"], rows);
    let found = a.findings_of_groups();
    let [one] = &found[..] else { panic!("{found:?}") };
    assert_eq!(one.code, "derived-indicator");
    assert_eq!(one.place(), "evidence/rows.csv:2");
}

#[test]
fn an_edition_takes_nothing_of_another() {
    let mut a = with_groups(&FIVE[..1], &["2021", "2023"], 0);
    Arc::make_mut(&mut a.group_sheets).groups[0].until = "2022".parse().ok();
    let run = ran(a);
    let r = run.results();
    let root = r.assessment.method.root;
    let score = |edition: &str| {
        r.node(r.find_unit("COL", "x", edition.parse().unwrap()).unwrap(), root).unwrap().score
    };
    assert_eq!((score("2021"), score("2023")), (Some(100.0), None));
}

/// The 5 % quantile, the median and the 95 % quantile of the root's draws.
fn interval(run: &Run, territory: &str, area: &str) -> [f64; 3] {
    let r = run.results();
    let unit = r.find_unit(territory, area, "2023".parse().unwrap()).unwrap();
    let i = r.node(unit, r.assessment.method.root).unwrap().interval.as_deref().unwrap();
    [i.low, i.median, i.high]
}

#[test]
fn the_draws_of_a_figure_are_those_of_its_groups() {
    // Of one group that is there alone: its own interval, as `rank_groups` has it; wherever it is.
    let one = [("g1 x - COL;ECU", ["high", "unknown", "low"])];
    let a = with_groups(&one, &["2023"], 4_000);
    let method = a.group_sheets.methods[0].clone();
    let ranked = rank_groups(&a, &method, GroupsBy::All, &()).unwrap();
    let d = ranked.scores[0].draws.unwrap();
    let run = ran(a);
    let [low, median, high] = interval(&run, "COL", "x");
    for (own, of_group) in [(low, d.low), (median, d.median), (high, d.high)] {
        assert!((own - of_group / 24.0 * 100.0).abs() < 0.5, "{own} {of_group}");
    }
    assert!(high - low > 10.0, "{low} {high}");
    // The same group in two territories errs once, so neither is ever above the other.
    assert_eq!(interval(&run, "ECU", "x"), [low, median, high]);
    // A secondary activity is half of it.
    let half = with_groups(&[("g1 z x COL", one[0].1)], &["2023"], 4_000);
    let [half, ..] = interval(&ran(half), "COL", "x");
    assert!((half - low / 2.0).abs() < 0.3, "{half} {low}");
}

#[test]
fn an_enumeration_of_two_groups_agrees() {
    // Each has a and b unknown and c without a row: 3a + 2b + c, each of 0, 1, 2, 4.
    let unknown = ["unknown", "unknown", "-"];
    let groups = [("g1 x - COL", unknown), ("g2 x - COL", unknown)];
    let points = [0.0, 1.0, 2.0, 4.0];
    let mut sums = Vec::new();
    for a in points {
        for b in points {
            sums.extend(points.map(|c| (3.0 * a + 2.0 * b + c) / 24.0));
        }
    }
    let mut exact: Vec<f64> = sums
        .iter()
        .flat_map(|x| sums.iter().map(move |y| 100.0 * f64::midpoint(x * x, y * y).sqrt()))
        .collect();
    exact.sort_by(f64::total_cmp);
    let below = |x: f64| exact.partition_point(|e| *e <= x) as f64 / exact.len() as f64;
    let run = ran(with_groups(&groups, &["2023"], 40_000));
    // Five standard errors of a share of 40 000 draws, and the width of a bin of the histogram.
    let close = 5.0 * (0.25_f64 / 40_000.0).sqrt();
    for (p, x) in [0.05, 0.5, 0.95].into_iter().zip(interval(&run, "COL", "x")) {
        assert!(
            below(x + 0.3) >= p - close && below(x - 0.3) <= p + close,
            "{p}: {x} {}",
            below(x)
        );
    }
    // Two of them are surer than one.
    let alone = ran(with_groups(&groups[..1], &["2023"], 40_000));
    let width = |of: [f64; 3]| of[2] - of[0];
    assert!(width(interval(&run, "COL", "x")) < width(interval(&alone, "COL", "x")));
}

#[test]
fn any_number_of_threads_draws_the_same() {
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            let groups = FIVE.map(|(text, _)| (text, ["unknown", "medium", "high"]));
            let run = ran(with_groups(&groups, &["2021", "2023"], 1_000));
            [interval(&run, "COL", "x"), interval(&run, "COL", "y"), interval(&run, "ECU", "x")]
        })
    };
    assert_eq!(with(1), with(4));
}
