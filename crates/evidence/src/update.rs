//! Files of a project that others than importers write, all of them or none.

use std::path::{Path, PathBuf};

use ideal_model::{Finding, Judgement, Source, shortest};

use crate::changes::change;
use crate::folder::Folder;
use crate::inputs::heads;
use crate::project::{Declared, JUDGEMENTS};
use crate::publisher::output::{ProjectLock, is_project};
use crate::publisher::table::Table;
use crate::publisher::{Import, ImportError};
use crate::tidy::{Dialect, TerritoryCodes};

/// The columns of the table of judgements, as it is written.
const JUDGEMENT_HEAD: [&str; 8] =
    ["expert", "method", "node", "child", "other", "value", "tlp", "handling"];

/// A project that nobody else writes into until this is gone. What a killed command had left in it
/// is finished or cleared.
#[derive(Debug)]
pub struct Update {
    dir: PathBuf,
    declared: Declared,
    lock: ProjectLock,
}

impl Update {
    /// Locks the project in a folder. `waiting` is called once where another command makes this
    /// one wait.
    ///
    /// # Errors
    /// [`ImportError::File`] if `dir` is no project, [`ImportError::Busy`] where another command
    /// writes for longer than anybody waits, [`ImportError::Project`] for errors in
    /// `assessment.toml`.
    pub fn begin(dir: &Path, waiting: fn(&Path)) -> Result<Self, ImportError> {
        if !is_project(dir) {
            let expected = "a project folder with assessment.toml; `ideal new` makes one";
            let dir = dir.display().to_string();
            return Err(ImportError::file(&dir, "no assessment.toml", expected));
        }
        let lock = ProjectLock::take(dir, waiting)?;
        let declared = Declared::read(&Folder::new(dir)).map_err(ImportError::Project)?;
        Ok(Update { dir: dir.to_owned(), declared, lock })
    }

    /// The project's folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.dir
    }

    /// The project's files as they stand.
    #[must_use]
    pub fn files(&self) -> Folder {
        Folder::new(&self.dir)
    }

    /// The files that a killed command had decided on and this one has put in their places.
    #[must_use]
    pub fn finished(&self) -> &[String] {
        self.lock.finished().unwrap_or_default()
    }

    /// Whether `evidence` in `assessment.toml` reads a path.
    ///
    /// # Errors
    /// [`ImportError::Project`] where two entries read it in different ways.
    pub fn reads(&self, path: &str) -> Result<bool, ImportError> {
        Ok(self.dialect(path)?.is_some())
    }

    fn dialect(&self, path: &str) -> Result<Option<Dialect>, ImportError> {
        self.declared.dialect(path).map_err(|f| ImportError::Project(vec![*f]))
    }

    /// A file of evidence as bytes, in the way of writing that the project declares for its path.
    /// Cells of the columns `numbers` are numbers with a decimal point, or no numbers.
    ///
    /// # Errors
    /// [`ImportError::Project`] where the path is declared as one of two-letter codes, or in an
    /// encoding that lacks a letter.
    pub fn evidence(
        &self,
        path: &str,
        head: &[&str],
        numbers: &[&str],
        rows: Vec<Vec<String>>,
    ) -> Result<Vec<u8>, ImportError> {
        let dialect = self.dialect(path)?.unwrap_or_default();
        if dialect.codes == TerritoryCodes::Iso2 {
            let message = "territories have codes of three letters here, and the file's entry in \
                           assessment.toml says codes = \"iso2\"";
            let hint = "name the files of two letters one by one in `evidence`";
            let f = Finding::error("codes-of-file", message).in_file(path).hint(hint);
            return Err(ImportError::Project(vec![f]));
        }
        let mut table = Table::in_dialect(head, dialect);
        for mut cells in rows {
            if dialect.numerals.decimal_comma {
                for (cell, name) in cells.iter_mut().zip(head) {
                    if numbers.contains(name) {
                        *cell = cell.replace('.', ",");
                    }
                }
            }
            table.push(cells);
        }
        table.to_bytes(path)
    }

    /// The project's table of sources with one more, as path and bytes; none where it declares the
    /// id already.
    ///
    /// # Errors
    /// [`ImportError`] where the table cannot be read or written back.
    pub fn with_source(&self, source: &Source) -> Result<Option<(String, Vec<u8>)>, ImportError> {
        let import = Import { sources: vec![source.clone()], ..Import::default() };
        let path = crate::files::regular(&self.declared.sources)
            .map_err(|e| ImportError::file("assessment.toml", &e.to_string(), "a path inside"))?;
        let (path, table, added) = import.sources_table(&self.dir, &path)?;
        if added == 0 {
            return Ok(None);
        }
        let bytes = table.to_bytes(&path)?;
        Ok(Some((path, bytes)))
    }

    /// The project's table of judgements, `weights.csv`, with `rows` in the place of those whose
    /// expert begins with `own`, as path and bytes; every other row as it was. None where there is
    /// no such table and nothing to put into one.
    ///
    /// # Errors
    /// [`ImportError`] where the table cannot be read, written back, or has no column for experts.
    pub fn with_judgements(
        &self,
        own: &str,
        rows: &[Judgement],
    ) -> Result<Option<(String, Vec<u8>)>, ImportError> {
        let found = Table::open(&self.dir, JUDGEMENTS, Dialect::default())?;
        if found.is_none() && rows.is_empty() {
            return Ok(None);
        }
        let mut table = found.unwrap_or_else(|| Table::new(&JUDGEMENT_HEAD));
        let known = heads("weights", true).into_iter().all(|head| table.column(head).is_some());
        let Some(expert) = table.column("expert").filter(|_| known) else {
            let message = "the header lacks a column that judgements need";
            let f = Finding::error("missing-column", message).in_file(JUDGEMENTS).at_line(1);
            return Err(ImportError::Project(vec![
                f.hint(format!("the columns are {}", JUDGEMENT_HEAD.join(", "))),
            ]));
        };
        table.rows.retain(|row| !row.cell(expert).starts_with(own));
        let places = JUDGEMENT_HEAD.map(|head| table.need_column(head));
        let width = table.head().len();
        for row in rows {
            let cells = [
                row.expert.clone(),
                row.method.word().to_owned(),
                row.node.clone(),
                row.child.clone(),
                row.other.clone().unwrap_or_default(),
                shortest(row.value),
                row.mark.tlp.to_string(),
                row.mark.code.map(|code| code.to_string()).unwrap_or_default(),
            ];
            let mut all = vec![String::new(); width];
            for (place, cell) in places.into_iter().zip(cells) {
                if let Some(at) = all.get_mut(place) {
                    *at = cell;
                }
            }
            table.push(all);
        }
        Ok(Some((JUDGEMENTS.to_owned(), table.to_bytes(JUDGEMENTS)?)))
    }

    /// Writes files of the project, each a path in it with its bytes: all of them or none, also
    /// where the process is killed.
    ///
    /// # Errors
    /// [`ImportError`]; every file is then as it was.
    pub fn commit(self, files: &[(String, Vec<u8>)]) -> Result<(), ImportError> {
        if files.is_empty() { Ok(()) } else { change(&self.dir, files) }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn evidence_is_written_as_the_project_declares_it() {
        let dir = tempfile::tempdir().unwrap();
        let settings = "id = \"x\"\nsources = \"s.csv\"\nevidence = [{ path = \"evidence/*.csv\", \
                        decimal = \",\" }]\n";
        std::fs::write(dir.path().join("assessment.toml"), settings).unwrap();
        std::fs::write(dir.path().join("s.csv"), "id,publisher\nother,A\n").unwrap();
        let update = Update::begin(dir.path(), |_| {}).unwrap();
        assert!(update.reads("evidence/a.csv").unwrap() && !update.reads("b.csv").unwrap());
        let rows = vec![vec!["x.y".to_owned(), "7.5".to_owned()]];
        let bytes = update.evidence("evidence/a.csv", &["a", "value"], &["value"], rows).unwrap();
        assert_eq!(String::from_utf8(bytes.clone()).unwrap(), "a;value\nx.y;7,5\n");
        let source = Source { id: "r".to_owned(), title: "R".to_owned(), ..Source::default() };
        let (path, table) = update.with_source(&source).unwrap().unwrap();
        assert_eq!(path, "s.csv");
        assert!(String::from_utf8(table.clone()).unwrap().ends_with("other,A,\nr,,R\n"));
        update.commit(&[(path, table), ("evidence/a.csv".to_owned(), bytes)]).unwrap();
        let update = Update::begin(dir.path(), |_| {}).unwrap();
        assert_eq!(update.with_source(&source).unwrap(), None);
        assert!(dir.path().join("evidence/a.csv").is_file());
        assert!(Update::begin(&dir.path().join("no"), |_| {}).is_err());
    }
}
