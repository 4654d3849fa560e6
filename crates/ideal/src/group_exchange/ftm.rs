//! FollowTheMoney: an entity a line.

use std::collections::{BTreeMap, BTreeSet};

use ideal_model::{CrimeGroup, GroupLink, GroupRole, LinkKind, Period};
use serde::Serialize;

use super::identity::id;
use super::lost::with;
use super::sheets::{Sheets, Written, begins, caption, ends};
use super::topics::{ANY, crossing};
use crate::error::Error;

/// An entity; the properties that each schema has are those of FollowTheMoney 4.
#[derive(Serialize)]
struct Entity {
    id: String,
    schema: &'static str,
    properties: BTreeMap<&'static str, Vec<String>>,
}

pub(super) fn write(sheets: &Sheets<'_>) -> Result<Written, Error> {
    let all = sheets.all();
    let organisations = all.groups.iter().map(|g| organisation(sheets, g));
    let links = all.links.iter().map(|l| link(sheets, l));
    let mut bytes = Vec::new();
    for entity in organisations.chain(links) {
        serde_json::to_writer(&mut bytes, &entity)?;
        bytes.push(b'\n');
    }
    Ok(Written { bytes, relations: all.links.len(), notes: lost(sheets) })
}

/// What a group is called here; the ids of FollowTheMoney are texts of any form.
fn id_of(sheets: &Sheets<'_>, code: &str) -> String {
    id(&[&sheets.assessment.id, "group", code])
}

fn organisation(sheets: &Sheets<'_>, g: &CrimeGroup) -> Entity {
    let mut properties = BTreeMap::new();
    let mut put = |name, values: BTreeSet<String>| {
        if !values.is_empty() {
            properties.insert(name, values.into_iter().collect());
        }
    };
    put("name", [caption(g).to_owned()].into());
    let areas = || [&g.principal].into_iter().chain(&g.secondary);
    put("topics", areas().map(|area| topic(area).to_owned()).collect());
    let countries = |base: bool| {
        let here = g.territories.iter().filter(move |p| !base || p.role == Some(GroupRole::Base));
        here.filter_map(|p| Some(sheets.place(&p.territory)?.country.as_ref()?.to_lowercase()))
            .collect::<BTreeSet<String>>()
    };
    put("country", countries(false));
    let bases = countries(true);
    if bases.len() == 1 {
        put("mainCountry", bases);
    }
    put("incorporationDate", g.since.map(|p| date(p, begins)).into_iter().collect());
    put("dissolutionDate", g.until.map(|p| date(p, ends)).into_iter().collect());
    let secondary = g.secondary.iter().map(|area| format!("secondary:{area}"));
    let words = [
        sheets.mark_of(g).to_string(),
        format!("code:{}", g.code),
        format!("principal:{}", g.principal),
    ];
    put("keywords", words.into_iter().chain(secondary).collect());
    sourced(sheets, &g.source, &mut put);
    Entity { id: id_of(sheets, &g.code), schema: "Organization", properties }
}

fn link(sheets: &Sheets<'_>, l: &GroupLink) -> Entity {
    let (group, other) = (id_of(sheets, &l.group), id_of(sheets, &l.other));
    let (schema, ends_at) = match l.kind {
        LinkKind::PartOf => ("Membership", [("member", group), ("organization", other)]),
        LinkKind::Succeeds => ("Succession", [("successor", group), ("predecessor", other)]),
        LinkKind::Cooperates | LinkKind::Supplies | LinkKind::Conflicts => {
            ("UnknownLink", [("subject", group), ("object", other)])
        }
    };
    let mut properties: BTreeMap<_, _> =
        ends_at.into_iter().map(|(name, id)| (name, vec![id])).collect();
    let mut put = |name, values: BTreeSet<String>| {
        if !values.is_empty() {
            properties.insert(name, values.into_iter().collect());
        }
    };
    put("role", [l.kind.word().to_owned()].into());
    put("date", l.period.map(|p| date(p, begins)).into_iter().collect());
    put("description", [sheets.mark_of_link(l).to_string()].into());
    sourced(sheets, &l.source, &mut put);
    let period = l.period.map(|p| p.to_string()).unwrap_or_default();
    let parts = [&sheets.assessment.id, "link", &l.group, &l.other, l.kind.word(), &period];
    Entity { id: id(&parts), schema, properties }
}

/// Who says so, as the table of sources has it.
fn sourced(
    sheets: &Sheets<'_>,
    source: &str,
    put: &mut impl FnMut(&'static str, BTreeSet<String>),
) {
    let Some(source) = sheets.source(source) else { return };
    if !source.publisher.is_empty() {
        put("publisher", [source.publisher.clone()].into());
    }
    if source.url.starts_with("https://") || source.url.starts_with("http://") {
        put("sourceUrl", [source.url.clone()].into());
    }
}

fn topic(area: &str) -> &'static str {
    crossing(area).map_or(ANY, |(_, topic, _)| topic)
}

/// A year, or the year and month of one end of a shorter period.
fn date(period: Period, end: fn(Period) -> (i32, i32)) -> String {
    let (year, month) = end(period);
    if period.is_year() { format!("{year:04}") } else { format!("{year:04}-{month:02}") }
}

fn lost(sheets: &Sheets<'_>) -> Vec<String> {
    let all = sheets.all();
    let mut notes = vec![
        "handling marks have no field: each stands among the keywords of an organisation and in the \
         description of a link, and no tool acts on it"
            .to_owned(),
        "code, principal and secondary crime areas stand among the keywords; topics do not say which \
         is which"
            .to_owned(),
    ];
    let areas: BTreeSet<&str> = (all.groups.iter())
        .flat_map(|g| [&g.principal].into_iter().chain(&g.secondary))
        .map(String::as_str)
        .collect();
    notes.extend(areas.into_iter().map(|area| match crossing(area) {
        Some((_, topic, lost)) => format!("{area} is the topic {topic}, which loses {lost}"),
        None => format!("{area} is an area of the project's own: the topic {ANY}"),
    }));
    let mut list = |what: &str, codes: Vec<&str>| {
        if !codes.is_empty() {
            notes.push(format!("{what}: {}", codes.join(", ")));
        }
    };
    let codes = |which: fn(&super::place::Place) -> bool| -> Vec<&str> {
        sheets.places().filter(|p| which(p)).map(|p| p.code.as_str()).collect()
    };
    list("territories without a code of ISO 3166-1", codes(|p| p.country.is_none()));
    list("parts of a country, which is named in their place", codes(|p| p.is_part));
    let roles = |g: &CrimeGroup| g.territories.iter().any(|p| p.role.is_some());
    let mut count = |n: usize, what: &str| {
        if n > 0 {
            notes.push(format!("{what}: {n}"));
        }
    };
    count(
        with(all, roles),
        "organisations of which roles of territories are lost (`mainCountry` is the base where there \
         is one)",
    );
    let graded = |g: &ideal_model::Grade| g.reliability.is_some() || g.credibility.is_some();
    let rows = all.groups.iter().map(|g| &g.grade).chain(all.links.iter().map(|l| &l.grade));
    count(rows.filter(|g| graded(g)).count(), "grades of reliability and credibility");
    count(
        all.links
            .iter()
            .filter(|l| {
                matches!(l.kind, LinkKind::Cooperates | LinkKind::Supplies | LinkKind::Conflicts)
            })
            .count(),
        "links that have no schema of their own: `UnknownLink`, whose role says which they are",
    );
    let short = |p: Option<Period>| p.is_some_and(|p| !p.is_year() && !p.is_month());
    let groups = all.groups.iter().filter(|g| short(g.since) || short(g.until)).count();
    let links = all.links.iter().filter(|l| short(l.period)).count();
    count(groups + links, "rows with quarters, of which one month stands");
    notes
}
