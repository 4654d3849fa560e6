//! Figures without a grade that hide older ones with a grade.
//!
//! An edition takes the newest figure, whatever its grade, so a row that nobody graded lowers the
//! confidence of a leaf that was well evidenced before. That may be right, and it is said.

use std::collections::{BTreeMap, BTreeSet};

use ideal_model::method::Indicator;
use ideal_model::{AssessmentInput, Finding, Findings, Grade, Observation, Period, shortest};

use super::listed;
use super::unread::Readers;

/// Rows about one series of a territory and crime area.
type Series = (u32, u32, Option<u32>);

/// A note per indicator of which a newer figure without a grade hides an older one with a grade.
pub(super) fn hiding_graded(a: &AssessmentInput, readers: &Readers<'_>, out: &mut Findings) {
    let mixed = mixed(a);
    let mut series: BTreeMap<Series, Vec<&Observation>> = BTreeMap::new();
    for o in &a.evidence.observations {
        if mixed.contains(&o.indicator) && o.value.is_quantity() && readers.is_about(o) {
            series.entry((o.indicator, o.territory, o.crime_area)).or_default().push(o);
        }
    }
    let graded = |o: &&Observation| o.grade != Grade::default();
    series.retain(|_, rows| rows.iter().any(&graded) && !rows.iter().all(graded));
    for leaf in a.method.indicators.iter().filter(|i| i.parent.is_some()) {
        let Some(indicator) = a.evidence.indicators.find(&leaf.series) else { continue };
        let mut hiding: BTreeMap<(&str, Period), &Observation> = BTreeMap::new();
        let own = (indicator, 0, None)..=(indicator, u32::MAX, Some(u32::MAX));
        for rows in series.range(own).map(|(_, rows)| rows) {
            for &edition in a.editions.iter().filter(|e| !leaf.outside(**e)) {
                let Some(newest) = newest(leaf, edition, rows) else { continue };
                let others = rows.iter().copied();
                if newest.graded_before(others, edition, leaf.max_age).is_some() {
                    let code = a.evidence.territories.code(newest.territory);
                    hiding.insert((code, newest.period), newest);
                }
            }
        }
        out.extend(note(a, leaf, &hiding));
    }
}

/// Indicators with rows of both kinds: most projects grade all of a series or nothing of it.
fn mixed(a: &AssessmentInput) -> BTreeSet<u32> {
    let mut kinds = vec![(false, false); a.evidence.indicators.len()];
    for o in &a.evidence.observations {
        if let Some((graded, ungraded)) = kinds.get_mut(o.indicator as usize) {
            *(if o.grade == Grade::default() { ungraded } else { graded }) = true;
        }
    }
    (0..).zip(kinds).filter(|(_, kind)| *kind == (true, true)).map(|(i, _)| i).collect()
}

/// The row that an edition takes: of the newest period one with a grade, if there is any.
fn newest<'e>(
    leaf: &Indicator,
    edition: Period,
    rows: &[&'e Observation],
) -> Option<&'e Observation> {
    let within = |o: &&Observation| {
        o.period.ends_no_later_than(edition)
            && o.period.age_at(edition) <= leaf.max_age + 1e-9
            && leaf.takes(o.period, edition)
    };
    let graded = |o: &Observation| o.grade != Grade::default();
    rows.iter().copied().filter(within).max_by_key(|o| (o.period, graded(o)))
}

fn note(
    a: &AssessmentInput,
    leaf: &Indicator,
    hiding: &BTreeMap<(&str, Period), &Observation>,
) -> Option<Finding> {
    let first = hiding.values().min_by_key(|o| (o.origin.file, o.origin.line))?;
    let places: BTreeSet<String> =
        hiding.keys().map(|(code, period)| format!("{code} {period}")).collect();
    let places: Vec<String> = places.into_iter().collect();
    let message = format!(
        "`{}`: a newer figure without a grade hides an older one with a grade, in {}; its missing \
         grade counts as {} for the source and for the figure",
        leaf.code,
        listed(&places, 5),
        shortest(a.method.confidence.ungraded)
    );
    let mut f = Finding::note("ungraded-newer", message)
        .in_file(a.evidence.files.code(first.origin.file))
        .at_line(u64::from(first.origin.line))
        .hint(
            "the score takes the newer figure and the confidence falls: give it a grade \
             (`reliability`, `credibility`) if you know one",
        );
    f.count = hiding.len() as u64;
    Some(f)
}
