//! What a panel is asked about weights, row by row, and the columns of the sheet `Weights`.

use ideal_model::method::Child;
use ideal_model::{JudgedBy, Method, NodeIx};

use crate::round::WeightsAsked;

/// Least that one child can be worth of another in the sheet: which of the two is asked beside it.
pub(crate) const LEAST_TIMES: f64 = 1.0;

/// Most that one child can be worth of another.
pub(crate) const MOST_TIMES: f64 = 9.0;

/// Points that a budget shares out, and those of the best swing.
pub(crate) const POINTS: f64 = 100.0;

ideal_model::words! {
    /// What a row of the sheet of weights asks; its word begins the row's id.
    pub enum WeightKind {
        /// A weight, points or a rank of a child.
        Child = "child",
        /// Which of two children is worth more, and how many times.
        Pair = "pair",
        /// Which child is worth most.
        Best = "best",
        /// Which child is worth least.
        Worst = "worst",
        /// How many times the child the best is worth.
        FromBest = "from-best",
        /// How many times the worst the child is worth.
        ToWorst = "to-worst",
    }
}

impl WeightKind {
    /// Whether a child is chosen in such a row.
    pub(crate) fn chooses(self) -> bool {
        matches!(self, WeightKind::Pair | WeightKind::Best | WeightKind::Worst)
    }

    /// Whether a number is given in such a row.
    pub(crate) fn counts(self) -> bool {
        !matches!(self, WeightKind::Best | WeightKind::Worst)
    }
}

ideal_model::words! {
    /// A column of the sheet of weights, by its machine name.
    pub enum WeightField {
        /// The stable id of the row.
        Id = "id",
        /// Id of the node.
        Node = "node",
        /// Id or code of the child.
        Child = "child",
        /// Id or code of the child it is compared with.
        Other = "other",
        /// Number of the row as issued, for people.
        Number = "number",
        /// Name of the node.
        NodeName = "node_name",
        /// Name of the child, or what is asked.
        ChildName = "child_name",
        /// Name of the child it is compared with.
        OtherName = "other_name",
        /// Which child: a choice.
        Choice = "choice",
        /// The number.
        Value = "value",
    }
}

/// A column of the sheet of weights.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WeightColumn {
    /// Which; its word stands in the hidden row over the labels.
    pub field: WeightField,
    /// Whether the rater fills it in.
    pub filled: bool,
    /// Width, in characters; none for one that is hidden because programs alone read it.
    pub width: Option<f64>,
}

/// The columns of the sheet of weights, in its order: pairs have two names, and a choice stands
/// where a child is chosen.
pub fn weight_columns(by: JudgedBy) -> impl Iterator<Item = WeightColumn> {
    let (pairs, names) = (by == JudgedBy::Ahp, if by == JudgedBy::Ahp { 28.0 } else { 56.0 });
    let column = |field, filled, width| WeightColumn { field, filled, width };
    [
        column(WeightField::Id, false, None),
        column(WeightField::Node, false, None),
        column(WeightField::Child, false, None),
        column(WeightField::Other, false, None),
        column(WeightField::Number, false, Some(6.0)),
        column(WeightField::NodeName, false, Some(24.0)),
        column(WeightField::ChildName, false, Some(names)),
        column(WeightField::OtherName, false, Some(names)),
        column(WeightField::Choice, true, Some(28.0)),
        column(WeightField::Value, true, Some(12.0)),
    ]
    .into_iter()
    .filter(move |c| match c.field {
        WeightField::OtherName => pairs,
        WeightField::Choice => by.compares(),
        _ => true,
    })
}

/// A row of the sheet of weights.
#[derive(Clone, Debug, PartialEq)]
pub struct WeightRow {
    /// What finds the row wherever it was moved to: made of what it asks, not of its place.
    pub id: String,
    /// What it asks.
    pub kind: WeightKind,
    /// The node whose children are weighed.
    pub node: NodeIx,
    /// The child, in a row about one.
    pub child: Option<Child>,
    /// The child it is compared with, in a pair.
    pub other: Option<Child>,
}

impl WeightRow {
    fn new(method: &Method, kind: WeightKind, node: NodeIx, of: &[Child]) -> Self {
        let codes = of.iter().map(|&c| method.code_of(c));
        let parts: Vec<&str> =
            [kind.word(), method.code_of(Child::Node(node))].into_iter().chain(codes).collect();
        WeightRow {
            id: parts.join("/"),
            kind,
            node,
            child: of.first().copied(),
            other: of.get(1).copied(),
        }
    }
}

/// The rows of the sheet of weights: node by node in the order of the round, its children in the
/// order of the method. A node that the method lacks has no row.
///
/// Ids are `child/NODE/CHILD`; `pair/NODE/CHILD/OTHER` for pairs; and for the best-worst method
/// `best/NODE`, `worst/NODE`, `from-best/NODE/CHILD` and `to-worst/NODE/CHILD`.
#[must_use]
pub fn weight_rows(method: &Method, asked: &WeightsAsked) -> Vec<WeightRow> {
    let mut out = Vec::new();
    for node in asked.nodes.iter().filter_map(|id| method.node_index(id)) {
        let children = method.weighed_children(node);
        let mut push = |kind, of: &[Child]| out.push(WeightRow::new(method, kind, node, of));
        match asked.method {
            JudgedBy::Direct | JudgedBy::Budget | JudgedBy::Swing | JudgedBy::Rank => {
                children.iter().for_each(|&c| push(WeightKind::Child, &[c]));
            }
            JudgedBy::Ahp => {
                for (i, &first) in children.iter().enumerate() {
                    let rest = children.iter().skip(i + 1);
                    rest.for_each(|&second| push(WeightKind::Pair, &[first, second]));
                }
            }
            JudgedBy::Bwm => {
                push(WeightKind::Best, &[]);
                push(WeightKind::Worst, &[]);
                for kind in [WeightKind::FromBest, WeightKind::ToWorst] {
                    children.iter().for_each(|&c| push(kind, &[c]));
                }
            }
        }
    }
    out
}
