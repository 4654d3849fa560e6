//! Workbooks in Excel's binary format, record by record.

use crate::package;

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    if kind < 0x80 {
        out.push(u8::try_from(kind).unwrap());
    } else {
        out.extend([u8::try_from(kind & 0x7f).unwrap() | 0x80, u8::try_from(kind >> 7).unwrap()]);
    }
    let mut length = data.len();
    loop {
        let low = u8::try_from(length & 0x7f).unwrap();
        length >>= 7;
        out.push(if length > 0 { low | 0x80 } else { low });
        if length == 0 {
            break;
        }
    }
    out.extend(data);
    out
}

fn long(n: usize) -> [u8; 4] {
    u32::try_from(n).unwrap().to_le_bytes()
}

fn text(t: &str) -> Vec<u8> {
    let units: Vec<u8> = t.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [&long(units.len() / 2)[..], &units].concat()
}

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A workbook of one sheet `Data`: texts shared or in their cells, numbers as they are.
#[must_use]
pub fn file(rows: &[Vec<String>]) -> Vec<u8> {
    let width = rows.iter().map(Vec::len).max().unwrap_or(1);
    let mut shared: Vec<&String> =
        rows.iter().flatten().filter(|c| c.parse::<f64>().is_err() && c.len() % 2 == 0).collect();
    shared.sort();
    shared.dedup();
    let texts = [
        record(0x009f, &[long(shared.len()), long(shared.len())].concat()),
        shared.iter().flat_map(|t| record(0x0013, &[&[0][..], &text(t)].concat())).collect(),
        record(0x00a0, &[]),
    ]
    .concat();
    let mut sheet = [
        record(0x0081, &[]),
        record(0x0094, &[long(0), long(rows.len() - 1), long(0), long(width - 1)].concat()),
    ]
    .concat();
    sheet.extend(record(0x0091, &[]));
    for (r, row) in rows.iter().enumerate() {
        sheet.extend(record(0x0000, &[&long(r)[..], &[0; 13]].concat()));
        for (c, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let at = [long(c), [0; 4]].concat();
            sheet.extend(match (cell.parse::<f64>(), shared.iter().position(|t| *t == cell)) {
                (Ok(n), _) => record(0x0005, &[&at[..], &n.to_le_bytes()].concat()),
                (_, Some(i)) => record(0x0007, &[&at[..], &long(i)].concat()),
                _ => record(0x0006, &[at, text(cell)].concat()),
            });
        }
    }
    sheet.extend([record(0x0092, &[]), record(0x0082, &[])].concat());
    let bundle = [&long(0)[..], &long(1), &text("rId1"), &text("Data")].concat();
    let book = [
        record(0x0083, &[]),
        record(0x0099, &[0; 12]),
        record(0x008f, &[]),
        record(0x009c, &bundle),
        record(0x0090, &[]),
        record(0x0084, &[]),
    ];
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/>")
    };
    let relations = |of: String| format!("<Relationships>{of}</Relationships>").into_bytes();
    let part = |name: &str, bytes: Vec<u8>| (name.to_owned(), bytes);
    package::pack(
        &[
            part(
                "[Content_Types].xml",
                b"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"
                    .to_vec(),
            ),
            part("_rels/.rels", relations(relation("rId1", "officeDocument", "xl/workbook.bin"))),
            part("xl/workbook.bin", book.concat()),
            part(
                "xl/_rels/workbook.bin.rels",
                relations(
                    relation("rId1", "worksheet", "worksheets/sheet1.bin")
                        + &relation("rId2", "sharedStrings", "sharedStrings.bin"),
                ),
            ),
            part("xl/sharedStrings.bin", texts),
            part("xl/worksheets/sheet1.bin", sheet),
        ],
        true,
    )
}
