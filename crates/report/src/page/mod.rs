//! The pages: what each section says, as plain data, and the templates that lay it out.

mod aggregations;
mod areas;
mod audit;
mod by_draws;
mod calibration;
mod changes;
mod collection;
mod compared;
mod content;
mod crime_groups;
mod dependence;
mod drivers;
mod editions;
mod floors;
mod gaps;
mod glossary;
mod heatmaps;
mod island;
mod judgement;
mod key_judgements;
mod likelihood;
mod method;
mod moved;
mod opened;
mod outlook;
mod pieces;
mod printed;
mod priorities;
mod profiles;
mod quality;
mod quantities;
mod ranking;
mod region;
mod release;
mod render;
mod report;
mod round;
mod rules;
mod safe;
mod sources;
mod style;
mod summary;
mod table;
mod translations;
mod weighing;
mod weightings;
mod written;

use serde::Serialize;

pub(crate) use audit::AuditPage;
pub(crate) use calibration::calibration_chart;
#[cfg(test)]
pub(crate) use printed::text as printed_text;
pub(crate) use report::ReportPage;
pub use round::{RoundDifference, RoundItem, RoundPage, RoundPanel, RoundRater};
pub(crate) use safe::{alone, sentence};

use crate::chart::Chart;
use crate::document::Document;
use crate::error::ReportError;

/// A page that is ready to be written: its words are said, and each of its charts is drawn once.
pub trait Page {
    /// Name of its file beside the other pages: `report.es.html`.
    fn file(&self) -> &str;

    /// The charts that also stand beside it as files of their own: all that speak of the whole
    /// assessment, none that speaks of one territory or crime area.
    fn charts(&self) -> Vec<&Chart>;

    /// The page as one HTML file that needs nothing beside it: fonts, style and charts are inside.
    ///
    /// # Errors
    /// [`ReportError::Template`] for a fault of ours.
    fn html(&self) -> Result<String, ReportError>;

    /// The same as data, of which every other format is made; none of a page that only is one.
    ///
    /// # Errors
    /// [`ReportError::Message`] for a fault of ours.
    fn document(&self) -> Result<Option<Document>, ReportError> {
        Ok(None)
    }
}

/// More territories than this have no chart of their own each.
const MOST_PROFILE_CHARTS: usize = 60;

/// A chart with what stands under it.
#[derive(Serialize)]
struct Figure {
    chart: Chart,
    caption: String,
    /// Least width in pixels at which it can be read; narrower screens scroll.
    least: u32,
}

impl Figure {
    fn new(chart: Chart, caption: String, least: u32) -> Self {
        Figure { chart, caption, least }
    }
}
