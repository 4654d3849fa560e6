//! What sheets say and neither format holds, in words.

use ideal_model::{CrimeGroup, GroupSheets};

use super::sheets::{Sheets, is_held_back};

/// What is lost in any format.
pub(super) fn of_any(sheets: &Sheets<'_>) -> Vec<String> {
    let all = sheets.all();
    let mut notes = Vec::new();
    let held: Vec<&str> =
        all.groups.iter().filter(|g| is_held_back(g)).map(|g| g.code.as_str()).collect();
    if !held.is_empty() {
        notes.push(format!(
            "names that look like those of persons stay here, the code stands in their place: {}",
            held.join(", ")
        ));
    }
    let mut count = |n: usize, what: &str| {
        if n > 0 {
            notes.push(format!("{what}: {n}"));
        }
    };
    count(
        all.ratings.len(),
        "ratings of attributes, and the scores and ranks made of them (`ideal groups`, or the tables \
         of `ideal run`, have them)",
    );
    count(all.none_found.len(), "answers that somebody looked for groups and found none");
    count(with(all, |g| g.members.is_some()), "numbers of members");
    count(with(all, |g| !g.counting_rule.is_empty()), "rules by which groups were counted");
    notes.push("the column `note` of every table".to_owned());
    notes
}

/// How many groups have something.
pub(super) fn with(all: &GroupSheets, has: fn(&CrimeGroup) -> bool) -> usize {
    all.groups.iter().filter(|g| has(g)).count()
}
