//! Whole projects become assessments, however their files are written; damaged ones do no harm.

use super::*;

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
fn a_project_whose_round_is_planned_waits_for_its_evidence() {
    let waiting = |pattern: &str| {
        let line = ASSESSMENT.lines().find(|l| l.starts_with("evidence")).unwrap();
        let text = ASSESSMENT.replace(line, &format!("evidence = [\"{pattern}\"]"));
        project().with("assessment.toml", &text)
    };
    let codes =
        |project: &InMemory| errors(project).iter().map(|f| f.code.clone()).collect::<Vec<_>>();
    assert_eq!(codes(&waiting("back/*.csv")), ["missing-evidence"]);
    let planned = waiting("back/*.csv").with("rounds/2023-1/round.toml", "id = \"2023-1\"\n");
    let a = fine(&planned);
    assert!(a.evidence.observations.is_empty());
    let note = a.findings.iter().find(|f| f.code == "no-evidence-yet").unwrap();
    assert_eq!(note.severity, Severity::Note);
    assert!(note.message.contains("round `2023-1`"), "{}", note.message);
    // A file that is named is missed all the same.
    let named = waiting("back/a.csv").with("rounds/2023-1/round.toml", "id = \"2023-1\"\n");
    assert_eq!(codes(&named), ["missing-evidence"]);
    // A round whose ratings were all withdrawn leaves a header; any other such file is a mistake.
    let head = "territory,crime_area,indicator,period,value\n";
    let round = |name: &str| {
        let path = format!("evidence/{name}.csv");
        let planned =
            waiting("evidence/*.csv").with("rounds/2023-1/round.toml", "id = \"2023-1\"\n");
        planned.with("evidence/a.csv", head).with(&path, head)
    };
    assert_eq!(codes(&round("a")), ["no-rows"]);
    let withdrawn = round("round-2023-1");
    let whole = crate::load(&withdrawn, &[]);
    let of_round = whole.findings.iter().find(|f| f.file == "evidence/round-2023-1.csv").unwrap();
    assert_eq!((of_round.code.as_str(), of_round.severity), ("no-rows", Severity::Note));
}

#[test]
fn evidence_as_a_table() {
    let a = fine(&project());
    let frame = observations_frame(&a.evidence).unwrap();
    assert_eq!(frame.shape(), (9, 20));
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
