//! An index of one's own beside the engine's: its scores on plain arrays, with any function.

use ideal::Assessment;
use ideal::composite::aggregate::Mean;
use ideal::composite::correlate::{Kind, correlation};
use ideal::composite::tree::{Element, Floor, How, Tree};
use ideal::ndarray::Axis;

pub(crate) fn main() -> Result<(), Box<dyn std::error::Error>> {
    let results = Assessment::demo()?.with_draws(0).run()?;
    let scores = results.matrix(None, "drug_cocaine")?;
    let width = scores.columns.len();

    // A flat index: every indicator alike, under one node.
    let flat = |how| -> Result<Tree, _> {
        let mut elements = vec![Element::leaf(width, 1.0); width];
        elements.push(Element::node(None, 1.0, how, Floor::Share(0.5)));
        Tree::new(width, elements)
    };
    let flat = flat(How::Mean(Mean::Arithmetic))?.aggregate(scores.values.view())?;
    let flat = flat.column(width).to_vec();

    // A function that nobody else has: the mean of the three highest indicators.
    let worst: Vec<f64> = scores
        .values
        .axis_iter(Axis(0))
        .map(|row| {
            let mut known: Vec<f64> = row.iter().copied().filter(|x| !x.is_nan()).collect();
            known.sort_by(|a, b| b.total_cmp(a));
            known.truncate(3);
            known.iter().sum::<f64>() / known.len() as f64
        })
        .collect();

    let root = results.assessment.method.root;
    let engine: Vec<f64> = scores
        .units
        .iter()
        .map(|&unit| results.node(unit, root).and_then(|n| n.score).unwrap_or(f64::NAN))
        .collect();
    for (name, own) in [("flat", &flat), ("three worst", &worst)] {
        let rho = correlation(own, &engine, Kind::Spearman).ok_or("nothing in common")?;
        println!("{name}: Spearman's rho with the method's index {rho:.2}");
    }
    assert_eq!(flat.len(), scores.territories.len());
    let both = flat.iter().zip(&worst).filter(|(f, _)| !f.is_nan());
    assert!(both.clone().count() > 0);
    assert!(
        both.into_iter().all(|(flat, worst)| flat <= worst),
        "a mean of the highest is highest"
    );
    Ok(())
}
