//! A version for an audience holds nothing above its clearance, and is what a project would give from
//! which the rows had been deleted.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::support::{files, ideal, small};

/// What withheld rows alone name, and what they say.
const PLANTED: [&str; 10] = [
    "987654321001",
    "987654321002",
    "quetzal",
    "XX-Z",
    "Ciudad Zarigueya",
    "hidden_area",
    "Comercio de zarigueyas",
    "fuente-oculta",
    "linaje-oculto",
    "t.oculto",
];

/// The rows of the small project that anybody may read, and others beside them of every mark and in
/// every kind of place.
fn planted() -> (TempDir, PathBuf) {
    let (tmp, project) = small();
    let open = std::fs::read_to_string(project.join("evidence/a.csv")).unwrap();
    let mut rows = String::new();
    for (i, line) in open.lines().enumerate() {
        rows.push_str(line);
        rows.push_str(if i == 0 { ",tlp,note,rater\n" } else { ",,,\n" });
        // In the midst of the others, so that lines and orders would tell.
        match i {
            2 => rows.push_str("XX-Z,hidden_area,t.rate,2023,987654321001,fuente-oculta,TLP:RED,\"quetzal\nuno\",R-quetzal\n"),
            3 => rows.push_str("COL,extortion,t.oculto,2022,4,fuente-oculta,TLP:AMBER,quetzal,\n"),
            5 => rows.push_str("PER,extortion,t.rate,2022,not a quetzal,one,TLP:AMBER+STRICT,,\n"),
            7 => rows.push_str("PER,drug_cocaine,t.harm,2023,987654321002,fuente-oculta,TLP:GREEN,,\n"),
            _ => {}
        }
    }
    let append = |name: &str, text: &str| {
        let path = project.join(name);
        let there = std::fs::read_to_string(&path).unwrap_or_default();
        std::fs::write(path, there + text).unwrap();
    };
    std::fs::write(project.join("evidence/a.csv"), rows).unwrap();
    append(
        "evidence/quetzal.csv",
        "territory,crime_area,indicator,period,value,source,tlp\nCOL,extortion,t.rate,2021,3,one,amber\n",
    );
    append("territories.csv", "XX-Z,Ciudad Zarigueya,\n");
    append("crime_areas.csv", "code,name_en\nhidden_area,Comercio de zarigueyas\n");
    append("indicators.csv", "code,name_en\nt.oculto,Un secreto quetzal\n");
    append(
        "sources.csv",
        "fuente-oculta,Unidad,Serie quetzal,,none,2024-01-01,linaje-oculto\nlinaje-oculto,Otra,Serie quetzal,,none,2024-01-01,\n",
    );
    let settings = std::fs::read_to_string(project.join("assessment.toml")).unwrap();
    let settings = settings
        .replace("\"XX-B\"]", "\"XX-B\", \"XX-Z\"]")
        .replace("\"drug_cocaine\"]", "\"drug_cocaine\", \"hidden_area\"]");
    std::fs::write(project.join("assessment.toml"), settings).unwrap();
    (tmp, project)
}

/// The tables of a result: nothing in them says that anything was withheld.
fn comparable(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = files(folder);
    all.retain(|path, _| path.starts_with("tables/"));
    assert!(all.len() > 20);
    all
}

#[test]
fn a_lower_version_holds_nothing_of_what_is_above_it() {
    let (tmp, project) = planted();
    let out = ideal(
        tmp.path(),
        &["run", "small", "--for", "TLP:CLEAR", "--out", "clear", "--format", "json"],
    )
    .expect_code(0);
    let said = out.json();
    assert_eq!(out.stdout.lines().count(), 1);
    assert_eq!(said["audience"], "TLP:CLEAR");
    assert_eq!(said["mark"], "TLP:CLEAR");
    assert_eq!(said["withheld"]["rows"], "1-9");
    assert_eq!(said["withheld"]["blocks"], serde_json::json!({ "threat": "1-9" }));
    for (path, bytes) in files(&tmp.path().join("clear")) {
        let text = String::from_utf8_lossy(&bytes);
        for planted in PLANTED {
            assert!(!path.contains(planted), "{path} is named after what is withheld");
            assert!(!text.contains(planted), "{planted} stands in {path}");
        }
    }
    ideal(tmp.path(), &["verify", "clear", "small"]).expect_code(0);

    // The same project, out of which somebody took the rows by hand.
    let (by_hand, _) = small();
    let append = |name: &str, text: &str| {
        let path = by_hand.path().join("small").join(name);
        let there = std::fs::read_to_string(&path).unwrap_or_default();
        std::fs::write(path, there + text).unwrap();
    };
    let rows = by_hand.path().join("small/evidence/a.csv");
    let open = std::fs::read_to_string(&rows).unwrap();
    let wide: String = open
        .lines()
        .enumerate()
        .map(|(i, line)| format!("{line}{}", if i == 0 { ",tlp,note,rater\n" } else { ",,,\n" }))
        .collect();
    std::fs::write(&rows, wide).unwrap();
    append("crime_areas.csv", "");
    std::fs::remove_file(by_hand.path().join("small/crime_areas.csv")).unwrap();
    ideal(by_hand.path(), &["run", "small", "--out", "open"]).expect_code(0);
    let (clear, open) =
        (comparable(&tmp.path().join("clear")), comparable(&by_hand.path().join("open")));
    assert!(clear.keys().eq(open.keys()));
    for (path, bytes) in &clear {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        assert_eq!(text(bytes), text(&open[path]), "{path}");
    }
    let _ = project;
}

#[test]
fn a_higher_audience_reads_more_and_says_so() {
    let (tmp, project) = planted();
    let withheld = |audience: &str| {
        let out = ideal(
            tmp.path(),
            &["run", "small", "--for", audience, "--draws", "0", "--format", "json"],
        );
        out.json()["withheld"]["rows"].as_str().map(str::to_owned)
    };
    assert_eq!(withheld("TLP:GREEN").as_deref(), Some("1-9"));
    let text = std::fs::read_to_string(tmp.path().join("ideal-out/report.en.html")).unwrap();
    assert!(
        text.contains("readers cleared for TLP:GREEN") && text.contains("withheld or not known")
    );
    // Who may read all of it meets the mistake in a row that the others never saw.
    let out = ideal(tmp.path(), &["run", "small", "--for", "TLP:RED"]).expect_code(2);
    assert!(out.stderr.contains("not a quetzal"), "{}", out.stderr);
    let _ = project;
}

#[test]
fn each_scheme_that_occurs_is_named_and_the_owner_decides() {
    let (tmp, project) = small();
    let settings = project.join("assessment.toml");
    let plain = std::fs::read_to_string(&settings).unwrap();
    let run = |audience: &str| {
        let _ = std::fs::remove_dir_all(tmp.path().join("out"));
        let out =
            ideal(tmp.path(), &["run", "small", "--for", audience, "--out", "out", "--draws", "0"]);
        assert_eq!(tmp.path().join("out").exists(), out.code == 0, "{}", out.stderr);
        out
    };
    std::fs::write(&settings, format!("handling = \"TLP:AMBER H1\"\n{plain}")).unwrap();
    let out = run("TLP:AMBER");
    assert!(out.code == 2 && out.stderr.contains("H1 (assessment.toml)"), "{}", out.stderr);
    let out = run("TLP:GREEN,H1");
    assert!(
        out.code == 2 && out.stderr.contains("releasable = [\"TLP:GREEN H1\"]"),
        "{}",
        out.stderr
    );
    run("TLP:AMBER,H1").expect_code(0);
    std::fs::write(
        &settings,
        format!("handling = \"TLP:AMBER H1\"\nreleasable = [\"TLP:GREEN H0\"]\n{plain}"),
    )
    .unwrap();
    let out = run("TLP:GREEN,H1").expect_code(0);
    assert!(out.stderr.contains("TLP:GREEN · H1"), "{}", out.stderr);
    run("TLP:CLEAR,H1").expect_code(2);
    // A code in a row, far down, is named with its place in the file as it is.
    std::fs::write(&settings, &plain).unwrap();
    let rows = project.join("evidence/a.csv");
    let text = std::fs::read_to_string(&rows).unwrap();
    let text: String = text
        .lines()
        .enumerate()
        .map(|(i, line)| match i {
            0 => format!("{line},tlp,handling\n"),
            2 => format!("{line},TLP:RED,\n"),
            6 => format!("{line},,H2\n"),
            _ => format!("{line},,\n"),
        })
        .collect();
    std::fs::write(&rows, text).unwrap();
    let out = run("TLP:GREEN");
    assert!(out.code == 2 && out.stderr.contains("H2 (evidence/a.csv:7)"), "{}", out.stderr);
    run("TLP:GREEN,H0").expect_code(0);
}

/// A mark under another head, in a cell that nothing reads, in a table of a mapping or of another
/// index would be passed over, and its row let out.
#[test]
fn marks_that_nothing_reads_stop_the_run() {
    let (tmp, project) = small();
    let dir = tmp.path();
    let file = project.join("evidence/a.csv");
    let open = std::fs::read_to_string(&file).unwrap();
    let with = |head: &str, cell: &str| {
        let line = |(i, line): (usize, &str)| {
            let more = if i == 0 {
                head
            } else if i == 2 {
                cell
            } else {
                ""
            };
            format!("{line},{more}\n")
        };
        std::fs::write(&file, open.lines().enumerate().map(line).collect::<String>()).unwrap();
    };
    let refused = |head: &str, cell: &str| {
        with(head, cell);
        for more in [&[][..], &["--for", "TLP:GREEN"]] {
            let words = [&["run", "small", "--draws", "0", "--out", "out"][..], more].concat();
            let run = ideal(dir, &words).expect_code(2);
            assert!(run.stderr.contains("mark-not-read"), "{head}: {}", run.stderr);
        }
    };
    refused("TLP:", "TLP:RED");
    refused("clasificación", "TLP:RED");
    with("clasificación", "reservado");
    ideal(dir, &["check", "small"]).expect_code(0);
    std::fs::write(&file, &open).unwrap();
    let index = "territory,value,tlp\nCOL,1,TLP:RED\nPER,2,\nECU,3,\n";
    std::fs::write(dir.join("index.csv"), index).unwrap();
    let audit = ideal(dir, &["audit", "small", "--against", "index.csv"]).expect_code(2);
    assert!(audit.stderr.contains("handling marks"), "{}", audit.stderr);
}
