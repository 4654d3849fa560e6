//! The ranking of the root if goalposts, normalisation or floors of coverage were others (OECD/JRC
//! Handbook, step 7). Everything else stays as it is stated.

use std::sync::Arc;

use ideal_composite::correlate::{Kind, correlation};
use ideal_composite::moments::quantile;
use ideal_composite::rank::Ties;
use ideal_model::method::{Against, Direction, Function, Method, Normalise, Over, ValueTransform};
use ideal_model::{AssessmentInput, EditionIx, IndicatorIx};
use serde::Serialize;

use crate::analyse::alternatives::{each, last_edition, shift};
use crate::analyse::edition_table::{EditionTable, take};
use crate::analyse::held_set::{HeldSet, Ranked};
use crate::error::EngineError;
use crate::run::{Run, run_checked};
use crate::scale::ruler::{Ruler, transformed};

ideal_model::words! {
    /// A choice of the method, made otherwise.
    pub enum Variant {
        /// Goalposts a quarter further apart, about their middle, in the transformed unit.
        PostsWider = "posts_wider",
        /// Goalposts a fifth nearer to one another.
        PostsNarrower = "posts_narrower",
        /// Goalposts at the 5 and 95 % quantiles of the edition's values.
        PostsPercentiles = "posts_percentiles",
        /// From the least to the greatest value of the edition instead of goalposts.
        MinMax = "min_max",
        /// Percentile ranks of the edition instead of goalposts.
        PercentileRanks = "percentile_ranks",
        /// Standard scores of the edition instead of goalposts, with the middle of the scale as
        /// their mean and 15 hundredths of its width as their standard deviation.
        StandardScores = "standard_scores",
        /// No least coverage anywhere.
        FloorsNone = "floors_none",
        /// Half of every least coverage.
        FloorsHalf = "floors_half",
        /// One and a half times every least coverage, at most 1.
        FloorsHigher = "floors_higher",
    }
}

/// What a variant does to the ranking of the root in the edition.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct VariantAudit {
    /// Which choice is another.
    pub variant: Variant,
    /// How many are ranked both so and as stated.
    pub ranked: usize,
    /// Mean absolute shift among those; null where there is no ranking.
    pub mean_rank_shift: Option<f64>,
    /// Largest shift.
    pub max_rank_shift: Option<u32>,
    /// Spearman's correlation of the two rankings; null under two.
    pub spearman: Option<f64>,
    /// How many lose their rank.
    pub unranked: u32,
    /// How many are ranked that are not as stated.
    pub newly_ranked: usize,
    /// Indicators with goalposts that keep the stated ones, because too few values are known or
    /// they do not vary.
    pub kept: usize,
    /// Why there is no ranking.
    pub reason: Option<String>,
}

/// Least values for posts at quantiles.
const LEAST_VALUES: usize = 5;

/// All variants that change something.
pub(super) fn variants(run: &Run, edition: EditionIx, m: &EditionTable<'_>) -> Vec<VariantAudit> {
    let a = &*run.results.assessment;
    let editions = a.editions.iter().take(edition.get() + 1).copied().collect();
    let base = last_edition(&AssessmentInput { editions, ..a.clone() });
    let Ok(stated) = ranks_of(base.clone()) else { return Vec::new() };
    let tasks: Vec<(Variant, Method, usize)> = Variant::ALL
        .iter()
        .filter_map(|&(_, v)| changed(v, &base.method, m).map(|(method, kept)| (v, method, kept)))
        .collect();
    each("variants", tasks, &(), |(variant, method, kept)| {
        match ranks_of(AssessmentInput { method: Arc::new(method), ..base.clone() }) {
            Ok(ranks) => Ok(compared(variant, kept, &stated, &ranks)),
            Err(EngineError::Findings(findings)) => Ok(VariantAudit {
                variant,
                ranked: 0,
                mean_rank_shift: None,
                max_rank_shift: None,
                spearman: None,
                unranked: u32::try_from(stated.len()).unwrap_or(u32::MAX),
                newly_ranked: 0,
                kept,
                reason: Some(findings.first().map_or_else(String::new, |f| f.message.clone())),
            }),
            Err(e) => Err(e),
        }
    })
    .unwrap_or_default()
}

/// Who is ranked at the root in the last edition of a changed assessment, best first.
fn ranks_of(assessment: AssessmentInput) -> Result<Vec<Ranked>, EngineError> {
    Ok(HeldSet::new(&run_checked(&Arc::new(assessment), &())?).ranked().to_vec())
}

fn compared(variant: Variant, kept: usize, stated: &[Ranked], other: &[Ranked]) -> VariantAudit {
    let now = |s: &Ranked| {
        let same = |o: &&Ranked| o.territory == s.territory && o.crime_area == s.crime_area;
        other.iter().find(same).map(|o| o.rank)
    };
    let found = shift(stated, stated.iter().map(now).collect());
    let both: Vec<(f64, f64)> = stated
        .iter()
        .zip(&found.ranks)
        .filter_map(|(s, now)| Some((f64::from(s.rank), f64::from((*now)?))))
        .collect();
    let ranked = both.len();
    let (x, y): (Vec<f64>, Vec<f64>) = both.into_iter().unzip();
    VariantAudit {
        variant,
        ranked,
        mean_rank_shift: (ranked > 0).then_some(found.mean),
        max_rank_shift: (ranked > 0).then_some(found.max),
        spearman: correlation(&x, &y, Kind::Spearman),
        unranked: found.unranked,
        newly_ranked: other.len().saturating_sub(ranked),
        kept,
        reason: None,
    }
}

/// The method with one choice made otherwise, and how many indicators keep theirs; none where
/// nothing changes.
fn changed(variant: Variant, stated: &Method, m: &EditionTable<'_>) -> Option<(Method, usize)> {
    let mut method = stated.clone();
    let with_posts: Vec<IndicatorIx> = stated
        .indicator_indices()
        .filter(|&i| stated.indicators[i].parent.is_some())
        .filter(|&i| Ruler::of_posts(stated, &stated.indicators[i]).is_some())
        .collect();
    let floors = |factor: f64, method: &mut Method| {
        let nodes = method.nodes.iter_mut().map(|n| &mut n.min_coverage);
        let rollups = [
            &mut method.rollup_territory,
            &mut method.rollup_crime_area,
            &mut method.rollup_region,
        ];
        let of_rollups = rollups.into_iter().flatten().map(|r| &mut r.min_coverage);
        let mut any = false;
        for floor in nodes.chain(of_rollups) {
            let now = (*floor * factor).min(1.0);
            any |= now != *floor;
            *floor = now;
        }
        any
    };
    let done = match variant {
        Variant::FloorsNone => return floors(0.0, &mut method).then_some((method, 0)),
        Variant::FloorsHalf => return floors(0.5, &mut method).then_some((method, 0)),
        Variant::FloorsHigher => return floors(1.5, &mut method).then_some((method, 0)),
        Variant::PostsWider => moved(&mut method, &with_posts, |i| apart(stated, i, 1.25)),
        Variant::PostsNarrower => moved(&mut method, &with_posts, |i| apart(stated, i, 0.8)),
        Variant::PostsPercentiles => moved(&mut method, &with_posts, |i| quantiles(stated, i, m)),
        Variant::MinMax => {
            against(&mut method, &with_posts, Function::MinMax { range: stated.scale }, m)
        }
        Variant::PercentileRanks => {
            let way = Function::PercentileRank { range: stated.scale, ties: Ties::Average };
            against(&mut method, &with_posts, way, m)
        }
        Variant::StandardScores => {
            let [low, high] = stated.scale;
            let way = Function::ZScore { mean: (low + high) / 2.0, sd: 0.15 * (high - low) };
            against(&mut method, &with_posts, way, m)
        }
    };
    (done > 0).then(|| (method, with_posts.len() - done))
}

/// Gives indicators other posts where there are any; how many took them.
fn moved(
    method: &mut Method,
    with_posts: &[IndicatorIx],
    to: impl Fn(IndicatorIx) -> Option<[f64; 2]>,
) -> usize {
    let mut done = 0;
    for &i in with_posts {
        if let Some(posts) = to(i).filter(|[low, high]| low < high && high.is_finite()) {
            method.indicators[i].goalposts = Some(posts);
            done += 1;
        }
    }
    done
}

/// The posts so many times as far apart, about their middle, as they are transformed; a root has no
/// post below 0.
fn apart(m: &Method, i: IndicatorIx, factor: f64) -> Option<[f64; 2]> {
    let indicator = &m.indicators[i];
    let ruler = Ruler::of_posts(m, indicator)?;
    let [low, high] = m.scale;
    let beyond = (factor - 1.0) / 2.0 * (high - low);
    // Scores beyond the ends, as quantities: turned round where less is more.
    let mut posts = [ruler.quantity(low - beyond), ruler.quantity(high + beyond)];
    if indicator.direction == Direction::Down {
        posts.reverse();
    }
    let of_root = indicator.transform == Some(ValueTransform::Sqrt);
    let [stated_low, stated_high] = indicator.goalposts?;
    if of_root {
        let at = |x| transformed(indicator.transform, x);
        let (l, h) = (at(stated_low)?, at(stated_high)?);
        if (l + h) / 2.0 - factor * (h - l) / 2.0 < 0.0 {
            posts[0] = 0.0;
        }
    }
    Some(posts)
}

/// The 5 and 95 % quantiles of what is known in the edition, where the transform takes them.
fn quantiles(m: &Method, i: IndicatorIx, table: &EditionTable<'_>) -> Option<[f64; 2]> {
    let values: Vec<f64> =
        take(&table.observed(i), &table.facts(i)).into_iter().filter(|x| !x.is_nan()).collect();
    if values.len() < LEAST_VALUES {
        return None;
    }
    let posts = [quantile(&values, 0.05)?, quantile(&values, 0.95)?];
    let at = |x| transformed(m.indicators[i].transform, x);
    (at(posts[0])? < at(posts[1])?).then_some(posts)
}

/// Normalises indicators against the values of the edition instead of by posts, where their
/// transform takes all of them: posts hold a zero that a logarithm does not take; how many.
fn against(
    method: &mut Method,
    with_posts: &[IndicatorIx],
    way: Function,
    m: &EditionTable<'_>,
) -> usize {
    let Some(against) = Against::new(way) else { return 0 };
    let mut done = 0;
    for &i in with_posts {
        let indicator = &mut method.indicators[i];
        let takes = |x: &f64| x.is_nan() || transformed(indicator.transform, *x).is_some();
        if m.quantities(i).iter().all(takes) {
            indicator.normalise = Some(Normalise::Against(against));
            indicator.over = Over::Edition;
            done += 1;
        }
    }
    done
}
