//! The sheets as a report speaks of them: names in its language, who counts with whom, which score
//! stands beside a group.

use std::collections::{BTreeMap, BTreeSet};

use ideal_engine::{GroupPlace, GroupRanking, GroupScore};
use ideal_model::{CrimeAreas, CrimeGroup, GroupMethod, GroupSheets, PlaceIx, Territories};

use super::super::pieces;
use super::super::table::{Leads, PageCell};
use crate::error::ReportError;
use crate::view::View;
use crate::words::say;

/// Groups named in a cell, at most.
const NAMED: usize = 30;

/// The sheets of the assessment that a report is about.
pub(super) struct Sheets<'v, 'a> {
    pub(super) view: &'v View<'a>,
    pub(super) all: &'a GroupSheets,
    territories: Territories,
    areas: CrimeAreas,
    /// The method whose scores stand beside groups where there is room for one.
    main: Option<&'a GroupRanking>,
    /// Where the groups of that one stand in its list, by place in the sheets.
    places: BTreeMap<usize, &'a GroupPlace>,
}

impl<'v, 'a> Sheets<'v, 'a> {
    pub(super) fn new(view: &'v View<'a>) -> Result<Self, ReportError> {
        let broken = |e: ideal_model::TaxonomyError| ReportError::Results(e.to_string());
        let main = view.groups.iter().find(|r| r.method.id == GroupMethod::USUAL);
        let main = main.or_else(|| view.groups.first()).copied();
        let places = main.into_iter().flat_map(|r| &r.lists).flat_map(|l| &l.places);
        Ok(Sheets {
            view,
            all: &view.results.assessment.group_sheets,
            territories: Territories::shipped().map_err(broken)?,
            areas: CrimeAreas::shipped().map_err(broken)?,
            main,
            places: places.map(|p| (p.group, p)).collect(),
        })
    }

    /// What a group goes by: its name, or its code where the sheet has none.
    pub(super) fn label(&self, group: &'a CrimeGroup) -> &'a str {
        group.name.as_deref().unwrap_or(&group.code)
    }

    /// The same as a cell, with the code beside a name.
    pub(super) fn named(&self, group: &'a CrimeGroup) -> PageCell {
        let code = group.name.is_some().then(|| group.code.clone());
        PageCell::Name { text: self.label(group).to_owned(), code, leads: Leads::Nowhere }
    }

    pub(super) fn group(&self, at: usize) -> Option<&'a CrimeGroup> {
        self.all.groups.get(at)
    }

    /// Name of a territory, assessed or not.
    pub(super) fn territory(&self, code: &str) -> String {
        let own = self.view.results.assessment.territories.iter().find(|t| t.code == code);
        let names = own.or_else(|| self.territories.get(code)).map(|t| &t.names);
        names.map_or(code, |n| n.or_code(self.view.lang, code)).to_owned()
    }

    /// Name of a crime area, assessed or not.
    pub(super) fn area(&self, code: &str) -> String {
        let own = self.view.results.assessment.crime_areas.iter().find(|a| a.code == code);
        let names = own.or_else(|| self.areas.get(code)).map(|a| &a.names);
        names.map_or(code, |n| n.or_code(self.view.lang, code)).to_owned()
    }

    /// A territory as the name of a row, which leads to its profile where there is one.
    pub(super) fn territory_cell(&self, code: &str) -> PageCell {
        let at = self.view.results.places.iter().position(|p| p.code == code);
        let at = at.and_then(PlaceIx::new).filter(|p| self.view.territories.contains(p));
        let leads = at.map_or(Leads::Nowhere, |p| Leads::Here(pieces::place_anchor(self.view, p)));
        PageCell::Name { text: self.territory(code), code: None, leads }
    }

    /// The rules by which these groups were counted, in words; none where it is one and their number
    /// says something.
    pub(super) fn rules<'g>(
        &self,
        groups: impl Iterator<Item = &'g CrimeGroup>,
    ) -> Result<Option<String>, ReportError> {
        let rules: BTreeSet<&str> = groups.map(|g| g.counting_rule.as_str()).collect();
        if rules.len() < 2 {
            return Ok(None);
        }
        let mut names = Vec::new();
        for rule in rules {
            names.push(match rule {
                "" => say!(self.view.words, "crime-groups-no-rule")?,
                rule => rule.to_owned(),
            });
        }
        self.view.words.list(&names).map(Some)
    }

    /// How many these are, or that they were counted under different rules.
    pub(super) fn counted(&self, groups: &[&CrimeGroup]) -> Result<String, ReportError> {
        match self.rules(groups.iter().copied())? {
            None => Ok(self.view.numbers.count(groups.len())),
            Some(rules) => say!(self.view.words, "crime-groups-not-counted", rules = rules),
        }
    }

    /// The names of these groups, the first of them by name and the rest by their number.
    pub(super) fn labels(&self, groups: &[&'a CrimeGroup]) -> Result<String, ReportError> {
        let first = groups.iter().take(NAMED);
        let mut names: Vec<String> = first.map(|g| self.label(g).to_owned()).collect();
        if groups.len() > NAMED {
            let more = self.view.numbers.count(groups.len() - NAMED);
            names.push(say!(self.view.words, "composition-more", n = more)?);
        }
        self.view.words.list(&names)
    }

    /// The groups that are not there in the year of the edition.
    pub(super) fn inactive(&self) -> Vec<&'a CrimeGroup> {
        self.all.groups.iter().filter(|g| !self.is_active(g)).collect()
    }

    fn is_active(&self, group: &CrimeGroup) -> bool {
        let edition = self.view.results.assessment.editions.get(self.view.last.get());
        edition.is_none_or(|e| group.is_active(*e))
    }

    /// The groups of the edition that fit, the highest score of the main method first.
    pub(super) fn fitting(&self, fits: impl Fn(&CrimeGroup) -> bool) -> Vec<&'a CrimeGroup> {
        let mut found: Vec<(u32, &'a CrimeGroup)> = (self.all.groups.iter().enumerate())
            .filter(|(_, g)| self.is_active(g) && fits(g))
            .map(|(at, g)| (self.place(at).and_then(|p| p.rank).unwrap_or(u32::MAX), g))
            .collect();
        found.sort_by(|x, y| x.0.cmp(&y.0).then_with(|| x.1.code.cmp(&y.1.code)));
        found.into_iter().map(|(_, g)| g).collect()
    }

    /// Where a group stands by the main method.
    pub(super) fn place(&self, at: usize) -> Option<&'a GroupPlace> {
        self.places.get(&at).copied()
    }

    /// Rank and score of a group by the main method, and the most that it gives.
    pub(super) fn standing(&self, group: &CrimeGroup) -> Option<(u32, f64, f64)> {
        let at = self.all.position(&group.code)?;
        let main = self.main?;
        let score: &GroupScore = main.scores.get(at)?;
        Some((self.place(at)?.rank?, score.score?, main.method.maximum()))
    }

    /// Name of the main method.
    pub(super) fn method(&self) -> String {
        self.main.map_or_else(String::new, |r| method_name(self.view, &r.method))
    }
}

/// Name of a method of groups.
pub(super) fn method_name(view: &View<'_>, method: &GroupMethod) -> String {
    method.names.or_code(view.lang, &method.id).to_owned()
}
