//! What must hold of every page and chart.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use ideal_model::{GapReason, HandlingCode, Lang, Mark, Results, Tlp, UnitIx, Without};

use crate::fixture::{Fixture, HDI, HOSTILE, results, sensitivity};
use crate::words::catalogue;
use crate::{Chart, DecimalMark, Report};

pub(crate) fn small() -> Fixture {
    Fixture { territories: 8, areas: 12, editions: 2, ..Fixture::default() }
}

/// Messages of a catalogue with the variables each uses.
fn messages(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
    let mut out: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut at = String::new();
    for line in catalogue(lang).lines() {
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
            // A plural may hide a variable, and only Spanish asks for the sound that follows "and".
            let without: fn(&BTreeSet<String>) -> Vec<&String> =
                |v| v.iter().filter(|v| !matches!(v.as_str(), "n" | "sound")).collect();
            assert_eq!(without(variables), without(&other[id]), "{lang}: `{id}`");
        }
    }
}

#[test]
fn no_message_is_missing_and_none_is_idle() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut code = String::new();
    texts(&root.join("src"), &mut code);
    texts(&root.join("../../reports/templates"), &mut code);
    let es = messages(Lang::Es);
    for part in code.split("t('").skip(1) {
        let id: String = part.chars().take_while(|c| *c != '\'').collect();
        if id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') {
            assert!(es.contains_key(&id), "a template asks for `{id}`");
        }
    }
    // Ids made of a prefix and a word of the model.
    let composed = ["section-", "kind-", "flag-", "unit-of-"];
    for id in es.keys() {
        let named = code.contains(&format!("\"{id}\"")) || code.contains(&format!("'{id}'"));
        assert!(named || composed.iter().any(|p| id.starts_with(p)), "nothing says `{id}`");
    }
}

/// Checks that tags of an XML document close in order, that nothing is bare, and returns the names
/// of its elements.
pub(crate) fn well_formed(xml: &str) -> Vec<String> {
    let mut open: Vec<String> = Vec::new();
    let mut names = Vec::new();
    let mut rest = xml;
    while let Some(at) = rest.find('<') {
        let text = &rest[..at];
        assert!(!text.contains('>'), "a bare > in {text:?}");
        for entity in text.split('&').skip(1) {
            let name: String = entity.chars().take_while(|c| *c != ';').collect();
            assert!(
                ["amp", "lt", "gt", "quot", "apos"].contains(&name.as_str()),
                "entity {name:?}"
            );
        }
        let end = rest[at..].find('>').expect("a tag without end") + at;
        let tag = &rest[at + 1..end];
        assert_eq!(tag.matches('"').count() % 2, 0, "quotes in {tag}");
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "closing tag");
        } else {
            let name: String = tag.chars().take_while(|c| c.is_alphanumeric()).collect();
            names.push(name.clone());
            if !tag.ends_with('/') {
                open.push(name);
            }
        }
        rest = &rest[end + 1..];
    }
    assert!(open.is_empty(), "left open: {open:?}");
    names
}

fn all_charts(fixture: &Fixture, lang: Lang) -> Vec<Chart> {
    Report::new(&results(fixture)).language(lang).charts().unwrap()
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
                let places = chart.svg.matches("pointer-events=\"all\"").count();
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
    let charts = Report::new(&results).language(Lang::En).charts().unwrap();
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
        assert!(
            !plain.contains("class=\"lacking\"") && !plain.contains("pointer-events"),
            "{lang}"
        );
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
            crate::view::View::new(r, lang, DecimalMark::Language)
                .unwrap()
                .reason(unit, node)
                .unwrap()
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

/// The page has no style that a policy without `unsafe-inline` refuses, and the policy names the
/// hash of each element it lets in.
pub(crate) fn policy_holds(html: &str) {
    use base64::Engine as _;
    use sha2::Digest as _;
    let head = html.split("<style>").next().unwrap();
    let policy = head
        .split("<meta http-equiv=\"Content-Security-Policy\" content=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    assert!(
        policy.starts_with("default-src 'none'; ")
            && !policy.contains("unsafe")
            && !policy.contains("http"),
        "{policy}"
    );
    for (element, directive) in [("style", "style-src"), ("script", "script-src")] {
        let listed: Vec<&str> = policy
            .split("; ")
            .filter_map(|d| d.strip_prefix(directive)?.strip_prefix(' '))
            .collect();
        let inside: Vec<&str> = html
            .split(&format!("<{element}>"))
            .skip(1)
            .map(|r| r.split(&format!("</{element}>")).next().unwrap())
            .collect();
        let hash = |text: &&str| {
            format!(
                "'sha256-{}'",
                base64::engine::general_purpose::STANDARD
                    .encode(sha2::Sha256::digest(text.as_bytes()))
            )
        };
        assert_eq!(listed, inside.iter().map(hash).collect::<Vec<_>>(), "{element}");
        assert!(!html.contains(&format!("<{element} ")), "no other form of the element");
    }
    let body = html.split("</style>").nth(1).unwrap();
    assert!(!body.contains(" style="), "a style attribute");
    for tag in body.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap();
        assert!(
            !tag.split_whitespace().skip(1).any(|a| a.starts_with("on") && a.contains('=')),
            "a handler: {tag}"
        );
    }
}

/// The text of a page: without style, script, drawings and tags.
pub(crate) fn text(html: &str) -> String {
    let mut out = html.to_owned();
    for element in ["style", "script", "svg"] {
        while let Some(start) = out.find(&format!("<{element}")) {
            let close = format!("</{element}>");
            let end = out[start..].find(&close).map_or(out.len(), |e| start + e + close.len());
            out.replace_range(start..end, " ");
        }
    }
    let mut inside = false;
    out.chars()
        .filter_map(|c| match c {
            '<' => {
                inside = true;
                Some(' ')
            }
            '>' => {
                inside = false;
                None
            }
            _ if inside => None,
            _ => Some(c),
        })
        .collect()
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
    let mexico = text(
        &Report::new(&results).language(Lang::Es).decimal_mark(DecimalMark::Point).html().unwrap(),
    );
    assert!(decimal(&mexico, '.') > decimal(&es, '.') + 200);
    let en = text(&Report::new(&results).language(Lang::En).html().unwrap());
    assert!(decimal(&en, '.') > 200 && en.contains("Ranking of territories"));
    let pt = text(&Report::new(&results).language(Lang::Pt).html().unwrap());
    assert!(decimal(&pt, ',') > 200 && pt.contains("Classificação dos territórios"));
}

#[test]
fn the_mark_stands_on_the_screen_and_on_every_printed_page() {
    let mark = Mark { tlp: Tlp::AmberStrict, code: Some(HandlingCode::H2) };
    let html = Report::new(&results(&Fixture { mark, ..small() })).html().unwrap();
    assert!(html.matches(">TLP:AMBER+STRICT · H2<").count() >= 2);
    assert!(html.contains("@top-center{content:\"TLP:AMBER+STRICT · H2\""));
    assert!(html.contains("@bottom-center{content:\"TLP:AMBER+STRICT · H2\""));
}

#[test]
fn notes_of_rows_are_printed_nowhere() {
    for tlp in [Tlp::Clear, Tlp::Amber] {
        let results = results(&Fixture { mark: Mark { tlp, code: None }, ..small() });
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
        let charts = Report::new(&results).language(lang).charts().unwrap();
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
            Report::new(&a).language(lang).charts().unwrap(),
            Report::new(&b).language(lang).charts().unwrap()
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
            && section(true).contains("for two further apart, compare their rank ranges")
    );
}

#[test]
fn ranks_have_probabilities_where_there_are_draws() {
    let with = results(&Fixture { draws: true, ..small() });
    let charts = Report::new(&with).language(Lang::En).charts().unwrap();
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
    let numbers = crate::numbers::Numbers::new(Lang::En, DecimalMark::Language).unwrap();
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
        let chart = report
            .charts()
            .unwrap()
            .into_iter()
            .find(|c| c.name == format!("dependence.{lang}"))
            .unwrap();
        // What explains nothing has no bar.
        let ranks = report
            .charts()
            .unwrap()
            .into_iter()
            .find(|c| c.name == format!("weightings.{lang}"))
            .unwrap();
        // Three territories under the stated and four other weightings; the one that loses its rank
        // is hatched, not coloured.
        assert!(well_formed(&ranks.svg).len() > 30);
        assert_eq!(ranks.svg.matches("-hatch)\"").count(), 2, "the lost rank and the key to it");
        let ranks = report
            .charts()
            .unwrap()
            .into_iter()
            .find(|c| c.name == format!("aggregations.{lang}"))
            .unwrap();
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
    let one_score =
        ideal_engine::Sensitivity { output: "score of COL/*/priority".to_owned(), ..found };
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
        ["–", "–", "0", "3"]
    );
    assert_eq!(row("equal").iter().rev().take(4).rev().collect::<Vec<_>>(), ["–", "–", "0", "0"]);
    assert_eq!(
        row("principal component").iter().rev().take(4).rev().collect::<Vec<_>>(),
        ["0.6", "1", "2", "1"]
    );
}

#[test]
fn a_unit_writes_its_number_as_the_language_does() {
    for (lang, mark, want) in [
        (Lang::En, DecimalMark::Language, "per 100,000"),
        (Lang::Es, DecimalMark::Language, "por 100.000"),
        (Lang::Es, DecimalMark::Point, "por 100,000"),
        (Lang::Pt, DecimalMark::Language, "por 100.000"),
    ] {
        let words = crate::words::Words::new(lang).unwrap();
        assert_eq!(
            words.unit("per 100 000", &crate::numbers::Numbers::new(lang, mark).unwrap()).unwrap(),
            want
        );
    }
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
    assert!(report.charts().unwrap().iter().all(|c| !c.name.starts_with("heatmap")));
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
                mark: Mark { tlp: Tlp::AmberStrict, code: Some(HandlingCode::H2) },
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
