//! What a mapping refuses, and what it says then.

use super::language::{DEFINE, lines, of_book, ok, refused, simple};
use super::*;

#[test]
fn numbers_are_read_as_declared_or_refused_with_both_readings() {
    let table = "geo;year;v\nBRA;2020;41.069\nARG;2020;2.939\nCHL;2020;998\n";
    let plain = simple("", "column = \"year\"", "column = \"v\"\nunit = \"victims\"");
    refused(&plain, "a.csv", table, &["`v`", "41069", "41.069", "thousands = \".\""]);
    let thousands = simple("thousands = \".\"", "column = \"year\"", "column = \"v\"");
    assert_eq!(
        lines(&ok(&thousands, "a.csv", table)),
        ["ARG 2020 2939", "BRA 2020 41069", "CHL 2020 998"]
    );
    let decimal =
        simple("decimal = \".\"", "column = \"year\"", "column = \"v\"\nunit = \"victims\"");
    let read = ok(&decimal, "a.csv", table);
    assert_eq!(lines(&read), ["ARG 2020 2.939", "BRA 2020 41.069", "CHL 2020 998"]);
    assert!(
        read.summaries[0].notes.iter().any(|n| n.contains("2 values have fractions")),
        "{:?}",
        read.summaries[0].notes
    );
    // A fraction below one, or with another number of decimals, says that the point is decimal.
    assert_eq!(ok(&plain, "a.csv", table.replace("2.939", "0.939")).rows.len(), 3);
    assert_eq!(ok(&plain, "a.csv", table.replace("2.939", "2.93")).rows.len(), 3);
    // The setting that is proposed reads the whole column.
    refused(&plain, "a.csv", table.replace('.', ","), &["thousands = \",\""]);
    refused(
        &plain,
        "a.csv",
        "geo;year;v\nBRA;2020;1,018\nARG;2020;12,5\nCHL;2020;3\n",
        &["decimal = \",\" reads every number"],
    );
    refused(&thousands, "a.csv", table.replace("998", "9.98"), &["`9.98`"]);
}

#[test]
fn dates_are_read_in_one_order_or_refused_with_both_readings() {
    let rest =
        format!("rows = \"sum\"\n{}", simple("", "date = \"d\"\nby = \"month\"", "each = 1"));
    let table = "geo,d\nCRI,03/04/2022\nCRI,05/06/2022\n";
    refused(
        &rest,
        "a.csv",
        table,
        &["3 April 2022 with order = \"dmy\"", "4 March 2022 with order = \"mdy\""],
    );
    let read = ok(&rest, "a.csv", table.replace("05/06", "5/31"));
    assert_eq!(lines(&read), ["CRI 2022-03 1", "CRI 2022-05 1"]);
    let declared = rest.replace("by = ", "order = \"dmy\"\nby = ");
    assert_eq!(lines(&ok(&declared, "a.csv", table)), ["CRI 2022-04 1", "CRI 2022-06 1"]);
    // By year, too: the months of a year are counted.
    refused(&rest.replace("\"month\"", "\"year\""), "a.csv", table, &["order = \"mdy\""]);
    refused(&rest, "a.csv", "geo,d\nCRI,31/01/2022\nCRI,01/31/2022\n", &["one order"]);
    refused(&rest, "a.csv", "geo,d\nCRI,30/02/2022\n", &["a day that the calendar has"]);
    refused(&rest, "a.csv", "geo,d\nCRI,44562\n", &["2022-01-01", "counts days"]);
    refused(&rest, "a.csv", "geo,d\nCRI,31/01/22\n", &["four digits"]);
    let times = "geo,d\nCRI,\"1/31/2022 11:59:00 PM\"\nCRI,31-ene-2022\nCRI,2022-01-05T10:00:00Z\n";
    assert_eq!(lines(&ok(&rest, "a.csv", times)), ["CRI 2022-01 3"]);
}

#[test]
fn a_spreadsheet_that_exchanged_days_and_months_is_found_out() {
    let rest = format!("rows = \"sum\"\n{}", simple("", "date = \"d\"", "each = 1"));
    let dir = tempfile::tempdir().unwrap();
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let day = rust_xlsxwriter::Format::new().set_num_format("dd/mm/yyyy");
    for (row, (geo, d)) in (0..).zip([
        ("geo", "d"),
        ("CRI", "2022-04-03"),
        ("CRI", "2022-06-05"),
        ("CRI", "25/06/2022"),
    ]) {
        sheet.write_string(row, 0, geo).unwrap();
        match rust_xlsxwriter::ExcelDateTime::parse_from_str(d) {
            Ok(date) => sheet.write_datetime_with_format(row, 1, date, &day).unwrap(),
            Err(_) => sheet.write_string(row, 1, d).unwrap(),
        };
    }
    let file = dir.path().join("a.xlsx");
    book.save(&file).unwrap();
    let map = text(dir.path(), "map.toml", mapping(&format!("{rest}{DEFINE}")));
    let error = import("mapping", &[file], &Options { mapping: Some(map), ..Options::default() })
        .unwrap_err()
        .to_string();
    assert!(error.contains("days 1 to 12 only"), "{error}");
}

#[test]
fn dates_that_are_all_a_first_of_january_have_to_be_declared() {
    let rest = simple("", "date = \"year\"", "column = \"v\"");
    let table = "geo,year,v\nCOL,2020-01-01,1\nCOL,2021-01-01,2\nCOL,2022-01-01,3\n";
    refused(
        &rest,
        "a.csv",
        table,
        &["line 2, `year`", "every date of the column is 1 January", "stands_for = \"year\""],
    );
    refused(
        &rest,
        "a.csv",
        table.replace("-01-01", "-12-31"),
        &["every date of the column is 31 December"],
    );
    let years = rest.replace("date =", "stands_for = \"year\"\ndate =");
    assert_eq!(lines(&ok(&years, "a.csv", table)), ["COL 2020 1", "COL 2021 2", "COL 2022 3"]);
    assert!(
        ok(&years, "a.csv", table).rows.iter().all(|r| r.obs_status.is_none() && r.note.is_empty())
    );
    let days = years.replace("stands_for = \"year\"", "stands_for = \"day\"");
    assert_eq!(lines(&ok(&days, "a.csv", table))[0], "COL 2020-01 1");
    // One other day, and they are days.
    assert_eq!(
        lines(&ok(&rest, "a.csv", table.replace("2022-01-01", "2022-03-01")))[2],
        "COL 2022-03 3"
    );
}

#[test]
fn no_key_of_a_mapping_makes_a_small_file_large() {
    let wide = format!("geo,year,v{}\n{}", ",".repeat(50_000), "COL,2020\n".repeat(1_000));
    refused(
        &simple("short_rows = \"blank\"", "column = \"year\"", "column = \"v\""),
        "a.csv",
        wide,
        &["`short_rows` makes", "--max-memory"],
    );
    let long =
        format!("geo,year,v\n{},2020,1\n{}", "x".repeat(100_000), ",2020,1\n".repeat(10_000));
    refused(
        &simple("fill_down = \"geo\"", "column = \"year\"", "column = \"v\""),
        "a.csv",
        long,
        &["`fill_down` makes"],
    );
    let turned = format!("geo{}\n{}", ",COL".repeat(50_000), "year,2020\n".repeat(1_000));
    refused(
        &simple("transpose = true", "column = \"year\"", "column = \"v\""),
        "a.csv",
        turned,
        &["`transpose` makes"],
    );
    let places: String = (0..20_000).map(|n| format!("\"p{n}\" = \"CO-{n:05}\"\n")).collect();
    let rest = simple("", "column = \"year\"", "column = \"v\"").replace(
        "column = \"geo\"",
        &format!(
            "column = \"geo\"\ncodes = \"table\"\nparent = \"COL\"\n[territory.table]\n{places}"
        ),
    );
    let years: String = (1900..2100).map(|y| format!("p1,{y},1\n")).collect();
    refused(
        &format!("absent = \"zero\"\n{rest}"),
        "a.csv",
        format!("geo,year,v\n{years}"),
        &["20000 places, 1 series and 200 periods"],
    );
}

#[test]
fn a_column_written_in_two_ways_is_no_matter_of_settings() {
    let rest = simple("", "column = \"year\"", "column = \"v\"");
    let table = "geo;year;v\nCOL;2020;0,298\nCOL;2021;0.304\nCOL;2022;12\n";
    refused(&rest, "a.csv", table, &["`0,298`", "no setting reads every number of the column"]);
    refused(
        &rest,
        "a.csv",
        table.replace("0.304", "0,304"),
        &["`0,298`", "decimal = \",\" reads every number of the column"],
    );
}

#[test]
fn what_the_mapping_lists_and_no_row_has_is_said() {
    let rest = format!(
        "{}[[keep]]\ncolumn = \"what\"\nonly = [\"Extorsión\", \"Secuestro\"]\n",
        simple("", "column = \"year\"", "column = \"v\"")
    );
    let read = ok(&rest, "a.csv", "geo,year,what,v\nCOL,2020,Extorsión.,1\nCOL,2020,Secuestro,2\n");
    let note = &read.summaries[0].notes[0];
    assert!(
        note.contains("no row that is read has `Extorsión`")
            && note.contains("did you mean `Extorsión.`"),
        "{note}"
    );
}

#[test]
fn unknown_names_come_in_one_message_to_paste() {
    let rest = simple("", "column = \"year\"", "column = \"v\"").replace(
        "column = \"geo\"",
        "column = \"geo\"\ncodes = \"table\"\nparent = \"COL\"\ntable = { Meta = \"CO-MET\" }",
    );
    let table = "geo,year,v\nMeta,2020,1\nHuila,2020,2\nCauca,2020,3\nHuila,2021,4\n";
    refused(
        &rest,
        "a.csv",
        table,
        &[
            "[territory.table]",
            "\"Huila\" = \"\"",
            "\"Cauca\" = \"\"",
            "leave_out = [\"Huila\", \"Cauca\"]",
            "2 rows",
        ],
    );
}

#[test]
fn a_head_that_is_nearly_one_of_values_is_not_passed_over() {
    let years = simple("", "heads = \"year\"", "");
    let table = "geo,2020,2021 (p),20222\nCOL,1,2,3\n";
    refused(&years, "a.csv", table, &["`2021 (p)`", "column = [\"{year}\", \"{year} (p)\"]"]);
    let both = simple("", "heads = \"year\"", "column = [\"{year}\", \"{year} (p)\"]");
    assert_eq!(
        lines(&ok(&both, "a.csv", "geo,2020,2021 (p)\nCOL,1,2\n")),
        ["COL 2020 1", "COL 2021 2"]
    );
    let scores = simple("", "heads = \"year\"", "column = \"CPI score {year}\"");
    // In another case it is the same head; with more behind it, it is not.
    assert_eq!(
        ok(&scores, "a.csv", "geo,CPI score 2014,CPI Score 2013,Rank 2013\nCOL,1,2,3\n").rows.len(),
        2
    );
    refused(
        &scores,
        "a.csv",
        "geo,CPI score 2014,CPI score 2013 (rev)\nCOL,1,2\n",
        &["`CPI score 2013 (rev)`"],
    );
    let span = simple("", "heads = \"year\"\nspan = [2019, 2020]", "");
    refused(&span, "a.csv", "geo,2020\nCOL,1\n", &["none for 2019"]);
    let months = simple("", "heads = \"month\"\nmonths = \"es\"", "column = \"{month} {year}\"");
    refused(&months, "a.csv", "geo,ene 2020,marso 2020\nCOL,1,2\n", &["`marso 2020`"]);
}

#[test]
fn what_is_beside_the_table_is_said() {
    let rest = simple("", "column = \"year\"", "column = \"v\"");
    let read = of_book(&rest, &[("A", "geo|year|v\nCOL|2020|1"), ("B", "geo|year|v\nBRA|2020|2")])
        .unwrap();
    assert!(read.summaries[0].notes[0].contains("not `B`"), "{:?}", read.summaries[0].notes);
    let stray = of_book(&rest, &[("A", "geo|year|v\nCOL|2020|1|9")]).unwrap_err().to_string();
    assert!(stray.contains("`D2`") && stray.contains("has the row slipped"), "{stray}");
    let footer = simple("footer = \"v\"", "column = \"year\"", "column = \"v\"");
    assert_eq!(ok(&footer, "a.csv", "geo,year,v\nCOL,2020,1\nSource: x,,\nnote,,\n").rows.len(), 1);
    refused(
        &footer,
        "a.csv",
        "geo,year,v\nCOL,2020,1\nPER,2020,\nBRA,2020,2\n",
        &["C4", "a row of data"],
    );
}

#[test]
fn a_mapping_says_what_it_needs() {
    let letters = "[territory]\ncolumn = \"letter:A\"\n[indicator]\nvalue = \"x.n\"\n[period]\n\
                   column = \"letter:B\"\n[value]\ncolumn = \"letter:C\"\n";
    refused(letters, "a.csv", "COL,2020,1\n", &["header = 0"]);
    refused(
        &format!("[file]\nheader = 0\n{letters}").replace("letter:C", "letter:Z"),
        "a.csv",
        "COL,2020,1\n",
        &["letter:Z", "3 columns"],
    );
    let zero = format!(
        "rows = \"sum\"\nabsent = \"zero\"\nplaces = [\"COL\", \"QQQ\"]\n{}",
        simple("", "date = \"d\"", "each = 1")
    );
    refused(&zero, "a.csv", "geo,d\nCOL,2020-01-05\n", &["`places` names `QQQ`"]);
    let value = "column = \"v\"\nlow = \"lo\"\nhigh = \"hi\"\nlevel = \"95\"";
    let interval = simple("", "column = \"year\"", value);
    refused(
        &interval,
        "a.csv",
        "geo,year,v,lo,hi\nCOL,2020,10,11,12\n",
        &["an interval from 11 to 12"],
    );
    let doubtful = simple("", "column = \"year\"", "column = \"v\"\nse = \"e\"");
    refused(
        &doubtful,
        "a.csv",
        "geo,year,v,e\nCOL,2020,10,1.234\nPER,2020,10,2.345\nBRA,2020,10,3.456\n",
        &["1.234", "thousands"],
    );
}
