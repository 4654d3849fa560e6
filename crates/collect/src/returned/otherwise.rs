//! Answers that were given under something else than what a round says now.

use ideal_model::{Finding, shortest};

use super::ratings::{Ratings, ratings_path};
use super::under::{asked, keeps};
use crate::round::{Round, round_path};
use crate::workbook::rows;

/// Errors where a round asks now for another edition, on another scale, in other words or under a
/// less strict mark than answers that are in force were given under; one for each, with the first.
pub(super) fn otherwise(round: &Round, ratings: &Ratings) -> Vec<Finding> {
    let mut found: [Vec<String>; 4] = Default::default();
    for panel in &round.panels {
        let rows = rows(round, panel);
        for key in ratings.raters().filter(|key| key.panel == panel.id) {
            let said = ratings.in_force(key);
            for row in &rows {
                let Some(under) = said.get(row.id.as_str()).and_then(|r| r.under.as_ref()) else {
                    continue;
                };
                let [low, high] = under.scale.map(shortest);
                let other = [
                    (under.edition != round.edition.to_string(), under.edition.clone()),
                    (under.scale != row.item.scale, format!("{low} to {high}")),
                    (under.question != asked(row, under.lang), under.lang.to_string()),
                    (!keeps(round.handling, under.mark), under.mark.to_string()),
                ];
                for (list, (is, was)) in found.iter_mut().zip(other) {
                    if is {
                        list.push(format!("{was} ({} on `{}`)", key.code(), row.id));
                    }
                }
            }
        }
    }
    let what = [
        ("other-edition", "for another edition", "edition"),
        ("other-scale", "on another scale", "scale"),
        ("other-questions", "to another question or case, in the words of", "text"),
        ("lower-mark", "under a stricter mark", "mark"),
    ];
    let told =
        found.iter().zip(what).filter_map(|(list, (code, how, key))| {
            let first = list.first()?;
            let message = format!(
                "{} answers in {} were given {how}: {first}",
                list.len(),
                ratings_path(&round.id)
            );
            Some(Finding::error(code, message).in_file(round_path(&round.id)).hint(format!(
                "put the {key} back as it was; to ask otherwise, plan another round"
            )))
        });
    told.collect()
}
