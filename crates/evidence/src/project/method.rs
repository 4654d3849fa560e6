//! The method of a project: a file of it, or one that ships.

use ideal_model::document::{Position, Reader};
use ideal_model::{Finding, Method, did_you_mean, read_method};

use super::settings::{FILE, Settings};
use super::{Load, sha256};
use crate::tidy::MethodCodes;

/// The file of the method, read.
pub(super) struct MethodFile {
    pub(super) method: Option<Method>,
    text: String,
    pub(super) file: String,
    pub(super) sha256: String,
}

impl MethodFile {
    /// A method that was built in code; `sha256` stands for the hash of its file.
    pub(super) fn of(method: Method, sha256: String) -> Self {
        let file = method.id.clone();
        MethodFile { method: Some(method), text: String::new(), file, sha256 }
    }

    /// The codes that it names, also where it has mistakes.
    pub(super) fn codes(&self) -> MethodCodes {
        self.method.as_ref().map_or_else(
            || MethodCodes::of_broken(&self.text, &self.file),
            |m| MethodCodes::of(m, &self.file),
        )
    }

    /// Whether a method with mistakes in it speaks of crime areas, as far as it can be read.
    pub(super) fn is_by_area(&self) -> bool {
        let mut reader = Reader::new("");
        let Some(mut top) = reader.parse(&self.text) else { return false };
        reader.text(&mut top, "unit").is_none_or(|(unit, _)| unit == "territory-area")
            && reader.findings.is_empty()
    }
}

impl Load<'_> {
    /// The method, from a file of the project or from those that ship.
    pub(super) fn method(
        &mut self,
        settings: &Settings,
        shipped: &[(&str, &str)],
    ) -> Option<MethodFile> {
        if let Some(given) = self.method.take() {
            return Some(given);
        }
        let (name, at) = settings.method.as_ref()?;
        let is_file = name.contains('/') || name.to_lowercase().ends_with(".toml");
        let (text, file) = if is_file {
            let path = self.path_of(name, *at)?;
            if self.project.is_folder(&path).is_none() {
                self.findings.push(self.no_method(&path, *at));
                return None;
            }
            (self.toml(&path)?, path)
        } else if let Some((id, text)) = shipped.iter().find(|(id, _)| id == name) {
            ((*text).to_owned(), (*id).to_owned())
        } else {
            let mut f =
                Finding::error("unknown-method", format!("`{name}` is no method that ships"))
                    .in_file(FILE)
                    .at(at.line, at.column);
            f.hint = did_you_mean(name, shipped.iter().map(|(id, _)| *id)).or_else(|| {
                let ids: Vec<&str> = shipped.iter().map(|(id, _)| *id).collect();
                Some(format!(
                    "shipped are {}; a file is written with its ending, method.toml",
                    ids.join(", ")
                ))
            });
            self.findings.push(f);
            return None;
        };
        let (method, findings) = read_method(&text, &file);
        self.findings.absorb(findings);
        // The hash is that of the bytes on disk, so that anybody can check it with a tool of their
        // own.
        let sha256 =
            self.inputs.get(&file).map_or_else(|| sha256(text.as_bytes()), |i| i.sha256.clone());
        Some(MethodFile { method, text, file, sha256 })
    }

    /// What to say of a method whose file is not there.
    fn no_method(&self, path: &str, at: Position) -> Finding {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let there = self.project.list(folder).unwrap_or_default();
        let files: Vec<&str> = there
            .iter()
            .map(|e| e.name.as_str())
            .filter(|p| p.ends_with(".toml") && *p != FILE)
            .collect();
        let hint = did_you_mean(path, files.iter().copied()).unwrap_or_else(|| {
            format!(
                "name the method's file, or a method that ships; files of this kind here: {}",
                if files.is_empty() { "none".to_owned() } else { files.join(", ") }
            )
        });
        Finding::error(
            "missing-file",
            format!("`method` names the file `{path}`, and there is none"),
        )
        .in_file(FILE)
        .at(at.line, at.column)
        .hint(hint)
    }
}
