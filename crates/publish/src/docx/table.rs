//! Tables: heads that repeat on every page, numbers one under the other, bands as grounds.

use ideal_report::document::{Cell, Row, Table};
use ideal_report::palette;

use super::frame::room;
use super::text::{Letters, Links, Stand, paragraph, run, runs};
use super::xml::Xml;
use crate::format::Paper;
use crate::measure::{Layout, SMALLER, is_long};
use crate::outline::printed;

/// The size of letters that the style of table texts has.
const USUAL: f64 = 9.0;

/// A colour as Word writes it.
pub(super) fn hex(colour: &str) -> String {
    colour.trim_start_matches('#').to_ascii_uppercase()
}

/// A table without its caption and notes.
pub(super) fn table(xml: &mut Xml, table: &Table, paper: Paper, links: &mut Links) {
    let layout = Layout::of(table, paper);
    let room = room(paper, layout.turned) as f64;
    let widths: Vec<String> =
        layout.shares.iter().map(|share| ((share * room) as i64).to_string()).collect();
    let whole = ((layout.shares.iter().sum::<f64>() * room) as i64).to_string();
    let size = (layout.size != USUAL).then_some(layout.size);
    xml.element("w:tbl", &[], |xml| {
        xml.element("w:tblPr", &[], |xml| {
            xml.empty("w:tblStyle", &[("w:val", "ReportTable")]);
            xml.empty("w:tblW", &[("w:w", &whole), ("w:type", "dxa")]);
            xml.empty("w:tblLayout", &[("w:type", "fixed")]);
            let looks = [
                ("w:val", "0620"),
                ("w:firstRow", "1"),
                ("w:lastRow", "0"),
                ("w:firstColumn", "0"),
                ("w:lastColumn", "0"),
                ("w:noHBand", "1"),
                ("w:noVBand", "1"),
            ];
            xml.empty("w:tblLook", &looks);
            xml.empty("w:tblCaption", &[("w:val", &printed(&table.caption))]);
        });
        xml.element("w:tblGrid", &[], |xml| {
            for width in &widths {
                xml.empty("w:gridCol", &[("w:w", width)]);
            }
        });
        head(xml, table, &widths, size);
        for row in &table.rows {
            body(xml, table, row, &widths, size, links);
        }
    });
}

fn head(xml: &mut Xml, table: &Table, widths: &[String], size: Option<f64>) {
    xml.element("w:tr", &[], |xml| {
        xml.element("w:trPr", &[], |xml| {
            xml.empty("w:cantSplit", &[]);
            xml.empty("w:tblHeader", &[]);
        });
        for (column, width) in table.columns.iter().zip(widths) {
            xml.element("w:tc", &[], |xml| {
                xml.element("w:tcPr", &[], |xml| {
                    xml.empty("w:tcW", &[("w:w", width), ("w:type", "dxa")]);
                });
                let stand = Stand { right: column.numbers, with_next: true, ..Stand::default() };
                paragraph(xml, "TableText", stand, |xml| {
                    run(xml, &column.head, None, Letters { size, ..Letters::default() });
                });
            });
        }
    });
}

fn body(
    xml: &mut Xml,
    table: &Table,
    row: &Row,
    widths: &[String],
    size: Option<f64>,
    links: &mut Links,
) {
    let muted = hex(&palette::MUTED.hex());
    xml.element("w:tr", &[], |xml| {
        if !is_long(row) {
            xml.element("w:trPr", &[], |xml| xml.empty("w:cantSplit", &[]));
        }
        for (at, ((cell, column), width)) in
            row.cells.iter().zip(&table.columns).zip(widths).enumerate()
        {
            let indent = if at == 0 { row.depth } else { 0 };
            let band = match cell {
                Cell::Number(number) => number.band.as_ref(),
                _ => None,
            };
            let ink = band.map(|b| hex(&b.ink));
            let colour = ink.as_deref().or(row.unused.then_some(muted.as_str()));
            xml.element("w:tc", &[], |xml| {
                xml.element("w:tcPr", &[], |xml| {
                    xml.empty("w:tcW", &[("w:w", width), ("w:type", "dxa")]);
                    if row.group {
                        xml.element("w:tcBorders", &[], |xml| {
                            let line = [
                                ("w:val", "single"),
                                ("w:sz", "8"),
                                ("w:space", "0"),
                                ("w:color", &*muted),
                            ];
                            xml.empty("w:top", &line);
                        });
                    }
                    if let Some(band) = band {
                        let ground = hex(&band.ground);
                        let fill = [("w:val", "clear"), ("w:color", "auto"), ("w:fill", &*ground)];
                        xml.empty("w:shd", &fill);
                    }
                });
                let number = matches!(cell, Cell::Number(_));
                let right = number || column.numbers;
                let stand = Stand { right, indent, ..Stand::default() };
                let letters = Letters { colour, size };
                paragraph(xml, "TableText", stand, |xml| match cell {
                    Cell::Blank => {}
                    Cell::Text(text) => runs(xml, text, letters, links),
                    Cell::Number(number) => run(xml, &number.text, None, letters),
                });
                if let Cell::Number(number) = cell {
                    let size = Some(size.unwrap_or(USUAL) * SMALLER);
                    for note in &number.notes {
                        paragraph(xml, "TableText", stand, |xml| {
                            run(xml, note, None, Letters { colour, size });
                        });
                    }
                }
            });
        }
    });
}
