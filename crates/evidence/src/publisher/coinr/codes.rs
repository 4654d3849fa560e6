//! Codes that could not stand in a file of ours, a list or a path of `explain`: they get safe ones,
//! and what was changed is said.

use std::collections::{BTreeMap, BTreeSet};

/// Whether a code can stay as it is.
fn is_safe(code: &str) -> bool {
    !code.is_empty() && !code.chars().any(unsafe_sign)
}

fn unsafe_sign(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, ',' | '/' | '*' | '"' | '@')
}

/// The code that stands for each of `codes`, in order; each once, and none of `reserved`. Codes
/// that are safe keep themselves before others are made.
pub(super) fn safe<'a>(
    codes: impl Iterator<Item = &'a str> + Clone,
    reserved: &[&str],
) -> BTreeMap<String, String> {
    let stays = |code: &str| is_safe(code) && !reserved.contains(&code);
    let mut taken: BTreeSet<String> = reserved.iter().map(|r| (*r).to_owned()).collect();
    taken.extend(codes.clone().filter(|c| stays(c)).map(str::to_owned));
    let mut out = BTreeMap::new();
    for code in codes {
        if out.contains_key(code) {
            continue;
        }
        let mut safe = code.to_owned();
        if !stays(code) {
            let words: Vec<&str> = code.split(unsafe_sign).filter(|w| !w.is_empty()).collect();
            let stem = if words.is_empty() { "code".to_owned() } else { words.join("_") };
            safe.clone_from(&stem);
            let mut k = 1;
            while taken.contains(&safe) {
                k += 1;
                safe = format!("{stem}_{k}");
            }
            taken.insert(safe.clone());
        }
        out.insert(code.to_owned(), safe);
    }
    out
}

/// A note on what was changed, all of it, since nothing else of a project may hold the code as it
/// was; none where nothing was.
pub(super) fn note(what: &str, codes: &BTreeMap<String, String>) -> Option<String> {
    let changed: Vec<String> =
        codes.iter().filter(|(a, b)| a != b).map(|(a, b)| format!("`{a}` is `{b}`")).collect();
    (!changed.is_empty())
        .then(|| format!("{what} that cannot be codes here have others: {}", changed.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_stay_where_they_can_and_are_never_shared() {
        let codes = ["New York", "New_York", "New/York", "São Paulo", "name", "* ,", "name"];
        let got = safe(codes.into_iter(), &["name"]);
        let want = [
            ("* ,", "code"),
            ("New York", "New_York_2"),
            ("New/York", "New_York_3"),
            ("New_York", "New_York"),
            ("São Paulo", "São_Paulo"),
            ("name", "name_2"),
        ];
        assert_eq!(got.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect::<Vec<_>>(), want);
        assert!(note("units", &got).is_some_and(
            |n| n.contains("`New York` is `New_York_2`") && !n.contains("`New_York` is")
        ));
        assert_eq!(note("units", &safe(["a"].into_iter(), &[])), None);
    }
}
