//! How the leaves of a territory vary: an error about what is known, a card for what is missing.

use std::collections::BTreeMap;

use ideal_model::{EditionIx, NodeIx, Span, Status, TerritoryIx};

use crate::ids::Column;
use crate::scale::error::ungraded;
use crate::scale::ruler::Ruler;
use crate::scale::scaled::ScaledLeaf;
use crate::select::leaf::RawLeaf;
use crate::simulate::factor::{Factor, Factors};
use crate::simulate::prepare::decks::LeafDecks;
use crate::simulate::prepare::sources::Sources;
use crate::simulate::scale::{Widths, leaf_ends};
use crate::simulate::shock::Shock;
use crate::simulate::variation::{Donors, LeafDraw, TerritoryDraws};

/// What the leaves of all territories share.
pub(crate) struct Shared<'a> {
    pub sources: Sources<'a>,
    pub rulers: &'a [Option<Ruler>],
    pub widths: &'a Widths,
    pub decks: &'a LeafDecks,
}

/// Random numbers by the name of their stream: what has one name varies as one.
#[derive(Default)]
struct Named {
    shocks: Vec<Shock>,
    known: BTreeMap<String, usize>,
}

impl Named {
    fn get(&mut self, seed: u64, name: String, factor: usize) -> usize {
        *self.known.entry(name).or_insert_with_key(|name| {
            self.shocks.push(Shock::new(seed, name, factor));
            self.shocks.len() - 1
        })
    }
}

/// A territory whose leaves are prepared.
struct Preparing<'a, 'b> {
    shared: &'b Shared<'a>,
    index: TerritoryIx,
    seed: u64,
    normals: Named,
    words: Named,
    decks: BTreeMap<Column, Option<Span>>,
}

/// Prepares the leaves of a territory.
pub(crate) fn prepare_leaves(
    shared: &Shared<'_>,
    territory: TerritoryIx,
    factors: &mut Factors,
    donors: &mut Donors,
) -> TerritoryDraws {
    let s = &shared.sources;
    let seed = s.frame.assessment.seed;
    let mut preparing = Preparing {
        shared,
        index: territory,
        seed,
        normals: Named::default(),
        words: Named::default(),
        decks: BTreeMap::new(),
    };
    let mut leaves = vec![LeafDraw::Absent; s.raw[territory.get()].leaves.len()];
    for unit in s.frame.units() {
        let edition = unit.edition;
        for l in unit.leaves {
            let raw = &s.raw[territory.get()].leaves[l];
            let Some(block) = s.frame.assessment.method.indicators[raw.indicator].parent else {
                continue;
            };
            let scaled = s.scaled.leaf(territory, l);
            if let Some(score) = scaled.score {
                leaves[l] = preparing.known(raw, &scaled, score, edition, block, factors);
            } else if raw.status != Status::NotApplicable {
                leaves[l] = preparing.missing(
                    Column { edition, indicator: raw.indicator },
                    block,
                    factors,
                    donors,
                );
            }
        }
    }
    TerritoryDraws {
        normals: preparing.normals.shocks,
        words: preparing.words.shocks,
        leaves,
        decks: Vec::new(),
    }
}

impl Preparing<'_, '_> {
    /// A leaf with a score, under a node (`block`).
    fn known(
        &mut self,
        raw: &RawLeaf,
        scaled: &ScaledLeaf,
        score: f64,
        edition: EditionIx,
        block: NodeIx,
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
        match (raw.censored_below, self.shared.rulers[raw.indicator.get()]) {
            (Some(bound), Some(_)) if scaled.changed.is_none() => {
                let place = self.words.get(self.seed, format!("censored:{name}"), factor);
                LeafDraw::Censored { bound, ruler: raw.indicator, place, sd, shock, limits }
            }
            _ => LeafDraw::Noisy { score, sd, shock, limits },
        }
    }

    /// A leaf without a score, under a node (`block`).
    fn missing(
        &mut self,
        column: Column,
        block: NodeIx,
        factors: &mut Factors,
        donors: &mut Donors,
    ) -> LeafDraw {
        let a = &self.shared.sources.frame.assessment;
        let of_others = || self.shared.decks.of_others(column, self.index);
        let Some(deck) = *self.decks.entry(column).or_insert_with(|| donors.add(of_others()))
        else {
            return LeafDraw::Absent;
        };
        let factor = factors.number(Factor::Missing(block));
        let (code, indicator) =
            (&a.territories[self.index].code, &a.method.indicators[column.indicator].code);
        let name = format!("missing:{code}:{indicator}:{}", a.editions[column.edition]);
        LeafDraw::HotDeck {
            deck,
            card: self.words.get(self.seed, format!("card:{name}"), factor),
            sd: ungraded(&a.method, self.shared.widths.leaf(column)),
            shock: self.normals.get(self.seed, name, factor),
            limits: leaf_ends(&a.method, column.indicator, donors.of(deck)),
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
