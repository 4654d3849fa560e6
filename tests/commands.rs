//! Every command, its formats and its exit codes.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;
use std::process::Stdio;

use crate::support::{command, demo, ideal, largest_evidence, names, replace, table};

#[test]
fn check_gives_every_mistake_at_once_in_every_format() {
    let (tmp, project) = demo();
    ideal(tmp.path(), &["check", "demo"]).expect_code(0);
    let evidence = largest_evidence(&project);
    let text = std::fs::read_to_string(&evidence).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    lines[1].replace_range(0..3, "XXX");
    lines[3].push_str(",one,too,many");
    std::fs::write(&evidence, lines.join("\n") + "\n").unwrap();
    let method = project.join("method.toml");
    replace(&method, "weight = ", "wieght = ");
    replace(&method, "min_coverage = ", "min_covrage = ");

    let json = ideal(tmp.path(), &["check", "demo", "--format", "json"]).expect_code(1).json();
    let findings = json["findings"].as_array().unwrap();
    for f in findings {
        for key in ["severity", "code", "file", "line", "column", "message", "hint", "count"] {
            assert!(f.get(key).is_some(), "{f} lacks {key}");
        }
    }
    let errors: Vec<(String, u64)> = findings
        .iter()
        .filter(|f| f["severity"] == "error")
        .map(|f| (f["file"].as_str().unwrap().to_owned(), f["line"].as_u64().unwrap_or(0)))
        .collect();
    let name = evidence.strip_prefix(&project).unwrap().to_string_lossy().into_owned();
    assert!(
        errors.contains(&(name.clone(), 2)) && errors.contains(&(name.clone(), 4)),
        "{errors:?}"
    );
    assert_eq!(errors.iter().filter(|(f, _)| f == "method.toml").count(), 2, "{errors:?}");

    let shown = ideal(tmp.path(), &["check", "demo"]).expect_code(1).stdout;
    assert!(shown.contains(&format!("--> demo/{name}:2")), "{shown}");
    assert!(
        shown.contains("did you mean `min_coverage`?") && shown.contains("| min_covrage = "),
        "{shown}"
    );
    let csv = ideal(tmp.path(), &["check", "demo", "--format", "csv"]).expect_code(1).stdout;
    assert!(csv.starts_with("severity,code,file,line,column,message,hint,count\n"));
}

/// The errors in what `check` or `run` says as JSON: code, file, message.
fn errors(found: &serde_json::Value) -> Vec<String> {
    let list = found["findings"].as_array().unwrap();
    list.iter()
        .filter(|f| f["severity"] == "error")
        .map(|f| f["code"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn check_refuses_what_a_run_refuses() {
    let (tmp, project) = demo();
    ideal(tmp.path(), &["check", "demo", "--strict"]).expect_code(0);
    let method = project.join("method.toml");
    replace(&method, "normalise = \"goalposts\"", "normalise = { method = \"minmax\" }");
    let found = ideal(tmp.path(), &["check", "demo", "--format", "json"]).expect_code(1).json();
    // One error for each indicator, beside the notes that were there.
    let list = found["findings"].as_array().unwrap();
    let refused: Vec<&serde_json::Value> =
        list.iter().filter(|f| f["severity"] == "error").collect();
    let text = std::fs::read_to_string(&method).unwrap();
    let mut indicators = std::collections::BTreeSet::new();
    for f in &refused {
        assert_eq!(
            (f["code"].as_str(), f["file"].as_str()),
            (Some("transform"), Some("method.toml"))
        );
        let line = text.lines().nth(f["line"].as_u64().unwrap() as usize - 1).unwrap();
        assert!(line.starts_with("[indicator.") && indicators.insert(line), "{line}: {f}");
    }
    let deaths = refused
        .iter()
        .find(|f| f["message"].as_str().unwrap().contains("`ucdp.nonstate_deaths`"))
        .unwrap();
    assert!(
        deaths["count"].as_u64().unwrap() > 1
            && deaths["message"].as_str().unwrap().contains("`log`"),
        "{deaths}"
    );
    assert!(list.len() > refused.len());
    let run = ideal(tmp.path(), &["run", "demo", "--draws", "0"]).expect_code(2);
    assert!(run.stderr.contains(refused[0]["message"].as_str().unwrap()), "{}", run.stderr);
    assert!(ideal(tmp.path(), &["check", "demo"]).expect_code(1).stdout.contains("log1p"));
}

#[test]
fn screening_says_whom_it_leaves_out() {
    let (tmp, project) = demo();
    let method = project.join("method.toml");
    let screen = |threshold: &str| {
        format!(
            "normalise = \"goalposts\"\nscreen = {{ by = \"available\", threshold = {threshold} }}"
        )
    };
    replace(&method, "normalise = \"goalposts\"", &screen("0.9"));
    let found = ideal(tmp.path(), &["check", "demo", "--format", "json"]).expect_code(1).json();
    assert_eq!(errors(&found), ["screened"]);
    let run = ideal(tmp.path(), &["run", "demo", "--draws", "0"]).expect_code(2);
    assert!(
        run.stderr.contains("nothing is left to score") && run.stderr.contains("threshold"),
        "{}",
        run.stderr
    );
    replace(&method, "threshold = 0.9", "threshold = 0.5");
    ideal(tmp.path(), &["check", "demo"]).expect_code(0);
    ideal(tmp.path(), &["run", "demo", "--draws", "0", "--out", "out"]).expect_code(0);
    let warnings = table(&tmp.path().join("out/tables/warnings.csv"));
    let said: Vec<_> = warnings.iter().filter(|w| w["code"] == "screened").collect();
    assert!(said.len() == 1 && said[0]["severity"] == "warning", "{said:?}");
}

#[test]
fn strict_lets_warnings_count() {
    let (tmp, project) = demo();
    let evidence = largest_evidence(&project);
    let mut text = std::fs::read_to_string(&evidence).unwrap();
    let again = text.lines().nth(1).unwrap().to_owned();
    text.push_str(&again);
    text.push('\n');
    std::fs::write(&evidence, text).unwrap();
    let found = ideal(tmp.path(), &["check", "demo"]).expect_code(0);
    assert!(found.stdout.contains("warning["), "{}", found.stdout);
    ideal(tmp.path(), &["check", "demo", "--strict"]).expect_code(1);
}

#[test]
fn without_a_project_it_is_the_folder_or_the_demonstration() {
    let (tmp, project) = demo();
    let outside = ideal(tmp.path(), &["check"]).expect_code(0);
    assert!(outside.stderr.contains("embedded demonstration"));
    let inside = ideal(&project, &["check"]).expect_code(0);
    assert!(!inside.stderr.contains("demonstration"), "{}", inside.stderr);
}

#[test]
fn rank_prints_tables_csv_and_json() {
    let tmp = tempfile::tempdir().unwrap();
    let json =
        ideal(tmp.path(), &["rank", "--by", "territories", "--draws", "0", "--format", "json"])
            .expect_code(0)
            .json();
    let rows = json["rankings"].as_array().unwrap();
    assert!(rows.len() >= 20);
    assert_eq!(json["handling"], "TLP:CLEAR");
    let csv = ideal(
        tmp.path(),
        &[
            "rank",
            "--by",
            "units",
            "--node",
            "threat",
            "--edition",
            "2021",
            "--draws",
            "0",
            "--format",
            "csv",
        ],
    );
    let csv = csv.expect_code(0).stdout;
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let rows: Vec<BTreeMap<String, String>> =
        reader.deserialize().collect::<Result<_, _>>().unwrap();
    assert!(rows.iter().all(|r| r["edition"] == "2021" && r["node"] == "threat"));
    let table = ideal(tmp.path(), &["rank", "--lang", "en", "--draws", "0"]).expect_code(0);
    assert!(table.stdout.contains("Ecuador") && table.stdout.contains("score"), "{}", table.stdout);
    let refused = ideal(tmp.path(), &["rank", "--node", "actors", "--draws", "0"]).expect_code(2);
    assert!(refused.stderr.contains("threat"), "{}", refused.stderr);
}

#[test]
fn explain_opens_a_score_down_to_its_rows() {
    let (tmp, _) = demo();
    let tree = ideal(tmp.path(), &["explain", "MEX/oc_homicide", "demo", "--lang", "en"])
        .expect_code(0)
        .stdout;
    assert!(tree.contains("Threat") && tree.contains("evidence/ucdp.csv:"), "{tree}");
    assert!(tree.lines().all(|l| l.chars().count() <= 100), "{tree}");
    let json = ideal(
        tmp.path(),
        &["explain", "MEX/oc_homicide/threat", "demo", "--edition", "2021", "--format", "json"],
    )
    .expect_code(0)
    .json();
    assert_eq!((json["territory"].as_str(), json["edition"].as_str()), (Some("MEX"), Some("2021")));
    let node = &json["tree"];
    let parts: f64 = node["children"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|c| c["contribution"].as_f64())
        .sum();
    assert!((parts - node["score"].as_f64().unwrap()).abs() < 1e-9);
    let csv =
        ideal(tmp.path(), &["explain", "MEX/*", "demo", "--format", "csv"]).expect_code(0).stdout;
    assert!(csv.starts_with("depth,node,score,"));
    for (unit, hint) in [
        ("COL/no_such_area", "crime area"),
        ("MEXX/*", "`MEX`"),
        ("MEX/oc_homicide/thret", "`threat`"),
        ("a/b/c/d", "TERRITORY"),
    ] {
        let refused = ideal(tmp.path(), &["explain", unit, "demo"]).expect_code(2);
        assert!(refused.stderr.contains(hint), "{unit}: {}", refused.stderr);
    }
}

#[test]
fn new_makes_whole_projects_and_touches_nothing_else() {
    let tmp = tempfile::tempdir().unwrap();
    ideal(tmp.path(), &["new", "mine"]).expect_code(0);
    for file in [
        "README.md",
        "LICENCES.md",
        "assessment.toml",
        "method.toml",
        "sources.csv",
        "datapackage.json",
        "evidence",
    ] {
        assert!(tmp.path().join("mine").join(file).exists(), "{file}");
    }
    let refused = ideal(tmp.path(), &["new", "mine"]).expect_code(2);
    assert!(refused.stderr.contains("not empty"), "{}", refused.stderr);
    let unknown = ideal(tmp.path(), &["new", "other", "--method", "latam-opne"]).expect_code(2);
    assert!(unknown.stderr.contains("`latam-open`"), "{}", unknown.stderr);
    assert_eq!(names(tmp.path()), ["mine"]);
}

#[test]
fn an_empty_project_comes_with_a_round_planned_and_runs() {
    let tmp = tempfile::tempdir().unwrap();
    let made = ideal(tmp.path(), &["new", "mine", "--method", "latam-open"]).expect_code(0);
    assert!(made.stderr.contains("ideal collect issue mine --round 2023-1"), "{}", made.stderr);
    let checked = ideal(tmp.path(), &["check", "mine"]).expect_code(0).stdout;
    assert!(checked.contains("no-evidence-yet"), "{checked}");
    let issue =
        ["collect", "issue", "mine", "--round", "2023-1", "--out", "books", "--panel", "COL"];
    ideal(tmp.path(), &issue).expect_code(0);
    assert!(
        tmp.path().join("books/COL.es.xlsx").exists(),
        "{:?}",
        names(&tmp.path().join("books"))
    );
    ideal(tmp.path(), &["run", "mine", "--draws", "0", "--lang", "en"]).expect_code(0);
    let scores = table(&tmp.path().join("ideal-out/tables/scores.csv"));
    assert!(scores.iter().all(|r| r["score"].is_empty()), "a score from nothing");
    // A method that asks experts for nothing has no round.
    ideal(tmp.path(), &["new", "hdi", "--method", "hdi"]).expect_code(0);
    assert!(!tmp.path().join("hdi/rounds").exists());
}

#[test]
fn schemas_completions_help_and_version() {
    let tmp = tempfile::tempdir().unwrap();
    for what in [
        "assessment",
        "method",
        "results",
        "calibration",
        "agreement",
        "mapping",
        "evidence",
        "sources",
        "territories",
        "crime_areas",
        "indicators",
        "weights",
        "groups",
        "links",
        "group_ratings",
        "none_found",
        "proposed_weights",
        "tables",
        "compared",
    ] {
        ideal(tmp.path(), &["schema", what]).expect_code(0).json();
    }
    assert_eq!(ideal(tmp.path(), &["schema"]).expect_code(0).json().as_object().unwrap().len(), 20);
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(ideal(tmp.path(), &["completions", shell]).expect_code(0).stdout.len() > 200);
    }
    for c in [
        "run",
        "check",
        "new",
        "explain",
        "rank",
        "agreement",
        "import",
        "report",
        "schema",
        "verify",
        "completions",
    ] {
        let help = ideal(tmp.path(), &[c, "--help"]).expect_code(0).stdout;
        assert!(help.contains("Examples:"), "{c} teaches nothing: {help}");
        assert!(help.lines().all(|l| l.chars().count() <= 100), "{c}: {help}");
    }
    assert!(ideal(tmp.path(), &["--version"]).expect_code(0).stdout.starts_with("ideal "));
    ideal(tmp.path(), &["frobnicate"]).expect_code(2);
    ideal(tmp.path(), &["import", "worldbank", "x.csv"]).expect_code(2);
    let none = ideal(tmp.path(), &["import", "wordbank", "x.csv", "--out", "y.csv"]).expect_code(2);
    assert!(none.stderr.contains("`worldbank`"), "{}", none.stderr);
    assert!(names(tmp.path()).is_empty());
}

#[test]
fn a_closed_pipe_is_success() {
    let tmp = tempfile::tempdir().unwrap();
    let mut child =
        command(tmp.path(), &["rank", "--by", "units", "--format", "csv", "--draws", "0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
    drop(child.stdout.take());
    let out = child.wait_with_output().unwrap();
    assert_eq!(out.status.code(), Some(0), "{}", String::from_utf8_lossy(&out.stderr));
}

#[test]
fn report_writes_one_file() {
    let tmp = tempfile::tempdir().unwrap();
    ideal(tmp.path(), &["report", "--out", "informe.html", "--lang", "es", "--draws", "0"])
        .expect_code(0);
    assert!(
        std::fs::read_to_string(tmp.path().join("informe.html")).unwrap().contains("lang=\"es\"")
    );
    ideal(tmp.path(), &["report", "--out", "no/such/folder/x.html", "--draws", "0"]).expect_code(2);
    assert_eq!(names(tmp.path()), ["informe.html"]);
}

#[test]
fn reports_of_several_languages_lead_to_one_another_and_nowhere_else() {
    let tmp = tempfile::tempdir().unwrap();
    let args = ["report", "--out", "informe.html", "--lang", "es,pt", "--draws", "0"];
    let said = ideal(tmp.path(), &args).expect_code(0).stdout;
    assert_eq!(said, "informe.es.html\ninforme.pt.html\n");
    assert_eq!(names(tmp.path()), ["informe.es.html", "informe.pt.html"]);
    for (own, other) in [("es", "pt"), ("pt", "es")] {
        let html = std::fs::read_to_string(tmp.path().join(format!("informe.{own}.html"))).unwrap();
        let links: Vec<&str> = html.split("hreflang=\"").skip(1).map(|rest| &rest[..2]).collect();
        assert_eq!(links, [other]);
        assert!(html.contains(&format!("href=\"informe.{other}.html\" hreflang=\"{other}\"")));
    }
}
