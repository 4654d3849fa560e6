//! Looks for signs that a file holds data of persons, which an assessment does not need.
//!
//! Only signs that are rarely wrong are used, because a check that cries wolf is switched off:
//! words in column names, document numbers whose check digits agree, mail addresses, and names
//! after a title or an "alias".

mod given_names;

/// What a column's name says it holds, if that is personal.
pub(crate) fn column(name: &str) -> Option<&'static str> {
    let name = ideal_model::name_key(name);
    let words: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).collect();
    let any =
        |list: &[&str]| words.iter().any(|w| list.contains(w)) || list.contains(&name.as_str());
    if any(&[
        "surname",
        "firstname",
        "lastname",
        "fullname",
        "apellido",
        "apellidos",
        "sobrenome",
        "nombres",
        "alias",
        "apodo",
        "apelido",
    ]) || [
        "first name",
        "last name",
        "full name",
        "victim name",
        "suspect name",
        "person name",
        "nombre completo",
        "nome completo",
    ]
    .contains(&words.join(" ").as_str())
    {
        return Some("a person's name");
    }
    if any(&[
        "passport",
        "pasaporte",
        "passaporte",
        "dni",
        "cpf",
        "curp",
        "rut",
        "rfc",
        "cedula",
        "ssn",
        "nif",
        "nie",
        "cuil",
        "cuit",
        "rg",
    ]) {
        return Some("a document number");
    }
    if any(&["birthdate", "dob", "nacimiento", "nascimento", "birthday"]) {
        return Some("a date of birth");
    }
    if any(&["email", "correo", "telefono", "telefone", "phone", "mobile", "celular"]) {
        return Some("a person's address or number");
    }
    None
}

/// What a text seems to hold, if that is personal.
pub(crate) fn text(text: &str) -> Option<&'static str> {
    if text.len() < 6 {
        return None;
    }
    if text
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')' | '<' | '>'))
        .any(mail)
    {
        return Some("a mail address");
    }
    if documents(text) {
        return Some("a document number");
    }
    named(text).then_some("a person's name")
}

/// What a remark of a person seems to hold, if that is personal: what any text may, and telephone
/// numbers, which stand in remarks and look like figures elsewhere.
///
/// ```
/// use ideal_evidence::personal_data;
/// assert_eq!(personal_data("llame al +57 310 555 0199"), Some("a telephone number"));
/// assert_eq!(personal_data("cerca de 120 000 casos en 2025"), None);
/// ```
#[must_use]
pub fn personal_data(remark: &str) -> Option<&'static str> {
    text(remark).or_else(|| telephone(remark).then_some("a telephone number"))
}

/// Words after which a number is a telephone's.
const TELEPHONES: [&str; 10] = [
    "tel", "telefono", "telefone", "fone", "cel", "celular", "movil", "whatsapp", "phone", "mobile",
];

/// Whether a text has a number with a country's code, or one after a word for a telephone.
fn telephone(text: &str) -> bool {
    const LEAST: usize = 7;
    // A number goes on over blanks and signs.
    let digits = |rest: &str| {
        let number = rest.chars().take_while(|c| c.is_ascii_digit() || " .-()/+".contains(*c));
        number.filter(char::is_ascii_digit).count()
    };
    let international = text.match_indices('+').any(|(at, _)| {
        let rest = text.get(at + 1..).unwrap_or_default();
        rest.starts_with(|c: char| c.is_ascii_digit()) && digits(rest) > LEAST
    });
    let words: Vec<&str> = text.split_whitespace().collect();
    let after_word = words.iter().enumerate().any(|(i, word)| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        TELEPHONES.contains(&ideal_model::name_key(word).as_str())
            && digits(&words.get(i + 1..).unwrap_or_default().join(" ")) >= LEAST
    });
    international || after_word
}

/// Whether a rater is called by a person's name instead of a pseudonym: two or three capitalised
/// words.
pub(crate) fn rater(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    // An institution's words are no surname.
    const BODIES: [&str; 24] = [
        "team",
        "unit",
        "panel",
        "group",
        "expert",
        "analyst",
        "rater",
        "desk",
        "office",
        "police",
        "national",
        "equipo",
        "unidad",
        "grupo",
        "experto",
        "analista",
        "policia",
        "oficina",
        "equipe",
        "unidade",
        "perito",
        "policial",
        "ministerio",
        "ministry",
    ];
    (2..=3).contains(&words.len())
        && words.iter().all(|w| capitalised(w))
        && !words.iter().any(|w| BODIES.contains(&ideal_model::name_key(w).as_str()))
}

/// Whether a criminal group is called by a person's name: it looks like one, and has no word that
/// stands in names of groups.
#[must_use]
pub fn group(name: &str) -> bool {
    const GROUPS: [&str; 50] = [
        "alianza",
        "alliance",
        "autodefensas",
        "banda",
        "bando",
        "barrio",
        "bloque",
        "bonde",
        "brigada",
        "cartel",
        "clan",
        "cla",
        "columna",
        "comando",
        "command",
        "corporacion",
        "cordillera",
        "crew",
        "disidencia",
        "ejercito",
        "exercito",
        "faccao",
        "familia",
        "family",
        "federacion",
        "frente",
        "front",
        "gang",
        "generacion",
        "group",
        "grupo",
        "guardia",
        "guerreros",
        "hermandad",
        "irmandade",
        "las",
        "los",
        "mafia",
        "mara",
        "milicia",
        "movimiento",
        "network",
        "nova",
        "nueva",
        "nuevo",
        "organizacion",
        "pandilla",
        "primeiro",
        "terceiro",
        "the",
    ];
    let of_group = |word: &str| {
        let word = ideal_model::name_key(word);
        GROUPS.contains(&word.as_str())
            || matches!(word.as_str(), "os" | "as" | "red" | "rede" | "tren")
    };
    let like_one = rater(name) || given_names::stand_in(name);
    text(name).is_some() || (like_one && !name.split_whitespace().any(of_group))
}

fn capitalised(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase)
        && word.chars().count() > 2
        && chars.all(|c| c.is_lowercase() || c == '-' || c == '\'')
}

fn mail(word: &str) -> bool {
    let Some((user, host)) = word.trim_end_matches('.').split_once('@') else { return false };
    let plain = |s: &str| {
        !s.is_empty()
            && s.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '+'))
    };
    plain(user)
        && plain(host)
        && host.rsplit_once('.').is_some_and(|(h, top)| !h.is_empty() && top.len() >= 2)
}

/// Titles and words after which a name follows.
const BEFORE_A_NAME: [&str; 16] = [
    "alias", "a.k.a.", "aka", "mr", "mr.", "mrs", "mrs.", "ms.", "sr.", "sra.", "señor", "señora",
    "senhor", "senhora", "suspect", "named",
];

fn named(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.windows(2).enumerate().any(|(i, pair)| {
        let [before, name] = pair else { return false };
        let clean = |w: &str| w.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
        let before = before.to_lowercase();
        if !BEFORE_A_NAME.contains(&before.as_str()) || !capitalised(&clean(name)) {
            return false;
        }
        // "named" and "suspect" also stand before ordinary words: two capitalised ones must follow.
        let strong = !matches!(before.as_str(), "suspect" | "named");
        strong || words.get(i + 2).is_some_and(|w| capitalised(&clean(w)))
    })
}

fn documents(text: &str) -> bool {
    let upper = text.to_uppercase();
    let words: Vec<&str> = upper
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '(' | ')'))
        .filter(|w| !w.is_empty())
        .collect();
    words.iter().any(|w| {
        let w = w.trim_end_matches('.');
        cpf(w) || rut(w) || curp(w)
    }) || words.windows(2).any(|pair| {
        // A labelled number needs no check digit.
        let [label, number] = pair else { return false };
        let label = label.trim_matches(|c: char| !c.is_alphanumeric()).replace('.', "");
        let digits = number.chars().filter(char::is_ascii_digit).count();
        let plain = number.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'));
        matches!(
            label.as_str(),
            "DNI"
                | "CPF"
                | "CURP"
                | "RUT"
                | "CC"
                | "CI"
                | "CEDULA"
                | "CÉDULA"
                | "PASSPORT"
                | "PASAPORTE"
                | "PASSAPORTE"
        ) && plain
            && (6..=13).contains(&digits)
    })
}

fn digits(text: &str) -> Vec<u32> {
    text.chars().filter_map(|c| c.to_digit(10)).collect()
}

/// Brazil's CPF as it is written, 000.000.000-00, with both check digits right (modulo 11).
fn cpf(word: &str) -> bool {
    let shape: String = word.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    let d = digits(word);
    if shape != "000.000.000-00" || d.iter().all(|x| Some(x) == d.first()) {
        return false;
    }
    let check = |n: usize| {
        let sum: u32 = d.iter().take(n).zip((2..=n as u32 + 1).rev()).map(|(x, w)| x * w).sum();
        (sum * 10 % 11) % 10
    };
    d.get(9) == Some(&check(9)) && d.get(10) == Some(&check(10))
}

/// Chile's RUT as it is written, 0.000.000-K, with its check digit right (modulo 11).
fn rut(word: &str) -> bool {
    let Some((body, check)) = word.split_once('-') else { return false };
    let groups: Vec<&str> = body.split('.').collect();
    let shaped = groups.len() == 3
        && groups.iter().skip(1).all(|g| g.len() == 3)
        && groups.first().is_some_and(|g| (1..=2).contains(&g.len()))
        && body.chars().all(|c| c.is_ascii_digit() || c == '.');
    if !shaped {
        return false;
    }
    let sum: u32 = digits(body)
        .iter()
        .rev()
        .zip([2, 3, 4, 5, 6, 7].into_iter().cycle())
        .map(|(x, w)| x * w)
        .sum();
    let want = match 11 - sum % 11 {
        11 => "0".to_owned(),
        10 => "K".to_owned(),
        n => n.to_string(),
    };
    check == want
}

/// Mexico's CURP: four letters, a date, the sex, five letters and two more signs.
fn curp(word: &str) -> bool {
    let shape: String = word
        .chars()
        .map(|c| {
            if c.is_ascii_digit() {
                '0'
            } else if c.is_ascii_uppercase() {
                'A'
            } else {
                c
            }
        })
        .collect();
    let sex = word.chars().nth(10);
    matches!(shape.as_str(), "AAAA000000AAAAAA00" | "AAAA000000AAAAAAA0")
        && matches!(sex, Some('H' | 'M' | 'X'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_known_by_their_check_digits() {
        // The examples that the tax offices of Brazil and Chile print in their own instructions.
        assert_eq!(text("titular 111.444.777-35"), Some("a document number"));
        assert_eq!(text("titular 111.444.777-36"), None);
        assert_eq!(text("RUN 12.345.678-5"), Some("a document number"));
        assert_eq!(text("RUN 12.345.678-4"), None);
        assert_eq!(text("BOXW310820HNERXN09"), Some("a document number"));
        assert_eq!(text("C.C. 79.123.456"), Some("a document number"));
    }

    #[test]
    fn names_after_a_title_and_addresses() {
        assert_eq!(text("según el Sr. Pérez, detenido"), Some("a person's name"));
        assert_eq!(text("alias Otoniel"), Some("a person's name"));
        assert_eq!(text("write to ana.lopez@example.org"), Some("a mail address"));
        assert!(rater("Juan Pérez"));
    }

    #[test]
    fn names_of_groups_are_told_from_names_of_persons() {
        for name in [
            "Comando Vermelho",
            "Los Zetas",
            "Clan del Golfo",
            "Tren de Aragua",
            "PCC",
            "Frente Carlos Patiño",
            "Jalisco Nueva Generación",
            "Autodefensas Gaitanistas de Colombia",
            "Grupo San Pablo",
            "",
        ] {
            assert!(!group(name), "{name}");
        }
        for name in [
            "Joaquín Guzmán",
            "Pablo Emilio Escobar",
            "la gente de alias Otoniel",
            "Juan Carlos Pérez García",
            "García, Juan",
            "João da Silva",
        ] {
            assert!(group(name), "{name}");
        }
    }

    #[test]
    fn telephone_numbers_in_remarks() {
        for remark in ["Tel. 310 555-0199", "mi celular (310) 5550199", "+54 9 11 5555 0123"] {
            assert_eq!(personal_data(remark), Some("a telephone number"), "{remark}");
        }
        for remark in ["unos 1.200.000 USD", "tel. 7 casos", "subió +35 % desde 2019-2020"] {
            assert_eq!(personal_data(remark), None, "{remark}");
        }
        assert_eq!(personal_data("ana.lopez@example.org"), Some("a mail address"));
    }

    #[test]
    fn ordinary_texts_stay_quiet() {
        for t in [
            "United Nations Office on Drugs and Crime, table 7.1",
            "Counts; includes Tráfico de cocaína",
            "767318.77 kg, sum of 3 rows",
            "estimate of 2021-22, see https://dataunodc.un.org",
            "suspect as published: 64,053 of 96,913",
            "series named Homicide",
            "ISO 3166-2 CO-ANT",
        ] {
            assert_eq!(text(t), None, "{t}");
        }
        for r in ["r1", "Rater 3", "Analyst Panel", "Policía Nacional", "COL-07"] {
            assert!(!rater(r), "{r}");
        }
        for c in ["name_en", "country_name", "iso3", "series", "year", "unit", "publisher"] {
            assert_eq!(column(c), None, "{c}");
        }
        assert_eq!(column("DNI"), Some("a document number"));
        assert_eq!(column("Apellidos"), Some("a person's name"));
    }
}
