//! What a mapping can say, each on a table as somebody publishes it.

use super::*;

pub(super) const DEFINE: &str = "[[define]]\ncode = \"x.n\"\nname = \"N\"\nkind = \"recorded\"\n";

pub(super) fn ok(rest: &str, name: &str, bytes: impl AsRef<[u8]>) -> Import {
    apply(&format!("{rest}{DEFINE}"), name, bytes).unwrap_or_else(|e| panic!("{e}"))
}

pub(super) fn refused(rest: &str, name: &str, bytes: impl AsRef<[u8]>, says: &[&str]) {
    let error = apply(&format!("{rest}{DEFINE}"), name, bytes).unwrap_err().to_string();
    assert!(says.iter().all(|s| error.contains(s)), "{says:?} in {error}");
}

/// Territory, period and value of each row.
pub(super) fn lines(import: &Import) -> Vec<String> {
    import.rows.iter().map(|r| format!("{} {} {}", r.territory, r.period, r.value)).collect()
}

pub(super) fn simple(file: &str, period: &str, value: &str) -> String {
    format!(
        "[file]\n{file}\n[territory]\ncolumn = \"geo\"\n[indicator]\nvalue = \"x.n\"\n[period]\n\
         {period}\n[value]\n{value}\n"
    )
}

fn book(sheets: &[(&str, &str)]) -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let sheets: Vec<(&str, _)> = sheets.iter().map(|(name, table)| (*name, rows(table))).collect();
    let file = workbook(dir.path(), "datos 2022.xlsx", &sheets);
    (dir, file)
}

pub(super) fn of_book(rest: &str, sheets: &[(&str, &str)]) -> Result<Import, ImportError> {
    let (dir, file) = book(sheets);
    let map = text(dir.path(), "map.toml", mapping(&format!("{rest}{DEFINE}")));
    import("mapping", &[file], &Options { mapping: Some(map), ..Options::default() })
}

#[test]
fn months_as_offices_head_them() {
    let rest = "[territory]\nvalue = \"PER\"\n[indicator]\nvalue = \"x.n\"\n[period]\nheads = \
                \"month\"\nyear = \"Año\"\nmonths = \"es\"\n[value]\n";
    let table = "Año,ENE,Feb.,mar,abr,MAYO,junio,jul,ago,Setiembre,oct,nov,dic\n\
                 2022,1,2,3,4,5,6,7,8,9,10,11,12\n";
    let read = ok(rest, "a.csv", table);
    assert_eq!(lines(&read)[8], "PER 2022-09 9");
    refused(rest, "a.csv", table.replace("Setiembre", "Setiembrre"), &["month 9", "`Setiembrre`"]);
    // A file that ends in November is no misspelling.
    assert_eq!(ok(rest, "a.csv", "Año,ENE,FEB\n2023,1,2\n").rows.len(), 2);
    let by_file = rest.replace("year = \"Año\"", "year_value = \"file-name\"");
    assert_eq!(
        lines(&ok(&by_file, "denuncias 2021.csv", "x,ENE,FEB\n0,1,2\n")),
        ["PER 2021-01 1", "PER 2021-02 2"]
    );
    refused(&by_file, "2020-2021.csv", "x,ENE\n0,1\n", &["2 years in the name of the file"]);
}

#[test]
fn a_cell_may_say_month_and_year() {
    let of = |months: &str| {
        simple("", &format!("month = \"mes\"\nmonths = \"{months}\""), "column = \"v\"")
    };
    for (months, cell) in [
        ("es", "set-2020"),
        ("es", "Setiembre de 2020"),
        ("es", "2020 SEPT."),
        ("pt", "set/2020"),
        ("en", "September 2020"),
        ("en", "Sep2020"),
        ("number", "09/2020"),
        ("number", "2020M09"),
        ("number", "202009"),
        ("es", "202009"),
    ] {
        assert_eq!(
            lines(&ok(&of(months), "a.csv", format!("geo,mes,v\nCOL,{cell},1\n"))),
            ["COL 2020-09 1"],
            "{cell}"
        );
    }
    for (months, cell) in [
        ("es", "set-20"),
        ("es", "sep 2020 2021"),
        ("en", "ene-2020"),
        ("number", "2020-13"),
        ("es", "2020"),
        ("es", ""),
    ] {
        refused(
            &of(months),
            "a.csv",
            format!("geo,mes,v\nCOL,{cell},1\n"),
            &["line 2, `mes`", "a month and its year in four digits"],
        );
    }
    let year = of("es").replace("months =", "by = \"year\"\nmonths =");
    let rows = format!("rows = \"sum\"\n{year}");
    let read = ok(&rows, "a.csv", "geo,mes,v\nCOL,ene-2020,1\nCOL,feb-2020,2\n");
    assert_eq!(
        (lines(&read), read.rows[0].note.contains("2 of 12")),
        (vec!["COL 2020 3".to_owned()], true),
        "{}",
        read.rows[0].note
    );
    // A column of periods says what to write where it holds something else.
    let column = simple("", "column = \"mes\"", "column = \"v\"");
    for (cell, cure) in [
        ("ene-2020", "`month` and `months = \"es\"`"),
        ("09/2020", "`month` in place"),
        ("31/04/2020", "`date`"),
    ] {
        refused(&column, "a.csv", format!("geo,mes,v\nCOL,{cell},1\n"), &["line 2, `mes`", cure]);
    }
}

#[test]
fn rows_of_single_months_may_stand_under_years() {
    let rest = simple(
        "",
        "heads = \"year\"\nmonth = \"Mes\"\nmonths = \"es\"",
        "column = \"Casos {year}\"",
    );
    let table = "geo,Mes,Casos 2024,Casos 2025\nCOL,Enero,1,2\nCOL,Feb.,3,\n";
    assert_eq!(
        lines(&ok(&rest, "a.csv", table)),
        ["COL 2024-01 1", "COL 2024-02 3", "COL 2025-01 2"]
    );
    let by_year = rest.replace("months =", "by = \"year\"\nmonths =");
    let read = ok(
        &format!("rows = \"sum\"\n{by_year}"),
        "a.csv",
        "geo,Mes,Casos 2024,Casos 2025\nCOL,Enero,1,2\nCOL,Feb.,3,4\n",
    );
    assert_eq!(lines(&read), ["COL 2024 4", "COL 2025 6"]);
    assert!(read.rows[0].note.contains("2 of 12"), "{}", read.rows[0].note);
}

#[test]
fn years_that_are_not_wanted_are_left_out_by_span() {
    let rest = simple("", "column = \"year\"", "column = \"v\"");
    let table = "geo,year,v\nCOL,-4000,1\nCOL,1770,1\nCOL,1990,2\nCOL,2020,3\nCOL,2020.0,3\n"
        .replace("COL,2020.0,3\n", "PER,2021.0,4\n");
    refused(
        &rest,
        "a.csv",
        table.clone(),
        &["line 2, `year`", "found `-4000`", "span = [1900, 2100]"],
    );
    let spanned = rest.replace("column = \"year\"", "column = \"year\"\nspan = [1980, 2020]");
    let read = ok(&spanned, "a.csv", table);
    assert_eq!(lines(&read), ["COL 1990 2", "COL 2020 3"]);
    assert!(
        read.summaries[0].to_string().contains("3 left out: years outside `span`"),
        "{}",
        read.summaries[0]
    );
    // A footer has no period.
    refused(
        &rest,
        "a.csv",
        "geo,year,v\nCOL,2020,1\nLast updated,,\n",
        &["line 3, `year`", "footer = "],
    );
}

#[test]
fn rows_that_end_early_are_blank_only_where_that_is_declared() {
    let rest = simple("", "column = \"year\"", "column = \"v\"");
    let table = "geo,year,v,change,\nCOL,2020,1\nCOL,2021,2,3,\n";
    refused(&rest, "a.csv", table, &["line 2", "a row of 3 cells", "short_rows = \"blank\""]);
    let short = simple("short_rows = \"blank\"", "column = \"year\"", "column = \"v\"");
    assert_eq!(lines(&ok(&short, "a.csv", table)), ["COL 2020 1", "COL 2021 2"]);
    refused(&short, "a.csv", "geo,year,v\nCOL,2020,1,9\n", &["a row of 4 cells"]);
}

#[test]
fn a_first_column_that_holds_several_is_taken_apart() {
    let rest = "[file]\nsplit = \",\"\n[territory]\ncolumn = \"geo\"\ncodes = \"iso2\"\n\
                [indicator]\nvalue = \"x.n\"\n[period]\nheads = \"year\"\n[value]\n[[keep]]\n\
                column = \"unit\"\nonly = [\"NR\"]\n";
    let table =
        "freq,unit,geo\\TIME_PERIOD\t2008 \t2009 \t2010\nA,NR,EL\t88 \t90\t91\nA,P,EL\t1\t2\t3\n";
    assert_eq!(lines(&ok(rest, "a.tsv", table)), ["GRC 2008 88", "GRC 2009 90", "GRC 2010 91"]);
    refused(rest, "a.tsv", table.replace("A,P,EL", "A,EL"), &["`A,EL`", "3 parts joined by `,`"]);
    refused(rest, "a.tsv", "geo\t2008\t2009\nEL\t1\t2\n", &["no `,` in the first column"]);
}

#[test]
fn heads_say_years_months_and_territories() {
    let scores = simple("", "heads = \"year\"", "column = \"CPI score {year}\"");
    let table = "geo,CPI score 2021,Rank 2021,CPI score\n 2022,Rank 2022\nCOL,39,87,39,91\n"
        .replace("\n 2022", " 2022");
    assert_eq!(lines(&ok(&scores, "a.csv", table)), ["COL 2021 39", "COL 2022 39"]);
    let bank = simple("", "heads = \"year\"", "column = \"{year} [YR{year}]\"");
    assert_eq!(lines(&ok(&bank, "a.csv", "geo,2021 [YR2021]\nCOL,1\n")), ["COL 2021 1"]);
    let months = simple("", "heads = \"month\"\nmonths = \"es\"", "column = \"{month} {year}\"");
    assert_eq!(
        lines(&ok(&months, "a.csv", "geo,Ene 2021,Feb 2021\nCOL,1,2\n")),
        ["COL 2021-01 1", "COL 2021-02 2"]
    );
    let places = "[territory]\nheads = true\ncodes = \"name\"\n[indicator]\nvalue = \"x.n\"\n\
                  [period]\ncolumn = \"year\"\n[value]\ncolumn = \"Cases, {territory}\"\n";
    assert_eq!(
        lines(&ok(places, "a.csv", "year,\"Cases, Perú\",\"Cases, Chile\"\n2020,1,2\n")),
        ["CHL 2020 2", "PER 2020 1"]
    );
}

#[test]
fn headers_of_two_rows_blank_cells_and_turned_tables() {
    let merged = "|2020||2021|\nCountry|Estimate|StdErr|Estimate|StdErr\nCOL|1|0.1|2|0.2";
    let rest = "[file]\nheader = [1, 2]\n[territory]\ncolumn = \"Country\"\n[indicator]\nvalue = \
                \"x.n\"\n[period]\nheads = \"year\"\n[value]\ncolumn = \"{year} / Estimate\"\nse = \
                \"{year} / StdErr\"\n";
    let read = of_book(rest, &[("s", merged)]).unwrap();
    assert_eq!(lines(&read), ["COL 2020 1", "COL 2021 2"]);
    assert_eq!(read.rows[1].se, Some(0.2));
    let down = simple("fill_down = \"geo\"", "column = \"year\"", "column = \"v\"");
    assert_eq!(
        lines(&ok(&down, "a.csv", "geo,year,v\nCOL,2020,1\n,2021,2\nPER,2020,3\n"))[1],
        "COL 2021 2"
    );
    let turned = simple("transpose = true", "column = \"year\"", "column = \"v\"");
    assert_eq!(
        lines(&ok(&turned, "a.csv", "geo,COL,PER\nyear,2020,2020\nv,1,2\n")),
        ["COL 2020 1", "PER 2020 2"]
    );
    let none = "[file]\nheader = 0\n[territory]\ncolumn = \"letter:A\"\n[indicator]\nvalue = \
                \"x.n\"\n[period]\ncolumn = \"letter:B\"\n[value]\ncolumn = \"letter:C\"\n";
    assert_eq!(lines(&ok(none, "a.csv", "COL,2020,1\nPER,2020,2\n")), ["COL 2020 1", "PER 2020 2"]);
    let either = simple("", "column = \"year\"", "column = [\"Cantidad\", \"v\"]");
    assert_eq!(ok(&either, "a.csv", "geo,year,v\nCOL,2020,1\n").rows.len(), 1);
}

#[test]
fn several_sheets_of_one_layout() {
    let rest = "[file]\nsheets = \"all\"\n[territory]\ncolumn = \"geo\"\n[indicator]\nvalue = \
                \"x.n\"\n[period]\nvalue = \"sheet-name\"\n[value]\ncolumn = \"v\"\n";
    let read = of_book(rest, &[("2021", "geo|v\nCOL|1"), ("2022", "geo|v\nCOL|2")]).unwrap();
    assert_eq!(lines(&read), ["COL 2021 1", "COL 2022 2"]);
    let one = rest.replace("sheets = \"all\"", "sheets = [\"2023\"]");
    assert!(of_book(&one, &[("2021", "geo|v\nCOL|1")]).unwrap_err().to_string().contains("`2023`"));
}

#[test]
fn rows_that_repeat_an_earlier_one_are_counted_and_said() {
    let rest = simple("", "column = \"year\"", "each = 1");
    let table = "geo,year,what\nCOL,2020,a\nCOL,2020,a\nCOL,2020,b\n";
    let kept = ok(&format!("rows = \"sum\"\n{rest}"), "a.csv", table);
    assert_eq!(lines(&kept), ["COL 2020 3"]);
    assert!(
        kept.summaries[0].notes[0].contains("1 of 3 rows repeat"),
        "{:?}",
        kept.summaries[0].notes
    );
    let dropped = ok(&format!("rows = \"sum\"\nduplicates = \"drop\"\n{rest}"), "a.csv", table);
    assert_eq!(lines(&dropped), ["COL 2020 2"]);
    refused(
        &format!("rows = \"sum\"\nduplicates = \"refuse\"\n{rest}"),
        "a.csv",
        table,
        &["line 3", "repeats"],
    );
}

#[test]
fn a_complete_register_has_zeros_and_a_part_of_a_year_is_provisional() {
    let rest = format!(
        "rows = \"sum\"\nabsent = \"zero\"\nplaces = [\"COL\", \"PER\"]\n{}",
        simple("", "date = \"d\"", "each = 1")
    );
    let table = "geo,d\nCOL,2020-01-05\nCOL,2020-02-05\nPER,2020-02-07\n";
    assert_eq!(
        lines(&ok(&rest, "a.csv", table)),
        ["COL 2020-01 1", "COL 2020-02 1", "PER 2020-01 0", "PER 2020-02 1"]
    );
    let by_year =
        format!("rows = \"sum\"\n{}", simple("", "date = \"d\"\nby = \"year\"", "each = 1"));
    let read = ok(&by_year, "a.csv", table);
    let first = &read.rows[0];
    assert_eq!(
        (first.obs_status.map(|s| s.code()), first.note.as_str()),
        (Some("P"), "2 of 12 months (months 1-2)")
    );
    refused(
        &format!("partial = \"refuse\"\n{by_year}"),
        "a.csv",
        table,
        &[
            "2 years of fewer than twelve months",
            "2020 of COL, x.n (months 1-2)",
            "`by = \"month\"`",
        ],
    );
}

#[test]
fn several_rows_of_a_key() {
    let rest = simple("", "year = \"year\"\nmonth = \"m\"\nby = \"year\"", "column = \"v\"");
    let table = "geo,year,m,v\nCOL,2020,2,30\nCOL,2020,1,10.1\nCOL,2020,3,20.2\n";
    let value = |rows: &str| {
        ok(&format!("rows = \"{rows}\"\n{rest}"), "a.csv", table).rows[0].value.to_string()
    };
    assert_eq!(
        (value("latest"), value("first"), value("sum")),
        ("20.2".to_owned(), "30".to_owned(), "60.3".to_owned())
    );
    assert_eq!(value("mean"), "20.1");
    let total = format!(
        "rows = \"sum\"\n{}[total]\ncolumn = \"what\"\nonly = [\"Total\"]\n",
        simple("", "column = \"year\"", "column = \"v\"")
    );
    let read = ok(
        &total,
        "a.csv",
        "geo,year,what,v\nCOL,2020,a,1\nCOL,2020,b,2\nCOL,2020,Total,9\nPER,2020,Total,7\n",
    );
    assert_eq!(lines(&read), ["COL 2020 3", "PER 2020 7"]);
    assert_eq!(read.summaries[0].left_out["totals whose components are reported"], 1);
}

#[test]
fn what_stands_beside_a_value() {
    let value = "column = \"v\"\nlow = \"lo\"\nhigh = \"hi\"\nlevel = \"95\"\nrater = \"who\"\n\
                 note = \"n\"\nobs_status = \"f\"\nstatus = { e = \"E\" }";
    let rest = simple("", "column = \"year\"", value);
    let read = ok(
        &rest,
        "a.csv",
        "geo,year,v,lo,hi,who,n,f\nCOL,2020,7,5.04,8.96,R1,text,e\nCOL,2020,6,,,R2,,A\n",
    );
    assert_eq!(read.rows.len(), 2);
    let first = read.rows.iter().find(|r| r.rater == "R1").unwrap();
    // 3.92 is twice 1.96, the quantile of the normal distribution at 97.5 %.
    assert!(first.se.is_some_and(|se| (se - 1.0).abs() < 1e-4), "{:?}", first.se);
    assert_eq!((first.note.as_str(), first.obs_status.map(|s| s.code())), ("text", Some("E")));
    assert!(read.to_csv().lines().next().unwrap().ends_with(",rater"));
}

#[test]
fn codes_by_rule_by_table_and_by_two_letters() {
    let with = |territory: &str, table: &str| {
        let rest = format!(
            "[territory]\ncolumn = \"geo\"\n{territory}\n[indicator]\nvalue = \"x.n\"\n[period]\n\
             value = \"2020\"\n[value]\ncolumn = \"v\"\n"
        );
        apply(&format!("{rest}{DEFINE}"), "a.csv", table)
    };
    assert_eq!(
        lines(&with("codes = \"iso2\"", "geo,v\nNA,1\nCO,2\n").unwrap()),
        ["COL 2020 2", "NAM 2020 1"]
    );
    let prefixed = with(
        "codes = \"prefix\"\nprefix = \"CO-\"\npad = 2\nparent = \"COL\"",
        "geo,v\n5,1\n11,2\n",
    )
    .unwrap();
    assert_eq!(lines(&prefixed), ["CO-05 2020 1", "CO-11 2020 2"]);
    let levels = "codes = \"table\"\ntable = { \"Medellín\" = \"CO-05001\" }\nparents = { \
                  \"CO-05001\" = \"CO-05\", \"CO-05\" = \"COL\" }\nnames = { \"CO-05\" = \
                  \"Antioquia\" }";
    let read = with(levels, "geo,v\nMedelli\u{301}n,1\n").unwrap();
    let parents: Vec<_> = read
        .territories
        .iter()
        .map(|t| (t.code.as_str(), t.name.as_str(), t.parent.as_deref()))
        .collect();
    assert_eq!(
        parents,
        [("CO-05", "Antioquia", Some("COL")), ("CO-05001", "Medellín", Some("CO-05"))]
    );
    for (territory, says) in [
        (
            "codes = \"table\"\ntable = { a = \"X-1\" }\nparent = \"QQQ\"",
            "the parent `QQQ` is no known territory",
        ),
        (
            "codes = \"table\"\ntable = { a = \"X-1\" }\nparents = { \"X-1\" = \"X-2\", \"X-2\" = \
             \"X-1\" }",
            "lead back",
        ),
    ] {
        assert!(with(territory, "geo,v\na,1\n").unwrap_err().to_string().contains(says), "{says}");
    }
}

#[test]
fn a_table_beside_the_mapping_is_joined() {
    let dir = tempfile::tempdir().unwrap();
    text(dir.path(), "divipola.csv", "nombre;codigo\nANTIOQUIA;5\nBOGOTÁ;11\n");
    let rest = "[territory]\ncolumn = \"geo\"\ncodes = \"table\"\nparent = \"COL\"\njoin = { \
                file = \"divipola.csv\", key = \"nombre\", code = \"codigo\" }\n[indicator]\n\
                value = \"x.n\"\n[period]\nvalue = \"2020\"\n[value]\ncolumn = \"v\"\n";
    let map = text(
        dir.path(),
        "map.toml",
        mapping(&format!("{rest}{DEFINE}").replace("parent", "pad = 2\nparent")),
    );
    let file = text(dir.path(), "a.csv", "geo,v\nBOGOTÁ,2\nANTIOQUIA,1\n");
    let read =
        import("mapping", &[file], &Options { mapping: Some(map), ..Options::default() }).unwrap();
    assert_eq!(lines(&read), ["05 2020 1", "11 2020 2"]);
}

#[test]
fn a_draft_is_a_mapping_that_reads_its_file() {
    let dir = tempfile::tempdir().unwrap();
    let wide = text(
        dir.path(),
        "gini.csv",
        "Country Name;2020;2021\nColombia;54,2;51,5\nChile;44,9;\nPeru;43,8;40,2\n",
    );
    let draft = super::super::draft_mapping(&wide).unwrap();
    let open = parse_mapping(&draft, "draft.toml").1;
    assert!(open.iter().all(|f| f.code == "open-question") && open.len() == 6, "{open:?}");
    let draft = draft.replace("\"?\"", "\"answered\"").replace("\"XX-?\"", "\"PE-X\"");
    let (mapping, findings) = parse_mapping(&draft, "draft.toml");
    assert!(mapping.is_some(), "{findings:?}\n{draft}");
    let map = text(dir.path(), "draft.toml", &draft);
    let read =
        import("mapping", &[wide], &Options { mapping: Some(map), ..Options::default() }).unwrap();
    assert_eq!(
        lines(&read),
        ["CHL 2020 44.9", "COL 2020 54.2", "COL 2021 51.5", "PER 2020 43.8", "PER 2021 40.2"]
    );
    let incidents =
        text(dir.path(), "casos.csv", "PROVINCIA,FECHA\nLIMON,25/12/2022\nHEREDIA,13/01/2023\n");
    let draft = super::super::draft_mapping(&incidents).unwrap();
    for says in [
        "codes = \"table\"",
        "\"LIMON\" = ",
        "date = \"FECHA\"",
        "each = 1",
        "rows = \"sum\"",
        "# ? ",
    ] {
        assert!(draft.contains(says), "{says} in\n{draft}");
    }
    let real_files = [
        "vintages/mapping/pe_tratasdp_2017-2023.csv",
        "vintages/mapping/CPI2022_GlobalResultsTrends.xlsx",
        "vintages/mapping/fsi_2023.xlsx",
    ];
    for file in real_files.iter().filter_map(|f| real(f)) {
        let draft = super::super::draft_mapping(&file)
            .unwrap()
            .replace("\"?\"", "\"answered\"")
            .replace("\"XX-?\"", "\"PE-X\"");
        let (mapping, findings) = parse_mapping(&draft, "draft.toml");
        assert!(mapping.is_some(), "{}: {findings:?}\n{draft}", file.display());
    }
}

/// A mapping carries no marks: what it made of a marked table would go to anybody.
#[test]
fn a_table_with_handling_marks_is_refused_unless_they_are_chosen() {
    let rest = simple("", "column = \"y\"", "column = \"v\"");
    let table = "geo,y,v,tlp\nCOL,2022,1,TLP:RED\nPER,2022,2,\n";
    refused(&rest, "a.csv", table, &["handling marks", "`tlp`"]);
    refused(
        &rest,
        "a.csv",
        table.replace(",tlp", ",nivel"),
        &["handling mark `TLP:RED`", "line 2"],
    );
    let keep = "[[keep]]\ncolumn = \"tlp\"\nnot = [\"TLP:RED\"]\nreason = \"marked\"\n";
    assert_eq!(lines(&ok(&format!("{rest}{keep}"), "a.csv", table)), ["PER 2022 2"]);
}
