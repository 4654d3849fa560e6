//! STIX 2.1: threat actors, where they are and what joins them, each object with its marks.

use std::collections::{BTreeMap, BTreeSet};

use ideal_model::{
    CrimeGroup, EXERCISE, Grade, GroupLink, GroupRole, HandlingCode, LinkKind, Mark, Presence,
    Scheme, Tlp,
};

use super::identity::id;
use super::place::Place;
use super::sheets::{Sheets, Written, begins, caption, ends};
use super::stix_objects::{
    Bundle, Common, Location, Marking, Object, Reference, Relationship, Standing, Statement,
    ThreatActor, TlpExtension,
};
use crate::error::Error;

/// The version that objects say they are of.
const VERSION: &str = "2.1";

/// OASIS's extension for TLP 2.0, of <https://github.com/oasis-open/cti-stix-common-objects>.
const TLP_EXTENSION: &str = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d";

/// When OASIS made the marking objects of that extension: it is a part of them, as the id is.
const MARKINGS_MADE: &str = "2022-10-01T00:00:00.000Z";

/// When the statements of this program were made; the same in every export, as their ids are.
const STATEMENTS_MADE: &str = "2026-01-01T00:00:00.000Z";

pub(super) fn write(sheets: &Sheets<'_>) -> Result<Written, Error> {
    let writer = Writer::new(sheets);
    let all = sheets.all();
    let mut objects: Vec<Object> = sheets.places().map(|p| writer.location(p)).collect();
    objects.extend(all.groups.iter().map(|g| writer.actor(g)));
    let present = all.groups.iter().flat_map(|g| g.territories.iter().map(move |p| (g, p)));
    let before = objects.len();
    objects.extend(present.map(|(g, p)| writer.presence(g, p)));
    objects.extend(all.links.iter().map(|l| writer.link(l)));
    let relations = objects.len() - before;
    let mut whole: Vec<Object> = markings(sheets);
    whole.append(&mut objects);
    let content = serde_json::to_string(&whole)?;
    let bundle = Bundle {
        kind: "bundle",
        id: format!("bundle--{}", id(&[&sheets.assessment.id, "bundle", &content])),
        objects: whole,
    };
    let mut bytes = serde_json::to_vec_pretty(&bundle)?;
    bytes.push(b'\n');
    Ok(Written { bytes, relations, notes: lost(sheets, &writer) })
}

/// What all objects of an export have in common.
struct Writer<'s, 'a> {
    sheets: &'s Sheets<'a>,
    created: String,
    modified: String,
}

impl<'s, 'a> Writer<'s, 'a> {
    fn new(sheets: &'s Sheets<'a>) -> Self {
        let a = sheets.assessment;
        let of = |edition: Option<&ideal_model::Period>| {
            edition.map_or_else(|| MARKINGS_MADE.to_owned(), |p| time(begins(*p)))
        };
        let created = of(a.editions.first());
        let stated = a.date.map(|d| format!("{d}T00:00:00.000Z"));
        // ISO 8601 sorts as text: an object is never changed before it was made.
        let modified = stated.unwrap_or_else(|| of(a.editions.last())).max(created.clone());
        Writer { sheets, created, modified }
    }

    fn common(&self, kind: &'static str, parts: &[&str]) -> Common {
        let own = [&[self.sheets.assessment.id.as_str(), kind], parts].concat();
        Common {
            kind,
            spec_version: VERSION,
            id: format!("{kind}--{}", id(&own)),
            created: self.created.clone(),
            modified: self.modified.clone(),
        }
    }

    fn id_of(&self, kind: &'static str, parts: &[&str]) -> String {
        self.common(kind, parts).id
    }

    fn location(&self, place: &Place) -> Object {
        let part = place.is_part.then(|| place.code.clone());
        Object::Location(Location {
            common: self.common("location", &[&place.code]),
            name: place.name.clone(),
            region: place.country.is_none().then(|| place.code.clone()),
            country: place.country.clone(),
            administrative_area: part,
            standing: self.standing(None, Vec::new(), self.sheets.assessment.handling),
        })
    }

    fn actor(&self, g: &CrimeGroup) -> Object {
        let code = Reference {
            source_name: self.sheets.assessment.id.clone(),
            description: None,
            url: None,
            external_id: Some(g.code.clone()),
        };
        let references = [Some(code), self.reference(&g.source)].into_iter().flatten().collect();
        let secondary = g.secondary.iter().map(|area| format!("secondary:{area}"));
        Object::ThreatActor(ThreatActor {
            common: self.common("threat-actor", &[&g.code]),
            name: caption(g).to_owned(),
            threat_actor_types: ["crime-syndicate"],
            first_seen: g.since.map(|p| time(begins(p))),
            last_seen: g.until.map(|p| last_moment(ends(p))),
            labels: [format!("principal:{}", g.principal)].into_iter().chain(secondary).collect(),
            standing: self.standing(Some(g.grade), references, self.sheets.mark_of(g)),
        })
    }

    /// STIX knows that an actor is located somewhere; what a place is to it otherwise stands in words.
    fn presence(&self, g: &CrimeGroup, p: &Presence) -> Object {
        let role = p.role.map_or("", GroupRole::word);
        let located = matches!(p.role, None | Some(GroupRole::Base));
        Object::Relationship(Relationship {
            common: self.common("relationship", &["presence", &g.code, &p.territory, role]),
            relationship_type: if located { "located-at" } else { "related-to" },
            description: p.role.map(|role| format!("role of the territory: {role}")),
            source_ref: self.id_of("threat-actor", &[&g.code]),
            target_ref: self.id_of("location", &[&p.territory]),
            start_time: None,
            stop_time: None,
            standing: self.standing(
                Some(g.grade),
                self.reference(&g.source).into_iter().collect(),
                self.sheets.mark_of(g),
            ),
        })
    }

    fn link(&self, l: &GroupLink) -> Object {
        let kind = match l.kind {
            LinkKind::Cooperates => "cooperates-with",
            LinkKind::Supplies => "supplies",
            LinkKind::Conflicts => "conflicts-with",
            LinkKind::PartOf => "part-of",
            LinkKind::Succeeds => "succeeds",
        };
        let period = l.period.map(|p| p.to_string()).unwrap_or_default();
        Object::Relationship(Relationship {
            common: self.common("relationship", &["link", &l.group, &l.other, kind, &period]),
            relationship_type: kind,
            description: None,
            source_ref: self.id_of("threat-actor", &[&l.group]),
            target_ref: self.id_of("threat-actor", &[&l.other]),
            start_time: l.period.map(|p| time(begins(p))),
            stop_time: l.period.map(|p| last_moment(ends(p))),
            standing: self.standing(
                Some(l.grade),
                self.reference(&l.source).into_iter().collect(),
                self.sheets.mark_of_link(l),
            ),
        })
    }

    fn reference(&self, source: &str) -> Option<Reference> {
        let source = self.sheets.source(source)?;
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let url =
            some(&source.url).filter(|u| u.starts_with("https://") || u.starts_with("http://"));
        Some(Reference {
            source_name: some(&source.publisher).unwrap_or_else(|| source.id.clone()),
            description: Some(some(&source.title).unwrap_or_else(|| source.id.clone())),
            url,
            external_id: None,
        })
    }

    fn standing(&self, grade: Option<Grade>, references: Vec<Reference>, mark: Mark) -> Standing {
        let scheme = self.sheets.assessment.method.confidence.scheme;
        Standing {
            confidence: grade.and_then(|g| confidence(scheme, g)),
            external_references: references,
            object_marking_refs: marks(mark).into_iter().map(|m| m.id()).collect(),
        }
    }
}

/// The credibility of the Admiralty code on STIX's scale of 0 to 100, as its appendix A has it; none
/// for 6, which cannot be judged, and in other schemes, of which STIX says nothing.
fn confidence(scheme: Scheme, grade: Grade) -> Option<u8> {
    match (scheme, grade.credibility?) {
        (Scheme::Admiralty, '1') => Some(90),
        (Scheme::Admiralty, '2') => Some(70),
        (Scheme::Admiralty, '3') => Some(50),
        (Scheme::Admiralty, '4') => Some(30),
        (Scheme::Admiralty, '5') => Some(10),
        _ => None,
    }
}

/// A part of a mark, each an object of its own.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum MarkPart {
    Tlp(Tlp),
    Code(HandlingCode),
    Exercise,
}

fn marks(mark: Mark) -> Vec<MarkPart> {
    let code = mark.code.map(MarkPart::Code);
    let exercise = mark.exercise.then_some(MarkPart::Exercise);
    [Some(MarkPart::Tlp(mark.tlp)), code, exercise].into_iter().flatten().collect()
}

impl MarkPart {
    fn id(self) -> String {
        let uuid = match self {
            MarkPart::Tlp(tlp) => tlp_2(tlp).0.to_owned(),
            MarkPart::Code(code) => id(&["statement", &code.to_string()]),
            MarkPart::Exercise => id(&["statement", EXERCISE]),
        };
        format!("marking-definition--{uuid}")
    }

    fn object(self) -> Object {
        let statement =
            |statement| (Some("statement"), Some(Statement { statement }), STATEMENTS_MADE);
        let mut extensions = BTreeMap::new();
        let (name, (definition_type, definition, created)) = match self {
            MarkPart::Tlp(tlp) => {
                let extension =
                    TlpExtension { extension_type: "property-extension", tlp_2_0: tlp_2(tlp).1 };
                extensions.insert(TLP_EXTENSION, extension);
                (tlp.to_string(), (None, None, MARKINGS_MADE))
            }
            MarkPart::Code(code) => {
                (format!("Europol handling code {code}"), statement(said_of(code)))
            }
            MarkPart::Exercise => (
                EXERCISE.to_owned(),
                statement("EXERCISE: places, organisations and figures are invented"),
            ),
        };
        Object::Marking(Marking {
            kind: "marking-definition",
            spec_version: VERSION,
            id: self.id(),
            created,
            definition_type,
            name,
            definition,
            extensions,
        })
    }
}

/// The UUID that OASIS published a label under, and its word in the extension.
fn tlp_2(tlp: Tlp) -> (&'static str, &'static str) {
    match tlp {
        Tlp::Clear => ("94868c89-83c2-464b-929b-a1a8aa3c8487", "clear"),
        Tlp::Green => ("bab4a63c-aed9-4cf5-a766-dfca5abac2bb", "green"),
        Tlp::Amber => ("55d920b0-5e8b-4f79-9ee9-91f868d9b421", "amber"),
        Tlp::AmberStrict => ("939a9414-2ddd-4d32-a0cd-375ea402b003", "amber+strict"),
        Tlp::Red => ("e828b379-4e03-4974-9ac4-e53a884c97c1", "red"),
    }
}

/// What a handling code asks, in words.
fn said_of(code: HandlingCode) -> &'static str {
    match code {
        HandlingCode::H0 => "Handling code H0: for preventing and combating crime only",
        HandlingCode::H1 => "Handling code H1: not in judicial proceedings without permission",
        HandlingCode::H2 => "Handling code H2: not to be disseminated without permission",
        HandlingCode::H3 => "Handling code H3: other restrictions, ask whoever sent it",
    }
}

/// An object for every part of a mark that occurs.
fn markings(sheets: &Sheets<'_>) -> Vec<Object> {
    let all = sheets.all();
    let of_groups = all.groups.iter().map(|g| sheets.mark_of(g));
    let of_links = all.links.iter().map(|l| sheets.mark_of_link(l));
    let every = of_groups.chain(of_links).chain([sheets.assessment.handling]);
    let parts: BTreeSet<MarkPart> = every.flat_map(marks).collect();
    parts.into_iter().map(MarkPart::object).collect()
}

/// The first moment of a month.
fn time((year, month): (i32, i32)) -> String {
    format!("{year:04}-{month:02}-01T00:00:00.000Z")
}

/// The last moment of a month.
fn last_moment((year, month): (i32, i32)) -> String {
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    let day = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    format!("{year:04}-{month:02}-{day}T23:59:59.999Z")
}

fn lost(sheets: &Sheets<'_>, writer: &Writer<'_, '_>) -> Vec<String> {
    let all = sheets.all();
    let mut notes = vec![
        format!(
            "times are no clock's: objects are created {} (the first edition) and modified {} (the \
             latest, or `--date`); a reader takes an export for newer by its `--date` alone",
            writer.created, writer.modified
        ),
        "crime areas stand among the labels: principal:CODE, secondary:CODE".to_owned(),
    ];
    let mut list = |what: &str, codes: Vec<&str>| {
        if !codes.is_empty() {
            notes.push(format!("{what}: {}", codes.join(", ")));
        }
    };
    let strange = sheets.places().filter(|p| p.country.is_none()).map(|p| p.code.as_str());
    list("territories without a code of ISO 3166-1, written as `region`", strange.collect());
    let mut count = |n: usize, what: &str| {
        if n > 0 {
            notes.push(format!("{what}: {n}"));
        }
    };
    let elsewhere = |p: &&Presence| !matches!(p.role, None | Some(GroupRole::Base));
    count(
        all.groups.iter().flat_map(|g| &g.territories).filter(elsewhere).count(),
        "origins, transits and destinations, which are `related-to` with the role in the description",
    );
    count(
        all.links.len(),
        "links by types of our own (cooperates-with, supplies, conflicts-with, part-of, succeeds), \
         which STIX allows and does not list",
    );
    let dated = all.groups.iter().filter(|g| g.since.is_some() || g.until.is_some()).count();
    count(
        dated,
        "actors first or last seen in a year or month, of which its first or last moment stands",
    );
    let rows = || all.groups.iter().map(|g| g.grade).chain(all.links.iter().map(|l| l.grade));
    count(rows().filter(|g| g.reliability.is_some()).count(), "grades of reliability");
    let scheme = sheets.assessment.method.confidence.scheme;
    count(
        rows().filter(|g| g.credibility.is_some() && confidence(scheme, *g).is_none()).count(),
        "grades of credibility that have no place on STIX's scale of confidence",
    );
    notes
}
