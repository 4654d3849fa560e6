//! One row that came back: every cell checked, every mistake with its place.

use ideal_evidence::{CellValue, personal_data};
use ideal_model::{Finding, Findings, Grade, Scheme, Tlp, Value, did_you_mean, name_key, shortest};

use super::number::{Typed, narrow, shown, typed, without_noise};
use super::rating::Rating;
use super::under::Under;
use crate::round::Item;
use crate::workbook::{Field, LEAST_CONFIDENCE, MOST_CONFIDENCE};

/// Letters of a reason, at most.
const REASON: usize = 4000;

/// What a rater may write instead of a number, as drop-downs have it and as people write it in
/// their language; in the form that [`name_key`] gives them.
const WORDS: &[(&str, Value)] = &[
    ("unknown", Value::Unknown),
    ("desconocido", Value::Unknown),
    ("desconocida", Value::Unknown),
    ("se desconoce", Value::Unknown),
    ("no se sabe", Value::Unknown),
    ("desconhecido", Value::Unknown),
    ("desconhecida", Value::Unknown),
    ("nao se sabe", Value::Unknown),
    ("not applicable", Value::NotApplicable),
    ("no aplica", Value::NotApplicable),
    ("no aplicable", Value::NotApplicable),
    ("no procede", Value::NotApplicable),
    ("nao se aplica", Value::NotApplicable),
    ("nao aplicavel", Value::NotApplicable),
    ("nil", Value::Nil),
    ("nulo", Value::Nil),
    ("nula", Value::Nil),
    ("inexistente", Value::Nil),
    ("ausencia comprobada", Value::Nil),
    ("ausencia comprovada", Value::Nil),
];

/// What people write where they mean one of these words, and what to write instead, in the language
/// of whoever wrote it; in the form that [`name_key`] gives them. None is taken for the word: which
/// of them is meant, the rater has to say.
const OTHERWISE: &[(&str, &str)] = &[
    ("no se", "write unknown, or `desconocido`"),
    ("ns", "write unknown, or `desconocido`"),
    ("ns/nc", "write unknown, or `desconocido`"),
    ("s/d", "write unknown (`desconocido`), or leave the cell empty"),
    ("sin datos", "write unknown, or `desconocido`"),
    ("sin dato", "write unknown, or `desconocido`"),
    ("no se aplica", "write not_applicable, or `no aplica`"),
    ("nao sei", "write unknown, or `desconhecido`"),
    ("sem dados", "write unknown, or `desconhecido`"),
    ("sem informacao", "write unknown, or `desconhecido`"),
    ("nao aplica", "write not_applicable, or `não se aplica`"),
    ("don't know", "write unknown"),
    ("dont know", "write unknown"),
    ("do not know", "write unknown"),
    ("na", NEITHER),
    ("n/a", NEITHER),
    ("n.a.", NEITHER),
    ("n/d", NEITHER),
    ("nd", NEITHER),
];

/// What to write in the place of what may mean two things.
const NEITHER: &str = "write unknown (`desconocido`, `desconhecido`) or not_applicable (`no aplica`, \
                       `não se aplica`), whichever is meant";

/// How a confidence is written.
const PER_CENT: &str = "80 per cent is written 80";

/// How far from a step a rating may lie, in shares of itself.
const NOISE: f64 = 1e-9;

/// The cells of a row that came back.
pub(super) struct Answer<'a> {
    /// What is rated.
    pub item: &'a Item,
    /// What the rater was shown.
    pub under: Under,
    /// The scheme of grades.
    pub scheme: Scheme,
    /// What stands in the cell of a field.
    pub cell: &'a dyn Fn(Field) -> Option<&'a CellValue>,
    /// Where the cell of a field stands, as a message names it: `Ratings!R12`.
    pub at: &'a dyn Fn(Field) -> String,
    /// The row or line, from 1.
    pub line: u32,
}

/// What became of a row.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Judged {
    /// Nothing was answered.
    Unanswered,
    /// Something is wrong, and was said.
    Wrong,
    /// A rating.
    Rated(Box<Rating>),
}

/// What to do about a cell that cannot stand as it is.
const CORRECT: &str =
    "correct the cell, or ask the rater what is meant, and receive the file again";

impl Answer<'_> {
    /// Checks the row; what is wrong with it joins the findings.
    pub(super) fn judge(&self, findings: &mut Findings) -> Judged {
        let before = findings.made();
        let best = self.best(findings);
        let low = self.end(Field::Low, findings);
        let high = self.end(Field::High, findings);
        let confidence = self.confidence(findings);
        let grade = Grade {
            reliability: self.grade(Field::Reliability, self.scheme.reliabilities(), findings),
            credibility: self.grade(Field::Credibility, self.scheme.credibilities(), findings),
        };
        let tlp = self.tlp(findings);
        self.check_reason(findings);
        if findings.made() > before {
            return Judged::Wrong;
        }
        let Some(best) = best else {
            if low.or(high).is_some() {
                let message = "a range without a rating";
                self.error("range-alone", message, Field::Best, findings).hint =
                    Some("write what is most plausible into `best`".to_owned());
                return Judged::Wrong;
            }
            self.left_out(confidence, &grade, tlp, findings);
            return Judged::Unanswered;
        };
        self.range(&best, [low, high], findings);
        if findings.made() > before {
            return Judged::Wrong;
        }
        self.warn_of_persons(findings);
        if confidence.is_some() && low.is_none() {
            let message = "a confidence without a range says nothing, and is left out";
            findings.push(self.finding(Finding::warning, "no-range", message, Field::Confidence));
        }
        let confidence = confidence.filter(|_| low.is_some());
        let reason = self.reason();
        let under = Some(self.under.clone());
        Judged::Rated(Box::new(Rating { best, low, high, confidence, grade, tlp, reason, under }))
    }

    /// Warns of what was written beside no rating, which is left out.
    fn left_out(
        &self,
        confidence: Option<f64>,
        grade: &Grade,
        tlp: Option<Tlp>,
        findings: &mut Findings,
    ) {
        let written = [
            (Field::Reason, (self.cell)(Field::Reason).is_some()),
            (Field::Confidence, confidence.is_some()),
            (Field::Reliability, grade.reliability.is_some()),
            (Field::Credibility, grade.credibility.is_some()),
            (Field::Tlp, tlp.is_some()),
        ];
        if let Some((field, _)) = written.into_iter().find(|(_, written)| *written) {
            let message = format!("`{field}` without a rating is left out");
            findings.push(self.finding(Finding::warning, "no-rating", &message, field)).hint =
                Some("whoever cannot judge writes unknown into `best`".to_owned());
        }
    }

    /// Warns of a reason that seems to hold data of persons; what it says is not repeated.
    fn warn_of_persons(&self, findings: &mut Findings) {
        let Some(CellValue::Text(text)) = (self.cell)(Field::Reason) else { return };
        if let Some(what) = personal_data(text) {
            let message = format!("the reason seems to hold {what}");
            findings
                .push(self.finding(Finding::warning, "personal-data", &message, Field::Reason))
                .hint = Some(
                "an assessment needs none: ask the rater for another reason, or empty the cell and \
                 receive the file again"
                    .to_owned(),
            );
        }
    }

    fn finding(
        &self,
        make: fn(&str, String) -> Finding,
        code: &str,
        message: &str,
        field: Field,
    ) -> Finding {
        make(code, format!("{message} ({})", (self.at)(field))).at_line(u64::from(self.line))
    }

    fn error<'f>(
        &self,
        code: &str,
        message: &str,
        field: Field,
        findings: &'f mut Findings,
    ) -> &'f mut Finding {
        let error = self.finding(Finding::error, code, message, field);
        let error = if error.hint.is_none() { error.hint(CORRECT) } else { error };
        findings.push(error)
    }

    fn best(&self, findings: &mut Findings) -> Option<Value> {
        let cell = (self.cell)(Field::Best)?;
        if let CellValue::Text(text) = cell
            && let Some((_, value)) = WORDS.iter().find(|(word, _)| *word == word_key(text))
        {
            return Some(*value);
        }
        let number = self.number(Field::Best, cell, findings)?;
        let [low, _] = self.item.scale;
        let on_step = low + libm::round((number - low) / self.item.step) * self.item.step;
        // What a formula leaves of 3 is 3; whatever lies farther from a step is none.
        if (number - on_step).abs() > NOISE * number.abs().max(self.item.step) {
            let message = format!(
                "{} is between two ratings: the scale has steps of {}",
                shortest(number),
                shortest(self.item.step)
            );
            self.error("off-step", &message, Field::Best, findings);
            return None;
        }
        Some(Value::Number(without_noise(on_step)))
    }

    /// A number on the item's scale.
    fn number(&self, field: Field, cell: &CellValue, findings: &mut Findings) -> Option<f64> {
        let number = without_noise(self.typed(field, cell, findings)?);
        let [low, high] = self.item.scale;
        if (low..=high).contains(&number) {
            return Some(number);
        }
        let message = format!(
            "{} is not on the scale of {} to {}",
            shown(&shortest(number)),
            shortest(low),
            shortest(high)
        );
        self.error("off-scale", &message, field, findings);
        None
    }

    /// A number; what is none is told.
    fn typed(&self, field: Field, cell: &CellValue, findings: &mut Findings) -> Option<f64> {
        let (code, message, hint) = match typed(cell) {
            Typed::Number(n) => return Some(n),
            Typed::DecimalComma(text) => (
                "decimal-comma",
                format!("`{}` is a text and no number", shown(&text)),
                "type it again as a number, with the decimal sign of your spreadsheet".to_owned(),
            ),
            Typed::Points(text) => (
                "thousands-point",
                format!("`{}` is a text, and may be a thousand times as much", shown(&text)),
                "type the number again without a point between thousands".to_owned(),
            ),
            Typed::Date(text) => (
                "date-for-number",
                format!("`{}` is a date where a number belongs", shown(&text)),
                "spreadsheets make dates of what is typed as 7-8 or 7/8: format the cell as a \
                 number and type it again"
                    .to_owned(),
            ),
            Typed::Fault(text, cure) => {
                ("no-value", format!("the cell has no value: {}", shown(&text)), cure.to_owned())
            }
            Typed::Text(text) => {
                let words = ["unknown", "not_applicable", "nil"];
                let meant = said_otherwise(&text).filter(|_| field == Field::Best);
                let near = if let Some(words) = meant {
                    Some(words.to_owned())
                } else if field == Field::Best && text.len() <= 100 {
                    did_you_mean(&text, words)
                } else {
                    None
                };
                let hint = match (field, near) {
                    (Field::Best, Some(near)) => near,
                    (Field::Best, None) => {
                        "a rating is a number on the scale, unknown, not_applicable or nil; an \
                         empty cell is not answered"
                            .to_owned()
                    }
                    (Field::Confidence, _) if text.contains('%') => PER_CENT.to_owned(),
                    _ => "write a number, or leave the cell empty".to_owned(),
                };
                let what = if field == Field::Best { "rating" } else { "number" };
                ("no-number", format!("`{}` is no {what}", shown(&text)), hint)
            }
        };
        self.error(code, &message, field, findings).hint = Some(hint);
        None
    }

    fn end(&self, field: Field, findings: &mut Findings) -> Option<f64> {
        (self.cell)(field).and_then(|cell| self.number(field, cell, findings))
    }

    fn confidence(&self, findings: &mut Findings) -> Option<f64> {
        let field = Field::Confidence;
        let number = (self.cell)(field).and_then(|cell| self.typed(field, cell, findings))?;
        if (LEAST_CONFIDENCE..=MOST_CONFIDENCE).contains(&number) {
            return Some(number);
        }
        let message = format!(
            "a confidence of {} is not between {} and {} per cent",
            shown(&shortest(number)),
            shortest(LEAST_CONFIDENCE),
            shortest(MOST_CONFIDENCE)
        );
        let hint = if number > 0.0 && number <= 1.0 {
            PER_CENT
        } else if number < LEAST_CONFIDENCE {
            "under 50 the truth is rather outside: widen the range instead"
        } else {
            "100 says that the truth cannot lie outside: there is no more"
        };
        self.error("confidence-bounds", &message, field, findings).hint = Some(hint.to_owned());
        None
    }

    /// What low, best and high must be to one another.
    fn range(&self, best: &Value, [low, high]: [Option<f64>; 2], findings: &mut Findings) {
        let Value::Number(best) = *best else {
            if low.or(high).is_some() {
                let message = "a range beside a rating that is no number";
                self.error("range-alone", message, Field::Low, findings).hint =
                    Some("write a number into `best`, or empty the range".to_owned());
            }
            return;
        };
        match (low, high) {
            (None, None) => {}
            (Some(low), Some(high)) => {
                if low > best {
                    let message = format!("low {} is over best {}", shortest(low), shortest(best));
                    self.error("low-over-best", &message, Field::Low, findings);
                }
                if best > high {
                    let message =
                        format!("best {} is over high {}", shortest(best), shortest(high));
                    self.error("best-over-high", &message, Field::High, findings);
                }
            }
            (low, _) => {
                let field = if low.is_none() { Field::Low } else { Field::High };
                let message = "a range with one end";
                self.error("half-a-range", message, field, findings).hint =
                    Some("write both ends, or none".to_owned());
            }
        }
    }

    fn grade(&self, field: Field, known: &str, findings: &mut Findings) -> Option<char> {
        let text = narrow(&(self.cell)(field)?.text()).to_ascii_uppercase();
        let mut letters = text.chars();
        if let (Some(letter), None) = (letters.next(), letters.next())
            && known.contains(letter)
        {
            return Some(letter);
        }
        let message = format!("`{}` is no {}", shown(&text), field.word());
        let list: Vec<String> = known.chars().map(String::from).collect();
        self.error("unknown-grade", &message, field, findings).hint =
            Some(format!("the scheme `{}` has {}", self.scheme.word(), list.join(", ")));
        None
    }

    fn tlp(&self, findings: &mut Findings) -> Option<Tlp> {
        let text = narrow(&(self.cell)(Field::Tlp)?.text());
        match text.parse::<Tlp>() {
            Ok(tlp) => Some(tlp),
            Err(_) => {
                let message = format!("`{}` is no TLP label", shown(&text));
                self.error("unknown-mark", &message, Field::Tlp, findings).hint = Some(
                    "the labels are TLP:CLEAR, TLP:GREEN, TLP:AMBER, TLP:AMBER+STRICT, TLP:RED"
                        .to_owned(),
                );
                None
            }
        }
    }

    /// The reason as it is kept.
    fn reason(&self) -> String {
        (self.cell)(Field::Reason).map(CellValue::text).unwrap_or_default()
    }

    /// A reason that is a fault of the sheet is none, and is told.
    fn check_reason(&self, findings: &mut Findings) {
        if let Some(CellValue::Fault { shown: text, cure }) = (self.cell)(Field::Reason) {
            let message = format!("the cell has no value: {}", shown(text));
            self.error("no-value", &message, Field::Reason, findings).hint =
                Some((*cure).to_owned());
        }
        let letters = self.reason().chars().count();
        if letters > REASON {
            let message = format!("the reason has {letters} letters, and may have {REASON}");
            self.error("long-reason", &message, Field::Reason, findings).hint =
                Some("say it in fewer words: nothing of it is cut off".to_owned());
        }
    }
}

/// What to write instead of a text that means one of the words of `best` and is none.
fn said_otherwise(text: &str) -> Option<&'static str> {
    let key = word_key(text);
    OTHERWISE.iter().find(|(said, _)| name_key(said) == key).map(|(_, cure)| *cure)
}

/// A word of `best` as [`WORDS`] has it.
fn word_key(text: &str) -> String {
    name_key(&narrow(text))
}
