//! Imputation from other units or from the unit's own other indicators.

use std::collections::{BTreeMap, BTreeSet};

use ideal_composite::impute::Scale;
use ideal_composite::moments::{mean, sd};
use ideal_model::method::{Among, Direction, Impute, Statistic};
use ideal_model::{EditionIx, Finding, IndicatorIx, NodeIx, TerritoryIx};
use ndarray::Array2;

use crate::ids::Column;
use crate::scale::error::{sd_of_grade, spread};
use crate::scale::population::{Cell, Populations, StepInputs};
use crate::scale::ruler::Ruler;

/// Fills the missing values of every column by a statistic of the available ones, within groups
/// where there are any.
pub(crate) fn columns(out: &mut Populations, inputs: &StepInputs<'_>, statistic: Statistic) {
    let a = &inputs.frame.assessment;
    let grouped = !a.impute_groups.is_empty();
    let group = |c: &Cell| a.impute_groups.get(c.at.territory.get()).cloned().flatten();
    for cells in inputs.columns.values() {
        let mut by_group: BTreeMap<Option<String>, Vec<f64>> = BTreeMap::new();
        let mut gaps: Vec<(&Cell, Option<String>)> = Vec::new();
        for c in cells.iter().filter(|c| c.member) {
            let g = group(c);
            match out.value(inputs, c) {
                Some(x) => by_group.entry(g).or_default().push(x),
                // A unit without a group stays missing, as there is nothing it could be compared
                // with.
                None if grouped && g.is_none() => {}
                None => gaps.push((c, g)),
            }
        }
        for (c, g) in gaps {
            let Some(values) = by_group.get(&g) else { continue };
            if let Some(x) = statistic.of(values) {
                if x.is_infinite() {
                    out.findings.push(endless(inputs, c));
                    continue;
                }
                out.changed.insert(c.at, x);
                out.imputed.insert(c.at, sd(values).unwrap_or(0.0));
            }
        }
    }
}

/// The error for a statistic that passes the largest number.
fn endless(inputs: &StepInputs<'_>, c: &Cell) -> Finding {
    let a = &inputs.frame.assessment;
    let indicator = inputs.leaf(c.at).indicator;
    let message = format!(
        "what `{}` of {} is imputed from passes the largest number there is",
        a.method.indicators[indicator].code, a.territories[c.at.territory].code
    );
    Finding::error("overflow", message).hint("are the values of the others right?")
}

/// Fills the missing values of every unit by a statistic of its other indicators.
pub(crate) fn rows(
    out: &mut Populations,
    inputs: &StepInputs<'_>,
    statistic: Statistic,
    among: Among,
) {
    for edition in EditionIx::all(inputs.frame.editions()) {
        let table = UnitTable::new(out, inputs, edition, among);
        let up = vec![Direction::Up; table.positions.len()];
        let filled = ideal_composite::impute::rows(
            table.xs.view(),
            &up,
            table.groups.as_deref(),
            statistic,
            Scale::Raw,
        );
        let Ok(filled) = filled else { continue };
        for gap in &table.gaps {
            if let Some((x, spread)) = table.filled(inputs, gap, filled[[gap.row, gap.column]]) {
                out.changed.insert(gap.cell.at, x);
                out.imputed.insert(gap.cell.at, spread);
            }
        }
    }
}

/// Where a quantity stands on its indicator's scale, 0..=1, and back: the scale on which a row is
/// read.
enum Position {
    Ruler(Ruler),
    /// Least and greatest value of the population, turned round where less is more.
    Ends {
        low: f64,
        high: f64,
        down: bool,
    },
}

impl Position {
    fn of(&self, scale: [f64; 2], x: f64) -> Option<f64> {
        match self {
            Position::Ruler(r) => r.score(x).map(|s| (s - scale[0]) / (scale[1] - scale[0])),
            // A column that does not vary gives nothing to the others.
            Position::Ends { low, high, .. } if low == high => None,
            Position::Ends { low, high, down: false } => Some((x - low) / (high - low)),
            Position::Ends { low, high, down: true } => Some((high - x) / (high - low)),
        }
    }

    fn quantity(&self, scale: [f64; 2], position: f64) -> f64 {
        match self {
            Position::Ruler(r) => r.quantity(scale[0] + position * (scale[1] - scale[0])),
            Position::Ends { low, high, down: false } => position * (high - low) + low,
            Position::Ends { low, high, down: true } => high - position * (high - low),
        }
    }
}

/// A missing value of a unit.
struct UnitGap<'a> {
    row: usize,
    column: usize,
    cell: &'a Cell,
}

/// The units of an edition, a row each, with their indicators as positions between 0 and 1.
struct UnitTable<'a> {
    /// Positions; NaN where there is none.
    xs: Array2<f64>,
    /// The error of each position: a value made from others is no surer than they are.
    errors: Array2<f64>,
    gaps: Vec<UnitGap<'a>>,
    /// What a column's positions are measured on, if anything is known of it.
    positions: Vec<Option<Position>>,
    /// The node above each column, where only siblings speak for one another.
    groups: Option<Vec<usize>>,
}

impl<'a> UnitTable<'a> {
    fn new(
        out: &Populations,
        inputs: &'a StepInputs<'_>,
        edition: EditionIx,
        among: Among,
    ) -> Self {
        let m = &*inputs.frame.assessment.method;
        let columns: Vec<(&Column, &Vec<Cell>)> =
            inputs.columns.iter().filter(|(c, _)| c.edition == edition).collect();
        let units: BTreeSet<(TerritoryIx, usize)> = columns
            .iter()
            .flat_map(|(_, cells)| cells.iter())
            .map(|c| (c.at.territory, c.unit))
            .collect();
        let units: Vec<(TerritoryIx, usize)> = units.into_iter().collect();
        let xs = Array2::from_elem((units.len(), columns.len()), f64::NAN);
        let parent = |c: &Column| m.indicators[c.indicator].parent.map_or(usize::MAX, NodeIx::get);
        let groups =
            (among == Among::Siblings).then(|| columns.iter().map(|(c, _)| parent(c)).collect());
        let mut table = UnitTable {
            errors: xs.clone(),
            xs,
            gaps: Vec::new(),
            positions: Vec::with_capacity(columns.len()),
            groups,
        };
        for (column, (of, cells)) in columns.into_iter().enumerate() {
            let position = measured_on(out, inputs, *of, cells);
            for cell in cells {
                let Ok(row) = units.binary_search(&(cell.at.territory, cell.unit)) else {
                    continue;
                };
                let Some(x) = out.value(inputs, cell) else {
                    table.gaps.push(UnitGap { row, column, cell });
                    continue;
                };
                let place = |x: f64| position.as_ref().and_then(|p| p.of(m.scale, x));
                let leaf = inputs.leaf(cell.at);
                let own = leaf.se.map_or_else(
                    || sd_of_grade(m, leaf.indicator, leaf.grade) / 100.0,
                    |se| spread(place, x, se),
                );
                table.xs[[row, column]] = place(x).unwrap_or(f64::NAN);
                table.errors[[row, column]] = libm::hypot(own, spread(place, x, leaf.disagreement));
            }
            table.positions.push(position);
        }
        table
    }

    /// The quantity of a gap that was filled with a position, and the spread of what that was made
    /// from.
    fn filled(
        &self,
        inputs: &StepInputs<'_>,
        gap: &UnitGap<'_>,
        position: f64,
    ) -> Option<(f64, f64)> {
        let range = inputs.frame.assessment.method.scale;
        let scale = self.positions.get(gap.column)?.as_ref().filter(|_| !position.is_nan())?;
        let x = Some(scale.quantity(range, position)).filter(|x| x.is_finite())?;
        let group = |j: usize| self.groups.as_ref().and_then(|g| g.get(j)).copied();
        let speaks = |o: &usize| group(*o) == group(gap.column) && !self.xs[[gap.row, *o]].is_nan();
        let others: Vec<usize> = (0..self.positions.len()).filter(speaks).collect();
        let of =
            |from: &Array2<f64>| others.iter().map(|&o| from[[gap.row, o]]).collect::<Vec<f64>>();
        let wide =
            libm::hypot(sd(&of(&self.xs)).unwrap_or(0.0), mean(&of(&self.errors)).unwrap_or(0.0));
        // How far one standard deviation of the positions reaches in the indicator's own unit.
        let at = |p: f64| scale.quantity(range, p.clamp(0.0, 1.0));
        let reach = mean(&[(at(position + wide) - x).abs(), (at(position - wide) - x).abs()]);
        Some((x, reach.unwrap_or(0.0)))
    }
}

/// The scale of a column: its posts, or the ends of its population.
fn measured_on(
    out: &Populations,
    inputs: &StepInputs<'_>,
    of: Column,
    cells: &[Cell],
) -> Option<Position> {
    if let Some(ruler) = inputs.rulers[of.indicator.get()] {
        return Some(Position::Ruler(ruler));
    }
    let known = cells.iter().filter(|c| c.member).filter_map(|c| out.value(inputs, c));
    let (low, high) =
        known.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), x| (l.min(x), h.max(x)));
    let down = inputs.frame.assessment.method.indicators[of.indicator].direction == Direction::Down;
    (low <= high).then_some(Position::Ends { low, high, down })
}

/// One note per indicator with imputed values.
pub(crate) fn say_imputed(out: &mut Populations, inputs: &StepInputs<'_>, step: &Impute) {
    let by = match step {
        Impute::Column { group: Some(group), .. } => {
            format!("the {} of the other units of their `{group}`", step.word())
        }
        Impute::Column { .. } => format!("the {} of the other units", step.word()),
        Impute::Row { among: Among::All, .. } => {
            format!("the {} of the unit's other indicators, on one scale", step.word())
        }
        Impute::Row { among: Among::Siblings, .. } => {
            format!(
                "the {} of the unit's other indicators under the same node, on one scale",
                step.word()
            )
        }
        Impute::Time { .. } => format!("`{}` along the unit's own series", step.word()),
    };
    let mut counts: BTreeMap<IndicatorIx, u64> = BTreeMap::new();
    for (column, cells) in &inputs.columns {
        let imputed =
            |c: &&Cell| out.imputed.contains_key(&c.at) || inputs.leaf(c.at).imputed.is_some();
        let n = cells.iter().filter(imputed).count() as u64;
        if n > 0 {
            *counts.entry(column.indicator).or_default() += n;
        }
    }
    for (indicator, count) in counts {
        let code = &inputs.frame.assessment.method.indicators[indicator].code;
        let message =
            format!("`{code}`: missing values were imputed by {by}, as the method's [steps] ask");
        let mut f = Finding::note("imputed", message).hint(
            "the cells are marked in the table of indicators; no observation stands behind them",
        );
        f.count = count;
        out.findings.push(f);
    }
}
