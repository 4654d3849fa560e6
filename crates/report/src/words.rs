//! The words of a report: one Fluent catalogue per language, and nothing written out in code.

use std::cmp::Ordering;
use std::fmt::Debug;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use icu_collator::CollatorBorrowed;
use icu_locale_core::locale;
use ideal_model::method::{Mean, Penalty};
use ideal_model::{Lang, Results};
use unic_langid::langid;

use crate::error::ReportError;
use crate::numbers::Numbers;
use crate::page::sentence;

/// The message `id` with `name = value` variables.
macro_rules! say {
    ($words:expr, $id:expr $(, $name:ident = $value:expr)* $(,)?) => {{
        #[allow(unused_mut)]
        let mut args = ::fluent_bundle::FluentArgs::new();
        $( args.set(stringify!($name), $value); )*
        $words.say($id, &args)
    }};
}
pub(crate) use say;

/// The files of a language, one after another.
macro_rules! catalogue {
    ($lang:literal) => {
        concat!(
            include_str!(concat!("../reports/locales/", $lang, ".ftl")),
            "\n",
            include_str!(concat!("../reports/locales/release.", $lang, ".ftl")),
            "\n",
            include_str!(concat!("../reports/locales/dependence.", $lang, ".ftl")),
            "\n",
            include_str!(concat!("../reports/locales/audit.", $lang, ".ftl")),
            "\n",
            include_str!(concat!("../reports/locales/evidence.", $lang, ".ftl")),
            "\n",
            include_str!(concat!("../reports/locales/calibration.", $lang, ".ftl")),
            "\n",
            include_str!(concat!("../reports/locales/explain.", $lang, ".ftl")),
            "\n",
            include_str!(concat!("../reports/locales/terminal.", $lang, ".ftl")),
            "\n",
            include_str!(concat!("../reports/locales/changes.", $lang, ".ftl")),
            "\n",
            include_str!(concat!("../reports/locales/judgements.", $lang, ".ftl")),
            "\n",
            include_str!(concat!("../reports/locales/priorities.", $lang, ".ftl")),
            "\n",
            include_str!(concat!("../reports/locales/opened.", $lang, ".ftl")),
            "\n",
            include_str!(concat!("../reports/locales/outlook.", $lang, ".ftl")),
            "\n",
            include_str!(concat!("../reports/locales/glossary.", $lang, ".ftl")),
            "\n",
            include_str!(concat!("../reports/locales/areas.", $lang, ".ftl")),
            "\n",
            include_str!(concat!("../reports/locales/collect.", $lang, ".ftl")),
            "\n",
            include_str!(concat!("../reports/locales/document.", $lang, ".ftl")),
            "\n",
            include_str!(concat!("../reports/locales/work.", $lang, ".ftl")),
            "\n",
            include_str!(concat!("../reports/locales/pictures.", $lang, ".ftl")),
            "\n",
            include_str!(concat!("../reports/locales/crime_groups.", $lang, ".ftl"))
        )
    };
}

/// The catalogues as shipped.
pub(crate) fn catalogue(lang: Lang) -> &'static str {
    match lang {
        Lang::Es => catalogue!("es"),
        Lang::En => catalogue!("en"),
        Lang::Pt => catalogue!("pt"),
    }
}

/// Texts in place of those of the same names where rows were withheld.
pub(crate) fn of_withheld(lang: Lang) -> &'static str {
    match lang {
        Lang::Es => include_str!("../reports/locales/withheld.es.ftl"),
        Lang::En => include_str!("../reports/locales/withheld.en.ftl"),
        Lang::Pt => include_str!("../reports/locales/withheld.pt.ftl"),
    }
}

/// A catalogue ready to speak.
pub(crate) struct Words {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
    collator: CollatorBorrowed<'static>,
}

/// The messages of a text.
fn resource(lang: Lang, text: &str) -> Result<FluentResource, ReportError> {
    FluentResource::try_new(text.to_owned()).map_err(|(_, errors)| broken(lang, &errors))
}

fn broken(lang: Lang, errors: &impl Debug) -> ReportError {
    ReportError::Catalogue { lang: lang.tag(), problem: format!("{errors:?}") }
}

impl Words {
    /// The catalogue of results: where rows were withheld, what they lack is not called a gap.
    pub(crate) fn of(results: &Results, lang: Lang) -> Result<Self, ReportError> {
        let mut words = Words::new(lang)?;
        let release = results.assessment.release.as_ref();
        if release.is_some_and(|r| r.withheld.rows.is_some()) {
            words.bundle.add_resource_overriding(resource(lang, of_withheld(lang))?);
        }
        Ok(words)
    }

    pub(crate) fn new(lang: Lang) -> Result<Self, ReportError> {
        let resource = resource(lang, catalogue(lang))?;
        let id = match lang {
            Lang::Es => langid!("es"),
            Lang::En => langid!("en"),
            Lang::Pt => langid!("pt"),
        };
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // Isolation marks around everything would end up in copied text: only names that need them
        // have them.
        bundle.set_use_isolating(false);
        bundle.add_resource(resource).map_err(|errors| broken(lang, &errors))?;
        let tag = match lang {
            Lang::Es => locale!("es"),
            Lang::En => locale!("en"),
            Lang::Pt => locale!("pt"),
        };
        let collator = CollatorBorrowed::try_new(tag.into(), Default::default())
            .map_err(|e| ReportError::Locale { lang: lang.tag(), problem: e.to_string() })?;
        Ok(Words { lang, bundle, collator })
    }

    /// A unit as the language names it. Methods write units in English; one the catalogue does not
    /// know stays as it is.
    pub(crate) fn unit(&self, unit: &str, numbers: &Numbers) -> Result<String, ReportError> {
        let spelt = unit.replace('%', " percent ").to_lowercase();
        let parts: Vec<&str> =
            spelt.split(|c: char| !c.is_ascii_alphanumeric()).filter(|p| !p.is_empty()).collect();
        let id = format!("unit-of-{}", parts.join("-"));
        if self.bundle.has_message(&id) {
            say!(self, &id, hundred_thousand = numbers.count(100_000))
        } else {
            Ok(unit.to_owned())
        }
    }

    /// What a crime area is; none for one that the catalogue does not have.
    pub(crate) fn definition(&self, area: &str) -> Result<Option<String>, ReportError> {
        let id = format!("definition-{}", area.replace('_', "-"));
        if self.bundle.has_message(&id) { say!(self, &id).map(Some) } else { Ok(None) }
    }

    /// The function by which a node combines its parts.
    pub(crate) fn mean(&self, numbers: &Numbers, function: Mean) -> Result<String, ReportError> {
        let id = match function {
            Mean::Arithmetic => "aggregate-arithmetic",
            Mean::Geometric => "aggregate-geometric",
            Mean::Harmonic => "aggregate-harmonic",
            Mean::Power(p) => return say!(self, "aggregate-power", p = numbers.exact(p)),
            Mean::Median => "aggregate-median",
            Mean::Min => "aggregate-min",
            Mean::Max => "aggregate-max",
            Mean::MazziottaPareto(Penalty::Subtract) => "aggregate-mazziotta-pareto-subtract",
            Mean::MazziottaPareto(Penalty::Add) => "aggregate-mazziotta-pareto-add",
            Mean::Own(own) => return say!(self, "aggregate-own", name = own.name()),
        };
        say!(self, id)
    }

    /// The message `id` with its variables.
    pub(crate) fn say(&self, id: &str, args: &FluentArgs<'_>) -> Result<String, ReportError> {
        let fail = |problem: String| ReportError::Message {
            id: id.to_owned(),
            lang: self.lang.tag(),
            problem,
        };
        let pattern = self
            .bundle
            .get_message(id)
            .and_then(|m| m.value())
            .ok_or_else(|| fail("there is no such message".to_owned()))?;
        let mut errors = Vec::new();
        let args = kept_apart(args);
        let text = self.bundle.format_pattern(pattern, Some(&args), &mut errors);
        if errors.is_empty() { Ok(text.into_owned()) } else { Err(fail(format!("{errors:?}"))) }
    }

    /// Compares two names as a dictionary of the language orders them.
    pub(crate) fn compare(&self, a: &str, b: &str) -> Ordering {
        self.collator.compare(a, b).then_with(|| a.cmp(b))
    }

    /// "a, b and c"; empty for no item.
    pub(crate) fn list(&self, items: &[String]) -> Result<String, ReportError> {
        let Some((last, head)) = items.split_last() else { return Ok(String::new()) };
        let Some((first, middle)) = head.split_first() else { return Ok(last.clone()) };
        let mut text = first.clone();
        for item in middle {
            let mut args = FluentArgs::new();
            args.set("head", text.as_str());
            args.set("next", item.as_str());
            text = self.say("list-middle", &args)?;
        }
        let mut args = FluentArgs::new();
        args.set("head", text.as_str());
        args.set("last", last.as_str());
        // Spanish says "e" before the sound i.
        let sound = last.to_lowercase();
        let i =
            sound.starts_with(['i', 'í']) || (sound.starts_with("hi") && !sound.starts_with("hie"));
        args.set("sound", if i { "i" } else { "other" });
        self.say("list-last", &args)
    }
}
/// Variables whose texts do not turn the order of the words around them.
fn kept_apart<'a>(args: &'a FluentArgs<'_>) -> FluentArgs<'a> {
    args.iter()
        .map(|(name, value)| match value {
            FluentValue::String(text) => (name.to_owned(), FluentValue::from(sentence(text))),
            other => (name.to_owned(), other.clone()),
        })
        .collect()
}
