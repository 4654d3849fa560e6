//! A leaf before normalisation: selected, denominated, smoothed, with all that its confidence and its error need.

use std::collections::BTreeMap;

use ideal_model::method::{Impute, Method};
use ideal_model::{Assessment, Grade, ObsStatus, Period, Status};

use crate::select::index::Index;
use crate::select::rows::{Few, Query, Selection, severity};

/// A leaf of one territory, area and edition.
#[derive(Clone, Debug)]
pub(crate) struct RawLeaf {
    /// Index of the indicator.
    pub indicator: usize,
    /// State.
    pub status: Status,
    /// Period selected.
    pub period: Option<Period>,
    /// Selected quantity in the indicator's own unit.
    pub value: Option<f64>,
    /// After denomination and smoothing.
    pub denominated: Option<f64>,
    /// Published standard error after denomination.
    pub se: Option<f64>,
    /// Half range between sources after denomination.
    pub disagreement: f64,
    /// Mean absolute deviation of raters, in the indicator's own unit.
    pub rater_deviation: Option<f64>,
    /// Grade x timeliness x corroboration, 0..=1; agreement follows with the posts.
    pub trust: f64,
    /// Worst grade.
    pub grade: Grade,
    /// Worst SDMX status.
    pub obs_status: ObsStatus,
    /// Bound of a censored count after denomination.
    pub censored_below: Option<f64>,
    /// Half the distance between the values it lies between, in the indicator's own unit, where `denominated` was imputed
    /// along time; 0 where one value was carried.
    pub imputed: Option<f64>,
    /// Whether the series has a break between the row of the edition before and this one.
    pub broken: bool,
    /// Whether a quantity was lost for want of a usable denominator.
    pub no_denominator: bool,
    /// Rows joined, as a range of the territory's rows.
    pub rows: (u32, u32),
    /// Rows of the denominator, likewise.
    pub denominator_rows: (u32, u32),
}

/// What selection needs to know of the method, resolved to the indices of the evidence.
pub(crate) struct Lookup<'a> {
    pub(crate) method: &'a Method,
    pub(crate) index: &'a Index<'a>,
    /// Per indicator: the series it reads, if any row has it.
    series: Vec<Option<u32>>,
    /// Per indicator: preferred sources.
    source_order: Vec<Vec<u32>>,
    /// Per indicator: the area named after `@`, if any row has it; `Some(None)` where no row has it.
    fixed_area: Vec<Option<Option<u32>>>,
    /// What the sources are built from.
    lineage: Lineage,
    /// The edition that ends last: imputation along time looks no further.
    pub(crate) horizon: Option<Period>,
}

impl<'a> Lookup<'a> {
    pub(crate) fn new(a: &'a Assessment, index: &'a Index<'a>) -> Self {
        let e = &a.evidence;
        let m = &*a.method;
        Lookup {
            method: m,
            index,
            series: m.indicators.iter().map(|i| e.indicators.find(&i.series)).collect(),
            source_order: m.indicators.iter().map(|i| i.sources.iter().filter_map(|s| e.sources.find(s)).collect()).collect(),
            fixed_area: m.indicators.iter().map(|i| i.area.as_ref().map(|a| e.crime_areas.find(a))).collect(),
            lineage: Lineage::new(a),
            horizon: a.editions.iter().copied().max(),
        }
    }

    /// The evidence's index of the series an indicator reads.
    pub(crate) fn series_of(&self, indicator: usize) -> Option<u32> {
        self.series[indicator]
    }

    /// What to ask of the index for an indicator of a territory, on behalf of an edition.
    pub(crate) fn query<'q>(
        &'q self,
        indicator: usize,
        territory: u32,
        series: u32,
        areas: &'q [Option<u32>],
        edition: Period,
    ) -> Query<'q> {
        Query {
            index: self.index,
            confidence: &self.method.confidence,
            indicator: &self.method.indicators[indicator],
            edition,
            source_order: &self.source_order[indicator],
            territory,
            series,
            areas,
        }
    }

    /// The areas to try for an indicator: the one it names, else the unit's own and then rows for every area.
    pub(crate) fn areas(&self, indicator: usize, own: Option<u32>) -> ([Option<u32>; 2], usize) {
        match self.fixed_area[indicator] {
            Some(Some(area)) => ([Some(area), None], 1),
            // It names an area that no row has: nothing can be selected.
            Some(None) => ([None, None], 0),
            None => match own {
                Some(area) => ([Some(area), None], 2),
                None => ([None, None], 1),
            },
        }
    }

    /// How many of the sources share no ancestor with another.
    fn independent(&self, sources: &[u32]) -> usize {
        if sources.len() < 2 {
            return 1;
        }
        self.lineage.independent(sources)
    }

    /// The leaf of an indicator for a territory, an area and an edition; rows are added to `rows`.
    pub(crate) fn leaf(
        &self,
        indicator: usize,
        territory: Option<u32>,
        area: Option<u32>,
        edition: Period,
        rows: &mut Vec<u32>,
    ) -> RawLeaf {
        let ind = &self.method.indicators[indicator];
        let mut leaf = RawLeaf {
            indicator,
            status: Status::Missing,
            period: None,
            value: None,
            denominated: None,
            se: None,
            disagreement: 0.0,
            rater_deviation: None,
            trust: 0.0,
            grade: Grade::default(),
            obs_status: ObsStatus::Normal,
            censored_below: None,
            imputed: None,
            broken: false,
            no_denominator: false,
            rows: (0, 0),
            denominator_rows: (0, 0),
        };
        if ind.outside(edition) {
            leaf.status = Status::NotApplicable;
            return leaf;
        }
        let (areas, n) = self.areas(indicator, area);
        let areas = &areas[..n];
        let (Some(territory), Some(series)) = (territory, self.series[indicator]) else { return leaf };
        let query = self.query(indicator, territory, series, areas, edition);
        if let Some(s) = query.newest(edition, ind.max_age) {
            leaf.status = s.status;
            leaf.period = Some(s.period);
            leaf.value = s.value;
            leaf.rater_deviation = s.rater_deviation;
            leaf.grade = s.worst;
            leaf.obs_status = s.obs_status;
            leaf.rows = push(rows, s.rows.as_slice());
            leaf.trust = self.trust(&s, edition);
            self.quantify(&query, indicator, &s, &mut leaf, rows);
        }
        if let Some(Impute::Time { fill, max_years }) = self.method.steps.impute
            && leaf.denominated.is_none()
            && leaf.status != Status::NotApplicable
        {
            self.fill(&query, indicator, edition, fill, max_years, &mut leaf, rows);
        }
        leaf
    }

    /// The quantity that the selected rows give: denominated, and smoothed where the indicator asks for it.
    pub(crate) fn quantify(&self, query: &Query<'_>, indicator: usize, s: &Selection, leaf: &mut RawLeaf, rows: &mut Vec<u32>) {
        self.denominate(query, indicator, s, leaf, rows);
        if let Some(window) = self.method.indicators[indicator].smooth
            && leaf.denominated.is_some()
        {
            self.smooth(query, indicator, window, s, leaf, rows);
        }
    }

    fn trust(&self, s: &Selection, edition: Period) -> f64 {
        let c = &self.method.confidence;
        #[expect(clippy::cast_precision_loss, reason = "counts of sources")]
        let k = self.independent(s.sources.as_slice()) as f64;
        s.grade * libm::exp(-s.period.age_at(edition) / c.timeliness) * (1.0 - c.corroboration / k)
    }

    /// Divides by the denominator of the same period, else of the nearest earlier one within its own reach.
    fn denominate(&self, query: &Query<'_>, indicator: usize, s: &Selection, leaf: &mut RawLeaf, rows: &mut Vec<u32>) {
        let Some(value) = s.value else { return };
        let ind = &self.method.indicators[indicator];
        let per = if self.method.steps.denominate { ind.per.as_ref() } else { None };
        let Some(per) = per else {
            leaf.denominated = Some(value);
            leaf.se = s.se;
            leaf.disagreement = s.disagreement;
            leaf.censored_below = s.censored_below;
            return;
        };
        // Nothing per anything is nothing.
        if s.status == Status::Nil {
            leaf.denominated = Some(0.0);
            return;
        }
        let d = self.denominator(query, per.indicator, s.period);
        let Some((d, used)) = d else {
            leaf.no_denominator = true;
            leaf.status = Status::Missing;
            return;
        };
        let scale = per.factor / d;
        leaf.denominator_rows = push(rows, used.as_slice());
        leaf.denominated = Some(value / d * per.factor);
        leaf.se = s.se.map(|x| x * scale);
        leaf.disagreement = s.disagreement * scale;
        leaf.censored_below = s.censored_below.map(|x| x * scale);
    }

    /// A positive denominator and its rows.
    fn denominator(&self, query: &Query<'_>, indicator: usize, at: Period) -> Option<(f64, Few)> {
        let max_age = self.method.indicators[indicator].max_age;
        let s = self.denominators(query, indicator, |q| q.newest(at, max_age))??;
        s.value.filter(|d| *d > 0.0).map(|d| (d, s.rows))
    }

    /// Asks for the denominators of what a query asks for: where that names an area, rows for every area count too.
    pub(crate) fn denominators<T>(&self, query: &Query<'_>, indicator: usize, ask: impl FnOnce(&Query<'_>) -> T) -> Option<T> {
        let series = self.series[indicator]?;
        let fallback = [query.areas.first().copied().flatten(), None];
        let tried = if query.areas.contains(&None) { query.areas } else { &fallback };
        Some(ask(&self.query(indicator, query.territory, series, tried, query.edition)))
    }

    /// Replaces the value by the mean over the calendar years of a window that ends with the selected period.
    fn smooth(&self, query: &Query<'_>, indicator: usize, window: u8, s: &Selection, leaf: &mut RawLeaf, rows: &mut Vec<u32>) {
        let mut values: Vec<f64> = leaf.denominated.into_iter().collect();
        let mut used = s.rows.as_slice().to_vec();
        let mut under = rows_in(rows, leaf.denominator_rows).to_vec();
        for back in 1..i32::from(window) {
            let Ok(year) = Period::year(s.period.calendar_year() - back) else { break };
            let Some(other) = query.newest(year, 0.0) else {
                continue;
            };
            let mut past = leaf.clone();
            past.denominated = None;
            past.denominator_rows = (0, 0);
            self.denominate(query, indicator, &other, &mut past, rows);
            if let Some(v) = past.denominated {
                values.push(v);
                used.extend(other.rows.as_slice());
                under.extend_from_slice(rows_in(rows, past.denominator_rows));
            }
        }
        values.sort_by(f64::total_cmp);
        #[expect(clippy::cast_precision_loss, reason = "a window of years")]
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        leaf.denominated = Some(mean);
        leaf.rows = push(rows, &used);
        leaf.denominator_rows = push(rows, &under);
    }

    /// Whether the series has a row marked as a break after `from` and no later than `to`.
    pub(crate) fn broken(&self, indicator: usize, territory: Option<u32>, area: Option<u32>, from: Period, to: Period) -> bool {
        let (areas, n) = self.areas(indicator, area);
        let (Some(territory), Some(series)) = (territory, self.series[indicator]) else { return false };
        areas[..n].iter().any(|&a| {
            self.index.rows(territory, series, a).iter().any(|&i| {
                let o = self.index.observation(i);
                severity(o.obs_status) == severity(ObsStatus::Break)
                    && from.end_month() < o.period.end_month()
                    && o.period.ends_no_later_than(to)
            })
        })
    }
}

/// The rows of a range.
pub(crate) fn rows_in(rows: &[u32], range: (u32, u32)) -> &[u32] {
    rows.get(range.0 as usize..range.1 as usize).unwrap_or(&[])
}

pub(crate) fn push(rows: &mut Vec<u32>, new: &[u32]) -> (u32, u32) {
    let from = rows.len();
    rows.extend_from_slice(new);
    (u32::try_from(from).unwrap_or(0), u32::try_from(rows.len()).unwrap_or(0))
}

/// The sources that each source is built from, by index; and the index of each source of the evidence.
#[derive(Default)]
struct Lineage {
    parents: Vec<Vec<usize>>,
    of_evidence: Vec<Option<usize>>,
}

impl Lineage {
    fn new(a: &Assessment) -> Self {
        let mut places: BTreeMap<&str, usize> = a.sources.iter().enumerate().map(|(i, s)| (s.id.as_str(), i)).collect();
        // What nobody declares may be an ancestor of two all the same.
        for id in a.sources.iter().flat_map(|s| &s.lineage) {
            let next = places.len();
            places.entry(id).or_insert(next);
        }
        let place = |id: &str| places.get(id).copied();
        Lineage {
            parents: a.sources.iter().map(|s| s.lineage.iter().filter_map(|p| place(p)).collect()).collect(),
            of_evidence: a.evidence.sources.iter().map(place).collect(),
        }
    }

    /// How many of these sources share no ancestor with another. It takes as long as they have ancestors together.
    fn independent(&self, sources: &[u32]) -> usize {
        // One is asked for nearly always, once per leaf and unit.
        if sources.len() < 2 {
            return 1;
        }
        // The source that came by first, of those asked for.
        let mut reached: BTreeMap<usize, usize> = BTreeMap::new();
        let mut group: Vec<usize> = (0..sources.len()).collect();
        for (k, s) in sources.iter().enumerate() {
            let mut open: Vec<usize> = self.of_evidence.get(*s as usize).copied().flatten().into_iter().collect();
            while let Some(at) = open.pop() {
                if let Some(other) = reached.get(&at) {
                    let (mine, other) = (group[k], group[*other]);
                    if mine != other {
                        group.iter_mut().filter(|g| **g == other).for_each(|g| *g = mine);
                    }
                    continue;
                }
                reached.insert(at, k);
                open.extend(self.parents.get(at).into_iter().flatten());
            }
        }
        group.sort_unstable();
        group.dedup();
        group.len()
    }
}
