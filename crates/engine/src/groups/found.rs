//! What is found of criminal groups.

use ideal_model::{GroupMethod, GroupScore};

ideal_model::words! {
    /// What groups are ranked within.
    pub enum GroupsBy {
        /// All of them together.
        All = "all",
        /// Those with one principal crime area.
        Area = "area",
        /// Those present in one territory.
        Territory = "territory",
    }
}

/// What the draws say of a rank.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceDraws {
    /// 5 % quantile.
    pub low: usize,
    /// 95 % quantile.
    pub high: usize,
    /// Which groups cannot be told apart, numbered from the top; none in a list of more than 200.
    pub tie_group: Option<usize>,
    /// Probability of the first k, for each k that the assessment's method asks for.
    pub top: Vec<f64>,
}

/// The ranks that answers would give a group, all others as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenPlaces {
    /// Rank were all that is open `high`.
    pub best: usize,
    /// Rank were all of it `nil`.
    pub worst: usize,
    /// The open attribute of which one answer moves it most: the heaviest.
    pub ask: usize,
    /// Rank were that one `high`, the others as they count.
    pub ask_best: usize,
    /// Rank were that one `nil`.
    pub ask_worst: usize,
}

/// A group in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupPlace {
    /// Place of the group among those of the sheets.
    pub group: usize,
    /// Competition rank, 1 for the highest score; none without a score.
    pub rank: Option<u32>,
    /// What the draws say of it.
    pub draws: Option<PlaceDraws>,
    /// What answers could do; none where nothing is open.
    pub open: Option<OpenPlaces>,
}

/// Groups that are ranked together.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupList {
    /// Code of the crime area or territory; none: all groups.
    pub within: Option<String>,
    /// The groups, best first, those without a score last.
    pub places: Vec<GroupPlace>,
}

/// Groups as a method ranks them.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupRanking {
    /// The method.
    pub method: GroupMethod,
    /// What they are ranked within.
    pub by: GroupsBy,
    /// Number of draws.
    pub draws: u32,
    /// The k of the probabilities in [`PlaceDraws::top`].
    pub top: Vec<u32>,
    /// The scores, in the order of the sheets' groups.
    pub scores: Vec<GroupScore>,
    /// The lists, in the order of the codes.
    pub lists: Vec<GroupList>,
}
