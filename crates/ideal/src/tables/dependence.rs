//! What the ranking depends on, as tables.

use std::borrow::Cow;

use ideal_engine::{FactorIndex, Ranked, Sensitivity};

use super::table::{Over, Table};

/// The tables of an analysis: indices, what leaving something out does, other weights.
pub(super) fn tables(found: &Sensitivity) -> [Table<'_>; 4] {
    let left_out = Over::new("leave_one_out", &found.leave_one_out)
        .text("what", |l| Cow::Borrowed(l.what))
        .text("code", |l| Cow::Owned(l.code.clone()))
        .number("mean_rank_shift", |l| Some(l.mean_rank_shift))
        .count("max_rank_shift", |l| Some(u64::from(l.max_rank_shift)))
        .count("unranked", |l| Some(u64::from(l.unranked)))
        .finish();
    let weightings = Over::new("weightings", &found.weightings)
        .text("weights", |w| Cow::Borrowed(w.weights))
        .number("mean_rank_shift", |w| Some(w.mean_rank_shift))
        .count("max_rank_shift", |w| Some(u64::from(w.max_rank_shift)))
        .count("unranked", |w| Some(u64::from(w.unranked)))
        .text("kept", |w| Cow::Owned(w.kept.join(" ")))
        .finish();
    [indices(&found.factors), left_out, weightings, ranks(found)]
}

/// The rank of everything that is ranked, under the stated and under each other weighting.
fn ranks(found: &Sensitivity) -> Table<'_> {
    let stated = found.ranked.iter().map(|r| ("stated", r, Some(r.rank), Some(0)));
    let others = found.weightings.iter().flat_map(|w| {
        let places = w.ranks.iter().zip(&w.shifts);
        found.ranked.iter().zip(places).map(|(r, (rank, shift))| (w.weights, r, *rank, *shift))
    });
    let rows: Vec<(&'static str, &Ranked, Option<u32>, Option<i32>)> = stated.chain(others).collect();
    Over::new("weighting_ranks", &rows)
        .text("weights", |r| Cow::Borrowed(r.0))
        .text("territory", |r| Cow::Owned(r.1.territory.clone()))
        .text("crime_area", |r| Cow::Owned(r.1.crime_area.clone()))
        .count("rank", |r| r.2.map(u64::from))
        .number("rank_shift", |r| r.3.map(f64::from))
        .finish()
}

/// Sensitivity indices.
pub(super) fn indices(factors: &[FactorIndex]) -> Table<'_> {
    Over::new("sensitivity", factors)
        .text("factor", |f| Cow::Owned(f.factor.clone()))
        .number("first_order", |f| Some(f.first_order))
        .number("first_low", |f| Some(f.first_low))
        .number("first_high", |f| Some(f.first_high))
        .number("total", |f| Some(f.total))
        .number("total_low", |f| Some(f.total_low))
        .number("total_high", |f| Some(f.total_high))
        .finish()
}
