#![allow(clippy::unwrap_used)]
use super::super::real::{plain, real, rows, value, workbook};

const GOOD: &str = "codeindyr|code|countryname|year|indicator|estimate|stddev|nsource
MEXcc2021|MEX|Mexico|2021|cc|-1.0206398963928223|0.16|10
ROMrl2021|ROM|Romania|2021|rl|0.4|0.15|10
HTIva2021|HTI|Haiti|2021|va|..|..|..
ANTva2002|ANT|Netherlands Antilles (former)|2002|va|1|0.3|2";

fn import(table: &str) -> Result<crate::publisher::Import, crate::publisher::ImportError> {
    let dir = tempfile::tempdir().unwrap();
    plain("wgi", &[workbook(dir.path(), "wgi.xlsx", &[("Sheet1", rows(table))])])
}

#[test]
fn estimates_come_with_their_standard_errors() {
    let import = import(GOOD).unwrap();
    assert_eq!(
        value(&import, "MEX", "*", "wgi.cc", "2021").as_deref(),
        Some("-1.0206398963928223")
    );
    assert_eq!(import.rows[0].se, Some(0.16));
    assert_eq!(value(&import, "ROU", "*", "wgi.rl", "2021").as_deref(), Some("0.4"));
    let s = &import.summaries[0];
    assert_eq!(
        (s.read, s.used, s.left_out["no value published"], s.left_out["former states"]),
        (4, 2, 1, 1)
    );
    assert_eq!(import.sources.iter().map(|s| s.id.as_str()).collect::<Vec<_>>(), ["bti", "wgi"]);
}

#[test]
fn altered_workbooks_are_refused() {
    for (from, to, says) in [
        ("|cc|-1.02", "|xx|-1.02", "one of va"),
        ("MEXcc2021|MEX", "MEXcc2021|COL", "as the other columns say"),
        ("-1.0206398963928223", "-10.2", "from -5 to 5"),
        ("-1.0206398963928223", "low", "a number"),
        ("|0.16|", "|-0.16|", "from 0 to 5"),
        ("|stddev|", "|sd|", "`stddev`"),
        ("MEXcc2021|MEX", "QQQcc2021|QQQ", "a territory"),
        ("2021|cc", "20211|cc", "as the other columns say"),
    ] {
        let error = import(&GOOD.replacen(from, to, 1)).unwrap_err().to_string();
        assert!(error.contains(says) && error.contains("wgi.xlsx"), "{to}: {error}");
    }
}

#[test]
fn the_publishers_file() {
    let Some(file) = real("wgi/wgidataset.xlsx") else { return };
    let import = plain("wgi", &[file]).unwrap();
    assert_eq!(
        value(&import, "MEX", "*", "wgi.cc", "2021").as_deref(),
        Some("-1.0206398963928223")
    );
    let s = &import.summaries[0];
    // 214 areas, 6 indicators, 25 years; 1,126 estimates are `..`, 90 of them of the Netherlands
    // Antilles.
    assert_eq!((s.read, s.used), (32_100, 30_914));
    assert_eq!(s.left_out.values().sum::<u64>(), 32_100 - 30_914);
    assert!(import.rows.iter().all(|r| r.se.is_some()));
}

/// The wide edition: a sheet per indicator, a legend above, the year over the first of its merged
/// columns.
fn wide(
    alter: impl Fn(&str) -> String,
) -> Result<crate::publisher::Import, crate::publisher::ImportError> {
    let sheets = [
        "VoiceandAccountability",
        "Political StabilityNoViolence",
        "GovernmentEffectiveness",
        "RegulatoryQuality",
        "RuleofLaw",
        "ControlofCorruption",
    ];
    let table = "Legend
Estimate|Estimate of governance
||1996|||1998||
Country/Territory|Code|Estimate|StdErr|NumSrc|Estimate|StdErr|NumSrc
Andorra|ADO|1.5|0.29|3|1.25|0.3|3
Aruba|ABW|#N/A|#N/A|#N/A|#N/A|#N/A|#N/A
Netherlands Antilles (former)|ANT|1|0.3|1|1|0.3|1
||||||||
Source: the World Bank|||||||";
    let dir = tempfile::tempdir().unwrap();
    let table = alter(table);
    let sheets: Vec<(&str, Vec<Vec<String>>)> = std::iter::once(("Introduction", rows("The WGI")))
        .chain(sheets.iter().map(|s| (*s, rows(&table))))
        .collect();
    plain("wgi", &[workbook(dir.path(), "wgi.xlsx", &sheets)])
}

#[test]
fn years_side_by_side() {
    let import = wide(str::to_owned).unwrap();
    assert_eq!(value(&import, "AND", "*", "wgi.pv", "1998").as_deref(), Some("1.25"));
    let first = import.rows.iter().find(|r| r.indicator == "wgi.va").unwrap();
    assert_eq!((first.period.to_string().as_str(), first.se), ("1996", Some(0.29)));
    let s = &import.summaries[0];
    assert_eq!(
        (s.read, s.used, s.left_out["no value published"], s.left_out["former states"]),
        (36, 12, 12, 12)
    );
}

#[test]
fn altered_wide_workbooks_are_refused() {
    for (from, to, says) in [
        ("||1996|||1998", "||||1996||1998", "a year above its columns"),
        ("||1996|||1998", "||1996|||96", "a year above its columns"),
        ("||1996|||1998", "||1996|||1996", "2 columns `Estimate`"),
        ("Estimate|StdErr|NumSrc\nAndorra", "Estimate|Rank|NumSrc\nAndorra", "0 `StdErr`"),
        ("|1.5|", "|15|", "from -5 to 5"),
        ("|1.5|", "|x|", "a number"),
        ("Andorra|ADO", "Andorra|ABW", "has a column slipped"),
        ("Andorra|ADO", "Zubrowka|ZUB", "12 rows"),
        ("Andorra|ADO|", "Andorra||", "`Code`"),
        ("Estimate|StdErr|NumSrc|Estimate", "Score|StdErr|NumSrc|Score", "the long one of 2023"),
    ] {
        let error = wide(|t| t.replacen(from, to, 1)).unwrap_err().to_string();
        assert!(
            error.contains(says) || (says == "12 rows" && error.contains("in 6 rows")),
            "{to}: {error}"
        );
        assert!(error.contains("wgi.xlsx"), "{to}: {error}");
    }
}

/// The editions since 2025: a sheet per indicator, long.
#[test]
fn a_sheet_per_indicator() {
    let heads = "ID variable (economy code/ gov. dimension/ year)|Economy (name)|Economy \
                 (code)|Year|Governance dimension|Number of sources|Governance estimate (approx. \
                 -2.5 to +2.5)|Standard error (estimate)|Governance score (0-100)|Standard error \
                 (gov. score)";
    let book = |alter: &dyn Fn(String) -> String| {
        let dir = tempfile::tempdir().unwrap();
        let of = |code: &str| {
            alter(format!("{heads}\nCOL{code}2024|Colombia|COL|2024|{code}|12|-0.31|0.14|45|2.5"))
        };
        let sheets: Vec<(&str, Vec<Vec<String>>)> =
            ["va", "pv", "ge", "rq", "rl", "cc"].map(|code| (code, rows(&of(code)))).to_vec();
        plain("wgi", &[workbook(dir.path(), "wgi.xlsx", &sheets)])
    };
    let import = book(&|t| t).unwrap();
    assert_eq!(import.rows.len(), 6);
    assert_eq!(value(&import, "COL", "*", "wgi.rl", "2024").as_deref(), Some("-0.31"));
    assert!(import.rows.iter().all(|r| r.se == Some(0.14)));
    for (from, to, says) in [
        ("|2024|cc|", "|2024|va|", "cc, as the sheet is named"),
        ("COLcc2024|", "COLcc2023|", "as the other columns say"),
        ("Standard error (estimate)", "Error", "`stddev`"),
    ] {
        let error = book(&|t| t.replacen(from, to, 1)).unwrap_err().to_string();
        assert!(error.contains(says), "{to}: {error}");
    }
    let some = tempfile::tempdir().unwrap();
    let two = workbook(some.path(), "two.xlsx", &[("va", rows("a|b")), ("pv", rows("a|b"))]);
    assert!(plain("wgi", &[two]).unwrap_err().to_string().contains("`ControlofCorruption`"));
}

#[test]
fn the_publishers_wide_file() {
    let Some(file) = real("vintages/wgi/wgidataset_wide_1996-2020.xlsx") else { return };
    let import = plain("wgi", &[file]).unwrap();
    let row = |territory: &str, indicator: &str, period: &str| {
        let key = (territory, "*", indicator, period.parse().unwrap());
        import.rows.iter().find(|r| r.key() == key).map(|r| (r.value.to_string(), r.se.unwrap()))
    };
    assert_eq!(
        row("AND", "wgi.va", "1996"),
        Some(("1.5632166862487793".to_owned(), 0.291_690_677_404_403_7))
    );
    assert_eq!(
        row("COL", "wgi.va", "2020"),
        Some(("0.14925028383731842".to_owned(), 0.125_795_185_565_948_5))
    );
    assert_eq!(
        row("MEX", "wgi.cc", "2020"),
        Some(("-0.8476247191429138".to_owned(), 0.131_321_296_095_848_08))
    );
    assert_eq!(
        row("COD", "wgi.pv", "1996"),
        Some(("-2.6819136142730713".to_owned(), 0.421_902_388_334_274_3))
    );
    let s = &import.summaries[0];
    // 214 areas, 6 indicators, 22 years; of the Netherlands Antilles nothing is used.
    assert_eq!((s.read, s.used), (28_248, 27_190));
    assert_eq!(s.left_out.values().sum::<u64>(), 28_248 - 27_190);
}
