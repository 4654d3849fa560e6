//! One cell down to its rows.

use ideal::Assessment;
use ideal::engine::Explained;

pub(crate) fn main() -> Result<(), Box<dyn std::error::Error>> {
    let results = Assessment::demo()?.with_draws(0).run()?;
    let cell = results.cell("COL", "drug_cocaine")?;
    let threat = cell.node("threat")?;
    println!("{}: {}", threat.id(), threat.shown().ok_or("a gap")?);
    let explained = threat.explain().ok_or("nothing to explain")?;
    print(&explained.tree, 1);

    // What the children contributed adds up to the score.
    let parts: f64 = explained.tree.children.iter().filter_map(|c| c.contribution).sum();
    assert!(threat.score.is_some_and(|score| (parts - score).abs() < 1e-9));
    // Each row is one of a file.
    let rows = threat.rows();
    let files = ideal::shipped::demonstration();
    assert!(!rows.is_empty());
    assert!(rows.iter().all(|row| files.iter().any(|(path, _)| *path == row.file)));
    Ok(())
}

fn print(node: &Explained, depth: usize) {
    for child in &node.children {
        let shown = child.shown.as_deref().unwrap_or("gap");
        println!("{:indent$}{} {shown}", "", child.node, indent = 2 * depth);
        for row in &child.rows {
            println!(
                "{:indent$}{}:{} {}",
                "",
                row.file,
                row.line,
                row.period,
                indent = 2 * depth + 2
            );
        }
        print(child, depth + 1);
    }
}
