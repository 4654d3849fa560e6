//! `ideal incidents`: records become figures, and every row is accounted for.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use ideal_testing::Data;

use crate::support::{Outcome, command, finish, ideal, names, small, table};

const RECIPE: &str = r#"id = "police"
[source]
id = "police"
publisher = "National police"
title = "Complaints"
licence = "CC0"
[file]
format = "csv"
[territory]
column = "depto"
codes = "table"
table = { "Antioquia" = "CO-ANT", "Chocó" = "CO-CHO" }
parent = "COL"
[crime_area]
column = "delito"
table = { "Extorsion" = "extortion", "Secuestro" = "kidnapping" }
other = "count"
[period]
date = "fecha"
order = "ymd"
by = "year"
[[measure]]
indicator = "police.victims"
sum = "victimas"
[[define]]
code = "police.victims"
name = "Victims"
unit = "victims"
kind = "recorded"
"#;

/// Twelve records of two years, of which nine are used.
const RECORDS: &str = "\
exp,fecha,depto,delito,victimas,arma
1,2021-01-05,Antioquia,Extorsion,2,si
2,2021-02-07,Antioquia,Extorsion,1,no
3,2021-12-30,Antioquia,Secuestro,3,si
4,2021-06-11,Chocó,Extorsion,0.5,si
5,2022-01-02,Chocó,Extorsion,4,no
6,2022-03-04,Chocó,Hurto,1,no
7,2022-03-04,Antioquia,Hurto,1,no
8,2022-05-06,Chocó,Secuestro,1,si
9,2022-07-08,Antioquia,Extorsion,10,no
10,2022-10-10,Antioquia,Extorsion,0.25,si
11,2022-11-11,Antioquia,Extorsion,0.1,no
12,2022-12-30,Antioquia,Hurto,7,no
";

fn written(recipe: &str, records: &str) -> tempfile::TempDir {
    let tmp = tempfile::tempdir().unwrap();
    std::fs::write(tmp.path().join("r.toml"), recipe).unwrap();
    std::fs::write(tmp.path().join("d.csv"), records).unwrap();
    tmp
}

const RUN: [&str; 7] = ["incidents", "r.toml", "d.csv", "--out", "o.csv", "--quality", "q"];

fn run(recipe: &str, records: &str) -> (tempfile::TempDir, Outcome) {
    let tmp = written(recipe, records);
    let outcome = ideal(tmp.path(), &RUN);
    (tmp, outcome)
}

/// Values by territory, crime area, indicator and period.
fn values(dir: &Path) -> BTreeMap<[String; 4], String> {
    let key = |row: &BTreeMap<String, String>| {
        ["territory", "crime_area", "indicator", "period"].map(|c| row[c].clone())
    };
    table(&dir.join("o.csv")).iter().map(|row| (key(row), row["value"].clone())).collect()
}

fn value(dir: &Path, territory: &str, area: &str, indicator: &str, period: &str) -> Option<String> {
    values(dir).get(&[territory, area, indicator, period].map(str::to_owned)).cloned()
}

/// The error of a reading that has to fail, and that writes nothing.
#[track_caller]
fn refused(recipe: &str, records: &str) -> String {
    let (tmp, outcome) = run(recipe, records);
    let outcome = outcome.expect_code(2);
    assert_eq!(names(tmp.path()), ["d.csv", "r.toml"]);
    outcome.stderr
}

#[test]
fn sums_are_exact_and_every_row_is_accounted_for() {
    let (tmp, outcome) = run(RECIPE, RECORDS);
    let outcome = outcome.expect_code(0);
    let dir = tmp.path();
    let got: Vec<String> =
        values(dir).into_iter().map(|(key, value)| format!("{} {value}", key.join(" "))).collect();
    assert_eq!(
        got,
        [
            "CO-ANT extortion police.victims 2021 3",
            "CO-ANT extortion police.victims 2022 10.35",
            "CO-ANT kidnapping police.victims 2021 3",
            "CO-CHO extortion police.victims 2021 0.5",
            "CO-CHO extortion police.victims 2022 4",
            "CO-CHO kidnapping police.victims 2022 1",
        ]
    );
    assert!(
        outcome.stderr.contains("12 rows read = 9 used in 6 figures + 3 left out"),
        "{}",
        outcome.stderr
    );
    assert!(outcome.stderr.contains("3 of them `Hurto`"), "{}", outcome.stderr);
    let said: serde_json::Value =
        serde_json::from_slice(&std::fs::read(dir.join("q/quality.json")).unwrap()).unwrap();
    assert_eq!((&said["read"], &said["used"]), (&12.into(), &9.into()));
    let rows = table(&dir.join("q/rows.csv"));
    let total: u64 = rows
        .iter()
        .filter(|r| r["outcome"] != "read")
        .map(|r| r["rows"].parse::<u64>().unwrap())
        .sum();
    assert_eq!(total, 12);
    assert_eq!(table(&dir.join("q/offences.csv"))[0]["offence"], "Hurto");
}

/// Many records, so that they come in several parts: `n` of them by a fixed rule.
fn many(n: u32) -> Vec<String> {
    let places = ["Antioquia", "Chocó"];
    let offences = ["Extorsion", "Secuestro", "Hurto"];
    (0..n)
        .map(|i| {
            let h = i.wrapping_mul(2_654_435_761) >> 7;
            format!(
                "{i},20{}-{:02}-{:02},{},{},{}.{},x",
                18 + h % 5,
                1 + h / 5 % 12,
                1 + h / 60 % 28,
                places[(h / 3 % 2) as usize],
                offences[(h / 7 % 3) as usize],
                h % 4,
                h % 10
            )
        })
        .collect()
}

#[test]
fn order_parts_and_threads_change_no_byte() {
    let rows = many(60_000);
    let head = "exp,fecha,depto,delito,victimas,arma";
    let text = |rows: &mut dyn Iterator<Item = &String>| {
        rows.fold(format!("{head}\n"), |mut text, row| {
            writeln!(text, "{row}").unwrap();
            text
        })
    };
    let tmp = written(RECIPE, &text(&mut rows.iter()));
    let dir = tmp.path();
    ideal(dir, &RUN).expect_code(0);
    let whole = std::fs::read(dir.join("o.csv")).unwrap();
    for threads in ["1", "2", "8"] {
        let mut again = command(dir, &["incidents", "r.toml", "d.csv", "--out", "t.csv"]);
        again.env("RAYON_NUM_THREADS", threads);
        finish(again).expect_code(0);
        assert!(std::fs::read(dir.join("t.csv")).unwrap() == whole, "{threads} threads");
    }
    std::fs::create_dir(dir.join("parts")).unwrap();
    for part in 0..200 {
        let mine = rows.iter().rev().skip(part).step_by(200);
        std::fs::write(dir.join(format!("parts/{part:03}.csv")), text(&mut mine.into_iter()))
            .unwrap();
    }
    ideal(dir, &["incidents", "r.toml", "parts/*.csv", "--out", "p.csv"]).expect_code(0);
    assert!(std::fs::read(dir.join("p.csv")).unwrap() == whole, "two hundred parts, backwards");
    // The same by another way: added up here, in whole tenths.
    let mut want: BTreeMap<[String; 4], i64> = BTreeMap::new();
    for row in &rows {
        let cells: Vec<&str> = row.split(',').collect();
        let place = if cells[2] == "Antioquia" { "CO-ANT" } else { "CO-CHO" };
        let area = match cells[3] {
            "Extorsion" => "extortion",
            "Secuestro" => "kidnapping",
            _ => continue,
        };
        let (whole, tenth) = cells[4].split_once('.').unwrap();
        let key = [place, area, "police.victims", &cells[1][..4]].map(str::to_owned);
        *want.entry(key).or_default() +=
            whole.parse::<i64>().unwrap() * 10 + tenth.parse::<i64>().unwrap();
    }
    let got = values(dir);
    assert_eq!(got.len(), want.len());
    for (key, tenths) in want {
        let tenth = |text: &str| (text.parse::<f64>().unwrap() * 10.0).round();
        assert!((tenth(&got[&key]) - tenths as f64).abs() < 0.5, "{key:?}");
    }
}

#[test]
fn what_nobody_knows_stops_the_reading() {
    let unknown =
        refused(RECIPE, &RECORDS.replace("1,2021-01-05,Antioquia", "1,2021-01-05,Antioqia"));
    assert!(
        unknown.contains("d.csv, line 2")
            && unknown.contains("Antioqia")
            && unknown.contains("[territory.table]"),
        "{unknown}"
    );
    let offence = refused(&RECIPE.replace("other = \"count\"\n", ""), RECORDS);
    assert!(offence.contains("Hurto") && offence.contains("3 rows"), "{offence}");
    let twice = ideal(
        written(RECIPE, RECORDS).path(),
        &["incidents", "r.toml", "d.csv", "d.csv", "--out", "o.csv"],
    )
    .expect_code(2);
    assert!(twice.stderr.contains("would count twice"), "{}", twice.stderr);
}

#[test]
fn a_copy_of_a_file_counts_nothing_twice() {
    let tmp = written(RECIPE, RECORDS);
    std::fs::write(tmp.path().join("copy.csv"), RECORDS).unwrap();
    let args = ["incidents", "r.toml", "d.csv", "copy.csv", "--out", "o.csv"];
    let error = ideal(tmp.path(), &args).expect_code(2).stderr;
    assert!(error.contains("copy.csv") && error.contains("would count twice"), "{error}");
    let comma = RECORDS.replace(",10,no", ",\"10,5\",no");
    assert!(refused(RECIPE, &comma).contains("decimal = \",\" makes it 10.5"));
    assert!(refused(RECIPE, "exp,fecha,depto,delito,victimas,arma\n").contains("no record to use"));
}

#[test]
fn damaged_files_are_refused_or_counted() {
    let bad_date =
        RECORDS.replace("2022-03-04,Chocó", "2022-13-04,Chocó").replace("2022-07-08", "s/d");
    let error = refused(RECIPE, &bad_date);
    assert!(
        error.contains("line 7")
            && error.contains("2 rows cannot be read")
            && error.contains("unreadable"),
        "{error}"
    );
    let counting = format!("unreadable = \"count\"\n{RECIPE}");
    let (tmp, outcome) = run(&counting, &bad_date);
    let outcome = outcome.expect_code(0);
    assert!(outcome.stderr.contains("2 left out: dates that cannot be read"), "{}", outcome.stderr);
    assert_eq!(
        value(tmp.path(), "CO-ANT", "extortion", "police.victims", "2022").as_deref(),
        Some("0.35")
    );

    // A file put behind another with its header, and rows that lost a cell.
    let body = RECORDS.split_once('\n').unwrap();
    let joined = format!("{RECORDS}{}\n{}", body.0, "13,2022-08-08,Antioquia,Extorsion,5,no\n");
    let (tmp, outcome) = run(RECIPE, &joined);
    assert!(outcome.expect_code(0).stderr.contains("1 left out: rows that repeat the header"));
    assert_eq!(
        value(tmp.path(), "CO-ANT", "extortion", "police.victims", "2022").as_deref(),
        Some("15.35")
    );
    let short = RECORDS.replace("9,2022-07-08,Antioquia", "9,2022-07-08");
    assert!(refused(RECIPE, &short).contains("line 10"), "a row that lost a cell");
    let (_, counted) = run(&counting, &short);
    assert!(
        counted.expect_code(0).stderr.contains("1 left out: rows with another number of cells")
    );

    let cut = &RECORDS[..RECORDS.len() - 9];
    let stopped = refused(RECIPE, cut);
    assert!(stopped.contains("line 13"), "{stopped}");
    let open = RECORDS.replace("3,2021-12-30,Antioquia", "3,2021-12-30,\"Antioquia");
    assert!(refused(RECIPE, &open).contains("d.csv:4"), "an open quotation mark");
    let mut latin = RECORDS.as_bytes().to_vec();
    let at = latin.windows(2).position(|w| w == "ó".as_bytes()).unwrap();
    latin.splice(at..at + 2, [0xf3]);
    let tmp = written(RECIPE, "");
    std::fs::write(tmp.path().join("d.csv"), &latin).unwrap();
    let mixed = ideal(tmp.path(), &RUN).expect_code(2).stderr;
    assert!(mixed.contains("d.csv:5") && mixed.contains("UTF-8"), "{mixed}");
    let wide = RECORDS.replace("no\n8,", &format!("{}\n8,", "x".repeat(2 << 20)));
    assert!(refused(RECIPE, &wide).contains("limit is 1 MiB"), "a gigantic cell");
    assert!(refused(RECIPE, "").contains("empty file"));
    let dates = RECIPE.replace("order = \"ymd\"\n", "");
    let doubtful = "exp,fecha,depto,delito,victimas,arma\n1,05/01/2021,Antioquia,Extorsion,2,si\n2,06/02/2021,Antioquia,Extorsion,2,si\n";
    assert!(refused(&dates, doubtful).contains("write `order` under [period]"));
    let thousands = RECORDS
        .replace(",0.5,", ",1.234,")
        .replace(",0.25,", ",2.345,")
        .replace(",0.1,", ",3.000,");
    assert!(refused(RECIPE, &thousands).contains("1234"), "numbers that may have thousands");
}

#[test]
fn a_record_counts_once_by_its_number() {
    let recipe = format!("{RECIPE}[duplicates]\nby = \"exp\"\n");
    // 9 again as it was, and 10 again with another quantity and an earlier day.
    let again = format!(
        "{RECORDS}9,2022-07-08,Antioquia,Extorsion,10,no\n10,2022-10-09,Antioquia,Extorsion,0.75,si\n"
    );
    let (tmp, outcome) = run(&recipe, &again);
    let outcome = outcome.expect_code(0);
    assert!(
        outcome.stderr.contains("2 left out: rows whose record is there already"),
        "{}",
        outcome.stderr
    );
    assert!(
        outcome.stderr.contains("records that are there several times with rows that differ; of each the earliest counts: 1"),
        "{}",
        outcome.stderr
    );
    assert_eq!(
        value(tmp.path(), "CO-ANT", "extortion", "police.victims", "2022").as_deref(),
        Some("10.85")
    );
    let mut lines: Vec<&str> = again.lines().collect();
    lines[1..].reverse();
    let (turned, outcome) = run(&recipe, &(lines.join("\n") + "\n"));
    outcome.expect_code(0);
    assert_eq!(values(turned.path()), values(tmp.path()));
    let whole = format!("duplicates = \"drop\"\n{RECIPE}");
    let (tmp, outcome) = run(&whole, &again);
    assert!(outcome.expect_code(0).stderr.contains("1 left out: rows that repeat an earlier one"));
    assert_eq!(
        value(tmp.path(), "CO-ANT", "extortion", "police.victims", "2022").as_deref(),
        Some("11.1")
    );
}

#[test]
fn shares_have_their_rule_and_small_counts_are_hidden() {
    let recipe = format!(
        "{}[[measure]]\nindicator = \"police.cases\"\ncount = true\nsuppress_under = 3\n[[measure]]\nindicator = \
         \"police.armed\"\ncount = true\nwhere = {{ column = \"arma\", only = [\"si\"] }}\nshare_of = \
         \"police.cases\"\nrule = \"Law 1, art. 2\"\n{}{}",
        RECIPE.replace(
            "indicator = \"police.victims\"\nsum = \"victimas\"",
            "indicator = \"police.numbers\"\ndistinct = \"exp\""
        ),
        RECIPE
            .split_once("[[define]]")
            .map(|(_, d)| format!("[[define]]{}", d.replace("police.victims", "police.cases")))
            .unwrap(),
        "[[define]]\ncode = \"police.armed\"\nname = \"Share\"\nunit = \"%\"\nkind = \"recorded\"\n[[define]]\ncode = \
         \"police.numbers\"\nname = \"Numbers\"\nunit = \"files\"\nkind = \"recorded\"\n"
    );
    let more = (20..24).fold(RECORDS.to_owned(), |text, n| {
        format!("{text}{n},2022-02-02,Antioquia,Extorsion,1,si\n")
    });
    let (tmp, outcome) = run(&recipe, &more);
    let outcome = outcome.expect_code(0);
    let dir = tmp.path();
    let of = |indicator: &str, place: &str, period: &str| {
        value(dir, place, "extortion", indicator, period)
    };
    assert_eq!(of("police.numbers", "CO-ANT", "2022").as_deref(), Some("7"));
    assert_eq!(of("police.cases", "CO-ANT", "2022").as_deref(), Some("7"));
    assert_eq!(of("police.cases", "CO-CHO", "2022").as_deref(), Some("<3"));
    // Five of seven: the two that are not armed would be known.
    assert_eq!(of("police.armed", "CO-ANT", "2022"), None);
    assert!(outcome.stderr.contains("count behind them is suppressed: "), "{}", outcome.stderr);
    let notes = std::fs::read_to_string(dir.join("o.csv")).unwrap();
    assert!(!notes.contains("record"), "the note of a row would say how many: {notes}");
    let open = recipe.replace("suppress_under = 3\n", "");
    let (tmp, outcome) = run(&open, &more);
    outcome.expect_code(0);
    let share: f64 =
        value(tmp.path(), "CO-ANT", "extortion", "police.armed", "2022").unwrap().parse().unwrap();
    assert!((share - 500.0 / 7.0).abs() < 1e-9);
    assert!(std::fs::read_to_string(tmp.path().join("o.csv")).unwrap().contains("Law 1, art. 2"));
}

#[test]
fn territories_above_get_sums_that_give_nothing_away() {
    let recipe = RECIPE
        .replace("parent = \"COL\"", "parent = \"COL\"\nparents = { \"CO-ANT\" = \"CO-N\", \"CO-CHO\" = \"CO-N\", \"CO-N\" = \"COL\" }")
        .replace("[[measure]]", "[unit]\nparents = true\n[[measure]]");
    let (tmp, outcome) = run(&recipe, RECORDS);
    outcome.expect_code(0);
    let of = |dir: &Path, place: &str, period: &str| {
        value(dir, place, "extortion", "police.victims", period)
    };
    for place in ["CO-N", "COL"] {
        assert_eq!(of(tmp.path(), place, "2022").as_deref(), Some("14.35"), "{place}");
        assert_eq!(of(tmp.path(), place, "2021").as_deref(), Some("3.5"), "{place}");
    }
    let hiding = recipe.replace("sum = \"victimas\"", "sum = \"victimas\"\nsuppress_under = 5");
    let (tmp, outcome) = run(&hiding, RECORDS);
    let outcome = outcome.expect_code(0);
    assert_eq!(of(tmp.path(), "CO-CHO", "2022").as_deref(), Some("<5"));
    assert_eq!(of(tmp.path(), "CO-N", "2022").as_deref(), Some("14.35"));
    assert_eq!(of(tmp.path(), "CO-ANT", "2022"), None, "it is what the sum leaves");
    assert!(outcome.stderr.contains("could be worked out"), "{}", outcome.stderr);
}

#[test]
fn rates_and_means_have_what_they_are_made_of() {
    let rate = RECIPE.replace(
        "sum = \"victimas\"",
        "sum = \"victimas\"\nper = { indicator = \"t.rate\", factor = 100 }",
    );
    let (tmp, project) = small();
    let dir = tmp.path();
    std::fs::write(dir.join("r.toml"), &rate).unwrap();
    std::fs::write(dir.join("d.csv"), RECORDS.replace("Antioquia", "X").replace("Chocó", "Y"))
        .unwrap();
    let recipe = rate
        .replace(
            "\"Antioquia\" = \"CO-ANT\", \"Chocó\" = \"CO-CHO\"",
            "\"X\" = \"COL\", \"Y\" = \"PER\"",
        )
        .replace("parent = \"COL\"\n", "");
    std::fs::write(dir.join("r.toml"), recipe).unwrap();
    let none = ideal(dir, &["incidents", "r.toml", "d.csv", "--out", "o.csv"]).expect_code(2);
    assert!(none.stderr.contains("--into"), "{}", none.stderr);
    let rows = std::fs::read_to_string(project.join("evidence/a.csv")).unwrap();
    std::fs::write(project.join("evidence/a.csv"), rows + "COL,*,t.rate,2022,50,one\n").unwrap();
    let said =
        ideal(dir, &["incidents", "r.toml", "d.csv", "--into", "small"]).expect_code(0).stderr;
    assert!(said.contains("lacks what they are divided by"), "{said}");
    let rows = table(&project.join("evidence/police.csv"));
    let got: Vec<(&str, &str)> =
        rows.iter().map(|r| (r["territory"].as_str(), r["value"].as_str())).collect();
    assert_eq!(got, [("COL", "20.7")], "10.35 of 50, times a hundred");
    assert!(rows[0]["note"].contains("per 100 of t.rate"));

    let months = RECIPE
        .replace("by = \"year\"", "by = \"month\"")
        .replace("sum = \"victimas\"", "sum = \"victimas\"\nsmooth = 2");
    let (tmp, outcome) = run(&months, RECORDS);
    let outcome = outcome.expect_code(0);
    let smooth = |period: &str| value(tmp.path(), "CO-ANT", "extortion", "police.victims", period);
    assert_eq!((smooth("2021-01"), smooth("2021-02").as_deref()), (None, Some("1.5")));
    assert_eq!(smooth("2022-11").as_deref(), Some("0.175"));
    assert!(outcome.stderr.contains("a period of their mean is missing"), "{}", outcome.stderr);
}

#[test]
fn a_blank_quantity_is_no_zero() {
    let blank =
        RECORDS.replace("9,2022-07-08,Antioquia,Extorsion,10", "9,2022-07-08,Antioquia,Extorsion,");
    let months = RECIPE.replace("by = \"year\"", "by = \"month\"");
    let (tmp, outcome) = run(&months, &blank);
    let outcome = outcome.expect_code(0);
    assert_eq!(value(tmp.path(), "CO-ANT", "extortion", "police.victims", "2022-07"), None);
    assert!(outcome.stderr.contains("1 left out: no value in any column"), "{}", outcome.stderr);
    let left = RECIPE.replace("sum = \"victimas\"", "sum = \"victimas\"\nblank = \"leave_out\"");
    let (tmp, outcome) = run(&left, &blank);
    outcome.expect_code(0);
    let row = table(&tmp.path().join("o.csv"))
        .into_iter()
        .find(|r| r["territory"] == "CO-ANT" && r["period"] == "2022")
        .unwrap();
    assert_eq!(row["value"], "0.35");
    assert!(row["note"].contains("1 more without a quantity"), "{}", row["note"]);
}

#[test]
fn a_year_that_is_not_over_is_said() {
    let rows = many(20_000);
    let cut: Vec<&String> = rows
        .iter()
        .filter(|r| !(r.contains(",2022-09") || r.contains(",2022-1") || r.contains(",2022-08-2")))
        .collect();
    let text = cut.iter().fold("exp,fecha,depto,delito,victimas,arma\n".to_owned(), |text, row| {
        format!("{text}{row}\n")
    });
    let (tmp, outcome) = run(RECIPE, &text);
    let outcome = outcome.expect_code(0);
    assert!(
        outcome.stderr.contains("2022-08 is not over: its last row is of day 19"),
        "{}",
        outcome.stderr
    );
    let rows = table(&tmp.path().join("o.csv"));
    for row in &rows {
        assert_eq!(row["obs_status"] == "P", row["period"] == "2022", "{row:?}");
    }
    let last = rows.iter().find(|r| r["period"] == "2022").unwrap();
    assert!(
        last["note"].contains("8 of 12 months (months 1-8)")
            && last["note"].contains("month 8 is not over"),
        "{}",
        last["note"]
    );
    let refuse = RECIPE.replace("by = \"year\"", "by = \"year\"\npartial = \"refuse\"");
    assert!(refused(&refuse, &text).contains("not over or not fully reported"));
}

#[test]
fn mistakes_of_a_recipe_are_told_together() {
    let wrong =
        RECIPE.replace("sum = \"victimas\"", "sum = \"victimas\"\ncount = true\nshares = 1");
    let error = refused(&format!("{wrong}[value]\ncolumn = \"x\"\n"), RECORDS);
    assert!(
        error.contains("exactly one of `sum`")
            && error.contains("shares")
            && error.contains("no `value`"),
        "{error}"
    );
    let (_, outcome) = run(&RECIPE.replace("\"victimas\"", "\"victmas\""), RECORDS);
    assert!(outcome.expect_code(2).stderr.contains("did you mean `victimas`"));
    let shown = ideal(Path::new("."), &["incidents", "--show", "uk-street"]).expect_code(0);
    assert!(shown.stdout.contains("[[measure]]"));
    assert!(
        ideal(Path::new("."), &["incidents", "--explain"])
            .expect_code(0)
            .stdout
            .contains("suppress_under")
    );
}

/// What publishers' own files come to, against sums that pandas, openpyxl and Python's csv made, and
/// Ecuador's against the publisher's printed totals.
#[test]
fn yearly_totals_of_publishers_files() {
    let consequence = "so no records of publishers are counted";
    let Some(data) = Data::Publishers.folder(consequence) else { return };
    let tmp = tempfile::tempdir().unwrap();
    let total = |recipe: &str, files: &str, indicator: &str| {
        let files = data.join(files);
        ideal(tmp.path(), &["incidents", recipe, files.to_str().unwrap(), "--out", "o.csv"])
            .expect_code(0);
        let mut sums: BTreeMap<String, f64> = BTreeMap::new();
        for row in table(&tmp.path().join("o.csv")).iter().filter(|r| r["indicator"] == indicator) {
            *sums.entry(row["period"].clone()).or_default() += row["value"].parse::<f64>().unwrap();
        }
        sums.into_iter()
            .map(|(period, sum)| format!("{period} {sum}"))
            .collect::<Vec<_>>()
            .join(", ")
    };
    assert_eq!(
        total("colombia-ponal", "colombia_ponal/homicidios_*.xls*", "ponal.homicide_victims"),
        "2011 15803, 2019 12656, 2022 13537, 2024 13341"
    );
    assert_eq!(
        total(
            "brazil-sinesp",
            "brazil_sinesp/indicadoressegurancapublicauf.xlsx",
            "sinesp.homicide_victims"
        ),
        "2015 48673, 2016 51093, 2017 55950, 2018 48965, 2019 39635, 2020 42226, 2021 23138"
    );
    let mexico =
        total("mexico-sesnsp", "mexico_sesnsp/IDEFC_estatal_2015_2024.csv", "sesnsp.extortion");
    assert!(mexico.contains("2022 10343"), "{mexico}");
    assert_eq!(
        total(
            "ecuador-mdi",
            "ecuador_mdi/mdi_homicidiosintencionalse_pm_2026_enero_febrer.xlsx",
            "mdi.homicide_victims"
        ),
        "2026-01 754, 2026-02 677"
    );
}
