//! The assessment itself: select, normalise, aggregate, judge.
//!
//! [`run`] takes a resolved [`Assessment`](ideal_model::Assessment) and gives [`Results`](ideal_model::Results); [`explain`]
//! opens any of its numbers down to the source rows. Pure: no clock, no disk, no environment, and the same bytes for any
//! number of threads.

mod aggregations;
mod alternatives;
mod assemble;
mod audit;
mod beyond;
mod change;
mod error;
mod evaluate;
mod explain;
mod foreseen;
mod gaps;
mod index;
mod leaf;
mod matrix;
mod normalise;
mod plan;
mod population;
mod progress;
mod rank;
mod refused;
mod rollup;
mod run;
mod select;
mod sensitivity;
mod series;
mod short;
mod simulate;
mod uncertainty;
mod weighting;
mod without;

pub use aggregations::{Aggregation, NoAggregation};
pub use alternatives::{LeftOut, NoWeighting, Ranked, Weighting};
pub use audit::{
    Audit, HIGH, IndicatorAudit, IndicatorPair, LEAST_ROWS, LOW, NEGATIVE, NodeAudit, PairAudit, UnitAudit, WeightAudit, audit,
};
pub use error::EngineError;
pub use explain::{Absent, Explained, ExplainedRow, Explanation, RowValue, explain};
pub use foreseen::{draws_may_be_undefined, few_draws};
pub use gaps::{CollectionItem, collection_plan};
pub use normalise::transformed;
pub use progress::Progress;
pub use run::run;
pub use sensitivity::{FactorIndex, Output, Sensitivity, SensitivityOptions, sensitivity};
pub use weighting::{ChildWeight, NodeWeights, ProposedWeights, WeightsBy, propose_weights};
