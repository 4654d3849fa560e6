//! Given names that are common in Latin America: with one of them several words are a person's name, however many surnames
//! follow and whichever stands first.

/// In the form of `name_key`, in ascending order.
const GIVEN: [&str; 144] = [
    "adriana",
    "agustin",
    "alberto",
    "alejandra",
    "alejandro",
    "alfonso",
    "alfredo",
    "alvaro",
    "ana",
    "andrea",
    "andres",
    "angel",
    "antonia",
    "antonio",
    "armando",
    "arturo",
    "beatriz",
    "benjamin",
    "bruno",
    "camila",
    "carla",
    "carlos",
    "carmen",
    "carolina",
    "cecilia",
    "cesar",
    "claudia",
    "cristian",
    "cristina",
    "daniel",
    "daniela",
    "david",
    "diego",
    "edgar",
    "eduardo",
    "elena",
    "emilio",
    "enrique",
    "ernesto",
    "esteban",
    "fabio",
    "federico",
    "felipe",
    "fernanda",
    "fernando",
    "francisca",
    "francisco",
    "gabriel",
    "gabriela",
    "gerardo",
    "gilberto",
    "gonzalo",
    "guilherme",
    "guillermo",
    "gustavo",
    "hector",
    "heriberto",
    "hernan",
    "hugo",
    "ignacio",
    "isabel",
    "ismael",
    "ivan",
    "jaime",
    "javier",
    "jesus",
    "joao",
    "joaquin",
    "joel",
    "jorge",
    "jose",
    "josefina",
    "juan",
    "juana",
    "juliana",
    "julio",
    "laura",
    "leonardo",
    "leticia",
    "lucas",
    "lucia",
    "luis",
    "luisa",
    "luiz",
    "manuel",
    "manuela",
    "marcelo",
    "marcia",
    "marco",
    "marcos",
    "margarita",
    "maria",
    "mariana",
    "mario",
    "marta",
    "martin",
    "mateus",
    "matias",
    "mauricio",
    "miguel",
    "monica",
    "natalia",
    "nelson",
    "nestor",
    "nicolas",
    "octavio",
    "omar",
    "orlando",
    "oscar",
    "pablo",
    "patricia",
    "paula",
    "paulo",
    "pedro",
    "rafael",
    "ramiro",
    "ramon",
    "raul",
    "renata",
    "ricardo",
    "roberto",
    "rodolfo",
    "rodrigo",
    "rogelio",
    "rolando",
    "rosa",
    "ruben",
    "salvador",
    "samuel",
    "sandra",
    "santiago",
    "sebastian",
    "sergio",
    "silvia",
    "sofia",
    "teresa",
    "thiago",
    "tomas",
    "valentina",
    "vanessa",
    "veronica",
    "vicente",
    "victor",
    "ximena",
];

/// Words before the name of a saint, which is that of a place.
const SAINT: [&str; 5] = ["san", "santa", "santo", "sao", "saint"];

/// Whether a given name stands in a text of capitalised words, as in `García Pérez, Juan Carlos` and `João da Silva`.
pub(super) fn stand_in(text: &str) -> bool {
    let words: Vec<&str> = text
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .collect();
    // Particles of surnames stand small; any other small word is part of a sentence.
    let particle = |word: &str| {
        matches!(
            word,
            "de" | "del" | "la" | "las" | "los" | "da" | "do" | "das" | "dos" | "y" | "e"
        )
    };
    let large = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    if words.len() > 7 || !words.iter().all(|word| large(word) || particle(word)) {
        return false;
    }
    let keys: Vec<String> = words.iter().map(|word| ideal_model::name_key(word)).collect();
    keys.iter().enumerate().any(|(i, key)| {
        let before = i.checked_sub(1).and_then(|i| keys.get(i));
        let of_saint = before.is_some_and(|word| SAINT.contains(&word.as_str()));
        GIVEN.binary_search(&key.as_str()).is_ok() && !of_saint
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_searched_in_their_order() {
        assert!(GIVEN.is_sorted());
    }

    #[test]
    fn a_given_name_makes_a_persons_name() {
        for person in [
            "Juan Carlos Pérez García",
            "García, Juan",
            "João da Silva",
            "JOSÉ LUIS DE LA CRUZ",
            "María",
            "Jesús Héctor P.",
        ] {
            assert!(stand_in(person), "{person}");
        }
        for group in [
            "San José",
            "Los Zetas",
            "Tren de Aragua",
            "la banda de Juan",
            "Jalisco Nueva Generación",
            "",
        ] {
            assert!(!stand_in(group), "{group}");
        }
    }
}
