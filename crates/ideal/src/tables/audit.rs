//! The statistical audit, as tables.

use std::borrow::Cow;

use ideal_engine::{Against, Audit, IndicatorAudit, PairFlag, WeightFlag};

use super::columns as c;
use super::table::{Over, Table};

/// The tables of an audit: indicators, availability of units, nodes, correlations, every pair of
/// indicators, weights; components, loadings and items of nodes, selection, variants; and what
/// another index says, where one was given.
pub(super) fn tables(audit: &Audit) -> Vec<Table<'_>> {
    let mut all = of_columns(audit);
    all.extend(of_groups(audit));
    all.extend([selection(audit), variants(audit)]);
    all.extend(audit.against.iter().flat_map(|a| against(audit, a)));
    all
}

/// Of a number of things.
fn n(x: usize) -> Option<u64> {
    Some(x as u64)
}

/// What is known, how it lies, and how it goes together.
fn of_columns(audit: &Audit) -> Vec<Table<'_>> {
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
        .count(c::AT_LOW_POST, |i| i.at_low_post.and_then(n))
        .count(c::AT_HIGH_POST, |i| i.at_high_post.and_then(n))
        .number(c::ON_POST, |i| i.on_post)
        .flag(c::SATURATED, |i| Some(i.saturated))
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
        .text(c::OBJECT, |x| Cow::Borrowed(x.object.word()))
        .count(c::KEPT_COMPONENTS, |x| x.kept.and_then(n))
        .number(c::KMO, |x| x.kmo)
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
        .text(c::OBJECT, |p| Cow::Borrowed(p.object.word()))
        .number(c::R_LOW, |p| p.low)
        .number(c::R_HIGH, |p| p.high)
        .count(c::TERRITORIES, |p| n(p.territories))
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
        .number(c::R_LOW, |p| p.low)
        .number(c::R_HIGH, |p| p.high)
        .count(c::TERRITORIES, |p| n(p.territories))
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

/// Components of nodes, and their children.
fn of_groups(audit: &Audit) -> [Table<'_>; 3] {
    let edition = || Cow::Borrowed(audit.edition.as_str());
    let components = Over::new(&c::AUDIT_COMPONENTS, &audit.components)
        .text(c::EDITION, |_| edition())
        .text(c::NODE, |x| Cow::Owned(x.node.clone()))
        .text(c::OBJECT, |x| Cow::Borrowed(x.object.word()))
        .count(c::COMPONENT, |x| n(x.component))
        .number(c::EIGENVALUE, |x| Some(x.eigenvalue))
        .number(c::VARIANCE_SHARE, |x| Some(x.share))
        .number(c::CUMULATIVE, |x| Some(x.cumulative))
        .flag(c::KAISER, |x| Some(x.kept))
        .finish();
    let loadings = Over::new(&c::AUDIT_LOADINGS, &audit.loadings)
        .text(c::EDITION, |_| edition())
        .text(c::NODE, |x| Cow::Owned(x.node.clone()))
        .text(c::OBJECT, |x| Cow::Borrowed(x.object.word()))
        .count(c::COMPONENT, |x| n(x.component))
        .text(c::CHILD, |x| Cow::Owned(x.child.clone()))
        .number(c::LOADING, |x| Some(x.loading))
        .finish();
    let items = Over::new(&c::AUDIT_ITEMS, &audit.items)
        .text(c::EDITION, |_| edition())
        .text(c::NODE, |x| Cow::Owned(x.node.clone()))
        .text(c::OBJECT, |x| Cow::Borrowed(x.object.word()))
        .text(c::CHILD, |x| Cow::Owned(x.child.clone()))
        .number(c::ALPHA_WITHOUT, |x| x.alpha_without)
        .number(c::ITEM_KMO, |x| x.kmo)
        .finish();
    [components, loadings, items]
}

/// Siblings of a leaf where it is known and where it is missing.
fn selection(audit: &Audit) -> Table<'_> {
    Over::new(&c::AUDIT_SELECTION, &audit.selection)
        .text(c::EDITION, |_| Cow::Borrowed(audit.edition.as_str()))
        .text(c::NODE, |s| Cow::Owned(s.node.clone()))
        .text(c::INDICATOR, |s| Cow::Owned(s.indicator.clone()))
        .count(c::UNITS_KNOWN, |s| n(s.units_known))
        .count(c::UNITS_MISSING, |s| n(s.units_missing))
        .count(c::TERRITORIES_KNOWN, |s| n(s.territories_known))
        .count(c::TERRITORIES_MISSING, |s| n(s.territories_missing))
        .number(c::MEAN_KNOWN, |s| Some(s.mean_known))
        .number(c::MEAN_MISSING, |s| Some(s.mean_missing))
        .number(c::DIFFERENCE, |s| Some(s.difference))
        .number(c::DIFFERENCE_LOW, |s| s.low)
        .number(c::DIFFERENCE_HIGH, |s| s.high)
        .number(c::P_DIFFERENCE, |s| s.p)
        .flag(c::SELECTED, |s| Some(s.selected))
        .finish()
}

/// The ranking under other choices.
fn variants(audit: &Audit) -> Table<'_> {
    Over::new(&c::AUDIT_VARIANTS, &audit.variants)
        .text(c::EDITION, |_| Cow::Borrowed(audit.edition.as_str()))
        .text(c::VARIANT, |v| Cow::Borrowed(v.variant.word()))
        .count(c::RANKED_IN_BOTH, |v| n(v.ranked))
        .number(c::MEAN_RANK_SHIFT, |v| v.mean_rank_shift)
        .count(c::MAX_RANK_SHIFT, |v| v.max_rank_shift.map(u64::from))
        .number(c::RANK_CORRELATION, |v| v.spearman)
        .count(c::UNRANKED, |v| Some(u64::from(v.unranked)))
        .count(c::NEWLY_RANKED, |v| n(v.newly_ranked))
        .count(c::KEPT_POSTS, |v| n(v.kept))
        .maybe_text(c::NO_RANKING, |v| v.reason.clone().map(Cow::Owned))
        .finish()
}

/// Scores beside another index.
fn against<'a>(audit: &'a Audit, found: &'a Against) -> [Table<'a>; 2] {
    let edition = || Cow::Borrowed(audit.edition.as_str());
    let nodes = Over::new(&c::AUDIT_AGAINST_INDEX, &found.nodes)
        .text(c::EDITION, |_| edition())
        .text(c::OBJECT, |x| Cow::Borrowed(x.object.word()))
        .text(c::NODE, |x| Cow::Owned(x.node.clone()))
        .count(c::N, |x| n(x.n))
        .count(c::TERRITORIES, |x| n(x.territories))
        .number(c::R, |x| x.r)
        .number(c::R_LOW, |x| x.low)
        .number(c::R_HIGH, |x| x.high)
        .number(c::P, |x| x.p)
        .number(c::SPEARMAN, |x| x.spearman)
        .number(c::SPEARMAN_LOW, |x| x.spearman_low)
        .number(c::SPEARMAN_HIGH, |x| x.spearman_high)
        .number(c::KENDALL, |x| x.kendall)
        .number(c::KENDALL_LOW, |x| x.kendall_low)
        .number(c::KENDALL_HIGH, |x| x.kendall_high)
        .number(c::INTERCEPT, |x| x.intercept)
        .number(c::SLOPE, |x| x.slope)
        .finish();
    let points = Over::new(&c::AUDIT_AGAINST_POINTS, &found.points)
        .text(c::EDITION, |_| edition())
        .text(c::OBJECT, |x| Cow::Borrowed(x.object.word()))
        .text(c::NODE, |x| Cow::Owned(x.node.clone()))
        .text(c::TERRITORY, |x| Cow::Owned(x.territory.clone()))
        .text(c::CRIME_AREA, |x| Cow::Owned(x.crime_area.clone()))
        .number(c::SCORE, |x| Some(x.score))
        .number(c::OTHER, |x| Some(x.other))
        .number(c::RESIDUAL, |x| x.residual)
        .flag(c::OUTLIER, |x| Some(x.outlier))
        .finish();
    [nodes, points]
}

/// The flags of an indicator in words.
fn remark(i: &IndicatorAudit) -> String {
    let flags = [
        (i.low_availability, "seldom known"),
        (i.many_zeros, "many zeros or gaps"),
        (i.few_unique, "few distinct values"),
        (i.outliers, "outliers"),
        (i.saturated, "at a goalpost"),
    ];
    let words: Vec<&str> =
        flags.into_iter().filter(|(raised, _)| *raised).map(|(_, w)| w).collect();
    words.join("; ")
}
