//! A report of very many territories stays a report: profiles of some, tables of all.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::support::{ideal, small, table};

#[test]
fn of_very_many_territories_some_have_a_profile_and_all_are_in_the_tables() {
    let (tmp, project) = small();
    let dir = tmp.path();
    let codes: Vec<String> = (0..250).map(|n| format!("XX-{n:03}")).collect();
    let mut territories = String::from("code,name,parent\n");
    let mut rows = String::from("territory,crime_area,indicator,period,value,source\n");
    for (n, code) in codes.iter().enumerate() {
        writeln!(territories, "{code},Place {n},").unwrap();
        for area in ["extortion", "drug_cocaine"] {
            writeln!(
                rows,
                "{code},{area},t.rate,2023,{}.5,one\n{code},{area},t.harm,2023,{},one",
                n % 19,
                n % 9
            )
            .unwrap();
        }
    }
    std::fs::write(project.join("territories.csv"), territories).unwrap();
    std::fs::write(project.join("evidence/a.csv"), rows).unwrap();
    let assessment = project.join("assessment.toml");
    let text = std::fs::read_to_string(&assessment).unwrap();
    let listed: Vec<String> = codes.iter().map(|code| format!("\"{code}\"")).collect();
    let text = text.replace("\"COL\", \"PER\", \"XX-A\", \"XX-B\"", &listed.join(", "));
    std::fs::write(&assessment, text.replace("[\"en\"]", "[\"en\", \"es\", \"pt\"]")).unwrap();
    ideal(dir, &["run", "small", "--draws", "0", "--out", "o"]).expect_code(0);
    let said =
        ["Of 250 territories the 60", "De 250 territorios, los 60", "De 250 territórios, os 60"];
    for (lang, said) in ["en", "es", "pt"].into_iter().zip(said) {
        let page = std::fs::read_to_string(dir.join(format!("o/report.{lang}.html"))).unwrap();
        assert!(page.contains(said), "{lang}");
        assert_eq!(page.matches("class=\"profile\" id=\"t-").count(), 60, "{lang}");
        assert!(page.len() < 3_000_000, "{lang}: {} bytes", page.len());
        let ids: BTreeSet<&str> =
            page.split(" id=\"").skip(1).filter_map(|p| p.split('"').next()).collect();
        let leads = page.split("href=\"#").skip(1).filter_map(|p| p.split('"').next());
        let lost: BTreeSet<&str> = leads.filter(|to| !ids.contains(to)).collect();
        assert!(lost.is_empty(), "{lang}: {lost:?}");
    }
    let ranked = table(&dir.join("o/tables/ranking_territories.csv"));
    assert_eq!(ranked.iter().filter(|r| r["node"] == "root").count(), 250);
    ideal(dir, &["verify", "o", "small"]).expect_code(0);
}
