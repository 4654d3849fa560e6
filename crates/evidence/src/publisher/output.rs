//! Tidy evidence on disk: a file of its own, or a project's evidence with the small tables it needs.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use ideal_model::Period;

use super::error::ImportError;
use super::row::{Import, TidyRow};
use super::table::Table;

/// The columns of tidy evidence as importers write it, in order.
pub const COLUMNS: [&str; 12] =
    ["territory", "crime_area", "indicator", "period", "value", "unit", "se", "source", "reliability", "credibility", "obs_status", "note"];

/// What an import changed in a project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// Evidence files, relative to the project, in order.
    pub evidence: Vec<MergedFile>,
    /// Rows added to `sources.csv`, `territories.csv` and `indicators.csv`, by file name.
    pub added: BTreeMap<String, usize>,
    /// What the user should still do, in words.
    pub notes: Vec<String>,
}

/// One evidence file after an import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MergedFile {
    /// Path relative to the project.
    pub path: String,
    /// Rows it has now.
    pub rows: usize,
    /// Rows of this import.
    pub imported: usize,
    /// Earlier rows that this import's (indicator, period) pairs replaced.
    pub replaced: usize,
}

impl Import {
    /// The rows as CSV: the [`COLUMNS`], LF, comma, shortest decimals.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let mut table = Table::new(&COLUMNS);
        table.rows = self.rows.iter().map(cells).collect();
        table.to_csv()
    }

    /// Writes [`Import::to_csv`] to a file that appears complete or not at all.
    ///
    /// # Errors
    /// [`ImportError::Write`]; whatever stood there before is still there.
    pub fn write_csv(&self, path: &Path) -> Result<(), ImportError> {
        write_all(&[(path.to_owned(), self.to_csv().into_bytes())])
    }

    /// Puts the rows into a project: `evidence/<source>.csv`, one file per source, and what they need in `sources.csv`,
    /// `territories.csv` and `indicators.csv`. Rows that are there already stay, except those of an (indicator, period)
    /// pair that this import brings; a source, territory or indicator that is declared already stays as it is.
    ///
    /// # Errors
    /// [`ImportError::File`] if `dir` is no project or a table of it cannot be read on, [`ImportError::Write`]. Nothing
    /// is changed before everything has been prepared.
    pub fn into_project(&self, dir: &Path) -> Result<Merged, ImportError> {
        let settings = Settings::read(dir)?;
        let mut merged = Merged::default();
        let mut files: Vec<(PathBuf, Vec<u8>)> = Vec::new();
        let mut by_source: BTreeMap<&str, Vec<&TidyRow>> = BTreeMap::new();
        for row in &self.rows {
            by_source.entry(&row.source).or_default().push(row);
        }
        for (source, rows) in by_source {
            let relative = format!("evidence/{source}.csv");
            let path = dir.join(&relative);
            let (table, replaced) = merge_rows(&path, &rows)?;
            if !settings.reads(&relative) {
                merged.notes.push(format!("`evidence` in assessment.toml does not read {relative}; add it there"));
            }
            merged.evidence.push(MergedFile { path: relative, rows: table.rows.len(), imported: rows.len(), replaced });
            files.push((path, table.to_csv().into_bytes()));
        }
        for (name, table, added) in [self.sources_table(dir, &settings.sources)?, self.territories_table(dir)?, self.indicators_table(dir)?]
        {
            if added > 0 {
                files.push((dir.join(&name), table.to_csv().into_bytes()));
                merged.added.insert(name, added);
            }
        }
        write_all(&files)?;
        Ok(merged)
    }

    pub(crate) fn sources_table(&self, dir: &Path, name: &str) -> Result<(String, Table, usize), ImportError> {
        let head = ["id", "publisher", "title", "url", "licence", "retrieved", "lineage"];
        let mut table = Table::open(&dir.join(name))?.unwrap_or_else(|| Table::new(&head));
        let added = table.append_new(
            "id",
            self.sources.iter().map(|s| {
                let lineage = s.lineage.join(" ");
                let cells = [&s.id, &s.publisher, &s.title, &s.url, &s.licence, &s.retrieved, &lineage];
                head.iter().zip(cells).map(|(h, c)| (*h, c.clone())).collect()
            }),
            &dir.join(name),
        )?;
        Ok((name.to_owned(), table, added))
    }

    fn territories_table(&self, dir: &Path) -> Result<(String, Table, usize), ImportError> {
        let name = "territories.csv";
        let mut table = Table::open(&dir.join(name))?.unwrap_or_else(|| Table::new(&["code", "name", "parent", "kind"]));
        let added = table.append_new(
            "code",
            self.territories.iter().map(|t| {
                let parent = t.parent.clone().unwrap_or_default();
                vec![
                    ("code", t.code.clone()),
                    ("name", t.name.clone()),
                    ("name_en", t.name.clone()),
                    ("parent", parent),
                    ("kind", t.kind.word().to_owned()),
                ]
            }),
            &dir.join(name),
        )?;
        Ok((name.to_owned(), table, added))
    }

    pub(crate) fn indicators_table(&self, dir: &Path) -> Result<(String, Table, usize), ImportError> {
        let name = "indicators.csv";
        let head = ["code", "name_en", "name_es", "name_pt", "unit", "kind", "series"];
        let mut table = Table::open(&dir.join(name))?.unwrap_or_else(|| Table::new(&head));
        let added = table.append_new(
            "code",
            self.indicators.iter().map(|i| {
                let some = |s: &Option<String>| s.clone().unwrap_or_default();
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
            }),
            &dir.join(name),
        )?;
        Ok((name.to_owned(), table, added))
    }
}

/// A row as cells under [`COLUMNS`].
fn cells(row: &TidyRow) -> Vec<String> {
    let letter = |c: Option<char>| c.map(String::from).unwrap_or_default();
    vec![
        row.territory.clone(),
        row.crime_area.clone(),
        row.indicator.clone(),
        row.period.to_string(),
        row.value.to_string(),
        row.unit.clone(),
        row.se.map(ideal_model::shortest).unwrap_or_default(),
        row.source.clone(),
        letter(row.reliability),
        letter(row.credibility),
        row.obs_status.map(|s| s.code().to_owned()).unwrap_or_default(),
        row.note.clone(),
    ]
}

/// The evidence file with the new rows in the place of those they replace.
fn merge_rows(path: &Path, rows: &[&TidyRow]) -> Result<(Table, usize), ImportError> {
    let mut table = Table::open(path)?.unwrap_or_else(|| Table::new(&COLUMNS));
    let before = table.rows.len();
    for column in COLUMNS {
        table.need_column(column);
    }
    let file = path.display().to_string();
    let at = |name: &str| table.column(name).ok_or_else(|| ImportError::file(&file, &format!("no column `{name}`"), "tidy evidence"));
    let (territory, area, indicator, period) = (at("territory")?, at("crime_area")?, at("indicator")?, at("period")?);
    let places: Vec<usize> = COLUMNS.iter().map(|c| at(c)).collect::<Result<_, _>>()?;
    let brought: BTreeSet<(&str, Period)> = rows.iter().map(|r| (r.indicator.as_str(), r.period)).collect();
    let cell = |r: &[String], i: usize| r.get(i).cloned().unwrap_or_default();
    type Keyed = ((String, String, String, Period), Vec<String>);
    let mut keyed: Vec<Keyed> = Vec::with_capacity(before + rows.len());
    for (i, r) in table.rows.iter().enumerate() {
        let when = cell(r, period);
        let when: Period = when.parse().map_err(|e: ideal_model::PeriodError| {
            ImportError::cell(&file, None, table.line(i), "period", &format!("`{when}`"), &format!("a period: {e}"))
        })?;
        if !brought.contains(&(cell(r, indicator).as_str(), when)) {
            keyed.push(((cell(r, territory), cell(r, area), cell(r, indicator), when), r.clone()));
        }
    }
    let replaced = before - keyed.len();
    for row in rows {
        let mut out = vec![String::new(); table.head.len()];
        for (place, text) in places.iter().zip(cells(row)) {
            if let Some(slot) = out.get_mut(*place) {
                *slot = text;
            }
        }
        keyed.push(((row.territory.clone(), row.crime_area.clone(), row.indicator.clone(), row.period), out));
    }
    keyed.sort_by(|a, b| a.0.cmp(&b.0));
    table.rows = keyed.into_iter().map(|(_, r)| r).collect();
    Ok((table, replaced))
}

/// What `assessment.toml` says about the files around it.
struct Settings {
    sources: String,
    evidence: Vec<String>,
}

impl Settings {
    fn read(dir: &Path) -> Result<Self, ImportError> {
        let path = dir.join("assessment.toml");
        let file = path.display().to_string();
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
                let expected = "a project folder with assessment.toml; `ideal new` makes one";
                return Err(ImportError::file(&dir.display().to_string(), "no assessment.toml", expected));
            }
            Err(e) => return Err(ImportError::read(&path, &e)),
        };
        let table: toml::Table = text.parse().map_err(|e: toml::de::Error| ImportError::file(&file, &format!("no TOML ({e})"), "TOML"))?;
        let sources = table.get("sources").and_then(toml::Value::as_str).unwrap_or("sources.csv").to_owned();
        let path_of = |v: &toml::Value| v.as_str().or_else(|| v.get("path").and_then(toml::Value::as_str)).map(str::to_owned);
        let evidence = match table.get("evidence") {
            Some(toml::Value::Array(list)) => list.iter().filter_map(path_of).collect(),
            Some(one) => path_of(one).into_iter().collect(),
            None => Vec::new(),
        };
        Ok(Settings { sources, evidence })
    }

    fn reads(&self, relative: &str) -> bool {
        let reads = |pattern: &String| glob::Pattern::new(pattern.trim_start_matches("./")).is_ok_and(|p| p.matches(relative));
        self.evidence.iter().any(reads)
    }
}

/// Writes all files or, as far as the system lets us, none: each complete beside its target first, then renamed.
pub(crate) fn write_all(files: &[(PathBuf, Vec<u8>)]) -> Result<(), ImportError> {
    let mut written: Vec<(PathBuf, &PathBuf)> = Vec::new();
    let outcome = files.iter().try_for_each(|(path, bytes)| {
        if path.is_dir() {
            return Err(ImportError::file(&path.display().to_string(), "a folder", "a file to write"));
        }
        let failed = |e: std::io::Error| ImportError::write(path, &e);
        if let Some(parent) = path.parent().filter(|p| !p.as_os_str().is_empty()) {
            std::fs::create_dir_all(parent).map_err(failed)?;
        }
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let beside = path.with_file_name(format!(".{name}.{}.part", std::process::id()));
        written.push((beside.clone(), path));
        let mut file = std::fs::File::create(&beside).map_err(failed)?;
        std::io::Write::write_all(&mut file, bytes).map_err(failed)?;
        file.sync_all().map_err(failed)
    });
    let outcome = outcome.and_then(|()| {
        written.iter().try_for_each(|(beside, path)| std::fs::rename(beside, path).map_err(|e| ImportError::write(path, &e)))
    });
    if outcome.is_err() {
        for (beside, _) in &written {
            // What cannot be removed was never created, or has been renamed already.
            let _ = std::fs::remove_file(beside);
        }
    }
    outcome
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use tempfile::{TempDir, tempdir};

    use super::*;
    use crate::publisher::real::{plain, text};

    const ASSESSMENT: &str = "id = \"x\"\nevidence = [\"evidence/*.csv\"]\nsources = \"my sources.csv\"\n";
    const UCDP: &str = "country_cy,year_cy,ns_dyad_count_cy,os_nsgroup_killings_best_cy,ns_total_deaths_best_cy,sb_total_deaths_best_cy\n";

    fn project() -> TempDir {
        let dir = tempdir().unwrap();
        text(dir.path(), "assessment.toml", ASSESSMENT);
        dir
    }

    fn ucdp(dir: &Path, rows: &str) -> Import {
        plain("ucdp", &[text(dir, "u.csv", format!("{UCDP}{rows}"))]).unwrap()
    }

    fn read(dir: &Path, file: &str) -> String {
        std::fs::read_to_string(dir.join(file)).unwrap()
    }

    #[test]
    fn a_project_takes_rows_in_and_a_later_call_replaces_its_pairs() {
        let (dir, files) = (project(), tempdir().unwrap());
        let first =
            ucdp(files.path(), "Colombia,2022,1,2,3,4\nColombia,2023,5,6,7,8\nPeru,2023,0,0,0,0\n").into_project(dir.path()).unwrap();
        assert_eq!((first.evidence[0].rows, first.evidence[0].replaced), (12, 0));
        assert_eq!(first.added.get("my sources.csv"), Some(&1));
        // Only Colombia in 2023: what was there for (indicator, 2023) goes, 2022 stays.
        let again = ucdp(files.path(), "Colombia,2023,50,60,70,80\n").into_project(dir.path()).unwrap();
        let evidence = read(dir.path(), "evidence/ucdp.csv");
        assert_eq!((again.evidence[0].rows, again.evidence[0].replaced), (8, 8), "{evidence}");
        assert!(again.added.is_empty() && again.notes.is_empty());
        let lines: Vec<&str> = evidence.lines().collect();
        assert_eq!(lines[0], COLUMNS.join(","));
        assert_eq!(lines[1], "COL,*,ucdp.nonstate_deaths,2022,3,deaths,,ucdp,A,2,,");
        assert_eq!(lines[2], "COL,*,ucdp.nonstate_deaths,2023,70,deaths,,ucdp,A,2,,");
        // The same call once more changes no byte.
        ucdp(files.path(), "Colombia,2023,50,60,70,80\n").into_project(dir.path()).unwrap();
        assert_eq!(read(dir.path(), "evidence/ucdp.csv"), evidence);
    }

    #[test]
    fn what_a_user_wrote_into_the_tables_stays() {
        let (dir, files) = (project(), tempdir().unwrap());
        text(dir.path(), "my sources.csv", "id;title;extra\nucdp;Mine;kept\n");
        text(dir.path(), "assessment.toml", ASSESSMENT.replace("evidence/*.csv", "mine.csv"));
        std::fs::create_dir(dir.path().join("evidence")).unwrap();
        text(&dir.path().join("evidence"), "ucdp.csv", "indicator,territory,crime_area,period,value,tlp\nown.x,COL,*,2020,1,CLEAR\n");
        let merged = ucdp(files.path(), "Peru,2023,1,2,3,4\n").into_project(dir.path()).unwrap();
        assert_eq!(read(dir.path(), "my sources.csv"), "id;title;extra\nucdp;Mine;kept\n");
        let evidence = read(dir.path(), "evidence/ucdp.csv");
        assert!(evidence.starts_with("indicator,territory,crime_area,period,value,tlp,unit,se,source,"), "{evidence}");
        assert!(evidence.contains("own.x,COL,*,2020,1,CLEAR,"), "{evidence}");
        assert!(merged.notes[0].contains("evidence/ucdp.csv"), "{merged:?}");
    }

    #[test]
    fn what_cannot_be_merged_changes_nothing() {
        let (dir, files) = (project(), tempdir().unwrap());
        let import = ucdp(files.path(), "Peru,2023,1,2,3,4\n");
        let nowhere = import.into_project(files.path()).unwrap_err().to_string();
        assert!(nowhere.contains("no assessment.toml"), "{nowhere}");
        text(dir.path(), "my sources.csv", "key,title\nx,y\n");
        let refused = import.into_project(dir.path()).unwrap_err().to_string();
        assert!(refused.contains("my sources.csv") && refused.contains("`id`"), "{refused}");
        assert!(!dir.path().join("evidence").exists());
        std::fs::create_dir_all(files.path().join("out.csv")).unwrap();
        assert!(import.write_csv(&files.path().join("out.csv")).is_err());
        import.write_csv(&files.path().join("new/out.csv")).unwrap();
        let mut names: Vec<String> =
            std::fs::read_dir(files.path()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        assert_eq!(names, ["new", "out.csv", "u.csv"]);
    }
}
