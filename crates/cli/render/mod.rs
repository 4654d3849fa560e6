//! How things look in a terminal.

mod findings;
mod groups;
mod table;
mod text;
mod tree;

use std::io::{self, IsTerminal, Write};

use ideal::Lang;
use ideal::model::is_hidden;

use crate::exit::Failure;

pub use findings::{findings, message};
pub use groups::{group, group_matrix, group_rows, groups};
pub use table::{cells, grid, grid_of_lists, ranking, shares};
use text::Printed;
pub use text::{Look, Text, toml};
pub use tree::{flat, tree};

/// Writes a result to stdout, for people: in colours on a terminal, unless NO_COLOR says otherwise.
pub fn print(text: &(impl Printed + ?Sized)) -> io::Result<()> {
    print_bytes(text.written(io::stdout().is_terminal() && coloured()).as_bytes())
}

/// Writes data to stdout, byte for byte.
pub fn print_bytes(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    if bytes.last() != Some(&b'\n') {
        out.write_all(b"\n")?;
    }
    out.flush()
}

/// Writes JSON to stdout. Signs that command a terminal or that nobody sees stand in it as JSON's
/// own escapes: they only occur within its texts, which mean the same.
pub fn print_json(value: &impl serde::Serialize) -> Result<(), Failure> {
    print_escaped(&serde_json::to_string_pretty(value).map_err(ideal::Error::from)?)
}

/// The same in one line.
pub fn print_json_line(value: &impl serde::Serialize) -> Result<(), Failure> {
    print_escaped(&serde_json::to_string(value).map_err(ideal::Error::from)?)
}

fn print_escaped(text: &str) -> Result<(), Failure> {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c != '\n' && is_hidden(c) {
            let mut units = [0; 2];
            c.encode_utf16(&mut units)
                .iter()
                .for_each(|unit| out.push_str(&format!("\\u{unit:04x}")));
        } else {
            out.push(c);
        }
    }
    Ok(print_bytes(out.as_bytes())?)
}

/// Writes a message to stderr. Where nobody can hear it, there is nobody to tell.
pub fn say(text: &(impl Printed + ?Sized)) {
    let mut err = io::stderr().lock();
    let text = text.written(err.is_terminal() && coloured());
    let _ = writeln!(err, "{text}");
}

fn coloured() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|v| !v.is_empty());
    !set("NO_COLOR") && std::env::var_os("TERM").is_none_or(|t| t != "dumb")
}

/// The word before what a score was made without, in the language that names are given in.
pub fn without(lang: Lang) -> &'static str {
    match lang {
        Lang::Es => "sin",
        Lang::En => "without",
        Lang::Pt => "sem",
    }
}

/// Why a score was made without something, in the same language.
pub fn absence(lang: Lang, evidence: bool) -> &'static str {
    match (lang, evidence) {
        (Lang::Es, true) => "hay evidencia, pero por debajo del mínimo",
        (Lang::Es, false) => "no hay evidencia",
        (Lang::En, true) => "evidence exists, but under the floor",
        (Lang::En, false) => "no evidence",
        (Lang::Pt, true) => "há evidência, mas abaixo do mínimo",
        (Lang::Pt, false) => "não há evidência",
    }
}

/// Cuts a text to `width` characters, with an ellipsis.
pub fn cut(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    let mut out: String = text.chars().take(width.saturating_sub(1)).collect();
    out.push('…');
    out
}
