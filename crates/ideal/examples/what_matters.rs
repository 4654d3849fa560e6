//! What the ranking depends on (Sobol' indices), and weights that the data propose.

use ideal::engine::{BaseRows, Output, WeightsBy};
use ideal::{Assessment, SensitivityOptions};

pub(crate) fn main() -> Result<(), Box<dyn std::error::Error>> {
    let assessment = Assessment::demo()?.with_draws(0);
    let results = assessment.run()?;
    let options = SensitivityOptions {
        base: BaseRows::Fixed(32),
        output: Output::RankShift,
        leave_one_out: false,
    };
    let found = results.sensitivity(&options, &())?;
    for factor in found.factors.iter().take(5) {
        println!(
            "{:<24} {:.2} ({:.2} to {:.2})",
            factor.factor, factor.total, factor.total_low, factor.total_high
        );
    }
    assert!(found.factors.iter().all(|f| f.total_low <= f.total_high));

    let proposed = results.propose_weights(WeightsBy::Entropy, None)?;
    for node in &proposed.nodes {
        for child in node.children.iter().filter(|_| node.kept.is_none()) {
            println!(
                "{}/{}: {} stated, {:.2} proposed",
                node.node, child.child, child.stated, child.proposed
            );
        }
    }
    let other = assessment.clone().with_weights(&proposed)?;
    let scores = (results.cell("COL", "*")?.score(), other.run()?.cell("COL", "*")?.score());
    println!("Colombia: {scores:?}");
    assert!(other.method_modified && scores.0 != scores.1);
    Ok(())
}
