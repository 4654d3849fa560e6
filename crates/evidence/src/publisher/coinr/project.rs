//! The project that is made of the two tables.

use std::collections::BTreeSet;
use std::path::Path;

use ideal_model::parse_method;

use super::data::Unit;
use super::meta::{Item, Items, Type};
use crate::changes::change;
use crate::files::Files as _;
use crate::folder::Folder;
use crate::publisher::error::ImportError;
use crate::publisher::output::{Merged, MergedFile};
use crate::publisher::row::Import;
use crate::publisher::table::Table;

/// Writes a new project.
pub(super) fn create(
    dir: &Path,
    import: &Import,
    items: &Items,
    units: &[Unit],
    meta: &str,
) -> Result<Merged, ImportError> {
    let method = method(items);
    if let (None, findings) = parse_method(&method, "method.toml") {
        let list: Vec<String> = findings.iter().map(ToString::to_string).collect();
        return Err(ImportError::file(
            meta,
            &format!("a construction that makes no method ({})", list.join("; ")),
            "a COINr iMeta",
        ));
    }
    let mut files = vec![
        ("method.toml".to_owned(), method.into_bytes()),
        ("territories.csv".to_owned(), territories(items, units).to_csv().into_bytes()),
    ];
    let mut merged = Merged { notes: items.notes.clone(), ..Merged::default() };
    for (name, table, added) in
        [import.sources_table(dir, "sources.csv")?, import.indicators_table(dir)?]
    {
        if added > 0 {
            files.push((name.clone(), table.to_csv().into_bytes()));
            merged.added.insert(name, added);
        }
    }
    files.push(("evidence/coinr.csv".to_owned(), import.to_csv().into_bytes()));
    files.push(("assessment.toml".to_owned(), assessment(items).into_bytes()));
    let project = Folder::new(dir);
    for (path, bytes) in &files {
        if project.is_folder(path).is_some() && project.read(path).ok().as_ref() != Some(bytes) {
            let expected = "a folder without files of a project, or one with assessment.toml";
            return Err(ImportError::file(
                &dir.join(path).display().to_string(),
                "a file that would be overwritten",
                expected,
            ));
        }
    }
    change(dir, &files)?;
    merged.added.insert("territories.csv".to_owned(), units.len());
    merged.evidence.push(MergedFile {
        path: "evidence/coinr.csv".to_owned(),
        rows: import.rows.len(),
        imported: import.rows.len(),
        new: import.rows.len(),
        ..MergedFile::default()
    });
    Ok(merged)
}

fn territories(items: &Items, units: &[Unit]) -> Table {
    let mut head = vec!["code", "name"];
    head.extend(items.of(Type::Group).map(|g| g.code.as_str()));
    let mut table = Table::new(&head);
    for unit in units {
        let mut row = vec![unit.code.clone(), unit.name.clone()];
        row.extend(unit.groups.iter().cloned());
        table.push(row);
    }
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

/// A comment on a code that is not COINr's.
fn renamed(item: &Item) -> String {
    // A code may hold a line break, which would end the comment.
    let plain = item.original.replace(char::is_control, " ");
    if item.code == item.original {
        String::new()
    } else {
        format!("# iCode in COINr's tables: {plain}\n")
    }
}

fn title(items: &Items) -> &str {
    items.of(Type::Aggregate).find(|i| i.parent.is_none()).map_or("", |i| &i.name)
}

fn assessment(items: &Items) -> String {
    format!(
        "# An assessment: what is assessed, with which method, from which evidence.\nid = \
         \"coinr\"\ntitle.en = {title}\ntitle.es = {title}\neditions = [\"*\"]                  \
         # every year with evidence; the last is the one assessed\nterritories = \
         [\"*\"]               # every unit of iData\nmethod = \"method.toml\"\nevidence = \
         [\"evidence/*.csv\"]\nsources = \"sources.csv\"\nhandling = \"TLP:CLEAR\"\nseed = 1\n\
         draws = 10000                     # Monte Carlo draws; 0 for none\nlanguages = \
         [\"en\", \"es\"]\n",
        title = quoted(title(items))
    )
}

fn method(items: &Items) -> String {
    let mut out = String::from(
        "# Made from COINr's iMeta: nodes and indicators under their iCodes, weights and \
         directions as stated there.\nid = \"coinr\"\nversion = \"1\"\nowner = \"the owner of \
         the COINr tables\"\nunit = \"territory\"\nscale = [0, SCALE]\ndecimals = 2\nrounding = \
         \"half-up\"\n\n# The construction, in the Handbook's order. Steps that are commented \
         out are not done.\n[steps]\ndenominate = true\n# impute = { method = \"mean\" \
         }                     # group = \"COLUMN\": within a column of territories.csv;\n\
         #                                                  by = \"row\", among = \"siblings\": \
         from the unit's other indicators;\n#                                                  \
         latest, constant, linear, linear-constant: along time (impute_panel)\n# screen = { by \
         = \"available\", threshold = 0.9 }\n# treat = { winsorise = 5, skewness = 2.0, \
         kurtosis = 3.5, then = \"log_ct\" }\n\
         #                                                  then: log_ct_orig, log_ct_plus, \
         log_gii, { boxcox = 0.5 } as well\nnormalise = { method = \"minmax\", range = [0, \
         SCALE] }     # over = \"all-editions\": all years together (global = TRUE)\n",
    )
    .replace("SCALE", &ideal_model::shortest(items.scale));
    let mut nodes: Vec<&Item> = items.of(Type::Aggregate).collect();
    nodes.sort_by_key(|n| std::cmp::Reverse(n.level));
    out.push_str(
        "\n# COINr takes the mean of whatever is there (no coverage asked for) and raises \
                  nothing to a floor.\n",
    );
    for node in nodes {
        out.push_str(&format!(
            "{}[node.{}]\nname.en = {}\n",
            renamed(node),
            quoted(&node.code),
            quoted(&node.name)
        ));
        if let Some(parent) = &node.parent {
            out.push_str(&format!(
                "parent = {}\nweight = {}\n",
                quoted(parent),
                float(node.weight)
            ));
        }
        out.push_str("aggregate = \"arithmetic\"\nmin_coverage = 0.0\nfloor = 0.0\n\n");
    }
    for item in items.of(Type::Indicator) {
        let direction = if item.down { "down" } else { "up" };
        out.push_str(&format!(
            "{}[indicator.{}]\nname.en = {}\n",
            renamed(item),
            quoted(&item.code),
            quoted(&item.name)
        ));
        if let Some(parent) = &item.parent {
            out.push_str(&format!(
                "parent = {}\nweight = {}\n",
                quoted(parent),
                float(item.weight)
            ));
        }
        out.push_str(&format!(
            "kind = \"context\"\nunit = {}\ndirection = \"{direction}\"\n",
            quoted(&item.unit)
        ));
        if let Some(posts) = item.posts {
            out.push_str(&format!(
                "goalposts = [{}, {}]\nnormalise = \"goalposts\"\n",
                float(posts.low),
                float(posts.high)
            ));
        }
        if let Some(d) = &item.denominator {
            out.push_str(&format!("per = {{ indicator = {}, factor = 1.0 }}\n", quoted(d)));
        }
        out.push_str("max_age = 0\n\n");
    }
    let used: BTreeSet<&str> = items.list.iter().filter_map(|i| i.denominator.as_deref()).collect();
    for item in
        items.list.iter().filter(|i| i.kind != Type::Indicator && used.contains(i.code.as_str()))
    {
        out.push_str(&format!(
            "{}# A denominator: no parent, named by `per`.\n[indicator.{}]\n",
            renamed(item),
            quoted(&item.code)
        ));
        out.push_str(&format!(
            "name.en = {}\nkind = \"context\"\nunit = {}\nmax_age = 0\n\n",
            quoted(&item.name),
            quoted(&item.unit)
        ));
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}
