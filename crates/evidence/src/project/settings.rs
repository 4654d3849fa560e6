//! `assessment.toml`.

mod caveats;
mod entries;

use std::collections::BTreeSet;

use ideal_model::document::{ItemValue, Position, Reader, Section};
use ideal_model::{
    AssessmentInput, Caveat, Finding, Lang, Locale, Mark, Names, Period, did_you_mean, nearest,
};

use caveats::caveats;
pub(super) use entries::Entry;
use entries::evidence;

use crate::naming;

/// The file every project has.
pub(super) const FILE: &str = "assessment.toml";

const KEYS: [&str; 15] = [
    "id",
    "title",
    "editions",
    "territories",
    "crime_areas",
    "method",
    "evidence",
    "sources",
    "outside",
    "handling",
    "releasable",
    "seed",
    "draws",
    "languages",
    "caveat",
];

/// What `assessment.toml` says, before any code in it is looked up.
#[derive(Debug)]
pub(super) struct Settings {
    pub(super) id: String,
    pub(super) title: Names,
    pub(super) editions: Editions,
    /// Codes, `region:NAME` or `*`.
    pub(super) territories: Vec<(String, Position)>,
    /// Whether they are written as an empty list.
    pub(super) no_territories: bool,
    /// Codes or `*`; none where the key is left out.
    pub(super) crime_areas: Option<Vec<(String, Position)>>,
    /// Whether a key is there that is near to `crime_areas`.
    pub(super) crime_areas_misspelt: bool,
    pub(super) method: Option<(String, Position)>,
    pub(super) evidence: Vec<Entry>,
    /// Path of the sources table, and where it was named (none: the default).
    pub(super) sources: (String, Option<Position>),
    /// Folders outside the project that its links may lead to.
    pub(super) outside: Vec<(String, Position)>,
    pub(super) handling: Mark,
    /// Audiences below that mark which the owner of the project allows.
    pub(super) releasable: Vec<Mark>,
    pub(super) seed: u64,
    pub(super) draws: u32,
    pub(super) languages: Vec<Locale>,
    pub(super) caveats: Vec<Caveat>,
}

/// The editions asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Editions {
    /// Every calendar year with a row.
    All,
    /// These, oldest first.
    These(Vec<Period>),
}

const START: Position = Position { line: 1, column: 1 };

/// What keys are asked for where they are missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// All that a run needs.
    Everything,
    /// None: what is there is read.
    Nothing,
}

/// Reads the file's text. `None` only where it is no TOML at all.
pub(super) fn read(r: &mut Reader, text: &str, asked: Asked) -> Option<Settings> {
    let mut top = r.parse(text)?;
    let asked = &Wanted { asked, misspelt: misspelt(&top) };
    if !top.has("id") {
        missing(r, asked, "id", "a short name for the assessment: id = \"latam-2025\"");
    }
    let id = match r.text(&mut top, "id") {
        Some((id, at)) => {
            if id.trim().is_empty() {
                r.error(at, "empty-id", "`id` is empty");
            }
            id
        }
        None => String::new(),
    };
    let title_at = top.place("title");
    let title = r.names(&mut top, "title");
    naming::title(&title, title_at, r);
    let editions = editions(r, &mut top, asked);
    if !top.has("territories") {
        let hint = "codes, `region:NAME`, or [\"*\"] for every territory with a row";
        missing(r, asked, "territories", hint);
    }
    let said = r.findings.iter().count();
    let territories = codes(r, &mut top, "territories");
    // Of a list with mistakes in it that is said.
    let no_territories =
        territories.as_ref().is_some_and(Vec::is_empty) && r.findings.iter().count() == said;
    let crime_areas = codes(r, &mut top, "crime_areas");
    if !top.has("method") {
        let hint = "a file of the project, or the id of a shipped method";
        missing(r, asked, "method", hint);
    }
    let method = r.text(&mut top, "method");
    let evidence = evidence(r, &mut top, asked);
    let sources = match r.text(&mut top, "sources") {
        Some((path, at)) => (path, Some(at)),
        None => ("sources.csv".to_owned(), None),
    };
    let outside = outside(r, &mut top);
    let handling = handling(r, &mut top);
    let releasable = releasable(r, &mut top);
    let seed =
        r.integer(&mut top, "seed", 0..=i64::MAX).and_then(|n| u64::try_from(n).ok()).unwrap_or(1);
    let draws = r
        .integer(&mut top, "draws", 0..=i64::from(AssessmentInput::MOST_DRAWS))
        .and_then(|n| u32::try_from(n).ok())
        .unwrap_or(10_000);
    let languages = languages(r, &mut top);
    let caveats = caveats(r, &mut top);
    r.unknown_keys(top, &KEYS, FILE);
    Some(Settings {
        id,
        title,
        editions,
        territories: territories.unwrap_or_default(),
        no_territories,
        crime_areas,
        crime_areas_misspelt: asked.misspelt.contains("crime_areas"),
        method,
        evidence,
        sources,
        outside,
        handling,
        releasable,
        seed,
        draws,
        languages,
        caveats,
    })
}

/// Which keys are asked for.
struct Wanted {
    asked: Asked,
    /// Keys that others are near to: one that is misspelt is not missing as well.
    misspelt: BTreeSet<String>,
}

/// The keys that entries under others are near to.
fn misspelt(top: &Section) -> BTreeSet<String> {
    let unknown = top.keys().filter(|key| !KEYS.contains(key));
    unknown.flat_map(|key| nearest(key, KEYS)).map(str::to_owned).collect()
}

/// Reports a key that is not there, where it is asked for.
fn missing(r: &mut Reader, wanted: &Wanted, key: &str, hint: &str) {
    if wanted.asked == Asked::Everything && !wanted.misspelt.contains(key) {
        r.error(START, "missing-key", format!("`{key}` is missing")).hint = Some(hint.to_owned());
    }
}

fn codes(r: &mut Reader, top: &mut Section, key: &str) -> Option<Vec<(String, Position)>> {
    let list = r.texts(top, key)?;
    let mut seen = BTreeSet::new();
    let all = list.iter().any(|(c, _)| c == "*");
    for (code, at) in &list {
        if code.trim().is_empty() {
            r.error(*at, "empty-code", format!("a code of `{key}` is empty"));
        } else if !seen.insert(code) {
            r.warning(*at, "code-twice", format!("`{code}` stands twice in `{key}`"));
        } else if all && code != "*" {
            r.error(
                *at,
                "star-and-others",
                format!("`*` means all: `{code}` beside it says nothing"),
            )
            .hint = Some(format!("{key} = [\"*\"], or a list of codes"));
        }
    }
    Some(list)
}

fn editions(r: &mut Reader, top: &mut Section, asked: &Wanted) -> Editions {
    let hint = "editions = [\"2021\", \"2023\"], oldest first; [\"*\"] for every year with a row";
    if !top.has("editions") {
        missing(r, asked, "editions", hint);
        return Editions::All;
    }
    let Some((items, at)) = r.list(top, "editions") else { return Editions::All };
    if items.is_empty() {
        r.error(at, "no-editions", "`editions` is an empty list").hint = Some(hint.into());
    }
    let mut out: Vec<Period> = Vec::new();
    let mut all = false;
    let several = items.len() > 1;
    for item in items {
        let text = match item.value {
            ItemValue::Text(t) => t,
            // A year without quotes is plain enough.
            ItemValue::Integer(n) => n.to_string(),
            ItemValue::Number(n) if n.fract() == 0.0 => n.to_string(),
            _ => {
                r.error(item.at, "wrong-type", "`editions` should be a list of periods in quotes");
                continue;
            }
        };
        if text == "*" {
            all = true;
            if several {
                r.error(
                    item.at,
                    "star-and-others",
                    "`*` means every year with a row; no other edition can stand beside it",
                );
            }
            continue;
        }
        match text.parse::<Period>() {
            Ok(p) => {
                match out.last() {
                    Some(last) if *last == p => {
                        r.error(item.at, "edition-twice", format!("the edition {p} stands twice"));
                    }
                    Some(last) if *last > p => {
                        r.error(
                            item.at,
                            "editions-order",
                            format!("the edition {p} stands after {last}"),
                        )
                        .hint =
                            Some("editions go oldest first; the last is the one assessed".into());
                    }
                    _ => {}
                }
                out.push(p);
            }
            Err(e) => {
                r.error(item.at, "bad-period", format!("`editions`: {e}"));
            }
        }
    }
    if all { Editions::All } else { Editions::These(out) }
}

/// What is said of a folder of `outside`.
pub(super) fn of_outside(folder: &str, at: Position) -> Finding {
    let finding = if is_above(folder) {
        let message = format!(
            "links of this project may lead to whatever lies under `{folder}`, and are followed"
        );
        let hint = "a project of a stranger can then read any file that you can; name the one \
                    folder that is meant";
        Finding::warning("outside", message).hint(hint)
    } else {
        Finding::note(
            "outside",
            format!(
                "links of this project may lead to `{folder}`, outside of it, and are followed"
            ),
        )
    };
    finding.in_file(FILE).at(at.line, at.column)
}

/// Whether a folder of `outside` is the root of a disk or lies above the project: everything is in
/// it.
fn is_above(folder: &str) -> bool {
    let drive = |part: &str| part.len() == 2 && part.ends_with(':');
    folder.split(['/', '\\']).all(|part| matches!(part, "" | "." | "..") || drive(part))
}

/// Folders outside the project that its links may lead to: relative to the project, or from the
/// root.
fn outside(r: &mut Reader, top: &mut Section) -> Vec<(String, Position)> {
    let list = r.texts(top, "outside").unwrap_or_default();
    for (_, at) in list.iter().filter(|(folder, _)| folder.trim().is_empty()) {
        r.error(*at, "empty-path", "a folder of `outside` is empty").hint =
            Some("outside = [\"../shared\"]".into());
    }
    list
}

/// `"TLP:AMBER"`, `"H1"`, `"EXERCISE"`, or several with blanks between them.
fn handling(r: &mut Reader, top: &mut Section) -> Mark {
    let Some((text, at)) = r.text(top, "handling") else { return Mark::default() };
    let (mark, errors) = Mark::read(&text);
    for e in errors {
        r.error(at, "bad-handling", format!("`handling`: {e}")).hint =
            Some("a handling code H0 to H3 may follow the label, and EXERCISE".into());
    }
    mark
}

/// Audiences that may be given a result which is made for them although the project is marked
/// higher: `["TLP:CLEAR"]`, `["TLP:GREEN H1"]`.
fn releasable(r: &mut Reader, top: &mut Section) -> Vec<Mark> {
    let mut out = Vec::new();
    for (text, at) in r.texts(top, "releasable").unwrap_or_default() {
        let (mark, errors) = Mark::read(&text);
        for e in &errors {
            r.error(at, "bad-handling", format!("`releasable`: {e}")).hint =
                Some("releasable = [\"TLP:CLEAR\"], or [\"TLP:GREEN H1\"]".into());
        }
        if errors.is_empty() && !text.trim().is_empty() {
            out.push(mark);
        }
    }
    out
}

fn languages(r: &mut Reader, top: &mut Section) -> Vec<Locale> {
    let default = vec![Lang::Es.into(), Lang::En.into()];
    let Some(list) = r.texts(top, "languages") else { return default };
    let mut out = Vec::new();
    for (text, at) in list {
        match text.parse::<Locale>() {
            Ok(lang) if !out.contains(&lang) => out.push(lang),
            Ok(_) => {
                r.warning(at, "code-twice", format!("`{text}` stands twice in `languages`"));
            }
            Err(e) => {
                r.error(at, "unknown-language", format!("`languages`: {e}")).hint =
                    did_you_mean(&text, ["es", "en", "pt"]);
            }
        }
    }
    if out.is_empty() { default } else { out }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const PLAIN: &str = r#"
id = "x"
title.en = "X"
editions = ["2019", "2023"]
territories = ["COL", "region:CLASI"]
crime_areas = ["*"]
method = "method.toml"
evidence = ["evidence/*.csv", { path = "b.csv", decimal = ",", delimiter = ";", encoding = "latin-1", codes = "iso2" }]
handling = "TLP:AMBER H1"
seed = 7
languages = ["pt", "en"]
[[caveat]]
bias = "low"
text.en = "Cuba: it reports little"
"#;

    fn of(text: &str) -> (Option<Settings>, Vec<String>) {
        let mut r = Reader::new(FILE);
        let s = read(&mut r, text, Asked::Everything);
        (s, r.findings.iter().map(|f| f.code.clone()).collect())
    }

    #[test]
    fn every_key_is_read() {
        let (s, findings) = of(PLAIN);
        assert!(findings.is_empty(), "{findings:?}");
        let s = s.unwrap();
        assert_eq!(
            s.editions,
            Editions::These(vec!["2019".parse().unwrap(), "2023".parse().unwrap()])
        );
        assert_eq!((s.draws, s.seed), (10_000, 7));
        assert_eq!(s.handling.to_string(), "TLP:AMBER · H1");
        assert_eq!(s.languages, [Lang::Pt, Lang::En].map(Locale::from));
        assert_eq!(s.sources, ("sources.csv".to_owned(), None));
        let e = &s.evidence[1];
        assert_eq!(
            (e.dialect.delimiter, e.dialect.numerals.decimal_comma, e.detailed),
            (Some(b';'), true, true)
        );
        assert_eq!(e.dialect.codes, crate::tidy::TerritoryCodes::Iso2);
        assert_eq!(s.evidence[0].at.line, 8);
        let said = |c: &Caveat| (c.bias, c.text.get(Lang::Pt).map(str::to_owned));
        assert_eq!(
            s.caveats.iter().map(said).collect::<Vec<_>>(),
            [(ideal_model::Bias::Low, Some("Cuba: it reports little".to_owned()))]
        );
    }

    #[test]
    fn a_folder_that_holds_everything_is_told_from_one_that_is_meant() {
        assert!(["/", "//", "..", "../..", "../", "./..", "C:\\", "c:/"].into_iter().all(is_above));
        assert!(
            ["/srv/shared", "../shared", "shared", "D:/x"]
                .into_iter()
                .all(|folder| !is_above(folder))
        );
    }

    #[test]
    fn every_mistake_is_found_in_one_pass() {
        let spoilt = PLAIN
            .replace("[\"2019\", \"2023\"]", "[\"2023\", \"20244\", \"2019\"]")
            .replace("handling = \"TLP:AMBER H1\"", "handlign = \"TLP:AMBER\"")
            .replace("\"pt\"", "\"fr\"")
            .replace("seed = 7", "seed = -7")
            .replace("\"latin-1\"", "\"ebcdic\"")
            .replace("method = \"method.toml\"", "");
        let (_, findings) = of(&spoilt);
        for code in [
            "bad-period",
            "editions-order",
            "unknown-key",
            "unknown-language",
            "out-of-range",
            "unknown-word",
            "missing-key",
        ] {
            assert!(findings.iter().any(|f| f == code), "{code}: {findings:?}");
        }
        assert_eq!(findings.len(), 7, "{findings:?}");
    }
}
