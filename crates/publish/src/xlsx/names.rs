//! Names of sheets and of tables that Excel takes.

/// Units of UTF-16 that a name of a sheet has at most.
const MOST: usize = 31;

/// Names of sheets that no other sheet of the workbook has, upper and lower case being the same.
#[derive(Default)]
pub(super) struct SheetNames {
    taken: Vec<String>,
}

impl SheetNames {
    /// The wished name without the signs that Excel refuses, cut where it is too long, with a
    /// number behind it where another sheet has it.
    pub(super) fn take(&mut self, wished: &str) -> String {
        let plain: String =
            wished.chars().map(|c| if "[]:*?/\\".contains(c) { ' ' } else { c }).collect();
        let plain = plain.trim().trim_matches('\'').trim();
        // Excel keeps this name for itself.
        let plain =
            if plain.is_empty() || plain.eq_ignore_ascii_case("history") { "–" } else { plain };
        let mut name = cut(plain, MOST);
        let mut number = 2_usize;
        while self.taken.contains(&name.to_lowercase()) {
            let end = format!(" {number}");
            name = cut(plain, MOST - end.len()) + &end;
            number += 1;
        }
        self.taken.push(name.to_lowercase());
        name
    }
}

/// As many characters as fit into this many units of UTF-16, without blanks or quotes at the end.
pub(super) fn cut(text: &str, most: usize) -> String {
    let mut room = most;
    let taken: String = text
        .chars()
        .take_while(|c| {
            let fits = c.len_utf16() <= room;
            room = room.saturating_sub(c.len_utf16());
            fits
        })
        .collect();
    taken.trim_end_matches([' ', '\'']).to_owned()
}

/// The id of a table as Excel's name of it: one that could be read as a cell (`T1`, `R`) gets a
/// sign behind it.
pub(super) fn table_name(id: &str) -> String {
    let cell = !id.contains('_') && (id.len() == 1 || id.bytes().any(|b| b.is_ascii_digit()));
    if cell { format!("{id}_") } else { id.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_legal_short_and_of_one_sheet() {
        let mut names = SheetNames::default();
        assert_eq!(names.take("'a[b]:c*?/\\d'"), "a b  c    d");
        assert_eq!(names.take("Ranking"), "Ranking");
        assert_eq!(names.take("ranking"), "ranking 2");
        assert_eq!(names.take(""), "–");
        let long = "é".repeat(40);
        assert_eq!(names.take(&long).chars().count(), 31);
        assert_eq!(names.take(&long), "é".repeat(29) + " 2");
        assert_eq!(
            (table_name("T1"), table_name("matrix")),
            ("T1_".to_owned(), "matrix".to_owned())
        );
    }
}
