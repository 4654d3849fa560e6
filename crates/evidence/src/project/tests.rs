#![allow(clippy::unwrap_used, clippy::expect_used)]

mod errors;
mod groups;
mod whole;
mod withheld;

use ideal_model::{ObsStatus, RowBand, Severity, Status, Tlp, Value, Withheld};
use polars::prelude::{DataFrame, IntoColumn, NamedFrom, ParquetWriter, Series};
use rust_xlsxwriter::Workbook;

use super::*;
use crate::{InMemory, observations_frame};

const ASSESSMENT: &str = r#"id = "small"
title.en = "Small"
editions = ["2021", "2023"]
territories = ["COL", "ECU", "PER"]
crime_areas = ["oc_homicide", "drug_cocaine"]
method = "method.toml"
evidence = ["evidence/*.csv"]
"#;

const METHOD: &str = r#"id = "small"
[node.threat]
aggregate = "arithmetic"
[node.market]
parent = "threat"
weight = 2
[node.harm]
parent = "threat"
[indicator."wb.homicide"]
parent = "harm"
goalposts = [0, 30]
unit = "per 100,000"
[indicator."unodc.seizure_cocaine"]
parent = "market"
goalposts = [0, 100]
crime_areas = ["drug_cocaine"]
[indicator."own.rating"]
parent = "market"
goalposts = [0, 10]
since = "2023"
"#;

const SOURCES: &str = "id,publisher,title,url,licence,retrieved,lineage\nwb,World Bank,WDI,,CC BY \
                       4.0,2026,\nunodc,UNODC,DDDS,,terms of use,2026,\n";

const EVIDENCE: &str =
    "territory,crime_area,indicator,period,value,se,source,reliability,credibility,note
COL,*,wb.homicide,2021,27.5,,wb,A,2,
COL,*,wb.homicide,2023,25.7,0.5,wb,A,2,
ECU,*,wb.homicide,2023,45.7228145164847,,wb,A,2,
COL,drug_cocaine,unodc.seizure_cocaine,2022,767318.77,,unodc,C,3,sum of rows
ECU,drug_cocaine,unodc.seizure_cocaine,2022,<5,,unodc,C,3,
PER,drug_cocaine,unodc.seizure_cocaine,2022,nil,,unodc,,,
PER,*,own.rating,2023,unknown,,,,,
ECU,*,own.rating,2023,not_applicable,,,,,
COL,*,own.rating,2023,,,,,,
";

fn project() -> InMemory {
    InMemory::new()
        .with("assessment.toml", ASSESSMENT)
        .with("method.toml", METHOD)
        .with("sources.csv", SOURCES)
        .with("evidence/a.csv", EVIDENCE)
}

fn errors(project: &InMemory) -> Vec<Finding> {
    let loaded = load(project, &[]);
    let errors: Vec<Finding> = loaded.findings.into_iter().filter(Finding::is_error).collect();
    assert_eq!(loaded.assessment.is_none(), !errors.is_empty());
    errors
}

fn fine(project: &InMemory) -> AssessmentInput {
    let loaded = load(project, &[]);
    loaded.assessment.unwrap_or_else(|| panic!("{:#?}", loaded.findings))
}

/// The codes and places of all errors.
fn said(project: &InMemory) -> Vec<String> {
    errors(project).iter().map(|f| format!("{} {}", f.place(), f.code)).collect()
}

/// With the evidence changed.
fn spoilt(from: &str, to: &str) -> Vec<String> {
    assert!(EVIDENCE.contains(from), "{from}");
    said(&project().with("evidence/a.csv", &EVIDENCE.replacen(from, to, 1)))
}
