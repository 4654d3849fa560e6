//! Indices with a type, so that one of a node is never taken for one of a unit.
//!
//! An index is made by counting the list it belongs to ([`NodeIx::all`]), or from a position that is
//! checked ([`NodeIx::new`]): there is no way to make one of a number that does not fit, so none is
//! ever silently another.

use serde::Serialize;

macro_rules! index {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        pub struct $name(u32);

        impl $name {
            /// The first of a list.
            pub const FIRST: Self = Self(0);

            /// The index of a position; none beyond the longest list, of 2³² - 1 entries.
            #[must_use]
            pub fn new(position: usize) -> Option<Self> {
                u32::try_from(position).ok().filter(|i| *i < u32::MAX).map(Self)
            }

            /// The indices of a list of so many entries, in their order.
            pub fn all(len: usize) -> impl ExactSizeIterator<Item = Self> + DoubleEndedIterator + Clone {
                (0..u32::try_from(len).unwrap_or(u32::MAX)).map(Self)
            }

            /// The position in its list.
            #[must_use]
            pub const fn get(self) -> usize {
                self.0 as usize
            }

            /// The index before it in its list; none of the first.
            #[must_use]
            pub fn before(self) -> Option<Self> {
                self.0.checked_sub(1).map(Self)
            }
        }

        /// A small position always fits.
        impl From<u16> for $name {
            fn from(position: u16) -> Self {
                Self(u32::from(position))
            }
        }
    };
}

/// A stretch of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Position of its first entry.
    pub from: usize,
    /// One past its last.
    pub to: usize,
}

impl Span {
    /// Its entries; none where the list is shorter.
    #[must_use]
    pub fn of<T>(self, list: &[T]) -> &[T] {
        list.get(self.from..self.to).unwrap_or_default()
    }

    /// The stretch that it is after so many entries were put before it.
    #[must_use]
    pub const fn shifted(self, by: usize) -> Self {
        Span { from: self.from + by, to: self.to + by }
    }

    /// Whether it is empty.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.from >= self.to
    }

    /// Adds entries to a list; gives the stretch they are.
    pub fn add<T: Copy>(list: &mut Vec<T>, entries: &[T]) -> Self {
        let from = list.len();
        list.extend_from_slice(entries);
        Span { from, to: list.len() }
    }
}

/// Lets a list be read by the index of its entries.
macro_rules! list {
    ($entry:ty, $name:ident) => {
        impl std::ops::Index<$name> for Vec<$entry> {
            type Output = $entry;

            fn index(&self, index: $name) -> &$entry {
                &self[index.get()]
            }
        }

        impl std::ops::IndexMut<$name> for Vec<$entry> {
            fn index_mut(&mut self, index: $name) -> &mut $entry {
                &mut self[index.get()]
            }
        }
    };
}
pub(crate) use list;

index! {
    /// A node of a method.
    NodeIx
}
index! {
    /// An indicator of a method.
    IndicatorIx
}
index! {
    /// An edition of an assessment, the oldest first.
    EditionIx
}
index! {
    /// A territory of an assessment.
    TerritoryIx
}
index! {
    /// A place of results: a territory, a region, a named group, or `*`.
    PlaceIx
}
index! {
    /// A crime area of results, or `*`.
    AreaIx
}
index! {
    /// A unit of results: a line of the score matrix.
    UnitIx
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_is_its_position_or_none() {
        assert_eq!(NodeIx::new(7).map(NodeIx::get), Some(7));
        assert_eq!(NodeIx::new(u32::MAX as usize), None);
        assert_eq!(NodeIx::new((1 << 32) + 7), None, "never the seventh");
        assert_eq!(UnitIx::all(3).map(UnitIx::get).collect::<Vec<_>>(), [0, 1, 2]);
        assert_eq!(UnitIx::all(0).next(), None);
    }
}
