//! The one record of what was received and is in force: `rounds/ID/ratings.csv`.
//!
//! Evidence, vignettes, bridge ratings and reasons are made of it; a rater's newer file takes the
//! place of the older one here, and everywhere else by being written anew.

use std::borrow::Cow;
use std::collections::BTreeMap;

use ideal_evidence::{CellRow, Files};
use ideal_model::{Finding, Grade, Value, shortest};

use super::own_table;
use super::pseudonym::pseudonym;
use super::rating::{Rating, guarded, unguarded};
use super::under::Under;
use crate::round::{folder, is_id};
use crate::workbook::{LEAST_CONFIDENCE, MOST_CONFIDENCE};

const HEAD: [&str; 18] = [
    "panel",
    "rater",
    "second",
    "id",
    "best",
    "low",
    "high",
    "confidence",
    "reliability",
    "credibility",
    "tlp",
    "reason",
    "edition",
    "scale_low",
    "scale_high",
    "language",
    "question",
    "handling",
];

/// Columns of records of before they said what answers were given under.
const OLDER: usize = 12;

/// A rater of a panel.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RaterKey {
    /// Id of the panel.
    pub panel: String,
    /// Pseudonym.
    pub rater: String,
}

impl RaterKey {
    /// A rater as the files of a round have it: both parts end up in names of files, so whatever is
    /// no id and no pseudonym is none.
    ///
    /// # Errors
    /// The columns that are wrong.
    pub(super) fn read(panel: &str, rater: &str) -> Result<Self, &'static str> {
        let kept = pseudonym(rater).is_ok_and(|as_kept| as_kept == rater);
        if !is_id(panel) || !kept {
            return Err("`panel` and `rater`: an id and a pseudonym are expected");
        }
        Ok(RaterKey { panel: panel.to_owned(), rater: rater.to_owned() })
    }

    /// As evidence names a rater: `PANEL/R3`.
    #[must_use]
    pub fn code(&self) -> String {
        format!("{}/{}", self.panel, self.rater)
    }
}

/// Ratings by id of the row.
pub type RatingsById = BTreeMap<String, Rating>;

/// The ratings of a round, by rater: those of the first round, and those of the second.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ratings {
    of: BTreeMap<RaterKey, [Option<RatingsById>; 2]>,
}

/// Path of the record of a round in its project.
#[must_use]
pub fn ratings_path(round: &str) -> String {
    format!("{}/ratings.csv", folder(round))
}

impl Ratings {
    /// Reads the record of a round; there is none before the first file was received.
    ///
    /// # Errors
    /// A finding at the line that is not as it was written.
    pub fn open(files: &dyn Files, round: &str) -> Result<Self, Box<Finding>> {
        let path = ratings_path(round);
        let mut out = Ratings::default();
        let (older, _) = HEAD.split_at(OLDER);
        for row in own_table::rows(files, &path, &[&HEAD, older])? {
            let bad = |column: &str| own_table::changed(&path, row.number, column);
            let (key, second, id, rating) = read_row(&row).map_err(bad)?;
            let rounds = out.of.entry(key).or_default();
            let ratings = rounds[usize::from(second)].get_or_insert_default();
            // A file without any answer leaves a line without an id.
            if !id.is_empty() && ratings.insert(id, rating).is_some() {
                return Err(bad("the row stands twice"));
            }
        }
        Ok(out)
    }

    /// The raters of whom anything was received.
    pub fn raters(&self) -> impl Iterator<Item = &RaterKey> {
        self.of.keys()
    }

    /// What a rater answered in the first or in the second round; none where no file was received.
    #[must_use]
    pub fn of(&self, key: &RaterKey, second: bool) -> Option<&RatingsById> {
        self.of.get(key).and_then(|rounds| rounds[usize::from(second)].as_ref())
    }

    /// What a rater says by now, by id of the row: the second round over the first. Grade and mark
    /// that the second leaves empty are those of the first.
    #[must_use]
    pub fn in_force(&self, key: &RaterKey) -> BTreeMap<&str, Cow<'_, Rating>> {
        let rounds = self.of.get(key).into_iter().flatten().flatten();
        let ids = rounds.flat_map(|of| of.keys());
        ids.filter_map(|id| Some((id.as_str(), self.said(key, id)?))).collect()
    }

    /// What a rater says by now of one row, as [`Ratings::in_force`] has it.
    #[must_use]
    pub fn said(&self, key: &RaterKey, id: &str) -> Option<Cow<'_, Rating>> {
        let [first, second] = self.of.get(key)?;
        let [first, second] = [first, second].map(|of| of.as_ref().and_then(|of| of.get(id)));
        match (first, second) {
            (Some(first), Some(second)) => Some(Cow::Owned(second.over(first))),
            (one, other) => other.or(one).map(Cow::Borrowed),
        }
    }

    /// Puts what a file says in the place of what an older file of the same rater said.
    pub(super) fn replace(&mut self, key: RaterKey, second: bool, ratings: RatingsById) {
        self.of.entry(key).or_default()[usize::from(second)] = Some(ratings);
    }

    /// Takes out what a rater said in the first or in the second round.
    pub(super) fn remove(&mut self, key: &RaterKey, second: bool) {
        if let Some(rounds) = self.of.get_mut(key) {
            rounds[usize::from(second)] = None;
        }
        self.of.retain(|_, rounds| rounds.iter().any(Option::is_some));
    }

    /// The record as it is written.
    pub(super) fn rows(&self) -> (&'static [&'static str], Vec<Vec<String>>) {
        let mut rows = Vec::new();
        for (key, rounds) in &self.of {
            for (second, ratings) in [false, true].into_iter().zip(rounds) {
                let Some(ratings) = ratings else { continue };
                let own = || vec![key.panel.clone(), key.rater.clone(), second.to_string()];
                if ratings.is_empty() {
                    let mut row = own();
                    row.resize(HEAD.len(), String::new());
                    rows.push(row);
                }
                for (id, rating) in ratings {
                    let mut row = own();
                    row.push(id.clone());
                    row.extend(cells(rating));
                    row.extend(rating.under.as_ref().map(Under::cells).unwrap_or_default());
                    rows.push(row);
                }
            }
        }
        (&HEAD, rows)
    }
}

/// The value of a rating as files have it.
pub(super) fn value_text(value: Value) -> String {
    match value {
        Value::Number(n) => shortest(n),
        other => other.status().word().to_owned(),
    }
}

/// A number that may be missing.
pub(super) fn number_text(number: Option<f64>) -> String {
    number.map(shortest).unwrap_or_default()
}

/// A letter that may be missing.
pub(super) fn letter_text(letter: Option<char>) -> String {
    letter.map(String::from).unwrap_or_default()
}

/// A rating as the record has it.
pub(super) fn cells(rating: &Rating) -> [String; 8] {
    [
        value_text(rating.best),
        number_text(rating.low),
        number_text(rating.high),
        number_text(rating.confidence),
        letter_text(rating.grade.reliability),
        letter_text(rating.grade.credibility),
        rating.tlp.map(|tlp| tlp.to_string()).unwrap_or_default(),
        guarded(&rating.reason),
    ]
}

/// Whether a rating of the record is one that a workbook may have given; the column that is wrong.
fn sound(rating: &Rating) -> Result<(), &'static str> {
    let ends = (rating.low, rating.high);
    match (rating.best, ends) {
        (_, (None, None)) => {}
        (Value::Number(best), (Some(low), Some(high))) if low <= best && best <= high => {}
        _ => return Err("`low`, `best` and `high` do not go together"),
    }
    if let (Some(under), Value::Number(best)) = (&rating.under, rating.best) {
        let on = |x: f64| (under.scale[0]..=under.scale[1]).contains(&x);
        if !on(best) || !ends.0.is_none_or(on) || !ends.1.is_none_or(on) {
            return Err("`best`, `low` or `high` is not on the scale it was given on");
        }
    }
    let share = LEAST_CONFIDENCE..=MOST_CONFIDENCE;
    if rating.confidence.is_some_and(|c| !share.contains(&c)) {
        return Err("`confidence`");
    }
    Ok(())
}

type RecordRow = (RaterKey, bool, String, Rating);

/// Reads a row of the record; the column that is wrong where one is.
fn read_row(row: &CellRow) -> Result<RecordRow, &'static str> {
    let text = |column: u32| row.cell(column).map(|cell| cell.text()).unwrap_or_default();
    let number = |column: u32, name: &'static str| match text(column).as_str() {
        "" => Ok(None),
        text => text.parse::<f64>().ok().filter(|n| n.is_finite()).map(Some).ok_or(name),
    };
    let second = match text(2).as_str() {
        "true" => true,
        "false" => false,
        _ => return Err("`second`"),
    };
    let best = match text(4).as_str() {
        "" => Value::Missing,
        "unknown" => Value::Unknown,
        "not_applicable" => Value::NotApplicable,
        "nil" => Value::Nil,
        _ => Value::Number(number(4, "`best`")?.ok_or("`best`")?),
    };
    let tlp = match text(10).as_str() {
        "" => None,
        text => Some(text.parse().map_err(|_| "`tlp`")?),
    };
    let rating = Rating {
        best,
        low: number(5, "`low`")?,
        high: number(6, "`high`")?,
        confidence: number(7, "`confidence`")?,
        grade: Grade { reliability: text(8).chars().next(), credibility: text(9).chars().next() },
        tlp,
        reason: unguarded(&text(11)).to_owned(),
        under: Under::read([12, 13, 14, 15, 16, 17].map(text))?,
    };
    sound(&rating)?;
    Ok((RaterKey::read(&text(0), &text(1))?, second, text(3), rating))
}
