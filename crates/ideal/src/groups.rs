//! Criminal groups of a project: ranked by a method, opened down to their rows, and rated side by side.

use std::borrow::Cow;
use std::sync::Arc;

use ideal_engine::{AttributeScore, GroupPlace, GroupRanking, GroupScore};
#[cfg(feature = "report")]
use ideal_engine::{GroupsBy, Progress};
#[cfg(feature = "report")]
use ideal_model::GroupMethod;
use ideal_model::{
    AssessmentInput, GroupAttribute, GroupRating, GroupSheets, Mark, RatedAs, RaterNames, Verdict,
    did_you_mean, shortest,
};
use serde::Serialize;

use crate::error::Error;

/// The criminal groups of an assessment as a method ranks them.
///
/// ```
/// use ideal::{Assessment, GroupOptions};
/// use ideal::evidence::InMemory;
///
/// let mut project = InMemory::new();
/// for (path, bytes) in ideal::shipped::demonstration() {
///     project.insert(path, bytes);
/// }
/// let project = project
///     .with("groups.csv", "group,principal\ng1,extortion\ng2,kidnapping\n")
///     .with("group_ratings.csv", "group,attribute,rating,period\n\
///         g1,agile,high,2023\ng1,borderless,low,2023\ng1,controlling,unknown,2023\n\
///         g2,agile,medium,2023\n");
/// let assessment = Assessment::from_files(&project)?.with_draws(1000);
/// let options = GroupOptions { method: Some("most-threatening".to_owned()), ..GroupOptions::default() };
/// let groups = assessment.groups(&options)?;
/// let first = groups.ranked().next().ok_or_else(|| ideal::Error::Verify("none".into()))?;
/// assert_eq!((first.group, first.score, first.most), ("g1", Some(9.0), Some(13.0)));
/// // One attribute of four is no score.
/// assert_eq!(groups.explain("g2")?.ranked.verdict, ideal::model::Verdict::Gap);
/// # Ok::<(), ideal::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Groups {
    assessment: Arc<AssessmentInput>,
    found: GroupRanking,
}

/// A group in a ranking.
#[derive(Clone, Debug, Serialize)]
pub struct RankedGroup<'g> {
    /// Code of the crime area or territory that it is ranked within, where groups are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<&'g str>,
    /// Its code.
    pub group: &'g str,
    /// Its name.
    pub name: Option<&'g str>,
    /// Code of its principal crime area.
    pub principal: &'g str,
    /// Codes of the territories in which it is present, each once.
    pub territories: Vec<&'g str>,
    /// Its score; none without the verdict `assessed`.
    pub score: Option<f64>,
    /// The score over the most that the method gives, 0 to 1.
    pub share: Option<f64>,
    /// The score if every unknown and missing attribute were `nil`.
    pub least: Option<f64>,
    /// The score if every one of them were `high`.
    pub most: Option<f64>,
    /// 5 % quantile of its draws.
    pub low: Option<f64>,
    /// Their median.
    pub median: Option<f64>,
    /// 95 % quantile.
    pub high: Option<f64>,
    /// Competition rank, 1 for the highest score.
    pub rank: Option<u32>,
    /// 5 % quantile of the rank.
    pub rank_low: Option<usize>,
    /// 95 % quantile.
    pub rank_high: Option<usize>,
    /// Which groups cannot be told apart, numbered from the top.
    pub tie_group: Option<usize>,
    /// Attributes that whoever was asked does not know.
    pub unknown: usize,
    /// Attributes without a row.
    pub missing: usize,
    /// Share of the weight that has a row, 0 to 1.
    pub coverage: f64,
    /// Share of the variance of the score that is of unknown and missing attributes, 0 to 1.
    pub open_share: Option<f64>,
    /// What became of it: `gap` under the least coverage, `not_applicable` for a group that is not
    /// there in the year of the edition.
    pub verdict: Verdict,
    /// All that was found of its rank.
    #[serde(skip)]
    pub place: &'g GroupPlace,
}

/// An attribute of a group, with what is said of it.
#[derive(Clone, Copy, Debug)]
pub struct GroupCell<'g> {
    /// Id of the method.
    pub method: &'g str,
    /// Code of the group.
    pub group: &'g str,
    /// The attribute.
    pub attribute: &'g GroupAttribute,
    /// What it adds.
    pub score: &'g AttributeScore,
    sheets: &'g GroupSheets,
}

/// A group opened down to its rows.
#[derive(Clone, Debug, Serialize)]
pub struct ExplainedGroup<'g> {
    /// The strictest mark among project and sheets.
    pub handling: String,
    /// Id of the method.
    pub method: &'g str,
    /// The most that the method gives.
    pub maximum: f64,
    /// Share of the weight under which a group is a gap.
    pub min_coverage: f64,
    /// The group among all of them.
    #[serde(flatten)]
    pub ranked: RankedGroup<'g>,
    /// File of its row.
    pub file: &'static str,
    /// Line of its row.
    pub line: u64,
    /// Its attributes, in the order of the method.
    pub attributes: Vec<ExplainedAttribute<'g>>,
    /// What answers would do to its rank; none where nothing is open.
    pub open: Option<OpenAnswers<'g>>,
}

/// An attribute opened down to its rows.
#[derive(Clone, Debug, Serialize)]
pub struct ExplainedAttribute<'g> {
    /// Its id.
    pub attribute: &'g str,
    /// Its weight.
    pub weight: f64,
    /// What is said of it: a rating, points, or `missing`.
    pub rating: Cow<'g, str>,
    /// What that counts.
    pub points: f64,
    /// Weight times points.
    pub contribution: f64,
    /// File of its rows; none without one.
    pub file: Option<&'static str>,
    /// Line of the first of them.
    pub line: Option<u64>,
    /// The rows that speak.
    pub ratings: Vec<ExplainedRating<'g>>,
}

/// A row that speaks of an attribute.
#[derive(Clone, Debug, Serialize)]
pub struct ExplainedRating<'g> {
    /// What it says.
    pub rating: Cow<'g, str>,
    /// The period it speaks about.
    pub period: String,
    /// Id of its source; empty without one.
    pub source: &'g str,
    /// Who rated; empty where nobody is named. Panel and number where it is made for an audience.
    pub rater: Cow<'g, str>,
    /// Its grade, as one word.
    pub grade: String,
    /// Its line.
    pub line: u64,
}

/// What answers would do to the rank of a group, all others as they are.
#[derive(Clone, Debug, Serialize)]
pub struct OpenAnswers<'g> {
    /// Rank if every unknown and missing attribute were `high`.
    pub rank_best: usize,
    /// Rank if every one of them were `nil`.
    pub rank_worst: usize,
    /// The attribute of which one answer moves it most.
    pub ask: &'g str,
    /// Rank if that one were `high`, the others as they count.
    pub ask_best: usize,
    /// Rank if it were `nil`.
    pub ask_worst: usize,
}

/// The groups of an assessment by every method that a rating is made for; by the usual one where none
/// is. Nothing for an assessment without groups.
///
/// # Errors
/// [`ideal_engine::EngineError`] as [`ideal_engine::rank_groups`].
#[cfg(feature = "report")]
pub(crate) fn by_all_methods(
    assessment: &Arc<AssessmentInput>,
    progress: &dyn Progress,
) -> Result<Vec<Groups>, ideal_engine::EngineError> {
    let sheets = &assessment.group_sheets;
    if sheets.groups.is_empty() {
        return Ok(Vec::new());
    }
    let rated = |m: &&GroupMethod| sheets.attributes.iter().any(|id| m.position(id).is_some());
    let mut methods: Vec<&GroupMethod> = sheets.methods.iter().filter(rated).collect();
    if methods.is_empty() {
        methods.extend(sheets.methods.iter().find(|m| m.id == GroupMethod::USUAL));
    }
    let rank = |method: &GroupMethod| {
        let found = ideal_engine::rank_groups(assessment, method, GroupsBy::All, progress)?;
        Ok(Groups::new(Arc::clone(assessment), found))
    };
    methods.into_iter().map(rank).collect()
}

impl Groups {
    pub(crate) fn new(assessment: Arc<AssessmentInput>, found: GroupRanking) -> Self {
        Groups { assessment, found }
    }

    /// What was found.
    #[must_use]
    pub fn ranking(&self) -> &GroupRanking {
        &self.found
    }

    /// What the project says of groups.
    #[must_use]
    pub fn sheets(&self) -> &GroupSheets {
        &self.assessment.group_sheets
    }

    /// The mark that whatever is made of it must carry: the strictest among project and sheets.
    #[must_use]
    pub fn mark(&self) -> Mark {
        self.assessment.handling.strictest(self.sheets().mark())
    }

    /// The groups, list after list, best first, those without a score last.
    pub fn ranked(&self) -> impl Iterator<Item = RankedGroup<'_>> {
        let lists = self.found.lists.iter();
        let places = lists.flat_map(|l| l.places.iter().map(|p| (l.within.as_deref(), p)));
        places.filter_map(|(within, place)| self.row(within, place))
    }

    fn row<'g>(
        &'g self,
        within: Option<&'g str>,
        place: &'g GroupPlace,
    ) -> Option<RankedGroup<'g>> {
        let sheet = self.sheets().groups.get(place.group)?;
        let s: &GroupScore = self.found.scores.get(place.group)?;
        let maximum = self.found.method.maximum();
        let mut territories: Vec<&str> =
            sheet.territories.iter().map(|p| p.territory.as_str()).collect();
        territories.dedup();
        let drawn = place.draws.as_ref();
        Some(RankedGroup {
            within,
            group: &sheet.code,
            name: sheet.name.as_deref(),
            principal: &sheet.principal,
            territories,
            score: s.score,
            share: s.score.map(|score| score / maximum),
            least: s.reach.map(|[least, _]| least),
            most: s.reach.map(|[_, most]| most),
            low: s.draws.map(|d| d.low),
            median: s.draws.map(|d| d.median),
            high: s.draws.map(|d| d.high),
            rank: place.rank,
            rank_low: drawn.map(|d| d.low),
            rank_high: drawn.map(|d| d.high),
            tie_group: drawn.and_then(|d| d.tie_group),
            unknown: s.unknown,
            missing: s.missing,
            coverage: s.coverage,
            open_share: s.draws.map(|d| d.open_share),
            verdict: s.verdict,
            place,
        })
    }

    /// Every attribute of every group, in the order of codes and method.
    pub fn cells(&self) -> impl Iterator<Item = GroupCell<'_>> {
        self.found.scores.iter().flat_map(|s| self.cells_of(s))
    }

    fn cells_of<'g>(&'g self, s: &'g GroupScore) -> impl Iterator<Item = GroupCell<'g>> {
        let sheets = self.sheets();
        let method = &self.found.method;
        let group = sheets.groups.get(s.group).map_or("", |g| g.code.as_str());
        method.attributes.iter().zip(&s.attributes).map(move |(attribute, score)| GroupCell {
            method: &method.id,
            group,
            attribute,
            score,
            sheets,
        })
    }

    /// Opens a group down to file and line.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a code that no sheet has, with the nearest.
    pub fn explain(&self, code: &str) -> Result<ExplainedGroup<'_>, Error> {
        let sheets = self.sheets();
        let unknown = || {
            let near = did_you_mean(code, sheets.groups.iter().map(|g| g.code.as_str()));
            let hint = near.unwrap_or_else(|| format!("{} has their codes", GroupSheets::GROUPS));
            Error::unknown(format!("there is no group `{code}`"), Some(hint))
        };
        let at = sheets.position(code).ok_or_else(unknown)?;
        let ranked = self.ranked().find(|r| r.place.group == at).ok_or_else(unknown)?;
        let score = self.found.scores.get(at).ok_or_else(unknown)?;
        let method = &self.found.method;
        let raters = RaterNames::new(sheets.raters.iter(), self.assessment.release.is_some());
        let open = ranked.place.open.and_then(|o| {
            Some(OpenAnswers {
                rank_best: o.best,
                rank_worst: o.worst,
                ask: &method.attributes.get(o.ask)?.id,
                ask_best: o.ask_best,
                ask_worst: o.ask_worst,
            })
        });
        Ok(ExplainedGroup {
            handling: self.mark().to_string(),
            method: &method.id,
            maximum: method.maximum(),
            min_coverage: method.min_coverage,
            file: GroupSheets::GROUPS,
            line: sheets.groups.get(at).map_or(0, |g| g.line),
            attributes: self.cells_of(score).map(|cell| cell.explained(&raters)).collect(),
            open,
            ranked,
        })
    }
}

impl<'g> GroupCell<'g> {
    /// The ratings that speak.
    pub fn ratings(self) -> impl Iterator<Item = &'g GroupRating> {
        self.score.rows.iter().filter_map(move |row| self.sheets.ratings.get(*row))
    }

    /// What they say together: a rating, points, or `missing`.
    #[must_use]
    pub fn rating(self) -> Cow<'g, str> {
        self.score.said.map_or(Cow::Borrowed("missing"), said)
    }

    fn explained(self, raters: &RaterNames<'g>) -> ExplainedAttribute<'g> {
        let sheets = self.sheets;
        let ratings: Vec<ExplainedRating<'g>> = self
            .ratings()
            .map(|r| ExplainedRating {
                rating: said(r.rating),
                period: r.period.to_string(),
                source: sheets.sources.code(r.source),
                rater: r.rater.map(|rater| raters.of(rater as usize)).unwrap_or_default(),
                grade: r.grade.word(),
                line: r.line,
            })
            .collect();
        ExplainedAttribute {
            attribute: &self.attribute.id,
            weight: self.attribute.weight,
            rating: self.rating(),
            points: self.score.points,
            contribution: self.score.contribution,
            file: ratings.first().map(|_| GroupSheets::RATINGS),
            line: ratings.first().map(|r| r.line),
            ratings,
        }
    }
}

fn said<'g>(rating: RatedAs) -> Cow<'g, str> {
    match rating {
        RatedAs::Word(word) => Cow::Borrowed(word.word()),
        RatedAs::Points(points) => Cow::Owned(shortest(points)),
    }
}

/// A list as a cell has it.
pub(crate) fn listed<'a>(items: &[impl AsRef<str>]) -> Cow<'a, str> {
    Cow::Owned(items.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(";"))
}
