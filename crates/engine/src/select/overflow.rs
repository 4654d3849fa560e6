//! Quantities that pass the largest number there is.

use ideal_model::{Finding, Findings};

use crate::frame::Frame;
use crate::select::leaf::RawLeaf;
use crate::select::territory::TerritoryLeaves;

/// An error for every quantity, with its errors, that a division by a denominator, a mean of
/// sources or one over years has led past the largest number.
pub(crate) fn overflowed(frame: &Frame, raw: &[TerritoryLeaves]) -> Vec<Finding> {
    let a = &frame.assessment;
    let mut out = Findings::default();
    for (territory, t) in raw.iter().zip(&a.territories) {
        for leaf in territory.leaves.iter().filter(|leaf| !is_finite(leaf)) {
            let f = finding(frame, leaf, &t.code);
            let f = match territory.origin(leaf, &a.evidence) {
                Some(o) => f.in_file(a.evidence.files.code(o.file)).at_line(u64::from(o.line)),
                None => f,
            };
            // Units that share a row share the error.
            if !out.iter().any(|known| (&known.message, known.line) == (&f.message, f.line)) {
                out.push(f);
            }
        }
    }
    out.finish()
}

fn is_finite(leaf: &RawLeaf) -> bool {
    [leaf.denominated, leaf.se, leaf.censored_below, Some(leaf.disagreement)]
        .into_iter()
        .flatten()
        .all(f64::is_finite)
}

fn finding(frame: &Frame, leaf: &RawLeaf, territory: &str) -> Finding {
    let m = &frame.assessment.method;
    let i = &m.indicators[leaf.indicator];
    let per = i.per.as_ref().filter(|_| m.steps.denominate);
    let divided = per.map_or_else(String::new, |p| {
        format!(", divided by `{}` and times {},", m.indicators[p.indicator].code, p.factor)
    });
    let smoothed = i.smooth.map_or_else(String::new, |w| format!(" in the mean of {w} years"));
    let period = leaf.period.map_or_else(String::new, |p| format!(" in {p}"));
    let message = format!(
        "`{}` of {territory}{period}{divided}{smoothed} passes the largest number there is",
        i.code
    );
    Finding::error("overflow", message)
        .hint("are the value, its standard error, the denominator and the `factor` right?")
}
