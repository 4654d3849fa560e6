//! Rows that no leaf reads, by reason.
//!
//! The rules are those of the engine's selection, taken generously: a row that it may use, were the
//! newer ones not there, is never called unread. A row that is beaten by a newer or a better one is
//! no matter of this.

mod readers;

pub(super) use readers::Readers;

use std::collections::BTreeMap;

use ideal_model::{AssessmentInput, Concern, Finding, Observation};

use super::{listed, place};

/// Why no leaf reads a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum UnreadReason {
    /// The method does not have its indicator.
    NotInMethod,
    /// Its territory is not assessed.
    Territory,
    /// Its crime area is not assessed.
    CrimeArea,
    /// No leaf of its indicator serves its crime area.
    NotServed,
    /// It ends after the last edition.
    TooLate,
    /// It is older than `max_age` allows in every edition.
    TooOld,
    /// `since` and `until` leave out the editions that could read it.
    OutsideSinceUntil,
    /// It covers less time than the editions do, and a row that covers enough speaks for the same
    /// time.
    TooShort,
    /// It covers less time than the editions do, and nothing else speaks for its time: the run
    /// warns of it.
    ShortPeriod,
    /// It is a denominator, and no row of its territory is divided by one of its period.
    NothingToDivide,
}

impl UnreadReason {
    /// The code of its finding.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            UnreadReason::NotInMethod => "unused-row",
            UnreadReason::Territory | UnreadReason::CrimeArea => "row-elsewhere",
            UnreadReason::NotServed => "area-not-served",
            UnreadReason::TooLate => "row-too-late",
            UnreadReason::TooOld => "row-too-old",
            UnreadReason::OutsideSinceUntil => "row-outside-since-until",
            UnreadReason::TooShort => "row-too-short",
            UnreadReason::ShortPeriod => "short-period",
            UnreadReason::NothingToDivide => "denominator-not-needed",
        }
    }

    /// The reason, as a sentence about a row.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            UnreadReason::NotInMethod => {
                "the row's indicator is known, and the method does not read it"
            }
            UnreadReason::Territory => "the row is about a territory that is not assessed",
            UnreadReason::CrimeArea => "the row is about a crime area that is not assessed",
            UnreadReason::NotServed => {
                "the row is about a crime area that no leaf of its indicator serves"
            }
            UnreadReason::TooLate => "the row ends after the last edition",
            UnreadReason::TooOld => {
                "the row is older than its indicator's `max_age` allows in every edition"
            }
            UnreadReason::OutsideSinceUntil => {
                "`since` or `until` of its indicator leaves out every edition that could read the \
                 row"
            }
            UnreadReason::TooShort => {
                "the row is of a month or a quarter, and a part does not stand for the whole period"
            }
            UnreadReason::ShortPeriod => {
                "the row is of a month or a quarter, and there is none of the whole period"
            }
            UnreadReason::NothingToDivide => {
                "the row is a denominator, and nothing is divided by one of its period"
            }
        }
    }

    fn hint(self) -> Option<&'static str> {
        Some(match self {
            UnreadReason::NotServed => {
                "the method lists what an indicator serves under `crime_areas`: add the area \
                 there, or correct the row; where units are territories (`unit = \
                 \"territory\"`) only rows of `*` are read"
            }
            UnreadReason::Territory | UnreadReason::CrimeArea => {
                "to assess it, name it in assessment.toml under `territories` or `crime_areas`"
            }
            UnreadReason::TooLate => "add an edition to assessment.toml if it is to count",
            UnreadReason::TooShort => {
                "write `period = \"any\"` under its indicator in the method if the newest month or \
                 quarter may stand for the whole"
            }
            UnreadReason::TooOld => "raise `max_age`, or add an earlier edition, if it is to count",
            _ => return None,
        })
    }
}

/// The rows that no leaf reads for one reason, in the order of the evidence's files and lines.
#[derive(Clone, Debug)]
pub struct UnreadRows {
    /// The reason.
    pub reason: UnreadReason,
    /// Their indices in the evidence.
    pub rows: Vec<u32>,
}

impl UnreadRows {
    /// A note per row, with what it says: territory, crime area, indicator, period, value.
    #[must_use]
    pub fn findings(&self, a: &AssessmentInput) -> Vec<Finding> {
        let e = &a.evidence;
        let of = |o: &Observation| {
            let area = o.crime_area.map_or("*", |c| e.crime_areas.code(c));
            let (territory, indicator) =
                (e.territories.code(o.territory), e.indicators.code(o.indicator));
            let sheet = o
                .origin
                .sheet
                .map_or_else(String::new, |s| format!(" (sheet {})", e.sheets.code(s)));
            let message = format!(
                "{territory}, {area}, {indicator}, {}, {}{sheet}: {}",
                o.period,
                o.value,
                self.reason.sentence()
            );
            Finding::note(self.reason.code(), message)
                .in_file(e.files.code(o.origin.file))
                .at_line(u64::from(o.origin.line))
        };
        self.rows.iter().filter_map(|&i| e.observations.get(i as usize)).map(of).collect()
    }

    /// One finding for all of them; none for rows that are counted where they are read, for those
    /// that the run warns of, nor for denominators that nothing needs: there is nothing to be done
    /// about them.
    pub(super) fn finding(&self, a: &AssessmentInput) -> Option<Finding> {
        if matches!(
            self.reason,
            UnreadReason::NotInMethod | UnreadReason::NothingToDivide | UnreadReason::ShortPeriod
        ) {
            return None;
        }
        let e = &a.evidence;
        let (first, further) = self.earliest(a)?;
        // Counted by index: there may be a million of them.
        let mut about: BTreeMap<(u32, Option<u32>), u64> = BTreeMap::new();
        for o in self.rows.iter().filter_map(|&i| e.observations.get(i as usize)) {
            let what = match self.reason {
                UnreadReason::Territory => (o.territory, None),
                UnreadReason::CrimeArea => (0, o.crime_area),
                UnreadReason::NotServed => (o.indicator, o.crime_area),
                _ => (o.indicator, None),
            };
            *about.entry(what).or_default() += 1;
        }
        let area = |c: Option<u32>| c.map_or("*", |c| e.crime_areas.code(c));
        let name = |(what, c): (u32, Option<u32>)| match self.reason {
            UnreadReason::Territory => format!("`{}`", e.territories.code(what)),
            UnreadReason::CrimeArea => format!("`{}`", area(c)),
            UnreadReason::NotServed => format!("`{}` for `{}`", e.indicators.code(what), area(c)),
            _ => format!("`{}`", e.indicators.code(what)),
        };
        let mut most: Vec<(String, u64)> =
            about.into_iter().map(|(what, n)| (name(what), n)).collect();
        most.sort_by(|x, y| y.1.cmp(&x.1).then_with(|| x.0.cmp(&y.0)));
        let named: Vec<String> = most
            .into_iter()
            .map(|(name, n)| if n > 1 { format!("{name} ({n})") } else { name })
            .collect();
        let mut message = format!("{}: {}", self.reason.sentence(), listed(&named, 5));
        let further: Vec<String> = further.into_iter().map(|i| place(a, i)).collect();
        if !further.is_empty() {
            message.push_str(&format!("; also in {}", further.join(", ")));
        }
        let o = e.observations.get(first as usize)?;
        let mut f = Finding::note(self.reason.code(), message)
            .in_file(e.files.code(o.origin.file))
            .at_line(u64::from(o.origin.line));
        f.count = self.rows.len() as u64;
        if matches!(self.reason, UnreadReason::Territory | UnreadReason::CrimeArea) {
            f.concern = Some(Concern::IdleRows);
        }
        let verbose = "`ideal check --verbose` lists the rows";
        f.hint = Some(
            self.reason.hint().map_or_else(|| verbose.to_owned(), |h| format!("{h}; {verbose}")),
        );
        Some(f)
    }

    /// The row that stands first in the evidence's files, and the two after it. Found without
    /// sorting: there may be a million.
    fn earliest(&self, a: &AssessmentInput) -> Option<(u32, Vec<u32>)> {
        let mut rows = self.rows.clone();
        if rows.len() > 3 {
            rows.select_nth_unstable_by_key(2, |i| origin(a, *i));
            rows.truncate(3);
        }
        rows.sort_unstable_by_key(|i| origin(a, *i));
        let mut rows = rows.into_iter();
        Some((rows.next()?, rows.collect()))
    }
}

/// Where a row stands. Files are numbered in the order of their names.
fn origin(a: &AssessmentInput, row: u32) -> Option<(u32, Option<u32>, u32)> {
    a.evidence
        .observations
        .get(row as usize)
        .map(|o| (o.origin.file, o.origin.sheet, o.origin.line))
}

/// The rows that no leaf reads, by reason.
#[must_use]
pub fn unread_rows(a: &AssessmentInput) -> Vec<UnreadRows> {
    let mut all = Readers::new(a).unread();
    all.iter_mut().for_each(|of| of.rows.sort_unstable_by_key(|i| origin(a, *i)));
    all
}
