//! What holds for every import, on tables made at random: it can be repeated, it can come in parts,
//! and the way a file is written changes no value.

#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use ideal_evidence::publisher::{Import, Options, import};
use proptest::prelude::*;

const PLACES: [(&str, &str); 5] = [
    ("Perú", "PER"),
    ("México", "MEX"),
    ("Brasil", "BRA"),
    ("Colombia", "COL"),
    ("República Dominicana", "DOM"),
];
const AREAS: [&str; 3] = ["extortion", "kidnapping", "*"];
const INDICATORS: [&str; 3] = ["x.one", "x.two", "x.three"];
const PERIODS: [&str; 4] = ["2021", "2022", "2022-Q3", "2023-04"];
const HEADS: [&str; 5] = ["país", "ámbito", "indicador", "período", "valor"];

/// Cells of a row under [`HEADS`].
type Row = [String; 5];

/// How a table is written.
#[derive(Clone, Debug)]
struct Form {
    delimiter: char,
    comma: bool,
    latin1: bool,
    marked: bool,
    line_end: &'static str,
    quoted: bool,
    last_line_end: bool,
}

const PLAIN: Form = Form {
    delimiter: ',',
    comma: false,
    latin1: false,
    marked: false,
    line_end: "\n",
    quoted: false,
    last_line_end: true,
};

impl Form {
    fn mapping(&self) -> String {
        let table = |pairs: &[(&str, &str)]| {
            pairs.iter().map(|(a, b)| format!("\"{a}\" = \"{b}\"")).collect::<Vec<_>>().join(", ")
        };
        let same = |list: &[&str]| table(&list.iter().map(|x| (*x, *x)).collect::<Vec<_>>());
        let decimal = if self.comma { "," } else { "." };
        let encoding = if self.latin1 { "latin-1" } else { "utf-8" };
        let [place, area, indicator, period, value] = HEADS;
        let mut text = format!(
            "id = \"t\"\n[source]\nid = \"t\"\npublisher = \"P\"\ntitle = \"T\"\nlicence = \"L\"\n\
             [file]\ndelimiter = \"{}\"\ndecimal = \"{decimal}\"\nencoding = \"{encoding}\"\n\
             [territory]\ncolumn = \"{place}\"\ncodes = \"table\"\ntable = {{ {} }}\n\
             [crime_area]\ncolumn = \"{area}\"\ntable = {{ {} }}\n\
             [indicator]\ncolumn = \"{indicator}\"\ntable = {{ {} }}\n\
             [period]\ncolumn = \"{period}\"\n[value]\ncolumn = \"{value}\"\nunit = \"u\"\n",
            self.delimiter,
            table(&PLACES),
            same(&AREAS),
            same(&INDICATORS)
        );
        for code in INDICATORS {
            text.push_str(&format!(
                "[[define]]\ncode = \"{code}\"\nname = \"N\"\nunit = \"u\"\nkind = \"recorded\"\n"
            ));
        }
        text
    }

    fn write(&self, rows: &[Row]) -> Vec<u8> {
        let head = HEADS.map(str::to_owned);
        let lines: Vec<String> = std::iter::once(&head)
            .chain(rows)
            .enumerate()
            .map(|(i, row)| {
                let cells = row.iter().enumerate().map(|(c, cell)| {
                    let cell = if self.comma && i > 0 && c == 4 {
                        cell.replace('.', ",")
                    } else {
                        cell.clone()
                    };
                    if self.quoted || cell.contains(self.delimiter) {
                        format!("\"{cell}\"")
                    } else {
                        cell
                    }
                });
                cells.collect::<Vec<_>>().join(&self.delimiter.to_string())
            })
            .collect();
        let mut text = lines.join(self.line_end);
        if self.last_line_end {
            text.push_str(self.line_end);
        }
        if self.latin1 {
            return text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
        }
        let mark = if self.marked { "\u{feff}" } else { "" };
        format!("{mark}{text}").into_bytes()
    }

    fn import(&self, tables: &[&[Row]]) -> Import {
        let dir = tempfile::tempdir().unwrap();
        let mapping = dir.path().join("m.toml");
        std::fs::write(&mapping, self.mapping()).unwrap();
        let files: Vec<_> =
            (0..tables.len()).map(|i| dir.path().join(format!("{i}.csv"))).collect();
        for (file, rows) in files.iter().zip(tables) {
            std::fs::write(file, self.write(rows)).unwrap();
        }
        import("mapping", &files, &Options { mapping: Some(mapping), ..Options::default() })
            .unwrap()
    }
}

/// A table with each key once.
fn table() -> impl Strategy<Value = Vec<Row>> {
    let number = (0u32..5_000_000, 0usize..4).prop_map(|(n, decimals)| {
        let text = format!("{n:0>4}");
        let (whole, part) = text.split_at(text.len() - decimals);
        let whole = whole.trim_start_matches('0');
        let whole = if whole.is_empty() { "0" } else { whole };
        if part.is_empty() { whole.to_owned() } else { format!("{whole}.{part}") }
    });
    let value = prop_oneof![8 => number, 1 => (1u32..9).prop_map(|n| format!("<{n}"))];
    let pick = |n: usize| 0..n;
    let key = (pick(PLACES.len()), pick(AREAS.len()), pick(INDICATORS.len()), pick(PERIODS.len()));
    proptest::collection::btree_map(key, value, 1..40).prop_map(|map| {
        map.into_iter()
            .map(|((p, a, i, t), v)| {
                [PLACES[p].0, AREAS[a], INDICATORS[i], PERIODS[t], &v].map(str::to_owned)
            })
            .collect()
    })
}

fn form() -> impl Strategy<Value = Form> {
    let delimiter = prop_oneof![Just(','), Just(';'), Just('\t'), Just('|')];
    let line_end = prop_oneof![Just("\n"), Just("\r\n")];
    let flags = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>());
    (delimiter, line_end, flags).prop_map(
        |(delimiter, line_end, (comma, latin1, marked, quoted, last_line_end))| Form {
            delimiter,
            comma,
            latin1,
            marked,
            line_end,
            quoted,
            last_line_end,
        },
    )
}

/// A project whose evidence is written in the usual way, or with decimal commas.
fn project(comma: bool) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let entry =
        if comma { "{ path = \"evidence/*.csv\", decimal = \",\" }" } else { "\"evidence/*.csv\"" };
    let text = format!(
        "id = \"x\"\neditions = [\"*\"]\nterritories = [\"*\"]\ncrime_areas = [\"*\"]\nmethod = \
         \"m.toml\"\nevidence = [{entry}]\n"
    );
    std::fs::write(dir.path().join("assessment.toml"), text).unwrap();
    dir
}

/// Every file of a project; those that are appended to, as a set of lines.
fn state(dir: &Path) -> (Vec<u8>, BTreeMap<&'static str, BTreeSet<String>>) {
    let lines = |name| {
        std::fs::read_to_string(dir.join(name)).unwrap().lines().map(str::to_owned).collect()
    };
    let tables =
        ["sources.csv", "indicators.csv"].into_iter().map(|name| (name, lines(name))).collect();
    (std::fs::read(dir.join("evidence/t.csv")).unwrap(), tables)
}

/// What the evidence file says: key and value, read by another reader than ours.
fn values(dir: &Path) -> BTreeMap<[String; 4], String> {
    let mut reader = csv::Reader::from_path(dir.join("evidence/t.csv")).unwrap();
    reader
        .records()
        .map(|r| r.unwrap())
        .map(|r| ([0, 1, 2, 3].map(|i| r[i].to_owned()), r[4].to_owned()))
        .collect()
}

fn expected(tables: &[&[Row]]) -> BTreeMap<[String; 4], String> {
    let code = |name: &str| PLACES.iter().find(|(n, _)| *n == name).unwrap().1.to_owned();
    // The number as the double's shortest decimal, which for these is the text without trailing
    // zeros.
    let plain = |v: &str| {
        if v.contains('.') {
            v.trim_end_matches('0').trim_end_matches('.').to_owned()
        } else {
            v.to_owned()
        }
    };
    let rows = tables.iter().flat_map(|t| t.iter());
    rows.map(|[p, a, i, t, v]| ([code(p), a.clone(), i.clone(), t.clone()], plain(v))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_import_and_the_same_again_is_the_import(rows in table(), comma in any::<bool>()) {
        let dir = project(comma);
        let read = PLAIN.import(&[&rows]);
        let first = read.into_project(dir.path()).unwrap();
        prop_assert_eq!(first.evidence[0].new, rows.len());
        let before = state(dir.path());
        let again = read.into_project(dir.path()).unwrap();
        prop_assert!(!again.evidence[0].differs() && again.evidence[0].unchanged == rows.len() && again.added.is_empty());
        prop_assert_eq!(state(dir.path()), before);
    }

    #[test]
    fn parts_in_any_order_are_the_whole(rows in table(), by in 0usize..4, backwards in any::<bool>(), comma in any::<bool>()) {
        let whole = project(comma);
        PLAIN.import(&[&rows]).into_project(whole.path()).unwrap();
        let mut parts: BTreeMap<&str, Vec<Row>> = BTreeMap::new();
        for row in &rows {
            parts.entry(&row[by]).or_default().push(row.clone());
        }
        let mut parts: Vec<Vec<Row>> = parts.into_values().collect();
        if backwards {
            parts.reverse();
        }
        let dir = project(comma);
        for part in &parts {
            let merged = PLAIN.import(&[part]).into_project(dir.path()).unwrap();
            prop_assert_eq!((merged.evidence[0].new, merged.evidence[0].replaced), (part.len(), 0));
        }
        prop_assert_eq!(state(dir.path()), state(whole.path()));
        if !comma {
            prop_assert_eq!(values(dir.path()), expected(&[&rows]));
        }
    }

    /// Also where they speak about the same: the later wins.
    #[test]
    fn two_calls_are_one_call_with_two_files(first in table(), second in table()) {
        let (one, two) = (project(false), project(false));
        PLAIN.import(&[&first, &second]).into_project(one.path()).unwrap();
        PLAIN.import(&[&first]).into_project(two.path()).unwrap();
        let file = PLAIN.import(&[&second]).into_project(two.path()).unwrap().evidence.remove(0);
        prop_assert_eq!(state(one.path()), state(two.path()));
        prop_assert_eq!(values(two.path()), expected(&[&first, &second]));
        prop_assert_eq!(file.new + file.replaced, second.len());
        prop_assert_eq!(file.replaced + file.kept, first.len());
    }

    #[test]
    fn the_way_a_file_is_written_changes_no_value(rows in table().prop_shuffle(), form in form()) {
        let mut sorted = rows.clone();
        sorted.sort();
        prop_assert_eq!(form.import(&[&rows]).to_csv(), PLAIN.import(&[&sorted]).to_csv());
    }

    /// The evidence file itself may be kept in another form: what an import adds is read as what it
    /// is.
    #[test]
    fn a_project_file_of_another_form_takes_the_same_values(first in table(), second in table(), quoted in any::<bool>(), marked in any::<bool>()) {
        let dir = project(false);
        std::fs::create_dir(dir.path().join("evidence")).unwrap();
        let read = PLAIN.import(&[&first]);
        let text = read.to_csv();
        let text = if quoted {
            text.lines().map(|l| l.split(',').map(|c| format!("\"{c}\"")).collect::<Vec<_>>().join(";")).collect::<Vec<_>>().join("\r\n")
        } else {
            text
        };
        let mark = if marked { "\u{feff}" } else { "" };
        read.into_project(dir.path()).unwrap();
        std::fs::write(dir.path().join("evidence/t.csv"), format!("{mark}{text}")).unwrap();
        PLAIN.import(&[&second]).into_project(dir.path()).unwrap();
        let delimiter = if quoted { b';' } else { b',' };
        let bytes = std::fs::read(dir.path().join("evidence/t.csv")).unwrap();
        prop_assert_eq!(bytes.starts_with(b"\xef\xbb\xbf"), marked);
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(bytes.as_slice());
        let all: BTreeMap<[String; 4], String> =
            reader.records().map(|r| r.unwrap()).map(|r| ([0, 1, 2, 3].map(|i| r[i].to_owned()), r[4].to_owned())).collect();
        prop_assert_eq!(all, expected(&[&first, &second]));
    }
}
