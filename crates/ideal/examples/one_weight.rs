//! One weight changed, and the rank correlation with the original.

use ideal::composite::correlate::{Kind, correlation};
use ideal::{Assessed, Assessment};

pub(crate) fn main() -> Result<(), Box<dyn std::error::Error>> {
    let original = Assessment::demo()?.with_draws(0);
    let changed = original.clone().with_weight("impact", 6.0)?;
    assert_ne!(changed.method_sha256, original.method_sha256);

    let (before, after) = (scores(&original.run()?), scores(&changed.run()?));
    let rho = correlation(&before, &after, Kind::Spearman).ok_or("nothing is ranked")?;
    println!("Spearman's rho with three times the weight of impact: {rho:.3}");
    assert!(rho > 0.5 && rho < 1.0);

    // A name that there is not is said with its neighbour.
    let error = original.with_weight("inpact", 6.0).err().ok_or("it was found")?;
    println!("{error}");
    assert!(error.to_string().contains("did you mean `impact`?"));
    Ok(())
}

/// Scores of the latest edition; NaN for gaps, which a correlation leaves out.
fn scores(results: &Assessed) -> Vec<f64> {
    let last = results.last_edition();
    let latest = results.cells().filter(|c| results.units[c.unit()].edition == last);
    latest.map(|cell| cell.score().unwrap_or(f64::NAN)).collect()
}
