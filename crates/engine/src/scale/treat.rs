//! Treatment of outliers, column by column of an edition.

use ideal_composite::treat::{
    Limits, Point, Stage, Transform, Treated as Outcome, Treatment, treat,
};
use ideal_model::method::{Treat, transform_word};
use ideal_model::{Finding, Treated};

use crate::ids::Column;
use crate::scale::error::spread;
use crate::scale::population::{Cell, Populations, StepInputs};

/// Skewness and kurtosis as a message shows them.
fn shape(s: &Stage) -> String {
    let number = |x: Option<f64>| x.map_or_else(|| "none".to_owned(), |x| format!("{x:.2}"));
    format!("skewness {}, kurtosis {}", number(s.skewness), number(s.kurtosis))
}

/// What keeps a column from being transformed: it is winsorised only.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Hindrance {
    /// Nothing.
    No,
    /// Fixed posts: a transformed value is in another unit than they are.
    Posts,
    /// A transform of its own, on top of which another would come.
    Transform,
}

/// A column under treatment.
struct Treating<'a> {
    /// What it is, as messages say.
    what: String,
    kept: Hindrance,
    spec: Treatment,
    then: Option<Transform>,
    /// The cells of the population.
    members: Vec<Cell>,
    /// Those that do not belong to it.
    others: Vec<Cell>,
    /// The population's values before; NaN where there is none.
    values: Vec<f64>,
    inputs: &'a StepInputs<'a>,
}

/// Winsorises and transforms as the method asks. An indicator with fixed posts is winsorised only,
/// as a transformed value is in another unit than its posts; so is one with a transform of its own,
/// which would come on top.
pub(crate) fn treat_columns(out: &mut Populations, inputs: &StepInputs<'_>, step: &Treat) {
    for (column, cells) in &inputs.columns {
        let column = Treating::new(out, inputs, step, *column, cells);
        let done = treat(&column.values, &column.spec);
        if let Some(why) = &done.untouched {
            let too_few = matches!(why, ideal_composite::treat::TreatError::Undecidable { .. });
            if !too_few {
                let message = format!("{} is left as it is, outliers included: {why}", column.what);
                out.findings.push(Finding::warning("untreated", message));
            }
            continue;
        }
        column.mark(out, &done);
        let transformed = done.points.contains(&Some(Point::Transformed));
        if transformed {
            column.transform_all(out, &done);
        }
        column.say(out, &done, transformed);
    }
}

impl<'a> Treating<'a> {
    fn new(
        out: &Populations,
        inputs: &'a StepInputs<'a>,
        step: &Treat,
        column: Column,
        cells: &[Cell],
    ) -> Self {
        let indicator = &inputs.frame.assessment.method.indicators[column.indicator];
        let (members, others): (Vec<Cell>, Vec<Cell>) = cells.iter().partition(|c| out.counts(c));
        let kept = if inputs.rulers[column.indicator.get()].is_some() {
            Hindrance::Posts
        } else if indicator.transform.is_some() {
            Hindrance::Transform
        } else {
            Hindrance::No
        };
        let limits = Limits { skewness: step.skewness, kurtosis: step.kurtosis };
        let then = step.then.filter(|_| kept == Hindrance::No);
        Treating {
            what: format!("`{}` in {}", indicator.code, inputs.edition(column.edition)),
            kept,
            spec: Treatment {
                combine: step.combine,
                ..Treatment::standard(step.winsorise as usize, limits, then)
            },
            then: step.then,
            values: members.iter().map(|c| out.value(inputs, c).unwrap_or(f64::NAN)).collect(),
            members,
            others,
            inputs,
        }
    }

    /// Takes over the values of the population that are others now.
    fn mark(&self, out: &mut Populations, done: &Outcome) {
        for ((c, point), (was, is)) in
            self.members.iter().zip(&done.points).zip(self.values.iter().zip(&done.values))
        {
            if was == is || !is.is_finite() {
                continue;
            }
            out.changed.insert(c.at, *is);
            let mark = match (point, self.then) {
                (Some(Point::High), _) => Some(Treated::High),
                (Some(Point::Low), _) => Some(Treated::Low),
                (Some(Point::Transformed), Some(then)) => Some(Treated::Transformed(then)),
                _ => None,
            };
            if let Some(mark) = mark {
                out.treated.insert(c.at, mark);
            }
        }
    }

    /// Carries a transformation of the population to what does not belong to it, and to the errors
    /// of everything.
    fn transform_all(&self, out: &mut Populations, done: &Outcome) {
        let Some(then) = self.then else { return };
        // The function is that of the values it was made from.
        let from = match self.spec.winsorise {
            Some(w) if self.spec.combine && done.winsorised > 0 => {
                w.apply(&self.values).map_or_else(|_| self.values.clone(), |done| done.values)
            }
            _ => self.values.clone(),
        };
        let Ok(f) = then.function(&from) else { return };
        let finite = |x: f64| Some(f(x)).filter(|y| y.is_finite());
        let before = self
            .members
            .iter()
            .zip(self.values.iter().copied())
            .chain(self.others.iter().zip(std::iter::repeat(f64::NAN)));
        for (c, before) in before {
            let outside = !out.treated.contains_key(&c.at);
            let x = if before.is_nan() { out.value(self.inputs, c) } else { Some(before) };
            let Some(x) = x else { continue };
            let errors = out.errors(c.at, self.inputs.leaf(c.at)).through(|e| spread(finite, x, e));
            out.errors.insert(c.at, errors);
            if outside && before.is_nan() {
                let y = finite(x).unwrap_or(f64::NAN);
                out.changed.insert(c.at, y);
                out.treated.insert(c.at, Treated::Transformed(then));
                if y.is_nan() {
                    out.findings.push(self.not_taken(c, x));
                }
            }
        }
    }

    /// What to say of a value outside the population that its transformation does not take.
    fn not_taken(&self, c: &Cell, x: f64) -> Finding {
        let a = &self.inputs.frame.assessment;
        let indicator = &a.method.indicators[self.inputs.leaf(c.at).indicator].code;
        let code = &a.territories[c.at.territory].code;
        let what = format!(
            "`{indicator}` is {x} for {code}, which the transformation of its outliers does not \
             take; it counts as missing"
        );
        Finding::warning("beyond-treatment", what)
            .hint("it does not belong to the population that the transformation was made from")
    }

    /// Says what was done, and what did not help.
    fn say(&self, out: &mut Populations, done: &Outcome, transformed: bool) {
        let (Some(before), Some(after)) = (done.stages.first(), done.stages.last()) else { return };
        let count =
            if transformed { done.points.iter().flatten().count() } else { done.winsorised };
        if count > 0 {
            let by = match self.then {
                Some(then) if transformed => format!("transformed by `{}`", transform_word(then)),
                _ => "winsorised".to_owned(),
            };
            let message =
                format!("{} is {by}: {} before, {} after", self.what, shape(before), shape(after));
            let mut f = Finding::note("treated", message);
            f.count = count as u64;
            out.findings.push(f);
        }
        if after.pass == Some(false) {
            let why = match self.kept {
                Hindrance::Posts if self.then.is_some() => {
                    "it is normalised by fixed posts, which are in another unit than a transformed \
                     value, so it is winsorised only"
                }
                Hindrance::Transform if self.then.is_some() => {
                    "it has a `transform` of its own, so it is winsorised only"
                }
                _ => "the method's treatment has nothing more",
            };
            let message = format!(
                "{} does not pass the test of outliers: {}; {why}",
                self.what,
                shape(after)
            );
            out.findings.push(Finding::note("still-skewed", message));
        }
    }
}
