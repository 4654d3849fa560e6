//! `ideal weights`

use ideal::engine::{
    ChildWeight, ExpertNode, ExpertView, ExpertWeights, ProposedWeights, WeightsBy,
};
use ideal::model::method::Pool;
use ideal::model::visible;

use super::{compute, open, project};
use crate::args::{DrawArgs, PoolBy, WeightsArgs, WeightsFormat, WeightsFrom};
use crate::exit::{FINE, Outcome};
use crate::render::{print_bytes, print_json, toml};

pub fn weights(args: &WeightsArgs) -> Outcome {
    let project = project(args.project.as_deref());
    let assessment = open(&project, args.audience, DrawArgs::NONE, &[])?.acknowledge_red();
    let by = match args.by {
        WeightsFrom::Equal => WeightsBy::Equal,
        WeightsFrom::Pca => WeightsBy::Pca,
        WeightsFrom::Entropy => WeightsBy::Entropy,
        WeightsFrom::Critic => WeightsBy::Critic,
        WeightsFrom::Optimise => WeightsBy::Optimise,
        WeightsFrom::Bod => WeightsBy::Bod,
        WeightsFrom::Experts => {
            let found = assessment.expert_weights(args.pool.map(|pool| match pool {
                PoolBy::Geometric => Pool::Geometric,
                PoolBy::Arithmetic => Pool::Arithmetic,
            }))?;
            match args.format {
                WeightsFormat::Toml => print_bytes(toml(&expert_block(&found)).as_bytes())?,
                WeightsFormat::Json => print_json(&found)?,
            }
            return Ok(FINE);
        }
    };
    let found = compute(&assessment)?.propose_weights(by, args.edition)?;
    match args.format {
        WeightsFormat::Toml => print_bytes(toml(&block(&found)).as_bytes())?,
        WeightsFormat::Json => print_json(&found)?,
    }
    Ok(FINE)
}

/// What stands over every block.
const PASTE: &str = "# Put each `weight` in place of the one in the method file; under a node only \
                     their ratios count.\n";

/// The block to paste: valid TOML, every weight with the stated one beside it.
fn block(found: &ProposedWeights) -> String {
    let (about, read) = match found.by {
        WeightsBy::Equal => ("the same for every sibling", false),
        WeightsBy::Pca => ("squared loadings of the first principal component", true),
        WeightsBy::Entropy => ("entropy of the scores", true),
        WeightsBy::Critic => ("CRITIC: spread times conflict", true),
        WeightsBy::Optimise => {
            ("correlations with the node in the proportion of the stated weights", true)
        }
        WeightsBy::Bod => {
            ("benefit of the doubt: mean of the shares that flatter each unit most", true)
        }
    };
    let mut out = format!(
        "# Weights by {}: {about}. Edition {}, {}.\n",
        found.by.word(),
        found.edition,
        found.handling
    );
    if read {
        out.push_str(
            "# They are read from the data: they say how scores vary and go together, not \
                      how much anything matters.\n",
        );
    }
    out.push_str(PASTE);
    for node in &found.nodes {
        let rows = if node.rows > 0 { format!(", from {} rows", node.rows) } else { String::new() };
        heading(&mut out, &node.node, &rows, node.kept.as_deref());
        children(&mut out, &node.children);
    }
    out
}

/// The line over the weights of a node.
fn heading(out: &mut String, node: &str, about: &str, kept: Option<&str>) {
    out.push_str(&format!("\n# under {}{about}", visible(node)));
    if let Some(reason) = kept {
        // A message of several lines would leave the comment.
        out.push_str(&format!("; the stated weights stay: {}", reason.replace(['\n', '\r'], " ")));
    }
    out.push('\n');
}

fn children(out: &mut String, children: &[ChildWeight]) {
    for c in children {
        let table = if c.leaf { "indicator" } else { "node" };
        let number = |x: f64| {
            let text = ideal::model::shortest((x * 1e6).round() / 1e6);
            if text.contains('.') { text } else { format!("{text}.0") }
        };
        let line = format!("weight = {}", number(c.proposed));
        out.push_str(&format!(
            "[{table}.{}]\n{line:<24}# stated: {}\n",
            quoted(&c.child),
            number(c.stated)
        ));
    }
}

/// The block to paste where experts weigh, with each of them as a comment.
fn expert_block(found: &ExpertWeights) -> String {
    let pool = match found.pool {
        Pool::Geometric => "geometric mean of each child's weights over the experts, normalised",
        Pool::Arithmetic => "mean of each child's weights over the experts",
    };
    let mut out = format!("# Weights by experts: {pool}. {}.\n{PASTE}", found.handling);
    for ExpertNode { weights, experts, agreement } in &found.nodes {
        let count = match experts.len() {
            1 => ", one expert".to_owned(),
            n => format!(", {n} experts"),
        };
        let agreed = agreement.map_or(String::new(), |w| format!(", Kendall's W {w:.2}"));
        heading(&mut out, &weights.node, &format!("{count}{agreed}"), weights.kept.as_deref());
        for expert in experts {
            of_expert(&mut out, expert, &weights.children);
        }
        if found.pool == Pool::Geometric {
            vetoes(&mut out, experts, &weights.children);
        }
        children(&mut out, &weights.children);
    }
    out
}

/// Says of which child a single weight of 0 makes the weight of all 0, in comments.
fn vetoes(out: &mut String, experts: &[ExpertView], children: &[ChildWeight]) {
    for (place, child) in children.iter().enumerate() {
        let none = |e: &&ExpertView| e.weights.get(place) == Some(&0.0);
        let zero = experts.iter().filter(none).count();
        if zero > 0 && zero < experts.len() {
            out.push_str(&format!(
                "# note: {zero} of {} experts give {} 0, which makes it 0 in a geometric mean \
                 whatever the others say; --pool arithmetic does not\n",
                experts.len(),
                visible(&child.child)
            ));
        }
    }
}

/// What one expert says, in comments.
fn of_expert(out: &mut String, e: &ExpertView, children: &[ChildWeight]) {
    let mut about = e.method.word().to_owned();
    if let Some(c) = &e.consistency {
        if let Some(ratio) = c.ratio {
            about.push_str(&format!(", consistency ratio {ratio:.3}"));
        }
        if let Some(xi) = c.deviation {
            about.push_str(&format!(", xi {xi:.3}"));
        }
        match c.missing_pairs {
            0 => {}
            1 => about.push_str(", a pair missing"),
            n => about.push_str(&format!(", {n} pairs missing")),
        }
    }
    let own: Vec<String> = children
        .iter()
        .zip(&e.weights)
        .map(|(c, w)| format!("{} {w:.3}", visible(&c.child)))
        .collect();
    out.push_str(&format!("#   {} ({about}): {}\n", visible(&e.expert), own.join(", ")));
    for t in &e.triads {
        let [first, second, third] = t.children.each_ref().map(|c| visible(c));
        out.push_str(&format!(
            "#     {first} over {third} is {:.2}, and by way of {second} {:.2}\n",
            t.stated, t.implied
        ));
    }
}

/// A key as TOML wants it.
fn quoted(key: &str) -> String {
    let bare =
        !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    if bare {
        return key.to_owned();
    }
    let escaped =
        key.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\t', "\\t");
    format!("\"{escaped}\"")
}
