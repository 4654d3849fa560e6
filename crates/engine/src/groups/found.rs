//! What is found of criminal groups.

use ideal_model::{GroupMethod, RatedAs, Verdict};

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

/// What an attribute adds to the score of a group.
#[derive(Clone, Debug, PartialEq)]
pub struct AttributeScore {
    /// Places of the ratings that speak, among those of the sheets.
    pub rows: Vec<usize>,
    /// What they say together; none where there is no row: it is missing.
    pub said: Option<RatedAs>,
    /// What that counts, in points.
    pub points: f64,
    /// Weight times points.
    pub contribution: f64,
    /// Whether nobody knows: it is unknown or missing.
    pub open: bool,
}

/// What the draws say of a score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GroupDraws {
    /// 5 % quantile.
    pub low: f64,
    /// Median.
    pub median: f64,
    /// 95 % quantile.
    pub high: f64,
    /// Share of the variance that is of unknown and missing attributes, 0 to 1.
    pub open_share: f64,
}

/// The score of a group.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupScore {
    /// Place of the group among those of the sheets.
    pub group: usize,
    /// `Gap` under the method's least coverage; `NotApplicable` for a group that is not there in the
    /// year of the edition.
    pub verdict: Verdict,
    /// Share of the weight that has a row, 0 to 1.
    pub coverage: f64,
    /// By attribute, in the order of the method.
    pub attributes: Vec<AttributeScore>,
    /// Attributes that nobody knows.
    pub unknown: usize,
    /// Attributes without a row.
    pub missing: usize,
    /// The score; none without the verdict `Assessed`.
    pub score: Option<f64>,
    /// The least that unknown and missing attributes could make of it, and the most.
    pub reach: Option<[f64; 2]>,
    /// What the draws say; none without draws or score.
    pub draws: Option<GroupDraws>,
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
