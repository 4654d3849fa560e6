//! Known leaves are hidden and foretold: how far are the draws of a missing leaf from its value,
//! and does that depend on what its siblings say?
//!
//! A tenth of the leaves at random is hidden at a time, each of them once: what foretells a leaf is
//! then missing here and there, as in life. With a leaf go all that were read from the same rows;
//! or, where whole series are withheld, the indicator's leaves of every edition and area.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ideal_model::{EditionIx, IndicatorIx, NodeIx, Span, TerritoryIx};

use crate::analyse::alternatives::each;
use crate::analyse::calibrate::found::Foretold;
use crate::analyse::calibrate::judged::Judged;
use crate::analyse::calibrate::known::at_random;
use crate::analyse::calibrate::options::{CalibrationOptions, Withheld};
use crate::error::EngineError;
use crate::frame::{Frame, Unit};
use crate::progress::Progress;
use crate::run::{Run, from_leaves};
use crate::select::leaf::RawLeaf;
use crate::simulate::prepare;

/// Parts that leaves are hidden in.
pub(super) const FOLDS: usize = 10;

/// A leaf that is hidden and foretold.
#[derive(Clone, Copy)]
struct Target {
    /// Position among the leaves of its territory.
    leaf: usize,
    node: NodeIx,
    /// Its score.
    value: f64,
    /// Weighted mean of its known siblings.
    siblings: f64,
}

/// Leaves of a territory that are hidden together.
struct Together {
    territory: TerritoryIx,
    hidden: BTreeSet<usize>,
    targets: Vec<Target>,
}

/// A hidden leaf that was foretold.
#[derive(Clone, Copy)]
pub(super) struct HiddenLeaf {
    pub judged: Judged,
    /// Weighted mean of its known siblings.
    pub siblings: f64,
}

/// Hidden leaves, fold by fold, and how many nothing foretells.
pub(super) struct Hidden {
    pub folds: Vec<Vec<HiddenLeaf>>,
    pub unforetold: usize,
}

/// Hides every leaf that has a known sibling, a tenth at a time.
pub(super) fn hide(
    run: &Run,
    withheld: Withheld,
    options: &CalibrationOptions,
    progress: &dyn Progress,
) -> Result<Hidden, EngineError> {
    let together = together(run, withheld);
    let what = format!("hide:{withheld}");
    let order = at_random(together.keys(), &what, options.seed, 0);
    let mut folds: Vec<Vec<&Together>> = vec![Vec::new(); FOLDS];
    for (k, name) in order.into_iter().enumerate() {
        if let (Some(fold), Some(t)) = (folds.get_mut(k % FOLDS), together.get(name)) {
            fold.push(t);
        }
    }
    let folds = each("hide leaves", folds, progress, |fold| foretell(run, &fold, options))?;
    let unforetold = folds.iter().flatten().filter(|leaf| leaf.is_none()).count();
    let folds = folds.into_iter().map(|fold| fold.into_iter().flatten().collect()).collect();
    Ok(Hidden { folds, unforetold })
}

/// Hides leaves together and looks at their draws; none of a leaf that has no draw.
fn foretell(
    run: &Run,
    fold: &[&Together],
    options: &CalibrationOptions,
) -> Result<Vec<Option<HiddenLeaf>>, EngineError> {
    let mut raw = run.raw.clone();
    for t in fold {
        for &l in &t.hidden {
            let leaf = raw.get_mut(t.territory.get()).and_then(|x| x.leaves.get_mut(l));
            if let Some(leaf) = leaf {
                *leaf = RawLeaf::missing(leaf.indicator);
            }
        }
    }
    let mut assessment = (*run.frame.assessment).clone();
    assessment.seed = options.seed;
    let frame = Frame::new(&Arc::new(assessment));
    let hidden = match from_leaves(frame, raw, Vec::new(), &(), |_| run.scaled.drift.clone()) {
        Ok(hidden) => hidden,
        // A mean or a population that is undefined without them foretells nothing.
        Err(EngineError::Findings(_)) => {
            return Ok(fold.iter().flat_map(|t| &t.targets).map(|_| None).collect());
        }
        Err(e) => return Err(e),
    };
    let simulator = prepare(hidden.sources());
    let mut out = Vec::new();
    for t in fold {
        let leaves: Vec<usize> = t.targets.iter().map(|target| target.leaf).collect();
        let draws = simulator.leaf_draws(t.territory, &leaves, options.draws as usize);
        out.extend(t.targets.iter().zip(&draws).map(|(target, draws)| {
            let judged = Judged::new(Foretold::Leaves, target.node, draws, target.value)?;
            Some(HiddenLeaf { judged, siblings: target.siblings })
        }));
    }
    Ok(out)
}

/// The leaves that are hidden together, by name, of all that have a known sibling.
fn together(run: &Run, withheld: Withheld) -> BTreeMap<String, Together> {
    let mut out = BTreeMap::new();
    let a = &*run.frame.assessment;
    for (t, place) in TerritoryIx::all(run.raw.len()).zip(&a.territories) {
        if run.frame.in_population(t) {
            let territory = Territory { run, index: t };
            territory.together(withheld, &place.code, &mut out);
        }
    }
    out
}

/// A territory whose leaves are hidden.
struct Territory<'r> {
    run: &'r Run,
    index: TerritoryIx,
}

impl Territory<'_> {
    fn together(&self, withheld: Withheld, code: &str, out: &mut BTreeMap<String, Together>) {
        let leaves = self.raw();
        // Leaves of one territory, edition and row count once, but for areas with other siblings.
        let mut seen: BTreeSet<(EditionIx, IndicatorIx, &[u32], Vec<IndicatorIx>)> =
            BTreeSet::new();
        for unit in self.run.frame.units() {
            for (target, siblings) in self.targets(&unit) {
                let Some(leaf) = leaves.get(target.leaf) else { continue };
                let (indicator, rows) = (leaf.indicator, self.rows(leaf.rows));
                if !seen.insert((unit.edition, indicator, rows, siblings)) {
                    continue;
                }
                let name = self.name(withheld, code, leaf);
                let together = out.entry(name).or_insert_with(|| Together {
                    territory: self.index,
                    hidden: self.read_with(withheld, leaf),
                    targets: Vec::new(),
                });
                together.targets.push(target);
            }
        }
    }

    fn raw(&self) -> &[RawLeaf] {
        self.run.raw.get(self.index.get()).map_or(&[], |t| &t.leaves)
    }

    fn rows(&self, rows: Span) -> &[u32] {
        self.run.raw.get(self.index.get()).map_or(&[], |t| rows.of(&t.rows))
    }

    /// The known leaves of a unit that have a known sibling, each with the indicators of those.
    fn targets(&self, unit: &Unit<'_>) -> Vec<(Target, Vec<IndicatorIx>)> {
        let m = &self.run.frame.assessment.method;
        let mut known: BTreeMap<NodeIx, Vec<(usize, IndicatorIx, f64, f64)>> = BTreeMap::new();
        for l in unit.leaves.clone() {
            let Some(leaf) = self.raw().get(l) else { continue };
            let ind = &m.indicators[leaf.indicator];
            let scaled = self.run.scaled.leaf(self.index, l);
            if let (Some(node), Some(score)) = (ind.parent, scaled.score)
                && !scaled.imputed
                && ind.weight > 0.0
            {
                known.entry(node).or_default().push((l, leaf.indicator, score, ind.weight));
            }
        }
        let mut out = Vec::new();
        for (node, leaves) in known.iter().filter(|(_, leaves)| leaves.len() > 1) {
            for &(leaf, indicator, value, _) in leaves {
                let others = || leaves.iter().filter(|(_, i, ..)| *i != indicator);
                let weight: f64 = others().map(|(.., w)| w).sum();
                let sum: f64 = others().map(|(_, _, score, w)| score * w).sum();
                let siblings = sum / weight;
                let indicators = others().map(|(_, i, ..)| *i).collect();
                out.push((Target { leaf, node: *node, value, siblings }, indicators));
            }
        }
        out
    }

    /// What is hidden together has one name: the same rows, or the same series.
    fn name(&self, withheld: Withheld, code: &str, leaf: &RawLeaf) -> String {
        let a = &self.run.frame.assessment;
        let series = &a.method.indicators[leaf.indicator].series;
        let rows = match withheld {
            Withheld::Series => Vec::new(),
            Withheld::Rows => self
                .rows(leaf.rows)
                .iter()
                .filter_map(|&i| a.evidence.observations.get(i as usize))
                .map(|o| {
                    let area = o.crime_area.map_or("*", |c| a.evidence.crime_areas.code(c));
                    format!("{area}:{}", o.period)
                })
                .collect(),
        };
        format!("{code}:{series}:{}", rows.join("+"))
    }

    /// The leaves that go with one: all read from one of its rows, or all of its series.
    fn read_with(&self, withheld: Withheld, leaf: &RawLeaf) -> BTreeSet<usize> {
        let m = &self.run.frame.assessment.method;
        let rows = self.rows(leaf.rows);
        let series = &m.indicators[leaf.indicator].series;
        let goes = |other: &RawLeaf| match withheld {
            Withheld::Rows => self.rows(other.rows).iter().any(|r| rows.contains(r)),
            Withheld::Series => m.indicators[other.indicator].series == *series,
        };
        (0..).zip(self.raw()).filter(|(_, other)| goes(other)).map(|(l, _)| l).collect()
    }
}
