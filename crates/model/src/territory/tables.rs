//! The shipped tables, read once.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::{Aggregate, Group, TaxonomyError, Territory, TerritoryKind};
use crate::Names;

/// The rows of a shipped table, each with its line.
pub(crate) fn rows<T: DeserializeOwned>(
    table: &'static str,
    text: &str,
) -> Result<Vec<(u64, T)>, TaxonomyError> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let mut out = Vec::new();
    let mut record = csv::StringRecord::new();
    let fault = |e: &csv::Error| TaxonomyError::Table {
        table,
        line: e.position().map_or(0, csv::Position::line),
        message: e.to_string(),
    };
    let headers = reader.headers().map_err(|e| fault(&e))?.clone();
    while reader.read_record(&mut record).map_err(|e| fault(&e))? {
        let line = record.position().map_or(0, csv::Position::line);
        out.push((line, record.deserialize(Some(&headers)).map_err(|e| fault(&e))?));
    }
    Ok(out)
}

#[derive(Deserialize)]
struct TerritoryRow {
    code: String,
    iso2: String,
    /// Codes of the IOC and of FIFA where they are not ISO's, blanks between them.
    ioc_fifa: String,
    m49: u32,
    name_en: String,
    name_es: String,
    name_pt: String,
}

#[derive(Deserialize)]
struct AliasRow {
    alias: String,
    code: String,
}

#[derive(Deserialize)]
struct GroupRow {
    code: String,
    name_en: String,
    name_es: String,
    name_pt: String,
    members: String,
    source: String,
}

#[derive(Deserialize)]
struct AggregateRow {
    code: String,
    name_en: String,
    kind: String,
    publisher: String,
}

/// What other code systems call a shipped territory.
pub(super) struct OtherCodes {
    pub(super) iso2: String,
    pub(super) ioc_fifa: Vec<String>,
    pub(super) m49: u32,
}

/// Everything the shipped tables say, unindexed.
pub(super) struct Tables {
    pub(super) territories: Vec<(u64, Territory, OtherCodes)>,
    pub(super) aliases: Vec<(u64, String, String)>,
    pub(super) groups: BTreeMap<String, Group>,
    pub(super) aggregates: Vec<(u64, Aggregate)>,
}

fn all_names(en: String, es: String, pt: String) -> Names {
    Names { en: Some(en), es: Some(es), pt: Some(pt) }
}

impl Tables {
    pub(super) fn read() -> Result<Self, TaxonomyError> {
        let territories = rows::<TerritoryRow>(
            "territories.csv",
            include_str!("../../taxonomy/territories.csv"),
        )?;
        let aliases = rows::<AliasRow>("aliases.csv", include_str!("../../taxonomy/aliases.csv"))?;
        let groups = rows::<GroupRow>("groups.csv", include_str!("../../taxonomy/groups.csv"))?;
        let aggregates =
            rows::<AggregateRow>("aggregates.csv", include_str!("../../taxonomy/aggregates.csv"))?;
        let mut by_code = BTreeMap::new();
        for (line, g) in groups {
            let mut members: Vec<String> =
                g.members.split_whitespace().map(str::to_owned).collect();
            members.sort();
            let group = Group {
                code: g.code.clone(),
                names: all_names(g.name_en, g.name_es, g.name_pt),
                members,
                source: g.source,
            };
            if by_code.insert(g.code.clone(), group).is_some() {
                return Err(TaxonomyError::Table {
                    table: "groups.csv",
                    line,
                    message: format!("the group `{}` stands twice", g.code),
                });
            }
        }
        Ok(Tables {
            territories: territories
                .into_iter()
                .map(|(line, t)| {
                    let names = all_names(t.name_en, t.name_es, t.name_pt);
                    let ioc_fifa = t.ioc_fifa.split_whitespace().map(str::to_owned).collect();
                    let codes = OtherCodes { iso2: t.iso2, ioc_fifa, m49: t.m49 };
                    (
                        line,
                        Territory {
                            code: t.code,
                            names,
                            parent: None,
                            kind: TerritoryKind::Country,
                            groups: Vec::new(),
                        },
                        codes,
                    )
                })
                .collect(),
            aliases: aliases.into_iter().map(|(line, a)| (line, a.alias, a.code)).collect(),
            groups: by_code,
            aggregates: aggregates
                .into_iter()
                .map(|(line, a)| {
                    (
                        line,
                        Aggregate {
                            code: a.code,
                            name: a.name_en,
                            kind: a.kind,
                            publisher: a.publisher,
                        },
                    )
                })
                .collect(),
        })
    }
}
