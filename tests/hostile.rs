//! Names and notes that attack whoever opens a report, through the whole program and into every
//! format.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeSet;
use std::path::Path;

use calamine::Data;
use ideal_report::document::readable;
use tempfile::TempDir;

use crate::opened::{Piece, markdown, pieces, unpacked, value, well_formed, word, workbook};
use crate::support::{files, ideal, replace, small};

/// What a browser, a spreadsheet, Word, a typesetter or a reader of Markdown may take for its own.
const HOSTILE: [&str; 10] = [
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "\"><img src=x onerror=alert(1)>",
    "Per\u{202e}u txet",
    "two\nlines",
    "a ]]> b &amp; c",
    "#read(\"/etc/passwd\")",
    "[x](javascript:alert(1)) <https://evil.example>",
    "{ HYPERLINK \"https://evil.example\" } INCLUDETEXT \\* MERGEFORMAT",
    "<w:fldSimple w:instr=\"DDEAUTO c:\\\\x\"/> $x^2$ `code`",
];

/// A name of ten thousand letters.
fn giant() -> String {
    "Zarigüeya ".repeat(1_000)
}

/// The names, hostile or harmless ones in their places.
fn texts(hostile: bool) -> Vec<String> {
    if hostile {
        HOSTILE.iter().map(|t| (*t).to_owned()).chain([giant().trim().to_owned()]).collect()
    } else {
        (0..=HOSTILE.len()).map(|i| format!("Name {i}")).collect()
    }
}

fn in_csv(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// The small project, whose territories, areas, sources, notes, caveats, nodes, indicators and title
/// have these names: each territory and area another.
fn project(names: &[String]) -> TempDir {
    let (tmp, dir) = small();
    let code = |i: usize| format!("XX-H{i}");
    let mut territories = String::from("code,name\nXX-A,Region A\nXX-B,Region B\n");
    let mut areas = String::from("code,name_en,name_es,name_pt\n");
    let mut sources = String::from("id,publisher,title,url,licence,retrieved,lineage\n");
    let mut rows = String::from("territory,crime_area,indicator,period,value,source,note\n");
    sources.push_str("one,Pub,Title one,https://example.org,CC0,2024-01-01,\n");
    for (i, name) in names.iter().enumerate() {
        let (name, code) = (in_csv(name), code(i));
        territories.push_str(&format!("{code},{name}\n"));
        areas.push_str(&format!("area_{i},{name},{name},{name}\n"));
        sources.push_str(&format!("s{i},{name},{name},https://example.org/{i},{name},,\n"));
        rows.push_str(&format!("{code},*,t.rate,2023,{i}.5,s{i},{name}\n"));
        rows.push_str(&format!("{code},*,t.harm,2023,{},s{i},{name}\n", 1 + i % 9));
    }
    for territory in ["COL", "PER", "XX-A", "XX-B"] {
        rows.push_str(&format!("{territory},*,t.rate,2023,4,one,\n"));
        rows.push_str(&format!("{territory},*,t.harm,2023,5,one,\n"));
    }
    let write = |name: &str, text: &str| std::fs::write(dir.join(name), text).unwrap();
    write("territories.csv", &territories);
    write("crime_areas.csv", &areas);
    write("sources.csv", &sources);
    write("evidence/a.csv", &rows);
    let file = dir.join("assessment.toml");
    let list = |code: &dyn Fn(usize) -> String| {
        (0..names.len()).map(|i| format!(", \"{}\"", code(i))).collect::<String>()
    };
    replace(&file, "\"XX-B\"]", &format!("\"XX-B\"{}]", list(&code)));
    replace(
        &file,
        "\"drug_cocaine\"]",
        &format!("\"drug_cocaine\"{}]", list(&|i| format!("area_{i}"))),
    );
    let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
    replace(&file, "title.en = \"Small\"", &format!("title = {}", quoted(&names[0])));
    let mut assessment = std::fs::read_to_string(&file).unwrap();
    for name in names {
        assessment.push_str(&format!("[[caveat]]\nbias = \"low\"\ntext = {}\n", quoted(name)));
    }
    std::fs::write(file, assessment).unwrap();
    for (name, text) in [("Threat", &names[2]), ("Rate", &names[1]), ("Harm", &names[7])] {
        let file = dir.join("method.toml");
        replace(&file, &format!("name.en = \"{name}\""), &format!("name = {}", quoted(text)));
    }
    tmp
}

/// Runs a project into every format; gives its result.
fn ran(tmp: &TempDir) -> std::path::PathBuf {
    let words = ["run", "small", "--formats", "all", "--lang", "es", "--draws", "20"];
    ideal(tmp.path(), &words).expect_code(0);
    tmp.path().join("ideal-out")
}

/// A text as formats print it, without blanks.
fn bare(text: &str) -> String {
    readable(text).chars().filter(|c| !c.is_whitespace()).collect()
}

fn text(out: &Path, name: &str) -> String {
    std::fs::read_to_string(out.join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

/// The elements of a page, each with its attributes.
fn elements(page: &str) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for piece in pieces(page) {
        if let Piece::Open(name, attributes) = piece {
            out.insert(name.to_owned());
            out.extend(attributes.iter().map(|(a, _)| format!("{name} {a}")));
        }
    }
    out
}

/// A page has the elements of the harmless one, runs nothing, leads nowhere else, and says every
/// text.
fn page(out: &Path, plain: &Path, name: &str, says: &[String]) {
    let html = text(out, name);
    let known = elements(&text(plain, name));
    let odd: Vec<String> = elements(&html).difference(&known).cloned().collect();
    assert!(odd.is_empty(), "{name} has elements that the harmless one has not: {odd:?}");
    let mut all = String::new();
    for piece in pieces(&html) {
        match piece {
            Piece::Open(element, attributes) => {
                assert!(attributes.iter().all(|(a, _)| !a.starts_with("on")), "{name}: {element}");
                let to = value(&attributes, "href");
                let ours = ["#", "report.", "audit.", "https://example.org"];
                assert!(to.is_empty() || ours.iter().any(|o| to.starts_with(o)), "{name}: {to}");
            }
            Piece::Text(text) => all.push_str(&bare(&text)),
            Piece::Close(_) => {}
        }
    }
    for text in says {
        assert!(all.contains(&bare(text)), "{name} does not say {text:.60?}");
    }
}

/// Word has fields of ours only, elements of the harmless one only, and every text in its body.
fn document(out: &Path, plain: &Path, name: &str, says: &[String]) {
    let known = unpacked(&std::fs::read(plain.join(name)).unwrap());
    let files = unpacked(&std::fs::read(out.join(name)).unwrap());
    let is_ours = |field: &str| {
        [" PAGE ", " NUMPAGES ", " SEQ Table \\* ARABIC ", " SEQ Figure \\* ARABIC "]
            .contains(&field)
            || field.starts_with(" TOC ")
            || field.starts_with(" PAGEREF _Toc") && field.len() == 24
    };
    for (part, bytes) in files.iter().filter(|(n, _)| n.ends_with(".xml") || n.ends_with(".rels")) {
        well_formed(&format!("{name}/{part}"), bytes);
        let xml = std::str::from_utf8(bytes).unwrap();
        let same = elements(std::str::from_utf8(&known[part]).unwrap());
        // A table of long names lies.
        let odd: Vec<String> =
            elements(xml).difference(&same).filter(|e| *e != "w:pgSz w:orient").cloned().collect();
        assert!(odd.is_empty(), "{name}/{part}: {odd:?}");
        let mut field = false;
        for piece in pieces(xml) {
            match piece {
                Piece::Open("w:fldSimple", attributes) => {
                    let code = value(&attributes, "w:instr");
                    assert!(is_ours(&code), "{name}/{part}: {code}");
                }
                Piece::Open("Relationship", attributes) => {
                    let to = value(&attributes, "Target");
                    let outside = value(&attributes, "TargetMode") == "External";
                    assert!(!outside || to.starts_with("https://example.org"), "{name}: {to}");
                }
                Piece::Open("w:instrText", _) => field = true,
                Piece::Close("w:instrText") => field = false,
                Piece::Text(code) if field => assert!(is_ours(&code), "{name}/{part}: {code}"),
                _ => {}
            }
        }
    }
    let (tables, paragraphs) = word(std::str::from_utf8(&files["word/document.xml"]).unwrap());
    let all: String =
        paragraphs.iter().chain(tables.iter().flatten().flatten()).map(|t| bare(t)).collect();
    for text in says {
        assert!(all.contains(&bare(text)), "{name} does not say {text:.60?}");
    }
}

/// No cell of a workbook is a formula, and every text is a text.
fn book(out: &Path, name: &str, says: &[String]) {
    let bytes = std::fs::read(out.join(name)).unwrap();
    for (part, bytes) in
        unpacked(&bytes).iter().filter(|(n, _)| n.ends_with(".xml") || n.ends_with(".rels"))
    {
        well_formed(&format!("{name}/{part}"), bytes);
        let formula = |p: &Piece<'_>| matches!(p, Piece::Open("f", _));
        let sheet = part.starts_with("xl/worksheets/sheet");
        let found = sheet && pieces(std::str::from_utf8(bytes).unwrap()).iter().any(formula);
        assert!(!found, "a formula in {name}/{part}");
    }
    let cells: BTreeSet<String> = workbook(&bytes)
        .into_iter()
        .flat_map(|(_, rows)| rows.into_iter().flatten())
        .filter_map(|cell| if let Data::String(text) = cell { Some(bare(&text)) } else { None })
        .collect();
    for text in says {
        assert!(cells.contains(&bare(text)), "{name} has no cell {text:.60?}");
    }
}

/// Markdown has nothing but our anchors, links and drawings beside its texts.
fn readme(out: &Path, name: &str, says: &[String]) {
    let read = markdown(&text(out, name));
    let ours = ["<span id=\"", "</span>", "link #", "link https://example.org", "image charts/"];
    let odd: Vec<&String> =
        read.signs.iter().filter(|s| !ours.iter().any(|o| s.starts_with(o))).collect();
    assert!(odd.is_empty(), "{name}: {odd:?}");
    let cells = read.tables.iter().flat_map(|t| &t.rows).flat_map(|r| &r.cells);
    let all: String = cells.chain(read.texts.values().flatten()).map(|t| bare(t)).collect();
    for text in says {
        assert!(all.contains(&bare(text)), "{name} does not say {text:.60?}");
    }
}

#[test]
fn names_that_attack_are_texts_in_every_format() {
    let (hostile, harmless) = (project(&texts(true)), project(&texts(false)));
    let (out, plain) = (ran(&hostile), ran(&harmless));
    let says = texts(true);
    page(&out, &plain, "report.es.html", &says);
    page(&out, &plain, "audit.es.html", &[]);
    document(&out, &plain, "report.es.docx", &says);
    book(&out, "tables.es.xlsx", &says);
    readme(&out, "report.es.md", &says);
    let mut drawings = 0;
    for (name, bytes) in files(&out) {
        if name.ends_with(".svg") {
            well_formed(&name, &bytes);
            drawings += 1;
        } else if name.ends_with(".json") {
            serde_json::from_slice::<serde_json::Value>(&bytes).unwrap();
        }
    }
    assert!(drawings > 20, "only {drawings} drawings");
}

#[test]
fn a_name_that_is_too_long_is_warned_of_where_it_stands() {
    let mut names = texts(false);
    names[0] = giant();
    let tmp = project(&names);
    let found = ideal(tmp.path(), &["check", "small", "--format", "json"]).expect_code(0).json();
    let said: BTreeSet<(String, u64)> = found["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|f| f["code"] == "long-name")
        .map(|f| (f["file"].as_str().unwrap().to_owned(), f["line"].as_u64().unwrap()))
        .collect();
    let of = |file: &str, line| (file.to_owned(), line);
    let wanted = [
        of("assessment.toml", 2),
        of("crime_areas.csv", 2),
        of("sources.csv", 3),
        of("territories.csv", 4),
    ];
    assert_eq!(said, BTreeSet::from(wanted));
}
