#![allow(clippy::unwrap_used)]

use ideal_evidence::InMemory;

use super::*;
use crate::compared::{Parts, RowFate};

/// A project of two leaves, x and y, under a root that is their weighted mean.
struct Sample {
    edition: &'static str,
    territories: &'static str,
    method: String,
    rows: &'static str,
}

const METHOD: &str = "id = \"m\"
[node.r]
name.en = \"Root\"
[indicator.x]
parent = \"r\"
goalposts = [0, 100]
[indicator.y]
parent = \"r\"
goalposts = [0, 100]
";

const ROWS: &str = "COL,*,x,2022,20,S
COL,*,y,2022,40,S
PER,*,x,2022,60,S
PER,*,y,2022,60,S
";

/// x of Colombia was 30, not 20, and is 50 now.
const NEWER: &str = "COL,*,x,2022,30,S
COL,*,x,2023,50,S
COL,*,y,2022,40,S
PER,*,x,2022,60,S
PER,*,y,2022,60,S
";

impl Sample {
    fn new(edition: &'static str, rows: &'static str) -> Self {
        Sample { edition, territories: "\"COL\", \"PER\"", method: METHOD.to_owned(), rows }
    }

    /// With a line more in the table of a leaf.
    fn with(mut self, leaf: &str, line: &str) -> Self {
        let table = format!("[indicator.{leaf}]\n");
        self.method = self.method.replace(&table, &format!("{table}{line}\n"));
        self
    }

    fn open(&self) -> Assessment {
        let settings = format!(
            "id = \"s\"\neditions = [\"{}\"]\nterritories = [{}]\ncrime_areas = [\"extortion\"]\n\
             method = \"m.toml\"\nevidence = [\"e.csv\"]\nsources = \"s.csv\"\ndraws = 0\n",
            self.edition, self.territories
        );
        let rows = format!("territory,crime_area,indicator,period,value,source\n{}", self.rows);
        let project = InMemory::new()
            .with("assessment.toml", &settings)
            .with("m.toml", &self.method)
            .with("e.csv", &rows)
            .with("s.csv", "id,publisher,title,url,licence,retrieved,lineage\nS,P,T,,L,,\n");
        Assessment::from_files(&project).unwrap()
    }
}

fn compared(a: &Sample, b: &Sample) -> Compared {
    compare(&a.open(), &b.open(), CompareOptions::default(), &()).unwrap()
}

fn row<'c>(found: &'c Compared, territory: &str) -> &'c ComparedRow {
    found.rows.iter().find(|r| r.territory == territory && r.crime_area == "extortion").unwrap()
}

#[track_caller]
fn near(parts: Result<Parts, Unsplit>, exact: [f64; 3]) {
    let Parts { data, method, world } = parts.unwrap();
    let off = [data, method, world].into_iter().zip(exact).map(|(p, e)| (p - e).abs());
    assert!(off.fold(0.0, f64::max) < 1e-9, "{parts:?}");
}

#[test]
fn the_three_by_hand() {
    let a = Sample::new("2022", ROWS);
    let b = Sample::new("2023", NEWER).with("y", "weight = 3");
    let found = compared(&a, &b);
    // aaa 30, baa 35, aba 35, bba 37.5; x of 2023 is no revision: aab 45, bab 45, abb 42.5, bbb 42.5.
    let colombia = row(&found, "COL");
    assert_eq!((colombia.sides[0].score, colombia.sides[1].score), (Some(30.0), Some(42.5)));
    near(colombia.split, [25.0 / 12.0, 10.0 / 12.0, 115.0 / 12.0]);
    // 60 under any weights.
    assert_eq!(row(&found, "PER").split, Ok(Parts::default()));
    let rows: Vec<_> = found
        .rows_changed
        .iter()
        .flatten()
        .map(|r| (r.fate, r.factor, r.period.to_string(), r.sides[1].as_ref().unwrap().line))
        .collect();
    assert_eq!(
        rows,
        [
            (RowFate::Revised, Factor::Data, "2022".to_owned(), 2),
            (RowFate::New, Factor::World, "2023".to_owned(), 3)
        ]
    );
    let lines: Vec<String> =
        found.method_changed.iter().flatten().map(ToString::to_string).collect();
    assert_eq!(lines, ["indicator.y.weight 1 → 3"]);
    // Backwards it is the same, turned round.
    let back = compared(&b, &a);
    near(row(&back, "COL").split, [-25.0 / 12.0, -10.0 / 12.0, -115.0 / 12.0]);
}

#[test]
fn what_did_not_change_is_0_exactly() {
    let zero = |x: f64| x.to_bits() == 0.0_f64.to_bits();
    let parts = |found: &Compared| row(found, "COL").split.unwrap();
    // One edition: all is data, and the row of 2023 comes too late.
    let weighed = || Sample::new("2022", NEWER).with("y", "weight = 3");
    let found = parts(&compared(&Sample::new("2022", ROWS), &weighed()));
    assert!(zero(found.world) && found.data > 1.0 && found.method > 1.0, "{found:?}");
    // No row of an older period: what is new is of the time since.
    let late = "COL,*,x,2022,20,S\nCOL,*,x,2023,50,S\nCOL,*,y,2022,40,S\nPER,*,x,2022,60,S\nPER,*,\
                y,2022,60,S\n";
    let b = Sample::new("2023", late).with("y", "weight = 3");
    let found = parts(&compared(&Sample::new("2022", ROWS), &b));
    assert!(zero(found.data) && found.world > 1.0 && found.method.abs() > 1.0, "{found:?}");
    // No line of the method that reaches a score.
    let b = Sample::new("2023", NEWER).with("y", "name.en = \"Y\"\ndrift = 3.0");
    let found = compared(&Sample::new("2022", ROWS), &b);
    assert!(zero(parts(&found).method) && parts(&found).world > 1.0, "{found:?}");
    let reach: Vec<_> = found.method_changed.iter().flatten().map(|l| l.reach).collect();
    assert_eq!(reach, [Reach::Draws, Reach::Words]);
    // Nothing at all.
    let found = compared(&Sample::new("2022", ROWS), &Sample::new("2022", ROWS));
    assert!(found.rows.iter().all(|r| r.split == Ok(Parts::default())), "{:?}", found.rows);
    assert!(found.rows_changed == Some(Vec::new()) && found.method_changed == Some(Vec::new()));
}

#[test]
fn a_gap_on_the_way_leaves_nothing_to_split_and_is_named() {
    let known = "COL,*,x,2022,20,S\nPER,*,x,2022,60,S\nPER,*,y,2022,60,S\n";
    let a = Sample::new("2022", known).with("y", "weight = 0");
    let mut b = Sample::new("2022", ROWS);
    b.method = b.method.replace("[node.r]\n", "[node.r]\nmin_coverage = 1.0\n");
    let found = compared(&a, &b);
    let colombia = row(&found, "COL");
    assert_eq!((colombia.sides[0].score, colombia.sides[1].score), (Some(20.0), Some(30.0)));
    assert_eq!(colombia.split, Err(Unsplit::GapBetween));
    let states: Vec<String> = colombia.gaps_between.iter().map(ToString::to_string).collect();
    assert_eq!(states, ["aba", "abb"], "the method of b asks for what only its evidence has");
    assert!(row(&found, "PER").split.is_ok());
}

#[test]
fn evidence_that_does_not_fit_the_other_method_is_said() {
    let few = "COL,*,x,2022,2,S\nCOL,*,y,2022,40,S\nPER,*,x,2022,6,S\nPER,*,y,2022,60,S\n";
    let b = Sample::new("2022", few).with("x", "scale = [0, 10]");
    let b = Sample { method: b.method.replacen("[0, 100]", "[0, 10]", 1), ..b };
    let found = compared(&Sample::new("2022", ROWS), &b);
    assert_eq!(row(&found, "COL").split, Err(Unsplit::StateNotRun), "{:?}", found.notes);
    assert!(found.notes.iter().any(|n| n.contains("scale of 0 to 10")), "{:?}", found.notes);
}

#[test]
fn what_only_one_has_is_refused_by_name_and_left_aside_on_request() {
    let a = Sample { territories: "\"COL\", \"PER\", \"BOL\"", ..Sample::new("2022", ROWS) };
    let mut b = Sample { territories: "\"COL\", \"PER\", \"ECU\"", ..Sample::new("2022", ROWS) };
    b.method.push_str("[indicator.z]\nparent = \"r\"\ngoalposts = [0, 100]\n");
    let refused = compare(&a.open(), &b.open(), CompareOptions::default(), &()).unwrap_err();
    let Error::NotComparable { findings } = refused else { panic!("{refused}") };
    let said: Vec<&str> = findings.iter().map(|f| f.message.as_str()).collect();
    assert_eq!(
        said,
        [
            "A has the territory `BOL`, and B has not",
            "B has the territory `ECU`, and A has not",
            "B has the leaf `z`, and A has not"
        ]
    );
    let options = CompareOptions { common: true, ..CompareOptions::default() };
    let found = compare(&a.open(), &b.open(), options, &()).unwrap();
    assert!(found.rows.iter().all(|r| ["COL", "PER"].contains(&&*r.territory)), "{:?}", found.rows);
    // The leaf that b gained is a change of its method, told in one line.
    let lines: Vec<_> = found.method_changed.iter().flatten().collect();
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].key == "indicator.z" && lines[0].before.is_none(), "{lines:?}");
    let nobody = Sample { territories: "\"ARG\"", ..Sample::new("2022", ROWS) };
    assert!(compare(&a.open(), &nobody.open(), options, &()).is_err());
}
