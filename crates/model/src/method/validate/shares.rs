//! Weights that look like shares of a whole and are none.
//!
//! Weights are relative, so nothing is wrong with 0.6 beside 40; but whoever wrote that meant
//! something else.

use super::super::{Child, Method};
use super::Places;
use crate::document::{Position, Reader};

/// A note at every node whose children's weights look like fractions or percentages and do not add
/// up.
pub(super) fn look_like_shares(m: &Method, places: &Places, r: &mut Reader) {
    // A weight that was refused stands for another: what it adds up to says nothing.
    if r.findings.failed() {
        return;
    }
    for n in &m.nodes {
        let children: Vec<(&str, f64, Position)> = n
            .children
            .iter()
            .map(|c| match *c {
                Child::Node(i) => {
                    (m.nodes[i].id.as_str(), m.nodes[i].weight, places.node_weights[i.get()])
                }
                Child::Leaf(i) => (
                    m.indicators[i].code.as_str(),
                    m.indicators[i].weight,
                    places.indicator_weights[i.get()],
                ),
            })
            .filter(|(_, w, _)| *w > 0.0)
            .collect();
        let weights: Vec<f64> = children.iter().map(|(_, w, _)| *w).collect();
        let Some(what) = misfit(&weights) else { continue };
        let sum: f64 = weights.iter().sum();
        let shares =
            listed(children.iter().map(|(id, w, _)| format!("`{id}` {:.1} %", 100.0 * w / sum)));
        let stated = listed(weights.iter().map(ToString::to_string));
        let message =
            format!("the weights under `{}` ({stated}) {what}; they count as {shares}", n.id);
        let at = children.first().map_or_else(Position::default, |(.., at)| *at);
        let hint = "weights are relative, so this runs; if they are meant as shares, make them add \
                    up to 1 or to 100";
        r.note(at, "weights-like-shares", message).hint = Some(hint.into());
    }
}

/// A list in words, its end left out where it is long.
fn listed(all: impl ExactSizeIterator<Item = String>) -> String {
    const SHOWN: usize = 20;
    let more = all.len().saturating_sub(SHOWN);
    let shown = all.take(SHOWN).collect::<Vec<_>>().join(", ");
    if more > 0 { format!("{shown} and {more} more") } else { shown }
}

/// What is odd about the weights of siblings, if anything.
fn misfit(weights: &[f64]) -> Option<&'static str> {
    let (low, high) =
        weights.iter().fold((f64::INFINITY, 0.0_f64), |(l, h), w| (l.min(*w), h.max(*w)));
    if weights.len() < 2 || low.total_cmp(&high).is_eq() {
        return None;
    }
    let sum: f64 = weights.iter().sum();
    #[expect(clippy::cast_precision_loss, reason = "a count of siblings")]
    let n = weights.len() as f64;
    // What rounding each share to two digits may leave.
    let rounding = 0.005 * n + 1e-9;
    if high < 1.0 && (sum - 1.0).abs() > rounding {
        return Some("look like shares and do not add up to 1");
    }
    if low < 1.0 && high >= 10.0 {
        return Some("look like a fraction beside percentages");
    }
    if low >= 1.0
        && (20.0..=95.0).contains(&high)
        && (80.0..=120.0).contains(&sum)
        && (sum - 100.0).abs() > 100.0 * rounding
    {
        return Some("look like percentages and do not add up to 100");
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_looks_like_shares_is_odd() {
        for fine in [
            &[1.0, 2.0, 2.0][..],
            &[0.6, 0.4],
            &[0.5, 0.5, 0.5],
            &[0.33, 0.33, 0.34],
            &[0.333, 0.333, 0.333],
            &[60.0, 40.0],
            &[0.5, 1.0, 1.0],
            &[33.0, 33.0, 33.0],
            &[12.0, 3.0],
            &[5.0],
        ] {
            assert_eq!(misfit(fine), None, "{fine:?}");
        }
        for odd in [
            &[0.6, 40.0][..],
            &[60.0, 45.0],
            &[0.5, 0.3, 0.1],
            &[0.6, 0.6, 0.1],
            &[50.0, 25.0, 15.0],
        ] {
            assert!(misfit(odd).is_some(), "{odd:?}");
        }
    }
}
