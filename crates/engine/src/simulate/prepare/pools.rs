//! How the ratings that a leaf rests on vary.

use ideal_model::method::RaterPool;
use ideal_model::{Evidence, NodeIx, Observation};

use crate::scale::ratings::{LeafRatings, PanelRatings, Rating};
use crate::scale::severity::TakenOut;
use crate::simulate::factor::{Factor, Factors};
use crate::simulate::pool::{PanelDraw, RatingDraw, RatingPool};
use crate::simulate::prepare::named::Named;
use crate::simulate::shock::Shock;

/// What the ratings of a territory are prepared with.
pub(crate) struct PoolPreparation<'a> {
    pub evidence: &'a Evidence,
    pub pool: RaterPool,
    pub seed: u64,
    /// Standard normals of the territory.
    pub normals: &'a mut Named,
    /// Random bits of the territory.
    pub words: &'a mut Named,
}

impl PoolPreparation<'_> {
    /// The ratings of a leaf that hangs under a node (`block`).
    ///
    /// What a panel does not know together, and who of it comes in, is one number in a draw for all
    /// that the panel rated; a rater's doubt is one for each row.
    pub(crate) fn pool(
        &mut self,
        rests: &LeafRatings,
        block: NodeIx,
        factors: &mut Factors,
    ) -> RatingPool {
        let ratings: usize = rests.panels.iter().map(|p| p.ratings.len()).sum();
        let view = (self.pool == RaterPool::Linear && ratings > 1).then(|| {
            let names: Vec<String> = rests.panels.iter().map(|p| self.panel_name(p)).collect();
            let factor = self.factor(rests.panels.first(), block, factors);
            self.words.get(self.seed, format!("view:{}", names.join("+")), factor)
        });
        let panels = rests.panels.iter().map(|p| self.panel(p, block, factors)).collect();
        RatingPool { pool: self.pool, panels, view }
    }

    fn panel(&mut self, p: &PanelRatings, block: NodeIx, factors: &mut Factors) -> PanelDraw {
        let factor = self.factor(Some(p), block, factors);
        let (name, seed) = (self.panel_name(p), self.seed);
        let shared = (p.shared > 0.0)
            .then(|| (p.shared, self.normals.get(seed, format!("panel:{name}"), factor)));
        let drawn = self.pool == RaterPool::Panel && p.ratings.len() > 1;
        let places = (0..p.ratings.len())
            .filter(|_| drawn)
            .map(|k| self.words.get(seed, format!("panel:{name}:{k}"), factor))
            .collect();
        let ratings = p.ratings.iter().map(|r| self.rating(r, factor, factors)).collect();
        PanelDraw { shared, places, ratings }
    }

    fn rating(&mut self, r: &Rating, factor: usize, factors: &mut Factors) -> RatingDraw {
        let name = self.row_name(r.row);
        let mut severity = Vec::new();
        if let Some(TakenOut { own, common, part, .. }) = r.severity {
            let factor = factors.number(Factor::Severity);
            let mut add = |sd: f64, name: String| {
                severity.push((sd, self.normals.get(self.seed, name, factor)));
            };
            add(own, format!("severity:{}", rater_name(self.evidence, r)));
            add(common, format!("severity-of-part:{part}"));
        }
        RatingDraw {
            score: r.score,
            sides: r.sides,
            doubt: Shock::new(self.seed, &format!("doubt:{name}"), factor),
            severity,
        }
    }

    /// What varies with the raters of a panel; a row that nobody rated errs as other evidence does.
    fn factor(&self, p: Option<&PanelRatings>, block: NodeIx, factors: &mut Factors) -> usize {
        let rated = |p: &&PanelRatings| {
            p.ratings.iter().any(|r| {
                let row = self.evidence.observations.get(r.row as usize);
                row.is_some_and(|o| o.rater.is_some())
            })
        };
        factors.number(match p.filter(rated) {
            Some(p) => Factor::Raters(p.name.clone()),
            None => Factor::Error(block),
        })
    }

    fn panel_name(&self, p: &PanelRatings) -> String {
        format!("{}:{}", p.source.map_or("", |s| self.evidence.sources.code(s)), p.name)
    }

    /// A row named by what it says it is, not by where it stands.
    fn row_name(&self, row: u32) -> String {
        let e = self.evidence;
        let Some(o) = e.observations.get(row as usize) else { return String::new() };
        [
            e.territories.code(o.territory),
            o.crime_area.map_or("*", |a| e.crime_areas.code(a)),
            e.indicators.code(o.indicator),
            &o.period.to_string(),
            e.source_of(o),
            e.rater_of(o),
        ]
        .join(":")
    }
}

fn rater_name(e: &Evidence, r: &Rating) -> String {
    let of = |o: &Observation| format!("{}:{}", e.source_of(o), e.rater_of(o));
    e.observations.get(r.row as usize).map(of).unwrap_or_default()
}
