//! What the words of a unit mean, as far as they are known: enough to see that two of them
//! contradict each other.
//!
//! A text that says something else than these words is no unit that could be judged, and
//! contradicts nothing.

/// A quantity in a unit of its own size.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Unit {
    /// Things counted, in ones, thousands or millions.
    Count(f64),
    /// Per so many: per 100 000 inhabitants, per cent.
    Per(f64),
    /// Mass, in kilograms.
    Mass(f64),
    /// Area, in hectares.
    Area(f64),
    /// Volume, in litres.
    Volume(f64),
    /// Money, in a currency, so many of it, at the prices of a year where one is stated.
    Money(&'static str, f64, Option<u16>),
    /// A score, a rating, an index: its two ends where they are stated.
    Score(Option<(f64, f64)>),
}

/// Words of things that are counted, in English, Spanish and Portuguese, without accents.
const COUNTED: &[&str] = &[
    "count",
    "counts",
    "number",
    "persons",
    "person",
    "people",
    "individuals",
    "inhabitants",
    "victims",
    "deaths",
    "homicides",
    "murders",
    "killings",
    "cases",
    "offences",
    "offenses",
    "crimes",
    "incidents",
    "events",
    "reports",
    "complaints",
    "arrests",
    "convictions",
    "prisoners",
    "items",
    "weapons",
    "arms",
    "firearms",
    "vehicles",
    "pairs",
    "attacks",
    "kidnappings",
    "numero",
    "cantidad",
    "conteo",
    "recuento",
    "personas",
    "habitantes",
    "victimas",
    "muertes",
    "homicidios",
    "casos",
    "delitos",
    "hechos",
    "incidentes",
    "denuncias",
    "armas",
    "vehiculos",
    "unidades",
    "secuestros",
    "contagem",
    "quantidade",
    "pessoas",
    "vitimas",
    "mortes",
    "ocorrencias",
    "veiculos",
    "crimenes",
    "presos",
    "detenidos",
    "sequestros",
];

/// Words that change nothing about a count.
const BESIDE: &[&str] = &[
    "of",
    "recorded",
    "reported",
    "detected",
    "registered",
    "the",
    "total",
    "de",
    "registrados",
    "registradas",
    "held",
];

impl Unit {
    /// Reads the words of a unit; `None` where it is none that could be judged.
    pub(crate) fn read(text: &str) -> Option<Unit> {
        let words = words(text);
        let has = |list: &[&str]| words.iter().any(|w| list.contains(&w.as_str()));
        if has(&["%", "percent", "percentage", "pct", "porcentaje", "porcentagem", "percentual"]) {
            return Some(Unit::Per(100.0));
        }
        if has(&["‰", "permille"]) {
            return Some(Unit::Per(1000.0));
        }
        if has(&[
            "score",
            "scores",
            "rating",
            "index",
            "scale",
            "level",
            "puntaje",
            "puntuacion",
            "indice",
            "escala",
            "nivel",
            "pontuacao",
            "nota",
        ]) {
            return Some(Unit::Score(ends(text)));
        }
        if has(&[
            "share",
            "proportion",
            "fraction",
            "probability",
            "proporcion",
            "probabilidad",
            "proporcao",
            "probabilidade",
            "fraccion",
        ]) {
            return Some(Unit::Score(Some((0.0, 1.0))));
        }
        let measured = measure(&words);
        if let Some(at) =
            words.iter().position(|w| matches!(w.as_str(), "per" | "por" | "/" | "cada"))
        {
            // So many kilograms per hectare are none of these.
            return match number(words.get(at + 1..)?) {
                Some(n) if measured.is_none() && n >= 100.0 => Some(Unit::Per(n)),
                _ => None,
            };
        }
        if measured.is_some() {
            return measured;
        }
        let many = number(&words).unwrap_or(1.0);
        let counts = words.iter().all(|w| {
            COUNTED.contains(&w.as_str())
                || BESIDE.contains(&w.as_str())
                || number(std::slice::from_ref(w)).is_some()
        });
        (counts && has(COUNTED)).then_some(Unit::Count(many))
    }

    /// Whether a figure cannot be in both units.
    pub(crate) fn contradicts(&self, other: &Unit) -> bool {
        match (self, other) {
            (Unit::Score(a), Unit::Score(b)) => matches!((a, b), (Some(a), Some(b)) if a != b),
            // An index may well run to a hundred like a percentage.
            (Unit::Score(ends), Unit::Per(n)) | (Unit::Per(n), Unit::Score(ends)) => {
                ends.is_some_and(|(low, high)| *n > 100.0 || (low, high) != (0.0, 100.0))
            }
            // Without a year the prices may be those of any.
            (Unit::Money(a, of_a, when_a), Unit::Money(b, of_b, when_b)) => {
                a != b || of_a != of_b || matches!((when_a, when_b), (Some(a), Some(b)) if a != b)
            }
            _ => self != other,
        }
    }

    /// Whether nothing can be less than none of it. A percentage may be one of change.
    pub(crate) fn starts_at_zero(&self) -> bool {
        match self {
            Unit::Count(_) | Unit::Mass(_) | Unit::Area(_) | Unit::Volume(_) => true,
            Unit::Per(n) => *n >= 1000.0,
            Unit::Money(..) | Unit::Score(_) => false,
        }
    }

    /// Whether it counts single things, of which there is no half.
    pub(crate) fn is_count(&self) -> bool {
        *self == Unit::Count(1.0)
    }
}

fn measure(words: &[String]) -> Option<Unit> {
    let many = number(words).unwrap_or(1.0);
    let is = |w: &String, list: &[&str]| list.contains(&w.as_str());
    let year =
        words.iter().find_map(|w| w.parse::<u16>().ok().filter(|y| (1900..=2100).contains(y)));
    let money = |currency| {
        Unit::Money(currency, if year.map(f64::from) == Some(many) { 1.0 } else { many }, year)
    };
    words.iter().find_map(|w| {
        Some(
            if is(
                w,
                &[
                    "kg",
                    "kilogram",
                    "kilograms",
                    "kilo",
                    "kilos",
                    "kilogramo",
                    "kilogramos",
                    "quilograma",
                    "quilogramas",
                    "quilos",
                ],
            ) {
                Unit::Mass(many)
            } else if is(w, &["gram", "grams", "gramos", "gramas"]) {
                Unit::Mass(many / 1000.0)
            } else if is(w, &["ton", "tons", "tonne", "tonnes", "tonelada", "toneladas"]) {
                Unit::Mass(many * 1000.0)
            } else if is(w, &["hectare", "hectares", "ha", "hectarea", "hectareas"]) {
                Unit::Area(many)
            } else if is(w, &["km2", "km²"]) {
                Unit::Area(many * 100.0)
            } else if is(w, &["litre", "litres", "liter", "liters", "litro", "litros"]) {
                Unit::Volume(many)
            } else if is(w, &["ppp", "ppp$", "ppa", "ppa$"]) {
                money("ppp")
            } else if is(w, &["usd", "us$", "dollars", "dolares"])
                && !words.iter().any(|w| w == "ppp")
            {
                money("usd")
            } else if is(w, &["eur", "€", "euro", "euros"]) {
                money("eur")
            } else {
                return None;
            },
        )
    })
}

/// The number that the words name: digits that may stand in groups, with the words of their size.
fn number(words: &[String]) -> Option<f64> {
    let mut out: Option<f64> = None;
    for (i, w) in words.iter().enumerate() {
        let size = match w.as_str() {
            "k" | "thousand" | "thousands" | "mil" | "miles" | "milhares" => 1e3,
            "hundred" => 100.0,
            "million" | "millions" | "millon" | "millones" | "milhao" | "milhoes" => 1e6,
            _ if w.bytes().all(|b| b.is_ascii_digit()) && w.len() <= 9 => {
                // A second group of three continues the first.
                let n: f64 = w.parse().ok()?;
                out = Some(match out {
                    Some(before) if w.len() == 3 && i > 0 => before * 1000.0 + n,
                    Some(_) => return None,
                    None => n,
                });
                continue;
            }
            _ => continue,
        };
        out = Some(out.unwrap_or(1.0) * size);
    }
    out
}

/// The two ends that a scale states: `score 1-10`, `0 to 100`, `0..1`.
fn ends(text: &str) -> Option<(f64, f64)> {
    let apart: String = text
        .to_lowercase()
        .replace(" to ", "-")
        .replace(" a ", "-")
        .replace("..", "-")
        .replace(['–', '—', '−'], "-");
    let mut numbers = apart
        .split(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-'))
        .filter(|p| p.contains('-'));
    let (low, high) = numbers.next()?.split_once('-')?;
    Some((low.parse().ok()?, high.parse().ok()?))
}

/// The words of a text, in lower case and without accents; digits apart from letters, and the
/// commas, points and blanks that group digits like blanks.
fn words(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut last = ' ';
    for c in text.to_lowercase().chars() {
        let c = match c {
            'á' | 'à' | 'â' | 'ã' => 'a',
            'é' | 'ê' => 'e',
            'í' => 'i',
            'ó' | 'ô' | 'õ' => 'o',
            'ú' => 'u',
            'ç' => 'c',
            other => other,
        };
        let joins = |a: char, b: char| {
            a.is_ascii_digit() == b.is_ascii_digit() || (a == 'm' && matches!(b, '2' | '²'))
        };
        match c {
            '%' | '‰' | '/' | '€' => out.push(c.to_string()),
            _ if c.is_alphanumeric() || c == '$' || c == '²' => match out.last_mut() {
                Some(word) if (last.is_alphanumeric() || last == '$') && joins(last, c) => {
                    word.push(c)
                }
                _ => out.push(c.to_string()),
            },
            _ => {}
        }
        last = c;
    }
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn words_that_mean_the_same_are_no_contradiction() {
        for same in [
            &[
                "per 100 000",
                "per 100,000 population",
                "rate per 100k",
                "per 100.000 habitantes",
                "por cada 100 mil habitantes",
                "per hundred thousand",
                "/100000",
                "tasa por 100.000",
            ][..],
            &["%", "percent", "% of adults", "porcentaje", "per 100"],
            &[
                "count",
                "persons",
                "victims",
                "Number of victims",
                "número de casos",
                "pessoas",
                "deaths",
            ],
            &["kg", "kilograms", "quilogramas"],
            &["tonnes", "toneladas", "metric tons"],
            &["score 1-10", "rating 1–10", "scale 1 to 10", "score"],
            &["index 0-1", "share", "probability"],
            &["PPP $", "PPP$", "PPA $"],
        ] {
            for (a, b) in same.iter().flat_map(|a| same.iter().map(move |b| (a, b))) {
                assert!(!Unit::read(a).unwrap().contradicts(&Unit::read(b).unwrap()), "{a} / {b}");
            }
        }
    }

    #[test]
    fn another_size_or_another_quantity_is_one() {
        for (a, b) in [
            ("count", "per 100 000"),
            ("per 100 000", "per million"),
            ("per 100 000", "%"),
            ("kg", "tonnes"),
            ("count", "thousand persons"),
            ("%", "share"),
            ("index 0-1", "index 0-100"),
            ("score 0-10", "count"),
            ("persons", "%"),
            ("US$", "million US$"),
            ("USD", "EUR"),
            ("hectares", "km2"),
            ("2017 PPP $", "2021 PPP $"),
            ("2017 PPP $", "million PPP $"),
        ] {
            assert!(Unit::read(a).unwrap().contradicts(&Unit::read(b).unwrap()), "{a} / {b}");
        }
    }

    #[test]
    fn money_without_a_year_may_be_of_any() {
        let unit = |text| Unit::read(text).unwrap();
        assert!(
            !unit("2021 PPP $").contradicts(&unit("PPP $"))
                && !unit("PPP $").contradicts(&unit("2017 PPP $"))
        );
    }

    #[test]
    fn what_is_not_understood_is_not_judged() {
        for text in
            ["", "estimate", "years", "kg per hectare", "US$ per capita", "per year", "houses"]
        {
            assert_eq!(Unit::read(text), None, "{text}");
        }
    }
}
