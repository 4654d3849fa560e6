//! Text, workbooks and Parquet, read for an audience: as if the rows above it had been deleted.

use super::*;

/// [`EVIDENCE`] with a column of marks, and among its rows others that are marked.
fn rows(withheld: bool) -> Vec<Vec<String>> {
    let mut out = Vec::new();
    for (i, line) in EVIDENCE.lines().enumerate() {
        let mut row: Vec<String> = line.split(',').map(str::to_owned).collect();
        row.push(if i == 0 { "tlp" } else { ["", "TLP:CLEAR", "green"][i % 3] }.to_owned());
        out.push(row);
        if withheld && matches!(i, 1 | 2 | 5 | 9) {
            let year = format!("20{:02}", 10 + i);
            // Nobody minds that it is no number.
            let cells =
                ["COL", "*", "wb.homicide", &year, "secret", "", "hidden", "Z", "9", "secret"];
            out.push(cells.into_iter().chain(["amber"]).map(str::to_owned).collect());
        }
    }
    out
}

fn text(rows: &[Vec<String>]) -> Vec<u8> {
    rows.iter().map(|row| row.join(",") + "\n").collect::<String>().into_bytes()
}

fn workbook(rows: &[Vec<String>]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (r, row) in (3u32..).zip(rows) {
        for (c, cell) in (2u16..).zip(row).filter(|(_, cell)| !cell.is_empty()) {
            match cell.parse::<f64>() {
                Ok(n) => drop(sheet.write_number(r, c, n).unwrap()),
                Err(_) => drop(sheet.write_string(r, c, cell).unwrap()),
            }
        }
    }
    book.save_to_buffer().unwrap()
}

fn parquet(rows: &[Vec<String>]) -> Vec<u8> {
    let (head, body) = rows.split_first().unwrap();
    let column = |i: usize| body.iter().map(|r| r[i].clone()).collect::<Vec<String>>();
    let columns = head.iter().enumerate();
    let columns = columns.map(|(i, h)| Series::new(h.as_str().into(), column(i)).into_column());
    let mut frame = DataFrame::new(body.len(), columns.collect()).unwrap();
    let mut bytes = Vec::new();
    ParquetWriter::new(&mut bytes).finish(&mut frame).unwrap();
    bytes
}

/// Read from a project whose sources declare that of the rows above the others, where they are there.
fn read(path: &str, (bytes, above): (Vec<u8>, bool), audience: &str) -> Loaded {
    let settings = ASSESSMENT.replace("evidence/*.csv", path);
    let mut project = project().with("assessment.toml", &settings);
    project.remove("evidence/a.csv");
    project.insert(path, bytes);
    let hidden = if above { "hidden,A secret,,,,,\n" } else { "" };
    project.insert("sources.csv", format!("{SOURCES}{hidden}").into_bytes());
    load_for(&project, &[], audience.parse().unwrap())
}

#[test]
fn every_kind_of_file_is_read_as_if_the_rows_had_been_deleted() {
    type Writer = fn(&[Vec<String>]) -> Vec<u8>;
    let kinds: [(&str, Writer); 3] =
        [("a.csv", text), ("a.xlsx", workbook), ("a.parquet", parquet)];
    for (path, write) in kinds {
        let a = read(path, (write(&rows(true)), true), "TLP:GREEN");
        let b = read(path, (write(&rows(false)), false), "TLP:GREEN");
        assert_eq!(a.findings, b.findings, "{path}");
        let (a, b) = (a.assessment.unwrap(), b.assessment.unwrap());
        assert_eq!(a.evidence.observations, b.evidence.observations, "{path}");
        assert_eq!(a.evidence.observations.len(), 9);
        assert_eq!(a.sources, b.sources);
        let hash = |a: &AssessmentInput| {
            a.inputs.iter().find(|i| i.path == path).map(|i| (i.sha256.clone(), i.rows))
        };
        assert_eq!(hash(&a), hash(&b), "{path}: the hash is that of the rows that are left");
        let withheld = |a: &AssessmentInput| a.release.clone().unwrap().withheld;
        assert_eq!(withheld(&a).rows, RowBand::of(4));
        assert_eq!(withheld(&a).blocks, [("harm".to_owned(), RowBand::Few)]);
        assert_eq!(withheld(&b), Withheld { rows: None, blocks: Vec::new() });
        // Who may read them meets what is wrong with them.
        assert!(read(path, (write(&rows(true)), true), "TLP:AMBER").assessment.is_none(), "{path}");
    }
}

#[test]
fn a_mark_that_cannot_be_read_lets_nothing_out() {
    let mut rows = rows(true);
    rows[2][10] = "ambar".to_owned();
    let found = read("a.csv", (text(&rows), true), "TLP:GREEN");
    assert!(found.assessment.is_none());
    assert!(found.findings.iter().any(|f| f.code == "bad-tlp"), "{:#?}", found.findings);
}

#[test]
fn ratings_beside_the_evidence_are_cleared_like_it() {
    let ratings = "territory,crime_area,indicator,period,value,rater,tlp,handling
COL,drug_cocaine,own.rating,2023,7,COL/R1,TLP:CLEAR,
COL,drug_cocaine,own.rating,2023,6,ECU/R1,TLP:AMBER,
COL,drug_cocaine,own.rating,2023,5,PER/R1,,H1
";
    let project = |handling: &str| {
        project()
            .with("method.toml", &format!("{METHOD}[raters]\nadjust = \"severity\"\n"))
            .with("rounds/1/round.toml", &format!("id = \"1\"\n{handling}\n"))
            .with("rounds/1/bridge.csv", ratings)
    };
    let kept = |project: &InMemory, audience: &str| {
        let loaded = load_for(project, &[], audience.parse().unwrap());
        let a = loaded.assessment.unwrap_or_else(|| panic!("{:#?}", loaded.findings));
        let raters: Vec<String> = a.comparisons.iter().map(|c| c.rater.clone()).collect();
        (raters, a.inputs.iter().any(|i| i.path == "rounds/1/bridge.csv"))
    };
    let green = project("handling = \"TLP:GREEN\"");
    assert_eq!(kept(&green, "TLP:GREEN,H0"), (vec!["COL/R1".to_owned()], true));
    assert_eq!(kept(&green, "TLP:RED,H1").0.len(), 3);
    // What a round may not show, its files do not.
    assert_eq!(kept(&green, "TLP:CLEAR,H0"), (Vec::new(), false));
    assert_eq!(kept(&project("handling = 3"), "TLP:RED,H3"), (Vec::new(), false));
}

#[test]
fn rows_of_a_file_that_is_withheld_whole_are_counted() {
    let above = "territory,crime_area,indicator,period,value,tlp\n\
                 COL,*,wb.homicide,2011,1,TLP:RED\nCOL,*,wb.homicide,2012,2,TLP:RED\n";
    let project = project().with("evidence/secret.csv", above);
    let load = |audience: &str| {
        let loaded = load_for(&project, &[], audience.parse().unwrap());
        loaded.assessment.unwrap().release.unwrap().withheld
    };
    assert_eq!(load("TLP:RED").rows, None);
    let withheld = load("TLP:GREEN");
    assert!(withheld.rows.is_some() && !withheld.blocks.is_empty(), "{withheld:?}");
}
