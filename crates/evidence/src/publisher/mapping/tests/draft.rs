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
    assert!(
        open.iter().any(|f| f.message.contains("`value` of [period]") && f.code == "open-question"),
        "{open:?}"
    );
    // The head of the figures says it.
    says(
        &draft("perc.csv", "Country,ISO3,CPI score 2020\nColombia,COL,39\nPeru,PER,38\n"),
        &["value = \"2020\"      # from the head", "are all values of 2020?"],
    );
}

#[test]
fn the_time_of_a_download_is_no_period() {
    let rows = |last: &str| -> String {
        (1..=12)
            .map(|m| format!("2024,{m},Tarapacá,{m},{last}\n2025,{m},Tarapacá,{m},{last}\n"))
            .collect()
    };
    for head in ["actualizacion", "fecha_corte", "Last Updated"] {
        let text = draft(
            "a.csv",
            &format!("Año,Mes,Region,Frecuencia,{head}\n{}", rows("2026-08-07 06:33:17")),
        );
        says(&text, &["year = \"Año\"", "month = \"Mes\"", "rows = \"single\""]);
    }
    // Nor is one date in every row, or the day when something began.
    says(
        &draft("a.csv", &format!("Año,Mes,Region,Frecuencia,fecha\n{}", rows("2026-08-07"))),
        &["year = \"Año\""],
    );
    let began = "id,location,year,began\n1,Colombia,2019,1964-05-27\n2,Colombia,2020,1964-05-27\n\
                 3,Peru,2020,1982-08-22\n";
    says(&draft("conflict.csv", began), &["column = \"year\""]);
    // Where year and date agree, the date says more.
    let same = "PROVINCIA,Año,FECHA\nLIMON,2022,25/12/2022\nHEREDIA,2023,13/01/2023\n";
    says(&draft("casos.csv", same), &["date = \"FECHA\""]);
}

#[test]
fn months_beside_years_in_heads_and_dates_of_years() {
    let table = "Año,Mes,Región,Frecuencia 2024,Frecuencia 2025\n2025,Enero,Aysén,1,2\n\
                 2025,Enero,Ñuble,3,4\n";
    let text = draft("a.csv", table);
    says(&text, &["heads = \"year\"", "month = \"Mes\"", "months = \"es\""]);
    // The months are no values that are missing.
    assert!(!text.contains("missing = "), "{text}");
    let table = "Country,Year,Total\nColombia,2019-01-01,76\nPeru,2019-01-01,70\n\
                 Colombia,2020-01-01,75\nPeru,2020-01-01,71\n";
    says(&draft("fsi.csv", table), &["date = \"Year\"", "stands_for = \"year\""]);
}

#[test]
fn a_unit_of_dollars_is_no_territory() {
    let table = "Country/Area,Year,Unit,GDP\nColombia,2020,US$,1\nNowhere Land,2020,US$,2\n\
                 Peru,2020,US$,3\n";
    says(&draft("gdp.csv", table), &["column = \"Country/Area\""]);
    let table =
        "Country/Area,Year,Unit,GDP\nColombia,2020,US,1\nNowhere Land,2020,US,2\nPeru,2020,US,3\n";
    says(&draft("gdp.csv", table), &["column = \"Country/Area\""]);
}

#[test]
fn a_column_that_holds_several_is_taken_apart() {
    let table = "freq,unit,geo\\TIME_PERIOD\t2008 \t2009 \t2010 \nA,NR,EL\t88 \t90 b\t91\n\
                 A,NR,ES\t8 \t9\t: c\nA,NR,PT\t8 \t9\t7\n";
    let text = draft("estat.tsv", table);
    says(
        &text,
        &["split = \",\"", "column = \"geo\"\ncodes = \"iso2\"", "flags = { \"b\" = \"B\" }"],
    );
}

#[test]
fn quarters_and_heads_of_months_with_their_year_are_periods() {
    says(
        &draft("q.csv", "Pais,Trimestre,Casos\nColombia,2023-Q1,10\nColombia,2023-Q2,20\n"),
        &["[period]\ncolumn = \"Trimestre\""],
    );
    let table =
        |heads: [&str; 4]| format!("Entidad,{}\nMEX,1,2,3,4\nCOL,5,6,7,8\n", heads.join(","));
    for (heads, form, months, last) in [
        (["ene-2022", "feb-2022", "ene-2023", "feb-2023"], "{month}-{year}", "es", "2023-02"),
        (["Set. 2022", "Out. 2022", "Nov. 2022", "Dez. 2022"], "{month} {year}", "pt", "2022-12"),
        (
            ["2022-01-01", "2022-02-01", "2022-03-01", "2022-04-01"],
            "{year}-{month}-01",
            "number",
            "2022-04",
        ),
        (["2022M01", "2022M02", "2022M03", "2022M04"], "{year}M{month}", "number", "2022-04"),
    ] {
        let drafted = draft("m.csv", &table(heads));
        says(
            &drafted,
            &[
                "heads = \"month\"",
                &format!("months = \"{months}\""),
                &format!("[value]\ncolumn = \"{form}\""),
            ],
        );
        // What is proposed reads the table.
        let dir = tempfile::tempdir().unwrap();
        let map = text(dir.path(), "map.toml", drafted.replace("\"?\"", "\"cases\""));
        let file = text(dir.path(), "m.csv", table(heads));
        let read =
            import("mapping", &[file], &Options { mapping: Some(map), ..Options::default() })
                .unwrap();
        assert_eq!(
            value(&read, "COL", "*", "my.indicator", last).as_deref(),
            Some("8"),
            "{drafted}"
        );
    }
    // A part of a year is drafted neither as a year nor as a month.
    for heads in [
        ["2021-Q4", "2022-Q4", "2023-Q4", "2024-Q4"],
        ["Ene-Mar 2021", "Ene-Mar 2022", "Ene-Mar 2023", "Ene-Mar 2024"],
        ["2021-01-01", "2022-01-01", "2023-01-01", "2024-01-01"],
    ] {
        let open = parse_mapping(
            &draft("m.csv", &table(heads)).replace("unit = \"?\"", "unit = \"cases\""),
            "d.toml",
        )
        .1;
        assert!(open.iter().any(|f| f.code == "open-question"), "{heads:?} {open:?}");
    }
    let quarters = draft("q.csv", "geo,Year,Q1,Q2\nCOL,2020,1,2\nPER,2020,3,4\n");
    says(&quarters, &["\"Q1\" = \"?\"", "a part of a year"]);
    says(
        &draft("q.csv", "geo,Year,Quarter,v\nCOL,2020,1,2\nPER,2020,2,4\n"),
        &["[period]\nvalue = \"?\"", "# column = \"Year\"", "the column `Quarter`"],
    );
    let short = table(["ene-22", "feb-22", "mar-22", "abr-22"]);
    says(
        &draft("m.csv", &short),
        &[
            "a year of two digits is not read",
            "write four in the file, as in `ene-2024` (`ene-22`)",
        ],
    );
}

/// What is left open in a draft, when all that only a person knows is answered.
fn left_open(drafted: &str) -> Vec<String> {
    let answered = drafted
        .replace("publisher = \"?\"", "publisher = \"P\"")
        .replace("title = \"?\"", "title = \"T\"")
        .replace("licence = \"?\"", "licence = \"L\"")
        .replace("name = \"?\"", "name = \"N\"")
        .replace("unit = \"?\"", "unit = \"cases\"");
    parse_mapping(&answered, "d.toml")
        .1
        .into_iter()
        .filter(|f| f.code == "open-question")
        .map(|f| f.message)
        .collect()
}

#[test]
fn a_draft_asks_where_the_file_says_several_times() {
    let plain = "País,Casos\nColombia,10\nPerú,17\nEcuador,24\n";
    assert_eq!(left_open(&draft("homicidios_2023.csv", plain)), Vec::<String>::new());
    // A part of a year, or another year, in the name of the file or above the heads.
    for name in
        ["junio_2023", "homicidios_2023-06", "hom_T1_2023", "Ene-Jun 2023", "semestre 1 2023"]
    {
        assert_eq!(left_open(&draft(&format!("{name}.csv"), plain)).len(), 1, "{name}");
    }
    for title in ["\"Homicidios, año 2022\",", "\"Homicidios, enero-junio de 2023\","] {
        assert_eq!(
            left_open(&draft("r_2023.csv", &format!("{title}\n{plain}"))).len(),
            1,
            "{title}"
        );
    }
    assert_eq!(left_open(&draft("Ene-Dic 2023.csv", plain)), Vec::<String>::new());
    // Columns that say a part of the year, or a date that is not read, beside a year.
    let cells = |cells: &str| -> String {
        cells.split(',').map(|c| format!("Colombia,2023,{c},5\nPerú,2023,{c},6\n")).collect()
    };
    for (head, rows) in [
        ("Trimestre", "1,2,3"),
        ("Periodo", "Ene-Jun,Jul-Dic"),
        ("Cuatrimestre", "1,2,3"),
        ("Quincena", "1,2"),
        ("Semana", "1,2,3"),
        ("Fecha", "13/01/22,14/02/22"),
        ("cuando", "ene-23,feb-23"),
    ] {
        let table = format!("País,Año,{head},Casos\n{}", cells(rows));
        assert_eq!(left_open(&draft("a.csv", &table)).len(), 1, "{head}");
        assert_eq!(
            left_open(&draft("a_2023.csv", &table.replace("Año", "lote").replace(",2023,", ",x,")))
                .len(),
            1,
            "{head}"
        );
    }
    // Heads of figures.
    for head in ["Q1", "Casos Ene-Jun", "1T", "YTD", "I Sem"] {
        assert_eq!(
            left_open(&draft("a.csv", &format!("País,Año,{head}\nColombia,2023,5\nPerú,2023,6\n")))
                .len(),
            1,
            "{head}"
        );
    }
    for heads in [
        "1T 2022,1T 2023",
        "6M 2022,6M 2023",
        "I-2022,I-2023",
        "1S 2022,1S 2023",
        "2022 YTD,2023 YTD",
    ] {
        assert!(
            !left_open(&draft("a.csv", &format!("País,{heads}\nColombia,5,6\nPerú,6,7\n")))
                .is_empty(),
            "{heads}"
        );
    }
    // Several days: that of what happened is known by its name.
    let dates = |a: &str, b: &str| {
        let row =
            |d: u32| format!("{d}/01/1970,Colombia,{d}/01/2023\n{d}/02/1971,Perú,{d}/02/2023\n");
        format!("{a},pais,{b}\n{}", (13..20).map(row).collect::<String>())
    };
    says(&draft("a.csv", &dates("fecha_nacimiento", "fecha")), &["date = \"fecha\""]);
    says(&draft("a.csv", &dates("fecha_denuncia", "fecha_hecho")), &["\ndate = \"fecha_hecho\""]);
    assert_eq!(left_open(&draft("a.csv", &dates("fecha_1", "fecha_2"))).len(), 1);
}

#[test]
fn a_draft_takes_no_figure_for_a_year_and_no_gap_for_a_register() {
    says(
        &draft("a.csv", "País,Casos,Año\nColombia,1987,2023\nPerú,2010,2023\n"),
        &["[period]\ncolumn = \"Año\"", "column = \"Casos\""],
    );
    let rows: String = "COL,10 PER,.. ECU,12 BOL,.. CHL,.."
        .split(' ')
        .map(|r| r.replace(',', ",2023,") + "\n")
        .collect();
    says(
        &draft("a.csv", &format!("ISO3,Año,Casos\n{rows}")),
        &["[value]\ncolumn = \"Casos\"", "missing = [\"..\"]"],
    );
    says(
        &draft(
            "a.csv",
            "pais,marca,modelo,año,casos\nColombia,x,2005,2021,3\nPerú,y,2006,2022,4\n",
        ),
        &["[period]\ncolumn = \"año\""],
    );
    // A register of incidents: numbers are names of zones, and every row counts as one if the
    // reader says so.
    let zones: String = (1..9).map(|i| format!("Colombia,ZONA {i},{}/01/2023\n", i + 12)).collect();
    says(
        &draft("a.csv", &format!("pais,zona,fecha\n{zones}")),
        &["each = 1", "# ? No column seems to hold figures"],
    );
    let numbered: String = (1..9).map(|i| format!("Colombia,{i},{}/01/2023\n", i + 12)).collect();
    assert_eq!(left_open(&draft("a.csv", &format!("pais,circuito,fecha\n{numbered}"))).len(), 1);
    // What nothing reads is said, also where a comment names it.
    let draft = draft("a.csv", "ISO3,Año,Casos,C\nCOL,2023,1,a\nPER,2023,2,b\n");
    says(&draft, &["# Columns that nothing reads: \"C\""]);
}

#[test]
fn a_draft_takes_no_state_for_a_country() {
    let table = |head: &str, cells: &str| -> String {
        format!(
            "{head},Ano,Casos\n{}",
            cells.split(',').map(|c| format!("{c},2021,10\n{c},2022,13\n")).collect::<String>()
        )
    };
    says(&draft("a.csv", &table("UF", "PR,RS,SC")), &["codes = \"table\"", "\"PR\" = \"XX-?\""]);
    says(&draft("a.csv", &table("State", "CA,CO,PA,GA")), &["codes = \"table\""]);
    assert_eq!(left_open(&draft("a.csv", &table("lugar", "PE,CO,BO"))).len(), 1);
    says(&draft("a.csv", &table("geo", "PE,CO,BO")), &["column = \"geo\"\ncodes = \"iso2\""]);
    says(
        &draft("a.csv", &table("geo", "per,col,bol")),
        &["column = \"geo\"\ncodes = \"iso3-lower\""],
    );
    says(
        &draft("a.csv", &table("geo_area", "604,170,68")),
        &["column = \"geo_area\"\ncodes = \"m49\""],
    );
    // Where somebody was born, or something went, is not where it happened.
    for head in ["Ciudadanía", "País de nacimiento", "País de destino"] {
        let rows: String = "Lima,Cusco,Puno"
            .split(',')
            .map(|d| format!("Perú,{d},2021,4\nChile,{d},2022,5\n"))
            .collect();
        says(
            &draft("a.csv", &format!("{head},Departamento,Año,Casos\n{rows}")),
            &["column = \"Departamento\"\ncodes = \"table\""],
        );
    }
    let rows: String = "Lima,Cusco,Puno"
        .split(',')
        .map(|d| format!("Perú,{d},2021,4\nChile,{d},2022,5\n"))
        .collect();
    assert!(
        !left_open(&draft("a.csv", &format!("Ruta,Departamento,Año,Casos\n{rows}"))).is_empty()
    );
    // `NA` is more often no value than Namibia.
    let rows: String = (2000..2009).map(|y| format!("NA,COL,{y},{}\n", y - 1990)).collect();
    says(&draft("a.csv", &format!("tipo,pais,Año,Casos\n{rows}")), &["column = \"pais\""]);
}

#[test]
fn a_draft_sees_where_the_table_ends_and_what_sheets_say() {
    let rows: String = (13..25).map(|d| format!("{d}/01/2023,Lima,{}\n", d - 3)).collect();
    let drafted =
        draft("a.csv", &format!("fecha,departamento,casos\n{rows}Total,,222\nFuente: policía,,\n"));
    says(
        &drafted,
        &[
            "footer = \"departamento\"      # ? from row 14 on (`Total`)",
            "date = \"fecha\"",
            "\"Lima\" = \"XX-?\"",
        ],
    );
    assert!(!drafted.contains("Fuente\" ="), "{drafted}");
    let dir = tempfile::tempdir().unwrap();
    let sheet = "País|Casos\nColombia|=10\nPerú|=17\n";
    let sheets: Vec<(&str, _)> =
        ["Enero", "Febrero"].into_iter().map(|name| (name, super::rows(sheet))).collect();
    let file = workbook(dir.path(), "homicidios 2023.xlsx", &sheets);
    let drafted = super::super::draft_mapping(&file).unwrap();
    let open = left_open(&drafted);
    assert!(open.len() == 2 && open.iter().any(|m| m.contains("`sheet`")), "{open:?}");
    // Heads of months written without a sign between.
    says(
        &draft("a.csv", "area,202311,202312,202401\nLima,1,2,3\nPuno,4,5,6\n"),
        &["heads = \"month\"", "column = \"{year}{month}\""],
    );
    says(&draft("a.csv", "pais,eneHom,febHom,marHom\nPerú,1,2,3\nChile,4,5,6\n"), &["{month}Hom"]);
    assert!(
        !draft("a.csv", "pais,ano,roubo_banco,arma_sem_autor\nPerú,2020,1,2\nChile,2020,3,4\n")
            .contains("a part of a year")
    );
}

#[test]
fn a_draft_reads_heads_of_other_kinds() {
    // Places as columns.
    let text =
        draft("a.csv", "Año,Colombia,Perú,Chile,Ecuador,Total\n2020,1,2,3,4,10\n2021,5,6,7,8,26\n");
    says(
        &text,
        &[
            "heads = true\ncodes = \"name\"",
            "column = \"Año\"",
            "# Columns that nothing reads: \"Total\"",
        ],
    );
    // Months by number, beside the year.
    let months: Vec<String> = (1..=12).map(|m| format!("{m:02}")).collect();
    let ones = ["1"; 12].join(",");
    let text = draft(
        "a.csv",
        &format!(
            "País,Año,{},Total\nPerú,2020,{ones},12\nChile,2020,{ones},12\n",
            months.join(",")
        ),
    );
    says(&text, &["heads = \"month\"", "months = \"number\""]);
    let lettered = (1..=12).map(|m| format!("M{m}")).collect::<Vec<_>>().join(",");
    says(
        &draft("a.csv", &format!("País,Año,{lettered}\nPerú,2020,{ones}\nChile,2020,{ones}\n")),
        &["column = \"M{month}\""],
    );
    // Two rows of heads, the upper one merged.
    let text = draft(
        "fiw.csv",
        "País,2021,,2022,\n,PR,CL,PR,CL\nPerú,1,2,3,4\nChile,5,6,7,8\nEcuador,5,6,7,8\n",
    );
    says(&text, &["header = [1, 2]"]);
    // Figures beside others are figures; what is called a value and nothing else goes before them.
    says(
        &draft("a.csv", "ENTIDAD,ANIO,POB_TOTAL,HOMICIDIOS\nx,2020,900,1\ny,2020,800,2\n"),
        &["\"POB_TOTAL\" = ", "\"HOMICIDIOS\" = "],
    );
    says(
        &draft("a.csv", "Country,Year,Value,Obs_n\nPeru,2020,9,1\nChile,2020,8,2\n"),
        &["[value]\ncolumn = \"Value\""],
    );
    // A note below the table says that the year is a part of one.
    let rows = "Perú,1\nChile,2\nEcuador,3\nBolivia,4\n";
    let text = draft(
        "casos_2023.csv",
        &format!("País,Casos\n{rows}\"2023 corresponde al periodo enero-setiembre\",\n"),
    );
    assert_eq!(left_open(&text).len(), 1, "{text}");
}
