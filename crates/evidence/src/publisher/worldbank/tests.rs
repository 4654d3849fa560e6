#![allow(clippy::unwrap_used)]
use super::super::real::{plain, real, rows, text, value, workbook};
use std::path::PathBuf;

const HEAD: &str = "\u{feff}\"Data Source\",\"World Development Indicators\",\n\n\"Last Updated \
                    Date\",\"2024-01-01\",\n\n\"Country Name\",\"Country Code\",\"Indicator \
                    Name\",\"Indicator Code\",\"2021\",\"2022\",\n";

fn file(dir: &tempfile::TempDir, name: &str, body: &str) -> PathBuf {
    text(dir.path(), name, format!("{HEAD}{body}"))
}

#[test]
fn countries_are_read_and_regions_counted() {
    let dir = tempfile::tempdir().unwrap();
    let old =
        file(&dir, "old.csv", "\"Colombia\",\"COL\",\"x\",\"VC.IHR.PSRC.P5\",\"26.8\",\"25.5\",\n");
    let new = file(
        &dir,
        "new.csv",
        "\"Colombia\",\"COL\",\"x\",\"VC.IHR.PSRC.P5\",\"\",\"24.95\",\n\"América \
         Latina\",\"LCN\",\"x\",\"VC.IHR.PSRC.P5\",\"20\",\"19\",\n\
         \"Chile\",\"CHL\",\"Rain\",\"AG.LND.PRCP.MM\",\"1522\",\"1522\",\n",
    );
    let import = plain("worldbank", &[old, new]).unwrap();
    assert_eq!(value(&import, "COL", "*", "wb.homicide", "2021").as_deref(), Some("26.8"));
    assert_eq!(value(&import, "COL", "*", "wb.homicide", "2022").as_deref(), Some("24.95"));
    assert_eq!(value(&import, "CHL", "*", "wb.AG.LND.PRCP.MM", "2022").as_deref(), Some("1522"));
    assert_eq!(
        import.indicators.iter().map(|i| i.code.as_str()).collect::<Vec<_>>(),
        ["wb.AG.LND.PRCP.MM"]
    );
    let (old, new) = (&import.summaries[0], &import.summaries[1]);
    assert_eq!((old.read, old.used, old.superseded), (2, 2, 1));
    assert_eq!(
        (
            new.read,
            new.used,
            new.left_out["publisher's regions"],
            new.left_out["no value published"]
        ),
        (6, 3, 2, 1)
    );
}

#[test]
fn altered_files_are_refused_with_their_place() {
    let dir = tempfile::tempdir().unwrap();
    let good = "\"Colombia\",\"COL\",\"x\",\"VC.IHR.PSRC.P5\",\"26.8\",\"25.5\",\n";
    let cases = [
        (good.replace("COL", "QQQ"), "line 6"),
        (good.replace("25.5", "abc"), "`abc`"),
        (good.replace("25.5", "-1"), "from 0 to 1000"),
        (good.replace("25.5", "inf"), "a number"),
        (format!("{good}\"Chile\",\"CHL"), "not closed"),
        (format!("{good}Chile,CHL"), "2 cells"),
        (format!("{good}{good}"), "first in row 6"),
        (String::new(), "no row"),
        (good.replace("VC.IHR.PSRC.P5", "VC IHR"), "the code of a series"),
    ];
    for (body, says) in cases {
        let error = plain("worldbank", &[file(&dir, "x.csv", &body)]).unwrap_err().to_string();
        assert!(error.contains(says) && error.contains("x.csv"), "{body}: {error}");
    }
    let renamed =
        text(dir.path(), "y.csv", format!("{HEAD}{good}").replace("Country Code", "Pais Codigo"));
    assert!(plain("worldbank", &[renamed]).unwrap_err().to_string().contains("`Country Code`"));
    let metadata = text(
        dir.path(),
        "z.csv",
        "\"Country Name\",\"Country Code\",\"Region\",\n\"Aruba\",\"ABW\",\"\",\n",
    );
    assert!(plain("worldbank", &[metadata]).unwrap_err().to_string().contains("`Indicator Name`"));
}

#[test]
fn the_publishers_files() {
    let Some(es) = real("worldbank_ds2/API_VC.IHR.PSRC.P5_DS2_es_csv_v2_8348.csv") else { return };
    let Some(en) = real("worldbank_ds2/API_VC.IHR.PSRC.P5_DS2_en_csv_v2_4355130.csv") else {
        return;
    };
    let import = plain("worldbank", &[en, es]).unwrap();
    assert_eq!(
        value(&import, "ECU", "*", "wb.homicide", "2023").as_deref(),
        Some("45.7228145164847")
    );
    let new = &import.summaries[1];
    // 266 areas and 66 years, of which 48 areas are the World Bank's own.
    assert_eq!((new.read, new.used), (266 * 66, 4061));
    assert_eq!(new.read - new.used, new.left_out.values().sum::<u64>());
    assert!(import.summaries[0].superseded > 3000);
    let Some(xls) = real("worldbank_ds2/API_NY.GDP.MKTP.CD_DS2_en_excel_v2_10034.xls") else {
        return;
    };
    let gdp = plain("worldbank", &[xls]).unwrap();
    assert_eq!(gdp.summaries[0].read, 266 * 64);
    assert!(gdp.rows.iter().all(|r| r.indicator == "wb.gdp"));
}

/// The columns of a DataBank export come in any order, missing is `..`, and two lines of footer
/// follow.
#[test]
fn databank_with_years_in_the_heads() {
    let dir = tempfile::tempdir().unwrap();
    let body = "Series Name,Series Code,Country Name,Country Code,2021 [YR2021],2022 [YR2022]
\"Intentional homicides (per 100,000 people)\",VC.IHR.PSRC.P5,Colombia,COL,27.5,26.1
\"Intentional homicides (per 100,000 people)\",VC.IHR.PSRC.P5,Cuba,CUB,..,..
GDP growth (annual %),NY.GDP.MKTP.KD.ZG,World,WLD,6.4,3.3
GDP growth (annual %),NY.GDP.MKTP.KD.ZG,Colombia,COL,10.8,7.3
,,,,,
,,,,,
Data from database: World Development Indicators,,,,,
Last Updated: 07/01/2026,,,,,
";
    let import = plain("worldbank", &[text(dir.path(), "a.csv", body)]).unwrap();
    assert_eq!(value(&import, "COL", "*", "wb.homicide", "2022").as_deref(), Some("26.1"));
    assert_eq!(value(&import, "COL", "*", "wb.NY.GDP.MKTP.KD.ZG", "2021").as_deref(), Some("10.8"));
    let (s, new) = (&import.summaries[0], &import.indicators[0]);
    assert_eq!(
        (s.read, s.used, s.left_out["no value published"], s.left_out["publisher's regions"]),
        (8, 4, 2, 2)
    );
    assert_eq!(
        (new.unit.as_str(), new.names.en.as_deref(), new.names.es.as_deref()),
        ("annual %", Some("GDP growth (annual %)"), None)
    );
    assert!(import.rows.iter().all(|r| !r.unit.is_empty()));
    for (from, to, says) in [
        ("2022 [YR2022]", "2022 [YR2021]", "a column `2022 [YR2021]`"),
        ("2022 [YR2022]", "2021 [YR2021]", "twice"),
        ("Series Code,", "Series,", "twice"),
        ("Colombia,COL,27.5", "Colombia,CUB,27.5", "has a column slipped"),
        ("27.5,26.1", "27.5,\"26,1\"", "decimal points or decimal commas"),
        (",,,,,\nData from", "x,VC.IHR.PSRC.P5,Peru,PER,1,2\nData from", ""),
        (
            "Last Updated: 07/01/2026,,,,,",
            "x,VC.IHR.PSRC.P5,Peru,PER,1,2",
            "nothing below the footer",
        ),
        ("Colombia,COL,27.5,26.1", "Colombia,COL,27.5", "5 cells"),
        ("Colombia,COL,27.5", "Zubrowka,ZUB,27.5", "a territory of the registry"),
    ] {
        match plain("worldbank", &[text(dir.path(), "b.csv", body.replacen(from, to, 1))]) {
            Ok(_) => assert!(says.is_empty(), "{to} was read"),
            Err(e) => assert!(
                !says.is_empty() && e.to_string().contains(says) && e.to_string().contains("b.csv"),
                "{to}: {e}"
            ),
        }
    }
    let names = body
        .replace("Series Code,", "")
        .replace("VC.IHR.PSRC.P5,", "")
        .replace("NY.GDP.MKTP.KD.ZG,", "");
    let error = plain("worldbank", &[text(dir.path(), "c.csv", names)]).unwrap_err().to_string();
    assert!(error.contains("with codes"), "{error}");
}

/// DataBank's other arrangements of the same four figures.
#[test]
fn databank_with_series_or_countries_in_the_heads() {
    let dir = tempfile::tempdir().unwrap();
    let heads = "\"Intentional homicides (per 100,000 people) [VC.IHR.PSRC.P5]\",GDP growth \
                 (annual %) [NY.GDP.MKTP.KD.ZG]";
    let tables = [
        format!(
            "Time,Time Code,Country Name,Country Code,{heads}\n\
                 2021,YR2021,Colombia,COL,27.5,10.8\n2021,YR2021,Mexico,MEX,28.2,..\nData from \
                 database: World Development Indicators\n"
        ),
        format!(
            "Country Name,Country Code,Time,Time Code,{heads}\nMexico,MEX,2021,YR2021,28.2,..\n\
                 Colombia,COL,2021,YR2021,27.5,10.8\n,,,,,\n"
        ),
        "Time,Time Code,Series Name,Series Code,Colombia [COL],Mexico [MEX]\n\
         2021,YR2021,Homicides,VC.IHR.PSRC.P5,27.5,28.2\n2021,YR2021,GDP growth (annual \
         %),NY.GDP.MKTP.KD.ZG,10.8,..\n"
            .to_owned(),
        "Country Name,Country Code,\"2021 [YR2021] - Homicides [VC.IHR.PSRC.P5]\",2021 [YR2021] - \
         GDP growth (annual %) [NY.GDP.MKTP.KD.ZG]\nColombia,COL,27.5,10.8\nMexico,MEX,28.2,..\n"
            .to_owned(),
        "Country Name,Country Code,Series Name,Series Code,Time,Time Code,Value\n\
         Colombia,COL,Homicides,VC.IHR.PSRC.P5,2021,YR2021,27.5\n\
         Mexico,MEX,Homicides,VC.IHR.PSRC.P5,2021,YR2021,28.2\nColombia,COL,GDP growth (annual \
         %),NY.GDP.MKTP.KD.ZG,2021,YR2021,10.8\nMexico,MEX,GDP growth (annual \
         %),NY.GDP.MKTP.KD.ZG,2021,YR2021,..\n"
            .to_owned(),
    ];
    for table in &tables {
        let import = plain("worldbank", &[text(dir.path(), "a.csv", table)]).unwrap();
        assert_eq!(
            value(&import, "COL", "*", "wb.homicide", "2021").as_deref(),
            Some("27.5"),
            "{table}"
        );
        assert_eq!(
            value(&import, "MEX", "*", "wb.homicide", "2021").as_deref(),
            Some("28.2"),
            "{table}"
        );
        assert_eq!(
            value(&import, "COL", "*", "wb.NY.GDP.MKTP.KD.ZG", "2021").as_deref(),
            Some("10.8"),
            "{table}"
        );
        assert_eq!(
            (import.rows.len(), import.indicators[0].unit.as_str()),
            (3, "annual %"),
            "{table}"
        );
    }
    let workbook = |alter: &str| {
        let cells = rows(
            "Time|Time Code|Country Name|Country Code|Homicides [VC.IHR.PSRC.P5]\n\
             2021|YR2021|Colombia|COL|27.5\n|||\nLast Updated: 07/01/2026|||",
        );
        let cells: Vec<Vec<String>> = cells
            .into_iter()
            .map(|r| r.into_iter().map(|c| c.replace("YR2021", alter)).collect())
            .collect();
        plain(
            "worldbank",
            &[workbook(
                dir.path(),
                "a.xlsx",
                &[("Data", cells), ("Series - Metadata", rows("Code|License"))],
            )],
        )
    };
    assert_eq!(
        value(&workbook("YR2021").unwrap(), "COL", "*", "wb.homicide", "2021").as_deref(),
        Some("27.5")
    );
    assert!(workbook("YR2020").unwrap_err().to_string().contains("the code of 2021"));
}

/// A spreadsheet with another list separator and decimal mark has saved the file, or has put every
/// line into one cell.
#[test]
fn what_spreadsheets_make_of_the_file() {
    let dir = tempfile::tempdir().unwrap();
    let read = |body: &str| plain("worldbank", &[text(dir.path(), "a.csv", body)]);
    let head = "Country Name;Country Code;Indicator Name;Indicator Code;2021;2022;\n";
    let good = format!(
        "{head}Colombia;COL;GDP growth (annual %);NY.GDP.MKTP.KD.ZG;10,8011;7,2888;\n\"Bahamas, \
         The\";BHS;x;NY.GDP.MKTP.KD.ZG;15,395;;\n"
    );
    let points =
        good.replace("10,8011", "10.8011").replace("7,2888", "7.2888").replace("15,395", "15.395");
    let wrapped: String = points
        .replace(';', ",")
        .replace("\"Bahamas, The\"", "Bahamas")
        .lines()
        .map(|l| {
            let quoted: Vec<String> = l
                .split(',')
                .map(|c| if c.is_empty() { String::new() } else { format!("\"\"{c}\"\"") })
                .collect();
            format!("\"{}\"\n", quoted.join(","))
        })
        .collect();
    assert!(wrapped.starts_with("\"\"\"Country Name\"\",\"\"Country Code\"\","), "{wrapped}");
    let banner = "Data Source;World Development Indicators;;;;;\n;;;;;;\nLast Updated \
                  Date;2024-01-01;;;;;\n;;;;;;\n";
    for body in [&good, &points, &wrapped, &format!("{banner}{good}"), &good.replace(';', "\t")] {
        let import = read(body).unwrap();
        assert_eq!(
            value(&import, "COL", "*", "wb.NY.GDP.MKTP.KD.ZG", "2022").as_deref(),
            Some("7.2888"),
            "{body}"
        );
        assert_eq!(
            value(&import, "BHS", "*", "wb.NY.GDP.MKTP.KD.ZG", "2021").as_deref(),
            Some("15.395"),
            "{body}"
        );
        assert_eq!(import.summaries[0].left_out["no value published"], 1, "{body}");
    }
    for (body, says) in [
        // 15.395 or 15395? No figure says.
        (good.replace("10,8011", "10,801").replace("7,2888", "7,289"), "which is 10.801 or 10801"),
        (good.replace("7,2888", "7.2888"), "not both"),
        (good.replace("7,2888", "1,234,5"), "a number"),
        (wrapped.replacen("7.2888\"\"", "7.2888", 1), "cells"),
        (good.replace(";15,395;;", ";15,395;;9"), "has a cell slipped"),
    ] {
        let error = read(&body).unwrap_err().to_string();
        assert!(error.contains(says) && error.contains("a.csv"), "{says}: {error}");
    }
}

/// A name goes under the language it is in; one in a language that projects have no column for is
/// not kept, and that is said.
#[test]
fn names_by_the_language_of_the_file() {
    let dir = tempfile::tempdir().unwrap();
    let file = |name: &str, banner: &str, series: &str| {
        let body = format!(
            "\"Data Source\",\"{banner}\",\n\n\"Last Updated Date\",\"2024-01-01\",\n\n\"Country \
             Name\",\"Country Code\",\"Indicator Name\",\"Indicator Code\",\"2022\",\n\
             \"Colombia\",\"COL\",\"{series}\",\"AG.LND.PRCP.MM\",\"3240\",\n"
        );
        text(dir.path(), name, body)
    };
    let en = file("en.csv", "World Development Indicators", "Precipitation (mm)");
    let es = file("es.csv", "Indicadores del desarrollo mundial", "Precipitaciones (mm)");
    let fr = file("API_AG.LND.PRCP.MM_DS2_fr_csv_v2_1.csv", "?", "Précipitations (mm)");
    let both = plain("worldbank", &[en, es]).unwrap();
    let names = &both.indicators[0].names;
    assert_eq!(
        (names.en.as_deref(), names.es.as_deref()),
        (Some("Precipitation (mm)"), Some("Precipitaciones (mm)"))
    );
    let french = plain("worldbank", &[fr]).unwrap();
    assert_eq!(
        (&french.indicators[0].names, french.indicators[0].unit.as_str()),
        (&ideal_model::Names::default(), "mm")
    );
    assert!(french.summaries[0].notes[0].contains("name_en"));
}

#[test]
fn the_publishers_files_of_other_years_and_hands() {
    let Some(es) = real("vintages/worldbank/API_COL_DS2_es_csv_v2_17895.csv") else { return };
    let colombia = plain("worldbank", &[es]).unwrap();
    let s = &colombia.summaries[0];
    assert_eq!((s.read, s.read - s.used), (1496 * 64, s.left_out["no value published"]));
    assert_eq!(
        value(&colombia, "COL", "*", "wb.homicide", "2021").as_deref(),
        Some("27.4843651251417")
    );
    assert_eq!(
        value(&colombia, "COL", "*", "wb.NY.GDP.MKTP.KD.ZG", "2023").as_deref(),
        Some("0.610409565791542")
    );
    assert_eq!(value(&colombia, "COL", "*", "wb.VC.IDP.TOCV", "2022").as_deref(), Some("4766000"));
    assert!(colombia.rows.iter().all(|r| !r.unit.is_empty()));
    let names =
        |code: &str| colombia.indicators.iter().find(|i| i.code == code).unwrap().names.clone();
    assert_eq!(names("wb.NY.GDP.MKTP.KD.ZG").es.as_deref(), Some("Crecimiento del PIB (% anual)"));
    assert!(names("wb.VC.IDP.TOCV").en.unwrap().starts_with("Internally displaced persons"));

    let Some(excel) = real("vintages/worldbank/API_NY.GDP.MKTP.KD.ZG_DS2_en_excel_v2_2016.xls")
    else {
        return;
    };
    let growth = plain("worldbank", &[excel]).unwrap();
    assert_eq!(growth.summaries[0].read, 248 * 56);
    assert_eq!(
        value(&growth, "COL", "*", "wb.NY.GDP.MKTP.KD.ZG", "2014").as_deref(),
        Some("4.552500991653915")
    );
    assert_eq!(
        value(&growth, "MEX", "*", "wb.NY.GDP.MKTP.KD.ZG", "2013").as_deref(),
        Some("1.3948995885831152")
    );
    assert!(growth.summaries[0].left_out.contains_key("income classes"));

    let Some(semicolons) =
        real("vintages/worldbank/API_NY.GDP.PCAP.CD_DS2_en_csv_v2_76_semicolons.csv")
    else {
        return;
    };
    let income = plain("worldbank", &[semicolons]).unwrap();
    assert_eq!(
        value(&income, "ABW", "*", "wb.NY.GDP.PCAP.CD", "2023").as_deref(),
        Some("33984.7906198041")
    );
    assert_eq!(
        value(&income, "COL", "*", "wb.NY.GDP.PCAP.CD", "1986").as_deref(),
        Some("1169.46212069392")
    );
    assert_eq!(
        (income.summaries[0].read, income.indicators[0].unit.as_str()),
        (266 * 64, "current US$")
    );
}
