//! The publisher's own files, with values read from them by eye.

use super::*;

/// Figures read, used and left out account for each other, and the figures are the publisher's own.
fn published(
    source: &str,
    files: &[&str],
    read: &[u64],
    values: &[(&str, &str, &str, &str)],
) -> Option<Import> {
    let files: Vec<PathBuf> = files.iter().map(|f| real(f)).collect::<Option<_>>()?;
    let got = plain(source, &files).unwrap();
    for (summary, read) in got.summaries.iter().zip(read) {
        eprintln!("{summary}");
        assert_eq!(summary.read, *read, "{summary}");
        assert_eq!(
            summary.read,
            summary.used + summary.left_out.values().sum::<u64>(),
            "{summary}"
        );
    }
    for (indicator, territory, period, want) in values {
        assert_eq!(
            value(&got, territory, "*", indicator, period).as_deref(),
            Some(*want),
            "{indicator} {territory} {period}"
        );
    }
    Some(got)
}

#[test]
fn the_published_crime_survey() {
    let files = [
        "unodc/data_cts_violent_and_sexual_crime.xlsx",
        "unodc/data_cts_corruption_and_economic_crime.xlsx",
        "unodc/data_cts_prisons_and_prisoners.xlsx",
    ];
    let values = [
        ("unodc.kidnapping", "ECU", "2022", "6.92183767568468"),
        ("unodc.prison_homicides", "ECU", "2020", "51"),
    ];
    let Some(got) = published("unodc-cts", &files, &[26_114, 22_754, 65_797], &values) else {
        return;
    };
    let marked: Vec<(&str, &str, ObsStatus)> = got
        .rows
        .iter()
        .filter_map(|r| r.obs_status.map(|s| (r.territory.as_str(), r.indicator.as_str(), s)))
        .collect();
    assert_eq!(
        marked,
        [
            ("COL", "unodc.unsentenced", ObsStatus::Suspect),
            ("SLV", "unodc.prisoners", ObsStatus::Suspect)
        ]
    );
    let files: Vec<PathBuf> = files.iter().filter_map(|f| real(f)).collect();
    let all =
        import("unodc-cts", &files, &Options { all_series: true, ..Options::default() }).unwrap();
    assert!(all.rows.len() > 90_000, "{}", all.rows.len());
    for summary in &all.summaries {
        assert_eq!(
            summary.read,
            summary.used + summary.left_out.values().sum::<u64>(),
            "{summary}"
        );
    }
}

#[test]
fn the_published_trafficking_data() {
    let values =
        [("unodc.tip_labour", "PRY", "2020", "152"), ("unodc.tip_labour", "BRA", "2020", "<5")];
    let Some(got) = published("unodc-glotip", &["unodc/data_glotip.xlsx"], &[46_556], &values)
    else {
        return;
    };
    // Counted by a script of its own from the same workbook, countries only.
    assert!(got.summaries[0].censored > 1000, "{}", got.summaries[0].censored);
    assert!(got.summaries[0].left_out.contains_key("publisher's regions"));
}

#[test]
fn the_published_firearms_data() {
    let values = [
        ("unodc.arms_seized", "URY", "2022", "4864"),
        ("unodc.arms_seized", "MEX", "2019", "7486"),
    ];
    let Some(got) = published(
        "unodc-firearms",
        &["unodc/data_iafq_firearms_trafficking.xlsx"],
        &[15_468],
        &values,
    ) else {
        return;
    };
    assert_eq!(got.rows.len(), 486);
    let mex =
        got.rows.iter().find(|r| r.territory == "MEX" && r.period.to_string() == "2020").unwrap();
    assert_eq!((mex.value.to_string().as_str(), mex.obs_status), ("19775", Some(ObsStatus::Break)));
}

/// The second is a total without components, the third adds a component and a total of two parts,
/// the fourth totals of two agencies to components: added up by hand from the rows of the later
/// workbook.
const SEIZED: [(&str, &str, &str, &str); 4] = [
    ("unodc.seizure_cocaine", "COL", "2022", "767318.77"),
    ("unodc.seizure_cocaine", "PAN", "2022", "96000"),
    ("unodc.seizure_ats", "BRA", "2020", "82.436853"),
    ("unodc.seizure_ats", "ARG", "2019", "198"),
];

#[test]
fn the_published_drug_tables() {
    let seizures =
        ["unodc/7.1._Drug_seizures_2018-2022.xlsx", "unodc_wdr/7.1_Drug_seizures_2019-2023.xlsx"];
    if let Some(got) = published("unodc-seizures", &seizures, &[11_013, 11_274], &SEIZED) {
        assert!(got.summaries[0].superseded > 1000 && got.summaries[1].superseded == 0);
    }
    let use_of =
        ["unodc_wdr/1.2_Prevalence_of_drug_use_in_the_general_population_national_data.xlsx"];
    published("unodc-prevalence", &use_of, &[], &[("unodc.use_cannabis", "CHL", "2020", "12.05")]);
    let coca = ["unodc_wdr/6.1.1_Global_illicit_coca_bush_cultivation.xlsx"];
    let values = [
        ("COL", "2010", "62000"),
        ("COL", "2013", "48000"),
        ("COL", "2023", "252600"),
        ("PER", "2011", "62500"),
        ("BOL", "2022", "29900"),
    ];
    let values: Vec<(&str, &str, &str, &str)> =
        values.iter().map(|(t, p, v)| ("unodc.coca_area", *t, *p, *v)).collect();
    // Four rows of fourteen years and the total.
    published("unodc-coca", &coca, &[70], &values);
}

/// Files of other years: the figures are read by eye from each, the sums added up by hand from its
/// rows.
#[test]
fn the_published_files_of_other_years() {
    let cts = ["vintages/unodc/data_cts_intentional_homicide_2022-08-08.xlsx"];
    let values = [
        ("unodc.homicide", "COL", "2020", "22.6402261318364"),
        ("unodc.homicide", "SLV", "2019", "37.1578433575319"),
        ("unodc.homicide", "ECU", "2018", "5.81818726707862"),
        ("unodc.prison_homicides", "ECU", "2020", "51"),
    ];
    if let Some(got) = published("unodc-cts", &cts, &[76_338], &values) {
        // 3,843 rates of all victims, four of them of the Channel Islands: counted by a script of
        // its own.
        assert_eq!(got.rows.iter().filter(|r| r.indicator == "unodc.homicide").count(), 3839);
        let files: Vec<PathBuf> = cts.iter().filter_map(|f| real(f)).collect();
        import("unodc-cts", &files, &Options { all_series: true, ..Options::default() }).unwrap();
    }
    let seizures = ["vintages/unodc_wdr/7.1_-_Drug_seizures_2016-2020.xlsx"];
    let values = [
        ("unodc.seizure_cocaine", "COL", "2020", "579876.3386"),
        ("unodc.seizure_cocaine", "BOL", "2019", "26106.93"),
        ("unodc.seizure_cocaine", "ECU", "2020", "92157.86"),
        ("unodc.seizure_cocaine", "BEL", "2020", "70254.476"),
        ("unodc.seizure_ats", "ARG", "2019", "199.49"),
        ("unodc.seizure_ats", "BRA", "2020", "82.318103"),
        ("unodc.seizure_opioids", "COL", "2018", "363.9"),
        ("unodc.seizure_cannabis", "COL", "2018", "264444.47"),
    ];
    published("unodc-seizures", &seizures, &[10_678], &values);
    if let Some(file) =
        real("vintages/unodc_wdr/6.1.1_-_Illicit_coca_bush_cultivation_user-edited.xlsx")
    {
        let error = plain("unodc-coca", &[file]).unwrap_err().to_string();
        assert!(
            error.contains("row 7") && error.contains("`Peru b`") && error.contains("net areas"),
            "{error}"
        );
    }
}
