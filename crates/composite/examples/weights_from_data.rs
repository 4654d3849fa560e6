//! Weights that the data propose: by entropy, by CRITIC and by principal components.
//!
//! `cargo run -p ideal-composite --example weights_from_data`

use ideal_composite::aggregate::Mean;
use ideal_composite::normalise::{Direction, Normalise};
use ideal_composite::rank::competition;
use ideal_composite::weight::{critic, entropy, principal};
use ndarray::Array2;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Twelve units, four indicators, higher is better on all.
    let xs = Array2::from_shape_fn((12, 4), |(i, j)| {
        (1 + (i * i * 7 + 13 * (j + 1) * (i + 3)) % 97) as f64
    });
    let scores =
        Normalise::MinMax { range: [0.0, 100.0] }.matrix(xs.view(), &[Direction::Up; 4])?;
    for (name, weights) in [
        ("equal", vec![0.25; 4]),
        ("entropy", entropy(xs.view())?),
        ("CRITIC", critic(xs.view())?),
        ("principal components", principal(xs.view())?),
    ] {
        let index = Mean::Arithmetic.rows(scores.view(), &weights)?;
        println!("{name}: weights {weights:.3?}, ranks {:?}", competition(&index));
    }

    // The same table in NumPy, straight from the definitions.
    let known = [0.152_345_750_573, 0.343_413_641_116, 0.308_475_248_097, 0.195_765_360_214];
    for (got, known) in entropy(xs.view())?.iter().zip(known) {
        assert!((got - known).abs() < 1e-11, "{got}, known {known}");
    }
    let known = [0.234_453_010_315, 0.262_584_020_784, 0.242_132_915_902, 0.260_830_053];
    for (got, known) in critic(xs.view())?.iter().zip(known) {
        assert!((got - known).abs() < 1e-11, "{got}, known {known}");
    }
    Ok(())
}
