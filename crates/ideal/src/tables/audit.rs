//! The statistical audit, as tables.

use std::borrow::Cow;

use ideal_engine::{Audit, IndicatorAudit, PairFlag, WeightFlag};

use super::columns as c;
use super::table::{Over, Table};

/// The tables of an audit: indicators, availability of units, nodes, correlations, every pair of
/// indicators, weights.
pub(super) fn tables(audit: &Audit) -> Vec<Table<'_>> {
    let n = |x: usize| Some(x as u64);
    let edition = || Cow::Borrowed(audit.edition.as_str());
    let indicators = Over::new(&c::AUDIT_INDICATORS, &audit.indicators)
        .text(c::EDITION, |_| edition())
        .text(c::NODE, |i| Cow::Owned(i.node.clone()))
        .text(c::INDICATOR, |i| Cow::Owned(i.indicator.clone()))
        .text(c::UNIT, |i| Cow::Owned(i.unit.clone()))
        .count(c::EXPECTED, |i| n(i.expected))
        .count(c::AVAILABLE, |i| n(i.available))
        .count(c::IMPUTED_VALUES, |i| n(i.imputed))
        .number(c::SHARE, |i| i.share)
        .count(c::NON_ZERO, |i| n(i.non_zero))
        .count(c::UNIQUE, |i| n(i.unique))
        .number(c::MIN, |i| i.min)
        .number(c::MAX, |i| i.max)
        .number(c::MEAN, |i| i.mean)
        .number(c::MEDIAN, |i| i.median)
        .number(c::SD, |i| i.sd)
        .number(c::SKEWNESS, |i| i.skewness)
        .number(c::KURTOSIS, |i| i.kurtosis)
        .flag(c::LOW_AVAILABILITY, |i| Some(i.low_availability))
        .flag(c::MANY_ZEROS, |i| Some(i.many_zeros))
        .flag(c::FEW_UNIQUE, |i| Some(i.few_unique))
        .flag(c::OUTLIERS, |i| Some(i.outliers))
        .text(c::REMARK, |i| Cow::Owned(remark(i)))
        .finish();
    let availability = Over::new(&c::AUDIT_AVAILABILITY, &audit.availability)
        .text(c::TERRITORY, |u| Cow::Owned(u.territory.clone()))
        .text(c::CRIME_AREA, |u| Cow::Owned(u.crime_area.clone()))
        .text(c::EDITION, |_| edition())
        .count(c::EXPECTED, |u| n(u.expected))
        .count(c::AVAILABLE, |u| n(u.available))
        .count(c::IMPUTED_VALUES, |u| n(u.imputed))
        .number(c::SHARE, |u| u.share)
        .count(c::GAP_COUNT, |u| n(u.gaps))
        .text(c::VERDICT, |u| Cow::Borrowed(u.verdict.word()))
        .finish();
    let nodes = Over::new(&c::AUDIT_NODES, &audit.nodes)
        .text(c::EDITION, |_| edition())
        .text(c::NODE, |x| Cow::Owned(x.node.clone()))
        .count(c::CHILDREN, |x| n(x.children))
        .count(c::COMPLETE, |x| n(x.complete))
        .number(c::ALPHA, |x| x.alpha)
        .number(c::FIRST_COMPONENT, |x| x.first_component)
        .number(c::MEAN_CORRELATION, |x| x.mean_correlation)
        .flag(c::INCONSISTENT, |x| Some(x.inconsistent))
        .finish();
    let correlations = Over::new(&c::AUDIT_CORRELATIONS, &audit.correlations)
        .text(c::EDITION, |_| edition())
        .text(c::RELATION, |p| Cow::Borrowed(p.relation.word()))
        .text(c::NODE, |p| Cow::Owned(p.node.clone()))
        .text(c::A, |p| Cow::Owned(p.a.clone()))
        .text(c::B, |p| Cow::Owned(p.b.clone()))
        .count(c::N, |p| n(p.n))
        .number(c::R, |p| p.r)
        .number(c::P, |p| p.p)
        .text(c::FLAG, |p| Cow::Borrowed(p.flag.map_or("", PairFlag::word)))
        .finish();
    let matrix = Over::new(&c::AUDIT_MATRIX, &audit.matrix)
        .text(c::EDITION, |_| edition())
        .text(c::A, |p| Cow::Owned(p.a.clone()))
        .text(c::B, |p| Cow::Owned(p.b.clone()))
        .count(c::N, |p| n(p.n))
        .number(c::R, |p| p.r)
        .number(c::P, |p| p.p)
        .number(c::SPEARMAN, |p| p.spearman)
        .number(c::KENDALL, |p| p.kendall)
        .text(c::FLAG, |p| Cow::Borrowed(p.flag.map_or("", PairFlag::word)))
        .finish();
    let weights = Over::new(&c::AUDIT_WEIGHTS, &audit.weights)
        .text(c::EDITION, |_| edition())
        .text(c::NODE, |w| Cow::Owned(w.node.clone()))
        .text(c::CHILD, |w| Cow::Owned(w.child.clone()))
        .number(c::STATED, |w| Some(w.stated))
        .number(c::IN_ROOT, |w| Some(w.in_root))
        .number(c::IMPORTANCE, |w| w.importance)
        .number(c::EFFECTIVE, |w| w.effective)
        .number(c::RATIO, |w| w.ratio)
        .text(c::FLAG, |w| Cow::Borrowed(w.flag.map_or("", WeightFlag::word)))
        .finish();
    vec![indicators, availability, nodes, correlations, matrix, weights]
}

/// The flags of an indicator in words.
fn remark(i: &IndicatorAudit) -> String {
    let flags = [
        (i.low_availability, "seldom known"),
        (i.many_zeros, "many zeros or gaps"),
        (i.few_unique, "few distinct values"),
        (i.outliers, "outliers"),
    ];
    let words: Vec<&str> =
        flags.into_iter().filter(|(raised, _)| *raised).map(|(_, w)| w).collect();
    words.join("; ")
}
