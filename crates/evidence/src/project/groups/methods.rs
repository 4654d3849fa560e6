//! The methods that score groups: those that ship, and a project's own in `group_methods`.

use ideal_model::{Finding, GroupMethod, read_group_method};

use crate::project::Load;

impl Load<'_> {
    /// The paths of the project's own methods, in alphabetical order.
    pub(super) fn own_group_methods(&self) -> Vec<String> {
        let files = self.project.list(GroupMethod::FOLDER).unwrap_or_default();
        let own = files.into_iter().filter(|f| !f.folder && f.name.ends_with(".toml"));
        own.map(|f| format!("{}/{}", GroupMethod::FOLDER, f.name)).collect()
    }

    /// The methods that can score the project's groups, in the order of their ids.
    pub(super) fn group_methods(&mut self) -> Vec<GroupMethod> {
        let mut all = match GroupMethod::shipped() {
            Ok(shipped) => shipped,
            Err(findings) => {
                self.findings.extend(findings);
                Vec::new()
            }
        };
        for path in self.own_group_methods() {
            let Some(text) = self.toml(&path) else { continue };
            let (method, findings) = read_group_method(&text, &path);
            self.findings.absorb(findings);
            let Some(method) = method else { continue };
            let stem = path.rsplit('/').next().and_then(|name| name.strip_suffix(".toml"));
            if stem != Some(method.id.as_str()) {
                let message = format!("the id is `{}`, and the file has another name", method.id);
                let hint = format!("call the file {}.toml, or the id as the file", method.id);
                let f = Finding::error("method-name", message).in_file(&path).at(1, 1);
                self.findings.push(f.hint(hint));
            } else if all.iter().any(|m| m.id == method.id) {
                let message = format!("a method that ships is called `{}`", method.id);
                let f = Finding::error("method-twice", message).in_file(&path).at(1, 1);
                self.findings.push(f.hint("give it an id, and the file a name, of its own"));
            } else {
                all.push(method);
            }
        }
        all.sort_by(|a, b| a.id.cmp(&b.id));
        all
    }
}
