//! Fills in the workbooks of the training exercise, as its nine invented raters would, and writes
//! them into `returned/` of the project: `cargo run --example fill_exercise -- datasets/exercise`.
//!
//! What raters say is made of a truth for each row, of what a rater adds to everything (one of them
//! two points), and of a little noise; all of it by a hash of names, so that the same round gives
//! the same files.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};

use calamine::Reader as _;
use ideal_collect::{
    Field, IssueOptions, MachineKey, Round, Sheet, issue, open_round, receive, round_path,
};
use ideal_evidence::{Folder, load};
use ideal_model::{AssessmentInput, Lang};
use sha2::{Digest as _, Sha256};
use zip::write::SimpleFileOptions;

/// The rater who sees more than others in everything, and by how many points.
const SEVERE: (&str, &str, i64) = ("XAC", "R1", 2);

/// The rater who sends a second file, which takes the place of the first.
const CORRECTED: (&str, &str) = ("XAB", "R2");

/// When a workbook comes back.
#[derive(Clone, Copy, PartialEq)]
enum When {
    /// In the first round, in haste: it is corrected later.
    Hasty,
    First,
    Second,
}

/// A workbook that comes back.
struct Return<'a> {
    panel: &'a str,
    rater: &'a str,
    lang: Lang,
    when: When,
}

fn main() {
    let folder = PathBuf::from(std::env::args().nth(1).expect("the folder of the exercise"));
    let files = Folder::new(&folder);
    let project = load(&files, &[]).assessment.expect("the exercise is in order");
    let (round, findings) = open_round(&files, "1", &project);
    let round = round.unwrap_or_else(|| panic!("{findings:#?}"));
    let returned = folder.join("returned");
    let (mut first, mut later) = (Vec::new(), Vec::new());
    for issued in issue(&files, &project, &round, &IssueOptions::default()).unwrap().files {
        let panel = round.panel(&issued.panel).unwrap();
        let lang = *panel.languages.first().unwrap();
        for n in 1..=panel.raters {
            let rater = format!("R{n}");
            let corrected = (panel.id.as_str(), rater.as_str()) == CORRECTED;
            let when = if corrected { When::Hasty } else { When::First };
            let back = Return { panel: &panel.id, rater: &rater, lang, when };
            let name = format!("{}-{rater}.xlsx", panel.id);
            first.push(save(&returned.join(&name), &fill(&issued.bytes, &round, &back)));
            if corrected {
                let back = Return { when: When::First, ..back };
                let path = returned.join("later").join(&name);
                later.push(save(&path, &fill(&issued.bytes, &round, &back)));
            }
        }
    }
    second(&folder, &round, &project, [&first, &later]);
}

/// The second round, which is asked of those who differ: what came back is taken into a copy of the
/// project, in which nothing stays.
fn second(folder: &Path, round: &Round, project: &AssessmentInput, back: [&[PathBuf]; 2]) {
    let copy = tempfile::tempdir().unwrap();
    for name in ["assessment.toml", "method.toml", "sources.csv", "territories.csv"] {
        fs::copy(folder.join(name), copy.path().join(name)).unwrap();
    }
    let plan = round_path(&round.id);
    fs::create_dir_all(copy.path().join(&plan).parent().unwrap()).unwrap();
    fs::copy(folder.join(&plan), copy.path().join(&plan)).unwrap();
    for paths in back {
        let found = receive(copy.path(), &round.id, project, paths, |_| {}).unwrap();
        assert_eq!(found.refused(), 0, "{:#?}", found.findings);
    }
    let options = IssueOptions { second: true, ..IssueOptions::default() };
    for issued in issue(&Folder::new(copy.path()), project, round, &options).unwrap().files {
        let panel = round.panel(&issued.panel).unwrap();
        let rater = issued.rater.as_deref().unwrap();
        let lang = *panel.languages.first().unwrap();
        let again = Return { panel: &panel.id, rater, lang, when: When::Second };
        let path = folder.join("returned/second").join(format!("{}-{rater}.xlsx", panel.id));
        save(&path, &fill(&issued.bytes, round, &again));
    }
}

fn save(path: &Path, bytes: &[u8]) -> PathBuf {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
    path.to_owned()
}

/// The workbook as the rater sends it back.
fn fill(blank: &[u8], round: &Round, back: &Return<'_>) -> Vec<u8> {
    let mut book = calamine::Xlsx::new(Cursor::new(blank)).unwrap();
    let ratings = book.worksheet_range(Sheet::Ratings.word()).unwrap();
    let (top, left) = ratings.start().unwrap();
    let names: Vec<String> = ratings.rows().next().unwrap().iter().map(text).collect();
    let column = |field: Field| {
        let at = names.iter().position(|name| name == field.word()).unwrap();
        letters(u32::try_from(at).unwrap() + left)
    };
    let mut cells = BTreeMap::new();
    for (number, row) in (top + 1..).zip(ratings.rows()) {
        let id = row.first().map(text).unwrap_or_default();
        if !id.contains('/') {
            continue;
        }
        for (field, answer) in answers(round, back, &id) {
            cells.insert(format!("{}{number}", column(field)), answer);
        }
    }
    let mut pseudonym = BTreeMap::new();
    if back.when != When::Second {
        let machine = book.worksheet_range(Sheet::Round.word()).unwrap();
        let rater = MachineKey::Rater.word();
        let is_rater = |row: &[calamine::Data]| row.first().map(text).as_deref() == Some(rater);
        let at = machine.rows().position(is_rater).unwrap() + 1;
        pseudonym.insert(format!("B{at}"), Answer::Text(back.rater.to_owned()));
    }
    let of = |sheet: Sheet| {
        let at = book.sheet_names().iter().position(|name| name == sheet.word()).unwrap();
        format!("xl/worksheets/sheet{}.xml", at + 1)
    };
    rewritten(blank, &[(of(Sheet::Ratings), cells), (of(Sheet::Round), pseudonym)])
}

fn text(cell: &calamine::Data) -> String {
    cell.to_string()
}

/// The letters of a column, counted from 0; workbooks of rounds have fewer than 26.
fn letters(column: u32) -> char {
    char::from_u32(u32::from('A') + column).unwrap()
}

enum Answer {
    Number(i64),
    Text(String),
}

/// A number from 0 to `below - 1` that depends on nothing but the words.
fn chance(words: &[&str], below: i64) -> i64 {
    let digest = Sha256::digest(words.join("|").as_bytes());
    digest.iter().fold(0, |sum, byte| (sum * 256 + i64::from(*byte)) % below)
}

/// What a rater fills in on a row.
fn answers(round: &Round, back: &Return<'_>, id: &str) -> Vec<(Field, Answer)> {
    let who = format!("{}/{}", back.panel, back.rater);
    let own = id.starts_with(back.panel);
    if !id.starts_with("vignette") && chance(&["unknown", &who, id], 20) == 0 {
        return vec![(Field::Best, Answer::Text("unknown".to_owned()))];
    }
    let mut best = truth(id) + chance(&["noise", &who, id], 3) - 1;
    if (back.panel, back.rater) == (SEVERE.0, SEVERE.1) {
        best += SEVERE.2;
    }
    // On some rows of their own country the first and the last rater of a panel differ.
    let differ = own && chance(&["differ", id], 6) == 0;
    if differ {
        // Who has read the reasons of the others comes nearer to them.
        let apart = if back.when == When::Second { 1 } else { 3 };
        best += match back.rater {
            "R1" => -apart,
            "R3" => apart,
            _ => 0,
        };
    }
    if back.when == When::Hasty {
        best = 5;
    }
    let best = best.clamp(0, 10);
    let width = 1 + chance(&["width", &who, id], 2);
    let mut out = vec![
        (Field::Best, Answer::Number(best)),
        (Field::Low, Answer::Number((best - width).max(0))),
        (Field::High, Answer::Number((best + width).min(10))),
        (Field::Confidence, Answer::Number(60 + 10 * chance(&["sure", &who, id], 4))),
    ];
    if round.panels.iter().any(|p| p.territories.iter().any(|t| id.starts_with(t.as_str()))) {
        let grade = |letter: &str| Answer::Text(letter.to_owned());
        out.push((Field::Reliability, grade(if own { "B" } else { "C" })));
        out.push((Field::Credibility, Answer::Number(if own { 2 } else { 3 })));
    }
    if differ {
        out.push((Field::Reason, Answer::Text(reason(back.lang, best).to_owned())));
    }
    out
}

/// What the round is about, were it known: from 2 to 7, so that a severe rater has room.
fn truth(id: &str) -> i64 {
    match id {
        _ if id.starts_with("vignette") && id.ends_with("-a") => 3,
        _ if id.starts_with("vignette") => 6,
        _ => 2 + chance(&["truth", id], 6),
    }
}

fn reason(lang: Lang, best: i64) -> &'static str {
    match (lang, best < 5) {
        (Lang::Es, true) => "Pocas denuncias y casos aislados en el último año.",
        (Lang::Es, false) => "Las cifras no muestran lo que se conoce por los operativos.",
        (Lang::Pt, true) => "Poucas denúncias e casos isolados no último ano.",
        (Lang::Pt, false) => "Os números não mostram o que se conhece pelas operações.",
        (Lang::En, true) => "Few complaints and isolated cases in the last year.",
        (Lang::En, false) => "The figures do not show what is known from operations.",
    }
}

/// The workbook with cells filled in that were empty, sheet by sheet.
fn rewritten(blank: &[u8], sheets: &[(String, BTreeMap<String, Answer>)]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(blank)).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    // A fixed date, so that the same answers give the same bytes.
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    for i in 0..archive.len() {
        let mut part = archive.by_index(i).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        if let Some((_, cells)) = sheets.iter().find(|(path, _)| *path == name) {
            let mut xml = String::from_utf8(bytes).unwrap();
            for (place, answer) in cells {
                xml = filled(&xml, place, answer);
            }
            bytes = xml.into_bytes();
        }
        out.start_file(name, options).unwrap();
        out.write_all(&bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// The text of a sheet with one empty cell filled in.
fn filled(xml: &str, place: &str, answer: &Answer) -> String {
    let head = format!("<c r=\"{place}\"");
    let (before, after) = xml.split_once(&head).unwrap_or_else(|| panic!("no cell {place}"));
    let (style, after) = after.split_once("/>").unwrap();
    assert!(!style.contains('>'), "{place} is not empty");
    match answer {
        Answer::Number(n) => format!("{before}{head}{style}><v>{n}</v></c>{after}"),
        Answer::Text(t) => {
            format!("{before}{head}{style} t=\"inlineStr\"><is><t>{t}</t></is></c>{after}")
        }
    }
}
