//! What is said of a score: its band and colour, how far it can be trusted, what it lacks, and why
//! there is none.

use ideal_model::{GapReason, NodeIx, UnitIx, Verdict};

use super::View;
use crate::error::ReportError;
use crate::palette::{self, Rgb};
use crate::words::say;

/// A band or the two bands the draws leave open.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct BandView {
    pub label: String,
    pub ground: Rgb,
    /// The first and the last of them, numbered from 1 for the lowest.
    pub levels: [usize; 2],
}

/// How good the evidence is, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Trust {
    Low,
    Moderate,
    High,
}

/// What a score of the root was made without.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub(crate) struct Lacking {
    /// "without Impact and Exposure".
    pub text: String,
    /// The same with the reason of each.
    pub title: String,
}

impl View<'_> {
    /// The band of an assessed node, or the range of bands that the draws leave open.
    pub(crate) fn band(&self, unit: UnitIx, node: NodeIx) -> Result<Option<BandView>, ReportError> {
        let Some(result) = self.node(unit, node).filter(|n| n.verdict == Verdict::Assessed) else {
            return Ok(None);
        };
        let Some(low) = result.band.and_then(|b| self.band_at(node, b)) else { return Ok(None) };
        let Some(high) =
            result.band_to.filter(|b| Some(*b) != result.band).and_then(|b| self.band_at(node, b))
        else {
            return Ok(Some(low));
        };
        let label =
            say!(self.words, "band-range", low = low.label.as_str(), high = high.label.as_str())?;
        let levels = [low.levels[0], high.levels[1]];
        Ok(Some(BandView { label, ground: low.ground.towards(high.ground, 0.5), levels }))
    }

    /// A band of the method as it stands among those of a node.
    fn band_at(&self, node: NodeIx, band: u16) -> Option<BandView> {
        let method = &self.results.assessment.method;
        let wanted = method.bands.get(usize::from(band))?;
        let bands = method.bands_of(node);
        let level = bands.iter().position(|b| b.id == wanted.id && b.of == wanted.of)?;
        Some(BandView {
            label: wanted.names.or_code(self.lang, &wanted.id).to_owned(),
            ground: palette::band(level, bands.len()),
            levels: [level + 1; 2],
        })
    }

    /// The lowest and the highest band that the draws leave open for a score, counted from 0 at the
    /// lowest of the node; none where it has none.
    pub(crate) fn band_levels(&self, unit: UnitIx, node: NodeIx) -> Option<[usize; 2]> {
        let method = &self.results.assessment.method;
        let bands = method.bands_of(node);
        let level = |band: u16| {
            let wanted = method.bands.get(usize::from(band))?;
            bands.iter().position(|b| b.id == wanted.id && b.of == wanted.of)
        };
        let result = self.node(unit, node).filter(|n| n.verdict == Verdict::Assessed)?;
        let low = level(result.band?)?;
        Some([low, result.band_to.and_then(level).unwrap_or(low)])
    }

    /// The bands of a node with their colours, lowest first.
    pub(crate) fn bands_of(&self, node: NodeIx) -> Vec<BandView> {
        let bands = self.results.assessment.method.bands_of(node);
        let count = bands.len();
        bands
            .iter()
            .enumerate()
            .map(|(i, b)| BandView {
                label: b.names.or_code(self.lang, &b.id).to_owned(),
                ground: palette::band(i, count),
                levels: [i + 1; 2],
            })
            .collect()
    }

    /// The colour of an assessed score: its band's, else its place on the scale. A node that its
    /// parent sees turned round has neither: there, more is not worse.
    pub(crate) fn ground(
        &self,
        unit: UnitIx,
        node: NodeIx,
        score: f64,
    ) -> Result<Rgb, ReportError> {
        Ok(match self.band(unit, node)? {
            Some(band) => band.ground,
            None if self.results.assessment.method.is_inverted(node) => palette::NEUTRAL,
            None => palette::sequential(self.share(score)),
        })
    }

    /// A number of the method that lies from 0 to 1 (a cut-off, a trust), of 100 as pages print
    /// confidences, with as many digits as it has.
    pub(crate) fn cut_of_hundred(&self, cut: f64) -> String {
        self.numbers.exact(libm::round(cut * 1e4) / 100.0)
    }

    pub(crate) fn trust(&self, confidence: f64) -> Trust {
        let c = &self.results.assessment.method.confidence;
        if confidence >= c.high {
            Trust::High
        } else if confidence >= c.moderate {
            Trust::Moderate
        } else {
            Trust::Low
        }
    }

    /// The word of a confidence. Evidence that is enforcement counts alone is low whatever its
    /// grades.
    pub(crate) fn trust_word(&self, confidence: f64) -> Result<String, ReportError> {
        let id = match self.trust(confidence) {
            Trust::Low => "confidence-low",
            Trust::Moderate => "confidence-moderate",
            Trust::High => "confidence-high",
        };
        say!(self.words, id)
    }

    /// Why a node of a unit has no score.
    pub(crate) fn reason(&self, unit: UnitIx, node: NodeIx) -> Result<String, ReportError> {
        say!(self.words, self.reason_ids(unit, node).0)
    }

    /// The same in a word or two, for the cells of a large table.
    pub(crate) fn reason_word(&self, unit: UnitIx, node: NodeIx) -> Result<String, ReportError> {
        say!(self.words, self.reason_ids(unit, node).1)
    }

    /// The messages of a reason, whole and short.
    fn reason_ids(&self, unit: UnitIx, node: NodeIx) -> (&'static str, &'static str) {
        if self.node(unit, node).is_some_and(|n| n.verdict == Verdict::NotApplicable) {
            return ("verdict-not-applicable", "legend-not-applicable");
        }
        match self.gaps.get(&(unit, node)) {
            Some(GapReason::NoIndicator) => ("reason-no-indicator", "gap-no-indicator"),
            Some(GapReason::NoEvidence) if self.node(unit, node).is_none_or(|n| !n.evidence) => {
                ("reason-no-evidence", "gap-no-evidence")
            }
            Some(GapReason::NoEvidence | GapReason::Coverage) => ("reason-coverage", "gap-floor"),
            Some(GapReason::Required) => ("reason-required", "gap-required"),
            Some(GapReason::Confidence) => ("reason-confidence", "gap-confidence"),
            Some(GapReason::Screened) => ("reason-screened", "gap-screened"),
            None => ("verdict-gap", "gap-short"),
        }
    }

    /// The dimensions that the score of a node was made without; only the root has any.
    pub(crate) fn without(
        &self,
        unit: UnitIx,
        node: NodeIx,
    ) -> Result<Option<Lacking>, ReportError> {
        let found = if node == self.root { self.results.without(unit) } else { &[] };
        if found.is_empty() {
            return Ok(None);
        }
        let (mut names, mut reasons) = (Vec::new(), Vec::new());
        for w in found {
            let name = self.node_name(w.node);
            let id = if w.evidence { "without-floor" } else { "without-none" };
            reasons.push(say!(self.words, id, node = name.as_str())?);
            names.push(name);
        }
        let text = say!(self.words, "without", nodes = self.words.list(&names)?)?;
        let title = say!(self.words, "without", nodes = self.words.list(&reasons)?)?;
        Ok(Some(Lacking { text, title }))
    }

    /// A score in its published form, with what it was made without.
    pub(crate) fn shown_with(&self, unit: UnitIx, score: f64) -> Result<String, ReportError> {
        match self.without(unit, self.root)? {
            Some(w) => {
                say!(self.words, "score-without", score = self.shown(score), without = w.text)
            }
            None => Ok(self.shown(score)),
        }
    }

    /// The raw reason of a gap.
    pub(crate) fn gap_reason(&self, unit: UnitIx, node: NodeIx) -> Option<GapReason> {
        self.gaps.get(&(unit, node)).copied()
    }

    /// Whether a score of a node rests on enforcement counts alone.
    pub(crate) fn enforcement_alone(&self, unit: UnitIx, node: NodeIx) -> bool {
        self.node(unit, node)
            .is_some_and(|n| n.verdict == Verdict::Assessed && n.on_enforcement_alone)
    }
}
