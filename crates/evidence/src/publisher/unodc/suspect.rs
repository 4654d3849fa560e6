//! Figures that do not fit the years around them. They are kept as published and marked, never
//! mended.

use ideal_model::{ObsStatus, Period};

use crate::publisher::grid::Cell;
use crate::publisher::row::TidyValue;

/// A mark and its reason.
#[derive(Clone, Copy, Debug)]
pub(super) struct Suspect {
    territory: &'static str,
    indicator: &'static str,
    year: i32,
    /// The figure that is marked; a corrected one no longer is.
    value: f64,
    /// The mark.
    pub(super) status: ObsStatus,
    /// Why.
    pub(super) why: &'static str,
}

const LIST: [Suspect; 3] = [
    Suspect {
        territory: "COL",
        indicator: "unodc.unsentenced",
        year: 2021,
        value: 64_053.0,
        status: ObsStatus::Suspect,
        why: "looks wrong as published: two thirds of all prisoners, between 23,201 in 2020 and \
              23,601 in 2022",
    },
    Suspect {
        territory: "SLV",
        indicator: "unodc.prisoners",
        year: 2022,
        value: 39_538.0,
        status: ObsStatus::Suspect,
        why: "looks wrong as published: no more than in 2019 in a year of mass detentions",
    },
    Suspect {
        territory: "MEX",
        indicator: "unodc.arms_seized",
        year: 2020,
        value: 19_775.0,
        status: ObsStatus::Break,
        why: "break in the series: 7,486 in 2019",
    },
];

/// The mark of a figure, if it has one.
pub(super) fn flag(
    territory: &str,
    indicator: &str,
    period: Period,
    value: TidyValue,
) -> Option<&'static Suspect> {
    let TidyValue::Number(number) = value else { return None };
    LIST.iter().find(|s| {
        #[expect(clippy::float_cmp, reason = "the very figure that was published")]
        let same = s.value == number;
        same && s.territory == territory
            && s.indicator == indicator
            && period.is_year()
            && s.year == period.calendar_year()
    })
}

/// Whether a row is the one whose year the publisher misprinted: the capacity of Morocco's prisons
/// in `1013`. A year has to be guessed for it, so it is left out; any other year outside 1900-2100
/// stops the import.
pub(super) fn misprint(code: &str, year: &str, value: &Cell) -> bool {
    (code, year) == ("MAR", "1013") && value.number() == Some(40_260.0)
}
