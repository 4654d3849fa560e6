//! Two hundred weightings on all cores: how often is each territory among the first three?

use ideal::composite::draws::{Dirichlet, Stream, stream_id};
use ideal::{Assessment, Ranking};
use rayon::prelude::*;

const WEIGHTINGS: u64 = 200;

pub(crate) fn main() -> Result<(), Box<dyn std::error::Error>> {
    let assessment = Assessment::demo()?.with_draws(0);
    let stated = ["threat", "impact", "exposure"];
    let around = Dirichlet::new(&[2.0, 2.0, 1.0], 20.0)?;
    // A weighting is a function of its number: neither threads nor their order change it.
    let first_three: Vec<Vec<String>> = (0..WEIGHTINGS)
        .into_par_iter()
        .map(|number| {
            let mut weights = [0.0; 3];
            around.fill(&mut Stream::new(1, stream_id("my weightings"), number), &mut weights);
            // The evidence is shared, so that a copy costs nothing.
            let results = assessment.clone().weighed(stated.into_iter().zip(weights))?.run()?;
            let best = results.ranking(Ranking::Territories).take(3);
            Ok(best.map(|row| row.territory).collect())
        })
        .collect::<Result<_, ideal::Error>>()?;

    let mut counts = std::collections::BTreeMap::<&str, usize>::new();
    for territory in first_three.iter().flatten() {
        *counts.entry(territory).or_default() += 1;
    }
    for (territory, count) in &counts {
        println!("{territory}: among the first three in {count} of {WEIGHTINGS}");
    }
    assert_eq!(first_three.len() as u64, WEIGHTINGS);
    assert_eq!(counts.values().sum::<usize>() as u64, 3 * WEIGHTINGS);
    Ok(())
}
