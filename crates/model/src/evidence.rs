//! Checked evidence: observations and the codes they use.

use std::collections::HashMap;

use crate::comparison::rated_cell;
use crate::observation::Observation;
use crate::rater::panel_of;

/// A list of distinct codes, each with a small index.
#[derive(Clone, Debug, Default)]
pub struct Codes {
    list: Vec<String>,
    index: HashMap<String, u32>,
}

impl Codes {
    /// The index of `code`, added at the end if new.
    pub fn intern(&mut self, code: &str) -> u32 {
        if let Some(&i) = self.index.get(code) {
            return i;
        }
        let i = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        self.list.push(code.to_owned());
        self.index.insert(code.to_owned(), i);
        i
    }

    /// The index of `code`, if it is there.
    #[must_use]
    pub fn find(&self, code: &str) -> Option<u32> {
        self.index.get(code).copied()
    }

    /// The code at `index`; empty for an index that was never given out.
    #[must_use]
    pub fn code(&self, index: u32) -> &str {
        self.list.get(index as usize).map_or("", String::as_str)
    }

    /// The codes in order of their index.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.list.iter().map(String::as_str)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

/// A file that went into the assessment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InputFile {
    /// Path relative to the project, with `/`.
    pub path: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Data rows read from it (0 for files that hold none).
    pub rows: u64,
}

/// All observations of a project, and the tables their indices point into.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    /// The observations, in the order of their keys: the order of rows and files does not show.
    pub observations: Vec<Observation>,
    /// Territory codes.
    pub territories: Codes,
    /// Crime-area codes (never `*`).
    pub crime_areas: Codes,
    /// Indicator codes.
    pub indicators: Codes,
    /// Source ids.
    pub sources: Codes,
    /// Raters.
    pub raters: Codes,
    /// Evidence files, as paths relative to the project.
    pub files: Codes,
    /// Sheet names.
    pub sheets: Codes,
}

impl Evidence {
    /// The id of a row's source; empty where it names none.
    #[must_use]
    pub fn source_of(&self, o: &Observation) -> &str {
        o.source.map_or("", |s| self.sources.code(s))
    }

    /// The rater of a row; empty where it names none.
    #[must_use]
    pub fn rater_of(&self, o: &Observation) -> &str {
        o.rater.map_or("", |r| self.raters.code(r))
    }

    /// The panel of a row: that of its rater, else its source.
    #[must_use]
    pub fn panel_of(&self, o: &Observation) -> &str {
        panel_of(self.rater_of(o)).unwrap_or_else(|| self.source_of(o))
    }

    /// The cell that a row speaks of, as ratings name it.
    #[must_use]
    pub fn cell_of(&self, o: &Observation) -> String {
        let area = o.crime_area.map_or("*", |c| self.crime_areas.code(c));
        rated_cell(self.territories.code(o.territory), area, o.period)
    }
}
