//! The compound file that an .xls workbook is, looked through before a reader opens it.
//!
//! Such a file is a small file system: sectors in chains, a table that says which sector follows
//! which, streams by name. The reader follows chains without asking whether they end, and lays
//! every sheet out as a rectangle.

use super::package::Package;
use super::{Refused, TEXT};

/// What follows the last sector of a chain, and the first of the numbers that are no sectors.
const END: u32 = 0xffff_fffe;
const NO_SECTOR: u32 = 0xffff_fffa;

/// Cells of a sheet of .xls: 65 536 rows of 256 columns. The reader reserves room for as many as a
/// sheet declares.
const SHEET: u64 = 65_536 * 256;

/// Looks through a workbook; the error says why it is not opened.
pub(super) fn inspect(bytes: &[u8], memory: u64) -> Result<Package, Refused> {
    let file = Compound::open(bytes)?;
    if file.stream("EncryptedPackage").is_some() {
        return Err(password());
    }
    let stream = file.stream("Workbook").or_else(|| file.stream("Book"));
    let stream = stream.ok_or_else(|| Refused::damaged("it holds no workbook that can be read"))?;
    workbook(&stream, memory / 4 * 3)
}

fn password() -> Refused {
    Refused {
        code: "not-a-workbook",
        found: "it is protected with a password".to_owned(),
        cure: "open it and save a copy without a password",
    }
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 2)?.try_into().ok().map(|b| u32::from(u16::from_le_bytes(b)))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    bytes.chunks_exact(4).filter_map(|b| u32_at(b, 0))
}

/// A compound file whose chains all end.
struct Compound<'b> {
    /// The file from its first sector on.
    body: &'b [u8],
    size: usize,
    next: Vec<u32>,
    /// The chain that holds streams shorter than 4096 bytes, and the table of its own small
    /// sectors.
    small: Vec<u8>,
    small_next: Vec<u32>,
    directory: Vec<u8>,
}

impl<'b> Compound<'b> {
    fn open(bytes: &'b [u8]) -> Result<Self, Refused> {
        let cut = || Refused::damaged("it is cut off");
        let size = match u16_at(bytes, 30).ok_or_else(cut)? {
            9 => 512,
            12 => 4096,
            _ => return Err(Refused::damaged("its sectors have a size that no workbook has")),
        };
        let word = |at: usize| u32_at(bytes, at).ok_or_else(cut);
        let (directory, small_table, small_length, mut further) =
            (word(48)?, word(60)?, word(64)?, word(68)?);
        let mut file = Compound {
            body: bytes.get(size..).ok_or_else(cut)?,
            size,
            next: Vec::new(),
            small: Vec::new(),
            small_next: Vec::new(),
            directory: Vec::new(),
        };
        let sectors = bytes.len() / size;
        let mut tables: Vec<u32> =
            numbers(bytes.get(76..512).ok_or_else(cut)?).filter(|id| *id < NO_SECTOR).collect();
        let mut steps = 0;
        while further < NO_SECTOR {
            let mut ids: Vec<u32> = numbers(file.sector(further).ok_or_else(cut)?).collect();
            further = ids.pop().unwrap_or(END);
            tables.extend(ids.into_iter().filter(|id| *id < NO_SECTOR));
            steps += 1;
            if steps > sectors {
                return Err(circle());
            }
        }
        if tables.len() > sectors {
            return Err(Refused::damaged("its table of sectors is longer than the file"));
        }
        for id in tables {
            file.next.extend(numbers(file.sector(id).unwrap_or_default()));
        }
        if circular(&file.next, sectors) {
            return Err(circle());
        }
        file.directory = file.chain(directory);
        file.small_next = numbers(&file.chain(small_table)).collect();
        if small_length > 0 {
            file.small =
                u32_at(&file.directory, 116).map(|start| file.chain(start)).unwrap_or_default();
        }
        if circular(&file.small_next, file.small_next.len()) {
            return Err(circle());
        }
        Ok(file)
    }

    fn sector(&self, id: u32) -> Option<&'b [u8]> {
        let start = (id as usize).checked_mul(self.size)?;
        let rest = self.body.get(start..)?;
        Some(rest.get(..rest.len().min(self.size)).unwrap_or_default())
    }

    /// The bytes of a chain, which is known to end.
    fn chain(&self, mut id: u32) -> Vec<u8> {
        let mut out = Vec::new();
        while let Some(sector) = (id < NO_SECTOR).then(|| self.sector(id)).flatten() {
            out.extend_from_slice(sector);
            id = self.next.get(id as usize).copied().unwrap_or(END);
        }
        out
    }

    fn small_chain(&self, mut id: u32, length: usize) -> Vec<u8> {
        let mut out = Vec::new();
        while id < NO_SECTOR && out.len() < length {
            let start = id as usize * 64;
            let Some(sector) = self.small.get(start..(start + 64).min(self.small.len())) else {
                break;
            };
            out.extend_from_slice(sector);
            id = self.small_next.get(id as usize).copied().unwrap_or(END);
        }
        out
    }

    /// A stream by its name, whatever its case.
    fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let entry = self.directory.chunks_exact(128).find(|entry| {
            let units = entry
                .get(..64)
                .unwrap_or_default()
                .chunks_exact(2)
                .filter_map(|b| u16_at(b, 0).and_then(|u| u16::try_from(u).ok()));
            let units: Vec<u16> = units.take_while(|u| *u != 0).collect();
            String::from_utf16_lossy(&units).eq_ignore_ascii_case(name)
        })?;
        let (start, length) = (u32_at(entry, 116)?, u32_at(entry, 120)? as usize);
        let mut out =
            if length < 4096 { self.small_chain(start, length) } else { self.chain(start) };
        out.truncate(length);
        Some(out)
    }
}

fn circle() -> Refused {
    Refused::damaged("its table of sectors runs in a circle")
}

/// Whether a chain of the first `count` sectors comes back to itself.
fn circular(next: &[u32], count: usize) -> bool {
    // 0: not seen yet; else the number of the walk that came by.
    let mut seen = vec![0_usize; next.len().min(count.saturating_add(1))];
    for start in 0..seen.len() {
        let mut at = start;
        while let Some(mark) = seen.get_mut(at) {
            if *mark == start + 1 {
                return true;
            }
            if *mark != 0 {
                break;
            }
            *mark = start + 1;
            at = next.get(at).map_or(usize::MAX, |n| *n as usize);
        }
    }
    false
}

/// The records of a stream from a place on: kind and data.
fn records(stream: &[u8], from: usize) -> impl Iterator<Item = (u32, &[u8])> {
    let mut rest = stream.get(from..).unwrap_or_default();
    std::iter::from_fn(move || {
        let (kind, length) = (u16_at(rest, 0)?, u16_at(rest, 2)? as usize);
        let data = rest.get(4..4 + length)?;
        rest = rest.get(4 + length..)?;
        Some((kind, data))
    })
}

// Kinds of records.
const BOF: u32 = 0x0809;
const EOF: u32 = 0x000a;
const CONTINUE: u32 = 0x003c;
const FILE_PASS: u32 = 0x002f;
const SHEET_AT: u32 = 0x0085;
const TEXTS: u32 = 0x00fc;
const DIMENSIONS: u32 = 0x0200;
const ROW: u32 = 0x0208;
const TEXT_CELL: u32 = 0x00fd;
const NUMBERS: u32 = 0x00bd;
const FORMULA: u32 = 0x0006;
const NAME: u32 = 0x0018;
const MERGED: u32 = 0x00e5;
/// Numbers, labels, truth values and errors, and formulas: all begin with row and column.
const CELLS: [u32; 6] = [0x0203, 0x0204, 0x00d6, 0x0205, 0x027e, FORMULA];

fn workbook(stream: &[u8], limit: u64) -> Result<Package, Refused> {
    let mut starts = Vec::new();
    let mut texts = Vec::new();
    // Length of the longest name of a sheet or a range.
    let mut name = 0;
    let mut globals = records(stream, 0).peekable();
    while let Some((kind, data)) = globals.next() {
        match kind {
            FILE_PASS if u16_at(data, 0).is_some_and(|n| n != 0) => return Err(password()),
            SHEET_AT => {
                starts.extend(u32_at(data, 0));
                name = data.get(6).copied().unwrap_or(0).max(name);
            }
            NAME => name = data.get(3).copied().unwrap_or(0).max(name),
            TEXTS => {
                let mut pieces = vec![data];
                while let Some((_, more)) = globals.next_if(|(kind, _)| *kind == CONTINUE) {
                    pieces.push(more);
                }
                texts = lengths(&pieces);
            }
            EOF => break,
            _ => {}
        }
    }
    let mut reach = Reach { texts, name: usize::from(name), limit, ..Reach::default() };
    let mut package = Package::default();
    for start in starts {
        let seen = reach.sheet(stream, start as usize)?;
        package.hidden.push(seen.hidden);
        package.emptied.push(seen.emptied);
        package.merged.push(seen.merged);
    }
    Ok(Package { held: reach.held(), ..package })
}

/// What the sheets of a workbook take once the reader has laid them out.
#[derive(Default)]
struct Reach {
    /// Length of each shared text.
    texts: Vec<u32>,
    /// Length of the longest name that a formula may use.
    name: usize,
    area: u64,
    cells: u64,
    text: u64,
    /// Bytes that all of it may take.
    limit: u64,
}

/// Bytes of a cell in the rectangle that the reader lays out, and of one with something in it
/// before that.
const LAID_OUT: u64 = 32;
const LOOSE: u64 = 80;

impl Reach {
    fn held(&self) -> u64 {
        let cells =
            self.area.saturating_mul(LAID_OUT).saturating_add(self.cells.saturating_mul(LOOSE));
        cells.saturating_add(self.text)
    }

    /// Looks through the sheet that begins at `start`.
    fn sheet(&mut self, stream: &[u8], start: usize) -> Result<Seen, Refused> {
        let (mut hidden, mut emptied, mut merged) = (Vec::new(), Vec::new(), Vec::new());
        let mut extent: Option<(u32, u32, u32, u32)> = None;
        let (mut begun, mut depth) = (false, 0_u32);
        for (kind, data) in records(stream, start) {
            // A chart within the sheet has records of its own.
            match kind {
                BOF if begun => depth += 1,
                BOF => begun = true,
                EOF if depth == 0 => break,
                EOF => depth -= 1,
                _ if depth > 0 => {}
                DIMENSIONS => dimensions(data)?,
                ROW if u16_at(data, 12).is_some_and(|flags| flags & 0x20 != 0) => {
                    hidden.extend(u16_at(data, 0).map(|row| row + 1));
                }
                // A count, then for each the first and last row and the first and last column.
                MERGED => merged.extend(
                    data.get(2..).unwrap_or_default().chunks_exact(8).filter_map(|ends| {
                        let (first, last) = (u16_at(ends, 0)?, u16_at(ends, 2)?);
                        (last > first).then_some((first, u16_at(ends, 4)?))
                    }),
                ),
                _ => {}
            }
            if depth > 0 || !(CELLS.contains(&kind) || kind == TEXT_CELL || kind == NUMBERS) {
                continue;
            }
            let (Some(row), Some(left)) = (u16_at(data, 0), u16_at(data, 2)) else { continue };
            let right = if kind == NUMBERS {
                u16_at(data, data.len().saturating_sub(2)).unwrap_or(left).max(left)
            } else {
                left
            };
            if kind == TEXT_CELL {
                let length =
                    u32_at(data, 6).and_then(|i| self.texts.get(i as usize)).copied().unwrap_or(0);
                self.text += TEXT + u64::from(length);
            }
            if kind == FORMULA {
                // The reader writes formulas out, and five bytes may stand for a name.
                self.text += (data.len() * (1 + self.name * 3 / 5)) as u64;
                if is_emptied(data) {
                    emptied.push((row, left));
                }
            }
            self.cells += u64::from(right - left) + 1;
            extent = Some(match extent {
                None => (row, row, left, right),
                Some((top, bottom, l, r)) => {
                    (top.min(row), bottom.max(row), l.min(left), r.max(right))
                }
            });
        }
        if let Some((top, bottom, left, right)) = extent {
            self.area += u64::from(bottom - top + 1) * u64::from(right - left + 1);
        }
        // Sheets may share their place in the file, so that few bytes come to many cells.
        if self.held() > self.limit {
            return Err(Refused::cells(self.area.max(self.cells), self.held(), self.limit));
        }
        hidden.sort_unstable();
        hidden.dedup();
        Ok(Seen { hidden, emptied, merged })
    }
}

/// What the reader does not say of a sheet.
struct Seen {
    /// Hidden rows, from 1, in order.
    hidden: Vec<u32>,
    /// Cells with a formula whose result is an empty text.
    emptied: Vec<(u32, u32)>,
    /// Cells that are merged with those below them.
    merged: Vec<(u32, u32)>,
}

/// Whether a formula's result is an empty text. Programs that write formulas and do not calculate
/// leave the same bytes.
fn is_emptied(formula: &[u8]) -> bool {
    matches!(formula.get(6..14), Some([3, .., 0xff, 0xff]))
}

/// Refuses a sheet that declares more cells than there can be.
fn dimensions(data: &[u8]) -> Result<(), Refused> {
    let read = match data.len() {
        10 => (u16_at(data, 0), u16_at(data, 2), u16_at(data, 4), u16_at(data, 6)),
        14.. => (u32_at(data, 0), u32_at(data, 4), u16_at(data, 8), u16_at(data, 10)),
        _ => return Ok(()),
    };
    let (Some(top), Some(bottom), Some(left), Some(right)) = read else { return Ok(()) };
    // An empty sheet may declare anything: the reader takes an end of 0 for none.
    if bottom == 0 || right == 0 {
        return Ok(());
    }
    let left = if left > 0xff || right < left { 0 } else { left };
    let rows = bottom.checked_sub(top).map(u64::from);
    match rows.map(|rows| rows * u64::from(right - left)) {
        Some(cells) if cells <= SHEET => Ok(()),
        _ => Err(Refused::damaged("a sheet of it declares more cells than a sheet can have")),
    }
}

/// The length of each text of the table of shared texts, in bytes of the file; of the rest, where
/// it is damaged, nothing.
fn lengths(pieces: &[&[u8]]) -> Vec<u32> {
    let mut out = Vec::new();
    let mut at = Pieces { pieces, piece: 0, at: 8 };
    while let Some(length) = at.text() {
        out.push(length);
    }
    out
}

/// A place in a record and its continuations.
struct Pieces<'p, 'b> {
    pieces: &'p [&'b [u8]],
    piece: usize,
    at: usize,
}

impl Pieces<'_, '_> {
    /// Bytes left in this piece; at the end of one the next begins.
    fn left(&mut self) -> Option<usize> {
        loop {
            let left = self.pieces.get(self.piece)?.len().saturating_sub(self.at);
            if left > 0 {
                return Some(left);
            }
            self.piece += 1;
            self.at = 0;
        }
    }

    fn skip(&mut self, mut bytes: usize) -> Option<()> {
        while bytes > 0 {
            let step = self.left()?.min(bytes);
            self.at += step;
            bytes -= step;
        }
        Some(())
    }

    fn take(&mut self, bytes: usize) -> Option<u32> {
        self.left()?;
        let data = self.pieces.get(self.piece)?;
        let value = if bytes == 1 {
            data.get(self.at).map(|b| u32::from(*b))
        } else if bytes == 2 {
            u16_at(data, self.at)
        } else {
            u32_at(data, self.at)
        };
        self.at += bytes;
        value
    }

    /// Passes over a text and gives its length in bytes.
    fn text(&mut self) -> Option<u32> {
        let characters = self.take(2)?;
        let flags = self.take(1)?;
        let runs = if flags & 8 != 0 { self.take(2)? as usize } else { 0 };
        let phonetic = if flags & 4 != 0 { self.take(4)? as usize } else { 0 };
        let mut wide = flags & 1 != 0;
        let mut rest = characters as usize;
        while rest > 0 {
            let first = self.pieces.get(self.piece).is_some_and(|p| self.at >= p.len());
            let left = self.left()?;
            if first {
                // A continuation says anew how wide its characters are.
                wide = self.take(1)? & 1 != 0;
                continue;
            }
            let each = if wide { 2 } else { 1 };
            let step = (left / each).min(rest);
            if step == 0 {
                return None;
            }
            self.at += step * each;
            rest -= step;
        }
        self.skip(runs * 4)?;
        self.skip(phonetic)?;
        Some(characters * 3)
    }
}
