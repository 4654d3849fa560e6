//! Observations that are derived from the sheets of groups, and what must hold for them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::AssessmentInput;
use crate::crime_group::{CrimeGroup, GroupSheets};
use crate::evidence::Evidence;
use crate::finding::Finding;
use crate::grade::{Grade, Scheme};
use crate::group_market::{GroupMarkets, GroupSeries, SaidByGroups};
use crate::handling::Mark;
use crate::method::{Indicator, UnitKind};
use crate::observation::{ObsStatus, Observation, Origin};
use crate::period::Period;

impl Evidence {
    /// Whether a row is derived from the sheets of groups: it stands in one of them.
    #[must_use]
    pub fn is_of_groups(&self, o: &Observation) -> bool {
        [GroupSheets::GROUPS, GroupSheets::NONE_FOUND].contains(&self.files.code(o.origin.file))
    }
}

impl AssessmentInput {
    /// The evidence with what the sheets of groups say among it, for each edition anew: the
    /// evidence itself where the method asks nothing of them, and where that is there already.
    ///
    /// A figure is of the period of its edition, so that no edition takes that of another, and as
    /// strict and as ungraded as the strictest and the weakest row that it rests on.
    #[must_use]
    pub fn evidence_with_groups(&self) -> Arc<Evidence> {
        let there = |o: &Observation| self.evidence.is_of_groups(o);
        let leaves = self.leaves_of_groups();
        if leaves.is_empty()
            || self.group_sheets.is_empty()
            || self.evidence.observations.iter().any(there)
        {
            return Arc::clone(&self.evidence);
        }
        let mut out = Evidence::clone(&self.evidence);
        for edition in &self.editions {
            let markets = GroupMarkets::new(&self.group_sheets, *edition);
            for (series, leaves) in &leaves {
                let open: Vec<&Indicator> =
                    leaves.iter().copied().filter(|i| !i.outside(*edition)).collect();
                let max_age = open.iter().map(|i| i.max_age).fold(0.0, f64::max);
                let areas = self.areas_of(&open);
                let places = self
                    .territories
                    .iter()
                    .flat_map(|t| areas.iter().map(|area| (t.code.as_str(), area.as_deref())));
                for (territory, area) in places {
                    if let Some(said) = markets.said(*series, territory, area, max_age) {
                        let of = (*series, territory, area, *edition);
                        let row = self.row(of, &markets, &said, &mut out);
                        out.observations.push(row);
                    }
                }
            }
        }
        Arc::new(out.in_order())
    }

    /// The leaves that read what is derived from groups, by series.
    fn leaves_of_groups(&self) -> BTreeMap<GroupSeries, Vec<&Indicator>> {
        let mut out: BTreeMap<GroupSeries, Vec<&Indicator>> = BTreeMap::new();
        for leaf in &self.method.indicators {
            if let Some(series) = GroupSeries::from_word(&leaf.series) {
                out.entry(series).or_default().push(leaf);
            }
        }
        out
    }

    /// The areas that these leaves speak of; none stands for all of them together.
    fn areas_of(&self, leaves: &[&Indicator]) -> Vec<Option<String>> {
        let by_area = self.method.unit == UnitKind::TerritoryArea;
        let mut out: Vec<Option<String>> = Vec::new();
        for leaf in leaves {
            match &leaf.area {
                Some(area) => out.push(Some(area.clone())),
                None if by_area => {
                    let served = self.crime_areas.iter().filter(|a| leaf.serves(&a.code));
                    out.extend(served.map(|a| Some(a.code.clone())));
                }
                None => out.push(None),
            }
        }
        out.sort();
        out.dedup();
        out
    }

    fn row(
        &self,
        (series, territory, area, period): (GroupSeries, &str, Option<&str>, Period),
        markets: &GroupMarkets<'_>,
        said: &SaidByGroups,
        out: &mut Evidence,
    ) -> Observation {
        let behind = Behind::of(&self.group_sheets, markets, said, series);
        let source = behind.source.filter(|id| !id.is_empty());
        Observation {
            territory: out.territories.intern(territory),
            crime_area: area.map(|area| out.crime_areas.intern(area)),
            indicator: out.indicators.intern(series.word()),
            period,
            value: said.value,
            se: None,
            range: None,
            source: source.map(|id| out.sources.intern(id)),
            rater: None,
            grade: worst(self.method.confidence.scheme, &behind.grades),
            mark: behind.mark,
            obs_status: ObsStatus::Normal,
            note: None,
            origin: Origin {
                file: out.files.intern(behind.file),
                sheet: None,
                line: u32::try_from(behind.line).unwrap_or(u32::MAX),
            },
        }
    }

    /// What is wrong with figures that are to be derived: rows that stand in their place, and counts
    /// under two rules.
    pub fn findings_of_groups(&self) -> Vec<Finding> {
        let mut out = Vec::new();
        out.extend(self.own_row());
        out.extend(self.two_rules());
        out
    }

    /// A row of evidence that gives what sheets of groups say.
    fn own_row(&self) -> Option<Finding> {
        let e = &self.evidence;
        let derived: Vec<u32> =
            GroupSeries::ALL.iter().filter_map(|(word, _)| e.indicators.find(word)).collect();
        let own = |o: &&Observation| derived.contains(&o.indicator) && !e.is_of_groups(o);
        let row = e.observations.iter().find(own)?;
        let message = format!(
            "`{}` is derived from the sheets of groups, and no row of evidence gives it",
            e.indicators.code(row.indicator)
        );
        let place = (e.files.code(row.origin.file), u64::from(row.origin.line));
        let hint = format!(
            "take the row out and write the groups into {}; for figures of your own declare an \
             indicator of another name in indicators.csv",
            GroupSheets::GROUPS
        );
        let finding = Finding::error("derived-indicator", message);
        Some(finding.in_file(place.0).at_line(place.1).hint(hint))
    }

    /// Two groups that a count is made of or compared by, and that were counted by two rules.
    fn two_rules(&self) -> Option<Finding> {
        let leaves = self.leaves_of_groups();
        let leaves = leaves.get(&GroupSeries::Count)?;
        let areas = self.areas_of(leaves);
        let counted = |g: &&CrimeGroup| {
            self.editions.iter().any(|e| g.is_active(*e))
                && areas.iter().any(|a| a.as_ref().is_none_or(|a| *a == g.principal))
                && g.territories
                    .iter()
                    .any(|p| self.territories.iter().any(|t| t.code == p.territory))
        };
        let mut groups: Vec<&CrimeGroup> =
            self.group_sheets.groups.iter().filter(counted).collect();
        groups.sort_by_key(|g| g.line);
        let first = groups.first()?;
        let other = groups.iter().find(|g| g.counting_rule != first.counting_rule)?;
        let rule = |g: &CrimeGroup| match g.counting_rule.as_str() {
            "" => "by no stated rule".to_owned(),
            rule => format!("by the rule `{rule}`"),
        };
        let message = format!(
            "`{}` is counted {}, and `{}` ({}:{}) {}: groups under two rules are neither added up \
             nor compared",
            other.code,
            rule(other),
            first.code,
            GroupSheets::GROUPS,
            first.line,
            rule(first)
        );
        let finding = Finding::error("two-counting-rules", message)
            .in_file(GroupSheets::GROUPS)
            .at_line(other.line);
        Some(finding.hint(format!(
            "count all of them by one rule (`counting_rule`), or take `{}` out of the method",
            GroupSeries::Count
        )))
    }
}

/// What rows a derived figure rests on.
struct Behind<'s> {
    file: &'static str,
    line: u64,
    /// The one source of all of them.
    source: Option<&'s str>,
    grades: Vec<Grade>,
    mark: Mark,
}

impl<'s> Behind<'s> {
    fn of(
        sheets: &'s GroupSheets,
        markets: &GroupMarkets<'_>,
        said: &SaidByGroups,
        series: GroupSeries,
    ) -> Self {
        if let Some(none) = said.none_found.and_then(|at| sheets.none_found.get(at)) {
            return Behind {
                file: GroupSheets::NONE_FOUND,
                line: none.line,
                source: Some(&none.source),
                grades: Vec::new(),
                mark: none.mark,
            };
        }
        let groups: Vec<&CrimeGroup> =
            said.groups.iter().filter_map(|g| sheets.groups.get(g.group)).collect();
        let mut grades: Vec<Grade> = groups.iter().map(|g| g.grade).collect();
        let mut mark = groups.iter().fold(Mark::default(), |mark, g| mark.strictest(g.mark));
        let mut sources: Vec<&str> = groups.iter().map(|g| g.source.as_str()).collect();
        // A threat rests on the ratings as well, also of groups that are weaker than three others:
        // it is they that say so.
        let rated = said.groups.iter().filter(|_| series == GroupSeries::Threat);
        let scores = rated.filter_map(|g| markets.scores().get(g.group));
        let rows = scores.flat_map(|s| &s.attributes).flat_map(|a| &a.rows);
        for rating in rows.filter_map(|row| sheets.ratings.get(*row)) {
            grades.push(rating.grade);
            mark = mark.strictest(rating.mark);
            sources.push(sheets.sources.code(rating.source));
        }
        sources.sort_unstable();
        sources.dedup();
        let first = said.groups.iter().find(|g| g.counts).or(said.groups.first());
        let line = first.and_then(|g| sheets.groups.get(g.group)).map_or(0, |g| g.line);
        let source = match sources.as_slice() {
            [one] => Some(*one),
            _ => None,
        };
        Behind { file: GroupSheets::GROUPS, line, source, grades, mark }
    }
}

/// The grade of which least is to be trusted; none where one of them cannot be judged.
fn worst(scheme: Scheme, grades: &[Grade]) -> Grade {
    let trust = |g: &Grade| {
        let reliability = g.reliability.and_then(|part| scheme.reliability(part));
        let credibility = g.credibility.and_then(|part| scheme.credibility(part));
        reliability.zip(credibility).map_or(-1.0, |(r, c)| r.min(c))
    };
    let by_trust = |x: &&Grade, y: &&Grade| trust(x).total_cmp(&trust(y)).then(y.cmp(x));
    grades.iter().min_by(by_trust).copied().unwrap_or_default()
}
