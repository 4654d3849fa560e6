//! What experts said of weights: `weights.csv`, row by row.

use ideal_model::method::WeightDraws;
use ideal_model::{
    Finding, Findings, JudgedBy, Judgement, Mark, Method, check_judgements, did_you_mean,
};

use super::table::{Table, TableRow};
use crate::findings::FileFindings;
use crate::inputs::heads;
use crate::numeral::Numerals;
use crate::personal;

/// The table of judgements, beside `assessment.toml`.
pub(crate) const FILE: &str = "weights.csv";

/// The judgements of a table, as far as their cells can be read.
pub(super) fn judgements(table: &Table, findings: &mut FileFindings) -> Vec<Judgement> {
    if !table.expect(&heads("weights", true), &heads("weights", false), false, findings) {
        return Vec::new();
    }
    let mut out = Vec::new();
    for row in table.rows() {
        match judgement(row) {
            Ok(judgement) => {
                // The name itself is not repeated: the finding travels further than the file.
                if personal::rater(&judgement.expert) {
                    findings.add("personal-data", "expert", row.line, || {
                        let message = "the cell `expert` looks like a person's name";
                        Finding::warning("personal-data", message)
                            .hint("call an expert by a pseudonym, such as E3")
                    });
                }
                out.push(judgement);
            }
            Err(f) => findings.push(f.at_line(row.line)),
        }
    }
    out
}

fn judgement(row: TableRow<'_>) -> Result<Judgement, Box<Finding>> {
    let cell = |column: &str| match row.get(column) {
        "" => {
            let message = format!("the cell `{column}` is empty");
            Err(Box::new(Finding::error("empty-cell", message)))
        }
        text => Ok(text),
    };
    let word = cell("method")?;
    let method = JudgedBy::from_word(word).ok_or_else(|| {
        let words = JudgedBy::ALL.iter().map(|(word, _)| *word);
        let mut f = Finding::error("unknown-judging", format!("`{word}` is no way of judging"));
        f.hint = did_you_mean(word, words.clone())
            .or_else(|| Some(format!("there are {}", words.collect::<Vec<_>>().join(", "))));
        Box::new(f)
    })?;
    Ok(Judgement {
        expert: cell("expert")?.to_owned(),
        method,
        node: cell("node")?.to_owned(),
        child: cell("child")?.to_owned(),
        other: Some(row.get("other")).filter(|o| !o.is_empty()).map(str::to_owned),
        value: number(cell("value")?)?,
        mark: mark(row)?,
        line: row.line,
    })
}

/// The mark of a row: clear where it has none.
fn mark(row: TableRow<'_>) -> Result<Mark, Box<Finding>> {
    let (mark, unread) = Mark::read(&format!("{} {}", row.get("tlp"), row.get("handling")));
    match unread.first() {
        None => Ok(mark),
        Some(e) => Err(Box::new(Finding::error("bad-handling", e.to_string()))),
    }
}

/// A number, or a fraction of two: pairs are judged as 1/3.
fn number(text: &str) -> Result<f64, Box<Finding>> {
    let read = |text: &str| Numerals::default().read(text.trim());
    let value = match text.split_once('/') {
        Some((above, below)) => read(above).and_then(|a| Ok(a / read(below)?)),
        None => read(text),
    };
    value.ok().filter(|x| x.is_finite()).ok_or_else(|| {
        let message = format!("`{}` is no number", crate::tidy::shortened(text));
        let f = Finding::error("not-a-number", message);
        Box::new(f.hint("a number with a decimal point, or a fraction such as 1/3"))
    })
}

/// Checks the judgements against the method; those of a table with broken rows are not judged.
/// Where a round is `planned`, a method whose draws ask for experts may wait for them: its
/// workbooks could not go out otherwise. A run refuses it all the same.
pub(super) fn check(
    method: &Method,
    method_file: &str,
    (rows, planned): (Option<&[Judgement]>, Option<&String>),
    findings: &mut Findings,
) {
    let Some(rows) = rows else { return };
    let draws_experts = method.uncertainty.weights == WeightDraws::Experts;
    if let Some(round) = planned.filter(|_| draws_experts && rows.is_empty()) {
        let message = format!(
            "no expert judged any node yet, and a run waits for it; round `{round}` is planned"
        );
        let f = Finding::note("no-weights-yet", message).in_file(method_file);
        findings.push(f.hint("a round asks for weights where its round.toml has [weights]"));
        return;
    }
    for f in check_judgements(method, rows).finish() {
        // What is said of no row is said of the method, which asks for experts.
        let file = if f.line.is_some() { FILE } else { method_file };
        findings.push(f.in_file(file));
    }
}
