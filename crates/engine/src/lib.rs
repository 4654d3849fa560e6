//! The assessment itself: select, normalise, aggregate, judge.
//!
//! [`run`] takes a resolved [`AssessmentInput`](ideal_model::AssessmentInput) and gives a [`Run`]:
//! its [`Results`](ideal_model::Results), with the stages behind them for those analyses that ask
//! further. [`explain`] opens any number down to the source rows. Pure: no clock, no disk, no
//! environment, and the same bytes for any number of threads.

mod analyse;
mod error;
mod foreseen;
mod frame;
mod groups;
mod ids;
mod index_tree;
mod plan;
mod progress;
mod run;
mod scale;
mod score;
mod select;
mod simulate;

pub use analyse::aggregations::{Aggregation, NoAggregation, OtherAggregation};
pub use analyse::alternatives::{LeftOut, NoWeighting, Omitted, OtherWeights, Weighting};
pub use analyse::audit::{
    Against, AgainstError, AgainstNode, AgainstPoint, Audit, ComponentAudit, HIGH, IndicatorAudit,
    IndicatorPair, ItemAudit, LEAST_ROWS, LEAST_TERRITORIES, LOW, LoadingAudit, MATRIX_RESAMPLES,
    MOST_DRAWN, NEGATIVE, NodeAudit, OUTLYING, PairAudit, PairFlag, RESAMPLES, Relation, SATURATED,
    SelectionAudit, UnitAudit, Variant, VariantAudit, WeightAudit, WeightFlag, audit, compare_with,
};
pub use analyse::calibrate::calibrate;
pub use analyse::calibrate::found::{Calibration, Foretold, Measures, Tercile, TercileBias};
pub use analyse::calibrate::options::{CalibrationOptions, Deletion, Withheld};
pub use analyse::draws::{DrawBlock, draws};
pub use analyse::edition_table::AuditObject;
pub use analyse::evidence_basis::{EvidenceBases, EvidenceBasis, PassedOver};
pub use analyse::expert_weights::{
    ByExperts, ExpertNode, ExpertView, ExpertWeights, TriadView, expert_weights,
};
pub use analyse::explain::{
    Absent, Drawn, Explained, Explanation, Outcome, explain, explain_with, rows_under,
};
pub use analyse::explained_rows::{ExplainedGroup, ExplainedRow, RowRole, RowValue};
pub use analyse::floors::{DecidingLeaf, Floor, floors};
pub use analyse::gaps::{CollectionItem, Wanting, collection_plan};
pub use analyse::held_set::Ranked;
pub use analyse::parts::{Apart, PartsOf, ScoreParts};
pub use analyse::sensitivity::{
    BaseRows, FactorIndex, Output, OutputName, Sensitivity, SensitivityOptions, Share, sensitivity,
};
pub use analyse::weighting::{
    ChildWeight, NodeWeights, ProposedWeights, WeightsBy, propose_weights,
};
pub use error::EngineError;
pub use foreseen::{draws_may_be_undefined, few_draws};
pub use groups::{
    AttributeScore, GroupDraws, GroupList, GroupPlace, GroupRanking, GroupScore, GroupsBy,
    OpenPlaces, PlaceDraws, rank_groups,
};
pub use index_tree::{IndexTree, tree};
pub use progress::Progress;
pub use run::{Run, run};
pub use scale::ruler::transformed;
pub use simulate::factor::{FactorKind, FactorName};
pub use simulate::given::AS_WHAT_IS_KNOWN;
