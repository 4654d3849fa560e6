//! The registry of territories.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::tables::Tables;
use super::{Aggregate, Group, TaxonomyError, Territory, TerritoryKind, check_code, name_key};
use crate::{Lang, Names};

/// All territories a project can speak about: the shipped ones and its own.
///
/// ```
/// use ideal_model::{Lang, Territories};
/// let territories = Territories::shipped()?;
/// let code = |name| territories.by_name(name).map(|t| t.code.as_str());
/// assert_eq!(code("Dominica"), Some("DMA"));
/// assert_eq!(code("República Dominicana"), Some("DOM"));
/// assert_eq!(code("Dominican"), None); // no likeness, ever
/// assert_eq!(territories.group("CLASI").map(|g| g.members.len()), Some(14));
/// # Ok::<(), ideal_model::TaxonomyError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Territories {
    territories: BTreeMap<String, Territory>,
    /// Spelling key to the codes it may mean; more than one is no answer.
    spellings: BTreeMap<String, BTreeSet<String>>,
    by_m49: BTreeMap<u32, String>,
    by_iso2: BTreeMap<String, String>,
    /// Codes of the IOC and FIFA: for hints, never for a match.
    by_ioc_fifa: BTreeMap<String, String>,
    shipped: BTreeSet<String>,
    groups: BTreeMap<String, Group>,
    group_names: BTreeMap<String, String>,
    /// By the value of a project's group column, and the column. One map, because a map of its own
    /// for each value takes two kilobytes, and a table may have a value in every row.
    own_groups: BTreeMap<(String, String), Group>,
    /// A project's group column, then territory and value.
    own_values: BTreeMap<String, BTreeMap<String, String>>,
    aggregates: BTreeMap<String, Aggregate>,
    aggregate_names: BTreeMap<String, String>,
}

impl Territories {
    /// The shipped registry: the 249 entries of ISO 3166-1 with their M49 numbers, Kosovo,
    /// publishers' spellings, M49 regions and other named groups, and publishers' aggregates. The
    /// tables are embedded and read once per process.
    ///
    /// # Errors
    /// [`TaxonomyError::Table`] or [`TaxonomyError::Spelling`] if an embedded table contradicts
    /// itself (which a test excludes for the tables that ship).
    pub fn shipped() -> Result<Self, TaxonomyError> {
        static SHIPPED: OnceLock<Result<Territories, TaxonomyError>> = OnceLock::new();
        SHIPPED.get_or_init(|| Self::from_tables(Tables::read()?)).clone()
    }

    fn from_tables(tables: Tables) -> Result<Self, TaxonomyError> {
        let mut all = Territories {
            territories: BTreeMap::new(),
            spellings: BTreeMap::new(),
            by_m49: BTreeMap::new(),
            by_iso2: BTreeMap::new(),
            by_ioc_fifa: BTreeMap::new(),
            shipped: BTreeSet::new(),
            groups: BTreeMap::new(),
            group_names: BTreeMap::new(),
            own_groups: BTreeMap::new(),
            own_values: BTreeMap::new(),
            aggregates: BTreeMap::new(),
            aggregate_names: BTreeMap::new(),
        };
        for (line, t, codes) in tables.territories {
            let table = "territories.csv";
            check_code(&t.code).map_err(|e| TaxonomyError::Table {
                table,
                line,
                message: e.to_string(),
            })?;
            for name in each_name(&t.names) {
                all.spell_once(name, &t.code)?;
            }
            all.shipped.insert(t.code.clone());
            if let Some(other) = all.by_m49.insert(codes.m49, t.code.clone()) {
                return Err(TaxonomyError::Table {
                    table,
                    line,
                    message: format!("{} and {other} have one M49 number", t.code),
                });
            }
            if let Some(other) = all.by_iso2.insert(codes.iso2, t.code.clone()) {
                return Err(TaxonomyError::Table {
                    table,
                    line,
                    message: format!("{} and {other} have one code of two letters", t.code),
                });
            }
            all.by_ioc_fifa.extend(codes.ioc_fifa.into_iter().map(|c| (c, t.code.clone())));
            if let Some(t) = all.territories.insert(t.code.clone(), t) {
                return Err(TaxonomyError::Table {
                    table,
                    line,
                    message: format!("`{}` stands twice", t.code),
                });
            }
        }
        for (line, alias, code) in tables.aliases {
            if !all.territories.contains_key(&code) {
                return Err(TaxonomyError::Table {
                    table: "aliases.csv",
                    line,
                    message: format!("`{code}` is no territory"),
                });
            }
            all.spell_once(&alias, &code)?;
        }
        for group in tables.groups.into_values() {
            for member in &group.members {
                match all.territories.get_mut(member) {
                    Some(t) => t.groups.push(group.code.clone()),
                    None => {
                        let message = format!("`{member}` of {} is no territory", group.code);
                        return Err(TaxonomyError::Table { table: "groups.csv", line: 0, message });
                    }
                }
            }
            for name in each_name(&group.names) {
                all.group_names.entry(name_key(name)).or_insert_with(|| group.code.clone());
            }
            all.groups.insert(group.code.clone(), group);
        }
        for (line, a) in tables.aggregates {
            // An aggregate that could be taken for a country would let a total into a ranking.
            if all.territories.contains_key(&a.code)
                || all.spellings.contains_key(&name_key(&a.name))
            {
                let message = format!(
                    "`{}` ({}) is also the code or a spelling of a territory",
                    a.code, a.name
                );
                return Err(TaxonomyError::Table { table: "aggregates.csv", line, message });
            }
            all.aggregate_names.entry(name_key(&a.name)).or_insert_with(|| a.code.clone());
            if let Some(a) = all.aggregates.insert(a.code.clone(), a) {
                return Err(TaxonomyError::Table {
                    table: "aggregates.csv",
                    line,
                    message: format!("`{}` stands twice", a.code),
                });
            }
        }
        Ok(all)
    }

    fn spell_once(&mut self, name: &str, code: &str) -> Result<(), TaxonomyError> {
        let codes = self.spellings.entry(name_key(name)).or_default();
        codes.insert(code.to_owned());
        let mut both = codes.iter();
        match (both.next(), both.next()) {
            (Some(first), Some(second)) => Err(TaxonomyError::Spelling {
                name: name.to_owned(),
                first: first.clone(),
                second: second.clone(),
            }),
            _ => Ok(()),
        }
    }

    /// The territory with this code, exactly as written.
    #[must_use]
    pub fn get(&self, code: &str) -> Option<&Territory> {
        self.territories.get(code)
    }

    /// Whether the territory ships with the engine, rather than coming from the project.
    #[must_use]
    pub fn is_shipped(&self, code: &str) -> bool {
        self.shipped.contains(code)
    }

    /// Adds a project's own territory.
    ///
    /// A row that repeats a known code is taken as saying more about the same territory: names it
    /// gives replace the known ones and its groups are added. That is legal only if it says nothing
    /// else: the same parent, and the same kind or the default one (`part`, without a parent).
    ///
    /// # Errors
    /// [`TaxonomyError::Code`] for a code that cannot be used, [`TaxonomyError::Parent`] for a
    /// parent that is not known (yet: parents come first) or that is the territory itself,
    /// [`TaxonomyError::Twice`] for a known code with another kind or parent.
    pub fn add(&mut self, t: Territory) -> Result<(), TaxonomyError> {
        check_code(&t.code)?;
        if let Some(parent) = &t.parent
            && (*parent == t.code || !self.territories.contains_key(parent))
        {
            let near = self.nearest(parent);
            return Err(TaxonomyError::Parent { code: t.code, parent: parent.clone(), near });
        }
        for name in each_name(&t.names) {
            self.spellings.entry(name_key(name)).or_default().insert(t.code.clone());
        }
        match self.territories.get_mut(&t.code) {
            None => {
                self.territories.insert(t.code.clone(), t);
            }
            Some(known) => {
                let says_no_kind = t.kind == TerritoryKind::Part && t.parent.is_none();
                if !(says_no_kind || (t.kind == known.kind && t.parent == known.parent)) {
                    return Err(TaxonomyError::Twice {
                        known: describe(known),
                        given: describe(&t),
                        code: t.code,
                    });
                }
                known.names.en = t.names.en.or(known.names.en.take());
                known.names.es = t.names.es.or(known.names.es.take());
                known.names.pt = t.names.pt.or(known.names.pt.take());
                for group in t.groups {
                    if !known.groups.contains(&group) {
                        known.groups.push(group);
                    }
                }
            }
        }
        Ok(())
    }

    /// The territory a publisher's spelling means: one of its names in English, Spanish or
    /// Portuguese, or a spelling of the alias table (which also holds codes that publishers use in
    /// place of ISO's, such as `ROM`), compared after [`name_key`]. A spelling that fits more than
    /// one territory (parts of two countries may share a name) is none.
    #[must_use]
    pub fn by_name(&self, name: &str) -> Option<&Territory> {
        let codes = self.spellings.get(&name_key(name))?;
        match codes.iter().next() {
            Some(code) if codes.len() == 1 => self.territories.get(code),
            _ => None,
        }
    }

    /// The part of `parent` that a spelling means, where several countries have parts of that name.
    #[must_use]
    pub fn part_by_name(&self, parent: &str, name: &str) -> Option<&Territory> {
        let codes = self.spellings.get(&name_key(name))?;
        let mut parts = codes
            .iter()
            .filter_map(|c| self.territories.get(c))
            .filter(|t| t.parent.as_deref() == Some(parent));
        match (parts.next(), parts.next()) {
            (Some(t), None) => Some(t),
            _ => None,
        }
    }

    /// The territories nearest to a code or spelling, as text for a message: `` `COL` (Colombia)
    /// ``. Hints only.
    ///
    /// A code of two letters is that of one country and of no other. Three letters may be a code of
    /// the IOC or of FIFA, or how a name begins; everything else goes by likeness.
    #[must_use]
    pub fn nearest(&self, text: &str) -> Vec<String> {
        let said = |t: &Territory| format!("`{}` ({})", t.code, t.names.or_code(Lang::En, &t.code));
        if let Some(t) = self.by_iso2(text) {
            return vec![said(t)];
        }
        let key = name_key(text);
        let mut codes: Vec<&str> = Vec::new();
        if key.len() == 3 && key.bytes().all(|b| b.is_ascii_lowercase()) {
            codes.extend(self.by_ioc_fifa.get(&key.to_uppercase()).map(String::as_str));
            let begins = |t: &&Territory| {
                t.kind == TerritoryKind::Country
                    && each_name(&t.names).any(|n| name_key(n).starts_with(&key))
            };
            codes.extend(self.territories.values().filter(begins).map(|t| t.code.as_str()));
        }
        let known = self.territories.keys().chain(self.spellings.keys()).map(String::as_str);
        for word in crate::nearest(&key, known) {
            let own = self.territories.get_key_value(word).map(|(code, _)| code);
            let spelt = self.spellings.get(word).into_iter().flatten();
            codes.extend(own.into_iter().chain(spelt).map(String::as_str));
        }
        let mut seen = BTreeSet::new();
        codes
            .into_iter()
            .filter(|code| seen.insert(*code))
            .filter_map(|code| self.territories.get(code))
            .take(3)
            .map(said)
            .collect()
    }

    /// A group: one of the project's (by the value of a group column, or `COLUMN:VALUE` where two
    /// columns share a value), else a shipped one by code (`CLASI`, `M49-419`), M49 number (`419`)
    /// or name (`South America`).
    #[must_use]
    pub fn group(&self, code: &str) -> Option<&Group> {
        let with_value = self.own_groups.range((code.to_owned(), String::new())..);
        let mut of_columns =
            with_value.take_while(|((value, _), _)| value == code).map(|(_, group)| group);
        match (of_columns.next(), of_columns.next()) {
            (Some(group), None) => return Some(group),
            (Some(_), Some(_)) => return None,
            _ => {}
        }
        let own = code.split_once(':').and_then(|(column, value)| {
            self.own_groups.get(&(value.to_owned(), column.to_owned()))
        });
        own.or_else(|| self.groups.get(code))
            .or_else(|| self.groups.get(&m49_code(code)?))
            .or_else(|| self.groups.get(self.group_names.get(&name_key(code))?))
    }

    /// All groups: the shipped ones by code, then the project's by value and column.
    pub fn groups(&self) -> impl Iterator<Item = &Group> {
        self.groups.values().chain(self.own_groups.values())
    }

    /// Adds the groups that the columns of a project's `territories.csv` name: column, value, and
    /// the codes of the territories with that value, each once. They go before shipped groups of
    /// the same code.
    pub fn add_groups<'a>(
        &mut self,
        groups: impl IntoIterator<Item = (&'a str, &'a str, Vec<&'a str>)>,
    ) {
        let mut memberships: BTreeSet<(&str, &str)> = BTreeSet::new();
        for (column, value, mut members) in groups {
            members.sort_unstable();
            let shipped = self.groups.get(value);
            let values = self.own_values.entry(column.to_owned()).or_default();
            for code in &members {
                values.insert((*code).to_owned(), value.to_owned());
                // A value may stand in several columns, or be the code of a shipped group: each
                // territory has it once.
                let is_new = memberships.insert((*code, value));
                let ships = shipped
                    .is_some_and(|g| g.members.binary_search_by(|m| m.as_str().cmp(code)).is_ok());
                if let Some(t) = self.territories.get_mut(*code).filter(|_| is_new && !ships) {
                    t.groups.push(value.to_owned());
                }
            }
            let group = Group {
                code: value.to_owned(),
                names: Names::same(value),
                members: members.into_iter().map(str::to_owned).collect(),
                source: format!("territories.csv, column {column}"),
            };
            self.own_groups.insert((value.to_owned(), column.to_owned()), group);
        }
    }

    /// The value a territory has in one of the project's group columns.
    #[must_use]
    pub fn group_value(&self, column: &str, territory: &str) -> Option<&str> {
        self.own_values.get(column)?.get(territory).map(String::as_str)
    }

    /// All territories, in code order.
    pub fn iter(&self) -> impl Iterator<Item = &Territory> {
        self.territories.values()
    }

    /// The territory with this number of UN M49 (32 is Argentina). 412 is Kosovo, as in the UN's
    /// SDG database.
    #[must_use]
    pub fn by_m49(&self, m49: u32) -> Option<&Territory> {
        self.territories.get(self.by_m49.get(&m49)?)
    }

    /// The territory with this code of ISO 3166-1 alpha-2, in capitals or not (`CO` is Colombia,
    /// `NA` Namibia); `XK` is Kosovo, and `UK` and `EL` are what the European Union writes for `GB`
    /// and `GR`.
    #[must_use]
    pub fn by_iso2(&self, iso2: &str) -> Option<&Territory> {
        let iso2 = match iso2.trim().to_ascii_uppercase() {
            uk if uk == "UK" => "GB".to_owned(),
            el if el == "EL" => "GR".to_owned(),
            other => other,
        };
        self.territories.get(self.by_iso2.get(&iso2)?)
    }

    /// The code of ISO 3166-1 alpha-2 of a country, in capitals: `CO` of `COL`.
    #[must_use]
    pub fn iso2(&self, code: &str) -> Option<&str> {
        self.by_iso2.iter().find(|(_, own)| *own == code).map(|(iso2, _)| iso2.as_str())
    }

    /// The English name of a publisher's aggregate, by its code, its M49 number or its name; none
    /// for anything that is not on the closed list.
    #[must_use]
    pub fn aggregate(&self, code_or_name: &str) -> Option<&str> {
        self.aggregate_entry(code_or_name).map(|a| a.name.as_str())
    }

    /// The whole entry of a publisher's aggregate; see [`Territories::aggregate`].
    #[must_use]
    pub fn aggregate_entry(&self, code_or_name: &str) -> Option<&Aggregate> {
        let text = code_or_name.trim();
        self.aggregates
            .get(text)
            .or_else(|| self.aggregates.get(&text.to_uppercase()))
            .or_else(|| self.aggregates.get(&m49_code(text)?))
            .or_else(|| self.aggregates.get(self.aggregate_names.get(&name_key(text))?))
    }
}

/// `M49-019` for `19` and `019`; the UN's SDG database goes on with numbers of its own
/// (`M49-99042`).
fn m49_code(text: &str) -> Option<String> {
    if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number: u32 = text.parse().ok()?;
    Some(format!("M49-{number:03}"))
}

fn each_name(names: &Names) -> impl Iterator<Item = &str> {
    [&names.en, &names.es, &names.pt].into_iter().filter_map(Option::as_deref)
}

fn describe(t: &Territory) -> String {
    match &t.parent {
        Some(parent) => format!("a {} of {parent}", t.kind),
        None => format!("a {} without a parent", t.kind),
    }
}

#[cfg(test)]
mod tests;
