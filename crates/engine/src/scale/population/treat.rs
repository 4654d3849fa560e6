//! Treatment of outliers, column by column of an edition.

use ideal_composite::treat::{Limits, Point, Stage, Transform, Treatment, treat};
use ideal_model::method::TreatThen;
use ideal_model::{Finding, Treated};

use super::{Cell, Ground, Populations, spread};

/// The composite function of the second step.
fn transform(then: TreatThen) -> Transform {
    match then {
        TreatThen::LogCt => Transform::LogCt,
        TreatThen::LogCtOrig => Transform::LogCtOrig,
        TreatThen::LogCtPlus => Transform::LogCtPlus,
        TreatThen::LogGii => Transform::LogGii,
        TreatThen::BoxCox(lambda) => Transform::BoxCox { lambda },
    }
}

/// Skewness and kurtosis as a message shows them.
fn shape(s: &Stage) -> String {
    let number = |x: Option<f64>| x.map_or_else(|| "none".to_owned(), |x| format!("{x:.2}"));
    format!("skewness {}, kurtosis {}", number(s.skewness), number(s.kurtosis))
}

impl Populations {
    /// Winsorises and transforms as the method asks. An indicator with fixed posts is winsorised only, as a transformed value
    /// is in another unit than its posts; so is one with a transform of its own, which would come on top.
    pub(super) fn treat(&mut self, ground: &Ground<'_>) {
        let a = ground.frame.assessment;
        let m = &*a.method;
        let Some(step) = m.steps.treat else { return };
        let limits = Limits { skewness: step.skewness, kurtosis: step.kurtosis };
        for ((edition, indicator), cells) in &ground.columns {
            let (members, others): (Vec<Cell>, Vec<Cell>) = cells.iter().partition(|c| self.counts(c));
            let column: Vec<f64> = members.iter().map(|c| self.value(ground, c).unwrap_or(f64::NAN)).collect();
            let fixed = ground.rulers[*indicator].is_some();
            let kept = fixed || m.indicators[*indicator].transform.is_some();
            let spec = Treatment {
                combine: step.combine,
                ..Treatment::standard(step.winsorise as usize, limits, step.then.filter(|_| !kept).map(transform))
            };
            let done = treat(&column, &spec);
            let what = format!("`{}` in {}", m.indicators[*indicator].code, a.editions[*edition]);
            if let Some(why) = &done.untouched {
                let too_few = matches!(why, ideal_composite::treat::TreatError::Undecidable { .. });
                if !too_few {
                    self.findings.push(Finding::warning("untreated", format!("{what} is left as it is, outliers included: {why}")));
                }
                continue;
            }
            let (Some(before), Some(after)) = (done.stages.first(), done.stages.last()) else { continue };
            let transformed = done.points.contains(&Some(Point::Transformed));
            for ((c, point), (was, is)) in members.iter().zip(&done.points).zip(column.iter().zip(&done.values)) {
                if was == is || !is.is_finite() {
                    continue;
                }
                self.changed.insert(c.key(), *is);
                let mark = match (point, step.then) {
                    (Some(Point::High), _) => Some(Treated::High),
                    (Some(Point::Low), _) => Some(Treated::Low),
                    (Some(Point::Transformed), Some(then)) => Some(Treated::Transformed(then)),
                    _ => None,
                };
                if let Some(mark) = mark {
                    self.treated.insert(c.key(), mark);
                }
            }
            let counted = if transformed {
                let Some(then) = step.then else { continue };
                self.transform_all(ground, &members, &others, &column, done.winsorised, then, &spec);
                done.points.iter().flatten().count()
            } else {
                done.winsorised
            };
            if counted > 0 {
                let by = match step.then {
                    Some(then) if transformed => format!("transformed by `{}`", then.word()),
                    _ => "winsorised".to_owned(),
                };
                let mut f = Finding::note("treated", format!("{what} is {by}: {} before, {} after", shape(before), shape(after)));
                f.count = counted as u64;
                self.findings.push(f);
            }
            if after.pass == Some(false) {
                let why = if fixed && step.then.is_some() {
                    "it is normalised by fixed posts, which are in another unit than a transformed value, so it is winsorised only"
                } else if kept && step.then.is_some() {
                    "it has a `transform` of its own, so it is winsorised only"
                } else {
                    "the method's treatment has nothing more"
                };
                self.findings
                    .push(Finding::note("still-skewed", format!("{what} does not pass the test of outliers: {}; {why}", shape(after))));
            }
        }
    }

    /// Carries a transformation of the population to what does not belong to it, and to the errors of everything.
    #[expect(clippy::too_many_arguments, reason = "one caller")]
    fn transform_all(
        &mut self,
        ground: &Ground<'_>,
        members: &[Cell],
        others: &[Cell],
        column: &[f64],
        winsorised: usize,
        then: TreatThen,
        spec: &Treatment,
    ) {
        // The function is that of the values it was made from.
        let from = match spec.winsorise {
            Some(w) if spec.combine && winsorised > 0 => w.apply(column).map_or_else(|_| column.to_vec(), |done| done.values),
            _ => column.to_vec(),
        };
        let Ok(f) = transform(then).function(&from) else { return };
        let finite = |x: f64| Some(f(x)).filter(|y| y.is_finite());
        let cells = members.iter().zip(column.iter().copied()).chain(others.iter().zip(std::iter::repeat(f64::NAN)));
        for (c, before) in cells {
            let outside = !self.treated.contains_key(&c.key());
            let x = if before.is_nan() { self.value(ground, c) } else { Some(before) };
            let Some(x) = x else { continue };
            let errors = self.errors(ground.raw, c.territory, c.leaf).through(|e| spread(finite, x, e));
            self.errors.insert(c.key(), errors);
            if outside && before.is_nan() {
                let y = finite(x).unwrap_or(f64::NAN);
                self.changed.insert(c.key(), y);
                self.treated.insert(c.key(), Treated::Transformed(then));
                if y.is_nan() {
                    let leaf = &ground.raw[c.territory].leaves[c.leaf];
                    let code = &ground.frame.assessment.territories[c.territory].code;
                    let what = format!(
                        "`{}` is {x} for {code}, which the transformation of its outliers does not take; it counts as missing",
                        ground.frame.assessment.method.indicators[leaf.indicator].code
                    );
                    let hint = "it does not belong to the population that the transformation was made from";
                    self.findings.push(Finding::warning("beyond-treatment", what).hint(hint));
                }
            }
        }
    }
}
