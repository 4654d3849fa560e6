//! What can go wrong between results and a page.

use std::path::PathBuf;

/// Why a report could not be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReportError {
    /// A message that the catalogue of the language lacks, or that wants a variable it was not
    /// given.
    #[error("message `{id}` of the `{lang}` catalogue: {problem}")]
    Message {
        /// Id of the message.
        id: String,
        /// Language of the catalogue.
        lang: &'static str,
        /// What is wrong with it.
        problem: String,
    },
    /// A catalogue that does not parse.
    #[error("the `{lang}` catalogue does not parse: {problem}")]
    Catalogue {
        /// Language of the catalogue.
        lang: &'static str,
        /// What is wrong with it.
        problem: String,
    },
    /// Numbers or names cannot be formatted for a language.
    #[error("no data for the language `{lang}`: {problem}")]
    Locale {
        /// The language tag.
        lang: &'static str,
        /// What is missing.
        problem: String,
    },
    /// A chart that could not be drawn.
    #[error("chart `{chart}`: {problem}")]
    Chart {
        /// Name of the chart.
        chart: String,
        /// What is wrong.
        problem: String,
    },
    /// A template that does not render.
    #[error("template: {0}")]
    Template(String),
    /// Results whose parts do not fit together.
    #[error("the results are not whole: {0}")]
    Results(String),
    /// A file that could not be written.
    #[error("{path}: {source}")]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

impl From<minijinja::Error> for ReportError {
    fn from(error: minijinja::Error) -> Self {
        // The alternate form names template, line and cause.
        ReportError::Template(format!("{error:#}"))
    }
}
