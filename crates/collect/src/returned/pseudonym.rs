//! The pseudonym that a rater goes by.

use super::number::narrow;

/// Letters and digits of a pseudonym, at most.
const LONGEST: usize = 12;

/// What to do about a pseudonym that is none.
pub(super) const CURE: &str = "write a pseudonym that the panel agreed on, such as R3: letters and \
                               digits, twelve at most, never a name or a mail address";

/// A pseudonym in capital letters, so that `r3` and `R3` are one rater.
///
/// # Errors
/// What is wrong with it, to follow the text itself: it has a blank, an `@`, another sign, or so
/// many letters that it may be a name.
pub(super) fn pseudonym(text: &str) -> Result<String, &'static str> {
    let text = narrow(text);
    if text.contains('@') {
        return Err("looks like a mail address");
    }
    if text.contains(char::is_whitespace) {
        return Err("has a blank in it and may be a name");
    }
    if text.chars().count() > LONGEST {
        return Err("is so long that it may be a name");
    }
    let fine = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if !text.chars().all(fine) || !text.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return Err("has other signs than letters without accents, digits, `-` and `_`");
    }
    Ok(text.to_ascii_uppercase())
}

/// What two pseudonyms have in common that are one to whoever reads them: `R1`, `R01`, `R-1`.
pub(super) fn read_alike(pseudonym: &str) -> String {
    let mut out = String::new();
    let mut zeros = true;
    for c in pseudonym.chars().filter(char::is_ascii_alphanumeric) {
        if c == '0' && zeros {
            continue;
        }
        zeros = !c.is_ascii_digit();
        out.push(c.to_ascii_uppercase());
    }
    out
}

/// The pseudonyms that the workbook of a panel with so many raters offers.
pub(super) fn offered(raters: u32) -> impl Iterator<Item = String> {
    (1..=raters).map(|n| format!("R{n}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros_before_a_number_make_no_other_rater() {
        for same in ["R1", "R01", "R-1", "r_001"] {
            assert_eq!(read_alike(same), "R1");
        }
        for other in ["R10", "R11", "R100"] {
            assert_ne!(read_alike(other), "R1");
        }
        assert_eq!((read_alike("R10"), read_alike("R010")), ("R10".into(), "R10".into()));
    }

    #[test]
    fn what_may_be_a_name_is_no_pseudonym() {
        assert_eq!(pseudonym(" r3 "), Ok("R3".to_owned()));
        assert_eq!(pseudonym("Ｒ３"), Ok("R3".to_owned()));
        assert_eq!(pseudonym("EXPERTO-12"), Ok("EXPERTO-12".to_owned()));
        for name in ["Ana Gómez", "ana@x.gob", "MariaFernandaGomez", "José", "COL/R3", "", "=1+1"]
        {
            assert!(pseudonym(name).is_err(), "{name}");
        }
    }
}
