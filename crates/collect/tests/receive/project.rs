//! A project with a round of two panels, and workbooks as a rater sends them back.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use ideal_collect::{
    Field, IssueOptions, MachineKey, Received, Round, Row, SCHEMA, Sheet, WeightField, columns,
    issue, issued_from, open_round, receive, rows, weight_columns, weight_rows,
};
use ideal_evidence::{CellValue, Folder, load, read_sheets};
use ideal_model::method::Child;
use ideal_model::{AssessmentInput, JudgedBy, Lang};
use rust_xlsxwriter::{Format, Workbook, Worksheet};

const METHOD: &str = r#"
id = "m"
unit = "territory-area"
[node.threat]
[indicator."expert.market"]
parent = "threat"
kind = "expert"
scale = [0, 10]
goalposts = [0, 10]
[indicator."expert.actors"]
parent = "threat"
kind = "expert"
scale = [0, 10]
goalposts = [0, 10]
"#;

const ASSESSMENT: &str = r#"
id = "x"
editions = ["2023"]
territories = ["COL", "ECU"]
crime_areas = ["extortion", "drug_cocaine"]
method = "method.toml"
evidence = ["evidence/*.csv"]
"#;

const ROUND: &str = r#"
id = "r1"
edition = "2023"
languages = ["es", "en"]
handling = "TLP:GREEN"

[panel.COL]
territories = ["COL"]
language = "es"
raters = 3
bridge = ["ECU"]

[panel.ECU]
territories = ["ECU"]
language = "es"
raters = 2

[item."expert.market"]
crime_areas = ["extortion", "drug_cocaine"]
scale = [0, 10]
step = 0.5
question.es = "¿Cuánto?"
question.en = "How much?"

[item."expert.actors"]
crime_areas = ["*"]
scale = [0, 10]
step = 1
question.es = "¿Quiénes?"
question.en = "Who?"

[vignette.v1]
item = "expert.market"
text.es = "Un país."
text.en = "A country."
"#;

/// A project on disk.
pub struct Project {
    dir: tempfile::TempDir,
}

impl Project {
    pub fn new() -> Self {
        Self::with_round(ROUND)
    }

    /// With other texts in the place of those of the round.
    pub fn with(replace: &[(&str, &str)]) -> Self {
        let mut round = ROUND.to_owned();
        for (old, new) in replace {
            assert!(round.contains(old), "{old}");
            round = round.replace(old, new);
        }
        Self::with_round(&round)
    }

    fn with_round(round: &str) -> Self {
        let own = "territory,crime_area,indicator,period,value\nECU,*,expert.actors,2022,3\n";
        Self::made(ASSESSMENT, METHOD, own, round)
    }

    /// Of these texts: its assessment, method and own evidence, and the round `r1`.
    pub fn made(assessment: &str, method: &str, own: &str, round: &str) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| {
            let path = dir.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        write("assessment.toml", assessment);
        write("method.toml", method);
        write("evidence/own.csv", own);
        write("rounds/r1/round.toml", round);
        Project { dir }
    }

    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    pub fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path().join(path)).unwrap_or_default()
    }

    /// Every file of the project with its bytes.
    pub fn all(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut out = BTreeMap::new();
        let mut folders = vec![self.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    out.insert(path.clone(), std::fs::read(path).unwrap());
                }
            }
        }
        out
    }

    pub fn input(&self) -> AssessmentInput {
        let loaded = load(&Folder::new(self.path()), &[]);
        let errors: Vec<_> = loaded.findings.iter().filter(|f| f.is_error()).collect();
        assert!(errors.is_empty(), "{errors:?}");
        loaded.assessment.unwrap()
    }

    pub fn round(&self) -> Round {
        let (round, findings) = open_round(&Folder::new(self.path()), "r1", &self.input());
        round.unwrap_or_else(|| panic!("{findings:?}"))
    }

    pub fn receive(&self, files: &[PathBuf]) -> Received {
        receive(self.path(), "r1", &self.input(), files, |_| {}).unwrap()
    }

    /// The workbook that a rater of a panel was sent.
    pub fn book(&self, panel: &str, rater: &str) -> Book {
        let round = self.round();
        let mut lines = vec![];
        for row in rows(&round, round.panel(panel).unwrap()) {
            let codes = [
                (Field::Id, row.id.clone()),
                (Field::Territory, row.territory.to_owned()),
                (Field::CrimeArea, row.crime_area.to_owned()),
                (Field::Indicator, row.item.code.clone()),
                (Field::Question, question(&row)),
            ];
            lines.push(codes.into_iter().map(|(f, text)| (f, Typed::Text(text))).collect());
        }
        let machine = BTreeMap::from([
            (MachineKey::Schema, SCHEMA.to_owned()),
            (MachineKey::Round, "r1".to_owned()),
            (MachineKey::Panel, panel.to_owned()),
            (MachineKey::Language, "es".to_owned()),
            (MachineKey::MethodSha256, self.input().method_sha256),
            (MachineKey::Second, "false".to_owned()),
            (MachineKey::Rater, rater.to_owned()),
            (MachineKey::IssuedFrom, self.issued_from(panel, None)),
        ]);
        let weights = round.weights.as_ref().map(|asked| {
            let method = self.input().method;
            let code = |c: Option<Child>| c.map_or("", |c| method.code_of(c)).to_owned();
            let rows = weight_rows(&method, asked).into_iter().map(|row| {
                let codes = [
                    (WeightField::Id, row.id.clone()),
                    (WeightField::Node, code(Some(Child::Node(row.node)))),
                    (WeightField::Child, code(row.child)),
                    (WeightField::Other, code(row.other)),
                ];
                codes.into_iter().map(|(f, text)| (f, Typed::Text(text))).collect()
            });
            (asked.method, rows.collect())
        });
        Book { machine, lines, weights, ..Book::default() }
    }

    /// The same of the second round.
    pub fn again(&self, panel: &str, rater: &str) -> Book {
        let mut book = self.book(panel, rater);
        book.machine.insert(MachineKey::Second, "true".to_owned());
        book.machine.insert(MachineKey::IssuedFrom, self.issued_from(panel, Some(rater)));
        book
    }

    /// What a workbook in Spanish is issued from; of a rater one of the second round.
    pub fn issued_from(&self, panel: &str, rater: Option<&str>) -> String {
        let (input, round) = (self.input(), self.round());
        round
            .panel(panel)
            .map_or_else(String::new, |p| issued_from(&input, &round, p, Lang::Es, rater))
    }

    /// The same of the first round, with what a rater sees of a row beside the question, as
    /// `collect issue` makes it.
    pub fn issued(&self, panel: &str, rater: &str) -> Book {
        let options = IssueOptions { panel: Some(panel.to_owned()), ..IssueOptions::default() };
        let files = Folder::new(self.path());
        let issued = issue(&files, &self.input(), &self.round(), &options).unwrap();
        let sheets = read_sheets(&issued.files[0].bytes).unwrap();
        let mut book = self.book(panel, rater);
        let ratings = sheets.iter().find(|s| s.name == Sheet::Ratings.word()).unwrap();
        for (line, row) in book.lines.iter_mut().zip(&ratings.rows[2..]) {
            for (column, cell) in &row.cells {
                let field = columns(false).nth(*column as usize).unwrap().field;
                let typed = match cell {
                    CellValue::Number(n) => Typed::Number(*n),
                    other => Typed::Text(other.text()),
                };
                line.insert(field, typed);
            }
        }
        book
    }

    /// The workbook with these answers, received: the codes of what was found, without those of
    /// notes.
    pub fn found(&self, book: &Book) -> Vec<(String, String)> {
        let file = book.save(&self.path().join("in"), "a.xlsx");
        let found = self.receive(&[file]);
        found.findings.iter().map(|f| (f.code.clone(), f.message.clone())).collect()
    }
}

/// What a row asks in Spanish.
fn question(row: &Row<'_>) -> String {
    let question = row.item.question.es.clone().unwrap_or_default();
    match row.vignette.and_then(|v| v.text.es.clone()) {
        Some(case) => format!("{case} {question}"),
        None => question,
    }
}

/// What stands in a cell.
#[derive(Clone, Debug)]
pub enum Typed {
    Text(String),
    Number(f64),
    /// A number formatted as a date.
    Date(f64),
    Formula(&'static str),
}

impl From<&str> for Typed {
    fn from(text: &str) -> Self {
        Typed::Text(text.to_owned())
    }
}

impl From<f64> for Typed {
    fn from(number: f64) -> Self {
        Typed::Number(number)
    }
}

type Line = BTreeMap<Field, Typed>;

/// A row of the sheet of weights.
pub type WeightLine = BTreeMap<WeightField, Typed>;

/// A workbook before it is saved.
#[derive(Clone, Default)]
pub struct Book {
    pub machine: BTreeMap<MachineKey, String>,
    /// The rows of ratings, top to bottom.
    pub lines: Vec<Line>,
    /// The rows of the sheet of weights, where there is one, and how they are asked.
    pub weights: Option<(JudgedBy, Vec<WeightLine>)>,
    /// Sheets that are called otherwise.
    pub names: BTreeMap<Sheet, &'static str>,
    /// Columns that are gone.
    pub dropped: Vec<Field>,
    /// Cells of the sheet of ratings that are merged with the next one below: the row of the id.
    pub merged: Vec<(&'static str, Field)>,
    /// What stands in other cells of the sheet of ratings: row and column from 0.
    pub beside: Vec<(u32, u16, &'static str)>,
    /// Rows of the machine sheet below its own.
    pub more_keys: Vec<(MachineKey, &'static str)>,
}

impl Book {
    /// Fills in a cell of the row with this id.
    pub fn set(&mut self, id: &str, field: Field, typed: impl Into<Typed>) -> &mut Self {
        let is = |line: &&mut Line| matches!(line.get(&Field::Id), Some(Typed::Text(t)) if t == id);
        self.lines.iter_mut().find(is).unwrap().insert(field, typed.into());
        self
    }

    /// Fills in a cell of the sheet of weights.
    pub fn weigh(&mut self, id: &str, field: WeightField, typed: impl Into<Typed>) -> &mut Self {
        let is = |line: &&mut WeightLine| matches!(line.get(&WeightField::Id), Some(Typed::Text(t)) if t == id);
        let lines = &mut self.weights.as_mut().unwrap().1;
        lines.iter_mut().find(is).unwrap_or_else(|| panic!("{id}")).insert(field, typed.into());
        self
    }

    pub fn rate(&mut self, id: &str, best: f64, low: f64, high: f64) -> &mut Self {
        self.set(id, Field::Best, best).set(id, Field::Low, low).set(id, Field::High, high);
        self.set(id, Field::Confidence, 80.0)
    }

    /// A workbook with one answer.
    pub fn with(&self, id: &str, field: Field, typed: impl Into<Typed>) -> Book {
        let mut book = self.clone();
        book.set(id, field, typed);
        book
    }

    pub fn save(&self, folder: &Path, name: &str) -> PathBuf {
        let called = |sheet: Sheet| self.names.get(&sheet).copied().unwrap_or(sheet.word());
        let mut book = Workbook::new();
        book.add_worksheet().set_name(called(Sheet::Guide)).unwrap();
        let sheet = book.add_worksheet().set_name(called(Sheet::Ratings)).unwrap();
        let second = self.machine.get(&MachineKey::Second).is_some_and(|s| s == "true");
        let kept = columns(second).map(|c| c.field).filter(|f| !self.dropped.contains(f));
        for (column, field) in (0..).zip(kept) {
            sheet.write(0, column, field.word()).unwrap();
            sheet.write(1, column, format!("Etiqueta {field}")).unwrap();
            for (row, line) in (2..).zip(&self.lines) {
                write(sheet, row, column, line.get(&field));
            }
            for (id, _) in self.merged.iter().filter(|(_, of)| *of == field) {
                let is = |l: &Line| matches!(l.get(&Field::Id), Some(Typed::Text(t)) if t == id);
                let at = self.lines.iter().position(is).unwrap();
                let row = u32::try_from(at).unwrap() + 2;
                sheet.merge_range(row, column, row + 1, column, "", &Format::new()).unwrap();
                write(sheet, row, column, self.lines[at].get(&field));
            }
        }
        for (row, column, text) in &self.beside {
            sheet.write(*row, *column, *text).unwrap();
        }
        if let Some((by, lines)) = &self.weights {
            let sheet = book.add_worksheet().set_name(called(Sheet::Weights)).unwrap();
            sheet.write(0, 4, "Cuánto pesa cada parte").unwrap();
            for (column, field) in (0..).zip(weight_columns(*by).map(|c| c.field)) {
                sheet.write(5, column, field.word()).unwrap();
                sheet.write(6, column, format!("Etiqueta {field}")).unwrap();
                for (row, line) in (7..).zip(lines) {
                    write(sheet, row, column, line.get(&field));
                }
            }
        }
        book.add_worksheet().set_name(called(Sheet::Lists)).unwrap();
        let sheet = book.add_worksheet().set_name(called(Sheet::Round)).unwrap();
        let own = self.machine.iter().map(|(key, value)| (*key, value.as_str()));
        for (row, (key, value)) in (0..).zip(own.chain(self.more_keys.iter().copied())) {
            sheet.write(row, 0, key.word()).unwrap();
            sheet.write(row, 1, value).unwrap();
        }
        std::fs::create_dir_all(folder).unwrap();
        let path = folder.join(name);
        book.save(&path).unwrap();
        path
    }
}

fn write(sheet: &mut Worksheet, row: u32, column: u16, typed: Option<&Typed>) {
    match typed {
        None => {}
        Some(Typed::Text(text)) => drop(sheet.write(row, column, text).unwrap()),
        Some(Typed::Number(n)) => drop(sheet.write(row, column, *n).unwrap()),
        Some(Typed::Date(n)) => {
            let day = Format::new().set_num_format("d/m/yyyy");
            sheet.write_with_format(row, column, *n, &day).unwrap();
        }
        Some(Typed::Formula(f)) => {
            sheet.write_formula(row, column, *f).unwrap();
        }
    }
}
