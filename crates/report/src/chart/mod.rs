//! Charts: SVG drawn by plotters on pixels, each with a title and a description in the language.

mod acceptability;
mod borders;
mod calibration;
mod canvas;
mod compared;
mod correlation;
mod coverage;
mod dependence;
mod deviations;
mod effective;
mod evidence;
mod group_matrix;
mod group_network;
mod group_ranking;
mod heatmap;
mod indicators;
mod map;
mod matrix;
mod profile;
mod ranking;
mod scatter;
mod slope;
mod springs;
mod trends;
mod waterfall;

use serde::Serialize;

pub(crate) use acceptability::acceptability;
pub(crate) use calibration::{Covered, CoveredNode, calibration};
pub(crate) use compared::{Difference, RankLine, compared};
pub(crate) use correlation::{Block, Cell, correlation};
pub(crate) use coverage::coverage;
pub(crate) use dependence::{Bar, dependence};
pub(crate) use deviations::{Deviation, DeviationRow, Deviations, deviations};
pub(crate) use effective::{Part, effective};
pub(crate) use evidence::evidence;
pub(crate) use group_matrix::{GroupState, MatrixHead, MatrixRow, group_matrix};
pub(crate) use group_network::{NetworkLink, group_network};
pub(crate) use group_ranking::{GroupBar, group_ranking};
pub(crate) use heatmap::{heatmap, heatmap_order};
pub(crate) use indicators::{IndicatorGroup, MOST as MOST_INDICATORS, indicators};
pub(crate) use map::map;
pub(crate) use matrix::{Subject, matrix};
pub(crate) use profile::profile;
pub(crate) use ranking::{ranking, shown as ranking_shown};
pub(crate) use scatter::{Scatter, ScatterPoint, scatter};
pub(crate) use slope::{Move, SlopeLine, slope};
pub(crate) use trends::{Trend, TrendPoint, trends};
pub(crate) use waterfall::{Step, Steps, waterfall};

/// A chart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Chart {
    /// File stem with the language: `heatmap.es`.
    pub name: String,
    /// A whole SVG document that can also stand inside a page.
    pub svg: String,
    /// What there is to see, in words.
    pub alt: String,
}

/// A code as part of a file name: letters, digits, `-` and `_`; anything else becomes `-`.
pub(crate) fn stem(code: &str) -> String {
    code.chars()
        .take(60)
        .map(|c| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' })
        .collect()
}
