#![allow(clippy::unwrap_used, clippy::expect_used)]

use ideal_model::{ObsStatus, Severity, Status, Tlp, Value};
use polars::prelude::{DataFrame, IntoColumn, NamedFrom, ParquetWriter, Series};
use rust_xlsxwriter::Workbook;

use super::*;
use crate::{InMemory, collection_sheet, observations_frame};

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

#[test]
fn the_plain_case() {
    let a = fine(&project());
    assert_eq!(a.evidence.observations.len(), 9);
    assert_eq!(
        a.territories.iter().map(|t| t.code.as_str()).collect::<Vec<_>>(),
        ["COL", "ECU", "PER"]
    );
    assert_eq!(
        a.crime_areas.iter().map(|t| t.code.as_str()).collect::<Vec<_>>(),
        ["drug_cocaine", "oc_homicide"]
    );
    let statuses: Vec<Status> = a.evidence.observations.iter().map(|o| o.value.status()).collect();
    for s in [
        Status::Value,
        Status::Nil,
        Status::NotApplicable,
        Status::Unknown,
        Status::Censored,
        Status::Missing,
    ] {
        assert!(statuses.contains(&s), "{s:?}");
    }
    let o = a.evidence.observations.iter().find(|o| o.se == Some(0.5)).unwrap();
    assert_eq!(o.value, Value::Number(25.7));
    assert_eq!((o.origin.line, a.evidence.files.code(o.origin.file)), (3, "evidence/a.csv"));
    assert_eq!(o.grade.word(), "A2");
    assert_eq!(a.sources.len(), 2);
    let inputs: Vec<(&str, u64)> = a.inputs.iter().map(|i| (i.path.as_str(), i.rows)).collect();
    assert_eq!(
        inputs,
        [("assessment.toml", 0), ("evidence/a.csv", 9), ("method.toml", 0), ("sources.csv", 2)]
    );
    // FIPS 180-4's digest of the same bytes, by coreutils' sha256sum.
    assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert!(a.findings.iter().all(|f| f.severity == Severity::Note), "{:#?}", a.findings);
    assert_eq!((a.draws, a.seed), (10_000, 1));
}

#[test]
fn an_error_without_a_value_is_a_warning() {
    let project =
        project().with("evidence/a.csv", &EVIDENCE.replacen("2021,27.5,,wb", "2021,,27.5,wb", 1));
    let said: Vec<_> = load(&project, &[])
        .assessment
        .unwrap()
        .findings
        .into_iter()
        .filter(|f| f.severity == Severity::Warning)
        .collect();
    assert!(said.iter().any(|f| f.code == "error-without-value" && f.line == Some(2)), "{said:?}");
}

#[test]
fn each_bad_cell_is_an_error_with_its_line() {
    for (from, to, want) in [
        ("COL,*,wb.homicide,2021", "XXX,*,wb.homicide,2021", "evidence/a.csv:2 unknown-territory"),
        (
            "COL,*,wb.homicide,2021",
            "Colombia,*,wb.homicide,2021",
            "evidence/a.csv:2 unknown-territory",
        ),
        ("COL,*,wb.homicide,2021", ",*,wb.homicide,2021", "evidence/a.csv:2 empty-cell"),
        (
            "COL,*,wb.homicide,2021",
            "COL,no_such_area,wb.homicide,2021",
            "evidence/a.csv:2 unknown-crime-area",
        ),
        ("wb.homicide,2021", "no.such.indicator,2021", "evidence/a.csv:2 unknown-indicator"),
        ("2021,27.5", "20244,27.5", "evidence/a.csv:2 bad-period"),
        // One cell too few or too many is one mistake.
        (
            "COL,*,wb.homicide,2021,27.5,,wb",
            "COL,wb.homicide,2021,27.5,,,wb",
            "evidence/a.csv:2 slipped-row",
        ),
        (
            "COL,*,wb.homicide,2021,27.5,",
            "COL,,*,wb.homicide,2021,",
            "evidence/a.csv:2 slipped-row",
        ),
        ("27.5", "abc", "evidence/a.csv:2 not-a-number"),
        ("27.5", "NaN", "evidence/a.csv:2 not-finite"),
        ("27.5", "inf", "evidence/a.csv:2 not-finite"),
        ("27.5", "\"27,5\"", "evidence/a.csv:2 not-a-number"),
        ("0.5,wb", "-0.5,wb", "evidence/a.csv:3 negative-se"),
        ("0.5,wb", "x,wb", "evidence/a.csv:3 not-a-number"),
        ("0.5,wb", "0.5,wbx", "evidence/a.csv:3 unknown-source"),
        ("wb,A,2", "wb,Z,2", "evidence/a.csv:2 reliability"),
        ("wb,A,2", "wb,A,9", "evidence/a.csv:2 credibility"),
        ("27.5,,wb,A,2,", "27.5,,wb,A,2", "evidence/a.csv:2 cell-count"),
        ("27.5,,wb,A,2,", "27.5,,wb,A,2,,", "evidence/a.csv:2 cell-count"),
        ("COL,*,wb.homicide,2021", "\"COL,*,wb.homicide,2021", "evidence/a.csv:2 open-quote"),
        (",value,", ",wert,", "evidence/a.csv:1 missing-column"),
    ] {
        assert_eq!(spoilt(from, to), [want], "{to}");
    }
}

#[test]
fn files_that_are_no_tables() {
    let with = |bytes: Vec<u8>| {
        let mut p = project();
        p.insert("evidence/a.csv", bytes);
        said(&p)
    };
    assert_eq!(with(Vec::new()), ["evidence/a.csv:1 empty-file"]);
    assert_eq!(
        with(b"territory,crime_area,indicator,period,value\n".to_vec()),
        ["evidence/a.csv:1 no-rows"]
    );
    assert_eq!(with(EVIDENCE.replace(',', "|").into_bytes()), ["evidence/a.csv:1 missing-column"]);
    let noise: Vec<u8> =
        (0u32..200_000).map(|i| (i.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    assert_eq!(with(noise).len(), 1);
    let mut long = EVIDENCE.as_bytes().to_vec();
    long.truncate(long.len() - 1);
    long.resize(30 << 20, b'x');
    assert_eq!(with(long), ["evidence/a.csv:10 line-too-long"]);
    let mut p = project();
    p.remove("evidence/a.csv");
    assert_eq!(said(&p), ["assessment.toml:7:13 missing-evidence"]);
    let p = p.with("evidence/a.csv/inner", "");
    assert_eq!(said(&p), ["assessment.toml:7:13 is-a-folder"]);
}

#[test]
fn projects_that_are_none() {
    let mut p = project();
    p.remove("assessment.toml");
    assert_eq!(said(&p), ["assessment.toml missing-file"]);
    assert_eq!(said(&project().with("assessment.toml", " \n")), ["assessment.toml:1:1 empty-file"]);
    assert_eq!(said(&project().with("method.toml", "")), ["method.toml:1:1 empty-file"]);
    assert!(
        said(&project().with("method.toml", "{ this is json? }"))[0].starts_with("method.toml:1:")
    );
    let mut p = project();
    p.remove("method.toml");
    assert_eq!(said(&p), ["assessment.toml:6:10 missing-file"]);
    let p = project().with("assessment.toml", &ASSESSMENT.replace("\"method.toml\"", "\"smal\""));
    let loaded = load(&p, &[("small", METHOD)]);
    assert_eq!(loaded.findings[0].code, "unknown-method");
    assert_eq!(loaded.findings[0].hint.as_deref(), Some("did you mean `small`?"));
    let p = project().with("assessment.toml", &ASSESSMENT.replace("\"method.toml\"", "\"small\""));
    let a = load(&p, &[("small", METHOD)]).assessment.unwrap();
    assert_eq!((a.method_file.as_str(), a.method_sha256), ("small", sha256(METHOD.as_bytes())));
}

#[test]
fn all_mistakes_come_in_one_pass() {
    let evidence = EVIDENCE
        .replacen("COL,*,wb.homicide,2021", "XXX,*,wb.homicide,2021", 1)
        .replacen("25.7,", "abc,", 1)
        .replacen("ECU,*,wb.homicide,2023", "ECU,*,wb.homicide,20244", 1)
        .replacen("COL,drug_cocaine,unodc.seizure_cocaine", "COL,drug_cocaine,no.such", 1)
        .replacen("ECU,drug_cocaine", "ECU,no_such_area", 1)
        .replacen("nil,,unodc", "nil,,no_such_source", 1)
        + "PER,*,own.rating,2023,3,,,,,\n";
    let method = METHOD
        .replacen("weight = 2", "weight = -1.0", 1)
        .replacen("[0, 30]", "[5.0, 5.0]", 1)
        .replacen("aggregate", "agregate", 1);
    let p = project().with("evidence/a.csv", &evidence).with("method.toml", &method);
    let errors = errors(&p);
    let lines: Vec<u64> =
        errors.iter().filter(|f| f.file == "evidence/a.csv").filter_map(|f| f.line).collect();
    assert_eq!(lines, [2, 3, 4, 5, 6, 7, 11]);
    let twice = errors.iter().find(|f| f.file == "evidence/a.csv" && f.line == Some(11)).unwrap();
    assert!(
        twice.message.contains("two values") && twice.message.contains("evidence/a.csv:8"),
        "{twice}"
    );
    let method: Vec<&Finding> = errors.iter().filter(|f| f.file == "method.toml").collect();
    assert!(method.len() >= 3 && method.iter().all(|f| f.line.is_some()), "{method:#?}");
}

#[test]
fn hints_name_the_nearest_and_match_nothing() {
    let hint = |from: &str, to: &str| {
        let p = project().with("evidence/a.csv", &EVIDENCE.replacen(from, to, 1));
        errors(&p)[0].hint.clone().unwrap_or_default()
    };
    assert!(hint("COL,*", "Colombia,*").contains("`COL` (Colombia)"));
    assert!(hint("wb.homicide,2021", "wb.homicde,2021").contains("wb.homicide"));
    assert!(hint("COL,drug_cocaine", "COL,drug_cocain").contains("drug_cocaine"));
    assert!(hint("nil", "Nil").contains("`nil`"));
    assert!(hint("27.5", "\"27,5\"").contains("decimal"));
}

#[test]
fn the_same_key_twice() {
    let same = project().with(
        "evidence/a.csv",
        &format!(
            "{EVIDENCE}COL,*,wb.homicide,2021,27.5,,wb,A,2,\n\
                                          COL,*,wb.homicide,2023,25.7,0.5,wb,A,2,\n"
        ),
    );
    let a = fine(&same);
    let f = a.findings.iter().find(|f| f.code == "duplicate-row").unwrap();
    assert_eq!((f.severity, f.line, f.count), (Severity::Warning, Some(11), 2));
    assert_eq!(a.evidence.observations.len(), 9);
    // Another source or rater is another key.
    let other = project()
        .with("evidence/a.csv", &format!("{EVIDENCE}COL,*,wb.homicide,2021,28,,unodc,A,2,\n"));
    assert_eq!(fine(&other).evidence.observations.len(), 10);
    // Across files.
    let two = project().with(
        "evidence/b.csv",
        "territory,crime_area,indicator,period,value,source\nCOL,*,wb.homicide,2021,99,wb\n",
    );
    let errors = errors(&two);
    assert_eq!(errors[0].place(), "evidence/b.csv:2");
    assert!(
        errors[0].message.contains("two values: 99 here, 27.5 in evidence/a.csv:2"),
        "{}",
        errors[0]
    );
}

#[test]
fn delimiters_encodings_and_decimal_commas() {
    let semicolons = EVIDENCE
        .replace(',', ";")
        .replace("27.5", "27,5")
        .replace("767318.77", "767318,77")
        .replace("0.5;wb", "0,5;wb");
    let semicolons =
        semicolons.replace("25.7", "25,7").replace("45.7228145164847", "45,7228145164847");
    let latin: Vec<u8> = semicolons
        .replace("sum of rows", "según informe")
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    let mut p = project();
    p.insert("evidence/a.csv", latin);
    let codes = said(&p);
    assert_eq!(codes, ["evidence/a.csv:5 encoding"]);
    let entry = "evidence = [\"evidence/*.csv\", { path = \"evidence/a.csv\", decimal = \",\", \
                 encoding = \"latin-1\" }]";
    p.insert(
        "assessment.toml",
        ASSESSMENT.replace("evidence = [\"evidence/*.csv\"]", entry).into_bytes(),
    );
    let a = fine(&p);
    let plain = fine(&project());
    let values = |a: &AssessmentInput| {
        a.evidence
            .observations
            .iter()
            .map(|o| (o.value.status(), format!("{:?}", o.value)))
            .collect::<Vec<_>>()
    };
    assert_eq!(values(&a), values(&plain));
    assert!(a.evidence.observations.iter().any(|o| o.note.as_deref() == Some("según informe")));
    assert_eq!(a.inputs.iter().filter(|i| i.path == "evidence/a.csv").count(), 1);
    // Tabs, a byte-order mark, Windows line ends and blank lines.
    let tabs = format!("\u{feff}{}", EVIDENCE.replace(',', "\t").replace('\n', "\r\n\r\n"));
    let t = fine(&project().with("evidence/a.csv", &tabs));
    assert_eq!(values(&t), values(&plain));
    let lines: Vec<u32> = t.evidence.observations.iter().map(|o| o.origin.line).collect();
    assert!(
        lines.iter().all(|l| l % 2 == 1) && lines.contains(&3) && lines.contains(&19),
        "{lines:?}"
    );
    // Codes of two letters are declared; what is longer is a code as anywhere.
    let entry = "evidence = [{ path = \"evidence/a.csv\", codes = \"iso2\" }]";
    let two = EVIDENCE.replace("\nCOL,", "\nCO,").replace("\nECU,", "\nec,");
    let mut p = project().with("evidence/a.csv", &two);
    let unknown = errors(&p);
    assert_eq!(
        unknown.iter().map(|f| (f.code.as_str(), f.count)).collect::<Vec<_>>(),
        [("unknown-territory", 4), ("unknown-territory", 3)]
    );
    assert!(unknown[0].hint.as_deref().unwrap().ends_with("codes = \"iso2\" }"));
    p.insert(
        "assessment.toml",
        ASSESSMENT.replace("evidence = [\"evidence/*.csv\"]", entry).into_bytes(),
    );
    assert_eq!(values(&fine(&p)), values(&plain));
    // A comma left in a file that promises points.
    let p = project().with("evidence/a.csv", &semicolons.replace("según", ""));
    assert_eq!(errors(&p).iter().filter(|f| f.code == "not-a-number").count(), 5);
}

#[test]
fn the_order_of_rows_and_files_changes_nothing() {
    let a = fine(&project());
    let mut lines: Vec<&str> = EVIDENCE.lines().collect();
    let header = lines.remove(0);
    lines.reverse();
    let (one, two) = lines.split_at(4);
    let p = project()
        .with("evidence/a.csv", &format!("{header}\n{}\n", one.join("\n")))
        .with("evidence/0.csv", &format!("{header}\n{}\n", two.join("\n")));
    let b = fine(&p);
    let strip = |a: &AssessmentInput| {
        let e = &a.evidence;
        let mut all: Vec<_> = e.observations.clone();
        all.iter_mut()
            .for_each(|o| o.origin = ideal_model::Origin { file: 0, sheet: None, line: 0 });
        (
            all,
            e.territories.iter().map(str::to_owned).collect::<Vec<_>>(),
            e.indicators.iter().map(str::to_owned).collect::<Vec<_>>(),
        )
    };
    assert_eq!(strip(&a), strip(&b));
}

#[test]
fn workbooks_and_parquet_say_the_same_as_text() {
    let plain = fine(&project());
    let mut csv = csv::Reader::from_reader(EVIDENCE.as_bytes());
    let header: Vec<String> = csv.headers().unwrap().iter().map(str::to_owned).collect();
    let rows: Vec<Vec<String>> =
        csv.records().map(|r| r.unwrap().iter().map(str::to_owned).collect()).collect();

    // A sheet that does not begin at A1, numbers as numbers, years too.
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Read me").unwrap().write_string(0, 0, "nothing").unwrap();
    let sheet = book.add_worksheet().set_name("Data").unwrap();
    for (c, name) in (1u16..).zip(&header) {
        sheet.write_string(2, c, name).unwrap();
    }
    for (r, row) in (3u32..).zip(&rows) {
        for (c, cell) in (1u16..).zip(row) {
            match cell.parse::<f64>() {
                _ if cell.is_empty() => {}
                Ok(n) => drop(sheet.write_number(r, c, n).unwrap()),
                Err(_) => drop(sheet.write_string(r, c, cell).unwrap()),
            }
        }
    }
    let xlsx = book.save_to_buffer().unwrap();
    let entry = |to: &str| ASSESSMENT.replace("evidence = [\"evidence/*.csv\"]", to);
    let mut p = project()
        .with("assessment.toml", &entry("evidence = { path = \"x.xlsx\", sheet = \"Data\" }"));
    p.insert("x.xlsx", xlsx.clone());
    let a = fine(&p);
    let values = |a: &AssessmentInput| {
        a.evidence
            .observations
            .iter()
            .map(|o| format!("{:?} {} {:?} {:?}", o.value, o.period, o.se, o.grade))
            .collect::<Vec<_>>()
    };
    assert_eq!(values(&a), values(&plain));
    let o = &a.evidence.observations.iter().find(|o| o.se.is_some()).unwrap();
    assert_eq!(
        (o.origin.line, o.origin.sheet.map(|s| a.evidence.sheets.code(s))),
        (5, Some("Data"))
    );
    // The first sheet is no table, and a sheet that is not there has no rows.
    p.insert("assessment.toml", entry("evidence = [\"x.xlsx\"]").into_bytes());
    assert_eq!(said(&p), ["x.xlsx:1 missing-column"]);
    p.insert(
        "assessment.toml",
        entry("evidence = { path = \"x.xlsx\", sheet = \"Date\" }").into_bytes(),
    );
    assert_eq!(said(&p), ["x.xlsx unknown-sheet"]);
    p.insert("x.xlsx", xlsx[..xlsx.len() / 2].to_vec());
    assert_eq!(said(&p), ["x.xlsx not-a-workbook"]);
    // The finding names the cell.
    let sheet = book.worksheet_from_name("Data").unwrap();
    sheet.write_string(4, 5, "abc").unwrap();
    p.insert(
        "assessment.toml",
        entry("evidence = { path = \"x.xlsx\", sheet = \"Data\" }").into_bytes(),
    );
    p.insert("x.xlsx", book.save_to_buffer().unwrap());
    assert!(errors(&p)[0].message.contains("Data!F5"), "{}", errors(&p)[0]);

    // Parquet, with value as a text column and the period as a number.
    let column = |i: usize| rows.iter().map(|r| r[i].clone()).collect::<Vec<String>>();
    let mut columns: Vec<_> = header
        .iter()
        .enumerate()
        .map(|(i, h)| Series::new(h.as_str().into(), column(i)).into_column())
        .collect();
    columns[3] = Series::new(
        "period".into(),
        column(3).iter().map(|y| y.parse::<i32>().unwrap()).collect::<Vec<_>>(),
    )
    .into_column();
    columns[5] = Series::new(
        "se".into(),
        column(5).iter().map(|y| y.parse::<f64>().ok()).collect::<Vec<_>>(),
    )
    .into_column();
    let mut frame = DataFrame::new(rows.len(), columns).unwrap();
    let mut bytes = Vec::new();
    ParquetWriter::new(&mut bytes).finish(&mut frame).unwrap();
    let mut p = project().with("assessment.toml", &entry("evidence = [\"x.parquet\"]"));
    p.insert("x.parquet", bytes.clone());
    let a = fine(&p);
    assert_eq!(values(&a), values(&plain));
    p.insert("x.parquet", bytes[..bytes.len() / 2].to_vec());
    assert_eq!(said(&p), ["x.parquet not-parquet"]);
    p.insert(
        "assessment.toml",
        entry("evidence = { path = \"x.parquet\", delimiter = \";\" }").into_bytes(),
    );
    assert_eq!(said(&p), ["x.parquet not-for-this-file"]);
}

#[test]
fn stars_and_regions_are_resolved_from_the_evidence() {
    let all = ASSESSMENT
        .replace("[\"2021\", \"2023\"]", "[\"*\"]")
        .replace("[\"COL\", \"ECU\", \"PER\"]", "[\"*\"]")
        .replace("[\"oc_homicide\", \"drug_cocaine\"]", "[\"*\"]");
    let p = project()
        .with("assessment.toml", &all)
        .with(
            "territories.csv",
            "code,name_en,parent,kind,zone\nCO-ANT,Antioquia,COL,,andes\n\
                                  COL,,,,andes\nLAC,Latin America,,region,\n",
        )
        .with("crime_areas.csv", "code,name_en\nphone_theft,Phone theft\n")
        .with(
            "evidence/b.csv",
            "territory,crime_area,indicator,period,value\nLAC,*,wb.homicide,2020-06,20\n\
             CO-ANT,phone_theft,own.rating,2022,3\n",
        );
    let a = fine(&p);
    assert_eq!(
        a.territories.iter().map(|t| t.code.as_str()).collect::<Vec<_>>(),
        ["CO-ANT", "COL", "ECU", "LAC", "PER"]
    );
    assert_eq!(
        a.editions.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["2020", "2021", "2022", "2023"]
    );
    assert!(a.crime_areas.len() == 36 && a.crime_areas.iter().any(|c| c.code == "phone_theft"));
    let region = |name: &str| {
        p.clone().with(
            "assessment.toml",
            &all.replacen(
                "territories = [\"*\"]",
                &format!("territories = [\"region:{name}\"]"),
                1,
            ),
        )
    };
    assert_eq!(
        fine(&region("andes")).territories.iter().map(|t| t.code.as_str()).collect::<Vec<_>>(),
        ["CO-ANT", "COL"]
    );
    assert_eq!(fine(&region("CLASI")).territories.len(), 14);
    assert_eq!(said(&region("CLASSI")), ["assessment.toml:4:16 unknown-group"]);
    let unknown = project().with("assessment.toml", &ASSESSMENT.replace("\"PER\"", "\"PERU\""));
    assert_eq!(said(&unknown), ["assessment.toml:4:30 unknown-territory"]);
}

#[test]
fn the_projects_own_tables_are_checked() {
    let said_with = |path: &str, text: &str| said(&project().with(path, text));
    assert_eq!(
        said_with("sources.csv", &SOURCES.replace("unodc,UNODC", "wb,UNODC"))[0],
        "sources.csv:3 source-twice"
    );
    assert_eq!(
        said_with("sources.csv", &SOURCES.replace("2026,\nunodc", "2026,nobody\nunodc")),
        ["sources.csv:2 unknown-lineage"]
    );
    assert_eq!(
        said_with("sources.csv", &SOURCES.replace("2026,\n", "2026,wb\n")),
        ["sources.csv:2 lineage-cycle"]
    );
    assert_eq!(
        said_with("sources.csv", &SOURCES.replace("id,", "ident,"))[0],
        "sources.csv:1 missing-column"
    );
    assert_eq!(
        said_with("territories.csv", "code,parent\nCO-ANT,XXX\n"),
        ["territories.csv:2 bad-territory"]
    );
    assert_eq!(said_with("territories.csv", "code,parent\nA1,B1\nB1,A1\n").len(), 2);
    assert_eq!(
        said_with("territories.csv", "code,kind\nCOL,region\n"),
        ["territories.csv:2 bad-territory"]
    );
    assert_eq!(
        said_with("territories.csv", "code,kind\nX1,regoin\n"),
        ["territories.csv:2 unknown-kind"]
    );
    assert_eq!(
        said_with("crime_areas.csv", "code,name_en\nfirearms,Guns\n"),
        ["crime_areas.csv:2 bad-crime-area"]
    );
    assert_eq!(said_with("indicators.csv", "code\na b\n"), ["indicators.csv:2 bad-indicator"]);
    // A code of the project's own table is known, though no method reads it: counted in a note.
    let p = project().with("indicators.csv", "code,name_en\nmine.extra,Extra\n").with(
        "evidence/a.csv",
        &format!("{EVIDENCE}COL,*,mine.extra,2023,1,,,,,\nCOL,*,undp.hdi,2022,0.7,,,,,\n"),
    );
    let f = fine(&p).findings.into_iter().find(|f| f.code == "unused-row").unwrap();
    assert_eq!((f.severity, f.line, f.count), (Severity::Note, Some(11), 2));
}

#[test]
fn marks_and_statuses_are_read() {
    let text = "territory,crime_area,indicator,period,value,tlp,handling,obs_status,rater
COL,*,own.rating,2023,4,TLP:RED,H2,S,r1
COL,*,own.rating,2023,5,amber,,,r2
";
    let a = fine(
        &project()
            .with("evidence/b.csv", text)
            .with("evidence/a.csv", &EVIDENCE.replace("COL,*,own.rating,2023,,,,,,\n", "")),
    );
    let red: Vec<_> = a.evidence.observations.iter().filter(|o| o.mark.tlp == Tlp::Red).collect();
    assert_eq!(
        (red.len(), red[0].obs_status, red[0].mark.to_string().as_str()),
        (1, ObsStatus::Suspect, "TLP:RED · H2")
    );
    let note = a.findings.iter().find(|f| f.code == "tlp-red").unwrap();
    assert_eq!((note.severity, note.place().as_str()), (Severity::Note, "evidence/b.csv:2"));
    assert_eq!(a.evidence.raters.len(), 2);
    for (from, to, code) in [
        ("TLP:RED", "WHITE", "bad-tlp"),
        ("H2", "H7", "bad-handling"),
        (",S,", ",Q,", "bad-obs-status"),
    ] {
        let p = project().with("evidence/b.csv", &text.replacen(from, to, 1));
        assert_eq!(said(&p), [format!("evidence/b.csv:2 {code}")]);
    }
}

#[test]
fn one_indicator_has_one_unit() {
    let text = "territory,crime_area,indicator,period,value,unit\nPER,*,own.rating,2021,8,houses\n\
                PER,*,own.rating,2022,2000,streets\n";
    let a = fine(&project().with("evidence/b.csv", text));
    let f = a.findings.iter().find(|f| f.code == "two-units").unwrap();
    assert_eq!((f.severity, f.line), (Severity::Warning, Some(3)));
}

#[test]
fn personal_data_is_warned_of() {
    let p = project().with("evidence/a.csv", &EVIDENCE.replace("sum of rows", "alias Otoniel"));
    let a = fine(&p);
    let f = a.findings.iter().find(|f| f.code == "personal-data").unwrap();
    assert_eq!((f.severity, f.line), (Severity::Warning, Some(5)));
    assert!(!f.to_string().contains("Otoniel"));
}

#[test]
fn the_whole_is_checked_too() {
    // One source built from the other; a leaf without rows; rows about somebody else.
    let p = project()
        .with(
            "sources.csv",
            &SOURCES.replace(
                "unodc,UNODC,DDDS,,terms of use,2026,",
                "unodc,UNODC,DDDS,,terms of use,2026,wb",
            ),
        )
        .with(
            "method.toml",
            &format!(
                "{METHOD}[indicator.\"expert.market\"]\nparent = \"market\"\n\
                                       goalposts = [0, 10]\n"
            ),
        )
        .with(
            "evidence/b.csv",
            "territory,crime_area,indicator,period,value\nMEX,*,wb.homicide,2023,24\n\
             COL,firearms,own.rating,2023,24\n",
        );
    let a = fine(&p);
    let codes: Vec<&str> = a.findings.iter().map(|f| f.code.as_str()).collect();
    for code in ["shared-lineage", "no-rows-for-indicator", "row-elsewhere", "no-source"] {
        assert!(codes.contains(&code), "{code}: {codes:?}");
    }
    assert!(a.findings.iter().all(|f| f.severity == Severity::Note));
    let f = a.findings.iter().find(|f| f.code == "shared-lineage").unwrap();
    assert_eq!(f.place(), "sources.csv:3");
    // The same rows under two leaves do count twice.
    let p = project().with(
        "method.toml",
        &format!(
            "{METHOD}[indicator.again]\nreads = \"wb.homicide\"\nparent = \
                                       \"market\"\ngoalposts = [0, 10]\n"
        ),
    );
    assert!(
        fine(&p)
            .findings
            .iter()
            .any(|f| f.code == "counted-twice" && f.severity == Severity::Warning)
    );
    // Codes of the method that nobody knows.
    let p =
        project().with("method.toml", &METHOD.replace("[\"drug_cocaine\"]", "[\"drug_cocain\"]"));
    assert_eq!(said(&p), ["method.toml:13 unknown-crime-area"]);
}

#[test]
fn the_collection_sheet_is_legal_evidence() {
    let a = fine(&project());
    let sheet = collection_sheet(
        &a.method,
        &["COL", "ECU"],
        &["drug_cocaine", "oc_homicide"],
        &a.editions,
        "wb",
    );
    // Two territories: homicide and seizures for both editions, the rating since 2023.
    assert_eq!(sheet.lines().count(), 1 + 2 * (2 + 2 + 1));
    let p = project().with("evidence/sheet.csv", &sheet);
    let b = fine(&p);
    assert!(b.findings.iter().all(|f| f.severity == Severity::Note), "{:#?}", b.findings);
    assert_eq!(b.evidence.observations.iter().filter(|o| o.value != Value::Missing).count(), 8);
}

#[test]
fn evidence_as_a_table() {
    let a = fine(&project());
    let frame = observations_frame(&a.evidence).unwrap();
    assert_eq!(frame.shape(), (9, 17));
    assert_eq!(frame.column("value").unwrap().null_count(), 4);
    assert_eq!(
        frame
            .column("status")
            .unwrap()
            .str()
            .unwrap()
            .iter()
            .flatten()
            .filter(|s| *s == "censored")
            .count(),
        1
    );
}

/// A small generator of our own (Steele and others' splitmix64), so that a failing case can be had
/// again by its number.
fn noise(seed: u64) -> impl FnMut() -> u64 {
    let mut state = seed;
    move || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}

fn damaged(bytes: &[u8], seed: u64) -> Vec<u8> {
    let mut next = noise(seed);
    let mut out = bytes.to_vec();
    let at = |n: u64, len: usize| usize::try_from(n % len.max(1) as u64).unwrap();
    for _ in 0..=next() % 4 {
        let (i, j) = (at(next(), out.len()), at(next(), out.len()));
        match next() % 4 {
            0 => out[i] = u8::try_from(next() % 256).unwrap(),
            1 => drop(out.drain(i.min(j)..i.max(j).min(i.min(j) + 40))),
            2 => out.insert(i, b"\",;\n<*[]{}\0\xff"[at(next(), 12)]),
            _ => {
                let piece = out[i.min(j)..i.max(j).min(i.min(j) + 40)].to_vec();
                out.splice(j..j, piece);
            }
        }
        if out.is_empty() {
            out.push(b'x');
        }
    }
    out
}

#[test]
fn no_damage_to_a_text_file_makes_it_panic() {
    let mut refused = 0;
    for seed in 0..2_000u64 {
        let path = ["assessment.toml", "method.toml", "sources.csv", "evidence/a.csv"]
            [usize::try_from(seed % 4).unwrap()];
        let mut p = project();
        let bytes = damaged(&p.read(path).unwrap(), seed);
        p.insert(path, bytes);
        let loaded = load(&p, &[]);
        let failed = loaded.findings.iter().any(Finding::is_error);
        assert_eq!(failed, loaded.assessment.is_none(), "{seed}");
        assert!(
            loaded.findings.iter().filter(|f| f.is_error()).all(|f| !f.file.is_empty()),
            "{seed}: {:#?}",
            loaded.findings
        );
        refused += usize::from(failed);
    }
    // Most damage matters; some falls into a name or a note.
    assert!(refused > 1_000, "{refused}");
}

#[test]
fn no_damage_to_a_binary_file_makes_it_panic() {
    let header = ["territory", "crime_area", "indicator", "period", "value"];
    let cells = ["COL", "*", "wb.homicide", "2023", "1.5"];
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (c, (h, v)) in (0u16..).zip(header.iter().zip(cells)) {
        sheet.write_string(0, c, *h).unwrap();
        sheet.write_string(1, c, v).unwrap();
    }
    let xlsx = book.save_to_buffer().unwrap();
    let columns = header
        .iter()
        .zip(cells)
        .map(|(h, v)| Series::new((*h).into(), vec![v.to_owned()]).into_column())
        .collect();
    let mut parquet = Vec::new();
    ParquetWriter::new(&mut parquet).finish(&mut DataFrame::new(1, columns).unwrap()).unwrap();
    for (path, whole) in [("x.xlsx", &xlsx), ("x.parquet", &parquet)] {
        let entry = ASSESSMENT.replace("evidence/*.csv", path);
        let mut p = project().with("assessment.toml", &entry);
        for seed in 0..400u64 {
            p.insert(path, damaged(whole, seed));
            let loaded = load(&p, &[]);
            assert_eq!(
                loaded.findings.iter().any(Finding::is_error),
                loaded.assessment.is_none(),
                "{path} {seed}"
            );
        }
    }
}

/// A million rows, generated; prints the time, which is what one runs it for.
#[test]
#[ignore = "takes seconds in a dev build; run it with --ignored --nocapture"]
fn a_million_rows() {
    let registry = Territories::shipped().unwrap();
    let codes: Vec<&str> = registry.iter().map(|t| t.code.as_str()).collect();
    let mut text = String::from(
        "territory,crime_area,indicator,period,value,source,reliability,credibility,rater\n",
    );
    for i in 0..1_000_000u32 {
        let (t, year, rater) =
            (codes[(i % 250) as usize % codes.len()], 1950 + (i / 250) % 70, i / 17_500);
        text.push_str(&format!(
            "{t},*,wb.homicide,{year},{},wb,A,2,r{rater}\n",
            f64::from(i) / 7.0
        ));
    }
    let p = project().with("evidence/a.csv", &text);
    let start = std::time::Instant::now();
    let a = fine(&p);
    eprintln!(
        "{} rows, {} bytes: {:?}",
        a.evidence.observations.len(),
        text.len(),
        start.elapsed()
    );
    assert_eq!(a.evidence.observations.len(), 1_000_000);
}
