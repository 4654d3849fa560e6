//! Bands: few, each with an id of its own, in ascending order, on the scale.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{Mean, Method, Normalise};
use super::{Places, START};
use crate::document::Reader;
use crate::ids::NodeIx;

/// Bands of a method, those of single nodes among them. The draws of a score are counted into each.
const MOST: usize = 1_000;

/// Errors about the bands of a method.
pub(super) fn bands(m: &Method, places: &Places, r: &mut Reader) {
    if m.bands.len() > MOST {
        let at = places.bands.get(MOST).copied().unwrap_or(START);
        let message = format!("the method has {} bands; it may have {MOST}", m.bands.len());
        r.error(at, "method-too-large", message);
        return;
    }
    let on_scale = keeps_scale(m);
    let mut groups: BTreeMap<Option<NodeIx>, Vec<usize>> = BTreeMap::new();
    for (i, band) in m.bands.iter().enumerate() {
        groups.entry(band.of).or_default().push(i);
    }
    for mine in groups.into_values() {
        let mut last = f64::NEG_INFINITY;
        let mut ids = BTreeSet::new();
        for (k, &i) in mine.iter().enumerate() {
            let at = places.bands.get(i).copied().unwrap_or(START);
            let id = &m.bands[i].id;
            if !ids.insert(id) {
                let message = format!("there are two bands `{id}` for the same scores");
                r.error(at, "band-twice", message);
            }
            match m.bands[i].below {
                Some(b) if k + 1 == mine.len() => {
                    r.error(
                        at,
                        "bands-open",
                        format!(
                            "the last band, `{}`, ends at {b}; scores above it would have none",
                            m.bands[i].id
                        ),
                    )
                    .hint = Some("leave out `below` in the last band".into());
                }
                Some(b) if b <= last => {
                    r.error(
                        at,
                        "bands-order",
                        format!(
                            "band `{}` ends at {b}, not above the one before it",
                            m.bands[i].id
                        ),
                    );
                }
                Some(b) => {
                    last = b;
                    if on_scale && !(m.scale[0] < b && b <= m.scale[1]) {
                        let [low, high] = m.scale;
                        let message = format!(
                            "band `{id}` ends at {b}, off the scale {low} to {high}: it or those \
                             above it would hold no score"
                        );
                        r.error(at, "band-off-scale", message).hint =
                            Some("bands are cut in points of the method's `scale`".into());
                    }
                }
                None if k + 1 < mine.len() => {
                    r.error(
                        at,
                        "bands-open",
                        format!("band `{}` has no `below`, and it is not the last", m.bands[i].id),
                    );
                }
                None => {}
            }
        }
    }
}

/// Whether no score can leave the scale: no normalisation is without ends, and no mean carries a
/// penalty, which leads below its lowest child or above its highest.
fn keeps_scale(m: &Method) -> bool {
    let ends = |n: Normalise| match n {
        Normalise::Goalposts | Normalise::None => true,
        Normalise::Against(against) => against.function().range().is_some(),
    };
    let leaves = m.indicators.iter().filter(|i| i.parent.is_some());
    let switched = m.uncertainty.switch.iter().map(|s| s.to);
    let rolled = super::structure::rollups(m).map(|(_, rollup)| rollup.aggregate);
    let mut means = m.nodes.iter().map(|n| n.aggregate).chain(switched).chain(rolled);
    leaves.map(|i| i.normalise.unwrap_or(m.steps.normalise)).all(ends)
        && !means.any(|mean| match mean {
            Mean::MazziottaPareto(_) => true,
            Mean::Own(own) => !own.is_internal(),
            _ => false,
        })
}
