//! The form that the heads of a table have, to propose it to who wrote another one.

use std::collections::BTreeMap;

use super::sheet::Table;
use crate::calendar::{
    Months, is_like_a_month, is_month_and_short_year, month_and_year, month_in_any, month_of,
    names_a_month, year_of,
};

/// What heads with years have in common, as a message says it.
pub(super) fn year_form(table: &Table) -> Option<String> {
    let heads: Vec<&str> = table.columns.heads().into_iter().map(|(h, _)| h).collect();
    if let Some(head) = heads.iter().find(|h| is_season(h)) {
        return Some(format!(
            "`{head}` is parts of two years, and a period is one: write the year that it is to \
             count as in the file"
        ));
    }
    let (form, _) =
        most(&heads, |head| Some(head.replace(&year_in(head)?.to_string(), "{year}")), 2)?;
    Some(format!("heads here have the form `{form}`: column = \"{form}\" under [value]"))
}

/// What heads with months have in common, as a message says it.
pub(super) fn month_form(table: &Table) -> Option<String> {
    let heads: Vec<&str> = table.columns.heads().into_iter().map(|(h, _)| h).collect();
    // Of one year, which the mapping says; of several nobody knows which is which.
    if let Some(short) = heads.iter().find(|h| is_month_and_short_year(h)) {
        return Some(short_year(short));
    }
    if let Some((word, form)) = months_in(&heads, 3) {
        return Some(format!(
            "column = \"{form}\" under [value] and months = \"{word}\" under [period] read these"
        ));
    }
    None
}

/// What is said of `ene-23`.
pub(super) fn short_year(text: &str) -> String {
    format!(
        "a year of two digits is not read, since nobody can say which it is: write four in the \
         file, as in `ene-2024` (`{text}`)"
    )
}

/// The form of at least so many heads with a month in them, and the word for the way that reads it.
/// Of two languages that read a head, the one that reads most.
pub(super) fn months_in(heads: &[&str], least: usize) -> Option<(&'static str, String)> {
    let of = |(word, months)| {
        most(heads, |h| with_holes(h, months), least).map(|(form, n)| (n, word, form))
    };
    Months::WORDS
        .into_iter()
        .rev()
        .filter_map(of)
        .max_by_key(|(n, ..)| *n)
        .map(|(_, word, form)| (word, form))
}

/// Whether a head has a form, read by a way of writing months.
pub(super) fn is_of(head: &str, word: &str, form: &str) -> bool {
    Months::WORDS
        .into_iter()
        .any(|(w, months)| w == word && with_holes(head, months).as_deref() == Some(form))
}

/// Whether a text, without its year, says a part of it: `{year}-Q4`, `1T {year}`, `I Sem {year}`,
/// `Ene-Jun {year}`, `{year}-12-31`. January to December are all of it.
pub(super) fn is_part_of_a_year(form: &str) -> bool {
    let rest = form.replace("{year}", " ");
    if spans_a_year(&rest) {
        return false;
    }
    let words: Vec<&str> =
        rest.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let numbers = words.iter().filter(|w| w.bytes().all(|b| b.is_ascii_digit())).count();
    names_a_part(&rest) || (numbers > 0 && numbers == words.len())
}

/// Whether a text names a quarter, a half, months or weeks.
pub(super) fn names_a_part(text: &str) -> bool {
    let key = ideal_model::name_key(text);
    let words: Vec<&str> = key.split(' ').filter(|w| !w.is_empty()).collect();
    // A letter with a number on either side of it, as quarters, halves, weeks and months are
    // counted: `Q1`, `1T`, `6M`.
    let counted = |letters: &str, digits: &str| {
        let most = match letters {
            "q" | "t" | "trim" => 4,
            "s" | "h" | "sem" => 2,
            "w" | "se" => 53,
            "m" => 12,
            _ => return false,
        };
        digits.len() <= 2 && digits.parse().is_ok_and(|n: u32| (1..=most).contains(&n))
    };
    let numbered =
        |w: &&str| letters_and_digits(w).is_some_and(|(letters, digits)| counted(letters, digits));
    // `mar_caribe`, `set de datos`: a month only beside months, numbers and little words.
    let little = |w: &&str| {
        names_a_month(w)
            || w.bytes().all(|b| b.is_ascii_digit())
            || matches!(*w, "de" | "a" | "al" | "del" | "to")
    };
    let alone = words.iter().all(little);
    let named = |w: &&str| {
        [
            "trimest",
            "quarter",
            "semest",
            "seman",
            "week",
            "half",
            "cuatrimest",
            "quadrimest",
            "bimest",
            "quincen",
            "quinzen",
        ]
        .iter()
        .any(|start| w.starts_with(start))
            || matches!(*w, "ytd" | "acum" | "acumulado" | "acumulada" | "qtr" | "fy")
            || (w.chars().count() > 2 && names_a_month(w) && (!is_a_word_too(w) || alone))
    };
    // `sem` is a half where it is counted, and `without` in Portuguese; a number of Rome counts
    // only where nothing else is said.
    let rome = |w: &&str| matches!(*w, "i" | "ii" | "iii" | "iv");
    let of_rome = words.iter().any(rome)
        && words.iter().all(|w| rome(w) || matches!(*w, "sem" | "trim" | "t" | "s" | "q"));
    let short = words.iter().any(|w| matches!(*w, "sem" | "trim" | "se" | "q"))
        && words.iter().any(|w| rome(w) || (w.len() <= 2 && w.bytes().all(|b| b.is_ascii_digit())));
    words.iter().any(|w| numbered(w) || named(w)) || of_rome || short
}

/// The letters and the digits of a word that has first the ones and then the others: `q1`, `1t`.
fn letters_and_digits(word: &str) -> Option<(&str, &str)> {
    let digits_first = word.starts_with(|c: char| c.is_ascii_digit());
    let (a, b) = word.split_at_checked(word.find(|c: char| c.is_ascii_digit() != digits_first)?)?;
    Some(if digits_first { (b, a) } else { (a, b) })
}

/// Whether a head says that its cells are years.
pub(super) fn names_years(head: &str) -> bool {
    let key = ideal_model::name_key(head);
    key.split(' ').any(|w| {
        matches!(
            w,
            "ano"
                | "anio"
                | "year"
                | "years"
                | "annee"
                | "jahr"
                | "ejercicio"
                | "gestion"
                | "vigencia"
                | "periodo"
                | "period"
                | "time"
        )
    })
}

/// Whether a form of heads with years says a quarter or a half of each: `{year}Q1`, `1S {year}`, `I
/// Trim {year}`.
pub(super) fn is_quarter_or_half(form: &str) -> bool {
    let key = ideal_model::name_key(&form.replace("{year}", " "));
    let words: Vec<&str> = key.split(' ').filter(|w| !w.is_empty()).collect();
    let letter = |w: &str| matches!(w, "q" | "t" | "s" | "h" | "trim" | "sem");
    let digit = |w: &str| matches!(w, "1" | "2" | "3" | "4");
    let rome = |w: &str| matches!(w, "i" | "ii" | "iii" | "iv");
    let whole = |w: &&str| {
        letters_and_digits(w).is_some_and(|(letters, digits)| letter(letters) && digit(digits))
    };
    let named = |w: &&str| {
        ["trimest", "quarter", "semest", "half"].iter().any(|start| w.starts_with(start))
    };
    let counted = words.iter().any(|w| digit(w) || rome(w));
    words.iter().any(whole)
        || (counted && words.iter().any(|w| named(w) || letter(w)))
        || (!words.is_empty() && words.iter().all(|w| rome(w)))
}

/// A text without its year, as a form of heads has it.
pub(super) fn without_year(text: &str) -> String {
    year_in(text)
        .map_or_else(|| text.to_owned(), |year| text.replacen(&year.to_string(), "{year}", 1))
}

/// How columns are called that say a part of the year.
const PARTS: [&str; 19] = [
    "periodo",
    "week",
    "mes",
    "meses",
    "month",
    "nummes",
    "mesnum",
    "quarter",
    "trimestre",
    "trim",
    "qtr",
    "semestre",
    "semester",
    "half",
    "bimestre",
    "cuatrimestre",
    "quadrimestre",
    "quincena",
    "semana",
];

/// Whether the head of a column says that its cells are parts of the year.
pub(super) fn names_parts(head: &str) -> bool {
    let key = ideal_model::name_key(head);
    let mut words = key.split(' ');
    words.any(|w| PARTS.contains(&w.trim_end_matches(|c: char| c.is_ascii_digit())))
}

/// Whether the name of a month is another word as well.
fn is_a_word_too(word: &str) -> bool {
    matches!(word, "mar" | "set" | "out" | "may" | "ago" | "abril" | "mayo" | "june" | "august")
}

/// Whether a text runs from January to December.
pub(super) fn spans_a_year(text: &str) -> bool {
    let months: Vec<u32> =
        text.split(|c: char| !c.is_alphanumeric()).filter_map(month_in_any).collect();
    matches!(months.as_slice(), [1, 12])
}

/// Whether a head is a year that begins in one and ends in the next: `2019/20`, `2019-2020`.
pub(super) fn is_season(head: &str) -> bool {
    let Some((first, next)) = head.split_once(['/', '-', '–']) else { return false };
    let (Some(first), Ok(next)) = (year_of(first.trim()), next.trim().parse::<i32>()) else {
        return false;
    };
    next == first + 1 || next == (first + 1) % 100
}

/// The first year in a head.
pub(super) fn year_in(head: &str) -> Option<i32> {
    head.split(|c: char| !c.is_ascii_digit()).find_map(year_of)
}

/// The form that most heads have, where at least `least` have it, and how many have.
fn most(
    heads: &[&str],
    form: impl Fn(&str) -> Option<String>,
    least: usize,
) -> Option<(String, usize)> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for form in heads.iter().filter_map(|head| form(head)) {
        *seen.entry(form).or_default() += 1;
    }
    seen.into_iter().filter(|(_, n)| *n >= least).max_by_key(|(_, n)| *n)
}

/// A head with `{month}` in the place of its month, and `{year}` in that of its year if it has one:
/// `{year}-{month}-01` where a spreadsheet has made a date of it.
fn with_holes(head: &str, months: Months) -> Option<String> {
    // `202311`
    if months == Months::Number && head.len() == 6 && month_and_year(head, months).is_some() {
        return Some("{year}{month}".to_owned());
    }
    let form = match year_in(head) {
        Some(year) => head.replacen(&year.to_string(), "{year}", 1),
        None => head.to_owned(),
    };
    let kind = |c: char| if c.is_ascii_digit() { 1 } else { 2 * i32::from(c.is_alphabetic()) };
    // Words and numbers with their places, the braces of the year apart.
    let mut parts: Vec<(usize, &str)> = Vec::new();
    let mut start = 0;
    for (at, c) in form.char_indices() {
        let next = form.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
        // `eneHom`
        let turns = |n: char| kind(n) != kind(c) || (c.is_lowercase() && n.is_uppercase());
        if next.is_none_or(turns) {
            let part = form.get(start..at + c.len_utf8())?;
            if kind(c) != 0 && part != "year" {
                parts.push((start, part));
            }
            start = at + c.len_utf8();
        }
    }
    // `2020 Q1` and `2020T1` are quarters, `2020W01` a week; `2020M01` is how SDMX writes a month.
    let words = parts.iter().filter(|(_, p)| !p.bytes().all(|b| b.is_ascii_digit()));
    if months == Months::Number && words.map(|(_, p)| *p).any(|p| p != "M") {
        return None;
    }
    // Which of two numbers is the month is only known behind the year.
    let numbers = parts.iter().filter(|(_, p)| p.bytes().all(|b| b.is_ascii_digit())).count();
    if months == Months::Number && numbers > 1 && !form.starts_with("{year}") {
        return None;
    }
    // One digit could be a quarter.
    let is_month =
        |p: &str| month_of(p, months).is_some() && (months != Months::Number || p.len() == 2);
    let (at, part) = parts.iter().copied().find(|(_, p)| is_month(p))?;
    // `Ene-Mar 2021` is a quarter.
    if parts.iter().any(|(i, p)| *i != at && p.chars().count() > 2 && is_like_a_month(p)) {
        return None;
    }
    let (before, after) = (form.get(..at)?, form.get(at + part.len()..)?);
    // A closing point belongs to an abbreviation.
    let after =
        if months == Months::Number { after } else { after.strip_prefix('.').unwrap_or(after) };
    Some(format!("{before}{{month}}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_year_are_seen() {
        for form in "{year}-Q4,{year}T1,S1 {year},I Sem {year},Ene-Mar \
             {year},{year}-12-31,01/01/{year},Trim 1 {year},1T {year},1S {year},6M {year},9M \
             {year},I-{year},YTD {year},{year} 1S,SE 1,Casos Ene-Jun,H1-{year},enero a junio de \
             {year}"
            .split(',')
        {
            assert!(is_part_of_a_year(form), "{form}");
        }
        for form in [
            "{year}",
            "CPI score {year}",
            "{year} [YR{year}]",
            "hdi_{year}",
            "Rank {year}",
            "{year} (p)",
            "Casos {year}",
            "Ene-Dic {year}",
            "Enero-diciembre {year}",
            "roubo_banco",
            "apreensao_drogas_sem_autor",
            "victimas_masc",
        ] {
            assert!(!is_part_of_a_year(form), "{form}");
        }
    }

    #[test]
    fn heads_of_months_have_a_form() {
        for (head, months, form) in [
            ("2023-01-01", Months::Number, Some("{year}-{month}-01")),
            ("202311", Months::Number, Some("{year}{month}")),
            ("202399", Months::Number, None),
            ("2023M01", Months::Number, Some("{year}M{month}")),
            ("01/2023", Months::Number, Some("{month}/{year}")),
            ("01/02/2023", Months::Number, None),
            ("Ene-Mar 2021", Months::Es, None),
            ("2020 Q1", Months::Number, None),
            ("2020W01", Months::Number, None),
            ("ene-2023", Months::Es, Some("{month}-{year}")),
            ("Ene. 2023", Months::Es, Some("{month} {year}")),
            ("Casos (enero)", Months::Es, Some("Casos ({month})")),
            ("07", Months::Number, Some("{month}")),
            ("eneHom", Months::Es, Some("{month}Hom")),
            ("Estado", Months::Es, None),
        ] {
            assert_eq!(with_holes(head, months).as_deref(), form, "{head}");
        }
    }
}
