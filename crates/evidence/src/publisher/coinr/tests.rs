#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::Path;

use ideal_model::parse_method;
use tempfile::tempdir;

use super::meta::POSTS;
use super::*;
use crate::publisher::real::text as write;

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
    import_coinr(&files, &dir.join("project"), &Placing::default())
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
    assert_eq!((of("A").goalposts, of("A").normalise), (Some([2.0, 40.0]), Some(ideal_model::method::Normalise::Goalposts)));
    assert_eq!((of("B").goalposts, of("B").normalise), (None, None));

    let dir = tempdir().unwrap();
    let (_, merged) = import_into(dir.path(), DATA_CSV, &with(&format!("{heads},zscore_mean"), "2,40,100,TRUE,NA")).unwrap();
    assert!(merged.notes[0].contains("goalpost_lower"), "{:?}", merged.notes);
    for (cells, says) in [
        ("2,1,100,TRUE", "goalpost_upper"),
        ("2,40,10,TRUE", "goalpost_scale"),
        ("x,40,100,TRUE", "goalpost_lower"),
        ("2,40,100,FALSE", "trunc2posts"),
    ] {
        let dir = tempdir().unwrap();
        let error = import_into(dir.path(), DATA_CSV, &with(&heads, cells)).unwrap_err().to_string();
        assert!(error.contains(says), "{error}");
    }
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
        (DATA_CSV.replace("Time", "Year"), META_CSV.to_owned(), "`Time`"),
        (DATA_CSV.replace(",Spare", ",Extra"), META_CSV.to_owned(), "`Extra`"),
        (META_CSV.to_owned(), META_CSV.to_owned(), "iData.csv and iMeta.csv"),
    ] {
        let dir = tempdir().unwrap();
        let error = import_into(dir.path(), &data, &meta).unwrap_err().to_string();
        assert!(error.contains(says), "{error}\nlacks {says}");
        assert!(!dir.path().join("project").exists(), "{says}: something was written");
    }
}

#[test]
fn the_example_of_coinr() {
    let Some(reference) = std::env::var_os("IDEAL_REFERENCE_DATA") else {
        // Past the capture of the test runner: a skipped check must be seen.
        let _ = std::io::Write::write_fmt(
            &mut std::io::stderr(),
            format_args!("SKIPPED: IDEAL_REFERENCE_DATA is not set, so COINr's example is not imported\n"),
        );
        return;
    };
    let asem = Path::new(&reference).join("coinr/asem");
    let dir = tempdir().unwrap();
    let (import, _) = import_coinr(&[asem.join("iMeta.csv"), asem.join("iData.csv")], dir.path(), &Placing::default()).unwrap();
    // 51 units, 49 indicators and 4 denominators.
    assert_eq!(import.rows.len(), 51 * 53);
    assert_eq!(import.summaries[0].read, import.summaries[0].used + import.summaries[0].left_out.values().sum::<u64>());
    let raw = std::fs::read_to_string(asem.join("01_raw.csv")).unwrap();
    let (head, rows) = raw.split_once('\n').unwrap();
    let head: Vec<&str> = head.split(',').collect();
    let mut compared = 0;
    for line in rows.lines() {
        let cells: Vec<&str> = line.split(',').collect();
        for (code, want) in head.iter().zip(&cells).skip(1) {
            let row = import.rows.iter().find(|r| r.territory == cells[0] && r.indicator == *code).unwrap();
            match row.value {
                TidyValue::Number(n) => assert_eq!(n, want.parse::<f64>().unwrap(), "{} {code}", cells[0]),
                other => assert!(*want == "NA" && other == TidyValue::Missing, "{} {code}", cells[0]),
            }
            compared += 1;
        }
    }
    assert_eq!(compared, 51 * 49);
}
