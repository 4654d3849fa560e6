//! What COINr's tables cannot hold, in words.

use std::collections::BTreeMap;

use ideal_model::method::{Function, Indicator, Mean, Method, Normalise, Over, Penalty, UnitKind};
use ideal_model::shortest;

use super::cells::denominator;

/// What COINr's tables cannot hold.
pub(super) fn lost(m: &Method) -> Vec<String> {
    let mut notes = Vec::new();
    let list = |which: &dyn Fn(&ideal_model::method::Node) -> bool| {
        m.nodes.iter().filter(|n| which(n)).map(|n| n.id.as_str()).collect::<Vec<_>>().join(", ")
    };
    let mut say = |nodes: String, what: &str| {
        if !nodes.is_empty() {
            notes.push(format!("{what}: {nodes}"));
        }
    };
    let unknown = |n: &ideal_model::method::Node| matches!(n.aggregate, Mean::MazziottaPareto(_));
    say(
        list(&|n| n.aggregate != Mean::Arithmetic && !unknown(n)),
        "the tables hold no functions; give those that are not arithmetic means to Aggregate()",
    );
    for (penalty, sign) in [(Penalty::Subtract, '-'), (Penalty::Add, '+')] {
        let what = format!(
            "COINr has no Mazziotta-Pareto mean and takes the arithmetic one unless Aggregate() \
             gets function(x, w) {{ w <- w[!is.na(x)]; x <- x[!is.na(x)]; m <- sum(w * x) / \
             sum(w); m {sign} sum(w * (x - m)^2) / sum(w) / m }}"
        );
        say(list(&|n| n.aggregate == Mean::MazziottaPareto(penalty)), &what);
    }
    say(list(&|n| n.invert), "COINr turns no aggregate round, so these count the other way there");
    say(list(&|n| n.required), "COINr scores a parent without these, here it is a gap");
    say(
        list(&|n| n.min_coverage > 0.0),
        "least coverages are lost (`dat_thresh` of Aggregate() counts children, not weight)",
    );
    let of = |which: &dyn Fn(&Indicator) -> Option<String>| {
        m.indicators
            .iter()
            .filter(|i| i.parent.is_some())
            .filter_map(which)
            .collect::<Vec<_>>()
            .join(", ")
    };
    let divided = of(&|i| denominator(m, i).map(|_| i.code.clone()));
    if !divided.is_empty() {
        notes.push(format!(
            "figures are divided already and their denominators not exported, so \
                            leave out Denominate(): {divided}"
        ));
    }
    notes.extend(normalisations(m));
    if m.scale[0] != 0.0 {
        notes.push(format!(
            "goalposts of COINr begin at 0, the scale of this method at {}",
            shortest(m.scale[0])
        ));
    }
    if m.unit == UnitKind::TerritoryArea {
        notes.push("roll-ups over crime areas and territories are lost".to_owned());
    }
    notes.push("bands, confidence, uncertainty, sources and grades are lost".to_owned());
    notes
}

/// How COINr normalises as the method does: a sentence per function, with its indicators unless it
/// is that of all.
fn normalisations(m: &Method) -> Vec<String> {
    let leaves = || m.indicators.iter().filter(|i| i.parent.is_some());
    let mut functions: BTreeMap<String, Vec<&Indicator>> = BTreeMap::new();
    for i in leaves() {
        functions
            .entry(normalisation(i.normalise.unwrap_or(m.steps.normalise)).0)
            .or_default()
            .push(i);
    }
    let all = leaves().count();
    let mut notes: Vec<String> = Vec::new();
    for (call, of) in functions {
        let own = |i: &Indicator| normalisation(i.normalise.unwrap_or(m.steps.normalise)).1;
        let codes = of.iter().map(|i| {
            own(i).map_or_else(|| i.code.clone(), |v| format!("{} ({})", i.code, shortest(v)))
        });
        let of_all = of.len() == all && of.iter().all(|i| own(i).is_none());
        let whom = if of_all {
            String::new()
        } else {
            format!(", of: {}", codes.collect::<Vec<_>>().join(", "))
        };
        notes.push(format!("Normalise() needs {call}{whom}"));
    }
    if m.steps.over == Over::AllEditions {
        notes.push(
            "the method normalises over all editions, COINr over the units of the one that \
                    is exported"
                .to_owned(),
        );
    }
    notes
}

/// The arguments of COINr's Normalise() that stand for a function, and the value of an indicator's
/// own that it needs. The goalposts of figures that are on the scale already are its ends.
fn normalisation(n: Normalise) -> (String, Option<f64>) {
    let ends = |[low, high]: [f64; 2]| format!("c({}, {})", shortest(low), shortest(high));
    // Where COINr knows no range, 1 becomes the upper end of ours.
    let on = |name: &str, range: [f64; 2]| match range {
        [0.0, 1.0] => format!("f_n = \"{name}\""),
        [low, high] => format!(
            "f_n = \"{name}\" (its 0 to 1 are {} to {} here)",
            shortest(low),
            shortest(high)
        ),
    };
    let posts = || ("f_n = \"n_goalposts\", f_n_para = \"use_iMeta\"".to_owned(), None);
    let Normalise::Against(against) = n else { return posts() };
    match against.function() {
        // Functions with fixed ends, which are never against a population.
        Function::None { .. } | Function::Goalposts { .. } | Function::Scaled { .. } => posts(),
        Function::MinMax { range } => {
            (format!("f_n = \"n_minmax\", f_n_para = list(l_u = {})", ends(range)), None)
        }
        Function::ZScore { mean, sd } => {
            (format!("f_n = \"n_zscore\", f_n_para = list(m_sd = {})", ends([mean, sd])), None)
        }
        Function::Rank { .. } => ("f_n = \"n_rank\"".to_owned(), None),
        Function::Borda { .. } => ("f_n = \"n_borda\"".to_owned(), None),
        Function::PercentileRank { range, .. } => (on("n_prank", range), None),
        Function::DistanceToMax { range } => (on("n_dist2max", range), None),
        Function::FractionOfMax { range } => (on("n_fracmax", range), None),
        Function::DistanceToTarget { target, range, .. } => {
            (format!("{} and the target", on("n_dist2targ", range)), Some(target))
        }
        Function::DistanceToReference { reference, range, .. } => (
            format!("{} and the row of a unit that has this value", on("n_dist2ref", range)),
            Some(reference),
        ),
    }
}
