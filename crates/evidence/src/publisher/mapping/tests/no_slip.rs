//! Rows that are right and look as if they had slipped.

use super::language::{DEFINE, lines, ok, refused, simple};
use super::*;

#[test]
fn cures_are_accepted() {
    // A month of another form is listed beside the others.
    let months = "Ene,Feb,Mar,Abr,May,Jun,Jul,Ago,Sep,Oct,Nov,Diciembre (p)";
    let table = format!("geo,{months}\nCOL,1,2,3,4,5,6,7,8,9,10,11,12\n");
    let of = |column: &str| {
        let period = "heads = \"month\"\nyear_value = \"2022\"\nmonths = \"es\"\nby = \"year\"";
        format!("rows = \"sum\"\n{}", simple("", period, column))
    };
    refused(
        &of("column = \"{month}\""),
        "a.csv",
        &table,
        &["`Diciembre (p)`", "column = [\"{month}\", \"{month} (p)\"]"],
    );
    assert_eq!(
        lines(&ok(&of("column = [\"{month}\", \"{month} (p)\"]"), "a.csv", &table)),
        ["COL 2022 78"]
    );
    // A quarter is no month, and a text no figure.
    let quarter = format!(
        "geo,{}\nCOL,1,2,3,4,5,6,7,8,9,10,11,12,6\n",
        "Ene,Feb,Mar,Abr,May,Jun,Jul,Ago,Sep,Oct,Nov,Dic,Enero-Marzo"
    );
    assert_eq!(lines(&ok(&of("column = \"{month}\""), "a.csv", quarter)), ["COL 2022 78"]);
    let brand = format!(
        "Marca,geo,{}\nx,COL,1,2,3,4,5,6,7,8,9,10,11,12\n",
        "Ene,Feb,Mar,Abr,May,Jun,Jul,Ago,Sep,Oct,Nov,Dic"
    );
    assert_eq!(lines(&ok(&of("column = \"{month}\""), "a.csv", brand)), ["COL 2022 78"]);
    let half = "geo,Ene,Feb,Mar,Abr,May,Jun,Poblacion\nCOL,1,2,3,4,5,6,100\n";
    let said = of("column = \"{month}\"").replace("by = ", "span = [1, 6]\nby = ");
    assert_eq!(lines(&ok(&said, "a.csv", half)), ["COL 2022 21"]);
    // Quarters are no table that ends early.
    let quarters = "geo,Mar,Jun,Set,Dic\nCOL,1,2,3,4\n";
    let error = apply(&format!("{}{DEFINE}", of("column = \"{month}\"")), "a.csv", quarters)
        .unwrap_err()
        .to_string();
    assert!(!error.contains("span = ") && error.contains("under [value.columns]"), "{error}");
    // Two columns of one head are told apart by their letters.
    let two = simple("", "column = \"Year\"", "")
        .replace("[value]\n", "[value.columns]\n\"letter:C\" = \"x.n\"\n\"letter:D\" = \"x.m\"\n");
    let two = format!("{two}[[define]]\ncode = \"x.m\"\nname = \"M\"\nkind = \"recorded\"\n")
        .replace("[indicator]\nvalue = \"x.n\"\n", "");
    assert_eq!(ok(&two, "a.csv", "geo,Year,Cases,Cases\nCOL,2020,1,2\n").rows.len(), 2);
    // A title above the heads.
    let rest = simple("", "column = \"year\"", "column = \"v\"");
    refused(
        &rest,
        "a.csv",
        "Cuadro 1,,\ngeo,year,v\nCOL,2020,1\n",
        &["there is no column `geo`", "row 2 has it", "header = 2"],
    );
    let numbered = simple("header = 2.0", "column = \"year\"", "column = \"v\"");
    assert_eq!(
        lines(&ok(&numbered, "a.csv", "Cuadro 1,,\ngeo,year,v\nCOL,2020,1\n")),
        ["COL 2020 1"]
    );
    // `decimal` is for the whole file.
    let both = simple("decimal = \",\"", "column = \"year\"", "")
        .replace("[value]\n", "[value.columns]\n\"a\" = \"x.n\"\n\"b\" = \"x.n@extortion\"\n");
    let both = both.replace("[indicator]\nvalue = \"x.n\"\n", "");
    refused(
        &both,
        "a.csv",
        "geo;year;a;b\nCOL;2020;2,5;1.2\n",
        &["for the whole file", "a mapping of its own"],
    );
}

#[test]
fn a_right_row_with_a_blank_end_is_no_slip() {
    // A missing value, a suppressed count and a flag that the mapping declares, with nothing in the
    // columns behind.
    let rest = simple(
        "missing = [\"n.d.\"]",
        "column = \"y\"",
        "column = \"v\"\nflags = { \"p\" = \"P\" }",
    );
    let rows = |cell: &str| {
        let codes = "COL,PER,ECU,BOL,CHL,ARG,BRA,URY,PRY,VEN,MEX,GTM".split(',');
        let rows: String = codes.map(|code| format!("{code},2020,3,texto,fuente\n")).collect();
        format!("geo,y,v,nota,src\n{rows}HTI,2020,{cell},,\n")
    };
    for (cell, count) in [("n.d.", 12), ("<5", 13), ("8 p", 13)] {
        assert_eq!(ok(&rest, "a.csv", rows(cell)).rows.len(), count, "{cell}");
    }
    // A column that nothing reads, and a name of its own that says so where the figures would be
    // touched.
    let table = |row: &str| {
        let rows: String = (1..20).map(|i| format!("COL,{},Pistola,{i},7\n", 2000 + i)).collect();
        format!("geo,y,arma,v,n\n{rows}{row}\n")
    };
    let rest = simple("", "column = \"y\"", "column = \"v\"");
    refused(
        &rest,
        "a.csv",
        table("COL,2020,38,5,"),
        &["`38` in `arma`, a column of texts", "list \"arma\" under [value]: leave_out"],
    );
    let said = simple("", "column = \"y\"", "column = \"v\"\nleave_out = [\"arma\"]");
    assert_eq!(ok(&said, "a.csv", table("COL,2020,38,5,")).rows.len(), 20);
    let unread =
        simple("", "column = \"y\"", "column = \"v\"").replace("column = \"v\"", "each = 1");
    let unread = format!("rows = \"sum\"\n{unread}");
    assert_eq!(ok(&unread, "a.csv", table("COL,2020,38,,")).rows.len(), 20);
    // 25 is no year: it would not be in place under `y`.
    let ages = |row: &str| {
        let rows: String =
            (1..20).map(|i| format!("COL,Pistola,{i},{},{i},1\n", 2000 + i)).collect();
        format!("geo,arma,edad,y,v,n\n{rows}{row}\n")
    };
    assert_eq!(ok(&rest, "a.csv", ages("COL,38,25,2020,35,")).rows.len(), 20);
}

#[test]
fn figures_as_people_write_them_are_no_slip() {
    let rows = |cell: &str| {
        let codes = "COL,PER,ECU,BOL,CHL,ARG,BRA,URY,PRY,VEN,MEX,GTM".split(',');
        let rows: String = codes.map(|code| format!("{code},2020,3,texto\n")).collect();
        format!("geo,y,v,nota\n{rows}HTI,2020,{cell},\n")
    };
    let rest = simple("", "column = \"y\"", "column = \"v\"");
    for (cell, cure) in [
        ("7 (p)", "flags = "),
        ("7*", "flags = "),
        ("1 234", "thousands"),
        ("S/D", "`missing`"),
        ("..", "`missing`"),
    ] {
        refused(&rest, "a.csv", rows(cell), &["line 14", cure]);
    }
    // Counts that look like years are none where the head does not say it.
    let counts: String = "COL,PER,ECU,BOL,CHL,ARG,BRA,URY,PRY,VEN"
        .split(',')
        .map(|c| format!("{c},2000,1987,x\n"))
        .collect();
    assert_eq!(ok(&rest, "a.csv", format!("geo,y,v,nota\n{counts}HTI,2000,350,\n")).rows.len(), 11);
    // What stands beside a table is left out by its letter.
    let beside = simple("", "column = \"y\"", "column = \"v\"\nleave_out = [\"letter:D\"]");
    assert_eq!(
        ok(&beside, "a.csv", "geo,y,v\nCOL,2020,1\nPER,2020,2,7\nECU,2020,3\n").rows.len(),
        3
    );
}

#[test]
fn a_figure_that_looks_like_a_year_is_one_where_no_head_stands() {
    let rest = simple("", "column = \"y\"", "column = \"v\"");
    let rows: String = "COL,PER,ECU,BOL,CHL,ARG,BRA,URY,PRY,VEN"
        .split(',')
        .map(|c| format!("{c},2000,5,x,\n"))
        .collect();
    refused(
        &rest,
        "a.csv",
        format!("geo,y,v,nota,\n{rows}HTI,2000,5,x,1987\n"),
        &["line 12", "`1987`, right of the last head"],
    );
}
