//! Criminal groups by a method of their own: points, what the unknowns could make of them, ranks with
//! ranges, and the answer that would move a group most.

mod follow;
mod found;
mod misrated;
mod places;
mod points;
mod sampler;
mod speaking;

pub use found::{
    AttributeScore, GroupDraws, GroupList, GroupPlace, GroupRanking, GroupScore, GroupsBy,
    OpenPlaces, PlaceDraws,
};

use ideal_model::{AssessmentInput, GroupMethod};

use crate::error::EngineError;
use crate::groups::follow::follow;
use crate::groups::places::lists;
use crate::groups::points::score;
use crate::groups::speaking::speaking;
use crate::progress::Progress;

/// Scores and ranks the criminal groups of an assessment by a method, as of its latest edition: all
/// in one list, or those of each crime area or territory in a list of its own.
///
/// Of an attribute the newest ratings speak, those of later years than the edition left aside. A
/// group scores the sum of weight times points; of several raters the median counts, and who does
/// not know is left out of it, unless nobody knows. Draws are those of the assessment: an attribute
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
    let sheets = &a.group_sheets;
    let cells = speaking(sheets, method, a.editions.last().copied());
    let mut scores: Vec<GroupScore> = (cells.into_iter().enumerate())
        .map(|(group, rows)| {
            let active =
                |g: &ideal_model::CrimeGroup| a.editions.last().is_none_or(|e| g.is_active(*e));
            let there = sheets.groups.get(group).is_some_and(active);
            score(sheets, method, (group, there), rows)
        })
        .collect();
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
