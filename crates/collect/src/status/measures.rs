//! Agreement and severity of the raters of a round.

use std::collections::BTreeMap;

use ideal_composite::agreement::{AlphaBootstrap, Level, Measures};
use ideal_composite::moments::{median, quantile};
use ideal_composite::ratings::{Rating, Ratings};
use ideal_composite::severity::severity;
use ideal_model::Finding;

use super::answers::Answers;
use super::{ItemAgreement, RaterSeverity};
use crate::error::CollectError;
use crate::returned::ratings_path;
use crate::round::{Item, Round};
use crate::workbook::Block;

/// The ratings of rows by raters, each row a unit.
fn table<'a>(
    round: &Round,
    answers: &Answers<'_>,
    rated: impl Iterator<Item = (&'a str, usize, f64)>,
) -> Result<Ratings, CollectError> {
    let mut units: BTreeMap<&str, usize> = BTreeMap::new();
    let mut all = Vec::new();
    for (id, rater, value) in rated {
        let next = units.len();
        let unit = *units.entry(id).or_insert(next);
        all.push(Rating { unit, rater, value });
    }
    Ratings::new(units.len(), answers.raters.len(), &all).map_err(|e| {
        let finding = Finding::error("bad-ratings", e.to_string());
        CollectError::Round(vec![finding.in_file(ratings_path(&round.id))])
    })
}

/// How far raters agree on each item of the round.
pub(super) fn items(
    round: &Round,
    answers: &Answers<'_>,
) -> Result<Vec<ItemAgreement>, CollectError> {
    round.items.iter().map(|item| agreement(round, item, answers)).collect()
}

fn agreement(
    round: &Round,
    item: &Item,
    answers: &Answers<'_>,
) -> Result<ItemAgreement, CollectError> {
    let level = Level::Interval;
    let rated = answers.numbers().filter(|(_, row, _)| row.item.code == item.code);
    let ratings = table(round, answers, rated.map(|(a, row, y)| (row.id.as_str(), a.rater, y)))?;
    let found = Measures::of(&ratings, level, AlphaBootstrap::default());
    let interval = found.interval.ok();
    Ok(ItemAgreement {
        indicator: item.code.clone(),
        level: level.word(),
        raters: found.raters,
        units: found.units,
        alpha: found.alpha.ok(),
        alpha_low: interval.map(|i| i.low),
        alpha_high: interval.map(|i| i.high),
        icc: found.icc.ok().map(|i| i.single),
        w: found.w.ok().map(|w| w.w),
        spread: spread(round, item, answers),
    })
}

/// By panel, how far ratings of own territories lie from the median of their row.
fn spread(round: &Round, item: &Item, answers: &Answers<'_>) -> Vec<Option<[f64; 5]>> {
    let mut by_row: BTreeMap<(usize, usize), Vec<f64>> = BTreeMap::new();
    for (answer, row, value) in answers.numbers() {
        if row.block == Block::Own && row.item.code == item.code {
            by_row.entry((answer.panel, answer.row)).or_default().push(value);
        }
    }
    let mut distances: Vec<Vec<f64>> = vec![Vec::new(); round.panels.len()];
    for ((panel, _), values) in by_row.iter().filter(|(_, values)| values.len() > 1) {
        if let (Some(middle), Some(distances)) = (median(values), distances.get_mut(*panel)) {
            distances.extend(values.iter().map(|y| y - middle));
        }
    }
    let five = |values: &Vec<f64>| {
        let at = |p: f64| quantile(values, p);
        Some([at(0.0)?, at(0.25)?, at(0.5)?, at(0.75)?, at(1.0)?])
    };
    distances.iter().map(five).collect()
}

/// How much higher than others each rater rates, over all items in points of 0 to 100.
pub(super) fn severities(
    round: &Round,
    answers: &Answers<'_>,
) -> Result<Vec<RaterSeverity>, CollectError> {
    let rated = answers.numbers().map(|(answer, row, value)| {
        let [low, high] = row.item.scale;
        (row.id.as_str(), answer.rater, 100.0 * (value - low) / (high - low))
    });
    let found = severity(&table(round, answers, rated)?);
    let parts = &found.parts;
    // The panels of each connected part: two at most, which is enough to know.
    let mut panels: BTreeMap<usize, [usize; 2]> = BTreeMap::new();
    for ((panel, _), part) in answers.raters.iter().zip(parts) {
        let seen = panels.entry(*part).or_insert([*panel; 2]);
        if *panel != seen[0] {
            seen[1] = *panel;
        }
    }
    let raters = answers.raters.iter().zip(parts).zip(&found.raters);
    Ok(raters
        .map(|(((_, key), part), effect)| RaterSeverity {
            panel: key.panel.clone(),
            rater: key.rater.clone(),
            severity: effect.map(|e| e.severity),
            // Where nothing is found to differ, the model is sure of nothing either.
            se: effect
                .map(|e| e.se)
                .filter(|_| found.spread.as_ref().is_ok_and(|s| s.raters > 0.0)),
            connected: panels.get(part).is_some_and(|[a, b]| a != b),
            part: *part,
        })
        .collect())
}
