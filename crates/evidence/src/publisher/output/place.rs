//! An import put into a project: its evidence, and the rows that evidence needs in the small
//! tables.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use ideal_model::{CatalogueEntry, Source};

use super::evidence::merge;
use super::lock::ProjectLock;
use super::sound::sound;
use super::{Merged, Placing, SOURCE_ID, is_source_id};
use crate::changes::change;
use crate::files::regular;
use crate::folder::Folder;
use crate::project::Declared;
use crate::publisher::error::ImportError;
use crate::publisher::row::{Import, TidyRow};
use crate::publisher::table::Table;
use crate::tidy::Dialect;

impl Import {
    /// Puts the rows into a project that is locked.
    pub(crate) fn place(
        &self,
        dir: &Path,
        placing: &Placing,
        lock: &ProjectLock,
    ) -> Result<Merged, ImportError> {
        let declared = Declared::read(&Folder::new(dir)).map_err(ImportError::Project)?;
        let mut by_source: BTreeMap<&str, Vec<&TidyRow>> = BTreeMap::new();
        for row in &self.rows {
            if !is_source_id(&row.source) {
                let origin = &row.origin;
                let found = format!("the source `{}`", row.source);
                return Err(ImportError::row(
                    &origin.file,
                    origin.sheet.as_deref(),
                    origin.row,
                    &found,
                    &format!("an id of {SOURCE_ID}"),
                ));
            }
            by_source.entry(&row.source).or_default().push(row);
        }
        one_file_each(&by_source)?;
        let mut merged = Merged::default();
        if let Some(files) = lock.finished() {
            merged.notes.push(format!(
                "an earlier import into this project had been stopped, and is finished now: {}",
                files.join(", ")
            ));
        }
        let mut evidence: Vec<(String, Vec<u8>)> = Vec::new();
        for (source, rows) in by_source {
            let path = format!("evidence/{source}.csv");
            let dialect = declared.dialect(&path).map_err(|f| ImportError::Project(vec![*f]))?;
            if dialect.is_none() {
                merged.notes.push(format!(
                    "`evidence` in assessment.toml does not read {path}; add it there"
                ));
            }
            let outcome =
                merge(dir, &path, dialect.unwrap_or_default(), &rows, placing.replace_series)?;
            merged.notes.extend(outcome.notes);
            merged.evidence.push(outcome.file);
            evidence.extend(outcome.bytes.map(|bytes| (path, bytes)));
        }
        // What evidence rests on comes first, for programs that read the files while they change.
        let mut files: Vec<(String, Vec<u8>)> = Vec::new();
        let sources = regular(&declared.sources)
            .map_err(|e| ImportError::file("assessment.toml", &e.to_string(), "a path inside"))?;
        for (name, table, added) in [
            self.sources_table(dir, &sources)?,
            self.territories_table(dir)?,
            self.indicators_table(dir)?,
        ] {
            let changes = merged.evidence.iter().any(|file| file.new + file.changed > 0);
            if name == sources && changes {
                merged.notes.extend(self.named_editions(&table, &name));
            }
            merged.notes.extend(self.other_meanings(&table, &name));
            if added > 0 {
                merged.notes.extend(table.remark_on_end(&name));
                files.push((name.clone(), table.to_bytes(&name)?));
                merged.added.insert(name, added);
            }
        }
        files.append(&mut evidence);
        if !files.is_empty() {
            let gone: BTreeSet<(&str, &str)> = if placing.replace_series {
                self.rows.iter().map(|r| (r.indicator.as_str(), r.source.as_str())).collect()
            } else {
                BTreeSet::new()
            };
            merged.notes.extend(sound(dir, &files, &gone)?);
            change(dir, &files)?;
        }
        Ok(merged)
    }

    /// The table of sources with those of the import.
    pub(crate) fn sources_table(
        &self,
        dir: &Path,
        name: &str,
    ) -> Result<(String, Table, usize), ImportError> {
        let head = ["id", "publisher", "title", "url", "licence", "retrieved", "lineage"];
        let rows = self.sources.iter().map(|s| {
            let lineage = s.lineage.join(" ");
            let cells = [&s.id, &s.publisher, &s.title, &s.url, &s.licence, &s.retrieved, &lineage];
            head.iter().zip(cells).map(|(h, c)| (*h, c.clone())).collect()
        });
        append(dir, name, &head, "id", rows)
    }

    /// Sources whose title in the project names an edition, which may be another one now: an import
    /// leaves what stands there.
    fn named_editions(&self, table: &Table, name: &str) -> Vec<String> {
        let (Some(id), Some(title)) = (table.column("id"), table.column("title")) else {
            return Vec::new();
        };
        let other = |s: &Source| {
            let row = table.rows.iter().find(|row| row.cell(id) == s.id)?;
            let found = row.cell(title);
            (found != s.title && found.contains(|c: char| c.is_ascii_digit())).then(|| {
                format!(
                    "{name}: `{}` is still \"{found}\": correct the row, and the day in \
                         `retrieved`, if these figures are of another edition",
                    s.id
                )
            })
        };
        self.sources.iter().filter_map(other).collect()
    }

    /// Codes by which the project means another name or unit than the import: it leaves what stands
    /// there.
    fn other_meanings<'a>(&'a self, table: &Table, file: &str) -> Vec<String> {
        let own: Vec<(&'a str, Vec<&'a str>, &'a str)> = match file {
            "indicators.csv" => {
                let of = |i: &'a CatalogueEntry| {
                    let names = [&i.names.en, &i.names.es, &i.names.pt]
                        .into_iter()
                        .flatten()
                        .map(String::as_str)
                        .collect();
                    (i.code.as_str(), names, i.unit.as_str())
                };
                self.indicators.iter().map(of).collect()
            }
            "territories.csv" => self
                .territories
                .iter()
                .map(|t| (t.code.as_str(), vec![t.name.as_str()], ""))
                .collect(),
            _ => return Vec::new(),
        };
        let Some(code) = table.column("code") else { return Vec::new() };
        let columns =
            |names: &[&str]| names.iter().filter_map(|name| table.column(name)).collect::<Vec<_>>();
        let (names, unit) =
            (columns(&["name", "name_en", "name_es", "name_pt"]), table.column("unit"));
        let other = |(own, called, measured): &(&'a str, Vec<&'a str>, &'a str)| {
            let row = table.rows.iter().find(|row| row.cell(code) == *own)?;
            let key = ideal_model::name_key;
            let there: Vec<&str> =
                names.iter().map(|i| row.cell(*i)).filter(|n| !n.is_empty()).collect();
            let named = there.is_empty()
                || called.is_empty()
                || called.iter().any(|c| there.iter().any(|t| key(t) == key(c)));
            let unit = unit.map_or("", |i| row.cell(i));
            let same_unit = unit.is_empty() || measured.is_empty() || key(unit) == key(measured);
            if named && same_unit {
                return None;
            }
            let says = |names: &[&str], unit: &str| {
                let unit = if unit.is_empty() { String::new() } else { format!(" ({unit})") };
                format!("{}{unit}", names.first().map_or(String::new(), |n| format!("`{n}`")))
            };
            Some(format!(
                "{file}: `{own}` is {} in the project and {} in what was imported: if they are not \
                 the same, give one of them a code of its own",
                says(&there, unit),
                says(called, measured)
            ))
        };
        own.iter().filter_map(other).take(8).collect()
    }

    fn territories_table(&self, dir: &Path) -> Result<(String, Table, usize), ImportError> {
        let rows = self.territories.iter().map(|t| {
            let parent = t.parent.clone().unwrap_or_default();
            vec![
                ("code", t.code.clone()),
                ("name", t.name.clone()),
                ("name_en", t.name.clone()),
                ("parent", parent),
                ("kind", t.kind.word().to_owned()),
            ]
        });
        append(dir, "territories.csv", &["code", "name", "parent", "kind"], "code", rows)
    }

    /// The table of indicators with those of the import.
    pub(crate) fn indicators_table(
        &self,
        dir: &Path,
    ) -> Result<(String, Table, usize), ImportError> {
        let head = ["code", "name_en", "name_es", "name_pt", "unit", "kind", "series"];
        let some = |s: &Option<String>| s.clone().unwrap_or_default();
        let rows = self.indicators.iter().map(|i| {
            vec![
                ("code", i.code.clone()),
                ("name", some(&i.names.en)),
                ("name_en", some(&i.names.en)),
                ("name_es", some(&i.names.es)),
                ("name_pt", some(&i.names.pt)),
                ("unit", i.unit.clone()),
                ("kind", i.kind.clone()),
                ("series", i.series.clone()),
            ]
        });
        append(dir, "indicators.csv", &head, "code", rows)
    }
}

/// Refuses two sources whose files some systems take for one.
fn one_file_each(by_source: &BTreeMap<&str, Vec<&TidyRow>>) -> Result<(), ImportError> {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for (source, rows) in by_source {
        if let (Some(other), Some(row)) =
            (seen.insert(source.to_ascii_lowercase(), source), rows.first())
        {
            let origin = &row.origin;
            let found = format!("the sources `{other}` and `{source}`");
            let expected = "ids that differ in more than capital letters: some systems take \
                            evidence/ID.csv of both for one file";
            return Err(ImportError::row(
                &origin.file,
                origin.sheet.as_deref(),
                origin.row,
                &found,
                expected,
            ));
        }
    }
    Ok(())
}

/// A table of the project, or a new one under `head`, with the rows whose key it lacks.
fn append(
    dir: &Path,
    name: &str,
    head: &[&str],
    key: &str,
    rows: impl Iterator<Item = Vec<(&'static str, String)>>,
) -> Result<(String, Table, usize), ImportError> {
    let mut table = Table::open(dir, name, Dialect::default())?.unwrap_or_else(|| Table::new(head));
    let added = table.append_new(key, rows, name)?;
    Ok((name.to_owned(), table, added))
}
