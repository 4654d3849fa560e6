//! The parts of a simulation in their order: leaves, nodes with their weights, roll-ups.

use ideal_model::TerritoryIx;
use std::sync::Arc;

use ideal_composite::draws::stream_id;
use ideal_model::method::Method;

use crate::groups::figures::of_series;
use crate::scale::ruler::Ruler;
use crate::simulate::columns::ColumnMap;
use crate::simulate::factor::{Factor, Factors};
use crate::simulate::given::Cards;
use crate::simulate::prepare::decks::LeafDecks;
use crate::simulate::prepare::leaves::prepare_leaves;
use crate::simulate::prepare::lost::LostNames;
use crate::simulate::prepare::node_decks::NodeDecks;
use crate::simulate::prepare::nodes::NodePreparation;
use crate::simulate::prepare::rollups::{RollUpPreparation, add_columns};
use crate::simulate::prepare::shared::Shared;
use crate::simulate::prepare::sources::Sources;
use crate::simulate::prepare::weights::WeightSets;
use crate::simulate::scale::{Widths, node_ends};
use crate::simulate::simulator::{SimulatedGroups, Simulator};
use crate::simulate::variation::TerritoryDraws;

/// Prepares the simulation of point results.
pub(crate) fn prepare(sources: Sources<'_>) -> Simulator {
    let m = Arc::clone(&sources.frame.assessment.method);
    let rulers: Vec<Option<Ruler>> = m.indicators.iter().map(|i| Ruler::new(&m, i)).collect();
    let widths = Widths::new(&m, &sources.scaled.posts);
    let mut factors = Factors::default();
    let mut cards = Cards::default();
    let switches = switches(&m, &mut factors);
    let groups = of_groups(&sources, &m, &mut factors);

    let shared = Shared { sources, rulers: &rulers, widths: &widths };
    let mut decks = LeafDecks::new(sources);
    let mut territories: Vec<TerritoryDraws> = TerritoryIx::all(sources.raw.len())
        .map(|t| prepare_leaves(&shared, t, &mut factors, &mut decks, &mut cards))
        .collect();

    let lost = LostNames::new(&sources);
    let mut nodes = NodePreparation {
        sources,
        widths: &widths,
        lost: &lost,
        ends: m.node_indices().map(|node| node_ends(&m, node, &[], &[])).collect(),
        sets: WeightSets::new(&sources.frame.assessment),
        columns: ColumnMap::new(sources.results),
        factors,
        decks: NodeDecks::new(sources),
        cards,
    };
    let active = TerritoryIx::all(territories.len())
        .zip(&mut territories)
        .map(|(t, draws)| nodes.territory(t, draws))
        .collect();
    let NodePreparation { sets, mut columns, mut factors, cards, .. } = nodes;

    add_columns(&sources, &mut columns);
    let rollups =
        RollUpPreparation::new(sources, &widths, &lost, &mut columns).prepare(&mut factors);
    Simulator {
        seed: sources.frame.assessment.seed,
        factors: factors.into_list(),
        territories,
        cards,
        rulers,
        sets: sets.list,
        switches,
        active,
        columns,
        rollups,
        groups,
        widths,
        m,
    }
}

/// The criminal groups that leaves rest on. What is not known of a group is one error wherever it is
/// present: it is told apart with the errors of the leaves beside it.
fn of_groups(sources: &Sources<'_>, m: &Method, factors: &mut Factors) -> SimulatedGroups {
    let columns = Arc::clone(&sources.scaled.groups.columns);
    let threat = m.indicators.iter().find(|i| of_series(&i.series) && i.parent.is_some());
    let block = threat.and_then(|i| i.parent).filter(|_| !columns.is_empty());
    let factor = block.map_or(0, |block| factors.number(Factor::Error(block)));
    SimulatedGroups { columns, factor }
}

/// The stream and the factor of each switch of the method.
fn switches(m: &Method, factors: &mut Factors) -> Vec<(u64, usize)> {
    let switch = |(k, s): (usize, &ideal_model::method::Switch)| {
        (
            stream_id(&format!("switch:{k}:{}", m.nodes[s.node].id)),
            factors.number(Factor::Switch(k)),
        )
    };
    m.uncertainty.switch.iter().enumerate().map(switch).collect()
}
