//! What had to be left out for want of a denominator.

use std::collections::BTreeMap;

use ideal_model::{Finding, IndicatorIx};

use crate::frame::Frame;
use crate::select::territory::TerritoryLeaves;

/// One finding per indicator whose quantities had no usable denominator: a warning where that is so
/// of most of them, a note where a few territories lack it, which is a gap like others.
pub(crate) fn lost_denominators(frame: &Frame, raw: &[TerritoryLeaves]) -> Vec<Finding> {
    let m = &frame.assessment.method;
    let mut lost: BTreeMap<IndicatorIx, Vec<&str>> = BTreeMap::new();
    let mut kept: BTreeMap<IndicatorIx, usize> = BTreeMap::new();
    for (t, territory) in raw.iter().enumerate() {
        for leaf in &territory.leaves {
            if leaf.no_denominator {
                lost.entry(leaf.indicator).or_default().push(&frame.assessment.territories[t].code);
            } else if leaf.denominated.is_some() {
                *kept.entry(leaf.indicator).or_default() += 1;
            }
        }
    }
    lost.into_iter()
        .map(|(i, codes)| {
            let per = m.indicators[i]
                .per
                .as_ref()
                .map_or("", |p| m.indicators[p.indicator].code.as_str());
            let count = codes.len();
            let mut named = codes;
            named.dedup();
            let more = if named.len() > 5 {
                format!(" and {} more", named.len() - 5)
            } else {
                String::new()
            };
            named.truncate(5);
            let message = format!(
                "`{}` has values without a usable `{per}` (missing, zero or negative) in {}{more}: \
                 they are not used",
                m.indicators[i].code,
                named.join(", ")
            );
            let few = count < kept.get(&i).copied().unwrap_or(0);
            let f = if few {
                Finding::note("no-denominator", message)
            } else {
                Finding::warning("no-denominator", message)
            };
            let mut f = f.hint(format!(
                "add rows of `{per}` for the same or an earlier period \
                                        within its max_age"
            ));
            f.count = count as u64;
            f
        })
        .collect()
}
