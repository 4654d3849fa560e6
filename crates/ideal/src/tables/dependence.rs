//! What the ranking depends on, as tables.

use std::borrow::Cow;

use ideal_engine::{Ranked, Sensitivity, Share};

use super::columns as c;
use super::table::{Over, Table};

/// The tables of an analysis: indices, what leaving something out does, other weights, other
/// aggregation.
pub(super) fn tables(found: &Sensitivity) -> [Table<'_>; 6] {
    let left_out = Over::new(&c::LEAVE_ONE_OUT, &found.leave_one_out)
        .text(c::WHAT, |l| Cow::Borrowed(l.what.word()))
        .text(c::CODE, |l| Cow::Owned(l.code.clone()))
        .number(c::MEAN_RANK_SHIFT, |l| Some(l.mean_rank_shift))
        .count(c::MAX_RANK_SHIFT, |l| Some(u64::from(l.max_rank_shift)))
        .count(c::UNRANKED, |l| Some(u64::from(l.unranked)))
        .text(c::WOULD_LOSE_RANK, |l| Cow::Owned(l.would_lose_rank.join(" ")))
        .finish();
    let weightings = Over::new(&c::WEIGHTINGS, &found.weightings)
        .text(c::WEIGHTS, |w| Cow::Borrowed(w.weights.word()))
        .number(c::MEAN_RANK_SHIFT, |w| Some(w.mean_rank_shift))
        .count(c::MAX_RANK_SHIFT, |w| Some(u64::from(w.max_rank_shift)))
        .count(c::UNRANKED, |w| Some(u64::from(w.unranked)))
        .text(c::KEPT, |w| Cow::Owned(w.kept.join(" ")))
        .text(c::WOULD_LOSE_RANK, |w| Cow::Owned(w.would_lose_rank.join(" ")))
        .finish();
    let weighting_ranks = ranks(
        found,
        (&c::WEIGHTING_RANKS, c::WEIGHTS),
        found.weightings.iter().map(|w| (w.weights.word(), &*w.ranks, &*w.shifts)),
    );
    let aggregations = Over::new(&c::AGGREGATIONS, &found.aggregations)
        .text(c::AGGREGATION, |a| Cow::Borrowed(a.aggregation.word()))
        .number(c::MEAN_RANK_SHIFT, |a| Some(a.mean_rank_shift))
        .count(c::MAX_RANK_SHIFT, |a| Some(u64::from(a.max_rank_shift)))
        .count(c::UNRANKED, |a| Some(u64::from(a.unranked)))
        .finish();
    let others = found.aggregations.iter().map(|a| (a.aggregation.word(), &*a.ranks, &*a.shifts));
    let aggregation_ranks = ranks(found, (&c::AGGREGATION_RANKS, c::AGGREGATION), others);
    [indices(found), left_out, weightings, weighting_ranks, aggregations, aggregation_ranks]
}

/// The rank of everything that is ranked, in the stated ranking and in each of the others: its
/// word, ranks and shifts.
fn ranks<'f>(
    found: &'f Sensitivity,
    (table, word): (&'static c::TableColumns, c::TextColumn),
    others: impl Iterator<Item = (&'static str, &'f [Option<u32>], &'f [Option<i32>])>,
) -> Table<'f> {
    let stated = found.ranked.iter().map(|r| ("stated", r, Some(r.rank), Some(0)));
    let others = others.flat_map(|(other, ranks, shifts)| {
        let places = ranks.iter().zip(shifts);
        found.ranked.iter().zip(places).map(move |(r, (rank, shift))| (other, r, *rank, *shift))
    });
    let rows: Vec<(&'static str, &Ranked, Option<u32>, Option<i32>)> =
        stated.chain(others).collect();
    Over::new(table, &rows)
        .text(word, |r| Cow::Borrowed(r.0))
        .text(c::TERRITORY, |r| Cow::Owned(r.1.territory.clone()))
        .text(c::CRIME_AREA, |r| Cow::Owned(r.1.crime_area.clone()))
        .count(c::RANK, |r| r.2.map(u64::from))
        .number(c::RANK_SHIFT, |r| r.3.map(f64::from))
        .finish()
}

/// Sensitivity indices, then what they add up to and what is left.
pub(super) fn indices(found: &Sensitivity) -> Table<'_> {
    let Sensitivity { first_order_sum: sum, joint, .. } = found;
    let share = |name, s: &Share| Row { name, first: (s.share, s.low, s.high), total: None };
    let factors = found.factors.iter().map(|f| Row {
        name: f.factor.to_string(),
        first: (f.first_order, f.first_low, f.first_high),
        total: Some((f.total, f.total_low, f.total_high)),
    });
    let whole = [share("sum".to_owned(), sum), share("joint".to_owned(), joint)];
    let rows: Vec<Row> = factors.chain(whole).collect();
    Over::new(&c::SENSITIVITY, &rows)
        .text(c::FACTOR, |r| Cow::Owned(r.name.clone()))
        .number(c::FIRST_ORDER, |r| Some(r.first.0))
        .number(c::FIRST_LOW, |r| Some(r.first.1))
        .number(c::FIRST_HIGH, |r| Some(r.first.2))
        .number(c::TOTAL, |r| r.total.map(|t| t.0))
        .number(c::TOTAL_LOW, |r| r.total.map(|t| t.1))
        .number(c::TOTAL_HIGH, |r| r.total.map(|t| t.2))
        .finish()
}

/// A row of the indices, each with the ends of its interval.
struct Row {
    name: String,
    first: (f64, f64, f64),
    total: Option<(f64, f64, f64)>,
}
