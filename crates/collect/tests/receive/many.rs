//! A round of thirty panels with ten raters each, and seven hundred rows in every workbook.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::Instant;

use ideal_collect::{Field, FileOutcome, MachineKey};
use ideal_model::{CrimeAreas, Territories};

use crate::project::Project;

/// Countries, ten items and twenty-three crime areas: 230 rows for each of three territories.
fn project(panels: usize) -> Project {
    let codes: Vec<String> = Territories::shipped()
        .unwrap()
        .iter()
        .map(|t| t.code.clone())
        .filter(|code| code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase()))
        .take(panels + 2)
        .collect();
    let areas: Vec<String> =
        CrimeAreas::shipped().unwrap().iter().map(|a| format!("{:?}", a.code)).take(23).collect();
    let areas = areas.join(", ");
    let mut round = "id = \"r1\"\nedition = \"2023\"\nlanguages = [\"es\"]\n".to_owned();
    for (k, code) in codes.iter().enumerate().take(panels) {
        let bridge = [&codes[(k + 1) % codes.len()], &codes[(k + 2) % codes.len()]];
        write!(
            round,
            "[panel.{code}]\nterritories = [\"{code}\"]\nlanguage = \"es\"\nraters = 10\nbridge = \
             {bridge:?}\n"
        )
        .unwrap();
    }
    let mut method = "id = \"m\"\nunit = \"territory-area\"\n[node.threat]\n".to_owned();
    for i in 0..10 {
        write!(
            round,
            "[item.\"expert.i{i}\"]\ncrime_areas = [{areas}]\nscale = [0, 10]\nstep = \
             0.5\nquestion.es = \"¿Cuánto?\"\n[vignette.v{i}]\nitem = \"expert.i{i}\"\ntext.es = \
             \"Un caso.\"\n"
        )
        .unwrap();
        write!(
            method,
            "[indicator.\"expert.i{i}\"]\nparent = \"threat\"\nkind = \"expert\"\nscale = [0, \
             10]\ngoalposts = [0, 10]\n"
        )
        .unwrap();
    }
    let assessment = format!(
        "id = \"x\"\neditions = [\"2023\"]\nterritories = {codes:?}\ncrime_areas = [{areas}]\n\
         method = \"method.toml\"\nevidence = [\"evidence/*.csv\"]\n"
    );
    let own =
        format!("territory,crime_area,indicator,period,value\n{},*,expert.i0,2022,3\n", codes[0]);
    Project::made(&assessment, &method, &own, &round)
}

/// Workbooks of so many panels and raters, every row of them answered.
fn books(p: &Project, raters: usize) -> Vec<PathBuf> {
    let round = p.round();
    let folder = p.path().join("in");
    let mut out = Vec::new();
    for panel in &round.panels {
        let mut book = p.book(&panel.id, "R1");
        for (k, line) in book.lines.iter_mut().enumerate() {
            let best = f64::from(u32::try_from(k % 17).unwrap()) * 0.5 + 1.0;
            line.insert(Field::Best, best.into());
            line.insert(Field::Low, (best - 1.0).into());
            line.insert(Field::High, (best + 1.0).into());
            line.insert(Field::Confidence, 80.0.into());
            line.insert(Field::Reliability, "B".into());
            line.insert(Field::Reason, "Informes de la fiscalía y dos entrevistas".into());
        }
        for rater in 0..raters {
            book.machine.insert(MachineKey::Rater, format!("R{}", rater + 1));
            out.push(book.save(&folder, &format!("{}-{rater}.xlsx", panel.id)));
        }
    }
    out
}

fn taken(panels: usize, raters: usize) -> f64 {
    let p = project(panels);
    let books = books(&p, raters);
    let start = Instant::now();
    let found = p.receive(&books);
    let seconds = start.elapsed().as_secs_f64();
    // All raters of a panel say the same here, which is noticed.
    assert!(found.findings.iter().all(|f| f.code == "same-answers"), "{:?}", found.findings);
    assert!(found.files.iter().all(|f| f.outcome == FileOutcome::Taken));
    assert_eq!(found.files[0].lines[0].answered, 700);
    let rows = p.read("evidence/round-r1.csv").lines().count() - 1;
    assert_eq!(rows, panels * raters * 230);
    seconds
}

#[test]
fn a_few_large_workbooks() {
    taken(2, 2);
}

/// `cargo test --release -p ideal-collect --test receive -- --ignored --nocapture thirty`
#[test]
#[ignore = "most of a minute without optimisation"]
fn thirty_panels_of_ten_raters_within_a_minute() {
    let seconds = taken(30, 10);
    eprintln!("300 workbooks of 700 rows: {seconds:.1} s");
    assert!(seconds < 60.0, "{seconds}");
}
