//! The draws that are kept of a stretch of draws.

/// The draws of some columns over a block: those that are looked at together, or again. One is
/// filled again and again.
pub(crate) struct Block {
    /// Number of draws.
    draws: usize,
    /// The columns kept, ascending.
    kept: Vec<usize>,
    /// Their values, one column after another.
    values: Vec<f64>,
}

impl Block {
    /// A block that keeps these columns.
    pub(crate) fn keeping(columns: impl IntoIterator<Item = usize>) -> Self {
        let mut kept: Vec<usize> = columns.into_iter().collect();
        kept.sort_unstable();
        kept.dedup();
        Self { draws: 0, kept, values: Vec::new() }
    }

    /// Number of draws.
    pub(crate) fn draws(&self) -> usize {
        self.draws
    }

    /// Number of columns kept.
    pub(crate) fn width(&self) -> usize {
        self.kept.len()
    }

    /// The draws of a column; none unless it is kept.
    pub(crate) fn column(&self, c: usize) -> &[f64] {
        Columns { draws: self.draws, kept: &self.kept, values: &self.values }.get(c)
    }

    /// The columns before this one, and the values of it and all after it.
    pub(crate) fn split(&mut self, c: usize) -> (Columns<'_>, &mut [f64]) {
        let at = self.kept.partition_point(|k| *k < c);
        let (before, from) = self.values.split_at_mut(at * self.draws);
        (Columns { draws: self.draws, kept: &self.kept[..at], values: before }, from)
    }

    /// The columns before each of these ends, which ascend, apart from one another: to be filled
    /// side by side.
    pub(crate) fn parts(&mut self, ends: impl Iterator<Item = usize>) -> Vec<KeptColumns<'_>> {
        let (mut kept, mut rest) = (self.kept.as_slice(), self.values.as_mut_slice());
        let mut out = Vec::new();
        for end in ends {
            let (columns, others) = kept.split_at(kept.partition_point(|c| *c < end));
            let (values, next) = std::mem::take(&mut rest).split_at_mut(columns.len() * self.draws);
            out.push(KeptColumns { columns, values });
            (kept, rest) = (others, next);
        }
        out
    }

    /// Makes room for so many draws.
    pub(crate) fn resize(&mut self, draws: usize) {
        self.draws = draws;
        self.values.resize(self.kept.len() * draws, 0.0);
    }
}

/// Columns that are kept, to be read.
#[derive(Clone, Copy)]
pub(crate) struct Columns<'a> {
    draws: usize,
    kept: &'a [usize],
    values: &'a [f64],
}

impl<'a> Columns<'a> {
    /// The draws of a column; none unless it is kept.
    pub(crate) fn get(self, c: usize) -> &'a [f64] {
        self.kept
            .binary_search(&c)
            .ok()
            .and_then(|at| self.values.get(at * self.draws..(at + 1) * self.draws))
            .unwrap_or(&[])
    }
}

/// Columns that are kept, to be filled.
pub(crate) struct KeptColumns<'a> {
    pub columns: &'a [usize],
    pub values: &'a mut [f64],
}
