//! `ideal agreement`

use ideal::Agreement;
use ideal::composite::agreement::Level;

use crate::args::{AgreementArgs, AgreementFormat, DecimalSign, MeasurementLevel};
use crate::exit::{FINE, Outcome};
use crate::render::{self, Text, print, print_json, say};

/// What the numbers mean, in short.
const MEANING: [&str; 3] = [
    "alpha: 1 is agreement on every unit, 0 what chance gives; 0.8 and more is relied on, 0.667 is",
    "the least for tentative conclusions (Krippendorff). ICC(A,1): one rater in place of another;",
    "ICC(A,k): the mean of all. W: 1 is one order for all raters. More: ideal agreement --help",
];

pub fn agreement(args: &AgreementArgs) -> Outcome {
    let level = match args.level {
        MeasurementLevel::Nominal => Level::Nominal,
        MeasurementLevel::Ordinal => Level::Ordinal,
        MeasurementLevel::Interval => Level::Interval,
        MeasurementLevel::Ratio => Level::Ratio,
    };
    let comma = args.decimal.map(|sign| sign == DecimalSign::Comma);
    let found = ideal::agreement(&args.file, level, comma)?;
    if !found.findings.is_empty() {
        say(&render::findings(&found.findings, None));
    }
    match args.format {
        AgreementFormat::Json => print_json(&found)?,
        AgreementFormat::Table => print(&table(&found))?,
    }
    Ok(FINE)
}

/// What each number is, with its interval and what it rests on.
fn table(found: &Agreement) -> Text {
    let mut text = Text::new();
    text.line(&format!(
        "{} units, {} raters, {} level: {} ratings stand beside another of the same unit; {} \
         missing",
        found.units, found.raters, found.level, found.pairable, found.missing
    ));
    text.end();
    let number = |x: Option<f64>| x.map(|x| format!("{x:.3}")).unwrap_or_default();
    let range = |low: Option<f64>, high: Option<f64>| match (low, high) {
        (Some(low), Some(high)) => format!("{low:.3} to {high:.3}"),
        _ => String::new(),
    };
    let why = |names: [&str; 2], rests: String| {
        let reason =
            names.into_iter().find_map(|name| found.explained.get(name).map(|r| (name, r)));
        match reason {
            // The figure is there, its interval is not.
            Some((name, reason)) if name.ends_with("_low") => {
                format!("{rests}; no interval: {reason}")
            }
            Some((_, reason)) => format!("not defined: {reason}"),
            None => rests,
        }
    };
    let complete = format!("{} units that all rated", found.icc_units.unwrap_or_default());
    let p = found.w_p.map(|p| format!("p = {p:.4}")).unwrap_or_default();
    let rows = [
        [
            "Krippendorff's alpha".to_owned(),
            number(found.alpha),
            range(found.alpha_low, found.alpha_high),
            why(["alpha", "alpha_low"], "all units with two ratings".to_owned()),
        ],
        [
            "ICC(A,1)".to_owned(),
            number(found.icc_a1),
            range(found.icc_a1_low, found.icc_a1_high),
            why(["icc_a1", "icc_a1_low"], complete.clone()),
        ],
        [
            "ICC(A,k)".to_owned(),
            number(found.icc_ak),
            range(found.icc_ak_low, found.icc_ak_high),
            why(["icc_ak", "icc_ak_low"], complete),
        ],
        [
            "Kendall's W".to_owned(),
            number(found.kendall_w),
            p,
            why(
                ["kendall_w", "w_p"],
                format!("{} raters who rated all", found.w_raters.unwrap_or_default()),
            ),
        ],
    ];
    let heads =
        [("measure", false), ("value", true), ("95 % interval", false), ("rests on", false)];
    text.append(render::cells(heads, &rows));
    text.end();
    for line in MEANING {
        text.line(line);
    }
    text
}
