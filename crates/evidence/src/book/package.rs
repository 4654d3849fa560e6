//! The zip archive that .xlsx, .xlsm, .xlsb and .ods files are, looked through before a reader
//! opens it.
//!
//! Readers trust what a file says of itself: they reserve room for as many texts as it declares,
//! and unpack whatever is in it. So each part is unpacked here once, piece by piece, and what a
//! reader would hold of it is counted.

mod cells;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::extents::{Extents, Written};
use super::markup::{Tag, tags};
use super::{COLUMNS, Format, ROWS, Refused};
use crate::bounds::in_words;

pub(super) use cells::{errors, raised};

/// Parts of an archive. A workbook of 255 sheets, each with comments and drawings, has some two
/// thousand.
const PARTS: usize = 20_000;

/// Unpacked bytes of a part, and of all. A sheet of a million full rows unpacks to some 700 MiB.
const PART_LIMIT: u64 = 1 << 30;
const TOTAL_LIMIT: u64 = 2 << 30;

/// Unpacked bytes of the shared texts, which a reader holds all at once: as XML, and in the binary
/// format, where a text costs less in the file than in memory.
const TEXTS_LIMIT: u64 = 256 << 20;
const BINARY_TEXTS_LIMIT: u64 = 64 << 20;

/// Bytes of a shared text besides its letters, and of the room that a reader reserves for one that
/// is declared.
const SHARED: u64 = 56;
const RESERVED: u64 = 24;

/// Bytes of names, relationships and styles, which a reader holds as well. Real workbooks have a
/// few MiB at most.
const HELD_LIMIT: u64 = 64 << 20;

/// Cell formats (Excel allows 65 490), and tags of the style sheet: a reader keeps a record of some
/// hundred bytes for each.
const STYLES: u64 = 200_000;
const STYLE_TAGS: u64 = 1_000_000;

/// Hidden rows that are remembered. Beyond that the count is not exact, and no value depends on it.
const HIDDEN: usize = 4 << 20;

/// What is known of an archive that may be opened.
#[derive(Debug, Default)]
pub(super) struct Package {
    /// Hidden rows (from 1) of each sheet, in the order of the workbook's sheets.
    pub(super) hidden: Vec<Vec<u32>>,
    /// The index of the part that holds each sheet of an .xlsx file, where it is known.
    pub(super) parts: Vec<Option<usize>>,
    /// Bytes that the reader holds of it besides the sheet that it reads.
    pub(super) held: u64,
    /// Cells (row and column, from 0) of each sheet of an .ods file that hold a number and show an
    /// error.
    pub(super) faults: Vec<Vec<(u32, u32)>>,
    /// Cells (row and column, from 0) of each sheet of an .xls file that hold a formula and an
    /// empty text.
    pub(super) emptied: Vec<Vec<(u32, u32)>>,
    /// Whether an .xlsx file asks for all its formulas to be calculated when it is opened.
    pub(super) recalculated: bool,
    /// Where a text has raised digits behind a digit: the numbers of such shared texts, which may
    /// be none if one stands in a cell itself.
    pub(super) raised: Option<BTreeSet<u64>>,
    /// Cells (row and column, from 0) of each sheet that are merged with those below them.
    pub(super) merged: Vec<Vec<(u32, u32)>>,
}

/// Looks for raised digits behind a digit within a text: `1` with the footnote's mark 2 reads as
/// 12.
#[derive(Debug, Default)]
struct Runs {
    raised: bool,
    last: u8,
}

impl Runs {
    /// Takes note of a tag; whether a run of raised digits ends here that stands behind a digit.
    fn see(&mut self, tag: Tag<'_>) -> bool {
        match (tag.name(), tag.closes()) {
            ("si" | "is", false) => *self = Runs::default(),
            ("r", false) => self.raised = false,
            ("vertAlign", false) => self.raised = tag.attribute("val") == Some("superscript"),
            ("t", true) if tag.text > 0 => {
                let found = self.raised
                    && self.last.is_ascii_digit()
                    && tag.head.first().is_some_and(u8::is_ascii_digit);
                self.last = tag.last;
                return found;
            }
            _ => {}
        }
        false
    }
}

/// What is noted of a part while its tags go by.
#[derive(Debug, Default)]
struct Part {
    index: usize,
    tags: u64,
    texts: u64,
    styles: u64,
    held: u64,
    longest: usize,
    /// Bytes of the text of this cell, run by run.
    run: u64,
    runs: Runs,
    /// Shared texts with raised digits, and whether a cell has such a text of its own.
    raised: BTreeSet<u64>,
    raised_in_cell: bool,
    row: u32,
    hidden: Vec<u32>,
    /// Cells (row and column, from 0) that are merged with those below them.
    merged: Vec<(u32, u32)>,
    /// Relationship ids of the sheets that it names.
    sheets: Vec<String>,
    recalculated: bool,
    /// Id and target of its relationships.
    targets: Vec<(String, String)>,
    /// The part that holds the workbook, where this one says so.
    office: Option<String>,
}

/// Looks through an archive; the error says why it is not opened.
pub(super) fn inspect(bytes: &[u8], memory: u64) -> Result<(Format, Package), Refused> {
    // A quarter is left for the cells that are to be read.
    let limit = memory / 4 * 3;
    let mut zip =
        ZipArchive::new(Cursor::new(bytes)).map_err(|e| Refused::damaged(e.to_string()))?;
    if zip.len() > PARTS {
        return Err(Refused::too_large(format!(
            "it has {} parts; the limit is {PARTS}",
            zip.len()
        )));
    }
    if zip.has_duplicate_names() {
        return Err(Refused::damaged("two of its parts have one name"));
    }
    // Parts that share their bytes would be unpacked one after another for a long time.
    let mut packed = 0_u64;
    for i in 0..zip.len() {
        packed = packed.saturating_add(
            zip.by_index_raw(i).map_err(|e| Refused::damaged(e.to_string()))?.compressed_size(),
        );
    }
    if packed > bytes.len() as u64 {
        return Err(Refused::damaged("its parts lie over one another"));
    }
    let format = format(&mut zip)?;
    let mut parts: BTreeMap<String, Part> = BTreeMap::new();
    let mut extents = Extents::new(limit);
    let (mut total, unpacked) = (0, memory.min(TOTAL_LIMIT));
    let mut held = 0_u64;
    let mut remembered = 0;
    for i in 0..zip.len() {
        let mut file = zip.by_index(i).map_err(|e| Refused::damaged(e.to_string()))?;
        let name = file
            .name()
            .map_err(|e| Refused::damaged(e.to_string()))?
            .replace('\\', "/")
            .to_lowercase();
        let (declared, most) = (file.size(), part_limit(&name).min(unpacked - total));
        if declared > most {
            return Err(Refused::too_large(format!(
                "its part {name} unpacks to {}; the limit is {}",
                in_words(declared),
                in_words(most)
            )));
        }
        let mut part = Part { index: i, ..Part::default() };
        let read = if is_xml(&name) {
            let content = format == Format::Ods && name == "content.xml";
            tags(&mut file, most, |tag| {
                part.see(tag, &name, limit)?;
                if content { extents.see(tag) } else { Ok(()) }
            })?
        } else {
            std::io::copy(&mut file.by_ref().take(most + 1), &mut std::io::sink())
                .map_err(|e| Refused::damaged(e.to_string()))?
        };
        if read != declared {
            return Err(Refused::damaged(format!(
                "its part {name} says that it unpacks to {declared} bytes, and unpacks to \
                 {read} or more"
            )));
        }
        total += read;
        if total > unpacked {
            return Err(Refused::too_large(format!(
                "it unpacks to more than {}",
                in_words(unpacked)
            )));
        }
        part.check(&name)?;
        if name.contains("sharedstrings") {
            // In the binary format each text has a head of some bytes at least.
            let texts = if name.ends_with(".bin") { read / 8 } else { part.texts };
            held = held.saturating_add(read).saturating_add(texts.saturating_mul(SHARED));
            if held > limit {
                return Err(Refused::memory("its shared texts", held, limit));
            }
        }
        remembered += part.hidden.len() + part.merged.len();
        if remembered > HIDDEN {
            part.hidden.clear();
            // Of merged cells one is enough to refuse the sheet.
            part.merged.truncate(1);
        }
        parts.insert(name, part);
    }
    if format == Format::Ods {
        let Written { hidden, faults, merged, held } = extents.finish()?;
        return Ok((format, Package { hidden, faults, merged, held, ..Package::default() }));
    }
    let shared: BTreeSet<u64> = parts.values().flat_map(|p| p.raised.iter().copied()).collect();
    let raised = (!shared.is_empty() || parts.values().any(|p| p.raised_in_cell)).then_some(shared);
    Ok((format, Package { held, raised, ..of_sheets(&mut parts) }))
}

fn part_limit(name: &str) -> u64 {
    if name.ends_with("sharedstrings.xml") {
        TEXTS_LIMIT
    } else if name.ends_with("sharedstrings.bin") {
        BINARY_TEXTS_LIMIT
    } else if ["styles.xml", "styles.bin", "workbook.bin"].iter().any(|end| name.ends_with(end))
        || name.contains("theme/")
    {
        HELD_LIMIT
    } else {
        PART_LIMIT
    }
}

/// Whether a part is looked at. What add-ins keep beside a workbook, in any encoding, is nothing
/// that is read from it.
fn is_xml(name: &str) -> bool {
    (name.ends_with(".xml") || name.ends_with(".rels")) && !is_custom(name)
}

fn is_custom(name: &str) -> bool {
    name.starts_with("customxml/")
}

/// Which kind of workbook the archive is.
fn format(zip: &mut ZipArchive<Cursor<&[u8]>>) -> Result<Format, Refused> {
    let mut kind = String::new();
    if let Ok(file) = zip.by_name("mimetype") {
        // What cannot be read as text is none of ours.
        let _ = file.take(100).read_to_string(&mut kind);
    }
    if kind.starts_with("application/vnd.oasis.opendocument.spreadsheet") {
        return Ok(Format::Ods);
    }
    let names: Vec<String> = zip
        .file_names()
        .filter_map(Result::ok)
        .map(|n| n.replace('\\', "/").to_lowercase())
        .collect();
    if names.iter().any(|n| n == "xl/workbook.bin") {
        Ok(Format::Xlsb)
    } else if names.iter().any(|n| n == "_rels/.rels") && names.iter().any(|n| n.ends_with(".xml"))
    {
        Ok(Format::Xlsx)
    } else {
        Err(Refused::damaged("it is a zip archive with no workbook in it"))
    }
}

impl Part {
    fn see(&mut self, tag: Tag<'_>, name: &str, limit: u64) -> Result<(), Refused> {
        self.tags += 1;
        if self.runs.see(tag) {
            if name.contains("sharedstrings") {
                self.raised.insert(self.texts.saturating_sub(1));
            } else {
                self.raised_in_cell = true;
            }
        }
        self.longest = self.longest.max(tag.text).max(tag.len());
        match (tag.name(), tag.closes()) {
            ("definedName", true) => self.held += tag.text as u64,
            ("t", true) => self.run += tag.text as u64,
            (_, true) => return Ok(()),
            ("row", _) => {
                self.row = match tag.attribute("r") {
                    Some(r) => r
                        .parse()
                        .ok()
                        .filter(|r| (1..=ROWS).contains(&u64::from(*r)))
                        .ok_or_else(|| beyond("row", r))?,
                    None => self.row.saturating_add(1),
                };
                if matches!(tag.attribute("hidden"), Some("1" | "true"))
                    && self.hidden.len() < HIDDEN
                {
                    self.hidden.push(self.row);
                }
            }
            ("c", _) => {
                self.run = 0;
                if let Some(r) = tag.attribute("r") {
                    place(r).ok_or_else(|| beyond("cell", r))?;
                }
            }
            ("mergeCell", _) if self.merged.len() < HIDDEN => {
                let ends = tag.attribute("ref").and_then(|r| r.split_once(':'));
                let ends = ends.and_then(|(first, last)| Some((place(first)?, place(last)?)));
                self.merged.extend(ends.filter(|(a, b)| b.0 > a.0).map(|(first, _)| first));
            }
            ("si", _) => {
                self.run = 0;
                self.texts += 1;
            }
            ("xf", _) => self.styles += 1,
            ("calcPr" | "sheetCalcPr", _) => {
                self.recalculated |= matches!(tag.attribute("fullCalcOnLoad"), Some("1" | "true"))
            }
            ("sst", _) => {
                // What cannot be read as a number, the reader takes for none.
                let declared = tag
                    .attribute("uniqueCount")
                    .and_then(|n| n.trim().parse::<u64>().ok())
                    .unwrap_or(0);
                let reserved = declared.saturating_mul(RESERVED);
                if reserved > limit {
                    return Err(Refused::memory(
                        &format!("the {declared} different texts that it declares"),
                        reserved,
                        limit,
                    ));
                }
            }
            ("sheet", _) => {
                self.held += tag.len() as u64;
                self.sheets.extend(tag.attribute("id").map(str::to_owned));
            }
            ("Relationship", _) => {
                self.held += tag.len() as u64;
                self.relationship(tag, name)?;
            }
            ("definedName" | "style" | "named-range" | "named-expression", _) => {
                self.held += tag.len() as u64
            }
            _ => {}
        }
        if self.run > HELD_LIMIT {
            return Err(Refused::too_large(format!(
                "one of its texts is longer than {}",
                in_words(HELD_LIMIT)
            )));
        }
        if self.held > HELD_LIMIT {
            return Err(Refused::too_large(format!(
                "its names and styles take more than {}",
                in_words(HELD_LIMIT)
            )));
        }
        Ok(())
    }

    fn relationship(&mut self, tag: Tag<'_>, name: &str) -> Result<(), Refused> {
        let (Some(kind), Some(target)) = (tag.attribute("Type"), tag.attribute("Target")) else {
            return Ok(());
        };
        let office = name == "_rels/.rels" && kind.ends_with("/officeDocument");
        // The reader takes a sheet's part for XML whatever its name is; here only parts named so
        // are looked at as such.
        let ending =
            if name.ends_with(".bin.rels") || target.eq_ignore_ascii_case("xl/workbook.bin") {
                ".bin"
            } else {
                ".xml"
            };
        let lower = target.to_lowercase();
        if (office || kind.contains("sheet"))
            && (!lower.ends_with(ending) || lower.contains("customxml"))
        {
            let target: String = target.chars().take(80).collect();
            return Err(Refused::damaged(format!(
                "a sheet of it is kept in a part named `{target}`"
            )));
        }
        if office {
            self.office = Some(target.trim_start_matches('/').to_lowercase());
        }
        if let Some(id) = tag.attribute("Id") {
            self.targets.push((id.to_owned(), target.to_owned()));
        }
        Ok(())
    }

    fn check(&self, name: &str) -> Result<(), Refused> {
        let heavy = self.styles.saturating_mul(self.longest as u64) > TEXTS_LIMIT;
        if name.ends_with("styles.xml") && (self.styles > STYLES || self.tags > STYLE_TAGS || heavy)
        {
            return Err(Refused::too_large(format!(
                "it has {} cell formats; the limit is {STYLES}",
                self.styles
            )));
        }
        Ok(())
    }
}

/// Hidden rows and part of each sheet, in the order the workbook names them; nothing of those that
/// are not where they should be.
fn of_sheets(parts: &mut BTreeMap<String, Part>) -> Package {
    let office = parts
        .get("_rels/.rels")
        .and_then(|p| p.office.clone())
        .unwrap_or_else(|| "xl/workbook.xml".to_owned());
    let (folder, file) = office.rsplit_once('/').map_or(("", office.as_str()), |(f, n)| (f, n));
    let within =
        |path: &str| if folder.is_empty() { path.to_owned() } else { format!("{folder}/{path}") };
    let relations: BTreeMap<String, String> = parts
        .get(&within(&format!("_rels/{file}.rels")))
        .map(|p| p.targets.iter().cloned().collect())
        .unwrap_or_default();
    let ids = parts.get(&office).map(|p| p.sheets.clone()).unwrap_or_default();
    let mut package =
        Package { recalculated: parts.values().any(|p| p.recalculated), ..Package::default() };
    for id in ids {
        let target = relations.get(&id).map(|t| t.to_lowercase()).unwrap_or_default();
        let path = target.strip_prefix('/').map_or_else(|| within(&target), str::to_owned);
        let mut part = parts.get_mut(&path);
        package.parts.push(part.as_ref().map(|p| p.index));
        let merged = part.as_mut().map(|p| std::mem::take(&mut p.merged));
        package.merged.push(merged.unwrap_or_default());
        package.hidden.push(part.map(|p| std::mem::take(&mut p.hidden)).unwrap_or_default());
    }
    package
}

/// A row or a cell that stands where no sheet has one: a reader that counts on would come out at
/// another.
fn beyond(what: &str, at: &str) -> Refused {
    let at: String = at.chars().take(40).collect();
    Refused::damaged(format!("a {what} of it stands at `{at}`, where no sheet has one"))
}

/// Row and column, from 0, of an address such as `C7`; none where no sheet has such a cell.
fn place(address: &str) -> Option<(u32, u32)> {
    let digits = address.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = address.split_at(digits);
    let column = letters.bytes().try_fold(0_u32, |n, b| {
        let letter = b.to_ascii_uppercase().checked_sub(b'A').filter(|l| *l < 26)?;
        n.checked_mul(26)?.checked_add(u32::from(letter) + 1)
    })?;
    let (row, column) = (row.parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?);
    (u64::from(row) < ROWS && u64::from(column) < COLUMNS).then_some((row, column))
}
