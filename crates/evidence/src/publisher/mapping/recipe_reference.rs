//! The keys that a recipe has beside those of a mapping.

use super::reference::{Form, Key, PARTS, Part};

/// What a mapping has and a recipe says in another way.
pub(super) const REPLACED: [&str; 6] = ["indicator", "value", "rows", "partial", "total", "absent"];

const fn key(name: &'static str, form: Form, about: &'static str, example: &'static str) -> Key {
    Key { name, form, about, example }
}

use Form::{Boolean, Integer, Pair, Table, Text, TextOrTexts, Word};

/// The sections of a recipe, beside those of a mapping.
pub(super) const OWN: [Part; 6] = [
    Part {
        name: "",
        list: false,
        about: "At the top, before any section.",
        keys: &[key(
            "unreadable",
            Word(&["refuse", "count"]),
            "What rows mean that cannot be read: a date that is none, a quantity that is no number, \
             another number of cells than the header. `refuse` (the default) stops, and says how \
             many there are; `count` leaves them out, counted by reason, with the first of each.",
            "unreadable = \"count\"",
        )],
    },
    Part {
        name: "measure",
        list: true,
        about: "Required, once or more. A figure for each territory, crime area and period.",
        keys: &[
            key(
                "indicator",
                Text,
                "Required. Its code; code@area says the crime area too, in place of [crime_area].",
                "indicator = \"police.victims\"",
            ),
            key(
                "sum",
                TextOrTexts,
                "The column whose quantities are added up, exactly: whole numbers, or decimals of at \
                 most nine places. Under period.heads the form of the heads.",
                "sum = \"victimas\"",
            ),
            key("count", Boolean, "In place of `sum`: the records are counted.", "count = true"),
            key(
                "distinct",
                TextOrTexts,
                "In place of `sum`: the different cells of a column are counted.",
                "distinct = \"expediente\"",
            ),
            key(
                "where",
                Table,
                "The records that it is of: a column, and the cells that count (`only`) or do not \
                 (`not`). All records where it is left out.",
                "where = { column = \"arma\", only = [\"ARMA DE FUEGO\"] }",
            ),
            key(
                "blank",
                Word(&["missing", "leave_out"]),
                "What a blank quantity means. `missing` (the default): it is not known, and neither \
                 is the sum. `leave_out`: the record is left out of the sum, and the figure says how \
                 many were.",
                "blank = \"leave_out\"",
            ),
            key("range", Pair, "Least and greatest quantity of a record.", "range = [0, 1000]"),
            key(
                "share_of",
                Text,
                "The figure is its percentage of another measure, the \"of which\": with `where` for \
                 what belongs to it, and `rule`.",
                "share_of = \"police.cases\"",
            ),
            key(
                "rule",
                Text,
                "With `share_of`: the national rule that says what belongs to it. It stands in the \
                 note of every row.",
                "rule = \"Ley 30077, art. 3\"",
            ),
            key(
                "per",
                Table,
                "The figure is divided by this indicator of the territory and the year, and multiplied \
                 with `factor` (1 if left out). The project given by --into has to have it.",
                "per = { indicator = \"wb.population\", factor = 100000 }",
            ),
            key(
                "smooth",
                Integer,
                "The figure is the mean of so many periods up to its own; where one of them is missing or \
                 provisional there is none.",
                "smooth = 3",
            ),
            key(
                "suppress_under",
                Integer,
                "Figures from 1 to one less than this are written as censored, <n, and never as \
                 zero; shares that would give them away are left out.",
                "suppress_under = 5",
            ),
        ],
    },
    Part {
        name: "unit",
        list: false,
        about: "Which territories get figures beside the places that records name.",
        keys: &[key(
            "parents",
            Boolean,
            "Those above the places too, by `parent` and `parents` of [territory]: sums of their \
             places. Where a suppressed count could be worked out from such a sum, the smallest of the \
             other places is not given either.",
            "parents = true",
        )],
    },
    Part {
        name: "duplicates",
        list: false,
        about: "In place of the word `duplicates` at the top.",
        keys: &[key(
            "by",
            TextOrTexts,
            "The column of the record's number: a record that is there again counts once, also in \
             another file. Where its rows differ in what is read, that of the earliest period counts, \
             and how many differ is said.",
            "by = \"expediente\"",
        )],
    },
    Part {
        name: "crime_area",
        list: false,
        about: "Beside its other keys:",
        keys: &[key(
            "other",
            Word(&["refuse", "count"]),
            "What offences mean that `table` does not have. `refuse` (the default) stops and lists \
             them; `count` leaves them out, and the quality report lists them with their counts.",
            "other = \"count\"",
        )],
    },
    Part {
        name: "period",
        list: false,
        about: "Beside its other keys:",
        keys: &[key(
            "partial",
            Word(&["say", "refuse"]),
            "What a period means that is not over, or not fully reported. `say` (the default): \
             provisional (obs_status P), with what is missing in the note. `refuse`: it stops.",
            "partial = \"refuse\"",
        )],
    },
];

/// Names of the keys of a part.
pub(super) fn names(part: &str) -> Vec<&'static str> {
    OWN.iter().filter(|p| p.name == part).flat_map(|p| p.keys).map(|k| k.name).collect()
}

/// Names of the sections that mappings lack.
pub(super) fn sections() -> Vec<&'static str> {
    let of_mappings = |name: &str| PARTS.iter().any(|p| p.name == name);
    OWN.iter()
        .map(|p| p.name)
        .filter(|n| !n.is_empty() && (!of_mappings(n) || *n == "duplicates"))
        .collect()
}

/// The reference as text: what a recipe has beside a mapping, with an example for each key.
#[must_use]
pub fn recipe_reference() -> String {
    let mut out = String::from(
        "A recipe says in TOML how single records, of incidents or seizures, become figures. It is a \
         mapping (ideal import\nmapping --explain prints those keys) in which [[measure]] stands in \
         the place of [indicator], [value] and `rows`.\nIt fails closed as a mapping does; what is \
         left out is counted by reason, and rows read = rows used + rows left out.\n\nA recipe that \
         ships:           ideal incidents --show colombia-ponal\nTry it without a project:      \
         ideal incidents my.toml FILE... --out rows.csv --quality quality\n",
    );
    super::reference::write_parts(&mut out, OWN.iter());
    out
}
