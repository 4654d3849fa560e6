//! What a round asks, for whoever reads what comes back.

use std::collections::BTreeMap;

use ideal_model::{AssessmentInput, JudgedBy, Method, Scheme};

use crate::round::{Panel, Round};
use crate::workbook::{Row, WeightRow, rows, weight_rows};

/// What a panel is asked, by id of the row.
pub(super) type AskedRows<'r> = BTreeMap<String, Row<'r>>;

/// A round of a project, with the rows of each of its panels.
pub(super) struct Asked<'r> {
    pub round: &'r Round,
    /// SHA-256 of the method file, as workbooks carry it.
    pub method_sha256: &'r str,
    /// The scheme of grades.
    pub scheme: Scheme,
    /// What is asked of weights, if anything.
    pub weights: Option<AskedWeights<'r>>,
    panels: BTreeMap<&'r str, AskedRows<'r>>,
}

/// What a round asks of weights.
pub(super) struct AskedWeights<'r> {
    pub method: &'r Method,
    pub by: JudgedBy,
    /// Ids of the nodes whose children are weighed.
    pub nodes: &'r [String],
    /// The rows, by id.
    pub rows: BTreeMap<String, WeightRow>,
}

impl<'r> Asked<'r> {
    pub(super) fn new(round: &'r Round, project: &'r AssessmentInput) -> Self {
        let of = |panel: &'r Panel| {
            let rows = rows(round, panel).into_iter().map(|row| (row.id.clone(), row));
            (panel.id.as_str(), rows.collect())
        };
        Asked {
            round,
            method_sha256: &project.method_sha256,
            scheme: project.method.confidence.scheme,
            weights: round.weights.as_ref().map(|weights| {
                let rows = weight_rows(&project.method, weights).into_iter();
                AskedWeights {
                    method: &project.method,
                    by: weights.method,
                    nodes: &weights.nodes,
                    rows: rows.map(|row| (row.id.clone(), row)).collect(),
                }
            }),
            panels: round.panels.iter().map(of).collect(),
        }
    }

    /// The rows of a panel; none where the round has no such panel.
    pub(super) fn of(&self, panel: &str) -> Option<&AskedRows<'r>> {
        self.panels.get(panel)
    }

    /// The ids of all panels, for a message.
    pub(super) fn panel_ids(&self) -> String {
        self.panels.keys().copied().collect::<Vec<_>>().join(", ")
    }
}
