//! Nodes that are gaps where a parent or a roll-up lacks them, named by what they would be made of.

use ideal_model::method::Method;
use ideal_model::{NodeIx, Results, UnitIx};

use crate::plan::Plan;
use crate::simulate::prepare::sources::Sources;

/// Names what is lost.
pub(crate) struct LostNames<'a> {
    m: &'a Method,
    results: &'a Results,
    /// The plan of each unit of the results; none of a roll-up.
    plans: Vec<Option<&'a Plan>>,
}

impl<'a> LostNames<'a> {
    pub(crate) fn new(s: &Sources<'a>) -> Self {
        let mut plans: Vec<Option<&Plan>> = vec![None; s.results.units.len()];
        for units in &s.layout.unit_of {
            for (of, unit) in s.frame.units().zip(units) {
                plans[unit.get()] = Some(of.plan);
            }
        }
        LostNames { m: &s.frame.assessment.method, results: s.results, plans }
    }

    /// The name of a node of a unit by territory and the leaves it would be made of; one of a
    /// roll-up, by no leaves. Not by edition: what is not known does not change by itself.
    pub(crate) fn name(&self, unit: UnitIx, node: NodeIx) -> String {
        let mut name = format!("gap:{}:{}", self.results.place_code(unit), self.m.nodes[node].id);
        let plan = self.plans.get(unit.get()).copied().flatten();
        for leaf in self
            .m
            .leaves_under(node)
            .into_iter()
            .filter(|l| plan.is_some_and(|p| p.leaves.binary_search(l).is_ok()))
        {
            name.push_str(":=");
            name.push_str(&self.m.indicators[leaf].code);
        }
        name
    }
}
