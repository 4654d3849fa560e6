//! Words: catalogues that say the same, and what pages say in each language.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use ideal_model::{GapReason, Lang, Locale, Results};

use ideal_testing::fixture::{Fixture, results, sensitivity};

use super::{charts, small, text, well_formed};
use crate::Report;
use crate::words::catalogue;

/// Messages of a catalogue with the variables each uses.
fn messages(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
    read(lang, catalogue(lang))
}

fn read(lang: Lang, text: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut out: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut at = String::new();
    for line in text.lines() {
        if line.starts_with('#') || line.trim().is_empty() {
            continue;
        }
        if !line.starts_with([' ', '}']) {
            let (id, _) = line.split_once(" = ").unwrap_or_else(|| panic!("{lang}: {line}"));
            assert!(
                out.insert(id.to_owned(), BTreeSet::new()).is_none(),
                "{lang}: `{id}` stands twice"
            );
            at = id.to_owned();
        }
        let variables = line.split("{ $").skip(1).map(|rest| {
            rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>()
        });
        out.get_mut(&at).unwrap().extend(variables);
    }
    out
}

/// Every text file of a folder and of those in it.
fn texts(folder: &Path, out: &mut String) {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    for file in files {
        if file.is_dir() {
            texts(&file, out);
        } else if file.extension().is_some_and(|e| e == "rs" || e == "html") {
            out.push_str(&std::fs::read_to_string(&file).unwrap());
        }
    }
}

#[test]
fn the_catalogues_say_the_same_things() {
    let es = messages(Lang::Es);
    assert!(es.len() > 250);
    for lang in [Lang::En, Lang::Pt] {
        let other = messages(lang);
        assert_eq!(es.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>(), "{lang}");
        for (id, variables) in &es {
            // A plural may hide a variable, and only Spanish asks for the sound that follows "and"
            // and for the mood of its verbs.
            let without: fn(&BTreeSet<String>) -> Vec<&String> =
                |v| v.iter().filter(|v| !matches!(v.as_str(), "n" | "sound" | "mood")).collect();
            assert_eq!(without(variables), without(&other[id]), "{lang}: `{id}`");
        }
    }
}

#[test]
fn what_stands_in_place_of_gaps_is_the_same_in_all_languages() {
    for lang in Lang::ALL {
        let (usual, other) = (messages(lang), read(lang, crate::words::of_withheld(lang)));
        assert!(other.keys().eq(read(Lang::Es, crate::words::of_withheld(Lang::Es)).keys()));
        for (id, variables) in &other {
            assert_eq!(usual.get(id), Some(variables), "{lang}: `{id}`");
        }
    }
}

#[test]
fn no_message_is_missing_and_none_is_idle() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut code = String::new();
    texts(&root.join("src"), &mut code);
    texts(&root.join("../../reports/templates"), &mut code);
    // Workbooks of a round take their words from the same catalogues.
    texts(&root.join("../collect/src"), &mut code);
    // So does the command line, whose heads and stages are made of names of columns and steps.
    texts(&root.join("../cli"), &mut code);
    let es = messages(Lang::Es);
    for part in code.split("t('").skip(1) {
        let id: String = part.chars().take_while(|c| *c != '\'').collect();
        // Rust has `split('-')`.
        let is_id = id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
            && id.starts_with(|c: char| c.is_ascii_lowercase());
        if is_id {
            assert!(es.contains_key(&id), "a template asks for `{id}`");
        }
    }
    // Ids made of a prefix and a word of the model.
    let composed = [
        "section-",
        "kind-",
        "flag-",
        "unit-of-",
        // Other messages are made with these.
        "likelihood-that",
        "verb-",
        "collection-from-",
        "collection-why-",
        "definition-",
        "terminal-col-",
        "terminal-stage-",
        "crime-groups-link-",
        "crime-groups-role-",
        "crime-groups-state-",
        "scheme-",
        "collect-question-",
        "collect-anchor-",
        "collect-vignette-",
        "collect-column-",
        "collect-fill-",
        "collect-round-",
        "collect-reliability-",
        "collect-credibility-",
        "collect-mark-",
        "collect-word-",
        "collect-form-word-",
        "collect-grades-",
        "collect-weights-how-",
        "collect-weights-choice-",
        "collect-weights-value-",
        "collect-weights-column-",
        "collect-weights-check-",
    ];
    for id in es.keys() {
        let named = code.contains(&format!("\"{id}\"")) || code.contains(&format!("'{id}'"));
        assert!(named || composed.iter().any(|p| id.starts_with(p)), "nothing says `{id}`");
    }
}

#[test]
fn a_gap_with_evidence_under_the_floor_reads_otherwise_than_one_without() {
    for (lang, floor, nothing) in [
        (Lang::En, "Evidence exists, but under the floor", "There is no usable evidence"),
        (Lang::Es, "Hay evidencia, pero por debajo del mínimo", "No hay evidencia utilizable"),
        (Lang::Pt, "Há evidência, mas abaixo do mínimo", "Não há evidência utilizável"),
    ] {
        let mut r = results(&small());
        let at = r.gaps.iter().position(|g| g.reason == GapReason::NoEvidence).unwrap();
        let (unit, node) = (r.gaps[at].unit, r.gaps[at].node);
        let said = |r: &Results| {
            crate::view::View::new(r, lang.into()).unwrap().reason(unit, node).unwrap()
        };
        assert_eq!(said(&r), nothing);
        // Its parts have evidence, none of them enough.
        r.node_mut(unit, node).unwrap().evidence = true;
        assert_eq!(said(&r), floor);
        r.node_mut(unit, node).unwrap().evidence = false;
        r.gaps[at].reason = GapReason::Coverage;
        assert_eq!(said(&r), floor);
    }
}

#[test]
fn each_language_writes_its_own_numbers_and_words() {
    let results = results(&small());
    let decimal = |text: &str, mark: char| {
        let chars: Vec<char> = text.chars().collect();
        chars
            .windows(3)
            .filter(|w| w[0].is_ascii_digit() && w[1] == mark && w[2].is_ascii_digit())
            .count()
    };
    let es = text(&Report::new(&results).language(Lang::Es).html().unwrap());
    assert!(decimal(&es, ',') > 200, "{}", decimal(&es, ','));
    assert!(es.contains("Clasificación de los territorios") && es.contains("República Dominicana"));
    let mexico =
        text(&Report::new(&results).language("es-MX".parse::<Locale>().unwrap()).html().unwrap());
    assert!(decimal(&mexico, '.') > decimal(&es, '.') + 200);
    let en = text(&Report::new(&results).language(Lang::En).html().unwrap());
    assert!(decimal(&en, '.') > 200 && en.contains("Ranking of territories"));
    let pt = text(&Report::new(&results).language(Lang::Pt).html().unwrap());
    assert!(decimal(&pt, ',') > 200 && pt.contains("Classificação dos territórios"));
}

#[test]
fn a_unit_writes_its_number_as_the_language_does() {
    for (tag, want) in [
        ("en", "per 100,000"),
        ("es-CO", "por 100.000"),
        ("es-GT", "por 100,000"),
        ("pt", "por 100.000"),
    ] {
        let locale: Locale = tag.parse().unwrap();
        let words = crate::words::Words::new(locale.lang).unwrap();
        assert_eq!(
            words.unit("per 100 000", &crate::numbers::Numbers::new(locale).unwrap()).unwrap(),
            want
        );
    }
}

#[test]
fn what_the_ranking_depends_on_is_said_in_words() {
    let results = results(&Fixture { draws: true, ..small() });
    let found = sensitivity();
    for (lang, words) in [
        (
            Lang::En,
            [
                "missing evidence under “Impact”",
                "every part of a node counts the same",
                "Under Illicit market and Impact the stated weights stay, because the data propose \
                 none: principal component and entropy.",
                "cannot be computed from these data: CRITIC",
                "they give no ranking here: Copeland, indicators. The reasons",
                "more of the weight of the parts of “Priority” wins",
                "Intentional homicide",
            ],
        ),
        (
            Lang::Es,
            [
                "la evidencia que falta bajo «Impacto»",
                "cada parte de un nodo cuenta lo mismo",
                "porque los datos no proponen otros: componente principal y entropía.",
                "no se pueden calcular con estos datos: CRITIC",
                "aquí no dan una clasificación: Copeland, indicadores.",
                "menos su desequilibrio (Mazziotta–Pareto): suben los perfiles parejos",
                "1,25",
            ],
        ),
        (
            Lang::Pt,
            [
                "a falta de evidência sob “Impacto”",
                "cada parte de um nó conta o mesmo",
                "porque os dados não propõem outros: componente principal e entropia.",
                "não podem ser calculados com estes dados: CRITIC",
                "aqui não dão uma classificação: Copeland, indicadores.",
                "menos o seu desequilíbrio (Mazziotta–Pareto): sobem os perfis equilibrados",
                "1,25",
            ],
        ),
    ] {
        let report = Report::new(&results).language(lang).sensitivity(&found);
        let page = text(&report.html().unwrap());
        for word in words {
            assert!(page.contains(word), "{lang}: {word}");
        }
        let chart =
            charts(&report).into_iter().find(|c| c.name == format!("dependence.{lang}")).unwrap();
        // What explains nothing has no bar.
        let ranks =
            charts(&report).into_iter().find(|c| c.name == format!("weightings.{lang}")).unwrap();
        // Three territories under the stated and four other weightings; the one that loses its rank
        // is hatched, not coloured.
        assert!(well_formed(&ranks.svg).len() > 30);
        assert_eq!(ranks.svg.matches("-hatch)\"").count(), 2, "the lost rank and the key to it");
        let ranks =
            charts(&report).into_iter().find(|c| c.name == format!("aggregations.{lang}")).unwrap();
        assert!(
            well_formed(&ranks.svg).len() > 30
                && !ranks.svg.contains("-hatch)\"")
                && ranks.alt.contains(" 6 "),
            "{}",
            ranks.alt
        );
        assert!(
            well_formed(&chart.svg).len() > 20
                && chart.alt.contains(" 3 ")
                && !chart.alt.contains(" 4 "),
            "{}",
            chart.alt
        );
    }
    let score = ideal_engine::OutputName::Score {
        territory: "COL".to_owned(),
        crime_area: "*".to_owned(),
        node: "priority".to_owned(),
    };
    let one_score = ideal_engine::Sensitivity { output: score, ..found };
    let page = Report::new(&results).language(Lang::En).sensitivity(&one_score).html().unwrap();
    assert!(!page.contains("id=\"dependence\""));
}

#[test]
fn a_mean_shift_says_over_how_many_it_is_taken() {
    let results = results(&Fixture { draws: true, ..small() });
    let mut found = sensitivity();
    found.leave_one_out[0].unranked = 3;
    found.weightings[0].ranks = vec![None; 3];
    let html = Report::new(&results).language(Lang::En).sensitivity(&found).html().unwrap();
    let row = |name: &str| {
        let at = html.find("id=\"dependence\"").unwrap()
            + html[html.find("id=\"dependence\"").unwrap()..].find(&format!(">{name}<")).unwrap();
        let cells = text(&html[at..at + html[at..].find("</tr>").unwrap()]);
        cells
            .trim_start_matches('>')
            .split("  ")
            .map(str::trim)
            .filter(|c| !c.is_empty())
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        row("Intentional homicide").iter().rev().take(4).rev().collect::<Vec<_>>(),
        ["–", "–", "0", "2"]
    );
    assert_eq!(row("equal").iter().rev().take(4).rev().collect::<Vec<_>>(), ["–", "–", "0", "1"]);
    assert_eq!(
        row("principal component").iter().rev().take(4).rev().collect::<Vec<_>>(),
        ["0.6", "1", "2", "0"]
    );
}

#[test]
fn a_share_that_cannot_be_told_from_0_is_no_number() {
    let results = results(&Fixture { draws: true, ..small() });
    let mut found = sensitivity();
    found.factors[0].first_low = -0.1;
    found.factors[2].total_low = -0.01;
    let report = Report::new(&results).language(Lang::En).sensitivity(&found);
    let chart = charts(&report).into_iter().find(|c| c.name == "dependence.en").unwrap();
    let written = |text: &str| chart.svg.lines().filter(|l| l.trim() == text).count();
    // Twelve per cent, from -1 to 22.
    assert_eq!((written("not told from 0"), written("12 %"), written("62 %")), (1, 0, 1));
    assert!(chart.alt.contains("by itself cannot be told from 0"), "{}", chart.alt);
    let page = |found: &ideal_engine::Sensitivity| {
        text(&Report::new(&results).language(Lang::En).sensitivity(found).html().unwrap())
    };
    let sum = "explain 69 % of the variation (between 60 and 78 %); the other 31 % come from";
    assert!(page(&found).contains(sum));
    found.joint.low = -0.02;
    assert!(page(&found).contains("cannot be told from chance"));
    found.factors[0].total_low = 0.0;
    let said = page(&found);
    assert!(said.contains("No single thing"));
}

#[test]
fn the_page_says_where_the_draws_contradict_the_scores() {
    let mut r = results(&Fixture { draws: true, ..small() });
    let (last, root) = (r.last_edition(), r.assessment.method.root);
    let listed = |x: &ideal_model::RankRow| {
        (x.ranking, x.edition, x.node) == (ideal_model::Ranking::Territories, last, root)
            && x.rank.is_some()
    };
    let rows: Vec<usize> = (0..r.rankings.len()).filter(|&i| listed(&r.rankings[i])).collect();
    for &row in &rows {
        let draws = r.rankings[row].draws.as_mut().unwrap();
        (draws.wins_next, draws.low, draws.high) = (Some(0.496), 1, 99);
    }
    let ranking = |r: &ideal_model::Results| {
        let html = Report::new(r).language(Lang::En).html().unwrap();
        let start = html.find("<section id=\"ranking\"").unwrap();
        text(&html[start..start + html[start..].find("</section>").unwrap()])
    };
    let agreed = ranking(&r);
    assert!(!agreed.contains("other way round") && !agreed.contains("outside the rank range"));
    assert!(agreed.contains("median ") && agreed.contains("Clearly above"));
    let second = r.rankings[rows[1]].rank.unwrap();
    let name = |row: usize| {
        r.place_of(r.rankings[row].unit).unwrap().names.or_code(Lang::En, "").to_owned()
    };
    let (first_name, second_name) = (name(rows[0]), name(rows[1]));
    r.rankings[rows[0]].draws.as_mut().unwrap().wins_next = Some(0.3);
    r.rankings[rows[1]].draws.as_mut().unwrap().low = second + 1;
    let said = ranking(&r);
    assert!(said.contains(&format!("scores: {second_name} above {first_name} (70 %).")), "{said}");
    let outside = format!("{second_name} ({second} by score, {}–99 by the draws)", second + 1);
    assert!(said.contains(&outside), "{said}");
}
