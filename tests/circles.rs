//! No circle of files inside a crate: each knows only what comes before it.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use syn::visit::{self, Visit};

/// A module by its names, from the root of its crate.
type Module = Vec<String>;

/// A file of a crate.
struct Source {
    /// Its syntax, without what is only there in tests.
    syntax: syn::File,
    /// Paths it names, as modules see them: resolved to `crate`.
    named: BTreeSet<Module>,
    /// Names it hands on (`pub use`), each with the path of what it is.
    hands_on: BTreeMap<String, Module>,
}

#[test]
fn no_crate_has_a_circle_of_files() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("crates");
    let library = |name: &str| (name.to_owned(), crates.join(name).join("src/lib.rs"));
    let mut roots: Vec<(String, PathBuf)> =
        ["model", "composite", "evidence", "engine", "report", "collect", "publish", "ideal"]
            .map(library)
            .to_vec();
    roots.push(("cli".to_owned(), crates.join("cli/main.rs")));
    let (mut files, mut found) = (0, Vec::new());
    for (name, root) in roots {
        let mut sources = BTreeMap::new();
        read(&root, &mut Vec::new(), &mut sources);
        files += sources.len();
        found.extend(circles(&sources).into_iter().map(|circle| format!("in `{name}`: {circle}")));
    }
    assert!(files > 250, "{files} files");
    assert!(found.is_empty(), "circles of files\n{}", found.join("\n"));
}

/// Reads a file and those of its modules.
fn read(file: &Path, module: &mut Module, out: &mut BTreeMap<Module, Source>) {
    let text = std::fs::read_to_string(file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    let mut syntax = syn::parse_file(&text).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    syntax.items.retain(|item| !only_in_tests(attributes(item)));
    let modules: Vec<String> = syntax
        .items
        .iter()
        .filter_map(|item| match item {
            syn::Item::Mod(m) if m.content.is_none() => Some(m.ident.to_string()),
            _ => None,
        })
        .collect();
    for child in &modules {
        let path = place_of(file, child);
        module.push(child.clone());
        read(&path, module, out);
        module.pop();
    }
    let mut names = Names { module: module.clone(), modules, named: BTreeSet::new() };
    names.visit_file(&syntax);
    let mut hands_on = BTreeMap::new();
    for item in &syntax.items {
        if let syn::Item::Use(u) = item
            && !matches!(u.vis, syn::Visibility::Inherited)
        {
            let mut paths = Vec::new();
            spread(&u.tree, &mut Vec::new(), &mut paths);
            for (path, name) in paths {
                if let Some(path) = names.resolved(&path) {
                    hands_on.insert(name, path);
                }
            }
        }
    }
    out.insert(module.clone(), Source { syntax, named: names.named, hands_on });
}

fn place_of(file: &Path, child: &str) -> PathBuf {
    let dir = file.parent().unwrap();
    let stem = file.file_stem().unwrap().to_str().unwrap();
    let dir = if matches!(stem, "lib" | "main" | "mod") { dir.to_owned() } else { dir.join(stem) };
    let flat = dir.join(format!("{child}.rs"));
    if flat.is_file() { flat } else { dir.join(child).join("mod.rs") }
}

fn attributes(item: &syn::Item) -> &[syn::Attribute] {
    match item {
        syn::Item::Mod(i) => &i.attrs,
        syn::Item::Fn(i) => &i.attrs,
        syn::Item::Use(i) => &i.attrs,
        syn::Item::Impl(i) => &i.attrs,
        _ => &[],
    }
}

fn only_in_tests(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|a| {
        a.path().is_ident("cfg")
            && a.meta.require_list().is_ok_and(|l| l.tokens.to_string().starts_with("test"))
    })
}

/// Collects the paths that a file names.
struct Names {
    module: Module,
    /// Its own modules: a path may begin with one of them.
    modules: Vec<String>,
    named: BTreeSet<Module>,
}

impl Names {
    /// A path from the root of the crate; none where it leads out of it.
    fn resolved(&self, path: &[String]) -> Option<Module> {
        let (first, rest) = path.split_first()?;
        let mut at = match first.as_str() {
            "crate" => Vec::new(),
            "self" => self.module.clone(),
            "super" => self.module[..self.module.len() - 1].to_vec(),
            own if self.modules.iter().any(|m| m == own) => {
                let mut at = self.module.clone();
                at.push(own.to_owned());
                at
            }
            _ => return None,
        };
        for name in rest {
            if name == "super" {
                at.pop();
            } else {
                at.push(name.clone());
            }
        }
        Some(at)
    }

    fn take(&mut self, path: &[String]) {
        self.named.extend(self.resolved(path));
    }
}

impl<'ast> Visit<'ast> for Names {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        // What is handed on is a table of contents: whoever takes it from there has the arrow.
        if matches!(item.vis, syn::Visibility::Inherited) {
            let mut paths = Vec::new();
            spread(&item.tree, &mut Vec::new(), &mut paths);
            for (path, _) in paths {
                self.take(&path);
            }
        }
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if !only_in_tests(&item.attrs) {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names: Vec<String> = path.segments.iter().map(|s| s.ident.to_string()).collect();
        if names.len() > 1 {
            self.take(&names);
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, m: &'ast syn::Macro) {
        let mut names: Vec<String> = Vec::new();
        for word in m.tokens.to_string().split_whitespace() {
            if word == "::" {
                continue;
            }
            let is_name = |w: &str| w.chars().all(|c| c.is_alphanumeric() || c == '_');
            let begins = names.is_empty() && matches!(word, "crate" | "super");
            if begins || !names.is_empty() && is_name(word) {
                names.push(word.to_owned());
            } else {
                self.take(&names);
                names.clear();
            }
        }
        visit::visit_macro(self, m);
    }
}

/// The paths of a `use`, each with the name it has afterwards.
fn spread(tree: &syn::UseTree, before: &mut Vec<String>, out: &mut Vec<(Vec<String>, String)>) {
    match tree {
        syn::UseTree::Path(p) => {
            before.push(p.ident.to_string());
            spread(&p.tree, before, out);
            before.pop();
        }
        syn::UseTree::Name(n) if n.ident == "self" => {
            out.push((before.clone(), before.last().cloned().unwrap_or_default()));
        }
        syn::UseTree::Name(n) => {
            let path = [before.as_slice(), &[n.ident.to_string()]].concat();
            out.push((path, n.ident.to_string()));
        }
        syn::UseTree::Rename(r) => {
            let path = [before.as_slice(), &[r.ident.to_string()]].concat();
            out.push((path, r.rename.to_string()));
        }
        syn::UseTree::Glob(_) => out.push((before.clone(), "*".to_owned())),
        syn::UseTree::Group(g) => g.items.iter().for_each(|t| spread(t, before, out)),
    }
}

/// The file in which what a path names is written.
fn file_of<'s>(
    path: &[String],
    sources: &'s BTreeMap<Module, Source>,
    hops: usize,
) -> Option<&'s Module> {
    assert!(hops < 20, "{path:?} is handed on in a circle");
    let longest = (0..=path.len()).rev().find_map(|n| sources.get_key_value(&path[..n]))?;
    let (module, source) = longest;
    let Some(name) = path.get(module.len()) else { return Some(module) };
    if let Some(further) = source.hands_on.get(name) {
        let rest = &path[module.len() + 1..];
        return file_of(&[further, rest].concat(), sources, hops + 1);
    }
    // Handed on as a whole.
    if !defines(&source.syntax, name)
        && let Some(all) = source.hands_on.get("*")
    {
        return file_of(&[all.as_slice(), &path[module.len()..]].concat(), sources, hops + 1);
    }
    Some(module)
}

fn defines(file: &syn::File, name: &str) -> bool {
    file.items.iter().any(|item| match item {
        syn::Item::Fn(i) => i.sig.ident == name,
        syn::Item::Struct(i) => i.ident == name,
        syn::Item::Enum(i) => i.ident == name,
        syn::Item::Const(i) => i.ident == name,
        syn::Item::Static(i) => i.ident == name,
        syn::Item::Type(i) => i.ident == name,
        syn::Item::Trait(i) => i.ident == name,
        syn::Item::Macro(i) => i.ident.as_ref().is_some_and(|i| i == name),
        _ => false,
    })
}

/// Groups of files each of which reaches all others of it, with the arrows among them.
fn circles(sources: &BTreeMap<Module, Source>) -> Vec<String> {
    let arrows: BTreeMap<&Module, BTreeSet<&Module>> = sources
        .iter()
        .map(|(module, source)| {
            let to = source.named.iter().filter_map(|path| file_of(path, sources, 0));
            // The front file of a folder is known to its parts, as what they share stands in it.
            (module, to.filter(|to| !module.starts_with(to)).collect())
        })
        .collect();
    let reached: BTreeMap<&Module, BTreeSet<&Module>> =
        arrows.keys().map(|from| (*from, all_from(from, &arrows))).collect();
    let mut out = Vec::new();
    for (from, all) in reached.iter().filter(|(from, all)| all.contains(*from)) {
        let circle: BTreeSet<&Module> =
            all.iter().copied().filter(|to| reached[to].contains(from)).collect();
        let mut said = String::new();
        for at in &circle {
            let to: Vec<String> =
                arrows[at].intersection(&circle).map(|to| to.join("::")).collect();
            said.push_str(&format!("\n    {} -> {}", at.join("::"), to.join(", ")));
        }
        if !out.contains(&said) {
            out.push(said);
        }
    }
    out
}

/// All that a file reaches.
fn all_from<'m>(
    from: &'m Module,
    arrows: &BTreeMap<&'m Module, BTreeSet<&'m Module>>,
) -> BTreeSet<&'m Module> {
    let mut seen = BTreeSet::new();
    let mut open: Vec<&Module> = arrows[from].iter().copied().collect();
    while let Some(at) = open.pop() {
        if seen.insert(at) {
            open.extend(&arrows[at]);
        }
    }
    seen
}
