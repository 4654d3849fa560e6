//! The steps of the method in words: imputation, treatment, normalisation, and the formulas of its
//! functions.

use ideal_model::IndicatorIx;
use ideal_model::method::{
    Among, Fill, Function, Impute, Mean, Normalise, Over, ScreenBy, Transform, transform_word,
};

use crate::error::ReportError;
use crate::view::View;
use crate::words::say;

/// The Handbook's steps in the order they were done.
pub(super) fn steps(view: &View<'_>) -> Result<Vec<String>, ReportError> {
    let words = &view.words;
    let num = |x: f64| view.numbers.exact(x);
    let steps = &view.results.assessment.method.steps;
    let mut out = vec![say!(words, "step-select")?];
    out.push(say!(words, if steps.denominate { "step-denominate" } else { "step-no-denominate" })?);
    out.push(match &steps.impute {
        None => say!(words, "step-no-impute")?,
        Some(impute) => imputation(view, impute)?,
    });
    if steps.impute.is_some() {
        out.push(say!(words, "step-imputed")?);
    }
    if let Some(screen) = steps.screen {
        let id = if screen.by == ScreenBy::Available {
            "step-screen-available"
        } else {
            "step-screen-nonzero"
        };
        out.push(say!(words, id, threshold = view.numbers.percent(screen.threshold))?);
    }
    if let Some(treat) = steps.treat {
        out.push(say!(
            words,
            "step-treat",
            n = treat.winsorise,
            points = treat.winsorise.to_string(),
            skewness = num(treat.skewness),
            kurtosis = num(treat.kurtosis)
        )?);
    }
    if let Some(then) = steps.treat.and_then(|t| t.then) {
        let from = if steps.treat.is_some_and(|t| t.combine) { "winsorised" } else { "original" };
        out.push(say!(
            words,
            "step-treat-then",
            word = transform_word(then),
            formula = transformation(view, then),
            from = from
        )?);
    }
    out.push(say!(
        words,
        "step-normalise",
        function = pooled(view, normalise(view, steps.normalise)?, steps.over)?
    )?);
    out.push(say!(words, "step-aggregate")?);
    Ok(out)
}

/// How gaps are filled.
fn imputation(view: &View<'_>, impute: &Impute) -> Result<String, ReportError> {
    let words = &view.words;
    match impute {
        Impute::Column { group: None, .. } => {
            say!(words, "step-impute-column", statistic = impute.word())
        }
        Impute::Column { group: Some(group), .. } => {
            say!(
                words,
                "step-impute-column-group",
                statistic = impute.word(),
                group = group.as_str()
            )
        }
        Impute::Row { among, .. } => {
            say!(
                words,
                "step-impute-row",
                statistic = impute.word(),
                among = if *among == Among::All { "all" } else { "siblings" }
            )
        }
        Impute::Time { fill, max_years } => {
            let id = match fill {
                Fill::Latest { .. } => "step-impute-latest",
                Fill::Constant => "step-impute-constant",
                Fill::Between => "step-impute-between",
                Fill::Linear => "step-impute-linear",
                Fill::LinearConstant => "step-impute-linear-constant",
            };
            let text = say!(words, id)?;
            match max_years {
                None => Ok(text),
                Some(years) => say!(
                    words,
                    "step-impute-within",
                    text = text,
                    years = view.numbers.exact(*years)
                ),
            }
        }
    }
}

/// The formula of a transformation of outliers, the same in every language.
fn transformation(view: &View<'_>, then: Transform) -> String {
    let hundredth = view.numbers.exact(0.01);
    match then {
        Transform::LogCt => format!("ln(x − min + {hundredth} (max − min))"),
        Transform::LogCtOrig => "ln(x − min + 1)".to_owned(),
        Transform::LogCtPlus => {
            format!("ln(x − min + {hundredth} (max − min)), −ln(max − x + {hundredth} (max − min))")
        }
        Transform::LogGii => "ln((max − 1) (x − min) / (max − min) + 1)".to_owned(),
        Transform::BoxCox { lambda: 0.0 } => "ln(x − min + 1)".to_owned(),
        Transform::BoxCox { lambda } => {
            format!("((x − min + 1)^λ − 1) / λ, λ = {}", view.numbers.exact(lambda))
        }
    }
}

pub(super) fn normalise(view: &View<'_>, function: Normalise) -> Result<String, ReportError> {
    let words = &view.words;
    let num = |x: f64| view.numbers.exact(x);
    let against = match function {
        Normalise::Goalposts => return say!(words, "normalise-goalposts"),
        Normalise::None => return say!(words, "normalise-none"),
        Normalise::Against(against) => against.function(),
    };
    match against {
        // Functions with fixed ends, which are never against a population.
        Function::Goalposts { .. } | Function::Scaled { .. } => say!(words, "normalise-goalposts"),
        Function::None { .. } => say!(words, "normalise-none"),
        Function::MinMax { .. } => say!(words, "normalise-minmax"),
        Function::ZScore { mean, sd } => {
            say!(words, "normalise-zscore", mean = num(mean), sd = num(sd))
        }
        Function::Rank { .. } => say!(words, "normalise-rank"),
        Function::PercentileRank { .. } => say!(words, "normalise-percentile-rank"),
        Function::Borda { .. } => say!(words, "normalise-borda"),
        Function::DistanceToTarget { target, .. } => {
            say!(words, "normalise-distance-to-target", target = num(target))
        }
        Function::DistanceToReference { reference, .. } => {
            say!(words, "normalise-distance-to-reference", reference = num(reference))
        }
        Function::DistanceToMax { .. } => say!(words, "normalise-distance-to-max"),
        Function::FractionOfMax { .. } => say!(words, "normalise-fraction-of-max"),
    }
}

/// The name of a normalisation with its population, where that is more than the edition.
pub(super) fn pooled(view: &View<'_>, function: String, over: Over) -> Result<String, ReportError> {
    match over {
        Over::Edition => Ok(function),
        Over::AllEditions => say!(view.words, "normalise-all-editions", function = function),
    }
}

/// The ends of the population that the last edition was normalised against, after treatment and
/// transform.
pub(super) fn population(view: &View<'_>, indicator: IndicatorIx) -> Result<String, ReportError> {
    let Some(p) =
        view.results.posts.iter().find(|p| p.indicator == indicator && p.edition == view.last)
    else {
        return Ok("–".to_owned());
    };
    let of = |what: &str| {
        p.values
            .iter()
            .find(|(w, _)| *w == what)
            .map(|(_, x)| view.numbers.value(*x))
            .unwrap_or_default()
    };
    say!(
        view.words,
        "posts-population",
        low = of("min"),
        high = of("max"),
        n = p.n as usize,
        count = view.numbers.count(p.n as usize)
    )
}

pub(super) fn aggregate(view: &View<'_>, function: Mean) -> Result<String, ReportError> {
    view.words.mean(&view.numbers, function)
}

/// The formulas of the functions this method uses.
pub(super) fn formulas(view: &View<'_>) -> Result<Vec<String>, ReportError> {
    let method = &view.results.assessment.method;
    let used = |f: fn(&Mean) -> bool| {
        method.nodes.iter().any(|n| f(&n.aggregate))
            || [&method.rollup_territory, &method.rollup_crime_area, &method.rollup_region]
                .into_iter()
                .flatten()
                .any(|r| f(&r.aggregate))
    };
    let mut out = Vec::new();
    for (id, on) in [
        (
            "formula-goalposts",
            method.steps.normalise == Normalise::Goalposts
                || method.indicators.iter().any(|i| i.normalise == Some(Normalise::Goalposts)),
        ),
        ("formula-arithmetic", used(|a| matches!(a, Mean::Arithmetic))),
        ("formula-geometric", used(|a| matches!(a, Mean::Geometric))),
        ("formula-harmonic", used(|a| matches!(a, Mean::Harmonic))),
        ("formula-power", used(|a| matches!(a, Mean::Power(_)))),
        ("formula-median", used(|a| matches!(a, Mean::Median))),
        ("formula-mazziotta-pareto", used(|a| matches!(a, Mean::MazziottaPareto(_)))),
        ("formula-invert", method.nodes.iter().any(|n| n.invert)),
        ("formula-coverage", true),
    ] {
        if on {
            out.push(say!(view.words, id)?);
        }
    }
    Ok(out)
}
