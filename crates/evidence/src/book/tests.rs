//! Workbooks made by hand, byte by byte where no writer would make them.

#![allow(clippy::unwrap_used)]

mod old;

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

use super::*;

const TYPES: &str =
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
const ROOT: &str = "<Relationships><Relationship Id=\"rId1\" \
                    Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
                    Target=\"xl/workbook.xml\"/></Relationships>";
const BOOK: &str =
    "<workbook><sheets><sheet name=\"Data\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
const LINKS: &str = "<Relationships><Relationship Id=\"rId1\" \
                     Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" \
                     Target=\"worksheets/sheet1.xml\"/></Relationships>";

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook with one sheet whose rows are `rows`, and further parts.
fn xlsx(rows: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", ROOT.as_bytes()),
        ("xl/workbook.xml", BOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", LINKS.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ];
    parts.retain(|(name, _)| !more.iter().any(|(n, _)| n == name));
    parts.extend_from_slice(more);
    archive(&parts)
}

fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet><table:table \
         table:name=\"Data\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<manifest:manifest/>"),
        ("content.xml", content.as_bytes()),
    ])
}

/// The cells of the only sheet as `A1=text`, after the number of hidden rows.
fn cells(bytes: &[u8]) -> Result<(u64, Vec<String>), Refused> {
    let mut book = Book::open(bytes)?;
    assert_eq!(book.names(), ["Data"]);
    let sheet = book.sheet("Data")?;
    let mut out = Vec::new();
    for row in &sheet.rows {
        for (column, content) in &row.cells {
            let mut text = String::new();
            content.write(&mut text);
            out.push(format!("{}={text}", address(*column, row.number)));
        }
    }
    Ok((sheet.hidden_rows, out))
}

fn refused(bytes: &[u8]) -> (&'static str, String) {
    let e = cells(bytes).unwrap_err();
    (e.code, e.found)
}

#[test]
fn addresses_are_those_of_a_spreadsheet() {
    assert_eq!(
        [address(0, 1), address(25, 2), address(26, 3), address(701, 4), address(702, 5)],
        ["A1", "Z2", "AA3", "ZZ4", "AAA5"]
    );
    assert_eq!(address(16_383, 1_048_576), "XFD1048576");
}

#[test]
fn a_cell_says_what_it_holds() {
    let rows = r#"
        <row r="1"><c r="A1" t="inlineStr"><is><r><t xml:space="preserve">two </t></r><r><t>runs</t></r></is></c><c r="B1" t="b"><v>1</v></c></row>
        <row r="2"><c r="A2"><f>1+1</f><v>2</v></c><c r="B2"><f>1+1</f></c><c r="C2"><f>1+1</f><v></v></c></row>
        <row r="3"><c r="A3" t="e"><v>#N/A</v></c><c r="B3" t="str"><f>A1</f><v></v></c><c r="C3" s="7"/></row>
        <row r="4"><c r="A4" t="d"><v>2022-12-31</v></c><c r="B4"><f t="shared" si="4000000000" ref="B4:B5">1</f><v>1</v></c></row>"#;
    let unstored = "a formula without a stored value";
    let want = [
        "A1=two runs",
        "B1=TRUE",
        "A2=2",
        &format!("B2={unstored}"),
        &format!("C2={unstored}"),
        "A3=#N/A",
        "A4=2022-12-31",
        "B4=1",
    ];
    assert_eq!(cells(&xlsx(rows, &[])).unwrap().1, want);
}

/// Excel has had further errors since 2019; the reader refuses a sheet with one.
#[test]
fn an_error_value_of_a_newer_excel_stands_in_its_cell() {
    let rows = "<row r=\"1\"><c r=\"A1\" t=\"e\"><v>#SPILL!</v></c><c r=\"B1\" \
                t=\"e\"><v>#N/A</v></c><c r=\"C1\"><v>3</v></c></row><row r=\"2\"><c r=\"B2\" \
                t=\"e\"><v>#CALC!</v></c></row>";
    assert_eq!(cells(&xlsx(rows, &[])).unwrap().1, ["A1=#SPILL!", "B1=#N/A", "C1=3", "B2=#CALC!"]);
    let nowhere = xlsx("<row><c t=\"e\"><v>#SPILL!</v></c><c><v>3</v></c></row>", &[]);
    assert!(refused(&nowhere).1.contains("#SPILL!"));
}

#[test]
fn a_raised_digit_behind_a_number_is_no_part_of_it() {
    let raised = |before: &str, after: &str| {
        format!(
            "<r><t>{before}</t></r><r><rPr><vertAlign val=\"superscript\"/></rPr><t>{after}</t></r>"
        )
    };
    let inline = format!(
        "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is>{}</is></c><c r=\"B1\" \
         t=\"inlineStr\"><is>{}</is></c><c r=\"C1\"><v>5</v></c></row>",
        raised("1", "2"),
        raised("m", "2")
    );
    let fault = "a number with raised digits behind it, as a footnote's mark";
    assert_eq!(
        cells(&xlsx(&inline, &[])).unwrap().1,
        [format!("A1={fault}"), "B1=m2".to_owned(), "C1=5".to_owned()]
    );
    let shared = format!(
        "<sst count=\"3\" uniqueCount=\"3\"><si><t>7</t></si><si>{}</si><si>{}</si></sst>",
        raised("20", "a"),
        raised("3", "1")
    );
    let links = LINKS.replace("</Relationships>", "<Relationship Id=\"rId2\" \
                                                   Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings\" \
                                                   Target=\"sharedStrings.xml\"/></Relationships>");
    let rows = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c><c \
                r=\"C1\" t=\"s\"><v>2</v></c><c r=\"D1\"><v>2</v></c></row>";
    let book = xlsx(
        rows,
        &[
            ("xl/sharedStrings.xml", shared.as_bytes()),
            ("xl/_rels/workbook.xml.rels", links.as_bytes()),
        ],
    );
    assert_eq!(
        cells(&book).unwrap().1,
        ["A1=7".to_owned(), "B1=20a".to_owned(), format!("C1={fault}"), "D1=2".to_owned()]
    );
}

#[test]
fn an_opendocument_cell_that_shows_an_error_has_no_value() {
    let cell = |value: &str, text: &str| {
        format!(
            "<table:table-cell office:value-type=\"float\" \
             office:value=\"{value}\"><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let row = |cells: &[String]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let rows = row(&[cell("5", "5"), cell("0", "#DIV/0!")])
        + &row(&[cell("0", "Err:502"), cell("7", "#7")]);
    assert_eq!(
        cells(&ods(&rows)).unwrap().1,
        ["A1=5", "B1=a cell that shows an error", "A2=a cell that shows an error", "B2=7"]
    );
}

#[test]
fn parts_of_add_ins_are_none_of_the_workbook() {
    // Excel's data models keep such parts beside the sheets, in UTF-16.
    let part: Vec<u8> = "\u{feff}<?xml version=\"1.0\" encoding=\"utf-16\"?><a/>"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let rows = "<row r=\"1\"><c r=\"A1\"><v>7</v></c></row>";
    assert_eq!(cells(&xlsx(rows, &[("customXml/item1.xml", &part)])).unwrap().1, ["A1=7"]);
    // A sheet is none of them.
    let links = LINKS.replace("worksheets/sheet1.xml", "/customXml/item1.xml");
    let moved = xlsx(
        rows,
        &[
            ("customXml/item1.xml", b"<worksheet/>"),
            ("xl/_rels/workbook.xml.rels", links.as_bytes()),
        ],
    );
    assert!(refused(&moved).1.contains("customXml/item1.xml"), "{:?}", refused(&moved));
}

#[test]
fn one_cell_far_out_costs_one_cell() {
    let far = xlsx(
        "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c \
         r=\"XFD1048576\"><v>2</v></c></row>",
        &[],
    );
    assert_eq!(cells(&far).unwrap().1, ["A1=1", "XFD1048576=2"]);
    let beyond = xlsx("<row r=\"1048576\"><c><v>1</v></c></row><row><c><v>1</v></c></row>", &[]);
    assert!(refused(&beyond).1.contains("no sheet has any"), "{}", refused(&beyond).1);
    // Rows and cells in another order are the same sheet; one cell given twice is not.
    let turned = xlsx(
        "<row r=\"2\"><c r=\"B2\"><v>4</v></c><c r=\"A2\"><v>3</v></c></row><row r=\"1\"><c \
         r=\"A1\"><v>1</v></c></row>",
        &[],
    );
    assert_eq!(cells(&turned).unwrap().1, ["A1=1", "A2=3", "B2=4"]);
    let twice = xlsx("<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>", &[]);
    assert!(refused(&twice).1.contains("twice"));
}

#[test]
fn hidden_rows_are_counted_where_they_hold_something() {
    let row =
        |n: u32, more: &str| format!("<row r=\"{n}\"{more}><c r=\"A{n}\"><v>{n}</v></c></row>");
    let rows = [
        row(1, ""),
        row(2, " hidden=\"1\""),
        row(3, " hidden=\"0\""),
        row(4, " ht='2' hidden='true'"),
        "<row r=\"5\" hidden=\"1\"/>".into(),
    ];
    assert_eq!(
        cells(&xlsx(&rows.concat(), &[])).unwrap(),
        (2, ["A1=1", "A2=2", "A3=3", "A4=4"].map(str::to_owned).to_vec())
    );
    let cell =
        "<table:table-cell office:value-type=\"float\" office:value=\"1\"/></table:table-row>";
    let rows = format!(
        "<table:table-row>{cell}<table:table-row table:visibility=\"filter\" \
         table:number-rows-repeated=\"2\">{cell}"
    );
    assert_eq!(cells(&ods(&rows)).unwrap().0, 2);
}

#[test]
fn what_a_file_says_of_itself_is_not_believed() {
    let rows = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>";
    let declares = |n: u64| format!("<sst uniqueCount=\"{n}\"><si><t>a</t></si></sst>");
    assert!(cells(&xlsx(rows, &[("xl/sharedStrings.xml", declares(9).as_bytes())])).is_ok());
    let (code, found) =
        refused(&xlsx(rows, &[("xl/sharedStrings.xml", declares(4_294_967_295).as_bytes())]));
    assert_eq!((code, found.contains("4294967295")), ("too-large", true));
    // A million times the same short text is short in the file.
    let many = format!("<sst>{}</sst>", "<si/>".repeat(12_000_001));
    assert!(
        refused(&xlsx(rows, &[("xl/sharedStrings.xml", many.as_bytes())]))
            .1
            .contains("its shared texts take")
    );
    let styles = format!("<styleSheet>{}</styleSheet>", "<xf/>".repeat(200_001));
    assert!(
        refused(&xlsx(rows, &[("xl/styles.xml", styles.as_bytes())])).1.contains("cell formats")
    );
    let odd = LINKS.replace("sheet1.xml", "sheet1.png");
    assert!(
        refused(&xlsx(rows, &[("xl/_rels/workbook.xml.rels", odd.as_bytes())]))
            .1
            .contains("sheet1.png")
    );
    // The length in the header is another than that of what unpacks.
    let mut lying = xlsx(rows, &[]);
    let length = (format!("<worksheet><sheetData>{rows}</sheetData></worksheet>").len() as u32)
        .to_le_bytes();
    let places: Vec<usize> = (0..lying.len() - 4).filter(|i| lying[*i..*i + 4] == length).collect();
    assert!(!places.is_empty());
    for at in places {
        lying[at..at + 4].copy_from_slice(&10u32.to_le_bytes());
    }
    assert!(refused(&lying).1.contains("declared uncompressed size"));
}

#[test]
fn a_cell_that_no_sheet_has_is_refused() {
    for (cell, found) in [
        ("XFE1", "a cell of it stands at `XFE1`"),
        ("A1048577", "a cell of it stands at `A1048577`"),
        ("A4294967297", "a cell of it stands at `A4294967297`"),
        ("ZZZZZZZZ1", "a cell of it stands at `ZZZZZZZZ1`"),
        ("A0", "a cell of it stands at `A0`"),
        ("1", "a cell of it stands at `1`"),
    ] {
        let (code, why) = refused(&xlsx(&format!("<row><c r=\"{cell}\"><v>5</v></c></row>"), &[]));
        assert!(code == "not-a-workbook" && why.contains(found), "{code} {why}");
    }
    for row in ["0", "1048577", "4294967297", "x"] {
        let (_, why) = refused(&xlsx(&format!("<row r=\"{row}\"><c><v>5</v></c></row>"), &[]));
        assert!(why.contains(&format!("a row of it stands at `{row}`")), "{why}");
    }
    assert_eq!(
        cells(&xlsx("<row r=\"1048576\"><c r=\"XFD1048576\"><v>5</v></c></row>", &[])).unwrap().1,
        ["XFD1048576=5"]
    );
}

#[test]
fn a_workbook_has_no_thousands_of_sheets() {
    let sheets: String =
        (0..500).map(|n| format!("</table:table><table:table table:name=\"s{n}\">")).collect();
    let found = refused(&ods(&sheets)).1;
    assert!(found.contains("501 sheets"), "{found}");
}

#[test]
fn one_text_shown_a_million_times_is_refused() {
    let text = format!("<sst><si><t>{}</t></si></sst>", "a".repeat(1 << 20));
    let rows = format!("<row r=\"1\">{}</row>", "<c t=\"s\"><v>0</v></c>".repeat(700));
    assert!(
        refused(&xlsx(&rows, &[("xl/sharedStrings.xml", text.as_bytes())]))
            .1
            .contains("its cells take")
    );
}

#[test]
fn an_opendocument_sheet_is_measured_before_it_is_laid_out() {
    let cell = |more: &str| {
        format!("<table:table-cell office:value-type=\"float\" office:value=\"1\"{more}/>")
    };
    let row = |cells: &str, more: &str| format!("<table:table-row{more}>{cells}</table:table-row>");
    // What LibreOffice writes: the rest of the sheet as one empty row.
    let rest = row(
        "<table:table-cell table:number-columns-repeated=\"16384\"/>",
        " table:number-rows-repeated=\"1048000\"",
    );
    assert_eq!(cells(&ods(&(row(&cell(""), "") + &rest))).unwrap().1, ["A1=1"]);
    let wide = row(
        &cell(" table:number-columns-repeated=\"16384\""),
        " table:number-rows-repeated=\"1000\"",
    );
    let far = row(&cell(""), "")
        + &rest
        + &row(
            &format!("<table:table-cell table:number-columns-repeated=\"100\"/>{}", cell("")),
            "",
        );
    for bad in [wide, far] {
        let (code, found) = refused(&ods(&bad));
        assert_eq!(
            (code, found.contains("the empty ones within their reach included")),
            ("too-large", true),
            "{found}"
        );
    }
    let blanks = row(
        "<table:table-cell office:value-type=\"string\"><text:p>a<text:s \
         text:c=\"4000000000\"/></text:p></table:table-cell>",
        "",
    );
    assert!(refused(&ods(&blanks)).1.contains("4000000000 blanks"));
    let faults = row(
        "<table:table-cell table:formula=\"of:=1+1\"/><table:table-cell \
         table:formula=\"of:=[.#REF!]\" office:value-type=\"string\" office:string-value=\"\" \
         calcext:value-type=\"error\"><text:p>#REF!</text:p></table:table-cell>",
        "",
    );
    let mut open = ods(&faults);
    let sheet = Book::open(&open).unwrap().sheet("Data").unwrap();
    let of =
        |i: usize| sheet.rows[0].cells.iter().find(|(c, _)| *c == i as u32).map(|(_, c)| c.clone());
    assert_eq!(of(0), Some(Content::Fault(Fault::Unstored)));
    assert_eq!(of(1), Some(Content::Fault(Fault::Error("#REF!".to_owned()))));
    open.truncate(100);
    assert_eq!(refused(&open).0, "not-a-workbook");
}

/// The reader would look for the end of the sheet for ever.
#[test]
fn an_opendocument_sheet_ends() {
    let cell = "<table:table-cell office:value-type=\"float\" office:value=\"1\"/>";
    let row = format!("<table:table-row>{cell}</table:table-row>");
    assert_eq!(cells(&ods(&row)).unwrap().1, ["A1=1"]);
    for (rows, says) in [
        (format!("{row}<table:table>"), "ends where"),
        (format!("{row}<a>"), "`table:table` ends where `a` should"),
        (format!("{row}</table:tabel><a>"), "`table:tabel` ends where"),
        (
            format!(
                "<table:table-row><table:table-cell><office:annotation><text:p>x</table:table-cell>{cell}"
            ),
            "ends where",
        ),
        ("<a>".repeat(300), "256 elements"),
    ] {
        let (code, found) = refused(&ods(&rows));
        assert!(code == "not-a-workbook" && found.contains(says), "{rows}: {found}");
    }
    let cut = archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<manifest:manifest/>"),
        (
            "content.xml",
            format!(
                "<office:document-content><office:body><office:spreadsheet><table:table \
                     table:name=\"Data\">{row}"
            )
            .as_bytes(),
        ),
    ]);
    assert!(refused(&cut).1.contains("ends within `table:table`"));
}

#[test]
fn what_is_no_workbook_is_called_by_its_name() {
    let said = |bytes: &[u8]| refused(bytes).1;
    assert!(said(b"").contains("empty"));
    assert!(said(b"<html><table>").contains("web page"));
    assert!(said(b"<?xml version=\"1.0\"?><Workbook/>").contains("XML"));
    assert!(said(b"a,b\n1,2\n").contains("no kind of workbook"));
    assert!(said(&archive(&[("a.txt", b"x")])).contains("no workbook in it"));
    assert!(said(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1]).contains("cut off"));
}
