//! The mapping language, key by key: what the reader accepts, what `ideal import mapping --explain`
//! prints, and what the JSON Schema is made of are one table.

use std::fmt::Write as _;

/// A section of a mapping file.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// Its name: `file`; empty for the keys at the top.
    pub name: &'static str,
    /// Whether it may stand several times (`[[keep]]`).
    pub list: bool,
    /// What it is for.
    pub about: &'static str,
    /// Its keys.
    pub keys: &'static [Key],
}

/// A key of a section.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What may stand behind it.
    pub form: Form,
    /// What it says.
    pub about: &'static str,
    /// How it is written.
    pub example: &'static str,
}

/// What may stand behind a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A text in quotes.
    Text,
    /// A text or a list of texts.
    TextOrTexts,
    /// A list of texts.
    Texts,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A number.
    Number,
    /// A whole number.
    Integer,
    /// A whole number or a list of them.
    IntegerOrIntegers,
    /// Yes or no.
    Boolean,
    /// Two numbers.
    Pair,
    /// A table of texts.
    Table,
}

const fn key(name: &'static str, form: Form, about: &'static str, example: &'static str) -> Key {
    Key { name, form, about, example }
}

use Form::{
    Boolean, Integer, IntegerOrIntegers, Number, Pair, Table, Text, TextOrTexts, Texts, Word,
};

/// The sections of a mapping, in the order of a file.
pub const PARTS: [Part; 13] = [
    Part {
        name: "",
        list: false,
        about: "At the top, before any section.",
        keys: &[
            key("id", Text, "Required. A short name for the mapping.", "id = \"peru-tratas\""),
            key(
                "about",
                Text,
                "One line on what it reads.",
                "about = \"Trafficking complaints by department and year\"",
            ),
            key(
                "rows",
                Word(&["single", "sum", "mean", "latest", "first"]),
                "What several rows of one territory, area, indicator and period mean. `single` \
                 (the default): a mistake. `sum`, `mean`: a result with a missing part is \
                 missing; of a year made from months the months with one are left out, and the \
                 year is partial. `latest`: the row of the latest month or day counts, and the \
                 note says which. `first`: the first in the file counts.",
                "rows = \"sum\"",
            ),
            key(
                "duplicates",
                Word(&["keep", "drop", "refuse"]),
                "What rows mean that repeat an earlier one in every cell. `keep` (the default): \
                 rows like any other, because two equal incidents may be two; they are counted and \
                 said. `drop`: left out and counted.",
                "duplicates = \"drop\"",
            ),
            key(
                "partial",
                Word(&["mark", "refuse"]),
                "What a year means that is made from fewer than its months. `mark` (the default): \
                 provisional (obs_status P), its months in the note.",
                "partial = \"refuse\"",
            ),
            key(
                "absent",
                Word(&["zero"]),
                "The register is complete: a place without a row has zero in every period of which \
                 a row is read. Left out, it is missing.",
                "absent = \"zero\"",
            ),
            key(
                "places",
                Texts,
                "With `absent`: the codes of the places that the register covers; the codes of \
                 [territory.table] if left out.",
                "places = [\"EC-G\", \"EC-M\"]",
            ),
            key(
                "obs_status",
                Word(&["A", "B", "E", "P", "S"]),
                "SDMX status on every row: A normal, B break, E estimated, P provisional, S \
                 suspect.",
                "obs_status = \"P\"",
            ),
            key("note", Text, "A note on every row.", "note = \"as of June\""),
        ],
    },
    Part {
        name: "source",
        list: false,
        about: "Required. The row of sources.csv; every row of evidence names its id.",
        keys: &[
            key(
                "id",
                Text,
                "Required. Letters, digits, - and _: it is the name of the evidence file too.",
                "id = \"peru-pnp\"",
            ),
            key("publisher", Text, "Required.", "publisher = \"Policía Nacional del Perú\""),
            key("title", Text, "Required.", "title = \"Denuncias por trata de personas\""),
            key("licence", Text, "Required. As stated, never guessed.", "licence = \"ODC-By\""),
            key(
                "url",
                Text,
                "Where it was downloaded.",
                "url = \"https://www.datosabiertos.gob.pe\"",
            ),
            key("retrieved", Text, "When.", "retrieved = \"2025-07-03\""),
            key("lineage", Texts, "Ids of sources it is built from.", "lineage = [\"worldbank\"]"),
        ],
    },
    Part {
        name: "file",
        list: false,
        about: "How the file is laid out. Every key may be left out.",
        keys: &[
            key(
                "format",
                Word(&["csv", "workbook"]),
                "By the file's ending if left out.",
                "format = \"csv\"",
            ),
            key(
                "encoding",
                Word(&[
                    "utf-8",
                    "utf8",
                    "latin-1",
                    "latin1",
                    "iso-8859-1",
                    "windows-1252",
                    "utf-16",
                ]),
                "UTF-8 if left out. UTF-16 is seen by itself, and so is UTF-8 where Latin-1 is \
                 declared.",
                "encoding = \"latin-1\"",
            ),
            key(
                "delimiter",
                Word(&[",", ";", "tab", "\t", "|"]),
                "Read off the header if left out.",
                "delimiter = \";\"",
            ),
            key(
                "decimal",
                Word(&[".", ","]),
                "The decimal sign. A point if left out; a column that could also be thousands is \
                 then refused.",
                "decimal = \",\"",
            ),
            key(
                "thousands",
                Word(&[".", ",", " ", "'"]),
                "The sign between thousands; none if left out.",
                "thousands = \".\"",
            ),
            key(
                "sheet",
                Text,
                "The sheet of a workbook; the first if left out.",
                "sheet = \"Datos\"",
            ),
            key(
                "sheets",
                TextOrTexts,
                "Several sheets of one layout: a list, or \"all\".",
                "sheets = [\"2022\", \"2023\"]",
            ),
            key(
                "header",
                IntegerOrIntegers,
                "The row of the header; the first row with anything in it if left out, 0 if there \
                 is none. Two rows are joined with ` / `, and a blank (merged) cell of the upper \
                 one continues the one on its left: `2020 / Estimate`.",
                "header = [3, 4]",
            ),
            key(
                "header_has",
                Texts,
                "In place of `header`: the first row that has these cells (banner rows of changing \
                 number).",
                "header_has = [\"Year\", \"Cases\"]",
            ),
            key(
                "fill_down",
                TextOrTexts,
                "Columns whose blank cells repeat the cell above them.",
                "fill_down = \"Departamento\"",
            ),
            key(
                "transpose",
                Boolean,
                "Rows and columns are exchanged before anything else.",
                "transpose = true",
            ),
            key(
                "footer",
                TextOrTexts,
                "From the first row on that is blank in this column, all is footer.",
                "footer = \"Cases\"",
            ),
            key(
                "missing",
                Texts,
                "Texts that stand for a missing value, beside the empty cell.",
                "missing = [\"..\", \"NV\"]",
            ),
            key(
                "short_rows",
                Word(&["blank"]),
                "Cells that rows lack at their end are blank. Without it such a row is refused: it \
                 may have slipped.",
                "short_rows = \"blank\"",
            ),
            key(
                "split",
                Word(&[",", ";", "|", "/"]),
                "The first column holds several, joined by this sign, in its head and in its cells \
                 (Eurostat: freq,unit,geo\\TIME_PERIOD).",
                "split = \",\"",
            ),
        ],
    },
    Part {
        name: "territory",
        list: false,
        about: "Required. Where a row's territory comes from.",
        keys: &[
            key(
                "column",
                TextOrTexts,
                "Its column. A list names alternatives, of which the file has one; letter:C is the \
                 third column.",
                "column = [\"ISO3\", \"Code\"]",
            ),
            key(
                "value",
                Text,
                "In place of `column`: one territory for the whole file. `sheet-name`: the name of \
                 the sheet.",
                "value = \"COL\"",
            ),
            key(
                "heads",
                Boolean,
                "In place of `column`: the heads of the value columns name territories, where \
                 {territory} stands in them.",
                "heads = true",
            ),
            key(
                "codes",
                Word(&["iso3", "iso3-lower", "iso2", "m49", "name", "table", "prefix"]),
                "How cells write it. `iso3` (the default), `iso2`, `m49`: codes. `name`: \
                 publishers' spellings in en, es, pt. `table`: only what [territory.table] lists. \
                 `prefix`: `prefix` and the cell, with its zeros.",
                "codes = \"name\"",
            ),
            key(
                "table",
                Table,
                "Cells translated before anything else.",
                "table = { \"Bogotá\" = \"CO-DC\" }",
            ),
            key(
                "join",
                Table,
                "A table of its own beside the mapping, for `table`: file, key (column of cells), \
                 code (column of codes).",
                "join = { file = \"divipola.csv\", key = \"name\", code = \"code\" }",
            ),
            key(
                "prefix",
                Text,
                "With codes = \"prefix\": what goes before the cell.",
                "prefix = \"CO-\"",
            ),
            key(
                "pad",
                Integer,
                "With codes = \"prefix\": how many digits a cell has; zeros are put before it, and \
                 further ones taken off.",
                "pad = 2",
            ),
            key(
                "leave_out",
                Texts,
                "Cells that are known and left out, counted.",
                "leave_out = [\"No definido\"]",
            ),
            key("parent", Text, "Parent of codes that do not ship.", "parent = \"COL\""),
            key(
                "parents",
                Table,
                "Parents of single codes, of any level.",
                "parents = { \"CO-05001\" = \"CO-05\", \"CO-05\" = \"COL\" }",
            ),
            key(
                "names",
                Table,
                "Names of codes that do not ship, where the cell is none.",
                "names = { \"CO-DC\" = \"Bogotá\" }",
            ),
        ],
    },
    Part {
        name: "crime_area",
        list: false,
        about: "Where its crime area comes from; `*` (every area) if left out.",
        keys: &[
            key("column", TextOrTexts, "Its column.", "column = \"Delito\""),
            key(
                "value",
                Text,
                "In place of `column`: one area for the whole file.",
                "value = \"kidnapping\"",
            ),
            key("table", Table, "Cell to code.", "table = { \"Secuestro\" = \"kidnapping\" }"),
            key(
                "leave_out",
                Texts,
                "Cells that are known and left out, counted.",
                "leave_out = [\"Otros\"]",
            ),
        ],
    },
    Part {
        name: "indicator",
        list: false,
        about: "Which indicator a row is of; not with [value.columns].",
        keys: &[
            key("column", TextOrTexts, "Its column.", "column = \"Tipo\""),
            key(
                "value",
                Text,
                "In place of `column`: one indicator for the whole file; code@area says the crime \
                 area as well.",
                "value = \"wb.gini\"",
            ),
            key(
                "table",
                Table,
                "Cell to code, or to code@area.",
                "table = { \"Extorsión\" = \"x.extortion@extortion\" }",
            ),
            key(
                "leave_out",
                Texts,
                "Cells that are known and left out, counted.",
                "leave_out = [\"Total\"]",
            ),
        ],
    },
    Part {
        name: "period",
        list: false,
        about: "Required, one way of: `column`; `date`; `month`, with `year` or `year_value` where \
                its cells have none; `heads`; `value`.",
        keys: &[
            key(
                "column",
                TextOrTexts,
                "A column of periods: 2023, 2023-Q1, 2023-04.",
                "column = \"Year\"",
            ),
            key(
                "offset",
                Integer,
                "With `column`: years added (an index published in 2023 about 2022 has -1).",
                "offset = -1",
            ),
            key(
                "date",
                TextOrTexts,
                "A column of dates: a spreadsheet's own, digits, or with the month by name; a time \
                 of day is passed over.",
                "date = \"FECHA HECHO\"",
            ),
            key(
                "order",
                Word(&["dmy", "mdy", "ymd"]),
                "With `date`: the order of digits. Found out if left out; a column that fits more \
                 than one order is refused, by year too: the months of a year are counted.",
                "order = \"dmy\"",
            ),
            key("year", TextOrTexts, "The column of the year, beside `month`.", "year = \"Año\""),
            key(
                "year_value",
                Text,
                "In place of `year`: a year, file-name or sheet-name (the only year in it).",
                "year_value = \"file-name\"",
            ),
            key(
                "month",
                TextOrTexts,
                "The column of the month. Without `year` and `year_value` its cells say the year \
                 too (ene-2020, enero de 2020, 2020M01), or the heads of the values do (heads = \
                 \"year\").",
                "month = \"Mes\"",
            ),
            key(
                "months",
                Word(&["number", "en", "es", "pt"]),
                "How months are written: numbers (the default), or names and abbreviations of a \
                 language, in any case.",
                "months = \"es\"",
            ),
            key(
                "heads",
                Word(&["year", "month"]),
                "Columns headed by years, or by months with `year`, `year_value` or {year} in the \
                 heads. Which columns: [value] column with {year}, {month} in it; those that are \
                 nothing else if left out.",
                "heads = \"year\"",
            ),
            key(
                "stands_for",
                Word(&["day", "year"]),
                "With `date`: what each date stands for. Its day, or its whole year where annual \
                 figures stand under 2020-01-01.",
                "stands_for = \"year\"",
            ),
            key(
                "span",
                Pair,
                "With `heads` or `column`: the first and last year, or month, that is read; others \
                 are left out.",
                "span = [2015, 2023]",
            ),
            key(
                "by",
                Word(&["month", "year"]),
                "Whether months and days stay months (the default) or make up years.",
                "by = \"year\"",
            ),
            key(
                "value",
                Text,
                "One period for the whole file: a period, file-name or sheet-name.",
                "value = \"2023\"",
            ),
        ],
    },
    Part {
        name: "value",
        list: false,
        about: "Required. One way of `column`, `columns`, `each`; none where `period.heads` or \
                `territory.heads` says it all.",
        keys: &[
            key(
                "column",
                TextOrTexts,
                "The column of values; {year}, {month}, {territory} in it stand for what heads \
                 say. A list names alternatives, of which the file has one.",
                "column = \"CPI score {year}\"",
            ),
            key(
                "columns",
                Table,
                "Several columns, each of an indicator (code or code@area).",
                "columns = { \"extorsion\" = \"x.extortion@extortion\" }",
            ),
            key("each", Number, "Every row counts this much (incidents).", "each = 1"),
            key("unit", Text, "The unit of the values.", "unit = \"victims\""),
            key(
                "range",
                Pair,
                "Least and greatest value, in the file's unit; one outside stops the import.",
                "range = [0, 100]",
            ),
            key("factor", Number, "Every number is multiplied by it.", "factor = 0.001"),
            key(
                "leave_out",
                Texts,
                "Heads of columns that are no values, where the import asks: a year or a month of \
                 its own in a head, figures under no head (letter:C).",
                "leave_out = [\"Rank 2016\", \"2019-2020\"]",
            ),
            key(
                "flags",
                Table,
                "Letters behind numbers in the cells of values (Eurostat's `1.07 b`), as A, B, \
                 E, P or S.",
                "flags = { \"b\" = \"B\", \"e\" = \"E\", \"p\" = \"P\", \"u\" = \"A\" }",
            ),
            key("se", TextOrTexts, "The column of the standard error.", "se = \"StdErr\""),
            key(
                "low",
                TextOrTexts,
                "The column of the lower end of an interval; becomes a standard error, (high - \
                 low) / 2z.",
                "low = \"Lower\"",
            ),
            key("high", TextOrTexts, "The column of its upper end.", "high = \"Upper\""),
            key(
                "level",
                Word(&["80", "90", "95", "99"]),
                "The interval's level in per cent.",
                "level = \"90\"",
            ),
            key("rater", TextOrTexts, "The column of the rater's pseudonym.", "rater = \"Rater\""),
            key("note", TextOrTexts, "A column of notes.", "note = \"Footnote\""),
            key("obs_status", TextOrTexts, "The column of the status.", "obs_status = \"Flag\""),
            key(
                "status",
                Table,
                "Its cells, as A, B, E, P or S; these letters themselves need no entry.",
                "status = { \"p\" = \"P\", \"e\" = \"E\" }",
            ),
        ],
    },
    Part {
        name: "keep",
        list: true,
        about: "[[keep]]: conditions on rows, in order. Rows that fail are counted by reason; what \
                no row matches is said.",
        keys: &[
            key("column", TextOrTexts, "Required.", "column = \"Unidad\""),
            key("only", Texts, "Cells that are kept.", "only = [\"Tasa\"]"),
            key("not", Texts, "In place of `only`: cells that are left out.", "not = [\"Total\"]"),
            key("reason", Text, "Why, in the summary.", "reason = \"other units\""),
        ],
    },
    Part {
        name: "total",
        list: false,
        about: "Rows that are totals of others: used only where none of those is there, or some \
                are blank or suppressed.",
        keys: &[
            key("column", TextOrTexts, "Required.", "column = \"Modalidad\""),
            key("only", Texts, "Required. Its cells in a total.", "only = [\"Total\"]"),
        ],
    },
    Part {
        name: "grade",
        list: false,
        about: "The grade of every row (Admiralty code).",
        keys: &[
            key("reliability", Text, "Of the source, A to F.", "reliability = \"B\""),
            key("credibility", Text, "Of the information, 1 to 6.", "credibility = \"2\""),
        ],
    },
    Part {
        name: "define",
        list: true,
        about: "[[define]]: an indicator that the shipped catalogue lacks.",
        keys: &[
            key("code", Text, "Required.", "code = \"x.extortion\""),
            key("name", Text, "Required.", "name = \"Extortion, recorded\""),
            key("unit", Text, "Its unit.", "unit = \"offences\""),
            key(
                "kind",
                Word(&[
                    "prevalence",
                    "recorded",
                    "harm",
                    "enforcement",
                    "response",
                    "context",
                    "expert",
                    "perception",
                ]),
                "What it measures.",
                "kind = \"recorded\"",
            ),
        ],
    },
    Part {
        name: "join",
        list: false,
        about: "Inside [territory].",
        keys: &[
            key(
                "file",
                Text,
                "Required. A CSV file in the mapping's folder.",
                "file = \"divipola.csv\"",
            ),
            key("key", Text, "Required. Its column of cells.", "key = \"name\""),
            key("code", Text, "Required. Its column of codes.", "code = \"code\""),
        ],
    },
];

/// The names of a section's keys.
pub(super) fn names(part: &str) -> Vec<&'static str> {
    keys(part).iter().map(|k| k.name).collect()
}

/// Names that a key may stand beside: those of sections, at the top of the file.
pub(super) fn sections() -> Vec<&'static str> {
    PARTS.iter().map(|p| p.name).filter(|n| !n.is_empty() && *n != "join").collect()
}

fn keys(part: &str) -> &'static [Key] {
    PARTS.iter().find(|p| p.name == part).map_or(&[], |p| p.keys)
}

/// The reference as text, with an example for each key.
#[must_use]
pub fn mapping_reference() -> String {
    let mut out = String::from(
        "A mapping says in TOML how any tidy or wide table becomes evidence. It fails closed: a \
         missing column, a cell that no\ntable lists, a territory nobody knows, a value outside \
         the range, the same key twice stop the import with file, row,\nwhat was found and what \
         to do. What is left out is counted by reason.\n\nStart from the file itself:      \
         ideal import mapping FILE --draft > my.toml\nor from a mapping that ships:    ideal \
         import mapping --show mexico-sesnsp\nTry it without a project:        ideal import \
         mapping FILE --mapping my.toml --out rows.csv\n",
    );
    write_parts(&mut out, PARTS.iter().filter(|p| p.name != "join"));
    out.push_str(
        "\nTexts are compared without regard to how accents are stored, to no-break and doubled \
         blanks, and to signs that nobody\nsees. A value written <5 is kept as censored. \
         Publisher's totals of the closed list (World Bank regions, M49 regions and\nthe like) are \
         left out and counted.\n",
    );
    out
}

/// Parts with their keys, an example for each.
pub(super) fn write_parts<'p>(out: &mut String, parts: impl Iterator<Item = &'p Part>) {
    for part in parts {
        let title = match (part.name, part.list) {
            ("", _) => "(top)".to_owned(),
            (name, true) => format!("[[{name}]]"),
            (name, false) => format!("[{name}]"),
        };
        // Writing to a String cannot fail.
        let _ = write!(out, "\n{title}\n{}\n", wrapped(part.about, ""));
        for k in part.keys {
            let _ = write!(out, "  {}\n{}\n", k.example, wrapped(k.about, "      "));
            if let Word(words) = k.form {
                let shown: Vec<String> =
                    words.iter().filter(|w| **w != "\t").map(|w| format!("{w:?}")).collect();
                let _ = writeln!(out, "      one of {}", shown.join(" "));
            }
        }
    }
}

/// Text in lines of at most a hundred signs.
fn wrapped(text: &str, indent: &str) -> String {
    let mut out = String::new();
    let mut width = 0;
    for word in text.split(' ') {
        if width > 0 && width + 1 + word.chars().count() + indent.len() > 100 {
            out.push('\n');
            width = 0;
        }
        out.push_str(if width == 0 { indent } else { " " });
        out.push_str(word);
        width += 1 + word.chars().count();
    }
    out
}
