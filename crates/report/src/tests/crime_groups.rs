//! The section on criminal groups: on the page, in documents, in three languages.

use std::sync::Arc;

use ideal_engine::{GroupsBy, rank_groups};
use ideal_model::{
    AssessmentInput, AttributeRating, CrimeGroup, Grade, GroupLink, GroupMethod, GroupRating,
    GroupRole, GroupSheets, Lang, LinkKind, Mark, NoneFound, Period, Presence, RatedAs, Results,
};
use ideal_testing::fixture::results;

use super::{small, text, well_formed};
use crate::Report;
use crate::document::{Block, Cell, Section};

fn group(code: &str, name: Option<&str>, principal: &str, at: &[(&str, GroupRole)]) -> CrimeGroup {
    CrimeGroup {
        code: code.to_owned(),
        name: name.map(str::to_owned),
        principal: principal.to_owned(),
        secondary: Vec::new(),
        territories: (at.iter())
            .map(|(t, role)| Presence { territory: (*t).to_owned(), role: Some(*role) })
            .collect(),
        members: None,
        since: None,
        until: None,
        counting_rule: String::new(),
        source: String::new(),
        grade: Grade::default(),
        mark: Mark::default(),
        line: 2,
    }
}

/// Results with three groups: one rated whole, one in part, one not at all.
fn with_groups() -> (Results, Vec<GroupMethod>) {
    let mut r = results(&small());
    let mut a: AssessmentInput = (*r.assessment).clone();
    a.draws = 200;
    let (here, there) = (a.territories[0].code.clone(), a.territories[1].code.clone());
    let (one, two) = (a.crime_areas[0].code.clone(), a.crime_areas[1].code.clone());
    let mut first = group("g1", Some("Los <Faros>"), &one, &[(&here, GroupRole::Base)]);
    first.secondary = vec![two.clone()];
    let mut sheets = GroupSheets {
        groups: vec![
            first,
            group("g2", None, &two, &[(&here, GroupRole::Transit), (&there, GroupRole::Base)]),
            group("g3", Some("Muralla"), &one, &[]),
        ],
        methods: GroupMethod::shipped().unwrap(),
        ..GroupSheets::default()
    };
    let period: Period = a.editions.last().unwrap().to_string().parse().unwrap();
    let source = sheets.sources.intern("");
    for (at, id, rating) in [
        (0, "agile", AttributeRating::High),
        (0, "borderless", AttributeRating::Medium),
        (0, "controlling", AttributeRating::Low),
        (0, "destructive", AttributeRating::Nil),
        (1, "agile", AttributeRating::Unknown),
        (1, "borderless", AttributeRating::Low),
        (1, "controlling", AttributeRating::Low),
    ] {
        let attribute = sheets.attributes.intern(id);
        sheets.ratings.push(GroupRating {
            group: at,
            attribute,
            rating: RatedAs::Word(rating),
            period,
            source,
            rater: None,
            grade: Grade::default(),
            mark: Mark::default(),
            line: 2,
        });
    }
    sheets.links = vec![GroupLink {
        group: "g1".to_owned(),
        other: "g2".to_owned(),
        kind: LinkKind::Supplies,
        period: None,
        source: String::new(),
        grade: Grade::default(),
        mark: Mark::default(),
        line: 2,
    }];
    sheets.none_found = vec![NoneFound {
        territory: there,
        crime_area: Some(one),
        period,
        source: String::new(),
        mark: Mark::default(),
        line: 2,
    }];
    let methods = sheets.methods.iter().filter(|m| m.id == "most-threatening").cloned().collect();
    a.group_sheets = Arc::new(sheets);
    r.assessment = Arc::new(a);
    (r, methods)
}

fn tables(section: &Section) -> Vec<(&str, usize)> {
    let own = section.blocks.iter().filter_map(|b| match b {
        Block::Table(t) => Some((t.id.as_str(), t.rows.len())),
        _ => None,
    });
    own.chain(section.parts.iter().flat_map(tables)).collect()
}

#[test]
fn the_section_says_the_same_on_the_page_and_in_documents() {
    let (r, methods) = with_groups();
    let found: Vec<_> = (methods.iter())
        .map(|m| rank_groups(&r.assessment, m, GroupsBy::All, &()).unwrap())
        .collect();
    let found: Vec<_> = found.iter().collect();
    for (lang, words) in [
        (Lang::En, ["Criminal groups", "is recorded as present", "not rated", "supplies"]),
        (Lang::Es, ["Grupos criminales", "consta la presencia", "sin calificar", "abastece a"]),
        (Lang::Pt, ["Grupos criminosos", "consta a presença", "não avaliado", "abastece"]),
    ] {
        let report = Report::new(&r).language(lang);
        let without = report.html().unwrap();
        assert!(!without.contains("crime-groups"), "{lang}: nothing without sheets");
        let report = report.groups(&found);
        let html = report.html().unwrap();
        assert!(html.contains("<a href=\"#crime-groups\">"), "{lang}");
        let section = html.split("<section id=\"crime-groups\">").nth(1).unwrap();
        let section = section.split("</section>").next().unwrap();
        let page = text(section);
        for word in words {
            assert!(page.contains(word), "{lang}: {word} in {page}");
        }
        // A name is no markup, and a group without one goes by its code.
        assert!(section.contains("Los &lt;Faros&gt;") && page.contains("g2"), "{lang}");
        let charts = report.charts().unwrap();
        let of = |name: &str| {
            let name = format!("{name}.{lang}");
            charts.iter().find(|c| c.name == name).unwrap_or_else(|| panic!("{name}"))
        };
        for name in ["crime-groups-1", "crime-groups-matrix-1", "crime-groups-links"] {
            assert!(well_formed(&of(name).svg).len() > 5, "{name}");
        }
        // Four attributes of three groups: four unknown or absent states are no fill.
        let matrix = &of("crime-groups-matrix-1").svg;
        assert!(matrix.contains("-hatch)") && matrix.contains(">\n?\n<"), "{matrix}");
        let document = report.document().unwrap();
        let section = document.sections.iter().find(|s| s.anchor == "crime-groups").unwrap();
        assert_eq!(
            tables(section),
            [
                ("crime_groups_1", 3),
                ("crime_groups_1_matrix_1", 4),
                ("crime_groups_activities", 2),
                ("crime_groups_presence", 2),
                ("crime_groups_links", 1)
            ],
            "{lang}"
        );
        let ranking = section.parts[0].blocks.iter().find_map(|b| match b {
            Block::Table(t) => Some(t),
            _ => None,
        });
        // High 4, medium 2, low 1, absent 0: seven of sixteen.
        let first = &ranking.unwrap().rows[0];
        let numbers: Vec<f64> = (first.cells.iter())
            .filter_map(|c| if let Cell::Number(n) = c { Some(n.value) } else { None })
            .collect();
        assert_eq!(&numbers[..3], [1.0, 7.0, 7.0 / 16.0], "{lang}");
        assert_eq!(html, report.html().unwrap(), "equal results give equal bytes");
    }
}

#[test]
fn numbers_under_two_rules_are_not_given_and_a_dense_network_is_a_table() {
    let (mut r, methods) = with_groups();
    let mut a: AssessmentInput = (*r.assessment).clone();
    let mut sheets = (*a.group_sheets).clone();
    sheets.groups[0].counting_rule = "police".to_owned();
    sheets.groups[1].counting_rule = "court".to_owned();
    let area = sheets.groups[0].principal.clone();
    for i in 0..60 {
        let mut more = group(&format!("h{i:02}"), None, &area, &[]);
        more.counting_rule = "court".to_owned();
        sheets.groups.push(more);
        sheets.links.push(GroupLink { other: format!("h{i:02}"), ..sheets.links[0].clone() });
    }
    a.group_sheets = Arc::new(sheets);
    r.assessment = Arc::new(a);
    let found = rank_groups(&r.assessment, &methods[0], GroupsBy::All, &()).unwrap();
    let found = [&found];
    let report = Report::new(&r).language(Lang::En).groups(&found);
    let html = report.html().unwrap();
    let page = html.split("<section id=\"crime-groups\">").nth(1).unwrap();
    let page = text(page.split("</section>").next().unwrap());
    assert!(page.contains("neither added up nor compared") && page.contains("police"), "{page}");
    assert!(page.contains("not counted: rules no rule stated, court and police"), "{page}");
    assert!(page.contains("too dense") && !page.contains("sheets of 63"), "{page}");
    assert!(!report.charts().unwrap().iter().any(|c| c.name.starts_with("crime-groups-links")));
    let document = report.document().unwrap();
    let section = document.sections.iter().find(|s| s.anchor == "crime-groups").unwrap();
    assert!(tables(section).contains(&("crime_groups_links", 61)));
}
