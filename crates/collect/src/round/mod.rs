//! A round: who is asked what, about which territories, in which languages.

mod doubts;
mod names;
mod open;
mod read;
mod write;

use ideal_model::{JudgedBy, Lang, Mark, Names, Period, Value};

pub(crate) use names::{area_name, child_names, item_names, territory_name};
pub use open::{open_round, round_path};
pub use read::read_round;
pub use write::write_round;

ideal_model::words! {
    /// What ratings of territories of other panels serve.
    #[derive(Default)]
    pub enum BridgeUse {
        /// The severity of raters alone: they are never evidence.
        #[default]
        Severity = "severity",
        /// They are evidence as well.
        Evidence = "evidence",
    }
}

/// A round as `round.toml` has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Round {
    /// Its id, which is the name of its folder under `rounds`.
    pub id: String,
    /// The edition that is rated.
    pub edition: Period,
    /// Languages of its texts, the main one first.
    pub languages: Vec<Lang>,
    /// Mark of what comes back; a row may be marked more strictly.
    pub handling: Mark,
    /// What ratings of bridge territories serve.
    pub bridge: BridgeUse,
    /// The panels, in the order of the file.
    pub panels: Vec<Panel>,
    /// What is rated, in the order of the file.
    pub items: Vec<Item>,
    /// Invented cases that every rater rates, in the order of the file.
    pub vignettes: Vec<Vignette>,
    /// Weights that are asked for, if any.
    pub weights: Option<WeightsAsked>,
}

/// A panel: the raters of one national point of contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Panel {
    /// Its id.
    pub id: String,
    /// Codes of the territories it answers for, in the order of the file.
    pub territories: Vec<String>,
    /// Languages of its workbooks: one each.
    pub languages: Vec<Lang>,
    /// Raters that are expected.
    pub raters: u32,
    /// Codes of territories of other panels that it rates too.
    pub bridge: Vec<String>,
}

/// Something that is rated.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The indicator: a series of the method, as evidence names it.
    pub code: String,
    /// Codes of crime areas; `*` alone for one rating that holds for all of them.
    pub crime_areas: Vec<String>,
    /// Least and greatest rating.
    pub scale: [f64; 2],
    /// Distance of two ratings, above 0.
    pub step: f64,
    /// What is asked.
    pub question: Names,
    /// What points of the scale mean, lowest first.
    pub anchors: Vec<(f64, Names)>,
}

/// An invented case: all raters see the same, so that what they make of it tells them apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vignette {
    /// Its id.
    pub id: String,
    /// Code of the item whose scale it is rated on.
    pub item: String,
    /// The case.
    pub text: Names,
}

/// Weights that experts are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeightsAsked {
    /// Ids of the nodes whose children are weighed.
    pub nodes: Vec<String>,
    /// How.
    pub method: JudgedBy,
}

impl Round {
    /// The panel with this id.
    #[must_use]
    pub fn panel(&self, id: &str) -> Option<&Panel> {
        self.panels.iter().find(|p| p.id == id)
    }

    /// The item with this code.
    #[must_use]
    pub fn item(&self, code: &str) -> Option<&Item> {
        self.items.iter().find(|i| i.code == code)
    }
}

impl Item {
    /// The point of the scale that an answer stands for: nil is the one next to 0, where nothing of
    /// the thing is. None of an answer that places it nowhere.
    #[must_use]
    pub fn point(&self, answer: Value) -> Option<f64> {
        let [low, high] = self.scale;
        match answer {
            Value::Number(n) => Some(n),
            Value::Nil => Some(0.0_f64.clamp(low, high)),
            _ => None,
        }
    }

    /// Whether its ratings are so few that one is chosen from a list.
    #[must_use]
    pub fn is_listed(&self) -> bool {
        self.steps() < LISTED
    }

    /// Steps from the low end of the scale to the high one.
    pub(crate) fn steps(&self) -> f64 {
        (self.scale[1] - self.scale[0]) / self.step
    }

    /// The ratings of the scale, lowest first: from its low end by its step, the high end included.
    #[must_use]
    pub fn points(&self) -> Vec<f64> {
        let [low, high] = self.scale;
        let mut out = Vec::new();
        let mut n = 0.0;
        while low + n * self.step < high && out.len() < MOST_POINTS {
            out.push(low + n * self.step);
            n += 1.0;
        }
        out.push(high);
        out
    }
}

/// Most points of a scale that are written out.
const MOST_POINTS: usize = 1001;

/// Steps of a scale from which its ratings are typed: nobody chooses among more.
const LISTED: f64 = 50.0;

/// Whether a text can be the id of a round or panel: 1 to 64 letters, digits, `-`, `_` and `.` of
/// ASCII, the first a letter or digit, the last no `.`. It names folders and files.
#[must_use]
pub fn is_id(text: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    (1..=64).contains(&text.len())
        && text.chars().all(allowed)
        && text.starts_with(|c: char| c.is_ascii_alphanumeric())
        && !text.ends_with('.')
}

/// The folder of a round in its project: `rounds/ID`.
#[must_use]
pub fn folder(round: &str) -> String {
    format!("rounds/{round}")
}

/// The id that the ratings of a round have as a source: `round-ID`.
#[must_use]
pub fn source_id(round: &str) -> String {
    format!("round-{round}")
}

/// The file of the weights that raters of a round gave, in its project: `rounds/ID/weights.csv`.
#[must_use]
pub fn weights_path(round: &str) -> String {
    format!("{}/weights.csv", folder(round))
}

/// The file of the reasons that raters of a round gave, in its project: `rounds/ID/reasons.csv`.
#[must_use]
pub fn reasons_path(round: &str) -> String {
    format!("{}/reasons.csv", folder(round))
}

/// Whether a source is a round.
#[must_use]
pub fn is_of_round(source: &str) -> bool {
    source.starts_with("round-")
}

/// The evidence file of a round in its project: `evidence/round-ID.csv`.
#[must_use]
pub fn evidence_path(round: &str) -> String {
    format!("evidence/{}.csv", source_id(round))
}
