//! Codes as COINr takes them.

use std::collections::{BTreeMap, BTreeSet};

/// Codes as COINr takes them: a letter first, then letters, digits, dots and underscores, each
/// once.
#[derive(Default)]
pub(super) struct CodeBook {
    given: BTreeMap<String, String>,
    pub(super) taken: BTreeSet<String>,
    pub(super) renamed: usize,
}

impl CodeBook {
    /// The code that stands for one of ours.
    pub(super) fn code(&mut self, ours: &str) -> String {
        if let Some(known) = self.given.get(ours) {
            return known.clone();
        }
        let mut code: String = ours
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() || c == '.' || c == '_' { c } else { '.' })
            .collect();
        if !code.starts_with(|c: char| c.is_ascii_alphabetic()) {
            code.insert(0, 'x');
        }
        let stem = code.clone();
        let mut k = 1;
        while self.taken.contains(&code) {
            k += 1;
            code = format!("{stem}_{k}");
        }
        self.renamed += usize::from(code != ours);
        self.taken.insert(code.clone());
        self.given.insert(ours.to_owned(), code.clone());
        code
    }
}
