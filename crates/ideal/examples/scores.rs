//! Opens the demonstration and lists its scores as a data frame.

use ideal::polars::prelude::*;
use ideal::{Assessment, Ranking};

pub(crate) fn main() -> Result<(), Box<dyn std::error::Error>> {
    let assessment = Assessment::demo()?.with_draws(0);
    let results = assessment.run()?;
    for row in results.ranking(Ranking::Territories).take(5) {
        println!("{row}");
    }

    // Every node of every cell; `score` is null for a gap.
    let scores = results.scores()?;
    println!("{}", scores.head(Some(5)));
    let roots = scores.filter(&scores.column("node")?.str()?.equal("priority"))?;
    let wide = ideal::wide(&roots, &["territory", "crime_area"], "edition", "score")?;
    println!("{}", wide.head(Some(5)));

    assert_eq!(scores.height(), results.units.len() * results.node_count());
    assert_eq!(wide.height(), roots.height() / assessment.editions.len());
    let known = roots.column("score")?.f64()?.iter().flatten();
    assert!(known.into_iter().all(|score| (0.0..=100.0).contains(&score)));
    Ok(())
}
