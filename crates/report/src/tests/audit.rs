//! What must hold of the page of the statistical audit.

use std::collections::BTreeSet;

use ideal_engine::{
    Audit, AuditObject, IndicatorAudit, IndicatorPair, NodeAudit, PairAudit, PairFlag, Relation,
    UnitAudit, WeightAudit, WeightFlag,
};
use ideal_model::{HandlingCode, Lang, Mark, Tlp, Verdict};

use ideal_testing::fixture::{Fixture, HDI, HOSTILE, calibration, ran, results};

use super::{audit_html, charts, policy_holds, small, text, well_formed};
use crate::{PageKind, Report};

fn page(fixture: &Fixture, lang: Lang) -> String {
    let run = ran(fixture);
    let audit = ideal_engine::audit(&run, run.results().last_edition());
    audit_html(&Report::new(run.results()).language(lang).audit(&audit)).unwrap()
}

/// An audit of the small fixture with one flag of a kind, or with none.
fn made_up(flags: bool) -> Audit {
    let pair = |relation, node: &str, a: &str, b: &str, r: f64, flag: &str| PairAudit {
        relation,
        node: node.to_owned(),
        a: a.to_owned(),
        b: b.to_owned(),
        n: 20,
        r: Some(r),
        p: Some(0.01),
        flag: PairFlag::from_word(flag).filter(|_| flags),
        object: AuditObject::Cells,
        low: Some(r - 0.1),
        high: Some(r + 0.1),
        territories: 12,
    };
    let weight = |child: &str, effective: Option<f64>, flag: &str| WeightAudit {
        node: "priority".to_owned(),
        child: child.to_owned(),
        stated: 0.4,
        in_root: 0.4,
        importance: effective,
        effective,
        ratio: effective.map(|e| e / 0.4),
        flag: WeightFlag::from_word(flag).filter(|_| flags),
    };
    let mut pairs = vec![
        pair(Relation::Siblings, "priority", "threat", "impact", 0.95, "high"),
        pair(Relation::Parent, "priority", "threat", "priority", -0.61, "negative"),
        pair(Relation::Parent, "priority", "impact", "priority", 0.12, "low"),
    ];
    pairs.push(PairAudit {
        r: None,
        p: None,
        flag: None,
        n: 1,
        ..pair(Relation::Siblings, "priority", "impact", "exposure", 0.0, "")
    });
    pairs.push(PairAudit {
        flag: None,
        ..pair(Relation::Parent, "priority", "exposure", "priority", 0.5, "")
    });
    Audit {
        edition: "2023".to_owned(),
        handling: "TLP:CLEAR".to_owned(),
        units: 96,
        indicators: vec![IndicatorAudit {
            indicator: "wb.homicide".to_owned(),
            node: "impact".to_owned(),
            expected: 20,
            available: 7,
            share: Some(0.35),
            median: Some(1.25),
            outliers: flags,
            low_availability: flags,
            ..IndicatorAudit::default()
        }],
        availability: vec![UnitAudit {
            territory: "ARG".to_owned(),
            crime_area: "*".to_owned(),
            verdict: Verdict::Gap,
            ..UnitAudit::default()
        }],
        nodes: vec![
            NodeAudit {
                node: "priority".to_owned(),
                children: 3,
                complete: 41,
                alpha: if flags { Some(-0.25) } else { None },
                inconsistent: flags,
                ..NodeAudit::default()
            },
            NodeAudit { node: "laws".to_owned(), children: 1, ..NodeAudit::default() },
        ],
        correlations: pairs,
        matrix: Vec::new(),
        weights: vec![
            weight("threat", Some(0.9), "dominates"),
            weight("impact", Some(0.06), "silent"),
            weight("exposure", Some(0.04), ""),
        ],
        ..Audit::default()
    }
}

#[test]
fn the_page_needs_nothing_beside_it_and_no_script() {
    let hdi = Fixture { method: HDI, territories: 70, areas: 0, editions: 3, ..Fixture::default() };
    for fixture in [small(), Fixture { hostile: true, ..small() }, hdi] {
        for lang in Lang::ALL {
            let html = page(&fixture, lang);
            assert!(html.contains(&format!("<html lang=\"{lang}\">")));
            for loader in [
                "<script",
                "<img",
                "<link",
                "<iframe",
                "src=",
                "@import",
                "url(http",
                "url(//",
                "srcset",
                "javascript:",
            ] {
                assert!(!html.contains(loader), "{lang}: {loader}");
            }
            assert!(!html.contains(HOSTILE) && html.len() < 2_000_000);
            policy_holds(&html);
            let ids: Vec<&str> =
                html.split(" id=\"").skip(1).filter_map(|s| s.split('"').next()).collect();
            assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "an id stands twice");
            for target in html.split("href=\"#").skip(1).filter_map(|s| s.split('"').next()) {
                assert!(ids.contains(&target), "{lang}: nothing is called {target}");
            }
            assert!(html.contains(&format!("href=\"report.{lang}.html\"")));
        }
    }
}

#[test]
fn the_report_leads_to_the_audit_where_there_is_one() {
    let run = ran(&small());
    let audit = ideal_engine::audit(&run, run.results().last_edition());
    let report = Report::new(run.results()).language(Lang::Pt);
    assert!(audit_html(&report).is_none() && !report.html().unwrap().contains("audit.pt.html"));
    let html = report.audit(&audit).html().unwrap();
    assert_eq!(
        html.matches("href=\"audit.pt.html\"").count(),
        2,
        "in the contents and in the section on quality"
    );
    let dir = tempfile::tempdir().unwrap();
    report.audit(&audit).write(dir.path()).unwrap();
    assert!(dir.path().join("audit.pt.html").is_file());
}

#[test]
fn the_mark_stands_on_the_page_and_on_every_printed_one() {
    let mark = Mark::new(Tlp::AmberStrict, Some(HandlingCode::H2));
    let html = page(&Fixture { mark, ..small() }, Lang::En);
    assert!(html.matches(">TLP:AMBER+STRICT · H2<").count() >= 2);
    assert!(html.contains("@bottom-center{content:\"TLP:AMBER+STRICT · H2\""));
}

#[test]
fn every_flag_is_said_in_words_the_gravest_first() {
    let results = results(&small());
    let audit = made_up(true);
    let page = text(&audit_html(&Report::new(&results).language(Lang::En).audit(&audit)).unwrap())
        .replace('\u{a0}', " ");
    let order = [
        "“Threat” against “Priority”: r = −0.61, in 20 rows",
        "“Impact” in “Priority”: stated 40 %, effective 6 %",
        "“Threat” in “Priority”: stated 40 %, effective 90 %",
        "“Priority”: alpha −0.25, 41 complete rows",
        "“Intentional homicide”: skewness",
        "“Intentional homicide”: 7 of 20",
        "“Threat” and “Impact” under “Priority”: r = 0.95",
        "“Impact” with “Priority”: r = 0.12",
    ];
    let places: Vec<usize> =
        order.iter().map(|line| page.find(line).unwrap_or_else(|| panic!("{line}"))).collect();
    assert!(places.is_sorted(), "{places:?}");
    assert!(page.contains("8 flags, the gravest first"));
    let clean = made_up(false);
    let page = text(&audit_html(&Report::new(&results).language(Lang::Es).audit(&clean)).unwrap());
    assert!(page.contains("No hay ninguna señal"));
}

#[test]
fn what_cannot_be_computed_is_marked_and_never_zero() {
    let results = results(&small());
    let audit = made_up(false);
    let report = Report::new(&results).language(Lang::En).audit(&audit);
    let html = audit_html(&report).unwrap();
    let row = |html: &str, name: &str| {
        let start = html.find(&format!("<tr><th scope=\"row\">{name}</th>")).unwrap();
        html[start..start + html[start..].find("</tr>").unwrap()].to_owned()
    };
    let priority = row(&html[html.find("id=\"consistency\"").unwrap()..], "Priority");
    assert_eq!(priority.matches("not computable").count(), 5, "{priority}");
    assert!(priority.contains(">41<") && !priority.contains(">0"), "{priority}");
    assert!(
        !html.contains("<th scope=\"row\">Laws and institutions</th>"),
        "a single part is its whole"
    );
    let charts = charts(&report);
    let chart = charts.iter().find(|c| c.name == "audit_correlations_priority.en").unwrap();
    // One pair that cannot be computed, and the key to it.
    assert_eq!(chart.svg.matches("-hatch)\"").count(), 2);
    assert!(chart.alt.contains("1 cannot") && well_formed(&chart.svg).len() > 20, "{}", chart.alt);
    // Without an effective weight of every sibling there is no dumbbell, and the page says so.
    assert!(charts.iter().any(|c| c.name == "audit_weights_priority.en"));
    let mut without = made_up(false);
    without
        .weights
        .iter_mut()
        .for_each(|w| (w.importance, w.effective, w.ratio) = (None, None, None));
    let report = Report::new(&results).language(Lang::En).audit(&without);
    let drawn = super::charts(&report);
    assert!(drawn.iter().all(|c| !c.name.starts_with("audit_weights")));
    assert!(text(&audit_html(&report).unwrap()).contains("Not computable for Priority"));
}

#[test]
fn flags_are_shapes_as_well_as_colours() {
    let results = results(&small());
    let draw = |audit: &Audit, name: &str| {
        let charts = charts(&Report::new(&results).language(Lang::En).audit(audit));
        charts.into_iter().find(|c| c.name == name).unwrap()
    };
    let (with, without) = (made_up(true), made_up(false));
    let corners =
        |a: &Audit| draw(a, "audit_correlations_priority.en").svg.matches("<polygon").count();
    assert_eq!(corners(&with), corners(&without) + 1, "a corner for what counts twice");
    assert!(
        draw(&with, "audit_correlations_priority.en").alt.contains("1 are high, 1 low, 1 negative")
    );
    let signs = |a: &Audit| draw(a, "audit_weights_priority.en").svg.matches('▲').count();
    assert_eq!(signs(&with), signs(&without) + 1, "a sign for what dominates");
}

/// Outlines of strips of this height: what rests on few rows.
fn strips(svg: &str, height: u32) -> usize {
    svg.lines()
        .filter(|l| {
            l.contains("fill=\"none\"") && l.contains(&format!("width=\"4\" height=\"{height}\""))
        })
        .count()
}

#[test]
fn a_coefficient_on_few_rows_is_a_strip_with_its_key_in_the_chart() {
    let results = results(&small());
    let mut audit = made_up(false);
    let draw = |audit: &Audit, name: &str| {
        let charts = charts(&Report::new(&results).language(Lang::En).audit(audit));
        charts.into_iter().find(|c| c.name == name).unwrap().svg
    };
    assert_eq!(strips(&draw(&audit, "audit_correlations_priority.en"), 22), 0);
    audit.correlations[0].n = 9;
    audit.correlations[1].n = 10;
    let svg = draw(&audit, "audit_correlations_priority.en");
    assert_eq!(strips(&svg, 22), 1);
    assert!(svg.contains("fewer than 10 rows: no flag"));
    let codes: Vec<String> =
        results.assessment.method.indicators.iter().map(|i| i.code.clone()).take(3).collect();
    audit.matrix = paired(&codes);
    audit.matrix[0].n = 9;
    let svg = draw(&audit, "audit_indicators.en");
    assert_eq!(strips(&svg, 14), 1);
    assert!(svg.contains("fewer than 10 rows: no flag"));
    // The rows' numbers, and again over and under the columns and where their squares begin; the
    // last has no column.
    let written = |number: &str| svg.lines().filter(|l| l.trim() == number).count();
    assert_eq!((written("1"), written("2"), written("3")), (4, 4, 2));
}

#[test]
fn equal_audits_give_equal_bytes() {
    assert_eq!(page(&small(), Lang::Es), page(&small(), Lang::Es));
}

/// Pairs of so many indicators, the first two of which say the same.
fn paired(codes: &[String]) -> Vec<IndicatorPair> {
    let mut out = Vec::new();
    for (i, a) in codes.iter().enumerate() {
        for (k, b) in codes.iter().enumerate().skip(i + 1) {
            let (r, flag) = match (i, k) {
                (0, 1) => (Some(0.97), Some(PairFlag::High)),
                (0, 2) => (None, None),
                (1, 2) => (Some(-0.8), Some(PairFlag::Negative)),
                _ => (Some(0.5), None),
            };
            out.push(IndicatorPair {
                a: a.clone(),
                b: b.clone(),
                n: 20,
                r,
                flag,
                ..IndicatorPair::default()
            });
        }
    }
    out
}

#[test]
fn every_indicator_stands_against_every_other_as_long_as_they_can_be_seen() {
    let results = results(&small());
    let own: Vec<String> = results
        .assessment
        .method
        .indicators
        .iter()
        .filter(|i| i.parent.is_some())
        .map(|i| i.code.clone())
        .take(3)
        .collect();
    assert_eq!(own.len(), 3);
    let drawn = |audit: &Audit| {
        let report = Report::new(&results).language(Lang::En).audit(audit);
        let chart = charts(&report).into_iter().find(|c| c.name == "audit_indicators.en");
        (chart, text(&audit_html(&report).unwrap()).replace('\u{a0}', " "))
    };
    let (chart, page) = drawn(&Audit { matrix: paired(&own), ..made_up(false) });
    let chart = chart.unwrap();
    assert!(
        chart.alt.contains("2 correlations can be computed, 1 cannot; 1 are high, 1 negative"),
        "{}",
        chart.alt
    );
    // One pair that cannot be computed, and the key to it; a corner for the one that is high, and
    // its key.
    assert_eq!(
        (chart.svg.matches("-hatch)\"").count(), chart.svg.matches("<polygon").count()),
        (2, 2)
    );
    assert!(
        well_formed(&chart.svg).len() > 20 && page.contains("Every indicator against every other")
    );
    let many: Vec<String> = (0..61).map(|k| format!("x.{k}")).collect();
    let indicators = many
        .iter()
        .map(|c| IndicatorAudit { indicator: c.clone(), ..IndicatorAudit::default() })
        .collect();
    let (chart, page) = drawn(&Audit { matrix: paired(&many), indicators, ..made_up(false) });
    assert!(
        chart.is_none()
            && page.contains("The 61 indicators are too many for one drawing (at most 60)")
    );
    let (chart, _) = drawn(&made_up(false));
    assert!(chart.is_none());
}

#[test]
fn an_audit_alone_leads_to_no_report() {
    let results = results(&small());
    let audit = made_up(true);
    let report = Report::new(&results).language(Lang::En).audit(&audit);
    assert!(audit_html(&report).unwrap().contains("report.en.html"));
    assert!(!audit_html(&report.only(&[PageKind::Audit])).unwrap().contains("report.en.html"));
}

#[test]
fn a_calibration_is_a_section_with_a_chart_only_where_it_was_measured() {
    let run = ran(&small());
    let results = run.results();
    let audit = ideal_engine::audit(&run, results.last_edition());
    let found = calibration(results);
    for lang in Lang::ALL {
        let without = Report::new(results).language(lang).audit(&audit);
        let html = audit_html(&without).unwrap();
        assert!(!html.contains("calibration"), "{lang}");
        assert_eq!(without.calibration_chart().unwrap(), None);
        let with = without.calibration(&found);
        let html = audit_html(&with).unwrap();
        policy_holds(&html);
        assert!(html.contains("<section id=\"calibration\">"), "{lang}");
        let chart = with.calibration_chart().unwrap().unwrap();
        assert_eq!(chart.name, format!("calibration.{lang}"));
        assert!(html.contains(&chart.svg), "{lang}");
        well_formed(&chart.svg);
        // Kinds of rows are shapes: dots, squares, rings and crosses, one of each per node and key.
        let nodes = results.assessment.method.nodes.len();
        assert!(chart.svg.matches("<circle").count() >= 2 * (nodes + 1), "{lang}");
        assert!(chart.svg.matches("<rect").count() > nodes, "{lang}");
    }
    // Where nothing was measured there is nothing to draw.
    let nothing = ideal_engine::Calibration { measures: Vec::new(), ..found };
    let report = Report::new(results).audit(&audit).calibration(&nothing);
    assert_eq!(report.calibration_chart().unwrap(), None);
    assert!(audit_html(&report).unwrap().contains("<section id=\"calibration\">"));
}
