#![allow(clippy::unwrap_used)]

use ideal_model::Severity;
use polars::prelude::{Categories, IntoColumn, NamedFrom, ParquetWriter};

use super::*;
use crate::{InMemory, load};

const ASSESSMENT: &str = "id = \"x\"\neditions = [\"2022\"]\nterritories = [\"COL\", \"ECU\", \
                          \"PER\"]\ncrime_areas = [\"oc_homicide\"]\nmethod = \"m.toml\"\n";
const METHOD: &str = "id = \"one\"\n[node.threat]\n[indicator.\"wb.homicide\"]\nparent = \
                      \"threat\"\ngoalposts = [0, 30]\n";

fn texts(name: &str, cells: [&str; 3]) -> Series {
    polars::prelude::Series::new(name.into(), cells.to_vec()).into_column()
}

/// A frame of three rows, with `change` instead of the column of its name, or beside the
/// others.
fn written(change: Series) -> Vec<u8> {
    let mut columns = vec![
        texts("territory", ["COL", "ECU", "PER"]),
        texts("crime_area", ["*"; 3]),
        texts("indicator", ["wb.homicide"; 3]),
        texts("period", ["2022"; 3]),
        polars::prelude::Series::new("value".into(), vec![1.5, 2.0, 3.0]).into_column(),
    ];
    match columns.iter_mut().find(|c| c.name() == change.name()) {
        Some(column) => *column = change,
        None => columns.push(change),
    }
    let mut bytes = Vec::new();
    ParquetWriter::new(&mut bytes).finish(&mut DataFrame::new(3, columns).unwrap()).unwrap();
    bytes
}

/// What is read, or the errors.
fn read(change: Series) -> Result<Vec<String>, Vec<String>> {
    let entry = format!("{ASSESSMENT}evidence = [\"x.parquet\"]\n");
    let mut project = InMemory::new().with("assessment.toml", &entry).with("m.toml", METHOD);
    project.insert("x.parquet", written(change));
    let loaded = load(&project, &[]);
    let errors: Vec<String> = loaded
        .findings
        .iter()
        .filter(|f| f.severity == Severity::Error)
        .map(|f| format!("{} x{}: {}", f.code, f.count, f.message))
        .collect();
    let a = loaded.assessment.ok_or(errors)?;
    Ok(a.evidence
        .observations
        .iter()
        .map(|o| format!("{} {:?}", a.evidence.territories.code(o.territory), o.value))
        .collect())
}

const PLAIN: [&str; 3] = ["COL Number(1.5)", "ECU Number(2.0)", "PER Number(3.0)"];

fn plain() -> Result<Vec<String>, Vec<String>> {
    Ok(PLAIN.map(str::to_owned).to_vec())
}

#[test]
fn dictionaries_and_decimals_are_texts_and_numbers() {
    let category = DataType::from_categories(Categories::global());
    assert_eq!(read(texts("territory", ["COL", "ECU", "PER"]).cast(&category).unwrap()), plain());
    let decimals = polars::prelude::Series::new("value".into(), vec![1.5, 2.0, 3.0])
        .cast(&DataType::Decimal(10, 3))
        .unwrap();
    assert_eq!(read(decimals.into_column()), plain());
    let single =
        polars::prelude::Series::new("value".into(), vec![0.1_f32, 2.0, 3.0]).into_column();
    assert_eq!(read(single).unwrap()[0], "COL Number(0.1)");
    let whole = polars::prelude::Series::new("period".into(), vec![2022_i64; 3]).into_column();
    assert_eq!(read(whole), plain());
}

#[test]
fn whole_numbers_may_be_short() {
    let whole = |name: &str, n: i64, kind: DataType| {
        read(Series::new(name.into(), vec![n, n + 1, n + 2]).cast(&kind).unwrap())
    };
    for (kind, n) in [
        (DataType::Int8, -128),
        (DataType::Int16, -32_768),
        (DataType::UInt8, 253),
        (DataType::UInt16, 65_533),
    ] {
        let wanted = ["COL", "ECU", "PER"]
            .iter()
            .zip(n..)
            .map(|(code, n)| format!("{code} Number({n}.0)"))
            .collect();
        assert_eq!(whole("value", n, kind.clone()), Ok(wanted), "{kind:?}");
    }
    for kind in [DataType::Int16, DataType::UInt16] {
        assert_eq!(whole("period", 2020, kind), plain());
    }
}

#[test]
fn a_column_nobody_reads_may_be_of_any_type() {
    let days = polars::prelude::Series::new("seen".into(), vec![19_357_i32; 3]);
    assert_eq!(read(days.cast(&DataType::Date).unwrap().into_column()), plain());
    let inner = polars::prelude::Series::new("".into(), vec![1_i32, 2]);
    let lists = polars::prelude::Series::new(
        "list".into(),
        vec![inner.clone(), inner.clone(), inner.clone()],
    );
    assert_eq!(read(lists.into_column()), plain());
    let lists =
        polars::prelude::Series::new("value".into(), vec![inner.clone(), inner.clone(), inner]);
    assert!(
        read(lists.into_column()).unwrap_err()[0]
            .starts_with("column-type x1: the column `value` is of type list")
    );
}

/// What is said of a file of `height` rows, all of them alike, but for the `note`.
fn refused(height: usize, note: &str) -> String {
    let column = |name: &str, text: &str| {
        polars::prelude::Series::new(name.into(), vec![text; height]).into_column()
    };
    let mut columns = vec![
        column("territory", "COL"),
        column("crime_area", "*"),
        column("indicator", "wb.homicide"),
    ];
    columns.extend([column("period", "2022"), column("note", note)]);
    columns.push(polars::prelude::Series::new("value".into(), vec![1.0; height]).into_column());
    let mut bytes = Vec::new();
    ParquetWriter::new(&mut bytes).finish(&mut DataFrame::new(height, columns).unwrap()).unwrap();
    assert!(bytes.len() < 4 << 20, "{}", bytes.len());
    let mut project = InMemory::new()
        .with("assessment.toml", &format!("{ASSESSMENT}evidence = [\"x.parquet\"]\n"))
        .with("m.toml", METHOD);
    project.insert("x.parquet", bytes);
    let findings = load(&project, &[]).findings;
    findings
        .into_iter()
        .find(|f| f.is_error())
        .map(|f| format!("{}: {}", f.code, f.message))
        .unwrap_or_default()
}

#[test]
fn few_bytes_do_not_come_to_many_rows_or_texts() {
    assert!(refused(2_200_000, "").starts_with(
        "too-large: the file has 2200000 rows of 6 columns; the limits are 2097152 rows"
    ));
    // A megabyte that is stored once and stands in every row.
    assert!(
        refused(1000, &"a".repeat(1 << 20))
            .starts_with("too-large: the texts of the file take more than 320 MiB")
    );
    assert_eq!(refused(1000, "a"), "");
}

/// 19 357 days after 1970-01-01 is 2022-12-31.
#[test]
fn a_date_is_shown_as_a_date() {
    let days = polars::prelude::Series::new("period".into(), vec![19_357_i32; 3])
        .cast(&DataType::Date)
        .unwrap();
    let found = "bad-period x3: `2022-12-31` is a date, and a period is a year, a quarter or a \
                 month (column `period`); also in lines 2 and 3";
    assert_eq!(read(days.into_column()), Err(vec![found.to_owned()]));
    for (unit, per_day) in
        [(TimeUnit::Milliseconds, 86_400_000_i64), (TimeUnit::Nanoseconds, 86_400_000_000_000)]
    {
        let ticks = polars::prelude::Series::new("period".into(), vec![19_357 * per_day; 3]);
        let times = ticks.cast(&DataType::Datetime(unit, None)).unwrap();
        assert_eq!(read(times.into_column()), Err(vec![found.to_owned()]));
    }
}

#[test]
fn no_number_comes_of_nan() {
    let with = |x: Option<f64>| {
        polars::prelude::Series::new("value".into(), vec![x, Some(2.0), Some(3.0)]).into_column()
    };
    assert_eq!(
        read(with(Some(f64::NAN))),
        Err(vec!["not-finite x1: `NaN` is not a finite number (column `value`)".to_owned()])
    );
    assert_eq!(read(with(None)).unwrap()[0], "COL Missing");
}

#[test]
fn decimals_are_exact() {
    let text = |digits, scale| {
        let mut out = String::new();
        decimal(digits, scale, &mut out);
        out
    };
    assert_eq!(text(1230, 2), "12.3");
    assert_eq!(text(-5, 2), "-0.05");
    assert_eq!(text(0, 3), "0");
    assert_eq!(text(700, 0), "700");
    assert_eq!(
        text(99_999_999_999_999_999_999_999_999_999_999_999_999, 38),
        format!("0.{}", "9".repeat(38))
    );
}
