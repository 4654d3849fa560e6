//! Workbooks of the old format (.xls).

use super::*;

/// A compound file of 512-byte sectors: a table, a directory with one stream, and the stream.
fn compound(stream: &[u8], table: impl Fn(&mut [u32])) -> Vec<u8> {
    let mut stream = stream.to_vec();
    // Shorter streams are kept elsewhere.
    stream.resize(stream.len().next_multiple_of(512).max(4096), 0);
    let sectors = stream.len() / 512;
    let mut next = vec![0xffff_ffff_u32; 128];
    next[0] = 0xffff_fffd;
    next[1] = 0xffff_fffe;
    for i in 0..sectors {
        next[2 + i] = if i + 1 == sectors { 0xffff_fffe } else { 3 + i as u32 };
    }
    table(&mut next);
    let mut header = vec![0u8; 512];
    header[..8].copy_from_slice(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    header[26] = 3;
    header[30] = 9;
    header[32] = 6;
    header[44] = 1;
    header[48] = 1;
    header[60..64].copy_from_slice(&0xffff_fffe_u32.to_le_bytes());
    header[68..72].copy_from_slice(&0xffff_fffe_u32.to_le_bytes());
    header[76..512].fill(0xff);
    header[76..80].copy_from_slice(&0u32.to_le_bytes());
    let entry = |name: &str, start: u32, length: u32| {
        let mut e = vec![0u8; 128];
        for (i, unit) in name.encode_utf16().enumerate() {
            e[2 * i..2 * i + 2].copy_from_slice(&unit.to_le_bytes());
        }
        e[116..120].copy_from_slice(&start.to_le_bytes());
        e[120..124].copy_from_slice(&length.to_le_bytes());
        e
    };
    let mut directory = entry("Root Entry", 0xffff_fffe, 0);
    directory.extend(entry("Workbook", 2, stream.len() as u32));
    directory.resize(512, 0);
    let mut out = header;
    out.extend(next.iter().flat_map(|n| n.to_le_bytes()));
    out.extend(directory);
    out.extend(stream);
    out
}

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &(data.len() as u16).to_le_bytes()[..], data].concat()
}

fn number(row: u16, column: u16, value: f64) -> Vec<u8> {
    record(
        0x0203,
        &[&row.to_le_bytes()[..], &column.to_le_bytes()[..], &[0, 0], &value.to_le_bytes()[..]]
            .concat(),
    )
}

/// The stream of a workbook with one sheet `Data` of these records.
fn biff(records: &[Vec<u8>]) -> Vec<u8> {
    let begin = record(0x0809, &[0, 6, 5, 0, 0, 0, 0, 0]);
    let mut sheet = vec![0, 0, 0, 0, 0, 0, 4, 0];
    sheet.extend(b"Data");
    let globals = begin.len() + 4 + sheet.len() + 4;
    sheet[..4].copy_from_slice(&(globals as u32).to_le_bytes());
    [
        begin,
        record(0x0085, &sheet),
        record(0x000a, &[]),
        record(0x0809, &[0, 6, 0x10, 0, 0, 0, 0, 0]),
        records.concat(),
        record(0x000a, &[]),
    ]
    .concat()
}

#[test]
fn an_old_workbook_is_read_where_its_chains_end() {
    let row = record(
        0x0208,
        &[&1u16.to_le_bytes()[..], &[0; 10], &0x20u16.to_le_bytes()[..], &[0, 0]].concat(),
    );
    let stream = biff(&[row, number(0, 0, 1.5), number(1, 2, 2.0)]);
    assert_eq!(
        cells(&compound(&stream, |_| ())).unwrap(),
        (1, vec!["A1=1.5".to_owned(), "C2=2".to_owned()])
    );
    for from in [1, 5, 9] {
        let looped = compound(&stream, |next| next[from] = from as u32);
        assert!(refused(&looped).1.contains("circle"), "{from}");
    }
    assert!(refused(&compound(&stream, |next| next[7] = 3)).1.contains("circle"));
}

#[test]
fn a_zero_that_a_program_wrote_in_place_of_a_result_is_none() {
    let rows = "<row r=\"1\"><c r=\"A1\"><f>50+5</f><v>0</v></c><c \
                r=\"B1\"><f>2+2</f><v>4</v></c><c r=\"C1\"><v>0</v></c></row>";
    let asking =
        BOOK.replace("</workbook>", "<calcPr calcId=\"124519\" fullCalcOnLoad=\"1\"/></workbook>");
    assert!(asking != BOOK);
    let of = |bytes: &[u8]| cells(bytes).unwrap().1;
    assert_eq!(of(&xlsx(rows, &[])), ["A1=0", "B1=4", "C1=0"]);
    assert_eq!(
        of(&xlsx(rows, &[("xl/workbook.xml", asking.as_bytes())])),
        ["A1=a formula without a stored value", "B1=4", "C1=0"]
    );
}

#[test]
fn a_formula_of_xls_without_a_figure_is_no_empty_cell() {
    let formula = |row: u16, column: u16, result: [u8; 8]| {
        record(
            0x0006,
            &[
                &row.to_le_bytes()[..],
                &column.to_le_bytes()[..],
                &[0, 0],
                &result[..],
                &[0; 6],
                &[3, 0, 0x1e, 1, 0],
            ]
            .concat(),
        )
    };
    let empty = [3, 0, 0, 0, 0, 0, 0xff, 0xff];
    let records = [
        number(0, 0, 1.0),
        formula(1, 0, empty),
        formula(1, 2, 7.5_f64.to_le_bytes()),
        formula(2, 2, empty),
    ];
    let bytes = compound(&biff(&records), |_| ());
    // Nobody can tell which it is, so it is no empty cell.
    let blank = "a formula without a value";
    assert_eq!(
        cells(&bytes).unwrap().1,
        ["A1=1".to_owned(), format!("A2={blank}"), "C2=7.5".to_owned(), format!("C3={blank}")]
    );
}

#[test]
fn an_old_workbook_is_measured_before_it_is_laid_out() {
    let far = compound(&biff(&[number(0, 0, 1.0), number(65_535, 255, 2.0)]), |_| ());
    let (code, found) = refused(&far);
    assert_eq!(
        (code, found.contains(&format!("come to {} cells", 65_536 * 256))),
        ("too-large", true),
        "{found}"
    );
    let declared = |rows: u32, columns: u16| {
        let data = [
            &0u32.to_le_bytes()[..],
            &rows.to_le_bytes()[..],
            &[0, 0],
            &columns.to_le_bytes()[..],
            &[0, 0],
        ]
        .concat();
        compound(&biff(&[record(0x0200, &data), number(0, 0, 1.0)]), |_| ())
    };
    assert_eq!(cells(&declared(65_536, 256)).unwrap().1, ["A1=1"]);
    assert!(refused(&declared(u32::MAX, 256)).1.contains("declares"));
    let locked =
        [record(0x0809, &[0, 6, 5, 0, 0, 0, 0, 0]), record(0x002f, &[1, 0, 0, 0])].concat();
    assert!(refused(&compound(&locked, |_| ())).1.contains("password"));
}
