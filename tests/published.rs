//! Tables that others published, met to their last digit through the command line.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;

use crate::support::{ideal, publisher_file, table};

/// UNDP's Human Development Index: every published cell of 1990 to 2022, three decimals.
#[test]
fn the_human_development_index() {
    let Some(file) = publisher_file("undp_hdr/HDR23-24_Composite_indices_complete_time_series.csv")
    else {
        return;
    };
    let tmp = tempfile::tempdir().unwrap();
    ideal(tmp.path(), &["new", "hdi", "--method", "hdi"]).expect_code(0);
    ideal(tmp.path(), &["import", "undp-hdr", file.to_str().unwrap(), "--into", "hdi"])
        .expect_code(0);
    ideal(tmp.path(), &["run", "hdi", "--draws", "0", "--lang", "en"]).expect_code(0);
    let ours: BTreeMap<(String, String), String> =
        table(&tmp.path().join("ideal-out/tables/scores.csv"))
            .into_iter()
            .filter(|r| r["node"] == "hdi")
            .map(|r| ((r["territory"].clone(), r["edition"].clone()), r["shown"].clone()))
            .collect();
    let bytes = std::fs::read(&file).unwrap();
    // The file is Latin-1; the columns read here are plain ASCII.
    let text: String = bytes.iter().map(|&b| char::from(b)).collect();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let head = reader.headers().unwrap().clone();
    let (mut cells, mut wrong) = (0, Vec::new());
    for record in reader.records() {
        let record = record.unwrap();
        let get = |name: &str| {
            head.iter().position(|h| h == name).and_then(|i| record.get(i)).unwrap_or("").to_owned()
        };
        let code = get("iso3");
        if code.len() != 3 {
            continue;
        }
        for year in 1990..=2022 {
            let published = get(&format!("hdi_{year}"));
            if published.is_empty()
                || ["le", "eys", "mys", "gnipc"]
                    .iter()
                    .any(|c| get(&format!("{c}_{year}")).is_empty())
            {
                continue;
            }
            cells += 1;
            let wanted = format!("{:.3}", published.parse::<f64>().unwrap());
            let found = ours.get(&(code.clone(), year.to_string())).map_or("", String::as_str);
            if found != wanted {
                wrong.push(format!("{code} {year}: {found} for {wanted}"));
            }
        }
    }
    assert!(cells > 5_000, "only {cells} cells");
    assert!(
        wrong.is_empty(),
        "{} of {cells} cells differ: {:?}",
        wrong.len(),
        wrong.iter().take(5).collect::<Vec<_>>()
    );
}

/// The Organized Crime Index: all four composites of 193 countries and three editions, two
/// decimals. The workbook's own composites come with the import, as `ocindex.published.*`.
#[test]
fn the_organized_crime_index() {
    let Some(file) = publisher_file("gitoc_ocindex/global_oc_index.xlsx") else { return };
    let tmp = tempfile::tempdir().unwrap();
    ideal(tmp.path(), &["new", "oci", "--method", "oc-index"]).expect_code(0);
    ideal(tmp.path(), &["import", "oc-index", file.to_str().unwrap(), "--into", "oci"])
        .expect_code(0);
    ideal(tmp.path(), &["run", "oci", "--draws", "0", "--lang", "en"]).expect_code(0);
    let ours: BTreeMap<(String, String, String), String> =
        table(&tmp.path().join("ideal-out/tables/scores.csv"))
            .into_iter()
            .map(|r| {
                (
                    (r["territory"].clone(), r["edition"].clone(), r["node"].clone()),
                    r["shown"].clone(),
                )
            })
            .collect();
    let (mut cells, mut wrong) = (0, Vec::new());
    for row in table(&tmp.path().join("oci/evidence/oc-index.csv")) {
        let Some(item) = row["indicator"].strip_prefix("ocindex.published.") else { continue };
        let node = match item {
            "criminality" => "criminality",
            "markets" | "criminal_markets" => "criminal_markets",
            "actors" | "criminal_actors" => "criminal_actors",
            "resilience" => "resilience",
            _ => continue,
        };
        cells += 1;
        let wanted = ideal_model::shown(
            row["value"].parse().unwrap(),
            2,
            ideal_model::method::Rounding::HalfUp,
        );
        let found = ours
            .get(&(row["territory"].clone(), row["period"].clone(), node.to_owned()))
            .map_or("", String::as_str);
        if found != wanted {
            wrong.push(format!(
                "{} {} {node}: {found} for {wanted}",
                row["territory"], row["period"]
            ));
        }
    }
    assert_eq!(cells, 193 * 4 * 3);
    assert!(
        wrong.is_empty(),
        "{} of {cells} cells differ: {:?}",
        wrong.len(),
        wrong.iter().take(5).collect::<Vec<_>>()
    );
}
