//! One thing that a collection round changed.

use ideal_model::{NodeIx, Ranking, UnitIx, Verdict};

/// A node of a cell, or of a roll-up, that a round changed.
#[derive(Clone, Debug, PartialEq)]
pub struct RoundChange {
    /// The ranking that it stands in.
    pub ranking: Ranking,
    /// The unit, in the results with the round.
    pub unit: UnitIx,
    /// The node.
    pub node: NodeIx,
    /// What it was without the round.
    pub was: Verdict,
    /// What it is with it.
    pub is: Verdict,
    /// The scores without and with the round.
    pub scores: [Option<f64>; 2],
    /// The ranks without and with the round.
    pub ranks: [Option<u32>; 2],
    /// Score and rank with the round, had the severity of raters not been taken out of it; none
    /// where the method does not take it out.
    pub unadjusted: Option<(Option<f64>, Option<u32>)>,
    /// The panels of the round whose ratings it rests on, in order.
    pub panels: Vec<String>,
}

/// What the severity of one panel's raters does to something that a round changed.
#[derive(Clone, Debug, PartialEq)]
pub struct PanelSeverity {
    /// The ranking that it stands in.
    pub ranking: Ranking,
    /// The unit, in the results with the round.
    pub unit: UnitIx,
    /// The node.
    pub node: NodeIx,
    /// The panel.
    pub panel: String,
    /// The score, and what it would be had the severity of this panel alone been left in.
    pub scores: [Option<f64>; 2],
    /// The same of the rank.
    pub ranks: [Option<u32>; 2],
}
