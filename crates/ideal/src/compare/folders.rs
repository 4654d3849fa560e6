//! Two result folders compared, by their tables: what was and is, without what made the difference.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use ideal_evidence::{CellRow, CellValue, open_regular, read_delimited};
use ideal_model::{Finding, Mark, Period, Ranking, Verdict};
use serde::Deserialize;

use super::matching::{self, Common, Holdings, not_comparable};
use super::states::Key;
use super::{View, period};
use crate::compared::{CompareOptions, Compared, ComparedRow, Side, Unsplit};
use crate::error::Error;
use crate::manifest::{FILE, Manifest, sha256};
use crate::results::Assessed;

/// The most bytes of a file of a result that are read.
const LARGEST: u64 = 1 << 30;

/// Compares two result folders: the same as [`compare`](crate::compare) says of projects but for
/// what of a difference is data, method and world, because results hold neither their evidence nor
/// their method.
///
/// Where only one has a territory or a crime area and the options ask for what is common, the
/// roll-ups over it are left aside: they are not of the same members.
///
/// # Errors
/// [`Error::NotComparable`] where a folder is no result or not as it was written, for an edition
/// that one does not have, and with everything that only one of them assesses unless the options
/// ask for what is common.
pub fn compare_results(a: &Path, b: &Path, options: CompareOptions) -> Result<Compared, Error> {
    compared([Folder::read(a, options.edition)?, Folder::read(b, options.edition)?], options)
}

/// The same of a result folder and of results that stand in none yet.
///
/// # Errors
/// As [`compare_results`], and [`Error::Unknown`] for an edition that the results do not have.
pub fn compare_with_result(
    a: &Path,
    b: &Assessed,
    options: CompareOptions,
) -> Result<Compared, Error> {
    compared([Folder::read(a, options.edition)?, Folder::of(b, options.edition)?], options)
}

fn compared(sides: [Folder; 2], options: CompareOptions) -> Result<Compared, Error> {
    let common = matching::common([&sides[0].holdings, &sides[1].holdings], options.common)?;
    let keys: BTreeSet<&Key> =
        sides.iter().flat_map(|s| s.nodes.keys()).filter(|k| takes(&sides, &common, k)).collect();
    let row = |key: &Key| {
        let side = |s: &Folder| s.nodes.get(key).cloned().unwrap_or_default();
        let found = [side(&sides[0]), side(&sides[1])];
        let unit = (key.0.clone(), key.1.clone());
        let named = sides[1].names.get(&unit).or_else(|| sides[0].names.get(&unit)).cloned();
        let (name, ranking) =
            named.map_or_else(|| (key.0.clone(), None), |(name, ranking)| (name, Some(ranking)));
        let why = match [found[0].score, found[1].score] {
            [None, None] => Unsplit::NoScore,
            [None, _] => Unsplit::NoScoreA,
            [_, None] => Unsplit::NoScoreB,
            _ => Unsplit::Results,
        };
        ComparedRow {
            territory: key.0.clone(),
            crime_area: key.1.clone(),
            node: key.2.clone(),
            name,
            ranking,
            sides: found,
            difference_interval: None,
            split: Err(why),
            gaps_between: Vec::new(),
        }
    };
    let [a, b] = &sides;
    Ok(Compared {
        editions: [a.edition, b.edition],
        mark: a.mark().strictest(b.mark()),
        draws: [a.manifest.draws, b.manifest.draws],
        decimals: b.decimals,
        root: b.holdings.root.clone(),
        rows: keys.into_iter().map(row).collect(),
        rows_changed: None,
        method_changed: None,
        aside: common.aside.clone(),
        notes: notes([a, b], common),
    })
}

/// Whether a row is one of what both have: of common territories and crime areas, and of roll-ups
/// whose members are.
fn takes(sides: &[Folder; 2], common: &Common, (territory, area, node): &Key) -> bool {
    let assessed = sides.iter().any(|s| s.holdings.territories.contains(territory));
    let of_territories =
        if assessed { common.territories.contains(territory) } else { !common.other_territories };
    let of_areas =
        if area == "*" { !common.other_areas } else { common.crime_areas.contains(area) };
    of_territories && of_areas && common.nodes.contains(node)
}

fn notes([a, b]: [&Folder; 2], common: Common) -> Vec<String> {
    let mut notes = common.notes;
    let audiences = [a, b].map(|s| s.manifest.audience());
    if audiences[0] != audiences[1] {
        let whom = audiences.map(|audience| audience.unwrap_or("whoever may read all of it"));
        notes.push(format!(
            "A was made for {} and B for {}: what is withheld from one alone shows as a difference",
            whom[0], whom[1]
        ));
    }
    if common.other_territories || common.other_areas {
        notes.push(
            "roll-ups over territories or crime areas that only one has are left aside".to_owned(),
        );
    }
    if common.other_leaves {
        notes.push("scores before and after are made of different leaves".to_owned());
    }
    let same = a.manifest.method.sha256 == b.manifest.method.sha256;
    let by = if same { "both were made by one method" } else { "they were made by two methods" };
    notes.push(format!(
        "these are results: what of a difference is data, method or world can be told from two \
         projects alone; {by}"
    ));
    if a.manifest.version != b.manifest.version {
        notes.push(format!(
            "ideal {} wrote the one and ideal {} the other",
            a.manifest.version, b.manifest.version
        ));
    }
    notes
}

/// A result folder at one edition.
struct Folder {
    manifest: Manifest,
    edition: Period,
    holdings: Holdings,
    decimals: u8,
    nodes: BTreeMap<Key, Side>,
    /// Names of territories, crime areas and cells, with the ranking each stands in.
    names: BTreeMap<(String, String), (String, Ranking)>,
}

/// The tables of rankings, each with the ranking it holds. Of a method by territory the first and
/// the last hold the same.
const RANKINGS: [(&str, Ranking); 3] = [
    ("ranking_territories", Ranking::Territories),
    ("ranking_crime_areas", Ranking::CrimeAreas),
    ("ranking_units", Ranking::Units),
];

impl Folder {
    fn read(folder: &Path, edition: Option<Period>) -> Result<Self, Error> {
        let manifest = Manifest::read(folder).ok_or_else(|| {
            let message = "this is not the manifest of a result that this version reads";
            refused(folder.join(FILE), None, message).hint("`ideal run` writes it anew")
        });
        let manifest = manifest.map_err(|f| not_comparable(vec![f]))?;
        let edition = edition_of(folder, &manifest, edition)?;
        let files = Files { folder, manifest: &manifest };
        let root = files.root()?;
        let mut out = Folder {
            edition,
            holdings: Holdings { root, ..Holdings::default() },
            decimals: 0,
            nodes: BTreeMap::new(),
            names: BTreeMap::new(),
            manifest: manifest.clone(),
        };
        out.scores(&files.table("scores")?)?;
        for (name, ranking) in RANKINGS {
            out.ranking(&files.table(name)?, ranking)?;
        }
        let leaves = files.table("indicators")?;
        let code = leaves.column("indicator")?;
        out.holdings.leaves = leaves.rows.iter().filter_map(|r| text(r, code)).collect();
        Ok(out)
    }

    /// Of results that are not written yet.
    fn of(results: &Assessed, edition: Option<Period>) -> Result<Self, Error> {
        let edition = period(results, edition)?;
        let view = View::new(results, edition);
        let (mut nodes, mut names) = (BTreeMap::new(), BTreeMap::new());
        let now = results.unit_indices().filter(|u| results.edition_of(*u) == Some(edition));
        for unit in now {
            let codes = (results.place_code(unit).to_owned(), results.area_code(unit).to_owned());
            for node in &results.assessment.method.nodes {
                let key = (codes.0.clone(), codes.1.clone(), node.id.clone());
                let at = view.at(&key);
                nodes.insert(key, view.side(at));
                if let Some((name, Some(ranking))) = view.named(at) {
                    names.entry(codes.clone()).or_insert((name, ranking));
                }
            }
        }
        let leaves = results.leaves.iter().map(|l| l.indicator);
        let code = |i: ideal_model::IndicatorIx| {
            results.assessment.method.indicators.get(i.get()).map(|i| i.code.clone())
        };
        let holdings = Holdings {
            leaves: leaves.filter_map(code).collect(),
            ..Holdings::of(&results.assessment)
        };
        Ok(Folder {
            manifest: Manifest::new(results, &[], Vec::new()),
            edition,
            holdings,
            decimals: results.assessment.method.decimals,
            nodes,
            names,
        })
    }

    fn mark(&self) -> Mark {
        Mark::read(&self.manifest.handling).0
    }

    fn scores(&mut self, table: &Table) -> Result<(), Error> {
        let [territory, area, edition, node, score, verdict] =
            table.columns(["territory", "crime_area", "edition", "node", "score", "verdict"])?;
        let [shown, band, low, high] =
            ["shown", "band", "low", "high"].map(|name| table.find(name));
        let now = self.edition.to_string();
        for row in table.rows.iter().filter(|r| text(r, edition).as_deref() == Some(&*now)) {
            let of = |column| text(row, column).unwrap_or_default();
            let number = |column: Option<u32>| table.number(row, column);
            let said = of(verdict);
            let verdict = Verdict::from_word(&said)
                .ok_or_else(|| table.refuse(row, format!("`{said}` is no verdict")))?;
            if let Some(shown) = shown.and_then(|c| text(row, c)) {
                let places = shown.split_once('.').map_or(0, |(_, digits)| digits.len());
                self.decimals = self.decimals.max(u8::try_from(places).unwrap_or(u8::MAX));
            }
            let side = Side {
                verdict: Some(verdict),
                score: number(Some(score))?,
                band: band.and_then(|c| text(row, c)),
                rank: None,
                interval: number(low)?.zip(number(high)?).map(|(low, high)| [low, high]),
            };
            self.holdings.nodes.insert(of(node));
            self.nodes.insert((of(territory), of(area), of(node)), side);
        }
        Ok(())
    }

    fn ranking(&mut self, table: &Table, ranking: Ranking) -> Result<(), Error> {
        let [rank, edition, node, name] = table.columns(["rank", "edition", "node", "name"])?;
        let [territory, area] = ["territory", "crime_area"].map(|name| table.find(name));
        let now = self.edition.to_string();
        self.holdings.whole = ranking == Ranking::Units;
        for row in &table.rows {
            let code = |column: Option<u32>| {
                column.and_then(|c| text(row, c)).unwrap_or_else(|| "*".to_owned())
            };
            let unit = (code(territory), code(area));
            if ranking == Ranking::Units {
                self.holdings.territories.insert(unit.0.clone());
                if unit.1 != "*" {
                    self.holdings.crime_areas.insert(unit.1.clone());
                }
            }
            if text(row, edition).as_deref() != Some(&*now) {
                continue;
            }
            let key = (unit.0.clone(), unit.1.clone(), text(row, node).unwrap_or_default());
            if let Some(side) = self.nodes.get_mut(&key) {
                // A rank is a whole number that no double rounds.
                let n = table.number(row, Some(rank))?;
                side.rank = n.and_then(whole_number).or(side.rank);
            }
            let name = text(row, name).unwrap_or_default();
            self.names.entry(unit).or_insert((name, ranking));
        }
        self.holdings.whole &= self.holdings.crime_areas.is_empty();
        Ok(())
    }
}

/// A whole number; none for any other.
fn whole_number(n: f64) -> Option<u32> {
    ideal_model::shortest(n).parse().ok()
}

/// The edition asked for, or the latest.
fn edition_of(folder: &Path, m: &Manifest, asked: Option<Period>) -> Result<Period, Error> {
    let all: Vec<Period> = m.editions.iter().filter_map(|e| e.parse().ok()).collect();
    let found = match asked {
        Some(edition) => all.iter().copied().find(|e| *e == edition),
        None => all.last().copied(),
    };
    found.ok_or_else(|| {
        let which = asked.map(|e| format!(" {e}")).unwrap_or_default();
        let message = format!("the result has no edition{which}");
        let f = refused(folder.join(FILE), None, message);
        not_comparable(vec![f.hint(format!("its editions are {}", m.editions.join(", ")))])
    })
}

fn refused(file: PathBuf, line: Option<u32>, message: impl Into<String>) -> Finding {
    let f = Finding::error("result-unreadable", message).in_file(file.display().to_string());
    line.map_or_else(|| f.clone(), |line| f.clone().at_line(u64::from(line)))
}

/// The files of a result, each as its manifest lists it.
struct Files<'f> {
    folder: &'f Path,
    manifest: &'f Manifest,
}

impl Files<'_> {
    fn bytes(&self, path: &str) -> Result<Vec<u8>, Error> {
        let file = self.folder.join(path);
        let fail = |message: String| not_comparable(vec![refused(file.clone(), None, message)]);
        let bytes = read(open_regular(&file)).map_err(|e| fail(format!("cannot be read: {e}")))?;
        let listed = self.manifest.outputs.iter().find(|o| o.path == path);
        if listed.is_some_and(|o| o.sha256 == sha256(&bytes)) {
            return Ok(bytes);
        }
        Err(fail("is not the file that the manifest lists: somebody has changed it".to_owned()))
    }

    fn table(&self, name: &str) -> Result<Table, Error> {
        let path = format!("tables/{name}.csv");
        let bytes = self.bytes(&path)?;
        let file = self.folder.join(path);
        let mut rows = read_delimited(&bytes)
            .map_err(|f| not_comparable(vec![f.in_file(file.display().to_string())]))?
            .into_iter();
        let head = rows.next().unwrap_or_default();
        Ok(Table { file, head, rows: rows.collect() })
    }

    /// The id of the root.
    fn root(&self) -> Result<String, Error> {
        #[derive(Deserialize)]
        struct Head {
            nodes: Vec<Node>,
        }
        #[derive(Deserialize)]
        struct Node {
            id: String,
            parent: Option<String>,
        }
        let path = "results.json";
        let head: Head = serde_json::from_slice(&self.bytes(path)?).map_err(|e| {
            not_comparable(vec![refused(self.folder.join(path), None, format!("no result: {e}"))])
        })?;
        let root = head.nodes.into_iter().find(|n| n.parent.is_none()).map(|n| n.id);
        root.ok_or_else(|| {
            not_comparable(vec![refused(self.folder.join(path), None, "no node is the root")])
        })
    }
}

fn read(file: io::Result<File>) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = file?.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if read as u64 > LARGEST {
        let message = format!("it has more than {LARGEST} bytes");
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
    }
    Ok(bytes)
}

/// A table of a result.
struct Table {
    file: PathBuf,
    head: CellRow,
    rows: Vec<CellRow>,
}

fn text(row: &CellRow, column: u32) -> Option<String> {
    row.cell(column).map(CellValue::text)
}

impl Table {
    fn refuse(&self, row: &CellRow, message: impl Into<String>) -> Error {
        not_comparable(vec![refused(self.file.clone(), Some(row.number), message)])
    }

    fn find(&self, name: &str) -> Option<u32> {
        self.head.cells.iter().find(|(_, head)| head.text() == name).map(|(c, _)| *c)
    }

    fn column(&self, name: &str) -> Result<u32, Error> {
        self.find(name).ok_or_else(|| {
            self.refuse(&CellRow { number: 1, ..CellRow::default() }, format!("no column `{name}`"))
        })
    }

    fn columns<const N: usize>(&self, names: [&str; N]) -> Result<[u32; N], Error> {
        let mut out = [0; N];
        for (slot, name) in out.iter_mut().zip(names) {
            *slot = self.column(name)?;
        }
        Ok(out)
    }

    /// The number in a column, if there is a column and something in it.
    fn number(&self, row: &CellRow, column: Option<u32>) -> Result<Option<f64>, Error> {
        let Some(said) = column.and_then(|c| text(row, c)) else { return Ok(None) };
        match said.parse::<f64>() {
            Ok(n) if n.is_finite() => Ok(Some(n)),
            _ => Err(self.refuse(row, format!("`{said}` is no number"))),
        }
    }
}
