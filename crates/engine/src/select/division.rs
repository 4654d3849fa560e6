//! What a quantity is divided by, and which pair of a quantity and its denominator speaks.

use ideal_model::{IndicatorIx, Period, Status};

use crate::select::lookup::Lookup;
use crate::select::rows::Query;
use crate::select::selection::{RowList, Selection};

/// How a quantity becomes that of a leaf.
pub(crate) enum Division {
    /// As it is: the indicator has no denominator, or the rows have no quantity.
    Whole,
    /// Nothing per anything is nothing, whatever the denominator.
    Zero,
    /// Divided by a positive denominator and multiplied by the method's factor.
    By { denominator: f64, factor: f64, rows: RowList },
}

/// Why a quantity cannot be divided.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum NoDenominator {
    /// No row of the same period or an earlier one.
    Missing,
    /// The newest row is of this period, and older than the denominator's `max_age` allows.
    TooOld(Period),
    /// The row of this period has no number.
    NotKnown(Period),
    /// The row of this period is zero or negative.
    NotPositive(Period),
}

/// The rows of a leaf: the newest that can be divided.
pub(crate) struct Pair {
    pub selection: Selection,
    /// How it is divided; an error where no row within reach can be.
    pub division: Result<Division, NoDenominator>,
    /// Newer rows that cannot be divided, newest first, and why the newest of them cannot; none
    /// where nothing older could take their place.
    pub passed_over: Vec<(Selection, NoDenominator)>,
}

impl Lookup<'_> {
    /// The newest rows within reach that can be divided, with what they are divided by. Where none
    /// can, the newest, which is what the leaf then lacks a denominator for. A newer row without a
    /// number (`unknown`) hides older ones here as it does everywhere.
    pub(crate) fn newest_pair(
        &self,
        query: &Query<'_>,
        indicator: IndicatorIx,
        edition: Period,
    ) -> Option<Pair> {
        let mut passed_over: Vec<(Selection, NoDenominator)> = Vec::new();
        for selection in query.newest_first(edition, self.method.indicators[indicator].max_age) {
            if !passed_over.is_empty() && selection.value.is_none() {
                break;
            }
            match self.division(query, indicator, &selection) {
                Ok(division) => {
                    return Some(Pair { selection, division: Ok(division), passed_over });
                }
                Err(why) => passed_over.push((selection, why)),
            }
        }
        let (selection, why) = passed_over.into_iter().next()?;
        Some(Pair { selection, division: Err(why), passed_over: Vec::new() })
    }

    /// What the quantity of selected rows is divided by: the denominator of the same period, else
    /// of the nearest earlier one within its own reach.
    pub(crate) fn division(
        &self,
        query: &Query<'_>,
        indicator: IndicatorIx,
        s: &Selection,
    ) -> Result<Division, NoDenominator> {
        let per = self.method.indicators[indicator].per.as_ref();
        let Some(per) = per.filter(|_| self.method.steps.denominate && s.value.is_some()) else {
            return Ok(Division::Whole);
        };
        if s.status == Status::Nil {
            return Ok(Division::Zero);
        }
        let max_age = self.method.indicators[per.indicator].max_age;
        let of = |max_age: f64| {
            self.denominators(query, per.indicator, |q| q.newest(s.period, max_age)).flatten()
        };
        let Some(found) = of(max_age) else {
            let older = of(f64::INFINITY).map(|d| NoDenominator::TooOld(d.period));
            return Err(older.unwrap_or(NoDenominator::Missing));
        };
        match found.value {
            None => Err(NoDenominator::NotKnown(found.period)),
            Some(d) if d > 0.0 => {
                Ok(Division::By { denominator: d, factor: per.factor, rows: found.rows })
            }
            Some(_) => Err(NoDenominator::NotPositive(found.period)),
        }
    }
}
