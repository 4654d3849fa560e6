//! The record of the weights that raters gave and that are in force: `rounds/ID/weights.csv`.
//!
//! The rows of the round in the project's own `weights.csv` are made of it.

use std::collections::BTreeMap;

use ideal_evidence::{CellRow, Files};
use ideal_model::{Finding, JudgedBy, Judgement, Mark, shortest};

use super::own_table;
use super::ratings::RaterKey;
use crate::round::{source_id, weights_path};

const HEAD: [&str; 7] = ["panel", "rater", "method", "node", "child", "other", "value"];

/// The weights of a round, by rater.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Weights {
    of: BTreeMap<RaterKey, Vec<Judgement>>,
}

impl Weights {
    /// Reads the record of a round; there is none before the first weights were received.
    ///
    /// # Errors
    /// A finding at the line that is not as it was written.
    pub fn open(files: &dyn Files, round: &str) -> Result<Self, Box<Finding>> {
        let path = weights_path(round);
        let mut out = Weights::default();
        for row in own_table::rows(files, &path, &[&HEAD])? {
            let bad = |column: &str| own_table::changed(&path, row.number, column);
            let (key, judgement) = read_row(&row, round).map_err(bad)?;
            out.of.entry(key).or_default().push(judgement);
        }
        Ok(out)
    }

    /// The raters who gave weights, each with what they said: row by row, the expert called as
    /// `weights.csv` calls them.
    pub fn raters(&self) -> impl Iterator<Item = (&RaterKey, &[Judgement])> {
        self.of.iter().map(|(key, rows)| (key, rows.as_slice()))
    }

    /// What a rater said.
    pub(super) fn of(&self, key: &RaterKey) -> Option<&[Judgement]> {
        self.of.get(key).map(Vec::as_slice)
    }

    /// Puts what a file says in the place of what an older file of the same rater said.
    pub(super) fn replace(&mut self, key: RaterKey, round: &str, mut rows: Vec<Judgement>) {
        for row in &mut rows {
            row.expert = expert(round, &key);
        }
        // However the rows of the sheet were sorted.
        rows.sort_by(|a, b| (&a.node, &a.child, &a.other).cmp(&(&b.node, &b.child, &b.other)));
        match rows.is_empty() {
            true => drop(self.of.remove(&key)),
            false => drop(self.of.insert(key, rows)),
        }
    }

    /// Takes out what a rater said.
    pub(super) fn remove(&mut self, key: &RaterKey) {
        self.of.remove(key);
    }

    /// The record as it is written.
    pub(super) fn rows(&self) -> (&'static [&'static str], Vec<Vec<String>>) {
        let cells = |(key, j): (&RaterKey, &Judgement)| {
            let other = j.other.clone().unwrap_or_default();
            let [panel, rater] = [&key.panel, &key.rater].map(String::clone);
            let method = j.method.word().to_owned();
            vec![panel, rater, method, j.node.clone(), j.child.clone(), other, shortest(j.value)]
        };
        let all = self.of.iter().flat_map(|(key, rows)| rows.iter().map(move |j| (key, j)));
        (&HEAD, all.map(cells).collect())
    }
}

/// What `weights.csv` calls a rater of a round: two rounds may have the same pseudonyms.
fn expert(round: &str, key: &RaterKey) -> String {
    format!("{}/{}", source_id(round), key.code())
}

/// Reads a row of the record; the column that is wrong where one is.
fn read_row(row: &CellRow, round: &str) -> Result<(RaterKey, Judgement), &'static str> {
    let text = |column: u32| row.cell(column).map(|cell| cell.text()).unwrap_or_default();
    let named = |column: u32, name: &'static str| match text(column) {
        text if text.is_empty() => Err(name),
        text => Ok(text),
    };
    let key = RaterKey::read(&text(0), &text(1))?;
    let value = text(6).parse::<f64>().ok().filter(|n| n.is_finite());
    let judgement = Judgement {
        expert: expert(round, &key),
        method: JudgedBy::from_word(&text(2)).ok_or("`method`")?,
        node: named(3, "`node`")?,
        child: named(4, "`child`")?,
        other: Some(text(5)).filter(|other| !other.is_empty()),
        value: value.ok_or("`value`")?,
        mark: Mark::default(),
        line: u64::from(row.number),
    };
    Ok((key, judgement))
}
