//! Steps that look at more than one value: imputation, screening, treatment, and every normalisation without fixed posts.
//!
//! The population of a column is the edition's assessed units that have a value, or those of all editions where the method
//! says so; publishers' aggregates are scored against it and never belong to it.

mod impute;
mod scale;
mod treat;

use std::collections::BTreeMap;

use ideal_model::method::{Impute, Screen, ScreenBy};
use ideal_model::{Finding, Posts, Status, Treated};

use crate::run::{Frame, TerritoryLeaves};
use crate::scale::normalise::{Ruler, in_population};
use crate::scale::refused::Refused;
use crate::select::index::Index;

pub(crate) use scale::Scored;

/// What the population steps made of the leaves. Leaves are keyed by territory and position.
#[derive(Default)]
pub(crate) struct Populations {
    /// Quantities that imputation or treatment changed.
    changed: BTreeMap<(usize, usize), f64>,
    /// Imputed leaves, with the spread of what they were made from, in the quantity's unit.
    imputed: BTreeMap<(usize, usize), f64>,
    treated: BTreeMap<(usize, usize), Treated>,
    /// Errors of leaves whose unit a transformation changed.
    errors: BTreeMap<(usize, usize), Errors>,
    scores: BTreeMap<(usize, usize), Scored>,
    pub(crate) screened: Vec<Vec<bool>>,
    pub(crate) posts: Vec<Posts>,
    pub(crate) findings: Vec<Finding>,
    /// Values that a transform does not take.
    pub(crate) refused: Refused,
}

/// Errors of a leaf, in the unit of its quantity.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Errors {
    /// Published standard error.
    pub se: Option<f64>,
    /// Half the range between sources.
    pub disagreement: f64,
    /// Spread of what an imputed value was made from.
    pub imputed: Option<f64>,
}

impl Errors {
    /// The errors on the other side of a function of the quantity.
    pub(crate) fn through(self, spread: impl Fn(f64) -> f64) -> Self {
        let at = |e: f64| if e > 0.0 { spread(e) } else { 0.0 };
        Errors { se: self.se.map(at), disagreement: at(self.disagreement), imputed: self.imputed.map(at) }
    }
}

/// Half the distance between what a function makes of one error less and one error more; on one side of `x` where the other
/// has no value.
pub(crate) fn spread(f: impl Fn(f64) -> Option<f64>, x: f64, e: f64) -> f64 {
    match (f(x - e), f(x), f(x + e)) {
        (Some(a), _, Some(b)) => (b - a).abs() / 2.0,
        (None, Some(here), Some(b)) => (b - here).abs(),
        (Some(a), Some(here), None) => (here - a).abs(),
        _ => 0.0,
    }
}

/// A leaf of a column: where it stands, and whether it belongs to the population.
#[derive(Clone, Copy)]
struct Cell {
    territory: usize,
    unit: usize,
    leaf: usize,
    member: bool,
}

impl Cell {
    fn key(&self) -> (usize, usize) {
        (self.territory, self.leaf)
    }
}

/// The cells to which each indicator applies, by edition and indicator.
type Columns = BTreeMap<(usize, usize), Vec<Cell>>;

/// What the steps read.
struct Ground<'a> {
    frame: &'a Frame<'a>,
    index: &'a Index<'a>,
    raw: &'a [TerritoryLeaves],
    rulers: &'a [Option<Ruler>],
    columns: Columns,
}

impl Populations {
    /// The quantity after imputation and treatment, where they changed it.
    pub(crate) fn quantity(&self, territory: usize, leaf: usize) -> Option<f64> {
        self.changed.get(&(territory, leaf)).copied()
    }

    /// What treatment made of a leaf.
    pub(crate) fn treated(&self, territory: usize, leaf: usize) -> Option<Treated> {
        self.treated.get(&(territory, leaf)).copied()
    }

    /// The score of a leaf that is normalised against a population.
    pub(crate) fn score(&self, territory: usize, leaf: usize) -> Option<Scored> {
        self.scores.get(&(territory, leaf)).copied()
    }

    /// Errors of a leaf after these steps.
    pub(crate) fn errors(&self, raw: &[TerritoryLeaves], territory: usize, leaf: usize) -> Errors {
        if let Some(e) = self.errors.get(&(territory, leaf)) {
            return *e;
        }
        let l = &raw[territory].leaves[leaf];
        match l.imputed.or_else(|| self.imputed.get(&(territory, leaf)).copied()) {
            Some(imputed) => Errors { imputed: Some(imputed), ..Errors::default() },
            None => Errors { se: l.se, disagreement: l.disagreement, imputed: None },
        }
    }

    /// Runs the steps the method asks for, in the Handbook's order. What stops the run is among the findings, and what a
    /// transform does not take in `refused`.
    pub(crate) fn build(frame: &Frame<'_>, index: &Index<'_>, raw: &[TerritoryLeaves], rulers: &[Option<Ruler>]) -> Self {
        let m = &*frame.assessment.method;
        let mut out = Populations::default();
        let needs = m.indicators.iter().zip(rulers).any(|(i, ruler)| i.parent.is_some() && ruler.is_none());
        if !needs && m.steps.impute.is_none() && m.steps.screen.is_none() && m.steps.treat.is_none() {
            return out;
        }
        let mut columns = Columns::new();
        for (t, territory) in raw.iter().enumerate() {
            let member = in_population(frame.assessment.territories[t].kind);
            for (unit, (_, edition, range)) in frame.units().enumerate() {
                for leaf in range {
                    let l = &territory.leaves[leaf];
                    if l.status != Status::NotApplicable {
                        columns.entry((edition, l.indicator)).or_default().push(Cell { territory: t, unit, leaf, member });
                    }
                }
            }
        }
        let ground = Ground { frame, index, raw, rulers, columns };
        match &m.steps.impute {
            None => {}
            Some(Impute::Column { statistic, .. }) => out.impute_columns(&ground, *statistic),
            Some(Impute::Row { statistic, among }) => out.impute_rows(&ground, *statistic, *among),
            // Done where the leaf was selected, from rows that are not.
            Some(Impute::Time { .. }) => {}
        }
        if m.steps.impute.is_some() {
            out.say_imputed(&ground);
        }
        out.screen(&ground);
        out.treat(&ground);
        out.normalise(&ground);
        out
    }

    /// The quantity of a cell as it stands.
    fn value(&self, ground: &Ground<'_>, c: &Cell) -> Option<f64> {
        self.quantity(c.territory, c.leaf).or(ground.raw[c.territory].leaves[c.leaf].denominated)
    }

    /// Whether a cell belongs to the population.
    fn counts(&self, c: &Cell) -> bool {
        c.member && !self.is_screened(c)
    }

    /// Whether screening leaves the unit of a cell out.
    fn is_screened(&self, c: &Cell) -> bool {
        self.screened.get(c.territory).and_then(|s| s.get(c.unit)).copied().unwrap_or(false)
    }

    /// Screens units by how much is known about them.
    fn screen(&mut self, ground: &Ground<'_>) {
        let Some(step) = ground.frame.assessment.method.steps.screen else { return };
        let mut counts: BTreeMap<(usize, usize), (usize, usize, usize)> = BTreeMap::new(); // leaves, available, zero
        for c in ground.columns.values().flatten() {
            let n = counts.entry((c.territory, c.unit)).or_default();
            n.0 += 1;
            if let Some(x) = self.value(ground, c) {
                n.1 += 1;
                n.2 += usize::from(x == 0.0);
            }
        }
        self.screened = vec![vec![false; ground.frame.units_per_territory()]; ground.raw.len()];
        let units: Vec<(usize, usize)> = counts.keys().copied().collect();
        let mut out = Vec::new();
        for ((t, unit), (leaves, available, zero)) in counts {
            #[expect(clippy::cast_precision_loss, reason = "counts of leaves")]
            let share = match step.by {
                ScreenBy::Available => available as f64 / leaves as f64,
                // One division, as for a threshold that a share meets exactly; nothing known is nothing that counts.
                ScreenBy::NonZero => (available - zero) as f64 / available.max(1) as f64,
            };
            if share < step.threshold {
                self.screened[t][unit] = true;
                out.push((t, unit));
            }
        }
        if !out.is_empty() {
            self.findings.push(say_screened(ground.frame, step, &out, &units));
        }
    }
}

/// What screening left out of the units: an error where that is all of them.
fn say_screened(frame: &Frame<'_>, step: Screen, out: &[(usize, usize)], units: &[(usize, usize)]) -> Finding {
    const NAMED: usize = 5;
    let a = frame.assessment;
    let editions = frame.editions();
    let name = |&(t, unit): &(usize, usize)| {
        let territory = a.territories.get(t).map_or("", |t| t.code.as_str());
        let area = a.crime_areas.get(unit / editions).map_or_else(String::new, |c| format!("/{}", c.code));
        let edition = a.editions.get(unit % editions).map_or_else(String::new, |e| format!("@{e}"));
        format!("{territory}{area}{edition}")
    };
    let what = match step.by {
        ScreenBy::Available => format!("less than {} of their indicators have a value", step.threshold),
        ScreenBy::NonZero => format!("less than {} of their values are not zero", step.threshold),
    };
    let all = out.len() == units.len();
    let mut message = format!("screening left out {} of {} units: {what}", out.len(), units.len());
    if all {
        message.push_str("; nothing is left to score");
    } else {
        let more = if out.len() > NAMED { format!(" and {} more", out.len() - NAMED) } else { String::new() };
        let names: Vec<String> = out.iter().take(NAMED).map(name).collect();
        message.push_str(&format!(" ({}{more})", names.join(", ")));
        let of = |list: &[(usize, usize)], e: usize| list.iter().filter(|(_, unit)| unit % editions == e).count();
        for (e, edition) in a.editions.iter().enumerate() {
            if of(units, e) > 0 && of(units, e) == of(out, e) {
                message.push_str(&format!("; nothing is left of {edition}"));
            }
        }
    }
    let hint = "lower the `threshold` of `screen`, or leave `screen` out";
    if all { Finding::error("screened", message) } else { Finding::warning("screened", message) }.in_file(&a.method_file).hint(hint)
}
