//! A difference split into data, method and world.

use ideal_composite::attribution::shapley;

use crate::compared::{Parts, State, Unsplit};

/// The states between two editions, those of both among them: the first is `a`, the last `b`. The
/// binary digits of a place say what is already that of `b`: 1 data, 2 method, 4 world.
pub(super) const STATES: usize = 8;

/// What the place of a state says.
pub(super) fn state(place: usize) -> State {
    State([place & 1 != 0, place & 2 != 0, place & 4 != 0])
}

/// Splits the difference of the last state from the first: for each of the three the mean over the
/// six orders in which they can be changed (Shapley's value). What rounding leaves goes to the
/// largest part, so that one that is 0 stays 0.
///
/// # Errors
/// Why there is no split, with the states that have no score.
pub(super) fn split(states: [Option<f64>; STATES]) -> Result<Parts, (Unsplit, Vec<State>)> {
    let (Some(a), Some(b)) = (states[0], states[STATES - 1]) else {
        let why = match (states[0], states[STATES - 1]) {
            (None, None) => Unsplit::NoScore,
            (None, _) => Unsplit::NoScoreA,
            _ => Unsplit::NoScoreB,
        };
        return Err((why, Vec::new()));
    };
    let gaps: Vec<State> =
        states.iter().enumerate().filter(|(_, s)| s.is_none()).map(|(at, _)| state(at)).collect();
    let values: Vec<f64> = states.into_iter().flatten().collect();
    match shapley(&values).as_deref() {
        Ok([data, method, world]) if gaps.is_empty() => {
            Ok(whole(Parts { data: *data, method: *method, world: *world }, b - a))
        }
        _ => Err((Unsplit::GapBetween, gaps)),
    }
}

/// The parts with what rounding left: the largest is the difference less the two others.
fn whole(mut parts: Parts, difference: f64) -> Parts {
    let Parts { data, method, world } = parts;
    if world.abs() >= data.abs() && world.abs() >= method.abs() {
        parts.world = difference - (data + method);
    } else if method.abs() >= data.abs() {
        parts.method = difference - (data + world);
    } else {
        parts.data = difference - (method + world);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mean_over_six_orders_by_hand() {
        // By place: aaa baa aba bba aab bab abb bbb. Data moves 1 before the method and 3 after it.
        let scores = [10.0, 11.0, 12.0, 15.0, 10.5, 11.5, 12.5, 15.5].map(Some);
        assert_eq!(split(scores), Ok(Parts { data: 2.0, method: 3.0, world: 0.5 }));
    }

    #[test]
    fn what_rounding_leaves_goes_to_the_largest_and_an_idle_part_stays_at_0() {
        let scores = [0.1, 0.4, 0.7, 0.1 + 0.2, 0.1, 0.4, 0.7, 0.1 + 0.2].map(Some);
        let parts = split(scores).unwrap_or_default();
        assert_eq!(parts.world.to_bits(), 0.0_f64.to_bits());
        let difference = scores[7].zip(scores[0]).map_or(0.0, |(b, a)| b - a);
        assert!((parts.data + parts.method - difference).abs() < 1e-16, "{parts:?}");
    }

    #[test]
    fn a_gap_on_the_way_is_named_and_one_at_an_end_is_another_reason() {
        let mut scores = [Some(1.0); STATES];
        (scores[1], scores[6]) = (None, None);
        let (why, gaps) = split(scores).err().unwrap_or((Unsplit::Results, Vec::new()));
        let named: Vec<String> = gaps.iter().map(ToString::to_string).collect();
        assert_eq!((why, named), (Unsplit::GapBetween, vec!["baa".to_owned(), "abb".to_owned()]));
        scores[7] = None;
        assert_eq!(split(scores), Err((Unsplit::NoScoreB, Vec::new())));
        scores[0] = None;
        assert_eq!(split(scores), Err((Unsplit::NoScore, Vec::new())));
    }
}
