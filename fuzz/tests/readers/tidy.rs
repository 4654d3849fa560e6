//! Tidy evidence: what is read says the same in every other form.

use ideal::evidence::{InMemory, Loaded, load};
use ideal::model::Severity;
use ideal_fuzz::campaign::{Outcome, Target, run};
use ideal_fuzz::corpus::{Entry, tidy};
use ideal_fuzz::damage::{Case, Language, cases};
use ideal_fuzz::form::{self, Chance};
use ideal_fuzz::said::{self, HEADS, Row};

use crate::{packed, text};

const NUMBERS: [&str; 2] = ["value", "se"];

fn rows(project: &InMemory) -> Result<Vec<Row>, String> {
    let Loaded { assessment, findings, .. } = load(project, &[]);
    let errors: Vec<String> = findings
        .iter()
        .filter(|f| f.severity == Severity::Error)
        .map(ToString::to_string)
        .collect();
    match assessment {
        Some(a) if errors.is_empty() => Ok(said::rows(&a.evidence)),
        Some(_) => panic!("an assessment with errors: {errors:?}"),
        None if errors.is_empty() => panic!("no assessment and no error"),
        None => Err(errors.join("\n")),
    }
}

fn same(what: &str, truth: &[Row], name: &str, bytes: Vec<u8>, how: &str) -> Result<(), String> {
    let shown = String::from_utf8_lossy(&bytes).into_owned();
    let found = rows(&tidy::project(name, bytes, how))
        .map_err(|e| format!("{what} it is refused: {e}\n{shown}"))?;
    match said::difference(truth, &found) {
        Some(difference) => Err(format!("{what} it says something else: {difference}\n{shown}")),
        None => Ok(()),
    }
}

/// The table as text says the same. A cell of several lines with the delimiter in it may be rows
/// that a mark swallowed: that such a text is refused is right.
fn same_as_text(
    what: &str,
    truth: &[Row],
    table: &[Vec<String>],
    form: form::Text,
) -> Result<(), String> {
    let doubtful =
        |cell: &String| cell.contains(['\n', '\r']) && cell.contains(char::from(form.delimiter));
    match same(what, truth, "z.csv", form::text(table, form), "") {
        Err(refused)
            if refused.contains("error[open-quote]") && table.iter().flatten().any(doubtful) =>
        {
            Ok(())
        }
        result => result,
    }
}

fn table(rows: &[Row]) -> Vec<Vec<String>> {
    std::iter::once(HEADS.map(str::to_owned).to_vec())
        .chain(rows.iter().map(|r| r.to_vec()))
        .collect()
}

/// What was read, written as text, as a workbook and as Parquet.
fn in_every_form(truth: &[Row], seed: u64) -> Result<(), String> {
    let mut chance = Chance(seed);
    let mut table = table(truth);
    form::reordered(&mut table, &mut chance);
    // A text with a byte 0 is taken for no text, which a cell of a workbook may be.
    if !table.iter().flatten().any(|cell| cell.contains('\0')) {
        same_as_text("as text", truth, &table, chance.text())?;
    }
    match chance.below(4) {
        0 => match form::workbook(&table, &NUMBERS) {
            Some(book) => same("as a workbook", truth, "z.xlsx", book, ""),
            None => Ok(()),
        },
        1 => same("as Parquet", truth, "z.parquet", form::parquet(&table, &NUMBERS), ""),
        _ => Ok(()),
    }
}

/// What another reader than ours makes of a text, written in another form, is the same evidence.
fn as_another_reader_has_it(
    truth: &[Row],
    entry: &Entry,
    bytes: &[u8],
    seed: u64,
) -> Result<(), String> {
    let delimiter = match entry.name {
        "a.csv" => b',',
        "b.csv" => b';',
        "c.tsv" => b'\t',
        "d.txt" => b'|',
        _ => return Ok(()),
    };
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).from_reader(bytes);
    let Ok(records) = reader.records().collect::<Result<Vec<_>, _>>() else { return Ok(()) };
    let table: Vec<Vec<String>> =
        records.iter().map(|r| r.iter().map(str::to_owned).collect()).collect();
    let heads = table.first().map(Vec::as_slice).unwrap_or_default();
    // Another delimiter may be the one that this file has now.
    if !HEADS.iter().take(5).all(|h| heads.iter().any(|head| head == h)) {
        return Ok(());
    }
    let mut chance = Chance(seed);
    same_as_text("as another reader has it", truth, &table, chance.text())
}

fn judge(corpus: &[Entry], case: &Case, bytes: &[u8]) -> Result<Outcome, String> {
    let entry = case.entry(corpus);
    let Ok(truth) = rows(&tidy::project(entry.name, bytes.to_vec(), entry.how)) else {
        return Ok(Outcome::Refused);
    };
    in_every_form(&truth, case.form)?;
    as_another_reader_has_it(&truth, entry, bytes, case.form)?;
    Ok(Outcome::Read)
}

fn campaign(target: Target, language: Language, corpus: &[Entry]) {
    run(
        target,
        &cases(language),
        |case| case.bytes(corpus),
        |case, bytes| judge(corpus, case, bytes),
    );
}

#[test]
fn the_corpus_is_read() {
    let truth = rows(&tidy::project("a.csv", tidy::text()[0].bytes.clone(), "")).unwrap();
    assert_eq!(truth.len(), 10);
    for entry in [tidy::text(), tidy::xlsx(), tidy::xls(), tidy::ods(), tidy::parquet()].concat() {
        let found = rows(&tidy::project(entry.name, entry.bytes.clone(), entry.how))
            .unwrap_or_else(|e| panic!("{}: {e}", entry.name));
        let of_its_own = ["h.csv", "c.xlsx", "b.parquet"].contains(&entry.name);
        assert!(
            of_its_own || found == truth,
            "{}: {:?}",
            entry.name,
            said::difference(&truth, &found)
        );
        in_every_form(&found, 0).unwrap();
        in_every_form(&found, 1).unwrap();
    }
}

#[test]
fn tidy_text() {
    campaign(text("tidy-text", 400), Language::Table, &tidy::text());
}

#[test]
fn tidy_xlsx_and_xlsb() {
    campaign(packed("tidy-xlsx", 120), Language::Xml, &tidy::xlsx());
}

#[test]
fn tidy_xls() {
    campaign(packed("tidy-xls", 150), Language::Binary, &tidy::xls());
}

#[test]
fn tidy_ods() {
    campaign(packed("tidy-ods", 100), Language::Xml, &tidy::ods());
}

#[test]
fn tidy_parquet() {
    campaign(packed("tidy-parquet", 100), Language::Binary, &tidy::parquet());
}
