//! One report in five formats and three languages: a number that one of them prints is the number
//! of all, and the one that the tables for programs have.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use calamine::Data;
use ideal::export::{FormatName, is_available};
use serde_json::Value;

use crate::opened::{
    Line, Piece, Printed, Table, Written, markdown, numbers, page, pieces, plain, prints, unpacked,
    value, word, workbook,
};
use crate::support::{demo, ideal};

/// The parts of the report whose numbers are compared.
fn compared(section: &str) -> bool {
    ["ranking", "areas", "heatmap", "t-", "a-"].iter().any(|part| section.starts_with(part))
}

fn is_profile(section: &str) -> bool {
    section.starts_with("t-") || section.starts_with("a-")
}

/// The report in one language.
struct Report<'a> {
    out: &'a Path,
    lang: &'a str,
    written: Written,
}

/// The numbers of the report that stand by a key.
type Keyed = BTreeMap<(String, usize, String), Vec<Printed>>;

impl<'a> Report<'a> {
    fn of(out: &'a Path, lang: &'a str) -> Self {
        let text = std::fs::read_to_string(out.join(format!("report.{lang}.md"))).unwrap();
        Report { out, lang, written: markdown(&text) }
    }

    fn bytes(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.out.join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
    }

    fn numbers<'t>(&self, texts: impl IntoIterator<Item = &'t String>) -> Vec<Printed> {
        texts.into_iter().flat_map(|t| numbers(self.lang, t)).collect()
    }

    fn sorted<'t>(&self, texts: impl IntoIterator<Item = &'t String>) -> Vec<Printed> {
        let mut out = self.numbers(texts);
        out.sort();
        out
    }

    fn tables(&self, of: impl Fn(&str) -> bool) -> impl Iterator<Item = &Table> {
        self.written.tables.iter().filter(move |t| of(&t.section))
    }

    /// The texts outside tables, behind the cover and the contents.
    fn texts(&self) -> impl Iterator<Item = &String> {
        self.written.texts.iter().filter(|(s, _)| !s.is_empty()).flat_map(|(_, t)| t)
    }

    /// Word has the same tables cell by cell, and lacks no number of the text.
    fn word(&self) {
        let files = unpacked(&self.bytes(&format!("report.{}.docx", self.lang)));
        let document = std::str::from_utf8(&files["word/document.xml"]).unwrap();
        let (tables, paragraphs) = word(document);
        let ours = &self.written.tables;
        assert_eq!(tables.len(), ours.len(), "{}", self.lang);
        for (found, table) in tables.iter().zip(ours) {
            assert_eq!(found.len(), table.rows.len(), "{}: {:?}", table.section, table.rows[0]);
            for (found, row) in found.iter().zip(&table.rows) {
                assert_eq!(found, &row.cells, "{} {}", self.lang, table.section);
            }
        }
        self.lacks_none("Word", self.numbers(self.texts()), &self.numbers(&paragraphs));
    }

    /// Fails where a number is not found as often as it has to be.
    #[track_caller]
    fn lacks_none(&self, what: &str, wanted: Vec<Printed>, found: &[Printed]) {
        let mut left: BTreeMap<&str, usize> = BTreeMap::new();
        for number in found {
            *left.entry(number).or_default() += 1;
        }
        assert!(wanted.len() > 100, "only {} numbers", wanted.len());
        for number in &wanted {
            match left.get_mut(number.as_str()) {
                Some(n) if *n > 0 => *n -= 1,
                _ => panic!("{what} in {} lacks {number}", self.lang),
            }
        }
    }

    /// The workbook has every row of every table and no other; its numbers are those printed.
    fn workbook(&self) {
        let sheets = workbook(&self.bytes(&format!("tables.{}.xlsx", self.lang)));
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        for (name, sheet) in &sheets[3..] {
            assert!(sheet.len() > 1, "{name}");
            rows.extend(sheet[1..].iter().map(|row| row.iter().flat_map(typed).collect()));
        }
        let mut typed_numbers = 0;
        for table in &self.written.tables {
            for row in &table.rows[1..] {
                let name = Some(&self.written.headings[&table.section]);
                let of_several = is_profile(&table.section) || table.section.starts_with("cell-");
                let name = name.filter(|_| of_several);
                let words: Vec<String> =
                    name.into_iter().chain(&row.cells).flat_map(|t| words(t)).collect();
                let at = rows.iter().position(|r| self.same(r, &words));
                let at = at.unwrap_or_else(|| {
                    panic!("the workbook in {} lacks {words:?} of {}", self.lang, table.section)
                });
                let found = rows.swap_remove(at);
                typed_numbers += found.iter().filter(|w| matches!(w, Cell::Number(_))).count();
            }
        }
        assert!(rows.is_empty(), "only in the workbook: {rows:?}");
        assert!(typed_numbers > 500, "only {typed_numbers} numbers");
    }

    fn same(&self, row: &[Cell], printed: &[String]) -> bool {
        row.len() == printed.len()
            && row.iter().zip(printed).all(|(found, printed)| match found {
                Cell::Word(word) => word == printed,
                Cell::Number(value) => {
                    let value = if printed.ends_with('%') { 100.0 * value } else { *value };
                    matches!(&numbers(self.lang, printed)[..], [n] if prints(n, value))
                }
            })
    }

    /// The page says of each territory and area in the rankings what the other formats say in two
    /// tables, and its profiles hold the same numbers.
    fn page(&self) {
        let html = String::from_utf8(self.bytes(&format!("report.{}.html", self.lang))).unwrap();
        let (rows, profiles) = page(&html);
        for part in ["ranking", "areas"] {
            let mut ours: BTreeMap<String, Vec<String>> = BTreeMap::new();
            let mut theirs = ours.clone();
            for table in self.tables(|s| s.starts_with(part)) {
                for row in &table.rows[1..] {
                    ours.entry(key(row)).or_default().extend(row.cells.iter().cloned());
                }
            }
            for (_, row) in rows.iter().filter(|(s, _)| s == part) {
                theirs.entry(key(row)).or_default().extend(row.cells.iter().cloned());
            }
            assert!(ours.keys().eq(theirs.keys()), "{:?} {:?}", ours.keys(), theirs.keys());
            for (name, cells) in &ours {
                assert_eq!(self.sorted(&theirs[name]), self.sorted(cells), "{} {name}", self.lang);
            }
        }
        let mut said = 0;
        for (section, texts) in &profiles {
            let tables = self.tables(|s| s == section).flat_map(|t| {
                // A head of years says something.
                let numeric = |c: &String| c.bytes().all(|b| b.is_ascii_digit());
                let from = usize::from(!t.rows[0].cells.iter().all(numeric));
                t.rows[from..].iter().flat_map(|r| &r.cells)
            });
            let heading = &self.written.headings[section];
            let ours = tables.chain(&self.written.texts[section]).chain([heading]);
            let found = self.sorted(texts);
            assert_eq!(found, self.sorted(ours), "{} {section}", self.lang);
            said += found.len();
        }
        assert!(profiles.len() == 10 && said > 500, "{} profiles, {said} numbers", profiles.len());
        self.heat_maps(&html);
    }

    /// What is drawn in a heat map is what its table has.
    fn heat_maps(&self, html: &str) {
        let maps = drawn(html, "heatmap");
        let tables: Vec<&Table> = self.tables(|s| s == "heatmap").collect();
        assert!(!maps.is_empty() && maps.len() == tables.len(), "{} {}", maps.len(), tables.len());
        for (map, table) in maps.iter().zip(tables) {
            for row in &table.rows[1..] {
                let at = map.iter().position(|t| *t == row.cells[0]).expect("the row is drawn");
                let is_number = |t: &&String| t.bytes().all(|b| b.is_ascii_digit());
                let found: Vec<String> =
                    map[at + 1..].iter().take_while(is_number).cloned().collect();
                assert_eq!(found, self.numbers(&row.cells[1..]), "{} {:?}", self.lang, row.cells);
            }
        }
    }

    /// The text of the PDF lacks no number.
    fn pdf(&self) {
        if !is_available(FormatName::Pdf) {
            eprintln!("SKIPPED: no PDF in this build, so its numbers are not compared");
            return;
        }
        let file = self.out.join(format!("report.{}.pdf", self.lang));
        let Ok(read) = Command::new("pdftotext").arg(file).arg("-").output() else {
            eprintln!("SKIPPED: no pdftotext, so the numbers of the PDF are not compared");
            return;
        };
        let found = numbers(self.lang, &String::from_utf8(read.stdout).unwrap());
        let cells = self.tables(|_| true).flat_map(|t| &t.rows).flat_map(|r| &r.cells);
        self.lacks_none("PDF", self.numbers(cells.chain(self.texts())), &found);
    }

    /// The numbers of the rows, by section, table and what the row is of; names left out, which a
    /// language may write with other numbers.
    fn keyed(&self) -> Keyed {
        let mut out = Keyed::new();
        for section in self.written.headings.keys().filter(|s| compared(s)) {
            for (n, table) in self.tables(|s| s == section).enumerate() {
                for (i, row) in table.rows[1..].iter().enumerate() {
                    // Columns of a heat map are in the order of their names.
                    let name = self.name(row);
                    let is_name = |c: &&String| **c == name && c.contains(char::is_alphabetic);
                    let own = row.cells.iter().filter(|c| !is_name(c));
                    let found =
                        if section == "heatmap" { self.sorted(own) } else { self.numbers(own) };
                    let of = if row.leads.is_empty() { i.to_string() } else { row.leads.clone() };
                    out.insert((section.clone(), n, of), found);
                }
            }
        }
        out
    }

    /// What a row is of.
    fn name(&self, row: &Line) -> String {
        self.written.headings.get(&row.leads).unwrap_or(&row.cells[0]).clone()
    }
}

/// A word or a number of a row of a workbook.
#[derive(Debug)]
enum Cell {
    Number(f64),
    Word(String),
}

fn typed(cell: &Data) -> Vec<Cell> {
    match cell {
        Data::Empty => Vec::new(),
        Data::Float(value) => vec![Cell::Number(*value)],
        Data::String(text) => words(text).into_iter().map(Cell::Word).collect(),
        other => panic!("{other:?}"),
    }
}

/// The words of a text, a share and its sign being one.
fn words(text: &str) -> Vec<String> {
    plain(text).replace(" %", "%").split_whitespace().map(str::to_owned).collect()
}

/// What a row is known by: where its name leads, or the name.
fn key(row: &Line) -> String {
    if row.leads.is_empty() { plain(&row.cells[0]) } else { row.leads.clone() }
}

/// The texts of each drawing of a section.
fn drawn(html: &str, section: &str) -> Vec<Vec<String>> {
    let (mut out, mut here, mut said) = (Vec::<Vec<String>>::new(), false, false);
    for piece in pieces(html) {
        match piece {
            Piece::Open("section", attributes) => here = value(&attributes, "id") == section,
            Piece::Open("svg", _) if here => out.push(Vec::new()),
            Piece::Open("text", _) => said = here,
            Piece::Close("text") => said = false,
            Piece::Text(text) if said => out.last_mut().unwrap().push(plain(&text)),
            _ => {}
        }
    }
    out
}

/// The tables for programs, as far as the report shows them.
struct Programs {
    territories: Rows,
    areas: Rows,
    scores: Rows,
}

/// Rows of a table by the codes of what they are of, for the edition assessed.
type Rows = BTreeMap<(String, String, String), BTreeMap<String, Value>>;

impl Programs {
    fn of(out: &Path) -> Self {
        let rows = |name: &str| -> Rows {
            let bytes = std::fs::read(out.join(format!("tables/{name}.json"))).unwrap();
            let json: Value = serde_json::from_slice(&bytes).unwrap();
            let columns = json["columns"].as_object().unwrap();
            let row = |i: usize| columns.iter().map(|(n, v)| (n.clone(), v[i].clone())).collect();
            let rows = (0..json["rows"].as_u64().unwrap() as usize).map(row);
            let text = |r: &BTreeMap<String, Value>, column: &str| {
                r.get(column).and_then(Value::as_str).unwrap_or_default().to_owned()
            };
            rows.filter(|r: &BTreeMap<String, Value>| text(r, "edition") == "2023")
                .map(|r| ((text(&r, "territory"), text(&r, "crime_area"), text(&r, "node")), r))
                .collect()
        };
        Programs {
            territories: rows("ranking_territories"),
            areas: rows("ranking_crime_areas"),
            scores: rows("scores"),
        }
    }
}

/// The values of these columns that are there; with `%`, of a hundred. A range of one rank is
/// printed as one.
fn values(row: &BTreeMap<String, Value>, columns: &[&str]) -> Vec<f64> {
    let printed =
        columns.iter().filter(|c| **c != "rank_high" || row["rank_low"] != row["rank_high"]);
    let value = |column: &&str| {
        let (name, times) = column.strip_suffix('%').map_or((*column, 1.0), |c| (c, 100.0));
        Some(row[name].as_f64()? * times)
    };
    printed.filter_map(value).collect()
}

impl Report<'_> {
    #[track_caller]
    fn printed_as(&self, printed: &[Printed], wanted: &[f64], row: &Line) {
        let same = printed.len() == wanted.len()
            && printed.iter().zip(wanted).all(|(p, value)| prints(p, *value));
        assert!(same, "{}: {printed:?} for {wanted:?} in {:?}", self.lang, row.cells);
    }

    /// The rankings, heat maps and cells print what the tables for programs have.
    fn programs(&self, programs: &Programs) {
        let root = "priority";
        let places: Vec<&Table> = self.tables(|s| s == "ranking").collect();
        assert_eq!(places.len(), 2);
        for (row, basis) in places[0].rows[1..].iter().zip(&places[1].rows[1..]) {
            let code = row.leads.strip_prefix("t-").unwrap().to_owned();
            let found = &programs.territories[&(code, String::new(), root.to_owned())];
            let columns = [
                "rank",
                "rank_low",
                "rank_high",
                "rank_median",
                "tie_group",
                "score",
                "median",
                "low",
                "high",
                "change",
            ];
            self.printed_as(&self.numbers(&row.cells), &values(found, &columns), row);
            let columns =
                ["clearly_above", "clearly_below", "p_top_3%", "confidence%", "coverage%"];
            let printed = self.numbers(&basis.cells);
            self.printed_as(&printed[..5], &values(found, &columns), basis);
        }
        let mut scored = 0;
        for table in self.tables(|s| s.starts_with("areas-")) {
            for row in &table.rows[1..] {
                let code = row.leads.strip_prefix("a-").unwrap().to_owned();
                let found = &programs.areas[&(String::new(), code, root.to_owned())];
                // The second table of a group has what the first rests on.
                if found["score"].is_null() || table.rows[0].cells.len() < 8 {
                    continue;
                }
                let columns = [
                    "tie_group",
                    "rank_low",
                    "rank_high",
                    "rank_median",
                    "score",
                    "median",
                    "low",
                    "high",
                    "change",
                    "confidence%",
                ];
                self.printed_as(&self.numbers(&row.cells), &values(found, &columns), row);
                scored += 1;
            }
        }
        assert!(scored > 2, "only {scored} areas");
        self.cells(programs, root);
    }

    /// The cells, in the heat maps and in the profiles.
    fn cells(&self, programs: &Programs, root: &str) {
        let score = |place: &str, area: &str, node: &str, columns: &[&str]| {
            let of = (place.to_owned(), area.to_owned(), node.to_owned());
            values(&programs.scores[&of], columns)
        };
        let code = |heading: &str| {
            let found =
                self.written.headings.iter().find(|(a, h)| a.starts_with("a-") && *h == heading);
            found.expect("an area with a profile").0[2..].to_owned()
        };
        for (map, node) in self.tables(|s| s == "heatmap").zip([root, "threat"]) {
            for row in &map.rows[1..] {
                for (area, cell) in map.rows[0].cells[1..].iter().zip(&row.cells[1..]) {
                    let wanted = score(&row.leads[2..], &code(area), node, &["score"]);
                    self.printed_as(&numbers(self.lang, cell), &wanted, row);
                }
            }
        }
        let mut listed = 0;
        for table in self.tables(is_profile) {
            for row in table.rows[1..].iter().filter(|r| !r.leads.is_empty()) {
                let (place, area) = match (&table.section[..2], &row.leads[2..]) {
                    ("t-", area) => (&table.section[2..], area),
                    (_, place) => (place, &table.section[2..]),
                };
                self.printed_as(
                    &self.numbers(&row.cells),
                    &score(place, area, root, &["score", "confidence%"]),
                    row,
                );
                listed += 1;
            }
        }
        assert!(listed > 20, "only {listed} cells");
    }
}

/// The demonstration with five territories and five crime areas, of which some are gaps.
fn thinned(project: &Path) {
    let file = project.join("assessment.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    let mut kept = String::new();
    let mut within = false;
    for line in text.lines() {
        let list =
            ["editions = ", "territories = ", "crime_areas = "].iter().any(|k| line.starts_with(k));
        within |= list;
        if !within {
            kept.push_str(line);
            kept.push('\n');
        }
        within &= !line.ends_with(']');
    }
    let lists = "editions = [\"2021\", \"2023\"]\n\
                 territories = [\"BRA\", \"COL\", \"CUB\", \"ECU\", \"MEX\"]\n\
                 crime_areas = [\"drug_cocaine\", \"oc_homicide\", \"kidnapping\", \
                 \"vehicle_theft\", \"extortion\"]\n";
    std::fs::write(file, format!("{lists}{kept}")).unwrap();
}

#[test]
fn a_number_is_the_same_in_every_format_and_language() {
    let (tmp, project) = demo();
    thinned(&project);
    let words =
        ["run", "demo", "--formats", "all", "--lang", "es,pt,en", "--draws", "200", "--seed", "7"];
    ideal(tmp.path(), &words).expect_code(0);
    let out = tmp.path().join("ideal-out");
    let programs = Programs::of(&out);
    let mut first: Option<Keyed> = None;
    for lang in ["es", "pt", "en"] {
        let report = Report::of(&out, lang);
        report.word();
        report.workbook();
        report.page();
        report.programs(&programs);
        report.pdf();
        let keyed = report.keyed();
        let first = first.get_or_insert_with(|| keyed.clone());
        assert!(first.keys().eq(keyed.keys()), "{lang}: {:?}\n{:?}", first.keys(), keyed.keys());
        for (of, found) in &keyed {
            assert_eq!(found, &first[of], "{lang} {of:?}");
        }
    }
}
