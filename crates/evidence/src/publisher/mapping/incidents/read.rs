//! The files of a call, one after the other, each read by all threads.

use std::collections::{BTreeSet, HashMap};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use super::above::above;
use super::block::Block;
use super::count::{Counts, Shared, count, lock};
use super::figures::{Denominators, Doubts, Figures};
use super::layout::Layout;
use super::meaning::{Context, Meanings, UnknownCell, Unreadable, with_order};
use super::quality::{FileRead, OddCells, Quality};
use super::survey::{Survey, by_territory};
use super::tables;
use super::text::{
    Beginning, Look, TextFile, is_utf8_beyond_ascii, needs_the_whole, sha256_of, size,
};
use crate::decode::Encoding;
use crate::publisher::error::ImportError;
use crate::publisher::grid::GridRow;
use crate::publisher::mapping::declared::{entry, with_parents};
use crate::publisher::mapping::rows::{Out, Reader};
use crate::publisher::mapping::sheet::{self, Table};
use crate::publisher::mapping::spec::{Duplicates, Mapping, Others, Partial, Recipe};
use crate::publisher::output::{csv_head, csv_line, whole_file};
use crate::publisher::places::Gazetteer;
use crate::publisher::row::Import;
use crate::publisher::sources;
use crate::publisher::unknown::{Cure, Unknown};

/// What a reading gives: the account of the rows, and the figures.
#[derive(Debug)]
pub struct Incidents {
    /// The account of the rows.
    pub quality: Quality,
    figures: Figures,
    parts: Vec<(String, String)>,
}

impl Incidents {
    /// The figures as an import, to be put into a project.
    ///
    /// # Errors
    /// [`ImportError::Taxonomy`].
    pub fn import(&self) -> Result<Import, ImportError> {
        let mapping = &self.figures.recipe().mapping;
        let mut rows = Vec::new();
        self.figures.rows(|row| rows.push(row));
        let used: BTreeSet<&str> = rows.iter().map(|r| r.indicator.as_str()).collect();
        let places: BTreeSet<&str> = rows.iter().map(|r| r.territory.as_str()).collect();
        let parts =
            self.parts.iter().filter(|(code, _)| places.contains(code.as_str())).cloned().collect();
        Ok(Import {
            summaries: Vec::new(),
            sources: sources::with_ancestors(
                vec![mapping.source.clone()],
                crate::publisher::known_source,
            ),
            territories: with_parents(mapping, parts, &Gazetteer::shipped()?),
            indicators: mapping
                .define
                .iter()
                .filter(|d| used.contains(d.code.as_str()))
                .map(entry)
                .collect(),
            rows,
        })
    }

    /// Writes the figures as tidy evidence, [`Import::to_csv`], to a file that appears complete or
    /// not at all; they are never in memory all at once.
    ///
    /// # Errors
    /// [`ImportError::Out`], [`ImportError::Write`]; whatever stood there before is still there.
    pub fn write_csv(&self, path: &Path) -> Result<(), ImportError> {
        const PIECE: usize = 1 << 20;
        whole_file(path, |file| {
            let (mut text, mut written) = (csv_head(), Ok(()));
            self.figures.rows(|row| {
                csv_line(&row, &mut text);
                if text.len() >= PIECE && written.is_ok() {
                    written = file.write_all(text.as_bytes());
                    text.clear();
                }
            });
            written.and_then(|()| file.write_all(text.as_bytes()))
        })
    }
}

/// Who is told how far a reading is.
pub trait Watch: Sync {
    /// So many bytes have been read, with so many rows.
    fn advance(&self, bytes: u64, rows: u64);
}

impl Watch for () {
    fn advance(&self, _: u64, _: u64) {}
}

/// All that is counted in a call.
struct Reading<'a> {
    recipe: &'a Recipe,
    watch: &'a dyn Watch,
    meanings: Mutex<Meanings>,
    shared: Shared,
    counts: Mutex<Counts>,
    notes: Mutex<BTreeSet<String>>,
    is_wide: AtomicBool,
}

/// Reads the files by the recipe. A file is CSV, a workbook or Parquet, by its ending or as the
/// recipe says; several are parts of one register.
///
/// # Errors
/// [`ImportError`], with the first row of what cannot be read, or all cells that nobody knows.
///
/// `denominators` are what the measures with `per` are divided by, by indicator, territory and
/// year; [`Recipe::denominators`] names the indicators.
pub fn read_incidents(
    recipe: &Recipe,
    files: &[PathBuf],
    denominators: Denominators,
    watch: &dyn Watch,
) -> Result<Incidents, ImportError> {
    let reading = Reading {
        recipe,
        watch,
        meanings: Mutex::new(Meanings::new()?),
        shared: Shared::new(recipe.measures.len()),
        counts: Mutex::default(),
        notes: Mutex::default(),
        is_wide: AtomicBool::new(false),
    };
    let mut quality = Quality {
        recipe: recipe.mapping.id.clone(),
        recipe_sha256: recipe.sha256.clone(),
        ..Quality::default()
    };
    for (number, path) in files.iter().enumerate() {
        let before = lock(&reading.counts).read;
        let sha256 = reading.file(number, path)?;
        let rows = lock(&reading.counts).read - before;
        if let Some(other) = quality.files.iter().find(|f| f.sha256 == sha256) {
            let found = format!("a file with the bytes of `{}`", other.file);
            let expected = "each file once: its records would count twice";
            return Err(ImportError::file(&path.display().to_string(), &found, expected));
        }
        quality.files.push(FileRead {
            file: path.display().to_string(),
            bytes: size(path),
            sha256,
            rows,
        });
    }
    reading.close(files, quality, denominators)
}

impl Reading<'_> {
    /// Whether numbers of whole rows are asked for.
    fn looks_for_repeated(&self) -> bool {
        self.recipe.id.is_none()
    }

    /// Reads a file, and gives its SHA-256.
    fn file(&self, number: usize, path: &Path) -> Result<String, ImportError> {
        let ending =
            path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
        if ending == "parquet" {
            self.parquet(number, path)?;
            return sha256_of(path);
        }
        let layout = &self.recipe.mapping.file;
        let workbook = layout
            .workbook
            .unwrap_or(matches!(ending.as_str(), "xlsx" | "xls" | "xlsm" | "xlsb" | "ods"));
        if workbook || needs_the_whole(layout) {
            self.tables(number, path)?;
            return sha256_of(path);
        }
        self.text(number, path)
    }

    /// Reads a text file stretch by stretch.
    fn text(&self, number: usize, path: &Path) -> Result<String, ImportError> {
        let mut recipe = self.recipe.clone();
        if recipe.mapping.file.encoding == Encoding::Windows1252 && is_utf8_beyond_ascii(path)? {
            recipe.mapping.file.encoding = Encoding::Utf8;
            self.note("declared as Latin-1, and the file is UTF-8: it was read as that".to_owned());
        }
        let name = path.display().to_string();
        let mut file = TextFile::open(path)?;
        let Some(first) = file.next()? else {
            return Err(ImportError::file(&name, "an empty file", "a table with a header"));
        };
        let look = match Look::at(
            &first,
            &name,
            &recipe.mapping.file,
            recipe.unreadable == Others::Count,
        )? {
            Beginning::Stretches(look) => look,
            Beginning::Whole => {
                drop(file);
                self.tables(number, path)?;
                return sha256_of(path);
            }
        };
        let whole = self.looks_for_repeated();
        let context = self.context(&recipe, number, &look.table, &look.head)?;
        let block_of = |stretch: &super::text::Stretch| -> Result<Block, ImportError> {
            let read = look.block(stretch, &context.layout, &recipe, whole)?;
            read.notes.into_iter().for_each(|note| self.note(format!("{name}: {note}")));
            Ok(read.block)
        };
        let source = Mutex::new((file, Some(first)));
        let next = || {
            let mut source = lock(&source);
            match source.1.take() {
                Some(first) => Ok(Some(first)),
                None => source.0.next(),
            }
        };
        self.side_by_side(&context, &next, &|stretch: super::text::Stretch| {
            let block = block_of(&stretch)?;
            self.watch.advance(stretch.len() as u64, block.rows() as u64);
            Ok(block)
        })?;
        let (file, _) = opened(source);
        Ok(file.sha256())
    }

    /// Reads a workbook, or a text file as a whole.
    fn tables(&self, number: usize, path: &Path) -> Result<(), ImportError> {
        for table in sheet::tables(&self.recipe.mapping.file, path)? {
            let context = self.context(self.recipe, number, &table, &table)?;
            table
                .grid
                .notes
                .iter()
                .cloned()
                .chain(table.grid.remark_on_end())
                .for_each(|note| self.note(note));
            let read = tables::block(
                &table,
                &context.layout,
                &self.recipe.mapping,
                self.looks_for_repeated(),
            )?;
            let mut counts = Counts::default();
            counts.read += read.footer;
            if read.footer > 0 {
                *counts.left_out.entry("rows of the footer").or_default() += read.footer;
            }
            let rows = read.block.rows() as u64;
            count(read.block, &context, &self.meanings, &self.shared, &mut counts)?;
            lock(&self.counts).merge(counts);
            self.watch.advance(0, rows);
        }
        self.watch.advance(size(path), 0);
        Ok(())
    }

    #[cfg(not(feature = "parquet"))]
    fn parquet(&self, _: usize, path: &Path) -> Result<(), ImportError> {
        Err(ImportError::file(
            &path.display().to_string(),
            "a Parquet file",
            "CSV or a workbook: this program was built without Parquet",
        ))
    }

    #[cfg(feature = "parquet")]
    fn parquet(&self, number: usize, path: &Path) -> Result<(), ImportError> {
        let file = super::columns::ParquetFile::open(path)?;
        let head = file.head(&self.recipe.mapping.file)?;
        let context = self.context(self.recipe, number, &head, &head)?;
        file.check(&context.layout)?;
        if self.recipe.mapping.duplicates == Duplicates::Keep && self.recipe.id.is_none() {
            self.note("rows of Parquet files that repeat an earlier one were not looked for: columns that the recipe does not read are not unpacked".to_owned());
        }
        let whole = self.recipe.mapping.duplicates != Duplicates::Keep;
        let source = Mutex::new(file.stretches());
        let next = || Ok(lock(&source).next());
        self.side_by_side(&context, &next, &|stretch| {
            let block = file.block(stretch, &context.layout, whole)?;
            self.watch.advance(file.bytes_of(stretch), block.rows() as u64);
            Ok(block)
        })
    }

    /// What is known of a file before its rows are read. `table` has some of its rows, `head` may
    /// have none.
    fn context<'a>(
        &self,
        recipe: &'a Recipe,
        number: usize,
        table: &Table,
        head: &'a Table,
    ) -> Result<Context<'a>, ImportError> {
        let rows: Vec<GridRow> = table.body().iter().filter(|r| !r.is_blank()).cloned().collect();
        let mapping = with_order(&recipe.mapping, table, &rows)?;
        self.look_through(recipe, &mapping, table)?;
        let layout = Layout::find(recipe, &mapping, table, &rows)?;
        if layout.is_wide {
            self.is_wide.store(true, Ordering::Relaxed);
        }
        Ok(Context { recipe, mapping, layout, table: head, number })
    }

    /// Lets the mapping reader look at the table: it knows slipped rows, misspelt heads and more. Of
    /// a recipe that counts what it cannot read only what holds for the table as a whole is asked.
    fn look_through(
        &self,
        recipe: &Recipe,
        mapping: &Mapping,
        table: &Table,
    ) -> Result<(), ImportError> {
        let places = Gazetteer::shipped()?;
        for measure in &recipe.measures {
            let mut own = measure.mapping.clone();
            own.period = mapping.period.clone();
            let mut out = Out::default();
            let reader = Reader::new(&own, table, &places, &mut out)?;
            if table.grid.workbook && recipe.unreadable == Others::Refuse {
                reader.read(&mut out)?;
            }
        }
        Ok(())
    }

    /// Makes blocks of what `next` gives and counts them, by all threads. Of errors that of the
    /// earliest stretch is told.
    fn side_by_side<S: Send>(
        &self,
        context: &Context<'_>,
        next: &(dyn Fn() -> Result<Option<S>, ImportError> + Sync),
        block: &(dyn Fn(S) -> Result<Block, ImportError> + Sync),
    ) -> Result<(), ImportError> {
        let failed: Mutex<Option<(usize, ImportError)>> = Mutex::new(None);
        let taken = Mutex::new(0_usize);
        rayon::scope(|scope| {
            for _ in 0..rayon::current_num_threads() {
                scope.spawn(|_| {
                    let mut counts = Counts::default();
                    loop {
                        if lock(&failed).is_some() {
                            return;
                        }
                        let (at, stretch) = {
                            let mut taken = lock(&taken);
                            *taken += 1;
                            (*taken, next())
                        };
                        let counted = stretch.and_then(|stretch| match stretch {
                            None => Ok(false),
                            Some(stretch) => {
                                let block = block(stretch)?;
                                count(block, context, &self.meanings, &self.shared, &mut counts)?;
                                Ok(true)
                            }
                        });
                        match counted {
                            Ok(true) => {}
                            Ok(false) => break,
                            Err(error) => {
                                let mut failed = lock(&failed);
                                if failed.as_ref().is_none_or(|(first, _)| at < *first) {
                                    *failed = Some((at, error));
                                }
                                return;
                            }
                        }
                    }
                    lock(&self.counts).merge(counts);
                });
            }
        });
        match opened(failed) {
            Some((_, error)) => Err(error),
            None => Ok(()),
        }
    }

    fn note(&self, note: String) {
        lock(&self.notes).insert(note);
    }

    /// Makes figures of what was counted, unless something has to be said first.
    fn close(
        self,
        files: &[PathBuf],
        mut quality: Quality,
        denominators: Denominators,
    ) -> Result<Incidents, ImportError> {
        let recipe = self.recipe;
        let mut meanings = opened(self.meanings);
        let mut counts = opened(self.counts);
        quality.differing_records = lock(&self.shared.numbered).differing;
        self.shared.close(&mut counts);
        with_rows(&mut meanings.unknown_territories, &counts.unknown_territories);
        with_rows(&mut meanings.unknown_areas, &counts.unknown_areas);
        refuse_unknown(recipe, &mut meanings)?;
        unreadable(recipe, &mut meanings.unreadable, &counts, &mut quality)?;
        meanings.refuse_ambiguous()?;
        let first = files.first().map(|f| f.display().to_string()).unwrap_or_default();
        meanings.met.mentions.refuse_near(&recipe.mapping, &first)?;
        let mut tally = crate::publisher::tally::Tally::default();
        meanings.met.mentions.close(&recipe.mapping, &mut tally);
        let others: u64 = meanings.unknown_areas.iter().map(|cell| cell.rows).sum();
        if others > 0 {
            quality
                .left_out
                .insert("offences that the recipe's table does not have".to_owned(), others);
        }
        for (condition, rows) in std::mem::take(&mut counts.kept_out) {
            let reason =
                recipe.mapping.keep.get(condition).map(|k| k.reason.clone()).unwrap_or_default();
            *quality.left_out.entry(reason).or_default() += rows;
        }
        refuse_repeated(recipe, &counts, &first)?;
        let order = by_territory(&counts.groups, &meanings.words);
        let survey = Survey::of(&counts, &order, &meanings.words);
        quality.counted(&mut counts, &survey, &meanings.unknown_areas);
        let order = if recipe.sums_up {
            sum_up(recipe, &mut counts, &mut meanings)?;
            by_territory(&counts.groups, &meanings.words)
        } else {
            order
        };
        let is_wide = self.is_wide.load(Ordering::Relaxed);
        let figures = Figures::of(
            recipe,
            counts,
            (survey.months, meanings.words, order),
            (first.clone(), is_wide, denominators),
        );
        let (count, doubts) = figures.count();
        refuse_partial(recipe, &doubts, &first)?;
        quality.figures = count;
        quality.notes.extend(opened(self.notes));
        quality.notes.extend(tally.notes);
        quality.notes.extend(doubts.said());
        if count == 0 {
            let out: Vec<String> =
                quality.left_out.iter().map(|(reason, rows)| format!("{rows} {reason}")).collect();
            let found = format!("{} rows and no record to use ({})", quality.read, out.join("; "));
            return Err(ImportError::file(&first, &found, "at least one record that is used"));
        }
        let parts = meanings.met.parts.into_iter().collect();
        Ok(Incidents { quality, figures, parts })
    }
}

/// Gives the territories above the places their sums.
fn sum_up(
    recipe: &Recipe,
    counts: &mut Counts,
    meanings: &mut Meanings,
) -> Result<(), ImportError> {
    let (spec, places) = (&recipe.mapping.territory, Gazetteer::shipped()?);
    let own: BTreeSet<u32> = counts.groups.keys.iter().map(|(key, _)| key.territory).collect();
    let mut all = HashMap::new();
    for territory in own {
        let code = meanings.words.text(territory).to_owned();
        let codes = above(spec, &places, &code);
        for code in codes.iter().filter(|code| places.get(code).is_none()) {
            let name = spec.names.get(code).unwrap_or(code).clone();
            meanings.met.parts.entry(code.clone()).or_insert(name);
        }
        all.insert(territory, codes.iter().map(|code| meanings.words.number(code)).collect());
    }
    counts.sum_up(&all);
    Ok(())
}

/// Refuses periods that are not over, where the recipe asks for that.
fn refuse_partial(recipe: &Recipe, doubts: &Doubts, file: &str) -> Result<(), ImportError> {
    match doubts.partial().filter(|_| recipe.mapping.partial == Partial::Refuse) {
        Some((count, first)) => Err(ImportError::file(
            file,
            &format!(
                "{count} figures of periods that are not over or not fully reported, the first {first}"
            ),
            "whole periods, as `partial = \"refuse\"` asks: leave the last months out by [[keep]], or write partial = \"say\" under [period]",
        )),
        None => Ok(()),
    }
}

/// What a lock guarded, when all who read have ended.
fn opened<T>(mutex: Mutex<T>) -> T {
    mutex.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn with_rows(cells: &mut [UnknownCell], rows: &[u64]) {
    cells.iter_mut().zip(rows).for_each(|(cell, rows)| cell.rows = *rows);
}

/// Refuses places that nobody knows, and offences where the recipe does not count them.
fn refuse_unknown(recipe: &Recipe, meanings: &mut Meanings) -> Result<(), ImportError> {
    let codes = recipe.mapping.territory.codes.word();
    let cure = |table| Cure::Table { table, leave_out: true, codes };
    let places: Vec<(&str, u64)> = named_rows(&meanings.unknown_territories);
    let offences: Vec<(&str, u64)> = named_rows(&meanings.unknown_areas);
    recount(&mut meanings.met.unknown.territory, &places).refuse(cure("territory.table"))?;
    if recipe.other_areas == Others::Refuse {
        recount(&mut meanings.met.unknown.crime_area, &offences)
            .refuse(cure("crime_area.table"))?;
    }
    Ok(())
}

fn named_rows(cells: &[UnknownCell]) -> Vec<(&str, u64)> {
    cells.iter().map(|cell| (cell.text.as_str(), cell.rows)).collect()
}

fn recount<'u>(unknown: &'u mut Unknown, rows: &[(&str, u64)]) -> &'u Unknown {
    unknown.recount(rows);
    unknown
}

/// Refuses rows that cannot be read, or says how many were left out.
fn unreadable(
    recipe: &Recipe,
    all: &mut std::collections::BTreeMap<&'static str, Unreadable>,
    counts: &Counts,
    quality: &mut Quality,
) -> Result<(), ImportError> {
    let mut kinds: Vec<(&'static str, Unreadable)> = std::mem::take(all).into_iter().collect();
    for (kind, of) in &mut kinds {
        of.rows = counts.left_out.get(kind).copied().unwrap_or_default();
    }
    kinds.retain(|(_, of)| of.rows > 0);
    if recipe.unreadable == Others::Refuse {
        kinds.sort_by_key(|(_, of)| of.first.as_ref().map(|(at, _)| *at));
        let rows: u64 = kinds.iter().map(|(_, of)| of.rows).sum();
        if let Some((_, error)) = kinds.into_iter().find_map(|(_, of)| of.first) {
            return Err(if rows > 1 { and_more(error, rows) } else { error });
        }
        return Ok(());
    }
    for (kind, of) in kinds {
        let first = of.first.map(|(_, error)| error.to_string()).unwrap_or_default();
        quality.unreadable.push(OddCells { what: kind.to_owned(), rows: of.rows, first });
    }
    Ok(())
}

/// Says of an error that other rows have the like.
fn and_more(error: ImportError, rows: u64) -> ImportError {
    let more = |expected: String| {
        format!(
            "{expected} ({rows} rows cannot be read; unreadable = \"count\" at the top of the recipe leaves them out, counted)"
        )
    };
    match error {
        ImportError::Cell { file, sheet, row, column, found, expected } => {
            ImportError::Cell { file, sheet, row, column, found, expected: more(expected) }
        }
        ImportError::Row { file, sheet, row, found, expected } => {
            ImportError::Row { file, sheet, row, found, expected: more(expected) }
        }
        other => other,
    }
}

/// Refuses rows that repeat an earlier one, where the recipe asks for that.
fn refuse_repeated(recipe: &Recipe, counts: &Counts, file: &str) -> Result<(), ImportError> {
    if recipe.mapping.duplicates != Duplicates::Refuse {
        return Ok(());
    }
    match counts.left_out.get(super::count::REPEATED) {
        Some(rows) => Err(ImportError::file(
            file,
            &format!("{rows} rows that repeat an earlier one in every cell"),
            "each row once, as `duplicates = \"refuse\"` asks: take them out, or write duplicates = \"drop\" to leave them out, or \"keep\" to count them",
        )),
        None => Ok(()),
    }
}
