//! Quantiles of one's own and P(A > B), from the draws that the intervals are made of.

use ideal::Assessment;

pub(crate) fn main() -> Result<(), Box<dyn std::error::Error>> {
    let results = Assessment::demo()?.with_draws(1000).run()?;
    let root = results.assessment.method.root;
    let (a, b) = (results.cell("COL", "drug_cocaine")?, results.cell("PER", "drug_cocaine")?);
    let (mut of_a, mut of_b) = (Vec::new(), Vec::new());
    results.draws(|block| {
        of_a.extend_from_slice(block.scores(a.unit(), root).unwrap_or_default());
        of_b.extend_from_slice(block.scores(b.unit(), root).unwrap_or_default());
    })?;

    // Draws of one number belong together: what both have in common moves both.
    let above = of_a.iter().zip(&of_b).filter(|(a, b)| a > b).count();
    let p = above as f64 / of_a.len() as f64;
    of_a.sort_by(f64::total_cmp);
    let quantile = |share: f64| of_a[(share * (of_a.len() - 1) as f64) as usize];
    println!(
        "P(COL > PER) = {p:.2}; COL lies in {:.1} to {:.1} with 80 %",
        quantile(0.1),
        quantile(0.9)
    );

    assert_eq!((of_a.len(), of_b.len()), (1000, 1000));
    let node = a.node("priority")?;
    let interval = node.interval.as_ref().ok_or("no interval")?;
    assert!(quantile(0.1) >= interval.low && quantile(0.9) <= interval.high);
    Ok(())
}
