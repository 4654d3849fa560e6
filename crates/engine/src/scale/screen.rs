//! Screening: units of which too little is known are left out.

use std::collections::BTreeMap;

use ideal_model::method::{Screen, ScreenBy};
use ideal_model::{Finding, TerritoryIx};

use crate::frame::Frame;
use crate::scale::population::{Populations, StepInputs};

/// A unit by territory and position among its units.
type UnitAt = (TerritoryIx, usize);

/// How much is known about a unit.
#[derive(Default)]
struct Known {
    leaves: usize,
    available: usize,
    zero: usize,
}

impl Known {
    #[expect(clippy::cast_precision_loss, reason = "counts of leaves")]
    fn share(&self, by: ScreenBy) -> f64 {
        match by {
            ScreenBy::Available => self.available as f64 / self.leaves as f64,
            // One division, as for a threshold that a share meets exactly; nothing known is nothing
            // that counts.
            ScreenBy::NonZero => (self.available - self.zero) as f64 / self.available.max(1) as f64,
        }
    }
}

/// Screens units by how much is known about them.
pub(crate) fn screen(out: &mut Populations, inputs: &StepInputs<'_>, step: Screen) {
    let mut units: BTreeMap<UnitAt, Known> = BTreeMap::new();
    for c in inputs.columns.values().flatten() {
        let known = units.entry((c.at.territory, c.unit)).or_default();
        known.leaves += 1;
        if let Some(x) = out.value(inputs, c) {
            known.available += 1;
            known.zero += usize::from(x == 0.0);
        }
    }
    let below: Vec<UnitAt> = units
        .iter()
        .filter(|(_, k)| k.share(step.by) < step.threshold)
        .map(|(at, _)| *at)
        .collect();
    out.screened = vec![vec![false; inputs.frame.units_per_territory()]; inputs.raw.len()];
    for &(territory, unit) in &below {
        out.screened[territory.get()][unit] = true;
    }
    if !below.is_empty() {
        let all: Vec<UnitAt> = units.into_keys().collect();
        out.findings.push(say_screened(inputs.frame, step, &below, &all));
    }
}

/// What screening left out of the units: an error where that is all of them.
fn say_screened(frame: &Frame, step: Screen, out: &[UnitAt], units: &[UnitAt]) -> Finding {
    const NAMED: usize = 5;
    let a = &frame.assessment;
    let editions = frame.editions();
    let what = match step.by {
        ScreenBy::Available => {
            format!("less than {} of their indicators have a value", step.threshold)
        }
        ScreenBy::NonZero => format!("less than {} of their values are not zero", step.threshold),
    };
    let all = out.len() == units.len();
    let mut message = format!("screening left out {} of {} units: {what}", out.len(), units.len());
    if all {
        message.push_str("; nothing is left to score");
    } else {
        let more = if out.len() > NAMED {
            format!(" and {} more", out.len() - NAMED)
        } else {
            String::new()
        };
        let names: Vec<String> = out.iter().take(NAMED).map(|at| name(frame, *at)).collect();
        message.push_str(&format!(" ({}{more})", names.join(", ")));
        let of = |list: &[UnitAt], e: usize| {
            list.iter().filter(|(_, unit)| unit % editions == e).count()
        };
        for (e, edition) in a.editions.iter().enumerate() {
            if of(units, e) > 0 && of(units, e) == of(out, e) {
                message.push_str(&format!("; nothing is left of {edition}"));
            }
        }
    }
    let hint = "lower the `threshold` of `screen`, or leave `screen` out";
    if all { Finding::error("screened", message) } else { Finding::warning("screened", message) }
        .in_file(&a.method_file)
        .hint(hint)
}

fn name(frame: &Frame, (t, unit): UnitAt) -> String {
    let a = &frame.assessment;
    let territory = a.territories.get(t.get()).map_or("", |t| t.code.as_str());
    let area = a
        .crime_areas
        .get(unit / frame.editions())
        .map_or_else(String::new, |c| format!("/{}", c.code));
    let edition =
        a.editions.get(unit % frame.editions()).map_or_else(String::new, |e| format!("@{e}"));
    format!("{territory}{area}{edition}")
}
