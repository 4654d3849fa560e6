//! Criminal groups: what sheets say of them, how they are linked, and how they are rated.

use std::fmt;

use crate::evidence::Codes;
use crate::grade::Grade;
use crate::group_method::{AttributeRating, GroupMethod};
use crate::handling::Mark;
use crate::period::Period;

crate::words! {
    /// What a territory is to a group.
    pub enum GroupRole {
        /// Where it is at home.
        Base = "base",
        /// Where its goods or people come from.
        Origin = "origin",
        /// Where they pass through.
        Transit = "transit",
        /// Where they go.
        Destination = "destination",
    }
}

crate::words! {
    /// What joins two groups.
    pub enum LinkKind {
        /// They work together.
        Cooperates = "cooperates",
        /// The first supplies the other.
        Supplies = "supplies",
        /// They fight.
        Conflicts = "conflicts",
        /// The first is a part of the other.
        PartOf = "part_of",
        /// The first comes after the other.
        Succeeds = "succeeds",
    }
}

/// A territory in which a group is present.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Presence {
    /// Code of the territory.
    pub territory: String,
    /// What the territory is to it, where that is said.
    pub role: Option<GroupRole>,
}

/// How many members a group has, as far as anybody says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Members {
    /// So many.
    Exactly(u64),
    /// Fewer than so many.
    Under(u64),
    /// From so many to so many.
    Between(u64, u64),
}

/// As a sheet writes it: `12`, `<50`, `50-200`.
impl fmt::Display for Members {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Members::Exactly(n) => write!(f, "{n}"),
            Members::Under(n) => write!(f, "<{n}"),
            Members::Between(low, high) => write!(f, "{low}-{high}"),
        }
    }
}

/// A criminal group, as its sheet has it.
#[derive(Clone, Debug, PartialEq)]
pub struct CrimeGroup {
    /// Its code.
    pub code: String,
    /// Its name; none where only the code may be known.
    pub name: Option<String>,
    /// Code of the crime area it lives on first.
    pub principal: String,
    /// Codes of those beside it.
    pub secondary: Vec<String>,
    /// Where it is present.
    pub territories: Vec<Presence>,
    /// How many members it has.
    pub members: Option<Members>,
    /// When it began.
    pub since: Option<Period>,
    /// When it ended.
    pub until: Option<Period>,
    /// By what rule it was counted as one group; empty where nobody says.
    pub counting_rule: String,
    /// Id of its source; empty without one.
    pub source: String,
    /// Grade of the row.
    pub grade: Grade,
    /// Mark of the row.
    pub mark: Mark,
    /// Its line in [`GroupSheets::GROUPS`].
    pub line: u64,
}

impl CrimeGroup {
    /// Whether it was there in the year of an edition, as far as the sheet says.
    #[must_use]
    pub fn is_active(&self, edition: Period) -> bool {
        let year = edition.calendar_year();
        self.since.is_none_or(|p| p.calendar_year() <= year)
            && self.until.is_none_or(|p| p.calendar_year() >= year)
    }
}

/// What joins two groups, as a row has it.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupLink {
    /// Code of the one that the row speaks of.
    pub group: String,
    /// Code of the other.
    pub other: String,
    /// What joins them.
    pub kind: LinkKind,
    /// When.
    pub period: Option<Period>,
    /// Id of its source; empty without one.
    pub source: String,
    /// Grade of the row.
    pub grade: Grade,
    /// Mark of the row.
    pub mark: Mark,
    /// Its line in [`GroupSheets::LINKS`].
    pub line: u64,
}

/// What a rating says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum RatedAs {
    /// A rating of the method.
    Word(AttributeRating),
    /// Points on the method's scale.
    Points(f64),
}

/// A rating of an attribute of a group.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GroupRating {
    /// Place of the group among [`GroupSheets::groups`].
    pub group: u32,
    /// Place of the attribute in [`GroupSheets::attributes`].
    pub attribute: u32,
    /// What is said.
    pub rating: RatedAs,
    /// The period it speaks about.
    pub period: Period,
    /// Place of its source in [`GroupSheets::sources`].
    pub source: u32,
    /// Place of who rated in [`GroupSheets::raters`]; none: nobody is named.
    pub rater: Option<u32>,
    /// Grade of the row.
    pub grade: Grade,
    /// Mark of the row.
    pub mark: Mark,
    /// Its line in [`GroupSheets::RATINGS`].
    pub line: u64,
}

/// That somebody looked for groups and found none: a nil, which is an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct NoneFound {
    /// Code of the territory.
    pub territory: String,
    /// Code of the crime area; none: of any.
    pub crime_area: Option<String>,
    /// When.
    pub period: Period,
    /// Id of its source; empty without one.
    pub source: String,
    /// Mark of the row.
    pub mark: Mark,
    /// Its line in [`GroupSheets::NONE_FOUND`].
    pub line: u64,
}

/// All that a project says of criminal groups.
#[derive(Clone, Debug, Default)]
pub struct GroupSheets {
    /// The groups, in the order of their codes.
    pub groups: Vec<CrimeGroup>,
    /// What joins them, in the order of the codes.
    pub links: Vec<GroupLink>,
    /// Their ratings, by group, attribute, period and who says so.
    pub ratings: Vec<GroupRating>,
    /// Where none was found.
    pub none_found: Vec<NoneFound>,
    /// The methods that can score them, in the order of their ids; none without sheets.
    pub methods: Vec<GroupMethod>,
    /// The attributes that ratings name.
    pub attributes: Codes,
    /// The sources that ratings name; the empty one is none.
    pub sources: Codes,
    /// Who rated.
    pub raters: Codes,
}

impl GroupSheets {
    /// The table of groups.
    pub const GROUPS: &'static str = "groups.csv";
    /// The table of links.
    pub const LINKS: &'static str = "links.csv";
    /// The table of ratings.
    pub const RATINGS: &'static str = "group_ratings.csv";
    /// The table of places in which none was found.
    pub const NONE_FOUND: &'static str = "none_found.csv";

    /// Whether there is nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty() && self.none_found.is_empty()
    }

    /// The place of a group by its code.
    #[must_use]
    pub fn position(&self, code: &str) -> Option<usize> {
        self.groups.binary_search_by(|g| g.code.as_str().cmp(code)).ok()
    }

    /// Every mark, each with the place of its row.
    pub fn marks(&self) -> impl Iterator<Item = (Mark, &'static str, u64)> {
        let groups = self.groups.iter().map(|g| (g.mark, Self::GROUPS, g.line));
        let links = self.links.iter().map(|l| (l.mark, Self::LINKS, l.line));
        let ratings = self.ratings.iter().map(|r| (r.mark, Self::RATINGS, r.line));
        let none = self.none_found.iter().map(|n| (n.mark, Self::NONE_FOUND, n.line));
        groups.chain(links).chain(ratings).chain(none)
    }

    /// The strictest mark of all its rows.
    #[must_use]
    pub fn mark(&self) -> Mark {
        self.marks().fold(Mark::default(), |strictest, (mark, ..)| strictest.strictest(mark))
    }

    /// Who says what a rating says: its rater, or its source where none is named.
    #[must_use]
    pub fn voice(&self, rating: &GroupRating) -> &str {
        rating.rater.map_or_else(|| self.sources.code(rating.source), |r| self.raters.code(r))
    }
}
