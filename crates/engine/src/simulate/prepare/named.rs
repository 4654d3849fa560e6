//! Random numbers of a territory by the name of their stream.

use std::collections::BTreeMap;

use crate::simulate::shock::Shock;

/// Random numbers by the name of their stream: what has one name varies as one.
#[derive(Default)]
pub(crate) struct Named {
    pub shocks: Vec<Shock>,
    known: BTreeMap<String, usize>,
}

impl Named {
    /// The place of the stream of this name, which varies with a factor.
    pub(crate) fn get(&mut self, seed: u64, name: String, factor: usize) -> usize {
        *self.known.entry(name).or_insert_with_key(|name| {
            self.shocks.push(Shock::new(seed, name, factor));
            self.shocks.len() - 1
        })
    }
}
