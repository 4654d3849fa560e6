//! Publishers' own files, damaged in forty ways that keep their figures: each gives the same values
//! or is refused, and never gives other values.
//!
//! The files are under `IDEAL_PUBLISHER_DATA` and are cut to some hundred rows first. What is known
//! to be read wrongly is named in [`KNOWN`]: the test fails where another one appears, and where
//! one of these is mended and still listed.

#![allow(clippy::unwrap_used)]

mod samples;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use calamine::{Data, Reader as _};
use ideal_evidence::publisher::{Options, import};
use rust_xlsxwriter::Workbook;

use samples::{SAMPLES, Sample};

/// Damages that are read wrongly today, by file and kind.
const KNOWN: &[(&str, Kind)] = &[];

/// A way to damage a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// An empty cell is put in, and the rest of the row moves right.
    ShiftRight,
    /// An empty cell is taken out, and the rest of the row moves left.
    ShiftLeft,
    RenameHead,
    SwapColumns,
    BlankRow,
    BlankColumn,
    TrailingColumns,
    /// The last cells of a row are gone.
    CutRow,
    /// The header stands a second time.
    HeaderAgain,
    Permute,
    Separator,
    Quoting,
    LostMark,
    DecimalSeparator,
    ByteOrderMark,
    LineEnds,
}

const OF_CELLS: [Kind; 10] = [
    Kind::ShiftRight,
    Kind::ShiftLeft,
    Kind::RenameHead,
    Kind::SwapColumns,
    Kind::BlankRow,
    Kind::BlankColumn,
    Kind::TrailingColumns,
    Kind::HeaderAgain,
    Kind::Permute,
    Kind::CutRow,
];
const OF_TEXT: [Kind; 6] = [
    Kind::Separator,
    Kind::Quoting,
    Kind::LostMark,
    Kind::DecimalSeparator,
    Kind::ByteOrderMark,
    Kind::LineEnds,
];
const MUTATIONS: usize = 40;
const ROWS: usize = 150;

/// Numbers that look like chance and are the same on every machine (SplitMix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % n.max(1) as u64).unwrap()
    }
}

/// A table cut down: cells, which row is the header, and how it is written.
#[derive(Clone)]
struct Table {
    rows: Vec<Vec<String>>,
    header: usize,
    delimiter: u8,
    quoted: bool,
    line_end: &'static str,
    mark: bool,
    /// Which quotation mark goes.
    lost: Option<usize>,
}

impl Table {
    fn read(sample: &Sample, path: &Path) -> Table {
        let mut rows: Vec<Vec<String>> = match sample.sheet {
            Some(sheet) => {
                let mut book = calamine::open_workbook_auto(path).unwrap();
                let sheet =
                    if sheet.is_empty() { book.sheet_names()[0].clone() } else { sheet.to_owned() };
                let range = book.worksheet_range(&sheet).unwrap();
                let (top, left) = range.start().unwrap();
                let above = (0..top).map(|_| Vec::new());
                let text =
                    |c: &Data| if matches!(c, Data::Empty) { String::new() } else { c.to_string() };
                let cells = |r: &[Data]| {
                    (0..left).map(|_| String::new()).chain(r.iter().map(text)).collect()
                };
                above.chain(range.rows().map(cells)).collect()
            }
            None => {
                let bytes = std::fs::read(path).unwrap();
                let text = if sample.latin1 {
                    bytes.iter().map(|b| char::from(*b)).collect()
                } else {
                    String::from_utf8(
                        bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes).to_vec(),
                    )
                    .unwrap()
                };
                let mut reader = csv::ReaderBuilder::new()
                    .delimiter(sample.delimiter)
                    .has_headers(false)
                    .flexible(true)
                    .from_reader(text.as_bytes());
                reader.records().map(|r| r.unwrap().iter().map(str::to_owned).collect()).collect()
            }
        };
        let header = rows.iter().position(|r| r.iter().any(|c| c.trim() == sample.header)).unwrap();
        let body = rows.split_off(header + 1);
        let taken =
            |row: &Vec<String>| sample.only.iter().all(|text| row.iter().any(|c| c == text));
        rows.extend(body.into_iter().filter(taken).take(ROWS));
        Table {
            rows,
            header,
            delimiter: sample.delimiter,
            quoted: false,
            line_end: "\n",
            mark: false,
            lost: None,
        }
    }

    fn to_text(&self) -> String {
        let delimiter = char::from(self.delimiter);
        let cell = |c: &String| {
            if self.quoted || c.contains([delimiter, '"', '\n', '\r']) {
                format!("\"{}\"", c.replace('"', "\"\""))
            } else {
                c.clone()
            }
        };
        let mut text: String = if self.mark { "\u{feff}".to_owned() } else { String::new() };
        for row in &self.rows {
            text.push_str(&row.iter().map(cell).collect::<Vec<_>>().join(&delimiter.to_string()));
            text.push_str(self.line_end);
        }
        if let Some(n) = self.lost {
            let marks: Vec<usize> = text.match_indices('"').map(|(i, _)| i).collect();
            text.remove(marks[n % marks.len()]);
        }
        text
    }

    fn write(&self, sample: &Sample, folder: &Path) -> PathBuf {
        let name = Path::new(sample.file).file_name().unwrap();
        let path = folder.join(name);
        let Some(sheet) = sample.sheet else {
            let text = self.to_text();
            let bytes = if sample.latin1 && !self.mark {
                text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect()
            } else {
                text.into_bytes()
            };
            std::fs::write(&path, bytes).unwrap();
            return path;
        };
        let mut book = Workbook::new();
        let worksheet =
            book.add_worksheet().set_name(if sheet.is_empty() { "data" } else { sheet }).unwrap();
        for (r, cells) in (0u32..).zip(&self.rows) {
            for (c, cell) in (0u16..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
                match cell.parse::<f64>() {
                    Ok(number) => worksheet.write_number(r, c, number).unwrap(),
                    Err(_) => worksheet.write_string(r, c, cell).unwrap(),
                };
            }
        }
        book.save(&path).unwrap();
        path
    }

    /// The table damaged; none where this kind cannot be done to it.
    fn damaged(&self, kind: Kind, sample: &Sample, chance: &mut Chance) -> Option<Table> {
        let mut t = self.clone();
        let header = t.header;
        let width = t.rows[header].len();
        let r = header + 1 + chance.below(t.rows.len() - header - 1);
        let named: Vec<usize> =
            (0..width).filter(|c| !t.rows[header][*c].trim().is_empty()).collect();
        let c = named[chance.below(named.len())];
        match kind {
            Kind::ShiftRight => t.rows[r].insert(c.min(self.rows[r].len()), String::new()),
            Kind::ShiftLeft => {
                let empty: Vec<usize> =
                    (0..t.rows[r].len()).filter(|i| t.rows[r][*i].is_empty()).collect();
                if empty.is_empty() {
                    return None;
                }
                t.rows[r].remove(empty[chance.below(empty.len())]);
            }
            Kind::RenameHead => {
                let head = &mut t.rows[header][c];
                *head = match chance.below(3) {
                    0 => format!("{head} (1)"),
                    1 => head.chars().skip(1).collect(),
                    _ => head.to_uppercase().replace(|x: char| !x.is_alphanumeric(), " "),
                };
            }
            Kind::SwapColumns => {
                let d = named[chance.below(named.len())];
                // Banner rows above the header are narrower and stay.
                t.rows[header..]
                    .iter_mut()
                    .filter(|row| row.len() > c.max(d))
                    .for_each(|row| row.swap(c, d));
            }
            Kind::BlankRow => t.rows.insert(
                r,
                if chance.below(2) == 0 { vec![String::new(); width] } else { vec![String::new()] },
            ),
            Kind::BlankColumn => t.rows[header..]
                .iter_mut()
                .filter(|row| row.len() >= c)
                .for_each(|row| row.insert(c, String::new())),
            Kind::TrailingColumns => {
                t.rows[header..].iter_mut().for_each(|row| row.resize(row.len() + 2, String::new()))
            }
            Kind::CutRow if sample.sheet.is_none() => {
                let keep = 1 + chance.below(width - 1);
                t.rows[r].truncate(keep);
            }
            Kind::HeaderAgain => t.rows.insert(r, self.rows[header].clone()),
            Kind::Permute => {
                for i in (header + 2..t.rows.len()).rev() {
                    let j = header + 1 + chance.below(i - header);
                    t.rows.swap(i, j);
                }
            }
            Kind::CutRow => return None,
            Kind::Separator => {
                t.delimiter = [b',', b';', b'\t', b'|']
                    .into_iter()
                    .filter(|d| *d != self.delimiter)
                    .nth(chance.below(3))?
            }
            Kind::Quoting => t.quoted = true,
            Kind::LostMark => {
                t.quoted = true;
                t.lost = Some(chance.below(1 << 30));
            }
            Kind::DecimalSeparator => {
                let number = |x: &str| {
                    x.contains('.') && x.bytes().all(|b| b.is_ascii_digit() || b"+-.,".contains(&b))
                };
                t.rows[header + 1..]
                    .iter_mut()
                    .flatten()
                    .filter(|x| number(x))
                    .for_each(|x| *x = x.replace('.', ","));
            }
            Kind::ByteOrderMark => t.mark = true,
            Kind::LineEnds => t.line_end = "\r\n",
        }
        Some(t)
    }
}

type Values = BTreeMap<[String; 4], [String; 3]>;

fn values(sample: &Sample, data: &Path, file: PathBuf) -> Result<Values, String> {
    let mapping =
        sample.mapping.map(|m| if m.contains('/') { data.join(m) } else { PathBuf::from(m) });
    let read = import(sample.source, &[file], &Options { mapping, ..Options::default() })
        .map_err(|e| e.to_string())?;
    let row = |r: &ideal_evidence::publisher::TidyRow| {
        let key =
            [r.territory.clone(), r.crime_area.clone(), r.indicator.clone(), r.period.to_string()];
        (key, [r.value.to_string(), r.unit.clone(), format!("{:?}", r.se)])
    };
    Ok(read.rows.iter().map(row).collect())
}

/// What came of one file.
#[derive(Default)]
struct Outcome {
    same: usize,
    refused: usize,
    wrong: Vec<(Kind, String)>,
}

fn mutate(sample: &Sample, data: &Path) -> Result<Outcome, String> {
    let folder = tempfile::tempdir().unwrap();
    let whole = Table::read(sample, &data.join(sample.file));
    let truth = values(sample, data, whole.write(sample, folder.path()))?;
    let mut out = Outcome::default();
    let kinds: Vec<Kind> = OF_CELLS
        .into_iter()
        .chain(OF_TEXT.into_iter().filter(|_| sample.sheet.is_none()))
        .collect();
    let mut judge = |damaged: &Table, kind: Kind, seed: u64| match values(
        sample,
        data,
        damaged.write(sample, folder.path()),
    ) {
        Err(_) => out.refused += 1,
        Ok(found) if found == truth => out.same += 1,
        Ok(found) => {
            let other = found.iter().find(|(k, v)| truth.get(*k) != Some(v));
            let lost = truth.keys().find(|k| !found.contains_key(*k));
            let what = format!(
                "seed {seed}: {} rows of {}; other {other:?}, lost {lost:?}",
                found.len(),
                truth.len()
            );
            out.wrong.push((kind, what));
        }
    };
    let (mut seed, mut done) = (0, 0);
    while done < MUTATIONS {
        seed += 1;
        let kind = kinds[usize::try_from(seed).unwrap() % kinds.len()];
        let Some(damaged) = whole.damaged(kind, sample, &mut Chance(seed)) else { continue };
        judge(&damaged, kind, seed);
        done += 1;
    }
    if let Some(head) =
        whole.rows[whole.header].iter().position(|h| !h.is_empty() && h == sample.renamed)
    {
        let mut damaged = whole.clone();
        damaged.rows[whole.header][head].push_str(" (1)");
        judge(&damaged, Kind::RenameHead, 0);
    }
    Ok(out)
}

#[test]
fn damaged_files_give_the_same_values_or_none() {
    let Some(data) =
        ideal_testing::Data::Publishers.folder("so no publisher's file is damaged and read")
    else {
        return;
    };
    // Past the capture of the test runner.
    let say = |text: &str| {
        let _ = writeln!(std::io::stderr(), "{text}");
    };
    let next = Mutex::new(SAMPLES.iter());
    let outcomes = Mutex::new(BTreeMap::new());
    std::thread::scope(|s| {
        for _ in 0..std::thread::available_parallelism().map_or(2, usize::from).min(4) {
            s.spawn(|| {
                loop {
                    let Some(sample) = next.lock().unwrap().next() else { break };
                    let outcome = mutate(sample, &data);
                    outcomes.lock().unwrap().insert(sample.file, outcome);
                }
            });
        }
    });
    let mut wrong: BTreeSet<(&str, Kind)> = BTreeSet::new();
    let mut counts = (0, 0, 0);
    for (file, outcome) in &*outcomes.lock().unwrap() {
        match outcome {
            Err(e) => say(&format!("{file}: cut to {ROWS} rows it is not read at all: {e}")),
            Ok(o) => {
                say(&format!(
                    "{file}: {} the same, {} refused, {} other values",
                    o.same,
                    o.refused,
                    o.wrong.len()
                ));
                o.wrong.iter().for_each(|(kind, what)| say(&format!("  {kind:?}: {what}")));
                wrong.extend(o.wrong.iter().map(|(kind, _)| (*file, *kind)));
                counts = (counts.0 + 1, counts.1 + o.same, counts.2 + o.refused);
            }
        }
    }
    say(&format!(
        "{} files: {} damages gave the same values, {} were refused",
        counts.0, counts.1, counts.2
    ));
    assert_eq!(
        wrong,
        KNOWN.iter().copied().collect(),
        "other values than the file's, by file and damage"
    );
    assert!(counts.0 >= 12 && counts.1 >= 100 && counts.2 >= 100, "{counts:?}");
}
