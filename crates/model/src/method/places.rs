//! Where the parts of a method stand in its file.

use super::Method;
use crate::document::Position;

/// Where things stand in the file, for findings made after reading.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// Of each node's table.
    pub nodes: Vec<Position>,
    /// Of each node's `weight`, else of its table.
    pub node_weights: Vec<Position>,
    /// Of each indicator's table.
    pub indicators: Vec<Position>,
    /// Of each indicator's `weight`, else of its table.
    pub indicator_weights: Vec<Position>,
    /// Of each indicator's `goalposts`, else of its table.
    pub goalposts: Vec<Position>,
    /// Whether the table of each indicator holds a mistake: what it then lacks is no second one.
    pub misread: Vec<bool>,
    /// Whether `[steps]` holds a mistake, likewise.
    pub steps_misread: bool,
    /// Of each band.
    pub bands: Vec<Position>,
    /// Of `scale`.
    pub scale: Position,
    /// Of `[steps]`.
    pub steps: Position,
    /// Of each entry of `reliability` and of `credibility` in `[confidence]`.
    pub reliability: Vec<Position>,
    pub credibility: Vec<Position>,
    /// Of each entry of `sd` in `[uncertainty]`, `ungraded` not among them.
    pub sd: Vec<Position>,
    /// Of `[uncertainty]`.
    pub uncertainty: Position,
    /// Of `top` and of `switch`.
    pub top: Position,
    pub switch: Position,
}

impl Places {
    /// The places of a method that stands in no file.
    pub(super) fn none(m: &Method) -> Self {
        let nodes = vec![Position::default(); m.nodes.len()];
        let indicators = vec![Position::default(); m.indicators.len()];
        Places {
            nodes: nodes.clone(),
            node_weights: nodes,
            indicators: indicators.clone(),
            indicator_weights: indicators.clone(),
            goalposts: indicators,
            misread: vec![false; m.indicators.len()],
            steps_misread: false,
            bands: vec![Position::default(); m.bands.len()],
            reliability: vec![Position::default(); m.confidence.reliability.len()],
            credibility: vec![Position::default(); m.confidence.credibility.len()],
            sd: vec![Position::default(); m.uncertainty.sd.len()],
            ..Places::default()
        }
    }
}
