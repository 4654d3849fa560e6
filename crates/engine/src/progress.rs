//! How a long run tells how far it is.

/// Hears about the progress of a run. Methods may be called from several threads.
pub trait Progress: Sync {
    /// A stage begins; `total` is how many steps it has.
    fn start(&self, what: &str, total: u64);
    /// Some steps are done.
    fn advance(&self, by: u64);
    /// The stage is over.
    fn done(&self);
    /// Whether the caller wants the run to stop; asked between steps.
    fn stopped(&self) -> bool {
        false
    }
}

/// Nobody listens.
impl Progress for () {
    fn start(&self, _: &str, _: u64) {}
    fn advance(&self, _: u64) {}
    fn done(&self) {}
}
