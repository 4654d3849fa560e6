//! A round of a project, and what comes back of it: workbooks, exports of forms, its records.

use std::collections::BTreeMap;
use std::path::Path;

use ideal::collect::{
    Field, IssueOptions, MachineKey, Round, SCHEMA, Sheet, WeightField, columns, form_name, issue,
    open_round, rows, weight_columns, weight_rows,
};
use ideal::evidence::{CellRow, Folder, load, read_sheets};
use ideal::model::AssessmentInput;
use ideal::model::method::Child;

use super::{Entry, workbook};

const ASSESSMENT: &str = "id = \"x\"
editions = [\"2023\"]
territories = [\"COL\", \"ECU\"]
crime_areas = [\"extortion\"]
method = \"method.toml\"
evidence = [\"evidence/*.csv\"]
";

const METHOD: &str = "id = \"m\"
unit = \"territory-area\"
[node.threat]
[indicator.\"expert.market\"]
parent = \"threat\"
kind = \"expert\"
scale = [0, 10]
goalposts = [0, 10]
[indicator.\"expert.actors\"]
parent = \"threat\"
kind = \"expert\"
scale = [0, 10]
goalposts = [0, 10]
";

const ROUND: &str = "id = \"r\"
edition = \"2023\"
languages = [\"es\"]
[weights]
nodes = [\"threat\"]
method = \"budget\"
[panel.COL]
territories = [\"COL\"]
language = \"es\"
raters = 9
bridge = [\"ECU\"]
[item.\"expert.market\"]
crime_areas = [\"extortion\"]
scale = [0, 10]
step = 0.5
question.es = \"¿Cuánto?\"
[item.\"expert.actors\"]
crime_areas = [\"*\"]
scale = [0, 10]
step = 1
question.es = \"¿Quiénes?\"
[vignette.v]
item = \"expert.market\"
text.es = \"Un país.\"
";

/// The records of the round, by path, as `collect receive` writes them. A question is the first
/// digits of the SHA-256 of what is asked.
const RECORDS: [(&str, &str); 3] = [
    (
        "rounds/r/ratings.csv",
        "panel,rater,second,id,best,low,high,confidence,reliability,credibility,tlp,reason,\
         edition,scale_low,scale_high,language,question,handling\n\
         COL,R8,false,COL/extortion/expert.market,7,6,8,80,B,2,TLP:AMBER,\"Informes, dos\",\
         2023,0,10,es,c266ed065b9d,TLP:CLEAR\n\
         COL,R8,false,COL/*/expert.actors,unknown,,,,,,,,2023,0,10,es,a4c5452781e3,TLP:CLEAR\n\
         COL,R8,true,COL/extortion/expert.market,6.5,5,8,90,B,2,,,\
         2023,0,10,es,c266ed065b9d,TLP:CLEAR\n\
         COL,R9,false,vignette/v,4,3.5,5,50,A,1,,Un caso,2023,0,10,es,cf64b1095fe8,TLP:CLEAR\n\
         COL,R9,false,ECU/extortion/expert.market,nil,,,,,,,,,,,,,\n",
    ),
    (
        "rounds/r/weights.csv",
        "panel,rater,method,node,child,other,value\n\
         COL,R8,budget,threat,expert.actors,,40\nCOL,R8,budget,threat,expert.market,,60\n",
    ),
    (
        "rounds/r/received.csv",
        "file,sha256,panel,rater,second,rows,answered,unknown,superseded_by,line_sha256\n\
         a.xlsx,0a,COL,R8,false,5,2,1,,\nb.xlsx,0b,COL,R8,true,1,1,0,,\n\
         c.xlsx,0c,COL,R9,false,5,2,0,,\n",
    ),
];

/// Writes the project with its round into a folder.
///
/// # Panics
/// Where it cannot be written.
pub fn project(dir: &Path) {
    let own = "territory,crime_area,indicator,period,value\nECU,*,expert.actors,2022,3\n";
    for (path, text) in [
        ("assessment.toml", ASSESSMENT),
        ("method.toml", METHOD),
        ("evidence/own.csv", own),
        ("rounds/r/round.toml", ROUND),
    ] {
        put(dir, path, text.as_bytes());
    }
}

/// Writes a file of a project.
///
/// # Panics
/// Where it cannot be written.
pub fn put(dir: &Path, path: &str, bytes: &[u8]) {
    let file = dir.join(path);
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(file, bytes).unwrap();
}

/// The project in a folder, and its round.
///
/// # Panics
/// Where it is not in order.
#[must_use]
pub fn opened(dir: &Path) -> (AssessmentInput, Round) {
    let files = Folder::new(dir);
    let input = load(&files, &[]).assessment.unwrap();
    let round = open_round(&files, "r", &input).0.unwrap();
    (input, round)
}

/// The records of the round.
#[must_use]
pub fn records() -> Vec<Entry> {
    RECORDS.iter().map(|(path, text)| Entry::new(path, *text)).collect()
}

/// What the machine sheet, and a line of a form, say of themselves.
fn machine(input: &AssessmentInput, issued_from: &str, rater: &str) -> Vec<(&'static str, String)> {
    let value = |key: MachineKey| match key {
        MachineKey::Schema => SCHEMA.to_owned(),
        MachineKey::Round => "r".to_owned(),
        MachineKey::Panel => "COL".to_owned(),
        MachineKey::Language => "es".to_owned(),
        MachineKey::MethodSha256 => input.method_sha256.clone(),
        MachineKey::Second => "false".to_owned(),
        MachineKey::Rater => rater.to_owned(),
        MachineKey::IssuedFrom => issued_from.to_owned(),
    };
    MachineKey::ALL.iter().map(|(word, key)| (*word, value(*key))).collect()
}

/// What the workbook of the panel says that it was issued from.
fn issued_from(dir: &Path, input: &AssessmentInput, round: &Round) -> String {
    let issued = issue(&Folder::new(dir), input, round, &IssueOptions::default()).unwrap();
    let sheets = read_sheets(&issued.files[0].bytes).unwrap();
    let sheet = sheets.iter().find(|s| s.name == Sheet::Round.word()).unwrap();
    let is = |row: &&CellRow| row.cell(0).unwrap().text() == MachineKey::IssuedFrom.word();
    sheet.rows.iter().find(is).unwrap().cell(1).unwrap().text()
}

/// The answers to the rows of the panel, by id and field.
fn answers(round: &Round) -> BTreeMap<(String, Field), String> {
    let mut out = BTreeMap::new();
    for (k, row) in rows(round, &round.panels[0]).into_iter().enumerate() {
        let mut set = |field, text: &str| out.insert((row.id.clone(), field), text.to_owned());
        match k % 4 {
            0 => {
                set(Field::Best, "7");
                set(Field::Low, "6");
                set(Field::High, "8");
                set(Field::Confidence, "80");
                set(Field::Reliability, "B");
                set(Field::Tlp, "TLP:AMBER");
                set(Field::Reason, "Informes de la fiscalía; \"dos\" entrevistas");
            }
            1 => drop(set(Field::Best, "no se sabe")),
            2 => drop(set(Field::Best, "4")),
            _ => {}
        }
    }
    out
}

/// Workbooks that came back of the project in a folder, with weights and without.
///
/// # Panics
/// Where the project is not in order.
#[must_use]
pub fn workbooks(dir: &Path) -> Vec<Entry> {
    let (input, round) = opened(dir);
    let answers = answers(&round);
    let text = |s: &str| s.to_owned();
    let mut ratings: Vec<Vec<String>> = vec![
        columns(false).map(|c| text(c.field.word())).collect(),
        columns(false).map(|c| format!("Etiqueta {}", c.field)).collect(),
    ];
    for row in rows(&round, &round.panels[0]) {
        let cell = |field: Field| match field {
            Field::Id => row.id.clone(),
            Field::Territory => text(row.territory),
            Field::CrimeArea => text(row.crime_area),
            Field::Indicator => row.item.code.clone(),
            other => answers.get(&(row.id.clone(), other)).cloned().unwrap_or_default(),
        };
        ratings.push(columns(false).map(|c| cell(c.field)).collect());
    }
    let asked = round.weights.as_ref().unwrap();
    let mut weights = vec![
        vec![String::new(); 4],
        weight_columns(asked.method).map(|c| text(c.field.word())).collect(),
        weight_columns(asked.method).map(|c| format!("Etiqueta {}", c.field)).collect(),
    ];
    weights[0].push(text("Cuánto pesa cada parte"));
    for (row, points) in weight_rows(&input.method, asked).into_iter().zip(["60", "40"]) {
        let cell = |field: WeightField| match field {
            WeightField::Id => row.id.clone(),
            WeightField::Value => text(points),
            WeightField::Node => text(input.method.code_of(Child::Node(row.node))),
            WeightField::Child => {
                row.child.map(|c| text(input.method.code_of(c))).unwrap_or_default()
            }
            _ => String::new(),
        };
        weights.push(weight_columns(asked.method).map(|c| cell(c.field)).collect());
    }
    let origin = issued_from(dir, &input, &round);
    let round_sheet = |rater: &str| -> Vec<Vec<String>> {
        machine(&input, &origin, rater)
            .into_iter()
            .map(|(key, value)| vec![text(key), value])
            .collect()
    };
    let book = |rater: &str, weighed: bool| {
        let mut sheets = vec![(Sheet::Ratings.word(), ratings.clone())];
        if weighed {
            sheets.push((Sheet::Weights.word(), weights.clone()));
        }
        sheets.push((Sheet::Round.word(), round_sheet(rater)));
        workbook(&sheets)
    };
    vec![Entry::new("a.xlsx", book("R1", true)), Entry::new("b.xlsx", book("R2", false))]
}

/// Exports of the form of the project in a folder, as ODK Central and as Kobo write them.
///
/// # Panics
/// Where the project is not in order.
#[must_use]
pub fn forms(dir: &Path) -> Vec<Entry> {
    let (input, round) = opened(dir);
    let answers = answers(&round);
    let origin = issued_from(dir, &input, &round);
    let machine = |rater: &str| machine(&input, &origin, rater);
    let mut head: Vec<String> = machine("").into_iter().map(|(key, _)| key.to_owned()).collect();
    let asked: Vec<(String, Field)> = rows(&round, &round.panels[0])
        .into_iter()
        .flat_map(|row| {
            let filled = columns(false).filter(|c| c.filled);
            filled.map(move |c| (row.id.clone(), c.field)).collect::<Vec<_>>()
        })
        .collect();
    head.extend(asked.iter().map(|(id, field)| form_name(id, *field)));
    let line = |rater: &str, sent: &str| -> Vec<String> {
        let own = machine(rater).into_iter().map(|(_, value)| value);
        let said = asked.iter().map(|key| answers.get(key).cloned().unwrap_or_default());
        std::iter::once(sent.to_owned()).chain(own).chain(said).collect()
    };
    let table = |first: &str, prefix: &str, delimiter: &str| -> String {
        let heads = std::iter::once(first.to_owned())
            .chain(head.iter().map(|name| format!("{prefix}{name}")))
            .collect::<Vec<_>>();
        let quoted = |cells: &[String]| {
            let cells = cells.iter().map(|c| format!("\"{}\"", c.replace('"', "\"\"")));
            cells.collect::<Vec<_>>().join(delimiter) + "\n"
        };
        let lines = [line("R1", "2023-05-01T10:00:00Z"), line("R2", "2023-05-02T10:00:00Z")];
        quoted(&heads) + &lines.iter().map(|l| quoted(l)).collect::<String>()
    };
    vec![
        Entry::new("odk.csv", table("SubmissionDate", "", ",")),
        Entry::new("kobo.csv", table("_submission_time", "grupo/", ";")),
    ]
}

/// Tables of ratings of anything.
#[must_use]
pub fn rating_tables() -> Vec<Entry> {
    vec![
        Entry::new("a.csv", "unit,rater,value\na,R1,6.5\nb,R1,7\na,R2,unknown\nb,R2,\nc,R2,3\n"),
        Entry::new("b.csv", "rater;unit;value;note\nR1;ñandú;6,5;x\nR2;ñandú;7;\nR2;b;4,25;y\n"),
        Entry::new("c.csv", "unit,rater,value\n\"a, b\",R1,yes\n\"a, b\",R2,no\n").read_as("names"),
    ]
}
