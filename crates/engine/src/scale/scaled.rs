//! From quantities to scores, leaf by leaf: after the steps that look at more than one value each
//! leaf is normalised, and with its score come the agreement part of its confidence and its error
//! in points.

use ideal_composite::moments::sd;
use ideal_model::method::{Method, Normalise};
use ideal_model::{DriftRate, Finding, Posts, RaterSeverity, Status, TerritoryIx, Treated};

use crate::frame::Frame;
use crate::groups::figures::{GroupFigures, TOLD_BY};
use crate::groups::sampler::Drawn;
use crate::ids::LeafAt;
use crate::scale::error::{Errors, PointError, agreement, in_points, spread};
use crate::scale::population::{Populations, is_screened};
use crate::scale::ratings::{LeafRatings, PanelRatings, Ratings};
use crate::scale::refused::{Refused, RefusedValue};
use crate::scale::ruler::{Ruler, normalise_of};
use crate::scale::severity::Severities;
use crate::scale::steps::run_steps;
use crate::select::leaf::RawLeaf;
use crate::select::territory::TerritoryLeaves;
use crate::simulate::shock::Places;

/// A leaf after normalisation.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ScaledLeaf {
    /// Score on the scale.
    pub score: Option<f64>,
    /// Confidence, 0..=1.
    pub confidence: f64,
    /// What is not known of the score.
    pub error: PointError,
    /// Quantity after imputation and treatment, where a step changed it.
    pub changed: Option<f64>,
    /// Whether the quantity was imputed.
    pub imputed: bool,
    /// What treatment made of it.
    pub treated: Option<Treated>,
    /// Scores at 0 and at the bound of a censored count.
    pub censored: Option<(f64, f64)>,
}

/// All leaves after normalisation.
#[derive(Clone)]
pub(crate) struct Scaled {
    /// Per territory, in the order of its leaves.
    leaves: Vec<Vec<ScaledLeaf>>,
    screened: Vec<Vec<bool>>,
    /// Statistics of the populations in use.
    pub posts: Vec<Posts>,
    /// Warnings: constant populations, imputed and treated points.
    pub findings: Vec<Finding>,
    /// How far scores move in a year; nothing before it is estimated.
    pub drift: Vec<DriftRate>,
    /// The leaves that rest on ratings.
    pub ratings: Ratings,
    /// The leaves that rest on the scores of criminal groups.
    pub groups: GroupFigures,
    /// How severe raters are, where that is taken out.
    pub severity: Vec<RaterSeverity>,
}

impl Scaled {
    /// The leaf at a position of a territory's leaves.
    pub(crate) fn leaf(&self, territory: TerritoryIx, leaf: usize) -> ScaledLeaf {
        self.leaves[territory.get()][leaf]
    }

    /// The scores as the raters of these panels gave them, with the severity that was taken out.
    pub(crate) fn as_given(&self, of: impl Fn(&PanelRatings) -> bool, scale: [f64; 2]) -> Scaled {
        let mut given = self.clone();
        for (at, rests) in &self.ratings {
            let leaf = given.leaves.get_mut(at.territory.get()).and_then(|of| of.get_mut(at.leaf));
            if let Some(leaf) = leaf {
                let score = rests.given(&of).map(|score| score.clamp(scale[0], scale[1]));
                leaf.score = score.or(leaf.score);
            }
        }
        given
    }

    /// Adds an independent error, in points, to that of a leaf.
    pub(crate) fn widen(&mut self, at: LeafAt, sd: f64) {
        let leaf = self.leaves.get_mut(at.territory.get()).and_then(|of| of.get_mut(at.leaf));
        if let Some(leaf) = leaf {
            leaf.error = leaf.error.widened(sd);
        }
    }

    /// Whether screening leaves a unit of a territory out.
    pub(crate) fn screened(&self, territory: TerritoryIx, unit: usize) -> bool {
        is_screened(&self.screened, territory, unit)
    }
}

/// Normalises every leaf.
///
/// # Errors
/// A finding per value that lies off the scale of an indicator that is not normalised, one per
/// indicator with values that its transform does not take, one where screening leaves nothing.
pub(crate) fn scale(frame: &Frame, raw: &[TerritoryLeaves]) -> Result<Scaled, Vec<Finding>> {
    let m = &*frame.assessment.method;
    let rulers: Vec<Option<Ruler>> = m.indicators.iter().map(|i| Ruler::new(m, i)).collect();
    let mut populations = run_steps(frame, raw, &rulers);
    let mut refused = std::mem::take(&mut populations.refused);
    let mut off_scale = Vec::new();
    let severities = Severities::new(frame, &rulers);
    let mut ratings = Ratings::default();
    let mut groups = GroupFigures::new(frame, raw);
    let shares = groups.columns.fill(TOLD_BY, &Drawn { places: &Places::From(0), factor: 0 });
    let mut leaves = Vec::with_capacity(raw.len());
    for (t, territory) in TerritoryIx::all(raw.len()).zip(raw) {
        let scaling = Scaling {
            frame,
            populations: &populations,
            rulers: &rulers,
            severities: &severities,
            index: t,
            territory,
        };
        leaves.push(
            (0..territory.leaves.len())
                .map(|l| {
                    let leaf = scaling.leaf(l, &mut refused, &mut off_scale);
                    let leaf = scaling.rated(l, leaf, &mut ratings);
                    scaling.of_groups(l, leaf, (&mut groups, &shares))
                })
                .collect(),
        );
    }
    let Populations { screened, posts, mut findings, .. } = populations;
    let mut errors = merge(off_scale);
    errors.extend(refused.findings(frame));
    findings.extend(severities.findings);
    errors.extend(findings.extract_if(.., |f| f.is_error()));
    if errors.is_empty() {
        Ok(Scaled {
            leaves,
            screened,
            posts,
            findings,
            drift: Vec::new(),
            ratings,
            groups,
            severity: severities.said,
        })
    } else {
        Err(errors)
    }
}

/// A territory whose leaves are normalised.
struct Scaling<'a> {
    frame: &'a Frame,
    populations: &'a Populations,
    rulers: &'a [Option<Ruler>],
    severities: &'a Severities,
    index: TerritoryIx,
    territory: &'a TerritoryLeaves,
}

impl Scaling<'_> {
    fn method(&self) -> &Method {
        &self.frame.assessment.method
    }

    /// The leaf at a position; what stops the run is added to `refused` and `off_scale`.
    fn leaf(
        &self,
        position: usize,
        refused: &mut Refused,
        off_scale: &mut Vec<Finding>,
    ) -> ScaledLeaf {
        let raw = &self.territory.leaves[position];
        let at = LeafAt { territory: self.index, leaf: position };
        let errors = self.populations.errors(at, raw);
        let changed = self.populations.changed.get(&at).copied();
        let quantity = changed.or(raw.denominated);
        let imputed = errors.imputed.is_some() && quantity.is_some();
        let out = ScaledLeaf {
            changed,
            imputed,
            treated: self.populations.treated.get(&at).copied(),
            ..ScaledLeaf::default()
        };
        if raw.status == Status::NotApplicable {
            return out;
        }
        // Nobody observed it: there is nothing to trust.
        let trust = if imputed { 0.0 } else { raw.trust };
        let Some(ruler) = &self.rulers[raw.indicator.get()] else {
            let Some(scored) = self.populations.scores.get(&at) else { return out };
            return ScaledLeaf {
                score: Some(scored.score),
                error: in_points(self.method(), raw, scored.errors, scored.width),
                confidence: trust * agreement(raw.rater_deviation, scored.half_width),
                ..out
            };
        };
        let Some(x) = quantity else { return out };
        match ruler.score(x) {
            None => {
                let origin = self.territory.origin(raw, &self.frame.assessment.evidence);
                refused.push(raw.indicator, RefusedValue { origin, territory: self.index, x });
                out
            }
            Some(s) if self.is_off_scale(raw, s) => {
                off_scale.push(self.off_scale(raw, x));
                out
            }
            Some(s) => ScaledLeaf {
                score: Some(s),
                error: self.measured(raw, errors, ruler, x),
                censored: raw
                    .censored_below
                    .and_then(|b| Some((ruler.score(0.0)?, ruler.score(b)?))),
                confidence: trust * agreement(raw.rater_deviation, ruler.half_width()),
                ..out
            },
        }
    }

    /// The same leaf with the error of the ratings that it rests on, if it does; they are kept.
    fn rated(&self, position: usize, leaf: ScaledLeaf, ratings: &mut Ratings) -> ScaledLeaf {
        let raw = &self.territory.leaves[position];
        let Some(ruler) = &self.rulers[raw.indicator.get()] else { return leaf };
        if leaf.score.is_none() || leaf.imputed || leaf.changed.is_some() {
            return leaf;
        }
        let (m, evidence) = (self.method(), &self.frame.assessment.evidence);
        let rows = raw.rows.of(&self.territory.rows);
        let Some(mut rests) = LeafRatings::of(m, evidence, rows, raw, ruler) else { return leaf };
        // Ratings as they were given are the score that the leaf has already, to the last bit.
        let score = if rests.adjust(evidence, self.severities) {
            let [low, high] = m.scale;
            leaf.score.map(|s| (s + rests.adjustment()).clamp(low, high))
        } else {
            leaf.score
        };
        let error = leaf.error.of_ratings(rests.sd(m.raters.pool));
        ratings.insert(LeafAt { territory: self.index, leaf: position }, rests);
        ScaledLeaf { score, error, ..leaf }
    }

    /// The same leaf with the error of the groups whose scores it rests on, if it does: that of
    /// their ratings and of what is not known of them.
    fn of_groups(
        &self,
        position: usize,
        leaf: ScaledLeaf,
        (groups, shares): (&mut GroupFigures, &[f64]),
    ) -> ScaledLeaf {
        let at = LeafAt { territory: self.index, leaf: position };
        let Some(figure) = groups.of(at) else { return leaf };
        let raw = &self.territory.leaves[position];
        let ruler = self.rulers[raw.indicator.get()].as_ref();
        let whole = leaf.score.is_some() && !leaf.imputed && leaf.changed.is_none();
        let Some(ruler) = ruler.filter(|_| whole) else {
            groups.forget(at);
            return leaf;
        };
        let mut drawn = vec![0.0; TOLD_BY];
        figure.fill(shares, &mut drawn);
        let scores: Vec<f64> = drawn.iter().filter_map(|x| ruler.score(*x)).collect();
        ScaledLeaf { error: leaf.error.of_ratings(sd(&scores).unwrap_or(0.0)), ..leaf }
    }

    /// The error of a quantity on a ruler. The posts clip it, so a value far outside them is
    /// certain to score the end of the scale.
    fn measured(&self, raw: &RawLeaf, errors: Errors, ruler: &Ruler, x: f64) -> PointError {
        let m = self.method();
        in_points(m, raw, errors.through(|e| spread(|x| ruler.score(x), x, e)), m.width())
    }

    /// Whether a score that is not normalised lies off the scale it is said to be on.
    fn is_off_scale(&self, raw: &RawLeaf, score: f64) -> bool {
        let m = self.method();
        normalise_of(m, &m.indicators[raw.indicator]) == Normalise::None
            && !(m.scale[0]..=m.scale[1]).contains(&score)
    }

    /// An error at the row such a leaf was read from.
    fn off_scale(&self, raw: &RawLeaf, x: f64) -> Finding {
        let a = &self.frame.assessment;
        let (code, place) =
            (&a.method.indicators[raw.indicator].code, &a.territories[self.index].code);
        let [low, high] = a.method.scale;
        let message = format!(
            "`{code}` is {x} for {place}, outside the scale {low} to {high} it is said to be on"
        );
        let f = Finding::error("off-scale", message);
        match self.territory.origin(raw, &a.evidence) {
            Some(o) => f.in_file(a.evidence.files.code(o.file)).at_line(u64::from(o.line)),
            None => f,
        }
    }
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
