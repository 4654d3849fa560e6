//! The section on what has changed since the last edition.

use ideal_model::{Lang, Ranking};
use ideal_testing::fixture::{Fixture, results};

use super::{small, text};
use crate::document::{Block, Cell};
use crate::{ChangedSource, EditionChanges, Moved, NoiseBy, Report};

fn moved(ranking: Ranking, code: &str, scores: [Option<f64>; 2], beyond: bool) -> Moved {
    Moved {
        ranking,
        code: code.to_owned(),
        scores,
        ranks: [Some(2), Some(1)],
        interval: Some([1.5, 4.5]),
        beyond,
        parts: Some([0.5, 1.5, 1.0]),
    }
}

#[test]
fn what_is_beyond_the_noise_is_told_farthest_first_on_the_page_and_in_the_document() {
    let r = results(&Fixture { draws: true, ..small() });
    let countries: Vec<&str> = r.assessment.territories.iter().map(|t| &*t.code).collect();
    let area = &r.assessment.crime_areas[0];
    let of = |i: usize, scores, beyond| moved(Ranking::Territories, countries[i], scores, beyond);
    let last = r.assessment.editions[r.last_edition().get()];
    let changes = EditionChanges {
        editions: [r.assessment.editions[0], last],
        noise: NoiseBy::Difference,
        moved: vec![
            of(0, [Some(40.0), Some(43.0)], true),
            of(1, [Some(50.0), Some(41.25)], true),
            of(2, [Some(60.0), Some(61.77)], false),
            of(3, [None, Some(33.0)], false),
            moved(Ranking::CrimeAreas, &area.code, [Some(20.0), Some(23.0)], true),
            moved(Ranking::Territories, "nowhere", [Some(1.0), Some(99.0)], true),
        ],
        cells: [2, 9],
        aside: [vec!["gone".to_owned()], vec![area.code.clone()]],
        rows: Some(vec![ChangedSource {
            source: "panel".into(),
            revised: 7,
            ..Default::default()
        }]),
        method: Some(vec!["node.threat.weight 2 → 3".to_owned()]),
    };
    for lang in Lang::ALL {
        let report = Report::new(&r).language(lang);
        assert!(!report.html().unwrap().contains("id=\"changes\""), "without an edition before");
        let report = report.changes(&changes);
        let html = report.html().unwrap();
        assert!(html.contains("<a href=\"#changes\">"), "{lang}");
        let page = html.split("<section id=\"changes\">").nth(1).unwrap();
        let page = text(page.split("</section>").next().unwrap());
        let name = |i: usize| r.assessment.territories[i].names.or_code(lang, countries[i]);
        let at = |what: &str| page.find(what).unwrap_or_else(|| panic!("{lang}: {what} in {page}"));
        let comma = if lang == Lang::En { "." } else { "," };
        let far = format!("8{comma}8");
        assert!(at(name(1)) < at(name(0)) && page.contains(&far), "{lang}: {page}");
        // Within the noise there is no figure; who entered is named.
        assert!(!page.contains(&format!("61{comma}8")) && !page.contains("99"), "{lang}: {page}");
        at(name(3));
        at("node.threat.weight 2 → 3");
        at("panel");
        // The document has the same rows, its numbers as numbers.
        let document = report.document().unwrap();
        let section = document.sections.iter().find(|s| s.anchor == "changes").unwrap();
        let tables: Vec<_> = section
            .blocks
            .iter()
            .filter_map(|b| if let Block::Table(t) = b { Some(t) } else { None })
            .collect();
        let ids: Vec<&str> = tables.iter().map(|t| &*t.id).collect();
        assert_eq!(ids, ["changes_territories", "changes_areas", "changes_rows"], "{lang}");
        assert_eq!(tables[0].rows.len(), 2, "{lang}");
        let difference = &tables[0].rows[0].cells[3];
        assert!(matches!(difference, Cell::Number(n) if n.value == -8.75), "{difference:?}");
    }
    // Results know nothing of parts, and say so.
    let results_only = EditionChanges { rows: None, method: None, ..changes };
    let html = Report::new(&r).language(Lang::En).changes(&results_only).html().unwrap();
    assert!(html.contains("neither the evidence nor the method"));
    assert!(!html.contains("node.threat.weight 2"));
}
