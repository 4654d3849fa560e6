//! `ideal sensitivity`

use ideal::SensitivityOptions;
use ideal::engine::{
    BaseRows, FactorIndex, FactorKind, FactorName, OtherAggregation, OtherWeights, Output,
    OutputName, Sensitivity, WeightsBy,
};
use ideal::model::visible;
use ideal::tables::sensitivity_table;
use serde::Serialize;

use super::{compute, open, project, say_mark};
use crate::args::{DrawArgs, Format, SensitivityArgs};
use crate::exit::{FINE, Outcome};
use crate::progress::Bar;
use crate::render::{self, Text, print, print_bytes, print_json, say};

/// Lines of the leave-one-out table that a reader is shown; the JSON has all.
const SHOWN: usize = 12;

/// Codes named in a line, at most.
const NAMED: usize = 4;

#[derive(Serialize)]
struct Marked<'a> {
    handling: String,
    #[serde(flatten)]
    found: &'a Sensitivity,
}

pub fn sensitivity(args: &SensitivityArgs) -> Outcome {
    let project = project(args.project.as_deref());
    let results = compute(
        &open(&project, args.audience, DrawArgs { seed: args.seed, ..DrawArgs::NONE }, &[])?
            .acknowledge_red(),
    )?;
    let output = match &args.output {
        None => Output::RankShift,
        Some(unit) => {
            let (unit, node) = results.locate(unit, None)?;
            Output::Node { unit, node }
        }
    };
    say_mark(&results);
    let options = SensitivityOptions {
        base: args.base.map_or_else(BaseRows::default, |n| BaseRows::Fixed(n as usize)),
        output,
        leave_one_out: !args.no_leave_one_out,
    };
    let found = results.sensitivity(&options, &Bar::new())?;
    match args.format {
        Format::Table => table(&found)?,
        Format::Csv => print_bytes(&sensitivity_table(&found).csv())?,
        Format::Json => {
            let marked = Marked { handling: results.mark.to_string(), found: &found };
            print_json(&marked)?;
        }
    }
    Ok(FINE)
}

fn table(found: &Sensitivity) -> std::io::Result<()> {
    say(&format!(
        "{}, edition {}, {} runs of the model; shares of the variance in %, with 95 % intervals",
        found.output, found.edition, found.runs
    ));
    let mut text = Text::new();
    text.line(&verdict(found)).end();
    text.append(render::shares(&sensitivity_table(found)));
    text.end().line(
        "alone: what the factor explains by itself; in all: together with what it does \
                     in company of others",
    );
    text.line(
        "sum: what all explain by themselves; joint: the rest, which several explain together",
    );
    let shifts = "mean and largest shift of the ranks";
    let judged = "who is assessed stays as stated; beside it, who would lose their rank otherwise";
    let ranked = found.ranked.len();
    if !found.leave_one_out.is_empty() {
        text.end().line(&format!("left out: {shifts}; {judged}"));
        for l in found.leave_one_out.iter().take(SHOWN) {
            let name = format!("{:<9} {}", l.what.word(), visible(&l.code));
            let shift = (l.mean_rank_shift, l.max_rank_shift);
            text.line(&other(&name, shift, l.unranked, ranked, &l.would_lose_rank));
        }
        let more = found.leave_one_out.len().saturating_sub(SHOWN);
        if more > 0 {
            text.line(&format!("  and {more} more: see --format json"));
        }
    }
    if !found.weightings.is_empty() {
        text.end().line(&format!("other weights: {shifts}; {judged}"));
    }
    for w in &found.weightings {
        let shift = (w.mean_rank_shift, w.max_rank_shift);
        text.line(&other(by(w.weights), shift, w.unranked, ranked, &w.would_lose_rank));
        if !w.kept.is_empty() {
            text.line(&format!("    stated weights stay under {}", w.kept.join(", ")));
        }
    }
    // A reason of several lines stands in one.
    let in_one = |reason: &str| reason.split_whitespace().collect::<Vec<_>>().join(" ");
    for w in &found.weightings_left_out {
        text.line(&format!("  {:<44} left out: {}", by(w.weights), in_one(&w.reason)));
    }
    if !found.aggregations.is_empty() {
        text.end().line(&format!("other aggregation, stated weights: {shifts}"));
    }
    for a in &found.aggregations {
        let shift = (a.mean_rank_shift, a.max_rank_shift);
        text.line(&other(way(a.aggregation), shift, a.unranked, ranked, &[]));
    }
    for a in &found.aggregations_left_out {
        text.line(&format!("  {:<44} left out: {}", way(a.aggregation), in_one(&a.reason)));
    }
    print(&text)
}

/// A line on another ranking, beside one of so many `ranked`.
fn other(
    name: &str,
    (mean, max): (f64, u32),
    unranked: u32,
    ranked: usize,
    would_lose: &[String],
) -> String {
    let over = ranked.saturating_sub(unranked as usize);
    let shifts = match over {
        0 => format!("{:>6} {:>4}", "-", "-"),
        _ => format!("{mean:>6.2} {max:>4}"),
    };
    let over = if unranked > 0 { format!("  (over {over})") } else { String::new() };
    let lose = match would_lose {
        [] => String::new(),
        codes if codes.len() > NAMED => format!("  {} would lose it", codes.len()),
        codes => format!("  {} would lose it", visible(&codes.join(", "))),
    };
    format!("  {name:<44} {shifts}{over}{lose}")
}

/// A way of aggregation as a reader understands it.
fn way(aggregation: OtherAggregation) -> &'static str {
    match aggregation {
        OtherAggregation::Arithmetic => "arithmetic in every node",
        OtherAggregation::Geometric => "geometric in every node",
        OtherAggregation::Harmonic => "harmonic in every node",
        OtherAggregation::MazziottaParetoSubtract => "mean less imbalance in every node",
        OtherAggregation::MazziottaParetoAdd => "mean plus imbalance in every node",
        OtherAggregation::Copeland => "Copeland on the parts of the root",
        OtherAggregation::CopelandLeaves => "Copeland on the indicators",
    }
}

/// A weighting as a reader understands it.
fn by(weights: OtherWeights) -> &'static str {
    match weights {
        OtherWeights::WithoutEnforcement => "without enforcement counts",
        OtherWeights::By(WeightsBy::Equal) => "equal",
        OtherWeights::By(WeightsBy::Pca) => "from the data: principal component",
        OtherWeights::By(WeightsBy::Entropy) => "from the data: entropy",
        OtherWeights::By(WeightsBy::Critic) => "from the data: CRITIC",
        OtherWeights::By(WeightsBy::Optimise) => "from the data: balanced",
        OtherWeights::By(WeightsBy::Bod) => "from the data: benefit of the doubt",
    }
}

/// The one or two factors that matter, in a sentence.
fn verdict(found: &Sensitivity) -> String {
    let (what, size) = match found.output {
        OutputName::RankShift(_) => {
            ("The ranking", format!("a territory moves {:.1} places on average", found.mean))
        }
        OutputName::Score { .. } => {
            let sd = found.variance.max(0.0).sqrt();
            ("The score", format!("its standard deviation is {sd:.1} points"))
        }
    };
    let words =
        |f: &FactorIndex| format!("{} ({:.0} %)", in_words(&f.factor), 100.0 * f.total.max(0.0));
    match found.factors.as_slice() {
        _ if found.variance <= 0.0 => format!("{what} does not depend on anything that varies."),
        [] => format!("{what} does not depend on anything that varies."),
        [first, ..] if !first.in_all().told_from_zero() => {
            format!("No share of what varies can be told from 0: more rows are needed; {size}.")
        }
        // A second factor is named where it has at least half of the first one's share.
        [first, second, ..]
            if second.total >= first.total / 2.0 && second.in_all().told_from_zero() =>
        {
            format!(
                "{what} depends above all on {} and on {}; {size}.",
                words(first),
                words(second)
            )
        }
        [first, ..] => format!("{what} depends above all on {}; {size}.", words(first)),
    }
}

/// A factor as a reader understands it.
fn in_words(FactorName { kind, node }: &FactorName) -> String {
    match kind {
        FactorKind::Weights => format!("the weights under `{node}`"),
        FactorKind::Error => format!("errors of the evidence under `{node}`"),
        FactorKind::Missing => format!("what is not known under `{node}`"),
        FactorKind::Switch => format!("the choice of function at `{node}`"),
        FactorKind::Raters => format!("the raters of panel {node}"),
        FactorKind::Severity => "how severe raters are".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ideal::engine::Share;
    use ideal::model::Ranking;

    fn found(totals: &[(FactorKind, &str, f64)]) -> Sensitivity {
        let factor = |(kind, node, total): &(FactorKind, &str, f64)| FactorIndex {
            factor: FactorName { kind: *kind, node: (*node).to_owned() },
            first_order: *total,
            first_low: *total,
            first_high: *total,
            total: *total,
            total_low: *total,
            total_high: *total,
        };
        Sensitivity {
            output: OutputName::RankShift(Ranking::Territories),
            edition: "2023".into(),
            base: 4,
            runs: 16,
            mean: 1.25,
            variance: 1.0,
            factors: totals.iter().map(factor).collect(),
            leave_one_out: Vec::new(),
            weightings: Vec::new(),
            weightings_left_out: Vec::new(),
            aggregations: Vec::new(),
            aggregations_left_out: Vec::new(),
            ranked: Vec::new(),
            first_order_sum: Share::default(),
            joint: Share::default(),
            widest: 0.0,
        }
    }

    #[test]
    fn a_shift_says_over_how_many_and_is_a_dash_over_none() {
        let codes = |n: usize| (0..n).map(|k| format!("T{k}")).collect::<Vec<_>>();
        let some = other("equal", (0.333, 1), 12, 18, &[]);
        assert!(some.ends_with("0.33    1  (over 6)"), "{some}");
        let none = other("equal", (0.0, 0), 18, 18, &[]);
        assert!(none.contains("  -    -  (over 0)") && !none.contains("0.00"), "{none}");
        let all = other("equal", (0.5, 2), 0, 18, &codes(2));
        assert!(all.ends_with("0.50    2  T0, T1 would lose it"), "{all}");
        let many = other("equal", (0.5, 2), 0, 18, &codes(12));
        assert!(many.ends_with("  12 would lose it"), "{many}");
    }

    #[test]
    fn the_sentence_names_one_factor_or_two() {
        let one = verdict(&found(&[
            (FactorKind::Weights, "top", 0.8),
            (FactorKind::Error, "market", 0.1),
        ]));
        assert_eq!(
            one,
            "The ranking depends above all on the weights under `top` (80 %); a territory moves \
             1.2 places on average."
        );
        let two = verdict(&found(&[
            (FactorKind::Missing, "market", 0.5),
            (FactorKind::Error, "market", 0.4),
        ]));
        assert!(
            two.contains(
                "what is not known under `market` (50 %) and on errors of the evidence \
                              under `market` (40 %)"
            ),
            "{two}"
        );
        assert!(verdict(&found(&[])).contains("does not depend"));
        assert!(verdict(&found(&[(FactorKind::Error, "a", 0.0)])).contains("told from 0"));
    }
}
