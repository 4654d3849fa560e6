//! Years that are made from fewer than their months: the months of each are in its row's note, and
//! a part of a year is no later figure for another part of it.

/// What is to be done about parts of one year in several tables.
const CURE: &str =
    "a whole year in one table: put the parts into one file, or read months with `by = \"month\"`";

/// What is to be done about an older figure that comes after a later one.
const LATER: &str =
    "the latest figure last: import the older file first, or both in one call in that order";

/// All twelve, bit by bit.
pub(super) const ALL_MONTHS: u16 = 0x0fff;

/// The set that has this month alone.
pub(super) fn bit(month: u32) -> u16 {
    1_u16.checked_shl(month.saturating_sub(1)).unwrap_or_default() & ALL_MONTHS
}

/// The months of a set: `months 1-6, 8`.
pub(super) fn listed(months: u16) -> String {
    let has = |m: u32| months & bit(m) != 0;
    let mut out: Vec<String> = Vec::new();
    let mut m = 1;
    while m <= 12 {
        if has(m) {
            let first = m;
            while m < 12 && has(m + 1) {
                m += 1;
            }
            out.push(if first == m { first.to_string() } else { format!("{first}-{m}") });
        }
        m += 1;
    }
    format!("months {}", out.join(", "))
}

/// The note of a year that is made from these: `6 of 12 months (months 1-6)`.
pub(super) fn note(months: u16) -> String {
    format!("{} of 12 months ({})", months.count_ones(), listed(months))
}

/// The months that a row's note says its year is made from; none where it says nothing of it.
fn months_of(note: &str) -> Option<u16> {
    let (_, list) = note.split_once(" of 12 months (months ")?;
    let (list, _) = list.split_once(')')?;
    let mut months = 0;
    for stretch in list.split(", ") {
        let (first, last) = stretch.split_once('-').unwrap_or((stretch, stretch));
        let (first, last): (u32, u32) = (first.parse().ok()?, last.parse().ok()?);
        months |= (first..=last.min(12)).map(bit).fold(0, |all, m| all | m);
    }
    Some(months)
}

/// The note of a zero that no row says.
pub(super) const SILENCE: &str = "no row in a register that is complete";

const LATEST: &str = "the latest is of ";

/// The note of a figure that is the latest of its year, or of its month: `the latest is of 06-30`.
/// The last of all has none.
pub(super) fn latest(month: u32, day: u32, of_year: bool) -> String {
    let last = if of_year { matches!((month, day), (12, 0 | 31)) } else { day == 0 };
    match (last, day) {
        (true, _) => String::new(),
        (false, 0) => format!("{LATEST}{month:02}"),
        (false, day) => format!("{LATEST}{month:02}-{day:02}"),
    }
}

/// The month and day that a row's note says its figure is of; none where it says nothing of it.
fn latest_of(note: &str) -> Option<&str> {
    let (_, at) = note.split_once(LATEST)?;
    at.split(';').next()
}

/// Why a row with the second note must not take the place of one with the first, and what to do: it
/// would lose months of the year, or is older.
pub(super) fn loses(there: &str, new: &str) -> Option<(String, &'static str)> {
    if let Some(new) = latest_of(new) {
        // Silence is of no day.
        if there.contains(SILENCE) {
            return None;
        }
        let old = latest_of(there).unwrap_or("12-31");
        return (old > new).then(|| {
            (format!("the figure of {new} would take the place of that of {old}"), LATER)
        });
    }
    let new = months_of(new)?;
    let old = months_of(there).unwrap_or(ALL_MONTHS);
    (old & !new != 0)
        .then(|| (format!("{} would take the place of {}", listed(new), listed(old)), CURE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_listed_in_stretches_and_read_again() {
        let set = |months: &[u32]| months.iter().fold(0, |s, m| s | bit(*m));
        let some = set(&[1, 2, 3, 5, 12]);
        assert_eq!(listed(some), "months 1-3, 5, 12");
        assert_eq!(months_of(&format!("survey; {}", note(some))), Some(some));
        assert_eq!((months_of("revised"), set(&(1..=12).collect::<Vec<_>>())), (None, ALL_MONTHS));
    }

    #[test]
    fn a_part_of_a_year_takes_no_other_parts_place() {
        let (first, second, more) = (note(0x3f), note(0xfc0), note(0x7f));
        let why = |there: &str, new: &str| loses(there, new).map(|(why, _)| why);
        assert_eq!(
            why(&first, &second).as_deref(),
            Some("months 7-12 would take the place of months 1-6")
        );
        assert_eq!(
            why("", &second).as_deref(),
            Some("months 7-12 would take the place of months 1-12")
        );
        assert_eq!((why(&first, &more), why(&first, "revised")), (None, None));
    }

    #[test]
    fn an_older_figure_takes_no_later_ones_place() {
        let why = |there: &str, new: &str| loses(there, new).map(|(why, _)| why);
        let (january, june) = (latest(1, 0, true), format!("survey; {}", latest(6, 30, true)));
        assert_eq!(
            (latest(12, 0, true), latest(12, 31, true), latest(3, 0, false)),
            Default::default()
        );
        assert_eq!(
            why(&june, &january).as_deref(),
            Some("the figure of 01 would take the place of that of 06-30")
        );
        assert_eq!(
            why("", &june).as_deref(),
            Some("the figure of 06-30 would take the place of that of 12-31")
        );
        assert_eq!((why(&january, &june), why(&june, &june), why(&june, "")), (None, None, None));
    }
}
