//! Figures that a table has and a mapping could lose, double or give to another: each is read, or
//! refused with what to do.

use super::language::{lines, ok, refused, simple};
use super::*;
use crate::publisher::Import;

const DEFINE: &str = "[[define]]\ncode = \"x.n\"\nname = \"N\"\nkind = \"recorded\"\n";

fn by_year(value: &str) -> String {
    format!(
        "rows = \"sum\"\n{}",
        simple("", "year = \"year\"\nmonth = \"m\"\nby = \"year\"", value)
    )
}

fn months(value: &str) -> String {
    format!(
        "rows = \"sum\"\n{}",
        simple(
            "",
            "heads = \"month\"\nyear_value = \"2022\"\nmonths = \"es\"\nby = \"year\"",
            value
        )
    )
}

fn notes(import: &Import) -> String {
    import.summaries[0].to_string()
}

#[test]
fn a_last_month_whose_head_is_not_understood_is_named() {
    let table = |last: &str| {
        format!(
            "geo;ene;feb;mar;abr;may;jun;jul;ago;sep;oct;nov;{last}\nCOL;1;1;1;1;1;1;1;1;1;1;1;1\n"
        )
    };
    for last in ["dicbre", "XII", "12", "DIC 22", "decem."] {
        refused(
            &months(""),
            "a.csv",
            table(last),
            &["month 12", &format!("`{last}`"), "leave_out"],
        );
        // What is left is named also where the table is said to end earlier.
        let ends = months("").replace("by = ", "span = [1, 11]\nby = ");
        if last == "DIC 22" {
            refused(
                &ends,
                "a.csv",
                table(last),
                &["these heads are no month", &format!("`{last}`"), "leave_out"],
            );
        }
    }
    // What is made from the months beside it is none of them, and a year may end early.
    for last in ["Total 2022", "Acumulado", "Var. %", "2022", "Gran total"] {
        assert_eq!(lines(&ok(&months(""), "a.csv", table(last))), ["COL 2022 11"], "{last}");
    }
    let with_share = table("TOTAL;%").replace(";1\n", ";12;60\n");
    assert_eq!(lines(&ok(&months(""), "a.csv", with_share)), ["COL 2022 11"]);
    assert_eq!(
        lines(&ok(&months(""), "a.csv", table("Observaciones").replace(";1\n", ";x\n"))),
        ["COL 2022 11"]
    );
    assert_eq!(
        lines(&ok(&months("leave_out = [\"XII\"]"), "a.csv", table("XII"))),
        ["COL 2022 11"]
    );
}

#[test]
fn figures_under_no_head_are_refused() {
    let years = simple("", "heads = \"year\"", "");
    refused(
        &years,
        "a.csv",
        "geo,2019,,2021\nCOL,1,2,3\n",
        &["`2` under no head", "C2", "leave_out = [\"letter:C\"]"],
    );
    assert_eq!(
        lines(&ok(
            &simple("", "heads = \"year\"", "leave_out = [\"letter:C\"]"),
            "a.csv",
            "geo,2019,,2021\nCOL,1,2,3\n"
        ))
        .len(),
        2
    );
    // An index left of the figures, as pandas writes it, and words beside them are none.
    assert_eq!(
        lines(&ok(&years, "a.csv", ",geo,2019,\n0,COL,1,note\n1,PER,2,\n")),
        ["COL 2019 1", "PER 2019 2"]
    );
    for figure in ["<5", "8 p", "15%", "1'234", "(5)"] {
        refused(&years, "a.csv", format!("geo,2019,\nCOL,1,{figure}\n"), &["under no head"]);
    }
}

#[test]
fn of_two_columns_that_a_head_may_be_neither_is_taken() {
    let either = simple("", "column = \"year\"", "column = [\"men\", \"women\"]");
    refused(
        &either,
        "a.csv",
        "geo,year,men,women\nCOL,2020,10,20\n",
        &["`men` and `women` both are"],
    );
    assert_eq!(lines(&ok(&either, "a.csv", "geo,year,women\nCOL,2020,20\n")), ["COL 2020 20"]);
}

#[test]
fn the_error_of_one_column_is_not_that_of_another() {
    let two = format!(
        "{}[value.columns]\nhom = \"x.n\"\nrob = \"x.m\"\n",
        simple("", "column = \"year\"", "se = \"hom_se\"")
    )
    .replace("[indicator]\nvalue = \"x.n\"\n", "")
        + "[[define]]\ncode = \"x.m\"\nname = \"M\"\nkind = \"recorded\"\n";
    refused(
        &two,
        "a.csv",
        "geo,year,hom,hom_se,rob\nCOL,2020,25,0.4,310\n",
        &["`hom_se`", "`hom` and of `rob`"],
    );
    let heads = simple("", "heads = \"year\"", "column = \"v {year}\"\nse = \"se {year}\"");
    let read = ok(&heads, "a.csv", "geo,v 2019,se 2019,v 2020,se 2020\nCOL,1,0.1,2,0.2\n");
    assert_eq!(read.rows.iter().map(|r| r.se).collect::<Vec<_>>(), [Some(0.1), Some(0.2)]);
}

#[test]
fn a_total_stands_for_what_is_not_reported_and_for_nothing_else() {
    let total = "[total]\ncolumn = \"what\"\nonly = [\"Total\", \"Both\"]\n";
    let yearly = format!("{}{total}", by_year("column = \"v\""));
    let mut table = "geo,year,m,what,v\n".to_owned();
    (1..=12).for_each(|m| table.push_str(&format!("COL,2020,{m},Total,{m}\n")));
    // January has a part, the other months have their totals alone.
    let read = ok(&yearly, "a.csv", format!("{table}COL,2020,1,a,1\n"));
    assert_eq!((lines(&read), read.rows[0].obs_status), (vec!["COL 2020 78".to_owned()], None));
    let plain =
        format!("rows = \"sum\"\n{}{total}", simple("", "column = \"year\"", "column = \"v\""));
    let head = "geo,year,what,v\n";
    // Blank parts are not reported.
    assert_eq!(
        lines(&ok(&plain, "a.csv", format!("{head}CHL,2020,a,\nCHL,2020,b,3\nCHL,2020,Total,7\n"))),
        ["CHL 2020 7"]
    );
    assert_eq!(
        lines(&ok(
            &plain,
            "a.csv",
            format!("{head}CHL,2020,a,4\nCHL,2020,b,3\nCHL,2020,Total,8\n")
        )),
        ["CHL 2020 7"]
    );
    refused(&plain, "a.csv", format!("{head}CHL,2020,Total,5\nCHL,2020,Both,5\n"), &["one total"]);
    refused(
        &plain,
        "a.csv",
        format!("{head}CHL,2020,T\u{43e}tal,5\nCHL,2020,a,5\nCHL,2020,Total,5\n"),
        &["[total]", "U+043E"],
    );
}

#[test]
fn a_month_that_is_blank_is_as_one_that_has_no_row() {
    let table = "geo,ene,feb,mar,abr,may,jun,jul,ago,sep,oct,nov,dic\nBRA,1,1,1,1,1,1,1,1,1,1,1,\n\
                 COL,1,1,1,1,1,1,1,1,1,1,1,1\n";
    let read = ok(&months(""), "a.csv", table);
    assert_eq!(lines(&read), ["BRA 2022 11", "COL 2022 12"]);
    assert_eq!(read.rows[0].note, "11 of 12 months (months 1-11)");
    refused(
        &format!("partial = \"refuse\"\n{}", months("")),
        "a.csv",
        table,
        &["2022 of BRA", "months 1-11"],
    );
    // Without months a sum that lacks a part is none, and is named.
    let plain = format!("rows = \"sum\"\n{}", simple("", "column = \"year\"", "column = \"v\""));
    let read = ok(&plain, "a.csv", "geo,year,v\nBRA,2020,1\nBRA,2020,\nCOL,2020,2\n");
    assert_eq!(lines(&read), ["COL 2020 2"]);
    assert!(
        notes(&read)
            .contains("left out for want of a part that is blank or suppressed: 2020 of BRA, x.n"),
        "{}",
        notes(&read)
    );
}

#[test]
fn a_register_has_zeros_in_the_periods_of_which_a_row_is_read() {
    let rest = format!(
        "rows = \"sum\"\nabsent = \"zero\"\nplaces = [\"PER\", \"CHL\"]\n{}[[keep]]\ncolumn = \
         \"what\"\nonly = [\"a\"]\nreason = \"r\"\n",
        simple("", "date = \"d\"\nby = \"year\"", "column = \"v\"")
    );
    // June is in the file, though no row of it is kept; 2021 may have been left out for what it is.
    let months =
        (1..=12).map(|m| format!("PER,2022-{m:02}-13,{},10\n", if m == 6 { "b" } else { "a" }));
    let read = ok(
        &rest,
        "a.csv",
        format!("geo,d,what,v\nCHL,2021-01-13,b,1\n{}", months.collect::<String>()),
    );
    assert_eq!(lines(&read), ["CHL 2022 0", "PER 2022 110"]);
    assert!(read.rows.iter().all(|r| r.obs_status.is_none()));
}

#[test]
fn a_complete_register_is_not_silent_where_a_row_is_blank_or_left_out_for_its_year() {
    let zero = "absent = \"zero\"\nplaces = [\"PER\", \"CHL\"]\n";
    let plain = format!("{zero}{}", simple("", "column = \"year\"", "column = \"v\""));
    assert_eq!(
        lines(&ok(&plain, "a.csv", "geo,year,v\nPER,2020,\nPER,2021,4\n")),
        ["CHL 2021 0", "PER 2021 4"]
    );
    let table = "geo,year,v\nPER,2021,7\nCHL,2021,5\nPER,2022,1\n";
    let span = plain.replace("column = \"year\"", "column = \"year\"\nspan = [2022, 2022]");
    assert_eq!(lines(&ok(&span, "a.csv", table)), ["CHL 2022 0", "PER 2022 1"]);
    let keep = |rest: &str, only: &str| {
        format!("{rest}[[keep]]\ncolumn = \"year\"\n{only}\nreason = \"r\"\n")
    };
    assert_eq!(
        lines(&ok(&keep(&plain, "only = [\"2022\"]"), "a.csv", table)),
        ["CHL 2022 0", "PER 2022 1"]
    );
    let each = format!("rows = \"sum\"\n{zero}{}", simple("", "column = \"year\"", "each = 1"));
    assert_eq!(
        lines(&ok(&keep(&each, "not = [\"2021\"]"), "a.csv", table)),
        ["CHL 2022 0", "PER 2022 1"]
    );
    // Where no row is kept there is no register.
    refused(&keep(&each, "only = [\"2019\"]"), "a.csv", table, &["none to use"]);
}

#[test]
fn a_wide_register_reaches_over_all_its_columns() {
    let zero = "absent = \"zero\"\nplaces = [\"PER\", \"CHL\"]\n";
    let years = format!("{zero}{}", simple("", "heads = \"year\"", ""));
    let read = ok(&years, "a.csv", "geo,2020,2021\nPER,1,2\n");
    assert_eq!(lines(&read), ["CHL 2020 0", "CHL 2021 0", "PER 2020 1", "PER 2021 2"]);
    let heads = "geo,ene,feb,mar,abr,may,jun,jul,ago,sep,oct,nov,dic\n";
    let read = ok(
        &months("").replacen("rows", &format!("{zero}rows"), 1),
        "a.csv",
        format!("{heads}PER,1,1,1,1,1,1,1,1,1,1,1,1\n"),
    );
    assert_eq!(lines(&read), ["CHL 2022 0", "PER 2022 12"]);
    assert_eq!(read.rows[1].obs_status, None);
}

#[test]
fn a_total_under_another_name_is_no_part() {
    let plain = format!(
        "rows = \"sum\"\n{}[total]\ncolumn = \"what\"\nonly = [\"Total\"]\n",
        simple("", "column = \"year\"", "column = \"v\"")
    );
    for word in ["TOTAL", "Totales", "Total general", "Total 1/", "TotaI", "T0tal", "Tot\u{3b1}l"] {
        let table = format!("geo,year,what,v\nCHL,2020,a,1\nCHL,2020,b,2\nCHL,2020,{word},3\n");
        refused(&plain, "a.csv", table, &["nearly those that [total] lists", word]);
    }
    for (one, other) in [("Fatal", "No fatal"), ("Local", "Federal"), ("Letal", "Leve")] {
        let table =
            format!("geo,year,what,v\nCHL,2020,{one},1\nCHL,2020,{other},2\nCHL,2020,Total,3\n");
        assert_eq!(lines(&ok(&plain, "a.csv", table)), ["CHL 2020 3"], "{one}");
    }
    // A total is no mean of its parts.
    let mean = plain.replace("\"sum\"", "\"mean\"");
    let table = "geo,year,what,v\nCHL,2020,a,6\nCHL,2020,b,\nCHL,2020,Total,7\nPER,2020,a,2\n\
                 PER,2020,b,4\nPER,2020,Total,6\n";
    assert_eq!(lines(&ok(&mean, "a.csv", table)), ["PER 2020 3"]);
}

#[test]
fn a_head_that_is_there_twice_is_two_columns_or_a_slip() {
    let years = format!("rows = \"sum\"\n{}", simple("", "heads = \"year\"", ""));
    refused(&years, "a.csv", "geo,2021,2021\nCOL,1,2\n", &["`2021` is there twice"]);
}

#[test]
fn a_header_of_several_lines_shows_what_parts_its_cells() {
    let rest = simple("", "column = \"year\"", "column = \"v\"").replace("\"geo\"", "\"geo code\"");
    assert_eq!(
        lines(&ok(&rest, "a.csv", "\"geo\ncode\";year;v\nPER;2022;1,5\n".replace(",5", ""))),
        ["PER 2022 1"]
    );
}

#[test]
fn a_cell_without_a_value_is_no_text() {
    let dir = tempfile::tempdir().unwrap();
    let book = |name: &str, heads: [&str; 4], formula_at: (u32, u16)| {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        for (row, cells) in
            (0..).zip([heads, ["PER", "2021", "1", "Total"], ["PER", "2021", "5", "x"]])
        {
            for (column, cell) in (0..).zip(cells) {
                match cell.parse::<f64>() {
                    Ok(n) if row > 0 => sheet.write_number(row, column, n).unwrap(),
                    _ => sheet.write_string(row, column, cell).unwrap(),
                };
            }
        }
        let formula = rust_xlsxwriter::Formula::new("=\"Total\"").set_result("#N/A");
        sheet.write_formula(formula_at.0, formula_at.1, formula).unwrap();
        let file = dir.path().join(name);
        book.save(&file).unwrap();
        file
    };
    let read = |rest: &str, file: PathBuf| {
        let map = text(dir.path(), "map.toml", mapping(&format!("{rest}{DEFINE}")));
        import("mapping", &[file], &Options { mapping: Some(map), ..Options::default() })
    };
    let plain = format!("rows = \"sum\"\n{}", simple("", "column = \"year\"", "column = \"v\""));
    let heads = ["geo", "year", "v", "what"];
    for part in [
        "[total]\ncolumn = \"what\"\nonly = [\"Total\"]\n",
        "[[keep]]\ncolumn = \"what\"\nnot = [\"Total\"]\nreason = \"r\"\n",
    ] {
        let error =
            read(&format!("{plain}{part}"), book("a.xlsx", heads, (1, 3))).unwrap_err().to_string();
        assert!(
            error.contains("D2") && error.contains("#N/A") && error.contains("mend the formula"),
            "{error}"
        );
    }
    let error = read(&plain, book("b.xlsx", heads, (1, 2))).unwrap_err().to_string();
    assert!(error.contains("C2") && error.contains("mend the formula"), "{error}");
    // A head is one of the cells that are read.
    let years = simple("", "heads = \"year\"", "");
    let error = read(&years, book("c.xlsx", ["geo", "2020", "2021", "2022"], (0, 2)))
        .unwrap_err()
        .to_string();
    assert!(error.contains("C1") && error.contains("#N/A"), "{error}");
    let error = read(&years, book("e.xlsx", ["geo", "2020", "2021", "2022"], (0, 1)))
        .unwrap_err()
        .to_string();
    assert!(error.contains("B1"), "{error}");
    let left = simple("", "heads = \"year\"", "leave_out = [\"letter:B\"]");
    assert!(
        read(&left, book("f.xlsx", ["geo", "2020", "2021", "2022"], (0, 1)))
            .unwrap_err()
            .to_string()
            .contains("`Total`")
    );
    // In a column that is not read it is not refused.
    assert!(read(&plain, book("d.xlsx", heads, (2, 3))).is_ok());
}

#[test]
fn the_number_of_a_year_that_is_formatted_as_a_date_is_told_from_a_date() {
    let dir = tempfile::tempdir().unwrap();
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let year = rust_xlsxwriter::Format::new().set_num_format("yyyy");
    for (column, head) in (0..).zip(["geo", "year", "v"]) {
        sheet.write_string(0, column, head).unwrap();
    }
    sheet.write_string(1, 0, "COL").unwrap();
    sheet.write_number_with_format(1, 1, 2022, &year).unwrap();
    sheet.write_number(1, 2, 3).unwrap();
    let file = dir.path().join("a.xlsx");
    book.save(&file).unwrap();
    for period in [
        "column = \"year\"",
        "date = \"year\"\nstands_for = \"year\"",
        "date = \"year\"\nby = \"month\"",
    ] {
        let rest = format!("{}{DEFINE}", simple("", period, "column = \"v\""));
        let map = text(dir.path(), "map.toml", mapping(&rest));
        let options = Options { mapping: Some(map), ..Options::default() };
        let error =
            import("mapping", std::slice::from_ref(&file), &options).unwrap_err().to_string();
        assert!(
            error.contains("the number 2022, formatted as a date")
                && error.contains("type the year"),
            "{error}"
        );
    }
}

#[test]
fn an_older_figure_does_not_follow_a_later_one() {
    let dir = tempfile::tempdir().unwrap();
    let rest = format!(
        "rows = \"latest\"\n{}{DEFINE}",
        simple("", "year = \"year\"\nmonth = \"m\"\nby = \"year\"", "column = \"v\"")
    );
    let options = Options {
        mapping: Some(text(dir.path(), "map.toml", mapping(&rest))),
        ..Options::default()
    };
    let file = |name: &str, row: &str| text(dir.path(), name, format!("geo,year,m,v\n{row}\n"));
    let (january, february) = (file("a.csv", "COL,2020,1,5"), file("b.csv", "COL,2020,2,7"));
    let both = import("mapping", &[january.clone(), february.clone()], &options).unwrap();
    assert_eq!(
        (lines(&both), both.rows[0].note.as_str()),
        (vec!["COL 2020 7".to_owned()], "the latest is of 02")
    );
    let error = import("mapping", &[february, january], &options).unwrap_err().to_string();
    assert!(error.contains("the figure of 01 would take the place of that of 02"), "{error}");
}

#[test]
fn a_code_with_a_prefix_keeps_its_zeros_and_is_a_code() {
    let rest = simple("", "column = \"year\"", "column = \"v\"").replace(
        "column = \"geo\"",
        "column = \"geo\"\ncodes = \"prefix\"\nprefix = \"CO-\"\nparent = \"COL\"",
    );
    assert_eq!(
        lines(&ok(&rest, "a.csv", "geo,year,v\n05,2020,1\n11,2020,2\n8.0,2020,3\n")),
        ["CO-05 2020 1", "CO-11 2020 2", "CO-8 2020 3"]
    );
    let table = "geo,year,v\n05,2020,1\nTotal país,2020,2\nTotal,2020,2\n5.5,2020,3\n-5,2020,3\n";
    refused(&rest, "a.csv", table, &["Total país", "\"Total\"", "5.5", "-5", "leave_out"]);
    assert_eq!(
        lines(&ok(&rest, "a.csv", "geo,year,v\nCDMX,2020,1\nN-01,2020,2\n")),
        ["CO-CDMX 2020 1", "CO-N-01 2020 2"]
    );
    let padded = rest.replace("prefix = ", "pad = 2\nprefix = ");
    assert_eq!(
        lines(&ok(&padded, "a.csv", "geo,year,v\n5,2020,1\n08,2020,2\n")),
        ["CO-05 2020 1", "CO-08 2020 2"]
    );
}

#[test]
fn one_indicator_has_one_unit() {
    let rest = simple("", "column = \"year\"", "column = \"v\"\nunit = \"cases\"");
    let two = format!(
        "{rest}[[define]]\ncode = \"x.n\"\nname = \"N\"\nunit = \"per 100 000\"\nkind = \
         \"recorded\"\n"
    );
    let error = apply(&two, "a.csv", "geo,year,v\nCOL,2020,1\n").unwrap_err().to_string();
    assert!(error.contains("`cases`") && error.contains("`per 100 000`"), "{error}");
}
