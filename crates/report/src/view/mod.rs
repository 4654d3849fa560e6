//! The results as a report sees them: names in the language, the edition assessed, what is known
//! and what is not.

mod article;
mod tree;
mod verdict;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ideal_engine::{
    Audit, Calibration, CollectionItem, EvidenceBases, Floor, GroupRanking, Sensitivity,
};
use ideal_model::method::{Kind, UnitKind};
use ideal_model::{
    AreaIx, EditionIx, GapReason, IndicatorIx, Lang, Locale, Names, NodeIx, NodeResult, PlaceIx,
    Results, UnitIx, Verdict,
};

use crate::changes::EditionChanges;
use crate::error::ReportError;
use crate::numbers::Numbers;
use crate::sentences::short;
use crate::words::Words;

pub(crate) use verdict::{BandView, Lacking, Trust};

/// So many territories have a profile each, and stand in heat maps; of more the first by score do.
const MOST_PROFILES: usize = 200;
const FIRST_PROFILES: usize = 60;

/// Results with everything a page needs to speak about them.
pub(crate) struct View<'a> {
    pub results: &'a Results,
    /// What the ranking depends on, where that was analysed.
    pub sensitivity: Option<&'a Sensitivity>,
    /// The statistical audit, where there is one.
    pub audit: Option<&'a Audit>,
    /// Distances to the least coverage, where they were found.
    pub floors: Option<&'a [Floor]>,
    /// What the evidence behind each score is like.
    pub bases: EvidenceBases<'a>,
    /// How well the draws foretell evidence that was withheld, where that was measured.
    pub calibration: Option<&'a Calibration>,
    /// What moved since the last edition, where that was compared.
    pub changes: Option<&'a EditionChanges>,
    /// What is worth asking first, where that was found.
    pub collection: Option<&'a [CollectionItem]>,
    /// Criminal groups as methods rank them; nothing without sheets.
    pub groups: &'a [&'a GroupRanking],
    /// File of the page of the report, where that stands beside the one that is made.
    pub report_file: Option<String>,
    /// File of the page of the audit, likewise.
    pub audit_file: Option<String>,
    /// Files of the report in the other languages that are written beside it.
    pub report_others: Vec<(Locale, String)>,
    /// Files of the page of the audit, likewise.
    pub audit_others: Vec<(Locale, String)>,
    pub lang: Lang,
    /// The language as a country writes it: what files are named after.
    pub locale: Locale,
    pub words: Arc<Words>,
    pub numbers: Numbers,
    /// Index of the edition assessed.
    pub last: EditionIx,
    /// Index of the root node.
    pub root: NodeIx,
    /// Territories with a unit in the edition, by name: indices into `places`.
    pub territories: Vec<PlaceIx>,
    /// Regions and groups with a unit in the edition, by name.
    pub regions: Vec<PlaceIx>,
    /// Crime areas, by name: indices into `areas`.
    pub areas: Vec<AreaIx>,
    /// Units of the edition that are territories' own and no roll-ups.
    pub cells: Vec<UnitIx>,
    /// The territories that have a profile, where there are too many for one each.
    profiled: Option<BTreeSet<PlaceIx>>,
    every_place: Option<PlaceIx>,
    every_area: Option<AreaIx>,
    gaps: BTreeMap<(UnitIx, NodeIx), GapReason>,
}

impl<'a> View<'a> {
    pub(crate) fn new(results: &'a Results, locale: Locale) -> Result<Self, ReportError> {
        let method = &results.assessment.method;
        if method.root.get() >= method.nodes.len() {
            return Err(ReportError::Results("the method has no root".to_owned()));
        }
        if results.assessment.editions.is_empty() {
            return Err(ReportError::Results("there is no edition".to_owned()));
        }
        let last = results.last_edition();
        let every_place = results.places.iter().position(|p| p.code == "*").and_then(PlaceIx::new);
        let every_area = results.areas.iter().position(|a| a.code == "*").and_then(AreaIx::new);
        let mut view = View {
            results,
            sensitivity: None,
            audit: None,
            floors: None,
            bases: EvidenceBases::new(results),
            calibration: None,
            changes: None,
            collection: None,
            groups: &[],
            report_file: None,
            audit_file: None,
            report_others: Vec::new(),
            audit_others: Vec::new(),
            lang: locale.lang,
            locale,
            words: Arc::new(Words::of(results, locale.lang)?),
            numbers: Numbers::new(locale)?,
            last,
            root: method.root,
            territories: Vec::new(),
            regions: Vec::new(),
            areas: Vec::new(),
            cells: Vec::new(),
            profiled: None,
            every_place,
            every_area,
            gaps: results.gaps.iter().map(|g| ((g.unit, g.node), g.reason)).collect(),
        };
        let mut territories = BTreeSet::new();
        let mut regions = BTreeSet::new();
        let mut areas = BTreeSet::new();
        let units = results.unit_indices().zip(&results.units);
        for (i, unit) in units.filter(|(_, u)| u.edition == last) {
            let region = results.is_region(i);
            if Some(unit.place) != every_place {
                if region {
                    regions.insert(unit.place)
                } else {
                    territories.insert(unit.place)
                };
            }
            if Some(unit.area) != every_area {
                areas.insert(unit.area);
            }
            if !unit.rollup && !region {
                view.cells.push(i);
            }
        }
        view.territories = view.by_name(territories, Self::place_name);
        view.regions = view.by_name(regions, Self::place_name);
        view.areas = view.by_name(areas, Self::area_name);
        if view.territories.len() > MOST_PROFILES {
            view.profiled = Some(view.by_score().into_iter().take(FIRST_PROFILES).collect());
        }
        Ok(view)
    }

    /// The territories by the score of the root, the highest first, those without one last.
    fn by_score(&self) -> Vec<PlaceIx> {
        let score = |place: &PlaceIx| {
            self.territory_unit(*place, self.last).and_then(|unit| self.score(unit, self.root))
        };
        let mut out = self.territories.clone();
        out.sort_by(|a, b| match (score(a), score(b)) {
            (Some(a), Some(b)) => b.total_cmp(&a),
            (a, b) => b.is_some().cmp(&a.is_some()),
        });
        out
    }

    /// Whether a territory has a profile of its own.
    pub(crate) fn has_profile(&self, place: PlaceIx) -> bool {
        self.profiled.as_ref().is_none_or(|profiled| profiled.contains(&place))
    }

    /// How many territories have one, where not all do.
    pub(crate) fn some_profiles(&self) -> Option<usize> {
        self.profiled.as_ref().map(BTreeSet::len)
    }

    fn by_name<I: Copy + Ord>(
        &self,
        set: BTreeSet<I>,
        name: impl Fn(&Self, I) -> String,
    ) -> Vec<I> {
        let mut named: Vec<(String, I)> = set.into_iter().map(|i| (name(self, i), i)).collect();
        named.sort_by(|a, b| self.words.compare(&a.0, &b.0).then(a.1.cmp(&b.1)));
        named.into_iter().map(|(_, i)| i).collect()
    }

    /// Whether units are territories alone.
    pub(crate) fn territories_only(&self) -> bool {
        self.results.assessment.method.unit == UnitKind::Territory
    }

    /// Whether the method has any indicator that counts enforcement.
    pub(crate) fn counts_enforcement(&self) -> bool {
        self.results
            .assessment
            .method
            .indicators
            .iter()
            .any(|i| i.parent.is_some() && i.kind == Kind::Enforcement)
    }

    /// A name in the language of the page, the code where there is none; empty for what is not
    /// there.
    fn named(&self, of: Option<(&Names, &str)>) -> String {
        of.map(|(names, code)| names.or_code(self.lang, code).to_owned()).unwrap_or_default()
    }

    pub(crate) fn place_name(&self, place: PlaceIx) -> String {
        self.named(self.results.places.get(place.get()).map(|p| (&p.names, p.code.as_str())))
    }

    pub(crate) fn place_code(&self, place: PlaceIx) -> &'a str {
        self.results.places.get(place.get()).map_or("", |p| p.code.as_str())
    }

    pub(crate) fn area_name(&self, area: AreaIx) -> String {
        self.named(self.results.areas.get(area.get()).map(|a| (&a.names, a.code.as_str())))
    }

    pub(crate) fn area_code(&self, area: AreaIx) -> &'a str {
        self.results.areas.get(area.get()).map_or("", |a| a.code.as_str())
    }

    pub(crate) fn node_name(&self, node: NodeIx) -> String {
        let nodes = &self.results.assessment.method.nodes;
        self.named(nodes.get(node.get()).map(|n| (&n.names, n.id.as_str())))
    }

    pub(crate) fn indicator_name(&self, indicator: IndicatorIx) -> String {
        let indicators = &self.results.assessment.method.indicators;
        self.named(indicators.get(indicator.get()).map(|i| (&i.names, i.code.as_str())))
    }

    /// Name of the node with this id or the indicator with this code; the code where there is
    /// neither.
    pub(crate) fn name_of(&self, code: &str) -> String {
        let method = &self.results.assessment.method;
        match method.node_index(code) {
            Some(node) => self.node_name(node),
            None => match method.indicator_index(code) {
                Some(i) => self.indicator_name(i),
                None => code.to_owned(),
            },
        }
    }

    /// The edition that the audit speaks of.
    pub(crate) fn audited(&self) -> String {
        self.audit.map_or_else(|| self.edition_name(self.last), |a| a.edition.clone())
    }

    pub(crate) fn edition_name(&self, edition: EditionIx) -> String {
        self.results
            .assessment
            .editions
            .get(edition.get())
            .map(ToString::to_string)
            .unwrap_or_default()
    }

    /// The unit of this place, area and edition.
    pub(crate) fn unit(&self, place: PlaceIx, area: AreaIx, edition: EditionIx) -> Option<UnitIx> {
        self.results.unit_at(place, area, edition)
    }

    /// The line of a territory or region over all areas: its roll-up, or with `unit = "territory"`
    /// the unit itself.
    pub(crate) fn territory_unit(&self, place: PlaceIx, edition: EditionIx) -> Option<UnitIx> {
        self.unit(place, self.every_area?, edition)
    }

    /// The roll-up of a crime area over the territories.
    pub(crate) fn area_unit(&self, area: AreaIx, edition: EditionIx) -> Option<UnitIx> {
        self.unit(self.every_place?, area, edition)
    }

    /// The roll-up of all territories over all areas.
    pub(crate) fn every_unit(&self) -> Option<UnitIx> {
        self.unit(self.every_place?, self.every_area?, self.last)
    }

    pub(crate) fn node(&self, unit: UnitIx, node: NodeIx) -> Option<&'a NodeResult> {
        self.results.node(unit, node)
    }

    /// The score of a node of a unit, if it is assessed.
    pub(crate) fn score(&self, unit: UnitIx, node: NodeIx) -> Option<f64> {
        self.node(unit, node).filter(|n| n.verdict == Verdict::Assessed).and_then(|n| n.score)
    }

    /// A score in its published form.
    pub(crate) fn shown(&self, score: f64) -> String {
        let method = &self.results.assessment.method;
        self.numbers.rounded(score, method.decimals, method.rounding)
    }

    /// A score as short as its scale allows: for the cells of a heat map.
    pub(crate) fn short(&self, score: f64) -> String {
        short(&self.numbers, &self.results.assessment.method, score)
    }

    pub(crate) fn signed(&self, change: f64) -> String {
        self.numbers.signed(change, self.results.assessment.method.decimals)
    }

    /// Where a score lies on the scale, 0..=1.
    pub(crate) fn share(&self, score: f64) -> f64 {
        let method = &self.results.assessment.method;
        let width = method.width();
        if width > 0.0 { ((score - method.scale[0]) / width).clamp(0.0, 1.0) } else { 0.0 }
    }

    /// The rows of evidence under a unit: distinct observations its leaves selected.
    pub(crate) fn rows_of(&self, units: impl IntoIterator<Item = UnitIx>) -> BTreeSet<u32> {
        let mut rows = BTreeSet::new();
        for unit in units {
            for leaf in self.results.leaves_of(unit) {
                rows.extend(self.results.observations(leaf.rows));
            }
        }
        rows
    }

    /// Cells of one territory, by area name.
    pub(crate) fn cells_of_place(&self, place: PlaceIx) -> Vec<UnitIx> {
        if self.territories_only() {
            return self.territory_unit(place, self.last).into_iter().collect();
        }
        self.areas.iter().filter_map(|&a| self.unit(place, a, self.last)).collect()
    }

    /// Cells of one crime area, by territory name.
    pub(crate) fn cells_of_area(&self, area: AreaIx) -> Vec<UnitIx> {
        self.territories.iter().filter_map(|&p| self.unit(p, area, self.last)).collect()
    }
}
