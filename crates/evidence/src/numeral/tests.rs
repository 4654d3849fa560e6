//! Tests of `numeral`.

#![allow(clippy::unwrap_used)]
use super::*;

fn way(decimal_comma: bool, thousands: Option<Thousands>) -> Numerals {
    Numerals { decimal_comma, thousands, declared: true }
}

#[test]
fn numbers_in_every_declared_way() {
    let (point, comma) = (Numerals::default(), way(true, None));
    for (numerals, text, want) in [
        (point, "12.5", Ok(12.5)),
        (point, "-1e3", Ok(-1000.0)),
        (point, "\u{2212}4", Ok(-4.0)),
        (point, "12,5", Err(Fault::Otherwise)),
        (point, "abc", Err(Fault::Text)),
        (point, "inf", Err(Fault::NotFinite)),
        (point, "1e999", Err(Fault::NotFinite)),
        (point, "9007199254740992", Ok(9_007_199_254_740_992.0)),
        (point, "9007199254740993", Err(Fault::Inexact)),
        (point, "12345678901234567890", Err(Fault::Inexact)),
        (point, "100000000000000000000", Ok(1e20)),
        (point, "27.12345678901234567890", Ok(27.123_456_789_012_346)),
        (point, "1e-400", Err(Fault::Inexact)),
        (point, "1e308", Ok(1e308)),
        (point, "12345678901234567000", Ok(12_345_678_901_234_567_000.0)),
        (point, "-0.000", Ok(0.0)),
        (comma, "12,5", Ok(12.5)),
        (comma, "1.234", Err(Fault::Otherwise)),
        (comma, "NaN", Err(Fault::NotFinite)),
        (way(true, Some(Thousands::Point)), "1.234,5", Ok(1234.5)),
        (way(true, Some(Thousands::Point)), "41.069", Ok(41069.0)),
        (way(true, Some(Thousands::Point)), "998", Ok(998.0)),
        (way(true, Some(Thousands::Point)), "12.34", Err(Fault::Otherwise)),
        (way(true, Some(Thousands::Point)), "1.23.456", Err(Fault::Text)),
        (way(false, Some(Thousands::Comma)), "-1,018", Ok(-1018.0)),
        (way(false, Some(Thousands::Comma)), "0,337", Err(Fault::Otherwise)),
        (way(false, Some(Thousands::Space)), "1\u{a0}234\u{202f}567.25", Ok(1_234_567.25)),
        (way(false, Some(Thousands::Apostrophe)), "1'234", Ok(1234.0)),
        (point, ".", Err(Fault::Text)),
        (point, "", Err(Fault::Text)),
    ] {
        assert_eq!(numerals.read(text), want, "{text} under {numerals:?}");
    }
}

#[test]
fn a_sign_cannot_be_both() {
    assert_eq!(Numerals::declared(Some(true), Some(Thousands::Comma)), None);
    assert_eq!(Numerals::declared(Some(false), Some(Thousands::Point)), None);
    assert!(Numerals::declared(None, Some(Thousands::Point)).unwrap().decimal_comma);
    assert!(!Numerals::declared(None, None).unwrap().declared);
}

#[test]
fn a_hint_proposes_what_works() {
    assert_eq!(settings("1,018").as_deref(), Some("thousands = \",\" makes it 1018"));
    assert_eq!(settings("12,5").as_deref(), Some("decimal = \",\" makes it 12.5"));
    assert_eq!(
        settings("1.234,5").as_deref(),
        Some("decimal = \",\", thousands = \".\" makes it 1234.5")
    );
    assert_eq!(settings("1 234").as_deref(), Some("thousands = \" \" makes it 1234"));
    assert_eq!(settings("abc"), None);
    assert_eq!(
        both("2.939"),
        "`2.939` is 2939 with decimal = \",\", thousands = \".\", or 2.939 with decimal = \".\""
    );
}

#[test]
fn a_number_written_out_is_itself() {
    for n in [1e16, 1e22, 1.234_567_890_123_456_8e19, 1e308, f64::MAX] {
        assert_eq!(Numerals::default().read(&n.to_string()), Ok(n));
        assert_eq!(Numerals::default().read(&format!("-{n}")), Ok(-n));
    }
}

#[test]
fn a_column_that_could_be_thousands_is_ambiguous() {
    let judged = |cells: &[&str]| {
        let mut judge = Judge::default();
        (1..).zip(cells).for_each(|(line, c)| judge.see(c, line));
        judge.ambiguous().map(|(_, line)| line)
    };
    assert_eq!(judged(&["1.234", "2.345", "12.345.678"]), Some(1));
    assert_eq!(judged(&["998", "2.939", "7"]), Some(2));
    assert_eq!(judged(&["0.337", "1.234", "2.345"]), None);
    assert_eq!(judged(&["1.234", "2.34", "3.456"]), None);
    assert_eq!(judged(&["1.234", "2.345"]), None);
    assert_eq!(judged(&["1", "2", "3"]), None);
}

#[test]
fn whole_numbers_with_and_without_decimals() {
    assert_eq!((whole("1.0"), whole("2022.00"), whole("7")), (Some(1), Some(2022), Some(7)));
    for text in ["1.5", "1.", "", "-1", "1e3", "1,0"] {
        assert_eq!(whole(text), None, "{text}");
    }
}
