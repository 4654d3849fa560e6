#![allow(clippy::unwrap_used)]
use ideal_composite::aggregate::Mean;

use super::*;
use crate::crime_group::{GroupRating, Presence, RatedAs};
use crate::grade::Grade;
use crate::group_method::read_group_method;
use crate::handling::Mark;

/// Three attributes of weights 3, 2 and 1: 24 points at most.
const METHOD: &str = "id = \"three\"\n[points]\nhigh = 4\nmedium = 2\nlow = 1\nnil = 0\nunknown = \
                      2\n[attribute.a]\nweight = 3\n[attribute.b]\nweight = 2\n[attribute.c]\n\
                      weight = 1\n";

/// Groups as `code principal secondary territories since-until`, with what `-` is not there, and the
/// points that all their attributes are rated with; `-` for a group of which one alone is.
fn sheets(groups: &[(&str, &str)]) -> GroupSheets {
    let mut out = GroupSheets {
        methods: vec![read_group_method(METHOD, "three").0.unwrap()],
        ..GroupSheets::default()
    };
    for (place, (text, points)) in groups.iter().enumerate() {
        let cells: Vec<&str> = text.split(' ').collect();
        let [code, principal, secondary, territories, years] = cells[..] else { panic!("{text}") };
        let list = |text: &str| -> Vec<String> {
            text.split(';').filter(|t| *t != "-").map(str::to_owned).collect()
        };
        let (since, until) = years.split_once('-').unwrap();
        out.groups.push(CrimeGroup {
            code: code.to_owned(),
            name: None,
            principal: principal.to_owned(),
            secondary: list(secondary),
            territories: list(territories)
                .into_iter()
                .map(|territory| Presence { territory, role: None })
                .collect(),
            members: None,
            since: since.parse().ok(),
            until: until.parse().ok(),
            counting_rule: String::new(),
            source: String::new(),
            grade: Grade::default(),
            mark: Mark::default(),
            line: place as u64 + 2,
        });
        let (rated, points) = match points.parse::<f64>() {
            Ok(points) => (&["a", "b", "c"][..], points),
            Err(_) => (&["c"][..], 4.0),
        };
        for attribute in rated {
            out.ratings.push(GroupRating {
                group: u32::try_from(place).unwrap(),
                attribute: out.attributes.intern(attribute),
                rating: RatedAs::Points(points),
                period: "2022".parse().unwrap(),
                source: out.sources.intern(""),
                rater: None,
                grade: Grade::default(),
                mark: Mark::default(),
                line: out.ratings.len() as u64 + 2,
            });
        }
    }
    out
}

fn none_found(territory: &str, area: Option<&str>, period: &str, line: u64) -> NoneFound {
    NoneFound {
        territory: territory.to_owned(),
        crime_area: area.map(str::to_owned),
        period: period.parse().unwrap(),
        source: String::new(),
        mark: Mark::default(),
        line,
    }
}

/// What is said of extortion, say, as the value and the codes of the groups that count.
fn said(
    sheets: &GroupSheets,
    series: GroupSeries,
    (territory, area): (&str, Option<&str>),
) -> Option<(Value, Vec<String>)> {
    let markets = GroupMarkets::new(sheets, "2023".parse().unwrap());
    let said = markets.said(series, territory, area, 2.0)?;
    let counts = said.groups.iter().filter(|g| g.counts);
    Some((said.value, counts.map(|g| sheets.groups[g.group].code.clone()).collect()))
}

fn number(value: Value) -> f64 {
    match value {
        Value::Number(x) => x,
        other => panic!("{other:?}"),
    }
}

/// All points are 4, 2 or 1 of 4: shares of 1, 1/2, 1/4.
fn market() -> GroupSheets {
    sheets(&[
        ("g1 extortion - COL;ECU -", "4"),
        ("g2 extortion - COL;COL;PER -", "1"),
        ("g3 mining extortion COL -", "4"),
        ("g4 extortion mining COL;BRA -", "2"),
        ("g5 extortion - COL;BOL -", "-"),
        ("g6 extortion - COL;ECU;ARG -2022", "4"),
        ("g7 extortion - COL;CHL 2024-", "4"),
        ("g8 smuggling extortion PRY -", "2"),
    ])
}

#[test]
fn a_threat_is_the_power_mean_of_the_three_highest_shares() {
    let s = market();
    let threat = |t, a| said(&s, GroupSeries::Threat, (t, Some(a)));
    // g1 with 1, g3 with half of 1, g4 with 1/2; g2 with 1/4 is the fourth, g5 a gap; g6 is gone and
    // g7 not there yet. (1 + 1/4 + 1/4) / 3 is 1/2.
    let (value, counts) = threat("COL", "extortion").unwrap();
    assert!((number(value) - 0.5_f64.sqrt()).abs() < 1e-15);
    assert_eq!(counts, ["g1", "g3", "g4"]);
    // g3 with 1 and g4 with a quarter: the mean of the two there are.
    let (value, counts) = threat("COL", "mining").unwrap();
    assert!((number(value) - ((1.0 + 1.0 / 16.0) / 2.0_f64).sqrt()).abs() < 1e-15);
    assert_eq!(counts, ["g3", "g4"]);
    assert_eq!(threat("ECU", "extortion").unwrap(), (Value::Number(1.0), vec!["g1".to_owned()]));
    assert_eq!(threat("PRY", "extortion").unwrap().0, Value::Number(0.25));
    // Groups of which none has a score: unknown. No group: nothing at all, and no nil.
    assert_eq!(threat("BOL", "extortion").unwrap(), (Value::Unknown, vec![]));
    assert_eq!(threat("CHL", "extortion"), None);
    assert_eq!(threat("ECU", "mining"), None);
    // Of all areas together every group is there once, with all of its share: 1, 1, 1/2.
    let (value, _) = said(&s, GroupSeries::Threat, ("COL", None)).unwrap();
    assert!((number(value) - (2.25 / 3.0_f64).sqrt()).abs() < 1e-15);
}

#[test]
fn the_mean_is_that_of_the_crate_of_means_and_takes_any_order() {
    let all = [0.9, 0.2, 0.7, 0.7, 0.05, 0.4];
    let want = Mean::Power(2.0).value(&[0.9, 0.7, 0.7], &[1.0; 3]).unwrap();
    for turned in 0..all.len() {
        for backwards in [false, true] {
            let mut order = all;
            order.rotate_left(turned);
            if backwards {
                order.reverse();
            }
            let mut highest = HighestShares::default();
            order.into_iter().for_each(|share| highest.take(share));
            assert!((highest.power_mean().unwrap() - want).abs() < 1e-15);
        }
    }
    assert_eq!(HighestShares::default().power_mean(), None);
}

#[test]
fn groups_are_counted_by_their_principal_activity_each_once() {
    let s = market();
    let count = |t, a| said(&s, GroupSeries::Count, (t, a)).map(|(value, _)| number(value));
    // A gap is a group all the same; g3 has another principal activity.
    assert_eq!(count("COL", Some("extortion")), Some(4.0));
    assert_eq!(count("COL", Some("mining")), Some(1.0));
    // Not 4 + 1 + those that have it beside another: five groups.
    assert_eq!(count("COL", None), Some(5.0));
    assert_eq!(count("PRY", Some("extortion")), None);
    // COL; ECU of g1, PER of g2, BRA of g4, BOL of g5.
    let reach = |t, a| said(&s, GroupSeries::Reach, (t, a)).map(|(value, _)| number(value));
    assert_eq!(reach("COL", Some("extortion")), Some(5.0));
    assert_eq!(reach("ECU", Some("extortion")), Some(2.0));
}

#[test]
fn who_looked_and_found_none_says_nil_as_long_as_it_holds() {
    let mut s = market();
    s.none_found = vec![
        none_found("CHL", Some("extortion"), "2021", 2),
        none_found("CHL", None, "2022", 3),
        none_found("COL", Some("extortion"), "2023", 4),
        none_found("ARG", Some("extortion"), "2021", 5),
        none_found("URY", Some("extortion"), "2020", 6),
        none_found("VEN", Some("extortion"), "2024", 7),
    ];
    let nil = |t, a| {
        let markets = GroupMarkets::new(&s, "2023".parse().unwrap());
        GroupSeries::ALL
            .iter()
            .map(|(_, series)| markets.said(*series, t, a, 2.0))
            .collect::<Vec<_>>()
    };
    let found =
        |at| Some(SaidByGroups { value: Value::Nil, groups: Vec::new(), none_found: Some(at) });
    // The newer row speaks, of any area; of all areas together only the row that says so.
    assert_eq!(nil("CHL", Some("extortion")), vec![found(1); 3]);
    assert_eq!(nil("CHL", Some("mining")), vec![found(1); 3]);
    assert_eq!(nil("CHL", None), vec![found(1); 3]);
    // A group counts, whoever found none; g6 was in ARG after somebody looked; 2020 is three years
    // old, and 2024 not yet there.
    assert!(nil("COL", Some("extortion")).iter().flatten().all(|said| said.value != Value::Nil));
    for territory in ["ARG", "URY", "VEN"] {
        assert_eq!(nil(territory, Some("extortion")), vec![None; 3], "{territory}");
    }
    // g8 lives on something else first: no count of extortion, and no nil either.
    s.none_found.push(none_found("PRY", Some("extortion"), "2023", 8));
    assert_eq!(said(&s, GroupSeries::Count, ("PRY", Some("extortion"))), None);
}

#[test]
fn the_method_is_the_one_that_ratings_are_of() {
    let mut s = market();
    assert_eq!(s.scoring().map(|m| m.id.as_str()), Some("three"));
    s.methods.extend(GroupMethod::shipped().unwrap());
    assert_eq!(s.scoring().map(|m| m.id.as_str()), Some("three"));
    s.attributes.intern("violence");
    assert_eq!(s.scoring().map(|m| m.id.as_str()), Some("sleipnir"));
    s.attributes = crate::evidence::Codes::default();
    assert_eq!(s.scoring().map(|m| m.id.as_str()), Some("sleipnir"));
}
