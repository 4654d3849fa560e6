//! Criminal groups by a method of their own: points, what the unknowns could make of them, ranks with
//! ranges, and the answer that would move a group most.

pub(crate) mod figures;
mod follow;
mod found;
mod misrated;
mod places;
pub(crate) mod sampler;

pub use found::{GroupList, GroupPlace, GroupRanking, GroupsBy, OpenPlaces, PlaceDraws};
pub use ideal_model::{AttributeScore, GroupDraws, GroupScore};

use ideal_model::{AssessmentInput, GroupMethod, group_scores};

use crate::error::EngineError;
use crate::groups::follow::follow;
use crate::groups::places::lists;
use crate::progress::Progress;

/// Scores and ranks the criminal groups of an assessment by a method, as of its latest edition: all
/// in one list, or those of each crime area or territory in a list of its own.
///
/// What they score [`group_scores`] says. Draws are those of the assessment: an attribute
/// that is unknown or missing is anything from `nil` to `high`, a rating errs by its grade to its
/// neighbour, and raters are taken from the panel with replacement, the same in all its ratings.
///
/// # Errors
/// [`EngineError::Stopped`] if `progress` asks for it.
pub fn rank_groups(
    a: &AssessmentInput,
    method: &GroupMethod,
    by: GroupsBy,
    progress: &dyn Progress,
) -> Result<GroupRanking, EngineError> {
    let edition = a.editions.last().copied();
    let mut scores = group_scores(&a.group_sheets, method, edition);
    let mut lists = lists(a, by, method, &scores);
    if a.draws > 0 {
        follow(a, method, (&mut scores, &mut lists), progress)?;
    }
    Ok(GroupRanking {
        method: method.clone(),
        by,
        draws: a.draws,
        top: a.method.uncertainty.top.clone(),
        scores,
        lists,
    })
}
