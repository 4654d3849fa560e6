//! The sheets as they may leave: no name of a person, each with its mark, places with known codes.

use std::collections::BTreeMap;

use ideal_evidence::is_called_like_a_person;
use ideal_model::{
    AssessmentInput, CrimeGroup, Finding, GroupLink, GroupSheets, Lang, Mark, Period, Source,
    Territories,
};

use super::place::{Place, place};
use crate::error::Error;

/// The sheets of a project.
pub(super) struct Sheets<'a> {
    pub(super) assessment: &'a AssessmentInput,
    places: BTreeMap<&'a str, Place>,
}

/// What a format wrote.
pub(super) struct Written {
    pub(super) bytes: Vec<u8>,
    pub(super) relations: usize,
    pub(super) notes: Vec<String>,
}

impl<'a> Sheets<'a> {
    pub(super) fn new(assessment: &'a AssessmentInput) -> Result<Self, Error> {
        let all = Territories::shipped()
            .map_err(|e| Error::in_memory(vec![Finding::error("territories", e.to_string())]))?;
        let lang = assessment.languages.first().map_or(Lang::En, |locale| locale.lang);
        let present = assessment.group_sheets.groups.iter().flat_map(|g| &g.territories);
        let codes = present.map(|p| p.territory.as_str());
        let places = codes.map(|code| (code, place(assessment, &all, code, lang))).collect();
        Ok(Sheets { assessment, places })
    }

    pub(super) fn all(&self) -> &'a GroupSheets {
        &self.assessment.group_sheets
    }

    pub(super) fn places(&self) -> impl Iterator<Item = &Place> {
        self.places.values()
    }

    pub(super) fn place(&self, code: &str) -> Option<&Place> {
        self.places.get(code)
    }

    /// The source that a row names, if it names one.
    pub(super) fn source(&self, id: &str) -> Option<&'a Source> {
        self.assessment.sources.iter().find(|s| s.id == id)
    }

    /// The mark of a group: that of its row and of the project.
    pub(super) fn mark_of(&self, group: &CrimeGroup) -> Mark {
        self.assessment.handling.strictest(group.mark)
    }

    /// The mark of a link: it names two groups, so it is as strict as both.
    pub(super) fn mark_of_link(&self, link: &GroupLink) -> Mark {
        let sheets = self.all();
        let ends = [&link.group, &link.other].into_iter();
        let ends = ends.filter_map(|code| sheets.groups.get(sheets.position(code)?));
        ends.fold(self.assessment.handling.strictest(link.mark), |mark, g| mark.strictest(g.mark))
    }
}

/// What a group goes by: its name, or its code where it has none or is called like a person.
pub(super) fn caption(group: &CrimeGroup) -> &str {
    let name = group.name.as_deref().filter(|_| !is_held_back(group));
    name.unwrap_or(&group.code)
}

/// Whether its name stays here: a format that knows persons would make one of it.
pub(super) fn is_held_back(group: &CrimeGroup) -> bool {
    group.name.as_deref().is_some_and(is_called_like_a_person)
}

/// Year and month in which a period begins.
pub(super) fn begins(period: Period) -> (i32, i32) {
    year_and_month(period.start_month())
}

/// Year and month in which it ends.
pub(super) fn ends(period: Period) -> (i32, i32) {
    year_and_month(period.end_month())
}

/// Months are counted from year 0, the first being 1.
fn year_and_month(month: i32) -> (i32, i32) {
    ((month - 1).div_euclid(12), (month - 1).rem_euclid(12) + 1)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_period_has_its_months() {
        let of = |text: &str| {
            let period: Period = text.parse().unwrap();
            (begins(period), ends(period))
        };
        assert_eq!(of("2022"), ((2022, 1), (2022, 12)));
        assert_eq!(of("2022-Q4"), ((2022, 10), (2022, 12)));
        assert_eq!(of("2021-02"), ((2021, 2), (2021, 2)));
    }
}
