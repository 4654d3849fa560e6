//! `round.toml` is read for its mistakes, each with its place.

use ideal_collect::{open_round, read_round, write_round};
use ideal_evidence::InMemory;
use ideal_model::Finding;

use super::{demo, drafted};

#[test]
fn what_is_written_is_read_back() {
    let (read, findings) = read_round(&write_round(drafted()), "round.toml", "2023-1", demo());
    assert_eq!(read.as_ref(), Some(drafted()), "{findings:?}");
    assert!(findings.is_empty(), "{findings:?}");
}

/// The errors and warnings of a text: code, line and column.
fn found(text: &str) -> Vec<(String, u64, u64)> {
    let (_, findings) = read_round(text, "round.toml", "r", demo());
    let place = |f: &Finding| (f.code.clone(), f.line.unwrap_or(0), f.column.unwrap_or(0));
    findings.iter().map(place).collect()
}

const GOOD: &str = r#"id = "r"
edition = "2023"
languages = ["es"]
handling = "TLP:AMBER"
[panel.COL]
territories = ["COL"]
language = "es"
raters = 3
bridge = ["ECU"]
[item."expert.market"]
crime_areas = ["extortion"]
question.es = "¿Cuánto?"
anchor."0".es = "Nada"
[vignette.a]
item = "expert.market"
text.es = "Un caso"
[panel.ECU]
territories = ["ECU"]
language = ["es"]
raters = 2
"#;

#[test]
fn a_round_without_a_mistake_has_no_finding() {
    assert_eq!(found(GOOD), []);
}

#[test]
fn each_mistake_is_a_finding_at_its_place() {
    let cases = [
        (r#"id = "r""#, r#"id = "s""#, ("round-id", 1, 6)),
        (r#"edition = "2023""#, r#"edition = "2031""#, ("round-edition", 2, 11)),
        (r#"handling = "TLP:AMBER""#, r#"handling = "TLP:ORANGE""#, ("bad-handling", 4, 12)),
        (r#"territories = ["COL"]"#, r#"territories = ["COL", "ESP"]"#, ("not-assessed", 6, 23)),
        (r#"language = "es""#, r#"language = "fr""#, ("unknown-language", 7, 12)),
        ("raters = 3", "raters = 0", ("out-of-range", 8, 10)),
        (r#"bridge = ["ECU"]"#, r#"bridge = ["COL"]"#, ("bridge-to-itself", 9, 10)),
        (r#"[item."expert.market"]"#, r#"[item."expert.markt"]"#, ("unknown-indicator", 10, 7)),
        (r#"["extortion"]"#, r#"["extorsion"]"#, ("not-assessed", 11, 16)),
        (r#"anchor."0""#, r#"anchor."11""#, ("bad-anchor", 13, 8)),
        ("[vignette.a]", "[vignette.\"a/b\"]", ("bad-id", 14, 11)),
        (r#""¿Cuánto?""#, "\" \"", ("missing-key", 10, 7)),
        (r#"["extortion"]"#, "[]", ("no-areas", 10, 7)),
        ("[vignette.a]", "step = 1e-300\n[vignette.a]", ("out-of-range", 14, 8)),
        (r#"territories = ["ECU"]"#, r#"territories = ["COL"]"#, ("territory-twice", 17, 8)),
        (r#"bridge = ["ECU"]"#, r#"bridge = ["PER"]"#, ("bridge-to-nobody", 5, 8)),
        ("[panel.ECU]", "[panel.col]", ("panel-twice", 17, 8)),
        ("text.es", "texto.es", ("unknown-key", 16, 1)),
    ];
    for (right, wrong, (code, line, column)) in cases {
        assert!(GOOD.contains(right), "{right}");
        let all = found(&GOOD.replace(right, wrong));
        assert!(all.contains(&(code.to_owned(), line, column)), "{wrong}: {all:?}");
    }
}

#[test]
fn a_language_without_a_translation_is_a_warning() {
    let all = found(&GOOD.replace(r#"languages = ["es"]"#, r#"languages = ["es", "pt"]"#));
    assert_eq!(all.iter().filter(|(code, ..)| code == "untranslated").count(), 2, "{all:?}");
}

#[test]
fn a_round_that_was_never_planned_says_what_to_do() {
    let (round, findings) = open_round(&InMemory::new(), "2031-1", demo());
    assert!(round.is_none());
    assert_eq!(findings[0].code, "no-round");
    assert!(findings[0].hint.as_ref().unwrap().contains("ideal collect plan --round 2031-1"));
    let project = InMemory::new().with("rounds/r/round.toml", GOOD);
    assert!(open_round(&project, "r", demo()).0.is_some());
}
