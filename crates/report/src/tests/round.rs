//! The page of a collection round.

use ideal_model::{Lang, Mark, Tlp};

use super::{policy_holds, text, well_formed};
use crate::{RoundDifference, RoundItem, RoundPage, RoundPanel, RoundRater};

fn page(lang: Lang) -> RoundPage {
    let panel = |id: &str, raters: usize| RoundPanel {
        id: id.to_owned(),
        territories: "Perú <b>".to_owned(),
        expected: 3,
        raters,
        rows: 30,
        answered: 10 * raters,
        unknown: raters,
        share: Some(raters as f64 / 3.0),
        by_item: vec![Some(raters as f64 / 3.0), None],
    };
    let item = |name: &str, spread| RoundItem {
        name: name.to_owned(),
        raters: 3,
        units: 10,
        alpha: Some(0.5),
        interval: None,
        icc: None,
        w: Some(0.25),
        spread,
    };
    let rater = |rater: &str, severity: Option<f64>, part| RoundRater {
        panel: "A".to_owned(),
        rater: rater.to_owned(),
        severity,
        se: severity.map(|_| 4.0),
        connected: false,
        part,
    };
    RoundPage {
        lang,
        round: "2026-1".to_owned(),
        edition: "2025".to_owned(),
        title: "Una evaluación".to_owned(),
        mark: Mark::new(Tlp::Amber, None),
        method: ["m", "1", "0f"].map(str::to_owned),
        others: vec![(Lang::Pt, "status.pt.html".to_owned())],
        items: vec![
            item("Mercado", vec![Some([-3.0, -1.0, 0.0, 1.0, 3.5]), None]),
            item("Actores", vec![None, None]),
        ],
        panels: vec![panel("A", 3), panel("B", 0)],
        differences: vec![
            RoundDifference {
                panel: "A".to_owned(),
                territory: "\u{202e}Perú".to_owned(),
                area: "Extorsión".to_owned(),
                item: "Mercado".to_owned(),
                raters: 3,
                median: 5.5,
                quartiles: [2.0, 8.0],
            };
            201
        ],
        raters: vec![rater("R1", Some(12.5), 0), rater("R2", Some(-3.0), 1), rater("R3", None, 2)],
        second: 0,
        weights: Some(vec!["A/R1".to_owned()]),
    }
}

#[test]
fn the_page_of_a_round_is_whole_and_keeps_to_itself() {
    for lang in Lang::ALL {
        let html = page(lang).html().unwrap();
        policy_holds(&html);
        let svgs: Vec<&str> = html.split("<svg").skip(1).collect();
        // A chart for the item that two raters of a panel rated, and one of severities.
        assert_eq!(svgs.len(), 2, "{lang}");
        for svg in svgs {
            well_formed(&format!("<svg{}</svg>", svg.split("</svg>").next().unwrap()));
        }
        assert!(!html.contains("\u{202e}") && html.contains("Perú &lt;b&gt;"));
        assert!(html.contains("<span>TLP:AMBER</span>"));
        assert!(html.contains("lang=\"pt\">Português</a>"));
    }
}

#[test]
fn the_page_of_a_round_says_what_comes_next() {
    let html = page(Lang::Es).html().unwrap();
    // 12.5 less and plus 1.96 times 4.
    assert!(html.contains("+12,5 (+4,7") && html.contains("+20,3)"));
    let es = text(&html);
    assert!(es.contains("Evaluadores que han respondido: B (0 de 3)."), "{es}");
    assert!(es.contains("En 201 filas") && es.contains("Y una fila más."));
    assert!(es.contains("con otros paneles: 3 (paneles: A)."));
    let mut done = page(Lang::Pt);
    done.panels.pop();
    done.differences.clear();
    let pt = text(&done.html().unwrap());
    assert!(pt.contains("a rodada pode ser encerrada") && pt.contains("Em nenhuma linha"), "{pt}");
}
