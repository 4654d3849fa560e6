//! The ranking of the root under other weights, other functions or less evidence, over those that
//! are ranked as stated: who is assessed is a question of the evidence and of the stated weights,
//! and is not asked again.

use std::sync::Arc;

use ideal_composite::aggregate::Mean;
use ideal_composite::rank::competition;
use ideal_model::method::{Method, UnitKind};
use ideal_model::{AssessmentInput, EditionIx, Finding, NodeResult, Ranking, TerritoryIx, UnitIx};
use serde::Serialize;

use crate::error::EngineError;
use crate::frame::Frame;
use crate::run::{Measured, Run, measure};
use crate::scale::scaled::Scaled;
use crate::score::held::{Rescored, rescore_territory, roll_up_scores};
use crate::score::rollup::roll_up;
use crate::score::unit::Member;
use crate::select::territory::TerritoryLeaves;

/// A rank under the stated weights.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Ranked {
    /// Territory.
    pub territory: String,
    /// Crime area; `*` where territories are ranked.
    pub crime_area: String,
    /// Competition rank, 1 for the highest score.
    pub rank: u32,
}

impl Ranked {
    /// `COL`, or of a unit `COL/firearms`.
    fn code(&self) -> String {
        match self.crime_area.as_str() {
            "*" => self.territory.clone(),
            area => format!("{}/{area}", self.territory),
        }
    }
}

/// Those that are ranked at the root in the last edition: the territories, or the units where fewer
/// than two of those are.
pub(crate) struct HeldSet<'r> {
    run: &'r Run,
    edition: EditionIx,
    /// Best first.
    ranked: Vec<Ranked>,
    /// The unit of each.
    units: Vec<UnitIx>,
}

/// The same under something else.
pub(crate) struct Other {
    /// The rank of each, in the same order; none where nothing is left to score.
    pub ranks: Vec<Option<u32>>,
    /// Codes of those that would have no rank if coverage were judged so too.
    pub would_lose_rank: Vec<String>,
}

/// Leaves with the tree above them.
struct Leaves<'l> {
    frame: &'l Frame,
    raw: &'l [TerritoryLeaves],
    scaled: &'l Scaled,
    edition: EditionIx,
}

impl<'r> HeldSet<'r> {
    pub(crate) fn new(run: &'r Run) -> Self {
        let r = &run.results;
        let edition = r.last_edition();
        let of = |ranking| {
            let rows = r.ranking(ranking, edition, r.assessment.method.root);
            let ranked = rows.filter_map(|x| {
                let ranked = Ranked {
                    territory: r.place_code(x.unit).to_owned(),
                    crime_area: r.area_code(x.unit).to_owned(),
                    rank: x.rank?,
                };
                Some((ranked, x.unit))
            });
            ranked.unzip()
        };
        let territories: (Vec<Ranked>, Vec<UnitIx>) = of(Ranking::Territories);
        let (ranked, units) =
            if territories.0.len() > 1 { territories } else { of(Ranking::Units) };
        HeldSet { run, edition, ranked, units }
    }

    pub(crate) fn ranked(&self) -> &[Ranked] {
        &self.ranked
    }

    pub(crate) fn units(&self) -> &[UnitIx] {
        &self.units
    }

    /// The ranking under another method of the same leaves: other weights or functions in its tree.
    ///
    /// # Errors
    /// A finding where a mean is undefined.
    pub(crate) fn under(&self, method: Method) -> Result<Other, Box<Finding>> {
        let Run { frame, raw, scaled, .. } = self.run;
        let assessment =
            AssessmentInput { method: Arc::new(method), ..(*frame.assessment).clone() };
        let frame = Frame::new(&Arc::new(assessment));
        self.with(&Leaves { frame: &frame, raw, scaled, edition: self.edition })
    }

    /// The ranking with other evidence, by the stated method; of an assessment whose last edition
    /// is the same.
    ///
    /// # Errors
    /// [`EngineError::Findings`] where the evidence does not fit the method or a mean is undefined.
    pub(crate) fn from(&self, assessment: AssessmentInput) -> Result<Other, EngineError> {
        let Measured { frame, raw, scaled } = measure(&Arc::new(assessment), &mut Vec::new(), &())?;
        let edition = EditionIx::all(frame.editions()).next_back().unwrap_or(EditionIx::FIRST);
        self.with(&Leaves { frame: &frame, raw: &raw, scaled: &scaled, edition })
            .map_err(|f| EngineError::Findings(vec![*f]))
    }

    fn with(&self, leaves: &Leaves<'_>) -> Result<Other, Box<Finding>> {
        let mut rescored: Vec<Option<Vec<Rescored>>> = Vec::new();
        rescored.resize_with(leaves.raw.len(), || None);
        let mut scores = Vec::with_capacity(self.units.len());
        let mut would_lose_rank = Vec::new();
        for (ranked, &unit) in self.ranked.iter().zip(&self.units) {
            let t = self.territory(&ranked.territory);
            let units: &[Rescored] = match t.and_then(|t| Some((t, rescored.get_mut(t.get())?))) {
                None => &[],
                Some((_, Some(units))) => units,
                Some((t, slot)) => slot.insert(self.rescore(leaves, t)?),
            };
            let (score, stays) = self.one(leaves.frame, ranked, unit, units)?;
            scores.push(score.unwrap_or(f64::NAN));
            if !stays {
                would_lose_rank.push(ranked.code());
            }
        }
        Ok(Other { ranks: competition(&scores), would_lose_rank })
    }

    fn territory(&self, code: &str) -> Option<TerritoryIx> {
        let territories = &self.run.frame.assessment.territories;
        territories.iter().position(|t| t.code == code).and_then(TerritoryIx::new)
    }

    /// The units of a territory.
    fn rescore(&self, leaves: &Leaves<'_>, t: TerritoryIx) -> Result<Vec<Rescored>, Box<Finding>> {
        let run = self.run;
        let Some(raw) = leaves.raw.get(t.get()) else { return Ok(Vec::new()) };
        let stated = |area: usize| -> &[NodeResult] {
            let position = run.frame.position(area, self.edition);
            let unit = run.layout.unit_of.get(t.get()).and_then(|units| units.get(position));
            let n = run.results.node_count();
            unit.and_then(|u| run.results.nodes.get(u.get() * n..(u.get() + 1) * n))
                .unwrap_or_default()
        };
        rescore_territory(leaves.frame, (t, leaves.edition), raw, leaves.scaled, stated)
    }

    /// The score of one that is ranked, from the units of its territory; and whether it would have
    /// one if coverage were judged anew.
    fn one(
        &self,
        frame: &Frame,
        ranked: &Ranked,
        unit: UnitIx,
        units: &[Rescored],
    ) -> Result<(Option<f64>, bool), Box<Finding>> {
        let a = &*frame.assessment;
        let m = &*a.method;
        let rollup = self.run.results.units.get(unit.get()).is_some_and(|u| u.rollup);
        let codes = || a.crime_areas.iter().map(|c| c.code.as_str());
        if let Some(spec) = m.rollup_territory.as_ref().filter(|_| rollup) {
            let members: Vec<Member<'_>> =
                codes().zip(units).map(|(code, u)| Member { code, of: &u.judged }).collect();
            let mut judge = spec.clone();
            judge.aggregate = Mean::Arithmetic;
            let judged = roll_up(m, &judge, &members)?;
            let score = roll_up_scores(m, spec, codes().zip(units.iter().map(|u| u.score)))?;
            let stays = judged.nodes.get(m.root.get()).is_some_and(|n| n.score.is_some());
            return Ok((score, stays));
        }
        let at = match m.unit {
            UnitKind::Territory => Some(0),
            UnitKind::TerritoryArea => codes().position(|c| c == ranked.crime_area),
        };
        let Some(own) = at.and_then(|at| units.get(at)) else { return Ok((None, false)) };
        let root = own.judged.nodes.get(m.root.get());
        Ok((own.score, root.is_some_and(|n| n.score.is_some())))
    }
}
