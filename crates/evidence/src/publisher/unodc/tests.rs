#![allow(clippy::unwrap_used, clippy::expect_used)]

mod published;

use std::path::{Path, PathBuf};

use ideal_model::ObsStatus;
use tempfile::tempdir;

use crate::publisher::real::{plain, real, rows, value, workbook};
use crate::publisher::{Import, Options, import};

const LONG: &str = "UNODC|mail
16/05/2024
Iso3_code|Country|Region|Subregion|Indicator|Dimension|Category|Sex|Age|Year|Unit of measurement|VALUE|Source
ECU|Ecuador|Americas|LAC|Violent offences|by type of offence|Kidnapping|Total|Total|2022|Rate per 100,000 population|6.9|CTS
ECU|Ecuador|Americas|LAC|Violent offences|by type of offence|Kidnapping|Total|Total|2022|Counts|1246|CTS
ECU|Ecuador|Americas|LAC|Violent offences|by type of offence|Kidnapping|Male|Total|2022|Rate per 100,000 population|8|CTS
GBR_S|United Kingdom (Scotland)|Europe|NE|Violent offences|by type of offence|Kidnapping|Total|Total|2022|Rate per 100,000 population|1|CTS
ECU|Ecuador|Americas|LAC|Violent offences|by type of offence|Serious assault|Total|Total|2022|Counts|5|CTS
ECU|Ecuador|Americas|LAC|Violent offences|by type of offence|Rape|Total|Total|2022|Counts|7|CTS
ECU|Ecuador|Americas|LAC|Violent offences|by type of offence|Rape|Total|Total|2022|Counts|8|CTS";

fn write(folder: &Path, text: &str) -> PathBuf {
    workbook(folder, "long.xlsx", &[("data", rows(text))])
}

fn refused(text: &str, says: &[&str]) {
    let folder = tempdir().unwrap();
    let error = plain("unodc-cts", &[write(folder.path(), text)]).unwrap_err().to_string();
    for word in says {
        assert!(error.contains(word), "{error}\nlacks {word}");
    }
}

#[test]
fn a_long_workbook() {
    let folder = tempdir().unwrap();
    let file = write(folder.path(), LONG);
    let got = plain("unodc-cts", std::slice::from_ref(&file)).unwrap();
    assert_eq!(got.rows.len(), 1);
    assert_eq!(value(&got, "ECU", "*", "unodc.kidnapping", "2022").as_deref(), Some("6.9"));
    let row = got.rows.first().unwrap();
    assert_eq!(
        (row.reliability, row.credibility, row.unit.as_str(), row.origin.row),
        (Some('C'), Some('3'), "per 100 000", 4)
    );
    let left: u64 = got.summaries[0].left_out.values().sum();
    assert_eq!((got.summaries[0].read, got.summaries[0].used, left), (7, 1, 6));
    assert_eq!(got.summaries[0].left_out.get("parts of a country"), Some(&1));
    let notes = &got.summaries[0].notes;
    assert_eq!(
        notes,
        &["nothing is read of United Kingdom (GBR): only rows that were left out (parts of a \
             country)"]
    );

    let all =
        import("unodc-cts", &[file], &Options { all_series: true, ..Options::default() }).unwrap();
    let codes: Vec<&str> = all.indicators.iter().map(|i| i.code.as_str()).collect();
    let want = [
        "unodc.cts.violent_offences.kidnapping.count",
        "unodc.cts.violent_offences.kidnapping.male.rate",
        "unodc.cts.violent_offences.serious_assault.count",
    ];
    assert_eq!(codes, want);
    assert_eq!(
        all.summaries[0].left_out.get("several values of one key, not told apart by any column"),
        Some(&2)
    );
}

#[test]
fn altered_long_workbooks_are_refused() {
    refused(&LONG.replace("Iso3_code", "ISO"), &["row 3", "`Iso3_code`"]);
    refused(&LONG.replacen("ECU|Ecuador", "QQQ|Ecuador", 1), &["row 4", "`Iso3_code`", "`QQQ`"]);
    refused(
        &LONG.replacen("ECU|Ecuador", "PER|Ecuador", 1),
        &["row 4", "`PER` beside `Ecuador`", "`ECU`"],
    );
    refused(&LONG.replace("|6.9|", "|many|"), &["row 4", "`VALUE`", "`many`"]);
    refused(&LONG.replace("|6.9|", "|-1|"), &["row 4", "from 0 to 100000"]);
    refused(&LONG.replacen("|2022|", "|22|", 1), &["row 4", "`Year`"]);
    refused(&LONG.replacen("|Male|", "|Boys|", 1), &["row 6", "`Sex`", "`Boys`"]);
    refused(&LONG.replacen("|Counts|", "|Pairs|", 1), &["row 5", "`Unit of measurement`"]);
    refused(&LONG.replacen("|Violent offences|", "||", 1), &["row 4", "cut short"]);
    refused(&LONG.replacen("|6.9|CTS", "|6.9", 1), &["row 4", "cut short"]);
    let again = LONG.lines().nth(3).unwrap();
    refused(
        &format!("{LONG}\n{}", again.replace("6.9", "7")),
        &["row 11", "with 7 (first in row 4, with 6.9)"],
    );
    let twice =
        plain("unodc-cts", &[write(tempdir().unwrap().path(), &format!("{LONG}\n{again}"))])
            .unwrap();
    assert_eq!((twice.rows.len(), twice.summaries[0].left_out.get("repeated rows")), (1, Some(&1)));
    // All that is not known comes at once, and a file of other series says what it holds.
    let strange = LONG
        .replace("|Male|", "|Boys|")
        .replacen("ECU|Ecuador", "QQQ|Ecuador", 1)
        .replacen("|Counts|", "|Pairs|", 1);
    refused(
        &strange,
        &["found 3 cells", "`QQQ`", "`Boys`", "`Pairs`", "first in sheet `data`, row 6"],
    );
    let other = LONG.replace("Violent offences", "Persons prosecuted");
    refused(
        &other,
        &[
            "indicators `Persons prosecuted` (7 rows)",
            "of 2022 to 2024",
            "--all-series",
            "by a mapping",
        ],
    );
    refused(&LONG.lines().take(3).collect::<Vec<_>>().join("\n"), &["no row"]);
}

/// As the data portal had homicides in 2022: ranges of ages, regions with codes of their own, other
/// names of series.
#[test]
fn the_workbook_on_homicide() {
    let head = LONG.lines().take(3).collect::<Vec<_>>().join("\n").replace("VALUE", "txtVALUE");
    let row = |code: &str, name: &str, rest: &str| {
        format!("\n{code}|{name}|Americas|LAC|{rest}|2020|Rate per 100,000 population|")
    };
    let victims = "Victims of intentional homicide|Total|Total|Total";
    let mut table = head;
    table += &(row("ECU", "Ecuador", &format!("{victims}|Total")) + "7.8|CTS/MoI");
    table += &(row("ECU", "Ecuador", &format!("{victims}|10 -14")) + "0.5|CTS");
    table += &(row("PER", "Peru", &format!("{victims}|60 and older")) + "1|CTS");
    table += &(row("CHA", "Channel Island", &format!("{victims}|Total")) + "0.6|NP");
    table += &(row(
        "BIG5_AFR",
        "All Africa",
        "Victims of Intentional Homicide - Regional Estimate|Total|Total|Total|Total",
    ) + "13|UNODC");
    table += &(row(
        "ECU",
        "Ecuador",
        "Death due to intentional homicide in prison|Total|Total|Total|Total",
    )
    .replace("Rate per 100,000 population", "Counts")
        + "51|CTS");
    let folder = tempdir().unwrap();
    let file = write(folder.path(), &table);
    let got = plain("unodc-cts", std::slice::from_ref(&file)).unwrap();
    assert_eq!(value(&got, "ECU", "*", "unodc.homicide", "2020").as_deref(), Some("7.8"));
    assert_eq!(value(&got, "ECU", "*", "unodc.prison_homicides", "2020").as_deref(), Some("51"));
    assert_eq!((got.rows.len(), got.summaries[0].read), (2, 6));
    assert_eq!(
        got.summaries[0].notes,
        ["nothing is read of Peru (PER): only rows that were left out (breakdowns by sex and age)"]
    );
    let all =
        import("unodc-cts", &[file], &Options { all_series: true, ..Options::default() }).unwrap();
    assert_eq!(
        value(
            &all,
            "PER",
            "*",
            "unodc.cts.victims_of_intentional_homicide.60_and_older.rate",
            "2020"
        )
        .as_deref(),
        Some("1")
    );
    refused(&table.replace("10 -14", "All ages"), &["row 5", "`Age`", "`All ages`"]);
}

/// As annex 7.1 was in 2022.
const OLDER: &str = "Drug seizures
* Highlighted rows are totals

ISO3|Region|SubRegion|Country/Territory|SourceType|Year|DrugGroup|DrugSubGroup|DrugName|quantity|unit|KgEquivalent|Comment
BOL|A|S|Bolivia (Plurinational State of)|ARQ|2019|Cocaine-type|Cocaine|Cocaine|15556.93|Kilogram|15556.93|
BOL|A|S|Bolivia (Plurinational State of)|INCSR|2019|Cocaine-type|Cocaine|Cocaine|10.55|Ton|10550|
PER|A|S|Peru|ARQ|2020|Cocaine-type|Cocaine|Cocaine hydrochloride|17988|Kilograms|17988|
PER|A|S|Peru|ARQ|2020|Cocaine-type|Reported total cocaine|Cocaine (total of the above, including if unspecified/undistinguished, but excluding coca leaf and coca bush)|20000|Kilograms|20000|
BEL|E|W|Belgium|ARQ|2020|Cocaine-type|Reported total cocaine|Cocaine (total of the above, including if unspecified/undistinguished, but excluding coca leaf and coca bush)|70254476|Grams|70254.476|
PER|A|S|Peru|ARQ|2019|Amphetamine-type stimulants (excluding “ecstasy”)|“Ecstasy”-type substances|“Ecstasy”-type substances|200|Tablet|0.2|
PER|A|S|Peru|ARQ|2019|Amphetamine-type stimulants (excluding “ecstasy”)|Amphetamine|Amphetamine|100|Gram|0.1|
PER|A|S|Peru|ARQ|2019|Opioids|Heroin|Heroin|1|Kilogram|1|
PER|A|S|Peru|ARQ|2019|Opioids|Opium|Opium|2|Kilogram|2|
PER|A|S|Peru|ARQ|2019|NPS|||3|Units|3|
KEN|A|E|Kenya|ARQ|2020||||94164|Units||Cannabis Rolls";

#[test]
fn seizures_as_they_were_in_2022() {
    let folder = tempdir().unwrap();
    let got =
        plain("unodc-seizures", &[workbook(folder.path(), "o.xlsx", &[("seizures", rows(OLDER))])])
            .unwrap();
    let want = [
        ("BEL", "unodc.seizure_cocaine", "2020", "70254.476", "cocaine: reported as a total only"),
        ("BOL", "unodc.seizure_cocaine", "2019", "26106.93", "figures of ARQ, INCSR"),
        ("PER", "unodc.seizure_ats", "2019", "0.3", ""),
        ("PER", "unodc.seizure_cocaine", "2020", "17988", ""),
        ("PER", "unodc.seizure_opioids", "2019", "3", ""),
    ];
    let made: Vec<_> = got
        .rows
        .iter()
        .map(|r| {
            (
                r.territory.as_str(),
                r.indicator.as_str(),
                r.period.to_string(),
                r.value.to_string(),
                r.note.as_str(),
            )
        })
        .collect();
    let made: Vec<_> =
        made.iter().map(|(t, i, p, v, n)| (*t, *i, p.as_str(), v.as_str(), *n)).collect();
    assert_eq!(made, want);
    let left = &got.summaries[0].left_out;
    assert_eq!((got.summaries[0].read, got.summaries[0].used), (11, 8));
    assert_eq!(
        (
            left.get("no drug named by the publisher"),
            left.get("totals whose components are reported")
        ),
        (Some(&1), Some(&1))
    );
    let strange = OLDER
        .replace("|Opium|Opium", "|Laudanum|Opium")
        .replace("|NPS|", "|Novelties|")
        .replace("BEL|E|W|Belgium", "QQQ|E|W|Belgium");
    let error = plain(
        "unodc-seizures",
        &[workbook(folder.path(), "p.xlsx", &[("seizures", rows(&strange))])],
    )
    .unwrap_err()
    .to_string();
    for word in
        ["found 3 cells", "`Laudanum`", "`Novelties`", "`QQQ`", "one of Heroin; Illicit morphine"]
    {
        assert!(error.contains(word), "{error}\nlacks {word}");
    }
    let renamed = workbook(
        folder.path(),
        "q.xlsx",
        &[("seizures", rows(&OLDER.replace("KgEquivalent", "Kilos")))],
    );
    let error = plain("unodc-seizures", &[renamed]).unwrap_err().to_string();
    for word in
        ["row 4", "`Kilograms`", "or `KgEquivalent`", "2016-2020", "2024 and 2025", "by a mapping"]
    {
        assert!(error.contains(word), "{error}\nlacks {word}");
    }
}

#[test]
fn seizures_are_added_up_and_totals_are_not_added_twice() {
    let table = "Drug seizures
Region|SubRegion|Country|DrugGroup|DrugSubGroup|DrugName|Reference year|Kilograms|msCode
A|S|Colombia|Cocaine-type|Cocaine|Cocaine hydrochloride|2022|0.1|COL
A|S|Colombia|Cocaine-type|Cocaine|Cocaine hydrochloride|2022|0.2|COL
A|S|Colombia|Cocaine-type|Cocaine|Cocaine (total of the above, including if unspecified/undistinguished, but excluding coca leaf and coca bush)|2022|0.3|COL
A|S|Peru|Cocaine-type|Cocaine|Cocaine (total of the above, including if unspecified/undistinguished, but excluding coca leaf and coca bush)|2022|7|PER
A|S|Peru|Cocaine-type|Cocaine|Cocaine (total of the above, including if unspecified/undistinguished, but excluding coca leaf and coca bush)|2022|0.5|PER
A|S|Peru|Cocaine-type|Coca-type|Coca leaf|2022|9|PER
A|S|Peru|Opioids|Opiates|Heroin|2022||PER";
    let folder = tempdir().unwrap();
    let file = workbook(folder.path(), "s.xlsx", &[("Seizures", rows(table))]);
    let got = plain("unodc-seizures", std::slice::from_ref(&file)).unwrap();
    assert_eq!(value(&got, "COL", "*", "unodc.seizure_cocaine", "2022").as_deref(), Some("0.3"));
    assert_eq!(value(&got, "PER", "*", "unodc.seizure_cocaine", "2022").as_deref(), Some("7.5"));
    assert!(got.rows[1].note.contains("total only"));
    assert_eq!((got.rows.len(), got.summaries[0].read, got.summaries[0].used), (2, 7, 4));

    let later = workbook(
        folder.path(),
        "t.xlsx",
        &[("Seizures", rows(&table.replace("|7|PER", "|8|PER")))],
    );
    let both = plain("unodc-seizures", &[file, later]).unwrap();
    assert_eq!(value(&both, "PER", "*", "unodc.seizure_cocaine", "2022").as_deref(), Some("8.5"));
    assert_eq!(
        (both.rows.len(), both.summaries[0].superseded, both.summaries[1].superseded),
        (2, 2, 0)
    );

    let strange = workbook(
        folder.path(),
        "u.xlsx",
        &[("Seizures", rows(&table.replace("|Coca-type|", "|Coca tea|")))],
    );
    let error = plain("unodc-seizures", &[strange]).unwrap_err().to_string();
    assert!(error.contains("row 8") && error.contains("`Coca tea`"), "{error}");
}

#[test]
fn surveys_of_drug_use() {
    let head = "|CANNABIS\n|Annual\n\
                |Region|Sub-region|Country/Territory|Best|Low|High|Male|Female|Year|Age|Source|Method|Adjustment|Specific \
                notes\n";
    let cannabis = format!(
        "{head}|Americas|SA|Uruguay|0.1||||| 2018|12-65\n||| Uruguay|0.3||||| 2018|15-64\n\
         |||Chile|12.05||||| 2020/21|12-65\n|Notes below"
    );
    let sheets = |c: &str| {
        vec![
            ("Cannabis", rows(c)),
            ("Cocaine", rows(&format!("{head}|||Peru|0.4|||||2017|15-64"))),
            ("Amphetamines", rows(&format!("{head}|||Peru|0.2|||||2017|15-64"))),
        ]
    };
    let folder = tempdir().unwrap();
    let got = plain("unodc-prevalence", &[workbook(folder.path(), "p.xlsx", &sheets(&cannabis))])
        .unwrap();
    assert_eq!(value(&got, "URY", "*", "unodc.use_cannabis", "2018").as_deref(), Some("0.3"));
    assert_eq!(value(&got, "CHL", "*", "unodc.use_cannabis", "2021").as_deref(), Some("12.05"));
    assert_eq!(got.rows[0].note, "ages 12-65; surveyed 2020/21");
    assert_eq!((got.summaries[0].read, got.summaries[0].used), (5, 4));
    let error = plain(
        "unodc-prevalence",
        &[workbook(folder.path(), "q.xlsx", &sheets(&cannabis.replace("12.05", "120.5")))],
    )
    .unwrap_err();
    assert!(error.to_string().contains("from 0 to 100"), "{error}");
    let two = workbook(folder.path(), "r.xlsx", &sheets(&cannabis)[..2]);
    assert!(plain("unodc-prevalence", &[two]).unwrap_err().to_string().contains("Amphetamines"));
}

#[test]
fn coca_says_where_it_does_not_apply_only_when_asked() {
    let table = "|Global illicit cultivation of coca bush\n\n||2019|2020||2021|2022|2023\n\
                 |Colombia a|154000|142800|x|204300|230000|252600\n|Peru b|1|||||\n|Peru \
                 c|54700|61800||80681|95000|92800\n|Total|1|1||1|1|1\n|a) Net area";
    let folder = tempdir().unwrap();
    let file = workbook(folder.path(), "c.xlsx", &[("Sheet1", rows(table))]);
    let plainly = plain("unodc-coca", std::slice::from_ref(&file)).unwrap();
    assert_eq!(plainly.rows.len(), 10);
    assert_eq!(value(&plainly, "PER", "*", "unodc.coca_area", "2019").as_deref(), Some("54700"));
    let options =
        Options { territories: vec!["COL".to_owned(), "CHL".to_owned()], ..Options::default() };
    let asked = import("unodc-coca", &[file], &options).unwrap();
    assert_eq!(asked.rows.len(), 15);
    assert_eq!(
        value(&asked, "CHL", "*", "unodc.coca_area", "2023").as_deref(),
        Some("not_applicable")
    );
    let cut = workbook(
        folder.path(),
        "d.xlsx",
        &[("Sheet1", rows(table.split("\n|Total").next().unwrap()))],
    );
    assert!(plain("unodc-coca", &[cut]).unwrap_err().to_string().contains("the table is cut"));

    // Another concept as the only row of a country is neither left out in silence nor taken for the
    // usual one.
    let merged = table.replace("|Peru b|1|||||\n|Peru c", "|Peru b");
    let refused = |text: &str| {
        let error =
            plain("unodc-coca", &[workbook(folder.path(), "e.xlsx", &[("Sheet1", rows(text))])])
                .unwrap_err()
                .to_string();
        assert!(
            error.contains("row 5")
                && error.contains("`Peru b`")
                && error.contains("only row of its country"),
            "{error}"
        );
    };
    refused(
        &merged
            .replace("|a) Net area", "|b) Areas (without deductions for subsequent eradication)."),
    );
    refused(&merged.replace("\n|a) Net area", ""));
    // By its own footnote it is the usual one; and the other's letter may be another.
    let net = workbook(
        folder.path(),
        "f.xlsx",
        &[("Sheet1", rows(&merged.replace("|a) Net area", "|b) Net area")))],
    );
    assert_eq!(
        value(&plain("unodc-coca", &[net]).unwrap(), "PER", "*", "unodc.coca_area", "2019")
            .as_deref(),
        Some("54700")
    );
    let letters = table
        .replace("Peru b|1", "Peru c, d|1")
        .replace("Peru c|54700", "Peru b|54700")
        .replace("|a) Net area", "|b) Net\n|d) Areas without deductions");
    let other = workbook(folder.path(), "g.xlsx", &[("Sheet1", rows(&letters))]);
    assert_eq!(
        value(&plain("unodc-coca", &[other]).unwrap(), "PER", "*", "unodc.coca_area", "2019")
            .as_deref(),
        Some("54700")
    );
}
