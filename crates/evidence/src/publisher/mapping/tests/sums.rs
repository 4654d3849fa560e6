//! What is doubtful about rows that are added up: totals among parts, codes for missing values,
//! parts of years.

use super::language::{lines, ok, refused, simple};
use super::*;

fn notes(import: &Import) -> String {
    import.summaries[0].to_string()
}

fn summed(period: &str, rest: &str) -> String {
    format!("rows = \"sum\"\n{}{rest}", simple("", period, "column = \"v\""))
}

#[test]
fn totals_are_seen_month_by_month_and_among_small_counts() {
    // The subtotal of each month has no name of its own.
    let rows: String = (1..=12)
        .map(|m| format!("COL,2022,{m},a,{m}\nCOL,2022,{m},b,4\nCOL,2022,{m},,{}\n", m + 4))
        .collect();
    let table = format!("geo,y,mes,parte,v\n{rows}");
    for by in ["month", "year"] {
        let of = summed(&format!("year = \"y\"\nmonth = \"mes\"\nby = \"{by}\""), "");
        let said = notes(&ok(&of, "a.csv", &table));
        assert!(
            said.contains(
                "in 12 of 12 sums of three rows and more one row is as much as all others"
            ),
            "{by}: {said}"
        );
    }
    // Five small registers with their total, and one great one among others.
    let of = summed("column = \"y\"", "");
    let small: String =
        (2000..2005).map(|y| format!("COL,{y},M,2\nCOL,{y},H,3\nCOL,{y},x,5\n")).collect();
    assert!(notes(&ok(&of, "a.csv", format!("geo,y,sexo,v\n{small}"))).contains("in 5 of 5 sums"));
    let one: String = (2000..2009)
        .map(|y| format!("COL,{y},a,{}\nCOL,{y},b,203\nCOL,{y},c,109\n", y - 1970))
        .collect();
    assert!(
        !notes(&ok(&of, "a.csv", format!("geo,y,k,v\n{one}"))).contains("as much as all others")
    );
    let said = notes(&ok(&of, "a.csv", format!("geo,y,k,v\n{one}COL,2000,d,342\n")));
    assert!(said.contains("in 1 of 9 sums") && said.contains("2000 of COL"), "{said}");
    for word in ["Gran total", "Todas", "Ambos sexos", "EM_TOTAL", "SUMA"] {
        let said = notes(&ok(
            &of,
            "a.csv",
            format!("geo,y,k,v\nCOL,2000,a,1\nPER,2000,a,7\nCOL,2000,{word},5\n"),
        ));
        assert!(said.contains(&format!("1 rows that say `{word}` in the column `k`")), "{said}");
    }
}

#[test]
fn codes_for_missing_values_and_totals_that_differ_are_said() {
    let of = summed("column = \"y\"", "");
    let said =
        notes(&ok(&of, "a.csv", "geo,y,k,v\nCOL,2000,a,204\nCOL,2000,b,-99\nCOL,2000,c,396\n"));
    assert!(
        said.contains("a sum has a part below zero, down to -99") && said.contains("`missing`"),
        "{said}"
    );
    let of = summed("column = \"y\"", "[total]\ncolumn = \"k\"\nonly = [\"Total\"]\n");
    let import = ok(
        &of,
        "a.csv",
        "geo,y,k,v\nCOL,2000,a,4\nCOL,2000,b,7\nCOL,2000,Total,20\nPER,2000,a,5\n\
         PER,2000,Total,5\n",
    );
    assert_eq!(lines(&import), ["COL 2000 11", "PER 2000 5"]);
    let said = notes(&import);
    assert!(
        said.contains("totals that are other figures than their parts come to")
            && said.contains("2000 of COL"),
        "{said}"
    );
}

#[test]
fn part_of_a_year_stands_for_none() {
    let heads = |column: &str, rows: &str| {
        format!(
            "rows = \"{rows}\"\n{}",
            simple(
                "",
                "heads = \"year\"",
                &format!("column = {column}\nleave_out = [\"2016 S1\"]")
            )
        )
    };
    let table = "geo,2016Q1,2016Q2,2016 S1\nCOL,16,18,34\n";
    refused(
        &heads("\"{year}Q1\"", "single"),
        "a.csv",
        table,
        &["`{year}Q1` is a part of one", "rows = \"sum\""],
    );
    assert_eq!(
        lines(&ok(&heads("[\"{year}Q1\", \"{year}Q2\"]", "sum"), "a.csv", table)),
        ["COL 2016 34"]
    );
    // What a condition keeps says another time than the mapping.
    let kept = |word: &str| {
        format!(
            "{}[[keep]]\ncolumn = \"p\"\nonly = [\"{word}\"]\n",
            simple("", "value = \"file-name\"", "column = \"v\"")
        )
    };
    let table =
        "geo,p,v\nCOL,Enero-marzo 2015,1\nCOL,Enero-marzo 2016,2\nCOL,Enero-diciembre 2016,9\n";
    refused(
        &kept("Enero-marzo 2015"),
        "d_2016.csv",
        table,
        &["`Enero-marzo 2015`", "the period 2016", "one year"],
    );
    let said = notes(&ok(&kept("Enero-marzo 2016"), "d_2016.csv", table));
    assert!(said.contains("say `Enero-marzo 2016`, a part of the year"), "{said}");
    assert!(
        !notes(&ok(&kept("Enero-diciembre 2016"), "d_2016.csv", table))
            .contains("part of the year")
    );
    let said = notes(&ok(
        &simple("", "value = \"file-name\"", "column = \"v\""),
        "junio_2016.csv",
        "geo,v\nCOL,1\n",
    ));
    assert!(said.contains("the name `junio_2016` says a part of the year"), "{said}");
}

#[test]
fn repeated_rows_of_tables_that_say_other_things_are_none() {
    let of =
        format!("duplicates = \"drop\"\n{}", simple("", "value = \"file-name\"", "column = \"v\""));
    let dir = tempfile::tempdir().unwrap();
    let define = "[[define]]\ncode = \"x.n\"\nname = \"N\"\nkind = \"recorded\"\n";
    let files =
        ["a_2021.csv", "a_2022.csv"].map(|name| text(dir.path(), name, "geo,v\nCOL,5\nPER,7\n"));
    let options = Options {
        mapping: Some(text(dir.path(), "map.toml", mapping(&format!("{of}{define}")))),
        ..Options::default()
    };
    assert_eq!(import("mapping", &files, &options).unwrap().rows.len(), 4);
    let of = format!(
        "rows = \"sum\"\nduplicates = \"refuse\"\n{}",
        simple("", "value = \"2020\"", "column = \"v\"")
    );
    refused(
        &of,
        "a.csv",
        "geo,v\nCOL,5\nPER,7\nCOL,5\n",
        &["line 4", "repeats row 2 in every cell", "duplicates = \"drop\""],
    );
    let mean = format!(
        "rows = \"mean\"\n{}",
        simple("", "year = \"y\"\nmonth = \"m\"\nby = \"year\"", "column = \"v\"")
    );
    let months: String = (1..=12).map(|m| format!("COL,2021,{m},{m}\n")).collect();
    let said = notes(&ok(&mean, "a.csv", format!("geo,y,m,v\n{months}COL,2021,12,0\n")));
    assert!(
        said.contains("months that stand more than once are averaged with the others"),
        "{said}"
    );
}

#[test]
fn months_in_another_language_and_misspelt_are_told_apart() {
    let of = |months: &str| {
        let period = format!(
            "heads = \"month\"\nyear_value = \"2022\"\nmonths = \"{months}\"\nby = \"year\""
        );
        format!("rows = \"sum\"\n{}", simple("", &period, "column = \"{month}\""))
    };
    let heads =
        "geo,Ene,Feb,Mar,Abr,May,Jun,Jul,Ago,Sep,Oct,Nov,Dic\nCOL,1,2,3,4,5,6,7,8,9,10,11,12\n";
    refused(&of("en"), "a.csv", heads, &["months = \"es\" under [period] reads the months"]);
    let error = apply(
        &format!("{}[[define]]\ncode = \"x.n\"\nname = \"N\"\nkind = \"recorded\"\n", of("es")),
        "a.csv",
        heads.replace("Ago", "Agsto"),
    );
    let error = error.unwrap_err().to_string();
    assert!(
        error.contains("`Agsto`")
            && error.contains("write it in the file")
            && !error.contains("span = "),
        "{error}"
    );
}

#[test]
fn heads_and_units_that_have_no_sum_are_said() {
    let of = |value: &str| format!("rows = \"sum\"\n{}", simple("", "heads = \"year\"", value));
    let table = "geo,Hombres 2020,Total 2020\nCOL,3,8\n";
    let said = notes(&ok(&of("column = [\"Hombres {year}\", \"Total {year}\"]"), "a.csv", table));
    assert!(
        said.contains("`Hombres 2020`, `Total 2020` are added up: is one of them a total"),
        "{said}"
    );
    let monthly = format!(
        "rows = \"sum\"\n{}",
        simple(
            "",
            "year = \"y\"\nmonth = \"m\"\nby = \"year\"",
            "column = \"Acumulado\"\nunit = \"per 100 000\""
        )
    );
    let rows: String = (1..=12).map(|m| format!("COL,2020,{m},{m}\n")).collect();
    let said = notes(&ok(&monthly, "a.csv", format!("geo,y,m,Acumulado\n{rows}")));
    assert!(said.contains("accumulated already") && said.contains("rates have no sum"), "{said}");
    // Quarters that nothing reads.
    let of = summed("column = \"y\"", "");
    let said = notes(&ok(&of, "a.csv", "geo,y,Trimestre,v\nCOL,2020,1,4\nCOL,2020,2,5\n"));
    assert!(said.contains("nothing reads `Trimestre`"), "{said}");
    // A year far from all others.
    let years: String = (2000..2060).map(|y| format!("COL,{},{y}\n", 2000 + y % 3)).collect();
    let said = notes(&ok(&of, "a.csv", format!("geo,y,v\n{years}PER,2062,1\n")));
    assert!(
        said.contains("a row is of 2062, five years and more from all others: row 62"),
        "{said}"
    );
}

#[test]
fn marks_behind_numbers_and_cells_beside_a_table_are_read_or_left_out() {
    let flags = |flags: &str| {
        simple("", "column = \"y\"", &format!("column = \"v\"\nflags = {{ {flags} }}"))
    };
    for (mark, listed) in [
        ("(p)", "\"(p)\" = \"P\""),
        (" (p)", "\"p\" = \"P\""),
        ("p", "\"p\" = \"P\""),
        ("*", "\"*\" = \"P\""),
    ] {
        let read = ok(&flags(listed), "a.csv", format!("geo,y,v\nCOL,2020,792{mark}\n"));
        assert_eq!(
            (lines(&read)[0].as_str(), read.rows[0].obs_status.as_ref().map(|s| s.code())),
            ("COL 2020 792", Some("P")),
            "{mark}"
        );
    }
    refused(
        &simple("", "column = \"y\"", "column = \"v\""),
        "a.csv",
        "geo,y,v\nCOL,2020,1O\n",
        &["unless the letter is a digit"],
    );
    let dir = tempfile::tempdir().unwrap();
    let sheet = "geo|y|v|\nCOL|2020|1|\nPER|2020|2|see note\nECU|2020|3|\n";
    let file = workbook(dir.path(), "a.xlsx", &[("s", rows(sheet))]);
    let define = "[[define]]\ncode = \"x.n\"\nname = \"N\"\nkind = \"recorded\"\n";
    let of = |more: &str| {
        let map = mapping(&format!(
            "{}{define}",
            simple("", "column = \"y\"", &format!("column = \"v\"{more}"))
        ));
        import(
            "mapping",
            std::slice::from_ref(&file),
            &Options { mapping: Some(text(dir.path(), "m.toml", map)), ..Options::default() },
        )
    };
    let error = of("").unwrap_err().to_string();
    assert!(
        error.contains("`see note`") && error.contains("leave_out = [\"letter:D\"]"),
        "{error}"
    );
    assert_eq!(of("\nleave_out = [\"letter:D\"]").unwrap().rows.len(), 3);
}

#[test]
fn a_row_of_data_is_no_footer() {
    let rest = simple("footer = \"municipio\"", "column = \"y\"", "column = \"v\"");
    let table = |last: &str| format!("geo,municipio,y,v\nCOL,a,2020,1\nPER,b,2020,2\n{last}\n");
    assert_eq!(ok(&rest, "a.csv", table("TOTAL,,,3")).rows.len(), 2);
    refused(&rest, "a.csv", table("ECU,,2020,3"), &["line 4", "`B4`", "this is a row of data"]);
    // One month by two spellings of its head.
    let months = format!(
        "rows = \"sum\"\n{}",
        simple(
            "",
            "heads = \"month\"\nyear_value = \"2022\"\nmonths = \"es\"\nby = \"month\"\nspan = [1, \
             2]",
            ""
        )
    );
    refused(
        &months,
        "a.csv",
        "geo,Enero,Feb,Ene.\nCOL,1,2,3\n",
        &["`Ene.` says what another one says", "leave_out"],
    );
}

#[test]
fn other_years_than_that_of_the_file_are_refused_or_noted() {
    let fixed = |rows: &str| {
        format!("rows = \"{rows}\"\n{}", simple("", "value = \"2021\"", "column = \"v\""))
    };
    let table = "geo,anio,v\nCOL,2019,1\nPER,2021,3\n";
    refused(
        &fixed("single"),
        "a.csv",
        table,
        &["the years 2019, 2021 in `anio`", "column = \"anio\" under [period]"],
    );
    let left_out = simple("", "value = \"2021\"", "column = \"v\"\nleave_out = [\"anio\"]");
    assert_eq!(ok(&left_out, "a.csv", table).rows.len(), 2);
    assert_eq!(ok(&fixed("single"), "a.csv", "geo,anio,v\nCOL,2021,1\nPER,2021,3\n").rows.len(), 2);
    let heads = simple("", "value = \"2021\"", "column = \"casos 2022\"");
    let said = notes(&ok(&heads, "a.csv", "geo,casos 2022\nCOL,1\n"));
    assert!(said.contains("`casos 2022` says 2022, and its figures are of 2021"), "{said}");
    // A law's number is no year, and an edition may be of another.
    let kept = |word: &str| {
        format!(
            "{}[[keep]]\ncolumn = \"p\"\nonly = [\"{word}\"]\n",
            simple("", "value = \"2020\"", "column = \"v\"")
        )
    };
    let table = "geo,p,v\nCOL,Feminicidio (Ley 30068/2013),1\nPER,2021,3\n";
    assert!(!notes(&ok(&kept("Feminicidio (Ley 30068/2013)"), "a.csv", table)).contains("year"));
    assert!(notes(&ok(&kept("2021"), "a.csv", table)).contains("rows are kept by `2021`"));
    // A span of years beside others is no month.
    let spans = format!(
        "{}[[keep]]\ncolumn = \"p\"\nonly = [\"2000-07\"]\n",
        simple("", "column = \"p\"", "column = \"v\"")
    );
    refused(
        &spans,
        "a.csv",
        "geo,p,v\nCOL,2000-07,1\nCOL,2007-15,3\n",
        &["`2007-15`", "a span of years"],
    );
    // A year that lacks a quarter is none.
    let quarters = "column = [\"{year}Q1\", \"{year}Q2\", \"{year}Q3\", \"{year}Q4\"]";
    let quarters = format!("rows = \"sum\"\n{}", simple("", "heads = \"year\"", quarters));
    let heads = "geo,2022Q1,2022Q2,2022Q3,2022Q4,2023Q1,2023Q2\nCOL,1,2,3,4,5,6\n";
    refused(&quarters, "a.csv", heads, &["there is no `2023Q3`, `2023Q4`", "span"]);
    assert_eq!(
        lines(&ok(
            &quarters.replace("heads = \"year\"", "heads = \"year\"\nspan = [2022, 2022]"),
            "a.csv",
            heads
        )),
        ["COL 2022 10"]
    );
    for head in [
        "Area (m2) {year}",
        "{year}_m2",
        "FY {year}",
        "Al 31 de diciembre {year}",
        "Total acumulado {year}",
    ] {
        let of = simple("", "heads = \"year\"", &format!("column = \"{head}\""));
        let heads = [2020, 2021].map(|y| head.replace("{year}", &y.to_string())).join(",");
        assert_eq!(ok(&of, "a.csv", format!("geo,{heads}\nCOL,1,2\n")).rows.len(), 2, "{head}");
    }
}
