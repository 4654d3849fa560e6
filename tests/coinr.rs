//! COINr's tables, met through the command line: the construction steps of a method file do what
//! COINr's functions do.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use ideal_testing::Data;

use crate::support::{ideal, table};

/// The folder of COINr's tables, if it is known; says loudly what is skipped where it is not.
fn reference() -> Option<PathBuf> {
    let root = Data::Reference.folder("so no construction is compared with COINr's")?;
    Some(root.join("coinr"))
}

/// Imports COINr's two tables into a project of this name.
fn import(dir: &Path, data: &Path, meta: &Path, project: &str) {
    ideal(
        dir,
        &["import", "coinr", data.to_str().unwrap(), meta.to_str().unwrap(), "--into", project],
    )
    .expect_code(0);
}

/// The tables of indicators and scores of a project under these steps.
struct Built {
    indicators: Vec<BTreeMap<String, String>>,
    scores: Vec<BTreeMap<String, String>>,
    warnings: Vec<BTreeMap<String, String>>,
}

fn build(dir: &Path, project: &str, steps: &str) -> Built {
    let file = dir.join(project).join("method.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    let from = text.find("[steps]").unwrap();
    let to = from + text[from..].find("[node").unwrap();
    std::fs::write(&file, format!("{}[steps]\n{steps}\n\n{}", &text[..from], &text[to..])).unwrap();
    ideal(dir, &["run", project, "--draws", "0", "--out", "out"]).expect_code(0);
    let read = |name: &str| table(&dir.join(format!("out/tables/{name}.csv")));
    Built { indicators: read("indicators"), scores: read("scores"), warnings: read("warnings") }
}

type Cells = BTreeMap<(String, String, String), String>;

impl Built {
    /// A column of the indicators by unit, edition and indicator.
    fn cells(&self, column: &str) -> Cells {
        self.indicators
            .iter()
            .map(|r| {
                (
                    (r["territory"].clone(), r["edition"].clone(), r["indicator"].clone()),
                    r[column].clone(),
                )
            })
            .collect()
    }

    /// Scores of nodes and of leaves.
    fn scores(&self) -> Cells {
        let nodes = self.scores.iter().filter(|r| r["territory"] != "*");
        let mut all = self.cells("normalised");
        all.extend(nodes.map(|r| {
            ((r["territory"].clone(), r["edition"].clone(), r["node"].clone()), r["score"].clone())
        }));
        all
    }
}

/// Compares every cell of COINr's table that is named in `only` (all, if it is empty); returns how
/// many, and how many of them have a value.
#[track_caller]
fn agree(ours: &Cells, file: &Path, edition: Option<&str>) -> (usize, usize) {
    let (mut cells, mut there, mut wrong) = (0, 0, Vec::new());
    for row in table(file) {
        let year = edition.map_or_else(|| row["Time"].clone(), str::to_owned);
        for (code, want) in row.iter().filter(|(c, _)| *c != "uCode" && *c != "Time") {
            let key = (row["uCode"].clone(), year.clone(), code.clone());
            let got = ours.get(&key).map_or("", String::as_str);
            cells += 1;
            let missing = want == "NA" || want == "NaN";
            there += usize::from(!missing);
            let same = match (want.parse::<f64>(), got.parse::<f64>()) {
                _ if missing => got.is_empty(),
                (Ok(w), Ok(g)) => (w - g).abs() <= 1e-9 * w.abs().max(1.0),
                _ => false,
            };
            if !same {
                wrong.push(format!("{key:?}: {got} for {want}"));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{}: {} of {cells} cells differ: {:?}",
        file.display(),
        wrong.len(),
        &wrong[..wrong.len().min(5)]
    );
    (cells, there)
}

#[test]
fn a_panel_is_normalised_over_all_years_or_year_by_year() {
    let Some(coinr) = reference() else { return };
    let tmp = tempfile::tempdir().unwrap();
    let dir = tmp.path();
    let panel = coinr.join("asem_panel");
    import(dir, &panel.join("iData_p.csv"), &coinr.join("asem/iMeta.csv"), "p");
    let before = "denominate = false\nscreen = { by = \"available\", threshold = 0.9 }\ntreat = { \
                  winsorise = 5, then = \"log_ct\" }\n";
    let pooled = build(
        dir,
        "p",
        &format!("{before}normalise = {{ method = \"minmax\", over = \"all-editions\" }}"),
    );
    let scores = pooled.scores();
    // 230 of 255 rows stay after screening.
    assert_eq!(agree(&scores, &panel.join("Normalised.csv"), None).0, 230 * 49);
    assert_eq!(agree(&scores, &panel.join("Aggregated.csv"), None).0, 230 * 60);
    let apart = build(dir, "p", &format!("{before}normalise = \"minmax\""));
    assert_eq!(
        agree(&apart.scores(), &panel.join("Aggregated_norm_per_year.csv"), None).0,
        230 * 60
    );
    let differ = apart.scores().iter().filter(|(k, v)| scores.get(*k) != Some(v)).count();
    assert!(differ > 1000, "{differ}");
}

#[test]
fn gaps_of_a_panel_are_filled_along_time() {
    let Some(coinr) = reference() else { return };
    let tmp = tempfile::tempdir().unwrap();
    let dir = tmp.path();
    let panel = coinr.join("asem_panel");
    let meta = "Level,iCode,Direction,Weight,Parent,Type\n2,top,1,1,NA,Aggregate\n";
    let leaves =
        ["LPI", "CO2", "Goods", "Flights"].map(|c| format!("1,{c},1,1,top,Indicator\n")).concat();
    std::fs::write(dir.join("iMeta.csv"), format!("{meta}{leaves}")).unwrap();
    import(dir, &panel.join("impute_in.csv"), &dir.join("iMeta.csv"), "p");
    let input = table(&panel.join("impute_in.csv"));
    let gaps = input.iter().flat_map(|r| r.values()).filter(|v| *v == "NA").count();
    assert!(gaps > 30, "{gaps}");
    for (method, file) in [
        ("method = \"latest\"", "latest"),
        ("method = \"latest\", max_years = 1", "latest_max1"),
        ("method = \"latest\", max_years = 2", "latest_max2"),
        ("method = \"constant\"", "constant"),
        ("method = \"linear-constant\"", "linear-constant"),
    ] {
        let built = build(dir, "p", &format!("impute = {{ {method} }}\nnormalise = \"minmax\""));
        let (cells, there) =
            agree(&built.cells("denominated"), &panel.join(format!("impute_{file}.csv")), None);
        assert_eq!(cells, 30 * 4, "{method}");
        // Every cell that was filled is marked, and no other.
        let imputed = built.cells("imputed");
        assert_eq!(
            imputed.values().filter(|v| *v == "true").count(),
            there + gaps - cells,
            "{method}"
        );
        for row in &input {
            for code in ["LPI", "CO2", "Goods", "Flights"].iter().filter(|c| row[**c] != "NA") {
                assert_eq!(
                    imputed[&(row["uCode"].clone(), row["Time"].clone(), (*code).to_owned())],
                    "false"
                );
            }
        }
        let noted: usize = built
            .warnings
            .iter()
            .filter(|w| w["code"] == "imputed")
            .map(|w| w["count"].parse::<usize>().unwrap())
            .sum();
        assert_eq!(noted, there + gaps - cells, "{method}");
    }
}

#[test]
fn gaps_of_a_year_are_filled_by_column_and_by_row() {
    let Some(coinr) = reference() else { return };
    let tmp = tempfile::tempdir().unwrap();
    let (dir, asem) = (tmp.path(), coinr.join("asem"));
    import(dir, &asem.join("iData.csv"), &asem.join("iMeta.csv"), "p");
    let year = table(&asem.join("iData.csv"))[0].get("Time").cloned().unwrap_or_default();
    for (method, file) in [
        ("method = \"mean\"", "alt/imputed_i_mean"),
        ("method = \"median\"", "alt/imputed_i_median"),
        ("method = \"mean\", group = \"EurAsia_group\"", "03_imputed"),
        ("method = \"median\", group = \"EurAsia_group\"", "alt/imputed_i_median_grp"),
        ("method = \"mean\", by = \"row\", among = \"siblings\"", "alt/imputed_row_mean_lev2"),
        ("method = \"median\", by = \"row\"", "alt/imputed_row_median_all"),
    ] {
        let built = build(dir, "p", &format!("impute = {{ {method} }}\nnormalise = \"minmax\""));
        let (cells, _) =
            agree(&built.cells("denominated"), &asem.join(format!("{file}.csv")), Some(&year));
        assert_eq!(cells, 51 * 49);
        assert_eq!(
            built.cells("imputed").values().filter(|v| *v == "true").count(),
            65,
            "{method}"
        );
    }
}

#[test]
fn outliers_are_winsorised_and_transformed_in_every_way() {
    let Some(coinr) = reference() else { return };
    let tmp = tempfile::tempdir().unwrap();
    let (dir, asem) = (tmp.path(), coinr.join("asem"));
    import(dir, &asem.join("iData.csv"), &asem.join("iMeta.csv"), "p");
    let year = table(&asem.join("iData.csv"))[0].get("Time").cloned().unwrap_or_default();
    for (treat, file) in [
        ("winsorise = 5, then = \"log_ct\"", "default"),
        ("winsorise = 1, then = \"log_ct\"", "winmax1"),
        ("winsorise = 1000, then = \"log_ct\"", "winmax_big"),
        ("then = \"log_ct\", combine = true", "combine"),
        ("then = \"log_ct_plus\"", "log_CT_plus"),
        ("then = \"log_ct_orig\"", "log_CT_orig"),
        // COINr's returns what it was given; no column of the example reaches it.
        ("then = \"log_gii\"", "log_GII"),
        ("winsorise = 3, skewness = 1.0, kurtosis = 1.5, then = \"log_ct\"", "tight"),
        ("winsorise = 1, then = { boxcox = 0.5 }", "boxcox0.5"),
    ] {
        let built = build(
            dir,
            "p",
            &format!("denominate = false\ntreat = {{ {treat} }}\nnormalise = \"minmax\""),
        );
        agree(
            &built.cells("denominated"),
            &asem.join(format!("alt/treat_raw_{file}.csv")),
            Some(&year),
        );
    }
    let steps = "impute = { method = \"mean\", group = \"EurAsia_group\" }\nscreen = { by = \
                 \"available\", threshold = 0.9 }\ntreat = { winsorise = 5, then = \"log_ct\" }\n\
                 normalise = \"minmax\"";
    let built = build(dir, "p", steps);
    let (ours, mut marked) = (built.cells("treated"), BTreeMap::new());
    for row in table(&asem.join("05_treated_points.csv")) {
        for (code, point) in row.iter().filter(|(c, _)| *c != "uCode") {
            let want = match point.as_str() {
                "winhi" => "high",
                "winlo" => "low",
                "log_CT" => "log_ct",
                _ => "",
            };
            let got = &ours[&(row["uCode"].clone(), year.clone(), code.clone())];
            assert_eq!(got, want, "{} {code}", row["uCode"]);
            *marked.entry(want).or_insert(0) += 1;
        }
    }
    assert!(marked["high"] > 10 && marked[""] > 2000, "{marked:?}");
    agree(&built.cells("denominated"), &asem.join("05_treated.csv"), Some(&year));
}

#[test]
fn every_pair_of_indicators_correlates_as_in_coinr() {
    let Some(coinr) = reference() else { return };
    let tmp = tempfile::tempdir().unwrap();
    let (dir, asem) = (tmp.path(), coinr.join("asem"));
    import(dir, &asem.join("iData.csv"), &asem.join("iMeta.csv"), "p");
    build(dir, "p", "denominate = false\nnormalise = \"minmax\"");
    ideal(dir, &["audit", "p", "--out", "a", "--lang", "en"]).expect_code(0);
    // COINr's are those of the figures as they are, ours have more as more at the top.
    let meta = table(&asem.join("iMeta.csv"));
    let direction = |code: &str| {
        meta.iter().find(|m| m["iCode"] == code).unwrap()["Direction"].parse::<f64>().unwrap()
    };
    let ours = table(&dir.join("a/tables/audit_matrix.csv"));
    assert_eq!(ours.len(), 49 * 48 / 2);
    for (column, file) in [("r", "pearson"), ("spearman", "spearman"), ("kendall", "kendall")] {
        let theirs: BTreeMap<(String, String), f64> =
            table(&asem.join(format!("corr/raw_L1_L1_{file}.csv")))
                .into_iter()
                .map(|r| {
                    ((r["Var1"].clone(), r["Var2"].clone()), r["Correlation"].parse().unwrap())
                })
                .collect();
        let mut tied = 0;
        for p in &ours {
            let want =
                theirs[&(p["a"].clone(), p["b"].clone())] * direction(&p["a"]) * direction(&p["b"]);
            let got: f64 = p[column].parse().unwrap();
            // Figures that differ in their last bit only are equal once they are scores, and then
            // share a rank.
            let limit = if column == "r" { 1e-9 } else { 5e-3 };
            assert!((got - want).abs() < limit, "{file} {} {}: {got} for {want}", p["a"], p["b"]);
            tied += usize::from((got - want).abs() > 1e-9);
        }
        assert!(tied < 60, "{file}: {tied} of {} pairs", ours.len());
    }
}

/// COINr asks for no column Time; the year is named by hand, or a placeholder stands for it, and
/// the scores are the same.
#[test]
fn tables_without_years_are_scored_all_the_same() {
    let tmp = tempfile::tempdir().unwrap();
    let dir = tmp.path();
    let meta = "Level,iCode,Direction,Weight,Parent,Type\n1,GDP per capita,1.0,1,Top,Indicator\n\
                1,B,-1.0,2,Top,Indicator\n2,Top,1,1,NA,Aggregate\n";
    std::fs::write(dir.join("iMeta.csv"), meta).unwrap();
    std::fs::write(dir.join("iData.csv"), "uCode,GDP per capita,B\nNew York,1,9\nNA,3,4\nx,2,NA\n")
        .unwrap();
    let tables = ["import", "coinr", "iData.csv", "iMeta.csv"];
    let said = ideal(dir, &[&tables[..], &["--into", "p"]].concat()).expect_code(0).stderr;
    assert!(
        said.contains("1900, a placeholder")
            && said.contains("--period 2020")
            && said.contains("`New York` is `New_York`"),
        "{said}"
    );
    ideal(dir, &[&tables[..], &["--into", "q", "--period", "2020"]].concat()).expect_code(0);
    let scores = |project: &str| {
        ideal(dir, &["run", project, "--draws", "0", "--out", "out"]).expect_code(0);
        let rows = table(&dir.join("out/tables/scores.csv"));
        let of = |r: &BTreeMap<String, String>| {
            (r["edition"].clone(), (r["territory"].clone(), r["node"].clone(), r["score"].clone()))
        };
        rows.iter().filter(|r| r["territory"] != "*").map(of).unzip::<_, _, Vec<_>, Vec<_>>()
    };
    let ((_, placeholder), (years, named)) = (scores("p"), scores("q"));
    assert_eq!(placeholder, named);
    assert!(
        years.iter().all(|y| y == "2020")
            && named
                .iter()
                .any(|(t, n, s)| (t.as_str(), n.as_str(), s.as_str()) == ("NA", "Top", "100"))
    );
    let said = ideal(dir, &["import", "ucdp", "u.csv", "--out", "o.csv", "--period", "2020"])
        .expect_code(2)
        .stderr;
    assert!(said.contains("--period is for `coinr`"), "{said}");
}
