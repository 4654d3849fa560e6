//! The states between two editions, each run at most once.
//!
//! A state says of three things whose they are, those of `a` or those of `b`:
//!
//! * **data**: the rows for periods that end no later than the earlier of the two editions, and
//!   ratings that serve to compare raters;
//! * **method**: the method, and what the assessment declares of its units (kinds, parents, groups)
//!   and of the lineage of its sources;
//! * **world**: the edition, the list of editions beside it, and the rows for later periods. The
//!   earlier edition could not have known them, so they come with time and are no revision.
//!
//! Where both compare one edition, time stands still: every row is data, and the list of editions is
//! a choice of method. The world is then the same on both sides.

use std::collections::BTreeMap;
use std::sync::Arc;

use ideal_engine::{EngineError, Progress};
use ideal_model::{AssessmentInput, Evidence, Finding, Mark, Period, Results, Source};

use super::split::STATES;
use crate::error::Error;

/// A node of a unit: territory, crime area, node.
pub(super) type Key = (String, String, String);

/// Two assessments to be changed into one another.
pub(super) struct Between<'p> {
    /// The assessments of `a` and `b`.
    pub sides: [&'p AssessmentInput; 2],
    /// The edition of each.
    pub editions: [Period; 2],
    /// Whether a row of the data is not the same in both.
    pub data: bool,
    /// Whether a line of the method that reaches a score is not.
    pub method: bool,
}

/// Scores of every state, by key, in the order of the keys.
#[derive(Default)]
pub(super) struct Scored {
    /// By state and key; none for a state that cannot be run.
    pub states: [Option<Arc<Vec<Option<f64>>>>; STATES],
    /// Why one cannot be run.
    pub refused: Vec<Finding>,
    /// The strictest mark of those that were run.
    pub mark: Mark,
}

/// Whose data, method and world a state has: 0 is `a`, 1 is `b`.
type Whose = [usize; 3];

impl Between<'_> {
    /// Whether time passes from the one to the other.
    fn moves(&self) -> bool {
        self.editions[0] != self.editions[1]
    }

    /// The last period of which rows are data; none where all are.
    pub(super) fn until(&self) -> Option<Period> {
        let [a, b] = self.editions;
        self.moves().then(|| if a.ends_no_later_than(b) { a } else { b })
    }

    /// A state by its place, told by what matters: states that differ in nothing are one.
    fn whose(&self, place: usize) -> Whose {
        let of = |bit: usize| usize::from(place & bit != 0);
        let world = if self.moves() { of(4) } else { 1 };
        [
            // Without a revision the older rows of both are the same.
            if self.data { of(1) } else { world },
            if self.method { of(2) } else { 1 },
            world,
        ]
    }

    /// Scores of all states. `ends` are those of `a` and `b` as they are.
    ///
    /// # Errors
    /// [`Error::Stopped`] if `progress` asks for it.
    pub(super) fn scored(
        &self,
        ends: [&Results; 2],
        keys: &[Key],
        progress: &dyn Progress,
    ) -> Result<Scored, Error> {
        let mut out = Scored::default();
        let mut known: BTreeMap<Whose, Option<Arc<Vec<Option<f64>>>>> = BTreeMap::new();
        let last = STATES - 1;
        for (place, results, edition) in
            [(0, ends[0], self.editions[0]), (last, ends[1], self.editions[1])]
        {
            out.mark = out.mark.strictest(results.mark);
            let scores = || Some(Arc::new(scores(results, edition, keys)));
            known.entry(self.whose(place)).or_insert_with(scores);
        }
        for place in 0..STATES {
            let whose = self.whose(place);
            let scores = match known.get(&whose) {
                Some(scores) => scores.clone(),
                None => {
                    let scores = self.run(whose, keys, &mut out, progress)?.map(Arc::new);
                    known.insert(whose, scores.clone());
                    scores
                }
            };
            if let Some(slot) = out.states.get_mut(place) {
                *slot = scores;
            }
        }
        Ok(out)
    }

    fn run(
        &self,
        whose: Whose,
        keys: &[Key],
        out: &mut Scored,
        progress: &dyn Progress,
    ) -> Result<Option<Vec<Option<f64>>>, Error> {
        let edition = if whose[2] == 0 { self.editions[0] } else { self.editions[1] };
        match ideal_engine::run(Arc::new(self.input(whose)), progress) {
            Ok(run) => {
                out.mark = out.mark.strictest(run.results().mark);
                Ok(Some(scores(run.results(), edition, keys)))
            }
            Err(EngineError::Findings(findings)) => {
                out.refused.extend(findings);
                Ok(None)
            }
            Err(_) => Err(Error::Stopped),
        }
    }

    /// The assessment of a state, without draws.
    fn input(&self, [data, method, world]: Whose) -> AssessmentInput {
        let side = |of: usize| if of == 0 { self.sides[0] } else { self.sides[1] };
        let (base, other) = (side(method), side(1 - method));
        let mut declared = base.declared.clone();
        declared.territories.extend(other.declared.territories.iter().cloned());
        declared.crime_areas.extend(other.declared.crime_areas.iter().cloned());
        let editions = if self.moves() { &side(world).editions } else { &base.editions };
        let state = AssessmentInput {
            editions: editions.clone(),
            sources: sources(&base.sources, &other.sources),
            comparisons: side(data).comparisons.clone(),
            declared,
            draws: 0,
            findings: Vec::new(),
            ..base.clone()
        };
        let evidence = self.evidence(&state, side(data), side(world));
        // What sheets say is among the evidence by now, and is not said again.
        AssessmentInput { evidence, group_sheets: Arc::default(), ..state }
    }

    /// The rows of a state, with what the sheets of groups of each side say by the state's method
    /// and for its editions.
    fn evidence(
        &self,
        state: &AssessmentInput,
        data: &AssessmentInput,
        world: &AssessmentInput,
    ) -> Arc<Evidence> {
        let of = |side: &AssessmentInput| {
            let with_rows = AssessmentInput {
                evidence: Arc::clone(&side.evidence),
                group_sheets: Arc::clone(&side.group_sheets),
                ..state.clone()
            };
            with_rows.evidence_with_groups()
        };
        match self.until() {
            Some(until) if !Arc::ptr_eq(&data.evidence, &world.evidence) => {
                Arc::new(ideal_evidence::spliced(&of(data), &of(world), until))
            }
            _ => of(data),
        }
    }
}

/// The sources of a state: those of its method's project, and what the other declares beside them.
fn sources(base: &[Source], other: &[Source]) -> Vec<Source> {
    let more = other.iter().filter(|o| base.iter().all(|s| s.id != o.id));
    base.iter().chain(more).cloned().collect()
}

/// The scores of an edition, in the order of the keys.
fn scores(results: &Results, edition: Period, keys: &[Key]) -> Vec<Option<f64>> {
    let m = &results.assessment.method;
    let nodes: BTreeMap<&str, _> =
        m.node_indices().zip(&m.nodes).map(|(at, n)| (n.id.as_str(), at)).collect();
    let score = |(territory, area, node): &Key| {
        let unit = results.find_unit(territory, area, edition)?;
        results.node(unit, *nodes.get(node.as_str())?)?.score
    };
    keys.iter().map(score).collect()
}
