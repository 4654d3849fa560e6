//! Rebuilds the demonstration's evidence from the publishers' files, with the same bytes every
//! time.
//!
//! ```text
//! cargo run -p ideal-evidence --example rebuild_latam -- PUBLISHER_DATA_DIR datasets/latam [--check]
//! ```
//!
//! With `--check` nothing is written: it ends with 1 if a file would change.
//!
//! What is kept: the territories and editions of `assessment.toml`, the indicators of
//! `method.toml`, and of their periods those that an edition can use. CONTRIBUTING lists where each
//! publisher's file is found.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use ideal_evidence::publisher::{Import, Options, TidyRow, import};
use ideal_model::{Method, Period, parse_method};

/// Importer, mapping (for `mapping`), and files, the older vintage first.
const JOBS: [(&str, &str, &[&str]); 18] = [
    ("ucdp", "", &["ucdp/organizedviolencecy_v25_1.csv"]),
    ("bti", "", &["bti/BTI_2006-2024_Scores.xlsx"]),
    ("wgi", "", &["wgi/wgidataset.xlsx"]),
    ("undp-hdr", "", &["undp_hdr/HDR23-24_Composite_indices_complete_time_series.csv"]),
    (
        "worldbank",
        "",
        &[
            "worldbank_ds2/API_SI.POV.GINI_DS2_en_csv_v2_4333947.csv",
            "worldbank_ds2/API_VC.IHR.PSRC.P5_DS2_es_csv_v2_8348.csv",
        ],
    ),
    ("mapping", "wdi-idp-conflict", &["worldbank_wdi/VC.IDP.NWCV_latam.csv"]),
    ("mapping", "wdi-bribery-firms", &["worldbank_wdi/IC.FRM.BRIB.ZS_latam.csv"]),
    ("mapping", "wdi-theft-losses", &["worldbank_wdi/IC.FRM.CRIM.ZS_latam.csv"]),
    ("mapping", "wdi-theft-firms", &["worldbank_wdi/IC.FRM.THEV.ZS_latam.csv"]),
    (
        "mapping",
        "gapminder-internet-users",
        &["gapminder/ddf--datapoints--internet_users--by--geo--time.csv"],
    ),
    ("mapping", "population", &["population/population.csv"]),
    (
        "mapping",
        "sdg-forest-change",
        &["un_sdg/ddf--datapoints--ag_lnd_frstchg--by--geo_area--nature--units--year.csv"],
    ),
    (
        "mapping",
        "sdg-red-list",
        &["un_sdg/ddf--datapoints--er_rsk_lsti--by--geo_area--nature--units--year.csv"],
    ),
    (
        "unodc-cts",
        "",
        &[
            "unodc/data_cts_violent_and_sexual_crime.xlsx",
            "unodc/data_cts_corruption_and_economic_crime.xlsx",
            "unodc/data_cts_prisons_and_prisoners.xlsx",
        ],
    ),
    ("unodc-glotip", "", &["unodc/data_glotip.xlsx"]),
    ("unodc-firearms", "", &["unodc/data_iafq_firearms_trafficking.xlsx"]),
    (
        "unodc-seizures",
        "",
        &["unodc/7.1._Drug_seizures_2018-2022.xlsx", "unodc_wdr/7.1_Drug_seizures_2019-2023.xlsx"],
    ),
    (
        "unodc-prevalence",
        "",
        &["unodc_wdr/1.2_Prevalence_of_drug_use_in_the_general_population_national_data.xlsx"],
    ),
];

/// Kept apart because its `not_applicable` rows are written for the demonstration's territories
/// only.
const COCA: &str = "unodc_wdr/6.1.1_Global_illicit_coca_bush_cultivation.xlsx";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (data, out, check) = match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [data, out] => (data.to_owned(), out.to_owned(), false),
        [data, out, "--check"] => (data.to_owned(), out.to_owned(), true),
        _ => {
            eprintln!("usage: rebuild_latam PUBLISHER_DATA_DIR datasets/latam [--check]");
            return ExitCode::from(2);
        }
    };
    match rebuild(Path::new(&data), Path::new(&out), check) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(e) => {
            eprintln!("{e}");
            ExitCode::from(2)
        }
    }
}

/// Whether the files on disk are, in the end, what was built.
fn rebuild(data: &Path, out: &Path, check: bool) -> Result<bool, Box<dyn std::error::Error>> {
    let scope = Scope::read(out)?;
    let mut by_source: BTreeMap<String, Import> = BTreeMap::new();
    for (importer, mapping, files) in JOBS {
        let files: Vec<PathBuf> = files.iter().map(|f| data.join(f)).collect();
        let options = Options {
            mapping: (!mapping.is_empty()).then(|| PathBuf::from(mapping)),
            ..Options::default()
        };
        keep(import(importer, &files, &options)?, &scope, &mut by_source);
    }
    let options =
        Options { territories: scope.territories.iter().cloned().collect(), ..Options::default() };
    keep(import("unodc-coca", &[data.join(COCA)], &options)?, &scope, &mut by_source);
    let folder = out.join("evidence");
    let mut same = true;
    let mut total = 0;
    for entry in std::fs::read_dir(&folder).into_iter().flatten() {
        let path = entry?.path();
        let source = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if !by_source.contains_key(&source) {
            println!("{}: no importer here writes this file", path.display());
            same = false;
        }
    }
    for (source, mut import) in by_source {
        import.rows.sort_by(TidyRow::order);
        let path = folder.join(format!("{source}.csv"));
        let changed = std::fs::read(&path).map_or(true, |old| old != import.to_csv().into_bytes());
        println!("{source}: {} rows{}", import.rows.len(), if changed { ", changed" } else { "" });
        if changed && !check {
            import.write_csv(&path)?;
        }
        same &= !(changed && check);
        total += import.rows.len();
    }
    println!("{total} rows");
    Ok(same)
}

fn keep(import: Import, scope: &Scope, by_source: &mut BTreeMap<String, Import>) {
    for summary in &import.summaries {
        eprintln!("{summary}");
    }
    for row in import.rows {
        if scope.uses(&row) {
            by_source.entry(row.source.clone()).or_default().rows.push(row);
        }
    }
}

/// What the assessment can use.
struct Scope {
    territories: BTreeSet<String>,
    /// Indicator → the periods it is read for.
    windows: BTreeMap<String, Vec<(Period, f64)>>,
}

impl Scope {
    fn read(out: &Path) -> Result<Self, Box<dyn std::error::Error>> {
        let assessment: toml::Table =
            std::fs::read_to_string(out.join("assessment.toml"))?.parse()?;
        let list = |key: &str| -> Vec<String> {
            assessment
                .get(key)
                .and_then(|v| v.as_array())
                .into_iter()
                .flatten()
                .filter_map(|v| v.as_str().map(str::to_owned))
                .collect()
        };
        let mut editions = Vec::new();
        for e in list("editions") {
            editions.push(e.parse::<Period>()?);
        }
        let (method, findings) =
            parse_method(&std::fs::read_to_string(out.join("method.toml"))?, "method.toml");
        let Some(method) = method else {
            let list: Vec<String> = findings.iter().map(ToString::to_string).collect();
            return Err(list.join("\n").into());
        };
        Ok(Scope {
            territories: list("territories").into_iter().collect(),
            windows: windows(&method, &editions),
        })
    }

    fn uses(&self, row: &TidyRow) -> bool {
        let Some(windows) = self.windows.get(&row.indicator) else { return false };
        let usable = |(edition, age): &(Period, f64)| {
            let old = row.period.age_at(*edition);
            (0.0..=*age).contains(&old)
        };
        self.territories.contains(&row.territory) && windows.iter().any(usable)
    }
}

/// For each series the editions it can serve, with the greatest age there. A denominator may be as
/// old as the oldest value it divides, and older by its own greatest age.
fn windows(method: &Method, editions: &[Period]) -> BTreeMap<String, Vec<(Period, f64)>> {
    let mut ages: BTreeMap<String, f64> = BTreeMap::new();
    let mut widen = |series: &str, age: f64| {
        let known = ages.entry(series.to_owned()).or_insert(age);
        *known = known.max(age);
    };
    for leaf in method.indicators.iter().filter(|i| i.parent.is_some()) {
        let age = leaf.max_age + f64::from(leaf.smooth.unwrap_or(1).saturating_sub(1));
        widen(&leaf.series, age);
        if let Some(per) = &leaf.per
            && let Some(denominator) = method.indicators.get(per.indicator.get())
        {
            widen(&denominator.series, age + denominator.max_age);
        }
    }
    ages.into_iter()
        .map(|(series, age)| (series, editions.iter().map(|e| (*e, age)).collect()))
        .collect()
}
