//! What had to be left out, or passed over for something older, for want of a denominator.

use std::collections::BTreeMap;

use ideal_model::method::Method;
use ideal_model::{Finding, IndicatorIx, Period};

use crate::frame::Frame;
use crate::select::division::NoDenominator;
use crate::select::leaf::RawLeaf;
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
            let per = denominator(m, i);
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

/// The code of what an indicator is divided by.
fn denominator(m: &Method, indicator: IndicatorIx) -> &str {
    let per = m.indicators[indicator].per.as_ref();
    per.map_or("", |p| m.indicators[p.indicator].code.as_str())
}

/// Rows that were passed over, of one indicator: the newest of a leaf, why it cannot be divided,
/// and the period that speaks in its place.
type PassedOver = BTreeMap<u32, (NoDenominator, Period)>;

/// How many of them a finding names.
const NAMED: usize = 3;

/// One finding per indicator of which newer rows without a usable denominator were passed over for
/// older ones that can be divided: a note where that is so of few leaves, a warning where of most.
pub(crate) fn passed_over(frame: &Frame, raw: &[TerritoryLeaves]) -> Vec<Finding> {
    let mut all: BTreeMap<IndicatorIx, PassedOver> = BTreeMap::new();
    let passed = |l: &RawLeaf| Some((*l.passed_over.first()?, l.passed_why?, l.period?));
    let mut counts: BTreeMap<IndicatorIx, (usize, usize)> = BTreeMap::new();
    for leaf in raw.iter().flat_map(|t| &t.leaves) {
        let (over, kept) = counts.entry(leaf.indicator).or_default();
        if let Some((row, why, used)) = passed(leaf) {
            *over += 1;
            all.entry(leaf.indicator).or_default().entry(row).or_insert((why, used));
        } else if leaf.denominated.is_some() {
            *kept += 1;
        }
    }
    let few = |i: &IndicatorIx| counts.get(i).is_some_and(|(over, kept)| over < kept);
    all.iter().map(|(i, rows)| older_used(frame, *i, rows, few(i))).collect()
}

fn older_used(frame: &Frame, indicator: IndicatorIx, rows: &PassedOver, few: bool) -> Finding {
    let a = &*frame.assessment;
    let e = &a.evidence;
    let per = denominator(&a.method, indicator);
    let max_age = a.method.indicators[indicator]
        .per
        .as_ref()
        .map_or(0.0, |p| a.method.indicators[p.indicator].max_age);
    let found = rows.iter().filter_map(|(row, x)| Some((e.observations.get(*row as usize)?, x)));
    let mut named: Vec<_> = found
        .map(|(o, (why, used))| {
            let why = match why {
                NoDenominator::Missing => format!("there is no `{per}` of that time or earlier"),
                NoDenominator::TooOld(p) => {
                    format!("`{per}` is of {p}, older than its max_age of {max_age} allows")
                }
                NoDenominator::NotKnown(p) => format!("`{per}` of {p} is no number"),
                NoDenominator::NotPositive(p) => format!("`{per}` of {p} is zero or negative"),
            };
            let (file, line) = (e.files.code(o.origin.file), o.origin.line);
            let code = e.territories.code(o.territory);
            let said = format!("{code} {} ({file}:{line}: {why}), {used} is used", o.period);
            (file, line, said)
        })
        .collect();
    named.sort_unstable();
    let more = match named.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!("; and {more} more"),
    };
    let text: Vec<&str> = named.iter().take(NAMED).map(|(.., said)| said.as_str()).collect();
    let message = format!(
        "`{}`: newer values cannot be divided and are passed over for older ones that can: \
         {}{more}",
        a.method.indicators[indicator].code,
        text.join("; ")
    );
    let f = if few {
        Finding::note("older-pair", message)
    } else {
        Finding::warning("older-pair", message)
    };
    let mut f = f.hint(format!(
        "add rows of `{per}` for the same period, or an earlier one within its max_age"
    ));
    f.count = named.len() as u64;
    match named.first() {
        Some((file, line, _)) => f.in_file(*file).at_line(u64::from(*line)),
        None => f,
    }
}
