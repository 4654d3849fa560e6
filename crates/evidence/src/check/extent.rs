//! How much an assessment comes to: a few lines of a project can ask for more units than any
//! machine holds.

use ideal_model::method::{Method, UnitKind};
use ideal_model::{AssessmentInput, Finding};

use crate::bounds;

/// Bytes that a leaf or a node of a unit takes on its way to the results, measured.
const SLOT: u64 = 280;

/// Bytes of a unit besides.
const UNIT: u64 = 400;

/// An error where the units of an assessment that was made in code would take more memory than they
/// may: what [`load`](crate::load) asks of a project.
///
/// # Errors
/// One, with how much that is.
pub fn extent(a: &AssessmentInput) -> Result<(), Box<Finding>> {
    too_many(&a.method, a.territories.len(), a.crime_areas.len(), a.editions.len())
        .map_or(Ok(()), |f| Err(Box::new(f)))
}

/// An error where the units of an assessment would take more memory than they may.
pub(crate) fn too_many(
    m: &Method,
    territories: usize,
    areas: usize,
    editions: usize,
) -> Option<Finding> {
    let areas = if m.unit == UnitKind::Territory { 1 } else { areas };
    let units = [territories, areas, editions]
        .iter()
        .fold(1_u64, |product, n| product.saturating_mul(*n as u64));
    let slots = m.nodes.len() + m.indicators.iter().filter(|i| i.parent.is_some()).count();
    let bytes = units.saturating_mul((slots as u64).saturating_mul(SLOT).saturating_add(UNIT));
    let limit = bounds::of_results();
    (bytes > limit).then(|| {
        let message = format!(
            "{territories} territories, {areas} crime areas and {editions} editions are {units} \
             units of {slots} nodes and indicators each, which take about {} of memory; the limit \
             is {}",
            bounds::in_words(bytes),
            bounds::in_words(limit)
        );
        Finding::error("too-large", message).hint(
            "name fewer under `territories`, `crime_areas` or `editions`, or raise the limit \
                   with --max-memory",
        )
    })
}
