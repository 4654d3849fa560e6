//! COINr's two tables, `iData` (a row per unit, a column per indicator) and `iMeta` (a row per indicator, aggregate, group
//! and denominator), become a whole project that scores the same.
//!
//! Nodes and indicators keep their `iCode`, units their `uCode`; group columns become group columns of `territories.csv`.
//! `Direction` -1 is `direction = "down"`. COINr aggregates over whatever is there and raises nothing to a floor, so every
//! node has `min_coverage = 0.0` and `floor = 0.0`. The construction stands in `[steps]`: denominated where iMeta names a
//! denominator, then min-max on 0 to 100; imputation, screening and treatment stand beside it as comments. `Time` is the
//! year of a row; every year is an edition. Layout and meaning of the tables: the documentation of COINr 1.1.14.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use ideal_model::{CatalogueEntry, Names, Period, parse_method};

use super::error::ImportError;
use super::grid::{Columns, Grid, GridRow, TextFormat};
use super::output::{Merged, MergedFile, write_all};
use super::row::{Import, Place, Summary, TidyRow, TidyValue};
use super::sources;
use super::table::Table;

const SOURCE: &str = "coinr";
/// Columns of iMeta that are read; others hold parameters of functions that the method file states itself.
const META: [&str; 10] = ["iCode", "Level", "Parent", "Direction", "Weight", "Type", "iName", "Unit", "Denominator", "Target"];

/// What a row of iMeta is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Type {
    Indicator,
    Aggregate,
    Group,
    Denominator,
    Other,
}

/// A row of iMeta.
#[derive(Clone, Debug)]
struct Item {
    code: String,
    name: String,
    unit: String,
    kind: Type,
    level: u32,
    parent: Option<String>,
    down: bool,
    weight: f64,
    denominator: Option<String>,
    row: u32,
}

/// A unit: code, name, and its value in each group column.
type Unit = (String, String, Vec<String>);

/// Reads `iData` and `iMeta` (in either order) and puts them into `dir`: a project of its own where there is none, else
/// evidence for the one that is there, whose method is left alone.
///
/// # Errors
/// [`ImportError`] at the first thing that is not as COINr wants it, or that cannot be written; nothing is written then.
pub fn import_coinr(files: &[PathBuf], dir: &Path) -> Result<(Import, Merged), ImportError> {
    let (data, meta) = tables(files)?;
    let items = Items::read(&meta)?;
    let (import, units) = figures(&data, &items)?;
    if dir.join("assessment.toml").exists() {
        let mut merged = import.into_project(dir)?;
        merged.notes.push("the project's own method is left as it is; iMeta's tree and weights were not taken over".to_owned());
        return Ok((import, merged));
    }
    let merged = create(dir, &import, &items, &units, &meta.file)?;
    Ok((import, merged))
}

/// The two tables, told apart by their heads.
fn tables(files: &[PathBuf]) -> Result<(Grid, Grid), ImportError> {
    let wrong =
        |found: String| ImportError::Files { id: SOURCE.to_owned(), found, expected: "two files, iData.csv and iMeta.csv".to_owned() };
    let [a, b] = files else { return Err(wrong(format!("{} files", files.len()))) };
    let (a, b) = (Grid::text(a, TextFormat::COMMA)?, Grid::text(b, TextFormat::COMMA)?);
    let has = |g: &Grid, head: &str| g.rows.first().is_some_and(|r| r.cells.iter().any(|c| c.text() == head));
    match ((has(&a, "uCode"), has(&a, "iCode")), (has(&b, "uCode"), has(&b, "iCode"))) {
        ((true, false), (false, true)) => Ok((a, b)),
        ((false, true), (true, false)) => Ok((b, a)),
        _ => Err(wrong(format!("{} and {}, of which not one has a column `uCode` and the other `iCode`", a.file, b.file))),
    }
}

/// Text of a cell, with `NA` as nothing.
fn text(row: &GridRow, column: Option<usize>) -> String {
    let text = column.map(|c| row.cell(c).text()).unwrap_or_default();
    if text == "NA" { String::new() } else { text }
}

/// The rows of iMeta.
struct Items {
    list: Vec<Item>,
    notes: Vec<String>,
}

impl Items {
    fn read(grid: &Grid) -> Result<Self, ImportError> {
        let Some((header, body)) = grid.rows.split_first() else {
            return Err(ImportError::file(&grid.file, "an empty file", "a header and rows"));
        };
        let columns = grid.columns(header);
        let need: Vec<usize> =
            ["iCode", "Level", "Parent", "Direction", "Weight", "Type"].iter().map(|h| columns.find(h)).collect::<Result<_, _>>()?;
        let optional = |head: &str| columns.heads().iter().find(|(h, _)| *h == head).map(|(_, i)| *i);
        let (name, unit, denominator) = (optional("iName"), optional("Unit"), optional("Denominator"));
        let at = |i: usize| need.get(i).copied();
        let mut list: Vec<Item> = Vec::new();
        for row in body.iter().filter(|r| !r.is_blank()) {
            grid.whole_row(row, &columns)?;
            let bad = |head: &str, found: &str, expected: &str| grid.bad_cell(row, head, &format!("`{found}`"), expected);
            let code = text(row, at(0));
            check_code(&code, "an iCode").map_err(|expected| bad("iCode", &code, &expected))?;
            if let Some(first) = list.iter().find(|i| i.code == code) {
                return Err(bad("iCode", &code, &format!("each iCode once (first in line {})", first.row)));
            }
            let word = text(row, at(5));
            let kind = match word.as_str() {
                "Indicator" => Type::Indicator,
                "Aggregate" => Type::Aggregate,
                "Group" => Type::Group,
                "Denominator" => Type::Denominator,
                "Other" => Type::Other,
                _ => return Err(bad("Type", &word, "Indicator, Aggregate, Group, Denominator or Other")),
            };
            let built = matches!(kind, Type::Indicator | Type::Aggregate);
            let level = text(row, at(1));
            let level = match level.parse::<u32>() {
                Ok(n) if built && (kind == Type::Indicator) == (n == 1) && (1..=1000).contains(&n) => n,
                _ if !built => 0,
                _ => return Err(bad("Level", &level, "1 for an indicator, 2 and above for an aggregate")),
            };
            let number = |i: usize, head: &str| {
                let found = text(row, at(i));
                let n = found.parse::<f64>().ok().filter(|n| n.is_finite());
                n.ok_or_else(|| bad(head, &found, "a number"))
            };
            let weight = if built { number(4, "Weight")? } else { 1.0 };
            if weight < 0.0 {
                return Err(bad("Weight", &ideal_model::shortest(weight), "a weight of 0 or more"));
            }
            let direction = text(row, at(3));
            let down = match direction.as_str() {
                "1" => false,
                "-1" => true,
                // COINr reads the direction of indicators only.
                _ if kind != Type::Indicator => false,
                _ => return Err(bad("Direction", &direction, "1 or -1")),
            };
            let some = |t: String| if t.is_empty() { None } else { Some(t) };
            let denominator = some(text(row, denominator)).filter(|_| kind == Type::Indicator);
            let name = some(text(row, name)).unwrap_or_else(|| code.clone());
            let parent = some(text(row, at(2))).filter(|_| built);
            list.push(Item { code, name, unit: text(row, unit), kind, level, parent, down, weight, denominator, row: row.number });
        }
        let items = Items { list, notes: unread(&columns) };
        items.check(grid)?;
        Ok(items)
    }

    fn get(&self, code: &str) -> Option<&Item> {
        self.list.iter().find(|i| i.code == code)
    }

    fn of(&self, kind: Type) -> impl Iterator<Item = &Item> {
        self.list.iter().filter(move |i| i.kind == kind)
    }

    /// The tree hangs together, and denominators are there.
    fn check(&self, grid: &Grid) -> Result<(), ImportError> {
        let bad = |item: &Item, head: &str, found: &str, expected: &str| {
            Err(ImportError::cell(&grid.file, None, item.row, head, &format!("`{found}`"), expected))
        };
        let mut root: Option<&Item> = None;
        for item in self.list.iter().filter(|i| matches!(i.kind, Type::Indicator | Type::Aggregate)) {
            match (&item.parent, root) {
                (None, None) if item.kind == Type::Aggregate => root = Some(item),
                (None, None) => return bad(item, "Parent", "NA", "an aggregate above every indicator"),
                (None, Some(first)) => {
                    return bad(item, "Parent", "NA", &format!("one top: `{}` has no parent either (line {})", first.code, first.row));
                }
                (Some(parent), _) => match self.get(parent) {
                    Some(p) if p.kind == Type::Aggregate && p.level == item.level + 1 => {}
                    Some(p) => {
                        let expected = format!("an aggregate one level above {}; `{}` is of level {}", item.level, p.code, p.level);
                        return bad(item, "Parent", parent, &expected);
                    }
                    None => {
                        let near = ideal_model::did_you_mean(parent, self.list.iter().map(|i| i.code.as_str())).unwrap_or_default();
                        return bad(item, "Parent", parent, format!("an iCode of this table {near}").trim_end());
                    }
                },
            }
            if item.kind == Type::Aggregate && !self.list.iter().any(|i| i.parent.as_deref() == Some(&item.code)) {
                return bad(item, "iCode", &item.code, "an aggregate with at least one child");
            }
            if let Some(d) = &item.denominator
                && self.get(d).is_none_or(|i| i.kind != Type::Denominator)
            {
                return bad(item, "Denominator", d, "the iCode of a row of Type Denominator");
            }
        }
        if root.is_some() { Ok(()) } else { Err(ImportError::file(&grid.file, "no aggregate without a parent", "one, at the top")) }
    }
}

/// A note on the columns of iMeta that say nothing here.
fn unread(columns: &Columns) -> Vec<String> {
    let unread: Vec<&str> = columns.heads().into_iter().map(|(h, _)| h).filter(|h| !META.contains(h)).collect();
    if unread.is_empty() {
        return Vec::new();
    }
    vec![format!("columns of iMeta that are not read: {}; say it in [steps] or in the indicator's `normalise`", unread.join(", "))]
}

fn check_code(code: &str, what: &str) -> Result<(), String> {
    let bad = |c: char| c.is_whitespace() || c.is_control() || matches!(c, ',' | '/' | '*' | '"' | '@');
    if code.is_empty() || code.contains(bad) { Err(format!("{what} without blanks and none of , / * \" @")) } else { Ok(()) }
}

/// The figures of iData, and its units.
fn figures(grid: &Grid, items: &Items) -> Result<(Import, Vec<Unit>), ImportError> {
    let Some((header, body)) = grid.rows.split_first() else {
        return Err(ImportError::file(&grid.file, "an empty file", "a header and rows"));
    };
    let columns = grid.columns(header);
    let unit = columns.find("uCode")?;
    let Ok(time) = columns.find("Time") else {
        let expected = "a column `Time` with the year of each row: every figure here speaks about a period";
        return Err(ImportError::row(&grid.file, None, header.number, "no column `Time`", expected));
    };
    let name = columns.heads().iter().find(|(h, _)| *h == "uName").map(|(_, i)| *i);
    for (head, _) in columns.heads() {
        if !matches!(head, "uCode" | "uName" | "Time") && items.get(head).is_none_or(|i| i.kind == Type::Aggregate) {
            let found = format!("a column `{head}`");
            return Err(ImportError::row(&grid.file, None, header.number, &found, "columns that iMeta lists, and no aggregate"));
        }
    }
    let mut values = Vec::new();
    let mut groups = Vec::new();
    for item in &items.list {
        match item.kind {
            Type::Indicator | Type::Denominator => values.push((columns.find(&item.code)?, item)),
            Type::Group => groups.push(columns.find(&item.code)?),
            Type::Aggregate | Type::Other => {}
        }
    }
    let mut summary = Summary { file: grid.file.clone(), ..Summary::default() };
    let mut rows: BTreeMap<(String, String, Period), TidyRow> = BTreeMap::new();
    let mut units: BTreeMap<String, Unit> = BTreeMap::new();
    let others = items.of(Type::Other).filter(|i| columns.find(&i.code).is_ok()).count() as u64;
    let mut seen: BTreeMap<(String, Period), u32> = BTreeMap::new();
    for row in body.iter().filter(|r| !r.is_blank()) {
        grid.whole_row(row, &columns)?;
        let bad = |head: &str, found: &str, expected: &str| grid.bad_cell(row, head, &format!("`{found}`"), expected);
        let code = text(row, Some(unit));
        check_code(&code, "a uCode").map_err(|expected| bad("uCode", &code, &expected))?;
        let year = text(row, Some(time));
        let period = if year.len() == 4 { year.parse::<Period>().ok() } else { None };
        let period = period.ok_or_else(|| bad("Time", &year, "a year from 1900 to 2100"))?;
        if let Some(first) = seen.insert((code.clone(), period), row.number) {
            return Err(bad("uCode", &code, &format!("each unit and year once (first in line {first})")));
        }
        let named = Some(text(row, name)).filter(|n| !n.is_empty()).unwrap_or_else(|| code.clone());
        let grouped = groups.iter().map(|g| text(row, Some(*g))).collect();
        // Of a panel the groups of the unit's last row in the file.
        units.insert(code.clone(), (code.clone(), named, grouped));
        summary.read += values.len() as u64 + others;
        summary.leave_out("columns of Type Other", others);
        for (column, item) in &values {
            let found = text(row, Some(*column));
            let value = match row.cell(*column) {
                _ if found.is_empty() => {
                    summary.leave_out("no value (NA), listed as missing", 1);
                    TidyValue::Missing
                }
                cell => {
                    summary.used += 1;
                    TidyValue::Number(cell.number().ok_or_else(|| bad(&item.code, &found, "a number or NA"))?)
                }
            };
            rows.insert((code.clone(), item.code.clone(), period), tidy(grid, row, &code, item, period, value));
        }
    }
    if rows.is_empty() {
        return Err(ImportError::file(&grid.file, "no unit", "a row per unit"));
    }
    summary.observations = rows.len() as u64;
    // What the method does not name is declared, so that its rows are known.
    let used: BTreeSet<&str> = items.list.iter().filter_map(|i| i.denominator.as_deref()).collect();
    let spare = items.of(Type::Denominator).filter(|i| !used.contains(i.code.as_str())).map(|i| CatalogueEntry {
        code: i.code.clone(),
        names: Names { en: Some(i.name.clone()), ..Names::default() },
        unit: i.unit.clone(),
        kind: "context".to_owned(),
        series: i.code.clone(),
    });
    let import = Import {
        rows: rows.into_values().collect(),
        summaries: vec![summary],
        sources: sources::known(SOURCE).into_iter().collect(),
        territories: Vec::new(),
        indicators: spare.collect(),
    };
    Ok((import, units.into_values().collect()))
}

fn tidy(grid: &Grid, row: &GridRow, unit: &str, item: &Item, period: Period, value: TidyValue) -> TidyRow {
    TidyRow {
        territory: unit.to_owned(),
        crime_area: "*".to_owned(),
        indicator: item.code.clone(),
        period,
        value,
        unit: item.unit.clone(),
        se: None,
        source: SOURCE.to_owned(),
        reliability: None,
        credibility: None,
        obs_status: None,
        note: String::new(),
        origin: Place { file: grid.file.clone(), sheet: None, row: row.number },
    }
}

/// Writes a new project.
fn create(dir: &Path, import: &Import, items: &Items, units: &[Unit], meta: &str) -> Result<Merged, ImportError> {
    let method = method(items);
    if let (None, findings) = parse_method(&method, "method.toml") {
        let list: Vec<String> = findings.iter().map(ToString::to_string).collect();
        return Err(ImportError::file(meta, &format!("a construction that makes no method ({})", list.join("; ")), "a COINr iMeta"));
    }
    let mut files = vec![
        (dir.join("assessment.toml"), assessment(items).into_bytes()),
        (dir.join("method.toml"), method.into_bytes()),
        (dir.join("evidence/coinr.csv"), import.to_csv().into_bytes()),
        (dir.join("territories.csv"), territories(items, units).to_csv().into_bytes()),
    ];
    let mut merged = Merged { notes: items.notes.clone(), ..Merged::default() };
    for (name, table, added) in [import.sources_table(dir, "sources.csv")?, import.indicators_table(dir)?] {
        if added > 0 {
            files.push((dir.join(&name), table.to_csv().into_bytes()));
            merged.added.insert(name, added);
        }
    }
    for (path, _) in &files {
        if path.exists() {
            let expected = "a folder without files of a project, or one with assessment.toml";
            return Err(ImportError::file(&path.display().to_string(), "a file that would be overwritten", expected));
        }
    }
    write_all(&files)?;
    merged.added.insert("territories.csv".to_owned(), units.len());
    merged.evidence.push(MergedFile {
        path: "evidence/coinr.csv".to_owned(),
        rows: import.rows.len(),
        imported: import.rows.len(),
        replaced: 0,
    });
    Ok(merged)
}

fn territories(items: &Items, units: &[Unit]) -> Table {
    let mut head = vec!["code", "name"];
    head.extend(items.of(Type::Group).map(|g| g.code.as_str()));
    let mut table = Table::new(&head);
    table.rows = units
        .iter()
        .map(|(code, name, groups)| {
            let mut row = vec![code.clone(), name.clone()];
            row.extend(groups.iter().cloned());
            row
        })
        .collect();
    table
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// A number as TOML writes a float.
fn float(x: f64) -> String {
    let text = ideal_model::shortest(x);
    if text.contains('.') { text } else { format!("{text}.0") }
}

fn title(items: &Items) -> &str {
    items.of(Type::Aggregate).find(|i| i.parent.is_none()).map_or("", |i| &i.name)
}

fn assessment(items: &Items) -> String {
    format!(
        "# An assessment: what is assessed, with which method, from which evidence.\n\
         id = \"coinr\"\n\
         title.en = {title}\n\
         title.es = {title}\n\
         editions = [\"*\"]                  # every year with evidence; the last is the one assessed\n\
         territories = [\"*\"]               # every unit of iData\n\
         method = \"method.toml\"\n\
         evidence = [\"evidence/*.csv\"]\n\
         sources = \"sources.csv\"\n\
         handling = \"TLP:CLEAR\"\n\
         seed = 1\n\
         draws = 10000                     # Monte Carlo draws; 0 for none\n\
         languages = [\"en\", \"es\"]\n",
        title = quoted(title(items))
    )
}

fn method(items: &Items) -> String {
    let mut out = String::from(
        "# Made from COINr's iMeta: nodes and indicators under their iCodes, weights and directions as stated there.\n\
         id = \"coinr\"\n\
         version = \"1\"\n\
         owner = \"the owner of the COINr tables\"\n\
         unit = \"territory\"\n\
         scale = [0, 100]\n\
         decimals = 2\n\
         rounding = \"half-up\"\n\n\
         # The construction, in the Handbook's order. Steps that are commented out are not done.\n\
         [steps]\n\
         denominate = true\n\
         # impute = { method = \"mean\" }                     # group = \"COLUMN\": within a column of territories.csv\n\
         # screen = { by = \"available\", threshold = 0.9 }\n\
         # treat = { winsorise = 5, skewness = 2.0, kurtosis = 3.5, then = \"log_ct\" }\n\
         normalise = { method = \"minmax\", range = [0, 100] }\n",
    );
    let mut nodes: Vec<&Item> = items.of(Type::Aggregate).collect();
    nodes.sort_by_key(|n| std::cmp::Reverse(n.level));
    out.push_str("\n# COINr takes the mean of whatever is there (no coverage asked for) and raises nothing to a floor.\n");
    for node in nodes {
        out.push_str(&format!("[node.{}]\nname.en = {}\n", quoted(&node.code), quoted(&node.name)));
        if let Some(parent) = &node.parent {
            out.push_str(&format!("parent = {}\nweight = {}\n", quoted(parent), float(node.weight)));
        }
        out.push_str("aggregate = \"arithmetic\"\nmin_coverage = 0.0\nfloor = 0.0\n\n");
    }
    for item in items.of(Type::Indicator) {
        let direction = if item.down { "down" } else { "up" };
        out.push_str(&format!("[indicator.{}]\nname.en = {}\n", quoted(&item.code), quoted(&item.name)));
        if let Some(parent) = &item.parent {
            out.push_str(&format!("parent = {}\nweight = {}\n", quoted(parent), float(item.weight)));
        }
        out.push_str(&format!("kind = \"context\"\nunit = {}\ndirection = \"{direction}\"\n", quoted(&item.unit)));
        if let Some(d) = &item.denominator {
            out.push_str(&format!("per = {{ indicator = {}, factor = 1.0 }}\n", quoted(d)));
        }
        out.push_str("max_age = 0\n\n");
    }
    let used: BTreeSet<&str> = items.list.iter().filter_map(|i| i.denominator.as_deref()).collect();
    for item in items.of(Type::Denominator).filter(|i| used.contains(i.code.as_str())) {
        out.push_str(&format!("# A denominator: no parent, named by `per`.\n[indicator.{}]\n", quoted(&item.code)));
        out.push_str(&format!("name.en = {}\nkind = \"context\"\nunit = {}\nmax_age = 0\n\n", quoted(&item.name), quoted(&item.unit)));
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use tempfile::tempdir;

    use super::*;
    use crate::publisher::real::text as write;

    const META_CSV: &str = "Level,iCode,iName,Direction,Weight,Unit,Denominator,Parent,Type
1,A,First,1,1,kg,Pop,Top,Indicator
1,B,\"Second, \"\"quoted\"\"\",-1,0.5,%,NA,Top,Indicator
2,Top,The index,1,1,Score,NA,NA,Aggregate
NA,G,Group,NA,NA,NA,NA,NA,Group
NA,Pop,People,NA,NA,Thousands,NA,NA,Denominator
NA,Spare,Area,NA,NA,km2,NA,NA,Denominator
";
    const DATA_CSV: &str = "uCode,uName,Time,G,A,B,Pop,Spare
x1,One,2018,east,10,NA,2,5
x2,Two,2018,west,30.5,4,3,5
";

    fn import_into(dir: &Path, data: &str, meta: &str) -> Result<(Import, Merged), ImportError> {
        let files = [write(dir, "iData.csv", data), write(dir, "iMeta.csv", meta)];
        import_coinr(&files, &dir.join("project"))
    }

    #[test]
    fn two_tables_become_a_project() {
        let dir = tempdir().unwrap();
        let (import, merged) = import_into(dir.path(), DATA_CSV, META_CSV).unwrap();
        assert_eq!((import.rows.len(), import.summaries[0].read, import.summaries[0].used), (8, 8, 7));
        assert_eq!(merged.added.get("territories.csv"), Some(&2));
        let read = |f: &str| std::fs::read_to_string(dir.path().join("project").join(f)).unwrap();
        assert_eq!(read("territories.csv"), "code,name,G\nx1,One,east\nx2,Two,west\n");
        assert!(read("indicators.csv").contains("Spare"));
        assert!(read("evidence/coinr.csv").contains("x1,*,B,2018,,%,,coinr,,,,\n"));
        let (method, findings) = parse_method(&read("method.toml"), "method.toml");
        let method = method.unwrap_or_else(|| panic!("{findings:?}"));
        assert_eq!(method.indicators.len(), 3);
        assert_eq!(method.nodes[method.root].id, "Top");
        assert!(method.nodes.iter().all(|n| n.min_coverage == 0.0 && n.floor == Some(0.0)));

        // A second call finds the project and leaves its method alone.
        let (_, again) = import_into(dir.path(), &DATA_CSV.replace("30.5", "31"), META_CSV).unwrap();
        assert!(again.notes.iter().any(|n| n.contains("left as it is")));
        assert!(read("evidence/coinr.csv").contains("x2,*,A,2018,31,"));
        assert_eq!(again.evidence[0].replaced, 8);
    }

    #[test]
    fn tables_that_are_not_coinrs_are_refused() {
        for (data, meta, says) in [
            (DATA_CSV.to_owned(), META_CSV.replace(",Top,Indicator", ",Tap,Indicator"), "`Tap`"),
            (DATA_CSV.to_owned(), META_CSV.replace("1,A,First,1,", "1,A,First,2,"), "1 or -1"),
            (DATA_CSV.to_owned(), META_CSV.replace(",0.5,", ",-0.5,"), "0 or more"),
            (DATA_CSV.to_owned(), META_CSV.replace("1,B,", "1,A,"), "each iCode once"),
            (DATA_CSV.to_owned(), META_CSV.replace(",Pop,Top", ",Pap,Top"), "Denominator"),
            (DATA_CSV.to_owned(), META_CSV.replace("Type\n", "Kind\n"), "`Type`"),
            (DATA_CSV.replace("30.5", "many"), META_CSV.to_owned(), "`many`"),
            (DATA_CSV.replace("x2", "x1"), META_CSV.to_owned(), "once"),
            (DATA_CSV.replace(",2018,west", ",18,west"), META_CSV.to_owned(), "1900 to 2100"),
            (DATA_CSV.replace("Time", "Year"), META_CSV.to_owned(), "`Time`"),
            (DATA_CSV.replace(",Spare", ",Extra"), META_CSV.to_owned(), "`Extra`"),
            (META_CSV.to_owned(), META_CSV.to_owned(), "iData.csv and iMeta.csv"),
        ] {
            let dir = tempdir().unwrap();
            let error = import_into(dir.path(), &data, &meta).unwrap_err().to_string();
            assert!(error.contains(says), "{error}\nlacks {says}");
            assert!(!dir.path().join("project").exists(), "{says}: something was written");
        }
    }

    #[test]
    fn the_example_of_coinr() {
        let Some(reference) = std::env::var_os("IDEAL_REFERENCE_DATA") else {
            eprintln!("SKIPPED: IDEAL_REFERENCE_DATA is not set, so COINr's example is not imported");
            return;
        };
        let asem = Path::new(&reference).join("coinr/asem");
        let dir = tempdir().unwrap();
        let (import, _) = import_coinr(&[asem.join("iMeta.csv"), asem.join("iData.csv")], dir.path()).unwrap();
        // 51 units, 49 indicators and 4 denominators.
        assert_eq!(import.rows.len(), 51 * 53);
        assert_eq!(import.summaries[0].read, import.summaries[0].used + import.summaries[0].left_out.values().sum::<u64>());
        let raw = std::fs::read_to_string(asem.join("01_raw.csv")).unwrap();
        let (head, rows) = raw.split_once('\n').unwrap();
        let head: Vec<&str> = head.split(',').collect();
        let mut compared = 0;
        for line in rows.lines() {
            let cells: Vec<&str> = line.split(',').collect();
            for (code, want) in head.iter().zip(&cells).skip(1) {
                let row = import.rows.iter().find(|r| r.territory == cells[0] && r.indicator == *code).unwrap();
                match row.value {
                    TidyValue::Number(n) => assert_eq!(n, want.parse::<f64>().unwrap(), "{} {code}", cells[0]),
                    other => assert!(*want == "NA" && other == TidyValue::Missing, "{} {code}", cells[0]),
                }
                compared += 1;
            }
        }
        assert_eq!(compared, 51 * 49);
    }
}
