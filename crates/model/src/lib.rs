//! The words of an organised-crime assessment.
//!
//! Territories, crime areas, periods, observations with their sources, grades and handling marks,
//! the method with its tree, and the results. No files are read here, and nothing is computed but
//! what sheets of criminal groups say together; the other crates speak to each other in these types.
//!
//! ```
//! use ideal_model::{Period, Tlp};
//!
//! let edition: Period = "2023".parse()?;
//! assert_eq!(edition.calendar_year(), 2023);
//! assert!(Tlp::Red > Tlp::AmberStrict);
//! # Ok::<(), ideal_model::PeriodError>(())
//! ```

mod assessment;
mod audience;
mod catalogue;
mod caveat;
mod closed_scale;
mod comparison;
mod crime_area;
mod crime_group;
mod date;
pub mod document;
mod entrants;
mod evidence;
mod evidence_order;
mod finding;
mod findings;
mod grade;
mod group_market;
mod group_method;
mod group_score;
mod handling;
mod ids;
mod judgement;
mod locale;
pub mod method;
mod names;
mod no_change;
mod observation;
mod other_index;
mod outcome;
mod period;
mod published;
mod rater;
mod results;
mod source;
mod syntax;
mod territory;
mod visible;
mod word;

pub use assessment::{AssessmentInput, DeclaredCodes};
pub use audience::{Audience, AudienceError, Release, RowBand, Withheld};
pub use catalogue::*;
pub use caveat::{Bias, Caveat};
pub use closed_scale::{ClosedScale, NoScale};
pub use comparison::{ComparisonRating, rated_cell};
pub use crime_area::*;
pub use crime_group::{
    CrimeGroup, GroupLink, GroupRating, GroupRole, GroupSheets, LinkKind, Members, NoneFound,
    Presence, RatedAs,
};
pub use date::{Date, NoSuchDate};
pub use entrants::{Entrants, Part};
pub use evidence::{Codes, Evidence, InputFile};
pub use finding::{Concern, Finding, Severity, did_you_mean, nearest};
pub use findings::{Findings, grouped};
pub use grade::{Grade, Scheme};
pub use group_market::{GroupMarkets, GroupSeries, HighestShares, MarketGroup, SaidByGroups};
pub use group_method::{
    AttributeRating, GroupAttribute, GroupMethod, GroupPoints, read_group_method,
};
pub use group_score::{AttributeScore, GroupDraws, GroupScore, group_scores, known_points};
pub use handling::{EXERCISE, HandlingCode, HandlingError, Mark, Tlp};
pub use ids::{AreaIx, EditionIx, IndicatorIx, NodeIx, PlaceIx, Span, TerritoryIx, UnitIx};
pub use judgement::{
    CONSISTENT, Consistency, ExpertJudged, JudgedBy, Judgement, NodeJudged, Panel, Pool, Triad,
    check_judgements, judged,
};
pub use locale::{Locale, prints_on_letter};
pub use method::{Method, parse_method, read_method};
pub use names::{Lang, Names, UnknownLang};
pub use no_change::NoChange;
pub use observation::{
    ObsStatus, Observation, ObservationKey, Origin, PlausibleRange, Status, Value,
};
pub use other_index::{OtherIndex, OtherValue};
pub use outcome::{
    ClearRows, Gap, GapReason, Interval, LeafResult, NodeResult, PointInInterval, Posts, RankDraws,
    RankRow, Ranking, Rated, Treated, Unranked, Verdict, WinningPair, Without,
};
pub use period::{Period, PeriodError, YEARS};
pub use published::{shortest, shown};
pub use rater::{RaterNames, RaterPlace, panel_of};
pub use results::{
    DriftRate, Place, RaterSeverity, Results, RollUp, RollUpKind, Unadjusted, UnitKey,
};
pub use source::Source;
pub use territory::*;
pub use visible::{is_hidden, visible};
