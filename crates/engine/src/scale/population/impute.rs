//! Imputation from other units or from the unit's own other indicators.

use std::collections::{BTreeMap, BTreeSet};

use ideal_composite::impute::{Scale, Statistic as Of, rows};
use ideal_composite::moments::{mean, sd};
use ideal_composite::normalise::Direction as Way;
use ideal_model::Finding;
use ideal_model::method::{Among, Direction, Impute, Statistic};
use ndarray::Array2;

use super::{Cell, Ground, Populations, spread};
use crate::scale::normalise::{Ruler, sd_of_grade};

fn composite(statistic: Statistic) -> Of {
    match statistic {
        Statistic::Mean => Of::Mean,
        Statistic::Median => Of::Median,
    }
}

/// Where a quantity stands on its indicator's scale, 0..=1, and back: the scale on which a row is read.
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

impl Populations {
    /// Fills the missing values of every column by a statistic of the available ones, within groups where there are any.
    pub(super) fn impute_columns(&mut self, ground: &Ground<'_>, statistic: Statistic) {
        let a = ground.frame.assessment;
        let grouped = !a.impute_groups.is_empty();
        let group = |c: &Cell| a.impute_groups.get(c.territory).cloned().flatten();
        for cells in ground.columns.values() {
            let mut by_group: BTreeMap<Option<String>, Vec<f64>> = BTreeMap::new();
            let mut gaps: Vec<(&Cell, Option<String>)> = Vec::new();
            for c in cells.iter().filter(|c| c.member) {
                let g = group(c);
                match self.value(ground, c) {
                    Some(x) => by_group.entry(g).or_default().push(x),
                    // A unit without a group stays missing, as there is nothing it could be compared with.
                    None if grouped && g.is_none() => {}
                    None => gaps.push((c, g)),
                }
            }
            for (c, g) in gaps {
                let Some(values) = by_group.get(&g) else { continue };
                if let Some(x) = composite(statistic).of(values) {
                    self.changed.insert(c.key(), x);
                    self.imputed.insert(c.key(), sd(values).unwrap_or(0.0));
                }
            }
        }
    }

    /// Fills the missing values of every unit by a statistic of its other indicators.
    pub(super) fn impute_rows(&mut self, ground: &Ground<'_>, statistic: Statistic, among: Among) {
        let m = &*ground.frame.assessment.method;
        for edition in 0..ground.frame.editions() {
            let columns: Vec<(usize, &Vec<Cell>)> =
                ground.columns.iter().filter(|((e, _), _)| *e == edition).map(|((_, i), cells)| (*i, cells)).collect();
            let units: BTreeSet<(usize, usize)> =
                columns.iter().flat_map(|(_, cells)| cells.iter()).map(|c| (c.territory, c.unit)).collect();
            let units: Vec<(usize, usize)> = units.into_iter().collect();
            let mut xs = Array2::from_elem((units.len(), columns.len()), f64::NAN);
            // The error of each position: a value made from others is no surer than they are.
            let mut errors = xs.clone();
            let mut gaps: Vec<(usize, usize, &Cell)> = Vec::new();
            let mut positions = Vec::with_capacity(columns.len());
            for (j, (indicator, cells)) in columns.iter().enumerate() {
                let known = cells.iter().filter(|c| c.member).filter_map(|c| self.value(ground, c));
                let (low, high) = known.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), x| (l.min(x), h.max(x)));
                let position = match ground.rulers[*indicator] {
                    Some(ruler) => Some(Position::Ruler(ruler)),
                    None if low > high => None,
                    None => Some(Position::Ends { low, high, down: m.indicators[*indicator].direction == Direction::Down }),
                };
                for c in *cells {
                    let Ok(k) = units.binary_search(&(c.territory, c.unit)) else { continue };
                    match self.value(ground, c) {
                        Some(x) => {
                            let place = |x: f64| position.as_ref().and_then(|p| p.of(m.scale, x));
                            let leaf = &ground.raw[c.territory].leaves[c.leaf];
                            let graded = sd_of_grade(m, leaf.grade) / 100.0;
                            xs[[k, j]] = place(x).unwrap_or(f64::NAN);
                            errors[[k, j]] = leaf.se.map_or(graded, |se| spread(place, x, se)).hypot(spread(place, x, leaf.disagreement));
                        }
                        None => gaps.push((k, j, c)),
                    }
                }
                positions.push(position);
            }
            let groups: Option<Vec<usize>> =
                (among == Among::Siblings).then(|| columns.iter().map(|(i, _)| m.indicators[*i].parent.unwrap_or(usize::MAX)).collect());
            let up = vec![Way::Up; columns.len()];
            let Ok(filled) = rows(xs.view(), &up, groups.as_deref(), composite(statistic), Scale::Raw) else { continue };
            for (k, j, c) in gaps {
                let (position, Some(scale)) = (filled[[k, j]], positions[j].as_ref()) else { continue };
                if position.is_nan() {
                    continue;
                }
                let x = scale.quantity(m.scale, position);
                if !x.is_finite() {
                    continue;
                }
                let group = |j: usize| groups.as_ref().and_then(|g| g.get(j)).copied();
                let others: Vec<usize> = (0..columns.len()).filter(|&o| group(o) == group(j) && !xs[[k, o]].is_nan()).collect();
                let of = |from: &Array2<f64>| others.iter().map(|&o| from[[k, o]]).collect::<Vec<f64>>();
                let wide = sd(&of(&xs)).unwrap_or(0.0).hypot(mean(&of(&errors)).unwrap_or(0.0));
                // How far one standard deviation of the positions reaches in the indicator's own unit.
                let at = |p: f64| scale.quantity(m.scale, p.clamp(0.0, 1.0));
                self.changed.insert(c.key(), x);
                self.imputed.insert(c.key(), mean(&[(at(position + wide) - x).abs(), (at(position - wide) - x).abs()]).unwrap_or(0.0));
            }
        }
    }

    /// One note per indicator with imputed values.
    pub(super) fn say_imputed(&mut self, ground: &Ground<'_>) {
        let a = ground.frame.assessment;
        let Some(step) = &a.method.steps.impute else { return };
        let by = match step {
            Impute::Column { group: Some(group), .. } => format!("the {} of the other units of their `{group}`", step.word()),
            Impute::Column { .. } => format!("the {} of the other units", step.word()),
            Impute::Row { among: Among::All, .. } => format!("the {} of the unit's other indicators, on one scale", step.word()),
            Impute::Row { among: Among::Siblings, .. } => {
                format!("the {} of the unit's other indicators under the same node, on one scale", step.word())
            }
            Impute::Time { .. } => format!("`{}` along the unit's own series", step.word()),
        };
        let mut counts: BTreeMap<usize, u64> = BTreeMap::new();
        for ((_, indicator), cells) in &ground.columns {
            let imputed = |c: &&Cell| self.imputed.contains_key(&c.key()) || ground.raw[c.territory].leaves[c.leaf].imputed.is_some();
            let n = cells.iter().filter(imputed).count() as u64;
            if n > 0 {
                *counts.entry(*indicator).or_default() += n;
            }
        }
        for (indicator, count) in counts {
            let mut f = Finding::note(
                "imputed",
                format!("`{}`: missing values were imputed by {by}, as the method's [steps] ask", a.method.indicators[indicator].code),
            )
            .hint("the cells are marked in the table of indicators; no observation stands behind them");
            f.count = count;
            self.findings.push(f);
        }
    }
}
