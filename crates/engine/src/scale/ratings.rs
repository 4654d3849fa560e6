//! The ratings that a leaf rests on, each in points with its own doubt.
//!
//! A row with a range, and a row that names a rater, speaks in the draws by itself: its rater's
//! doubt, the spread of the panel and what the panel has in common are three different things.

use std::collections::BTreeMap;

use ideal_composite::moments::mean;
use ideal_model::method::{Method, RaterPool};
use ideal_model::{Evidence, IndicatorIx, ObsStatus, Observation, Rated};

use crate::ids::LeafAt;
use crate::scale::error::{sd_of_grade, spread};
use crate::scale::ruler::Ruler;
use crate::scale::severity::{Severities, TakenOut};
use crate::select::leaf::RawLeaf;
use crate::select::ranges::Ranges;
use crate::select::selection::{median, quantity};

/// A rating of a cell.
#[derive(Clone, Debug)]
pub(crate) struct Rating {
    /// Its row, by index of the evidence.
    pub row: u32,
    /// Its score in points, less the severity of its rater where that is taken out.
    pub score: f64,
    /// The score as the rater gave it, in points.
    pub given: f64,
    /// The severity taken out.
    pub severity: Option<TakenOut>,
    /// Standard deviations below and above the score, in points: a normal distribution of two
    /// pieces with its median at the score.
    pub sides: [f64; 2],
}

/// The ratings of one panel, or of one source without panels, in the order of raters.
#[derive(Clone, Debug)]
pub(crate) struct PanelRatings {
    /// Source of the rows, by index of the evidence.
    pub source: Option<u32>,
    /// The panel's name; that of the source where it has no panels.
    pub name: String,
    /// Whether people judged: rows that name a rater.
    pub judged: bool,
    /// Standard deviation of what its raters do not know together, in points; 0 for rows that no
    /// rater stands behind.
    pub shared: f64,
    /// Its ratings.
    pub ratings: Vec<Rating>,
}

/// What a leaf rests on: panels in the order of their sources and names.
#[derive(Clone, Debug)]
pub(crate) struct LeafRatings {
    pub panels: Vec<PanelRatings>,
}

/// The leaves that rest on ratings.
pub(crate) type Ratings = BTreeMap<LeafAt, LeafRatings>;

impl LeafRatings {
    /// The ratings of a leaf that is normalised by a ruler. None where none of its rows has a range
    /// or a rater, or where it is more than its rows: smoothed, imputed, divided by what is not
    /// known.
    pub(crate) fn of(
        m: &Method,
        evidence: &Evidence,
        rows: &[u32],
        leaf: &RawLeaf,
        ruler: &Ruler,
    ) -> Option<Self> {
        let times = leaf.times?;
        let row = |i: u32| evidence.observations.get(i as usize);
        if !rows.iter().filter_map(|i| row(*i)).any(|o| o.rater.is_some() || o.range.is_some()) {
            return None;
        }
        let rating =
            Reading { m, indicator: leaf.indicator, ruler, ranges: Ranges::new(&m.raters), times };
        let mut panels: Vec<PanelRatings> = Vec::new();
        let mut ordered = rows.to_vec();
        ordered
            .sort_unstable_by_key(|i| row(*i).map(|o| (o.source, evidence.rater_of(o), o.origin)));
        for i in ordered {
            let o = row(i)?;
            let name = evidence.panel_of(o);
            let one = rating.read(i, o)?;
            match panels.last_mut() {
                Some(last) if (last.source, last.name.as_str()) == (o.source, name) => {
                    last.ratings.push(one);
                }
                _ => panels.push(PanelRatings {
                    source: o.source,
                    name: name.to_owned(),
                    judged: o.rater.is_some(),
                    shared: o.rater.map_or(0.0, |_| m.raters.panel_sd * m.width() / 100.0),
                    ratings: vec![one],
                }),
            }
        }
        Some(LeafRatings { panels })
    }

    /// Takes out the severity of raters; whether any was.
    pub(crate) fn adjust(&mut self, evidence: &Evidence, severities: &Severities) -> bool {
        let mut any = false;
        for r in self.panels.iter_mut().flat_map(|p| &mut p.ratings) {
            let Some(o) = evidence.observations.get(r.row as usize) else { continue };
            let of = severities.of(evidence.source_of(o), evidence.rater_of(o));
            if let Some(taken) = of {
                r.score -= taken.points;
                r.severity = Some(taken);
                any = true;
            }
        }
        any
    }

    /// The median over panels of the median over raters, in points: as they are kept, or of panels
    /// that are `given` with the severity that was taken out.
    fn score(&self, given: impl Fn(&PanelRatings) -> bool) -> Option<f64> {
        let of = |p: &PanelRatings| {
            let one = |r: &Rating| if given(p) { r.given } else { r.score };
            median(&mut p.ratings.iter().map(one).collect::<Vec<f64>>())
        };
        median(&mut self.panels.iter().filter_map(of).collect::<Vec<f64>>())
    }

    /// How many points taking out severity adds to the score of the leaf.
    pub(crate) fn adjustment(&self) -> f64 {
        match (self.score(|_| false), self.score(|_| true)) {
            (Some(adjusted), Some(given)) => adjusted - given,
            _ => 0.0,
        }
    }

    /// The score with the ratings of these panels as they were given, where severity was taken out
    /// of any of them.
    pub(crate) fn given(&self, of: impl Fn(&PanelRatings) -> bool) -> Option<f64> {
        let those = self.panels.iter().filter(|p| of(p));
        let any = those.flat_map(|p| &p.ratings).any(|r| r.severity.is_some());
        self.score(of).filter(|_| any)
    }

    /// What results say of it; none where nobody rated.
    pub(crate) fn rated(&self) -> Option<Rated> {
        let judged = self.panels.iter().filter(|p| p.judged);
        let given = judged.clone().flat_map(|p| &p.ratings).map(|r| r.given);
        let raters = u32::try_from(given.clone().count()).unwrap_or(u32::MAX);
        (raters > 0).then(|| Rated {
            raters,
            panels: u32::try_from(judged.count()).unwrap_or(u32::MAX),
            low: given.clone().fold(f64::INFINITY, f64::min),
            high: given.fold(f64::NEG_INFINITY, f64::max),
            adjusted: self.adjustment(),
        })
    }

    /// About how far the pool varies: a standard deviation in points, as if medians were means. The
    /// draws do not use it.
    pub(crate) fn sd(&self, pool: RaterPool) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "counts of raters and panels")]
        let count = |n: usize| n.max(1) as f64;
        let of_panel = |p: &PanelRatings| {
            let scores: Vec<f64> = p.ratings.iter().map(|r| r.score).collect();
            let own: Vec<f64> = p.ratings.iter().map(Rating::variance).collect();
            let centre = mean(&scores).unwrap_or(0.0);
            let between: Vec<f64> = scores.iter().map(|s| (s - centre) * (s - centre)).collect();
            let raters = mean(&own).unwrap_or(0.0) + mean(&between).unwrap_or(0.0);
            let raters = match pool {
                RaterPool::Panel => raters / count(scores.len()),
                RaterPool::Linear => raters,
            };
            let common = p.ratings.iter().filter_map(|r| r.severity).map(|taken| taken.common);
            let common = common.fold(0.0, f64::max);
            p.shared * p.shared + common * common + raters
        };
        let variances: Vec<f64> = self.panels.iter().map(of_panel).collect();
        (mean(&variances).unwrap_or(0.0) / count(variances.len())).sqrt()
    }
}

impl Rating {
    /// Variance of what the rater doubts and of what is not known of the severity taken out, in
    /// points squared.
    fn variance(&self) -> f64 {
        let ([down, up], se) = (self.sides, self.severity.map_or(0.0, |taken| taken.own));
        f64::midpoint(down * down, up * up) + se * se
    }
}

/// How rows of a leaf are read as ratings.
struct Reading<'a> {
    m: &'a Method,
    indicator: IndicatorIx,
    ruler: &'a Ruler,
    ranges: Ranges,
    /// What a quantity is multiplied by.
    times: f64,
}

impl Reading<'_> {
    /// A row as a rating; none where it has no quantity, or one that the ruler does not take.
    fn read(&self, row: u32, o: &Observation) -> Option<Rating> {
        let x = quantity(o)?;
        let score = self.ruler.score(x * self.times)?;
        let doubled = matches!(o.obs_status, ObsStatus::Suspect | ObsStatus::Provisional);
        let sides = self.sides(o, x, score).map(|sd| if doubled { 2.0 * sd } else { sd });
        Some(Rating { row, score, given: score, severity: None, sides })
    }

    /// Standard deviations below and above the score: of its range, else of its standard error, else
    /// of its grade.
    fn sides(&self, o: &Observation, x: f64, score: f64) -> [f64; 2] {
        if let Some(range) = &o.range {
            let ends = self.ranges.ends(x, range).map(|end| self.ruler.score(end * self.times));
            // Where an indicator runs down, the low end of a range has the higher score.
            let far = |up: bool| {
                let beyond =
                    ends.into_iter().flatten().map(|e| if up { e - score } else { score - e });
                beyond.fold(0.0, f64::max) / self.ranges.deviations
            };
            return match ends {
                [Some(_), Some(_)] => [far(false), far(true)],
                // One end has no score: as far as the other.
                _ => [f64::max(far(false), far(true)); 2],
            };
        }
        let sd = match o.se {
            Some(se) => spread(|x| self.ruler.score(x), x * self.times, se * self.times),
            None => sd_of_grade(self.m, self.indicator, o.grade) * self.m.width() / 100.0,
        };
        [sd; 2]
    }
}
