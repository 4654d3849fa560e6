//! Criminal groups on the command line and in the result folder.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::PathBuf;

use serde_json::Value;
use tempfile::TempDir;

use crate::schema::check;
use crate::support::{demo_result, files, ideal, small, table};

const GROUPS: &str = "group,name,principal,secondary,territories,source\ng1,Los Faros,extortion,drug_cocaine,COL:base;XX-A,one\ng2,,drug_cocaine,,COL:transit;PER,one\ng3,Muralla,extortion,,PER,\n";
const RATINGS: &str = "group,attribute,rating,period,reliability,credibility,rater
g1,agile,high,2023,A,1,R1
g1,agile,low,2023,B,2,R2
g1,agile,medium,2023,B,2,R3
g1,borderless,unknown,2023,A,1,R1
g1,controlling,nil,2023,A,1,R1
g1,destructive,high,2022,C,3,R1
g2,agile,low,2023,A,1,R1
g2,borderless,low,2023,A,1,R1
g2,controlling,medium,2023,A,1,R1
g3,agile,high,2023,A,1,R1
";

/// The small project with three groups, of which the third is a gap.
fn sheets() -> (TempDir, PathBuf) {
    let (tmp, project) = small();
    let write = |name: &str, text: &str| std::fs::write(project.join(name), text).unwrap();
    write("groups.csv", GROUPS);
    write("group_ratings.csv", RATINGS);
    write("links.csv", "group,other,kind,period\ng1,g2,supplies,2023\ng2,g3,conflicts,\n");
    write("none_found.csv", "territory,crime_area,period,source\nXX-B,*,2023,one\n");
    (tmp, project)
}

const METHOD: [&str; 2] = ["--method", "most-threatening"];

#[test]
fn groups_are_ranked_and_opened_down_to_the_line() {
    let (tmp, _) = sheets();
    let run = |args: &[&str]| ideal(tmp.path(), &[&["groups"], args, &METHOD].concat());
    let json = run(&["rank", "small", "--format", "json"]).expect_code(0).json();
    assert_eq!((&json["method"], &json["maximum"]), (&"most-threatening".into(), &16.0.into()));
    let rows: Vec<&Value> = json["groups"].as_array().unwrap().iter().collect();
    // g1: medium 2, unknown 2, nil 0, high 4; g2: 1, 1, 2, and 2 for what nobody rated.
    let said: Vec<_> =
        rows.iter().map(|r| (r["group"].as_str().unwrap(), &r["score"], &r["rank"])).collect();
    assert_eq!(
        said,
        [
            ("g1", &Value::from(8.0), &Value::from(1)),
            ("g2", &Value::from(6.0), &Value::from(2)),
            ("g3", &Value::Null, &Value::Null)
        ]
    );
    assert_eq!((&rows[0]["least"], &rows[0]["most"]), (&6.0.into(), &10.0.into()));
    assert_eq!((&rows[1]["unknown"], &rows[1]["missing"]), (&0.into(), &1.into()));
    assert_eq!((&rows[2]["verdict"], &rows[2]["low"]), (&"gap".into(), &Value::Null));
    let one = run(&["explain", "g1", "small", "--format", "json"]).expect_code(0).json();
    let agile = &one["attributes"][0];
    assert_eq!(
        (&agile["rating"], &agile["file"], &agile["line"]),
        (&"medium".into(), &"group_ratings.csv".into(), &2.into())
    );
    assert_eq!(agile["ratings"].as_array().unwrap().len(), 3);
    assert_eq!(one["open"]["ask"], "borderless");
    // As text, within something, and side by side.
    let text = run(&["explain", "g1", "small"]).expect_code(0).stdout;
    assert!(
        text.contains("8 of 16 points") && text.contains(":3") && text.contains("R2"),
        "{text}"
    );
    let released = run(&["explain", "g1", "small", "--for", "TLP:CLEAR"]).expect_code(0).stdout;
    assert!(released.contains("rater 2 :3") && !released.contains("R2"), "{released}");
    let within =
        run(&["rank", "small", "--by", "territory", "--format", "csv"]).expect_code(0).stdout;
    let heads: Vec<&str> = within.lines().map(|l| l.split(',').nth(1).unwrap()).collect();
    assert_eq!(heads, ["within", "COL", "COL", "PER", "PER", "XX-A"]);
    let matrix = run(&["matrix", "small", "--format", "text"]).expect_code(0).stdout;
    let row = matrix.lines().find(|l| l.starts_with("destructive")).unwrap();
    assert_eq!(row.split_whitespace().collect::<Vec<_>>(), ["destructive", "1", "H", ".", "."]);
    let again = run(&["rank", "small", "--format", "json"]).stdout;
    assert_eq!(again, run(&["rank", "small", "--format", "json"]).stdout);
}

#[test]
fn what_is_not_there_is_said_with_what_is() {
    let (tmp, project) = sheets();
    let said =
        |args: &[&str]| ideal(tmp.path(), &[&["groups"], args].concat()).expect_code(2).stderr;
    assert!(said(&["explain", "g4", "small"]).contains("no group `g4`"));
    assert!(said(&["rank", "small", "--method", "sleipnr"]).contains("`sleipnir`"));
    for name in ["groups.csv", "group_ratings.csv", "links.csv"] {
        std::fs::remove_file(project.join(name)).unwrap();
    }
    assert!(said(&["rank", "small"]).contains("ideal schema groups"));
    let checked = ideal(tmp.path(), &["check", "small"]).stdout;
    assert!(checked.contains("0 sheets") || !checked.contains("note[groups]"), "{checked}");
}

#[test]
fn a_result_has_their_tables_and_one_without_groups_has_none() {
    let (tmp, _) = sheets();
    let checked = ideal(tmp.path(), &["check", "small"]).expect_code(0).stdout;
    assert!(
        checked.contains("3 sheets of criminal organisations, 10 ratings, 2 links, and 1 place"),
        "{checked}"
    );
    ideal(tmp.path(), &["run", "small", "--out", "out"]).expect_code(0);
    let out = tmp.path().join("out");
    let groups = table(&out.join("tables/groups.csv"));
    assert_eq!(groups.len(), 3);
    assert_eq!((groups[0]["group"].as_str(), groups[0]["ask"].as_str()), ("g1", "borderless"));
    assert_eq!(table(&out.join("tables/group_matrix.csv")).len(), 12);
    assert_eq!(table(&out.join("tables/group_links.csv"))[0]["kind"], "supplies");
    let there = table(&out.join("tables/group_presence.csv"));
    assert_eq!(there.iter().filter(|r| r["activity"] == "none_found").count(), 1);
    assert_eq!(there.len(), 4 + 2 + 1 + 1);
    assert!(out.join("tables/groups.parquet").exists());
    let json: Value =
        serde_json::from_slice(&std::fs::read(out.join("results.json")).unwrap()).unwrap();
    assert_eq!(json["tables"]["group_matrix"]["rows"], 12);
    let found = check("results", &json);
    assert!(found.is_empty(), "{:?}", found.iter().take(5).collect::<Vec<_>>());
    ideal(tmp.path(), &["verify", "out", "small"]).expect_code(0);
    assert!(!files(demo_result()).keys().any(|path| path.contains("group")));
}

#[test]
fn a_group_above_the_clearance_is_in_no_byte_and_moves_nothing() {
    let (tmp, project) = sheets();
    let append = |name: &str, head: &str, rows: &str| {
        let path = project.join(name);
        let text = std::fs::read_to_string(&path).unwrap();
        let (first, rest) = text.split_once('\n').unwrap();
        let wide: String = rest.lines().map(|l| format!("{l},\n")).collect();
        std::fs::write(path, format!("{first}{head}\n{wide}{rows}")).unwrap();
    };
    append(
        "groups.csv",
        ",tlp",
        "g0-zz,Zarigueyas,extortion,,COL:base;PER,fuente-oculta,TLP:RED\n",
    );
    append(
        "group_ratings.csv",
        ",tlp",
        "g0-zz,agile,high,2023,A,1,R-quetzal,\ng0-zz,borderless,high,2023,A,1,R-quetzal,\ng0-zz,controlling,high,2023,A,1,R-quetzal,\n",
    );
    append("links.csv", ",tlp", "g1,g0-zz,cooperates,2023,\n");
    let sources = project.join("sources.csv");
    let declared = std::fs::read_to_string(&sources).unwrap();
    std::fs::write(
        &sources,
        format!("{declared}fuente-oculta,Unidad,Serie quetzal,,none,2024-01-01,\n"),
    )
    .unwrap();
    // Who made no promise is stopped; who did has it first.
    let red = ideal(tmp.path(), &["run", "small", "--out", "red"]);
    assert!(red.code == 2 && red.stderr.contains("groups.csv:5"), "{}", red.stderr);
    let all = ideal(
        tmp.path(),
        &[&["groups", "rank", "small", "--format", "json"][..], &METHOD].concat(),
    );
    assert_eq!(all.json()["groups"][0]["group"], "g0-zz");
    assert_eq!(all.json()["handling"], "TLP:RED");

    let out =
        ideal(tmp.path(), &["run", "small", "--for", "TLP:AMBER", "--out", "amber"]).expect_code(0);
    assert!(!out.stderr.contains("zz"), "{}", out.stderr);
    for (path, bytes) in files(&tmp.path().join("amber")) {
        let text = String::from_utf8_lossy(&bytes);
        for secret in ["g0-zz", "Zarigueyas", "quetzal", "fuente-oculta"] {
            assert!(!text.contains(secret), "{secret} stands in {path}");
        }
    }
    let told = ideal(
        tmp.path(),
        &[&["groups", "rank", "small", "--for", "TLP:AMBER", "--format", "csv"][..], &METHOD]
            .concat(),
    );
    assert!(!told.stdout.contains("zz"));
    // The same project, out of which somebody took the rows by hand.
    let (by_hand, open) = sheets();
    let narrow = |name: &str| {
        let text = std::fs::read_to_string(project.join(name)).unwrap();
        let kept: String =
            text.lines().filter(|l| !l.contains("zz")).map(|l| format!("{l}\n")).collect();
        std::fs::write(open.join(name), kept).unwrap();
    };
    ["groups.csv", "group_ratings.csv", "links.csv"].iter().for_each(|name| narrow(name));
    ideal(by_hand.path(), &["run", "small", "--out", "open"]).expect_code(0);
    for name in [
        "groups",
        "group_matrix",
        "group_links",
        "group_presence",
        "ranking_territories",
        "sources",
    ] {
        let at = |root: &std::path::Path, out: &str| {
            std::fs::read_to_string(root.join(out).join(format!("tables/{name}.csv"))).unwrap()
        };
        assert_eq!(at(tmp.path(), "amber"), at(by_hand.path(), "open"), "{name}");
    }
}
