#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::Path;

use ideal_model::parse_method;
use ideal_testing::Data;
use tempfile::tempdir;

use super::meta::POSTS;
use super::*;
use crate::publisher::real::{rows as cells, text as write, workbook};
use crate::publisher::row::TidyValue;

const META_CSV: &str = "Level,iCode,iName,Direction,Weight,Unit,Denominator,Parent,Type
1,A,First,1,1,kg,Pop,Top,Indicator
1,B,\"Second, \"\"quoted\"\"\",-1,0.5,%,NA,Top,Indicator
2,Top,The index,1,1,Score,NA,NA,Aggregate
NA,G,Group,NA,NA,NA,NA,NA,Group
NA,Pop,People,NA,NA,Thousands,NA,NA,Denominator
NA,Spare,Area,NA,NA,km2,NA,NA,Denominator
";
const DATA_CSV: &str = "uCode,uName,Time,G,A,B,Pop,Spare
x1,One,2018,east,10,NA,2,5
x2,Two,2018,west,30.5,4,3,5
";

fn import_into(dir: &Path, data: &str, meta: &str) -> Result<(Import, Merged), ImportError> {
    let files = [write(dir, "iData.csv", data), write(dir, "iMeta.csv", meta)];
    import_coinr(&files, &dir.join("project"), None, &Placing::default())
}

#[test]
fn two_tables_become_a_project() {
    let dir = tempdir().unwrap();
    let (import, merged) = import_into(dir.path(), DATA_CSV, META_CSV).unwrap();
    assert_eq!((import.rows.len(), import.summaries[0].read, import.summaries[0].used), (8, 8, 7));
    assert_eq!(merged.added.get("territories.csv"), Some(&2));
    let read = |f: &str| std::fs::read_to_string(dir.path().join("project").join(f)).unwrap();
    assert_eq!(read("territories.csv"), "code,name,G\nx1,One,east\nx2,Two,west\n");
    assert!(read("indicators.csv").contains("Spare"));
    assert!(read("evidence/coinr.csv").contains("x1,*,B,2018,,%,,coinr,,,,\n"));
    let (method, findings) = parse_method(&read("method.toml"), "method.toml");
    let method = method.unwrap_or_else(|| panic!("{findings:?}"));
    assert_eq!(method.indicators.len(), 3);
    assert_eq!(method.nodes[method.root].id, "Top");
    assert!(method.nodes.iter().all(|n| n.min_coverage == 0.0 && n.floor == Some(0.0)));

    // A second call finds the project and leaves its method alone.
    let (_, again) = import_into(dir.path(), &DATA_CSV.replace("30.5", "31"), META_CSV).unwrap();
    assert!(again.notes.iter().any(|n| n.contains("left as it is")));
    assert!(read("evidence/coinr.csv").contains("x2,*,A,2018,31,"));
    assert_eq!(again.evidence[0].replaced, 8);
}

#[test]
fn goalposts_come_along_unless_another_function_may_be_meant() {
    let with = |heads: &str, a: &str| {
        let lines: Vec<String> = META_CSV
            .lines()
            .enumerate()
            .map(|(i, l)| match i {
                0 => format!("{l},{heads}"),
                1 => format!("{l},{a}"),
                _ => format!("{l}{}", ",NA".repeat(heads.matches(',').count() + 1)),
            })
            .collect();
        lines.join("\n") + "\n"
    };
    let heads = POSTS.join(",");
    let dir = tempdir().unwrap();
    let (_, merged) = import_into(dir.path(), DATA_CSV, &with(&heads, "2,40,100,TRUE")).unwrap();
    assert!(merged.notes.is_empty(), "{:?}", merged.notes);
    let method = std::fs::read_to_string(dir.path().join("project/method.toml")).unwrap();
    let (method, findings) = parse_method(&method, "method.toml");
    let method = method.unwrap_or_else(|| panic!("{findings:?}"));
    let of = |code: &str| method.indicators.iter().find(|i| i.code == code).unwrap().clone();
    assert_eq!(
        (of("A").goalposts, of("A").normalise),
        (Some([2.0, 40.0]), Some(ideal_model::method::Normalise::Goalposts))
    );
    assert_eq!((of("B").goalposts, of("B").normalise), (None, None));

    let dir = tempdir().unwrap();
    let (_, merged) = import_into(
        dir.path(),
        DATA_CSV,
        &with(&format!("{heads},zscore_mean"), "2,40,100,TRUE,NA"),
    )
    .unwrap();
    assert!(merged.notes[0].contains("goalpost_lower"), "{:?}", merged.notes);
    for (cells, says) in [
        ("2,1,100,TRUE", "goalpost_upper"),
        ("2,40,10,TRUE", "goalpost_scale"),
        ("x,40,100,TRUE", "goalpost_lower"),
        ("2,40,100,FALSE", "trunc2posts"),
    ] {
        let dir = tempdir().unwrap();
        let error =
            import_into(dir.path(), DATA_CSV, &with(&heads, cells)).unwrap_err().to_string();
        assert!(error.contains(says), "{error}");
    }
}

/// What a call makes of the two tables: the files of the project.
fn project(dir: &Path, files: &[PathBuf], period: Option<Period>) -> (Vec<String>, Vec<String>) {
    let into = dir.join("project");
    let (import, merged) =
        import_coinr(files, &into, period, &Placing::default()).unwrap_or_else(|e| panic!("{e}"));
    let read = |f: &str| std::fs::read_to_string(into.join(f)).unwrap();
    let made = ["evidence/coinr.csv", "method.toml", "territories.csv", "indicators.csv"]
        .map(read)
        .to_vec();
    (made, import.summaries[0].notes.iter().chain(&merged.notes).cloned().collect())
}

/// Every other way of writing the two tables gives the same project.
#[test]
fn tables_as_r_pandas_and_spreadsheets_write_them() {
    let base = tempdir().unwrap();
    let files = [write(base.path(), "d.csv", DATA_CSV), write(base.path(), "m.csv", META_CSV)];
    let (want, notes) = project(base.path(), &files, None);
    assert!(notes.is_empty(), "{notes:?}");
    let same = |name: &str, data: &[u8], meta: &[u8], note: Option<&str>| {
        let dir = tempdir().unwrap();
        let files = [write(dir.path(), "a.txt", data), write(dir.path(), "b.txt", meta)];
        let (made, notes) = project(dir.path(), &files, None);
        assert_eq!(made, want, "{name}");
        match note {
            None => assert!(notes.is_empty(), "{name}: {notes:?}"),
            Some(part) => assert!(notes.len() == 1 && notes[0].contains(part), "{name}: {notes:?}"),
        }
    };
    let floats = META_CSV
        .replace("\n1,", "\n1.0,")
        .replace("\n2,", "\n2e0,")
        .replace(",1,1,kg", ",+1,1.0,kg")
        .replace(",-1,", ",-1.0,");
    same(
        "floats",
        DATA_CSV.replace("2018", "2018.0").replace(",10,", ",1e1,").as_bytes(),
        floats.as_bytes(),
        None,
    );
    let blanks = |t: &str| t.replace("NA", "").replace("aN", "NA");
    same("blanks", blanks(DATA_CSV).as_bytes(), blanks(META_CSV).as_bytes(), None);
    same(
        "aggregates without a direction",
        DATA_CSV.as_bytes(),
        META_CSV.replace("index,1,1,", "index,NA,NA,").as_bytes(),
        None,
    );
    let mark = |t: &str| format!("\u{feff}{}", t.replace('\n', "\r\n"));
    same("mark and line ends", mark(DATA_CSV).as_bytes(), mark(META_CSV).as_bytes(), None);
    let tabs = |t: &str| {
        t.replace("\"Second, \"\"quoted\"\"\"", "'S'")
            .replace(',', "\t")
            .replace("'S'", "\"Second, \"\"quoted\"\"\"")
    };
    same("tabs", tabs(DATA_CSV).as_bytes(), tabs(META_CSV).as_bytes(), None);
    let semicolons =
        |t: &str| tabs(t).replace('\t', ";").replace("30.5", "30,5").replace("0.5", "0,5");
    same(
        "semicolons and decimal commas",
        semicolons(DATA_CSV).as_bytes(),
        semicolons(META_CSV).as_bytes(),
        None,
    );
    same("one of each", semicolons(DATA_CSV).as_bytes(), META_CSV.as_bytes(), None);
    let rows = |corner: &str, names: &[&str]| {
        let lines = DATA_CSV
            .lines()
            .zip(std::iter::once(&corner).chain(names))
            .map(|(l, n)| format!("{n}{l}\n"));
        lines.collect::<String>()
    };
    for corner in ["\"\",", "X,", "...1,", "Unnamed: 0,", "rownames,", "index,"] {
        same(
            corner,
            rows(corner, &["0,", "7,"]).as_bytes(),
            META_CSV.as_bytes(),
            Some("numbers the rows"),
        );
    }
    same(
        "the codes again",
        rows("\"\",", &["x1,", "x2,"]).as_bytes(),
        META_CSV.as_bytes(),
        Some("has no head"),
    );
    same("no corner", rows("", &["1,", "2,"]).as_bytes(), META_CSV.as_bytes(), Some("has no head"));
    let numbers = META_CSV
        .lines()
        .enumerate()
        .map(|(i, l)| if i == 0 { format!("X,{l}\n") } else { format!("{i},{l}\n") });
    same(
        "row names of iMeta",
        DATA_CSV.as_bytes(),
        numbers.collect::<String>().as_bytes(),
        Some("row numbers of iMeta"),
    );
}

#[test]
fn both_tables_as_sheets_of_a_workbook_or_two_workbooks() {
    let grid = |t: &str| cells(&t.replace("\"Second, \"\"quoted\"\"\"", "S").replace(',', "|"));
    let plain = META_CSV.replace("\"Second, \"\"quoted\"\"\"", "S");
    let dir = tempdir().unwrap();
    let files = [write(dir.path(), "d.csv", DATA_CSV), write(dir.path(), "m.csv", &plain)];
    let (want, _) = project(dir.path(), &files, None);
    let notes = vec![vec!["what this is".to_owned()]];
    let older = grid(&DATA_CSV.replace("30.5", "31"));
    let dir = tempdir().unwrap();
    let sheets = [
        ("notes", notes),
        ("old", older),
        ("iData", grid(DATA_CSV)),
        ("Log.new_coin.iMeta", grid(META_CSV)),
    ];
    let one = workbook(dir.path(), "both.xlsx", &sheets);
    assert_eq!(project(dir.path(), &[one], None).0, want);
    let dir = tempdir().unwrap();
    let two = [
        workbook(dir.path(), "m.xlsx", &[("Sheet1", grid(META_CSV))]),
        workbook(dir.path(), "d.xlsx", &[("Sheet1", grid(DATA_CSV))]),
    ];
    assert_eq!(project(dir.path(), &two, None).0, want);
    let dir = tempdir().unwrap();
    let unsure = workbook(
        dir.path(),
        "u.xlsx",
        &[("a", grid(DATA_CSV)), ("b", grid(DATA_CSV)), ("c", grid(META_CSV))],
    );
    let error = import_coinr(&[unsure], &dir.path().join("p"), None, &Placing::default())
        .unwrap_err()
        .to_string();
    assert!(error.contains("several tables") && error.contains("sheet `b`"), "{error}");
}

#[test]
fn tables_without_years_stand_under_a_placeholder_or_the_period_that_is_named() {
    let run = |data: &str, period: Option<&str>| {
        let dir = tempdir().unwrap();
        let files = [write(dir.path(), "d.csv", data), write(dir.path(), "m.csv", META_CSV)];
        project(dir.path(), &files, period.map(|p| p.parse().unwrap()))
    };
    let (want, _) = run(DATA_CSV, None);
    let none = DATA_CSV.replace(",Time,", ",").replace(",2018,", ",");
    let (made, notes) = run(&none, None);
    assert_eq!(made[0], want[0].replace(",2018,", ",1900,"));
    assert!(
        notes.len() == 1
            && notes[0].contains("1900, a placeholder")
            && notes[0].contains("--period 2020"),
        "{notes:?}"
    );
    assert_eq!(run(&none, Some("2018")), (want.clone(), Vec::new()));
    assert_eq!(run(&DATA_CSV.replace("2018", "NA"), Some("2018")).0, want);
    // A panel by the number of its wave.
    let waves = DATA_CSV.replace("x2,Two,2018", "x1,One,2").replace(",2018", ",10");
    let (made, notes) = run(&waves, None);
    assert!(
        made[0].contains("x1,*,A,1900,30.5,") && made[0].contains("x1,*,A,1901,10,"),
        "{}",
        made[0]
    );
    assert!(notes[0].contains("(2 is 1900, 10 is 1901)"), "{notes:?}");
    let dir = tempdir().unwrap();
    let files = [write(dir.path(), "d.csv", DATA_CSV), write(dir.path(), "m.csv", META_CSV)];
    let error =
        import_coinr(&files, &dir.path().join("p"), "2020".parse().ok(), &Placing::default())
            .unwrap_err()
            .to_string();
    assert!(error.contains("leave --period out"), "{error}");
}

#[test]
fn codes_that_cannot_stand_here_get_safe_ones() {
    let data = DATA_CSV
        .replace("x1,", "New York,")
        .replace("x2,", "NA,")
        .replace(",A,", ",GDP per capita,")
        .replace(",G,", ",name,");
    let meta = META_CSV
        .replace("1,A,First", "1,GDP per capita,NA")
        .replace("NA,G,", "NA,name,")
        .replace("Top", "the top");
    let dir = tempdir().unwrap();
    let files = [
        write(dir.path(), "d.csv", data.replace(",One,", ",NA,").replace("east", "NA")),
        write(dir.path(), "m.csv", meta),
    ];
    let (made, notes) = project(dir.path(), &files, None);
    assert!(
        made[0].contains("New_York,*,GDP_per_capita,2018,10,kg")
            && made[0].contains("NA,*,GDP_per_capita,2018,30.5,kg"),
        "{}",
        made[0]
    );
    assert!(made[1].contains(
        "# iCode in COINr's tables: GDP per capita\n\
                              [indicator.\"GDP_per_capita\"]\nname.en = \"GDP per capita\""
    ));
    assert!(
        made[1].contains("[node.\"the_top\"]") && made[1].contains("parent = \"the_top\""),
        "{}",
        made[1]
    );
    assert_eq!(made[2], "code,name,name_2\nNA,Two,west\nNew_York,New York,\n");
    let notes = notes.join("\n");
    for part in [
        "`New York` is `New_York`",
        "`GDP per capita` is `GDP_per_capita`",
        "`name` is `name_2`",
        "(Namibia's",
        "group `name` is `NA`",
    ] {
        assert!(notes.contains(part), "{notes}\nlacks {part}");
    }
}

#[test]
fn goalposts_on_one_other_scale_and_without_truncation() {
    let meta = format!(
        "Level,iCode,Direction,Weight,Parent,Type,{}\n1,A,1,1,T,Indicator,0,40,10,F\n\
         1,B,-1,1,T,Indicator,0,5,10,true\n2,T,NA,NA,NA,Aggregate,NA,NA,NA,NA\n",
        POSTS.join(",")
    );
    let run = |data: &str| {
        let dir = tempdir().unwrap();
        let files = [write(dir.path(), "d.csv", data), write(dir.path(), "m.csv", &meta)];
        import_coinr(&files, &dir.path().join("p"), None, &Placing::default())
            .map(|_| std::fs::read_to_string(dir.path().join("p/method.toml")).unwrap())
    };
    let method = run("uCode,A,B\nu,40,1\n").unwrap();
    assert!(
        method.contains("scale = [0, 10]") && method.contains("goalposts = [0.0, 40.0]"),
        "{method}"
    );
    let error = run("uCode,A,B\nu,40.5,1\n").unwrap_err().to_string();
    assert!(
        error.contains("`A`") && error.contains("`40.5`") && error.contains("goalpost_trunc2posts"),
        "{error}"
    );
}

#[test]
fn tables_that_are_not_coinrs_are_refused() {
    for (data, meta, says) in [
        (DATA_CSV.to_owned(), META_CSV.replace(",Top,Indicator", ",Tap,Indicator"), "`Tap`"),
        (DATA_CSV.to_owned(), META_CSV.replace("1,A,First,1,", "1,A,First,2,"), "1 or -1"),
        (DATA_CSV.to_owned(), META_CSV.replace(",0.5,", ",-0.5,"), "0 or more"),
        (DATA_CSV.to_owned(), META_CSV.replace("1,B,", "1,A,"), "each iCode once"),
        (DATA_CSV.to_owned(), META_CSV.replace(",Pop,Top", ",Pap,Top"), "Denominator"),
        (DATA_CSV.to_owned(), META_CSV.replace("Type\n", "Kind\n"), "`Type`"),
        (DATA_CSV.replace("30.5", "many"), META_CSV.to_owned(), "`many`"),
        (DATA_CSV.replace("x2", "x1"), META_CSV.to_owned(), "once"),
        (DATA_CSV.replace(",2018,west", ",18,west"), META_CSV.to_owned(), "1900 to 2100"),
        (DATA_CSV.replace("Time", "Year"), META_CSV.to_owned(), "`Year`"),
        (DATA_CSV.replace(",Spare", ",Extra"), META_CSV.to_owned(), "`Extra`"),
        (META_CSV.to_owned(), META_CSV.to_owned(), "iData.csv and iMeta.csv"),
        (DATA_CSV.replace(",Spare", ",Extra"), META_CSV.to_owned(), "Type Other"),
        (
            DATA_CSV.replace(",Spare\n", "\n").replace(",5\n", "\n"),
            META_CSV.to_owned(),
            "no column `Spare` (line 7 of iMeta)",
        ),
        (DATA_CSV.replace(",Pop,", ",Top,"), META_CSV.to_owned(), "aggregates: `Top`"),
        (DATA_CSV.replace("G,A", ",A"), META_CSV.to_owned(), "`D2`"),
        (DATA_CSV.replace(",10,", ",\"1,018\","), META_CSV.to_owned(), "decimal point"),
        (
            DATA_CSV.replace(',', ";").replace("10", "1,018").replace("30.5", "2,939"),
            META_CSV.to_owned(),
            "1018",
        ),
        (DATA_CSV.replace(',', ";").replace("10", "1,5"), META_CSV.to_owned(), "`30.5`"),
        (
            DATA_CSV.replace(',', ";").replace("10", "1.018").replace("30.5", "2.939"),
            META_CSV.to_owned(),
            "1018",
        ),
        (DATA_CSV.replace("30.5", "Inf"), META_CSV.to_owned(), "`Inf`"),
        (DATA_CSV.replace("x2", ""), META_CSV.to_owned(), "a uCode in every row"),
        (DATA_CSV.replace("x2,Two,2018", "x2,Two,NA"), META_CSV.to_owned(), "no column `Time`"),
        (
            DATA_CSV.replace("x2", "x1").replace("Time,", "").replace("2018,", ""),
            META_CSV.to_owned(),
            "a panel has a column",
        ),
        (DATA_CSV.to_owned(), META_CSV.replace("2,Top", "3,Top"), "the levels between"),
        (DATA_CSV.to_owned(), META_CSV.replace(",0.5,", ",,"), "`Weight`"),
        (DATA_CSV.to_owned(), META_CSV.replace(",1,1,kg", ",1.5,1,kg"), "1 or -1"),
        (DATA_CSV.to_owned(), META_CSV.replace("2,Top", "2.5,Top"), "`2.5`"),
        (
            DATA_CSV.to_owned(),
            META_CSV.replace("Weight,Unit", "W,Unit").replace("Level,", "L,"),
            "`Level`, `Weight`",
        ),
        (
            DATA_CSV.to_owned(),
            META_CSV.replace("kg,Pop,Top", "kg,Pop,Tap").replace("%,NA,Top", "%,NA,Tip"),
            "`Tap` (of `A`), `Tip` (of `B`)",
        ),
    ] {
        let dir = tempdir().unwrap();
        let error = import_into(dir.path(), &data, &meta).unwrap_err().to_string();
        assert!(error.contains(says), "{error}\nlacks {says}");
        assert!(!dir.path().join("project").exists(), "{says}: something was written");
    }
}

#[test]
fn the_example_of_coinr() {
    let Some(reference) = Data::Reference.folder("so COINr's example is not imported") else {
        return;
    };
    let asem = reference.join("coinr/asem");
    let dir = tempdir().unwrap();
    let (import, _) = import_coinr(
        &[asem.join("iMeta.csv"), asem.join("iData.csv")],
        dir.path(),
        None,
        &Placing::default(),
    )
    .unwrap();
    // 51 units, 49 indicators and 4 denominators.
    assert_eq!(import.rows.len(), 51 * 53);
    assert_eq!(
        import.summaries[0].read,
        import.summaries[0].used + import.summaries[0].left_out.values().sum::<u64>()
    );
    let raw = std::fs::read_to_string(asem.join("01_raw.csv")).unwrap();
    let (head, rows) = raw.split_once('\n').unwrap();
    let head: Vec<&str> = head.split(',').collect();
    let mut compared = 0;
    for line in rows.lines() {
        let cells: Vec<&str> = line.split(',').collect();
        for (code, want) in head.iter().zip(&cells).skip(1) {
            let row = import
                .rows
                .iter()
                .find(|r| r.territory == cells[0] && r.indicator == *code)
                .unwrap();
            match row.value {
                TidyValue::Number(n) => {
                    assert_eq!(n, want.parse::<f64>().unwrap(), "{} {code}", cells[0])
                }
                other => {
                    assert!(*want == "NA" && other == TidyValue::Missing, "{} {code}", cells[0])
                }
            }
            compared += 1;
        }
    }
    assert_eq!(compared, 51 * 49);
}
