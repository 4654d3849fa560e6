//! Publishers' files: the account of every import adds up, what it gives is evidence that a project
//! reads as it is, and the way a file is written changes no value.

use std::path::{Path, PathBuf};

use ideal::evidence::publisher::{
    Import, Options, Placing, TidyRow, draft_mapping, import, import_coinr, parse_mapping,
};
use ideal::evidence::{Folder, load};
use ideal::model::Severity;
use ideal_fuzz::campaign::{Outcome, Target, run};
use ideal_fuzz::corpus::{Entry, publishers, tidy};
use ideal_fuzz::damage::{Case, Language, cases};
use ideal_fuzz::form::{self, Chance};
use ideal_fuzz::{package, said};
use proptest::prelude::*;

use crate::{packed, text};

/// Reads a file with its importer.
struct Reader {
    dir: tempfile::TempDir,
}

impl Reader {
    fn new() -> Self {
        Reader { dir: tempfile::tempdir().unwrap() }
    }

    fn read(&self, entry: &Entry, name: &str, bytes: &[u8]) -> Result<Import, String> {
        let file = self.dir.path().join(name);
        std::fs::write(&file, bytes).unwrap();
        let options = match entry.how.strip_prefix("mapping ") {
            Some(mapping) => {
                Options { mapping: Some(self.dir.path().join(mapping)), ..Options::default() }
            }
            None => Options { all_series: name.len().is_multiple_of(2), ..Options::default() },
        };
        let importer = entry.how.split(' ').next().unwrap_or_default();
        import(importer, &[file], &options).map_err(|e| e.to_string())
    }
}

/// What holds of every import.
fn sound(import: &Import) -> Result<(), String> {
    for s in &import.summaries {
        let left: u64 = s.left_out.values().sum();
        if s.read != s.used + left {
            return Err(format!("{} figures read, {} used and {left} left out", s.read, s.used));
        }
    }
    let keys = |r: &TidyRow| {
        (r.territory.clone(), r.crime_area.clone(), r.indicator.clone(), r.period, r.rater.clone())
    };
    let mut seen = std::collections::BTreeSet::new();
    match import.rows.iter().find(|r| !seen.insert(keys(r))) {
        Some(twice) => Err(format!("a key stands twice: {twice:?}")),
        None => Ok(()),
    }
}

/// What an import gives, merged into an empty project, is read there as it is.
fn in_a_project(import: &Import) -> Result<(), String> {
    let dir = tempfile::tempdir().unwrap();
    let first = import.rows.first().map_or("x", |r| r.indicator.as_str());
    let assessment = "id = \"x\"\neditions = [\"2022\"]\nterritories = [\"COL\"]\ncrime_areas = \
                      [\"oc_homicide\"]\nmethod = \"m.toml\"\nevidence = [\"evidence/*.csv\"]\n\
                      sources = \"sources.csv\"\n";
    std::fs::write(dir.path().join("assessment.toml"), assessment).unwrap();
    let method = format!(
        "id = \"one\"\n[node.threat]\n[indicator.{first:?}]\nparent = \"threat\"\ngoalposts = [0, \
         30]\n"
    );
    std::fs::write(dir.path().join("m.toml"), method).unwrap();
    match import.into_project(dir.path()).map_err(|e| e.to_string()) {
        Ok(_) => {}
        // A mapping may take figures that the catalogue has no room for.
        Err(e) if e.contains("after this import `check` would say") => return Ok(()),
        Err(e) => return Err(format!("it does not go into a project: {e}")),
    }
    let loaded = load(&Folder::new(dir.path()), &[]);
    let errors: Vec<String> = loaded
        .findings
        .iter()
        .filter(|f| f.severity == Severity::Error)
        .map(ToString::to_string)
        .collect();
    let Some(a) = loaded.assessment else {
        return Err(format!("its project is refused: {errors:?}"));
    };
    let mut given: Vec<String> = import
        .rows
        .iter()
        .map(|r| {
            format!("{}|{}|{}|{}|{}", r.territory, r.crime_area, r.indicator, r.period, r.value)
        })
        .collect();
    given.sort();
    let mut found: Vec<String> = said::rows(&a.evidence).iter().map(|r| r[..5].join("|")).collect();
    found.sort();
    said::difference(&given, &found)
        .map_or(Ok(()), |d| Err(format!("its project says something else: {d}")))
}

/// What a row says, without where it stood.
fn facts(import: &Import) -> String {
    import.to_csv()
}

/// The file as another reader has it, written in another form: the same values, or it is refused.
fn in_another_form(
    reader: &Reader,
    entry: &Entry,
    bytes: &[u8],
    truth: &str,
    seed: u64,
) -> Result<(), String> {
    let utf8 = std::str::from_utf8(bytes);
    // Windows has letters of its own there, where Latin-1 has none.
    if utf8.is_err() && bytes.iter().any(|b| (0x80..0xa0).contains(b)) {
        return Ok(());
    }
    let text = utf8.map_or_else(
        |_| bytes.iter().map(|b| char::from(*b)).collect(),
        |t| t.trim_start_matches('\u{feff}').to_owned(),
    );
    let head = text.lines().max_by_key(|l| l.matches([',', ';', '\t']).count()).unwrap_or_default();
    let delimiter = [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|d| head.matches(char::from(*d)).count())
        .unwrap_or(b',');
    let mut csv = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let Ok(records) = csv.records().collect::<Result<Vec<_>, _>>() else { return Ok(()) };
    let table: Vec<Vec<String>> =
        records.iter().map(|r| r.iter().map(str::to_owned).collect()).collect();
    let again = form::text(&table, Chance(seed).text());
    match reader.read(entry, entry.name, &again) {
        Ok(found) if facts(&found) == truth => Ok(()),
        Err(_) => Ok(()),
        Ok(found) => Err(format!(
            "in another form it says something else:\n{truth}\n{}\n{}",
            facts(&found),
            String::from_utf8_lossy(&again)
        )),
    }
}

/// The archive with its parts in another order, packed or not: the same values.
fn packed_again(
    reader: &Reader,
    entry: &Entry,
    bytes: &[u8],
    truth: &str,
    seed: u64,
) -> Result<(), String> {
    let Some(mut parts) = package::unpack(bytes) else { return Ok(()) };
    let mut chance = Chance(seed);
    chance.shuffle(&mut parts);
    let again = package::pack(&parts, chance.below(2) == 0);
    match reader.read(entry, entry.name, &again) {
        Ok(found) if facts(&found) == truth => Ok(()),
        other => Err(format!(
            "packed again it says something else:\n{truth}\n{:?}",
            other.map(|i| facts(&i))
        )),
    }
}

fn judge(reader: &Reader, entry: &Entry, form: u64, bytes: &[u8]) -> Result<Outcome, String> {
    let imported = match reader.read(entry, entry.name, bytes) {
        Ok(imported) => imported,
        Err(e) if e.trim().is_empty() => return Err("refused without a word".to_owned()),
        Err(_) => return Ok(Outcome::Refused),
    };
    sound(&imported)?;
    let truth = facts(&imported);
    if entry.name.ends_with(".csv") {
        in_another_form(reader, entry, bytes, &truth, form)?;
    } else {
        packed_again(reader, entry, bytes, &truth, form)?;
    }
    // It writes six files: one time in four is enough.
    if form.is_multiple_of(4) {
        in_a_project(&imported)?;
    }
    Ok(Outcome::Read)
}

fn campaign(target: Target, language: Language, corpus: &[Entry]) {
    let reader = Reader::new();
    run(
        target,
        &cases(language),
        |case| case.bytes(corpus),
        |case, bytes| judge(&reader, case.entry(corpus), case.form, bytes),
    );
}

fn of(importer: &str, corpus: Vec<Entry>) -> Vec<Entry> {
    corpus.into_iter().filter(|e| e.how == importer).collect()
}

#[test]
fn the_corpus_is_read() {
    let reader = Reader::new();
    for entry in [publishers::text(), publishers::workbooks()].concat() {
        judge(&reader, &entry, 0, &entry.bytes).unwrap_or_else(|e| panic!("{}: {e}", entry.name));
        let read = reader
            .read(&entry, entry.name, &entry.bytes)
            .unwrap_or_else(|e| panic!("{}: {e}", entry.name));
        assert!(!read.rows.is_empty(), "{}", entry.name);
    }
}

macro_rules! importers {
    ($($test:ident: $target:expr, $language:ident, $corpus:ident;)*) => {
        #[test]
        fn every_importer_is_tried() {
            let mut tried = vec![$($target.name),*];
            // Tried below, with what they need beside a file.
            tried.extend(["coinr", "mapping"]);
            tried.sort_unstable();
            let ids: Vec<&str> =
                ideal::evidence::publisher::importers().map(|importer| importer.id).collect();
            assert_eq!(tried, ids);
        }

        $(#[test]
        fn $test() {
            let target: Target = $target;
            campaign(target, Language::$language, &of(target.name, publishers::$corpus()));
        })*
    };
}

importers! {
    worldbank: text("worldbank", 250), Table, text;
    ucdp: text("ucdp", 250), Table, text;
    undp_hdr: text("undp-hdr", 250), Table, text;
    bti: packed("bti", 40), Xml, workbooks;
    oc_index: packed("oc-index", 40), Xml, workbooks;
    wgi: packed("wgi", 40), Xml, workbooks;
    unodc_cts: packed("unodc-cts", 40), Xml, workbooks;
    unodc_glotip: packed("unodc-glotip", 40), Xml, workbooks;
    unodc_firearms: packed("unodc-firearms", 40), Xml, workbooks;
    unodc_seizures: packed("unodc-seizures", 40), Xml, workbooks;
    unodc_prevalence: packed("unodc-prevalence", 40), Xml, workbooks;
    unodc_coca: packed("unodc-coca", 40), Xml, workbooks;
}

/// The importers whose text files were tried above, on workbooks.
#[test]
fn worldbank_and_ucdp_workbooks() {
    let corpus: Vec<Entry> = publishers::workbooks()
        .into_iter()
        .filter(|e| ["worldbank", "ucdp"].contains(&e.how))
        .collect();
    campaign(packed("worldbank-ucdp-books", 60), Language::Xml, &corpus);
}

#[test]
fn tables_by_a_mapping() {
    let reader = Reader::new();
    let hows =
        ["mapping 0.toml", "mapping 1.toml", "mapping 2.toml", "mapping 3.toml", "mapping 4.toml"];
    let mapped = publishers::mapped();
    let corpus: Vec<Entry> = mapped
        .iter()
        .zip(hows)
        .map(|(m, how)| Entry::new(m.name, m.table.clone()).read_as(how))
        .collect();
    for (i, m) in mapped.iter().enumerate() {
        std::fs::write(reader.dir.path().join(format!("{i}.toml")), &m.mapping).unwrap();
    }
    for entry in &corpus {
        assert_eq!(
            judge(&reader, entry, 0, &entry.bytes),
            Ok(Outcome::Read),
            "{}: {:?}",
            entry.name,
            reader.read(entry, entry.name, &entry.bytes)
        );
    }
    let target = text("mapped-tables", 250);
    run(
        target,
        &cases(Language::Table),
        |case| case.bytes(&corpus),
        |case, bytes| judge(&reader, case.entry(&corpus), case.form, bytes),
    );
}

/// A mapping is drafted for any file, and is one that can be read.
#[test]
fn drafts_of_mappings() {
    let corpus: Vec<Entry> =
        [publishers::text(), tidy::text(), tidy::xlsx(), tidy::xls(), tidy::ods()].concat();
    let dir = tempfile::tempdir().unwrap();
    let judge = |entry: &Entry, bytes: &[u8]| {
        let path: PathBuf = dir.path().join(entry.name);
        std::fs::write(&path, bytes).unwrap();
        let Ok(draft) = draft_mapping(&path) else { return Ok(Outcome::Refused) };
        match toml::from_str::<toml::Table>(&draft) {
            Ok(_) => {
                let _ = parse_mapping(&draft, "m.toml");
                Ok(Outcome::Read)
            }
            Err(e) => Err(format!("the draft is no TOML: {e}\n{draft}")),
        }
    };
    let either = prop_oneof![cases(Language::Table), cases(Language::Xml)];
    run(
        packed("drafts", 150),
        &either,
        |case: &Case| case.bytes(&corpus),
        |case, bytes| judge(case.entry(&corpus), bytes),
    );
}

/// The files of a project that an import of COINr's tables made.
fn coinr(dir: &Path, files: &[PathBuf]) -> Result<Vec<String>, String> {
    let into = dir.join("project");
    let _ = std::fs::remove_dir_all(&into);
    import_coinr(files, &into, None, &Placing::default()).map_err(|e| e.to_string())?;
    let names = ["evidence/coinr.csv", "method.toml", "territories.csv", "indicators.csv"];
    Ok(names.iter().map(|f| std::fs::read_to_string(into.join(f)).unwrap_or_default()).collect())
}

/// A COINr project becomes one of ours that can be read, whatever the form of its tables.
#[test]
fn coinr_tables() {
    let corpus: Vec<Entry> =
        publishers::COINR.iter().map(|(name, text)| Entry::new(name, *text)).collect();
    let dir = tempfile::tempdir().unwrap();
    let files: Vec<PathBuf> = corpus.iter().map(|e| dir.path().join(e.name)).collect();
    let judge = |case: &Case, bytes: &[u8]| {
        let damaged = case.entry(&corpus).name;
        for (entry, file) in corpus.iter().zip(&files) {
            std::fs::write(file, if entry.name == damaged { bytes } else { &entry.bytes }).unwrap();
        }
        let Ok(truth) = coinr(dir.path(), &files) else { return Ok(Outcome::Refused) };
        let loaded = load(&Folder::new(dir.path().join("project")), &[]);
        if loaded.assessment.is_none() {
            let errors: Vec<String> = loaded
                .findings
                .iter()
                .filter(|f| f.severity == Severity::Error)
                .map(ToString::to_string)
                .collect();
            return Err(format!("the project is refused: {errors:?}"));
        }
        // Decimal commas may go with semicolons: quotes and line ends only.
        let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text);
        if let Ok(records) = reader.records().collect::<Result<Vec<_>, _>>() {
            let table: Vec<Vec<String>> =
                records.iter().map(|r| r.iter().map(str::to_owned).collect()).collect();
            let form = form::Text { delimiter: b',', ..Chance(case.form).text() };
            std::fs::write(dir.path().join(damaged), form::text(&table, form)).unwrap();
            match coinr(dir.path(), &files) {
                Ok(found) if found == truth => {}
                Err(_) => {}
                Ok(found) => {
                    return Err(format!(
                        "in another form it says something else: {:?}",
                        said::difference(&truth, &found)
                    ));
                }
            }
        }
        Ok(Outcome::Read)
    };
    assert_eq!(
        judge(&Case { entry: 0, damages: Vec::new(), form: 0 }, &corpus[0].bytes),
        Ok(Outcome::Read)
    );
    run(text("coinr", 150), &cases(Language::Table), |case| case.bytes(&corpus), judge);
}
