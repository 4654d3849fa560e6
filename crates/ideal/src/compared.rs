//! Two editions of an assessment side by side: what was compared, and what came of it.

use std::collections::BTreeMap;
use std::fmt;

use ideal_model::{Mark, Period, Ranking, RaterPlace, Value, Verdict};

/// How two editions are to be compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CompareOptions {
    /// The edition of both; the latest of each where none is named.
    pub edition: Option<Period>,
    /// Whether what only one of them has is left aside, where otherwise the comparison is refused.
    pub common: bool,
}

/// What two editions have to say of each other. `a` is the one before, `b` the one after.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// The editions compared, of `a` and of `b`.
    pub editions: [Period; 2],
    /// The strictest mark of both, of the states between them and of the rows listed.
    pub mark: Mark,
    /// Draws behind the intervals of `a` and of `b`; 0 for none.
    pub draws: [u32; 2],
    /// Decimals of published scores.
    pub decimals: u8,
    /// Id of the root.
    pub root: String,
    /// Every node that both have, of every territory, crime area and cell.
    pub rows: Vec<ComparedRow>,
    /// Rows of evidence that are not the same in both; none where results were compared, which do
    /// not hold their evidence.
    pub rows_changed: Option<Vec<RowChanged>>,
    /// What the methods say otherwise; none where results were compared.
    pub method_changed: Option<Vec<MethodLine>>,
    /// Codes of territories, crime areas and leaves that only `a` has, and that only `b` has: they
    /// are not compared.
    pub aside: [Vec<String>; 2],
    /// What a reader should know beside it, a sentence each.
    pub notes: Vec<String>,
}

impl Compared {
    /// How many rows are not the same, by source in the order of their ids; none where that is not
    /// known.
    #[must_use]
    pub fn sources_changed(&self) -> Option<Vec<SourceChanged>> {
        let mut all: BTreeMap<&str, SourceChanged> = BTreeMap::new();
        for row in self.rows_changed.as_ref()? {
            let of = all.entry(&row.source).or_default();
            of.source.clone_from(&row.source);
            let slot = match (row.factor, row.fate) {
                (Factor::World, _) => &mut of.later,
                (_, RowFate::Revised) => &mut of.revised,
                (_, RowFate::New) => &mut of.new,
                (_, RowFate::Vanished) => &mut of.vanished,
            };
            *slot += 1;
        }
        Some(all.into_values().collect())
    }
}

/// How many rows of a source are not the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceChanged {
    /// Its id; empty for rows that name none.
    pub source: String,
    /// Rows that say something else.
    pub revised: usize,
    /// Rows that are new.
    pub new: usize,
    /// Rows that have vanished.
    pub vanished: usize,
    /// Rows of periods that end after the earlier edition, whatever became of them.
    pub later: usize,
}

/// A node of a unit or roll-up in both editions.
#[derive(Clone, Debug, PartialEq)]
pub struct ComparedRow {
    /// Code of the territory; `*` for all.
    pub territory: String,
    /// Code of the crime area; `*` for all.
    pub crime_area: String,
    /// Id of the node.
    pub node: String,
    /// Name of the territory, crime area or cell, in the first language of `b`.
    pub name: String,
    /// The ranking that it stands in; none for regions and groups.
    pub ranking: Option<Ranking>,
    /// What it is in `a` and in `b`.
    pub sides: [Side; 2],
    /// 5 % and 95 % quantile of the difference, draw by draw: those of one number have the same
    /// errors of the same rows. Of the root alone; none where a side has no draws or another seed.
    pub difference_interval: Option<[f64; 2]>,
    /// What of the difference each of the three made, or why there is no such split.
    pub split: Result<Parts, Unsplit>,
    /// The states between the two in which it has no score, where that is why.
    pub gaps_between: Vec<State>,
}

impl ComparedRow {
    /// The later score less the earlier, in points of the scale; none where a side has none.
    #[must_use]
    pub fn difference(&self) -> Option<f64> {
        let [a, b] = &self.sides;
        Some(b.score? - a.score?)
    }

    /// Whether the difference may be noise: its own 90 % interval holds 0. None without one.
    #[must_use]
    pub fn may_be_noise(&self) -> Option<bool> {
        self.difference_interval.map(|[low, high]| low <= 0.0 && 0.0 <= high)
    }

    /// Whether the 90 % intervals of both scores overlap; none where a side has no interval. Both
    /// rest in part on the same rows, so that this is strict: a difference that it does not hide is
    /// there, one that it hides may be there ([`ComparedRow::may_be_noise`] tells more of them).
    #[must_use]
    pub fn overlap(&self) -> Option<bool> {
        let [a, b] = &self.sides;
        let ([low_a, high_a], [low_b, high_b]) = (a.interval?, b.interval?);
        Some(low_a <= high_b && low_b <= high_a)
    }
}

/// A node in one of the editions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Side {
    /// What became of it; none where this side does not have the unit.
    pub verdict: Option<Verdict>,
    /// Its score, in points of the scale.
    pub score: Option<f64>,
    /// Id of its band, or both ids where the draws do not agree on one.
    pub band: Option<String>,
    /// Its rank among the territories, crime areas or cells.
    pub rank: Option<u32>,
    /// 5 % and 95 % quantile of its draws.
    pub interval: Option<[f64; 2]>,
}

/// A difference split into what made it, in points of the scale: the three add up to it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Parts {
    /// Rows revised, new or vanished of periods that the earlier edition could have used.
    pub data: f64,
    /// The method.
    pub method: f64,
    /// The edition itself, with the evidence of the time since.
    pub world: f64,
}

ideal_model::words! {
    /// Why a difference is not split.
    pub enum Unsplit {
        /// `a` has no score.
        NoScoreA = "no_score_a",
        /// `b` has no score.
        NoScoreB = "no_score_b",
        /// Neither has one.
        NoScore = "no_score",
        /// A state between the two is a gap.
        GapBetween = "gap_between",
        /// A state between the two cannot be run: the evidence of one does not fit the method of the
        /// other.
        StateNotRun = "state_not_run",
        /// Results hold neither their evidence nor their method.
        Results = "results_only",
    }
}

ideal_model::words! {
    /// What makes a difference.
    pub enum Factor {
        /// Rows of periods that the earlier edition could have used.
        Data = "data",
        /// The method.
        Method = "method",
        /// The edition itself, with the evidence of the time since.
        World = "world",
    }
}

/// A state between two editions: which of the three are already those of `b`, in the order data,
/// method, world.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct State(pub [bool; 3]);

/// Three letters: `bab` is the data of b, the method of a, the world of b.
impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|b| f.write_str(if *b { "b" } else { "a" }))
    }
}

ideal_model::words! {
    /// What became of a row of evidence.
    pub enum RowFate {
        /// It says something else.
        Revised = "revised",
        /// `b` has it and `a` does not.
        New = "new",
        /// `a` has it and `b` does not.
        Vanished = "vanished",
    }
}

ideal_model::words! {
    /// What a revised row says otherwise.
    pub enum RowField {
        /// The value.
        Value = "value",
        /// The standard error.
        Se = "se",
        /// The plausible range.
        Range = "range",
        /// The grade.
        Grade = "grade",
        /// The status of the observation.
        ObsStatus = "obs_status",
    }
}

/// A row of evidence that is not the same in both.
#[derive(Clone, Debug, PartialEq)]
pub struct RowChanged {
    /// What became of it.
    pub fate: RowFate,
    /// What it counts as: data, or world where its period ends after the earlier edition.
    pub factor: Factor,
    /// Id of its source; empty where it names none.
    pub source: String,
    /// Code of the territory.
    pub territory: String,
    /// Code of the crime area; `*` for every one.
    pub crime_area: String,
    /// Code of the indicator.
    pub indicator: String,
    /// Its period.
    pub period: Period,
    /// Who judged, by panel and number, never by pseudonym.
    pub rater: Option<RaterPlace>,
    /// What a revised row says otherwise.
    pub fields: Vec<RowField>,
    /// The row in `a` and in `b`.
    pub sides: [Option<RowSide>; 2],
    /// Its mark, the stricter of both.
    pub mark: Mark,
}

/// A row of evidence in one of the projects.
#[derive(Clone, Debug, PartialEq)]
pub struct RowSide {
    /// What it says.
    pub value: Value,
    /// The file, relative to the project.
    pub file: String,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// Line of the file or row of the sheet, from 1.
    pub line: u32,
}

ideal_model::words! {
    /// How far a line of a method reaches.
    pub enum Reach {
        /// It can move a score, or decide whether there is one.
        Score = "score",
        /// It moves what the draws say, and no score.
        Draws = "draws",
        /// It moves the band or the words of a score, or how it is printed.
        Words = "words",
    }
}

/// Something that one method says and the other says otherwise or not at all.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MethodLine {
    /// Its key, as a path in the file: `node.threat.weight`.
    pub key: String,
    /// What `a` says; none where it says nothing.
    pub before: Option<String>,
    /// What `b` says; none where it says nothing.
    pub after: Option<String>,
    /// How far it reaches.
    pub reach: Reach,
}

/// `node.threat.weight 2 → 3`; what is not there is a dash.
impl fmt::Display for MethodLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let said = |side: &Option<String>| side.clone().unwrap_or_else(|| "–".to_owned());
        write!(f, "{} {} → {}", self.key, said(&self.before), said(&self.after))
    }
}
