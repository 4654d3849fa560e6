//! Tidy evidence in every format that it is read from, and the project that it belongs to.

use ideal::evidence::InMemory;
use polars::prelude::{
    Categories, Column, DataFrame, DataType, IntoColumn as _, NamedFrom as _, ParquetWriter, Series,
};

use super::{Entry, cells, compound, workbook, xlsb};
use crate::{form, package};

/// The evidence that most of the corpus holds.
const TABLE: &str = "territory|crime_area|indicator|period|value|unit|se|source|reliability|credibility|handling|tlp|rater|note|obs_status
COL|*|wb.homicide|2022|25.5|per 100 000|0.25|one|A|1||||as of June|
ECU|*|wb.homicide|2022|26.75|per 100 000||one|B|2|H1|AMBER||\"so\" they say; twice, at least|P
PER|oc_homicide|x.expert|2021-Q4|7||1.5|two|C|3|||R1||
PER|oc_homicide|x.expert|2021-Q4|6|||two|C|3|||R2||E
MEX|kidnapping|x.recorded|2022-03|<5||||||||||
MEX|kidnapping|x.recorded|2022|nil||||||||||
COL|oc_homicide|x.recorded|2022|not_applicable|||two|||||||S
COL|kidnapping|x.recorded|2021|unknown||||||||||
CO-ANT|*|wb.homicide|2022||||||||||ñandú|
ECU|kidnapping|x.recorded|2022|1200000.5||||||||||B";

const ASSESSMENT: &str = "id = \"x\"
editions = [\"2021\", \"2022\"]
territories = [\"COL\", \"ECU\", \"PER\", \"MEX\", \"CO-ANT\"]
crime_areas = [\"oc_homicide\", \"kidnapping\"]
method = \"m.toml\"
sources = \"sources.csv\"
";

const METHOD: &str = "id = \"one\"
[node.threat]
[indicator.\"wb.homicide\"]
parent = \"threat\"
goalposts = [0, 30]
[indicator.\"x.expert\"]
parent = \"threat\"
goalposts = [0, 10]
[indicator.\"x.recorded\"]
parent = \"threat\"
goalposts = [0, 100]
";

const SOURCES: &str = "id,publisher,lineage\none,First,\ntwo,Second,one\n";
const TERRITORIES: &str = "code,name,parent,kind,basin\nCO-ANT,Antioquia,COL,part,Cauca\n";

/// A project whose evidence is one file, read by the entry `how`: a pattern of its own, or a table
/// with `path` and more.
#[must_use]
pub fn project(name: &str, bytes: Vec<u8>, how: &str) -> InMemory {
    let entry = if how.is_empty() {
        format!("\"e/{name}\"")
    } else {
        format!("{{ path = \"e/{name}\", {how} }}")
    };
    let mut project = InMemory::new()
        .with("assessment.toml", &format!("{ASSESSMENT}evidence = [{entry}]\n"))
        .with("m.toml", METHOD)
        .with("sources.csv", SOURCES)
        .with("territories.csv", TERRITORIES);
    project.insert(format!("e/{name}"), bytes);
    project
}

fn table() -> Vec<Vec<String>> {
    cells(TABLE)
}

/// Text files.
#[must_use]
pub fn text() -> Vec<Entry> {
    let form = |delimiter, quoted, crlf, marked| {
        form::text(&table(), form::Text { delimiter, quoted, crlf, marked })
    };
    let commas: String = String::from_utf8(form(b';', false, false, false))
        .unwrap()
        .replace("25.5", "25,5")
        .replace("26.75", "26,75");
    let commas =
        commas.replace("0.25", "0,25").replace("1.5;", "1,5;").replace("1200000.5", "1.200.000,5");
    let latin: Vec<u8> =
        commas.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect();
    let wide: Vec<u8> = "\u{feff}"
        .encode_utf16()
        .chain(String::from_utf8(form(b',', false, true, false)).unwrap().encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    vec![
        Entry::new("a.csv", form(b',', false, false, false)),
        Entry::new("b.csv", form(b';', true, true, true)),
        Entry::new("c.tsv", form(b'\t', false, false, false)),
        Entry::new("d.txt", form(b'|', false, false, false)).read_as("delimiter = \"|\""),
        Entry::new("e.csv", latin).read_as("decimal = \",\", thousands = \".\", encoding = \
                                            \"latin-1\""),
        Entry::new("f.csv", wide),
        Entry::new("g.csv", [b"sep=;\r\n".to_vec(), form(b';', false, true, false)].concat()),
        Entry::new(
            "h.csv",
            *b"territory,crime_area,indicator,period,value\r\"COL\",*,wb.homicide,2022,1.5\rECU,*,wb.homicide,2022,\"2\"\r",
        ),
    ]
}

/// Workbooks of Excel since 2007: one that a library wrote, and two written by hand with what
/// libraries do not write.
#[must_use]
pub fn xlsx() -> Vec<Entry> {
    let notes = ("Notes", cells("what this is|\n|1"));
    vec![
        Entry::new("a.xlsx", workbook(&[("Data", table())])),
        Entry::new("b.xlsx", workbook(&[notes, ("Data", table())])).read_as("sheet = \"Data\""),
        Entry::new("c.xlsx", by_hand()),
        Entry::new("d.xlsb", xlsb::file(&table())),
    ]
}

/// A sheet as other programs write it: texts in their cells, formulas, errors, rows that are
/// hidden, cells without a place.
fn by_hand() -> Vec<u8> {
    let text = |t: &str| format!("<c t=\"inlineStr\"><is><r><t>{t}</t></r></is></c>");
    let heads: String =
        ["territory", "crime_area", "indicator", "period", "value", "mine"].map(text).concat();
    let key = |t: &str| ["*", "wb.homicide"].iter().fold(text(t), |s, c| s + &text(c));
    let rows = format!(
        "<row r=\"1\">{heads}</row><row r=\"2\">{}<c><v>2022</v></c><c><f>1+1</f><v>2</v></c><c \
         t=\"e\"><v>#N/A</v></c></row><row r=\"3\" hidden=\"1\">{}<c \
         t=\"str\"><f>A1</f><v>2022</v></c><c s=\"1\"><v>3.5</v></c><c \
         t=\"b\"><v>1</v></c></row><row r=\"9\"/>",
        key("COL"),
        key("ECU")
    );
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let part = |name: &str, text: String| (name.to_owned(), text.into_bytes());
    package::pack(
        &[
            part("[Content_Types].xml", "<Types \
                                         xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>".to_owned()),
            part(
                "_rels/.rels",
                format!(
                    "<Relationships><Relationship Id=\"rId1\" Type=\"{relations}/officeDocument\" \
                     Target=\"xl/workbook.xml\"/></Relationships>"
                ),
            ),
            part("xl/workbook.xml", "<workbook><sheets><sheet name=\"Data\" sheetId=\"1\" \
                                     r:id=\"rId1\"/></sheets></workbook>".to_owned()),
            part(
                "xl/_rels/workbook.xml.rels",
                format!(
                    "<Relationships><Relationship Id=\"rId1\" Type=\"{relations}/worksheet\" \
                     Target=\"worksheets/sheet1.xml\"/></Relationships>"
                ),
            ),
            part("xl/styles.xml", "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf \
                                   numFmtId=\"10\"/></cellXfs></styleSheet>".to_owned()),
            part("xl/worksheets/sheet1.xml", format!("<worksheet><dimension \
                                                      ref=\"A1:F9\"/><sheetData>{rows}</sheetData></worksheet>")),
        ],
        true,
    )
}

/// Workbooks of Excel until 2003.
#[must_use]
pub fn xls() -> Vec<Entry> {
    vec![Entry::new("a.xls", compound::file(&compound::sheet("Data", &table())))]
}

/// OpenDocument sheets.
#[must_use]
pub fn ods() -> Vec<Entry> {
    let cell = |c: &String| match c.parse::<f64>() {
        Ok(_) => format!(
            "<table:table-cell office:value-type=\"float\" \
             office:value=\"{c}\"><text:p>{c}</text:p></table:table-cell>"
        ),
        Err(_) if c.is_empty() => "<table:table-cell/>".to_owned(),
        Err(_) => {
            let text = c.replace('&', "&amp;").replace('<', "&lt;").replace(' ', "<text:s/>");
            format!(
                "<table:table-cell \
                 office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
            )
        }
    };
    let rest = "<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell \
                table:number-columns-repeated=\"16384\"/></table:table-row>";
    let rows: String = table()
        .iter()
        .map(|r| {
            format!("<table:table-row>{}</table:table-row>", r.iter().map(cell).collect::<String>())
        })
        .collect();
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet><table:table \
         table:name=\"Data\">{rows}{rest}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let part = |name: &str, text: &str| (name.to_owned(), text.as_bytes().to_vec());
    let parts = [
        part("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        part("META-INF/manifest.xml", "<manifest:manifest/>"),
        part("content.xml", &content),
    ];
    vec![Entry::new("a.ods", package::pack(&parts, true))]
}

/// Parquet, of plain columns and of such as DuckDB and pandas make of dictionaries, decimals and
/// gaps.
#[must_use]
pub fn parquet() -> Vec<Entry> {
    let column =
        |name: &str, cells: &[&str]| Series::new(name.into(), cells.to_vec()).into_column();
    let n = 300;
    let cycle = |of: &[&'static str]| (0..n).map(|i| of[i % of.len()]).collect::<Vec<_>>();
    let category = DataType::from_categories(Categories::global());
    let years: Vec<String> = (0..n).map(|i| (1950 + i % 73).to_string()).collect();
    let areas: Vec<&str> = (0..n)
        .map(|i| {
            if i < 73 {
                "oc_homicide"
            } else if i < 146 {
                "kidnapping"
            } else {
                "*"
            }
        })
        .collect();
    let codes: Vec<&str> =
        (0..n).map(|i| ["COL", "ECU", "PER", "MEX", "CO-ANT"][i / 73 % 5]).collect();
    let numbers: Vec<Option<f64>> =
        (0..300_u32).map(|i| (i % 7 > 0).then(|| f64::from(i) / 4.0)).collect();
    let decimals =
        Series::new("value".into(), numbers).cast(&DataType::Decimal(12, 3)).unwrap().into_column();
    let columns: Vec<Column> = vec![
        column("territory", &codes).cast(&category).unwrap(),
        column("crime_area", &areas),
        column("indicator", &cycle(&["wb.homicide"])),
        Series::new("period".into(), years).into_column(),
        decimals,
        Series::new("se".into(), vec![0.5_f32; n]).into_column(),
        Series::new("mine".into(), (0..300_i64).collect::<Vec<_>>()).into_column(),
    ];
    let mut bytes = Vec::new();
    ParquetWriter::new(&mut bytes)
        .with_row_group_size(Some(100))
        .finish(&mut DataFrame::new(n, columns).unwrap())
        .unwrap();
    vec![
        Entry::new("a.parquet", form::parquet(&table(), &["value", "se"])),
        Entry::new("b.parquet", bytes),
    ]
}
