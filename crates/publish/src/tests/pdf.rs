//! PDF as poppler reads it, where it is there.

use std::io::Write;
use std::process::{Command, Stdio};

use super::fixture::{HOSTILE, bare, hostile, specimen};
use super::only;
use crate::{Paper, Pdf};

/// What a tool of poppler's says of a PDF; none where the tool is not there.
fn asked(tool: &str, options: &[&str], pdf: &[u8]) -> Option<String> {
    let started = Command::new(tool)
        .args(options)
        .args(["-", "-"].iter().take(if tool == "pdftotext" { 2 } else { 1 }))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut child) = started else {
        eprintln!("no {tool}: what others read in a PDF is NOT checked");
        return None;
    };
    child.stdin.take().unwrap().write_all(pdf).unwrap();
    let out = child.wait_with_output().unwrap();
    assert!(out.status.success(), "{tool}");
    Some(String::from_utf8(out.stdout).unwrap())
}

#[test]
fn formats_pdf_is_tagged_in_its_language_with_marks_and_numbers_on_every_page() {
    let pdf = only(&Pdf { paper: Paper::A4 }, &specimen());
    assert!(pdf.starts_with(b"%PDF-"));
    let has = |text: &str| pdf.windows(text.len()).any(|w| w == text.as_bytes());
    assert!(has("pdfuaid:part") && has("/Lang(es)") || has("/Lang (es)"));
    assert!(!has("CreateDate") && !has("/CreationDate"));
    let Some(info) = asked("pdfinfo", &[], &pdf) else { return };
    let says = |key: &str| {
        let line = info.lines().find(|line| line.starts_with(key)).unwrap_or_default();
        line.split_once(':').map_or("", |(_, value)| value.trim()).to_owned()
    };
    assert_eq!(says("Title"), "Amenazas del crimen organizado en América Latina");
    assert_eq!(says("Tagged"), "yes");
    let count: usize = says("Pages").parse().unwrap();
    let text = asked("pdftotext", &["-layout"], &pdf).unwrap();
    let pages: Vec<&str> = text.split('\u{c}').take(count).collect();
    for (i, page) in pages.iter().enumerate() {
        assert!(page.matches("TLP:AMBER").count() >= 2, "page {}", i + 1);
        assert!(page.contains(&format!("Página {} de {count}", i + 1)), "page {}", i + 1);
    }
    // The head of a table that breaks over pages stands on each of them.
    let sources = pages.iter().filter(|page| page.contains("fuente-0")).count();
    assert!(sources > 2);
    assert_eq!(
        pages.iter().filter(|p| p.contains("Registros") && p.contains("Dirección")).count(),
        sources
    );
}

#[test]
fn formats_pdf_takes_no_text_for_a_sign() {
    let pdf = only(&Pdf { paper: Paper::Letter }, &hostile());
    let Some(text) = asked("pdftotext", &["-raw"], &pdf) else { return };
    let plain = |text: &str| bare(&text.replace('\u{200b}', ""));
    let page = plain(&text);
    for text in HOSTILE {
        // What our fonts lack stands there by its code point.
        let lacks = |c: char| !c.is_ascii() && c != 'é';
        let shown: String = plain(text)
            .chars()
            .filter(|c| !matches!(c, '\u{2068}' | '\u{2069}'))
            .map(|c| if lacks(c) { format!("<U+{:04X}>", u32::from(c)) } else { c.to_string() })
            .collect();
        let found = page.matches(&shown).count();
        assert!(found >= 15, "{shown} is found {found} times");
    }
    assert!(!page.contains("root:"), "a file was read");
}
