//! The known evidence that may be withheld, and which of it is withheld in a run.

use std::collections::{BTreeMap, BTreeSet};

use ideal_composite::draws::{Stream, stream_id};
use ideal_model::{AssessmentInput, Observation, TerritoryKind, Value};

use crate::analyse::calibrate::options::{Deletion, Withheld};

/// The rows of every series that a leaf reads and no indicator is divided by, of the territories
/// that are assessed.
pub(super) struct Known {
    /// Rows by name, several of one name together.
    rows: BTreeMap<String, Vec<u32>>,
    /// The same by series of a territory.
    series: BTreeMap<String, Vec<u32>>,
}

impl Known {
    pub(super) fn new(a: &AssessmentInput) -> Self {
        let (m, e) = (&a.method, &a.evidence);
        let divides: BTreeSet<&str> = m
            .indicators
            .iter()
            .filter_map(|i| i.per.as_ref())
            .map(|p| m.indicators[p.indicator].series.as_str())
            .collect();
        let leaves: BTreeSet<u32> = m
            .indicators
            .iter()
            .filter(|i| i.parent.is_some() && !divides.contains(i.series.as_str()))
            .filter_map(|i| e.indicators.find(&i.series))
            .collect();
        let mut known = Known { rows: BTreeMap::new(), series: BTreeMap::new() };
        let assessed: BTreeSet<u32> = a
            .territories
            .iter()
            .filter(|t| t.kind != TerritoryKind::Region)
            .filter_map(|t| e.territories.find(&t.code))
            .collect();
        let usable = |o: &Observation| {
            leaves.contains(&o.indicator)
                && assessed.contains(&o.territory)
                && o.value != Value::Missing
        };
        for (row, o) in (0..).zip(&e.observations).filter(|(_, o)| usable(o)) {
            let (territory, series) =
                (e.territories.code(o.territory), e.indicators.code(o.indicator));
            let area = o.crime_area.map_or("*", |c| e.crime_areas.code(c));
            let source = o.source.map_or("", |s| e.sources.code(s));
            let rater = o.rater.map_or("", |r| e.raters.code(r));
            let series = format!("{territory}:{series}");
            let name = format!("{series}:{area}:{}:{source}:{rater}", o.period);
            known.series.entry(series).or_default().push(row);
            known.rows.entry(name).or_default().push(row);
        }
        known
    }

    /// Number of rows.
    pub(super) fn rows(&self) -> usize {
        self.rows.values().map(Vec::len).sum()
    }

    /// Number of series.
    pub(super) fn series(&self) -> usize {
        self.series.len()
    }

    /// The rows that a deletion takes in a replication, by index of the evidence: the nearest whole
    /// number to the share of rows, or of series, and one at least. What is taken depends on what
    /// rows say they are and not on where they stand.
    pub(super) fn taken(&self, deletion: Deletion, replication: u32, seed: u64) -> Vec<u32> {
        let from = match deletion.withheld {
            Withheld::Rows => &self.rows,
            Withheld::Series => &self.series,
        };
        let what = format!("delete:{}:{}", deletion.withheld, deletion.share);
        let order = at_random(from.keys(), &what, seed, u64::from(replication));
        #[expect(clippy::cast_precision_loss, reason = "a count of rows")]
        let wanted = libm::round(deletion.share * from.len() as f64);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a share of a count of rows"
        )]
        let wanted = (wanted as usize).max(1);
        order
            .into_iter()
            .take(wanted)
            .filter_map(|name| from.get(name))
            .flatten()
            .copied()
            .collect()
    }
}

/// Names in an order that is a function of the seed, `what`, the draw, and each name alone.
pub(super) fn at_random<'n>(
    names: impl Iterator<Item = &'n String>,
    what: &str,
    seed: u64,
    draw: u64,
) -> Vec<&'n String> {
    let key =
        |name: &String| Stream::new(seed, stream_id(&format!("{what}:{name}")), draw).next_u64();
    let mut order: Vec<&String> = names.collect();
    order.sort_by_cached_key(|name| (key(name), (*name).clone()));
    order
}
