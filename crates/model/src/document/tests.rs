//! Tests of `document`.

#![allow(clippy::unwrap_used)]
use super::*;

#[test]
fn places_far_out_in_a_line_are_counted_in_characters() {
    let text = format!(
        "a = \"{}\" # {}\nb = [{}]",
        "é".repeat(255),
        "x".repeat(3 * STRETCH),
        "1, ".repeat(5000)
    );
    let lines = Lines::new(&text);
    for (offset, _) in text.char_indices().chain([(text.len(), ' ')]) {
        let before = &text[..offset];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
        assert_eq!(lines.place(offset), Position { line: line as u64, column: column as u64 });
    }
}

#[test]
fn places_are_those_of_the_file() {
    let mut r = Reader::new("x.toml");
    let mut s = r.parse("a = 1\n[node.b]\nweight = 2.5\nname.es = \"Área\"\n").unwrap();
    assert_eq!(r.number(&mut s, "a"), Some((1.0, Position { line: 1, column: 5 })));
    let mut nodes = r.table(&mut s, "node").unwrap();
    let mut b = r.table(&mut nodes, "b").unwrap();
    assert_eq!(r.number(&mut b, "weight").unwrap().1, Position { line: 3, column: 10 });
    assert_eq!(r.names(&mut b, "name").es.as_deref(), Some("Área"));
    assert!(s.take_all().is_empty());
    assert!(r.findings.is_empty());
}

#[test]
fn every_mistake_is_reported() {
    let mut r = Reader::new("x.toml");
    let mut s = r.parse("wieght = 1\nfloor = \"x\"\nn = inf\n").unwrap();
    assert_eq!(r.number(&mut s, "floor"), None);
    assert_eq!(r.number(&mut s, "n"), None);
    r.unknown_keys(s, &["weight", "floor"], "the file");
    let codes: Vec<&str> = r.findings.iter().map(|f| f.code.as_str()).collect();
    assert_eq!(codes, ["wrong-type", "not-finite", "unknown-key"]);
    assert!(r.findings[2].hint.as_deref().unwrap().contains("`weight`"));
}

#[test]
fn a_decimal_comma_is_explained() {
    let mut r = Reader::new("x.toml");
    assert!(r.parse("weight = 0,5\n").is_none());
    assert!(r.findings[0].hint.as_deref().unwrap().contains("decimal point"));
    assert_eq!(r.findings[0].line, Some(1));
}
