//! The rows of one expert about one node, with children by their places.

use super::{JudgedBy, Judgement};
use crate::finding::{Finding, did_you_mean};
use crate::findings::Findings;
use crate::method::{Child, Method};
use crate::published::shortest;
use ideal_composite::weight::experts::{STRONGEST, SWING_BEST, WEAKEST};

/// A row with its children by their places.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said {
    pub child: usize,
    /// The child it is compared with; the same as `child` where nothing is compared.
    pub other: usize,
    pub value: f64,
    pub line: u64,
}

impl JudgedBy {
    /// Whether children are compared in pairs.
    #[must_use]
    pub fn compares(self) -> bool {
        match self {
            JudgedBy::Direct | JudgedBy::Budget | JudgedBy::Swing | JudgedBy::Rank => false,
            JudgedBy::Ahp | JudgedBy::Bwm => true,
        }
    }

    /// Least and greatest value, and how the two are said.
    fn range(self) -> (f64, f64, &'static str) {
        match self {
            JudgedBy::Direct | JudgedBy::Budget => (0.0, f64::MAX, "0 or more"),
            JudgedBy::Swing => (0.0, SWING_BEST, "0 to 100"),
            JudgedBy::Rank => (1.0, f64::MAX, "1 or more"),
            JudgedBy::Ahp => (WEAKEST, STRONGEST, "1/9 to 9"),
            JudgedBy::Bwm => (1.0, STRONGEST, "1 to 9"),
        }
    }
}

/// Reads the rows of an expert about a node; none, with findings, where one of them is wrong.
pub(super) fn read(
    method: &Method,
    children: &[Child],
    (by, rows): (JudgedBy, &[&Judgement]),
    findings: &mut Findings,
) -> Option<Vec<Said>> {
    let mut out = Vec::with_capacity(rows.len());
    let mut fine = true;
    for row in rows {
        match one(method, children, by, row) {
            Ok(said) => out.push(said),
            Err(f) => {
                fine = false;
                findings.push(f.at_line(row.line));
            }
        }
    }
    fine.then_some(out)
}

fn one(
    method: &Method,
    children: &[Child],
    by: JudgedBy,
    row: &Judgement,
) -> Result<Said, Box<Finding>> {
    let refused = |code: &str, message: String| Box::new(Finding::error(code, message));
    let place = |code: &str| {
        let found = children.iter().position(|&c| method.code_of(c) == code);
        found.ok_or_else(|| Box::new(no_child(method, children, &row.node, code)))
    };
    let child = place(&row.child)?;
    let other = match (&row.other, by.compares()) {
        (Some(other), true) => place(other)?,
        (None, false) => child,
        (None, true) => {
            let message = format!("`{by}` compares two children, and `other` is empty");
            return Err(refused("no-other", message));
        }
        (Some(_), false) => {
            let message = format!("`{by}` compares nothing, and `other` is not empty");
            return Err(refused("needless-other", message));
        }
    };
    if by.compares() && child == other {
        let message = format!("`{}` is compared with itself", row.child);
        return Err(Box::new(Finding::error("itself", message).hint("leave the row out")));
    }
    let (least, greatest, range) = by.range();
    if !(least..=greatest).contains(&row.value) {
        let message =
            format!("`{by}` takes values of {range}, and this is {}", shortest(row.value));
        return Err(refused("out-of-scale", message));
    }
    Ok(Said { child, other, value: row.value, line: row.line })
}

/// The error for a code that is no child of the node with a weight to judge.
fn no_child(method: &Method, children: &[Child], node: &str, code: &str) -> Finding {
    let slot = method
        .node_index(node)
        .and_then(|n| method.nodes.get(n.get()))
        .is_some_and(|n| n.children.iter().any(|&c| method.code_of(c) == code));
    if slot {
        let message = format!("`{code}` has the weight 0 under `{node}`: nobody can weigh it");
        return Finding::error("judged-slot", message)
            .hint("give it a weight above 0 in the method, or leave its rows out");
    }
    let mut f = Finding::error("no-child", format!("`{code}` is no child of `{node}`"));
    let known: Vec<&str> = children.iter().map(|&c| method.code_of(c)).collect();
    f.hint = did_you_mean(code, known.iter().copied())
        .or_else(|| Some(format!("its children are {}", first_few(&known))));
    f
}

/// The first few of a list, and how many more there are.
pub(super) fn first_few(names: &[&str]) -> String {
    const SHOWN: usize = 8;
    let shown: Vec<String> = names.iter().take(SHOWN).map(|n| format!("`{n}`")).collect();
    match names.len().saturating_sub(SHOWN) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
