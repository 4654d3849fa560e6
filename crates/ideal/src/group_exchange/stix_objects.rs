//! The objects of a STIX 2.1 bundle, as they are written.

use serde::Serialize;

/// What is the same in every object that is not a marking.
#[derive(Serialize)]
pub(super) struct Common {
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    pub(super) spec_version: &'static str,
    pub(super) id: String,
    pub(super) created: String,
    pub(super) modified: String,
}

/// What stands at the end of each of them.
#[derive(Serialize)]
pub(super) struct Standing {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) confidence: Option<u8>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) external_references: Vec<Reference>,
    pub(super) object_marking_refs: Vec<String>,
}

#[derive(Serialize)]
pub(super) struct Reference {
    pub(super) source_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) external_id: Option<String>,
}

/// TLP 2.0 by OASIS's extension.
#[derive(Serialize)]
pub(super) struct TlpExtension {
    pub(super) extension_type: &'static str,
    pub(super) tlp_2_0: &'static str,
}

#[derive(Serialize)]
pub(super) struct Statement {
    pub(super) statement: &'static str,
}

#[derive(Serialize)]
pub(super) struct Marking {
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    pub(super) spec_version: &'static str,
    pub(super) id: String,
    pub(super) created: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) definition_type: Option<&'static str>,
    pub(super) name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) definition: Option<Statement>,
    #[serde(skip_serializing_if = "std::collections::BTreeMap::is_empty")]
    pub(super) extensions: std::collections::BTreeMap<&'static str, TlpExtension>,
}

#[derive(Serialize)]
pub(super) struct Location {
    #[serde(flatten)]
    pub(super) common: Common,
    pub(super) name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) region: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) country: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) administrative_area: Option<String>,
    #[serde(flatten)]
    pub(super) standing: Standing,
}

#[derive(Serialize)]
pub(super) struct ThreatActor {
    #[serde(flatten)]
    pub(super) common: Common,
    pub(super) name: String,
    pub(super) threat_actor_types: [&'static str; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) first_seen: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) last_seen: Option<String>,
    pub(super) labels: Vec<String>,
    #[serde(flatten)]
    pub(super) standing: Standing,
}

#[derive(Serialize)]
pub(super) struct Relationship {
    #[serde(flatten)]
    pub(super) common: Common,
    pub(super) relationship_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<String>,
    pub(super) source_ref: String,
    pub(super) target_ref: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) start_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) stop_time: Option<String>,
    #[serde(flatten)]
    pub(super) standing: Standing,
}

#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Object {
    Marking(Marking),
    Location(Location),
    ThreatActor(ThreatActor),
    Relationship(Relationship),
}

#[derive(Serialize)]
pub(super) struct Bundle {
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    pub(super) id: String,
    pub(super) objects: Vec<Object>,
}
