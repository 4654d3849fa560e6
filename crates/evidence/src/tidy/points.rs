//! Points that could stand between thousands: `2.939`, `1.018`, `41.069`. In tidy evidence a point
//! is decimal, and where every number of an indicator in a file has three digits behind it, that is
//! said.

use ideal_model::Finding;

use crate::findings::FileFindings;
use crate::numeral::shape;

/// The numbers of each indicator of a file, by the indicator's index.
#[derive(Debug, Default)]
pub(super) struct Points {
    of: Vec<Option<Seen>>,
}

#[derive(Debug)]
struct Seen {
    code: String,
    text: String,
    line: u64,
    count: u64,
    /// Whether a number was met that has no three digits behind its point.
    plain: bool,
}

impl Points {
    /// Looks at the text of a value.
    pub(super) fn see(&mut self, index: u32, code: &str, text: &str, line: u64) {
        if !text.contains('.') {
            return;
        }
        let index = index as usize;
        if self.of.len() <= index {
            self.of.resize_with(index + 1, || None);
        }
        let Some(slot) = self.of.get_mut(index) else { return };
        match slot {
            Some(seen) if seen.plain => {}
            Some(seen) => {
                seen.plain = !shape(text);
                seen.count += 1;
            }
            None => {
                *slot = Some(Seen {
                    code: code.to_owned(),
                    text: text.to_owned(),
                    line,
                    count: 1,
                    plain: !shape(text),
                })
            }
        }
    }

    /// Closes a file.
    pub(super) fn close(&mut self, findings: &mut FileFindings) {
        for seen in
            std::mem::take(&mut self.of).into_iter().flatten().filter(|s| !s.plain && s.count >= 3)
        {
            let message = format!(
                "every number of `{}` with a point in it has three digits behind it (`{}`), and is \
                 read as a decimal",
                seen.code, seen.text
            );
            let mut f = Finding::note("three-decimals", message).at_line(seen.line).hint(
                "if the point stands between thousands, declare it in assessment.toml: evidence = \
                 [{ path = \"FILE\", thousands = \".\" }]; if not, decimal = \".\" says so",
            );
            f.count = seen.count;
            findings.push(f);
        }
    }
}
