//! Charts: whole, named, and coloured only where there is a score.

use std::collections::BTreeSet;

use ideal_model::{Lang, UnitIx};

use ideal_testing::fixture::{Fixture, results};

use super::{charts, small, well_formed};
use crate::{Chart, Report};

fn all_charts(fixture: &Fixture, lang: Lang) -> Vec<Chart> {
    charts(&Report::new(&results(fixture)).language(lang))
}

#[test]
fn charts_are_whole_and_say_what_they_show() {
    for fixture in
        [small(), Fixture { draws: true, ..small() }, Fixture { hostile: true, ..small() }]
    {
        for lang in Lang::ALL {
            let charts = all_charts(&fixture, lang);
            assert!(charts.len() >= 4, "{} charts", charts.len());
            let names: BTreeSet<&str> = charts.iter().map(|c| c.name.as_str()).collect();
            assert_eq!(names.len(), charts.len());
            for chart in &charts {
                assert!(chart.name.ends_with(&format!(".{lang}")), "{}", chart.name);
                let elements = well_formed(&chart.svg);
                // Its own title, and one for each place that has a text.
                let places = chart.svg.matches("><title>").count();
                assert_eq!(elements.iter().filter(|e| *e == "title").count(), 1 + places);
                assert_eq!(elements.iter().filter(|e| *e == "desc").count(), 1);
                assert!(
                    chart.svg.starts_with("<svg ")
                        && chart.svg.contains("role=\"img\"")
                        && chart.svg.contains("aria-labelledby=")
                );
                assert!(chart.alt.len() > 40, "{}", chart.alt);
                assert!(!chart.svg.chars().any(|c| c.is_control() && c != '\n'));
            }
        }
    }
}

#[test]
fn gaps_are_hatched_and_never_coloured() {
    let results = results(&small());
    let charts = charts(&Report::new(&results).language(Lang::En));
    let heatmap = charts.iter().find(|c| c.name == "heatmap_priority.en").unwrap();
    let root = results.assessment.method.root;
    let last = results.last_edition();
    let cells: Vec<UnitIx> = results
        .unit_indices()
        .filter(|&u| !results.units[u].rollup && results.units[u].edition == last)
        .collect();
    let known = cells.iter().filter(|&&u| results.node(u, root).unwrap().score.is_some()).count();
    let gaps = cells.len() - known;
    assert!(gaps > 0 && known > 0);
    // One hatched rectangle per gap and one in the legend; one coloured cell of the same size per
    // score.
    assert_eq!(heatmap.svg.matches("-hatch)\"").count(), gaps + 1);
    let coloured = heatmap
        .svg
        .lines()
        .filter(|l| {
            l.starts_with("<rect")
                && l.contains("width=\"32\" height=\"20\"")
                && !l.contains("-hatch)")
        })
        .count();
    assert_eq!(coloured, known);
    assert!(
        heatmap.alt.contains(&format!("{known} cells have a score"))
            && heatmap.alt.contains(&format!("{gaps} are gaps"))
    );
}
