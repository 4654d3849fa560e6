//! Workbooks as calamine reads them, and their files.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx as Opened, open_workbook_from_rs};

use super::fixture::{HOSTILE, bare, hostile, specimen};
use super::only;
use super::unpacked::{Parsed, parsed, unpacked};
use crate::{Paper, Xlsx};

fn opened(bytes: &[u8]) -> Opened<Cursor<&[u8]>> {
    open_workbook_from_rs(Cursor::new(bytes)).unwrap()
}

fn files(bytes: &[u8], folder: &str) -> Vec<(String, Parsed)> {
    let files = unpacked(bytes);
    let of =
        files.into_iter().filter(|(name, _)| name.starts_with(folder) && name.ends_with(".xml"));
    of.map(|(name, bytes)| (name, parsed(&bytes))).collect()
}

#[test]
fn formats_xlsx_has_typed_cells_named_tables_and_a_chart() {
    let bytes = only(&Xlsx { paper: Paper::A4 }, &specimen());
    let mut book = opened(&bytes);
    let tables = ["ranking_territories", "matrix", "sources", "empty"];
    assert_eq!(book.sheet_names(), [&["Portada", "Contenido", "Notas"], &tables[..]].concat());
    let sheet = book.worksheet_range("ranking_territories").unwrap();
    let row =
        |at: u32| (0..7).map(|c| sheet.get_value((at, c)).unwrap().clone()).collect::<Vec<_>>();
    assert_eq!(
        row(0)[..3],
        ["Posición", "Territorio", "Prioridad"].map(|t| Data::String(t.to_owned()))
    );
    // At full precision, whatever is shown.
    assert_eq!(row(2)[2], Data::Float(84.0 - 5.237_1));
    assert_eq!(row(2)[6], Data::Float(0.81 - 0.03));
    assert_eq!(row(5)[3], Data::String("solo registros policiales · sin Impacto".to_owned()));
    assert_eq!(row(13)[2], Data::Empty, "a gap is no number");
    let marked = files(&bytes, "xl/tables/");
    let named: Vec<&str> = marked.iter().map(|(_, t)| t.elements[0].1["name"].as_str()).collect();
    assert_eq!(named, ["ranking_territories", "matrix", "sources"]);
    for (name, table) in &marked {
        assert!(table.elements.iter().any(|(n, _)| n == "autoFilter"), "{name}");
    }
    for (name, sheet) in files(&bytes, "xl/worksheets/sheet") {
        let head = &sheet.texts["oddHeader"];
        let foot = &sheet.texts["oddFooter"];
        assert!(head.contains("TLP:AMBER") && foot.contains("TLP:AMBER"), "{name}");
        assert!(foot.ends_with("Página &P de &N"), "{foot}");
        let setup = sheet.elements.iter().find(|(n, _)| n == "pageSetup").unwrap();
        assert_eq!((setup.1["paperSize"].as_str(), setup.1["fitToHeight"].as_str()), ("9", "0"));
    }
    let charts = files(&bytes, "xl/charts/");
    assert_eq!(charts.len(), 1);
    let formulas = charts[0].1.texts["c:f"].as_str();
    assert!(formulas.contains("ranking_territories!$B$2:$B$13"), "{formulas}");
    assert!(formulas.contains("ranking_territories!$C$2:$C$13"), "{formulas}");
    let notes = book.worksheet_range("Notas").unwrap();
    let said: Vec<String> = notes.used_cells().map(|(_, _, c)| c.to_string()).collect();
    for text in ["Una celda vacía es un vacío de información: no es cero.", "muy alto", "Tabla 1"]
    {
        assert!(said.iter().any(|s| s == text), "{text}");
    }
}

#[test]
fn formats_xlsx_runs_no_text_and_loses_none() {
    let bytes = only(&Xlsx { paper: Paper::A4 }, &hostile());
    for (name, sheet) in files(&bytes, "xl/worksheets/sheet") {
        assert!(sheet.elements.iter().all(|(n, _)| n != "f"), "a formula in {name}");
        let foot = sheet.texts["oddFooter"].replace("&&", "");
        let codes: Vec<&str> = foot.split('&').skip(1).map(|c| &c[..1]).collect();
        assert_eq!(codes, ["L", "8", "R", "8", "P", "N"], "{foot}");
    }
    let links: Vec<String> = unpacked(&bytes)
        .iter()
        .filter(|(name, _)| name.ends_with(".rels"))
        .flat_map(|(_, bytes)| parsed(bytes).elements)
        .filter(|(_, a)| a.get("TargetMode").is_some_and(|m| m == "External"))
        .map(|(_, a)| a["Target"].clone())
        .collect();
    assert!(links.iter().all(|l| l.starts_with("https://dataunodc.un.org/")) && links.len() == 90);
    let mut book = opened(&bytes);
    let sheet = book.worksheet_range("hostile").unwrap();
    for (row, text) in (1..).zip(HOSTILE) {
        for column in 0..4 {
            let found = sheet.get_value((row, column)).unwrap();
            let Data::String(found) = found else { panic!("{found:?}") };
            assert_eq!(bare(found), bare(text));
        }
    }
    let giant = sheet.get_value((HOSTILE.len() as u32 + 1, 0)).unwrap().to_string();
    assert_eq!(giant.chars().count(), 10_000);
    let notes = book.worksheet_range("Notas").unwrap();
    let said: Vec<String> = notes.used_cells().map(|(_, _, c)| bare(&c.to_string())).collect();
    for text in HOSTILE {
        assert!(said.contains(&bare(text)), "{text:?}");
    }
}
