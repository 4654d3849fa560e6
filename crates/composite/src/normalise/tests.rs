//! Tests of `normalise`.

#![allow(clippy::unwrap_used)]
use super::*;

pub(super) const R: [f64; 2] = [0.0, 100.0];
pub(super) const POPULATION: [Normalise; 9] = [
    Normalise::MinMax { range: R },
    Normalise::ZScore { mean: 0.0, sd: 1.0 },
    Normalise::Rank { ties: Ties::Min },
    Normalise::PercentileRank { range: R, ties: Ties::Min },
    Normalise::Borda { ties: Ties::Average },
    Normalise::DistanceToTarget { target: 9.0, range: R, cap: false },
    Normalise::DistanceToReference { reference: 9.0, range: R, cap: true },
    Normalise::DistanceToMax { range: R },
    Normalise::FractionOfMax { range: R },
];

#[test]
fn a_population_that_says_nothing_is_an_error() {
    for f in POPULATION {
        assert_eq!(f.column(&[f64::NAN; 3], Direction::Up), Err(NormaliseError::Empty), "{f:?}");
        assert_eq!(f.column(&[], Direction::Up), Err(NormaliseError::Empty));
        assert_eq!(
            f.column(&[5.0, 5.0], Direction::Down),
            Err(NormaliseError::Constant { n: 2, value: 5.0 })
        );
        assert_eq!(
            f.column(&[5.0], Direction::Up),
            Err(NormaliseError::Constant { n: 1, value: 5.0 })
        );
        assert_eq!(
            f.column(&[1.0, f64::INFINITY], Direction::Up),
            Err(NormaliseError::Infinite { position: 2 })
        );
    }
}

#[test]
fn down_turns_every_function_round() {
    let xs = [1.0, 4.0, f64::NAN, 9.0];
    for f in POPULATION {
        let f = match f {
            // The best value is the other end now.
            Normalise::DistanceToTarget { range, cap, .. } => {
                Normalise::DistanceToTarget { target: 1.0, range, cap }
            }
            Normalise::DistanceToReference { range, cap, .. } => {
                Normalise::DistanceToReference { reference: 1.0, range, cap }
            }
            other => other,
        };
        let s = f.column(&xs, Direction::Down).unwrap();
        assert!(s[2].is_nan());
        assert_eq!(s[0] > s[1] && s[1] > s[3], !f.reverses(&xs, Direction::Down), "{f:?}: {s:?}");
    }
    let posts = Normalise::Goalposts { low: 0.0, high: 20.0, range: R, clamp: true };
    assert_eq!(posts.column(&[0.0, 5.0, 30.0], Direction::Down).unwrap(), [100.0, 75.0, 0.0]);
    let scaled = Normalise::Scaled { posts: [0.0, 20.0], factor: 100.0 };
    assert_eq!(scaled.column(&[0.0, 5.0, 30.0], Direction::Down).unwrap(), [100.0, 75.0, -50.0]);
    assert_eq!(Normalise::None { range: R }.column(&[30.0], Direction::Down).unwrap(), [70.0]);
}

#[test]
fn against_a_population_given_apart() {
    let f = Normalise::PercentileRank { range: [0.0, 1.0], ties: Ties::Min };
    assert_eq!(
        f.column_against(&[1.0, 2.0, 3.0], &[0.0, 2.0, 2.5, 9.0], Direction::Up).unwrap(),
        [0.0, 0.5, 1.0, 1.0]
    );
    let f = Normalise::MinMax { range: [0.0, 10.0] };
    assert_eq!(f.column_against(&[0.0, 4.0], &[2.0, 6.0], Direction::Up).unwrap(), [5.0, 15.0]);
}

#[test]
fn nonsense_parameters() {
    let posts = |low, high| {
        Normalise::Goalposts { low, high, range: R, clamp: true }.column(&[1.0, 2.0], Direction::Up)
    };
    assert!(matches!(posts(3.0, 3.0), Err(NormaliseError::Parameter { .. })));
    assert!(matches!(posts(f64::NAN, 3.0), Err(NormaliseError::Parameter { .. })));
    assert!(Normalise::ZScore { mean: 0.0, sd: 0.0 }.column(&[1.0, 2.0], Direction::Up).is_err());
    let target = Normalise::DistanceToTarget { target: 1.0, range: R, cap: false };
    assert_eq!(target.column(&[1.0, 2.0], Direction::Up), Err(NormaliseError::Span { to: 1.0 }));
    assert_eq!(
        Normalise::FractionOfMax { range: R }.column(&[-1.0, 0.0], Direction::Up),
        Err(NormaliseError::Span { to: 0.0 })
    );
}

#[test]
fn nothing_but_the_known_case_runs_the_wrong_way() {
    let fraction = Normalise::FractionOfMax { range: [0.0, 1.0] };
    let below = fraction.column(&[-4.0, -1.0], Direction::Up);
    assert_eq!(below, Err(NormaliseError::Reversed { what: "the maximum", value: -1.0, end: 0.0 }));
    // Lower is better and the best is below 0: x / min is 1 for it and less for the others.
    assert_eq!(fraction.column(&[-4.0, -1.0, 2.0], Direction::Down).unwrap(), [1.0, 0.25, -0.5]);
    assert!(!fraction.reverses(&[-4.0, -1.0, 2.0], Direction::Down));
    assert_eq!(
        fraction.column(&[0.0, 3.0], Direction::Down),
        Err(NormaliseError::Span { to: 0.0 })
    );
    // What is meant: one minus the fraction, which also has a score for a minimum of 0.
    let meant = Normalise::Goalposts { low: 0.0, high: 4.0, range: [0.0, 1.0], clamp: false };
    assert_eq!(meant.column(&[0.0, 1.0, 4.0], Direction::Down).unwrap(), [1.0, 0.75, 0.0]);
    for (target, way, end) in [(1.0, Direction::Up, 2.0), (9.0, Direction::Down, 7.0)] {
        let wanted = |what| Err(NormaliseError::Reversed { what, value: target, end });
        let f = Normalise::DistanceToTarget { target, range: R, cap: true };
        assert_eq!(f.column(&[2.0, 7.0], way), wanted("the target"));
        let f = Normalise::DistanceToReference { reference: target, range: R, cap: true };
        assert_eq!(f.column(&[2.0, 7.0], way), wanted("the reference"));
    }
}

#[test]
fn no_score_is_infinite() {
    let z = Normalise::ZScore { mean: 0.0, sd: 1.0 };
    // The squares underflow, so the standard deviation is 0.
    assert_eq!(
        z.column(&[1e-200, 2e-200], Direction::Up),
        Err(NormaliseError::OutOfRange { position: 1 })
    );
    let wide = Normalise::MinMax { range: R }.column(&[f64::MIN, 0.0, f64::MAX], Direction::Up);
    assert!(matches!(wide, Err(NormaliseError::OutOfRange { .. })), "{wide:?}");
}
