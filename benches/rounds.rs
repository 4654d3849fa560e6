//! A collection round of thirty panels with ten raters each and seven hundred rows in every
//! workbook: what goes out, what comes back, how it stands; and what the ranges of ratings cost in
//! the draws.
//!
//! `cargo bench --bench rounds`; of `round_draws` the ratio of the two is what counts.

#![allow(missing_docs)]

use std::fmt::Write as _;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Duration;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use ideal::Assessment;
use ideal::collect::{
    Field, IssueOptions, MachineKey, Panel, Round, SCHEMA, Sheet, columns, issue, open_round,
    receive, rows, status,
};
use ideal::evidence::{CellRow, Folder, InMemory, read_sheets};
use ideal::model::{AssessmentInput, CrimeAreas, Territories};
use rust_xlsxwriter::Workbook;

const PANELS: usize = 30;
const RATERS: usize = 10;
const ITEMS: usize = 10;
const AREAS: usize = 23;

/// What the files of the project say: its territories, and the texts by their paths.
struct Texts {
    codes: Vec<String>,
    areas: Vec<String>,
    files: Vec<(&'static str, String)>,
}

fn texts() -> Texts {
    let shipped = Territories::shipped().unwrap_or_else(|e| panic!("{e}"));
    let is_country =
        |code: &String| code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase());
    let codes: Vec<String> =
        shipped.iter().map(|t| t.code.clone()).filter(is_country).take(PANELS + 2).collect();
    let areas = CrimeAreas::shipped().unwrap_or_else(|e| panic!("{e}"));
    let areas: Vec<String> = areas.iter().map(|a| a.code.clone()).take(AREAS).collect();
    let mut round = "id = \"r1\"\nedition = \"2023\"\nlanguages = [\"es\"]\n".to_owned();
    for (k, code) in codes.iter().enumerate().take(PANELS) {
        let bridge = [&codes[(k + 1) % codes.len()], &codes[(k + 2) % codes.len()]];
        let _ = write!(
            round,
            "[panel.{code}]\nterritories = [\"{code}\"]\nlanguage = \"es\"\nraters = \
             {RATERS}\nbridge = {bridge:?}\n"
        );
    }
    let mut method = "id = \"m\"\nunit = \"territory-area\"\n[node.threat]\n".to_owned();
    for i in 0..ITEMS {
        let _ = write!(
            round,
            "[item.\"expert.i{i}\"]\ncrime_areas = {areas:?}\nscale = [0, 10]\nstep = \
             0.5\nquestion.es = \"¿Cuánto?\"\n[vignette.v{i}]\nitem = \"expert.i{i}\"\ntext.es = \
             \"Un caso.\"\n"
        );
        let _ = write!(
            method,
            "[indicator.\"expert.i{i}\"]\nparent = \"threat\"\nkind = \"expert\"\nscale = [0, \
             10]\ngoalposts = [0, 10]\n"
        );
    }
    let assessment = format!(
        "id = \"x\"\neditions = [\"2023\"]\nterritories = {codes:?}\ncrime_areas = {areas:?}\n\
         method = \"method.toml\"\nevidence = [\"evidence/*.csv\"]\ndraws = 0\n"
    );
    let own =
        format!("territory,crime_area,indicator,period,value\n{},*,expert.i0,2022,3\n", codes[0]);
    let files = vec![
        ("assessment.toml", assessment),
        ("method.toml", method),
        ("evidence/own.csv", own),
        ("rounds/r1/round.toml", round),
    ];
    Texts { codes, areas, files }
}

/// The project on disk, before anything came back.
struct Project {
    dir: tempfile::TempDir,
    input: AssessmentInput,
    round: Round,
}

fn project() -> Project {
    let dir = tempfile::tempdir().unwrap_or_else(|e| panic!("{e}"));
    for (path, text) in texts().files {
        let path = dir.path().join(path);
        let parent = path.parent().unwrap_or(dir.path());
        std::fs::create_dir_all(parent)
            .and_then(|()| std::fs::write(&path, text))
            .unwrap_or_else(|e| panic!("{e}"));
    }
    let files = Folder::new(dir.path());
    let Some(input) = ideal::evidence::load(&files, &[]).assessment else {
        panic!("the project is not in order")
    };
    let (Some(round), _) = open_round(&files, "r1", &input) else {
        panic!("the round is not in order")
    };
    Project { dir, input, round }
}

/// What the workbook of a panel says that it was issued from.
fn issued_from(p: &Project, panel: &Panel) -> String {
    let options = IssueOptions { panel: Some(panel.id.clone()), ..IssueOptions::default() };
    let issued = issue(&Folder::new(p.dir.path()), &p.input, &p.round, &options)
        .unwrap_or_else(|e| panic!("{e}"));
    let sheets = issued.files.iter().flat_map(|file| read_sheets(&file.bytes).unwrap_or_default());
    let is =
        |row: &&CellRow| row.cell(0).is_some_and(|key| key.text() == MachineKey::IssuedFrom.word());
    let found = sheets
        .filter(|s| s.name == Sheet::Round.word())
        .find_map(|sheet| Some(sheet.rows.iter().find(is)?.cell(1)?.text()));
    found.unwrap_or_else(|| panic!("the workbook does not say what it was issued from"))
}

/// What the rater of a panel answers, all rows of it, as a workbook.
fn book(p: &Project, panel: &Panel, origin: &str, rater: usize) -> Vec<u8> {
    let mut book = Workbook::new();
    let mut fill = || -> Result<Vec<u8>, rust_xlsxwriter::XlsxError> {
        let sheet = book.add_worksheet().set_name(Sheet::Ratings.word())?;
        for (at, column) in (0_u16..).zip(columns(false)) {
            sheet.write(0, at, column.field.word())?;
            sheet.write(1, at, column.field.word().to_uppercase())?;
        }
        for (k, row) in rows(&p.round, panel).into_iter().enumerate() {
            let line = u32::try_from(k + 2).unwrap_or(u32::MAX);
            let best = ((k + rater) % 17) as f64 * 0.5 + 1.0;
            for (at, column) in (0_u16..).zip(columns(false)) {
                match column.field {
                    Field::Id => sheet.write(line, at, row.id.as_str())?,
                    Field::Territory => sheet.write(line, at, row.territory)?,
                    Field::CrimeArea => sheet.write(line, at, row.crime_area)?,
                    Field::Indicator => sheet.write(line, at, row.item.code.as_str())?,
                    Field::Best => sheet.write(line, at, best)?,
                    Field::Low => sheet.write(line, at, best - 1.0)?,
                    Field::High => sheet.write(line, at, best + 1.0)?,
                    Field::Confidence => sheet.write(line, at, 80.0)?,
                    Field::Reliability => sheet.write(line, at, "B")?,
                    Field::Reason => sheet.write(line, at, "Informes de la fiscalía")?,
                    _ => sheet,
                };
            }
        }
        let sheet = book.add_worksheet().set_name(Sheet::Round.word())?;
        for (line, (word, key)) in (0_u32..).zip(MachineKey::ALL) {
            let value = match key {
                MachineKey::Schema => SCHEMA.to_owned(),
                MachineKey::Round => p.round.id.clone(),
                MachineKey::Panel => panel.id.clone(),
                MachineKey::Language => "es".to_owned(),
                MachineKey::MethodSha256 => p.input.method_sha256.clone(),
                MachineKey::Second => "false".to_owned(),
                MachineKey::Rater => format!("R{rater}"),
                MachineKey::IssuedFrom => origin.to_owned(),
            };
            sheet.write(line, 0, *word)?;
            sheet.write(line, 1, value)?;
        }
        book.save_to_buffer()
    };
    fill().unwrap_or_else(|e| panic!("{e}"))
}

/// The workbooks of all raters of all panels, in a folder.
fn books(p: &Project, folder: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for panel in &p.round.panels {
        let origin = issued_from(p, panel);
        for rater in 0..RATERS {
            let path = folder.join(format!("{}-{rater}.xlsx", panel.id));
            std::fs::write(&path, book(p, panel, &origin, rater)).unwrap_or_else(|e| panic!("{e}"));
            out.push(path);
        }
    }
    out
}

fn taken(p: &Project, paths: &[PathBuf]) {
    let found = receive(p.dir.path(), "r1", &p.input, paths, |_| {});
    let found = found.unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(found.refused(), 0, "{:?}", found.findings.first());
}

fn round(c: &mut Criterion) {
    let mut group = c.benchmark_group("round_30_panels_10_raters_700_rows");
    group.sample_size(10).measurement_time(Duration::from_secs(30));
    let p = project();
    let files = Folder::new(p.dir.path());
    group.throughput(Throughput::Elements(PANELS as u64));
    group.bench_function("issue", |b| {
        b.iter(|| black_box(issue(&files, &p.input, &p.round, &IssueOptions::default())));
    });
    let folder = tempfile::tempdir().unwrap_or_else(|e| panic!("{e}"));
    let paths = books(&p, folder.path());
    group.throughput(Throughput::Elements(paths.len() as u64));
    group.bench_function("receive", |b| {
        b.iter_batched_ref(project, |p| taken(p, &paths), BatchSize::PerIteration);
    });
    taken(&p, &paths);
    group.bench_function("status", |b| b.iter(|| black_box(status(&files, &p.round))));
    group.finish();
}

/// The assessment of such a round in memory, with the ranges of its ratings or without.
fn assessment(ranges: bool) -> Assessment {
    let Texts { codes, areas, files } = texts();
    let mut evidence =
        "territory,crime_area,indicator,period,value,source,reliability,rater,low,high,confidence\n"
            .to_owned();
    for (t, code) in codes.iter().enumerate().take(PANELS) {
        for (a, area) in areas.iter().enumerate() {
            for i in 0..ITEMS {
                for rater in 0..RATERS {
                    let best = ((t * 7 + a * 5 + i * 3 + rater) % 17) as f64 * 0.5 + 1.0;
                    let range = match ranges {
                        true => format!("{},{},80", best - 1.0, best + 1.0),
                        false => ",,".to_owned(),
                    };
                    let _ = writeln!(
                        evidence,
                        "{code},{area},expert.i{i},2023,{best},round-r1,B,{code}/R{rater},{range}"
                    );
                }
            }
        }
    }
    let mut project = InMemory::new();
    for (path, text) in files {
        project.insert(path, text.into_bytes());
    }
    project.insert("sources.csv", b"id,publisher,title\nround-r1,,Round\n".to_vec());
    project.insert("evidence/round-r1.csv", evidence.into_bytes());
    match Assessment::from_files(&project) {
        Ok(a) => a.with_draws(10_000),
        Err(e) => panic!("{e}"),
    }
}

fn draws(c: &mut Criterion) {
    let mut group = c.benchmark_group("round_draws_69000_ratings_10000_draws");
    group.sample_size(10).measurement_time(Duration::from_secs(30));
    for (name, ranges) in [("without_ranges", false), ("with_ranges", true)] {
        let assessment = assessment(ranges);
        group.bench_function(name, |b| b.iter(|| black_box(assessment.run())));
    }
    group.finish();
}

criterion_group!(benches, round, draws);
criterion_main!(benches);
