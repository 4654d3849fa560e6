//! The compact protocol of Apache Thrift, in which Parquet says what it holds, read without
//! believing a length.

/// How deep structures may lie in one another. Parquet's own lie five deep.
const DEEPEST: usize = 24;

const TRUE: u8 = 1;
const FALSE: u8 = 2;
const BYTE: u8 = 3;
const DOUBLE: u8 = 7;
const BINARY: u8 = 8;
const LIST: u8 = 9;
const SET: u8 = 10;
const MAP: u8 = 11;
const STRUCT: u8 = 12;

/// A place in bytes. Every step gives `None` where the bytes end or make no sense.
#[derive(Clone, Debug)]
pub(super) struct Thrift<'b> {
    bytes: &'b [u8],
    at: usize,
    depth: usize,
}

impl<'b> Thrift<'b> {
    /// Begins at the first byte.
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Thrift { bytes, at: 0, depth: 0 }
    }

    /// Bytes read so far.
    pub(super) fn position(&self) -> usize {
        self.at
    }

    fn byte(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    fn unsigned(&mut self) -> Option<u64> {
        let mut out = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            out |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(out);
            }
        }
        None
    }

    /// A number of 16, 32 or 64 bits.
    pub(super) fn number(&mut self) -> Option<i64> {
        let raw = self.unsigned()?;
        Some((raw >> 1).cast_signed() ^ -(raw & 1).cast_signed())
    }

    /// A number that counts or measures.
    pub(super) fn size(&mut self) -> Option<u64> {
        u64::try_from(self.number()?).ok()
    }

    /// Bytes with their length before them.
    pub(super) fn binary(&mut self) -> Option<&'b [u8]> {
        let length = usize::try_from(self.unsigned()?).ok()?;
        let out = self.bytes.get(self.at..self.at.checked_add(length)?)?;
        self.at += length;
        Some(out)
    }

    /// A structure: `each` gets the number of every field and reads it, or says `false` for one
    /// that it does not want.
    pub(super) fn fields(
        &mut self,
        mut each: impl FnMut(&mut Self, i64) -> Option<bool>,
    ) -> Option<()> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        let mut id = 0_i64;
        loop {
            let head = self.byte()?;
            let kind = head & 0x0f;
            if kind == 0 {
                self.depth -= 1;
                return Some(());
            }
            id =
                if head >> 4 == 0 { self.number()? } else { id.checked_add(i64::from(head >> 4))? };
            if !each(self, id)? {
                self.skip(kind)?;
            }
        }
    }

    /// A list: `each` reads an element.
    pub(super) fn list(&mut self, mut each: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        for _ in 0..self.list_head()?.0 {
            each(self)?;
        }
        Some(())
    }

    /// How many elements follow, and of which kind. Each takes a byte at least.
    fn list_head(&mut self) -> Option<(u64, u8)> {
        let head = self.byte()?;
        let count = if head >> 4 == 15 { self.unsigned()? } else { u64::from(head >> 4) };
        (count <= self.bytes.len().saturating_sub(self.at) as u64).then_some((count, head & 0x0f))
    }

    fn skip(&mut self, kind: u8) -> Option<()> {
        match kind {
            TRUE | FALSE => Some(()),
            BINARY => self.binary().map(drop),
            STRUCT => self.fields(|_, _| Some(false)),
            LIST | SET => {
                let (count, kind) = self.list_head()?;
                self.elements(count, kind)
            }
            MAP => {
                let count = self.unsigned()?;
                if count == 0 {
                    return Some(());
                }
                let kinds = self.byte()?;
                for _ in 0..count {
                    self.elements(1, kinds >> 4)?;
                    self.elements(1, kinds & 0x0f)?;
                }
                Some(())
            }
            other => self.scalar(other),
        }
    }

    fn elements(&mut self, count: u64, kind: u8) -> Option<()> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        for _ in 0..count {
            // Outside of a structure a truth value has a byte of its own.
            if matches!(kind, TRUE | FALSE) { self.byte().map(drop)? } else { self.skip(kind)? }
        }
        self.depth -= 1;
        Some(())
    }

    fn scalar(&mut self, kind: u8) -> Option<()> {
        let width = match kind {
            BYTE => 1,
            DOUBLE => 8,
            4..=6 => return self.unsigned().map(drop),
            _ => return None,
        };
        self.at = self.at.checked_add(width).filter(|at| *at <= self.bytes.len())?;
        Some(())
    }
}
