//! The criminal groups behind a figure that is derived from their sheets.

use ideal_model::{GroupSeries, GroupSheets, LeafResult, MarketGroup, Observation};

use crate::analyse::evidence_basis::EvidenceBases;
use crate::analyse::explained_rows::{ExplainedGroup, ExplainedRow};

impl EvidenceBases<'_> {
    /// The rows of a leaf, with the groups behind those that are derived from groups.
    pub(super) fn with_groups(
        &self,
        leaf: &LeafResult,
        mut rows: Vec<ExplainedRow>,
    ) -> Vec<ExplainedRow> {
        if self.markets.is_empty() {
            return rows;
        }
        let a = &self.results().assessment;
        let used = self.results().observations(leaf.rows);
        let max_age = a.method.indicators[leaf.indicator].max_age;
        // The rows of the value come first, in the same order.
        for (row, i) in rows.iter_mut().zip(used) {
            if let Some(o) = a.evidence.observations.get(*i as usize) {
                row.groups = self.behind(o, max_age);
            }
        }
        rows
    }

    fn behind(&self, o: &Observation, max_age: f64) -> Vec<ExplainedGroup> {
        let a = &self.results().assessment;
        let (e, sheets) = (&a.evidence, &a.group_sheets);
        let series = GroupSeries::from_word(e.indicators.code(o.indicator));
        let (Some(series), Some(markets)) =
            (series.filter(|_| e.is_of_groups(o)), self.markets.get(&o.period))
        else {
            return Vec::new();
        };
        let (territory, area) =
            (e.territories.code(o.territory), o.crime_area.map(|c| e.crime_areas.code(c)));
        let said = markets.said(series, territory, area, max_age);
        let opened = |g: &MarketGroup| {
            let sheet = sheets.groups.get(g.group)?;
            Some(ExplainedGroup {
                group: sheet.code.clone(),
                file: GroupSheets::GROUPS,
                line: sheet.line,
                share: g.share.filter(|_| series == GroupSeries::Threat),
                part: g.part,
                counts: g.counts,
                grade: sheet.grade.word(),
                tlp: sheet.mark.to_string(),
            })
        };
        said.map(|said| said.groups.iter().filter_map(opened).collect()).unwrap_or_default()
    }
}
