//! Numbers of tidy evidence that could be others than they seem.

#![allow(clippy::unwrap_used)]

use ideal_model::Severity;

use crate::InMemory;
use crate::project::load;

const METHOD: &str = "id = \"m\"\n[node.threat]\naggregate = \"arithmetic\"\n\
                      [indicator.\"own.n\"]\nparent = \"threat\"\ngoalposts = [0, 100]\n";

/// Code and number of cases of every finding of the evidence.
fn said(entry: &str, table: &str) -> Vec<(Severity, String, u64)> {
    let assessment = format!(
        "id = \"x\"\neditions = [\"2021\"]\nterritories = [\"*\"]\ncrime_areas = [\"*\"]\nmethod = \
         \"m.toml\"\nevidence = [{{ path = \"e.csv\"{entry} }}]\n"
    );
    let project = InMemory::new()
        .with("assessment.toml", &assessment)
        .with("m.toml", METHOD)
        .with("indicators.csv", "code,unit,kind\nown.n,index,harm\n")
        .with("e.csv", table);
    let found = load(&project, &[])
        .findings
        .into_iter()
        .filter(|f| f.file == "e.csv" && f.code != "no-source");
    found.map(|f| (f.severity, f.code, f.count)).collect()
}

fn one(severity: Severity, code: &str, count: u64) -> Vec<(Severity, String, u64)> {
    vec![(severity, code.to_owned(), count)]
}

const HEAD: &str = "territory,crime_area,indicator,period,value";

#[test]
fn a_decimal_comma_between_cells_parted_by_commas() {
    let halves = format!("{HEAD},se\nCOL,*,own.n,2021,27,5\nPER,*,own.n,2021,7,25\n");
    assert_eq!(said("", &halves), one(Severity::Warning, "decimal-comma-cut", 2));
    assert_eq!(
        said(", decimal = \",\"", &halves),
        one(Severity::Error, "decimal-and-delimiter", 2)
    );
    let notes = halves.replace(",se\n", ",note\n");
    assert_eq!(said("", &notes), one(Severity::Warning, "decimal-comma-cut", 2));
    // An error that is no part of a number, a mark around one, a row without: then they are what
    // they seem.
    assert_eq!(said("", &halves.replace("7,25", "7,0.25")), []);
    assert_eq!(said(", decimal = \",\"", &halves.replace("27,5", "\"27,5\",1")), []);
    assert_eq!(said("", &format!("{HEAD},credibility\nCOL,*,own.n,2021,27,5\n")), []);
}

#[test]
fn a_point_that_could_stand_between_thousands() {
    let points = format!(
        "{HEAD}\nCOL,*,own.n,2021,2.939\nECU,*,own.n,2021,1.018\nPER,*,own.n,2021,41.069\n\
         BOL,*,own.n,2021,7\n"
    );
    assert_eq!(said("", &points), one(Severity::Note, "three-decimals", 3));
    assert_eq!(said(", decimal = \".\"", &points), []);
    assert_eq!(said("", &points.replace("41.069", "41.06")), []);
}

#[test]
fn a_provisional_row_is_noted() {
    let rows = format!("{HEAD},obs_status\nCOL,*,own.n,2021,2.9,P\nECU,*,own.n,2021,1.01,A\n");
    assert_eq!(said("", &rows), one(Severity::Note, "provisional-row", 1));
}
