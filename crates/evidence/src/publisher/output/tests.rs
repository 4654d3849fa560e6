#![allow(clippy::unwrap_used, clippy::expect_used)]
use tempfile::{TempDir, tempdir};

use super::*;
use crate::publisher::TidyValue;
use crate::publisher::real::{plain, text};

const ASSESSMENT: &str =
    "id = \"x\"\nevidence = [\"evidence/*.csv\"]\nsources = \"my sources.csv\"\n";
const UCDP: &str = "country_cy,year_cy,ns_dyad_count_cy,os_nsgroup_killings_best_cy,ns_total_deaths_best_cy,sb_total_deaths_best_cy\n";

fn project() -> TempDir {
    let dir = tempdir().unwrap();
    text(dir.path(), "assessment.toml", ASSESSMENT);
    dir
}

fn ucdp(dir: &Path, rows: &str) -> Import {
    plain("ucdp", &[text(dir, "u.csv", format!("{UCDP}{rows}"))]).unwrap()
}

/// The four figures of Peru in 2023, the deaths of non-state conflicts and their dyads with these
/// values.
fn peru(dir: &Path, deaths: f64, dyads: f64) -> Import {
    let mut import = ucdp(dir, "Peru,2023,1,2,3,4\n");
    import.rows[0].value = TidyValue::Number(deaths);
    import.rows[1].value = TidyValue::Number(dyads);
    import
}

fn read(dir: &Path, file: &str) -> String {
    std::fs::read_to_string(dir.join(file)).unwrap()
}

#[test]
fn a_project_takes_rows_in_and_a_later_call_replaces_its_keys() {
    let (dir, files) = (project(), tempdir().unwrap());
    let first =
        ucdp(files.path(), "Colombia,2022,1,2,3,4\nColombia,2023,5,6,7,8\nPeru,2023,0,0,0,0\n")
            .into_project(dir.path())
            .unwrap();
    assert_eq!(
        (first.evidence[0].rows, first.evidence[0].new, first.evidence[0].replaced),
        (12, 12, 0)
    );
    assert_eq!(first.added.get("my sources.csv"), Some(&1));
    // Only Colombia in 2023: its four rows change, one of them to the same value; 2022 and Peru
    // stay.
    let one = "Colombia,2023,50,60,70,8\n";
    let again = ucdp(files.path(), one).into_project(dir.path()).unwrap();
    let evidence = read(dir.path(), "evidence/ucdp.csv");
    let file = &again.evidence[0];
    assert_eq!(
        (file.rows, file.new, file.replaced, file.changed, file.unchanged, file.kept),
        (12, 0, 4, 3, 1, 8),
        "{evidence}"
    );
    assert!(again.added.is_empty() && again.notes.is_empty());
    let lines: Vec<&str> = evidence.lines().collect();
    assert_eq!(lines[0], COLUMNS.join(","));
    assert_eq!(lines[1], "COL,*,ucdp.nonstate_deaths,2022,3,deaths,,ucdp,A,2,,");
    assert_eq!(lines[2], "COL,*,ucdp.nonstate_deaths,2023,70,deaths,,ucdp,A,2,,");
    assert_eq!(lines[9], "PER,*,ucdp.nonstate_deaths,2023,0,deaths,,ucdp,A,2,,");
    // The same call once more writes nothing.
    let path = dir.path().join("evidence/ucdp.csv");
    let written = std::fs::metadata(&path).unwrap().modified().unwrap();
    let same = ucdp(files.path(), one).into_project(dir.path()).unwrap();
    assert!(!same.evidence[0].differs() && same.evidence[0].unchanged == 4, "{same:?}");
    assert_eq!(
        (
            read(dir.path(), "evidence/ucdp.csv"),
            std::fs::metadata(&path).unwrap().modified().unwrap()
        ),
        (evidence, written)
    );
}

#[test]
fn earlier_rows_go_on_request_alone() {
    let (dir, files) = (project(), tempdir().unwrap());
    ucdp(files.path(), "Colombia,2022,1,2,3,4\nPeru,2023,0,0,0,0\n")
        .into_project(dir.path())
        .unwrap();
    let placing = Placing { replace_series: true, ..Placing::default() };
    let merged =
        ucdp(files.path(), "Peru,2023,0,1,0,0\n").into_project_as(dir.path(), &placing).unwrap();
    let file = &merged.evidence[0];
    let four = ["nonstate_deaths", "nonstate_dyads", "onesided_deaths", "state_deaths"]
        .map(|i| (format!("ucdp.{i}"), 1));
    assert_eq!(
        (file.rows, file.replaced, file.kept, &file.removed),
        (4, 4, 0, &BTreeMap::from(four))
    );
    assert!(!read(dir.path(), "evidence/ucdp.csv").contains("COL"));
}

/// What a person wrote: a rater's row, a row without a source, marks, remarks, and texts of
/// numbers.
const BY_HAND: &str =
    "territory,crime_area,indicator,period,value,source,rater,tlp,handling,remark,note
PER,*,ucdp.nonstate_deaths,2023,9,ucdp,r1,,,,
PER,*,ucdp.nonstate_deaths,2023,8,,,,,,
PER,*,ucdp.nonstate_deaths,2023,7,ucdp,,AMBER,H1,\"seen, twice\",mine
PER,*,ucdp.nonstate_dyads,2023,1.50,ucdp,,,,  kept  ,
PER,*,ucdp.state_deaths,2023,4.0,ucdp,,,,,
";

#[test]
fn what_no_import_writes_is_not_lost() {
    let (dir, files) = (project(), tempdir().unwrap());
    std::fs::create_dir(dir.path().join("evidence")).unwrap();
    text(dir.path(), "my sources.csv", "id\nucdp\n");
    let file = text(&dir.path().join("evidence"), "ucdp.csv", BY_HAND);
    let merged = peru(files.path(), 3.0, 1.5).into_project(dir.path()).unwrap();
    let evidence = std::fs::read_to_string(&file).unwrap();
    let lines: Vec<&str> = evidence.lines().collect();
    assert_eq!(
        lines[1], "PER,*,ucdp.nonstate_deaths,2023,8,,,,,,,,,,,",
        "another source is another row"
    );
    assert_eq!(
        lines[2], "PER,*,ucdp.nonstate_deaths,2023,3,ucdp,,AMBER,H1,\"seen, twice\",,deaths,,A,2,",
        "the mark and the remark stay"
    );
    assert_eq!(
        lines[3], "PER,*,ucdp.nonstate_deaths,2023,9,ucdp,r1,,,,,,,,,",
        "a rater's row is another row"
    );
    assert_eq!(
        lines[4], "PER,*,ucdp.nonstate_dyads,2023,1.50,ucdp,,,,kept,,pairs,,A,2,",
        "the same number keeps its text"
    );
    let file = &merged.evidence[0];
    assert_eq!(
        (file.new, file.changed, file.amended, file.unchanged, file.kept),
        (1, 1, 2, 0, 2),
        "{file:?}"
    );
    for (says, line) in [
        ("handling mark", 4),
        ("columns of your own", 4),
        ("another text in `note`", 4),
        ("counts twice", 2),
    ] {
        assert!(
            merged.notes.iter().any(|n| n.contains(says) && n.contains(&format!("line {line}"))),
            "{says}: {:?}",
            merged.notes
        );
    }
}

/// A file as a spreadsheet saves it in Spain: semicolons, decimal commas, Windows line ends,
/// quotation marks where none are needed.
#[test]
fn a_file_keeps_the_form_it_has() {
    let (dir, files) = (project(), tempdir().unwrap());
    std::fs::create_dir(dir.path().join("evidence")).unwrap();
    text(dir.path(), "my sources.csv", "id\nucdp\n");
    let head = "territory;crime_area;indicator;period;value;source;notas;unit;se;reliability;credibility;obs_status;note";
    let row = "\"COL\";*;ucdp.nonstate_deaths;2022;1,50;ucdp;\"año; 2\";deaths;;A;2;;";
    let new = "PER;*;ucdp.nonstate_deaths;2023;2,5;ucdp;;deaths;;A;2;;";
    let entry = |more: &str| {
        format!(
            "id = \"x\"\nevidence = [{{ path = \"evidence/*.csv\", decimal = \",\"{more} }}]\n\
             sources = \"my sources.csv\"\n"
        )
    };
    let marked = |t: &str| [b"\xef\xbb\xbf".as_slice(), t.as_bytes()].concat();
    let latin =
        |t: &str| t.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect::<Vec<u8>>();
    type Coded<'a> = &'a dyn Fn(&str) -> Vec<u8>;
    let forms: [(&str, Coded<'_>); 2] = [("", &marked), (", encoding = \"latin-1\"", &latin)];
    for (more, coded) in forms {
        text(dir.path(), "assessment.toml", entry(more));
        let file = text(
            &dir.path().join("evidence"),
            "ucdp.csv",
            coded(&format!("{head}\r\n\r\n{row}\r\n")),
        );
        peru(files.path(), 2.5, 1.0).into_project(dir.path()).unwrap();
        let after = std::fs::read(&file).unwrap();
        let rows = [row, new].join("\r\n");
        assert!(
            after.starts_with(&coded(&format!("{head}\r\n{rows}\r\n"))),
            "{}",
            String::from_utf8_lossy(&after)
        );
    }
    // Codes of two letters are no import's.
    text(dir.path(), "assessment.toml", entry(", codes = \"iso2\""));
    let refused = peru(files.path(), 2.5, 1.0).into_project(dir.path()).unwrap_err();
    assert!(refused.to_string().contains("codes = \"iso2\""), "{refused}");
    text(dir.path(), "assessment.toml", entry(""));
    // A file that is not there yet is written as its entry says.
    std::fs::remove_file(dir.path().join("evidence/ucdp.csv")).unwrap();
    peru(files.path(), 2.5, 1.0).into_project(dir.path()).unwrap();
    assert!(
        read(dir.path(), "evidence/ucdp.csv")
            .contains("PER;*;ucdp.nonstate_deaths;2023;2,5;deaths;;ucdp")
    );
}

#[test]
fn an_evidence_file_that_check_refuses_is_refused_with_its_place() {
    let files = tempdir().unwrap();
    let head = "territory,crime_area,indicator,period,value,source,tlp";
    let utf16: Vec<u8> =
        format!("\u{feff}{head}\n").encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (bytes, places) in [
        (
            format!(
                "{head}\nPER,*,ucdp.state_deaths,2023,1,5,ucdp\nPER,*,ucdp.state_deaths,2023,1\n"
            )
            .into_bytes(),
            ["ucdp.csv:3", "cells"],
        ),
        (
            format!("{head}\nPER,*,ucdp.state_deaths,20233,1,ucdp,\n").into_bytes(),
            ["ucdp.csv:2", "period"],
        ),
        (
            format!("{head}\nCOL,*,ucdp.state_deaths,2023,\"1,5\",ucdp,\n").into_bytes(),
            ["ucdp.csv:2", "decimal"],
        ),
        (
            format!("{head}\nPER,*,ucdp.state_deaths,2023,\"1,5\",ucdp,\n").into_bytes(),
            ["ucdp.csv:2", "decimal point"],
        ),
        (
            format!("{head}\nPER,*,ucdp.state_deaths,2023,1,ucdp,PURPLE\n").into_bytes(),
            ["ucdp.csv:2", "PURPLE"],
        ),
        (
            format!(
                "{head}\nCOL,*,ucdp.state_deaths,2021,\"1,ucdp,\n\
                     COL,*,ucdp.state_deaths,2022,1,ucdp,\n"
            )
            .into_bytes(),
            ["ucdp.csv:2", "quot"],
        ),
        (format!("{head},tlp\n").into_bytes(), ["ucdp.csv:1", "twice"]),
        (b"territory,crime_area,indicator,value\n".to_vec(), ["ucdp.csv:1", "`period`"]),
        (b"territory,Per\xfa\n".to_vec(), ["ucdp.csv:1", "UTF-8"]),
        (utf16, ["ucdp.csv:1", "UTF-16"]),
        (
            format!("{head}\nXXX,*,ucdp.state_deaths,2023,1,ucdp,\n").into_bytes(),
            ["ucdp.csv:2", "`XXX`"],
        ),
    ] {
        let dir = project();
        text(dir.path(), "my sources.csv", "id\nucdp\n");
        std::fs::create_dir(dir.path().join("evidence")).unwrap();
        let file = text(&dir.path().join("evidence"), "ucdp.csv", &bytes);
        let error = ucdp(files.path(), "Peru,2023,1,2,3,4\n").into_project(dir.path()).unwrap_err();
        assert!(places.iter().all(|p| error.to_string().contains(p)), "{error}");
        assert_eq!(std::fs::read(&file).unwrap(), bytes);
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 3);
    }
}

/// The same key in another file of the project is nothing an import can settle.
#[test]
fn an_import_leaves_nothing_that_check_refuses() {
    let (dir, files) = (project(), tempdir().unwrap());
    std::fs::create_dir(dir.path().join("evidence")).unwrap();
    text(dir.path(), "my sources.csv", "id\nucdp\n");
    text(
        &dir.path().join("evidence"),
        "a.csv",
        "territory,crime_area,indicator,period,value,source\nPER,*,ucdp.state_deaths,2023,1,ucdp\n",
    );
    let error =
        ucdp(files.path(), "Peru,2023,1,2,3,4\n").into_project(dir.path()).unwrap_err().to_string();
    assert!(error.contains("two values") && error.contains("evidence/a.csv:2"), "{error}");
    let mut import = ucdp(files.path(), "Peru,2022,1,2,3,4\n");
    import.sources[0].lineage.push("nowhere".to_owned());
    text(dir.path(), "my sources.csv", "id,lineage\n");
    let error = import.into_project(dir.path()).unwrap_err().to_string();
    assert!(error.contains("my sources.csv") && error.contains("`nowhere`"), "{error}");
    import.sources[0].lineage.clear();
    import.rows[0].source = "../out".to_owned();
    let error = import.into_project(dir.path()).unwrap_err().to_string();
    assert!(error.contains("u.csv") && error.contains("`../out`"), "{error}");
    assert_eq!(std::fs::read_dir(dir.path().join("evidence")).unwrap().count(), 1);
}

#[test]
fn what_a_killed_import_left_is_cleared_and_permissions_stay() {
    let (dir, files) = (project(), tempdir().unwrap());
    let evidence = dir.path().join("evidence");
    std::fs::create_dir(&evidence).unwrap();
    for (folder, name) in
        [(dir.path(), ".sources.csv.import.part"), (evidence.as_path(), ".other.csv.import.part")]
    {
        text(folder, name, "half");
    }
    text(&evidence, ".mine.part", "of a person");
    let file = text(&evidence, "ucdp.csv", format!("{}\n", COLUMNS.join(",")));
    #[cfg(unix)]
    std::fs::set_permissions(&file, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    ucdp(files.path(), "Peru,2023,1,2,3,4\n").into_project(dir.path()).unwrap();
    let mut names: Vec<String> = [dir.path(), &evidence]
        .iter()
        .flat_map(|d| std::fs::read_dir(d).unwrap())
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, [".mine.part", "assessment.toml", "evidence", "my sources.csv", "ucdp.csv"]);
    #[cfg(unix)]
    assert_eq!(
        std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&file).unwrap().permissions())
            & 0o777,
        0o600
    );
}

#[cfg(unix)]
#[test]
fn links_and_pipes_are_left_alone() {
    let (dir, files, other) = (project(), tempdir().unwrap(), tempdir().unwrap());
    let import = ucdp(files.path(), "Peru,2023,1,2,3,4\n");
    std::os::unix::fs::symlink(other.path(), dir.path().join("evidence")).unwrap();
    let error = import.into_project(dir.path()).unwrap_err().to_string();
    assert!(error.contains("`evidence`") && error.contains("link"), "{error}");
    assert_eq!(std::fs::read_dir(other.path()).unwrap().count(), 0);
    std::fs::remove_file(dir.path().join("evidence")).unwrap();
    let elsewhere = text(other.path(), "s.csv", "id\n");
    std::os::unix::fs::symlink(&elsewhere, dir.path().join("my sources.csv")).unwrap();
    let error = import.into_project(dir.path()).unwrap_err().to_string();
    assert!(error.contains("my sources.csv") && error.contains("link"), "{error}");
    assert_eq!(std::fs::read_to_string(elsewhere).unwrap(), "id\n");
}

#[test]
fn imports_at_the_same_time_lose_nothing() {
    let (dir, files) = (project(), tempdir().unwrap());
    let imports: Vec<Import> = ["Colombia", "Peru", "Ecuador", "Brazil"]
        .iter()
        .map(|c| ucdp(files.path(), &format!("{c},2023,1,2,3,4\n")))
        .collect();
    std::thread::scope(|s| {
        for import in &imports {
            s.spawn(|| import.into_project(dir.path()).unwrap());
        }
    });
    let evidence = read(dir.path(), "evidence/ucdp.csv");
    for code in ["COL", "PER", "ECU", "BRA"] {
        assert_eq!(evidence.matches(&format!("\n{code},")).count(), 4, "{evidence}");
    }
}

#[test]
fn what_a_user_wrote_into_the_tables_stays() {
    let (dir, files) = (project(), tempdir().unwrap());
    text(dir.path(), "my sources.csv", "id;title;extra\nucdp;Mine;kept\n");
    text(dir.path(), "assessment.toml", ASSESSMENT.replace("evidence/*.csv", "mine.csv"));
    std::fs::create_dir(dir.path().join("evidence")).unwrap();
    text(
        &dir.path().join("evidence"),
        "ucdp.csv",
        "indicator,territory,crime_area,period,value,tlp\nown.x,COL,*,2020,1,CLEAR\n",
    );
    let merged = ucdp(files.path(), "Peru,2023,1,2,3,4\n").into_project(dir.path()).unwrap();
    assert_eq!(read(dir.path(), "my sources.csv"), "id;title;extra\nucdp;Mine;kept\n");
    let evidence = read(dir.path(), "evidence/ucdp.csv");
    assert!(
        evidence.starts_with("indicator,territory,crime_area,period,value,tlp,unit,se,source,"),
        "{evidence}"
    );
    assert!(evidence.contains("own.x,COL,*,2020,1,CLEAR,"), "{evidence}");
    assert!(merged.notes[0].contains("evidence/ucdp.csv"), "{merged:?}");
}

#[test]
fn what_cannot_be_merged_changes_nothing() {
    let (dir, files) = (project(), tempdir().unwrap());
    let import = ucdp(files.path(), "Peru,2023,1,2,3,4\n");
    let nowhere = import.into_project(files.path()).unwrap_err().to_string();
    assert!(nowhere.contains("no assessment.toml"), "{nowhere}");
    text(dir.path(), "my sources.csv", "key,title\nx,y\n");
    let refused = import.into_project(dir.path()).unwrap_err().to_string();
    assert!(refused.contains("my sources.csv") && refused.contains("`id`"), "{refused}");
    assert!(!dir.path().join("evidence").exists());
    std::fs::create_dir_all(files.path().join("out.csv")).unwrap();
    assert!(import.write_csv(&files.path().join("out.csv")).is_err());
    import.write_csv(&files.path().join("new/out.csv")).unwrap();
    let mut names: Vec<String> = std::fs::read_dir(files.path())
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["new", "out.csv", "u.csv"]);
}

#[test]
fn the_id_of_a_source_is_the_name_of_a_file() {
    for id in ["ucdp", "ti-cpi", "CR_oij2023", "7", &"a".repeat(100)] {
        assert!(is_source_id(id), "{id}");
    }
    for id in [
        "",
        ".hidden",
        "../out",
        "a/b",
        "a\\b",
        "-a",
        "_a",
        "a b",
        "a.b",
        "peña",
        "a\n",
        &"a".repeat(101),
    ] {
        assert!(!is_source_id(id), "{id}");
        let mapping = format!("id = \"t\"\n[source]\nid = {id:?}\n");
        let (_, findings) = crate::publisher::parse_mapping(&mapping, "m.toml");
        assert!(
            findings.iter().any(|f| f.line == Some(3) && f.message.contains("`id`")),
            "{id}: {findings:?}"
        );
    }
}
