//! What sheets of criminal groups say of a crime area, from the sheets to the result folder.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;

use crate::support::{demo, files, ideal, replace, small, table};

const GROUPS: &str =
    "group,name,principal,secondary,territories,counting_rule,source,reliability,credibility
g1,Los Faros,extortion,drug_cocaine,COL:base;XX-A,police,one,B,2
g2,,drug_cocaine,,COL:transit;PER,police,one,B,2
g3,Muralla,extortion,,PER,police,one,B,2
";

/// By `most-threatening`, 16 points at most: g1 has 12, g2 has 4; of g3 too little is known.
const RATINGS: &str = "group,attribute,rating,period,source,reliability,credibility
g1,agile,high,2023,one,A,1
g1,borderless,high,2022,one,A,1
g1,controlling,medium,2023,one,A,1
g1,destructive,medium,2023,one,A,1
g2,agile,low,2023,one,A,1
g2,borderless,low,2023,one,A,1
g2,controlling,low,2023,one,A,1
g2,destructive,low,2023,one,A,1
g3,agile,high,2023,one,A,1
";

const LEAVES: &str = "\n[node.actors]\nname.en = \"Actors\"\nparent = \"root\"\n[indicator.\"groups.threat\"]\nname.en = \
                      \"Groups\"\nparent = \"actors\"\nkind = \"expert\"\nunit = \"share of the maximum\"\nscale = [0.0, \
                      1.0]\ngoalposts = [0.0, 1.0]\n[indicator.\"groups.count\"]\nname.en = \"Number\"\nparent = \
                      \"actors\"\nkind = \"recorded\"\nunit = \"groups\"\ngoalposts = [0.0, 10.0]\nweight = 0.0\n";

fn write(project: &Path, name: &str, text: &str) {
    std::fs::write(project.join(name), text).unwrap();
}

fn append(project: &Path, name: &str, text: &str) {
    let before = std::fs::read_to_string(project.join(name)).unwrap();
    write(project, name, &format!("{before}{text}"));
}

/// The small project with three groups, of which the third is a gap, under a method that reads them.
fn with_actors() -> (TempDir, PathBuf) {
    let (tmp, project) = small();
    append(&project, "method.toml", LEAVES);
    write(&project, "groups.csv", GROUPS);
    write(&project, "group_ratings.csv", RATINGS);
    write(&project, "none_found.csv", "territory,crime_area,period,source\nXX-B,*,2023,one\n");
    (tmp, project)
}

/// The leaves of the result in `out`, by unit.
fn leaves(dir: &Path, out: &str, indicator: &str) -> Vec<[String; 4]> {
    let rows = table(&dir.join(out).join("tables/indicators.csv"));
    let own = rows.into_iter().filter(|r| r["indicator"] == indicator);
    own.map(|r| ["territory", "crime_area", "status", "denominated"].map(|c| r[c].clone()))
        .collect()
}

#[test]
fn a_score_opens_down_to_the_lines_of_the_sheets() {
    let (tmp, _) = with_actors();
    let dir = tmp.path();
    let checked = ideal(dir, &["check", "small"]).expect_code(0).stdout;
    assert!(!checked.contains("no-rows-for-indicator"), "{checked}");
    ideal(dir, &["run", "small", "--out", "out"]).expect_code(0);
    ideal(dir, &["verify", "out", "small"]).expect_code(0);
    let said = leaves(dir, "out", "groups.threat");
    let of = |territory: &str, area: &str| {
        let unit = said.iter().find(|l| l[0] == territory && l[1] == area).unwrap();
        (unit[2].clone(), unit[3].parse::<f64>().ok())
    };
    let value = |x| ("value".to_owned(), Some(x));
    assert_eq!(of("COL", "extortion"), value(0.75));
    assert_eq!(of("XX-A", "drug_cocaine"), value(0.375));
    assert_eq!(of("PER", "drug_cocaine"), value(0.25));
    let (_, both) = of("COL", "drug_cocaine");
    let want = f64::midpoint(0.375 * 0.375, 0.25 * 0.25).sqrt();
    assert!((both.unwrap() - want).abs() < 1e-9, "{both:?}");
    assert_eq!(of("PER", "extortion"), ("unknown".to_owned(), None));
    assert_eq!(of("XX-B", "extortion"), ("nil".to_owned(), Some(0.0)));
    // A gap in the actors, though the rest of the territory has scores.
    let scores = table(&dir.join("out/tables/scores.csv"));
    let actors = scores.iter().find(|r| {
        (r["territory"].as_str(), r["crime_area"].as_str(), r["node"].as_str())
            == ("PER", "extortion", "actors")
    });
    assert_eq!(actors.unwrap()["verdict"], "gap");

    let text = ideal(dir, &["explain", "COL/drug_cocaine", "small"]).expect_code(0).stdout;
    assert!(text.contains("groups.csv:2  g1  ½ × 0.750  B2"), "{text}");
    assert!(text.contains("groups.csv:3  g2  0.250  B2"), "{text}");
    let json = ideal(dir, &["explain", "COL/drug_cocaine", "small", "--format", "json"]);
    let json = json.expect_code(0).json();
    let actors = json["tree"]["children"].as_array().unwrap();
    let actors = actors.iter().find(|c| c["node"] == "actors").unwrap();
    let row = &actors["children"][0]["rows"][0];
    let lines: Vec<&Value> = row["groups"].as_array().unwrap().iter().map(|g| &g["line"]).collect();
    assert_eq!((lines, &row["source"]), (vec![&2.into(), &3.into()], &"one".into()));
    let csv = ideal(dir, &["explain", "PER/extortion", "small", "--format", "csv"]).stdout;
    assert!(csv.lines().any(|l| l.contains("groups.csv,,4,group,") && l.ends_with(",g3")), "{csv}");
    let gap = ideal(dir, &["explain", "PER/extortion", "small"]).stdout;
    assert!(gap.contains("groups.csv:4  g3  –"), "{gap}");
}

#[test]
fn what_goes_to_an_audience_is_computed_without_the_groups_above_it() {
    let (tmp, project) = with_actors();
    let (by_hand, _) = with_actors();
    let dir = tmp.path();
    let marked = |name: &str, text: &str, rows: &str| {
        let (head, rest) = text.split_once('\n').unwrap();
        let wide: String = rest.lines().map(|l| format!("{l},\n")).collect();
        write(&project, name, &format!("{head},tlp\n{wide}{rows}"));
        let open = by_hand.path().join("small");
        write(&open, name, &format!("{head},tlp\n{wide}"));
    };
    marked("groups.csv", GROUPS, "g0-zz,Zarigueyas,extortion,,COL;XX-B,police,one,A,1,TLP:AMBER\n");
    let red = ["agile", "borderless", "controlling", "destructive"];
    let rows: String = red.map(|a| format!("g0-zz,{a},high,2023,one,A,1,TLP:AMBER\n")).concat();
    marked("group_ratings.csv", RATINGS, &rows);
    ideal(dir, &["run", "small", "--out", "all"]).expect_code(0);
    let amber = ideal(dir, &["explain", "COL/extortion", "small", "--format", "json"]).json();
    assert_eq!(amber["handling"], "TLP:AMBER");
    ideal(dir, &["run", "small", "--for", "TLP:GREEN", "--out", "green"]).expect_code(0);
    ideal(by_hand.path(), &["run", "small", "--out", "open"]).expect_code(0);
    // It moves what is not withheld from everybody: where none was found there is a group.
    let threat = |out: &str| leaves(dir, out, "groups.threat");
    assert_ne!(threat("all"), threat("green"));
    let green = files(&dir.join("green"));
    let open = files(&by_hand.path().join("open"));
    let mut same = 0;
    for (path, bytes) in &green {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("g0-zz") && !text.contains("Zarigueyas"), "{path}");
        // What says for whom it is made differs, and nothing else.
        if path.starts_with("tables/") {
            assert!(open[path] == *bytes, "{path}");
            same += 1;
        }
    }
    assert!(same > 24, "{same} files of tables");
}

#[test]
fn counts_under_two_rules_name_both_and_write_nothing() {
    let (tmp, project) = with_actors();
    replace(&project.join("groups.csv"), "extortion,,PER,police", "extortion,,PER,press");
    let stopped = ideal(tmp.path(), &["run", "small", "--out", "out"]).expect_code(2).stderr;
    for part in ["groups.csv:4", "`press`", "`police`", "groups.csv:2", "two-counting-rules"] {
        assert!(stopped.contains(part), "{part}: {stopped}");
    }
    assert!(!tmp.path().join("out").exists());
    ideal(tmp.path(), &["check", "small"]).expect_code(1);
    // Who does not count may have them: the threat is no count.
    let method = std::fs::read_to_string(project.join("method.toml")).unwrap();
    let (without, _) = method.split_once("[indicator.\"groups.count\"]").unwrap();
    write(&project, "method.toml", without);
    ideal(tmp.path(), &["run", "small", "--out", "out"]).expect_code(0);
}

#[test]
fn evidence_does_not_say_what_sheets_say() {
    let (tmp, project) = with_actors();
    append(&project, "evidence/a.csv", "COL,extortion,groups.threat,2023,0.1,one\n");
    let stopped = ideal(tmp.path(), &["check", "small"]).expect_code(1);
    let said = stopped.stdout + &stopped.stderr;
    assert!(said.contains("evidence/a.csv:18") && said.contains("derived-indicator"), "{said}");
}

#[test]
fn a_sheet_that_changed_is_data_that_changed() {
    let (tmp, project) = with_actors();
    let dir = tmp.path();
    let later = dir.join("later");
    for (path, bytes) in files(&project) {
        std::fs::create_dir_all(later.join(&path).parent().unwrap()).unwrap();
        std::fs::write(later.join(path), bytes).unwrap();
    }
    replace(&later.join("group_ratings.csv"), "g1,controlling,medium", "g1,controlling,nil");
    let json = ideal(dir, &["compare", "small", "later", "--format", "json", "--draws", "0"]);
    let json = json.expect_code(0).json();
    let nodes = json["rows"].as_array().unwrap();
    let actors = nodes.iter().find(|n| {
        (&n["territory"], &n["crime_area"], &n["node"])
            == (&"COL".into(), &"extortion".into(), &"actors".into())
    });
    let actors = actors.unwrap_or_else(|| panic!("{nodes:?}"));
    assert_eq!(actors["data"].as_f64().unwrap(), -12.5, "{actors}");
    assert_eq!((actors["method"].as_f64(), actors["world"].as_f64()), (Some(0.0), Some(0.0)));
    let changed = json["rows_changed"].as_array().unwrap();
    let places: Vec<_> =
        changed.iter().map(|r| (&r["file"], &r["line"], &r["counts_as"])).collect();
    assert!(!places.is_empty());
    assert!(places.iter().all(|p| *p.0 == "groups.csv" && *p.2 == "data"), "{places:?}");
}

#[test]
fn actors_of_the_region_differ_by_area_where_there_are_sheets() {
    let (tmp, project) = demo();
    replace(
        &project.join("assessment.toml"),
        "method = \"method.toml\"",
        "method = \"latam-groups\"",
    );
    let groups = GROUPS.replace("XX-A", "ECU").replace(",one,", ",,");
    write(&project, "groups.csv", &groups);
    write(&project, "group_ratings.csv", &RATINGS.replace(",one,", ",,"));
    write(&project, "none_found.csv", "territory,crime_area,period\nURY,extortion,2023\n");
    ideal(tmp.path(), &["run", "demo", "--out", "out", "--draws", "0"]).expect_code(0);
    let scores = table(&tmp.path().join("out/tables/scores.csv"));
    let actors = |territory: &str, area: &str| {
        let row = scores.iter().find(|r| {
            ["territory", "crime_area", "node", "edition"].map(|c| r[c].as_str())
                == [territory, area, "actors", "2023"]
        });
        row.unwrap()["score"].parse::<f64>().ok()
    };
    let (extortion, cocaine) = (actors("COL", "extortion"), actors("COL", "drug_cocaine"));
    assert!(extortion.unwrap() > cocaine.unwrap() + 1.0, "{extortion:?} {cocaine:?}");
    assert_eq!(actors("COL", "contraband"), None);
    assert_eq!(actors("BRA", "extortion"), None);
    // Somebody looked: that is an answer, and a low one.
    assert!(actors("URY", "extortion").unwrap() < actors("ECU", "extortion").unwrap());
}
