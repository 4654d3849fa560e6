//! The matrix of one edition: a row per unit, a column per leaf and node, as analyses of the whole
//! result need it.

use ideal_model::method::{Child, UnitKind};
use ideal_model::{
    CrimeArea, EditionIx, IndicatorIx, NodeIx, Period, Results, RollUpKind, Status, UnitIx,
};
use ndarray::Array2;

use crate::plan::{Plan, Slot, effective};
use crate::run::Run;
use crate::score::evaluate::seen;
use crate::select::lookup::with_area_rows;

ideal_model::words! {
    /// What the rows of an analysis are.
    #[derive(Default)]
    pub enum AuditObject {
        /// Territory x crime area.
        #[default]
        Cells = "cells",
        /// Territories: their roll-ups, or units where the method has no crime areas.
        Territories = "territories",
    }
}

/// The units of an edition with all their numbers; NaN where there is none. Regions and roll-ups
/// are left out; or the territories' roll-ups, which have nodes and no leaves.
pub(crate) struct EditionTable<'a> {
    run: &'a Run,
    pub object: AuditObject,
    pub results: &'a Results,
    pub edition: Period,
    /// Units by index in the results.
    pub units: Vec<UnitIx>,
    /// Scores of leaves, by indicator.
    scores: Vec<Vec<f64>>,
    /// Quantities of leaves after denomination and treatment, by indicator.
    quantities: Vec<Vec<f64>>,
    /// Whether the leaf exists and applies, by indicator.
    applies: Vec<Vec<bool>>,
    /// Whether the quantity was imputed, by indicator.
    imputed: Vec<Vec<bool>>,
    /// Scores of nodes.
    nodes: Vec<Vec<f64>>,
    /// Whether a leaf is the same for every crime area of a territory.
    shared: Vec<bool>,
    /// Share of the root's weight, by node and by indicator: the mean over crime areas.
    node_share: Vec<f64>,
    leaf_share: Vec<f64>,
    /// Shares of the parent's weight in each crime area that is served, by node and by indicator.
    node_in_parent: Vec<Vec<f64>>,
    leaf_in_parent: Vec<Vec<f64>>,
}

impl<'a> EditionTable<'a> {
    /// The matrix of an edition; without units where the edition does not exist.
    pub(crate) fn new(run: &'a Run, edition: EditionIx) -> Option<Self> {
        let results = &run.results;
        let object = match results.assessment.method.unit {
            UnitKind::TerritoryArea => AuditObject::Cells,
            UnitKind::Territory => AuditObject::Territories,
        };
        Self::of(run, edition, object, |u| !results.units[u].rollup)
    }

    /// The roll-ups of the territories over their crime areas, which are what is ranked; none where
    /// the method has none.
    pub(crate) fn rollups(run: &'a Run, edition: EditionIx) -> Option<Self> {
        let results = &run.results;
        let kind = |u| results.rollup(u).map(|r| r.kind);
        let of_territory = |u| kind(u) == Some(RollUpKind::Territory);
        Self::of(run, edition, AuditObject::Territories, of_territory)
            .filter(|table| !table.units.is_empty())
    }

    /// The units of an edition that are wanted, regions left out.
    fn of(
        run: &'a Run,
        edition: EditionIx,
        object: AuditObject,
        wanted: impl Fn(UnitIx) -> bool,
    ) -> Option<Self> {
        let results = &run.results;
        let a = &*results.assessment;
        let m = &*a.method;
        let period = *a.editions.get(edition.get())?;
        let units: Vec<UnitIx> = results
            .unit_indices()
            .filter(|&u| results.units[u].edition == edition && wanted(u) && !results.is_region(u))
            .collect();
        let n = units.len();
        let mut scores = vec![vec![f64::NAN; n]; m.indicators.len()];
        let mut quantities = scores.clone();
        let mut applies = vec![vec![false; n]; m.indicators.len()];
        let mut imputed = applies.clone();
        let mut nodes = vec![vec![f64::NAN; n]; m.nodes.len()];
        for (row, &unit) in units.iter().enumerate() {
            for leaf in results.leaves_of(unit) {
                let i = leaf.indicator.get();
                scores[i][row] = leaf.normalised.unwrap_or(f64::NAN);
                quantities[i][row] = leaf.denominated.unwrap_or(f64::NAN);
                applies[i][row] = leaf.status != Status::NotApplicable;
                imputed[i][row] = leaf.imputed;
            }
            for (i, column) in m.node_indices().zip(&mut nodes) {
                column[row] = results.node(unit, i).and_then(|x| x.score).unwrap_or(f64::NAN);
            }
        }
        let by_area = with_area_rows(a);
        let shared = m.indicators.iter().zip(by_area).map(|(i, by_area)| {
            m.unit == UnitKind::TerritoryArea && i.crime_areas.len() != 1 && !by_area
        });
        let shared = shared.collect();
        let mut out = EditionTable {
            run,
            object,
            results,
            edition: period,
            units,
            scores,
            quantities,
            applies,
            imputed,
            nodes,
            shared,
            node_share: vec![0.0; m.nodes.len()],
            leaf_share: vec![0.0; m.indicators.len()],
            node_in_parent: vec![Vec::new(); m.nodes.len()],
            leaf_in_parent: vec![Vec::new(); m.indicators.len()],
        };
        out.shares();
        Some(out)
    }

    /// Effective weights in the root: those of each crime area, weighted as the territories'
    /// roll-up weighs the areas.
    fn shares(&mut self) {
        let a = &*self.results.assessment;
        let m = &*a.method;
        let weigh =
            |c: &CrimeArea| m.rollup_territory.as_ref().map_or(1.0, |r| r.weight(&c.code, m.root));
        let weights = self.run.frame.plans.iter().enumerate();
        let weights = weights.map(|(k, plan)| (plan, a.crime_areas.get(k).map_or(1.0, weigh)));
        let plans: Vec<(&Plan, f64)> = weights.collect();
        let total: f64 = plans.iter().map(|p| p.1).sum();
        for (plan, weight) in plans.iter().filter(|_| total > 0.0) {
            let (nodes, leaves) = effective(m, plan);
            for (share, w) in self.node_share.iter_mut().zip(nodes) {
                *share += w * weight / total;
            }
            for (&i, w) in plan.leaves.iter().zip(leaves) {
                self.leaf_share[i.get()] += w * weight / total;
            }
        }
        for (plan, children) in
            plans.iter().flat_map(|(plan, _)| plan.nodes.iter().map(move |p| (plan, &p.children)))
        {
            let total: f64 = children.iter().map(|c| c.weight).sum();
            for c in children.iter().filter(|_| total > 0.0) {
                let share = match c.what {
                    Slot::Leaf(slot) => &mut self.leaf_in_parent[plan.leaves[slot].get()],
                    Slot::Node(i) => &mut self.node_in_parent[i.get()],
                };
                share.push(c.weight / total);
            }
        }
    }

    /// Children of a node that have weight.
    pub(crate) fn children(&self, node: NodeIx) -> Vec<Child> {
        let m = &self.results.assessment.method;
        m.nodes[node].children.iter().copied().filter(|&c| self.weight(c) > 0.0).collect()
    }

    /// Id of a node or code of an indicator.
    pub(crate) fn id(&self, child: Child) -> &'a str {
        let m = &self.results.assessment.method;
        match child {
            Child::Node(i) => &m.nodes[i].id,
            Child::Leaf(i) => &m.indicators[i].code,
        }
    }

    /// Parent of a node or leaf.
    pub(crate) fn parent(&self, child: Child) -> Option<NodeIx> {
        let m = &self.results.assessment.method;
        match child {
            Child::Node(i) => m.nodes[i].parent,
            Child::Leaf(i) => m.indicators[i].parent,
        }
    }

    /// Share of the root's weight as stated, 0..=1.
    pub(crate) fn in_root(&self, child: Child) -> f64 {
        match child {
            Child::Node(i) => self.node_share[i.get()],
            Child::Leaf(i) => self.leaf_share[i.get()],
        }
    }

    /// The child's share of its parent's weight: the mean over the crime areas it serves.
    pub(crate) fn in_parent(&self, child: Child) -> f64 {
        let shares = match child {
            Child::Node(i) => &self.node_in_parent[i.get()],
            Child::Leaf(i) => &self.leaf_in_parent[i.get()],
        };
        ideal_composite::moments::mean(shares).unwrap_or(0.0)
    }

    /// The rows to compare `columns` on, as [`EditionTable::rows`] gives them, of those crime areas that
    /// `child` serves.
    pub(crate) fn rows_served(&self, columns: &[Child], child: Child) -> Vec<usize> {
        let serves = |row: usize| self.serves(child, row);
        if columns.iter().all(|&c| self.is_shared(c)) {
            let known = |row: usize| {
                columns.iter().all(|&c| self.scores(c).get(row).is_some_and(|x| !x.is_nan()))
            };
            return self
                .one_of_each(|row| serves(row) && known(row))
                .into_iter()
                .filter(|&row| serves(row))
                .collect();
        }
        (0..self.units.len()).filter(|&row| serves(row)).collect()
    }

    /// Whether a leaf applies to a unit, or any leaf of a node does.
    pub(crate) fn serves(&self, child: Child, row: usize) -> bool {
        match child {
            Child::Leaf(i) => self.applies[i.get()].get(row).copied().unwrap_or(false),
            Child::Node(i) => self.children(i).into_iter().any(|c| self.serves(c, row)),
        }
    }

    /// Whether the rows are roll-ups, which have no leaves.
    pub(crate) fn of_rollups(&self) -> bool {
        self.units.first().is_some_and(|&u| self.results.units[u].rollup)
    }

    /// The territory of each of these rows, as a number: rows of one are not independent.
    pub(crate) fn territories(&self, rows: &[usize]) -> Vec<usize> {
        let place = |row: &usize| {
            self.units.get(*row).and_then(|&u| self.results.units.get(u.get())).map(|k| k.place)
        };
        rows.iter().map(|row| place(row).map_or(usize::MAX, |p| p.get())).collect()
    }

    /// The rows in which each fact of an indicator stands once: where it applies, one a territory
    /// where it is the same for every crime area.
    pub(crate) fn facts(&self, indicator: IndicatorIx) -> Vec<usize> {
        let applies = &self.applies[indicator.get()];
        let holds = |row: usize| applies.get(row).copied().unwrap_or(false);
        let mut rows = if self.is_shared(Child::Leaf(indicator)) {
            self.one_of_each(holds)
        } else {
            (0..self.units.len()).collect()
        };
        rows.retain(|&r| holds(r));
        rows
    }

    /// Whether a child rests on evidence in a row: a score that was not imputed.
    pub(crate) fn is_known(&self, child: Child, row: usize) -> bool {
        let scored = self.scores(child).get(row).is_some_and(|x| !x.is_nan());
        let imputed = match child {
            Child::Leaf(i) => self.imputed[i.get()].get(row).copied().unwrap_or(false),
            Child::Node(_) => false,
        };
        scored && !imputed
    }

    /// Weight of a child under its parent as the method states it.
    pub(crate) fn weight(&self, child: Child) -> f64 {
        let m = &self.results.assessment.method;
        match child {
            Child::Node(i) => m.nodes[i].weight,
            Child::Leaf(i) => m.indicators[i].weight,
        }
    }

    /// Quantities of an indicator.
    pub(crate) fn quantities(&self, indicator: IndicatorIx) -> &[f64] {
        &self.quantities[indicator.get()]
    }

    /// Quantities of an indicator that were observed, not imputed.
    pub(crate) fn observed(&self, indicator: IndicatorIx) -> Vec<f64> {
        self.quantities[indicator.get()]
            .iter()
            .zip(&self.imputed[indicator.get()])
            .map(|(x, i)| if *i { f64::NAN } else { *x })
            .collect()
    }

    /// Scores as they are.
    pub(crate) fn scores(&self, child: Child) -> &[f64] {
        match child {
            Child::Node(i) => &self.nodes[i.get()],
            Child::Leaf(i) => &self.scores[i.get()],
        }
    }

    /// Scores as `above` is meant to see them: turned round once for every `invert` on the way up
    /// to it.
    pub(crate) fn towards(&self, child: Child, above: NodeIx) -> Vec<f64> {
        let m = &self.results.assessment.method;
        let mut turned = false;
        let mut at = child;
        loop {
            if let Child::Node(i) = at {
                turned ^= m.nodes[i].invert;
            }
            match self.parent(at) {
                Some(p) if p != above => at = Child::Node(p),
                _ => break,
            }
        }
        self.scores(child).iter().map(|&x| seen(m, x, turned, None)).collect()
    }

    /// Whether the column is the same for every crime area of a territory.
    pub(crate) fn is_shared(&self, child: Child) -> bool {
        match child {
            Child::Leaf(i) => self.shared[i.get()],
            Child::Node(i) => {
                self.results.assessment.method.nodes[i].children.iter().all(|&c| self.is_shared(c))
            }
        }
    }

    /// The rows to compare `columns` on: every unit, or one of each territory where all columns are
    /// the same for its crime areas, so that one fact counts once. Of a territory that row is the
    /// first in which they are all there.
    pub(crate) fn rows(&self, columns: &[Child]) -> Vec<usize> {
        if columns.is_empty() || !columns.iter().all(|&c| self.is_shared(c)) {
            return (0..self.units.len()).collect();
        }
        let complete = |row: usize| {
            columns.iter().all(|&c| self.scores(c).get(row).is_some_and(|x| !x.is_nan()))
        };
        self.one_of_each(complete)
    }

    /// The scores of a node's children as it sees them, a column each.
    pub(crate) fn block(&self, node: NodeIx, children: &[Child]) -> Array2<f64> {
        let rows = self.rows(children);
        let columns: Vec<Vec<f64>> =
            children.iter().map(|&c| take(&self.towards(c, node), &rows)).collect();
        Array2::from_shape_fn((rows.len(), children.len()), |(r, c)| columns[c][r])
    }

    /// A column as one value per territory, where it has no two: evidence for every crime area, or
    /// for a single one.
    pub(crate) fn by_territory(&self, column: &[f64]) -> Option<Vec<f64>> {
        let place = |row: usize| {
            self.units.get(row).and_then(|&u| self.results.units.get(u.get())).map(|k| k.place)
        };
        let rows: Vec<usize> = (0..self.units.len()).collect();
        rows.chunk_by(|&a, &b| place(a) == place(b))
            .map(|group| {
                let mut known = take(column, group).into_iter().filter(|x| !x.is_nan());
                let first = known.next();
                known.all(|x| Some(x) == first).then(|| first.unwrap_or(f64::NAN))
            })
            .collect()
    }

    /// One row of each territory: the first that is `best`, else the first.
    pub(crate) fn one_of_each(&self, best: impl Fn(usize) -> bool) -> Vec<usize> {
        let place = |row: usize| {
            self.units.get(row).and_then(|&u| self.results.units.get(u.get())).map(|k| k.place)
        };
        let rows: Vec<usize> = (0..self.units.len()).collect();
        rows.chunk_by(|&a, &b| place(a) == place(b))
            .filter_map(|group| {
                group.iter().copied().find(|&r| best(r)).or_else(|| group.first().copied())
            })
            .collect()
    }
}

/// The values of some rows.
pub(crate) fn take(column: &[f64], rows: &[usize]) -> Vec<f64> {
    rows.iter().map(|&r| column.get(r).copied().unwrap_or(f64::NAN)).collect()
}
