//! `ideal weights`

use ideal::engine::{NodeWeights, ProposedWeights, WeightsBy};
use ideal::model::visible;

use super::{compute, open, project};
use crate::args::{DrawArgs, WeightsArgs, WeightsFrom};
use crate::exit::{FINE, Outcome};
use crate::render::{print_bytes, toml};

pub fn weights(args: &WeightsArgs) -> Outcome {
    let project = project(args.project.as_deref());
    let results = compute(&open(&project, DrawArgs::NONE, &[])?.acknowledge_red())?;
    let by = match args.by {
        WeightsFrom::Equal => WeightsBy::Equal,
        WeightsFrom::Pca => WeightsBy::Pca,
        WeightsFrom::Entropy => WeightsBy::Entropy,
        WeightsFrom::Critic => WeightsBy::Critic,
        WeightsFrom::Optimise => WeightsBy::Optimise,
        WeightsFrom::Bod => WeightsBy::Bod,
    };
    print_bytes(toml(&block(&results.propose_weights(by, args.edition)?)).as_bytes())?;
    Ok(FINE)
}

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
    out.push_str(
        "# Put each `weight` in place of the one in the method file; under a node only \
                  their ratios count.\n",
    );
    for node in &found.nodes {
        out.push_str(&format!("\n# under {}", visible(&node.node)));
        if node.rows > 0 {
            out.push_str(&format!(", from {} rows", node.rows));
        }
        if let Some(reason) = &node.kept {
            // A message of several lines would leave the comment.
            out.push_str(&format!(
                "; the stated weights stay: {}",
                reason.replace(['\n', '\r'], " ")
            ));
        }
        out.push('\n');
        children(&mut out, node);
    }
    out
}

fn children(out: &mut String, node: &NodeWeights) {
    for c in &node.children {
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
