//! The steps of construction: imputation, screening, treatment, normalisation.

use crate::document::{ItemValue, Position, Reader, Section};
use crate::method::{
    Among, IMPUTATIONS, Impute, ImputeWord, LOGARITHMS, Screen, ScreenBy, Steps, Transform, Treat,
};

use super::share;
use super::tree::read_normalise;

const STEPS: [&str; 5] = ["denominate", "impute", "screen", "treat", "normalise"];
const IMPUTE: [&str; 5] = ["method", "by", "group", "among", "max_years"];
const TREAT: [&str; 5] = ["winsorise", "skewness", "kurtosis", "then", "combine"];

/// Across which way a statistic is taken.
#[derive(Clone, Copy, PartialEq)]
enum By {
    Column,
    Row,
}

pub(super) fn read_steps(r: &mut Reader, mut t: Section, scale: [f64; 2]) -> Steps {
    let d = Steps::default();
    let denominate = r.boolean(&mut t, "denominate").unwrap_or(true);
    let impute = step(r, &mut t, "impute", "method = \"linear\"").and_then(|s| read_impute(r, s));
    let screen = step(r, &mut t, "screen", "by = \"available\", threshold = 0.5").map(|mut s| {
        let by = r
            .word(
                &mut s,
                "by",
                &[("available", ScreenBy::Available), ("non-zero", ScreenBy::NonZero)],
            )
            .unwrap_or(ScreenBy::Available);
        let threshold = share(r, &mut s, "threshold", 2.0 / 3.0);
        r.unknown_keys(s, &["by", "threshold"], "`screen`");
        Screen { by, threshold }
    });
    let treat = step(r, &mut t, "treat", "winsorise = 5").map(|mut s| {
        let winsorise = r
            .integer(&mut s, "winsorise", 0..=1_000_000)
            .and_then(|w| u32::try_from(w).ok())
            .unwrap_or(5);
        let skewness = r.number(&mut s, "skewness").map_or(2.0, |(n, _)| n);
        let kurtosis = r.number(&mut s, "kurtosis").map_or(3.5, |(n, _)| n);
        let then = read_then(r, &mut s);
        let combine = r.boolean(&mut s, "combine").unwrap_or(false);
        r.unknown_keys(s, &TREAT, "`treat`");
        Treat { winsorise, skewness, kurtosis, then, combine }
    });
    let (normalise, over) = t
        .take("normalise")
        .and_then(|item| read_normalise(r, item, scale))
        .unwrap_or((d.normalise, d.over));
    r.unknown_keys(t, &STEPS, "[steps]");
    Steps { denominate, impute, screen, treat, normalise, over }
}

/// A step's table; where something else is given, the hint shows one.
fn step(r: &mut Reader, t: &mut Section, key: &str, keys: &str) -> Option<Section> {
    let before = r.findings.made();
    let found = r.table(t, key);
    if r.findings.made() > before
        && let Some(wrong) = r.findings.last_mut()
    {
        wrong.hint = Some(format!("write {key} = {{ {keys} }}"));
    }
    found
}

/// `{ method = "mean", group = "COLUMN" }`, `{ method = "mean", by = "row", among = "siblings" }`,
/// `{ method = "linear" }`.
fn read_impute(r: &mut Reader, mut s: Section) -> Option<Impute> {
    let at = s.at;
    let given = s.has("method");
    let method = r.word(&mut s, "method", &IMPUTATIONS);
    if !given {
        let words: Vec<&str> = IMPUTATIONS.iter().map(|(w, _)| *w).collect();
        r.error(at, "missing-key", "`impute` has no `method`").hint =
            Some(format!("one of: {}", words.join(", ")));
    }
    let (by_given, by_at) = (s.has("by"), place_of(&s, "by", at));
    let by =
        r.word(&mut s, "by", &[("column", By::Column), ("row", By::Row)]).unwrap_or(By::Column);
    let group = r.text(&mut s, "group");
    let among_at = place_of(&s, "among", at);
    let among = r.word(&mut s, "among", &[("all", Among::All), ("siblings", Among::Siblings)]);
    let max_years = match r.number(&mut s, "max_years") {
        Some((years, at)) if years <= 0.0 => {
            r.error(at, "out-of-range", format!("`max_years` is {years}; it must be above 0"));
            None
        }
        other => other,
    };
    r.unknown_keys(s, &IMPUTE, "`impute`");
    let mut out_of_place = |at: Position, key: &str, hint: &str| {
        r.error(at, "out-of-place", format!("`{key}` says nothing in this `impute`")).hint =
            Some(hint.to_owned());
    };
    let statistics = "method = \"mean\" or \"median\"";
    let time = "a method along time: \"latest\", \"constant\", \"between\", \"linear\" or \
                \"linear-constant\"";
    match method? {
        ImputeWord::Statistic(statistic) => {
            if let Some((_, at)) = max_years {
                out_of_place(at, "max_years", &format!("it goes with {time}"));
            }
            if by == By::Row {
                if let Some((_, at)) = group {
                    out_of_place(
                        at,
                        "group",
                        "a row is one unit; `group` is a group of units and goes with by = \
                         \"column\"",
                    );
                }
                return Some(Impute::Row { statistic, among: among.unwrap_or_default() });
            }
            if among.is_some() {
                out_of_place(
                    among_at,
                    "among",
                    "it chooses indicators of one unit and goes with by = \"row\"",
                );
            }
            Some(Impute::Column { statistic, group: group.map(|(g, _)| g) })
        }
        ImputeWord::Time(fill) => {
            if by_given {
                out_of_place(
                    by_at,
                    "by",
                    &format!("along time a unit's own series is read; `by` goes with {statistics}"),
                );
            }
            if let Some((_, at)) = group {
                out_of_place(at, "group", &format!("it goes with {statistics}"));
            }
            if among.is_some() {
                out_of_place(
                    among_at,
                    "among",
                    &format!("it goes with {statistics} and by = \"row\""),
                );
            }
            Some(Impute::Time { fill, max_years: max_years.map(|(y, _)| y) })
        }
    }
}

/// `"log_ct"` and the other logarithms, or `{ boxcox = 0.5 }`.
fn read_then(r: &mut Reader, s: &mut Section) -> Option<Transform> {
    let item = s.take("then")?;
    match item.value {
        ItemValue::Text(word) if word == "boxcox" => {
            r.error(item.at, "missing-key", "a Box-Cox transformation needs its exponent").hint =
                Some("write then = { boxcox = 0.5 }; 0 is the logarithm".into());
            None
        }
        ItemValue::Text(word) => {
            let mut words: Vec<(&str, Option<Transform>)> =
                LOGARITHMS.iter().map(|(w, t)| (*w, Some(*t))).collect();
            words.push(("boxcox", None));
            r.as_word("then", &word, item.at, &words).flatten()
        }
        ItemValue::Table(mut t) => {
            if !t.has("boxcox") {
                r.error(item.at, "missing-key", "`then` has no `boxcox`").hint =
                    Some("write then = { boxcox = 0.5 }".into());
                return None;
            }
            let lambda = r.number(&mut t, "boxcox").map(|(l, _)| l);
            r.unknown_keys(t, &["boxcox"], "`then`");
            lambda.map(|lambda| Transform::BoxCox { lambda })
        }
        _ => {
            r.error(
                item.at,
                "wrong-type",
                "`then` should be a word such as \"log_ct\", or { boxcox = 0.5 }",
            );
            None
        }
    }
}

/// Where a key's value stands, for a finding that is made after it was read.
fn place_of(s: &Section, key: &str, otherwise: Position) -> Position {
    s.place(key).unwrap_or(otherwise)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use crate::method::{
        Against, Among, Fill, Function, Impute, LOGARITHMS, Normalise, Over, Statistic, Steps,
        Transform, parse_method,
    };

    fn text(steps: &str) -> String {
        format!(
            "id = \"m\"\n[node.top]\n[indicator.a]\nparent = \"top\"\ngoalposts = [0, 1]\n[steps]\n\
             {steps}\n"
        )
    }

    fn steps(lines: &str) -> Steps {
        let (m, f) = parse_method(&text(lines), "method.toml");
        m.unwrap_or_else(|| panic!("{lines}: {f:?}")).steps
    }

    /// The code of the only error, with its line and column, and its hint.
    fn wrong(lines: &str) -> (String, String) {
        let (m, f) = parse_method(&text(lines), "method.toml");
        assert!(m.is_none() && f.len() == 1, "{lines}: {f:?}");
        (
            format!("{}@{}:{}", f[0].code, f[0].line.unwrap(), f[0].column.unwrap()),
            f[0].hint.clone().unwrap_or_default(),
        )
    }

    #[test]
    fn every_imputation_is_read() {
        let column = |statistic, group: Option<&str>| Impute::Column {
            statistic,
            group: group.map(str::to_owned),
        };
        for (lines, want) in [
            ("method = \"mean\"", column(Statistic::Mean, None)),
            (
                "method = \"median\", by = \"column\", group = \"g\"",
                column(Statistic::Median, Some("g")),
            ),
            (
                "method = \"mean\", by = \"row\"",
                Impute::Row { statistic: Statistic::Mean, among: Among::All },
            ),
            (
                "method = \"median\", by = \"row\", among = \"siblings\"",
                Impute::Row { statistic: Statistic::Median, among: Among::Siblings },
            ),
            (
                "method = \"latest\", max_years = 2",
                Impute::Time { fill: Fill::Latest { max_back: None }, max_years: Some(2.0) },
            ),
            ("method = \"constant\"", Impute::Time { fill: Fill::Constant, max_years: None }),
            ("method = \"between\"", Impute::Time { fill: Fill::Between, max_years: None }),
            ("method = \"linear\"", Impute::Time { fill: Fill::Linear, max_years: None }),
            (
                "method = \"linear-constant\"",
                Impute::Time { fill: Fill::LinearConstant, max_years: None },
            ),
        ] {
            assert_eq!(steps(&format!("impute = {{ {lines} }}")).impute, Some(want), "{lines}");
        }
    }

    #[test]
    fn a_wrong_imputation_says_where_and_what_instead() {
        for (lines, code, hint) in [
            ("method = \"liner\"", "unknown-word@7:21", "did you mean `linear` or"),
            ("by = \"row\"", "missing-key@7:10", "one of: mean, median, latest"),
            ("method = \"mean\", by = \"rows\"", "unknown-word@7:34", "did you mean `row`?"),
            (
                "method = \"mean\", by = \"row\", group = \"g\"",
                "out-of-place@7:49",
                "by = \"column\"",
            ),
            ("method = \"mean\", among = \"all\"", "out-of-place@7:37", "by = \"row\""),
            ("method = \"mean\", max_years = 3", "out-of-place@7:41", "linear-constant"),
            ("method = \"linear\", group = \"g\"", "out-of-place@7:39", "median"),
            ("method = \"linear\", by = \"row\"", "out-of-place@7:36", "own series"),
            ("method = \"latest\", max_years = 0", "out-of-range@7:43", ""),
            ("method = \"latest\", max_age = 3", "unknown-key@7:31", "max_years"),
        ] {
            let (at, said) = wrong(&format!("impute = {{ {lines} }}"));
            assert_eq!(at, code, "{lines}");
            assert!(said.contains(hint), "{lines}: {said}");
        }
    }

    #[test]
    fn a_step_that_is_a_word_shows_how_it_is_written() {
        for (lines, want) in [
            ("impute = \"linear\"", "write impute = { method = \"linear\" }"),
            ("screen = 0.5", "write screen = { by = \"available\", threshold = 0.5 }"),
            ("treat = true", "write treat = { winsorise = 5 }"),
        ] {
            let (at, hint) = wrong(lines);
            assert!(at.starts_with("wrong-type@7:"), "{at}");
            assert_eq!(hint, want);
            // What the hint says is read.
            steps(want.strip_prefix("write ").unwrap());
        }
    }

    #[test]
    fn every_transformation_of_outliers_is_read() {
        for (word, want) in LOGARITHMS {
            assert_eq!(
                steps(&format!("treat = {{ then = \"{word}\" }}")).treat.unwrap().then,
                Some(want)
            );
        }
        let t = steps("treat = { winsorise = 1, then = { boxcox = 0.5 }, combine = true }")
            .treat
            .unwrap();
        assert_eq!((t.then, t.combine), (Some(Transform::BoxCox { lambda: 0.5 }), true));
        assert_eq!(
            wrong("treat = { then = \"log_CT\" }"),
            (
                "unknown-word@7:18".into(),
                "did you mean `log_ct` or `log_ct_orig` or `log_ct_plus`?".into()
            )
        );
        assert_eq!(wrong("treat = { then = \"boxcox\" }").0, "missing-key@7:18");
        assert_eq!(wrong("treat = { then = { boxcx = 1 } }").1, "write then = { boxcox = 0.5 }");
        assert_eq!(wrong("treat = { then = 3 }").0, "wrong-type@7:18");
    }

    #[test]
    fn a_population_goes_with_a_normalisation_that_has_one() {
        let s =
            steps("normalise = { method = \"minmax\", range = [1, 100], over = \"all-editions\" }");
        assert_eq!(
            (s.normalise, s.over),
            (
                Normalise::Against(Against::new(Function::MinMax { range: [1.0, 100.0] }).unwrap()),
                Over::AllEditions
            )
        );
        assert_eq!(steps("normalise = \"rank\"").over, Over::Edition);
        let (at, hint) = wrong("normalise = { method = \"goalposts\", over = \"edition\" }");
        assert_eq!(at, "out-of-place@7:44");
        assert!(hint.contains("minmax"));
        let (at, hint) = wrong("normalise = { method = \"minmax\", over = \"all\" }");
        assert_eq!(at, "unknown-word@7:41");
        assert!(hint.contains("all-editions"), "{hint}");
    }
}
