//! Which column of an unknown table names the territories.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::profile::{Column, PLACES};
use crate::publisher::toml_text::quoted;

/// Heads under which places stand that are not where something happened.
const ELSEWHERE: [&str; 28] = [
    "nace",
    "nacio",
    "naturalidad",
    "residencia",
    "nacionalidad",
    "nacionalidade",
    "nationality",
    "ciudadania",
    "cidadania",
    "citizenship",
    "origen",
    "origem",
    "origin",
    "procedencia",
    "procedencias",
    "nacimiento",
    "nascimento",
    "birth",
    "destino",
    "destination",
    "transito",
    "transit",
    "export",
    "exporter",
    "importer",
    "partner",
    "unit",
    "unidad",
];
/// Heads of countries.
const COUNTRIES: [&str; 26] = [
    "country",
    "countries",
    "countryname",
    "countrycode",
    "pais",
    "paises",
    "iso",
    "iso2",
    "iso2c",
    "iso3",
    "iso3c",
    "code",
    "codigo",
    "geo",
    "territory",
    "territorio",
    "economy",
    "economia",
    "nation",
    "nacion",
    "location",
    "entity",
    "area",
    "spatialdim",
    "name",
    "nombre",
];
/// Heads of regions within a country.
const REGIONS: [&str; 36] = [
    "territorio",
    "jurisdiccion",
    "territorial",
    "zona",
    "comunidad",
    "regiao",
    "localidad",
    "localidade",
    "ciudad",
    "cidade",
    "city",
    "commune",
    "dpto",
    "departement",
    "geography",
    "area",
    "barrio",
    "parroquia",
    "departamento",
    "provincia",
    "estado",
    "entidad",
    "region",
    "uf",
    "state",
    "province",
    "municipio",
    "distrito",
    "canton",
    "unidade",
    "comuna",
    "district",
    "department",
    "depto",
    "municipality",
    "county",
];

/// A column whose cells are mostly known places.
struct Candidate<'c> {
    column: &'c Column,
    word: &'static str,
    share: usize,
    /// Whether its head says that it is of countries.
    sure: bool,
}

/// `[territory]` of a draft, and the head of the column that it reads.
pub(super) struct Territory {
    pub(super) text: String,
    pub(super) column: Option<String>,
}

impl Territory {
    fn without_column(text: String) -> Self {
        Territory { text, column: None }
    }
}

/// `[territory]` of the draft. `taken` are columns that say something else.
pub(super) fn territory(
    columns: &[Column],
    taken: impl Fn(&Column) -> bool,
    questions: &mut Vec<String>,
) -> Territory {
    if let Some((word, _)) = in_heads(columns) {
        let text = format!("[territory]\nheads = true\ncodes = \"{word}\"\n\n");
        return Territory::without_column(text);
    }
    let free = |c: &&Column| !c.head.is_empty() && !c.is_called(&ELSEWHERE) && !taken(c);
    let mut found: Vec<Candidate> = columns.iter().filter(free).filter_map(candidate).collect();
    // One that names many places goes before one that says the same in every row, such as a unit of
    // `US`.
    found.sort_by_key(|c| std::cmp::Reverse((!c.column.is_constant(), c.sure, c.share)));
    let region = columns.iter().filter(free).find(|c| is_region(c));
    match found.as_slice() {
        [best, rest @ ..] => {
            let rival =
                rest.iter().find(|c| !best.sure && !c.column.is_constant()).map(|c| c.column).or(
                    region.filter(|r| {
                        // A region of the world stands beside its country, a part of a country does
                        // so too.
                        r.at != best.column.at && (!best.sure || best.column.is_constant())
                    }),
                );
            if let Some(rival) = rival {
                return Territory::without_column(open(best, rival, questions));
            }
            // Two letters are as often a state of Brazil or of the United States.
            if best.word == "iso2" && !best.sure {
                questions.push(format!(
                    "are the two letters in `{}` countries (codes = \"iso2\")? If they are \
                     parts of one, they need a table of codes",
                    best.column.head
                ));
                return Territory::without_column(format!(
                    "[territory]\ncolumn = \"?\"      # {} with codes = \"iso2\", if these are \
                     countries\n\n",
                    quoted(&best.column.head)
                ));
            }
            let comment = if best.share < 100 {
                "      # ? not every cell is known: the import says which"
            } else {
                ""
            };
            let text = format!(
                "[territory]\ncolumn = {}\ncodes = \"{}\"{comment}\n\n",
                quoted(&best.column.head),
                best.word
            );
            Territory { text, column: Some(best.column.head.clone()) }
        }
        [] => match region {
            Some(region) => {
                Territory { text: parts(region, questions), column: Some(region.head.clone()) }
            }
            None => {
                questions.push(
                    "no column names territories that are known here: is the whole file \
                                of one? Put its code in place of XXX; if a column names parts of a \
                                country, column and codes = \"table\" with a table of them"
                        .to_owned(),
                );
                let text = "[territory]\nvalue = \"XXX\"      # ? ISO 3166-1 alpha-3\n\n";
                Territory::without_column(text.to_owned())
            }
        },
    }
}

/// The columns of figures that are headed by territories, where the table has a column for each,
/// and how a mapping reads them.
pub(super) fn in_heads(columns: &[Column]) -> Option<(&'static str, BTreeSet<usize>)> {
    const LEAST: usize = 4;
    ["iso3", "name"].into_iter().find_map(|word| {
        let at: BTreeSet<usize> = columns
            .iter()
            .filter(|c| c.head_place == Some(word) && c.is_of_numbers())
            .map(|c| c.at)
            .collect();
        (at.len() >= LEAST).then_some((word, at))
    })
}

fn is_region(c: &Column) -> bool {
    c.is_called(&REGIONS) && !c.many && !c.mostly(c.numbers, 50)
}

fn candidate(column: &Column) -> Option<Candidate<'_>> {
    let joined = ideal_model::name_key(&column.head).replace(' ', "");
    let sure = column.is_called(&COUNTRIES)
        || COUNTRIES.contains(&joined.as_str())
        || joined.contains("iso");
    // A number is a place only under a head that says so.
    let geo =
        ["m49", "geo", "area", "country", "pais", "location"].iter().any(|w| joined.contains(w));
    let share = |count: usize| (count * 100).checked_div(column.filled).unwrap_or(0);
    let best = column
        .places
        .iter()
        .zip(PLACES)
        .filter(|(_, word)| *word != "m49" || geo)
        .map(|(count, word)| (share(*count), word))
        .filter(|(share, word)| *share >= if *word == "m49" { 90 } else { 60 })
        .rev()
        .max_by_key(|(share, _)| *share);
    let (share, word) = best?;
    // Two letters under the head of a region are that region.
    if word == "iso2" && column.is_called(&REGIONS) && !sure {
        return None;
    }
    Some(Candidate { column, word, share, sure })
}

/// A question with the two columns that could be meant.
fn open(best: &Candidate<'_>, other: &Column, questions: &mut Vec<String>) -> String {
    let (a, b) = (quoted(&best.column.head), quoted(&other.head));
    questions.push(format!(
        "where are the figures of: {a} or {b}? Countries need codes = \"{}\", parts of one a table \
         of codes and their `parent`",
        best.word
    ));
    format!("[territory]\ncolumn = \"?\"      # {a} with codes = \"{}\", or {b}\n\n", best.word)
}

/// A table for the parts of a country, to be filled in.
fn parts(column: &Column, questions: &mut Vec<String>) -> String {
    questions.push(format!(
        "the parts in `{}` need codes, ISO 3166-2 where there are some, and the \
                            country in `parent`",
        column.head
    ));
    let mut out = format!(
        "[territory]\ncolumn = {}\ncodes = \"table\"\nparent = \"XXX\"      # ? the country\n\n\
         [territory.table]      # ? codes\n",
        quoted(&column.head)
    );
    for cell in column.cells.keys() {
        // Writing to a String cannot fail.
        let _ = writeln!(out, "{} = \"XX-?\"", quoted(cell));
    }
    out.push('\n');
    out
}
