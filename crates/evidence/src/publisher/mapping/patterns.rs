//! Heads with a place for something in them: a year, a month, a territory.

use crate::calendar::{Months, month_of, year_of};

/// What stands for `{year}`, `{month}` and `{territory}` in a head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) year: Option<i32>,
    pub(super) month: Option<u32>,
    pub(super) territory: Option<String>,
}

const HOLES: [&str; 3] = ["{year}", "{month}", "{territory}"];

/// Whether a head of a mapping has a place for something in it.
pub(super) fn is_pattern(head: &str) -> bool {
    HOLES.iter().any(|h| head.contains(h))
}

/// What a head says by a pattern; none where it is no such head. `{year} [YR{year}]` needs the same
/// year twice.
pub(super) fn says(pattern: &str, head: &str, months: Months, found: &Found) -> Option<Found> {
    let hole = HOLES.iter().filter_map(|h| Some((pattern.find(h)?, *h))).min();
    let Some((at, hole)) = hole else {
        return (pattern.to_lowercase() == head.to_lowercase()).then(|| found.clone());
    };
    // Publishers write the same head in several ways over the years: `CPI score 2014`, `CPI Score
    // 2013`.
    let (before, rest) = head.split_at_checked(at)?;
    if before.to_lowercase() != pattern.get(..at)?.to_lowercase() {
        return None;
    }
    let pattern = pattern.get(at + hole.len()..)?;
    let ends = rest.char_indices().map(|(i, _)| i).skip(1).chain([rest.len()]);
    ends.filter(|_| !rest.is_empty()).find_map(|end| {
        let (text, rest) = rest.split_at_checked(end)?;
        let mut now = found.clone();
        match hole {
            "{year}" => {
                let year = year_of(text)
                    .filter(|y| found.year.is_none_or(|f| f == *y) && text.len() == 4)?;
                now.year = Some(year);
            }
            "{month}" => {
                let month =
                    month_of(text, months).filter(|m| found.month.is_none_or(|f| f == *m))?;
                now.month = Some(month);
            }
            _ => {
                if found.territory.as_deref().is_some_and(|t| t != text) {
                    return None;
                }
                now.territory = Some(text.to_owned());
            }
        }
        says(pattern, rest, months, &now)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(
        pattern: &str,
        head: &str,
        months: Months,
    ) -> Option<(Option<i32>, Option<u32>, Option<String>)> {
        says(pattern, head, months, &Found::default()).map(|f| (f.year, f.month, f.territory))
    }

    #[test]
    fn heads_say_what_their_pattern_has_a_place_for() {
        assert_eq!(found("{year}", "2021", Months::Number), Some((Some(2021), None, None)));
        assert_eq!(
            found("{year} [YR{year}]", "2021 [YR2021]", Months::Number),
            Some((Some(2021), None, None))
        );
        assert_eq!(found("{year} [YR{year}]", "2021 [YR2022]", Months::Number), None);
        assert_eq!(
            found("CPI score {year}", "CPI score 2022", Months::Number),
            Some((Some(2022), None, None))
        );
        assert_eq!(found("CPI score {year}", "CPI rank 2022", Months::Number), None);
        assert_eq!(
            found("CPI score {year}", "CPI Score 2013", Months::Number),
            Some((Some(2013), None, None))
        );
        assert_eq!(
            found("{month} {year}", "Setiembre 2022", Months::Es),
            Some((Some(2022), Some(9), None))
        );
        assert_eq!(
            found("{month}{year}", "ene2020", Months::Es),
            Some((Some(2020), Some(1), None))
        );
        assert_eq!(
            found("{territory}", "Côte d'Ivoire", Months::Number),
            Some((None, None, Some("Côte d'Ivoire".to_owned())))
        );
        assert_eq!(found("{year}", "", Months::Number), None);
        assert_eq!(found("{year}", "20211", Months::Number), None);
    }
}
