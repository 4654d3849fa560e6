//! What the ranking depends on, as tables.

use std::borrow::Cow;

use ideal_engine::{FactorIndex, Ranked, Sensitivity};

use super::table::{Over, Table};

/// The tables of an analysis: indices, what leaving something out does, other weights, other
/// aggregation.
pub(super) fn tables(found: &Sensitivity) -> [Table<'_>; 6] {
    let left_out = Over::new("leave_one_out", &found.leave_one_out)
        .text("what", |l| Cow::Borrowed(l.what.word()))
        .text("code", |l| Cow::Owned(l.code.clone()))
        .number("mean_rank_shift", |l| Some(l.mean_rank_shift))
        .count("max_rank_shift", |l| Some(u64::from(l.max_rank_shift)))
        .count("unranked", |l| Some(u64::from(l.unranked)))
        .finish();
    let weightings = Over::new("weightings", &found.weightings)
        .text("weights", |w| Cow::Borrowed(w.weights.word()))
        .number("mean_rank_shift", |w| Some(w.mean_rank_shift))
        .count("max_rank_shift", |w| Some(u64::from(w.max_rank_shift)))
        .count("unranked", |w| Some(u64::from(w.unranked)))
        .text("kept", |w| Cow::Owned(w.kept.join(" ")))
        .finish();
    let weighting_ranks = ranks(
        found,
        "weighting_ranks",
        "weights",
        found.weightings.iter().map(|w| (w.weights.word(), &*w.ranks, &*w.shifts)),
    );
    let aggregations = Over::new("aggregations", &found.aggregations)
        .text("aggregation", |a| Cow::Borrowed(a.aggregation.word()))
        .number("mean_rank_shift", |a| Some(a.mean_rank_shift))
        .count("max_rank_shift", |a| Some(u64::from(a.max_rank_shift)))
        .count("unranked", |a| Some(u64::from(a.unranked)))
        .finish();
    let others = found.aggregations.iter().map(|a| (a.aggregation.word(), &*a.ranks, &*a.shifts));
    let aggregation_ranks = ranks(found, "aggregation_ranks", "aggregation", others);
    [
        indices(&found.factors),
        left_out,
        weightings,
        weighting_ranks,
        aggregations,
        aggregation_ranks,
    ]
}

/// The rank of everything that is ranked, in the stated ranking and in each of the others: its
/// word, ranks and shifts.
fn ranks<'f>(
    found: &'f Sensitivity,
    name: &'static str,
    word: &'static str,
    others: impl Iterator<Item = (&'static str, &'f [Option<u32>], &'f [Option<i32>])>,
) -> Table<'f> {
    let stated = found.ranked.iter().map(|r| ("stated", r, Some(r.rank), Some(0)));
    let others = others.flat_map(|(other, ranks, shifts)| {
        let places = ranks.iter().zip(shifts);
        found.ranked.iter().zip(places).map(move |(r, (rank, shift))| (other, r, *rank, *shift))
    });
    let rows: Vec<(&'static str, &Ranked, Option<u32>, Option<i32>)> =
        stated.chain(others).collect();
    Over::new(name, &rows)
        .text(word, |r| Cow::Borrowed(r.0))
        .text("territory", |r| Cow::Owned(r.1.territory.clone()))
        .text("crime_area", |r| Cow::Owned(r.1.crime_area.clone()))
        .count("rank", |r| r.2.map(u64::from))
        .number("rank_shift", |r| r.3.map(f64::from))
        .finish()
}

/// Sensitivity indices.
pub(super) fn indices(factors: &[FactorIndex]) -> Table<'_> {
    Over::new("sensitivity", factors)
        .text("factor", |f| Cow::Owned(f.factor.to_string()))
        .number("first_order", |f| Some(f.first_order))
        .number("first_low", |f| Some(f.first_low))
        .number("first_high", |f| Some(f.first_high))
        .number("total", |f| Some(f.total))
        .number("total_low", |f| Some(f.total_low))
        .number("total_high", |f| Some(f.total_high))
        .finish()
}
