//! From the rows of one expert about one node to weights, or to what is wrong with them.

use ideal_composite::weight::experts::{
    JudgementError, Pair, analytic_hierarchy, best_worst, points, rank_order_centroid, swing,
};

use super::said::{Said, first_few, read};
use super::{CONSISTENT, Consistency, ExpertJudged, JudgedBy, Judgement};
use crate::finding::Finding;
use crate::findings::Findings;
use crate::ids::NodeIx;
use crate::method::{Child, Method};
use crate::published::shortest;

/// Values of one thing that differ by less are one value: 0.33 and a third are.
const SAME: f64 = 0.02;

/// What findings about one expert's judgements of one node need.
struct Context<'a> {
    method: &'a Method,
    node: &'a str,
    children: &'a [Child],
    /// The line of the first row.
    line: u64,
}

/// The weights of one expert; none, with findings, where the rows hold an error.
pub(super) fn weigh(
    method: &Method,
    node: NodeIx,
    children: &[Child],
    rows: &[&Judgement],
    findings: &mut Findings,
) -> Option<ExpertJudged> {
    let first = rows.first()?;
    let by = first.method;
    let id = method.nodes.get(node.get()).map_or("", |n| n.id.as_str());
    if let Some(row) = rows.iter().find(|r| r.method != by) {
        let message = format!(
            "`{id}` is judged by `{}` here, and in line {} by `{by}`, by one expert",
            row.method, first.line
        );
        let f = Finding::error("two-methods", message).at_line(row.line);
        findings.push(f.hint("an expert judges the children of a node in one way"));
        return None;
    }
    let said = read(method, children, (by, rows), findings)?;
    let line = rows.iter().map(|r| r.line).min().unwrap_or(0);
    let context = Context { method, node: id, children, line };
    let (weights, consistency) = match by {
        JudgedBy::Direct | JudgedBy::Budget | JudgedBy::Swing | JudgedBy::Rank => {
            (context.numbers(by, &said, findings)?, None)
        }
        JudgedBy::Ahp => context.pairs(&said, findings)?,
        JudgedBy::Bwm => context.best_worst(&said, findings)?,
    };
    Some(ExpertJudged { expert: first.expert.clone(), method: by, weights, consistency })
}

/// Whether two values of one thing are one.
fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= SAME * a.abs().max(b.abs())
}

impl<'a> Context<'a> {
    fn name(&self, place: usize) -> &'a str {
        self.children.get(place).map_or("", |&c| self.method.code_of(c))
    }

    fn push(&self, findings: &mut Findings, f: Finding) {
        findings.push(f.at_line(self.line));
    }

    /// A table of what was said, by the two places; none, with findings, where something was said
    /// twice with other values. What was said twice alike counts once. `turned` reads a pair the
    /// other way round.
    fn once(&self, said: &[Said], turned: bool, findings: &mut Findings) -> Option<Vec<Said>> {
        // Whether values are one must not depend on the order of the rows.
        let mut sorted = said.to_vec();
        sorted.sort_by(|a, b| {
            let place = |s: &Said| (s.child, s.other);
            place(a).cmp(&place(b)).then_with(|| a.value.total_cmp(&b.value))
        });
        let mut out: Vec<Said> = Vec::with_capacity(said.len());
        let mut fine = true;
        for s in &sorted {
            let before = out.iter().find_map(|b| {
                if (b.child, b.other) == (s.child, s.other) {
                    return Some((b, b.value));
                }
                let reversed = turned && (b.other, b.child) == (s.child, s.other);
                reversed.then(|| (b, 1.0 / b.value))
            });
            let Some((b, value)) = before else {
                out.push(*s);
                continue;
            };
            let what = if s.child == s.other {
                format!("`{}`", self.name(s.child))
            } else {
                format!("`{}` over `{}`", self.name(s.child), self.name(s.other))
            };
            // Told at the later line, wherever the values sort them.
            let (line, here, before, there) = if b.line <= s.line {
                (s.line, s.value, b.line, value)
            } else {
                (b.line, value, s.line, s.value)
            };
            if same(value, s.value) {
                let message = format!("{what} stands already in line {before}");
                findings.push(Finding::warning("said-twice", message).at_line(line));
            } else {
                fine = false;
                let (here, there) = (shortest(here), shortest(there));
                let message = format!("{what} is {here} here, and {there} by line {before}");
                findings.push(Finding::error("two-judgements", message).at_line(line));
            }
        }
        fine.then_some(out)
    }

    /// Weights from a number said of each child.
    fn numbers(&self, by: JudgedBy, said: &[Said], findings: &mut Findings) -> Option<Vec<f64>> {
        let said = self.once(said, false, findings)?;
        let value = |place: usize| said.iter().find(|s| s.child == place).map(|s| s.value);
        let values: Vec<Option<f64>> = (0..self.children.len()).map(value).collect();
        let silent: Vec<&str> = values
            .iter()
            .enumerate()
            .filter(|(_, v)| v.is_none())
            .map(|(place, _)| self.name(place))
            .collect();
        if !silent.is_empty() {
            let message = format!(
                "these judgements of `{}` say nothing of {}",
                self.node,
                first_few(&silent)
            );
            let f = Finding::error("missing-child", message);
            self.push(findings, f.hint("every child with a weight has a row"));
            return None;
        }
        let values: Vec<f64> = values.into_iter().flatten().collect();
        let found = match by {
            JudgedBy::Rank => rank_order_centroid(&values),
            JudgedBy::Swing => swing(&values),
            JudgedBy::Direct | JudgedBy::Budget | JudgedBy::Ahp | JudgedBy::Bwm => points(&values),
        };
        found.map_err(|e| self.push(findings, self.refused(&e))).ok()
    }

    /// Weights from pairs, by the analytic hierarchy process.
    fn pairs(
        &self,
        said: &[Said],
        findings: &mut Findings,
    ) -> Option<(Vec<f64>, Option<Consistency>)> {
        let said = self.once(said, true, findings)?;
        let pairs: Vec<Pair> =
            said.iter().map(|s| Pair { first: s.child, second: s.other, ratio: s.value }).collect();
        let found = match analytic_hierarchy(self.children.len(), &pairs) {
            Ok(found) => found,
            Err(e) => {
                self.push(findings, self.refused(&e));
                return None;
            }
        };
        if found.missing > 0 {
            let all = found.missing + pairs.len();
            let message = format!(
                "{} of the {all} pairs under `{}` are not compared: they follow from the others",
                found.missing, self.node
            );
            let f = Finding::warning("missing-pairs", message);
            self.push(
                findings,
                f.hint("there is no consistency ratio of pairs that are not complete"),
            );
        }
        if let Some(ratio) = found.consistency_ratio.filter(|r| *r > CONSISTENT) {
            let message = format!(
                "the pairs under `{}` contradict each other: a consistency ratio of {:.2}, above \
                 {CONSISTENT}",
                self.node, ratio
            );
            let f = Finding::warning("inconsistent-pairs", message);
            self.push(findings, f.hint("`ideal weights --by experts` names the worst triads"));
        }
        let consistency = Consistency {
            ratio: found.consistency_ratio,
            deviation: None,
            missing_pairs: found.missing,
            triads: found.triads,
        };
        Some((found.weights, Some(consistency)))
    }

    /// Weights from the best over the others and the others over the worst.
    fn best_worst(
        &self,
        said: &[Said],
        findings: &mut Findings,
    ) -> Option<(Vec<f64>, Option<Consistency>)> {
        let said = self.once(said, false, findings)?;
        let n = self.children.len();
        let rows_as =
            |place: usize, of: fn(&Said) -> usize| said.iter().filter(|s| of(s) == place).count();
        let end = |of: fn(&Said) -> usize| (0..n).find(|&p| rows_as(p, of) == n - 1 && n > 1);
        let (best, worst) = match (end(|s| s.child), end(|s| s.other)) {
            (Some(best), Some(worst)) => (best, worst),
            (best, _) => {
                let (code, what) = match best {
                    None => ("no-best", "no child is compared, as the best, with all others"),
                    Some(_) => ("no-worst", "not every child is compared with one that is worst"),
                };
                let f = Finding::error(code, format!("under `{}` {what}", self.node));
                self.push(
                    findings,
                    f.hint(
                        "`bwm` has a row of the best (`child`) over every other, and one of every \
                         other over the worst (`other`)",
                    ),
                );
                return None;
            }
        };
        if let Some(s) = said.iter().find(|s| s.child != best && s.other != worst) {
            let message = format!(
                "`{}` is the best and `{}` the worst, and this compares neither",
                self.name(best),
                self.name(worst)
            );
            findings.push(Finding::error("neither-best-nor-worst", message).at_line(s.line));
            return None;
        }
        let over = |child: usize, other: usize| {
            let row = said.iter().find(|s| (s.child, s.other) == (child, other));
            row.map_or(1.0, |s| s.value)
        };
        let best_to_others: Vec<f64> = (0..n).map(|j| over(best, j)).collect();
        let others_to_worst: Vec<f64> = (0..n).map(|j| over(j, worst)).collect();
        match best_worst((best, &best_to_others), (worst, &others_to_worst)) {
            Ok(found) => {
                let consistency = Consistency {
                    ratio: Some(found.consistency_ratio),
                    deviation: Some(found.deviation),
                    missing_pairs: 0,
                    triads: Vec::new(),
                };
                Some((found.weights, Some(consistency)))
            }
            Err(e) => {
                self.push(findings, self.refused(&e));
                None
            }
        }
    }

    /// The finding for judgements that make no weights although every row is right.
    fn refused(&self, e: &JudgementError) -> Finding {
        let of = format!("these judgements of `{}` make no weights", self.node);
        match *e {
            JudgementError::Swing(_) => {
                Finding::error("no-best", format!("{of}: no child has 100"))
                    .hint("the child whose swing matters most has 100, the others less")
            }
            JudgementError::AllZero => Finding::error("all-zero", format!("{of}: all are 0")),
            JudgementError::Apart(child) => {
                let message = format!(
                    "{of}: nothing compares `{}` with `{}`, not even through others",
                    self.name(child),
                    self.name(0)
                );
                Finding::error("missing-pairs", message)
            }
            JudgementError::Nothing
            | JudgementError::Number { .. }
            | JudgementError::Rank { .. }
            | JudgementError::Child(_)
            | JudgementError::Itself(_)
            | JudgementError::PairTwice(..)
            | JudgementError::Ratio { .. }
            | JudgementError::Unsolved
            | JudgementError::Length { .. }
            | JudgementError::Vetoed => Finding::error("no-weights", format!("{of}: {e}")),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::judged;
    use super::*;
    use crate::method::parse_method;

    fn method() -> Method {
        let text = "id = \"m\"\n[node.top]\n[node.n]\nparent = \"top\"\n\
                    [indicator.a]\nparent = \"n\"\ngoalposts = [0, 9]\n\
                    [indicator.b]\nparent = \"n\"\ngoalposts = [0, 9]\n\
                    [indicator.c]\nparent = \"n\"\ngoalposts = [0, 9]\n\
                    [indicator.slot]\nparent = \"n\"\nweight = 0.0\ngoalposts = [0, 9]\n";
        parse_method(text, "m.toml").0.unwrap()
    }

    /// Rows `expert method child other value`, `-` for no other, of the node `n`.
    fn rows(text: &str) -> Vec<Judgement> {
        let row = |(line, row): (usize, &str)| {
            let cells: Vec<&str> = row.split_whitespace().collect();
            Judgement {
                expert: cells[0].into(),
                method: JudgedBy::from_word(cells[1]).unwrap(),
                node: "n".into(),
                child: cells[2].into(),
                other: (cells[3] != "-").then(|| cells[3].into()),
                value: cells[4].parse().unwrap(),
                mark: Default::default(),
                line: line as u64 + 2,
            }
        };
        text.lines().enumerate().map(row).collect()
    }

    /// The weights of the first expert, and codes of findings with their lines.
    fn found(text: &str) -> (Option<Vec<f64>>, Vec<(String, u64)>) {
        let (nodes, findings) = judged(&method(), &rows(text));
        let weights = nodes.first().and_then(|n| Some(n.experts.first()?.weights.clone()));
        let codes = findings.finish().into_iter().map(|f| (f.code, f.line.unwrap_or(0)));
        (weights, codes.collect())
    }

    #[test]
    fn every_way_of_judging_makes_weights() {
        for (text, want) in [
            ("E1 direct a - 2\nE1 direct b - 1\nE1 direct c - 1", [0.5, 0.25, 0.25]),
            ("E1 budget c - 20\nE1 budget a - 50\nE1 budget b - 30", [0.5, 0.3, 0.2]),
            ("E1 swing a - 100\nE1 swing b - 60\nE1 swing c - 40", [0.5, 0.3, 0.2]),
            ("E1 rank a - 1\nE1 rank b - 2\nE1 rank c - 3", [11.0 / 18.0, 5.0 / 18.0, 1.0 / 9.0]),
            ("E1 ahp a b 2\nE1 ahp a c 4\nE1 ahp b c 2", [4.0 / 7.0, 2.0 / 7.0, 1.0 / 7.0]),
            ("E1 bwm a b 2\nE1 bwm a c 4\nE1 bwm b c 2", [4.0 / 7.0, 2.0 / 7.0, 1.0 / 7.0]),
        ] {
            let (weights, codes) = found(text);
            assert!(codes.is_empty(), "{text}: {codes:?}");
            let off = |(a, b): (f64, f64)| (a - b).abs() < 1e-9;
            assert!(weights.unwrap().into_iter().zip(want).all(off), "{text}");
        }
    }

    #[test]
    fn what_is_wrong_is_told_at_its_line_and_names_no_expert() {
        for (text, code, line) in [
            ("E1 direct a - 2\nE1 direct x - 1", "no-child", 3),
            ("E1 direct a - 2\nE1 direct slot - 1", "judged-slot", 3),
            ("E1 direct a - 2\nE1 direct b - 1", "missing-child", 2),
            ("E1 direct a - 2\nE1 direct a - 1", "two-judgements", 3),
            ("E1 direct a - 2\nE1 budget b - 1", "two-methods", 3),
            ("E1 direct a b 2", "needless-other", 2),
            ("E1 direct a - -2", "out-of-scale", 2),
            ("E1 budget a - 0\nE1 budget b - 0\nE1 budget c - 0", "all-zero", 2),
            ("E1 swing a - 101", "out-of-scale", 2),
            ("E1 swing a - 90\nE1 swing b - 60\nE1 swing c - 40", "no-best", 2),
            ("E1 rank a - 0", "out-of-scale", 2),
            ("E1 ahp a - 2", "no-other", 2),
            ("E1 ahp a a 1", "itself", 2),
            ("E1 ahp a b 10", "out-of-scale", 2),
            ("E1 ahp a b 3\nE1 ahp b a 3", "two-judgements", 3),
            ("E1 ahp a b 3", "missing-pairs", 2),
            ("E1 bwm a b 0.5", "out-of-scale", 2),
            ("E1 bwm a b 3\nE1 bwm b c 2", "no-best", 2),
            ("E1 bwm a b 3\nE1 bwm a c 2", "no-worst", 2),
        ] {
            let (weights, codes) = found(text);
            assert_eq!(codes, [(code.to_owned(), line)], "{text}");
            assert_eq!(weights, None, "{text}");
            let all = judged(&method(), &rows(text)).1.finish();
            assert!(all.iter().all(|f| !f.to_string().contains("E1")), "{all:?}");
        }
        let mut lost = rows("E1 direct a - 2");
        lost[0].node = "m".into();
        let (nodes, findings) = judged(&method(), &lost);
        let codes: Vec<String> = findings.finish().into_iter().map(|f| f.code).collect();
        assert!(nodes.is_empty());
        assert_eq!(codes, ["unknown-node"]);
    }

    #[test]
    fn what_holds_and_is_doubtful_is_a_warning() {
        for (text, codes) in [
            ("E1 ahp a b 2\nE1 ahp b c 2", &["missing-pairs"][..]),
            ("E1 ahp a b 9\nE1 ahp b c 9\nE1 ahp c a 9", &["inconsistent-pairs"]),
            ("E1 ahp a b 3\nE1 ahp b a 0.33\nE1 ahp a c 3\nE1 ahp b c 1", &["said-twice"]),
        ] {
            let (weights, found) = found(text);
            assert!(weights.is_some(), "{text}");
            assert_eq!(found.iter().map(|(c, _)| c.as_str()).collect::<Vec<_>>(), codes, "{text}");
        }
    }
}
