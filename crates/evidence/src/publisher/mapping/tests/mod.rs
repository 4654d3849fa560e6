//! The mapping reader on small tables, on the mappings that ship, and on the publishers' files they
//! are for.

#![allow(clippy::unwrap_used)]

mod doubts;
mod draft;
mod language;
mod lost;
mod no_slip;
mod refusals;
mod slipped;
mod sums;

use std::path::PathBuf;

use ideal_model::ObsStatus;

use super::super::real::{real, rows, text, value, workbook};
use super::super::{Import, ImportError, Options, import};
use super::{open_mapping, parse_mapping, shipped_mapping, shipped_mappings};

/// A mapping of the parts that every one needs, and `rest`.
fn mapping(rest: &str) -> String {
    format!(
        "id = \"t\"\n{rest}\n[source]\nid = \"t\"\npublisher = \"P\"\ntitle = \"T\"\nlicence = \
         \"L\"\n"
    )
}

fn apply(rest: &str, name: &str, bytes: impl AsRef<[u8]>) -> Result<Import, ImportError> {
    let dir = tempfile::tempdir().unwrap();
    let map = text(dir.path(), "map.toml", mapping(rest));
    let file = text(dir.path(), name, bytes);
    import("mapping", &[file], &Options { mapping: Some(map), ..Options::default() })
}

fn shipped(name: &str, files: &[PathBuf]) -> Import {
    import("mapping", files, &Options { mapping: Some(PathBuf::from(name)), ..Options::default() })
        .unwrap()
}

const LONG: &str = "[territory]
column = \"geo\"
[indicator]
value = \"wb.gini\"
[period]
column = \"year\"
[value]
column = \"v\"
range = [0, 100]
unit = \"index\"
";

#[test]
fn a_long_table() {
    let import =
        apply(LONG, "a.csv", "geo,year,v\nCOL,2020,54.2\nCOL,2021,\nLCN,2020,46\nCHL,2020,<5\n")
            .unwrap();
    assert_eq!(value(&import, "COL", "*", "wb.gini", "2020").as_deref(), Some("54.2"));
    assert_eq!(value(&import, "CHL", "*", "wb.gini", "2020").as_deref(), Some("<5"));
    let s = &import.summaries[0];
    assert_eq!((s.read, s.used, s.censored), (4, 2, 1));
    assert_eq!((s.left_out["no value published"], s.left_out["publisher's regions"]), (1, 1));
}

#[test]
fn a_long_table_fails_closed() {
    for (body, says) in [
        ("geo,year,v\nQQQ,2020,1\n", "a territory"),
        ("geo,year,v\nCOL,20200,1\n", "20200"),
        ("geo,year,v\nCOL,2020,x\n", "a number with a decimal point"),
        ("geo,year,v\nCOL,2020,101\n", "from 0 to 100"),
        ("geo,year,v\nCOL,2020,\"1,5\"\n", "decimal point"),
        ("geo,year,v\nCOL,2020\n", "2 cells"),
        ("geo,year,v\nCOL,2020,1\nCOL,2020,1\n", "first in row 2"),
        ("geo,year,w\nCOL,2020,1\n", "`v`"),
        ("geo#year#v\nCOL#2020#1\n", "delimiter"),
        ("geo,year,v\n", "none to use"),
        ("geo,year,v,v\nCOL,2020,1,2\n", "twice"),
    ] {
        let error = apply(LONG, "a.csv", body).unwrap_err().to_string();
        assert!(error.contains(says) && error.contains("a.csv"), "{body}: {error}");
    }
}

#[test]
fn codes_of_other_kinds() {
    let with = |codes: &str, cell: &str| {
        let rest =
            LONG.replace("column = \"geo\"", &format!("column = \"geo\"\ncodes = \"{codes}\""));
        apply(&rest, "a.csv", format!("geo,year,v\n{cell},2020,50\n"))
    };
    for (codes, cell, code) in [
        ("m49", "32", "ARG"),
        ("m49", "032", "ARG"),
        ("iso3-lower", "arg", "ARG"),
        ("name", "Bolivia (Plurinational State of)", "BOL"),
    ] {
        assert_eq!(
            value(&with(codes, cell).unwrap(), code, "*", "wb.gini", "2020").as_deref(),
            Some("50"),
            "{codes} {cell}"
        );
    }
    for (codes, cell) in [
        ("m49", "ARG"),
        ("m49", "999"),
        ("iso3-lower", "ARG"),
        ("name", "Nigeriaa"),
        ("iso3", "32"),
    ] {
        assert!(with(codes, cell).is_err(), "{codes} {cell}");
    }
}

#[test]
fn years_as_columns_with_semicolons_latin1_and_decimal_commas() {
    let rest = "[file]
delimiter = \";\"
encoding = \"latin-1\"
decimal = \",\"
header_has = [\"País\"]
missing = [\"..\"]
[territory]
column = \"País\"
codes = \"name\"
leave_out = [\"Total\"]
[indicator]
value = \"wb.gini\"
[period]
heads = \"year\"
span = [2020, 2021]
[value]
factor = 100
";
    let body = "Título;;;\nPaís;2019;2020;2021\nPerú;9;0,438;..\nTotal;9;1;1\n";
    let latin1: Vec<u8> = body.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let import = apply(rest, "a.csv", latin1).unwrap();
    assert_eq!(value(&import, "PER", "*", "wb.gini", "2020").as_deref(), Some("43.8"));
    assert_eq!(import.rows.len(), 1);
    assert_eq!(import.summaries[0].read, 4);
    assert!(apply(rest, "a.csv", "Pa\u{ed}s").is_err());
}

const MONTHS: &str = "rows = \"sum\"
[territory]
column = \"state\"
codes = \"table\"
parent = \"MEX\"
table = { \"Jalisco\" = \"MX-JAL\" }
[indicator]
column = \"offence\"
table = { \"Secuestro\" = \"x.kidnapping@kidnapping\" }
[[keep]]
column = \"offence\"
not = [\"Robo\"]
reason = \"other offences\"
[[define]]
code = \"x.kidnapping\"
name = \"Kidnapping\"
kind = \"recorded\"
[period]
heads = \"month\"
year = \"year\"
months = \"es\"
by = \"BY\"
[value]
unit = \"files\"
";
const MONTH_TABLE: &str = "year,state,offence,Enero,Febrero,Marzo,Abril,Mayo,Junio,Julio,Agosto,Septiembre,Octubre,Noviembre,Diciembre
2023,Jalisco,Secuestro,1,1,1,1,1,1,1,1,1,1,1,1
2023,Jalisco,Secuestro,2,0,0,0,0,0,0,0,0,0,0,0
2024,Jalisco,Secuestro,1,1,1,1,1,1,1,1,1,1,1,
2024,Jalisco,Robo,1,1,1,1,1,1,1,1,1,1,1,
";

#[test]
fn months_as_columns_and_parts_that_are_added_up() {
    let by_year = apply(&MONTHS.replace("BY", "year"), "a.csv", MONTH_TABLE).unwrap();
    assert_eq!(
        value(&by_year, "MX-JAL", "kidnapping", "x.kidnapping", "2023").as_deref(),
        Some("14")
    );
    // December 2024 is not reported yet: as where it has no row, the year is provisional and says
    // its months.
    assert_eq!(
        value(&by_year, "MX-JAL", "kidnapping", "x.kidnapping", "2024").as_deref(),
        Some("11")
    );
    assert_eq!(
        (by_year.rows[1].obs_status, by_year.rows[1].note.as_str()),
        (Some(ObsStatus::Provisional), "11 of 12 months (months 1-11)")
    );
    let s = &by_year.summaries[0];
    assert_eq!(
        (
            s.read,
            s.used,
            s.left_out["other offences"],
            s.left_out["parts of a month that has a missing part"]
        ),
        (48, 35, 12, 1)
    );
    assert_eq!(
        (by_year.territories[0].code.as_str(), by_year.territories[0].parent.as_deref()),
        ("MX-JAL", Some("MEX"))
    );
    assert_eq!(by_year.indicators[0].code, "x.kidnapping");
    let by_month = apply(&MONTHS.replace("BY", "month"), "a.csv", MONTH_TABLE).unwrap();
    assert_eq!(
        value(&by_month, "MX-JAL", "kidnapping", "x.kidnapping", "2023-01").as_deref(),
        Some("3")
    );
    assert_eq!(by_month.rows.len(), 23);
    let error = apply(
        &MONTHS.replace("BY", "year"),
        "a.csv",
        MONTH_TABLE.replace("Jalisco,Secuestro", "Jalisko,Secuestro"),
    )
    .unwrap_err();
    assert!(error.to_string().contains("did you mean `Jalisco`"), "{error}");
    let error =
        apply(&MONTHS.replace("BY", "year"), "a.csv", MONTH_TABLE.replace("Secuestro", "Rapto"))
            .unwrap_err();
    assert!(error.to_string().contains("\"Rapto\" = "), "{error}");
    let error = apply(&MONTHS.replace("BY", "year"), "a.csv", MONTH_TABLE.replace("Enero", "Jan"))
        .unwrap_err();
    assert!(error.to_string().contains("a column for every month"), "{error}");
}

#[test]
fn incidents_of_a_workbook_are_counted() {
    let rest = "rows = \"sum\"
[file]
header_has = [\"DEPARTAMENTO\", \"FECHA\"]
footer = \"FECHA\"
sheet = \"datos\"
[territory]
value = \"COL\"
[indicator]
value = \"x.homicides\"
[period]
date = \"FECHA\"
by = \"year\"
[value]
each = 1
[[define]]
code = \"x.homicides\"
name = \"Homicides\"
kind = \"harm\"
";
    let dir = tempfile::tempdir().unwrap();
    let map = text(dir.path(), "map.toml", mapping(rest));
    let table = rows(
        "POLICÍA|\n|\nDEPARTAMENTO|FECHA \nMETA|2019-01-31\nMETA|13/02/2019\nCAUCA|2019-12-31\n\
         TOTAL|\nnota|x",
    );
    let file = workbook(dir.path(), "a.xlsx", &[("portada", rows("x")), ("datos", table)]);
    let options = Options { mapping: Some(map), ..Options::default() };
    let import = import("mapping", std::slice::from_ref(&file), &options).unwrap();
    assert_eq!(value(&import, "COL", "*", "x.homicides", "2019").as_deref(), Some("3"));
    assert_eq!(
        (import.summaries[0].read, import.summaries[0].left_out["rows of the footer"]),
        (5, 2)
    );
}

#[test]
fn every_mistake_of_a_mapping_is_reported() {
    let text = "id = \"x\"
abuot = \"y\"
rows = \"some\"
[source]
id = \"x\"
title = \"\"
publisher = \"p\"
[file]
delimiter = \"#\"
header = 1
header_has = [\"a\"]
[territory]
column = \"a\"
value = \"COL\"
codes = \"iso9\"
[period]
column = \"a\"
date = \"b\"
[value]
column = \"v\"
each = 1
range = [5, 1]
factor = 0
[[keep]]
column = \"a\"
[grade]
reliability = \"AA\"
[[define]]
code = \"q\"
kind = \"harmful\"
";
    let (mapping, findings) = parse_mapping(text, "m.toml");
    assert!(mapping.is_none());
    let all: Vec<String> = findings.iter().map(ToString::to_string).collect();
    for says in [
        "abuot",
        "`rows` cannot be",
        "`title` is empty",
        "`licence`",
        "`delimiter` cannot be",
        "`header_has` both",
        "[territory] has more than one",
        "`codes` cannot be",
        "[period] needs exactly one",
        "`range` runs from",
        "`factor` is 0",
        "exactly one of `column`, `columns`, `each`",
        "`only` and `not`",
        "one letter or digit",
        "[[define]] needs `name`",
        "`kind` cannot be",
    ] {
        assert!(all.iter().any(|f| f.contains(says)), "{says} in {all:#?}");
    }
    assert!(findings.iter().all(|f| f.line.is_some() && f.file == "m.toml"));
    let error = apply(&LONG.replace("wb.gini", "wb.ginny"), "a.csv", "geo,year,v\n")
        .unwrap_err()
        .to_string();
    assert!(error.contains("`wb.gini`") && error.contains("[[define]]"), "{error}");
}

#[test]
fn what_ships_is_sound_and_named_in_the_readme() {
    let readme = include_str!("../../../../mappings/README.md");
    for name in shipped_mappings() {
        let mapping = open_mapping(&PathBuf::from(name)).unwrap();
        assert_eq!(mapping.id, name);
        assert!(readme.contains(&format!("`{name}`")), "{name}");
    }
    assert!(shipped_mapping("none").is_none());
    let error = open_mapping(&PathBuf::from("populatoin")).unwrap_err().to_string();
    assert!(error.contains("did you mean `population`"), "{error}");
}

#[test]
fn the_publishers_files() {
    let one = |name: &str, file: &str| real(file).map(|f| shipped(name, &[f]));
    let total = |import: &Import, year: &str| -> f64 {
        import
            .rows
            .iter()
            .filter(|r| r.period.to_string().starts_with(year))
            .map(|r| r.value.to_string().parse::<f64>().unwrap())
            .sum()
    };
    // Four World Development Indicators, as data tables of theirs say.
    for (name, file, count) in [
        ("wdi-idp-conflict", "worldbank_wdi/VC.IDP.NWCV_latam.csv", 62),
        ("wdi-bribery-firms", "worldbank_wdi/IC.FRM.BRIB.ZS_latam.csv", 45),
        ("wdi-theft-losses", "worldbank_wdi/IC.FRM.CRIM.ZS_latam.csv", 45),
        ("wdi-theft-firms", "worldbank_wdi/IC.FRM.THEV.ZS_latam.csv", 45),
        (
            "gapminder-internet-users",
            "gapminder/ddf--datapoints--internet_users--by--geo--time.csv",
            6_024,
        ),
    ] {
        let Some(import) = one(name, file) else { return };
        assert_eq!(import.rows.len(), count, "{name}");
    }
    let Some(population) = one("population", "population/population.csv") else { return };
    assert_eq!(population.summaries[0].read, 265 * 65 - 30);
    let Some(forest) = one(
        "sdg-forest-change",
        "un_sdg/ddf--datapoints--ag_lnd_frstchg--by--geo_area--nature--units--year.csv",
    ) else {
        return;
    };
    assert_eq!((forest.summaries[0].read, forest.rows.len()), (819, 684));
    let Some(red) = one(
        "sdg-red-list",
        "un_sdg/ddf--datapoints--er_rsk_lsti--by--geo_area--nature--units--year.csv",
    ) else {
        return;
    };
    assert_eq!((red.summaries[0].read, red.rows.len()), (6_916, 6_328));
    // The workbooks' own TOTAL rows, and the published total of 2022.
    for (file, year, all) in [
        ("colombia_ponal/homicidios_2011.xlsx", "2011", 15_803.0),
        ("colombia_ponal/homicidios_2019.xlsx", "2019", 12_656.0),
        ("colombia_ponal/homicidios_2022.xls", "2022", 13_537.0),
    ] {
        let Some(import) = one("colombia-ponal-homicides", file) else { return };
        assert_eq!(total(&import, year), all, "{file}");
        assert!(import.rows.iter().all(|r| r.territory.starts_with("CO-") && r.period.is_year()));
    }
    let Some(mexico) = one("mexico-sesnsp", "mexico_sesnsp/IDEFC_estatal_2015_2024.csv") else {
        return;
    };
    let of = |year: &str, code: &str| -> f64 {
        let rows = mexico
            .rows
            .iter()
            .filter(|r| r.period.to_string().starts_with(year) && r.indicator == code);
        rows.map(|r| r.value.to_string().parse::<f64>().unwrap()).sum()
    };
    assert_eq!(
        (
            of("2018", "sesnsp.kidnapping"),
            of("2019", "sesnsp.kidnapping"),
            of("2022", "sesnsp.extortion")
        ),
        (1_330.0, 1_330.0, 10_343.0)
    );
    // December 2024 is blank in all 32 states.
    assert!(mexico.rows.iter().all(|r| r.period.to_string() != "2024-12"));
    assert_eq!(mexico.territories.len(), 32);
    let Some(new) = real("mexico_sesnsp/IDEFC_estatal_nueva_2026.csv") else { return };
    let options = Options { mapping: Some(PathBuf::from("mexico-sesnsp")), ..Options::default() };
    assert!(
        import("mapping", &[new], &options).is_err(),
        "the method of 2026 has other categories"
    );
    let Some(brazil) = one("brazil-sinesp", "brazil_sinesp/indicadoressegurancapublicauf.xlsx")
    else {
        return;
    };
    assert_eq!((brazil.summaries[0].read, brazil.territories.len()), (18_985, 27));
    let Some(rio) = one("brazil-isp-rj", "brazil_isp_rj/DOMensalEstadoDesde1991.csv") else {
        return;
    };
    assert_eq!(
        value(&rio, "BR-RJ", "organised_robbery", "isp.cargo_robbery", "2021-05").as_deref(),
        Some("389")
    );
    assert_eq!(rio.summaries[0].read, 365 * 4);
}
