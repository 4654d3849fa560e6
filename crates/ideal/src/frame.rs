//! A data frame of evidence becomes an assessment.

use std::io::Cursor;

use ideal_evidence::InMemory;
use ideal_model::{Bias, Caveat, Lang, Locale, Method, Names};
use polars::prelude::{DataFrame, ParquetWriter};
use serde::Serialize;

use crate::assessment::Assessment;
use crate::error::Error;
use crate::memory::method_hash;
use crate::project::Project;

/// The name under which findings speak of the rows of a data frame.
const FRAME: &str = "evidence.parquet";

/// What an assessment of a data frame is about, as `assessment.toml` says it of a folder.
///
/// ```
/// use ideal::Settings;
/// let settings = Settings::new("andes")
///     .editions(["2021", "2023"])
///     .territories(["COL", "PER", "BOL"])
///     .crime_areas(["drug_cocaine"]);
/// assert_eq!(settings.draws, 10_000);
/// ```
#[derive(Clone, Debug)]
pub struct Settings {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Names,
    /// Editions, oldest first; `*` for every year with a row.
    pub editions: Vec<String>,
    /// Codes of territories, `region:NAME`, or `*` for every territory with a row.
    pub territories: Vec<String>,
    /// Codes of crime areas, or `*`; empty where the method assesses territories as a whole.
    pub crime_areas: Vec<String>,
    /// Seed of all random draws.
    pub seed: u64,
    /// Number of draws; 0 for none.
    pub draws: u32,
    /// Languages of the reports, the first being the main one.
    pub languages: Vec<Locale>,
    /// Where its scores are known to err.
    pub caveats: Vec<Caveat>,
    /// Tables of the project beside the evidence: `sources.csv`, `territories.csv`,
    /// `crime_areas.csv`, `indicators.csv`, `weights.csv`.
    pub tables: Vec<(String, Vec<u8>)>,
}

impl Settings {
    /// Every edition, territory and crime area that has a row; seed 1, 10 000 draws, English.
    #[must_use]
    pub fn new(id: impl Into<String>) -> Self {
        let all = || vec!["*".to_owned()];
        let id = id.into();
        Settings {
            title: Names::same(&id),
            id,
            editions: all(),
            territories: all(),
            crime_areas: all(),
            seed: 1,
            draws: 10_000,
            languages: vec![Lang::En.into()],
            caveats: Vec::new(),
            tables: Vec::new(),
        }
    }

    /// The same with these editions, oldest first.
    #[must_use]
    pub fn editions<S: Into<String>>(mut self, editions: impl IntoIterator<Item = S>) -> Self {
        self.editions = editions.into_iter().map(Into::into).collect();
        self
    }

    /// The same with these territories.
    #[must_use]
    pub fn territories<S: Into<String>>(mut self, codes: impl IntoIterator<Item = S>) -> Self {
        self.territories = codes.into_iter().map(Into::into).collect();
        self
    }

    /// The same with these crime areas.
    #[must_use]
    pub fn crime_areas<S: Into<String>>(mut self, codes: impl IntoIterator<Item = S>) -> Self {
        self.crime_areas = codes.into_iter().map(Into::into).collect();
        self
    }

    /// The same with this many draws; 0 for none.
    #[must_use]
    pub fn draws(mut self, draws: u32) -> Self {
        self.draws = draws;
        self
    }

    /// The same with this seed.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// The same with one more case in which its scores are known to err, and why.
    #[must_use]
    pub fn caveat(mut self, bias: Bias, text: Names) -> Self {
        self.caveats.push(Caveat { bias, text });
        self
    }

    /// The same with a table of the project, by its name in a folder.
    #[must_use]
    pub fn table(mut self, name: impl Into<String>, text: impl Into<Vec<u8>>) -> Self {
        self.tables.push((name.into(), text.into()));
        self
    }

    /// The files of a project that says the same.
    fn files(&self, method: &Method, evidence: &DataFrame) -> Result<InMemory, Error> {
        let mut parquet = Cursor::new(Vec::new());
        ParquetWriter::new(&mut parquet)
            .finish(&mut evidence.clone())
            .map_err(|source| Error::Table { table: "evidence", source })?;
        let mut files = InMemory::new();
        files.insert("assessment.toml", self.toml(method)?.into_bytes());
        files.insert(FRAME, parquet.into_inner());
        for (name, bytes) in &self.tables {
            files.insert(name.clone(), bytes.clone());
        }
        Ok(files)
    }

    fn toml(&self, method: &Method) -> Result<String, Error> {
        #[derive(Serialize)]
        struct File<'s> {
            id: &'s str,
            editions: &'s [String],
            territories: &'s [String],
            #[serde(skip_serializing_if = "<[String]>::is_empty")]
            crime_areas: &'s [String],
            method: &'s str,
            evidence: [&'s str; 1],
            seed: u64,
            draws: u32,
            languages: Vec<String>,
            title: &'s Names,
            #[serde(skip_serializing_if = "<[Caveat]>::is_empty")]
            caveat: &'s [Caveat],
        }
        let file = File {
            id: &self.id,
            editions: &self.editions,
            territories: &self.territories,
            crime_areas: &self.crime_areas,
            method: &method.id,
            evidence: [FRAME],
            seed: self.seed,
            draws: self.draws,
            languages: self.languages.iter().map(ToString::to_string).collect(),
            title: &self.title,
            caveat: &self.caveats,
        };
        Ok(toml::to_string(&file)?)
    }
}

impl Assessment {
    /// Checks a data frame of evidence with a method: `territory`, `crime_area`, `indicator`,
    /// `period`, `value` and whatever other columns tidy evidence may have, under the names and by
    /// the rules of a file. Findings call it `evidence.parquet`, with the number of the row from 1.
    ///
    /// ```
    /// use ideal::model::Method;
    /// use ideal::polars::prelude::*;
    /// use ideal::{Assessment, Settings};
    ///
    /// let method = Method::builder("homicide")
    ///     .root("threat", |_| {})
    ///     .indicator("wb.homicide", "threat", |i| i.goalposts = Some([0.0, 50.0]))
    ///     .build()
    ///     .unwrap();
    /// let evidence = df!(
    ///     "territory" => ["COL", "PER"], "crime_area" => ["*", "*"],
    ///     "indicator" => ["wb.homicide"; 2], "period" => [2023, 2023], "value" => [25.0, 5.0],
    /// ).unwrap();
    /// let settings = Settings::new("two").crime_areas(["oc_homicide"]).draws(0);
    /// let results = Assessment::from_frame(method, &evidence, &settings)?.run()?;
    /// assert_eq!(results.cell("COL", "oc_homicide")?.score(), Some(50.0));
    /// # Ok::<(), ideal::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Project`] with every finding, if one of them is an error: in the method, in the
    /// settings, in the rows.
    pub fn from_frame(
        method: Method,
        evidence: &DataFrame,
        settings: &Settings,
    ) -> Result<Self, Error> {
        method.validate().map_err(Error::in_memory)?;
        let files = settings.files(&method, evidence)?;
        let hash = method_hash(&method)?;
        Self::loaded(ideal_evidence::load_with(&files, method, hash), &Project::Memory)
    }
}
