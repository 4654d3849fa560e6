//! What an assessment says, with everything that can be done with it.

use std::fmt;
use std::sync::Arc;

use ideal_engine::{Explanation, Run};
use ideal_model::{
    EditionIx, NodeIx, NodeResult, Period, RankRow, Ranking, UnitIx, Unranked, did_you_mean,
    visible,
};

use crate::compared::Compared;
use crate::error::Error;
use crate::manifest::PreviousEntry;
use crate::project::Project;

/// An assessment that was run: its results, which it derefs to, and what they were made from.
///
/// ```
/// use ideal::{Assessment, Ranking};
/// let results = Assessment::demo()?.with_draws(0).run()?;
/// for row in results.ranking(Ranking::Territories) {
///     println!("{row}");
/// }
/// let cell = results.explain("COL/drug_cocaine/threat", None)?;
/// assert_eq!(cell.territory, "COL");
/// # Ok::<(), ideal::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Assessed {
    run: Arc<Run>,
    project: Project,
    /// The edition before beside it, where it was run so, and what that is in a manifest.
    previous: Option<Arc<(Compared, PreviousEntry)>>,
}

impl std::ops::Deref for Assessed {
    type Target = ideal_model::Results;

    fn deref(&self) -> &Self::Target {
        self.run.results()
    }
}

/// A line of a ranking, ready to print.
#[derive(Clone, Debug, PartialEq)]
pub struct RankingRow {
    /// Competition rank, 1 for the highest; none for what is not ranked.
    pub rank: Option<u32>,
    /// Code of the territory, or `*`.
    pub territory: String,
    /// Code of the crime area, or `*`.
    pub crime_area: String,
    /// Name in the assessment's first language.
    pub name: String,
    /// The score as published; none for what is not ranked.
    pub shown: Option<String>,
    /// Score at full precision.
    pub score: Option<f64>,
    /// Low end of its interval, the 5 % quantile of its draws; none without draws, and for what is
    /// not ranked.
    pub low: Option<f64>,
    /// High end of its interval, the 95 % quantile.
    pub high: Option<f64>,
    /// Id of the band.
    pub band: Option<String>,
    /// Change against the edition before.
    pub change: Option<f64>,
    /// Why it is not ranked.
    pub unranked: Option<Unranked>,
}

/// One line; signs that nobody sees, those that command a terminal among them, are shown by their
/// code points.
impl fmt::Display for RankingRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rank = self.rank.map_or_else(|| "–".to_owned(), |r| r.to_string());
        let shown = self.shown.as_deref().unwrap_or("–");
        write!(f, "{rank:>4}  {:<36} {shown:>6}", visible(&self.name))?;
        if let Some(band) = &self.band {
            write!(f, "  {}", visible(band))?;
        }
        if let Some(change) = self.change {
            write!(f, "  {change:+.1}")?;
        }
        match self.unranked {
            Some(Unranked::Gap) => write!(f, "  not assessed"),
            Some(Unranked::NotApplicable) => write!(f, "  not applicable"),
            Some(Unranked::Region) => write!(f, "  a region, never ranked"),
            None => Ok(()),
        }
    }
}

impl Assessed {
    pub(crate) fn new(run: Run, project: &Project) -> Self {
        Assessed { run: Arc::new(run), project: project.clone(), previous: None }
    }

    /// The run that they came from, for analyses of what lies behind them.
    #[must_use]
    pub fn behind(&self) -> &Run {
        &self.run
    }

    /// The same with the edition before beside it.
    pub(crate) fn beside(mut self, compared: Compared, entry: PreviousEntry) -> Self {
        self.previous = Some(Arc::new((compared, entry)));
        self
    }

    /// What a comparison with the edition before found; none where there was none.
    #[must_use]
    pub fn compared(&self) -> Option<&Compared> {
        self.previous.as_ref().map(|previous| &previous.0)
    }

    /// What a manifest says of the edition before.
    #[cfg(feature = "report")]
    pub(crate) fn previous_entry(&self) -> Option<&PreviousEntry> {
        self.previous.as_ref().map(|previous| &previous.1)
    }

    /// The project that they were made from.
    pub(crate) fn project(&self) -> &Project {
        &self.project
    }

    /// The ranking of the latest edition at the root, best first, what is not ranked last: regions
    /// and groups of territories among them.
    pub fn ranking(&self, ranking: Ranking) -> impl Iterator<Item = RankingRow> {
        let results = self.run.results();
        results
            .ranking(ranking, results.last_edition(), results.assessment.method.root)
            .map(move |r| self.row(ranking, r))
    }

    fn row(&self, ranking: Ranking, r: &RankRow) -> RankingRow {
        let unit = r.unit;
        let method = &self.assessment.method;
        let node: Option<&NodeResult> = self.node(unit, r.node).filter(|_| r.rank.is_some());
        let score = node.and_then(|n| n.score);
        let interval = node.and_then(|n| n.interval.as_ref());
        RankingRow {
            rank: r.rank,
            territory: self.place_code(unit).to_owned(),
            crime_area: self.area_code(unit).to_owned(),
            name: crate::tables::row_name(self, ranking, unit).into_owned(),
            shown: score.map(|s| ideal_model::shown(s, method.decimals, method.rounding)),
            score,
            low: interval.map(|i| i.low),
            high: interval.map(|i| i.high),
            band: node.and_then(|n| crate::tables::band(self, n)).map(std::borrow::Cow::into_owned),
            change: node.and_then(|n| n.change),
            unranked: r.unranked,
        }
    }

    /// Opens a score: `COL/drug_cocaine`, `COL/*`, `COL/drug_cocaine/threat`; the latest edition if
    /// none is named.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a code the results do not have, with the nearest that they do.
    pub fn explain(&self, unit: &str, edition: Option<Period>) -> Result<Explanation, Error> {
        let (unit, node) = self.locate(unit, edition)?;
        ideal_engine::explain(self, unit, node).ok_or_else(|| Error::Unknown {
            message: "there is no such unit or node".to_owned(),
            hint: None,
        })
    }

    /// The indices of the unit and the node that a text such as `COL/drug_cocaine/threat` means.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a code the results do not have, with the nearest that they do.
    pub fn locate(&self, text: &str, edition: Option<Period>) -> Result<(UnitIx, NodeIx), Error> {
        let method = &self.assessment.method;
        let parts: Vec<&str> = text.split('/').collect();
        let (place, area, node) = match parts.as_slice() {
            [place] => (*place, "*", None),
            // A territory's own method has no areas: COL/health is a node of COL.
            [place, node] if !self.has_area(node) && method.node_index(node).is_some() => {
                (*place, "*", Some(*node))
            }
            [place, area] => (*place, *area, None),
            [place, area, node] => (*place, *area, Some(*node)),
            _ => {
                return Err(Error::unknown(
                    format!("`{text}` is no unit; write TERRITORY/AREA or TERRITORY/AREA/NODE"),
                    None,
                ));
            }
        };
        // What is wrong first in the text is said first.
        self.known_place(place)?;
        self.known_area(area)?;
        let node = node.map_or(Ok(method.root), |id| self.node_named(id))?;
        Ok((self.find_cell(place, area, edition)?, node))
    }

    /// The unit of a place and a crime area in an edition, the latest if none is named.
    pub(crate) fn find_cell(
        &self,
        place: &str,
        area: &str,
        edition: Option<Period>,
    ) -> Result<UnitIx, Error> {
        self.known_place(place)?;
        self.known_area(area)?;
        let edition = self.edition(edition)?;
        let period = self.assessment.editions.get(edition.get()).copied();
        let unit = period.and_then(|e| self.find_unit(place, area, e));
        unit.ok_or_else(|| {
            let hint = "a roll-up exists only where the method has a table for it: \
                        [rollup.territory], [rollup.crime_area], [rollup.region]";
            Error::unknown(
                format!("there is no unit {place}/{area} in this assessment"),
                Some(hint.to_owned()),
            )
        })
    }

    fn known_place(&self, place: &str) -> Result<(), Error> {
        if self.places.iter().any(|p| p.code == place) {
            return Ok(());
        }
        let hint = did_you_mean(place, self.places.iter().map(|p| p.code.as_str()));
        let hint = hint.or_else(|| {
            Some("`territories` in assessment.toml says which are assessed".to_owned())
        });
        Err(Error::unknown(format!("the assessment has no territory `{place}`"), hint))
    }

    /// An error for a crime area that is not assessed, and that is not `*`.
    pub(crate) fn known_area(&self, area: &str) -> Result<(), Error> {
        if self.has_area(area) {
            return Ok(());
        }
        let hint = did_you_mean(area, self.areas.iter().map(|a| a.code.as_str()));
        let hint = hint.or_else(|| {
            Some("`crime_areas` in assessment.toml says which are assessed".to_owned())
        });
        Err(Error::unknown(format!("the assessment has no crime area `{area}`"), hint))
    }

    fn has_area(&self, area: &str) -> bool {
        area == "*" || self.areas.iter().any(|a| a.code == area)
    }

    /// Index of an edition; the latest if none is named.
    ///
    /// # Errors
    /// [`Error::Unknown`] for one that is not assessed.
    pub fn edition(&self, edition: Option<Period>) -> Result<EditionIx, Error> {
        let Some(period) = edition else { return Ok(self.last_edition()) };
        let editions = &self.assessment.editions;
        self.find_edition(period).ok_or_else(|| {
            let list: Vec<String> = editions.iter().map(ToString::to_string).collect();
            Error::unknown(
                format!("the assessment has no edition {period}"),
                Some(format!("its editions are {}", list.join(", "))),
            )
        })
    }

    /// Index of a ranked node; the root if none is named.
    ///
    /// # Errors
    /// [`Error::Unknown`] for one that is not ranked.
    pub fn ranked_node(&self, id: Option<&str>) -> Result<NodeIx, Error> {
        let method = &self.assessment.method;
        let Some(id) = id else { return Ok(method.root) };
        let ranked = method.ranked_nodes();
        let ids: Vec<&str> = ranked
            .iter()
            .filter_map(|&n| method.nodes.get(n.get()))
            .map(|n| n.id.as_str())
            .collect();
        match ids.iter().position(|i| *i == id).and_then(|i| ranked.get(i)) {
            Some(&node) => Ok(node),
            None => Err(Error::unknown(
                format!("`{id}` is not ranked"),
                Some(format!("ranked are the root and its children: {}", ids.join(", "))),
            )),
        }
    }
}
