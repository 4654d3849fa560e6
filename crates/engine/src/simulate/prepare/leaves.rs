//! How the leaves of a territory vary: an error about what is known, a card for what is missing.

use std::sync::Arc;

use ideal_model::{EditionIx, NodeIx, Span, Status, TerritoryIx};

use crate::groups::figures::GroupFigure;
use crate::ids::{Column, LeafAt};
use crate::scale::error::ungraded;
use crate::scale::scaled::ScaledLeaf;
use crate::score::matched::leaves_before;
use crate::select::leaf::RawLeaf;
use crate::simulate::factor::{Factor, Factors};
use crate::simulate::given::{Cards, Given};
use crate::simulate::pool::RatingPool;
use crate::simulate::prepare::decks::{KnownBeside, LeafDecks};
use crate::simulate::prepare::hints::hints;
use crate::simulate::prepare::named::Named;
use crate::simulate::prepare::pools::PoolPreparation;
use crate::simulate::prepare::relation::Prediction;
use crate::simulate::prepare::shared::Shared;
use crate::simulate::scale::leaf_ends;
use crate::simulate::variation::{LeafDraw, PairLeaves, TerritoryDraws};

/// A territory whose leaves are prepared.
struct Preparing<'a, 'b> {
    shared: &'b Shared<'a>,
    index: TerritoryIx,
    seed: u64,
    normals: Named,
    words: Named,
    given: Vec<Given>,
    pools: Vec<RatingPool>,
    figures: Vec<Arc<GroupFigure>>,
}

/// Where a leaf with a score stands: among the leaves of its territory, in an edition, under a
/// node.
#[derive(Clone, Copy)]
struct KnownLeaf {
    position: usize,
    edition: EditionIx,
    block: NodeIx,
}

/// Prepares the leaves of a territory.
pub(crate) fn prepare_leaves(
    shared: &Shared<'_>,
    territory: TerritoryIx,
    factors: &mut Factors,
    decks: &mut LeafDecks<'_>,
    cards: &mut Cards,
) -> TerritoryDraws {
    let s = &shared.sources;
    let seed = s.frame.assessment.seed;
    let mut preparing = Preparing {
        shared,
        index: territory,
        seed,
        normals: Named::default(),
        words: Named::default(),
        given: Vec::new(),
        pools: Vec::new(),
        figures: Vec::new(),
    };
    let hints = hints(shared, territory);
    let mut leaves = vec![LeafDraw::Absent; s.raw[territory.get()].leaves.len()];
    for unit in s.frame.units() {
        let edition = unit.edition;
        for (slot, l) in unit.leaves.clone().enumerate() {
            let raw = &s.raw[territory.get()].leaves[l];
            let Some(block) = s.frame.assessment.method.indicators[raw.indicator].parent else {
                continue;
            };
            let scaled = s.scaled.leaf(territory, l);
            if let Some(score) = scaled.score {
                let leaf = KnownLeaf { position: l, edition, block };
                leaves[l] = preparing.known(leaf, raw, &scaled, score, factors);
            } else if raw.status != Status::NotApplicable {
                let beside = decks.beside(territory, (unit.area, &unit.leaves), slot, |_| true);
                let column = Column { edition, indicator: raw.indicator };
                let predicted = preparing.predict(column, &beside, decks, cards);
                let hint = hints.get(&l);
                leaves[l] = predicted.map_or(LeafDraw::Absent, |(prediction, ends)| {
                    let prediction = hint.map_or(prediction, |hint| prediction.with(*hint));
                    preparing.missing(column, block, (prediction, ends), factors)
                });
            }
        }
    }
    let pairs = if s.only.is_none() {
        preparing.pairs(&mut leaves, factors, decks, cards)
    } else {
        Vec::new()
    };
    TerritoryDraws {
        normals: preparing.normals.shocks,
        words: preparing.words.shocks,
        leaves,
        pairs,
        given: preparing.given,
        pools: preparing.pools,
        figures: preparing.figures,
        lost: Vec::new(),
    }
}

impl Preparing<'_, '_> {
    /// The leaves of units of which something entered or left between two editions, as they vary in
    /// both: a leaf that one of them lacks is missing in both, given what both know. They are added
    /// to the leaves of the territory.
    fn pairs(
        &mut self,
        leaves: &mut Vec<LeafDraw>,
        factors: &mut Factors,
        decks: &mut LeafDecks<'_>,
        cards: &mut Cards,
    ) -> Vec<PairLeaves> {
        let s = self.shared.sources;
        let m = &s.frame.assessment.method;
        let mut out = Vec::new();
        for (unit, &now) in s.frame.units().zip(&s.layout.unit_of[self.index.get()]) {
            let Some(pair) = s.matched.pair(now) else { continue };
            let editions = [unit.edition.before().unwrap_or(unit.edition), unit.edition];
            let of = [leaves_before(unit.plan, &unit.leaves), unit.leaves.clone()];
            let all = &s.raw[self.index.get()].leaves;
            let applies = |k: usize, slot: usize| {
                let leaf = &all[of[k].start + slot];
                leaf.status != Status::NotApplicable
            };
            let from = leaves.len();
            for (k, range) in of.iter().enumerate() {
                for (slot, &indicator) in unit.plan.leaves.iter().enumerate() {
                    let block = m.indicators[indicator].parent;
                    let draw = if pair.both[slot] {
                        leaves[range.start + slot]
                    } else if let Some(block) =
                        block.filter(|_| applies(0, slot) && applies(1, slot))
                    {
                        let place = (unit.area, range);
                        let beside = decks.beside(self.index, place, slot, |s| pair.both[s]);
                        let column = Column { edition: editions[k], indicator };
                        match self.predict(column, &beside, decks, cards) {
                            Some(predicted) => self.missing(column, block, predicted, factors),
                            None => LeafDraw::Absent,
                        }
                    } else {
                        LeafDraw::Absent
                    };
                    leaves.push(draw);
                }
            }
            let half = from + unit.plan.leaves.len();
            let sides = [from..half, half..leaves.len()];
            out.push(PairLeaves { unit: now, sides });
        }
        out
    }

    /// A leaf with a score.
    fn known(
        &mut self,
        KnownLeaf { position, edition, block }: KnownLeaf,
        raw: &RawLeaf,
        scaled: &ScaledLeaf,
        score: f64,
        factors: &mut Factors,
    ) -> LeafDraw {
        let a = &self.shared.sources.frame.assessment;
        let ind = &a.method.indicators[raw.indicator];
        let limits = leaf_ends(&a.method, raw.indicator, &[score]);
        let code = &a.territories[self.index].code;
        // The rows behind a leaf name its error, so that two leaves read from one row err together.
        let behind = self.row_name(raw.rows);
        let name = if scaled.imputed {
            // A guess of each edition and indicator of its own, whatever rows it was made from.
            format!("imputed:{code}:{}:{}:{behind}", ind.code, a.editions[edition])
        } else {
            format!("{code}:{}:{behind}", ind.series)
        };
        // What is not known of an imputed value is what is missing.
        let factor = factors.number(if scaled.imputed {
            Factor::Missing(block)
        } else {
            Factor::Error(block)
        });
        let shock = self.normals.get(self.seed, format!("error:{name}"), factor);
        let sd = scaled.error.sd;
        let at = LeafAt { territory: self.index, leaf: position };
        if let Some(rests) = self.shared.sources.scaled.ratings.get(&at) {
            let mut preparation = PoolPreparation {
                evidence: &a.evidence,
                pool: a.method.raters.pool,
                seed: self.seed,
                normals: &mut self.normals,
                words: &mut self.words,
            };
            self.pools.push(preparation.pool(rests, block, factors));
            let pool = self.pools.len() - 1;
            return LeafDraw::Pooled { pool, sd: scaled.error.beside, shock, limits };
        }
        if let Some(figure) = self.shared.sources.scaled.groups.of(at) {
            self.figures.push(Arc::clone(figure));
            return LeafDraw::OfGroups {
                figure: self.figures.len() - 1,
                ruler: raw.indicator,
                sd: scaled.error.beside,
                shock,
                limits,
            };
        }
        match (raw.censored_below, self.shared.rulers[raw.indicator.get()]) {
            (Some(bound), Some(_)) if scaled.changed.is_none() => {
                let place = self.words.get(self.seed, format!("censored:{name}"), factor);
                LeafDraw::Censored { bound, ruler: raw.indicator, place, sd, shock, limits }
            }
            _ => LeafDraw::Noisy { score, sd, shock, limits },
        }
    }

    /// What a leaf without a score is drawn from, given what is known beside it, and the ends of the
    /// scores it is made of; none where no other territory has one.
    fn predict(
        &self,
        column: Column,
        beside: &KnownBeside,
        decks: &mut LeafDecks<'_>,
        cards: &mut Cards,
    ) -> Option<(Prediction, [f64; 2])> {
        if let Some(mean) = beside.mean
            && let Some(deck) = decks.deck(beside, cards)
            && let Some(prediction) = deck.predict(self.index, mean)
        {
            return Some((prediction, deck.ends));
        }
        let deck = decks.deck(&KnownBeside::nothing(column.indicator), cards)?;
        let prediction = deck.predict(self.index, 0.0).or_else(|| {
            // Another territory's score in this one's place is at best an ungraded figure.
            let m = &self.shared.sources.frame.assessment.method;
            deck.as_it_is(self.index, ungraded(m, self.shared.widths.leaf(column)))
        })?;
        Some((prediction, deck.ends))
    }

    /// A leaf without a score, under a node (`block`).
    ///
    /// Its numbers are those of every edition in which it is missing: what is not known does not
    /// change by itself. The leaves of a node that a territory lacks are dealt together.
    fn missing(
        &mut self,
        column: Column,
        block: NodeIx,
        (prediction, ends): (Prediction, [f64; 2]),
        factors: &mut Factors,
    ) -> LeafDraw {
        let a = &self.shared.sources.frame.assessment;
        let factor = factors.number(Factor::Missing(block));
        let code = &a.territories[self.index].code;
        let (node, indicator) =
            (&a.method.nodes[block].id, &a.method.indicators[column.indicator].code);
        self.given.push(prediction.given);
        LeafDraw::Given {
            given: self.given.len() - 1,
            card: self.words.get(self.seed, format!("card:missing:{code}:{node}"), factor),
            sd: prediction.sd,
            shock: self.normals.get(self.seed, format!("missing:{code}:{indicator}"), factor),
            limits: leaf_ends(&a.method, column.indicator, &ends),
        }
    }

    /// Rows named by what they say they are, not by where they stand, so that the order of a file
    /// moves nothing.
    fn row_name(&self, rows: Span) -> String {
        let s = &self.shared.sources;
        let evidence = &s.frame.assessment.evidence;
        let mut names: Vec<String> = rows
            .of(&s.raw[self.index.get()].rows)
            .iter()
            .filter_map(|&i| evidence.observations.get(i as usize))
            .map(|o| {
                format!(
                    "{}:{}",
                    o.crime_area.map_or("*", |a| evidence.crime_areas.code(a)),
                    o.period
                )
            })
            .collect();
        names.sort();
        names.dedup();
        names.join("+")
    }
}
