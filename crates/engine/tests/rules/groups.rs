//! Criminal groups: SLEIPNIR by hand, and intervals beside an exhaustive enumeration.

use std::collections::BTreeMap;
use std::sync::Arc;

use ideal_engine::{GroupRanking, GroupsBy, rank_groups};
use ideal_model::{
    AssessmentInput, AttributeRating, CrimeGroup, Grade, GroupMethod, GroupRating, GroupSheets,
    Mark, Presence, RatedAs, Verdict, read_group_method,
};

use crate::build::assessment;

/// An assessment with groups: `rows` has a line per rating, `group attribute rating period grade
/// rater`, `-` for what is not there. A group is `code:principal:territory`.
fn with_groups(groups: &[&str], rows: &str, draws: u32) -> AssessmentInput {
    let method = "id = \"m\"\n[node.top]\n[indicator.x]\nparent = \"top\"\ngoalposts = [0, 9]\n";
    let a = assessment(method, &["2023"], &["COL"], &["extortion"], "COL extortion x 2023 1");
    let mut sheets = GroupSheets { methods: GroupMethod::shipped().unwrap(), ..Default::default() };
    for code in groups {
        let parts: Vec<&str> = code.split(':').collect();
        let at = |i: usize| parts.get(i).copied().unwrap_or_default().to_owned();
        sheets.groups.push(CrimeGroup {
            code: at(0),
            name: None,
            principal: at(1),
            secondary: Vec::new(),
            territories: vec![Presence { territory: at(2), role: None }],
            members: None,
            since: None,
            until: (parts.len() > 3).then(|| at(3).parse().unwrap()),
            counting_rule: String::new(),
            source: String::new(),
            grade: Grade::default(),
            mark: Mark::default(),
            line: 0,
        });
    }
    for (line, row) in rows.lines().enumerate() {
        let cells: Vec<&str> = row.split_whitespace().collect();
        let [group, attribute, rating, period, grade, rater] = cells[..] else { panic!("{row}") };
        let word = AttributeRating::from_word(rating).map(RatedAs::Word);
        sheets.ratings.push(GroupRating {
            group: u32::try_from(sheets.position(group).unwrap()).unwrap(),
            attribute: sheets.attributes.intern(attribute),
            rating: word.unwrap_or_else(|| RatedAs::Points(rating.parse().unwrap())),
            period: period.parse().unwrap(),
            source: sheets.sources.intern("s"),
            rater: (rater != "-").then(|| sheets.raters.intern(rater)),
            grade: Grade {
                reliability: grade.chars().next().filter(|c| *c != '-'),
                credibility: grade.chars().nth(1),
            },
            mark: Mark::default(),
            line: line as u64 + 2,
        });
    }
    AssessmentInput { group_sheets: Arc::new(sheets), draws, ..a }
}

fn ranked(a: &AssessmentInput, method: &str) -> GroupRanking {
    let methods = &a.group_sheets.methods;
    let method = methods.iter().find(|m| m.id == method).unwrap();
    rank_groups(a, method, GroupsBy::All, &()).unwrap()
}

/// Three attributes of weights 3, 2 and 1.
fn three() -> GroupMethod {
    let text = "id = \"three\"\n[points]\nhigh = 4\nmedium = 2\nlow = 1\nnil = 0\nunknown = 2\n\
                [attribute.a]\nweight = 3\n[attribute.b]\nweight = 2\n[attribute.c]\nweight = 1\n";
    read_group_method(text, "three").0.unwrap()
}

#[test]
fn sleipnir_by_hand() {
    let method = GroupMethod::shipped().unwrap().into_iter().find(|m| m.id == "sleipnir").unwrap();
    let all = |group: &str, rating: &str| -> String {
        let row =
            |a: &ideal_model::GroupAttribute| format!("{group} {} {rating} 2023 A1 -\n", a.id);
        method.attributes.iter().map(row).collect()
    };
    // 19 + 18 + 17 + 16 + 15 + 14 + 13 of 190 are 0.589: a gap; with 12 more 0.653: none.
    let some = |group: &str, n: usize| -> String {
        let rows = method.attributes.iter().take(n);
        rows.map(|a| format!("{group} {} low 2023 A1 -\n", a.id)).collect()
    };
    let rows =
        [all("g1", "high"), all("g2", "unknown"), some("g3", 7), some("g4", 8), all("g5", "high")]
            .concat();
    let groups = ["g1:x:A", "g2:x:A", "g3:x:A", "g4:x:A", "g5:x:A:2019"];
    let found = ranked(&with_groups(&groups, &rows, 20_000), "sleipnir");
    let [g1, g2, g3, g4, g5] = &found.scores[..] else { panic!() };
    assert_eq!((g1.score, g1.reach, g1.unknown), (Some(760.0), Some([760.0, 760.0]), 0));
    assert_eq!((g2.score, g2.reach, g2.unknown), (Some(380.0), Some([0.0, 760.0]), 19));
    assert_eq!((g3.score, g3.verdict, g3.missing), (None, Verdict::Gap, 12));
    assert_eq!((g5.score, g5.verdict), (None, Verdict::NotApplicable));
    // 124 of low once each; the 66 that nobody rated count as unknown, 2 points each.
    assert_eq!((g4.score, g4.reach), (Some(124.0 + 132.0), Some([124.0, 124.0 + 264.0])));
    // An unknown attribute is 0, 1, 2 or 4, each as likely: mean 7/4, variance 35/16. The mean of the
    // sum is 332.5, its variance 35/16 times the sum of the squares of 1 to 19, 2470: sd 73.5.
    let d = g2.draws.unwrap();
    assert!(
        (d.low - (332.5 - 1.645 * 73.5)).abs() < 5.0
            && (d.high - (332.5 + 1.645 * 73.5)).abs() < 5.0,
        "{d:?}"
    );
    assert!((d.median - 332.5).abs() < 3.0 && (d.open_share - 1.0).abs() < 0.03, "{d:?}");
    let places = &found.lists[0].places;
    let order: Vec<_> = places.iter().map(|p| (p.group, p.rank)).collect();
    assert_eq!(order, [(0, Some(1)), (1, Some(2)), (3, Some(3)), (2, None), (4, None)]);
    // The heaviest unknown is corruption: 380 - 38 is 342, still above 256; 380 + 38 is below 760.
    let open = places[1].open.unwrap();
    assert_eq!((open.best, open.worst, open.ask, open.ask_best, open.ask_worst), (1, 3, 0, 2, 2));
    assert_eq!(places[0].open, None);
}

/// What a rating can be, with how likely: its neighbours, each by its share.
fn outcomes(points: f64, errs: f64) -> Vec<(f64, f64)> {
    let ladder = [0.0, 1.0, 2.0, 4.0];
    let below = ladder.iter().copied().rfind(|x| *x < points).unwrap_or(points);
    let above = ladder.iter().copied().find(|x| *x > points).unwrap_or(points);
    vec![(below, errs), (points, 1.0 - 2.0 * errs), (above, errs)]
}

/// Every sum of three attributes that can be, with its probability: `a` has three raters who are drawn
/// with replacement, `b` one rating, `c` nobody knows.
fn enumerated(panel: [(f64, f64); 3], b: (f64, f64)) -> BTreeMap<i64, f64> {
    let mut out = BTreeMap::new();
    let all = panel.map(|(points, errs)| outcomes(points, errs));
    for choice in 0..27_usize {
        let chosen = [choice % 3, choice / 3 % 3, choice / 9];
        for erred in 0..27_usize {
            let how = [erred % 3, erred / 3 % 3, erred / 9];
            // A rater who comes in twice errs once.
            let p: f64 = (0..3).map(|r| all[r][how[r]].1).product();
            let mut three = chosen.map(|r| all[r][how[r]].0);
            three.sort_by(f64::total_cmp);
            for (y, q) in outcomes(b.0, b.1) {
                for z in [0.0, 1.0, 2.0, 4.0] {
                    let sum = 3.0 * three[1] + 2.0 * y + z;
                    *out.entry(sum as i64).or_default() += p * q / 27.0 / 4.0;
                }
            }
        }
    }
    out
}

#[test]
fn an_exhaustive_enumeration_agrees() {
    let rows = "g a high 2023 A1 R1\ng a low 2023 C3 R2\ng a medium 2023 B2 R3\n\
                g b low 2023 B2 -\ng b high 2022 A1 -\ng c unknown 2023 A1 -\n";
    let mut a = with_groups(&["g:x:A"], rows, 40_000);
    let sheets = Arc::make_mut(&mut a.group_sheets);
    sheets.methods = vec![three()];
    // The rating of 2022 says nothing: there is a newer one.
    let g = ranked(&a, "three").scores.remove(0);
    assert_eq!((g.score, g.reach), (Some(6.0 + 2.0 + 2.0), Some([8.0, 12.0])));
    let exact = enumerated([(4.0, 0.02), (1.0, 0.20), (2.0, 0.10)], (1.0, 0.10));
    assert!((exact.values().sum::<f64>() - 1.0).abs() < 1e-12);
    let below = |x: f64| -> f64 {
        exact.iter().filter(|(sum, _)| (**sum as f64) <= x).map(|(_, p)| p).sum()
    };
    // Five standard errors of a share of 40 000 draws.
    let close = 5.0 * (0.25_f64 / 40_000.0).sqrt();
    let d = g.draws.unwrap();
    for (p, x) in [(0.05, d.low), (0.5, d.median), (0.95, d.high)] {
        assert!(below(x) >= p - close && below(x - 0.5) <= p + close, "{p}: {x}, {}", below(x));
    }
    // The share of the variance that nobody's answer has.
    let mean: f64 = exact.iter().map(|(x, p)| *x as f64 * p).sum();
    let variance: f64 = exact.iter().map(|(x, p)| (*x as f64 - mean).powi(2) * p).sum();
    assert!((d.open_share - 35.0 / 16.0 / variance).abs() < 0.02, "{} {variance}", d.open_share);
}

#[test]
fn ranks_follow_the_draws_and_any_number_of_threads_draws_the_same() {
    let mut rows = String::new();
    let mut groups = Vec::new();
    for g in 0..40 {
        groups.push(format!("g{g:02}:{}:T{}", ["x", "y"][g % 2], g % 3));
        for (k, attribute) in ["a", "b", "c"].iter().enumerate() {
            let word = ["high", "medium", "low", "nil", "unknown"][(g + k * g) % 5];
            for rater in 0..=g % 4 {
                rows.push_str(&format!("g{g:02} {attribute} {word} 2023 C3 R{rater}\n"));
            }
        }
    }
    let groups: Vec<&str> = groups.iter().map(String::as_str).collect();
    let mut a = with_groups(&groups, &rows, 2_000);
    Arc::make_mut(&mut a.group_sheets).methods = vec![three()];
    let with = |threads: usize, by: GroupsBy| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| rank_groups(&a, &three(), by, &()).unwrap())
    };
    let one = with(1, GroupsBy::All);
    for threads in [2, 8] {
        assert_eq!(one, with(threads, GroupsBy::All));
    }
    let places = &one.lists[0].places;
    for place in places {
        let d = place.draws.as_ref().unwrap();
        assert!(d.low <= d.high && d.tie_group.is_some() && d.top.len() == one.top.len());
    }
    // Every draw has a first, ties and all.
    let firsts: f64 = places.iter().map(|p| p.draws.as_ref().unwrap().top[0]).sum();
    assert!(firsts >= f64::from(one.top[0]) - 1e-9);
    // Within an area its groups alone are ranked, by the same scores.
    let areas = with(2, GroupsBy::Area);
    assert_eq!(
        areas.lists.iter().map(|l| l.within.as_deref()).collect::<Vec<_>>(),
        [Some("x"), Some("y")]
    );
    assert_eq!(areas.lists[0].places.len(), 20);
    assert_eq!(areas.scores, one.scores);
}
