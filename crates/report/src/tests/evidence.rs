//! What stands beside a score: the draws' median, what its confidence is made of, how near its
//! coverage is to the floor, and what is known of the data set.

use ideal_model::{Lang, Results, UnitIx, Verdict};

use ideal_testing::fixture::{Fixture, ran, results};

use super::{small, text};
use crate::Report;

fn drawn() -> Results {
    results(&Fixture { draws: true, ..small() })
}

/// The first territory with a score of the root.
fn first(r: &Results) -> UnitIx {
    let (root, last) = (r.assessment.method.root, r.last_edition());
    let whole = |u: &UnitIx| {
        !r.is_region(*u)
            && r.area_code(*u) == "*"
            && r.units[*u].edition == last
            && r.node(*u, root).unwrap().verdict == Verdict::Assessed
    };
    r.unit_indices().find(whole).unwrap()
}

#[test]
fn a_point_at_an_end_of_its_interval_never_stands_without_the_median() {
    let mut r = drawn();
    let (root, unit) = (r.assessment.method.root, first(&r));
    let name = r.place_of(unit).unwrap().names.get(Lang::Es).unwrap().to_owned();
    for u in r.unit_indices() {
        let node = r.node_mut(u, root).unwrap();
        if let (Some(score), Some(i)) = (node.score, node.interval.as_mut()) {
            // All well inside, but one that lies below its interval.
            (i.low, i.median, i.high) = (score - 9.0, score, score + 9.0);
        }
    }
    let quiet = text(&Report::new(&r).language(Lang::Es).html().unwrap());
    assert!(!quiet.contains("lo conocido da"), "nothing lies at an end");
    let node = r.node_mut(unit, root).unwrap();
    node.score = Some(32.94);
    let i = node.interval.as_mut().unwrap();
    (i.low, i.median, i.high) = (33.2, 37.6, 47.4);
    let page = Report::new(&r).language(Lang::Es).html().unwrap();
    let said = text(&page);
    // In the list under the ranking with the name, in the profile without.
    assert!(said.contains(&format!("{name}: lo conocido da 32,9; con lo que falta, 38 (33–47).")));
    assert_eq!(said.matches("Lo conocido da 32,9; con lo que falta, 38 (33–47).").count(), 1);
    assert!(said.contains("Mediana de las simulaciones: 37,6; intervalo del 90 %: 33,2 – 47,4"));
    let report = |lang| text(&Report::new(&r).language(lang).html().unwrap());
    assert!(
        report(Lang::En).contains("what is known gives 32.9; with what is missing 38 (33–47).")
    );
    assert!(report(Lang::Pt).contains("o que se conhece dá 32,9; com o que falta, 38 (33–47)."));
}

#[test]
fn the_word_of_a_confidence_says_what_it_is_made_of_and_where_it_is_cut() {
    let r = drawn();
    for (lang, made_of, cuts) in [
        (Lang::Es, "Calidad de la evidencia ", "media desde 35 y alta desde 50"),
        (Lang::En, "Evidence quality ", "moderate from 35 and high from 50"),
        (Lang::Pt, "Qualidade da evidência ", "média a partir de 35 e alta a partir de 50"),
    ] {
        let page = Report::new(&r).language(lang).html().unwrap();
        let said = text(&page);
        // Once in each profile with a score, and on the words of the ranking.
        assert!(said.matches(made_of).count() >= 8, "{lang}");
        assert!(page.contains(&format!("<span class=\"conf\" title=\"{made_of}")), "{lang}");
        // Before any confidence is named.
        let first = page.find(cuts).unwrap();
        assert!(page.find("class=\"headlines\"").unwrap() > first, "{lang}");
    }
}

#[test]
fn the_summary_says_what_is_known_to_come_out_too_low_and_too_high() {
    let mut r = results(&small());
    let page = |r: &Results| text(&Report::new(r).language(Lang::Es).html().unwrap());
    let said = page(&r);
    let at = |text: &str| said.find(text).unwrap_or_else(|| panic!("{text}"));
    // A text that is only there in English is said in English.
    assert!(at("Se sabe que sale demasiado bajo") < at("Cuba in every area: it reports little"));
    assert!(at("Se sabe que sale demasiado alto") < at("Honduras: harm carries every area"));
    assert!(!said.contains("Se sabe que yerra"));
    r.assessment = std::sync::Arc::new(ideal_model::AssessmentInput {
        caveats: Vec::new(),
        ..(*r.assessment).clone()
    });
    assert!(!page(&r).contains("Se sabe que sale"));
}

#[test]
fn the_annex_lists_the_territories_nearest_to_their_floor() {
    let run = ran(&small());
    let floors = ideal_engine::floors(&run);
    let r = run.results();
    let page = |lang| Report::new(r).language(lang).floors(&floors).html().unwrap();
    let root = r.assessment.method.root;
    let whole = |f: &&ideal_engine::Floor| f.node == root && r.area_code(f.unit) == "*";
    let nearest = floors
        .iter()
        .filter(whole)
        .min_by(|x, y| x.margin.abs().total_cmp(&y.margin.abs()))
        .unwrap();
    let name = r.place_of(nearest.unit).unwrap().names.get(Lang::En).unwrap().to_owned();
    let said = text(&page(Lang::En));
    let section = said.split("Territories nearest to the least coverage").nth(1).unwrap();
    let row = section.split("Decided alone by").nth(1).unwrap().trim_start();
    assert!(row.starts_with(&name), "{name}: {}", row.chars().take(80).collect::<String>());
    assert!(page(Lang::Es).contains("Distancia a la cobertura mínima"));
    assert!(!Report::new(r).language(Lang::En).html().unwrap().contains("Distance to the least"));
}

#[test]
fn no_change_to_be_computed_is_not_no_change() {
    let mut r = drawn();
    let root = r.assessment.method.root;
    let page = |r: &Results, lang| text(&Report::new(r).language(lang).html().unwrap());
    let unit = first(&r);
    let node = r.node_mut(unit, root).unwrap();
    (node.confidence, node.on_enforcement_alone, node.change) = (Some(0.9), false, Some(0.0));
    let moved = page(&r, Lang::En);
    assert!(!moved.contains("can be computed") && moved.contains("distinguishable change since"));
    for u in r.unit_indices() {
        let node = r.node_mut(u, root).unwrap();
        (node.change, node.composition) = (None, None);
    }
    for (lang, headline, why) in [
        (Lang::En, "No change since edition", "the two editions have no evidence in common."),
        (Lang::Es, "No puede calcularse ningún cambio", "no tienen ninguna evidencia en común."),
        (Lang::Pt, "Não se pode calcular nenhuma mudança", "não têm nenhuma evidência em comum."),
    ] {
        let said = page(&r, lang);
        assert!(said.contains(headline), "{lang}");
        assert!(said.contains(why), "{lang}");
        let same = ["distinguishable change", "cambio distinguible", "mudança distinguível"];
        assert!(!same.iter().any(|s| said.contains(s)), "{lang}");
    }
}

#[test]
fn what_did_not_move_a_score_says_so() {
    let mut r = drawn();
    let root = r.assessment.method.root;
    // A member was no score in the edition before: it entered.
    let unit = first(&r);
    let scored = |&m: &UnitIx| r.node(m, root).unwrap().score.is_some();
    let member = r.rollup(unit).unwrap().members.iter().copied().find(scored).unwrap();
    let before = [unit, member].map(|u| r.edition_before(u).unwrap());
    r.node_mut(before[0], root).unwrap().score = Some(40.0);
    r.node_mut(before[1], root).unwrap().score = None;
    for (beyond, said) in [
        (0.04, "What entered or left did not move the score, which changed by +2.0"),
        (-0.04, "What entered or left did not move the score, which changed by +2.0"),
        (0.06, "The score itself moved by +2.1: +2.0 by what both editions have, +0.1 because"),
    ] {
        let node = r.node_mut(unit, root).unwrap();
        (node.change, node.composition) = (Some(2.0), Some(beyond));
        let page = text(&Report::new(&r).language(Lang::En).html().unwrap());
        assert!(page.contains(said), "{beyond}");
    }
}
