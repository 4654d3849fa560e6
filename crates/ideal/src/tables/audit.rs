//! The statistical audit, as tables.

use std::borrow::Cow;

use ideal_engine::{Audit, IndicatorAudit, PairFlag, WeightFlag};

use super::table::{Over, Table};

/// The tables of an audit: indicators, availability of units, nodes, correlations, every pair of
/// indicators, weights.
pub(super) fn tables(audit: &Audit) -> Vec<Table<'_>> {
    let n = |x: usize| Some(x as u64);
    let edition = || Cow::Borrowed(audit.edition.as_str());
    let indicators = Over::new("audit_indicators", &audit.indicators)
        .text("edition", |_| edition())
        .text("node", |i| Cow::Owned(i.node.clone()))
        .text("indicator", |i| Cow::Owned(i.indicator.clone()))
        .text("unit", |i| Cow::Owned(i.unit.clone()))
        .count("expected", |i| n(i.expected))
        .count("available", |i| n(i.available))
        .count("imputed_values", |i| n(i.imputed))
        .number("share", |i| i.share)
        .count("non_zero", |i| n(i.non_zero))
        .count("unique", |i| n(i.unique))
        .number("min", |i| i.min)
        .number("max", |i| i.max)
        .number("mean", |i| i.mean)
        .number("median", |i| i.median)
        .number("sd", |i| i.sd)
        .number("skewness", |i| i.skewness)
        .number("kurtosis", |i| i.kurtosis)
        .flag("low_availability", |i| Some(i.low_availability))
        .flag("many_zeros", |i| Some(i.many_zeros))
        .flag("few_unique", |i| Some(i.few_unique))
        .flag("outliers", |i| Some(i.outliers))
        .text("remark", |i| Cow::Owned(remark(i)))
        .finish();
    let availability = Over::new("audit_availability", &audit.availability)
        .text("territory", |u| Cow::Owned(u.territory.clone()))
        .text("crime_area", |u| Cow::Owned(u.crime_area.clone()))
        .text("edition", |_| edition())
        .count("expected", |u| n(u.expected))
        .count("available", |u| n(u.available))
        .count("imputed_values", |u| n(u.imputed))
        .number("share", |u| u.share)
        .count("gaps", |u| n(u.gaps))
        .text("verdict", |u| Cow::Borrowed(u.verdict.word()))
        .finish();
    let nodes = Over::new("audit_nodes", &audit.nodes)
        .text("edition", |_| edition())
        .text("node", |x| Cow::Owned(x.node.clone()))
        .count("children", |x| n(x.children))
        .count("complete", |x| n(x.complete))
        .number("alpha", |x| x.alpha)
        .number("first_component", |x| x.first_component)
        .number("mean_correlation", |x| x.mean_correlation)
        .flag("inconsistent", |x| Some(x.inconsistent))
        .finish();
    let correlations = Over::new("audit_correlations", &audit.correlations)
        .text("edition", |_| edition())
        .text("relation", |p| Cow::Borrowed(p.relation.word()))
        .text("node", |p| Cow::Owned(p.node.clone()))
        .text("a", |p| Cow::Owned(p.a.clone()))
        .text("b", |p| Cow::Owned(p.b.clone()))
        .count("n", |p| n(p.n))
        .number("r", |p| p.r)
        .number("p", |p| p.p)
        .text("flag", |p| Cow::Borrowed(p.flag.map_or("", PairFlag::word)))
        .finish();
    let matrix = Over::new("audit_matrix", &audit.matrix)
        .text("edition", |_| edition())
        .text("a", |p| Cow::Owned(p.a.clone()))
        .text("b", |p| Cow::Owned(p.b.clone()))
        .count("n", |p| n(p.n))
        .number("r", |p| p.r)
        .number("p", |p| p.p)
        .number("spearman", |p| p.spearman)
        .number("kendall", |p| p.kendall)
        .text("flag", |p| Cow::Borrowed(p.flag.map_or("", PairFlag::word)))
        .finish();
    let weights = Over::new("audit_weights", &audit.weights)
        .text("edition", |_| edition())
        .text("node", |w| Cow::Owned(w.node.clone()))
        .text("child", |w| Cow::Owned(w.child.clone()))
        .number("stated", |w| Some(w.stated))
        .number("in_root", |w| Some(w.in_root))
        .number("importance", |w| w.importance)
        .number("effective", |w| w.effective)
        .number("ratio", |w| w.ratio)
        .text("flag", |w| Cow::Borrowed(w.flag.map_or("", WeightFlag::word)))
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
