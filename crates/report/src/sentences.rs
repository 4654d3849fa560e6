//! Sentences about one score: the point beside its draws, and what its confidence is made of.
//! Pages say them, and so does whoever opens a score elsewhere.

use ideal_engine::{Drawn, EvidenceBasis};
use ideal_model::method::Method;
use ideal_model::{Locale, NoChange, PointInInterval};

use crate::error::ReportError;
use crate::numbers::Numbers;
use crate::words::{Words, say};

/// Says the sentences of one language about scores of one method.
pub struct Sentences<'a> {
    words: Words,
    numbers: Numbers,
    method: &'a Method,
}

impl<'a> Sentences<'a> {
    /// Sentences in a language, with its own decimal mark or that of the country named.
    ///
    /// # Errors
    /// [`ReportError::Catalogue`] and [`ReportError::Locale`] for faults of ours.
    pub fn new(method: &'a Method, locale: impl Into<Locale>) -> Result<Self, ReportError> {
        let locale = locale.into();
        let numbers = Numbers::new(locale)?;
        Ok(Sentences { words: Words::new(locale.lang)?, numbers, method })
    }

    /// "What is known gives 32.9; with what is missing 34 (25–47)": where the score lies at an end
    /// of its interval or beyond it. Nothing where it lies inside.
    ///
    /// # Errors
    /// [`ReportError::Message`] for a fault of ours.
    pub fn point(&self, score: f64, draws: &Drawn) -> Result<Option<String>, ReportError> {
        point(&self.words, &self.numbers, self.method, (score, draws), None)
    }

    /// Why a score has no change since an earlier edition.
    ///
    /// # Errors
    /// [`ReportError::Message`] for a fault of ours.
    pub fn no_change(&self, why: NoChange, before: &str) -> Result<String, ReportError> {
        say!(self.words, no_change_id(why), before = before)
    }

    pub(crate) fn words(&self) -> &Words {
        &self.words
    }

    /// "Evidence quality 51 of 100: B2, 2 years old, one source."
    ///
    /// # Errors
    /// [`ReportError::Message`] for a fault of ours.
    pub fn quality(&self, rated: &Rated<'_>) -> Result<String, ReportError> {
        quality(&self.words, &self.numbers, self.method, rated)
    }
}

/// The message that says why a score has no change.
pub(crate) fn no_change_id(why: NoChange) -> &'static str {
    match why {
        NoChange::GapBefore => "no-change-gap",
        NoChange::Break => "no-change-break",
        NoChange::NothingInCommon => "no-change-nothing",
    }
}

/// A confidence with what it is made of.
#[derive(Clone, Copy, Debug)]
pub struct Rated<'a> {
    /// The confidence, 0..=1.
    pub confidence: f64,
    /// Share of the weight that has evidence, 0..=1.
    pub coverage: f64,
    /// What the figures behind it are like.
    pub basis: &'a EvidenceBasis,
}

/// A score as short as its scale allows.
pub(crate) fn short(numbers: &Numbers, method: &Method, score: f64) -> String {
    numbers.rounded(score, short_decimals(method), method.rounding)
}

/// Decimals of a score that is as short as its scale allows.
pub(crate) fn short_decimals(method: &Method) -> u8 {
    if method.width() >= 50.0 { 0 } else { method.decimals }
}

/// A confidence of 100, a whole number; what lies under a cut-off is never rounded up to it, so
/// that the number and the word beside it agree.
pub(crate) fn of_hundred(method: &Method, confidence: f64) -> f64 {
    let cuts = [method.confidence.moderate, method.confidence.high];
    let rounded = libm::round(confidence * 100.0);
    let reaches = |cut: &f64| confidence < *cut && rounded >= cut * 100.0 - 1e-9;
    let crossed = cuts.iter().any(reaches);
    if crossed { libm::floor(confidence * 100.0) } else { rounded }
}

/// The sentence of [`Sentences::point`], with who has the score where that is named.
pub(crate) fn point(
    words: &Words,
    numbers: &Numbers,
    method: &Method,
    (score, draws): (f64, &Drawn),
    name: Option<&str>,
) -> Result<Option<String>, ReportError> {
    if draws.point_in_interval == PointInInterval::Inside {
        return Ok(None);
    }
    let short = |x| short(numbers, method, x);
    let shown = numbers.rounded(score, method.decimals, method.rounding);
    let (low, median, high) = (short(draws.low), short(draws.median), short(draws.high));
    let said = match name {
        Some(name) => say!(
            words,
            "point-beside-of",
            name = name,
            score = shown,
            low = low,
            median = median,
            high = high
        ),
        None => {
            say!(words, "point-beside", score = shown, low = low, median = median, high = high)
        }
    };
    said.map(Some)
}

pub(crate) fn quality(
    words: &Words,
    numbers: &Numbers,
    method: &Method,
    rated: &Rated<'_>,
) -> Result<String, ReportError> {
    let parts = quality_parts(words, numbers, rated)?;
    let of = numbers.fixed(of_hundred(method, rated.confidence), 0);
    say!(words, "quality-of", of = of, parts = parts)
}

/// "B2, 2 years old, one source": what a confidence is made of.
pub(crate) fn quality_parts(
    words: &Words,
    numbers: &Numbers,
    rated: &Rated<'_>,
) -> Result<String, ReportError> {
    let basis = rated.basis;
    let mut parts =
        vec![grade(words, basis)?, age(words, numbers, basis)?, sources(words, numbers, basis)?];
    if rated.coverage < 0.995 {
        let share = numbers.percent(1.0 - rated.coverage);
        parts.push(say!(words, "quality-missing", share = share)?);
    }
    if basis.counts_alone {
        parts.push(say!(words, "quality-counts")?);
    }
    Ok(parts.join(", "))
}

/// "B2", "mostly B2 (worst C3)".
fn grade(words: &Words, basis: &EvidenceBasis) -> Result<String, ReportError> {
    let named = |grade: &str| {
        if grade.is_empty() { say!(words, "ungraded") } else { Ok(grade.to_owned()) }
    };
    let most = named(&basis.grade)?;
    if basis.one_grade {
        say!(words, "quality-grade-all", grade = most)
    } else if basis.worst_grade == basis.grade {
        say!(words, "quality-grade-none-worse", grade = most)
    } else {
        let worst = named(&basis.worst_grade)?;
        say!(words, "quality-grade-most", grade = most, worst = worst)
    }
}

/// "2 years old", "median age 2 years (oldest 5)".
fn age(words: &Words, numbers: &Numbers, basis: &EvidenceBasis) -> Result<String, ReportError> {
    let (median, oldest) = (whole(basis.age), whole(basis.oldest));
    let years = numbers.count(median);
    if median == oldest {
        say!(words, "quality-age", n = median, years = years)
    } else {
        say!(words, "quality-ages", n = median, years = years, oldest = numbers.count(oldest))
    }
}

/// An age in whole years; that of a figure of the edition's own period is 0.
fn whole(age: f64) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to 0..=200 just before"
    )]
    let years = libm::round(age.clamp(0.0, 200.0)) as usize;
    years
}

/// "one source", "one source each", "1 to 3 independent sources each".
fn sources(words: &Words, numbers: &Numbers, basis: &EvidenceBasis) -> Result<String, ReportError> {
    let (fewest, most) = (basis.fewest_sources, basis.most_sources);
    if fewest != most {
        let (fewest, most) = (numbers.count(fewest), numbers.count(most));
        return say!(words, "quality-sources-each", fewest = fewest, most = most);
    }
    let id = if basis.figures == 1 { "quality-source" } else { "quality-source-each" };
    say!(words, id, n = most, count = numbers.count(most))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use ideal_model::Lang;

    use super::*;

    fn method() -> Method {
        let text = "id = \"m\"\n[node.a]\n[indicator.b]\nparent = \"a\"\ngoalposts = [0, 1]\n";
        ideal_model::parse_method(text, "m.toml").0.unwrap()
    }

    #[test]
    fn the_median_is_said_beside_a_point_that_lies_at_an_end() {
        let method = method();
        let draws = |at| Drawn { low: 25.2, median: 34.1, high: 46.9, point_in_interval: at };
        for (lang, said) in [
            (Lang::En, "What is known gives 32.9; with what is missing 34 (25–47)."),
            (Lang::Es, "Lo conocido da 32,9; con lo que falta, 34 (25–47)."),
            (Lang::Pt, "O que se conhece dá 32,9; com o que falta, 34 (25–47)."),
        ] {
            let sentences = Sentences::new(&method, lang).unwrap();
            let outer = sentences.point(32.9, &draws(PointInInterval::Outer)).unwrap();
            assert_eq!(outer.as_deref(), Some(said));
            assert!(sentences.point(50.0, &draws(PointInInterval::Outside)).unwrap().is_some());
            assert_eq!(sentences.point(34.0, &draws(PointInInterval::Inside)).unwrap(), None);
        }
    }

    #[test]
    fn a_confidence_under_a_cut_is_not_rounded_up_to_it() {
        let mut method = method();
        (method.confidence.moderate, method.confidence.high) = (0.35, 0.5);
        let numbers = Numbers::new(Lang::Es.into()).unwrap();
        for (confidence, said) in [
            (0.346, "34"),
            (0.35_f64.next_down(), "34"),
            (0.35, "35"),
            (0.356, "36"),
            (0.497, "49"),
            (0.5, "50"),
            (0.127, "13"),
            (1.0, "100"),
        ] {
            assert_eq!(numbers.fixed(of_hundred(&method, confidence), 0), said, "{confidence}");
        }
    }

    #[test]
    fn a_confidence_says_what_it_is_made_of() {
        let method = method();
        let one = EvidenceBasis {
            figures: 1,
            grade: "B2".into(),
            one_grade: true,
            worst_grade: "B2".into(),
            age: 2.0,
            oldest: 2.0,
            fewest_sources: 1,
            most_sources: 1,
            counts_alone: false,
        };
        let several = EvidenceBasis {
            figures: 7,
            one_grade: false,
            worst_grade: String::new(),
            age: 1.25,
            oldest: 5.0,
            most_sources: 3,
            counts_alone: true,
            ..one.clone()
        };
        let none_worse = EvidenceBasis { one_grade: false, ..one.clone() };
        let rated = |basis, coverage| Rated { confidence: 0.5099, coverage, basis };
        let english = Sentences::new(&method, Lang::En).unwrap();
        let said = english.quality(&rated(&none_worse, 1.0)).unwrap();
        assert!(said.contains("mostly B2, none worse"), "{said}");
        for (lang, single, many) in [
            (
                Lang::En,
                "Evidence quality 51 of 100: B2, 2 years old, one source",
                "Evidence quality 51 of 100: mostly B2 (worst ungraded), median age 1 year (oldest \
                 5), 1 to 3 independent sources each, 40 % of the weight has no evidence and \
                 counts as 0, held at low, because these are enforcement counts alone",
            ),
            (
                Lang::Es,
                "Calidad de la evidencia 51 de 100: B2, de hace 2 años, una sola fuente",
                "Calidad de la evidencia 51 de 100: sobre todo B2 (la peor, sin valorar), \
                 antigüedad mediana de 1 año (máxima 5), de 1 a 3 fuentes independientes por dato, \
                 el 40 % del peso no tiene evidencia y cuenta como 0, no pasa de baja, porque solo \
                 son recuentos de actuación policial o judicial",
            ),
            (
                Lang::Pt,
                "Qualidade da evidência 51 de 100: B2, de há 2 anos, uma única fonte",
                "Qualidade da evidência 51 de 100: sobretudo B2 (a pior, sem avaliação), idade \
                 mediana de 1 ano (máxima 5), de 1 a 3 fontes independentes por dado, 40% do peso \
                 não tem evidência e conta como 0, não passa de baixa, porque são apenas contagens \
                 de atuação policial ou judicial",
            ),
        ] {
            let sentences = Sentences::new(&method, lang).unwrap();
            assert_eq!(sentences.quality(&rated(&one, 1.0)).unwrap(), single);
            assert_eq!(sentences.quality(&rated(&several, 0.6)).unwrap(), many);
        }
    }
}
