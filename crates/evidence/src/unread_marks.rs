//! Signs that a table says who may read its rows where nothing reads it: a row that goes on without
//! its mark would be let out.

use ideal_model::{Finding, name_key};

/// Whether the head of a column says that marks stand in it.
pub(crate) fn column(head: &str) -> bool {
    let key = name_key(head);
    let has =
        |words: &[&str]| key.split(|c: char| !c.is_alphanumeric()).any(|w| words.contains(&w));
    has(&[
        "tlp",
        "handling",
        "marking",
        "markings",
        "dissemination",
        "confidentiality",
        "confidencialidad",
        "confidencialidade",
        "sigilo",
        "protectivemarking",
    ])
}

/// Whether a cell is a mark: `TLP:RED`, in any case.
pub(crate) fn cell(text: &str) -> bool {
    let text = text.trim();
    let tlp = text.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("tlp"));
    // A word of three letters that goes on is another word.
    tlp && text.len() < 40 && !text[3..].starts_with(|c: char| c.is_alphanumeric())
}

/// What to say of such a column; `at` names it, or the cell.
pub(crate) fn finding(at: &str) -> Finding {
    Finding::error("mark-not-read", format!("{at} looks like a handling mark, and is not read"))
        .hint(
            "marks stand in the columns `tlp` and `handling`; name it so, or take it out if it is \
             none",
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_and_cells_that_say_who_may_read() {
        for head in
            ["TLP:", "TLP label", "tlp_label", "Marking", "Handling code", "Grado de sigilo"]
        {
            assert!(column(head), "{head}");
        }
        for head in ["value", "remarks", "classification", "handled", "benchmark", "código"] {
            assert!(!column(head), "{head}");
        }
        for text in ["TLP:RED", "tlp: amber", "TLP AMBER+STRICT", " TLP:GREEN ", "tlp"] {
            assert!(cell(text), "{text}");
        }
        for text in ["", "tl", "TLPs", "red", "see TLP:RED", "tlpx:1", "é", "ñéñé"] {
            assert!(!cell(text), "{text}");
        }
    }
}
