//! The construction steps that look at more than one value, in the order of the Handbook:
//! imputation, screening, treatment, and every normalisation without fixed posts.

use ideal_model::method::Impute;

use crate::frame::Frame;
use crate::scale::population::{Populations, StepInputs};
use crate::scale::ruler::Ruler;
use crate::scale::{against, impute, screen, treat};
use crate::select::territory::TerritoryLeaves;

/// Runs the steps the method asks for. What stops the run is among the findings, and what a
/// transform does not take in `refused`.
pub(crate) fn run_steps(
    frame: &Frame,
    raw: &[TerritoryLeaves],
    rulers: &[Option<Ruler>],
) -> Populations {
    let m = &*frame.assessment.method;
    let mut out = Populations::default();
    let needs =
        m.indicators.iter().zip(rulers).any(|(i, ruler)| i.parent.is_some() && ruler.is_none());
    if !needs && m.steps.impute.is_none() && m.steps.screen.is_none() && m.steps.treat.is_none() {
        return out;
    }
    let inputs = StepInputs::new(frame, raw, rulers);
    match &m.steps.impute {
        None => {}
        Some(Impute::Column { statistic, .. }) => impute::columns(&mut out, &inputs, *statistic),
        Some(Impute::Row { statistic, among }) => {
            impute::rows(&mut out, &inputs, *statistic, *among)
        }
        // Done where the leaf was selected, from rows that are not.
        Some(Impute::Time { .. }) => {}
    }
    if let Some(step) = &m.steps.impute {
        impute::say_imputed(&mut out, &inputs, step);
    }
    if let Some(step) = m.steps.screen {
        screen::screen(&mut out, &inputs, step);
    }
    if let Some(step) = m.steps.treat {
        treat::treat_columns(&mut out, &inputs, &step);
    }
    against::normalise(&mut out, &inputs);
    out
}
