//! How far a ranking hangs on its weights: SMAA-2 over weights that keep an order of importance.
//!
//! `cargo run -p ideal-composite --example rank_acceptability`

use ideal_composite::aggregate::Mean;
use ideal_composite::draws::{Dirichlet, Stream};
use ideal_composite::robustness::GivenWeights;
use ndarray::{Array2, array};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Four units on three criteria; one value is missing, and weights are then renormalised.
    let values =
        array![[90.0, 80.0, 85.0], [70.0, 75.0, 80.0], [72.0, 74.0, f64::NAN], [60.0, 85.0, 55.0],];

    // Nothing is known but that the first criterion counts most and the last one least: weights are
    // uniform over the simplex (Dirichlet of concentration 3), each draw sorted downwards.
    let uniform = Dirichlet::new(&[1.0; 3], 3.0)?;
    let mut weights = Array2::zeros((20_000, 3));
    for (draw, mut row) in weights.rows_mut().into_iter().enumerate() {
        let mut one = [0.0; 3];
        uniform.fill(&mut Stream::new(7, 1, draw as u64), &mut one);
        one.sort_by(|a, b| b.total_cmp(a));
        row.iter_mut().zip(one).for_each(|(r, w)| *r = w);
    }

    let outcome = GivenWeights::new(values.view(), weights.view())?.mean(Mean::Geometric).run()?;
    println!("share of the draws per unit (row) and rank (column):");
    println!("{:.3}", outcome.ranking.acceptability.table());
    println!("tie groups: {:?}", outcome.ranking.groups);

    // The first unit is best on every criterion but one that counts little: it always leads, and
    // its central weights are the mean of all: the rank-order centroid (11, 5, 2) / 18 (Barron and
    // Barrett, Management Science 42, 1996).
    assert_eq!(outcome.ranking.acceptability.top(0, 1), 1.0);
    let central = outcome.ranking.central.ok_or("no weights were given")?;
    let first = central.weights.first().and_then(Option::as_ref).ok_or("the first never leads")?;
    println!("central weights of the first unit: {first:.4?}");
    for (got, known) in first.iter().zip([11.0 / 18.0, 5.0 / 18.0, 2.0 / 18.0]) {
        assert!((got - known).abs() < 0.003, "{got}, known {known}");
    }
    Ok(())
}
