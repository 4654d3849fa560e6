//! Pages: closed to what stands outside, marked, and open about what is not known.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use ideal_model::{HandlingCode, Lang, Mark, Results, Tlp, UnitIx, Without};

use ideal_testing::fixture::{Fixture, HDI, HOSTILE, results};

use super::{charts, policy_holds, small};
use crate::Report;

/// Results in which the root of one territory, one cell and one crime area lacks dimensions, with
/// the indices of the three.
fn lacking() -> (Results, [UnitIx; 3]) {
    let mut r = results(&small());
    let (root, last) = (r.assessment.method.root, r.last_edition());
    let node = |id: &str| r.assessment.method.node_index(id).unwrap();
    let (impact, exposure) = (node("impact"), node("exposure"));
    // Whether it is everywhere (`*`), and whether over all areas (`*`).
    let assessed = |everywhere: bool, whole: bool| {
        let wanted = |u: &UnitIx| {
            (r.place_code(*u) == "*", r.area_code(*u) == "*") == (everywhere, whole)
                && r.units[*u].edition == last
                && r.node(*u, root).unwrap().score.is_some()
        };
        r.unit_indices().find(wanted).unwrap()
    };
    let (territory, cell) = (assessed(false, true), assessed(false, false));
    let area = assessed(true, false);
    let mut without: Vec<Without> = [
        (territory, impact, true),
        (territory, exposure, false),
        (cell, impact, true),
        (area, exposure, false),
    ]
    .map(|(unit, node, evidence)| Without { unit, node, evidence })
    .to_vec();
    without.sort_by_key(|w| (w.unit, w.node));
    r.without = without;
    (r, [territory, cell, area])
}

#[test]
fn a_score_made_without_a_dimension_says_so_wherever_it_stands() {
    let (results, [territory, ..]) = lacking();
    let code = results.place_code(territory);
    let none = {
        let mut r = results.clone();
        r.without.clear();
        r
    };
    for (lang, mark, reasons, cell, sentence) in [
        (
            Lang::En,
            "without Impact and Exposure",
            "without Impact (evidence exists, but under the floor) and Exposure (no evidence)",
            "without Impact",
            "is assessed without Impact (evidence exists, but under the floor) and Exposure (no \
             evidence).",
        ),
        (
            Lang::Es,
            "sin Impacto y Exposición",
            "sin Impacto (hay evidencia, pero por debajo del mínimo) y Exposición (no hay \
             evidencia)",
            "sin Impacto",
            "se evalúa sin Impacto (hay evidencia, pero por debajo del mínimo) y Exposición (no \
             hay evidencia).",
        ),
        (
            Lang::Pt,
            "sem Impacto e Exposição",
            "sem Impacto (há evidência, mas abaixo do mínimo) e Exposição (não há evidência)",
            "sem Impacto",
            "avalia-se sem Impacto (há evidência, mas abaixo do mínimo) e Exposição (não há \
             evidência).",
        ),
    ] {
        let html = Report::new(&results).language(lang).html().unwrap();
        let part = |from: &str, to: &str| {
            let start = html.find(from).unwrap_or_else(|| panic!("{from}"));
            &html[start..start + html[start..].find(to).unwrap()]
        };
        let abbr = format!("<abbr class=\"lacking\" title=\"{reasons}\">{mark}</abbr>");
        let ranking = part("<section id=\"ranking\"", "</section>");
        assert_eq!(ranking.matches("class=\"lacking\"").count(), 1, "{lang}");
        let row = &ranking[ranking.find(&format!("href=\"#t-{code}\"")).unwrap()..];
        assert!(row[..row.find("</tr>").unwrap()].contains(&abbr), "{lang}");
        // The chart above the table has an asterisk, with the reasons over its row.
        assert!(ranking.contains(&format!("<title>{reasons}</title>")), "{lang}");
        let areas = part("<section id=\"areas\"", "</section>");
        assert_eq!(areas.matches("class=\"lacking\"").count(), 1, "{lang}");
        // One cell of the heat map has a title, and the caption says what its corner is.
        let map = part("<section id=\"heatmap\"", "</section>");
        assert_eq!(map.matches("pointer-events=\"all\"").count(), 1);
        assert!(map.contains(&format!(", {cell} (")), "{lang}");
        let profile = part(&format!("id=\"t-{code}\""), "</article>");
        assert!(profile.contains(sentence), "{lang}");
        // Beside the verdict, and in the tree in the line of the root.
        assert!(profile.matches(&abbr).count() >= 2, "{lang}");
        let plain = Report::new(&none).language(lang).html().unwrap();
        // The map says something over each of its tiles.
        let (before, rest) = plain.split_once("<section id=\"region\"").unwrap();
        let plain = [before, rest.split_once("</section>").unwrap().1].concat();
        assert!(
            !plain.contains("class=\"lacking\"") && !plain.contains("pointer-events"),
            "{lang}"
        );
    }
}

#[test]
fn a_page_needs_nothing_beside_it() {
    for fixture in [
        small(),
        Fixture { method: HDI, territories: 70, areas: 0, editions: 3, ..Fixture::default() },
    ] {
        let results = results(&fixture);
        for lang in Lang::ALL {
            let html = Report::new(&results).language(lang).html().unwrap();
            assert!(html.contains(&format!("<html lang=\"{lang}\">")));
            for loader in [
                "<img", "<link", "<iframe", "<object", "<embed", "<base", "src=", "@import",
                "url(http", "url(//", "srcset",
            ] {
                assert!(!html.contains(loader), "{lang}: {loader}");
            }
            assert!(html.matches("<table").count() >= 5);
            assert!(html.len() < 12_000_000);
            // Ids are unique, and what a link of the page points to is there.
            let ids: Vec<&str> =
                html.split(" id=\"").skip(1).filter_map(|s| s.split('"').next()).collect();
            assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "an id stands twice");
            for target in html.split("href=\"#").skip(1).filter_map(|s| s.split('"').next()) {
                assert!(ids.contains(&target), "{lang}: nothing is called {target}");
            }
        }
    }
}

#[test]
fn the_mark_stands_on_the_screen_and_on_every_printed_page() {
    let mark = Mark::new(Tlp::AmberStrict, Some(HandlingCode::H2));
    let html = Report::new(&results(&Fixture { mark, ..small() })).html().unwrap();
    assert!(html.matches(">TLP:AMBER+STRICT · H2<").count() >= 2);
    assert!(html.contains("@top-center{content:\"TLP:AMBER+STRICT · H2\""));
    assert!(html.contains("@bottom-center{content:\"TLP:AMBER+STRICT · H2\""));
}

#[test]
fn notes_of_rows_are_printed_nowhere() {
    for tlp in [Tlp::Clear, Tlp::Amber] {
        let results = results(&Fixture { mark: Mark::new(tlp, None), ..small() });
        assert!(!Report::new(&results).html().unwrap().contains("SECRET NOTE"));
    }
}

#[test]
fn names_cannot_break_out() {
    let results = results(&Fixture { hostile: true, ..small() });
    for lang in Lang::ALL {
        let html = Report::new(&results).language(lang).html().unwrap();
        assert!(!html.contains("<script>alert") && !html.contains(HOSTILE));
        assert!(html.contains("&lt;script&gt;alert"));
        assert!(!html.contains("href=\"javascript:"), "an address of the web only");
        assert_eq!(html.matches("<script>").count(), 1, "our own");
        policy_holds(&html);
        let charts = charts(&Report::new(&results).language(lang));
        for text in charts.iter().map(|c| &c.svg).chain([&html]) {
            let raw: Vec<char> = text
                .chars()
                .filter(|c| ideal_model::is_hidden(*c) && !matches!(c, '\n' | '\t'))
                .collect();
            assert!(raw.is_empty(), "{raw:?}");
        }
        assert!(html.contains("&lt;U+0007&gt;&lt;U+009B&gt;&lt;U+202E&gt;&lt;U+2067&gt;"));
    }
}

#[test]
fn equal_results_give_equal_bytes() {
    let (a, b) = (results(&small()), results(&small()));
    for lang in Lang::ALL {
        assert_eq!(
            Report::new(&a).language(lang).html().unwrap(),
            Report::new(&b).language(lang).html().unwrap()
        );
        assert_eq!(
            charts(&Report::new(&a).language(lang)),
            charts(&Report::new(&b).language(lang))
        );
    }
}

#[test]
fn areas_carry_no_rank_until_there_are_draws() {
    let section = |draws: bool| {
        let html =
            Report::new(&results(&Fixture { draws, ..small() })).language(Lang::En).html().unwrap();
        let start = html.find("<section id=\"areas\"").unwrap();
        html[start..start + html[start..].find("</section>").unwrap()].to_owned()
    };
    let without = section(false);
    assert!(
        !without.contains("Rank") && without.contains("the differences are not distinguishable")
    );
    assert!(
        section(true).contains("Rank range")
            && section(true).contains("inside one, not every pair can be told apart")
    );
}

#[test]
fn ranks_have_probabilities_where_there_are_draws() {
    let with = results(&Fixture { draws: true, ..small() });
    let charts = charts(&Report::new(&with).language(Lang::En));
    let chart = charts.iter().find(|c| c.name == "rank_acceptability.en").unwrap();
    let ranked = with.ranking(
        ideal_model::Ranking::Territories,
        with.last_edition(),
        with.assessment.method.root,
    );
    let shares: Vec<Vec<f64>> =
        ranked.filter_map(|r| r.draws.as_ref()).map(|d| d.acceptability.clone()).collect();
    assert!(shares.len() > 2 && shares.iter().all(|s| s.len() == shares.len()));
    // Each share of a hundredth and more is written in its cell, beside the numbers of the ranks.
    let numbers = crate::numbers::Numbers::new(Lang::En.into()).unwrap();
    let mut wanted: BTreeMap<String, usize> = BTreeMap::new();
    for share in shares.iter().flatten().filter(|s| **s >= 0.01) {
        *wanted.entry(numbers.percent(*share)).or_default() += 1;
    }
    for rank in 1..=shares.len() {
        *wanted.entry(rank.to_string()).or_default() += 1;
    }
    let written = |text: &str| chart.svg.lines().filter(|l| l.trim() == text).count();
    for (text, count) in &wanted {
        assert_eq!(written(text), *count, "{text}");
    }
    let first = shares.iter().map(|s| s[0]).fold(0.0, f64::max);
    assert!(
        chart.alt.contains(&format!("in {} % of the draws", numbers.percent(first))),
        "{}",
        chart.alt
    );
    let html = Report::new(&with).language(Lang::En).html().unwrap();
    assert!(html.contains("In the first 3") && html.contains("Probability of each rank"));
    let without = Report::new(&results(&small())).language(Lang::En).html().unwrap();
    assert!(!without.contains("In the first 3") && !without.contains("Probability of each rank"));
}

#[test]
fn a_method_without_crime_areas_has_a_page_too() {
    let results = results(&Fixture {
        method: HDI,
        territories: 195,
        areas: 0,
        editions: 33,
        ..Fixture::default()
    });
    let report = Report::new(&results).language(Lang::En);
    let html = report.html().unwrap();
    assert!(html.len() < 4_000_000, "{} bytes", html.len());
    assert!(!html.contains("id=\"heatmap\"") && !html.contains("id=\"area-profiles\""));
    assert!(html.contains("id=\"t-DEU\"") && html.contains("Germany"));
    assert!(charts(&report).iter().all(|c| !c.name.starts_with("heatmap")));
}

#[test]
fn results_that_do_not_fit_together_are_an_error() {
    let mut broken = results(&small());
    let assessment = std::sync::Arc::make_mut(&mut broken.assessment);
    assessment.editions.clear();
    assert!(Report::new(&broken).html().is_err());
}

#[test]
fn a_folder_gets_page_and_charts() {
    let dir = tempfile::tempdir().unwrap();
    let results = results(&small());
    Report::new(&results).language(Lang::Pt).write(dir.path().join("out")).unwrap();
    assert!(
        dir.path().join("out/report.pt.html").is_file()
            && dir.path().join("out/charts/ranking.pt.svg").is_file()
    );
    let file = dir.path().join("file");
    std::fs::write(&file, "x").unwrap();
    assert!(Report::new(&results).write(&file).is_err());
}

/// Writes pages to look at where `IDEAL_REPORT_PREVIEW` names a folder.
#[test]
fn preview() {
    let Ok(dir) = std::env::var("IDEAL_REPORT_PREVIEW") else {
        eprintln!("no preview: IDEAL_REPORT_PREVIEW names no folder");
        return;
    };
    for (name, fixture) in [
        ("latam", Fixture::default()),
        ("draws", Fixture { draws: true, ..Fixture::default() }),
        (
            "hdi",
            Fixture { method: HDI, territories: 195, areas: 0, editions: 33, ..Fixture::default() },
        ),
        (
            "hostile",
            Fixture {
                hostile: true,
                mark: Mark::new(Tlp::AmberStrict, Some(HandlingCode::H2)),
                ..Fixture::default()
            },
        ),
    ] {
        let results = results(&fixture);
        for lang in Lang::ALL {
            Report::new(&results).language(lang).write(Path::new(&dir).join(name)).unwrap();
        }
    }
}
