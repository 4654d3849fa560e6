//! The ASEM example: units, indicators, tree.

use ideal_composite::aggregate::Mean;
use ideal_composite::normalise::{Direction, Normalise};
use ideal_composite::rank::Ties;
use ideal_composite::tree::{Element, Floor, How, Tree};
use ndarray::{Array2, ArrayView2};

use crate::table::{Report, Table};

pub struct Asem {
    pub units: Vec<String>,
    /// Indicators in the order of the data's columns.
    pub codes: Vec<String>,
    pub directions: Vec<Direction>,
    /// Codes of all elements, indicators first.
    pub elements: Vec<String>,
    pub levels: Vec<usize>,
    pub parents: Vec<Option<usize>>,
}

impl Asem {
    pub fn read(report: &mut Report) -> Self {
        let raw = report.table("asem/01_raw.csv");
        let codes: Vec<String> = raw.head[1..].to_vec();
        let meta = report.table("asem/meta_sorted.csv");
        report.input("asem/meta_sorted.csv");
        report.input("asem/iMeta.csv");
        report.input("asem/iData.csv");
        let names = meta.texts("iCode");
        let level = meta.texts("Level");
        let find = |code: &str| names.iter().position(|n| *n == code).unwrap();
        let mut elements = codes.clone();
        for (name, l) in names.iter().zip(&level) {
            if !matches!(*l, "1" | "NA") {
                elements.push((*name).to_owned());
            }
        }
        let parent_code = meta.texts("Parent");
        let parents = elements
            .iter()
            .map(|e| elements.iter().position(|p| p == parent_code[find(e)]))
            .collect();
        let levels = elements.iter().map(|e| level[find(e)].parse().unwrap()).collect();
        let way = meta.texts("Direction");
        let directions = codes
            .iter()
            .map(|c| if way[find(c)] == "-1" { Direction::Down } else { Direction::Up })
            .collect();
        Self {
            units: raw.texts("uCode").into_iter().map(str::to_owned).collect(),
            codes,
            directions,
            elements,
            levels,
            parents,
        }
    }

    pub fn element(&self, code: &str) -> usize {
        self.elements.iter().position(|e| e == code).unwrap_or_else(|| panic!("no element {code}"))
    }

    /// A table's columns of the indicators, its rows as they come.
    pub fn matrix(&self, t: &Table) -> Array2<f64> {
        columns(t, &self.codes)
    }

    /// The tree with one function per level of nodes (levels 2, 3, 4).
    pub fn tree(&self, how: [How; 3], floor: Floor) -> Tree {
        let elements = (0..self.elements.len())
            .map(|k| Element {
                parent: self.parents[k],
                weight: 1.0,
                how: if self.levels[k] > 1 {
                    how[self.levels[k] - 2]
                } else {
                    How::Mean(Mean::Arithmetic)
                },
                floor,
            })
            .collect();
        Tree::new(self.codes.len(), elements).unwrap()
    }

    pub fn plain(&self) -> Tree {
        self.tree([How::Mean(Mean::Arithmetic); 3], Floor::None)
    }

    /// Weights of a table by code.
    pub fn weights(&self, t: &Table, column: &str) -> Vec<f64> {
        let (codes, ws) = (t.texts("iCode"), t.numbers(column));
        self.elements.iter().map(|e| ws[codes.iter().position(|c| c == e).unwrap()]).collect()
    }

    pub fn normalised(&self, xs: ArrayView2<'_, f64>, f: Normalise) -> Array2<f64> {
        // A column we refuse is missing as a whole.
        each_column(xs, |j, x| {
            f.column(x, self.directions[j]).unwrap_or_else(|_| vec![f64::NAN; x.len()])
        })
    }

    /// Compares a matrix of elements or indicators with a table, column by column; rows match by
    /// position.
    pub fn check(&self, report: &mut Report, name: &str, got: ArrayView2<'_, f64>) {
        let t = report.table(name);
        let keys = t
            .head
            .iter()
            .filter(|h| !matches!(h.as_str(), "uCode" | "Time"))
            .cloned()
            .collect::<Vec<_>>();
        assert_eq!(keys.len(), got.ncols(), "{name}: columns");
        for code in &keys {
            report.check(name, code, &got.column(self.element(code)).to_vec(), &t.numbers(code));
        }
    }
}

/// Columns of a table.
pub fn columns(t: &Table, names: &[String]) -> Array2<f64> {
    let values: Vec<Vec<f64>> = names.iter().map(|c| t.numbers(c)).collect();
    Array2::from_shape_fn((t.rows.len(), names.len()), |(i, j)| values[j][i])
}

pub fn each_column(xs: ArrayView2<'_, f64>, f: impl Fn(usize, &[f64]) -> Vec<f64>) -> Array2<f64> {
    let mut out = xs.to_owned();
    for (j, mut column) in out.columns_mut().into_iter().enumerate() {
        let new = f(j, &column.to_vec());
        column.iter_mut().zip(new).for_each(|(o, v)| *o = v);
    }
    out
}

pub const MINMAX: Normalise = Normalise::MinMax { range: [0.0, 100.0] };
pub const MINMAX_1: Normalise = Normalise::MinMax { range: [1.0, 100.0] };
pub const PRANK: Normalise = Normalise::PercentileRank { range: [0.0, 1.0], ties: Ties::Min };
