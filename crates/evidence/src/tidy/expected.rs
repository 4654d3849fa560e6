//! What the values of an indicator can be, as the method, the project's own table and the catalogue
//! say.

use ideal_model::{Finding, Value, shortest};

use super::known::Known;
use super::layout::shortened;
use super::stated::Stated;
use crate::findings::FileFindings;
use crate::units::Unit;

/// What is expected of the rows of every indicator met so far.
#[derive(Debug, Default)]
pub(super) struct Expected {
    /// By the index of the indicator.
    of: Vec<Option<OfIndicator>>,
}

#[derive(Debug)]
struct OfIndicator {
    stated: Stated,
    /// The stated units that are understood.
    units: Vec<Unit>,
    /// The first unit of its rows that contradicts nothing.
    first: Option<(String, Option<Unit>)>,
    /// The unit of the row before, with whether it contradicts what is stated.
    last: Option<(String, Option<Unit>, bool)>,
}

/// A row as far as it is judged here.
pub(super) struct Judged<'a> {
    pub(super) index: u32,
    pub(super) code: &'a str,
    pub(super) unit: &'a str,
    pub(super) value: Value,
    pub(super) line: u64,
    /// Where its value and its unit stand, for the end of a sentence.
    pub(super) at_value: &'a dyn Fn() -> String,
}

impl Expected {
    /// What is stated of an indicator of which a row is judged already.
    pub(super) fn stated(&self, index: u32) -> Option<&Stated> {
        self.of.get(index as usize)?.as_ref().map(|of| &of.stated)
    }

    /// Reports a value off its closed scale, a unit that contradicts the indicator's, two units, a
    /// fraction of a count.
    pub(super) fn judge(
        &mut self,
        known: &Known<'_>,
        row: &Judged<'_>,
        findings: &mut FileFindings,
    ) {
        let index = row.index as usize;
        if self.of.len() <= index {
            self.of.resize_with(index + 1, || None);
        }
        let Some(slot) = self.of.get_mut(index) else { return };
        let of = slot.get_or_insert_with(|| {
            let stated = known.stated(row.code);
            let units = stated.units.iter().filter_map(|u| Unit::read(&u.words)).collect();
            OfIndicator { stated, units, first: None, last: None }
        });
        let Value::Number(x) = row.value else {
            of.unit(row, findings);
            return;
        };
        if let Some((scale, place)) = of.stated.scale.as_ref().filter(|(s, _)| !s.holds(x)) {
            findings.add("outside-scale", row.code, row.line, || {
                let message = format!(
                    "`{}` is on a scale of {scale}, and the row says {}{}",
                    row.code,
                    shortest(x),
                    (row.at_value)()
                );
                Finding::error("outside-scale", message).hint(format!(
                    "the scale is declared in {place}: bring the value to it, or empty the \
                     cell; is the unit of the row right?"
                ))
            });
        }
        of.unit(row, findings);
        let own = of.last.as_ref().and_then(|(_, unit, _)| unit.as_ref());
        let all = |is: fn(&Unit) -> bool| {
            own.map_or_else(|| !of.units.is_empty() && of.units.iter().all(is), is)
        };
        let unit = of
            .last
            .as_ref()
            .map(|(words, ..)| words.as_str())
            .or_else(|| of.stated.units.first().map(|u| u.words.as_str()));
        if x < 0.0 && all(Unit::starts_at_zero) {
            findings.add("negative-quantity", row.code, row.line, || {
                let message = format!(
                    "`{}` is in `{}`, and the row says {}",
                    row.code,
                    unit.unwrap_or_default(),
                    shortest(x)
                );
                Finding::warning("negative-quantity", message).hint(
                    "nothing of this unit is less than none; a code for a missing value (-99) \
                           is written as an empty cell",
                )
            });
        }
        if all(Unit::is_count) && x.fract() != 0.0 {
            findings.add("fraction-of-a-count", row.code, row.line, || {
                let message = format!(
                    "`{}` is a count (`{}`), and the row says {}",
                    row.code,
                    unit.unwrap_or_default(),
                    shortest(x)
                );
                Finding::warning("fraction-of-a-count", message).hint(
                    "if it is a rate or a figure in thousands, write its own unit in the \
                           row; if the point stands between thousands, declare thousands = \
                           \".\" for the file in assessment.toml",
                )
            });
        }
    }
}

impl OfIndicator {
    fn unit(&mut self, row: &Judged<'_>, findings: &mut FileFindings) {
        if row.unit.is_empty() {
            self.last = None;
            return;
        }
        if self.last.as_ref().is_none_or(|(words, ..)| words != row.unit) {
            let unit = Unit::read(row.unit);
            let contradicts = unit.as_ref().is_some_and(|u| {
                !self.units.is_empty() && self.units.iter().all(|stated| u.contradicts(stated))
            });
            self.last = Some((row.unit.to_owned(), unit, contradicts));
        }
        let Some((words, unit, contradicts)) = &self.last else { return };
        if *contradicts {
            findings.add("other-unit", &format!("{} {words}", row.code), row.line, || {
                let stated = self.stated.units.first();
                let (unit, place) = stated.map_or(("", ""), |u| (&u.words, &u.place));
                let message = format!(
                    "the row is in `{}`, and `{}` is in `{unit}` ({place})",
                    shortened(words),
                    row.code
                );
                Finding::warning("other-unit", message).hint(
                    "values are compared as numbers, whatever their unit: convert the rows, \
                           or correct the unit",
                )
            });
            return;
        }
        let Some((first, known)) = &self.first else {
            self.first = Some((words.clone(), unit.clone()));
            return;
        };
        let differ = match (known, unit) {
            (Some(a), Some(b)) => a.contradicts(b),
            _ => first != words,
        };
        if differ {
            findings.add("two-units", &format!("{} {words}", row.code), row.line, || {
                Finding::warning(
                    "two-units",
                    format!(
                        "`{}` is in `{}` here and in `{first}` before",
                        row.code,
                        shortened(words)
                    ),
                )
                .hint("rows of one indicator are compared as numbers; give them one unit")
            });
        }
    }
}
