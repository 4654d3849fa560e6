//! The report as data says what the page says, and hangs together.

use std::collections::{BTreeMap, BTreeSet};

use ideal_model::{Lang, Mark, Rated, RaterPlace, RaterSeverity, Results, Tlp, Unadjusted};
use ideal_testing::fixture::{Fixture, HDI, HOSTILE, ran, results, sensitivity};

use super::{small, text};
use crate::Report;
use crate::document::{
    Block, Cell, Document, Look, Number, Row, Run, Section, Table, Target, Text,
};
use crate::numbers::Numbers;
use crate::page::printed_text;
use crate::words::{Words, say};

/// Every section of a document, each before its parts.
fn sections(document: &Document) -> Vec<&Section> {
    fn walk<'d>(section: &'d Section, out: &mut Vec<&'d Section>) {
        out.push(section);
        section.parts.iter().for_each(|part| walk(part, out));
    }
    let mut out = Vec::new();
    document.sections.iter().for_each(|s| walk(s, &mut out));
    out
}

fn tables<'d>(sections: &[&'d Section]) -> Vec<&'d Table> {
    let blocks = sections.iter().flat_map(|s| &s.blocks);
    blocks.filter_map(|b| if let Block::Table(t) = b { Some(t) } else { None }).collect()
}

fn numbers_of(table: &Table) -> impl Iterator<Item = &Number> {
    let cells = table.rows.iter().flat_map(|r: &Row| &r.cells);
    cells.filter_map(|c| if let Cell::Number(n) = c { Some(n) } else { None })
}

/// Every text of a section without its parts.
fn texts(section: &Section) -> Vec<&Text> {
    let mut out = Vec::new();
    for block in &section.blocks {
        match block {
            Block::Paragraph(text) | Block::Figure { caption: text, .. } => out.push(text),
            Block::List(lines) | Block::Notice { lines, .. } => out.extend(lines),
            Block::Facts(facts) => out.extend(facts.iter().map(|f| &f.text)),
            Block::Table(table) => {
                out.push(&table.caption);
                out.extend(&table.notes);
                let cells = table.rows.iter().flat_map(|r| &r.cells);
                out.extend(
                    cells.filter_map(|c| if let Cell::Text(t) = c { Some(t) } else { None }),
                );
            }
        }
    }
    out
}

/// What a section and its parts say, a line each: without heads and captions of tables.
fn said(section: &Section, out: &mut Vec<String>) {
    out.push(section.title.clone());
    for block in &section.blocks {
        match block {
            Block::Paragraph(text) | Block::Figure { caption: text, .. } => {
                out.push(text.characters());
            }
            Block::List(lines) => out.extend(lines.iter().map(Text::characters)),
            Block::Facts(facts) => {
                out.extend(facts.iter().flat_map(|f| [f.name.clone(), f.text.characters()]));
            }
            Block::Notice { title, lines } => {
                out.push(title.clone());
                out.extend(lines.iter().map(Text::characters));
            }
            Block::Table(table) => {
                // Where a table of the page is two, the second has the names again.
                let again = table.id.ends_with("_basis") || table.id == "method_scores";
                let cells = table.rows.iter().flat_map(|r| r.cells.iter().skip(usize::from(again)));
                for cell in cells {
                    match cell {
                        Cell::Blank => {}
                        Cell::Text(text) => out.push(text.characters()),
                        Cell::Number(n) => {
                            out.push(n.text.clone());
                            out.extend(n.notes.iter().cloned());
                        }
                    }
                }
                out.extend(table.notes.iter().map(Text::characters));
            }
        }
    }
    section.parts.iter().for_each(|part| said(part, out));
}

/// Texts of a page with the entities that its templates write.
fn unescaped(html: &str) -> String {
    let mut out = html.to_owned();
    for (entity, sign) in [
        ("&#x27;", "'"),
        ("&#x2f;", "/"),
        ("&quot;", "\""),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ] {
        out = out.replace(entity, sign);
    }
    out
}

/// The page from a mark to the next end.
fn part<'h>(html: &'h str, from: &str, to: &str) -> &'h str {
    let start = html.find(from).unwrap_or_else(|| panic!("{from}"));
    &html[start..start + html[start..].find(to).unwrap()]
}

/// The page without these elements.
fn without(html: &str, elements: &[&str]) -> String {
    let mut out = html.to_owned();
    for element in elements {
        while let Some(start) = out.find(&format!("<{element}>")) {
            let close = format!("</{element}>");
            let end = start + out[start..].find(&close).unwrap() + close.len();
            out.replace_range(start..end, " ");
        }
    }
    out
}

/// The page without the cells that are opened in it, of which a document has those of the recommended
/// priorities.
fn folded(html: &str) -> String {
    let mut out = html.to_owned();
    while let Some(start) = out.find("<div class=\"opened\">") {
        let end = start + out[start..].find("</article>").unwrap();
        out.replace_range(start..end, " ");
    }
    out
}

/// Numbers in a text, with how often each stands there.
fn counted(text: &str) -> BTreeMap<String, usize> {
    let mut out = BTreeMap::new();
    let inside = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    for found in text.split(|c| !inside(c)) {
        let number = found.trim_matches(['.', ',']);
        if !number.is_empty() {
            *out.entry(number.to_owned()).or_default() += 1;
        }
    }
    out
}

/// The words of a text.
fn lettered(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    words.map(str::to_lowercase).collect()
}

fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What must hold of a document whatever it says.
fn hangs_together(document: &Document, results: &Results) {
    let words = Words::new(document.locale.lang).unwrap();
    let numbers = Numbers::new(document.locale).unwrap();
    let sections = sections(document);
    let anchors: BTreeSet<&str> = sections.iter().map(|s| s.anchor.as_str()).collect();
    assert_eq!(anchors.len(), sections.len(), "an anchor stands twice");
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    assert!(anchors.iter().all(|a| !a.is_empty() && a.chars().all(plain)), "{anchors:?}");
    for section in &sections {
        assert!(!section.title.is_empty(), "{}", section.anchor);
        let full = !section.blocks.is_empty() || !section.parts.is_empty();
        assert!(full, "{} says nothing", section.anchor);
        for text in texts(section) {
            assert!(!text.characters().trim().is_empty(), "{}: an empty text", section.anchor);
            for Run { text, leads, .. } in &text.0 {
                match leads {
                    Some(Target::Section(to)) => assert!(anchors.contains(to.as_str()), "{to}"),
                    Some(Target::Web(to)) => assert!(to.starts_with("http"), "{text}: {to}"),
                    None => {}
                }
            }
        }
        let empty = |b: &Block| match b {
            Block::List(lines) | Block::Notice { lines, .. } => lines.is_empty(),
            Block::Facts(facts) => facts.is_empty() || facts.iter().any(|f| f.name.is_empty()),
            Block::Paragraph(_) | Block::Table(_) | Block::Figure { .. } => false,
        };
        assert!(!section.blocks.iter().any(empty), "{}", section.anchor);
    }
    let tables = tables(&sections);
    let ids: BTreeSet<&str> = tables.iter().map(|t| t.id.as_str()).collect();
    assert_eq!(ids.len(), tables.len(), "an id stands twice");
    for table in &tables {
        let id = &table.id;
        assert!(id.len() <= 31 && id.starts_with(|c: char| c.is_ascii_alphabetic()), "{id}");
        assert!(id.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'), "{id}");
        assert!(!table.rows.is_empty() && table.columns.len() <= 10, "{id}");
        assert!(table.columns.iter().all(|c| !c.head.is_empty()), "{id}");
        assert!(table.rows.iter().all(|r| r.cells.len() == table.columns.len()), "{id}");
        for n in numbers_of(table) {
            let rounding = results.assessment.method.rounding;
            let want = printed_text(&words, &numbers, n.value, (n.form, rounding)).unwrap();
            assert_eq!(n.text, want, "{id}");
        }
    }
    let blocks = sections.iter().flat_map(|s| &s.blocks);
    let charts: Vec<&str> = blocks
        .filter_map(|b| if let Block::Figure { chart, .. } = b { Some(&*chart.name) } else { None })
        .collect();
    assert_eq!(charts.iter().collect::<BTreeSet<_>>().len(), charts.len(), "{charts:?}");
}

/// The results as if people had rated, two panels that cannot be compared.
fn judged(mut r: Results) -> Results {
    let last = r.last_edition();
    let now: Vec<bool> = r.leaves.iter().map(|l| r.units[l.unit].edition == last).collect();
    let leaves = r.leaves.iter_mut().zip(now).filter(|(_, now)| *now);
    for (i, (leaf, _)) in leaves.enumerate().filter(|(i, _)| i % 5 == 0) {
        let high = 20.0 + (i % 41) as f64;
        let raters = 2 + i as u32 % 3;
        leaf.rated = Some(Rated { raters, panels: 1, low: 20.0, high, adjusted: -1.26 });
    }
    r.severity = [("north", 1), ("south", 2)]
        .map(|(panel, part)| RaterSeverity {
            source: "panel".to_owned(),
            rater: RaterPlace { panel: Some(panel.to_owned()), number: 1 },
            ratings: 9,
            severity: 3.24,
            se: 1.0,
            part,
        })
        .to_vec();
    let was = |at| Unadjusted { at, score: Some(50.04), rank: Some(3) };
    r.unadjusted = (0..r.rankings.len()).map(was).collect();
    r
}

#[test]
fn a_document_says_what_the_page_says_in_words_and_numbers() {
    let run = ran(&Fixture { draws: true, ..small() });
    let r = &judged(run.results().clone());
    let found = sensitivity();
    let floors = ideal_engine::floors(&run);
    let audit = ideal_engine::audit(&run, r.last_edition());
    let collection = ideal_engine::collection_plan(&run);
    for lang in Lang::ALL {
        let report = Report::new(r)
            .language(lang)
            .sensitivity(&found)
            .floors(&floors)
            .audit(&audit)
            .collection(&collection);
        let (html, document) = (folded(&report.html().unwrap()), report.document().unwrap());
        hangs_together(&document, r);
        assert_eq!(document.locale, lang.into());
        let anchors: Vec<&str> = sections(&document).iter().map(|s| &*s.anchor).collect();
        assert!(anchors.contains(&"judgement") && anchors.contains(&"floors"));
        // The same numbers, as often, in every section.
        let bodies = without(&html, &["thead", "caption", "i"]);
        for section in &document.sections {
            let mut ours = Vec::new();
            said(section, &mut ours);
            let id = &section.anchor;
            // A page has these cells in the profiles of their territories.
            if id == "opened" {
                continue;
            }
            let page = part(&bodies, &format!("<section id=\"{id}\""), "</section>");
            let (ours, page) = (counted(&ours.join("\n")), counted(&unescaped(&text(page))));
            if id == "heatmap" {
                continue;
            }
            let differ: Vec<_> = (ours.iter().filter(|n| page.get(n.0) != Some(n.1)))
                .chain(page.iter().filter(|n| ours.get(n.0) != Some(n.1)))
                .collect();
            assert!(differ.is_empty(), "{lang}, {id}: {differ:?}");
        }
        // Every line of the page, in its words.
        let mut all = Vec::new();
        document.sections.iter().for_each(|s| said(s, &mut all));
        all.extend(tables(&sections(&document)).iter().map(|t| t.caption.characters()));
        let heads = tables(&sections(&document)).into_iter().flat_map(|t| &t.columns);
        all.extend(heads.map(|c| c.head.clone()));
        let all = spaced(&all.join("\n"));
        let words = Words::new(lang).unwrap();
        let pointing = say!(words, "heatmap-caption-without").unwrap();
        let in_table = say!(words, "heatmap-caption-without-table").unwrap();
        let main = part(&html, "<main", "</main>");
        // Other weights are for the script alone, and nothing of the assessment.
        let main = &main.replace(part(main, "<section id=\"what-if\" hidden", "</section>"), "");
        let mut lines = 0;
        // No word that a line, a cell or a head has is missing.
        let ours = lettered(&all);
        let page = unescaped(&text(main)).replace(&pointing, &in_table);
        let missing: Vec<String> = lettered(&page).difference(&ours).cloned().collect();
        assert!(missing.is_empty(), "{lang}: {missing:?}");
        for tag in ["p", "li", "h2", "h3", "figcaption", "caption"] {
            let close = format!("</{tag}>");
            for found in main.split(&format!("<{tag}")).skip(1) {
                // The rest of the tag; another one may begin with the same letters.
                let (rest, after) = found.split_once('>').unwrap();
                if !rest.is_empty() && !rest.starts_with(' ') {
                    continue;
                }
                let line = after.split(&close).next().unwrap();
                let line = spaced(&unescaped(&text(line)));
                // Nobody points at a cell of paper.
                let line = line.replace(&pointing, &in_table);
                assert!(all.contains(&line), "{lang}: the document does not say {line:?}");
                lines += 1;
            }
        }
        assert!(lines > 200, "{lines} lines");
    }
}

#[test]
fn the_cells_of_a_heat_map_are_the_numbers_of_its_figure() {
    let r = results(&Fixture { draws: true, ..small() });
    for lang in Lang::ALL {
        let document = Report::new(&r).language(lang).document().unwrap();
        let section = document.sections.iter().find(|s| s.anchor == "heatmap").unwrap();
        let tables = tables(&[section]);
        // Twelve areas are two tables a figure.
        let figures: Vec<&str> = section
            .blocks
            .iter()
            .filter_map(
                |b| if let Block::Figure { chart, .. } = b { Some(&*chart.svg) } else { None },
            )
            .collect();
        assert_eq!(tables.len(), 2 * figures.len());
        assert!(tables.iter().all(|t| t.rows.len() == 8 && t.columns.len() <= 9));
        for (i, svg) in figures.iter().enumerate() {
            let digits = |l: &&str| !l.is_empty() && l.chars().all(|c| c.is_ascii_digit());
            let mut drawn: Vec<&str> = svg.lines().map(str::trim).filter(digits).collect();
            let own = tables.iter().filter(|t| t.id.starts_with(&format!("heatmap_{}_", i + 1)));
            let mut told: Vec<&str> =
                own.flat_map(|t| numbers_of(t)).map(|n| n.text.as_str()).collect();
            drawn.sort_unstable();
            told.sort_unstable();
            assert!(drawn.len() > 20 && drawn == told, "{lang}: {drawn:?} {told:?}");
        }
        // A cell without a number says why.
        let words = Words::new(lang).unwrap();
        let reasons: Vec<String> = [
            "gap-no-indicator",
            "gap-no-evidence",
            "gap-floor",
            "gap-required",
            "gap-confidence",
            "gap-screened",
            "legend-not-applicable",
        ]
        .map(|id| say!(words, id).unwrap())
        .to_vec();
        let cells = tables.iter().flat_map(|t| &t.rows).flat_map(|r| r.cells.iter().skip(1));
        let (mut gaps, mut numbers) = (0, 0);
        for cell in cells {
            match cell {
                Cell::Blank => panic!("{lang}: a cell says nothing"),
                Cell::Number(_) => numbers += 1,
                Cell::Text(text) => {
                    assert!(reasons.contains(&text.characters()), "{lang}: {text:?}");
                    gaps += 1;
                }
            }
        }
        assert!(gaps > 20 && gaps + numbers == 8 * 12 * figures.len(), "{lang}: {gaps} {numbers}");
    }
}

#[test]
fn a_document_hangs_together_whatever_it_is_made_of() {
    for fixture in [
        small(),
        Fixture { method: HDI, territories: 70, areas: 0, editions: 3, ..Fixture::default() },
        Fixture { hostile: true, mark: Mark::new(Tlp::Amber, None), draws: true, ..small() },
    ] {
        let results = results(&fixture);
        for lang in Lang::ALL {
            let report = Report::new(&results).language(lang);
            let document = report.document().unwrap();
            hangs_together(&document, &results);
            assert_eq!(report.document().unwrap(), document);
            // The page holds notes of rows back, and signs that turn what stands around them.
            let mut words = Vec::new();
            document.sections.iter().for_each(|s| said(s, &mut words));
            let words = words.join(" ");
            assert!(!words.contains("SECRET NOTE") && !words.contains(HOSTILE));
            assert!(!words.chars().any(|c| ideal_model::is_hidden(c) && c != '\n'));
            assert_eq!(words.contains("<U+202E>"), fixture.hostile);
            let cover = &document.cover;
            assert_eq!(cover.mark, fixture.mark.to_string());
            assert!(cover.facts.iter().any(|f| f.text.0.iter().any(|r| r.look == Look::Code)));
            assert!(
                document.labels.page.contains("{page}") && document.labels.page.contains("{pages}")
            );
        }
    }
}

#[test]
fn a_cell_opens_into_the_same_numbers_on_the_page_and_in_the_document() {
    let r = results(&Fixture { draws: true, ..small() });
    for lang in Lang::ALL {
        let report = Report::new(&r).language(lang);
        let (html, document) = (report.html().unwrap(), report.document().unwrap());
        let annex = document.sections.iter().find(|s| s.anchor == "opened").unwrap();
        assert!(annex.parts.len() > 3, "{} cells", annex.parts.len());
        for cell in &annex.parts {
            let fold = part(&html, &format!("<details id=\"{}\"", cell.anchor), "</tbody>");
            let table = tables(&[cell])[0];
            let (mut page, mut rows) = (fold.split("<tr>").skip(2), table.rows.iter());
            for row in rows.by_ref() {
                let line = page.next().unwrap();
                for c in row.cells.iter().take(4) {
                    let Cell::Text(text) = c else { continue };
                    let words = spaced(&text.characters());
                    let line = spaced(&unescaped(&text_without_links(line)));
                    assert!(line.contains(&words), "{lang}: {words:?} is not in {line:?}");
                }
                // A leaf leads to the row that the document has beside it.
                let Some(to) = line.split("href=\"#").nth(1) else { continue };
                let to = to.split('"').next().unwrap();
                let told = unescaped(&text(part(&html, &format!("<tr id=\"{to}\""), "\n")));
                let Some(Cell::Text(evidence)) = row.cells.last() else { panic!("{row:?}") };
                for piece in evidence.characters().split(" · ") {
                    assert!(spaced(&told).contains(piece), "{lang}: {piece:?} is not in {told:?}");
                }
            }
            assert!(page.next().is_none(), "{lang}: {}", cell.anchor);
        }
    }
    // Every cell has its fold, also one of which nothing is known.
    let html = Report::new(&r).html().unwrap();
    assert_eq!(html.matches("<details id=\"cell-").count(), 8 * 12);
}

/// The text of a piece of a page without the numbers that lead elsewhere.
fn text_without_links(html: &str) -> String {
    let mut out = html.to_owned();
    while let Some(start) = out.find("<a ") {
        let end = start + out[start..].find("</a>").unwrap() + "</a>".len();
        out.replace_range(start..end, " ");
    }
    text(&out)
}
