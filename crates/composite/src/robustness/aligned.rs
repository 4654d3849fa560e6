//! Buffers whose first element starts a cache line, so that no wide load straddles two.

/// A zeroed buffer aligned to 64 bytes.
pub(super) struct Aligned<T> {
    store: Vec<T>,
    start: usize,
    len: usize,
}

impl<T: Copy + Default> Aligned<T> {
    pub(super) fn new(len: usize) -> Self {
        let slack = 64 / size_of::<T>().clamp(1, 64);
        let store = vec![T::default(); len + slack];
        // In elements; an allocator that cannot say leaves the buffer unaligned, which is only
        // slower.
        let start = store.as_ptr().align_offset(64).min(slack);
        Self { store, start, len }
    }

    #[inline(always)]
    pub(super) fn get(&self) -> &[T] {
        &self.store[self.start..self.start + self.len]
    }

    #[inline(always)]
    pub(super) fn get_mut(&mut self) -> &mut [T] {
        &mut self.store[self.start..self.start + self.len]
    }
}
