//! The language of the terminal: that of `--lang`, else that of the environment, else English.
//!
//! What people read is said in it: what stands on stderr, and the frames of tables and trees on
//! stdout. Codes, CSV, JSON and exit codes are the same in every language.

use std::sync::OnceLock;

use ideal::model::method::{Mean, mean_in_words};
use ideal::model::visible;
use ideal::report::{Catalogue, ReportError};
use ideal::{Lang, Locale};

/// The language chosen; none where neither the command nor the environment asks for one.
static CHOSEN: OnceLock<Option<Locale>> = OnceLock::new();

thread_local! {
    /// Its words, read when the first of them is needed.
    static CATALOGUE: Result<Catalogue, ReportError> = Catalogue::new(locale());
}

/// Chooses the language, once for the process: what the command asks for, else the environment.
pub fn choose(asked: Option<Locale>) {
    CHOSEN.get_or_init(|| asked.or_else(|| of_environment(|name| std::env::var(name).ok())));
}

/// The language of the environment, as POSIX has it: the first of three variables that says
/// anything decides. English is what is spoken anyway, and so it is where that is another language.
fn of_environment(variable: impl Fn(&str) -> Option<String>) -> Option<Locale> {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"];
    let named = set.into_iter().filter_map(variable).find(|v| !v.is_empty())?;
    let tag = named.split(['.', '@']).next()?.replace('_', "-");
    // es_419 is Spanish of no country that has a mark of its own.
    let alone = || tag.split('-').next()?.parse::<Lang>().ok().map(Locale::from);
    tag.parse().ok().or_else(alone).filter(|l: &Locale| l.lang != Lang::En)
}

/// The language that was asked for, if one was.
pub fn asked() -> Option<Locale> {
    CHOSEN.get().copied().flatten()
}

fn locale() -> Locale {
    asked().unwrap_or(Lang::En.into())
}

/// The language that is spoken.
pub fn lang() -> Lang {
    locale().lang
}

/// The languages of names: the one that a command asks for, else where people read them that of the
/// environment. Data have those of the project whatever the environment says.
pub fn of_names(asked_for: Option<Locale>, people: bool) -> Vec<Locale> {
    asked_for.or_else(|| asked().filter(|_| people)).into_iter().collect()
}

/// The message `id` with its variables, each a name and a text.
pub fn tell(id: &str, variables: &[(&str, &str)]) -> String {
    say(variables, |catalogue, shown| catalogue.tell(id, shown))
}

/// The same for a message whose plural depends on a number.
pub fn tell_of(id: &str, n: usize, variables: &[(&str, &str)]) -> String {
    say(variables, |catalogue, shown| catalogue.tell_of(id, n, shown))
}

/// Says it. A catalogue without the message is a fault of ours, which is told in its place.
fn say(
    variables: &[(&str, &str)],
    message: impl FnOnce(&Catalogue, &[(&str, &str)]) -> Result<String, ReportError>,
) -> String {
    // Signs that nobody sees are code points from here on, so that those the catalogue puts round
    // names of other scripts, for pages, are the only ones.
    let shown: Vec<_> = variables.iter().map(|(name, text)| (*name, visible(text))).collect();
    let shown: Vec<_> = shown.iter().map(|(name, text)| (*name, text.as_ref())).collect();
    let said = of_catalogue(|catalogue| message(catalogue, &shown));
    said.replace(|c| matches!(c, '\u{2066}'..='\u{2069}'), "")
}

/// How a node combines its parts: in English in the words of a method file.
pub fn mean(function: Mean) -> String {
    if lang() == Lang::En {
        mean_in_words(function)
    } else {
        of_catalogue(|catalogue| catalogue.mean(function))
    }
}

fn of_catalogue(say: impl FnOnce(&Catalogue) -> Result<String, ReportError>) -> String {
    CATALOGUE.with(|catalogue| match catalogue {
        Ok(catalogue) => say(catalogue).unwrap_or_else(|e| e.to_string()),
        Err(e) => e.to_string(),
    })
}

/// A number as it is written with a decimal point, with the mark of the language or the country.
pub fn marked(number: &str) -> String {
    if asked().is_none_or(|locale| locale.writes_a_point()) {
        number.to_owned()
    } else {
        number.replace('.', ",")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(variables: &[(&str, &str)]) -> Option<String> {
        let value = |name: &str| {
            variables.iter().find(|(n, _)| *n == name).map(|(_, value)| (*value).to_owned())
        };
        of_environment(value).map(|locale| locale.to_string())
    }

    #[test]
    fn the_first_variable_that_says_anything_decides() {
        assert_eq!(of(&[("LANG", "es_MX.UTF-8")]).as_deref(), Some("es-MX"));
        assert_eq!(of(&[("LC_MESSAGES", "pt_BR"), ("LANG", "es")]).as_deref(), Some("pt-BR"));
        assert_eq!(of(&[("LC_ALL", ""), ("LANG", "es@euro")]).as_deref(), Some("es"));
        assert_eq!(of(&[("LC_ALL", "C"), ("LANG", "es_CO")]), None);
        assert_eq!(of(&[("LANG", "es_419.UTF-8")]).as_deref(), Some("es"));
    }

    #[test]
    fn english_and_what_we_do_not_speak_is_english() {
        for name in ["C", "C.UTF-8", "POSIX", "en_GB.UTF-8", "fr_FR", "esperanto", "_", "é"] {
            assert_eq!(of(&[("LANG", name)]), None, "{name}");
        }
        assert_eq!(of(&[]), None);
    }
}
