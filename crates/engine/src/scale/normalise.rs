//! From quantities to scores: imputation, screening and treatment where the method has them, then normalisation, and
//! with it the agreement part of confidence and the error in points.

use ideal_model::method::{Direction, Indicator, Method, Normalise, Over, Transform};
use ideal_model::{Finding, ObsStatus, Origin, Posts, Status, TerritoryKind, Treated};

use crate::run::{Frame, TerritoryLeaves};
use crate::scale::population::{Errors, Populations, spread};
use crate::select::index::Index;
use crate::select::leaf::{RawLeaf, rows_in};

/// A leaf after normalisation.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Leaf {
    /// Score on the scale.
    pub score: Option<f64>,
    /// Confidence, 0..=1.
    pub confidence: f64,
    /// Half the range between sources, in points.
    pub disagreement: f64,
    /// Quantity after imputation and treatment, where a step changed it.
    pub changed: Option<f64>,
    /// Whether the quantity was imputed.
    pub imputed: bool,
    /// What treatment made of it.
    pub treated: Option<Treated>,
    /// Standard deviation of its error, in points of the scale.
    pub sd: f64,
    /// Scores at 0 and at the bound of a censored count.
    pub censored: Option<(f64, f64)>,
}

/// All leaves after normalisation.
pub(crate) struct Normalised {
    leaves: Vec<Vec<Leaf>>,
    screened: Vec<Vec<bool>>,
    /// Statistics of the populations in use.
    pub posts: Vec<Posts>,
    /// Warnings: constant populations, imputed and treated points.
    pub findings: Vec<Finding>,
}

impl Normalised {
    /// The leaf at a position of a territory's leaves.
    pub(crate) fn leaf(&self, territory: usize, leaf: usize) -> Leaf {
        self.leaves[territory][leaf]
    }

    /// Whether screening leaves a unit of a territory out.
    pub(crate) fn screened(&self, territory: usize, unit: usize) -> bool {
        self.screened.get(territory).and_then(|s| s.get(unit)).copied().unwrap_or(false)
    }
}

/// The normalisation an indicator uses.
pub(crate) fn normalise_of(m: &Method, i: &Indicator) -> Normalise {
    i.normalise.unwrap_or(m.steps.normalise)
}

/// The population of the normalisation an indicator uses.
pub(crate) fn over_of(m: &Method, i: &Indicator) -> Over {
    if i.normalise.is_some() { i.over } else { m.steps.over }
}

/// The transformed value; `None` where the transform does not take it. No transform is the identity.
#[must_use]
pub fn transformed(t: Option<Transform>, x: f64) -> Option<f64> {
    let y = match t {
        None => x,
        Some(Transform::Log) if x > 0.0 => libm::log(x),
        Some(Transform::Log1p) if x > -1.0 => libm::log1p(x),
        Some(Transform::Sqrt) if x >= 0.0 => libm::sqrt(x),
        Some(_) => return None,
    };
    y.is_finite().then_some(y)
}

/// Fixed posts, or the identity: normalisations that look at one value only.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ruler {
    clip: Option<[f64; 2]>,
    transform: Option<Transform>,
    low: f64,
    high: f64,
    scale: [f64; 2],
    down: bool,
}

impl Ruler {
    /// The ruler of an indicator, if its normalisation needs no population.
    pub(crate) fn new(m: &Method, i: &Indicator) -> Option<Self> {
        let down = i.direction == Direction::Down;
        match normalise_of(m, i) {
            Normalise::Goalposts => {
                let [low, high] = i.goalposts?;
                let (l, h) = (transformed(i.transform, low)?, transformed(i.transform, high)?);
                Some(Ruler { clip: Some([low, high]), transform: i.transform, low: l, high: h, scale: m.scale, down })
            }
            Normalise::None => {
                Some(Ruler { clip: i.goalposts, transform: i.transform, low: m.scale[0], high: m.scale[1], scale: m.scale, down })
            }
            _ => None,
        }
    }

    /// The ruler of an indicator that is normalised by fixed posts, low before high.
    pub(crate) fn of_posts(m: &Method, i: &Indicator) -> Option<Self> {
        if normalise_of(m, i) == Normalise::Goalposts { Self::new(m, i) } else { None }
    }

    /// How far a quantity lies beyond a post, in widths of the posts as they are transformed; negative between them. `None`
    /// where the transform does not take it.
    pub(crate) fn beyond(&self, x: f64) -> Option<f64> {
        let y = transformed(self.transform, x)?;
        Some((self.low - y).max(y - self.high) / (self.high - self.low))
    }

    /// The score of a quantity; `None` where the transform does not take it.
    pub(crate) fn score(&self, x: f64) -> Option<f64> {
        let clipped = self.clip.map_or(x, |[l, h]| x.clamp(l, h));
        let y = transformed(self.transform, clipped)?;
        let (lo, hi) = (self.scale[0], self.scale[1]);
        // With posts equal to the scale this is the identity, and must be it to the last bit.
        let s = if self.low == lo && self.high == hi { y } else { lo + (y - self.low) / (self.high - self.low) * (hi - lo) };
        // An end becomes the other, whatever rounding makes of their sum.
        let s = match self.down {
            true if s == hi => lo,
            true if s == lo => hi,
            true => lo + hi - s,
            false => s,
        };
        // Between the posts it is on the scale: rounding carries it no further. What is said to be on the scale and is not
        // stays as it is, to be refused.
        let between = (self.low..=self.high).contains(&y);
        Some(if between { s.clamp(lo, hi) } else { s })
    }

    /// The quantity with this score.
    pub(crate) fn quantity(&self, score: f64) -> f64 {
        let (lo, hi) = (self.scale[0], self.scale[1]);
        let s = if self.down { lo + hi - score } else { score };
        let y = if self.low == lo && self.high == hi { s } else { self.low + (s - lo) / (hi - lo) * (self.high - self.low) };
        match self.transform {
            None => y,
            Some(Transform::Log) => libm::exp(y),
            Some(Transform::Log1p) => libm::expm1(y),
            Some(Transform::Sqrt) => y * y,
        }
    }

    /// Half the distance between the posts in the indicator's own unit.
    fn half_width(&self) -> f64 {
        self.clip.map_or((self.scale[1] - self.scale[0]) / 2.0, |[l, h]| (h - l) / 2.0)
    }
}

/// Normalises every leaf.
///
/// # Errors
/// A finding per value that lies off the scale of an indicator that is not normalised, one per indicator with values that its
/// transform does not take, one where screening leaves nothing.
pub(crate) fn normalise(frame: &Frame<'_>, index: &Index<'_>, raw: &[TerritoryLeaves]) -> Result<Normalised, Vec<Finding>> {
    let m = &*frame.assessment.method;
    let rulers: Vec<Option<Ruler>> = m.indicators.iter().map(|i| Ruler::new(m, i)).collect();
    let mut errors = Vec::new();
    let mut out = Normalised { leaves: Vec::with_capacity(raw.len()), screened: Vec::new(), posts: Vec::new(), findings: Vec::new() };
    let mut populations = Populations::build(frame, index, raw, &rulers);
    let mut refused = std::mem::take(&mut populations.refused);
    out.screened = std::mem::take(&mut populations.screened);
    out.posts = std::mem::take(&mut populations.posts);
    out.findings = std::mem::take(&mut populations.findings);
    for (t, territory) in raw.iter().enumerate() {
        let mut leaves = Vec::with_capacity(territory.leaves.len());
        for (l, leaf) in territory.leaves.iter().enumerate() {
            let ind = &m.indicators[leaf.indicator];
            let changed = populations.quantity(t, l);
            let quantity = changed.or(leaf.denominated);
            let errs = populations.errors(raw, t, l);
            let imputed = errs.imputed.is_some() && quantity.is_some();
            let mut n = Leaf { changed, imputed, treated: populations.treated(t, l), ..Leaf::default() };
            // Nobody observed it: there is nothing to trust.
            let trust = if imputed { 0.0 } else { leaf.trust };
            if leaf.status == Status::NotApplicable {
                leaves.push(n);
                continue;
            }
            match &rulers[leaf.indicator] {
                Some(ruler) => {
                    if let Some(x) = quantity {
                        match ruler.score(x) {
                            Some(s) if normalise_of(m, ind) == Normalise::None && !(m.scale[0]..=m.scale[1]).contains(&s) => {
                                errors.push(row_finding(
                                    frame,
                                    index,
                                    leaf,
                                    territory,
                                    "off-scale",
                                    &format!(
                                        "`{}` is {x} for {}, outside the scale {} to {} it is said to be on",
                                        ind.code, frame.assessment.territories[t].code, m.scale[0], m.scale[1]
                                    ),
                                ));
                            }
                            Some(s) => {
                                n.score = Some(s);
                                // The posts clip it, so a value far outside them is certain to score the end of the scale.
                                add_errors(m, leaf, errs.through(|e| spread(|x| ruler.score(x), x, e)), m.width(), &mut n);
                                n.censored = leaf.censored_below.and_then(|b| Some((ruler.score(0.0)?, ruler.score(b)?)));
                                n.confidence = trust * agreement(leaf.rater_deviation, ruler.half_width());
                            }
                            None => refused.push(index, leaf, (t, territory), x),
                        }
                    }
                }
                None => {
                    if let Some(scored) = populations.score(t, l) {
                        n.score = Some(scored.score);
                        add_errors(m, leaf, scored.errors, scored.width, &mut n);
                        n.confidence = trust * agreement(leaf.rater_deviation, scored.half_width);
                    }
                }
            }
            leaves.push(n);
        }
        out.leaves.push(leaves);
    }
    let mut errors = merge(errors);
    errors.extend(refused.findings(frame));
    errors.extend(out.findings.extract_if(.., |f| f.is_error()));
    if errors.is_empty() { Ok(out) } else { Err(errors) }
}

/// 1 - mean absolute deviation of the raters over half the posts' width, within 0..=1.
fn agreement(deviation: Option<f64>, half_width: f64) -> f64 {
    match deviation {
        Some(d) if half_width > 0.0 => (1.0 - d / half_width).clamp(0.0, 1.0),
        _ => 1.0,
    }
}

/// The ends of the scores that an indicator's normalisation gives, for one that has ends.
pub(crate) fn score_range(m: &Method, i: &Indicator) -> Option<[f64; 2]> {
    match normalise_of(m, i) {
        Normalise::Goalposts | Normalise::None => Some(m.scale),
        Normalise::Minmax { range }
        | Normalise::PercentileRank { range }
        | Normalise::DistanceToTarget { range, .. }
        | Normalise::DistanceToReference { range, .. }
        | Normalise::DistanceToMax { range }
        | Normalise::FractionOfMax { range } => Some(range.unwrap_or(m.scale)),
        Normalise::Zscore { .. } | Normalise::Rank | Normalise::Borda => None,
    }
}

/// The width of the scale that an indicator's scores lie on, `units` of them: a point of error is a hundredth of it. Where
/// the scale has no ends, it is as wide as one on which evenly spread scores have the same standard deviation: that of a
/// uniform distribution is its width over the root of 12. Ranks are spread evenly from first to last.
pub(crate) fn score_width(m: &Method, i: &Indicator, units: usize) -> f64 {
    match (score_range(m, i), normalise_of(m, i)) {
        (Some([low, high]), _) => high - low,
        (None, Normalise::Zscore { sd, .. }) => sd.abs() * 12_f64.sqrt(),
        #[expect(clippy::cast_precision_loss, reason = "a count of units")]
        (None, _) => units.saturating_sub(1) as f64,
    }
}

/// The errors of a leaf, given in points: of an imputed value that of an ungraded figure and the spread of what it was made
/// from, whatever rows that was.
fn add_errors(m: &Method, leaf: &RawLeaf, errors: Errors, width: f64, n: &mut Leaf) {
    if let Some(spread) = errors.imputed {
        n.sd = ungraded(m, width).hypot(spread);
        return;
    }
    n.disagreement = errors.disagreement;
    n.sd = combined_sd(m, leaf, errors.se, width).hypot(n.disagreement);
}

/// Standard deviation of an ungraded figure on a scale of this width.
pub(crate) fn ungraded(m: &Method, width: f64) -> f64 {
    m.uncertainty.sd_ungraded * width / 100.0
}

/// Standard deviation on a scale of this width: the published one, else that of the grade; doubled for suspect and provisional
/// values.
fn combined_sd(m: &Method, leaf: &RawLeaf, published: Option<f64>, width: f64) -> f64 {
    let sd = published.unwrap_or_else(|| sd_of_grade(m, leaf.grade) * width / 100.0);
    if matches!(leaf.obs_status, ObsStatus::Suspect | ObsStatus::Provisional) { 2.0 * sd } else { sd }
}

/// The grade's standard deviation on a 0-100 scale. A grade the table does not list takes the worse of the entries that
/// share its reliability or its credibility step; a part that cannot be judged takes the widest error.
pub(crate) fn sd_of_grade(m: &Method, g: ideal_model::Grade) -> f64 {
    let u = &m.uncertainty;
    let scheme = m.confidence.scheme;
    let (Some(r), Some(c)) = (g.reliability, g.credibility) else { return u.sd_ungraded };
    if let Some((_, sd)) = u.sd.iter().find(|(k, _)| k.chars().eq([r, c])) {
        return *sd;
    }
    let (Some(rv), Some(cv)) = (scheme.reliability(r), scheme.credibility(c)) else { return u.sd_ungraded };
    // The worse part decides: the least listed error whose grade is no better in either part.
    let worse = rv.min(cv);
    u.sd.iter()
        .filter(|(k, _)| {
            let mut parts = k.chars();
            let of = |p: Option<char>, f: &dyn Fn(char) -> Option<f64>| p.and_then(f).unwrap_or(0.0);
            let kr = of(parts.next(), &|p| scheme.reliability(p));
            let kc = of(parts.next(), &|p| scheme.credibility(p));
            kr.min(kc) <= worse + 1e-12
        })
        .map(|(_, sd)| *sd)
        .min_by(f64::total_cmp)
        .unwrap_or(u.sd_ungraded)
}

/// The first row a leaf was read from.
pub(crate) fn origin(index: &Index<'_>, leaf: &RawLeaf, territory: &TerritoryLeaves) -> Option<Origin> {
    rows_in(&territory.rows, leaf.rows).first().map(|&row| index.observation(row).origin)
}

/// An error at the row a leaf was read from.
fn row_finding(frame: &Frame<'_>, index: &Index<'_>, leaf: &RawLeaf, territory: &TerritoryLeaves, code: &str, message: &str) -> Finding {
    let mut f = Finding::error(code, message);
    if let Some(o) = origin(index, leaf, territory) {
        f = f.in_file(frame.assessment.evidence.files.code(o.file)).at_line(u64::from(o.line));
    }
    f
}

/// The same error of leaves that share a row is one finding.
fn merge(mut errors: Vec<Finding>) -> Vec<Finding> {
    errors.sort();
    let mut out: Vec<Finding> = Vec::new();
    for e in errors {
        match out.last_mut() {
            Some(last) if last.message == e.message && last.place() == e.place() => last.count += 1,
            _ => out.push(e),
        }
    }
    out
}

/// Whether a territory belongs to populations: a publisher's aggregate never does.
pub(crate) fn in_population(kind: TerritoryKind) -> bool {
    kind != TerritoryKind::Region
}
