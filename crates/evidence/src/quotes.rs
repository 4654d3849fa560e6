//! Quotation marks of a delimited text, as RFC 4180 has them: a quoted cell begins and ends with a
//! mark, and a mark inside it is doubled.
//!
//! Readers of CSV go on where marks do not pair, and then a cell swallows the rows up to the next
//! mark without a trace. Here that is found before anything is read.

/// What is wrong with the marks of a text. Lines count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unpaired {
    /// A mark opens in `line` and nothing closes it; `last` is the last line of the text.
    Open {
        /// Where it opens.
        line: u64,
        /// Where the text ends.
        last: u64,
    },
    /// A mark opens in `line`, and in line `at` text follows the mark that would close it.
    TextAfter {
        /// Where it opens.
        line: u64,
        /// Where text follows.
        at: u64,
    },
    /// A mark opens in `line` and closes in line `at`, and a line between them is a whole row.
    Swallows {
        /// Where it opens.
        line: u64,
        /// Where it closes.
        at: u64,
    },
    /// A single mark inside a cell that has none around it.
    Stray {
        /// The line.
        line: u64,
    },
}

impl Unpaired {
    /// The line of the row that is the first not to be trusted.
    pub(crate) fn line(self) -> u64 {
        match self {
            Unpaired::Open { line, .. }
            | Unpaired::TextAfter { line, .. }
            | Unpaired::Swallows { line, .. }
            | Unpaired::Stray { line } => line,
        }
    }

    /// In words, without the place.
    pub(crate) fn message(self) -> String {
        match self {
            Unpaired::Open { line, last } => {
                format!(
                    "a quotation mark that opens in line {line} is not closed before the file ends \
                     in line {last}"
                )
            }
            Unpaired::TextAfter { line, at } if line == at => {
                format!("text follows the quotation mark that closes a cell in line {line}")
            }
            Unpaired::TextAfter { line, at } => format!(
                "a quotation mark is not closed: it opens in line {line}, the next one stands in \
                 line {at} with text after it, and the rows between would be lost"
            ),
            Unpaired::Swallows { line, at } => format!(
                "a quotation mark that opens in line {line} closes in line {at}, and what stands \
                 between looks like whole rows, which would be lost"
            ),
            Unpaired::Stray { line } => {
                format!("a quotation mark stands alone inside a cell of line {line}")
            }
        }
    }

    /// What to do about it.
    pub(crate) fn cure(self) -> &'static str {
        match self {
            Unpaired::Open { .. } => {
                "close it where its cell ends; a mark that belongs to the text is doubled, and its \
                 cell stands in marks"
            }
            Unpaired::Swallows { .. } => {
                "close it where its cell ends; a mark that belongs to the text is doubled, and its \
                 cell stands in marks. If the cell has these lines, put blanks in the place of its \
                 line ends"
            }
            Unpaired::TextAfter { .. } | Unpaired::Stray { .. } => {
                "if the closing mark of a cell was lost, close it where the cell ends; a mark that \
                 belongs to the text is doubled, and its whole cell stands in marks: \"5\"\" pipe\""
            }
        }
    }
}

/// The first place where the marks of a text do not pair.
pub(crate) fn unpaired(text: &str, delimiter: u8) -> Option<Unpaired> {
    let bytes = text.as_bytes();
    if !bytes.contains(&b'"') {
        return None;
    }
    let mut scan = Scan { bytes, delimiter, at: 0, line: 1, width: None };
    let mut cells = 1;
    while scan.at < bytes.len() {
        let cell =
            if bytes.get(scan.at) == Some(&b'"') { scan.quoted(cells) } else { scan.unquoted() };
        if let Err(fault) = cell {
            return Some(fault);
        }
        match bytes.get(scan.at) {
            Some(b) if *b == delimiter => {
                cells += 1;
                scan.at += 1;
            }
            Some(_) => {
                scan.line_end();
                scan.width = Some(cells);
                cells = 1;
            }
            None => {}
        }
    }
    None
}

struct Scan<'t> {
    bytes: &'t [u8],
    delimiter: u8,
    at: usize,
    line: u64,
    /// Cells of the row before.
    width: Option<usize>,
}

impl Scan<'_> {
    fn ends_cell(&self, b: u8) -> bool {
        b == self.delimiter || b == b'\n' || b == b'\r'
    }

    fn line_end(&mut self) {
        let pair = self.bytes.get(self.at..self.at + 2) == Some(b"\r\n");
        self.at += if pair { 2 } else { 1 };
        self.line += 1;
    }

    fn unquoted(&mut self) -> Result<(), Unpaired> {
        let mut marks = 0;
        while let Some(&b) = self.bytes.get(self.at) {
            if self.ends_cell(b) {
                break;
            }
            marks += usize::from(b == b'"');
            self.at += 1;
        }
        if marks % 2 == 1 { Err(Unpaired::Stray { line: self.line }) } else { Ok(()) }
    }

    /// A cell in marks, the `cells`-th of its row.
    fn quoted(&mut self, cells: usize) -> Result<(), Unpaired> {
        let line = self.line;
        // Delimiters of the lines that the cell stands in: of the first, of those wholly within it,
        // of the last.
        let mut first = 0;
        let mut inner = Vec::new();
        let mut delimiters = 0;
        self.at += 1;
        loop {
            match self.bytes.get(self.at) {
                None => {
                    // The end of the last line begins no other.
                    let ended = self.bytes.last().is_some_and(|b| matches!(b, b'\n' | b'\r'));
                    return Err(Unpaired::Open {
                        line,
                        last: (self.line - u64::from(ended)).max(line),
                    });
                }
                Some(b'"') if self.bytes.get(self.at + 1) == Some(&b'"') => self.at += 2,
                Some(b'"') => {
                    self.at += 1;
                    break;
                }
                Some(b'\n' | b'\r') => {
                    if self.line > line {
                        inner.push(delimiters);
                    } else {
                        first = delimiters;
                    }
                    delimiters = 0;
                    self.line_end();
                }
                Some(&b) => {
                    delimiters += usize::from(b == self.delimiter);
                    self.at += 1;
                }
            }
        }
        if self.bytes.get(self.at).is_some_and(|b| !self.ends_cell(*b)) {
            return Err(Unpaired::TextAfter { line, at: self.line });
        }
        if self.line > line && self.swallows(cells + first, &inner, first, delimiters) {
            return Err(Unpaired::Swallows { line, at: self.line });
        }
        Ok(())
    }

    /// Whether what stands in a cell of several lines looks like rows. `begun` is how many cells
    /// there would be in its first line if the mark were none, `inner` are the delimiters of the
    /// lines wholly within it, and `first` and `last` those of its own in the two others.
    fn swallows(&self, begun: usize, inner: &[usize], first: usize, last: usize) -> bool {
        // Lines of a text rarely have just as many delimiters as rows have. The header, were there
        // no mark in it, would be as wide as its first line.
        let width = self.width.unwrap_or(begun);
        if width < 2 {
            return false;
        }
        let rest = self
            .bytes
            .get(self.at..)
            .unwrap_or_default()
            .iter()
            .take_while(|b| !matches!(b, b'\n' | b'\r'));
        let (mut marked, mut ended) = (false, last + 1);
        for b in rest {
            marked ^= *b == b'"';
            ended += usize::from(*b == self.delimiter && !marked);
        }
        // The last line alone says little: `"so\nthey say, at least",5` has by chance what a row
        // has. Where rows were swallowed it was one, and so was the first or one between the two.
        ended == width
            && (inner.iter().any(|delimiters| delimiters + 1 == width)
                || (begun == width && first + last > 0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<Unpaired> {
        unpaired(text, b',')
    }

    #[test]
    fn what_pairs_passes() {
        for text in [
            "a,b\n1,2\n",
            "a,b\n\"1\",\"x, y\"\n",
            "a,b\n1,\"two\nlines\"\n",
            "a,b\r\n1,\"say \"\"no\"\"\"\r\n",
            "a,b,c\n\"Lima, Peru\nCallao, Peru\",1,2\n",
            "a\n\"\"\n",
            "a,b\n1,the \"Chapo\" group\n",
            "a,b,c\n1,\"x, y\nz\",3\n",
            "\"head of\ntwo lines, here\",b,c\n1,2,3\n",
            "a,b,c,d\n1,\"so\nthey say, at least\",5,6\n",
            "a,b,c,d\n1,2,3,\"Calle 1, Lima\nuno, dos, tres, cuatro\nfin\"\n5,6,7,8\n",
            "a,b\n1,\"one\nhello, world\nend\"\n",
        ] {
            assert_eq!(of(text), None, "{text:?}");
        }
    }

    #[test]
    fn what_does_not_pair_is_found_with_both_lines() {
        for (text, want) in [
            ("a,b\n1,\"x\n2,y\n3,z\n", Unpaired::Open { line: 2, last: 4 }),
            ("a,b\n1,\"x\n2,\"y\"\n3,z\n", Unpaired::TextAfter { line: 2, at: 3 }),
            ("a,b,c\n1,2,\"x\n2,3,y\n3,4,z\"\n", Unpaired::Swallows { line: 2, at: 4 }),
            ("a,b,c\n1,2,\"x\n2,3,y\"\n", Unpaired::Swallows { line: 2, at: 3 }),
            ("a,b,\"c\n1,2,3\n4,5,6\"\n7,8,9\n", Unpaired::Swallows { line: 1, at: 3 }),
            ("a,\"b,c\n1,2\",3\n4,5,6\n", Unpaired::Swallows { line: 1, at: 2 }),
            ("a,b\n\"x,1\ny,2\nz\",3\nw,4\n", Unpaired::Swallows { line: 2, at: 4 }),
            ("code,name\nX1,\"a\nX2,b\"\n", Unpaired::Swallows { line: 2, at: 3 }),
            ("a,b,c\n\"x,1,2\ny\",3,4\nz,5,6\n", Unpaired::Swallows { line: 2, at: 3 }),
            (
                "a,b,c,d\n\"u, v\",\"x,1,2\nw,y\",3,4\nz,5,6,7\n",
                Unpaired::Swallows { line: 2, at: 3 },
            ),
            (
                "a,b,c,d\nx,\"1,2,3\nw,y\",3,\"4, 5\"\nz,5,6,7\n",
                Unpaired::Swallows { line: 2, at: 3 },
            ),
            ("a,b,c\n1,\"x\n2,y,3\n4,z\",5\n", Unpaired::Swallows { line: 2, at: 4 }),
            ("a,b\n1,\"x\" y\n", Unpaired::TextAfter { line: 2, at: 2 }),
            ("a,b\n1,5\" pipe\n", Unpaired::Stray { line: 2 }),
            ("a,b\n \"1,x\n2,y\"\n", Unpaired::Stray { line: 2 }),
        ] {
            assert_eq!(of(text), Some(want), "{text:?}");
        }
    }
}
