//! Tidy workbooks as people make them, read as part of a project.

#![allow(clippy::unwrap_used)]

use ideal_model::{Finding, Severity};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};

use crate::{InMemory, Loaded, load};

const ASSESSMENT: &str = "id = \"x\"\neditions = [\"2022\"]\nterritories = [\"COL\", \"ECU\", \
                          \"PER\"]\ncrime_areas = [\"oc_homicide\"]\nmethod = \"m.toml\"\n";
const METHOD: &str = "id = \"one\"\n[node.threat]\n[indicator.\"wb.homicide\"]\nparent = \
                      \"threat\"\ngoalposts = [0, 30]\n";
const HEADER: [&str; 5] = ["territory", "crime_area", "indicator", "period", "value"];

fn loaded(bytes: Vec<u8>, entry: &str) -> Loaded {
    let project = InMemory::new()
        .with("assessment.toml", &format!("{ASSESSMENT}evidence = {entry}\n"))
        .with("m.toml", METHOD);
    let mut project = project;
    project.insert("x.xlsx", bytes);
    load(&project, &[])
}

/// Findings about the workbook: severity, code and message.
fn said(bytes: Vec<u8>, entry: &str) -> Vec<String> {
    let about = |f: &&Finding| f.file == "x.xlsx" && f.code != "no-source";
    loaded(bytes, entry)
        .findings
        .iter()
        .filter(about)
        .map(|f| format!("{:?} {}: {}", f.severity, f.code, f.message))
        .collect()
}

/// The values read, in the order of the territories.
fn values(bytes: Vec<u8>, entry: &str) -> Vec<String> {
    let loaded = loaded(bytes, entry);
    let errors: Vec<&Finding> =
        loaded.findings.iter().filter(|f| f.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
    let a = loaded.assessment.unwrap();
    a.evidence
        .observations
        .iter()
        .map(|o| format!("{} {:?}", a.evidence.territories.code(o.territory), o.value))
        .collect()
}

const PLAIN: &str = "\"x.xlsx\"";

/// A header, and a row for each territory with a number from 1 on.
fn fill(sheet: &mut Worksheet, territories: &[&str]) {
    for (column, head) in (0u16..).zip(HEADER) {
        sheet.write_string(0, column, head).unwrap();
    }
    for (row, territory) in (1u32..).zip(territories) {
        for (column, text) in (0u16..).zip([territory, "*", "wb.homicide"]) {
            sheet.write_string(row, column, text).unwrap();
        }
        sheet.write_number(row, 3, 2022).unwrap();
        sheet.write_number(row, 4, row).unwrap();
    }
}

fn saved(change: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Data").unwrap();
    fill(sheet, &["COL", "ECU", "PER"]);
    change(sheet);
    book.save_to_buffer().unwrap()
}

#[test]
fn further_sheets_are_read_where_asked_and_named_where_not() {
    let mut book = Workbook::new();
    fill(book.add_worksheet().set_name("One").unwrap(), &["COL", "ECU"]);
    book.add_worksheet().set_name("Read me").unwrap().write_string(0, 0, "Notes").unwrap();
    fill(book.add_worksheet().set_name("Two").unwrap(), &["PER"]);
    let bytes = book.save_to_buffer().unwrap();
    let of = |entry: &str| (values(bytes.clone(), entry).len(), said(bytes.clone(), entry));
    let (rows, said) = of(PLAIN);
    assert_eq!(
        (rows, said),
        (
            2,
            vec![
                "Warning sheets-not-read: the sheet `Two` (1 row) has the evidence columns and is \
                  not read"
                    .to_owned()
            ]
        )
    );
    let (rows, said) = of("{ path = \"x.xlsx\", sheets = \"all\" }");
    let left_out =
        "Note sheets-left-out: left out, because they do not have the evidence columns: `Read me`";
    assert_eq!((rows, said), (3, vec![left_out.to_owned()]));
    assert_eq!(of("{ path = \"x.xlsx\", sheets = [\"One\", \"Two\"] }"), (3, vec![]));
    // Who names a sheet has seen the others.
    let (rows, said) = of("{ path = \"x.xlsx\", sheet = \"Two\" }");
    assert_eq!((rows, said.len()), (1, 1));
    assert!(said[0].starts_with("Note sheets-not-read: the sheet `One` (2 rows)"), "{said:?}");
}

#[test]
fn a_sheet_with_a_misspelt_column_is_not_left_out() {
    let mut book = Workbook::new();
    fill(book.add_worksheet().set_name("One").unwrap(), &["COL"]);
    let two = book.add_worksheet().set_name("Two").unwrap();
    fill(two, &["PER"]);
    two.write_string(0, 4, "valor").unwrap();
    let said = said(book.save_to_buffer().unwrap(), "{ path = \"x.xlsx\", sheets = \"all\" }");
    assert!(said.iter().any(|s| s.starts_with("Error missing-column")), "{said:?}");
}

#[test]
fn which_sheets_can_be_said_wrongly() {
    let codes = |entry: &str| -> Vec<String> {
        let bytes = saved(|_| ());
        loaded(bytes, entry)
            .findings
            .into_iter()
            .filter(|f| f.severity == Severity::Error)
            .map(|f| f.code)
            .collect()
    };
    assert_eq!(codes("{ path = \"x.xlsx\", sheets = [\"Dato\"] }"), ["unknown-sheet"]);
    assert_eq!(codes("{ path = \"x.xlsx\", sheets = [] }")[0], "no-sheets");
    assert_eq!(codes("{ path = \"x.xlsx\", sheets = 1 }")[0], "wrong-type");
    assert_eq!(codes("{ path = \"x.xlsx\", sheet = \"Data\", sheets = \"all\" }"), ["two-keys"]);
    assert_eq!(codes("{ path = \"x.xlsx\", encoding = \"latin-1\" }"), ["not-for-this-file"]);
}

#[test]
fn hidden_rows_and_sheets_are_read_and_said() {
    let bytes = saved(|sheet| {
        sheet.set_row_hidden(2).unwrap();
    });
    assert_eq!(values(bytes.clone(), PLAIN).len(), 3);
    assert!(
        said(bytes, PLAIN)[0].starts_with("Note hidden-rows: 1 row is hidden in the sheet `Data`")
    );
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Read me").unwrap();
    let sheet = book.add_worksheet().set_name("Data").unwrap();
    fill(sheet, &["COL"]);
    sheet.set_hidden(true);
    let said = said(book.save_to_buffer().unwrap(), "{ path = \"x.xlsx\", sheet = \"Data\" }");
    assert_eq!(said, ["Note hidden-sheet: the sheet `Data` is hidden, and is read like any other"]);
}

/// 2022-12-31 is day 44 926 of Excel's calendar.
#[test]
fn a_date_is_shown_as_a_date() {
    let date = Format::new().set_num_format("dd/mm/yyyy");
    let one = |cell: u16, number: f64, format: &str| {
        let format = Format::new().set_num_format(format);
        said(
            saved(|sheet| {
                sheet.write_number_with_format(2, cell, number, &format).unwrap();
            }),
            PLAIN,
        )
    };
    let day = saved(|sheet| {
        sheet
            .write_datetime_with_format(2, 3, ExcelDateTime::from_ymd(2022, 12, 31).unwrap(), &date)
            .unwrap();
    });
    let found = "`2022-12-31` is a date, and a period is a year, a quarter or a month (column \
                 `period`, Data!D3)";
    assert_eq!(said(day, PLAIN), [format!("Error bad-period: {found}")]);
    // A year in a cell that is formatted as a date.
    assert!(
        one(3, 2022.0, "yyyy")[0]
            .contains("`1905-07-14` is a date; the cell holds the number 2022")
    );
    assert!(one(3, 0.75, "hh:mm")[0].contains("`18:00:00` is a time"));
    assert!(
        one(4, 44_926.0, "d mmm")[0].contains(
            "not-a-number: `2022-12-31` is a date, and no number (column `value`, Data!E3)"
        )
    );
    assert!(one(4, 1.5, "[h]:mm")[0].contains("`36:00:00` is a time"));
    // A format for percentages changes how a number looks, not what it is.
    let percent = Format::new().set_num_format("0.0%");
    let bytes = saved(|sheet| {
        sheet.write_number_with_format(1, 4, 0.125, &percent).unwrap();
    });
    assert_eq!(values(bytes, PLAIN)[0], "COL Number(0.125)");
}

#[test]
fn an_error_matters_in_a_cell_that_is_read() {
    let with = |column: u16, head: &str| {
        saved(|sheet| {
            sheet.write_string(0, column, head).unwrap();
            sheet
                .write_formula(
                    1,
                    column,
                    rust_xlsxwriter::Formula::new("=1/0").set_result("#DIV/0!"),
                )
                .unwrap();
        })
    };
    // The writer stores a text where it is given one: the cell types are tested on files made by
    // hand.
    assert!(said(with(4, "value"), PLAIN)[0].contains("#DIV/0!"));
    assert_eq!(values(with(5, "mine"), PLAIN).len(), 3);
}

#[test]
fn numbers_typed_as_text_are_read_as_the_entry_says() {
    let bytes = saved(|sheet| {
        sheet.write_string(1, 4, "12,5").unwrap();
        sheet.write_number(2, 4, 7.25).unwrap();
    });
    assert_eq!(
        values(bytes.clone(), "{ path = \"x.xlsx\", decimal = \",\" }"),
        ["COL Number(12.5)", "ECU Number(7.25)", "PER Number(3.0)"]
    );
    let hint = loaded(bytes, PLAIN)
        .findings
        .into_iter()
        .find(|f| f.code == "not-a-number")
        .and_then(|f| f.hint)
        .unwrap();
    assert!(hint.contains("decimal = \",\""), "{hint}");
}

#[test]
fn the_texts_among_the_values_are_found_with_their_rows() {
    let bytes = saved(|sheet| {
        sheet.write_string(1, 4, " 12,5 ").unwrap();
        sheet.write_string(3, 4, "nil").unwrap();
    });
    let sheet = crate::book::Book::open(&bytes).unwrap().sheet("Data").unwrap();
    let layout =
        super::layout(&sheet.rows[0], 0, &mut crate::findings::FileFindings::new("x.xlsx"))
            .unwrap();
    assert_eq!(
        super::typed(&sheet.rows[1..], &layout, 0).collect::<Vec<_>>(),
        [(2, "12,5"), (4, "nil")]
    );
}

#[test]
fn one_cell_far_out_is_named() {
    let said = said(
        saved(|sheet| {
            sheet.write_number(1_048_575, 16_383, 1).unwrap();
        }),
        PLAIN,
    );
    assert!(
        said.iter()
            .any(|s| s
                .contains("`1` stands right of the last column of the header (Data!XFD1048576)")),
        "{said:?}"
    );
}

/// What is seen in all rows of a merged cell stands in the first alone: a mark would be lost.
#[test]
fn cells_merged_downwards_are_refused() {
    let merged = |rows: (u32, u32), columns: (u16, u16)| {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        fill(sheet, &["COL", "ECU", "PER"]);
        sheet.write_string(0, 5, "tlp").unwrap();
        sheet.merge_range(rows.0, columns.0, rows.1, columns.1, "TLP:RED", &Format::new()).unwrap();
        said(book.save_to_buffer().unwrap(), PLAIN)
    };
    let found = merged((1, 3), (5, 5));
    assert!(
        found.iter().any(|f| f.starts_with("Error merged-cells") && f.contains("F2")),
        "{found:?}"
    );
    // Beside the table, or across it, nothing is lost.
    assert!(!merged((1, 3), (8, 8)).iter().any(|f| f.contains("merged-cells")));
}
