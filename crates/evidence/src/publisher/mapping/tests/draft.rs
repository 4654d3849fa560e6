//! What a draft makes of tables of kinds that offices publish.

use super::*;

fn draft(name: &str, table: &str) -> String {
    let dir = tempfile::tempdir().unwrap();
    super::super::draft_mapping(&text(dir.path(), name, table)).unwrap()
}

fn says(draft: &str, parts: &[&str]) {
    for part in parts {
        assert!(draft.contains(part), "{part} in\n{draft}");
    }
}

#[test]
fn a_period_that_nobody_says_is_an_open_question() {
    let text = draft("perc.csv", "Country,ISO3,score\nColombia,COL,39\nPeru,PER,38\n");
    says(&text, &["[period]\nvalue = \"?\""]);
    let open = parse_mapping(&text, "draft.toml").1;
    assert!(open.iter().any(|f| f.message.contains("`value` of [period]") && f.code == "open-question"), "{open:?}");
    // The head of the figures says it.
    says(
        &draft("perc.csv", "Country,ISO3,CPI score 2020\nColombia,COL,39\nPeru,PER,38\n"),
        &["value = \"2020\"      # from the head", "are all values of 2020?"],
    );
}

#[test]
fn the_time_of_a_download_is_no_period() {
    let rows =
        |last: &str| -> String { (1..=12).map(|m| format!("2024,{m},Tarapacá,{m},{last}\n2025,{m},Tarapacá,{m},{last}\n")).collect() };
    for head in ["actualizacion", "fecha_corte", "Last Updated"] {
        let text = draft("a.csv", &format!("Año,Mes,Region,Frecuencia,{head}\n{}", rows("2026-08-07 06:33:17")));
        says(&text, &["year = \"Año\"", "month = \"Mes\"", "rows = \"single\""]);
    }
    // Nor is one date in every row, or the day when something began.
    says(&draft("a.csv", &format!("Año,Mes,Region,Frecuencia,fecha\n{}", rows("2026-08-07"))), &["year = \"Año\""]);
    let began = "id,location,year,began\n1,Colombia,2019,1964-05-27\n2,Colombia,2020,1964-05-27\n3,Peru,2020,1982-08-22\n";
    says(&draft("conflict.csv", began), &["column = \"year\""]);
    // Where year and date agree, the date says more.
    let same = "PROVINCIA,Año,FECHA\nLIMON,2022,25/12/2022\nHEREDIA,2023,13/01/2023\n";
    says(&draft("casos.csv", same), &["date = \"FECHA\""]);
}

#[test]
fn months_beside_years_in_heads_and_dates_of_years() {
    let table = "Año,Mes,Región,Frecuencia 2024,Frecuencia 2025\n2025,Enero,Aysén,1,2\n2025,Enero,Ñuble,3,4\n";
    let text = draft("a.csv", table);
    says(&text, &["heads = \"year\"", "month = \"Mes\"", "months = \"es\""]);
    // The months are no values that are missing.
    assert!(!text.contains("missing = "), "{text}");
    let table = "Country,Year,Total\nColombia,2019-01-01,76\nPeru,2019-01-01,70\nColombia,2020-01-01,75\nPeru,2020-01-01,71\n";
    says(&draft("fsi.csv", table), &["date = \"Year\"", "stands_for = \"year\""]);
}

#[test]
fn a_unit_of_dollars_is_no_territory() {
    let table = "Country/Area,Year,Unit,GDP\nColombia,2020,US$,1\nNowhere Land,2020,US$,2\nPeru,2020,US$,3\n";
    says(&draft("gdp.csv", table), &["column = \"Country/Area\""]);
    let table = "Country/Area,Year,Unit,GDP\nColombia,2020,US,1\nNowhere Land,2020,US,2\nPeru,2020,US,3\n";
    says(&draft("gdp.csv", table), &["column = \"Country/Area\""]);
}

#[test]
fn a_column_that_holds_several_is_taken_apart() {
    let table = "freq,unit,geo\\TIME_PERIOD\t2008 \t2009 \t2010 \nA,NR,EL\t88 \t90 b\t91\nA,NR,ES\t8 \t9\t: c\nA,NR,PT\t8 \t9\t7\n";
    let text = draft("estat.tsv", table);
    says(&text, &["split = \",\"", "column = \"geo\"\ncodes = \"iso2\"", "flags = { \"b\" = \"B\" }"]);
}

#[test]
fn quarters_and_heads_of_months_with_their_year_are_periods() {
    says(&draft("q.csv", "Pais,Trimestre,Casos\nColombia,2023-Q1,10\nColombia,2023-Q2,20\n"), &["[period]\ncolumn = \"Trimestre\""]);
    let table = |heads: [&str; 4]| format!("Entidad,{}\nMEX,1,2,3,4\nCOL,5,6,7,8\n", heads.join(","));
    for (heads, form, months, last) in [
        (["ene-2022", "feb-2022", "ene-2023", "feb-2023"], "{month}-{year}", "es", "2023-02"),
        (["Set. 2022", "Out. 2022", "Nov. 2022", "Dez. 2022"], "{month} {year}", "pt", "2022-12"),
        (["2022-01-01", "2022-02-01", "2022-03-01", "2022-04-01"], "{year}-{month}-01", "number", "2022-04"),
        (["2022M01", "2022M02", "2022M03", "2022M04"], "{year}M{month}", "number", "2022-04"),
    ] {
        let drafted = draft("m.csv", &table(heads));
        says(&drafted, &["heads = \"month\"", &format!("months = \"{months}\""), &format!("[value]\ncolumn = \"{form}\"")]);
        // What is proposed reads the table.
        let dir = tempfile::tempdir().unwrap();
        let map = text(dir.path(), "map.toml", drafted.replace("\"?\"", "\"cases\""));
        let file = text(dir.path(), "m.csv", table(heads));
        let read = import("mapping", &[file], &Options { mapping: Some(map), ..Options::default() }).unwrap();
        assert_eq!(value(&read, "COL", "*", "my.indicator", last).as_deref(), Some("8"), "{drafted}");
    }
    // Parts of a year are nobody's year, and nobody's month.
    for heads in [
        ["2021-Q4", "2022-Q4", "2023-Q4", "2024-Q4"],
        ["Ene-Mar 2021", "Ene-Mar 2022", "Ene-Mar 2023", "Ene-Mar 2024"],
        ["2021-01-01", "2022-01-01", "2023-01-01", "2024-01-01"],
    ] {
        let open = parse_mapping(&draft("m.csv", &table(heads)).replace("unit = \"?\"", "unit = \"cases\""), "d.toml").1;
        assert!(open.iter().any(|f| f.code == "open-question"), "{heads:?} {open:?}");
    }
    let quarters = draft("q.csv", "geo,Year,Q1,Q2\nCOL,2020,1,2\nPER,2020,3,4\n");
    says(&quarters, &["\"Q1\" = \"?\"", "a part of a year"]);
    says(
        &draft("q.csv", "geo,Year,Quarter,v\nCOL,2020,1,2\nPER,2020,2,4\n"),
        &["[period]\nvalue = \"?\"", "# column = \"Year\"", "the column `Quarter`"],
    );
    let short = table(["ene-22", "feb-22", "mar-22", "abr-22"]);
    says(&draft("m.csv", &short), &["a year of two digits is not read", "write four in the file, as in `ene-2024` (`ene-22`)"]);
}
