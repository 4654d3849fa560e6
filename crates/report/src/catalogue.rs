//! The words of a language for those who say more than the pages here: workbooks of a round.

use fluent_bundle::FluentArgs;
use ideal_model::Locale;
use ideal_model::method::Mean;

use crate::error::ReportError;
use crate::numbers::Numbers;
use crate::words::Words;

/// The messages of a language, and its numbers.
///
/// ```
/// use ideal_model::Lang;
/// let words = ideal_report::Catalogue::new(Lang::Pt)?;
/// assert_eq!(words.number(7.5), "7,5");
/// # Ok::<(), ideal_report::ReportError>(())
/// ```
pub struct Catalogue {
    words: Words,
    numbers: Numbers,
}

impl Catalogue {
    /// The catalogue of a language, with its own decimal mark or that of the country named.
    ///
    /// # Errors
    /// [`ReportError`] were a shipped catalogue broken; tests see to it that none is.
    pub fn new(locale: impl Into<Locale>) -> Result<Self, ReportError> {
        let locale = locale.into();
        let numbers = Numbers::new(locale)?;
        Ok(Catalogue { words: Words::new(locale.lang)?, numbers })
    }

    /// The message `id` with its variables, each a name and a text.
    ///
    /// # Errors
    /// [`ReportError::Message`] for an id that the catalogue lacks, or a variable that is not given.
    pub fn tell(&self, id: &str, variables: &[(&str, &str)]) -> Result<String, ReportError> {
        self.words.say(id, &arguments(variables))
    }

    /// The same for a message that depends on a number: its variable `n` chooses the plural, and
    /// `count` is the number as the language writes it.
    ///
    /// # Errors
    /// As [`Catalogue::tell`].
    pub fn tell_of(
        &self,
        id: &str,
        n: usize,
        variables: &[(&str, &str)],
    ) -> Result<String, ReportError> {
        let mut args = arguments(variables);
        args.set("n", n);
        args.set("count", self.numbers.count(n));
        self.words.say(id, &args)
    }

    /// "a, b and c"; empty for no item.
    ///
    /// # Errors
    /// As [`Catalogue::tell`].
    pub fn list(&self, items: &[String]) -> Result<String, ReportError> {
        self.words.list(items)
    }

    /// The function by which a node combines its parts: "geometric mean".
    ///
    /// # Errors
    /// As [`Catalogue::tell`].
    pub fn mean(&self, function: Mean) -> Result<String, ReportError> {
        self.words.mean(&self.numbers, function)
    }

    /// A number as the language writes it, with as many digits as it needs.
    #[must_use]
    pub fn number(&self, x: f64) -> String {
        self.numbers.value(x)
    }
}

fn arguments<'a>(variables: &[(&'a str, &'a str)]) -> FluentArgs<'a> {
    variables.iter().map(|(name, text)| (*name, *text)).collect()
}
