//! Values far beyond the goalposts, which are clipped and score as if they were not, and scores
//! outside the scale.

use std::collections::{BTreeMap, BTreeSet};

use ideal_model::{
    AssessmentInput, Finding, IndicatorIx, Period, Results, TerritoryIx, UnitIx, shortest,
};

use crate::frame::Frame;
use crate::scale::ruler::Ruler;
use crate::select::territory::TerritoryLeaves;

/// The values of an indicator, as far as they are judged.
#[derive(Default)]
struct Values {
    all: u64,
    beyond: u64,
    farthest: Option<Farthest>,
}

/// The value that lies farthest beyond the posts.
struct Farthest {
    widths: f64,
    value: f64,
    territory: TerritoryIx,
    leaf: usize,
    period: Option<Period>,
}

/// One finding per indicator of whose values more than a tenth lie further beyond a post than the
/// posts are wide; a warning where most of them do. Rows that several units or editions share are
/// one value.
pub(crate) fn beyond_posts(frame: &Frame, raw: &[TerritoryLeaves]) -> Vec<Finding> {
    let a = &*frame.assessment;
    let rulers: Vec<Option<Ruler>> =
        a.method.indicators.iter().map(|i| Ruler::of_posts(&a.method, i)).collect();
    let mut seen: BTreeSet<(IndicatorIx, TerritoryIx, u32, Option<Period>)> = BTreeSet::new();
    let mut found: BTreeMap<IndicatorIx, Values> = BTreeMap::new();
    for (t, territory) in TerritoryIx::all(raw.len()).zip(raw) {
        for (l, leaf) in territory.leaves.iter().enumerate() {
            let (Some(Some(ruler)), Some(value), None) =
                (rulers.get(leaf.indicator.get()), leaf.denominated, leaf.imputed)
            else {
                continue;
            };
            let Some(&first) = leaf.rows.of(&territory.rows).first() else { continue };
            if !seen.insert((leaf.indicator, t, first, leaf.period)) {
                continue;
            }
            let of = found.entry(leaf.indicator).or_default();
            of.all += 1;
            let Some(widths) = ruler.beyond(value).filter(|w| *w > 1.0) else { continue };
            of.beyond += 1;
            if of.farthest.as_ref().is_none_or(|f| widths > f.widths) {
                of.farthest =
                    Some(Farthest { widths, value, territory: t, leaf: l, period: leaf.period });
            }
        }
    }
    found.into_iter().filter_map(|(indicator, values)| finding(a, raw, indicator, values)).collect()
}

/// One warning for the scores that lie outside the scale of the method: a normalisation without
/// ends, such as a z-score or a rank, or a penalty for imbalance led them there. They are not
/// clipped, since then two of them would look alike.
pub(crate) fn off_scale(results: &Results) -> Option<Finding> {
    let m = &results.assessment.method;
    let [low, high] = m.scale;
    let slack = 1e-9 * m.width();
    let mut scores: Vec<(f64, UnitIx, &str)> = Vec::new();
    let mut all: u64 = 0;
    for unit in results.unit_indices() {
        for (n, node) in m.node_indices().zip(&m.nodes) {
            let Some(score) = results.node(unit, n).and_then(|r| r.score) else { continue };
            all += 1;
            if score < low - slack || score > high + slack {
                scores.push((score, unit, &node.id));
            }
        }
    }
    let outside = |score: f64| (low - score).max(score - high);
    // Of several that are as far, the first.
    let &(score, unit, node) =
        scores.iter().rev().max_by(|a, b| outside(a.0).total_cmp(&outside(b.0)))?;
    let mut place = results.place_code(unit).to_owned();
    if results.area_code(unit) != "*" {
        place = format!("{place}, {}", results.area_code(unit));
    }
    let edition = results.edition_of(unit).map(|e| format!(", {e}")).unwrap_or_default();
    let message = format!(
        "{} of {all} scores lie outside the scale {} to {}; the farthest is `{node}` of \
         {place}{edition}, {}",
        scores.len(),
        shortest(low),
        shortest(high),
        shortest(score)
    );
    Some(Finding::warning("off-scale", message).hint(
        "z-scores and ranks have no ends, and a penalty for imbalance may lead below the low one: \
         give the method a `scale` that holds them, or a normalisation with ends",
    ))
}

fn finding(
    a: &AssessmentInput,
    raw: &[TerritoryLeaves],
    indicator: IndicatorIx,
    values: Values,
) -> Option<Finding> {
    let Values { all, beyond, farthest } = values;
    if beyond * 10 <= all {
        return None;
    }
    let (i, f) = (a.method.indicators.get(indicator.get())?, farthest?);
    let [low, high] = i.goalposts?;
    let territory = raw.get(f.territory.get())?;
    let code = &a.territories.get(f.territory.get())?.code;
    let period = f.period.map_or_else(String::new, |p| format!(" in {p}"));
    let per = i
        .per
        .as_ref()
        .filter(|_| a.method.steps.denominate)
        .and_then(|p| a.method.indicators.get(p.indicator.get()));
    let divided = per.map_or_else(String::new, |p| format!(" (divided by `{}`)", p.code));
    let post = if f.value > high { high } else { low };
    let message = format!(
        "`{}`: {beyond} of {all} values{divided} lie further beyond the goalposts {} to {} than \
         these are apart; the farthest, {} ({code}{period}), counts as {}",
        i.code,
        shortest(low),
        shortest(high),
        shortest(f.value),
        shortest(post)
    );
    let gross = beyond * 2 > all;
    let mut out = if gross {
        Finding::warning("beyond-posts", message)
    } else {
        Finding::note("beyond-posts", message)
    };
    if let Some(o) =
        territory.leaves.get(f.leaf).and_then(|leaf| territory.origin(leaf, &a.evidence))
    {
        out = out.in_file(a.evidence.files.code(o.file)).at_line(u64::from(o.line));
    }
    out.count = beyond;
    let unit = if i.unit.is_empty() {
        "The method states none".to_owned()
    } else {
        format!("The method has `{}`", i.unit)
    };
    Some(out.hint(format!("is the unit right? {unit}; values beyond a post all score the same")))
}
