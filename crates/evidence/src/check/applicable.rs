//! Things of which some raters say how much there is, and others that they do not apply.

use std::collections::BTreeMap;

use ideal_model::{AssessmentInput, Finding, Findings, Observation, Period, Value};

use super::{listed, place};

/// Cells that a finding names, at most.
const NAMED: usize = 3;

/// Raters of a cell.
#[derive(Default)]
struct Cell {
    rated: usize,
    not_applicable: usize,
    /// The first row that says that it does not apply.
    first: u32,
}

/// A warning where raters differ on whether a thing applies: what most of those say who judged it
/// counts, and of as many on both sides the ratings.
pub(super) fn disputed(a: &AssessmentInput, out: &mut Findings) {
    let mut cells: BTreeMap<(u32, u32, Option<u32>, Period), Cell> = BTreeMap::new();
    let rows = (0_u32..).zip(&a.evidence.observations).filter(|(_, o)| o.rater.is_some());
    for (row, o) in rows {
        let key = (o.indicator, o.territory, o.crime_area, o.period);
        let cell = cells.entry(key).or_default();
        match o.value {
            Value::Number(_) | Value::Censored(_) | Value::Nil => cell.rated += 1,
            Value::NotApplicable => {
                if cell.not_applicable == 0 {
                    cell.first = row;
                }
                cell.not_applicable += 1;
            }
            Value::Unknown | Value::Missing => {}
        }
    }
    cells.retain(|_, cell| cell.rated > 0 && cell.not_applicable > 0);
    let Some(first) = cells.values().map(|c| c.first).min() else { return };
    let named: Vec<String> = cells.values().map(|c| said(a, c)).collect();
    let message = format!(
        "raters differ on whether it applies at all: {} ({})",
        listed(&named, NAMED),
        place(a, first)
    );
    out.push(Finding::warning("applies-or-not", message).hint(
        "what most of the raters say counts, and of as many on both sides the ratings; `ideal \
         explain` shows all rows, a second round asks again",
    ));
}

/// A cell with what is said of it and what comes of that.
fn said(a: &AssessmentInput, cell: &Cell) -> String {
    let of = |o: &Observation| {
        format!("{} {}", a.evidence.cell_of(o), a.evidence.indicators.code(o.indicator))
    };
    let name = a.evidence.observations.get(cell.first as usize).map(of).unwrap_or_default();
    let outcome = match cell.not_applicable.cmp(&cell.rated) {
        std::cmp::Ordering::Greater => "does not apply",
        std::cmp::Ordering::Equal => "a tie, the ratings stand",
        std::cmp::Ordering::Less => "the ratings stand",
    };
    format!("{name} ({} rate it, {} do not: {outcome})", cell.rated, cell.not_applicable)
}
