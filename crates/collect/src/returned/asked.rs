//! What a round asks, for whoever reads what comes back.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use ideal_model::{AssessmentInput, JudgedBy, Lang, Method, Scheme};
use ideal_report::{Catalogue, ReportError};

use super::ratings::RaterKey;
use crate::form::form_name;
use crate::round::{Panel, Round};
use crate::workbook::{COLUMNS, Row, WeightRow, rows, weight_rows};

/// What a panel is asked, by id of the row.
pub(super) type AskedRows<'r> = BTreeMap<String, Row<'r>>;

/// A round of a project, with the rows of each of its panels.
pub(super) struct Asked<'r> {
    pub round: &'r Round,
    pub project: &'r AssessmentInput,
    /// The scheme of grades.
    pub scheme: Scheme,
    /// The raters of whom something is in force.
    pub raters: Vec<RaterKey>,
    /// Whether raters may come who are not expected.
    pub new_raters: bool,
    /// What is asked of weights, if anything.
    pub weights: Option<AskedWeights<'r>>,
    panels: BTreeMap<&'r str, AskedRows<'r>>,
    /// The words of each language, once somebody asked for them.
    words: [OnceLock<Catalogue>; 3],
    /// The names of fields of forms, once somebody asked for them.
    fields: OnceLock<BTreeSet<String>>,
}

/// What a round asks of weights.
pub(super) struct AskedWeights<'r> {
    pub method: &'r Method,
    pub by: JudgedBy,
    /// Ids of the nodes whose children are weighed.
    pub nodes: &'r [String],
    /// The rows, by id.
    pub rows: BTreeMap<String, WeightRow>,
    /// Their numbers as issued, by id.
    pub numbers: BTreeMap<String, usize>,
}

impl<'r> Asked<'r> {
    pub(super) fn new(round: &'r Round, project: &'r AssessmentInput) -> Self {
        let of = |panel: &'r Panel| {
            let rows = rows(round, panel).into_iter().map(|row| (row.id.clone(), row));
            (panel.id.as_str(), rows.collect())
        };
        Asked {
            round,
            project,
            scheme: project.method.confidence.scheme,
            raters: Vec::new(),
            new_raters: false,
            weights: round.weights.as_ref().map(|weights| {
                let rows = weight_rows(&project.method, weights);
                AskedWeights {
                    numbers: (1..).zip(&rows).map(|(n, row)| (row.id.clone(), n)).collect(),
                    method: &project.method,
                    by: weights.method,
                    nodes: &weights.nodes,
                    rows: rows.into_iter().map(|row| (row.id.clone(), row)).collect(),
                }
            }),
            panels: round.panels.iter().map(of).collect(),
            words: Default::default(),
            fields: OnceLock::new(),
        }
    }

    /// The names of all fields of forms of the round that take an answer.
    pub(super) fn field_names(&self) -> &BTreeSet<String> {
        self.fields.get_or_init(|| {
            let filled = || COLUMNS.iter().filter(|c| c.filled);
            let ids = self.panels.values().flat_map(|rows| rows.keys());
            ids.flat_map(|id| filled().map(|c| form_name(id, c.field))).collect()
        })
    }

    /// The words of a language.
    pub(super) fn words(&self, lang: Lang) -> Result<&Catalogue, ReportError> {
        let [es, pt, en] = &self.words;
        let place = match lang {
            Lang::Es => es,
            Lang::Pt => pt,
            Lang::En => en,
        };
        match place.get() {
            Some(words) => Ok(words),
            None => Catalogue::new(lang).map(|words| place.get_or_init(|| words)),
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
