//! What stands in a value cell.

use ideal_model::Value;

use crate::numeral::{Fault, Numerals};

/// Reads a value cell: a number, a status word, a censored count, or nothing.
pub(crate) fn value(text: &str, numerals: Numerals) -> Result<Value, Fault> {
    match text {
        "" => Ok(Value::Missing),
        "nil" => Ok(Value::Nil),
        "not_applicable" => Ok(Value::NotApplicable),
        "unknown" => Ok(Value::Unknown),
        _ => match text.strip_prefix('<') {
            Some(bound) => match numerals.read(bound.trim_start())? {
                b if b > 0.0 => Ok(Value::Censored(b)),
                _ => Err(Fault::Bound),
            },
            None => numerals.read(text).map(Value::Number),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_and_words() {
        for (text, want) in [
            ("12.5", Ok(Value::Number(12.5))),
            ("-1e3", Ok(Value::Number(-1000.0))),
            ("", Ok(Value::Missing)),
            ("nil", Ok(Value::Nil)),
            ("not_applicable", Ok(Value::NotApplicable)),
            ("unknown", Ok(Value::Unknown)),
            ("<5", Ok(Value::Censored(5.0))),
            ("< 2.5", Ok(Value::Censored(2.5))),
            ("<0", Err(Fault::Bound)),
            ("<x", Err(Fault::Text)),
            ("abc", Err(Fault::Text)),
            ("Nil", Err(Fault::Text)),
            ("12,5", Err(Fault::Otherwise)),
            ("NaN", Err(Fault::NotFinite)),
            ("-inf", Err(Fault::NotFinite)),
            ("1e999", Err(Fault::NotFinite)),
        ] {
            assert_eq!(value(text, Numerals::default()), want, "{text}");
        }
    }

    #[test]
    fn decimal_commas_only_where_declared() {
        let comma = Numerals { decimal_comma: true, thousands: None, declared: true };
        assert_eq!(value("12,5", comma), Ok(Value::Number(12.5)));
        assert_eq!(value("<2,5", comma), Ok(Value::Censored(2.5)));
        assert_eq!(value("125", comma), Ok(Value::Number(125.0)));
        assert_eq!(value("1.234,5", comma), Err(Fault::Otherwise));
        assert_eq!(value("1.234", comma), Err(Fault::Otherwise));
        assert_eq!(value("1,2,3", comma), Err(Fault::Text));
    }
}
