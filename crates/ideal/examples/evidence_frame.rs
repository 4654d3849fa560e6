//! Evidence that is a data frame: computed, or read with whatever reads it.

use ideal::polars::prelude::*;
use ideal::{Assessment, Error, Settings};

pub(crate) fn main() -> Result<(), Box<dyn std::error::Error>> {
    let method = ideal::model::parse_method(METHOD, "method.toml").0.ok_or("the method")?;
    let evidence = df!(
        "territory" => ["COL", "COL", "ECU", "ECU", "PER"],
        "crime_area" => ["*", "drug_cocaine", "*", "drug_cocaine", "*"],
        "indicator" => ["own.homicide", "own.seizures", "own.homicide", "own.seizures", "own.homicide"],
        "period" => [2023; 5],
        "value" => [25.4, 740.0, 45.7, 220.0, 7.8],
        "se" => [Some(1.0), None, Some(2.0), None, None],
        "source" => ["police"; 5],
    )?;
    let settings = Settings::new("andes")
        .crime_areas(["drug_cocaine"])
        .table("sources.csv", "id,publisher,licence\npolice,The police,open\n")
        .draws(0);
    let results = Assessment::from_frame(method.clone(), &evidence, &settings)?.run()?;
    println!("{}", results.scores()?);
    // 25.4 of 0 to 50, and 740 of 0 to 1000.
    let threat = results.cell("COL", "drug_cocaine")?.score();
    assert!(threat.is_some_and(|score| (score - f64::midpoint(50.8, 74.0)).abs() < 1e-9));

    // The rows are checked as those of a file are; each finding has the number of its row.
    let wrong = renamed(&evidence, "COL", "COLL")?;
    let Err(Error::Project { findings, .. }) = Assessment::from_frame(method, &wrong, &settings)
    else {
        return Err("a territory that nobody knows".into());
    };
    let errors: Vec<_> = findings.iter().filter(|f| f.is_error()).collect();
    println!("{}", errors[0]);
    assert_eq!(errors[0].place(), "evidence.parquet:1");
    Ok(())
}

const METHOD: &str = r#"
id = "two"
[node.threat]
[indicator."own.homicide"]
parent = "threat"
goalposts = [0, 50]
[indicator."own.seizures"]
parent = "threat"
goalposts = [0, 1000]
"#;

/// The same evidence with another code for a territory.
fn renamed(evidence: &DataFrame, from: &str, to: &str) -> PolarsResult<DataFrame> {
    let codes = evidence.column("territory")?.str()?;
    let other = |code: Option<&str>| code.map(|c| if c == from { to } else { c }.to_owned());
    let codes: Vec<Option<String>> = codes.iter().map(other).collect();
    let mut out = evidence.clone();
    out.replace("territory", Series::new("territory".into(), codes).into_column())?;
    Ok(out)
}
