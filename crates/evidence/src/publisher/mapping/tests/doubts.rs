//! What a file says that its mapping did not expect: refused, or said.

use super::language::{lines, ok, refused, simple};
use crate::publisher::Import;

fn notes(import: &Import) -> String {
    import.summaries[0].to_string()
}

#[test]
fn a_number_cut_in_two_by_its_decimal_comma_is_refused() {
    let wide = simple("decimal = \",\"", "heads = \"year\"", "");
    refused(
        &wide,
        "a.csv",
        "geo,2019,2020\nCHL,3,9\nURY,4,8\n",
        &["no number has one in it", "semicolons"],
    );
    let long = simple("decimal = \",\"\ndelimiter = \",\"", "column = \"year\"", "column = \"v\"");
    refused(
        &long,
        "a.csv",
        "geo,year,v,note\nCHL,2019,3,9\nURY,2019,11,4\n",
        &["no number has one in it"],
    );
    // Whole numbers with nothing right of them are whole.
    let alone = simple("decimal = \",\"", "column = \"year\"", "column = \"v\"");
    assert_eq!(lines(&ok(&alone, "a.csv", "geo,year,v\nCHL,2019,3\n")), ["CHL 2019 3"]);
    // One with its marks, or points between thousands, shows that the numbers are whole cells.
    assert_eq!(
        lines(&ok(&long, "a.csv", "geo,year,v\nCHL,2019,\"3,9\"\nURY,2019,11\n")),
        ["CHL 2019 3.9", "URY 2019 11"]
    );
    let points = simple("thousands = \".\"", "column = \"year\"", "column = \"v\"");
    assert_eq!(lines(&ok(&points, "a.csv", "geo,year,v\nCHL,2019,3.912\n")), ["CHL 2019 3912"]);
}

#[test]
fn a_cell_that_is_nearly_a_listed_one_is_refused_and_others_are_named() {
    let keep = "[[keep]]\ncolumn = \"what\"\nonly = [\"Cocaína\"]\n";
    let rest = format!("{}{keep}", simple("", "column = \"year\"", "column = \"v\""));
    let table = "geo,year,what,v\nCOL,2020,Cocaína,1\nPER,2020,COCAINA,2\nBOL,2020,Marihuana,3\n";
    refused(&rest, "a.csv", table, &["`COCAINA` (listed is `Cocaína`)", "`only`"]);
    // Both ways out.
    let both = rest.replace("[\"Cocaína\"]", "[\"Cocaína\", \"COCAINA\"]");
    assert_eq!(lines(&ok(&both, "a.csv", table)), ["COL 2020 1", "PER 2020 2"]);
    let read =
        ok(&format!("{rest}[[keep]]\ncolumn = \"what\"\nnot = [\"COCAINA\"]\n"), "a.csv", table);
    assert_eq!(lines(&read), ["COL 2020 1"]);
    assert!(
        notes(&read).contains("leaves out, in the column `what`: `COCAINA`, `Marihuana`"),
        "{}",
        notes(&read)
    );
}

#[test]
fn a_month_that_stands_twice_is_said() {
    let months = |second: &str| -> String {
        (1..=12).map(|m| format!("COL,2020,{m},6\n")).collect::<String>()
            + &format!("COL,2020,10,{second}\n")
    };
    let rest = format!(
        "rows = \"sum\"\n{}",
        simple("", "year = \"year\"\nmonth = \"m\"\nby = \"year\"", "column = \"v\"")
    );
    let table = format!("geo,year,m,v\n{}", months("8"));
    assert!(
        notes(&ok(&rest, "a.csv", &table))
            .contains("2020 of COL, x.n (months 10): is one of the rows a revision?")
    );
    refused(
        &format!("partial = \"refuse\"\n{rest}"),
        "a.csv",
        &table,
        &["months that stand more than once", "months 10"],
    );
    // A register of incidents has months of many rows.
    let incidents = format!(
        "rows = \"sum\"\n{}",
        simple("", "year = \"year\"\nmonth = \"m\"\nby = \"year\"", "each = 1")
    );
    assert!(!notes(&ok(&incidents, "a.csv", &table)).contains("revision"));
    let part = ok(&rest, "a.csv", "geo,year,m,v\nCOL,2020,1,5\nCOL,2020,2,6\n");
    assert!(notes(&part).contains(
        "1 yearly figures are of fewer than twelve months and marked provisional (P): 2020 of COL"
    ));
}

#[test]
fn a_total_among_its_parts_is_said() {
    let rest = format!("rows = \"sum\"\n{}", simple("", "column = \"year\"", "column = \"v\""));
    let table = "geo,year,sex,v\nCOL,2020,M,120\nCOL,2020,F,88\nCOL,2020,T,208\nPER,2020,M,40\n\
                 PER,2020,F,31\nPER,2020,T,71\n";
    let said = notes(&ok(&rest, "a.csv", table));
    assert!(
        said.contains(
            "in 2 of 2 sums of three rows and more one row is as much as all others together"
        ),
        "{said}"
    );
    let rest = simple("fill_down = [\"geo\"]", "column = \"year\"", "column = \"v\"");
    let table = "geo,year,v\nCOL,2018,120\n,2019,88\n,2020,92\nPER,2018,40\n,2021,340\n";
    let said = notes(&ok(&rest, "a.csv", table));
    assert!(
        said.contains(
            "row 6, the last that is read, is the sum of those above it in `v`: is it a total?"
        ),
        "{said}"
    );
    assert!(!notes(&ok(&rest, "a.csv", table.replace("340", "341"))).contains("total"));
}

#[test]
fn a_year_under_another_head_is_not_lost() {
    let rest = simple("", "heads = \"year\"", "column = \"Frecuencia {year}\"");
    for head in ["Frec. 2024", "Tasa 2024"] {
        let table = format!("geo,Frecuencia 2023,{head}\nCOL,1,2\n");
        refused(
            &rest,
            "a.csv",
            table,
            &[&format!("`{head}` is not read"), "If it holds the same quantity"],
        );
    }
    let spanned = rest.replace("heads = \"year\"", "heads = \"year\"\nspan = [2023, 2023]");
    assert_eq!(
        lines(&ok(&spanned, "a.csv", "geo,Frecuencia 2023,Tasa 2024\nCOL,1,2\n")),
        ["COL 2023 1"]
    );
    let left_out = rest.replace("[value]\n", "[value]\nleave_out = [\"Tasa 2024\"]\n");
    assert_eq!(
        lines(&ok(&left_out, "a.csv", "geo,Frecuencia 2023,Tasa 2024\nCOL,1,2\n")),
        ["COL 2023 1"]
    );
    let bare = simple("", "heads = \"year\"", "");
    refused(
        &bare,
        "a.csv",
        "geo,2019 [YR2019],2020 [YR2020]\nCOL,1,2\n",
        &["column = \"{year} [YR{year}]\""],
    );
    assert_eq!(
        lines(&ok(&rest, "a.csv", "geo,Frecuencia 2023,Tasa 2023\nCOL,1,2\n")),
        ["COL 2023 1"]
    );
}

#[test]
fn letters_behind_numbers_are_flags_where_they_are_declared() {
    let plain = simple("missing = [\":\"]", "heads = \"year\"", "");
    let table = "geo,2019,2020,2021\nESP,1.07 b,:,0.85 p\nPRT,2,: c,3e\n";
    refused(&plain, "a.csv", table, &["`1.07 b`", "flags = { \"b\" = "]);
    let flags = plain
        .replace("[value]\n", "[value]\nflags = { b = \"B\", p = \"P\", e = \"E\", c = \"A\" }\n");
    let read = ok(&flags, "a.csv", table);
    assert_eq!(lines(&read), ["ESP 2019 1.07", "ESP 2021 0.85", "PRT 2019 2", "PRT 2021 3"]);
    let status: Vec<Option<&str>> =
        read.rows.iter().map(|r| r.obs_status.map(|s| s.code())).collect();
    assert_eq!(status, [Some("B"), Some("P"), None, Some("E")]);
    refused(&flags, "a.csv", "geo,2019\nESP,5 z\n", &["`5 z`", "\"z\" = \"A\""]);
}

#[test]
fn columns_of_one_year_are_added_up_where_rows_are() {
    let file =
        simple("header = [1, 2]", "heads = \"year\"", "column = [\"{year} / H\", \"{year} / M\"]");
    let table = "geo,2021,,2022,\n,H,M,H,M\nPER,120,88,7,9\n";
    let file = file.replace("column = \"geo\"", "column = \"letter:A\"");
    refused(&file, "a.csv", table, &["says what another one says", "rows = \"sum\""]);
    assert_eq!(
        lines(&ok(&format!("rows = \"sum\"\n{file}"), "a.csv", table)),
        ["PER 2021 208", "PER 2022 16"]
    );
}

#[test]
fn a_setting_is_offered_with_what_it_makes_of_a_doubtful_number() {
    let points = simple("thousands = \".\"", "column = \"year\"", "column = \"v\"");
    let table = "geo;year;v\nCOL;2021;2.94\nECU;2021;1.018\nPER;2021;41.07\n";
    refused(
        &points,
        "a.csv",
        table,
        &["decimal = \".\" reads every number of the column, and `1.018` as 1.018"],
    );
    let comma = simple("decimal = \",\"", "column = \"year\"", "column = \"v\"");
    refused(
        &comma,
        "a.csv",
        table.replace("2.94\n", "2.939\n").replace("41.07", "41.069"),
        &["could be decimal or have thousands", "2939"],
    );
    let rates = "geo;year;v\nCOL;2021;2,9\nECU;2021;3.912\n";
    refused(&comma, "a.csv", rates, &["and `3.912` as 3912: look whether it means that"]);
}

#[test]
fn what_a_draft_left_open_is_asked_for() {
    let table = simple("", "column = \"year\"", "column = \"v\"").replace(
        "column = \"geo\"",
        "column = \"geo\"\ncodes = \"table\"\nparent = \"CHL\"\ntable \
                                      = { \"Tarapacá\" = \"XX-?\" }",
    );
    refused(
        &table,
        "a.csv",
        "geo,year,v\nTarapacá,2020,1\n",
        &["still the draft's question mark, `XX-?`"],
    );
    let spanned = simple("", "column = \"year\"\nspan = [1900, 2100]", "column = \"v\"");
    let read = ok(&spanned, "a.csv", "geo,year,v\nCOL,1895,1\nCOL,2109,2\nCOL,2019,3\n");
    assert!(
        notes(&read).contains("left out as outside `span`: `1895`, `2109`"),
        "{}",
        notes(&read)
    );
    refused(
        &spanned,
        "a.csv",
        "geo,year,v\nCOL,19,1\nCOL,2019,3\n",
        &["line 2, `year`", "found `19`"],
    );
}
