//! Reading the reference tables and keeping the account of differences.

use std::collections::BTreeMap;
use std::path::PathBuf;

/// The largest relative difference allowed.
pub const TOLERANCE: f64 = 1e-9;

/// A table of strings.
pub struct Table {
    pub name: String,
    pub head: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// A number of R: NA and NaN are missing.
pub fn number(s: &str) -> f64 {
    match s {
        "NA" | "NaN" | "" | "ERROR" => f64::NAN,
        "Inf" => f64::INFINITY,
        "-Inf" => f64::NEG_INFINITY,
        s => s.parse().unwrap_or_else(|_| panic!("`{s}` is no number")),
    }
}

impl Table {
    pub fn at(&self, column: &str) -> usize {
        self.head
            .iter()
            .position(|h| h == column)
            .unwrap_or_else(|| panic!("{} has no column {column}", self.name))
    }

    pub fn texts(&self, column: &str) -> Vec<&str> {
        let k = self.at(column);
        self.rows.iter().map(|r| r[k].as_str()).collect()
    }

    pub fn numbers(&self, column: &str) -> Vec<f64> {
        self.texts(column).into_iter().map(number).collect()
    }

    /// A column by the keys of the first one.
    pub fn keyed(&self, column: &str) -> BTreeMap<String, f64> {
        let k = self.at(column);
        self.rows.iter().map(|r| (r[0].clone(), number(&r[k]))).collect()
    }
}

/// What was compared.
pub struct Report {
    folder: PathBuf,
    lines: BTreeMap<String, (usize, f64, String)>,
    defects: BTreeMap<String, &'static str>,
}

impl Report {
    pub fn new(folder: PathBuf) -> Self {
        Self { folder, lines: BTreeMap::new(), defects: BTreeMap::new() }
    }

    pub fn table(&self, name: &str) -> Table {
        let path = self.folder.join(name);
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .from_path(&path)
            .unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let head = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let rows =
            reader.records().map(|r| r.unwrap().iter().map(str::to_owned).collect()).collect();
        Table { name: name.to_owned(), head, rows }
    }

    /// Compares one column or vector of a table.
    pub fn check(&mut self, table: &str, what: &str, got: &[f64], want: &[f64]) {
        assert_eq!(got.len(), want.len(), "{table} {what}: number of values");
        let scale = want.iter().filter(|w| w.is_finite()).fold(0.0_f64, |m, w| m.max(w.abs()));
        let line = self.lines.entry(table.to_owned()).or_insert((0, 0.0, String::new()));
        for (k, (g, w)) in got.iter().zip(want).enumerate() {
            let difference = match (g.is_nan(), w.is_nan()) {
                (true, true) => 0.0,
                (false, false) if g == w => 0.0,
                // What cancellation leaves of a column has no digits of its own: it is judged
                // against a millionth of the column's largest number.
                (false, false) => (g - w).abs() / w.abs().max(1e-6 * scale),
                _ => f64::INFINITY,
            };
            line.0 += 1;
            if difference > line.1 {
                line.1 = difference;
                line.2 = format!("{what}, value {}: {g:e}, COINr {w:e}", k + 1);
            }
        }
    }

    /// Compares texts or decisions.
    pub fn same<T: PartialEq + std::fmt::Debug>(
        &mut self,
        table: &str,
        what: &str,
        got: &T,
        want: &T,
    ) {
        let line = self.lines.entry(table.to_owned()).or_insert((0, 0.0, String::new()));
        line.0 += 1;
        if got != want {
            line.1 = f64::INFINITY;
            line.2 = format!("{what}: {got:?}, COINr {want:?}");
        }
    }

    /// Counts a table as looked at that holds inputs only.
    pub fn input(&mut self, table: &str) {
        self.lines.entry(table.to_owned()).or_insert((0, 0.0, "input".to_owned()));
    }

    /// A difference we want: COINr's number is wrong.
    pub fn defect(&mut self, table: &str, why: &'static str) {
        self.defects.insert(table.to_owned(), why);
    }

    /// Prints the account; fails on a difference, and on a table of the manifest that was not
    /// compared.
    pub fn finish(self) {
        let mut bad = Vec::new();
        println!("{:<52} {:>8} {:>10}", "table", "values", "largest");
        for (name, (n, difference, where_)) in &self.lines {
            let note = if *difference > TOLERANCE { where_.as_str() } else { "" };
            println!("{name:<52} {n:>8} {difference:>10.1e} {note}");
            if *difference > TOLERANCE {
                bad.push(format!("{name}: {where_}"));
            }
        }
        for (name, why) in &self.defects {
            println!("{name:<52} defect of COINr: {why}");
        }
        let numbers: usize = self.lines.values().map(|l| l.0).sum();
        let largest = self.lines.values().map(|l| l.1).fold(0.0, f64::max);
        println!(
            "{} tables, {numbers} numbers and decisions, largest relative difference {largest:.1e}",
            self.lines.len()
        );
        let manifest = self.table("MANIFEST.csv");
        for file in manifest.texts("file") {
            if !file.contains("FAILED")
                && !self.lines.contains_key(file)
                && !self.defects.contains_key(file)
            {
                bad.push(format!("{file}: not compared"));
            }
        }
        assert!(bad.is_empty(), "{} tables differ:\n{}", bad.len(), bad.join("\n"));
    }
}
