//! What a confidence is made of: grades, ages and independent sources of the figures that a score
//! rests on.

use std::collections::{BTreeMap, BTreeSet};

use ideal_model::method::Child;
use ideal_model::{
    Grade, GroupMarkets, GroupSeries, IndicatorIx, LeafResult, NodeIx, Observation, Period,
    Results, Status, UnitIx, Verdict,
};
use serde::Serialize;

use crate::plan::is_enforcement;
use crate::select::lineage::Lineage;
use crate::select::selection::grade_value;

/// What the evidence behind a score is like. A figure is counted once, however many units read it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct EvidenceBasis {
    /// Figures that the score rests on: leaves with weight whose value was observed.
    pub figures: usize,
    /// The grade most of them have, as written (`B2`; empty for none); of two the worse.
    pub grade: String,
    /// Whether that is the grade of all of them.
    pub one_grade: bool,
    /// The grade that is trusted least.
    pub worst_grade: String,
    /// Their median age at the edition, in years; negative if their periods end later.
    pub age: f64,
    /// The age of the oldest.
    pub oldest: f64,
    /// Independent sources of the figure that has fewest: sources built from one another, or from
    /// one third, are one.
    pub fewest_sources: usize,
    /// The same of the figure that has most.
    pub most_sources: usize,
    /// Whether all are enforcement counts, which hold the confidence at low.
    pub counts_alone: bool,
}

/// A row with a grade that a newer one without a grade hides.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PassedOver {
    /// Its period.
    pub period: String,
    /// Its grade.
    pub grade: String,
    /// What its grade counts for, 0..=1: reliability times credibility.
    pub trust: f64,
    /// What the missing grade of the newer row counts for.
    pub ungraded_trust: f64,
}

/// A figure.
struct Figure {
    grade: Grade,
    age: f64,
    sources: usize,
    count: bool,
}

/// Says of any score what the evidence behind it is like.
pub struct EvidenceBases<'a> {
    results: &'a Results,
    lineage: Lineage,
    /// Sources with a row of the same kind beside each row in use, in its period.
    beside: BTreeMap<Place, BTreeSet<u32>>,
    /// The markets of criminal groups by edition, where the method reads what is derived from them.
    pub(super) markets: BTreeMap<Period, GroupMarkets<'a>>,
    /// Rows with a grade, by the series of rows in use that have none.
    graded: BTreeMap<Series, Vec<&'a Observation>>,
}

/// A series of a territory and crime area.
type Series = (u32, Option<u32>, u32);

/// A period of one series of a territory and crime area, and whether its rows are numbers.
type Place = (u32, Option<u32>, u32, Period, bool);

impl<'a> EvidenceBases<'a> {
    /// Reads the sources of all rows in use.
    #[must_use]
    pub fn new(results: &'a Results) -> Self {
        let a = &results.assessment;
        let observations = &a.evidence.observations;
        let used = results.rows.iter().filter_map(|&i| observations.get(i as usize));
        let mut beside: BTreeMap<Place, BTreeSet<u32>> =
            used.map(|o| (place(o), BTreeSet::new())).collect();
        let used = results.rows.iter().filter_map(|&i| observations.get(i as usize));
        let ungraded = used.filter(|o| o.grade == Grade::default());
        let mut graded: BTreeMap<Series, Vec<&Observation>> =
            ungraded.map(|o| (series(o), Vec::new())).collect();
        for o in observations {
            if let (Some(source), Some(sources)) = (o.source, beside.get_mut(&place(o))) {
                sources.insert(source);
            }
            if o.grade != Grade::default()
                && let Some(rows) = graded.get_mut(&series(o))
            {
                rows.push(o);
            }
        }
        let derived =
            a.method.indicators.iter().any(|i| GroupSeries::from_word(&i.series).is_some());
        let editions = a.editions.iter().filter(|_| derived && !a.group_sheets.is_empty());
        let markets = editions.map(|e| (*e, GroupMarkets::new(&a.group_sheets, *e))).collect();
        EvidenceBases { results, lineage: Lineage::new(a), beside, markets, graded }
    }

    /// The results.
    pub(crate) fn results(&self) -> &'a Results {
        self.results
    }

    /// What a score rests on; none where there is no score, or no observed figure behind it.
    #[must_use]
    pub fn of(&self, unit: UnitIx, node: NodeIx) -> Option<EvidenceBasis> {
        let units = match self.results.rollup(unit) {
            Some(_) => self.members(unit, node),
            None => vec![unit],
        };
        let mut leaves = BTreeMap::new();
        for unit in units {
            self.collect(unit, node, &mut leaves);
        }
        self.basis(leaves.values().copied())
    }

    /// What a leaf rests on; none where its value was not observed.
    #[must_use]
    pub fn of_leaf(&self, leaf: &LeafResult) -> Option<EvidenceBasis> {
        self.basis(std::iter::once(leaf))
    }

    /// The row with a grade that the row of a leaf hides, which has none.
    #[must_use]
    pub fn passed_over(&self, leaf: &LeafResult) -> Option<PassedOver> {
        let (e, m) = (&self.results.assessment.evidence, &self.results.assessment.method);
        let row = *self.results.observations(leaf.rows).first()?;
        let row = e.observations.get(row as usize)?;
        let others = self.graded.get(&series(row))?.iter().copied();
        let max_age = m.indicators[leaf.indicator].max_age;
        let hidden = row.graded_before(others, self.results.edition_of(leaf.unit)?, max_age)?;
        Some(PassedOver {
            period: hidden.period.to_string(),
            grade: hidden.grade.word(),
            trust: grade_value(&m.confidence, hidden.grade),
            ungraded_trust: grade_value(&m.confidence, row.grade),
        })
    }

    /// The units whose score of a node a roll-up is made of, down to those that are no roll-ups.
    fn members(&self, unit: UnitIx, node: NodeIx) -> Vec<UnitIx> {
        let mut out = Vec::new();
        let mut open = vec![unit];
        while let Some(at) = open.pop() {
            if self.results.node(at, node).is_none_or(|n| n.verdict != Verdict::Assessed) {
                continue;
            }
            match self.results.rollup(at) {
                Some(rollup) => open.extend(&rollup.members),
                None => out.push(at),
            }
        }
        out
    }

    /// Adds the leaves that the score of a node rests on, by indicator and first row.
    fn collect(
        &self,
        unit: UnitIx,
        node: NodeIx,
        out: &mut BTreeMap<(IndicatorIx, Option<u32>), &'a LeafResult>,
    ) {
        let m = &self.results.assessment.method;
        let mut open = vec![node];
        while let Some(at) = open.pop() {
            if self.results.node(unit, at).is_none_or(|n| n.verdict != Verdict::Assessed) {
                continue;
            }
            for child in m.nodes.get(at.get()).map(|n| n.children.as_slice()).unwrap_or_default() {
                match *child {
                    Child::Node(n) if m.nodes[n].weight > 0.0 => open.push(n),
                    Child::Leaf(i) if m.indicators[i].weight > 0.0 => {
                        let own = self.results.leaves_of(unit).iter().filter(|l| l.indicator == i);
                        for leaf in own.filter(|l| l.normalised.is_some()) {
                            let row = self.results.observations(leaf.rows).first().copied();
                            out.insert((i, row), leaf);
                        }
                    }
                    Child::Node(_) | Child::Leaf(_) => {}
                }
            }
        }
    }

    fn figure(&self, leaf: &LeafResult) -> Option<Figure> {
        let a = &self.results.assessment;
        let edition = self.results.edition_of(leaf.unit)?;
        let (period, false) = (leaf.period?, leaf.imputed) else { return None };
        let rows = self.results.observations(leaf.rows);
        let rows = rows.iter().filter_map(|&i| a.evidence.observations.get(i as usize));
        let worst = rows.clone().min_by(|x, y| self.order(x.grade, y.grade))?;
        let sources: Vec<u32> =
            self.beside.get(&place(worst)).into_iter().flatten().copied().collect();
        Some(Figure {
            grade: worst.grade,
            age: period.age_at(edition),
            sources: self.lineage.independent(&sources),
            count: is_enforcement(&a.method, leaf.indicator),
        })
    }

    /// The less trusted first.
    fn order(&self, x: Grade, y: Grade) -> std::cmp::Ordering {
        let c = &self.results.assessment.method.confidence;
        grade_value(c, x).total_cmp(&grade_value(c, y)).then(x.cmp(&y))
    }

    fn basis(&self, leaves: impl Iterator<Item = &'a LeafResult>) -> Option<EvidenceBasis> {
        let figures: Vec<Figure> = leaves.filter_map(|l| self.figure(l)).collect();
        let mut grades: BTreeMap<Grade, usize> = BTreeMap::new();
        figures.iter().for_each(|f| *grades.entry(f.grade).or_default() += 1);
        let (most, _) = grades.iter().max_by(|x, y| x.1.cmp(y.1).then(self.order(*y.0, *x.0)))?;
        let worst = grades.keys().min_by(|x, y| self.order(**x, **y))?;
        let mut ages: Vec<f64> = figures.iter().map(|f| f.age).collect();
        ages.sort_by(f64::total_cmp);
        let sources = || figures.iter().map(|f| f.sources);
        Some(EvidenceBasis {
            figures: figures.len(),
            grade: most.word(),
            one_grade: grades.len() == 1,
            worst_grade: worst.word(),
            age: f64::midpoint(*ages.get((ages.len() - 1) / 2)?, *ages.get(ages.len() / 2)?),
            oldest: *ages.last()?,
            fewest_sources: sources().min()?,
            most_sources: sources().max()?,
            counts_alone: figures.iter().all(|f| f.count),
        })
    }
}

fn series(o: &Observation) -> Series {
    (o.territory, o.crime_area, o.indicator)
}

fn place(o: &Observation) -> Place {
    let number = matches!(o.value.status(), Status::Value | Status::Censored);
    (o.territory, o.crime_area, o.indicator, o.period, number)
}
