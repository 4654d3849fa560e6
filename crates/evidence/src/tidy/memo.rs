//! Texts that come again and again in a column.

use std::collections::HashMap;

/// A small index for each text of a column, resolved once.
#[derive(Debug)]
pub(super) struct Memo<T> {
    all: HashMap<String, T>,
    last: Option<(String, T)>,
}

impl<T: Copy> Memo<T> {
    /// Nothing remembered yet.
    pub(super) fn new() -> Self {
        Memo { all: HashMap::new(), last: None }
    }

    /// The index of a text; `resolve` is asked once for each.
    pub(super) fn get(&mut self, text: &str, resolve: impl FnOnce() -> T) -> T {
        if let Some((t, v)) = &self.last
            && t == text
        {
            return *v;
        }
        let value = match self.all.get(text) {
            Some(v) => *v,
            None => {
                let v = resolve();
                self.all.insert(text.to_owned(), v);
                v
            }
        };
        match &mut self.last {
            Some((t, v)) => {
                t.clear();
                t.push_str(text);
                *v = value;
            }
            None => self.last = Some((text.to_owned(), value)),
        }
        value
    }
}
