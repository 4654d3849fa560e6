//! The map and the pictures of editions, parts and coverage.

use ideal_model::{Lang, Names};
use ideal_testing::Data;
use ideal_testing::fixture::{Fixture, HOSTILE, results};

use super::{charts, small, well_formed};
use crate::{Chart, Report};

#[path = "../../examples/generalise_borders.rs"]
#[allow(dead_code)]
mod generalise_borders;

/// The chart of this name without the language.
fn chart(results: &ideal_model::Results, name: &str) -> Option<Chart> {
    let charts = charts(&Report::new(results).language(Lang::En));
    charts.into_iter().find(|c| c.name == format!("{name}.en"))
}

#[test]
fn the_borders_are_those_of_the_source() {
    let Some(folder) = Data::Publishers.folder("so the borders are not made again") else { return };
    let made = generalise_borders::borders(&folder.join("natural_earth")).unwrap();
    assert_eq!(made, include_str!("../../borders/borders.csv"));
}

#[test]
fn the_map_colours_scores_and_hatches_gaps() {
    let results = results(&Fixture { territories: 20, ..small() });
    let map = chart(&results, "map").unwrap();
    well_formed(&map.svg);
    let root = results.assessment.method.root;
    let last = results.last_edition();
    let (mut known, mut gaps) = (0, 0);
    for unit in results.unit_indices() {
        let key = results.units[unit];
        if key.edition == last
            && key.rollup
            && results.area_code(unit) == "*"
            && !results.is_region(unit)
        {
            match results.node(unit, root).unwrap().score {
                Some(_) => known += 1,
                None => gaps += 1,
            }
        }
    }
    assert!(known > 5 && known + gaps == 20, "{known} {gaps}");
    let paths: Vec<&str> = map.svg.lines().filter(|l| l.starts_with("<path d=")).collect();
    // 47 territories have an outline, of which those of the assessment have a text over them.
    assert_eq!(paths.len(), 47);
    assert_eq!(paths.iter().filter(|p| p.contains("<title>")).count(), 20);
    assert_eq!(paths.iter().filter(|p| p.contains("-hatch)")).count(), gaps);
    assert_eq!(paths.iter().filter(|p| p.contains("fill=\"#FFFFFF\"")).count(), 27);
    assert!(map.alt.contains(&format!("{known} territories have a score")), "{}", map.alt);
    assert!(map.svg.contains("no position on any"));
}

#[test]
fn who_is_not_on_the_map_has_none() {
    // By their codes from the first on, few are of the region: the map would be mostly blank.
    let results = results(&Fixture { territories: 60, areas: 3, ..small() });
    assert!(chart(&results, "map").is_none());
    assert!(chart(&results, "coverage").is_some());
}

#[test]
fn one_edition_has_no_pictures_of_editions() {
    let results = results(&Fixture { editions: 1, ..small() });
    for name in ["slope", "trends"] {
        assert!(chart(&results, name).is_none(), "{name}");
    }
    assert!(chart(&results, "map").is_some());
}

#[test]
fn hostile_names_are_plain_text() {
    let results = results(&Fixture { hostile: true, ..small() });
    for name in ["map", "slope", "trends", "coverage"] {
        let chart = chart(&results, name).unwrap();
        well_formed(&chart.svg);
        assert!(!chart.svg.contains("<script"), "{name}");
    }
    // A code that is another territory's sign, and names that the map has in its titles.
    let map = chart(&results, "map").unwrap();
    let shown = Names::same(HOSTILE);
    assert!(shown.or_code(Lang::En, "").contains('<') && map.svg.contains("&lt;script&gt;"));
}

/// What a drawing consists of, without the outlines, whose file is its own test.
fn drawn(chart: &Chart) -> String {
    let line = |l: &str| match l.split_once(" d=\"") {
        Some((tag, rest)) if tag == "<path" => {
            format!("{tag} d=…{}", rest.split_once('"').map_or("", |(_, rest)| rest))
        }
        _ => l.to_owned(),
    };
    let known = |l: &&str| !l.starts_with("<path") || l.contains("<title>");
    chart.svg.lines().filter(known).map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn drawings_are_what_they_were() {
    let results = results(&Fixture {
        territories: 4,
        areas: 3,
        editions: 2,
        draws: true,
        ..Fixture::default()
    });
    for name in ["map", "slope", "trends", "coverage"] {
        let chart = chart(&results, name).unwrap();
        assert_eq!(chart, self::chart(&results, name).unwrap(), "equal results, equal bytes");
        insta::assert_snapshot!(name, drawn(&chart));
    }
    // The parts of a score stand in a profile, not in a file of their own.
    let page = Report::new(&results).language(Lang::En).html().unwrap();
    let at = page.find("-parts-en-title").unwrap();
    let start = page[..at].rfind("<svg").unwrap();
    let end = start + page[start..].find("</svg>").unwrap();
    insta::assert_snapshot!("parts", &page[start..end]);
}
