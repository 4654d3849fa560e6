//! What is wrong with a project is said, each at its place.

use super::*;

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
